"""Chall and Dale's rules: which words are familiar with a word on their list, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textstat.backend.utils import get_lang_easy_words

from broadsheet.measuring.familiar_words import (
    easy_words,
    inflected,
    is_familiar,
    is_known_form,
    listed,
)
from broadsheet.paths import package_lines


@pytest.mark.parametrize(
    "familiar",
    """
    cat cats boxes wishes berries heroes potatoes cat's cats' boy's
    walked asked baked carried stopped visited asks asking baking stopping carrying lying tying
    longer longest bigger biggest prettier prettiest finer finest hotter
    mr mrs don't it's there's let's
    1948 12 3.5 1,200 1970s 10th 5bn '70s ½ 1947-48
    long-haired and/or well-known 10-year-old twenty-one front-door's talks—or
    """.split(),
)
def test_forms_numerals_and_compounds_of_familiar_words_are_familiar(familiar):
    assert is_familiar(familiar), familiar


@pytest.mark.parametrize(
    "unfamiliar",
    """
    wed adder badger builder easter rugged herring whaling odds
    oxen treatment sharpen clippings easily senators
    covid-19 b-52 cross-border narco-trafficking government/regime quinoa
    raping bak stoped
    """.split(),
)
def test_words_of_their_own_and_other_endings_are_not(unfamiliar):
    assert not is_familiar(unfamiliar), unfamiliar


@pytest.mark.parametrize(
    "word, forms",
    [
        ("walk", "walks walked walking walker walkest"),
        ("bake", "bakes baked baking baker bakest"),
        ("carry", "carries carried carrying carrier carriest"),
        ("play", "plays played playing player playest"),
        ("stop", "stops stopped stopping stopper stoppest"),
        ("fix", "fixes fixed fixing fixer fixest"),
        ("quit", "quits quitted quitting quitter quittest"),
        ("see", "sees seed seeing seer seest"),
        ("lie", "lies lied liing lying lier liest"),
        ("visit", "visits visited visiting visiter visitest visitted visitting visitter visittest"),
        ("go", "gos goes goed going goer goest"),
    ],
)
def test_regular_forms_are_spelt_as_english_spells_them(word, forms):
    assert inflected(word) == set(forms.split())


def test_a_form_is_of_a_word_on_the_list_or_of_none():
    # "bus" is no plural: it is on the list for itself, and "bu" is not there.
    assert "bu" not in listed() and "bus" in listed()
    assert not is_familiar("minus") and not is_familiar("virus")
    for word in ("buses", "gases", "glasses"):
        assert is_familiar(word)


def test_each_exception_is_spelt_as_a_form_and_takes_effect():
    forms = {form for word in listed() if word.isalpha() for form in inflected(word)}
    exceptions = set(package_lines("not-inflected.txt"))
    assert exceptions <= forms - listed()
    assert not any(map(is_known_form, exceptions))


def test_the_list_is_textstats():
    assert easy_words() == get_lang_easy_words("en_US")


def test_a_word_is_known_if_it_is_among_all_forms_of_the_list():
    words = [word for word in listed() if word.isalpha()]
    forms = {form for word in words for form in inflected(word)}
    known = listed() | forms.difference(package_lines("not-inflected.txt"))
    forms_of_forms = {form for word in forms for form in inflected(word)}
    strange = {ending + word for word in ("", "s", "es", "ing", "ed") for ending in ("", "y", "ie")}
    for word in known | forms | forms_of_forms | strange:
        assert is_known_form(word) == (word in known), word


@given(st.text(min_size=1))
def test_any_word_is_familiar_or_not(word):
    assert is_familiar(word) in (True, False)
