"""What stands in a drawing: every value, in order, readable in grey, and nothing drawn that is undefined."""
import colorsys
import importlib

import matplotlib
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import font_manager

import broadsheet as bs

figures = importlib.import_module("broadsheet.figures")

TABLE = pd.DataFrame({"id": ["a", "b", "c"], "row": ["North (n = 2)", "North (n = 2)", "South (n = 1)"],
                      "value": [0.5, 0.25, float("nan")], "low": [0.4, 0.2, float("nan")], "high": [0.6, 0.3, float("nan")],
                      "lit": [True, False, True], "panel": "One"})


def written(figure):
    return [text.get_text() for axis in figure.axes for text in axis.texts]


def test_one_dot_an_article_each_with_its_value_and_undefined_said_in_words():
    figure = bs.dots(TABLE, value="value", row="row", xlabel="share", percent=True)
    assert written(figure) == ["50 %", "25 %", "undefined"]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["North (n = 2)", "South (n = 1)"]


def test_rows_read_downwards_in_the_tables_order():
    axis = bs.dots(TABLE, value="value", row="row", xlabel="share").axes[0]
    bottom, top = axis.get_ylim()
    assert bottom > top


def test_the_two_kinds_of_dot_are_named_once_beside_the_first_of_each():
    said = written(bs.dots(TABLE, value="value", row="row", xlabel="x", accent="lit", key=("narration", "quotation")))
    assert said[:2] == ["quotation 0.50", "narration 0.25"]


def test_an_axis_that_is_to_begin_at_zero_shows_zero():
    axis = bs.dots(TABLE, value="value", row="row", xlabel="x", zero=True).axes[0]
    assert axis.get_xlim()[0] < 0 and axis.spines.bottom.get_bounds()[0] == 0


def test_where_dots_are_many_no_values_are_written():
    many = pd.concat([TABLE[:1]] * 30, ignore_index=True)
    assert written(bs.dots(many, value="value", row="row", xlabel="x")) == []


def test_accent_and_grey_differ_in_lightness_so_that_grey_print_shows_both():
    def lightness(colour):
        return colorsys.rgb_to_hls(*(int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)))[1]

    assert lightness(figures.LIGHT) - lightness(figures.GREY) > 0.3
    grey = [sum(w * int(c[i:i + 2], 16) for w, i in ((0.299, 1), (0.587, 3), (0.114, 5))) for c in (figures.ACCENT, figures.GREY)]
    assert grey[1] - grey[0] > 40


@pytest.mark.parametrize("style", [{}, {"weight": "bold"}, {"style": "italic"}])
def test_the_fonts_are_those_of_matplotlib_whatever_the_machine_has(style):
    found = font_manager.findfont(font_manager.FontProperties(family=figures.FONT, **style), fallback_to_default=False)
    assert found.startswith(matplotlib.get_data_path())


def test_bars_begin_at_zero_and_carry_their_label():
    table = TABLE[:2].assign(said=["five", "two"])
    figure = bs.bars(table, value="value", row="id", xlabel="x", panel="panel", accent="lit", label="said")
    assert figure.axes[0].get_xlim()[0] == 0 and written(figure) == ["five", "two"]


def test_a_strip_shows_every_value_and_the_median():
    table = pd.DataFrame({"row": "North", "words": [3, 3, 8, 20]})
    axis = bs.strip(table, value="words", row="row", xlabel="words").axes[0]
    assert len(axis.lines[0].get_xdata()) == 4 and written(axis.figure) == ["median 5.5"]


def test_a_barcode_names_a_speaker_once_until_another_speaks():
    table = pd.DataFrame({"row": "North", "begin": [0.1, 0.3, 0.6], "finish": [0.2, 0.4, 0.7], "name": ["Cruz", "Cruz", "Lund"]})
    assert written(bs.barcode(table, row="row", start="begin", end="finish", label="name", xlabel="x")) == ["Cruz", "Lund"]


@pytest.mark.parametrize("draw", [
    lambda empty: bs.dots(empty, value="value", row="row", xlabel="x", panel="panel"),
    lambda empty: bs.bars(empty, value="value", row="row", xlabel="x", panel="panel", accent="lit", label="id"),
    lambda empty: bs.strip(empty, value="value", row="row", xlabel="x"),
    lambda empty: bs.barcode(empty, row="row", start="low", end="high", label="id", xlabel="x")])
def test_a_table_without_rows_gives_an_empty_figure_and_no_error(draw):
    assert draw(TABLE[:0]).axes


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), None])
def test_odd_values_and_names_are_left_out_and_never_fail(odd):
    table = TABLE.assign(value=odd, low=odd, high=odd, lit=True)
    bs.dots(table, value="value", row="row", xlabel="x").canvas.draw()
    bs.bars(table.assign(value=float("nan")), value="value", row="row", xlabel="x", panel="panel", accent="lit", label="id")
    bs.strip(table.assign(value=float("nan")), value="value", row="row", xlabel="x")
    bs.barcode(TABLE.assign(id=None), row="row", start="low", end="high", label="id", xlabel="x")
    assert bs.labelled(pd.DataFrame({"outlet": [1, 2], "id": [1, 2]})).tolist() == ["1 (n = 1)", "2 (n = 1)"]


def test_a_very_long_name_leaves_room_for_the_drawing():
    figure = bs.dots(TABLE[:1].assign(row="The Example Post " * 20), value="value", row="row", xlabel="x")
    figure.draw_without_rendering()
    assert figure.axes[0].get_position().width > 0.4


@settings(deadline=None, max_examples=15)
@given(st.text(max_size=12), st.floats(allow_nan=True, allow_infinity=False, width=16))
def test_no_name_and_no_value_makes_a_drawing_fail(name, value):
    table = TABLE.assign(row=name, value=value, low=value, high=value)
    bs.dots(table, value="value", row="row", xlabel="x").canvas.draw()


def test_in_words_tells_every_value_or_their_span():
    assert bs.in_words(TABLE, ["row"], "value", "share", percent=True) == (
        "Share: North (n = 2) 50 % (40 % to 60 %), North (n = 2) 25 % (20 % to 30 %), South (n = 1) undefined.")
    many = pd.DataFrame({"row": range(20), "value": range(20)})
    assert bs.in_words(many, ["row"], "value", "grade") == "Grade: 20 values; lowest 0 0, highest 19 19, median 9.5."
    assert bs.in_words(TABLE[:0], ["row"], "value", "share") == "Share: nothing to show."
