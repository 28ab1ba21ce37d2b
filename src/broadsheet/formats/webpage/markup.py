"""The metadata in the markup of a web page: title, authors, dates, outlet, language, address.

They are read, in this order, from JSON-LD (schema.org), meta tags of Open Graph and older
conventions, and the page's own elements. Nothing is fetched or guessed: a date is read only from a
field for dates, or from the address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ...limits import too_many_tags
from ...patterns import regex
from ...text import composed
from ..dates import MOMENT, read_date
from ..encoding import Unreadable, decode_page
from ..values import elements_of, without_by
from .archived import unwrapped

if TYPE_CHECKING:  # lxml is imported when a page is read, so that nothing else waits for it
    from lxml.html import HtmlElement

TAG = regex(
    r"""
    <(?: !doctype\s+html | html | head | body            # a whole page
       | article | section | main | div | p | span       # or a part of one
       | h[1-6] | table | br )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What schema.org calls an article ends in one of these: NewsArticle, LiveBlogPosting.
ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Review|Recipe)$")

# The names of the meta tags (`property`, `name` or `itemprop`) in which pages state each field, the
# likeliest first.
META_TAGS = {
    "title": ("og:title", "twitter:title"),
    "outlet": ("og:site_name", "application-name"),
    "authors": (
        "author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "article:author",
        "byl",
    ),
    "published": (
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
    ),
    "updated": (
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "last-modified",
        "dcterms.modified",
    ),
    "language": ("og:locale", "dc.language"),
    "url": ("og:url",),
    "summary": ("og:description", "description"),
}
DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/-])")  # /2025/09/04/
HOST = re.compile(r"https?://(?:www\.)?([\w.-]+)")
TITLE_WORD = re.compile(r"[^\W_]+")
NOT_A_NAME = re.compile(r"https?:|www\.|@|^\W*$", re.IGNORECASE)
SAYS_WHEN = regex(
    r"""
    [\s,;|·•–—-]*\b(?:(?:first\ |last\ )?(?:published|updated|posted|modified)(?:\ (?:on|at|by))?
      |(?:mon|tues|wednes|thurs|fri|satur|sun)day)[\s:,]*$  # Ann Example Published on; ... Monday
    """,
    re.VERBOSE | re.IGNORECASE,
)


def page_tree(data: bytes | str) -> HtmlElement:
    """The elements of a page; ValueError, with the remedy, if it is not a web page.

    >>> page_tree("It rained.")
    Traceback (most recent call last):
    ValueError: not a web page; save the page as HTML, or copy its text into a .txt file
    """
    from lxml.etree import LxmlError

    text = decode_page(data) if isinstance(data, bytes) else data
    if not text.strip():
        raise ValueError("empty; save the page again")
    if not TAG.search(text) or text[:2000].count("\0") > 9:
        raise ValueError("not a web page; save the page as HTML, or copy its text into a .txt file")
    if why := too_many_tags(text):
        raise Unreadable(why)
    try:
        return elements_of(composed(text))
    except Unreadable:
        raise
    except (LxmlError, ValueError) as error:
        raise ValueError("not a readable web page; save the page again") from error


def metadata(tree: HtmlElement, url: str | None = None) -> dict[str, Any]:
    """`title, authors, published, updated, outlet, language, url, summary` from the markup, whether
    the article is `gated` by a paywall, and the `stated_words`; None if missing.

    Dates are ISO 8601 with the stated zone. A title is accepted if the window's title has half of
    its words.

    >>> page = '<html lang="en-GB"><meta property="og:title" content="Fair &amp; Square"><p>x'
    >>> said = metadata(page_tree(page))
    >>> said["title"], said["language"], said["published"]
    ('Fair & Square', 'en', None)
    """
    linked, tags = linked_data(tree), meta_tags(tree)
    outlet = first_of([*named_in(linked.get("publisher")), *tags["outlet"]])
    addresses = [url, *canonical(tree), *tags["url"], plain(linked.get("url"))]
    address = first_of(map(unwrapped, addresses))
    dated = DATE_IN_ADDRESS.search(address or "")
    host = HOST.match(address or "")
    language = first_of([tree.get("lang"), *tags["language"], plain(linked.get("inLanguage"))])
    headlines = [plain(linked.get("headline")), *tags["title"]]
    title = without_outlet(believed_title(tree, headlines, outlet), outlet)
    return {
        "title": without_site(title, host[1]) if host else title,
        "authors": first_of(
            in_one_line(names)
            for names in (
                named_in(linked.get("author")),
                tags["authors"],
                marked_as(tree, "author")[:1],
            )
        ),
        "published": first_date(
            [
                linked.get("datePublished"),
                *tags["published"],
                *marked_as(tree, "datepublished"),
                "-".join(dated.groups()) if dated else None,
            ]
        ),
        "updated": first_date(
            [linked.get("dateModified"), *tags["updated"], *marked_as(tree, "datemodified")]
        ),
        "outlet": (outlet and re.split(r"\s+[|•]\s+", outlet)[0]) or (host and host[1]),
        "language": re.split("[-_]", language or "")[0].lower() or None,
        "url": address,
        "summary": first_of([plain(linked.get("description")), *tags["summary"]]),
        "gated": is_gated(tree, linked),
        "stated_words": word_count(linked),
    }


