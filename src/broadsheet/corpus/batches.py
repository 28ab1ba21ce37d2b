"""A path of any size as batches of articles, in order: what `load` puts into one table, in the
memory of a few batches.

What `load` knows from the whole corpus is known here from what came before: whether an article
repeats another, whether its `id` is taken, by which convention dates such as 04-09-2025 are read.
Near duplicates are not looked for.
"""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from ..formats import read_dates
from .loading import in_languages, own_id, read_articles, usual_id
from .metadata import Known, notes_on, read_known, write_into
from .mojibake import mending_note
from .stream import listed

SOURCES_IN_BATCH = 500  # articles, rejected and duplicates
CHARACTERS = 4_000_000  # of text, from which on a batch is full, however few its articles


class Batch(NamedTuple):
    """Some of a corpus: articles as dicts, rejected (source, reason), duplicates (source,
    duplicate_of), and a checksum.
    """

    articles: list[dict]
    rejected: list[tuple[str, str]]
    duplicates: list[tuple[str, str]]
    checksum: str


class Seen:
    """What was seen so far: texts and ids in a file, so that no number of articles fills the
    memory; how dates are written; how many articles there were, how many were mended, and how many
    a table of metadata describes.
    """

    def __init__(self, path: Path):
        self.dates: dict = {}
        self.articles = self.described = 0
        self.mended: Counter[str] = Counter()
        path.unlink(missing_ok=True)
        self.rows = sqlite3.connect(path, isolation_level=None)
        self.rows.executescript("""pragma journal_mode = off; pragma synchronous = off; begin;
            create table texts (checksum blob primary key, source text) without rowid;
            create table ids (id text primary key) without rowid""")

    def first_with(self, text: str, source: str) -> str:
        """The source of the first article with this text, which may be the one asked for."""
        checksum = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        self.rows.execute("insert or ignore into texts values (?, ?)", (checksum, source))
        return self.rows.execute(
            "select source from texts where checksum = ?", (checksum,)
        ).fetchone()[0]

    def is_new(self, name: str) -> bool:
        return self.rows.execute("insert or ignore into ids values (?)", (name,)).rowcount == 1


def read_batches(
    path: str | Path,
    seen: Path,
    notes: list[str],
    columns: dict[str, str] | None = None,
    languages: Collection[str] | None = ("en",),
    duplicates: str = "exact",
) -> Iterator[Batch]:
    """The corpus at a path, a few hundred articles at a time; the last batch may hold what is
    rejected alone.

    `seen` is where a file may be kept meanwhile; `notes` takes up what `Corpus.notes` says.
    `columns`, `languages` and `duplicates` are those of `load`, whose errors it raises; ValueError
    for `duplicates="near"`.
    """
    if duplicates not in ("exact", "none"):
        raise ValueError(
            f"duplicates: {duplicates!r} is not looked for while measuring: use exact or none; "
            "bs.near_duplicates finds the others among what was measured"
        )
    files, root, refused, own = listed(path, columns or {})
    known, memory = read_known(own) if own else None, Seen(seen)
    waiting = rows_by_article(known) if known else {}
    articles: list[dict] = []
    characters, named = 0, set()
    try:
        for source, article, reason, was_mended in read_articles(files, root, columns or {}):
            if article is None:
                refused.append((source, reason))
                named |= {source} & waiting.keys()
            else:
                memory.mended.update(was_mended)
                memory.articles += 1
                articles.append(article)
                characters += len(article["text"])
            if len(articles) + len(refused) >= SOURCES_IN_BATCH or characters >= CHARACTERS:
                yield batch(articles, refused, known, waiting, memory, notes, languages, duplicates)
                articles, refused, characters = [], [], 0
        if articles:
            yield batch(articles, refused, known, waiting, memory, notes, languages, duplicates)
            refused = []
        if known:
            left = [row for rows in waiting.values() for row in rows]
            unused, missing, _ = write_into(
                [], known._replace(rows=sorted(left, key=lambda row: row[0])), named
            )
            refused += known.unreadable + unused
            notes += notes_on(known, missing, memory.articles - memory.described)
        notes += mending_note(memory.mended)
        if refused:
            yield batch([], refused, known, waiting, memory, notes, languages, duplicates)
    finally:
        memory.rows.close()
        seen.unlink(missing_ok=True)


def rows_by_article(known: Known) -> dict[str | None, list[tuple[int, dict]]]:
    """The rows of a table of metadata by the `source`, or the `id`, that each describes."""
    rows: dict[str | None, list[tuple[int, dict]]] = {}
    for number, row in known.rows:
        name = row.get("source", "").replace("\\", "/") or row.get("id")
        rows.setdefault(name, []).append((number, row))
    return rows


def batch(
    articles: list[dict],
    refused: list[tuple[str, str]],
    known: Known | None,
    waiting: dict,
    memory: Seen,
    notes: list[str],
    languages: Collection[str] | None,
    duplicates: str,
) -> Batch:
    """The articles as `load` would keep them, and those that it would not."""
    for article in articles:
        article["id"] = usual_id(article)
    notes += read_dates(articles, memory.dates)
    if known:
        rows = [
            row
            for article in articles
            for name in {article["source"]: 0, article["id"]: 0}
            for row in waiting.pop(name, ())
        ]
        unused, _, described = write_into(articles, known._replace(rows=rows), ())
        refused, memory.described = refused + unused, memory.described + described
    for article in articles:  # all of them, for `load` names them before it drops some
        article["id"] = own_id(article, memory.is_new)
    articles, in_others = in_languages(articles, languages)
    kept, repeated = [], []
    for article in articles:
        source = article["source"]
        first = memory.first_with(article["text"], source) if duplicates == "exact" else source
        if first == source:
            kept.append(article)
        else:
            repeated.append((source, first))
    refused = refused + in_others
    content = json.dumps([kept, refused, repeated], sort_keys=True, ensure_ascii=False, default=str)
    checksum = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Batch(kept, refused, repeated, checksum)
