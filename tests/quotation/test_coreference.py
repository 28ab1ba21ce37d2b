"""Whom "he" and "she" mean.

Who is meant by what they are, and who is brought in without a name.
"""

import pytest

from broadsheet.quotation.coreference import antecedent, bearer, by_role, taken_up, unknown
from broadsheet.quotation.mentions import Cast
from broadsheet.text.document import Document


def meant(text: str, quoted=()) -> list[tuple[str, str]]:
    cast = Cast(Document(text), quoted)
    found = sorted(taken_up(cast, unknown(cast)).items())
    return [(text[at:].split()[0].strip(".,"), str(person)) for at, person in found]


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


def test_what_stands_in_marks_is_not_read():
    text = 'Anna Lind spoke. "Mary Dahl left," she said.'
    assert meant(text, [(17, 34)]) == [("she", "Anna Lind")] and meant(text) == [
        ("she", "Mary Dahl")
    ]


def test_nobody_is_meant_where_nobody_stands_near():
    anna = Cast(Document("Anna Lind spoke.")).people[0]
    assert antecedent([(0, anna, 2)], "f", 1) == (anna, True)
    assert antecedent([(0, anna, 2)], "m", 1) == (None, False)
    assert antecedent([(0, anna, 2)], "f", 16) == (None, False)


def holder(text: str, role: str, modifiers: str = "", of: str = "") -> str | None:
    cast = Cast(Document(text))
    person = bearer(
        by_role(cast, unknown(cast)), role, frozenset(modifiers.split()), frozenset(of.split())
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
        ("It rained, said a farmer.", ["a farmer"]),
        ("A storm said no.", []),
        ("Officials said it rained.", []),
        ("The official said it rained.", []),
    ],
)
def test_somebody_is_brought_in_with_an_article_and_an_occupation(text, found):
    assert [str(person) for person in unknown(Cast(Document(text))).values()] == found


def test_nobody_is_brought_in_inside_marks():
    assert unknown(Cast(Document('"A farmer said no."'), [(0, 19)])) == {}
