"""The article inside a copied page: title, byline, dateline, summary, body, and all that was cut, with the reason.

The rules know shapes, not sites: how long a line is and how it ends, what is repeated, what stands beside what. Every
line is first seen for itself; the body is then the stretch of the page with most prose and fewest other lines; last,
the lines before it and inside it are named. Who writes in short lines without full stops (poems, recipes, tables of
results) loses by this choice: such lines are cut unless a line that ends in a colon announces them.
"""
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from broadsheet.text import straighten

BULLET = re.compile(r"\s*(?:[-*+•▪◦‣●·–]|\d{1,2}\))\s+(?=\S)")
SLASHES = re.compile(r"\s*/\s+")
BARS = re.compile(r"\s+[|•·]\s+")
LETTER = re.compile(r"[^\W_]")
WORD = re.compile(r"[^\W_]{4,}")              # of four letters or more: a title's "of" and "the" tell nothing
SENTENCE_END = re.compile(r"""[.!?;]["')\]*]*$|[,-]["']$""")
INNER_SENTENCE_END = re.compile(r"""[a-z)"'][.!?]["']?\s+["']?[A-Z]""")
TRUNCATED = re.compile(r"\s*(?:\.{3}|…)\W*$")
CAPITALS = re.compile(r"[A-Z][A-Z.,' -]{2,40}$")
NAME = re.compile(r"(?:[A-Z][\w.'-]*\s+(?:(?:de|del|der|van|von|bin|al|and|the|of)\s+)?){1,5}[A-Z][\w.'-]+$")
BYLINE = re.compile(r"(?i:(?:(?:written|reported|story|words|posted|published)\s+)?by)[:\s]\s*"
                    r"(?P<name>[A-Z][^@|•:]{1,80}?)(?:\s*[@|•].*)?$")

DATELINE = re.compile(r"""
    (?P<place>[A-Z][A-Z.'-]+(?:(?:,\ ?|[ /])[A-Z][A-Z.'-]+){0,4}   # MEXICO CITY; WASHINGTON, D.C.
      (?:,\ [A-Z][A-Za-z.]+){0,2}                                 # KYIV, Ukraine
      (?:,\ [A-Z][a-z]{2,8}\.?\ \d{1,2})?)                        # LONDON, March 3
    (?:\ ?\((?P<agency>[A-Z][\w./ -]{1,30})\))?                   # (AP), (Reuters)
    \s*(?:[—–]|--?(?=\s))\s*(?=\S)                                # the dash that ends it; "U.S.-led" has another
    """, re.VERBOSE)

AGENCY = re.compile(r"""
    ^\(?(?:with\s+)?(?:inputs?|additional\s+reporting|files)\s+(?:from|by)\s+.{2,60}$  # (With inputs from agencies.)
  | ^\(?(?:reporting|editing|writing|compiled)\s+by\s+(?-i:[A-Z]).{2,120}$             # (Reporting by A; editing by B)
    """, re.VERBOSE | re.IGNORECASE)

CAPTION = re.compile(r"""
    ^(?:image|photo|picture|video|illustration|graphic|photograph|file\ photo)s?
      (?:\s+(?:copyright|caption|credit|courtesy|source|by)\b|\s*[:/|])  # Photo: A. Name; Image credit: ...
  | ^(?:credit|file)\s*(?::|\ -)                                         # FILE - In this photo ...
  | \((?:[^()]{0,60}\s)?(?:photo|image|picture)s?\b[^()]{0,60}\)\.?$     # (Photo by A. Name/Agency), (AP Photo/A. Name)
  | \bin\ this\b.{0,40}\b(?:photo|image|picture)\b\ ?(?:taken|,|provided|from)  # In this photo taken Aug. 5, ...
  | [.!?]["']?\s[A-Z][\w.-]{1,20}(?:\s[A-Z][\w.-]{1,20}){0,3}\s?/\s?[A-Z][\w.\ -]{1,30}$  # ... A. Name/Agency files
  | [.!?]["']?\sBy\s[A-Z][\w.\ -]{2,60}$                               # ... in 2019. By COUNTY POLICE
  | \b(?:getty\ images|shutterstock|file\ photo)\b\W{0,3}$               # ... / Getty Images
    """, re.VERBOSE | re.IGNORECASE)

