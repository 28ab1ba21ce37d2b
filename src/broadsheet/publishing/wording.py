"""Numbers → the words that a finding is told in: intervals, counts, how far two values are apart,
what that shows.
"""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from ..figures import number
from ..stats import ENOUGH, Z95

LISTED = 4  # values that are told one by one; of more, the ends, or the first


class Told(NamedTuple):
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


def ends(
    low: float, high: float, percent: bool = False, ratio: bool = False, named: bool = True
) -> str:
    """The two ends of an interval, or that there are none; with `named`, what they are.

    >>> ends(0.05, 0.31, percent=True), ends(-1, 1, ratio=True, named=False), ends(float("nan"), 2)
    ('95 % interval 5 % to 31 %', '0.50 × to 2.0 ×', 'no interval can be drawn')
    """
    if np.isnan([low, high]).any():
        return "no interval can be drawn"
    return "95 % interval " * named + " to ".join(shown(end, percent, ratio) for end in (low, high))


def shown(value: float, percent: bool = False, ratio: bool = False) -> str:
    return number(min(value, 60.0) if ratio else value, percent, ratio).replace("-", "−")


def counted(n: float, what: str) -> str:
    """So many of what: `n = 1 article`, `n = 1,200 sentences`."""
    n = 0 if np.isnan(n) else int(n)
    return f"n = {n:,} {what.removesuffix('s') if n == 1 else what}"


def listed(parts: list[str]) -> str:
    """One, two and three: `a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def some(items: list[str], most: int = LISTED) -> tuple[str, ...]:
    """The first few, and how many more.

    >>> some(["a", "b", "c"], most=2)
    ('a', 'b', 'and 1 more, in the figure')
    """
    return (*items[:most], *[f"and {len(items) - most} more, in the figure"] * (len(items) > most))


def q(value: float) -> str:
    """As papers write it.

    >>> q(0.031), q(0.0004), q(1.0), q(float("nan"))
    ('= .031', '< .001', '= 1', 'is undefined')
    """
    if np.isnan(value):
        return "is undefined"
    return (
        "< .001"
        if value < 0.001
        else "= 1"
        if value >= 0.995
        else f"= {value:.2g}".replace("0.", ".")
    )


def gap(one: Value, other: Value, pairs: int = 1) -> tuple[float, float, float]:
    """How far the one lies above the other, with the ends of the 95 % interval, from the intervals
    of both.

    The square of each arm is the sum of the squares of the arms that face each other (Zou and
    Donner, Construction of confidence limits about effect measures, Statistics in Medicine 27
    (2008), 1693-1702). Where the two were picked as the farthest apart, of so many `pairs`, the
    arms are as much longer as a normal variable's are at 95 % for all pairs at once (Bonferroni).
    NaN where one has no interval.

    >>> one, other = Value("", "A", 10, 6, 14, 9, "sentences", 1), Value("", "B", 4, 1, 7, 9, "sentences", 1)
    >>> [round(end, 9) for end in gap(one, other)]
    [6, 1.0, 11.0]
    """
    longer = NormalDist().inv_cdf(1 - 0.025 / pairs) / Z95
    down = longer * np.hypot(one.value - one.low, other.high - other.value)
    up = longer * np.hypot(one.high - one.value, other.value - other.low)
    return (
        one.value - other.value,
        float(one.value - other.value - down),
        float(one.value - other.value + up),
    )


def differ(high: Value, low: Value, among: int) -> bool:
    return bool(gap(high, low, among * (among - 1) // 2)[1] > 0)


def verdict(high: Value, low: Value, among: int, apart: str, percent: bool) -> str:
    """How far two values are apart, and whether that shows anything, of what."""
    if among < 2:
        return "There is nothing to compare it with."
    difference, *reach = gap(high, low, among * (among - 1) // 2)
    if np.isnan(reach).any():
        return "Whether they differ cannot be told: one has no interval."
    difference, down, up = (shown(100 * each if percent else each) for each in (difference, *reach))
    widened = ", widened for having been picked as the farthest" if among > 2 else ""
    words = f"{'They' if among == 2 else 'The two farthest'} are {difference} {apart} apart ({down} to {up}{widened}): "
    if not reach[0] > 0:
        return f"{words}no difference is shown."
    fewest = min(high.articles, low.articles)
    if fewest >= ENOUGH:
        return f"{words}these outlets differ, as far as their articles were drawn by a rule."
    these = (
        "these two articles differ"
        if high.articles == low.articles == 1
        else "these articles differ"
    )
    return f"{words}{these}, which says nothing of their outlets."
