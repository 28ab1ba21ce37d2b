"""A file as its articles, for tests: as a corpus has them, read in this process."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from broadsheet.formats import read_as_bytes, taken_out


def read(file: Path, columns: Mapping[str, str]) -> Iterator[tuple[str, dict | str]]:
    for place, found in read_as_bytes(file, columns):
        for below, article in taken_out(found):
            yield place + below, article
