"""The articles in a text that somebody put together from several articles.

Two forms are recognised. Records have a label before each field of an article ("Title:", "Source:",
"Text:"); cuttings have a few short lines above each article, one of them with the outlet and the
date. Both are accepted only if every article in the file has them. A file that has them only here
and there is rejected: measured as one article, it would be nobody's. An article that seems to be
followed by another one's title and text, without labels, is marked as doubtful.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ..paths import package_rows
from ..patterns import regex
from ..text import LETTER
from .databases import authors_in, date_line
from .doubts import add_doubt, several

COLUMN_OF_LABEL = {row["label"]: row["column"] for row in package_rows("record-labels.csv")}
LABEL = regex(r"\W{0,3}([^\W\d_][\w ()]{0,20}?)\W{0,2}[ \u00a0]?:\W{0,2}(?:[ \t\u00a0]+(.*)|$)")
RULE = regex(r"\s*(?:[-_=*~#•·]\s?){5,}\s*")
BYLINE = re.compile(r"(?i:by|von|par|por)[:\s]\s*(?=[^\W\d_a-z])")
# "Ferry line closes (The Post) ........ 12": a line of an index.
INDEXED = re.compile(r".*(?:\.{4,}|(?:\. ){4,}|…{2,}|\t)\s*\d+\s*")
ENDS_SENTENCE = regex(r"""[.!?…:;]["'”’)\]]*$""")
CREDIT_PARTS = regex(r"\s*(?:[,|•·;(]|\s[-–—]|[.:](?=\s))\s*$")  # between outlet and date
NUMBER = re.compile(r"\W*\d{1,4}\W*")
PAGE = re.compile(r",?\s*\b(?:pp?|pg|page|seite|s|blz)\b\.?\s*\w{1,6}$", re.IGNORECASE)  # p. 4
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LONGEST_CREDIT = 120  # characters of a line with outlet and date
SHORT_LINE = 14  # words; a head of an article has no longer line but its title
HEAD_LINES = 6
LEAST_CUTTINGS = 3  # with fewer, the lines may be those of a letter or a footnote
LEAST_WHOLE = 2  # articles without headings, before a heading in another counts as a title
# Of the usual number of words; a title in a text has as many above and below it.
HALF_AN_ARTICLE = 1 / 2


def read_collection(text: str) -> list[dict | str] | None:
    """Each article of a text with several, or the reason why it cannot be split; None for a text
    that is one article, or none.

    >>> text = "Title: Rain\\nDate: 3 May 2024\\nText:\\nIt rained.\\n-----\\n"
    >>> [one["published"] for one in read_collection(text + text.replace("3 May", "4 May"))]
    ['3 May 2024', '4 May 2024']
    >>> read_collection("June 3, 1984\\nThe first boat crosses.\\n\\nMay 4, 2004\\nThe last one.")
    """
    lines = [line.strip() for line in text.split("\n")]
    found = read_records(lines) or read_cuttings(lines)
    return found and doubt_joined(found)


# Records


class Field(NamedTuple):
    """A line with a label: our column, and the value after the label."""

    column: str
    value: str


def field_in(line: str) -> Field | None:
    """The field of a line that begins with a label; None for any other.

    >>> field_in("**Source:** The Post"), field_in("The source: a letter")
    (Field(column='outlet', value='The Post'), None)
    """
    label = LABEL.match(line)
    column = COLUMN_OF_LABEL.get(label[1].casefold()) if label else None
    return Field(column, (label[2] or "").strip()) if label and column else None


