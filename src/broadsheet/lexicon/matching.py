"""A document and a lexicon → which terms stand where; what it takes to find them fast.

Work, not terms, costs time: a form that a document holds is looked up once, by dictionary, whatever
number of terms a lexicon has. A phrase is a path in a tree of its tokens.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..text import CHUNKS, Column, Document
from .loading import Lexicon
from .terms import Term, fits, reads, reads_on

WILD = re.compile(r"[*?]")


class Match(NamedTuple):
    """Tokens `first` up to `end` are the term of the frame."""

    first: int
    end: int
    frame: str
    term: Term


class Fitting(dict):
    """Form → the patterns that it fits, each form looked up once.

    A pattern without wildcards is looked up as it is. One with wildcards is looked up by its
    longest plain piece, which the form must begin with (`escalat*`), end in (`*ism`) or hold
    (`*migra*`); only where one stands there is the whole pattern tried. A form of n letters so
    costs n·n/2 look-ups at the very most, for any number of patterns.

    >>> fitting = Fitting(["war", "war*", "*ar", "*a*", "w?r", "peace"])
    >>> sorted(fitting["war"]), fitting["hope"]
    (['*a*', '*ar', 'w?r', 'war', 'war*'], [])
    """

    def __init__(self, patterns: Iterable[str]):
        self.plain, self.begins, self.ends, self.holds = (
            set(),
            defaultdict(list),
            defaultdict(list),
            defaultdict(list),
        )
        for pattern in patterns:
            pieces = WILD.split(pattern)
            longest = max(pieces, key=len)
            if len(pieces) == 1:
                self.plain.add(pattern)
            elif pieces[0] == longest:
                self.begins[longest].append(pattern)
            elif pieces[-1] == longest:
                self.ends[longest].append(pattern)
            else:
                self.holds[longest].append(pattern)
        # Which lengths there are: no other piece of a form is worth a look.
        self.sizes = [
            sorted(set(map(len, pieces))) for pieces in (self.begins, self.ends, self.holds)
        ]

    def __missing__(self, form: str) -> list[str]:
        length = len(form)
        begins, ends, holds = ([size for size in sizes if size <= length] for sizes in self.sizes)
        candidates = [pattern for size in begins for pattern in self.begins.get(form[:size], ())]
        candidates += [
            pattern for size in ends for pattern in self.ends.get(form[length - size :], ())
        ]
        for size in holds:
            for piece in {form[at : at + size] for at in range(length - size + 1)}:
                candidates += self.holds.get(piece, ())
        found = [form] * (form in self.plain) + [
            pattern for pattern in candidates if fits(form, pattern)
        ]
        self[form] = found
        return found


class Node(dict):
    """Pattern of the next token → node; and the terms that end here, each with its frame and its
    rank.
    """

    def __init__(self):
        self.terms: list[tuple] = []


class Index:
    """The terms of a lexicon as a tree of the patterns of their tokens."""

    def __init__(self, lexicon: Lexicon):
        self.root = Node()
        for number, (name, frame) in enumerate(lexicon.frames.items()):
            for term in frame.terms:
                node = self.root
                for pattern in term.forms:
                    if pattern not in node:
                        node[pattern] = Node()
                    node = node[pattern]
                # Longest first; of two equally long terms, the one with fewer wildcards says more
                # about what was found.
                node.terms.append(
                    (-len(term.forms), len(WILD.findall(term.text)), number, name, term)
                )
        self.fitting = Fitting(
            {
                pattern
                for frame in lexicon.frames.values()
                for term in frame.terms
                for pattern in term.forms
            }
        )
        self.starts: dict[str, list[Node]] = {}
        self.begins = Column(
            lambda chunk: (any(map(self.begin, CHUNKS[chunk].forms)),), 1
        )  # whether any token of it does

    def begin(self, form: str) -> list[Node]:
        """Where terms lead on to that begin with the form."""
        if (nodes := self.starts.get(form)) is None:
            nodes = self.starts[form] = [
                self.root[pattern] for pattern in self.fitting[form] if pattern in self.root
            ]
        return nodes

    def at(self, document: Document, first: int, form: str) -> list[tuple]:
        """The terms that the document reads from the token `first` on, which has this form, best
        first.
        """
        nodes, found, at = self.begin(form), [], first
        while nodes:
            for node in nodes:
                found += node.terms
            if not any(nodes) or at + 1 == document.tokens_before[-1]:
                break
            at += 1
            patterns = self.fitting[document.form_at(at)]
            nodes = [node[pattern] for node in nodes for pattern in patterns if pattern in node]
            if nodes and not reads_on(document, at - 1):
                break
        return sorted(found, key=lambda each: each[:3]) if len(found) > 1 else found


@lru_cache(
    maxsize=4
)  # an index grows with every form it meets: few are kept, so that many searches fill no memory
def index_of(lexicon: Lexicon, order: tuple[str, ...]) -> Index:
    """The lexicon's index, built once. Lexicons are equal whatever the order of their frames, but
    matches follow it.
    """
    return Index(lexicon)


def matches(document: Document, lexicon: Lexicon) -> Iterator[Match]:
    """Each place where a term stands, in the order of the text.

    Within a frame the earliest term wins, then the longest, and a token counts once: of `rule of
    law` and `law`, "the rule of law" is the first alone. A token may count for several frames, each
    by a term of its own.
    """
    index, free = index_of(lexicon, tuple(lexicon.frames)), dict.fromkeys(lexicon.frames, 0)
    for number in index.begins.of(document)[:, 0].nonzero()[0].tolist():
        for at, form in enumerate(
            CHUNKS[document.chunks[number]].forms, document.tokens_before[number]
        ):
            for *_, frame, term in index.at(document, at, form):
                if free[frame] <= at and not (term.excluded and is_excluded(document, term, at)):
                    free[frame] = end = at + len(term.forms)
                    yield Match(at, end, frame, term)


def is_excluded(document: Document, term: Term, at: int) -> bool:
    """Whether the term at the token `at` belongs to a phrase in which it does not count.

    >>> from broadsheet.lexicon import term
    >>> is_excluded(Document("under attack, a heart attack"), term("attack", ["heart attack"]), 4)
    True
    """
    end, longest = at + len(term.forms), max(map(len, term.excluded))
    first = max(0, end - longest)
    around = document.forms_between(first, at + longest)
    # An exclusion covers the match: it begins no later and ends no earlier. A comma inside it is
    # looked for last.
    return any(
        fits(around[start - first], phrase[0]) and reads(document, phrase, start)
        for phrase in term.excluded
        for start in range(max(0, end - len(phrase)), at + 1)
    )
