"""What stands in a drawing: every value, in order, readable in grey, and nothing drawn that is
undefined.
"""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.figures import notes_of, redrawn, why_nothing
from broadsheet.figures.layout import ACCENT, GREY, INK, SPEECH
from broadsheet.figures.quantile_dots import crowd

TABLE = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "row": ["North (n = 2)", "North (n = 2)", "South (n = 1)"],
        "value": [0.5, 0.25, float("nan")],
        "low": [0.4, 0.2, float("nan")],
        "high": [0.6, 0.3, float("nan")],
        "lit": [True, False, True],
        "panel": "One",
    }
)


def written(figure):
    return [text.get_text() for axis in figure.axes for text in axis.texts]


def test_one_dot_an_article_each_with_its_value_and_undefined_said_in_words():
    figure = bs.dots(TABLE, value="value", row="row", xlabel="share", percent=True)
    assert written(figure) == ["50 %", "25 %", "undefined"]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == [
        "North (n = 2)",
        "South (n = 1)",
    ]


def test_rows_read_downwards_in_the_tables_order():
    axis = bs.dots(TABLE, value="value", row="row", xlabel="share").axes[0]
    bottom, top = axis.get_ylim()
    assert bottom > top


def test_the_two_kinds_of_dot_are_named_once_beside_the_first_of_each():
    said = written(
        bs.dots(
            TABLE,
            value="value",
            row="row",
            xlabel="x",
            accent="lit",
            key=("narration", "quotation"),
        )
    )
    assert said[:2] == ["quotation 0.50", "narration 0.25"]


def test_an_axis_that_is_to_begin_at_zero_shows_zero():
    axis = bs.dots(TABLE, value="value", row="row", xlabel="x", zero=True).axes[0]
    assert axis.get_xlim()[0] < 0 and axis.spines.bottom.get_bounds()[0] == 0


def test_where_dots_are_many_no_values_are_written():
    many = pd.concat([TABLE[:1]] * 20, ignore_index=True)
    assert written(bs.dots(many, value="value", row="row", xlabel="x")) == []


def test_a_strip_shows_every_value_and_the_median():
    table = pd.DataFrame({"row": "North", "words": [3, 3, 8, 20]})
    axis = bs.strip(table, value="words", row="row", xlabel="words").axes[0]
    assert len(axis.lines[0].get_xdata()) == 4 and written(axis.figure) == ["5.5", "median"]


def test_a_strip_puts_the_median_below_its_dots_and_all_of_them_in_its_row():
    words = [*range(3, 31)] * 9 + [15] * 40
    table = pd.DataFrame({"row": ["A"] * len(words) + ["B"], "words": [*words, 7]})
    axis = bs.strip(table, value="words", row="row", xlabel="words").axes[0]
    dots, median = axis.lines[0].get_ydata(), axis.lines[2].get_ydata()
    assert len(dots) == 292 and max(dots) < min(median) < 0.5 and min(dots) > -0.5


@pytest.mark.parametrize(
    "draw",
    [
        lambda empty: bs.dots(empty, value="value", row="row", xlabel="x", panel="panel"),
        lambda empty: bs.bars(
            empty, value="value", row="row", xlabel="x", panel="panel", accent="lit", label="id"
        ),
        lambda empty: bs.strip(empty, value="value", row="row", xlabel="x"),
        lambda empty: bs.barcode(empty, row="row", start="low", end="high", label="id", xlabel="x"),
    ],
)
def test_a_table_without_rows_gives_a_figure_that_says_so_and_no_error(draw):
    assert why_nothing(draw(TABLE[:0])) == "nothing to show"


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), None])
def test_odd_values_and_names_are_left_out_and_never_fail(odd):
    table = TABLE.assign(value=odd, low=odd, high=odd, lit=True)
    bs.dots(table, value="value", row="row", xlabel="x").canvas.draw()
    bs.bars(
        table.assign(value=float("nan")),
        value="value",
        row="row",
        xlabel="x",
        panel="panel",
        accent="lit",
        label="id",
    )
    bs.strip(table.assign(value=float("nan")), value="value", row="row", xlabel="x")
    bs.barcode(TABLE.assign(id=None), row="row", start="low", end="high", label="id", xlabel="x")
    assert bs.labelled(pd.DataFrame({"outlet": [1, 2], "id": [1, 2]})).tolist() == [
        "1 (n = 1)",
        "2 (n = 1)",
    ]


