"""Where quotations stand: which marks of a text open and close a quoted stretch, paragraph by
paragraph.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from ..patterns import regex
from ..text import WORD, Document
from .tagging import classify

DOUBLE = re.compile(r'" (?<! """" )', re.VERBOSE)  # of a row of marks, only the first three
SINGLE = regex(
    r"""
    ' (?: (?<! [^\s(\[\u2015\u2014\u2013"-]' )  # opens: after a space, a bracket, a dash, or first
          (?! \d\ds? \b                         # … but not in '90s
            | (?:n|em|til|tis|twas|cause|bout|round)\b )  # … nor in 'n' or 'em
          (?=[^\s'])
        | (?<= [^\s(\[]' ) (?![\w'])            # closes: after anything, but not in won't
      )
""",
    re.VERBOSE | re.IGNORECASE,
)
FOOT_OR_INCH = re.compile(r"\d\"")
# Ed "Buzz" Kelly; Tony "the Hat" Marzano
NICKNAME = re.compile(
    r"""
    (?<= [\w.]\ ) (?<! 's\ ) (["']) (?:the\ )? [^\W\d_a-z] [\w-]* \1 (?= \ [^\W\d_a-z] \w)
""",
    re.VERBOSE,
)
PLURAL_POSSESSIVE = re.compile(r"s'\s+[a-z]")
# What may stand before an opening mark, besides white space.
BEFORE_OPENING = "([{-–—―/'\""


class Stretch(NamedTuple):
    """A quoted stretch, marks included."""

    start: int
    end: int
    paragraph: int
    is_closed: bool  # by a mark, rather than by the end of its paragraph


def quoted_stretches(document: Document) -> Iterator[Stretch]:
    """Every quoted stretch of a document, in order.

    A stretch never leaves its paragraph: if no mark closes it, it ends with the paragraph. Marks
    are classified by what stands around them, never by their shape, since straight and curly marks
    must give the same result.

    >>> [stretch[:2] for stretch in quoted_stretches(Document('He is 6\\'2" and said "no" twice.'))]
    [(20, 24)]
    """
    plain, mark = document.plain, outer_mark(document)
    if mark is None:
        return
    places = [m.start() for m in mark.finditer(plain)]
    left_open = -1  # the paragraph in which a quotation was left open, last
    behind = 0  # the number of marks up to the end of the paragraph
    for index, (begin, stop) in enumerate(document.paragraph_bounds):
        first, behind = behind, bisect_left(places, stop, behind)
        if first == behind:
            continue
        marks = Marks(plain, places[first:behind], begin, stop)
        stretches = [*pairs(marks)]
        if left_open == index - 1 and goes_on_without_mark(marks, stretches):
            stretches.insert(0, (begin, marks.places[0] + 1, True))
        for start, end, is_closed in stretches:
            if not is_closed:
                left_open = index
            if WORD.search(plain, start, end) and not is_nickname(plain, start, end):
                yield Stretch(start, end, index, is_closed)


def is_nickname(plain: str, start: int, end: int) -> bool:
    """Whether the words in marks are part of a name.

    >>> is_nickname('Ed "Buzz" Kelly', 3, 9), is_nickname('He said "No" to Kelly', 8, 12)
    (True, False)
    """
    if plain[start - 1 : start] != " " or plain[end : end + 1] != " ":
        return False  # nearly always
    m = NICKNAME.match(plain, start)
    if not m or m.end() != end:
        return False
    before = plain[max(0, start - 30) : start].split()
    return (
        bool(before)
        and before[-1][0].isupper()
        and classify(before[-1].lower(), False) == "n"  # not: Is A "Risky" Move
    )


def outer_mark(document: Document) -> re.Pattern | None:
    """The marks that quote in this text: double ones, or single ones if these open first in more
    paragraphs.

    A British article quotes 'like "this", with double marks inside'; an American one does the
    reverse. None if the text has neither. Fails on an article that changes its style half-way.
    """
    plain = document.plain
    doubles = '"' in plain
    singles = SINGLE.search(plain) if "'" in plain else None
    if not singles:
        return DOUBLE if doubles else None
    if not doubles:
        return SINGLE
    lead = 0
    for start, end in document.paragraph_bounds:
        single = SINGLE.search(plain, start, end)
        double = plain.find('"', start, single.start() if single else end)
        lead += (double >= 0) - (
            single is not None and double < 0 and opens(plain, single.start(), start)
        )
    return SINGLE if lead < 0 else DOUBLE


