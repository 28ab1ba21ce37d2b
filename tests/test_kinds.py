import io

import pytest

from broadsheet.decoding import Unreadable
from broadsheet.kinds import kind_of
from broadsheet.paths import ROOT

CASES = ROOT / "tests" / "cases" / "corpora"


@pytest.mark.parametrize("name, start, kind", [
    ("a.txt", b"It rained.", ".txt"), ("a.TXT", b"", ".txt"), ("a.md", b"# Rain", ".txt"), ("a.htm", b"<p>Rain", ".html"),
    ("a.txt", b"\xef\xbb\xbf\n <!DOCTYPE HTML>", ".html"), ("a.txt", b'<?xml version="1.0"?>\n<html>', ".html"),
    ("a.doc", b"{\\rtf1", ".rtf"), ("a.doc", b"<html>", ".html"), ("a", b"%PDF-1.7", ".pdf"), ("a", b"PAR1", ".parquet"),
    ("a.bin", b"\x1f\x8b\x08", ".gz"), ("a.csv.gz", b"no gzip", ".gz"), ("a", b"WARC/1.0\r\n", ".warc"),
    ("a.csv", b"warc/ is no mark in small letters", ".csv"), ("a.rtf", b"It rained.", ".rtf"),
    ("a.tab", b"a\tb", ".tsv"), ("a.zip", b"no zip", ".zip"),
])
def test_first_bytes_win_over_the_name(name, start, kind):
    assert kind_of(name, lambda: io.BytesIO(start)) == kind


@pytest.mark.parametrize("file, kind", [("word.docx", ".docx"), ("excel.xlsx", ".xlsx")])
def test_word_and_excel_are_told_by_their_parts_whatever_they_are_called(file, kind):
    for name in ("a", "a.zip", "a.docx", "a.xlsx", "a.txt"):
        assert kind_of(name, lambda: open(CASES / file, "rb")) == kind


def test_any_other_zip_is_one_if_it_says_so_or_says_nothing():
    for name in ("a", "a.zip"):
        assert kind_of(name, lambda: open(CASES / "mixed.zip", "rb")) == ".zip"
    with pytest.raises(Unreadable, match=".epub files cannot be read"):
        kind_of("a.epub", lambda: open(CASES / "mixed.zip", "rb"))


@pytest.mark.parametrize("name, mend", [("a.doc", ".docx"), ("a.xls", ".xlsx"), ("a.mhtml", ".html"), ("a.png", ".txt"), ("a", ".txt")])
def test_what_cannot_be_read_is_told_as_what_to_save_it(name, mend):
    with pytest.raises(Unreadable, match=f"cannot be read; save the article as {mend}$"):
        kind_of(name, lambda: io.BytesIO(b"\xd0\xcf\x11\xe0"))