def is_gated(tree: HtmlElement, linked: dict[str, Any]) -> bool:
    """Whether the page states that its article is not free for everybody to read."""
    marked = tree.xpath(
        '//*[@itemprop="isAccessibleForFree"]/@content | //meta[@property="article:content_tier"]'
        "/@content"
    )
    said = [str(linked.get("isAccessibleForFree")), *marked]
    return any(value.strip().lower() in ("false", "locked") for value in said)


def word_count(linked: dict[str, Any]) -> int | None:
    """The number of words of the article, as stated on the page."""
    stated = str(linked.get("wordCount") or "")
    return int(stated) if stated.isdecimal() and len(stated) < 7 else None


def meta_tags(tree: HtmlElement) -> dict[str, list[str]]:
    """What the meta tags of a page state for each field of `META_TAGS`, the likeliest first."""
    said: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and (value := plain(tag.get("content"))):
            said.setdefault(name.lower(), []).append(value)
    return {
        field: [value for name in names for value in said.get(name, [])]
        for field, names in META_TAGS.items()
    }


def linked_data(tree: HtmlElement) -> dict[str, Any]:
    """The article's data in JSON-LD, with references to author and publisher resolved; {} if there
    is none.
    """
    objects: list[dict] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            with suppress(ValueError, RecursionError):  # unreadable data are ignored
                objects += objects_in(json.loads(script.text or "", strict=False))
    known = {
        thing["@id"]: thing
        for thing in objects
        if isinstance(thing.get("@id"), str) and "name" in thing
    }
    article = next(filter(is_article, objects), {})
    return article | {
        field: [looked_up(thing, known) for thing in as_list(article[field])]
        for field in ("author", "publisher")
        if article.get(field)
    }


def objects_in(value: Any) -> Iterator[dict]:
    """Every object in a value of JSON, from outside in.

    >>> list(objects_in([{"a": [{"b": 1}]}, "c"]))
    [{'a': [{'b': 1}]}, {'b': 1}]
    """
    stack = [value]
    while stack:
        outer = stack.pop()
        if isinstance(outer, dict):
            yield outer
        inside = outer.values() if isinstance(outer, dict) else outer
        if isinstance(outer, (dict, list)):
            stack += [inner for inner in reversed(list(inside)) if isinstance(inner, (dict, list))]


def as_list(value: Any) -> list:
    return value if isinstance(value, list) else [value]


def is_article(thing: dict) -> bool:
    """Whether the object's type, or one of its types, is one of schema.org's articles."""
    return any(
        isinstance(kind, str) and ARTICLE_TYPE.search(kind) for kind in as_list(thing.get("@type"))
    )


def looked_up(thing: Any, known: dict[str, dict]) -> Any:
    """The object that another refers to; an object that refers to none unchanged."""
    pointer = thing.get("@id") if isinstance(thing, dict) else None
    return known.get(pointer, thing) if isinstance(pointer, str) else thing


def named_in(value: Any) -> list[str]:
    """The names in a value that is a name, several names, or objects with a name.

    >>> named_in([{"name": "Ann Example"}, "Bo Lund", {"@id": "#x"}])
    ['Ann Example', 'Bo Lund']
    """
    if isinstance(value, list):
        return [name for inner in value for name in named_in(inner)]
    if isinstance(value, dict):
        return named_in(value.get("name"))
    return [plain(value)] if plain(value) else []


def plain(value: Any) -> str:
    """A value of the markup as a line of text, with entities decoded and without tags and breaks;
    "" if it is not text.

    >>> plain(" Fair &amp; <b>Square</b> "), plain(None)
    ('Fair & Square', '')
    """
    if not isinstance(value, str) or not value.strip():
        return ""
    if "<" in value or "&" in value:
        from lxml.etree import LxmlError
        from lxml.html import fromstring

        with suppress(LxmlError):
            value = fromstring(f"<div>{value}</div>").text_content()
    return " ".join(value.split())


def canonical(tree: HtmlElement) -> list[str | None]:
    """The addresses that a page states for itself."""
    return [
        link.get("href")
        for link in tree.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    ]


