"""Differences within stories: worked by hand, held to their promise by simulation, and the same
whatever the order of rows.
"""

import builtins
import importlib.util
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison.paired import (
    Groups,
    _pooled,
    _says,
    articles_of,
    groups_of,
    rate_of,
    shared_stories_line,
    story_line_rows,
    story_measures,
)
from broadsheet.stats import (
    CONTEXT,
    ON_STORIES,
    Studentised,
    corrected,
    mean_estimate,
    student,
    swapping_p,
)

SAMPLES = 1000


def told(values: dict[str, list[float]], measure: str = "grade") -> pd.DataFrame:
    """One article per outlet and story; None where an outlet did not tell a story."""
    rows = [
        {"story": f"story {number:03}", "outlet": outlet, measure: value}
        for outlet, of_outlet in values.items()
        for number, value in enumerate(of_outlet)
        if value is not None
    ]
    return pd.DataFrame(rows)


def simulated(differences: np.ndarray, stories_vary: np.ndarray | float = 0.0) -> pd.DataFrame:
    """A table of outlets A and B in which each column of `differences` (one row per story) is what
    A is above B in one measure; stories vary besides.
    """
    n, samples = differences.shape
    names = [f"m{sample}" for sample in range(samples)]
    base = np.zeros((n, samples)) + stories_vary
    both = pd.DataFrame(np.concatenate([base + differences, base]), columns=names)
    return both.assign(story=[*range(n)] * 2, outlet=["A"] * n + ["B"] * n)


def names_of(table: pd.DataFrame) -> list[str]:
    return [name for name in table if name.startswith("m")]


# Worked by hand

SEVEN = {"A": [9, 12, 8, 11, 10, 13, 7], "B": [7, 11, 9, 8, 6, 8, 1]}


def test_a_difference_is_worked_by_hand():
    # A minus B: 2, 1, -1, 3, 4, 5, 6: mean 20 / 7. Of the 2^7 = 128 ways to choose their signs, the
    # sum is 20 or more in three: all plus (22), and either of the two ones minus (20). In as
    # many it is -20 or less.
    row = bs.paired_differences(told(SEVEN), ["grade"]).iloc[0]
    assert row[["measure", "outlet", "other"]].tolist() == ["grade", "A", "B"]
    assert (row["stories"], row["articles"]) == (7, 14)
    assert row["difference"] == pytest.approx(20 / 7)
    assert row["p"] == row["q"] == 6 / 128
    assert np.isnan(row["ratio"]) and 0 < row["low"] < 20 / 7 < row["high"]
    assert row["says"] == f"A higher {ON_STORIES}"


def test_the_columns_are_those_promised():
    table = bs.paired_differences(told(SEVEN), ["grade"])
    names = """measure outlet other stories articles difference low high p q
        corrected_low corrected_high comparisons ratio ratio_low ratio_high says"""
    assert table.columns.tolist() == names.split()


def test_a_rate_is_made_of_sums_and_its_ratio_from_sums_within_stories():
    # Story 1: A quotes 30 of 100 and 10 of 100 words, 40 of 200 in all; B 10 of 100.
    # Story 2: A 20 of 50, B 30 of 100. Differences .2 - .1 and .4 - .3: mean .1.
    # Ratio: (40 · 100 / 300 + 20 · 100 / 150) over (10 · 200 / 300 + 30 · 50 / 150)
    # = (13.33 + 13.33) / (6.67 + 10) = 1.6.
    table = pd.DataFrame(
        [
            ("1", "A", 100, 30),
            ("1", "A", 100, 10),
            ("1", "B", 100, 10),
            ("2", "A", 50, 20),
            ("2", "B", 100, 30),
        ],
        columns=["story", "outlet", "words", "quoted_words"],
    )
    table["quoted_share"] = table["quoted_words"] / table["words"]
    row = bs.paired_differences(table, ["quoted_share"]).iloc[0]
    assert row["difference"] == pytest.approx(0.1)
    assert row["ratio"] == pytest.approx(1.6)
    assert (row["stories"], row["articles"]) == (2, 5)
    # Not a rate by its name: the mean of the articles' own shares, .2 = (.3 + .1) / 2, is the same
    # here, and no ratio is given.
    row = bs.paired_differences(table.assign(other=table["quoted_share"]), ["other"]).iloc[0]
    assert row["difference"] == pytest.approx(0.1) and np.isnan(row["ratio"])


@pytest.mark.parametrize(
    "measure, hits, of, per",
    [
        ("quoted_share", "quoted_words", "words", 1),
        ("unattributed_share", "unattributed_words", "quoted_words", 1),
        ("quotations_per_1000_words", "quotations", "words", 1000),
        ("framing_terms_per_1000_words", "framing_terms", "words", 1000),
        ("security_per_1000_words", "security_hits", "words", 1000),
        ("document_share", "document_words", "quoted_words", 1),
        ("she_share", "she_words", "people_words", 1),
    ],
)
def test_numerator_and_denominator_are_found_by_name(measure, hits, of, per):
    columns = """words quoted_words people_words quotations framing_terms security_hits
        document_words she_words""".split()
    assert rate_of(pd.DataFrame(columns=columns), measure) == (hits, of, per)


