"""Tables that the program proposes and a person corrects, saved so that no correction is lost."""

import os
from pathlib import Path

import pandas as pd

from ..escape import spreadsheet_csv
from ..storage import put_whole


def save_new(table: pd.DataFrame, out: Path) -> None:
    """Saves the table as CSV, completely or not at all, with the byte order mark by which Excel
    recognises UTF-8.

    An existing file with other content is never overwritten, because it may hold somebody's
    corrections: ValueError.
    """
    if out.suffix.lower() not in ("", ".csv"):
        raise ValueError(f"--out {out}: the table is saved as CSV; name it {out.stem}.csv")
    content = spreadsheet_csv(table)
    if out.exists():
        if out.is_file() and out.read_bytes() == content:
            return
        raise ValueError(
            f"--out {out}: exists with other content, perhaps corrections; choose another "
            "name, or delete it first"
        )
    try:
        put_whole(out, out.with_name(f".{out.name}.{os.getpid()}"), content)
    except OSError as error:
        raise OSError(f"--out {out}: cannot be written ({error.strerror})") from error
