"""Tables of all articles, whatever they report → sentences on how outlets differ."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd

from ..figures import capitalised
from ..stats import MOST_COMPARED, median_interval
from .saved_tables import NO_ONE, rows_of, without_others
from .wording import (
    Statement,
    Value,
    apart,
    enumerated,
    first_few,
    in_figures,
    interval,
    n_of,
    q_value,
    verdict,
)

IN = "in articles of "
MOST_PAIRS = MOST_COMPARED * (MOST_COMPARED - 1) // 2


def values(rows: pd.DataFrame, unit: str) -> list[Value]:
    """What is compared, highest first: each article by itself where no outlet has several, else the
    median article of each outlet. What is undefined is left out.
    """
    rows = rows.dropna(subset="value")
    if rows["outlet"].is_unique:
        n = rows["n"] if "n" in rows else pd.Series(1.0, rows.index)
        compared = [
            Value("the article of ", *row, unit, 1)
            for row in zip(rows["outlet"], rows["value"], rows["low"], rows["high"], n)
        ]
    else:
        compared = [median_of(str(outlet), of) for outlet, of in rows.groupby("outlet")]
    return highest_first(compared)


def median_of(outlet: str, rows: pd.DataFrame) -> Value:
    """The median article of an outlet, its interval drawn over stories where they are known. As
    many articles speak for the outlet as tell different stories.
    """
    stories = rows["story"].mask(rows["story"] == "") if "story" in rows else None
    median = median_interval(rows["value"].tolist(), stories)
    units = len(rows)
    if stories is not None:
        units = int(stories.nunique() + stories.isna().sum())
    units = max(units, min(2, len(rows)))
    return Value("the median article of ", outlet, *median, len(rows), "articles", units)


def shares(side: str) -> Callable[[pd.DataFrame, str], list[Value]]:
    """What is compared, highest first: the share of one side in each outlet that quotes anybody, by
    its speakers.
    """

    def of_side(rows: pd.DataFrame, unit: str) -> list[Value]:
        rows = rows[rows["statistic"] == side].dropna(subset="value")
        return highest_first(
            Value(
                IN,
                row.outlet,
                row.value,
                row.low,
                row.high,
                row.n,
                unit,
                articles_in(row.panel),
            )
            for row in rows_of(rows)
        )

    return of_side


def highest_first(compared: Iterable[Value]) -> list[Value]:
    return sorted(compared, key=lambda value: (-value.value, value.name))


def articles_in(panel: str) -> int:
    """How many articles a panel's name says that it holds; 0 where it does not.

    >>> articles_in("The Example Post (n = 1,200)"), articles_in("The Example Post")
    (1200, 0)
    """
    n = re.search(r"\(n = ([\d,]+)\)$", panel)
    return int(n[1].replace(",", "")) if n else 0


def comparing(
    first: str,
    next_ones: str,
    gap: str,
    unit: str,
    percent: bool = False,
    values_of: Callable[[pd.DataFrame, str], list[Value]] = values,
) -> Callable[[pd.DataFrame], Iterator[Statement]]:
    """A rule that tells the first value as `first` says, the next as `next_ones` does, and how far
    any two are apart, in the unit `gap`. Of more than six outlets, those with most articles.
    """

    def rule(rows: pd.DataFrame) -> Iterator[Statement]:
        every = values_of(rows, unit)
        if not every:
            return
        told = comparable(every)
        words = [one_value(told[0], capitalised(told[0].of), first, percent, named=True)]
        for value in told[1:]:
            of = "in those of " if value.of == IN else "that of "
            words.append(one_value(value, of, next_ones, percent, named=False))
        sentence = enumerated(words) if len(told) < 3 else "; ".join(words)
        if len(told) < len(every):
            sentence += f": the {len(told)} with most articles of {len(every)}"
        pairs = apart(told)
        text, items, caveat = verdict(pairs, gap, percent)
        yield Statement(
            f"{sentence}. {text}",
            any(pair.is_shown for pair in pairs),
            first_few(items, MOST_PAIRS),
            caveat,
        )

    return rule


def comparable(every: list[Value]) -> list[Value]:
    """The values that are compared two by two: those of outlets that have a name, where any has; of
    more than six, those with most articles.
    """
    named = [value for value in every if value.name != NO_ONE] or every
    by_articles = sorted(named, key=lambda value: (-value.articles, value.name))
    return highest_first(by_articles[:MOST_COMPARED])


def one_value(value: Value, of: str, words: str, percent: bool, named: bool) -> str:
    ends = interval(value.low, value.high, percent, named=named)
    told = words.format(in_figures(value.value, percent))
    return f"{of}{value.name} {told} ({ends}; {n_of(value.n, value.unit)})"


def framing_terms(rows: pd.DataFrame) -> Iterator[Statement]:
    """How dense framing terms of all frames together are, of articles or of outlets."""
    rows = rows[rows["measure"] == "Framing terms per 1,000 words"]
    return comparing("holds {} framing terms per 1,000 words", "{}", "terms", "articles")(rows)


def women_between_outlets(rows: pd.DataFrame) -> Iterator[Statement]:
    """The outlets that give women a larger share of people's quoted words than another one does."""
    told = rows["says"] != "too few people to tell"
    enough, few = rows[told].dropna(), int((~told).sum())
    clear = enough[enough["says"].str.endswith("differ")].sort_values("q", kind="stable")
    lacking = f" {few} of {len(rows)} pairs quote too few people to tell." * bool(few)
    share = "the share of people’s quoted words that they give to women, as far as pronouns tell"
    if len(clear):
        items = [f"{one_gap(row, named=not n)}: {row.says}" for n, row in enumerate(rows_of(clear))]
        yield Statement(
            f"Outlets differ in {share}, {len(clear)} of {len(enough)} "
            f"{'pair' if len(enough) == 1 else 'pairs'}:",
            True,
            first_few(items),
            "A story has the people it has: compare them on the same stories, too. Where it is "
            f"articles that differ, nothing is said of their outlets.{lacking}",
        )
    elif len(enough):
        largest = enough.loc[[enough["difference"].abs().idxmax()]]
        yield Statement(
            f"Outlets are not shown to differ in {share}: {len(enough)} "
            f"{'pair was' if len(enough) == 1 else 'pairs were'} compared. The largest difference: "
            f"{one_gap(next(rows_of(largest)))}.{lacking}",
            False,
        )
    elif len(rows):
        yield Statement(
            f"Whether outlets differ in {share}, cannot be told: of {len(rows)} "
            f"{'pair' if len(rows) == 1 else 'pairs'} none quotes people enough on either side.",
            None,
        )