@pytest.mark.parametrize("measure", ["words", "lix", "vote_share", "narration_lix"])
def test_what_is_no_rate_of_ours_is_averaged(measure):
    assert rate_of(pd.DataFrame(columns=["words", "quoted_words"]), measure) is None


@pytest.mark.parametrize(
    "measure, columns",
    [
        ("war_per_1000_words", ["war_hits"]),  # no words
        ("she_share", ["people_words", "quoted_words", "words"]),  # nobody counted hers
        ("unattributed_share", ["words", "unattributed_words"]),  # nor what is quoted
        ("_share", ["_words", "quoted_words"]),
        ("_per_1000_words", ["_hits", "words"]),
    ],
)
def test_without_its_parts_or_its_name_a_rate_is_none(measure, columns):
    assert rate_of(pd.DataFrame(columns=columns), measure) is None


def test_an_article_without_a_denominator_is_left_out_of_a_rate():
    table = pd.DataFrame(
        {
            "story": "1",
            "outlet": ["A", "A", "B"],
            "words": [100, 0, 50],
            "war_hits": [2, 5, 2],
            "war_per_1000_words": [20.0, np.nan, 40.0],
        }
    )
    row = bs.paired_differences(table, ["war_per_1000_words"]).iloc[0]
    # per 1,000 words 20 and 40: (2 · 50) / (2 · 100)
    assert (row["difference"], row["articles"], row["ratio"]) == (-20, 2, 0.5)
    none = table.assign(war_hits=[2, 5, 0])
    row = bs.paired_differences(none, ["war_per_1000_words"]).iloc[0]
    assert row["difference"] == 20 and np.isnan(row["ratio"])


def test_hits_that_the_table_does_not_have_are_worked_out_of_rate_and_words():
    # A: 20 of 1,000 in 100 words and none in 300, 2 of 400; B: 40 of 1,000 in 50
    table = pd.DataFrame({"story": "1", "outlet": ["A", "A", "B"], "words": [100, 300, 50]})
    table["war_per_1000_words"] = [20.0, 0.0, 40.0]
    row = bs.paired_differences(table, ["war_per_1000_words"]).iloc[0]
    assert (row["difference"], row["ratio"]) == (5 - 40, 5 / 40)


def test_from_six_stories_on_the_ratio_of_a_rate_has_an_interval():
    table = told({"A": [5, 6, 7, 8, 9, 12], "B": [4, 4, 4, 4, 5, 5]}, "quoted_words")
    table = table.assign(words=20, quoted_share=table["quoted_words"] / 20)
    for stories, is_given in ((6, True), (5, False)):
        some = table[table["story"] < f"story {stories:03}"]
        row = bs.paired_differences(some, ["quoted_share"]).iloc[0]
        assert row["stories"] == stories
        assert row[["ratio_low", "ratio_high"]].notna().tolist() == [is_given] * 2
        # of equal words the ratio is that of the sums
        own, rest = (some.loc[some["outlet"] == outlet, "quoted_words"].sum() for outlet in "AB")
        assert row["ratio"] == pytest.approx(own / rest)


def test_a_numerator_that_the_table_does_not_have_is_worked_out():
    # Story by story: A 10 of 40 and 0 of 10 quoted words, 10 of 50; B 6 of 60.
    table = pd.DataFrame(
        {
            "story": "1",
            "outlet": ["A", "A", "B"],
            "quoted_words": [40, 10, 60],
            "unattributed_share": [0.25, 0.0, 0.1],
        }
    )
    row = bs.paired_differences(table, ["unattributed_share"]).iloc[0]
    assert row["difference"] == pytest.approx(0.2 - 0.1)
    assert row["ratio"] == pytest.approx(2.0)


def test_of_three_outlets_each_pair_is_compared_over_the_stories_that_both_told():
    table = told({"A": [1, 2, None, 4], "B": [None, 1, 1, 1], "C": [None, None, 5, None]})
    rows = bs.paired_differences(table, ["grade"])
    assert rows[["outlet", "other", "stories", "difference"]].values.tolist() == [
        ["A", "B", 2, 2.0],
        ["B", "C", 1, -4.0],
    ]


def test_what_has_no_story_no_outlet_or_no_value_is_left_out():
    table = told({"A": [3, 4], "B": [1, 1]})
    more = pd.DataFrame(
        {
            "story": [None, "story 000", "story 001"],
            "outlet": ["A", None, "A"],
            "grade": [99, 99, np.nan],
        }
    )
    row = bs.paired_differences(pd.concat([table, more]), ["grade"]).iloc[0]
    assert (row["difference"], row["articles"]) == (2.5, 4)


