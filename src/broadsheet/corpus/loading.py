"""A folder, a file or a table as a `Corpus`: its articles, what could not be read, and a
fingerprint.

Nothing is lost silently: every load checks that what went in equals articles plus rejected plus
duplicates.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..escape import errors_in_one_line, listing, one_line
from ..formats import COLUMNS, LISTS, known_columns, read_dates
from ..paths import find
from ..remembered import remembered
from ..storage import read_about, read_table, whole
from ..text import composed
from .boilerplate import check_repeated_lines, cutting_note, find_and_cut
from .doubts import doubt_notes
from .duplicates import NEAR_DUPLICATE, duplicate_groups, near_pairs
from .lacking import count_lacking, lacking_note
from .languages import check_languages, foreign
from .metadata import describe, needs_row, read_known, without_row
from .mojibake import mending_note
from .outlet_names import alike_note, outlets_of
from .story_table import give_stories, read_stories
from .stream import listed, read_all, source_order

if TYPE_CHECKING:
    from ..records import About

GROUPS = ["duplicate_of", "wire_group"]
DUPLICATES = ["none", "exact", "near"]
UNSOUGHT = (
    "a measured corpus was not searched for near duplicates; "
    "`bs.near_duplicates(articles)` finds them"
)
# Fields that every article has, or that we add: they do not count as known.
OWN = frozenset(["id", "source", "text", "language", "cut", "doubt", *GROUPS])
PART = 2000  # articles that become rows in one step


@dataclass(frozen=True, repr=False)
class Corpus:
    """The result of `load`: tables `articles`, `rejected` (source, reason), `duplicates` (source,
    duplicate_of, similarity).

    `name` is the name of the folder or file as given (of a link, not of its target), without its
    endings; the folder of figures has the same name. `went_in` counts what could be an article:
    files, rows of tables, articles in exports and archives, but not a table of metadata. `notes`
    has one line for each thing that was done to the articles or that they lack: text repaired,
    dates read by a convention, lines cut, articles without a date, doubtful articles, and so on.
    `fingerprint` is the SHA-256 of the articles: it does not depend on the place of the folder, the
    order of its files, Windows or Unix line ends, or composed or decomposed accents. `chosen`
    records how the corpus was read: the arguments `columns`, `languages` and `duplicates` of
    `load`, and `repeated_lines` if they were kept.

    >>> corpus = load("data/seeds")
    >>> corpus.name, corpus.went_in, len(corpus.articles), len(corpus.rejected)
    ('seeds', 2, 2, 0)
    >>> corpus.fingerprint[:8]
    'bafefe84'
    """

    name: str
    articles: pd.DataFrame
    rejected: pd.DataFrame
    duplicates: pd.DataFrame
    fingerprint: str
    went_in: int
    notes: tuple[str, ...] = ()
    chosen: dict = field(default_factory=dict)

    @property
    def report(self) -> str:
        numbers = len(self.articles), len(self.rejected), len(self.duplicates)
        return f"{arithmetic(*numbers)}; fingerprint {self.fingerprint[:12]}"

    def __repr__(self):
        return f"Corpus({self.name}: {self.report})"


def arithmetic(articles: int, rejected: int, duplicates: int) -> str:
    """A line that reports what went in and what became of it.

    >>> arithmetic(2, 0, 0)
    '2 went in = 2 articles + 0 rejected + 0 duplicates'
    >>> arithmetic(1, 1, 1)
    '3 went in = 1 article + 1 rejected + 1 duplicate'
    """
    return (
        f"{articles + rejected + duplicates} went in = "
        f"{articles} article{'s' * (articles != 1)} + {rejected} rejected + "
        f"{duplicates} duplicate{'s' * (duplicates != 1)}"
    )


@errors_in_one_line()
def load(
    path: str | Path,
    columns: dict[str, str] | None = None,
    metadata: str | Path | pd.DataFrame | None = None,
    languages: Collection[str] | None = ("en",),
    duplicates: str = "exact",
    near: float | None = NEAR_DUPLICATE,
    seed: int = 1,
    texts: bool = True,
    stories: str | Path | None = None,
    repeated_lines: str = "cut",
) -> Corpus:
    """The `Corpus` at a path: a folder and everything below it, or one file of any kind that can be
    read.

    Files are recognised by their first bytes and their names (see the table in README.md). Text,
    saved pages, Word, RTF and PDF give one article each, unless they are exports of a press
    database; exports, tables, web archives and zips give several. A table needs a column of text,
    under one of the usual names or the one given in `columns`: `{"text": "content_original"}`;
    apart from line ends, its text is not changed. Whatever cannot be read is rejected, file by file
    and row by row, with the reason. Hidden files and folders, whose names begin with a dot, are
    ignored.

    `articles`: one row per article, ordered by `source`, the path below what was loaded ("a.csv#3"
    for the third row of a table or the third article of an export, "a.zip/b.txt" for a file in a
    zip). `published` and `updated` are strings in ISO 8601, as exact as the source and with its
    time zone ("2025-09-04", "2025-09-04T02:16+05:30"), because such strings sort and survive CSV
    and Parquet; for timestamps: `pd.to_datetime(articles["published"], utc=True,
    format="ISO8601")`. "04-09-2025" is read by the convention of the dates around it
    (`formats.dates`), or not at all. `highlights`, `subheads` and `cut` are lists, which may be
    empty; any other unknown value is NaN. All text is composed Unicode (NFC), without soft hyphens
    and other invisible characters, and repaired if it was decoded wrongly (`mojibake`).

    `metadata`, a table or its path, is joined on `source`, or else on `id`. Its values win, but its
    empty cells erase nothing. A folder's own articles.csv without a text column is such a table. A
    note names its rows that describe no article. Texts in languages other than `languages` are
    rejected (an empty list keeps all; short texts are not judged).

    `stories` is the path of a table with `id` and `story`, which assigns articles to stories;
    `broadsheet stories` saves the result of `bs.find_stories` as such a table, for a person to
    correct. It wins over a column `story` or `event` of the corpus, and an article that it does not
    name is in no story.

    From a folder saved by `broadsheet measure`, `load` returns the corpus that was measured; then
    only `path` and `texts` count: without texts, articles need little memory.

    Of articles with the same text, the one with most known fields is kept, or the first of several;
    with `duplicates="near"`, the first of those with nearly the same text. The others are listed in
    `duplicates`. With "none", all are kept. `duplicate_of` is the source of the article that one
    repeats, and `wire_group` that of the first in its group. Texts are nearly the same from a
    similarity of `near` on (`corpus.duplicates`); with None, only equal texts are sought. `seed` is
    the seed of that search.

    Raises FileNotFoundError if the path does not exist, and ValueError for an empty folder, a
    column that no table has, a table without text, metadata without `source` and `id`, and an
    unknown language code.

    >>> load("data/seeds").articles[["outlet", "authors"]].to_dict("list")
    {'outlet': ['Newslooks', 'Devdiscourse'], 'authors': ['J. Mansour', 'Devdiscourse News Desk']}
    >>> load("no such folder")
    Traceback (most recent call last):
    FileNotFoundError: no such folder: does not exist; name a folder, a text file or a table
    """
    if not isinstance(path, str | Path):
        raise TypeError(
            f"load: got {type(path).__name__}, not a path; articles in a table need not be loaded: "
            "give the table, with a column `text`, to bs.measure"
        )
    if not isinstance(columns, Mapping | None):
        raise TypeError("columns: a dictionary, such as {'text': 'content_original'}")
    check_duplicates(duplicates, near)
    check_repeated_lines(repeated_lines)
    check_languages(languages)
    if read_about(find(path)):
        return with_stories(stored(find(path), texts), stories)
    how: tuple = (columns or {}, languages, duplicates, near, seed, stories or "", repeated_lines)
    if metadata is not None:
        return read_corpus(path, metadata, *how)
    return remembered(
        "corpus",
        lambda: repr((str(find(path)), how[0], sorted(languages or []), *how[2:])),
        lambda: read_corpus(path, None, *how),
    )


def read_corpus(
    path: str | Path,
    metadata: str | Path | pd.DataFrame | None,
    columns: dict[str, str],
    languages: Collection[str] | None,
    duplicates: str,
    near: float | None,
    seed: int,
    stories: str | Path,
    repeated_lines: str,
) -> Corpus:
    """As `load`, of a corpus that was not measured before."""
    files, root, unread, own = listed(path, columns)
    readings = list(read_all(files, root, columns))
    came_in = [source for source, _ in unread] + [reading.source for reading in readings]
    rejected = unread + [(one.source, one.reason) for one in readings if one.article is None]
    articles = [reading.article for reading in readings if reading.article is not None]
    articles.sort(key=lambda article: source_order(article["source"]))
    give_ids(articles)
    mendings = Counter(mending for reading in readings for mending in reading.mended)
    notes = mending_note(mendings) + read_dates(articles)
    described: dict[str, set[str]] = {}  # by the name of a table: the articles with a row in it
    for table in (own, metadata):
        if table is not None:
            known = read_known(table)
            said, described[known.table] = describe(articles, known, dict(rejected))
            notes += said
    give_ids(articles)  # again, because metadata may give an article the id of another
    articles, in_others = in_languages(articles, languages)
    rejected += in_others
    as_read = [article["text"] for article in articles]
    if repeated_lines == "cut":
        cut, lines = find_and_cut(articles)
        notes += cutting_note(cut, len(lines))
    kept, dropped = without_duplicates(articles, as_read, duplicates, near, seed)
    for name, sources in described.items():
        notes += without_row(name, sum(needs_row(article, sources) for article in kept))
    lacking: dict[str, int] = {}
    count_lacking(kept, lacking)
    notes += [*doubt_notes(kept), *lacking_note(lacking, len(kept))]
    notes += alike_note(outlets_of(kept))
    if stories:
        notes += give_stories(kept, read_stories(stories))
    check_balance(
        came_in,
        [article["source"] for article in kept],
        [source for source, _ in rejected],
        [source for source, *_ in dropped],
    )
    checksum = fingerprint(kept)  # before `as_table` empties the articles
    return Corpus(
        name_of(root),
        as_table(kept),
        pd.DataFrame(sorted(rejected), columns=["source", "reason"], dtype="str"),
        pd.DataFrame(dropped, columns=["source", "duplicate_of", "similarity"]).astype(
            {"source": "str", "duplicate_of": "str", "similarity": "float"}
        ),
        checksum,
        len(came_in),
        tuple(map(one_line, notes)),
        {
            "columns": dict(columns),
            "languages": sorted(languages or []),
            "duplicates": duplicates,
            **({} if repeated_lines == "cut" else {"repeated_lines": repeated_lines}),
        },
    )


def with_stories(corpus: Corpus, stories: str | Path | None) -> Corpus:
    """A measured corpus, with the stories of a table, if one is given."""
    if not stories:
        return corpus
    rows = corpus.articles[["id"]].to_dict("records")
    notes = give_stories(rows, read_stories(stories))
    column = pd.Series([row["story"] for row in rows], index=corpus.articles.index, dtype="str")
    return replace(
        corpus,
        articles=corpus.articles.assign(story=column),
        notes=(*corpus.notes, *map(one_line, notes)),
    )


def with_texts(articles: pd.DataFrame, folder: str | Path) -> pd.DataFrame:
    """The articles with their texts. If they lack texts, those are read from the corpus that
    `measure` saved in the folder.

    >>> articles = pd.DataFrame({"id": ["a"], "text": ["It rained."]})
    >>> with_texts(articles, "").equals(articles)
    True
    """
    if "text" in articles:
        return articles
    texts = read_table(find(folder), "articles", ["id", "text"], ids=articles["id"].tolist())
    return articles.assign(text=articles["id"].map(texts.set_index("id")["text"]))


def check_duplicates(duplicates: str, near: float | None) -> None:
    if duplicates not in DUPLICATES or (duplicates == "near" and near is None):
        raise ValueError(
            f"duplicates: {duplicates!r} is not possible; choose {', '.join(DUPLICATES[:-1])} or "
            f"{DUPLICATES[-1]}" + " (which needs a similarity, near=0.5)" * (duplicates == "near")
        )


def name_of(root: Path) -> str:
    # As given: ".." is resolved, a link is not followed.
    name = composed(Path(os.path.normpath(root)).name)
    return name.split(".")[0] if root.is_file() else name


def in_languages(
    articles: list[dict], languages: Collection[str] | None
) -> tuple[list[dict], list[tuple[str, str]]]:
    """The articles in these languages (all, if none are given), and source and reason of the
    others.
    """
    reasons = [foreign(article, languages) for article in articles]
    return (
        [article for article, reason in zip(articles, reasons) if not reason],
        [(article["source"], reason) for article, reason in zip(articles, reasons) if reason],
    )


def stored(folder: Path, texts: bool) -> Corpus:
    """The corpus whose measurements are in a folder, with or without its texts."""
    about = whole(folder)
    if not texts:
        articles = read_table(
            folder,
            "articles",
            [name for name in COLUMNS if name not in ("text", "summary", *LISTS)],
        )
        return described(about, articles, folder)
    articles = read_table(folder, "articles", [*COLUMNS, "besides"])
    besides = [
        json.loads(values) if isinstance(values, str) else {} for values in articles.pop("besides")
    ]
    for name in LISTS:
        lists = [
            [tuple(item.values()) if name == "cut" else item for item in items]
            for items in articles[name]
        ]
        articles[name] = pd.Series(lists, dtype="object")
    more = pd.DataFrame(
        {name: [values.get(name) for values in besides] for name in known_columns(besides)}
    )
    articles = pd.concat([articles, more], axis=1).assign(
        **dict.fromkeys(GROUPS, pd.array([None] * len(articles), dtype="str"))
    )
    return described(about, articles, folder)


def described(about: "About", articles: pd.DataFrame, folder: Path) -> Corpus:
    rejected, repeated = read_table(folder, "rejected"), read_table(folder, "duplicates")
    return Corpus(
        about.measured,
        articles,
        rejected.sort_values(["source", "reason"], ignore_index=True),
        repeated,
        about.fingerprint,
        len(articles) + len(rejected) + len(repeated),
        (*about.notes, UNSOUGHT),
        {name: getattr(about, name) or None for name in ("columns", "languages", "duplicates")}
        | ({} if about.repeated_lines == "cut" else {"repeated_lines": about.repeated_lines}),
    )


def check_balance(came_in: Iterable[str], *went_out: Iterable[str]) -> None:
    """Nothing, if each source that came in went out exactly once: as an article, as rejected, or as
    a duplicate.

    >>> check_balance(["a.txt", "b.txt"], ["a.txt"], ["b.txt"], [])
    >>> check_balance(["a.txt", "b.txt"], ["a.txt"], [], [])        # doctest: +ELLIPSIS
    Traceback (most recent call last):
    RuntimeError: 2 came in and 1 went out, 'b.txt' for example: an error in Broadsheet...
    """
    before, after = Counter(came_in), Counter(source for sources in went_out for source in sources)
    if wrong := sorted((before - after) + (after - before)):
        raise RuntimeError(
            f"{before.total()} came in and {after.total()} went out, {wrong[0]!r} for "
            "example: an error in Broadsheet, please report it"
        )


def give_ids(articles: list[dict]) -> None:
    """Gives each article a unique `id`."""
    taken: set[str] = set()

    def is_new(name: str) -> bool:
        before = len(taken)
        taken.add(name)
        return len(taken) > before

    for article in articles:
        article["id"] = own_id(article, is_new)


def usual_id(article: dict) -> str:
    """The id in a table; else the name and row of the article's file."""
    path, row = source_order(article["source"])
    name = Path(path).name.removesuffix(".gz")
    name = name.rpartition(".")[0] or name  # a coding sheet has no ending
    return article.get("id") or (f"{name}-{row}" if row else name)


