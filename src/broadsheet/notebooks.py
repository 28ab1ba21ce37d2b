"""Running the notebooks with other parameters: the parameters that they have, and the executed
copies.
"""

import ast
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from math import isclose
from numbers import Integral, Real
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from .paths import NOTEBOOKS, ROOT
from .progress import progress

# papermill and pandas are imported when notebooks run: the command line needs only the notebooks'
# parameters from this file.

# The names that a cell of parameters may assign. They are repeated here, since a notebook with a
# misspelt one does not show which was meant.
PARAMETERS = (
    "corpus",
    "columns",
    "lexicon",
    "outlets",
    "figures",
    "seed",
    "languages",
    "duplicates",
    "repeated_lines",
    "stories",
    "measured",
    "most_outlets",
    "people",
    "window",
    "story",
    "skip_negated",
    "annotations",
    "agreement",
    "coding",
    "style",
)
READING = ("languages", "duplicates", "stories", "repeated_lines")  # parameters of `bs.load`
INJECTED = (
    "# Parameters\n"  # the beginning of the cell that papermill adds after the notebook's own
)


class Parameter(NamedTuple):
    """A parameter of a notebook: the value that its cell assigns, and the comment after it."""

    default: object
    help: str


def refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    """ValueError, with the known parameters and the likeliest one, unless every parameter given is
    known.

    >>> refuse_unknown(["seed"], ["corpus", "seed"])
    >>> refuse_unknown(["sede"], ["corpus", "seed"])
    Traceback (most recent call last):
    ValueError: unknown parameter 'sede': did you mean 'seed'? Known: corpus, seed
    """
    names = list(known)
    for name in given:
        if name not in names:
            close = get_close_matches(name, names, n=1)
            hint = f": did you mean {close[0]!r}? Known" if close else "; known"
            raise ValueError(f"unknown parameter {name!r}{hint}: {', '.join(names)}")


def check_parameters(cells: Sequence[str]) -> None:
    """ValueError, with the known parameters, unless a notebook was given only parameters that it
    has.

    A notebook calls it with `In`, the cells run so far in its kernel. Two cells are checked, as
    they were last run. The notebook's own cell of parameters may assign only the names in
    `PARAMETERS`: a name misspelt in JupyterLab would silently leave the parameter unchanged. The
    cell that papermill adds after it, which begins with `# Parameters`, may assign only names that
    the first one assigns; papermill itself only warns of other names.

    >>> check_parameters(["", "seed = 1", "# Parameters\\nseed = 2"])
    >>> check_parameters(["", "seed = 1", "# Parameters\\nsede = 2"])
    Traceback (most recent call last):
    ValueError: unknown parameter 'sede': did you mean 'seed'? Known: seed
    >>> check_parameters(["",
    ...     "corpus = 'mine'\\nlexicon = 'mine.csv'\\noutlet = ['A']"])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: unknown parameter 'outlet': did you mean 'outlets'? Known: corpus, columns, ...
    """
    own: list[str] = []
    injected: list[str] = []
    for cell in cells:
        names = _assigned(cell)
        if cell.startswith(INJECTED):
            injected = names
        elif 2 * len(set(names) & set(PARAMETERS)) > len(names):
            own = names
    refuse_unknown(own, PARAMETERS)
    refuse_unknown(injected, own or PARAMETERS)


def _assigned(cell: str) -> list[str]:
    """The names that a cell assigns; empty if it does anything else, or is not pure Python."""
    try:
        body = ast.parse(cell).body
    except SyntaxError:  # a shell command or an IPython magic
        return []
    names = [
        target.id for node in body for target in _targets(node) if isinstance(target, ast.Name)
    ]
    return names if all(map(_targets, body)) else []


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.AnnAssign):
        return [node.target]
    return node.targets if isinstance(node, ast.Assign) else []


def figures_folder(figures: str, corpus: str) -> str:
    """The folder in which a notebook saves its figures: the one given, or else one named after the
    corpus, so that another corpus never overwrites these figures.

    `corpus` is the name of the loaded corpus, `loaded.name`.

    >>> figures_folder("", "seeds"), figures_folder("figures/mine", "seeds")
    ('figures/seeds', 'figures/mine')
    """
    return figures or f"figures/{corpus}"


