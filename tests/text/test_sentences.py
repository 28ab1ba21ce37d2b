"""Where sentences end."""

import json
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import ROOT
from broadsheet.text.document import tokenize
from broadsheet.text.sentences import (
    MARKS,
    RULES,
    place_of,
    rule_for,
    sentence_bounds,
)
from broadsheet.text.unicode import straighten

CASES = json.loads((ROOT / "tests" / "cases" / "sentences.json").read_text(encoding="utf-8"))
PIECES = [
    "Mr.",
    "U.S.",
    "The",
    "he",
    "said",
    '"',
    "'",
    ".",
    "!",
    "?",
    "…",
    "...",
    "\n",
    "\n\n",
    ":",
    ",",
    "(",
    ")",
    "No.",
    "5",
    "3.5",
    "p.m.",
    "J.",
    "end.Next",
    "—",
    "•",
    "1.",
    "שלום",
    "\u2028",
]
PIECED = st.lists(st.sampled_from(PIECES), max_size=30)
TEXTS = st.one_of(st.text(max_size=100), PIECED.map("".join), PIECED.map(" ".join))


def sentences(plain: str) -> list[str]:
    return [plain[start:end] for start, end in sentence_bounds(plain, 0, len(plain))]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["name"],
            marks=[pytest.mark.xfail(strict=True)] if case.get("known_failure") else [],
        )
        for case in CASES
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(case):
    assert list(tokenize(case["text"]).sentences) == case["sentences"]


# Under the name of the rule that decides of the first mark: where no sentence ends, and where one
# does; "" where the rule knows one verdict only.
EXAMPLES = {
    "question or exclamation": ("Yahoo! has a boat.", "It rains! he said."),
    "points of a pause": ("So ... Lind left.", "So .... Lind left."),
    "lower case follows": ("The tsp. of salt.", "Lind left at night. or so."),
    "number of a list item": ("12. Rain falls.", ""),
    "no word before": ("Well . . . Lind left.", "It was in 2021. Rain fell."),
    "before a name": ("It was Gen. Lind.", ""),
    "before a number": ("See No. 5 there.", ""),
    "time of day": ("It opens at 3 p.m. Monday.", "It opens at 3 p.m. Bring shoes."),
    "abbreviation or initial": ("It was J. Lind.", "Lind left Acme Inc. The rest stayed."),
    "any other word": ("", "Lind came by train. 5 left."),
}


def test_each_rule_has_examples():
    assert list(EXAMPLES) == [rule.name for rule in RULES]


@pytest.mark.parametrize(
    "name, text, ends",
    [
        (name, text, bool(ends))
        for name, texts in EXAMPLES.items()
        for ends, text in enumerate(texts)
        if text
    ],
)
def test_the_first_rule_that_applies_decides(name, text, ends):
    mark = MARKS.search(text)
    place = place_of(text, 0, mark, len(text))
    assert (rule_for(place).name, rule_for(place).ends(place)) == (name, ends)
    assert (len(sentences(text)) == 2) == ends


# Each with the near miss beside it: the same shape, and a sentence ends, or does not.
@pytest.mark.parametrize(
    "goes, ends",
    [
        ("Gen. Lind left.", "It is general. Lind left."),
        ("It was GEN. LIND.", "He has MS. Lind left."),
        ("Miranda v. Arizona fell.", "It was Miranda. Arizona fell."),
        ("Lind is 7 ft. 6 in. tall.", "Lind came in. 6 left."),
        ("It weighs 5-lb. 6 oz. now.", "It weighs 5 lb. Lind left."),
        ("Read it (Phil. 4:8) now.", "It was Phil. 4 left."),
        ("Read it (Rom. 8) now.", "He is in Rome. 8 left."),
        ("See chap. 5 there.", "He is a good chap. Five left."),
        ("See No. 5 there.", "She said No. Five left."),
        ("Acme Inc. Chairman Lind left.", "Lind left Acme Inc. The rest stayed."),
        ("It opens at 3 p.m. Monday.", "It opens at 3 p.m. Bring shoes."),
        ("J. Lind left.", "It was J. The rest stayed."),
        ("1. Rain falls.", "It was in 2021. Rain fell."),
        ("So ... Lind left.", "So .... Lind left."),
        ("Write to a.Bell@example.org now.", "It was the end.Now it rains."),
        ("Yahoo! has a boat.", "Rain! has a boat."),
        (
            "Lind left at five. or so.",
            "Lind left at night. or so.",
        ),  # five letters: an ordinary word
    ],
)
def test_a_mark_ends_a_sentence_or_belongs_to_what_stands_before_it(goes, ends):
    assert (len(sentences(goes)), len(sentences(ends))) == (1, 2)


def test_marks_that_close_belong_to_the_sentence_they_close():
    assert sentences('"It rains." (He left.) She stayed.') == [
        '"It rains."',
        "(He left.)",
        "She stayed.",
    ]


def test_a_piece_without_a_word_is_no_sentence_of_its_own():
    assert sentences("... Rain fell. ?! * Snow fell. ?! *") == [
        "... Rain fell.",
        "?! * Snow fell. ?! *",
    ]
    assert sentences("?! ...") == sentences("") == []


@given(TEXTS)
@settings(max_examples=200)
def test_no_text_raises_and_no_word_stands_outside_or_in_two_sentences(text):
    plain = straighten(text)
    bounds = list(sentence_bounds(plain, 0, len(plain)))
    assert all(before[1] <= after[0] for before, after in pairwise(bounds))
    assert all(any(c.isalnum() or c == "_" for c in plain[start:end]) for start, end in bounds)
    inside = "".join(plain[start:end] for start, end in bounds)
    assert [c for c in inside if c.isalnum()] == [c for c in plain if c.isalnum()]


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece", [".", ". ", "A. ", "a.", '."', ". . . ", "!)", "1. ", "a.A", "Mr. ", "… ", "p.m. "]
)
def test_work_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        plain = piece * (size // len(piece))
        began = process_time()
        for _ in sentence_bounds(plain, 0, len(plain)):
            pass
        return process_time() - began

    # Four times the text: quadratic work would take sixteen times as long.
    assert min(seconds(40_000), seconds(40_000)) < 8 * min(seconds(10_000) for _ in range(3)) + 0.02
