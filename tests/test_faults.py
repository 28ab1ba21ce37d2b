"""A run on a machine that fails ends in one line that says what to do, and leaves nothing behind.

What `measure` does there stands in measuring/test_dataset.py, what signals do in test_stopping.py.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from itertools import islice

import psutil
import pytest

import broadsheet as bs
from broadsheet import cli
from broadsheet.commands import lock_of
from broadsheet.paths import ROOT
from broadsheet.stopping import LINE
from broadsheet.storage import locked
from tests.test_workers import WITHIN, gone

RUN = [sys.executable, "-m", "broadsheet", "run", "data/seeds", "--out"]


def run_within(limit, out):
    """A run under a limit, in the words of `ulimit`: its exit code and its lines of error."""
    words = ["sh", "-c", f'ulimit {limit}; exec "$@"', "sh", *RUN, str(out)]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    return ran.returncode, [
        line for line in ran.stderr.splitlines() if not line.startswith("note: ")
    ]


def test_a_second_run_into_the_same_folder_is_refused_in_one_line(tmp_path, capsys):
    out = tmp_path / "out"
    with locked(lock_of(out), out):
        assert cli.main(["run", str(ROOT / "data" / "seeds"), "--out", str(out)]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("note: ")]
    assert len(lines) == 1 and "another `broadsheet` is writing there; wait for it" in lines[0]
    assert not out.exists()


@pytest.mark.parametrize("files", [16, 64])
def test_few_open_files_are_enough_or_end_a_run_in_one_line(tmp_path, files):
    code, lines = run_within(f"-n {files}", tmp_path / "out")
    assert (code, lines) == (0, []) or (code == 2 and len(lines) == 1 and "open files" in lines[0])


# With 900 MB the notebooks begin, but not all of their kernels can.
@pytest.mark.parametrize("megabytes", [300, 900])
def test_little_memory_ends_a_run_in_one_line(tmp_path, megabytes):
    code, lines = run_within(f"-v {megabytes * 1000}", tmp_path / "out")
    assert code == 2 and len(lines) == 1 and "memory" in lines[0]


def test_a_run_that_is_stopped_ends_in_one_line_with_its_notebooks(tmp_path):
    with subprocess.Popen(
        [*RUN, str(tmp_path / "out")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        until = time.monotonic() + 120
        below: list[psutil.Process] = []
        while len(below) < 4 and time.monotonic() < until:  # two notebooks at least are running
            time.sleep(0.1)
            below = psutil.Process(run.pid).children(recursive=True)
        os.killpg(run.pid, signal.SIGTERM)
        out, err = run.communicate(timeout=WITHIN)
    lines = [line for line in err.splitlines() if not line.startswith("note: ")]
    assert (run.returncode, out, lines) == (143, "", [LINE])
    assert gone(below)


@pytest.mark.slow
def test_a_folder_of_100_000_files_is_read_with_few_of_them_open(tmp_path):
    for number in range(100_000):
        (tmp_path / f"{number:06}.txt").write_text("The council met on Monday.\n" * 3)
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, limits[1]))
    try:
        first = list(islice(bs.iter_articles(tmp_path), 1000))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert [article["source"] for article in first] == [f"{n:06}.txt" for n in range(1000)]
