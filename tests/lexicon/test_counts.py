"""What frames.py promises: which tokens are a term, how they are counted and how they are shown."""

import json
import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.lexicon.counts import frame_prominence, frame_scores, frames, hits
from broadsheet.lexicon.loading import Frame, Lexicon
from broadsheet.lexicon.terms import term
from broadsheet.paths import ROOT
from broadsheet.text import Batch, Document
from broadsheet.text.document import tokenize
from broadsheet.text.unicode import straighten

CASES = json.loads((ROOT / "tests" / "cases" / "frames.json").read_text(encoding="utf-8"))

# Text that a lexicon may meet, and text that it should not choke on.
letters = st.sampled_from("abäIİß.'’\"“,-–? \n1€_\N{ZERO WIDTH SPACE}")
texts = st.text() | st.text(letters)


def lexicon(**terms_by_frame) -> Lexicon:
    made = {
        frame: [term(t) if isinstance(t, str) else term(t["term"], t["not"]) for t in terms]
        for frame, terms in terms_by_frame.items()
    }
    return Lexicon(
        "test", {frame: Frame(frame, "", (), tuple(terms)) for frame, terms in made.items()}
    )


# --- which tokens are a term


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            c, id=c["about"], marks=[pytest.mark.xfail(reason=c["fails"])] if "fails" in c else []
        )
        for c in CASES
    ],
)
def test_a_term_matches_whole_tokens_as_the_cases_say(case):
    one = lexicon(frame=case["terms"])
    assert [hit.text for hit in hits(case["text"], one)] == case["hits"]
    assert frames(case["text"], one) == {"frame": len(case["hits"])}


def test_a_token_counts_once_in_each_frame_that_lists_it():
    two = lexicon(security=["security pact", "pact"], cooperation=["pact"], trade=["tariff*"])
    text = "A security pact, a pact, no tariff."
    assert frames(text, two) == {"security": 2, "cooperation": 2, "trade": 1}
    assert [(h.frame, h.text) for h in hits(text, two)] == [
        ("security", "security pact"),
        ("cooperation", "pact"),
        ("security", "pact"),
        ("cooperation", "pact"),
        ("trade", "tariff"),
    ]


def test_hits_at_one_place_stand_in_the_order_of_the_frames():
    one, other = lexicon(a=["pact"], b=["pact"]), lexicon(b=["pact"], a=["pact"])
    assert one == other
    assert [[hit.frame for hit in hits("A pact.", each)] for each in (one, other)] == [
        ["a", "b"],
        ["b", "a"],
    ]


def test_a_score_is_the_sum_of_the_weights_and_a_count_is_a_count():
    weighted = Lexicon(
        "test",
        {
            "a": Frame("", "", (), (term("war", weight=0.5), term("war of words", weight=-2.0))),
            "b": Frame("", "", (), (term("war"),)),
        },
    )
    text = "War and a war of words; no war."
    assert frames(text, weighted) == {"a": 3, "b": 3}
    assert frame_scores(text, weighted) == {"a": -1.0, "b": 3.0}
    assert [hit.weight for hit in hits("a war of words", weighted)] == [-2.0, 1.0]
    assert frame_scores("", weighted) == {"a": 0.0, "b": 0.0}


def test_negated_hits_are_marked_and_left_out_when_asked():
    one, text = (
        lexicon(a=["war", "no confidence"], b=["war"]),
        "War, never war; there was no confidence.",
    )
    assert [(hit.text, hit.frame, hit.negated) for hit in hits(text, one)] == [
        ("War", "a", False),
        ("War", "b", False),
        ("war", "a", True),
        ("war", "b", True),
        ("no confidence", "a", False),
    ]
    assert (
        frames(text, one, skip_negated=True)
        == frame_scores(text, one, skip_negated=True)
        == {"a": 2, "b": 1}
    )
    assert [hit for hit in hits(text, one) if not hit.negated] == hits(text, one, skip_negated=True)


