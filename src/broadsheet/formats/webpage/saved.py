"""The article inside a saved web page: what its markup says of it, its body, and all that was cut,
with the reason.

Where the body stands is found by trafilatura (Barbaresi, ACL 2021) in its mode that rather keeps
than cuts; each line that it keeps is then looked at as one of a copied page is, so that sign-ups,
credits and lists of other articles go. Where it finds much less than the rules for copied pages do
on the same page, they are believed. Text is text: no tag, script or style gets into it. A table
comes as a line a row, and its words count as words of the article: who prints tables loses.
"""

import copy

import lxml.html
from lxml import etree
from trafilatura import bare_extraction

from ...text import LETTER
from .copied import REASONS, body, folded, label_teasers, label_writer, read_page
from .lines import Line, line_of, page_lines, shape
from .markup import metadata, page_tree

UNSEEN = frozenset(
    """head script style noscript template svg math iframe object canvas audio video select
    textarea""".split()
)
INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span
    strike strong sub sup time tt u var wbr""".split()
)
LITTLE = 500  # characters; a paragraph or two
BLOCKS = frozenset(
    "p head item row quote code list table fw ab div body".split()
)  # trafilatura's names


def read_html(data: bytes | str, url: str | None = None) -> dict:
    """The article inside a saved page, as `read_page` gives it for a copied one, with `language`
    and `url` besides.

    What the markup says of title, authors, dates and outlet wins over what the page shows. `text`
    is short where a page shows only the beginning of an article. ValueError, with the mend, for
    what is no web page or holds no prose.

    >>> page = read_html('''<html lang="en"><title>Fair Opens</title><meta name="author" content="Ann Example">
    ... <body><nav><a href="/">Home</a></nav><article><h1>Fair Opens</h1><p>OSLO \u2014 The fair opened in the rain.</p>
    ... <h2>Tea</h2><p>Tea &amp; cake ran out in the evening.</p><script>track()</script></article></body></html>''')
    >>> page["title"], page["authors"], page["dateline"], page["subheads"]
    ('Fair Opens', 'Ann Example', 'OSLO', ['Tea'])
    >>> page["text"]
    'The fair opened in the rain.\\n\\nTea & cake ran out in the evening.'
    """
    tree = page_tree(data)
    page = page_text(tree)
    shown = read_page(page)
    said = {name: value for name, value in metadata(tree, url).items() if value}
    article = shown | {"language": None, "url": None} | said
    lines = extracted(tree)
    labels = label_lines(lines, article["title"] or "", article["authors"] or "")
    kept = [line.text for line, label in zip(lines, labels) if label == "text"]
    if not misses(kept, shown["text"]):
        credit = next(
            (line.text for line, label in zip(lines, labels) if label == "agency credit"), None
        )
        article |= body(kept, credit) | {
            "subheads": [line.text for line, label in zip(lines, labels) if label == "subheads"],
            "highlights": [],
        }
    if not LETTER.search(article["text"]):
        raise ValueError("no running prose in it; check that the page was saved with its article")
    return article | {
        "cut": cut(page, article, {line.text: label for line, label in zip(lines, labels)})
    }


def page_text(tree: lxml.html.HtmlElement) -> str:
    """A page as copying it gives it: a line a block, set in by how deep it stands, points of lists
    with a mark.

    >>> print(page_text(page_tree("<body><p>A <b>b</b>c<br>d<ul><li>e</ul><style>x{}</style><table><tr><td>f<td>g")))
      A bc
      d
        * e
        f g
    """
    lines, said, depth, unseen = [], [], -1, None

    def end_line(bullet: bool = False) -> None:
        if text := " ".join("".join(said).split()):
            lines.append("  " * depth + "* " * bullet + text)
        said.clear()

    for event, one in etree.iterwalk(
        tree.find("body") if tree.find("body") is not None else tree, ("start", "end")
    ):
        block = one.tag not in INLINE and one.tag not in ("td", "th")
        if event == "start" and unseen is None:
            if block:
                end_line(bullet=one.getparent() is not None and one.getparent().tag == "li")
            depth += block
            if is_unseen(one):
                unseen = one
            else:
                said.append(one.text or "")
        elif event == "end" and unseen in (None, one):
            if block:
                end_line(bullet=one.tag == "li")
            depth -= block
            unseen = None
            said.append(("" if one.tag in INLINE else " ") + (one.tail or ""))
    end_line()
    return "\n".join(lines)


def is_unseen(one: etree._Element) -> bool:
    style = (one.get("style") or "").replace(" ", "")
    return one.tag in UNSEEN or one.get("hidden") is not None or "display:none" in style


def extracted(tree: lxml.html.HtmlElement) -> list[Line]:
    """The lines of what trafilatura finds on a page, `row` being 1 for a heading.

    Of a page with little text it keeps everything, menus too; there its mode that rather cuts is
    asked.
    """
    for mode in ({"favor_recall": True}, {"favor_precision": True}):
        found = bare_extraction(copy.deepcopy(tree), include_comments=False, **mode)
        lines = body_lines(found.body) if found is not None else []
        if sum(len(line.text) for line in lines) > LITTLE:
            break
    return lines


def body_lines(found: etree._Element) -> list[Line]:
    """The lines of trafilatura's elements. Cells of a table stand in one line."""
    lines, said, kinds, rows = [], [], ["p"], 0

    def end_line() -> None:
        for text in "".join(said).split("\n"):
            if text := " ".join(text.split()):
                lines.append(
                    line_of(text, bullet=kinds[-1] == "item", row=int(kinds[-1] == "head"))
                )
        said.clear()

    for event, one in etree.iterwalk(found, ("start", "end")):
        block = one.tag in BLOCKS
        if block and (not rows or one.tag == "row"):
            end_line()
        if event == "start":
            rows += one.tag == "row"
            kinds += [one.tag if one.tag in ("head", "item") else kinds[-1]] * block
            said.append(
                ("\n" if one.tag == "lb" else " " if block or one.tag == "cell" else "")
                + (one.text or "")
            )
        else:
            rows -= one.tag == "row"
            del kinds[len(kinds) - block :]
            said.append((" " if one.tag == "cell" else "") + (one.tail or ""))
    end_line()
    return lines


