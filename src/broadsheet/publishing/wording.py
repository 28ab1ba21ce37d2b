"""Numbers → the words that report a finding: intervals, counts, how far two values are apart,
what that shows.
"""

from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np

from ..figures import number
from ..stats import LEVEL, Z95, benjamini_hochberg, corrected_for, who_differs

MOST_LISTED = 4  # values that are named one by one; of more, the ends, or the first


class Statement(NamedTuple):
    """What a rule tells: a sentence or two, what it lists, what to bear in mind; and whether a
    difference or a pattern is shown, None where none was looked for.
    """

    text: str
    shown: bool | None
    items: tuple[str, ...] = ()
    caveat: str = ""


class Value(NamedTuple):
    """A value with its interval (NaN where there is none), of what (`the article of `), from so
    many of a unit, in how many articles.
    """

    of: str
    name: str
    value: float
    low: float
    high: float
    n: int
    unit: str
    articles: int


def interval(
    low: float, high: float, percent: bool = False, ratio: bool = False, named: bool = True
) -> str:
    """The two ends of an interval, or that there are none; with `named`, what they are.

    >>> interval(0.05, 0.31, percent=True), interval(-1, 1, ratio=True, named=False)
    ('95 % interval 5 % to 31 %', '0.50 × to 2.0 ×')
    >>> interval(float("nan"), 2)
    'no interval can be drawn'
    """
    if np.isnan([low, high]).any():
        return "no interval can be drawn"
    return "95 % interval " * named + " to ".join(
        in_figures(end, percent, ratio) for end in (low, high)
    )


def corrected_interval(row: Any, factor: float = 1, ratio: bool = False) -> str:
    """The corrected interval, and for how many comparisons it is; turned round by a negative
    factor.
    """
    low, high = sorted([factor * row.corrected_low, factor * row.corrected_high])
    over = 0 if np.isnan(row.comparisons) else int(row.comparisons)
    return f"{corrected_for(over)} {interval(low, high, ratio=ratio, named=False)}"


def in_figures(value: float, percent: bool = False, ratio: bool = False) -> str:
    return number(min(value, 60.0) if ratio else value, percent, ratio).replace("-", "−")


def n_of(n: float, what: str) -> str:
    """So many of what.

    >>> n_of(1, "articles"), n_of(1200, "sentences"), n_of(float("nan"), "articles")
    ('n = 1 article', 'n = 1,200 sentences', 'n = 0 articles')
    >>> n_of(1, "people")
    'n = 1 person'
    """
    whole = 0 if np.isnan(n) else int(n)
    one = "person" if what == "people" else what.removesuffix("s")
    return f"n = {whole:,} {one if whole == 1 else what}"


