"""A file as its articles, one at a time; or the reason, in one line, why it or one of them cannot
be read.

The kind of a file is recognised by its first bytes, or else by its ending. Whether a press database
wrote a text, or somebody copied it from a page, is recognised from the text itself (`databases`).
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import Any, BinaryIO, NamedTuple, TypeVar
from urllib.parse import urlsplit

from ..limits import COLUMNS, with_few_blank_lines
from ..text import LETTER
from .archives import gunzipped, members, names_in
from .bundles import Page, mhtml_page, read_epub, read_mail, webarchive_page
from .bylines import with_names_alone
from .collections import read_collection
from .conversion import NEWER, converted
from .databases import read_export
from .documents import docx_text, odt_text, rtf_text
from .doubts import add_doubt, add_file_doubt, doubts, holds_several, in_parts
from .encoding import Opener, Unreadable, bytes_of, decode, decode_page, one_line
from .feeds import read_xml
from .pdf import read_pdf
from .rows import NoColumn, check_columns, clean, from_row, known_columns, recognised
from .stubs import whole_or_reason
from .tables import TABLE_READERS, Sheets, page_tables, refuse_twins
from .webpage import WarcPage, read_html, read_page, read_warc_page, warc_pages

Result = TypeVar("Result")

# Other endings of files that are read.
ALIASES = {
    ".htm": ".html",
    ".xhtml": ".html",
    ".text": ".txt",
    ".md": ".txt",
    ".xlsm": ".xlsx",
    ".docm": ".docx",
    ".tab": ".tsv",
    ".pq": ".parquet",
    ".mht": ".mhtml",
    ".rss": ".xml",
    ".atom": ".xml",
}
# How a file of each kind begins; marks in lower case are matched in any case.
MAGIC = {
    b"%PDF-": ".pdf",
    b"{\\rtf": ".rtf",
    b"PAR1": ".parquet",
    b"WARC/": ".warc",
    b"\x1f\x8b": ".gz",
    b"<!doctype html": ".html",
    b"<html": ".html",
    b"<rss": ".xml",
    b"from: <saved by ": ".mhtml",
}
# The formats in which to save files that cannot be read.
BETTER = {
    ".pages": ".docx",
    ".ods": ".xlsx",
    ".numbers": ".xlsx",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
SPREADSHEETS = {*TABLE_READERS, ".xls"} - {".json", ".jsonl", ".ndjson", ".parquet"}
READABLE = {
    *TABLE_READERS,
    *MAGIC.values(),
    *NEWER,
    *(".txt .docx .odt .epub .mhtml .webarchive .eml .xml .zip").split(),
}
TAG = re.compile(r"<(style|script)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def suffix_of(name: str) -> str:
    """The ending of a name, replaced by its usual variant.

    >>> suffix_of("Story.HTM"), suffix_of("a.csv.gz"), suffix_of("README")
    ('.html', '.gz', '')
    """
    ending = PurePath(name).suffix.lower()
    return ALIASES.get(ending, ending)


def kind_of_file(name: str, open_file: Opener) -> str:
    """The ending that decides how a file is read: by its first bytes, else its own. `Unreadable`
    for any other kind.
    """
    head = b""
    with open_file() as stream, suppress(EOFError):  # a file cut off is read as far as possible
        while len(head) < 2048 and (piece := stream.read(256)):
            head += piece
    own = suffix_of(name)
    if own == ".gz":
        return own
    kind = kind_of_bytes(head) or own
    if head.startswith(b"PK\x03\x04") or own in (".docx", ".xlsx", ".zip"):
        kind = kind_of_zip(head, own, open_file)
    if own in SPREADSHEETS and head.lstrip().startswith(b"<"):
        return ".html"
    if kind == ".xls" and head and not head.startswith(OLD_OFFICE):
        return ".csv"  # many websites give this name to text made for Excel
    if kind not in READABLE:
        files = f"{own} files" if own else "files without an ending"
        raise Unreadable(f"{files} cannot be read; save the article as {BETTER.get(own, '.txt')}")
    return kind


def kind_of_bytes(head: bytes) -> str | None:
    """The ending for the kind of file that the first bytes indicate; None if they indicate none.

    >>> kind_of_bytes(b"%PDF-1.7"), kind_of_bytes(b" <!DOCTYPE html>"), kind_of_bytes(b"It rained.")
    ('.pdf', '.html', None)
    """
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") and b"<html" in start:
        return ".html"
    for mark, kind in MAGIC.items():
        if (head if mark.isupper() else start).startswith(mark):
            return kind
    return None


def kind_of_zip(head: bytes, own: str, open_file: Opener) -> str:
    """The ending for a zip or an older Office file: Word and Excel files are zips, recognised by
    their parts; protected files and those of older versions are not.
    """
    if head.startswith(OLD_OFFICE):
        with open_file() as stream:
            locked = "EncryptedPackage".encode("utf-16-le") in stream.read()
        if locked:
            raise Unreadable("protected by a password; save it without one")
        raise Unreadable(f"an older kind of Office file named {own}; save it again as {own}")
    parts = names_in(open_file)
    if "word/document.xml" in parts:
        return ".docx"
    if "xl/workbook.xml" in parts:
        return ".xlsx"
    if not parts and own in (".docx", ".xlsx"):
        raise Unreadable(
            f"damaged {own} file; open it in the program that wrote it and save it again"
        )
    return own or ".zip"


PEEK = 1000  # rows in which every relevant column must occur
Article = dict[str, Any]
Placed = tuple[str, Article | str]  # place in the file → article or reason


def tables_in(kind: str, name: str, open_file: Opener) -> Sheets | None:
    """The tables of a file with articles in rows; None if it has none. A web page counts if it is
    named like a table, or has a row of names above its articles.
    """
    if kind in TABLE_READERS:
        return TABLE_READERS[kind](open_file)
    if kind != ".html":
        return None
    data, own = bytes_of(open_file), suffix_of(name)
    if own not in SPREADSHEETS and data.lower().count(b"<tr") < 2:
        return None
    page = decode_page(data)
    if own in SPREADSHEETS:
        sheets = list(page_tables(page, whole=True))
        if not sheets:
            raise Unreadable(f"a web page named like a {own} file; download the table again")
        return iter(sheets)
    sheets = list(page_tables(page))
    return iter(sheets) if sheets and read_export(page, "page") is None else None


def html_articles(open_file: Opener) -> tuple[bool, Iterable[Article | str]]:
    """As `text_articles`, for a saved web page."""
    data = bytes_of(open_file)
    if not data.strip():
        raise Unreadable("empty; save the page again")
    return page_articles(Page(decode_page(data), None))


def page_articles(page: Page) -> tuple[bool, Iterable[Article | str]]:
    """As `text_articles`, for a page and its address."""
    exported = read_export(page.markup, "page")
    if exported is not None:
        return True, add_file_doubt(list(exported), len(TAG.sub(" ", page.markup).split()))
    try:
        return False, [read_html(*page)]
    except ValueError as error:
        raise Unreadable(str(error)) from error


def text_articles(text: str) -> tuple[bool, Iterable[Article | str]]:
    """Whether a text is a collection, and its articles: those of a database export, those that
    somebody put together, or the one on a copied page.
    """
    text = with_few_blank_lines(text)
    if not text.strip():
        raise Unreadable("empty; copy the article into it")
    exported = read_export(text)
    if exported is not None:
        return True, add_file_doubt(list(exported), len(text.split()))
    collected = read_collection(text)
    if collected:
        return len(collected) > 1, add_file_doubt(collected, len(text.split()))
    if several := holds_several(text):
        raise Unreadable(several)
    return False, [add_doubt(read_page(text), in_parts(text))]


def pdf_articles(open_file: Opener) -> tuple[bool, Iterable[Article | str]]:
    """As `text_articles`, for a PDF; a page printed by a browser has the address on it."""
    text, url = read_pdf(open_file)
    collection, articles = text_articles(text)
    if collection or not url:
        return collection, articles
    return False, [
        article if isinstance(article, str) else {**article, **of_address(article, url)}
        for article in articles
    ]


def of_address(article: Article, url: str) -> dict[str, str | None]:
    """The address of an article, and its outlet: as stated, else the host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return {"url": article.get("url") or url, "outlet": article.get("outlet") or host or None}