@pytest.mark.parametrize(
    "row, says",
    [
        ({}, f"A higher {ON_STORIES}"),
        (
            {"difference": -1.0, "corrected_low": -2.0, "corrected_high": -0.5},
            f"A lower {ON_STORIES}",
        ),
        ({"corrected_low": 0.0}, "no difference shown"),
        ({"corrected_low": np.nan, "corrected_high": np.nan}, "no difference shown"),
        ({"difference": -1.0, "corrected_low": -2.0, "corrected_high": 0.0}, "no difference shown"),
        ({"stories": 5}, "too few stories to tell: 5 of the 6 needed"),
        ({"other": "117 other outlets"}, CONTEXT),
    ],
)
def test_a_difference_is_reported_where_its_corrected_interval_leaves_out_zero(row, says):
    plain = {"stories": 6, "outlet": "A", "other": "B", "difference": 1.0}
    plain |= {"corrected_low": 0.5, "corrected_high": 1.5}
    assert _says(plain | row) == says


# Wire copy


def wire() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "story": "1",
            "outlet": ["A", "A", "A", "B", "B"],
            "wire_group": ["w", "w", None, "w", None],
            "grade": [10.0, 10.0, 4.0, 10.0, 2.0],
        }
    )


def test_copies_of_a_text_count_once_for_each_story_and_outlet():
    # A: 10 once, and 4: 7. B: 10 and 2: 6.
    row = bs.paired_differences(wire(), ["grade"]).iloc[0]
    assert (row["difference"], row["articles"]) == (1.0, 4)
    without = bs.paired_differences(wire().drop(columns="wire_group"), ["grade"]).iloc[0]
    assert (without["difference"], without["articles"]) == (2.0, 5)


def test_copies_in_the_papers_of_one_owner_count_once_for_the_owner():
    table = wire().assign(owner=["X", "X", "X", "X", "Y"])
    row = bs.paired_differences(table, ["grade"], by="owner").iloc[0]
    assert (row["difference"], row["articles"]) == (pytest.approx(7.0 - 2.0), 3)


def test_wire_copy_can_be_left_out():
    row = bs.paired_differences(wire(), ["grade"], wire_copy=False).iloc[0]
    assert (row["difference"], row["articles"]) == (2.0, 2)


# Too few


@pytest.mark.parametrize("n", [1, 2, 5])
def test_under_six_stories_nothing_is_told_but_the_difference(n):
    table = told({"A": [*range(5, 5 + n)], "B": [0.0] * n}, "quoted_share")
    table = table.assign(words=100, quoted_words=table["quoted_share"])
    row = bs.paired_differences(table, ["quoted_share"]).iloc[0]
    assert row[["low", "high", "p", "q", "ratio_low", "ratio_high"]].isna().all()
    assert row["difference"] > 0 and row["says"] == f"too few stories to tell: {n} of the 6 needed"


def test_with_six_stories_a_p_value_below_05_is_possible():
    row = bs.paired_differences(told({"A": [2, 3, 4, 5, 6, 7], "B": [1] * 6}), ["grade"]).iloc[0]
    assert row["p"] == 2 / 64 and row["low"] > 0 and row["says"] == f"A higher {ON_STORIES}"


def test_outlets_that_are_alike_in_every_story_have_no_interval_and_no_difference():
    row = bs.paired_differences(told({"A": [2.5] * 9, "B": [2.5] * 9}), ["grade"]).iloc[0]
    assert row["difference"] == 0 and row["p"] == 1 and row[["low", "high"]].isna().all()
    assert row["says"] == "no difference shown"


def test_differences_that_are_nearly_all_zero_have_no_interval():
    # Of 10 stories drawn again from these, .9^10 = 35 % hold no difference at all.
    row = bs.paired_differences(told({"A": [3] + [1] * 9, "B": [1] * 10}), ["grade"]).iloc[0]
    assert row["difference"] == 0.2 and row["p"] == 1 and row[["low", "high"]].isna().all()
    assert row["says"] == "no difference shown"


def test_a_table_in_which_no_story_is_shared_gives_no_row_but_all_columns():
    rows = bs.paired_differences(told({"A": [1, None], "B": [None, 1]}), ["grade"])
    assert rows.empty and "says" in rows


@pytest.mark.parametrize(
    "change, message",
    [
        (
            {"within": "event"},
            "no column `event`, which shows which articles report the same story",
        ),
        (
            {"measures": ["lix"]},
            "no column `lix` in the table; its numbers are grade",
        ),
        ({"measures": ["grad"]}, "no column `grad` in the table; did you mean `grade`?"),
        ({"by": "owner"}, "no column `owner` in the table"),
        ({"measures": ["outlet"]}, "outlet: contains no numbers"),
    ],
)
def test_what_is_missing_is_named(change, message):
    with pytest.raises(ValueError, match=message):
        bs.paired_differences(told(SEVEN), **{"measures": ["grade"], **change})


