"""The command that is stopped ends in one line, with the right exit code, and nothing goes on."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import psutil
import pytest

from broadsheet import cli, commands, stopping
from broadsheet.corpus import batches
from broadsheet.stopping import LINE, Stopped, heeding, unheard
from tests.measuring.test_dataset import corpus, files
from tests.test_workers import WITHIN, gone

COMMAND = [sys.executable, "-m", "broadsheet"]
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


def started(*words, **environment):
    """The command, in a group of processes of its own, as a terminal starts it."""
    return subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=os.environ | environment,
    )


def those_below(command, name, count):
    """The processes below the command, once so many of them bear the name."""
    until = time.monotonic() + 120
    while time.monotonic() < until and command.poll() is None:
        below = psutil.Process(command.pid).children(recursive=True)
        words = [" ".join(process.cmdline()) for process in below if process.is_running()]
        if sum(name in line for line in words) >= count:
            return below
        time.sleep(0.05)
    command.kill()
    raise AssertionError(f"no process {name}: {command.communicate()}")


@pytest.fixture(autouse=True, scope="module")
def signals_are_heard():
    """A shell has what it starts in the background ignore Ctrl-C, and nohup a closed terminal; what
    is ignored here would be ignored by the commands that are to be stopped.
    """
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.default_int_handler),
        signal.SIGHUP: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    }
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", CODES)
def test_a_signal_while_the_package_is_imported_ends_the_command_in_one_line(tmp_path, number):
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'broadsheet.notebooks':\n"
        f"            os.kill(os.getpid(), {int(number)})\n"
        "sys.meta_path.insert(0, Stop())\n"
    )
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    with started("--version", PYTHONPATH=paths) as command:
        out, err = command.communicate(timeout=60)
    assert (command.returncode, out, err.decode()) == (CODES[number], b"", f"{LINE}\n")


def test_a_program_that_imports_the_package_keeps_its_own_handlers():
    program = (
        "import signal; before = [signal.getsignal(n) for n in (2, 15)]; import broadsheet; "
        "print(before == [signal.getsignal(n) for n in (2, 15)])"
    )
    assert subprocess.check_output([sys.executable, "-c", program]) == b"True\n"


@pytest.fixture
def several_parts(tmp_path):
    """A corpus of several parts: no process is started for one."""
    texts = [f"The council of town {number} met on Monday." for number in range(1_200)]
    articles = pd.DataFrame({"outlet": "North", "published": "2025-09-03", "text": texts})
    articles.to_csv(tmp_path / "in.csv", index=False)
    return tmp_path / "in.csv"


def test_measure_that_is_interrupted_ends_with_its_workers(tmp_path, several_parts):
    with started("measure", several_parts, "--out", tmp_path / "out", "--workers", 2) as command:
        below = those_below(command, "popen_loky", 2)
        os.killpg(command.pid, signal.SIGINT)
        out, err = command.communicate(timeout=WITHIN)
    assert (command.returncode, out, err.decode()) == (130, b"", f"{LINE}\n")
    assert gone(below)


def test_measure_that_is_killed_ends_with_its_workers_and_started_again_goes_on(
    tmp_path, several_parts
):
    words = ("measure", several_parts, "--out", tmp_path / "out", "--workers", 2)
    with started(*words) as command:
        below = those_below(command, "popen_loky", 2)
        command.kill()
        assert command.wait() == -signal.SIGKILL and gone(below)
        assert command.stderr.read() == b""
    assert cli.main([*map(str, words[:-1]), "1"]) == 0


@pytest.mark.parametrize("number", CODES)
def test_measure_that_is_stopped_while_it_saves_goes_on_to_the_bytes_of_an_undisturbed_one(
    number, tmp_path, monkeypatch, capsys
):
    """In this process; test_dataset.py kills others, and theirs are the tests above."""
    given = corpus(tmp_path / "in.csv", 20)
    measure = ["measure", str(given), "--workers", "1", "--out"]
    monkeypatch.setattr(batches, "SOURCES_IN_BATCH", 7)
    assert cli.main([*measure, str(tmp_path / "whole")]) == 0
    replace, moved = Path.replace, []

    def stop(self, target):
        moved.append(target)
        if len(moved) == 9:  # the second of three parts has begun
            os.kill(os.getpid(), number)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    capsys.readouterr()
    assert cli.main([*measure, str(tmp_path / "out")]) == CODES[number]
    assert capsys.readouterr().err.splitlines()[-1:] == [LINE]
    assert files(tmp_path / "out") != files(tmp_path / "whole")
    assert cli.main([*measure, str(tmp_path / "out")]) == 0
    assert files(tmp_path / "out") == files(tmp_path / "whole")


NOTEBOOKS = """
import sys
from pathlib import Path
from broadsheet import notebooks
notebooks.NOTEBOOKS = Path(sys.argv[1])
notebooks.run({}, Path(sys.argv[2]))
"""


def test_the_kernels_of_notebooks_end_when_the_run_is_killed(tmp_path):
    begun = tmp_path / "begun"
    source = f"import pathlib, time; pathlib.Path({str(begun)!r}).touch(); time.sleep(120)"
    cell = {"cell_type": "code", "source": source}
    cell |= {"metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": [cell], "nbformat": 4, "nbformat_minor": 4}
    notebook["metadata"] = {"kernelspec": kernel}
    (tmp_path / "a.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    run = subprocess.Popen([sys.executable, "-c", NOTEBOOKS, tmp_path, tmp_path / "executed"])
    until = time.monotonic() + 120
    while not begun.exists() and time.monotonic() < until:
        time.sleep(0.05)
    below = psutil.Process(run.pid).children(recursive=True)
    assert begun.exists() and len(below) >= 3  # one forks, one runs the notebook, one is its kernel
    run.kill()
    assert run.wait() == -signal.SIGKILL and gone(below)
    assert list((tmp_path / "executed").iterdir()) == []  # no half of a notebook


def stopped_by(number, monkeypatch, verb, out):
    """The exit code of a command that is stopped while it reads."""
    monkeypatch.setattr(commands, "read", lambda *_: os.kill(os.getpid(), number) or time.sleep(60))
    return cli.main([verb, "data/seeds", "--out", str(out)])


@pytest.mark.parametrize("verb", ["stories", "people"])
@pytest.mark.parametrize("number", CODES)
def test_other_verbs_end_in_the_same_line_and_the_handlers_are_those_of_before(
    number, verb, monkeypatch, capsys, tmp_path
):
    before = [signal.getsignal(number) for number in CODES]
    assert stopped_by(number, monkeypatch, verb, tmp_path / "out.csv") == CODES[number]
    assert capsys.readouterr().err == f"{LINE}\n"
    assert [signal.getsignal(number) for number in CODES] == before
    assert not any(tmp_path.iterdir())


def test_a_signal_that_was_ignored_before_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with heeding():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_second_signal_does_not_disturb_tidying_up():
    tidied = []

    @heeding()
    def interrupted():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            tidied.append(True)

    with pytest.raises(Stopped):
        interrupted()
    assert tidied


def test_a_signal_waits_until_what_must_be_done_whole_is_done():
    done = []

    @heeding()
    def start():
        with unheard():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("one")
            signal.getsignal(signal.SIGTERM)(signal.SIGTERM, None)  # by another thread
            done.append("two")
        done.append("three")

    with pytest.raises(Stopped) as stopped:
        start()
    assert stopped.value.code == 143 and done == ["one", "two"]


def test_tidying_up_that_takes_too_long_is_cut_off(monkeypatch):
    ended = []
    monkeypatch.setattr(stopping, "LONGEST", 0.1)
    monkeypatch.setattr(stopping, "end_at_once", ended.append)

    @heeding()
    def interrupted():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            time.sleep(0.5)

    with pytest.raises(Stopped):
        interrupted()
    assert ended == [signal.SIGTERM]


NATIVE = """
import hashlib, sys
from broadsheet import cli, commands
def read(*_):
    print("reading", flush=True)
    hashlib.pbkdf2_hmac("sha256", b"", b"", 10**9)  # hours in which no Python runs here
