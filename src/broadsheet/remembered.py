"""What a run works out once, though each of its notebooks asks for it: kept in a folder for as long
as the run lasts, and found there by the processes of the run alone.

A notebook that somebody opens works everything out for itself, to the same result.
"""

import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

FOLDER = "BROADSHEET_REMEMBERED"  # the variable of the environment that names the folder

R = TypeVar("R")


@contextmanager
def remembering() -> Iterator[Path]:
    """In the block, and in processes that begin in it, what was worked out once is `remembered`; in
    this folder, which is gone at its end.
    """
    with TemporaryDirectory(prefix="broadsheet-") as folder:
        remember_in(folder)
        try:
            yield Path(folder)
        finally:
            remember_in("")


def where_remembered() -> str:
    """The folder of the run, for a process that begins in an environment older than the run; empty
    outside a run.
    """
    return os.environ.get(FOLDER, "")


def remember_in(folder: str) -> None:
    """From here on, this process and those that it starts belong to the run with this folder."""
    os.environ[FOLDER] = folder


def remembered(name: str, given: Callable[[], str], work: Callable[[], R]) -> R:
    """What `work()` gives; in a run, what it gave there before under this name and for what is
    `given()`, which must say everything that the result depends on. Outside a run, nobody asks.

    >>> def work():
    ...     print("working")
    ...     return 3
    >>> with remembering():
    ...     remembered("three", str, work), remembered("three", str, work)
    working
    (3, 3)
    >>> remembered("three", lambda: print("asked"), work)
    working
    3
    """
    file = place_of(name, given)
    if file is None:
        return work()
    if file.exists():
        return pickle.loads(file.read_bytes())
    result = work()
    beside = file.with_suffix(f".{os.getpid()}")  # another process may be working it out, too
    beside.write_bytes(pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))
    beside.replace(file)
    return result


def is_remembered(name: str, given: Callable[[], str]) -> bool:
    """Whether `remembered` need not work for that."""
    file = place_of(name, given)
    return file is not None and file.exists()


def place_of(name: str, given: Callable[[], str]) -> Path | None:
    """The file of a result; None outside a run, and in a process that has outlived its run."""
    folder = where_remembered()
    if not os.path.isdir(folder):
        return None
    return Path(folder) / hashlib.sha256(f"{name} {given()}".encode()).hexdigest()