def marked_as(tree: HtmlElement, field: str) -> list[str]:
    """The contents of the page's elements marked with the name of a field (`itemprop`, `rel`)."""
    return [
        plain(
            element.get("datetime")
            or element.get("content")
            or (element.get("title") if element.tag == "abbr" else None)
            or element.text_content()
        )
        for element in tree.xpath("//body//*[@itemprop or @rel]")
        if field in f"{element.get('itemprop')} {element.get('rel')}".lower().split()
        and element.tag not in ("link", "meta")
    ]


def in_one_line(names: list[str]) -> str | None:
    """Distinct names in one line, without "By" and dates; addresses of profiles are not names.

    >>> in_one_line(["By Ann Example", "Ann Example, 4 March 2024", "https://example.org/ann"])
    'Ann Example'
    """
    people = [name_alone(name) for name in names if not NOT_A_NAME.search(name)]
    return ", ".join(dict.fromkeys(filter(None, people))) or None


def name_alone(credit: str) -> str:
    """A credit without "By", and without a date attached to it.

    >>> name_alone("By Ann Example Published March 4, 2024 10:00 AM"), name_alone("May April")
    ('Ann Example', 'May April')
    """
    name = without_by(credit)
    moment = MOMENT.search(name)
    if moment:
        name = name[: moment.start()] or name[moment.end() :]
    return SAYS_WHEN.sub("", name).strip(" \t,;|·•–—-")


def first_date(values: list) -> str | None:
    """The first of several dates that can be read, as ISO 8601."""
    return first_of(read_date(value) for value in values if isinstance(value, str))


def first_of(values: Iterable[str | None]) -> str | None:
    """The first of several values that is not empty."""
    return next(filter(None, values), None)


# The words after the last mark of a title: "Fair Opens | The Post".
AT_END = regex(r"(?P<title>.*\S)\s+[-–—|·•:]\s+(?P<name>[^|]+)")


def believed_title(tree: HtmlElement, stated: list[str], outlet: str | None) -> str | None:
    """The first of the stated, shown and window titles that shares half of its words with the
    window title, and at least half as many of its words as any other; else the first. The name of
    the outlet is not a title. A window title with nothing else is ignored.
    """
    windows = [plain(title.text_content()) for title in tree.xpath("//head/title|/html/title")]
    shown = [plain(heading.text_content()) for heading in tree.iter("h1")]
    titles = [title for title in (*stated, *shown, *windows) if not same_name(title, outlet)]
    window = {word for title in windows for word in title_words(without_outlet(title, outlet))}
    known = [title for title in titles if known_to(window, title)]
    most = max((shared_words(window, title) for title in known if title not in windows), default=0)
    likely = [title for title in known if 2 * shared_words(window, title) >= most]
    return first_of([*likely, *titles, *stated, *windows])


def same_name(title: str, outlet: str | None) -> bool:
    """Whether a title is just the name of the outlet.

    >>> same_name("The Example Post", "Example Post"), same_name("Fair Opens", "Example Post")
    (True, False)
    """
    names = [
        [word for word in title_words(name) if word != "the"] for name in (title, outlet or "")
    ]
    return bool(names[1]) and names[0] == names[1]


def title_words(title: str | None) -> list[str]:
    return TITLE_WORD.findall((title or "").lower())


def shared_words(window: set[str], title: str) -> int:
    return len(window.intersection(title_words(title)))


def known_to(window: set[str], title: str) -> bool:
    """Whether half of the words of the title, and at least one, are in the window's title."""
    words = title_words(title)
    return 2 * sum(word in window for word in words) >= max(1, len(words))


def without_site(title: str | None, host: str) -> str | None:
    """A title without a name at its end that is also in the site's address: an archived copy may
    not have the outlet's name elsewhere.

    >>> without_site("Fair Opens | The Example Post", "examplepost.com")
    'Fair Opens'
    >>> without_site("Fair Opens | Tea and Cake", "examplepost.com")
    'Fair Opens | Tea and Cake'
    """
    named = AT_END.fullmatch(title or "")
    if not named:
        return title
    name = "".join(filter(str.isalnum, named["name"].lower()))
    labels = {label.replace("-", "") for label in host.lower().split(".")}
    return named["title"] if {name, name.removeprefix("the"), f"the{name}"} & labels else title


def without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A title without the outlet's name at its end.

    >>> without_outlet("Fair Opens - Example Post", "Example Post")
    'Fair Opens'
    >>> without_outlet("Fair Opens", "Opens")
    'Fair Opens'
    """
    if not title or not outlet:
        return title
    return re.sub(rf"\s+[-–—|·•:]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE)
