"""Intervals and agreement: against published values and arithmetic by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import stats
from broadsheet.measuring.readability_formulas import counts, formulas


# R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine
# 17 (1998), table I.
@pytest.mark.parametrize(
    "hits, n, low, high",
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(hits, n, low, high):
    assert stats.wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_wilson_lies_between_0_and_1_and_around_the_share(hits, n):
    hits = min(hits, n)
    low, high = stats.wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1


def test_wilson_is_undefined_where_hits_are_more_than_words_or_fewer_than_none():
    assert all(
        math.isnan(end) for hits, n in ((2, 1), (-1, 5), (0, 0)) for end in stats.wilson(hits, n)
    )


def sentences(*lengths):
    return pd.DataFrame({"id": "a", "words": lengths, "sentences": 1})


def length(sums):
    return {"length": sums["words"] / sums["sentences"]}


def test_the_bootstrap_interval_comes_near_the_normal_one_where_that_is_right():
    drawn = np.random.default_rng(1).integers(10, 31, 400)
    row = stats.intervals(sentences(*drawn), ["id"], length, seed=3).iloc[0]
    reach = 1.96 * drawn.std(ddof=1) / math.sqrt(len(drawn))
    assert row["low"] == pytest.approx(drawn.mean() - reach, abs=0.1)
    assert row["high"] == pytest.approx(drawn.mean() + reach, abs=0.1)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    again = [
        stats.intervals(
            sentences(3, 9, 14, 30, 31, 37, 41, 5, 17, 23, 2, 66), ["id"], length, seed
        )["low"].iloc[0]
        for seed in (1, 1, 2)
    ]
    assert again[0] == again[1] != again[2]


def test_the_interval_of_a_group_does_not_hang_on_the_groups_beside_it():
    one, other = sentences(3, 9, 14, 30), sentences(1, 2, 3).assign(id="b")
    alone = stats.intervals(one, ["id"], length, seed=1)
    beside = stats.intervals(pd.concat([other, one]), ["id"], length, seed=1)
    pd.testing.assert_frame_equal(alone, beside[beside["id"] == "a"].reset_index(drop=True))


def test_numbers_too_large_for_floating_point_are_added_up_exactly():
    odd = 2**53 + 1
    [(numbers, sums)] = stats.resampled([np.array([[odd], [odd]])], seed=1, resamples=3)
    assert numbers == [0] and sums.tolist() == [[[2 * odd]]] * 3


def test_fractions_are_resampled_as_whole_numbers_are():
    whole, halves = (
        sentences(3, 9, 14, 30, 31),
        sentences(3, 9, 14, 30, 31).astype({"words": float}),
    )
    halves["words"] /= 2
    [row], [half] = (
        stats.intervals(rows, ["id"], length, seed=1)[["low", "high"]].to_numpy()
        for rows in (whole, halves)
    )
    assert half.tolist() == pytest.approx((row / 2).tolist())


def test_one_sentence_has_a_value_and_no_interval():
    row = stats.intervals(sentences(7), ["id"], length, seed=1).iloc[0]
    assert row["value"] == 7 and math.isnan(row["low"]) and math.isnan(row["high"])


def test_rows_that_are_all_alike_tell_no_interval_rather_than_one_without_width():
    row = stats.intervals(sentences(7, 7, 7), ["id"], length, seed=1).iloc[0]
    assert row["value"] == 7 and math.isnan(row["low"]) and math.isnan(row["high"])


def test_articles_without_an_outlet_keep_their_interval():
    assert (
        len(stats.intervals(sentences(3, 4).assign(outlet=None), ["outlet", "id"], length, seed=1))
        == 1
    )


def test_what_names_a_row_is_never_added_up():
    named = sentences(3, 4).assign(
        outlet="A", person=[1, 2], voice="narration", start=[0, 9], end=[8, 20]
    )
    summed = []

    def asked(sums):
        summed.append(set(sums))
        return length(sums)

    stats.intervals(named, ["id"], asked, seed=1)
    assert summed[0] == summed[-1] == {"words", "sentences"}


def test_groups_stay_in_the_order_of_their_rows_also_where_people_are_drawn():
    rows = pd.concat([sentences(3, 4).assign(id="b"), sentences(9, 7)])
    rows["speaker"] = ["Bo", "Ana", "Eva", "Ana"]
    table = stats.intervals(rows, ["id"], length, seed=1, unit="speaker")
    assert table[["id", "n", "value"]].values.tolist() == [["b", 2, 3.5], ["a", 2, 8.0]]


def test_rows_of_nobody_in_particular_are_drawn_as_one_and_none_is_lost():
    rows = sentences(3, 4, 9, 8).assign(speaker=["Bo", None, None, "Ana"])
    [row] = stats.intervals(rows, ["id"], length, seed=1, unit="speaker").to_dict("records")
    assert (row["n"], row["value"]) == (3, 24 / 4)


def test_every_formula_gets_an_interval_around_its_value():
    table = counts(
        "We met. The delegation discussed agriculture. Nobody left early. It rained all day long."
    ).assign(id="a")
    rows = stats.intervals(table, ["id"], formulas, seed=1)
    assert set(rows["statistic"]) == set(formulas(table.sum(numeric_only=True)))
    assert (rows["low"] <= rows["value"] + 1e-9).all() and (
        rows["value"] <= rows["high"] + 1e-9
    ).all()


def test_agreement_is_undefined_where_nothing_was_found_or_wanted():
    scores = stats.agreement(0, 0, 0)
    assert all(
        math.isnan(scores[name])
        for name in ("precision", "recall", "f1", "f1_low", "precision_low", "recall_high")
    )


def test_agreement_keeps_what_it_was_counted_from_and_f1_needs_both_sides():
    scores = stats.agreement(right=3, found=4, wanted=12)
    assert [scores[name] for name in ("right", "found", "wanted")] == [3, 4, 12]
    # 2 · 3 / (4 + 12)
    assert scores["f1"] == 6 / 16
    low, other = stats.wilson(3, 4)[0], stats.wilson(3, 12)[0]
    assert scores["f1_low"] == 2 * low * other / (low + other) < 6 / 16 < scores["f1_high"]
    whole = stats.agreement(9, 9, 9)
    assert whole["f1_low"] < whole["f1"] == whole["f1_high"] == 1
    assert (scores["recall_low"], scores["recall_high"]) == stats.wilson(3, 12)
    assert math.isnan(stats.agreement(0, 3, 0)["f1"]) and math.isnan(stats.agreement(0, 0, 3)["f1"])


def test_of_up_to_twelve_differences_all_signs_are_counted_and_of_more_some_are_drawn():
    # all alike: only all signs equal, either way, are as far
    assert stats.swapping_p(np.ones(12)) == 2 / 2**12
    # of thirteen, 2 / 2^13 of the drawn ones are expected to be as far, some five of 20,000
    few = [(1 + drawn) / 20_001 for drawn in range(20)]
    assert stats.swapping_p(np.full(13, 1 / 3)) in few
    # an odd number of ones never adds up to less than one
    assert stats.swapping_p(np.array([1.0] * 7 + [-1.0] * 6)) == 1


def test_a_ratio_of_nothing_has_no_interval():
    some, none = np.arange(1.0, 9.0), np.zeros(8)
    for own, rest in ((some, none), (none, some), (none, none)):
        assert np.isnan(stats.ratio_interval(own, rest)).tolist() == [True, True]


def test_many_comparisons_are_corrected_as_benjamini_and_hochberg_did():
    """The fifteen p values of their section 4.1, of which four stay below .05."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    q = stats.benjamini_hochberg(p)
    assert (q <= 0.05).sum() == 4 and q[3] == pytest.approx(15 * 0.0095 / 4) and q[-1] == 1


