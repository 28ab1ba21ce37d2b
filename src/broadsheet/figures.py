"""Tables to figures: four ways of drawing, one style. Sees no text.

Grey for what is there, one accent for what the figure is about: the two differ in lightness, so that print and
colour-blind readers tell them apart, and in shape. A labelled row an outlet with its n, one dot an article, intervals
as lines, values beside their dots where there is room.
"""
from collections.abc import Sequence
from dataclasses import replace
from textwrap import fill

import matplotlib
from matplotlib import font_manager
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

INK, GREY, LIGHT, ACCENT = "#1f1f1f", "#737373", "#dedede", "#b3122d"
WIDTH = 7.0  # inches: two columns of a journal
CROWD = 24   # dots in a panel beyond which their values are no longer written beside them
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


def labelled(table: pd.DataFrame, column: str = "outlet", of: str = "id") -> pd.Series:
    """The column's values with their n, to name a figure's rows: `Newslooks (n = 1)`; n counts different values of
    `of`.

    >>> labelled(pd.DataFrame({"outlet": ["A", "A", None], "id": [1, 2, 3]})).tolist()
    ['A (n = 2)', 'A (n = 2)', 'no outlet named (n = 1)']
    """
    names = table[column].astype(str).astype(object).where(table[column].notna(), "no outlet named")
    return names + " (n = " + table.groupby(names)[of].transform("nunique").astype(str) + ")"


def in_words(table: pd.DataFrame, labels: Sequence[str], value: str, what: str, percent: bool = False) -> str:
    """What a figure shows, in words, for those who cannot see it: every value, named by the columns `labels`; if there
    are over twelve, how many, the lowest and the highest by name, and the median.

    >>> shares = pd.DataFrame({"outlet": ["A", "B"], "share": [0.25, 0.5], "low": [0.2, 0.4], "high": [0.3, 0.6]})
    >>> in_words(shares, ["outlet"], "share", "share quoted", percent=True)
    'Share quoted: A 25 % (20 % to 30 %), B 50 % (40 % to 60 %).'
    """
    def said(row: dict) -> str:
        label = " ".join(str(row[name]) for name in labels if pd.notna(row[name]))
        if pd.isna(row[value]):
            return f"{label} undefined"
        ends = (f" ({_number(row['low'], percent)} to {_number(row['high'], percent)})"
                if pd.notna(row.get("low")) and pd.notna(row.get("high")) else "")
        return f"{label} {_number(row[value], percent)}{ends}"

    table = table.reset_index(drop=True)
    what, values = what[:1].upper() + what[1:], table[value].dropna()
    if values.empty:
        return f"{what}: nothing to show."
    if len(table) > 12:
        low, high = (said(table.loc[at].to_dict()) for at in (values.idxmin(), values.idxmax()))
        return f"{what}: {len(values)} values; lowest {low}, highest {high}, median {_number(values.median(), percent)}."
    return f"{what}: {', '.join(said(row) for row in table.to_dict('records'))}."