def own_id(article: dict, is_new: Callable[[str], bool]) -> str:
    """The usual id; the article's source if an earlier article has that id; and if a table gave
    even that to an earlier one, the source followed by as many ' as needed. `is_new` returns
    whether a name has not been used yet.

    >>> own_id({"id": "a", "source": "b.txt"}, lambda name: name not in ("a", "b.txt"))
    "b.txt'"
    """
    name = usual_id(article)
    if not is_new(name):
        name = article["source"]
        while not is_new(name):
            name += "'"
    return name


def without_duplicates(
    articles: list[dict], as_read: Sequence[str], drop: str, near: float | None, seed: int
) -> tuple[list[dict], list[tuple[str, str, float]]]:
    """The articles that are kept, with their groups written into them, and the duplicates, each
    with the article it repeats and the similarity. `as_read` are the texts before lines were cut.
    """
    stands = those_that_stand(articles, as_read)
    same = {number: (of, 1.0) for number, of in enumerate(stands) if of != number}
    pairs = []
    if near is not None:
        different = sorted(set(stands))  # one per text: equal texts need no search
        texts = [articles[number]["text"] for number in different]
        pairs = [
            (different[earlier], different[second], share)
            for earlier, second, share in near_pairs(texts, near, seed)
        ]
    repeated, _ = duplicate_groups(pairs)
    # A copy of a near duplicate is as near to the original.
    repeated |= {number: repeated.get(of, (of, share)) for number, (of, share) in same.items()}
    copies = [(min(number, of), max(number, of), share) for number, (of, share) in same.items()]
    _, group = duplicate_groups([*pairs, *copies])
    for number, article in enumerate(articles):
        of, _ = repeated.get(number, (None, 0))
        article["duplicate_of"] = articles[of]["source"] if of is not None else None
        article["wire_group"] = articles[group[number]]["source"] if number in group else None
    drops = {"none": {}, "exact": same, "near": repeated}[drop]
    return (
        [article for number, article in enumerate(articles) if number not in drops],
        [
            (articles[number]["source"], articles[of]["source"], share)
            for number, (of, share) in sorted(drops.items())
        ],
    )


