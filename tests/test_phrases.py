"""Noun phrases: the names in them, else the noun and what stands around it."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.phrases import Phrase, last_name, take_apart


@pytest.mark.parametrize("phrase, names", [
    ("Anna Lind", ["Anna Lind"]), ("Anna Lind, a farmer", ["Anna Lind"]), ("the mayor, Anna Lind", ["Anna Lind"]),
    ("Lind and Berg", ["Lind", "Berg"]), ("Lind's statement", ["Lind"]), ("Lind himself", ["Lind"]),
    ("the Department of Justice", ["Department of Justice"]), ("the farmer", []), ("Lind's farmer", [])])
def test_a_phrase_gives_the_names_that_speak(phrase, names):
    assert [" ".join(name.words) for name in take_apart(phrase).names] == names


@pytest.mark.parametrize("phrase, noun, modifiers, definite", [
    ("the Finnish president", "president", "finnish", True), ("a senior official", "official", "a senior", False),
    ("Lind's farmer", "farmer", "lind", True), ("a group of farmers", "farmers", "a", False),
    ("the president of Mexico", "president", "", True)])
def test_without_a_name_the_head_is_a_noun_with_the_words_before_it(phrase, noun, modifiers, definite):
    found = take_apart(phrase)
    assert (found.noun, found.modifiers, found.definite) == (noun, frozenset(modifiers.split()), definite)


def test_whose_statement_it_is_and_of_what_is_kept():
    assert take_apart("his statement").owner == "his" and take_apart("his farmer").owner == ""
    assert take_apart("the president of Mexico").of == {"mexico"}


def test_a_name_ends_a_phrase_or_is_none():
    assert last_name("spokeswoman Anna Lind").words == ("Anna", "Lind") and last_name("Anna Lind spoke") is None


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from([
    "the", "a", "Anna", "Lind's", "of", "and", "farmer", ",", "statement", "his", "'s", "himself", "who",
    "Justice", "\n",
])).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_no_phrase_raises(phrase):
    assert isinstance(take_apart(phrase), Phrase)
