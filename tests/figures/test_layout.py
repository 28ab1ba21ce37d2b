"""What figures share: colours that grey print tells apart, and fonts of our own."""

import colorsys
import warnings
from pathlib import Path

import matplotlib
import pandas as pd
import pytest
from matplotlib import font_manager

import broadsheet as bs
from broadsheet.figures import fonts, layout


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
    fonts.add_fonts()
    found = font_manager.findfont(
        font_manager.FontProperties(family=fonts.FONT, **style), fallback_to_default=False
    )
    assert Path(found).resolve().is_relative_to(Path(matplotlib.get_data_path()).resolve())


def figure_named(name):
    return bs.dots(pd.DataFrame({"row": [name], "value": [1]}), "value", "row", "words")


def test_cyrillic_greek_arabic_and_hebrew_need_no_font_of_the_machine(recwarn):
    fonts.give_fonts(figure_named("Правда Καθημερινή الجزيرة הארץ"))
    assert not recwarn.list


def test_letters_that_no_font_has_are_named_in_one_warning(monkeypatch):
    monkeypatch.setattr(fonts, "OF_OTHER_SCRIPTS", ())
    monkeypatch.setattr(fonts, "NAMED", set())
    with pytest.warns(UserWarning, match="has 人 报 日 民: figures show boxes") as said:
        fonts.give_fonts(figure_named("人民日报 and 人民"))
    assert len(said) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fonts.give_fonts(figure_named("人民 again"))


def test_a_run_says_which_letters_of_outlets_are_boxes(monkeypatch):
    monkeypatch.setattr(fonts, "OF_OTHER_SCRIPTS", ())
    assert fonts.unreadable(["The Example Post", "Правда"]) == ""
    assert fonts.unreadable(["人民日报", "Правда", "人民"]).startswith(
        "no font on this machine has 人 报 日 民: figures show boxes"
    )


def test_letters_are_drawn_in_the_font_of_the_machine_that_has_them(monkeypatch, recwarn):
    monkeypatch.setattr(fonts, "OF_OTHER_SCRIPTS", ("No Such Font", "DejaVu Serif"))
    letters = fonts.letters_of("DejaVu Serif") - fonts.letters_of(fonts.FONT)
    figure = figure_named(chr(min(letters)))
    fonts.give_fonts(figure)
    assert not recwarn.list
    [label] = figure.axes[0].get_yticklabels()
    assert label.get_fontfamily() == [fonts.FONT, "DejaVu Serif"]
    assert figure.axes[0].xaxis.label.get_fontfamily() == [fonts.FONT]
