"""The data files of the package: each is read, and word lists say where they come from."""

import re

import pytest

from broadsheet.paths import ROOT, package_data

PACKAGE = ROOT / "src" / "broadsheet"
FILES = sorted(path.name for path in (PACKAGE / "data").iterdir() if path.is_file())
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
SORTED_LISTS = ["abbreviations.csv"]  # whose order means nothing


@pytest.mark.parametrize("name", FILES)
def test_each_data_file_is_read_by_some_module(name):
    assert f'"{name}"' in SOURCE


@pytest.mark.parametrize("name", SORTED_LISTS)
def test_a_word_list_names_its_source_first_and_is_sorted_without_repeats(name):
    source, _, *rows = package_data(name).splitlines()
    assert re.match("# .*[Cc]ollected for Broadsheet from|# .*[Ss]ource", source)
    assert rows == sorted(set(rows), key=lambda row: row.split(","))
