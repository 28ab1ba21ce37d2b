"""The fonts of all figures: matplotlib's own, which are the same on every machine; for scripts that
they lack, such as Chinese, the machine's.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Under a name of our own: under the original name, matplotlib might pick another version on the
# machine, and the figure's bytes would differ.
FONT = "Broadsheet Sans"
FONT_FILES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf")
# Fonts of many scripts that machines often have, the most complete first.
OF_OTHER_SCRIPTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans Devanagari",
    "Lohit Devanagari",
    "Kohinoor Devanagari",
    "Nirmala UI",
    "Mangal",
    "Noto Sans Arabic",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Thai",
    "Noto Sans",
    "Arial Unicode MS",
)
NAMED: set[str] = set()  # letters that a warning has already named


@cache
def add_fonts() -> None:
    """Register matplotlib's own fonts under the name `FONT`, too."""
    import matplotlib
    from matplotlib import font_manager

    for file in FONT_FILES:
        font = font_manager.get_font(f"{matplotlib.get_data_path()}/fonts/ttf/{file}")
        entry = replace(font_manager.ttfFontProperty(font), name=FONT)
        font_manager.fontManager.ttflist.append(entry)


def give_fonts(figure: Figure) -> None:
    """Draw letters that the figures' fonts lack in a font of the machine that has them. Without
    one, they are drawn as boxes, and one warning per run names them.
    """
    from matplotlib.text import Text

    add_fonts()
    lacking = set()
    for text in figure.findobj(Text):
        families, missing = fonts_for(text.get_text())
        if families:
            text.set_fontfamily([FONT, *families])
        lacking |= missing
    if new := lacking - NAMED:
        NAMED.update(new)
        warnings.warn(shown_as_boxes(new), stacklevel=2)


def fonts_for(text: str) -> tuple[list[str], set[str]]:
    """The fonts of the machine that have letters of a text that the figures' fonts lack, and the
    letters that no font has.

    >>> fonts_for("The New York Times")
    ([], set())
    """
    add_fonts()
    missing = without(letters_of(FONT), text)
    families = []
    for family in OF_OTHER_SCRIPTS if missing else ():
        left = without(letters_of(family), missing)
        if left < missing:
            families.append(family)
            missing = left
    return families, missing


def unreadable(names: Iterable[str]) -> str:
    """A line on the letters of these names that figures show as boxes on this machine; empty if
    there are none.
    """
    foreign = "".join(name for name in names if not name.isascii())
    letters = fonts_for(foreign)[1] if foreign else set()
    return shown_as_boxes(letters) if letters else ""


def shown_as_boxes(letters: Iterable[str]) -> str:
    return (
        f"no font on this machine has {' '.join(sorted(letters))}: figures show boxes instead; "
        "install a font that has them, such as Noto Sans CJK or Noto Sans Devanagari"
    )


def without(letters: frozenset[int], text: Iterable[str]) -> set[str]:
    """The characters of a text that are not among the letters, except white space and control
    characters.

    >>> sorted(without(frozenset(map(ord, "abc")), "a bad cab"))
    ['d']
    """
    return {
        letter
        for letter in text
        if ord(letter) not in letters and letter.isprintable() and letter.strip()
    }


@cache
def letters_of(family: str) -> frozenset[int]:
    """The code points of a font family; empty if the machine does not have it."""
    from matplotlib import font_manager

    files = [font.fname for font in font_manager.fontManager.ttflist if font.name == family]
    return frozenset(font_manager.get_font(min(files)).get_charmap()) if files else frozenset()
