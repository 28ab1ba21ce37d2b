"""Converts a value from a table or JSON, however nested, into what an article stores: running text,
names, a date, the code of a language.

APIs and scrapers give a text as a list of paragraphs, an author as an object with a name, a date as
seconds since 1970; a table saved by pandas or R has these written out in a cell. No value is ever
stored in the form in which Python prints it.
"""

import ast
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from html import unescape
from html.entities import html5
from typing import Any

from ..limits import too_many_tags
from ..paths import package_rows
from ..text import composed
from .encoding import Unreadable

# The names under which an object holds its text, and its name, the likeliest first
# (`spelled_alike`).
TEXT_NAMES = (
    "text value content paragraph body bodyhtml bodytextsummary rendered html insert paragraphs "
    "sentences sentence blocks children ops"
).split()
NAME_NAMES = (
    "name title main original rendered displayname fullname label webtitle text value oid byline "
    "username screenname site domain"
).split()
HALVES_OF_A_NAME = [("firstname", "lastname"), ("given", "family"), ("first", "last")]
DATE_NAMES = "date numberlong iso datetime utc value rendered".split()
# Kinds of block that are not running text, by the names of content management systems.
NO_PROSE = frozenset(
    "title headline kicker byline date author author_info image picture photo video gallery "
    "caption ad advertisement related newsletter embed tweet".split()
)
SAYS_BY = re.compile(r"by[\s:]+(?=\S)", re.IGNORECASE)


def spelled_alike(name: str) -> str:
    """A column's name, normalised for differences in spelling.

    >>> spelled_alike("Publish_Date"), spelled_alike("publishDate"), spelled_alike("source.name")
    ('publishdate', 'publishdate', 'sourcename')
    """
    return re.sub(r"[\W_]+", "", name.lower())


# A value written out in a cell: [...] or {...} by JSON or Python, c(...) by R.
WRITTEN = re.compile(r"\s*(?:\[.*\]|\{.*\}|c\(\s*\".*\"\s*\))\s*", re.DOTALL)
# How numpy separates strings, where Python and JSON write a comma.
BY_SPACES = re.compile(r"""(?<=['"])\s+(?=['"])""")


def unfolded(value: Any) -> Any:
    """The list or the object written out in a string; any other value unchanged.

    >>> unfolded("['Ann Lund', 'Bo Roe']"), unfolded('c("Ann Lund", "Bo Roe")'), unfolded("[]")
    (['Ann Lund', 'Bo Roe'], ['Ann Lund', 'Bo Roe'], [])
    >>> unfolded("[Updated] Rain"), unfolded("[1984]")
    ('[Updated] Rain', '[1984]')
    """
    if not isinstance(value, str) or not WRITTEN.fullmatch(value):
        return value
    written = value.strip()
    if written[0] == "c":
        written = f"[{written[2:-1]}]"
    elif "'," not in written and '",' not in written:
        written = BY_SPACES.sub(", ", written)
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(written)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(found, dict) or (
            isinstance(found, list) and all(isinstance(item, str | dict | list) for item in found)
        ):
            return found
    return value


def prose(value: Any) -> str | None:
    """The running text in a value, with an empty line between paragraphs; None if there is none.

    A list holds paragraphs, and a list inside it sentences; an object holds its text under a usual
    name. Lists of single words are one text.

    >>> prose([["It rained.", "It snowed."], ["It thawed."]])
    'It rained. It snowed.\\n\\nIt thawed.'
    >>> prose({"blocks": [{"type": "paragraph", "text": "It rained."}, {"type": "image"}]})
    'It rained.'
    >>> prose([]), prose({"width": 5})
    (None, None)
    """
    value = unfolded(value)
    if isinstance(value, str):
        return from_markup(value) if value.strip() else None
    stripped = (from_markup(composed(paragraph)).strip() for paragraph in paragraphs_of(value))
    return "\n\n".join(filter(None, stripped)) or None


