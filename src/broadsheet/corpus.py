"""A folder, a file or a table as a `Corpus`: the articles in it, what could not be read, and a fingerprint of it all.

Nothing is lost without a word: what went in equals articles plus rejected plus duplicates, and `report` says so.
"""
import codecs
import csv
import gzip
import hashlib
import io
import json
import os
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from .dates import read_date
from .pages import read_page
from .paths import find

COLUMNS = ["id", "outlet", "title", "authors", "published", "url", "language", "source", "text",
           "updated", "place", "summary", "highlights", "agency", "subheads", "dateline", "cut"]
LISTS = ["highlights", "subheads", "cut"]
METADATA = "articles.csv"


@dataclass(frozen=True, repr=False)
class Corpus:
    """What `load` gives: tables `articles`, `rejected` (source, reason), `duplicates` (source, duplicate_of).

    `name` is that of the folder or file, without its endings: it names the folder of figures, too.
    `went_in` counts what was there to be read: files, rows of tables, and metadata rows that describe no article.
    `fingerprint` is the SHA-256 of the articles: the same wherever the folder stands, in whatever order its files are
    listed, with Windows' or Unix' line ends, with composed or decomposed accents.
    """
    name: str
    articles: pd.DataFrame
    rejected: pd.DataFrame
    duplicates: pd.DataFrame
    fingerprint: str
    went_in: int

    @property
    def report(self) -> str:
        return (f"{self.went_in} went in = {len(self.articles)} articles + {len(self.rejected)} rejected + "
                f"{len(self.duplicates)} duplicates; fingerprint {self.fingerprint[:12]}")

    def __repr__(self):
        return f"Corpus({self.name}: {self.report})"


def load(path: str | Path, columns: dict[str, str] | None = None,
         metadata: str | Path | pd.DataFrame | None = None) -> Corpus:
    """The `Corpus` at a path: a folder with all that is below it, one text file, or one table with a row an article.

    Text files (.txt) are read as copied pages, and the article is cut out of each; tables (.csv, .tsv, .json, .jsonl,
    all of them also .gz) have a `text` column, which is taken as it stands but for its line ends. `columns` names the
    table's column for one of ours: `{"text": "content_original"}`. A file of another kind is rejected; hidden files and
    folders, whose names begin with a dot, are no part of the corpus.

    `articles`: one row an article, ordered by `source`, the path below what was loaded ("a.csv#3" for the third row of
    a table). `published` and `updated` are strings in ISO 8601, as exact as the source is and with the zone it states
    ("2025-09-04", "2025-09-04T02:16+05:30"), since such strings sort and outlive CSV and Parquet; for timestamps:
    `pd.to_datetime(articles["published"], utc=True, format="ISO8601")`. `highlights`, `subheads` and `cut` are lists,
    empty where there is nothing; all else that is not known is NaN. All text is composed Unicode (NFC).

    `metadata`, a table or its path, is joined on `source`, or else on `id`, and what it says wins; its empty cells
    erase nothing. A folder's own articles.csv without a text column is such a table. Rows that describe no article are
    rejected. Of two articles with the same text the first is kept, the second listed in `duplicates`.

    Raises FileNotFoundError where nothing is at the path, and ValueError for an empty folder, a column that is in no
    table, a table without text, and metadata without `source` and `id`.

    >>> load("data/seeds").articles[["outlet", "authors"]].to_dict("list")
    {'outlet': ['Newslooks', 'Devdiscourse'], 'authors': ['J. Mansour', 'Devdiscourse News Desk']}
    >>> load("no such folder")
    Traceback (most recent call last):
    FileNotFoundError: no such folder: nothing is there; name a folder, a text file or a table
    """
    root, columns = find(path), columns or {}
    if not root.exists():
        raise FileNotFoundError(f"{path}: nothing is there; name a folder, a text file or a table")
    if unknown := sorted(set(columns) - set(COLUMNS)):
        raise ValueError(f"columns: {unknown[0]!r} is no column of ours; ours are {', '.join(COLUMNS)}")
    files, rejected = list_files(root)
    own = root / METADATA if root / METADATA in files and not has_text(root / METADATA, columns) else None
    files = [file for file in files if file != own]
    if not files and not rejected:
        raise ValueError(f"{path}: the folder is empty; put text files into it, one an article")
    if columns and not any(ending(file) in TABLES for file in files):
        raise ValueError(f"{path}: columns name those of a table, and there is no table; leave them out")
    articles = []
    for file in tqdm(files, desc="reading", unit="file", delay=2, disable=None):
        for source, found in read_file(file, root, columns):
            rejected.append((source, found)) if isinstance(found, str) else articles.append({**found, "source": source})
    articles.sort(key=lambda article: order(article["source"]))
    name_articles(articles)
    for table in (own, metadata):
        if table is not None:
            rejected += describe(articles, table, {source for source, _ in rejected})
    name_articles(articles)
    kept, duplicates = without_duplicates(articles)
    return Corpus(root.resolve().name.split(".")[0], as_table(kept),
                  pd.DataFrame(sorted(rejected), columns=["source", "reason"], dtype="str"),
                  pd.DataFrame(duplicates, columns=["source", "duplicate_of"], dtype="str"),
                  fingerprint(kept), len(articles) + len(rejected))