def test_prominence_is_different_terms_over_the_square_root_of_words():
    one = lexicon(war=["war", "attack*", "rule of war"], trade=["tariff*"])
    text = "War is war: attacks, an attack, never the rule of war, no tariff here, they say."
    assert len(tokenize(text).words) == 16
    assert frame_prominence(text, one) == {"war": 3 / 4, "trade": 1 / 4}
    assert frame_prominence(text, one, skip_negated=True) == {"war": 2 / 4, "trade": 0.0}
    assert all(math.isnan(value) for value in frame_prominence(" – ", one).values())


def test_a_text_four_times_as_long_needs_twice_as_many_terms_to_be_as_prominent():
    one = lexicon(war=["war", "attack", "raid"])
    short, long = (
        "A war began here",
        "A war and a raid began where none was seen before they came home",
    )
    assert frame_prominence(short, one) == {"war": 0.5}
    assert len(tokenize(long).words) == 14 and frame_prominence(long + " at last", one) == {
        "war": 0.5
    }


def test_every_frame_is_counted_even_where_there_is_nothing():
    assert frames("", lexicon(conflict=["war"], law=["court*"])) == {"conflict": 0, "law": 0}


WORDS = st.text("abc'", min_size=1, max_size=5).filter(
    lambda w: w[0] != "'" and w[-1] != "'" and "''" not in w
)
PATTERNS = st.text("abc*?", min_size=1, max_size=4).filter(lambda p: p.strip("*?"))


def naive(form: str, pattern: str) -> bool:
    """Wildcards by their definition, one character at a time."""
    if not pattern:
        return not form
    if pattern[0] == "*":
        return any(naive(form[n:], pattern[1:]) for n in range(len(form) + 1))
    return bool(form) and pattern[0] in ("?", form[0]) and naive(form[1:], pattern[1:])


@given(
    st.lists(WORDS, max_size=8),
    st.lists(st.lists(PATTERNS, min_size=1, max_size=2), min_size=1, max_size=4),
)
def test_terms_match_as_a_naive_reader_would_find_them(words, phrases):
    text, at, expected = " ".join(words), 0, []
    forms = tokenize(text).forms
    while at < len(forms):
        lengths = [
            len(p) for p in phrases if at + len(p) <= len(forms) and all(map(naive, forms[at:], p))
        ]
        if lengths:
            expected.append((at, max(lengths)))
        at += max(lengths, default=1)
    starts = {token.start: number for number, token in enumerate(tokenize(text).tokens)}
    found = hits(text, lexicon(frame=[" ".join(phrase) for phrase in phrases]))
    assert [(starts[hit.start], len(tokenize(hit.text).tokens)) for hit in found] == expected


@given(texts)
def test_no_text_makes_a_measure_raise_and_every_hit_slices_back(text):
    one = lexicon(a=["a*", "b ?", "i", "*1"], b=[{"term": "a", "not": ["a b"]}])
    found = hits(text, one)
    assert all(text[hit.start : hit.end] == hit.text for hit in found)
    assert [hit.start for hit in found] == sorted(hit.start for hit in found)
    assert frames(text, one) == {"a": 0, "b": 0} | Counter(hit.frame for hit in found)


@given(st.text(st.sampled_from("wars' ’‘`\"“”.,I'"), max_size=40))
def test_straight_and_curly_marks_give_identical_counts(text):
    one = lexicon(a=["war", "i'* a*", "was wa?"])
    assert frames(text, one) == frames(straighten(text), one)


@given(st.lists(st.lists(st.sampled_from("war not why no of words . , we".split())), max_size=5))
def test_the_hits_of_a_batch_are_those_of_its_documents(texts):
    two = lexicon(a=["war", "war of words"], b=["war", "words"])
    documents = [Document(" ".join(text)) for text in texts]
    batch = Batch(documents)
    assert hits(batch, two) == [
        hit._replace(start=hit.start + before, end=hit.end + before)
        for document, before in zip(documents, batch.text_starts.tolist())
        for hit in hits(document, two)
    ]
