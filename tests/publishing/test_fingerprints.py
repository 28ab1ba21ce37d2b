"""What a figure is made from: told in full, the same on every machine, and of nobody's machine."""

import json
import re
from types import SimpleNamespace

import pandas as pd

import broadsheet as bs
from broadsheet.paths import NOTEBOOKS, ROOT
from broadsheet.publishing.fingerprints import CODE, PACKAGES, code, notebook

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
        for name, held in files.items():
            (tmp_path / folder / name.replace("_", ".")).write_bytes(held)
        return code(tmp_path / folder)

    first = made("one", a_py=b"x = 1\n", b_csv=b"1,2\n")
    (tmp_path / "one" / "__pycache__" / "a.pyc").write_bytes(b"compiled")
    assert code.__wrapped__(tmp_path / "one") == first
    assert made("windows", a_py=b"x = 1\r\n", b_csv=b"1,2\r\n") == first
    others = [
        made("word", a_py=b"x = 2\n", b_csv=b"1,2\n"),
        made("data", a_py=b"x = 1\n", b_csv=b"1,3\n"),
        made("name", c_py=b"x = 1\n", b_csv=b"1,2\n"),
        made("moved", a_py=b"x = 1\n1,2\n", b_csv=b""),
    ]
    assert len({first, *others}) == 5


def test_all_that_the_package_ships_is_in_the_fingerprint_of_its_code():
    shipped = (ROOT / "src" / "broadsheet" / "data").iterdir()
    assert {path.suffix for path in shipped} <= CODE


def test_a_figure_is_told_the_notebook_that_saves_it_and_its_code_without_parameters(tmp_path):
    def book(name, parameter, cell, output):
        cells = [
            {
                "cell_type": "code",
                "metadata": {"tags": ["parameters"]},
                "source": [parameter],
                "outputs": [],
            },
            {"cell_type": "markdown", "metadata": {}, "source": ['"toy" number="2.1"']},
            {"cell_type": "code", "metadata": {}, "source": cell, "outputs": [output]},
        ]
        (tmp_path / name).mkdir()
        (tmp_path / name / "02-toy.ipynb").write_text(
            json.dumps({"cells": cells}), encoding="utf-8"
        )
        return notebook("toy", "2.1", tmp_path / name)

    cell = ['bs.save(figure, "toy", table,\n', '  number="2.1")']
    first = book("first", "seed = 1", cell, "2025")
    assert first["name"] == "02-toy" and book("again", "seed = 2", cell, "2026") == first
    assert book("changed", "seed = 1", [*cell, "  # more"], "2025") != first
    assert (
        book("other", "seed = 1", ['bs.save(figure, "toy", table, number="2.2")'], "2025") is None
    )


def test_every_figure_of_the_notebooks_is_told_its_notebook():
    numbers = json.loads(
        (ROOT / "tests" / "cases" / "figure_numbers.json").read_text(encoding="utf-8")
    )
    for number, name in numbers.items():
        told = notebook(name, number)
        assert told is None or (
            (NOTEBOOKS / f"{told['name']}.ipynb").exists()
            and told["name"].startswith(f"0{number[0]}-")
        ), name
    assert notebook("readability", "2.1")
