"""The tables: counted by hand on small articles, the same in any order, and adding up to each
other.
"""

import importlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.lexicon.loading import Frame
from broadsheet.lexicon.terms import term
from broadsheet.measuring.columns import LONGEST_ARTICLE
from tests.lexicons import shipped

measure = importlib.import_module("broadsheet.measuring.articles")

LEXICON = shipped("security-sovereignty")
ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "outlet": ["North", "South", "North"],
        "title": ["One", "Two", "Three"],
        "text": [
            'Talks on border security began. "We respect sovereignty," President Ana Cruz said. '
            '"It is ours."',
            "Talks began on Monday. Nobody spoke to reporters.",
            "",
        ],
    }
)


def test_one_row_an_article_in_the_order_given_under_its_own_index():
    shuffled = ARTICLES.set_axis([7, 3, 5])
    table = bs.measure(shuffled, LEXICON)
    assert table.index.tolist() == [7, 3, 5] and table["id"].tolist() == ["a", "b", "c"]


def test_counts_and_shares_are_those_counted_by_hand():
    row = bs.measure(ARTICLES, LEXICON).iloc[0]
    # Talks on border security began (5). "We respect sovereignty" (3) President Ana Cruz said (4).
    # "It is ours." (3)
    assert (
        row["words"],
        row["sentences"],
        row["quotations"],
        row["quoted_words"],
        row["speakers"],
    ) == (15, 3, 2, 6, 1)
    assert row["quoted_share"] == 6 / 15 and row["quotations_per_1000_words"] == 1000 * 2 / 15
    assert row["unattributed_share"] == 0
    assert (
        row["sovereignty_hits"],
        row["sovereignty_quotation_hits"],
        row["sovereignty_narration_hits"],
    ) == (1, 1, 0)
    assert row["security_narration_hits"] == 1 and row["security_per_1000_words"] == 1000 / 15
    assert row["security_prominence"] == 1 / 15**0.5


def test_textstats_dale_chall_is_a_column_where_it_is_asked_for():
    text = "The cats walked. “The dogs walked home,” she said. Nobody objected to that."
    articles = pd.DataFrame({"id": ["a", "b"], "text": [text, ""]})
    name = "textstat_dale_chall_readability_score"
    asked, plain = bs.measure(articles, also=[name]), bs.measure(articles)
    assert list(asked)[len(plain.columns) :] == [name, f"narration_{name}", f"quotation_{name}"]
    pd.testing.assert_frame_equal(asked[list(plain)], plain)
    assert asked[name][0] == bs.readability(text, also=[name])[name]
    # Of the quotation's four words "dogs" and "walked" are not on the list.
    assert asked[f"quotation_{name}"][0] == pytest.approx(0.1579 * 50 + 0.0496 * 4 + 3.6365)
    assert asked.loc[1, [name, f"narration_{name}"]].isna().all()
    with pytest.raises(ValueError, match=name):
        bs.measure(articles, also=["textstat"])


def test_what_is_undefined_is_nan_and_never_0():
    table = bs.measure(ARTICLES, LEXICON).set_index("id")
    assert np.isnan(
        table.loc[
            "c",
            [
                "quoted_share",
                "flesch_kincaid_grade",
                "security_per_1000_words",
                "security_prominence",
            ],
        ].astype(float)
    ).all()
    assert np.isnan(table.loc["b", "unattributed_share"]) and np.isnan(
        table.loc["b", "quotation_lix"]
    )
    assert table.loc["b", "quoted_share"] == 0


def test_an_empty_table_has_the_columns_and_types_of_a_full_one():
    full, empty = bs.measure(ARTICLES, LEXICON), bs.measure(ARTICLES[:0], LEXICON)
    assert empty.columns.tolist() == full.columns.tolist() and empty.empty


def test_two_corpora_put_together_give_one_row_an_article_though_labels_repeat():
    twice = pd.concat([ARTICLES, ARTICLES])
    assert bs.measure(twice)["id"].tolist() == ["a", "b", "c"] * 2


def test_tables_without_rows_can_be_filtered_like_tables_with_rows():
    silent = ARTICLES[1:2]
    found = bs.quotations(silent)
    assert (
        found.empty
        and found[found["speech"]].columns.tolist() == bs.quotations(ARTICLES).columns.tolist()
    )
    assert bs.speakers(silent).empty and bs.framing(ARTICLES[2:], LEXICON).hits.empty


