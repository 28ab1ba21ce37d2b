"""Tables to dots: a labelled row an outlet with its n, one dot an article, intervals as lines. Sees
no text.

Values stand beside their dots where there is room. Where a row has many values, a dot is a share of
them. The accent differs from grey in shape, too.
"""

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter, StrMethodFormatter

from .labels import CROWD, number, others_last
from .layout import (
    ACCENT,
    GREY,
    INK,
    LIGHT,
    STYLE,
    Room,
    left_out,
    name_rows,
    note,
    panels_for,
    room_for,
    width_of,
)
from .quantile_dots import Crowd, crowd, dot_size, dots_a_row, draw

PALE, PALE_ACCENT = "#adadad", "#d78c9a"  # of dots that stand for many, behind their median
# values of a row that are drawn as they are, one below the other; of more, their shares and their
# median
FEW = 20
MANY = 24  # dots in a panel beyond which their values are no longer written beside them
STRIP = 300  # values of a row that are all drawn as dots; the more there are, the larger the file


@matplotlib.rc_context(STYLE)
def dots(
    table: pd.DataFrame,
    value: str,
    row: str,
    xlabel: str,
    panel: str | None = None,
    accent: str | None = None,
    key: tuple[str, str] = ("", ""),
    percent: bool = False,
    zero: bool = False,
    across: int = 2,
    shared: bool = True,
    mark: str | None = None,
    ratio: bool = False,
) -> Figure:
    """A dot for each row of the table at `value`, on the line that `row` names; `low` to `high`
    drawn where they are there. Several on one line stand one below the other, the lowest first;
    over twenty are told by a hundred dots or fewer, and by their median and its interval.

    Rows and panels stand in the table's order, the other outlets last; if the table is sorted by
    its values and a line has over twenty, rows stand by their medians. The axis starts at 0 if
    `zero`, and is one for all panels if `shared`. `accent` names a column of truth values: true is
    a round dot in the accent, false a grey diamond; where both stand on a line, the accent is drawn
    below. `key` says what the two are, grey first, beside the first dot of each. An undefined or
    infinite value is not drawn: its line says "undefined", or of how many beside others. `mark`
    names a column of values to compare with, an upright stroke on each line. With `ratio` the
    values are doublings, log2 of a ratio: the axis says 2 and 1/2, around a line at 1.

    >>> figure = dots(pd.DataFrame({"row": ["A", "B"], "value": [0.2, 0.5]}), value="value", row="row", xlabel="share")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()], figure.axes[0].get_xlabel()
    (['A', 'B'], 'share')
    """
    table = table.dropna(subset=[row, *filter(None, [panel])]).replace(
        [float("inf"), float("-inf")], float("nan")
    )
    table = table.assign(
        _lit=table[accent].astype(bool) if accent else True, _panel=table[panel] if panel else ""
    )
    by = ["_panel", row, "_lit"]
    size = table.groupby(by, sort=False)[value].transform("size")
    names, panels = others_last(table[row]), others_last(table["_panel"]) or [""] * (panel is None)
    if (size > FEW).any():
        names = _by_median(table[table["_panel"] == panels[0]], value, row, names)
    apart = accent is not None and table.groupby(["_panel", row])["_lit"].nunique().max() > 1
    wished, least = ((0.36, 0.15), (0.56, 0.18), (0.5, 0.22), (0.8, 0.36))[
        2 * bool((size > FEW).any()) + apart
    ]
    if (several := size[(size > 1) & (size <= FEW)]).any():
        wished = max(wished, (1 + apart) * min(1.4, 0.12 + 0.21 * several.max()))
    room = room_for(len(panels), len(names), across, wished, least, bool((size > FEW).any()))
    told = left_out(room.rows, len(names), "rows"), left_out(room.panels, len(panels), "panels")
    names, panels = names[: room.rows], panels[: room.panels]
    kept = table[row].isin(names) & table["_panel"].isin(panels)
    table, many = table[kept & (size <= FEW)], table[kept & (size > FEW)]
    each = many.groupby(by, sort=False).size()
    n = min(
        dots_a_row(len(each)), 20 if each.min() < 50 else 50 if each.min() < CROWD else 100
    )  # dots are values
    crowds = {group: crowd(part[value], n) for group, part in many.groupby(by, sort=False)}
    figure, axes = panels_for(panels, names, room)
    unsaid, shares = [*key], False
    for place, (axis, kind) in enumerate(zip(axes, panels)):
        part = _spread(table[table["_panel"] == kind], value, [row, "_lit"], room.row, apart)
        drawn = (
            (table if shared else part)[[c for c in (value, "low", "high", mark) if c in table]]
            .stack()
            .dropna()
        )
        if crowds:
            drawn = pd.concat(
                [
                    drawn,
                    *(
                        pd.Series([*each.dots, each.low, each.high]).dropna()
                        for (where, *_), each in crowds.items()
                        if shared or where == kind
                    ),
                ]
            )
        low, high = (
            (min(0, drawn.min()) if zero else drawn.min(), drawn.max()) if len(drawn) else (0, 1)
        )
        margin = 0.08 * ((high - low) or 1)
        name_rows(axis, names, room.row)
        here = {(name, lit): each for (where, name, lit), each in crowds.items() if where == kind}
        below = {} if apart else dict(list(part.groupby(row, sort=False)["_below"]))
        lines = [
            line
            for y, name in enumerate(names)
            for line in [_line(y, lit, apart) for lit in (True, False) if (name, lit) in here]
            or (y + below.get(name, pd.Series([0.0])))
        ]
        axis.hlines(
            lines, 0, 1, transform=axis.get_yaxis_transform(), color=LIGHT, lw=0.6, zorder=0
        )
        written, less = (
            len(part) <= MANY and room.row >= (0.5 if apart else 0.3),
            0 if room.row >= 0.3 else 1.5,
        )
        aside = apart * (0.2 if less else 0.13 if (part["_pitch"] == 1).all() else 0.23)
        for dot in part.dropna(subset=[value]).to_dict("records"):
            lit = dot["_lit"]
            colour = ACCENT if lit else GREY
            y = names.index(dot[row]) + (aside if lit else -aside) + dot["_below"]
            pitch, reach = (
                72 * dot["_pitch"] * room.row,
                min(0.32, dot["_pitch"] / 2),
            )  # points to the next dot
            if mark and pd.notna(dot[mark]):
                axis.plot([dot[mark]] * 2, [y - reach, y + reach], color=INK, lw=1.2, zorder=1)
            axis.plot(
                [dot.get("low"), dot.get("high")],
                [y, y],
                color=colour,
                lw=min(1.8, 0.4 * pitch),
                alpha=0.5,
                solid_capstyle="butt",
            )
            axis.plot(
                dot[value],
                y,
                "o" if lit else "D",
                ms=min((6.5 if lit else 5) - less, max(2.5, 0.9 * pitch)),
                color=colour,
                mec="white",
                mew=0.8 if pitch > 6 else 0.4,
                zorder=3,
            )
            said, unsaid[lit] = f"{unsaid[lit]} ", ""
            if less and said.strip():  # no room beside the dot
                axis.annotate(
                    said.strip(),
                    (0.99, y),
                    xycoords=axis.get_yaxis_transform(),
                    size=6.5,
                    color=colour,
                    ha="right",
                    va="top" if lit else "bottom",
                )
                continue
            told_here = written and pitch >= 13
            if told_here or said.strip():
                below, figures = (
                    apart and lit,
                    number(dot[value], percent, ratio) if told_here else "",
                )
                axis.annotate(
                    f"{said}{figures}".strip(),
                    (dot[value], y),
                    (-4 * bool(said.strip()), -4.5 if below else 4),
                    textcoords="offset points",
                    size=7.5,
                    color=colour,
                    va="top" if below else "bottom",
                    ha="left" if said.strip() else "center",
                    bbox={"fc": "white", "ec": "none", "pad": 0.6} if ratio or mark else None,
                )
        for (name, lit), values in part.groupby([row, "_lit"], sort=False)[value]:
            _undefined(
                axis,
                names.index(name) + (aside if lit else -aside),
                values,
                ACCENT if lit else GREY,
            )
        if not drawn.empty:
            axis.set_xlim(low - margin, high + margin)
            axis.spines.bottom.set_bounds(low if zero else low - margin, high + margin)
        if mark and here:
            _marks(axis, many[many["_panel"] == kind].groupby(row)[mark].median(), names)
        shares |= _crowds(
            axis,
            here,
            names,
            apart,
            accent is not None,
            room,
            (percent, ratio),
            unsaid,
            list(crowds.values()),
        )
        ticks = (
            max(2, min(6, int((width_of(names, room) - 0.45) / 0.36)))
            if crowds or room.small
            else 6
        )
        whole = not percent and bool((drawn % 1 == 0).all())  # no ticks at half a day
        axis.xaxis.set_major_locator(
            MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=2 - whole)
        )
        if percent:
            axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
        elif high >= 1000 and not ratio:
            axis.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
        if ratio:
            axis.axvline(0, color=INK, lw=0.8, zorder=1)
            axis.xaxis.set_major_locator(MaxNLocator(5, integer=True))
            axis.xaxis.set_major_formatter(
                lambda x, _: f"{2.0**x:g}" if x >= 0 else f"1/{2.0**-x:g}"
            )
        if room.small and shared:
            if place == (len(axes) - 1) // room.across * room.across:
                axis.set_xlabel(xlabel, loc="left")  # once: they would run into each other
        elif place >= len(axes) - room.across or not shared:
            axis.set_xlabel(xlabel)
    if axes:
        note(axes[-1], *told, _said_of_crowds(n, FEW, shares) if crowds else "")
    return figure