def read_records(lines: list[str]) -> list[dict | str] | None:
    """The articles of a text in records; None for one that is not all records, or only one.

    Each begins with the label with which the first begins, at the beginning of the text or below a
    rule, a blank line or a number.
    """
    filled = next((row for row, line in enumerate(lines) if line and not RULE.fullmatch(line)), 0)
    first = field_in(lines[filled]) if lines else None
    if first is None or first.column == "text":
        return None
    named = columns_named(lines)
    starts = [
        row
        for row, line in enumerate(lines)
        if (field := field_in(line))
        and field.column == first.column
        and named[row] > 1
        and (row == 0 or not field_in(lines[row - 1]))
    ]
    if not starts or (len(starts) == 1 and not is_labelled_article(lines[filled:])):
        return None
    parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)])]
    if strays := [line for part in parts if (line := stray_label(part))]:
        return [
            f'contains several articles, but not all have the same labels (see "{strays[0]}"); '
            "give "
            "each the labels of the first, or save each as a file"
        ]
    return [record(part) for part in parts]


def stray_label(lines: list[str]) -> str | None:
    """The first label of another article in the text of a record, with prose below it; None if
    there is none. A single label counts if it is that of a title or of the text.

    >>> stray_label(["Title: Rain", "It rained.", "", "Source: The Post", "Date: May 4, 2024",
    ...              "It snowed all day long."])
    'Source: The Post'
    >>> stray_label(["Title: Rain", "It rained all day.", "Source: The Post", "Date: May 4, 2024"])
    """
    body = body_start(lines)
    named = columns_named(lines)
    last = max(
        (row for row in range(body, len(lines)) if is_unlabelled_prose(lines[row])), default=0
    )
    for row in range(body + 1, last):
        field = field_in(lines[row])
        if (
            field
            and not field_in(lines[row - 1])
            and (
                named[row] > 1
                or (field.column == "title" and not is_prose(field.value))
                or (field.column == "text" and not field.value)
            )
        ):
            return lines[row]
    return None


def body_start(lines: list[str]) -> int:
    """The row after the labels above the text of a record, including the label of the text."""
    for row, line in enumerate(lines):
        if line and (field := field_in(line)) is None:
            return row
        if line and field and field.column == "text":
            return row
    return len(lines)


def is_labelled_article(lines: list[str]) -> bool:
    """Whether a text with one record is an article with labels: one of them is that of the text; or
    they name the title, and the outlet or date, and no other label is below them.

    >>> is_labelled_article(["Title: Rain", "Source: The Post", "", "It rained all day long."])
    True
    >>> is_labelled_article(["Title: Rain", "Date: May 4", "Place: The hall", "It rained all day."])
    False
    """
    if any(is_text_label(line) for line in lines):
        return True
    body = body_start(lines)
    columns = {field.column for line in lines[:body] if (field := field_in(line))}
    if body == len(lines) or (LABEL.match(lines[body]) and not is_prose(lines[body])):
        return False
    return "title" in columns and bool(columns & {"outlet", "published"})


def is_text_label(line: str) -> bool:
    field = field_in(line)
    return field is not None and field.column == "text"


def is_unlabelled_prose(line: str) -> bool:
    return is_prose(line) and field_in(line) is None


def columns_named(lines: list[str]) -> list[int]:
    """How many different columns the lines from each row on name, before a line without a label.

    >>> columns_named(["Title: Rain", "", "Source: The Post", "It rained.", "Title: Snow"])
    [2, 1, 1, 0, 1]
    """
    columns: set[str] = set()
    named = []
    for line in reversed(lines):
        if field := field_in(line):
            columns.add(field.column)
        elif line:
            columns.clear()
        named.append(len(columns))
    return named[::-1]


def record(lines: list[str]) -> dict | str:
    """The article in a record: labels with their values, then the text."""
    fields: dict[str, str] = {}
    rest: list[tuple[str, str]] = []
    body = len(lines)
    for row, line in enumerate(lines):
        field = field_in(line)
        if line and field is None:
            body = row
            break
        if field and field.column == "text":
            lines = [*lines[:row], field.value, *lines[row + 1 :]]
            body = row
            break
        if field and field.column in fields:
            rest.append((line.partition(":")[0], field.value))
        elif field and field.value:
            fields[field.column] = field.value
    text = body_text(lines[body:])
    if not LETTER.search(text):
        title = fields.get("title", "without a title")
        return f'no text in the record "{title}"; put it below a line "Text:"'
    authors = authors_in(fields.pop("authors", ""))
    return fields | {"authors": authors, "text": text, "cut": rest}


