import pandas as pd
import pytest

from broadsheet.corpus.metadata import Known, describe, notes_on, read_known, unmatched


def articles():
    return [
        {"source": "a.txt", "id": "a", "text": "It rained."},
        {"source": "b.txt", "id": "b", "text": "It snowed."},
    ]


def test_rows_without_an_article_are_named_and_articles_with_a_row_known():
    found = articles()
    notes, described = describe(
        found,
        read_known(pd.DataFrame({"id": ["a", "x", "y"], "mood": ["wet", "dry", "dry"]})),
        set(),
    )
    assert found[0]["mood"] == "wet"
    assert notes == ["metadata: 2 of 3 rows describe no article: 'x', 'y'"]
    assert described == {"a.txt"}


def test_dates_are_read_by_the_convention_of_the_table():
    found = articles()
    notes, _ = describe(
        found,
        read_known(
            pd.DataFrame({"source": ["a.txt", "b.txt"], "published": ["04/09/2024", "25/09/2024"]})
        ),
        set(),
    )
    assert [article["published"] for article in found] == ["2024-09-04", "2024-09-25"]
    assert "read day first" in notes[0]


def test_a_row_for_a_file_that_was_rejected_is_no_fault():
    known = read_known(pd.DataFrame({"source": ["a.txt", "b.txt", "c.txt"]}))
    assert describe(articles(), known, {"c.txt"}) == ([], {"a.txt", "b.txt"})


def test_ten_rows_that_cannot_be_used_are_named_and_the_others_counted():
    table = pd.DataFrame({"source": ["a.txt"] * 13, "mood": "wet"})
    notes, _ = describe(articles(), read_known(table), set())
    assert notes[0].startswith("metadata#2: row 1 already describes 'a.txt'")
    assert notes[10] == "metadata: 2 more rows that could not be used"


def test_a_path_with_backslashes_names_the_same_article():
    found = [{"source": "north/a.txt", "id": "a", "text": "It rained."}]
    known = read_known(pd.DataFrame({"source": ["north\\a.txt"], "mood": "wet"}))
    assert describe(found, known, set()) == ([], {"north/a.txt"}) and found[0]["mood"] == "wet"


def test_rows_without_an_article_are_counted_among_those_that_can_and_cannot_be_read():
    known = Known("known.csv", [(1, {"source": "x.txt"})], [("known.csv#2", "malformed")], [])
    notes = notes_on(known, ["x.txt"], [])
    assert notes == [
        "known.csv#2: malformed",
        "known.csv: 1 of 2 rows describes no article: 'x.txt'",
    ]


def test_of_eleven_rows_without_an_article_ten_are_named():
    [note] = unmatched("known.csv", 11, list("abcdefghijk"), 0)
    assert note.endswith(": 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', …")
    [note] = unmatched("known.csv", 10, list("abcdefghij"), 0)
    assert note.endswith("'i', 'j'")


def test_a_column_named_cut_is_kept_under_another_name():
    found = articles()
    describe(found, read_known(pd.DataFrame({"id": ["a"], "cut": ["short"]})), set())
    assert found[0]["cut_in_table"] == "short" and found[0]["cut"] == []


@pytest.mark.parametrize("columns, named", [({}, "none"), ({"mood": ["wet"]}, "mood")])
def test_a_table_that_names_no_article_is_refused_with_the_columns_it_has(columns, named):
    with pytest.raises(
        ValueError, match=f"no column `source` or `id`, .+; its columns are {named}$"
    ):
        read_known(pd.DataFrame(columns))
