"""The articles in exports of Nexis: those of Nexis Uni, each ending with "End of Document", and the
older "1 of 10 DOCUMENTS".

Both print labelled fields above and below the text (`nexis_labels`). Title, outlet, date and
copyright have no labels and come before the first one (`headings`): in the older export the outlet
is above the date and the title below it, in Nexis Uni both are above it. Some agencies have all
labels below the text, and the title above the date.
"""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from ...patterns import regex
from .fields import article_from, complete, filled_lines, paragraphs, why_no_text
from .headings import (
    COPYRIGHT,
    date_line,
    is_edition,
    may_be_edition,
    outlet_among,
    says_when,
    without_rights,
)
from .nexis_labels import ABOVE, BELOW, FIRM, SECTIONS, Labelled, ends_document, heading, labelled
from .nexis_sections import corrects, is_section, why_section_doubted

# The fields by which an export of Nexis Uni is recognised.
CERTAIN = frozenset(["Length", "Load-Date"])
OF = regex(
    r"""
    \s*(?:FOCUS\ -\ |LEVEL\ \d+\ -\ )?                           # FOCUS - 2 of 10 DOCUMENTS
    (?: (?P<n>\d+)\ (?:of|von|de|van|di|sur|OF)\ (?P<promised>\d+)   # 2 von 10 DOKUMENTEN
        \ (?:DOCUMENTS?|DOKUMENTE?N?|DOCUMENTEN|DOCUMENTI|DOCUMENTOS?|STORIES|STORY)
      | (?:Dokument|DOKUMENT|DOCUMENT)
        \ (?P<n2>\d+)\ (?:von|of|de|van)\ (?P<promised2>\d+) )      # Dokument 2 von 10
    \s*
    """,
    re.VERBOSE,
)
PROMISED = re.compile(r"\bDo[ck]umente?(?:n|os|s)? \((\d+)\)$", re.MULTILINE)
FIRST_LISTED = re.compile(r"1\.(?:\s+(\S.*))?$")
COVER = regex(
    r"""
    (?: Date\ and\ Time | Job\ Number | Client/Matter                     # Job Number: 12
      | Search\ Terms | Search\ Type | Narrowed\ by | Content\ Type )\b   # Search Terms: rain
  | Do[ck]umente?(?:n|os|s)?\ \(\d+\)$                                    # Documents (3)
  | \d+\.(?:\s|$)                                                       # 2. Rain
  | News\t                                                              # News, below "Narrowed by"
  | -None-$                                                             # -None-
    """,
    re.VERBOSE,
)
REQUEST = re.compile(r"Date and Time:|Job Number:|Do[ck]umente?(?:n|os|s)? \(\d+\)$")
PAGE_LINE = regex(
    r"""
    Page\ \d+\ of\ \d+$                                   # Page 1 of 3
  | Link\ to\ (?:Image|PDF)$                             # Link to Image
  | Bookmark_\d+$                                        # Bookmark_12
  | About\ LexisNexis\b.*$                               # About LexisNexis | Privacy Policy
  | Terms\ &\ Conditions\b.*$                            # Terms & Conditions | Copyright
    """,
    re.VERBOSE,
)
# The fields above the text that go to columns of ours.
FIELDS_IN_COLUMNS = {"Byline", "Length", "Section", "Highlight", "Dateline", "Headline"}
# Those that may run over several paragraphs.
RUN_ON = {"Byline", "Headline", "Highlight"}
# The fields below the text that go to columns of ours, or replace fields missing above.
TAKEN_BELOW = ABOVE | {"Language", "URL", "Correction", "Notes"}


class Paragraph(NamedTuple):
    """A paragraph of an export: its lines as they are printed, and the label it begins with."""

    lines: list[str]
    label: Labelled | None

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def is_copyright(self) -> bool:
        return bool(COPYRIGHT.match(self.lines[0]))

    def closes(self, fields: Iterable[str]) -> bool:
        """Whether it is one of these fields, or a copyright: no text follows such a paragraph."""
        return self.is_field(fields) or self.is_copyright

    def is_field(self, fields: Iterable[str]) -> bool:
        return self.label is not None and self.label.field in fields


