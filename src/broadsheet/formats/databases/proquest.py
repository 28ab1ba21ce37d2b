"""The articles in text exported from ProQuest: blocks between lines of underscores or below
"Document 2 of 3", or a single block, with labelled fields.
"""

import re
from collections.abc import Callable
from itertools import groupby

from ...paths import package_rows
from ...patterns import regex
from ..dates import MOMENT
from .fields import article_from, paragraphs, why_no_text
from .headings import without_edition

RULE = re.compile(r"\s*[_=]{20,}\s*")
FIELD_OF_LABEL = {row["label"]: row["field"].lower() for row in package_rows("proquest-labels.csv")}
# The longest first, since "Publication" begins several.
KNOWN_LABEL = regex(
    rf"({'|'.join(map(re.escape, sorted(FIELD_OF_LABEL, key=len, reverse=True)))})"
    r"[ \u00a0]?:[ \t\u00a0]*(.*)",
    re.IGNORECASE,
)
ANY_LABEL = re.compile(r"[A-ZÀ-Þ][\w/() -]{2,35}:\s.{,200}$")
DOCUMENT_NUMBER = re.compile(r"Do[ck]umento? \d+ (?:of|von|de|sur|van|di) \d+$")
# Combinations of labels that identify a ProQuest block, whatever is around it.
ONLY_PROQUEST = (
    {"full text", "publication title", "publication date"},
    {"full text", "publication info"},
    {"full text", "proquest document id"},
)
# What ProQuest prints if it has no text.
NO_TEXT = {
    "none available.",
    "not available.",
    "full text not available.",
    "full text not available",
    "none available",
    "not available",
    "keine verfügbar.",
    "nicht verfügbar.",
    "aucun disponible.",
    "non disponible.",
    "no disponible.",
}
# The fields that go to columns of ours.
FIELDS_IN_COLUMNS = {
    "title",
    "publication title",
    "publication date",
    "author",
    "document url",
    "language",
    "language of publication",
    "section",
    "abstract",
    "dateline",
}


def labels_in(lines: list[str]) -> set[str]:
    """The labels that lines begin with, in English and lower case."""
    return {field for line in lines if (field := label_of(line)[0])}


def label_of(line: str) -> tuple[str, str]:
    """The label that a line begins with, in English and lower case, and the value after it; "" for
    none.

    >>> label_of("Texte intégral : Il pleut."), label_of("It rained.")
    (('full text', 'Il pleut.'), ('', ''))
    """
    label = KNOWN_LABEL.match(line)
    return (FIELD_OF_LABEL[label[1].lower()], label[2]) if label else ("", "")


def is_proquest(text: str) -> bool:
    """Whether the text is an export of ProQuest: it is divided by lines of underscores and has a
    ProQuest document number, or text and outlet under ProQuest's labels; or it has these and a
    date.

    >>> is_proquest("Full text: It rained.")
    False
    >>> is_proquest("Publication title: Post\\nPublication date: May 2024\\nFull text: It rained.")
    True
    """
    lines = text.split("\n")
    labels = labels_in(lines)
    return any(known <= labels for known in ONLY_PROQUEST) or (
        any(map(RULE.fullmatch, lines))
        and ("proquest document id" in labels or {"full text", "publication title"} <= labels)
    )


def read_proquest(text: str) -> list[dict | str]:
    """Each article of an export, or the reason why one cannot be read.

    >>> block = "Rain\\n\\nFull text: It rained.\\n\\nIt snowed.\\n\\nProQuest document ID: 12"
    >>> text = f"{'_' * 60}\\n\\n{block}\\n\\n{'_' * 60}\\n"
    >>> is_proquest(text), read_proquest(text)[0]["text"]
    (True, 'It rained.\\n\\nIt snowed.')
    """
    blocks = [block for block in blocks_of(text.split("\n")) if len(labels_in(block)) > 1]
    return [article_in_block(block) for block in blocks]


def blocks_of(lines: list[str]) -> list[list[str]]:
    """The lines of each article, without separators. If there are no separators, each article
    begins with the same label as the first.

    >>> blocks_of(["Document 1 of 2", "Title: Rain", "Document 2 of 2", "Title: Snow"])
    [['Title: Rain'], ['Title: Snow']]
    """
    parted = lines_between(lines, RULE.fullmatch) or lines_between(lines, DOCUMENT_NUMBER.match)
    if parted:
        return parted
    filled = [line for line in lines if line.strip()]
    labels = [label_of(line)[0] for line in filled]
    starts = [row for row, label in enumerate(labels) if label and label == labels[0]]
    if len(starts) < 2 or len(starts) != labels.count("full text"):
        return [filled]
    return [filled[start:end] for start, end in zip(starts, [*starts[1:], len(filled)])]