@pytest.mark.parametrize("percent, high", [(True, 1.0), (False, 950.0)])
def test_numbers_of_narrow_axes_do_not_run_into_each_other(percent, high):
    name = "The Example Gazette (n = 4)"
    rows = [
        {"row": name, "panel": panel, "value": high / 2, "low": 0.0, "high": high}
        for panel in ("she", "he", "not known")
    ]
    table = pd.DataFrame([*rows, rows[0] | {"row": "North (n = 1)", "value": high / 3}])
    figure = bs.dots(
        table, value="value", row="row", panel="panel", across=3, xlabel="x",
        percent=percent, zero=True,
    )  # fmt: skip
    figure.draw_without_rendering()
    for axis in figure.axes:
        low, end = axis.get_xlim()
        boxes = [
            label.get_window_extent()
            for place, label in zip(axis.get_xticks(), axis.get_xticklabels())
            if low <= place <= end
        ]
        assert len(boxes) >= 2
        assert all(left.x1 + 4 < right.x0 for left, right in pairwise(boxes))


def test_a_very_long_name_leaves_room_for_the_drawing():
    figure = bs.dots(
        TABLE[:1].assign(row="The Example Post " * 20), value="value", row="row", xlabel="x"
    )
    figure.draw_without_rendering()
    assert figure.axes[0].get_position().width > 0.4


@settings(max_examples=15)
@given(st.text(max_size=12), st.floats(allow_nan=True, allow_infinity=False, width=16))
def test_no_name_and_no_value_makes_a_drawing_fail(name, value):
    table = TABLE.assign(row=name, value=value, low=value, high=value)
    bs.dots(table, value="value", row="row", xlabel="x").canvas.draw()


def large(rows, outlets, seed=1):
    """A table of so many rows, outlets of unequal size, values around 10."""
    random = np.random.default_rng(seed)
    at = random.choice(
        outlets, rows, p=1 / np.arange(1, outlets + 1) / sum(1 / np.arange(1, outlets + 1))
    )
    table = pd.DataFrame(
        {
            "id": range(rows),
            "outlet": [f"The Example Post and Courier of Harbour {n}" for n in at],
            "value": random.normal(10 + at / 100, 2),
            "lit": random.random(rows) < 0.5,
        }
    )
    table = bs.fewer_outlets(table).assign(
        low=lambda made: made["value"] - 1, high=lambda made: made["value"] + 1
    )
    return table.assign(row=bs.labelled(table)).sort_values("value")


def drawn_dots(axis):
    return [line for line in axis.lines if line.get_marker() in "oD" and len(line.get_xdata()) > 1]


def test_a_row_of_over_a_hundred_values_is_told_by_a_hundred_dots_and_its_median():
    values = pd.DataFrame({"row": ["A"] * 1000 + ["B"] * 20, "value": [*range(1000), *range(20)]})
    axis = bs.dots(values, value="value", row="row", xlabel="x").axes[0]
    assert [len(line.get_xdata()) for line in drawn_dots(axis)] == [100]
    assert "500" in written(axis.figure)
    assert "each small dot is 1 % of a row's values" in notes_of(axis.figure)
    assert (
        sum(line.get_xdata() is not None and len(line.get_xdata()) == 1 for line in axis.lines)
        == 21
    )  # B's, and A's median


def test_beside_a_row_of_over_a_hundred_values_each_of_over_twenty_has_a_median_too():
    values = pd.DataFrame({"row": ["A"] * 1000 + ["B"] * 60, "value": [*range(1000), *range(60)]})
    axis = bs.dots(values, value="value", row="row", xlabel="x").axes[0]
    assert [len(line.get_xdata()) for line in drawn_dots(axis)] == [
        50,
        50,
    ]  # no more dots than the smaller row has values
    assert {"500", "29.5"} <= set(written(axis.figure))
    assert notes_of(axis.figure).startswith("Each small dot is 2 %")


def test_undefined_values_are_counted_once_a_row_and_not_written_over_its_dots():
    values = pd.DataFrame(
        {
            "row": ["A", "A", "A", "B", "B"],
            "value": [float("nan"), float("nan"), 1.0, float("nan"), float("nan")],
        }
    )
    assert written(bs.dots(values, value="value", row="row", xlabel="x")) == [
        "1",
        "2 undefined",
        "2 undefined",
    ]


def test_the_share_that_stands_beside_a_stack_is_explained_and_only_then():
    half = pd.DataFrame({"row": "A", "value": [0.0] * 500 + [*range(1, 501)]})
    figure = bs.dots(half, value="value", row="row", xlabel="x")
    assert any(text.endswith(" %") for text in written(figure))
    assert "its share of the row" in notes_of(figure)
    assert "stack" not in notes_of(bs.dots(half[500:], value="value", row="row", xlabel="x"))


