"""From the lines of columns to paragraphs, recognised by typesetting: the distance between lines,
the indent of the first, the space left by the last one.
"""

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import NamedTuple

from ...patterns import regex
from .letters import Piece

BROKEN = regex(r"([^\W\d_]+)[-\u2010\u00ad]$")  # the first half of a word: "transporta-"
HYPHENED = re.compile(r"\w-$")  # "20-", before "year-old"
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE_END = regex(r"[.!?…:]['\"\u2019\u201d»)\]]*$")
LABEL_IN_CAPITALS = re.compile(r"[A-Z][A-Z-]{2,24}:(?:\s|$)")
BULLET = regex(r"[•‣▪●◦■·]\s")

MARGIN_STEP = 4.0  # points
MANY = 8  # lines; a shorter column has the edge of others with its margin
# In heights of the letters.
INDENT = 0.6  # the indent of the first line of a paragraph
OUTDENT = 5.0  # no line within a paragraph begins this far to the left
NEXT_LINE = 1.12  # the greatest distance of lines within a paragraph, in usual distances


class Setting(NamedTuple):
    """How a document is typeset: the distance between the lines of a paragraph, by the size of the
    letters; where lines end, by the left edge of their column and by size; and whether the first
    line of a paragraph is indented.
    """

    leading: dict[int, float]
    edges: dict[tuple[int, int], float]
    indents: bool


def paragraphs_of(columns: list[list[Piece]]) -> list[str]:
    """The lines of columns joined to paragraphs, which may continue from one column to the next, or
    past an adjacent one.
    """
    setting = setting_of(columns)
    words = words_of(columns)
    paragraphs: list[str] = []
    ends: list[int] = []  # the paragraph in which each column ends
    for number, column in enumerate(columns):
        goes_on = continued(number, columns, setting)
        current = len(paragraphs) if goes_on is None else ends[goes_on]
        for row, line in enumerate(column):
            below = column[row + 1] if row + 1 < len(column) else None
            if row and begins_paragraph(column[row - 1], line, below, column, setting):
                current = len(paragraphs)
            if current == len(paragraphs):
                paragraphs.append(line.text)
            else:
                paragraphs[current] = joined(paragraphs[current], line.text, words)
        ends.append(current)
    return paragraphs


def continued(number: int, columns: list[list[Piece]], setting: Setting) -> int | None:
    """The number of the column whose last paragraph continues in this column: the previous one, or
    an earlier one with the same margin, if the paragraph breaks off in the middle of a sentence.
    """
    column = columns[number]
    last = number - 1
    if last >= 0 and not begins_column(column, columns[last], setting):
        return last
    for before in range(number - 2, max(-1, number - 6), -1):
        end = columns[before][-1]
        if (
            margin_of(columns[before]) == margin_of(column)
            and column[0].text[:1].islower()
            and not SENTENCE_END.search(end.text)
            and not begins_column(column, columns[before], setting)
        ):
            return before
    return None


def setting_of(columns: list[list[Piece]]) -> Setting:
    """How the columns of a document are typeset."""
    distances: dict[int, Counter] = defaultdict(Counter)
    rights: dict[tuple[int, int], list[float]] = defaultdict(list)
    for column in columns:
        for above, below in pairwise(column):
            if same_size(above, below):
                distances[round(above.size)][round(2 * (above.base - below.base)) / 2] += 1
        margin = margin_of(column)
        for line in column:
            if line.text.count(" ") > 3:
                rights[margin, round(line.size)].append(line.right)
    return Setting(
        leading={size: usual_distance(counts) for size, counts in distances.items()},
        edges={kind: sorted(ends)[-2 if len(ends) > 4 else -1] for kind, ends in rights.items()},
        indents=indents_first_lines(columns),
    )


def indents_first_lines(columns: list[list[Piece]]) -> bool:
    """Whether lines that are indented from the one above are mostly single, and many."""
    set_in = alone = lines = 0
    for column in columns:
        lines += len(column)
        for above, line, below in zip(column, column[1:], column[2:]):
            if INDENT < (line.left - above.left) / line.size < OUTDENT:
                set_in += 1
                alone += below.left < line.left - 1
    return 2 * alone > set_in and 20 * alone > lines


def usual_distance(counts: Counter) -> float:
    """The least distance of lines that is not exceptional."""
    total = sum(counts.values())
    return min(distance for distance, count in counts.items() if 10 * count >= total)


def margin_of(column: list[Piece]) -> int:
    """The left edge of the lines of a column, apart from exceptions, in steps that tolerate small
    deviations.
    """
    lefts = Counter(round(line.left / MARGIN_STEP) for line in column)
    return min(left for left, count in lefts.items() if 8 * count >= len(column))


def same_size(line: Piece, other: Piece) -> bool:
    return abs(line.size - other.size) <= 0.08 * max(line.size, other.size)


