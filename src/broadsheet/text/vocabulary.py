"""A plain text as its chunks, the stretches between white space, each known by a number, so that
what is asked of a chunk is asked once and not once per place: of the chunks of an article, nearly
all were met in articles before.

Words and tokens are pieces of chunks; `document` says which. Whatever counts something in them
keeps a `Column` of it.

Threads share these tables, each of which grows under a lock of its own: an article takes a lock
some five times, which costs nothing that can be measured. Tables of its own for each thread would
need no lock, but four threads would then ask about each chunk four times.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import NamedTuple, Protocol

import numpy as np

# A numbering that knows so many chunks is given up for a new one: many articles must not fill
# memory.
MANY = 2**17
MANY_CHARACTERS = 2**23  # the same of a few chunks, each of which is a text without spaces
# Unicode's white space: what stands in Latin-1, as a table of bytes, and the rest, which texts
# hardly hold.
BLANK = bytes(chr(code).isspace() for code in range(256))
RARE = (
    "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


class Numbering(dict[str, int]):
    """Chunk → its number, given when it is first met; `written` has the chunks by their numbers.
    Threads that share one need a lock.

    >>> numbering = Numbering()
    >>> [numbering[chunk] for chunk in ("to", "be", "to")], numbering.written
    ([0, 1, 0], ['to', 'be'])
    """

    def __init__(self) -> None:
        self.written: list[str] = []
        self.characters = 0  # how many all chunks have together

    def __missing__(self, chunk: str) -> int:
        # In this order, an interruption wastes a number and does no other harm.
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
    """The numbering in use, which all documents share until it knows too many chunks."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self.growing = Lock()

    def numbered(self, chunks: Sequence[str]) -> Numbered:
        """The chunks by the numbering in use.

        >>> Vocabulary().numbered("the more the merrier".split()).numbers.tolist()
        [0, 1, 0, 2]
        """
        with self.growing:
            if len(self.numbering) > MANY or self.numbering.characters > MANY_CHARACTERS:
                self.numbering = Numbering()
            # A list, since numpy is slower to ask for the numbers one by one.
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
    blank = np.ones(len(plain) + 1, dtype=bool)  # as if there were one before the text
    blank[1:] = np.frombuffer(plain.encode("latin-1", "replace").translate(BLANK), dtype=bool)
    return np.flatnonzero(blank[:-1] > blank[1:])


class Chunked(Protocol):
    """A text that is cut into chunks, as a `Document` is, each with its number."""

    @property
    def numbered_chunks(self) -> Numbered: ...


class Column:
    """What a function says of each chunk, as rows of numbers: `Column(facts, width).of(document)`
    has one row per chunk of the document. The function is asked once per chunk of a numbering,
    however often the chunk is met; it must not ask the column that it belongs to.

    >>> from broadsheet.text import tokenize
    >>> lengths = Column(lambda chunk: (len(chunk), chunk.count("e")), 2)
    >>> lengths.of(tokenize("the more the merrier")).tolist()
    [[3, 1], [4, 1], [3, 1], [7, 2]]

    `rows` takes what else has numbers: a column of tokens' forms is asked for
    `column.rows(document.numbered_forms)`.
    """

    def __init__(self, facts: Callable[[str], Sequence[int]], width: int):
        self.facts, self.width = facts, width
        self.growing = Lock()
        self.start_over(Numbering())

    def start_over(self, numbering: Numbering) -> None:
        """Know nothing yet, by another numbering."""
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
            # Twice as many as there are: growing must not cost more than asking.
            more = 2 * size - len(self.known)
            new_rows = np.zeros((more, self.width), dtype=np.int64)
            self.known_rows = np.concatenate([self.known_rows, new_rows])
            self.known = np.concatenate([self.known, np.zeros(more, dtype=bool)])
        for number in numbers[~self.known.take(numbers)].tolist():
            if not self.known[number]:
                self.known_rows[number] = self.facts(numbering.written[number])
                self.known[number] = True
        return self.known_rows.take(numbers, axis=0)