def lines_between(lines: list[str], divides: Callable[[str], object]) -> list[list[str]]:
    """The lines between separators; empty if there are none."""
    parted = [(bool(divides(line)), line) for line in lines]
    groups = groupby(parted, lambda part: part[0])
    blocks = [[line for _, line in block] for is_divider, block in groups if not is_divider]
    return blocks if any(is_divider for is_divider, _ in parted) else []


def article_in_block(block: list[str]) -> dict | str:
    """The article in a block. Its text extends from "Full text" to the fields that close the block,
    whatever its paragraphs begin with; a block that puts the text last has no such fields.
    """
    lines = [line.strip() for line in block]
    lines = [line for line in lines if line and not DOCUMENT_NUMBER.match(line)]
    start = next((row for row, line in enumerate(lines) if label_of(line)[0] == "full text"), None)
    if start is None:
        return (
            'no "Full text" in this ProQuest article, only its metadata; export it with '
            "its full text"
        )
    labels = [label_of(line)[0] for line in lines]
    several = min(labels.count("full text"), labels.count("publication title"))
    if several > 1:
        return (
            f"{several} ProQuest articles with no separators between them; export "
            "them again as text"
        )
    end = closing_fields(lines, start)
    fields, unlabelled = fields_in([*lines[:start], *lines[end:]])
    info = fields.get("publication info", "")
    outlet, place = outlet_and_place(fields.get("publication title") or INFO_PLACE.split(info)[0])
    date = MOMENT.search(info)
    title = fields.get("title") or (unlabelled.pop(0) if unlabelled else None)
    opening = label_of(lines[start])[1]
    text = available(paragraphs([opening, *lines[start + 1 : end]]))
    return why_no_text(text or "", "ProQuest") or article_from(
        text or "",
        [
            *(
                (label.capitalize(), value)
                for label, value in fields.items()
                if label not in FIELDS_IN_COLUMNS
            ),
            *(("Heading", line) for line in unlabelled if line != title),
            ("Place", place),
        ],
        title=title,
        outlet=outlet,
        published=fields.get("publication date") or (date[0] if date else None),
        authors=first_names_first(fields.get("author")),
        url=fields.get("document url"),
        section=fields.get("section"),
        language=fields.get("language of publication") or fields.get("language"),
        dateline=fields.get("dateline"),
        summary=available(fields.get("abstract")),
    )


INFO_PLACE = re.compile(r"\s*[,;\[]")  # The Post; Oslo [Oslo]. 03 May 2024: A.4.


def outlet_and_place(publication: str) -> tuple[str, str]:
    """The name of an outlet without its edition, and the place after it.

    >>> outlet_and_place("The Post, Late Edition (East Coast); Oslo")
    ('The Post', 'Oslo')
    """
    name, _, place = publication.partition(";")
    return without_edition(name.strip()), place.strip()


def closing_fields(lines: list[str], start: int) -> int:
    """The row of the first of the fields that close a block, below the start of the text: lines
    with a known label, or with an unknown label below a known one.
    """
    end = len(lines)
    while end > start + 1:
        last, above = lines[end - 1], lines[end - 2]
        is_unknown = end > start + 2 and ANY_LABEL.match(last) and KNOWN_LABEL.match(above)
        if not KNOWN_LABEL.match(last) and not is_unknown:
            break
        end -= 1
    return end


def fields_in(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The fields among lines, by their labels in lower case, and all other lines, which include
    repeated fields.
    """
    fields: dict[str, str] = {}
    others = []
    for line in lines:
        field, value = label_of(line)
        if field and field not in fields:
            fields[field] = value
        else:
            others.append(line)
    return fields, others


def available(value: str | None) -> str | None:
    """A text; None if it only states that there is none."""
    return None if value is None or value.lower() in NO_TEXT else value


def first_names_first(authors: str | None) -> str | None:
    """Authors as ProQuest lists them, each with the first name first.

    >>> first_names_first("Example, Ann; Roe, Bo.; Staff Writer")
    'Ann Example, Bo Roe, Staff Writer'
    """
    names = (author.strip(" .").split(", ", 1) for author in (authors or "").split(";"))
    return ", ".join(filter(None, (" ".join(reversed(parts)) for parts in names))) or None
