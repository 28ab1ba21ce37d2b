"""A document and a lexicon → which terms occur where, and the index that makes this fast.

The time does not depend on the number of terms: each form of a document is looked up once, in a
dictionary. A phrase is a path in a tree of its tokens.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..text import Column, Document, is_address
from .loading import Lexicon
from .terms import Term, all_reads_on, form_fits, in_case, reads_on

WILD = re.compile(r"[*?]")
MANY = 2**17  # forms whose patterns an index keeps: many articles must not fill memory


class Match(NamedTuple):
    """A term of a frame that matches the tokens from `first` up to `end`."""

    first: int
    end: int
    frame: str
    term: Term


class Fitting(dict):
    """Form → the patterns that it fits, each form looked up once.

    A pattern without wildcards is looked up as it is. One with wildcards is looked up by its
    longest plain piece, which the form must begin with (`escalat*`), end in (`*ism`) or contain
    (`*migra*`); only if it does is the whole pattern tried. So a form of n letters costs at most
    n·n/2 look-ups, for any number of patterns.

    >>> fitting = Fitting(["war", "war*", "*ar", "*a*", "w?r", "peace"])
    >>> sorted(fitting["war"]), fitting["hope"]
    (['*a*', '*ar', 'w?r', 'war', 'war*'], [])
    """

    def __init__(self, patterns: Iterable[str]):
        self.plain: set[str] = set()
        # The patterns with wildcards, by their longest plain piece and its position in them.
        self.begins: dict[str, list[str]] = defaultdict(list)
        self.ends: dict[str, list[str]] = defaultdict(list)
        self.holds: dict[str, list[str]] = defaultdict(list)
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
        # The lengths that occur: no other piece of a form needs a look-up.
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
            for piece in {form[start : start + size] for start in range(length - size + 1)}:
                candidates += self.holds.get(piece, ())
        patterns = [form] if form in self.plain else []
        patterns += [pattern for pattern in candidates if form_fits(form, pattern)]
        if patterns and is_address(
            form
        ):  # its words do not count: only a term for the whole address can match
            patterns = [pattern for pattern in patterns if is_address(pattern)]
        if len(self) > MANY:
            self.clear()
        self[form] = patterns
        return patterns


Phrases = list[tuple[str, ...]]


class Exclusions(NamedTuple):
    """The phrases in which a term of `size` tokens does not count, the longest of `longest` tokens.
    They are indexed by the first two letters of a word other than the term's own; phrases without
    such a word, or whose word begins with a wildcard, are listed separately.
    """

    size: int
    longest: int
    by_beginning: dict[str, Phrases]
    others: Phrases


class Entry(NamedTuple):
    """A term in an index, with its frame and its rank among the terms at one place."""

    rank: tuple[int, tuple[int, bool], int]
    frame: str
    term: Term
    exclusions: Exclusions | None


class Node(dict):
    """Pattern of the next token → node; and the terms that end here, each with its frame and its
    rank.
    """

    def __init__(self):
        self.terms: list[Entry] = []


class Beginning(NamedTuple):
    """The terms that begin with a form: those of one token, best first, and the nodes where longer
    ones continue.
    """

    words: list[Entry]
    phrases: list[Node]


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
                # Longest first; of two equally long terms, first the one with fewer wildcards,
                # which is more specific, then the one in a given case.
                vague = len(WILD.findall(term.text)), not term.cased
                rank = -len(term.forms), vague, number
                excluded = exclusions(term) if term.excluded else None
                node.terms.append(Entry(rank, name, term, excluded))
        self.fitting = Fitting(
            {
                pattern
                for frame in lexicon.frames.values()
                for term in frame.terms
                for pattern in term.forms
            }
        )
        self.seconds = {pattern for node in self.root.values() for pattern in node}
        self.beginnings: dict[str, Beginning] = {}
        self.roles = Column(self.roles_of, 3)

    def begin(self, form: str) -> Beginning:
        """The terms that begin with the form."""
        if (beginning := self.beginnings.get(form)) is None:
            nodes = [self.root[pattern] for pattern in self.fitting[form] if pattern in self.root]
            if len(self.beginnings) > MANY:
                self.beginnings.clear()
            beginning = self.beginnings[form] = Beginning(
                best_first([entry for node in nodes for entry in node.terms]),
                [node for node in nodes if node],
            )
        return beginning

    def roles_of(self, form: str) -> tuple[bool, bool, bool]:
        """Whether a form is a term, whether it begins a longer one, and whether it is the second
        token of one.
        """
        words, phrases = self.begin(form)
        return bool(words), bool(phrases), not self.seconds.isdisjoint(self.fitting[form])

    def places(self, document: Document) -> np.ndarray:
        """The tokens at which a term may begin: those that are a term, and those that begin a
        longer one together with the next.
        """
        numbering, numbers = document.numbered_forms
        is_word, begins, is_second = self.roles.rows(document.numbered_forms).T.astype(bool)
        goes_on = np.zeros_like(begins)
        goes_on[:-1] = begins[:-1] & is_second[1:]
        asked = np.flatnonzero(goes_on & ~is_word)
        # Few pairs make up most places: each is looked up once.
        size = len(numbering.written)
        pairs, of_place = np.unique(numbers[asked] * size + numbers[asked + 1], return_inverse=True)
        leads_on = [
            self.leads_on(numbering.written[pair // size], numbering.written[pair % size])
            for pair in pairs.tolist()
        ]
        is_word[asked] = np.array(leads_on, dtype=bool)[of_place]
        return np.flatnonzero(is_word)

    def leads_on(self, form: str, following: str) -> bool:
        """Whether a term begins with these two forms."""
        patterns = self.fitting[following]
        return any(pattern in node for node in self.begin(form).phrases for pattern in patterns)

    def at(self, document: Document, first: int, form: str) -> list[Entry]:
        """The terms that match the document from the token `first`, which has this form, best
        first.
        """
        words, nodes = self.begin(form)
        if not nodes:
            return words
        longer: list[Entry] = []
        last, end = first, len(document.token_starts)
        while nodes and (last := last + 1) < end:
            patterns = self.fitting[document.form_at(last)]
            nodes = [node[pattern] for node in nodes for pattern in patterns if pattern in node]
            if not nodes or not reads_on(document, last - 1):
                break
            longer += [entry for node in nodes for entry in node.terms]
            nodes = [node for node in nodes if node]
        return best_first(longer + words) if longer else words


def best_first(entries: list[Entry]) -> list[Entry]:
    """The entries by rank; those of equal rank in the order given."""
    return sorted(entries, key=lambda entry: entry.rank) if len(entries) > 1 else entries


# An index grows with the forms of the texts, so few are kept: many searches must not fill memory.
@lru_cache(maxsize=4)
def index_of(lexicon: Lexicon, order: tuple[str, ...]) -> Index:
    """The lexicon's index, built once. Lexicons are equal whatever the order of their frames, but
    matches follow it.
    """
    return Index(lexicon)


def matches(document: Document, lexicon: Lexicon) -> Iterator[Match]:
    """Each place where a term occurs, in the order of the text.

    Within a frame, the earliest term wins, then the longest, and a token counts once: "the rule of
    law" is a hit of `rule of law`, not also of `law`. A token may count for several frames, each by
    a term of its own.
    """
    index = index_of(lexicon, tuple(lexicon.frames))
    free = dict.fromkeys(lexicon.frames, 0)  # the first token that may count for each frame
    places = index.places(document)
    numbering, numbers = document.numbered_forms
    for first, number in zip(places.tolist(), numbers[places].tolist()):
        for _, frame, term, excluded in index.at(document, first, numbering.written[number]):
            if (
                free[frame] <= first
                and not (term.cased and not in_case(document, term, first))
                and not (excluded and is_excluded(document, excluded, first))
            ):
                free[frame] = end = first + len(term.forms)
                yield Match(first, end, frame, term)


def is_excluded(document: Document, excluded: Exclusions, place: int) -> bool:
    """Whether the term at a token belongs to a phrase in which it does not count.

    >>> from broadsheet.lexicon import term
    >>> attack = exclusions(term("attack", ["heart attack"]))
    >>> is_excluded(Document("under attack, a heart attack"), attack, 4)
    True
    """
    size, longest, by_beginning, others = excluded
    end = place + size
    first = max(0, end - longest)
    around = document.forms_between(first, place + longest)
    # An exclusion covers the match: it begins no later and ends no earlier. A comma inside it is
    # checked last. Nearly all of dozens of exclusions contain a word that does not occur here.
    near = [
        phrase for start in {form[:2] for form in around} for phrase in by_beginning.get(start, ())
    ]
    for phrase in others + near:
        for start in range(max(first, end - len(phrase)), place + 1):
            forms = around[start - first : start - first + len(phrase)]
            if (
                len(forms) == len(phrase)
                and all(map(form_fits, forms, phrase))
                and all_reads_on(document, start, start + len(phrase))
            ):
                return True
    return False


def exclusions(term: Term) -> Exclusions:
    """The term's exclusions, indexed for searching.

    >>> from broadsheet.lexicon import term
    >>> exclusions(term("attack", ["heart attack", "*ing attack"]))[2:]
    ({'he': [('heart', 'attack')]}, [('*ing', 'attack')])
    """
    by_beginning: dict[str, Phrases] = {}
    others: Phrases = []
    for phrase in term.excluded:
        beginnings = (
            form[:2]
            for form in phrase
            if len(form) > 1
            and not WILD.search(form[:2])
            and not any(form_fits(form, own) for own in term.forms)
        )
        beginning = next(beginnings, None)
        (others if beginning is None else by_beginning.setdefault(beginning, [])).append(phrase)
    return Exclusions(len(term.forms), max(map(len, term.excluded)), by_beginning, others)
