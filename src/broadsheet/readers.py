"""A file as rows, and a row as an article; or the reason, in one line, why it cannot be read.

A file's ending tells how it is read. A text file is a copied page, and the article in it is its one row. Why a file
cannot be read is said by `Unreadable`, why a row cannot, by a string in the row's place.
"""
import codecs
import csv
import gzip
import io
import json
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from .pages import read_page
from .shapes import LETTER

COLUMNS = ["id", "outlet", "title", "authors", "published", "url", "language", "source", "text",
           "updated", "place", "summary", "highlights", "agency", "subheads", "dateline", "cut"]
LISTS = ["highlights", "subheads", "cut"]
WRITTEN = ["source", "cut"]                   # what `load` itself writes; a table's column of that name is set aside
ODD = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")      # what the three below look for; few texts hold it
LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e]")
NO_CHARACTER = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
DROPPED = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Unreadable(ValueError):
    """A file from which no article can be read, and why, in one line."""


class NoColumn(Unreadable):
    """A table that lacks a column which is asked for."""


def ending(file: Path) -> str:
    """What says how to read a file: ".csv" for articles.CSV.gz."""
    return Path(file.stem if file.suffix.lower() == ".gz" else file.name).suffix.lower()


def contents(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise Unreadable("not a file, or a link that leads nowhere; put the file itself here")
        data = file.read_bytes()
        return gzip.decompress(data) if file.suffix.lower() == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"{getattr(error, 'strerror', None) or error}; check the file, or save it again") from error


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 if it says so, else Windows-1252; line ends plain, accents composed.

    >>> decode("Caf\\u00e9\\r\\n".encode("cp1252"))
    'Caf\u00e9\\n'
    >>> decode(b"GIF89a\\0")
    Traceback (most recent call last):
    broadsheet.readers.Unreadable: not text; save the article as plain text (UTF-8)
    """
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not (encoding == "cp1252" and CONTROL.search(text)):
            return composed(text)
    raise Unreadable("not text; save the article as plain text (UTF-8)")


def composed(text: str) -> str:
    """The text as it is kept: line ends plain, accents composed, and nothing in it that UTF-8 or SVG cannot hold.

    What is no character (half of a pair, as in damaged JSON) becomes U+FFFD, a break of a page or a column a line end;
    other control characters are dropped.

    >>> composed("One\\r\\nTwo\\fThr\\x00ee\\tFour \\ud800")
    'One\\nTwo\\nThree\\tFour \ufffd'
    """
    if ODD.search(text):
        text = DROPPED.sub("", NO_CHARACTER.sub("\ufffd", LINE_END.sub("\n", text)))
    return unicodedata.normalize("NFC", text)


def composed_all(value):
    """A value from JSON with every string in it composed, names too."""
    if isinstance(value, dict):
        return {composed(name): composed_all(one) for name, one in value.items()}
    return [composed_all(one) for one in value] if isinstance(value, list) else (
        composed(value) if isinstance(value, str) else value)


def read_text(data: bytes) -> list[dict]:
    text = decode(data)
    article = read_page(text)
    if not LETTER.search(article["text"]):
        raise Unreadable("no running prose in it; check that the article was copied" if text.strip() else
                         "empty; copy the article into it")
    return [article]


def read_csv(data: bytes) -> list[dict | str]:
    """The rows of a table whose head says by what it is parted. pandas would take a field too many for an index."""
    text = decode(data)
    head = text.partition("\n")[0]
    try:
        names, *rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    except (csv.Error, ValueError) as error:
        raise Unreadable(f"not a table: {error if text.strip() else 'empty'}; save it again as CSV") from error
    names = [name.strip() for name in names]
    if twice := [name for name in names if name and names.count(name) > 1]:
        raise Unreadable(f"two columns are called {twice[0]!r}; rename one of them")
    return [dict(zip(names, row)) if len(row) == len(names) else
            f"{len(row)} fields under {len(names)} names; put fields that hold a comma between quotation marks"
            for row in rows if row]


def json_rows(text: str) -> list[dict | str]:
    try:
        rows = composed_all(json.loads(text))
    except (ValueError, RecursionError) as error:    # ValueError: also for a number of more digits than Python reads
        why = str(error).partition(";")[0]
        raise Unreadable(f"not JSON: {why}; save it again, or as .jsonl if each line is an article") from error
    return [row if isinstance(row, dict) else "not an article with named fields; give it at least a text"
            for row in (rows if isinstance(rows, list) else [rows])]


def read_json(data: bytes) -> list[dict | str]:
    return json_rows(decode(data))


def read_json_lines(data: bytes) -> list[dict | str]:
    rows = []
    for line in filter(str.strip, decode(data).split("\n")):
        try:
            rows += json_rows(line)
        except Unreadable as error:
            rows.append(str(error).partition(", or as")[0])
    return rows


# To read one more kind of file: one function, from its bytes to its article or to a table's rows, and one line here.
READERS: dict[str, Callable[[bytes], list]] = {
    ".txt": read_text, ".csv": read_csv, ".tsv": read_csv, ".json": read_json, ".jsonl": read_json_lines,
    ".ndjson": read_json_lines}
TABLES = set(READERS) - {".txt"}
csv.field_size_limit(2**31 - 1)               # Python's own limit would refuse an article of 131,072 characters
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def read_rows(file: Path) -> list[dict | str]:
    """The rows of a file, a text file's one, each as it stands or as the reason why it is none; or `Unreadable`."""
    read = READERS.get(ending(file))
    if read is None:
        kind = f"{ending(file)} files" if ending(file) else "files without an ending"
        raise Unreadable(f"{kind} cannot be read; save the article as .txt")
    return read(contents(file))


