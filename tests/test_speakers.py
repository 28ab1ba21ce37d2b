"""Mentions as people."""
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import ROOT
from broadsheet.names import parse_name
from broadsheet.speakers import People, Speaker
from broadsheet.text import Document, Span, straighten

CASES = json.loads((ROOT / "tests" / "cases" / "speakers.json").read_text(encoding="utf-8"))


def named(kind: str, marks=()):
    return [pytest.param(case, id=case["name"], marks=marks) for case in CASES[kind]]


@pytest.mark.parametrize("case", named("wild") + named("negative") + named("known_failures", pytest.mark.xfail))
def test_a_mention_is_the_person_whom_the_article_names(case):
    document = Document(case["text"])
    people = People(document)
    found = [people.resolve(Span(row["mention"], document.text.rindex(row["mention"]))).speaker for row in case["people"]]
    assert found == [row["person"] for row in case["people"]]


def test_straight_and_curly_apostrophes_name_the_same_people():
    text = "Anna O’Hara met Peter D’Angelo’s brother Carl."
    curly, straight = ([str(person) for person in People(Document(t)).people] for t in (text, straighten(text)))
    assert curly == straight == ["Anna O'Hara", "Peter D'Angelo"]


def test_who_is_named_inside_a_quotation_is_not_who_speaks_next():
    text = "Anna Lind spoke. “I trust Mary Dahl,” she said."
    document = Document(text)
    she = Span("she", text.index("she"))
    assert People(document).resolve(she).speaker == "Mary Dahl"
    assert People(document, [(17, 37)]).resolve(she).speaker == "Anna Lind"


def test_titles_are_no_part_of_a_name():
    assert parse_name("Former U.S. Sen. Carl Holm").words == ("Carl", "Holm")
    assert parse_name("Sen.").words == ()


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_no_text_and_no_mention_raises(text, start, length):
    start = min(start, len(text))
    mention = Span(text[start:start + length], start)
    assert isinstance(People(Document(text)).resolve(mention), Speaker)
