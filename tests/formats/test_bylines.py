"""Bylines as the names in them: what a writer is, where and for whom belongs to no name."""

import pytest

from broadsheet.formats.bylines import is_sponsor, names_alone, with_names_alone


@pytest.mark.parametrize(
    "said, names",
    [
        ("Ada Holt, Special to The Herald", "Ada Holt"),
        ("Ada Holt Special for the Herald; Ben Kay", "Ada Holt; Ben Kay"),
        ("From Ada Holt in Lisbon", "Ada Holt"),
        ("Ada Holt in New York and Ben Kay in Oslo", "Ada Holt and Ben Kay"),
        ("ADA HOLT IN LISBON", "ADA HOLT"),
        ("ADA HOLT FOR HERALDONLINE", "ADA HOLT"),
        ("Ada Holt for the Evening Herald", "Ada Holt"),
        ("Ada Holt, Herald Staff Writer", "Ada Holt"),
        ("Ada Holt; Evening Herald Staff Writer", "Ada Holt"),
        ("Ada Holt, Lisbon correspondent, Ben Kay", "Ada Holt, Ben Kay"),
        ("Ada Holt Political editor", "Ada Holt"),
        ("Ada van Holt Home Affairs Correspondent", "Ada van Holt"),
        ("Ada Holt, Redakteurin", "Ada Holt"),
        ("ada.holt@herald.example Ada Holt", "Ada Holt"),
        ("Ada Holt (ada@herald.example) @adaholt", "Ada Holt"),
        ("Presented by Holt Bank", None),
        ("Special to The Herald", None),
        # names, or all that is known
        ("Holt, A. ; Kay, B.", "Holt, A. ; Kay, B."),
        ("Women in Media", "Women in Media"),
        ("Center for Public Records", "Center for Public Records"),
        ("Evening Herald Reporter", "Evening Herald Reporter"),
        ("Political editor", "Political editor"),
        ("THE EDITORIAL BOARD", "THE EDITORIAL BOARD"),
        ("Herald Staff, Ben Kay", "Herald Staff, Ben Kay"),
        ("Ada Writer", "Ada Writer"),
        ("desk@herald.example", "desk@herald.example"),
    ],
)
def test_names_are_recognised_on_their_own(said, names):
    assert names_alone(said) == names


def test_a_sponsor_is_not_an_author_and_a_person_is_not_a_sponsor():
    assert is_sponsor("Brought to you by Holt") and is_sponsor("Paid for by Ada Holt Ltd")
    assert not is_sponsor("Brought to you by Ada Holt") and not is_sponsor("By Ada Holt")


def test_the_original_line_is_kept():
    article = {"authors": "Ada Holt, City Editor", "cut": [("furniture", "Share")]}
    assert with_names_alone(article) == {
        "authors": "Ada Holt",
        "cut": [("furniture", "Share"), ("byline", "Ada Holt, City Editor")],
    }
    assert with_names_alone({"authors": "Ada Holt"}) == {"authors": "Ada Holt"}
    assert with_names_alone({"authors": None}) == {"authors": None}
