"""The rows of printed pages without furniture: running heads, page numbers, and what a browser adds
when it prints a page.
"""

import re
from collections import defaultdict
from itertools import pairwise

from ...patterns import regex
from ..databases import is_part_of_article, row_of_head
from .letters import Row

EDGE = 5  # rows at the top and the foot of a page that may be heads and feet
NEAR = 3.0  # points by which the height of the same head may differ between pages
PAGE_NUMBER = regex(
    r"""
    (?: (?:page|seite|p[áa]gina|pagina|sida|side|sivu|s\.|p\.)\s*\d{1,4}
        (?:\s*(?:of|von|sur|de|di|van|av|af|/)\s*\d{1,4})?     # Page 3 of 4; Seite 3
      | \d{1,4}\s*(?:of|von|sur|de|di|van|av|af|/)\s*\d{1,4}  # 3 of 4; 3/4
      | [-–—]\s*\d{1,4}\s*[-–—] )$                            # - 3 -
    """,
    re.VERBOSE | re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:https?|file)://\S+|about:\w+")
CUT_SHORT = re.compile(r"(?:…|\.\.\.)$")
PRINTED_AT = regex(
    r"""
    \d{1,4}[./-]\ ?\d{1,2}[./-]\ ?\d{1,4}[,.]?\s+                        # 5/3/24, 10:42 PM
    (?: (?:at|um|à|a\ las|alle|om)\s )? \d{1,2}[:.h]\d{2}
    """,
    re.VERBOSE | re.IGNORECASE,
)
LABEL = re.compile(r"[A-Z][\w-]+:\s+")
REMEMBERED = 30  # pages; an article has fewer
PROSE = 8  # words; a shorter line may be a head


def without_furniture(pages: list[list[Row]]) -> list[list[Row]]:
    """The rows of each page without running heads and feet, removed from the outermost inwards up
    to the first row that is not one.
    """
    at_top = standing([page[:EDGE] for page in pages], up=1)
    at_foot = standing([page[: -EDGE - 1 : -1] for page in pages], up=-1)
    kept: list[list[Row]] = []
    titles = Titles()
    for number, page in enumerate(pages):
        browser = printed_by_browser(page)
        rows = page[browser and is_added_by_browser(page[0]) :]
        rows = rows[: len(rows) - (browser and is_added_by_browser(page[-1]))]
        head = row_of_head([row.text for row in rows])
        above = rows if head is None else rows[:head]  # an article's head is not a running head
        while above and (is_furniture(rows[0], at_top) or is_lone_number(*rows[:2])):
            above, rows = above[1:], rows[1:]
        inside = [row for row in rows if not is_furniture(row, at_top)]
        if running := titles.running(inside):
            rows = rows[rows.index(inside[running]) :]
        while rows and (is_furniture(rows[-1], at_foot) or is_lone_number(*rows[:-3:-1])):
            rows = rows[:-1]
        titles.remember(number, rows)
        kept.append(rows)
    return kept


def is_furniture(row: Row, repeated: dict[str, list[float]]) -> bool:
    """Whether the row is a page number, or is at the same height on another page."""
    return bool(PAGE_NUMBER.match(row.text)) or any(
        abs(base - row.base) <= NEAR for base in repeated.get(key_of(row), ())
    )


def is_lone_number(row: Row, inside: Row | None = None) -> bool:
    """Whether the outermost row is just a number, far from the text."""
    return (
        row.text.isdecimal()
        and inside is not None
        and abs(row.base - inside.base) > 2 * max(row.size, inside.size)
    )


def key_of(row: Row) -> str:
    """The text of a row, with numbers masked."""
    return "".join(re.sub(r"\d+", "0", row.text).casefold().split())


def standing(edges: list[list[Row]], up: int) -> dict[str, list[float]]:
    """The rows that are at the same height on several pages, with these heights. Rows beyond which
    the text of another page extends (`up` is 1 at the top, -1 at the foot) are left out, and so are
    rows that a database prints with each article: two articles may well end at the same height.
    """
    heights: dict[str, list[float]] = defaultdict(list)
    for edge in edges:
        for row in edge:
            if not is_part_of_article(row.text):
                heights[key_of(row)].append(row.base)
    several = {
        key: [base for base in bases if sum(abs(base - other) <= NEAR for other in bases) > 1]
        for key, bases in heights.items()
    }
    text = [
        up * row.base
        for edge in edges
        for row, inside in pairwise(edge)
        if not several.get(key_of(row))
        and len(row.text.split()) >= PROSE
        and abs(row.base - inside.base) < 2 * row.size
    ]
    outermost = up * max(text, default=float("-inf"))
    return {
        key: [base for base in bases if up * base > up * outermost]
        for key, bases in several.items()
    }


def printed_by_browser(page: list[Row]) -> bool:
    """Whether the first and last row of a page have its address, and its number or the time of
    printing.
    """
    ends = [piece.text for row in [*page[:1], *page[1:][-1:]] for piece in row.pieces]
    return any(map(ADDRESS.search, ends)) and any(
        PAGE_NUMBER.match(text) or PRINTED_AT.search(text) for text in ends
    )


def is_added_by_browser(row: Row) -> bool:
    """Whether the row is an address, a time of printing or a page number, possibly beside a
    title.
    """
    return any(
        ADDRESS.match(piece.text) or PRINTED_AT.match(piece.text) or PAGE_NUMBER.match(piece.text)
        for piece in row.pieces
    )


def address_in(pages: list[list[Row]]) -> str | None:
    """The address that a browser printed at the edge of its pages; None if it is missing or
    incomplete.
    """
    for page in filter(printed_by_browser, pages):
        for piece in (*page[0].pieces, *page[-1].pieces):
            address = ADDRESS.search(piece.text)
            if address and address[0].startswith("http") and not CUT_SHORT.search(address[0]):
                return address[0]
    return None


class Titles:
    """The text and height of the first rows of previous pages: a running head repeats some of that
    text, further up.
    """

    def __init__(self) -> None:
        self.said: dict[str, int] = {}  # text, and on which page
        self.tops: list[float] = []  # the height at which the text of each page begins

    def remember(self, number: int, rows: list[Row]) -> None:
        self.said = {key: page for key, page in self.said.items() if number - page < REMEMBERED}
        for row in rows[:25]:
            self.said[squeezed(LABEL.sub("", row.text, count=1))] = number
        self.tops = [*self.tops[-REMEMBERED:], *(row.base for row in rows[:1])]

    def running(self, rows: list[Row]) -> int:
        """The number of first rows of a page that are a running head."""
        for count in range(min(3, len(rows) - 1), 0, -1):
            head = rows[:count]
            if (
                self.tops
                and head[-1].base > max(self.tops) + NEAR
                and head[-1].base - rows[count].base > 1.25 * head[-1].size
                and self.tells(squeezed(" ".join(row.text for row in head)))
            ):
                return count
        return 0

    def tells(self, head: str) -> bool:
        """Whether a head only repeats rows of earlier pages, one after the other."""
        reached = {0}
        for at in range(len(head)):
            if at in reached:
                reached |= {at + len(row) for row in self.said if row and head.startswith(row, at)}
        return len(head) > 5 and len(head) in reached


def squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
