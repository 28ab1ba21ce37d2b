"""WARC files: which records are pages, and what goes wrong with them."""

import gzip
import io

import pytest

from broadsheet.formats.webpage import warc
from broadsheet.formats.webpage.warc import read_warc_page, warc_pages

warcio = pytest.importorskip("warcio")
PROSE = (
    "<p>The bridge was closed on Monday after a week of rain, and nobody in Exampleton minded at "
    "all.</p>"
)


def archive(*records, packed=True):
    """A WARC file of (kind of record, type, status, content), as its standard says."""
    whole = b""
    for number, (kind, mime, status, content) in enumerate(records):
        block = (
            f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n\r\n" if status else ""
        ).encode() + content.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2024-06-03T10:15:00Z\r\n"
            f"Content-Type: {'application/http; msgtype=response' if status else mime}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        whole += gzip.compress(record, mtime=0) if packed else record
    return whole


def read(data):
    pages = warc_pages(lambda: io.BytesIO(data))
    return [page if isinstance(page, str) else read_warc_page(page) for page in pages]


def page(title):
    article = f"<article><h1>{title}</h1>{PROSE * 3}</article>"
    return f"<html><head><title>{title}</title></head><body>{article}</body></html>"


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_is_an_article_with_its_address(packed):
    found = read(
        archive(
            *(
                ("response", "text/html; charset=utf-8", "200 OK", page(f"Title {number}"))
                for number in range(5)
            ),
            packed=packed,
        )
    )
    assert [one["url"] for one in found] == [f"https://example.org/{number}" for number in range(5)]
    assert all("nobody in Exampleton minded" in one["text"] for one in found)


def test_records_that_are_not_pages_are_not_counted_and_failures_are_reported():
    found = read(
        archive(
            ("response", "image/png", "200 OK", "x"),
            ("response", "text/html", "404 Not Found", "<p>Gone.</p>"),
            ("response", "text/html", "200 OK", "<html><body></body></html>"),
            (
                "conversion",
                "text/plain",
                None,
                "It rained for a week in Exampleton.\n\nNobody there minded it.",
            ),
            ("response", "text/html", "200 OK", page("Whole")),
        )
    )
    assert found[0] == "the server answered 404 instead of the page (https://example.org/1)"
    assert found[1] == "no running prose (https://example.org/2)"
    assert (
        found[2]["text"].startswith("It rained for a week")
        and found[3]["title"] == "Whole"
        and len(found) == 4
    )


def test_a_page_that_is_too_large_is_reported_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr(warc, "LARGEST_PAGE", 5000)
    found = read(
        archive(
            ("response", "text/html", "200 OK", "x" * 9000),
            ("response", "text/html", "200 OK", page("Small")),
        )
    )
    assert found[0].startswith("too large for a page") and found[1]["title"] == "Small"


def test_a_file_that_is_cut_off_keeps_what_came_before():
    data = archive(
        *(("response", "text/html", "200 OK", page(f"Title {number}")) for number in range(3)),
        packed=False,
    )
    found = read(data[:-200])
    assert [one["title"] for one in found[:2]] == ["Title 0", "Title 1"] and len(found) == 3