def those_that_stand(articles: list[dict], as_read: Sequence[str]) -> list[int]:
    """For each article, the number of the one that represents it: among those with the same text,
    before or after lines were cut, the one with most known fields, or the first of several.

    >>> article = {"text": "It rained."}
    >>> those_that_stand([article, article | {"outlet": "A"}, article], ["", "", ""])
    [1, 1, 1]
    """
    read: dict[str, int] = {}
    for number, text in enumerate(as_read):
        best = read.setdefault(text, number)
        if known_fields(articles[number]) > known_fields(articles[best]):
            read[text] = number
    left: dict[str, int] = {}
    for number in sorted(read.values()):
        best = left.setdefault(articles[number]["text"], number)
        if known_fields(articles[number]) > known_fields(articles[best]):
            left[articles[number]["text"]] = number
    return [left[articles[read[text]]["text"]] for text in as_read]


def known_fields(article: dict) -> tuple[int, int]:
    """How many fields of an article are known: in our columns, and in others.

    >>> known_fields({"text": "It rained.", "outlet": "A", "mood": "wet", "title": None})
    (1, 1)
    """
    names = {name for name, value in article.items() if value not in (None, []) and name not in OWN}
    return len(names & set(COLUMNS)), len(names - set(COLUMNS))


def as_table(articles: list[dict]) -> pd.DataFrame:
    """The articles as rows: our columns first, text as pandas' `str` with NaN for missing values.

    The articles are emptied in the process: both forms of a large corpus at once would take twice
    the memory.
    """
    besides = [name for name in known_columns(articles) if name not in COLUMNS + GROUPS]
    return pd.DataFrame(
        {name: as_column(articles, name) for name in [*COLUMNS, *besides, *GROUPS]}, copy=False
    )


