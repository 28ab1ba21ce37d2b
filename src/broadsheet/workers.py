"""Processes that work for this one on all cores, and end with it, however it ends.

Left alone, loky's outlive a parent that was killed by minutes, and one that fails waits for what
they are doing. These hold the reading end of a pipe that this process alone could write to: it
closes when this process is gone, on every system.
"""

import errno
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain, islice
from multiprocessing.connection import Connection
from typing import Any

from .stopping import unheard

# Parts that wait for each core: enough that none idles, few enough that the memory taken is
# bounded.
AHEAD = 2
KILLED = (
    "a process that read or measured was killed, most often for want of memory; start again, with "
    "fewer workers if it goes on"
)
IDLE = 60  # seconds until a process that has nothing to do ends


class Workers:
    """So many processes, one a core unless said otherwise. They are kept for the next block that
    asks for as many, if this one ends well; if not, they end at once with all that they are doing.

    >>> with Workers(2) as workers:
    ...     workers.submit(divmod, 7, 2).result()
    (3, 1)
    """

    def __init__(self, count: int | None = None):
        self.count = count

    def __enter__(self) -> "Workers":
        from loky import get_reusable_executor

        with can_start():
            start_trackers()
            self.executor = get_reusable_executor(
                self.count,
                timeout=IDLE,
                initializer=beginning(),
                initargs=(lifeline()[0],),
            )
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.end()

    def end(self) -> None:
        """The processes end at once, be it that only some of them could be started: loky has no
        thread then that would end them, and each would print that it finds nothing to work for.
        """
        manager = self.executor._executor_manager_thread
        if manager is None or manager.ident is None:
            self.executor._executor_manager_thread = None  # what never began cannot be waited for
            for process in filter(is_alive, list(self.executor._processes.values())):
                os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
                process.join()
        self.executor.shutdown(kill_workers=True)

    def submit(self, function: Callable, *arguments: object) -> Any:
        """The future of `function(*arguments)`."""
        with can_start(), unheard():
            return self.executor.submit(function, *arguments)


def in_order(
    function: Callable[[Any], Any], parts: Iterable[Any], count: int | None = None
) -> Iterator[Any]:
    """As `map`, on so many processes, one a core unless said otherwise; in this process where one
    is asked for, and where there is one part alone, for which others would start in vain.

    Parts are taken from their iterable as they are needed. RuntimeError where a process was killed.

    >>> list(in_order(sorted, [[2, 1], [4, 3]], 2))
    [[1, 2], [3, 4]]
    """
    from loky import cpu_count
    from loky.process_executor import BrokenProcessPool

    rest = iter(parts)
    first_two = list(islice(rest, 2))
    parts = chain(first_two, rest)
    count = count or cpu_count()
    if count == 1 or len(first_two) < 2:
        yield from map(function, parts)
        return
    begun: deque[Future] = deque()
    try:
        with Workers(count) as workers:
            for part in parts:
                begun.append(workers.submit(function, part))
                if len(begun) == AHEAD * count:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
    except BrokenProcessPool as error:
        raise RuntimeError(KILLED) from error


def is_alive(process: Any) -> bool:
    return process.is_alive()


@contextmanager
def can_start() -> Iterator[None]:
    """OSError, in one line, where the machine does not let a process be started, and MemoryError
    where it has no memory for one.
    """
    try:
        yield
    except RuntimeError as error:
        if "start new thread" not in str(error):
            raise
        raise MemoryError(str(error)) from error
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise
        few = error.errno in (errno.EMFILE, errno.ENFILE)
        mend = "allow more open files (`ulimit -n 1024`)" if few else "/dev/shm must be writable"
        raise OSError(
            f"no process can be started on other cores ({error.strerror or error}): {mend}; "
            "`measure --workers 1` starts none"
        ) from error


@cache
def lifeline() -> tuple[Connection, Connection]:
    """The ends of a pipe into which nobody ever writes."""
    return multiprocessing.Pipe(duplex=False)


@cache
def beginning() -> Callable:
    """What a process does before anything else: the function travels as code, not by its name, so
    that the process ends with its parent even while it is still importing this package.
    """

    def end_with(lifeline: Connection) -> None:
        with suppress(OSError, EOFError):
            lifeline.poll(None)  # until the other end is closed
        os._exit(1)

    def begin(lifeline: Connection) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # for Windows, which `unheard` does not help
        threading.Thread(target=end_with, args=(lifeline,), daemon=True).start()
        try:
            # An error travels to the parent, which says it in one line. What libraries and kernels
            # print besides, when memory or files run out, would bury that.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            os.close(nowhere)
        except OSError:
            # For want of files. loky would print a traceback, and the line of the parent stand
            # below it.
            os._exit(1)

    return begin


@cache
def start_trackers() -> None:
    """Starts the processes that unlink semaphores and memory when this one was killed: without a
    word, as it is nothing that a person must see to. They are started before any other, since
    Python lets a process hear signals again when it has started one.
    """
    from multiprocessing import resource_tracker

    from loky.backend import resource_tracker as loky_tracker

    before = os.environ.get("PYTHONWARNINGS")
    quiet = "ignore:resource_tracker"
    os.environ["PYTHONWARNINGS"] = f"{before},{quiet}" if before else quiet
    try:
        for tracker in (loky_tracker, resource_tracker):
            with unheard():
                tracker.ensure_running()
    finally:
        del os.environ["PYTHONWARNINGS"]
        if before is not None:
            os.environ["PYTHONWARNINGS"] = before
