"""Tables to bars: values from 0, and stretches of a line. Sees no text."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from .labels import TOLD_SINGLY, number, others_last, shorten
from .layout import (
    COLOURS,
    EDGES,
    GREY,
    INK,
    LABEL_LETTER,
    LETTER_WIDTH,
    LIGHT,
    NARROWEST_PANEL,
    SPEECH,
    WIDTH,
    Meaning,
    drawing,
    drawing_width,
    left_out,
    longest_name,
    name_axis,
    name_rows,
    note,
    nothing,
    page_height,
    panel_width,
    panels_for,
    room_for,
)
from .scales import number_axis, percent_axis, thousands_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Inches: a bar with the space before the next, a panel's name and axis, the figure's edges.
BAR, LOWEST_BAR, PANEL_HEAD, MARGINS = 0.25, 0.175, 0.42, 0.4
BAR_TITLE_LETTER = 0.083  # inches: a letter of a panel's name, smaller than above dots
IN_ONE_COLUMN = 12  # inches of bars and panels' names beyond which panels stand in two columns
STEPS = 3  # heights above a line at which names may be written
STEP = 0.19  # of a row, from one such height to the next


class BarPanels(NamedTuple):
    """The panels that fit on a page, by name, with the rows that fit, and a note on those that do
    not.
    """

    names: list
    parts: list[pd.DataFrame]
    across: int
    left_out: list[str]

    def lines(self) -> list[int]:
        """The number of bars in the longest panel of each line of panels."""
        return [
            max(map(len, self.parts[first : first + self.across]))
            for first in range(0, len(self.parts), self.across)
        ]


@drawing
def bars(
    table: pd.DataFrame,
    value: str,
    row: str,
    xlabel: str,
    panel: str,
    accent: str,
    label: str,
    meaning: Meaning = "value",
) -> Figure:
    """A figure with one bar per row of the table that has a value, from 0, in the table's order,
    under its panel's name and with `label` at its end. If there are too many bars for one column,
    panels are in two columns, with as many bars as have room.

    `accent` names a column of truth values: true is a coloured bar, false a grey one. `meaning` is
    what the colour means, as in `dots`.

    >>> table = pd.DataFrame({"row": ["said", "claimed"], "value": [9, 4], "of": "A",
    ...                       "lit": [False, True], "words": ["9", "4"]})
    >>> figure = bars(table, value="value", row="row", panel="of", accent="lit", label="words",
    ...               xlabel="words")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['said', 'claimed']
    """
    table = table.dropna(subset=[value, panel])
    if table.empty:
        return nothing()
    names = others_last(table[panel])
    parts = [table[table[panel] == name].reset_index(drop=True) for name in names]
    two = drawing_width(["x" * 20]) - EDGES >= 2 * NARROWEST_PANEL + 20 * LETTER_WIDTH
    panels = fitting_panels(names, parts, 2 if two else 1)
    table = pd.concat(panels.parts)
    lines, across = panels.lines(), panels.across
    # Inches: else the figure is higher than a page.
    high = (page_height() - MARGINS - PANEL_HEAD * len(lines)) / max(1, sum(lines))
    high = min(BAR, max(LOWEST_BAR, high))
    figure, axes = _axes_for_bars(lines, across, high, len(panels.parts))
    highest = table[value].max()
    longest = _room_for_labels(table[label], table[row], across)
    inches_beside = drawing_width(table[row])
    at_the_edge = across == 1 and any(
        len(str(name)) * BAR_TITLE_LETTER > 2 * inches_beside for name in panels.names
    )
    for place, (axis, name, part) in enumerate(zip(axes, panels.names, panels.parts)):
        if across == 1:
            name_rows(axis, part[row].tolist(), high)
            _title(axis, name, inches_beside, at_the_edge)
        else:
            name_rows(axis, [shorten(bar, min(20, longest_name()), 1) for bar in part[row]], high)
            axis.set_title(shorten(name, int(3.9 * WIDTH.get())), size=8)
        _draw_bars(axis, part, value, accent, label, COLOURS[meaning])
        axis.set_xlim(0, longest * highest or 1)
        if across > 1:  # as thick as those beside them
            axis.set_ylim(lines[place // across] - 0.4, -0.6)
        if highest >= 1000:
            thousands_axis(axis)
    inches = drawing_width(_row_names(table[row], across)) / across
    _numbers_of_bars(axes, highest, inches)
    for place, axis in enumerate(axes):
        if place >= len(axes) - across:
            axis.tick_params(labelbottom=True)
        if place == (len(axes) - 1) // across * across:
            name_axis(axis, xlabel, inches, "left")
        elif place >= len(axes) - across:
            axis.set_xlabel(fill(xlabel, max(12, int(inches / LABEL_LETTER))), loc="left")
    if not table[value].any():  # no value to read
        axes[-1].xaxis.set_visible(False)
        axes[-1].spines.bottom.set_visible(False)
    note(figure, *panels.left_out)
    return figure


def _room_for_labels(labels: pd.Series, rows: pd.Series, across: int) -> float:
    """The length of an axis as a multiple of the longest bar, so that the labels at the ends of
    bars fit on it.
    """
    words = 0.07 + 0.06 * max((len(str(label)) for label in labels), default=0)
    inches = drawing_width(_row_names(rows, across)) / across
    return min(2.5, inches / max(0.4 * inches, inches - words))


def _title(axis: Axes, name: str, inches: float, at_the_edge: bool) -> None:
    """A panel's name above its bars; names that need more than two lines there begin at the
    figure's edge.
    """
    if not at_the_edge:
        axis.set_title(shorten(name, int(inches / BAR_TITLE_LETTER)), size=8.5)
        return
    wide = WIDTH.get() - EDGES
    words = shorten(name, int(wide / BAR_TITLE_LETTER), 2)
    axis.set_title("\n".join(" " * (words.count("\n") + 1)), size=8.5)  # keeps their room
    axis.annotate(
        words,
        (0.12 / WIDTH.get(), 1),
        (0, 4),
        xycoords=("figure fraction", "axes fraction"),
        textcoords="offset points",
        size=8.5,
        weight="bold",
        va="bottom",
        annotation_clip=False,
    ).set_in_layout(False)


def _row_names(rows: Iterable, across: int) -> list:
    """The names of bars as they are written, where so many panels stand side by side."""
    return [shorten(name, 20, 1) if across > 1 else name for name in rows]


def _numbers_of_bars(axes: list[Axes], highest: float, inches: float) -> None:
    """Round numbers as far as there are bars: beyond the longest, words stand beside the bars."""
    longest = axes[0].get_xlim()[1]
    number_axis(axes[0], inches, whole=highest > 10)
    ticks = axes[0].xaxis.get_major_locator().tick_values(0, longest)
    ticks = [tick for tick in ticks if 0 <= tick <= 1.04 * highest]
    for axis in axes:
        axis.set_xticks(ticks)
        axis.spines.bottom.set_bounds(0, max([highest, *ticks]))


def fitting_panels(names: list, parts: list[pd.DataFrame], across: int = 2) -> BarPanels:
    """The panels and bars that fit on a page: all in one column if possible; otherwise the first
    panels, and the first bars of each, in as many columns as fit.

    >>> part = pd.DataFrame({"value": range(40)})
    >>> panels = fitting_panels(["A", "B", "C"], [part] * 3)
    >>> panels.across, [len(part) for part in panels.parts], panels.left_out[1]
    (2, [13, 13, 13], 'Only the first 13 of 40 bars of a panel are drawn; all are in the data.')
    """
    if BAR * sum(map(len, parts)) + PANEL_HEAD * len(names) <= IN_ONE_COLUMN:
        return BarPanels(names, parts, 1, [])
    kept = names[: across * int((page_height() - MARGINS) / (PANEL_HEAD + 3 * BAR))]
    few = left_out(len(kept), len(parts), "panels")
    parts = parts[: len(kept)]
    longest = max(map(len, parts))
    most = next(
        n for n in range(longest, 0, -1) if n == 1 or _height(parts, n, across) <= page_height()
    )
    short = left_out(most, longest, f"bars{' of a panel' * (len(parts) > 1)}")
    return BarPanels(
        kept, [part.head(most) for part in parts], min(across, len(parts)), [few, short]
    )


def _height(parts: list[pd.DataFrame], most: int, across: int) -> float:
    """The height in inches of the panels in `across` columns, with at most `most` bars per
    panel.
    """
    return MARGINS + sum(
        PANEL_HEAD + BAR * min(most, max(map(len, parts[first : first + across])))
        for first in range(0, len(parts), across)
    )


def _axes_for_bars(
    lines: list[int], across: int, high: float, panels: int
) -> tuple[Figure, list[Axes]]:
    """A figure whose panels are as high as their bars need, and the axes of the panels."""
    from matplotlib.figure import Figure

    figure = Figure(
        figsize=(WIDTH.get(), high * sum(lines) + PANEL_HEAD * len(lines) + MARGINS),
        layout="constrained",
    )
    axes = figure.subplots(
        len(lines), across, squeeze=False, sharex=True, height_ratios=lines
    ).ravel()
    for axis in axes[panels:]:
        axis.set_visible(False)
    return figure, list(axes[:panels])


def _draw_bars(
    axis: Axes, part: pd.DataFrame, value: str, accent: str, label: str, colour: str
) -> None:
    colours = [colour if lit else GREY for lit in part[accent]]
    axis.barh(part.index, part[value], color=colours, height=0.62)
    for y, bar in enumerate(part.to_dict("records")):
        axis.annotate(
            bar[label], (bar[value], y), (4, 0), textcoords="offset points", size=8, va="center"
        )


@drawing
def barcode(
    table: pd.DataFrame, row: str, start: str, end: str, label: str, xlabel: str, of: str = "id"
) -> Figure:
    """A figure with one grey bar per row, from 0 to 1, and the stretches from `start` to `end` in
    the colour of speech.

    `label` is written above the first of neighbouring stretches that share it. A label that would
    run into the one before it goes a step higher, at most three steps; then it is left out.
    Stretches of several articles, or more than a hundred, would cover each other. Instead of them,
    each hundredth of the bar shows the share of different values of `of` (articles) that cover it.

    >>> table = pd.DataFrame({"row": ["A"], "start": [0.1], "end": [0.3], "label": ["Cruz"],
    ...                       "id": ["a"]})
    >>> figure = barcode(table, row="row", start="start", end="end", label="label",
    ...                  xlabel="place in the article")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['A']
    """
    if table.empty:
        return nothing()
    names = others_last(table[row])
    several = table.groupby(row)[of].nunique() > 1
    room = room_for(1, len(names), 1, 0.6 if several.all() else 0.75, 0.5)
    rows_left_out = left_out(room.rows, len(names), "rows")
    names = names[: room.rows]
    stretches = pd.DataFrame(
        {
            "row": table[row],
            "start": table[start],
            "end": table[end],
            "label": table[label].astype(object).where(table[label].notna(), ""),
            "of": table[of],
        }
    )
    stretches = stretches[stretches["row"].isin(names)]
    parts = dict(list(stretches.groupby("row", sort=False)))
    covers = {
        name: covered(part)
        for name, part in parts.items()
        if part["of"].nunique() > 1 or part["start"].notna().sum() > TOLD_SINGLY
    }
    # 1 if no article covers anything, to avoid a division by 0
    whole = max((cover.max() for cover in covers.values()), default=0) or 1
    figure, (axis,) = panels_for([""], names, room)
    name_rows(axis, names, room.row)
    axis.barh(range(len(names)), 1, height=0.4, color=LIGHT)
    above = 0.3  # the space needed above the first row, in rows
    for y, name in enumerate(names):
        if name in covers:
            _draw_cover(axis, y, covers[name], whole)
            above = max(above, 0.5 - y)
        else:
            above = max(above, _draw_stretches(axis, y, parts[name], drawing_width(names)))
    axis.set_ylim(len(names) - 0.7, -above)
    axis.set_xlim(0, 1)
    percent_axis(axis)
    number_axis(axis, panel_width(names, room), whole=False)
    name_axis(axis, xlabel, panel_width(names, room), "center")
    drawn_singly = stretches[~stretches["row"].isin(covers) & stretches["start"].notna()]
    note(
        figure,
        rows_left_out,
        "Each blue stretch is one quotation. Each name marks where a speaker begins."
        * bool(len(drawn_singly)),
        "A question mark is a speaker who could not be identified."
        * bool((drawn_singly["label"] == "?").any()),
        "For an outlet with several articles, the height of the blue is the share of its articles "
        "that quote somebody at that point. The highest share is written above it, and a full bar "
        f"is {number(whole, percent=True)}."
        if covers
        else "",
    )
    return figure


def _draw_cover(axis: Axes, y: int, cover: np.ndarray, whole: float) -> None:
    """The shares of articles at each hundredth of a line, with a full bar for `whole`, and the
    highest share in figures.
    """
    bottom, peak = y + 0.2, int(cover.argmax())
    axis.stairs(
        bottom - 0.4 * cover / whole,
        np.linspace(0, 1, 101),
        baseline=bottom,
        fill=True,
        color=SPEECH,
    )
    axis.annotate(
        number(cover[peak], percent=True),
        ((peak + 0.5) / 100, bottom - 0.4 * cover[peak] / whole),
        (0, 2),
        size=8,
        textcoords="offset points",
        color=SPEECH,
        va="bottom",
        ha="left" if peak < 3 else "center",
    )


def _draw_stretches(axis: Axes, y: int, part: pd.DataFrame, inches: float) -> float:
    """Draw the stretches of a line of this length, with their labels; returns the height of the
    highest label above the first row.
    """
    above = 0.0
    free = [0.0] * STEPS  # where the next label may begin, at each step
    label_before = None
    for stretch in part[part["start"].notna()].sort_values("start").to_dict("records"):
        left, label = stretch["start"], stretch["label"]
        axis.barh(y, stretch["end"] - left, left=left, height=0.4, color=SPEECH)
        step = next((n for n, edge in enumerate(free) if edge <= left), None)
        if step is not None and label and label != label_before:
            free[step] = left + 0.065 * len(label) / inches
            above = max(above, 0.5 + STEP * step - y)
            axis.annotate(label, (left, y - 0.24 - STEP * step), size=8, va="bottom")
            axis.plot([left, left], [y - 0.2, y - 0.26 - STEP * step], color=INK, lw=0.6)
        label_before = label
    return above


def covered(stretches: pd.DataFrame) -> np.ndarray:
    """The share of different values of `of` with a stretch at the middle of each hundredth of the
    line.

    >>> shares = covered(pd.DataFrame({"start": [0, 0.5], "end": [0.1, 1], "of": ["a", "b"]}))
    >>> shares[[0, 20, 99]].tolist()
    [0.5, 0.0, 0.5]
    """
    middles = (np.arange(100) + 0.5) / 100
    known = stretches.dropna(subset=["start", "end"])
    firsts, lasts = (np.searchsorted(middles, known[edge]) for edge in ("start", "end"))
    count = np.zeros(101)
    np.add.at(count, firsts, 1)
    np.add.at(count, lasts, -1)
    return count.cumsum()[:100] / stretches["of"].nunique()
