"""Sentences by voice, quoted words and narration: they add up to the text, and come the same from memory and from a folder."""
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.survey import survey

ARTICLES = pd.DataFrame({
    "id": ["a", "b", "c"], "outlet": ["North", "South", "North"],
    "text": ['Talks on border security began. "We respect sovereignty," President Ana Cruz said. "It is ours."',
             "Talks began on Monday. Nobody spoke to reporters.", ""]})
MARKED = st.lists(st.sampled_from(['"', "“", "”", "‘", "’", "we act", "Ana Cruz said", ". ", ", ", " ", "\n\n", "—"]),
                  max_size=30).map("".join)


def test_the_journalists_words_and_the_speakers_words_are_all_words():
    counts = bs.sentence_counts(ARTICLES).groupby("voice")["words"].sum()
    assert counts["narration"] + counts["quotation"] == counts["all"]


def test_a_dash_that_touches_a_mark_gives_one_quoted_share_and_not_two():
    article = ARTICLES[:1].assign(text="Ana Cruz said—“we will act” on Monday.")
    sums = bs.quoted_counts(article)[["words", "marks"]].sum()
    assert bs.quotations(article)["words"].sum() == sums["marks"]
    counts = bs.sentence_counts(article).groupby("voice")["words"].sum()
    assert counts["narration"] + counts.get("quotation", 0) == counts["all"]


def test_quoted_counts_widen_from_direct_speech_to_all_marks():
    text = '"We go at once," she said. He read "The Long Road" and called it "a triumph of patience".'
    sums = bs.quoted_counts(ARTICLES[:1].assign(text=text))[["direct", "speech", "marks", "words"]].sum()
    assert sums["direct"] <= sums["speech"] <= sums["marks"] <= sums["words"] and sums["direct"] == 4


@settings(deadline=None, max_examples=40)
@given(MARKED)
def test_narration_is_the_text_without_its_speech_and_nothing_else(text):
    article = ARTICLES[:1].assign(text=text)
    said = bs.quotations(article).query("speech").sort_values("start")
    left = text
    for row in said[::-1].itertuples():
        left = left[:row.start] + left[row.end:]
    assert bs.narration(article)["text"].tolist() == [left]


def test_a_folder_of_what_was_measured_gives_the_rows_that_memory_gives(tmp_path):
    ARTICLES.to_csv(tmp_path / "in.csv", index=False)
    survey(tmp_path / "in.csv", tmp_path / "out", workers=1)
    articles = bs.load(tmp_path / "out").articles
    stored = bs.measured(articles, folder=tmp_path / "out")
    for table in (bs.sentence_counts, bs.quoted_counts):
        pd.testing.assert_frame_equal(table(stored), table(articles))
    assert bs.narration(articles, stored)["text"].equals(bs.narration(articles)["text"])
