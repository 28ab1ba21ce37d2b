"""How much is enough: how many stories show a difference, how many items give an interval."""

import math
from collections.abc import Callable
from itertools import combinations
from statistics import NormalDist

import numpy as np
import pandas as pd

from ..stats import LEAST_STORIES, LEVEL, is_others, student, wilson
from .paired import _comparable, articles_of, cells_of, groups_of

NEEDED_COLUMNS = "measure outlet other stories spread difference needed detectable".split()
MOST_ITEMS = 1_000_000  # beyond which nobody codes, or collects


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
    """How many stories two outlets must share for a difference of this size to be shown, from how
    much their differences vary from story to story in this corpus: one row per pair of outlets.

    Columns `measure, outlet, other`, the `stories` that both told here, the `spread` (standard
    deviation) of their differences within them, the `difference` asked for, the stories `needed`,
    and what is `detectable` with those at hand, both with this `power`: the chance that the
    interval leaves out zero. `difference` is in the unit of the measure: 0.05 of a share is five
    points. Several outlets taken together are compared with nothing, and have no row.

        needed: the smallest n with  ((t (1 + 1.5 / n) + z) × spread / difference)² ≤ n,

    six at least, with z the quantile of the normal distribution at the power (0.84 at .8), and t
    that of Student's with n - 1 degrees of freedom at 1 - .025 / `comparisons`. `comparisons` says
    how many the interval will be corrected for: `bs.paired_differences` calls a difference shown
    where the corrected interval leaves out zero, and if it is the only one in the table, that is
    the interval at .05 / comparisons. With 1 it is the plain interval. 1 + 1.5 / n makes up for the
    bootstrap, which reaches further than Student's where chance makes so few stories skewed: in
    simulations of normal differences the power was .77 to .87 where .8 was asked for. No fewer
    stories will do than let all signs together have so small a p value.

    `needed` and `detectable` are NaN under six stories, since of so few the spread is not known,
    and where it is zero. The spread is an estimate, too: of ten stories it is a third too small in
    one corpus out of ten, and then twice as many are needed.

    ValueError for a difference that is not above zero or takes more stories than anybody collects,
    a power not between 0.5 and 1, no comparison, and what `bs.paired_differences` refuses.

    Source: W. C. Guenther, Sample size formulas for normal theory t tests, American Statistician 35
    (1981), 243-244, for t in place of the normal quantile.

    >>> table = pd.DataFrame({"story": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6],
    ...     "outlet": ["A", "B"] * 6, "grade": [9, 7, 12, 11, 8, 5, 10, 8, 9, 8, 11, 8]})
    >>> rows = stories_needed(table, "grade", 0.5)
    >>> rows[["stories", "needed"]].values.tolist(), round(rows["spread"].item(), 3)
    ([[6, 29]], 0.894)
    >>> stories_needed(table, "grade", 0)
    Traceback (most recent call last):
    ValueError: difference 0: a number above zero, in the unit of the measure
    """
    if not 0 < difference < math.inf:
        raise ValueError(
            f"difference {difference:g}: a number above zero, in the unit of the measure"
        )
    if not 0.5 <= power < 1:
        raise ValueError(f"power {power:g}: the chance to show it, from 0.5 to below 1")
    if comparisons < 1:
        raise ValueError(f"comparisons {comparisons}: how many are corrected for, at least 1")
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
    """How many errors from zero a difference must lie to be shown with the power of `z`; NaN where
    too few stories let no p value be so small.
    """
    if stories < LEAST_STORIES or 2.0 ** (1 - min(stories, 1000)) > alpha:
        return math.nan
    return student(stories - 1, alpha) * (1 + 1.5 / stories) + z


def fewest_stories(spread: float, alpha: float, z: float) -> int:
    """How many stories it takes, of a spread so many times as large as the difference.

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
            "difference: so small a one takes more stories than anybody collects"
        ) from None


def fewest(is_enough: Callable[[int], bool]) -> int:
    """The smallest number that is enough, where each larger one is, too.

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
    """How many items, and of how many articles, must be coded for a 95 % interval that goes so far
    to either side of a share, such as a precision.

    Wilson's interval (1927) of n items out of which this share is right is at most 2 × `reach`
    wide. Where an article gives several items, `per_article`, which are `alike` (their correlation
    within articles, 0 to 1), it takes 1 + (per_article - 1) × alike times as many (Kish 1965).
    ValueError for numbers outside these ranges.

    Sources: E. B. Wilson, JASA 22 (1927), 209-212; L. Kish, Survey sampling, Wiley 1965, 5.4.

    >>> items_to_code(0.9), items_to_code(0.5), items_to_code(0.9, per_article=4, alike=0.1)
    ((141, 141), (381, 381), (184, 46))
    >>> items_to_code(0.9, reach=0)
    Traceback (most recent call last):
    ValueError: reach 0: how far the interval goes to either side, between 0 and 0.5
    """
    if not 0 < reach < 0.5:
        raise ValueError(
            f"reach {reach:g}: how far the interval goes to either side, between 0 and 0.5"
        )
    if not (0 <= share <= 1 and 0 <= alike <= 1 and per_article >= 1):
        raise ValueError(
            f"a share of {share:g}, {per_article:g} items per article, alike {alike:g}: shares lie "
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
