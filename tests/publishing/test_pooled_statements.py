"""What the report says of outlets over all articles: medians, hand-worked differences, and of how
many articles nothing is said of outlets.
"""

import pandas as pd
import pytest

from broadsheet.publishing.conclusions import findings

NAN = float("nan")


def said(name, table=None, **columns):
    table = pd.DataFrame(columns) if table is None else table
    return [finding.statement for finding in findings({name: table})]


def many(outlet, values):
    return pd.DataFrame({"outlet": outlet, "value": values, "low": NAN, "high": NAN})


def test_two_articles_differ_and_nothing_is_said_of_their_outlets():
    table, differences = said(
        "readability", outlet=["A", "B"], value=[10, 14], low=[9, 13], high=[11, 15]
    )
    assert table.text.endswith("how these articles differ, and nothing about the outlets.")
    assert table.listing.rows == (("A", "1", "10 (9 to 11)"), ("B", "1", "14 (13 to 15)"))
    assert differences.shown and differences.text.startswith("The one comparison shows")
    assert differences.items == ("Reading grade: B is 4 grades above A (2.6 to 5.4)",)
    assert differences.caveat == "These two articles differ. That says nothing about their outlets."


def test_two_articles_whose_difference_may_be_none_show_none():
    _, nothing = said("readability", outlet=["A", "B"], value=[10, 11], low=[9, 10], high=[11, 12])
    assert (
        nothing.aside and not nothing.shown and nothing.text == "Reading grade, over all articles."
    )


def test_a_value_without_an_interval_is_shown_and_compared_with_nothing():
    [table] = said(
        "quoted_share", outlet=["A", "B"], value=[0.17, 0], low=[0.05, NAN], high=[0.31, NAN]
    )
    assert [row[2] for row in table.listing.rows] == ["17 % (5 % to 31 %)", "0 %"]


@pytest.mark.parametrize(
    ("n", "caveat"),
    [
        (29, "If an outlet has fewer than 30 articles or stories, these articles differ, not the"),
        (30, "This holds for the outlets as far as their articles were drawn by a rule."),
    ],
)
def test_of_outlets_something_is_said_from_thirty_articles_of_each(n, caveat):
    table = pd.concat([many("A", [10.0] * n), many("Guardian", [14.0] * 40)])
    medians, differences = said("readability", table)
    assert medians.listing.rows == (
        ("Guardian", "40", "14 (14 to 14)"),
        ("A", f"{n}", "10 (10 to 10)"),
    )
    assert differences.items == ("Reading grade: the Guardian is 4 grades above A (4 to 4)",)
    assert differences.caveat.startswith(caveat)


def test_thirty_articles_on_a_few_stories_are_no_evidence_of_outlets():
    table = pd.concat([many("A", [10.0] * 60), many("B", [14.0] * 60)])
    few = table.assign(story=[f"{number}" for number in [*range(6)] * 20])
    assert "not the outlets" in said("readability", few)[1].caveat
    assert "drawn by a rule" in said("readability", table.assign(story=""))[1].caveat


def test_of_several_outlets_all_pairs_are_compared_and_corrected_for():
    table = pd.concat([many(name, [10.0, 11, 12] * 10) for name in "AB"])
    table = pd.concat([table, many("C", [14.0, 15, 16] * 10)])
    _, differences = said("readability", table)
    # Two of three are shown, at the level .05 · 2 / 3: arms of the root of 1 + 1, 2.13 / 1.96 as
    # long.
    assert differences.text.startswith("Of three comparisons, two show a difference")
    assert differences.items == (
        "Reading grade: C is 4 grades above A (2.5 to 5.5)",
        "Reading grade: C is 4 grades above B (2.5 to 5.5)",
    )


def test_of_over_six_outlets_those_with_most_articles_are_compared_and_the_rest_is_context():
    grades = [9.0, 10.0, 11.0] * 10
    table = pd.concat(
        [many(name, grades * 2) for name in "ABCDEF"]
        + [many("H", [20.0] * 30), many("117 other outlets", [30.0] * 400)]
    )
    medians, nothing = said("readability", table)
    assert [row[0] for row in medians.listing.rows] == [*"ABCDEFH"]
    assert nothing.aside


