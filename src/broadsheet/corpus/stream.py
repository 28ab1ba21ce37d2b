"""A path as its articles, one at a time: what `load` puts into a table, for whoever has more of
them than memory.

A path as the files at it, and the name that each has in a corpus.
"""

import os
import re
import warnings
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..escape import errors_in_one_line, one_line
from ..formats import (
    COLUMNS,
    DATES,
    NoColumn,
    Unread,
    WarcPage,
    has_text,
    may_hold_table,
    read_as_bytes,
    taken_out,
    with_dates,
)
from ..paths import find
from ..storage import is_made_here
from ..text import composed
from ..workers import in_order
from .languages import check_languages, foreign
from .mojibake import mended

if TYPE_CHECKING:
    from tqdm import tqdm

Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]  # as `map`

UNWRITABLE = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def list_files(root: Path) -> tuple[list[Path], list[tuple[str, str]]]:
    """The files at or below a path in the order of their names, and the folders that are not
    entered: linked ones (a link may lead in circles), those that Broadsheet wrote, and those that
    this user may not read.
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
            (link, "a link to a folder, which is not followed; load that folder itself")
            for link in links
        ),
        *(
            (folder, "figures, notebooks or tables that Broadsheet made, which are no articles")
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
    """The `source` of a file: its path below what was loaded, with slashes, composed."""
    return composed((file.relative_to(root) if file != root else Path(file.name)).as_posix())


def sources_of(files: list[Path], root: Path) -> dict[Path, str]:
    """The `source` of each file. Where two would have the same, each has its raw name, with what
    cannot be written as its number.
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
    """By path, and the rows of a table by their number: row 2 stands before row 10."""
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
    """Each article of a file or folder as a dict, as it is read: a table of any size takes the
    memory of one row.

    The dicts have the columns of `load` that are known of an article, with the text as `load` gives
    it. `rejected` is handed each (source, reason) that is no article, such as `refused.append`;
    without it a warning counts them at the end. What only the whole corpus tells is left out:
    duplicates, lines that repeat, `id` where the source has none, metadata (the folder's own
    articles.csv is passed over), and the convention of dates such as 04-09-2025: say `day_first`.

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
        for source, found in read_all(files, root, columns or {}):
            count += 1
            if isinstance(found, str):
                hand_over((source, found))
                continue
            mended(found)
            article = with_dates(found, dict.fromkeys(DATES, day_first))
            if reason := foreign(article, languages):
                hand_over((source, reason))
            else:
                yield {**article, "source": source}
    if refused:
        source, reason = refused[0]
        warnings.warn(
            one_line(
                f"{len(refused)} of {count + len(unread)} were rejected, {source} first: {reason}; "
                "rejected=list.append hands them over"
            ),
            stacklevel=2,
        )


def listed(
    path: str | Path, columns: dict[str, str]
) -> tuple[list[Path], Path, list[tuple[str, str]], Path | None]:
    """The files at a path, the path itself, what is not entered and why, and the folder's own table
    of metadata.
    """
    root = find(path)
    if not root.exists():
        raise FileNotFoundError(f"{path}: nothing is there; name a folder, a text file or a table")
    if unknown := sorted(set(columns) - set(COLUMNS)):
        raise ValueError(
            f"columns: {unknown[0]!r} is no column of ours; ours are {', '.join(COLUMNS)}"
        )
    files, rejected = list_files(root)
    own = (
        root / METADATA
        if root / METADATA in files and not has_text(root / METADATA, columns)
        else None
    )
    files = [file for file in files if file != own]
    if not files and not rejected:
        raise ValueError(f"{path}: the folder is empty; put text files into it, one an article")
    if columns and not any(map(may_hold_table, files)):
        raise ValueError(
            f"{path}: columns name those of a table, and there is no table; leave them out"
        )
    return files, root, rejected, own


GROUP = 2**20  # bytes and characters that travel to a process at once: a second of work in pages
GROUP_FILES = 500  # and so many files at most
# Bytes of documents from which on processes read them: to start these costs a second.
MANY = 4 * GROUP

Found = dict | str | NoColumn  # an article, the reason why there is none, or a table without column


class Item(NamedTuple):
    """Something read: of which file, where in it, and what it is."""

    file: Path
    place: str
    found: dict | str | NoColumn | Unread | WarcPage


def read_all(
    files: list[Path], root: Path, columns: dict[str, str], spread: Spread = in_order
) -> Iterator[tuple[str, dict | str]]:
    """Each article of the files with its source, or the reason why there is none, in the order of
    the files; a bar counts them as they come.

    Where the files hold many documents, their articles are taken out by `spread`, which is as `map`
    in other processes; by default these are on all cores. A table without a column that was named
    is rejected, and the others go on. ValueError, at the end, where no table has it, and where a
    table without text is all there is.
    """
    from tqdm import tqdm

    names = sources_of(files, root)
    lacking: ValueError | None = None  # what is wrong with the first table that lacks a column
    fits = False  # a table has all columns that were named
    with tqdm(desc="reading", unit=" rows", delay=2, disable=None) as bar:
        items = read_items(files, columns, bar)
        for file, place, found in with_taken_out(items, spread if hold_many(files) else map):
            bar.update()
            if isinstance(found, NoColumn):
                lacking = lacking or ValueError(f"{names[file]}: {found}")
                if file == root:
                    raise lacking from found
                yield names[file], str(found)
                continue
            fits = fits or (isinstance(found, dict) and may_hold_table(file))
            yield names[file] + place, found
    if columns and lacking and not fits:
        raise lacking


def read_items(files: list[Path], columns: dict[str, str], bar: "tqdm") -> Iterator[Item]:
    """What stands in the files, with documents as their bytes; the bar says in which file."""
    for number, file in enumerate(files, 1):
        bar.set_postfix_str(f"file {number} of {len(files)}", refresh=False)
        try:
            for place, found in read_as_bytes(file, columns):
                yield Item(file, place, found)
        except NoColumn as error:
            yield Item(file, "", error)


def with_taken_out(items: Iterable[Item], spread: Spread) -> Iterator[tuple[Path, str, Found]]:
    """The items in their order, with the articles of documents in place of their bytes."""
    waiting: deque[list[Item]] = deque()

    def documents() -> Iterator[list[Unread | WarcPage]]:
        for group in grouped(items):
            waiting.append(group)
            yield [item.found for item in group if isinstance(item.found, Unread | WarcPage)]

    for placed_of_documents in spread(articles_of, documents()):
        results = iter(placed_of_documents)
        for file, place, found in waiting.popleft():
            if not isinstance(found, Unread | WarcPage):
                yield file, place, found
                continue
            for below, article in next(results):
                yield file, place + below, article


def grouped(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in groups that are read together."""
    group: list[Item] = []
    size = 0
    for item in items:
        group.append(item)
        size += size_of(item.found)
        if size >= GROUP or len(group) == GROUP_FILES:
            yield group
            group, size = [], 0
    if group:
        yield group


def size_of(found: object) -> int:
    if isinstance(found, Unread | WarcPage):
        return len(found.data)
    return len(found["text"]) if isinstance(found, dict) else 0


def articles_of(documents: Sequence[Unread | WarcPage]) -> list[list[tuple[str, Found]]]:
    """What stands in each of the documents, and where in it."""
    placed: list[list[tuple[str, Found]]] = []
    for document in documents:
        try:
            placed.append([*taken_out(document)])
        except NoColumn as error:
            placed.append([("", error)])
    return placed


def hold_many(files: list[Path]) -> bool:
    """Whether the files hold so many documents that other processes shall read them, too."""
    sizes = [file.stat().st_size for file in files if file.is_file() and not may_hold_table(file)]
    return len(sizes) > 1 and sum(sizes) >= MANY