# The same bytes


def several_articles() -> pd.DataFrame:
    """Three outlets, 20 stories, up to four articles each, values that no float holds exactly."""
    rng = np.random.default_rng(3)
    table = pd.DataFrame(
        {
            "story": rng.integers(0, 20, 160).astype(str),
            "outlet": rng.choice(["A", "B", "C"], 160),
            "words": rng.integers(100, 900, 160),
            "grade": rng.normal(10, 2, 160) / 3,
            "wire_group": rng.choice(["w1", "w2", None], 160),
        }
    )
    table["quoted_words"] = rng.binomial(table["words"], 0.2)
    return table.assign(quoted_share=table["quoted_words"] / table["words"])


MEASURES = ["grade", "quoted_share", "words"]


@pytest.mark.parametrize("compare", [bs.paired_differences, bs.paired_rivals])
def test_the_order_of_rows_changes_no_bit(compare):
    table = several_articles()
    expected = compare(table, MEASURES).to_csv()
    for seed in range(3):
        shuffled = table.sample(frac=1, random_state=seed)
        assert compare(shuffled, MEASURES).to_csv() == expected


def test_swapping_the_names_of_two_outlets_turns_every_number_round():
    table = several_articles()
    table = table[table["outlet"] != "C"]
    rows = bs.paired_differences(table, MEASURES)
    turned = bs.paired_differences(
        table.assign(outlet=table["outlet"].map({"A": "B", "B": "A"})), MEASURES
    )
    np.testing.assert_allclose(turned["difference"], -rows["difference"])
    np.testing.assert_allclose(turned["ratio"], 1 / rows["ratio"])
    np.testing.assert_allclose(turned["p"], rows["p"], atol=0.03)
    np.testing.assert_allclose(turned["low"], -rows["high"], rtol=0.15, atol=0.05)


def test_q_is_corrected_over_all_rows():
    table = several_articles()
    rows = bs.paired_differences(table, MEASURES)
    assert len(rows) == 9 and (rows["q"] >= rows["p"] - 1e-12).all()
    np.testing.assert_array_equal(rows["q"], bs.benjamini_hochberg(rows["p"]))


# What an interval and a p value promise

SHAPES = {
    "normal": lambda rng, size: rng.normal(size=size),
    "long tails": lambda rng, size: rng.laplace(size=size),
    "skewed": lambda rng, size: rng.exponential(size=size) - 1,
    "mostly zero": lambda rng, size: rng.binomial(1, 0.3, size) * rng.normal(size=size),
}


# Of 1,000 samples, each with 500 resamples, what is reported of 95 % varies by 0.7 from run to run.
PROMISED = [(10, 0.90, 1.0), (30, 0.93, 0.97), (100, 0.93, 0.97)]


@pytest.mark.parametrize("n, lowest, highest", PROMISED)
@pytest.mark.parametrize("shape", SHAPES)
def test_of_95_percent_intervals_as_many_hold_the_true_difference(shape, n, lowest, highest):
    rng = np.random.default_rng([n, *shape.encode()])
    table = simulated(1.5 + SHAPES[shape](rng, (n, SAMPLES)), rng.normal(0, 5, (n, SAMPLES)))
    rows = bs.paired_differences(table, names_of(table), resamples=500).dropna(subset=["low"])
    covered = ((rows["low"] <= 1.5) & (rows["high"] >= 1.5)).mean()
    assert lowest <= covered <= highest
    # With few stories and mostly zeros an interval is often refused; otherwise never.
    assert len(rows) == SAMPLES or (shape == "mostly zero" and n < 100)


@pytest.mark.parametrize("n, lowest, highest", PROMISED)
def test_of_intervals_of_a_ratio_as_many_hold_the_true_one(n, lowest, highest):
    # The rate of a story varies, and around it that of each outlet; A's is 1.5 times B's.
    rng = np.random.default_rng(n)
    words = rng.integers(200, 900, (2 * n, 1))
    rate = 0.02 * np.tile(rng.gamma(8, 1 / 8, (n, SAMPLES)), (2, 1))
    rate *= rng.gamma(8, 1 / 8, (2 * n, SAMPLES)) * np.repeat([1.5, 1.0], n)[:, None]
    names = [f"m{sample}" for sample in range(SAMPLES)]
    hits = pd.DataFrame(rng.poisson(words * rate), columns=names)
    rates = (1000 * hits / words).add_suffix("_per_1000_words")
    stories = simulated(np.zeros((n, 0))).assign(words=words)
    table = pd.concat([stories, hits.add_suffix("_hits"), rates], axis=1)
    rows = bs.paired_differences(table, list(rates), resamples=500)
    covered = ((rows["ratio_low"] <= 1.5) & (rows["ratio_high"] >= 1.5)).mean()
    assert lowest <= covered <= highest


