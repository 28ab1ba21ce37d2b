"""What the report says before it compares anything: hand-worked tables."""

import pandas as pd

from broadsheet.publishing.conclusions import findings, summary

COVERAGE = {
    "story": ["flood", "flood", "flood", "vote", "vote", "", ""],
    "label": ["Water rises"] * 3 + ["A vote"] * 2 + ["", ""],
    "outlet": ["A", "B", "C", "A", "B", "A", "A"],
    "articles": [2, 1, 1, 1, 1, 1, 1],
    "first": ["True", "False", "False", "True", "True", "", ""],
    "outlets": [3, 3, 3, 2, 2, 1, 1],
}


def said(name, table, *more):
    tables = {name: pd.DataFrame(table), **dict(more)}
    return [finding.statement for finding in findings(tables)]


def test_an_article_without_a_story_is_a_story_of_its_own():
    coverage, widest = said("reported_stories", COVERAGE)
    assert coverage.text == "More than one outlet reported two of four stories."
    assert coverage.listing.heads[1:] == (
        "Articles",
        "Stories",
        "Shared stories",
        "First to report",
    )
    assert coverage.listing.rows == (
        ("A", "5", "4", "2", "2"),
        ("B", "2", "2", "2", "1"),
        ("C", "1", "1", "1", "0"),
    )
    assert [(row[0].text, *row[1:]) for row in widest.listing.rows] == [
        ("Water rises", "3", "4"),
        ("A vote", "2", "2"),
    ]
    assert widest.listing.rows[0][0].address == "stories/story-flood.html"


def test_outlets_taken_together_come_last_and_are_first_with_nothing():
    table = pd.DataFrame(COVERAGE).replace({"outlet": {"A": "9 other outlets"}})
    coverage = said("reported_stories", table)[0]
    assert coverage.listing.rows[-1] == ("9 other outlets", "5", "4", "2", "–")


def test_who_was_first_is_not_said_where_no_date_is_known():
    coverage = said("reported_stories", {**COVERAGE, "first": ""})[0]
    assert {row[-1] for row in coverage.listing.rows} == {"–"} and not coverage.caveat


def test_outlets_that_all_reported_every_story_are_said_to_have():
    table = pd.DataFrame(COVERAGE).iloc[[0, 1, 3, 4]].assign(outlets=2)
    coverage, listed = said("reported_stories", table)
    assert coverage.text == "Both outlets reported each story."
    assert listed.text == "These are the stories reported first:"
    assert said("reported_stories", table.assign(first=""))[1].text.endswith("reported:")


def test_of_many_outlets_those_with_most_articles_are_listed_and_the_rest_counted():
    many = pd.DataFrame({"outlet": [f"Outlet {n:02}" for n in range(15)], "articles": range(1, 16)})
    coverage = said("reported_stories", many.assign(story="", label="", first="", outlets=1))[0]
    assert [row[0] for row in coverage.listing.rows][::11] == ["Outlet 14", "Outlet 03"]
    assert coverage.listing.more == "and 3 more outlets"


def test_articles_that_name_no_outlet_are_counted_beside_those_that_do():
    shares = pd.DataFrame({"outlet": ["A", "", ""], "value": 0.1, "low": 0.0, "high": 0.2})
    text = summary({"reported_stories": pd.DataFrame(COVERAGE), "quoted_share": shares})
    assert text == (
        "Eight articles from three outlets report four stories. Two more articles name no outlet."
    )


def test_no_shared_story_is_said_in_one_sentence():
    coverage, compared = said("reported_stories", {**COVERAGE, "outlets": 1})
    assert coverage.text == "No story was reported by more than one outlet." and not coverage.caveat
    assert compared.text == "No two outlets share a story, so nothing can be compared."


def test_who_is_quoted_most_and_in_how_many_outlets():
    [people] = said(
        "quoted_people",
        {
            "person": [f"Person {n}" for n in range(12)],
            "outlets": [3, 2, *[1] * 10],
            "articles": [11, 2, *[1] * 10],
            "quotations": 2,
            "words": [1200, *range(40, 29, -1)],
        },
    )
    assert people.text == (
        "12 people are quoted by name, two of them in more than one outlet. Person 0 is quoted "
        "most: 1,200 words in 11 articles from three outlets."
    )
    assert len(people.listing.rows) == 10 and people.listing.more == "and 2 more people"
    assert people.listing.rows[0] == ("Person 0", "1,200", "2", "11", "3")


