"""Processes that run notebooks, with everything that a notebook imports already there.

Python takes seconds to import what every notebook needs. Here one process imports it once
(`imported`). It forks for each notebook, and that process forks again for the notebook's kernel
(`forking`), so that no notebook sees a name or a setting of another. They share the memory of the
imports. All the libraries keep working in a forked process only on Linux; elsewhere, each process
imports for itself.
"""

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection, wait
from typing import Any

from .remembered import remember_in, where_remembered
from .stopping import unheard
from .workers import beginning, can_start, lifeline

FORKS = sys.platform == "linux"
MOST_OFTEN = (
    "most often for lack of memory or of open files; close other programs, allow more open files "
    "(`ulimit -n 1024`), and start again"
)


# Processes that wait for each other take a hundredth of this share of a processor.
LEAST_WORK = 0.01
LOOK_EVERY, LOOKS = 5.0, 4  # seconds, and how often in a row nothing may be at work


class NotStarted(RuntimeError):
    """A kernel could not be started. Others could not, either, and each would take a while to say
    so.
    """


@cache
def starting() -> Any:
    """The way processes start here: `multiprocessing`'s context."""
    context = multiprocessing.get_context("forkserver" if FORKS else "spawn")
    if FORKS:
        context.set_forkserver_preload([f"{__package__}.imported"])
    return context


def import_beforehand() -> None:
    """Start the process from which others fork, so that it imports while this one does other
    work.
    """
    if FORKS:
        from multiprocessing.forkserver import ensure_running

        starting()
        with can_start(), unheard():
            ensure_running()


def kernel_manager() -> dict[str, type]:
    """The arguments with which papermill forks a notebook's kernel, where that is possible."""
    if not FORKS:
        return {}
    from .forking import ForkingManager

    return {"kernel_manager_class": ForkingManager}


def side_by_side(work: Callable, calls: Sequence[tuple], most: int) -> Iterator[tuple[int, object]]:
    """Run `work(report, *call)` for each call in a process of its own, at most `most` at a time.
    Yields the number of a call, from 0, with each value that it passes to `report`, as they come;
    an exception is reported, too.

    RuntimeError if a process or its kernel could not be started, a process was killed, or none of
    them goes on. All processes end with this one, or as soon as the iteration is left.
    """
    waiting = list(enumerate(calls))
    running: dict[Any, tuple[int, Any]] = {}
    standstill = Standstill()
    try:
        while waiting or running:
            while waiting and len(running) < most:
                number, call = waiting.pop(0)
                reports, process = started(work, call)
                running[reports] = number, process
            ready: list[Any] = wait(running, timeout=LOOK_EVERY)
            if not ready and standstill.lasts():
                raise RuntimeError(f"no notebook is making progress, {MOST_OFTEN}")
            for reports in ready:
                number, process = running[reports]
                try:
                    report = reports.recv()
                except EOFError:
                    del running[reports]
                    process.join()
                    if process.exitcode:
                        raise RuntimeError(
                            f"a process that ran a notebook was killed, {MOST_OFTEN}"
                        ) from None
                else:
                    if isinstance(report, NotStarted):
                        raise report
                    yield number, report
    finally:
        for _, process in running.values():
            process.kill()
            process.join()


class Standstill:
    """Whether all processes below this one have stopped working. Where memory is short, a kernel
    may lose a request, or a library a thread that it waits for, and nobody says so.
    """

    def __init__(self) -> None:
        self.used = 0.0  # seconds of processor time, at the last look
        self.looks = 0  # in a row at which nothing was at work

    def lasts(self) -> bool:
        """Whether nothing was at work at the last looks; to be asked every `LOOK_EVERY` seconds."""
        import psutil

        used, waits_in_line = 0.0, False  # for a disk, or for a processor
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                used += times.user + times.system
                waits_in_line |= process.status() in (
                    psutil.STATUS_DISK_SLEEP,
                    psutil.STATUS_RUNNING,
                )
        is_still = abs(used - self.used) < LEAST_WORK * LOOK_EVERY and not waits_in_line
        self.used, self.looks = used, self.looks + 1 if is_still else 0
        return self.looks >= LOOKS


def started(work: Callable, call: tuple) -> tuple[Any, Any]:
    """The connection on which a newly started process reports, and the process."""
    reports, report = starting().Pipe(duplex=False)
    given = lifeline()[0], where_remembered(), report, work, call
    process = starting().Process(target=begin, args=given)
    try:
        with can_start(), unheard():
            process.start()
    except EOFError as error:  # the process that should fork is gone
        raise RuntimeError(
            f"no process for running a notebook can be started, {MOST_OFTEN}"
        ) from error
    finally:
        report.close()
    return reports, process


def begin(parent: Connection, folder: str, report: Connection, work: Callable, call: tuple) -> None:
    """The body of such a process."""
    beginning()(parent)
    remember_in(folder)
    try:
        work(report.send, *call)
    except Exception as error:
        report.send(error)
