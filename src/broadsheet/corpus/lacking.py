"""Articles without an outlet or a date: the note that counts them, and the table in which a person
fills in what they lack.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd

from .metadata import LACKING, read_known

MEND = "`broadsheet check CORPUS` writes a table to fill in"
TO_FILL_IN = ["outlet", "title", "authors", "published", "url", "language"]


def count_lacking(articles: Iterable[dict], counted: dict[str, int]) -> None:
    """Adds to `counted` how many articles lack each field."""
    for article in articles:
        for name in LACKING:
            counted[name] = counted.get(name, 0) + (article.get(name) is None)


def lacking_note(counted: dict[str, int], articles: int) -> list[str]:
    """The note on how many articles lack an outlet or a date, and what to do.

    >>> lacking_note({"outlet": 3, "published": 1}, 20)        # doctest: +NORMALIZE_WHITESPACE
    ['3 of 20 articles lack an outlet, 1 of 20 lacks a date; `broadsheet check CORPUS` writes a
    table to fill in']
    >>> lacking_note({"outlet": 0, "published": 0}, 20)
    []
    """
    plural = {name: n != 1 for name, n in counted.items()}
    said = [
        f"{n} of {articles} {'articles ' * (number == 0)}lack{'s' * (not plural[name])} "
        f"{LACKING[name]}"
        for number, (name, n) in enumerate((name, n) for name, n in counted.items() if n)
    ]
    return [f"{', '.join(said)}; {MEND}"] if said else []


def to_fill_in(
    articles: pd.DataFrame, described: Collection[str] = (), more: Collection[str] = ()
) -> pd.DataFrame:
    """The articles that lack an outlet or a date, as a table to fill in: `source`, their known
    fields, and empty cells. If you save it as `articles.csv` beside the articles, the next `load`
    reads it.

    `described` are sources of articles to keep in the table although they lack nothing, and `more`
    are further columns, such as those of a table of metadata that the new table is to replace.

    >>> articles = pd.DataFrame({"source": ["a", "b"], "outlet": ["A", None], "title": "Rain",
    ...     "authors": None, "published": "2025-09-04", "url": None, "language": "en"})
    >>> to_fill_in(articles)[["source", "outlet", "title"]].fillna("").values.tolist()
    [['b', '', 'Rain']]
    """
    wanted = articles[list(LACKING)].isna().any(axis=1)
    besides = [name for name in more if name not in ("source", "id", *TO_FILL_IN)]
    known = ["source", *TO_FILL_IN, *(name for name in besides if name in articles)]
    if wanted.any():
        wanted |= articles["source"].isin(set(described))
    return articles.loc[wanted, known].reset_index(drop=True)


def own_table(table: Path | None) -> tuple[list[str], list[str], list[str]]:
    """The `source` values, the `id` values and the columns of a folder's own table of metadata;
    empty if there is none.
    """
    rows = [row for _, row in read_known(table).rows] if table else []
    sources = [row["source"].replace("\\", "/") for row in rows if row.get("source")]
    ids = [row["id"] for row in rows if not row.get("source") and row.get("id")]
    return sources, ids, list(dict.fromkeys(name for row in rows for name in row))
