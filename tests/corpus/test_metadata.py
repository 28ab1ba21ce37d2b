import pandas as pd

from broadsheet.corpus.metadata import describe, read_known


def articles():
    return [
        {"source": "a.txt", "id": "a", "text": "It rained."},
        {"source": "b.txt", "id": "b", "text": "It snowed."},
    ]


def test_rows_without_an_article_are_named_and_articles_without_a_row_counted():
    found = articles()
    notes = describe(
        found,
        read_known(pd.DataFrame({"id": ["a", "x", "y"], "mood": ["wet", "dry", "dry"]})),
        set(),
    )
    assert found[0]["mood"] == "wet"
    assert notes == [
        "metadata: 2 of 3 rows describe no article: 'x', 'y'",
        "metadata: 1 article has no row in it",
    ]


def test_dates_are_read_by_the_convention_of_the_table():
    found = articles()
    notes = describe(
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
    assert describe(articles(), known, {"c.txt"}) == []


def test_ten_rows_that_cannot_be_used_are_named_and_the_others_counted():
    table = pd.DataFrame({"source": ["a.txt"] * 13, "mood": "wet"})
    notes = describe(articles(), read_known(table), set())
    assert notes[0].startswith("metadata#2: row 1 describes 'a.txt' already")
    assert notes[10] == "metadata: 2 more rows that could not be used"
