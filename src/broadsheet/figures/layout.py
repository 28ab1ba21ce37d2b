"""What all figures share: colours, fonts, widths, and the layout of rows and panels on a page.

Each colour has one meaning in every figure: ink is a value, grey what it is compared with, blue the
words of people quoted, red a difference or a pattern that is shown. The colours differ in
lightness, so that they can be distinguished in print and by colour-blind readers. No figure is
higher than a page: what does not fit is left out, and the caption says so.

matplotlib is imported only where something is drawn, because it takes longer to import than
everything else that the package needs.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from functools import wraps
from textwrap import fill
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from .fonts import FONT, add_fonts
from .labels import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")

# The colours of all figures.
INK = "#1f1f1f"  # text, values, marks to compare with, the median of many values
GREY = "#737373"  # what is not marked: dots and bars to compare with, axes, small print
PALE = "#adadad"  # dots that stand for many values, behind their median
LIGHT = "#dedede"  # the lines that rows stand on, and the bar of a whole article
SPEECH = "#155e8c"  # the words of people quoted
PALE_SPEECH = "#8fb9d3"  # dots that stand for many such values, behind their median
ACCENT = "#b3122d"  # a difference or a pattern that is shown
GROUND = "#ffffff"  # what figures stand on
# What the colour of a mark means, if it is not grey.
Meaning = Literal["value", "speech", "shown"]
COLOURS: dict[str, str] = {"value": INK, "speech": SPEECH, "shown": ACCENT}
PALE_COLOURS: dict[str, str] = {"value": PALE, "speech": PALE_SPEECH, "shown": PALE}

# On a dark page, in an SVG.
DARK = {
    INK: "#ececec",
    GREY: "#a6a6a6",
    PALE: "#6f6f6f",
    LIGHT: "#3d3d3d",
    SPEECH: "#74b9e6",
    PALE_SPEECH: "#2f5d7a",
    ACCENT: "#ff7a8c",
    GROUND: "#17191c",
}

# Dots per inch for the layout of small print, as for saving: with fewer, letters are hinted to
# whole dots and become narrower, and a long name would be cut off at the edge.
DPI = 200
NOTHING = "nothing is drawn: "  # how the label of a figure without content begins
# Inches: a figure of the gallery and the report, narrow enough to be legible on a telephone; and
# one and two columns of a journal, 85 and 178 mm.
PAGE, ONE_COLUMN, TWO_COLUMNS = 5.6, 85 / 25.4, 178 / 25.4
WIDTH: ContextVar[float] = ContextVar("width", default=PAGE)
# Inches: the greatest height of a drawing, so that title and caption fit on the page; in a journal
# they are not part of the figure.
PAGE_HEIGHT, JOURNAL_HEIGHT = 7.9, 9.0
# Inches: a letter and a line of a panel's name, which is bold.
TITLE_LETTER, TITLE_LINE = 0.087, 0.15
# Inches: a letter of a row's name, as measured on names of outlets; the edges; the narrowest panel.
LETTER_WIDTH, EDGES, NARROWEST_PANEL = 0.062, 0.3, 1.05
# The longest name of a row: letters per inch of a figure's width, and the least number of letters.
LETTERS_AN_INCH, FEWEST_LETTERS = 4.9, 20
PANEL_BESIDES = 0.62  # inches of a panel's height for its name and the numbers of its axis
NAME_LINE = 0.155  # inches: a line of a row's name
LOW_NAME = 0.19  # inches for each line of a name, below which it is set smaller
LABEL_LETTER, LABEL_LINE = 0.06, 0.14  # inches: of what an axis measures
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
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.hashsalt": "broadsheet",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}
# What a figure's caption has to say about how it is drawn, and how to redraw it.
NOTES: WeakKeyDictionary[Figure, list[str]] = WeakKeyDictionary()
AGAIN: WeakKeyDictionary[Figure, Callable[[], Figure]] = WeakKeyDictionary()


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """A function that draws, or saves a drawing, in the fonts and the style of all figures.

    The style applies only while it draws, so that other figures do not change.
    """

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
        import matplotlib

        add_fonts()
        with matplotlib.rc_context(RC_PARAMS), warnings.catch_warnings():
            # `give_fonts` names them once
            warnings.filterwarnings("ignore", "Glyph .* missing from font")
            return draw(*args, **kwargs)

    return drawn


def drawing(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """A function that draws a figure in the common style, which `redrawn` can draw again in another
    width.
    """
    in_style = styled(draw)

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Figure:
        figure = in_style(*args, **kwargs)
        AGAIN[figure] = lambda: in_style(*args, **kwargs)
        return figure

    return drawn


def redrawn(figure: Figure, inches: float) -> Figure:
    """The same figure in this width in inches; a narrower figure has fewer panels side by side.

    KeyError for a figure that was not drawn by a function of this room.

    >>> from broadsheet.figures import dots
    >>> import pandas as pd
    >>> figure = dots(pd.DataFrame({"row": ["A"], "value": [1]}), "value", "row", "words")
    >>> float(figure.get_figwidth()), float(redrawn(figure, 3.5).get_figwidth())
    (5.6, 3.5)
    """
    before = WIDTH.set(inches)
    try:
        return AGAIN[figure]()
    finally:
        WIDTH.reset(before)


def note(figure: Figure, *sentences: str) -> None:
    """Add sentences on how the figure is drawn to its caption; empty ones are ignored."""
    notes = NOTES.setdefault(figure, [])
    notes.extend(words for words in sentences if words and words not in notes)


def notes_of(figure: Figure) -> str:
    """The caption's sentences on how the figure is drawn: what dots and lines are, and what did not
    fit.

    >>> from broadsheet.figures import dots
    >>> import pandas as pd
    >>> table = pd.DataFrame({"row": ["A"], "value": [1], "low": [0], "high": [3]})
    >>> notes_of(dots(table, "value", "row", "words", of="article", lines="95 % intervals"))
    'Each dot is one article. Lines are 95 % intervals.'
    """
    return " ".join(NOTES.get(figure, []))


def page_height() -> float:
    """How many inches high a drawing may be."""
    return PAGE_HEIGHT if WIDTH.get() == PAGE else JOURNAL_HEIGHT


def longest_name() -> int:
    """The greatest number of letters in a line of a row's name."""
    return max(FEWEST_LETTERS, int(LETTERS_AN_INCH * WIDTH.get()))


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
    """The layout of panels with rows: as requested if that fits on a page; otherwise with lower
    rows of at least `least` inches; otherwise with more panels side by side; otherwise with fewer
    rows and panels.
    """

    page = page_height() - 0.35

    def high(across: int) -> float:  # a row's height where all panels fill the page
        return (page / (-(-panels // across) or 1) - PANEL_BESIDES) / max(rows, 1)

    across = min(across, panels) or 1
    if high(across) >= row:
        return Room(across, row, rows, panels, small and across > 1)
    across = next((n for n in range(across, 5) if high(n) >= least), max(across, min(4, panels)))
    row = max(least, min(row, high(across)))
    deep = max(
        1,
        min(-(-panels // across), int(page / (PANEL_BESIDES + row * min(rows, 6)))),
    )
    return Room(
        across,
        row,
        min(rows, int((page / deep - PANEL_BESIDES) / row + 1e-9)),
        min(panels, deep * across),
        across > 2 or (small and across > 1),
    )


def nothing(words: str = "nothing to show") -> Figure:
    """A figure with the reason why nothing is drawn: `why_nothing` returns the reason, and `save`
    does not save it.
    """
    from matplotlib.figure import Figure

    wide = WIDTH.get()
    text = fill(words, int(14 * wide))
    figure = Figure(figsize=(wide, 0.6 + 0.15 * text.count("\n")), layout="constrained")
    axis = figure.subplots()
    axis.axis("off")
    axis.text(0, 0.5, text, size=9, style="italic", color=GREY, va="center")
    figure.set_label(f"{NOTHING}{words}")
    return figure


def why_nothing(figure: Figure) -> str:
    """The reason why nothing is drawn in a figure; empty if something is.

    >>> why_nothing(nothing("No article has a date.")), why_nothing(nothing())
    ('No article has a date.', 'nothing to show')
    """
    label = str(figure.get_label())
    return label.removeprefix(NOTHING) if label.startswith(NOTHING) else ""


def left_out(shown: int, of: int, what: str) -> str:
    if shown >= of:
        return ""
    return f"Only the first {shown:,} of {of:,} {what} are drawn; all are in the data."


def drawing_width(row_names: Iterable) -> float:
    """The approximate width in inches beside the rows' names."""
    longest = max((len(str(name)) for name in row_names), default=0)
    return WIDTH.get() - EDGES - min(longest_name(), longest) * LETTER_WIDTH


def fitting(across: int, row_names: Iterable) -> int:
    """How many of these panels fit side by side."""
    return max(1, min(across, int(drawing_width(row_names) / NARROWEST_PANEL)))


def panel_width(row_names: Iterable, room: Room) -> float:
    """The approximate width of a panel in inches, without its rows' names."""
    return drawing_width(row_names) / room.across


def panels_for(names: Sequence[str], rows: Sequence, room: Room) -> tuple[Figure, list[Axes]]:
    """A figure with one panel per name, as many side by side as fit, each high enough for its
    rows.
    """
    from matplotlib.figure import Figure

    across, deep = room.across, -(-len(names) // room.across) or 1
    titles = [_panel_title(name, rows, room) for name in names]
    lines = [
        max(title.count("\n") for title in titles[first : first + across])
        for first in range(0, len(titles), across)
    ]
    # A single row needs the height of two: its value is right below the panel's name.
    high = deep * (max(room.rows, 2) * room.row + PANEL_BESIDES) + 0.35
    high = max(high, min(page_height(), high + TITLE_LINE * sum(lines)))
    figure = Figure(figsize=(WIDTH.get(), high), layout="constrained")
    # Otherwise a panel's name touches the numbers of the one above, and numbers touch those beside.
    pads = {**({"h_pad": 0.11} if deep > 1 else {}), **({"w_pad": 0.07} if across > 1 else {})}
    figure.get_layout_engine().set(**pads)  # type: ignore[union-attr]
    axes = list(figure.subplots(deep, across, squeeze=False, sharey=True).ravel())
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    if not names:
        axes[0].set_visible(True)
        axes[0].axis("off")
        axes[0].text(0, 0.5, "nothing to show", size=9, style="italic", color=GREY)
        figure.set_label(f"{NOTHING}nothing to show")
    for axis, title in zip(axes, titles):
        axis.set_title(title, size=8 if room.small else None)
    return figure, axes[: len(names)]


def _panel_title(name: str, rows: Sequence, room: Room) -> str:
    """A panel's name, wrapped to the width of the panel."""
    wide = panel_width(rows, room)
    if room.small:
        return shorten(name, max(16, int(wide / 0.068)))
    return shorten(name, max(12, int(wide / TITLE_LETTER)))


def name_rows(axis: Axes, names: Sequence[str], high: float = 0.36) -> None:
    """Name the axis's rows, of this height in inches, from top to bottom."""
    lines = max(1, min(3, int(high / NAME_LINE + 1e-9)))
    wide, size = longest_name(), 9 if WIDTH.get() >= PAGE else 8
    words = [shorten(name, wide, lines) for name in names]
    if any(sign in name for name in words for sign in (" / ", " − ")):  # in one way throughout
        words = [name.replace(" against ", " / ").replace(" minus ", " − ") for name in words]
    if high < LOW_NAME * lines and any("\n" in name for name in words):  # names would touch
        size = 8
    axis.set_yticks(range(len(names)), words, size=size, linespacing=1.15)
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.tick_params(axis="y", length=0)


def name_columns(axis: Axes, names: Sequence[str], cell: float, size: float = 8) -> None:
    """Write the names of the axis's columns, upright if a word is longer than a column, `cell` in
    inches, is wide.
    """
    across = int(cell / (LETTER_WIDTH * size / 8))
    words = [word for name in names for word in str(name).replace("(n = ", "(n_=_").split()]
    if max(map(len, words), default=0) <= across:
        short = [shorten(name, across, 4) for name in names]
        axis.set_xticks(range(len(names)), short, size=size, linespacing=1.0)
    else:
        short = [shorten(name, 22, 2) for name in names]
        axis.set_xticks(range(len(names)), short, size=size, rotation=90, linespacing=1.0)


def name_axis(axis: Axes, words: str, inches: float, loc: Literal["left", "center"]) -> None:
    """Write what the axis measures, in lines of at most this many inches, and make the figure
    higher by as much.
    """
    lines = fill(words, max(12, int(inches / LABEL_LETTER)))
    axis.set_xlabel(lines, loc=loc)
    figure = axis.get_figure(root=True)
    assert figure is not None
    figure.set_figheight(figure.get_figheight() + LABEL_LINE * lines.count("\n"))


def on_dark(colour: str) -> str:
    """The colour that replaces a figure's colour on a dark page; for a grey, its opposite.

    >>> on_dark(ACCENT), on_dark("#f0f0f0")
    ('#ff7a8c', '#202020')
    """
    if colour in DARK:
        return DARK[colour]
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    opposite = max(0x20, 255 - round(sum(parts) / 3))
    return f"#{opposite:02x}" + 2 * f"{opposite:02x}"
