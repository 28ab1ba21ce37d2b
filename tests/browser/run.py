"""Runs the tests of this folder; says in one line what is missing where it cannot. Chromium is
installed by root alone.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from conftest import chromium, missing  # noqa: E402


def main() -> int:
    if not chromium() and shutil.which("apt-get") and os.geteuid() == 0:
        for words in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(
                ["apt-get", "-qq", *words],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=300,
            )
    if lacking := missing():
        print(f"browser tests skipped: {lacking}")
        return 0
    asked = sys.argv[1:] or [HERE, "-m", "not slow"]
    # The tests of this folder take what they share from files beside them.
    found = ["-o", "pythonpath=. tests/browser"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *found, *asked], cwd=HERE.parents[1]
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
