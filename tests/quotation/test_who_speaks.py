"""Who speaks, from end to end: short passages of each kind that news has, and words in marks that
nobody says.
"""

import json

import pytest

from broadsheet.paths import ROOT
from broadsheet.quotation import find_quotations
from broadsheet.text import tokenize

CASES = json.loads((ROOT / "tests" / "cases" / "who_speaks.json").read_text(encoding="utf-8"))


def speakers(text: str) -> dict[str, str | None]:
    return {
        quotation.text: quotation.speaker
        for quotation in find_quotations(tokenize(text))
        if quotation.speech
    }


def name(speaker: str | None) -> str:
    """The speaker without an article, as it is compared."""
    return (speaker or "").lower().removeprefix("the ").removeprefix("a ")


@pytest.mark.parametrize(
    "case",
    CASES["wild"]
    + [
        pytest.param(case, marks=pytest.mark.xfail(strict=True, reason=case["reason"]))
        for case in CASES["known_failures"]
    ],
    ids=lambda case: f"{case['kind']}: {case['text'][:60]}",
)
def test_a_quotation_is_attributed_to_whoever_says_it(case):
    said = speakers(case["text"])
    for row in case["speakers"]:
        [speaker] = [who for text, who in said.items() if row["quotation"] in text]
        assert name(speaker) == name(row["speaker"])


@pytest.mark.parametrize("case", CASES["negative"], ids=lambda case: case["text"])
def test_titles_names_and_words_that_are_talked_about_are_not_speech(case):
    assert speakers(case["text"]) == {}


def test_every_known_failure_says_why():
    assert all(case["reason"] for case in CASES["known_failures"])