@pytest.mark.parametrize("n", [6, 10, 30, 100])
@pytest.mark.parametrize("shape", [name for name in SHAPES if name != "skewed"])
def test_where_outlets_do_not_differ_one_p_value_in_twenty_is_below_05(shape, n):
    # Two articles of each outlet share their story's level, which varies far more than they do.
    rng = np.random.default_rng([n, *shape.encode(), 8])
    stories = simulated(np.zeros((n, SAMPLES)), rng.normal(0, 5, (n, SAMPLES)))
    table = pd.concat([stories, stories], ignore_index=True)
    names = names_of(table)
    table[names] += SHAPES[shape](rng, (len(table), SAMPLES))
    rows = bs.paired_differences(table, names, resamples=500)
    # Two standard errors of a share of 1,000 samples above 5 %.
    assert (rows["p"] <= 0.05).mean() <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / SAMPLES)
    assert not rows["says"].str.endswith(ON_STORIES).any()


@pytest.mark.parametrize("n", [6, 10, 30, 100])
def test_a_difference_is_shown_exactly_where_an_interval_leaves_out_zero(n):
    # Half of the measures differ, from hardly to plainly, so that many stand near the border.
    rng = np.random.default_rng([n, 11])
    differences = rng.normal(0, 1, (n, 200)) + np.linspace(-1.5, 1.5, 200)
    rows = bs.paired_differences(simulated(differences), [f"m{m}" for m in range(200)])
    misses = (rows["low"] > 0) | (rows["high"] < 0)
    misses_corrected = (rows["corrected_low"] > 0) | (rows["corrected_high"] < 0)
    np.testing.assert_array_equal(misses, rows["p"] <= 0.05)
    np.testing.assert_array_equal(misses_corrected, rows["q"] <= 0.05)
    np.testing.assert_array_equal(misses_corrected, rows["says"].str.endswith(ON_STORIES))
    assert (rows["comparisons"] == 200).all() and (rows["q"] >= rows["p"] - 1e-12).all()
    assert (rows["corrected_low"] <= rows["low"]).all()
    assert (rows["corrected_high"] >= rows["high"]).all()
    assert misses.any() and not misses_corrected.all()


def estimates_of(differences: np.ndarray) -> list[Studentised]:
    """What `paired_differences` makes of each column, before they are corrected together."""
    return [mean_estimate(column, 1, 400, swapping_p(column, 1, 400)) for column in differences.T]


@pytest.mark.parametrize("n", [10, 30, 100])
def test_of_what_is_shown_among_many_comparisons_one_in_twenty_is_wrong(n):
    # A hundred tables of ten measures, of which three differ: what is shown of the seven others is,
    # as a share of all that is shown, 5 % or less on average. And of a hundred tables without any
    # difference no more than one in twenty shows one.
    rng = np.random.default_rng([n, 12])
    noise = rng.normal(0, 1, (n, 1000))
    differs = np.arange(1000) % 10 < 3
    some, none = (estimates_of(noise + each) for each in (4 / np.sqrt(n) * differs, 0.0))
    false, any_shown = [], []
    for start in range(0, 1000, 10):
        shown = corrected(some[start : start + 10]).is_shown
        false.append(shown[3:].sum() / max(1, shown.sum()))
        any_shown.append(corrected(none[start : start + 10]).is_shown.any())
    assert np.mean(false) <= 0.05 + 2 * np.std(false) / 10
    assert np.mean(any_shown) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 100)


def test_of_the_intervals_of_what_is_shown_one_in_twenty_misses():
    rng = np.random.default_rng(13)
    truth = np.repeat([0.0, 0.5], [500, 500])
    together = corrected(estimates := estimates_of(truth + rng.normal(0, 1, (30, 1000))))
    missed = (truth < together.low) | (truth > together.high)
    plain = np.array([estimate.ends() for estimate in estimates])
    missed_plain = (truth < plain[:, 0]) | (truth > plain[:, 1])
    shown = together.is_shown
    assert shown.sum() > 100 and missed[shown].mean() <= 0.05 + 2 * np.sqrt(0.05 / shown.sum())
    # The plain intervals of what is shown miss more often: that is why they do not decide.
    assert missed_plain[shown].mean() > missed[shown].mean()


# Several outlets taken together


def test_outlets_taken_together_are_context_and_no_comparison():
    rng = np.random.default_rng(1)
    level, noise = rng.normal(10, 2, 12), rng.normal(0, 0.3, (2, 12))
    table = told(
        {
            "A": [*(level + noise[0])],
            "B": [*(level + noise[1])],
            "117 other outlets": [*(level + 5)],
        }
    )
    rows = bs.paired_differences(table, ["grade"])
    assert rows[["outlet", "other"]].values.tolist() == [
        ["A", "B"],
        ["A", "117 other outlets"],
        ["B", "117 other outlets"],
    ]
    assert rows["says"].tolist()[1:] == ["context: several outlets taken together"] * 2
    assert rows["q"].notna().tolist() == [True, False, False]
    assert rows["low"].notna().all() and (rows["comparisons"] == 1).all()
    assert not bs.difference_rows(rows, "grade")["shown"].any()