@pytest.mark.parametrize("n", [2, 5, 20])
def test_up_to_twenty_values_are_all_drawn_one_below_the_other_and_nothing_is_said_of_shares(n):
    values = pd.DataFrame({"row": ["A"] * n + ["B"], "value": [*range(n), 3]})
    figure = bs.dots(values, value="value", row="row", xlabel="x")
    places = sorted(
        (line.get_ydata()[0], line.get_xdata()[0])
        for line in figure.axes[0].lines
        if line.get_marker() == "o"
    )
    assert [x for y, x in places[:n]] == [*range(n)] and len({y for y, _ in places}) == n + 1
    assert places[0][0] > -0.5 and places[n - 1][0] < 0.5 and notes_of(figure) == ""


def test_rows_of_many_values_stand_in_the_tables_order_and_the_other_outlets_last():
    table = large(20000, 40).sort_values("row")
    names = [
        label.get_text().replace("\n", " ")
        for label in bs.dots(table, value="value", row="row", xlabel="x").axes[0].get_yticklabels()
    ]
    assert names[-1].startswith("28 other outlets")
    assert names[:-1] == sorted(names[:-1]) and len(names) == 13


def test_undefined_values_of_a_large_row_are_counted_not_drawn():
    values = pd.DataFrame({"row": "A", "value": [float("nan")] * 150 + [1.0] * 50})
    assert "150 undefined" in written(bs.dots(values, value="value", row="row", xlabel="x"))


@pytest.mark.parametrize(
    "draw",
    [
        lambda table: bs.dots(table, value="value", row="row", xlabel="x"),
        lambda table: bs.dots(
            table,
            value="value",
            row="row",
            xlabel="x",
            accent="lit",
            key=("narration", "quotation"),
        ),
        lambda table: bs.dots(
            pd.concat([table.assign(panel=n) for n in range(6)]),
            value="value",
            row="row",
            panel="panel",
            xlabel="x",
        ),
        lambda table: bs.strip(table, value="value", row="row", xlabel="x"),
        lambda table: bs.barcode(
            table.assign(start=0.1, end=0.2),
            row="row",
            start="start",
            end="end",
            label="row",
            xlabel="x",
        ),
        lambda table: bs.barcode(
            table.assign(start=0.1, end=0.2),
            row="id",
            start="start",
            end="end",
            label="row",
            xlabel="x",
        ),
        lambda table: bs.bars(
            table.assign(n="n"),
            value="value",
            row="id",
            panel="row",
            accent="lit",
            label="n",
            xlabel="x",
        ),
    ],
)
def test_no_figure_is_higher_than_a_page_and_its_file_stays_small(draw, tmp_path):
    figure = draw(large(20000, 300))
    assert figure.get_figheight() <= 8
    figure.savefig(tmp_path / "large.svg")
    assert (tmp_path / "large.svg").stat().st_size < 500_000


def test_what_has_no_room_on_the_page_is_said():
    rows = pd.DataFrame(
        {
            "id": range(300),
            "row": range(300),
            "value": range(300),
            "panel": "One",
            "lit": True,
            "said": "",
            "begin": 0.1,
            "finish": 0.2,
        }
    )
    for figure in (
        bs.dots(rows, value="value", row="row", xlabel="x"),
        bs.strip(rows, value="value", row="row", xlabel="x"),
        bs.barcode(rows, row="row", start="begin", end="finish", label="said", xlabel="x"),
        bs.bars(
            rows, value="value", row="row", panel="panel", accent="lit", label="said", xlabel="x"
        ),
    ):
        shown = len(figure.axes[0].get_yticklabels())
        assert 10 < shown < 60 and f"the first {shown} of 300" in notes_of(figure)


def test_an_axis_of_zeros_has_no_numbers_below_zero():
    table = pd.DataFrame({"row": ["A", "B"], "value": 0.0, "low": 0.0, "high": 0.0})
    [axis] = bs.dots(table, value="value", row="row", xlabel="share", percent=True, zero=True).axes
    low, high = axis.get_xlim()
    assert min(tick for tick in axis.get_xticks() if low <= tick <= high) == 0 and high > 1