class Unreadable(ValueError):
    """A file from which no article can be read, and why, in one line."""


def list_files(root: Path) -> tuple[list[Path], list[tuple[str, str]]]:
    """The files at or below a path, and the linked folders, which are not entered: a link may lead in circles."""
    if not root.is_dir():
        return [root], []
    files, links = [], []
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if not name.startswith("."))
        links += [name_of(Path(folder, name), root) for name in below if Path(folder, name).is_symlink()]
        files += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
    return files, [(link, "a link to a folder, which is not followed; load that folder itself") for link in links]


def name_of(file: Path, root: Path) -> str:
    """The `source` of a file: its path below what was loaded, with slashes, composed."""
    return unicodedata.normalize("NFC", (file.relative_to(root) if file != root else Path(file.name)).as_posix())


def order(source: str) -> tuple[str, int]:
    """By path, and the rows of a table by their number: row 2 stands before row 10."""
    path, _, row = source.rpartition("#")
    return (path, int(row)) if path and row.isdecimal() else (source, 0)


def ending(file: Path) -> str:
    """What says how to read a file: ".csv" for articles.CSV.gz."""
    return Path(file.stem if file.suffix.lower() == ".gz" else file.name).suffix.lower()


def read_file(file: Path, root: Path, columns: dict[str, str]) -> Iterator[tuple[str, dict | str]]:
    """Each article of a file with its source, or the reason why there is none."""
    source = name_of(file, root)
    try:
        read = READERS.get(ending(file))
        if read is None:
            kind = f"{ending(file)} files" if ending(file) else "files without an ending"
            raise Unreadable(f"{kind} cannot be read; save the article as .txt")
        found = read(contents(file))
        if ending(file) not in TABLES:
            yield source, found[0]
            return
        known = known_columns(found)
        for ours, theirs in ({"text": "text"} | columns).items():
            if theirs not in known:
                problem = (f"{source}: no column {theirs!r} for `{ours}`; it has {', '.join(known) or 'none'}; "
                           f"name one: columns={{{ours!r}: ...}}")
                if columns or file == root:
                    raise ValueError(problem)
                raise Unreadable(problem.partition(": ")[2])
    except Unreadable as error:
        yield source, str(error)
        return
    for number, row in enumerate(found, 1):
        yield f"{source}#{number}", row if isinstance(row, str) else from_row(row, columns)


def contents(file: Path) -> bytes:
    if not file.is_file():
        raise Unreadable("not a file, or a link that leads nowhere; put the file itself here")
    try:
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
    broadsheet.corpus.Unreadable: not text; save the article as plain text (UTF-8)
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
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_text(data: bytes) -> list[dict]:
    text = decode(data)
    article = read_page(text)
    if not article["text"]:
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
    return [dict(zip(names, row)) if len(row) == len(names) else
            f"{len(row)} fields under {len(names)} names; put fields that hold a comma between quotation marks"
            for row in rows if row]


def json_rows(text: str) -> list[dict | str]:
    try:
        rows = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"not JSON: {error}; save it again, or as .jsonl if each line is an article") from error
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


def known_columns(rows: list) -> list[str]:
    return list(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))


def read_table(file: Path) -> list:
    """The rows of a table that describes articles; ValueError, in one line, where it cannot be read."""
    if not file.exists():
        raise FileNotFoundError(f"{file}: nothing is there; name the table that describes the articles")
    try:
        if ending(file) not in TABLES:
            raise Unreadable(f"no table; save it as {' or '.join(sorted(TABLES))}")
        return [row for row in READERS[ending(file)](contents(file)) if isinstance(row, dict)]
    except Unreadable as error:
        raise ValueError(f"{file}: {error}") from error


