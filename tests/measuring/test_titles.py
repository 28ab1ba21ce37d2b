"""Headlines: what is counted of them, and what stays apart from the article."""

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.measuring.titles import LONGEST_TITLE, title_values
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")


@pytest.mark.parametrize(
    "title, words, question, quotation",
    [
        ("Mayor resigns after flood", 4, 0, 0),
        ("Who pays for the flood?", 5, 1, 0),
        ("Who pays? What we know", 5, 1, 0),
        ("Is this ‘the end’?", 4, 1, 0),
        ("‘Who pays?’ asks mayor", 4, 1, 1),
        ("'Not guilty': Cruz pleads", 4, 0, 1),
        ("Rubio: “We act” now", 4, 0, 1),
        ("'Zombie' fires rage on", 4, 0, 0),
        ("Court rejects Cruz's bid", 4, 0, 0),
        ("See http://a.org/?page=1 now", 3, 0, 0),
    ],
)
def test_a_headline_is_counted_and_its_form_is_known(title, words, question, quotation):
    assert title_values([title]).iloc[0].tolist() == [words, question, quotation]


@pytest.mark.parametrize("title", [None, np.nan, "", "  ", 7, "word " * LONGEST_TITLE])
def test_without_a_headline_nothing_is_known(title):
    assert title_values([title], LEXICON).isna().all(axis=None)


def test_terms_of_a_headline_are_counted_by_frame_and_apart_from_the_text():
    articles = pd.DataFrame(
        {"id": ["a", "b"], "title": ["War and war", None], "text": ["It rained.", "War came."]}
    )
    frame = next(name for name in LEXICON.frames if bs.frames("war", LEXICON)[name])
    table = bs.measure(articles, LEXICON)
    assert table[f"{frame}_hits"].tolist() == [0, 1]
    assert table[f"title_{frame}_hits"].fillna(-1).tolist() == [2, -1]
    assert table["words"].tolist() == [2, 2]


def test_a_negated_term_of_a_headline_is_left_out_with_those_of_the_text():
    articles = pd.DataFrame({"title": ["There is no war"], "text": ["There is no war."]})
    table = bs.measure(articles, LEXICON, skip_negated=True)
    hits = [name for name in table if name.endswith("_hits")]
    assert not table[hits].any(axis=None)


def test_what_explains_how_an_article_is_written_comes_along():
    articles = pd.DataFrame(
        {
            "id": ["a"],
            "outlet": ["A"],
            "title": ["Rain"],
            "published": ["2025-09-04"],
            "section": ["World"],
            "story": ["flood"],
            "wire_group": ["b.txt"],
            "text": ["It rained."],
        }
    )
    known = articles.drop(columns="text")
    pd.testing.assert_frame_equal(bs.measure(articles)[known.columns], known)
    assert bs.measure(articles).columns[: len(known.columns)].tolist() == known.columns.tolist()


def test_without_a_column_of_headlines_there_are_no_columns_of_theirs():
    table = bs.measure(pd.DataFrame({"text": ["It rained."]}))
    assert not [name for name in table if name.startswith("title")]
