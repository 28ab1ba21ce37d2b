"""How much is enough: how many stories it takes to show a difference, and how many items for an
interval.
"""

import math
from collections.abc import Callable
from itertools import combinations
from statistics import NormalDist

import numpy as np
import pandas as pd

from ..stats import LEAST_STORIES, LEVEL, is_others, student, wilson
from .paired import _comparable, articles_of, cells_of, groups_of

NEEDED_COLUMNS = "measure outlet other stories spread difference needed detectable".split()
MOST_ITEMS = 1_000_000  # nobody codes, or collects, more


def check_asked(difference: float, power: float = 0.8, comparisons: int = 1) -> None:
    """Nothing, if `stories_needed` can answer; otherwise ValueError."""
    if not 0 < difference < math.inf:
        raise ValueError(
            f"difference {difference:g}: give a number above zero, in the unit of the measure"
        )
    if not 0.5 <= power < 1:
        raise ValueError(
            f"power {power:g}: give the probability of showing the difference, from 0.5 to below 1"
        )
    if comparisons < 1:
        raise ValueError(f"comparisons {comparisons}: give how many to correct for, at least 1")


def stories_needed(
    table: pd.DataFrame,
    measure: str,
    difference: float,
    power: float = 0.8,
    by: str = "outlet",
    within: str = "story",
    wire_copy: bool = True,
    comparisons: int = 1,
) -> pd.DataFrame:
    """The number of stories two outlets must share to show a difference of this size, given how
    much their differences vary from story to story in this corpus: one row per pair of outlets.

    Columns `measure, outlet, other`, the `stories` that both reported, the `spread` (standard
    deviation) of their differences on these, the `difference` to show, the stories `needed`, and
    the difference `detectable` with the present stories, both with this `power`, the probability
    that the interval excludes zero. `difference` is in the unit of the measure: 0.05 of a share is
    five percentage points. Several outlets taken together are not compared, and have no row.

        needed: the smallest n with  ((t (1 + 1.5 / n) + z) × spread / difference)² ≤ n,

    six at least, with z the quantile of the normal distribution at the power (0.84 at .8), and t
    that of Student's with n - 1 degrees of freedom at 1 - .025 / `comparisons`. `comparisons` is
    the number of comparisons that the interval will be corrected for: `bs.paired_differences` shows
    a difference if the corrected interval excludes zero, and if it is the only difference in the
    table, that is the interval at .05 / comparisons. With 1 it is the uncorrected interval. The
    factor 1 + 1.5 / n allows for the bootstrap, which extends further than Student's when a few
    stories are skewed by chance: in simulations of normal differences, the power was .77 to .87
    when .8 was wanted. There must also be enough stories for the permutation to reach so small a p
    value.

    `needed` and `detectable` are NaN with fewer than six stories, from which the spread is not
    known, and if it is zero. The spread is itself an estimate: with ten stories it is a third too
    small in one corpus out of ten, and then twice as many stories are needed.

    ValueError for a difference that is not above zero or takes more stories than anybody collects,
    a power not between 0.5 and 1, fewer than one comparison, and anything that
    `bs.paired_differences` rejects.

    Source: W. C. Guenther, Sample size formulas for normal theory t tests, American Statistician 35
    (1981), 243-244, for t in place of the normal quantile.

    >>> table = pd.DataFrame({"story": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6],
    ...     "outlet": ["A", "B"] * 6, "grade": [9, 7, 12, 11, 8, 5, 10, 8, 9, 8, 11, 8]})
    >>> rows = stories_needed(table, "grade", 0.5)
    >>> rows[["stories", "needed"]].values.tolist(), round(rows["spread"].item(), 3)
    ([[6, 29]], 0.894)
    >>> stories_needed(table, "grade", 0)
    Traceback (most recent call last):
    ValueError: difference 0: give a number above zero, in the unit of the measure
    """
    check_asked(difference, power, comparisons)
    table = _comparable(table, [measure], by, within, wire_copy)
    groups = groups_of(table, by, within)
    value = cells_of(articles_of(table, measure, groups), groups).value
    alpha, z = LEVEL / comparisons, NormalDist().inv_cdf(power)
    named = [(place, name) for place, name in enumerate(groups.outlets) if not is_others(name)]
    rows = []
    for (own, outlet), (rest, other) in combinations(named, 2):
        differences = value[:, own] - value[:, rest]
        differences = differences[~np.isnan(differences)]
        n = len(differences)
        if not n:
            continue
        spread = float(np.std(differences, ddof=1)) if n >= LEAST_STORIES else np.nan
        if not spread > 1e-12 * np.abs(differences).max():
            spread = np.nan
        rows.append(
            {
                "measure": measure,
                "outlet": outlet,
                "other": other,
                "stories": n,
                "spread": spread,
                "difference": difference,
                "needed": np.nan
                if np.isnan(spread)
                else fewest_stories(spread / difference, alpha, z),
                "detectable": spread * _errors(n, alpha, z) / math.sqrt(n),
            }
        )
    return pd.DataFrame(rows, columns=NEEDED_COLUMNS).astype({"needed": "Int64"})


