"""Tables of differences within stories → the report's statements on them, and the stories to read
before citing them.

Intervals and corrections are explained once, above the table of the differences that are shown.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from ..stats import LEAST_STORIES, MOST_COMPARED, ON_STORIES
from .description import Tables, story_labels, story_page
from .outlet_names import in_prose, opening
from .saved_tables import rows_of, without_others
from .wording import (
    Linked,
    Listing,
    Statement,
    counted,
    first_words,
    in_figures,
    number_in_words,
    of_comparisons,
    q_value,
    with_interval,
)

PROMINENCE = "_prominence"


class Wording(NamedTuple):
    """The wording of a difference in a measure: what the outlet with the higher value does, the
    unit, and whether the measure is a share.
    """

    more: str
    unit: str = ""
    is_share: bool = False


POINTS = "percentage points"
WORDINGS = {
    "words": Wording("runs longer than", "words"),
    "flesch_kincaid_grade": Wording("is harder to read than", "grades"),
    "quoted_share": Wording("quotes more than", POINTS, True),
    "speakers": Wording("quotes more people than", "people"),
    "unattributed_share": Wording("leaves more of its quotation unattributed than", POINTS, True),
    "named_person_share": Wording("gives more of its quotation to named people than", POINTS, True),
    "unnamed_person_share": Wording(
        "gives more of its quotation to unnamed people than", POINTS, True
    ),
    "organisation_share": Wording(
        "gives more of its quotation to organisations than", POINTS, True
    ),
    "document_share": Wording("gives more of its quotation to documents than", POINTS, True),
    "she_share": Wording("gives more of its quotation to women than", POINTS, True),
    "framing_terms_per_1000_words": Wording("uses more framing terms than", "per 1,000 words"),
}


def wording_of(measure: str, frames: Mapping[str, str]) -> Wording:
    """The wording of a difference in a measure. `frames` are the titles of frames by their
    measures.

    >>> wording_of("quoted_share", {}).unit, wording_of("rule_of_law_prominence", {}).more
    ('percentage points', 'gives more prominence to rule of law than')
    """
    if measure in WORDINGS:
        return WORDINGS[measure]
    plain = measure.removesuffix(PROMINENCE).replace("_", " ")
    if measure.endswith(PROMINENCE):
        title = frames.get(measure)
        frame = f"“{title}”" if title else plain
        return Wording(f"gives more prominence to {frame} than")
    return Wording(f"has more {plain} than")


def frame_titles(tables: Tables) -> dict[str, str]:
    """The titles of frames by their measures, from the table of the figure on frames."""
    rows = tables.get("within_frames")
    return {} if rows is None else dict(zip(rows["measure"], rows["frame"]))


def compared_pairs(tables: Tables) -> pd.DataFrame | None:
    """The differences between single outlets; None if nothing was compared."""
    if "paired_differences" not in tables:
        return None
    rows = without_others(tables["paired_differences"]).dropna(subset=["difference", "stories"])
    return rows if len(rows) else None


def differences_on_stories(tables: Tables) -> Iterator[Statement]:
    """Which outlets are shown to differ on the same stories, in what, and by how much."""
    rows = compared_pairs(tables)
    if rows is None:
        if "reported_stories" in tables and tables["reported_stories"]["outlets"].max() < 2:
            yield Statement("No two outlets share a story, so nothing can be compared.", None)
        return
    enough = rows[rows["stories"] >= LEAST_STORIES]
    if not len(enough):
        most = rows["stories"].max()
        who = "of the outlets with most shared stories" if some_are_left_out(tables) else "outlets"
        yield Statement(
            f"No two {who} share more than {counted(most, 'stories')}. Estimating a difference "
            f"between them takes at least {number_in_words(LEAST_STORIES)}.",
            None,
        )
        return
    tested = enough.dropna(subset=["q"])
    shown = tested[tested["says"].str.endswith(ON_STORIES)].sort_values("q", kind="stable")
    few = pairs_of(rows) - pairs_of(enough)
    left_out = (
        f" {counted(few, 'pairs of outlets').capitalize()} "
        f"{'shares' if few == 1 else 'share'} fewer than {number_in_words(LEAST_STORIES)} stories "
        f"and {'is' if few == 1 else 'are'} not compared." * bool(few)
    )
    if some_are_left_out(tables):
        which = f"{number_in_words(MOST_COMPARED)} outlets with most shared stories"
        left_out = f" Only the {which} are compared.{left_out}"
    n = len(tested)
    if len(shown):
        yield Statement(
            f"{of_comparisons(len(shown), n)} a difference between two outlets on the stories that "
            f"both reported.{left_out}",
            True,
            listing=paired_listing(shown, n, frame_titles(tables)),
        )
    else:
        which = "The one comparison shows no" if n == 1 else f"None of {n:,} comparisons shows a"
        yield Statement(
            f"{which} difference between two outlets on the stories that both reported. That does "
            f"not mean that there is none: with few stories only large differences show.{left_out}",
            False,
        )


def some_are_left_out(tables: Tables) -> bool:
    """Whether more outlets share stories than are compared in pairs."""
    rows = tables.get("reported_stories")
    return rows is not None and rows.loc[rows["outlets"] > 1, "outlet"].nunique() > MOST_COMPARED


def pairs_of(rows: pd.DataFrame) -> int:
    return len(rows.drop_duplicates(["outlet", "other"]))


def paired_listing(shown: pd.DataFrame, comparisons: int, frames: Mapping[str, str]) -> Listing:
    """The differences that are shown. The number of stories is given once if it is the same for
    all.
    """
    over = shown["stories"].unique()
    n = f", each over {counted(over[0], 'stories')}" if len(over) == 1 else ""
    correction = (
        f"; q is corrected for all {comparisons:,} comparisons, and a difference is shown where it "
        "is at most .05"
        if comparisons > 1
        else ""
    )
    column = () if len(over) == 1 else ("Stories",)
    heads = ("On the same stories", "Mean difference (95 % interval)", *column, "q")
    return Listing(
        f"Mean differences within stories{n}. Intervals are drawn over stories{correction}.",
        heads,
        tuple(
            (
                who_does_more(row, wording_of(row.measure, frames)),
                size(row, wording_of(row.measure, frames)),
                *(() if len(over) == 1 else (f"{row.stories:,.0f}",)),
                q_value(row.q),
            )
            for row in rows_of(shown)
        ),
    )


def who_does_more(row: Any, wording: Wording) -> str:
    more, less = (row.outlet, row.other) if row.difference >= 0 else (row.other, row.outlet)
    return f"{opening(more)} {wording.more} {in_prose(less)}"


def size(row: Any, wording: Wording) -> str:
    """How large a difference is, in its unit, with its interval."""
    factor = 100 if wording.is_share else 1
    sign = factor if row.difference >= 0 else -factor
    low, high = sorted([sign * row.low, sign * row.high])
    value = in_figures(sign * row.difference)
    ends = with_interval(sign * row.difference, low, high).removeprefix(value)
    return " ".join(filter(None, [value, wording.unit])) + ends


# What to read before citing a difference.


def stories_to_read(tables: Tables) -> Iterator[Statement]:
    """The stories on which the differences shown depend most; if only one story is shared, that
    one.
    """
    rows = tables.get("influential_stories")
    if rows is not None:
        rows = rows.dropna(subset=["difference", "without", "change"])
    labels = story_labels(tables)
    if rows is None or not len(rows):
        if len(labels) == 1:
            [(story, label)] = labels.items()
            yield Statement(
                "Read the articles side by side before you cite anything about them.",
                None,
                listing=Listing(
                    "The story that more than one outlet reported",
                    ("Story",),
                    ((Linked(label, story_page(story)),),),
                ),
            )
        return
    frames = frame_titles(tables)
    least = abs(rows["change"]).min()
    yield Statement(
        "The differences depend on these stories more than on any others. Without the story, the "
        "difference beside it is smaller. Leaving out any other story reduces a difference by no "
        f"more than {in_figures(least, True)}.",
        None,
        listing=Listing(
            "Stories to read before citing, the most influential first",
            ("Story", "Difference that depends on it", "Smaller by", "Without it (95 % interval)"),
            tuple(
                (
                    Linked(labels.get(row.story, f"Story {row.story}"), story_page(row.story)),
                    who_does_more(row, wording_of(row.measure, frames)) + passage(row),
                    in_figures(-row.change, True),
                    without_it(row, frames),
                )
                for row in rows_of(rows)
            ),
            numbers_from=2,
        ),
    )


def passage(row: Any) -> str:
    if not row.passage:
        return ""
    return f". Longest quotation, in {in_prose(row.passage_outlet)}: {first_words(row.passage, 16)}"


def scaled(row: Any, value: float, frames: Mapping[str, str]) -> float:
    """A difference as printed: from the side of the outlet with more, and in percentage points for
    shares.
    """
    factor = 100 if wording_of(row.measure, frames).is_share else 1
    return value * (factor if row.difference >= 0 else -factor)


def without_it(row: Any, frames: Mapping[str, str]) -> str:
    low, high = sorted(scaled(row, end, frames) for end in (row.low_without, row.high_without))
    return with_interval(scaled(row, row.without, frames), low, high)
