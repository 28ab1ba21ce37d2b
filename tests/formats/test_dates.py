"""Dates as pages and tables write them, and the conventions that decide between two readings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.formats.dates import (
    MOMENT,
    is_day_first,
    read_date,
    read_dates,
    read_moment,
    with_dates,
)


def articles(*dates, file="a.csv", outlet=None):
    return [
        {"source": f"{file}#{number}", "published": said, "outlet": outlet}
        for number, said in enumerate(dates, 1)
    ]


@pytest.mark.parametrize(
    "others, read",
    [
        (["25/12/2024"], "2024-09-04"),
        (["12/25/2024"], "2024-04-09"),
        (["25/12/2024", "12/25/2024"], None),
        ([], None),
        (["07/07/2024", "2024-12-25", "25 December 2024", "soon", None], None),
    ],
)
def test_the_dates_of_the_same_column_decide(others, read):
    rows = articles("04/09/2024", *others)
    [note] = [note for note in read_dates(rows) if "04/09/2024" in note]
    assert rows[0]["published"] == read
    assert ("left out" in note) is (read is None)
    assert rows[0]["cut"][0][1] == "04/09/2024"


def test_each_column_has_its_own_convention():
    rows = [
        {"source": "a.csv#1", "published": "25/12/2024", "updated": "12/25/2024"},
        {"source": "a.csv#2", "published": "04/09/2024", "updated": "04/09/2024"},
    ]
    assert len(read_dates(rows)) == 2
    assert (rows[1]["published"], rows[1]["updated"]) == ("2024-09-04", "2024-04-09")


def test_an_outlets_own_dates_decide_before_those_of_the_others():
    rows = articles("25/12/2024", "04/09/2024", outlet="A") + articles(
        "12/25/2024", "04/09/2024", outlet="B"
    )
    assert len(read_dates(rows)) == 2
    assert [row["published"] for row in rows] == [
        "2024-12-25",
        "2024-09-04",
        "2024-12-25",
        "2024-04-09",
    ]


def test_the_dates_of_a_file_decide_for_it_alone_and_those_of_a_folder_for_files_of_one_article():
    rows = (
        articles("25/12/2024", "04/09/2024", file="x/a.csv")
        + articles("12/25/2024", "04/09/2024", file="x/b.csv")
        + articles("25/12/2024", file="y/1.json")
        + articles("04/09/2024", file="y/2.json")
        + articles("04/09/2024", file="z.json")
    )
    read_dates(rows)
    assert [row["published"] for row in rows][1::2] == ["2024-09-04", "2024-04-09", "2024-09-04"]
    assert rows[-1]["published"] is None


@pytest.mark.parametrize(
    "others, read, notes",
    [
        ([], "2024-09-04", 0),
        (["25.12.2024"], "2024-09-04", 0),
        (["12/25/2024"], "2024-09-04", 0),
        (["12.25.2024"], "2024-04-09", 1),
        (["12.25.2024", "25.12.2024"], "2024-09-04", 0),
    ],
)
def test_the_day_comes_first_in_dates_with_full_stops(others, read, notes):
    rows = articles("04.09.2024", *others)
    assert len(read_dates(rows)) == notes
    assert rows[0]["published"] == read


def test_dates_with_full_stops_decide_for_those_with_slashes():
    rows = articles("04/09/2024", "25.12.2024")
    assert len(read_dates(rows)) == 1
    assert rows[0]["published"] == "2024-09-04"


def test_a_date_keeps_its_time_and_zone():
    rows = articles("04-09-2025 02:16 IST", "25-12-2025")
    read_dates(rows)
    assert rows[0]["published"] == "2025-09-04T02:16+05:30"


def test_dates_that_have_been_read_stay():
    article = {"published": "2025-09-04T02:16+05:30", "updated": None}
    assert with_dates(dict(article)) == article


@pytest.mark.parametrize(
    "said, read",
    [
        ("2025-09-04", "2025-09-04"),
        ("2025-09-04T02:16:07Z", "2025-09-04T02:16+00:00"),
        ("2025-09-04 02:16:07.123+05:30", "2025-09-04T02:16+05:30"),
        ("4th September 2025", "2025-09-04"),
        ("Sept. 4, 2025 at 12:05 a.m. PDT", "2025-09-04T00:05-07:00"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("07.07.2024", "2024-07-07"),
        ("4 September 2025, 25:99", "2025-09-04"),
        ("4 September 2025 02:16 BST", "2025-09-04T02:16"),
        ("04/09/2025", None),
        ("30 February 2025", None),
        ("01.07.2024", "2024-07-01"),
        ("1.7.2024, 10:00 Uhr", "2024-07-01T10:00"),
        ("12.31.2024", "2024-12-31"),
        ("version 1.2.2025.4", None),
        ("soon", None),
        ("4. März 2024", "2024-03-04"),
        ("1er août 2024, 10:05", "2024-08-01T10:05"),
        ("4 de marzo de 2024", "2024-03-04"),
        ("4 maart 2024", "2024-03-04"),
        ("4 Marble 2024", None),
        ("4 September 2025 02:16 GMT+2", "2025-09-04T02:16+02:00"),
        ("March 2024", "2024-03"),
        ("2024-03", "2024-03"),  # read once, it stays
        ("2024-13", None),
        ("The March 2024 report", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_stated(said, read):
    assert read_date(said) == read


def test_figures_are_read_as_another_date_of_the_page_allows():
    found = MOMENT.search("04-09-2025, 2:16 p.m.")
    assert read_moment(found) is None
    assert read_moment(found, frozenset(["2025-09-04"])) == "2025-09-04T14:16"
    assert read_moment(found, frozenset(["2025-09-04", "2025-04-09"])) is None
    with_points = MOMENT.search("04.09.2025")
    assert read_moment(with_points, frozenset(["2025-04-09"])) == "2025-04-09"
    assert read_moment(with_points, frozenset(["2025-12-25"])) == "2025-09-04"


@given(st.dates().map(lambda day: (day, f"{day.day} {day:%B} {day.year:04}")))
def test_a_date_with_its_month_by_name_is_always_read(case):
    day, said = case
    assert read_date(said) == day.isoformat()


@given(st.text() | st.text(st.sampled_from("0123456789-/:.,T pmZ+")))
def test_no_text_raises(text):
    read_date(text)


@given(st.dates().map(lambda day: f"{day.day:02}/{day.month:02}/{day.year:04}"))
def test_figures_are_read_in_the_order_that_is_given(said):
    day, month, year = said.split("/")
    assert read_date(said, day_first=True) == f"{year}-{month}-{day}"
    assert is_day_first(said) is (True if int(day) > 12 else None)
