"""Tables to judge a corpus by: outlets, days, and a page beside the article read from it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pandas as pd

from ..formats import Unreadable, decode
from ..stats import NO_OUTLET
from ..text import tokenize

# Kept, in their own columns.
BESIDE = ["title", "dateline", "summary", "highlights", "subheads", "correction", "notes"]


class HasArticles(Protocol):
    """The measurements of articles, as far as they are used here: `articles`, with the columns `id`
    and `words`.
    """

    @property
    def articles(self) -> pd.DataFrame: ...


def days(articles: pd.DataFrame) -> pd.DataFrame:
    """The day on which each article was published, according to its source: `id, outlet, date,
    day`, ordered by outlet and day.

    `day` counts from the first day in the table, which is 0; NaN and NaT if no date is known. Hour
    and zone are left out: a day is the newsroom's local day.

    >>> articles = pd.DataFrame({"id": ["a", "b", "c"], "outlet": ["A", "A", "B"],
    ...                          "published": ["2025-09-05T02:16+05:30", "2025-09-03", None]})
    >>> days(articles)[["id", "day"]].values.tolist()
    [['b', 0.0], ['a', 2.0], ['c', nan]]
    """
    date = pd.to_datetime(articles["published"].str[:10], format="%Y-%m-%d", errors="coerce")
    table = articles[["id", "outlet"]].assign(
        date=date, day=(date - date.min()).dt.days.astype(float)
    )
    return table.sort_values(["outlet", "day"], kind="stable", ignore_index=True)


def outlets(articles: pd.DataFrame, found: HasArticles | None = None) -> pd.DataFrame:
    """A description of each outlet, the one with most articles first: one row per outlet.

    `articles`, `dated` (how many have a date), `first_day`, `last_day`, `median_words`, `languages`
    and `wire_copy` (how many share nearly all their text with another article). `found` holds their
    measurements, if there are any, so that words are not counted again.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "A"],
    ...                          "published": ["2025-09-05", None], "language": ["en", None],
    ...                          "text": ["It rained.", "Nobody came here."],
    ...                          "wire_group": pd.Series([None, None], dtype="str")})
    >>> outlets(articles)[["articles", "dated", "median_words", "wire_copy"]].values.tolist()
    [[2.0, 1.0, 2.5, 0.0]]
    """
    day = articles["published"].str[:10]
    known = articles.assign(
        outlet=articles["outlet"].astype(object).fillna(NO_OUTLET),
        day=day,
        words=body_words(articles, found),
    )
    table = (
        known.groupby("outlet", sort=True)
        .agg(
            articles=("id", "size"),
            dated=("day", "count"),
            first_day=("day", "min"),
            last_day=("day", "max"),
            median_words=("words", "median"),
            languages=("language", lambda found: ", ".join(sorted(found.dropna().unique()))),
            wire_copy=("wire_group", "count"),
        )
        .reset_index()
    )
    return table.sort_values("articles", ascending=False, kind="stable", ignore_index=True)


def side_by_side(article: Mapping, path: str | Path) -> pd.DataFrame:
    """What became of each line of a page: `kept` and `cut` side by side, `why`, and its number
    `line` in the file.

    `path` is the path that was loaded. For a text file, lines are in the order of the page; for any
    other file, kept lines come before cut ones, without numbers. A line of the page that is neither
    kept nor cut is "not found".

    >>> article = {"source": "a.csv#1", "text": "It rained.", "title": "Rain",
    ...            "cut": [("byline", "By Ann")]}
    >>> side_by_side(article, "a.csv")[["kept", "cut", "why"]].values.tolist()
    [['Rain', '', 'title'], ['It rained.', '', 'body'], ['', 'By Ann', 'byline']]
    """
    kept = _kept(article)
    rows = [(None, piece, "", why) for piece, why in kept] + [
        (None, "", line, why) for why, line in article["cut"]
    ]
    if page := _page(Path(path), article["source"]):
        rows, cut = [], list(article["cut"])
        for number, line in page:
            _, column = max(
                (piece for piece in kept if line in piece[0] or piece[0] in line),
                key=lambda piece: len(piece[0]),
                default=(None, None),
            )
            why = next((one for one in cut if one[1] == line), None) or (
                None if column else next((one for one in cut if one[1] in line), None)
            )
            if why:
                cut.remove(why)
            rows.append(
                (number, "", line, why[0])
                if why
                else (number, line, "", column)
                if column
                else (number, "", line, "not found")
            )
    return pd.DataFrame(rows, columns=["line", "kept", "cut", "why"])


def _kept(article: Mapping) -> list[tuple[str, str]]:
    """The parts of a page that were kept, each with its column."""
    kept = []
    for name in BESIDE:
        value = article.get(name)
        kept += [
            (piece, name)
            for piece in (value if isinstance(value, list) else [value])
            if isinstance(piece, str)
        ]
    return kept + [(paragraph, "body") for paragraph in article["text"].split("\n\n")]


def _page(path: Path, source: str) -> list[tuple[int, str]]:
    """The lines of the text file that an article came from, with their numbers; empty if it is not
    a text file.
    """
    file = path / source if path.is_dir() else path
    if file.suffix.lower() != ".txt" or not file.exists():
        return []
    try:
        lines = decode(file.read_bytes()).split("\n")
    except Unreadable:
        return []
    return [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]


def body_words(articles: pd.DataFrame, found: HasArticles | None) -> list[int]:
    if found is None:
        return [len(tokenize(text).word_starts) for text in articles["text"]]
    return found.articles.set_index("id")["words"].reindex(articles["id"]).tolist()


def page_parts(articles: pd.DataFrame, found: HasArticles | None = None) -> pd.DataFrame:
    """The number of words in each part of each page: `id, outlet, part, words`.

    `part` is `body` (the text, which is measured), `beside` (title, summary, highlights, subheads,
    dateline, correction, notes, kept in columns of their own) or `cut` (all other lines, including
    those that a byline or a date was read from). A line repeated on a page counts each time.
    `found` holds the measurements, if there are any.

    >>> from broadsheet.corpus import load
    >>> parts = page_parts(load("data/seeds").articles)
    >>> parts["part"].tolist(), parts["words"].tolist()[0]
    (['body', 'beside', 'cut', 'body', 'beside', 'cut'], 533)
    """

    def words(*pieces: str) -> int:
        return sum(len(tokenize(piece).word_starts) for piece in pieces if isinstance(piece, str))

    rows = [
        (row["id"], row["outlet"], part, n)
        for row, body in zip(
            articles.drop(columns="text").to_dict("records"), body_words(articles, found)
        )
        for part, n in (
            ("body", body),
            (
                "beside",
                words(
                    row["title"],
                    row["summary"],
                    row["dateline"],
                    row["correction"],
                    row["notes"],
                    *row["highlights"],
                    *row["subheads"],
                ),
            ),
            ("cut", words(*(line for _, line in row["cut"]))),
        )
    ]
    return pd.DataFrame(rows, columns=["id", "outlet", "part", "words"])


def rejection_reasons(rejected: pd.DataFrame) -> pd.DataFrame:
    """The number of files and rows rejected for each reason, the commonest first: `reason,
    sources`.

    The remedy, after a semicolon, is left out.

    >>> rejected = pd.DataFrame({"reason": ["empty", "not text; convert it",
    ...     "not text; export it"]})
    >>> rejection_reasons(rejected).values.tolist()
    [['not text', 2], ['empty', 1]]
    """
    reasons = rejected["reason"].astype("str").str.split(";").str[0]
    return reasons.value_counts().rename_axis("reason").reset_index(name="sources")


def wire_groups(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles that share most of their text with another, group by group: `wire_group, outlet,
    title, published, source`.

    >>> articles = pd.DataFrame({"wire_group": ["b.txt", None, "b.txt"], "outlet": ["A", "B",
    ...     "C"], "title": "Rain",
    ...                          "published": None, "source": ["c.txt", "a.txt", "b.txt"]})
    >>> wire_groups(articles)["source"].tolist()
    ['b.txt', 'c.txt']
    """
    shared = articles[articles["wire_group"].notna()].sort_values(["wire_group", "source"])
    return shared[["wire_group", "outlet", "title", "published", "source"]]


