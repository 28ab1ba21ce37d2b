"""Frames that stand together, counted by hand."""

import math

import pandas as pd

import broadsheet as bs
from broadsheet.measuring.units import Framing

WORDS = pd.DataFrame(
    {"id": "a", "sentence": range(6), "paragraph": [0, 0, 0, 1, 1, 1], "words": 10}
)
HITS = pd.DataFrame(
    {
        "id": "a",
        "sentence": [0, 0, 1, 3],
        "paragraph": [0, 0, 0, 1],
        "frame": ["war", "law", "war", "law"],
    }
)
FRAMING = Framing(HITS, WORDS, ("war", "law", "trade"))


def test_pairs_are_counted_by_sentence_and_by_paragraph():
    by_sentence, by_paragraph = (
        bs.cooccurrence(FRAMING, place).iloc[0] for place in ("sentence", "paragraph")
    )
    assert by_sentence[["n", "with_frame", "with_other", "both", "value"]].tolist() == [
        6,
        2,
        2,
        1,
        1.5,
    ]
    assert by_paragraph[["n", "with_frame", "with_other", "both", "value"]].tolist() == [
        2,
        1,
        2,
        1,
        1,
    ]


def test_a_frame_that_never_stands_has_no_value_rather_than_0():
    row = bs.cooccurrence(FRAMING).query("other == 'trade'").iloc[0]
    assert row["both"] == 0 and math.isnan(row["value"])


def test_no_articles_give_pairs_without_values():
    empty = bs.cooccurrence(Framing(HITS[:0], WORDS[:0], FRAMING.frames))
    assert len(empty) == 3 and empty["value"].isna().all()
