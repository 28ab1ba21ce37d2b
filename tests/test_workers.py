"""Processes that work for another end with it, however it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable

import psutil
import pytest

from broadsheet.workers import Workers

WITHIN = 5  # seconds


def gone(processes: Iterable[psutil.Process]) -> bool:
    """Whether all of them have ended, within the time that is promised."""
    return not psutil.wait_procs([p for p in processes if p.is_running()], timeout=WITHIN)[1]


SLEEPING = """
import os, time
from broadsheet.workers import Workers
with Workers(2) as workers:
    pid = workers.submit(os.getpid).result() if {ready} else 0
    sleeping = [workers.submit(time.sleep, 60) for _ in range(4)]
    print("working", flush=True)
    sleeping[0].result()
"""


@pytest.mark.parametrize("ready", [True, False])
def test_they_end_when_their_parent_is_killed_be_it_while_they_are_starting(ready):
    command = [sys.executable, "-c", SLEEPING.format(ready=ready)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        assert parent.stdout.readline() == b"working\n"
        working = psutil.Process(parent.pid).children(recursive=True)
        assert len(working) >= 2
        parent.send_signal(signal.SIGKILL)
        assert gone(working)
        assert parent.stderr.read() == b""  # nor a word of semaphores that leaked


def test_those_that_are_at_work_end_when_the_block_fails():
    processes = []

    def fail():
        with Workers(2) as workers:
            processes.append(psutil.Process(workers.submit(os.getpid).result()))
            workers.submit(time.sleep, 60)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gone(processes)


LACKING = """
import psutil
from loky import process_executor
from broadsheet.workers import Workers
def start(self):
    raise RuntimeError("can't start new thread")
process_executor._ExecutorManagerThread.start = start
try:
    with Workers(2) as workers:
        workers.submit(abs, -3)
except MemoryError:
    lines = [" ".join(one.cmdline()) for one in psutil.Process().children()]
    print("memory", sum("popen_loky" in line for line in lines))
"""


def test_those_that_were_started_when_the_memory_ended_end_without_a_word():
    done = subprocess.run([sys.executable, "-c", LACKING], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"memory 0\n", b"")


PRINTING = """
import os
from broadsheet.workers import Workers
with Workers(1) as workers:
    print(workers.submit(os.write, 1, b"lost").result(), workers.submit(os.write, 2, b"").result())
"""


def test_what_they_print_is_lost_and_what_they_find_is_not():
    done = subprocess.run([sys.executable, "-c", PRINTING], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"4 0\n", b"")


def test_they_are_kept_for_the_next_block_that_asks_for_as_many():
    def one_of(workers):
        return {job.result() for job in [workers.submit(os.getpid) for _ in range(8)]}

    with Workers(1) as workers:
        before = one_of(workers)
    with Workers(1) as workers:
        assert one_of(workers) == before


def test_signals_for_all_processes_of_a_terminal_are_not_theirs():
    with Workers(2) as workers:
        pid = workers.submit(os.getpid).result()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(pid, number)
        assert workers.submit(abs, -3).result() == 3 and psutil.pid_exists(pid)
