"""The bytes of a file as text, whole or line by line: line ends plain, accents composed.

Everything that becomes text is decoded here. A file of text is decoded strictly, so that a picture
is not taken for an article; a web page as browsers do, by what it says of itself.
"""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO

from ..limits import LEVELS, WHOLE
from ..paths import installs
from ..text import CONTROL, ODD, composed

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
UNMARKED = ("utf-8-sig", "cp1252")  # tried in this order where no mark says what the file is
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
)  # browsers read Windows-1252 where a page says one of these
# The folders of a path: in quotation marks, where they may hold blanks, or between blanks.
FOLDERS = re.compile(
    r"""
    (['"])(?:[a-z]:)?[\\/]{1,2}[^'"]*[\\/](?=[^'"\\/]*\1)      # '/home/ann/My Papers/rain.docx'
  | (?<![\w:/\\.<])(?:[a-z]:)?[\\/]{1,2}(?:[^\s'"<>\\/]+[\\/])+  # C:\Users\ann\rain.docx
    """,
    re.VERBOSE | re.IGNORECASE,
)
PIECE = 2**20  # bytes looked at in one go

# Opens a file, or a part of one, at its beginning; as often as it is asked.
Opener = Callable[[], BinaryIO]


class Unreadable(ValueError):
    """A file from which no article can be read, and why, in one line."""


def library(name: str, kind: str) -> ModuleType:
    """A library that reads one of the rarer formats; `Unreadable`, with the line that installs it,
    where it is missing.

    >>> library("no_such_library", "a WARC file")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    broadsheet.formats.encoding.Unreadable: a WARC file needs one more library: make setup
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise Unreadable(f"{kind} needs one more library: {installs('formats')}") from error


def one_line(error: BaseException) -> str:
    """What an error says, in one line of bearable length, with no path of the machine in it.

    >>> one_line(ValueError("cannot open '/home/ann/My Papers/rain.docx'"))
    "cannot open 'rain.docx'"
    >>> one_line(ValueError("no such page: https://post.example/rain/1"))
    'no such page: https://post.example/rain/1'
    """
    message = getattr(error, "strerror", None) or str(error) or type(error).__name__
    line = FOLDERS.sub(r"\1", " ".join(message.split()))
    return line if len(line) <= 160 else line[:159] + "…"


def bytes_of(open_file: Opener) -> bytes:
    """All that is in a file; `Unreadable` for one too large to be read whole."""
    data = bytearray()
    with open_file() as stream:
        while piece := stream.read(PIECE):
            data += piece
            if len(data) > WHOLE:
                raise Unreadable(
                    f"larger than {WHOLE >> 20} MB, as no article is; make several files of it, or "
                    "save a table as .jsonl, one article on each line"
                )
    return bytes(data)


def seekable(open_file: Opener) -> BinaryIO:
    """The file, opened, for libraries that jump about in it: in memory where it is packed."""
    stream = open_file()
    if stream.seekable():
        return stream
    with stream:
        return io.BytesIO(stream.read())


def marked_encoding(head: bytes) -> str | None:
    """The encoding that the first bytes of a file mark; None where they mark none."""
    return next(
        (encoding for mark, encoding in BYTE_ORDER_MARKS.items() if head.startswith(mark)), None
    )


def encoding_of(open_file: Opener) -> str:
    """UTF-8, UTF-16 if the file says so, else Windows-1252: the first in which all of it is text,
    piece by piece.
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
    """The lines of a text file, as `composed` keeps them, each with its line end. No more than a
    line is in memory.
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
    """The text of a file: UTF-8, UTF-16 if it says so, else Windows-1252; line ends plain, accents
    composed.

    >>> decode("Caf\\u00e9\\r\\n".encode("cp1252"))
    'Caf\u00e9\\n'
    >>> decode(b"GIF89a\\0")
    Traceback (most recent call last):
    broadsheet.formats.encoding.Unreadable: not text; save the article as plain text (UTF-8)
    """
    return composed(data.decode(encoding_of(partial(io.BytesIO, data))))


def decode_page(data: bytes) -> str:
    """The text of a web page: as its byte order mark says, or as its markup does, else UTF-8, else
    Windows-1252. Its markup and its line ends stay as they are.

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
    """A value from JSON with every string in it composed, names too; `Unreadable` where it holds
    more levels in each other than any data has.
    """
    if not levels:
        raise Unreadable(f"more than {LEVELS} levels in each other; give each article its own row")
    if isinstance(value, dict):
        return {composed(name): composed_all(inner, levels - 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [composed_all(inner, levels - 1) for inner in value]
    return composed(value) if isinstance(value, str) else value
