"""The article inside a saved web page: its metadata, its body, and everything that was cut, with
the reason.

The body is located by trafilatura (Barbaresi, ACL 2021) in its recall mode; each line that it keeps
is then checked like a line of a copied page, so that sign-ups, credits and lists of other articles
are cut. If it keeps much less than the rules for copied pages on the same page, those are used
instead. The text contains no tags, scripts or styles. A table becomes one line per row, and its
words count as words of the article: outlets that print tables are penalised.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...text import LETTER
from .archived import original_page
from .boxes import boxes, margin_notes
from .copied import (
    ENDINGS,
    UNSORTED,
    label_teasers,
    label_writer,
    read_page,
    reason_of,
    same_title,
    text_and_dateline,
)
from .endings import label_discussion, label_walls_below
from .lines import Line, page_line, page_lines, shape
from .markup import metadata, page_tree

if TYPE_CHECKING:  # lxml and trafilatura are imported where a page is read
    from lxml.etree import _Element
    from lxml.html import HtmlElement

NOT_SHOWN = frozenset(
    """head script style noscript template svg math iframe object canvas audio video select
    textarea""".split()
)
INLINE_TAGS = frozenset(
    """a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small
    span strike strong sub sup time tt u var wbr""".split()
)
# Boxes that are not even searched for authors and dates.
NOT_READ = frozenset(["archive", "consent", "margin", "sign-up"])
LITTLE = 500  # characters; a paragraph or two
# The elements that begin a line, by trafilatura's names.
TEI_BLOCKS = frozenset("p head item row quote code list table fw ab div body".split())


def read_html(data: bytes | str, url: str | None = None) -> dict:
    """The article inside a saved page, in the form of `read_page` for a copied one, with `language`
    and `url` added.

    Title, authors, dates and outlet in the markup win over those shown on the page. `text` is short
    if the page shows only the beginning of an article. ValueError, with the remedy, if it is not a
    web page or has no prose.

    >>> page = read_html('''<html lang="en"><title>Fair Opens</title>
    ... <meta name="author" content="Ann Example">
    ... <body><nav><a href="/">Home</a></nav>
    ... <article><h1>Fair Opens</h1><p>OSLO \u2014 The fair opened in the rain.</p>
    ... <h2>Tea</h2><p>Tea &amp; cake ran out in the evening.</p>
    ... <script>track()</script></article></body></html>''')
    >>> page["title"], page["authors"], page["dateline"], page["subheads"]
    ('Fair Opens', 'Ann Example', 'OSLO', ['Tea'])
    >>> page["text"]
    'The fair opened in the rain.\\n\\nTea & cake ran out in the evening.'
    """
    tree = page_tree(data)
    original = original_page(tree, url)
    aside = boxes(tree) | dict.fromkeys(original.frame, "archive") | margin_notes(tree)
    page = marked_lines(tree, aside)
    # Comments leave a line that no body extends across, and lists of other articles stay for the
    # same reason.
    readable = [
        "Comments" if holds == "comments" else line for line, holds in page if holds not in NOT_READ
    ]
    shown = read_page("\n".join(readable))
    stated = {name: value for name, value in metadata(tree, original.url).items() if value}
    article = shown | {"language": None, "url": None} | stated
    for box in aside:
        drop(box)
    lines = extracted(tree)
    labels = label_extracted(lines, article["title"] or "", article["authors"] or "")

    def labelled(name: str) -> list[str]:
        return [line.text for line, label in zip(lines, labels) if label == name]

    if not misses(labelled("text"), shown["text"]):
        credit = next(iter(labelled("agency credit")), None)
        article |= text_and_dateline(labelled("text"), credit)
        article |= {"subheads": labelled("subheads"), "highlights": []}
    if shown["summary"] and squeezed(shown["summary"]) not in squeezed(article["text"]):
        # As shown on the page: the one in the tags may be cut short.
        article["summary"] = shown["summary"]
    if not LETTER.search(article["text"]):
        raise ValueError("no running prose; check that the page was saved with its article")
    reasons = {line.text: label for line, label in zip(lines, labels)}
    return article | {"cut": cut_lines(page, article, reasons)}


def page_text(tree: HtmlElement) -> str:
    """The text of a page as if copied: one line per block, indented by its depth, list items with a
    mark.

    >>> page = "<p>A <b>b</b>c<br>d<ul><li>e</ul><style>x{}</style><table><tr><td>f<td>g"
    >>> print(page_text(page_tree(f"<body>{page}")))
      A bc
      d
        * e
        f g
    """
    return "\n".join(line for line, _ in marked_lines(tree, {}))


def marked_lines(tree: HtmlElement, aside: dict[HtmlElement, str]) -> list[tuple[str, str | None]]:
    """The lines of `page_text`, each with the kind of its box (`boxes`), if it is in one."""
    lines: list[tuple[str, str | None]] = []
    said: list[str] = []
    depth = -1
    box = None

    def end_line(bullet: bool = False) -> None:
        if text := " ".join("".join(said).split()):
            holds = aside[box] if box is not None else None
            lines.append(("  " * depth + "* " * bullet + text, holds))
        said.clear()

    body = tree.find("body")
    for event, element in shown_elements(tree if body is None else body):
        inline = element.tag in INLINE_TAGS or element.tag in ("td", "th")
        block = element in aside or not inline
        if event != "end":
            if block:
                parent = element.getparent()
                end_line(bullet=parent is not None and parent.tag == "li")
            depth += block
            if event == "start":
                box = element if box is None and element in aside else box
                said.append(element.text or "")
        else:
            if block:
                end_line(bullet=element.tag == "li")
            if element is box:
                box = None
            depth -= block
            said.append(("" if element.tag in INLINE_TAGS else " ") + (element.tail or ""))
    end_line()
    return lines


def drop(box: HtmlElement) -> None:
    """Remove an element from its page; text after it stays."""
    if box.getparent() is not None:
        box.drop_tree()


def shown_elements(tree: _Element) -> Iterator[tuple[str, _Element]]:
    """The beginning ("start") and the end of each element of a page; a hidden one begins with
    "unseen", and its content is skipped.
    """
    from lxml.etree import iterwalk

    unseen = None
    for event, element in iterwalk(tree, ("start", "end")):
        if unseen is None:
            if event == "start" and is_unseen(element):
                unseen, event = element, "unseen"
            yield event, element
        elif event == "end" and element is unseen:
            unseen = None
            yield event, element


def is_unseen(element: _Element) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return element.tag in NOT_SHOWN or element.get("hidden") is not None or "display:none" in style


def extracted(tree: HtmlElement) -> list[Line]:
    """The lines that trafilatura extracts from a page; `row` is 1 for a heading.

    On a page with little text it keeps everything, including menus; there its precision mode is
    used.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    lines: list[Line] = []
    for favor_precision in (False, True):
        document = bare_extraction(
            copy.deepcopy(tree),
            include_comments=False,
            favor_precision=favor_precision,
            favor_recall=not favor_precision,
        )
        lines = body_lines(document.body) if isinstance(document, Document) else []
        if sum(len(line.text) for line in lines) > LITTLE:
            break
    return lines


