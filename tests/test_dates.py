import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.dates import MOMENT, is_day_first, read_date, read_moment


@pytest.mark.parametrize("said, read", [
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
    ("version 1.2.2025.4", None),
    ("soon", None),
])
def test_a_date_is_as_exact_as_it_is_stated(said, read):
    assert read_date(said) == read


def test_figures_are_read_as_another_date_of_the_page_allows():
    found = MOMENT.search("04-09-2025, 2:16 p.m.")
    assert read_moment(found) is None
    assert read_moment(found, frozenset(["2025-09-04"])) == "2025-09-04T14:16"
    assert read_moment(found, frozenset(["2025-09-04", "2025-04-09"])) is None


@given(st.dates().map(lambda day: (day, f"{day.day} {day:%B} {day.year:04}")))
def test_a_date_with_its_month_by_name_is_always_read(case):
    day, said = case
    assert read_date(said) == day.isoformat()


@given(st.text() | st.text(st.sampled_from("0123456789-/:.,T pmZ+")))
def test_no_text_raises(text):
    read_date(text)


@given(st.dates().map(lambda day: f"{day.day:02}/{day.month:02}/{day.year:04}"))
def test_figures_are_read_in_the_order_that_is_said(said):
    day, month, year = said.split("/")
    assert read_date(said, day_first=True) == f"{year}-{month}-{day}"
    assert is_day_first(said) is (True if int(day) > 12 else None)
