"""The tables of saved figures as sentences read them: text as text, numbers as finite numbers."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from ..stats import NO_OUTLET, is_others

BEYOND = 1e12  # far above any measure: a larger or infinite number is a damaged cell


def readable(table: pd.DataFrame | None, text: str, numbers: str) -> pd.DataFrame | None:
    """The given columns, text as text and numbers as finite numbers; None if one is missing, or no
    row is left. A text column with a ? after its name may be missing, and is then empty.

    >>> table = pd.DataFrame({"outlet": ["A", None], "n": ["3", "many"]})
    >>> readable(table, "outlet", "n").values.tolist()
    [['A', 3.0], ['no outlet named', nan]]
    >>> readable(pd.DataFrame({"outlet": ["A"]}), "outlet", "n") is None
    True
    """
    if table is None or not len(table):
        return None
    for name in re.findall(r"(\S+)\?", text):
        table = table if name in table else table.assign(**{name: ""})
    text = text.replace("?", "")
    if not {*text.split(), *numbers.split()} <= set(table.columns):
        return None
    words = {
        name: table[name].astype(object).where(table[name].notna(), "").astype(str)
        for name in text.split()
    }
    if "outlet" in words:
        words["outlet"] = words["outlet"].where(words["outlet"] != "", NO_OUTLET)
    counts = {
        name: pd.to_numeric(table[name], errors="coerce").astype(float) for name in numbers.split()
    }
    counts = {name: column.where(column.abs() < BEYOND) for name, column in counts.items()}
    return pd.DataFrame({**words, **counts}).reset_index(drop=True)


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, whose values have the names of its columns."""
    return table.itertuples(name="Row")


def without_others(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of single outlets, without those that `fewer_outlets` grouped, about which nothing
    is reported.
    """
    for name in ("outlet", "other"):
        if name in rows:
            rows = rows[~rows[name].map(is_others).astype(bool)]
    return rows
