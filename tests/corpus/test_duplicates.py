import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import paths
from broadsheet.corpus.duplicates import (
    LOOK_ALIKES,
    NEAR_DUPLICATE,
    band_size,
    candidate_pairs,
    duplicate_groups,
    near_duplicates,
    near_pairs,
    shingles,
    similarity,
    similarity_bands,
)

WORDS = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "lmnrst"]


def text(seed, length=120):
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def cut(whole, share):
    words = whole.split()
    return " ".join(words[: round(share * len(words))])


def test_similarity_is_the_share_of_sequences_of_five_words():
    # 10 words have 6 sequences; the first 8 of them have 4, all of them among the 6
    whole = "one two three four five six seven eight nine ten"
    assert similarity(shingles(whole), shingles(cut(whole, 0.8))) == pytest.approx(4 / 6)
    assert similarity(shingles(whole), shingles("ten nine eight seven six five four")) == 0


@pytest.mark.parametrize(
    "one, other",
    [
        ("“It won’t stop,” she said – twice.", '"It won\'t stop," she said - twice.'),
        ("The CAFÉ was closed on Monday", "the café was closed on Monday."),
    ],
)
def test_typography_makes_no_difference(one, other):
    assert similarity(shingles(one), shingles(other)) == 1


@pytest.mark.parametrize("mark", [*"“”‘’„‚«»–—…•·", "\N{NO-BREAK SPACE}", "\x7f", "-"])
def test_a_mark_parts_two_words_as_a_blank_does(mark):
    parted = shingles("one two three four five")
    assert similarity(shingles(f"one two{mark}three four {mark}five"), parted) == 1
    assert similarity(shingles(f"one two three four five{mark}"), parted) == 1


def test_letters_of_every_script_are_letters():
    # six words have two sequences; "р", "п" and "à" hold bytes that are no letters by themselves
    assert len(shingles("один два три четыре пять рапорт")) == 2
    assert len(shingles("voilà là où tout ira à")) == 2


def test_wire_copy_is_found_among_other_texts_whatever_the_seed():
    texts = [text(seed) for seed in range(60)]
    copies = [
        f"{text(100 + at, 15)} {cut(texts[at], 0.8)}" for at in range(0, 60, 3)
    ]  # a lead of one's own, the end cut
    for seed in (1, 2):
        found = near_pairs(texts + copies, seed=seed)
        assert [(first, second) for first, second, _ in found] == [
            (3 * at, 60 + at) for at in range(20)
        ]
        assert all(NEAR_DUPLICATE <= share < 0.8 for *_, share in found)


def test_at_the_threshold_few_pairs_are_missed():
    texts = [text(seed, 200) for seed in range(300)]
    found = near_pairs(
        texts + [cut(one, 0.53) for one in texts]
    )  # just above half of the sequences
    assert len(found) >= 0.97 * 300


def test_among_fifty_texts_no_pair_at_the_threshold_is_missed():
    texts = [text(seed, 200) for seed in range(25)]
    found = near_pairs(texts + [cut(one, 0.53) for one in texts])
    assert [(first, second) for first, second, _ in found] == [(at, 25 + at) for at in range(25)]


def test_texts_at_the_threshold_are_near_and_those_just_below_are_not():
    # 204 words have 200 sequences; with 200 words more there are 400, and with 201 more 401
    whole = text("copy", 405).split()
    agency, half, less = (" ".join(whole[:words]) for words in (204, 404, 405))
    assert NEAR_DUPLICATE == 200 / 400
    assert near_pairs([agency, half]) == [(0, 1, 0.5)]
    assert near_pairs([agency, less], threshold=200 / 401) == [(0, 1, 200 / 401)]
    assert near_pairs([agency, less]) == []
    assert near_pairs([agency, agency], threshold=1) == [(0, 1, 1.0)]


@pytest.mark.parametrize("threshold", [0, -0.1, 1.0001, float("nan")])
def test_a_threshold_is_above_nothing_and_at_most_everything(threshold):
    with pytest.raises(ValueError, match=r"give one above 0 and up to 1, such as 0\.5"):
        near_pairs([text(1)], threshold=threshold)


def test_texts_with_a_shared_paragraph_are_two_texts():
    boilerplate = text("footer", 60)
    assert near_pairs([f"{text(seed)} {boilerplate}" for seed in range(20)]) == []


