"""Restores a page from a web archive as its outlet published it: address and frame.

The date of a capture is when the page was archived, not when the article was published: nothing
added by an archive is read as part of the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import regex

if TYPE_CHECKING:  # lxml is imported where a page is read
    from lxml.html import HtmlElement

WRAPPED = regex(
    r"""
    ^(?:https?:)?//
    (?: [^/]*\bweb[-.]?archive\b[^/]*        # web.archive.org, webarchive.nationalarchives.gov.uk
      | [^/]*\bwayback\b[^/]*                # wayback.archive-it.org
      | archive\.(?:today|is|ph|li|fo|md|vn|org)
      | [^/]*\barquivo\.pt | [^/]*\bvefsafn\.is | [^/]*\bperma\.cc )
    /(?:[\w-]+/){0,2}?
    (?:\d{4,14}(?:[a-z]{2}_|\*)?|\d{4}\.\d\d\.\d\d-\d{6})/     # when: 20190304101500, 20190304id_
    (?P<original>(?:https?:/{1,2})?[^/\s]+\.\S+)$
    """,
    re.VERBOSE,
)
ARCHIVE_TODAY = re.compile(r"\barchive\.(?:today|is|ph|li|fo|md|vn)\b")
ADDRESS = re.compile(r"https?://\S+$")
OF_THE_PAGE = frozenset(["og:title", "twitter:title"])  # what archive.today repeats from a page


class Original(NamedTuple):
    """The original address of a page, and the elements that an archive added around it."""

    url: str | None
    frame: list[HtmlElement]


def unwrapped(address: str | None) -> str | None:
    """The original address in the address of an archived copy; any other address unchanged.

    >>> unwrapped("https://web.archive.org/web/20190304101500/https://post.example/rain")
    'https://post.example/rain'
    >>> unwrapped("https://post.example/2019/03/04/rain")
    'https://post.example/2019/03/04/rain'
    """
    wrapped = WRAPPED.match(address or "")
    if not wrapped:
        return address
    original = re.sub(r"^(https?:)/+", r"\1//", wrapped["original"])
    return original if original.startswith("http") else f"http://{original}"


def original_page(tree: HtmlElement, url: str | None) -> Original:
    """The original address of a page, if an archive states it, and the archive's frame. The
    metadata that archive.today puts in the head are its own and are removed.
    """
    header = next(iter(tree.xpath('//*[@id="HEADER"]')), None)
    if header is None or not is_archive_today(tree, header):
        return Original(unwrapped(url), [])
    values = [field.get("value") for field in header.iter("input")]
    links = [link.get("href") for link in header.iter("a")]
    stated = [tag.get("href") for tag in tree.xpath("//link[@rel='canonical' or @rel='bookmark']")]
    for tag in tree.xpath("//head/meta | //head/link"):
        if tag.get("property") not in OF_THE_PAGE:
            tag.drop_tree()
    known = (unwrapped(value) for value in (url, *values, *stated, *links) if value)
    found = next((at for at in known if ADDRESS.match(at or "") and not of_archive(at)), None)
    return Original(found, [header])


def is_archive_today(tree: HtmlElement, header: HtmlElement) -> bool:
    """Whether the page was made by archive.today, under one of its names."""
    said = [header.text_content(), *tree.xpath("//head/meta/@content | //head/link/@href")]
    return any(ARCHIVE_TODAY.search(text) for text in said)


def of_archive(address: str | None) -> bool:
    return bool(ARCHIVE_TODAY.search(address or ""))
