"""The text of a Word, OpenDocument or RTF file, with a blank line between paragraphs and everything
that a reader would see.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ..limits import BLANKS, TAGS, TAGS_PER_BYTE
from ..patterns import regex
from ..text import composed
from .archives import grows_too_much, size_of, unzipped
from .encoding import Opener, Unreadable, bytes_of, decode, library, seekable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements in a Word paragraph besides text, as characters.
MARKS_IN_WORD = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
PARAGRAPHS_IN_ODT = (ODF_TEXT + "p", ODF_TEXT + "h")
# What OpenDocument keeps beside the text: notes, comments, tracked deletions.
BESIDE_IN_ODT = (ODF_TEXT + "note", OFFICE + "annotation", ODF_TEXT + "tracked-changes")
MARKS_IN_ODT = {ODF_TEXT + "tab": "\t", ODF_TEXT + "line-break": "\n"}
LINK_IN_RTF = re.compile(r"\{\s*\\\*\s*\\fldinst")
BRACE_IN_RTF = re.compile(r"\\.|[{}]", re.DOTALL)  # an escaped one is none
# A character beyond the first 65,536 as RTF writes it: as two surrogates.
HALVES = regex(r"[\ud800-\udbff][\udc00-\udfff]")


def docx_text(open_file: Opener) -> str:
    """The text of a Word file: paragraphs, tables, links, boxes and tracked insertions, but no
    deletions.

    python-docx opens the file; its `paragraphs` would leave out everything in a table, a box or a
    revision.
    """
    docx = library("docx", "a Word file")
    if grows_too_much(open_file):
        raise Unreadable("unpacks to far more than any text; save it again in Word")
    refuse_many_tags(open_file, "word/document.xml")
    with seekable(open_file) as stream:
        body = docx.Document(stream).element.body
    return composed(
        "\n\n".join(
            text
            for paragraph in body.iter(W + "p")
            if (text := docx_paragraph(paragraph)) and not drawn_again(paragraph)
        )
    )


def refuse_many_tags(open_file: Opener, part: str) -> None:
    """`Unreadable` if a part of a document has more tags than any text of this size: each takes
    more memory and time than its few bytes.
    """
    with (
        seekable(open_file) as stream,
        zipfile.ZipFile(stream) as archive,
        unzipped(archive, archive.getinfo(part)) as content,
    ):
        tags = sum(piece.count(b"<") for piece in iter(lambda: content.read(2**20), b""))
    if tags > max(TAGS, TAGS_PER_BYTE * size_of(open_file)):
        raise Unreadable(f"a document with {tags:,} tags, more than any text; save it as text")


def drawn_again(piece: Any) -> bool:
    """Whether it repeats a box for older versions of Word, or marks where moved text was."""
    return any(outer.tag in (MC + "Fallback", W + "moveFrom") for outer in piece.iterancestors())


def docx_paragraph(paragraph: Any) -> str:
    """The text of a Word paragraph, without boxes inside it."""
    pieces = [
        piece.text or "" if piece.tag == W + "t" else MARKS_IN_WORD[piece.tag]
        for piece in paragraph.iter(W + "t", *MARKS_IN_WORD)
        if next(piece.iterancestors(W + "p")) is paragraph
        and not drawn_again(piece)
        and piece.getparent().tag != W + "tabs"
    ]
    return "".join(pieces).strip()


def odt_text(open_file: Opener) -> str:
    """The text of an OpenDocument file, as LibreOffice and Google Docs save it: paragraphs, tables
    and boxes. It is a zip with one file of XML, for which no library is needed.
    """
    from lxml import etree

    if grows_too_much(open_file):
        raise Unreadable("unpacks to far more than any text; save it again")
    refuse_many_tags(open_file, "content.xml")
    with (
        seekable(open_file) as stream,
        zipfile.ZipFile(stream) as archive,
        unzipped(archive, archive.getinfo("content.xml")) as content,
    ):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        tree = etree.parse(content, parser)
    paragraphs = (
        "".join(odt_words(paragraph)).strip()
        for paragraph in tree.iter(*PARAGRAPHS_IN_ODT)
        if not any(outer.tag in BESIDE_IN_ODT for outer in paragraph.iterancestors())
    )
    return composed("\n\n".join(filter(None, paragraphs)))


def odt_words(element: Any) -> Iterator[str]:
    """The text of an OpenDocument paragraph, without boxes inside it."""
    yield element.text or ""
    for inner in element:
        if inner.tag == ODF_TEXT + "s":
            yield " " * min(int(inner.get(ODF_TEXT + "c", 1)), BLANKS)
        elif inner.tag in MARKS_IN_ODT:
            yield MARKS_IN_ODT[inner.tag]
        elif isinstance(inner.tag, str) and inner.tag not in (*BESIDE_IN_ODT, *PARAGRAPHS_IN_ODT):
            yield from odt_words(inner)
        yield inner.tail or ""


def rtf_text(open_file: Opener) -> str:
    """The text of an RTF file. A file with unclosed groups was cut off during transfer."""
    rtf = library("striprtf.striprtf", "an RTF file")
    data = bytes_of(open_file).rstrip(b"\0 \r\n")
    if not data.endswith(b"}"):
        raise Unreadable("the file is incomplete; download it again")
    text = rtf.rtf_to_text(without_links(decode(data)), errors="replace")
    text = HALVES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    lines = (
        line.rstrip("|").replace("|", "\t").strip() if line.endswith("|") else line.strip()
        for line in composed(text).split("\n")
    )
    return "\n\n".join(filter(None, lines))


def without_links(rtf: str) -> str:
    r"""RTF without the addresses of links, which striprtf would otherwise print beside each link.

    >>> without_links(r'{\field{\*\fldinst{HYPERLINK "https://example.org"}}{\fldrslt here}}')
    '{\\field{\\fldrslt here}}'
    """
    kept, end = [], 0
    for link in LINK_IN_RTF.finditer(rtf):
        if link.start() < end:
            continue
        kept.append(rtf[end : link.start()])
        depth, end = 0, len(rtf)
        for brace in BRACE_IN_RTF.finditer(rtf, link.start()):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if not depth:
                end = brace.end()
                break
    return "".join([*kept, rtf[end:]])