def _spread(
    part: pd.DataFrame, value: str, by: list[str], high: float, apart: bool
) -> pd.DataFrame:
    """The dots with how far `_below` the middle of their row each stands, the lowest value on top,
    and their `_pitch` from one to the next, both in rows, which are so many inches high.
    """
    line = part.groupby(by, sort=False)[value]
    n, rank = line.transform("count"), line.rank(method="first") - 1
    pitch = np.minimum((0.36 if apart else 0.76) / np.maximum(n - 1, 1), 0.22 / high).where(
        n > 1, 1.0
    )
    return part.assign(
        _below=((rank - (n - 1) / 2) * pitch).where(n > 1, 0.0).fillna(0.0), _pitch=pitch
    )


def _by_median(first: pd.DataFrame, value: str, row: str, names: list) -> list:
    """The rows by their medians, if the first panel's values are sorted, the way they are; else as
    they stand.
    """
    values = first[value].dropna()
    if values.is_monotonic_increasing or values.is_monotonic_decreasing:
        medians = first.groupby(row)[value].median().reindex(names)
        return others_last(
            medians.sort_values(ascending=values.is_monotonic_increasing, kind="stable").index
        )
    return names


def _undefined(axis, y: float, values: pd.Series, colour: str) -> None:
    """That values of a line are undefined: where the first dot would be, or at the end of the line,
    beside others.
    """
    n = int(values.isna().sum())
    if n == len(values):
        axis.annotate(
            "undefined" if n == 1 else f"{n:,} undefined",
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
            f"{n:,} undefined",
            (0.995, y),
            (0, -1),
            xycoords=axis.get_yaxis_transform(),
            size=6.5,
            textcoords="offset points",
            style="italic",
            color=colour,
            va="top",
            ha="right",
        )


