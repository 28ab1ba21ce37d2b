"""Where the project's folders and the package's data are. Every other module asks here, so that a
notebook may run from any folder.
"""

import csv
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
DATA = ROOT / "data"
LEXICONS = DATA / "lexicons"
ANNOTATIONS = DATA / "annotations"
FIGURES = ROOT / "figures"
RUNS = ROOT / "runs"


def package_data(name: str) -> str:
    """The content of a data file of the package: a word list, weights, a style, a template.

    >>> package_data("view.css").endswith("\\n")
    True
    """
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")


def package_lines(name: str) -> list[str]:
    """The lines of a data file of the package, without the comments, which begin with "#".

    >>> package_lines("peoples.txt")[:2]
    ['africans', 'americans']
    """
    return [line for line in package_data(name).splitlines() if not line.startswith("#")]


def package_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of the package, each with its values under the names of the columns.

    >>> package_rows("demonyms.csv")[0]
    {'word': 'american', 'means': 'u.s.'}
    """
    return list(csv.DictReader(package_lines(name)))


def find(path: str | Path) -> Path:
    """The absolute path of a file or folder that is to be read: from here if it is there, else from
    the project's root.

    A notebook says `data/seeds` and finds it, whether papermill, nbval or JupyterLab chose the
    working folder. A path that is in neither place comes back as seen from here; whoever opens it
    says that it is missing.

    >>> find("data/seeds") == ROOT / "data" / "seeds"
    True
    >>> find("no such folder").exists()
    False
    """
    path = at_home(path)
    here, there = path.absolute(), ROOT / path
    return there if there.exists() and not here.exists() else here


def place(path: str | Path) -> Path:
    """The absolute path of a folder that is to be written: a relative one stands below the
    project's root.

    >>> place("figures/seeds") == FIGURES / "seeds"
    True
    """
    return ROOT / at_home(path)


def at_home(path: str | Path) -> Path:
    """The path with "~" as the home folder; as it is written where that user has none."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)
