"""The boxes of a page that do not belong to its article: readers' comments, lists of other
articles, forms for newsletters, captions, additions of an archive.

A box is recognised by its class or id, by schema.org or ARIA attributes, or by a form inside. Names
may mislead, so each kind of box has limits: a "related" box without links, a "share" box of two
hundred words, and any box with the title or most of the page's prose are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ...paths import package_rows

if TYPE_CHECKING:  # lxml is imported where a page is read
    from lxml.html import HtmlElement

# The kind of a box, by the words in its name.
NAMES = {tuple(row["name"].split()): row["holds"] for row in package_rows("page-boxes.csv")}
LONGEST_NAME = max(map(len, NAMES))
NAME_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Words that describe the state of a page or an article: "no-comments", "comment-count".
STATES = frozenset("closed count disabled enabled hidden has icon js no off on open with".split())
TAGS = {"figcaption": "caption", "form": "sign-up"}
NEVER = frozenset("html body main h1 h2 input label button a script style link meta".split())


class Limit(NamedTuple):
    """The limits for a kind of box: its size in words, and the share of the page's prose in all
    boxes of the kind.
    """

    words: int
    share: float


# Chosen so that a paragraph or two fits, but no article; comments may be longer than the article.
LIMITS = {
    "comments": Limit(10**6, 1.0),
    "elsewhere": Limit(10**4, 0.3),
    "sign-up": Limit(150, 0.3),
    "writer": Limit(200, 0.3),
    "caption": Limit(400, 0.3),
    "furniture": Limit(60, 0.3),
    "consent": Limit(2000, 0.5),
    "archive": Limit(10**6, 1.0),
    "margin": Limit(10**6, 1.0),
}
LEAST_BEFORE = 200  # characters of prose outside comments, if there is an article


def boxes(tree: HtmlElement) -> dict[HtmlElement, str]:
    """The outermost boxes of a page, each with its kind.

    >>> from broadsheet.formats.webpage.markup import page_tree
    >>> page = page_tree('<p>The fair opened.<div class="post-share">Share</div><p>It rained.')
    >>> [(box.get("class"), holds) for box, holds in boxes(page).items()]
    [('post-share', 'furniture')]
    >>> boxes(page_tree('<div class="no-share">The fair opened.</div>'))
    {}
    """
    from lxml import etree

    found: dict[HtmlElement, str] = {}
    inside: set[HtmlElement] = set()
    for element in tree.iter(etree.Element):
        holds = held_by(element)
        if holds and element not in inside and is_box(element, holds):
            found[element] = holds
            inside.update(element.iter())
    too_much = {holds for holds in set(found.values()) if is_article(tree, found, holds)}
    return {box: holds for box, holds in found.items() if holds not in too_much}


def margin_notes(tree: HtmlElement) -> dict[HtmlElement, str]:
    """The margin comments of a jointly written text, as saved by Google Docs and Word as a page.
    The marks in the text that lead to them are removed.
    """
    for mark in tree.xpath(
        '//a[starts-with(@id, "cmnt_ref")] | //*[contains(@class, "MsoCommentReference")]'
    ):
        around = mark.getparent()
        mark = around if around is not None and around.tag == "sup" else mark
        mark.drop_tree()
    notes = tree.xpath(
        '//div[p/a[starts-with(@id, "cmnt")]] | //div[contains(@style, "mso-element:comment")]'
    )
    return dict.fromkeys(notes, "margin")


def is_article(tree: HtmlElement, found: dict[HtmlElement, str], holds: str) -> bool:
    """Whether boxes of a kind contain so much of the prose of a page that they are its article,
    such as the captions of a gallery, or comments if the page has nothing else.
    """
    page = max(1, prose_length(tree))
    length = prose_length if page >= LEAST_BEFORE else text_length
    page = max(page, length(tree))
    held = sum(length(box) for box, kind in found.items() if kind == holds)
    return page - held < LEAST_BEFORE if holds == "comments" else held > LIMITS[holds].share * page


def held_by(element: HtmlElement) -> str | None:
    """The kind of a box by its names, its role, or its type; None if these do not show it."""
    if element.tag in NEVER:
        return None
    if element.tag in TAGS:
        return TAGS[element.tag]
    if not element.attrib:
        return None
    kind = element.get("itemtype") or ""
    if kind.endswith("/Comment") or element.get("role") == "comment":
        return "comments"
    names = f"{element.get('id') or ''} {element.get('class') or ''}".split()
    return next(filter(None, map(named, names)), None)


@lru_cache(maxsize=2**14)
def named(name: str) -> str | None:
    """The kind of a box by its name; if several words match, the longest counts.

    >>> named("articleAuthorBio"), named("comment-23"), named("comments-open"), named("story-body")
    ('writer', 'comments', None, None)
    """
    words = [word.lower() for word in NAME_WORD.findall(name)]
    if STATES.intersection(words):
        return None
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            holds = NAMES.get(tuple(words[start : start + length]))
            if holds:
                return holds
    return None


def is_box(element: HtmlElement, holds: str) -> bool:
    """Whether an element named like a box is one: it is not too large for its kind, and does not
    contain the article.
    """
    if holds == "archive":
        return True
    words = len(element.text_content().split())
    if words > LIMITS[holds].words:
        return False
    if holds == "elsewhere" and words > 40 and 5 * linked_words(element) < 2 * words:
        return False
    return not element.xpath('.//h1 | .//main | descendant-or-self::*[@itemprop="articleBody"]')


def prose_length(element: HtmlElement) -> int:
    """The characters in the paragraphs of an element."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def text_length(element: HtmlElement) -> int:
    """The characters in an element, for pages that have no paragraphs."""
    return len(element.text_content())


def linked_words(element: HtmlElement) -> int:
    """The number of words in links of an element."""
    return sum(len(link.text_content().split()) for link in element.iter("a"))
