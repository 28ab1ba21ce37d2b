"""The corrected table of people, read again: which name is which person."""

from pathlib import Path

import pandas as pd

from ..escape import errors_in_one_line
from ..formats import clean, known_columns, read_table
from ..paths import find

COLUMNS = ["alias", "person", "id"]
FOUND = "person_found"
# What software and people write into an empty cell. "Na" is a name.
NOBODY = frozenset(["n/a", "N/A", "#N/A", "NA", "nan", "NaN", "None", "none", "NULL", "null"])
# Headers that somebody may have used instead of `id`.
FOR_ID = frozenset(["article", "article_id", "article id", "articleid", "source"])


@errors_in_one_line()
def read_people(table: str | Path) -> pd.DataFrame | None:
    """The corrections in a table, a CSV or a spreadsheet with columns `alias` and `person`: a name
    as articles have it, and the person it belongs to. None if no table is named.

    A row with an `id` applies to that article only; other columns are ignored, and so are rows
    without a `person`. `broadsheet people` saves such a table; a row whose `person` still equals
    its `person_found` was not corrected and is left out. Rows are named by their place in the table
    ("people.csv#3"). ValueError if the table lacks a column or has a row that cannot be read;
    whether its rows make sense is checked by `people`.

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
            f"{table}: no such table of people; `broadsheet people` saves one to correct"
        )
    name, rows = path.name, read_table(path)
    columns = _columns(name, known_columns(rows))
    given: dict[tuple[str | None, str, str | None], str] = {}  # → the first row with it
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
    """The table's names for our columns; capitals in a header make no difference."""
    columns = {header.strip().lower(): header for header in there}
    # if no row of a table can be read, it has no columns
    if there and (missing := set(COLUMNS[:2]) - set(columns)):
        raise ValueError(
            f"{name}: no column {' and '.join(f'`{column}`' for column in sorted(missing))}; it "
            "must give the `person` for each name (`alias`), as the table of `broadsheet "
            "people` does"
        )
    if "id" not in columns and (meant := sorted(FOR_ID & set(columns))):
        raise ValueError(
            f"{name}: column `{columns[meant[0]]}`: a row for a single article names it in a "
            "column `id`; rename this column, or leave it out"
        )
    return columns


def _one_line(cell: object) -> str | None:
    """A cell as one line; None if it is empty."""
    # read as text even if it looks like a number, as ids are
    text = " ".join(str(clean("id", cell) or "").split())
    return None if not text or text in NOBODY else text