def test_a_missing_p_is_no_comparison():
    assert np.isnan(stats.benjamini_hochberg([float("nan"), 0.02])).tolist() == [True, False]


def test_intervals_of_very_many_rows_are_as_wide_as_those_drawn_row_by_row():
    rng = np.random.default_rng(3)
    rows = rng.poisson(20, size=(5000, 1))
    [(_, sums)] = stats.resampled([rows], seed=1, resamples=2000)
    bundled = np.quantile(sums[:, 0, 0], [0.025, 0.975])
    alone = np.quantile(
        rng.multinomial(5000, np.full(5000, 1 / 5000), size=2000) @ rows[:, 0], [0.025, 0.975]
    )
    assert abs(np.diff(bundled) / np.diff(alone) - 1).item() < 0.1


def test_of_over_a_thousand_groups_the_values_come_without_intervals():
    counts = pd.DataFrame({"id": np.repeat(np.arange(1001), 2), "words": 10, "sentences": 1})
    found = stats.intervals(
        counts, ["id"], lambda sums: {"length": sums["words"] / sums["sentences"]}, seed=1
    )
    assert (
        (found["value"] == 10).all()
        and len(found) == 1001
        and found[["low", "high"]].isna().all(axis=None)
    )


# D. G. Altman and others, Statistics with confidence, 2nd edition, BMJ Books 2000, page 38: ranks 2
# and 10 of 11.
def test_the_interval_of_a_median_is_the_published_one():
    assert stats.median_interval([66, 71.2, 83, 83.6, 101, 107.6, 122, 143, 160, 177, 414]) == (
        107.6,
        71.2,
        177.0,
    )


