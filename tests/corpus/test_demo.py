"""The demonstration corpus loads whole, and holds the differences that were written into it."""

import hashlib
import re
from itertools import product

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet import paths
from broadsheet.escape import csv
from broadsheet.publishing.embedded import record_of

DEMO = paths.ROOT / "data" / "demo"
TRUTH = pd.read_csv(paths.ROOT / "data" / "demo-truth" / "truth.csv")
STORIES = pd.read_csv(paths.ROOT / "data" / "demo-truth" / "stories.csv")
PAIRS = [tuple(row) for row in TRUTH.itertuples(index=False)]
NAMES = [f"{row.measure}, {row.outlet}, {row.other}" for row in TRUTH.itertuples()]
ABOUT_ISLANDERS = [f"0{number}" for number in range(1, 9)]
MARKS = {
    "The Ellery Tribune": {"“", "”"},
    "The Gull Head Sentinel": {'"'},
    "The Saltmarch Review": {"‘"},  # and ’, which is an apostrophe, too
}
# The measure by which the pipeline compares what was planted, where it has another.
COMPARED_BY = {
    "women_share": "she_share",
    "security_per_1000_words": "security_prominence",
    "sovereignty_per_1000_words": "sovereignty_prominence",
}
# Every way in which two outlets can be swapped within 12 stories.
SWAPS = np.array(list(product((1, -1), repeat=12)))


@pytest.fixture(scope="module")
def corpus():
    return bs.load(DEMO)


@pytest.fixture(scope="module")
def table(corpus):
    """One row per article: what was measured, `title_words`, and words of women and men."""
    articles = corpus.articles
    measured = bs.measure(articles, bs.load_lexicon("security-sovereignty"))
    spoken = bs.quotations(articles).query("speech")
    by_pronoun = spoken.pivot_table(
        index="id", columns="pronoun", values="words", aggfunc="sum", fill_value=0
    )
    table = measured.set_index("id").join(by_pronoun)
    table["title_words"] = articles.set_index("id").title.str.split().str.len()
    table["story"] = articles.set_index("id").source.map(STORIES.set_index("source").story)
    return table


def within_stories(table, measure, outlet, other):
    """Differences of two outlets, one per story."""
    by_outlet = table.pivot(index="story", columns="outlet", values=measure)
    return by_outlet[outlet] - by_outlet[other]


def chance(differences):
    """How often swapped outlets differ by as much: the exact permutation test of pairs.

    All 12 of one sign are as far out as can be: 2 of the 4,096 ways.
    """
    means = abs(SWAPS[:, : len(differences)] @ differences.to_numpy()) / len(differences)
    return float(np.mean(means >= abs(differences.mean()) - 1e-12))


def test_it_loads_whole(corpus):
    assert len(corpus.articles) == 36
    assert corpus.rejected.empty
    assert corpus.articles.duplicate_of.isna().all()


def test_every_article_has_its_outlet_its_title_and_an_hour(corpus):
    articles = corpus.articles
    assert articles[["outlet", "title", "published"]].notna().all(axis=None)
    assert articles.published.str.fullmatch(r"2031-0[3-5]-\d\dT\d\d:\d\d").all()
    for article in articles.itertuples():
        first = (DEMO / article.source).read_text(encoding="utf-8").splitlines()[0]
        assert article.title == first
        assert first not in article.text


def test_twelve_stories_are_told_by_three_outlets_each(corpus):
    told = corpus.articles.drop(columns="story").merge(STORIES, on="source", validate="one_to_one")
    assert len(told) == len(STORIES) == 36
    assert told.groupby("story").outlet.nunique().tolist() == [3] * 12
    days = pd.to_datetime(told.published).groupby(told.story).agg(np.ptp)
    assert days.max() < pd.Timedelta(days=2)


def test_the_corpus_does_not_say_which_story_an_article_tells(corpus):
    assert "story" not in corpus.articles or corpus.articles.story.isna().all()


def test_lengths(table):
    assert table.words.between(150, 350).all()
    assert table.groupby("outlet").words.std().min() > 15


def test_levels_are_those_of_newspapers(table):
    means = table.groupby("outlet")[["flesch_kincaid_grade", "quoted_share"]].mean()
    grade, quoted = means.flesch_kincaid_grade, means.quoted_share
    assert grade[["The Ellery Tribune", "The Gull Head Sentinel"]].between(4, 8).all()
    assert 13 <= grade["The Saltmarch Review"] <= 16
    assert 0.35 <= quoted["The Ellery Tribune"] <= 0.5
    assert quoted[["The Gull Head Sentinel", "The Saltmarch Review"]].between(0.05, 0.15).all()


def test_security_is_the_sentinels_and_about_islanders(table):
    security = table.security_per_1000_words
    framed = (table.outlet == "The Gull Head Sentinel") & table.story.str[:2].isin(ABOUT_ISLANDERS)
    assert framed.sum() == 8
    assert security[framed].between(8, 25).all()
    assert (security[~framed] == 0).all()


