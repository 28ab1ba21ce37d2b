"""Tables that the program proposes and a person corrects: saved so that no correction is lost."""

import os
from contextlib import suppress
from pathlib import Path

import pandas as pd

from ..escape import csv


def save_new(table: pd.DataFrame, out: Path) -> None:
    """The table saved as CSV, whole or not at all.

    A file that is there and holds anything else is left as it is, since it may hold what somebody
    has corrected: ValueError.
    """
    content = csv(table).to_csv(index=False, lineterminator="\n").encode("utf-8")
    if out.exists():
        if out.is_file() and out.read_bytes() == content:
            return
        raise ValueError(
            f"--out {out}: is there and holds something else, corrections perhaps; choose another "
            "name, or delete it first"
        )
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(out)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OSError(f"--out {out}: cannot be written ({error.strerror})") from error