# Cuttings


class Head(NamedTuple):
    """The short lines above an article: where they begin, where the text begins, their content."""

    start: int
    text: int
    title: str
    outlet: str
    published: str
    authors: str | None
    others: list[str]


def read_cuttings(lines: list[str]) -> list[dict | str] | None:
    """The articles of a text of cuttings, or why it cannot be split; None for a text with fewer
    heads than `LEAST_CUTTINGS`, or with prose above the first of them.

    Lines above the first head, usually an index, are kept in the `cut` of the first article.
    """
    credits = sum(credit_in(line) is not None for line in lines)
    if credits < LEAST_CUTTINGS and sum(map(is_date_alone, lines)) < LEAST_CUTTINGS:
        return None
    heads = list(heads_in(lines))
    if len(heads) < LEAST_CUTTINGS:
        if credits >= LEAST_CUTTINGS and len(heads) > 1:
            example = next(line for line in lines if credit_in(line))
            return [several(f'{credits} lines such as "{example}"')]
        return None
    above = [line for line in lines[: heads[0].start] if line]
    if any(is_prose(line) for line in above):  # a page, with the comments of its readers
        return None
    ends = [head.start for head in heads[1:]] + [len(lines)]
    articles: list[dict | str] = []
    for head, end in zip(heads, ends):
        shown = above if not articles else []
        articles.append(
            {
                "title": head.title,
                "outlet": head.outlet,
                "published": head.published,
                "authors": head.authors,
                "text": body_text(lines[head.text : end]),
                "cut": [
                    *(("above the first article", line) for line in shown),
                    *(("above the article", line) for line in head.others),
                ],
            }
        )
    return articles


def heads_in(lines: list[str]) -> Iterator[Head]:
    """The heads of a text: below a blank line, a rule or nothing, and above prose."""
    row = 0
    while row < len(lines):
        is_first = row == 0 or not lines[row - 1] or RULE.fullmatch(lines[row - 1])
        head = head_at(lines, row) if is_first and lines[row] else None
        if head:
            yield head
            row = head.text
        row += 1


def head_at(lines: list[str], start: int) -> Head | None:
    """The head that begins in a row: a title, an outlet with its date on one line or on two, and
    perhaps a byline and a place, in any order. None if any of the first three is missing.
    """
    end = start
    while end < len(lines) and end - start < HEAD_LINES and lines[end] and not is_prose(lines[end]):
        end += 1
    below = next((row for row in range(end, min(end + 2, len(lines))) if lines[row]), end)
    if below >= len(lines) or not is_prose(lines[below]):
        return None
    outlet = published = ""
    authors = None
    names: list[str] = []
    for line in lines[start:end]:
        credit = credit_in(line)
        if credit and not published:
            outlet, published = credit
        elif is_date_alone(line) and not published:
            said = date_line(line)
            published = said.date if said else ""
        elif BYLINE.match(line) and authors is None:
            authors = authors_in(line)
        elif not RULE.fullmatch(line) and not INDEXED.fullmatch(line):
            names.append(line)
    if not outlet and len(names) > 1:
        outlet = names.pop(1)
    if not (published and outlet and names):
        return None
    return Head(start, below, names[0], outlet, published, authors, names[1:])


def credit_in(line: str) -> tuple[str, str] | None:
    """The outlet and the date of a line with nothing else; None for any other.

    >>> credit_in("The Northfold Courier, March 4, 2024"), credit_in("Brine Weekly (4 March 2024)")
    (('The Northfold Courier', 'March 4, 2024'), ('Brine Weekly', '4 March 2024'))
    >>> credit_in("March 4, 2024"), credit_in("It rained on the island on March 4, 2024")
    (None, None)
    """
    if len(line) > LONGEST_CREDIT or not YEAR.search(line):
        return None
    for row in range(len(line)):
        parts = CREDIT_PARTS.search(line[:row]) if line[row].isalnum() else None
        if parts is None:
            continue
        outlet, said = (
            line[: parts.start()].strip(),
            date_line(PAGE.sub("", line[row:].rstrip(" )."))),
        )
        if said and len(said.edition) <= 40 and is_name(outlet):
            return outlet, said.date
    return None


