"""Word classes: the letter of every token, alone and in its sentence."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import package_rows
from broadsheet.quotation.parsing import Paragraph
from broadsheet.quotation.tagging import (
    ALPHABET,
    CLASSES,
    NAMELESS,
    QUOTED_BY,
    TOKEN_AND_GAP,
    VERB_LETTERS,
    VERBAL,
    WITHOUT_GAP,
    classify,
    verbs_used,
)


def tags(text: str) -> str:
    return Paragraph(text, 0, len(text)).tags


@pytest.mark.parametrize("word_class", ALPHABET, ids=lambda word_class: word_class.name)
def test_each_letter_of_the_alphabet_has_an_example(word_class):
    if word_class.letter == "Q":
        assert Paragraph("“No,” she said.", 0, 15, [(0, 5)]).tags[0] == "Q"
    else:
        assert classify(word_class.example, False) == word_class.letter


def test_the_alphabet_has_each_letter_and_each_name_once_and_all_that_are_used():
    letters = [word_class.letter for word_class in ALPHABET]
    assert len(set(letters)) == len({word_class.name for word_class in ALPHABET}) == len(letters)
    assert set(CLASSES.values()) | NAMELESS <= set(letters)


USES = set("behind clause determined neutral person question reaction that thought verbal".split())


@pytest.mark.parametrize("row", package_rows("verbs.csv"), ids=lambda row: row["base"])
def test_a_verb_has_four_forms_a_known_class_and_known_uses(row):
    forms = [row[form] for form in ("base", "present", "past", "participle")]
    assert forms[1].endswith("s") and forms[3].endswith("ing")
    assert row["class"] in {*VERB_LETTERS, ""}
    for entry in row["uses"].split():
        use, _, only = entry.partition(":")
        assert use in USES and only in {*forms, ""}
    assert set(row["nouns"].split()) <= set(forms)


def test_a_use_is_of_all_forms_or_of_those_after_a_colon():
    assert {"say", "says", "said", "saying"} <= verbs_used("behind")
    assert {"added", "adds"} <= verbs_used("behind") and "adding" not in verbs_used("behind")


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
def test_a_capital_means_nothing_at_the_start_of_a_sentence(word, first, inside):
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
        ("Rep. R-Tex. (Calif.)", ["Rep.", "R-Tex.", "(Calif.)"]),
        ('""no"" #lind', ['""', "no", '""', "#lind"]),
    ],
)
def test_a_token_is_a_word_with_what_belongs_to_it_or_a_mark(text, tokens):
    assert [WITHOUT_GAP[token] for token in TOKEN_AND_GAP.findall(text)] == tokens
    assert "".join(TOKEN_AND_GAP.findall(text)) == text


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
def test_a_verb_that_may_be_a_noun_is_decided_by_its_neighbours(text, at, letter):
    assert tags(text)[at] == letter


def test_a_verb_after_a_quotation_stays_a_verb():
    for text, letters in (
        ('"It rains," the report claims.', "QDnV."),
        ('"It rains," Lind\'s email answers.', "QSnV."),
    ):
        assert Paragraph(text, 0, len(text), [(0, 11)]).tags == letters


@pytest.mark.parametrize(
    "behind, wanted",
    [(": “no”", True), (', "no"', True), (" that it", True), (" Lind", True), (" fell", False)],
)
def test_what_follows_a_verb_of_speech_is_distinguished_from_what_follows_a_noun(behind, wanted):
    assert bool(VERBAL.match(behind)) is wanted


@pytest.mark.parametrize(
    "before, wanted", [("QDn", True), ("Q,N", True), ("Q", False), ("QvDn", False)]
)
def test_a_few_nouns_after_a_quotation_are_the_subject_of_a_verb(before, wanted):
    assert bool(QUOTED_BY.search(before)) is wanted


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_every_token_of_any_text_is_one_letter(text):
    for token in TOKEN_AND_GAP.findall(text):
        assert len(classify(token, False)) == len(classify(token, True)) == 1
    assert TOKEN_AND_GAP.sub("", text).replace("_", "").strip() == ""


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece", ["a", "a'", "a-", "A.", "(", "(A", "-", "a.m.", "9.", "é", "@", "a. "]
)
def test_work_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        began = time.process_time()
        TOKEN_AND_GAP.findall(text)
        return time.process_time() - began

    # Four times the text: quadratic work would take sixteen times as long.
    assert (
        min(seconds(200_000), seconds(200_000)) < 8 * min(seconds(50_000) for _ in range(3)) + 0.02
    )
