"""The formats of other people's dictionaries, each read into entries: a term, its frame, its weight
and its line.

LIWC's .dic, which the Moral Foundations Dictionaries 1.0 and 2.0 come in too; CSV, a term a line,
or a word a line with a column a frame, as the eMFD and LIWC-22's .dicx come; quanteda's YAML. What
a term may be is said in `terms`.

A YAML file as dicts, lists and texts that know their line, and what shape each of them must have.
"""

import csv
import io
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml


class Text(str):
    """A value of a YAML file that knows its line."""

    line: int


class Loader(yaml.BaseLoader):
    """YAML in which every value is a text, since `no`, `on` and 1984 are terms too, and nothing is
    given twice.
    """

    def construct_scalar(self, node):
        text = Text(super().construct_scalar(node))
        text.line = node.start_mark.line + 1
        return text

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if (name := str(key.value)) in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{name!r} is given twice", key.start_mark
                )
            seen.add(name)
        return super().construct_mapping(node, deep)


def parse_yaml(text: str):
    """A YAML file as dicts, lists and texts. ValueError with the line where it is none."""
    try:
        return yaml.load(text, Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ValueError(
            f"line {mark.line + 1 if mark else '?'}: {problem}: mend it, or put quotes around a text that "
            f"begins with a mark or holds a colon"
        ) from None


def line_of(value) -> str:
    """ "line 3: " for a value of `parse_yaml` that begins on line 3; nothing where that is not
    known.
    """
    while isinstance(value, (dict, list)) and value:
        value = next(iter(value))
    return f"line {value.line}: " if isinstance(value, Text) else ""


SHAPES = {
    dict: "fields: a name, a colon and a value each",
    list: "a list: [one, two], or one a line after a hyphen",
    str: "a text: put quotes around it if it holds a colon or a bracket",
}


def shaped(value, shape: type, where: str):
    if not isinstance(value, shape) or not value:
        raise ValueError(f"{line_of(value)}{where}: must be {SHAPES[shape]}")
    return value


def entry(value, shapes: dict[str, type], where: str) -> dict:
    """The value with all fields that it may have, if it has the first one and no other than these."""
    needed = next(iter(shapes))
    if needed not in shaped(value, dict, where):
        raise ValueError(f"{line_of(value)}{where}: has no field {needed!r}: add it")
    for name, part in value.items():
        if name not in shapes:
            raise ValueError(
                f"{line_of(name)}{where}: field {str(name)!r} is not known: leave it out, or use one of "
                f"{', '.join(shapes)}"
            )
        shaped(part, shapes[name], f"{where}, {name}")
        if name in ("sources", "not"):
            value[name] = tuple(str(shaped(item, str, f"{where}, {name}")) for item in part)
    return {name: shape() for name, shape in shapes.items()} | value


class Entry(NamedTuple):
    """A term of a frame as a file has it; `where` says on which line."""

    where: str
    frame: str
    term: str
    weight: float = 1.0


def quanteda_entries(tree, keys: tuple[str, ...] = ()) -> Iterator[Entry]:
    """The entries of quanteda's YAML: keys within keys become one name, set apart by points, as
    `flatten` does there.

    >>> list(quanteda_entries({"threat": {"armed": ["war", "attack*"], "other": "risk"}}))[2]
    Entry(where='', frame='threat.other', term='risk', weight=1.0)
    """
    if (not keys and not isinstance(tree, dict)) or not tree:
        raise ValueError(
            f"{line_of(tree)}{'.'.join(keys) or 'the file'}: holds no terms: write a name, a colon and a "
            f"list of terms"
        )
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from quanteda_entries(value, (*keys, str(key)))
    elif isinstance(tree, list):
        for value in tree:
            yield from quanteda_entries(value, keys)
    else:
        yield Entry(line_of(tree)[:-2], ".".join(keys), str(tree))


# What the LIWC dictionaries hold beside words, and no token of a text is: conditions, as in "like
# (02 134)125/464" and "kind <of>131/125", and faces.
CONDITION = re.compile(r"[(<][^()<>]*[)>]")
FACE = re.compile(r"(?=\S*[:;<>=^()])\S{2,4}|[^\w\s]+")
TITLED = re.compile(r"(.+?)\s+\((.+)\)")


def read_liwc(text: str) -> tuple[dict[str, str], list[Entry], list[str]]:
    """A .dic file as its categories (name → title), its entries, and what is left out of it and
    why.

    Its parts are a line that holds %, lines of a number and a category, another %, lines of a word
    and the numbers of its categories, set apart by tabs or spaces. Categories may be indented, as
    in LIWC2015, where a word names its outer categories itself; "posemo (Positive Emotions)" has
    the name posemo and a title. 01 is 1.
    """
    categories, found, left_out, marks = {}, [], [], 0
    for number, row in enumerate(text.split("\n"), 1):
        where, row = f"line {number}", row.strip()
        if row == "%":
            marks += 1
        elif row and marks == 1:
            if (
                not (m := re.fullmatch(r"(\d+)\s+(.+)", row))
                or int(m[1]) in categories
                or m[2] in categories.values()
            ):
                raise ValueError(
                    f"{where}: {row!r} is no new category: write a number and a name, each given once"
                )
            categories[int(m[1])] = " ".join(m[2].split())
        elif row and marks == 2:
            word = re.split(r"\t|\s\s|\s(?=[\d(])", row)[0]
            if CONDITION.search(row) or FACE.fullmatch(word):
                left_out.append(f"{word!r} ({where})")
                continue
            # With tabs, the word is all before the first one, so that it may be a phrase that ends
            # in a number.
            if not (
                m := re.fullmatch(
                    r"([^\t]+)\t([\d\s]+)" if "\t" in row else r"(.+?)((?:\s+\d+)+)", row
                )
            ):
                raise ValueError(
                    f"{where}: {row!r} is not a word and its categories: write the word and their numbers"
                )
            for category in m[2].split():
                if int(category) not in categories:
                    raise ValueError(
                        f"{where}: no category {category}: name it between the two lines that hold %"
                    )
                found.append((where, int(category), m[1].strip()))
        elif row:
            raise ValueError(
                f"{where}: stands {'after a third' if marks else 'before the first'} line that holds "
                f"only %: write %, the categories, %, the words"
            )
    titles = {number: TITLED.fullmatch(name) for number, name in categories.items()}
    names = {number: m[1] if m else categories[number] for number, m in titles.items()}
    return (
        {names[number]: m[2] if m else names[number] for number, m in titles.items()},
        [Entry(where, names[number], word) for where, number, word in found],
        left_out,
    )


def csv_entries(text: str) -> Iterator[Entry]:
    """The entries of a CSV file, whose columns stand in any order: `term`, `frame` and perhaps
    `weight`, an entry a line; or `word` and a column a frame, which holds the word's weights, or an
    X for 1, and nothing where it does not belong.

    >>> list(csv_entries("frame,term\\nlaw,court*\\n"))
    [Entry(where='line 2', frame='law', term='court*', weight=1.0)]
    >>> list(csv_entries("word,care_p,care_sent\\nchild,0.25,-0.5\\n"))[1]
    Entry(where='line 2', frame='care_sent', term='child', weight=-0.5)
    """
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        header = [cell.strip() for cell in next(rows, [])]
        lowered = [name.lower() for name in header]
        words = [name for name in ("term", "word", "dicterm") if name in lowered]
        listed = "frame" in lowered
        twice = {name for name in header if header.count(name) > 1}
        if (
            len(words) != 1
            or twice
            or not all(header)
            or len(header) < 2
            or (listed and {*lowered} - {*words, "frame", "weight"})
        ):
            raise ValueError(
                f"line 1: the columns are {', '.join(header) or 'none'}: name them term and frame, and "
                f"weight if there is one, with a comma between, and leave out others; or word and the "
                f"frames"
            )
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            where, cells = (
                f"line {rows.line_num}",
                dict(zip(lowered if listed else header, map(str.strip, row))),
            )
            word = cells.pop(words[0] if listed else header[lowered.index(words[0])], "")
            if len(row) != len(header) or not word or (listed and not all(cells.values())):
                wanted = (
                    " and ".join(header)
                    if len(header) < 4
                    else "the word and no more than all columns"
                )
                raise ValueError(
                    f"{where}: {sum(map(bool, map(str.strip, row)))} cells are filled: fill {wanted}, "
                    f"those that hold a comma in quotes"
                )
            if listed:
                yield Entry(where, cells["frame"], word, number(cells.get("weight", "1"), where))
            else:
                yield from (
                    Entry(where, frame, word, number(cell, where))
                    for frame, cell in cells.items()
                    if cell
                )
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num}: {error}: close every quotation mark") from None


def number(text: str, where: str) -> float:
    """A weight: a finite number, or an X for 1."""
    try:
        weight = 1.0 if text in ("x", "X") else float(text)
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight):
        raise ValueError(f"{where}: weight {text!r} is no number: write one such as 0.5 or -1")
    return weight
