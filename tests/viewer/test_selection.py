"""What is chosen holds all that was asked for, nothing that holds it is left out, and the tables
agree with each other.
"""

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.viewer.selection import found_first, stories, terms_found
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
ARTICLES = pd.DataFrame(
    [
        (
            "n1",
            "North",
            "2025-09-03T23:50:00-07:00",
            '"We respect sovereignty," Ana Cruz said. War came. Trade grew.',
        ),
        ("n2", "North", "2025-09-05", "Security, security and war. No word of trade."),
        (
            "s1",
            "South",
            None,
            'Bo Lund said: "War is no answer." Cruz, he said, spoke of “trade” and “sovereignty '
            "now and for ever”.",
        ),
        ("s2", "South", "2025-09-04", '"It rains," said Ana Cruz-Holm. "Sovereignty!" she said.'),
    ],
    columns=["id", "outlet", "published", "text"],
)
TABLES = bs.measured(ARTICLES, LEXICON)
READY = bs.shelf(ARTICLES, TABLES)


def ids(**asked):
    return bs.choose(READY, **asked).articles["id"].tolist()


def test_nothing_chosen_is_everything():
    chosen = bs.choose(READY)
    assert ids() == ARTICLES["id"].tolist()
    assert len(chosen.quotations) == TABLES.quotations["speech"].sum() and len(chosen.hits) == len(
        TABLES.hits
    ) == len(chosen.places)


def test_blanks_typed_into_a_field_choose_nothing():
    chosen = bs.choose(READY, speaker="  ", word=" ")
    assert chosen.sought == () and len(chosen.articles) == len(ARTICLES)
    assert ids(word=" war ") == ids(word="war")


def test_outlets_and_days_choose_articles_and_what_stands_in_them():
    assert ids(outlets=["South"]) == ["s1", "s2"] and ids(outlets=["South", "North"]) == ids()
    assert ids(start="2025-09-04") == ["n2", "s2"] and ids(end="2025-09-03") == [
        "n1"
    ]  # the day in the newsroom's own time
    assert ids(start="2025-09-04", end="2025-09-04") == ["s2"] and ids(start="2026-01-01") == []
    chosen = bs.choose(READY, outlets=["South"])
    assert set(chosen.quotations["id"]) == {"s1", "s2"} and set(chosen.hits["id"]) <= {"s1", "s2"}


def test_a_speaker_is_whoever_is_called_so_else_whose_name_holds_it_and_only_this_speech_counts():
    assert (
        ids(speaker="Ana Cruz") == ["n1"]
        and ids(speaker="ana") == ["n1", "s2"]
        and ids(speaker="nobody") == []
    )
    chosen = bs.choose(READY, speaker="ana cruz")
    assert chosen.quotations["speaker"].tolist() == ["Ana Cruz"] and chosen.hits[
        "text"
    ].tolist() == ["sovereignty"]
    assert ids(speaker="ana", word="war") == []  # it stands in the narration of n1
    assert ids(speaker="lund", word="war") == ["s1"]


def test_a_frame_chooses_its_terms_and_what_holds_them():
    chosen = bs.choose(READY, frame="sovereignty")
    assert set(chosen.hits["frame"]) == {"sovereignty"} and chosen.articles["id"].tolist() == [
        "n1",
        "s1",
        "s2",
    ]
    assert all("overeignty" in text for text in chosen.quotations["text"]) and len(
        chosen.quotations
    )
    assert ids(frame="no such frame") == []


def test_a_word_and_a_frame_are_sought_in_one_sentence():
    assert ids(word="war") == ["n1", "n2", "s1"] and ids(word="war", frame="sovereignty") == []
    assert ids(word="respect", frame="sovereignty") == ["n1"]
    assert bs.choose(READY, word="respect").hits["text"].tolist() == ["sovereignty"]


def test_every_choice_on_the_seeds_gives_what_a_plain_search_of_the_tables_gives():
    articles = bs.load("data/seeds").articles
    tables = bs.measured(articles, LEXICON)
    ready = bs.shelf(articles, tables)
    for speaker in ("Claudia Sheinbaum", "Marco Rubio"):
        for frame in LEXICON.frames:
            chosen = bs.choose(ready, speaker=speaker, frame=frame)
            hits = tables.hits[
                (tables.hits["speaker"] == speaker) & (tables.hits["frame"] == frame)
            ]
            assert chosen.hits["start"].tolist() == hits["start"].tolist()
            speech = tables.quotations[
                tables.quotations["speech"] & (tables.quotations["speaker"] == speaker)
            ]
            assert chosen.quotations["start"].tolist() == [
                q.start
                for q in speech.itertuples()
                if ((hits["id"] == q.id) & hits["start"].between(q.start, q.end - 1)).any()
            ]
    for word in ("mexic*", "security", "the"):
        lines = bs.in_context(ready, bs.choose(ready, word=word).places, window=3)
        assert (
            lines[["left", "hit", "right", "voice"]].values.tolist()
            == bs.kwic(articles, word, window=3)[["left", "hit", "right", "voice"]].values.tolist()
        )
        assert (
            lines["speaker"].replace("", None).fillna("").tolist()
            == bs.kwic(articles, word)["speaker"].fillna("").tolist()
        )


