"""How the command ends when it is stopped by Ctrl-C, by `kill` or by closing the terminal: with one
line, the exit code that a shell expects, and within five seconds.

The package imports this file first. Importing the package takes two seconds, during which the
command has nothing to tidy up; a notebook or a script that imports the package keeps its own
handlers.
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
LINE = (
    "broadsheet: stopped; what was saved is kept, and starting `measure` again continues from there"
)
LONGEST = 3.5  # seconds that tidying up may take, so that everything ends within five


class Stopped(KeyboardInterrupt):
    """The command was stopped by the signal with this number. `code` is the exit code that shells
    expect.

    >>> Stopped(signal.SIGINT).code, Stopped(signal.SIGTERM).code
    (130, 143)
    """

    def __init__(self, number: int):
        super().__init__()
        self.code = 128 + number


def end_at_once(number: int, frame: FrameType | None = None) -> None:
    """Ends the process with the line and the exit code, without tidying up; its workers end with it
    (`workers`).
    """
    os.write(2, f"{LINE}\n".encode())
    os._exit(Stopped(number).code)


@contextmanager
def heeding() -> Iterator[None]:
    """A block in which the first signal raises `Stopped` and further ones are ignored. If tidying
    up takes longer than `LONGEST`, the process ends at once: a library may be reading a large file
    in native code, where Python receives no signals.

    A signal that was ignored before, as in a job started by `nohup`, stays ignored. In threads
    other than the main one nothing changes, because signals never reach them.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    number = 0
    done = threading.Event()
    here, there = socket.socketpair()  # the system writes each signal's number there
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
    # Started beforehand: a handler may interrupt a thread that is just starting another.
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


WAITING: list[int] = []  # in a block of `unheard`: 0, then any signal received


@contextmanager
def unheard() -> Iterator[None]:
    """A block that signals do not interrupt: they wait until its end. Processes started in it never
    receive them: Ctrl-C reaches every process of a terminal, and their messages would bury the line
    of the first. (On Windows, each process must ignore it by itself.)
    """
    blocked = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS) if blocked else ()
    WAITING.append(0)  # the handler runs in this thread, even if another receives the signal
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
    """The previous handlers, by signal, of all signals that are not ignored."""
    heard = [number for number in SIGNALS if signal.getsignal(number) not in (signal.SIG_IGN, None)]
    return {number: signal.signal(number, handler) for number in heard}


def is_command(words: list[str]) -> bool:
    """Whether a process started with these words is the command, rather than a program that imports
    the package or a worker of the command.

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