def opens(plain: str, at: int, start: int) -> bool:
    """Whether the mark is placed as an opening one: nothing, a space, a bracket or a dash before
    it, and something after it.
    """
    before = plain[at - 1] if at > start else " "
    after = plain[at + 1 : at + 2] or " "
    return (
        (before.isspace() or before in BEFORE_OPENING)
        and not after.isspace()
        and (after not in ",.;:?!)]" or plain.startswith("...", at + 1))
    )


class Marks:
    """The marks of one paragraph, from `start` to `end`: their `places` in the plain text, and the
    tests for the n-th.
    """

    __slots__ = "end", "places", "plain", "start"

    def __init__(self, plain: str, places: list[int], start: int, end: int):
        self.plain, self.places, self.start, self.end = plain, places, start, end

    def opens(self, n: int) -> bool:
        """Whether it exists and is placed as an opening one."""
        return n < len(self.places) and opens(self.plain, self.places[n], self.start)

    def closes(self, n: int) -> bool:
        """Whether it exists and is placed as a closing one: something before it, and no letter or
        digit after it.
        """
        if n >= len(self.places):
            return False
        at, plain = self.places[n], self.plain
        return (
            at > self.start and not plain[at - 1].isspace() and not plain[at + 1 : at + 2].isalnum()
        )

    def is_closing_later(self, n: int) -> bool:
        """Whether the next one exists and does not open, so that it may close instead."""
        return n + 1 < len(self.places) and not self.opens(n + 1)

    def is_there(self, n: int) -> bool:
        """Whether it exists: the last test, when no other holds."""
        return n < len(self.places)

    def is_attribute(self, n: int) -> bool:
        """id="12" """
        at = self.places[n]
        return at > self.start and self.plain[at - 1] == "="

    def is_doubled(self, n: int) -> bool:
        """Whether the next one follows immediately."""
        return n + 1 < len(self.places) and self.places[n + 1] == self.places[n] + 1

    def is_doubled_opening(self, n: int) -> bool:
        """Whether the next one follows immediately, and opens."""
        return self.is_doubled(n) and self.opens(n + 1)

    def is_foot_or_inch(self, n: int) -> bool:
        """5" """
        return FOOT_OR_INCH.match(self.plain, self.places[n] - 1) is not None

    def is_single_or_inch_or_last(self, n: int) -> bool:
        """Whether it is a mark that quotes nothing unless it opens."""
        return (
            self.plain[self.places[n]] == "'"
            or self.is_foot_or_inch(n)
            or n + 1 == len(self.places)
        )

    def is_misplaced_opening(self, n: int) -> bool:
        """Whether it may open although a space follows: it cannot close, or the next one does."""
        return not self.closes(n) or self.closes(n + 1)

    def opens_inside(self, n: int) -> bool:
        """Whether it opens and cannot close."""
        return self.opens(n) and not self.closes(n)

    def opens_nested(self, n: int) -> bool:
        """Whether it opens, and two later ones close: one its own quotation, one the quotation
        around it.
        """
        return self.opens_inside(n) and self.is_closing_later(n) and self.is_closing_later(n + 1)

    def is_foot_or_inch_inside(self, n: int) -> bool:
        """Whether it is a measure inside a quotation that is closed later."""
        return self.is_foot_or_inch(n) and self.is_closing_later(n)

    def is_possessive(self, n: int) -> bool:
        """Whether it is the apostrophe of "workers' tent" in a quotation that is closed later."""
        return (
            self.plain[self.places[n]] == "'"
            and self.is_closing_later(n)
            and PLURAL_POSSESSIVE.match(self.plain, self.places[n] - 1) is not None
        )


