"""Characters that nobody sees: what is dropped and unfolded, what a script or an emoji needs."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text import ZERO_WIDTH, printed
from broadsheet.text.unicode import STRAIGHT, straighten

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "unseen.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_text_is_kept_as_it_is_printed(case):
    assert printed(case["text"]) == case["printed"]


@given(st.text(st.sampled_from("ab e\u0301\u00ad\u200b\u200d\u2060\ufeff\ufb01\ufb03 .\n")))
def test_what_is_printed_holds_nothing_unseen_and_stays(text):
    kept = printed(text)
    assert not ZERO_WIDTH.search(kept) and unicodedata.is_normalized("NFC", kept)
    assert printed(kept) == kept


@pytest.mark.parametrize("mark", STRAIGHT)
def test_a_mark_is_straightened_whatever_else_the_text_holds(mark):
    assert straighten(mark) == STRAIGHT[mark] == straighten(f"{mark} é")[0]
