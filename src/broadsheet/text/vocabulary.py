"""A plain text as its chunks, the stretches between white space, each known by a number, so that
what is asked of a chunk is asked once and not once a place: of the chunks of an article, nearly all
were met in articles before.

Words and tokens are pieces of chunks; `text` says which. Whatever counts something in them keeps a
`Column` of it.
"""

from collections.abc import Callable, Sequence

import numpy as np

MANY = (
    2**17
    # a numbering that knows so many chunks is given up for a new one: many articles must not fill
    # memory
)
# Unicode's white space: what stands in Latin-1, as a table of bytes, and the rest, which texts
# hardly hold.
BLANK = bytes(chr(code).isspace() for code in range(256))
RARE = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


class Numbering(dict):
    """Chunk → its number, given when it is first met."""

    def __missing__(self, chunk: str) -> int:
        self[chunk] = number = len(self)
        return number


_numbering = Numbering()


def numbered(chunks: Sequence[str]) -> tuple[Numbering, np.ndarray]:
    """The numbering in use, and the number of each chunk by it.

    >>> _, numbers = numbered("the more the merrier".split())
    >>> int(numbers[0]) == int(numbers[2]) != int(numbers[1])
    True
    """
    global _numbering
    if len(_numbering) > MANY:
        _numbering = Numbering()
    return _numbering, np.fromiter(
        map(_numbering.__getitem__, chunks), dtype=np.int64, count=len(chunks)
    )


def chunk_starts(plain: str) -> np.ndarray:
    """Where each piece of `plain.split()` begins.

    >>> chunk_starts(" It  rains.").tolist()
    [1, 5]
    """
    if not plain.isascii():
        for blank in RARE:
            plain = plain.replace(blank, " ")
    blank = np.ones(len(plain) + 1, dtype=bool)  # as if there were one before the text
    blank[1:] = np.frombuffer(plain.encode("latin-1", "replace").translate(BLANK), dtype=bool)
    return np.flatnonzero(blank[:-1] > blank[1:])


class Column:
    """What a function says of each chunk, as rows of numbers: `Column(facts, width).of(document)`
    has a row a chunk of the document. The function is asked once a chunk of a numbering, however
    often the chunk is met.

    >>> from broadsheet.text import tokenize
    >>> Column(lambda chunk: (len(chunk), chunk.count("e")), 2).of(tokenize("the more the merrier")).tolist()
    [[3, 1], [4, 1], [3, 1], [7, 2]]
    """

    def __init__(self, facts: Callable[[str], Sequence[int]], width: int):
        self.facts, self.width, self.numbering = facts, width, None

    def of(self, document) -> np.ndarray:
        numbering, numbers = document.numbering, document.numbers
        if self.numbering is not numbering:
            self.numbering, self.rows, self.known = (
                numbering,
                np.zeros((0, self.width), dtype=np.int64),
                np.zeros(0, bool),
            )
        if len(self.known) < len(
            numbering
        ):  # twice as many as there are: growing must not cost more than asking
            more = 2 * len(numbering) - len(self.known)
            self.rows = np.concatenate([self.rows, np.zeros((more, self.width), dtype=np.int64)])
            self.known = np.concatenate([self.known, np.zeros(more, dtype=bool)])
        new = np.flatnonzero(~self.known.take(numbers)).tolist()
        for at in new:
            if not self.known[numbers[at]]:
                self.rows[numbers[at]] = self.facts(document.chunks[at])
                self.known[numbers[at]] = True
        return self.rows.take(numbers, axis=0)