def goes_on_without_mark(marks: Marks, stretches: Sequence[tuple[int, int, bool]]) -> bool:
    """Whether a paragraph begins inside a quotation that the previous one left open: its first mark
    closes, a sentence ends with it, and no stretch contains it.
    """
    return (
        bool(marks.places)
        and marks.closes(0)
        and not marks.opens(0)
        and marks.plain[marks.places[0] - 1] in ".!?,"
        and (not stretches or stretches[0][0] > marks.places[0])
    )


class Verdict(Enum):
    """What a mark does."""

    OPENS = "a quotation begins with it"
    CLOSES = "a quotation ends with it"
    REOPENS = "the quotation before it was never closed, and a new one begins with it"
    NOTHING = "it quotes nothing"
    NOTHING_WITH_NEXT = "neither it nor the next one quotes anything"


Test = Callable[[Marks, int], bool]
# What a mark is: name, test, verdict. The first test that holds decides. Each name begins with an
# example.
OUTSIDE_QUOTATION: tuple[tuple[str, Test, Verdict], ...] = (
    ('id="12": an attribute of markup', Marks.is_attribute, Verdict.NOTHING_WITH_NEXT),
    ('""Rain"": a doubled mark opens once', Marks.is_doubled_opening, Verdict.NOTHING),
    ('"": an empty pair never does', Marks.is_doubled, Verdict.NOTHING_WITH_NEXT),
    ('"Rain', Marks.opens, Verdict.OPENS),
    ("n', 5\" or a stray closing mark", Marks.is_single_or_inch_or_last, Verdict.NOTHING),
    ("« Rain »: spaced, or on the wrong side", Marks.is_misplaced_opening, Verdict.OPENS),
    ('Rain" fell: another stray closing mark', Marks.is_there, Verdict.NOTHING),
)
INSIDE_QUOTATION: tuple[tuple[str, Test, Verdict], ...] = (
    ('"He said "go" twice": closed before it is', Marks.opens_nested, Verdict.NOTHING_WITH_NEXT),
    ('"Rain, she said. "Sun"', Marks.opens_inside, Verdict.REOPENS),
    ('"He is 6\'2" tall," she said', Marks.is_foot_or_inch_inside, Verdict.NOTHING),
    ("'The workers' tent is wet'", Marks.is_possessive, Verdict.NOTHING),
    ('Rain"', Marks.is_there, Verdict.CLOSES),
)


def decide(table: Iterable[tuple[str, Test, Verdict]], marks: Marks, n: int) -> Verdict:
    """The verdict on the n-th mark, by the first test of the table that holds."""
    for _, holds, verdict in table:
        if holds(marks, n):
            return verdict
    return Verdict.NOTHING


def pairs(marks: Marks) -> Iterator[tuple[int, int, bool]]:
    """The marks of one paragraph as stretches: start, end, and whether a mark closes it.

    The tables decide, but nearly all marks are one of two plain cases that do without them. If no
    quotation is open, a mark before a letter and after a space or another mark opens one. Inside a
    quotation, a mark after a letter or the end of a sentence closes it, unless it may be an
    apostrophe after an "s".
    """
    plain, places, start = marks.plain, marks.places, marks.start
    opened: int | None = None
    n = 0
    while n < len(places):
        at = places[n]
        before = plain[at - 1] if at > start else " "
        if opened is None:
            if plain[at + 1 : at + 2].isalnum() and (before.isspace() or before in BEFORE_OPENING):
                opened = at
                n += 1
                continue
            verdict = decide(OUTSIDE_QUOTATION, marks, n)
        else:
            if (before.isalpha() or before in ".,!?") and (before != "s" or plain[at] == '"'):
                yield opened, at + 1, True
                opened = None
                n += 1
                continue
            verdict = decide(INSIDE_QUOTATION, marks, n)
        if opened is not None and verdict is Verdict.REOPENS:
            yield opened, opened + len(plain[opened:at].rstrip()), False
        if opened is not None and verdict is Verdict.CLOSES:
            yield opened, at + 1, True
            opened = None
        if verdict in (Verdict.OPENS, Verdict.REOPENS):
            opened = at
        n += 2 if verdict is Verdict.NOTHING_WITH_NEXT else 1
    if opened is not None and opened + 1 < marks.end:
        yield opened, marks.end, False
