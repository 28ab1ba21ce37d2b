"""The article inside a copied page: title, byline, dateline, summary, body, and all that was cut,
with the reason.

The rules know shapes, not sites: how long a line is and how it ends, what is repeated, what stands
beside what. Every line is first seen for itself; the body is then the stretch of the page with most
prose and fewest other lines; last, the lines before it and inside it are named. Who writes in short
lines without full stops (poems, recipes, tables of results) loses by this choice: such lines are
cut unless a line that ends in a colon announces them.

The stretch of a page that is the article's body: the lines with most prose and fewest others
between them.
"""

import re
from collections import Counter

from ...text import straighten
from ..dates import MOMENT, read_moment
from .lines import BYLINE, CAPITALS, DATELINE, NAME, Line, page_lines, shape, undotted

LETTER = re.compile(r"[^\W\d_]")  # figures alone, as tables and code have them, cost nothing

READ_MORE = re.compile(r"(?:read|see|show) more\W*$", re.IGNORECASE)

# What a line takes from a body that runs across it, in words of prose; what leads elsewhere takes a
# sixth of it at least, since teasers are prose too. So are comments: no body gets across them.
COST = {
    "comments": 1000,
    "elsewhere": 60,
    "furniture": 3,
    "caption": 1,
    "date": 1,
    "byline": 1,
    "agency credit": 1,
}


def label_teasers(lines: list[Line], labels: list[str]) -> None:
    """A list below a line that leads elsewhere is a "teaser", and so is a line without an end above
    "Read more".
    """
    led = False
    for at, (line, label) in enumerate(zip(lines, labels)):
        led = label == "elsewhere" or (led and line.bullet)
        if led and label in ("prose", "short"):
            labels[at] = "teaser"
        elif (
            READ_MORE.match(line.plain)
            and at
            and labels[at - 1] == "prose"
            and not lines[at - 1].ends
        ):
            labels[at - 1] = "teaser"


def in_column(line: Line, column: int) -> bool:
    """The line stands about as far from the margin as the body does. Captions and boxes stand
    further in.
    """
    return -6 <= line.indent - column - 2 * line.bullet <= 5