def test_articles_with_most_of_what_is_asked_for_come_first():
    for asked, found in (
        ({"word": "security"}, [2]),
        ({"frame": "sovereignty"}, [1, 1, 1]),
        ({"speaker": "ana"}, [2, 1]),
    ):
        assert found_first(bs.choose(READY, **asked))["found"].tolist() == found
    assert "found" not in found_first(bs.choose(READY))


def test_terms_are_counted_by_voice_and_sum_to_the_hits():
    found = terms_found(bs.choose(READY).hits)
    assert (
        found["hits"].sum() == len(TABLES.hits)
        and (found["narration"] + found["quotation"] == found["hits"]).all()
    )
    assert found["hits"].is_monotonic_decreasing and list(
        terms_found(bs.choose(READY, frame="none").hits)
    ) == list(found)


def test_an_article_that_could_not_be_measured_and_tables_of_other_articles_are_left_out():
    more = pd.concat([ARTICLES, pd.DataFrame({"id": ["x"], "text": [None]})], ignore_index=True)
    assert (
        bs.shelf(more, bs.measured(more, LEXICON)).articles["id"].tolist()
        == ARTICLES["id"].tolist()
    )
    few = bs.shelf(ARTICLES.iloc[2:], TABLES)
    assert few.articles["id"].tolist() == ["s1", "s2"] and set(bs.choose(few).hits["id"]) <= {
        "s1",
        "s2",
    }


def test_a_corpus_without_outlets_dates_lexicon_quotations_or_articles_can_be_chosen_from():
    bare = pd.DataFrame({"id": ["a"], "text": ["It rained."]})
    ready = bs.shelf(bare, bs.measured(bare))
    assert [len(table) for table in bs.choose(ready)[:4]] == [1, 0, 0, 0] and len(
        bs.choose(ready, word="rained").places
    ) == 1
    assert (
        len(bs.choose(ready, speaker="x").articles)
        == len(bs.choose(ready, frame="x").articles)
        == 0
    )
    assert len(bs.choose(ready, start="2025-01-01").articles) == 0
    nothing = bs.shelf(bare[:0], bs.measured(bare[:0]))
    assert [len(table) for table in bs.choose(nothing, word="a")[:4]] == [0, 0, 0, 0]


def test_a_word_that_can_be_none_is_refused_in_a_line():
    with pytest.raises(ValueError, match=r"term '\(' contains"):
        bs.choose(READY, word="(")


def test_of_no_articles_there_is_no_fullest_one():
    articles = pd.DataFrame({"id": ["a"], "text": ["It rained."]})
    ready = bs.shelf(articles.iloc[:0], bs.measured(articles.iloc[:0]))
    with pytest.raises(ValueError, match="there are no articles to show"):
        bs.fullest_article(ready, bs.choose(ready))


def test_a_story_chooses_its_articles_however_its_name_is_written():
    ready = bs.shelf(ARTICLES.assign(story=[1.0, 1.0, None, 2.0]), TABLES)
    assert bs.choose(ready, story="1").articles["id"].tolist() == ["n1", "n2"]
    assert bs.choose(ready, story="1", word="trade").articles["id"].tolist() == ["n1", "n2"]
    assert bs.choose(ready, story="2", word="war").articles.empty
    assert bs.choose(READY, story="1").articles.empty  # no article has a story


def test_stories_of_most_outlets_come_first_by_the_headline_that_came_out_first():
    rows = pd.DataFrame(
        [
            ("a", "North", "Late", "2025-01-02", "x"),
            ("b", "North", "Early", "2025-01-01", "x"),
            ("c", "North", None, None, "y"),
            ("d", "South", "Two outlets", None, "y"),
            ("e", "South", "Alone", None, "z"),
        ],
        columns=["id", "outlet", "title", "published", "story"],
    ).assign(text="It rained.")
    listed = stories(bs.shelf(rows, bs.measured(rows)))
    assert listed.values.tolist() == [["y", "Two outlets", 2, 2], ["x", "Early", 2, 1]]
    named = rows.assign(label=[None, None, None, "By hand", None])
    assert stories(bs.shelf(named, bs.measured(named)))["label"].tolist() == ["By hand", "Early"]