def mail_articles(open_file: Opener) -> tuple[bool, Iterable[Article | str]]:
    """As `text_articles`, for a mail, with a reason for each attachment."""
    articles = list(read_mail(open_file))
    return len(articles) > 1, articles


def opener(file: Path) -> Opener:
    """A function that opens a file on disk."""

    def open_file() -> BinaryIO:
        return file.open("rb")

    return open_file


# To read another kind of document, add a function from an opener to text or articles, and one line
# here; for another press database, add one row in `databases.exports`.
DOCUMENT_READERS: dict[str, Callable[[Opener], tuple[bool, Iterable[Article | str]]]] = {
    ".txt": lambda open_file: text_articles(decode(bytes_of(open_file))),
    ".docx": lambda open_file: text_articles(docx_text(open_file)),
    ".rtf": lambda open_file: text_articles(rtf_text(open_file)),
    ".pdf": pdf_articles,
    ".odt": lambda open_file: text_articles(odt_text(open_file)),
    ".html": html_articles,
    ".mhtml": lambda open_file: page_articles(mhtml_page(open_file)),
    ".webarchive": lambda open_file: page_articles(webarchive_page(open_file)),
    ".eml": mail_articles,
    ".epub": lambda open_file: (True, read_epub(open_file)),
    ".xml": lambda open_file: (True, read_xml(decode_page(bytes_of(open_file)))),
}
NO_PAGE = "contains no web page, only requests and notes of the crawler; crawl the pages again"


