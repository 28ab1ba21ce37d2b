"""Reasons why a text may not be one complete article: several articles in one, or a page of which
little was kept.

Nobody knows every form in which articles are stored. A file in an unknown form is read as one very
long article, or as a few words from a large file, and would be measured like any other. A file with
the heads of several articles is rejected; if that is not certain, the article is kept with a
`doubt`.

Of 5,000 articles of 208 outlets in tables, 3 are doubtful by these rules: round-ups of several
short reports, each with its own byline. As text files 3 more would be, for the dividers above their
headings. None is rejected. Of 47 copied and saved pages two are doubtful: in one the article was
indeed missed, in the other numbers of pictures are left.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from statistics import median

from ..paths import package_rows
from ..patterns import regex
from .databases import heads_inside
from .dates import MOMENT, possible_days
from .webpage.lines import BYLINE, DATELINE

LEAST_KEPT = 1 / 10  # of the words of a file; copied pages, menus and all, kept 12 % and more
FEW_WORDS = 200  # of a file, below which a share says little
MOST_WORDS = 20_000  # of an article; the longest of the 5,000 has 8,696
HEADS = 3  # lines of one kind that only the head of an article has
BYLINES = 5  # of the 5,000 articles 3 have as many, and 4 have three
TEASER = 40  # words; a teaser below the title of another article has fewer
SHORT = 20  # words; a longer line is not a title or a head
TITLE = 6  # words in half of several titles; headings within an article have fewer
PART = 100  # words of text per title; headings within an article are closer together

LABEL = regex(r"\s*([^\W\d_][\w ]{1,20}?)\s*:(?:\s|$)")
# Repeated labels of a column of the first kind and of one of the second show that there are
# several.
NAMES_IT, DATES_IT = ("title", "outlet"), ("published", "url")
LABELS = {row["label"]: row["column"] for row in package_rows("record-labels.csv")}
RULE = regex(r"([-=_*~#•·—–])\1{4,}|(?:[*•·—–] ){2,}[*•·—–]")  # ----------, * * *
NUMBERED = regex(
    r"""
    \W* (?:(?P<before>[^\W\d_]{3,12})\s+)?                          # Document
    (?P<number>\d{1,5})\s*(?:of|von|de|sur|van|di|/)\s*
    (?P<all>\d{1,5})                                                # 3 of 20
    (?:\s+(?P<behind>[^\W\d_]{3,12}))? \W*                          # DOCUMENTS
    """,
    re.VERBOSE | re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+")
PARTED = regex(r"\s*([-=_*~#•·—–+])[ \t]*(?:\1[ \t]*){2,}")  # ***
MARKED = re.compile(r"(?P<mark>#{1,6}\s+|={2,}\s*|\*{2}|\d{1,3}[.)]\s+)\S.*")
LENGTH = regex(
    r"\b\d[\d.,]*[ \u00a0](?:words?|mots?|wörter|worte|palabras?|woorden|parole|palavras?)\b",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright\b).*"
    r"\b(?:reserved|réservés|vorbehalten|reservados|voorbehouden|riservati)\b",
    re.IGNORECASE,
)
AN_ARTICLE = re.compile(
    r"(?:document|dokument|article|artikel|art[ií]culo|articolo|record|item|stor)"
)
# Between the name of an outlet and a date, and after the date.
BEFORE_DATE = regex(r"(?=.*[^\W\d_].*)\s*(?P<outlet>[^\d]{2,60}?)\s*(?:[,|·•(–—-]\s*)$")
BEHIND_DATE = re.compile(
    r"\W*(?:(?:p|pp|pg|page|pages|s|seite)\b\.?\s*\w{1,5})?\W*$", re.IGNORECASE
)
WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|updated|published|posted)\b", re.IGNORECASE
)


def holds_several(text: str) -> str | None:
    """The reason why a text contains several articles and cannot be read as one; None if there is
    none.

    >>> several = "Title: Rain\\nDate: 4 May 2024\\nIt rained.\\nTitle: Snow\\nDate: 5 May 2024"
    >>> holds_several(several).partition("; ")[0]
    'contains several articles (2 times "Title: …", "Date: …")'
    >>> holds_several("June 3, 1984\\nThe ferry opens.\\nMay 4, 2024\\nThe ferry closes.") is None
    True
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    why = (
        labelled_heads(lines)
        or numbered_documents(lines, certain=True)
        or dated_heads(lines, HEADS)
        or ruled_off(lines)
    )
    return why and several(why)


