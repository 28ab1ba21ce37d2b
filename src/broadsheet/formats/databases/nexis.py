"""What Nexis exports → its articles: Nexis Uni's, each up to "End of Document", and the older "1 of
10 DOCUMENTS".

Both print labelled fields above and below the text. Above the first label stand, without one,
title, outlet, date and copyright; they are told apart by the date, which stands below the outlet.
"""

import re

from .fields import complete, entry, paragraphs, spoken, states_date

END = re.compile(r"end of document\.?", re.IGNORECASE)
NEXIS = re.compile(r"Body:?$|(?:Length|Load-Date|Byline):[\s\u00a0]")
OF = re.compile(r"\s*(\d+) of (\d+) DOCUMENTS?\s*")
PROMISED = re.compile(r"Documents? \((\d+)\)$", re.MULTILINE)
LISTED = re.compile(r"1\.(?:\s+(\S.*))?$")
COVER = re.compile(
    r"(?:Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by|Content Type)\b"
    r"|Documents? \(\d+\)$|\d+\.(?:\s|$)|News\t|-None-$"
)
REQUEST = re.compile(r"Date and Time:|Job Number:|Documents? \(\d+\)$")
PAGE = re.compile(
    r"Page \d+ of \d+$|Link to (?:Image|PDF)$|Bookmark_\d+$|About LexisNexis\b.*$|Terms & Conditions\b.*$"
)
COPYRIGHT = re.compile(
    r"(?:copyright\s*(?:\(c\)|©)?|©|\(c\))\s*\d{4}\b|.*\ball rights reserved\W*$", re.IGNORECASE
)
LABEL = re.compile(
    r"(Section|Length|Byline|Highlight|Dateline|Series|Distribution|Edition|Type|Headline|Body)"
    r":[\s\u00a0]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
TAIL = re.compile(
    r"(Load-Date|Language|Publication-Type|Journal[ -]Code|Subject|Company|Organization|Ticker|Industry"
    r"|Person|Geographic|Country|State|City|Graphic|Correction(?:-Date)?|Notes?|Document-Type|Category"
    r"|Update(?=:[\w ,]*\d{4}$)|URL|Acc-No|Transmission-Date|Pub-Type):[\s\u00a0]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
FIRM = re.compile(
    r"(Load-Date|Language|Publication-Type|Journal-Code|Document-Type|Pub-Type|Acc-No):",
    re.IGNORECASE,
)


def read_nexis(text: str) -> list[dict | str] | None:
    """Each article of an export, or the reason why one cannot be read; None where Nexis did not
    write this.

    >>> read_nexis("Rain\\nThe Post\\nMay 3, 2024 Friday\\nCopyright 2024 The Post\\nLength: 2 words\\n"
    ...            "Body\\nIt rained.\\nLoad-Date: May 4, 2024\\nEnd of Document")[0]["text"]
    'It rained.'
    >>> read_nexis("This is not the end of document history.")
    """
    lines = text.split("\n")
    if any(OF.fullmatch(line) for line in lines):
        return older(lines)
    lines = [line.strip() for line in lines if line.strip()]
    if any(END.fullmatch(line) for line in lines) and any(NEXIS.match(line) for line in lines):
        return uni(lines)
    return None


def uni(lines: list[str]) -> list[dict | str]:
    """The articles of Nexis Uni. What follows the last "End of Document" was cut off, unless
    nothing does.
    """
    blocks = [[]]
    for line in lines:
        blocks.append([]) if END.fullmatch(line) else blocks[-1].append(line)
    *whole, left = blocks
    first = whole[0]
    begin, promised = after_cover(first), PROMISED.search("\n".join(first[: body_of(first)]))
    whole[0] = first[begin:]
    found = [uni_article(block) for block in whole if any(not PAGE.match(line) for line in block)]
    if any(line == "Body" or LABEL.match(line) for line in left):
        found.append('no "End of Document": the file ends inside this article; export it again')
    return list(complete(found, promised and int(promised[1]), "Nexis"))


def body_of(lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines) if line.rstrip(":") == "Body"), len(lines))


def after_cover(lines: list[str]) -> int:
    """Where the first article begins: at the title that the cover page lists first, else after the
    last of its lines.
    """
    head = lines[: body_of(lines)]
    listed = next((at for at, line in enumerate(head) if LISTED.match(line)), None)
    if listed is not None:
        below = listed + (
            LISTED.match(head[listed])[1] is None
        )  # "1." may stand on a line of its own
        title = folded(LISTED.match(head[listed])[1] or (head[below:] or [""])[0])
        again = [at for at in range(below + 1, len(head)) if folded(head[at]) == title]
        if again:
            return again[0]
    if not any(REQUEST.match(line) for line in head[:6]):
        return 0
    return max(at for at, line in enumerate(head) if COVER.match(line)) + 1


def folded(title: str) -> str:
    return " ".join(title.casefold().split())


def uni_article(block: list[str]) -> dict | str:
    lines = [line for line in block if not PAGE.match(line)]
    body = body_of(lines)
    if body == len(lines):  # an article without the word: its text follows the last label
        body = max((at for at, line in enumerate(lines) if LABEL.match(line)), default=len(lines))
    head, rest = (
        lines[: body + (body < len(lines) and LABEL.match(lines[body]) is not None)],
        lines[body + 1 :],
    )
    end = next((at for at in range(len(rest) - 1, -1, -1) if rest[at] == "Classification"), None)
    if end is None:
        end = len(rest)
        while end and TAIL.match(rest[end - 1]):
            end -= 1
    graphic = next((at for at in range(end - 1, 0, -1) if rest[at] == "Graphic"), end)
    captions = [("Graphic", line) for line in rest[graphic + 1 : end]]
    return article(
        head, rest[:graphic], captions, [line for line in rest[end:] if line != "Classification"]
    )