class Unread(NamedTuple):
    """A document whose articles have not been extracted yet: its kind, its name, its bytes, the
    columns that were named, and whether it is in an archive.
    """

    kind: str
    name: str
    data: bytes
    columns: Mapping[str, str]
    packed: bool

    def open(self) -> BinaryIO:
        return BytesIO(self.data)


class RawRow(NamedTuple):
    """A row of a table that has not become an article yet, and the columns that were named."""

    cells: Article
    columns: Mapping[str, str]


# What `read_as_bytes` yields, with its place.
Found = Article | str | Unread | RawRow | WarcPage
Handed = tuple[str, Found]
LARGEST_UNREAD = 2**23  # bytes; larger documents are not copied, but read in place


def read_as_bytes(file: Path, columns: Mapping[str, str]) -> Iterator[Handed]:
    """What a file holds, with its place, or the reason for rejection; lazily, so that no table has
    to fit into memory. Documents, and pages in a web archive, are yielded as bytes, and rows of
    tables as their cells; `taken_out` makes articles of them, in any process. The place is appended
    to the file's name to give the article's `source`:

    - "" for a file that is one article, or that cannot be read at all;
    - "#3" for the third row of a table, or the third article of a collection;
    - "/folder/b.csv#3" for one inside a zip, "/Sheet2#3" for one in a sheet of several.

    An article is a clean dict under our names, with its dates as the source states them; a reason
    is a string. `columns` names the table's columns for ours. Raises only NoColumn, before anything
    is yielded, for a file that is one table without such a column; any other error, even half way
    through, is yielded in its place.
    """
    try:
        if not file.is_file():
            raise Unreadable(
                "not a file, or a broken link; put the file itself here"
                if file.is_symlink() or file.exists()
                else "disappeared while the folder was being read; put it back"
            )
        yield from read_opened(file.name, opener(file), columns)
    except NoColumn:
        raise
    except Unreadable as error:
        yield "", str(error)


