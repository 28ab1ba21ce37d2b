"""A corpus of any size as batches of articles, in order: the same articles that `load` puts into
one table, in the memory of a few batches.

The corpus is read once, into a file beside the dataset. Whatever depends on the whole corpus (which
lines repeat, which of several equal texts is kept) is then computed from that file, part by part in
the processes that measure; this process keeps what only the whole shows. The convention for dates
such as 04-09-2025, and whether an `id` is taken, are decided from the articles read before. Near
duplicates are not searched for.
"""

import hashlib
import json
import pickle
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from typing import Any, NamedTuple

from ..formats import read_dates
from ..workers import in_order
from .boilerplate import (
    Cut,
    Line,
    check_repeated_lines,
    cut_repeated,
    cutting_note,
    find_repeated,
    repeated_in,
)
from .doubts import NAMED, doubt_line, shortened
from .lacking import count_lacking, lacking_note
from .languages import check_languages
from .loading import in_languages, known_fields, own_id, usual_id
from .metadata import Known, needs_row, notes_on, read_known, without_row, write_into
from .mojibake import mending_note
from .outlet_names import alike_note, outlets_of
from .stream import Spread, listed, read_all

SOURCES_IN_BATCH = 500  # articles, rejected and duplicates
CHARACTERS = 4_000_000  # of text; then a batch is full, however few its articles


class Batch(NamedTuple):
    """Part of a corpus: articles as dicts, rejected (source, reason), duplicates (source,
    duplicate_of), and a checksum.
    """

    articles: list[dict]
    rejected: list[tuple[str, str]]
    duplicates: list[tuple[str, str]]
    checksum: str


class Seen:
    """What was read so far: texts and ids, kept in a file so that memory is bounded for any number
    of articles; how dates are written; how many articles there were, how many were repaired, and
    which have a row in a table of metadata, whose name is `known`.
    """

    def __init__(self, path: Path):
        self.dates: dict = {}
        self.articles = 0
        self.known = ""
        self.described: set[str] = set()
        self.mended: Counter[str] = Counter()
        path.unlink(missing_ok=True)
        self.rows = sqlite3.connect(path, isolation_level=None)
        self.rows.executescript("""pragma journal_mode = off; pragma synchronous = off; begin;
            create table texts (checksum blob primary key, source text, ours integer,
                besides integer, articles integer) without rowid;
            create table left_of (source text primary key, checksum blob) without rowid;
            create table ids (id text primary key) without rowid""")

    def take_text(self, checksum: bytes, article: "TextOf") -> None:
        """Records a text. The article represents it if it has more known fields than earlier
        articles with the same text.
        """
        self.rows.execute(
            """insert into texts values (?, ?, ?, ?, 1) on conflict do update set
            source = iif(more, excluded.source, source), ours = iif(more, excluded.ours, ours),
            besides = iif(more, excluded.besides, besides), articles = articles + 1""".replace(
                "more", "(excluded.ours, excluded.besides) > (ours, besides)"
            ),
            (checksum, article.source, *article.known),
        )

    def stands_for(self, checksum: bytes) -> tuple[str, int]:
        """The source of the article that represents a text, and how many articles have the text."""
        return self.rows.execute(
            "select source, articles from texts where checksum = ?", (checksum,)
        ).fetchone()

    def take_left(self, article: "TextOf") -> None:
        """Records what remains of the text of an article that represents others."""
        self.rows.execute("insert into left_of values (?, ?)", (article.source, article.left))

    def left_of(self, source: str) -> bytes:
        return self.rows.execute(
            "select checksum from left_of where source = ?", (source,)
        ).fetchone()[0]

    def is_new(self, name: str) -> bool:
        return self.rows.execute("insert or ignore into ids values (?)", (name,)).rowcount == 1


def checksum_of(text: str, sort: str = "") -> bytes:
    """The checksum of a text; the same text of another `sort` has another checksum."""
    return hashlib.sha256(f"{sort}{text}".encode("utf-8", "surrogatepass")).digest()


LEFT = "left\0"  # marks texts from which lines were cut; no text contains this character


Refused = list[tuple[str, str]]
Read = tuple[list[dict], Refused]  # articles, and sources that are not articles, with the reason


class Spool:
    """Records in a file that can be iterated several times, as bytes or each as it was."""

    def __init__(self, path: Path):
        self.path = path
        self.sizes: list[int] = []
        path.write_bytes(b"")

    def append(self, record: Any) -> None:
        self.put(packed(record))

    def put(self, content: bytes) -> None:
        """Adds the bytes of a record."""
        self.sizes.append(len(content))
        with self.path.open("ab") as file:
            file.write(content)

    def contents(self) -> Iterator[bytes]:
        """The bytes of each record, from which `unpacked` makes it again, in any process."""
        with self.path.open("rb") as file:
            yield from map(file.read, self.sizes)

    def __iter__(self) -> Iterator[Any]:
        return map(unpacked, self.contents())


