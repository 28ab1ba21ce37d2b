"""What an article holds is shown and saved as text: never as markup, as a formula, or as text that
it is not.
"""

import csv
import io

import jinja2
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet import escape

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "－A1",
    " =1+1",
    "\ufeff=1+1",
    '=HYPERLINK("https://example.org","here")',
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_text_begins_a_formula(formula):
    assert (
        escape.cell(formula).startswith("'")
        and escape.cell(formula).lstrip("'").split() == formula.split()
    )


@pytest.mark.parametrize(
    "value",
    ["-5", "+5", "-1.5e-7", "1,000", -5, 2.5, None, True, "", "A = B", "“=1”", "2025-09-04"],
)
def test_numbers_and_other_text_stay_as_they_are(value):
    assert escape.cell(value) is value or escape.cell(value) == value


def test_a_table_is_safe_in_its_names_and_in_every_row_that_a_spreadsheet_finds_in_it():
    table = pd.DataFrame(
        {
            "=name": ["=1", "safe\r=1+1", "a,\n=1"],
            "n": [-1, 2, 3],
            "share": [float("nan"), -0.5, 1e-9],
            "kind": pd.Categorical(["@a", "b", "@a"]),
        },
        index=[7, 7, 8],
    )
    written = escape.csv(table).to_csv(index=False, lineterminator="\n")
    rows = list(csv.reader(io.StringIO(written)))
    assert "\r" not in written and len(rows) == 4 and rows[0] == ["'=name", "n", "share", "kind"]
    assert [row[0] for row in rows[1:]] == ["'=1", "safe\n=1+1", "a,\n=1"] and rows[1][1:] == [
        "-1",
        "",
        "'@a",
    ]
    assert table.iloc[0, 0] == "=1"  # the table that was given is as it was


def test_columns_of_numbers_are_the_same_and_columns_of_one_name_keep_apart():
    table = pd.DataFrame(
        [[1, -0.1, "=1", "=2"]], columns=["n", "share", "same", "same"]
    ).convert_dtypes()
    made = escape.csv(table)
    assert made["n"].equals(table["n"]) and made["share"].equals(table["share"])
    assert made.iloc[0, 2:].tolist() == ["'=1", "'=2"]


@pytest.mark.parametrize(
    "table", [pd.DataFrame(), pd.DataFrame(columns=["text"]), pd.DataFrame({"n": [1, None, "x"]})]
)
def test_a_table_without_rows_or_columns_and_a_mixed_one_are_saved_as_before(table):
    assert escape.csv(table).to_csv(index=False) == table.to_csv(index=False)


@example("\ud800=1")
@given(st.text(st.characters(exclude_categories=())))
def test_every_text_can_be_saved_and_shown(text):
    table = pd.DataFrame({"text": [text]}, dtype=object)  # Arrow refuses half characters
    escape.csv(table).to_csv(index=False).encode("utf-8")
    assert not escape.MISLEADING.search(escape.visible(text)) and escape.visible(
        escape.visible(text)
    ) == escape.visible(text)
    assert not set("<>\"'") & set(escape.html(text))


def test_what_misleads_has_a_sign_and_what_writers_need_stays():
    assert (
        escape.visible("a\u202eb\u2066c\x1b[31m\x9b\ud800\x7f")
        == "a⟨U+202E⟩b⟨U+2066⟩c⟨U+001B⟩[31m⟨U+009B⟩⟨U+D800⟩⟨U+007F⟩"
    )
    assert (
        escape.visible("می\u200cخواهم 👩\u200d🔬 co\u00adoperate\t\n")
        == "می\u200cخواهم 👩\u200d🔬 co\u00adoperate\t\n"
    )


@pytest.mark.parametrize("template", ["{{ it }}", "<p title='{{ it }}'>", "{{ it ~ '' }}"])
def test_a_template_shows_text_as_text(template):
    shown = escape.templates().from_string(template).render(it="<b a='\"'>&\u202e")
    assert "<b" not in shown and "\u202e" not in shown and "&lt;b a=&#" in shown


def test_a_template_that_lacks_a_value_fails():
    with pytest.raises(jinja2.UndefinedError):
        escape.templates().from_string("{{ it }}").render()
