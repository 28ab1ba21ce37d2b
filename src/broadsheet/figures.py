"""Tables to figures: four ways of drawing, one style. Sees no text.

Grey for what is there, one accent for what the figure is about: the two differ in lightness, so that print and
colour-blind readers tell them apart, and in shape. A labelled row an outlet with its n, one dot an article, intervals
as lines, values beside their dots where there is room. Where a row has many values, a dot is a hundredth of them. No
figure is higher than a page: what has no room is left out, and the figure says so.
"""
from collections.abc import Sequence
from dataclasses import replace
from textwrap import fill
from typing import NamedTuple

import matplotlib
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter, StrMethodFormatter

from .crowds import Crowd, crowd, dot_size, dots_a_row, draw
from .labels import CROWD, number, others_last, shorten

INK, GREY, LIGHT, ACCENT = "#1f1f1f", "#737373", "#dedede", "#b3122d"
PALE, PALE_ACCENT = "#adadad", "#d78c9a"  # of dots that stand for many, behind their median
WIDTH = 7.0  # inches: two columns of a journal
PAGE = 7.9   # inches: what is drawn is not higher, so that title and caption find room on the page
FEW = 20     # values of a row that are drawn as they are, one below the other; of more, their shares and their median
MANY = 24    # dots in a panel beyond which their values are no longer written beside them
STRIP = 300  # values of a row that are all drawn as dots; the more there are, the larger the file
# The fonts that come with matplotlib, under a name of our own: by their own name, a machine's other version of them might
# be found first, and draw the same figure in other bytes.
FONT = "Broadsheet Sans"
for file in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"):
    font = font_manager.get_font(f"{matplotlib.get_data_path()}/fonts/ttf/{file}")
    font_manager.fontManager.ttflist.append(replace(font_manager.ttfFontProperty(font), name=FONT))
STYLE = {
    "font.family": FONT, "font.size": 9, "text.color": INK, "axes.labelcolor": INK, "axes.labelsize": 8.5,
    "axes.edgecolor": GREY, "axes.linewidth": 0.6, "axes.titlesize": 9, "axes.titleweight": "bold",
    "axes.titlelocation": "left", "xtick.color": GREY, "xtick.labelcolor": INK, "xtick.labelsize": 8,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.hashsalt": "broadsheet", "svg.fonttype": "path", "pdf.fonttype": 42,
}


class Room(NamedTuple):
    """What fits on a page: panels side by side, a row's height in inches, and how many rows and panels are drawn."""
    across: int
    row: float
    rows: int
    panels: int
    small: bool     # panels so narrow that their names are set small, and the axis is named once


