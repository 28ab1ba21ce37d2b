"""Tables to bars: values from 0, and stretches of a line. Sees no text."""

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter, StrMethodFormatter

from .labels import CROWD, number, others_last, shorten
from .layout import (
    ACCENT,
    GREY,
    INK,
    LIGHT,
    PAGE,
    STYLE,
    WIDTH,
    left_out,
    name_rows,
    note,
    panels_for,
    room_for,
)


@matplotlib.rc_context(STYLE)
def bars(
    table: pd.DataFrame, value: str, row: str, xlabel: str, panel: str, accent: str, label: str
) -> Figure:
    """A bar from 0 for each row of the table that has a value, in the table's order, under its
    panel's name; `label` at its end. Where they are too many for one column, panels stand in two,
    with as many bars each as have room.

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
        panels = panels[: 2 * int((PAGE - 0.4) / (0.42 + 3 * 0.25))]
        told = [left_out(len(panels), len(parts), "panels")]
        parts = parts[: len(panels)]
        most = next(
            n
            for n in range(max(map(len, parts)), 0, -1)
            if n == 1
            or 0.4
            + sum(
                0.42 + 0.25 * min(n, max(map(len, parts[at : at + 2])))
                for at in range(0, len(parts), 2)
            )
            <= PAGE
        )
        told.append(left_out(most, max(map(len, parts)), f"bars{' of a panel' * (len(parts) > 1)}"))
        parts = [part.head(most) for part in parts]
        across = min(2, len(parts))
        table = pd.concat(parts)
    wide = int(
        (WIDTH - 0.3 - min(34, max(map(len, map(str, table[row])), default=0)) * 0.062) / 0.083
    )  # letters of a title
    lines = [max(map(len, parts[at : at + across])) for at in range(0, len(parts), across)]
    row_high = min(
        0.25, max(0.175, (PAGE - 0.4 - 0.42 * len(lines)) / max(1, sum(lines)))
    )  # else it is higher than a page
    figure = Figure(
        figsize=(WIDTH, row_high * sum(lines) + 0.42 * len(lines) + 0.4), layout="constrained"
    )
    axes = figure.subplots(
        max(1, len(lines)), across, squeeze=False, sharex=True, height_ratios=lines or None
    ).ravel()
    for axis in axes[max(1, len(parts)) :]:
        axis.set_visible(False)
    axes = axes[: max(1, len(parts))]
    for at, (axis, name, part) in enumerate(zip(axes, panels, parts)):
        name_rows(
            axis,
            [shorten(each, 20, 1) for each in part[row]] if across > 1 else part[row].tolist(),
            row_high,
        )
        axis.set_title(
            shorten(name, wide if across == 1 else 27), **{"size": 7.5} if across > 1 else {}
        )
        axis.barh(
            part.index,
            part[value],
            color=[ACCENT if lit else GREY for lit in part[accent]],
            height=0.62,
        )
        for y, bar in enumerate(part.to_dict("records")):
            axis.annotate(
                bar[label], (bar[value], y), (4, 0), textcoords="offset points", size=8, va="center"
            )
        axis.set_xlim(0, (1.2 if across == 1 else 1.7) * table[value].max() or 1)
        if across > 1:
            axis.set_ylim(lines[at // across] - 0.4, -0.6)  # bars are as thick as those beside them
        if across > 1:
            axis.xaxis.set_major_locator(
                MaxNLocator(4)
            )  # else the numbers of thousands run together
        if table[value].max() >= 1000:
            axis.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    for axis in axes[-across:]:
        axis.set_xlabel(xlabel)
        axis.tick_params(labelbottom=True)
    if not table[value].any():  # nothing to read off
        axes[-1].xaxis.set_visible(False)
        axes[-1].spines.bottom.set_visible(False)
    note(axes[-1], *told)
    return figure


@matplotlib.rc_context(STYLE)
def barcode(
    table: pd.DataFrame, row: str, start: str, end: str, label: str, xlabel: str, of: str = "id"
) -> Figure:
    """Each row's line from 0 to 1 as a grey bar, the stretches from `start` to `end` in the accent.

    `label` stands above the first of neighbouring stretches that share it. One that would run into
    the label before it goes a step higher, three steps at most; then it is left out. Stretches of
    several articles, or over a hundred, would cover each other: of these the line shows in what
    share of the different values of `of` (articles) each hundredth of the line is covered.

    >>> table = pd.DataFrame({"row": ["A"], "start": [0.1], "end": [0.3], "label": ["Cruz"], "id": ["a"]})
    >>> figure = barcode(table, row="row", start="start", end="end", label="label", xlabel="place in the article")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['A']
    """
    table = table.assign(**{label: table[label].astype(object).where(table[label].notna(), "")})
    names = others_last(table[row])
    room = room_for(1, len(names), 1, 0.75, 0.5)
    told = left_out(room.rows, len(names), "rows")
    names = names[: room.rows]
    parts = {name: part for name, part in table[table[row].isin(names)].groupby(row, sort=False)}
    covers = {
        name: _covered(part, start, end, of)
        for name, part in parts.items()
        if part[of].nunique() > 1 or part[start].notna().sum() > CROWD
    }
    whole = max((cover.max() for cover in covers.values()), default=0)
    figure, (axis,) = panels_for([""], names, room)
    name_rows(axis, names, room.row)
    axis.barh(range(len(names)), 1, height=0.4, color=LIGHT)
    highest = 0.3
    for y, name in enumerate(names):
        if name in covers:
            edges, most = np.linspace(0, 1, 101), int(covers[name].argmax())
            axis.stairs(
                y + 0.2 - 0.4 * covers[name] / whole,
                edges,
                baseline=y + 0.2,
                fill=True,
                color=ACCENT,
            )
            peak = covers[name][most]
            axis.annotate(
                number(peak, percent=True),
                ((most + 0.5) / 100, y + 0.2 - 0.4 * peak / whole),
                (0, 2),
                size=7.5,
                textcoords="offset points",
                color=ACCENT,
                va="bottom",
                ha="left" if most < 3 else "center",
            )
            highest = max(highest, 0.5 - y)
            continue
        free, before = [0.0] * 3, None
        for stretch in (
            parts[name][parts[name][start].notna()].sort_values(start).to_dict("records")
        ):
            left, width = stretch[start], stretch[end] - stretch[start]
            axis.barh(y, width, left=left, height=0.4, color=ACCENT)
            level = next((n for n, edge in enumerate(free) if edge <= left), None)
            if level is not None and stretch[label] and stretch[label] != before:
                free[level] = left + 0.014 * len(stretch[label])
                highest = max(highest, 0.5 + 0.19 * level - y)
                axis.annotate(
                    stretch[label], (left, y - 0.24 - 0.19 * level), size=7.5, va="bottom"
                )
                axis.plot([left, left], [y - 0.2, y - 0.26 - 0.19 * level], color=INK, lw=0.6)
            before = stretch[label]
    axis.set_ylim(len(names) - 0.7, -highest)
    axis.set_xlim(0, 1)
    axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    axis.set_xlabel(xlabel)
    note(
        axis,
        told,
        f"Rows of several articles, or over {CROWD} quotations: the height is the share of the row's articles that quote at that "
        f"place; its highest is written above it, and the whole bar is {number(whole, percent=True)}."
        if covers
        else "",
    )
    return figure


def _covered(part: pd.DataFrame, start: str, end: str, of: str) -> np.ndarray:
    """The share of the different `of` that have a stretch at the middle of each hundredth of the
    line.
    """
    middles = (np.arange(100) + 0.5) / 100
    stretches = part.dropna(subset=[start, end])
    firsts, lasts = (np.searchsorted(middles, stretches[edge]) for edge in (start, end))
    count = np.zeros(101)
    np.add.at(count, firsts, 1)
    np.add.at(count, lasts, -1)
    return count.cumsum()[:100] / part[of].nunique()