def several(why: str) -> str:
    """The reason for rejecting a file with several articles, with the remedy."""
    return f"contains several articles ({why}); save each as a file, or all as a table"


def labelled_heads(lines: list[str]) -> str | None:
    """Labels of a title or an outlet and of a date, equally often, and at least twice.

    >>> labelled_heads(["Title: Rain", "Date: 4 May 2024", "It rained."])
    """
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for line in lines:
        label = LABEL.match(line)
        ours = LABELS.get(label[1].lower()) if label else None
        if label and ours and is_short(line):
            counts[ours] += 1
            first.setdefault(ours, label[1])
    for one in NAMES_IT:
        for other in DATES_IT:
            if counts[one] == counts[other] > 1:
                return f'{counts[one]} times "{first[one]}: …", "{first[other]}: …"'
    return None


def numbered_documents(lines: list[str], certain: bool = False) -> str | None:
    """Lines that number documents, such as "3 of 20 DOCUMENTS"; if `certain` is false, any three
    lines that count up to one number, such as "Page 2 of 5".

    >>> numbered_documents(["1 of 2 DOCUMENTS", "It rained.", "2 of 2 DOCUMENTS"], certain=True)
    '2 lines such as "1 of 2 DOCUMENTS"'
    """
    numbers: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for line in lines:
        if match := NUMBERED.fullmatch(line):
            noun = f"{match['before'] or ''} {match['behind'] or ''}".lower()
            if AN_ARTICLE.search(noun) or not certain:
                numbers[match["all"]].setdefault(match["number"], line)
    for found in numbers.values():
        if len(found) >= (2 if certain else HEADS):
            return f'{len(found)} lines such as "{next(iter(found.values()))}"'
    return None


def dated_heads(lines: list[str], least: int) -> str | None:
    """Heads with a title and a line of outlet and date, in any order and above prose; or with two
    short lines, a line of nothing but a date, and more prose than a teaser of an article has.

    >>> page = ["Rain", "The Post, May 4, 2024", "It rained all day, and nobody came at all."]
    >>> dated_heads(page * 2, 2)
    '2 heads such as "Rain", "The Post, May 4, 2024"'
    """
    heads = [(row, title) for row, line in enumerate(lines) if (title := head_at(lines, row, line))]
    if len(heads) < least:
        return None
    row, title = heads[0]
    return f'{len(heads)} heads such as "{title}", "{lines[row]}"'


def head_at(lines: list[str], row: int, line: str) -> str | None:
    """The title of the head whose date is in this row; None if it is not a head."""
    above, below = lines[max(row - 2, 0) : row], lines[row + 1 : row + 4]
    if is_source_line(line) and any(map(is_sentence, below)):
        for neighbour in (*above[-1:], *below[:1]):
            if is_title(neighbour):
                return neighbour
    if (date := MOMENT.fullmatch(line)) and possible_days(date) and len(above) == 2:
        prose = 0
        for later in lines[row + 1 : row + 40]:
            if MOMENT.fullmatch(later):
                break
            prose += len(later.split()) * is_sentence(later)
        if prose > TEASER and all(map(is_title, above)):
            return above[0]
    return None


def ruled_off(lines: list[str]) -> str | None:
    """Parts between rules, two or more, that each begin with a title, a date soon below it, and
    prose.

    >>> text = "It rained all day, and nobody came at all."
    >>> part = ["Rain", "The Post", "4 May 2024", text, "--------"]
    >>> ruled_off(part * 2)
    '2 parts between rules, such as "Rain"'
    >>> ruled_off(part)
    """
    starts = [0, *(row + 1 for row, line in enumerate(lines) if RULE.fullmatch(line))]
    titles = [
        lines[start]
        for start in starts
        if start < len(lines) and is_title(lines[start])
        if any(is_day_line(line) for line in lines[start + 1 : start + 4])
        if any(map(is_sentence, lines[start + 1 : start + 7]))
    ]
    return f'{len(titles)} parts between rules, such as "{titles[0]}"' if len(titles) > 1 else None


