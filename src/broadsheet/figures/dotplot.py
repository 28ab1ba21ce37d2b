"""Tables to dots: a labelled row per outlet with its n, one dot per article, intervals as lines.
Sees no text.

Values are written beside their dots if there is room. If a row has many values, each dot is a share
of them. Accented dots differ from grey ones in shape, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from .labels import TOLD_SINGLY, number, others_last, shorten
from .layout import (
    COLOURS,
    GREY,
    INK,
    LIGHT,
    NAME_LINE,
    PALE,
    PALE_COLOURS,
    Meaning,
    Room,
    drawing,
    fitting,
    left_out,
    longest_name,
    name_axis,
    name_rows,
    note,
    nothing,
    panel_width,
    panels_for,
    room_for,
)
from .quantile_dots import Crowd, CrowdLook, StackRoom, crowd, dot_size, dots_a_row, draw_crowd
from .scales import (
    DOUBLE,
    HALF,
    calendar_day,
    date_axis,
    number_axis,
    percent_axis,
    ratio_axis,
    thousands_axis,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# The most values of a row that are drawn singly, one below the other; more are drawn as shares with
# a median.
DRAWN_SINGLY = 20
WRITTEN = 24  # dots in a panel beyond which their values are no longer written beside them
STRIP = 300  # values of a row that are all drawn as dots; the more there are, the larger the file
LOW_ROW = 0.3  # inches: in lower rows, dots and words are smaller
# What the caption says of rows of many values.
ABOUT_MEDIAN = (
    "The mark below {} is the median with its 95 % interval, from the order of the values."
)
SHARE_WRITTEN = "A percentage beside a stack is its share of the row."
ENDS = ("low", "high", "corrected_low", "corrected_high")  # columns of a table's intervals
# An interval that reaches beyond the values by so many times the length of most others, or by so
# many times the range of the values, is cut off, so that the others, and the values, stay readable.
LONGEST_LINE, LONGEST_OF_VALUES = 4, 2
VALUE_LETTER = 0.058  # inches: a character of a value beside its dot
MOST_DOUBLINGS = 10  # to either side of an axis of ratios
AXIS_ENDS = 0.45  # inches of a panel's width that its axis does not use


class DotLook(NamedTuple):
    """How a dot that is a single value is drawn."""

    colour: str
    marker: str
    points: float  # diameter
    words: str  # where its words are written


@dataclass
class DotPlot:
    """What all panels of a figure share: its rows and their height, the columns drawn, and how
    values are written.
    """

    names: list  # of the rows, the highest first
    room: Room
    value: str
    row: str
    mark: str | None = None  # a column of values to compare with
    percent: bool = False
    ratio: bool = False
    both_kinds: bool = False  # a line has grey dots and, below them, accented ones
    meaning: Meaning = "value"  # of everything that is not grey
    dates: bool = False  # values are days since 1970
    crowds: dict[tuple, Crowd] = field(default_factory=dict)  # by panel, row and accent
    key: list[str] = field(default_factory=lambda: ["", ""])  # what grey and accent are
    closest: float = 72.0  # points between two dots below each other, at the least

    def written(self, value: float) -> str:
        if self.dates:
            return calendar_day(pd.Timestamp(round(value), unit="D"), year=False)
        return number(value, self.percent, self.ratio)

    def look(self, lit: bool) -> DotLook:
        """The look of a dot, accented or not: the two differ in shape, too."""
        if lit:
            return DotLook(COLOURS[self.meaning], "o", 6.5, "top")
        return DotLook(GREY, "D", 5, "bottom")

    def look_of_crowd(self, lit: bool) -> CrowdLook:
        """The look of many values: like that of a single dot, but paler."""
        look = self.look(lit)
        pale = PALE_COLOURS[self.meaning] if lit else PALE
        return CrowdLook(pale, look.colour if lit else INK, look.marker)

    def lacking(self) -> str:
        """What is said of a value that is not there."""
        return "without a date" if self.dates else "undefined"

    def take_key(self, lit: bool) -> str:
        """What this kind of dot is, written once, beside the first."""
        words, self.key[lit] = self.key[lit], ""
        return words

    def crowd_line(self, name: object, lit: bool) -> float:
        """The height of the median of a crowd: in its row, under its dots."""
        return self.names.index(name) + ((0.42 if lit else -0.04) if self.both_kinds else 0.3)


@drawing
def dots(
    table: pd.DataFrame,
    value: str,
    row: str,
    xlabel: str,
    panel: str | None = None,
    accent: str | None = None,
    meaning: Meaning | None = None,
    key: tuple[str, str] = ("", ""),
    percent: bool = False,
    zero: bool = False,
    across: int = 2,
    shared: bool = True,
    mark: str | None = None,
    ratio: bool = False,
    of: str = "",
    lines: str = "",
) -> Figure:
    """A figure with one dot per row of the table, at `value`, on the line named by `row`.

    The interval from `low` to `high` is drawn if the table has it, and that from `corrected_low` to
    `corrected_high` as a thinner line. Up to twenty dots on one line are drawn below each other,
    the lowest value first; more are drawn as at most a hundred dots, with their median and its
    interval.

    Rows and panels keep the table's order, with the other outlets last. The axis starts at 0 if
    `zero`, and all panels share it if `shared`; if the values are dates, it is a calendar. `accent`
    names a column of truth values: true is a round dot in a colour, false a grey diamond. If a line
    has both, the coloured dots are below. `meaning` is what the colour means: "shown" for a
    difference, "speech" for the words of people quoted, otherwise "value". `key` names the two
    kinds, grey first, beside the first dot of each. An undefined or infinite value is not drawn;
    its line is marked "undefined", with the number if there are others. `mark` names a column of
    values to compare with, drawn as an upright stroke. With `ratio`, the values are doublings (log2
    of a ratio), and the axis shows 2 and 1/2 around a line at 1. An interval ten times as long as
    most is cut off at a triangle.

    `of` names what one dot is ("article"), and `lines` what the intervals are ("95 % bootstrap
    intervals over sentences"). The caption explains both if they are drawn. Dates that are all the
    same day are not drawn.

    >>> table = pd.DataFrame({"row": ["A", "B"], "value": [0.2, 0.5]})
    >>> [axis] = dots(table, value="value", row="row", xlabel="share").axes
    >>> [label.get_text() for label in axis.get_yticklabels()], axis.get_xlabel()
    (['A', 'B'], 'share')
    """
    dates = pd.api.types.is_datetime64_any_dtype(table[value])
    if dates:
        known = table[value].dropna()
        if known.nunique() < 2:
            return nothing(
                f"All known dates are the same day, {calendar_day(known.iloc[0])}."
                if len(known)
                else "No date is known."
            )
        since = (table[value] - pd.Timestamp(0)).dt.total_seconds() / 86400
        table = table.assign(**{value: since})
    table = table.dropna(subset=[row, *filter(None, [panel])]).replace(
        [float("inf"), float("-inf")], float("nan")
    )
    if table.empty:
        return nothing()
    table = table.assign(
        _lit=table[accent].astype(bool) if accent else True, _panel=table[panel] if panel else ""
    )
    line = ["_panel", row, "_lit"]
    size = table.groupby(line, sort=False)[value].transform("size")
    names, panels = others_last(table[row]), others_last(table["_panel"]) or [""] * (panel is None)
    both_kinds = bool(accent and table.groupby(["_panel", row])["_lit"].nunique().max() > 1)
    room = _room_for_dots(len(panels), names, fitting(across, names), size, both_kinds)
    not_drawn = [
        left_out(room.rows, len(names), "rows"),
        left_out(room.panels, len(panels), "panels"),
    ]
    names, panels = names[: room.rows], panels[: room.panels]
    kept = table[row].isin(names) & table["_panel"].isin(panels)
    single, many = table[kept & (size <= DRAWN_SINGLY)], table[kept & (size > DRAWN_SINGLY)]
    n = _dots_per_crowd(many.groupby(line, sort=False).size())
    plot = DotPlot(
        names,
        room,
        value,
        row,
        mark,
        percent,
        ratio,
        both_kinds,
        meaning or ("shown" if accent else "value"),
        dates,
        {
            group: crowd(part[value], n, part.get("story"))
            for group, part in many.groupby(line, sort=False)
        },
        list(key),
    )
    plot.closest = 72 * room.row * _spread(single, plot, ["_panel"])["_pitch"].min()
    figure, axes = panels_for(panels, names, room)
    shares = cut = False  # of a stack, written beside it; intervals cut off
    for place, (axis, panel_name) in enumerate(zip(axes, panels)):
        part = _spread(single[single["_panel"] == panel_name], plot)
        here = {
            (name, lit): crowded
            for (where, name, lit), crowded in plot.crowds.items()
            if where == panel_name
        }
        drawn = (
            _drawn_values(plot, single, list(plot.crowds.values()))
            if shared
            else _drawn_values(plot, part, list(here.values()))
        )
        name_rows(axis, names, room.row)
        _draw_lines(axis, plot, part, here)
        if not drawn.empty:
            _set_limits(axis, plot, drawn, single if shared else part, zero)
        cut |= _draw_singles(axis, plot, part)
        if mark and here:
            _draw_marks(axis, many[many["_panel"] == panel_name].groupby(row)[mark].median(), names)
        shares |= _draw_crowds(axis, plot, here)
        _write_axis(axis, plot, drawn)
        _name_axis(axis, xlabel, place, len(axes), plot, shared)
    has_lines = bool(
        {"low", "high"} <= set(single) and single[["low", "high"]].notna().any(axis=None)
    )
    note(
        figure,
        *not_drawn,
        *_about_dots(of, len(single) > 0, n if plot.crowds else 0, shares),
        f"Lines{' of single dots' * bool(plot.crowds)} are {lines}." * (has_lines and bool(lines)),
        "A triangle marks an interval that is longer than the axis." * cut,
    )
    return figure


def _room_for_dots(
    panels: int, names: list, across: int, size: pd.Series, both_kinds: bool
) -> Room:
    """Room for rows as high as their dots need; `size` is the number of values in each dot's
    line.
    """
    crowded = bool((size > DRAWN_SINGLY).any())
    wished, least = {
        (False, False): (0.36, 0.15),
        (False, True): (0.56, 0.18),
        (True, False): (0.5, 0.22),
        (True, True): (0.8, 0.36),
    }[crowded, both_kinds]
    several = size[(size > 1) & (size <= DRAWN_SINGLY)]
    if len(several):
        wished = max(wished, (1 + both_kinds) * min(1.4, 0.12 + 0.21 * several.max()))
    wide = longest_name()
    lines = max((shorten(name, wide).count("\n") + 1 for name in names), default=1)
    wished = max(wished, NAME_LINE * lines + 0.13)
    for of_names in range(lines, 1, -1):  # rather lower rows than names that are cut off
        low = max(least, NAME_LINE * of_names)
        room = room_for(panels, len(names), across, wished, low, crowded)
        if (room.across, room.rows, room.panels) == (min(across, panels), len(names), panels):
            return room
    return room_for(panels, len(names), across, wished, least, crowded)


def _dots_per_crowd(sizes: pd.Series) -> int:
    """The number of dots for the values of a line: at most as many as the shortest line has
    values.
    """
    fewest = sizes.min()
    return min(dots_a_row(len(sizes)), 20 if fewest < 50 else 50 if fewest < TOLD_SINGLY else 100)


def _spread(part: pd.DataFrame, plot: DotPlot, by: Sequence[str] = ()) -> pd.DataFrame:
    """The dots with their distance `_below` the middle of their row, the lowest value on top, and
    the `_pitch` from one to the next, both in rows.
    """
    line = part.groupby([*by, plot.row, "_lit"], sort=False)[plot.value]
    n, rank = line.transform("count"), line.rank(method="first") - 1
    share = 0.36 if plot.both_kinds else 0.76  # of a row, for the dots of a line
    pitch = (share / (n - 1).clip(lower=1)).clip(upper=0.22 / plot.room.row).where(n > 1, 1.0)
    below = ((rank - (n - 1) / 2) * pitch).where(n > 1, 0.0).fillna(0.0)
    return part.assign(_below=below, _pitch=pitch)


def _drawn_values(plot: DotPlot, single: pd.DataFrame, crowds: Sequence[Crowd]) -> pd.Series:
    """All values that must fit on an axis."""
    columns = [name for name in (plot.value, plot.mark) if name in single]
    drawn = pd.Series(single[columns].to_numpy(dtype=float).ravel()).dropna()
    if not crowds:
        return drawn
    of_crowds = [
        pd.Series([*crowded.dots, crowded.low, crowded.high]).dropna() for crowded in crowds
    ]
    return pd.concat([drawn, *of_crowds])


def _set_limits(
    axis: Axes, plot: DotPlot, drawn: pd.Series, single: pd.DataFrame, zero: bool
) -> None:
    """Make the axis a little longer than the values drawn; it begins at 0 if `zero`."""
    low, high = min(0, drawn.min()) if zero else drawn.min(), drawn.max()
    for lower, upper in (ENDS[:2], ENDS[2:]):
        if {lower, upper} <= set(single):
            ends = single.loc[single[plot.value].notna(), [lower, upper]].dropna().astype(float)
            if len(ends):
                length = ends[upper] - ends[lower]
                reach = max(LONGEST_LINE * length.median(), LONGEST_OF_VALUES * (high - low))
                low = max(min(low, ends[lower].min()), low - reach)
                high = min(max(high, ends[upper].max()), high + reach)
    if plot.ratio:
        low, high = max(min(low, HALF), -MOST_DOUBLINGS), min(max(high, DOUBLE), MOST_DOUBLINGS)
    if zero and low == high:  # all are 0; otherwise the axis would have negative numbers
        high = 1.0
    margin = (0.03 if plot.ratio else 0.08) * ((high - low) or 1)
    axis.set_xlim(low - margin, high + margin)
    axis.spines.bottom.set_bounds(low if zero else low - margin, high + margin)


def _draw_lines(axis: Axes, plot: DotPlot, part: pd.DataFrame, here: dict[tuple, Crowd]) -> None:
    """Draw the thin lines under the dots."""
    below = {} if plot.both_kinds else dict(list(part.groupby(plot.row, sort=False)["_below"]))
    lines = []
    for y, name in enumerate(plot.names):
        crowded = [plot.crowd_line(name, lit) for lit in (True, False) if (name, lit) in here]
        lines += crowded or list(y + below.get(name, pd.Series([0.0])))
    axis.hlines(lines, 0, 1, transform=axis.get_yaxis_transform(), color=LIGHT, lw=0.6, zorder=0)


def _draw_singles(axis: Axes, plot: DotPlot, part: pd.DataFrame) -> bool:
    """Draw the single dots of a panel, and the number of undefined values. True if an interval is
    cut off.
    """
    cut = False
    low_rows = plot.room.row < LOW_ROW
    aside = 0.0  # distance of the two kinds of dots from the middle of a line, in rows
    if plot.both_kinds:
        aside = 0.2 if low_rows else 0.13 if (part["_pitch"] == 1).all() else 0.23
    in_figures = len(part) <= WRITTEN and plot.room.row >= (0.5 if plot.both_kinds else LOW_ROW)
    for dot in part.dropna(subset=[plot.value]).to_dict("records"):
        y = plot.names.index(dot[plot.row]) + (aside if dot["_lit"] else -aside) + dot["_below"]
        cut |= _draw_dot(axis, plot, dot, y)
        words = plot.take_key(dot["_lit"])
        if low_rows:
            if words:
                _write_at_the_end(axis, words, y, plot.look(dot["_lit"]))
            continue
        roomy = in_figures and 72 * dot["_pitch"] * plot.room.row >= 13  # points to the next dot
        figures = plot.written(dot[plot.value]) if roomy else ""
        if words or figures:
            _write_beside(axis, plot, dot, y, words, figures)
    for (name, lit), values in part.groupby([plot.row, "_lit"], sort=False)[plot.value]:
        y = plot.names.index(name) + (aside if lit else -aside)
        _write_undefined(axis, y, values, plot.look(bool(lit)).colour, plot.lacking())
    return cut


def _draw_dot(axis: Axes, plot: DotPlot, dot: dict[Any, Any], y: float) -> bool:
    """Draw the dot with its interval and the value that it is compared with. True if the interval
    is cut off.
    """
    look = plot.look(dot["_lit"])
    to_next = plot.closest  # for all alike: a larger dot would seem to count for more
    reach = min(0.32, dot["_pitch"] / 2)
    if plot.mark and pd.notna(dot[plot.mark]):
        add_line(axis, [dot[plot.mark]] * 2, [y - reach, y + reach], color=INK, lw=1.2, zorder=1)
    cut = False
    for (lower, upper), thick, alpha in (
        (ENDS[:2], min(1.8, 0.4 * to_next), 0.5),
        (ENDS[2:], min(0.8, 0.2 * to_next), 1.0),
    ):
        ends = [dot.get(lower, np.nan), dot.get(upper, np.nan)]
        add_line(
            axis, ends, [y, y], color=look.colour, lw=thick, alpha=alpha, solid_capstyle="butt"
        )
        cut |= _draw_cut(axis, ends, y, look.colour)
    smaller = 1.5 if plot.room.row < LOW_ROW else 0
    add_line(
        axis,
        [dot[plot.value]],
        [y],
        marker=look.marker,
        ls="none",
        ms=min(look.points - smaller, max(2.5, 0.9 * to_next)),
        color=look.colour,
        mec="white",
        mew=0.8 if to_next > 6 else 0.4,
        zorder=3,
    )
    return cut


def add_line(axis: Axes, x: Sequence[float], y: Sequence[float], **look: Any) -> None:
    """Draw a line, or a single mark, as `axis.plot` would, but in a third of the time: the axis has
    its limits already, so that what is drawn need not change them.
    """
    from matplotlib.lines import Line2D

    axis.add_artist(Line2D(x, y, **look))


def _draw_cut(axis: Axes, ends: Sequence[float], y: float, colour: str) -> bool:
    """Draw a triangle where an interval leaves the axis. True if it does."""
    low, high = axis.get_xlim()
    cut = False
    for end, edge, marker, beyond in (
        (ends[0], low, "<", ends[0] < low),
        (ends[1], high, ">", ends[1] > high),
    ):
        if beyond and pd.notna(end):
            mark = {"marker": marker, "ls": "none", "ms": 4, "color": colour, "mew": 0}
            add_line(axis, [edge], [y], clip_on=False, zorder=3, **mark)
            cut = True
    return cut


def _write_at_the_end(axis: Axes, words: str, y: float, look: DotLook) -> None:
    """Write what a kind of dot is at the end of the line, if there is no room beside the dot."""
    axis.annotate(
        words.strip(),
        (0.99, y),
        xycoords=axis.get_yaxis_transform(),
        size=7,
        color=look.colour,
        ha="right",
        va=look.words,
    )


def _write_beside(
    axis: Axes, plot: DotPlot, dot: dict[Any, Any], y: float, words: str, figures: str
) -> None:
    """Write what a dot is, and its value, above it, or below it if grey dots are above."""
    below = plot.both_kinds and dot["_lit"]
    text = f"{words} {figures}".strip()
    strokes = [0.0] * plot.ratio + ([dot[plot.mark]] if plot.mark else [])
    inches = panel_width(plot.names, plot.room) - AXIS_ENDS / 2
    place, aside, ha = dot[plot.value], 0.0, "center"
    for stroke in strokes:
        place, aside, ha = beside_stroke(axis, inches, dot[plot.value], text, stroke)
        if ha != "center":
            break
    if words:
        place, aside, ha = dot[plot.value], -4, "left"
    axis.annotate(
        text,
        (place, y),
        (aside, -4.5 if below else 4),
        textcoords="offset points",
        size=7.5,
        color=plot.look(dot["_lit"]).colour,
        va="top" if below else "bottom",
        ha=ha,
        bbox={"fc": "white", "ec": "none", "pad": 0.6} if words and strokes else None,
    )


def beside_stroke(
    axis: Axes, inches: float, value: float, words: str, stroke: float
) -> tuple[float, float, Literal["left", "center", "right"]]:
    """The place of the words above a value, in points aside of it and with their alignment, such
    that an upright stroke does not cross them on an axis of this length. They stay centred above
    the dot if there is room.
    """
    low, high = axis.get_xlim()
    wide = VALUE_LETTER * len(words)
    scale = inches / (high - low)
    if not abs(value - stroke) * scale < wide / 2 + 0.04:
        return value, 0, "center"
    right = value >= stroke
    if right and (high - stroke) * scale < wide:
        right = False
    elif not right and (stroke - low) * scale < wide:
        right = True
    return (stroke, 2.5, "left") if right else (stroke, -2.5, "right")


def _write_undefined(axis: Axes, y: float, values: pd.Series, colour: str, what: str) -> None:
    """Write that values of a line are undefined: in place of the first dot, or at the end of the
    line if there are others.
    """
    n = int(values.isna().sum())
    if n == len(values):
        axis.annotate(
            what if n == 1 else f"{n:,} {what}",
            (0.02, y),
            xycoords=axis.get_yaxis_transform(),
            size=7.5,
            style="italic",
            color=colour,
            va="center",
            bbox={"fc": "white", "ec": "none", "pad": 1},
        )
    elif n:
        axis.annotate(
            f"{n:,} {what}",
            (0.995, y),
            (0, -1),
            xycoords=axis.get_yaxis_transform(),
            size=7,
            textcoords="offset points",
            style="italic",
            color=colour,
            va="top",
            ha="right",
        )


def _draw_marks(axis: Axes, marks: pd.Series, names: list) -> None:
    """Draw the values to compare with, on the rows of crowds."""
    for name, mark in marks.dropna().items():
        y = names.index(name)
        axis.plot([mark, mark], [y - 0.42, y + 0.42], color=INK, lw=1.2, zorder=1)


def _write_axis(axis: Axes, plot: DotPlot, drawn: pd.Series) -> None:
    """Write the numbers of the axis, as many as fit, in the format of the values."""
    width = panel_width(plot.names, plot.room) - AXIS_ENDS
    if plot.ratio:
        axis.axvline(0, color=INK, lw=0.8, zorder=1)
        ratio_axis(axis, width)
        return
    if plot.dates:
        date_axis(axis, width)
        return
    if plot.percent:
        percent_axis(axis)
    elif len(drawn) and drawn.max() >= 1000:
        thousands_axis(axis)
    number_axis(axis, width, whole=not plot.percent and bool((drawn % 1 == 0).all()))


def _name_axis(
    axis: Axes, xlabel: str, place: int, panels: int, plot: DotPlot, shared: bool
) -> None:
    """Write what the axis measures: once, under the first of the lowest panels, if all share one
    axis; otherwise under each.
    """
    across, inches = plot.room.across, panel_width(plot.names, plot.room)
    if not shared:
        name_axis(axis, xlabel, inches, "center")
    elif place == (panels - 1) // across * across:
        # Words that reach beyond the middle of the next panel would push the panels apart.
        if across > 1:
            name_axis(axis, xlabel, 1.8 * inches, "left")
        else:
            name_axis(axis, xlabel, inches, "center")


def _about_dots(
    of: str, singles: bool, n: int, shares: bool, most: int = DRAWN_SINGLY
) -> list[str]:
    """The caption's sentences on what the dots are: single ones, crowds of n, or both."""
    said = []
    if singles and (of or n):
        rows = f"In rows of up to {most} {of or 'value'}s, each" if n else "Each"
        said.append(f"{rows} dot is one {of or 'value'}.")
    if n:
        said.append(
            f"{'In longer rows, each' if singles else 'Each'} small dot is "
            f"{number(1 / n, percent=True)} of a row's {of or 'value'}s. "
            f"{ABOUT_MEDIAN.format('them')}{f' {SHARE_WRITTEN}' * shares}"
        )
    return said


def _draw_crowds(axis: Axes, plot: DotPlot, here: dict[tuple, Crowd]) -> bool:
    """Draw the rows with many values, `here` by name and accent: their dots, and their medians with
    intervals, which are also written beside the axis. True if the share of a stack is written
    beside it.
    """
    if not here:
        return False
    low, high = axis.get_xlim()
    stack_room = StackRoom(
        high - low,
        panel_width(plot.names, plot.room) - AXIS_ENDS,
        plot.room.row,
        0.33 if plot.both_kinds else 0.68,
    )
    points = dot_size(list(plot.crowds.values()), stack_room)
    shares = False
    for name, lit in sorted(here, key=lambda group: plot.names.index(group[0])):
        crowded, y = here[name, lit], plot.crowd_line(name, lit)
        look = plot.look_of_crowd(lit)
        shares |= draw_crowd(axis, y, crowded, points, stack_room, look)
        _write_of_crowd(axis, plot, crowded, y, look.median, plot.take_key(lit))
    above = plot.room.across == 1  # beside others, a panel's name is there
    axis.annotate(
        "median",
        (1, above),
        (3, 0 if above else -2),
        xycoords="axes fraction",
        size=7,
        textcoords="offset points",
        color=INK,
        va="bottom" if above else "top",
        ha="left",
    )
    return shares


def _write_of_crowd(
    axis: Axes, plot: DotPlot, crowded: Crowd, y: float, colour: str, words: str
) -> None:
    """Write the median beside the axis, and what the dots are and how many are undefined at the end
    of the line.
    """
    if not pd.isna(crowded.median):
        axis.annotate(
            plot.written(crowded.median),
            (1, y),
            (3, 0),
            xycoords=axis.get_yaxis_transform(),
            textcoords="offset points",
            size=7.5,
            color=colour,
            va="center",
        )
    undefined = f"{crowded.undefined:,} undefined" if crowded.undefined else ""
    if words or undefined:
        axis.annotate(
            ", ".join(filter(None, [words, undefined])),
            (0.995, y),
            (0, -1),
            xycoords=axis.get_yaxis_transform(),
            textcoords="offset points",
            size=7 if plot.room.row >= LOW_ROW else 6,
            color=colour,
            va="top",
            ha="right",
            style="normal" if words else "italic",
        )


@drawing
def strip(table: pd.DataFrame, value: str, row: str, xlabel: str, of: str = "") -> Figure:
    """A figure with every value as a dot on the line named by `row`, equal values stacked, and the
    median with its interval below them. A line with more than three hundred values has one dot per
    hundredth.

    `of` names what one dot is ("sentence").

    >>> table = pd.DataFrame({"row": ["A", "A", "B"], "value": [3, 5, 8]})
    >>> [axis] = strip(table, value="value", row="row", xlabel="words").axes
    >>> [label.get_text() for label in axis.get_yticklabels()]
    ['A', 'B']
    """
    table = table.dropna(subset=[value, row])
    if table.empty:
        return nothing()
    lines = dict(list(table.groupby(row, sort=False)[value]))
    n = dots_a_row(sum(len(values) > STRIP for values in lines.values()))
    names = others_last(table[row])
    room = room_for(1, len(names), 1, 0.8, 0.4)
    names = names[: room.rows]
    many = [name for name in names if len(lines[name]) > STRIP]
    crowds = {
        (name, True): crowd(lines[name], n if name in many else len(lines[name])) for name in names
    }
    plot = DotPlot(names, room, value, row, crowds=crowds)
    figure, (axis,) = panels_for([""], names, room)
    name_rows(axis, names, room.row)
    axis.set_ylim(len(names) - 0.5, -0.75)
    lowest_lines = [plot.crowd_line(name, True) for name in names]
    axis.hlines(
        lowest_lines, 0, 1, transform=axis.get_yaxis_transform(), color=LIGHT, lw=0.6, zorder=0
    )
    highest = max(crowded.dots[-1] for crowded in crowds.values())
    axis.set_xlim(min(0, table[value].min()) - 0.02 * highest, 1.04 * (highest or 1))
    axis.spines.bottom.set_bounds(0, axis.get_xlim()[1])
    shares = _draw_crowds(axis, plot, crowds)
    number_axis(axis, panel_width(names, room) - AXIS_ENDS, whole=True)
    name_axis(axis, xlabel, panel_width(names, room), "center")
    note(
        figure,
        left_out(len(names), len(lines), "rows"),
        *_about_dots(of, len(many) < len(names), n if many else 0, shares, STRIP),
        "" if many else ABOUT_MEDIAN.format("the dots"),
        SHARE_WRITTEN * (shares and not many),
    )
    return figure
