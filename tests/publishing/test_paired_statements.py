"""What the report says of differences within stories, and what it asks to read first."""

import pandas as pd
import pytest

from broadsheet.publishing.conclusions import findings, summary
from broadsheet.publishing.paired_statements import WORDINGS

NAN = float("nan")
SHOWN = "A lower on these stories"
ROW = {
    "measure": "flesch_kincaid_grade",
    "outlet": "A",
    "other": "Washington Post",
    "says": SHOWN,
    "stories": 12,
    "difference": -2.5,
    "low": -3.5,
    "high": -1.5,
    "q": 0.01,
}
NONE = {"says": "no difference shown", "difference": 0.1, "low": -1, "high": 1, "q": 0.9}
FEW = {"says": "too few stories", "stories": 2, "low": NAN, "high": NAN, "q": NAN, "other": "C"}


def differences(*changes):
    return pd.DataFrame([ROW | change for change in changes])


def said(*changes, **tables):
    tables = {"paired_differences": differences(*changes), **tables}
    return [finding.statement for finding in findings(tables)]


def test_a_difference_is_said_of_the_higher_whoever_comes_first():
    [found] = said({}, NONE | {"measure": "words"})
    assert found.shown and found.text == (
        "Of two comparisons, one shows a difference between two outlets on the stories that both "
        "reported."
    )
    assert found.listing.rows == (
        ("The Washington Post is harder to read than A", "2.5 grades (1.5 to 3.5)", ".010"),
    )
    assert "each over 12 stories" in found.listing.caption
    assert "q is corrected for all 2 comparisons" in found.listing.caption


def test_shares_differ_by_percentage_points_and_unlike_numbers_of_stories_have_a_column():
    share = {"measure": "quoted_share", "difference": 0.25, "low": 0.1, "high": 0.4, "stories": 30}
    [found] = said(share | {"says": "A higher on these stories"}, {})
    assert found.listing.heads[2] == "Stories"
    assert found.listing.rows[0] == (
        "A quotes more than the Washington Post",
        "25 percentage points (10 to 40)",
        "30",
        ".010",
    )


def test_that_only_some_outlets_are_compared_is_said():
    names = [f"Outlet {n}" for n in range(7)]
    coverage = pd.DataFrame({"outlet": names, "story": "1", "articles": 1, "outlets": 7})
    every = coverage.assign(first="")
    found = [one.text for one in said(FEW, reported_stories=every)]
    assert any(text.startswith("No two of the outlets with most shared stories") for text in found)
    found = [one.text for one in said({}, reported_stories=every)]
    assert any(
        text.endswith("Only the six outlets with most shared stories are compared.")
        for text in found
    )
    found = [one.text for one in said({}, reported_stories=every[:6])]
    assert not any("compared" in text for text in found)


@pytest.mark.parametrize("measure", WORDINGS)
def test_every_measure_that_is_compared_has_words(measure):
    [found] = said({"measure": measure})
    assert found.listing.rows[0][0].startswith("The Washington Post ")
    assert found.listing.rows[0][0].endswith(" than A")


def test_a_frame_has_the_title_that_its_figure_gives_it():
    frames = pd.DataFrame({"measure": ["war_prominence"], "frame": ["War & peace"]})
    [found] = said({"measure": "war_prominence"}, within_frames=frames)
    assert "gives more prominence to “War & peace” than A" in found.listing.rows[0][0]
    [found] = said({"measure": "war_prominence"})
    assert "gives more prominence to war than A" in found.listing.rows[0][0]


def test_no_difference_and_too_few_stories_are_two_things():
    [none] = said(NONE, NONE, FEW)
    assert none.shown is False and none.text == (
        "None of 2 comparisons shows a difference between two outlets on the stories that both "
        "reported. That does not mean that there is none: with few stories only large differences "
        "show. One pair of outlets shares fewer than six stories and is not compared."
    )
    [few] = said(FEW)
    assert few.shown is None and few.text == (
        "No two outlets share more than two stories. Estimating a difference between them takes "
        "at least six."
    )


def test_outlets_taken_together_are_compared_with_nothing():
    assert said({"other": "117 other outlets"}) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([{}, NONE], "On the same stories, one difference between outlets is shown."),
        ([NONE], "On the same stories, no difference between outlets is shown."),
        ([FEW], "The outlets share too few of them to be compared on the same ones."),
    ],
)
def test_the_report_opens_with_what_is_shown(changes, sentence):
    assert summary({"paired_differences": differences(*changes)}) == sentence


def test_two_articles_are_never_said_to_show_anything_of_outlets():
    coverage = pd.DataFrame(
        {"story": ["1", "1"], "outlet": ["A", "B"], "articles": 1, "first": "", "outlets": 2}
    )
    tables = {"paired_differences": differences(FEW), "reported_stories": coverage}
    assert summary(tables) == (
        "Two articles from two outlets report one story. They can be compared with each other, but "
        "show nothing about their outlets."
    )


INFLUENTIAL = {
    "measure": ["quoted_share", "flesch_kincaid_grade"],
    "outlet": "A",
    "other": "B",
    "story": ["flood", "vote"],
    "passage": ["“We will act, and soon,”", ""],
    "passage_outlet": ["B", ""],
    "difference": [-0.4, 2.0],
    "without": [-0.3, 1.8],
    "change": [-0.25, -0.1],
    "low_without": [-0.35, NAN],
    "high_without": [-0.25, NAN],
}


def test_the_stories_that_carry_a_difference_stand_with_what_is_left_without_them():
    coverage = pd.DataFrame(
        {
            "story": ["flood", "flood"],
            "label": "Water rises",
            "outlet": ["A", "B"],
            "articles": 1,
            "first": "",
            "outlets": 2,
        }
    )
    tables = {"influential_stories": pd.DataFrame(INFLUENTIAL), "reported_stories": coverage}
    found = findings(tables)
    to_read = found[-1].statement
    assert to_read.text.endswith("reduces a difference by no more than 10 %.")
    assert [(row[0].text, *row[1:]) for row in to_read.listing.rows] == [
        (
            "Water rises",
            "B quotes more than A. Longest quotation, in B: “We will act, and soon,”",
            "25 %",
            "30 (25 to 35)",
        ),
        ("Story vote", "A is harder to read than B", "10 %", "1.8"),
    ]
    assert to_read.listing.rows[0][0].address == "stories/story-flood.html"
