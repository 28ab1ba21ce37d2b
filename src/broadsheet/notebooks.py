"""The notebooks run with other parameters: which they know, and the executed copies."""

import ast
import logging
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm
from traitlets.config import Config

from .paths import NOTEBOOKS, ROOT

# papermill is imported where it is used: it takes two seconds, and each of the notebooks imports
# this package.


def refuse_unknown(given: Sequence[str], known: Mapping | Sequence[str]) -> None:
    """Nothing, if every parameter given is known; otherwise ValueError, with the list of known ones
    and the likeliest.

    >>> refuse_unknown(["seed"], ["corpus", "seed"])
    >>> refuse_unknown(["sede"], ["corpus", "seed"])
    Traceback (most recent call last):
    ValueError: unknown parameter 'sede': did you mean 'seed'? Known: corpus, seed
    """
    for name in given:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f": did you mean {close[0]!r}? Known" if close else "; known"
            raise ValueError(f"unknown parameter {name!r}{hint}: {', '.join(known)}")


def check_parameters(cells: Sequence[str]) -> None:
    """Nothing, if papermill gave a notebook only parameters that it knows; otherwise ValueError
    with the known ones.

    A notebook calls it with `In`, the cells run so far. papermill itself only warns of an unknown
    parameter and goes on, so that a typing error would give the figure of other parameters than
    were asked for. Its cell begins with `# Parameters`; the notebook's own, which names the known
    ones, runs before it.

    >>> check_parameters(["", "seed = 1", "# Parameters\\nseed = 2"])
    >>> check_parameters(["", "seed = 1", "# Parameters\\nsede = 2"])
    Traceback (most recent call last):
    ValueError: unknown parameter 'sede': did you mean 'seed'? Known: seed
    """
    injected = next(
        (n for n in reversed(range(len(cells))) if cells[n].startswith("# Parameters\n")), None
    )
    if injected:
        refuse_unknown(_assigned(cells[injected]), _assigned(cells[injected - 1]))


def _assigned(cell: str) -> list[str]:
    return [
        target.id
        for node in ast.parse(cell).body
        if isinstance(node, ast.Assign)
        for target in node.targets
    ]


def parameters() -> dict[str, dict]:
    """What the notebooks can be told: name → papermill's account of it (`default`, `help`), of all
    notebooks together.
    """
    return {
        name: about
        for notebook in sorted(NOTEBOOKS.glob("*.ipynb"))
        for name, about in known(notebook).items()
    }


def known(notebook: Path) -> dict[str, dict]:
    """What one notebook can be told.

    >>> "annotations" in known(NOTEBOOKS / "06-errors.ipynb"), "annotations" in known(NOTEBOOKS / "01-corpus.ipynb")
    (True, False)
    """
    import papermill

    return papermill.inspect_notebook(str(notebook))


def run(given: Mapping, executed: Path) -> list[Path]:
    """Every notebook run with those of the parameters that it knows, one more side by side than
    there are cores; the executed copies.

    They land in the folder `executed`. ValueError for an unknown parameter, before anything runs;
    RuntimeError, which names notebook, cell and error, if a notebook fails, once the others are
    done.
    """
    refuse_unknown(given, parameters())
    executed.mkdir(parents=True, exist_ok=True)
    notebooks = sorted(
        NOTEBOOKS.glob("*.ipynb"), key=lambda path: -path.stat().st_size
    )  # the longest first: no core waits
    with ProcessPoolExecutor(min(len(notebooks), 1 + (os.cpu_count() or 1))) as pool:
        waiting = [
            pool.submit(
                _execute,
                notebook,
                executed / notebook.name,
                {name: value for name, value in given.items() if name in known(notebook)},
            )
            for notebook in notebooks
        ]
        for _ in tqdm(
            as_completed(waiting),
            total=len(waiting),
            desc="running",
            unit=" notebooks",
            disable=None,
        ):
            continue
        return [done.result() for done in waiting]


def _execute(notebook: Path, copy: Path, given: dict) -> Path:
    import papermill

    logging.getLogger("papermill").setLevel(logging.ERROR)
    with (
        TemporaryDirectory() as folder
    ):  # the kernel is spoken to through files here, not through network ports
        kernel = Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/kernel"}})
        try:
            papermill.execute_notebook(
                str(notebook),
                str(copy),
                given,
                cwd=str(ROOT),
                progress_bar=False,
                kernel_name="python3",
                config=kernel,
                extra_arguments=["--log-level=50"],
            )
        except papermill.exceptions.PapermillExecutionError as error:
            raise RuntimeError(
                f"{notebook.name}, cell {error.exec_count}: {error.ename}: {error.evalue}"
            ) from None
    return copy


def without_widgets(notebook: Mapping, resources: Mapping) -> tuple[Mapping, Mapping]:
    """The notebook without what only a running kernel can show, as `make notebooks` commits it;
    nbconvert calls this.

    A widget stays as the HTML that stands beside it. Its numbers are drawn anew by each run, and
    without a kernel JupyterLab shows an error in its place.

    >>> output = {"data": {"application/vnd.jupyter.widget-view+json": {}, "text/html": "<p>"}}
    >>> without_widgets({"cells": [{"outputs": [output]}, {}], "metadata": {"widgets": {}}}, {})
    ({'cells': [{'outputs': [{'data': {'text/html': '<p>'}}]}, {}], 'metadata': {}}, {})
    """
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    notebook["metadata"].pop("widgets", None)
    return notebook, resources