@pytest.mark.parametrize("across", [1, 2, 3])
@pytest.mark.parametrize("rows", [["A", "B"], ["The Example Post and Courier (n = 12)", "B"]])
def test_no_title_of_a_panel_is_cut_off_or_runs_into_the_next(across, rows):
    titles = [
        "Securitization of migration and of borders per 1,000 words",
        "Flesch-Kincaid grade",
        "Donaudampfschifffahrtsgesellschaft and national sovereignty",
    ]
    table = pd.DataFrame([(row, 1.0, title) for title in titles for row in rows])
    table.columns = ["row", "value", "panel"]
    figure = bs.dots(
        table, value="value", row="row", panel="panel", xlabel="", across=across, shared=False
    )
    figure.set_dpi(200)  # as it is saved
    figure.draw_without_rendering()
    ends = [axis._left_title.get_window_extent().x1 for axis in figure.axes if axis.get_visible()]
    starts = [axis.get_window_extent().x0 for axis in figure.axes if axis.get_visible()]
    assert max(ends) <= figure.bbox.x1
    assert all(end < start for end, start in zip(ends, starts[1:]) if start > starts[0])


def test_a_corrected_interval_is_a_thin_line_and_has_room_on_the_axis():
    table = pd.DataFrame(
        {"row": ["A", "B"], "value": 1.0, "low": 0.5, "high": 1.5, "shown": [True, False]}
    ).assign(corrected_low=[0.25, -2.0], corrected_high=[1.75, 4.0])
    [axis] = bs.dots(table, "value", "row", "difference", accent="shown").axes
    ends = {
        line.get_linewidth(): [*line.get_xdata()]
        for line in axis.lines
        if len(line.get_xdata()) == 2
    }
    assert ends == {1.8: [0.5, 1.5], 0.8: [-2.0, 4.0]}
    assert axis.get_xlim()[0] < -2 and axis.get_xlim()[1] > 4


