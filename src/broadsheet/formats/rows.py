"""A row of a table as an article under our names, recognised by the usual names of columns."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import pandas as pd

from ..escape import listing, short
from ..paths import package_rows
from ..patterns import regex
from ..text import LETTER, composed
from .bylines import with_names_alone
from .dates import DATES
from .encoding import Unreadable
from .stubs import whole_or_reason
from .values import (
    language_code,
    moment,
    names,
    prose,
    spelled_alike,
    unescaped,
    unfolded,
    without_by,
)

COLUMNS = [
    "id",
    "outlet",
    "title",
    "authors",
    "published",
    "url",
    "language",
    "source",
    "story",
    "text",
    "updated",
    "place",
    "summary",
    "highlights",
    "agency",
    "subheads",
    "dateline",
    "correction",
    "notes",
    "cut",
    "doubt",
]
LISTS = ["highlights", "subheads", "cut"]
# Columns that `load` itself writes; a table's column of that name is renamed.
BY_LOAD = ["source", "cut", "doubt", "duplicate_of", "wire_group"]

# Others' names for our columns, in the form of `spelled_alike`. A column with our own name comes
# first.
USUAL_NAMES = {row["column"]: row["names"].split() for row in package_rows("column-names.csv")}


class NoColumn(Unreadable):
    """A table without a column that was named, or without a column of text."""


@lru_cache(maxsize=256)
def recognised(names: tuple[str, ...], given: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The table's column for each of ours: as given, else the one with our name, else with a usual
    name.

    >>> recognised(("Headline", "content", "publishedAt"), ())
    {'text': 'content', 'title': 'Headline', 'published': 'publishedAt'}
    >>> recognised(("text", "content"), (("text", "content"),))
    {'text': 'content'}
    """
    known = dict(given)
    spelled = {spelled_alike(name): name for name in reversed(names)}
    for ours, usual in USUAL_NAMES.items():
        if ours not in known and ours not in names:
            taken = {*known.values(), *COLUMNS}
            theirs = (spelled[name] for name in [ours, *usual] if name in spelled)
            likeliest = next((name for name in theirs if name not in taken), None)
            if likeliest:
                known[ours] = likeliest
    return known


# If empty in a row, these are replaced by a column with a usual name that is not.
GIVE_WAY = ("text", "title", "outlet", "authors")


def filled_name(ours: str, row: dict, name: str | None) -> str | None:
    """The column of a row that holds the value of ours: the recognised one (`name`) or the one with
    our name, or if that is empty, the next one with a usual name; None if there is none.

    >>> filled_name("text", {"text": None, "maintext": "It rained."}, None)
    'maintext'
    >>> filled_name("text", {"text": "It rained.", "body": "It snowed."}, None)
    'text'
    """
    first = name or ours
    if first in row and is_empty(row[first]):
        spelled = {spelled_alike(other): other for other in reversed(row) if other not in COLUMNS}
        others = (spelled[usual] for usual in USUAL_NAMES.get(ours, []) if usual in spelled)
        first = next((other for other in others if not is_empty(row[other])), first)
    return first if first in row else None


LONGER = 1.5  # times as long: comments or a menu left in a text add less, an excerpt has far less
SAME_START = 60  # letters that show that two texts are of one article
WHOLE_PAGE = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


