"""The table of people that a person corrects, read again: which name is which person."""

from pathlib import Path

import pandas as pd

from ..formats import clean, known_columns, read_table
from ..paths import find

COLUMNS = ["alias", "person", "id"]


def read_people(table: str | Path) -> pd.DataFrame | None:
    """The corrections that a table gives, a CSV or a spreadsheet with columns `alias` and `person`:
    a name as articles have it, and whose it is. None where no table is named.

    A row with an `id` holds for that article alone; other columns are not looked at, nor rows
    without a `person`. `broadsheet people` saves such a table. ValueError where it lacks a column,
    has a row that cannot be read, a person without an alias, or gives a name a second person.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "people.csv"
    ...     _ = path.write_text("alias,person\\nBibi,Benjamin Netanyahu\\n")
    ...     read_people(path).values.tolist()
    [['Bibi', 'Benjamin Netanyahu', None]]
    >>> read_people("") is None
    True
    """
    if not str(table):
        return None
    name, rows = Path(table).name, read_table(find(table))
    there = set(known_columns(rows))  # none where no row can be read
    if there and (missing := set(COLUMNS[:2]) - there):
        raise ValueError(
            f"{name}: no column {' and '.join(f'`{column}`' for column in sorted(missing))}; it "
            "must say which name (`alias`) is which `person`, as `broadsheet people` does"
        )
    person_of: dict[tuple[str, str | None], str] = {}
    for number, row in enumerate(rows, 1):
        if isinstance(row, str):
            raise ValueError(f"{name}#{number}: {row}")
        # as an id is read: what looks like a number is text
        alias, person, article = (_one_line(clean("id", row.get(column))) for column in COLUMNS)
        if person is None:
            continue
        if alias is None:
            raise ValueError(f"{name}#{number}: person {person!r} has no `alias` beside it")
        if person_of.setdefault((alias, article), person) != person:
            raise ValueError(f"{name}#{number}: gives {alias!r} a second person; keep one row")
    given = [(alias, person, article) for (alias, article), person in person_of.items()]
    return pd.DataFrame(given, columns=COLUMNS, dtype=object)


def _one_line(cell: object) -> str | None:
    return " ".join(str(cell).split()) if cell is not None else None
