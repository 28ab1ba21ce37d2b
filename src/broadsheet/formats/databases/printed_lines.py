"""The lines that a press database prints above and below each article. They distinguish parts of an
article from lines printed on every page, and the head of another article from prose.
"""

from collections.abc import Iterable

from .factiva import DOCUMENT_LINE
from .headings import COPYRIGHT, date_line
from .nexis import OF
from .nexis_labels import ends_document, heading, labelled
from .proquest import DOCUMENT_NUMBER, label_of

HEAD_ROWS = 12  # of a page, in which the head of an article shows its date
LABELS_BELOW = 6  # rows below a date, in which a label or a copyright says that it is a head
# What a head of Nexis holds besides title, outlet and date; prose holds hardly one of them.
IN_HEAD = frozenset(["Length", "Section", "Byline", "Dateline", "Highlight", "Body"])
LEAST_IN_HEAD = 3


def is_part_of_article(line: str) -> bool:
    """Whether a database prints this line as part of an article, however many articles have the
    same line: a labelled field, the number or the end of a document.

    >>> is_part_of_article("End of Document"), is_part_of_article("Load-Date: May 4, 2024")
    (True, True)
    >>> is_part_of_article("2 of 9 DOCUMENTS"), is_part_of_article("The Post, page 2")
    (True, False)
    """
    return bool(
        ends_document(line)
        or labelled(line)
        or heading(line)
        or label_of(line)[0]
        or OF.fullmatch(line)
        or DOCUMENT_LINE.match(line)
        or DOCUMENT_NUMBER.match(line)
    )


def row_of_head(lines: list[str]) -> int | None:
    """The row in which the head of an article at the top of a page begins: title and outlet above a
    date, with labels or a copyright below it. None without a head.

    >>> row_of_head(["My files", "Rain", "The Post", "May 3, 2024", "Length: 9 words", "Body"])
    1
    >>> row_of_head(["My files", "May 3, 2024", "It rained.", "It snowed."])
    """
    for row, line in enumerate(lines[:HEAD_ROWS]):
        below = lines[row + 1 : row + 1 + LABELS_BELOW]
        if date_line(line) and any(COPYRIGHT.match(other) or labelled(other) for other in below):
            return max(0, row - 2)
    return None


def heads_inside(lines: Iterable[str]) -> list[str]:
    """The first line of each head that a database prints above an article: a copyright and labels,
    three of different kinds, directly below each other.

    >>> heads_inside(["It rained.", "Section: NEWS", "Length: 9 words", "Byline: Ann", "Body"])
    ['Section: NEWS']
    >>> heads_inside(["Length: 9 metres.", "It rained.", "Section: nobody asked."])
    []
    """
    lines = [*lines, ""]
    fields = [label.field if (label := labelled(line) or heading(line)) else "" for line in lines]
    if sum(field in IN_HEAD for field in fields) < LEAST_IN_HEAD - 1:
        return []  # nearly every article: a copyright, which takes long to look for, is one kind
    heads = []
    first, kinds = "", set[str]()
    for line, field in zip(lines, fields):
        kind = "Copyright" if COPYRIGHT.match(line) else field
        if kind == "Copyright" or kind in IN_HEAD:
            first = first or line
            kinds.add(kind)
        else:
            if len(kinds) >= LEAST_IN_HEAD:
                heads.append(first)
            first, kinds = "", set()
    return heads
