"""A copied page as lines, and what each of them is when seen for itself: prose, a short line, or a
reason to cut it.

The patterns know shapes, not sites: how long a line is, with which words it begins and with which
mark it ends.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from ...text import straighten
from ..dates import MOMENT

BULLET = re.compile(r"\s*(?:[-*+•▪◦‣●·–]|\d{1,2}\))\s+(?=\S)")
SLASHES = re.compile(r"\s*/\s+")
BARS = re.compile(r"\s+[|•·]\s+")
SENTENCE_END = re.compile(r"""[.!?;]["')\]*]*$|[,-]["']$""")
LINK = re.compile(
    r"(?:\s+[\w:/-]{1,40}\.[^\s/]{1,80}/\S{0,120}[\w/]){1,3}$"
)  # the address that a post ends in
INNER_SENTENCE_END = re.compile(r"""[a-z)"'][.!?]["']?\s+["']?[A-Z]""")
UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"
)  # marks without a width, as web pages hold them
ELLIPSIS = re.compile(r"\.{3}|…")
MARKS = re.compile(r"\W*")
CAPITALS = re.compile(r"[A-Z][A-Z.,' -]{2,40}$")
NAME = re.compile(
    r"(?:[A-Z][\w.'-]*\s+(?:(?:de|del|der|van|von|bin|al|and|the|of)\s+)?){1,5}[A-Z][\w.'-]+$"
)
BYLINE = re.compile(
    r"(?i:(?:(?:written|reported|story|words|posted|published)\s+)?by)[:\s]\s*"
    r"(?P<name>[A-Z][^@|•:]{1,80}?)(?:\s*[@|•].*)?$"
)

DATELINE = re.compile(
    r"""
    (?P<place>[A-Z][A-Z.'-]+(?:(?:,\ ?|[ /])[A-Z][A-Z.'-]+){0,4}   # MEXICO CITY; WASHINGTON, D.C.
      (?:,\ [A-Z][A-Za-z.]+){0,2}                                 # KYIV, Ukraine
      (?:,\ [A-Z][a-z]{2,8}\.?\ \d{1,2})?)                        # LONDON, March 3
    (?:\ ?\((?P<agency>[A-Z][\w./ -]{1,30})\))?                   # (AP), (Reuters)
    \s*(?:[—–]|--?(?=\s))\s*(?=\S)                                # the dash that ends it; "U.S.-led" has another
    """,
    re.VERBOSE,
)

AGENCY = re.compile(
    r"""
    ^\(?(?:with\s+)?(?:inputs?|additional\s+reporting|files)\s+(?:from|by)\s+.{2,60}$  # (With inputs from agencies.)
  | ^.{2,240}\bcontributed\s(?:reporting\s)?to\sthis\s(?:report|story|article|post)\W*$   # A. Name contributed to ...
  | ^\(?(?:reporting|editing|writing|compiled)\s+by\s+(?-i:[A-Z]).{2,120}$             # (Reporting by A; editing by B)
    """,
    re.VERBOSE | re.IGNORECASE,
)

CAPTION = re.compile(
    r"""
    ^(?:image|photo|picture|video|illustration|graphic|photograph|file\ photo)s?
      (?:\s+(?:copyright|caption|credit|courtesy|source|by)\b|\s*[:/|])  # Photo: A. Name; Image credit: ...
  | ^(?:credit|file)\s*(?::|\ -)                                         # FILE - In this photo ...
  | \((?:[^()]{0,60}\s)?(?:photo|image|picture)s?\b[^()]{0,60}\)\.?$     # (Photo by A. Name/Agency), (AP Photo/A. Name)
  | \bin\ this\b.{0,40}\b(?:photo|image|picture)\b\ ?(?:taken|,|provided|from)  # In this photo taken Aug. 5, ...
  | .{9}[.!?]["']?\s(?-i:[A-Z][\w.-]{1,20}(?:\s[A-Z][\w.-]{1,20}){0,3}\s?/\s?[A-Z][\w.\ -]{1,30})$  # ... A. Name/Agency
  | [.!?]["']?\s(?-i:By\s[A-Z][\w.\ -]{2,60})$                          # ... in 2019. By COUNTY POLICE
  | [.!?)]["']?\s?(?:photo\s|image\s|picture\s)?(?:credit|courtesy|photo|image|picture)s?\s?:\s?\S.{1,60}$ # Credit: A.
  | \b(?:getty\ images|shutterstock|file\ photo)\b\W{0,3}$               # ... / Getty Images
    """,
    re.VERBOSE | re.IGNORECASE,
)

