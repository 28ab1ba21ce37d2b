"""Bytes as text: every encoding that is read, and what is refused."""

import codecs
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.formats.encoding import (
    Unreadable,
    composed_all,
    decode,
    decode_page,
    encoding_of,
    lines_of,
    one_line,
)
from broadsheet.text import composed


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_text_is_the_same_in_every_encoding(encoding):
    text = "“It won’t stop,” said the owner of the café.\n— At 9 p.m.\n"
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\0\0", b"\xff\xfea", b"\x81\x8d\x02", b"It rained.\0"]
)
def test_a_file_that_is_not_text_is_refused(data):
    with pytest.raises(Unreadable, match="not text; save the article as plain text"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        "<p>Café “au lait”".encode(),
        codecs.BOM_UTF8 + "<p>Café “au lait”".encode(),
        codecs.BOM_UTF16_LE + "<p>Café “au lait”".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "<p>Café “au lait”".encode("utf-16-be"),
        "<p>Café “au lait”".encode("cp1252"),
    ],
)
def test_a_page_is_decoded_without_a_declaration(data):
    assert decode_page(data) == "<p>Café “au lait”"


@pytest.mark.parametrize(
    "encoding, declared",
    [
        ("cp1252", "iso-8859-1"),
        ("iso-8859-2", "iso-8859-2"),
        ("koi8-r", "KOI8-R"),
        ("utf-8", "utf-8"),
        ("utf-8", "no-such"),
        ("cp1252", "utf-8"),
    ],
)
def test_a_page_is_decoded_as_declared_unless_that_is_impossible(encoding, declared):
    text = "да" if encoding == "koi8-r" else "é"
    declaration = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    page = f"<html><head>{declaration}</head><p>{text}"
    assert decode_page(page.encode(encoding)) == page


@pytest.mark.parametrize(
    "declaration, encoding",
    [
        ('<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        ('<meta charset="latin1">', "cp1252"),
        ("<meta charset=us-ascii>", "cp1252"),
        ("<meta charset='ISO_8859-1'>", "cp1252"),
        ('<p data-charset="koi8-r">', "utf-8"),
    ],
)
def test_the_encoding_that_a_page_declares_is_found(declaration, encoding):
    page = f"{declaration}<p>{'да' if encoding == 'koi8-r' else '“é”'}"
    assert decode_page(page.encode(encoding)) == page


def test_the_last_byte_of_a_long_file_can_decide_its_encoding():
    long = b"It rained. " * 300_000
    assert encoding_of(lambda: io.BytesIO(long + "é".encode())) == "utf-8-sig"
    assert encoding_of(lambda: io.BytesIO(long + b"\xe9")) == "cp1252"
    cut = long[: 2**20 - 1] + "é".encode() + long  # a letter of two bytes, across two pieces
    assert encoding_of(lambda: io.BytesIO(cut)) == "utf-8-sig"


@given(st.text(st.characters(codec="utf-8")))
def test_the_lines_of_a_file_are_its_text(text):
    data = text.encode()
    try:
        whole = decode(data)
    except Unreadable:
        return
    assert "".join(lines_of(lambda: io.BytesIO(data))) == whole
    assert all("\n" not in line[:-1] for line in lines_of(lambda: io.BytesIO(data)))


@given(st.text())
def test_what_is_kept_can_be_written_and_is_kept_again(text):
    kept = composed(text)
    assert kept.encode().decode() == composed(kept) == unicodedata.normalize("NFC", kept) == kept


def test_names_in_json_are_composed_too():
    assert composed_all({"e\u0301": ["\udfff", {"x": 1}]}) == {"é": ["\ufffd", {"x": 1}]}


def test_an_error_is_reported_in_one_short_line():
    assert one_line(ValueError("a\n  b")) == "a b" and one_line(KeyError()) == "KeyError"
    assert len(one_line(ValueError("x" * 999))) == 160