def _errors(stories: int, alpha: float, z: float) -> float:
    """How many errors a difference must be from zero to be shown with the power of `z`; NaN if
    there are too few stories for so small a p value.
    """
    if stories < LEAST_STORIES or 2.0 ** (1 - min(stories, 1000)) > alpha:
        return math.nan
    return student(stories - 1, alpha) * (1 + 1.5 / stories) + z


def fewest_stories(spread: float, alpha: float, z: float) -> int:
    """How many stories it takes if the spread is this many times as large as the difference.

    >>> fewest_stories(1.0, 0.05, 0.84), fewest_stories(1.0, 0.05 / 45, 0.84)
    (12, 24)
    >>> fewest_stories(0.0, 0.05, 0.84), fewest_stories(0.0, 0.05 / 45, 0.84)
    (6, 11)
    """

    def is_enough(n: int) -> bool:
        return _errors(n, alpha, z) * spread <= math.sqrt(n)

    try:
        return fewest(is_enough)
    except OverflowError:
        raise ValueError(
            "difference: one this small takes more stories than anybody collects"
        ) from None


def fewest(is_enough: Callable[[int], bool]) -> int:
    """The smallest number that is enough, if every larger number is enough, too.

    >>> fewest(lambda n: n * n >= 50)
    8
    >>> fewest(lambda n: False)
    Traceback (most recent call last):
    OverflowError: more than 1,000,000
    """
    fewest_yet, enough = 1, 1
    while not is_enough(enough):
        fewest_yet, enough = enough, 2 * enough
        if enough > MOST_ITEMS:
            raise OverflowError(f"more than {MOST_ITEMS:,}")
    while fewest_yet < enough:
        middle = (fewest_yet + enough) // 2
        fewest_yet, enough = (fewest_yet, middle) if is_enough(middle) else (middle + 1, enough)
    return enough


def items_to_code(
    share: float, reach: float = 0.05, per_article: float = 1, alike: float = 0.0
) -> tuple[int, int]:
    """The number of items, and of articles, to code for a 95 % interval of this half-width around a
    share, such as a precision.

    Wilson's interval (1927) for n items, of which this share is right, is at most 2 × `reach` wide.
    If an article gives several items, `per_article`, which are `alike` (their correlation within
    articles, 0 to 1), it takes 1 + (per_article - 1) × alike times as many (Kish 1965). ValueError
    for numbers outside these ranges.

    Sources: E. B. Wilson, JASA 22 (1927), 209-212; L. Kish, Survey sampling, Wiley 1965, 5.4.

    >>> items_to_code(0.9), items_to_code(0.5), items_to_code(0.9, per_article=4, alike=0.1)
    ((141, 141), (381, 381), (184, 46))
    >>> items_to_code(0.9, reach=0)
    Traceback (most recent call last):
    ValueError: reach 0: give the half-width of the interval, between 0 and 0.5
    """
    if not 0 < reach < 0.5:
        raise ValueError(f"reach {reach:g}: give the half-width of the interval, between 0 and 0.5")
    if not (0 <= share <= 1 and 0 <= alike <= 1 and per_article >= 1):
        raise ValueError(
            f"a share of {share:g}, {per_article:g} items per article, alike {alike:g}: shares are "
            "from 0 to 1, and an article gives one item or more"
        )

    def is_enough(n: int) -> bool:
        low, high = wilson(share * n, n)
        return high - low <= 2 * reach

    try:
        enough = fewest(is_enough)
    except OverflowError:
        raise ValueError(f"reach {reach:g}: takes more items than anybody codes") from None
    items = math.ceil(round(enough * (1 + (per_article - 1) * alike), 6))
    return items, math.ceil(round(items / per_article, 6))
