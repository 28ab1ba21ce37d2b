"""A plain text as its chunks, the stretches between white space, each with a number, so that a
chunk is analysed once and not at each occurrence: nearly all chunks of an article have occurred in
earlier articles.

Words and tokens are pieces of chunks; `document` defines which. Code that counts something in them
keeps a `Column` of it.

Threads share these tables, each of which grows under a lock of its own. An article takes a lock
some five times, at no measurable cost. Separate tables per thread would need no lock, but four
threads would then analyse each chunk four times.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import NamedTuple, Protocol

import numpy as np

# A numbering with this many chunks is replaced by a new one: many articles must not fill memory.
MANY = 2**17
MANY_CHARACTERS = 2**23  # the same limit for a few very long chunks
# Unicode's white space: that in Latin-1, as a table of bytes, and the rest, which is rare.
BLANK = bytes(chr(code).isspace() for code in range(256))
RARE = (
    "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


class Numbering(dict[str, int]):
    """Chunk → its number, assigned at its first occurrence; `written` lists the chunks by number.
    Threads that share a numbering need a lock.

    >>> numbering = Numbering()
    >>> [numbering[chunk] for chunk in ("to", "be", "to")], numbering.written
    ([0, 1, 0], ['to', 'be'])
    """

    def __init__(self) -> None:
        self.written: list[str] = []
        self.characters = 0  # of all chunks together

    def __missing__(self, chunk: str) -> int:
        # In this order, an interruption only wastes a number.
        number = len(self.written)
        self.written.append(chunk)
        self.characters += len(chunk)
        self[chunk] = number
        return number


class Numbered(NamedTuple):
    """Strings in the order of a text, each by its number in a numbering."""

    numbering: Numbering
    numbers: np.ndarray


class Vocabulary:
    """The current numbering, which all documents share until it has too many chunks."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self.growing = Lock()

    def numbered(self, chunks: Sequence[str]) -> Numbered:
        """The chunks by the current numbering.

        >>> Vocabulary().numbered("the more the merrier".split()).numbers.tolist()
        [0, 1, 0, 2]
        """
        with self.growing:
            if len(self.numbering) > MANY or self.numbering.characters > MANY_CHARACTERS:
                self.numbering = Numbering()
            # A list, since looking the numbers up one by one from numpy is slower.
            numbers = list(map(self.numbering.__getitem__, chunks))
            return Numbered(self.numbering, np.array(numbers, dtype=np.int64))


VOCABULARY = Vocabulary()


def chunk_starts(plain: str) -> np.ndarray:
    """Where each piece of `plain.split()` begins.

    >>> chunk_starts(" It  rains.").tolist()
    [1, 5]
    """
    if not plain.isascii():
        for rare in RARE:
            plain = plain.replace(rare, " ")
    blank = np.ones(len(plain) + 1, dtype=bool)  # as if white space preceded the text
    blank[1:] = np.frombuffer(plain.encode("latin-1", "replace").translate(BLANK), dtype=bool)
    return np.flatnonzero(blank[:-1] > blank[1:])


class Chunked(Protocol):
    """A text divided into numbered chunks, such as a `Document`."""

    @property
    def numbered_chunks(self) -> Numbered: ...


class Column:
    """The results of a function of a chunk, as rows of numbers: `Column(facts, width).of(document)`
    has one row per chunk of the document. The function is called once per chunk of a numbering,
    however often the chunk occurs; it must not use its own column.

    >>> from broadsheet.text import tokenize
    >>> lengths = Column(lambda chunk: (len(chunk), chunk.count("e")), 2)
    >>> lengths.of(tokenize("the more the merrier")).tolist()
    [[3, 1], [4, 1], [3, 1], [7, 2]]

    `rows` takes other numbered strings, such as the forms of tokens:
    `column.rows(document.numbered_forms)`.
    """

    def __init__(self, facts: Callable[[str], Sequence[int]], width: int):
        self.facts, self.width = facts, width
        self.growing = Lock()
        self.start_over(Numbering())

    def start_over(self, numbering: Numbering) -> None:
        """Clear the column for a new numbering."""
        self.numbering = numbering
        self.known_rows = np.zeros((0, self.width), dtype=np.int64)
        self.known = np.zeros(0, dtype=bool)

    def of(self, document: Chunked) -> np.ndarray:
        """One row per chunk of the document."""
        return self.rows(document.numbered_chunks)

    def rows(self, strings: Numbered) -> np.ndarray:
        """One row per string."""
        with self.growing:
            return self.rows_while_locked(strings)

    def rows_while_locked(self, strings: Numbered) -> np.ndarray:
        numbering, numbers = strings
        if self.numbering is not numbering:
            self.start_over(numbering)
        size = len(numbering.written)
        if len(self.known) < size:
            # Twice as many as there are, so that growing costs less than looking up.
            more = 2 * size - len(self.known)
            new_rows = np.zeros((more, self.width), dtype=np.int64)
            self.known_rows = np.concatenate([self.known_rows, new_rows])
            self.known = np.concatenate([self.known, np.zeros(more, dtype=bool)])
        for number in numbers[~self.known.take(numbers)].tolist():
            if not self.known[number]:
                self.known_rows[number] = self.facts(numbering.written[number])
                self.known[number] = True
        return self.known_rows.take(numbers, axis=0)