def stretches(lines: list[Line], labels: list[str], column: int) -> list[tuple[int, range]]:
    """Each stretch of lines that gains more words of prose than it pays for other lines, with its
    gain.

    This is Kadane's maximal sum, as Finn, Kushmerick and Smyth (2001) use it for words and tags;
    one pass.
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
        elif label == "short" and fits and (line.ends or (announced and line.bullet)):
            gain += 1
        else:
            gain -= max(
                COST.get(label, min(4, line.words)), gain // 6 if label == "elsewhere" else 0
            )
        announced = (label == "prose" and line.plain.endswith(":")) or (announced and line.bullet)
        if gain > best:
            found[len(found) - (best > 0) :] = [(gain, range(start, at + 1))]
            best = gain
    return found


def label_body(lines: list[Line], labels: list[str]) -> None:
    """Prose inside the body is "text", short lines before prose are "subheads"; prose elsewhere is
    cut.

    The first stretch that is at least half as good as the best is the body: what follows it is the
    next article.
    """
    margin = Counter()
    for line, label in zip(lines, labels):
        if label == "prose" and not line.bullet:
            margin[line.indent] += line.words
    found = [
        (*stretch, column)
        for column, _ in margin.most_common(4) or [(0, 0)]
        for stretch in stretches(lines, labels, column)
    ]
    best = max((one[0] for one in found), default=0)
    good = sorted((one for one in found if 2 * one[0] >= best), key=lambda one: one[1].start)
    _, body, column = max(
        (one for one in good if one[1].start < good[0][1].stop),
        key=lambda one: one[0],
        default=(0, range(0), 0),
    )
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
            elif (
                line.ends or (colon and line.words > 4) or labels[at] == "prose" or line.words > 15
            ):
                labels[at] = "text"
            elif at + 1 in body and labels[at + 1] == "prose":
                labels[at] = "subheads"
        announced = colon or (announced and line.bullet)


WORD = re.compile(r"[^\W_]{4,}")  # of four letters or more: a title's "of" and "the" tell nothing
ABOUT = re.compile(
    r"\W*(?P<name>(?:[A-Z][\w.'-]*\s){1,3}[A-Z][\w.'-]+) (?:is|was|has been) "
)  # Ann Example is
DATED = re.compile(
    r"""                       # By Ann Example, 4 September 2025
    (?i:(?:posted\s|written\s)?by)\s
    (?P<name>(?:(?:[A-Z][\w.'-]*|de|del|van|von|bin|al)\s){0,4}?[A-Z][\w.'-]+)
    (?=,|\s[|•@–-]|\s(?i:last|updated|published|posted|on)\b|\s\d|\s[A-Z][a-z]{2,8}\.?\s\d)""",
    re.VERBOSE,
)
UPDATED = re.compile(r"\b(?:updated?|modified|edited)\b[^,;|]{0,12}$", re.IGNORECASE)


def read_page(text: str) -> dict:
    """The article inside a copied page.

    `title, summary, highlights, subheads, dateline, text, cut` share out the page: each of its
    lines is in one of them, `cut` being (reason, line) pairs. `authors, outlet, place, agency,
    published, updated` are read from lines in `cut`. What a page does not say is None; `text` is ""
    where there is no prose. Dates are ISO 8601, as exact as the page is.

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
    told = {
        name: [line.text for line, label in zip(lines, labels) if label == name]
        for name in (
            "title",
            "summary",
            "highlights",
            "subheads",
            "text",
            "place",
            "outlet",
            "agency credit",
        )
    }
    return {
        "title": first(told["title"]),
        "summary": "\n\n".join(told["summary"]) or None,
        "highlights": told["highlights"],
        "subheads": told["subheads"],
        "outlet": first(told["outlet"]),
        "place": first(told["place"]),
        "authors": authors(lines, labels),
        **body(told["text"], first(told["agency credit"])),
        **dates(lines, labels),
        "cut": [
            (REASONS.get(label, label), line.text)
            for line, label in zip(lines, labels)
            if label not in FIELDS
        ],
    }


def start_of(labels: list[str]) -> int:
    return labels.index("text") if "text" in labels else 0


def title_of(labels: list[str]) -> int:
    return labels.index("title") if "title" in labels else -1


def folded(line: Line) -> str:
    return undotted(line.plain).lower()


def label_title(lines: list[Line], labels: list[str]) -> None:
    """The "title" is the line above the body whose words the body takes up most, more so if the
    page repeats it.

    Where the line above it is nearly as good, that one is the title, and this one says it at more
    length: a "summary".
    """
    start = start_of(labels)
    said = {
        word
        for line, label in zip(lines, labels)
        if label == "text"
        for word in WORD.findall(line.plain.lower())
    }
    again = Counter(folded(line) for line in lines)
    worths, best, title = {}, 0.75, None
    for at, line in enumerate(lines):
        if (
            at < start
            and labels[at] == "outside"
            and not line.bullet
            and 2 <= line.words <= 30
            and not line.plain.endswith((".", ":"))
        ):
            words = WORD.findall(line.plain.lower())
            worth = (
                sum(word in said for word in words) / max(4, len(words))  # at most 1
                + 0.5 * (again[folded(line)] > 1)
                + 0.5 * (labels[at + 1] in ("byline", "date"))
                + 0.5 / (1 + (start - at) / 5)
            )  # the nearer, the likelier
            worths[at] = worth
            if worth > best:
                best, title = worth, at
    if title is None:
        return
    above = next(
        (
            at
            for at in range(title - 1, title - 4, -1)
            if worths.get(at, 0) > 0.6 * best
            and lines[title].words >= 6
            and lines[at].words >= 4
            and again[folded(lines[at])] >= again[folded(lines[title])]
        ),
        None,
    )
    if above is not None and folded(lines[title]) not in folded(lines[above]):
        labels[title], title = "summary", above
    whole = folded(lines[title])
    for at, line in enumerate(lines):
        said = folded(line)
        if labels[at] != "text" and (said == whole or (len(said) > 15 and whole.startswith(said))):
            labels[at] = "title again"
    labels[title] = "title"


def label_opening(lines: list[Line], labels: list[str]) -> None:
    """What stands between title and body: a standfirst is "summary", a list of points "highlights".

    The body opens after the last byline, date, list of points or repeated title that has little
    prose before it.
    """
    total = sum(line.words for line, label in zip(lines, labels) if label == "text")
    title = title_of(labels)
    opening, paragraphs, words, announced = 0, 0, 0, False
    for at in range(title + 1, len(lines)):
        line, point = lines[at], lines[at].bullet and 4 <= lines[at].words <= 40
        if labels[at] in ("date", "byline", "title again") or (point and not announced):
            opening = at + 1
        if labels[at] == "text":
            words, paragraphs = words + line.words, paragraphs + (not point)
            announced = line.plain.endswith(":") or (announced and line.bullet)
        if 3 * words > total or paragraphs > 2:
            break
    for at in range(title + 1, opening):
        near = lines[max(0, at - 1) : at] + lines[at + 1 : at + 2]
        if lines[at].bullet and lines[at].words >= 4 and any(line.bullet for line in near):
            labels[at] = "highlights"
        elif labels[at] == "text":
            labels[at] = "summary"
    for at in range(start_of(labels)):
        labels[at] = "short" if labels[at] == "subheads" else labels[at]


def label_credits(lines: list[Line], labels: list[str]) -> None:
    """Who wrote, where, and for whom, where it stands beside the title or a date without saying
    "by".

    In a headline of pieces the one in capitals is the place; before it stands the outlet, after it
    the writer.
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
        elif (
            not lines[at].bullet
            and NAME.match(lines[at].plain)
            and (
                any(labels[near] == "date" for near in beside)
                or lines[at - 1].plain.lower() == "by"
            )
        ):
            labels[at] = "byline"


def label_writer(lines: list[Line], labels: list[str], credits: str = "") -> None:
    """What tells of the writer in the last third of the body is cut: from the name, alone or with
    "is", to the end.

    Writers are those named in bylines and dates above the body, and in `credits`.
    """
    start = start_of(labels)
    total = sum(line.words for line, label in zip(lines, labels) if label == "text")
    credits = " ".join(
        [
            credits,
            *(
                line.plain
                for line, label in zip(lines[:start], labels)
                if label in ("byline", "date")
            ),
        ]
    )
    words = 0
    for at in range(start, len(lines)):
        words += lines[at].words * (labels[at] == "text")
        told = ABOUT.match(lines[at].plain) if labels[at] == "text" else NAME.match(lines[at].plain)
        if (
            3 * words > 2 * total
            and told
            and labels[at] in ("text", "short", "subheads", "byline")
            and ((told["name"] if labels[at] == "text" else told[0]) in credits)
        ):
            labels[at:] = [
                "writer" if label in ("text", "short", "subheads") else label
                for label in labels[at:]
            ]


STAGES = label_teasers, label_body, label_title, label_opening, label_credits, label_writer
FIELDS = "title", "summary", "highlights", "subheads", "text"
REASONS = {
    "outside": "outside the article",
    "short": "short line",
    "beside": "beside the column",
    "furniture": "page furniture",
    "elsewhere": "leads elsewhere",
    "teaser": "leads elsewhere",
    "comments": "readers' comments",
    "title again": "repeated title",
    "writer": "about the writer",
}


def first(values: list[str]) -> str | None:
    return values[0] if values else None


def credited(line: Line, label: str) -> str | None:
    """Whom a byline names, or a date with a byline before it: "By Ann Example, 4 September 2025"."""
    found = (
        {"byline": BYLINE, "date": DATED}[label].match(line.text)
        if label in ("byline", "date")
        else None
    )
    return found["name"] if found else line.text if label == "byline" else None


def authors(lines: list[Line], labels: list[str]) -> str | None:
    """The names in the bylines between title and text, or right below the text, set apart by
    commas.
    """
    texts = [at for at, label in enumerate(labels) if label == "text"] or [len(lines)]
    near = range(max(0, title_of(labels) - 2), min(len(lines), texts[-1] + 3))
    names = filter(None, (credited(lines[at], labels[at]) for at in near))
    return ", ".join(dict.fromkeys(names)) or None


def body(paragraphs: list[str], agency: str | None) -> dict:
    """The text, a blank line between paragraphs, its dateline apart, and the agency that either
    names.
    """
    found = DATELINE.match(straighten(paragraphs[0])) if paragraphs else None
    dateline = paragraphs[0][: found.end()].rstrip(" -—–") if found else None
    paragraphs = [paragraphs[0][found.end() :], *paragraphs[1:]] if found else paragraphs
    return {
        "text": "\n\n".join(paragraphs),
        "dateline": dateline,
        "agency": agency.strip("()") if agency else found and found["agency"],
    }


def dates(lines: list[Line], labels: list[str]) -> dict:
    """When the article was published and updated: as labelled, else the date that stands nearest to
    its opening.
    """
    marks = [
        (at, found)
        for at, line in enumerate(lines)
        if labels[at] in ("date", "outside", "short")
        for found in MOMENT.finditer(line.plain)
    ]
    known = frozenset(moment[:10] for _, found in marks if (moment := read_moment(found)))
    start = start_of(labels)
    told = {}
    for at, found in sorted(marks, key=lambda mark: abs(mark[0] - start)):
        field = (
            "updated"
            if UPDATED.search(found.string, max(0, found.start() - 24), found.start())
            else "published"
        )
        if at < start and (moment := read_moment(found, known)):
            told.setdefault(field, moment)
    return {"published": told.get("published"), "updated": told.get("updated")}
