"""A row of a table as an article under our names, by what its columns are usually called.

An article → the reason why it is not whole, where it says so itself: what an interface or a paywall
cut off.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

import pandas as pd

from ..text import LETTER, composed
from .encoding import Unreadable

SNIPPET = re.compile(r"\[\+\d+ chars\]\s*$")  # how NewsAPI ends what it cuts after 200 characters
SHORT = 120  # words: a longer article is worth reading, whatever stands below it

PAYWALL = re.compile(
    r"""
    \b(?:to|and)\ (?:continue|keep|carry\ on|finish)\ reading\b            # Subscribe to continue reading
  | \b(?:subscribe|log\ in|sign\ in|register|sign\ up)\b[^.]{0,40}\bto\ (?:read|access|unlock|view)
      \ (?:the|this|our|more|full|all|unlimited)\b                         # Sign in to read the full story
  | \bthis\ (?:article|story|content|page)\ is\ (?:\w+\ ){0,3}(?:for|to)\ (?:our\ |paying\ |registered\ )?
      (?:subscribers|members)\b                                            # This story is only for subscribers
  | \b(?:subscriber|member)s?[- ]only\b|\bexclusive\ to\ (?:our\ )?subscribers\b
  | \byou(?:\ have|'ve|’ve)\ (?:reached|used)\b.{0,40}\b(?:free\ articles?|article\ limit|limit)\b
  | \bunlock\ (?:this|the\ full)\ (?:article|story)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def why_stub(article: dict) -> str | None:
    """The reason why an article is a stub; None for one that is whole as far as it says.

    >>> why_stub({"text": "It rained. The mayor said that the brid… [+1234 chars]"})
    'cut short: "… [+1234 chars]"; get the whole article from its page'
    >>> why_stub({"text": "It rained.", "cut": [("short line", "Subscribe to continue reading")]})
    'the stub before a paywall: "Subscribe to continue reading"; get the whole article'
    >>> why_stub({"text": "Subscribers to the gas works may read the meter. " * 20 + "Subscribe to read more."})
    """
    text = article["text"]
    if found := SNIPPET.search(text):
        return f'cut short: "… {found[0].strip()}"; get the whole article from its page'
    if len(text.split()) > SHORT:
        return None
    said = [
        *text.split("\n"),
        *(line for _, line in article.get("cut", []) if isinstance(line, str)),
    ]
    wall = next((line for line in said if PAYWALL.search(line)), None)
    return wall and f'the stub before a paywall: "{shown(wall)}"; get the whole article'


def shown(line: str) -> str:
    return line.strip() if len(line.strip()) <= 80 else "…" + line.strip()[-79:]


COLUMNS = [
    "id",
    "outlet",
    "title",
    "authors",
    "published",
    "url",
    "language",
    "source",
    "text",
    "updated",
    "place",
    "summary",
    "highlights",
    "agency",
    "subheads",
    "dateline",
    "cut",
]
LISTS = ["highlights", "subheads", "cut"]
WRITTEN = ["source", "cut"]  # what `load` itself writes; a table's column of that name is set aside

# How others call our columns, the likeliest first, as `folded` writes them: Media Cloud, 4CAT,
# NewsAPI, trafilatura, news-please, newspaper, the Guardian's interface, LexisNexisTools. A column
# of our own name always comes first.
USUAL = {
    "text": "maintext fulltext articletext storytext bodytext articlebody body content article rawtext",
    "title": "headline articletitle storytitle webtitle subject",
    "outlet": "medianame publication publicationtitle publicationname newspaper sourcename sitename sourcehostname "
    "publisher hostname sourcedomain domain",
    "authors": "author byline bylines creator",
    "published": "publishdate publishedat publisheddate datepublished datepublish publicationdate pubdate "
    "webpublicationdate date timestamp datetime",
    "url": "link weburl articleurl storyurl permalink",
    "language": "lang",
    "summary": "description excerpt abstract trailtext standfirst",
    "updated": "updatedat datemodified datemodify modified lastupdated",
}


class NoColumn(Unreadable):
    """A table without a column that was asked for, or without one of text."""


def folded(name: str) -> str:
    """A column's name without what people write differently.

    >>> folded("Publish_Date"), folded("publishDate"), folded("source.name")
    ('publishdate', 'publishdate', 'sourcename')
    """
    return re.sub(r"[\W_]+", "", name.lower())


@lru_cache(maxsize=256)
def recognised(names: tuple[str, ...], given: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Which of a table's columns is which of ours: as given, else the one of our name, else of a
    usual one.

    >>> recognised(("Headline", "content", "publishedAt"), ())
    {'text': 'content', 'title': 'Headline', 'published': 'publishedAt'}
    >>> recognised(("text", "content"), (("text", "content"),))
    {'text': 'content'}
    """
    found, spelled = dict(given), {folded(name): name for name in reversed(names)}
    for ours, usual in USUAL.items():
        if ours not in found and ours not in names:
            theirs = next(
                (
                    spelled[name]
                    for name in [ours, *usual.split()]
                    if name in spelled and spelled[name] not in [*found.values(), *COLUMNS]
                ),
                None,
            )
            if theirs:
                found[ours] = theirs
    return found


def check_columns(known: list[str], columns: dict[str, str], whole: bool) -> None:
    """NoColumn where a table has none of the name given, or none of text. `whole`: these are all
    the names it has.
    """
    for ours, theirs in columns.items():
        if theirs not in known and (whole or ours == "text"):
            raise NoColumn(
                f"no column {theirs!r} for `{ours}`; it has {', '.join(known) or 'none'}; name one: "
                f"--column {ours}=NAME, in Python columns={{{ours!r}: 'NAME'}}"
            )
    if "text" not in known and "text" not in recognised(tuple(known), tuple(columns.items())):
        raise NoColumn(
            f"no column 'text' for `text`; it has {', '.join(known) or 'none'}; name one: "
            "--column text=NAME, in Python columns={'text': 'NAME'}"
        )


def known_columns(rows: Iterable) -> list[str]:
    return list(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))


def set_aside(name: str) -> str:
    return f"{name}_in_table" if name in WRITTEN else name


def from_row(row: dict, columns: dict[str, str]) -> dict | str:
    """The article in a row of a table. A column of another meaning that bears a name of ours is set
    aside, renamed.

    NewsAPI nests the outlet in its source, trafilatura calls the address of a page its source: both
    are read.
    """
    columns = recognised(tuple(row), tuple(columns.items()))
    columns = {
        ours: theirs
        for ours, theirs in columns.items()
        if set_aside(ours) == ours or ours not in row
    }
    article = {set_aside(ours): row.get(theirs) for ours, theirs in columns.items()}
    for name, value in row.items():
        if name not in columns.values():
            article[f"{name}_in_table" if name in columns else set_aside(name)] = value
    told = row.get("source") if "source" not in columns.values() else None
    if isinstance(told, dict) and isinstance(told.get("name"), str):
        article.setdefault("outlet", told["name"])
    elif isinstance(told, str) and told.startswith(("http://", "https://")):
        article.setdefault("url", told)
    article = {name: clean(name, value) for name, value in article.items()}
    text = article.get("text")
    if text is None or not LETTER.search(text):
        missing = "text" if text is None else "words"
        return f"no {missing} in column {columns.get('text', 'text')!r}; fill it or remove the row"
    return why_stub(article) or article


def clean(name: str, value):
    """A cell as it is kept: text composed, nothing as None, several authors in one line, a date as
    ISO 8601.
    """
    if name in LISTS:
        listed = value if isinstance(value, list) else [value] if value else []
        return (
            listed if name == "cut" else [composed(str(one)) for one in listed if one is not None]
        )
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    if isinstance(value, str):
        value = composed(value) if value.strip() else None
    elif pd.api.types.is_scalar(value) and pd.isna(value):
        value = None
    elif isinstance(value, date):
        value = moment(value)
    return str(value) if value is not None and name in COLUMNS else value


def moment(value: date) -> str:
    """A date from Excel or Parquet as it is written. Midnight without a zone is what these make of
    a day.

    >>> moment(datetime(2024, 5, 3)), moment(datetime(2024, 5, 3, 14, 5, 30))
    ('2024-05-03', '2024-05-03T14:05')
    """
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return value.isoformat(timespec="minutes")
