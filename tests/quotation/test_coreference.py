"""Whom "he" and "she" mean.

Who is meant by what they are, and who is brought in without a name.
"""

import pytest

from broadsheet.quotation.coreference import (
    Candidate,
    Usage,
    antecedent,
    bearer,
    brought_in,
    by_role,
    taken_up,
)
from broadsheet.quotation.mentions import Cast
from broadsheet.text.document import Document


def meant(text: str, quoted=()) -> list[tuple[str, str]]:
    cast = Cast(Document(text), quoted)
    persons = sorted(taken_up(cast, brought_in(cast)).persons.items())
    return [(text[start:].split()[0].strip(".,"), str(person)) for start, person in persons]


@pytest.mark.parametrize(
    "text, found",
    [
        (
            "Anna Lind met Carl Berg. She left, and he stayed.",
            [("She", "Anna Lind"), ("he", "Carl Berg")],
        ),
        ("Anna Lind spoke. Her boat sank.", [("Her", "Anna Lind")]),
        (
            "Mr. Lind spoke to Mr. Berg. He left.",
            [("He", "Lind")],
        ),  # who acts comes before whom it is done to
        ("A farmer said it rained. She left.", [("She", "a farmer")]),
        ("The rain stopped. He left.", []),
        ("They met. She left.", []),
    ],
)
def test_a_pronoun_is_the_nearest_person_who_fits_or_nobody(text, found):
    assert meant(text) == found


def test_words_in_quotation_marks_are_not_parsed():
    text = 'Anna Lind spoke. "Mary Dahl left," she said.'
    assert meant(text, [(17, 34)]) == [("she", "Anna Lind")] and meant(text) == [
        ("she", "Mary Dahl")
    ]


def test_a_pronoun_with_nobody_near_it_means_nobody():
    anna = Cast(Document("Anna Lind spoke.")).people[0]
    line, usage = [Candidate(0, anna, 2)], Usage()
    assert antecedent(line, "f", 1, usage) == (anna, True)
    assert antecedent(line, "m", 1, usage) == (None, False)
    assert antecedent(line, "f", 16, usage) == (None, False)


def test_a_pronoun_is_clear_for_longer_if_a_first_name_shows_the_gender():
    anna, kim = Cast(Document("Anna Lind met Kim Berg.")).people
    assert antecedent([Candidate(0, anna, 2)], "f", 7, Usage()) == (anna, True)
    assert antecedent([Candidate(0, kim, 2)], "f", 7, Usage()) == (kim, False)


def test_a_clear_majority_of_pronouns_decides_a_persons_gender():
    (kim,) = Cast(Document("Kim Berg spoke.")).people
    usage = Usage()
    assert usage.gender(kim) == ""
    for gender, verdict in [("f", "f"), ("m", ""), ("f", ""), ("f", "f")]:
        usage.count(kim, gender)
        assert usage.gender(kim) == verdict


def test_reading_an_article_twice_gives_the_same():
    cast = Cast(Document("Kim Berg spoke. She left. Then Kim Berg met Carl Holm, and he left."))
    first, second = taken_up(cast, {}), taken_up(cast, {})
    assert first.persons == second.persons
    assert [first.usage.gender(person) for person in cast.people] == ["f", "m"]
    assert [second.usage.gender(person) for person in cast.people] == ["f", "m"]


def holder(text: str, role: str, modifiers: str = "", of: str = "") -> str | None:
    cast = Cast(Document(text))
    person = bearer(
        by_role(cast, brought_in(cast)), role, frozenset(modifiers.split()), frozenset(of.split())
    )
    return person and str(person)


@pytest.mark.parametrize(
    "text, role, modifiers, of, who",
    [
        ("Mexican President Anna Lind spoke.", "president", "mexican", "", "Anna Lind"),
        ("Mexican President Anna Lind spoke.", "president", "", "mexico", "Anna Lind"),
        (
            "Mexican President Anna Lind met Finnish President Carl Berg.",
            "president",
            "finnish",
            "",
            "Carl Berg",
        ),
        ("Mexican President Anna Lind met Finnish President Carl Berg.", "president", "", "", None),
        ("Vice President Anna Lind spoke.", "president", "", "", None),  # a rank is not the office
        ("Anna Lind, a sheep farmer, spoke.", "farmer", "", "", "Anna Lind"),
        ("Anna Lind, 54, spoke.", "54-year-old", "", "", "Anna Lind"),
        ("Senators met Sen. Anna Lind.", "senators", "", "", None),
        ("It rained.", "senator", "", "", None),
    ],
)
def test_a_role_is_the_one_person_who_has_it(text, role, modifiers, of, who):
    assert holder(text, role, modifiers, of) == who


@pytest.mark.parametrize(
    "text, found",
    [
        ("A senior official said it rained.", ["a senior official"]),
        ("It rained. An official said so.", ["an official"]),
        ("It rained\nA farmer said so.", ["a farmer"]),
        ("“It rained,” a farmer said.", ["a farmer"]),
        ("It rained, according to an official.", ["an official"]),
        ("It rained. One farmer left.", []),  # nothing says that the farmer speaks or is somebody's
        ("It rained, said a farmer.", ["a farmer"]),
        ("A storm said no.", []),
        ("Officials said it rained.", []),
        ("The official said it rained.", []),
    ],
)
def test_somebody_is_introduced_by_an_article_and_an_occupation(text, found):
    assert [str(person) for person in brought_in(Cast(Document(text))).values()] == found


def test_nobody_is_introduced_inside_quotation_marks():
    assert brought_in(Cast(Document('"A farmer said no."'), [(0, 19)])) == {}
