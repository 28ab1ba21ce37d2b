"""Tables of all articles, whatever they report → the report's statements on outlets as a whole, the
rival definition to differences within stories.

With fewer than thirty articles of each outlet, statements are about these articles, never about
outlets.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..stats import ENOUGH, MOST_COMPARED, NO_OUTLET, median_interval
from .description import Tables
from .outlet_names import in_prose
from .saved_tables import rows_of, without_others
from .wording import (
    Listing,
    Statement,
    Value,
    apart,
    aside,
    counted,
    enumerated,
    first_few,
    in_figures,
    interval,
    number_in_words,
    of_comparisons,
    q_is,
    with_interval,
)

MOST_PAIRS = MOST_COMPARED * (MOST_COMPARED - 1) // 2


DENSEST = "Densest frame"


class Measure(NamedTuple):
    """A measure of single articles: the figure whose table has it, the `measure` of its rows in
    that table (empty: all rows), its name, and its unit.
    """

    figure: str
    of: str
    name: str
    unit: str
    is_share: bool = False


MEASURES = (
    Measure("readability", "", "Reading grade", "grades"),
    Measure("quoted_share", "", "Share quoted", "percentage points", True),
    Measure(
        "article_profile", "Framing terms per 1,000 words", "Framing terms per 1,000 words", "terms"
    ),
)


# Values of articles and outlets.


def values(rows: pd.DataFrame) -> list[Value]:
    """The values to compare, by name: single articles if no outlet has several, otherwise the
    median of each outlet. Undefined values are left out.
    """
    rows = without_others(rows).dropna(subset="value")
    if rows["outlet"].is_unique:
        compared = [
            Value("", *row, 1, "articles", 1)
            for row in zip(rows["outlet"], rows["value"], rows["low"], rows["high"])
        ]
    else:
        compared = [median_of(str(outlet), of) for outlet, of in rows.groupby("outlet")]
    return highest_first(compared)


def median_of(outlet: str, rows: pd.DataFrame) -> Value:
    """The median over an outlet's articles, with an interval over stories if they are known. The
    number of different stories counts as its number of articles.
    """
    stories = rows["story"].mask(rows["story"] == "") if "story" in rows else None
    median = median_interval(rows["value"].tolist(), stories)
    units = len(rows)
    if stories is not None:
        units = int(stories.nunique() + stories.isna().sum())
    units = max(units, min(2, len(rows)))
    return Value("", outlet, *median, len(rows), "articles", units)


def highest_first(compared: Iterable[Value]) -> list[Value]:
    return sorted(compared, key=lambda value: (-value.value, value.name))


def comparable(every: list[Value]) -> list[Value]:
    """The values that are compared in pairs: those of named outlets, if there are any; if there are
    more than six, those with most articles.
    """
    named = [value for value in every if value.name != NO_OUTLET] or every
    by_articles = sorted(named, key=lambda value: (-value.articles, value.name))
    return highest_first(by_articles[:MOST_COMPARED])


def measured_values(tables: Tables) -> dict[Measure, list[Value]]:
    """The values of each measure that occurs in a table."""
    found = {}
    for measure in MEASURES:
        rows = tables.get(measure.figure)
        if rows is not None and "voice" in rows:  # whole articles, not narration alone
            rows = rows[rows["voice"].isin(["", "all"])]
        if rows is not None and measure.of:
            rows = rows[rows["measure"] == measure.of]
        if rows is not None and (every := values(rows)):
            found[measure] = every
    return found


def outlets_as_a_whole(tables: Tables) -> Iterator[Statement]:
    """Each outlet's articles in one row, and which outlets differ."""
    found = measured_values(tables)
    if not found:
        return
    single = all(value.n == 1 for every in found.values() for value in every)
    if single:
        what = (
            "Each outlet has one article here, with intervals from resampling its sentences. They "
            "show how these articles differ, and nothing about the outlets."
        )
    else:
        what = (
            "The table gives the median over each outlet's articles, whatever they report. Outlets "
            "that cover different events may differ for that reason alone."
        )
    listing = whole_listing(found, tables.get("frames"))
    length = "A frame with many terms in the lexicon is denser partly for that reason."
    yield Statement(what, None, (), length * (DENSEST in listing.heads), listing)
    yield from pooled_differences(found)