def _marks(axis, marks: pd.Series, names: list) -> None:
    for name, at in marks.dropna().items():
        axis.plot(
            [at, at],
            [names.index(name) - 0.42, names.index(name) + 0.42],
            color=INK,
            lw=1.2,
            zorder=1,
        )


def _said_of_crowds(n: int, most: int, shares: bool) -> str:
    return (
        f"Over {most} values in a row: a small dot is {100 // n} % of them, the mark below their median with its "
        f"95 % interval{'; a share beside dots is what their stack holds' * shares}."
    )


def _line(y: int, lit: bool, apart: bool) -> float:
    """Where in its row the median of a crowd stands: under its dots."""
    return y + ((0.42 if lit else -0.04) if apart else 0.3)


def _crowds(
    axis,
    here: dict[tuple, Crowd],
    names: list,
    apart: bool,
    lights: bool,
    room: Room,
    style: tuple[bool, bool],
    unsaid: list[str],
    crowds: list[Crowd],
) -> bool:
    """The rows of an axis that have many values: their dots, their medians with intervals, in
    figures beside the axis. True where the share of a stack is written beside it.
    """
    shares = False
    low, high = axis.get_xlim()
    inches, share = width_of(names, room) - 0.45, 0.33 if apart else 0.68  # of a row, for dots
    size = dot_size(crowds, high - low, inches, share * room.row) if here else 0
    for name, lit in sorted(here, key=lambda group: names.index(group[0])):
        each, y, colour = (
            here[name, lit],
            _line(names.index(name), lit, apart),
            ACCENT if lit else INK,
        )
        shares |= draw(
            axis,
            y,
            each,
            size,
            high - low,
            inches,
            room.row,
            share,
            PALE_ACCENT if lit and lights else PALE,
            colour,
            "o" if lit else "D",
        )
        if not pd.isna(each.median):
            axis.annotate(
                number(each.median, *style),
                (1, y),
                (3, 0),
                xycoords=axis.get_yaxis_transform(),
                textcoords="offset points",
                size=7.5,
                color=colour,
                va="center",
            )
        said = [unsaid[lit], f"{each.undefined:,} undefined" if each.undefined else ""]
        unsaid[lit] = ""
        if any(said):
            axis.annotate(
                ", ".join(filter(None, said)),
                (0.995, y),
                (0, -1),
                xycoords=axis.get_yaxis_transform(),
                textcoords="offset points",
                size=6.5 if room.row >= 0.3 else 5.5,
                color=colour,
                va="top",
                ha="right",
                style="normal" if said[0] else "italic",
            )
    if here:
        above = room.across == 1  # beside others, a panel's name stands there
        axis.annotate(
            "median",
            (1, above),
            (3, 0 if above else -2),
            xycoords="axes fraction",
            size=6.5,
            textcoords="offset points",
            color=ACCENT,
            va="bottom" if above else "top",
            ha="left",
        )
    return shares


