"""The line breaks of a plain text across which a sentence continues.

A line break is one of three things: white space, where prose was wrapped at some seventy columns;
the end of a paragraph, a subhead or an item of a list; or the trace of a link in the middle of a
sentence. Files of the same article differ: a list is consecutive lines in the cell of a table, and
separate paragraphs in a web page, but its sentences must be the same. `paragraph_runs` returns the
stretches in which `sentences` then looks for full stops.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .sentences import CAMEL, NEVER, word_before

Line = tuple[int, int]  # where it starts and ends, without white space around it

# What begins an item of a list. A dash or a number may also be one at which a line was wrapped.
ITEM_MARK = re.compile(
    r"""
    (?P<bullet> [•·‣▪▫■□▸►●○◦∙⁃✓✔➢➤] | \*\s )                          # • dry it
  | (?: (?P<dash> [-–—+] )                                             # - dry it
      | \(? (?: \d{1,2} | [a-z] ) (?P<number> [.)] ) ) \s+ (?=\S)     # 2. Dry it; (b) Dry it
    """,
    re.VERBOSE,
)
# Closing marks after a full stop, a comma or a colon.
CLOSING = "'\")]"
# Marks around an emphasised sentence, or after one with a note: "**It rained.**".
STARS = "*_†‡"
BEHIND_END = CLOSING + STARS
HELD_OPEN = (":", ",", ";")
ENDED = (".", "!", "?", "…")
DASHES = ("—", "–", "--")
# A sentence that ends inside a line. Such a line is neither a subhead nor an item: if it has no
# mark at its end, its last sentence continues.
ENDED_INSIDE = re.compile(r"""(?:\b[a-z]{3,}\.|[!?])["')\]]*\s""")
# How a sentence continues after a link on a line of its own: "Ana Cruz⏎, who".
GOES_ON = re.compile(r"[a-z,.;:)]")
# A line that ends in one of these is neither a subhead nor an item: "The⏎White House".
LINKING = frozenset(
    "a an the and or but of to in on at by for from with as that than his her its their".split()
)
# Mail and plain text are wrapped at 100 characters or fewer. Longer lines are paragraphs.
WIDEST = 100
# Shorter lines are verse or a list, not wrapped prose: no newspaper column is so narrow.
NARROWEST = 30
# In proportional type, a wrapped line may be a quarter shorter than another.
SHORT = 0.75
# The longest item or subhead without a mark among lines that are paragraphs.
LONGEST_ITEM = 200


def length_reached(lines: Sequence[Line], share: float) -> int:
    """The length such that lines at least as long make up this share of the text, by characters. A
    half gives the length of a paragraph, or of a wrapped line; a tenth gives the width at which
    lines were wrapped, whatever the length of a single address on its own line.

    >>> length_reached([(0, 300), (301, 320), (321, 340)], 0.5)
    300
    """
    lengths = sorted((end - start for start, end in lines), reverse=True)
    left = sum(lengths) * share
    for length in lengths:
        left -= length
        if left <= 0:
            return length
    return 0


def longest_alone(lines: Sequence[Line]) -> int:
    """The greatest length, with the next word, of an item or a subhead without any mark in this
    text.
    """
    if length_reached(lines, 0.5) > WIDEST:
        return LONGEST_ITEM
    return int(SHORT * length_reached(lines, 0.1))


def length_with(plain: str, line: Line, following: Line) -> int:
    """The length that a line would have with the first word of the next."""
    start, end = following
    word = plain[start : min(end, start + WIDEST)].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word)


def is_wrapped(plain: str, block: Sequence[Line]) -> bool:
    """Whether consecutive lines are one wrapped paragraph: no line but the last had room for the
    first word of the next.
    """
    width = max(end - start for start, end in block)
    return (
        len(block) > 2
        and NARROWEST <= width <= WIDEST
        and all(length_with(plain, *lines) > width for lines in pairwise(block))
    )


def items(plain: str, block: Sequence[Line]) -> list[bool]:
    """For each of several consecutive lines, whether it begins an item of a list. A single dash
    before lower case, or a single number, may be due to wrapped prose; two are a list.

    >>> items("Lind - so they say -\\n- was late in\\n5. June", [(0, 20), (21, 34), (35, 42)])
    [False, False, False]
    >>> items("- salt\\n- rice", [(0, 6), (7, 13)])
    [True, True]
    """
    marks = [ITEM_MARK.match(plain, start) for start, _ in block]
    kinds = Counter(mark.lastgroup for mark in marks if mark)
    return [
        mark is not None
        and (
            mark.lastgroup == "bullet"
            or kinds[mark.lastgroup] > 1
            or (mark.lastgroup == "dash" and plain[mark.end()].isupper())
        )
        for mark in marks
    ]


