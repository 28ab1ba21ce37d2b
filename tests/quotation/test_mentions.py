"""Whom an article names: its people and bodies, and every mention of them."""

import pytest

from broadsheet.quotation.mentions import Cast, is_heading
from broadsheet.text.document import Document
from broadsheet.text.unicode import straighten


def mentions(text: str) -> list[str]:
    return [str(person) for person in Cast(Document(text)).persons]


def test_a_surname_is_the_person_who_bears_it_before_or_after():
    assert mentions("Lind left. Then Anna Lind came, and Lind spoke.") == ["Anna Lind"] * 3


def test_a_surname_with_a_suffix_is_the_person_with_that_surname():
    people = Cast(Document("Carl Holm Jr. spoke. Then Holm Jr. left, and so did Holm."))
    assert [str(person) for person in people.people] == ["Carl Holm Jr."]


def test_a_title_shows_which_of_two_bearers_of_a_surname_is_meant():
    assert mentions("They saw Anna Lind and Carl Lind. They met Mr. Lind and Ms. Lind.") == [
        "Anna Lind",
        "Carl Lind",
        "Carl Lind",
        "Anna Lind",
    ]


def test_straight_and_curly_apostrophes_name_the_same_people():
    text = "Anna O’Hara met Peter D’Angelo’s brother Carl."
    curly, straight = (
        [str(person) for person in Cast(Document(t)).people] for t in (text, straighten(text))
    )
    assert curly == straight == ["Anna O'Hara", "Peter D'Angelo"]


@pytest.mark.parametrize(
    "line, heading",
    [
        ("Mayor Lind Opens Skara Bridge", True),
        ("Mayor Lind opens the new bridge", False),
        ("Anna Lind", False),
        ("Mayor Lind Opens Skara Bridge.", False),
    ],
)
def test_a_line_in_capitals_is_a_heading_in_which_no_run_is_a_name(line, heading):
    assert is_heading(line) is heading
    if heading:
        assert Cast(Document(line)).people == []


def test_a_place_inside_quotation_marks_is_recognised():
    cast = Cast(Document('Lind said "Berg left" twice.'), [(10, 21)])
    assert [cast.is_quoted(start) for start in cast.starts] == [False, True]
