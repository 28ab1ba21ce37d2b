"""What Factiva exports → its articles: saved HTML and RTF, with its two-letter fields (HD, BY, TD)
or without them.
"""

import re

from lxml import html as markup

from ...text import composed
from ..encoding import decode
from .fields import LANGUAGES, entry, paragraphs, spoken, states_date

CODES = {
    "SE": "Section",
    "HD": "title",
    "BY": "authors",
    "CR": "Credit",
    "WC": "words",
    "PD": "published",
    "ET": "time",
    "SN": "outlet",
    "SC": "Source code",
    "ED": "Edition",
    "PG": "Page",
    "VOL": "Volume",
    "LA": "language",
    "CY": "Copyright",
    "LP": "text",
    "TD": "text",
    "ART": "Graphic",
    "DLN": "dateline",
    "CLM": "Column",
    "CT": "Contact",
    "RF": "Reference",
    "CO": "Company",
    "IN": "Industry",
    "NS": "Subject",
    "RE": "Region",
    "IPC": "IPC",
    "IPD": "IPD",
    "PUB": "Publisher",
    "AN": "Document",
    "CX": "Correction",
    "RST": "Restrictor",
    "PUBLISHER": "Publisher",
}
CODE = re.compile(rf"({'|'.join(CODES)})(?:\s*$|\s*[\t|]\s*|\s{{2,}})")
DOCUMENT = re.compile(r"(?:Document|Dokument)\s+(?=[A-Za-z]*\d)([A-Za-z0-9]{12,})$")
WORDS = re.compile(r"[\d.,]+ words?$")
RIGHTS = re.compile(r"(?:\(c\)|©|Copyright)[^.]{0,40}?\b\d{4}\b", re.IGNORECASE)
TIME = re.compile(r"\d{1,2}:\d\d(?:\s*[AP]M)?(?:\s*[A-Z]{2,4})?$")
PAGE = re.compile(r"Page \d+ of \d+\b|.*\bFactiva, Inc\. All rights reserved\.?$")
BLOCKS, BREAK = ("div", "p", "br", "td", "tr", "h1", "h2", "h3", "li"), "\u2028"
DECLARED = re.compile(r"^\s*<\?xml[^>]*>")
MARKED = re.compile(rb"""class=["']?article\s+[a-z]{2}Article\b""")
NAMES = re.compile(
    r"(?:By\s+\S.*|(?:[A-Z][\w.'’-]+,?\s+(?:(?:and|in|of|de|van|von)\s+)?){1,7}[A-Z][\w.'’-]+)$"
)


def is_factiva(data: bytes) -> bool:
    """The saved page is Factiva's, which marks each of its articles."""
    return bool(MARKED.search(data))


def read_factiva_html(data: bytes) -> list[dict | str]:
    """Each article of a page saved from Factiva."""
    page = markup.fromstring(DECLARED.sub("", decode(data)))
    found = []
    for article in page.xpath(
        "//div[starts-with(@class, 'article ') and contains(@class, 'Article')]"
    ):
        rows = [
            (label[0].text_content().strip(), cells[1])
            for row in article.xpath(".//tr[td]")
            if len(cells := row.xpath("./td")) > 1 and (label := cells[0].xpath(".//b"))
        ]
        found.append(
            from_fields([(code, block_lines(cell)) for code, cell in rows if code in CODES])
            if rows
            else from_lines(block_lines(article))
        )
    return found


def block_lines(element) -> list[str]:
    """The text of an element, a line for each of its paragraphs: the line ends of the file are
    blanks in HTML.
    """
    for one in element.iter(*BLOCKS):
        one.text, one.tail = BREAK + (one.text or ""), BREAK + (one.tail or "")
    return [
        composed(said)
        for line in element.text_content().split(BREAK)
        if (said := " ".join(line.split()))
    ]