def in_parts(text: str) -> str | None:
    """The reason why a text, before headings and rules are removed, may be several articles: titles
    below dividers, or between its parts.
    """
    found = divided(text) or titles_within(
        [line.strip() for line in text.split("\n") if line.strip()]
    )
    return found and f"{found} in one article"


def divided(text: str) -> str | None:
    """Dividers with a title and prose below each; None if there are fewer than two, or if the parts
    are short.

    >>> part = "Rain on the pier of Brine\\n" + "It rained all day, and nobody came. " * 20
    >>> divided("\\n***\\n".join([part] * 3))
    '2 dividers with a title below, such as "Rain on the pier of Brine"'
    >>> divided("\\n***\\n".join([part.replace("Brine", "Brine.")] * 3))
    """
    lines: list[str] = []
    starts = []
    for line in text.split("\n"):
        if PARTED.fullmatch(line):
            starts.append(len(lines))
        elif line.strip():
            lines.append(line.strip())
    titles = [lines[start] for start in dict.fromkeys(starts) if opens_article(lines, start)]
    if len(titles) < 2 or 2 * len(titles) < len(set(starts)) or too_close(lines, len(titles)):
        return None
    return f'{len(titles)} dividers with a title below, such as "{titles[0]}"'


def opens_article(lines: list[str], row: int) -> bool:
    """Whether this row is a title, with prose soon below it."""
    below = lines[row + 1 : row + 5]
    return (
        row < len(lines)
        and len(lines[row].split()) > 2
        and is_title(lines[row])
        and lines[row][-1] not in "!?…"
        and any(map(is_sentence, below))
    )


def too_close(lines: list[str], titles: int) -> bool:
    return sum(len(line.split()) for line in lines) < PART * (titles + 1)


def titles_within(lines: list[str]) -> str | None:
    """Lines marked as headings ("## …", "=== … ===") as long as titles; None if they are short, or
    close together, like headings within an article. Numbered ones count only if the text begins
    with one, unlike a list below its own title.

    >>> prose = ["It rained all day, and nobody came." * 20]
    >>> titles_within((["## No ferry today, the harbour says"] + prose) * 4)
    '3 lines such as "## No ferry today, the harbour says" between parts'
    >>> titles_within((["## No ferry today"] + prose) * 4)
    """
    marks = [mark["mark"][:1] if (mark := MARKED.fullmatch(line)) else "" for line in lines]
    found = [
        row
        for row in range(1, len(lines) - 1)
        if marks[row]
        and (not marks[row].isdigit() or marks[0].isdigit())
        and is_sentence(lines[row - 1])
        and opens_article(lines, row)
    ]
    if len(found) < HEADS or too_close(lines, len(found)):
        return None
    if median(len(WORD.findall(lines[row])) for row in found) < TITLE:
        return None
    return f'{len(found)} lines such as "{lines[found[0]]}" between parts'


def statements(lines: list[str]) -> str | None:
    """Short lines that state an article's length or rights, three or more of one kind.

    >>> statements(["© 2024 The Post. All rights reserved."] * 3)
    '3 lines such as "© 2024 The Post. All rights reserved."'
    >>> statements(["p. 1, 612 mots", "p. 4, 12 mots"])
    """
    short = list(filter(is_short, lines))
    for kind in (RIGHTS, LENGTH):
        found = list(filter(kind.search, short))
        if len(found) >= HEADS:
            return f'{len(found)} lines such as "{found[0]}"'
    return None


def is_short(line: str) -> bool:
    return len(line.split(maxsplit=SHORT)) <= SHORT


def is_sentence(line: str) -> bool:
    return len(line.split(maxsplit=8)) >= 8 and line.rstrip("\"'”’)")[-1:] in (".", "!", "?")


