import pytest

from broadsheet.conventions import read_dates, with_dates


def articles(*dates, file="a.csv", outlet=None):
    return [{"source": f"{file}#{number}", "published": said, "outlet": outlet} for number, said in enumerate(dates, 1)]


@pytest.mark.parametrize("others, read", [
    (["25/12/2024"], "2024-09-04"), (["12/25/2024"], "2024-04-09"), (["25/12/2024", "12/25/2024"], None), ([], None),
    (["07/07/2024", "2024-12-25", "25 December 2024", "soon", None], None),
])
def test_the_dates_of_the_same_column_decide(others, read):
    rows = articles("04/09/2024", *others)
    [note] = [note for note in read_dates(rows) if "04/09/2024" in note]
    assert rows[0]["published"] == read
    assert ("left out" in note) is (read is None)
    assert rows[0]["cut"][0][1] == "04/09/2024"


def test_each_column_has_its_own_convention():
    rows = [{"source": "a.csv#1", "published": "25/12/2024", "updated": "12/25/2024"},
            {"source": "a.csv#2", "published": "04/09/2024", "updated": "04/09/2024"}]
    assert len(read_dates(rows)) == 2
    assert (rows[1]["published"], rows[1]["updated"]) == ("2024-09-04", "2024-04-09")


def test_an_outlets_own_dates_decide_before_those_of_the_others():
    rows = articles("25/12/2024", "04/09/2024", outlet="A") + articles("12/25/2024", "04/09/2024", outlet="B")
    assert len(read_dates(rows)) == 2
    assert [row["published"] for row in rows] == ["2024-12-25", "2024-09-04", "2024-12-25", "2024-04-09"]


def test_one_files_dates_do_not_decide_for_another_that_has_its_own_and_a_folders_do_for_files_of_one_article():
    rows = (articles("25/12/2024", "04/09/2024", file="x/a.csv") + articles("12/25/2024", "04/09/2024", file="x/b.csv")
            + articles("25/12/2024", file="y/1.json") + articles("04/09/2024", file="y/2.json") + articles("04/09/2024", file="z.json"))
    read_dates(rows)
    assert [row["published"] for row in rows][1::2] == ["2024-09-04", "2024-04-09", "2024-09-04"]
    assert rows[-1]["published"] is None


def test_a_date_keeps_its_time_and_zone():
    rows = articles("04-09-2025 02:16 IST", "25-12-2025")
    read_dates(rows)
    assert rows[0]["published"] == "2025-09-04T02:16+05:30"


def test_dates_that_are_read_already_stay():
    article = {"published": "2025-09-04T02:16+05:30", "updated": None}
    assert with_dates(dict(article)) == article
