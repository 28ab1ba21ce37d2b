"""Word classes: the letter of every token, alone and in its sentence."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.quotation.parsing import Paragraph
from broadsheet.quotation.tagging import BARE, TOKEN, classify, inflected


def tags(text: str) -> str:
    return Paragraph(text, 0, len(text)).tags


@pytest.mark.parametrize(
    "verb, forms",
    [
        ("warn", "warn warns warned warning"),
        ("argue", "argue argues argued arguing"),
        ("deny", "deny denies denied denying"),
        ("say/says/said/saying", "say says said saying"),
        ("admit+", "admit admits admitted admitting"),
        ("preach", "preach preaches preached preaching"),
        ("echo", "echo echoes echoed echoing"),
        ("convey", "convey conveys conveyed conveying"),
    ],
)
def test_a_verb_has_its_forms_in_order(verb, forms):
    assert " ".join(inflected("bsdg", verb)) == forms


@pytest.mark.parametrize(
    "letter, words",
    {
        "V": "said says warned told echoes",
        "G": "saying warning",
        "U": "called praised sees",
        "H": "calling praising",
        "v": "walked made shook went",
        "g": "walking making",
        "n": "rain farmer red king 3rd",
        "N": "Lind NATO U.S. R-Maine",
        "S": "Lind's workers' mayor's",
        "R": "he she it's who's",
        "D": "the his seven 65",
        "A": "slowly not",
        "e": "was isn't",
        "x": "has won't",
        "M": "Tuesday p.m. yesterday's",
        "P": "in During",
        "Z": "according",
        "I": "to",
        "y": "by",
        "W": "who",
        "p": "(D-Maine) (Calif.)",
        ",": ", ; %",
        "-": "— –",
        ".": ". ? …",
        "(": "(",
    }.items(),
)
def test_a_word_has_one_class(letter, words):
    assert {word: classify(word, False) for word in words.split()} == dict.fromkeys(
        words.split(), letter
    )


@pytest.mark.parametrize(
    "word, first, inside",
    [
        ("Speaking", "H", "N"),
        ("Initially", "A", "N"),
        ("Said", "V", "N"),
        ("The", "D", "D"),
        ("Rain", "N", "N"),
        ("Connelly", "N", "N"),
        ("Kelly", "N", "N"),
    ],
)
def test_a_capital_says_nothing_where_a_sentence_begins(word, first, inside):
    assert (classify(word, True), classify(word, False)) == (first, inside)


@pytest.mark.parametrize(
    "text, tokens",
    [
        ("Sen. Lind won't go.", ["Sen.", "Lind", "won't", "go", "."]),
        ("Lind (D-Maine) said", ["Lind", "(D-Maine)", "said"]),
        ("the U.S. at 3 p.m.", ["the", "U.S.", "at", "3", "p.m."]),
        ("the workers' tents, the boat's", ["the", "workers'", "tents", ",", "the", "boat's"]),
        ("rain-soaked AT&T end.Next", ["rain-soaked", "AT&T", "end.Next"]),
        ("@lind paid $5 -- no", ["@lind", "paid", "$5", "--", "no"]),
        ("a.", ["a", "."]),
        ("a.m. p.m.", ["a.m.", "p.m."]),
    ],
)
def test_a_token_is_a_word_with_what_belongs_to_it_or_a_mark(text, tokens):
    assert [BARE[token] for token in TOKEN.findall(text)] == tokens
    assert "".join(TOKEN.findall(text)) == text


@pytest.mark.parametrize(
    "text, at, letter",
    [
        ("Lind claims it rains.", 1, "V"),
        ("The latest claims fell.", 2, "n"),  # behind a name; behind an adjective
        ("Lind and Berg answer that it rains.", 3, "V"),
        ("The rain answer fell.", 2, "n"),
        ("She wants the boat.", 1, "U"),
        ("Their wants grew.", 1, "n"),
        ("Workers warn of rain.", 1, "V"),
        ("A reply came.", 1, "n"),
        ("They reply soon.", 1, "V"),
        pytest.param("Lind wants to go.", 1, "U", marks=pytest.mark.xfail(strict=True)),
    ],
)  # "to" follows nouns as often
def test_a_verb_that_is_a_noun_too_is_told_by_its_neighbours(text, at, letter):
    assert tags(text)[at] == letter


def test_behind_a_quotation_a_verb_stays_a_verb():
    for text, letters in (
        ('"It rains," the report claims.', "QDnV."),
        ('"It rains," Lind\'s email answers.', "QSnV."),
    ):
        assert Paragraph(text, 0, len(text), [(0, 11)]).tags == letters


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_token_of_any_text_is_one_letter(text):
    for token in TOKEN.findall(text):
        assert len(classify(token, False)) == len(classify(token, True)) == 1
    assert TOKEN.sub("", text).replace("_", "").strip() == ""


@pytest.mark.parametrize(
    "piece", ["a", "a'", "a-", "A.", "(", "(A", "-", "a.m.", "9.", "é", "@", "a. "]
)
def test_work_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        began = time.process_time()
        TOKEN.findall(text)
        return time.process_time() - began

    # Four times the text: quadratic work would take sixteen times as long.
    assert (
        min(seconds(200_000), seconds(200_000)) < 8 * min(seconds(50_000) for _ in range(3)) + 0.02
    )
