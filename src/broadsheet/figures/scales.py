"""The numbers along an axis: shares, thousands, ratios and calendar dates, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
ROUND = [1, 2, 2.5, 5, 10]  # steps between the numbers of an axis, times a power of ten
HALF, DOUBLE = -1.15, 1.15  # doublings: an axis of ratios reaches at least this far
# Inches: a date, and a digit of a number with its share of the space between two numbers.
DAY_LABEL, FIGURE_WIDE = 0.5, 0.08


def percent_axis(axis: Axes) -> None:
    """Write the axis's numbers as shares, in the format of `labels.number`."""
    from matplotlib.ticker import PercentFormatter

    axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))


def thousands_axis(axis: Axes) -> None:
    """Write the axis's numbers with commas between thousands."""
    from matplotlib.ticker import StrMethodFormatter

    axis.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))


def number_axis(axis: Axes, inches: float, whole: bool) -> None:
    """Give the axis as many round numbers as fit, at most six; only whole ones if the values are
    `whole`, so that no tick is at half a word.
    """
    from matplotlib.ticker import MaxNLocator

    for ticks in range(6, 1, -1):
        axis.xaxis.set_major_locator(
            MaxNLocator(ticks, steps=ROUND, integer=whole, min_n_ticks=2 - whole)
        )
        if not _numbers_touch(axis, inches):
            break


def _numbers_touch(axis: Axes, inches: float) -> bool:
    """Whether the numbers of an axis of this length would touch each other."""
    low, high = sorted(axis.get_xlim())
    places = axis.xaxis.get_major_locator().tick_values(low, high)
    places = [place for place in places if low <= place <= high]
    figures = axis.xaxis.get_major_formatter().format_ticks(places)
    widths = [FIGURE_WIDE * len(words) for words in figures]
    middles = [inches * (place - low) / (high - low) for place in places]
    return any(
        here + (left + right) / 2 > there
        for here, there, left, right in zip(middles, middles[1:], widths, widths[1:])
    )


def ratio_axis(axis: Axes, inches: float) -> None:
    """Write the axis's doublings as ratios, at whole powers of two only, as many as fit: 1/2, 1,
    2.
    """
    low, high = axis.get_xlim()
    for step in range(1, int(max(-low, high)) + 1):
        ticks = range(-int(-low / step) * step, int(high / step) * step + 1, step)
        axis.set_xticks(ticks, [times(tick) for tick in ticks])
        if not _numbers_touch(axis, inches):
            break


def times(doublings: int) -> str:
    """Whole doublings as a ratio.

    >>> times(3), times(0), times(-2), times(10)
    ('8', '1', '1/4', '1,024')
    """
    return f"{2**doublings:,}" if doublings >= 0 else f"1/{2**-doublings:,}"


def calendar_day(day: pd.Timestamp, year: bool = True) -> str:
    """The day as English newspapers write it, whatever the language of the machine.

    >>> calendar_day(pd.Timestamp("2025-09-04")), calendar_day(pd.Timestamp("2025-09-04"), False)
    ('4 Sep 2025', '4 Sep')
    """
    return f"{day.day} {MONTHS[day.month - 1]}" + f" {day.year}" * year


def date_axis(axis: Axes, inches: float) -> None:
    """Write the axis's days since 1970 as calendar dates, with the year under the first and
    wherever it changes.
    """
    low, high = axis.get_xlim()
    shown = calendar_ticks(int(np.ceil(low)), int(np.floor(high)), max(2, int(inches / DAY_LABEL)))
    axis.set_xticks([day.timestamp() / 86400 for day in shown], dated(shown))


def calendar_ticks(first: int, last: int, most: int) -> list[pd.Timestamp]:
    """At most `most` days between two, in calendar steps: every day, every week, the first of every
    month or year.

    >>> [f"{day:%Y-%m-%d}" for day in calendar_ticks(20335, 20338, 5)]
    ['2025-09-04', '2025-09-05', '2025-09-06', '2025-09-07']
    >>> [f"{day:%Y-%m-%d}" for day in calendar_ticks(20335, 20435, 5)]
    ['2025-10-01', '2025-11-01', '2025-12-01']
    """
    begin, end = (pd.Timestamp(day, unit="D") for day in (first, last))
    for step in ("1D", "2D", "7D", "14D", "MS", "2MS", "3MS", "6MS", "YS", "2YS", "5YS", "10YS"):
        days = list(pd.date_range(begin, end, freq=step))
        if len(days) <= most:
            return days or [begin]
    return [begin, end]


def dated(days: list[pd.Timestamp], unit: str = "day") -> list[str]:
    """The labels of these days on an axis, by day or by month.

    >>> dated([pd.Timestamp("2025-12-31"), pd.Timestamp("2026-01-07")])
    ['31 Dec\\n2025', '7 Jan\\n2026']
    >>> dated([pd.Timestamp("2025-10-01"), pd.Timestamp("2025-11-01")], "month")
    ['Oct\\n2025', 'Nov']
    """
    words, year = [], None
    for day in days:
        text = MONTHS[day.month - 1] if unit == "month" else calendar_day(day, year=False)
        words.append(f"{text}\n{day.year}" if day.year != year else text)
        year = day.year
    return words
