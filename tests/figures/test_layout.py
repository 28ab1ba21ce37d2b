"""What figures share: colours that grey print tells apart, and fonts of our own."""

import colorsys
from pathlib import Path

import matplotlib
import pytest
from matplotlib import font_manager

from broadsheet.figures import layout


def test_accent_and_grey_differ_in_lightness_so_that_grey_print_shows_both():
    def lightness(colour):
        return colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))[1]

    assert lightness(layout.LIGHT) - lightness(layout.GREY) > 0.3
    grey = [
        sum(w * int(c[i : i + 2], 16) for w, i in ((0.299, 1), (0.587, 3), (0.114, 5)))
        for c in (layout.GREY, layout.ACCENT, layout.SPEECH, layout.INK)
    ]
    assert all(grey[0] - colour > 25 for colour in grey[1:])


@pytest.mark.parametrize("style", [{}, {"weight": "bold"}, {"style": "italic"}])
def test_the_fonts_are_those_of_matplotlib_whatever_the_machine_has(style):
    layout.add_fonts()
    found = font_manager.findfont(
        font_manager.FontProperties(family=layout.FONT, **style), fallback_to_default=False
    )
    assert Path(found).resolve().is_relative_to(Path(matplotlib.get_data_path()).resolve())
