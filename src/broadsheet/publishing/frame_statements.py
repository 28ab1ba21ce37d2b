"""Tables of frames → the report's sentences on them: which outlet uses which frame more, whose
frames they are, and which share sentences.
"""

from collections.abc import Iterator
from typing import Any

from ..stats import HEADLINE
from .description import Tables
from .outlet_names import in_prose, opening
from .pooled_statements import not_of_outlets
from .saved_tables import rows_of, without_others
from .wording import (
    MOST_LISTED,
    Statement,
    aside,
    counted,
    first_few,
    in_figures,
    interval,
    n_of,
    number_in_words,
    of_comparisons,
    q_is,
)


def between_outlets(tables: Tables) -> Iterator[Statement]:
    """Which outlet uses the terms of a frame more often than another, over all articles."""
    if "frames_contrasts" not in tables:
        return
    rows = without_others(tables["frames_contrasts"])
    rows = rows.dropna(subset=["hits", "other_hits", "doublings", "low", "high"])
    rows = rows.assign(size=rows["doublings"].abs()).sort_values(
        ["q", "size"], ascending=[True, False], kind="stable"
    )
    enough = rows[(rows["says"] != "too few to tell") & rows["q"].notna()]
    clear = enough[enough["says"].str.endswith("differ")]
    few = too_few(len(rows) - len(enough), "terms")
    if len(clear):
        yield Statement(
            f"{of_comparisons(len(clear), len(enough))} that one outlet uses the terms of a frame "
            "more often than another, over all articles:",
            True,
            first_few([one_contrast(row) for row in rows_of(clear)], 2 * MOST_LISTED),
            not_of_outlets(clear["says"]) + few,
        )
    elif len(enough):
        compared = counted(len(enough), "comparisons of two outlets")
        yield aside(f"Terms of single frames, over all articles: {compared}.{few}")


def too_few(n: int, what: str) -> str:
    has = "has" if n == 1 else "have"
    return f" {number_in_words(n).capitalize()} more {has} too few {what}." * bool(n)


def times(doublings: float) -> str:
    return in_figures(doublings, ratio=True).replace(" ×", " times")


def one_contrast(row: Any) -> str:
    more, less, sign = row.outlet, row.other, 1
    hits, other_hits = row.hits, row.other_hits
    if row.doublings < 0:
        more, less, sign = less, more, -1
        hits, other_hits = other_hits, hits
    low, high = sorted([sign * row.low, sign * row.high])
    return (
        f"{opening(more)} uses terms of “{row.frame}” {times(sign * row.doublings)} "
        f"as often as {in_prose(less)} ({interval(low, high, ratio=True, named=False)}; "
        f"{hits:,.0f} terms against {other_hits:,.0f}; {q_is(row.q)})"
    )


def survivors(tables: Tables) -> Iterator[Statement]:
    """Of the differences shown with all words, those shown again under every rival definition."""
    if "frames_rivals" not in tables:
        return
    rows = tables["frames_rivals"].dropna()
    first = rows[
        (rows["definition"] == HEADLINE) & rows["says"].str.endswith("differ")
    ].drop_duplicates("frame")
    items, surviving = [], 0
    for row in rows_of(first):
        rivals = rows[(rows["frame"] == row.frame) & (rows["definition"] != HEADLINE)]
        lost = rivals.loc[rivals["survives"].str.lower() == "false", "definition"].tolist()
        surviving += not lost
        items.append(
            f"{row.frame}: "
            + (f"not shown under “{'”, “'.join(lost)}”" if lost else "shown under each of them")
        )
    if items:
        n = len(items)
        yield Statement(
            f"Of {counted(n, 'differences')} in frames, {number_in_words(surviving)} "
            f"{'holds' if surviving == 1 else 'hold'} under every rival definition:",
            bool(surviving),
            first_few(items, 2 * MOST_LISTED),
        )


def whose(tables: Tables) -> Iterator[Statement]:
    """The frames that belong mainly to the people quoted, or mainly to the journalist."""
    if "frames_whose" not in tables:
        return
    rows = without_others(tables["frames_whose"]).dropna()
    rows = rows.assign(size=rows["difference"].abs())
    rows = rows.sort_values("size", ascending=False, kind="stable")
    enough = rows[~rows["whose"].isin(["too few to tell", "nobody is quoted"])]
    few = too_few(int((rows["whose"] == "too few to tell").sum()), "terms")
    any_shown = False
    for side, who, where in (
        ("the sources'", "the people quoted", "in quotations"),
        ("the journalist's", "journalists", "outside quotations"),
    ):
        of_side = enough[enough["whose"] == side]
        if len(of_side):
            any_shown = True
            yield Statement(
                f"Frames that belong mainly to {who}: most of their terms are {where}, a larger "
                "share than of all words.",
                True,
                first_few([one_voice(row) for row in rows_of(of_side)]),
                f"Corrected for {counted(len(enough), 'comparisons')}, outlet by outlet.{few}",
            )
    if len(enough) and not any_shown:
        compared = counted(len(enough), "comparisons")
        yield aside(
            f"Frames, whether they belong to the people quoted or to journalists: {compared}, "
            f"outlet by outlet.{few}"
        )


def one_voice(row: Any) -> str:
    return (
        f"“{row.frame}” in {in_prose(row.outlet)}: {in_figures(row.value, True)} of its terms and "
        f"{in_figures(row.of_words, True)} of all words are in quotations (difference "
        f"{interval(100 * row.difference_low, 100 * row.difference_high, named=False)} percentage "
        f"points; {row.hits:,.0f} terms, {n_of(row.n, row.unit)}; {q_is(row.q)})"
    )


def meeting_frames(tables: Tables) -> Iterator[Statement]:
    """The pairs of frames that meet in one sentence more often, or less, than other pairs do."""
    if "frames_together" not in tables:
        return
    rows = tables["frames_together"]
    tested = rows[~rows["says"].isin(["too few to tell", "nothing to compare with"])].dropna()
    clear = tested[tested["says"] != "no difference shown"].sort_values("q", kind="stable")
    few = too_few(len(rows) - len(tested), "sentences in common")
    if len(clear):
        yield Statement(
            f"Of {counted(len(tested), 'pairs of frames')}, {number_in_words(len(clear))} "
            f"{'meets' if len(clear) == 1 else 'meet'} in one sentence more or less often than "
            "other pairs do:",
            True,
            first_few([one_pair(row) for row in rows_of(clear)]),
            f"q is corrected for {counted(len(tested), 'comparisons')}.{few}",
        )
    elif len(tested):
        pairs = counted(len(tested), "pairs of frames")
        yield aside(f"Frames that meet in one sentence: {pairs}.{few}")


def one_pair(row: Any) -> str:
    return (
        f"{row.pair}: {in_figures(row.value)} times as often as the other pairs suggest "
        f"({interval(row.low, row.high, named=False)}; in {row.both:,.0f} of {row.n:,.0f} "
        f"sentences; {q_is(row.q)})"
    )
