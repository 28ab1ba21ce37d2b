"""The formats of other dictionaries, read into entries: a term, its frame, its weight and its line.

The formats are LIWC's .dic, also used for the Moral Foundations Dictionaries 1.0 and 2.0; CSV with
one term per line, or with one word per line and one column per frame, like the eMFD and LIWC-22's
.dicx; and quanteda's YAML. `terms` defines what a term may be.

`yaml_files` reads YAML as dicts, lists and texts with their line numbers; their shape is checked
here.
"""

import csv
import io
import math
import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ..escape import listing, short
from ..limits import FRAMES


class Text(str):
    """A value of a YAML file, with its line."""

    line: int


def yaml_line(value) -> str:
    """ "line 3: " for a value of `parse_yaml` that begins on line 3; empty if the line is not
    known.
    """
    while isinstance(value, (dict, list)) and value:
        value = next(iter(value))
    return f"line {value.line}: " if isinstance(value, Text) else ""


# The shapes of values in a YAML file, and how a message describes them.
SHAPES: dict[type, str] = {
    dict: "fields, each a name, a colon and a value",
    list: "a list: [one, two], or one item per line after a hyphen",
    str: "a text: put quotes around it if it contains a colon or a bracket",
}


def shaped(value, shape: type, where: str):
    """The value, if it has the shape and is not empty; ValueError otherwise."""
    if not isinstance(value, shape) or not value:
        raise ValueError(f"{yaml_line(value)}{where}: must be {SHAPES[shape]}")
    return value


def checked_fields(value, shapes: Mapping[str, type], where: str) -> dict:
    """The value, completed with all permitted fields, if it has the first of them and no unknown
    ones; ValueError otherwise.
    """
    needed = next(iter(shapes))
    if needed not in shaped(value, dict, where):
        raise ValueError(f"{yaml_line(value)}{where}: has no field {needed!r}: add it")
    fields = {name: shape() for name, shape in shapes.items()}
    for name, part in value.items():
        if name not in shapes:
            raise ValueError(
                f"{yaml_line(name)}{where}: field {short(name)!r} is not known: leave it out, or "
                f"use one of {', '.join(shapes)}"
            )
        fields[name] = shaped(part, shapes[name], f"{where}, {name}")
        if name in ("sources", "not"):
            fields[name] = tuple(str(shaped(item, str, f"{where}, {name}")) for item in part)
    return fields


class Entry(NamedTuple):
    """A term of a frame as written in a file; `where` is its line."""

    where: str
    frame: str
    term: str
    weight: float = 1.0


def quanteda_entries(tree, keys: tuple[str, ...] = ()) -> Iterator[Entry]:
    """The entries of quanteda's YAML. Nested keys become one name, joined with full stops, as
    quanteda's `flatten` does.

    >>> list(quanteda_entries({"threat": {"armed": ["war", "attack*"], "other": "risk"}}))[2]
    Entry(where='', frame='threat.other', term='risk', weight=1.0)
    """
    if (not keys and not isinstance(tree, dict)) or not tree:
        raise ValueError(
            f"{yaml_line(tree)}{short('.'.join(keys)) or 'the file'}: has no terms: write a "
            f"name, a colon and a list of terms"
        )
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from quanteda_entries(value, (*keys, str(key)))
    elif isinstance(tree, list):
        for value in tree:
            yield from quanteda_entries(value, keys)
    else:
        yield Entry(yaml_line(tree)[:-2], ".".join(keys), str(tree))


# Entries of LIWC dictionaries that no token of a text can match: conditions, as in "like (02
# 134)125/464" and "kind <of>131/125", and emoticons; but "^UN" is a word in a given case.
CONDITION = re.compile(r"[(<][^()<>]*[)>]")
FACE = re.compile(r"(?!\^\w{2})(?=\S*[:;<>=^()])\S{2,4}|[^\w\s]+")
TITLED = re.compile(r"(.+?)\s+\((.+)\)")
CATEGORY = re.compile(r"(\d{1,9})\s+(.+)")


