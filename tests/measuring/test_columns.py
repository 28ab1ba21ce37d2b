"""Texts measured together: the same numbers as each alone, and none that breaks ends the others."""

from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.measuring import columns
from broadsheet.measuring.articles import TABLES, measured_here
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
PIECES = st.sampled_from(
    [
        "Talks on border security began.",
        "“We respect sovereignty,” President Ana Cruz said.",
        "Nobody spoke of “law.”",
        "why",
        "not",
        "border",
        "security",
        "Sheinbaum",
        "?!",
        "“—”",
        "\n\n",
        "end.Next",
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=30), max_size=6)


def tables_of(texts):
    """Everything measured of the texts together."""
    articles = pd.DataFrame({"id": [str(n) for n in range(len(texts))], "text": texts})
    return measured_here(articles.astype({"id": "str"}), LEXICON, False)


@cache
def tables_alone(text):
    """Everything measured of one text, which many examples have."""
    return tables_of([text])


@given(TEXTS)
@settings(max_examples=100)
def test_articles_measured_together_have_the_numbers_of_each_alone(texts):
    together = tables_of(texts)
    for number, text in enumerate(texts):
        alone, own = tables_alone(text), together.of([str(number)])
        for name in TABLES:
            here = getattr(own, name).drop(columns="id")
            there = getattr(alone, name).drop(columns="id")
            if not here.equals(there):  # which compares types and bits, in a tenth of the time
                pd.testing.assert_frame_equal(here, there, check_exact=True)
                pytest.fail(f"{name}: differs")


def test_groups_are_no_longer_than_memory_bears(monkeypatch):
    monkeypatch.setattr(columns, "GROUP", 2)
    monkeypatch.setattr(columns, "GROUP_CHARACTERS", 10)
    groups = columns.groups(["a", "b", "c", "d" * 20, "e", "f" * 20])
    assert [len(group) for group in groups] == [2, 2, 2]
    assert list(columns.groups([])) == []


@pytest.mark.parametrize("stage", ["find_quotations_in", "document_facts", "hit_columns"])
def test_a_text_that_breaks_a_stage_is_named_and_the_others_are_measured(stage, monkeypatch):
    texts = ["The war began.", "It broke.", "The border is closed."]
    right = tables_of([texts[0], texts[2]])

    def breaks(texts, *given):
        if any("broke" in document.text for document in getattr(texts, "documents", texts)):
            raise RecursionError("too deep")
        return does(texts, *given)

    does = getattr(columns, stage)
    monkeypatch.setattr(columns, stage, breaks)
    tables = tables_of(texts)
    assert tables.articles["id"].tolist() == ["0", "2"]
    [reason] = tables.rejected["reason"]
    assert reason.startswith("RecursionError while measuring: too deep")
    for name in ("hits", "sentences"):
        pd.testing.assert_frame_equal(
            getattr(tables, name).drop(columns="id"), getattr(right, name).drop(columns="id")
        )
