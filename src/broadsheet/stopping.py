"""How the command ends when somebody stops it, by Ctrl-C, by `kill` or by closing the terminal: in
one line, with the exit code that a shell expects, and within five seconds.

The package imports this file first. Its own import takes two seconds, in which the command has
nothing to tidy up; a notebook or a script that imports the package keeps its own handlers.
"""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
SIGNALS = tuple(getattr(signal, name) for name in NAMES if hasattr(signal, name))
LINE = "broadsheet: stopped; what was saved is kept, and `measure` started again goes on from there"
LONGEST = 3.5  # seconds that tidying up may take, so that all is over within five


class Stopped(KeyboardInterrupt):
    """Somebody stopped the command by the signal of this number. `code` is the exit code that tells
    a shell so.

    >>> Stopped(signal.SIGINT).code, Stopped(signal.SIGTERM).code
    (130, 143)
    """

    def __init__(self, number: int):
        super().__init__()
        self.code = 128 + number


def end_at_once(number: int, frame: FrameType | None = None) -> None:
    """The process ends, with the line and the exit code, and nothing is tidied up; those that work
    for it end with it (`workers`).
    """
    os.write(2, f"{LINE}\n".encode())
    os._exit(Stopped(number).code)


@contextmanager
def heeding() -> Iterator[None]:
    """What stands in the block raises `Stopped` at the first of the signals, and does not hear the
    next. If it takes longer than `LONGEST` until all is tidied up, the process ends at once: be it
    that a library reads a large file meanwhile, in whose native code Python hears no signal.

    A signal that was ignored before, as in a job that `nohup` started, stays ignored. In a thread
    that is not the main one nothing changes, since signals never reach it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    number = 0
    done = threading.Event()
    here, there = socket.socketpair()  # the system writes each signal's number there, as it comes
    there.setblocking(False)

    def end_in_time() -> None:
        heard = next(byte[0] for byte in iter(partial(here.recv, 1), None) if byte[0] in ends)
        if heard and not done.wait(LONGEST):
            end_at_once(heard)

    def stop(this: int, frame: FrameType | None) -> None:
        nonlocal number
        if not number:
            number = this
            if not WAITING:
                raise Stopped(number)
            WAITING.append(number)

    before = listen(stop)
    ends = {0, *before}
    # Started beforehand: a handler may run while the thread that it interrupts is starting another.
    watching = threading.Thread(target=end_in_time, daemon=True)
    watching.start()
    written_to = signal.set_wakeup_fd(there.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        done.set()
        signal.set_wakeup_fd(written_to)
        there.send(b"\0")
        for signal_number, handler in before.items():
            signal.signal(signal_number, handler)
        watching.join()
        here.close()
        there.close()


WAITING: list[int] = []  # in a block of `unheard`: 0, and the signal that came meanwhile


@contextmanager
def unheard() -> Iterator[None]:
    """What stands in the block is done whole: a signal waits until its end. A process that begins
    there never hears one: Ctrl-C reaches every process of a terminal, and what each says of it
    would bury the line of the first. (On Windows a process must see to that itself.)
    """
    blocked = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS) if blocked else ()
    WAITING.append(0)  # another thread may take the signal, and the handler still runs in this one
    try:
        yield
    finally:
        came = WAITING[-1]
        WAITING.clear()
        if blocked:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if came:
            raise Stopped(came)


def listen(handler) -> dict:
    """The handlers before this one, by signal, of all signals that are not ignored."""
    heard = [number for number in SIGNALS if signal.getsignal(number) not in (signal.SIG_IGN, None)]
    return {number: signal.signal(number, handler) for number in heard}


def is_command(words: list[str]) -> bool:
    """Whether the process that was started with these words is the command, and not a program that
    imports the package, nor a process that works for the command.

    >>> is_command(["python", "/usr/bin/broadsheet", "run"])
    True
    >>> is_command(["python", "-m", "broadsheet", "run"])
    True
    >>> is_command(["python", "-m", "pytest", "broadsheet"])
    False
    """
    if "-m" in words[:-1] and words[words.index("-m") + 1] == "broadsheet":
        return True
    return any(Path(word).stem == "broadsheet" for word in words[1:2])


if is_command(sys.orig_argv) and threading.current_thread() is threading.main_thread():
    listen(end_at_once)
