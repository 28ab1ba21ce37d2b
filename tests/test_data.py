"""The data files of the package: the code reads each; lists name their source and are sorted."""

import re

import pytest

from broadsheet.paths import ROOT, package_data, package_lines, package_rows

PACKAGE = ROOT / "src" / "broadsheet"
FILES = sorted(path.name for path in (PACKAGE / "data").iterdir() if path.is_file())
LISTS = [name for name in FILES if name.endswith((".csv", ".txt"))]
IN_ORDER = {
    "column-names.csv",  # of the columns in a table of articles
    "months.csv",  # of the year
}
SOURCE = re.compile(r"collected for Broadsheet|\b(19|20)\d\d\b", re.IGNORECASE)


@pytest.mark.parametrize("name", FILES)
def test_a_data_file_is_read_by_the_code(name):
    readers = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]  # a template may import another
    code = "".join(path.read_text(encoding="utf-8") for path in readers)
    assert f'"{name}"' in code


@pytest.mark.parametrize("name", LISTS)
def test_a_list_begins_with_a_comment_that_names_its_source(name):
    lines = package_data(name).splitlines()
    comment = " ".join(line.removeprefix("# ") for line in lines if line.startswith("# "))
    assert lines[0].startswith("# ") and SOURCE.search(comment)


@pytest.mark.parametrize("name", [name for name in LISTS if name not in IN_ORDER])
def test_a_list_is_sorted_and_says_nothing_twice(name):
    if name.endswith(".csv"):
        entries = [tuple(row.values()) for row in package_rows(name)]
    else:
        entries = package_lines(name)
    assert entries == sorted(set(entries))
