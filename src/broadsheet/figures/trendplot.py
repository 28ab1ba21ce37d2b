"""Tables to trends: one row per outlet, all on one scale, and time from left to right. Sees no
text.

A line joins only neighbouring periods: a period without articles leaves a gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .labels import number, others_last, shorten
from .layout import (
    COLOURS,
    DPI,
    GREY,
    LIGHT,
    WIDTH,
    Meaning,
    drawing,
    left_out,
    longest_name,
    note,
    nothing,
    page_height,
)
from .scales import ROUND, dated

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEAST_PERIODS = 3  # with two, a line adds nothing to two numbers
FEW = 6  # articles below which a period has no interval, and its dot is hollow
ROWS = 13  # outlets that fit on a page: twelve, and the others together
HIGHEST_ROW = 0.95  # inches
PLURALS = {"day": "days", "week": "weeks", "month": "months"}


def trend_span(values: pd.DataFrame) -> str:
    """A sentence on the time that the values cover, or on why it is too short for a trend.

    `values` is the result of `bs.trend_values`.

    >>> values = pd.DataFrame({"outlet": "A", "unit": "day", "articles": [1, 0, 4, 2],
    ...     "period": ["2031-03-04", "2031-03-05", "2031-03-06", "2031-03-07"]})
    >>> trend_span(values)
    'From 2031-03-04 to 2031-03-07, by day: 4 days, 3 of them with articles.'
    >>> trend_span(values[:2])
    'No trend is drawn: the articles cover 1 day, and a trend takes 3.'
    >>> trend_span(values[:0])
    'No trend is drawn: no article has a date and an outlet.'
    """
    if values.empty:
        return "No trend is drawn: no article has a date and an outlet."
    unit = values["unit"].iloc[0]
    periods = sorted(values["period"].unique())
    there = values.loc[values["articles"] > 0, "period"].nunique()
    if there < LEAST_PERIODS:
        counted = f"{there} {unit if there == 1 else PLURALS[unit]}"
        return (
            f"No trend is drawn: the articles cover {counted}, and a trend takes {LEAST_PERIODS}."
        )
    begins = {"day": "", "week": " (from Monday)", "month": ""}[unit]
    return (
        f"From {periods[0]} to {periods[-1]}, by {unit}{begins}: {len(periods):,} "
        f"{PLURALS[unit]}, {there:,} of them with articles."
    )


@drawing
def trend(
    values: pd.DataFrame,
    label: str,
    percent: bool = False,
    zero: bool = True,
    meaning: Meaning = "value",
    lines: str = "",
) -> Figure:
    """A figure of a measure over time, with outlets as rows on one scale, one dot per period with
    its 95 % interval, and a line from one period to the next if both have articles.

    `values` is the result of `bs.trend_values`. A hollow dot rests on fewer than six articles, too
    few for an interval. The scale starts at 0 if `zero`, as rates do. The last value of each outlet
    is written beside its dot. An interval much longer than the range of values is cut off, and the
    caption says so. `meaning` is what the colour means, as in `dots`, and `lines` says what the
    upright lines are, for the caption of a figure that has some. Of more than thirteen outlets,
    those with most articles are drawn. If the articles cover fewer than three periods, nothing is
    drawn, and the figure says so.

    >>> values = pd.DataFrame({"outlet": "A", "unit": "day", "articles": [9, 4, 7],
    ...     "period": ["2031-03-04", "2031-03-05", "2031-03-06"], "value": [0.2, 0.3, 0.25],
    ...     "low": [0.1, float("nan"), 0.2], "high": [0.3, float("nan"), 0.3]})
    >>> [axis] = trend(values, "share quoted", percent=True).axes
    >>> [text.get_text() for text in axis.texts][:2]
    ['A (n = 20)', '25 %']
    """
    from matplotlib.figure import Figure

    values = values[values["outlet"].notna()]
    span = trend_span(values)
    if span.startswith("No trend") or values["value"].notna().sum() == 0:
        return nothing(span if span.startswith("No trend") else "nothing to show")
    outlets = others_last(sorted(values["outlet"].unique()))
    n = values.groupby("outlet")["articles"].sum().reindex(outlets)
    kept = set(n.sort_values(ascending=False, kind="stable").index[:ROWS])
    rows = [outlet for outlet in outlets if outlet in kept]
    drawn = values[values["outlet"].isin(kept)]
    high = min(HIGHEST_ROW, (page_height() - 0.8) / len(rows))
    figure = Figure(figsize=(WIDTH.get(), high * len(rows) + 0.8), dpi=DPI, layout="constrained")
    figure.get_layout_engine().set(h_pad=0.02)  # type: ignore[union-attr, call-arg]
    axes = figure.subplots(len(rows), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    low_end, high_end, cut = _limits(drawn, zero)
    for axis, outlet in zip(axes, rows):
        part = drawn[drawn["outlet"] == outlet].sort_values("period")
        name = shorten(
            f"{outlet} (n = {n[outlet]:,})", min(24, longest_name()), 3 if high > 0.45 else 2
        )
        axis.annotate(
            name,
            (0, 0.5),
            (-36, 0),
            xycoords="axes fraction",
            textcoords="offset points",
            size=8.5,
            ha="right",
            va="center",
        )
        _draw_outlet(axis, part, percent, COLOURS[meaning])
        axis.set_ylim(low_end, high_end)
        _write_axes(axis, percent, high)
        if zero:
            axis.axhline(0, color=LIGHT, lw=0.6, zorder=0)
            axis.spines.bottom.set_visible(axis is axes[-1])
    unit = values["unit"].iloc[0]
    _date_axis(axes[-1], drawn, unit)
    axes[0].set_title(label, size=8.5, weight="normal")
    few = (drawn["articles"] > 0) & (drawn["articles"] < FEW)
    intervals = drawn[["low", "high"]].notna().all(axis=1).any()
    note(
        figure,
        f"Upright lines are {lines}." * bool(intervals and lines),
        left_out(len(rows), len(outlets), "outlets")
        and f"The {len(rows)} of {len(outlets):,} outlets with most articles are shown; all "
        "are in the data.",
        f"A period is a {unit}{', from Monday' if unit == 'week' else ''}; n is the number of "
        "articles.",
        f"A hollow dot rests on fewer than {FEW} articles, too few for an interval."
        if few.any()
        else "",
        "A gap is a time without articles." if _gaps(drawn) else "",
        "Some intervals extend beyond the panel; the data has their ends." if cut else "",
    )
    return figure


def _limits(drawn: pd.DataFrame, zero: bool) -> tuple[float, float, bool]:
    """The ends of the scale, and whether it cuts an interval off."""
    values = drawn["value"].dropna()
    low, high = values.min(), values.max()
    start = min(0.0, low) if zero else low
    reach = (high - start) or abs(high) or 1.0
    ends = drawn[["low", "high"]].to_numpy(dtype=float)
    ends = ends[np.isfinite(ends)]
    top = min(max([high, *ends]), high + 0.6 * reach)
    bottom = start if zero else max(min([low, *ends]), low - 0.6 * reach)
    cut = bool(len(ends) and (ends.max() > top or ends.min() < bottom))
    margin = 0.1 * ((top - bottom) or reach)
    return bottom - (0.4 if zero else 1) * margin, top + margin, cut


def _gaps(drawn: pd.DataFrame) -> bool:
    """Whether an outlet has a period without a value between two that have one."""
    return any(
        part.sort_values("period")["value"].interpolate(limit_area="inside").notna().sum()
        > part["value"].notna().sum()
        for _, part in drawn.groupby("outlet")
    )


def _draw_outlet(axis: Axes, part: pd.DataFrame, percent: bool, colour: str) -> None:
    from matplotlib.dates import date2num

    days = date2num(pd.to_datetime(part["period"]))
    value = part["value"].to_numpy(dtype=float)
    narrow = len(part) > 45
    size = 2.6 if narrow else 4.5
    axis.vlines(
        days,
        part["low"].to_numpy(dtype=float),
        part["high"].to_numpy(dtype=float),
        color=colour,
        lw=1 if narrow else 1.6,
        alpha=0.45,
    )
    axis.plot(days, value, "-", color=GREY, lw=0.8, zorder=2)  # NaN breaks the line
    few = part["articles"].to_numpy() < FEW
    style: dict[str, Any] = {
        "ls": "",
        "marker": "o",
        "ms": size,
        "color": colour,
        "zorder": 3,
        "clip_on": False,
    }
    full: dict[str, Any] = {"mec": "white", "mew": 0.4}
    hollow: dict[str, Any] = {"mfc": "white", "mew": 0.9}
    for dots, looks in ((~few, full), (few, hollow)):
        [line] = axis.plot(days[dots], value[dots], **style, **looks)
        line.set_in_layout(False)  # a whole dot at 0 stands a little below the panel
    last = np.flatnonzero(~np.isnan(value))
    if len(last):
        axis.annotate(
            number(value[last[-1]], percent),
            (days[last[-1]], value[last[-1]]),
            (5, 0),
            textcoords="offset points",
            size=8,
            color=colour,
            va="center",
            annotation_clip=False,
        )


def _write_axes(axis: Axes, percent: bool, high: float) -> None:
    from matplotlib.ticker import MaxNLocator, PercentFormatter, StrMethodFormatter

    axis.yaxis.set_major_locator(MaxNLocator(3 if high > 0.6 else 2, steps=ROUND))
    if percent:
        axis.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    else:
        axis.yaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
    axis.spines.left.set_visible(True)
    axis.spines.bottom.set_color(LIGHT)
    axis.tick_params(axis="y", color=GREY, labelsize=8, length=2)
    axis.tick_params(axis="x", length=0)


def _date_axis(axis: Axes, drawn: pd.DataFrame, unit: str) -> None:
    """Write days as 4 Mar and months as Mar 2031, as many as fit."""
    from matplotlib.dates import date2num

    periods = pd.to_datetime(pd.Series(sorted(drawn["period"].unique())))
    places = date2num(periods)
    step = -(-len(periods) // max(2, int((WIDTH.get() - 1.9) / 0.55)))
    shown = periods[::step]
    axis.set_xticks(places[::step], dated(list(shown), unit), size=8)
    axis.tick_params(axis="x", length=3, color=GREY)
    margin = 0.03 * (places[-1] - places[0])
    axis.set_xlim(places[0] - margin, places[-1] + 2 * margin)