FURNITURE = re.compile(r"""
    ^\W*©|^copyright\b|\ball\ rights\ reserved\b                         # whose the page is
  | ^(?:please\s+)?(?:subscribe|sign\ up|sign\ me\ up|register|log\ in|join\ (?:us|our|the)|get\ (?:the|our|a|daily)
      |stay\ up|never\ miss|receive|enter\ your|yes[!,]\ sign|want\b)\b.{0,120}
      \b(?:newsletters?|e-?mail|inbox|alerts?|daily\ list|breaking\ news|app)\b  # what one may sign up to
  | \b(?:sign\ up|subscribe)\ (?:here|now|today|for\ our)\b              # and where
  | \b(?:receive|get)\ (?:a|our|the)\ (?:daily|weekly|monthly)\b         # and how often it comes
  | \bwe\ (?:may\ |might\ )?(?:earn|receive)\b.{0,60}\b(?:commissions?|compensation)\b  # who pays for the links
  | \byour\ e-?mail\ address\b|\bunsubscribe\b.{0,40}\bany\ time\b       # and what is said beside the field
  | ^(?:also\ read|read\ (?:more|also|next)|see\ also|more|related|watch|listen|click\ here|follow\ us|share\ this)\b
      \s*(?:[:|>»]|$)                                                    # other articles, by name
  | \b(?:read\ more\W*|\ \d\d:\d\d)$                                     # a teaser's last words; how long a video is
  | \b(?:site\ uses|we\ use|accept|accept\ all)\ cookies\b|\bad-?blocker\b|\bare\ using\ a\ browser\b
  | \b(?:privacy\ policy|terms\ of\ (?:use|service))\b[^.]{0,60}$        # links at the foot, not a sentence about them
  | ^(?:advertisement|sponsored|skip\ to\ |jump\ to\ |back\ to\ top|share|print|loading)\b[^.]{0,30}$
    """, re.VERBOSE | re.IGNORECASE)

COMMENTS = re.compile(r"""
    ^(?:\d+\s+)?(?:comments?|responses?|replies)(?:\s*\(?\d+\)?)?$        # 12 comments; Comments (12)
  | ^\d+\s+(?:comments?|responses?|replies|thoughts?)\s(?:to|on|for)\b   # 11 responses to "A Title"
  | ^(?:leave|post|add|write|join)\s+(?:a|an|your|the)\s+(?:reply|comments?|conversation|discussion|response)\b
    """, re.VERBOSE | re.IGNORECASE)

ELSEWHERE = re.compile(r"""
    ^(?:you\ (?:may|might)\ also|more\ (?:from|in|on|stories|news)|most\ (?:read|popular|viewed)|related\b|trending\b
      |recommended\b|read\ (?:next|more)|latest\b|popular\b|recent\b|up\ next|what\ to\ read|keep\ reading
      |editor'?s\ picks|(?:previous|next)\ (?:article|post)|explore\ further|further\ reading
      |about\ the\ authors?|tags?\b|topics?\b|filed\ under)
    """, re.VERBOSE | re.IGNORECASE)

