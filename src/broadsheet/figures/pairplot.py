"""Tables to a paired plot: a line for each story from outlet to outlet, and beside it how far each
two outlets differ on average. Sees no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..stats import MOST_COMPARED, is_others
from .dotplot import ENDS, beside_stroke
from .labels import number, shorten
from .layout import (
    ACCENT,
    DPI,
    EDGES,
    GREY,
    INK,
    LIGHT,
    WIDTH,
    drawing,
    left_out,
    name_columns,
    note,
    nothing,
    page_height,
)
from .scales import ROUND

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = MOST_COMPARED  # outlets with a column: their pairs fill the page
FEWEST = 2  # stories: a single line adds nothing to its two values
STORIES_AND_MEANS = (
    "On the left, each line is a story, from outlet to outlet. On the right, each dot is a mean "
    "difference over the n stories that both reported."
)
# Inches: a narrower figure has its two panels one below the other; and the height of the upper one.
SIDE_BY_SIDE, STORIES_HIGH = 5.0, 2.4
PAIR_NAMES = 1.6  # inches: of the names of pairs


@drawing
def story_lines(
    values: pd.DataFrame,
    differences: pd.DataFrame,
    label: str,
    percent: bool = False,
    zero: bool = False,
    lines: str = "",
) -> Figure:
    """A figure of differences within stories. On the left, outlets are columns, with one dot per
    story that an outlet reported, and a line through the dots of each story. On the right is the
    mean difference between each two outlets, with its interval.

    `values` is the result of `story_values`, and `differences` that of `difference_rows` for the
    same measure. If most lines slope the same way, the stories share a difference; if lines cross,
    they do not. On the right, the thick line is the 95 % interval, and the thin line is corrected
    for all comparisons. A difference that is shown (the thin line misses zero) is a round dot in
    the accent; others are grey diamonds. `lines` says what the lines are, for the caption. A pair
    that shares too few stories has no dot, and its row is marked; if all pairs do, the stories
    stand alone. Columns are in alphabetical order. Of more than six outlets, those that share most
    stories have a column; several outlets taken together have none. `label` names the measure; the
    left axis starts at 0 if `zero`.

    >>> values = pd.DataFrame({"story": [1, 1, 2, 2], "outlet": ["A", "B"] * 2,
    ...     "value": [9.0, 7.0, 12.0, 11.0]})
    >>> differences = pd.DataFrame({"outlet": ["A"], "other": ["B"], "stories": [2],
    ...     "value": [float("nan")], "low": [float("nan")], "high": [float("nan")],
    ...     "shown": [False], "row": ["A minus B (n = 2)"]})
    >>> figure = story_lines(values, differences, "grade")
    >>> [label.get_text() for label in figure.axes[0].get_xticklabels()]
    ['A', 'B']
    """
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    values = values[[not is_others(outlet) for outlet in values["outlet"]]]
    if values.empty:
        return nothing()
    outlets_of = values.dropna(subset=["value"]).groupby("story")["outlet"].nunique()
    if (outlets_of > 1).sum() < FEWEST:
        return nothing(f"Fewer than {FEWEST} stories have values for two outlets.")
    outlets = sorted(values["outlet"].unique())
    n = values["outlet"].value_counts(sort=False).sort_index()
    kept = set(n.sort_values(ascending=False, kind="stable").head(MOST).index)
    columns = [outlet for outlet in outlets if outlet in kept]
    pairs = differences[differences["outlet"].isin(kept) & differences["other"].isin(kept)]
    if not pairs["value"].notna().any():
        return _stories_alone(values[values["outlet"].isin(kept)], columns, label, percent, zero)
    side_by_side = WIDTH.get() >= SIDE_BY_SIDE
    wide, most = WIDTH.get(), page_height() - (0 if side_by_side else STORIES_HIGH)
    below = min(most, 0.8 + 0.52 * len(pairs))
    if side_by_side:
        figure = Figure(figsize=(wide, max(2.9, below)), dpi=DPI, layout="constrained")
        stories, means = figure.subplots(1, 2, width_ratios=[1, 1])
    else:
        figure = Figure(figsize=(wide, STORIES_HIGH + below), dpi=DPI, layout="constrained")
        stories, means = figure.subplots(2, 1, height_ratios=[STORIES_HIGH, below])
    _draw_stories(stories, values[values["outlet"].isin(kept)], columns)
    if len(columns) == 2 and pairs["value"].notna().any():
        _draw_means(stories, values[values["outlet"].isin(kept)], columns)
    stories.set_title("Each story")
    _write_stories_axis(stories, values, label, percent, zero)
    _draw_differences(means, pairs.reset_index(drop=True), percent)
    means.set_title("Mean difference")
    means.set_xlabel("percentage points" if percent else label)
    means.xaxis.set_major_locator(MaxNLocator(4, steps=ROUND))
    if percent:
        means.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
    note(
        figure,
        STORIES_AND_MEANS,
        f"Thick lines are {lines}. A dot is red if the thin line excludes zero." * bool(lines),
        left_out(len(columns), len(outlets), "outlets"),
    )
    return figure


def _stories_alone(
    values: pd.DataFrame, columns: list, label: str, percent: bool, zero: bool
) -> Figure:
    """The stories, where no two outlets share enough of them for a mean difference."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH.get(), 2.9), dpi=DPI, layout="constrained")
    axis = figure.subplots()
    _draw_stories(axis, values, columns, alone=True)
    _write_stories_axis(axis, values, label, percent, zero)
    note(
        figure,
        "Each line is a story, from outlet to outlet. No two outlets share enough stories for a "
        "mean difference.",
    )
    return figure


