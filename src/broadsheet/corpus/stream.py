"""A path as its articles, one at a time: for corpora that, loaded as a table, would not fit into
memory.

Also the files at a path, and the name of each in a corpus.
"""

import os
import warnings
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..escape import errors_in_one_line, one_line
from ..formats import (
    COLUMNS,
    DATES,
    Found,
    NoColumn,
    RawRow,
    Unread,
    WarcPage,
    has_text,
    may_hold_table,
    read_as_bytes,
    taken_out,
    with_dates,
)
from ..paths import find
from ..patterns import regex
from ..progress import progress
from ..storage import is_made_here
from ..text import composed
from ..workers import in_order
from .languages import check_languages, foreign
from .mojibake import mended

if TYPE_CHECKING:
    from tqdm import tqdm

Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]  # as `map`

UNWRITABLE = regex(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def list_files(root: Path) -> tuple[list[Path], list[tuple[str, str]]]:
    """The files at or below a path in the order of their names, and the folders that are not
    entered: linked folders (a link may lead in circles), folders that Broadsheet wrote, and folders
    that the user may not read.
    """
    if not root.is_dir():
        return [root], []
    files, links, made_here = [], [], []
    closed: list[OSError] = []
    for folder, below, names in os.walk(root, onerror=closed.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        made = {name for name in below if is_made_here(Path(folder, name))}
        made_here += [source_of(Path(folder, name), root) for name in sorted(made)]
        below[:] = [name for name in below if name not in made]
        links += [
            source_of(Path(folder, name), root)
            for name in below
            if os.path.islink(Path(folder, name))
        ]
        files += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
    return sorted(files, key=lambda file: source_of(file, root)), [
        *(
            (link, "a link to a folder, which is not followed; load the folder itself")
            for link in links
        ),
        *(
            (folder, "figures, notebooks or tables that Broadsheet made; these are not articles")
            for folder in made_here
        ),
        *(
            (
                source_of(Path(error.filename), root),
                f"{error.strerror}; make the folder readable, or remove it",
            )
            for error in closed
        ),
    ]


def source_of(file: Path, root: Path) -> str:
    """The `source` of a file: its path below the path that was loaded, with slashes, in composed
    Unicode.
    """
    return composed((file.relative_to(root) if file != root else Path(file.name)).as_posix())


def sources_of(files: list[Path], root: Path) -> dict[Path, str]:
    """The `source` of each file. If two would be the same, each is the raw name, with unprintable
    characters as numbers.
    """
    names = {file: source_of(file, root) for file in files}
    count = Counter(names.values())
    return {
        file: name
        if count[name] == 1
        else UNWRITABLE.sub(lambda sign: f"%{ord(sign[0]):02X}", file.relative_to(root).as_posix())
        for file, name in names.items()
    }


def source_order(source: str) -> tuple[str, int]:
    """A sort key: by path, then by the number of a table's row, so that row 2 precedes row 10."""
    path, _, row = source.rpartition("#")
    return (path, int(row)) if path and row.isdecimal() else (source, 0)


METADATA = "articles.csv"


def iter_articles(
    path: str | Path,
    columns: dict[str, str] | None = None,
    rejected: Callable[[tuple[str, str]], object] | None = None,
    languages: Collection[str] | None = ("en",),
    day_first: bool | None = None,
) -> Iterator[dict]:
    """An iterator over the articles of a file or folder, each as a dict: a table of any size takes
    the memory of a few hundred rows.

    The dicts have those columns of `load` that are known for the article, with the same text.
    `rejected`, such as `refused.append`, is called with the (source, reason) of each rejection;
    without it, a warning at the end counts them. Whatever needs the whole corpus is left out:
    duplicates, repeated lines, an `id` if the source has none, metadata (the folder's own
    articles.csv is ignored), and the convention of dates such as 04-09-2025, for which you give
    `day_first`.

    >>> [article["title"][:21] for article in iter_articles("data/seeds")]
    ['Rubio Meets Mexico’s ', 'Closer Ties Amid Cont']
    """
    check_languages(languages)
    refused: list[tuple[str, str]] = []
    hand_over = rejected or refused.append
    count = 0
    with errors_in_one_line():
        files, root, unread = listed(path, columns or {})[:3]
        for pair in unread:
            hand_over(pair)
        for source, found, reason, _ in read_all(files, root, columns or {}):
            count += 1
            if found is None:
                hand_over((source, reason))
                continue
            article = with_dates(found, dict.fromkeys(DATES, day_first))
            if why := foreign(article, languages):
                hand_over((source, why))
            else:
                yield article
    if refused:
        source, reason = refused[0]
        warnings.warn(
            one_line(
                f"{len(refused)} of {count + len(unread)} were rejected, the first being "
                f"{source}: {reason}; rejected=list.append collects them"
            ),
            stacklevel=2,
        )


def listed(
    path: str | Path, columns: dict[str, str]
) -> tuple[list[Path], Path, list[tuple[str, str]], Path | None]:
    """The files at a path, the path itself, the folders not entered and why, and the folder's own
    table of metadata.
    """
    root = find(path)
    if not root.exists():
        raise FileNotFoundError(f"{path}: does not exist; name a folder, a text file or a table")
    if unknown := sorted(set(columns) - set(COLUMNS)):
        raise ValueError(
            f"columns: {unknown[0]!r} is not one of our columns, which are {', '.join(COLUMNS)}"
        )
    files, rejected = list_files(root)
    own = (
        root / METADATA
        if root / METADATA in files and not has_text(root / METADATA, columns)
        else None
    )
    files = [file for file in files if file != own]
    if not files and not rejected:
        raise ValueError(f"{path}: the folder is empty; put text files into it, one per article")
    if columns and not any(map(may_hold_table, files)):
        raise ValueError(f"{path}: columns were named, but there is no table; leave them out")
    return files, root, rejected, own


GROUP = 2**20  # bytes and characters sent to a process at once: pages for a second of work
GROUP_ITEMS = 500  # and at most this many files and rows
ROW_SHARE = 1 / 4  # of the time that a page takes, a row of a table of the same length does
# From so many bytes on, other processes read; starting those takes a second.
MANY = 4 * GROUP


class Item(NamedTuple):
    """An item read from a file: the file, the place in it, and what is there."""

    file: Path
    place: str
    found: Found | NoColumn


class Reading(NamedTuple):
    """The result of reading a source: an article, or None and the reason for rejection."""

    source: str
    article: dict | None
    reason: str = ""
    mended: Collection[str] = ()  # the repairs to its strings, by the names in `mojibake.NOTES`


# A place in what was read, the article or the reason why there is none, and the repairs to it.
Placed = tuple[str, dict | str | NoColumn, Collection[str]]


def read_all(
    files: list[Path], root: Path, columns: dict[str, str], spread: Spread = in_order
) -> Iterator[Reading]:
    """Each article of the files, repaired, or the reason for rejection, in the order of the files;
    a bar counts them.

    If the files hold much, they become articles by `spread`, a `map` in other processes, by default
    on all cores. A table without a column that was named is rejected, and reading continues.
    ValueError, at the end, if no table has that column, or if there is nothing but a table without
    text.
    """
    names = sources_of(files, root)
    lacking: ValueError | None = None  # the error for the first table that lacks a column
    fits = False  # whether any table has all columns that were named
    with progress(desc="reading", unit=" rows") as bar:
        items = read_items(files, columns, bar)
        for file, (place, found, repairs) in with_taken_out(
            items, spread if hold_many(files) else map
        ):
            bar.update()
            source = names[file] + place
            if isinstance(found, NoColumn):
                lacking = lacking or ValueError(f"{names[file]}: {found}")
                if file == root:
                    raise lacking from found
                yield Reading(names[file], None, str(found))
            elif isinstance(found, str):
                yield Reading(source, None, found)
            else:
                fits = fits or may_hold_table(file)
                yield Reading(source, found | {"source": source}, "", repairs)
    if columns and lacking and not fits:
        raise lacking


def read_items(files: list[Path], columns: dict[str, str], bar: "tqdm") -> Iterator[Item]:
    """The items in the files, with documents as bytes and rows as cells; the bar shows the current
    file.
    """
    for number, file in enumerate(files, 1):
        bar.set_postfix_str(f"file {number} of {len(files)}", refresh=False)
        try:
            for place, found in read_as_bytes(file, columns):
                yield Item(file, place, found)
        except NoColumn as error:
            yield Item(file, "", error)


def with_taken_out(items: Iterable[Item], spread: Spread) -> Iterator[tuple[Path, Placed]]:
    """The articles in the items, in order, each with its file."""
    waiting: deque[list[Item]] = deque()

    def groups() -> Iterator[list[Found | NoColumn]]:
        for group in grouped(items):
            waiting.append([item._replace(found="") for item in group])
            yield [item.found for item in group]

    for articles in spread(articles_of, groups()):
        for item, placed in zip(waiting.popleft(), articles):
            for below, found, repairs in placed:
                yield item.file, (item.place + below, found, repairs)


def grouped(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in groups that are read together."""
    group: list[Item] = []
    size = 0.0
    for item in items:
        group.append(item)
        size += size_of(item.found)
        if size >= GROUP or len(group) == GROUP_ITEMS:
            yield group
            group, size = [], 0
    if group:
        yield group


def size_of(found: Found | NoColumn) -> float:
    if isinstance(found, Unread | WarcPage):
        return len(found.data)
    cells = found.cells if isinstance(found, RawRow) else found
    if not isinstance(cells, dict):
        return 0
    return ROW_SHARE * sum(len(cell) for cell in cells.values() if isinstance(cell, str))


def articles_of(group: Sequence[Found | NoColumn]) -> list[list[Placed]]:
    """The articles in each of several items, repaired, and their places in it."""
    return [[*placed_in(found)] for found in group]


def placed_in(found: Found | NoColumn) -> Iterator[Placed]:
    try:
        for place, article in [("", found)] if isinstance(found, NoColumn) else taken_out(found):
            repairs = mended(article) if isinstance(article, dict) else ()
            yield place, article, repairs
    except NoColumn as error:
        yield "", error, ()


def hold_many(files: list[Path]) -> bool:
    """Whether the files hold enough to be worth reading in other processes."""
    return sum(file.stat().st_size for file in files if file.is_file()) >= MANY
