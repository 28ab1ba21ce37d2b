"""Files of every kind: how each is recognised, read article by article, or refused in one line."""

import gzip
import io
import os
import sys
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.formats import readers
from broadsheet.formats.encoding import Unreadable
from broadsheet.formats.readers import has_text, kind_of_file, may_hold_table, read_table
from broadsheet.formats.rows import NoColumn
from broadsheet.paths import ROOT
from tests.formats.reading import read

CASES = ROOT / "tests" / "cases" / "corpora"


@pytest.mark.parametrize(
    "name, start, kind",
    [
        ("a.txt", b"It rained.", ".txt"),
        ("a.TXT", b"", ".txt"),
        ("a.md", b"# Rain", ".txt"),
        ("a.htm", b"<p>Rain", ".html"),
        ("a.txt", b"\xef\xbb\xbf\n <!DOCTYPE HTML>", ".html"),
        ("a.txt", b'<?xml version="1.0"?>\n<html>', ".html"),
        ("a.doc", b"{\\rtf1", ".rtf"),
        ("a.doc", b"<html>", ".html"),
        ("a", b"%PDF-1.7", ".pdf"),
        ("a", b"From: <Saved by Blink>", ".mhtml"),
        ("a.mht", b'From: "Saved by Windows', ".mhtml"),
        ("a.atom", b"<feed>", ".xml"),
        ("a.xml", b'<?xml version="1.0"?><html>', ".html"),
        ("a", b"PAR1", ".parquet"),
        ("a.bin", b"\x1f\x8b\x08", ".gz"),
        ("a.csv.gz", b"no gzip", ".gz"),
        ("a", b"WARC/1.0\r\n", ".warc"),
        ("a.csv", b"warc/ is no mark in small letters", ".csv"),
        ("a.rtf", b"It rained.", ".rtf"),
        ("a.tab", b"a\tb", ".tsv"),
        ("a.zip", b"no zip", ".zip"),
    ],
)
def test_first_bytes_win_over_the_name(name, start, kind):
    assert kind_of_file(name, lambda: io.BytesIO(start)) == kind


@pytest.mark.parametrize("file, kind", [("word.docx", ".docx"), ("excel.xlsx", ".xlsx")])
def test_word_and_excel_files_are_recognised_by_their_parts_whatever_they_are_called(file, kind):
    for name in ("a", "a.zip", "a.docx", "a.xlsx", "a.txt"):
        assert kind_of_file(name, readers.opener(CASES / file)) == kind


def test_any_other_zip_is_an_export_if_it_says_so_or_says_nothing():
    for name in ("a", "a.zip"):
        assert kind_of_file(name, readers.opener(CASES / "mixed.zip")) == ".zip"
    with pytest.raises(Unreadable, match=r"\.pages files cannot be read"):
        kind_of_file("a.pages", readers.opener(CASES / "mixed.zip"))


@pytest.mark.parametrize(
    "name, mend",
    [
        ("a.pages", ".docx"),
        ("a.ods", ".xlsx"),
        ("a.png", ".txt"),
        ("a", ".txt"),
    ],
)
def test_an_unreadable_format_is_reported_with_the_format_to_save_it_in(name, mend):
    with pytest.raises(Unreadable, match=f"cannot be read; save the article as {mend}$"):
        kind_of_file(name, lambda: io.BytesIO(b"\xd0\xcf\x11\xe0"))


PROTECTED = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


@pytest.fixture
def file(tmp_path):
    def make(name, content):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / name

    return make


def found(file, **columns):
    return list(read(file, columns))


