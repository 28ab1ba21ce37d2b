"""What all figures share: colours, fonts, and how rows and panels find room on a page.

Grey for what is there, one accent for what the figure is about: the two differ in lightness, so
that print and colour-blind readers tell them apart. No figure is higher than a page: what has no
room is left out, and the figure says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import fill
from typing import NamedTuple

import matplotlib
from matplotlib import font_manager
from matplotlib.figure import Figure

from .labels import shorten

INK, GREY, LIGHT, ACCENT = "#1f1f1f", "#737373", "#dedede", "#b3122d"
WIDTH = 7.0  # inches: two columns of a journal
PAGE = 7.9  # inches: what is drawn is not higher, so that title and caption find room on the page
# The fonts that come with matplotlib, under a name of our own: by their own name, a machine's other
# version of them might be found first, and draw the same figure in other bytes.
FONT = "Broadsheet Sans"
for file in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"):
    font = font_manager.get_font(f"{matplotlib.get_data_path()}/fonts/ttf/{file}")
    font_manager.fontManager.ttflist.append(replace(font_manager.ttfFontProperty(font), name=FONT))
STYLE = {
    "font.family": FONT,
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.labelsize": 8.5,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.6,
    "axes.titlesize": 9,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.hashsalt": "broadsheet",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}


class Room(NamedTuple):
    """What fits on a page: panels side by side, a row's height in inches, and how many rows and
    panels are drawn.
    """

    across: int
    row: float
    rows: int
    panels: int
    small: bool  # panels so narrow that their names are set small, and the axis is named once


def room_for(
    panels: int, rows: int, across: int, row: float, least: float, small: bool = False
) -> Room:
    """How so many panels of so many rows are laid out: as wished where that fits on a page; else in
    rows that are not as high, but at least `least`; else with more panels side by side; else with
    fewer rows and panels.
    """

    def high(across: int) -> float:  # a row's height where all panels fill the page
        return ((PAGE - 0.35) / (-(-panels // across) or 1) - 0.4) / max(rows, 1)

    across = min(across, panels) or 1
    if high(across) >= row:
        return Room(across, row, rows, panels, small and across > 1)
    across = next((n for n in range(across, 5) if high(n) >= least), max(across, min(4, panels)))
    row = max(least, min(row, high(across)))
    deep = max(1, min(-(-panels // across), int((PAGE - 0.35) / (0.4 + row * min(rows, 6)))))
    return Room(
        across,
        row,
        min(rows, int(((PAGE - 0.35) / deep - 0.4) / row + 1e-9)),
        min(panels, deep * across),
        across > 2 or (small and across > 1),
    )


def left_out(shown: int, of: int, what: str) -> str:
    return f"The first {shown:,} of {of:,} {what}; the data has all." if shown < of else ""


def note(axis, *notes: str) -> None:
    """What has to be known to read the figure, in small print under the axis's label, from the
    figure's left edge.
    """
    text = fill(" ".join(filter(None, notes)), 124)
    if text:
        label = axis.xaxis.label
        label.set_text(label.get_text() + "\n" * (text.count("\n") + 1))
        axis.annotate(
            text,
            (0.018, 0),
            xycoords=("figure fraction", label),
            size=7,
            color=GREY,
            va="bottom",
            annotation_clip=False,
        ).set_in_layout(False)


def width_of(rows: Sequence, room: Room) -> float:
    """About how many inches a panel has, its rows' names left out."""
    return (
        WIDTH - 0.3 - min(34, max([len(str(name)) for name in rows], default=0)) * 0.062
    ) / room.across


def panels_for(names: Sequence[str], rows: Sequence, room: Room) -> tuple[Figure, list]:
    """A figure with a panel a name, side by side as there is room, each high enough for its rows."""
    across, deep = room.across, -(-len(names) // room.across) or 1
    figure = Figure(
        figsize=(WIDTH, deep * (room.rows * room.row + 0.4) + 0.35), layout="constrained"
    )
    if deep > 1:
        figure.get_layout_engine().set(
            h_pad=0.11
        )  # else a panel's name sits on the numbers of the one above
    axes = list(figure.subplots(deep, across, squeeze=False, sharey=True).ravel())
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    if not names:
        axes[0].set_visible(True)
        axes[0].axis("off")
        axes[0].text(0, 0.5, "nothing to show", size=9, style="italic", color=GREY)
    for axis, name in zip(axes, names):
        if room.small:
            axis.set_title(shorten(name, max(16, int(width_of(rows, room) / 0.068))), size=7.5)
        else:
            axis.set_title(shorten(name, 72 // across))
    return figure, axes[: len(names)]


def name_rows(axis, names: Sequence[str], high: float = 0.36) -> None:
    """The axis's rows, so many inches high, by name, read downwards."""
    lines = 3 if high >= 0.36 else max(1, int(high / 0.14))
    axis.set_yticks(range(len(names)), [shorten(name, lines=lines) for name in names])
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.tick_params(axis="y", length=0)