def first_day(days: pd.DataFrame) -> str:
    """The first day in a table of `days`, as 2025-09-03; "the first day" if no date is known.

    >>> first_day(pd.DataFrame({"date": pd.to_datetime(["2025-09-05", "2025-09-03", None])}))
    '2025-09-03'
    >>> first_day(pd.DataFrame({"date": pd.to_datetime([None])}))
    'the first day'
    """
    known = days["date"].dropna()
    return f"{known.min():%Y-%m-%d}" if len(known) else "the first day"


def sample_by_outlet(articles: pd.DataFrame, most: int, seed: int) -> pd.DataFrame:
    """At most `most` articles of each outlet, drawn at random if it has more, in the order of the
    corpus.

    The same seed draws the same articles. Articles without an outlet count as one outlet.

    >>> articles = pd.DataFrame({"id": range(6), "outlet": ["A", "A", "A", "A", "B", None]})
    >>> sample_by_outlet(articles, 2, seed=1)["outlet"].fillna("").tolist()
    ['A', 'A', 'B', '']
    """
    shuffled = articles.sample(frac=1, random_state=seed)
    return articles.loc[sorted(shuffled.groupby("outlet", dropna=False).head(most).index)]


def words_and_tokens(articles: pd.DataFrame, found: HasArticles | None = None) -> pd.DataFrame:
    """Two definitions of a word side by side: `outlet, words, tokens, tokens_per_word`, one row per
    article.

    `words` are separated by white space; `tokens` are what lexicons are matched against, and a
    hyphen separates two. `found` holds the measurements of the articles, if there are any.

    >>> words_and_tokens(pd.DataFrame({"outlet": ["A"],
    ...     "text": ["A cross-border deal."]})).values.tolist()
    [['A', 3, 4, 1.3333333333333333]]
    """
    words = pd.Series(body_words(articles, found), index=articles.index)
    tokens = articles["text"].map(lambda text: len(tokenize(text).tokens))
    return articles[["outlet"]].assign(words=words, tokens=tokens, tokens_per_word=tokens / words)