def is_nexis(text: str) -> bool:
    """Whether the text is an export of Nexis, of either kind.

    >>> is_nexis("2 of 3 DOCUMENTS"), is_nexis("This is not the end of document history.")
    (True, False)
    """
    return is_older(text.split("\n")) or is_uni(filled_lines(text))


def is_older(lines: list[str]) -> bool:
    """Whether a line counts the documents as Nexis does. ProQuest also writes "Dokument 2 von 3",
    but no labels in capitals.

    >>> is_older(["Dokument 2 von 3", "Volltext: Es regnet."]), is_older(["2 von 3 DOKUMENTEN"])
    (False, True)
    """
    counts = [of for of in map(OF.fullmatch, lines) if of]
    return any(of["n"] for of in counts) or (
        bool(counts) and any(labelled(line.strip(), capitals=True) for line in lines)
    )


def is_uni(lines: list[str]) -> bool:
    return any(map(ends_document, lines)) and any(
        line.rstrip(":") == "Body" or ((label := labelled(line)) and label.field in CERTAIN)
        for line in lines
    )


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
    """The unlabelled lines above the text; `others` are those without a column of ours, with the
    label under which they are kept.
    """

    title: str
    outlet: str
    published: str | None
    others: list[tuple[str, str]]


def article_in(
    said: Heading, head: list[Paragraph], text: list[str], below: list[Paragraph]
) -> dict | str:
    """The article from its parts, with each labelled field in its column or, if we have none, in
    `cut`.
    """
    fields, items = fields_above(head), fields_below(below)
    for item in items:
        if item.field in ABOVE:
            fields.setdefault(item.field, item.value)
    body = paragraphs(text)
    return why_no_text(body, "Nexis") or article_from(
        body,
        [
            *said.others,
            *((field, value) for field, value in fields.items() if field not in FIELDS_IN_COLUMNS),
            *((item.printed, item.value) for item in items if item.field not in TAKEN_BELOW),
        ],
        title=said.title or fields.get("Headline"),
        outlet=said.outlet,
        published=said.published,
        authors=fields.get("Byline"),
        section=fields.get("Section"),
        summary=fields.get("Highlight"),
        dateline=fields.get("Dateline"),
        words=fields.get("Length"),
        language=said_of("Language", items),
        url=said_of("URL", items),
        correction=said_of("Correction", items),
        notes=said_of("Notes", items),
    )


def said_of(field: str, items: list[Labelled]) -> str | None:
    """The values of all items of a field."""
    return "\n\n".join(item.value for item in items if item.field == field) or None


def fields_above(head: Iterable[Paragraph]) -> dict[str, str]:
    """The labelled fields among paragraphs, those with the same label joined. A paragraph without a
    label continues the field above it.

    >>> lines = ["LENGTH: 2 words", "BYLINE: Ann", "BYLINE: Bo", "HEADLINE: Rain;", "and snow"]
    >>> fields_above(in_paragraphs([[line] for line in lines], capitals=True))
    {'Length': '2 words', 'Byline': 'Ann; Bo', 'Headline': 'Rain; and snow'}
    """
    fields: dict[str, str] = {}
    field = "Section"
    for paragraph in head:
        label = paragraph.label
        field = label.field if label else field
        value = label.value if label else paragraph.text
        between = "; " if label else " "
        if field != "Body":
            fields[field] = between.join(filter(None, [fields.get(field), value]))
    return fields


def fields_below(below: Iterable[Paragraph]) -> list[Labelled]:
    """The labelled fields among the paragraphs below the text. A paragraph without a label
    continues the section above it, or is kept separately.
    """
    items: list[Labelled] = []
    for paragraph in below:
        if paragraph.label:
            items.append(paragraph.label)
        elif items and items[-1].field in SECTIONS and not paragraph.is_copyright:
            value = "\n\n".join(filter(None, [items[-1].value, paragraph.text]))
            items[-1] = items[-1]._replace(value=value)
        else:
            printed = "Copyright" if paragraph.is_copyright else "Classification"
            items.append(Labelled("", printed, paragraph.text))
    return items


