"""A text and a framing lexicon as counts, hits and keyword in context.

A lexicon names frames, and for each the terms that tell it. A term is a word (`tariff`), a word with wildcards
(`escalat*`, `wom?n`) or a phrase (`rule of law`), read by the same rules as the text: case, typographic apostrophes,
hyphens and a possessive 's make no difference. Terms match whole tokens, never parts of them.

A count says how often a frame's vocabulary stands in a text. It does not say that the text adopts the frame: a denial
and a quotation count as well, and words that no lexicon lists do not.
"""
import csv
import hashlib
import io
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import yaml
from tqdm import tqdm

from . import paths
from .text import Document, tokenize

# While a term is tokenised, two letters that no news is written in stand for its wildcards.
HIDE = str.maketrans("*?", "\N{LINEAR B SYLLABLE B008 A}\N{LINEAR B SYLLABLE B038 E}")
SHOW = {letter: mark for mark, letter in HIDE.items()}
# Between two tokens of a phrase: not a comma, a bracket, a dash or the end of a line. "On the border, security forces
# ..." does not speak of border security.
PARTED = re.compile(r"[^\s.'\"&/\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]|[\n\r\f\v\x85\u2028\u2029]|--|\s-\s")


class Term(NamedTuple):
    """A term as written, as forms to match, and the phrases in which it does not count."""
    text: str
    forms: tuple[str, ...]
    excluded: tuple[tuple[str, ...], ...] = ()


class Frame(NamedTuple):
    title: str
    definition: str
    sources: tuple[str, ...]
    terms: tuple[Term, ...]


