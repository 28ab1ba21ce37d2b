"""The article inside a copied page: title, byline, dateline, summary, body, and everything that was
cut, with the reason.

The rules use shapes, not sites: how long a line is and how it ends, what is repeated, and what is
next to it. First, every line is classified on its own (`lines.shape`); the body is then the stretch
of the page with most prose and fewest other lines; finally, the lines before and inside it are
labelled. The functions in `LABELLING` change the labels of the lines, in this order. Poems, recipes
and tables of results, in short lines without full stops, suffer from this choice: such lines are
cut unless a line that ends in a colon announces them.
"""

import re
from collections import Counter
from typing import NamedTuple

from ...limits import too_long
from ...paths import package_lines, package_rows
from ...patterns import regex
from ...text import straighten
from ..dates import MOMENT, possible_days, read_moment
from ..encoding import Unreadable
from ..stubs import PAYWALL_REASON
from .endings import (
    label_archive,
    label_biography,
    label_contact,
    label_discussion,
    label_margin,
    label_rules,
    label_wall,
    label_walls_below,
)
from .lines import (
    BYLINE,
    CAPITALS,
    DATELINE,
    ITEM_NUMBER,
    NAME,
    ROLE_OF_WRITER,
    Line,
    page_lines,
    shape,
    undotted,
)

ANY_LETTER = re.compile(r"[^\W\d_]")  # lines of figures alone, as in tables and code, cost nothing
READ_MORE = re.compile(r"(?:read|see|show) more\W*$", re.IGNORECASE)

# What a line costs a body that extends across it, in words of prose. Lines that lead elsewhere cost
# at least a sixth of their words, since teasers are prose, too. So are comments, which no body
# extends across.
COST = {
    "comments": 1000,
    "elsewhere": 60,
    "furniture": 3,
    "caption": 1,
    "date": 1,
    "byline": 1,
    "agency credit": 1,
}
LONGEST_BOX = 8  # lines in a list of other articles inside an article
LONGEST_LIST = 20  # lines of a list that a colon announces; a longer one is a menu
UNSORTED = ("prose", "short")  # labels of lines that no rule has named yet


def label_teasers(lines: list[Line], labels: list[str]) -> None:
    """Label lists below a line that leads elsewhere as "teaser", and lines without a final mark
    above "Read more".

    If two paragraphs follow a short list, the article continues there: the list is a box inside it,
    not its end.
    """
    heading = None
    for row, (line, label) in enumerate(zip(lines, labels)):
        if label == "elsewhere":
            heading = row
        elif heading is not None and (line.bullet or is_teaser(lines, labels, row)):
            labels[row] = "teaser" if label in UNSORTED else label
        elif heading is not None:
            if 2 <= row - heading <= LONGEST_BOX and labels[row : row + 2] == ["prose", "prose"]:
                labels[heading] = "teaser"
            heading = None
        if (
            READ_MORE.match(line.plain)
            and row
            and labels[row - 1] == "prose"
            and not lines[row - 1].ends
        ):
            labels[row - 1] = "teaser"


def is_teaser(lines: list[Line], labels: list[str], row: int) -> bool:
    """Whether this is a line without a final mark, in a list below a line that leads elsewhere. A
    single one above a paragraph may be a subhead.
    """
    line = lines[row]
    in_list = labels[row - 1] == "teaser" or labels[row + 1 : row + 2] != ["prose"]
    return labels[row] == "short" and 4 <= line.words <= 25 and not line.ends and in_list


def in_column(line: Line, column: int) -> bool:
    """Whether the line is about as far from the margin as the body. Captions and boxes are further
    in.
    """
    return -6 <= line.indent - column - 2 * line.bullet <= 5


class Stretch(NamedTuple):
    """Lines that may be the body: their gain, their rows, and their distance from the margin."""

    gain: int
    rows: range
    column: int