def paragraphs_of(value: Any) -> list[str]:
    """The paragraphs in a value of JSON, from outside in."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return paragraphs_in_object(value)
    if not isinstance(value, list):
        return []
    if sentences := [words for words in value if is_list_of_words(words)]:
        if len(sentences) == len(value):  # of sentences, each a list of words
            return [" ".join(map(sentence_of, sentences))]
    elif is_list_of_words(value):
        return [sentence_of(value)]
    return [
        paragraph
        for item in value
        for paragraph in ([" ".join(item)] if is_list_of_strings(item) else paragraphs_of(item))
    ]


def paragraphs_in_object(value: dict) -> list[str]:
    if str(value.get("type", "")).lower() in NO_PROSE:
        return []
    named = {spelled_alike(name): inner for name, inner in value.items()}
    # A dictionary with numbered paragraphs, as pandas and PHP write a list.
    if value and all(str(name).isdecimal() for name in value):
        return paragraphs_of([value[name] for name in sorted(value, key=int)])
    for name in TEXT_NAMES:
        inner = named.get(name)
        if isinstance(inner, list) and inner and all(map(is_run_of_text, inner)):
            return ["".join(run["text"] for run in inner)]
        if paragraphs := paragraphs_of(inner):
            return paragraphs
    return []


def is_run_of_text(value: Any) -> bool:
    """Whether the value is a piece of a line with one format, as text editors store it."""
    return isinstance(value, dict) and value.get("type") == "text" and "text" in value


def is_list_of_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def is_list_of_words(value: Any) -> bool:
    """Whether nine in ten of five or more strings contain no space."""
    if not is_list_of_strings(value) or len(value) < 5:
        return False
    return 10 * sum(" " in word.strip() for word in value) <= len(value)


def sentence_of(words: list[str]) -> str:
    """Words and marks as one line, without a space before marks that take none.

    >>> sentence_of(["It", "rained", ",", "they", "said", "."])
    'It rained, they said.'
    """
    return re.sub(r" (?=[.,;:!?%)\]’”]|n't\b|'s\b)", "", " ".join(words))


def names(value: Any) -> str | None:
    """The name in a value, or its distinct names in one line; None if there is none.

    >>> names([{"name": "Ann Lund", "uri": "a"}, {"name": "Bo Roe"}]), names({"main": "Rain"})
    ('Ann Lund, Bo Roe', 'Rain')
    >>> names([]), names("[]"), names({"uri": "a"}), names(7)
    (None, None, None, '7')
    """
    found = dict.fromkeys(filter(None, (name.strip() for name in names_in(unfolded(value)))))
    return unescaped(composed(", ".join(found))) or None


def names_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        named = {spelled_alike(name): inner for name, inner in value.items()}
        for name in NAME_NAMES:
            if found := names_in(named.get(name)):
                return found
        for first, last in HALVES_OF_A_NAME:
            halves = names_in(named.get(first)) + names_in(named.get(last))
            if halves:
                return [" ".join(halves)]
        return []
    if isinstance(value, list):
        return [name for item in value for name in names_in(item)]
    return [] if value is None or value != value else [str(value)]


def without_by(authors: str) -> str:
    """The names of authors from a field with nothing else, without "By" before them.

    >>> without_by("By Ann Lund"), without_by("Byron Roe"), without_by("BY: ANN LUND")
    ('Ann Lund', 'Byron Roe', 'ANN LUND')
    >>> without_by("Von Roe Lund, Jr.")     # a field of names: no other word or mark is removed
    'Von Roe Lund, Jr.'

    A printed byline contains more than names (`databases.headings`).
    """
    by = SAYS_BY.match(authors)
    return authors[by.end() :] if by else authors


# Dates that software writes, as the groups year, month, day and, where stated, hour and minute.
COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?:\d\d)?(?P<zone>Z?))?"  # 20240304, 20240304T101500Z
)
YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)")
ASCTIME = re.compile(  # Wed Oct 10 20:19:24 +0000 2018
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) +(?P<day>\d\d?) (?P<time>\d\d:\d\d):\d\d"
    r"(?: (?P<zone>[+-]\d{4}|[A-Z]{3,4}))? (?P<year>\d{4})"
)
SECONDS = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")  # since 1970, or thousandths of them


def moment(value: Any) -> str | None:
    """A date in a form that `dates` reads: software formats converted to ISO 8601, any other
    unchanged; None if there is none.

    >>> moment("Wed Oct 10 20:19:24 +0000 2018"), moment("20240304T101500Z"), moment(1709546400)
    ('2018-10-10T20:19+00:00', '2024-03-04T10:15Z', '2024-03-04T10:00+00:00')
    >>> moment("2024/3/4 9:05"), moment({"$date": "2024-03-04T10:00:00Z"}), moment("04/03/2024")
    ('2024-03-04 9:05', '2024-03-04T10:00:00Z', '04/03/2024')
    """
    value = unfolded(value)
    if isinstance(value, dict):
        named = {spelled_alike(name): inner for name, inner in value.items()}
        return next(filter(None, (moment(named.get(name)) for name in DATE_NAMES)), None)
    if isinstance(value, list):
        return moment(value[0]) if value else None
    stated = value.strip() if isinstance(value, str) else names(value) or ""
    if match := COMPACT.fullmatch(stated):
        day = "-".join(match.group("year", "month", "day"))
        time = f"T{match['hour']}:{match['minute']}{match['zone']}" if match["hour"] else ""
        return day + time
    if match := SECONDS.fullmatch(stated):
        return datetime.fromtimestamp(int(match[1]), UTC).isoformat(timespec="minutes")
    if match := ASCTIME.fullmatch(stated):
        return asctime(match)
    if match := YEAR_FIRST.match(stated):
        year, month, day = match.group("year", "month", "day")
        return f"{year}-{month:>02}-{day:>02}{stated[match.end() :]}"
    return stated or None


def asctime(match: re.Match) -> str:
    """A match of `ASCTIME` as ISO 8601, or in an order that `dates` reads if its zone is a name."""
    zone = match["zone"] or ""
    if zone[:1] in ("+", "-"):
        stated = " ".join(match.group("day", "month", "year", "time", "zone"))
        with suppress(ValueError):  # 31 Feb: no date, as `dates` will say
            read = datetime.strptime(stated, "%d %b %Y %H:%M %z")
            return read.isoformat(timespec="minutes")
    return f"{match['day']} {match['month']} {match['year']} {match['time']} {zone}".strip()


# A language's name, in English or another language, and its code after ISO 639-1.
LANGUAGES = {
    row["language"]: row["code"]
    for name in ("languages.csv", "language-names.csv")
    for row in package_rows(name)
}
# The three letters of ISO 639-2; "may" is Malay, so they are matched only in a field for the
# language.
THREE_LETTERS = {
    letters: row["code"]
    for row in package_rows("languages.csv")
    for letters in row["three_letters"].split()
}
REGION = re.compile(r"\s*\(.*\)$|[-_][a-z]{2,4}(?:[-_][a-z]{2})?$")


def language_code(value: Any) -> str | None:
    """The code of a language by ISO 639-1; an unknown value unchanged.

    >>> language_code("English"), language_code("en-US"), language_code("eng")
    ('en', 'en', 'en')
    >>> language_code("Englisch")
    'en'
    >>> language_code("English; Spanish"), language_code("nb"), language_code("")
    ('English; Spanish', 'nb', None)
    """
    stated = names(value)
    if stated is None:
        return None
    short = REGION.sub("", stated.strip().lower())
    code = LANGUAGES.get(short) or THREE_LETTERS.get(short)
    return code or (short if len(short) == 2 and short.isalpha() else stated)


BLOCK_TAG = re.compile(r"</p>|<p[ >]|</div>|<br ?/?>", re.IGNORECASE)
LINE_TAG = re.compile(r"</(?:a|b|i|em|strong|span|h[1-6]|li|blockquote)>", re.IGNORECASE)
BLOCKS = "p div h1 h2 h3 h4 h5 h6 li ul ol blockquote section article tr td th table".split()
NO_ARTICLE = "script style figure figcaption aside iframe noscript form button svg".split()


def from_markup(text: str) -> str:
    """A text without markup, if it is from a web page; any other text unchanged.

    >>> from_markup("<p>It <b>rained</b> &amp; froze.</p><figure>Ice</figure><p>It thawed.</p>")
    'It rained & froze.\\n\\nIt thawed.'
    >>> from_markup("She wrote a <b> and a < c.")
    'She wrote a <b> and a < c.'
    >>> from_markup("It <i>rained</i>.\\n\\nIt thawed.")
    'It rained.\\n\\nIt thawed.'
    >>> from_markup("&lt;p&gt;It &amp;amp; they froze.&lt;/p&gt;"), from_markup("AT&T; R&D")
    ('It & they froze.', 'AT&T; R&D')
    """
    if not has_tags(text):
        text = unescaped(text)  # the tags of a page may themselves be escaped
        if not has_tags(text):
            return text
    if not BLOCK_TAG.search(text):  # its lines are those of plain text
        text = text.replace("\n", "<br>")
    if why := too_many_tags(text):
        raise Unreadable(why)
    return unescaped(text_of(elements_of(f"<div>{text}</div>")))


def elements_of(page: str) -> Any:
    """The elements of a page, without comments. `Unreadable` if they are nested so deeply that
    libxml2 silently drops the rest.
    """
    from lxml.etree import ErrorTypes
    from lxml.html import HTMLParser, document_fromstring

    for huge in (False, True):  # as deep as browsers go, or if needed as deep as libxml2 can
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=huge)
        tree = document_fromstring(page.encode(), parser=parser)
        if not any(error.type == ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
            return tree
    raise Unreadable(
        "a page with thousands of nested elements; save it again, or copy its text into a .txt file"
    )


def has_tags(text: str) -> bool:
    return "<" in text and bool(BLOCK_TAG.search(text) or LINE_TAG.search(text))


ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
MOST_ESCAPED = 3  # times: a feed escapes an escaped page, a table an escaped feed


def unescaped(text: str) -> str:
    """A text with HTML entities decoded. Only those that end in a semicolon are decoded: in
    addresses, "&copy" is a parameter.

    >>> unescaped("&ldquo;No,&rdquo; said AT&amp;T&#8217;s lawyer"), unescaped("&amp;#39;Tis")
    ('“No,” said AT&T’s lawyer', "'Tis")
    >>> unescaped("?id=7&copy=2; R&D; he &c; AT&T; a &copycat;")
    '?id=7&copy=2; R&D; he &c; AT&T; a &copycat;'
    """
    for _ in range(MOST_ESCAPED):
        if not ENTITY.search(text):
            break
        text = composed(ENTITY.sub(character, text))
    return text


def character(entity: re.Match) -> str:
    """The character of an entity; an entity unknown in HTML unchanged."""
    known = entity[0][1] == "#" or entity[0][1:] in html5
    return unescape(entity[0]) if known else entity[0]


def text_of(element: Any) -> str:
    """The text of an element of a page, one paragraph per block, without pictures and captions,
    asides, and scripts.
    """
    from lxml.etree import strip_elements

    strip_elements(element, *NO_ARTICLE, with_tail=False)
    for block in element.iter(*BLOCKS):
        block.text = "\u2029" + (block.text or "")
        block.tail = "\u2029" + (block.tail or "")
    for end in element.iter("br"):
        end.tail = "\u2028" + (end.tail or "")
    text = re.sub(r"[ \t\r\n]+", " ", element.text_content())
    lines = (re.sub(r" ?\u2028 ?", "\n", paragraph).strip() for paragraph in text.split("\u2029"))
    return composed("\n\n".join(re.sub(r"\n{2,}", "\n\n", line) for line in lines if line))


def first_of(values: Iterable[Any]) -> Any:
    """The first of several values that holds anything."""
    return next((value for value in values if value not in (None, "", [], {})), None)
