"""The table of people that a person corrects, read again: which name is which person."""

from pathlib import Path

import pandas as pd

from ..escape import errors_in_one_line
from ..formats import clean, known_columns, read_table
from ..paths import find

COLUMNS = ["alias", "person", "id"]
FOUND = "person_found"
# What software and people write into a cell that names nobody. "Na" is a name.
NOBODY = frozenset(["n/a", "N/A", "#N/A", "NA", "nan", "NaN", "None", "none", "NULL", "null"])
# Headers under which somebody may have put what belongs under `id`.
FOR_ID = frozenset(["article", "article_id", "article id", "articleid", "source"])


@errors_in_one_line()
def read_people(table: str | Path) -> pd.DataFrame | None:
    """The corrections that a table gives, a CSV or a spreadsheet with columns `alias` and `person`:
    a name as articles have it, and whose it is. None where no table is named.

    A row with an `id` holds for that article alone; other columns are not looked at, nor rows
    without a `person`. `broadsheet people` saves such a table; a row of it whose `person` is the
    `person_found` beside it was not corrected and is left out. Each row is called as it stands in
    the table ("people.csv#3"). ValueError where the table lacks a column or has a row that cannot
    be read; whether its rows can be meant, `people` says.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "people.csv"
    ...     _ = path.write_text("alias,person\\nBibi,Benjamin Netanyahu\\nLula,\\n")
    ...     read_people(path).values.tolist()
    [['Bibi', 'Benjamin Netanyahu', None]]
    >>> read_people("") is None
    True
    """
    if not str(table):
        return None
    path = find(table)
    if not path.is_file():
        raise FileNotFoundError(
            f"{table}: no such table of people; `broadsheet people` saves one to be corrected"
        )
    name, rows = path.name, read_table(path)
    columns = _columns(name, known_columns(rows))
    given: dict[tuple[str | None, str, str | None], str] = {}  # and the row that says so first
    for number, row in enumerate(rows, 1):
        if isinstance(row, str):
            raise ValueError(f"{name}#{number}: {row}")
        alias, person, article, found = (
            _one_line(row.get(columns.get(column, ""))) for column in (*COLUMNS, FOUND)
        )
        if person is not None and person != found:
            given.setdefault((alias, person, article), f"{name}#{number}")
    return pd.DataFrame(list(given), list(given.values()), COLUMNS, dtype=object)


def _columns(name: str, there: list[str]) -> dict[str, str]:
    """What the table calls our columns; capitals make no difference in a header."""
    columns = {header.strip().lower(): header for header in there}
    # a table of which no row can be read has no columns
    if there and (missing := set(COLUMNS[:2]) - set(columns)):
        raise ValueError(
            f"{name}: no column {' and '.join(f'`{column}`' for column in sorted(missing))}; it "
            "must say which name (`alias`) is which `person`, as `broadsheet people` does"
        )
    if "id" not in columns and (meant := sorted(FOR_ID & set(columns))):
        raise ValueError(
            f"{name}: column `{columns[meant[0]]}`: rows that hold for one article name it under "
            "`id`; call the column so, or leave it out"
        )
    return columns


def _one_line(cell: object) -> str | None:
    """A cell in one line; None where it names nobody."""
    # as an id is read: what looks like a number is text
    text = " ".join(str(clean("id", cell) or "").split())
    return None if not text or text in NOBODY else text
