"""Kinds of source, by a noun alone and by what stands around a name."""

import pytest

from broadsheet.quotation.source_kinds import (
    is_trade,
    kind_by_context,
    kind_by_noun,
    role_at,
    same_place,
)


@pytest.mark.parametrize(
    "noun, kind",
    [
        ("farmer", "unnamed person"),
        ("Farmers", "unnamed person"),
        ("54-year-old", "unnamed person"),
        ("co-founder", "unnamed person"),
        ("agency", "organisation"),
        ("agencies", "organisation"),
        ("banks", "organisation"),
        ("bank's", "organisation"),
        ("report", "document"),
        ("paper", "document"),
        ("weather", None),
        ("", None),
    ],
)
def test_a_noun_shows_a_kind_of_source_or_nothing(noun, kind):
    assert kind_by_noun(noun) == kind


@pytest.mark.parametrize(
    "noun, trade",
    [
        ("officials", True),
        ("economist", True),
        ("boss", True),
        ("answer", False),
        ("answers", False),
        ("company", False),
        ("letter", False),
        ("ser", False),  # too short for an ending to tell
    ],
)
def test_occupations_are_listed_or_recognised_by_their_ending(noun, trade):
    assert is_trade(noun) is trade


@pytest.mark.parametrize(
    "text, role, modifiers",
    [
        ("Jane Roe, a sheep farmer.", "farmer", "sheep"),
        ("Jane Roe, 54, the mayor of Skara", "mayor", "skara"),
        ("Jane Roe, who is a farmer from New Skara", "farmer", "new skara"),
        ("Jane Roe, Lind's lawyer.", "lawyer", ""),
        ("Jane Roe, chief engineer of Rain", "engineer", "chief rain"),
        ("Jane Roe, deputy mayor, left", "mayor", "deputy"),
        ("Jane Roe, the new ministry.", None, ""),
        ("Jane Roe farmed", None, ""),
        ("the farmer Jane Roe", "farmer", ""),
        ("their local farmer Jane Roe", "farmer", "local"),
        ("the Mexican president, Jane Roe", "president", "mexican"),
        ("Lind's lawyer, Jane Roe", "lawyer", "lind"),
        ("president, Jane Roe", None, ""),
        ("the rain Jane Roe", None, ""),
        ("the Farmer Jane Roe", None, ""),
    ],
)
def test_an_apposition_or_the_words_before_a_name_give_a_role(text, role, modifiers):
    start = text.index("Jane")
    expected = role and (role, frozenset(modifiers.split()))
    assert role_at(text, start, start + len("Jane Roe")) == expected


@pytest.mark.parametrize(
    "text, single, kind",
    [
        ("Roe, who farms,", True, "named person"),
        ("Roe himself", True, "named person"),
        ("Roe (R-Tex.)", True, "named person"),
        ("Roe, 54, left", True, "named person"),
        ("Roe, a farmer.", True, "named person"),
        ("the farmer Roe left", True, "named person"),
        ("Roe left, and she slept", True, "named person"),
        ("Roe, which sells", True, "organisation"),
        ("Roe itself", True, "organisation"),
        ("Roe, a small Skara company, sells", True, "organisation"),
        ("the magazine Roe wrote", True, "organisation"),
        ("the Roe.", True, "organisation"),
        ("the Roe plan.", True, None),
        ("left in Roe.", True, "organisation"),
        ("left in Roe.", False, None),
        ("Roe left, and its boats", True, "organisation"),
        ("Roe spoke", True, None),
    ],
)
def test_the_words_around_a_name_show_a_kind_of_source_or_nothing(text, single, kind):
    start = text.index("Roe")
    assert kind_by_context(text, start, start + 3, single) == kind


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("mexican", "mexico", True),
        ("french", "france", True),
        ("gop", "republican", True),
        ("iran", "iraq", False),
        ("danish", "finnish", False),
    ],
)
def test_two_words_may_mean_the_same_place(one, other, same):
    assert same_place(one, other) is same


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Lindia, its founder, spoke.", "named person"),
        ("Lindia raised its prices.", "organisation"),
        ("Lindia, its walls painted blue, slept.", None),
    ],
)
def test_its_before_a_role_is_about_something_else(text, kind):
    assert kind_by_context(text, 0, 6, True) == kind