def _room(panels: int, rows: int, across: int, row: float, least: float, small: bool = False) -> Room:
    """How so many panels of so many rows are laid out: as wished where that fits on a page; else in rows that are not as
    high, but at least `least`; else with more panels side by side; else with fewer rows and panels."""
    def high(across: int) -> float:                          # a row's height where all panels fill the page
        return ((PAGE - 0.35) / (-(-panels // across) or 1) - 0.4) / max(rows, 1)

    across = min(across, panels) or 1
    if high(across) >= row:
        return Room(across, row, rows, panels, small and across > 1)
    across = next((n for n in range(across, 5) if high(n) >= least), max(across, min(4, panels)))
    row = max(least, min(row, high(across)))
    deep = max(1, min(-(-panels // across), int((PAGE - 0.35) / (0.4 + row * min(rows, 6)))))
    return Room(across, row, min(rows, int(((PAGE - 0.35) / deep - 0.4) / row + 1e-9)), min(panels, deep * across),
                across > 2 or small and across > 1)


def _left_out(shown: int, of: int, what: str) -> str:
    return f"The first {shown:,} of {of:,} {what}; the data has all." if shown < of else ""


def _note(axis, *notes: str) -> None:
    """What has to be known to read the figure, in small print under the axis's label, from the figure's left edge."""
    text = fill(" ".join(filter(None, notes)), 124)
    if text:
        label = axis.xaxis.label
        label.set_text(label.get_text() + "\n" * (text.count("\n") + 1))
        axis.annotate(text, (0.018, 0), xycoords=("figure fraction", label), size=7, color=GREY, va="bottom",
                      annotation_clip=False).set_in_layout(False)


def _pitch(rows: Sequence, room: Room) -> float:
    """About how many inches a panel has, its rows' names left out."""
    return (WIDTH - 0.3 - min(34, max([len(str(name)) for name in rows], default=0)) * 0.062) / room.across


def _panels(names: Sequence[str], rows: Sequence, room: Room) -> tuple[Figure, list]:
    """A figure with a panel a name, side by side as there is room, each high enough for its rows."""
    across, deep = room.across, -(-len(names) // room.across) or 1
    figure = Figure(figsize=(WIDTH, deep * (room.rows * room.row + 0.4) + 0.35), layout="constrained")
    if deep > 1:
        figure.get_layout_engine().set(h_pad=0.11)      # else a panel's name sits on the numbers of the one above
    axes = list(figure.subplots(deep, across, squeeze=False, sharey=True).ravel())
    for axis in axes[len(names):]:
        axis.set_visible(False)
    if not names:
        axes[0].set_visible(True)
        axes[0].axis("off")
        axes[0].text(0, 0.5, "nothing to show", size=9, style="italic", color=GREY)
    for axis, name in zip(axes, names):
        if room.small:
            axis.set_title(shorten(name, max(16, int(_pitch(rows, room) / 0.068))), size=7.5)
        else:
            axis.set_title(shorten(name, 72 // across))
    return figure, axes[:len(names)]


def _rows(axis, names: Sequence[str], high: float = 0.36) -> None:
    """The axis's rows, so many inches high, by name, read downwards."""
    lines = 3 if high >= 0.36 else max(1, int(high / 0.14))
    axis.set_yticks(range(len(names)), [shorten(name, lines=lines) for name in names])
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.tick_params(axis="y", length=0)


@matplotlib.rc_context(STYLE)
def dots(table: pd.DataFrame, value: str, row: str, xlabel: str, panel: str | None = None, accent: str | None = None,
         key: tuple[str, str] = ("", ""), percent: bool = False, zero: bool = False, across: int = 2,
         shared: bool = True, mark: str | None = None, ratio: bool = False) -> Figure:
    """A dot for each row of the table at `value`, on the line that `row` names; `low` to `high` drawn where they are
    there. Several on one line stand one below the other, the lowest first; over twenty are told by a hundred dots or fewer,
    and by their median and its interval.

    Rows and panels stand in the table's order, the other outlets last; if the table is sorted by its values and a line
    has over twenty, rows stand by their medians. The axis starts at 0 if `zero`, and is one for all panels if
    `shared`. `accent` names a column of truth values: true is a round dot in the accent, false a grey diamond; where
    both stand on a line, the accent is drawn below. `key` says what the two are, grey first, beside the first dot of
    each. An undefined or infinite value is not drawn: its line says "undefined", or of how many beside others. `mark` names a column of values to
    compare with, an upright stroke on each line. With `ratio` the values are doublings, log2 of a ratio: the axis says
    2 and 1/2, around a line at 1.

    >>> figure = dots(pd.DataFrame({"row": ["A", "B"], "value": [0.2, 0.5]}), value="value", row="row", xlabel="share")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()], figure.axes[0].get_xlabel()
    (['A', 'B'], 'share')
    """
    table = table.dropna(subset=[row, *filter(None, [panel])]).replace([float("inf"), float("-inf")], float("nan"))
    table = table.assign(_lit=table[accent].astype(bool) if accent else True, _panel=table[panel] if panel else "")
    by = ["_panel", row, "_lit"]
    size = table.groupby(by, sort=False)[value].transform("size")
    names, panels = others_last(table[row]), others_last(table["_panel"]) or [""] * (panel is None)
    if (size > FEW).any():
        names = _by_median(table[table["_panel"] == panels[0]], value, row, names)
    apart = accent is not None and table.groupby(["_panel", row])["_lit"].nunique().max() > 1
    wished, least = ((0.36, 0.15), (0.56, 0.18), (0.5, 0.22), (0.8, 0.36))[2 * bool((size > FEW).any()) + apart]
    if (several := size[(size > 1) & (size <= FEW)]).any():
        wished = max(wished, (1 + apart) * min(1.4, 0.12 + 0.21 * several.max()))
    room = _room(len(panels), len(names), across, wished, least, bool((size > FEW).any()))
    told = _left_out(room.rows, len(names), "rows"), _left_out(room.panels, len(panels), "panels")
    names, panels = names[:room.rows], panels[:room.panels]
    kept = table[row].isin(names) & table["_panel"].isin(panels)
    table, many = table[kept & (size <= FEW)], table[kept & (size > FEW)]
    each = many.groupby(by, sort=False).size()
    n = min(dots_a_row(len(each)), 20 if each.min() < 50 else 50 if each.min() < CROWD else 100)     # dots are values
    crowds = {group: crowd(part[value], n) for group, part in many.groupby(by, sort=False)}
    figure, axes = _panels(panels, names, room)
    unsaid, shares = [*key], False
    for place, (axis, kind) in enumerate(zip(axes, panels)):
        part = _spread(table[table["_panel"] == kind], value, [row, "_lit"], room.row, apart)
        drawn = (table if shared else part)[[c for c in (value, "low", "high", mark) if c in table]].stack().dropna()
        if crowds:
            drawn = pd.concat([drawn, *(pd.Series([*each.dots, each.low, each.high]).dropna()
                                        for (where, *_), each in crowds.items() if shared or where == kind)])
        low, high = (min(0, drawn.min()) if zero else drawn.min(), drawn.max()) if len(drawn) else (0, 1)
        margin = 0.08 * ((high - low) or 1)
        _rows(axis, names, room.row)
        here = {(name, lit): each for (where, name, lit), each in crowds.items() if where == kind}
        below = {} if apart else dict(list(part.groupby(row, sort=False)["_below"]))
        lines = [line for y, name in enumerate(names) for line in
                 [_line(y, lit, apart) for lit in (True, False) if (name, lit) in here] or (y + below.get(name, pd.Series([0.0])))]
        axis.hlines(lines, 0, 1, transform=axis.get_yaxis_transform(), color=LIGHT, lw=0.6, zorder=0)
        written, less = len(part) <= MANY and room.row >= (0.5 if apart else 0.3), 0 if room.row >= 0.3 else 1.5
        aside = apart * (0.2 if less else 0.13 if (part["_pitch"] == 1).all() else 0.23)
        for dot in part.dropna(subset=[value]).to_dict("records"):
            lit = dot["_lit"]
            colour = ACCENT if lit else GREY
            y = names.index(dot[row]) + (aside if lit else -aside) + dot["_below"]
            pitch, reach = 72 * dot["_pitch"] * room.row, min(0.32, dot["_pitch"] / 2)          # points to the next dot
            if mark and pd.notna(dot[mark]):
                axis.plot([dot[mark]] * 2, [y - reach, y + reach], color=INK, lw=1.2, zorder=1)
            axis.plot([dot.get("low"), dot.get("high")], [y, y], color=colour, lw=min(1.8, 0.4 * pitch), alpha=0.5,
                      solid_capstyle="butt")
            axis.plot(dot[value], y, "o" if lit else "D", ms=min((6.5 if lit else 5) - less, max(2.5, 0.9 * pitch)), color=colour,
                      mec="white", mew=0.8 if pitch > 6 else 0.4, zorder=3)
            said, unsaid[lit] = f"{unsaid[lit]} ", ""
            if less and said.strip():                       # no room beside the dot
                axis.annotate(said.strip(), (0.99, y), xycoords=axis.get_yaxis_transform(), size=6.5, color=colour,
                              ha="right", va="top" if lit else "bottom")
                continue
            told_here = written and pitch >= 13
            if told_here or said.strip():
                below, figures = apart and lit, number(dot[value], percent, ratio) if told_here else ""
                axis.annotate(f"{said}{figures}".strip(), (dot[value], y), (-4 * bool(said.strip()), -4.5 if below else 4),
                              textcoords="offset points", size=7.5, color=colour, va="top" if below else "bottom",
                              ha="left" if said.strip() else "center",
                              bbox={"fc": "white", "ec": "none", "pad": 0.6} if ratio or mark else None)
        for (name, lit), values in part.groupby([row, "_lit"], sort=False)[value]:
            _undefined(axis, names.index(name) + (aside if lit else -aside), values, ACCENT if lit else GREY)
        if not drawn.empty:
            axis.set_xlim(low - margin, high + margin)
            axis.spines.bottom.set_bounds(low if zero else low - margin, high + margin)
        if mark and here:
            _marks(axis, many[many["_panel"] == kind].groupby(row)[mark].median(), names)
        shares |= _crowds(axis, here, names, apart, accent is not None, room, (percent, ratio), unsaid, list(crowds.values()))
        ticks = max(2, min(6, int((_pitch(names, room) - 0.45) / 0.36))) if crowds or room.small else 6
        whole = not percent and bool((drawn % 1 == 0).all())             # no ticks at half a day
        axis.xaxis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10], integer=whole,
                                                 min_n_ticks=2 - whole))
        if percent:
            axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
        elif high >= 1000 and not ratio:
            axis.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
        if ratio:
            axis.axvline(0, color=INK, lw=0.8, zorder=1)
            axis.xaxis.set_major_locator(MaxNLocator(5, integer=True))
            axis.xaxis.set_major_formatter(lambda x, _: f"{2.0 ** x:g}" if x >= 0 else f"1/{2.0 ** -x:g}")
        if room.small and shared:
            if place == (len(axes) - 1) // room.across * room.across:
                axis.set_xlabel(xlabel, loc="left")                      # once: they would run into each other
        elif place >= len(axes) - room.across or not shared:
            axis.set_xlabel(xlabel)
    if axes:
        _note(axes[-1], *told, _said_of_crowds(n, FEW, shares) if crowds else "")
    return figure


def _spread(part: pd.DataFrame, value: str, by: list[str], high: float, apart: bool) -> pd.DataFrame:
    """The dots with how far `_below` the middle of their row each stands, the lowest value on top, and their `_pitch` from
    one to the next, both in rows, which are so many inches high."""
    line = part.groupby(by, sort=False)[value]
    n, rank = line.transform("count"), line.rank(method="first") - 1
    pitch = np.minimum((0.36 if apart else 0.76) / np.maximum(n - 1, 1), 0.22 / high).where(n > 1, 1.0)
    return part.assign(_below=((rank - (n - 1) / 2) * pitch).where(n > 1, 0.0).fillna(0.0), _pitch=pitch)


def _by_median(first: pd.DataFrame, value: str, row: str, names: list) -> list:
    """The rows by their medians, if the first panel's values are sorted, the way they are; else as they stand."""
    values = first[value].dropna()
    if values.is_monotonic_increasing or values.is_monotonic_decreasing:
        medians = first.groupby(row)[value].median().reindex(names)
        return others_last(medians.sort_values(ascending=values.is_monotonic_increasing, kind="stable").index)
    return names


def _undefined(axis, y: float, values: pd.Series, colour: str) -> None:
    """That values of a line are undefined: where the first dot would be, or at the end of the line, beside others."""
    n = int(values.isna().sum())
    if n == len(values):
        axis.annotate("undefined" if n == 1 else f"{n:,} undefined", (0.02, y), xycoords=axis.get_yaxis_transform(), size=7.5,
                      style="italic", color=colour, va="center", bbox={"fc": "white", "ec": "none", "pad": 1})
    elif n:
        axis.annotate(f"{n:,} undefined", (0.995, y), (0, -1), xycoords=axis.get_yaxis_transform(), size=6.5,
                      textcoords="offset points", style="italic", color=colour, va="top", ha="right")


def _marks(axis, marks: pd.Series, names: list) -> None:
    for name, at in marks.dropna().items():
        axis.plot([at, at], [names.index(name) - 0.42, names.index(name) + 0.42], color=INK, lw=1.2, zorder=1)


def _said_of_crowds(n: int, most: int, shares: bool) -> str:
    return (f"Over {most} values in a row: a small dot is {100 // n} % of them, the mark below their median with its "
            f"95 % interval{'; a share beside dots is what their stack holds' * shares}.")


def _line(y: int, lit: bool, apart: bool) -> float:
    """Where in its row the median of a crowd stands: under its dots."""
    return y + ((0.42 if lit else -0.04) if apart else 0.3)


def _crowds(axis, here: dict[tuple, Crowd], names: list, apart: bool, lights: bool, room: Room, style: tuple[bool, bool],
            unsaid: list[str], crowds: list[Crowd]) -> bool:
    """The rows of an axis that have many values: their dots, their medians with intervals, in figures beside the axis.
    True where the share of a stack is written beside it."""
    shares = False
    low, high = axis.get_xlim()
    inches, share = _pitch(names, room) - 0.45, 0.33 if apart else 0.68     # of a row, for dots
    size = dot_size(crowds, high - low, inches, share * room.row) if here else 0
    for name, lit in sorted(here, key=lambda group: names.index(group[0])):
        each, y, colour = here[name, lit], _line(names.index(name), lit, apart), ACCENT if lit else INK
        shares |= draw(axis, y, each, size, high - low, inches, room.row, share,
                       PALE_ACCENT if lit and lights else PALE, colour, "o" if lit else "D")
        if not pd.isna(each.median):
            axis.annotate(number(each.median, *style), (1, y), (3, 0), xycoords=axis.get_yaxis_transform(),
                          textcoords="offset points", size=7.5, color=colour, va="center")
        said = [unsaid[lit], f"{each.undefined:,} undefined" if each.undefined else ""]
        unsaid[lit] = ""
        if any(said):
            axis.annotate(", ".join(filter(None, said)), (0.995, y), (0, -1), xycoords=axis.get_yaxis_transform(),
                          textcoords="offset points", size=6.5 if room.row >= 0.3 else 5.5, color=colour, va="top",
                          ha="right", style="normal" if said[0] else "italic")
    if here:
        above = room.across == 1                                          # beside others, a panel's name stands there
        axis.annotate("median", (1, above), (3, 0 if above else -2), xycoords="axes fraction", size=6.5,
                      textcoords="offset points", color=ACCENT, va="bottom" if above else "top", ha="left")
    return shares


@matplotlib.rc_context(STYLE)
def bars(table: pd.DataFrame, value: str, row: str, xlabel: str, panel: str, accent: str, label: str) -> Figure:
    """A bar from 0 for each row of the table that has a value, in the table's order, under its panel's name; `label` at
    its end. Where they are too many for one column, panels stand in two, with as many bars each as have room.

    >>> table = pd.DataFrame({"row": ["said", "claimed"], "value": [9, 4], "of": "A", "lit": [False, True], "told": ["9", "4"]})
    >>> figure = bars(table, value="value", row="row", panel="of", accent="lit", label="told", xlabel="words")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['said', 'claimed']
    """
    table = table.dropna(subset=[value, panel])
    panels = others_last(table[panel])
    parts = [table[table[panel] == name].reset_index(drop=True) for name in panels]
    across = 1 if 0.25 * len(table) + 0.42 * len(panels) <= 12 else 2
    told = []
    if across == 2:
        panels = panels[:2 * int((PAGE - 0.4) / (0.42 + 3 * 0.25))]
        told = [_left_out(len(panels), len(parts), "panels")]
        parts = parts[:len(panels)]
        most = next(n for n in range(max(map(len, parts)), 0, -1) if n == 1 or PAGE >= 0.4 + sum(
            0.42 + 0.25 * min(n, max(map(len, parts[at:at + 2]))) for at in range(0, len(parts), 2)))
        told.append(_left_out(most, max(map(len, parts)), f"bars{' of a panel' * (len(parts) > 1)}"))
        parts = [part.head(most) for part in parts]
        across = min(2, len(parts))
        table = pd.concat(parts)
    wide = int((WIDTH - 0.3 - min(34, max(map(len, map(str, table[row])), default=0)) * 0.062) / 0.083)     # letters of a title
    lines = [max(map(len, parts[at:at + across])) for at in range(0, len(parts), across)]
    row_high = min(0.25, max(0.175, (PAGE - 0.4 - 0.42 * len(lines)) / max(1, sum(lines))))      # else it is higher than a page
    figure = Figure(figsize=(WIDTH, row_high * sum(lines) + 0.42 * len(lines) + 0.4), layout="constrained")
    axes = figure.subplots(max(1, len(lines)), across, squeeze=False, sharex=True, height_ratios=lines or None).ravel()
    for axis in axes[max(1, len(parts)):]:
        axis.set_visible(False)
    axes = axes[:max(1, len(parts))]
    for at, (axis, name, part) in enumerate(zip(axes, panels, parts)):
        _rows(axis, [shorten(each, 20, 1) for each in part[row]] if across > 1 else part[row].tolist(), row_high)
        axis.set_title(shorten(name, wide if across == 1 else 27), **{"size": 7.5} if across > 1 else {})
        axis.barh(part.index, part[value], color=[ACCENT if lit else GREY for lit in part[accent]], height=0.62)
        for y, bar in enumerate(part.to_dict("records")):
            axis.annotate(bar[label], (bar[value], y), (4, 0), textcoords="offset points", size=8, va="center")
        axis.set_xlim(0, (1.2 if across == 1 else 1.7) * table[value].max() or 1)
        if across > 1:
            axis.set_ylim(lines[at // across] - 0.4, -0.6)              # bars are as thick as those beside them
        if across > 1:
            axis.xaxis.set_major_locator(MaxNLocator(4))                # else the numbers of thousands run together
        if table[value].max() >= 1000:
            axis.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    for axis in axes[-across:]:
        axis.set_xlabel(xlabel)
        axis.tick_params(labelbottom=True)
    if not table[value].any():                           # nothing to read off
        axes[-1].xaxis.set_visible(False)
        axes[-1].spines.bottom.set_visible(False)
    _note(axes[-1], *told)
    return figure


@matplotlib.rc_context(STYLE)
def strip(table: pd.DataFrame, value: str, row: str, xlabel: str) -> Figure:
    """Every value as a dot on the line that `row` names, equal ones stacked; the median as a line in the accent. Of over
    three hundred on a line, a dot for each hundredth, and the median with its interval.

    >>> figure = strip(pd.DataFrame({"row": ["A", "A", "B"], "value": [3, 5, 8]}), value="value", row="row", xlabel="words")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['A', 'B']
    """
    table = table.dropna(subset=[value, row])
    each = {name: part for name, part in table.groupby(row, sort=False)[value]}
    names = others_last(table[row])
    large = [name for name in names if len(each[name]) > STRIP]
    room = _room(1, len(names), 1, 0.8, 0.4)
    names, n = names[:room.rows], dots_a_row(len(large))
    figure, (axis,) = _panels([""], names, room)
    _rows(axis, names, room.row)
    axis.set_ylim(len(names) - 0.7, -0.75)
    for y, name in enumerate(names):
        if name in large:
            continue
        values = each[name].sort_values()
        height = values.groupby(values).cumcount()
        step = min(0.12, 0.8 / (height.max() + 1)) if len(values) else 0
        axis.plot(values, y - step * height, "o", ms=4.5, color=GREY, mec="white", mew=0.5)
        middle = values.median()
        axis.plot([middle, middle], [y + 0.12, y - 0.5], color=ACCENT, lw=1.6)
        axis.annotate(f"median {number(middle)}", (middle, y - 0.5), (0, 2), textcoords="offset points",
                      size=8, color=ACCENT, ha="center", va="bottom")
    crowds = {(name, True): crowd(each[name], n) for name in names if name in large}
    if crowds:
        axis.set_ylim(len(names) - 0.5, -0.75)
        axis.hlines([_line(names.index(name), True, False) for name, _ in crowds], 0, 1,
                    transform=axis.get_yaxis_transform(), color=LIGHT, lw=0.6, zorder=0)
    for told in crowds.values():
        axis.plot(told.dots[[0, -1]], [0, 0], alpha=0)                    # the axis reaches as far as the dots
    axis.set_xlim(left=0)
    shares = _crowds(axis, crowds, names, False, False, room, (False, False), ["", ""], list(crowds.values()))
    axis.set_xlabel(xlabel)
    _note(axis, _left_out(len(names), len(each), "rows"), _said_of_crowds(n, STRIP, shares) if crowds else "")
    return figure


@matplotlib.rc_context(STYLE)
def barcode(table: pd.DataFrame, row: str, start: str, end: str, label: str, xlabel: str, of: str = "id") -> Figure:
    """Each row's line from 0 to 1 as a grey bar, the stretches from `start` to `end` in the accent.

    `label` stands above the first of neighbouring stretches that share it. One that would run into the label before it
    goes a step higher, three steps at most; then it is left out. Stretches of several articles, or over a hundred, would
    cover each other: of these the line shows in what share of the different values of `of` (articles) each hundredth of the line is covered.

    >>> table = pd.DataFrame({"row": ["A"], "start": [0.1], "end": [0.3], "label": ["Cruz"], "id": ["a"]})
    >>> figure = barcode(table, row="row", start="start", end="end", label="label", xlabel="place in the article")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['A']
    """
    table = table.assign(**{label: table[label].astype(object).where(table[label].notna(), "")})
    names = others_last(table[row])
    room = _room(1, len(names), 1, 0.75, 0.5)
    told = _left_out(room.rows, len(names), "rows")
    names = names[:room.rows]
    parts = {name: part for name, part in table[table[row].isin(names)].groupby(row, sort=False)}
    covers = {name: _covered(part, start, end, of) for name, part in parts.items()
              if part[of].nunique() > 1 or part[start].notna().sum() > CROWD}
    whole = max((cover.max() for cover in covers.values()), default=0)
    figure, (axis,) = _panels([""], names, room)
    _rows(axis, names, room.row)
    axis.barh(range(len(names)), 1, height=0.4, color=LIGHT)
    highest = 0.3
    for y, name in enumerate(names):
        if name in covers:
            edges, most = np.linspace(0, 1, 101), int(covers[name].argmax())
            axis.stairs(y + 0.2 - 0.4 * covers[name] / whole, edges, baseline=y + 0.2, fill=True, color=ACCENT)
            peak = covers[name][most]
            axis.annotate(number(peak, percent=True), ((most + 0.5) / 100, y + 0.2 - 0.4 * peak / whole), (0, 2),
                          size=7.5, textcoords="offset points", color=ACCENT, va="bottom", ha="left" if most < 3 else "center")
            highest = max(highest, 0.5 - y)
            continue
        free, before = [0.0] * 3, None
        for stretch in parts[name][parts[name][start].notna()].sort_values(start).to_dict("records"):
            left, width = stretch[start], stretch[end] - stretch[start]
            axis.barh(y, width, left=left, height=0.4, color=ACCENT)
            level = next((n for n, edge in enumerate(free) if edge <= left), None)
            if level is not None and stretch[label] and stretch[label] != before:
                free[level] = left + 0.014 * len(stretch[label])
                highest = max(highest, 0.5 + 0.19 * level - y)
                axis.annotate(stretch[label], (left, y - 0.24 - 0.19 * level), size=7.5, va="bottom")
                axis.plot([left, left], [y - 0.2, y - 0.26 - 0.19 * level], color=INK, lw=0.6)
            before = stretch[label]
    axis.set_ylim(len(names) - 0.7, -highest)
    axis.set_xlim(0, 1)
    axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    axis.set_xlabel(xlabel)
    _note(axis, told, f"Rows of several articles, or over {CROWD} quotations: the height is the share of the row's articles that quote at that "
          f"place; its highest is written above it, and the whole bar is {number(whole, percent=True)}." if covers else "")
    return figure


def _covered(part: pd.DataFrame, start: str, end: str, of: str) -> np.ndarray:
    """The share of the different `of` that have a stretch at the middle of each hundredth of the line."""
    middles = (np.arange(100) + 0.5) / 100
    stretches = part.dropna(subset=[start, end])
    firsts, lasts = (np.searchsorted(middles, stretches[edge]) for edge in (start, end))
    count = np.zeros(101)
    np.add.at(count, firsts, 1)
    np.add.at(count, lasts, -1)
    return count.cumsum()[:100] / part[of].nunique()