@pytest.mark.parametrize(("measure", "outlet", "other", "difference"), PAIRS, ids=NAMES)
def test_planted_differences_are_there_and_planted_samenesses_too(
    table, measure, outlet, other, difference
):
    if measure == "women_share":  # most articles quote women or men alone: take all their words
        words = table.groupby("outlet")[["she", "he"]].sum()
        shares = words.she / words.sum(axis=1)
        assert difference == "none"
        assert abs(shares[outlet] - shares[other]) < 0.1
        return
    differences = within_stories(table, measure, outlet, other)
    if difference == "higher":
        assert (differences >= 0).all()
        assert (differences > 0).sum() == (8 if measure == "security_per_1000_words" else 12)
        assert differences.mean() > differences.std()
        assert chance(differences) < 0.01
    else:
        both = table[table.outlet.isin([outlet, other])]
        assert abs(differences.mean()) <= 0.2 * both[measure].mean()
        assert chance(differences) > 0.1


def test_the_truth_names_what_is_measured_and_all_three_pairs(corpus):
    assert set(TRUTH.difference) == {"higher", "none"}
    outlets = set(corpus.articles.outlet)
    for _, rows in TRUTH.groupby("measure"):
        pairs = {frozenset(pair) for pair in zip(rows.outlet, rows.other, strict=True)}
        assert len(pairs) == len(rows) == 3
        assert set.union(*map(set, pairs)) == outlets


def test_a_statement_is_printed_by_several_outlets_in_every_story(corpus):
    said = bs.quotations(corpus.articles).query("speech")
    runs = {article: set() for article in corpus.articles.id}  # of five quoted words
    for row in said.itertuples():
        words = re.findall(r"[\w’']+", row.text.lower())
        runs[row.id] |= {tuple(words[start : start + 5]) for start in range(len(words) - 4)}
    told = corpus.articles.drop(columns="story").merge(STORIES, on="source")
    for _, ids in told.groupby("story").id:
        first, second, third = (runs[article] for article in ids)
        assert first & second or first & third or second & third


@pytest.mark.parametrize("outlet", MARKS)
def test_each_outlet_has_its_own_quotation_marks(corpus, outlet):
    text = "\n".join(corpus.articles.text[corpus.articles.outlet == outlet])
    assert {mark for mark in '“”‘"' if mark in text} == MARKS[outlet]


def test_nobody_can_be_written_to(corpus):
    text = "\n".join(corpus.articles.text)
    assert not re.search(r"@|https?:|www\.|\.(?:com|org|net)\b|\+\d{2}", text)


@pytest.fixture(scope="module")
def in_stories(corpus):
    """What was measured, as notebook 05 has it: within the stories that were found."""
    articles = bs.add_stories(corpus.articles, bs.find_stories(corpus.articles))
    return bs.with_sources(bs.measured(articles, bs.load_lexicon("security-sovereignty")))


@pytest.fixture(scope="module")
def differences(in_stories):
    return bs.paired_differences(in_stories, bs.story_measures(in_stories), seed=2025)


@pytest.mark.parametrize("window", [None, 31])
def test_the_stories_are_found_as_they_were_written(corpus, window):
    found = bs.find_stories(corpus.articles, window=window)
    truth = corpus.articles.drop(columns="story").merge(STORIES, on="source", validate="one_to_one")
    pairs = set(zip(found["story"], truth["story"]))
    assert found["story"].notna().all() and len(pairs) == found["story"].nunique() == 12


@pytest.mark.parametrize(("measure", "outlet", "other", "difference"), PAIRS, ids=NAMES)
def test_the_pipeline_shows_what_was_planted_and_nothing_else(
    differences, measure, outlet, other, difference
):
    measure = COMPARED_BY.get(measure, measure)
    rows = differences[differences["measure"] == measure]
    row = rows[[{outlet, other} == {a, b} for a, b in zip(rows["outlet"], rows["other"])]]
    if row.empty:  # headlines are measured, and not among what is compared
        assert measure == "title_words"
        return
    shown = row["says"].str.endswith("on these stories").item()
    higher = row["outlet"].item() if row["difference"].item() > 0 else row["other"].item()
    assert shown == (difference == "higher") and (not shown or higher == outlet)


def test_the_picture_of_the_readme_is_of_these_numbers(in_stories, differences):
    rows = bs.difference_rows(differences, "quoted_share")
    table = csv(bs.story_line_rows(bs.story_values(in_stories, "quoted_share"), rows))
    text = table.to_csv(index=False, float_format="%.7g", lineterminator="\n")
    picture = record_of(paths.ROOT / "docs" / "demo-quoted-share.svg")
    assert picture["data"] == hashlib.sha256(text.encode()).hexdigest()
    assert rows["difference"].abs().round(2).tolist() == [0.34, 0.34, 0.0]
