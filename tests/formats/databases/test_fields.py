"""What all databases share: dates, languages, bylines, numbers of words."""

import pytest

from broadsheet.formats.databases.fields import (
    article_from,
    complete,
    paragraphs,
    why_no_text,
)
from broadsheet.formats.databases.headings import states_date


@pytest.mark.parametrize(
    "line, is_date",
    [
        ("May 3, 2024", True),
        ("May 3, 2024 Friday 9:00 AM GMT", True),
        ("Friday 3 May 2024", True),
        ("3 May 2024", True),
        ("The Example Post", False),
        ("May 2024", True),
        ("On May 3, 2024, the mayor of Exampleton opened a bridge in the rain.", False),
    ],
)
def test_a_line_that_is_a_date_differs_from_one_that_mentions_a_date(line, is_date):
    assert states_date(line) is is_date


@pytest.mark.parametrize(
    "said, words",
    [("812 words", 812), ("1,812 words", 1812), ("1 word", 1), ("812", 812), ("long", None)],
)
def test_the_length_that_the_database_states_is_read(said, words):
    assert article_from("x", [], words=said).get("words_stated") == words


def test_a_field_that_is_not_given_is_missing():
    assert article_from(
        "x", [("Subject", " ")], title=" ", authors=None, published="May 3, 2024 Friday 9:00 AM"
    ) == {"published": "May 3, 2024 9:00 AM", "text": "x", "cut": []}


def test_known_languages_have_their_code_and_others_stay_as_written():
    assert [
        article_from("x", [], language=said)["language"]
        for said in ("ENGLISH", "English; English", "fr", "Klingon")
    ] == ["en", "en", "fr", "klingon"]


def test_a_text_is_its_lines_and_one_without_words_is_not_a_text():
    assert paragraphs([" It rained. ", "", "It snowed."]) == "It rained.\n\nIt snowed."
    assert why_no_text("— …", "Nexis").startswith("no text in this Nexis article")
    assert why_no_text("x", "Nexis") is None


def test_a_cover_that_lists_too_many_articles_is_reported_and_one_that_lists_too_few_is_fine():
    assert [
        len(list(complete([{}, "why"], promised, "Nexis"))) for promised in (None, 1, 2, 3)
    ] == [2, 2, 2, 3]