def zipped(*members, pack=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", pack) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (2024, 6, 3, 0, 0, 0)), content, pack)
    return out.getvalue()


def locked(data):
    """The zip with its first member marked as encrypted, as a password would mark it."""
    data = bytearray(data)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "name, content, why",
    [
        ("a.txt", b"\x89PNG\r\n\0\0\0", "not text"),
        ("a.txt", b"\xff\xfea", "not text"),
        ("a.txt", b"\x81\x8d\x02", "not text"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.txt", b"Home\nNews\nSport\n", "no running prose"),
        ("a.html", b"", "empty"),
        ("a.png", b"\x89PNG\r\n\0", ".png files cannot be read"),
        ("README", b"Some words.", "without an ending"),
        ("a.csv", b"", "not a table"),
        ("a.csv", b"text,title\n", "no rows below the column names"),
        ("a.csv", b"a,text\nx,It rained.\n\0\0\n", "not text"),
        (
            "a.csv",
            b"<!DOCTYPE html><html><p>Please log in.</p></html>",
            "a web page named like a .csv file",
        ),
        ("a.json", b"{oops", "not JSON"),
        ("a.xlsx", b"PK\x03\x04 and no more", "damaged .xlsx"),
        ("a.docx", b"no zip at all", "damaged .docx"),
        ("a.docx", PROTECTED, "protected by a password"),
        ("a.xlsx", PROTECTED, "protected by a password"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an older kind of Office file"),
        ("a.docx", zipped(("word/document.xml", b"<w:oops")), "damaged"),
        ("a.xlsx", zipped(("xl/workbook.xml", b"<oops")), "damaged"),
        ("a.parquet", b"PAR1 and no more", "damaged"),
        ("a.pdf", b"%PDF-1.4 and no more", "damaged"),
        ("a.rtf", b"{\\rtf1 cut off", "the file is incomplete"),
        ("a.zip", b"PK\x03\x04 and no more", "damaged"),
        ("a.zip", zipped(), "the zip is empty; put the articles into it"),
        ("a.zip", zipped((".hidden", b"x")), "the zip is empty apart from hidden files"),
        (
            "a.warc",
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nx: 1\r\n\r\n",
            "contains no web page",
        ),
        ("a.txt.gz", b"not zipped", "gzip"),
        (
            "a.txt.gz",
            gzip.compress(b"The words of an article that was cut short on its way here.", mtime=0)[
                :-9
            ],
            "ended",
        ),
        ("a.tar.gz", gzip.compress(b"x", mtime=0), ".tar files cannot be read"),
    ],
)
def test_the_reason_why_a_file_cannot_be_read_is_one_line(file, name, content, why):
    ((place, reason),) = found(file(name, content))
    assert place == "" and why in reason and "\n" not in reason and len(reason) < 250


def test_a_vanished_file_and_a_broken_link_are_reported(tmp_path, file):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "missing.txt")
    assert found(tmp_path / "gone.txt") == [
        ("", "not a file, or a broken link; put the file itself here")
    ]
    assert found(tmp_path / "vanished.txt") == [
        ("", "disappeared while the folder was being read; put it back")
    ]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read every file"
)
def test_a_file_without_permission_is_unreadable(file):
    closed = file("a.txt", "It rained.")
    closed.chmod(0)
    assert "ermission" in found(closed)[0][1]


class Failing(io.BytesIO):
    """A disk that goes away after half of the file."""

    def read1(self, size=-1):
        if self.tell() > len(self.getvalue()) // 2:
            raise OSError(5, "Input/output error")
        return super().read1(size)


def test_a_file_that_disappears_while_it_is_read_keeps_what_came_before():
    data = (
        "id,text\n"
        + "".join(f"{number},It rained for a week in Exampleton.\n" for number in range(9000))
    ).encode()
    *rows, (place, reason) = readers.read_opened("a.csv", lambda: Failing(data), {})
    assert 3000 < len(rows) < 9000 and not any(isinstance(row, str) for _, row in rows)
    assert (
        place == f"#{len(rows) + 1}"
        and reason == "Input/output error; check the file, or save it again"
    )