def read_liwc(text: str) -> tuple[dict[str, str], list[Entry], list[str]]:
    """A .dic file as its categories (name → title), its entries, and the entries that are left out.

    >>> read_liwc("%\\n1 war (War)\\n%\\nattack* 1\\n:-) 1\\n")[0]
    {'war': 'War'}
    >>> read_liwc("%\\n1 war (War)\\n%\\nattack* 1\\n:-) 1\\n")[2]
    ["':-)' (line 5)"]

    Its parts are a line with %, lines with a number and a category, another %, and lines with a
    word and the numbers of its categories, separated by tabs or spaces. Categories may be indented,
    as in LIWC2015, where a word names its outer categories itself; "posemo (Positive Emotions)" has
    the name posemo and a title. 01 is 1.
    """
    categories: dict[int, str] = {}
    numbered: list[tuple[str, int, str]] = []
    left_out: list[str] = []
    taken: set[str] = set()
    marks = 0
    for line_number, line in enumerate(text.split("\n"), 1):
        where, row = f"line {line_number}", line.strip()
        if row == "%":
            marks += 1
        elif row and marks == 1:
            number, name = liwc_category(row, where, categories, taken)
            categories[number] = name
            taken.add(name)
            refuse_many_frames(len(categories))
        elif row and marks == 2:
            word = re.split(r"\t|\s\s|\s(?=[\d(])", row)[0]
            if CONDITION.search(row) or FACE.fullmatch(word):
                left_out.append(f"{short(word)!r} ({where})")
            else:
                numbered += liwc_word(row, where, categories)
        elif row:
            raise ValueError(
                f"{where}: comes {'after a third' if marks else 'before the first'} line "
                f"with only %: write %, the categories, %, the words"
            )
    titled = {number: name_and_title(name) for number, name in categories.items()}
    entries = [Entry(where, titled[number][0], word) for where, number, word in numbered]
    return dict(titled.values()), entries, left_out


def name_and_title(category: str) -> tuple[str, str]:
    """The name of a category and its title: the words in brackets, or else the name.

    >>> name_and_title("posemo (Positive Emotions)"), name_and_title("posemo")
    (('posemo', 'Positive Emotions'), ('posemo', 'posemo'))
    """
    m = TITLED.fullmatch(category) if category.endswith(")") else None
    return (m[1], m[2]) if m else (category, category)


def liwc_category(
    row: str, where: str, categories: Mapping[int, str], taken: Collection[str] = ()
) -> tuple[int, str]:
    """The number and the name of a category. ValueError if an earlier one has it (`taken` are their
    names).

    >>> liwc_category("01  posemo (Positive Emotions)", "line 2", {})
    (1, 'posemo (Positive Emotions)')
    """
    m = CATEGORY.fullmatch(row)
    name = " ".join(m[2].split()) if m else ""
    if not m or int(m[1]) in categories or name in taken:
        raise ValueError(
            f"{where}: {short(row)!r} is not a new category: write a number and a name, each used "
            f"once"
        )
    return int(m[1]), name


def refuse_many_frames(number: int) -> None:
    """ValueError if a lexicon has so many frames that the tables would have tens of thousands of
    columns.
    """
    if number > FRAMES:
        raise ValueError(
            f"the file: has more than {FRAMES:,} frames: leave out those that you do not compare"
        )


def liwc_word(row: str, where: str, categories: Mapping[int, str]) -> list[tuple[str, int, str]]:
    """Line, category and word for each category of a word. With tabs, everything before the first
    tab is the word, so that a phrase may end in a number.

    >>> liwc_word("rule of law 1 02", "line 7", {1: "a", 2: "b"})
    [('line 7', 1, 'rule of law'), ('line 7', 2, 'rule of law')]
    >>> liwc_word("catch 22\\t1", "line 8", {1: "a"})
    [('line 8', 1, 'catch 22')]
    """
    if "\t" in row:
        word, _, numbers = row.partition("\t")
    else:
        pieces = list(re.finditer(r"\S+", row))
        first = len(pieces)
        while first > 1 and pieces[first - 1][0].isdecimal():
            first -= 1
        begin = pieces[first].start() if first < len(pieces) else len(row)
        word, numbers = row[:begin], row[begin:]
    given = numbers.split()
    if not given or not all(map(is_number, given)):
        raise ValueError(
            f"{where}: {short(row)!r} is not a word and its categories: write the word and their "
            f"numbers"
        )
    for category in given:
        if int(category) not in categories:
            raise ValueError(
                f"{where}: no category {category}: name it between the two lines with %"
            )
    return [(where, int(category), word.strip()) for category in given]


