"""Quotations: where they stand, what they are, who says them."""
import json
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import ANNOTATIONS, ROOT
from broadsheet.quotes import Quotation, find_quotations, quotes
from broadsheet.text import WORD, straighten, tokenize

CASES = json.loads((ROOT / "tests" / "cases" / "quotes.json").read_text(encoding="utf-8"))
SEEDS = json.loads((ANNOTATIONS / "seeds.json").read_text(encoding="utf-8"))["articles"]
CURLY = str.maketrans({"'": "\N{RIGHT SINGLE QUOTATION MARK}", '"': "\N{RIGHT DOUBLE QUOTATION MARK}"})
# Words and marks from which news is made: random letters alone would hardly ever make a quotation.
PROSE = st.lists(st.sampled_from([
    '"', "'", "“", "”", "‘", "’", "«", "»", ",", ".", "?", ":", "—", "(", ")", "\n", "\n\n", " ", " ", " ", "He", "she", "said",
    "Rubio", "Marco Rubio", "Sen.", "the", "president", "of", "who", "that", "according", "to", "told", "6'2\"", "’90s",
    "workers’", "and", "called", "it", "שלום", "\u200f", "é", "\x00", "=", "I", "PENCE:",
]), max_size=60).map(lambda pieces: " ".join(pieces))
ANY = st.one_of(st.text(max_size=200), PROSE, PROSE.map(lambda text: text.replace(" ", "")))


def seed_part(name: str, part: str) -> str:
    above, body = (ROOT / "data" / "seeds" / name).read_text(encoding="utf-8").split("Deep Look\n")
    return body if part == "body" else above


@pytest.mark.parametrize("part", ["body", "highlights"])
def test_the_seed_is_read_as_people_read_it(part):
    name = "000_794c89ee2f883a8f.txt"
    text = seed_part(name, part)
    wanted = [q for q in SEEDS[name] if q["part"] == part]
    table = quotes(text)
    found = [{
        "text": row.text, "kind": row.kind, "speech": row.speech,
        "speaker": None if pd.isna(row.speaker) else row.speaker,
        "mention": text[row.speaker_start:row.speaker_end] if row.speaker_start >= 0 else None,
        "verb": None if pd.isna(row.verb) else row.verb,
    } for row in table.itertuples()]
    assert found == [{key: q[key] for key in found[0]} for q in wanted]


def test_every_annotated_quotation_stands_in_its_file():
    for name, annotated in SEEDS.items():
        text = (ROOT / "data" / "seeds" / name).read_text(encoding="utf-8")
        assert all(text.count(q["text"]) >= q["occurrence"] for q in annotated)
        assert sum(mark in "“\"" for mark in text) == len(annotated)
