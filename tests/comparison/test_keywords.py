"""Keyness: against a second implementation, and what it promises of words that are everywhere."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

import broadsheet as bs
from broadsheet.comparison.keywords import (
    FUNCTION_WORDS,
    TITLES,
    Words,
    keyness,
    keyness_rows,
    phrase_numbers,
    phrases,
)
from broadsheet.text import straighten

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
    for row in keyness(TEXTS, prior=prior, every_word=True).itertuples():
        y = {word: tokens[row.outlet].count(word) for word in WORDS}
        rest = {word: every.count(word) - y[word] for word in WORDS}
        given_ = prior or {word: every.count(word) for word in WORDS}
        assert row.z == pytest.approx(monroe(y, rest, given_, row.word), abs=1e-9)


def test_keyness_of_two_groups_is_the_same_with_the_sign_turned():
    two = keyness(TEXTS[TEXTS["outlet"] != "C"]).pivot(index="word", columns="outlet", values="z")
    assert np.allclose(two["A"], -two["B"])


def test_keyness_draws_a_word_that_is_everywhere_towards_nothing():
    z = keyness(TEXTS, every_word=True).query("outlet == 'A'").set_index("word")["z"]
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


def test_q_corrects_for_all_words_of_all_groups():
    # 30 articles of one word each: of the group's own 15 words a third are of each kind
    texts = ["strike"] * 10 + ["visit"] * 5 + ["visit"] * 10 + ["strike"] * 5
    table = keyness(pd.DataFrame({"outlet": ["A"] * 15 + ["B"] * 15, "text": texts}))
    # each word's design effect is 1: 10 or more of 15 on one side of a coin, both sides, four rows
    at_least_10 = sum(math.comb(15, k) for k in range(10, 16)) / 2**15
    assert table["q"].tolist() == pytest.approx([2 * at_least_10] * 4)


def test_a_phrase_of_no_words_is_refused():
    with pytest.raises(ValueError, match="give 1 or more"):
        keyness(TEXTS, length=0)


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("abU.S's’-—“,1 \t\n\u2028\x1c_&é"), max_size=60))
def test_words_counted_by_chunk_are_the_documents_words(text):
    words = Words()
    numbers = phrase_numbers(straighten(text), 1, words)
    assert [list(words)[number] for number in numbers] == list(bs.tokenize(text).forms)


def test_a_table_of_keyness_without_words_has_its_columns():
    alone = keyness(TEXTS[TEXTS["outlet"] == "A"])
    columns = "outlet word count rest articles log_odds z q".split()
    assert list(alone) == list(keyness(TEXTS)) == columns
    every = keyness(TEXTS, every_word=True)
    assert len(every) == 3 * len(WORDS)  # of three outlets, each word once
    assert every.index.tolist() == list(range(3 * len(WORDS)))


def test_a_word_that_the_prior_lacks_counts_as_half_a_word():
    # "the" is the only word: 2 and 1 times, prior 0.5, and so log(2.5 / 0) would be undefined;
    # beside "visit", of which the prior has 1: log(2.5 / (0 + 1)) - log(1.5 / (1 + 1))
    texts = pd.DataFrame({"outlet": ["A", "B"], "text": ["the the", "the visit"]})
    table = keyness(texts, prior={"visit": 1.0}, every_word=True)
    row = table.query("outlet == 'A' and word == 'the'").iloc[0]
    assert row["log_odds"] == pytest.approx(math.log(2.5 / 1) - math.log(1.5 / 2))
    assert row["z"] == pytest.approx(row["log_odds"] / math.sqrt(1 / 2.5 + 1 / 1.5))


def test_phrases_of_one_word_are_the_words_and_of_three_are_all_that_stand_in_a_row():
    document = bs.Document("Rain fell on Skara, and snow.")
    assert list(phrases(document, 1)) == ["rain", "fell", "on", "skara", "and", "snow"]
    assert list(phrases(document, 3)) == ["rain fell on", "fell on skara"]


def test_a_word_whose_q_is_exactly_the_level_is_beyond_chance():
    top = pd.DataFrame({"count": [1, 1], "rest": [0, 0], "q": [0.05, 0.0501]})
    assert keyness_rows(top)["beyond"].tolist() == [True, False]


def test_what_was_measured_into_a_folder_is_compared_by_outlet_alone(tmp_path):
    stored = bs.Stored(tmp_path, pd.Series(dtype=object), None)
    with pytest.raises(ValueError, match="by outlet only, not by 'desk'"):
        keyness(TEXTS, by="desk", found=stored)


def test_function_words_titles_and_the_outlets_own_name_have_no_row_unless_asked_for():
    texts = pd.DataFrame(
        {
            "outlet": ["The Skara Post", "North Herald"],
            "text": [
                "Mr. Lund told The Skara Post of the strike, and Sen. Cruz agreed.",
                "Dr. Lund told it to the Skara council. The president agreed with them.",
            ],
        }
    )
    words = {outlet: set(rows["word"]) for outlet, rows in keyness(texts).groupby("outlet")}
    # "Skara" is the name of the one outlet, and a place to the other
    assert words["The Skara Post"] == {"lund", "told", "strike", "cruz", "agreed"} | {
        "council",
        "president",
    }
    assert words["North Herald"] == words["The Skara Post"] | {"skara", "post"}
    every = keyness(texts, every_word=True)
    assert {"mr", "the", "sen", "of", "them", "post"} <= set(every["word"])
    # what is left out is still counted: no other word's score changes
    both = keyness(texts).merge(every, on=["outlet", "word"])
    assert np.allclose(both["z_x"], both["z_y"]) and len(both) == len(keyness(texts))


def test_by_another_column_no_name_is_left_out():
    texts = pd.DataFrame({"desk": ["strike", "visit"], "text": ["A strike.", "A visit."]})
    assert set(keyness(texts, by="desk")["word"]) == {"strike", "visit"}


def test_words_that_say_what_somebody_is_are_no_titles():
    assert {"mr", "mrs", "ms", "dr", "sen", "gen"} <= TITLES
    assert not {"president", "judge", "state", "united", "republican", "speaker"} & TITLES
    assert not {"said", "war", "police", "new", "two"} & FUNCTION_WORDS


@pytest.mark.parametrize(("articles", "counted"), [(4, 4), (5, 0)])
def test_a_sentence_that_an_outlet_prints_in_five_articles_is_its_boilerplate(articles, counted):
    texts = [f"Lund spoke on day {n}. Sign up for our newsletter." for n in range(articles)]
    table = pd.DataFrame({"outlet": ["A"] * articles + ["B"], "text": [*texts, "Cruz spoke."]})
    own = keyness(table).query("outlet == 'A'").set_index("word")["count"]
    assert own.get("newsletter", 0) == counted and own["lund"] == articles
    every = keyness(table, every_word=True).query("outlet == 'A'").set_index("word")["count"]
    assert every["newsletter"] == articles


def test_a_sentence_that_several_outlets_print_once_each_is_nobodys_boilerplate():
    outlets = list("ABCDEF")
    texts = pd.DataFrame({"outlet": outlets, "text": "Lund will not go to the talks."})
    assert "lund" in set(keyness(texts)["word"])


def drawn_alike(rng: np.random.Generator, sizes: dict[str, int], burst: float) -> pd.DataFrame:
    """Articles of outlets that write alike, in which a word that stands once comes again."""
    words = np.array([f"w{n}x" for n in range(300)])
    common = 1 / np.arange(1, 301)
    rows = []
    for outlet, n in sizes.items():
        for _ in range(n):
            rates = common * rng.gamma(1 / burst, burst, len(words))
            counts = rng.multinomial(rng.integers(100, 400), rates / rates.sum())
            rows.append({"outlet": outlet, "text": " ".join(np.repeat(words, counts))})
    return pd.DataFrame(rows)


@pytest.mark.parametrize("sizes", [{"A": 1, "B": 1}, {"A": 30, "B": 30}, {"A": 5, "B": 40}])
def test_words_of_outlets_that_write_alike_are_not_found_to_set_them_apart(sizes):
    """One sample in twenty may hold a false finding; with words taken as independent nearly every
    one does.
    """
    rng = np.random.default_rng(7)
    tables = [keyness(drawn_alike(rng, sizes, burst=3)) for _ in range(20)]
    assert sum((table["q"] <= 0.05).any() for table in tables) <= 3
    independent = [bs.benjamini_hochberg(2 * norm.sf(table["z"].abs())) for table in tables]
    assert sum((q <= 0.05).any() for q in independent) >= 7


def test_a_word_that_one_outlet_prints_in_most_of_its_articles_is_found():
    rng = np.random.default_rng(8)
    texts = drawn_alike(rng, {"A": 40, "B": 40}, burst=3)
    strike = np.where((texts["outlet"] == "A") & (rng.random(80) < 0.6), " strike strike", "")
    table = keyness(texts.assign(text=texts["text"] + strike)).set_index(["outlet", "word"])
    assert table.loc[("A", "strike"), "q"] < 0.01
    assert table.loc[("A", "strike"), "articles"] == (strike != "").sum()


def test_a_word_that_the_prior_counts_as_none_is_a_word_that_it_lacks():
    articles = pd.DataFrame({"outlet": ["A", "B"], "text": ["rain fell", "wind"]})
    none, lacking = (
        bs.keyness(articles, prior=prior) for prior in ({"rain": 0, "fell": 2}, {"fell": 2})
    )
    assert np.isfinite(none["z"]).all()
    pd.testing.assert_frame_equal(none, lacking)
