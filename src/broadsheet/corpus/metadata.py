"""What a table knows about the articles, written into them: outlet, date, and whatever else it has
a column for.
"""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..escape import listing
from ..formats import clean, known_columns, read_dates, read_table
from ..paths import find
from .mojibake import mended

MOST_NAMED = 10  # rows of a table that a note names one by one
# Without an outlet an article is compared with none, without a date it stands on no day.
LACKING = {"outlet": "an outlet", "published": "a date"}


class Known(NamedTuple):
    """What a table knows: its name, its rows by their numbers, its rows that cannot be read and
    why, notes on its dates.
    """

    table: str
    rows: list[tuple[int, dict]]
    unreadable: list[tuple[str, str]]
    notes: list[str]


def read_known(metadata: str | Path | pd.DataFrame) -> Known:
    """A table of metadata, with its dates read. ValueError where no column says what article a row
    describes.
    """
    table = "metadata" if isinstance(metadata, pd.DataFrame) else Path(metadata).name
    rows = (
        metadata.to_dict("records")
        if isinstance(metadata, pd.DataFrame)
        else read_table(find(metadata))
    )
    names = known_columns(rows)
    if (names or not rows) and not {"source", "id"} & set(
        names
    ):  # rows that are all malformed have no columns
        raise ValueError(
            f"{table}: no column `source` or `id`, one of which must say what article a row "
            f"describes; it has {listing(names)}"
        )
    known, dated = [], []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, str):
            cells = {
                "cut_in_table" if name == "cut" else str(name): cell for name, cell in row.items()
            }
            if "event" in cells and "story" not in cells:  # as in a table of articles
                cells["story"] = cells.pop("event")
            values = {name: clean(name, cell) for name, cell in cells.items()}
            mended(values)
            values = {name: value for name, value in values.items() if value not in (None, [])}
            known.append((number, values))
            dated.append({**values, "source": f"{table}#{number}"})
    notes = read_dates(dated)
    for (_, row), read in zip(known, dated):
        row |= {name: read[name] for name in read if name != "source"}
    return Known(
        table,
        known,
        [(f"{table}#{n}", row) for n, row in enumerate(rows, 1) if isinstance(row, str)],
        notes,
    )


def describe(
    articles: list[dict], known: Known, rejected: Collection[str]
) -> tuple[list[str], set[str]]:
    """Writes into the articles what a table knows about them; notes on it, and the sources of the
    articles that it describes.

    An article is found by `source`, or where that is empty by `id`. What the table says wins, but
    its empty cells erase nothing, and neither does a date that cannot be read. `rejected` are the
    sources that rows may name without reproach. A table of metadata holds no articles: its rows
    that could not be used are named in the notes, and are not among what went in.
    """
    missing, again, described = write_into(articles, known, rejected)
    return notes_on(known, missing, again), described


def notes_on(known: Known, missing: list[str], again: list[str]) -> list[str]:
    """The notes on a table once all articles were seen: its dates, its rows that cannot be read,
    and those that describe an article `again` or none (`missing`).
    """
    rows = len(known.rows) + len(known.unreadable)
    unread = [f"{place}: {reason}" for place, reason in known.unreadable]
    return [
        *known.notes,
        *shortened([*unread, *again], f"{known.table}: {{}} more rows that could not be used"),
        *unmatched(known.table, rows, missing, 0),
    ]


def needs_row(article: dict, described: Collection[str]) -> bool:
    """An article that lacks its outlet or its date, and that no row of a table describes.

    >>> article = {"source": "a.txt", "outlet": "The Post", "published": None}
    >>> needs_row(article, set()), needs_row(article, {"a.txt"})
    (True, False)
    """
    return article["source"] not in described and any(article.get(name) is None for name in LACKING)


def without_row(table: str, articles: int) -> list[str]:
    """The note that counts the articles that need a row in a table and have none.

    Those that lack nothing need none: the table that `broadsheet check` writes has no row for them.

    >>> without_row("known.csv", 2), without_row("known.csv", 0)
    (['known.csv: 2 articles without an outlet or a date have no row in it'], [])
    """
    return unmatched(table, 0, [], articles, " without an outlet or a date")


def shortened(lines: list[str], rest: str) -> list[str]:
    """The first ten lines, and what says how many more there are.

    >>> shortened(["a"] * 12, "and {} more")[9:]
    ['a', 'and 2 more']
    """
    more = len(lines) - MOST_NAMED
    return lines[:MOST_NAMED] + ([rest.format(more)] if more > 0 else [])


def write_into(
    articles: list[dict], known: Known, rejected: Collection[str]
) -> tuple[list[str], list[str], set[str]]:
    """The part of `describe` that takes articles: the names that no article has, what is said of
    rows that describe an article again, and the sources of the articles that are described.
    """
    by_source = {article["source"]: article for article in articles}
    by_id = {article["id"]: article for article in articles}
    missing, again, used = [], [], []
    described: dict[str, int] = {}
    for number, row in known.rows:
        source = row.get("source", "").replace("\\", "/")
        article = by_source.get(source) if source else by_id.get(row.get("id"))
        if (
            article is not None
            and (first := described.setdefault(article["source"], number)) != number
        ):
            again.append(
                f"{known.table}#{number}: row {first} describes {article['source']!r} already, and "
                "counts; keep one"
            )
        elif article is not None:
            used.append((article, row))
        elif source not in rejected:
            missing.append(source or str(row.get("id")))
    for article, row in used:
        cut = [*article.get("cut", []), *row.get("cut", [])]
        article.update(
            {name: value for name, value in row.items() if value is not None and name != "source"},
            cut=cut,
        )
    return missing, again, set(described)


def unmatched(table: str, rows: int, missing: list[str], alone: int, which: str = "") -> list[str]:
    """The note that names the rows without an article (ten of them), and counts the articles
    without a row; `which` says of what sort these are.

    >>> unmatched("known.csv", 3, ["c.txt"], 0), unmatched("known.csv", 3, [], 0)
    (["known.csv: 1 of 3 rows describes no article: 'c.txt'"], [])
    """
    named = ", ".join(map(repr, missing[:MOST_NAMED]))
    named += ", …" if len(missing) > MOST_NAMED else ""
    verb = "describe" if len(missing) > 1 else "describes"
    said = [f"{table}: {len(missing)} of {rows} rows {verb} no article: {named}"] if missing else []
    if alone:
        have = "s{} have" if alone > 1 else "{} has"
        said.append(f"{table}: {alone} article{have.format(which)} no row in it")
    return said
