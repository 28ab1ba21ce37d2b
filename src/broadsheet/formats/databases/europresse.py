"""The articles in HTML exported from Europresse: one element each, with separate elements for the
outlet, the date, the title, the authors and the text.

The names of these elements differ a little between versions of the site; each field is searched for
under all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..dates import MOMENT, MONTH_ALONE, month_alone
from .fields import article_from, paragraphs, why_no_text
from .headings import WEEKDAY, without_edition
from .pages import database_tree, element_paragraphs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

IS_EUROPRESSE = re.compile(
    r"""class\s*=\s*["'][^"']*\b(?:DocPublicationName|titreArticleVisu|docOcurrContainer)\b""",
    re.IGNORECASE,
)
# The classes of the elements of each field, the likeliest first.
CLASSES = {
    "outlet": ["DocPublicationName"],
    "header": ["DocHeader", "DocTitreSousSection"],
    "title": ["titreArticleVisu", "rdp__articletitle", "titreArticle"],
    "above title": ["rdp__surtitle", "surtitreArticle", "DocSurtitre"],
    "summary": ["rdp__subtitle", "sousTitreArticle", "DocSousTitre", "chapeauArticle"],
    "authors": ["docAuthors", "sm-margin-bottomNews", "DocAuteur"],
    "text": ["docOcurrContainer", "DocText"],
    "number": ["publiC-lblNodoc", "lblNodoc"],
}
NUMBER = re.compile(r"\w+·(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)·[\w·+-]+")
ISSUE = re.compile(r"\s*[,•-]\s*(?:no|nr|n°|nº)\.?\s*\d.*$", re.IGNORECASE)  # Le Courrier, no. 12
PAGE = re.compile(r"^(?:pp?|S|pag?)\.?\s*[\w,/ -]{1,12}$", re.IGNORECASE)


def is_europresse(page: str) -> bool:
    """Whether the saved page is from Europresse, which names the elements of its articles.

    >>> is_europresse('<span class="DocPublicationName">The Post'), is_europresse("<p>Europresse")
    (True, False)
    """
    return bool(IS_EUROPRESSE.search(page))


def read_europresse(page: str) -> list[dict | str]:
    """Each article of a page saved from Europresse."""
    return [article_in(element) for element in article_elements(database_tree(page))]


def article_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The element of each article: those named as such, or else the largest ones with one outlet
    each.
    """
    articles = [
        element
        for element in tree.iter("article")
        if marked(element, "text") or marked(element, "title")
    ]
    if articles:
        return articles
    found = []
    for name in marked(tree, "outlet") or marked(tree, "title"):
        around = name
        while (outer := around.getparent()) is not None and len(marked(outer, "outlet")) <= 1:
            around = outer
            if outer.tag == "body":
                break
        if around not in found:
            found.append(around)
    return found


def marked(element: HtmlElement, field: str) -> list[HtmlElement]:
    """The elements of a field inside another: those of the first class that occurs, without nested
    ones.
    """
    for name in CLASSES[field]:
        found = element.xpath(
            f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        )
        outermost = [
            inner for inner in found if not any(outer in found for outer in inner.iterancestors())
        ]
        if outermost:
            return outermost
    return []


def line_of(element: HtmlElement, field: str) -> str:
    """The text of a field's elements, in one line."""
    return " ".join(
        " ".join(paragraph.split())
        for found in marked(element, field)
        for paragraph in element_paragraphs(found)
    )


def article_in(element: HtmlElement) -> dict | str:
    """The article in an element."""
    header = line_of(element, "header")
    published, section, page = read_header(header)
    number = line_of(element, "number")
    coded = NUMBER.search(number)
    if published is None and coded:
        published = f"{coded['year']}-{coded['month']}-{coded['day']}"
    text = paragraphs(
        " ".join(paragraph.split())
        for found in marked(element, "text")
        for paragraph in element_paragraphs(found)
    )
    return why_no_text(text, "Europresse") or article_from(
        text,
        [
            ("Header", header),
            ("Page", page),
            ("Above the title", line_of(element, "above title")),
            ("Document", number),
        ],
        title=line_of(element, "title"),
        outlet=without_edition(ISSUE.sub("", line_of(element, "outlet"))),
        published=published,
        authors=line_of(element, "authors"),
        section=section,
        summary=line_of(element, "summary"),
    )


def read_header(header: str) -> tuple[str | None, str, str]:
    """The date, the section and the page in the line below the name of the outlet.

    >>> read_header("News, Monday, March 4, 2024, p. 4")
    ('March 4, 2024', 'News', 'p. 4')
    >>> read_header("Économie, lundi 4 mars 2024 802 mots, p. 7")
    ('4 mars 2024', 'Économie', 'p. 7')
    """
    said = " ".join(WEEKDAY.sub("", header).split())
    date = MOMENT.search(said) or next(
        (month for month in MONTH_ALONE.finditer(said) if month_alone(month[0])), None
    )
    if date is None:
        return None, "", ""
    below = [part.strip() for part in said[date.end() :].split(",")]
    page = next((part for part in below if PAGE.match(part)), "")
    return date[0].strip(), said[: date.start()].strip(" ,"), page
