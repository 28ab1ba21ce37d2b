"""Who speaks: words by kind of source, by pronoun and by verb, counted by hand on small tables."""

import numpy as np
import pandas as pd

import broadsheet as bs

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "outlet": ["North", "South", "North"],
        "text": [
            'Talks on border security began. "We respect sovereignty," President Ana Cruz said. '
            '"It is ours."',
            "Talks began on Monday. Nobody spoke to reporters.",
            "",
        ],
    }
)
SPEAKERS = pd.DataFrame(
    {
        "id": ["a", "a", "a", "b"],
        "outlet": ["North"] * 3 + ["South"],
        "speaker": ["Ana Cruz", "an aide", "unattributed", "the ministry"],
        "kind_of_source": ["named person", "unnamed person", None, "organisation"],
        "pronoun": ["she", None, None, None],
        "quotations": [2, 1, 1, 1],
        "words": [12, 6, 2, 10],
    }
)


def test_shares_of_sources_are_those_counted_by_hand():
    sums = bs.source_counts(SPEAKERS).drop(columns=["id", "outlet", "person"]).sum()
    shares = bs.source_shares(sums)
    # 12 + 6 + 2 + 10 = 30 words; those of people, or of nobody known, are 12 + 6 + 2 = 20.
    assert (
        shares["named person"],
        shares["unnamed person"],
        shares["organisation"],
        shares["document"],
    ) == (12 / 30, 6 / 30, 10 / 30, 0)
    assert shares["kind not known"] == 2 / 30
    assert (shares["she"], shares["he"], shares["not known"]) == (12 / 20, 0, 8 / 20)


def test_each_word_has_one_kind_of_source_and_a_persons_one_pronoun():
    counts = bs.source_counts(SPEAKERS)
    assert (counts[bs.SOURCES].sum(axis=1) == counts["words"]).all()
    people = counts["words"] - counts["organisation"] - counts["document"]
    assert (counts[bs.PRONOUNS].sum(axis=1) == people).all()


def test_shares_of_nobody_are_undefined_and_so_are_pronouns_where_no_person_speaks():
    assert np.isnan(
        list(
            bs.source_shares(
                bs.source_counts(SPEAKERS[:0]).drop(columns=["id", "outlet", "person"]).sum()
            ).values()
        )
    ).all()
    alone = bs.source_shares(
        bs.source_counts(SPEAKERS[3:]).drop(columns=["id", "outlet", "person"]).sum()
    )
    assert alone["organisation"] == 1 and np.isnan(alone["she"]) and np.isnan(alone["not known"])


def test_intervals_of_sources_draw_speakers_and_speakers_can_be_counted_instead_of_words():
    counts = bs.source_counts(SPEAKERS)
    drawn = bs.intervals(counts, ["outlet"], bs.source_shares, seed=1, unit="person").set_index(
        ["outlet", "statistic"]
    )
    assert drawn.loc[("North", "named person"), "n"] == 3 and np.isnan(
        drawn.loc[("South", "organisation"), "low"]
    )
    heads = counts.assign(**counts.drop(columns=["id", "outlet", "person"]).clip(upper=1))
    assert (
        bs.source_shares(heads.drop(columns=["id", "outlet", "person"]).sum())["named person"]
        == 1 / 4
    )


def test_a_verb_is_counted_for_whom_it_carries():
    text = (
        '"We act," Ana Cruz said.\n\n"It is late," Ana Cruz warned.\n\n"It is ours," Ana Cruz said.'
    )
    told = bs.verbs(bs.quotations(ARTICLES[:1].assign(text=text))).set_index(["verb", "speaker"])
    assert told.loc[("said", "Ana Cruz"), ["quotations", "words"]].tolist() == [2, 5]
    assert told.loc[("said", "Ana Cruz"), "neutral"]
    assert not told.loc[("warned", "Ana Cruz"), "neutral"]


def test_verbs_count_every_quotation_also_those_without_a_verb():
    text = '"We know nothing of that at all, and never did."'
    for articles in (ARTICLES, ARTICLES[:1].assign(text=text), ARTICLES[1:2]):
        assert (
            bs.verbs(bs.quotations(articles))["quotations"].sum()
            == bs.quotations(articles)["speech"].sum()
        )
    assert bs.verbs(bs.quotations(ARTICLES[:1].assign(text=text)))[
        ["verb", "neutral"]
    ].isna().values.tolist() == [[True, False]]


def test_of_many_verbs_those_with_most_words_are_drawn_and_people_of_one_last_name_are_told_apart():
    told = pd.DataFrame(
        {
            "outlet": "A",
            "verb": ["said", "said", "warned", "added"],
            "neutral": [True, True, False, False],
            "speaker": ["Donald Trump", "Donald Trump Jr.", "an aide", "Ana Cruz"],
            "quotations": [1, 2, 1, 1],
            "words": [3, 5, 7, 1],
            "kind_of_source": ["named person"] * 2 + ["unnamed person", "named person"],
        }
    )
    drawn = bs.verb_rows(told, most=2)
    assert drawn[["verb", "words", "whom"]].values.tolist() == [
        ["said", 8, "Donald Trump Jr. 2, Donald Trump 1"],
        ["warned", 7, "an aide 1"],
    ]


def test_what_is_drawn_says_so_where_nobody_is_quoted():
    [row] = bs.verb_rows(bs.verbs(bs.quotations(ARTICLES[1:]))).to_dict("records")
    assert (row["outlet"], row["words"]) == ("Nobody is quoted", 0)


def test_shares_of_sources_stand_beside_each_article():
    # Of 15 quoted words hers are 9 and his 3; the ministry's 3 are nobody's of people.
    text = (
        '"We will act now," Ana Cruz said. She added: "It is late, we know." '
        '"Not at all," said Bo Lund, who lost his seat. "No comment now," the ministry said.'
    )
    articles = pd.DataFrame({"id": ["b", "a"], "outlet": "A", "text": ["It rained.", text]})
    found = bs.measured(articles)
    table = bs.with_sources(found)
    assert table["id"].tolist() == ["b", "a"]
    row = table.iloc[1]
    assert row["quoted_words"] == 15
    assert row[["she_words", "he_words", "organisation_words"]].tolist() == [9, 3, 3]
    assert row["she_share"] == 9 / row["people_words"] == 9 / 12
    assert row["organisation_share"] == 3 / 15


def test_an_article_that_quotes_nobody_has_no_shares_of_sources():
    articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ["It rained all day."]})
    row = bs.with_sources(bs.measured(articles)).iloc[0]
    assert row[["named_person_words", "she_words", "people_words"]].tolist() == [0, 0, 0]
    assert row[["named_person_share", "she_share", "he_share"]].isna().all()
