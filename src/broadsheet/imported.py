"""Imports everything that running a notebook needs, in the process from which others fork
(`kernels`), which imports this file for that purpose.
"""

import gc
import io
import os
import sys


def is_forked_from(words: list[str]) -> bool:
    """Whether the process that was started with these words is one from which others fork.

    >>> is_forked_from(["python", "-c", "from multiprocessing.forkserver import main; main(3, 4)"])
    True
    >>> is_forked_from(["python", "-m", "pytest"])
    False
    """
    return any("multiprocessing.forkserver" in word for word in words)


def leave_out_grammar() -> None:
    """Let jsonschema, which checks notebooks and citations, work without its optional modules. One
    of them builds a grammar for a second when it is imported, to check addresses in formats that
    nothing here has.
    """
    for checks in ("rfc3987_syntax", "rfc3986_validator"):
        sys.modules[checks] = None  # type: ignore[assignment]


def import_all() -> None:
    """Import everything, and load the word lists and fonts that are otherwise loaded when first
    used.
    """
    leave_out_grammar()
    import ipykernel.debugger
    import ipykernel.kernelapp  # noqa: F401
    import ipywidgets  # noqa: F401
    import jinja2  # noqa: F401
    import loky  # noqa: F401
    import matplotlib_inline.backend_inline  # noqa: F401
    import pandas as pd
    import papermill  # noqa: F401
    from nbformat import v4, validate

    import broadsheet as bs

    validate(v4.new_notebook())  # the first time, the rules are compiled

    pd.set_option("display.max_columns", 20)  # as in a kernel, which pandas did not see at import
    for name in bs.__all__:
        getattr(bs, name)
    bs.measured(pd.DataFrame({"id": ["a"], "text": ['"We will act," Ana Cruz said.']}))
    figure = bs.dots(pd.DataFrame({"row": ["A"], "words": [3]}), "words", "row", "words")
    for kind in ("svg", "pdf", "png"):
        figure.savefig(io.BytesIO(), format=kind)


if is_forked_from(sys.orig_argv):
    # Notebooks run side by side, each on a core: several threads of one would only wait.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # If this fails, no process can be forked, which is reported in one line.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    import_all()
    gc.collect()
    gc.freeze()  # permanent objects are not scanned again, and stay shared
    gc.set_threshold(50_000, 20)  # a figure makes and drops thousands of objects again and again
