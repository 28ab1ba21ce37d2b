"""Word lists and weights are data files: each says where it comes from, is sorted, and is read."""

import csv

import pytest

from broadsheet import paths
from broadsheet.paths import package_lines

SOURCE = paths.ROOT / "src" / "broadsheet"
FILES = sorted(path.name for path in (SOURCE / "data").iterdir())
LISTS = [name for name in FILES if name.endswith((".txt", ".csv"))]
# Lines of which the order counts, or which are not words.
UNSORTED = {"ranking.csv"}
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))


@pytest.mark.parametrize("name", FILES)
def test_each_data_file_is_read(name):
    assert f'"{name}"' in CODE


@pytest.mark.parametrize("name", [name for name in LISTS if name != "ranking.csv"])
def test_each_list_names_its_source_first(name):
    text = paths.package_data(name)
    comments = [line.lstrip("# ") for line in text.splitlines() if line.startswith("#")]
    assert text.startswith("# ") and "ollected for Broadsheet" in " ".join(comments)


@pytest.mark.parametrize("name", LISTS)
def test_each_line_stands_once_and_each_row_has_all_columns(name):
    lines = package_lines(name)
    assert all(lines) and len(set(lines)) == len(lines)
    assert len({len(row) for row in csv.reader(lines)}) == 1


@pytest.mark.parametrize("name", [name for name in LISTS if name not in UNSORTED])
def test_lists_are_sorted(name):
    rows = list(csv.reader(package_lines(name)))[name.endswith(".csv") :]
    assert rows == sorted(rows)


@pytest.mark.parametrize("name", ["bodies.csv", "titles.csv", "first-names.csv", "demonyms.csv"])
def test_each_word_has_one_row(name):
    words = [row[0] for row in csv.reader(package_lines(name))]
    assert len(set(words)) == len(words)