class Hit(NamedTuple):
    """A term found: `document.text[start:end] == text`."""
    start: int
    end: int
    text: str
    frame: str
    term: str


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

    def __reduce__(self):  # without the index, which is quickly built and slowly sent
        return Lexicon, (self.name, self.frames, self.title, self.version, self.definition, self.sources)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all that decides a count: frames, terms and exclusions, whatever file, format or order."""
        content = {name: sorted((term.forms, sorted(term.excluded)) for term in frame.terms)
                   for name, frame in self.frames.items()}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    @cached_property
    def index(self) -> "Index":
        return Index(self)


class Index(dict):
    """Form → the (frame, term) pairs that may begin with it, longest first. Each form is looked up once, and only
    among terms that share its beginning, so that ten thousand terms cost little more than a hundred."""

    def __init__(self, lexicon: Lexicon):
        self.plain, self.wild = defaultdict(list), defaultdict(list)
        for name, frame in lexicon.frames.items():
            for term in frame.terms:
                first = term.forms[0]
                stem = re.match(r"[^*?]*", first).group()
                (self.plain if stem == first else self.wild)[stem].append((name, term))
        self.longest = max(map(len, self.wild), default=0)

    def __missing__(self, form: str) -> list[tuple[str, Term]]:
        found = list(self.plain.get(form, ()))
        for length in range(min(len(form), self.longest) + 1):
            found += [pair for pair in self.wild.get(form[:length], ()) if fits(form, pair[1].forms[0])]
        # Longest first; of two equally long terms, the one with fewer wildcards says more about what was found.
        found.sort(key=lambda pair: (-len(pair[1].forms), len(re.findall(r"[*?]", pair[1].text))))
        self[form] = found
        return found


def fits(form: str, pattern: str) -> bool:
    """Whether a token's form is what one token of a term asks for: `*` is any rest of it, even none, `?` one letter.

    >>> fits("escalation", "escalat*"), fits("women", "wom?n"), fits("warned", "war")
    (True, True, False)
    """
    return form == pattern or ("*" in pattern or "?" in pattern) and fnmatchcase(form, pattern)


def term(text: str, excluded: Iterable[str] = ()) -> Term:
    """A term as it will be matched. ValueError, in one line, where it could not mean what it says.

    >>> term("Cross-border crime*")
    Term(text='Cross-border crime*', forms=('cross', 'border', 'crime*'), excluded=())
    >>> term("kind (of)")
    Traceback (most recent call last):
    ValueError: term 'kind (of)' holds '(', which is part of no word: write words, hyphens and the wildcards * and ?
    """
    def forms(written: str) -> tuple[str, ...]:
        document = tokenize(written.translate(HIDE))
        rest = document.plain
        for token in reversed(document.tokens):
            rest = rest[:token.start] + " " + rest[token.end:]
        if strange := PARTED.search(" ".join(rest.split()).replace(" - ", " ")):
            raise ValueError(f"term {written!r} holds {strange.group()!r}, which is part of no word: "
                             f"write words, hyphens and the wildcards * and ?")
        found = tuple(form.translate(SHOW) for form in document.forms)
        if not any(form.strip("*?") for form in found):
            raise ValueError(f"term {written!r} holds no word: write at least one letter or digit")
        return found

    wanted, barred = forms(text), tuple(forms(phrase) for phrase in excluded)
    for phrase, written in zip(barred, excluded):
        if len(phrase) < len(wanted):
            raise ValueError(f"term {text!r} is excluded by {written!r}, which is shorter: write the phrase in full")
    return Term(text, wanted, barred)


def reads(document: Document, pattern: tuple[str, ...], at: int) -> bool:
    """Whether the document's tokens from `at` on are the pattern, in one sentence, with no comma or dash inside.

    A full stop inside is allowed where it ends no sentence ("U.S. troops").
    """
    forms = document.forms
    if at < 0 or at + len(pattern) > len(forms):
        return False
    for offset, wanted in enumerate(pattern):  # a loop that ends at the first difference: this is the busiest place
        if forms[at + offset] != wanted and not fits(forms[at + offset], wanted):
            return False
    for before, after in zip(document.tokens[at:], document.tokens[at + 1:at + len(pattern)]):
        gap = document.plain[before.end:after.start]
        if PARTED.search(gap):
            return False
        if "." in gap and sentence_at(document, before.start) != sentence_at(document, after.start):
            return False
    return True


def sentence_at(document: Document, offset: int) -> int:
    return bisect_right(document.sentences, offset, key=lambda sentence: sentence.start)


def matches(document: Document, lexicon: Lexicon) -> Iterator[tuple[int, int, str, Term]]:
    """First token, end token, frame and term of each match. Within a frame the earliest term wins, then the longest,
    and a token counts once; a token may count for several frames."""
    index, free = lexicon.index, dict.fromkeys(lexicon.frames, 0)
    for at, form in enumerate(document.forms):
        for frame, term in index[form]:
            length = len(term.forms)
            if free[frame] > at or length > 1 and not reads(document, term.forms, at):
                continue
            # An exclusion covers the match: it begins no later and ends no earlier.
            if any(reads(document, phrase, start) for phrase in term.excluded
                   for start in range(at + length - len(phrase), at + 1)):
                continue
            free[frame] = at + length
            yield at, at + length, frame, term


def frames(text: str | Document, lexicon: Lexicon) -> dict[str, int]:
    """How many terms of each frame stand in the text: frame → count, 0 where there is none.

    >>> lexicon = Lexicon("tiny", {"conflict": Frame("", "", (), (term("war"), term("war of words"), term("attack*")))})
    >>> frames("A war of words: the attacks on “war”, he said.", lexicon)
    {'conflict': 3}
    >>> frames("He warned of a counterattack", lexicon)
    {'conflict': 0}

    Counts, not rates: divide by `len(document.words)` to compare texts of different lengths.
    """
    counts = dict.fromkeys(lexicon.frames, 0)
    for _, _, frame, _ in matches(tokenize(text), lexicon):
        counts[frame] += 1
    return counts


def hits(text: str | Document, lexicon: Lexicon) -> list[Hit]:
    """Where the terms stand, in the order of the text.

    >>> lexicon = Lexicon("tiny", {"law": Frame("", "", (), (term("rule of law"), term("court*", ["courte*"])))})
    >>> hits("The courts uphold the rule-of-law.", lexicon)[1]
    Hit(start=22, end=33, text='rule-of-law', frame='law', term='rule of law')
    >>> hits("As a rule. Of law he knew nothing; courteous he was.", lexicon)
    []
    """
    document = tokenize(text)
    spans = ((document.tokens[at].start, document.tokens[end - 1].end, frame, term)
             for at, end, frame, term in matches(document, lexicon))
    return [Hit(start, end, document.text[start:end], frame, term.text) for start, end, frame, term in spans]


def kwic(articles: pd.DataFrame | str, pattern_or_lexicon: str | Lexicon, window: int = 8) -> pd.DataFrame:
    """Keyword in context: each place where a term, or a lexicon's terms, stand, with `window` tokens on either side.

    >>> text = "They talked. Border security, he said, is “not” the border's only trouble."
    >>> table = kwic(text, "border", window=2)
    >>> table[["left", "hit", "right"]].values.tolist()
    [['They talked.', 'Border', 'security, he'], ['not” the', "border's", 'only trouble']]
    >>> kwic("A borderline case", "border").empty
    True

    `articles` has the columns id and text, and outlet if it is known; or is one text, whose id is then 0. Columns: id,
    outlet (NaN if unknown), frame (with a lexicon only), term, left, hit, right, start, end; by article, then by place.
    Contexts are the article's own characters, white space collapsed, and may reach into the next sentence. ValueError
    for a pattern that holds no word.
    """
    by_frame = isinstance(pattern_or_lexicon, Lexicon)
    if window < 0:
        raise ValueError(f"kwic: a window of {window} tokens: write 0 or more")
    lexicon = pattern_or_lexicon if by_frame else Lexicon("", {"": Frame("", "", (), (term(pattern_or_lexicon),))})
    if isinstance(articles, str):
        articles = pd.DataFrame({"id": [0], "text": [articles]})
    if missing := {"id", "text"} - set(articles.columns):
        raise ValueError(f"kwic: no column {' or '.join(sorted(missing))} in the articles: has {', '.join(articles)}")
    outlets = articles["outlet"] if "outlet" in articles else [None] * len(articles)
    rows = []
    each = zip(articles["id"], outlets, articles["text"])
    for id_, outlet, text in tqdm(each, "kwic", len(articles), leave=False, delay=2, disable=None):
        document = tokenize(text if isinstance(text, str) else "")
        for at, end, frame, found in matches(document, lexicon):
            first, last = document.tokens[max(0, at - window)], document.tokens[end - 1:end + window][-1]
            start, stop = document.tokens[at].start, document.tokens[end - 1].end
            around = (text[first.start:start], text[start:stop], text[stop:last.end])
            rows.append((id_, outlet, frame, found.text, *(" ".join(part.split()) for part in around), start, stop))
    table = pd.DataFrame(rows, columns=["id", "outlet", "frame", "term", "left", "hit", "right", "start", "end"])
    table = table.astype({"id": articles["id"].dtype, "start": int, "end": int,
                          **dict.fromkeys(("outlet", "frame", "term", "left", "hit", "right"), "str")})
    return table if by_frame else table.drop(columns="frame")


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
