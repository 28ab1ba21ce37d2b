"""A run on a machine that fails ends in one line that says what to do, and leaves nothing behind.

What is kept of what `measure` saved stands in measuring/test_dataset.py, what becomes of workers in
measuring/test_parallel.py and test_workers.py, and what signals do in test_stopping.py.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from itertools import islice

import psutil
import pytest

import broadsheet as bs
from broadsheet import cli
from broadsheet.commands import lock_of
from broadsheet.paths import ROOT
from broadsheet.stopping import LINE
from broadsheet.storage import UNFINISHED, locked
from tests.test_workers import WITHIN, gone

RUN = [sys.executable, "-m", "broadsheet", "run", "data/seeds", "--out"]


def run_within(limit, out, verb="run"):
    """A run under a limit, in the words of `ulimit`: its exit code and its lines of error."""
    command = [verb if word == "run" else word for word in RUN]
    words = ["sh", "-c", f'ulimit {limit}; exec "$@"', "sh", *command, str(out)]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    return ran.returncode, [
        line for line in ran.stderr.splitlines() if not line.startswith("note: ")
    ]


@pytest.mark.parametrize(
    "verb, lock", [("run", lock_of), ("measure", lambda out: out / UNFINISHED / "lock.sqlite")]
)
def test_a_second_run_into_the_same_folder_is_refused_in_one_line(tmp_path, capsys, verb, lock):
    out = tmp_path / "out"
    lock(out).parent.mkdir(parents=True, exist_ok=True)
    before = sorted(tmp_path.rglob("*"))
    with locked(lock(out), out):
        assert cli.main([verb, str(ROOT / "data" / "seeds"), "--out", str(out)]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("note: ")]
    assert len(lines) == 1 and "another `broadsheet` is writing there; wait for it" in lines[0]
    assert {*tmp_path.rglob("*")} - {lock(out)} == {*before}


@pytest.mark.parametrize("files", [16, 64])
def test_few_open_files_are_enough_or_end_a_run_in_one_line(tmp_path, files):
    code, lines = run_within(f"-n {files}", tmp_path / "out")
    assert (code, lines) == (0, []) or (code == 2 and len(lines) == 1 and "open files" in lines[0])


def test_64_open_files_are_enough_to_measure(tmp_path):
    assert run_within("-n 64", tmp_path / "out", "measure") == (0, [])
    assert len(bs.load(tmp_path / "out").articles) == 2


# A limit on the size of files stands for the disk that is full: both end in the middle of a file.
def test_a_disk_that_is_full_ends_a_run_in_one_line(tmp_path):
    code, lines = run_within("-f 40", tmp_path / "out")
    assert code == 2 and len(lines) == 1 and "File too large" in lines[0]
    assert not list(tmp_path.rglob("*.unfinished"))


# With 900 MB the notebooks begin, but not all of their kernels can.
@pytest.mark.parametrize("megabytes", [300, 900])
def test_little_memory_ends_a_run_in_one_line(tmp_path, megabytes):
    code, lines = run_within(f"-v {megabytes * 1000}", tmp_path / "out")
    assert code == 2 and len(lines) == 1 and "memory" in lines[0]


def test_little_memory_ends_measuring_in_one_line(tmp_path):
    code, lines = run_within("-v 300000", tmp_path / "out", "measure")
    assert code == 2 and len(lines) == 1 and "measure with fewer --workers" in lines[0]


def test_a_run_that_is_stopped_ends_in_one_line_with_its_notebooks(tmp_path):
    with subprocess.Popen(
        [*RUN, str(tmp_path / "out")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        until = time.monotonic() + 120
        below: list[psutil.Process] = []
        while len(below) < 4 and time.monotonic() < until:  # two notebooks at least are running
            time.sleep(0.1)
            below = psutil.Process(run.pid).children(recursive=True)
        os.killpg(run.pid, signal.SIGTERM)
        out, err = run.communicate(timeout=WITHIN)
    lines = [line for line in err.splitlines() if not line.startswith("note: ")]
    assert (run.returncode, out, lines) == (143, "", [LINE])
    assert gone(below)


@pytest.mark.parametrize("files", [10_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_a_folder_of_very_many_files_is_read_with_few_of_them_open(tmp_path, files):
    """Those that are asked for come in order; the others stay empty, which is quicker to make."""
    for number in range(1000):
        (tmp_path / f"{number:06}.txt").write_text("The council met on Monday.\n" * 3)
    folder = os.open(tmp_path, os.O_RDONLY)
    for number in reversed(range(1000, files)):
        os.mknod(f"{number:06}.txt", dir_fd=folder)
    os.close(folder)
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, limits[1]))
    try:
        first = list(islice(bs.iter_articles(tmp_path), 1000))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert [article["source"] for article in first] == [f"{n:06}.txt" for n in range(1000)]
