"""Worker processes on all cores, which end with this process, however it ends.

By default, loky's workers outlive a killed parent by minutes, and a parent that fails waits for
them to finish. These hold the reading end of a pipe that only this process could write to: on every
system, it closes when this process is gone.
"""

import errno
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain, islice
from multiprocessing.connection import Connection
from typing import Any

from .stopping import unheard

# Parts queued for each core: enough to keep all busy, few enough to bound memory.
AHEAD = 2
KILLED = (
    "a worker process was killed, most often for lack of memory; start again, with fewer workers "
    "if it happens again"
)
IDLE = 60  # seconds until an idle process ends


class Workers:
    """A pool of `count` processes, by default one per core. If the block ends well, they are kept
    for the next block that asks for as many; if it fails, they are stopped at once.

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
        """Stops the processes at once, even if only some could be started: in that case loky has no
        thread to stop them, and each would print an error about its missing parent.
        """
        manager = self.executor._executor_manager_thread
        if manager is None or manager.ident is None:
            self.executor._executor_manager_thread = (
                None  # it never started, so it cannot be joined
            )
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
    """The results of `map`, in order, computed by this many processes, by default one per core; in
    this process if it is to be one, or if there is one part only. Parts are taken from their
    iterable as needed. RuntimeError if a process was killed.

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
    try:
        with Workers(count) as workers:
            yield from results((workers.submit(function, part) for part in parts), AHEAD * count)
    except BrokenProcessPool as error:
        raise RuntimeError(KILLED) from error


def results(futures: Iterable[Any], ahead: int) -> Iterator[Any]:
    """The results of futures in order. At most `ahead` of them are begun and not yet passed on."""
    begun: deque[Any] = deque()
    for future in futures:
        begun.append(future)
        if len(begun) == ahead:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()


def is_alive(process: Any) -> bool:
    return process.is_alive()


@contextmanager
def can_start() -> Iterator[None]:
    """A block that starts processes. OSError, in one line, if the machine refuses to start one, and
    MemoryError if it lacks the memory.
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
            f"no worker process can be started ({error.strerror or error}): {mend}; `measure "
            "--workers 1` starts none"
        ) from error


@cache
def lifeline() -> tuple[Connection, Connection]:
    """The two ends of a pipe into which nothing is ever written."""
    return multiprocessing.Pipe(duplex=False)


@cache
def beginning() -> Callable:
    """The function that a process runs first. It is sent as code, not by name, so that the process
    ends with its parent even while it is still importing this package.
    """

    def end_with(lifeline: Connection) -> None:
        with suppress(OSError, EOFError):
            lifeline.poll(None)  # until the other end is closed
        os._exit(1)

    def begin(lifeline: Connection) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # for Windows, where `unheard` has no effect
        threading.Thread(target=end_with, args=(lifeline,), daemon=True).start()
        try:
            # Errors go to the parent, which reports them in one line. What libraries and kernels
            # print as well, when memory or files run out, would bury that line.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            os.close(nowhere)
        except OSError:
            # Too many open files. loky would print a traceback above the parent's line.
            os._exit(1)

    return begin


@cache
def start_trackers() -> None:
    """Starts the processes that unlink semaphores and shared memory if this one is killed. They
    print nothing, because nobody needs to act on it. They are started before any other, because
    Python unblocks signals in a process after it has started one.
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
