"""Many values on one line: a dot for each hundredth of them, stacked, and their median.

A hundred dots at the percentiles show the shape of a thousand values, and can still be counted.

Source: M. Kay, T. Kola, J. Hullman and S. Munson, When (ish) is my bus? User-centered
visualizations of uncertainty in everyday, mobile predictive systems, CHI 2016, 5092-5103.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..stats import median_interval

LARGEST, SMALLEST = 4.6, 1.6  # points: across a dot
DOTS = 3000  # in a figure: more make its file too large to send


class Crowd(NamedTuple):
    """What is drawn of many values: some of them, each as good as a share of all, and the median
    with its interval.
    """

    dots: np.ndarray
    median: float
    low: float
    high: float
    undefined: int


def dots_a_row(rows: int) -> int:
    """How many dots each of so many rows gets: a hundred, or fewer where a figure would have too
    many.

    >>> dots_a_row(14), dots_a_row(42), dots_a_row(300)
    (100, 50, 20)
    """
    return next((n for n in (100, 50) if n * rows <= DOTS), 20)


def crowd(values: pd.Series, n: int) -> Crowd:
    """The values told by n of them, at the middles of n equal shares: each dot is a value that
    occurs.

    >>> crowd(pd.Series(range(1000)), 5).dots.tolist(), crowd(pd.Series([1, None]), 5).undefined
    ([99.0, 299.0, 499.0, 699.0, 899.0], 1)
    """
    known = values.dropna().to_numpy(dtype=float)
    dots = (
        np.quantile(known, (np.arange(n) + 0.5) / n, method="inverted_cdf") if len(known) else known
    )
    return Crowd(dots, *median_interval(known), len(values) - len(known))


def stacked(values: Sequence[float], width: float) -> tuple[np.ndarray, np.ndarray]:
    """Where the dots of ascending values stand, if one is so wide: their places, and how many dots
    lie under each.

    A stack holds the values within one width of its first, and stands in the middle of them
    (Wilkinson 1999).

    >>> stacked([1, 1.5, 3], width=1)
    (array([1.25, 1.25, 3.  ]), array([0, 1, 0]))
    """
    at, under, first = np.array(values, dtype=float), np.zeros(len(values), dtype=int), 0
    for here in range(1, len(at) + 1):
        if here == len(at) or (
            values[here] > values[first] and values[here] - values[first] >= width
        ):
            at[first:here] = (values[first] + values[here - 1]) / 2
            under[first:here] = np.arange(here - first)
            first = here
    return at, under


def dot_size(crowds: Sequence[Crowd], span: float, inches: float, high: float) -> float:
    """Points across a dot, the same for all crowds, so that the stacks of three in four are within
    `high` inches; of the others, the dots overlap. `inches` is the length of the axis, `span` what
    it spans.

    The tallest stack of each is not asked: nobody quoted is a share of 0 in half of the articles.
    """
    for points in np.arange(LARGEST, SMALLEST, -0.2):
        stacks = [
            np.unique(stacked(each.dots, points / 72 / inches * span)[0], return_counts=True)[1]
            for each in crowds
            if len(each.dots)
        ]
        if sum(sorted(counts)[-2:][0] * points / 72 <= high for counts in stacks) >= 0.75 * len(
            crowds
        ):
            return float(points)
    return SMALLEST


def draw(
    axis,
    y: float,
    each: Crowd,
    size: float,
    span: float,
    inches: float,
    row: float,
    high: float,
    colour: str,
    accent: str,
    marker: str,
) -> bool:
    """The crowd on the axis: its median with the interval at `y`, its dots stacked above, not over
    `high` rows.

    In a stack that is higher, the dots overlap; where the highest would be half as high again, the
    share of all values that it holds stands beside it. `row` is the height of a row in inches,
    `inches` the length of the axis, `span` what it spans. True where such a share was written,
    which the figure has to explain.
    """
    told = False
    at, under = stacked(each.dots, size / 72 / inches * span)
    step, base = size / 72 / row, y - (3.2 + size / 2) / 72 / row
    places, counts = np.unique(at, return_counts=True)
    highest = sorted([0, 0, *counts.tolist()])[-2]
    for place, n in zip(places, counts):
        if n * step > high:
            under = np.where(at == place, under * (high / step - 1) / (n - 1), under)
            if n * step > 1.5 * high and n > highest:
                told = True
                axis.annotate(
                    f"{100 * n / len(at):.0f} %",
                    (place, base - high + step),
                    (size / 2 + 1, 0),
                    size=6,
                    color=accent,
                    textcoords="offset points",
                    va="center",
                    bbox={"fc": "white", "ec": "none", "pad": 0.3},
                )
    axis.plot(at, base - step * under, "o", ms=0.92 * size, color=colour, mew=0, zorder=1.5)
    axis.plot(
        [each.low, each.high],
        [y, y],
        color=accent,
        lw=2.2,
        alpha=0.5,
        solid_capstyle="butt",
        zorder=2,
    )
    axis.plot(
        each.median,
        y,
        marker,
        ms=5 if marker == "o" else 4,
        color=accent,
        mec="white",
        mew=0.6,
        zorder=3,
    )
    return told