def test_of_many_outlets_the_six_that_told_most_shared_stories_are_compared():
    table = told({name: [1.0] * (12 - at) for at, name in enumerate("HGFEDCBA")})
    more = pd.concat([table, told({"9 other outlets": [1.0] * 12})])
    assert sorted(bs.most_compared(more)["outlet"].unique()) == list("CDEFGH")
    assert len(bs.paired_differences(bs.most_compared(more), ["grade"])) == 15


# Pooled


@pytest.mark.parametrize("n", [10, 30, 100])
def test_pooled_intervals_are_drawn_over_stories(n):
    # Each outlet tells n stories, three nearly alike articles each, and a fifth of them both do:
    # were articles drawn, far fewer intervals would hold the true difference of 1.
    rng = np.random.default_rng([n, 14])
    alone = n - n // 5
    level = rng.normal(0, 1, (n + alone, 300))
    stories = np.r_[np.arange(n), np.arange(alone, n + alone)]
    outlets = np.repeat(["A", "B"], n)
    names = [f"m{sample}" for sample in range(300)]
    values = level[stories] + (outlets == "A")[:, None]
    table = pd.concat(
        [
            pd.DataFrame(values + rng.normal(0, 0.3, values.shape), columns=names).assign(
                story=stories, outlet=outlets
            )
            for article in range(3)
        ]
    )
    groups = groups_of(table, "outlet", "story")

    def covered(table: pd.DataFrame, groups: Groups) -> float:
        fits = [_pooled(articles_of(table, name, groups), 1, 400)(0, 1) for name in names]
        return float(np.mean([fit.low <= 1 <= fit.high for fit in fits]))

    assert 0.95 - 3 * np.sqrt(0.05 * 0.95 / 300) <= covered(table, groups) <= 0.99
    as_articles = table.assign(story=range(len(table)))
    assert covered(as_articles, groups_of(as_articles, "outlet", "story")) < 0.9


def test_the_pooled_comparison_finds_differences_that_are_of_coverage_alone():
    # A covers hard stories, B easy ones, and both write alike; ten stories are shared.
    rng = np.random.default_rng(1)
    table = told({"A": [*range(40)], "B": [None] * 30 + [*range(30, 40)] + [*range(60, 90)]})
    table["grade"] = table["grade"].to_numpy() + rng.normal(0, 0.1, len(table))
    rivals = bs.paired_rivals(table, ["grade"]).set_index("definition")
    assert rivals.loc["pooled", "high"] < -20
    for definition in ("within stories", "story fixed effects"):
        assert abs(rivals.loc[definition, "difference"]) < 0.2
        assert rivals.loc[definition, "low"] < 0 < rivals.loc[definition, "high"]


# Rivals


def test_fixed_effects_are_worked_by_hand():
    # Through C alone: A - C is 2 in story 1, B - C is 5 in story 2, so that A - B is -3.
    table = told({"A": [3, None], "B": [None, 9], "C": [1, 4]})
    rivals = bs.paired_rivals(
        pd.concat([table, told({"A": [None, None, 7], "B": [None, None, 10]})]), ["grade"]
    )
    fits = rivals[rivals["definition"] == "story fixed effects"].set_index(["outlet", "other"])
    assert fits["difference"].round(9).to_dict() == {
        ("A", "B"): -3.0,
        ("A", "C"): 2.0,
        ("B", "C"): 5.0,
    }


def test_of_pairs_the_fixed_effect_is_the_mean_difference_with_its_error_clustered_by_story():
    # 2, 1, -1, 3, 4, 5, 6: the squares add up to 92, those around the mean to 92 - 400 / 7
    fits = bs.paired_rivals(told(SEVEN), ["grade"]).set_index("definition")
    row = fits.loc["story fixed effects"]
    reach = student(6) * np.sqrt((92 - 400 / 7) / 6 / 7)
    assert (row["stories"], row["articles"]) == (7, 14)
    assert row["difference"] == pytest.approx(20 / 7)
    assert (row["low"], row["high"]) == pytest.approx((20 / 7 - reach, 20 / 7 + reach))


@pytest.mark.parametrize(
    "values, is_given",
    [
        ({"A": [2, 3, 4, 5, 6, 8], "B": [1] * 6}, True),
        ({"A": [2, 3, 4, 5, 8], "B": [1] * 5}, False),  # five stories
        ({"A": [2] * 6, "B": [1] * 6}, False),  # all alike
    ],
)
def test_a_fixed_effect_has_an_interval_from_six_stories_on_that_are_not_alike(values, is_given):
    fits = bs.paired_rivals(told(values), ["grade"]).set_index("definition")
    row = fits.loc["story fixed effects"]
    assert row["difference"] > 0 and row[["low", "high"]].notna().tolist() == [is_given] * 2


