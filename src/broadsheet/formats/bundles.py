"""The page in a bundle: MHTML, as Chrome and Edge save it, Safari's web archive, a mail, a book in
EPUB.

All except EPUB, a zip of pages, are read with the standard library. Pictures and styles are
ignored, and nothing is fetched.
"""

from __future__ import annotations

import email
import email.policy
import plistlib
import re
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from ..limits import BLANK_LINES, HEADER, MANY_LINE_ENDS, PARTS, room, with_few_blank_lines
from ..text import LETTER
from .archives import TOO_LARGE, grows_too_much, size_of, unzipped
from .encoding import Opener, Unreadable, bytes_of, decode_page, seekable
from .webpage import read_html, read_page

if TYPE_CHECKING:
    from lxml.etree import _Element

# What mail programs put before the subject of a forwarded mail or a reply.
SENT_ON = re.compile(r"(?:(?:fwd?|wg|tr|rv|doorst|vs|re|aw|sv|antw)\s*:\s*)+", re.IGNORECASE)
# The headers that are read: Python parses them in time that grows with the square of their length.
READ_HEADER = re.compile(
    rb"^(?:subject|from|date|list-[\w-]+|content-[\w-]+|snapshot-[\w-]+):[^\n]*(?:\n[ \t][^\n]*)*",
    re.MULTILINE | re.IGNORECASE,
)
CONTAINER = "META-INF/container.xml"
NOT_ARTICLES = re.compile(r"\b(?:nav|cover-image)\b")
PAGES = ("application/xhtml+xml", "text/html")


class Page(NamedTuple):
    """The markup of a page, and where it was."""

    markup: str
    url: str | None


def message_in(data: bytes) -> EmailMessage:
    data = data.lstrip()
    if data.count(b"\n--") > PARTS:
        raise Unreadable(f"more than {PARTS:,} parts; save the article as a separate file")
    if any(len(header[0]) > HEADER for header in READ_HEADER.finditer(data)):
        raise Unreadable("the header is too long; save the text of the mail as a separate file")
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # as the policy says
    return message


def mhtml_page(open_file: Opener) -> Page:
    """The page in an MHTML file: its first part that is one. The others are frames and styles."""
    message = message_in(bytes_of(open_file))
    for part in message.walk():
        if part.get_content_type() in PAGES:
            url = message["Snapshot-Content-Location"] or part["Content-Location"]
            return Page(markup_of(part), str(url).strip() if url else None)
    raise Unreadable("no page in this MHTML file; save the page again")


def markup_of(part: EmailMessage) -> str:
    """The markup in a part, decoded as the part states, or else as the markup states."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)  # parts that are not containers have bytes
    try:
        return data.decode(part.get_content_charset() or "")
    except (LookupError, UnicodeDecodeError):
        return decode_page(data)


def webarchive_page(open_file: Opener) -> Page:
    """The page in a web archive of Safari."""
    archive = plistlib.loads(bytes_of(open_file))
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    if not main or not isinstance(main.get("WebResourceData"), bytes):
        raise Unreadable("no page in this web archive; save the page again")
    data = main["WebResourceData"]
    try:
        markup = data.decode(main.get("WebResourceTextEncodingName") or "")
    except (LookupError, UnicodeDecodeError):
        markup = decode_page(data)
    return Page(markup, main.get("WebResourceURL"))


def read_mail(open_file: Opener) -> Iterator[dict | str]:
    """The article in a mail, and a reason for each attachment, which is not read.

    Its title is the subject, and its date that of the mail, unless the mail was forwarded: then
    only the text can state them. The sender is its outlet if the mail went to a list, like a
    newsletter.
    """
    # before it is parsed: to part a mail into millions of lines takes the parser seconds
    message = message_in(MANY_LINE_ENDS.sub(b"\n" * BLANK_LINES, bytes_of(open_file)))
    body = message.get_body(("html", "plain"))
    if body is None:
        raise Unreadable("a mail without text; save its attachments as separate files")
    page = with_few_blank_lines(str(body.get_content()))
    article = read_html(page) if body.get_content_type() == "text/html" else read_page(page)
    subject = str(message["Subject"] or "").strip()
    title = SENT_ON.sub("", subject, count=1) if SENT_ON.match(subject) else subject
    stated: dict[str, str | None] = {"title": title}
    if title == subject:
        sent = message["Date"]
        stated["published"] = sent.datetime.isoformat() if sent and sent.datetime else None
        if message["List-Id"] or message["List-Unsubscribe"]:
            stated["outlet"] = parseaddr(str(message["From"] or ""))[0]
    yield article | {name: value for name, value in stated.items() if value}
    for attached in message.iter_attachments():
        name = attached.get_filename()
        if name and attached.get_content_maintype() != "image":
            yield f"{name} was attached to this mail; save it as a separate file"


def read_epub(open_file: Opener) -> list[dict | str]:
    """The articles in an EPUB, one for each of its chapters with prose, in the order of reading. A
    book of one chapter has the title, author and date of the book.
    """
    from lxml import etree

    if grows_too_much(open_file):
        raise Unreadable("unpacks to far more than any text; unpack it yourself")
    with seekable(open_file) as stream, zipfile.ZipFile(stream) as archive:

        def part(name: str) -> bytes:
            with unzipped(archive, archive.getinfo(name)) as opened:
                return opened.read()

        safe = etree.XMLParser(resolve_entities=False, no_network=True)
        if "META-INF/encryption.xml" in archive.namelist() and "META-INF/rights.xml" in (
            archive.namelist()
        ):
            raise Unreadable("a copy-protected book, which cannot be read")
        place = etree.fromstring(part(CONTAINER), safe).xpath("string(//@full-path)")
        package = etree.fromstring(part(place), safe)
        rest = room(size_of(open_file))
        chapters = []
        for name in chapter_names(package):  # which may name the same page repeatedly
            chapter = part(normpath(join(dirname(place), unquote(name))))
            rest -= len(chapter)
            if rest < 0:
                raise Unreadable(TOO_LARGE)
            chapters.append(decode_page(chapter))
    articles = [chapter_article(chapter) for chapter in chapters if LETTER.search(chapter)]
    if len(articles) == 1 and isinstance(articles[0], dict):
        stated = {
            name: package.xpath(f"string(//*[local-name()='{element}'])").strip() or None
            for name, element in (
                ("title", "title"),
                ("authors", "creator"),
                ("published", "date"),
                ("outlet", "publisher"),
                ("language", "language"),
            )
        }
        articles[0] |= {name: value for name, value in stated.items() if value}
    return articles


def chapter_names(package: _Element) -> list[str]:
    """The pages of a book in the order of reading, without its cover and its contents."""
    items = {
        item.get("id"): item.get("href")
        for item in package.xpath("//*[local-name()='manifest']/*[local-name()='item']")
        if item.get("media-type") in PAGES and not NOT_ARTICLES.search(item.get("properties") or "")
    }
    order = package.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref")
    return [items[name] for name in order if name in items]


def chapter_article(chapter: str) -> dict | str:
    try:
        return read_html(chapter)
    except ValueError as error:
        return f"a chapter of this book: {error}"
