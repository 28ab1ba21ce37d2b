"""What a figure is made from: told in full, the same on every machine, and of nobody's machine."""

import json
import re
from types import SimpleNamespace

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.paths import NOTEBOOKS, ROOT
from broadsheet.publishing import fingerprints
from broadsheet.publishing.fingerprints import (
    PACKAGES,
    code_fingerprint,
    notebook_of,
    run_of,
    save_run,
)

ARTICLES = pd.DataFrame({"outlet": ["North", "South"], "id": ["a", "b"]})
CORPUS = SimpleNamespace(
    name="toy",
    fingerprint="f" * 64,
    articles=ARTICLES,
    chosen={"languages": ["en"], "duplicates": "exact"},
)


def test_it_names_corpus_parameters_how_it_was_read_and_a_lexicon_by_its_fingerprint():
    lexicon = bs.load_lexicon("generic-frames")
    run = bs.provenance(CORPUS, seed=1, lexicon=lexicon)
    assert run["corpus"] == {"name": "toy", "articles": 2, "fingerprint": "f" * 64}
    assert run["parameters"] == {
        "languages": ["en"],
        "duplicates": "exact",
        "seed": 1,
        "lexicon": {
            "name": lexicon.name,
            "version": lexicon.version,
            "fingerprint": lexicon.fingerprint,
        },
    }
    assert lexicon.version
    assert bs.provenance(CORPUS, outlets=["North"])["corpus"]["articles"] == 1


def test_how_a_corpus_was_read_is_what_load_was_told(tmp_path):
    (tmp_path / "a.csv").write_text(
        "body,outlet\nSome words that are an article of their own.,North\n", encoding="utf-8"
    )
    loaded = bs.load(
        tmp_path / "a.csv", columns={"text": "body"}, languages=["es", "en"], duplicates="none"
    )
    assert loaded.chosen == {
        "columns": {"text": "body"},
        "languages": ["en", "es"],
        "duplicates": "none",
    }
    assert bs.provenance(loaded)["parameters"] == loaded.chosen
    assert (
        bs.load(tmp_path / "a.csv", columns={"text": "body"}, languages=[]).chosen["languages"]
        == []
    )


def test_no_path_of_a_machine_is_told(tmp_path):
    run = bs.provenance(
        CORPUS, annotations=str(tmp_path / "mine.json"), annotated=ROOT / "data" / "seeds"
    )
    assert (
        run["parameters"]["annotations"] == "mine.json"
        and run["parameters"]["annotated"] == "data/seeds"
    )
    assert not re.search(r"/(?:home|root|Users|tmp|work)/", json.dumps(run))


def test_each_package_that_is_told_is_pinned_to_one_version_for_every_python():
    pins = re.findall(
        r"^([\w-]+)==(\S+)(.*)$", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M
    )
    told = bs.provenance(CORPUS)["packages"]
    assert tuple(told) == PACKAGES
    for name, version in told.items():
        assert [(pin, rest.rstrip(" \\")) for package, pin, rest in pins if package == name] == [
            (version, "")
        ], name


def test_the_code_is_known_by_names_and_bytes_and_not_by_line_ends_or_what_python_leaves_behind(
    tmp_path,
):
    def made(folder, **files):
        (tmp_path / folder / "__pycache__").mkdir(parents=True)
        for name, content in files.items():
            (tmp_path / folder / name.replace("_", ".")).write_bytes(content)
        return code_fingerprint(tmp_path / folder)

    first = made("one", a_py=b"x = 1\n", b_csv=b"1,2\n")
    (tmp_path / "one" / "__pycache__" / "a.pyc").write_bytes(b"compiled")
    assert code_fingerprint(tmp_path / "one") == first
    assert made("windows", a_py=b"x = 1\r\n", b_csv=b"1,2\r\n") == first
    others = [
        made("word", a_py=b"x = 2\n", b_csv=b"1,2\n"),
        made("data", a_py=b"x = 1\n", b_csv=b"1,3\n"),
        made("name", c_py=b"x = 1\n", b_csv=b"1,2\n"),
        made("moved", a_py=b"x = 1\n1,2\n", b_csv=b""),
        made("list", a_py=b"x = 1\n", b_csv=b"1,2\n", c_txt=b"a word\n"),
    ]
    assert len({first, *others}) == 6


def test_code_that_is_edited_while_the_process_runs_has_another_fingerprint(tmp_path):
    (tmp_path / "a.py").write_bytes(b"x = 1\n")
    first = code_fingerprint(tmp_path)
    (tmp_path / "a.py").write_bytes(b"x = 2\n")
    assert code_fingerprint(tmp_path) != first


def book(folder, cells, output="", parameter="seed = 1"):
    """A notebook `02-toy` with these cells of code, in a folder of its own."""
    folder.mkdir()
    code = [
        {"cell_type": "code", "metadata": {}, "source": cell, "outputs": [output]} for cell in cells
    ]
    first = {
        "cell_type": "code",
        "metadata": {"tags": ["parameters"]},
        "source": [parameter],
        "outputs": [],
    }
    prose = {"cell_type": "markdown", "metadata": {}, "source": ['"prose" number="2.9"']}
    (folder / "02-toy.ipynb").write_text(
        json.dumps({"cells": [first, prose, *code]}), encoding="utf-8"
    )
    return folder


def test_a_figure_is_told_the_notebook_whose_code_saves_it(tmp_path):
    folder = book(tmp_path / "a", [['bs.save(figure, "toy", table,\n', '  number="2.1")']])
    assert notebook_of("toy", "2.1", folder) == "02-toy"
    for name, number in (("toy", "2.2"), ("mine", "2.1"), ("prose", "2.9")):
        assert notebook_of(name, number, folder) is None


def test_a_run_says_the_code_and_the_notebooks_as_they_are_now_but_for_parameters_and_outputs(
    tmp_path, monkeypatch
):
    def told(name, cell, **more):
        monkeypatch.setattr(fingerprints, "NOTEBOOKS", book(tmp_path / name, [[cell]], **more))
        save_run(tmp_path)
        return run_of(tmp_path)

    first = told("first", "x = 1")
    assert first["code"] == code_fingerprint() and set(first["notebooks"]) == {"02-toy"}
    assert told("again", "x = 1", output="2026", parameter="seed = 2") == first
    assert told("changed", "x = 2")["notebooks"] != first["notebooks"]


@pytest.mark.parametrize("content", [None, b"", b"{", b"[1]", b'{"code": "a"}', b"\xff"])
def test_a_run_that_is_missing_or_spoilt_tells_nothing(tmp_path, content):
    if content is not None:
        (tmp_path / "run.json").write_bytes(content)
    assert run_of(tmp_path) is None


def test_every_figure_of_the_notebooks_is_told_its_notebook():
    numbers = json.loads(
        (ROOT / "tests" / "cases" / "figure_numbers.json").read_text(encoding="utf-8")
    )
    for number, name in numbers.items():
        notebook = notebook_of(name, number)
        assert notebook is None or (
            (NOTEBOOKS / f"{notebook}.ipynb").exists() and notebook.startswith(f"0{number[0]}-")
        ), name
    assert notebook_of("readability", "2.1") == "02-readability"