def as_column(articles: list[dict], name: str) -> pd.Series:
    if name in LISTS:
        return pd.Series([article.pop(name, None) or [] for article in articles], dtype="object")
    if name not in COLUMNS + GROUPS:
        return pd.Series([article.pop(name, None) for article in articles])
    parts = [articles[start : start + PART] for start in range(0, len(articles) or 1, PART)]
    return pd.concat(
        [pd.Series([article.pop(name, None) for article in part], dtype="str") for part in parts],
        ignore_index=True,
    )


def fingerprint(articles: Iterable[dict]) -> str:
    """The SHA-256 of the articles, one JSON object per line, without missing values, without groups
    and stories assigned within the corpus, and without doubts, which are judgements.
    """
    checksum = hashlib.sha256()
    add_lines(checksum, articles, 0)
    return checksum.hexdigest()


def add_lines(checksum: "hashlib._Hash", articles: Iterable[dict], before: int) -> int:
    """The number of articles in a fingerprint, after these were added to the `before` ones already
    in it.
    """
    number = before
    for number, article in enumerate(articles, start=before + 1):
        known = {
            name: value
            for name, value in article.items()
            if value not in (None, []) and name not in (*GROUPS, "doubt")
        }
        line = json.dumps(known, sort_keys=True, ensure_ascii=False, default=str).encode(
            "utf-8", "surrogatepass"
        )
        checksum.update(b"\n" * (number > 1) + line)
    return number


def select(articles: pd.DataFrame, outlets: Sequence[str]) -> pd.DataFrame:
    """The articles of these outlets, in the order of the corpus; all articles if no outlet is
    named.

    ValueError, listing the outlets of the corpus, if a named outlet has no article.

    >>> articles = pd.DataFrame({"outlet": ["A", "B", "A"]})
    >>> len(select(articles, ["A"])), len(select(articles, []))
    (2, 3)
    >>> select(articles, ["C"])
    Traceback (most recent call last):
    ValueError: outlets: no article of 'C'; the outlets are: A, B
    """
    there = articles["outlet"].dropna().unique()
    for outlet in outlets:
        if outlet not in there:
            raise ValueError(
                f"outlets: no article of {outlet!r}; the outlets are: {listing(sorted(there))}"
            )
    return articles[articles["outlet"].isin(outlets)] if outlets else articles
