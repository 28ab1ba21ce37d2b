"""Tables of frames → sentences on which outlet uses which, and whose they are."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from ..stats import FEW, HEADLINE
from .saved_tables import rows_of, without_others
from .wording import (
    MOST_LISTED,
    Statement,
    corrected_interval,
    first_few,
    in_figures,
    interval,
    n_of,
    q_value,
)


def densest(rows: pd.DataFrame) -> Iterator[Statement]:
    """The frame whose terms are densest in each outlet, of the outlets with most words."""
    rows = rows.dropna(subset=["rate", "n", "words"])
    rows = rows[rows["rate"] > 0].sort_values("rate", ascending=False, kind="stable")
    top = rows.drop_duplicates("outlet").sort_values("words", ascending=False, kind="stable")
    items = [
        f"{row.outlet}: {row.frame}, {in_figures(row.rate)} terms per 1,000 words "
        f"({interval(row.low, row.high, named=not n)}; "
        f"{n_of(row.n, row.unit)})"
        for n, row in enumerate(rows_of(top))
    ]
    if items:
        yield Statement(
            "The frame with the densest terms:",
            None,
            first_few(items),
            "That says as much of how many terms a frame’s list holds as of the articles.",
        )


def between_outlets(rows: pd.DataFrame) -> Iterator[Statement]:
    """The contrasts that show a difference, the clearest first; where none does, the largest that
    does not.
    """
    rows = rows.dropna(subset=["hits", "other_hits", "doublings", "low", "high", "n", "other_n"])
    rows = rows.assign(size=rows["doublings"].abs()).sort_values(
        ["q", "size"], ascending=[True, False], kind="stable"
    )
    is_enough = (rows["says"] != "too few to tell") & rows["q"].notna()
    enough = rows[is_enough].dropna(subset=["corrected_low", "corrected_high"])
    clear = enough[enough["says"].str.endswith("differ")]
    lacking = len(rows) - len(enough)
    few = f" {lacking} of the {len(rows)} contrasts have too few terms to tell." * bool(lacking)
    if len(clear):
        items = [
            f"{one_contrast(row, named=not n)}: {row.says}" for n, row in enumerate(rows_of(clear))
        ]
        outlets = clear["says"].str.contains("outlets").any()
        yield Statement(
            "One outlet uses the terms of a frame more often than another, in "
            f"{len(clear)} of {len(enough)} comparisons, two outlets and a frame each:",
            True,
            first_few(items, 2 * MOST_LISTED),
            "Where it is articles that differ, nothing is said of their outlets."
            + " Where it is outlets, that holds as far as their articles were drawn by a rule."
            * bool(outlets)
            + few,
        )
    elif len(enough):
        by_size = enough.sort_values("size", ascending=False, kind="stable")
        [largest] = rows_of(by_size.head(1))
        comparisons = "comparison" if len(enough) == 1 else "comparisons"
        yield Statement(
            f"No difference is shown in {len(enough)} {comparisons} of two outlets, frame by "
            f"frame. The largest: {one_contrast(largest)}.{few}",
            False,
        )
    elif len(rows):
        yield Statement(f"Whether outlets use any frame more than another is not told.{few}", False)


def one_contrast(row: Any, named: bool = True) -> str:
    return (
        f"{row.outlet} against {row.other}, terms of {row.frame} "
        f"{in_figures(row.doublings, ratio=True)} as often "
        f"({interval(row.low, row.high, ratio=True, named=named)}, "
        f"{corrected_interval(row, ratio=True)}; "
        f"{row.hits:,.0f} terms against {row.other_hits:,.0f}, {n_of(row.n, 'articles')} against "
        f"{row.other_n:,.0f}; q {q_value(row.q)})"
    )


def survivors(rows: pd.DataFrame) -> Iterator[Statement]:
    """Of the differences shown with all words, those shown again under every rival definition."""
    rows = rows.dropna()
    first = rows[
        (rows["definition"] == HEADLINE) & rows["says"].str.endswith("differ")
    ].drop_duplicates("frame")
    items, surviving = [], 0
    for n, row in enumerate(rows_of(first)):
        rivals = rows[(rows["frame"] == row.frame) & (rows["definition"] != HEADLINE)]
        lost = rivals.loc[rivals["survives"].str.lower() == "false", "definition"].tolist()
        surviving += not lost
        items.append(
            f"{row.frame}: {in_figures(row.doublings, ratio=True)} as often "
            f"({interval(row.low, row.high, ratio=True, named=not n)}); "
            + (f"not shown again under “{'”, “'.join(lost)}”" if lost else "shown again under each")
        )
    if items:
        yield Statement(
            f"Of {len(items)} difference{'s' * (len(items) != 1)} between the two outlets that the "
            f"figure is of, {surviving} {'is' if surviving == 1 else 'are'} shown again under "
            "every rival "
            "definition:",
            bool(surviving),
            first_few(items, 2 * MOST_LISTED),
        )


def whose(rows: pd.DataFrame) -> Iterator[Statement]:
    """The frames that are rather the sources' or the journalist's; where none is, the one farthest
    from either.
    """
    rows = without_others(rows).dropna()
    rows = rows.assign(size=rows["difference"].abs())
    rows = rows.sort_values("size", ascending=False, kind="stable")
    enough = rows[~rows["whose"].isin(["too few to tell", "nobody is quoted"])]
    any_shown = False
    for side, words, where in (
        ("the sources'", "the sources’ than the journalist’s", "in quotations"),
        ("the journalist's", "the journalist’s than the sources’", "outside quotations"),
    ):
        of_side = enough[enough["whose"] == side]
        if len(of_side):
            any_shown = True
            items = [one_voice(row, named=not n) for n, row in enumerate(rows_of(of_side))]
            yield Statement(
                f"Frames that are rather {words}, with more than half of their terms {where}, "
                f"{len(of_side)} of {len(enough)}, outlet by outlet:",
                True,
                first_few(items),
                f"q is corrected for all {len(enough)}. It is said of these articles; where "
                "paragraphs were drawn, of nothing else.",
            )
    if len(enough) and not any_shown:
        yield Statement(
            f"Of none of {len(enough)} frames, outlet by outlet, is it shown that it is rather the "
            f"journalist’s or the sources’. "
            f"The farthest from either: {one_voice(next(rows_of(enough)))}.",
            False,
        )


def one_voice(row: Any, named: bool = True) -> str:
    more, low, high = "more", row.difference_low, row.difference_high
    if row.difference < 0:
        more, low, high = "less", -high, -low
    return (
        f"{row.frame} in {row.outlet}, {in_figures(row.value, True)} of its terms in quotations "
        f"and {in_figures(row.of_words, True)} of all words, "
        f"{in_figures(100 * abs(row.difference))} percentage points {more} "
        f"({interval(100 * low, 100 * high, named=named)}; {row.hits:,.0f} terms, "
        f"{n_of(row.n, row.unit)}; q {q_value(row.q)})"
    )


def meeting_frames(rows: pd.DataFrame) -> Iterator[Statement]:
    """The pairs of frames that meet in one sentence more often, or less, than other pairs do."""
    tested = rows[~rows["says"].isin(["too few to tell", "nothing to compare with"])].dropna()
    clear = tested[tested["says"] != "no difference shown"].sort_values("q", kind="stable")
    few = len(rows) - len(tested)
    lacking = f" {few} of {len(rows)} pairs meet too seldom to tell." * bool(few)
    if len(clear):
        yield Statement(
            "Frames that meet in one sentence more or less often than other pairs of frames do, "
            f"{len(clear)} of {len(tested)} pairs:",
            True,
            first_few([one_pair(row, named=not n) for n, row in enumerate(rows_of(clear))]),
            f"q is corrected for all {len(tested)}. It is said of these articles; where paragraphs "
            f"were drawn, of nothing else.{lacking}",
        )
    elif len(tested):
        yield Statement(
            f"Of none of {len(tested)} pairs of frames is it shown that they meet in one sentence "
            "more or less often than other pairs do. The most frequent: "
            f"{one_pair(next(rows_of(tested.loc[[tested['both'].idxmax()]])))}.{lacking}",
            False,
        )
    elif len(rows):
        yield Statement(
            "Whether any two frames meet in one sentence more often than other pairs do cannot be "
            f"told: of {len(rows)} {'pair' if len(rows) == 1 else 'pairs'} none meets often "
            f"enough, which takes {FEW} sentences, and four frames that meet.",
            None,
        )


def one_pair(row: Any, named: bool = True) -> str:
    return (
        f"{row.pair}, {in_figures(row.value)} times as often as the other pairs lead one to expect "
        f"({interval(row.low, row.high, named=named)}; in {row.both:,.0f} of {row.n:,.0f} "
        f"sentences, {n_of(row.clusters, row.unit)}; q {q_value(row.q)})"
    )