def whole_listing(found: dict[Measure, list[Value]], frames: pd.DataFrame | None) -> Listing:
    """One row per outlet: its number of articles, and the median of each measure."""
    by_outlet: dict[str, dict[Measure, Value]] = {}
    for measure, every in found.items():
        for value in every:
            by_outlet.setdefault(value.name, {})[measure] = value
    densest = {} if frames is None else densest_frames(frames)
    if not set(by_outlet) <= set(densest):
        densest = {}
    rows = []
    for outlet, of in by_outlet.items():
        n = max(value.n for value in of.values())
        cells = [in_a_cell(of.get(measure), measure) for measure in found]
        rows.append(((-n, outlet), (outlet, f"{n:,}", *cells, *frame_cell(densest, outlet))))
    heads = ("Outlet", "Articles", *(measure.name for measure in found))
    single = all(value.n == 1 for every in found.values() for value in every)
    return Listing(
        ("The articles" if single else "Medians over the articles of each outlet")
        + ", with 95 % intervals where they can be drawn",
        (*heads, *[DENSEST] * bool(densest)),
        tuple(cells for _, cells in sorted(rows)),
    )


def in_a_cell(value: Value | None, measure: Measure) -> str:
    if value is None:
        return "–"
    return with_interval(value.value, value.low, value.high, measure.is_share)


def frame_cell(densest: dict[str, str], outlet: str) -> list[str]:
    return [densest.get(outlet, "–")] if densest else []


def densest_frames(rows: pd.DataFrame) -> dict[str, str]:
    """The frame whose terms are densest in each outlet, with how dense they are."""
    rows = without_others(rows).dropna(subset=["rate"])
    rows = rows[rows["rate"] > 0].sort_values(["rate", "frame"], ascending=[False, True])
    return {
        row.outlet: f"{row.frame}, {in_figures(row.rate)} per 1,000"
        for row in rows_of(rows.drop_duplicates("outlet"))
    }


def pooled_differences(found: dict[Measure, list[Value]]) -> Iterator[Statement]:
    """Which values differ, over all measures."""
    items, compared, nothing = [], 0, []
    undefined: dict[str, int] = {}  # pairs without an interval, by the name of the measure
    whose = set()
    for measure, every in found.items():
        pairs = apart(comparable(every))
        known = [pair for pair in pairs if not np.isnan([pair.down, pair.up]).any()]
        shown = [pair for pair in known if pair.is_shown]
        compared += len(known)
        if len(known) < len(pairs):
            undefined[in_sentence(measure)] = len(pairs) - len(known)
        whose |= {pair.who for pair in shown}
        if known and not shown:
            nothing.append(in_sentence(measure))
        for pair in shown:
            gap, down, up = (
                in_figures(100 * end if measure.is_share else end)
                for end in (pair.difference, pair.down, pair.up)
            )
            items.append(
                f"{measure.name}: {in_prose(pair.high.name)} is {gap} {measure.unit} above "
                f"{in_prose(pair.low.name)} ({down} to {up})"
            )
    lacking = ""
    if n := sum(undefined.values()):
        lacking = (
            f" {counted(n, 'comparisons').capitalize()} {'lacks' if n == 1 else 'lack'} an "
            f"interval ({enumerated(list(undefined))})."
        )
    if items:
        yield Statement(
            f"{of_comparisons(len(items), compared)} a difference, with intervals corrected for "
            "the pairs of outlets in each measure:",
            True,
            first_few(items, MOST_PAIRS),
            not_of_outlets(whose) + lacking,
        )
    if nothing:
        what = enumerated(nothing)
        yield aside(f"{what[0].upper()}{what[1:]}, over all articles.{lacking * (not items)}")


