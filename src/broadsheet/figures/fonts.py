"""The fonts of all figures: those that come with matplotlib, the same on every machine; and for
scripts that these do not have, such as Chinese, those of the machine.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Under a name of our own: by their own name, a machine's other version of them might be found
# first, and draw the same figure in other bytes.
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
NAMED: set[str] = set()  # letters that a warning has named


@cache
def add_fonts() -> None:
    """matplotlib's own fonts are known as `FONT`, too."""
    import matplotlib
    from matplotlib import font_manager

    for file in FONT_FILES:
        font = font_manager.get_font(f"{matplotlib.get_data_path()}/fonts/ttf/{file}")
        entry = replace(font_manager.ttfFontProperty(font), name=FONT)
        font_manager.fontManager.ttflist.append(entry)


def give_fonts(figure: Figure) -> None:
    """Draws letters that the fonts of all figures lack in a font of the machine that has them. If
    there is none, they are drawn as boxes, and one warning per run names them.
    """
    from matplotlib.text import Text

    add_fonts()
    lacking = set()
    for text in figure.findobj(Text):
        missing = without(letters_of(FONT), text.get_text())
        families = []
        for family in OF_OTHER_SCRIPTS if missing else ():
            left = without(letters_of(family), missing)
            if left < missing:
                families.append(family)
                missing = left
        if families:
            text.set_fontfamily([FONT, *families])
        lacking |= missing
    if new := lacking - NAMED:
        NAMED.update(new)
        warnings.warn(
            f"no font on this machine has {' '.join(sorted(new))}: figures show boxes instead; "
            "install a font that has them, such as Noto Sans CJK or Noto Sans Devanagari",
            stacklevel=2,
        )


def without(letters: frozenset[int], text: Iterable[str]) -> set[str]:
    """The characters of a text that are not among the letters; white space and what controls a
    terminal are no letters.

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
    """The code points that a family of fonts has; none where the machine does not have it."""
    from matplotlib import font_manager

    files = [font.fname for font in font_manager.fontManager.ttflist if font.name == family]
    return frozenset(font_manager.get_font(min(files)).get_charmap()) if files else frozenset()
