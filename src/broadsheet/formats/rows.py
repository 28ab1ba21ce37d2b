"""A row of a table as an article under our names, by what its columns are usually called.

An article → the reason why it is not whole, where it says so itself: what an interface or a paywall
cut off.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import pandas as pd

from ..paths import package_rows
from ..text import LETTER, composed
from .encoding import Unreadable

SNIPPET = re.compile(r"\[\+\d+ chars\]\s*$")  # how NewsAPI ends what it cuts after 200 characters
STUB_WORDS = 120  # a longer article is worth reading, whatever stands below it

PAYWALL = re.compile(
    r"""
    \b(?:to|and)\ (?:continue|keep|carry\ on|finish)\ reading\b     # Subscribe to continue reading
  | \b(?:subscribe|log\ in|sign\ in|register|sign\ up)\b[^.]{0,40}\bto
      \ (?:read|access|unlock|view)
      \ (?:the|this|our|more|full|all|unlimited)\b                   # Sign in to read the story
  | \bthis\ (?:article|story|content|page)\ is\ (?:\w+\ ){0,3}
      (?:for|to)\ (?:our\ |paying\ |registered\ )?
      (?:subscribers|members)\b                                      # This story is for subscribers
  | \b(?:subscriber|member)s?[- ]only\b                             # Subscriber-only
  | \bexclusive\ to\ (?:our\ )?subscribers\b                       # Exclusive to our subscribers
  | \byou(?:\ have|'ve|’ve)\ (?:reached|used)\b.{0,40}
      \b(?:free\ articles?|article\ limit|limit)\b                 # You've used your free articles
  | \bunlock\ (?:this|the\ full)\ (?:article|story)\b             # Unlock this article
    """,
    re.VERBOSE | re.IGNORECASE,
)


def why_stub(article: dict) -> str | None:
    """The reason why an article is a stub; None for one that is whole as far as it says.

    >>> why_stub({"text": "It rained. The mayor said that the brid… [+1234 chars]"})
    'cut short: "… [+1234 chars]"; get the whole article from its page'
    >>> why_stub({"text": "It rained.", "cut": [("short line", "Subscribe to continue reading")]})
    'the stub before a paywall: "Subscribe to continue reading"; get the whole article'
    >>> why_stub({"text": "It rained all day in Oslo. " * 30 + "Subscribe to read more."})
    """
    text = article["text"]
    if snippet := SNIPPET.search(text):
        return f'cut short: "… {snippet[0].strip()}"; get the whole article from its page'
    if len(text.split()) > STUB_WORDS:
        return None
    lines = [
        *text.split("\n"),
        *(line for _, line in article.get("cut", []) if isinstance(line, str)),
    ]
    wall = next((line for line in lines if PAYWALL.search(line)), None)
    return wall and f'the stub before a paywall: "{line_end(wall)}"; get the whole article'


def line_end(line: str) -> str:
    """A line for a message, without the beginning of a long one."""
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
    "story",
    "text",
    "updated",
    "place",
    "summary",
    "highlights",
    "agency",
    "subheads",
    "dateline",
    "cut",
    "doubt",
]
LISTS = ["highlights", "subheads", "cut"]
# What `load` itself writes; a table's column of that name is set aside.
BY_LOAD = ["source", "cut", "doubt"]

# How others call our columns, as `spelled_alike` writes it. A column of our own name comes first.
USUAL_NAMES = {row["column"]: row["names"].split() for row in package_rows("column-names.csv")}


class NoColumn(Unreadable):
    """A table without a column that was asked for, or without one of text."""


def spelled_alike(name: str) -> str:
    """A column's name without what people write differently.

    >>> spelled_alike("Publish_Date"), spelled_alike("publishDate"), spelled_alike("source.name")
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


def column_for(ours: str, names: Iterable[str]) -> str | None:
    """Which of a table's columns is a certain one of ours; None where it has none.

    >>> column_for("story", ["ID", "Event"]), column_for("id", ["ID", "Event"])
    ('Event', 'ID')
    >>> column_for("story", ["id", "history"]) is None
    True
    """
    there = tuple(names)
    return ours if ours in there else recognised(there, ()).get(ours)


def check_columns(known: list[str], columns: dict[str, str], whole: bool) -> None:
    """NoColumn where a table has none of the name given, or none of text. `whole`: these are all
    the names it has.
    """
    for ours, theirs in columns.items():
        if theirs not in known and (whole or ours == "text"):
            raise NoColumn(
                f"no column {theirs!r} for `{ours}`; it has {', '.join(known) or 'none'}; "
                f"name one: --column {ours}=NAME, in Python columns={{{ours!r}: 'NAME'}}"
            )
    if "text" not in known and "text" not in recognised(tuple(known), tuple(columns.items())):
        raise NoColumn(
            f"no column 'text' for `text`; it has {', '.join(known) or 'none'}; name one: "
            "--column text=NAME, in Python columns={'text': 'NAME'}"
        )


def known_columns(rows: Iterable) -> list[str]:
    """The names of all columns in which any row holds something, in the order of their coming."""
    return list(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))