def test_a_fixed_effect_of_a_rate_is_of_the_rates_of_articles():
    # 30 of 100 against 10 of 200 words, and 20 of 50 against 30 of 100: (.25 + .1) / 2
    table = pd.DataFrame(
        {
            "story": list("1122"),
            "outlet": list("ABAB"),
            "words": [100, 200, 50, 100],
            "quoted_words": [30, 10, 20, 30],
        }
    )
    table["quoted_share"] = table["quoted_words"] / table["words"]
    fits = bs.paired_rivals(table, ["quoted_share"]).set_index("definition")
    assert fits.loc["story fixed effects", "difference"] == pytest.approx(0.175)


def test_in_a_fixed_effect_a_story_with_many_articles_weighs_more():
    # Story 1: A 4, 4 and B 1, 1: difference 3; story 2: A 1 and B 0: difference 1. A story of n
    # articles of either outlet weighs n / 2: (3 · 1 + 1 · 1/2) / (1 + 1/2).
    table = pd.DataFrame(
        {"story": list("1111222"), "outlet": list("AABBABC"), "grade": [4, 4, 1, 1, 1, 0, np.nan]}
    )
    fits = bs.paired_rivals(table, ["grade"]).set_index("definition")
    row = fits.loc["story fixed effects"]
    assert row["difference"] == pytest.approx(3.5 / 1.5) and row["articles"] == 6
    assert fits.loc["within stories", "difference"] == 2


def test_pooled_is_sums_over_sums_of_all_articles_copies_counted_once():
    table = pd.DataFrame(
        [
            ("1", "A", "w", 100, 30),
            ("1", "A", "w", 100, 30),
            ("2", "A", None, 300, 10),
            (None, "A", None, 100, 10),
            ("1", "B", None, 100, 20),
        ],
        columns=["story", "outlet", "wire_group", "words", "quoted_words"],
    )
    table["quoted_share"] = table["quoted_words"] / table["words"]
    rivals = bs.paired_rivals(table, ["quoted_share"]).set_index("definition")
    row = rivals.loc["pooled"]
    # A: 30 + 10 + 10 of 100 + 300 + 100 words; B: 20 of 100
    assert row["difference"] == pytest.approx(50 / 500 - 20 / 100)
    assert (row["stories"], row["articles"]) == (2, 4)


def test_outlets_that_no_chain_of_stories_links_have_no_fixed_effect():
    table = told({"A": [1, None], "B": [2, None], "C": [None, 1], "D": [None, 5]})
    fits = bs.paired_rivals(table, ["grade"])
    fits = fits[fits["definition"] == "story fixed effects"]
    # A and B, C and D share stories; each difference is estimated within its own pair.
    assert fits["difference"].round(9).tolist() == [-1.0, -4.0]


def test_definitions_stand_beside_each_other_for_each_measure_and_pair():
    rivals = bs.paired_rivals(several_articles(), ["quoted_share", "grade"])
    pairs = [*combinations("ABC", 2)]
    definitions = ["within stories", "pooled", "story fixed effects"]
    assert rivals[["measure", "outlet", "other", "definition"]].values.tolist() == [
        [measure, *pair, definition]
        for measure, pair, definition in product(["quoted_share", "grade"], pairs, definitions)
    ]
    assert rivals[["difference", "low", "high"]].notna().all(axis=None)


def test_a_mixed_model_says_what_installs_it(monkeypatch):
    real = builtins.__import__

    def missing(name, *rest):
        if name.startswith("statsmodels"):
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(ModuleNotFoundError, match="a mixed model needs statsmodels: make setup"):
        bs.paired_rivals(told(SEVEN), ["grade"], mixed=True)


@pytest.mark.skipif(importlib.util.find_spec("statsmodels") is None, reason="an extra")
def test_a_mixed_model_of_whole_pairs_gives_the_mean_of_the_differences():
    rng = np.random.default_rng(2)
    level = rng.normal(10, 3, 30)
    table = told({"A": [*(level + 1 + rng.normal(0, 1, 30))], "B": [*level]})
    rivals = bs.paired_rivals(table, ["grade"], mixed=True).set_index("definition")
    mixed, within = rivals.loc["mixed model"], rivals.loc["within stories"]
    assert mixed["difference"] == pytest.approx(within["difference"], abs=1e-3)
    assert mixed["low"] == pytest.approx(within["low"], abs=0.15)


# To draw


def test_a_line_is_drawn_for_each_story_of_several_outlets():
    values = bs.story_values(told({"A": [1, 2, 3], "B": [4, None, 6]}), "grade")
    assert values.values.tolist() == [
        ["story 000", "A", 1.0, 1],
        ["story 000", "B", 4.0, 1],
        ["story 002", "A", 3.0, 1],
        ["story 002", "B", 6.0, 1],
    ]