def prose_stretches(lines: list[Line], labels: list[str], column: int) -> list[Stretch]:
    """All stretches of lines that gain more words of prose than other lines cost.

    This is Kadane's maximal sum, in one pass, as Finn, Kushmerick and Smyth (2001) use it for words
    and tags.
    """
    found: list[Stretch] = []
    gain = start = best = 0
    announced = False
    listed = announced_lists(lines, labels)
    for row, (line, label) in enumerate(zip(lines, labels)):
        if label == "short" and not ANY_LETTER.search(line.plain):
            continue
        if gain <= 0:
            gain, start, best = 0, row, 0
        fits = in_column(line, column)
        if not (fits and label == "short" and row in listed and not line.ends):
            gain += gain_of(line, label, fits, announced, gain)
        announced = (label == "prose" and line.plain.endswith(":")) or (announced and line.bullet)
        if gain > best:
            if best:  # the last stretch continues
                found.pop()
            found.append(Stretch(gain, range(start, row + 1), column))
            best = gain
    return found


def announced_lists(lines: list[Line], labels: list[str]) -> set[int]:
    """The rows of lists without bullets below a paragraph that ends in a colon: numbered lines ("2.
    Dry it"), or short ones between two paragraphs.
    """
    rows: set[int] = set()
    for row, (line, label) in enumerate(zip(lines, labels)):
        if label != "prose" or not line.plain.endswith(":"):
            continue
        end = row + 1
        while end < len(lines) and ITEM_NUMBER.match(lines[end].plain):
            end += 1
        if end == row + 1:
            while end < len(lines) and labels[end] == "short" and not lines[end].bullet:
                end += 1
            if labels[end : end + 1] != ["prose"] or end - row > LONGEST_LIST:
                continue
        if end > row + 2:
            rows.update(range(row + 1, end))
    return rows


