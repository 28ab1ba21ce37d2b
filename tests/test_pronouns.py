"""Whom "he" and "she" mean."""
import pytest

from broadsheet.cast import Cast
from broadsheet.pronouns import antecedent, taken_up
from broadsheet.roles import unknown
from broadsheet.text import Document


def meant(text: str, quoted=()) -> list[tuple[str, str]]:
    cast = Cast(Document(text), quoted)
    found = sorted(taken_up(cast, unknown(cast)).items())
    return [(text[at:].split()[0].strip(".,"), str(person)) for at, person in found]


@pytest.mark.parametrize("text, found", [
    ("Anna Lind met Carl Berg. She left, and he stayed.", [("She", "Anna Lind"), ("he", "Carl Berg")]),
    ("Anna Lind spoke. Her boat sank.", [("Her", "Anna Lind")]),
    ("Mr. Lind spoke to Mr. Berg. He left.", [("He", "Lind")]),            # who acts comes before whom it is done to
    ("A farmer said it rained. She left.", [("She", "a farmer")]),
    ("The rain stopped. He left.", []), ("They met. She left.", [])])
def test_a_pronoun_is_the_nearest_person_who_fits_or_nobody(text, found):
    assert meant(text) == found


def test_what_stands_in_marks_is_not_read():
    text = 'Anna Lind spoke. "Mary Dahl left," she said.'
    assert meant(text, [(17, 34)]) == [("she", "Anna Lind")] and meant(text) == [("she", "Mary Dahl")]


def test_nobody_is_meant_where_nobody_stands_near():
    anna = Cast(Document("Anna Lind spoke.")).people[0]
    assert antecedent([(0, anna, 2)], "f", 1) == (anna, True)
    assert antecedent([(0, anna, 2)], "m", 1) == (None, False)
    assert antecedent([(0, anna, 2)], "f", 16) == (None, False)