def is_day_line(line: str) -> bool:
    """A short line with a date in it."""
    date = MOMENT.search(line) if is_short(line) else None
    return bool(date and possible_days(date))


def is_title(line: str) -> bool:
    return is_short(line) and line[-1] not in ".,;:" and not is_day_line(line)


def is_source_line(line: str) -> bool:
    """Whether the line is only an outlet and a date.

    >>> is_source_line("The Post, May 4, 2024, p. 3"), is_source_line("Courier (4 May 2024)")
    (True, True)
    >>> is_source_line("Saturday, May 4, 2024"), is_source_line("The Post of May 4, 2024 says")
    (False, False)
    """
    date = MOMENT.search(line) if len(line) <= 120 else None
    if not date or not possible_days(date) or WEEKDAY.search(line):
        return False
    before, behind = line[: date.start()], line[date.end() :]
    return bool(BEFORE_DATE.fullmatch(before) and BEHIND_DATE.fullmatch(behind))


def doubts(article: Mapping) -> Iterator[str]:
    """The reasons why an article may not be one complete article.

    >>> list(doubts({"text": "It rained. " * 20_000}))
    ['one article of 40,000 words']
    """
    text = article["text"]
    if len(text) > 2 * MOST_WORDS and (words := len(text.split())) > MOST_WORDS:
        yield f"one article of {words:,} words"
    cut_lines = [line for _, line in article.get("cut") or [] if isinstance(line, str)]
    if cut_lines:
        kept = words_kept(article)
        if few := few_kept(kept, kept + sum(len(line.split()) for line in cut_lines)):
            yield few
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    heads = [line for line in lines if len(line) <= 120]
    if why := (
        labelled_heads(heads + cut_lines)
        or numbered_documents(heads)
        or numbered_documents(cut_lines, certain=True)
        or dated_heads(lines, 2)
        or statements(lines + cut_lines)
    ):
        yield f"{why} in one article"
    if inside := heads_inside(lines):
        yield f'the head of another article, "{inside[0]}", in the text'
    bylines = [line for line in heads if len(line.split()) <= 8 and BYLINE.fullmatch(line)]
    if len(set(bylines)) >= BYLINES:
        yield f'{len(bylines)} bylines such as "{bylines[0]}" in one article'
    datelines = [line for line in map(DATELINE.match, lines) if line and line["agency"]]
    if len(datelines) >= HEADS:
        yield f'{len(datelines)} datelines such as "{datelines[0][0].strip()}" in one article'


def words_kept(article: Mapping) -> int:
    """The number of words of an article, in its text and in other columns."""
    names = ("title", "authors", "summary", "dateline", "highlights", "subheads", "text")
    values = [article.get(name) or "" for name in names]
    pieces = [
        piece for value in values for piece in (value if isinstance(value, list) else [value])
    ]
    return sum(len(piece.split()) for piece in pieces if isinstance(piece, str))


def few_kept(kept: int, words: int) -> str | None:
    """The doubt about a file of which less than a tenth of the words was kept; None for any other.

    >>> few_kept(50, 1000), few_kept(120, 1000), few_kept(5, 60)
    ('50 of 1,000 words were kept', None, None)
    """
    if words < FEW_WORDS or kept >= LEAST_KEPT * words:
        return None
    return f"{kept:,} of {words:,} words were kept"


def add_doubt(article: dict, *reasons: str | None) -> dict:
    """The article with these reasons for doubt added to those it has."""
    known = dict.fromkeys(filter(None, [article.get("doubt"), *reasons]))
    return article | {"doubt": "; ".join(known)} if known else article


def add_file_doubt(articles: list[dict | str], words: int) -> list[dict | str]:
    """The articles of an export of this many words, marked as doubtful if few of its words are in
    any.
    """
    kept = sum(words_kept(article) for article in articles if isinstance(article, dict))
    few = few_kept(kept, words)
    why = few and f"of the whole file, {few}"
    return [add_doubt(one, why) if isinstance(one, dict) and why else one for one in articles]
