"""Processes that run notebooks: what they report, what they share, and how they end."""

import json
import os
import signal
import sys
import threading
import time

import psutil
import pytest
from ipykernel.kernelapp import IPKernelApp

from broadsheet import kernels, notebooks
from broadsheet.forking import Kernel, run_kernel
from broadsheet.kernels import FORKS, NotStarted, import_beforehand, side_by_side
from broadsheet.remembered import place_of, remembering
from tests.test_workers import gone


def count(report, first):
    report(first)
    report(first + 1)


def fail(report, message):
    report(1)
    raise OSError(message)


def be_killed(report):
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(report):
    report(os.getpid())
    time.sleep(120)


def say_what_is_imported(report):
    report([name for name in ("papermill", "matplotlib", "broadsheet") if name in sys.modules])


def have_no_kernel(report, name):
    report(1)
    raise NotStarted(name)


def say_where_it_looks(report):
    report(place_of("articles", str))


def test_what_each_call_reports_comes_under_its_number():
    reported = sorted(side_by_side(count, [(10,), (20,), (30,)], 2))
    assert reported == [(0, 10), (0, 11), (1, 20), (1, 21), (2, 30), (2, 31)]


def test_an_error_is_reported_and_the_other_calls_go_on():
    reported = dict(side_by_side(fail, [("no room",), ("no room either",)], 1))
    assert [str(error) for error in reported.values()] == ["no room", "no room either"]
    assert all(isinstance(error, OSError) for error in reported.values())


def work_on(report, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass
    report("done")


def test_processes_that_wait_for_ever_end_a_run_and_those_at_work_do_not(monkeypatch):
    monkeypatch.setattr(kernels, "LOOK_EVERY", 0.3)
    monkeypatch.setattr(kernels, "LOOKS", 2)
    assert dict(side_by_side(work_on, [(1.5,)], 1)) == {0: "done"}
    with pytest.raises(
        RuntimeError, match=r"^no notebook is making progress, most often for lack of memory"
    ):
        list(side_by_side(sleep, [()], 1))


def test_the_first_kernel_that_cannot_start_ends_all():
    with pytest.raises(NotStarted, match=r"^first$"):
        list(side_by_side(have_no_kernel, [("first",), ("second",)], 1))


def fail_with_a_thread_that_goes_on(options):
    threading.Thread(target=time.sleep, args=(120,)).start()
    raise MemoryError


@pytest.mark.skipif(not FORKS, reason="a kernel is a process of another program here")
def test_a_kernel_that_fails_while_it_starts_does_not_wait_for_threads(monkeypatch):
    monkeypatch.setattr(IPKernelApp, "launch_instance", fail_with_a_thread_that_goes_on)
    kernel = Kernel(target=run_kernel, args=([], os.getpid()))
    kernel.start()
    kernel.join(60)
    assert kernel.poll() == 0


def test_one_that_is_killed_is_told_in_one_line():
    with pytest.raises(RuntimeError, match=r"^a process that ran a notebook was killed, .+again$"):
        list(side_by_side(be_killed, [()], 1))


def test_those_at_work_end_when_the_iteration_is_left():
    reports = side_by_side(sleep, [(), ()], 2)
    processes = [psutil.Process(next(reports)[1]) for _ in range(2)]
    reports.close()
    assert gone(processes)


@pytest.mark.skipif(not FORKS, reason="each process imports for itself here")
def test_all_is_imported_before_a_process_begins():
    assert list(side_by_side(say_what_is_imported, [()], 1)) == [
        (0, ["papermill", "matplotlib", "broadsheet"])
    ]


def test_a_process_finds_what_the_run_has_worked_out_although_it_forks_from_an_older_one():
    import_beforehand()
    with remembering():
        there = place_of("articles", str)
        assert there and list(side_by_side(say_where_it_looks, [()], 1)) == [(0, there)]
    assert list(side_by_side(say_where_it_looks, [()], 1)) == [(0, None)]


def notebook_of(*sources):
    cells = [
        {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}
        | {"execution_count": None}
        for source in sources
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    about = {"cells": cells, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(about | {"metadata": {"kernelspec": kernel}})


LOOK = "import pandas; print('left' in globals(), pandas.options.display.max_columns, len(In))"


def test_a_notebook_sees_nothing_of_another_and_what_a_kernel_of_its_own_would_show(
    tmp_path, monkeypatch
):
    for name in ("a", "b", "c", "d"):
        text = notebook_of(LOOK, "left = 1; pandas.options.display.max_columns = 3")
        (tmp_path / f"{name}.ipynb").write_text(text, encoding="utf-8")
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    copies = notebooks.run({}, tmp_path / "executed")
    assert len(copies) == 4
    for copy in copies:
        [shown] = json.loads(copy.read_text(encoding="utf-8"))["cells"][0]["outputs"]
        assert "".join(shown["text"]) == "False 20 2\n"


def test_a_kernel_that_is_killed_is_told_in_one_line_and_the_other_notebooks_go_on(
    tmp_path, monkeypatch
):
    killed = notebook_of("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    (tmp_path / "killed.ipynb").write_text(killed, encoding="utf-8")
    (tmp_path / "other.ipynb").write_text(notebook_of("1 + 1"), encoding="utf-8")
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    with pytest.raises(RuntimeError, match=r"^killed\.ipynb: Kernel died.*, most often for lack"):
        notebooks.run({}, tmp_path / "executed")
    assert [path.name for path in (tmp_path / "executed").iterdir()] == ["other.ipynb"]
