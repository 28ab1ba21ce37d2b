"""Results that a run computes once, although several of its notebooks need them: kept in a folder
as long as the run lasts, for the processes of the run alone.

A notebook that is run on its own computes everything itself, with the same result.
"""

import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

FOLDER = "BROADSHEET_REMEMBERED"  # the environment variable that names the folder

R = TypeVar("R")


@contextmanager
def remembering() -> Iterator[Path]:
    """A block in which, and in processes started in it, results are `remembered`, in a folder that
    is deleted at its end.
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
    """The result of `work()`; in a run, the earlier result under this name and for this `given()`,
    which must cover everything that the result depends on. Outside a run, `given` is not called.

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
    beside = file.with_suffix(f".{os.getpid()}")  # another process may be computing it, too
    beside.write_bytes(pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))
    beside.replace(file)
    return result


def is_remembered(name: str, given: Callable[[], str]) -> bool:
    """Whether `remembered` has this result already."""
    file = place_of(name, given)
    return file is not None and file.exists()


def place_of(name: str, given: Callable[[], str]) -> Path | None:
    """The file of a result; None outside a run, and in a process that has outlived its run."""
    folder = where_remembered()
    if not os.path.isdir(folder):
        return None
    return Path(folder) / hashlib.sha256(f"{name} {given()}".encode()).hexdigest()