@lru_cache(maxsize=256)
def text_columns(names: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a table that may hold the text of an article, by their usual names, without
    those for the raw content of a page or file.

    >>> text_columns(("title", "content", "text", "Body", "raw_text"))
    ('content', 'text', 'Body')
    """
    usual = {"text", *USUAL_NAMES["text"]}
    spelled = {name: spelled_alike(name) for name in names}
    return tuple(name for name in names if spelled[name] in usual and "raw" not in spelled[name])


def longest_text(row: dict, first: str) -> str:
    """The column of a row that holds the whole text: the recognised one (`first`), unless another
    has at least half as many words again, because then the first is an excerpt.

    >>> longest_text({"text": "It rained…", "body": "It rained. It snowed."}, "text")
    'body'
    >>> longest_text({"text": "It rained. Snow.", "body": "It rained. Snow. Share"}, "text")
    'text'
    """
    among = [name for name in text_columns(tuple(row)) if not is_empty(row[name])]
    if len(among) < 2 or first not in among:
        return first
    words = {name: len(rough_text(row[name]).split()) for name in among}
    longest = max(among, key=lambda name: words[name])
    return longest if words[longest] >= LONGER * words[first] else first


def rough_text(value: Any) -> str:
    """The text in a cell without tags, for counting and comparing; "" for a whole page."""
    text = value if isinstance(value, str) else prose(value) or ""
    return "" if WHOLE_PAGE.search(text) else TAG.sub(" ", text)


def other_text(row: dict, read: str, first: str) -> str | None:
    """The doubt about a text read from a column other than the `first`: the first holds a different
    text, not the beginning of this one.

    >>> other_text({"text": "It rained…", "body": "It rained. It snowed."}, "body", "text")
    >>> other_text({"text": "No rain.", "body": "It snowed on it."}, "body", "text")
    "the text is from column 'body' (4 words), the longest of several; 'text' has a different one \
(2 words); name one: --column text=NAME"
    """
    texts = [rough_text(row[name]) for name in (read, first)]
    letters = ["".join(filter(str.isalnum, text.lower())) for text in texts]
    if letters[1][:SAME_START] in letters[0]:
        return None
    words = [len(text.split()) for text in texts]
    return (
        f"the text is from column {read!r} ({words[0]:,} words), the longest of several; {first!r} "
        f"has a different one ({words[1]:,} words); name one: --column text=NAME"
    )


def is_empty(value: Any) -> bool:
    return value is None or value != value or (isinstance(value, str | list | dict) and not value)


def column_for(ours: str, names: Iterable[str]) -> str | None:
    """The table's column for one of ours; None if it has none.

    >>> column_for("story", ["ID", "Event"]), column_for("id", ["ID", "Event"])
    ('Event', 'ID')
    >>> column_for("story", ["id", "history"]) is None
    True
    """
    there = tuple(names)
    return ours if ours in there else recognised(there, ()).get(ours)


def check_columns(known: list[str], columns: Mapping[str, str], whole: bool) -> None:
    """Nothing, if a table has the named columns and one of text; otherwise NoColumn. `whole`: these
    are all its names.
    """
    for our_name, theirs in columns.items():
        if theirs not in known and (whole or our_name == "text"):
            raise NoColumn(
                f"no column {short(theirs)!r} for `{our_name}`; the columns are {listing(known)}; "
                f"name one: --column {our_name}=NAME, in Python columns={{{our_name!r}: 'NAME'}}"
            )
    ours = recognised(tuple(known), tuple(columns.items()))
    if "text" not in known and "text" not in ours:
        raise NoColumn(
            f"no column 'text' for `text`; the columns are {listing(known)}; "
            f"{mend_for(known, ours)}"
        )


# Columns that hold the beginning of an article or a summary of it, from APIs and databases that
# sell the text separately.
EXCERPTS = (
    "leadparagraph abstract standfirst excerpt teaser lead shortdescription openingtext snippet "
    "hitsentence"
).split()


def mend_for(known: list[str], ours: dict[str, str]) -> str:
    """The remedy for a table without a column of text: if it holds only excerpts or addresses, to
    get the articles.

    >>> mend_for(["snippet", "web_url"], {"url": "web_url"})
    "'snippet' is not a whole article: get the articles from the addresses in 'web_url' or from a \
press database, or measure it as it is: --column text=snippet"
    >>> mend_for(["Url", "Title"], {"url": "Url", "title": "Title"})
    "it lists articles without their texts: get them from the addresses in 'Url' or from a press \
database; or name a column of texts: --column text=NAME"
    """
    spelled = {spelled_alike(name): name for name in reversed(known)}
    excerpt = next((spelled[name] for name in EXCERPTS if name in spelled), None)
    url = next((name for name in (ours.get("url"), "url") if name in known), None)
    where = f"the addresses in {url!r} or from a press database" if url else "a press database"
    if excerpt:
        return (
            f"{excerpt!r} is not a whole article: get the articles from {where}, or measure it as "
            f"it is: --column text={excerpt}"
        )
    if url:
        return (
            f"it lists articles without their texts: get them from {where}; or name a column of "
            "texts: --column text=NAME"
        )
    return "name one: --column text=NAME, in Python columns={'text': 'NAME'}"


def known_columns(rows: Iterable) -> list[str]:
    """The names of all columns with a value in any row, in order of appearance."""
    return list(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))


def set_aside(name: str) -> str:
    """The name under which a table's column is kept: a different one for columns that `load`
    writes.

    >>> set_aside("source"), set_aside("outlet")
    ('source_in_table', 'outlet')
    """
    return f"{name}_in_table" if name in BY_LOAD else name


def from_row(row: dict, columns: Mapping[str, str]) -> dict | str:
    """The article in a row of a table. A column with one of our names but another meaning is
    renamed, and so is an object without a usable name.

    Of several columns of text the longest is read, unless one is given. The meaning of a column
    `source` is recognised by its values (`from_source`).
    """
    theirs = {
        ours: name
        for ours, name in recognised(tuple(row), tuple(columns.items())).items()
        if set_aside(ours) == ours or ours not in row
    }
    for ours in GIVE_WAY:
        if ours not in columns:
            filled = filled_name(ours, row, theirs.get(ours))
            if filled is not None and filled != ours:
                theirs[ours] = filled
    first, doubt = theirs.get("text", "text"), None
    if "text" not in columns and (longest := longest_text(row, first)) != first:
        theirs["text"] = longest
        doubt = other_text(row, longest, first)
    article = {set_aside(ours): row.get(name) for ours, name in theirs.items()}
    for name, value in row.items():
        if name in theirs and name not in theirs.values() and is_empty(value):
            continue
        if name not in theirs.values():
            article[f"{name}_in_table" if name in theirs else set_aside(name)] = value
    unnamed = {}
    for name, value in article.items():
        article[name] = clean(name, value)
        if article[name] is None and isinstance(value, dict | list) and value:
            unnamed[f"{name}_in_table"] = value
    article |= unnamed
    source = source_column(tuple(row))
    if source is not None and source not in theirs.values():
        for name, value in from_source(row[source]).items():
            if article.get(name) is None:
                article[name] = value
                article[set_aside("source")] = article.pop(set_aside(source))
    medium = medium_column(tuple(row))
    if medium is not None and isinstance(row[medium], str) and article.get("outlet") is None:
        article |= {name: v for name, v in from_source(row[medium]).items() if name == "outlet"}
    text = article.get("text")
    if text is None or not LETTER.search(text):
        missing = "text" if text is None else "words"
        return f"no {missing} in column {theirs.get('text', 'text')!r}; fill it or remove the row"
    return whole_or_reason(with_names_alone(article | {"doubt": doubt} if doubt else article))


# What a column `source` may hold besides outlets: the path of a file, or where a text was obtained.
FILE_NAME = regex(
    r"^\S*[\\/]\S*$|#\d+$|\.(?:txt|docx?|pdf|rtf|html?|csv|tsv|xlsx?|jsonl?|xml|zip)$", re.I
)
# A "Medium" may be an outlet, or what an article was printed in.
SOURCE_NAMES = frozenset("source quelle fuente bron fonte".split())
KIND_NAMES = frozenset("medium médium medien media médias medios".split())
WHERE_FROM = regex(
    r"""
    (?: (?:lexis ?)?nexis | factiva | proquest | europresse | newsbank | ebsco | gale | wiso
      | media\ ?cloud | newsapi | gdelt | event\ ?registry | common\ ?crawl )\b     # Nexis Uni
  | (?: rss | web | website | internet | online | print | newspaper | api | crawler | scraper
      | tv | television | fernsehen | radio | zeitung | tageszeitung | wochenzeitung | zeitschrift
      | magazine? | presse | press | prensa | agentur | agency | podcast | image | video | photo
      | twitter | facebook | reddit )(?:\ (?:feed|app|web\ app|api|for\ \w+))?$      # RSS feed
    """,
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=256)
def source_column(names: tuple[str, ...]) -> str | None:
    """The column for the source of an article, whose meaning only its values show."""
    return next((name for name in names if spelled_alike(name) in SOURCE_NAMES), None)


@lru_cache(maxsize=256)
def medium_column(names: tuple[str, ...]) -> str | None:
    """The column of the medium of an article: its outlet, if its values are names of outlets."""
    return next((name for name in names if spelled_alike(name) in KIND_NAMES), None)


def from_source(source: Any) -> dict[str, str]:
    """The outlet or the address of an article, from a table's column named `source`.

    >>> from_source({"id": None, "name": "The Post"}), from_source("https://post.example/rain")
    ({'outlet': 'The Post'}, {'url': 'https://post.example/rain'})
    >>> from_source("The Post"), from_source("rain.csv"), from_source("Nexis Uni")
    ({'outlet': 'The Post'}, {}, {})
    """
    named = names(source)
    if named is None or not any(map(str.isalpha, named)):
        return {}
    if named.startswith(("http://", "https://")):
        return {"url": named}
    is_outlet = (
        len(named) <= 80
        and not re.search(r"[<>\n]", named)
        and not FILE_NAME.search(named)
        and not WHERE_FROM.match(named)
    )
    return {"outlet": named} if is_outlet else {}


def outlet_from_source(article: dict) -> bool:
    """Whether the article's outlet was read from its table's column `source`, which could mean
    something else.
    """
    source = article.get("source_in_table")
    return isinstance(source, str) and source.strip() == article.get("outlet")


def clean(name: str, value: Any) -> Any:
    """A cleaned cell: composed text, None if empty, HTML entities decoded, several authors in one
    line, a date as ISO 8601, a language as its code, a story under one name.
    """
    if name in LISTS:
        return clean_list(name, value)
    if name == "story":
        return story_name(value)
    kept = clean_cell(value) if not isinstance(value, dict | list) or name not in COLUMNS else value
    if name not in COLUMNS or kept is None:
        return kept
    if name == "text":
        return prose(kept) if isinstance(kept, str | dict | list) else str(kept)
    if name in DATES:
        return moment(kept)
    if name == "language":
        return language_code(kept)
    if isinstance(kept, str) and name not in ("id", "source"):
        kept = unescaped(kept)
        if not kept.strip():  # it was spaces, written out
            return None
        if name == "outlet":  # otherwise "The Post " would be another outlet
            kept = " ".join(kept.split())
    if isinstance(kept, str) and not kept.startswith(("[", "{", "c(")):
        return without_by(kept) if name == "authors" else kept
    named = names(kept)
    return without_by(named) if named and name == "authors" else named


# A whole number that a spreadsheet or pandas made decimal; with two zeros it may be a thousand.
MADE_DECIMAL = re.compile(r"(-?\d+)[.,]0")
NO_STORY = frozenset(["nan", "none", "null", "nat", "<na>", "n/a", "#n/a"])


def story_name(value: Any) -> str | None:
    """The name of a story, the same however a table was saved; None for an empty cell, or one that
    holds what software writes for empty.

    >>> story_name(1.0), story_name("1.0"), story_name("1,0"), story_name(" the \\n flood ")
    ('1', '1', '1', 'the flood')
    >>> story_name("nan"), story_name("#N/A"), story_name("Nan Goldin"), story_name("1.000")
    (None, None, 'Nan Goldin', '1.000')
    """
    cell = clean_cell(value)
    name = " ".join(unescaped(str(cell)).split()) if cell is not None else ""
    if not name or name.lower() in NO_STORY:
        return None
    decimal = MADE_DECIMAL.fullmatch(name)
    return decimal[1] if decimal else name


def clean_list(name: str, value: Any) -> list:
    """The values of a column of ours that holds several."""
    value = unfolded(value)
    values = value if isinstance(value, list) else [value] if value else []
    if name == "cut":
        return values
    return [unescaped(composed(str(item))) for item in values if item is not None]


def clean_cell(value: Any) -> Any:
    """A single cell; a list of texts in one line.

    >>> clean_cell(["Ann Example", "Bo Lund"]), clean_cell("  "), clean_cell(float("nan"))
    ('Ann Example, Bo Lund', None, None)
    """
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return clean_cell(", ".join(value))
    if isinstance(value, str):
        return composed(value) if value.strip() else None
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    return iso_date(value) if isinstance(value, date) else value


def iso_date(value: date) -> str:
    """A date from Excel or Parquet as text. Midnight without a zone stands for a day.

    >>> iso_date(datetime(2024, 5, 3)), iso_date(datetime(2024, 5, 3, 14, 5, 30))
    ('2024-05-03', '2024-05-03T14:05')
    """
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return value.isoformat(timespec="minutes")
