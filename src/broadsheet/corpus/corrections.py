"""Tables that the program proposes and a person corrects: saved so that no correction is lost."""

import os
from pathlib import Path

import pandas as pd

from ..escape import spreadsheet_csv
from ..storage import put_whole


def save_new(table: pd.DataFrame, out: Path) -> None:
    """The table saved as CSV, whole or not at all; with the mark by which Excel knows UTF-8.

    A file that is there and holds anything else is left as it is, since it may hold what somebody
    has corrected: ValueError.
    """
    if out.suffix.lower() not in ("", ".csv"):
        raise ValueError(f"--out {out}: the table is saved as CSV; name it {out.stem}.csv")
    content = spreadsheet_csv(table)
    if out.exists():
        if out.is_file() and out.read_bytes() == content:
            return
        raise ValueError(
            f"--out {out}: is there and holds something else, corrections perhaps; choose another "
            "name, or delete it first"
        )
    try:
        put_whole(out, out.with_name(f".{out.name}.{os.getpid()}"), content)
    except OSError as error:
        raise OSError(f"--out {out}: cannot be written ({error.strerror})") from error
