"""The table of people that a person corrects: read, or refused in one line."""

import re

import pandas as pd
import pytest

from broadsheet.corpus import read_people, save_new


def written(tmp_path, text):
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_names_persons_and_articles_are_read_whatever_stands_beside_them(tmp_path):
    text = "rule;alias;person;id\nx;Bibi;Benjamin Netanyahu;\ny;Cruz;Ana  Cruz;7\nz;Roe;;\n"
    assert read_people(written(tmp_path, text)).values.tolist() == [
        ["Bibi", "Benjamin Netanyahu", None],
        ["Cruz", "Ana Cruz", "7"],
    ]


@pytest.mark.parametrize(
    "text, rows",
    [
        ("Alias,PERSON,Id\nBibi,Benjamin,7\n", [["Bibi", "Benjamin", "7"]]),
        # a row that nobody touched, and one that was corrected
        (
            "alias,person,person_found\nCruz,Cruz,Cruz\nRoe,Eva Roe,Roe\n",
            [["Roe", "Eva Roe", None]],
        ),
        # what software writes for nothing, and a name
        ("alias,person\nRoe,n/a\nLee,None\nBo,#N/A\nHan,Na\n", [["Han", "Na", None]]),
    ],
)
def test_headers_cells_and_rows_that_say_nothing(tmp_path, text, rows):
    assert read_people(written(tmp_path, text)).values.tolist() == rows


def test_a_saved_table_opens_in_excel_and_is_no_spreadsheet(tmp_path):
    table = pd.DataFrame({"alias": ["Núñez"], "person": ["José Núñez"]})
    save_new(table, tmp_path / "people.csv")
    assert (tmp_path / "people.csv").read_bytes().startswith(b"\xef\xbb\xbfalias,person")
    assert read_people(tmp_path / "people.csv")["alias"].tolist() == ["Núñez"]
    with pytest.raises(ValueError, match=r"saved as CSV; name it people\.csv"):
        save_new(table, tmp_path / "people.xlsx")


@pytest.mark.parametrize(
    "text, line",
    [
        ("alias,who\nBibi,x\n", "people.csv: no column `person`; it must give the `person`"),
        ("alias,person,article\nBibi,B,7\n", "people.csv: column `article`: a row for a single"),
        ("alias,person\nBibi,Benjamin,Netanyahu\n", "people.csv#1: 3 fields under 2 names"),
    ],
)
def test_a_table_that_is_wrong_gives_one_line(tmp_path, text, line):
    with pytest.raises(ValueError, match=re.escape(line)) as error:
        read_people(written(tmp_path, text))
    assert "\n" not in str(error.value)


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(OSError, match=r"people\.csv: no such table of people; `broadsheet people`"):
        read_people(tmp_path / "people.csv")


def test_what_a_person_corrected_is_never_overwritten(tmp_path):
    path = written(tmp_path, "alias,person\nBibi,Benjamin Netanyahu\n")
    with pytest.raises(ValueError, match="exists with other content"):
        save_new(pd.DataFrame({"alias": ["Roe"], "person": ["Jane Roe"]}), path)
    assert "Bibi" in path.read_text(encoding="utf-8")