def taken_out(found: Found) -> list[Placed]:
    """The articles in what `read_as_bytes` yielded, each with its place in it. Raises NoColumn as
    `read_as_bytes` does.
    """
    if isinstance(found, RawRow):
        return [("", doubted(article_in(found.cells, found.columns)))]
    if isinstance(found, WarcPage):
        try:
            article = guarded(read_warc_page, found)
        except Unreadable as error:
            return [("", f"{error} ({found.url})")]
        return [("", article if isinstance(article, str) else finished(article))]
    if not isinstance(found, Unread):
        return [("", found)]
    placed: list[Placed] = []
    try:
        for place, inside in from_document(found.kind, found.name, found.open, found.columns):
            placed += ((place + below, article) for below, article in taken_out(inside))
    except Unreadable as error:
        if isinstance(error, NoColumn) and not found.packed:
            raise
        placed.append(("", str(error)))
    return placed


def read_opened(
    name: str, open_file: Opener, columns: Mapping[str, str], packed: bool = False
) -> Iterator[Handed]:
    """As `read_as_bytes`, for anything that can be opened; `packed` inside an archive, in which no
    other archive is opened.
    """
    kind = guarded(kind_of_file, name, open_file)
    if kind == ".gz":
        inside = name[:-3] if name.lower().endswith(".gz") else name
        yield from read_opened(inside, guarded(gunzipped, open_file), columns, packed)
    elif kind == ".zip" and packed:
        raise Unreadable("an archive inside an archive; unpack the outer one")
    elif kind == ".zip":
        yield from from_zip(open_file, columns)
    elif kind in NEWER:
        newer, opened = guarded(converted, open_file, kind)
        yield from read_opened(f"file{newer}", opened, columns, packed)
    elif kind == ".warc":
        number = 0
        for number, page in enumerate(guarded_all(warc_pages(open_file)), 1):
            yield f"#{number}", page
        if not number:
            raise Unreadable(NO_PAGE)
    elif kind in DOCUMENT_READERS and (data := guarded(small, open_file)) is not None:
        yield "", Unread(kind, name, data, columns, packed)
    else:
        yield from from_document(kind, name, open_file, columns)


def small(open_file: Opener) -> bytes | None:
    """The bytes of a file; None if it is too large to copy."""
    with open_file() as stream:
        data = stream.read(LARGEST_UNREAD + 1)
    return data if len(data) <= LARGEST_UNREAD else None


def from_document(
    kind: str, name: str, open_file: Opener, columns: Mapping[str, str]
) -> Iterator[Handed]:
    """The rows of a table, or else the articles in a document. A web page may be either."""
    if tables := guarded(tables_in, kind, name, open_file):
        yield from from_tables(guarded_all(tables), columns)
        return
    collection, articles = guarded(DOCUMENT_READERS[kind], open_file)
    number = 0
    for number, article in enumerate(guarded_all(articles), 1):
        place = f"#{number}" if collection else ""
        yield place, article if isinstance(article, str) else finished(article)
    if not number:  # a file must never vanish from the balance
        raise Unreadable("contains no article; check what is in it")


def from_zip(open_file: Opener, columns: Mapping[str, str]) -> Iterator[Handed]:
    """As `read_opened`, for each file in a zip, one at a time."""
    for name, opened in guarded_all(members(open_file)):
        if isinstance(opened, str):
            yield f"/{name}", opened
            continue
        try:
            for place, article in read_opened(PurePath(name).name, opened, columns, packed=True):
                yield f"/{name}{place}", article
        except Unreadable as error:  # NoColumn too: the other files of the zip are still read
            yield f"/{name}", str(error)


def from_tables(sheets: Iterator, columns: Mapping[str, str]) -> Iterator[Handed]:
    """The rows of each table in a file. A sheet without text is named unless it is the only one."""
    for sheet, unguarded in sheets:
        rows = guarded_all(unguarded)
        folder = f"/{sheet}" if sheet else ""
        try:
            first = list(islice(rows, PEEK))
            if not first:
                raise Unreadable("no rows below the column names; put one article into each row")
            if any(isinstance(row, dict) for row in first):
                known = known_columns(first)
                refuse_twins(known)  # too many names, if each row has different ones
                check_columns(known, columns, whole=len(first) < PEEK)
        except Unreadable as error:
            if not sheet:
                raise
            yield folder, str(error)
            continue
        for number, row in enumerate(chain(first, rows), 1):
            yield f"{folder}#{number}", row if isinstance(row, str) else RawRow(row, columns)


