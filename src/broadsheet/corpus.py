"""A folder, a file or a table as a `Corpus`: the articles in it, what could not be read, and a fingerprint of it all.

Nothing is lost without a word: what went in equals articles plus rejected plus duplicates, and `report` says so.
"""
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from .paths import find
from .readers import (COLUMNS, LISTS, NoColumn, clean, composed, has_text, known_columns, may_hold_table, read,
                      read_table, with_dates)

METADATA = "articles.csv"
UNWRITABLE = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, repr=False)
class Corpus:
    """What `load` gives: tables `articles`, `rejected` (source, reason), `duplicates` (source, duplicate_of).

    `name` is that of the folder or file as it was asked for (a link's own, not its target's), without its endings: it
    names the folder of figures, too.
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
    """The `Corpus` at a path: a folder with all that is below it, or one file of any kind that can be read.

    Each file is known by its first bytes and its name, see the table in README.md: text, saved pages, Word, RTF and PDF
    give one article each, unless a press database wrote them; its exports, tables, web archives and zips give several.
    A table has a column of text, under the usual names or as `columns` says: `{"text": "content_original"}`; it is
    taken as it stands but for its line ends. What cannot be read is rejected, file by file and row by row, with the
    reason; hidden files and folders, whose names begin with a dot, are no part of the corpus.

    `articles`: one row an article, ordered by `source`, the path below what was loaded ("a.csv#3" for the third row of
    a table or the third article of an export, "a.zip/b.txt" for a file in a zip). `published` and `updated` are strings
    in ISO 8601, as exact as the source is and with the zone it states ("2025-09-04", "2025-09-04T02:16+05:30"), since
    such strings sort and outlive CSV and Parquet; for timestamps: `pd.to_datetime(articles["published"], utc=True,
    format="ISO8601")`. `highlights`, `subheads` and `cut` are lists, empty where there is nothing; all else that is not
    known is NaN. All text is composed Unicode (NFC).

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
    if columns and not any(map(may_hold_table, files)):
        raise ValueError(f"{path}: columns name those of a table, and there is no table; leave them out")
    articles, names = [], names_of(files, root)
    for file in tqdm(files, desc="reading", unit="file", delay=2, disable=None):
        for source, found in read_file(file, names[file], columns, alone=file == root):
            rejected.append((source, found)) if isinstance(found, str) else articles.append({**found, "source": source})
    articles.sort(key=lambda article: order(article["source"]))
    name_articles(articles)
    for table in (own, metadata):
        if table is not None:
            rejected += describe(articles, table, {source for source, _ in rejected})
    name_articles(articles)
    kept, duplicates = without_duplicates(articles)
    name = composed(Path(os.path.normpath(root)).name)  # as asked for: ".." is worked out, a link is not followed
    return Corpus(name.split(".")[0] if root.is_file() else name, as_table(kept),
                  pd.DataFrame(sorted(rejected), columns=["source", "reason"], dtype="str"),
                  pd.DataFrame(duplicates, columns=["source", "duplicate_of"], dtype="str"),
                  fingerprint(kept), len(articles) + len(rejected))


