import gzip
import os

import pytest

from broadsheet.readers import Unreadable, from_row, has_text, read_rows


@pytest.fixture
def file(tmp_path):
    def make(name, content):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / name
    return make


@pytest.mark.parametrize("name, content, why", [
    ("a.txt", b"\x89PNG\r\n\0\0\0", "not text"),
    ("a.txt", b"\xff\xfea", "not text"),
    ("a.txt", b"\x81\x8d\x02", "not text"),
    ("a.txt", b"", "empty"),
    ("a.txt", b" \n\n", "empty"),
    ("a.txt", b"Home\nNews\nSport\n", "no running prose"),
    ("a.pdf", b"%PDF-1.4", ".pdf files cannot be read"),
    ("README", b"Some words.", "without an ending"),
    ("a.csv", b"", "not a table"),
    ("a.csv", b'text,title\n"unclosed,x\n', "not a table"),
    ("a.json", b"{oops", "not JSON"),
    ("a.txt.gz", b"not zipped", "gzip"),
    ("a.txt.gz", gzip.compress(b"The words of an article that was cut short on its way here.")[:-9], "ended"),
])
def test_why_a_file_cannot_be_read_is_said_in_one_line(file, name, content, why):
    with pytest.raises(Unreadable, match=why) as caught:
        read_rows(file(name, content))
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read every file")
def test_a_file_one_may_not_read_is_unreadable(file):
    closed = file("a.txt", "It rained.")
    closed.chmod(0)
    with pytest.raises(Unreadable, match="ermission"):
        read_rows(closed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_article_is_the_same_in_every_encoding(file, encoding):
    text = "“It won’t stop,” the owner of the café said on Monday."
    assert read_rows(file("a.txt", text.encode(encoding)))[0]["text"] == text


@pytest.mark.parametrize("name, content", [
    ("a.csv", "title,text\nOne,It rained.\nTwo,\n"),
    ("a.CSV", "title;text\r\nOne;It rained.\r\n\r\nTwo;\r\n"),
    ("a.tsv", "title\ttext\nOne\tIt rained.\nTwo\t"),
    ("a.json", '[{"title": "One", "text": "It rained."}, {"title": "Two", "text": ""}]'),
    ("a.jsonl", '{"title": "One", "text": "It rained."}\n\n{"title": "Two", "text": ""}\n'),
    ("a.ndjson.gz", gzip.compress(b'{"title": "One", "text": "It rained."}\n{"title": "Two", "text": ""}')),
])
def test_a_table_has_the_same_rows_in_every_format(file, name, content):
    assert read_rows(file(name, content)) == [{"title": "One", "text": "It rained."}, {"title": "Two", "text": ""}]


def test_a_line_that_is_not_json_is_told_in_its_place(file):
    rows = read_rows(file("a.jsonl", '{"text": "It rained."}\noops\n[1]\n{"text": "It snowed."}'))
    assert [row["text"] for row in (rows[0], rows[3])] == ["It rained.", "It snowed."]
    assert rows[1].startswith("not JSON") and rows[2].startswith("not an article with named fields")


def test_a_row_with_a_field_too_many_is_told_in_its_place_and_shifts_nothing(file):
    rows = read_rows(file("a.csv", "title,text\nOne,It rained.\nTwo,It snowed, and froze.\nThree\n\nFour,It thawed.\n"))
    assert [row["text"] for row in (rows[0], rows[3])] == ["It rained.", "It thawed."]
    assert rows[1].startswith("3 fields under 2 names") and rows[2].startswith("1 fields under 2 names")


def test_a_long_article_fits_into_a_table(file):
    text = "It rained. " * 20_000
    assert read_rows(file("a.csv", f"title,text\nRain,{text}\n"))[0]["text"] == text


def test_a_row_is_an_article_under_our_names():
    row = {"body": "One went.\r\nTwo came.", "source": "The Post", "by": ["Ann", "Bo"], "date": "05/06/2024",
           "text": "x"}
    columns = {"text": "body", "authors": "by", "published": "date"}
    assert from_row(row, columns) == {
        "text": "One went.\nTwo came.", "authors": "Ann, Bo", "published": "05/06/2024", "source_in_table": "The Post",
        "text_in_table": "x"}
    assert from_row({"body": "— … —"}, columns) == "no words in column 'body'; fill it or remove the row"
    assert from_row({"body": " "}, columns) == "no text in column 'body'; fill it or remove the row"


@pytest.mark.parametrize("table, holds", [
    ("text\nIt rained.\n", True), ("source,mood\na.txt,wet\n", False), ("", True)])
def test_a_table_holds_articles_or_what_is_known_about_them(file, table, holds):
    assert has_text(file("articles.csv", table), {}) is holds
