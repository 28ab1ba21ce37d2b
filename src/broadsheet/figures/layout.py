"""What all figures share: colours, fonts, and how rows and panels find room on a page.

Grey for what is there, one accent for what the figure is about: the two differ in lightness, so
that print and colour-blind readers tell them apart. No figure is higher than a page: what has no
room is left out, and the figure says so.

matplotlib is imported where something is drawn: it takes longer than all else that the package
needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, wraps
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

from .labels import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")

# The colours of all figures.
INK = "#1f1f1f"  # text, marks to compare with, the median of many values
GREY = "#737373"  # dots and bars that are not marked, axes, small print
PALE = "#adadad"  # dots that stand for many values, behind their median
LIGHT = "#dedede"  # the lines that rows stand on, and the bar of a whole article
ACCENT = "#b3122d"  # what the figure is about
PALE_ACCENT = "#d78c9a"  # dots that stand for many such values, behind their median

# Dots per inch at which small print is laid out, as it is saved: at fewer, letters are hinted to
# whole dots and narrower, and a long name would be cut off at the edge.
DPI = 200
NOTHING = "nothing is drawn: "  # how the label of a figure without content begins
WIDTH = 7.0  # inches: two columns of a journal
# Inches: what is drawn is not higher, so that title and caption find room on the page.
PAGE_HEIGHT = 7.9
# Inches: a letter of a panel's name, which is bold, and a line of it.
TITLE_LETTER, TITLE_LINE = 0.087, 0.15
# Inches, as measured on names of outlets: a letter of a row's name, the longest such name, edges.
LETTER_WIDTH, LONGEST_NAME, EDGES = 0.062, 34, 0.3
# The fonts that come with matplotlib, under a name of our own: by their own name, a machine's other
# version of them might be found first, and draw the same figure in other bytes.
FONT = "Broadsheet Sans"
FONT_FILES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf")
RC_PARAMS: dict[Any, Any] = {
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


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """A function that draws, or saves a drawing, in the fonts and the style of all figures.

    The style holds while it draws, so that nobody else's figures change.
    """

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
        import matplotlib

        add_fonts()
        with matplotlib.rc_context(RC_PARAMS):
            return draw(*args, **kwargs)

    return drawn


@cache
def add_fonts() -> None:
    """matplotlib's own fonts are known as `FONT`, too."""
    import matplotlib
    from matplotlib import font_manager

    for file in FONT_FILES:
        font = font_manager.get_font(f"{matplotlib.get_data_path()}/fonts/ttf/{file}")
        entry = replace(font_manager.ttfFontProperty(font), name=FONT)
        font_manager.fontManager.ttflist.append(entry)


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
        return ((PAGE_HEIGHT - 0.35) / (-(-panels // across) or 1) - 0.4) / max(rows, 1)

    across = min(across, panels) or 1
    if high(across) >= row:
        return Room(across, row, rows, panels, small and across > 1)
    across = next((n for n in range(across, 5) if high(n) >= least), max(across, min(4, panels)))
    row = max(least, min(row, high(across)))
    deep = max(1, min(-(-panels // across), int((PAGE_HEIGHT - 0.35) / (0.4 + row * min(rows, 6)))))
    return Room(
        across,
        row,
        min(rows, int(((PAGE_HEIGHT - 0.35) / deep - 0.4) / row + 1e-9)),
        min(panels, deep * across),
        across > 2 or (small and across > 1),
    )


def nothing(words: str = "nothing to show") -> Figure:
    """A figure that says why nothing is drawn: `why_nothing` gives the words back, and `save` does
    not save it.
    """
    from matplotlib.figure import Figure

    text = fill(words, 100)
    figure = Figure(figsize=(WIDTH, 0.6 + 0.15 * text.count("\n")), layout="constrained")
    axis = figure.subplots()
    axis.axis("off")
    axis.text(0, 0.5, text, size=9, style="italic", color=GREY, va="center")
    figure.set_label(f"{NOTHING}{words}")
    return figure


def why_nothing(figure: Figure) -> str:
    """Why nothing is drawn in a figure; empty where something is.

    >>> why_nothing(nothing("No article has a date.")), why_nothing(nothing())
    ('No article has a date.', 'nothing to show')
    """
    label = str(figure.get_label())
    return label.removeprefix(NOTHING) if label.startswith(NOTHING) else ""


def left_out(shown: int, of: int, what: str) -> str:
    return f"The first {shown:,} of {of:,} {what}; the data has all." if shown < of else ""


def small_print(axis: Axes, *notes: str) -> None:
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


def drawing_width(row_names: Iterable) -> float:
    """About how many inches are left beside the rows' names."""
    longest = max((len(str(name)) for name in row_names), default=0)
    return WIDTH - EDGES - min(LONGEST_NAME, longest) * LETTER_WIDTH


def panel_width(row_names: Iterable, room: Room) -> float:
    """About how many inches a panel has, its rows' names left out."""
    return drawing_width(row_names) / room.across


def panels_for(names: Sequence[str], rows: Sequence, room: Room) -> tuple[Figure, list[Axes]]:
    """A figure with one panel per name, side by side as there is room, each high enough for its
    rows.
    """
    from matplotlib.figure import Figure

    across, deep = room.across, -(-len(names) // room.across) or 1
    titles = [_panel_title(name, rows, room) for name in names]
    lines = [
        max(title.count("\n") for title in titles[first : first + across])
        for first in range(0, len(titles), across)
    ]
    high = deep * (room.rows * room.row + 0.4) + 0.35
    high = max(high, min(PAGE_HEIGHT, high + TITLE_LINE * sum(lines)))
    figure = Figure(figsize=(WIDTH, high), layout="constrained")
    if deep > 1:  # else a panel's name sits on the numbers of the one above
        figure.get_layout_engine().set(h_pad=0.11)  # type: ignore[union-attr, call-arg]
    axes = list(figure.subplots(deep, across, squeeze=False, sharey=True).ravel())
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    if not names:
        axes[0].set_visible(True)
        axes[0].axis("off")
        axes[0].text(0, 0.5, "nothing to show", size=9, style="italic", color=GREY)
        figure.set_label(f"{NOTHING}nothing to show")
    for axis, title in zip(axes, titles):
        axis.set_title(title, size=7.5 if room.small else None)
    return figure, axes[: len(names)]


def _panel_title(name: str, rows: Sequence, room: Room) -> str:
    """A panel's name in lines that are no wider than the panel."""
    wide = panel_width(rows, room)
    if room.small:
        return shorten(name, max(16, int(wide / 0.068)))
    fits = int(wide / TITLE_LETTER) if room.across > 1 else 72
    return shorten(name, max(12, min(72 // room.across, fits)))


def name_rows(axis: Axes, names: Sequence[str], high: float = 0.36) -> None:
    """The axis's rows, so many inches high, by name, read downwards."""
    lines = 3 if high >= 0.36 else max(1, int(high / 0.14))
    axis.set_yticks(range(len(names)), [shorten(name, lines=lines) for name in names])
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.tick_params(axis="y", length=0)


def percent_axis(axis: Axes) -> None:
    """The axis's numbers are shares, and are written as `labels.number` writes them."""
    from matplotlib.ticker import PercentFormatter

    axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))


def thousands_axis(axis: Axes) -> None:
    """The axis's numbers have commas between thousands."""
    from matplotlib.ticker import StrMethodFormatter

    axis.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
