"""What vocabulary.py promises: the pieces that Python's `split` gives, with their places, and each
asked about once.
"""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text import vocabulary
from broadsheet.text.document import tokenize
from broadsheet.text.vocabulary import BLANK, RARE, Column, chunk_starts


def test_white_space_is_what_unicode_says_it_is():
    blank = {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}
    assert {chr(code) for code in range(256) if BLANK[code]} | set(RARE) == blank


@given(st.text() | st.text(st.sampled_from("a1é—\ud800😀 \n\t\x1c\x85\xa0" + RARE)))
def test_chunks_stand_where_they_are_said_to(text):
    assert chunk_starts(text).tolist() == [found.start() for found in re.finditer(r"\S+", text)]
    assert all(
        text.startswith(chunk, start)
        for chunk, start in zip(text.split(), chunk_starts(text).tolist(), strict=True)
    )


def test_a_chunk_is_asked_about_once_however_often_it_is_met():
    asked = []
    column = Column(lambda chunk: asked.append(chunk) or (len(chunk),), 1)
    for text in ("to be or not to be", "be here or there", ""):
        assert column.of(tokenize(text))[:, 0].tolist() == [len(chunk) for chunk in text.split()]
    assert asked == ["to", "be", "or", "not", "here", "there"]


@pytest.mark.parametrize("many", [0, 3, 1000])
def test_a_numbering_that_was_given_up_changes_no_answer(many, monkeypatch):
    monkeypatch.setattr(vocabulary, "MANY", many)
    column = Column(lambda chunk: (len(chunk),), 1)
    documents = [tokenize(f"one text number {number} of several") for number in range(5)] * 2
    for document in documents:
        assert column.of(document)[:, 0].tolist() == [len(chunk) for chunk in document.chunks]
        assert list(document.forms) == document.plain.split()