UTC_OFFSETS = {        # hours. Names with two meanings ("BST", "CST") are not among them, but for India's: Israel loses
    "Z": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1,
    "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "PKT": 5, "IST": 5.5, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MOMENT = re.compile(r"""
    (?<![\w/.-])(?:
        (?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)                                           # 2025-09-04
      | (?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y2>\d{4})                 # 04-09-2025
      | (?P<d3>\d{1,2})(?:st|nd|rd|th)?\ (?P<m3>[a-z]{3,9})\.?,?\ (?P<y3>\d{4})           # 4 September 2025
      | (?P<m4>[a-z]{3,9})\.?\ (?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\ (?P<y4>\d{4})           # Sept. 4, 2025
    )(?!\d)
    (?:(?:T|[,•·|@\ -]{1,3}(?:at\ )?)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?   # 02:16
      (?:\ ?(?P<half>[ap])\.?m\b\.?)?                                                     # 2:16 p.m.
      (?:\ ?\(?(?P<zone>Z\b|[a-z]{2,4}\b|[+-]\d\d:?\d\d\b))?)?                            # IST, +05:30
    """, re.VERBOSE | re.IGNORECASE)
UPDATED = re.compile(r"\b(?:updated?|modified|edited)\b[^,;|]{0,12}$", re.IGNORECASE)


class Line(NamedTuple):
    """A line of a page, or a piece of one: what it says, what the rules look at, and where it stands."""
    text: str
    plain: str
    indent: int
    bullet: bool
    row: int

    @property
    def words(self) -> int:
        return self.plain.count(" ") + 1

    @property
    def ends(self) -> bool:
        return bool(SENTENCE_END.search(self.plain)) and not TRUNCATED.search(self.plain)

    @property
    def prose(self) -> bool:
        """A sentence of some length, or so long that it can be nothing else."""
        return not TRUNCATED.search(self.plain) and (
            self.words >= 5 and self.ends or self.words >= 10 and self.plain.endswith(":")
            or self.words >= 10 and bool(INNER_SENTENCE_END.search(self.plain)) or self.words >= 25)


def read_page(text: str) -> dict:
    """The article inside a copied page.

    `title, summary, highlights, subheads, dateline, text, cut` share out the page: each of its lines is in one of them,
    `cut` being (reason, line) pairs. `authors, outlet, place, agency, published, updated` are read from lines in `cut`.
    What a page does not say is None; `text` is "" where there is no prose. Dates are ISO 8601, as exact as the page is.

    >>> page = read_page("Home\\nMayor Opens Bridge\\nBy Ann Example\\nOSLO — The bridge is open.\\nShare")
    >>> page["title"], page["authors"], page["dateline"], page["text"]
    ('Mayor Opens Bridge', 'Ann Example', 'OSLO', 'The bridge is open.')
    >>> page["cut"]
    [('outside the article', 'Home'), ('byline', 'By Ann Example'), ('page furniture', 'Share')]

    An article that was never a page comes back whole:

    >>> read_page("It rained.\\n\\nNobody came.")["text"]
    'It rained.\\n\\nNobody came.'
    """
    lines = page_lines(text)
    labels = [shape(line) for line in lines]
    for stage in STAGES:
        stage(lines, labels)
    told = {name: [line.text for line, label in zip(lines, labels) if label == name]
            for name in ("title", "summary", "highlights", "subheads", "text", "place", "outlet", "agency credit")}
    return {"title": first(told["title"]), "summary": "\n\n".join(told["summary"]) or None,
            "highlights": told["highlights"], "subheads": told["subheads"],
            "outlet": first(told["outlet"]), "place": first(told["place"]), "authors": authors(lines, labels),
            **body(told["text"], first(told["agency credit"])), **dates(lines, labels),
            "cut": [(REASONS.get(label, label), line.text)
                    for line, label in zip(lines, labels) if label not in FIELDS]}


def page_lines(text: str) -> list[Line]:
    """The lines that hold anything; a headline of several things set apart by slashes or bars comes in pieces."""
    lines, head = [], True
    for row, raw in enumerate(unwrapped(text)):
        mark = BULLET.match(raw)
        said = " ".join(raw[mark.end() if mark else 0:].split())
        indent = len(raw) - len(raw.lstrip())
        slashed = SLASHES.split(said) if head else ()
        for piece in slashed if len(slashed) > 2 else BARS.split(said) if said.count(" ") < 25 else (said,):
            if piece:
                lines.append(Line(piece, straighten(piece), indent, bool(mark), row))
                head = head and not lines[-1].prose
    return lines


def unwrapped(text: str) -> Iterator[str]:
    """The lines of a text, those joined again that were broken to fit a width, as in mail and plain text files.

    Lines without a blank one between them were broken if many begin with a small letter; and each of them was broken
    where the first word of the next had no room. A list of headlines has no such lines and stays a list.
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
    """What a line is when seen for itself: "prose", "short", or a reason to cut it."""
    if line.words <= 25 and COMMENTS.match(line.plain):
        return "comments"
    if line.words <= 60 and FURNITURE.search(line.plain):
        return "furniture"
    if line.words <= (30 if ":" in line.plain[:16] else 12) and not line.ends and ELSEWHERE.match(line.plain):
        return "elsewhere"
    if line.words <= 100 and CAPTION.search(line.plain):
        return "caption"
    if AGENCY.match(line.plain):
        return "agency credit"
    if line.words <= 15 and not line.ends and MOMENT.search(line.plain):
        return "date"
    if line.words <= 12 and not line.ends and BYLINE.match(line.plain):
        return "byline"
    return "prose" if line.prose else "short"


# What a line takes from a body that runs across it, in words of prose; what leads elsewhere takes a sixth of it at
# least, since teasers are prose too. So are comments: no body gets across them.
COST = {"comments": 1000, "elsewhere": 60, "furniture": 3, "caption": 1, "date": 1, "byline": 1, "agency credit": 1,
        "short": 3}


def in_column(line: Line, column: int) -> bool:
    """The line stands about as far from the margin as the body does. Captions and boxes stand further in."""
    return -6 <= line.indent - column - 2 * line.bullet <= 5


def stretches(lines: list[Line], labels: list[str], column: int) -> list[tuple[int, range]]:
    """Each stretch of lines that gains more words of prose than it pays for other lines, with its gain.

    This is Kadane's maximal sum, as Finn, Kushmerick and Smyth (2001) use it for words and tags; one pass.
    """
    found, gain, announced = [], 0, False
    for at, (line, label) in enumerate(zip(lines, labels)):
        if label == "short" and not LETTER.search(line.plain):
            continue
        if gain <= 0:
            gain, start, best = 0, at, 0
        fits = in_column(line, column)
        if label == "prose" and fits:
            gain += min(line.words, 60)
        elif label == "short" and fits and (line.ends or announced and line.bullet):
            gain += 1
        else:
            gain -= max(COST.get(label, 3), gain // 6 if label == "elsewhere" else 0)
        announced = label == "prose" and line.plain.endswith(":") or announced and line.bullet
        if gain > best:
            found[len(found) - (best > 0):] = [(gain, range(start, at + 1))]
            best = gain
    return found


def label_body(lines: list[Line], labels: list[str]) -> None:
    """Prose inside the body is "text", short lines before prose are "subheads"; prose elsewhere is cut.

    The first stretch that is at least half as good as the best is the body: what follows it is the next article.
    """
    margin = Counter()
    for line, label in zip(lines, labels):
        if label == "prose" and not line.bullet:
            margin[line.indent] += line.words
    found = [(*stretch, column) for column, _ in margin.most_common(4) or [(0, 0)]
             for stretch in stretches(lines, labels, column)]
    best = max((one[0] for one in found), default=0)
    good = sorted((one for one in found if 2 * one[0] >= best), key=lambda one: one[1].start)
    _, body, column = max((one for one in good if one[1].start < good[0][1].stop), key=lambda one: one[0],
                          default=(0, range(0), 0))
    announced = False
    for at, line in enumerate(lines):
        colon = line.plain.endswith(":")
        if at not in body:
            labels[at] = {"prose": "outside", "short": "outside"}.get(labels[at], labels[at])
        elif labels[at] in ("prose", "short"):
            if not in_column(line, column):
                labels[at] = "beside"
            elif line.bullet:
                labels[at] = "text" if line.ends or line.words >= 25 or announced else "short"
            elif line.ends or colon and line.words > 4 or labels[at] == "prose" or line.words > 15:
                labels[at] = "text"
            elif at + 1 in body and labels[at + 1] == "prose":
                labels[at] = "subheads"
        announced = colon or announced and line.bullet


def start_of(labels: list[str]) -> int:
    return labels.index("text") if "text" in labels else 0


def title_of(labels: list[str]) -> int:
    return labels.index("title") if "title" in labels else -1


def folded(line: Line) -> str:
    return TRUNCATED.sub("", line.plain).lower()


def label_title(lines: list[Line], labels: list[str]) -> None:
    """The "title" is the line above the body whose words the body takes up most, more so if the page repeats it."""
    start = start_of(labels)
    said = {word for line, label in zip(lines, labels) if label == "text" for word in WORD.findall(line.plain.lower())}
    again = Counter(folded(line) for line in lines)
    best, title = 0.75, None
    for at, line in enumerate(lines):
        if at < start and labels[at] == "outside" and not line.bullet and 2 <= line.words <= 30 \
                and not line.plain.endswith((".", ":")):
            words = WORD.findall(line.plain.lower())
            worth = (sum(word in said for word in words) / max(4, len(words))         # at most 1
                     + 0.5 * (again[folded(line)] > 1) + 0.5 * (labels[at + 1] in ("byline", "date"))
                     + 0.5 / (1 + (start - at) / 5))                                  # the nearer, the likelier
            if worth > best:
                best, title = worth, at
    if title is None:
        return
    whole = folded(lines[title])
    for at, line in enumerate(lines):
        said = folded(line)
        if labels[at] != "text" and (said == whole or len(said) > 15 and whole.startswith(said)):
            labels[at] = "title again"
    labels[title] = "title"


def label_opening(lines: list[Line], labels: list[str]) -> None:
    """What stands between title and body: a standfirst is "summary", a list of points "highlights".

    The body opens after the last byline, date, list of points or repeated title that has little prose before it.
    """
    total = sum(line.words for line, label in zip(lines, labels) if label == "text")
    title = title_of(labels)
    opening, paragraphs, words, announced = 0, 0, 0, False
    for at in range(title + 1, len(lines)):
        line, point = lines[at], lines[at].bullet and 4 <= lines[at].words <= 40
        if labels[at] in ("date", "byline", "title again") or point and not announced:
            opening = at + 1
        if labels[at] == "text":
            words, paragraphs = words + line.words, paragraphs + (not point)
            announced = line.plain.endswith(":") or announced and line.bullet
        if 3 * words > total or paragraphs > 2:
            break
    for at in range(title + 1, opening):
        near = lines[max(0, at - 1):at] + lines[at + 1:at + 2]
        if lines[at].bullet and lines[at].words >= 4 and any(line.bullet for line in near):
            labels[at] = "highlights"
        elif labels[at] == "text":
            labels[at] = "summary"
    for at in range(start_of(labels)):
        labels[at] = "short" if labels[at] == "subheads" else labels[at]


def label_credits(lines: list[Line], labels: list[str]) -> None:
    """Who wrote, where, and for whom, where it stands beside the title or a date without saying "by".

    In a headline of pieces the one in capitals is the place; before it stands the outlet, after it the writer.
    """
    title = title_of(labels)
    start = start_of(labels)
    head = [at for at in range(title + 1, start) if labels[at] in ("outside", "short")]
    for at in head:
        beside = [near for near in (at - 1, at + 1) if 0 <= near < len(lines)]
        if title >= 0 and lines[at].row == lines[title].row and CAPITALS.match(lines[at].plain):
            labels[at] = "place"
            for near, label in ((at - 1, "outlet"), (at + 1, "byline")):
                if near in head and lines[near].row == lines[at].row:
                    labels[near] = label
        elif not lines[at].bullet and NAME.match(lines[at].plain) and (
                any(labels[near] == "date" for near in beside) or lines[at - 1].plain.lower() == "by"):
            labels[at] = "byline"


STAGES = label_body, label_title, label_opening, label_credits
FIELDS = "title", "summary", "highlights", "subheads", "text"
REASONS = {"outside": "outside the article", "short": "short line", "beside": "beside the column",
           "furniture": "page furniture", "elsewhere": "leads elsewhere", "comments": "readers' comments",
           "title again": "repeated title"}


def first(values: list[str]) -> str | None:
    return values[0] if values else None


def authors(lines: list[Line], labels: list[str]) -> str | None:
    """The names in the bylines between title and text, or right below the text, set apart by commas."""
    texts = [at for at, label in enumerate(labels) if label == "text"] or [len(lines)]
    names = [found["name"] if (found := BYLINE.match(line.text)) else line.text
             for at, (line, label) in enumerate(zip(lines, labels))
             if label == "byline" and title_of(labels) - 3 < at < texts[-1] + 3]
    return ", ".join(dict.fromkeys(names)) or None


def body(paragraphs: list[str], agency: str | None) -> dict:
    """The text, a blank line between paragraphs, its dateline apart, and the agency that either names."""
    found = DATELINE.match(straighten(paragraphs[0])) if paragraphs else None
    dateline = paragraphs[0][:found.end()].rstrip(" -—–") if found else None
    paragraphs = [paragraphs[0][found.end():], *paragraphs[1:]] if found else paragraphs
    return {"text": "\n\n".join(paragraphs), "dateline": dateline,
            "agency": agency.strip("()") if agency else found and found["agency"]}


def read_moment(found: re.Match, known: frozenset = frozenset()) -> str | None:
    """The date, or date and time, of a match of `MOMENT` as ISO 8601, with its zone where it names one.

    Which of 04-09-2025 is the month is told by the dates the page states without doubt; else nothing is given back.
    """
    part = {name: value for name, value in found.groupdict().items() if value}
    year = next(part[y] for y in ("y1", "y2", "y3", "y4") if y in part)
    day, name = part.get("d3") or part.get("d4"), (part.get("m3") or part.get("m4") or "")[:3].lower()
    readings = ([(part["m1"], part["d1"])] if "m1" in part else
                [(part["a"], part["b"]), (part["b"], part["a"])] if "mark" in part else
                [(MONTHS.index(name) + 1, day)] if name in MONTHS else [])
    days = {f"{int(year):04}-{int(m):02}-{int(d):02}" for m, d in readings if is_day(int(year), int(m), int(d))}
    days = days & known if len(days) > 1 else days
    if len(days) != 1:
        return None
    hour = int(part.get("hour", 24))
    hour = hour % 12 + 12 * (part["half"].lower() == "p") if "half" in part and hour <= 12 else hour
    if hour > 23 or int(part["minute"]) > 59:
        return days.pop()
    return f"{days.pop()}T{hour:02}:{part['minute']}{zone(part.get('zone', ''))}"


def read_date(text: str) -> str | None:
    """The first date of a text as ISO 8601, with the time and the zone if it states them; None if it is not certain.

    >>> read_date("Sept. 4, 2025, 2:16 p.m. EDT"), read_date("2025-09-04"), read_date("04-09-2025")
    ('2025-09-04T14:16-04:00', '2025-09-04', None)
    """
    found = MOMENT.search(text)
    return read_moment(found) if found else None


def is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def zone(name: str) -> str:
    """The offset a zone's name stands for: "+05:30"; "" for one that is unknown or has two meanings."""
    if name[:1] in ("+", "-"):
        return f"{name[:3]}:{name[-2:]}"
    hours = UTC_OFFSETS.get(name.upper())
    return "" if hours is None else f"{'-' if hours < 0 else '+'}{int(abs(hours)):02}:{int(abs(hours) % 1 * 60):02}"


def dates(lines: list[Line], labels: list[str]) -> dict:
    """When the article was published and updated: as labelled, else the date that stands nearest to its opening."""
    marks = [(at, found) for at, line in enumerate(lines) if labels[at] in ("date", "outside", "short")
             for found in MOMENT.finditer(line.plain)]
    known = frozenset(moment[:10] for _, found in marks if (moment := read_moment(found)))
    start = start_of(labels)
    told = {}
    for at, found in sorted(marks, key=lambda mark: abs(mark[0] - start)):
        field = "updated" if UPDATED.search(found.string[:found.start()]) else "published"
        if at < start and (moment := read_moment(found, known)):
            told.setdefault(field, moment)
    return {"published": told.get("published"), "updated": told.get("updated")}
