"""Over which line breaks of a plain text a sentence goes on.

A line break is one of three things: white space, where prose was wrapped at some seventy columns;
the end of a paragraph, a subhead or an item of a list; or what a link left behind in the middle of
a sentence. Files of one article differ in it: a list is lines under each other in the cell of a
table and paragraphs of their own in a web page, and its sentences must be the same.

`paragraph_runs` gives the stretches in which `sentences` then looks at the marks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .sentences import CAMEL, NEVER, word_before

Line = tuple[int, int]  # where it starts and ends, white space around it left out

# What opens an item of a list, whatever follows: "• dry it".
BULLET = re.compile(r"[•·‣▪▫■□▸►●○◦∙⁃✓✔➢➤]|\*\s")
# What opens an item, or is a dash or a number before which a line was wrapped: "- dry it", "2. Dry
# it", "(b) Dry it".
ITEM_MARK = re.compile(r"(?:(?P<dash>[-–—+])|\(?(?:\d{1,2}|[a-z])(?P<number>[.)]))\s+(?=\S)")
# Marks that close behind a full stop, a comma or a colon.
CLOSING = "'\")]"
# Around a sentence that is emphasised, or behind one that has a note: "**It rained.**".
STARS = "*_†‡"
HELD_OPEN = (":", ",", ";")
ENDED = (".", "!", "?", "…")
DASHES = ("—", "–", "--")
# A sentence that ends inside a line. Such a line is no subhead and no item: where it has no mark at
# its end, its last sentence goes on.
ENDED_INSIDE = re.compile(r"""(?:\b[a-z]{3,}\.|[!?])["')\]]*\s""")
# What a sentence goes on with behind a link that stood on a line of its own: "Ana Cruz⏎, who".
GOES_ON = re.compile(r"[a-z,.;:)]")
# A line that ends in one of these is neither a subhead nor an item: "The⏎White House".
LINKING = frozenset(
    "a an the and or but of to in on at by for from with as that than his her its their".split()
)
# Mail and plain text are wrapped at 100 characters or before. Longer lines are paragraphs.
WIDEST = 100
# Under it, lines are verse or a list, and not wrapped: no column of a newspaper is as narrow.
NARROWEST = 30
# A line of proportional type may be a quarter shorter than another, and wrapped all the same.
SHORT = 0.75
# The longest item or subhead that stands without a mark among lines that are paragraphs.
LONGEST_ITEM = 200


def length_reached(lines: Sequence[Line], share: float) -> int:
    """The length of line that this share of the text reaches: characters count, not lines. With
    half of it the length of a paragraph, or of a wrapped line; with a tenth of it the width at
    which lines were wrapped, whatever one address on a line of its own takes.

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
    """How long a line of this text may be with the next word, and be an item or a subhead without
    any mark.
    """
    if length_reached(lines, 0.5) > WIDEST:
        return LONGEST_ITEM
    return int(SHORT * length_reached(lines, 0.1))


def length_with(plain: str, line: Line, following: Line) -> int:
    """How long a line would be with the first word of the next."""
    start, end = following
    word = plain[start : min(end, start + WIDEST)].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word)


def is_wrapped(plain: str, block: Sequence[Line]) -> bool:
    """Whether lines under each other are one paragraph that was wrapped: none but the last had room
    for the word that the next begins with.
    """
    width = max(end - start for start, end in block)
    return (
        len(block) > 2
        and NARROWEST <= width <= WIDEST
        and all(length_with(plain, *lines) > width for lines in pairwise(block))
    )


def items(plain: str, block: Sequence[Line]) -> list[bool]:
    """Of each of the lines under each other, whether it begins an item of a list. One dash before
    lower case and one number may stand where prose was wrapped; two are a list.

    >>> items("Lind - so they say -\\n- was late in\\n5. June", [(0, 20), (21, 34), (35, 42)])
    [False, False, False]
    >>> items("- salt\\n- rice", [(0, 6), (7, 13)])
    [True, True]
    """
    marks = [ITEM_MARK.match(plain, start) for start, _ in block]
    kinds = Counter(mark.lastgroup for mark in marks if mark)
    return [
        BULLET.match(plain, start) is not None
        or (
            mark is not None
            and (kinds[mark.lastgroup] > 1 or (bool(mark["dash"]) and plain[mark.end()].isupper()))
        )
        for (start, _), mark in zip(block, marks)
    ]


def begins_low(plain: str, line: Line) -> bool:
    """Whether a line begins in lower case, and no name does so: "and the", but not "iPhone"."""
    return plain[line[0]].islower() and not CAMEL.match(plain, line[0])


def ends_with(plain: str, line: Line, marks: tuple[str, ...]) -> bool:
    """Whether a line ends with one of these marks, whatever closes behind it."""
    return plain[max(line[0], line[1] - 4) : line[1]].rstrip(CLOSING + STARS).endswith(marks)


def stands_alone(plain: str, line: Line, following: Sequence[Line], longest: int) -> bool:
    """Whether a line without a blank line behind it is a subhead, an item or a paragraph all the
    same, by its length. `following` are the next two lines, if there are as many.
    """
    after = following[0]
    if begins_low(plain, after) or word_before(plain, *line) in NEVER:
        return False
    if ends_with(plain, line, ENDED):
        return longest == LONGEST_ITEM
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
        and not ends_with(plain, after, ENDED)
    )
    return length_with(plain, line, after) <= longest and not is_before_link


def sentence_goes_on(plain: str, line: Line, after: Line, is_apart: bool) -> bool:
    """Whether a sentence goes on from a line into the next. `is_apart` says that a blank line is
    between them, or that the first `stands_alone`.
    """
    is_low = begins_low(plain, after)
    if ends_with(plain, line, HELD_OPEN):
        # "He said:⏎⏎“We go.”", but not "Dear Ana,⏎⏎We are back"
        has_quotation = plain[line[1] - 1] in CLOSING or plain[after[0]] == '"'
        return not is_apart or is_low or has_quotation
    if ends_with(plain, line, DASHES) and plain[after[0]] == '"':
        return True
    if is_apart:
        return False
    if ends_with(plain, line, ENDED):
        # One full stop: what stands before it will decide ("Mr.⏎Finney", "Jan.⏎6").
        tail = plain[max(line[0], line[1] - 2) : line[1]]
        return tail[-1] == "." and tail[0] not in ENDED and not is_low
    return True


def goes_on_inside(plain: str, block: Sequence[Line], longest: int) -> Iterator[bool]:
    """Of each line but the last of those under each other, whether a sentence goes on into the
    next.
    """
    are_items, wrapped = items(plain, block), is_wrapped(plain, block)
    goes_on = False
    for number, line in enumerate(block[:-1]):
        following = block[number + 1 : number + 3]
        # A line that a sentence came into ends with it, and is no subhead.
        begins = not goes_on or ends_with(plain, block[number - 1], ENDED)
        is_apart = not wrapped and begins and stands_alone(plain, line, following, longest)
        goes_on = not are_items[number + 1] and sentence_goes_on(
            plain, line, following[0], is_apart
        )
        yield goes_on


def blocks(plain: str, lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines that stand under each other, without a blank line between."""
    first = 0
    for number, (line, after) in enumerate(pairwise(lines), 1):
        if plain.count("\n", line[1], after[0]) > 1:
            yield lines[first:number]
            first = number
    yield lines[first:]


def paragraph_runs(plain: str, paragraphs: Sequence[Line]) -> Iterator[Line]:
    """Start and end of each run of paragraphs through which sentences go on; paragraphs, which are
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