# A function that returns the end of a text that begins in a row, given the fields that may follow
# it.
EndOfText = Callable[[list[Paragraph], int, frozenset[str]], int]


class Parts(NamedTuple):
    """The lines above the first label, the labelled fields, the text, and the lines below it."""

    heading: list[Paragraph]
    fields: list[Paragraph]
    text: list[str]
    below: list[Paragraph]


def parted(page: list[Paragraph], dated: int | None, end_of: EndOfText) -> Parts:
    """The parts of an article. The text begins below the word "Body"; if that is missing, below the
    labels above the text; and without labels, below date and title.
    """
    below_date = 0 if dated is None else dated + 1
    rows = range(below_date, len(page))
    first = next((row for row in rows if page[row].is_field(ABOVE)), len(page))
    body = next((row for row in rows if page[row].is_field(["Body"])), None)
    closing = BELOW
    if body is not None:
        label = page[body].label
        start, opening = body + 1, [label.value] if label else []
    else:
        opening = []
        start = end_of_labels(page, first, end_of)
        if not holds_text(page[start:], end_of):  # all labels are below the text
            first = start = below_title(page, dated)
        if not any(part.is_field(["Length"]) for part in page[:start]):
            closing |= ABOVE
    end = end_of(page, start, closing)
    text = [*opening, *(paragraph.text for paragraph in page[start:end])]
    return Parts(page[:first], page[first:start], text, page[end:])


def holds_text(page: list[Paragraph], end_of: EndOfText) -> bool:
    """Whether a paragraph above the last fields is neither a field nor a copyright."""
    return any(
        not part.label and not part.is_copyright for part in page[: end_of(page, 0, BELOW | ABOVE)]
    )


def end_of_labels(page: list[Paragraph], first: int, end_of: EndOfText) -> int:
    """The row below the labels above the text. A title or a summary may continue in a paragraph or
    two without a label, if more labels and then the text follow.
    """
    end = first
    while end < len(page):
        near = range(end, min(end + 3, len(page)))
        again = next((row for row in near if page[row].is_field(ABOVE)), None)
        goes_on = end > first and page[end - 1].is_field(RUN_ON)
        if again != end and not (
            goes_on and again is not None and holds_text(page[again + 1 :], end_of)
        ):
            break
        end = (again or end) + 1
    return end


def below_title(page: list[Paragraph], dated: int | None) -> int:
    """The row in which a text without labels above it begins: below the date and the title, which
    may be above or below the date.
    """
    row = 0 if dated is None else dated + 1
    titled = dated is not None and len(unclaimed(page[:dated])) > 1
    while row < len(page) and (page[row].is_copyright or is_edition(page[row].text)):
        row += 1
    return row if titled else min(row + 1, len(page))


def unclaimed(page: list[Paragraph]) -> list[list[str]]:
    """The lines of each paragraph that claim no rights, without empty paragraphs."""
    return [kept for paragraph in page if (kept := without_rights(paragraph.lines)[0])]


def in_paragraphs(groups: Iterable[list[str]], capitals: bool) -> list[Paragraph]:
    """Paragraphs with their labels, in capitals (as in the older export) or not."""
    page = []
    for lines in groups:
        text = "\n".join(lines)
        label = labelled(" ".join(lines), capitals) or (None if capitals else heading(text))
        page.append(Paragraph(lines, label))
    return page


# Nexis Uni


def read_uni(lines: list[str]) -> list[dict | str]:
    """The articles of Nexis Uni. Anything after the last "End of Document" is an article that was
    cut off.
    """
    *whole, left = uni_blocks(lines)
    first = whole[0]
    promised = PROMISED.search("\n".join(first[: body_row(first)]))
    whole[0] = first[after_cover(first) :]
    articles = [
        uni_article(block) for block in whole if any(not PAGE_LINE.match(line) for line in block)
    ]
    # Each missing article has its own reason, so that the sum of what went in is right.
    fields = [label.field for line in left if (label := heading(line) or labelled(line))]
    articles += [
        'no "End of Document": the file breaks off in this article; export it again'
    ] * max(any(field in ABOVE for field in fields), *map(fields.count, CERTAIN | {"Body"}))
    return list(complete(articles, int(promised[1]) if promised else None, "Nexis"))