def _write_stories_axis(
    axis: Axes, values: pd.DataFrame, label: str, percent: bool, zero: bool
) -> None:
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    axis.set_ylabel(label)
    if zero and not values["value"].any():  # otherwise the axis would have negative numbers
        axis.set_ylim(-0.04, 1)
    elif zero:
        axis.set_ylim(bottom=min(0, axis.get_ylim()[0]))
    axis.yaxis.set_major_locator(MaxNLocator(6, steps=ROUND))
    if percent:
        axis.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))


def _draw_stories(axis: Axes, values: pd.DataFrame, columns: list, alone: bool = False) -> None:
    """Draw the stories in grey, paler the more there are, since they overlap."""
    place = {outlet: column for column, outlet in enumerate(columns)}
    stories = values.assign(column=values["outlet"].map(place)).sort_values("column")
    grouped = stories.groupby("story", sort=True)
    alpha = float(np.clip(4 / np.sqrt(max(1, grouped.ngroups)), 0.12, 0.8))
    for _, story in grouped:
        axis.plot(
            story["column"],
            story["value"],
            "-o",
            color=GREY,
            lw=0.8,
            ms=3.5,
            mec="white",
            mew=0.3,
            alpha=alpha,
        )
    inches = WIDTH.get() - EDGES - 0.4 - (0 if alone else PAIR_NAMES)
    if not alone and WIDTH.get() >= SIDE_BY_SIDE:
        inches = inches / 2
    cell = 0.95 * inches / (len(columns) - 0.4)
    name_columns(axis, [name.removeprefix("The ") for name in columns], cell, 7.5)
    axis.set_xlim(-0.3, len(columns) - 0.7)
    axis.tick_params(axis="x", length=0)
    axis.spines.left.set_visible(True)
    axis.spines.bottom.set_visible(False)
    axis.tick_params(axis="y", color=GREY, labelsize=8)


def _draw_means(axis, values: pd.DataFrame, columns: list) -> None:
    """Draw the means of two outlets over their shared stories; the slope is the mean difference."""
    wide = values.pivot(index="story", columns="outlet", values="value")[columns].dropna()
    means = wide.mean().to_list()
    axis.plot([0, 1], means, "-o", color=INK, lw=2, ms=6, mec="white", zorder=4)
    axis.annotate("mean", (1, means[1]), (6, 0), textcoords="offset points", size=8, va="center")


def _draw_differences(axis, pairs: pd.DataFrame, percent: bool) -> None:
    axis.set_yticks(range(len(pairs)), [shorten(name, 22, 3) for name in pairs["row"]], size=8.5)
    axis.set_ylim(len(pairs) - 0.4, -0.75)
    axis.tick_params(axis="y", length=0)
    axis.axvline(0, color=INK, lw=0.8, zorder=1)
    axis.hlines(
        range(len(pairs)), 0, 1, transform=axis.get_yaxis_transform(), color=LIGHT, lw=0.6, zorder=0
    )
    columns = [name for name in ("value", *ENDS) if name in pairs]
    ends = pairs.loc[pairs["value"].notna(), columns].to_numpy(dtype=float).ravel()
    reach = np.nanmax(np.abs(ends)) if np.isfinite(ends).any() else 1.0
    axis.set_xlim(-1.15 * reach or -1, 1.15 * reach or 1)
    inches = (WIDTH.get() - EDGES) / (2 if WIDTH.get() >= SIDE_BY_SIDE else 1) - PAIR_NAMES
    for y, pair in enumerate(pairs.to_dict("records")):
        colour = ACCENT if pair["shown"] else GREY
        if pd.isna(pair["value"]):
            axis.annotate(
                "too few stories",
                (0.5, y),
                xycoords=axis.get_yaxis_transform(),
                size=8,
                style="italic",
                color=GREY,
                va="center",
                ha="center",
                bbox={"fc": "white", "ec": "none", "pad": 1},
            )
            continue
        axis.plot([pair["low"], pair["high"]], [y, y], color=colour, lw=1.8, alpha=0.5)
        corrected = [pair.get("corrected_low", np.nan), pair.get("corrected_high", np.nan)]
        axis.plot(corrected, [y, y], color=colour, lw=0.8)
        marker, size = ("o", 6.5) if pair["shown"] else ("D", 5)
        axis.plot(pair["value"], y, marker, ms=size, color=colour, mec="white", mew=0.8, zorder=3)
        shown = 100 * pair["value"] if percent else pair["value"]
        words = f"{'+' if shown > 0 else ''}{number(shown)}"
        place, aside, ha = beside_stroke(axis, inches, pair["value"], words, 0)
        axis.annotate(
            words, (place, y), (aside, 5), textcoords="offset points", size=8, color=colour, ha=ha
        )