def check_answer(question: str, answer: object, right: object, look: str) -> str:
    """A tutorial's response to a reader's answer: still blank (if it is None), right, or not right,
    with a hint. It does not give the right answer.

    Whole numbers and names must be the same, whatever the capitals. Any other number may be
    rounded, by up to one per cent. A right number that is rounded further, or a share given in per
    cent, gets a hint of its own.

    >>> check_answer("Words", None, 34, "U.S. is one word.")
    'Words: still blank. Replace None with your answer and run the cell again.'
    >>> check_answer("Words", 36, 34, "U.S. is one word.")
    'Words: 36 is not right. U.S. is one word.'
    >>> check_answer("Share", 0.34, 16 / 47, ""), check_answer("Share", 0.3, 16 / 47, "Divide.")
    ('Share: 0.34 is right.', 'Share: 0.3 is rounded too far. Give another digit.')
    >>> check_answer("Share", 34, 16 / 47, ""), check_answer("Share", 0.4, 16 / 47, "Divide.")
    ('Share: 34 is in per cent. Give a share, between 0 and 1.', 'Share: 0.4 is not right. Divide.')
    """
    if answer is None:
        return f"{question}: still blank. Replace None with your answer and run the cell again."
    if _same(answer, right):
        return f"{question}: {answer} is right."
    if isinstance(right, Real) and not isinstance(right, Integral):
        if abs(float(right)) < 1 and _same(_hundredth(answer), right):
            return f"{question}: {answer} is in per cent. Give a share, between 0 and 1."
        if _rounds_to(float(right), answer):
            return f"{question}: {answer} is rounded too far. Give another digit."
    return f"{question}: {answer} is not right. {look}"


def _same(answer: object, right: object) -> bool:
    if not isinstance(right, Real):
        return " ".join(str(answer).split()).casefold() == str(right).casefold()
    try:
        number = float(str(answer))
    except ValueError:
        return False
    off = 0 if isinstance(right, Integral) else 0.01
    return isclose(number, float(right), rel_tol=off)


def _hundredth(answer: object) -> object:
    try:
        return float(str(answer).strip().removesuffix("%")) / 100
    except ValueError:
        return answer


def _rounds_to(right: float, answer: object) -> bool:
    """Whether the answer, which is not 0, is the right number with fewer digits.

    >>> _rounds_to(2 / 4096, 0.0005), _rounds_to(2 / 4096, 0.0004), _rounds_to(0.004, 0.0)
    (True, False, False)
    """
    try:
        given = Decimal(str(answer).strip())
    except ArithmeticError:
        return False
    exponent = given.as_tuple().exponent
    return bool(given) and isinstance(exponent, int) and round(Decimal(right), -exponent) == given


def parameters() -> dict[str, Parameter]:
    """The parameters of all notebooks together, by name."""
    return {
        name: parameter
        for notebook in sorted(NOTEBOOKS.glob("*.ipynb"))
        for name, parameter in known(notebook).items()
    }


