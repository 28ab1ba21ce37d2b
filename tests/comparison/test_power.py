"""Stories and items that are enough, by hand and by simulation."""

import re

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.paths import ROOT
from broadsheet.stats import mean_estimate, swapping_p


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
    # Student's t with 39 degrees of freedom is 2.0227, with 38 2.0244 (any table)
    assert ((2.0227 * (1 + 1.5 / 40) + 0.841621) * spread / 0.5) ** 2 < 40
    assert ((2.0244 * (1 + 1.5 / 39) + 0.841621) * spread / 0.5) ** 2 > 39
    assert row["needed"] == 40
    # with 7, 2.3646
    reach = 2.3646 * (1 + 1.5 / 8) + 0.841621
    assert row["detectable"] == pytest.approx(reach * spread / np.sqrt(8), rel=1e-4)


@pytest.mark.parametrize("difference", [1.5, 1.0, 0.6])
@pytest.mark.parametrize("comparisons", [1, 45])
def test_so_many_stories_show_the_difference_as_often_as_was_asked_for(difference, comparisons):
    rng = np.random.default_rng(5)
    pilot = rng.normal(0.0, 1.0, 4000)
    needed = int(
        bs.stories_needed(told(pilot), "grade", difference, comparisons=comparisons)[
            "needed"
        ].item()
    )
    shown = 0
    for seed in range(150):
        differences = rng.normal(difference, 1.0, needed)
        swapped = swapping_p(differences, seed, resamples=300)
        estimate = mean_estimate(differences, seed, resamples=300, permuted=swapped)
        low, high = estimate.ends(0.05 / comparisons)
        shown += not low <= 0 <= high
    assert 0.73 <= shown / 150 <= 0.92


def test_a_difference_among_many_takes_more_stories_and_no_fewer_than_have_so_small_a_p():
    table = told(np.array([0.0, 2, 1, 3, 0, 2, 1, 2]))
    one, many = (
        bs.stories_needed(table, "grade", 1.0, comparisons=n)["needed"].item() for n in (1, 45)
    )
    assert one < many
    row = bs.stories_needed(table, "grade", 1000.0, comparisons=45).iloc[0]
    assert row["needed"] == 11  # 2 / 2^10 is above .05 / 45, 2 / 2^11 below
    assert np.isnan(row["detectable"])  # of eight stories no p is that small


def test_outlets_taken_together_are_compared_with_nothing():
    table = told(np.arange(9.0)).replace({"outlet": {"A": "9 other outlets"}})
    assert bs.stories_needed(table, "grade", 1.0).empty


@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"difference": np.inf}, "difference inf"),
        ({"difference": 1e-200}, "more stories than anybody"),
        ({"difference": 1.0, "comparisons": 0}, "comparisons 0"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(wrong, message):
    with pytest.raises(ValueError, match=message):
        bs.stories_needed(told(np.arange(9.0)), "grade", **wrong)


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
    with pytest.raises(ValueError, match="power 1: give the probability"):
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
