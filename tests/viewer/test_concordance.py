"""Keyword in context: whose words, in which order, drawn how."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.lexicon.counts import hits
from tests.lexicon.test_counts import lexicon

COLUMNS = [
    "id",
    "outlet",
    "frame",
    "term",
    "left",
    "hit",
    "right",
    "voice",
    "speaker",
    "negated",
    "start",
    "end",
]

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b"],
        "outlet": ["A", "B"],
        "text": [
            'The border is long. "Our border is closed," Ana Cruz said. A border crossing.',
            "No word of it.",
        ],
    }
)


def test_each_line_says_whose_words_the_hit_is():
    table = bs.kwic(ARTICLES, "border")
    assert table["voice"].tolist() == ["narration", "quotation", "narration"]
    assert table["speaker"].tolist()[1] == "Ana Cruz" and table["speaker"].isna().tolist() == [
        True,
        False,
        True,
    ]


def test_a_quotation_of_nobody_is_unattributed():
    assert bs.kwic('It was late. "Our border is closed and stays so." Rain fell.', "border")[
        "speaker"
    ].tolist() == ["unattributed"]


@pytest.mark.parametrize(
    "sort, wanted",
    [(None, [0, 1, 2]), ("left", [2, 1, 0]), ("right", [2, 1, 0]), ("hit", [2, 1, 0])],
)
def test_lines_are_sorted_by_the_words_nearest_to_the_hit(sort, wanted):
    """The border is long. "Our border is closed … A border crossing: a, our, the; crossing, is
    closed, is long.
    """
    starts = bs.kwic(ARTICLES, "border", window=3)["start"].tolist()
    assert bs.kwic(ARTICLES, "border", window=3, sort=sort)["start"].tolist() == [
        starts[at] for at in wanted
    ]


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_the_order():
    many = pd.DataFrame({"id": range(40), "text": "The border is long."})
    first, again, other = (
        bs.kwic(many, "border", sample=5, seed=seed)["id"].tolist() for seed in (1, 1, 2)
    )
    assert first == again != other and first == sorted(first) and len(first) == 5


@pytest.mark.parametrize("options", [{"window": -1}, {"sort": "middle"}, {"sample": -2}])
def test_what_cannot_be_asked_is_refused_in_one_line(options):
    with pytest.raises(ValueError, match=r"^kwic: .*: (give|choose)"):
        bs.kwic(ARTICLES, "border", **options)


def test_typography_and_wildcards_at_the_beginning_are_not_passed_over():
    assert len(bs.kwic("They won’t go. He won't.", "won't")) == 2
    assert len(bs.kwic("A counterattack came.", "*attack")) == 1


def test_no_hits_give_a_table_with_the_same_columns():
    assert list(bs.kwic(ARTICLES, "zebra").columns) == list(bs.kwic(ARTICLES, "border").columns)


def test_a_negated_hit_is_marked():
    assert bs.kwic("War, never war.", "war")["negated"].tolist() == [False, True]


@given(st.text() | st.text(st.sampled_from("abäIİß.'’\"“,-–? \n1€_")))
def test_no_text_raises_and_the_lines_are_the_hits(text):
    one = lexicon(a=["a*", "b ?", "i", "*1"])
    assert bs.kwic(text, one)["hit"].tolist() == [
        " ".join(hit.text.split()) for hit in hits(text, one)
    ]


PLACES = pd.DataFrame(
    {
        "id": ["b", "a"],
        "outlet": ["Post", None],
        "text": ["They came to\n\nthe border.  The wall, he said.", "“Border” talks"],
    }
)


def test_kwic_shows_each_place_in_order_with_its_tokens_on_both_sides():
    table = bs.kwic(PLACES, "border", window=2)
    assert table.columns.tolist() == [c for c in COLUMNS if c != "frame"]
    assert table[["id", "left", "hit", "right", "start"]].values.tolist() == [
        ["b", "to the", "border", ". The wall", 18],
        ["a", "", "Border", "” talks", 1],
    ]
    assert table["outlet"].isna().tolist() == [False, True]


def test_kwic_of_a_lexicon_names_the_frame_and_the_term():
    table = bs.kwic(PLACES, lexicon(fence=["wall*", "the *"]), window=0)
    assert table.columns.tolist() == COLUMNS
    assert table[["frame", "term", "left", "hit", "right"]].values.tolist() == [
        ["fence", "the *", "", "the border", ""],
        ["fence", "the *", "", "The wall", ""],
    ]


@pytest.mark.parametrize("articles", ["", PLACES.iloc[:0], PLACES[["id", "text"]], "no hit"])
def test_kwic_keeps_its_columns_where_nothing_is_found(articles):
    table = bs.kwic(articles, "sovereignty")
    assert table.empty and table.columns.tolist() == [c for c in COLUMNS if c != "frame"]
    assert (
        table["start"].dtype == int
        and table["negated"].dtype == bool
        and table["hit"].dtype == "str"
    )
    assert bs.kwic(articles, lexicon(a=["sovereignty"])).columns.tolist() == COLUMNS


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: bs.kwic("text", "!"), "term '!' contains '!', which cannot be part of a word"),
        (lambda: bs.kwic("text", ""), "term '' contains no word"),
        (lambda: bs.kwic("text", "text", window=-1), "a window of -1 tokens: give 0 or more"),
        (
            lambda: bs.kwic(pd.DataFrame({"body": []}), "text"),
            "no column id or text in the articles; the columns are body",
        ),
    ],
)
def test_kwic_says_what_it_cannot_do(call, message):
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        call()
