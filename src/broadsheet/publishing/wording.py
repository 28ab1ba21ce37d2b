"""Numbers → the words that report a finding: intervals, counts, how far two values are apart,
what that shows.
"""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from ..figures import number
from ..stats import Z95, who_differs

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


def difference_interval(high: Value, low: Value, pairs: int = 1) -> tuple[float, float, float]:
    """How far the one lies above the other, with the ends of the 95 % interval, from the intervals
    of both.

    The square of each arm is the sum of the squares of the arms that face each other (Zou and
    Donner, Construction of confidence limits about effect measures, Statistics in Medicine 27
    (2008), 1693-1702). Where the two were picked as the farthest apart, of so many `pairs`, the
    arms are as much longer as a normal variable's are at 95 % for all pairs at once (Bonferroni).
    NaN where one has no interval.

    >>> high = Value("", "A", 10, 6, 14, 9, "sentences", 1)
    >>> low = Value("", "B", 4, 1, 7, 9, "sentences", 1)
    >>> [round(end, 9) for end in difference_interval(high, low)]
    [6, 1.0, 11.0]
    """
    longer = NormalDist().inv_cdf(1 - 0.025 / pairs) / Z95
    down = longer * np.hypot(high.value - high.low, low.high - low.value)
    up = longer * np.hypot(high.high - high.value, low.value - low.low)
    difference = high.value - low.value
    return difference, float(difference - down), float(difference + up)


def is_difference(high: Value, low: Value, among: int) -> bool:
    """Whether the highest and the lowest of so many values differ."""
    return bool(difference_interval(high, low, among * (among - 1) // 2)[1] > 0)


def verdict(high: Value, low: Value, among: int, apart: str, percent: bool) -> str:
    """How far two values are apart, and whether that shows anything, of what."""
    if among < 2:
        return "There is nothing to compare it with."
    ends = difference_interval(high, low, among * (among - 1) // 2)
    if np.isnan(ends).any():
        return "Whether they differ cannot be told: one has no interval."
    difference, down, up = (in_figures(100 * end if percent else end) for end in ends)
    who = "They" if among == 2 else "The two farthest"
    widened = ", widened for having been picked as the farthest" if among > 2 else ""
    how_far = f"{who} are {difference} {apart} apart ({down} to {up}{widened})"
    if not ends[1] > 0:
        return f"{how_far}: no difference is shown."
    differing = who_differs(high.articles, low.articles)
    if differing == "these outlets":
        return f"{how_far}: these outlets differ, as far as their articles were drawn by a rule."
    return f"{how_far}: {differing} differ, which says nothing of their outlets."