def known_columns(rows: list) -> list[str]:
    return list(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))


def list_inside(rows: list) -> str | None:
    """The name under which a file's one row holds a list of rows: {"articles": [{"text": ...}]}."""
    named = rows[0].items() if len(rows) == 1 and isinstance(rows[0], dict) else ()
    return next((name for name, value in named
                 if isinstance(value, list) and value and isinstance(value[0], dict)), None)


def read_table(file: Path) -> list:
    """The rows of a table that describes articles, as `read_rows` gives them; ValueError where it cannot be read."""
    if not file.exists():
        raise FileNotFoundError(f"{file}: nothing is there; name the table that describes the articles")
    try:
        if ending(file) not in TABLES:
            raise Unreadable(f"no table; save it as {' or '.join(sorted(TABLES))}")
        return read_rows(file)
    except Unreadable as error:
        raise ValueError(f"{file}: {error}") from error


def has_text(file: Path, columns: dict[str, str]) -> bool:
    """The table holds articles, not what is known about them; one that cannot be read is rejected as if it did."""
    try:
        return columns.get("text", "text") in known_columns(read_csv(contents(file)))
    except Unreadable:
        return True


def set_aside(name: str) -> str:
    return f"{name}_in_table" if name in WRITTEN else name


def from_row(row: dict, columns: dict[str, str]) -> dict | str:
    """The article in a row of a table. A column of another meaning that bears a name of ours is set aside, renamed."""
    columns = {ours: theirs for ours, theirs in columns.items() if set_aside(ours) == ours or ours not in row}
    article = {set_aside(ours): row.get(theirs) for ours, theirs in columns.items()}
    for name, value in row.items():
        if name not in columns.values():
            article[f"{name}_in_table" if name in columns else set_aside(name)] = value
    article = {name: clean(name, value) for name, value in article.items()}
    text = article["text"]
    if text is None or not LETTER.search(text):
        missing = "text" if text is None else "words"
        return f"no {missing} in column {columns.get('text', 'text')!r}; fill it or remove the row"
    return article


def clean(name: str, value):
    """A cell as it is kept: text composed, nothing as None, several authors in one line."""
    if name in LISTS:
        return value if isinstance(value, list) else [value] if value else []
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    if isinstance(value, str):
        value = composed(value) if value.strip() else None
    elif pd.api.types.is_scalar(value) and pd.isna(value):
        value = None
    return str(value) if value is not None and name in COLUMNS else value


def read(file: Path, columns: dict[str, str]) -> Iterator[tuple[str, dict | str]]:
    """Each article of a file, or the reason why it is none, with its place in the file: "" or "#3" for a third row.

    Dates stand as the source says them. NoColumn where a table lacks a column that is asked for.
    """
    try:
        found = read_rows(file)
        if ending(file) not in TABLES:
            yield "", found[0]
            return
    except Unreadable as error:
        yield "", str(error)
        return
    known = known_columns(found)
    for ours, theirs in ({"text": "text"} | columns).items():
        if theirs not in known:
            inside = list_inside(found)
            raise NoColumn(f"no column {theirs!r} for `{ours}`; it has {', '.join(known) or 'none'}; " + (
                f"put the list {inside!r} itself at the top of the file, without a name" if inside else
                f"name one: columns={{{ours!r}: ...}}"))
    for number, row in enumerate(found, 1):
        yield f"#{number}", row if isinstance(row, str) else from_row(row, columns)