@given(st.integers(1, 300))
def test_the_ranks_of_a_medians_interval_are_those_of_the_exact_binomial(n):
    _, low, high = stats.median_interval(range(1, n + 1))
    outside = [
        rank
        for rank in range(1, n // 2 + 1)
        if 40 * sum(math.comb(n, k) for k in range(rank)) <= 2**n
    ]
    assert (
        (low, high) == (max(outside), n + 1 - max(outside))
        if outside
        else math.isnan(low) and math.isnan(high)
    )


def test_of_many_values_the_medians_interval_is_that_of_the_normal_approximation():
    _, low, high = stats.median_interval(range(1_000_000))
    assert (high - low) / 2 == pytest.approx(1.96 * 1000 / 2, abs=2)


def test_of_no_values_there_is_no_median_and_undefined_ones_are_left_out():
    assert all(math.isnan(end) for end in stats.median_interval([]))
    assert stats.median_interval([1, float("nan"), 3])[0] == 2


@pytest.mark.parametrize(
    "articles, other_articles, words",
    [
        (1, 1, "these two articles differ"),
        (1, 2, "these articles differ"),
        (29, 400, "these articles differ"),
        (30, 30, "these outlets differ"),
    ],
)
def test_a_difference_is_one_of_outlets_only_where_both_have_enough_articles(
    articles, other_articles, words
):
    assert f"{stats.who_differs(articles, other_articles)} differ" == words


@pytest.mark.parametrize("n", [10, 30, 100])
def test_of_medians_over_stories_as_many_intervals_hold_the_true_one(n):
    # Three nearly alike articles of each story.
    rng = np.random.default_rng(n)
    stories = np.repeat(np.arange(n), 3)
    covered = np.zeros((400, 2))
    for sample in range(400):
        values = rng.normal(0, 1, n)[stories] + rng.normal(0, 0.3, 3 * n)
        for column, clusters in enumerate((stories, None)):
            _, low, high = stats.median_interval(values, clusters)
            covered[sample, column] = low <= 0 <= high
    over_stories, over_articles = covered.mean(axis=0)
    assert over_stories >= 0.95 - 2 * math.sqrt(0.05 * 0.95 / 400) and over_articles < 0.85


def test_of_few_stories_a_median_has_no_interval():
    median, low, high = stats.median_interval(range(30), [n % 5 for n in range(30)])
    assert median == 14.5 and math.isnan(low) and math.isnan(high)


def test_a_corrected_interval_is_that_of_benjamini_and_yekutieli():
    # Of four comparisons two have q at most .05: each interval is drawn at the level .05 · 2 / 4.
    rng = np.random.default_rng(2)
    clear = [stats.mean_estimate(rng.normal(3, 1, 20)) for _ in range(2)]
    alike = [stats.mean_estimate(rng.normal(0, 1, 20)) for _ in range(2)]
    together = stats.corrected([*clear, None, *alike])
    assert together.over == 4 and together.is_shown.tolist() == [True, True, False, False, False]
    ends = [estimate.ends(0.05 * 2 / 4) for estimate in (*clear, *alike)]
    assert [*zip(together.low[[0, 1, 3, 4]], together.high[[0, 1, 3, 4]])] == ends
    assert math.isnan(together.q[2]) and math.isnan(together.low[2])


def test_a_comparison_without_an_interval_counts_and_shows_nothing():
    alike = stats.mean_estimate(np.full(9, 2.0), permuted=2 / 2**9)
    clear = stats.mean_estimate(np.arange(1.0, 21.0))
    together = stats.corrected([alike, clear])
    assert together.is_shown.tolist() == [False, True] and together.over == 2
    assert together.q[0] == 1


def test_numbers_at_the_edges_of_floats_give_what_is_undefined_and_no_error():
    assert np.isnan(stats.wilson(0, 8e-240)).all()
    assert not np.isnan(stats.wilson(0, 1e-150)).any()
    assert stats.benjamini_hochberg([0, 9e307]).tolist() == [0, np.inf]