def test_articles_that_look_alike_are_compared_with_each_other_up_to_fifty_and_then_in_a_star():
    # 50 articles have 50 · 49 / 2 pairs; of 51 each is compared with the next and with the first
    alike = np.zeros((LOOK_ALIKES + 1, 128), dtype=np.uint32)
    members = range(LOOK_ALIKES)
    assert set(candidate_pairs(alike[:-1], 128)) == {
        (first, second) for first in members for second in members if first < second
    }
    chain = {(member, member + 1) for member in members}
    star = {(0, member + 1) for member in members}
    assert set(candidate_pairs(alike, 128)) == chain | star


def test_many_copies_of_one_page_are_one_group():
    texts = [f"{text('page')} {text(seed, 5)}" for seed in range(3 * LOOK_ALIKES)]
    duplicate_of, group = duplicate_groups(near_pairs(texts))
    assert set(group.values()) == {0} and len(group) == 3 * LOOK_ALIKES
    assert set(duplicate_of.values()) and {first for first, _ in duplicate_of.values()} == {0}


def test_a_duplicate_is_near_to_what_it_repeats_and_a_group_holds_the_whole_chain():
    duplicate_of, group = duplicate_groups([(0, 1, 0.6), (1, 2, 0.6), (2, 3, 0.9), (5, 6, 1.0)])
    assert duplicate_of == {1: (0, 0.6), 3: (2, 0.9), 6: (5, 1.0)}
    assert group == {0: 0, 1: 0, 2: 0, 3: 0, 5: 5, 6: 5}


@given(
    st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])),
    st.randoms(),
)
@settings(max_examples=60)
def test_groups_do_not_depend_on_the_order_of_the_pairs(pairs, shuffled):
    pairs = [(*pair, 0.7) for pair in pairs]
    mixed = list(pairs)
    shuffled.shuffle(mixed)
    assert duplicate_groups(pairs) == duplicate_groups(mixed)


def test_a_threshold_that_is_no_share_is_refused():
    with pytest.raises(ValueError, match="near: 80 is not a similarity"):
        near_pairs([text(1)], threshold=80)


@pytest.mark.parametrize("threshold, size", [(0.01, 1), (0.5, 3), (0.8, 6), (1, 128)])
def test_bands_are_as_wide_as_ninety_nine_of_a_hundred_pairs_allow(threshold, size):
    assert band_size(threshold) == size


def test_the_table_of_pairs_names_articles_and_outlets_and_may_be_empty():
    articles = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "outlet": ["A", "B", None],
            "text": [text(1), text(2), text(1) + " x"],
        }
    )
    [row] = near_duplicates(articles).to_dict("records")
    assert (row["first"], row["second"], row["first_outlet"]) == ("a", "c", "A") and 0.9 < row[
        "similarity"
    ] < 1
    assert list(near_duplicates(articles.iloc[:1])) == [
        "first",
        "first_outlet",
        "second",
        "second_outlet",
        "similarity",
    ]


def test_the_nearest_pair_comes_first_and_of_equals_the_earlier():
    # 120 words have 116 sequences; with one word more there are 117, with two 118
    texts = [text(2), text(1), f"{text(1)} x", f"{text(2)} x x", text(1)]
    articles = pd.DataFrame({"id": list("abcde"), "outlet": "A", "text": texts})
    found = near_duplicates(articles)
    assert found[["first", "second"]].agg("".join, axis=1).tolist() == ["be", "bc", "ce", "ad"]
    assert found["similarity"].tolist() == [1, 116 / 117, 116 / 117, 116 / 118]


def test_a_band_of_similarity_begins_with_the_share_that_names_it():
    bands = similarity_bands(pd.DataFrame({"similarity": [1 / 3, 0.49, 0.5, 0.6, 0.8, 1.0]}))
    assert bands.columns.tolist() == ["shared of both texts", "pairs of articles"]
    assert bands.astype(object).to_numpy().tolist() == [
        ["a third to a half", 2],
        ["half to four fifths", 2],
        ["four fifths and more", 2],
    ]
    assert similarity_bands(pd.DataFrame({"similarity": []}))["pairs of articles"].tolist() == [
        0,
        0,
        0,
    ]


def test_the_threshold_parts_the_pairs_that_were_read():
    read = pd.read_csv(paths.ANNOTATIONS / "near-duplicates.csv")
    above = read["similarity_from"] >= NEAR_DUPLICATE
    kinds = ["same_text", "same_report_revised", "long_quotation_of_a_third", "other_reports"]
    assert (read[kinds].sum(axis=1) == read["pairs_read"]).all() and read["pairs_read"].sum() >= 40
    assert read.loc[above, "other_reports"].sum() == 0 and read.loc[~above, "same_text"].sum() == 0