def _panels(names: Sequence[str], rows: int, across: int, row_height: float) -> tuple[Figure, list]:
    """A figure with a panel a name, `across` side by side, each high enough for its rows."""
    across = min(across, len(names)) or 1
    deep = -(-len(names) // across) or 1
    figure = Figure(figsize=(WIDTH, deep * (rows * row_height + 0.4) + 0.35), layout="constrained")
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
        axis.set_title(fill(str(name), 72 // across, max_lines=3, placeholder=" …"))
    return figure, axes[:len(names)]


def shorten(name: object) -> str:
    """A name in lines of at most 34 characters, three of them at most.

    >>> shorten("The Example Post and Courier of Greater Northern Harbour")
    'The Example Post and Courier of\\nGreater Northern Harbour'
    """
    return fill(str(name), 34, max_lines=3, placeholder=" …")


def _rows(axis, names: Sequence[str]) -> None:
    """The axis's rows by name, read downwards."""
    axis.set_yticks(range(len(names)), [shorten(name) for name in names])
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.tick_params(axis="y", length=0)


def _number(x: float, percent: bool, ratio: bool = False) -> str:
    if percent:
        return f"{100 * x:.0f} %"
    if ratio:
        return f"{2 ** x:.2g} ×"
    return f"{x:.0f}" if abs(x) >= 100 or x == int(x) else f"{x:.1f}" if abs(x) >= 1 else f"{x:.2f}"


@matplotlib.rc_context(STYLE)
def dots(table: pd.DataFrame, value: str, row: str, xlabel: str, panel: str | None = None, accent: str | None = None,
         key: tuple[str, str] = ("", ""), percent: bool = False, zero: bool = False, across: int = 2,
         shared: bool = True, mark: str | None = None, ratio: bool = False) -> Figure:
    """A dot for each row of the table at `value`, on the line that `row` names; `low` to `high` drawn where they are
    there.

    Rows and panels stand in the table's order. The axis starts at 0 if `zero`, and is one for all panels if `shared`.
    `accent` names a column of truth values: true is a round dot in the accent, false a grey diamond; where both stand
    on a line, the accent is drawn below. `key` says what the two are, grey first, beside the first dot of each. An
    undefined or infinite value is not drawn: its line says "undefined". `mark` names a column of values to compare
    with, an upright stroke on each line. With `ratio` the values are doublings, log2 of a ratio: the axis says 2 and
    1/2, around a line at 1.
    """
    table = table.dropna(subset=[row, *filter(None, [panel])]).replace([float("inf"), float("-inf")], float("nan"))
    names, panels = list(dict.fromkeys(table[row])), list(dict.fromkeys(table[panel])) if panel else [""]
    apart = accent is not None and table.groupby([row, *filter(None, [panel])])[accent].nunique().max() > 1
    figure, axes = _panels(panels, len(names), across, 0.56 if apart else 0.36)
    unsaid = [*key]
    for place, (axis, kind) in enumerate(zip(axes, panels)):
        part = table[table[panel] == kind] if panel else table
        drawn = (table if shared else part)[[c for c in (value, "low", "high", mark) if c in table]].stack().dropna()
        _rows(axis, names)
        axis.hlines(range(len(names)), 0, 1, transform=axis.get_yaxis_transform(), color=LIGHT, lw=0.6, zorder=0)
        for dot in part.to_dict("records"):
            lit = bool(accent is None or dot[accent])
            y, colour = names.index(dot[row]) + apart * (0.13 if lit else -0.13), ACCENT if lit else GREY
            if pd.isna(dot[value]):
                axis.annotate("undefined", (0.02, y), xycoords=axis.get_yaxis_transform(), size=7.5, style="italic",
                              color=colour, va="center")
                continue
            if mark and pd.notna(dot[mark]):
                axis.plot([dot[mark]] * 2, [y - 0.32, y + 0.32], color=INK, lw=1.2, zorder=1)
            axis.plot([dot.get("low"), dot.get("high")], [y, y], color=colour, lw=1.8, alpha=0.5, solid_capstyle="butt")
            axis.plot(dot[value], y, "o" if lit else "D", ms=6.5 if lit else 5, color=colour, mec="white", mew=0.8, zorder=3)
            said, unsaid[lit] = f"{unsaid[lit]} ", ""
            if len(part) <= CROWD or said.strip():
                below, number = apart and lit, _number(dot[value], percent, ratio) if len(part) <= CROWD else ""
                axis.annotate(f"{said}{number}".strip(), (dot[value], y), (-4 * bool(said.strip()), -4.5 if below else 4),
                              textcoords="offset points", size=7.5, color=colour, va="top" if below else "bottom",
                              ha="left" if said.strip() else "center",
                              bbox={"fc": "white", "ec": "none", "pad": 0.6} if ratio or mark else None)
        if not drawn.empty:
            low, high = min(0, drawn.min()) if zero else drawn.min(), drawn.max()
            room = 0.08 * ((high - low) or 1)
            axis.set_xlim(low - room, high + room)
            axis.spines.bottom.set_bounds(low if zero else low - room, high + room)
        whole = not percent and bool((drawn % 1 == 0).all())             # no ticks at half a day
        axis.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=2 - whole))
        if percent:
            axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
        if ratio:
            axis.axvline(0, color=INK, lw=0.8, zorder=1)
            axis.xaxis.set_major_locator(MaxNLocator(5, integer=True))
            axis.xaxis.set_major_formatter(lambda x, _: f"{2.0 ** x:g}" if x >= 0 else f"1/{2.0 ** -x:g}")
        if place >= len(axes) - across or not shared:
            axis.set_xlabel(xlabel)
    return figure


@matplotlib.rc_context(STYLE)
def bars(table: pd.DataFrame, value: str, row: str, xlabel: str, panel: str, accent: str, label: str) -> Figure:
    """A bar from 0 for each row of the table that has a value, in the table's order, under its panel's name; `label` at
    its end."""
    table = table.dropna(subset=[value, panel])
    panels = list(dict.fromkeys(table[panel]))
    parts = [table[table[panel] == name].reset_index(drop=True) for name in panels]
    figure = Figure(figsize=(WIDTH, 0.25 * len(table) + 0.42 * len(panels) + 0.4), layout="constrained")
    axes = figure.subplots(max(1, len(panels)), 1, squeeze=False, sharex=True,
                           height_ratios=[len(part) for part in parts] or None).ravel()
    for axis, name, part in zip(axes, panels, parts):
        _rows(axis, part[row].tolist())
        axis.set_title(shorten(name))
        axis.barh(part.index, part[value], color=[ACCENT if lit else GREY for lit in part[accent]], height=0.62)
        for y, bar in enumerate(part.to_dict("records")):
            axis.annotate(bar[label], (bar[value], y), (4, 0), textcoords="offset points", size=8, va="center")
        axis.set_xlim(0, 1.2 * table[value].max() or 1)
    axes[-1].set_xlabel(xlabel)
    if not table[value].any():                           # nothing to read off
        axes[-1].xaxis.set_visible(False)
        axes[-1].spines.bottom.set_visible(False)
    return figure


@matplotlib.rc_context(STYLE)
def strip(table: pd.DataFrame, value: str, row: str, xlabel: str) -> Figure:
    """Every value as a dot on the line that `row` names, equal ones stacked; the median as a line in the accent."""
    table = table.dropna(subset=[value, row])
    names = list(dict.fromkeys(table[row]))
    figure, (axis,) = _panels([""], len(names), 1, 0.8)
    _rows(axis, names)
    axis.set_ylim(len(names) - 0.7, -0.75)
    for y, name in enumerate(names):
        values = table.loc[table[row] == name, value].sort_values()
        height = values.groupby(values).cumcount()
        step = min(0.12, 0.8 / (height.max() + 1)) if len(values) else 0
        axis.plot(values, y - step * height, "o", ms=4.5, color=GREY, mec="white", mew=0.5)
        middle = values.median()
        axis.plot([middle, middle], [y + 0.12, y - 0.5], color=ACCENT, lw=1.6)
        axis.annotate(f"median {_number(middle, False)}", (middle, y - 0.5), (0, 2), textcoords="offset points",
                      size=8, color=ACCENT, ha="center", va="bottom")
    axis.set_xlim(left=0)
    axis.set_xlabel(xlabel)
    return figure


@matplotlib.rc_context(STYLE)
def barcode(table: pd.DataFrame, row: str, start: str, end: str, label: str, xlabel: str) -> Figure:
    """Each row's line from 0 to 1 as a grey bar, the stretches from `start` to `end` in the accent.

    `label` stands above the first of neighbouring stretches that share it. One that would run into the label before it
    goes a step higher, three steps at most; then it is left out.
    """
    table = table.assign(**{label: table[label].astype(object).where(table[label].notna(), "")})
    names = list(dict.fromkeys(table[row]))
    figure, (axis,) = _panels([""], len(names), 1, 0.75)
    _rows(axis, names)
    axis.barh(range(len(names)), 1, height=0.4, color=LIGHT)
    highest = 0.3
    for y, name in enumerate(names):
        free, before = [0.0] * 3, None
        for stretch in table[(table[row] == name) & table[start].notna()].sort_values(start).to_dict("records"):
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
    return figure