def test_a_table_cut_off_half_way_gives_its_rows_and_says_so(file):
    data = gzip.compress(
        "".join(["text\n", *(f"It rained {os.urandom(30).hex()}.\n" for _ in range(9000))]).encode()
    )
    # What tells the encoding reads all of it, so that a packed table that is cut off gives a reason
    # and no article.
    assert [place for place, _ in found(file("a.csv.gz", data[:-3000]))] == [""]
    rows = found(file("a.csv", 'text\nIt rained.\nIt snowed.\n"It thawed.\nIt froze.\n'))
    assert [place for place, _ in rows] == [
        "#1",
        "#2",
        "#3",
    ] and "not a table from here on" in rows[2][1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name, before", [("a.txt", ""), ("a.csv", "text\n"), ("a.tsv", "text\n")])
def test_an_article_is_the_same_in_every_encoding(file, encoding, name, before):
    text = "“It won’t stop;” the owner of the café said on Monday."
    assert found(file(name, (before + text).encode(encoding)))[0][1]["text"] == text


@pytest.mark.parametrize(
    "name",
    [
        "nexis-uni.docx",
        "nexis-uni.rtf",
        "factiva.html",
        "factiva-fields.html",
        "factiva.rtf",
        "word.docx",
        "excel.xlsx",
        "cc-news.parquet",
        "cc-news.warc.gz",
        "saved-page.html",
        "text-layer.pdf",
    ],
)
def test_a_file_with_a_wrong_name_is_recognised_by_its_content(tmp_path, name):
    for wrong in ("story", "story.txt"):
        (tmp_path / wrong).write_bytes((CASES / name).read_bytes())
    assert found(tmp_path / "story.txt") == found(CASES / name) == found(tmp_path / "story")


def test_a_bomb_is_refused_before_it_fills_the_memory(file):
    zeros = b"\0" * 2**20
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as bomb:
        for _ in range(80):
            bomb.write(zeros)
    for name in ("a.csv.gz", "a.jsonl.gz", "a.txt.gz"):
        ((_, reason),) = found(file(name, packed.getvalue()))
        assert "unpacks to more than 200 times its size" in reason or "not text" in reason
    blanks = gzip.compress(b" " * (80 * 2**20), mtime=0)
    assert "unpacks to more than" in found(file("b.txt.gz", blanks))[0][1]
    several = zipped(*((f"{number}.txt", zeros * 20) for number in range(4)))
    assert "unpacks to more than" in found(file("a.zip", several))[0][1]
    assert (
        "unpacks to far more"
        in found(
            file(
                "a.docx",
                zipped(("word/document.xml", zeros * 40), ("word/media/a.png", zeros * 40)),
            )
        )[0][1]
    )


def test_a_zip_yields_each_file_in_it_with_its_own_reason(file):
    inner = zipped(("deep.txt", b"It rained for a week in Exampleton."))
    got = dict(
        found(
            file(
                "a.zip",
                zipped(
                    ("b/two.csv", b"text\nIt snowed.\n"),
                    ("a.txt", b"It rained for a week in Exampleton."),
                    ("inner.zip", inner),
                    ("c.csv", b"title,mood\nx,y\n"),
                    ("__MACOSX/._a.txt", b"\0"),
                    ("d.bin", b"\0"),
                ),
            )
        )
    )
    assert (
        got["/a.txt"]["text"] == "It rained for a week in Exampleton."
        and got["/b/two.csv#1"]["text"] == "It snowed."
    )
    assert (
        "an archive inside an archive" in got["/inner.zip"] and "no column 'text'" in got["/c.csv"]
    )
    assert ".bin files" in got["/d.bin"] and len(got) == 5


def test_a_password_protected_file_in_a_zip_is_rejected_and_the_others_are_read(file):
    got = dict(
        found(
            file(
                "a.zip",
                locked(
                    zipped(("a.txt", b"It rained for a week."), ("b.txt", b"It snowed for a week."))
                ),
            )
        )
    )
    assert (
        got["/a.txt"] == "protected by a password; unpack the zip first" and got["/b.txt"]["text"]
    )


def test_a_password_protected_pdf_is_rejected(file):
    pypdf = pytest.importorskip("pypdf")
    out = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=CASES / "text-layer.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    assert found(file("a.pdf", out.getvalue())) == [
        ("", "password-protected; save it without a password")
    ]


def test_a_scan_has_no_text_layer(file):
    pypdf = pytest.importorskip("pypdf")
    out = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(out)
    assert "without a text layer" in found(file("a.pdf", out.getvalue()))[0][1]


@pytest.mark.parametrize(
    "name, library",
    [
        ("word.docx", "docx"),
        ("nexis-uni.rtf", "striprtf.striprtf"),
        ("text-layer.pdf", "pypdfium2"),
        ("excel.xlsx", "openpyxl"),
        ("cc-news.warc.gz", "warcio.archiveiterator"),
    ],
)
def test_a_missing_library_is_reported_with_the_command_that_installs_it(
    monkeypatch, name, library
):
    monkeypatch.setitem(sys.modules, library, None)
    ((_, reason),) = found(CASES / name)
    assert reason.endswith("needs one more library: make setup")


def test_a_table_without_its_column_is_for_the_caller_to_decide(file):
    table = file("a.csv", "title,prose\nx,It rained.\n")
    with pytest.raises(
        NoColumn, match="no column 'text' for `text`; the columns are title, prose; name one"
    ):
        found(table)
    with pytest.raises(NoColumn, match="no column 'bdy' for `text`"):
        found(table, text="bdy")
    assert found(table, text="prose") == [("#1", {"text": "It rained.", "title": "x"})]


