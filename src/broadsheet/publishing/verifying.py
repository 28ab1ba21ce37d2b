"""Saved figures → whether they can be made again from their corpus, and if not, what has changed
since.

A figure records which corpus, lexicon and parameters it was made from, so its folder is enough to
make it again.
"""

import hashlib
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from ..escape import errors_in_one_line
from ..paths import DATA, LEXICONS
from ..text import composed
from .embedded import PICTURE_FORMATS, number_order, saved
from .fingerprints import run_of

RESULTS = ("data", "alt", "source", "name")  # fields that follow from the others, or cannot differ


@errors_in_one_line()
def verify(
    folder: Path, given: Mapping, make: Callable[[Path, Path, dict], object], known: list[str]
) -> tuple[bool, str]:
    """Whether the figures saved in a folder can be made again with the same data, and one line per
    figure on how each compares.

    `make(corpus, folder, parameters)` makes them again. Corpus, lexicon and the `known` parameters
    are those that the figures record, unless `given` (which may include "corpus").
    FileNotFoundError, in one line, for a folder without saved figures, and if the recorded corpus
    or lexicon is not found.
    """
    before = saved(folder)
    if not before:
        raise FileNotFoundError(
            f"{folder}: no saved figure is there; name the folder that `run` saved them in"
        )
    corpus = (
        given["corpus"]
        if "corpus" in given
        else find_corpus(next(iter(before.values()))["corpus"]["name"])
    )
    asked = {"columns": {}} | {
        name: value for name, value in run_parameters(before).items() if name in known
    }
    # their authors, whatever credit the working folder has
    asked["credit"] = next(iter(before.values())).get("credit")
    if "lexicon" not in given:
        asked["lexicon"] = find_lexicon(asked.get("lexicon"))
    with tempfile.TemporaryDirectory() as again:
        make(
            corpus,
            Path(again),
            asked | {name: value for name, value in given.items() if name != "corpus"},
        )
        fates = compare(folder, Path(again))
    same = all(fate.startswith("same") for fate in fates.values())
    return same, "\n".join(f"{name}: {fate}" for name, fate in fates.items())


def run_parameters(figures: Mapping[str, dict]) -> dict:
    """The parameters of the run that saved these figures. If they differ, the figure with the lower
    number decides; the lexicon is that of the first figure with one.
    """
    together: dict = {}
    for about in figures.values():
        together = about["parameters"] | together
    return together


def find_corpus(name: str) -> Path:
    """The corpus of this name in data/. FileNotFoundError, which says how to give it, if there is
    none, or several.

    >>> find_corpus("seeds") == DATA / "seeds"
    True
    >>> find_corpus("mine")                             # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: ... from a corpus 'mine', which is not in data/: give it as --corpus PATH
    """
    paths = [
        path
        for path in sorted(DATA.iterdir())
        if composed(path.name if path.is_dir() else path.name.split(".")[0]) == name
    ]
    if len(paths) != 1:
        where = "is in data/ more than once" if paths else "is not in data/"
        raise FileNotFoundError(
            f"the figures were made from a corpus {name!r}, which {where}: give it as --corpus PATH"
        )
    return paths[0]


def find_lexicon(named: dict | None) -> str:
    """The name of the lexicon that the figures name, if it is one in data/lexicons;
    FileNotFoundError, which says how to give it, if not. The default of `run` if they name none.

    >>> find_lexicon({"name": "generic-frames", "fingerprint": "0"}), find_lexicon(None)
    ('generic-frames', 'generic-frames')
    >>> find_lexicon({"name": "mine", "fingerprint": "0"})          # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: ... a lexicon 'mine', not in data/lexicons: give it as --lexicon PATH
    """
    name = named["name"] if named else "generic-frames"
    if name not in {path.stem for path in LEXICONS.iterdir()}:
        raise FileNotFoundError(
            f"the figures were made with a lexicon {name!r}, not in data/lexicons: give it as "
            "--lexicon PATH"
        )
    return name


