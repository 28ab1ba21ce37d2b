"""What ProQuest exports as text → its articles: blocks between lines of underscores, each field
under its label.
"""

import re
from itertools import groupby

from .fields import entry, paragraphs, spoken

RULE = re.compile(r"\s*_{20,}\s*")
LABELS = [
    "Abstract",
    "Author",
    "Alternate title",
    "Broad subject",
    "Business indexing term",
    "Classification",
    "Column",
    "Company / organization",
    "Contributor",
    "Copyright",
    "Country of publication",
    "Credit",
    "Database",
    "Dateline",
    "Document feature",
    "Document type",
    "Document URL",
    "Edition",
    "First page",
    "Full text",
    "Identifier / keyword",
    "ISBN",
    "ISSN",
    "Issue",
    "Language",
    "Language of publication",
    "Last page",
    "Last updated",
    "Links",
    "Location",
    "Narrow subject",
    "Number of pages",
    "Pages",
    "People",
    "Place of publication",
    "Product name",
    "ProQuest document ID",
    "Publication date",
    "Publication info",
    "Publication subject",
    "Publication title",
    "Publication year",
    "Publisher",
    "Rights notice",
    "Section",
    "Source attribution",
    "Source type",
    "Subject",
    "Supplement",
    "Title",
    "URL",
    "Volume",
    "Year",
]
LABEL = re.compile(
    rf"({'|'.join(map(re.escape, sorted(LABELS, key=len, reverse=True)))}):[ \t\u00a0]*(.*)",
    re.IGNORECASE,
)
ANY_LABEL = re.compile(r"[A-Z][A-Za-z/() -]{2,35}:\s.{,200}$")
NUMBERED = re.compile(r"Document \d+ of \d+$")
NOWHERE = {
    "none available.",
    "not available.",
    "full text not available.",
    "full text not available",
}


def read_proquest(text: str) -> list[dict | str] | None:
    """Each article of an export, or the reason why one cannot be read; None where ProQuest did not
    write this.

    >>> block = "Rain\\n\\nFull text: It rained.\\n\\nIt snowed.\\n\\nTitle: Rain\\n\\nProQuest document ID: 12"
    >>> read_proquest(f"{'_' * 60}\\n\\n{block}\\n\\n{'_' * 60}\\n")[0]["text"]
    'It rained.\\n\\nIt snowed.'
    >>> read_proquest("Full text: It rained.")
    """
    lines = text.split("\n")
    named = {found[1].lower() for line in lines if (found := LABEL.match(line))}
    if not any(RULE.fullmatch(line) for line in lines) or not (
        "proquest document id" in named or {"full text", "publication title"} <= named
    ):
        return None
    blocks = [
        list(block)
        for rule, block in groupby(lines, lambda line: bool(RULE.fullmatch(line)))
        if not rule
    ]
    return [
        one_article(block)
        for block in blocks
        if len({found[1].lower() for line in block if (found := LABEL.match(line))}) > 1
    ]


def one_article(block: list[str]) -> dict | str:
    """The article in a block. Its text runs from "Full text" to the fields that close the block,
    whatever its own paragraphs begin with; a block that puts the text last has no such fields.
    """
    lines = [line.strip() for line in block if line.strip() and not NUMBERED.match(line.strip())]
    start = next(
        (at for at, line in enumerate(lines) if line.lower().startswith("full text:")), None
    )
    if start is None:
        return 'no "Full text" in this ProQuest article, only what is known about it; export it with its full text'
    end = len(lines)
    while end > start + 1 and (
        LABEL.match(lines[end - 1])  # or a label that we do not know, below one we do
        or (end > start + 2 and ANY_LABEL.match(lines[end - 1]) and LABEL.match(lines[end - 2]))
    ):
        end -= 1
    fields, bare = {}, []
    for line in [*lines[:start], *lines[end:]]:
        found = LABEL.match(line)
        if found and found[1].lower() not in fields:
            fields[found[1].lower()] = found[2]
        else:
            bare.append(line)
    text = paragraphs([LABEL.match(lines[start])[2], *lines[start + 1 : end]])
    text = "" if text.lower() in NOWHERE else text
    abstract = fields.get("abstract", "")
    used = {
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
    title = fields.get("title") or (bare.pop(0) if bare else None)
    return spoken(text, "ProQuest") or entry(
        text,
        [
            *((label.capitalize(), said) for label, said in fields.items() if label not in used),
            *(("Heading", line) for line in bare if line != title),
        ],
        title=title,
        outlet=fields.get("publication title"),
        published=fields.get("publication date"),
        authors=names(fields.get("author")),
        url=fields.get("document url"),
        section=fields.get("section"),
        language=fields.get("language of publication") or fields.get("language"),
        dateline=fields.get("dateline"),
        summary=None if abstract.lower() in NOWHERE else abstract,
    )


def names(said: str | None) -> str | None:
    """Authors as ProQuest lists them, each with the first name first.

    >>> names("Example, Ann; Roe, Bo.; Staff Writer")
    'Ann Example, Bo Roe, Staff Writer'
    """
    turned = (" ".join(reversed(one.strip(" .").split(", ", 1))) for one in (said or "").split(";"))
    return ", ".join(filter(None, turned)) or None
