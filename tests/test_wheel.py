"""The built wheel does everything in an empty environment, outside the checkout: `pytest -m wheel`,
as `.ci/run` does. It takes some minutes.
"""

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadsheet.paths import LEXICONS, NOTEBOOKS, ROOT

pytestmark = pytest.mark.wheel

TEXTS = {
    "north.txt": 'The border will stay open, the minister said. "We want security and trade," '
    "said Ana Cruz, the minister. The talks lasted three hours and ended without a treaty.\n",
    "south.txt": "The talks were a waste of time. The opposition called the visit an attack on "
    'the sovereignty of the country. "They came to threaten us," Luis Prado said.\n',
}


def run(*words, **options):
    done = subprocess.run(words, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel in an environment that holds it and what it names as its needs, in the versions of
    requirements.txt; a working folder with two texts. Nothing of the checkout is on its paths.
    """
    environment, work = tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("work")
    pins = re.findall(r"^[\w.-]+==[^\\\n]+", (ROOT / "requirements.txt").read_text(), re.M)
    constraints = environment / "constraints.txt"
    constraints.write_text("\n".join(pins))
    folder = environment / ("Scripts" if os.name == "nt" else "bin")
    if uv := shutil.which("uv"):
        run(uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, environment)
        install = [uv, "pip", "install", "--quiet", "--python", folder / "python"]
    else:
        venv.create(environment, with_pip=True)
        install = [folder / "python", "-m", "pip", "install", "--quiet"]
    run(*install, "--constraint", constraints, wheel)
    for name, text in TEXTS.items():
        (work / "texts").mkdir(exist_ok=True)
        (work / "texts" / name).write_text(text, encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def broadsheet(*words):
        return run(folder / "broadsheet", *words, cwd=work, env=env)

    def python(code):
        return run(folder / "python", "-c", code, cwd=work, env=env).strip()

    return SimpleNamespace(work=work, broadsheet=broadsheet, python=python)


def test_it_is_the_installed_package_and_it_knows_its_version_and_lexicons(installed):
    place, number, name = installed.python(
        "import broadsheet as bs\n"
        "print(bs.__file__, bs.__version__, bs.load_lexicon('generic-frames').name, sep='\\n')"
    ).splitlines()
    assert not Path(place).is_relative_to(ROOT)
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", number) and name == "generic-frames"


def test_it_holds_each_lexicon_and_notebook_of_the_checkout(installed):
    held = installed.python(
        "from broadsheet.paths import LEXICONS, NOTEBOOKS\n"
        "print(*sorted(p.name for f in (LEXICONS, NOTEBOOKS) for p in f.rglob('*.*')))"
    )
    assert held.split() == sorted(
        path.name
        for folder in (LEXICONS, NOTEBOOKS)
        for path in folder.rglob("*.*")
        if ".ipynb_checkpoints" not in path.parts
    )


def test_the_main_job_runs_and_writes_into_the_working_folder(installed):
    said = installed.broadsheet("run", "texts/", "--lexicon", "security-sovereignty")
    assert said.startswith("2 went in = 2 articles + 0 rejected + 0 duplicates")
    figures = installed.work / "figures" / "texts"
    for name in ("report.html", "README.md", "readability.svg", "frames.csv", "agreement.png"):
        assert (figures / name).stat().st_size, name
    runs = {path.name for path in (installed.work / "runs" / "texts").iterdir()}
    assert runs - {"made-by-broadsheet.json"} == {path.name for path in NOTEBOOKS.glob("*.ipynb")}
    assert "Figure 2.1" in installed.broadsheet("cite", "figures/texts/readability.png")


def test_tables_are_measured_and_a_rare_format_names_what_reads_it(installed):
    shutil.copytree(installed.work / "texts", installed.work / "mixed")
    case = next((ROOT / "tests" / "cases").rglob("*.docx"))
    shutil.copy(case, installed.work / "mixed" / "export.docx")
    said = installed.broadsheet("measure", "mixed/", "--out", "measured/", "--csv")
    assert "2 articles + 1 rejected" in said
    rejected = (installed.work / "measured" / "rejected.csv").read_text(encoding="utf-8")
    assert "pip install 'broadsheet[formats]'" in rejected