def article(
    head: list[str], body: list[str], captions: list[tuple[str, str]], tail: list[str]
) -> dict | str:
    """The article with what stands above and below it."""
    fields, bare = {}, []
    for line in head:
        if (found := LABEL.match(line)) and found[1].lower() != "body":
            fields.setdefault(found[1].capitalize(), []).append(found[2])
        elif not found:
            bare.append(line)
    rights = [line for line in bare if COPYRIGHT.match(line)]
    above = [line for line in bare if not COPYRIGHT.match(line)]
    dated = max((at for at, line in enumerate(above) if at and states_date(line)), default=None)
    title, outlet = above[: max(1, (dated or 2) - 1)], above[max(1, (dated or 2) - 1) : dated or 2]
    rest = [
        *(("Copyright", line) for line in rights),
        *captions,
        *(("Edition", line) for line in above[(dated + 1 if dated else 2) :]),
    ]
    below = [
        (found[1], found[2]) if (found := TAIL.match(line)) else ("Classification", line)
        for line in tail
    ]
    return told(
        title=" ".join(title),
        outlet=" ".join(outlet),
        published=above[dated] if dated else None,
        fields=fields,
        body=body,
        rest=rest,
        below=below,
    )


def told(*, title, outlet, published, fields, body, rest, below) -> dict | str:
    """The article from its parts, with each labelled field in its column or, where we have none, in
    `cut`.
    """
    one = {label: "; ".join(said) for label, said in fields.items()}
    named = {label.lower(): said for label, said in below}
    text = paragraphs(body)
    used = {"Byline", "Length", "Section", "Highlight", "Dateline", "Headline"}
    return spoken(text, "Nexis") or entry(
        text,
        [
            *rest,
            *((label, said) for label, said in one.items() if label not in used),
            *((label, said) for label, said in below if label.lower() not in ("language", "url")),
        ],
        title=title or one.get("Headline"),
        outlet=outlet,
        published=published or named.get("load-date"),
        authors=one.get("Byline"),
        section=one.get("Section"),
        summary=one.get("Highlight"),
        dateline=one.get("Dateline"),
        words=one.get("Length"),
        language=named.get("language"),
        url=named.get("url"),
    )


def older(lines: list[str]) -> list[dict | str]:
    """The articles of the older export, whose lines are broken to fit a width and whose paragraphs
    blank lines part.
    """
    starts = [at for at, line in enumerate(lines) if OF.fullmatch(line)]
    found = [
        older_article(lines[at + 1 : end]) for at, end in zip(starts, [*starts[1:], len(lines)])
    ]
    return list(complete(found, max(int(OF.fullmatch(lines[at])[2]) for at in starts), "Nexis"))


def older_article(lines: list[str]) -> dict | str:
    groups = grouped(lines)
    first = next((at for at, group in enumerate(groups) if capital(LABEL, group[0])), len(groups))
    body = next(
        (at for at in range(first, len(groups)) if not capital(LABEL, groups[at][0])), len(groups)
    )
    end = end_of(groups, body)
    rights = [
        ("Copyright", line) for group in groups[:first] for line in group if COPYRIGHT.match(line)
    ]
    above = [
        said
        for group in groups[:first]
        if (said := [line for line in group if not COPYRIGHT.match(line)])
    ]
    dated = next((at for at, group in enumerate(above) if at and states_date(group[0])), None)
    date, *edition = above[dated] if dated else [None]
    title = [" ".join(group) for group in above[dated + 1 if dated else 1 :]]
    outlet = [" ".join(group) for group in above[: dated or 1]]
    fields = {}
    for group in groups[first:body]:
        label, said = LABEL.match(" ".join(group)).groups()
        fields.setdefault(label.capitalize(), []).append(said)
    text = [*fields.pop("Body", []), *(" ".join(group) for group in groups[body:end])]
    below = [
        found.groups() if (found := TAIL.match(said := " ".join(group))) else ("Copyright", said)
        for group in groups[end:]
    ]
    return told(
        title=" ".join(title),
        outlet=" ".join(outlet),
        published=date,
        fields=fields,
        body=text,
        rest=[*rights, *(("Edition", line) for line in edition)],
        below=below,
    )


def end_of(groups: list[list[str]], body: int) -> int:
    """Where the text of the older export ends: at labels that no prose begins with, and those right
    above them. A paragraph that begins with "UPDATE:" or "GRAPHIC:" further up is the article's
    own.
    """
    end = next((at for at in range(body, len(groups)) if capital(FIRM, groups[at][0])), len(groups))
    if end == len(groups) > body and COPYRIGHT.match(groups[-1][0]):
        end -= 1
    while end > body and capital(TAIL, groups[end - 1][0]):
        end -= 1
    return next(
        (at for at in range(max(body + 1, end - 3), end) if groups[at][0].startswith("GRAPHIC:")),
        end,
    )


def grouped(lines: list[str]) -> list[list[str]]:
    """The lines in groups: blank lines part them, and each label begins one."""
    groups, parted = [], True
    for line in map(str.strip, lines):
        if line and (parted or capital(LABEL, line) or capital(TAIL, line)):
            groups.append([line])
        elif line:
            groups[-1].append(line)
        parted = not line
    return groups


def capital(label: re.Pattern, line: str) -> bool:
    """A label as the older export prints it. In small letters it is the text's own word."""
    found = label.match(line)
    return bool(found) and found[1].isupper()