def set_aside(name: str) -> str:
    """The name under which a table's column is kept: another for those that `load` writes.

    >>> set_aside("source"), set_aside("outlet")
    ('source_in_table', 'outlet')
    """
    return f"{name}_in_table" if name in BY_LOAD else name


def from_row(row: dict, columns: dict[str, str]) -> dict | str:
    """The article in a row of a table. A column of another meaning that bears a name of ours is set
    aside, renamed.

    NewsAPI nests the outlet in its source, trafilatura calls the address of a page its source: both
    are read.
    """
    theirs = {
        ours: name
        for ours, name in recognised(tuple(row), tuple(columns.items())).items()
        if set_aside(ours) == ours or ours not in row
    }
    article = {set_aside(ours): row.get(name) for ours, name in theirs.items()}
    for name, value in row.items():
        if name not in theirs.values():
            article[f"{name}_in_table" if name in theirs else set_aside(name)] = value
    if "source" not in theirs.values():
        for name, value in from_source(row.get("source")).items():
            article.setdefault(name, value)
    article = {name: clean(name, value) for name, value in article.items()}
    text = article.get("text")
    if text is None or not LETTER.search(text):
        missing = "text" if text is None else "words"
        return f"no {missing} in column {theirs.get('text', 'text')!r}; fill it or remove the row"
    return why_stub(article) or article


def from_source(source: Any) -> dict[str, str]:
    """What a table's column of the name `source` says of the outlet or the address of an article.

    >>> from_source({"id": None, "name": "The Post"}), from_source("https://post.example/rain")
    ({'outlet': 'The Post'}, {'url': 'https://post.example/rain'})
    >>> from_source("rain.csv")
    {}
    """
    if isinstance(source, dict) and isinstance(source.get("name"), str):
        return {"outlet": source["name"]}
    if isinstance(source, str) and source.startswith(("http://", "https://")):
        return {"url": source}
    return {}


def clean(name: str, value: Any) -> Any:
    """A cell as it is kept: text composed, nothing as None, several authors in one line, a date as
    ISO 8601, a story under one name.
    """
    if name in LISTS:
        return clean_list(name, value)
    if name == "story":
        return story_name(value)
    kept = clean_cell(value)
    return str(kept) if kept is not None and name in COLUMNS else kept


# A whole number that a spreadsheet or pandas made decimal; with two zeros it may be a thousand.
MADE_DECIMAL = re.compile(r"(-?\d+)[.,]0")
NO_STORY = frozenset(["nan", "none", "null", "nat", "<na>", "n/a", "#n/a"])


def story_name(value: Any) -> str | None:
    """The name of a story, the same however a table was saved; None where a cell names none: it is
    empty, or holds what software writes for that.

    >>> story_name(1.0), story_name("1.0"), story_name("1,0"), story_name(" the \\n flood ")
    ('1', '1', '1', 'the flood')
    >>> story_name("nan"), story_name("#N/A"), story_name("Nan Goldin"), story_name("1.000")
    (None, None, 'Nan Goldin', '1.000')
    """
    cell = clean_cell(value)
    name = " ".join(str(cell).split()) if cell is not None else ""
    if not name or name.lower() in NO_STORY:
        return None
    decimal = MADE_DECIMAL.fullmatch(name)
    return decimal[1] if decimal else name


def clean_list(name: str, value: Any) -> list:
    """The values of a column of ours that holds several."""
    values = value if isinstance(value, list) else [value] if value else []
    return values if name == "cut" else [composed(str(item)) for item in values if item is not None]


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
    """A date from Excel or Parquet as it is written. Midnight without a zone is what these make of
    a day.

    >>> iso_date(datetime(2024, 5, 3)), iso_date(datetime(2024, 5, 3, 14, 5, 30))
    ('2024-05-03', '2024-05-03T14:05')
    """
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return value.isoformat(timespec="minutes")
