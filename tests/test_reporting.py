"""The clauses that one sentence reports: where each begins, where it ends, and by which rule."""
import pytest

from broadsheet.clauses import Paragraph
from broadsheet.reporting import reports

VERBS = {"said", "added", "announced", "told", "asked", "according"}


def clauses(text: str, *quoted: str) -> list[tuple[str, str]]:
    spans = [(text.index(each), text.index(each) + len(each)) for each in quoted]
    p = Paragraph(text, 0, len(text), spans)
    verbs = [i for i in range(len(p.tags)) if p.word(i) in VERBS]
    return [(text[p.starts[first]:p.end(last - 1)], rule) for first, last, _, rule in reports(p, verbs)]


@pytest.mark.parametrize("text, found", [
    ("Lind said it rains.", [("it rains", "indirect said")]),
    ("Lind said that the dam leaks and added that it rains.", [("the dam leaks", "indirect said"),
                                                               ("it rains", "indirect said")]),
    ("The dam was dry, Lind said.", [("The dam was dry", "indirect after")]),
    ("The dam, Lind said, was dry.", [("The dam, Lind said, was dry", "indirect inserted")]),
    ("According to Lind, the dam was dry.", [("the dam was dry", "indirect according")]),
    ("The dam is dry, according to Lind.", [("The dam is dry", "indirect according")]),
    ("Lind told farmers that it rains.", [("it rains", "indirect said")]),
    ("Lind asked whether it rains.", [("whether it rains", "indirect said")])])
def test_a_clause_stands_behind_its_verb_before_it_or_around_it(text, found):
    assert clauses(text) == found


@pytest.mark.parametrize("text", [
    "Lind announced the plan.", "Lind said.", "According to Lind.", "Lind asked her.", "It rained."])
def test_a_thing_that_is_said_is_no_clause(text):
    assert clauses(text) == []


def test_each_side_of_a_semicolon_is_read_alone():
    assert [clause for clause, _ in clauses("Lind said it rains; Berg said it pours.")] == ["it rains", "it pours"]


def test_words_in_marks_are_part_of_a_clause_but_no_clause_alone():
    assert clauses('Lind said the dam "would burst" soon.', '"would burst"') == [
        ('the dam "would burst" soon', "indirect said")]
    assert clauses('Lind said: "It rains."', '"It rains."') == []
