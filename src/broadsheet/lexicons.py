"""Framing lexicons: frames, each with its definition, its sources and the terms that tell it; and how they are read.

A lexicon is a YAML file, which holds definitions, or a LIWC .dic or CSV file, which holds none. It is read in full or
not at all.
"""
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import yaml

from . import paths
from .terms import Term, term


class Frame(NamedTuple):
    """A frame: its title, short enough for a figure, what it means, after whom, and the terms that tell it."""
    title: str
    definition: str
    sources: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, repr=False)
class Lexicon:
    """Frames by name, each with its title, definition, sources and terms; from `load_lexicon`."""
    name: str
    frames: dict[str, Frame]
    title: str = ""
    version: str = ""
    definition: str = ""
    sources: tuple[str, ...] = ()

    def __repr__(self):
        sizes = ", ".join(f"{name} {len(frame.terms)}" for name, frame in self.frames.items())
        return f"Lexicon({' '.join(filter(None, (self.name, self.version)))}; terms: {sizes}; {self.fingerprint[:8]})"

    def __hash__(self):
        return hash(self.fingerprint)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all that decides a count: frames, terms and exclusions, whatever file, format or order."""
        content = {name: sorted((term.forms, sorted(term.excluded)) for term in frame.terms)
                   for name, frame in self.frames.items()}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def frame_definitions(lexicon: Lexicon) -> pd.DataFrame:
    """What each frame of the lexicon means: one row a frame, with `frame`, `title`, `definition`, `terms`, `sources`.

    >>> frame_definitions(load_lexicon("generic-frames"))["title"].tolist()
    ['Conflict', 'Economic consequences', 'Human interest', 'Morality', 'Resolution']

    `terms` is how many there are; `sources` is one text, set apart by semicolons.
    """
    rows = [(name, frame.title, frame.definition, len(frame.terms), "; ".join(frame.sources))
            for name, frame in lexicon.frames.items()]
    return pd.DataFrame(rows, columns=["frame", "title", "definition", "terms", "sources"])


def load_lexicon(path_or_name: str | Path) -> Lexicon:
    """A lexicon from a YAML, LIWC .dic or CSV file, or a shipped one by its name.

    >>> load_lexicon("generic-frames").frames.keys()
    dict_keys(['conflict', 'economic', 'human_interest', 'morality', 'resolution'])
    >>> load_lexicon("none")
    Traceback (most recent call last):
    FileNotFoundError: none: no such file; the lexicons known by name are generic-frames, security-sovereignty

    FileNotFoundError where there is no such file, ValueError where it cannot be read in full: one line that names the
    file, the place and the mend. Nothing is skipped: data/lexicons/README.md says what each format may hold.
    """
    path = paths.find(path_or_name)
    known = {p.stem: p for p in sorted(paths.LEXICONS.glob("*")) if p.suffix.lower() in READERS}
    if not path.is_file():
        if str(path_or_name) not in known:
            raise FileNotFoundError(f"{path_or_name}: no such file; the lexicons known by name are {', '.join(known)}")
        path = known[str(path_or_name)]
    if path.suffix.lower() not in READERS:
        raise ValueError(f"{path}: no lexicon is read from {path.suffix or 'a file without an ending'}: "
                         f"save it as {', '.join(READERS)}")
    try:
        return READERS[path.suffix.lower()](path.read_text(encoding="utf-8-sig"), path.stem)
    except UnicodeDecodeError:
        raise ValueError(f"{path}: is not UTF-8: save it with that encoding") from None
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


class Loader(yaml.BaseLoader):
    """YAML in which every value is a string, since `no`, `on` and 1984 are terms too, and nothing is given twice."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if (name := str(key.value)) in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{name!r} is given twice", key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


# What each level of a YAML lexicon may hold; the first field of each is needed.
LEXICON = {"frames": dict, "name": str, "title": str, "version": str, "definition": str, "sources": list}
FRAME = {"terms": list, "title": str, "definition": str, "sources": list}
TERM = {"term": str, "not": list, "note": str}
SHAPES = {dict: "fields: a name, a colon and a value each", list: "a list: [one, two], or one a line after a hyphen",
          str: "a text: put quotes around it if it holds a colon or a bracket"}


def shaped(value, shape: type, where: str):
    if not isinstance(value, shape) or not value:
        raise ValueError(f"{where}: must be {SHAPES[shape]}")
    return value


