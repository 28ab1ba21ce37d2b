"""Intervals, rates, keyness and agreement: against published values, arithmetic by hand and a second implementation."""
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import stats
from broadsheet.readability import counts, formulas


# R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I.
@pytest.mark.parametrize("hits, n, low, high", [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)])
def test_wilson_gives_the_published_intervals(hits, n, low, high):
    assert stats.wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_wilson_lies_between_0_and_1_and_around_the_share(hits, n):
    hits = min(hits, n)
    low, high = stats.wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1


def test_wilson_is_undefined_where_hits_are_more_than_words_or_fewer_than_none():
    assert all(math.isnan(end) for hits, n in ((2, 1), (-1, 5), (0, 0)) for end in stats.wilson(hits, n))


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
    again = [stats.intervals(sentences(3, 9, 14, 30, 31, 37, 41, 5, 17, 23, 2, 66), ["id"], length, seed)["low"].iloc[0] for seed in (1, 1, 2)]
    assert again[0] == again[1] != again[2]


def test_the_interval_of_a_group_does_not_hang_on_the_groups_beside_it():
    one, other = sentences(3, 9, 14, 30), sentences(1, 2, 3).assign(id="b")
    alone = stats.intervals(one, ["id"], length, seed=1)
    beside = stats.intervals(pd.concat([other, one]), ["id"], length, seed=1)
    pd.testing.assert_frame_equal(alone, beside[beside["id"] == "a"].reset_index(drop=True))


def test_one_sentence_has_a_value_and_no_interval():
    row = stats.intervals(sentences(7), ["id"], length, seed=1).iloc[0]
    assert row["value"] == 7 and math.isnan(row["low"]) and math.isnan(row["high"])


def test_rows_that_are_all_alike_tell_no_interval_rather_than_one_without_width():
    row = stats.intervals(sentences(7, 7, 7), ["id"], length, seed=1).iloc[0]
    assert row["value"] == 7 and math.isnan(row["low"]) and math.isnan(row["high"])


def test_articles_without_an_outlet_keep_their_interval():
    assert len(stats.intervals(sentences(3, 4).assign(outlet=None), ["outlet", "id"], length, seed=1)) == 1


def test_every_formula_gets_an_interval_around_its_value():
    table = counts("We met. The delegation discussed agriculture. Nobody left early. It rained all day long.").assign(id="a")
    rows = stats.intervals(table, ["id"], formulas, seed=1)
    assert set(rows["statistic"]) == set(formulas(table.sum(numeric_only=True)))
    assert (rows["low"] <= rows["value"] + 1e-9).all() and (rows["value"] <= rows["high"] + 1e-9).all()


def test_rates_are_hits_per_1000_words_and_0_hits_have_an_interval():
    rates = stats.rates(pd.DataFrame({"frame": ["war", "trade"], "hits": [3, 0], "words": [600, 600]}), ["frame"])
    assert rates["rate"].tolist() == [5, 0] and rates["low"].tolist()[1] == 0 and rates["high"].tolist()[1] > 5


def test_rival_rates_leave_out_the_commonest_term_of_each_frame_and_the_quotations():
    counts_ = pd.DataFrame([("A", "a", "narration", "", "war", 3, 100), ("A", "a", "quotation", "X", "war", 1, 50)],
                           columns=["outlet", "id", "voice", "speaker", "frame", "hits", "words"])
    hits = pd.DataFrame({"outlet": "A", "frame": "war", "term": ["strike", "strike", "troops", "strike"]})
    rivals = stats.rival_rates(counts_, hits).set_index("definition")
    assert rivals["hits"].to_dict() == {"all words": 4, "narration only": 3, "without top terms": 1}
    assert rivals["words"].to_dict() == {"all words": 150, "narration only": 100, "without top terms": 150}


WORDS = ["strike", "visit", "border", "trade", "the"]
TEXTS = pd.DataFrame({"outlet": ["A", "A", "B", "C"], "text": [
    "the strike the strike the border", "the visit", "the visit the trade the trade visit", "the border border the trade"]})


def monroe(y, rest, prior, word):
    """The paper's formulas, one word at a time, in plain Python: a second implementation, to check the first."""
    n, m, total = sum(y.values()), sum(rest.values()), sum(prior.values())
    own = (y[word] + prior[word]) / (n + total - y[word] - prior[word])
    other = (rest[word] + prior[word]) / (m + total - rest[word] - prior[word])
    variance = 1 / (y[word] + prior[word]) + 1 / (rest[word] + prior[word])
    return (math.log(own) - math.log(other)) / math.sqrt(variance)


@pytest.mark.parametrize("prior", [None, {"the": 100.0, "strike": 2.5, "visit": 1.0, "border": 3.0, "trade": 0.25}])
def test_keyness_equals_a_second_implementation_for_any_number_of_groups(prior):
    tokens = {outlet: " ".join(rows["text"]).split() for outlet, rows in TEXTS.groupby("outlet")}
    every = [word for words in tokens.values() for word in words]
    for row in stats.keyness(TEXTS, prior=prior).itertuples():
        y = {word: tokens[row.outlet].count(word) for word in WORDS}
        rest = {word: every.count(word) - y[word] for word in WORDS}
        given_ = prior or {word: every.count(word) for word in WORDS}
        assert row.z == pytest.approx(monroe(y, rest, given_, row.word), abs=1e-9)


def test_keyness_of_two_groups_is_the_same_with_the_sign_turned():
    two = stats.keyness(TEXTS[TEXTS["outlet"] != "C"]).pivot(index="word", columns="outlet", values="z")
    assert np.allclose(two["A"], -two["B"])


def test_keyness_draws_a_word_that_is_everywhere_towards_nothing():
    z = stats.keyness(TEXTS).query("outlet == 'A'").set_index("word")["z"]
    assert abs(z["the"]) < abs(z["strike"])


def test_typography_does_not_change_keyness():
    curly = TEXTS.assign(text=TEXTS["text"] + " won’t")
    straight = TEXTS.assign(text=TEXTS["text"] + " won't")
    pd.testing.assert_frame_equal(stats.keyness(curly), stats.keyness(straight))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["A", "B", None]), st.text(max_size=30)), max_size=5))
def test_keyness_never_raises(rows):
    stats.keyness(pd.DataFrame(rows, columns=["outlet", "text"]))


def test_agreement_is_undefined_where_nothing_was_found_or_wanted():
    scores = stats.agreement(0, 0, 0)
    assert all(math.isnan(scores[name]) for name in ("precision", "recall", "f1", "precision_low", "recall_high"))


def test_differences_name_the_widest_pair_and_say_whether_intervals_overlap():
    profile = pd.DataFrame({"measure": "grade", "id": ["a", "b", "c"], "value": [9.0, 12, 15], "low": [8.0, 10, 14],
                            "high": [10.0, 14, 16]})
    assert stats.differences(profile).values.tolist() == [["grade", "a", "c", 6.0, False]]


def test_with_few_articles_the_caution_speaks_of_articles_and_with_many_of_how_they_were_drawn():
    few, many = pd.DataFrame({"outlet": ["A", "B"]}), pd.DataFrame({"outlet": ["A", "B"] * 30})
    assert "nothing here says that these outlets differ" in stats.caution(few)
    assert "how they were drawn" in stats.caution(many)
