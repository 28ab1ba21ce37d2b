"""The articles in XML delivered by Factiva, whatever it is wrapped in.

Elements are recognised by their names without namespace, in lower case: those of its web services
(`headline`, `leadParagraph`, `tailParagraphs`) and those named after its two-letter fields (`HD`,
`LP`, `TD`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...text import composed
from .factiva import FIELD_OF_CODE, from_fields
from .fields import article_from, paragraphs, why_no_text

if TYPE_CHECKING:
    from lxml.etree import _Element

ARTICLE_TAG = re.compile(r"<(?:\w+:)?article\b", re.IGNORECASE)
TEXT_TAG = re.compile(
    r"<(?:\w+:)?(?:leadParagraph|tailParagraphs|LP|TD|bodyText|body)\b", re.IGNORECASE
)
FACTIVA_TAG = re.compile(
    r"<(?:\w+:)?(?:accessionNo|leadParagraph|tailParagraphs|LP|TD)\b|\bfactiva\.com\b",
    re.IGNORECASE,
)
# The elements of each column of ours, in small letters, the likeliest first.
TAGS = {
    "title": ["headline", "title"],
    "outlet": ["sourcename", "publication", "publishername"],
    "authors": ["byline", "author", "authors", "creator"],
    "published": ["publicationdate", "publicationdatetime", "publishdate", "date"],
    "time": ["publicationtime", "time"],
    "language": ["baselanguage", "languagecode", "language"],
    "words": ["wordcount"],
    "section": ["sectionname", "section"],
    "dateline": ["dateline"],
    "correction": ["corrections", "correction"],
    "notes": ["notes", "note"],
    "url": ["url", "weburl"],
}
TEXT_TAGS = ["leadparagraph", "lead", "tailparagraphs", "tailparagraph", "bodytext", "body", "text"]
DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")  # of an encoding that is decoded already
PARAGRAPH_TAGS = frozenset(["paragraph", "para", "p", "br"])
APART = ("date", "time", "name")  # how elements end that stand for themselves within a line
COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?=\D|$)")  # 20240503


def is_factiva_xml(xml: str) -> bool:
    """Whether the XML contains articles of Factiva.

    >>> is_factiva_xml("<article><accessionNo>1</accessionNo><leadParagraph/></article>")
    True
    >>> is_factiva_xml("<rss><item><title>Rain</title></item></rss>")
    False
    """
    return all(tag.search(xml) for tag in (ARTICLE_TAG, TEXT_TAG, FACTIVA_TAG))


def read_factiva_xml(xml: str) -> list[dict | str]:
    """Each article of a file of Factiva's XML, or the reason why one cannot be read.

    >>> xml = (
    ...     "<r xmlns='http://global.factiva.com/pps/2.0'><article><headline><paragraph><hlt>Rain"
    ...     "</hlt> again</paragraph></headline><leadParagraph><paragraph>It rained.</paragraph>"
    ...     "</leadParagraph></article></r>"
    ... )
    >>> [(article["title"], article["text"]) for article in read_factiva_xml(xml)]
    [('Rain again', 'It rained.')]
    """
    return [xml_article(element) for element in article_elements(xml)]


def article_elements(xml: str) -> Iterator[_Element]:
    """The outermost elements of articles."""
    from lxml.etree import XMLParser, fromstring

    parser = XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        recover=True,
        remove_comments=True,
    )
    tree = fromstring(DECLARATION.sub("", xml).encode("utf-8", "replace"), parser)
    for element in tree.iter() if tree is not None else ():
        inside = [name_of(outer) for outer in element.iterancestors()]
        if name_of(element) == "article" and "article" not in inside:
            yield element


def name_of(element: _Element) -> str:
    """The name of an element, without its namespace, in small letters."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def xml_article(article: _Element) -> dict | str:
    """The article in an element."""
    fields: dict[str, list[_Element]] = {}
    for element in article.iter():
        fields.setdefault(name_of(element), []).append(element)
    codes = [
        (name.upper(), lines_of(element))
        for name, elements in fields.items()
        if name.upper() in FIELD_OF_CODE
        for element in elements
    ]
    if len({code for code, _ in codes}) > 3 and not fields.get("headline"):
        return from_fields(codes)
    said = {name: first_said(fields, tags) for name, tags in TAGS.items()}
    day, time = said.pop("published") or "", said.pop("time")
    day = COMPACT_DAY.sub(r"\1-\2-\3", day, count=1)
    text = paragraphs(line for name in TEXT_TAGS for line in outermost_lines(fields, name))
    rest = [
        (label, value)
        for label, name in [
            ("Document", "accessionno"),
            ("Copyright", "copyright"),
            ("Source code", "sourcecode"),
            ("Publisher", "publishername"),
            ("Credit", "credit"),
            ("Edition", "edition"),
            ("Page", "pages"),
            ("Graphic", "artwork"),
        ]
        if (value := first_said(fields, [name]))
    ]
    rest += [
        (label, line)
        for label, name in [
            ("Subject", "newssubject"),
            ("Region", "region"),
            ("Company", "company"),
        ]
        for element in fields.get(name, [])
        for line in lines_of(element)
    ]
    return why_no_text(text, "Factiva") or article_from(
        text, rest, published=f"{day} {time}" if time and ":" not in day else day, **said
    )


def outermost_lines(fields: dict[str, list[_Element]], name: str) -> Iterator[str]:
    """The lines of the elements with this name that are not inside another element of the text."""
    for element in fields.get(name, []):
        if not any(name_of(outer) in TEXT_TAGS for outer in element.iterancestors()):
            yield from lines_of(element)


def first_said(fields: dict[str, list[_Element]], names: list[str]) -> str | None:
    """The text of the first element, by the first of several names, that has any text."""
    return next(
        (
            line
            for name in names
            for element in fields.get(name, [])
            if (line := " ".join(lines_of(element)) or element.get("value", ""))
        ),
        None,
    )


def lines_of(element: _Element) -> list[str]:
    """The text of an element, one line per paragraph."""
    from lxml.etree import iterwalk

    said: list[str] = []
    for event, inner in iterwalk(element, ("start", "end")):
        name = name_of(inner)
        edge = "\u2029" if name in PARAGRAPH_TAGS else " " if name.endswith(APART) else ""
        if event == "start":
            said += [edge, inner.text or "" if isinstance(inner.tag, str) else ""]
        else:
            said += [edge, inner.tail or "" if inner is not element else ""]
    lines = (" ".join(line.split()) for line in "".join(said).split("\u2029"))
    return [composed(line) for line in lines if line]
