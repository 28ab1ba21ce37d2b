"""Articles that may have been read wrongly: the notes that name them, and a table."""

from collections.abc import Iterable

import pandas as pd

NAMED = 10  # articles that the notes name one by one


def doubt_line(article: dict) -> str | None:
    """The note on a doubtful article; None for any other.

    >>> doubt_line({"source": "a.txt", "doubt": "one article of 90,000 words"})
    'a.txt may have been read wrongly: one article of 90,000 words'
    >>> doubt_line({"source": "b.txt", "doubt": None})
    """
    doubt = article.get("doubt")
    return f"{article['source']} may have been read wrongly: {doubt}" if doubt else None


def doubt_notes(articles: Iterable[dict]) -> list[str]:
    """A line for each doubtful article; after ten, a line that counts the others."""
    return shortened([line for line in map(doubt_line, articles) if line])


def shortened(lines: list[str], count: int | None = None) -> list[str]:
    """The first ten of `count` lines, and how many more there are.

    >>> shortened(["a"] * 12)[9:]
    ['a', '2 more articles may have been read wrongly: see the column `doubt`']
    """
    more = (len(lines) if count is None else count) - NAMED
    articles = "1 more article" if more == 1 else f"{more:,} more articles"
    rest = f"{articles} may have been read wrongly: see the column `doubt`"
    return lines[:NAMED] + [rest] * (more > 0)


def doubtful(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles that may have been read wrongly, and why: `source, outlet, title, doubt`.

    >>> articles = pd.DataFrame({"source": ["a", "b"], "outlet": "A", "title": "Rain",
    ...                          "doubt": ["one article of 90,000 words", None]})
    >>> doubtful(articles)["source"].tolist()
    ['a']
    """
    table = articles.loc[articles["doubt"].notna(), ["source", "outlet", "title", "doubt"]]
    return table.reset_index(drop=True)
