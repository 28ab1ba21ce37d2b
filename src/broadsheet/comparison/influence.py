"""Differences that are shown within stories → the stories that carry them, to be read before a
difference is cited.

A mean over a dozen stories may rest on two. Which two is found by leaving each story out in turn.
"""

import math

import numpy as np
import pandas as pd

from ..measuring import Measured, Stored
from ..stats import LEAST_STORIES, ON_STORIES, mean_interval
from .paired import story_values

COLUMNS = """measure outlet other story value other_value difference without change
    low_without high_without stories passage passage_outlet""".split()
# Measures that quotations are counted for, by how their names end: of these, a passage is given.
OF_QUOTATIONS = "_share"


def influential_stories(
    table: pd.DataFrame,
    differences: pd.DataFrame,
    found: Measured | Stored | None = None,
    most: int = 10,
    seed: int = 1,
) -> pd.DataFrame:
    """The stories that carry the differences between outlets: one row per difference and story, the
    most influential first; only those without which the difference is smaller.

    `table` is what `bs.paired_differences` was given and `differences` what it gave; only the
    differences that it shows are looked at. `found` is what was measured, for the quotations.
    Columns:

    - `measure, outlet, other`, as in `bs.paired_differences`, and the `story`;
    - `value, other_value`: of either outlet on this story;
    - `difference`: the mean over all `stories`; `without`: the mean over all but this one;
    - `change`: `without` over `difference`, minus 1: −0.2 where the difference is a fifth smaller
      without this story;
    - `low_without, high_without`: the 95 % interval without this story, not corrected; NaN where
      fewer than six stories are left;
    - `passage, passage_outlet`: for shares of quotation, the longest quotation on this story in the
      outlet with the larger share; empty for other measures.

    `change` is the influence of one observation on a mean (Cook and Weisberg, Residuals and
    influence in regression, Chapman & Hall 1982, chapter 3), relative to the mean, so that grades
    and percentage points can be ranked together. It finds single stories, not two that hide each
    other. An outlet with several articles on a story has one value, as in the comparison.

    The order of rows changes nothing. Of equal influence, the first by measure, outlets and story.

    >>> table = pd.DataFrame({"story": [*"abcdefg"] * 2, "outlet": ["A"] * 7 + ["B"] * 7,
    ...     "grade": [2.0, 3, 4, 2, 3, 4, 17] + [0.0] * 7})
    >>> differences = pd.DataFrame({"measure": ["grade"], "outlet": ["A"], "other": ["B"],
    ...     "says": ["A higher on these stories"]})
    >>> first = influential_stories(table, differences).iloc[0]
    >>> print(*first[["story", "difference", "without", "change"]])
    g 5.0 3.0 -0.4
    >>> influential_stories(table, differences.assign(says="no difference shown")).empty
    True
    """
    rows = []
    shown = differences[differences["says"].str.endswith(ON_STORIES)]
    for measure, outlet, other in zip(*(shown[name].tolist() for name in COLUMNS[:3])):
        both = _both_sides(table, measure, outlet, other)
        apart = (both["value"] - both["other_value"]).to_numpy()
        mean, n = math.fsum(apart) / len(apart), len(apart)
        without = (n * mean - apart) / (n - 1)
        left = pd.Series([np.delete(apart, place) for place in range(n)], dtype=object)
        rows.append(
            both.assign(
                measure=measure,
                outlet=outlet,
                other=other,
                difference=mean,
                without=without,
                change=without / mean - 1,
                stories=n,
                left=left,
            )
        )
    if not rows:
        return pd.DataFrame(columns=COLUMNS)
    every = pd.concat(rows, ignore_index=True)
    # influences that only the last bits of a sum part are equal
    every = every.assign(rank=every["change"].round(9), name=every["story"].astype(str))
    order = ["rank", "measure", "outlet", "other", "name"]
    first = every[every["rank"] < 0].sort_values(order, ignore_index=True).head(most)
    ends = [
        mean_interval(left, seed) if len(left) >= LEAST_STORIES else (math.nan, math.nan)
        for left in first["left"]
    ]
    first[["low_without", "high_without"]] = np.array(ends, dtype=float)
    return _with_passages(first, table, found)[COLUMNS]


def _both_sides(table: pd.DataFrame, measure: str, outlet: str, other: str) -> pd.DataFrame:
    """`story, value, other_value` of the stories that both outlets reported."""
    values = story_values(table, measure)
    own, rest = (
        values.loc[values["outlet"] == name, ["story", "value"]] for name in (outlet, other)
    )
    return own.merge(rest.rename(columns={"value": "other_value"}), on="story")


def _with_passages(
    rows: pd.DataFrame, table: pd.DataFrame, found: Measured | Stored | None
) -> pd.DataFrame:
    """The rows with the longest quotation of the outlet that has more, for shares of quotation."""
    larger = rows["outlet"].where(rows["value"] >= rows["other_value"], rows["other"])
    passages = [""] * len(rows)
    if found is not None:
        quotations = found.quotations
        speech = quotations[quotations["speech"].astype(bool)]
        for place, (measure, story, outlet) in enumerate(
            zip(rows["measure"], rows["story"], larger)
        ):
            if str(measure).endswith(OF_QUOTATIONS):
                ids = table.loc[(table["story"] == story) & (table["outlet"] == outlet), "id"]
                there = speech[speech["id"].isin(ids)]
                longest = there.sort_values(["words", "id", "start"], ascending=[False, True, True])
                passages[place] = longest["text"].iloc[0] if len(longest) else ""
    passage = pd.Series(passages, index=rows.index, dtype="str")
    return rows.assign(passage=passage, passage_outlet=larger.where(passage != "", ""))
