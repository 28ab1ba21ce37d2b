"""The folder of a coding: sheets that people fill in with a spreadsheet program, and a folder that
they need not open, with the key and the counts.

    coding/codebook.html                the questions, and how to answer them
    coding/coder-1/quotations.xlsx      one sheet per task
    coding/coder-2/…
    coding/key/key.csv                  Broadsheet's answers, and what each item represents
    coding/key/counts.csv               words and hits of each article
    coding/key/about.json               corpus, lexicon and seed

Existing files are never overwritten: they may hold days of somebody's work.
"""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from ..escape import cell, spreadsheet_csv, visible
from ..formats import read_table
from ..paths import find, installs
from ..storage import save_whole

KEY, COUNTS, ABOUT = "key/key.csv", "key/counts.csv", "key/about.json"
CODEBOOK = "codebook.html"
SHEETS = (".xlsx", ".xls", ".ods", ".csv", ".tsv")  # the formats in which people may save a sheet
# the date of all files in a workbook, so that the same table gives the same bytes
MOMENT = (1980, 1, 1, 0, 0, 0)
WIDE = {"passage": 78, "beginning": 62, "other beginning": 62, "headline": 28}  # in characters
WIDTH, NARROW = 22, 9
LINE = 15  # points
TALLEST = 400  # points: no row of a spreadsheet may be taller than 409
LONGEST_CELL = 32_000  # characters: a cell holds 32,767


class Coding(NamedTuple):
    """The result of `read_coding`: the `key`, one row per item; the `counts`, one row per article;
    the `cells` of the sheets, one row per cell: `file, coder, task, item, column, answer`; and
    `about`, the description of the sample.

    >>> Coding(pd.DataFrame(), pd.DataFrame(), pd.DataFrame(), {"n": 120}).about["n"]
    120
    """

    key: pd.DataFrame
    counts: pd.DataFrame
    cells: pd.DataFrame
    about: dict[str, Any]


NOTHING = Coding(
    pd.DataFrame(columns=["task", "item", "coders", "id", "outlet", "stratum", "population"]),
    pd.DataFrame(columns=["id", "outlet", "words", "passages"]),
    pd.DataFrame(columns=["file", "coder", "task", "item", "column", "answer"], dtype="str"),
    {"columns": {}, "lexicon": {"frames": {}}, "coders": 0},
)


def save_coding(
    folder: str | Path,
    sheets: Mapping[str, Mapping[str, pd.DataFrame]],
    choices: Mapping[str, Mapping[str, tuple[str, ...]]],
    key: pd.DataFrame,
    counts: pd.DataFrame,
    about: Mapping[str, Any],
    codebook: str,
) -> Path:
    """The path of a coding's folder, after all its files were written. ValueError, before anything
    is written, if an existing file has other content.

    `sheets` holds the tables shown, by coder and task; `choices` the permitted answers, by task and
    column.
    """
    folder = Path(folder)
    content = {
        CODEBOOK: codebook.encode(),
        KEY: spreadsheet_csv(key),
        COUNTS: spreadsheet_csv(counts),
        ABOUT: f"{json.dumps(about, indent=1, ensure_ascii=False)}\n".encode(),
    }
    for coder, by_task in sheets.items():
        for task, table in by_task.items():
            content[f"{coder}/{task}.xlsx"] = workbook(task, table, choices[task])
    for name, data in content.items():
        path = folder / name
        if path.exists() and not (path.is_file() and path.read_bytes() == data):
            raise ValueError(
                f"--out {folder}: {name} exists with other content, perhaps answers; "
                "choose a new folder, or delete this one first"
            )
    for name, data in content.items():
        path = folder / name
        if not path.exists():
            save_whole(path, data)
    return folder


def shown_cell(text: object) -> str:
    """The text, safe for a cell: no formula, no control character, no longer than a cell may be.

    >>> shown_cell("=1+1"), shown_cell("a\\0b")
    ("'=1+1", 'a⟨U+0000⟩b')
    """
    return str(cell(visible(str(text)[:LONGEST_CELL])))


