"""Framing lexicons: frames, each with its definition, its sources and its terms; and how they are
read.

Our own lexicons are YAML files with definitions. `file_formats` reads other dictionaries, which
have none. What cannot be read is reported in one line, with its place and the remedy.
"""

import codecs
import hashlib
import json
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .. import paths
from ..escape import errors_in_one_line, listing, one_line, short
from ..remembered import remembered
from .file_formats import (
    Entry,
    checked_fields,
    csv_entries,
    quanteda_entries,
    read_liwc,
    refuse_many_frames,
    weight_of,
    yaml_line,
)
from .terms import Term, term


class Frame(NamedTuple):
    """A frame: its title, short enough for a figure, its definition, its sources and its terms."""

    title: str
    definition: str
    sources: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, repr=False)
class Lexicon:
    """Frames by name, each with its title, definition, sources and terms; from `load_lexicon`.

    `checked` describes how the terms were chosen and checked.

    >>> lexicon = load_lexicon("generic-frames")
    >>> lexicon.name, lexicon.frames["conflict"].title, lexicon.weighted
    ('generic-frames', 'Conflict', False)
    """

    name: str
    frames: dict[str, Frame]
    title: str = ""
    version: str = ""
    definition: str = ""
    sources: tuple[str, ...] = ()
    checked: str = ""

    def __repr__(self):
        name = " ".join(filter(None, (self.name, self.version)))
        sizes = ", ".join(f"{name} {len(frame.terms)}" for name, frame in self.frames.items())
        return f"Lexicon({name}; terms: {sizes}; {self.fingerprint[:8]})"

    def __hash__(self):
        return hash(self.fingerprint)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of everything that affects a count or a score: frames, terms, exclusions, weights
        other than 1, and terms' case; it does not depend on the file, format or order.
        """
        content = {
            name: sorted(
                (
                    term.forms,
                    sorted(term.excluded),
                    *[term.weight] * (term.weight != 1 or bool(term.cased)),
                    *[term.cased] * bool(term.cased),
                )
                for term in frame.terms
            )
            for name, frame in self.frames.items()
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    @cached_property
    def weighted(self) -> bool:
        """Whether any term has a weight other than 1, so that a score differs from a count."""
        return any(term.weight != 1 for frame in self.frames.values() for term in frame.terms)


def frame_definitions(lexicon: Lexicon) -> pd.DataFrame:
    """What each frame of the lexicon means: one row per frame, with `frame`, `title`, `definition`,
    `terms`, `sources`.

    >>> frame_definitions(load_lexicon("generic-frames"))["title"].tolist()
    ['Conflict', 'Economic consequences', 'Human interest', 'Morality', 'Resolution']

    `terms` is their number; `sources` is one text, separated by semicolons.
    """
    rows = [
        (name, frame.title, frame.definition, len(frame.terms), "; ".join(frame.sources))
        for name, frame in lexicon.frames.items()
    ]
    return pd.DataFrame(rows, columns=["frame", "title", "definition", "terms", "sources"])


def refuse_unloaded(lexicon: object) -> None:
    """Nothing for a `Lexicon`, or for none; otherwise TypeError, which says how to load one.

    >>> refuse_unloaded(None)
    >>> refuse_unloaded("generic-frames")
    Traceback (most recent call last):
    TypeError: lexicon: load it first: bs.load_lexicon('generic-frames')
    """
    if isinstance(lexicon, str | Path):
        raise TypeError(f"lexicon: load it first: bs.load_lexicon({str(lexicon)!r})")
    if not (lexicon is None or isinstance(lexicon, Lexicon)):
        raise TypeError(
            f"lexicon: got {type(lexicon).__name__}; bs.load_lexicon(…) gives a lexicon"
        )


@errors_in_one_line()
def load_lexicon(path_or_name: str | Path) -> Lexicon:
    """A lexicon from a file, or a shipped one by its name: our YAML, quanteda's YAML, LIWC's .dic
    and .dicx, CSV.

    >>> load_lexicon("generic-frames").frames.keys()
    dict_keys(['conflict', 'economic', 'human_interest', 'morality', 'resolution'])
    >>> load_lexicon("none")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: none: no such file; the lexicons known by name are generic-frames, ...

    FileNotFoundError if there is no such file, ValueError if it cannot be read: one line that names
    the file, the line and the remedy. Entries of a .dic file that are not words (conditions,
    emoticons), and categories without words, are left out, and one UserWarning lists them.
    data/lexicons/README.md describes each format. The encoding is UTF-8; a .dic file may be in
    Windows-1252.
    """
    path = paths.find(path_or_name)
    known = {p.stem: p for p in sorted(paths.LEXICONS.glob("*")) if p.suffix.lower() in READERS}
    if not path.is_file():
        if str(path_or_name) not in known:
            raise FileNotFoundError(
                f"{path_or_name}: no such file; the lexicons known by name are {listing(known)}"
            )
        path = known[str(path_or_name)]
    ending = path.suffix.lower()
    if ending not in READERS:
        raise ValueError(
            f"{path}: a lexicon cannot be read from {path.suffix or 'a file without an ending'}: "
            f"save it as {', '.join(READERS)}"
        )
    try:
        text = lexicon_text(path.read_bytes(), windows=ending == ".dic")
        lexicon, left_out = remembered(
            "lexicon",
            lambda: repr((ending, text, path.stem)),
            lambda: READERS[ending](text, path.stem),
        )
    except UnicodeDecodeError:
        raise ValueError(f"{path}: is not in UTF-8: save it in that encoding") from None
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    if left_out:
        shown = ", ".join(left_out[:5]) + f" and {len(left_out) - 5} more" * (len(left_out) > 5)
        warnings.warn(
            one_line(
                f"{path}: {len(left_out)} of its entries cannot match any text and are left "
                f"out: {shown}"
            ),
            stacklevel=3,  # one is that of the decorator
        )
    return lexicon


def lexicon_text(raw: bytes, windows: bool = False) -> str:
    """The bytes of a file as text with plain line ends: UTF-8, or UTF-16 if marked; otherwise
    Windows-1252 if `windows`.
    """
    encoding = (
        "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    )
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        if not windows:
            raise
        text = raw.decode("windows-1252")
    return text.replace("\r\n", "\n").replace("\r", "\n")


# The fields of each level of a YAML lexicon; the first of each is required.
LEXICON_FIELDS: dict[str, type] = {
    "frames": dict,
    "name": str,
    "title": str,
    "version": str,
    "definition": str,
    "sources": list,
    "checked": str,
}
FRAME_FIELDS: dict[str, type] = {"terms": list, "title": str, "definition": str, "sources": list}
TERM_FIELDS: dict[str, type] = {"term": str, "not": list, "weight": str, "note": str}


def read_yaml(text: str, name: str) -> tuple[Lexicon, list[str]]:
    """A lexicon in our own format, or in quanteda's, which has none of our fields at the top
    level.
    """
    from .yaml_files import parse_yaml

    tree = parse_yaml(text)
    if isinstance(tree, dict) and tree and not {*tree} & {*LEXICON_FIELDS}:
        return from_entries(name, list(quanteda_entries(tree))), []
    top = checked_fields(tree, LEXICON_FIELDS, "top level")
    frames = {str(key): yaml_frame(value, key) for key, value in top["frames"].items()}
    refuse_shared_columns(frames)
    lexicon = Lexicon(
        name=str(top["name"]) or name,
        frames=frames,
        title=str(top["title"]),
        version=str(top["version"]),
        definition=" ".join(top["definition"].split()),
        sources=tuple(top["sources"]),
        checked=" ".join(top["checked"].split()),
    )
    return lexicon, []


def yaml_frame(value, key: str) -> Frame:
    """A frame of a YAML lexicon; `key` is its name."""
    fields = checked_fields(value, FRAME_FIELDS, f"frame {key}")
    terms: dict[tuple[tuple[str, ...], ...], Term] = {}
    for number, item in enumerate(fields["terms"], 1):
        place = f"frame {key}, term {number}"
        where = f"{yaml_line(item)}{place}"
        new = yaml_term(item, place, where)
        asked = new.forms, new.cased
        if asked in terms:
            raise ValueError(
                f"{where}: {short(new.text)!r} repeats {short(terms[asked].text)!r}: leave one out"
            )
        terms[asked] = new
    return Frame(
        title=str(fields["title"]) or key.replace("_", " "),
        definition=" ".join(fields["definition"].split()),
        sources=tuple(fields["sources"]),
        terms=tuple(terms.values()),
    )


def yaml_term(item, place: str, where: str) -> Term:
    """A term of a YAML lexicon: a text, or fields. `where` is the `place` with its line."""
    written = item if isinstance(item, dict) else {"term": item}
    fields = checked_fields(written, TERM_FIELDS, place)
    weight = weight_of(fields["weight"] or "1", where)
    return term_at(where, fields["term"], fields["not"], weight)


def read_dic(text: str, name: str) -> tuple[Lexicon, list[str]]:
    """A lexicon from LIWC's .dic, and what it leaves out."""
    titles, entries, left_out = read_liwc(text)
    refuse_shared_columns(titles)
    used = {entry.frame for entry in entries}
    left_out += [
        f"category {short(category)!r} without words" for category in titles if category not in used
    ]
    used_titles = {frame: title for frame, title in titles.items() if frame in used}
    return from_entries(name, entries, used_titles), left_out


