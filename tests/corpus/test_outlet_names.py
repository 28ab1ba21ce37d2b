"""Names of outlets that are probably one outlet's."""

import pytest

from broadsheet.corpus.outlet_names import alike, alike_note


@pytest.mark.parametrize(
    "other",
    [
        "Skara Post",
        "THE SKARA POST",
        "skarapost.com",
        "www.skarapost.co.uk",
        "https://www.skarapost.se/",
        "The Skara Post (Skara)",
        "The Skara-Post",
        "Thé Skara Post",
    ],
)
def test_one_outlet_under_two_names_is_noticed(other):
    assert alike(["The Skara Post", other]) == [sorted(["The Skara Post", other])]


@pytest.mark.parametrize(
    "names",
    [
        ["The Skara Post", "The Skara Times"],
        ["Skara Post", "Skara Post and Courier"],
        ["Post", "Posten"],
        ["...", "!!!"],
        ["CNN", "CNN"],
        ["The", "Them"],
        [],
    ],
)
def test_two_outlets_are_not_one(names):
    assert alike(names) == []


def test_the_note_names_three_and_counts_the_others():
    names = [name for word in "ABCDE" for name in (f"{word} Post", f"The {word} Post")]
    (line,) = alike_note(reversed(names))
    assert "A Post = The A Post, B Post = The B Post, C Post = The C Post and 2 more; " in line
    assert alike_note(["CNN"]) == []
