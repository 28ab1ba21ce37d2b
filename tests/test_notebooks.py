"""The notebooks: committed executed and in order, written to be read, and run with any parameters
and without a network.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import broadsheet as bs
from broadsheet.notebooks import PARAMETERS, check_parameters, known, parameters, refuse_unknown
from broadsheet.paths import FIGURES, NOTEBOOKS, ROOT
from broadsheet.storage import MARK

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
TUTORIAL = (
    NOTEBOOKS / "learn" / "tutorial.ipynb"
)  # in a folder of its own: `run` takes other articles than its toy corpus
COMMON = [
    "corpus",
    "columns",
    "lexicon",
    "outlets",
    "figures",
    "seed",
    "languages",
    "duplicates",
    "repeated_lines",
    "stories",
    "measured",
    "most_outlets",
]


def cells(path, kind):
    return [
        cell
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == kind
    ]


def source(cell):
    return "".join(cell["source"])


@pytest.mark.parametrize("path", [*PATHS, TUTORIAL], ids=lambda path: path.stem)
class TestEachNotebook:
    def test_is_committed_executed_in_order_without_errors_and_warnings(self, path):
        code = cells(path, "code")
        assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
        assert not [
            out
            for cell in code
            for out in cell["outputs"]
            if out["output_type"] == "error" or out.get("name") == "stderr"
        ]

    def test_shows_no_path_of_a_machine(self, path):
        assert not re.search(r"/(?:home|root|Users|tmp|work)/\w", path.read_text(encoding="utf-8"))

    def test_begins_with_a_question_and_has_one_cell_of_parameters_each_explained(self, path):
        assert source(cells(path, "markdown")[0]).splitlines()[0].endswith("?")
        [cell] = [
            cell for cell in cells(path, "code") if "parameters" in cell["metadata"].get("tags", [])
        ]
        assert all(re.fullmatch(r"\w+ = .+  # \w.+", line) for line in source(cell).splitlines())
        assert (
            path == TUTORIAL
            or [line.split(" ")[0] for line in source(cell).splitlines()][: len(COMMON)] == COMMON
        )

    def test_has_short_cells_without_logic_and_more_prose_than_code(self, path):
        code = [source(cell) for cell in cells(path, "code")]
        assert (
            max(text.count("\n") + 1 for text in code[1:]) <= 12
        )  # behind the parameters, a line each
        assert not [text for text in code if re.search(r"^\s*(def|class|for|while)\b", text, re.M)]
        assert [line for text in code for line in text.splitlines() if len(line) > 100] == []
        assert sum(len(source(cell)) for cell in cells(path, "markdown")) > sum(map(len, code))

    def test_says_how_to_read_what_it_shows_and_where_its_limits_are(self, path):
        prose = "\n".join(source(cell) for cell in cells(path, "markdown"))
        saved = sum(source(cell).count("bs.save(") for cell in cells(path, "code"))
        assert bool(saved) == (path.stem != "00-explore")  # which shows a widget instead
        assert (
            prose.count("**How to read it.**") == max(saved, 1)
            and "## Limits" in prose
            and "**Caveats.**" in prose
        )

    def test_is_committed_with_nothing_that_only_a_kernel_could_show(self, path):
        content = path.read_text(encoding="utf-8")
        assert "vnd.jupyter.widget" not in content and '"widgets"' not in content


COUNT = re.compile(r"(?<=_by_hand = )\d+(?=  # your count)")
HAND_COUNTED = [n for n, cell in enumerate(cells(TUTORIAL, "code")) if "  # your " in source(cell)]


@pytest.fixture(scope="module")
def tutorial_values(tmp_path_factory):
    """The tutorial run cell by cell: each cell's code, and the names that it found when its turn
    came.
    """
    values = {"In": []}
    before = []
    for cell in cells(TUTORIAL, "code"):
        folder = repr(str(tmp_path_factory.mktemp("toy")))
        code = re.sub(r'^figures = ""', f"figures = {folder}", source(cell), flags=re.M)
        before.append((code, dict(values)))
        exec(code, values)
    return before


@pytest.mark.parametrize("n", HAND_COUNTED)
def test_the_tutorial_stops_at_each_wrong_count(n, tutorial_values):
    code, values = tutorial_values[n]
    counts = list(COUNT.finditer(code))
    for count in counts:
        wrong = code[: count.start()] + str(int(count[0]) + 1) + code[count.end() :]
        with pytest.raises(AssertionError, match=r"you counted|by hand|Broadsheet|there are"):
            exec(wrong, dict(values))
    if not counts:  # names, not a number
        with pytest.raises(AssertionError):
            exec(code.replace("Barnaby Thole", "Ottilie Quince"), dict(values))


def test_the_tutorial_checks_a_count_at_nearly_every_step():
    sections = sum(
        source(cell).count("\n## ") + source(cell).startswith("## ")
        for cell in cells(TUTORIAL, "markdown")
    )
    assert len(HAND_COUNTED) >= 8 and sections >= 8


def test_the_toy_articles_are_few_and_short_enough_to_be_counted_and_say_that_they_are_made_up():
    articles = bs.load("data/toy").articles
    assert len(articles) == 6 and articles["outlet"].value_counts().tolist() == [2, 2, 2]
    assert articles["text"].map(lambda text: len(bs.tokenize(text).words)).max() < 60
    assert articles["note"].str.startswith("made up").all()


def test_a_run_over_a_corpus_knows_nothing_of_the_tutorial():
    assert TUTORIAL not in NOTEBOOKS.glob("*.ipynb")
    assert parameters()["corpus"].default != "data/toy"


def test_every_parameter_is_known_with_its_explanation():
    assert set(parameters()) == set(PARAMETERS) and set(COMMON) <= set(PARAMETERS)
    assert all(parameter.help for parameter in parameters().values())
    assert set(known(TUTORIAL)) < set(PARAMETERS)


def test_an_unknown_parameter_is_refused_with_the_known_ones_before_anything_runs():
    with pytest.raises(
        ValueError,
        match=r"unknown parameter 'lexikon': did you mean 'lexicon'.*corpus, columns, lexicon",
    ):
        refuse_unknown(["lexikon"], parameters())


OWN = "\n".join(f"{name} = {parameter.default!r}" for name, parameter in parameters().items())


@pytest.mark.parametrize(
    ("cells_run", "name", "meant"),
    [
        ([OWN.replace("outlets =", "outlet =")], "outlet", "outlets"),
        ([OWN, OWN + "\nlanguage = ['es']"], "language", "languages"),
        ([OWN, "x = 1", OWN.replace("seed =", "sede: int =")], "sede", "seed"),
        ([OWN, "# Parameters\nmost_outlet = 3\n"], "most_outlet", "most_outlets"),
        (["corpus = 'data/toy'\nseeds = 1\nfigures = ''"], "seeds", "seed"),
    ],
)
def test_a_mistyped_parameter_is_refused_in_a_live_kernel(cells_run, name, meant):
    with pytest.raises(ValueError, match=f"unknown parameter '{name}': did you mean '{meant}'"):
        check_parameters(["", *cells_run, "bs.check_parameters(In)"])


@pytest.mark.parametrize(
    "cells_run",
    [
        [OWN],
        [OWN.replace("outlets =", "outlet ="), OWN],  # mended and run again
        [OWN, "# Parameters\noutlets = ['A']\n", "articles = 1\nsentence = 2"],
        ["%matplotlib inline", "!ls", OWN, "import pandas as pd\nseed_of_mine = 1"],
        [],
    ],
)
def test_what_is_no_mistake_passes(cells_run):
    check_parameters(["", *cells_run])


def test_another_corpus_never_overwrites_the_shipped_figures():
    for notebook in [*PATHS, TUTORIAL]:
        assert known(notebook)["figures"].default == ""
    assert bs.figures_folder("", "mine") == "figures/mine"
    assert bs.figures_folder("elsewhere", "mine") == "elsewhere"


def test_papermill_alone_is_refused_an_unknown_parameter_too(tmp_path):
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "papermill",
            NOTEBOOKS / "01-corpus.ipynb",
            tmp_path / "out.ipynb",
            "-p",
            "sede",
            "1",
            "--cwd",
            ROOT,
        ],
        capture_output=True,
        text=True,
    )
    assert ran.returncode and "unknown parameter 'sede': did you mean 'seed'?" in ran.stderr


OFFLINE = """
import socket
def refuse(*where, **_):
    raise OSError(f"the network was asked for: {where}")
