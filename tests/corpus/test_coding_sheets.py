"""Sheets for a spreadsheet: the same bytes, no formula, never overwritten, read in any format."""

import io
import json
import zipfile

import openpyxl
import pandas as pd
import pytest

from broadsheet.corpus import read_coding, save_coding
from broadsheet.corpus.coding_sheets import workbook

COLUMN = "end (no / yes / unsure)"
CHOICES = {"sentences": {COLUMN: ("no", "yes", "unsure")}}
SHEET = pd.DataFrame(
    {
        "item": ["e1", "e2"],
        "headline": ["=1+1", "@x"],
        "passage": ["- he\0 said", "It ⟦.⟧"],
        COLUMN: "",
        "remark": "",
    }
)
KEY = pd.DataFrame(
    {"task": "sentences", "item": ["e1", "e2"], "coders": "1", "id": ["=a", "007"], "other": "",
     "outlet": ["NA", ""], "story": "", "stratum": "end", "population": 9.0, "drawn": 2,
     "start": 0, "end": 1, "found": "end", "found_speaker": ""}
)  # fmt: skip
COUNTS = pd.DataFrame({"id": ["=a", "007"], "outlet": ["NA", ""], "words": 5, "passages": 1})
ABOUT = {"coders": 1, "columns": {"sentences": {COLUMN: "end"}}, "lexicon": {"frames": {}}}


def save(folder, sheet=SHEET):
    sheets = {"coder-1": {"sentences": sheet}}
    return save_coding(folder, sheets, CHOICES, KEY, COUNTS, ABOUT, "<p>Codebook")


def bytes_of(folder):
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def page_of(path):
    return openpyxl.load_workbook(path).active


def test_a_sheet_has_no_formula_and_lists_the_answers():
    page = openpyxl.load_workbook(
        io.BytesIO(workbook("sentences", SHEET, CHOICES["sentences"]))
    ).active
    assert [cell.value for cell in page["B"]] == ["headline", "'=1+1", "'@x"]
    assert page["C2"].value == "'- he⟨U+0000⟩ said"
    assert {cell.data_type for row in page for cell in row} <= {"s", "n"}  # n: empty
    [allowed] = page.data_validations.dataValidation
    assert (str(allowed.sqref), allowed.formula1) == ("D2:D3", '"no,yes,unsure"')
    assert page.freeze_panes == "B2"


def test_the_same_sample_gives_the_same_bytes_and_no_date(tmp_path):
    one, other = save(tmp_path / "one"), save(tmp_path / "other")
    assert bytes_of(one) == bytes_of(other) and len(bytes_of(one)) == 5
    with zipfile.ZipFile(one / "coder-1" / "sentences.xlsx") as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01" in book.read("docProps/core.xml")


def test_what_is_there_is_never_overwritten(tmp_path):
    folder = save(tmp_path / "coding")
    save(folder)  # the same again
    path = folder / "coder-1" / "sentences.xlsx"
    path.write_bytes(b"days of work")
    before = bytes_of(folder)
    with pytest.raises(ValueError, match=r"coder-1/sentences.xlsx exists with other content"):
        save(folder)
    assert bytes_of(folder) == before


def fill_in(path, answers):
    page = (book := openpyxl.load_workbook(path)).active
    for row, answer in enumerate(answers, 2):
        page.cell(row, 4).value = answer
    book.save(path)


def test_answers_are_read_from_excel_and_from_csv_of_any_kind(tmp_path):
    folder = save(tmp_path / "coding")
    path = folder / "coder-1" / "sentences.xlsx"
    fill_in(path, ["yes", " No "])
    coding = read_coding(folder)
    answers = coding.cells[coding.cells["column"] == COLUMN]
    assert answers[["coder", "item", "answer"]].values.tolist() == [
        ["coder-1", "e1", "yes"],
        ["coder-1", "e2", "No"],
    ]
    assert coding.key["id"].tolist() == ["'=a", "007"] and coding.key["outlet"].tolist() == [
        "NA",
        "",
    ]
    for written in (
        f"item;x;{COLUMN}\ne1;ä;yes\n".encode("cp1252"),
        f"item,{COLUMN}\ne1,yes\n,\n".encode(),
    ):
        path.unlink(missing_ok=True)
        (folder / "coder-1" / "sentences.csv").write_bytes(written)
        cells = read_coding(folder).cells
        assert cells[cells["column"] == COLUMN][["item", "answer"]].values.tolist() == [
            ["e1", "yes"]
        ]


def test_a_sheet_that_is_there_twice_or_without_items_is_named(tmp_path):
    folder = save(tmp_path / "coding")
    (folder / "coder-1" / "sentences.csv").write_text(f"item,{COLUMN}\ne1,yes\n")
    with pytest.raises(ValueError, match=r"coder-1: both sentences.xlsx and sentences.csv: keep"):
        read_coding(folder)
    (folder / "coder-1" / "sentences.xlsx").unlink()
    (folder / "coder-1" / "sentences.csv").write_text("number,answer\ne1,yes\n")
    with pytest.raises(ValueError, match=r"coder-1/sentences\.csv: no column `item`"):
        read_coding(folder)


def test_a_sheet_that_did_not_come_back_has_no_cells(tmp_path):
    folder = save(tmp_path / "coding")
    (folder / "coder-1" / "sentences.xlsx").unlink()
    assert read_coding(folder).cells.empty


@pytest.mark.parametrize("damage", ["{", "[]", json.dumps({"coders": 1})])
def test_a_damaged_key_is_told_in_one_line(tmp_path, damage):
    folder = save(tmp_path / "coding")
    (folder / "key" / "about.json").write_text(damage)
    with pytest.raises(ValueError, match="its folder key is damaged") as told:
        read_coding(folder)
    assert "\n" not in str(told.value)
