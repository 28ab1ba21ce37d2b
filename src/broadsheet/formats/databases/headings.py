"""The lines around the title of an article from a press database: date lines, editions, the names
of outlets and of authors.

Databases print these without labels, in the languages of their interfaces; the words by which they
are recognised are in `database-terms.csv`.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ...paths import package_rows
from ...patterns import regex
from ..bylines import is_sponsor
from ..dates import MOMENT, MONTH_ALONE, MONTHS, month_alone

TERMS: dict[str, list[str]] = {}
for row in package_rows("database-terms.csv"):
    TERMS.setdefault(row["kind"], []).append(row["term"])


def any_of(*kinds: str) -> str:
    """A pattern for the terms of some kinds, the longest first, because one may begin another."""
    terms = sorted((term for kind in kinds for term in TERMS[kind]), key=len, reverse=True)
    return "|".join(re.escape(term) for term in terms)


# Between day and time: "March 3, 2020 Tuesday 9:00 AM".
WEEKDAY = regex(rf",?\s*\b(?:{any_of('weekday')})\b", re.IGNORECASE)
EDITION_WORDS = frozenset([*TERMS["edition"], *TERMS["which edition"]])
WORD = re.compile(r"[^\W_]+")
ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th|e|er)?")  # 1st, 2
TIME_OF_DAY = re.compile(r"(?:\w{1,12}\W{1,2})?\d\d?:\d\d\b.{0,40}")  # 23:22 Eastern Time
APPENDED = re.compile(rf".*\b(?:{any_of('appended')})\W*", re.IGNORECASE)
SAYS_EDITION = regex(rf"\b(?:{any_of('edition', 'appended')})\b", re.IGNORECASE)
# le 3 mai 2024; Mon. May 3, 2024; Published: May 3, 2024
BEFORE_DATE = re.compile(r"(?:(?:\w{1,5}|published|posted)\b[.:]?)?[\s,]*", re.IGNORECASE)
# A line with a year but without a readable day: "Spring 2024", "2011/2012".
YEAR_ALONE = regex(r"\D{0,25}\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\D{0,15}")
YEAR = re.compile(r"(?:19|20)\d\d")
RIGHTS_RESERVED = regex(rf".*\b(?:{any_of('rights')})\W*$", re.IGNORECASE)
COPYRIGHT = regex(
    rf"""
    (?:copyright\s*(?:\(c\)|©)?|©|\(c\))\s*\d{{4}}\b         # Copyright 2024 The Post; (c) 2024
  | .*\b(?:{any_of("rights")})\W*$                           # All Rights Reserved
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The end of a line that continues in the next.
GOES_ON = re.compile(r"(?:,|&|\b(?:d/b/a|and|of|the|by|for|und|et|y|en))$", re.IGNORECASE)
DISTRIBUTOR = regex(
    r"""
    \W*(?: (?:distributed|provided|supplied|delivered|syndicated)\ by\b       # Provided by Sandgate
         | (?:fourni|distribué)\ par\b                                      # Fourni par Sandgate
         | (?:bereitgestellt|vertrieben)\ (?:von|durch)\b                    # Vertrieben durch
        | newstex(?:\ blogs)?$ )                                            # Newstex Blogs
    """,
    re.VERBOSE | re.IGNORECASE,
)
TERMS_OF_USE = regex(
    r"""
    \b(?: (?:may|must|can)\ not\ be\ (?:\w+\ )?                              # may not be reprinted
            (?:reprinted|republished|reproduced|redistributed|rewritten|published|used)
        | (?:written|express|prior)\ (?:\w+\ )?(?:permission|consent)         # written consent
        | (?:agreed|permitted)\ in\ writing
        | rights?\ of\ reproduction
        | for\ personal\ use\ only )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
EDITION_IN_NAME = re.compile(
    rf"\s*[,;]\s*[^,;()]*\b(?:{any_of('edition')})\b.*$", re.IGNORECASE | re.DOTALL
)
PLACE_OF_NAME = re.compile(r"\s*\([^()]*\)$")  # The Times (London)
ARTICLE_OF_NAME = re.compile(r"^(?:the|der|die|das|le|la|el|il|de|het)\s+", re.IGNORECASE)


def says_when(line: str) -> bool:
    """Whether a line has a year and a season or a span of days, but no readable day.

    >>> says_when("Spring 2024"), says_when("March 4-10, 2024"), says_when("A tale of 1984 and me")
    (True, True, False)
    """
    words = WORD.findall(line.casefold())
    span = len(words) <= 8 and words[-1:] and YEAR.fullmatch(words[-1]) and MONTHS.get(words[0])
    return bool((len(words) <= 4 and YEAR_ALONE.fullmatch(line)) or span)


class DateLine(NamedTuple):
    """A line that is a date: the date in it, without a weekday, and the edition."""

    date: str
    edition: str


def date_line(line: str) -> DateLine | None:
    """The date and the edition in a line that is a date; None for any other line, such as a
    sentence that mentions a day.

    >>> date_line("March 3, 2020 Tuesday 9:00 AM GMT First Edition")
    DateLine(date='March 3, 2020 9:00 AM GMT', edition='First Edition')
    >>> date_line("mardi 3 mars 2020").date, date_line("March 2020").date
    ('3 mars 2020', 'March 2020')
    >>> date_line("March 3, 2020, is when it rained")
    """
    said = WEEKDAY.sub("", line).strip(" ,")
    date = MOMENT.search(said) or month_in(said)
    if date is None or not BEFORE_DATE.fullmatch(said[: date.start()]):
        return None
    edition = said[date.end() :].strip(" ,;.-–")
    shown = not edition or (len(edition) <= 40 and not edition[0].islower())
    if edition.startswith(":") or not (shown or SAYS_EDITION.search(edition[:160])):
        return None
    return DateLine(said[date.start() : date.end()], edition)


def month_in(line: str) -> re.Match | None:
    """A month and its year at the beginning of a line, if nothing but an edition follows."""
    month = MONTH_ALONE.match(line)
    if month is None or month_alone(month[0]) is None:
        return None
    below = line[month.end() :].strip(" ,;")
    return month if not below or is_edition(below) else None


def states_date(line: str) -> bool:
    """Whether the line is a date, perhaps with a weekday, a time and an edition.

    >>> states_date("March 3, 2020 Tuesday"), states_date("What we learned on March 3, 2020")
    (True, False)
    """
    return date_line(line) is not None


def is_edition(line: str) -> bool:
    """Whether the line states only the edition of the paper, or the time of publication.

    >>> is_edition("Late Edition - Final"), is_edition("23:22 Central European Time")
    (True, True)
    >>> is_edition("A late edition of Hamlet is found")
    False
    """
    words = WORD.findall(line.casefold())
    known = [word for word in words if word in EDITION_WORDS]
    return bool(
        (known and all(word in EDITION_WORDS or ORDINAL.fullmatch(word) for word in words))
        or TIME_OF_DAY.fullmatch(line.strip())
        or APPENDED.fullmatch(line)
    )


def may_be_edition(line: str) -> bool:
    """Whether the line is an edition, or is short and ends in that word, as a title may do.

    >>> may_be_edition("Chicagoland Final Edition"), may_be_edition("Rain")
    (True, False)
    """
    words = WORD.findall(line.casefold())
    return is_edition(line) or (1 < len(words) <= 5 and words[-1] in TERMS["edition"])


def without_rights(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of a paragraph that claim no rights and name no distributor, and those that do.

    >>> without_rights(["Copyright 2024 Post Media,", "Inc.", "The Post"])
    (['The Post'], ['Copyright 2024 Post Media,', 'Inc.'])
    >>> without_rights(["The Post", "Distributed by Example Feeds"])
    (['The Post'], ['Distributed by Example Feeds'])
    """
    claimed = [bool(COPYRIGHT.match(line) or DISTRIBUTOR.match(line)) for line in lines]
    # Everything between a copyright and "All Rights Reserved" belongs to it.
    reserved = [row for row, line in enumerate(lines) if RIGHTS_RESERVED.match(line)]
    if reserved and True in claimed[: reserved[-1]]:
        first = claimed.index(True)
        claimed[first : reserved[-1]] = [True] * (reserved[-1] - first)
    for row, line in enumerate(lines[:-1]):
        if claimed[row] and GOES_ON.search(line):
            claimed[row + 1] = True
    if TERMS_OF_USE.search(" ".join(lines)):
        ends = [row for row, line in enumerate(lines) if line.rstrip().endswith(".")]
        last = ends[-1] + 1 if ends else len(lines)
        claimed[:last] = [True] * last
    return (
        [line for line, is_claim in zip(lines, claimed) if not is_claim],
        [line for line, is_claim in zip(lines, claimed) if is_claim],
    )


def outlet_among(groups: Iterable[list[str]]) -> tuple[str, list[str]]:
    """The name of the outlet among the paragraphs above a date, and everything else there. The name
    is the one nearest to the date; if it occurs with and without its place, the one without.

    >>> outlet_among([["Copyright 2024 The Post", "The Post (Oslo)"], ["Distributed by Example"]])
    ('The Post (Oslo)', ['Copyright 2024 The Post', 'Distributed by Example'])
    >>> outlet_among([["The Post"], ["The Post (Oslo)"]])
    ('The Post', ['The Post (Oslo)'])
    """
    names: list[str] = []
    others: list[str] = []
    for group in groups:
        kept, claims = without_rights(group)
        others += claims
        if kept and all(plain_name(line) == plain_name(kept[0]) for line in kept):
            names += kept  # one name, more than once
        elif kept:
            names.append(" ".join(kept))
    if not names:
        return "", others
    same = [name for name in names if plain_name(name) == plain_name(names[-1])]
    outlet = min(same, key=len)
    others += [name for name in names if name != outlet]
    return without_edition(outlet), others


def plain_name(name: str) -> str:
    """The name of an outlet without article and place, for comparison.

    >>> plain_name("The Times (London)") == plain_name("TIMES")
    True
    """
    return ARTICLE_OF_NAME.sub("", PLACE_OF_NAME.sub("", name.strip()), count=1).casefold()


def without_edition(outlet: str) -> str:
    """The name of an outlet without the edition after it.

    >>> without_edition("The Post, Late Edition (East Coast)"), without_edition("Edition, The")
    ('The Post', 'Edition, The')
    """
    return EDITION_IN_NAME.sub("", outlet).strip() or outlet


BYLINE_WORDS = regex(
    rf"""
    (?: (?i:{any_of("by")})[:\s]\s*(?=\S)        # Compiled by Ann Example
      | (?i:{any_of("preposition")})\ (?=          # Von Ann Example
          [^\W\d_a-zß-ÿ]\S*[^\s,]\ \S ) )        # but not: von Example, Ann
    """,
    re.VERBOSE,
)
NOBODY = re.compile(rf"(?:{any_of('nobody')})\W*", re.IGNORECASE)


def authors_in(byline: str) -> str | None:
    """The authors that a byline names; None if it states that there are none. Words before a name
    are removed; words that belong to it stay.

    >>> authors_in("By Ruby Holt and Toby Vance"), authors_in("REPORTED BY: ANN EXAMPLE.")
    ('Ruby Holt and Toby Vance', 'ANN EXAMPLE')
    >>> authors_in("Libby Example, Derby correspondent"), authors_in("None available")
    ('Libby Example, Derby correspondent', None)
    """
    names = (name_in_byline(part) for part in byline.split(";") if not is_sponsor(part.strip()))
    return "; ".join(name for name in names if name and not NOBODY.fullmatch(name)) or None


def name_in_byline(byline: str) -> str:
    """The name in a printed byline: without the contribution ("Compiled by"), a preposition in
    another language, and the marks around it. In a field of a table, which holds only names, these
    would be parts of a name (`values.without_by`).

    >>> name_in_byline(" - By Ann Example."), name_in_byline("Bystander Ann")
    ('Ann Example', 'Bystander Ann')
    >>> name_in_byline("Compiled by Ann Example"), name_in_byline("Von Ann Example")
    ('Ann Example', 'Ann Example')
    """
    said = byline.strip(" \t\n\u00a0-–—*•")
    before = BYLINE_WORDS.match(said)
    return said[before.end() if before else 0 :].rstrip(" .;,")
