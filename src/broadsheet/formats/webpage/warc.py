"""The web pages in a WARC file, as distributed by CC-News, one record at a time, and the article on
each: separately, because extracting an article costs far more than finding its page, and can be
done in another process.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ...limits import with_few_blank_lines
from ...text import LETTER, composed
from ..encoding import Opener, Unreadable, library, one_line
from .copied import read_page
from .saved import read_html

AGAIN = "download it again"
LENGTH = re.compile(r"\s*[0-9]{1,18}\s*")
LARGEST_PAGE = 2**25  # bytes; no newspaper page is larger


class WarcPage(NamedTuple):
    """A page as the crawler got it: its address, its bytes, and whether these are HTML or the plain
    text of a WET file.
    """

    url: str | None
    data: bytes
    is_html: bool


def warc_pages(open_file: Opener) -> Iterator[WarcPage | str]:
    """The page in each record that should have one, or the reason why it has none.

    Pages are responses of type HTML, and the plain text of WET files. Requests, pictures, scripts
    and the crawler's own notes are not pages, and not counted.
    """
    archive = library("warcio.archiveiterator", "a WARC file")
    with open_file() as stream:
        whole = AsFarAsItGoes(stream)
        records = archive.ArchiveIterator(whole)
        while True:
            url = None
            try:
                record = next(records, None)
                if record is None:
                    if whole.cut:
                        yield f"the file breaks off inside a record; {AGAIN}"
                    return
                url = record.rec_headers.get_header("WARC-Target-URI")
                length = record.rec_headers.get_header("Content-Length") or ""
                if whole.cut and not LENGTH.fullmatch(length):
                    raise EOFError
                if not LENGTH.fullmatch(length):
                    yield (
                        f"damaged from here on: {named_record(url)} states an impossible length; "
                        f"{AGAIN}"
                    )
                    return
                page = page_of(record)
                while record.raw_stream.read(2**16):
                    pass  # the rest of the record shows whether it is complete
                if getattr(record.raw_stream, "limit", 0) > 0:
                    yield f"the file breaks off inside {named_record(url)}; {AGAIN}"
                    return
            except Unreadable:
                raise
            except Exception as error:  # warcio raises what its parsers raise
                # No record can be found after such a one.
                if whole.cut:
                    yield f"the file breaks off inside {named_record(url)}; {AGAIN}"
                    return
                where = f" ({url})" if url else ""
                yield f"damaged from here on: {one_line(error)}{where}; {AGAIN}"
                return
            if page is not None:
                yield page


class AsFarAsItGoes:
    """A stream that ends where its file was cut off, with everything before."""

    def __init__(self, stream: Any):
        self.stream, self.cut = stream, False

    def read(self, size: int = -1) -> bytes:
        try:
            return self.stream.read1(size)
        except EOFError:
            self.cut = True
            return b""

    def close(self) -> None:
        self.stream.close()


def named_record(url: str | None) -> str:
    """A record named by the address of its page, if that was read."""
    return f"the page {url}" if url else "a record"


def page_of(record: Any) -> WarcPage | str | None:
    """The page of a record, the reason why it has none, or None for a record that is not a page."""
    headers, http = record.rec_headers, record.http_headers
    kind = (http or headers).get_header("Content-Type") or ""
    is_html = record.rec_type in ("response", "resource") and "html" in kind.lower()
    if not is_html and not (record.rec_type == "conversion" and "text/plain" in kind):
        return None
    url = headers.get_header("WARC-Target-URI")
    status = http.get_statuscode() if http else "200"
    if status != "200":
        return f"the server answered {status} instead of the page ({url})"
    data = record.content_stream().read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        return f"too large for a page of text ({url})"
    return WarcPage(url, data, is_html)


def read_warc_page(page: WarcPage) -> dict | str:
    """The article of a page, or the reason why it has none."""
    url = page.url
    try:
        article = read_html(page.data, url) if page.is_html else read_page(wet_text(page.data))
    except ValueError as error:  # not a page, or no prose
        return f"{str(error).partition('; ')[0]} ({url})"
    if not LETTER.search(article["text"]):
        return f"no running prose ({url})"
    return {**article, "url": article.get("url") or url}


def wet_text(data: bytes) -> str:
    """The plain text of a WET file, which is UTF-8 by definition, even if damaged."""
    return with_few_blank_lines(composed(data.decode("utf-8", "replace")))
