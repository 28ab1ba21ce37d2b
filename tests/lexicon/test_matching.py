"""What matching.py promises: which terms stand where, and that more terms cost no more work."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.lexicon import matching
from broadsheet.lexicon.loading import Frame, Lexicon
from broadsheet.lexicon.matching import Fitting, matches
from broadsheet.lexicon.terms import form_fits, term
from broadsheet.text.document import tokenize


def lexicon(**terms: list[str]) -> Lexicon:
    return Lexicon(
        "test", {name: Frame(name, "", (), tuple(map(term, each))) for name, each in terms.items()}
    )


def found(text: str, one: Lexicon) -> list[tuple[int, int, str, str]]:
    return [
        (match.first, match.end, match.frame, match.term.text)
        for match in matches(tokenize(text), one)
    ]


PATTERNS = st.lists(st.text("ab*?", min_size=1, max_size=5), max_size=12)


@given(PATTERNS, st.text("abc", max_size=6))
def test_a_form_fits_what_a_reader_of_each_pattern_would_find(patterns, form):
    assert sorted(Fitting(set(patterns))[form]) == sorted(
        p for p in set(patterns) if form_fits(form, p)
    )


def test_the_longest_term_wins_inside_one_frame_and_others_keep_theirs():
    one = lexicon(law=["law", "rule of law", "rule of *"], rule=["rule"], order=["law and order"])
    assert found("the rule of law and order", one) == [
        (1, 4, "law", "rule of law"),
        (1, 2, "rule", "rule"),
        (3, 6, "order", "law and order"),
    ]


def test_a_longer_term_that_does_not_read_on_leaves_the_shorter_one():
    one = lexicon(a=["climate", "climate change", "climate change policy"])
    assert found("Climate. Change came; climate change, policy.", one) == [
        (0, 1, "a", "climate"),
        (3, 5, "a", "climate change"),
    ]


def test_of_equally_long_terms_the_plainer_one_is_named():
    assert found("racism", lexicon(a=["*ism", "rac*", "racism"])) == [(0, 1, "a", "racism")]


def test_wildcards_stand_anywhere_in_a_word():
    one = lexicon(a=["*migra*", "wom?n", "de*tion", "*ism", "anti*", "w?r* of *s"])
    text = "Immigrants, emigration, women, detention, racism, antiwar; wars of words."
    assert [text for *_, text in found(text, one)] == [
        "*migra*",
        "*migra*",
        "wom?n",
        "de*tion",
        "*ism",
        "anti*",
        "w?r* of *s",
    ]


def test_one_lexicon_in_another_order_is_another_index():
    one, other = lexicon(a=["pact"], b=["pact"]), lexicon(b=["pact"], a=["pact"])
    assert [[frame for *_, frame, _ in found("A pact.", each)] for each in (one, other)] == [
        ["a", "b"],
        ["b", "a"],
    ]


ATTACK = term(
    "attack", ["heart attack", "attack dog*", "a sudden attack of nerves", "?? attack", "x attack"]
)


@pytest.mark.parametrize(
    "text, counted",
    [
        ("attack", [0]),
        ("a heart attack", []),
        ("heart attack", []),
        ("his heart, attack", [2]),  # a comma parts the phrase
        ("heart of the attack", [3]),
        ("attack the heart", [0]),
        ("hearts attack", [1]),
        ("attack dogs", []),
        ("attack the dogs", [0]),
        ("attack attack dogs", [0]),  # a phrase begins no later than the term
        ("heart attack attack", [2]),  # and ends no earlier
        ("a sudden attack of nerves", []),
        ("a sudden attack of", [2]),
        ("sudden attack of nerves", [1]),
        ("we attack", []),  # a word of two letters
        ("I attack", [1]),
        ("x attack", []),
        ("x-ray attack", [2]),
    ],
)
def test_an_exclusion_takes_away_the_term_that_it_covers_and_no_other(text, counted):
    one = Lexicon("test", {"a": Frame("a", "", (), (ATTACK,))})
    assert [first for first, *_ in found(text, one)] == counted


def test_a_phrase_that_excludes_may_be_longer_than_the_document():
    nerves = term("attack of nerves", ["a sudden attack of nerves at last"])
    one = Lexicon("test", {"a": Frame("a", "", (), (nerves,))})
    assert found("attack of nerves", one) == [(0, 3, "a", "attack of nerves")]
    assert found("a sudden attack of nerves at last", one) == []


@pytest.mark.parametrize(
    "others", ["term{} of war", "term{}*", "*{}term", "*x{}y*", "a{}*z", "the {}th man", "* {} way"]
)
def test_ten_thousand_terms_cost_little_more_work_than_a_hundred(others, monkeypatch):
    """Work, not time: how often a pattern is tried on a form, and how many nodes of the tree are
    visited.
    """
    text = " ".join(f"word{n % 200}x the" for n in range(1000))
    work = Counter()

    def counting(form, pattern):
        work["tries"] += 1
        return form_fits(form, pattern)

    class Node(matching.Node):
        def __getitem__(self, pattern):
            work["nodes"] += 1
            return super().__getitem__(pattern)

    done = {}
    for size in (100, 10_000):
        many = lexicon(a=[*(others.format(n) for n in range(size - 2)), "word7x", "word1?x"])
        with monkeypatch.context() as patch:
            patch.setattr(matching, "form_fits", counting)
            patch.setattr(matching, "Node", Node)
            index = matching.Index(many)
            work.clear()
            document = tokenize(text)
            assert (
                sum(len(index.at(document, at, form)) for at, form in enumerate(document.forms))
                == 5 + 50
            )
        done[size] = work.total()
    assert 0 < done[10_000] <= 2 * done[100]