def uni_blocks(lines: list[str]) -> list[list[str]]:
    """The lines up to each "End of Document", and those below the last. If there are no fields
    above these words and no head below them, they belong to the article.

    >>> uni_blocks(["Body", "It rained.", "End of document.", "It snowed.", "End of Document"])
    [['Body', 'It rained.', 'End of document.', 'It snowed.'], []]
    """
    *inner, last = [row for row, line in enumerate(lines) if ends_document(line)]
    blocks: list[list[str]] = []
    start = 0
    for end, following in pairwise([*inner, last]):
        if is_tail(lines[end - 1]) or shows_head(lines[end + 1 : following]):
            blocks.append(lines[start:end])
            start = end + 1
    return [*blocks, lines[start:last], lines[last + 1 :]]


def is_tail(line: str) -> bool:
    """Whether the line may be the last of an article in Nexis Uni."""
    label = labelled(line)
    return bool((label and label.field in BELOW) or PAGE_LINE.match(line) or COPYRIGHT.match(line))


def shows_head(lines: list[str]) -> bool:
    """Whether the lines include a date, a copyright or a label, like those above the text of an
    article.
    """
    return any(
        date_line(line)
        or says_when(line)
        or COPYRIGHT.match(line)
        or ((label := heading(line) or labelled(line)) and label.field in ABOVE)
        for line in lines
    )


def body_row(lines: list[str]) -> int:
    """The row of the word "Body"; after the last line if there is none."""
    return next(
        (
            row
            for row, line in enumerate(lines)
            if (label := heading(line)) and label.field == "Body"
        ),
        len(lines),
    )


def after_cover(lines: list[str]) -> int:
    """The row in which the first article begins: that of the title listed first on the cover page,
    else after the last line of the cover.
    """
    head = lines[: body_row(lines)]
    return below_list(head) or below_request(head)


def below_list(head: list[str]) -> int | None:
    """The row that repeats the title listed first on the cover; None without one."""
    for row, line in enumerate(head):
        if listed := FIRST_LISTED.match(line):
            below = row if listed[1] else row + 1  # "1." may be on a separate line
            title = unspaced(listed[1] or " ".join(head[below : below + 1]))
            return next(
                (again for again in range(below + 1, len(head)) if unspaced(head[again]) == title),
                None,
            )
    return None


def below_request(head: list[str]) -> int:
    """The row below the last line of a cover that states the search; 0 without a cover."""
    if not any(map(REQUEST.match, head[:6])):
        return 0
    return max(row for row, line in enumerate(head) if COVER.match(line)) + 1


def unspaced(title: str) -> str:
    return " ".join(title.casefold().split())


def uni_article(block: list[str]) -> dict | str:
    """The article in a block: title, outlet and date, a head with fields, the text, sections such
    as captions, and fields below it.
    """
    page = in_paragraphs([[line] for line in block if not PAGE_LINE.match(line)], capitals=False)
    # The first two are title and outlet, whatever they begin with.
    page[:2] = [paragraph._replace(label=None) for paragraph in page[:2]]
    above = [row for row, paragraph in enumerate(page) if paragraph.label]
    heading_end = above[0] if above else len(page)
    dates = [row for row in range(1, heading_end) if date_line(page[row].text)]
    years = [row for row in range(2, heading_end) if says_when(page[row].text)]
    dated = next(reversed(dates or years), None)
    parts = parted(page, dated, end_of_uni)
    article = article_in(uni_heading(parts.heading, dated), *parts[1:])
    below = {part.label.field for part in parts.below if part.label}
    doubt = why_section_doubted(parts.text, below)
    return article | {"doubt": doubt} if doubt and isinstance(article, dict) else article


