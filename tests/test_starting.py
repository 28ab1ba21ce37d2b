"""What a person waits for before anything is done: only what is used is imported."""

import ast
import pickle
import subprocess
import sys

import pytest

import broadsheet as bs
from broadsheet.paths import ROOT

SLOW = ("pandas", "numpy", "scipy", "matplotlib", "pyarrow", "papermill", "IPython", "loky")


def imported_by(program):
    """Which of the slow libraries a program has imported at its end."""
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
    assert imported_by(HELP.format(words=words)) == []


def test_the_package_alone_imports_no_library():
    assert imported_by("import broadsheet") == []


def test_a_few_articles_are_measured_without_what_many_need():
    program = (
        "import broadsheet as bs, pandas as pd; "
        "bs.measure(pd.DataFrame({'id': ['a'], 'text': ['\"We will act,\" Ana Cruz said.']}))"
    )
    assert imported_by(program) == ["pandas", "numpy", "pyarrow"]  # with pandas comes pyarrow


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