def article_in(row: Article, columns: Mapping[str, str]) -> Article | str:
    """As `from_row`; an error in a row is returned in its place, so that reading continues."""
    if len(row) > COLUMNS:
        return f"{len(row):,} fields in one row; give each article its own row"
    try:
        return guarded(from_row, row, columns)
    except Unreadable as error:
        return str(error)


def finished(article: Article) -> Article | str:
    """An article that is not from a table, with None for missing values."""
    if not LETTER.search(article["text"]):
        return "no running prose; check that the article was copied"
    cleaned = {
        name: clean(name, value) if name != "text" else value for name, value in article.items()
    }
    return doubted(whole_or_reason(with_names_alone(cleaned)))


def doubted(article: Article | str) -> Article | str:
    """The article, with any doubts that it is one complete article."""
    return article if isinstance(article, str) else add_doubt(article, *doubts(article))


def guarded(function: Callable[..., Result], *given: Any) -> Result:
    """The result of a function, with any exception raised as `Unreadable`.

    On damaged files, the libraries that read Word, Excel, PDF, RTF and WARC raise nearly any
    exception, from KeyError to RecursionError. Our own mistakes are caught, too, and the reason
    names them.
    """
    try:
        return function(*given)
    except (Unreadable, StopIteration, MemoryError):  # for want of memory, no file is damaged
        raise
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"{one_line(error)}; check the file, or save it again") from error
    except zipfile.BadZipFile as error:
        raise Unreadable(f"damaged: {one_line(error)}; download it or save it again") from error
    except Exception as error:
        raise Unreadable(
            f"damaged ({type(error).__name__}: {one_line(error)}); download it or save it again"
        ) from error


def guarded_all(given: Iterable) -> Iterator:
    """The items one by one; an error on the way to the next is yielded in its place if others came
    before it.
    """
    items, before = iter(given), False
    while True:
        try:
            yield guarded(next, items)
            before = True
        except StopIteration:
            return
        except Unreadable as error:
            if not before:
                raise
            yield str(error)
            return


def read_table(file: Path) -> list[Article | str]:
    """The raw rows of a table that describes articles; ValueError if it cannot be read."""
    if not file.exists():
        raise FileNotFoundError(
            f"{file}: does not exist; name the table that describes the articles"
        )
    if not file.is_file():  # a folder, or a pipe, which would block for ever
        raise ValueError(f"{file}: not a file; name the table that describes the articles")
    try:
        return table_rows(file)
    except Unreadable as error:
        raise ValueError(f"{file}: {error}") from error


def table_rows(file: Path) -> list[Article | str]:
    """The rows of the first table in a file, all of them."""
    open_file, name = opener(file), file.name
    kind = guarded(kind_of_file, name, open_file)
    if kind == ".gz":
        open_file = guarded(gunzipped, open_file)
        name = name[:-3]
        kind = guarded(kind_of_file, name, open_file)
    if kind in NEWER:
        kind, open_file = guarded(converted, open_file, kind)
    tables = guarded(tables_in, kind, name, open_file)
    if tables is None:
        raise Unreadable(f"not a table; save it as {' or '.join(sorted(TABLE_READERS))}")
    for _, rows in guarded_all(tables):
        return list(guarded_all(rows))
    return []


def may_hold_table(file: Path) -> bool:
    """Whether the file is or may contain a table; otherwise named columns have no meaning."""
    kinds = {suffix_of(file.name), suffix_of(file.stem)}
    return bool(kinds & {*TABLE_READERS, *SPREADSHEETS, ".zip"})


def has_text(file: Path, columns: Mapping[str, str]) -> bool:
    """Whether the table holds articles, rather than metadata on articles; a table that cannot be
    read counts as one with articles, and is rejected.

    A table that names the articles it describes, by `source` or `id`, holds articles only if a
    column is called text.
    """
    if not file.is_file():
        return True
    try:
        names = tuple(known_columns(table_rows(file)))
    except Unreadable:
        return True
    return columns.get("text", "text") in names or (
        not {"source", "id"} & set(names) and "text" in recognised(names, tuple(columns.items()))
    )