def test_rows_to_draw_name_their_pair_and_hide_what_cannot_be_told():
    table = told(SEVEN | {"C": [1, 1, 1]})
    rows = bs.difference_rows(bs.paired_differences(table, ["grade"]), "grade")
    assert rows["row"].tolist() == ["A minus B (n = 7)", "A minus C (n = 3)", "B minus C (n = 3)"]
    assert rows["value"].notna().tolist() == [True, False, False]
    assert rows["shown"].tolist() == [rows["q"].iloc[0] <= 0.05, False, False]


def test_from_six_stories_on_a_difference_is_drawn():
    table = pd.DataFrame({"measure": "grade", "outlet": "A", "other": ["B", "C", "D"]})
    table = table.assign(stories=[5, 6, 1234], difference=[1.0, 2.0, 3.0])
    table["says"] = ["too few", f"A higher {ON_STORIES}", "no difference shown"]
    more = pd.concat([table.assign(measure="words"), table])
    rows = bs.difference_rows(more, "grade")
    assert rows["row"].tolist() == [
        "A minus B (n = 5)",
        "A minus C (n = 6)",
        "A minus D (n = 1,234)",
    ]
    assert rows["value"].fillna(-1).tolist() == [-1, 2, 3]
    assert rows["shown"].tolist() == [False, True, False] and rows.index.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    "stories, line",
    [
        ([], "No two outlets share a story: there is nothing to compare within."),
        ([1], "No two outlets share more than 1 story; a comparison takes at least 6"),
        ([5, 2], "No two outlets share more than 5 stories; a comparison takes at least 6"),
        ([6], "Of 1 pair of outlets, 1 shares 6 stories or more; the most is 6."),
        ([6, 1200], "Of 2 pairs of outlets, 2 share 6 stories or more; the most is 1,200."),
    ],
)
def test_a_sentence_says_how_many_stories_outlets_share(stories, line):
    pairs = pd.DataFrame({"outlet": "A", "other": [f"B{n}" for n in range(len(stories))]})
    pairs["stories"] = stories
    # with two measures each pair is one, with the most stories that it shares
    both = pd.concat([pairs, pairs.assign(stories=1)])
    assert shared_stories_line(both).startswith(line)


def test_what_is_compared_is_decided_by_the_columns_and_in_one_order():
    columns = """trade_prominence quotations_per_1000_words framing_terms_per_1000_words
        she_share words lix trade_hits trade_per_1000_words""".split()
    assert story_measures(pd.DataFrame(columns=columns)) == [
        "words",
        "she_share",
        "framing_terms_per_1000_words",
        "trade_prominence",
    ]


def test_values_to_draw_count_copies_once_and_may_leave_them_out():
    values = bs.story_values(wire(), "grade")
    assert values.values.tolist() == [["1", "A", 7.0, 2], ["1", "B", 6.0, 2]]
    values = bs.story_values(wire(), "grade", wire_copy=False)
    assert values.values.tolist() == [["1", "A", 4.0, 1], ["1", "B", 2.0, 1]]


def test_a_paired_plot_shows_the_values_of_stories_and_then_the_means():
    table = told(SEVEN)
    rows = bs.difference_rows(bs.paired_differences(table, ["grade"]), "grade")
    lines = story_line_rows(bs.story_values(table, "grade"), rows)
    assert lines["part"].tolist() == ["story"] * 14 + ["mean"]
    assert lines["value"].tolist() == [*np.ravel([SEVEN["A"], SEVEN["B"]], "F"), 20 / 7]
    assert not {"row", "shown"} & set(lines)


def test_a_single_measure_given_as_text_is_not_read_letter_by_letter():
    table = pd.DataFrame({"story": [1, 1], "outlet": ["A", "B"], "words": [3, 4]})
    with pytest.raises(ValueError, match=r"a list, such as \['words'\]"):
        bs.paired_differences(table, "words")


@pytest.mark.parametrize("infinite", [np.inf, -np.inf])
def test_an_infinite_value_is_refused_in_a_line(infinite):
    table = pd.DataFrame({"story": np.repeat(range(8), 2), "outlet": ["A", "B"] * 8, "grade": 1.0})
    table = table.assign(published="2031-03-04", day=1)
    table.loc[3, "grade"] = infinite
    message = "^grade: 1 value is infinite, and cannot be averaged"
    with pytest.raises(ValueError, match=message):
        bs.paired_differences(table, ["day", "grade"])
    with pytest.raises(ValueError, match=message):
        bs.paired_rivals(table, ["grade"])
    with pytest.raises(ValueError, match=message):
        bs.stories_needed(table, "grade", 1.0)
    with pytest.raises(ValueError, match=message):
        bs.trend_values(table, "grade")
