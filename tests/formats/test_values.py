"""Cells of any shape as what an article keeps of them, never as Python prints them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.formats.rows import clean, from_row
from broadsheet.formats.values import prose

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "table_values.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_value_is_kept_with_the_type_of_its_column(case):
    assert clean(case["column"], case["value"]) == case["kept"]


JSON = st.recursive(
    st.none() | st.integers() | st.sampled_from(["It rained.", "Snow", ""]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["text", "type", "name", "0"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_text_contains_what_python_prints(value):
    text = prose(value if isinstance(value, list | dict) else [value])
    assert text is None or not set("[]{}'") & set(text)


def test_an_object_without_a_name_is_set_aside():
    article = from_row({"text": "It rained.", "authors": {"uri": "a"}}, {})
    assert article == {"text": "It rained.", "authors": None, "authors_in_table": {"uri": "a"}}