def body_lines(body: _Element) -> list[Line]:
    """The lines of trafilatura's elements. Cells of a table row are on one line."""
    from lxml.etree import iterwalk

    lines: list[Line] = []
    said: list[str] = []
    kinds = ["p"]
    rows = 0

    def end_line() -> None:
        texts = (" ".join(text.split()) for text in "".join(said).split("\n"))
        lines.extend(
            page_line(text, bullet=kinds[-1] == "item", row=int(kinds[-1] == "head"))
            for text in texts
            if text
        )
        said.clear()

    for event, element in iterwalk(body, ("start", "end")):
        block = element.tag in TEI_BLOCKS
        if block and (not rows or element.tag == "row"):
            end_line()
        if event == "start":
            rows += element.tag == "row"
            if block:
                kinds.append(element.tag if element.tag in ("head", "item") else kinds[-1])
            before = "\n" if element.tag == "lb" else " " if block or element.tag == "cell" else ""
            said.append(before + (element.text or ""))
        else:
            rows -= element.tag == "row"
            if block:
                kinds.pop()
            said.append((" " if element.tag == "cell" else "") + (element.tail or ""))
    end_line()
    return lines


def label_extracted(lines: list[Line], title: str, authors: str) -> list[str]:
    """The label of each line of an extraction: "text", "subheads", "title again", or a reason to
    cut it.
    """
    labels = [shape(line) for line in lines]
    label_teasers(lines, labels)
    label_discussion(lines, labels)
    whole = same_title(page_line(title))
    for row, line in enumerate(lines):
        if same_title(line) == whole:
            labels[row] = "title again"
        elif labels[row] in UNSORTED:
            sentence = line.ends and line.prose and "?" not in line.plain
            labels[row] = "subheads" if line.row and not sentence else "text"
    label_writer(lines, labels, authors)
    for stage in (*ENDINGS, label_walls_below):
        stage(lines, labels)
    return labels


def misses(kept: list[str], shown: str) -> bool:
    """Whether the lines kept are only a part of the article shown on the page, at most two
    thirds.
    """
    parts = {squeezed(line) for line in shown.split("\n\n")}
    words = sum(len(line.split()) for line in kept)
    known = sum(len(line.split()) for line in kept if squeezed(line) in parts)
    return 2 * len(shown.split()) > 3 * words and 5 * known >= 4 * words


def squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


# The reason for cutting a line in a box, by the kind of box.
BOX_LABELS = {"sign-up": "furniture", "consent": "furniture"}


def cut_lines(
    page: list[tuple[str, str | None]], article: dict, labels: dict[str, str]
) -> list[tuple[str, str]]:
    """The lines of the page that are not in the article, each with the reason."""
    columns = [article["text"], *article["subheads"], article["title"], article["summary"]]
    kept = {squeezed(line) for text in columns for line in (text or "").split("\n\n")}
    if article["dateline"]:
        kept.add(squeezed(article["dateline"] + article["text"].split("\n\n")[0]))
    known = {squeezed(text): label for text, label in labels.items()}
    cut = []
    for said, holds in page:
        for line in page_lines(said):
            key = squeezed(line.text)
            if key and (key not in kept or holds):
                label = known.get(key) or BOX_LABELS.get(holds or "", holds) or shape(line)
                outside = label in (*UNSORTED, "text")
                cut.append((reason_of("outside" if outside else label), line.text))
    return cut
