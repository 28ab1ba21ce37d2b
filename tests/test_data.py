"""The data files of the package: each is read by someone, says where it comes from, and is sorted
where its order means nothing.
"""

import csv
from pathlib import Path

import pytest

import broadsheet
from broadsheet.paths import data_lines, package_data

PACKAGE = Path(broadsheet.__file__).parent
LISTS = sorted(
    path.name for path in (PACKAGE / "data").iterdir() if path.suffix in (".csv", ".txt")
)
CODE = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))

IN_AN_ORDER = {
    "column_names.csv",  # the order of the columns in a table of articles
    "months.csv",  # the order of the year
    "ranking.csv",  # weights as they were learnt
}
WITHOUT_SOURCE = {"ranking.csv"}  # written by the module that learns the weights


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_read_by_someone(name):
    assert f'"{name}"' in CODE


@pytest.mark.parametrize("name", [name for name in LISTS if name not in WITHOUT_SOURCE])
def test_each_list_names_its_source(name):
    comment = " ".join(
        line.removeprefix("# ") for line in package_data(name).splitlines() if line.startswith("# ")
    )
    assert "Collected for Broadsheet from " in comment or "Source: " in comment


@pytest.mark.parametrize("name", [name for name in LISTS if name not in IN_AN_ORDER])
def test_each_list_is_sorted_and_says_nothing_twice(name):
    entries = data_lines(name)
    if name.endswith(".csv"):
        entries = [row[0] for row in csv.reader(entries[1:])]
    keys = [entry.casefold() for entry in entries]
    assert keys == sorted(set(keys))