def read_csv(text: str, name: str) -> tuple[Lexicon, list[str]]:
    """A lexicon from CSV. Nothing is left out."""
    return from_entries(name, list(csv_entries(text))), []


def term_at(where: str, text: str, excluded: Iterable[str] = (), weight: float = 1.0) -> Term:
    """`terms.term`, with the place in the message if it fails."""
    try:
        return term(text, excluded, weight)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None


def from_entries(
    name: str, entries: Iterable[Entry], titles: Mapping[str, str] | None = None
) -> Lexicon:
    """A lexicon from a format without definitions; frames without `titles` are called by their
    names. A term that occurs twice in a frame counts once, so it cannot have two weights.
    """
    by_text: dict[str, Term] = {}  # a word in ten frames is read once
    frames: dict[str, dict[tuple[tuple[str, ...], ...], Term]] = {
        frame: {} for frame in titles or ()
    }
    for where, frame, text, weight in entries:
        if text not in by_text:
            by_text[text] = term_at(where, text)
        new = by_text[text]._replace(weight=weight)
        before = frames.setdefault(frame, {}).setdefault((new.forms, new.cased), new)
        refuse_many_frames(len(frames))
        if before.weight != weight:
            raise ValueError(
                f"{where}: {short(text)!r} in {short(frame)} has weight {weight:g}, but as "
                f"{short(before.text)!r} "
                f"{before.weight:g}: leave one out"
            )
    if not frames:
        raise ValueError("the file: has no terms: add some")
    refuse_shared_columns(frames)
    return Lexicon(
        name,
        {
            frame: Frame((titles or {}).get(frame) or frame, "", (), tuple(terms.values()))
            for frame, terms in frames.items()
        },
    )