def uni_heading(page: list[Paragraph], dated: int | None) -> Heading:
    """Title, outlet and date: the outlet is directly above the date; without a date it is the
    second paragraph.

    >>> lines = ["Rain Falls", "on Oslo", "The Post", "May 3, 2024", "Late Edition"]
    >>> said = uni_heading(in_paragraphs([[line] for line in lines], capitals=False), 3)
    >>> said.title, said.outlet, said.published, said.others
    ('Rain Falls on Oslo', 'The Post', 'May 3, 2024', [('Edition', 'Late Edition')])
    """
    end = 2 if dated is None else dated
    titles = max(1, end - 1)
    outlet, others = outlet_among(paragraph.lines for paragraph in page[titles:end])
    published, edition = date_of(page, dated)
    below = page[end if dated is None else dated + 1 :]
    first, *further = page[:titles] or [Paragraph([""], None)]
    return Heading(
        title=" ".join([first.text, *(line for part in unclaimed(further) for line in part)]),
        outlet=outlet,
        published=published,
        others=[
            *(("Copyright", line) for line in others),
            *(("Distributor", part.text) for part in further if not unclaimed([part])),
            *(("Copyright", part.text) for part in below if part.is_copyright),
            *(("Edition", part.text) for part in below if not part.is_copyright),
            *(("Edition", line) for line in edition),
        ],
    )


def date_of(page: list[Paragraph], dated: int | None) -> tuple[str | None, list[str]]:
    """The date in a row, unchanged if it cannot be read, and the rest of the row."""
    if dated is None:
        return None, []
    line, *others = page[dated].lines
    said = date_line(line)
    if said is None:
        return line, others
    return said.date, [said.edition, *others] if said.edition else others


def end_of_uni(page: list[Paragraph], start: int, closing: frozenset[str]) -> int:
    """The end of a text: at "Classification"; without it, at the labels at the end, or at captions,
    a correction or notes above them.
    """
    rows = range(start, len(page))
    classified = [row for row in rows if page[row].is_field(["Classification"])]
    # Labels follow it; other lines follow if the word belongs to the article.
    fields = page[classified[-1] + 1 :][:1] if classified else []
    is_classified = bool(classified) and all(part.label or part.is_copyright for part in fields)
    end = classified[-1] if is_classified else len(page)
    while not is_classified and end > start and page[end - 1].closes(closing):
        end -= 1
    end = first_section(page, start, end)
    near = range(max(start + 1, end - 3), end)
    return next((row for row in near if states_correction(page[row].label)), end)


def first_section(page: list[Paragraph], start: int, end: int) -> int:
    """The row in which captions, a correction or notes begin; the end of the text if there are
    none. The last occurrence of a label is a section; earlier ones are headings of the article.
    """
    last = {
        label.field: row
        for row in range(start + 1, end)
        if (label := page[row].label) and label.field in SECTIONS and not label.value
    }
    first = below = end
    for row in sorted(last.values(), reverse=True):
        label = page[row].label
        within = [paragraph.text for paragraph in page[row + 1 : below]]
        if label is None or not is_section(label.field, within):
            break
        first = below = row
    return first


def states_correction(label: Labelled | None) -> bool:
    """Whether the line begins with "Correction:" and corrects an article."""
    return label is not None and label.field == "Correction" and corrects(label.value)


# The older export


def read_older(lines: list[str]) -> list[dict | str]:
    """The articles of the older export, whose lines are broken to fit a width, with blank lines
    between paragraphs.
    """
    counted = [
        (row, int(of["promised"] or of["promised2"]))
        for row, line in enumerate(lines)
        if (of := OF.fullmatch(line))
    ]
    starts = [row for row, _ in counted]
    articles = [
        older_article(lines[start + 1 : end])
        for start, end in zip(starts, [*starts[1:], len(lines)])
    ]
    return list(complete(articles, max(promised for _, promised in counted), "Nexis"))


