"""Small files made to take hours or all memory, and damaged ones: every one is read, or refused in
a short line, at once; nothing is lost on the way.
"""

import gc
import gzip
import io
import json
import signal
import time
import zipfile

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

import broadsheet as bs
from broadsheet.formats import NoColumn
from broadsheet.formats.tables import json_rows
from tests.formats.reading import read

SECONDS = 5  # of processor time, several times what any of them takes
PROSE = (
    "The mayor said on Monday that the bridge would open in May. The council votes next week. " * 3
)
PAGE = f"<html><head><title>Rain</title></head><body><article><h1>Rain</h1><p>{PROSE}</p></article>"


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def excel(rows):
    """A workbook of one sheet: an article, and rows in XML as given."""
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["title", "text"], ["Bridge", PROSE]):
        book.active.append(row)
    book.save(out)
    return with_xml(out, "xl/worksheets/sheet1.xml", rows, before="</sheetData>")


def with_xml(file, part, xml, before):
    """An Office file with XML put into one of its parts before what stands there."""
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = content.replace(before.encode(), f"{xml}{before}".encode())
            new.writestr(name, content)
    return changed.getvalue()


def repeated(value, times):
    """A column that stores a value once and repeats it."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * times, pa.int32()), pa.array([value]))


def table(*columns, **named):
    out = io.BytesIO()
    made = pa.Table.from_arrays([*columns, *named.values()], [*["text"] * len(columns), *named])
    parquet.write_table(
        made, out, compression="zstd", store_schema=False, dictionary_pagesize_limit=2**30
    )
    return out.getvalue()


def record(number, length=None):
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:{number}>\r\n"
        f"WARC-Target-URI: https://post.example/{number}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n{body}\r\n\r\n"
    ).encode()


def word(xml):
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    return with_xml(out, "word/document.xml", xml, before="<w:sectPr")


def pdf(pages):
    objects = ["<</Type/Catalog/Pages 2 0 R>>", pages, "<</Type/Page/Parent 2 0 R>>"]
    out = b"%PDF-1.4\n"
    for number, thing in enumerate(objects, 1):
        out += f"{number} 0 obj\n{thing}\nendobj\n".encode()
    return out + b"trailer\n<</Root 1 0 R/Size 4>>\n%%EOF"


NAMES = [f"c{number}" for number in range(60_000)]
MAIL = "From: a@b.example\nSubject: Rain\n"
# The file, how many articles are in it, and what is said of the rest.
ODD = {
    "corner.xlsx": (
        excel('<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'),
        1,
        "a cell in a column without a name",
    ),
    "blank.xlsx": (excel('<row r="1048576"><c r="XFD1048576"/></row>'), 1, ""),
    "row.xlsx": (
        excel('<row r="999999999"><c r="A999999999" t="n"><v>1</v></c></row>'),
        1,
        "empty cells before its last",
    ),
    "wide.xlsx": (
        excel("".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(3, 900))),
        1,
        "empty cells before its last",
    ),
    "strict.xlsx": (
        excel(
            "".join(
                f'<row r="{row}"><c r="A{row}" t="d"><v>{date}</v></c>'
                f'<c r="B{row}" t="inlineStr"><is><t>{row} {PROSE}</t></is></c></row>'
                for row, date in enumerate(("2024-13-45", "99999-01-01", "2024-05-03"), 3)
            )
        ),
        4,
        "",
    ),
    "rows.xlsx": (excel("<row/>" * 4_000_000), 0, "unpacks to far more"),
    "repeats.parquet": (
        table(title=repeated("word " * 200_000, 2000), text=repeated(PROSE, 2000)),
        0,
        "unpacks to more",
    ),
    "list.parquet": (
        table(
            text=pa.array([PROSE]),
            authors=pa.ListArray.from_arrays(
                pa.array([0, 2000], pa.int32()), repeated("Ann " * 50_000, 2000)
            ),
        ),
        0,
        "unpacks to more",
    ),
    "rows.parquet": (
        table(text=pa.nulls(22_000_000, pa.string())),
        0,
        "unpacks to more",
    ),
    "twins.parquet": (
        table(pa.array([PROSE]), pa.array([PROSE])),
        0,
        "two columns are called 'text'",
    ),
    "dates.parquet": (
        table(published=pa.array([0, 2**62], pa.timestamp("us")), text=pa.array([PROSE] * 2)),
        2,
        "",
    ),
    "quotes.csv": ("title,text\n" + '"' * 3_000_000, 0, "fields under 2 names"),
    "columns.csv": (",".join(NAMES) + ",text\n" + "," * 60_000 + PROSE + "\n", 0, "60,001 columns"),
    "keys.json": (json.dumps([dict.fromkeys(NAMES, "a") | {"text": PROSE}]), 0, "60,001 columns"),
    "new-keys.jsonl": (
        "\n".join(
            json.dumps({f"{n}-{name}": 1 for name in NAMES[:100]} | {"text": PROSE})
            for n in range(300)
        ),
        0,
        "columns, more than",
    ),
    "deeper.json": ("[" * 10_000_000, 0, "not JSON"),
    "deep.json": ("[" * 100_000 + "]" * 100_000, 0, "not JSON"),
    "levels.json": ('{"a":' * 300 + f'{{"text":"{PROSE}"}}' + "}" * 300, 0, "more than 100 levels"),
    "line.jsonl": (
        json.dumps({"text": PROSE}) + "\n" + "[" * 100_000 + "\n" + json.dumps({"text": PROSE}),
        2,
        "not JSON",
    ),
    "dates.json": (
        json.dumps(
            [
                {"text": PROSE, "published": date}
                for date in (10**30, "Wed Feb 31 10:20:19 +0000 2018", "99999-99-99", "2024-01-02")
            ]
        ),
        4,
        "",
    ),
    "tag.html": (
        PAGE + "<p " + "".join(f"a{n}=1 " for n in range(100_000)) + ">",
        0,
        "more than 2,000 attributes",
    ),
    "tags.html": (PAGE + "<b>" * 400_000, 0, "more than 300,000 tags"),
    "deep.html": (PAGE + ("<div>" * 10_000 + PROSE) * 10, 0, "nested elements"),
    "paragraphs.html": (PAGE + "<p>It rained all day. " * 60_000, 0, "more than 50,000 lines"),
    "tables.html": (
        "<html>" + "<table><tr><td>" * 200 + f"<p>{PROSE}</p>" * 99 + "</table>" * 200,
        1,
        "",
    ),
    "more-tables.html": (PAGE + "<table><tr><td>" * 10_000 + PROSE, 0, "nested elements"),
    "picture.html": (PAGE + f'<img src="data:{"a b " * 10_000}">', 1, ""),
    "bomb.zip": (zipped(a_txt="x" * 20_000_000), 0, "unpacks to more"),
    "bomb.txt.gz": (gzip.compress(b"x" * 20_000_000), 0, "unpacks to more"),
    "bomb.docx": (word("<w:p/>" * 2_000_000), 0, "a document with 2,000"),
    "bomb.odt": (
        zipped(content_xml="<a>" + "<b/>" * 2_000_000 + "</a>"),
        0,
        "a document with 2,000",
    ),
    "bomb.epub": (
        zipped(
            **{
                "META-INF__container_xml": '<c><r full-path="a.opf"/></c>',
                "a_opf": '<p><manifest><item id="a" href="a.html" '
                'media-type="text/html"/></manifest><spine>'
                + '<itemref idref="a"/>' * 50_000
                + "</spine></p>",
                "a_html": PAGE,
            }
        ),
        0,
        "unpacks to more",
    ),
    "blank.txt": (PROSE + "\n" * 10_000_000 + PROSE, 1, ""),
    "blanks.txt": (PROSE + " \n" * 5_000_000 + PROSE, 1, ""),
    "by.txt": ("By X\n" * 300_000, 0, "more than 50,000 lines"),
    "labels.txt": ("Title: Rain\n\n" * 100_000, 0, "more than 50,000 lines"),
    "letters.txt": ("-" * 2_100_000, 0, "more than 2,000,000 characters"),
    "blank.eml": (MAIL + "\n" + PROSE + "\n" * 10_000_000 + PROSE, 1, ""),
    "quoted.eml": (MAIL + "\n" + "> It rained.\n" * 100_000, 0, "more than 50,000 lines"),
    "deep.xml": (
        "<?xml version='1.0'?><rss><channel>" + "<item>" * 200_000,
        0,
        "only the first words",
    ),
    "open.rtf": (
        "{\\rtf1 " + "{\\field{\\*\\fldinst" * 200_000 + "}",
        0,
        "empty; copy the article",
    ),
    "many.mbox": ("From a@b.example Mon Jan 1 10:00:00 2024\n" * 100_000, 0, "cannot be read"),
    "parts.eml": (
        MAIL
        + 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
        + "--x\n\n\n" * 100_000,
        0,
        "more than 10,000 parts",
    ),
    "subject.eml": (
        "From: a@b.example\nSubject: " + "=?utf-8?q?a?= " * 50_000 + "\n\n" + PROSE,
        0,
        "the header is too long",
    ),
    "type.eml": (
        MAIL + "Content-Type: text/plain" + "; a=b" * 50_000 + "\n\n" + PROSE,
        0,
        "the header is too long",
    ),
    "braces.rtf": ("{\\rtf1 " + "{" * 200_000 + PROSE + "}" * 200_001, 1, ""),
    "loop.pdf": (pdf("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000>>"), 0, "damaged"),
    "pages.pdf": (
        pdf("<</Type/Pages/Kids[" + "3 0 R " * 100_000 + "]/Count 100000>>"),
        0,
        "more than 5,000 pages",
    ),
    "long.warc": (
        record(1) + record(2, 10**17),
        1,
        "the file breaks off inside the page https://post.example/2",
    ),
    "digits.warc": (record(1) + record(2, "9" * 5000), 1, "states an impossible length"),
    "minus.warc": (record(1) + record(2, -5), 1, "states an impossible length"),
    "cut.warc": (
        (record(1) + record(2) + record(3))[:-100],
        2,
        "inside the page https://post.example/3",
    ),
    "cut.warc.gz": (
        b"".join(gzip.compress(record(n)) for n in (1, 2, 3))[:-60],
        2,
        "inside the page https://post.example/3",
    ),
    "one.warc.gz": (
        gzip.compress(record(1) + record(2) + record(3))[:-12],
        2,
        "inside the page https://post.example/3",
    ),
}


@pytest.fixture
def put(tmp_path):
    def put(name):
        content = ODD[name][0]
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return put


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_read_or_refused_at_once_in_a_short_line(put, tmp_path, name):
    _, articles, why = ODD[name]
    file = put(name)
    begun = time.process_time()
    found = [found for _, found in read(file, {})]
    assert time.process_time() - begun < SECONDS
    reasons = [reason for reason in found if isinstance(reason, str)]
    assert len(found) - len(reasons) == articles
    assert bool(reasons) == bool(why) and all(why in reason for reason in reasons)
    for reason in reasons:
        assert len(reason) < 300 and "\n" not in reason and str(tmp_path) not in reason


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.rtf", "a.xml", "a.eml"])
def test_a_file_that_is_read_whole_is_refused_if_it_is_too_large_for_memory(
    tmp_path, name, monkeypatch
):
    monkeypatch.setattr("broadsheet.formats.encoding.WHOLE", 2**20)
    (tmp_path / name).write_text("{\\rtf1 <?xml?><html>" + " " * 2**20)
    [(_, reason)] = read(tmp_path / name, {})
    assert reason.startswith("larger than 1 MB")


@pytest.mark.skipif(not hasattr(signal, "SIGVTALRM"), reason="Windows has no timer of signals")
def test_a_signal_is_handled_while_json_is_decoded():
    text = "[" + '{"text": "It rained."}, ' * 300_000 + "1]"
    heard = []
    before = signal.signal(signal.SIGVTALRM, lambda _, frame: heard.append(frame.f_code.co_name))
    gc.disable()  # whose callbacks, if the tests' tools have any, would be Python in the decoder
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
        assert len(json_rows(text)) == 300_001
    finally:
        gc.enable()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert heard == ["as_it_is"]  # not when all is decoded


def test_a_folder_of_odd_files_is_loaded_and_every_file_is_accounted_for(put):
    for name in ODD:
        if len(ODD[name][0]) < 100_000 and not name.endswith(".xlsx"):
            folder = put(name).parent
    corpus = bs.load(folder, languages=None, near=None)
    out = len(corpus.articles) + len(corpus.rejected) + len(corpus.duplicates)
    assert corpus.went_in == out > 20


@given(
    st.binary(max_size=40),
    st.integers(0, 2000),
    st.sampled_from(["cut.warc", "twins.parquet", "loop.pdf", "levels.json"]),
)
@settings(max_examples=40)
def test_damage_anywhere_gives_articles_or_reasons_without_a_path(
    tmp_path_factory, damage, at, name
):
    folder = tmp_path_factory.mktemp("damaged")
    content = ODD[name][0]
    data = bytearray(content if isinstance(content, bytes) else content.encode())
    data[at : at + len(damage)] = damage
    (folder / name).write_bytes(data)
    found = [found for _, found in read(folder / name, {})]
    assert found and not any(str(folder) in reason for reason in found if isinstance(reason, str))


def test_a_table_without_text_names_some_of_its_columns(tmp_path):
    file = tmp_path / "wide.csv"
    file.write_text(",".join(NAMES[:9000]) + "\n" + "," * 8999 + "\n")
    with pytest.raises(NoColumn, match="c11 and 8,988 more") as error:
        list(read(file, {}))
    assert len(str(error.value)) < 300
