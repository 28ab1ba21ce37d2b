"""Trends: one scale, gaps, hollow dots, and nothing where there is no time."""

import io

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.figures import notes_of
from broadsheet.figures.layout import INK
from broadsheet.figures.trendplot import ROWS

NAN = float("nan")


def values(outlets="AB", days=5, **columns):
    periods = pd.date_range("2031-02-26", periods=days).strftime("%Y-%m-%d")
    table = pd.DataFrame(
        {
            "outlet": np.repeat(list(outlets), days),
            "unit": "day",
            "period": list(periods) * len(outlets),
            "articles": 9,
            "value": np.tile(np.linspace(0.2, 0.3, days), len(outlets)),
            "low": 0.1,
            "high": 0.4,
        }
    )
    return table.assign(**columns)


def lines(axis):
    """The line that joins, the full dots and the hollow ones, as lists of values."""
    joined, full, hollow, *_ = axis.get_lines()
    assert full.get_markerfacecolor() == INK and hollow.get_markerfacecolor() == "white"
    return joined.get_ydata(), full.get_ydata(), hollow.get_ydata()


def test_outlets_are_rows_on_one_scale_that_begins_at_zero():
    figure = bs.trend(values(), "share quoted", percent=True)
    assert [axis.texts[0].get_text() for axis in figure.axes] == ["A (n = 45)", "B (n = 45)"]
    assert len({axis.get_ylim() for axis in figure.axes}) == 1
    low, high = figure.axes[0].get_ylim()
    assert -0.05 < low <= 0 and high > 0.4
    ticks = [tick for tick in figure.axes[0].get_yticks() if low <= tick <= high]
    assert ticks[0] == 0 and len(ticks) > 2


def test_dates_are_dates_and_the_year_stands_where_it_begins():
    figure = bs.trend(values(days=5), "share")
    words = [label.get_text() for label in figure.axes[-1].get_xticklabels()]
    assert words == ["26 Feb\n2031", "27 Feb", "28 Feb", "1 Mar", "2 Mar"]


def test_no_line_passes_through_a_period_without_articles():
    table = values("A", 5)
    table.loc[2, ["articles", "value", "low", "high"]] = [0, NAN, NAN, NAN]
    figure = bs.trend(table, "share")
    joined, *_ = lines(figure.axes[0])
    assert np.isnan(joined).tolist() == [False, False, True, False, False]
    assert "A gap is a time without articles." in notes_of(figure)
    assert "Gap" not in notes_of(bs.trend(values("A", 5), "share"))


def test_few_articles_are_hollow_and_said():
    table = values("A", 4, articles=[9, 5, 6, 1])
    figure = bs.trend(table, "share")
    _, full, hollow = lines(figure.axes[0])
    np.testing.assert_allclose(full, table["value"][[0, 2]])
    np.testing.assert_allclose(hollow, table["value"][[1, 3]])
    assert "A hollow dot rests on fewer than 6 articles" in notes_of(figure)
    assert "Hollow" not in notes_of(bs.trend(values("A", 4), "share"))


def test_an_interval_far_beyond_the_values_is_cut_off_and_said():
    figure = bs.trend(values("A", 4, high=[0.4, 0.4, 9.0, 0.4]), "share")
    assert figure.axes[0].get_ylim()[1] < 1 and "extend beyond the panel" in notes_of(figure)


@pytest.mark.parametrize("days", [1, 2])
def test_of_one_or_two_days_nothing_is_drawn_and_a_sentence_says_so(days):
    table = values("AB", days)
    days_in_words = f"{days} day{'s' * (days > 1)}"
    says = f"No trend is drawn: the articles cover {days_in_words}, and a trend takes 3."
    assert bs.trend_span(table) == says
    [axis] = bs.trend(table, "share").axes
    assert [text.get_text() for text in axis.texts] == [says] and not axis.get_lines()


def test_two_days_far_apart_are_two_days():
    table = values("A", 9, articles=[9, *[0] * 7, 9], value=[0.1, *[NAN] * 7, 0.2])
    assert bs.trend_span(table).startswith("No trend is drawn: the articles cover 2 days")


def test_of_many_outlets_those_with_most_articles_are_drawn():
    table = values("ABCDEFGHIJKLMNO", 4)
    table.loc[table["outlet"] == "A", "articles"] = 1
    figure = bs.trend(table, "share")
    names = [axis.texts[0].get_text()[0] for axis in figure.axes]
    assert names == list("BCDEFGHIJKLMN") and len(names) == ROWS
    assert "The 13 of 15 outlets with most articles" in notes_of(figure)


@pytest.mark.parametrize("outlets, days", [("A", 3), ("ABCDEFGHIJKLMNOP", 104), ("AB", 400)])
def test_it_fits_on_a_page_and_is_the_same_every_time(outlets, days):
    pictures = []
    for _ in range(2):
        figure = bs.trend(values(outlets, days), "share", percent=True)
        assert figure.get_figheight() <= 8
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=60)
        pictures.append(file.getvalue())
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("value", [0.0, NAN, 7.0, -3.0])
def test_equal_or_undefined_values_never_fail(value):
    table = values("AB", 4, value=value, low=NAN, high=NAN)
    for zero in (True, False):
        bs.trend(table, "share", zero=zero).draw_without_rendering()


def test_the_caption_speaks_of_lines_only_where_there_are_some():
    table = values("AB", 4)
    said = [
        notes_of(bs.trend(part, "share", lines="95 % intervals"))
        for part in (table, table.assign(low=float("nan"), high=float("nan")))
    ]
    assert ["Upright lines are 95 % intervals." in words for words in said] == [True, False]


def test_the_colour_of_a_measure_is_that_of_other_figures():
    figure = bs.trend(values("A", 4), "share quoted", meaning="speech")
    assert {line.get_color() for line in figure.axes[0].lines if line.get_marker() == "o"} == {
        "#155e8c"
    }
