"""A text as given → the text as a reader sees it (`printed`), and the offset of each of its
characters in the text as given.

Texts in a corpus are already `printed`. A text that is passed directly may contain soft hyphens,
ligatures and accents separate from their letters. They hide terms and break names, and typography
is never a finding.
"""

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

from .document import Document
from .unicode import LIGATURES, SEEN_HYPHEN, SEPARATORS, UNSEEN, UNSEEN_CHARACTERS

# A letter followed by its accents, which together are one character.
APART = re.compile("[^\\W\\d_][\u0300-\u036f]+")
LETTERS = LIGATURES | SEPARATORS
# Any of those that are repaired; most texts have none.
ANY = re.compile(f"[{UNSEEN_CHARACTERS}{''.join(LETTERS)}\u0300-\u036f]")
FOLDED = re.compile(f"[{''.join(LETTERS)}]")


class Printed(NamedTuple):
    """The text as a reader sees it, and the `starts` and `ends` of its characters in the text as
    given; the last start is the end of the text.
    """

    text: str
    starts: list[int]
    ends: list[int]

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of a stretch in the text as given; (-1, -1), for none, stays.

        >>> seen = as_printed("Mrs Ma\\u00adria spoke.")
        >>> seen.text[4:9], seen.bounds(4, 9), seen.bounds(-1, -1)
        ('Maria', (4, 10), (-1, -1))
        """
        if start < 0:
            return start, end
        return self.starts[start], self.ends[end - 1] if end > start else self.starts[start]

    def place(self, given: int) -> int:
        """The first character at this offset of the text as given, or after it.

        >>> seen = as_printed("Mrs Ma\\u00adria spoke.")
        >>> seen.place(4), seen.place(10)
        (4, 9)
        """
        return bisect_left(self.starts, given)


def as_printed(text: str) -> Printed | None:
    """The text as a reader sees it; None if the text as given is already that, as most are (one
    search shows it).

    >>> as_printed("Maria spoke."), as_printed("Mar\\u00edas") is None
    (None, True)
    >>> as_printed("o\\ufb03ce"), as_printed("Lo\\u0301").text == "L\\u00f3"
    (Printed(text='office', starts=[0, 1, 1, 1, 2, 3, 4], ends=[1, 2, 2, 2, 3, 4]), True)
    """
    if text.isascii() or not ANY.search(text):
        return None
    pieces: dict[int, tuple[int, str]] = {}
    for pattern, letters in (
        (APART, lambda piece: unicodedata.normalize("NFC", piece)),
        (FOLDED, LETTERS.__getitem__),
        (UNSEEN, lambda _: ""),
        (SEEN_HYPHEN, lambda _: "-"),  # last, so that it overrides the line above
    ):
        for found in pattern.finditer(text):
            pieces[found.start()] = found.end(), letters(found[0])
    seen: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for start, (end, letters_of) in sorted(pieces.items()):
        if start < last:
            continue
        seen += [text[last:start], letters_of]
        starts += [*range(last, start), *[start] * len(letters_of)]
        ends += [*range(last + 1, start + 1), *[end] * len(letters_of)]
        last = end
    seen.append(text[last:])
    starts += range(last, len(text) + 1)
    ends += range(last + 1, len(text) + 1)
    return Printed("".join(seen), starts, ends)


def visible_text(text: str | Document) -> str | Document:
    """The text of `as_printed`, or the text as given; a `Document` is returned unchanged.

    >>> visible_text("Ma\\u00adria"), visible_text("a well-known")
    ('Maria', 'a well-known')
    """
    seen = as_printed(text) if isinstance(text, str) else None
    return text if seen is None else seen.text
