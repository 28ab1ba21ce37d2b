"""What negation.py promises: which places a negation reaches, as the cases say."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.lexicon.negation import ENDS, IDLE, NEGATIONS, WINDOW, is_negated
from broadsheet.paths import ROOT
from broadsheet.text.document import tokenize
from broadsheet.text.unicode import straighten

CASES = json.loads((ROOT / "tests" / "cases" / "negation.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            c, id=c["about"], marks=[pytest.mark.xfail(reason=c["fails"])] if "fails" in c else []
        )
        for c in CASES
    ],
)
def test_a_word_is_negated_as_the_cases_say(case):
    before, word, after = case["text"].replace("]", "[").split("[")
    document = tokenize(before + word + after)
    at = [token.start for token in document.tokens].index(len(before))
    assert document.tokens[at] == word
    assert is_negated(document, at) is case["negated"]


def test_the_window_is_of_five_words():
    for between in range(9):
        document = tokenize("not" + " very" * between + " dangerous")
        assert is_negated(document, between + 1) is (between <= WINDOW)


def test_the_lists_hold_what_the_rule_can_find():
    assert {len(phrase) for phrase in NEGATIONS} == {1, 2} and {len(phrase) for phrase in IDLE} <= {
        2,
        3,
    }
    words = {word for phrase in NEGATIONS | IDLE for word in phrase} | ENDS
    assert all(tokenize(word).forms == (word,) for word in words)
    assert not ENDS & {phrase[0] for phrase in NEGATIONS}


WORDS = """
not no never little few rarely a don't only but war , . – the they did nor rather than No. 1 why
""".split()


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_every_place_of_any_text_has_an_answer_whatever_its_typography(words):
    text = " ".join(words).replace("'", "’")
    document, plain = tokenize(text), tokenize(straighten(text))
    answers = [is_negated(document, at) for at in range(len(document.tokens))]
    assert answers == [is_negated(plain, at) for at in range(len(plain.tokens))] and not any(
        answers[:1]
    )
