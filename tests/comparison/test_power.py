"""Stories and items that are enough, by hand and by simulation."""

import re

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.paths import ROOT
from broadsheet.stats import mean_interval


def told(differences):
    """Two outlets on stories that differ by so much."""
    n = len(differences)
    base = np.arange(n) * 3.0
    return pd.DataFrame(
        {
            "story": np.repeat(np.arange(n), 2),
            "outlet": ["A", "B"] * n,
            "grade": np.column_stack([base + differences, base]).ravel(),
        }
    )


def test_the_formula_by_hand():
    row = bs.stories_needed(told(np.array([0, 2, 0, 2, 0, 2, 0, 2])), "grade", 0.5).iloc[0]
    spread = np.sqrt(8 / 7)
    assert row["spread"] == pytest.approx(spread)
    assert row["needed"] == np.ceil(((1.959964 + 0.841621) * spread / 0.5) ** 2 + 1.959964**2 / 2)
    assert row["detectable"] == pytest.approx(2.801585 * spread / np.sqrt(8 - 1.920729), rel=1e-5)


def test_so_many_stories_show_the_difference_as_often_as_was_asked_for():
    rng = np.random.default_rng(5)
    pilot = rng.normal(0.0, 1.0, 4000)
    needed = int(bs.stories_needed(told(pilot), "grade", 0.6)["needed"].item())
    assert 22 <= needed <= 26  # (2.8 / 0.6)² + 2
    shown = 0
    for _ in range(300):
        low, high = mean_interval(rng.normal(0.6, 1.0, needed), resamples=300)
        shown += not low <= 0 <= high
    assert shown / 300 == pytest.approx(0.8, abs=0.07)


@pytest.mark.parametrize("differences", [np.arange(5.0), np.full(9, 2.0)])
def test_few_stories_or_equal_ones_tell_nothing(differences):
    row = bs.stories_needed(told(differences), "grade", 1.0).iloc[0]
    assert np.isnan(row["spread"]) and pd.isna(row["needed"]) and np.isnan(row["detectable"])


def test_more_power_and_a_smaller_difference_take_more_stories():
    table = told(np.array([0.0, 2, 1, 3, 0, 2, 1, 2]))
    base, larger, stronger = (
        bs.stories_needed(table, "grade", difference, power)["needed"].item()
        for difference, power in ((0.5, 0.8), (1.0, 0.8), (0.5, 0.95))
    )
    assert larger < base < stronger
    with pytest.raises(ValueError, match="power 1: the chance"):
        bs.stories_needed(table, "grade", 0.5, power=1)
    with pytest.raises(ValueError, match="no column `grad`"):
        bs.stories_needed(table, "grad", 0.5)


def test_items_are_the_fewest_that_give_the_interval():
    for share in (0.0, 0.5, 0.7, 0.9, 1.0):
        for reach in (0.03, 0.05, 0.1):
            items, articles = bs.items_to_code(share, reach)
            ends = [bs.wilson(share * n, n) for n in (items - 1, items)]
            assert ends[0][1] - ends[0][0] > 2 * reach >= ends[1][1] - ends[1][0]
            assert articles == items


def test_the_table_of_the_page_is_what_the_function_gives():
    page = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \.(\d\d) \| (\d+) \| (\d+) \| (\d+) \|$", page, re.M)
    assert len(rows) >= 5
    for share, *numbers in rows:
        share = int(share) / 100
        assert [int(number) for number in numbers] == [
            bs.items_to_code(share)[0],
            bs.items_to_code(share, per_article=4, alike=0.1)[1],
            bs.items_to_code(share, reach=0.1)[0],
        ]
