"""Numbers are read alike in figures and in words, with what they count; what only looks like one is
none.
"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.paths import ROOT
from broadsheet.text import Document, numbers, singular

CASES = json.loads((ROOT / "tests" / "cases" / "numbers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_number_and_its_noun(case):
    found = [(n.value, n.noun, n.is_ordinal) for n in numbers(Document(case["text"]))]
    if case.get("none"):
        assert found == []
    else:
        assert found == [(case["value"], case["noun"], case.get("ordinal", False))]


def test_a_number_knows_where_it_stands():
    text = "Yesterday some 9,000 cars stood there."
    [number] = numbers(Document(text))
    assert text[number.start : number.end] == "9,000 cars"


def test_a_noun_is_not_looked_for_in_the_next_sentence():
    assert [n.noun for n in numbers(Document("They were six. Boats came."))] == [""]


@given(st.text())
def test_any_text_can_be_read(text):
    for number in numbers(Document(text)):
        assert 0 <= number.start < number.end <= len(text)


@pytest.mark.parametrize(
    "plural, one",
    [("boats", "boat"), ("parties", "party"), ("boxes", "box"), ("press", "press"), ("bus", "bus")],
)
def test_a_noun_in_the_singular(plural, one):
    assert singular(plural) == one