def read_factiva(text: str) -> list[dict | str] | None:
    """Each article of the text of Factiva's RTF, which ends with its number; None where Factiva did
    not write this.

    >>> read_factiva("Rain\\n2 words\\n3 May 2024\\nThe Post\\nPOST\\nEnglish\\n(c) 2024 The Post\\nIt rained.\\n"
    ...              "Document POST000020240503ek53000a1")[0]["text"]
    'It rained.'
    >>> read_factiva("Document your work.")
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    ends = [at for at, line in enumerate(lines) if DOCUMENT.match(CODE.sub("", line))]
    if not ends or not any(WORDS.match(CODE.sub("", line)) for line in lines):
        return None
    found, start = [], 0
    for end in ends:
        block = [line for line in lines[start : end + 1] if not PAGE.match(line)]
        coded = sum(bool(CODE.match(line)) for line in block)
        found.append(from_fields(coded_fields(block)) if coded > 3 else from_lines(block))
        start = end + 1
    if sum(len(line.split()) for line in lines[start:]) > 60 and any(
        WORDS.match(line) for line in lines[start:]
    ):
        found.append('no "Document" number: the file ends inside this article; export it again')
    return found


def coded_fields(lines: list[str]) -> list[tuple[str, list[str]]]:
    fields = []
    for line in lines:
        if found := CODE.match(line):
            fields.append((found[1], [line[found.end() :]]))
        elif fields:
            fields[-1][1].append(line)
    return fields


def from_fields(fields: list[tuple[str, list[str]]]) -> dict | str:
    """The article from Factiva's fields. LP and TD, the first paragraphs and those that follow, are
    its text.
    """
    told, text, rest = {}, [], []
    for code, lines in fields:
        name = CODES[code]
        if name == "text":
            text += lines
        elif name.islower() and name not in told:
            told[name] = " ".join(filter(None, lines))
        else:
            rest.append((name.capitalize(), " ".join(filter(None, lines))))
    time = told.pop("time", None)
    published = f"{told.pop('published', '')} {time or ''}".strip()
    body = paragraphs(text)
    return spoken(body, "Factiva") or entry(body, rest, published=published, **told)


def from_lines(lines: list[str]) -> dict | str:
    """The article as Factiva prints it for readers: section, title and byline, then the number of
    words; date, outlet, code, language and copyright; and the text up to the number of the
    document.
    """
    count = next((at for at, line in enumerate(lines) if WORDS.match(line)), None)
    if count is None:
        return "no number of words above this Factiva article, by which its parts are told; export it again"
    above, below = lines[:count], lines[count + 1 :]
    head, rights, body = parted(below)
    if not body:
        return "neither copyright nor language in this Factiva article, after which its text begins; export it again"
    byline = above.pop() if names_writer(above) else None
    dated = next((at for at, line in enumerate(head) if states_date(line)), 0)
    time = head[dated + 1] if dated + 1 < len(head) and TIME.match(head[dated + 1]) else ""
    outlet, *others = head[dated + 1 + bool(time) :] or [None]
    language = others.pop() if others else None
    number = [body.pop()] if DOCUMENT.match(body[-1]) else []
    rest = [
        *(("Section", line) for line in above[:-1]),
        *(("Copyright", line) for line in rights),
        *(("Source", line) for line in others),
        *(("Document", line) for line in number),
    ]
    text = paragraphs(body)
    return spoken(text, "Factiva") or entry(
        text,
        rest,
        title=above[-1] if above else None,
        authors=byline,
        words=lines[count],
        outlet=outlet,
        published=f"{head[dated] if head else ''} {time}".strip(),
        language=language,
    )


def parted(below: list[str]) -> tuple[list[str], list[str], list[str]]:
    """What stands below the number of words: the head, the copyright and the text. Some outlets
    claim no copyright; the language is then the last line of the head.
    """
    rights = next((at for at, line in enumerate(below[:16]) if RIGHTS.match(line)), None)
    if rights is not None:
        return below[:rights], below[rights : rights + 1], below[rights + 1 :]
    language = next((at for at, line in enumerate(below[:12]) if line.lower() in LANGUAGES), None)
    return (
        (below[: language + 1], [], below[language + 1 :])
        if language is not None
        else (below, [], [])
    )


def names_writer(above: list[str]) -> bool:
    """The last line above the number of words is a byline, not the title: it says so, or is names
    under a longer one.
    """
    last = above[-1] if len(above) > 1 else ""
    return last.startswith("By ") or (
        bool(NAMES.match(last))
        and (len(above) > 2 or len(last.split()) < min(6, len(above[-2].split())))
    )