def gain_of(line: Line, label: str, fits: bool, announced: bool, before: int) -> int:
    """What a line adds to a stretch that has gained `before`: the words of its prose, up to 60, or
    a negative number.
    """
    if label == "prose" and fits:
        return min(line.words, 60)
    if label == "short" and fits and (line.ends or (announced and line.bullet)):
        return 1
    cost = COST.get(label, min(4, line.words))
    return -max(cost, before // 6) if label == "elsewhere" else -cost


def label_body(lines: list[Line], labels: list[str]) -> None:
    """Label prose inside the body as "text", and lists that a colon announces; short lines before
    prose as "subheads"; prose elsewhere is cut.
    """
    body = best_stretch(lines, labels)
    listed = announced_lists(lines, labels)
    announced = False
    for row, line in enumerate(lines):
        if labels[row] in UNSORTED:
            above_prose = row + 1 in body.rows and labels[row + 1] == "prose"
            labels[row] = (
                "outside"
                if row not in body.rows
                else "text"
                if row in listed and in_column(line, body.column)
                else label_inside(line, labels[row], body.column, announced, above_prose)
            )
        announced = line.plain.endswith(":") or (announced and line.bullet)


def best_stretch(lines: list[Line], labels: list[str]) -> Stretch:
    """The body. Among the stretches at least half as good as the best, the first and those that
    begin inside it are compared, in each of the four columns with most prose; later ones belong to
    the next article.
    """
    margin: Counter[int] = Counter()
    for line, label in zip(lines, labels):
        if label == "prose" and not line.bullet:
            margin[line.indent] += line.words
    columns = [column for column, _ in margin.most_common(4)] or [0]
    candidates = [
        stretch for column in columns for stretch in prose_stretches(lines, labels, column)
    ]
    best = max((stretch.gain for stretch in candidates), default=0)
    good = sorted(
        (stretch for stretch in candidates if 2 * stretch.gain >= best),
        key=lambda stretch: stretch.rows.start,
    )
    return max(
        (stretch for stretch in good if stretch.rows.start < good[0].rows.stop),
        key=lambda stretch: stretch.gain,
        default=Stretch(0, range(0), 0),
    )


def label_inside(line: Line, label: str, column: int, announced: bool, above_prose: bool) -> str:
    """The label of a line of prose, or a short one, inside the body. `announced` is whether its
    list is below a colon.
    """
    if not in_column(line, column):
        return "beside"
    if line.bullet:
        return "text" if line.ends or line.words >= 25 or announced else "short"
    announces = line.plain.endswith(":") and line.words > 4
    if line.ends or announces or label == "prose" or line.words > 15:
        return "text"
    return "subheads" if above_prose else label


LONG_WORD = re.compile(r"[^\W_]{4,}")  # of four letters or more, not "of" and "the"
ABOUT_WRITER = re.compile(
    r"\W*(?P<name>(?:[A-Z][\w.'-]*\s){1,3}[A-Z][\w.'-]+) (?:is|was|has been) "
)  # Ann Example is
BYLINE_IN_DATE = regex(
    r"""                       # By Ann Example, 4 September 2025
    (?i:(?:posted\s|written\s)?by)\s
    (?P<name>(?:(?:[A-Z][\w.'-]*|de|del|van|von|bin|al)\s){0,4}?[A-Z][\w.'-]+)
    (?= ,                                                       # By Ann Example, 4 September
      | \s[|•@–-]                                               # By Ann Example | 4 September
      | \s(?i:last|updated|published|posted|on)\b               # By Ann Example on 4 September
      | \s\d                                                    # By Ann Example 4 September
      | \s[A-Z][a-z]{2,8}\.?\s\d )                              # By Ann Example Sept. 4
    """,
    re.VERBOSE,
)
BYLINE_AFTER_DATE = regex(
    r"\b(?i:by)\s(?P<name>(?:[A-Z][\w.'-]*\s(?:(?:de|del|der|van|von|bin|al)\s)?){1,4}[A-Z][\w.'-]+)\W*$"
)  # 4 September 2025, 10:00 AM by Ann Example
FIRST_NAMES = frozenset(row["name"] for row in package_rows("first-names.csv"))
# A name as a byline without "by": Ann Example; Ann Example in Oslo.
SIGNED = regex(r"(?:[A-Z][\w.'-]+\s){1,2}[A-Z][\w.'-]+(?:\sin\s[A-Z][\w.' -]+)?$")
BY = re.compile(r"(?:By|Von|Par|Por|Door|Di|Af|Av)\s+(?=[A-Z]\S*\s[A-Z])")
IN_PLACE = re.compile(r"\s(?:in|for|en|à)\s[A-Z].*$")  # Ann Example in Oslo
SAYS_UPDATED = re.compile(r"\b(?:updated?|modified|edited)\b[^,;|]{0,12}$", re.IGNORECASE)


def read_page(text: str) -> dict:
    """The article inside a copied page.

    Each line of the page is in one of `title, summary, highlights, subheads, dateline, text, cut`,
    where `cut` has (reason, line) pairs. `authors, outlet, place, agency, published, updated` are
    read from lines in `cut`. Missing values are None; `text` is "" if there is no prose. Dates are
    ISO 8601, as exact as on the page.

    >>> page = read_page(
    ...     "Home\\nMayor Opens Bridge\\nBy Ann Example\\nOSLO — The bridge is open.\\nShare"
    ... )
    >>> page["title"], page["authors"], page["dateline"], page["text"]
    ('Mayor Opens Bridge', 'Ann Example', 'OSLO', 'The bridge is open.')
    >>> page["cut"]
    [('outside the article', 'Home'), ('byline', 'By Ann Example'), ('page furniture', 'Share')]

    A text that was never a page is returned whole:

    >>> read_page("It rained.\\n\\nNobody came.")["text"]
    'It rained.\\n\\nNobody came.'

    Raises `Unreadable`, a ValueError, for a text longer than any page.
    """
    if why := too_long(text):
        raise Unreadable(why)
    lines = page_lines(text)
    labels = [shape(line) for line in lines]
    label_archive(lines, labels)
    label_margin(lines, labels)
    for stage in LABELLING:
        stage(lines, labels)

    def labelled(name: str) -> list[str]:
        return [line.text for line, label in zip(lines, labels) if label == name]

    def first_labelled(name: str) -> str | None:
        return next(iter(labelled(name)), None)

    return {
        "title": first_labelled("title"),
        "summary": "\n\n".join(labelled("summary")) or None,
        "highlights": labelled("highlights"),
        "subheads": labelled("subheads"),
        "outlet": first_labelled("outlet"),
        "place": first_labelled("place"),
        "authors": authors_of_page(lines, labels),
        **text_and_dateline(labelled("text"), first_labelled("agency credit")),
        **dates_of_page(lines, labels),
        "cut": [
            (reason_of(label), line.text)
            for line, label in zip(lines, labels)
            if label not in SHOWN_FIELDS
        ],
    }


def start_of(labels: list[str]) -> int:
    """The row in which the body begins."""
    return labels.index("text") if "text" in labels else 0


def title_row(labels: list[str]) -> int:
    """The row of the title; -1 without one."""
    return labels.index("title") if "title" in labels else -1


def same_title(line: Line) -> str:
    """A line as compared with the title: in lower case, without the dots of a cut title."""
    return undotted(line.plain).lower()


def label_chronicle(lines: list[Line], labels: list[str]) -> None:
    """Label dates that divide the body of an article, as in a chronicle, as "subheads", not as the
    day of publication. There must be at least three, each between two paragraphs.
    """
    parting = [
        row
        for row in range(1, len(labels) - 1)
        if labels[row - 1 : row + 2] == ["text", "date", "text"] and lines[row].words <= 6
    ]
    if len(parting) > 2:
        for row in parting:
            labels[row] = "subheads"


OUTLET_NOUNS = frozenset(package_lines("outlet-nouns.txt"))
LONGEST_MASTHEAD = 6  # words


def label_masthead(lines: list[Line], labels: list[str]) -> None:
    """Label as "outlet" the line above the body that names a newspaper, at the top or beside a date
    or a byline. Otherwise it could pass for the title, since the article may be about its town.

    Nothing is labelled if the head of the page names several, or if no other line may be the title.
    """
    head = range(start_of(labels))
    named = [row for row in head if labels[row] == "outside" and names_outlet(lines[row])]
    credited = [
        row
        for row in named
        if row == 0 or {"byline", "date"} & {*labels[row - 1 : row], labels[row + 1]}
    ]
    others = (
        row
        for row in head
        if labels[row] == "outside"
        and row not in named
        and may_be_title(lines[row])
        and lines[row].words >= 3
    )
    names = {same_title(lines[row]).removeprefix("the ") for row in credited}
    if len(names) != 1 or next(others, None) is None:
        return
    noun = lines[credited[0]].plain.split()[-1].lower()
    body = (line.plain for line, label in zip(lines, labels) if label == "text")
    if not any(re.search(rf"\b{noun}\b", text) for text in body):
        for row in credited:
            labels[row] = "outlet"


def names_outlet(line: Line) -> bool:
    """Whether this is a line of a few capitalised words that ends like the name of a newspaper;
    without "The", of at most three words, since a headline may look like that.

    >>> [names_outlet(line) for line in page_lines("The Larkham Gazette\\nDaily Mail")]
    [True, True]
    >>> [names_outlet(line) for line in page_lines("Mayor Meets a Union Leader\\nRain in Post")]
    [False, False]
    """
    words = line.plain.split()
    longest = LONGEST_MASTHEAD if words[:1] in (["The"], ["THE"]) else 3
    return (
        2 <= len(words) <= longest
        and words[-1].lower() in OUTLET_NOUNS
        and all(word[0].isupper() or word in ("and", "of", "&") for word in words)
    )


def label_title(lines: list[Line], labels: list[str]) -> None:
    """Label as "title" the line above the body whose words recur most in the body; it helps if the
    page repeats it.

    If the line above it is nearly as good, that one is the title, and this longer one is a
    "summary".
    """
    repeated = Counter(same_title(line) for line in lines)
    worths = title_worths(lines, labels, repeated)
    title = max(worths, key=lambda row: worths[row], default=None)
    if title is None or (worths[title] <= 0.75 and not stands_alone(title, lines, labels)):
        return
    headline = headline_above(title, lines, worths, repeated)
    if headline is not None and same_title(lines[title]) not in same_title(lines[headline]):
        labels[title], title = "summary", headline
    whole = same_title(lines[title])
    for row, line in enumerate(lines):
        again = same_title(line)
        if labels[row] != "text" and (
            again == whole or (len(again) > 15 and whole.startswith(again))
        ):
            labels[row] = "title again"
    labels[title] = "title"


def title_worths(lines: list[Line], labels: list[str], repeated: Counter[str]) -> dict[int, float]:
    """The scores of possible titles above the body, by row: the share of a line's words that recur
    in the body, plus half a point each for being repeated, for being above a byline or a date, and,
    falling with the distance, for being near the body.
    """
    start = start_of(labels)
    body_words = {
        word
        for line, label in zip(lines, labels)
        if label == "text"
        for word in LONG_WORD.findall(line.plain.lower())
    }
    shares = {}
    for row, line in enumerate(lines[:start]):
        if labels[row] == "outside" and may_be_title(line):
            words = LONG_WORD.findall(line.plain.lower())
            shares[row] = sum(word in body_words for word in words) / max(4, len(words))
    signed = {row for row in shares if is_signature(row, lines, labels, shares)}
    below_by = {row for row in signed if lines[row - 1].plain.lower() == "by"}
    return {
        row: share
        + 0.5 * (repeated[same_title(lines[row])] > 1)
        + 0.5 * (labels[row + 1] in ("byline", "date") or row + 1 in signed or row + 2 in below_by)
        + 0.5 / (1 + (start - row) / 5)
        for row, share in shares.items()
        if row not in signed
    }


def stands_alone(title: int, lines: list[Line], labels: list[str]) -> bool:
    """Whether a line of three words or more is the only one above the body besides the outlet,
    bylines and dates.
    """
    head = [row for row, label in enumerate(labels[: start_of(labels)]) if label not in AROUND]
    return head == [title] and lines[title].words >= 3


AROUND = ("outlet", "byline", "date", "agency credit", "caption")  # may be around a title


def is_signature(row: int, lines: list[Line], labels: list[str], shares: dict[int, float]) -> bool:
    """Whether this is a name below "By", or above a date and below a title: a longer line whose
    words recur more in the body, or, above a common first name, any line that is not itself a name.
    """
    if row and lines[row - 1].plain.lower() == "by":
        return True
    if labels[row + 1] != "date" or not SIGNED.match(lines[row].plain):
        return False
    named = lines[row].plain.split()[0].lower() in FIRST_NAMES
    return any(
        lines[above].words >= 3
        and (share > shares[row] or (named and not NAME.match(lines[above].plain)))
        for above, share in shares.items()
        if row - 3 <= above < row
    )


def may_be_title(line: Line) -> bool:
    return not line.bullet and 2 <= line.words <= 30 and not line.plain.endswith((".", ":"))


def headline_above(
    title: int, lines: list[Line], worths: dict[int, float], repeated: Counter[str]
) -> int | None:
    """The row, one to three above the best title, of a headline that is nearly as good and repeated
    as often; None without one.
    """
    if lines[title].words < 6:
        return None
    return next(
        (
            row
            for row in range(title - 1, title - 4, -1)
            if worths.get(row, 0) > 0.6 * worths[title]
            and lines[row].words >= 4
            and repeated[same_title(lines[row])] >= repeated[same_title(lines[title])]
        ),
        None,
    )


def label_opening(lines: list[Line], labels: list[str]) -> None:
    """Label the lines between title and body: a standfirst as "summary", a list of points as
    "highlights". Subheads above the new beginning of the body become ordinary short lines.
    """
    for row in range(title_row(labels) + 1, opening_end(lines, labels)):
        beside = lines[max(0, row - 1) : row] + lines[row + 1 : row + 2]
        if lines[row].bullet and lines[row].words >= 4 and any(line.bullet for line in beside):
            labels[row] = "highlights"
        elif labels[row] == "text":
            labels[row] = "summary"
    for row in range(start_of(labels)):
        if labels[row] == "subheads":
            labels[row] = "short"


def opening_end(lines: list[Line], labels: list[str]) -> int:
    """The row in which the body begins: after the last byline, date, list of points or repeated
    title with little prose before it (at most a third of all and two paragraphs); 0 without one.
    """
    total = sum(line.words for line, label in zip(lines, labels) if label == "text")
    opening = paragraphs = words = 0
    announced = False
    for row in range(title_row(labels) + 1, len(lines)):
        line = lines[row]
        is_point = line.bullet and 4 <= line.words <= 40
        if labels[row] in ("date", "byline", "title again") or (is_point and not announced):
            opening = row + 1
        if labels[row] == "text":
            words += line.words
            paragraphs += not is_point
            announced = line.plain.endswith(":") or (announced and line.bullet)
        if 3 * words > total or paragraphs > 2:
            break
    return opening


def label_credits(lines: list[Line], labels: list[str]) -> None:
    """Label writer, place and outlet beside the title or a date, without "by".

    In a headline of several pieces, the one in capitals is the place; the outlet is before it, the
    writer after it.
    """
    title = title_row(labels)
    head = [
        row for row in range(title + 1, start_of(labels)) if labels[row] in ("outside", "short")
    ]
    for row in head:
        line = lines[row]
        if title >= 0 and line.row == lines[title].row and CAPITALS.match(line.plain):
            labels[row] = "place"
            for near, label in ((row - 1, "outlet"), (row + 1, "byline")):
                if near in head and lines[near].row == line.row:
                    labels[near] = label
        elif not line.bullet and (NAME.match(line.plain) or SIGNED.match(line.plain)):
            beside = [near for near in (row - 1, row + 1) if 0 <= near < len(lines)]
            if (
                any(labels[near] == "date" for near in beside)
                or lines[row - 1].plain.lower() == "by"
            ):
                labels[row] = "byline"


def label_writer(lines: list[Line], labels: list[str], credits: str = "") -> None:
    """Cut a note about the writer in the last third of the body, from the name, alone or with "is",
    to the end.

    Writers are those named in bylines and dates above the body, and in `credits`.
    """
    start = start_of(labels)
    total = sum(line.words for line, label in zip(lines, labels) if label == "text")
    above = [
        line.plain for line, label in zip(lines[:start], labels) if label in ("byline", "date")
    ]
    credited = " ".join([credits, *above])
    words = 0
    for row in range(start, len(lines)):
        words += lines[row].words * (labels[row] == "text")
        writer = writer_in(lines[row], labels[row])
        if 3 * words > 2 * total and writer and writer in credited:
            labels[row:] = [
                "writer" if label in ("text", "short", "subheads") else label
                for label in labels[row:]
            ]


def writer_in(line: Line, label: str) -> str | None:
    """The name at the beginning of a paragraph about a person, or that makes up a shorter line."""
    if label == "text":
        about = ABOUT_WRITER.match(line.plain)
        return about["name"] if about else None
    name = NAME.match(line.plain) if label in ("short", "subheads", "byline") else None
    return name[0] if name else None


# The rules for endings that also apply to the extraction of a saved page.
ENDINGS = label_wall, label_rules, label_biography, label_contact
LABELLING = (
    label_teasers,
    label_discussion,
    label_body,
    label_chronicle,
    label_masthead,
    label_title,
    label_opening,
    label_credits,
    label_writer,
    *ENDINGS,
    label_walls_below,
)
SHOWN_FIELDS = "title", "summary", "highlights", "subheads", "text"
CUT_REASONS = {
    "outside": "outside the article",
    "short": "short line",
    "beside": "beside the column",
    "furniture": "page furniture",
    "elsewhere": "leads elsewhere",
    "teaser": "leads elsewhere",
    "comments": "readers' comments",
    "title again": "repeated title",
    "writer": "about the writer",
    "archive": "added by an archive",
    "margin": "comment in the margin",
    "paywall": PAYWALL_REASON,
}


def reason_of(label: str) -> str:
    """The reason why a line with a label was cut, in words; most labels are their own reason."""
    return CUT_REASONS.get(label, label)


def credited(line: Line, label: str) -> str | None:
    """The name in a byline, or in a date with a byline before or after it: "By Ann Example, 4
    May".
    """
    if label == "byline":
        byline = BYLINE.match(line.text)
        if not byline:
            byline = ROLE_OF_WRITER.match(line.text)
        return byline["name"] if byline else IN_PLACE.sub("", BY.sub("", line.text))
    if label != "date":
        return None
    dated = BYLINE_IN_DATE.match(line.text) or BYLINE_AFTER_DATE.search(line.text)
    return dated["name"] if dated else None


def authors_of_page(lines: list[Line], labels: list[str]) -> str | None:
    """The names in the bylines between title and text, or right below the text, separated by
    commas.
    """
    texts = [row for row, label in enumerate(labels) if label == "text"] or [len(lines)]
    near = range(max(0, title_row(labels) - 2), min(len(lines), texts[-1] + 3))
    names = filter(None, (credited(lines[row], labels[row]) for row in near))
    return ", ".join(dict.fromkeys(names)) or None


def text_and_dateline(paragraphs: list[str], agency: str | None) -> dict[str, str | None]:
    """The text, with a blank line between paragraphs, its dateline, and the agency that either
    names.

    >>> text_and_dateline(["OSLO (AP) — It rained.", "It snowed."], None)
    {'text': 'It rained.\\n\\nIt snowed.', 'dateline': 'OSLO (AP)', 'agency': 'AP'}
    """
    credit = agency.strip("()") if agency else None
    dateline = DATELINE.match(straighten(paragraphs[0])) if paragraphs else None
    if not dateline:
        return {"text": "\n\n".join(paragraphs), "dateline": None, "agency": credit}
    opening = paragraphs[0]
    return {
        "text": "\n\n".join([opening[dateline.end() :], *paragraphs[1:]]),
        "dateline": opening[: dateline.end()].rstrip(" -—–"),
        "agency": credit if agency else dateline["agency"],
    }


def dates_of_page(lines: list[Line], labels: list[str]) -> dict[str, str | None]:
    """When the article was published and updated: by label, or else the date nearest to its
    beginning.
    """
    marks = [
        (row, match)
        for row, line in enumerate(lines)
        if labels[row] in ("date", "outside", "short")
        for match in MOMENT.finditer(line.plain)
    ]
    known = frozenset(days[0] for _, match in marks if len(days := possible_days(match)) == 1)
    start = start_of(labels)
    dates: dict[str, str | None] = {"published": None, "updated": None}
    for row, match in sorted(marks, key=lambda mark: abs(mark[0] - start)):
        before = max(0, match.start() - 24), match.start()
        field = "updated" if SAYS_UPDATED.search(match.string, *before) else "published"
        if row < start and not dates[field]:
            day_first = match["mark"] == "." or None  # 08.07.2019 has the day first everywhere
            dates[field] = read_moment(match, known, day_first)
    return dates
