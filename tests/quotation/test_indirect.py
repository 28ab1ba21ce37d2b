"""Indirect speech: which clauses are reported, by whom, and what reports_of_indirect nothing.

The clauses that one sentence reports: where each begins, where it ends, and by which rule.
"""

import json
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import ROOT
from broadsheet.quotation.indirect import (
    ADDRESSEE,
    BARE_CLAUSE,
    ENDING,
    NAMED_THING,
    PARTING,
    PROMISING,
    VERB_OF_SAYING,
    alternation,
    quotes_only,
    reported,
    reports,
    sentence_around,
)
from broadsheet.quotation.marks import quoted_stretches
from broadsheet.quotation.parsing import Paragraph
from broadsheet.text.document import tokenize
from broadsheet.text.unicode import straighten

CASES = json.loads((ROOT / "tests" / "cases" / "indirect.json").read_text(encoding="utf-8"))
CURLY = str.maketrans(
    {"'": "\N{RIGHT SINGLE QUOTATION MARK}", '"': "\N{RIGHT DOUBLE QUOTATION MARK}"}
)
WORDS = st.lists(
    st.sampled_from(
        [
            '"',
            "'",
            "“",
            "”",
            ",",
            ".",
            "?",
            ";",
            "—",
            "(",
            ")",
            "\n",
            "\n\n",
            "Lind",
            "Lind,",
            "she",
            "said",
            "said,",
            "saying",
            "that",
            "told",
            "the",
            "farmers",
            "lake",
            "was",
            "dry",
            "according",
            "to",
            "According to",
            "by",
            "By",
            "who",
            "and",
            "but",
            "not",
            "asked",
            "whether",
            "on",
            "Monday",
            "added",
            "“no,”",
            "“The lake",
            "is dry.”",
            "…",
            "it's",
            "\x00",
            "if",
            "with",
        ]
    ),
    max_size=60,
).map(" ".join)
ANY = st.one_of(st.text(max_size=200), WORDS)


def reports_of_indirect(text: str) -> list:
    document = tokenize(text)
    return list(reported(document, list(quoted_stretches(document))))


def found(text: str) -> list[list[str]]:
    return [
        [text[r.start : r.end], text[r.source.start : r.source.end], r.source.verb]
        for r in reports_of_indirect(text)
    ]


def named(kind: str, marks=()):
    return [pytest.param(case, id=case["name"], marks=marks) for case in CASES[kind]]


@pytest.mark.parametrize(
    "case", named("wild") + named("known_failures", pytest.mark.xfail(strict=True))
)
def test_a_reported_clause_has_its_bounds_its_source_and_its_verb(case):
    assert found(case["text"]) == case["found"]


@pytest.mark.parametrize("case", named("negative"))
def test_words_that_state_nothing_or_stand_in_marks_are_not_indirect_speech(case):
    assert found(case["text"]) == []


@pytest.mark.parametrize("case", named("wild"))
def test_a_clause_is_found_wherever_its_sentence_is(case):
    around = f"It was late. {case['text']} Then it was dark.\n\nNobody came."
    assert found(around) == case["found"]
    assert found(f"“We wait,” Berg said.\n\n{case['text']}\n\n“We go.”") == case["found"]


def test_a_relative_pronoun_is_the_mention_and_its_antecedent_is_the_person():
    text = "They met Lind, who claimed the rain was late."
    [report] = reports_of_indirect(text)
    assert text[report.source.start : report.source.end] == "who"
    assert text[slice(*report.source.person)] == "Lind"
    assert report.source.rule == "indirect said" and report.paragraph == 0


@pytest.mark.parametrize("case", named("wild") + named("negative"))
def test_straight_and_curly_marks_give_the_same(case):
    plain = straighten(case["text"])
    assert (
        reports_of_indirect(case["text"])
        == reports_of_indirect(plain)
        == reports_of_indirect(plain.translate(CURLY))
    )


@given(ANY)
@settings(max_examples=300)
def test_no_text_raises_and_clauses_are_in_order_within_their_paragraphs(text):
    rows = reports_of_indirect(text)
    document = tokenize(text)
    for row in rows:
        paragraph = document.paragraphs[row.paragraph]
        assert paragraph.start <= row.start < row.end <= paragraph.end
        assert paragraph.start <= row.source.start < row.source.end <= paragraph.end
        assert row.source.rule.startswith("indirect ")
    assert all(a.end <= b.start for a, b in pairwise(rows))