def older_article(lines: list[str]) -> dict | str:
    """The article in lines: paragraphs without labels, paragraphs with labels, the text, and labels
    below it.
    """
    page = in_paragraphs(grouped(lines), capitals=True)
    above = [row for row, paragraph in enumerate(page) if paragraph.is_field(ABOVE - {"Show"})]
    heading_end = above[0] if above else len(page)
    rows = range(1, heading_end)
    dated = next((row for row in rows if date_line(page[row].lines[0])), None)
    if dated is None:  # a year alone is a date if something else may be the title
        titled = any(paragraph.is_field(["Headline"]) for paragraph in page)
        years = [row for row in rows if says_when(page[row].text)]
        dated = next((row for row in years if titled or row + 1 < heading_end), None)
    parts = parted(page, dated, end_of_older)
    return article_in(older_heading(parts, dated), *parts[1:])


def older_heading(parts: Parts, dated: int | None) -> Heading:
    """Title, outlet and date: the outlet is above the first date, the title below it, or above it
    if nothing else is below; the edition is on the date line or below it.
    """
    page = parts.heading
    above = [part for part in page[: 1 if dated is None else dated] if not part.label]
    below = page[1 if dated is None else dated + 1 :]
    rights = [part for part in below if part.is_copyright]
    open_parts = [part for part in below if not part.is_copyright]
    names = unclaimed(above)
    titled = any(part.is_field(["Headline"]) for part in [*parts.fields, *parts.below])
    titles = [] if titled else [part for part in open_parts if not may_be_edition(part.text)]
    if not titled and not titles and len(names) < 2:
        titles = [part for part in open_parts if not is_edition(part.text)]
    title = " ".join(part.text for part in titles)
    if not titled and not titles and len(names) > 1:  # the title is above the date
        title = " ".join(" ".join(lines) for lines in names[1:])
        shown = next(row for row, part in enumerate(above) if unclaimed([part]))
        above = above[: shown + 1]
    outlet, others = outlet_among(part.lines for part in above)
    published, edition = date_of(page, dated)
    return Heading(
        title,
        outlet,
        published,
        others=[
            *((part.label.printed, part.label.value) for part in page if part.label),
            *(("Copyright", line) for line in others),
            *(("Copyright", part.text) for part in rights),
            *(("Edition", line) for line in edition),
            *(("Edition", part.text) for part in open_parts if part not in titles),
        ],
    )


def end_of_older(page: list[Paragraph], start: int, closing: frozenset[str]) -> int:
    """The end of a text: at labels that prose never begins with, at labels directly above them, and
    at captions, a correction or notes whose label is close above. A paragraph further up that
    begins with "UPDATE:" or "GRAPHIC:" belongs to the article.
    """
    firm = [row for row in range(start, len(page)) if page[row].is_field(FIRM)]
    end = firm[0] if firm else len(page)
    while end > start and page[end - 1].closes(closing):
        end -= 1
    near = range(max(start + 1, end - 3), end)
    end = next((row for row in near if page[row].is_field(SECTIONS)), end)
    while end > start and page[end - 1].closes(closing):
        end -= 1
    return end


def grouped(lines: list[str]) -> list[list[str]]:
    """The lines in paragraphs, separated by blank lines, or by line ends if there are no blank
    lines; each label begins a paragraph, and so do a date and the line after the word count.

    >>> grouped(["The Post", "May 3, 2024", "", "LENGTH: 2 words", "It", "rained."])
    [['The Post'], ['May 3, 2024'], ['LENGTH: 2 words'], ['It', 'rained.']]
    """
    filled = [line.strip() for line in "\n".join(lines).strip().split("\n")]
    if "" not in filled:
        return [[line] for line in filled]
    groups: list[list[str]] = []
    begins, is_open = True, True  # no label was seen yet
    for line in filled:
        label = labelled(line, capitals=True)
        dated = is_open and len(groups) < 9 and date_line(line) is not None
        if line and (begins or label or dated):
            groups.append([line])
        elif line:
            groups[-1].append(line)
        is_open = is_open and not label
        begins = not line or (label is not None and label.field == "Length")
    return groups
