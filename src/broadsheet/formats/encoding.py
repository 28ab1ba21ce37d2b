"""The bytes of a file as text, whole or line by line: line ends plain, accents composed."""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

from ..paths import installs
from ..text import ODD, composed

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
PIECE = 2**20  # bytes looked at in one go

Opener = Callable[
    [], BinaryIO
]  # opens a file, or a part of one, at its beginning; as often as it is asked


class Unreadable(ValueError):
    """A file from which no article can be read, and why, in one line."""


def library(name: str, kind: str) -> ModuleType:
    """A library that reads one of the rarer formats; `Unreadable`, with the line that installs it,
    where it is missing.

    >>> library("no_such_library", "a WARC file")
    Traceback (most recent call last):
    broadsheet.formats.encoding.Unreadable: a WARC file needs a library more: make setup
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise Unreadable(f"{kind} needs a library more: {installs('formats')}") from error


def one_line(error: BaseException) -> str:
    """What an error says, in one line of bearable length."""
    said = " ".join(
        (getattr(error, "strerror", None) or str(error) or type(error).__name__).split()
    )
    return said if len(said) <= 160 else said[:159] + "…"


def seekable(open_file: Opener) -> BinaryIO:
    """The file, opened, for libraries that jump about in it: in memory where it is packed."""
    stream = open_file()
    if stream.seekable():
        return stream
    with stream:
        return io.BytesIO(stream.read())


def encoding_of(open_file: Opener) -> str:
    """UTF-8, UTF-16 if the file says so, else Windows-1252: the first in which all of it is text,
    piece by piece.
    """
    with open_file() as stream:
        marked = stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
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


def composed_all(value):
    """A value from JSON with every string in it composed, names too."""
    if isinstance(value, dict):
        return {composed(name): composed_all(one) for name, one in value.items()}
    return (
        [composed_all(one) for one in value]
        if isinstance(value, list)
        else (composed(value) if isinstance(value, str) else value)
    )