def label_lines(lines: list[Line], title: str, authors: str) -> list[str]:
    """What each line of an extraction is: "text", "subheads", "title again", or a reason to cut it."""
    labels = [shape(line) for line in lines]
    label_teasers(lines, labels)
    for at, line in enumerate(lines):
        if folded(line) == folded(line_of(title)):
            labels[at] = "title again"
        elif labels[at] in ("prose", "short"):
            labels[at] = (
                "subheads"
                if line.row and not (line.ends and line.prose and "?" not in line.plain)
                else "text"
            )
        elif labels[at] == "comments" and 2 * at > len(lines):
            labels[at:] = ["comments"] * (len(lines) - at)
            break
    label_writer(lines, labels, authors)
    return labels


def misses(kept: list[str], shown: str) -> bool:
    """The lines kept are a part of what the page shows as its article, and two thirds of it at
    most.
    """
    parts = {squeezed(line) for line in shown.split("\n\n")}
    words = sum(len(line.split()) for line in kept)
    known = sum(len(line.split()) for line in kept if squeezed(line) in parts)
    return 2 * len(shown.split()) > 3 * words and 5 * known >= 4 * words


def squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def cut(page: str, article: dict, labels: dict[str, str]) -> list[tuple[str, str]]:
    """The lines of the page that are not in the article, each with the reason."""
    kept = {
        squeezed(line)
        for line in [*article["text"].split("\n\n"), *article["subheads"], article["title"] or ""]
    }
    named = {squeezed(text): label for text, label in labels.items()}
    out = []
    for line in page_lines(page):
        key = squeezed(line.text)
        if key and key not in kept:
            label = named.get(key) or shape(line)
            out.append(
                (
                    REASONS.get("outside" if label in ("prose", "short", "text") else label, label),
                    line.text,
                )
            )
    return out