def packed(record: object) -> bytes:
    return zlib.compress(pickle.dumps(record), 1)


def unpacked(content: bytes) -> Any:
    return pickle.loads(zlib.decompress(content))  # our own, just written


def over_articles(function: Callable, part: tuple) -> object:
    """The result of a function of the articles in the bytes of a `Read`, and what is given for
    them.
    """
    content, *given = part
    articles, _ = unpacked(content)
    return function(articles, *given)


class TextOf(NamedTuple):
    """The checksums of an article's text, as it was read and as it is `left` without repeated
    lines, with its source and how many of its fields are known.
    """

    source: str
    known: tuple[int, int]
    as_read: bytes
    left: bytes


def without_repeated(part: tuple[bytes, list[frozenset[Line]]]) -> tuple[bytes, Cut, list[TextOf]]:
    """The bytes of a `Read` whose articles have lost these lines, how much was cut, and what is
    known of the texts.
    """
    content, lines = part
    articles, refused = unpacked(content)
    as_read = [checksum_of(article["text"]) for article in articles]
    cut = cut_repeated(articles, lines)
    texts = [
        TextOf(article["source"], known_fields(article), text, checksum_of(article["text"], LEFT))
        for article, text in zip(articles, as_read)
    ]
    return packed((articles, refused)) if cut.articles else content, cut, texts


def read_batches(
    path: str | Path,
    seen: Path,
    notes: list[str],
    columns: dict[str, str] | None = None,
    languages: Collection[str] | None = ("en",),
    duplicates: str = "exact",
    repeated_lines: str = "cut",
    spread: Spread = in_order,
) -> Iterator[Batch]:
    """The corpus at a path, a few hundred articles at a time; the last batch may hold rejected
    sources only.

    `seen` is the path of a temporary file; beside it others are written, together about as large as
    the texts when compressed, and for a while twice as large. `notes` receives the lines of
    `Corpus.notes`. `columns`, `languages`, `duplicates` and `repeated_lines` are those of `load`,
    whose errors it raises, and `spread`, a `map` in other processes, that of `stream.read_all`;
    ValueError for `duplicates="near"`.
    """
    if duplicates not in ("exact", "none"):
        raise ValueError(
            f"duplicates: {duplicates!r} is not possible while measuring: use exact or none; "
            "bs.near_duplicates finds near duplicates in the measured corpus"
        )
    check_repeated_lines(repeated_lines)
    check_languages(languages)
    memory = Seen(seen)
    spools: list[Spool] = [
        Spool(seen.with_suffix(f".{name}")) for name in ("read", "lines", "cut", "texts")
    ]
    read, marks, cut, texts = spools
    try:
        for part in read_through(path, memory, notes, columns or {}, languages, spread):
            read.append(part)
        repeated = frozenset[Line]()
        lines: Iterable[list[frozenset[Line]]] = repeat([])
        if repeated_lines == "cut":
            repeated = find_repeated(partial(each_part, spread, read), memory.articles, marks)
            lines = repeated_in(marks, repeated)
        count = Cut(0, 0)
        for content, here, known in spread(without_repeated, zip(read.contents(), lines)):
            cut.put(content)
            texts.append(known)
            count = Cut(count.articles + here.articles, count.words + here.words)
        read.path.unlink()  # now that there are two of it
        if duplicates == "exact":
            take_texts(texts, memory)
        cut_notes = cutting_note(count, len(repeated))
        yield from finished(cut, texts, memory, notes, duplicates == "exact", cut_notes)
    finally:
        memory.rows.close()
        for file in (seen, *(spool.path for spool in spools)):
            file.unlink(missing_ok=True)


def each_part(spread: Spread, read: Spool, function: Callable, *given: Iterable) -> Iterable[Any]:
    """The results of a function of the articles of each part, by `spread`, and what is given for
    each.
    """
    return spread(partial(over_articles, function), zip(read.contents(), *given))