def test_the_share_of_named_people_is_described_and_not_tested():
    [share] = said(
        "kinds_of_source",
        {
            "outlet": ["B", "A", "A", "9 other outlets", ""],
            "statistic": [*["named person"] * 2, "document", *["named person"] * 2],
            "value": [0.5, 0.96, 0.04, 1.0, 1.0],
        },
    )
    assert share.text == "Named people account for 96 % of the words quoted in A and 50 % in B."
    assert share.shown is None


def versions(**columns):
    table = {
        "quote": 1,
        "panel": "1. We act",
        "outlet": ["A", "New York Times"],
        "speaker": "Ana Cruz",
        "given_to": "one person",
        "text": ["“We act,” … “and soon.”", "“We act,”"],
        "fullest": ["True", "False"],
        "cut": ["", "and soon"],
        "words": [4, 2],
    }
    return said("shared_quotations", table | columns)


def test_what_each_outlet_cut_of_a_statement_stands_beside_it():
    statement, attribution = versions()
    assert statement.text == "One statement appears, in the same words, in more than one outlet."
    assert statement.listing.rows == (
        (
            "Ana Cruz: “We act, … and soon.”",
            "A (four words). The New York Times (two words), without “and soon”.",
        ),
    )
    assert attribution.text.endswith("they name the same person.")


def test_a_statement_attributed_to_two_people_is_named_with_both():
    statement, disputed = versions(speaker=["Ana Cruz", "Bo Lee"], given_to="different people")
    assert statement.listing.rows[0][0] == "Ana Cruz or Bo Lee: “We act, … and soon.”"
    assert disputed.text == (
        "One statement is attributed to different people by different outlets:"
    )
    assert disputed.items == (
        "“We act, … and soon.”: Ana Cruz in A and Bo Lee in the New York Times",
    )
    assert "before citing" in disputed.caveat


def test_a_statement_without_speakers_claims_nothing_of_them():
    [statement] = versions(speaker="", given_to="")
    assert statement.listing.rows[0][0] == "“We act, … and soon.”"


def test_nothing_shared_is_said():
    [nothing] = versions(quote=0)
    assert nothing.text == "No statement appears in more than one outlet."


OMISSIONS = {
    "outlet": ["Guardian", "Guardian", "B", "9 other outlets"],
    "kind": ["speaker", "name", "speaker", "name"],
    "omissions": [3, 1200, 0, 40],
    "example": ["Ana Cruz", "Skara", "", "Skara"],
    "example_story": ["flood", "flood", "", "flood"],
    "example_others": [2, 1, 0, 1],
}


def test_what_an_outlet_left_out_is_counted_by_kind_with_somebody_it_does_not_quote():
    [omissions] = said("omissions", OMISSIONS)
    assert omissions.listing.heads == (
        "Outlet",
        "Speakers",
        "Statements",
        "Frames",
        "Names",
        "Numbers",
    )
    assert omissions.listing.rows == (
        ("B", "0", "0", "0", "0", "0"),
        ("Guardian", "3", "0", "0", "1,200", "0"),
    )
    assert omissions.items == (
        "The Guardian does not quote Ana Cruz, whom two other outlets quote on the same story.",
    )


def test_an_omission_names_the_story_that_the_corpus_has_a_headline_for():
    coverage = ("reported_stories", pd.DataFrame(COVERAGE))
    omissions = said("omissions", {**OMISSIONS, "example_others": 1}, coverage)[-1]
    assert omissions.items[0].endswith("whom another outlet quotes in “Water rises”.")
    by_one = {**OMISSIONS, "example_others": 1, "example_by": "Washington Post"}
    omissions = said("omissions", by_one, coverage)[-1]
    assert omissions.items[0].endswith("whom the Washington Post quotes in “Water rises”.")
    by_nobody = {**by_one, "example_by": "no outlet named", "outlet": ["", "", "B", "B"]}
    assert said("omissions", by_nobody, coverage)[-1].items == ()
    by_nobody["outlet"] = "A"
    assert "whom another outlet quotes" in said("omissions", by_nobody, coverage)[-1].items[0]


def test_nothing_left_out_needs_no_table():
    assert said("omissions", {**OMISSIONS, "omissions": 0}) == []
