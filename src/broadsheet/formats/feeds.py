"""The articles in an XML file: those of a press database, or of a feed (RSS, Atom).

Few feeds hold whole articles; most give only the first sentences. Such an entry is rejected with
that reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text import composed
from .databases import read_export
from .encoding import Unreadable
from .webpage import page_text, page_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

XML = "http://www.w3.org/XML/1998/namespace"
# Where an entry has its text, the full text first.
WHOLE = ("encoded", "content", "body")
TEASERS = ("description", "summary")
SHORTEST = 100  # words; the teaser of an article has fewer


def read_xml(text: str) -> list[dict | str]:
    """Each article of an XML file, or the reason why it cannot be read."""
    exported = read_export(text, "xml")
    if exported is not None:
        return exported
    entries = feed_entries(text)
    if not entries:
        raise Unreadable(
            "XML that is neither a feed (RSS, Atom) nor a known export; export it as text or HTML"
        )
    return entries


def feed_entries(text: str) -> list[dict | str]:
    """The entries of a feed.

    >>> feed_entries("<rss><channel><title>The Post</title><item><title>Rain</title>"
    ...     "<description>It rained.</description></item></channel></rss>")
    ['the feed has only the first words of "Rain"; save the article from its page']
    >>> feed_entries("<p>It rained.</p>")
    []
    """
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, recover=True
    )
    tree = etree.fromstring(text.encode(), parser)
    if tree is None or name_of(tree) not in ("rss", "feed", "RDF"):
        return []
    channel = next((element for element in tree if name_of(element) == "channel"), tree)
    outlet = said(channel, "title")
    language = said(channel, "language") or tree.get(f"{{{XML}}}lang")
    return [
        entry_article(element, outlet, language) for element in tree.iter("{*}item", "{*}entry")
    ]


def entry_article(entry: _Element, outlet: str | None, language: str | None) -> dict | str:
    """The article in an entry, or the reason why the entry does not hold it."""
    whole = next(filter(None, (prose(entry, name) for name in WHOLE)), None)
    teaser = next(filter(None, (prose(entry, name) for name in TEASERS)), None)
    title = said(entry, "title")
    text = whole or teaser or ""
    if len(text.split()) < SHORTEST and not whole:
        return (
            f'the feed has only the first words of "{title or "an entry"}"; save the article '
            "from its page"
        )
    article = {
        "title": title,
        "outlet": said(entry, "source") or outlet,
        "authors": ", ".join(dict.fromkeys(names_in(entry))) or None,
        "published": said(entry, "pubDate") or said(entry, "published") or said(entry, "date"),
        "updated": said(entry, "updated"),
        "url": link_of(entry),
        "language": language,
        "summary": teaser if whole and teaser != whole else None,
        "text": text,
        "doubt": None if whole else "a feed's description, which may be less than the article",
    }
    return {name: value for name, value in article.items() if value}


def name_of(element: _Element) -> str:
    """The name of an element without its namespace; none for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def said(element: _Element, name: str) -> str | None:
    """The text of the child with this name, in one line."""
    for child in element:
        if name_of(child) == name and (text := " ".join("".join(child.itertext()).split())):
            return composed(text)
    return None


def names_in(entry: _Element) -> list[str]:
    """The authors of an entry."""
    names = []
    for child in entry:
        if name_of(child) == "creator" or (name_of(child) == "author" and not len(child)):
            names.append(composed(" ".join((child.text or "").split())))
        elif name_of(child) == "author" and (name := said(child, "name")):
            names.append(name)
    return [name for name in names if name]


def link_of(entry: _Element) -> str | None:
    """The address of the page of an entry."""
    for child in entry:
        if name_of(child) == "link" and child.get("rel", "alternate") == "alternate":
            address = (child.get("href") or child.text or "").strip()
            if address:
                return address
    return None


def prose(entry: _Element, name: str) -> str:
    """The text of the child with this name, which is HTML, escaped or not, with a blank line
    between paragraphs.
    """
    from lxml import etree

    for child in entry:
        if name_of(child) == name:
            markup = (child.text or "") + "".join(
                etree.tostring(inner, encoding="unicode") for inner in child
            )
            if markup.strip():
                lines = page_text(page_tree(f"<body>{markup}</body>")).split("\n")
                return composed("\n\n".join(line.strip().removeprefix("* ") for line in lines))
    return ""
