"""What prominence.py promises: the mean of an outlet's articles, and an interval that holds it."""

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")


def test_it_is_the_mean_over_articles_and_copies_count_once():
    table = pd.DataFrame(
        {
            "outlet": ["A", "A", "A", None, "B"],
            "story": ["s", "s", "t", "t", "t"],
            "wire_group": ["w", "w", None, None, None],
            "war_prominence": [0.5, 0.3, 0.1, 0.2, np.nan],
        }
    )
    rows = bs.prominences(table, ["war"])
    assert rows["outlet"].tolist()[:1] == ["A"] and rows["outlet"].isna().tolist() == [False, True]
    assert rows["value"].tolist() == pytest.approx([(0.4 + 0.1) / 2, 0.2])
    assert rows["articles"].tolist() == [2, 1] and rows["stories"].tolist() == [2, 1]
    assert rows["low"].isna().all()  # under six units


def test_a_frame_that_was_not_measured_is_an_error():
    with pytest.raises(ValueError, match="no column trade_prominence in the table: measure"):
        bs.prominences(pd.DataFrame({"outlet": ["A"], "war_prominence": [0.1]}), ["trade"])


def test_without_articles_there_are_columns_and_no_rows():
    table = bs.measure(pd.DataFrame({"id": [], "outlet": [], "text": []}), LEXICON)
    assert bs.prominences(table, list(LEXICON.frames)).empty


def test_the_interval_holds_the_true_mean_of_stories_with_several_articles():
    rng, held = np.random.default_rng(5), 0
    for seed in range(100):
        level = np.repeat(rng.gamma(4, 0.05, 20), 2)  # two articles of a story are alike
        table = pd.DataFrame(
            {
                "outlet": "A",
                "story": np.repeat(np.arange(20), 2),
                "war_prominence": level + rng.normal(0, 0.02, 40),
            }
        )
        row = bs.prominences(table, ["war"], seed).iloc[0]
        held += row["low"] <= 0.2 <= row["high"]
    assert held >= 89  # 95 %, less three standard errors of 100 samples


def test_no_interval_reaches_below_nothing():
    table = pd.DataFrame({"outlet": "A", "war_prominence": [0.0, 0.0, 0.1, 0.0, 0.2, 0.0, 0.05]})
    row = bs.prominences(table, ["war"]).iloc[0]
    assert row["low"] == 0 and row["high"] > row["value"] > 0


def test_the_order_of_rows_changes_no_number():
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"outlet": "A", "war_prominence": rng.random(12)})
    once = bs.prominences(table, ["war"])
    assert once.equals(bs.prominences(table.iloc[::-1], ["war"]))
