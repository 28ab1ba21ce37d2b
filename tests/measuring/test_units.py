"""Framing tables: every hit and every word once, in the sentence and the voice in which it stands.

Sentences by voice, quoted words and narration: they add up to the text, and come the same from
memory and from a folder.
"""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.lexicon.loading import Frame
from broadsheet.lexicon.terms import term
from broadsheet.measuring.dataset import survey
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
TEXT = (
    'Troops crossed the border. "No tariffs," Ana Cruz said. Nobody knew why.\n\n'
    '"We will act. The border is ours," Bo Lund said of the tariffs.'
)
ARTICLES = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "text": [TEXT, "It rained."]})


def test_hits_and_words_stand_in_their_sentence_paragraph_and_voice():
    hits = bs.framing(ARTICLES, LEXICON).hits.query("text == 'tariffs' and frame == 'trade'")
    assert hits[["sentence", "paragraph", "voice", "speaker"]].values.tolist() == [
        [1, 0, "quotation", "Ana Cruz"],
        [4, 1, "narration", ""],
    ]


def test_the_words_of_all_voices_are_the_words_of_the_article():
    words = bs.framing(ARTICLES, LEXICON).words.groupby("id")["words"].sum()
    assert words.to_dict() == {"a": len(bs.tokenize(TEXT).words), "b": 2}


def test_hits_and_words_by_voice_are_those_of_measure():
    framing, row = bs.framing(ARTICLES, LEXICON), bs.measure(ARTICLES, LEXICON).iloc[0]
    first = framing.hits[framing.hits["id"] == "a"]
    for frame in LEXICON.frames:
        for voice in ("narration", "quotation"):
            assert ((first["frame"] == frame) & (first["voice"] == voice)).sum() == row[
                f"{frame}_{voice}_hits"
            ]
    quoted = framing.words.query("id == 'a' and voice == 'quotation'")["words"].sum()
    assert quoted == row["quoted_words"]


def test_any_frame_counts_a_place_once_as_measure_does():
    whole = bs.any_frame(bs.framing(ARTICLES, LEXICON))
    assert (
        len(whole.hits[whole.hits["id"] == "a"])
        == bs.measure(ARTICLES, LEXICON)["framing_terms"].iloc[0]
    )


def test_articles_without_text_have_no_rows_and_keep_the_types():
    empty = bs.framing(ARTICLES.assign(text=["", None]), LEXICON)
    assert empty.hits.empty and empty.words.empty and empty.words["words"].dtype == "int64"


def test_weights_come_with_the_hits():
    weighted = bs.Lexicon(
        "w", {"own": Frame("", "", (), (term("border", weight=0.5), term("tariffs", weight=-2.0)))}
    )
    hits = bs.framing(ARTICLES, weighted).hits
    assert hits.groupby("voice")["weight"].sum().to_dict() == {"narration": -1.5, "quotation": -1.5}


def test_negated_terms_are_marked_and_left_out_when_asked():
    article = ARTICLES[:1].assign(
        text='There is no border security. "It is not sovereignty," President Ana Cruz said.'
    )
    assert bs.framing(article, LEXICON).hits["negated"].tolist() == [True, True]
    without = bs.framing(article, LEXICON, skip_negated=True)
    assert without.hits.empty and without.words["words"].sum() == 13


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            ['"', "She said", "troops", "border.", ",", "\n\n", "Rubio", "“", "”", "It rains."]
        ),
        max_size=25,
    )
)
def test_no_word_is_lost_between_voices(pieces):
    text = " ".join(pieces)
    words = bs.framing(ARTICLES[:1].assign(text=text), LEXICON).words["words"].sum()
    assert words == len(bs.tokenize(text).words)


UNITS_ARTICLES = pd.DataFrame(
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
MARKED = st.lists(
    st.sampled_from(
        ['"', "“", "”", "‘", "’", "we act", "Ana Cruz said", ". ", ", ", " ", "\n\n", "—"]
    ),
    max_size=30,
).map("".join)


def test_the_journalists_words_and_the_speakers_words_are_all_words():
    counts = bs.sentence_counts(UNITS_ARTICLES).groupby("voice")["words"].sum()
    assert counts["narration"] + counts["quotation"] == counts["all"]


def test_a_dash_that_touches_a_mark_gives_one_quoted_share_and_not_two():
    article = UNITS_ARTICLES[:1].assign(text="Ana Cruz said—“we will act” on Monday.")
    sums = bs.quoted_counts(article)[["words", "marks"]].sum()
    assert bs.quotations(article)["words"].sum() == sums["marks"]
    counts = bs.sentence_counts(article).groupby("voice")["words"].sum()
    assert counts["narration"] + counts.get("quotation", 0) == counts["all"]


def test_quoted_counts_widen_from_direct_speech_to_all_marks():
    text = (
        '"We go at once," she said. He read "The Long Road" and called it "a triumph of patience".'
    )
    sums = bs.quoted_counts(UNITS_ARTICLES[:1].assign(text=text))[
        ["direct", "speech", "marks", "words"]
    ].sum()
    assert (
        sums["direct"] <= sums["speech"] <= sums["marks"] <= sums["words"] and sums["direct"] == 4
    )


@settings(max_examples=40)
@given(MARKED)
def test_narration_is_the_text_without_its_speech_and_nothing_else(text):
    article = UNITS_ARTICLES[:1].assign(text=text)
    said = bs.quotations(article).query("speech").sort_values("start")
    left = text
    for row in said[::-1].itertuples():
        left = left[: row.start] + left[row.end :]
    assert bs.narration(article)["text"].tolist() == [left]


def test_a_folder_of_what_was_measured_gives_the_rows_that_memory_gives(tmp_path):
    UNITS_ARTICLES.to_csv(tmp_path / "in.csv", index=False)
    survey(tmp_path / "in.csv", tmp_path / "out", workers=1)
    articles = bs.load(tmp_path / "out").articles
    stored = bs.measured(articles, folder=tmp_path / "out")
    for table in (bs.sentence_counts, bs.quoted_counts):
        pd.testing.assert_frame_equal(table(stored), table(articles))
    assert bs.narration(articles, stored)["text"].equals(bs.narration(articles)["text"])