socket.getaddrinfo = socket.create_connection = refuse
connect = socket.socket.connect
def local_alone(self, where):
    return connect(self, where) if self.family == socket.AF_UNIX else refuse(where)
socket.socket.connect = local_alone
"""


@pytest.fixture(scope="module")
def main_job(tmp_path_factory):
    """The main job in a folder of its own, with every way to a network refused to it and to its
    kernels.
    """
    blocked, out = tmp_path_factory.mktemp("blocked"), tmp_path_factory.mktemp("out")
    (blocked / "sitecustomize.py").write_text(OFFLINE)
    path = [str(blocked), os.environ.get("PYTHONPATH")]
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "broadsheet",
            "run",
            "data/seeds",
            "--lexicon",
            "security-sovereignty",
            "--out",
            out,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return blocked, out, ran.stdout


def test_the_main_job_needs_no_network(main_job):
    blocked, _, said = main_job
    control = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env={**os.environ, "PYTHONPATH": str(blocked)},
        capture_output=True,
        text=True,
    )
    assert "the network was asked for" in control.stderr  # the block blocks
    assert said.startswith("2 went in = 2 articles + 0 rejected + 0 duplicates")


def test_the_main_job_says_where_to_look_and_how_to_open_its_notebooks(main_job):
    looked, opened = main_job[2].splitlines()
    assert str(main_job[1] / "README.md") in looked
    assert opened.startswith("open them: ")
    assert opened.endswith(f"-m jupyterlab {main_job[1] / 'notebooks'}")


def test_the_committed_figures_are_made_again_to_the_last_byte(main_job):
    made = {path.name: path.read_bytes() for path in main_job[1].iterdir() if path.is_file()}
    # which code made them, and what a run wrote: not committed, since they change with the code
    assert made.pop("run.json") and made.pop(MARK)
    committed = {
        path.name: path.read_bytes() for path in (FIGURES / "seeds").iterdir() if path.is_file()
    }
    for name in ("run.json", MARK):
        committed.pop(name, None)
    assert sorted(made) == sorted(committed)
    assert [name for name in committed if made[name] != committed[name]] == []


def test_the_committed_pages_of_stories_are_made_again_to_the_last_byte(main_job):
    made, committed = (
        {path.name: path.read_bytes() for path in (folder / "stories").iterdir()}
        for folder in (main_job[1], FIGURES / "seeds")
    )
    assert made == committed and "index.html" in made


def test_there_are_eight_figures_or_more_each_in_four_formats(main_job):
    names = {path.stem for path in main_job[1].glob("*.json")} - {"run", Path(MARK).stem}
    assert len(names) >= 8
    assert all(
        (main_job[1] / f"{name}.{kind}").exists()
        for name in names
        for kind in ("svg", "pdf", "png", "csv")
    )
