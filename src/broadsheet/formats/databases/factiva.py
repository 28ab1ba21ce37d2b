"""The articles in exports of Factiva: saved HTML and RTF, with or without its two-letter fields
(HD, BY, TD).
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from ...paths import package_rows
from ...patterns import regex
from ..values import LANGUAGES
from .fields import article_from, filled_lines, paragraphs, why_no_text
from .headings import BYLINE_WORDS, TERMS, any_of, states_date, without_edition
from .pages import database_tree, element_paragraphs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FIELD_OF_CODE = {row["code"]: row["field"] for row in package_rows("factiva-fields.csv")}
FEW_CODES = 3  # a text may have this many lines that begin with one, such as "IN" in capitals
CODE_OF_FIELD = regex(rf"({'|'.join(FIELD_OF_CODE)})(?:\s*$|\s*[\t|]\s*|\s{{2,}})")
DOCUMENT_LINE = re.compile(r"(?:Do[ck]ument|Documento)\s+(?=[A-Za-z]*\d)([A-Za-z0-9]{12,})$")
WORD_COUNT = regex(rf"\d[\d., \u00a0]* (?:{any_of('words')})$", re.IGNORECASE)
RIGHTS = re.compile(r"(?:\(c\)|©|Copyright)[^.]{0,40}?\b\d{4}\b", re.IGNORECASE)
TIME = re.compile(r"\d{1,2}:\d\d(?:\s*[AP]M)?(?:\s*[A-Z]{2,4})?$")
FOOTER = regex(
    rf"""
    (?:Page|Seite|P[aá]gina)\ \d+\ (?:of|von|sur|de|van|di)\ \d+\b   # Page 1 of 3
  | .*\bFactiva,\ Inc\.                                             # © 2024 Factiva, Inc. All
  | .*\bFactiva\b.{{,20}}\b(?:{any_of("rights")})\.?$                # rights reserved.
    """,
    re.VERBOSE | re.IGNORECASE,
)
ARTICLE_ELEMENT = re.compile(r"""class=["']?article\s+[a-z]{2}Article\b""")
WRITERS = regex(
    r"""
    (?:[A-ZÀ-Þ][\w.'’-]+,?\s+                             # Ann Example and Bo Lund in Oslo
       (?:(?:and|und|et|y|e|en|in|of|de|van|von)\s+)? ){1,7}
    [A-ZÀ-Þ][\w.'’-]+$
    """,
    re.VERBOSE,
)


def is_factiva_page(page: str) -> bool:
    """Whether the saved page is from Factiva, which marks each of its articles.

    >>> is_factiva_page('<div class="article enArticle">'), is_factiva_page('<div class="article">')
    (True, False)
    """
    return bool(ARTICLE_ELEMENT.search(page))


def read_factiva_page(page: str) -> list[dict | str]:
    """Each article of a page saved from Factiva."""
    articles = database_tree(page).xpath(
        "//div[starts-with(@class, 'article ') and contains(@class, 'Article')]"
    )
    return [from_element(article) for article in articles]


def from_element(article: HtmlElement) -> dict | str:
    """The article in an element of a page: its fields, if they are in a table, or its lines."""
    rows = [
        (label[0].text_content().strip(), cells[1])
        for row in article.xpath(".//tr[td]")
        if len(cells := row.xpath("./td")) > 1 and (label := cells[0].xpath(".//b"))
    ]
    coded = [] if rows else coded_lines(article)
    if not rows and not holds_codes(coded):
        headlines = article.xpath(".//*[contains(@class, 'Headline')]")
        authors = article.xpath(".//*[@class='author']")
        return from_lines(
            block_lines(article),
            title=" ".join(block_lines(headlines[0])) if headlines else None,
            byline=" ".join(block_lines(authors[0])) if authors else None,
        )
    if coded:
        return from_fields(coded_fields(coded))
    return from_fields([(code, block_lines(cell)) for code, cell in rows if code in FIELD_OF_CODE])


def coded_lines(article: HtmlElement) -> list[str]:
    """The lines of an element, with a bar after each bold code before its field."""
    article = deepcopy(article)
    for bold in article.xpath(".//b | .//strong"):
        if bold.text_content().strip() in FIELD_OF_CODE:
            bold.tail = f"|{bold.tail or ''}"
    return block_lines(article)


def holds_codes(lines: list[str]) -> bool:
    """Whether lines of an article begin with Factiva's codes."""
    return sum(bool(CODE_OF_FIELD.match(line)) for line in lines) > FEW_CODES


def block_lines(element: HtmlElement) -> list[str]:
    """The text of an element, one line per paragraph: line ends in the file are blanks in HTML."""
    return [line for block in element_paragraphs(element) for line in block.split("\n")]


def without_code(line: str) -> str:
    return CODE_OF_FIELD.sub("", line)


def is_factiva(text: str) -> bool:
    """Whether the text is from Factiva: its articles end with a number, and state how many words
    they have.

    >>> is_factiva("Document your work.")
    False
    """
    lines = [without_code(line) for line in filled_lines(text)]
    return any(map(DOCUMENT_LINE.match, lines)) and any(map(WORD_COUNT.match, lines))


