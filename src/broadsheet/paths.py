"""Where the project's folders and the package's data are. Every other module asks here, so that a
notebook may run from any folder.

Notebooks, lexicons and the articles that were annotated stand in the checkout where people look for
them, and the build puts a copy of them into the wheel. `ROOT` is the folder that holds them, in
either case.
"""

import csv
import os
from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "shipped"  # in an installed wheel; a checkout has no such folder

ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parents[1]
NOTEBOOKS = ROOT / "notebooks"
DATA = ROOT / "data"
LEXICONS = DATA / "lexicons"
ANNOTATIONS = DATA / "annotations"
FIGURES = ROOT / "figures"  # those of the seeds, which the checkout alone has


def package_data(name: str) -> str:
    """The content of a data file of the package: a word list, weights, a style, a template.

    >>> package_data("view.css").endswith("\\n")
    True
    """
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")


def installs(extra: str) -> str:
    """The command that installs an extra: in the checkout `make setup`, which installs them all.

    >>> installs("formats")
    'make setup'
    """
    return "make setup" if ROOT != _SHIPPED else f"pip install 'broadsheet[{extra}]'"


def package_lines(name: str) -> list[str]:
    """The lines of a data file of the package, without the comments, which begin with "#".

    >>> package_lines("months.csv")[:2]
    ['month,name', '1,January']
    """
    return [line for line in package_data(name).splitlines() if not line.startswith("#")]


def package_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of the package, each with its values under the names of the columns.

    >>> package_rows("months.csv")[0]
    {'month': '1', 'name': 'January'}
    """
    return list(csv.DictReader(package_lines(name)))


def find(path: str | Path) -> Path:
    """The absolute path of a file or folder that is to be read: from the working folder if it is
    there, else, inside the project, from its root.

    A notebook says `data/seeds` and finds it, whether papermill, nbval or JupyterLab chose the
    working folder. Outside the project a relative path means the working folder alone, so that
    nobody measures the project's articles for their own; a path that is not there comes back as
    seen from here, and whoever opens it says that it is missing. The annotations that come with
    Broadsheet, and nothing else, are found from everywhere.

    >>> find("data/seeds") == ROOT / "data" / "seeds"
    True
    >>> find("no such folder").exists()
    False
    """
    path = at_home(path)
    here, shipped = path.absolute(), ROOT / path
    # os.path's exists: Path's raises where a name is too long for any file.
    if os.path.exists(here) or not os.path.exists(shipped):
        return here
    return shipped if _inside() or shipped.resolve().is_relative_to(ANNOTATIONS) else here


def place(path: str | Path) -> Path:
    """The absolute path of a folder that is to be written: a relative one stands below the working
    folder, or, inside the checkout, below the project's root.

    From an installed wheel there is no checkout, and no root to write below.

    >>> place("figures/seeds") == FIGURES / "seeds"
    True
    """
    return (ROOT if _inside() and ROOT != _SHIPPED else Path.cwd()) / at_home(path)


def _inside() -> bool:
    """Whether the working folder is the project's root, or below it."""
    return Path.cwd().is_relative_to(ROOT)


def at_home(path: str | Path) -> Path:
    """The path with "~" as the home folder; as it is written where that user has none."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)
