"""A function over parts: every part once, whatever the workers, and no further ahead than they
need.
"""

import os
import signal

import pytest

from broadsheet.measuring import parallel
from broadsheet.measuring.parallel import in_order
from broadsheet.workers import AHEAD


def times(part, factor):
    return part * factor


def process_of(part, given):
    return os.getpid()


def die(part, factor):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("cores", [1, 2])
def test_each_part_is_done_once_with_what_is_given_to_all(cores):
    assert list(in_order(times, range(20), (3,), cores)) == [3 * n for n in range(20)]


def test_parts_are_taken_as_they_are_needed():
    taken = []
    results = in_order(times, (taken.append(n) or n for n in range(100)), (1,), 2)
    next(results)
    assert len(taken) <= 2 * AHEAD + 1
    results.close()


def test_no_process_is_started_for_a_single_part():
    assert list(in_order(process_of, [1], (1,), 2)) == [os.getpid()]
    assert os.getpid() not in list(in_order(process_of, [1, 2], (1,), 2))


def test_a_worker_that_is_killed_is_told_in_one_line():
    with pytest.raises(
        RuntimeError,
        match=r"^a worker process was killed, most often for lack of memory",
    ):
        list(in_order(die, [1, 2], (1,), 2))


def test_a_cluster_that_does_not_answer_is_an_error_of_one_line(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(parallel, "TIMEOUT", "1s")
    with pytest.raises(OSError, match=r"127\.0\.0\.1"):
        list(in_order(times, [1], (1,), scheduler="tcp://127.0.0.1:9"))


@pytest.mark.parametrize("workers", [0, -1])
def test_fewer_processes_than_one_are_refused(workers):
    with pytest.raises(ValueError, match=f"workers: {workers} is not a number of processes"):
        list(in_order(len, [], workers=workers))


@pytest.mark.parametrize("scheduler", ["nonsense", "10.0.0.1", "tcp://x:y", "tcp://x", "8786"])
def test_what_is_no_address_of_a_scheduler_is_refused_before_anything_is_asked(scheduler):
    with pytest.raises(ValueError, match="is not an address; write it as tcp://"):
        list(in_order(len, [], scheduler=scheduler))
