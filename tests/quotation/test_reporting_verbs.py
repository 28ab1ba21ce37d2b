"""Verbs of saying: which of them report something, and who says it."""

import pytest

from broadsheet.quotation.parsing import Paragraph
from broadsheet.quotation.reporting_verbs import (
    ADDRESSING_VERBS,
    BASE,
    CLAUSE_VERBS,
    INVERTING_VERBS,
    SAY,
    SAYING,
    TELL,
    THAT_VERBS,
    clause,
    saying,
)


def parsed(text: str) -> Paragraph:
    return Paragraph(text, 0, len(text))


def sayer(text: str, verb: str) -> str | None:
    """Who is found to say the first of these verbs."""
    p = parsed(text)
    event = saying(p, 0, next(i for i in range(len(p.tags)) if p.word(i) == verb), None)
    return event and text[p.starts[event.first] : p.end(event.last - 1)]


@pytest.mark.parametrize(
    "text, verb, who",
    [
        ("Lind said it rains.", "said", "Lind"),
        ("It rains, said Anna Lind.", "said", "Anna Lind"),
        ("The mayor of Skara warned it rains.", "warned", "The mayor of Skara"),
        ("Berg was told by Lind that it rains.", "told", "Lind"),
        ("It rained, with critics saying the dam leaks.", "saying", "critics"),
        ("On Monday she added that it rains.", "added", "she"),
    ],
)
def test_who_says_it_is_the_subject_of_the_verb_or_its_agent(text, verb, who):
    assert sayer(text, verb) == who


@pytest.mark.parametrize(
    "text, verb",
    [
        ("Lind did not say it rains.", "say"),
        ("Lind would say it rains.", "say"),
        ("Nobody said it rains.", "said"),
        ("If Lind said it rains, Berg left.", "said"),
        ("Berg was told that it rains.", "told"),
        ("Data suggested it rains.", "suggested"),
        ("I said it rains.", "said"),
    ],
)
def test_what_is_negated_possible_or_said_by_nobody_reports_nothing(text, verb):
    assert sayer(text, verb) is None


def test_a_verb_of_saying_after_and_has_the_subject_of_the_previous_one():
    p = parsed("Lind said it rains and added it pours.")
    first = saying(p, 0, 1, None)
    assert saying(p, 0, 5, first) == first._replace(verb=5)


@pytest.mark.parametrize(
    "text, holds",
    [
        ("rain on Monday", False),
        ("it is wet", True),
        ("the long rain", False),
        ("the rain stopped", True),
        ("the rain soon stopped", True),
        ("they rain", True),
    ],
)
def test_a_clause_contains_a_finite_verb_with_something_before_it(text, holds):
    p = parsed(text)
    assert clause(p, 0, len(p.tags)) is holds


def test_base_forms_are_verbs_of_saying_without_an_ending():
    assert (
        BASE <= SAYING
        and {"say", "add", "claim"} <= BASE
        and not {"said", "says", "saying", "told"} & BASE
    )


def test_a_verb_reports_a_clause_with_that_or_without_but_not_both():
    assert not CLAUSE_VERBS & THAT_VERBS
    assert SAY | TELL <= CLAUSE_VERBS and TELL <= ADDRESSING_VERBS and SAY <= INVERTING_VERBS


def test_evidence_suggests_and_people_suggested():
    assert {"suggested", "suggesting"} <= SAYING and not {"suggest", "suggests"} & SAYING