def one_gap(row: Any, named: bool = True) -> str:
    sides = [
        (row.outlet, row.share, row.people, row.articles),
        (row.other, row.other_share, row.other_people, row.other_articles),
    ]
    low, high = row.low, row.high
    if row.difference < 0:
        sides, low, high = sides[::-1], -high, -low
    (more, share, people, articles), (less, other_share, other_people, other_articles) = sides
    return (
        f"{more} {in_figures(share, True)} and {less} {in_figures(other_share, True)}, "
        f"{in_figures(100 * abs(row.difference))} percentage points apart "
        f"({interval(low, high, named=named)}; {n_of(people, 'people')} against "
        f"{other_people:,.0f}, in {articles:,.0f} articles against {other_articles:,.0f}; "
        f"q {q_value(row.q)})"
    )


def words_apart(rows: pd.DataFrame) -> Iterator[Statement]:
    """The words that set an outlet's articles apart, with q at most .05; where none does, the
    nearest to it.
    """
    rows = without_others(rows).dropna()
    rows = rows[rows["z"] > 0].sort_values("z", ascending=False, kind="stable")
    clear = rows[rows["q"] <= 0.05]
    items = [
        f"{outlet}: {enumerated([one_word(row) for row in rows_of(of_outlet.head(3))])}"
        for outlet, of_outlet in clear.groupby("outlet", sort=False)
    ]
    if items:
        yield Statement(
            "Words more frequent in the articles of an outlet than in the rest, with q of at "
            "most .05, corrected for all words that were counted:",
            True,
            first_few(items),
            "Outlets report on different stories: this tells where to read, and is no finding of "
            "an outlet.",
        )
    elif len(rows):
        row = next(rows_of(rows.loc[[rows["q"].idxmin()]]))
        yield Statement(
            f"No word sets an outlet’s articles apart: of the {len(rows)} with the highest scores "
            f"none has q of at most .05. The nearest is, in {row.outlet}, {one_word(row)}.",
            False,
        )


def one_word(row: Any) -> str:
    return (
        f"“{row.word}” ({row.count:,.0f} times in {row.articles:,.0f} "
        f"{'article' if row.articles == 1 else 'articles'}, elsewhere {row.rest:,.0f} times; "
        f"z {in_figures(row.z)}, q {q_value(row.q)})"
    )