def known(notebook: Path) -> dict[str, Parameter]:
    """The parameters of one notebook: the names that its cell tagged `parameters` assigns.

    >>> errors, corpus = (known(NOTEBOOKS / f"{name}.ipynb") for name in ("06-errors", "01-corpus"))
    >>> "annotations" in errors, "annotations" in corpus
    (True, False)
    >>> corpus["duplicates"].default, corpus["corpus"].help
    ('exact', 'the folder or file of articles')
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    source = "".join(tagged[0]["source"]) if tagged else ""
    lines = source.splitlines()
    return {
        target.id: Parameter(
            ast.literal_eval(node.value),
            lines[node.end_lineno - 1].encode()[node.end_col_offset :].decode().strip("# "),
        )
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and node.end_lineno and node.end_col_offset
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def run(given: Mapping, executed: Path) -> list[Path]:
    """Run every notebook with those of the parameters that it has, one more at a time than there
    are cores; returns the executed copies.

    They are saved in the folder `executed`. ValueError for an unknown parameter, before anything
    runs; RuntimeError, which names notebook, cell and error, if a notebook fails, once the others
    are done; at once if a kernel cannot be started, or a process is killed.
    """
    from .kernels import side_by_side

    refuse_unknown(given, parameters())
    executed.mkdir(parents=True, exist_ok=True)
    # the longest first, so that no core waits at the end
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"), key=lambda path: (-path.stat().st_size, path))
    failed: dict[int, Exception] = {}
    # The kernels communicate through files in this folder, not through network ports.
    with (
        TemporaryDirectory() as kernels,
        progress(total=sum(map(_cells, notebooks)), desc="running", unit=" cells", delay=0) as bar,
    ):
        calls = [
            (
                notebook,
                executed / notebook.name,
                {name: value for name, value in given.items() if name in names},
                Path(kernels) / notebook.stem,
            )
            for notebook in notebooks
            for names in [known(notebook)]
        ]
        for number, report in side_by_side(_execute, calls, 1 + (os.cpu_count() or 1)):
            if isinstance(report, Exception):
                failed[number] = report
            else:
                bar.set_postfix_str(f"{notebooks[number].stem}, cell {report}", refresh=False)
                bar.update()
    if failed:
        raise failed[min(failed)]
    return [copy for _, copy, *_ in calls]


def _cells(notebook: Path) -> int:
    """The number of code cells in a notebook."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return sum(cell["cell_type"] == "code" for cell in cells)


def _execute(
    report: Callable[[int], None], notebook: Path, copy: Path, given: dict, kernel: Path
) -> None:
    """Execute the notebook, and move it to its place when its last cell has run, or failed. The
    number of each cell is reported when it begins. `kernel` is the prefix of temporary files.
    """
    import logging

    import papermill
    from traitlets.config import Config

    from .kernels import MOST_OFTEN, NotStarted, kernel_manager
    from .storage import save_whole

    cells = 0

    def begin_cell(**_: object) -> None:
        nonlocal cells
        cells += 1
        report(cells)

    logging.getLogger("papermill").setLevel(logging.ERROR)
    unfinished = kernel.with_suffix(".ipynb")
    failed = None
    try:
        papermill.execute_notebook(
            _as_it_is(notebook),
            _as_it_is(unfinished),
            given,
            cwd=str(ROOT),
            progress_bar=False,
            request_save_on_cell_execute=False,
            on_cell_execute=begin_cell,
            kernel_name="python3",
            config=Config({"KernelManager": {"transport": "ipc", "ip": str(kernel)}}),
            extra_arguments=["--log-level=50"],
            **kernel_manager(),
        )
    except papermill.exceptions.PapermillExecutionError as error:
        why = error.evalue or f"its kernel failed without a message, {MOST_OFTEN}"
        failed = RuntimeError(f"{notebook.name}, cell {error.exec_count}: {error.ename}: {why}")
    except RuntimeError as error:  # its kernel died
        kind = RuntimeError if cells else NotStarted
        raise kind(f"{notebook.name}: {error}, {MOST_OFTEN}") from error
    executed = json.loads(unfinished.read_text(encoding="utf-8"))
    executed["metadata"]["papermill"]["output_path"] = str(copy)
    save_whole(copy, json.dumps(executed, indent=1, ensure_ascii=False) + "\n")
    if failed:
        raise failed


def _as_it_is(path: Path) -> str:
    """A path for papermill, which would otherwise replace braces by parameters.

    >>> _as_it_is(Path("my {notes}"))
    'my {{notes}}'
    """
    return str(path).replace("{", "{{").replace("}", "}}")


def without_widgets(notebook: Mapping, resources: Mapping) -> tuple[Mapping, Mapping]:
    """The notebook without parts that only a running kernel can show, as `make notebooks` saves it;
    nbconvert calls this.

    A widget is kept as its HTML alternative. Its ids change on each run, and without a kernel
    JupyterLab shows an error in its place.

    >>> output = {"data": {"application/vnd.jupyter.widget-view+json": {}, "text/html": "<p>"}}
    >>> without_widgets({"cells": [{"outputs": [output]}, {}], "metadata": {"widgets": {}}}, {})
    ({'cells': [{'outputs': [{'data': {'text/html': '<p>'}}]}, {}], 'metadata': {}}, {})
    """
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    notebook["metadata"].pop("widgets", None)
    return notebook, resources