def enumerated(parts: list[str]) -> str:
    """One, two and three: `a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def first_few(items: list[str], most: int = MOST_LISTED) -> tuple[str, ...]:
    """The first few, and how many more.

    >>> first_few(["a", "b", "c"], most=2)
    ('a', 'b', 'and 1 more, in the figure')
    """
    return (*items[:most], *[f"and {len(items) - most} more, in the figure"] * (len(items) > most))


def q_value(value: float) -> str:
    """As papers write it.

    >>> q_value(0.031), q_value(0.0004), q_value(1.0), q_value(float("nan"))
    ('= .031', '< .001', '= 1', 'is undefined')
    """
    if np.isnan(value):
        return "is undefined"
    if value < 0.001:
        return "< .001"
    return "= 1" if value >= 0.995 else f"= {value:.2g}".replace("0.", ".")


class Apart(NamedTuple):
    """How far one value lies above another, with the ends of an interval that is corrected for all
    pairs that are looked at; NaN where one of the two has none.
    """

    high: Value
    low: Value
    difference: float
    down: float
    up: float

    @property
    def is_shown(self) -> bool:
        return self.down > 0

    @property
    def who(self) -> str:
        return who_differs(self.high.articles, self.low.articles)


def arms(high: Value, low: Value) -> tuple[float, float]:
    """How far the 95 % interval of a difference reaches down and up from it, from the intervals of
    both.

    The square of each arm is the sum of the squares of the arms that face each other (Zou and
    Donner, Construction of confidence limits about effect measures, Statistics in Medicine 27
    (2008), 1693-1702). NaN where one has no interval.

    >>> high = Value("", "A", 10, 6, 14, 9, "sentences", 1)
    >>> low = Value("", "B", 4, 1, 7, 9, "sentences", 1)
    >>> arms(high, low)
    (5.0, 5.0)
    """
    down = np.hypot(high.value - high.low, low.high - low.value)
    up = np.hypot(high.high - high.value, low.value - low.low)
    return float(down), float(up)


def apart(values: Sequence[Value]) -> list[Apart]:
    """All pairs of the values, which stand from the highest down, the farthest pair first:
    corrected for how many pairs have intervals, as `stats.corrected` does, with a normal variable
    in place of resamples.

    >>> one = Value("", "A", 10, 9, 11, 9, "sentences", 1)
    >>> other = one._replace(name="B", value=8, low=7, high=9)
    >>> [pair] = apart([one, other])
    >>> [round(end, 2) for end in (pair.difference, pair.down, pair.up)], pair.is_shown
    ([2, 0.59, 3.41], True)
    >>> [pair.is_shown for pair in apart([one, other, one._replace(name="C", high=np.nan)])]
    [True, False, False]
    """
    pairs = list(combinations(values, 2))
    reach = [arms(high, low) for high, low in pairs]
    differences = [high.value - low.value for high, low in pairs]
    p = [p_of(gap, down) for gap, (down, _) in zip(differences, reach)]
    compared = sum(not np.isnan(value) for value in p)
    shown = int((benjamini_hochberg(p) <= LEVEL).sum())
    alpha = max(1, shown) * LEVEL / max(1, compared)
    longer = NormalDist().inv_cdf(1 - alpha / 2) / Z95
    every = [
        Apart(high, low, gap, gap - longer * down, gap + longer * up)
        for (high, low), gap, (down, up) in zip(pairs, differences, reach)
    ]
    return sorted(every, key=lambda pair: -pair.difference)


def p_of(difference: float, arm: float) -> float:
    """The p value of a difference whose 95 % interval reaches so far towards zero; NaN where there
    is none.
    """
    if np.isnan(arm):
        return np.nan
    if not difference > 0:
        return 1.0
    return 2 * NormalDist().cdf(-Z95 * difference / arm) if arm > 0 else 0.0


def verdict(pairs: Sequence[Apart], unit: str, percent: bool) -> tuple[str, list[str], str]:
    """How far the values of all pairs are apart, and whether that shows anything, of what: a
    sentence, what it lists, and what to bear in mind.
    """
    if not pairs:
        return "There is nothing to compare it with.", [], ""
    known = [pair for pair in pairs if not np.isnan([pair.down, pair.up]).any()]
    if not known:
        return "Whether they differ cannot be told: one has no interval.", [], ""

    def how_far(pair: Apart) -> str:
        gap, down, up = (
            in_figures(100 * end if percent else end)
            for end in (pair.difference, pair.down, pair.up)
        )
        return f"{gap} {unit} apart ({down} to {up})"

    if len(pairs) == 1:
        [pair] = pairs
        told = f"They are {how_far(pair)}"
        if not pair.is_shown:
            return f"{told}: no difference is shown.", [], ""
        if pair.who == "these outlets":
            drawn = "as far as their articles were drawn by a rule"
            return f"{told}: these outlets differ, {drawn}.", [], ""
        return f"{told}: {pair.who} differ, which says nothing of their outlets.", [], ""
    unknown = len(pairs) - len(known)
    lacking = f" Of {unknown} of {len(pairs)} pairs it cannot be told: one has no interval."
    lacking *= bool(unknown)
    intervals = f"intervals {corrected_for(len(known))}"
    shown = [pair for pair in known if pair.is_shown]
    if not shown:
        farthest = known[0]
        names = f"{farthest.high.name} and {farthest.low.name}"
        return (
            f"In none of {len(known)} pairs is a difference shown, with {intervals}; the farthest, "
            f"{names}, are {how_far(farthest)}.{lacking}",
            [],
            "",
        )
    items = [
        f"{pair.high.name} and {pair.low.name}, {how_far(pair)}: {pair.who} differ"
        for pair in shown
    ]
    whose = {pair.who for pair in shown}
    caveat = "Where it is articles that differ, nothing is said of their outlets. " * bool(
        whose - {"these outlets"}
    ) + "Where it is outlets, that holds as far as their articles were drawn by a rule." * (
        "these outlets" in whose
    )
    return (
        f"A difference is shown in {len(shown)} of {len(known)} pairs, with {intervals}:",
        items,
        f"{caveat.strip()}{lacking}",
    )