def is_number(text: str) -> bool:
    """Whether the text is the number of a category.

    >>> is_number("02"), is_number("1x"), is_number("9" * 20)
    (True, False, False)
    """
    return text.isdecimal() and len(text) < 10


class CsvLayout(NamedTuple):
    """The layout of a CSV lexicon: its header as written, the `names` of its columns, the column of
    the `word`, and whether each row is an entry of one frame (`listed`) or has a word's weights for
    all frames.
    """

    header: list[str]
    names: list[str]
    word: str
    listed: bool


def csv_layout(header: list[str]) -> CsvLayout:
    """The layout that a header describes; ValueError if it describes none.

    >>> csv_layout(["Frame", "Term"])[1:], csv_layout(["Word", "care_p"])[1:]
    ((['frame', 'term'], 'term', True), (['Word', 'care_p'], 'Word', False))
    """
    refuse_many_frames(len(header) - 1)  # one column is for the words
    lowered = [name.lower() for name in header]
    words = [name for name in ("term", "word", "dicterm") if name in lowered]
    listed = "frame" in lowered
    names_twice = len(set(header)) < len(header)
    others = listed and {*lowered} - {*words, "frame", "weight"}
    if len(words) != 1 or names_twice or not all(header) or len(header) < 2 or others:
        raise ValueError(
            f"line 1: the columns are {listing(header)}: name them term and frame, and weight if "
            f"there is one, separated by commas, and leave out all others; or word and the frames"
        )
    if listed:
        return CsvLayout(header, lowered, words[0], listed)
    return CsvLayout(header, header, header[lowered.index(words[0])], listed)


def csv_entries(text: str) -> Iterator[Entry]:
    """The entries of a CSV file, whose columns may be in any order: `term`, `frame` and optionally
    `weight`, with one entry per line; or `word` and one column per frame, with the word's weight
    there, or an X for 1, or nothing if it does not belong to the frame.

    >>> list(csv_entries("frame,term\\nlaw,court*\\n"))
    [Entry(where='line 2', frame='law', term='court*', weight=1.0)]
    >>> list(csv_entries("word,care_p,care_sent\\nchild,0.25,-0.5\\n"))[1]
    Entry(where='line 2', frame='care_sent', term='child', weight=-0.5)
    """
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        layout = csv_layout([cell.strip() for cell in next(rows, [])])
        for row in rows:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield from row_entries(layout, cells, f"line {rows.line_num}")
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num}: {error}: close every quotation mark") from None


def row_entries(layout: CsvLayout, cells: list[str], where: str) -> Iterator[Entry]:
    """The entries of one row of a CSV lexicon."""
    fields = dict(zip(layout.names, cells))
    word = fields.pop(layout.word, "")
    incomplete = layout.listed and not all(fields.values())
    if len(cells) != len(layout.header) or not word or incomplete:
        few = len(layout.header) < 4
        wanted = " and ".join(layout.header) if few else "the word and no more than all columns"
        raise ValueError(
            f"{where}: {sum(map(bool, cells))} cells are filled: fill {wanted}, and put quotes "
            f"around those with a comma"
        )
    if layout.listed:
        yield Entry(where, fields["frame"], word, weight_of(fields.get("weight", "1"), where))
    else:
        for frame, cell in fields.items():
            if cell:
                yield Entry(where, frame, word, weight_of(cell, where))


def weight_of(text: str, where: str) -> float:
    """A weight: a finite number, or an X for 1.

    >>> weight_of("-0.5", "line 2"), weight_of("X", "line 2")
    (-0.5, 1.0)
    """
    try:
        weight = 1.0 if text in ("x", "X") else float(text)
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight):
        raise ValueError(
            f"{where}: weight {short(text)!r} is not a number: write one such as 0.5 or -1"
        )
    return weight