def workbook(task: str, table: pd.DataFrame, choices: Mapping[str, tuple[str, ...]]) -> bytes:
    """A sheet as a workbook for Excel and LibreOffice: the header stays in view, text is wrapped,
    cells to fill in are coloured, and fixed answers are a drop-down list. The same table gives the
    same bytes.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation
    except ModuleNotFoundError as error:
        raise ValueError(f"coding sheets need openpyxl: {installs('formats')}") from error

    book = Workbook()
    page = book.active
    page.title = task
    page.append([shown_cell(name) for name in table.columns])
    for row in table.itertuples(index=False):
        page.append([shown_cell(value) or None for value in row])
    page.freeze_panes = "B2"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    wrapped = Alignment(wrap_text=True, vertical="top")
    head, to_fill_in = (PatternFill("solid", fgColor=colour) for colour in ("DDD8CC", "FFF8DC"))
    widths = []
    for number, name in enumerate(table.columns, 1):
        letter = get_column_letter(number)
        asked = name in choices or name == table.columns[-1]
        widths.append(NARROW if name == "item" else WIDE.get(name, WIDTH))
        page.column_dimensions[letter].width = widths[-1]
        for line in page[letter]:
            line.alignment = wrapped
            if asked and line.row > 1:
                line.fill = to_fill_in
        page[f"{letter}1"].font, page[f"{letter}1"].fill = Font(bold=True), head
        if choices.get(name) and len(table):
            allowed = DataValidation(
                type="list",
                formula1=f'"{",".join(choices[name])}"',
                allow_blank=True,
                showErrorMessage=True,
                errorTitle="Not an answer",
                error=f"Choose one of: {', '.join(choices[name])}",
            )
            allowed.add(f"{letter}2:{letter}{len(table) + 1}")
            page.add_data_validation(allowed)
    for number, texts in enumerate([table.columns.tolist(), *table.values.tolist()], 1):
        lines = max(map(lines_in, texts, widths), default=1)
        page.row_dimensions[number].height = min(TALLEST, LINE * (lines + 0.4))
    written = io.BytesIO()
    book.save(written)
    return without_dates(written.getvalue())


def lines_in(text: object, width: int) -> int:
    """How many lines a text takes in a cell this many characters wide.

    >>> lines_in("", 10), lines_in("one two\\n\\nthree four five", 10)
    (1, 4)
    """
    return sum(1 + len(line) // (width + 1) for line in str(text).split("\n"))


def without_dates(workbook: bytes) -> bytes:
    """A workbook with the same date for all files in it."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as before,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", data)
            after.writestr(zipfile.ZipInfo(name, MOMENT), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def read_coding(folder: str | Path) -> Coding:
    """A coding with the answers that people filled in, from the folder that `broadsheet sample`
    made; an empty one if no folder is named.

    A sheet may have been saved under its name as Excel, OpenDocument or CSV; a missing sheet has no
    cells. FileNotFoundError if the folder holds no coding, ValueError if one of its files cannot be
    read, or a sheet exists twice.

    >>> len(read_coding("").key)
    0
    >>> read_coding("data/seeds")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: data/seeds: contains no coding sheets; `broadsheet sample` makes them...
    """
    if not str(folder):
        return NOTHING
    where = find(folder)
    if not (where / ABOUT).is_file():
        raise FileNotFoundError(
            f"{folder}: contains no coding sheets; `broadsheet sample` makes them, and you name "
            "the folder that you gave it as --out"
        )
    try:
        about = json.loads((where / ABOUT).read_text(encoding="utf-8"))
        about["columns"], about["lexicon"]["frames"]
        key, counts = own_table(where / KEY), own_table(where / COUNTS)
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = error.strerror if isinstance(error, OSError) else "is damaged"
        raise ValueError(
            f"{folder}: its folder key {why}: copy it again from where the sample was made"
        ) from error
    rows = [
        (path.relative_to(where).as_posix(), coder, task, *line)
        for coder in [f"coder-{number}" for number in range(1, about["coders"] + 1)]
        for task in about["columns"]
        if (path := sheet_of(where / coder, task)) is not None
        for line in cells_of(path)
    ]
    columns = ["file", "coder", "task", "item", "column", "answer"]
    return Coding(key, counts, pd.DataFrame(rows, columns=columns, dtype="str"), about)


# Columns of the key and the counts that are text, whatever they look like.
TEXT = "task item coders id other outlet story stratum found found_speaker".split()


def own_table(path: Path) -> pd.DataFrame:
    """A table that `as_csv` wrote; an outlet named "NA" stays an outlet."""
    text = dict.fromkeys(TEXT, str)
    return pd.read_csv(path, dtype=text, keep_default_na=False, encoding="utf-8-sig")


def sheet_of(folder: Path, task: str) -> Path | None:
    """The file of a sheet, in whichever format it was saved."""
    there = [path for ending in SHEETS if (path := folder / f"{task}{ending}").is_file()]
    if len(there) > 1:
        raise ValueError(
            f"{folder.name}: both {there[0].name} and {there[1].name}: keep the one "
            "that is filled in"
        )
    return there[0] if there else None


def cells_of(path: Path) -> list[tuple[str, str, str]]:
    """The cells of a sheet: item, column, answer."""
    cells = []
    for number, row in enumerate(read_table(path), 1):
        if isinstance(row, str):
            raise ValueError(f"{path.parent.name}/{path.name}#{number}: {row}")
        if "item" not in row:
            raise ValueError(
                f"{path.parent.name}/{path.name}: no column `item`: restore the first row"
            )
        texts = {name: "" if value is None else str(value) for name, value in row.items()}
        item = texts.pop("item").strip()
        if any(text.strip() for text in texts.values()) or item:
            cells += [(item, name, text.strip()) for name, text in texts.items()]
    return cells