def begins_paragraph(
    above: Piece, line: Piece, below: Piece | None, column: list[Piece], setting: Setting
) -> bool:
    """Whether a line begins a paragraph: it differs from the one above, has more space above it, is
    indented, or its first word would have fitted above.
    """
    if begins_otherwise(above, line) or keeps_distance(above, line, setting):
        return True
    if setting.indents and is_set_in(line, column):
        return True
    if line.left - above.text_left > INDENT * line.size and not hangs(line, below, setting):
        return True
    if above.left - line.left > OUTDENT * line.size and above.text_left == above.left:
        return True
    return had_room(above, line, column, setting)


def begins_column(column: list[Piece], before: list[Piece], setting: Setting) -> bool:
    """Whether the first line of a column or page begins a paragraph, rather than continuing that of
    an earlier column.
    """
    above, line = before[-1], column[0]
    if begins_otherwise(above, line) or (setting.indents and is_set_in(line, column)):
        return True
    if SENTENCE_END.search(above.text) and not setting.indents:
        return not line.text[:1].islower() or had_room(above, line, before, setting)
    return had_room(above, line, before, setting) and not line.text[:1].islower()


def is_set_in(line: Piece, column: list[Piece]) -> bool:
    indent = line.left - MARGIN_STEP * margin_of(column)
    return INDENT * line.size < indent < OUTDENT * line.size


def begins_otherwise(above: Piece, line: Piece) -> bool:
    """Whether the line differs in kind from the one above: larger, bold, a bullet point, or with a
    label.
    """
    return bool(
        not same_size(above, line)
        or above.ends_bold != line.starts_bold
        or "\t" in line.text
        or BULLET.match(line.text)
        or LABEL_IN_CAPITALS.match(line.text)
    )


def keeps_distance(above: Piece, line: Piece, setting: Setting) -> bool:
    """Whether the space above a line is more than that within paragraphs."""
    leading = setting.leading.get(round(above.size), 1.2 * above.size)
    return above.base - line.base > NEXT_LINE * leading + 0.5


def hangs(line: Piece, below: Piece | None, setting: Setting) -> bool:
    """Whether an indented line belongs to a paragraph in which all lines but the first are
    indented.
    """
    return below is None or abs(below.left - line.left) < 1 or keeps_distance(line, below, setting)


def had_room(above: Piece, line: Piece, column: list[Piece], setting: Setting) -> bool:
    """Whether the line above had room for the first word of a line, and yet ends before it; if a
    sentence continues, for more than that, since some programs count letters instead of measuring
    them.
    """
    margin = margin_of(column)
    own = [piece.right for piece in column if same_size(piece, above)]
    known = setting.edges.get((margin, round(above.size)), 0) if len(own) < MANY else 0
    edge = max(known, *own)
    left = MARGIN_STEP * margin
    room = edge - above.right
    if all(is_centred(piece, left, edge) for piece in (above, line)):
        room += above.left - left
    needed = line.first_word + above.size / 4
    if line.text[:1].islower() and not SENTENCE_END.search(above.text):
        needed = max(needed, (edge - left) / 3)
    return room > needed


def is_centred(line: Piece, left: float, right: float) -> bool:
    """Whether a line is centred in its column and does not fill it."""
    indent = line.left - left
    return indent > line.size and abs(right - line.right - indent) < line.size


def words_of(columns: list[list[Piece]]) -> Counter:
    """The number of occurrences of each word in the lines, without the halves of broken words;
    under "-", the number of lines that end in a broken word, and under "", the number of all lines.
    """
    words: Counter = Counter()
    for column in columns:
        for line in column:
            words[""] += 1
            words["-"] += bool(BROKEN.search(line.text))
            words.update(word.lower() for word in WORD.findall(BROKEN.sub("", line.text)))
    return words


def joined(said: str, line: str, words: Counter) -> str:
    """A paragraph with one more line. A hyphen at the end of a line is removed if the word occurs
    without it, or if the document breaks words and both halves do not occur as words.

    >>> words = Counter({"": 9, "-": 2, "well-known": 1, "hand": 1, "rail": 1})
    >>> joined("It was trans-", "ported", words), joined("It was a well-", "known tune", words)
    ('It was transported', 'It was a well-known tune')
    >>> joined("It was trans-", "ported", Counter()), joined("It rained", "on", words)
    ('It was trans-ported', 'It rained on')
    >>> joined("in 2010-", "2012", words), joined("It rained -", "at last", words)
    ('in 2010-2012', 'It rained - at last')
    """
    half, rest = BROKEN.search(said), WORD.match(line)
    if not half or not rest:
        return said + line if HYPHENED.search(said) else f"{said} {line}"
    first, second = half[1].lower(), rest[0].lower()
    breaks_words = words["-"] > 1 and 30 * words["-"] > words[""]
    if first + second in words or (
        rest[0][0].islower()
        and f"{first}-{second}" not in words
        and (said[-1] != "-" or (breaks_words and not (first in words and second in words)))
    ):
        return said[:-1] + line
    return said + line
