"""A path as its articles: each file under its name, in order, wherever it is read."""

import itertools
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from broadsheet import formats
from broadsheet.corpus import stream
from broadsheet.corpus.loading import load
from broadsheet.corpus.stream import (
    iter_articles,
    list_files,
    listed,
    read_all,
    source_order,
    sources_of,
)
from broadsheet.workers import in_order


def test_files_are_named_by_their_path_below_what_was_loaded(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/two.txt", "a.txt", ".hidden"):
        (tmp_path / name).write_text("x")
    files, unread = list_files(tmp_path)
    assert sorted(sources_of(files, tmp_path).values()) == ["a.txt", "b/two.txt"] and unread == []
    assert list(sources_of([tmp_path / "a.txt"], tmp_path / "a.txt").values()) == ["a.txt"]


def test_row_two_stands_before_row_ten():
    assert sorted(["a.csv#10", "a.csv#2", "a#b.txt", "a.csv"], key=source_order) == [
        "a#b.txt",
        "a.csv",
        "a.csv#2",
        "a.csv#10",
    ]


ES = (
    "El alcalde dijo el lunes que el puente permanecerá cerrado hasta finales de mayo y que los "
    "transbordadores saldrán cada hora, aunque nadie sabe todavía cuánto costará."
)


@pytest.fixture
def table(tmp_path):
    rows = [
        {"text": "Itâ€™s late.", "published": "04/09/2024"},
        {"text": ""},
        {"text": ES},
        {"text": "It rained.", "n": 1},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return tmp_path


def test_articles_come_as_load_gives_them(table):
    refused = []
    streamed, loaded = list(iter_articles(table, rejected=refused.append)), load(table)
    for name in ("source", "text", "language"):
        assert [article.get(name) for article in streamed] == [
            value if value == value else None for value in loaded.articles[name]
        ]
    assert sorted(refused) == [tuple(row) for row in loaded.rejected.values.tolist()]


def test_what_is_rejected_without_being_handed_over_is_warned_of(table):
    with pytest.warns(
        UserWarning, match="2 of 4 were rejected, the first being a.jsonl#2: no text"
    ):
        list(iter_articles(table))


def test_the_order_of_figures_in_dates_may_be_said(table):
    def first(day_first):
        return next(iter_articles(table, day_first=day_first))["published"]

    assert (first(None), first(True), first(False)) == (None, "2024-09-04", "2024-04-09")


def test_a_long_table_is_read_as_far_as_it_is_asked_for(tmp_path):
    with open(tmp_path / "a.csv", "w") as file:
        file.writelines(
            itertools.chain(["text\n"], (f"Number {number} came.\n" for number in range(5000)))
        )
    assert [article["source"] for article in itertools.islice(iter_articles(tmp_path), 2)] == [
        "a.csv#1",
        "a.csv#2",
    ]


def test_a_column_that_one_table_lacks_is_that_tables_own_reason(tmp_path):
    (tmp_path / "a.csv").write_text("title,text\nOne,It rained.\n")
    (tmp_path / "b.csv").write_text("title,story_in_full\nTwo,It snowed.\n")
    (tmp_path / "c.txt").write_text("Three Came\nBy Ann Lund\nThree of them came in the rain.\n")
    refused = []
    columns = {"text": "story_in_full"}
    read = list(iter_articles(tmp_path, columns, rejected=refused.append))
    assert [article["source"] for article in read] == ["b.csv#1", "c.txt"]
    ((source, reason),) = refused
    assert source == "a.csv" and reason.startswith("no column 'story_in_full' for `text`")
    (tmp_path / "b.csv").unlink()
    with pytest.raises(ValueError, match=r"a\.csv: no column 'story_in_full'"):
        list(iter_articles(tmp_path, columns, rejected=refused.append))
    (tmp_path / "b.csv").write_text("title,story_in_full\nTwo,It snowed.\n")
    with pytest.raises(ValueError, match=r"a\.csv: no column"):
        list(iter_articles(tmp_path / "a.csv", columns))


def test_where_nothing_is_an_error_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="does not exist"):
        next(iter_articles(tmp_path / "missing"))


CORPORA = Path(__file__).parents[1] / "cases" / "corpora"
TABLE_PAGE = (
    "<table><tr><th>title</th><th>text</th></tr><tr><td>A</td><td>It rained.</td></tr></table>"
)


@pytest.fixture
def all_kinds(tmp_path):
    """Files of every kind that is read, and some that cannot be."""
    for file in CORPORA.iterdir():
        if file.is_file() and file.suffix != ".py":
            shutil.copy(file, tmp_path)
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "table.html").write_text(TABLE_PAGE)
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.write(CORPORA / "saved-page.html", "saved-page.html")
        archive.writestr("table.html", TABLE_PAGE)
    return tmp_path


@pytest.mark.parametrize("columns", [{}, {"text": "body"}])
@pytest.mark.parametrize("group", [1, 2**20])
def test_what_is_read_in_other_processes_is_what_is_read_here(
    all_kinds, monkeypatch, columns, group
):
    monkeypatch.setattr(stream, "GROUP", group)
    files, root, *_ = listed(all_kinds, columns)
    here = list(read_all(files, root, columns, map))
    monkeypatch.setattr(stream, "MANY", 0)
    travelled = []

    def two_processes(function, parts):
        for number, part in enumerate(parts):
            travelled.append(len(part))
            yield from in_order(function, [part], 1 + number % 2)

    assert list(read_all(files, root, columns, two_processes)) == here
    assert sum(travelled) > 30 and [one.source for one in here if "#" not in one.source]


def test_little_is_read_in_this_process(all_kinds):
    def elsewhere(function, parts):
        raise AssertionError

    files, root, *_ = listed(all_kinds, {})
    assert list(read_all(files, root, {}, elsewhere))


def test_rows_of_a_long_table_go_to_other_processes_some_at_a_time(tmp_path, monkeypatch):
    rows = [{"text": f"Number {number} came.", "published": None} for number in range(11)]
    rows[3] = {"text": "itâ€™s late."}
    rows[4] = {"text": ""}
    (tmp_path / "a.json").write_text(json.dumps(rows))
    monkeypatch.setattr(stream, "MANY", 0)
    monkeypatch.setattr(stream, "GROUP_ITEMS", 4)
    travelled = []

    def elsewhere(function, parts):
        for part in parts:
            travelled.append(len(part))
            yield function(part)

    read = list(read_all([tmp_path / "a.json"], tmp_path, {}, elsewhere))
    assert travelled == [4, 4, 3]
    assert [one.source for one in read] == [f"a.json#{number}" for number in range(1, 12)]
    assert read[3].article["text"] == "it’s late." and read[3].mended == {"decoded"}
    assert (read[4].article, read[4].reason[:7]) == (None, "no text")


def test_no_more_is_read_ahead_than_a_group_holds(monkeypatch):
    monkeypatch.setattr(stream, "GROUP", 10)
    taken = []

    def items():
        for number in range(100):
            taken.append(number)
            row = formats.RawRow({"text": "Five words and five more"}, {})
            yield stream.Item(Path("a.jsonl"), f"#{number}", row)

    articles = stream.with_taken_out(items(), map)
    assert next(articles)[1][0] == "#0" and len(taken) == 2
    assert [placed[0] for _, placed in articles] == [f"#{number}" for number in range(1, 100)]
