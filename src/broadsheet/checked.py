"""What the verb `check` does, and what other verbs share with it: how a corpus is read, where
output may be saved, and how a path is shown.

It is the first command that a person gives, and needs far less than the others (`commands`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .corpus import METADATA, check, load
from .notebooks import READING


def checked(corpus: Path, out: Path | None, given: dict[str, Any]) -> str:
    """What loading a corpus reports; a table to fill in lists what its articles lack. If no article
    is left, the report is printed and ValueError raised.
    """
    if out and out.resolve() != (corpus / METADATA).resolve():
        refuse_within(corpus, out)
    loaded = load(corpus, **reading(given), texts=False)
    found = check(loaded, corpus, out)
    if loaded.articles.empty:
        print(found, flush=True)
        raise ValueError(f"{corpus}: no article is left to measure")
    return found


def reading(given: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the given options that decide how the corpus is read."""
    return {"columns": given["columns"]} | {name: given[name] for name in READING if name in given}


def refuse_within(corpus: Path, out: Path) -> None:
    """Nothing, if `out` is outside the corpus; otherwise ValueError: files written there could
    overwrite the corpus, and would be read as articles the next time.
    """
    if out.resolve() == corpus.resolve() or corpus.resolve() in out.resolve().parents:
        raise ValueError(
            f"{shown(out)}: is inside the corpus, whose files must not be overwritten; choose a "
            "folder outside it with --out"
        )


def shown(path: Path) -> str:
    """The path as somebody in the working folder would type it."""
    path = path.absolute()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
