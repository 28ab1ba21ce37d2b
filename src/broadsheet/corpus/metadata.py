"""Metadata from a table, written into the articles: outlet, date, and any other column."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..escape import listing
from ..formats import clean, known_columns, read_dates, read_table
from ..paths import find
from .mojibake import mended

MOST_NAMED = 10  # rows of a table that are named one by one in a note
# Without an outlet an article cannot be compared, without a date it belongs to no day.
LACKING = {"outlet": "an outlet", "published": "a date"}


class Known(NamedTuple):
    """A table of metadata: its name, its rows by their numbers, the rows that cannot be read and
    why, notes on its dates.
    """

    table: str
    rows: list[tuple[int, dict]]
    unreadable: list[tuple[str, str]]
    notes: list[str]


def read_known(metadata: str | Path | pd.DataFrame) -> Known:
    """A table of metadata, with its dates read. ValueError if no column identifies the article that
    a row describes.
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
    ):  # if all rows are malformed, there are no columns
        raise ValueError(
            f"{table}: no column `source` or `id`, one of which must name the article that a row "
            f"describes; its columns are {listing(names)}"
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
    """Notes on a table of metadata, whose values are written into the articles, and the sources of
    the articles that it describes.

    An article is identified by `source` or, if that is empty, by `id`. The table's values win, but
    its empty cells erase nothing, and neither does a date that cannot be read. `rejected` are
    sources that rows may name without a note. A table of metadata holds no articles: rows that
    could not be used are named in the notes, and do not count as input.
    """
    missing, again, described = write_into(articles, known, rejected)
    return notes_on(known, missing, again), described


def notes_on(known: Known, missing: list[str], again: list[str]) -> list[str]:
    """The notes on a table, after all articles were read: its dates, its rows that cannot be read,
    and those that describe an article `again` or no article (`missing`).
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
    (['known.csv: no row for 2 articles without an outlet or a date'], [])
    """
    return unmatched(table, 0, [], articles, " without an outlet or a date")


def shortened(lines: list[str], rest: str) -> list[str]:
    """The first ten lines, and a line that counts the others.

    >>> shortened(["a"] * 12, "and {} more")[9:]
    ['a', 'and 2 more']
    """
    more = len(lines) - MOST_NAMED
    return lines[:MOST_NAMED] + ([rest.format(more)] if more > 0 else [])


def write_into(
    articles: list[dict], known: Known, rejected: Collection[str]
) -> tuple[list[str], list[str], set[str]]:
    """The names that no article has, the notes on rows that describe the same article again, and
    the sources of the articles that are described: the part of `describe` that needs the articles.
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
                f"{known.table}#{number}: row {first} already describes {article['source']!r} "
                "and is used; keep one"
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
    """The notes that name rows without an article (up to ten), and count articles without a row;
    `which` says which sort of articles.

    >>> unmatched("known.csv", 3, ["c.txt"], 0), unmatched("known.csv", 3, [], 0)
    (["known.csv: 1 of 3 rows describes no article: 'c.txt'"], [])
    """
    named = ", ".join(map(repr, missing[:MOST_NAMED]))
    named += ", …" if len(missing) > MOST_NAMED else ""
    verb = "describe" if len(missing) > 1 else "describes"
    said = [f"{table}: {len(missing)} of {rows} rows {verb} no article: {named}"] if missing else []
    if alone:
        said.append(f"{table}: no row for {alone} article{'s' * (alone > 1)}{which}")
    return said
