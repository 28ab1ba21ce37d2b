"""The names in a byline, without the writer's position, place and employer.

"By" before a name is removed where the byline is read (`values`, `databases.headings`). The rest is
one line of names from a table, a database or a page; anything that is not a name is removed here,
and the original line is kept in `cut`. Names of desks and agencies are names.
"""

import re

from ..paths import package_rows
from ..patterns import regex

WORDS: dict[str, list[str]] = {}
for row in package_rows("database-terms.csv"):
    WORDS.setdefault(row["kind"], []).append(re.escape(row["term"]))

ADDRESS = re.compile(r"[(<]?(?:\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w{2,})[)>]?")
NAME = r"[A-ZÀ-Þ][\w.'’-]*\s(?:[\w.'’-]+\s){0,2}?[A-ZÀ-Þ][\w.'’-]+"  # two to four words
SPECIAL = regex(r"[\s,;–-]*\bspecial(?:ly)?\s+(?:to|for)\s+[^;,]+", re.IGNORECASE)
FROM = regex(rf"(?:from|FROM|From)\s+(?={NAME})")
# Where a writer is: "Ann Example in Paris", but not "Women in Media".
PLACE = regex(
    rf"(?P<name>{NAME})\s+(?:in|IN|at|AT|à|en)\s+[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){{0,3}}"
)
# For whom: "ANN EXAMPLE FOR POSTONLINE", "Ann Example for The Post".
FOR = regex(rf"(?P<name>{NAME})\s+(?i:for)\s+(?:(?i:the)\s[^;,]+|[A-Z][\w.-]+)(?=\s*(?:[;,]|$))")
POSITION = "|".join(sorted(WORDS["position"], key=len, reverse=True))
# A part of a byline that is no name: "Derby Correspondent", "Post Staff Writer", "Editor of Post".
IS_POSITION = regex(
    rf"(?:[\w.&'’/-]+\s){{0,5}}(?:{POSITION})s?(?:\s(?:at|of|for|in)\s.+|\sat)?\W*", re.IGNORECASE
)
# The same behind a name and no comma, where the words before it can be no part of the name.
BEHIND_NAME = regex(
    rf"(?P<name>{NAME})(?:\s(?:{'|'.join(WORDS['desk'])}|&))+\s(?:{POSITION})\W*", re.IGNORECASE
)
SPONSORED = re.compile(rf"(?:{'|'.join(WORDS['sponsor'])})[:\s]\s*(?P<who>.*)", re.IGNORECASE)
COMPANY = re.compile(
    r"\b(?:bank|co|company|corp|corporation|foundation|gmbh|group|inc|llc|ltd|media|plc|university)\b",
    re.IGNORECASE,
)


def names_alone(authors: str) -> str | None:
    """The names in a line of authors, without addresses, positions and places; None if it names a
    sponsor or nobody. A line with only a position is kept: nothing else is known.

    >>> names_alone("Ann Example, Special to The Post"), names_alone("From Ann Example in Paris")
    ('Ann Example', 'Ann Example')
    >>> names_alone("Ann Example, City Editor; Bo Lund"), names_alone("Ann Example City editor")
    ('Ann Example; Bo Lund', 'Ann Example')
    >>> names_alone("Daily Post Reporter"), names_alone("Brought to you by Acme")
    ('Daily Post Reporter', None)
    """
    if is_sponsor(authors):
        return None
    said = SPECIAL.sub("", ADDRESS.sub("", authors))
    said = PLACE.sub(r"\g<name>", FOR.sub(r"\g<name>", FROM.sub("", said)))
    parts = re.split(r"(\s*[;,]\s*)", said)
    names = [parts[0]]
    for mark, part in zip(parts[1::2], parts[2::2]):
        if part and not (IS_POSITION.fullmatch(part) and any(names)):
            names += [mark if names[-1] else "", part]
    names = [behind["name"] if (behind := BEHIND_NAME.fullmatch(n)) else n for n in names]
    alone = " ".join("".join(names).split()).strip(" ,;|/–-")
    return alone or (authors if ADDRESS.search(authors) else None)


def is_sponsor(byline: str) -> bool:
    """Whether the byline names a sponsor: by its form, not the name of a person.

    >>> is_sponsor("Brought to you by Acme"), is_sponsor("Brought to you by Ann Example")
    (True, False)
    """
    sponsored = SPONSORED.match(byline.strip(" -–—*•"))
    if not sponsored:
        return False
    return bool(COMPANY.search(sponsored["who"]) or not re.match(NAME, sponsored["who"]))


def with_names_alone(article: dict) -> dict:
    """The article with only the names of its authors; the original line is in `cut`."""
    stated = article.get("authors")
    if not isinstance(stated, str) or (names := names_alone(stated)) == stated:
        return article
    return article | {"authors": names, "cut": [*(article.get("cut") or []), ("byline", stated)]}