def read_factiva(text: str) -> list[dict | str]:
    """Each article of the text of Factiva's RTF, or the reason why one cannot be read.

    >>> text = (
    ...     "Rain\\n2 words\\n3 May 2024\\nThe Post\\nPOST\\nEnglish\\n(c) 2024 The Post\\n"
    ...     "It rained.\\nDocument POST000020240503ek53000a1"
    ... )
    >>> is_factiva(text), read_factiva(text)[0]["text"]
    (True, 'It rained.')
    """
    articles: list[dict | str] = []
    block: list[str] = []
    for line in filled_lines(text):
        block.append(line)
        if DOCUMENT_LINE.match(without_code(line)):
            articles.append(from_block(block))
            block = []
    if sum(len(line.split()) for line in block) > 60 and any(map(WORD_COUNT.match, block)):
        articles.append(
            'no "Document" number: the file breaks off in this article; export it again'
        )
    return articles


def from_block(block: list[str]) -> dict | str:
    """The article in the lines up to a number, with Factiva's fields or without them."""
    lines = [line for line in block if not FOOTER.match(line)]
    if holds_codes(lines):
        return from_fields(coded_fields(lines))
    return from_lines(lines)


def coded_fields(lines: list[str]) -> list[tuple[str, list[str]]]:
    """The fields among lines: each code with the lines up to the next."""
    fields: list[tuple[str, list[str]]] = []
    for line in lines:
        if code := CODE_OF_FIELD.match(line):
            fields.append((code[1], [line[code.end() :]]))
        elif fields:
            fields[-1][1].append(line)
    return fields


def from_fields(fields: list[tuple[str, list[str]]]) -> dict | str:
    """The article from Factiva's fields. LP and TD, the first paragraphs and the following ones,
    are its text.
    """
    stated: dict[str, str] = {}
    text, rest = [], []
    for code, lines in fields:
        name, value = FIELD_OF_CODE[code], " ".join(filter(None, lines))
        if name == "text":
            text += lines
        elif name.islower() and name not in stated:
            stated[name] = value
        else:
            rest.append((name.capitalize(), value))
    published = f"{stated.pop('published', '')} {stated.pop('time', '')}".strip()
    body = paragraphs(text)
    return why_no_text(body, "Factiva") or article_from(body, rest, published=published, **stated)


def from_lines(lines: list[str], title: str | None = None, byline: str | None = None) -> dict | str:
    """The article as Factiva prints it for readers: section, title and byline, then the number of
    words; date, outlet, code, language and copyright; and the text up to the number of the
    document. A page may mark title and byline.
    """
    count = next((row for row, line in enumerate(lines) if WORD_COUNT.match(line)), None)
    if count is None:
        return (
            "no word count above this Factiva article, which is needed to separate its parts; "
            "export it "
            'again as RTF or HTML in the format "Article/Report plus Indexing"'
        )
    above = lines[:count]
    head, rights, body = parted(lines[count + 1 :])
    if not body:
        return (
            "no copyright or language line in this Factiva article, so its text cannot be located; "
            "export it again"
        )
    if title in above:
        above = [line for line in above if line not in (title, byline)]
    else:
        byline = above.pop() if names_writer(above) else None
        title = above.pop() if above else None
    document = [body.pop()] if DOCUMENT_LINE.match(body[-1]) else []
    published, outlet, sources, language = read_head(head)
    text = paragraphs(body)
    return why_no_text(text, "Factiva") or article_from(
        text,
        [
            *(("Section", line) for line in above),
            *(("Copyright", line) for line in rights),
            *(("Source", line) for line in sources),
            *(("Document", line) for line in document),
        ],
        title=title,
        authors=byline,
        words=lines[count],
        outlet=outlet and without_edition(outlet),
        published=published,
        language=language,
    )


def read_head(head: list[str]) -> tuple[str, str | None, list[str], str | None]:
    """Date and time, outlet, other lines about the source, and language: the lines between the word
    count and the copyright, in this order. The time and everything after the outlet may be missing.

    >>> read_head(["3 May 2024", "09:00", "The Post", "POST", "English"])
    ('3 May 2024 09:00', 'The Post', ['POST'], 'English')
    """
    dated = next((row for row, line in enumerate(head) if states_date(line)), 0)
    date, below = head[dated : dated + 1], head[dated + 1 :]
    time = below[:1] if below and TIME.match(below[0]) else []
    named = below[len(time) :]
    outlet = named[0] if named else None
    sources = named[1:]
    known = [line for line in sources if line.lower() in LANGUAGES]
    language = next(reversed(known or sources), None)
    return (
        " ".join([*date, *time]),
        outlet,
        [line for line in sources if line != language],
        language,
    )


def parted(below: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The parts below the word count: the head, the copyright and the text. Some outlets claim no
    copyright; the language is then the last line of the head.
    """
    rights = next((row for row, line in enumerate(below[:16]) if RIGHTS.match(line)), None)
    if rights is not None:
        return below[:rights], below[rights : rights + 1], below[rights + 1 :]
    language = next((row for row, line in enumerate(below[:12]) if line.lower() in LANGUAGES), None)
    if language is not None:
        return below[: language + 1], [], below[language + 1 :]
    return below, [], []


def names_writer(above: list[str]) -> bool:
    """Whether the last line above the word count is a byline, not the title: it is marked as one,
    or consists of names below a longer line.
    """
    if len(above) < 2:
        return False
    title, last = above[-2:]
    shorter = len(last.split()) < min(6, len(title.split()))
    before = BYLINE_WORDS.match(last)
    if before and last[0].isupper():
        # titles may begin with "Von" or "Door", but hardly ever with "By"
        names = before[0].strip().casefold() in TERMS["preposition"]
        return not names or bool(WRITERS.match(last[before.end() :]))
    return bool(WRITERS.match(last)) and (len(above) > 2 or shorter)