FURNITURE = re.compile(
    r"""
    ^\W*©|^copyright\b(?:[^.]{0,60}?(?:©|\d{4})|.{0,40}$)|\ball\ rights\ reserved\b                         # whose the page is
  | ^(?:please\s+)?(?:subscribe|sign\ up|sign\ me\ up|register|log\ in|join\ (?:us|our|the)|get\ (?:the|our|a|daily)
      |stay\ up|never\ miss|receive|enter\ your|yes[!,]\ sign|want\b)\b.{0,120}
      \b(?:newsletters?|e-?mail|inbox|alerts?|daily\ list|breaking\ news|app)\b  # what one may sign up to
  | \b(?:sign\ up|subscribe)\ (?:here|now|today|for\ our)\b              # and where
  | \b(?:receive|get)\ (?:a|our|the)\ (?:daily|weekly|monthly)\b         # and how often it comes
  | \bwe\ (?:may\ |might\ )?(?:earn|receive)\b.{0,60}\b(?:commissions?|compensation)\b  # who pays for the links
  | \byour\ e-?mail\ address\b|\bunsubscribe\b.{0,40}\bany\ time\b       # and what is said beside the field
  | ^(?:also\ read|read\ (?:more|also|next)|see\ also|more|related|watch|listen|click\ here|follow\ us|share\ this)\b
      \s*(?:[:|>»]|$)                                                    # other articles, by name
  | \boriginally\ (?:published|appeared)\ (?:on|at|by|in)\b.{0,40}\b(?:re-?published|permission)\b
  | \bmailing\ list\b[^.]{0,20}$|\bdelivered\ (?:(?:straight|right|directly)\ )?to\ you(?:r\ (?:inbox|e-?mail))?\b\W*$
  | ^follow\b.{1,80}\bon\ (?:twitter|facebook|instagram|threads|bluesky)\b|\bfor\ more\ stories\W*$
  | ^continue\ reading\b|^click\ here\ to\b|^[^"]*\bclick\ here\W*$|^contact\ us\ at\b
  | \b(?:read\ more\W*|\ \d\d:\d\d)$                                     # a teaser's last words; how long a video is
  | \b(?:site\ uses|we\ use|accept|accept\ all)\ cookies\b|\bad-?blocker\b|\bare\ using\ a\ browser\b
  | \b(?:privacy\ policy|terms\ of\ (?:use|service))\b[^.]{0,60}$        # links at the foot, not a sentence about them
  | ^(?:advertisement|sponsored|skip\ to\ |jump\ to\ |back\ to\ top|share|print|loading)\b[^.]{0,30}$
    """,
    re.VERBOSE | re.IGNORECASE,
)

