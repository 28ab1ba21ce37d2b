"""A page packed with what belongs to it is read as the page alone is."""

import io
import plistlib
import zipfile
from email.message import EmailMessage

import pytest

from broadsheet.formats.bundles import (
    mhtml_page,
    read_epub,
    read_mail,
    webarchive_page,
)
from broadsheet.formats.encoding import Unreadable
from tests.formats.reading import read

PROSE = (
    "The café on the quay opened again on Friday, and the first guests came before the sun did.",
    "“We baked all night,” said Ann Example, who owns the oven and the only key to it.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
MARKUP = (
    f"<html><head><title>Café Opens</title></head><body><h1>Café Opens</h1>{BODY}</body></html>"
)
URL = "https://post.example/2024/cafe"
LOCATION = f"Snapshot-Content-Location: {URL}".encode()


def opened(data):
    return lambda: io.BytesIO(data)


def mhtml(charset="utf-8", location=LOCATION):
    """A page and its style, as Chrome saves them."""
    page = MARKUP.encode(charset)
    return b"\r\n".join(
        [
            b"From: <Saved by Blink>",
            location,
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/related; type="text/html"; boundary="B"',
            b"",
            b"--B",
            b"Content-Type: text/css",
            b"",
            b"p { color: red }",
            b"--B",
            b"Content-Type: text/html; charset=" + charset.encode(),
            b"Content-Transfer-Encoding: 8bit",
            b"Content-Location: " + URL.encode(),
            b"",
            page,
            b"--B--",
        ]
    )


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_an_mhtml_file_is_its_page(tmp_path, charset):
    file = tmp_path / "page.mht"
    file.write_bytes(mhtml(charset))
    ((place, article),) = read(file, {})
    assert place == ""
    assert article["text"] == "\n\n".join(PROSE)
    assert (article["title"], article["url"]) == ("Café Opens", URL)
    assert article["outlet"] == "post.example"


def test_a_page_without_an_address_has_that_of_its_part():
    assert mhtml_page(opened(mhtml(location=b"Subject: x"))).url == URL


def test_an_mhtml_file_without_a_page_is_refused():
    with pytest.raises(Unreadable, match="no page in this MHTML file"):
        mhtml_page(opened(b"From: <Saved by Blink>\nContent-Type: text/css\n\np {}"))


def webarchive(data, encoding="UTF-8"):
    main = {
        "WebResourceData": data,
        "WebResourceURL": URL,
        "WebResourceTextEncodingName": encoding,
        "WebResourceMIMEType": "text/html",
    }
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=plistlib.FMT_BINARY)


@pytest.mark.parametrize("encoding", ["UTF-8", "macintosh", "no-such-encoding"])
def test_a_web_archive_of_safari_is_its_page(tmp_path, encoding):
    written = "utf-8" if encoding == "no-such-encoding" else encoding
    file = tmp_path / "page.webarchive"
    file.write_bytes(webarchive(MARKUP.encode(written), encoding))
    ((_, article),) = read(file, {})
    assert article["text"] == "\n\n".join(PROSE)
    assert article["url"] == URL


def test_a_web_archive_without_a_page_is_refused():
    with pytest.raises(Unreadable, match="no page in this web archive"):
        webarchive_page(opened(plistlib.dumps({"WebSubresources": []})))


def mail(subject, html=None, text=None, attached=None, **headers):
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "The Example Post <news@post.example>"
    message["Date"] = "Fri, 03 May 2024 07:15:00 +0200"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text or "See the page.")
    if html:
        message.add_alternative(html, subtype="html")
    if attached:
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename=attached)
    return opened(message.as_bytes())


def test_a_newsletter_is_an_article_of_its_sender():
    (article,) = read_mail(
        mail("Café Opens", f"<html><body>{BODY}</body></html>", List_Id="<news.post.example>")
    )
    assert article["text"] == "\n\n".join(PROSE)
    assert article["title"] == "Café Opens"
    assert article["outlet"] == "The Example Post"
    assert article["published"] == "2024-05-03T07:15:00+02:00"


def test_a_forwarded_mail_does_not_give_its_sender_or_its_date():
    (article,) = read_mail(mail("Fwd: Café Opens", text="\n\n".join(PROSE)))
    assert article["text"] == "\n\n".join(PROSE)
    assert article["title"] == "Café Opens"
    assert not article["outlet"]
    assert not article["published"]


def test_what_came_with_a_mail_is_named():
    _, reason = read_mail(mail("Café Opens", text="\n\n".join(PROSE), attached="café.pdf"))
    assert reason == "café.pdf was attached to this mail; save it as a separate file"


def epub(*chapters, protected=False):
    """A book whose chapters are in `text/`; its spine turns them round."""
    out = io.BytesIO()
    items = "".join(
        f'<item id="c{number}" href="text/a%20{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(chapters))
    )
    order = "".join(f'<itemref idref="c{number}"/>' for number in reversed(range(len(chapters))))
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quay News</dc:title>'
            "<dc:creator>Bo Lund</dc:creator><dc:date>2024-05-03</dc:date></metadata>"
            f'<manifest><item id="nav" href="nav.xhtml" properties="nav" '
            f'media-type="application/xhtml+xml"/>{items}</manifest>'
            f'<spine><itemref idref="nav"/>{order}</spine></package>',
        )
        archive.writestr(
            "OEBPS/nav.xhtml", "<html><body><p>Contents of the book.</p></body></html>"
        )
        for number, chapter in enumerate(chapters):
            archive.writestr(f"OEBPS/text/a {number}.xhtml", chapter)
        if protected:
            archive.writestr("META-INF/encryption.xml", "<encryption/>")
            archive.writestr("META-INF/rights.xml", "<rights/>")
    return opened(out.getvalue())


def test_a_book_of_one_chapter_is_an_article():
    (article,) = read_epub(epub(f"<html><body>{BODY}</body></html>"))
    assert article["text"] == "\n\n".join(PROSE)
    assert (article["title"], article["authors"], article["published"]) == (
        "Quay News",
        "Bo Lund",
        "2024-05-03",
    )


def test_the_chapters_of_a_book_come_in_the_order_of_reading():
    other = MARKUP.replace("Café Opens", "Oven Cools").replace("Friday", "Sunday")
    first, second = read_epub(epub(MARKUP, other))
    assert (first["title"], second["title"]) == ("Oven Cools", "Café Opens")
    assert "Sunday" in first["text"] and not first["published"]


def test_a_chapter_without_prose_is_reported_and_a_picture_is_not():
    reason, article = read_epub(epub(MARKUP, "<html><body><h1>Part</h1></body></html>"))
    assert reason.startswith("a chapter of this book: ")
    assert article["title"]
    assert len(read_epub(epub(MARKUP, "<html><body><img/></body></html>"))) == 2


def test_a_protected_book_is_refused():
    with pytest.raises(Unreadable, match="copy-protected"):
        read_epub(epub(MARKUP, protected=True))
