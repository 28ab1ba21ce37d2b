"""Sentences are linked across outlets by what they tell, and by nothing that typography or order
changes.
"""

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison.sentence_links import groups_of_sentences, links_of
from broadsheet.text import Document

TEXTS = {
    "a": "Fifty-five boats left the harbour of Skara. The mayor’s cat slept. Rain is likely.",
    "b": "On Monday 55 boats left Skara. A bridge was closed.",
    "c": "It was the mayor's cat that slept. Nobody knows why a bridge was closed.",
}
ARTICLES = pd.DataFrame({"id": list(TEXTS), "outlet": ["A", "B", "C"], "text": TEXTS.values()})


def linked(articles):
    rows = bs.linked_sentences(articles)
    return {f"{r.id} {r.sentence}": r.linked for r in rows.itertuples()}


def test_the_same_fact_is_linked_and_the_rest_is_told_by_one_alone():
    assert linked(ARTICLES) == {
        "a 0": "b 0",
        "a 1": "c 0",
        "a 2": "",
        "b 0": "a 0",
        "b 1": "c 1",
        "c 0": "a 1",
        "c 1": "b 1",
    }
    rows = bs.linked_sentences(ARTICLES)
    assert rows.loc[rows["only"], "text"].tolist() == ["Rain is likely."]
    assert rows["similarity"].isna().tolist() == rows["only"].tolist()


def test_a_similarity_by_hand():
    # Seven sentences. Those of 55 boats share 55, boat, left and Skara, each in two of seven;
    # "harbour" and "Monday" stand in one alone.
    two, one = np.log(8 / 2) ** 2, np.log(8) ** 2
    rows = bs.linked_sentences(ARTICLES)
    assert rows["similarity"][0] == pytest.approx(4 * two / (4 * two + one), abs=1e-8)


def test_the_order_of_the_articles_changes_nothing():
    shuffled = ARTICLES.iloc[[2, 0, 1]].reset_index(drop=True)
    pd.testing.assert_frame_equal(bs.linked_sentences(shuffled), bs.linked_sentences(ARTICLES))


def test_typography_changes_nothing():
    curly = ARTICLES.assign(text=ARTICLES["text"].str.replace("'", "’"))
    straight = ARTICLES.assign(text=ARTICLES["text"].str.replace("’", "'"))
    columns = ["id", "sentence", "linked", "similarity", "group"]
    pd.testing.assert_frame_equal(
        bs.linked_sentences(curly)[columns], bs.linked_sentences(straight)[columns]
    )


def test_articles_of_one_outlet_are_not_linked():
    assert bs.linked_sentences(ARTICLES.assign(outlet="A"))["only"].all()


def test_one_word_in_common_links_nothing():
    texts = ["Somebody saw Zanzibar.", "Zanzibar won."]
    articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "text": texts})
    assert bs.linked_sentences(articles)["only"].all()


def test_a_long_sentence_holds_what_another_tells_in_two():
    long = (
        "Rust closed the iron bridge of Skara until May, and a free ferry carries people on foot."
    )
    short = (
        "The iron bridge of Skara is closed by rust. "
        "A free ferry carries people on foot. It snowed."
    )
    links = links_of({"a": Document(long), "b": Document(short)}, {"a": "A", "b": "B"})
    assert links.linked[0].tolist() == [False, True, True, False]
    assert groups_of_sentences(links) == [0, 0, 0, 1]


def test_four_things_in_common_link_a_short_sentence_to_a_very_long_one():
    long = (
        "Vehicles will be sent by the dam, a detour of some 20 minutes through narrow streets in "
        "which residents asked for years, without success, for a limit on lorries, buses and "
        "caravans. It rained."
    )
    short = "Cars are sent by the dam, which takes 20 minutes. Nobody won."
    rows = bs.linked_sentences(ARTICLES.head(2).assign(text=[long, short]))
    assert rows["only"].tolist() == [False, True, False, True]
    assert 0.12 < rows["similarity"][0] < 0.2
    three = bs.linked_sentences(ARTICLES.head(2).assign(text=[long.replace("sent", "led"), short]))
    assert three["only"].all()


def test_an_empty_article_has_no_sentence():
    empty = ARTICLES.assign(text="")
    assert bs.linked_sentences(empty).empty


def test_articles_without_an_outlet_are_one_outlet_beside_the_others():
    said = "Sixty boats left Skara harbour on Monday."
    articles = pd.DataFrame({"id": list("abc"), "outlet": [None, "A", None], "text": said})
    rows = bs.linked_sentences(articles)
    assert rows[["outlet", "id"]].values.tolist() == [["", "a"], ["", "c"], ["A", "b"]]
    assert rows["linked"].tolist() == ["b 0", "b 0", "a 0; c 0"]
