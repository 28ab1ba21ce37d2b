"""How much is enough: how many stories show a difference, how many items give an interval."""

import math
from itertools import combinations
from statistics import NormalDist

import numpy as np
import pandas as pd

from ..stats import LEAST_STORIES, Z95, wilson
from .paired import _comparable, articles_of, cells_of, groups_of

NEEDED_COLUMNS = "measure outlet other stories spread difference needed detectable".split()
MOST_ITEMS = 1_000_000  # beyond which nobody codes


def stories_needed(
    table: pd.DataFrame,
    measure: str,
    difference: float,
    power: float = 0.8,
    by: str = "outlet",
    within: str = "story",
    wire_copy: bool = True,
) -> pd.DataFrame:
    """How many stories two outlets must share for a difference of this size to be shown, from how
    much their differences vary from story to story in this corpus: one row per pair of outlets.

    Columns `measure, outlet, other`, the `stories` that both told here, the `spread` (standard
    deviation) of their differences within them, the `difference` asked for, the stories `needed`,
    and what is `detectable` with those at hand, both with this `power`: the chance that the
    interval leaves out zero. `difference` is in the unit of the measure: 0.05 of a share is five
    points.

        needed = ((1.96 + z) × spread / difference)² + 1.96² / 2,     rounded up, six at least,

    with z the quantile of the normal distribution at the power (0.84 at .8); the second term makes
    up for Student's t (Guenther 1981). NaN under six stories, since of so few the spread is not
    known, and where it is zero. The spread is an estimate, too: of ten stories it is a third too
    small in one corpus out of ten, and then twice as many are needed.

    ValueError for a difference that is not above zero, a power not between 0.5 and 1, and what
    `bs.paired_differences` refuses.

    Source: W. C. Guenther, Sample size formulas for normal theory t tests, American Statistician 35
    (1981), 243-244.

    >>> table = pd.DataFrame({"story": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6],
    ...     "outlet": ["A", "B"] * 6, "grade": [9, 7, 12, 11, 8, 5, 10, 8, 9, 8, 11, 8]})
    >>> rows = stories_needed(table, "grade", 0.5)
    >>> rows[["stories", "needed"]].values.tolist(), round(rows["spread"].item(), 3)
    ([[6, 28]], 0.894)
    >>> stories_needed(table, "grade", 0)
    Traceback (most recent call last):
    ValueError: difference 0: a number above zero, in the unit of the measure
    """
    if not difference > 0:
        raise ValueError(
            f"difference {difference:g}: a number above zero, in the unit of the measure"
        )
    if not 0.5 <= power < 1:
        raise ValueError(f"power {power:g}: the chance to show it, from 0.5 to below 1")
    table = _comparable(table, [measure], by, within, wire_copy)
    groups = groups_of(table, by, within)
    value = cells_of(articles_of(table, measure, groups), groups).value
    reach = Z95 + NormalDist().inv_cdf(power)
    rows = []
    for (own, outlet), (rest, other) in combinations(enumerate(groups.outlets), 2):
        differences = value[:, own] - value[:, rest]
        differences = differences[~np.isnan(differences)]
        n = len(differences)
        if not n:
            continue
        spread = float(np.std(differences, ddof=1)) if n >= LEAST_STORIES else np.nan
        if not spread > 1e-12 * np.abs(differences).max():
            spread = np.nan
        needed = (reach * spread / difference) ** 2 + Z95**2 / 2
        rows.append(
            {
                "measure": measure,
                "outlet": outlet,
                "other": other,
                "stories": n,
                "spread": spread,
                "difference": difference,
                "needed": max(LEAST_STORIES, math.ceil(needed)) if needed == needed else np.nan,
                "detectable": reach * spread / math.sqrt(max(1.0, n - Z95**2 / 2)),
            }
        )
    return pd.DataFrame(rows, columns=NEEDED_COLUMNS).astype({"needed": "Int64"})


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

    fewest, enough = 1, 1
    while not is_enough(enough):
        fewest, enough = enough, 2 * enough
        if enough > MOST_ITEMS:
            raise ValueError(f"reach {reach:g}: takes more items than anybody codes")
    while fewest < enough:
        middle = (fewest + enough) // 2
        fewest, enough = (fewest, middle) if is_enough(middle) else (middle + 1, enough)
    items = math.ceil(round(enough * (1 + (per_article - 1) * alike), 6))
    return items, math.ceil(round(items / per_article, 6))
