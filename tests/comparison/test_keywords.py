"""Keyness: against a second implementation, and what it promises of words that are everywhere."""

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.comparison.keywords import keyness, keyness_rows, phrase_counts, phrases

WORDS = ["strike", "visit", "border", "trade", "the"]
TEXTS = pd.DataFrame(
    {
        "outlet": ["A", "A", "B", "C"],
        "text": [
            "the strike the strike the border",
            "the visit",
            "the visit the trade the trade visit",
            "the border border the trade",
        ],
    }
)


def monroe(y, rest, prior, word):
    """The paper's formulas, one word at a time, in plain Python: a second implementation, to check
    the first.
    """
    n, m, total = sum(y.values()), sum(rest.values()), sum(prior.values())
    own = (y[word] + prior[word]) / (n + total - y[word] - prior[word])
    other = (rest[word] + prior[word]) / (m + total - rest[word] - prior[word])
    variance = 1 / (y[word] + prior[word]) + 1 / (rest[word] + prior[word])
    return (math.log(own) - math.log(other)) / math.sqrt(variance)


@pytest.mark.parametrize(
    "prior", [None, {"the": 100.0, "strike": 2.5, "visit": 1.0, "border": 3.0, "trade": 0.25}]
)
def test_keyness_equals_a_second_implementation_for_any_number_of_groups(prior):
    tokens = {outlet: " ".join(rows["text"]).split() for outlet, rows in TEXTS.groupby("outlet")}
    every = [word for words in tokens.values() for word in words]
    for row in keyness(TEXTS, prior=prior).itertuples():
        y = {word: tokens[row.outlet].count(word) for word in WORDS}
        rest = {word: every.count(word) - y[word] for word in WORDS}
        given_ = prior or {word: every.count(word) for word in WORDS}
        assert row.z == pytest.approx(monroe(y, rest, given_, row.word), abs=1e-9)


def test_keyness_of_two_groups_is_the_same_with_the_sign_turned():
    two = keyness(TEXTS[TEXTS["outlet"] != "C"]).pivot(index="word", columns="outlet", values="z")
    assert np.allclose(two["A"], -two["B"])


def test_keyness_draws_a_word_that_is_everywhere_towards_nothing():
    z = keyness(TEXTS).query("outlet == 'A'").set_index("word")["z"]
    assert abs(z["the"]) < abs(z["strike"])


def test_typography_does_not_change_keyness():
    curly = TEXTS.assign(text=TEXTS["text"] + " won’t")
    straight = TEXTS.assign(text=TEXTS["text"] + " won't")
    pd.testing.assert_frame_equal(keyness(curly), keyness(straight))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["A", "B", None]), st.text(max_size=30)), max_size=5))
def test_keyness_never_raises(rows):
    keyness(pd.DataFrame(rows, columns=["outlet", "text"]))


def test_phrases_stay_inside_their_sentence():
    table = keyness(
        pd.DataFrame({"outlet": ["A", "B"], "text": ["Rain fell. Snow fell, too.", "Nothing"]}),
        length=2,
    )
    assert sorted(set(table["word"])) == ["rain fell", "snow fell"]


def test_q_is_never_below_p_and_corrects_for_all_words():
    table = keyness(TEXTS)
    p = [math.erfc(abs(z) / math.sqrt(2)) for z in table["z"]]
    assert (table["q"] >= np.array(p) - 1e-12).all()


def test_a_phrase_of_no_words_is_refused():
    with pytest.raises(ValueError, match="write 1 or more"):
        keyness(TEXTS, length=0)


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("abU.S's’-—“,1 \t\n\u2028\x1c_&é"), max_size=60))
def test_words_counted_by_chunk_are_the_documents_words(text):
    assert phrase_counts([("A", text)], 1)["A"] == Counter(bs.tokenize(text).forms)


def test_a_table_of_keyness_without_words_has_its_columns():
    alone = keyness(TEXTS[TEXTS["outlet"] == "A"])
    assert list(alone) == list(keyness(TEXTS)) == "outlet word count rest log_odds z q".split()
    assert len(keyness(TEXTS)) == 3 * len(WORDS)  # of three outlets, each word once
    assert keyness(TEXTS).index.tolist() == list(range(3 * len(WORDS)))


def test_a_word_that_the_prior_lacks_counts_as_half_a_word():
    # "the" is the only word: 2 and 1 times, prior 0.5, and so log(2.5 / 0) would be undefined;
    # beside "visit", of which the prior has 1: log(2.5 / (0 + 1)) - log(1.5 / (1 + 1))
    texts = pd.DataFrame({"outlet": ["A", "B"], "text": ["the the", "the visit"]})
    row = keyness(texts, prior={"visit": 1.0}).query("outlet == 'A' and word == 'the'").iloc[0]
    assert row["log_odds"] == pytest.approx(math.log(2.5 / 1) - math.log(1.5 / 2))
    assert row["z"] == pytest.approx(row["log_odds"] / math.sqrt(1 / 2.5 + 1 / 1.5))


def test_p_is_of_both_sides_of_the_normal_distribution():
    table = keyness(TEXTS)
    least = table["z"].abs().idxmin()  # the largest p, which no correction changes
    two_sided = math.erfc(abs(table["z"][least]) / math.sqrt(2))
    assert table["q"].max() == pytest.approx(two_sided)


def test_phrases_of_one_word_are_the_words_and_of_three_are_all_that_stand_in_a_row():
    document = bs.Document("Rain fell on Skara, and snow.")
    assert list(phrases(document, 1)) == ["rain", "fell", "on", "skara", "and", "snow"]
    assert list(phrases(document, 3)) == ["rain fell on", "fell on skara"]


def test_a_word_whose_q_is_exactly_the_level_is_beyond_chance():
    top = pd.DataFrame({"count": [1, 1], "rest": [0, 0], "q": [0.05, 0.0501]})
    assert keyness_rows(top)["beyond"].tolist() == [True, False]


def test_what_was_measured_into_a_folder_is_compared_by_outlet_alone(tmp_path):
    stored = bs.Stored(tmp_path, pd.Series(dtype=object), None)
    with pytest.raises(ValueError, match="by outlet, not by 'desk'"):
        keyness(TEXTS, by="desk", found=stored)
