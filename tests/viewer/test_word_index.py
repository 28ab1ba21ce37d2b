"""The places of a word are those that keyword in context finds, however it is written and whatever
stands around it.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.viewer.word_index import in_order, places, tokens_around, wordbook

SEEDS = bs.load("data/seeds").articles


def spans(texts, word):
    return places(wordbook(texts), word)[["at", "start", "end"]].values.tolist()


def as_kwic(texts, word):
    return [
        [at, *span]
        for at, text in enumerate(texts)
        for span in bs.kwic(text, word)[["start", "end"]].values.tolist()
    ]


@pytest.mark.parametrize(
    "word",
    [
        "mexico",
        "Mexico’s",
        "the",
        "u.s.",
        "s",
        "u.s*",
        "sovereign*",
        "wom?n",
        "*ism",
        "border security",
        "cross-border",
        "the u.s.",
        "of the",
        "secretary of state",
        "U.S.-Mexico",
        "no such word",
    ],
)
def test_the_seeds_hold_each_word_where_keyword_in_context_finds_it(word):
    assert spans(SEEDS["text"], word) == as_kwic(SEEDS["text"], word)


@pytest.mark.parametrize(
    "word, wanted",
    [
        ("^US", [[0, 0, 2], [0, 21, 25], [1, 5, 7]]),
        ("^US border", [[0, 0, 9], [1, 5, 13]]),
        ("border*", [[0, 3, 9], [1, 7, 13]]),
        ("@borderdesk", [[1, 17, 28]]),
        ("us", [[0, 0, 2], [0, 11, 13], [0, 21, 25], [1, 5, 7]]),
    ],
)
def test_case_hashtags_and_addresses_are_as_in_keyword_in_context(word, wanted):
    texts = ["US border: us, told. US’s", "See #USBorder by @BorderDesk, example.org/border-us"]
    assert spans(texts, word) == as_kwic(texts, word) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "bye bye bye bye",
        "border\nsecurity",
        "border, security",
        "border -- security",
        "border.  Security",
        "the U.S. border",
        "border “security”",
        "border-security",
        "BORDER  SECURITY’s",
        "İborder security",
    ],
)
def test_phrases_end_at_a_comma_a_dash_a_line_and_a_sentence_and_do_not_overlap(text):
    for word in ("border security", "bye bye", "u.s. border"):
        assert spans([text, text], word) == as_kwic([text, text], word)


PIECES = st.sampled_from(
    [
        "war",
        "War’s",
        "U.S.",
        "war-war",
        "peace",
        ". ",
        ", ",
        " ",
        "\n",
        " -- ",
        "“",
        "’s",
        "&",
        "1,000",
        "é",
        "İ",
    ]
)


@settings(max_examples=120)
@given(
    st.lists(st.lists(PIECES, max_size=14).map("".join), max_size=4),
    st.sampled_from(["war", "w*", "war war", "u.s. war", "?.s", "peace war"]),
)
def test_every_text_holds_a_word_where_keyword_in_context_finds_it(texts, word):
    assert spans(texts, word) == as_kwic(texts, word)


def test_a_phrase_reaches_over_no_end_of_a_text():
    assert spans(["the border", "security is"], "border security") == []
    assert spans(["", " ", "a border"], "border") == [[2, 2, 8]] and spans([], "border") == []


def test_what_can_be_no_word_is_refused_in_a_line():
    for word in ("(", "*", "a, b"):
        with pytest.raises(ValueError, match=r"^term .*: write"):
            spans(["a"], word)


TEXTS = ["Old war, no end", "war", "the war. No war", "An old war of words", "Civil war no more"]


def in_lines(texts, word, by, most=None):
    """The places in their order, each as its text and how manieth of its text."""
    book = wordbook(texts)
    found = places(book, word)
    return found.iloc[in_order(book, tokens_around(book, found), by, most)][
        ["at", "start"]
    ].values.tolist()


def test_places_are_sorted_by_the_words_to_the_left_from_the_hit_leftwards():
    # "", "civil", "no war the", "old", "old an", "the"
    assert in_lines(TEXTS, "war", "left") == [[1, 0], [4, 6], [2, 12], [0, 4], [3, 7], [2, 4]]


def test_places_are_sorted_by_the_words_to_the_right():
    # "" (by the left: "", "no war the"), "no end", "no more", "no war", "of words"
    assert in_lines(TEXTS, "war", "right") == [[1, 0], [2, 12], [0, 4], [4, 6], [2, 4], [3, 7]]


def test_places_are_sorted_by_the_hit_and_then_to_the_right():
    assert in_lines(["wars of old", "war of old", "war"], "war*", "hit") == [[2, 0], [1, 0], [0, 0]]


@pytest.mark.parametrize("word", ["security", "of the"])  # without a possessive beside them
@pytest.mark.parametrize("by", ["left", "right", "hit"])
def test_the_seeds_are_sorted_as_keyword_in_context_sorts_them(word, by):
    sorted_by_kwic = bs.kwic(SEEDS, word, sort=by)
    ids = SEEDS["id"].tolist()
    expected = [[ids.index(line.id), line.start] for line in sorted_by_kwic.itertuples()]
    assert in_lines(SEEDS["text"], word, by) == expected


@pytest.mark.parametrize("most", [1, 2, 5, 6, 60])
@pytest.mark.parametrize("by", ["left", "right", "hit"])
def test_the_first_places_are_those_of_all_in_order(by, most):
    texts = [*TEXTS, *reversed(TEXTS)]
    assert in_lines(texts, "war", by, most) == in_lines(texts, "war", by)[:most]


def test_an_order_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match=r"'up'.*'left', 'right', 'hit'"):
        in_lines(TEXTS, "war", "up")
