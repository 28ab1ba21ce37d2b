"""The paired plot: a line for each story, and no dot where too few stories are shared."""

import io
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.figures import notes_of, why_nothing
from broadsheet.figures.pairplot import MOST


def told(outlets: str, stories: int, missing: float = 0.0) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    rows = [
        (f"s{story:02}", outlet, float(rng.normal(10 + story, 1) + 3 * (outlet == "A")))
        for story in range(stories)
        for outlet in outlets
        if rng.random() >= missing
    ]
    return pd.DataFrame(rows, columns=["story", "outlet", "grade"])


def drawn(table: pd.DataFrame, **settings):
    differences = bs.paired_differences(table, ["grade"])
    rows = bs.difference_rows(differences, "grade")
    return bs.story_lines(bs.story_values(table, "grade"), rows, "grade", **settings)


def texts(axis) -> list[str]:
    return [text.get_text() for text in axis.texts]


def test_each_story_is_a_line_and_two_outlets_have_their_means():
    table = told("AB", 9)
    lines, means = drawn(table).axes
    assert [label.get_text() for label in lines.get_xticklabels()] == ["A", "B"]
    *stories, mean = lines.get_lines()
    assert len(stories) == 9
    by_outlet = table.groupby("outlet")["grade"].mean()
    np.testing.assert_allclose(mean.get_ydata(), by_outlet)
    [row] = means.get_yticklabels()
    assert row.get_text() == "A minus B (n = 9)"
    [said] = texts(means)
    assert said == f"+{by_outlet['A'] - by_outlet['B']:.1f}"


def test_a_line_passes_over_an_outlet_that_did_not_tell_the_story():
    [lines] = drawn(told("ABC", 2).drop(index=1)).axes
    first, second = lines.get_lines()
    assert [*first.get_xdata()] == [0, 2] and [*second.get_xdata()] == [0, 1, 2]


def test_of_too_few_stories_no_difference_is_drawn():
    table = told("ABC", 9)
    _, means = drawn(table[(table["outlet"] != "C") | (table["story"] < "s05")]).axes
    assert texts(means)[1:] == ["too few stories"] * 2
    assert len([line for line in means.get_lines() if line.get_marker() in ("o", "D")]) == 1


def test_where_nothing_is_compared_no_panel_stands_empty():
    figure = drawn(told("AB", 5))
    assert len(figure.axes) == 1 and "On the right" not in notes_of(figure)


def test_names_of_six_outlets_do_not_run_into_each_other():
    names = ["Associated Press", "Christian Science Monitor", "National Review", "Reuters", "Vox"]
    table = pd.concat([told("A", 7).assign(outlet=name) for name in names], ignore_index=True)
    figure = drawn(table)
    figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_xticklabels()]
    assert all(left.x1 <= right.x0 for left, right in pairwise(boxes))


def test_only_what_is_shown_is_in_the_accent():
    _, means = drawn(told("ABC", 12)).axes
    marks = [line.get_marker() for line in means.get_lines() if line.get_marker() in ("o", "D")]
    assert marks == ["o", "o", "D"]  # A minus B, A minus C, B minus C


def test_a_difference_is_in_the_accent_exactly_where_the_thin_line_misses_zero():
    _, means = drawn(told("ABCD", 12)).axes
    thin = [line for line in means.get_lines() if line.get_linewidth() == 0.8][1:]  # behind zero's
    marks = [line.get_marker() for line in means.get_lines() if line.get_marker() in ("o", "D")]
    misses = [min(line.get_xdata()) > 0 or max(line.get_xdata()) < 0 for line in thin]
    assert len(thin) == 6 and misses == [mark == "o" for mark in marks]
    assert any(misses) and not all(misses)


def test_outlets_taken_together_have_no_column_and_no_row():
    table = pd.concat([told("AB", 9), told("A", 9).assign(outlet="117 other outlets")])
    lines, means = drawn(table).axes
    assert [label.get_text() for label in lines.get_xticklabels()] == ["A", "B"]
    assert [label.get_text() for label in means.get_yticklabels()] == ["A minus B (n = 9)"]


def test_of_many_outlets_those_that_share_most_stories_have_a_column():
    table = told("ABCDEFGH", 12)
    table = table[~table["outlet"].isin(["A", "B"]) | (table["story"] > "s05")]
    lines, means = drawn(table).axes
    columns = [label.get_text() for label in lines.get_xticklabels()]
    assert columns == list("CDEFGH") and len(columns) == MOST
    assert len(means.get_yticklabels()) == 15
    assert "the first 6 of 8 outlets" in notes_of(means.figure)


def test_shares_are_in_percent_and_start_at_zero():
    table = told("AB", 9).assign(grade=lambda rows: rows["grade"] / 100)
    lines, means = drawn(table, percent=True, zero=True).axes
    assert lines.get_ylim()[0] == 0
    assert means.get_xlabel() == "percentage points"
    lines.figure.draw_without_rendering()
    assert lines.get_yticklabels()[0].get_text() == "0 %"


@pytest.mark.parametrize("outlets, stories", [("AB", 400), ("ABCDEFGHIJ", 40), ("A", 3)])
def test_it_fits_on_a_page_and_is_the_same_every_time(outlets, stories):
    table = told(outlets, stories, 0.2)
    pictures = []
    for _ in range(2):
        figure = drawn(table)
        assert figure.get_figheight() <= 7.9
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=50)
        pictures.append(file.getvalue())
    assert pictures[0] == pictures[1]


def test_an_axis_of_zeros_has_no_numbers_below_zero():
    lines, _ = drawn(told("AB", 9).assign(grade=0.0), percent=True, zero=True).axes
    low, high = lines.get_ylim()
    assert min(tick for tick in lines.get_yticks() if low <= tick <= high) == 0 and high == 1


def test_one_story_alone_is_not_drawn():
    assert why_nothing(drawn(told("AB", 1))) == "Fewer than 2 stories have values for two outlets."
    assert not why_nothing(drawn(told("AB", 2)))
