"""What kind of file a file is: its first bytes say so; where they do not, its ending does."""
from pathlib import PurePath

from .archives import names_in
from .decoding import Opener, Unreadable
from .tables import TABLE_READERS

ALIASES = {".htm": ".html", ".xhtml": ".html", ".text": ".txt", ".md": ".txt", ".xlsm": ".xlsx", ".docm": ".docx",
           ".tab": ".tsv", ".pq": ".parquet"}
MAGIC = {b"%PDF-": ".pdf", b"{\\rtf": ".rtf", b"PAR1": ".parquet", b"WARC/": ".warc", b"\x1f\x8b": ".gz",
         b"<!doctype html": ".html", b"<html": ".html"}
BETTER = {".doc": ".docx", ".odt": ".docx", ".pages": ".docx", ".xls": ".xlsx", ".ods": ".xlsx", ".numbers": ".xlsx",
          ".mhtml": ".html", ".mht": ".html", ".webarchive": ".html"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
READABLE = {*TABLE_READERS, *MAGIC.values(), ".txt", ".docx", ".zip"}


def suffix_of(name: str) -> str:
    """The ending of a name, under the one of several that we use.

    >>> suffix_of("Story.HTM"), suffix_of("a.csv.gz"), suffix_of("README")
    ('.html', '.gz', '')
    """
    ending = PurePath(name).suffix.lower()
    return ALIASES.get(ending, ending)


def kind_of(name: str, open_file: Opener) -> str:
    """The ending under which a file is read: what its first bytes say, else its own. `Unreadable` for any other kind."""
    with open_file() as stream:
        head = stream.read(2048)
    own = suffix_of(name)
    if own == ".gz":
        return own
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((kind for mark, kind in MAGIC.items() if (head if mark.isupper() else start).startswith(mark)), own)
    if start.startswith(b"<?xml") and b"<html" in start:
        kind = ".html"
    if head.startswith(b"PK\x03\x04") or own in (".docx", ".xlsx", ".zip"):
        kind = kind_of_zip(head, own, open_file)
    if kind == ".html" and own in TABLE_READERS:
        raise Unreadable(f"a web page under the name of a {own} file; download the table again")
    if kind not in READABLE:
        raise Unreadable(f"{f'{own} files' if own else 'files without an ending'} cannot be read; save the article as "
                         f"{BETTER.get(own, '.txt')}")
    return kind


def kind_of_zip(head: bytes, own: str, open_file: Opener) -> str:
    """Word's and Excel's files are zips, told by their parts. Protected ones are not, and neither are their old ones."""
    if head.startswith(OLD_OFFICE):
        with open_file() as stream:
            locked = "EncryptedPackage".encode("utf-16-le") in stream.read()
        if locked:
            raise Unreadable("protected by a password; save it without one")
        raise Unreadable(f"the older kind of Office file under the name of {own}; save it as {own} again")
    parts = names_in(open_file)
    kind = ".docx" if "word/document.xml" in parts else ".xlsx" if "xl/workbook.xml" in parts else own
    if not parts and own in (".docx", ".xlsx"):
        raise Unreadable(f"damaged {own} file; open it where it was written and save it again")
    return kind or ".zip"
