"""What Nexis exports → its articles: Nexis Uni's, each up to "End of Document", and the older "1 of
10 DOCUMENTS".

Both print labelled fields above and below the text. Above the first label stand, without one,
title, outlet, date and copyright; they are told apart by the date, which stands below the outlet.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from .fields import article_from, complete, filled_lines, paragraphs, states_date, why_no_text

END = re.compile(r"end of document\.?", re.IGNORECASE)
NEXIS = re.compile(r"Body:?$|(?:Length|Load-Date|Byline):[\s\u00a0]")
OF = re.compile(r"\s*(\d+) of (\d+) DOCUMENTS?\s*")
PROMISED = re.compile(r"Documents? \((\d+)\)$", re.MULTILINE)
FIRST_LISTED = re.compile(r"1\.(?:\s+(\S.*))?$")
COVER = re.compile(
    r"""
    (?: Date\ and\ Time | Job\ Number | Client/Matter                     # Job Number: 12
      | Search\ Terms | Search\ Type | Narrowed\ by | Content\ Type )\b   # Search Terms: rain
  | Documents?\ \(\d+\)$                                                # Documents (3)
  | \d+\.(?:\s|$)                                                       # 2. Rain
  | News\t                                                              # News, below "Narrowed by"
  | -None-$                                                             # -None-
    """,
    re.VERBOSE,
)
REQUEST = re.compile(r"Date and Time:|Job Number:|Documents? \(\d+\)$")
PAGE_LINE = re.compile(
    r"""
    Page\ \d+\ of\ \d+$                                   # Page 1 of 3
  | Link\ to\ (?:Image|PDF)$                             # Link to Image
  | Bookmark_\d+$                                        # Bookmark_12
  | About\ LexisNexis\b.*$                               # About LexisNexis | Privacy Policy
  | Terms\ &\ Conditions\b.*$                            # Terms & Conditions | Copyright
    """,
    re.VERBOSE,
)
COPYRIGHT = re.compile(
    r"""
    (?:copyright\s*(?:\(c\)|©)?|©|\(c\))\s*\d{4}\b         # Copyright 2024 The Post; (c) 2024
  | .*\ball\ rights\ reserved\W*$                           # All Rights Reserved
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The labels above the text, and those below it; FIRM are those of them that no prose begins with.
LABEL_ABOVE = re.compile(
    r"""
    ( Section | Length | Byline | Highlight | Dateline | Series | Distribution | Edition | Type
    | Headline | Body )
    :[\s\u00a0]*(.*)                                        # Section: NEWS; Pg. 4
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
LABEL_BELOW = re.compile(
    r"""
    ( Load-Date | Language | Publication-Type | Journal[ -]Code | Subject | Company | Organization
    | Ticker | Industry | Person | Geographic | Country | State | City | Graphic
    | Correction(?:-Date)? | Notes? | Document-Type | Category | URL | Acc-No | Transmission-Date
    | Pub-Type
    | Update(?=:[\w ,]*\d{4}$) )                            # Update: May 4, 2024
    :[\s\u00a0]*(.*)                                        # Load-Date: May 4, 2024
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
FIRM = re.compile(
    r"(Load-Date|Language|Publication-Type|Journal-Code|Document-Type|Pub-Type|Acc-No):",
    re.IGNORECASE,
)
BODY = re.compile(r"(Body):[\s\u00a0]*(.*)", re.IGNORECASE | re.DOTALL)
# The labels above the text whose fields go to columns of ours.
LABELS_IN_COLUMNS = {"Byline", "Length", "Section", "Highlight", "Dateline", "Headline"}


def is_nexis(text: str) -> bool:
    """The text is an export of Nexis, of either kind.

    >>> is_nexis("2 of 3 DOCUMENTS"), is_nexis("This is not the end of document history.")
    (True, False)
    """
    return is_older(text.split("\n")) or is_uni(filled_lines(text))


def is_older(lines: list[str]) -> bool:
    return any(map(OF.fullmatch, lines))


def is_uni(lines: list[str]) -> bool:
    return any(map(END.fullmatch, lines)) and any(map(NEXIS.match, lines))


def read_nexis(text: str) -> list[dict | str]:
    """Each article of an export, or the reason why one cannot be read.

    >>> read_nexis(
    ...     "Rain\\nThe Post\\nMay 3, 2024 Friday\\nCopyright 2024 The Post\\nLength: 2 words\\n"
    ...     "Body\\nIt rained.\\nLoad-Date: May 4, 2024\\nEnd of Document"
    ... )[0]["text"]
    'It rained.'
    """
    lines = text.split("\n")
    return read_older(lines) if is_older(lines) else read_uni(filled_lines(text))


class Heading(NamedTuple):
    """What stands without a label above the text of an article."""

    title: str
    outlet: str
    published: str | None
    edition: list[str]


def from_parts(
    heading: Heading,
    fields: dict[str, str],
    body: Iterable[str],
    rest: list[tuple[str, str]],
    below: list[tuple[str, str]],
) -> dict | str:
    """The article from its parts, with each labelled field in its column or, where we have none, in
    `cut`.
    """
    named = {label.lower(): value for label, value in below}
    text = paragraphs(body)
    return why_no_text(text, "Nexis") or article_from(
        text,
        [
            *rest,
            *((label, value) for label, value in fields.items() if label not in LABELS_IN_COLUMNS),
            *((label, value) for label, value in below if label.lower() not in ("language", "url")),
        ],
        title=heading.title or fields.get("Headline"),
        outlet=heading.outlet,
        published=heading.published or named.get("load-date"),
        authors=fields.get("Byline"),
        section=fields.get("Section"),
        summary=fields.get("Highlight"),
        dateline=fields.get("Dateline"),
        words=fields.get("Length"),
        language=named.get("language"),
        url=named.get("url"),
    )


def fields_above(lines: Iterable[str]) -> dict[str, str]:
    """The labelled fields among lines, those of the same label in one; "Body" labels the text.

    >>> fields_above(["Rain", "LENGTH: 2 words", "Byline: Ann Example", "Byline: Bo Lund"])
    {'Length': '2 words', 'Byline': 'Ann Example; Bo Lund'}
    """
    fields: dict[str, list[str]] = {}
    for line in lines:
        if (label := LABEL_ABOVE.match(line)) and label[1].lower() != "body":
            fields.setdefault(label[1].capitalize(), []).append(label[2])
    return {name: "; ".join(values) for name, values in fields.items()}


def field_below(line: str, otherwise: str) -> tuple[str, str]:
    """A line below the text as its label and its value; under another label where it has none."""
    label = LABEL_BELOW.match(line)
    return (label[1], label[2]) if label else (otherwise, line)


# Nexis Uni


def read_uni(lines: list[str]) -> list[dict | str]:
    """The articles of Nexis Uni. What follows the last "End of Document" was cut off, unless
    nothing does.
    """
    blocks: list[list[str]] = [[]]
    for line in lines:
        if END.fullmatch(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    *whole, left = blocks
    first = whole[0]
    promised = PROMISED.search("\n".join(first[: body_row(first)]))
    whole[0] = first[after_cover(first) :]
    articles = [
        uni_article(block) for block in whole if any(not PAGE_LINE.match(line) for line in block)
    ]
    if any(line == "Body" or LABEL_ABOVE.match(line) for line in left):
        articles.append('no "End of Document": the file ends inside this article; export it again')
    return list(complete(articles, int(promised[1]) if promised else None, "Nexis"))


def body_row(lines: list[str]) -> int:
    """The row of the word "Body"; after the last line where there is none."""
    return next((row for row, line in enumerate(lines) if line.rstrip(":") == "Body"), len(lines))


def after_cover(lines: list[str]) -> int:
    """The row in which the first article begins: that of the title which the cover page lists
    first, else after the last line of the cover.
    """
    head = lines[: body_row(lines)]
    return below_list(head) or below_request(head)


def below_list(head: list[str]) -> int | None:
    """The row that repeats the title listed first on the cover; None without one."""
    for row, line in enumerate(head):
        if listed := FIRST_LISTED.match(line):
            below = row if listed[1] else row + 1  # "1." may stand on a line of its own
            title = unspaced(listed[1] or " ".join(head[below : below + 1]))
            return next(
                (again for again in range(below + 1, len(head)) if unspaced(head[again]) == title),
                None,
            )
    return None


def below_request(head: list[str]) -> int:
    """The row below the last line of a cover that states what was asked for; 0 without a cover."""
    if not any(map(REQUEST.match, head[:6])):
        return 0
    return max(row for row, line in enumerate(head) if COVER.match(line)) + 1


def unspaced(title: str) -> str:
    return " ".join(title.casefold().split())


def uni_article(block: list[str]) -> dict | str:
    """The article in a block: a head with fields, the text, captions, and fields below it."""
    lines = [line for line in block if not PAGE_LINE.match(line)]
    head, rest = head_and_rest(lines)
    end = classification_row(rest)
    graphic = next((row for row in range(end - 1, 0, -1) if rest[row] == "Graphic"), end)
    bare = [line for line in head if not LABEL_ABOVE.match(line)]
    heading = heading_of([line for line in bare if not COPYRIGHT.match(line)])
    return from_parts(
        heading,
        fields_above(head),
        body=rest[:graphic],
        rest=[
            *(("Copyright", line) for line in bare if COPYRIGHT.match(line)),
            *(("Graphic", line) for line in rest[graphic + 1 : end]),
            *(("Edition", line) for line in heading.edition),
        ],
        below=[
            field_below(line, "Classification") for line in rest[end:] if line != "Classification"
        ],
    )


def head_and_rest(lines: list[str]) -> tuple[list[str], list[str]]:
    """What stands above the text, and what from its first line on: parted by the word "Body", or
    without it by the last label.
    """
    body = body_row(lines)
    if body < len(lines):
        return lines[:body], lines[body + 1 :]
    labelled = [row for row, line in enumerate(lines) if LABEL_ABOVE.match(line)]
    last = labelled[-1] + 1 if labelled else len(lines)
    return lines[:last], lines[last:]


def classification_row(rest: list[str]) -> int:
    """The row below the text: that of the last "Classification", else of the labels at the end."""
    for row in range(len(rest) - 1, -1, -1):
        if rest[row] == "Classification":
            return row
    end = len(rest)
    while end and LABEL_BELOW.match(rest[end - 1]):
        end -= 1
    return end


def heading_of(lines: list[str]) -> Heading:
    """Title, outlet, date and edition: the outlet stands right above the last date; without a date
    it is the second line.

    >>> heading = heading_of(["Rain Falls", "on Oslo", "The Post", "May 3, 2024", "Late Edition"])
    >>> heading.title, heading.outlet, heading.published, heading.edition
    ('Rain Falls on Oslo', 'The Post', 'May 3, 2024', ['Late Edition'])
    """
    dated = max((row for row, line in enumerate(lines) if row and states_date(line)), default=None)
    end = dated or 2
    titles = max(1, end - 1)
    return Heading(
        title=" ".join(lines[:titles]),
        outlet=" ".join(lines[titles:end]),
        published=lines[dated] if dated else None,
        edition=lines[dated + 1 if dated else 2 :],
    )


# The older export


def read_older(lines: list[str]) -> list[dict | str]:
    """The articles of the older export, whose lines are broken to fit a width and whose paragraphs
    blank lines part.
    """
    counted = [(row, int(of[2])) for row, line in enumerate(lines) if (of := OF.fullmatch(line))]
    starts = [row for row, _ in counted]
    articles = [
        older_article(lines[start + 1 : end])
        for start, end in zip(starts, [*starts[1:], len(lines)])
    ]
    return list(complete(articles, max(promised for _, promised in counted), "Nexis"))


def older_article(lines: list[str]) -> dict | str:
    """The article in lines: groups without a label, groups with one, the text, labels below it."""
    groups = grouped(lines)
    is_labelled = [in_capitals(LABEL_ABOVE, group[0]) for group in groups]
    first = is_labelled.index(True) if True in is_labelled else len(groups)
    body = is_labelled.index(False, first) if False in is_labelled[first:] else len(groups)
    end = end_of_text(groups, body)
    heading = older_heading(groups[:first])
    labelled = [" ".join(group) for group in groups[first:body]]
    return from_parts(
        heading,
        fields_above(labelled),
        body=[
            *(label[2] for line in labelled if (label := BODY.match(line))),
            *(" ".join(group) for group in groups[body:end]),
        ],
        rest=[
            *(
                ("Copyright", line)
                for group in groups[:first]
                for line in group
                if COPYRIGHT.match(line)
            ),
            *(("Edition", line) for line in heading.edition),
        ],
        below=[field_below(" ".join(group), "Copyright") for group in groups[end:]],
    )


def older_heading(groups: list[list[str]]) -> Heading:
    """Title, outlet, date and edition from the groups above the labels: the outlet stands above the
    first date, the title below it, the edition with it.
    """
    without_rights = [[line for line in group if not COPYRIGHT.match(line)] for group in groups]
    above = [group for group in without_rights if group]
    dated = next((row for row, group in enumerate(above) if row and states_date(group[0])), None)
    return Heading(
        title=" ".join(line for group in above[dated + 1 if dated else 1 :] for line in group),
        outlet=" ".join(line for group in above[: dated or 1] for line in group),
        published=above[dated][0] if dated else None,
        edition=above[dated][1:] if dated else [],
    )


def end_of_text(groups: list[list[str]], body: int) -> int:
    """Where the text of the older export ends: at labels that no prose begins with, and those right
    above them. A paragraph that begins with "UPDATE:" or "GRAPHIC:" further up is the article's
    own.
    """
    end = next(
        (row for row in range(body, len(groups)) if in_capitals(FIRM, groups[row][0])), len(groups)
    )
    if end == len(groups) > body and COPYRIGHT.match(groups[-1][0]):
        end -= 1
    while end > body and in_capitals(LABEL_BELOW, groups[end - 1][0]):
        end -= 1
    graphics = (
        row for row in range(max(body + 1, end - 3), end) if groups[row][0].startswith("GRAPHIC:")
    )
    return next(graphics, end)


def grouped(lines: list[str]) -> list[list[str]]:
    """The lines in groups: blank lines part them, and each label begins one."""
    groups: list[list[str]] = []
    parted = True
    for line in map(str.strip, lines):
        if line and (parted or in_capitals(LABEL_ABOVE, line) or in_capitals(LABEL_BELOW, line)):
            groups.append([line])
        elif line:
            groups[-1].append(line)
        parted = not line
    return groups


def in_capitals(label: re.Pattern, line: str) -> bool:
    """A label as the older export prints it. In small letters it is the text's own word.

    >>> in_capitals(LABEL_ABOVE, "BYLINE: Ann Example"), in_capitals(LABEL_ABOVE, "Type: a poem")
    (True, False)
    """
    printed = label.match(line)
    return printed is not None and printed[1].isupper()
