"""What the markup of a web page says of its article: title, authors, dates, outlet, language,
address.

Asked are, in this order: JSON-LD (schema.org), the meta tags of Open Graph and of older habits, the
page's own elements. Nothing is fetched and nothing guessed: a date stands in a field that is named
for it, or in the address.
"""

import codecs
import json
import re
import unicodedata
from collections.abc import Iterator

import lxml.html
from lxml.etree import LxmlError

from ..dates import read_date

BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
CHARSET = re.compile(
    rb"""
    <(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,80}?encoding)\s*=\s*["']?\s*([\w.:-]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
LATIN = re.compile(
    r"(?:iso[-_]?8859[-_]?1|latin[-_]?1|us[-_]?ascii|ascii)$", re.IGNORECASE
)  # browsers read cp1252
TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|section|main|div|p|span|h[1-6]|table|br)\b", re.I
)
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|Recipe)$")
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "publishdate",
    "pubdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "sailthru.date",
    "date",
)
UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
)
AUTHOR = ("author", "parsely-author", "sailthru.author", "dc.creator", "article:author", "byl")
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/-])")  # /2025/09/04/
WORD = re.compile(r"[^\W_]+")
NOT_A_NAME = re.compile(r"https?:|www\.|@|^\W*$", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """The text of a page: as its byte order mark says, or as its markup does, else UTF-8, else
    Windows-1252.

    >>> decoded(b'<meta charset="latin-1"><p>\\x93Caf\\xe9\\x94'), decoded("<p>Caf\u00e9".encode())
    ('<meta charset="latin-1"><p>\u201cCaf\u00e9\u201d', '<p>Caf\u00e9')
    """
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    said = CHARSET.search(data[:8192])
    said = said[1].decode("ascii", "replace") if said else "utf-8"
    for encoding in ("cp1252" if LATIN.match(said) else said, "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def page_tree(data: bytes | str) -> lxml.html.HtmlElement:
    """The elements of a page; ValueError, with the mend, for what is no web page.

    >>> page_tree("It rained.")
    Traceback (most recent call last):
    ValueError: no web page; save the page as HTML, or copy its text into a .txt file
    """
    text = decoded(data) if isinstance(data, bytes) else data
    if not text.strip():
        raise ValueError("empty; save the page again")
    if not TAG.search(text) or text[:2000].count("\0") > 9:
        raise ValueError("no web page; save the page as HTML, or copy its text into a .txt file")
    text = unicodedata.normalize("NFC", NO_TEXT.sub("", text))
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(text.encode(), parser=parser)
    except (LxmlError, ValueError) as error:
        raise ValueError("no web page that can be read; save the page again") from error


def nodes(value) -> Iterator[dict]:
    """Every object in a value of JSON-LD, from outside in."""
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield value
        inside = (
            value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        )
        stack += [one for one in reversed(list(inside)) if isinstance(one, (dict, list))]


def linked_data(tree: lxml.html.HtmlElement) -> dict:
    """What JSON-LD says of the article, author and publisher looked up where it only points at
    them; {} for nothing.
    """
    said = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                said += nodes(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    known = {
        node["@id"]: node for node in said if isinstance(node.get("@id"), str) and "name" in node
    }
    article = next(
        (
            node
            for node in said
            if any(
                isinstance(kind, str) and ARTICLE.search(kind)
                for kind in (
                    node["@type"] if isinstance(node.get("@type"), list) else [node.get("@type")]
                )
            )
        ),
        {},
    )
    return article | {
        name: [
            known.get(one.get("@id") if isinstance(one.get("@id"), str) else None, one)
            if isinstance(one, dict)
            else one
            for one in (who if isinstance(who, list) else [who])
        ]
        for name in ("author", "publisher")
        if (who := article.get(name))
    }


def names(value) -> list[str]:
    """The names in a value that holds one, several, or things with a name.

    >>> names([{"name": "Ann Example"}, "Bo Lund", {"@id": "#x"}])
    ['Ann Example', 'Bo Lund']
    """
    if isinstance(value, (list, tuple)):
        return [name for one in value for name in names(one)]
    value = value.get("name") if isinstance(value, dict) else value
    return (
        names(value) if isinstance(value, (list, dict)) else [plain(value)] if plain(value) else []
    )


def plain(value) -> str:
    """A value of the markup as a line of text: entities decoded, tags and breaks gone; "" for what
    is none.
    """
    if not isinstance(value, str) or not value.strip():
        return ""
    if "<" in value or "&" in value:
        try:
            value = lxml.html.fromstring(f"<div>{value}</div>").text_content()
        except LxmlError:
            pass
    return " ".join(value.split())


def authors(found: list[str]) -> str | None:
    """Names in one line, each once, without "By"; addresses of profiles are no names."""
    found = [
        re.sub(r"^by[\s:]+", "", name, flags=re.IGNORECASE)
        for name in found
        if not NOT_A_NAME.search(name)
    ]
    return ", ".join(dict.fromkeys(filter(None, found))) or None


def first_date(values: list) -> str | None:
    """The first of several dates that can be read, as ISO 8601."""
    return next(
        (moment for value in values if isinstance(value, str) and (moment := read_date(value))),
        None,
    )


def metadata(tree: lxml.html.HtmlElement, url: str | None = None) -> dict:
    """`title, authors, published, updated, outlet, language, url, summary` as the markup has them;
    None for nothing.

    Dates are ISO 8601 with the zone that is stated. A title is believed if the window's title has
    half of its words.

    >>> said = metadata(page_tree('<html lang="en-GB"><meta property="og:title" content="Fair &amp; Square"><p>x'))
    >>> said["title"], said["language"], said["published"]
    ('Fair & Square', 'en', None)
    """
    linked, tags = linked_data(tree), {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and (value := plain(tag.get("content"))):
            tags.setdefault(name.lower(), []).append(value)

    def tagged(*wanted: str) -> list[str]:
        return [value for name in wanted for value in tags.get(name, [])]

    links = [
        link.get("href")
        for link in tree.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    ]
    outlet = first(names(linked.get("publisher")) + tagged("og:site_name", "application-name"))
    windows = [plain(name.text_content()) for name in tree.xpath("//head/title|/html/title")]
    titles = [
        plain(linked.get("headline")),
        *tagged("og:title", "twitter:title"),
        *(plain(head.text_content()) for head in tree.iter("h1")),
        *windows,
    ]
    window = {word for name in windows for word in WORD.findall(name.lower())}
    language = (
        first(
            [tree.get("lang"), *tagged("og:locale", "dc.language"), plain(linked.get("inLanguage"))]
        )
        or ""
    )
    address = first([url, *links, *tagged("og:url"), plain(linked.get("url"))])
    dated = IN_ADDRESS.search(address or "")
    host = re.match(r"https?://(?:www\.)?([\w.-]+)", address or "")
    return {
        "title": without_outlet(
            first([title for title in titles if fits(title, window)] + titles), outlet
        ),
        "authors": next(
            filter(
                None,
                map(
                    authors, (names(linked.get("author")), tagged(*AUTHOR), own(tree, "author")[:1])
                ),
            ),
            None,
        ),
        "published": first_date(
            [
                linked.get("datePublished"),
                *tagged(*PUBLISHED),
                *own(tree, "datepublished"),
                "-".join(dated.groups()) if dated else None,
            ]
        ),
        "updated": first_date(
            [linked.get("dateModified"), *tagged(*UPDATED), *own(tree, "datemodified")]
        ),
        "outlet": (outlet and re.split(r"\s+[|•]\s+", outlet)[0]) or (host and host[1]),
        "language": re.split("[-_]", language)[0].lower() or None,
        "url": address,
        "summary": first(
            [plain(linked.get("description")), *tagged("og:description", "description")]
        ),
    }


def own(tree: lxml.html.HtmlElement, wanted: str) -> list[str]:
    """What the page's own elements say that are marked with the name of a field (`itemprop`,
    `rel`).
    """
    return [
        plain(
            one.get("datetime")
            or one.get("content")
            or (one.get("title") if one.tag == "abbr" else None)
            or one.text_content()
        )
        for one in tree.xpath("//body//*[@itemprop or @rel]")
        if wanted in f"{one.get('itemprop')} {one.get('rel')}".lower().split()
        and one.tag not in ("link", "meta")
    ]


def fits(title: str | None, window: set[str]) -> bool:
    words = WORD.findall((title or "").lower())
    return 2 * sum(word in window for word in words) >= max(1, len(words))


def first(values: list[str | None]) -> str | None:
    return next(filter(None, values), None)


def without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A title without the outlet's name at its end.

    >>> without_outlet("Fair Opens - Example Post", "Example Post"), without_outlet("Fair Opens", "Opens")
    ('Fair Opens', 'Fair Opens')
    """
    tail = re.compile(rf"\s+[-–—|·•:]\s+{re.escape(outlet or '')}$", re.IGNORECASE)
    return tail.sub("", title) if title and outlet else title