@matplotlib.rc_context(STYLE)
def strip(table: pd.DataFrame, value: str, row: str, xlabel: str) -> Figure:
    """Every value as a dot on the line that `row` names, equal ones stacked; the median as a line
    in the accent. Of over three hundred on a line, a dot for each hundredth, and the median with
    its interval.

    >>> figure = strip(pd.DataFrame({"row": ["A", "A", "B"], "value": [3, 5, 8]}), value="value", row="row", xlabel="words")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['A', 'B']
    """
    table = table.dropna(subset=[value, row])
    each = {name: part for name, part in table.groupby(row, sort=False)[value]}
    names = others_last(table[row])
    large = [name for name in names if len(each[name]) > STRIP]
    room = room_for(1, len(names), 1, 0.8, 0.4)
    names, n = names[: room.rows], dots_a_row(len(large))
    figure, (axis,) = panels_for([""], names, room)
    name_rows(axis, names, room.row)
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
        axis.annotate(
            f"median {number(middle)}",
            (middle, y - 0.5),
            (0, 2),
            textcoords="offset points",
            size=8,
            color=ACCENT,
            ha="center",
            va="bottom",
        )
    crowds = {(name, True): crowd(each[name], n) for name in names if name in large}
    if crowds:
        axis.set_ylim(len(names) - 0.5, -0.75)
        axis.hlines(
            [_line(names.index(name), True, False) for name, _ in crowds],
            0,
            1,
            transform=axis.get_yaxis_transform(),
            color=LIGHT,
            lw=0.6,
            zorder=0,
        )
    for told in crowds.values():
        axis.plot(told.dots[[0, -1]], [0, 0], alpha=0)  # the axis reaches as far as the dots
    axis.set_xlim(left=0)
    shares = _crowds(
        axis, crowds, names, False, False, room, (False, False), ["", ""], list(crowds.values())
    )
    axis.set_xlabel(xlabel)
    note(
        axis,
        left_out(len(names), len(each), "rows"),
        _said_of_crowds(n, STRIP, shares) if crowds else "",
    )
    return figure