def columns(frame: str, weighted: bool = True) -> list[str]:
    """The columns of a frame in the table of `measure`; a score only if terms have weights.

    >>> columns("war", weighted=False)[:3]
    ['war_hits', 'war_per_1000_words', 'war_prominence']
    """
    kinds = ["hits", "per_1000_words", "prominence", "narration_hits", "quotation_hits", "score"]
    return [f"{frame}_{kind}" for kind in (kinds if weighted else kinds[:-1])]


TAKEN_COLUMNS = (
    "framing_terms",
    "quotations",
)  # what `measure` counts per 1,000 words beside frames


def refuse_shared_columns(frames: Iterable[str]) -> None:
    """ValueError if two frames would have the same column in the tables, although their names
    differ in marks or capitals.
    """
    seen: dict[str, str] = {}
    for frame in frames:
        if frame in TAKEN_COLUMNS:
            raise ValueError(
                f"frame {short(frame)!r}: the tables already have a column {frame}_per_1000_words: "
                f"rename it"
            )
        for column in columns("_".join(re.findall(r"\w+", frame.lower()))):
            if (other := seen.setdefault(column, frame)) != frame:
                raise ValueError(
                    f"frames {short(other)!r} and {short(frame)!r} would both have the column "
                    f"{short(column)}: rename one"
                )


READERS = {
    ".yml": read_yaml,
    ".yaml": read_yaml,
    ".dic": read_dic,
    ".dicx": read_csv,
    ".csv": read_csv,
}
