"""A measure over days, weeks and months: sums, means, gaps and intervals."""

import math

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.stats import mean_interval

TABLE = pd.DataFrame(
    {
        "outlet": ["A", "A", "A", "B", None],
        "published": ["2031-03-04", "2031-03-04T23:59Z", "2031-03-06", "2031-03-05", "2031-03-05"],
        "words": [100, 300, 50, 200, 999],
        "quoted_words": [50, 50, 25, 20, 999],
    }
)  # fmt: skip
TABLE["quoted_share"] = TABLE["quoted_words"] / TABLE["words"]


def test_rates_are_sums_over_sums_and_other_measures_means():
    share = bs.trend_values(TABLE, "quoted_share")
    assert share["outlet"].tolist() == ["A"] * 3 + ["B"] * 3
    np.testing.assert_allclose(share["value"], [100 / 400, np.nan, 0.5, np.nan, 0.1, np.nan])
    assert share["articles"].tolist() == [2, 0, 1, 0, 1, 0]
    words = bs.trend_values(TABLE, "words")
    np.testing.assert_allclose(words["value"], [200, np.nan, 50, np.nan, 200, np.nan])


def test_periods_without_articles_stand_there_without_a_value():
    values = bs.trend_values(TABLE[TABLE["outlet"] == "A"], "words")
    assert values["period"].tolist() == ["2031-03-04", "2031-03-05", "2031-03-06"]
    assert values["value"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize(
    "last, unit, periods",
    [
        ("2031-04-28", "day", 56),
        ("2031-04-29", "week", 9),  # Monday 3 March to the week of Monday 28 April
        ("2033-03-04", "week", 105),
        ("2033-03-06", "month", 25),
    ],
)
def test_the_unit_follows_from_the_span(last, unit, periods):
    table = pd.DataFrame({"outlet": "A", "published": ["2031-03-04", last], "words": 1})
    values = bs.trend_values(table, "words")
    assert set(values["unit"]) == {unit} and len(values) == periods


def test_weeks_begin_on_monday_and_months_on_their_first():
    table = pd.DataFrame(
        {"outlet": "A", "published": ["2031-03-09", "2031-03-10", "2031-04"], "words": [1, 2, 3]}
    )
    weeks = bs.trend_values(table, "words", unit="week")
    assert weeks["period"].tolist() == ["2031-03-03", "2031-03-10"]
    months = bs.trend_values(table, "words", unit="month")  # a month is enough of a date for it
    assert months[["period", "articles", "value"]].values.tolist() == [
        ["2031-03-01", 2, 1.5],
        ["2031-04-01", 1, 3.0],
    ]


def units(n, **columns):
    return pd.DataFrame(
        {"outlet": "A", "published": "2031-03-04", "words": np.arange(1.0, n + 1), **columns}
    )


def test_the_interval_of_a_mean_is_that_of_its_articles_from_six_on():
    [five] = bs.trend_values(units(5), "words")["low"]
    assert math.isnan(five)
    six = bs.trend_values(units(6), "words").iloc[0]
    np.testing.assert_allclose(
        [six["low"], six["high"]], mean_interval(np.arange(1.0, 7)), rtol=1e-6
    )


def test_articles_of_one_story_are_one_unit():
    alike = bs.trend_values(units(12, story=[1] * 7 + list(range(2, 7))), "words").iloc[0]
    assert alike["articles"] == 12 and alike["stories"] == 6 and not math.isnan(alike["low"])
    fewer = bs.trend_values(units(12, story=[1] * 8 + list(range(2, 6))), "words").iloc[0]
    assert fewer["stories"] == 5 and math.isnan(fewer["low"])
    unnamed = bs.trend_values(units(12, story=None), "words").iloc[0]
    assert unnamed["stories"] == 0 and not math.isnan(unnamed["low"])


def test_the_interval_of_a_share_stays_between_0_and_1():
    table = units(9).assign(words=100, quoted_words=[0, 0, 0, 0, 0, 1, 2, 3, 100])
    table["quoted_share"] = table["quoted_words"] / table["words"]
    low, high = bs.trend_values(table, "quoted_share")[["low", "high"]].iloc[0]
    assert low == 0 and high <= 1


def test_in_simulations_95_of_100_intervals_hold_the_true_share():
    """400 periods of 30 stories, two articles each, alike in their share: 93 to 97 of 100."""
    rng = np.random.default_rng(7)
    days = pd.date_range("2031-01-01", periods=400).strftime("%Y-%m-%d")
    share = np.repeat(rng.beta(2, 6, (400, 30)), 2, axis=1)
    words = rng.integers(100, 900, (400, 60))
    quoted = rng.binomial(words, share)
    table = pd.DataFrame(
        {
            "outlet": "A",
            "published": np.repeat(days, 60),
            "story": np.tile(np.repeat(np.arange(30), 2), 400),
            "words": words.ravel(),
            "quoted_words": quoted.ravel(),
            "quoted_share": (quoted / words).ravel(),
        }
    )
    values = bs.trend_values(table, "quoted_share", unit="day", resamples=400)
    held = (values["low"] <= 0.25) & (values["high"] >= 0.25)
    assert 0.93 <= held.mean() <= 0.97


def test_copies_of_a_text_count_once():
    table = units(3, story=1, wire_group=["w", "w", None]).assign(words=[100, 100, 400])
    row = bs.trend_values(table, "words").iloc[0]
    assert row["articles"] == 2 and row["value"] == 250


def test_the_order_of_rows_changes_nothing():
    table = units(30, story=list(range(10)) * 3)
    table["words"] = np.random.default_rng(1).normal(300, 50, 30)
    values = bs.trend_values(table, "words")
    pd.testing.assert_frame_equal(
        bs.trend_values(table.sample(frac=1, random_state=2), "words"), values
    )


@pytest.mark.parametrize(
    "table, measure, unit, message",
    [
        (TABLE, "grade", None, "no column `grade` in the table; it has outlet, published"),
        (TABLE.drop(columns="outlet"), "words", None, "no column `outlet`"),
        (TABLE.assign(words="many"), "words", None, "words: contains no numbers"),
        (TABLE, "words", "year", "unit='year': choose one of 'day', 'week', 'month'"),
    ],
)
def test_what_cannot_be_averaged_is_named(table, measure, unit, message):
    with pytest.raises(ValueError, match=message):
        bs.trend_values(table, measure, unit)


@pytest.mark.parametrize("published", [None, "2031-13-45", "March", "0001-01-01T00:00Z"])
def test_without_dates_there_are_no_rows(published):
    assert bs.trend_values(TABLE.assign(published=published), "words").empty


def test_weeks_are_chosen_up_to_two_years_to_the_day():
    # 732 days: from 1 January 2031 to 1 January 2033, both counted (2032 has 366)
    assert bs.trend_values(units(1).assign(published="2031-01-01"), "words")["unit"][0] == "day"
    two_years = pd.DataFrame({"outlet": "A", "published": ["2031-01-01", "2033-01-01"], "words": 1})
    assert set(bs.trend_values(two_years, "words")["unit"]) == {"week"}
    longer = two_years.assign(published=["2031-01-01", "2033-01-02"])
    assert set(bs.trend_values(longer, "words")["unit"]) == {"month"}


def test_outlets_stand_in_alphabetical_order_whatever_the_rows():
    table = units(2).assign(outlet=["B", "A"])
    assert bs.trend_values(table, "words")["outlet"].tolist() == ["A", "B"]


def test_the_interval_of_a_share_is_drawn_around_it():
    # six stories with shares of 10 to 60 in 100: their mean is 35 in 100, and the ratio too
    table = units(6).assign(words=100, quoted_words=[10, 20, 30, 40, 50, 60])
    table["quoted_share"] = table["quoted_words"] / table["words"]
    row = bs.trend_values(table, "quoted_share").iloc[0]
    ends = mean_interval(np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]))
    np.testing.assert_allclose([row["low"], row["value"], row["high"]], [ends[0], 0.35, ends[1]])


def test_a_table_without_known_dates_has_the_columns_of_one_with_them():
    assert list(bs.trend_values(TABLE.assign(published=None), "words")) == list(
        bs.trend_values(TABLE, "words")
    )