def test_whole_articles_are_compared_and_not_their_quotations_alone():
    table = pd.concat([many("A", [10.0] * 9), many("A", [2.0] * 90)])
    table["voice"] = ["all"] * 9 + ["quotation"] * 90
    [medians] = said("readability", table)
    assert medians.listing.rows == (("A", "9", "10 (10 to 10)"),)


def test_one_outlet_alone_is_compared_with_nothing():
    [table] = said("readability", outlet=["A"], value=[10], low=[9], high=[11])
    assert table.listing.rows == (("A", "1", "10 (9 to 11)"),)


def test_measures_stand_beside_each_other_each_in_its_own_unit_with_the_densest_frame():
    tables = {
        "readability": many("A", [10.0] * 9),
        "quoted_share": many("A", [0.25] * 9),
        "article_profile": many("A", [12.0] * 9).assign(measure="Framing terms per 1,000 words"),
        "frames": pd.DataFrame({"outlet": "A", "frame": ["War", "Aid"], "rate": [2.0, 7.5]}),
    }
    [finding] = findings(tables)
    assert finding.figures == ("readability", "quoted_share", "article_profile")
    assert finding.statement.listing.heads[2:] == (
        "Reading grade",
        "Share quoted",
        "Framing terms per 1,000 words",
        "Densest frame",
    )
    [row] = finding.statement.listing.rows
    assert row[3:] == ("25 % (25 % to 25 %)", "12 (12 to 12)", "Aid, 7.5 per 1,000")
    assert "many terms" in finding.statement.caveat


WOMEN = {
    "outlet": ["A", "A", "B"],
    "other": ["B", "C", "C"],
    "share": [0.1, 0.1, 0.4],
    "other_share": [0.4, 0.2, 0.2],
    "difference": [-0.3, -0.1, 0.2],
    "low": [-50, -30, -10],
    "high": [-10, 10, 50],
    "people": [40, 40, 30],
    "other_people": [30, 4, 4],
    "q": [0.012, None, None],
}
TOO_FEW = "too few people to tell"


def test_women_are_compared_between_outlets_and_never_with_men():
    says = ["these outlets differ", TOO_FEW, TOO_FEW]
    [women] = said("women_between_outlets", **WOMEN, says=says)
    assert women.shown and women.text == (
        "Of one pair of outlets, one differs in the share of people’s quoted words that women "
        "speak, where an article calls them “she”:"
    )
    assert women.items == (
        "40 % in B, 10 % in A: 30 percentage points apart (10 to 50; 30 people against 40; "
        "q = .012)",
    )
    assert women.caveat.endswith("Two pairs of outlets quote too few people to be compared.")


def test_a_difference_in_women_that_is_not_shown_is_one_line():
    [nothing] = said(
        "women_between_outlets", **WOMEN, says=["no difference shown", TOO_FEW, TOO_FEW]
    )
    assert nothing.aside and nothing.text == (
        "The share of quoted words that women speak: one pair of outlets. Two pairs of outlets "
        "quote too few people to be compared."
    )
    assert said("women_between_outlets", **WOMEN, says=TOO_FEW) == []


WORD = {"word": ["strike"], "count": [30], "rest": [5], "articles": [12], "z": [3.0]}


def test_a_word_stands_with_its_articles_and_its_q():
    [words] = said("keyness", outlet=["A"], **WORD, q=[0.03])
    assert words.shown and words.items == (
        "A: “strike” (30 times in 12 articles, 5 elsewhere; q = .030)",
    )
    [nothing] = said("keyness", outlet=["A"], **WORD, q=[0.06])
    assert nothing.aside


def test_the_others_taken_together_are_no_outlet_with_words_of_its_own():
    assert said("keyness", outlet=["9 other outlets"], **WORD, q=[0.01]) == []