def test_each_article_is_measured_for_itself():
    table = bs.measure(ARTICLES, LEXICON).drop(columns="id")
    alone = (
        pd.concat([bs.measure(ARTICLES.iloc[[n]], LEXICON) for n in (2, 0, 1)])
        .sort_index()
        .drop(columns="id")
    )
    pd.testing.assert_frame_equal(table, alone)


def test_weights_give_scores_beside_the_counts_and_no_column_where_there_are_none():
    weighted = bs.Lexicon(
        "w",
        {
            "own": Frame(
                "",
                "",
                (),
                (
                    term("sovereignty", weight=0.5),
                    term("ours", weight=-2.0),
                    term("border security"),
                ),
            )
        },
    )
    row = bs.measure(ARTICLES, weighted).iloc[0]
    assert (row["own_hits"], row["own_score"]) == (3, -0.5)
    assert "security_score" not in bs.measure(ARTICLES, LEXICON)


def test_negated_terms_are_left_out_when_asked():
    article = ARTICLES[:1].assign(
        text='There is no border security. "It is not sovereignty," President Ana Cruz said.'
    )
    assert bs.measure(article, LEXICON)["framing_terms"].item() == 2
    assert bs.measure(article, LEXICON, skip_negated=True)["framing_terms"].item() == 0


def test_speech_that_nobody_can_be_found_for_is_reported():
    text = 'It went on for hours. "We know nothing of that at all, and never did."'
    assert bs.speakers(ARTICLES[:1].assign(text=text))["speaker"].tolist() == ["unattributed"]
    assert bs.measure(ARTICLES[:1].assign(text=text))["unattributed_share"].tolist() == [1]


def test_shares_of_speakers_add_up_to_one_in_each_article():
    assert bs.speakers(ARTICLES).groupby("id")["share"].sum().round(12).tolist() == [1]


def test_indirect_speech_is_counted_apart_and_is_no_quotation():
    # Talks began. (2) Ana Cruz said that (4) the talks had begun on Monday. (6) "We act," (2) she
    # said. (2)
    text = 'Talks began. Ana Cruz said that the talks had begun on Monday. "We act," she said.'
    article = ARTICLES[:1].assign(text=text)
    row = bs.measure(article).iloc[0]
    assert (row["indirect_statements"], row["indirect_words"]) == (1, 6)
    assert (row["quotations"], row["quoted_words"], row["quoted_share"]) == (1, 2, 2 / 16)
    assert (
        bs.speakers(article)["words"].tolist() == [2]
        and bs.verbs(bs.quotations(article))["words"].sum() == 2
    )
    assert bs.quoted_counts(article)["marks"].sum() == 2


def test_select_keeps_the_outlets_named_and_their_order():
    assert bs.select(ARTICLES, ["North"])["id"].tolist() == ["a", "c"]
    with pytest.raises(ValueError, match="no article of 'East'; the outlets are: North, South"):
        bs.select(ARTICLES, ["East"])


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_no_text_makes_a_table_raise_and_typography_changes_no_number(text):
    curly = ARTICLES[:1].assign(text=text)
    straight = curly.assign(text=bs.tokenize(text).plain)
    pd.testing.assert_frame_equal(bs.measure(curly, LEXICON), bs.measure(straight, LEXICON))
    for table in (bs.quotations, bs.speakers, bs.sentence_counts, bs.quoted_counts, bs.narration):
        table(curly)
    bs.verbs(bs.quotations(curly))
    for found in (bs.quotations(curly), bs.framing(curly, LEXICON).hits):
        assert all(text[row.start : row.end] == row.text for row in found.itertuples())


def test_all_cores_give_the_tables_of_one(monkeypatch):
    articles = pd.concat(
        [
            ARTICLES,
            ARTICLES.assign(id=["d", "e", "f"], text=[None, "Troops came.", '"No," Bo Lund said.']),
        ]
    )
    here = measure.measured_here(articles, LEXICON, False)
    monkeypatch.setattr(measure, "PART", 2)
    monkeypatch.setattr(measure, "PARTS_FOR_CORES", 2)
    for one, other in zip(here[:-1], bs.measured(articles, LEXICON)[:-1]):
        pd.testing.assert_frame_equal(one, other)


def test_what_cannot_be_measured_has_no_row_and_a_warning_tells():
    articles = ARTICLES.assign(text=["Troops came.", None, "x" * (LONGEST_ARTICLE + 1)])
    with pytest.warns(
        UserWarning,
        match=r"2 of 3 articles could not be measured and have no row, the first \(b\): no text",
    ):
        assert bs.measure(articles)["id"].tolist() == ["a"]
