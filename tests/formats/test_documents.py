"""What a reader of a Word, OpenDocument or RTF file sees is its text."""

import io
import sys
import zipfile

import pytest

from broadsheet.formats.documents import docx_text, odt_text, rtf_text
from broadsheet.formats.encoding import Unreadable
from broadsheet.paths import ROOT

CASES = ROOT / "tests" / "cases" / "corpora"


def rtf(said):
    return rtf_text(lambda: io.BytesIO(b"{\\rtf1\\ansi\\ansicpg1252\\uc1 " + said + b"}"))


@pytest.mark.parametrize(
    "said, text",
    [
        (rb"One.\par Two.\par\par Three.\line Four.", "One.\n\nTwo.\n\nThree.\n\nFour."),
        (
            rb"\ldblquote It won\rquote t,\rdblquote  she said \emdash  caf\'e9.",
            "“It won’t,” she said — café.",
        ),
        (rb"\u8220?It won\u8217?t\u8221? \u-10179?\u-8704?", "“It won’t” 😀"),
        (
            rb'See {\field{\*\fldinst {\f0 HYPERLINK "https://example.org/\{a"'
            rb"{\*\datafield 00d0}}}{\fldrslt{the page}}} here.",
            "See the page here.",
        ),
        (rb"\trowd HD\cell Rain\cell\row\trowd BY\cell Ann\cell\row", "HD\tRain\n\nBY\tAnn"),
        (rb"{\header Page 1 of 3}{\*\bkmkstart Bookmark_1}One.\page Two.", "One.\n\nTwo."),
    ],
)
def test_what_a_reader_of_rtf_sees_is_its_text(said, text):
    assert rtf(said) == text


def test_rtf_that_was_cut_off_is_refused():
    with pytest.raises(Unreadable, match="the file is incomplete"):
        rtf_text(lambda: io.BytesIO(b"{\\rtf1 It rained."))


def docx(*parts):
    """A Word file whose body is these pieces of XML."""
    library = pytest.importorskip("docx")
    from docx.oxml import parse_xml

    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    document, out = library.Document(), io.BytesIO()
    for part in parts:
        document.element.body.insert(
            len(document.element.body) - 1, parse_xml(part.replace(">", f" {names}>", 1))
        )
    document.save(out)
    return docx_text(lambda: io.BytesIO(out.getvalue()))


def run(said):
    return f"<w:r><w:t>{said}</w:t></w:r>"


@pytest.mark.parametrize(
    "part, text",
    [
        (f"<w:p>{run('It ')}{run('rained.')}</w:p>", "It rained."),
        (
            "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>Two</w:t><w:br/><w:t>Three</w:t></w:r></w:p>",
            "One\tTwo\nThree",
        ),
        (f"<w:p><w:hyperlink>{run('A link')}</w:hyperlink>{run(' out.')}</w:p>", "A link out."),
        (
            f"<w:p>{run('It ')}<w:ins>{run('never ')}</w:ins>"
            f"<w:del><w:r><w:delText>always </w:delText></w:r></w:del>{run('rained.')}</w:p>",
            "It never rained.",
        ),
        (
            f"<w:p><w:moveFrom>{run('moved')}</w:moveFrom><w:moveTo>{run('moved')}</w:moveTo></w:p>",
            "moved",
        ),
        (
            f"<w:sdt><w:sdtContent><w:p>{run('In a control.')}</w:p></w:sdtContent></w:sdt>",
            "In a control.",
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('In a')}</w:p></w:tc>"
            f"<w:tc><w:p>{run('table.')}</w:p></w:tc></w:tr></w:tbl>",
            "In a\n\ntable.",
        ),
        (
            f"<w:p>{run('Beside.')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{run('Boxed.')}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p>{run('Boxed.')}</w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "Beside.\n\nBoxed.",
        ),
        (
            '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
            "<w:r><w:t>One.</w:t></w:r></w:p>",
            "One.",
        ),
    ],
)
def test_what_a_reader_of_word_sees_is_its_text(part, text):
    assert docx(part) == text


def odt(body):
    """An OpenDocument file whose body is this XML."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "drawing")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
    return lambda: io.BytesIO(out.getvalue())


@pytest.mark.parametrize(
    "body, text",
    [
        (
            "<text:h>Rain</text:h><text:p>It <text:span>rained</text:span>.</text:p><text:p/>"
            "<text:p>On.</text:p>",
            "Rain\n\nIt rained.\n\nOn.",
        ),
        ('<text:p>A<text:s text:c="2"/>B<text:tab/>C<text:line-break/>D</text:p>', "A  B\tC\nD"),
        ("<text:p>A <text:a>link</text:a> out.</text:p>", "A link out."),
        (
            "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes>"
            "<text:p>It rained<text:note><text:p>A note.</text:p></text:note>"
            "<office:annotation><text:p>Sure?</text:p></office:annotation>.</text:p>",
            "It rained.",
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:p>In a</text:p>"
            "</table:table-cell><table:table-cell><text:p>table.</text:p></table:table-cell>"
            "</table:table-row></table:table>",
            "In a\n\ntable.",
        ),
        (
            "<text:p>Beside.<drawing:frame><text:p>Boxed.</text:p></drawing:frame></text:p>",
            "Beside.\n\nBoxed.",
        ),
    ],
)
def test_what_a_reader_of_opendocument_sees_is_its_text(body, text):
    assert odt_text(odt(body)) == text


def test_an_opendocument_file_that_would_fill_the_disk_is_refused():
    with pytest.raises(Unreadable, match="far more than any text"):
        odt_text(odt("<text:p>" + "rain " * 2**24 + "</text:p>"))


def test_a_missing_library_is_reported(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(Unreadable, match="one more library: make setup"):
        docx_text((CASES / "word.docx").open)
