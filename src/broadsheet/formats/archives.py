"""The files in an archive, opened one at a time and never unpacked beyond a limit."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from ..limits import GROWTH, room
from ..text import composed
from .encoding import Opener, Unreadable, seekable

TOO_LARGE = f"unpacks to more than {GROWTH} times its size, unlike any text; unpack it yourself"


class Bounded(io.RawIOBase):
    """The content of a compressed stream; `Unreadable` once it exceeds what any text could unpack
    to.
    """

    def __init__(self, stream, packed: int, below: BinaryIO | None = None):
        self.stream, self.room, self.below = stream, room(packed), below

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self.stream.read1(len(buffer))  # everything before the place where a file is cut off
        self.room -= len(data)
        if self.room < 0:
            raise Unreadable(TOO_LARGE)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.stream.close()
        if self.below:
            self.below.close()  # a gzip stream does not close the underlying file
        super().close()


def size_of(open_file: Opener) -> int:
    """The size of a file in bytes."""
    with open_file() as stream:
        if stream.seekable():
            return stream.seek(0, io.SEEK_END)
        return sum(map(len, iter(partial(stream.read, 2**20), b"")))


def gunzipped(open_file: Opener) -> Opener:
    """The file inside a gzip file."""
    packed = size_of(open_file)

    def opened() -> io.BufferedReader:
        below = open_file()
        return io.BufferedReader(Bounded(gzip.GzipFile(fileobj=below), packed, below))

    return opened


def members(open_file: Opener) -> Iterator[tuple[str, Opener | str]]:
    """Each file in a zip, in the order of names, with a function that opens it or the reason why it
    cannot be opened.

    Hidden files, whose names or folders begin with a dot, and files added by a Mac are ignored.
    """
    with seekable(open_file) as stream, zipfile.ZipFile(stream) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        inside = sorted(
            ((name_in_zip(part), part) for part in parts if not hidden(name_in_zip(part))),
            key=lambda named: named[0],
        )
        if sum(part.file_size for _, part in inside) > room(size_of(open_file)):
            raise Unreadable(TOO_LARGE)
        if not inside:
            but = " apart from hidden files" if parts else ""
            raise Unreadable(f"the zip is empty{but}; put the articles into it")
        seen = set()
        for name, part in inside:
            if part.flag_bits & 1:
                yield name, "protected by a password; unpack the zip first"
            elif outside_its_folder(name):
                yield name, "is outside the zip's own folder; unpack the zip with care"
            elif name in seen:
                yield name, "a second file with this name in the zip; rename it"
            else:
                yield name, partial(unzipped, archive, part)
            seen.add(name)


def name_in_zip(part: zipfile.ZipInfo) -> str:
    """The name of a part with slashes, in composed Unicode; some Windows programs write
    backslashes.
    """
    return composed(part.filename.replace("\\", "/"))


def outside_its_folder(name: str) -> bool:
    """Whether the file, once unpacked, would be outside the folder of the zip.

    >>> outside_its_folder("../a.txt"), outside_its_folder("/etc/a.txt"), outside_its_folder("C:/a")
    (True, True, True)
    >>> outside_its_folder("a/b..c.txt")
    False
    """
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or path.parts[0].endswith(":")


def unzipped(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> io.BufferedReader:
    """A part of a zip, opened."""
    return io.BufferedReader(Bounded(archive.open(part), part.compress_size))


def hidden(name: str) -> bool:
    """Whether the file is hidden, or was added to the zip by a Mac.

    >>> hidden("a/.b.txt"), hidden("__MACOSX/a.txt"), hidden("a/b.txt")
    (True, True, False)
    >>> hidden("../b.txt")
    False
    """
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") and part != ".." for part in parts)


def names_in(open_file: Opener) -> set[str]:
    """The names in a zip, by which Word and Excel files are recognised; empty if it is damaged."""
    try:
        with seekable(open_file) as stream, zipfile.ZipFile(stream) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return set()


def grows_too_much(open_file: Opener) -> bool:
    """Whether a Word or Excel file, which is a zip, declares that it unpacks to more than any text
    does.
    """
    with seekable(open_file) as stream, zipfile.ZipFile(stream) as archive:
        return sum(part.file_size for part in archive.infolist()) > room(size_of(open_file))
