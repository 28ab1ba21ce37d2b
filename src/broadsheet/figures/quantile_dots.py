"""Many values on one line: a dot for each hundredth of them, stacked, and their median.

A hundred dots at the percentiles show the shape of a thousand values, and can still be counted.

Source: M. Kay, T. Kola, J. Hullman and S. Munson, When (ish) is my bus? User-centered
visualizations of uncertainty in everyday, mobile predictive systems, CHI 2016, 5092-5103.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from ..stats import median_interval
from .labels import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LARGEST, SMALLEST = 4.6, 1.6  # points: the diameter of a dot
DOTS = 3000  # in a figure: more make its file too large to send


class Crowd(NamedTuple):
    """What is drawn for many values: some of them, each for an equal share of all, and the median
    with its interval.
    """

    dots: np.ndarray
    median: float
    low: float
    high: float
    undefined: int


def dots_a_row(rows: int) -> int:
    """The number of dots per row for this number of rows: a hundred, or fewer if the figure would
    have too many.

    >>> dots_a_row(14), dots_a_row(42), dots_a_row(300)
    (100, 50, 20)
    """
    return next((n for n in (100, 50) if n * rows <= DOTS), 20)


def crowd(values: pd.Series, n: int, stories: pd.Series | None = None) -> Crowd:
    """The values, shown by the n that are at the middles of n equal shares, so that each dot is a
    value that occurs. If the `stories` of the articles are given, the median's interval is over
    stories.

    >>> crowd(pd.Series(range(1000)), 5).dots.tolist(), crowd(pd.Series([1, None]), 5).undefined
    ([99.0, 299.0, 499.0, 699.0, 899.0], 1)
    """
    known = values.dropna().to_numpy(dtype=float)
    dots = (
        np.quantile(known, (np.arange(n) + 0.5) / n, method="inverted_cdf") if len(known) else known
    )
    median = median_interval(values.astype(float), stories)
    return Crowd(dots, *median, len(values) - len(known))


class StackRoom(NamedTuple):
    """The room for stacks of dots on an axis."""

    span: float  # what the axis spans, in its own units
    inches: float  # how long the axis is
    row: float  # inches: how high a row is
    share: float  # of a row: how high a stack may be

    def width(self, points: float) -> float:
        """The width of a dot of this diameter, in the axis's own units."""
        return points / 72 / self.inches * self.span


class CrowdLook(NamedTuple):
    """How a crowd is drawn."""

    dots: str  # the colour of the dots
    median: str  # the colour of the median and its interval
    marker: str  # the shape of the median


def stacked(values: Sequence[float] | np.ndarray, width: float) -> tuple[np.ndarray, np.ndarray]:
    """The positions of the dots of ascending values, given a dot's width, and the number of dots
    under each.

    A stack has the values within one width of its first, and is placed in the middle of them
    (Wilkinson 1999).

    >>> stacked([1, 1.5, 3], width=1)
    (array([1.25, 1.25, 3.  ]), array([0, 1, 0]))
    """
    places, under = np.array(values, dtype=float), np.zeros(len(values), dtype=int)
    first = 0
    for n in range(1, len(places) + 1):
        if n == len(places) or (values[n] > values[first] and values[n] - values[first] >= width):
            places[first:n] = (values[first] + values[n - 1]) / 2
            under[first:n] = np.arange(n - first)
            first = n
    return places, under


def dot_size(crowds: Sequence[Crowd], room: StackRoom) -> float:
    """The diameter of a dot in points, the same for all crowds, such that the stacks of three in
    four crowds fit; in the others, dots overlap.

    The tallest stack of each is ignored: in half of the articles nobody is quoted, and the share is
    0.
    """
    high = room.share * room.row
    for points in np.arange(LARGEST, SMALLEST, -0.2):
        width = room.width(points)
        stacks = [_heights(stacked(crowd.dots, width)[0]) for crowd in crowds if len(crowd.dots)]
        fitting = sum(second_highest(counts) * points / 72 <= high for counts in stacks)
        if fitting >= 0.75 * len(crowds):
            return float(points)
    return SMALLEST


def _heights(places: np.ndarray) -> list[int]:
    """The number of dots at each position."""
    return np.unique(places, return_counts=True)[1].tolist()


def second_highest(counts: Sequence[int]) -> int:
    """The height of the second highest stack, or of the only one.

    >>> second_highest([3, 9, 4]), second_highest([9])
    (4, 9)
    """
    return sorted(counts)[-2:][0]


def draw_crowd(
    axis: Axes, y: float, crowd: Crowd, points: float, room: StackRoom, look: CrowdLook
) -> bool:
    """Draw the crowd on the axis: its median with the interval at `y`, and its dots, of this
    diameter in points, stacked above.

    In a stack that does not fit, the dots overlap. If the highest would need half as much height
    again, its share of all values is written beside it. True if such a share was written, so that
    the figure can explain it.
    """
    share_written = False
    places, under = stacked(crowd.dots, room.width(points))
    step, base = points / 72 / room.row, y - (3.2 + points / 2) / 72 / room.row
    stacks = list(zip(*np.unique(places, return_counts=True)))
    others = second_highest([0, 0, *(n for _, n in stacks)])
    for place, n in stacks:
        if n * step > room.share:
            squeezed = under * (room.share / step - 1) / (n - 1)
            under = np.where(places == place, squeezed, under)
            if n * step > 1.5 * room.share and n > others:
                share_written = True
                axis.annotate(
                    number(n / len(places), percent=True),
                    (place, base - room.share + step),
                    (points / 2 + 1, 0),
                    size=7,
                    color=look.median,
                    textcoords="offset points",
                    va="center",
                    bbox={"fc": "white", "ec": "none", "pad": 0.3},
                )
    axis.plot(
        places, base - step * under, "o", ms=0.92 * points, color=look.dots, mew=0, zorder=1.5
    )
    axis.plot(
        [crowd.low, crowd.high],
        [y, y],
        color=look.median,
        lw=2.2,
        alpha=0.5,
        solid_capstyle="butt",
        zorder=2,
    )
    axis.plot(
        crowd.median,
        y,
        look.marker,
        ms=5 if look.marker == "o" else 4,
        color=look.median,
        mec="white",
        mew=0.6,
        zorder=3,
    )
    return share_written