def test_a_column_that_first_appears_late_in_json_lines_is_not_missing(file):
    rows = (
        '{"title": "no text"}\n' * 400
        + '{"text": "It rained.", "mood": "wet"}\n' * 800
        + '{"text": "It snowed.", "by": "Ann"}\n'
    )
    got = found(file("a.jsonl", rows), authors="by")
    assert (
        len(got) == 1201
        and got[-1][1]["authors"] == "Ann"
        and got[0][1].startswith("no text in column")
    )


@pytest.mark.timing
@pytest.mark.parametrize(
    "name, before, row",
    [
        ("a.csv", "text\n", "It rained for a week in Exampleton. " * 10 + "\n"),
        ("a.jsonl", "", '{"text": "' + "It rained for a week in Exampleton. " * 10 + '"}\n'),
    ],
)
def test_a_table_is_never_held_in_memory_as_a_whole(file, name, before, row):
    big = file(name, before + row * 3_000)
    items = read(big, {})
    next(items)
    tracemalloc.start()
    assert sum(1 for _ in items) == 2_999
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # A tenth of the file, which is 35 bytes a row: not even the name of each row can be kept.
    assert 10 * peak < 2**20 < big.stat().st_size


@pytest.mark.parametrize(
    "table, holds",
    [
        ("text\nIt rained.\n", True),
        ("source,mood\na.txt,wet\n", False),
        ("", True),
        ("headline,body\nx,It rained.\n", True),
        ("source,content\na.txt,rain\n", False),
    ],
)
def test_a_table_contains_articles_or_metadata_about_them(file, table, holds):
    assert has_text(file("articles.csv", table), {}) is holds


def test_metadata_may_be_any_table(file):
    for name in ("mediacloud.csv", "excel.xlsx", "cc-news.parquet", "trafilatura.jsonl.gz"):
        assert len(read_table(CASES / name)) == 3
    with pytest.raises(ValueError, match=r"a\.txt: not a table; save it as \.csv"):
        read_table(file("a.txt", "It rained."))


@pytest.mark.parametrize(
    "name, may",
    [("a.csv", True), ("a.tab.gz", True), ("a.zip", True), ("a.txt", False), ("a", False)],
)
def test_columns_mean_something_only_where_a_table_may_be(name, may):
    assert may_hold_table(Path(name)) is may


@given(
    st.binary(max_size=300),
    st.sampled_from([*readers.TABLE_READERS, *readers.DOCUMENT_READERS, ".gz", ".zip", ""]),
    st.sampled_from([b"", *readers.MAGIC, b"PK\x03\x04"]),
)
@settings(max_examples=300)
def test_no_bytes_stop_a_run(tmp_path_factory, data, ending, start):
    path = tmp_path_factory.mktemp("any") / f"a{ending}"
    path.write_bytes(start + data)
    articles = []
    with suppress(NoColumn):
        articles = [article for _, article in read(path, {})]
    assert all(isinstance(article, (dict, str)) for article in articles)
    assert not any("\n" in reason for reason in articles if isinstance(reason, str))


def test_the_same_file_gives_the_same_articles_every_time():
    for path in sorted(CASES.iterdir()):
        if path.suffix != ".py":
            assert found(path) == found(path)


HTML_TABLE = "<table><tr><th>Title<th>Text</tr><tr><td>Rain<td>It rained.</tr></table>"


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.xls", f"<html><body>{HTML_TABLE}"),
        ("a.xls", f"<style>td {{}}</style>{HTML_TABLE}"),
        ("a.csv", f"<!doctype html>{HTML_TABLE}"),
        ("a.html", f"<!doctype html><h1>Results</h1>{HTML_TABLE}"),
        ("a.xls", "Title\tText\nRain\tIt rained.\n"),
    ],
)
def test_a_table_is_recognised_whatever_its_file_is_called(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    rows = [(place, row["title"], row["text"]) for place, row in read(tmp_path / name, {})]
    assert rows == [("#1", "Rain", "It rained.")]


def test_a_table_in_a_page_without_our_column_names_is_not_a_table_of_articles(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(
        "<!doctype html><title>Rain</title><article><h1>Rain</h1><p>It rained for a week in the "
        "valley, and the mayor counted.</p><table><tr><th>Date</th><th>Text</th></tr><tr><td>Monday"
        "</td><td>5 mm</td></tr></table><p>Nobody minded it at all, said the baker.</p></article>"
    )
    ((place, article),) = read(page, {})
    assert place == "" and article["text"].startswith("It rained for a week")