def read_through(
    path: str | Path,
    memory: Seen,
    notes: list[str],
    columns: dict[str, str],
    languages: Collection[str] | None,
    spread: Spread,
) -> Iterator[Read]:
    """Everything readable at a path, a few hundred sources at a time: with ids, dates and metadata,
    and in these languages.
    """
    files, root, refused, own = listed(path, columns)
    known = read_known(own) if own else None
    memory.known = known.table if known else ""
    waiting = rows_by_article(known) if known else {}
    again: list[str] = []  # rows of metadata that describe the same article again
    articles: list[dict] = []
    characters, named = 0, set()
    for source, article, reason, was_mended in read_all(files, root, columns, spread):
        if article is None:
            refused.append((source, reason))
            named |= {source} & waiting.keys()
        else:
            memory.mended.update(was_mended)
            memory.articles += 1
            articles.append(article)
            characters += len(article["text"])
        if len(articles) + len(refused) >= SOURCES_IN_BATCH or characters >= CHARACTERS:
            notes += describe_batch(articles, known, waiting, memory, again)
            kept, others = in_languages(articles, languages)
            yield kept, refused + others
            articles, refused, characters = [], [], 0
    if articles or refused:
        notes += describe_batch(articles, known, waiting, memory, again)
        kept, others = in_languages(articles, languages)
        yield kept, refused + others
    if known:
        left = [row for rows in waiting.values() for row in rows]
        missing, _, _ = write_into(
            [], known._replace(rows=sorted(left, key=lambda row: row[0])), named
        )
        notes += notes_on(known, missing, again)
    notes += mending_note(memory.mended)


def rows_by_article(known: Known) -> dict[str | None, list[tuple[int, dict]]]:
    """The rows of a table of metadata by the `source`, or the `id`, that each describes."""
    rows: dict[str | None, list[tuple[int, dict]]] = {}
    for number, row in known.rows:
        name = row.get("source", "").replace("\\", "/") or row.get("id")
        rows.setdefault(name, []).append((number, row))
    return rows


def describe_batch(
    articles: list[dict], known: Known | None, waiting: dict, memory: Seen, again: list[str]
) -> list[str]:
    """Notes on the dates of the articles, which get their dates, the metadata of a table and unique
    ids.
    """
    for article in articles:
        article["id"] = usual_id(article)
    notes = read_dates(articles, memory.dates)
    if known:
        rows = [
            row
            for article in articles
            for name in {article["source"]: 0, article["id"]: 0}
            for row in waiting.pop(name, ())
        ]
        _, twice, described = write_into(articles, known._replace(rows=rows), ())
        again += twice
        memory.described |= described
    for article in articles:  # all of them, because `load` assigns ids before it drops some
        article["id"] = own_id(article, memory.is_new)
    return notes


def take_texts(texts: Iterable[list[TextOf]], memory: Seen) -> None:
    """Finds the article that represents each text, as it was read, and among those, each text
    without its repeated lines: the one with most known fields.
    """
    for text in chain.from_iterable(texts):
        memory.take_text(text.as_read, text)
    for text in chain.from_iterable(texts):
        source, count = memory.stands_for(text.as_read)
        if source == text.source:
            memory.take_text(text.left, text)
            if count > 1:
                memory.take_left(text)


def finished(
    cut: Iterable[Read],
    texts: Iterable[list[TextOf]],
    memory: Seen,
    notes: list[str],
    exact: bool,
    cut_notes: list[str],
) -> Iterator[Batch]:
    """The articles as `load` would keep them: without repeated lines and, with `exact`, only the
    one with most known fields among equal texts.
    """
    count, in_doubt = 0, 0
    doubts: list[str] = []
    lacking: dict[str, int] = {}
    outlets: set[str] = set()
    rowless = 0
    for (articles, refused), known in zip(cut, texts):
        kept, repeats = [], []
        for article, text in zip(articles, known):
            source = first = text.source
            if exact:
                first, _ = memory.stands_for(text.as_read)
                left = text.left if first == source else memory.left_of(first)
                first, _ = memory.stands_for(left)
            if first == source:
                kept.append(article)
            else:
                repeats.append((source, first))
        lines = [line for line in map(doubt_line, kept) if line]
        in_doubt += len(lines)
        doubts += lines[: NAMED - len(doubts)]
        count += len(kept)
        count_lacking(kept, lacking)
        outlets |= outlets_of(kept)
        if memory.known:
            rowless += sum(needs_row(article, memory.described) for article in kept)
        yield as_batch(kept, refused, repeats)
    notes += cut_notes
    notes += without_row(memory.known, rowless)
    notes += [*shortened(doubts, in_doubt), *lacking_note(lacking, count)]
    notes += alike_note(outlets)


def as_batch(kept: list[dict], refused: Refused, repeats: list[tuple[str, str]]) -> Batch:
    content = json.dumps([kept, refused, repeats], sort_keys=True, ensure_ascii=False, default=str)
    return Batch(kept, refused, repeats, checksum_of(content).hex())
