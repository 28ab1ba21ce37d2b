"""Tables of stories → sentences on who reported them, and how outlets differ on the same ones."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from ..stats import DIFFERENT_PEOPLE, LEAST_STORIES, ON_STORIES
from .saved_tables import rows_of, without_others
from .wording import (
    MOST_LISTED,
    Statement,
    corrected_interval,
    enumerated,
    first_few,
    in_figures,
    interval,
    n_of,
    q_value,
)


def story_coverage(rows: pd.DataFrame) -> Iterator[Statement]:
    """How many stories there are, how many several outlets told, and who was first how often."""
    # an article without a story is the only report of its own
    stories = rows[(rows["story"] == "") | ~rows["story"].duplicated()]
    shared = rows[rows["outlets"] > 1]
    if not len(stories):
        return
    told = int((stories["outlets"] > 1).sum())
    if not told:
        yield Statement("No story was reported by more than one outlet.", None)
        return
    single = without_others(shared)
    counts = single[single["first"].str.lower() == "true"]["outlet"].value_counts(sort=False)
    counts = counts.sort_index().sort_values(ascending=False, kind="stable")
    first = [f"{outlet}: first, or among the first, in {n:,}" for outlet, n in counts.items()]
    yield Statement(
        f"More than one outlet reported {told:,} of {len(stories):,} "
        + ("story" if len(stories) == 1 else "stories")
        + (":" if first else "."),
        None,
        first_few(first),
        "First means first among the articles of this corpus.",
    )


def within_stories(
    more: str, what: str, unit: str, percent: bool = False
) -> Callable[[pd.DataFrame], Iterator[Statement]]:
    """A rule that says which outlets differ on the same stories: `more` says what the higher does
    ("is harder to read than"), `what` what differs, in `unit`.
    """

    def rule(rows: pd.DataFrame) -> Iterator[Statement]:
        rows = rows[rows["other"] != ""].dropna(subset=["difference", "stories"])
        if not len(rows):
            return
        enough = rows[rows["stories"] >= LEAST_STORIES]
        clear = enough[enough["says"].str.endswith(ON_STORIES)]
        items = [
            story_difference(row, more, unit, percent, named=not n)
            for n, row in enumerate(rows_of(clear))
        ]
        few = len(rows) - len(enough)
        rest = (
            f" {few} of {len(rows)} pairs of outlets share too few stories to tell." * bool(few)
            if len(enough)
            else ""
        )
        if items:
            yield Statement(
                f"On the same stories outlets differ in {what}, {len(clear)} of {len(rows)} "
                f"{'pair' if len(rows) == 1 else 'pairs'}:",
                True,
                first_few(items),
                f"This holds for the stories that both told.{rest}",
            )
        elif len(enough):
            yield Statement(
                f"On the same stories no difference in {what} is shown between any of "
                f"{len(enough)} {'pair' if len(enough) == 1 else 'pairs'} of outlets.{rest}",
                False,
            )
        else:
            most = int(rows["stories"].max())
            yield Statement(
                f"Whether outlets differ in {what} on the same stories cannot be told: no two "
                f"share more than {most} {'story' if most == 1 else 'stories'}, and it takes "
                f"{LEAST_STORIES}.",
                None,
            )

    return rule


def story_difference(row: Any, more: str, unit: str, percent: bool, named: bool) -> str:
    factor = 100 if percent else 1
    higher, lower, sign = row.outlet, row.other, factor
    low, high = row.low, row.high
    if row.difference < 0:
        higher, lower, sign, low, high = row.other, row.outlet, -factor, row.high, row.low
    ends = interval(sign * low, sign * high, named=named)
    return (
        f"{higher} {more} {lower}, by {in_figures(sign * row.difference)} {unit} "
        f"({ends}, {corrected_interval(row, sign)}; "
        f"{n_of(row.stories, 'stories').replace('storie ', 'story ')}; "
        f"q {q_value(row.q)})"
    )


def frames_within_stories(rows: pd.DataFrame) -> Iterator[Statement]:
    """The frames that one outlet uses more than another on the same stories."""
    rows = rows.dropna(subset=["difference", "stories"])
    enough = rows[rows["stories"] >= LEAST_STORIES]
    clear = enough[enough["says"].str.endswith(ON_STORIES)]
    if len(clear):
        items = [
            story_difference(
                row, f"makes {row.frame} more prominent than", "in prominence", False, named=not n
            )
            for n, row in enumerate(rows_of(clear))
        ]
        yield Statement(
            f"On the same stories outlets differ in the frames they use, {len(clear)} of "
            f"{len(enough)} comparisons:",
            True,
            first_few(items, 2 * MOST_LISTED),
            "This holds for the stories that both told.",
        )
    elif len(enough):
        yield Statement(
            f"On the same stories no difference in frames is shown in {len(enough)} comparisons of "
            "two outlets, frame by frame.",
            False,
        )


def shared_statements(rows: pd.DataFrame) -> Iterator[Statement]:
    """How many statements several outlets print, and which of them they give to different
    people.
    """
    rows = rows[rows["quote"] > 0]
    if not len(rows):
        return
    statements = rows.drop_duplicates("quote")
    known = statements[statements["given_to"] != ""]
    disputed = known[known["given_to"] == DIFFERENT_PEOPLE]
    items = [
        f"“{row.panel.partition('. ')[2]}”: "
        + enumerated(givers_and_names(rows[rows["quote"] == row.quote]))
        for row in rows_of(disputed)
    ]
    many = len(statements) != 1
    text = f"Several outlets print {len(statements):,} statement{'s' * many} with the same words."
    if len(known):
        text += (
            f" In {len(known):,} of them at least two versions name the speaker, and "
            + (f"{len(disputed):,} of these" if len(disputed) else "none of these")
            + f" {'is' if len(disputed) < 2 else 'are'} given to {DIFFERENT_PEOPLE}"
            + (":" if items else ".")
        )
    yield Statement(
        text,
        None,
        first_few(items),
        "One of the names is wrong, or an outlet erred, or two people said the same: read these "
        "before you cite a speaker's share." * bool(items),
    )


def givers_and_names(versions: pd.DataFrame) -> list[str]:
    """Whom each outlet gives a statement to; outlets that name nobody are left out."""
    named = versions[versions["speaker"] != ""].drop_duplicates(["outlet", "speaker"])
    return [f"{row.speaker} in {row.outlet}" for row in rows_of(named)]
