"""Grades under the sentences that textstat counts, beside those under Broadsheet's."""

import pandas as pd
import pytest
import textstat

import broadsheet as bs

PLAIN = "The council met on Monday night in the old town hall. Nobody had come to hear it speak."
TITLED = (
    "On Jan. 5 Mr. Lind of the U.S. Senate met Gov. Ana Cruz at 3 p.m. in the hall of the council. "
    "Then Sen. Bo Wu of Ohio left for the U.S. Capitol with Gen. Ito and Mr. Lind."
)
ARTICLES = pd.DataFrame(
    {"id": ["a", "b", "c"], "outlet": ["North", "South", "South"], "text": [PLAIN, TITLED, TITLED]}
)


def test_the_grades_are_those_under_our_sentences_and_those_that_textstat_gives():
    table = bs.sentence_rivals(ARTICLES)
    assert table["articles"].to_dict() == {"North": 1, "South": 2}
    for outlet, text in (("North", PLAIN), ("South", TITLED)):
        grades = table.loc[outlet]
        ours = bs.readability(text, warn=False)["flesch_kincaid_grade"]
        assert grades["flesch_kincaid_grade"] == pytest.approx(ours, abs=1e-9)
        theirs = textstat.flesch_kincaid_grade(text)
        assert grades["textstat_flesch_kincaid_grade"] == pytest.approx(theirs, abs=1e-9)
        words = len(bs.tokenize(text).words)
        assert grades["textstat_words_per_sentence"] == words / textstat.sentence_count(text)


def test_titles_turn_the_order_of_outlets_round_and_the_line_says_so():
    table = bs.sentence_rivals(ARTICLES)
    assert list(table.index) == ["North", "South"]
    theirs = table["textstat_flesch_kincaid_grade"]
    assert theirs["South"] < theirs["North"]
    line = bs.sentence_rivals_line(table)
    assert (
        "the order of outlets differs, lowest grade first: South, North; with Broadsheet's, "
        "North, S" in line
    )
    change = theirs["South"] - table["flesch_kincaid_grade"]["South"]
    assert change < -5 and f"Grades change by {change:+.1f} to +0.0." in line


def test_the_same_order_and_one_outlet_alone_are_said():
    same = ARTICLES.assign(text=[PLAIN, PLAIN + " " + PLAIN, PLAIN])
    assert (
        "the order of outlets is the same. Grades change by +0.0 to +0.0."
        in bs.sentence_rivals_line(bs.sentence_rivals(same))
    )
    alone = bs.sentence_rivals_line(bs.sentence_rivals(ARTICLES[:1]))
    assert alone.startswith("Fewer than two outlets")


def test_what_was_measured_is_used_and_another_formula_can_be_asked_for():
    found = bs.measured(ARTICLES)
    pd.testing.assert_frame_equal(bs.sentence_rivals(ARTICLES, found), bs.sentence_rivals(ARTICLES))
    table = bs.sentence_rivals(ARTICLES[1:], found, formula="smog_index")
    assert list(table.index) == ["South"]
    assert table["textstat_smog_index"].item() == pytest.approx(textstat.smog_index(TITLED))
    with pytest.raises(ValueError, match="'grade' is not one of flesch_reading_ease, "):
        bs.sentence_rivals(ARTICLES, found, formula="grade")


def test_an_article_of_no_named_outlet_has_a_row():
    table = bs.sentence_rivals(ARTICLES.assign(outlet=[None, "South", "South"]))
    assert set(table.index) == {"no outlet named", "South"}