def in_sentence(measure: Measure) -> str:
    return measure.name[0].lower() + measure.name[1:]


def not_of_outlets(says: Iterable[str]) -> str:
    """The conclusion that differences allow, depending on whose they are (`stats.who_differs`),
    with or without the "differ" that tables have after it.

    >>> not_of_outlets(["these two articles differ"])
    'These two articles differ. That says nothing about their outlets.'
    >>> not_of_outlets(["these outlets"])
    'This holds for the outlets as far as their articles were drawn by a rule.'
    """
    whose = {words.removesuffix(" differ") for words in says}
    if whose == {"these outlets"}:
        return "This holds for the outlets as far as their articles were drawn by a rule."
    if whose == {"these two articles"}:
        return "These two articles differ. That says nothing about their outlets."
    return (
        f"If an outlet has fewer than {ENOUGH} articles or stories, these articles differ, "
        "not the outlets."
    )


# Women and men.


def women_between_outlets(tables: Tables) -> Iterator[Statement]:
    """The outlets that give women a larger share of people's quoted words than another one does."""
    if "women_between_outlets" not in tables:
        return
    rows = without_others(tables["women_between_outlets"])
    is_enough = rows["says"] != "too few people to tell"
    enough, few = rows[is_enough].dropna(), int((~is_enough).sum())
    clear = enough[enough["says"].str.endswith("differ")].sort_values("q", kind="stable")
    lacking = (
        f" {counted(few, 'pairs of outlets').capitalize()} "
        f"{'quotes' if few == 1 else 'quote'} too few people to be compared." * bool(few)
    )
    n = counted(len(enough), "pairs of outlets")
    if len(clear):
        yield Statement(
            f"Of {n}, {number_in_words(len(clear))} "
            f"{'differs' if len(clear) == 1 else 'differ'} in the share of people’s quoted words "
            "that women speak, where an article calls them “she”:",
            True,
            first_few([women_in_both(row) for row in rows_of(clear)]),
            "Each story comes with its own cast, so compare the same stories, too. "
            + not_of_outlets(clear["says"])
            + lacking,
        )
    elif len(enough):
        yield aside(f"The share of quoted words that women speak: {n}.{lacking}")


def women_in_both(row: Any) -> str:
    sides = [(row.outlet, row.share, row.people), (row.other, row.other_share, row.other_people)]
    low, high = row.low, row.high
    if row.difference < 0:
        sides, low, high = sides[::-1], -high, -low
    (more, share, people), (less, other_share, other_people) = sides
    return (
        f"{in_figures(share, True)} in {in_prose(more)}, {in_figures(other_share, True)} in "
        f"{in_prose(less)}: {in_figures(100 * abs(row.difference))} percentage points apart "
        f"({interval(low, high, named=False)}; {people:,.0f} people against {other_people:,.0f}; "
        f"{q_is(row.q)})"
    )


# Words.


def words_apart(tables: Tables) -> Iterator[Statement]:
    """The words that are more frequent in an outlet's articles than in the rest, with q at most
    .05.
    """
    if "keyness" not in tables:
        return
    rows = without_others(tables["keyness"]).dropna()
    rows = rows[rows["z"] > 0].sort_values("z", ascending=False, kind="stable")
    clear = rows[rows["q"] <= 0.05]
    items = [
        f"{outlet}: {enumerated([one_word(row) for row in rows_of(of_outlet.head(3))])}"
        for outlet, of_outlet in clear.groupby("outlet", sort=False)
    ]
    if items:
        yield Statement(
            "Words that are more frequent in an outlet’s articles than in the rest, corrected for "
            "all words counted:",
            True,
            first_few(items),
            "Outlets report different stories, so these words show where to read on. They show "
            "nothing about an outlet.",
        )
    elif len(rows):
        yield aside("Single words, each outlet against the rest.")


def one_word(row: Any) -> str:
    return (
        f"“{row.word}” ({row.count:,.0f} times in {counted(row.articles, 'articles')}, "
        f"{row.rest:,.0f} elsewhere; {q_is(row.q)})"
    )
