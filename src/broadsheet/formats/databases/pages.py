"""The text of a page saved from a press database, as the database would have exported it as text,
so that one reader reads both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...text import composed
from ..webpage import page_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCK_TAGS = frozenset(
    """address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6
    header li main nav ol p pre section table tr ul""".split()
)
NOT_SHOWN = frozenset(["head", "script", "style", "noscript", "template", "title"])
# Nexis closes empty elements as in XML. In HTML they would stay open and become nested, and a
# parser gives up at a few hundred.
CLOSED_AT_ONCE = re.compile(r"<(div|p|span|a)\b([^<>]*)/>", re.IGNORECASE)
BLOCK_BREAK = "\u2029"
LINE_BREAK = "\u2028"
RULE = "_" * 60


def database_tree(page: str) -> HtmlElement:
    """The elements of a page of a database."""
    return page_tree(CLOSED_AT_ONCE.sub(r"<\1\2></\1>", page))


def text_of_page(page: str) -> str:
    """The text of a page: a blank line between paragraphs, one line per line, and rules as ProQuest
    prints them.

    >>> print(text_of_page("<div/><p>It <b>rained</b><br>in\\nOslo.</p><p>It snowed.</p>"))
    It rained
    in Oslo.
    <BLANKLINE>
    It snowed.
    """
    return "\n\n".join(element_paragraphs(database_tree(page)))


def element_paragraphs(element: HtmlElement) -> list[str]:
    """The paragraphs of an element, each with its lines. Line ends in the file are blanks."""
    from lxml.etree import iterwalk

    said: list[str] = []
    unseen = None
    for event, inner in iterwalk(element, ("start", "end")):
        around = BLOCK_BREAK if inner.tag in BLOCK_TAGS else " " if inner.tag == "td" else ""
        if unseen is None and event == "start" and inner.tag in NOT_SHOWN:
            unseen = inner
        elif unseen is None and event == "start":
            said += [around, shown_for(inner.tag), inner.text or ""]
        elif unseen is None or inner is unseen:
            unseen = None
            said += [around, inner.tail or "" if inner is not element else ""]
    blocks = (
        [" ".join(line.split()) for line in block.split(LINE_BREAK)]
        for block in "".join(said).split(BLOCK_BREAK)
    )
    texts = ("\n".join(filter(None, block)) for block in blocks)
    return [composed(text) for text in texts if text]


def shown_for(tag: str) -> str:
    """What an element without text shows."""
    if tag == "hr":
        return BLOCK_BREAK + RULE + BLOCK_BREAK
    return LINE_BREAK if tag == "br" else ""