@given(ANY)
@settings(max_examples=150)
def test_typography_is_never_a_finding(text):
    assert reports_of_indirect(straighten(text)) == reports_of_indirect(
        straighten(text).translate(CURLY)
    )


@given(ANY)
@settings(max_examples=150)
def test_a_whole_quotation_is_not_a_clause(text):
    document = tokenize(text)
    quoted = {stretch[:2] for stretch in quoted_stretches(document)}
    assert not quoted & {(row.start, row.end) for row in reports_of_indirect(text)}


def test_a_sentence_around_a_verb_is_one_of_the_document():
    text = (
        "Mr. Lind left. In the U.S. Berg said it rains at 3 p.m. on May 1. It was dark. It said so."
    )
    document = tokenize(text)
    for m in VERB_OF_SAYING.finditer(text):
        start, end = sentence_around(text, 0, len(text), m.start())
        assert text[start:end].strip() in document.sentences


@pytest.mark.parametrize("words", [["said"], ["say", "says", "said"], ["a", "ab", "abc", "b"]])
def test_an_alternation_matches_its_words_and_no_others(words):
    pattern = re.compile(alternation(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert not any(pattern.fullmatch(word + "x") for word in words)


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece",
    [
        "said ",
        "said that ",
        "She said ",
        "She said that it ",
        "according to ",
        "According to ",
        "According to her, ",
        "A",
        "A ",
        "Lind ",
        '"',
        '" ',
        "'",
        "“x” said ",
        "“x,” she said ",
        ". ",
        "said. ",
        "said that. ",
        "She said it rains. ",
        ", she said",
        ";",
        "told the ",
        "\n",
        "said\n",
        "(",
        "who said ",
        "and ",
        "of a ",
        "saying that ",
        "said, ",
    ],
)
def test_work_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        document = tokenize(piece * (size // len(piece)))
        quoted = list(quoted_stretches(document))
        _ = document.paragraphs  # made before the clock starts
        began = time.process_time()
        list(reported(document, quoted))
        return time.process_time() - began

    # Four times the text may take four times as long, and as much again for a busy machine;
    # quadratic work takes 16.
    assert min(seconds(40_000), seconds(40_000)) < 8 * min(seconds(10_000) for _ in range(3)) + 0.05


VERBS = {"said", "added", "announced", "told", "asked", "according"}


def clauses(text: str, *quoted: str) -> list[tuple[str, str]]:
    spans = [(text.index(each), text.index(each) + len(each)) for each in quoted]
    p = Paragraph(text, 0, len(text), spans)
    verbs = [i for i in range(len(p.tags)) if p.word(i) in VERBS]
    return [
        (text[p.starts[first] : p.end(last - 1)], rule)
        for first, last, _, rule in reports(p, verbs)
    ]


@pytest.mark.parametrize(
    "text, found",
    [
        ("Lind said it rains.", [("it rains", "indirect said")]),
        (
            "Lind said that the dam leaks and added that it rains.",
            [("the dam leaks", "indirect said"), ("it rains", "indirect said")],
        ),
        ("The dam was dry, Lind said.", [("The dam was dry", "indirect after")]),
        ("The dam, Lind said, was dry.", [("The dam, Lind said, was dry", "indirect inserted")]),
        ("According to Lind, the dam was dry.", [("the dam was dry", "indirect according")]),
        ("The dam is dry, according to Lind.", [("The dam is dry", "indirect according")]),
        ("Lind told farmers that it rains.", [("it rains", "indirect said")]),
        ("Lind asked whether it rains.", [("whether it rains", "indirect said")]),
    ],
)
def test_a_clause_stands_after_its_verb_before_it_or_around_it(text, found):
    assert clauses(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Lind announced the plan.",
        "Lind said.",
        "According to Lind.",
        "Lind asked her.",
        "It rained.",
    ],
)
def test_a_noun_that_is_said_is_not_a_clause(text):
    assert clauses(text) == []


def test_the_sides_of_a_semicolon_are_parsed_separately():
    assert [clause for clause, _ in clauses("Lind said it rains; Berg said it pours.")] == [
        "it rains",
        "it pours",
    ]


def test_words_in_marks_are_part_of_a_clause_but_not_a_clause_alone():
    assert clauses('Lind said the dam "would burst" soon.', '"would burst"') == [
        ('the dam "would burst" soon', "indirect said")
    ]
    assert clauses('Lind said: "It rains."', '"It rains."') == []


@pytest.mark.parametrize(
    "pattern, tags, wanted",
    [
        (BARE_CLAUSE, "Rv", True),  # he resigned
        (BARE_CLAUSE, "RAv", True),  # he soon resigned
        (BARE_CLAUSE, "PM,Rv", True),  # on Monday, he resigned
        (BARE_CLAUSE, "Dnx", True),  # the plan would
        (BARE_CLAUSE, "Dn,vA,x", True),  # the plan, delayed again, would
        (BARE_CLAUSE, "Dn,Wv,x", True),  # the plan, which failed, would
        (BARE_CLAUSE, "DnvPMx", True),  # the plan made in May would
        (BARE_CLAUSE, "Qne", True),  # “no” votes are
        (BARE_CLAUSE, "Dv", True),  # this failed
        (BARE_CLAUSE, "Ae", True),  # there are
        (BARE_CLAUSE, "DnPn", False),  # the plan for rain
        (ADDRESSEE, "OR", True),  # told him she
        (ADDRESSEE, "DnFNT", True),  # told the press of Skara that
        (ADDRESSEE, "DT", True),  # told some that
        (ADDRESSEE, "Nn", True),  # told Lind rain
        (ADDRESSEE, "NAe", True),  # told Lind there is
        (ADDRESSEE, "nn", True),  # told reporters rain
        (ADDRESSEE, "R", True),  # told you
        (ADDRESSEE, "SQT", True),  # told CNN’s “Tonight” that
        (ADDRESSEE, "Vn", False),
        (ENDING, "", True),  # Lind said
        (ENDING, "nCn,", True),  # Lind told reporters and farmers,
        (ENDING, "PDn", True),  # Lind said in a speech
        (ENDING, "PDnWe", False),  # Lind said in a speech that is
        (NAMED_THING, "DnQ", True),  # said the plan “would fail”
        (NAMED_THING, "NnD", True),  # said Lind faces a
        (NAMED_THING, "Nn", False),
        (PARTING, ",G", True),  # , adding
        (PARTING, "QG", False),  # seen from its start, no mark stands before it
        (PARTING, ",K", True),  # , but
        (PARTING, ",KT", False),  # , but that
        (PARTING, "CG", True),  # and adding
    ],
)
def test_each_alternative_of_a_pattern_has_its_example(pattern, tags, wanted):
    assert bool(pattern.match(tags)) is wanted


def test_adding_after_a_quotation_separates_two_clauses():
    assert PARTING.search("DnxQGT").span() == (4, 5)


@pytest.mark.parametrize(
    "behind, wanted",
    [
        (". ", True),
        (", and", True),
        (" on Friday that it rains", True),
        (" he left", True),
        (" she left", True),
        (" Friday it rains", True),
        (" last week", True),
        (" the plan", False),
        ("; that is", False),
    ],
)
def test_a_verb_that_reports_a_clause_is_followed_by_the_beginning_of_one(behind, wanted):
    assert bool(PROMISING.match(behind)) is wanted


@pytest.mark.parametrize(
    "text, wanted",
    [
        ('"It rains," she said.', True),
        ('She said: "It rains."', True),
        ('She said, "It rains."', True),
        ('She said "rain" is late.', False),
        ('"It rains," she left and said.', True),
        ("She said it rains.", False),
    ],
)
def test_a_verb_beside_a_quotation_may_only_say_who_says_it(text, wanted):
    stretches = list(quoted_stretches(tokenize(text)))
    end = text.index("said") + 4
    before = next((stretch for stretch in stretches if stretch.end <= end), None)
    after = next((stretch for stretch in stretches if stretch.start >= end), None)
    assert quotes_only(text, end, before, after) is wanted
