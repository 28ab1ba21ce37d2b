"""A WARC file, as CC-News distributes it → the articles of the web pages in it, one record at a
time.
"""

from collections.abc import Iterator

from ...text import LETTER, composed
from ..encoding import Opener, Unreadable, library, one_line
from .copied import read_page
from .saved import read_html

LARGEST = 2**25  # bytes: no page of a newspaper has more


def read_warc(open_file: Opener) -> Iterator[dict | str]:
    """The article of each record that holds a page, or the reason why it holds none.

    Pages are responses of type HTML, and the plain text of WET files. Requests, pictures, scripts
    and what the crawler notes about itself are no pages, and not counted.
    """
    archive = library("warcio.archiveiterator", "a WARC file")
    with open_file() as stream:
        records = archive.ArchiveIterator(stream)
        while True:
            try:
                record = next(records, None)
                if record is None:
                    return
                found = from_record(record)
            except Unreadable:
                raise
            except (
                Exception
            ) as error:  # warcio raises what its parsers raise; after it no record can be found
                yield f"damaged from here on: {one_line(error)}; download it again"
                return
            if found is not None:
                yield found


def from_record(record) -> dict | str | None:
    headers = record.rec_headers
    kind = (
        record.http_headers.get_header("Content-Type")
        if record.http_headers
        else headers.get_header("Content-Type")
    ) or ""
    page = record.rec_type in ("response", "resource") and "html" in kind.lower()
    if not page and not (record.rec_type == "conversion" and "text/plain" in kind):
        return None
    url = headers.get_header("WARC-Target-URI")
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"the server answered {status}, not with the page ({url})"
    data = record.content_stream().read(LARGEST + 1)
    if len(data) > LARGEST:
        return f"larger than any page of text ({url})"
    try:
        article = (
            read_html(data, url) if page else read_page(composed(data.decode("utf-8", "replace")))
        )
    except ValueError as error:  # the page is none, or holds no prose
        return f"{str(error).partition('; ')[0]} ({url})"
    if not LETTER.search(article["text"]):
        return f"no running prose in it ({url})"
    return {**article, "url": article.get("url") or url}