def entry(value, shapes: dict[str, type], where: str) -> dict:
    """The value with all fields that it may have, if it has the first one and no other than these."""
    needed = next(iter(shapes))
    if needed not in shaped(value, dict, where):
        raise ValueError(f"{where}: has no field {needed!r}: add it")
    for name, part in value.items():
        if name not in shapes:
            raise ValueError(f"{where}: field {name!r} is not known: leave it out, or use one of {', '.join(shapes)}")
        shaped(part, shapes[name], f"{where}, {name}")
        if name in ("sources", "not"):
            value[name] = tuple(shaped(item, str, f"{where}, {name}") for item in part)
    return {name: shape() for name, shape in shapes.items()} | value


def read_yaml(text: str, name: str) -> Lexicon:
    try:
        tree = yaml.load(text, Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ValueError(f"line {mark.line + 1 if mark else '?'}: {problem}: mend it, or put quotes around a text that "
                         f"begins with a mark or holds a colon") from None
    top, found = entry(tree, LEXICON, "top level"), {}
    for key, value in top["frames"].items():
        frame, terms = entry(value, FRAME, f"frame {key}"), {}
        for number, item in enumerate(frame["terms"], 1):
            where = f"frame {key}, term {number}"
            item = entry(item if isinstance(item, dict) else {"term": item}, TERM, where)
            new = placed(where, item["term"], item["not"])
            if new.forms in terms:
                raise ValueError(f"{where}: {new.text!r} is {terms[new.forms].text!r} once more: leave one out")
            terms[new.forms] = new
        found[key] = Frame(frame["title"] or key.replace("_", " "), " ".join(frame["definition"].split()),
                           tuple(frame["sources"]), tuple(terms.values()))
    return Lexicon(top["name"] or name, found, top["title"], top["version"], " ".join(top["definition"].split()),
                   tuple(top["sources"]))


def read_dic(text: str, name: str) -> Lexicon:
    """LIWC's format: a %, lines of number and category, a %, lines of word and category numbers."""
    categories, found, marks = {}, {}, 0
    for number, row in enumerate(text.split("\n"), 1):
        where, row = f"line {number}", row.strip()
        if row == "%":
            marks += 1
        elif row and marks == 1:
            if not (m := re.fullmatch(r"(\d+)\s+(.+)", row)) or m[1] in categories or m[2] in categories.values():
                raise ValueError(f"{where}: {row!r} is no new category: write a number and a name, each given once")
            categories[m[1]] = m[2]
        elif row and marks == 2:
            # With tabs, the word is all before the first one, so that it may be a phrase that ends in a number.
            if not (m := re.fullmatch(r"([^\t]+)\t([\d\s]+)" if "\t" in row else r"(.+?)((?:\s+\d+)+)", row)):
                raise ValueError(f"{where}: {row!r} is not a word and its categories: write the word and their "
                                 f"numbers; LIWC's conditions, such as (02 134)125/464, are not read")
            for category in m[2].split():
                if category not in categories:
                    raise ValueError(f"{where}: no category {category}: name it between the two lines that hold %")
                new = placed(where, m[1].strip())
                found.setdefault(categories[category], {}).setdefault(new.forms, new)
        elif row:
            raise ValueError(f"{where}: stands {'after a third' if marks else 'before the first'} line that holds "
                             f"only %: write %, the categories, %, the words")
    return gathered(name, found, categories.values())


def read_csv(text: str, name: str) -> Lexicon:
    """Two columns, term and frame, in either order."""
    rows, found = csv.reader(io.StringIO(text), strict=True), {}
    try:
        header = [cell.strip().lower() for cell in next(rows, [])]
        if sorted(header) != ["frame", "term"]:
            raise ValueError(f"line 1: the columns are {', '.join(header) or 'none'}: name them term and frame, with a "
                             f"comma between, and leave out others")
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != 2 or not all(cell.strip() for cell in row):
                raise ValueError(f"line {rows.line_num}: {len([c for c in row if c.strip()])} cells are filled: "
                                 f"fill term and frame, those that hold a comma in quotes")
            cells = dict(zip(header, map(str.strip, row)))
            new = placed(f"line {rows.line_num}", cells["term"])
            found.setdefault(cells["frame"], {}).setdefault(new.forms, new)
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num}: {error}: close every quotation mark") from None
    return gathered(name, found, found)


def placed(where: str, *parts) -> Term:
    try:
        return term(*parts)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None


def gathered(name: str, found: dict[str, dict], categories: Iterable[str]) -> Lexicon:
    """A lexicon from a format that has no definitions. A term that a frame holds twice counts once, as everywhere."""
    if empty := [category for category in categories if category not in found] or not found and ["the file"]:
        raise ValueError(f"{', '.join(empty)}: without terms: add some, or leave it out")
    return Lexicon(name, {key: Frame(key, "", (), tuple(found[key].values())) for key in categories})


READERS = {".yml": read_yaml, ".yaml": read_yaml, ".dic": read_dic, ".csv": read_csv}
