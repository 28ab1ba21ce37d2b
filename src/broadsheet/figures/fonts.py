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