def is_name(text: str) -> bool:
    """Whether the text may be the name of an outlet: a few words, most of them with a capital.

    >>> is_name("The Northfold Courier"), is_name("it rained"), is_name("March")
    (True, False, False)
    """
    words = [word for word in text.split() if LETTER.search(word)]
    capitals = sum(word[0].isupper() for word in words)
    return 1 <= len(words) <= 7 and 2 * capitals >= len(words) and date_line(f"{text} 2024") is None


def is_date_alone(line: str) -> bool:
    return len(line) < 60 and bool(YEAR.search(line)) and date_line(line) is not None


def is_prose(line: str) -> bool:
    """Whether the line is a sentence, or too long for a head."""
    return len(line.split()) > SHORT_LINE or (
        len(line.split()) > 3 and bool(ENDS_SENTENCE.search(line)) and not INDEXED.fullmatch(line)
    )


def body_text(lines: list[str]) -> str:
    """The text in lines, with a blank line between paragraphs. Each line is a paragraph, unless
    lines are broken to fit a width: then paragraphs are separated by blank lines.

    >>> body_text(["It rained.", "It snowed.", "-----"])
    'It rained.\\n\\nIt snowed.'
    >>> body_text(["It rained on the roof and", "on the pier.", "", "It snowed."])
    'It rained on the roof and on the pier.\\n\\nIt snowed.'
    """
    ends = [row for row in range(len(lines)) if RULE.fullmatch(lines[row])]
    if ends and all(not line or NUMBER.fullmatch(line) for line in lines[ends[-1] + 1 :]):
        lines = lines[: ends[-1]]  # the rule above the next article, and its number
    following = [(line, below) for line, below in pairwise(lines) if line and below]
    broken = sum(not ENDS_SENTENCE.search(line) for line, _ in following)
    blocks = "\n".join(lines).split("\n\n")
    if following and 2 * broken > len(following):
        return "\n\n".join(filter(None, (" ".join(block.split()) for block in blocks)))
    return "\n\n".join(line for line in lines if line)


def doubt_joined(articles: list[dict | str]) -> list[dict | str]:
    """The articles of a collection; one is marked as doubtful if it has a short line between parts
    as long as an article, and few others have any heading in their text.
    """
    texts = [one["text"].split("\n\n") for one in articles if isinstance(one, dict)]
    whole = [text for text in texts if not headings_in(text)]
    if len(whole) < LEAST_WHOLE or 2 * len(whole) < len(texts):
        return articles
    least = HALF_AN_ARTICLE * median(words_in(text) for text in whole)
    return [
        one if isinstance(one, str) else add_doubt(one, joined(one["text"].split("\n\n"), least))
        for one in articles
    ]


def joined(text: list[str], least: float) -> str | None:
    """The reason why paragraphs may be two articles, each with at least this many words; None if
    they are one.

    >>> joined(["It rained all day long.", "Snow on the pier", "It snowed all night long."], 5)
    '"Snow on the pier" in it looks like the title of another article'
    >>> joined(["It rained all day long.", "Snow on the pier", "It snowed all night long."], 6)
    """
    for row in headings_in(text):
        if min(words_in(text[:row]), words_in(text[row + 1 :])) >= least:
            return f'"{text[row]}" in it looks like the title of another article'
    return None


def headings_in(text: list[str]) -> list[int]:
    """The numbers of the paragraphs that look like titles between others."""
    return [
        row
        for row in range(1, len(text) - 1)
        if 2 < len(text[row].split()) <= SHORT_LINE
        and text[row][:1].isupper()
        and not ENDS_SENTENCE.search(text[row])
        and is_prose(text[row - 1])
        and is_prose(text[row + 1])
    ]


def words_in(text: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in text)
