"""What an article holds is shown and saved as text: never as markup, as a formula, or as text that
it is not.
"""

import csv
import io
from pathlib import Path

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
    "＋1+1",
    "－A1",
    "＠SUM(A1)",
    # a spreadsheet may drop these before what follows, whatever it is
    "\tDDE",
    "\rDDE",
    "\nDDE",
    "\0=1+1",
    " \t \0\ufeff=1+1",
    # not numbers, although they begin like one
    "-1e5+A1",
    "+1,000,",
    "--5",
    "-e5",
    "-.5e",
    " =1+1",
    "\ufeff=1+1",
    '=HYPERLINK("https://example.org","here")',
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_text_begins_a_formula(formula):
    shown = escape.cell(formula)
    assert shown.startswith("'") and shown.lstrip("'").split() == formula.split()


@pytest.mark.parametrize(
    "value",
    [
        *("-5", "+5", "-1.5e-7", "-1.5E+07", "-2e10", "+1,000.50", "-12.345", "1,000"),
        *(-5, 2.5, None, True, "", "A = B", "“=1”", "2025-09-04", "a\tb", "he said: -1+1"),
    ],
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
    with pytest.raises(jinja2.UndefinedError, match="'it' is undefined"):
        escape.templates().from_string("{{ it }}").render()


def test_a_value_is_escaped_where_a_template_passes_it_through_a_filter():
    shown = escape.templates().from_string("{{ it | replace('a', '<i>') }}").render(it="<b>a")
    assert shown == "&lt;b&gt;&lt;i&gt;"


def test_lines_that_hold_a_statement_alone_leave_no_blank_line():
    lines = "<ul>\n  {% for it in list %}\n  <li>{{ it }}</li>\n  {% endfor %}\n</ul>"
    shown = escape.templates().from_string(lines).render(list=[1, 2])
    assert shown == "<ul>\n  <li>1</li>\n  <li>2</li>\n</ul>"


def test_templates_are_the_files_of_the_package():
    assert escape.templates().get_template("view.html").name == "view.html"


# the first and the last of each range that misleads, and their neighbours, which do not
MISLEAD = "\0\x08\x0b\x0c\x0e\x0f\x1e\x1f\x7f\x80\x9e\x9f\u202a\u202c\u202e\u2066\u206a\u206f"
MISLEAD += "\ufdd0\ufdd8\ufdef\ufff9\ufffa\ufffb\ufffe\uffff\ud800\udabc\udfff"
HARMLESS = "\t\n\r ~\xa0\u2029\u202f\u2065\u2070\ufdcf\ufdf0\ufff8\ufffc\ufffd\ud7ff\ue000-[]"


@pytest.mark.parametrize("character", MISLEAD)
def test_each_character_that_misleads_is_shown_by_its_number(character):
    assert escape.visible(character) == f"⟨U+{ord(character):04X}⟩"


@pytest.mark.parametrize("character", HARMLESS)
def test_the_neighbours_of_what_misleads_stay(character):
    assert escape.visible(character) == character


@pytest.mark.parametrize(
    "text, saved",
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\r\r\ntwo", "one\n\ntwo"),
        ("a\ud800b\udabcc\udfffd-", "a�b�c�d-"),
        ("=\ud800", "'=�"),
    ],
)
def test_line_ends_become_one_character_and_half_a_character_a_sign(text, saved):
    assert escape.cell(text) == saved


def test_a_path_is_saved_as_text():
    assert escape.cell(Path("a/b.txt")) == "a/b.txt" and escape.cell(Path("=1")) == "'=1"


def test_columns_that_hold_no_text_keep_their_type():
    table = pd.DataFrame(
        {
            "whole": [1],
            "unsigned": pd.array([1], dtype="uint8"),
            "truth": [True],
            "share": [0.5],
            "complex": [1j],
            "day": pd.to_datetime(["2025-09-04"]),
            "span": pd.to_timedelta([1], unit="D"),
        }
    )
    assert escape.csv(table).dtypes.equals(table.dtypes)