NOTICE = re.compile(
    r"""
    ^(?:disclaimer|(?:advertising|affiliate)\ disclosure|citation|(?:more|journal)\ information)\b.{0,60}:
  | \b(?:is|are)\ not\ responsible\ for\ the\ (?:opinions|contents?)\b       # who answers for the page
  | \bsubject\ to\ copyright\b|\bmay\ not\ be\ (?:re)?(?:published|produced)\b
  | \bif\ you\ (?:are\ aware\ of|find|notice|see|spot)\ an?\ (?:error|inaccuracy|mistake|typo)\b
  | \b(?:opinions|views)\ expressed\b.{0,80}\b(?:own|authors?'?s?|writers?'?s?|necessarily)\b
  | ^this\ (?:article|story|post|page)\ (?:has\ been|was)\ (?:corrected|updated)\b
  | \brefresh\ (?:the|this)\ page\ for\ updates
  | \bverify\ (?:that\ )?you\ are\ (?:not\ a\ robot|human)\b|\bverify\ you're\ not\ a\ robot\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

COMMENTS = re.compile(
    r"""
    ^(?:\d+\s+)?(?:comments?|responses?|replies)(?:\s*\(?\d+\)?)?$        # 12 comments; Comments (12)
  | ^\d+\s+(?:comments?|responses?|replies|thoughts?)\s(?:to|on|for)\b   # 11 responses to "A Title"
  | ^(?:leave|post|add|write|join)\s+(?:a|an|your|the)\s+(?:reply|comments?|conversation|discussion|response)\b
  | ^(?:load|view|show|see|read)\s+(?:all\s+|more\s+)?(?:\d+\s+)?comments?\b.{0,12}$
  | ^comments?\ via\b|^post\ navigation$
    """,
    re.VERBOSE | re.IGNORECASE,
)

ELSEWHERE = re.compile(
    r"""
    ^(?:you\ (?:may|might)\ also|more\ (?:from|in|on|stories|news)|most\ (?:read|popular|viewed)|related\b|trending\b
      |recommended\b|read\ (?:next|more)|latest\b|popular\b|recent\b|up\ next|what\ to\ read|keep\ reading
      |editor'?s\ picks|(?:previous|next)\ (?:article|post)|explore\ further|further\ reading
      |about\ the\ authors?|tags?\b|topics?\b|filed\ under|(?:article\ )?(?:sources|references)\W*$|external\ links
      |(?:look\ at\ )?other\ (?:articles|dictionaries|news|posts|stories)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Line(NamedTuple):
    """A line of a page, or a piece of one: what it says, what the rules look at, and where it
    stands.
    """

    text: str
    plain: str
    indent: int
    bullet: bool
    row: int

    @property
    def words(self) -> int:
        return self.plain.count(" ") + 1

    @property
    def truncated(self) -> bool:
        return undotted(self.plain) != self.plain

    @property
    def ends(self) -> bool:
        return bool(SENTENCE_END.search(LINK.sub("", self.plain))) and not self.truncated

    @property
    def prose(self) -> bool:
        """A sentence of some length, or so long that it can be nothing else."""
        return not self.truncated and (
            (self.words >= 5 and self.ends)
            or (self.words >= 10 and self.plain.endswith(":"))
            or (self.words >= 10 and bool(INNER_SENTENCE_END.search(self.plain)))
            or self.words >= 25
        )


def line_of(text: str, indent: int = 0, bullet: bool = False, row: int = 0) -> Line:
    return Line(text, UNSEEN.sub("", straighten(text)).strip(), indent, bullet, row)


def undotted(text: str) -> str:
    """A line without the dots at its end that say that it was cut short; any other line as it is.

    Only the marks after the last word are looked at, from behind: a search from each mark on would
    take minutes for a line of dots.

    >>> undotted("The fair opens in the ..."), undotted('It rained … "'), undotted("Well... It rained.")
    ('The fair opens in the', 'It rained', 'Well... It rained.')
    """
    found = ELLIPSIS.search(text, len(text) - MARKS.match(text[::-1]).end())
    return text[: found.start()].rstrip() if found else text


def page_lines(text: str) -> list[Line]:
    """The lines that hold anything; a headline of several things set apart by slashes or bars comes
    in pieces.
    """
    lines, head = [], True
    for row, raw in enumerate(unwrapped(text)):
        mark = BULLET.match(raw)
        said = " ".join(raw[mark.end() if mark else 0 :].split())
        indent = len(raw) - len(raw.lstrip())
        slashed = SLASHES.split(said) if head else ()
        for piece in (
            slashed if len(slashed) > 2 else BARS.split(said) if said.count(" ") < 25 else (said,)
        ):
            if piece:
                lines.append(line_of(piece, indent, bool(mark), row))
                head = head and not lines[-1].prose
    return lines


def unwrapped(text: str) -> Iterator[str]:
    """The lines of a text, those joined again that were broken to fit a width, as in mail and plain
    text files.

    Lines without a blank one between them were broken if many begin with a small letter; and each
    of them was broken where the first word of the next had no room. A list of headlines has no such
    lines and stays a list.
    """
    for holds, block in groupby(text.splitlines(), key=lambda line: bool(line.strip())):
        block = list(block)
        width = max(map(len, block))
        broken = sum(line.lstrip()[:1].islower() for line in block[1:])
        if not holds or width < 50 or 3 * broken < len(block) - 1 or not broken:
            yield from block
            continue
        whole = block[0]
        for last, line in pairwise(block):
            if len(last) + len(line.split()[0]) >= width and not BULLET.match(line):
                whole += " " + line.strip()
            else:
                yield whole
                whole = line
        yield whole


def shape(line: Line) -> str:
    """What a line is when seen for itself: "prose", "short", or a reason to cut it.

    >>> [shape(line) for line in page_lines("By Ann Example\\n12 comments\\nThe fair opened in the rain.\\nRain")]
    ['byline', 'comments', 'prose', 'short']
    """
    if line.words <= 25 and COMMENTS.match(line.plain):
        return "comments"
    if (line.words <= 60 and FURNITURE.search(line.plain)) or (
        line.words <= 150 and NOTICE.search(line.plain)
    ):
        return "furniture"
    if (
        line.words <= (30 if ":" in line.plain[:16] else 12)
        and not line.ends
        and ELSEWHERE.match(line.plain)
    ):
        return "elsewhere"
    if line.words <= 100 and CAPTION.search(line.plain):
        return "caption"
    if AGENCY.match(line.plain):
        return "agency credit"
    if (
        line.words <= 15
        and (not line.ends or line.plain.endswith((" a.m.", " p.m.")))
        and MOMENT.search(line.plain)
    ):
        return "date"
    if line.words <= 12 and not line.ends and BYLINE.match(line.plain):
        return "byline"
    return "prose" if line.prose else "short"
