"""Date lines, editions, outlets and bylines as databases print them without labels."""

import pytest

from broadsheet.formats.databases.headings import (
    authors_in,
    date_line,
    is_edition,
    may_be_edition,
    outlet_among,
    plain_name,
    without_edition,
    without_rights,
)
from broadsheet.formats.dates import read_date


@pytest.mark.parametrize(
    "line, day, edition",
    [
        ("March 4, 2024 Monday 9:20 AM GMT", "2024-03-04T09:20+00:00", ""),
        ("March 4, 2024 Monday 10:05 PM GMT+1", "2024-03-04T22:05+01:00", ""),
        ("Monday, March 4, 2024", "2024-03-04", ""),
        ("Published: March 4, 2024", "2024-03-04", ""),
        ("MONDAY 4 MARCH 2024", "2024-03-04", ""),
        ("March 4, 2024, Monday, THIRD EDITION Correction Appended", "2024-03-04", "THIRD"),
        ("March 4, 2024 Monday Web Edition; First Edition; National", "2024-03-04", "Web Edition;"),
        ("March 4, 2024 Monday 6:00 AM Newswires", "2024-03-04T06:00", "Newswires"),
        ("March 4, 2024 Monday, BC cycle", "2024-03-04", "BC cycle"),
        ("Montag 4. März 2024", "2024-03-04", ""),
        ("4. März 2024 Montag 8:00 AM GMT", "2024-03-04T08:00+00:00", ""),
        ("lundi 4 mars 2024", "2024-03-04", ""),
        ("le 1er août 2024", "2024-08-01", ""),
        ("lunes, 4 de marzo de 2024", "2024-03-04", ""),
        ("4 maart 2024 maandag", "2024-03-04", ""),
        ("lunedì 4 marzo 2024", "2024-03-04", ""),
        ("segunda-feira, 4 de março de 2024", "2024-03-04", ""),
        ("March 2024", "2024-03", ""),
        ("März 2024", "2024-03", ""),
        ("marzo de 2024", "2024-03", ""),
    ],
)
def test_a_date_line_is_read_separately_from_its_edition(line, day, edition):
    said = date_line(line)
    assert said is not None and read_date(said.date) == day
    assert said.edition.startswith(edition) and bool(said.edition) is bool(edition)


@pytest.mark.parametrize(
    "line",
    [
        "May 2, 2024, is when the first bus runs",
        "March 4, 2024: a day in pictures",
        "What we learned on March 4, 2024",
        "March 2024 was wet",
        "Spring 2024",
        "The Example Post",
        "",
    ],
)
def test_a_line_that_mentions_a_day_is_not_a_date_line(line):
    assert date_line(line) is None


@pytest.mark.parametrize(
    "line, certain, possible",
    [
        ("FINAL EDITION", True, True),
        ("Late Edition - Final", True, True),
        ("Second Edition;", True, True),
        ("Correction Appended", True, True),
        ("Eastern 11:05 PM Time", True, True),
        ("Chicagoland Final Edition", False, True),
        ("Library Finds First Edition", False, True),  # only where another line is the title
        ("A first edition of a book on mills was found in Testbury", False, False),
        ("1984", False, False),
        ("Rain", False, False),
    ],
)
def test_an_edition_is_recognised_by_its_words(line, certain, possible):
    assert (is_edition(line), may_be_edition(line)) == (certain, possible)


@pytest.mark.parametrize(
    "byline, authors",
    [
        ("By Ann Example", "Ann Example"),
        ("BY ANN EXAMPLE", "ANN EXAMPLE"),
        ("Libby Ankers", "Libby Ankers"),
        ("Ruby Holt and Toby Vance", "Ruby Holt and Toby Vance"),
        ("By Bobby Byrne", "Bobby Byrne"),
        ("Bo Lind, Derby Correspondent", "Bo Lind, Derby Correspondent"),
        ("COMPILED BY ANN EXAMPLE", "ANN EXAMPLE"),
        ("Reported by Ann Example", "Ann Example"),
        ("Brought to you by: Ann Example.", "Ann Example"),
        ("Brought to you by Examplecorp", None),
        ("By Ann Example; sponsored by Example Bank", "Ann Example"),
        ("By Ann Example; By Bo Lind", "Ann Example; Bo Lind"),
        ("- EXCLUSIVE BY ANN EXAMPLE", "ANN EXAMPLE"),
        ("Von Ann Example", "Ann Example"),
        ("von Example, Ann", "von Example, Ann"),
        ("Von Example", "Von Example"),  # one name behind it is a surname
        ("Par Ann Example", "Ann Example"),
        ("None available", None),
        ("Anonymous.", None),
        ("Bystander Ann", "Bystander Ann"),
        ("", None),
    ],
)
def test_by_is_removed_only_from_the_start(byline, authors):
    assert authors_in(byline) == authors


@pytest.mark.parametrize(
    "groups, outlet",
    [
        (
            [["Copyright 2024 Post Ltd", "The Post (Oslo)"], ["Distributed by Feeds"]],
            "The Post (Oslo)",
        ),
        ([["The Post"], ["The Post (Oslo)"]], "The Post"),
        ([["Example Post"], ["Provided by Feeds Inc.", "All Rights Reserved"]], "Example Post"),
        ([["Copyright 2024 Post Digital, LLC d/b/a", "Post Online"], ["The Post"]], "The Post"),
        ([["(c) 2024 The Post"], ["The Post, Late Edition (East Coast)"]], "The Post"),
        (
            [
                ["Wire"],
                ["This Wire report may not be reprinted unless", "Wire has agreed in writing."],
            ],
            "Wire",
        ),
        ([["Copyright 2024 The Post"]], ""),
        ([], ""),
    ],
)
def test_an_outlet_is_named_without_the_words_around_it(groups, outlet):
    name, others = outlet_among(groups)
    assert name == outlet
    said = " ".join(others)
    assert all(line in said or outlet in line for group in groups for line in group)


def test_names_are_compared_without_article_and_place_and_shown_with_them():
    assert plain_name("Le Courrier (Lyon)") == plain_name("courrier")
    assert plain_name("Example Post") == "example post"
    assert without_edition("The Times (London)") == "The Times (London)"
    assert without_edition("Edition") == "Edition"
    assert without_rights(["Copyright in the drawings is the town's."])[1] == []
