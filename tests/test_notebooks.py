"""The notebooks: committed executed and in order, written to be read, and run with any parameters
and without a network.
"""

import ast
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import broadsheet as bs
from broadsheet.notebooks import PARAMETERS, check_parameters, known, parameters, refuse_unknown
from broadsheet.paths import FIGURES, NOTEBOOKS, ROOT
from broadsheet.storage import MARK

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
# In a folder of their own: `run` takes other articles than theirs.
LEARN = sorted((NOTEBOOKS / "learn").glob("*.ipynb"))
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


@pytest.mark.parametrize("path", [*PATHS, *LEARN], ids=lambda path: path.stem)
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
            path in LEARN
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


BLANK = re.compile(r"^(\w+_by_hand) = None(?=  # your (?:count|answer))", re.M)
SOLUTION = re.compile(r"<code>(\w+_by_hand) = (.+?)</code>")
IN_DETAILS = re.compile(r"<details><summary>Solution</summary>(.+?)</details>", re.S)


def blanks(path):
    """The answers that a tutorial asks for, in order."""
    return [name for cell in cells(path, "code") for name in BLANK.findall(source(cell))]


def solutions(path):
    """The answers that it gives in folded cells of text, in order."""
    texts = [source(cell) for cell in cells(path, "markdown")]
    folded = [shown for text in texts for shown in IN_DETAILS.findall(text)]
    return {
        name: ast.literal_eval(html.unescape(value))
        for text in folded
        for name, value in SOLUTION.findall(text)
    }


def filled_in(path, answers, folder, capsys):
    """What a tutorial says when its answers are filled in: all that it prints."""
    values = {"In": []}
    for cell in cells(path, "code"):
        code = re.sub(r'^figures = ""', f"figures = {str(folder)!r}", source(cell), flags=re.M)
        exec(BLANK.sub(lambda blank: f"{blank[1]} = {answers[blank[1]]!r}", code), values)
    return capsys.readouterr().out


def wrong(answer):
    return f"{answer} or so" if isinstance(answer, str) else answer + 1


@pytest.mark.parametrize("path", LEARN, ids=lambda path: path.stem)
class TestEachTutorial:
    def test_is_blank_as_committed_and_has_a_folded_solution_for_each_answer(self, path):
        assert list(solutions(path)) == blanks(path) and len(blanks(path)) >= 12
        texts = "".join(source(cell) for cell in cells(path, "markdown"))
        assert not SOLUTION.findall(IN_DETAILS.sub("", texts))
        said = json.dumps([cell["outputs"] for cell in cells(path, "code")])
        assert said.count("still blank. Replace None") == len(blanks(path))

    def test_finds_each_of_its_solutions_right(self, path, tmp_path, capsys):
        said = filled_in(path, solutions(path), tmp_path, capsys)
        assert said.count(" is right.") == len(blanks(path))
        assert " is not right." not in said and "still blank" not in said

    def test_says_of_each_wrong_answer_what_to_look_at(self, path, tmp_path, capsys):
        answers = {name: wrong(answer) for name, answer in solutions(path).items()}
        said = filled_in(path, answers, tmp_path, capsys)
        hints = re.findall(r"^.+: .+ is not right\. (.{15,})$", said, re.M)
        assert len(hints) == len(blanks(path)) and " is right." not in said

    def test_asks_at_nearly_every_step(self, path):
        asked = sum(bool(BLANK.search(source(cell))) for cell in cells(path, "code"))
        assert asked >= 8


@pytest.mark.parametrize(
    "answer, right, verdict",
    [
        (34, np.int64(34), "34 is right."),
        ("34", 34, "34 is right."),
        (34.4, 34, "34.4 is not right. Look."),
        (56.8, np.float64(56.8181), "56.8 is right."),
        (55, 56.8181, "55 is not right. Look."),
        ("many", 34, "many is not right. Look."),
        (0, 0.34, "0 is not right. Look."),
        ("barnaby  thole", "Barnaby Thole", "barnaby  thole is right."),
        ("Thole", "Barnaby Thole", "Thole is not right. Look."),
        (None, 34, "still blank. Replace None with your answer and run the cell again."),
    ],
)
def test_an_answer_is_checked_as_a_count_a_rounded_number_or_a_name(answer, right, verdict):
    assert bs.check_answer("It", answer, right, "Look.") == f"It: {verdict}"


def test_the_toy_articles_are_few_and_short_enough_to_be_counted_and_say_that_they_are_made_up():
    articles = bs.load("data/toy").articles
    assert len(articles) == 6 and articles["outlet"].value_counts().tolist() == [2, 2, 2]
    assert articles["text"].map(lambda text: len(bs.tokenize(text).words)).max() < 60
    assert articles["note"].str.startswith("made up").all()


def test_a_run_over_a_corpus_knows_nothing_of_the_tutorials():
    assert not set(LEARN) & set(NOTEBOOKS.glob("*.ipynb")) and len(LEARN) == 2
    assert parameters()["corpus"].default not in ("data/toy", "data/demo")


def test_every_parameter_is_known_with_its_explanation():
    assert set(parameters()) == set(PARAMETERS) and set(COMMON) <= set(PARAMETERS)
    assert all(parameter.help for parameter in parameters().values())
    assert all(set(known(path)) < set(PARAMETERS) for path in LEARN)


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
    for notebook in [*PATHS, *LEARN]:
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
    assert opened.startswith("to open them: ")
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