def test_the_median_of_a_crowd_is_drawn_over_stories_where_they_are_known():
    table = pd.DataFrame({"row": "A", "value": [*range(30)], "story": [n // 3 for n in range(30)]})
    known, unknown = (crowd(table["value"], 20, stories) for stories in (table["story"], None))
    assert (known.low, known.high) == bs.median_interval(table["value"], table["story"])[1:]
    assert known.high - known.low > unknown.high - unknown.low


def ratio_ticks(*doublings, **columns):
    table = pd.DataFrame({"row": "A", "value": doublings}).assign(**columns)
    figure = bs.dots(table, "value", "row", "times", ratio=True)
    figure.draw_without_rendering()
    return [label.get_text() for label in figure.axes[0].get_xticklabels()]


@pytest.mark.parametrize(
    "doublings, wanted",
    [
        ((-0.4, 0.05), ["1/2", "1", "2"]),  # not 1/1.31951
        ((0.0,), ["1/2", "1", "2"]),
        ((-3.0, 2.2), ["1/8", "1/4", "1/2", "1", "2", "4"]),
        ((-9.0, 9.0), ["1/256", "1/64", "1/16", "1/4", "1", "4", "16", "64", "256"]),
        ((-10.0, 0.05), ["1/1,024", "1/256", "1/64", "1/16", "1/4", "1"]),  # 1/512 has no room
    ],
)
def test_an_axis_of_ratios_says_whole_ratios_on_both_sides_of_one(doublings, wanted):
    assert ratio_ticks(*doublings) == wanted


def test_an_interval_without_end_leaves_the_other_values_readable():
    table = pd.DataFrame(
        {"row": list("ABCD"), "value": [20.0, 30.0, 40.0, 0.0], "low": [9.0, 20, 30, 0]}
    ).assign(high=[30.0, 40, 50, 353e6])
    figure = bs.dots(table, "value", "row", "hits per 1,000 words", zero=True, lines="95 %")
    [axis] = figure.axes
    assert 50 < axis.get_xlim()[1] < 1000
    assert (
        notes_of(figure)
        == "Lines are 95 %. A triangle marks an interval that is longer than the axis."
    )
    assert sum(line.get_marker() == ">" for line in axis.lines) == 1
    usual = bs.dots(table[:3], "value", "row", "hits per 1,000 words", zero=True, lines="95 %")
    assert notes_of(usual) == "Lines are 95 %."


def test_the_caption_calls_a_line_a_bootstrap_only_where_single_values_have_one():
    crowded = pd.DataFrame({"row": ["A"] * 30, "value": range(30), "low": 0, "high": 1})
    said = {"of": "article", "lines": "95 % bootstrap intervals over sentences"}
    assert "bootstrap" not in notes_of(bs.dots(crowded, "value", "row", "x", **said))
    assert "Each dot is" not in notes_of(bs.dots(crowded, "value", "row", "x", **said))
    mixed = pd.concat([crowded, crowded[:1].assign(row="B")])
    assert notes_of(bs.dots(mixed, "value", "row", "x", **said)) == (
        "In rows of up to 20 articles, each dot is one article. In longer rows, each small dot is "
        "5 % of a row's articles. The mark below them is the median with its 95 % interval, from "
        "the order of the values. Lines of single dots are 95 % bootstrap intervals over "
        "sentences."
    )


def test_dates_stand_on_a_calendar_and_dates_of_one_day_are_not_drawn():
    days = pd.to_datetime(["2025-12-30", "2026-01-02", None])
    table = pd.DataFrame({"row": ["A", "B", "C"], "date": days})
    figure = bs.dots(table, "date", "row", "day")
    assert written(figure) == ["30 Dec", "2 Jan", "without a date"]
    labels = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    assert labels[0] == "30 Dec\n2025" and "1 Jan\n2026" in labels
    assert why_nothing(bs.dots(table[1:], "date", "row", "day")) == (
        "All known dates are the same day, 2 Jan 2026."
    )
    assert why_nothing(bs.dots(table[2:], "date", "row", "day")) == "No date is known."


@pytest.mark.parametrize(
    "meaning, accent, colours",
    [
        (None, None, {INK}),
        ("speech", None, {SPEECH}),
        (None, "lit", {ACCENT, GREY}),
        ("speech", "lit", {SPEECH, GREY}),
    ],
)
def test_a_colour_has_one_meaning(meaning, accent, colours):
    [axis] = bs.dots(TABLE, "value", "row", "x", accent=accent, meaning=meaning).axes
    dots = [line for line in axis.lines if line.get_marker() in ("o", "D")]
    assert {line.get_color() for line in dots} == colours


@pytest.mark.parametrize("inches", [85 / 25.4, 178 / 25.4])
def test_a_figure_is_drawn_again_in_the_width_of_a_column_and_no_name_is_cut_off(inches):
    names = ["The Example Post and Courier of Northern Harbour (n = 9)", "South (n = 9)"]
    table = pd.concat([TABLE[:1].assign(row=name, panel=p) for name in names for p in "xyz"])
    figure = redrawn(
        bs.dots(table, "value", "row", "share of words", panel="panel", across=3), inches
    )
    figure.set_dpi(200)
    figure.draw_without_rendering()
    assert figure.get_figwidth() == pytest.approx(inches)
    for axis in figure.axes:
        if axis.get_visible():
            assert axis.get_window_extent().width > 60
            assert all(label.get_window_extent().x0 >= 0 for label in axis.get_yticklabels())


@pytest.mark.parametrize("value, stroke", [(0.4, 0.42), (0.6, 0.58), (0.01, 0.06), (0.99, 0.95)])
def test_no_stroke_crosses_the_number_beside_a_dot(value, stroke):
    table = pd.DataFrame({"row": ["A", "B"], "value": [value, 0], "of_all": [stroke, 1]})
    figure = bs.dots(table, "value", "row", "share", mark="of_all", percent=True, zero=True)
    figure.draw_without_rendering()
    [axis] = figure.axes
    words = axis.texts[0].get_window_extent()
    x = axis.transData.transform((stroke, 0))[0]
    assert not words.x0 < x < words.x1
    assert words.x0 > 0 and words.x1 < figure.bbox.x1


def test_all_dots_of_a_figure_are_of_one_size():
    table = pd.DataFrame({"row": ["A"] * 18 + ["B"], "value": [*range(18), 4]})
    figure = bs.dots(table, "value", "row", "words", of="article")
    sizes = {line.get_markersize() for line in figure.axes[0].lines if line.get_marker() == "o"}
    assert len(sizes) == 1


def test_what_an_axis_measures_fits_into_a_narrow_figure():
    figure = bs.dots(TABLE, "value", "row", "first outlet's rate as a multiple of the second's")
    narrow = redrawn(figure, 85 / 25.4)
    narrow.draw_without_rendering()
    label = narrow.axes[0].xaxis.label.get_window_extent()
    assert label.x0 > 0 and label.x1 < narrow.bbox.x1


def test_outlets_of_five_panels_keep_their_names_in_a_narrow_figure():
    rows = [f"The {name} (n = 12)" for name in ("Ellery Tribune", "Gull Head Sentinel", "Review")]
    table = pd.DataFrame({"row": rows * 5, "value": 1.0, "panel": sorted([*"ABCDE"] * 3)})
    figure = redrawn(bs.dots(table, "value", "row", "words", panel="panel"), 85 / 25.4)
    written = [label.get_text().replace("\n", " ") for label in figure.axes[0].get_yticklabels()]
    assert written == rows
