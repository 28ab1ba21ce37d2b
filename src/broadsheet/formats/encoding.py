"""The bytes of a file as text, whole or line by line, with plain line ends and composed accents.

All text is decoded here. Text files are decoded strictly, so that a picture is not taken for an
article; web pages as browsers decode them, by their own declarations.
"""

import codecs
import io
import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO

from ..limits import LEVELS, WHOLE
from ..paths import installs
from ..patterns import regex
from ..text import CONTROL, ODD, composed

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
UNMARKED = ("utf-8-sig", "cp1252")  # tried in this order if no byte order mark decides
CHARSET = re.compile(
    rb"""
    <(?: meta\b[^>]{0,200}?charset              # <meta charset="utf-8">
       | \?xml\b[^>]{0,80}?encoding )           # <?xml version="1.0" encoding="utf-8"?>
    \s*=\s*["']?\s*([\w.:-]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
LATIN_1 = re.compile(
    r"""
    (?: iso[-_]?8859[-_]?1        # iso-8859-1
      | latin[-_]?1               # latin1
      | (?:us[-_]?)?ascii )$      # us-ascii
    """,
    re.VERBOSE | re.IGNORECASE,
)  # browsers read pages that declare one of these as Windows-1252
# The folders of a path, which may contain blanks within quotation marks.
FOLDERS = regex(
    r"""
    (['"])(?:[a-z]:)?[\\/]{1,2}[^'"]*[\\/](?=[^'"\\/]*\1)      # '/home/ann/My Papers/rain.docx'
  | (?<![\w:/\\.<])(?:[a-z]:)?[\\/]{1,2}(?:[^\s'"<>\\/]+[\\/])+  # C:\Users\ann\rain.docx
    """,
    re.VERBOSE | re.IGNORECASE,
)
PIECE = 2**20  # bytes decoded at once

# A function that opens a file, or a part of one, at its beginning; it can be called repeatedly.
Opener = Callable[[], BinaryIO]


class Unreadable(ValueError):
    """A file from which no article can be read; the message is the reason, in one line."""


def library(name: str, kind: str) -> ModuleType:
    """A library that reads one of the rarer formats; `Unreadable`, with the command that installs
    it, if it is missing.

    >>> library("no_such_library", "a WARC file")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    broadsheet.formats.encoding.Unreadable: a WARC file needs one more library: make setup
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise Unreadable(f"{kind} needs one more library: {installs('formats')}") from error


def one_line(error: BaseException) -> str:
    """The message of an error, as one line of moderate length, without paths of the machine.

    >>> one_line(ValueError("cannot open '/home/ann/My Papers/rain.docx'"))
    "cannot open 'rain.docx'"
    >>> one_line(ValueError("no such page: https://post.example/rain/1"))
    'no such page: https://post.example/rain/1'
    """
    message = getattr(error, "strerror", None) or str(error) or type(error).__name__
    line = FOLDERS.sub(r"\1", " ".join(message.split()))
    return line if len(line) <= 160 else line[:159] + "…"


def bytes_of(open_file: Opener) -> bytes:
    """All bytes of a file; `Unreadable` if it is too large to be read at once."""
    data = bytearray()
    with open_file() as stream:
        raw = getattr(stream, "raw", None)
        if isinstance(raw, io.FileIO) and os.fstat(raw.fileno()).st_size <= WHOLE:
            return stream.read()  # in half of the memory that the pieces and the whole take
        while piece := stream.read(PIECE):
            data += piece
            if len(data) > WHOLE:
                raise Unreadable(
                    f"larger than {WHOLE >> 20} MB, unlike any article; split it into several "
                    "files, or save a table as .jsonl, one article per line"
                )
    return bytes(data)


def seekable(open_file: Opener) -> BinaryIO:
    """The file, opened for libraries that need random access: in memory if it is compressed."""
    stream = open_file()
    if stream.seekable():
        return stream
    with stream:
        return io.BytesIO(stream.read())


def marked_encoding(head: bytes) -> str | None:
    """The encoding given by a byte order mark; None without one."""
    return next(
        (encoding for mark, encoding in BYTE_ORDER_MARKS.items() if head.startswith(mark)), None
    )


def encoding_of(open_file: Opener) -> str:
    """The encoding of a file: UTF-8, or UTF-16 if the file is marked so, else Windows-1252: the
    first that decodes all of it.
    """
    with open_file() as stream:
        marked = marked_encoding(stream.read(3))
    for encoding in ("utf-16",) if marked == "utf-16" else UNMARKED:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with open_file() as stream:
                while True:
                    data = stream.read(PIECE)
                    text = decoder.decode(data, final=not data)
                    if "\0" in text or (encoding == "cp1252" and CONTROL.search(text)):
                        break
                    if not data:
                        return encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable("not text; save the article as plain text (UTF-8)")


def lines_of(open_file: Opener) -> Iterator[str]:
    """The lines of a text file, in the form of `composed`, each with its line end. Only one line at
    a time is in memory.
    """
    encoding = encoding_of(open_file)
    with io.TextIOWrapper(open_file(), encoding=encoding) as text:
        for line in text:
            yield from (
                re.findall(r"[^\n]*\n|[^\n]+", composed(line))
                if ODD.search(line)
                else [composed(line)]
            )


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 if it is marked so, else Windows-1252; with plain line
    ends and composed accents.

    >>> decode("Caf\\u00e9\\r\\n".encode("cp1252"))
    'Caf\u00e9\\n'
    >>> decode(b"GIF89a\\0")
    Traceback (most recent call last):
    broadsheet.formats.encoding.Unreadable: not text; save the article as plain text (UTF-8)
    """
    return composed(data.decode(encoding_of(partial(io.BytesIO, data))))


def decode_page(data: bytes) -> str:
    """The text of a web page, decoded by its byte order mark, or by its markup, else as UTF-8, else
    as Windows-1252. Markup and line ends are unchanged.

    >>> decode_page(b'<meta charset="latin-1"><p>\\x93Caf\\xe9\\x94')
    '<meta charset="latin-1"><p>\u201cCaf\u00e9\u201d'
    >>> decode_page("<p>Caf\u00e9".encode())
    '<p>Caf\u00e9'
    """
    if marked := marked_encoding(data):
        return data.decode(marked, "replace")
    charset = CHARSET.search(data[:8192])
    declared = charset[1].decode("ascii", "replace") if charset else UNMARKED[0]
    for encoding in ("cp1252" if LATIN_1.match(declared) else declared, *UNMARKED):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def composed_all(value: Any, levels: int = LEVELS) -> Any:
    """A value from JSON with every string in it composed, including names; `Unreadable` if it is
    nested more deeply than any data.
    """
    if not levels:
        raise Unreadable(f"nested more than {LEVELS} levels deep; give each article its own row")
    if isinstance(value, dict):
        return {composed(name): composed_all(inner, levels - 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [composed_all(inner, levels - 1) for inner in value]
    return composed(value) if isinstance(value, str) else value