def compare(folder: Path, again: Path) -> dict[str, str]:
    """Each figure of either folder, in the order of their numbers, with the result for the second:
    same bytes, same data (which files differ, and why), different data (why), not made again, not
    in the first.
    """
    before, after = with_code(folder, again)
    either = sorted(before | after, key=lambda name: number_order((after | before)[name]["number"]))
    return {name: fares(name, folder, again, before.get(name), after.get(name)) for name in either}


def with_code(folder: Path, again: Path) -> tuple[dict[str, dict], dict[str, dict]]:
    """The figures of both folders, with the code that made them and the fingerprint of their
    notebook, if both folders record these (`run.json`).
    """
    figures = saved(folder), saved(again)
    runs = run_of(folder), run_of(again)
    for run, abouts in zip(runs, figures):
        for about in abouts.values():
            about.pop("code", None)  # figures once recorded both themselves
            if isinstance(about.get("notebook"), Mapping):
                about["notebook"] = about["notebook"].get("name")
            if run and all(runs):
                about["code"] = run["code"]
                about["notebook code"] = run["notebooks"].get(str(about.get("notebook")))
    return figures


def fares(name: str, folder: Path, again: Path, before: dict | None, after: dict | None) -> str:
    if before is None or after is None:
        return "not made again" if before else f"not in {folder}, but made now"
    kept, made = (
        {kind: content(place / f"{name}.{kind}") for kind in ("csv", *PICTURE_FORMATS)}
        for place in (folder, again)
    )
    differing = [kind for kind in made if kept[kind] != made[kind]]
    if not differing:
        return "same bytes"
    why = [f"{name}.{kind} is missing" for kind in differing if kept[kind] is None]
    why += changes(before, after)
    if kept["csv"] is not None and hashlib.sha256(kept["csv"]).hexdigest() != before["data"]:
        why.insert(0, f"{name}.csv has changed since it was saved")
    if not why:
        unknown = "" if "code" in before else "; the code that made it is not known"
        why = [f"nothing that the figure records has changed{unknown}"]
    same = (
        f"same data, other {', '.join(differing)}" if "csv" not in differing else "different data"
    )
    return f"{same}: {'; '.join(why)}"


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def changes(before: Mapping, after: Mapping) -> list[str]:
    """The differences between what a figure was made from then and now: name, old → new.

    >>> then = {"corpus": {"name": "toy", "fingerprint": "ab" * 32}, "parameters": {"seed": 1}}
    >>> now = {"corpus": {"name": "toy", "fingerprint": "cd" * 32},
    ...        "parameters": {"seed": 2, "near": 0.5}}
    >>> changes(then, now)
    ['corpus fingerprint abababab → cdcdcdcd', 'seed 1 → 2', 'near unknown → 0.5']
    >>> changes(then, then)
    []
    """
    old, new = (
        leaves({name: value for name, value in about.items() if name not in RESULTS})
        for about in (before, after)
    )
    return [
        f"{what} {in_short(old.get(what, 'unknown'))} → {in_short(new.get(what, 'unknown'))}"
        for what in dict.fromkeys([*old, *new])
        if old.get(what) != new.get(what) or (what in old) != (what in new)
    ]


def leaves(about: Mapping, within: str = "") -> dict:
    """All single values of a record, by name: "corpus articles", "lexicon name", "seed",
    "matplotlib".
    """
    values: dict[str, object] = {}
    for name, value in about.items():
        if isinstance(value, Mapping):
            values |= leaves(value, f"{within}{name} ")
        else:
            values[f"{within}{name}".removeprefix("parameters ").removeprefix("packages ")] = value
    return values


def in_short(value: object) -> str:
    """A value in short; a fingerprint as its first eight digits, as everywhere."""
    if isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value):
        return value[:8]
    return f"“{value}”" if isinstance(value, str) and " " in value else str(value)
