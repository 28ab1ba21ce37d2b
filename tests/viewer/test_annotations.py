"""An article of a measured corpus is shown with what was counted in it."""

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.viewer.annotations import reading, reading_of
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")


def of_one(text, **how):
    articles = pd.DataFrame({"id": ["a"], "text": [text]})
    tables = bs.with_people(bs.measured(articles, LEXICON, **how))
    return reading_of(bs.shelf(articles, tables), 0)


@pytest.mark.parametrize("corpus", ["data/seeds", "data/demo"])
def test_the_tables_hold_all_that_measuring_the_article_anew_would_find(corpus):
    articles = bs.load(corpus).articles
    ready = bs.shelf(articles, bs.with_people(bs.measured(articles, LEXICON)))
    for at in range(len(articles)):
        anew, kept = reading(ready.articles.loc[at].to_dict(), LEXICON), reading_of(ready, at)
        assert kept.quotations == anew.quotations and kept.terms == anew.terms
        assert (kept.n_words, kept.n_sentences) == (anew.n_words, anew.n_sentences)
        assert kept.grade == pytest.approx(anew.grade)
        assert [sentence[:2] for sentence in kept.sentences] == [
            sentence[:2] for sentence in anew.sentences
        ]
        assert [sentence.grade for sentence in kept.sentences] == pytest.approx(
            [sentence.grade for sentence in anew.sentences]
        )


def test_speakers_keep_the_names_that_the_article_has_for_them():
    articles = pd.DataFrame(
        {"id": ["a", "b"], "text": ['"We act," Ana Cruz said.', '"War," Cruz said.']}
    )
    ready = bs.shelf(articles, bs.with_people(bs.measured(articles, LEXICON)))
    assert ready.quotations["speaker"].tolist() == ["Ana Cruz", "Ana Cruz"]
    second = reading_of(ready, 1)
    assert second.quotations[0].speaker == "Cruz"
    assert [speaker for place in second.terms for _, speaker in place.hits] == ["Cruz"] * 2


def test_terms_that_were_not_counted_are_not_marked():
    text = "There is no war. War came."
    assert [place.start for place in of_one(text).terms] == [12, 17]
    assert [place.start for place in of_one(text, skip_negated=True).terms] == [17]


def test_an_article_in_which_nothing_was_found_has_nothing_to_mark():
    read = of_one("It rained.")
    assert (read.quotations, read.terms, read.n_words, read.n_sentences) == ([], [], 2, 1)
    assert of_one("?!").sentences == []