def begins_low(plain: str, line: Line) -> bool:
    """Whether a line begins in lower case that is not a name: "and the", but not "iPhone"."""
    return plain[line[0]].islower() and not CAMEL.match(plain, line[0])


def ending(plain: str, line: Line) -> str:
    """The last characters of a line, without closing marks."""
    return plain[max(line[0], line[1] - 4) : line[1]].rstrip(BEHIND_END)


def stands_alone(plain: str, line: Line, following: Sequence[Line], longest: int) -> bool:
    """Whether a line without a blank line after it is a subhead, an item or a paragraph of its own,
    by its length. `following` are the next lines, at most two.
    """
    after = following[0]
    is_ended = ending(plain, line).endswith(ENDED)
    if is_ended and longest != LONGEST_ITEM:
        return False
    if begins_low(plain, after) or word_before(plain, *line) in NEVER:
        return False
    if is_ended:
        return True
    written = plain[line[0] : line[1]]
    if (
        written.endswith(",")
        or written.split()[-1].lower() in LINKING
        or (ENDED_INSIDE.search(written) and not written.endswith(":"))
    ):
        return False
    is_before_link = (
        len(following) > 1
        and after[1] - after[0] < longest
        and GOES_ON.match(plain, following[1][0])
        and not ending(plain, after).endswith(ENDED)
    )
    return length_with(plain, line, after) <= longest and not is_before_link


def sentence_goes_on(plain: str, line: Line, after: Line, is_apart: bool) -> bool:
    """Whether a sentence continues from a line into the next. `is_apart` is whether a blank line
    separates them, or the first `stands_alone`.
    """
    end = ending(plain, line)
    if end.endswith(HELD_OPEN):
        # "He said:⏎⏎“We go.”", but not "Dear Ana,⏎⏎We are back"
        has_quotation = plain[line[1] - 1] in CLOSING or plain[after[0]] == '"'
        return not is_apart or has_quotation or begins_low(plain, after)
    if end.endswith(DASHES) and plain[after[0]] == '"':
        return True
    if is_apart:
        return False
    if end.endswith(ENDED):
        # One full stop: the word before it will decide ("Mr.⏎Finney", "Jan.⏎6").
        tail = plain[max(line[0], line[1] - 2) : line[1]]
        return tail[-1] == "." and tail[0] not in ENDED and not begins_low(plain, after)
    return True


def goes_on_inside(plain: str, block: Sequence[Line], longest: int) -> Iterator[bool]:
    """For each of several consecutive lines but the last, whether a sentence continues into the
    next.
    """
    are_items, wrapped = items(plain, block), is_wrapped(plain, block)
    goes_on = False
    for number, line in enumerate(block[:-1]):
        following = block[number + 1 : number + 3]
        # A line into which a sentence continues ends that sentence, and is not a subhead.
        begins = not goes_on or ending(plain, block[number - 1]).endswith(ENDED)
        is_apart = not wrapped and begins and stands_alone(plain, line, following, longest)
        goes_on = not are_items[number + 1] and sentence_goes_on(
            plain, line, following[0], is_apart
        )
        yield goes_on


def blocks(plain: str, lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The groups of consecutive lines, without a blank line between."""
    first = 0
    for number, (line, after) in enumerate(pairwise(lines), 1):
        if plain.count("\n", line[1], after[0]) > 1:
            yield lines[first:number]
            first = number
    yield lines[first:]


def paragraph_runs(plain: str, paragraphs: Sequence[Line]) -> Iterator[Line]:
    """Start and end of each run of paragraphs across which sentences continue; `paragraphs` are
    lines, as (start, end), in order.

    >>> text = "It has three parts:\\n• a territory\\n• a people"
    >>> [text[start:end] for start, end in paragraph_runs(text, [(0, 19), (20, 33), (34, 44)])]
    ['It has three parts:', '• a territory', '• a people']
    """
    if not paragraphs:
        return
    longest = longest_alone(paragraphs)
    start, last = paragraphs[0][0], None
    for block in blocks(plain, paragraphs):
        if last and not sentence_goes_on(plain, last, block[0], True):
            yield start, last[1]
            start = block[0][0]
        for line, after, goes_on in zip(block, block[1:], goes_on_inside(plain, block, longest)):
            if not goes_on:
                yield start, line[1]
                start = after[0]
        last = block[-1]
    yield start, paragraphs[-1][1]