def has_text(file: Path, columns: dict[str, str]) -> bool:
    """The table holds articles, not what is known about them; one that cannot be read is rejected as if it did."""
    try:
        return columns.get("text", "text") in known_columns(read_csv(contents(file)))
    except Unreadable:
        return True


def from_row(row: dict, columns: dict[str, str]) -> dict | str:
    """The article in a row of a table. A column of another meaning that bears a name of ours is set aside, renamed."""
    article = {ours: row.get(theirs) for ours, theirs in columns.items()}
    for name, value in row.items():
        if name not in columns.values():
            article[f"{name}_in_table" if name in columns or name == "source" else name] = value
    article = {name: clean(name, value) for name, value in article.items()}
    if not isinstance(article["text"], str):
        return f"no text in column {columns.get('text', 'text')!r}; fill it or remove the row"
    return with_dates(article)


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


def with_dates(article: dict) -> dict:
    """The article with its dates as ISO 8601. One that cannot be read, or read in two ways, is kept in `cut`."""
    for name in ("published", "updated"):
        if said := article.get(name):
            article[name] = read_date(said)
            if article[name] is None:
                article["cut"] = [*article.get("cut", []), (f"{name}: no date that can be read in one way", said)]
    return article


def name_articles(articles: list[dict]) -> None:
    """Give each an `id`: what a table says, else its file's name and row; its source where two would have the same."""
    for article in articles:
        path, row = order(article["source"])
        name = Path(path).name.removesuffix(".gz").rpartition(".")[0]
        article["id"] = article.get("id") or (f"{name}-{row}" if row else name)
    count = Counter(article["id"] for article in articles)
    for article in articles:
        article["id"] = article["id"] if count[article["id"]] == 1 else article["source"]


def describe(articles: list[dict], metadata: str | Path | pd.DataFrame, rejected: set[str]) -> list[tuple[str, str]]:
    """Write into the articles what a table knows about them, and give back its rows that describe none of them."""
    named = isinstance(metadata, pd.DataFrame)
    rows = metadata.to_dict("records") if named else read_table(find(metadata))
    table = "metadata" if named else Path(metadata).name
    if not {"source", "id"} & set(known_columns(rows)):
        raise ValueError(f"{table}: no column `source` or `id`, one of which must say what article a row describes; "
                         f"it has {', '.join(known_columns(rows)) or 'none'}")
    by_source = {article["source"]: article for article in articles}
    by_id = {article["id"]: article for article in articles}
    unknown = []
    for number, row in enumerate(rows, 1):
        known = {name: value for name, said in row.items() if (value := clean(name, said)) not in (None, [])}
        source = known.pop("source", "").replace("\\", "/")
        article = by_source.get(source) if source else by_id.get(known.get("id"))
        if article is not None:
            article.update(with_dates({"cut": article.get("cut", []), **known}))
        elif source not in rejected:
            unknown.append((f"{table}#{number}", f"no article {source or known.get('id')!r} (`source`, `id`); "
                            "correct the name or remove the row"))
    return unknown


def without_duplicates(articles: list[dict]) -> tuple[list[dict], list[tuple[str, str]]]:
    first = {}
    for article in articles:
        first.setdefault(article["text"], article)
    return list(first.values()), [(article["source"], first[article["text"]]["source"]) for article in articles
                                  if first[article["text"]] is not article]


def as_table(articles: list[dict]) -> pd.DataFrame:
    """The articles as rows: our columns first, text as pandas' `str` with NaN for what is missing."""
    besides = [name for name in known_columns(articles) if name not in COLUMNS]
    table = pd.DataFrame({name: pd.Series([article.get(name) for article in articles],
                                          dtype="object" if name in LISTS else "str" if name in COLUMNS else None)
                          for name in [*COLUMNS, *besides]})
    for name in LISTS:
        table[name] = [article.get(name) or [] for article in articles]
    return table


def fingerprint(articles: Iterable[dict]) -> str:
    """SHA-256 over the articles, one JSON object a line, without what is missing."""
    lines = (json.dumps({name: value for name, value in article.items() if value not in (None, [])},
                        sort_keys=True, ensure_ascii=False, default=str) for article in articles)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
