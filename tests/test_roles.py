"""Who is meant by what they are, and who is brought in without a name."""
import pytest

from broadsheet.cast import Cast
from broadsheet.roles import bearer, by_role, unknown
from broadsheet.text import Document


def holder(text: str, role: str, modifiers: str = "", of: str = "") -> str | None:
    cast = Cast(Document(text))
    person = bearer(by_role(cast, unknown(cast)), role, frozenset(modifiers.split()), frozenset(of.split()))
    return person and str(person)


@pytest.mark.parametrize("text, role, modifiers, of, who", [
    ("Mexican President Anna Lind spoke.", "president", "mexican", "", "Anna Lind"),
    ("Mexican President Anna Lind spoke.", "president", "", "mexico", "Anna Lind"),
    ("Mexican President Anna Lind met Finnish President Carl Berg.", "president", "finnish", "", "Carl Berg"),
    ("Mexican President Anna Lind met Finnish President Carl Berg.", "president", "", "", None),
    ("Vice President Anna Lind spoke.", "president", "", "", None),              # a rank is not the office
    ("Anna Lind, a sheep farmer, spoke.", "farmer", "", "", "Anna Lind"),
    ("Anna Lind, 54, spoke.", "54-year-old", "", "", "Anna Lind"),
    ("Senators met Sen. Anna Lind.", "senators", "", "", None), ("It rained.", "senator", "", "", None)])
def test_a_role_is_the_one_person_who_has_it(text, role, modifiers, of, who):
    assert holder(text, role, modifiers, of) == who


@pytest.mark.parametrize("text, found", [
    ("A senior official said it rained.", ["a senior official"]), ("It rained, said a farmer.", ["a farmer"]),
    ("A storm said no.", []), ("Officials said it rained.", []), ("The official said it rained.", [])])
def test_somebody_is_brought_in_with_an_article_and_an_occupation(text, found):
    assert [str(person) for person in unknown(Cast(Document(text))).values()] == found


def test_nobody_is_brought_in_inside_marks():
    assert unknown(Cast(Document('"A farmer said no."'), [(0, 19)])) == {}