def list_files(root: Path) -> tuple[list[Path], list[tuple[str, str]]]:
    """The files at or below a path, and the folders that are not entered: linked ones (a link may lead in circles),
    and those that this user may not read."""
    if not root.is_dir():
        return [root], []
    files, links, closed = [], [], []
    for folder, below, names in os.walk(root, onerror=closed.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        links += [name_of(Path(folder, name), root) for name in below if os.path.islink(Path(folder, name))]
        files += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
    return files, [*((link, "a link to a folder, which is not followed; load that folder itself") for link in links),
                   *((name_of(Path(error.filename), root), f"{error.strerror}; make the folder readable, or remove it")
                     for error in closed)]


def name_of(file: Path, root: Path) -> str:
    """The `source` of a file: its path below what was loaded, with slashes, composed."""
    return composed((file.relative_to(root) if file != root else Path(file.name)).as_posix())


def names_of(files: list[Path], root: Path) -> dict[Path, str]:
    """The `source` of each file. Where two would have the same, each has its raw name, with what cannot be written
    as its number."""
    names = {file: name_of(file, root) for file in files}
    count = Counter(names.values())
    return {file: name if count[name] == 1 else UNWRITABLE.sub(lambda one: f"%{ord(one[0]):02X}", file.relative_to(
        root).as_posix()) for file, name in names.items()}


def order(source: str) -> tuple[str, int]:
    """By path, and the rows of a table by their number: row 2 stands before row 10."""
    path, _, row = source.rpartition("#")
    return (path, int(row)) if path and row.isdecimal() else (source, 0)


def read_file(file: Path, source: str, columns: dict[str, str], alone: bool) -> Iterator[tuple[str, dict | str]]:
    """Each article of a file with its source, or the reason why there is none; ValueError where the file is alone."""
    try:
        for place, found in read(file, columns):
            yield source + place, found
    except NoColumn as error:
        if columns or alone:
            raise ValueError(f"{source}: {error}") from error
        yield source, str(error)


def name_articles(articles: list[dict]) -> None:
    """Give each an `id`: what a table says, else its file's name and row; its source where two would have the same."""
    for article in articles:
        path, row = order(article["source"])
        name = Path(Path(path).name.removesuffix(".gz")).stem
        article["id"] = article.get("id") or (f"{name}-{row}" if row else name)
    count = Counter(article["id"] for article in articles)
    for article in articles:
        article["id"] = article["id"] if count[article["id"]] == 1 else article["source"]


def describe(articles: list[dict], metadata: str | Path | pd.DataFrame, rejected: set[str]) -> list[tuple[str, str]]:
    """Write into the articles what a table knows about them, and give back its rows that could not be used, and why.

    A date that cannot be read erases none that was found.
    """
    named = isinstance(metadata, pd.DataFrame)
    rows = metadata.to_dict("records") if named else read_table(find(metadata))
    table = "metadata" if named else Path(metadata).name
    known = known_columns(rows)
    if (known or not rows) and not {"source", "id"} & set(known):  # rows that are all malformed have no columns
        raise ValueError(f"{table}: no column `source` or `id`, one of which must say what article a row describes; "
                         f"it has {', '.join(known) or 'none'}")
    by_source = {article["source"]: article for article in articles}
    by_id = {article["id"]: article for article in articles}
    unknown, described = [], {}
    for number, row in enumerate(rows, 1):
        if isinstance(row, str):
            unknown.append((f"{table}#{number}", row))
            continue
        row = {"cut_in_table" if name == "cut" else name: said for name, said in row.items()}
        known = {name: value for name, said in row.items() if (value := clean(name, said)) not in (None, [])}
        source = known.pop("source", "").replace("\\", "/")
        article = by_source.get(source) if source else by_id.get(known.get("id"))
        if article is not None and (first := described.setdefault(article["source"], number)) != number:
            unknown.append((f"{table}#{number}", f"row {first} describes {article['source']!r} already; keep one"))
        elif article is not None:
            said = with_dates({"cut": article.get("cut", []), **known})
            article.update({name: value for name, value in said.items() if value is not None})
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


def select(articles: pd.DataFrame, outlets: Sequence[str]) -> pd.DataFrame:
    """The articles of these outlets, in the order of the corpus; all articles where no outlet is named.

    ValueError, with the outlets that there are, where one is named that has no article.

    >>> articles = pd.DataFrame({"outlet": ["A", "B", "A"]})
    >>> len(select(articles, ["A"])), len(select(articles, []))
    (2, 3)
    >>> select(articles, ["C"])
    Traceback (most recent call last):
    ValueError: outlets: no article of 'C'; there are articles of: A, B
    """
    there = articles["outlet"].dropna().unique()
    for outlet in outlets:
        if outlet not in there:
            raise ValueError(f"outlets: no article of {outlet!r}; there are articles of: {', '.join(sorted(there))}")
    return articles[articles["outlet"].isin(outlets)] if outlets else articles
