"""A path as the files at it, and the name that each has in a corpus."""
import os
import re
from collections import Counter
from pathlib import Path

from .decoding import composed

UNWRITABLE = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def list_files(root: Path) -> tuple[list[Path], list[tuple[str, str]]]:
    """The files at or below a path in the order of their names, and the folders that are not entered: linked ones (a link
    may lead in circles), and those that this user may not read."""
    if not root.is_dir():
        return [root], []
    files, links, closed = [], [], []
    for folder, below, names in os.walk(root, onerror=closed.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        links += [name_of(Path(folder, name), root) for name in below if os.path.islink(Path(folder, name))]
        files += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
    return sorted(files, key=lambda file: name_of(file, root)), [*((link, "a link to a folder, which is not followed; load that folder itself")
                                                                 for link in links),
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