commands.read = read
sys.exit(cli.main(["stories", "data/seeds", "--out", sys.argv[1]]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_native_code_that_reads_a_large_file_is_stopped_in_time(number, tmp_path):
    program = [sys.executable, "-c", NATIVE, str(tmp_path / "out.csv")]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as command:
        try:
            assert command.stdout.readline() == b"reading\n"
            time.sleep(0.5)
            command.send_signal(number)
            _, err = command.communicate(timeout=WITHIN)
        finally:
            command.kill()  # nothing else would end it for hours
    assert (command.returncode, err.decode()) == (CODES[number], f"{LINE}\n")
    assert not any(tmp_path.iterdir())


def test_a_signal_that_others_listen_to_stops_nothing():
    heard = []
    before = signal.signal(signal.SIGUSR1, lambda *_: heard.append(True))
    try:
        with heeding():
            os.kill(os.getpid(), signal.SIGUSR1)
            written_to = signal.set_wakeup_fd(-1)
            signal.set_wakeup_fd(written_to)
        assert heard == [True] and written_to != -1 and signal.set_wakeup_fd(-1) == -1
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_in_another_thread_than_the_main_one_nothing_changes():
    heard = []

    def work():
        with heeding():
            heard.append(signal.getsignal(signal.SIGINT))

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert heard == [before]
