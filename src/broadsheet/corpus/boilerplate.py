"""The lines that an outlet prints below article after article, identified across its articles and
cut: copyright, newsletters, "toggle caption".

There is no list of such lines: text that is not part of an article occurs word for word in many
articles of one outlet (as Kohlschütter, Fankhauser and Nejdl 2010 observed of boilerplate on web
pages). A line is cut if at least five articles of one outlet have it, or one in a thousand if that
is more, and five of them are different texts. Articles without an outlet count as one outlet.

Lines that begin alike and continue differently each time ("Enlarge this image toggle caption A.
Name") count as one line by their first two words, if these address the reader and no sentence
follows.

Never cut are: a line of more than sixty words; a line with quotation marks, or between an opening
and a closing one; the name of a speaker that alternates with another or is below quotations, and
what speakers say after their names ("ROE: Good night."); a sentence that reports what somebody
said, or that nobody would comment; and a sentence of prose between other prose, such as background
that a newsroom prints repeatedly or that the versions of an agency's report share. A sentence is
cut only if it asks something of the reader, or is at the end or beginning of nearly all articles
that have it; "you" and "your" alone do not make it a notice. Leaving a notice in does less harm
than cutting prose.

The numbers were chosen on 5,000 articles of 208 outlets: all lines that at least five articles of
an outlet share were read.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import chain, islice, pairwise
from math import ceil
from typing import Any, NamedTuple, Protocol

import numpy as np
import pandas as pd

from ..paths import package_rows
from ..patterns import regex
from ..progress import progress
from ..text import LETTER, straighten
from .duplicates import NEAR_DUPLICATE, SAMPLE, sequences

CUT_OR_KEEP = ["cut", "keep"]
REASON = "repeated line"  # its name in `cut`
MOST_WORDS = 60  # the longest repeated line in the 5,000 articles has 53
MOST_OPENING = 60  # characters searched for the first three words of a line
MOST_CHARACTERS = 12 * MOST_WORDS  # a longer line has more words and is skipped
FEWEST = 5  # articles; and different texts among them
SHARE = 1 / 1000  # of an outlet's articles; more than five only for outlets with thousands
SHARE_OF_PROSE = 1 / 50  # for a sentence that does not address the reader
AT_THE_EDGE = 4 / 5  # of the articles that have such a sentence
TURNS = 3  # of a speaker in an article, alternating with another line, show that it is a name
CELLS_PER_ARTICLE = 32
WITNESSES = 20  # articles with a line that are compared, to find five different texts

# In text with straight marks; guillemets with spaces inside them open nothing.
OPENING = regex(r"(?<![^\s(\[—–-])\"(?=\S)")
SINGLE_OPENING = re.compile(r"(?<!\w)'(?=\w)")
SENTENCE_ENDS = (".", "!", "?", "…")
LINK = re.compile(r"https?:|www\.|[@©®|]|\.com\b", re.IGNORECASE)

WORD = re.compile(r"[^\W\d_]+")
# A speaker's name, and what follows it. In capitals one is enough, otherwise it takes several.
TURN = re.compile(r"\W*(?P<name>[^\W\d_][^:\"]{0,60}?)(?:\s*\([^()]*\))?:\s+(?P<said>\S.*)")
WORDS_OF_NAME = 6
NO_COMMENT = re.compile(
    r"\b(?:declin|refus)\w* (?:\w+ )?to comment\b|\bfor (?:\w+ )?comment\b|\bno comment\b"
)

# An outlet ("" if unknown), and a line as returned by `spelled`, or its `opening`.
Line = tuple[str, str]
# The outlet of an article, and the checksums of its distinct lines, two numbers for each.
Marks = tuple[str, np.ndarray]
# `each(function, given)`: the results of `function(articles, given_of_part)` for each part of a
# corpus, in order, as `map` gives them, in this process or in others.
Each = Callable[..., Iterable[Any]]


def check_repeated_lines(chosen: str) -> None:
    if chosen not in CUT_OR_KEEP:
        raise ValueError(
            f"repeated_lines: {chosen!r} is not possible; choose {' or '.join(CUT_OR_KEEP)}"
        )


def spelled(line: str) -> str:
    """A line in the form used for comparison: in lower case, with straight marks and single spaces.

    >>> spelled("  READ  our Editor’s note ") == spelled("Read our editor's note")
    True
    """
    return " ".join(straighten(line).lower().split())


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that may be boilerplate, each `spelled` and with its number among all
    lines: short lines with a letter that are not part of a quotation or a speaker's turn.

    >>> list(lines_of("Rain fell.\\n“Help,\\nhelp,\\nhelp,”\\nshe said.\\nRead  more:"))
    [(0, 'rain fell.'), (4, 'she said.'), (5, 'read more:')]
    """
    lines = straighten(text).split("\n")
    spoken = turns_in(lines)
    closing = -1
    for number, line in enumerate(lines):
        if number <= closing or number in spoken:
            continue
        if '"' in line:
            closing = closing_line(lines, number)
        elif len(line) <= MOST_CHARACTERS and not ("'" in line and SINGLE_OPENING.search(line)):
            words = line.lower().split()
            if len(words) <= MOST_WORDS and LETTER.search(line):
                yield number, " ".join(words)


def turns_in(lines: list[str]) -> set[int]:
    """The numbers of the lines in which a speaker says something, as in a transcript: sentences
    after a name in capitals, or after any name if at least three lines are like this. A word that
    addresses the reader is not a name.

    >>> turns_in(["ROE: Good night.", "PHOTO: The harbour at night.", "Roe: Good night."])
    {0}
    >>> sorted(turns_in(["Ann Roe: Good night.", "Bo Loe: Thank you.", "", "Ann Roe: It rains."]))
    [0, 1, 3]
    """
    names = {
        number: turn["name"]
        for number, line in enumerate(lines)
        if ":" in line and (turn := TURN.match(line)) and is_sentence(turn["said"])
        if len(turn["name"].split()) <= WORDS_OF_NAME and not is_notice(turn["name"].lower())
    }
    if len(names) >= TURNS:
        return set(names)
    return {number for number, name in names.items() if name.isupper()}


def closing_line(lines: list[str], number: int) -> int:
    """The line that closes the quotation left open by a line; the line itself if it leaves none
    open, or if the next mark opens one, because a quotation may continue with an opening mark.
    """
    if not OPENING.match(lines[number], lines[number].rindex('"')):
        return number
    for later in range(number + 1, len(lines)):
        line = lines[later]
        if not line.strip():
            return number
        if '"' in line:
            return number if OPENING.match(line, line.index('"')) else later
    return number


@cache
def reader_words(*where: str) -> frozenset[str]:
    """The words that address the reader in these positions of a line."""
    return frozenset(
        row["word"] for row in package_rows("reader-words.csv") if row["where"] in where
    )


def to_the_reader(line: str) -> bool:
    """Whether a line asks something of the reader of the page, or leads elsewhere.

    >>> to_the_reader("sign up for our newsletter."), to_the_reader("the council met.")
    (True, False)
    >>> to_the_reader("you can take the island out of the news.")
    False
    """
    words = WORD.findall(line)
    return bool(
        not reader_words("anywhere").isdisjoint(words)
        or begins_as_notice(words)
        or LINK.search(line)
    )


def begins_as_notice(words: list[str]) -> bool:
    return bool(words) and words[0] in reader_words("first", "opening")


def is_notice(name: str) -> bool:
    """Whether the words before a colon name something that the page offers, rather than a speaker.

    >>> is_notice("editor's note"), is_notice("ann roe, host")
    (True, False)
    """
    return not reader_words("anywhere", "first", "opening").isdisjoint(WORD.findall(name))


@cache
def saying_verbs() -> frozenset[str]:
    """The forms of verbs that introduce what somebody said: verbs that report a clause, in the past
    tense, because other forms are also nouns and requests.
    """
    reporting = (
        row
        for row in package_rows("verbs.csv")
        if row["class"] == "speech" and {"clause", "that", "behind"} & set(row["uses"].split())
    )
    return frozenset(row["past"] for row in reporting) | {"say", "says"}


def reports_speech(line: str) -> bool:
    """Whether a line is a sentence that reports what somebody said, or that nobody would comment.

    >>> reports_speech("a spokesman said that you can close the page.")
    True
    >>> reports_speech("the council did not respond to a request for comment.")
    True
    >>> reports_speech("read what the mayor said."), reports_speech("a reported column by ann roe.")
    (False, False)
    """
    words = WORD.findall(line)
    if not is_sentence(line) or begins_as_notice(words) or LINK.search(line):
        return False
    says = any(
        word in saying_verbs() and before not in ("a", "an", "the")
        for before, word in pairwise(["", *words])
    )
    return says or bool(NO_COMMENT.search(line))


def opening(line: str) -> str | None:
    """The first two words of a line that continues differently each time and is not a sentence: a
    caption's button with the photographer, a link with the title of another article. None if a line
    does not begin like one of these.

    >>> opening("enlarge this image toggle caption ann example/agency")
    'enlarge this …'
    >>> opening("read the letter to the council, they said."), opening("the white house")
    (None, None)
    """
    if is_sentence(line):
        return None
    first, second, third = islice(chain(WORD.findall(line[:MOST_OPENING]), "   "), 3)
    if not third.strip():
        return None
    leads = first in reader_words("opening") or not reader_words("anywhere").isdisjoint(
        (first, second)
    )
    return f"{first} {second} …" if leads else None


def keys_of(outlet: str, line: str) -> list[Line]:
    """The keys under which a line is counted: itself, and its opening."""
    start = opening(line)
    return [(outlet, line), (outlet, start)] if start else [(outlet, line)]


def keys_in(article: Mapping) -> dict[int, list[Line]]:
    """The keys of each line of an article that may be boilerplate, by the number of the line."""
    outlet = article.get("outlet") or ""
    return {number: keys_of(outlet, line) for number, line in lines_of(article["text"])}


def checksums(lines: Iterable[Line]) -> np.ndarray:
    """Two numbers for each line, the same in every process."""
    sums = b"".join(
        blake2b("\n".join(line).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        for line in lines
    )
    return np.frombuffer(sums, dtype="<u8").reshape(-1, 2)


def marks_in(articles: Iterable[Mapping]) -> list[Marks]:
    """The marks of each article."""
    return [
        (article.get("outlet") or "", checksums(dict.fromkeys(chain(*keys_in(article).values()))))
        for article in articles
    ]


def is_prose(line: str) -> bool:
    """Whether a line is a sentence that asks nothing of the reader, or reports what somebody said,
    and so may belong to the article.

    >>> is_prose("the council did not answer."), is_prose("sign up for our newsletter.")
    (True, False)
    >>> is_prose("toggle caption"), is_prose("story continued below")
    (False, False)
    """
    if " " not in line or not is_sentence(line):
        return False
    return reports_speech(line) or not to_the_reader(line)


def is_sentence(line: str) -> bool:
    return line.rstrip(")]\"'").endswith(SENTENCE_ENDS)


class Counts:
    """Counts of how many articles have each line, in 64 bytes per article, however many lines there
    are: two tables of counts up to five, of which the lower is an upper bound for a line. With some
    thirty lines per article, one line in ten thousand is wrongly considered frequent, which costs
    only a second look.
    """

    def __init__(self, articles: int):
        self.cells = CELLS_PER_ARTICLE * max(articles, 1)
        self.tables = [np.zeros(self.cells, dtype=np.uint8) for _ in range(2)]
        self.articles: Counter[str] = Counter()

    def add(self, marked: Sequence[Marks]) -> None:
        """Adds articles."""
        self.articles.update(outlet for outlet, _ in marked)
        sums, article_of = joined(marked)
        for table, side in zip(self.tables, sums.T):
            # A cell counts an article once, even if several of its lines share the cell.
            cells = np.unique(article_of * self.cells + side % self.cells) % self.cells
            places, times = np.unique(cells, return_counts=True)
            table[places] = np.minimum(table[places] + times, FEWEST)

    def frequent(self, marked: Sequence[Marks]) -> list[np.ndarray]:
        """For each article, which of its distinct lines may occur in five articles."""
        sums, _ = joined(marked)
        first, second = (
            table[side % self.cells] >= FEWEST for table, side in zip(self.tables, sums.T)
        )
        return by_article(first & second, marked)


def joined(marked: Sequence[Marks]) -> tuple[np.ndarray, np.ndarray]:
    """The checksums of several articles in one array, and the number of the article of each."""
    lengths = [len(sums) for _, sums in marked]
    return (
        np.concatenate([np.empty((0, 2), dtype=np.uint64), *(sums for _, sums in marked)]),
        np.repeat(np.arange(len(marked), dtype=np.uint64), lengths),
    )


def by_article(values: np.ndarray, marked: Sequence[Marks]) -> list[np.ndarray]:
    """Values for the lines of several articles, in an array for each article."""
    return np.split(values, np.cumsum([len(sums) for _, sums in marked])[:-1]) if marked else []


class Uses:
    """Where a line occurs: in how many articles, in how many at the end or the beginning, in how
    many as the name of a speaker, and a sample of these articles, which does not depend on their
    order.
    """

    def __init__(self) -> None:
        self.articles = self.at_edge = self.as_speaker = 0
        self.witnesses: dict[bytes, np.ndarray] = {}  # checksum of a text → its shingles

    def add(self, at_edge: bool, as_speaker: bool, checksum: bytes, shingles: np.ndarray) -> None:
        self.articles += 1
        self.at_edge += at_edge
        self.as_speaker += as_speaker
        self.witnesses[checksum] = shingles
        if len(self.witnesses) > WITNESSES:
            del self.witnesses[max(self.witnesses)]

    def different_texts(self) -> int:
        """How many different texts the witnesses are, up to five. Two count as one if half of the
        shorter one's five-word sequences are in the other, as in versions of an agency's report.
        """
        texts: list[np.ndarray] = []
        for _, shingles in sorted(self.witnesses.items(), key=lambda witness: witness[0]):
            if all(shared(shingles, text) < NEAR_DUPLICATE for text in texts):
                texts.append(shingles)
            if len(texts) == FEWEST:
                break
        return len(texts)


def shared(first: np.ndarray, second: np.ndarray) -> float:
    """The share of the shorter text that is also in the longer one, by a sample of both; 1 if there
    is nothing to compare.
    """
    shorter = min(len(first), len(second))
    both = len(np.intersect1d(first, second, assume_unique=True))
    return both / shorter if shorter else 1.0


def sampled(text: str) -> np.ndarray:
    """A sample of a text's shingles, the same ones in every text."""
    numbers = np.unique(sequences(text))
    chosen = numbers[numbers % SAMPLE == 0]
    return chosen if len(chosen) else numbers


class Kept(Protocol):
    """Marks of the parts of a corpus, which are kept as they come, and can then be iterated."""

    def append(self, marked: list[Marks], /) -> None: ...
    def __iter__(self) -> Iterator[list[Marks]]: ...


def find_repeated(each: Each, articles: int, kept: Kept) -> frozenset[Line]:
    """The lines that repeat across an outlet's articles, of which there are about this many.

    `each` calls a function with the articles of every part of the corpus, and `kept`, empty at
    first, receives the marks of the parts, for `repeated_in`: the corpus need not be in memory.
    """
    counts = Counts(articles)
    with progress(desc="counting lines", unit=" articles") as bar:
        for marked in each(marks_in):
            kept.append(marked)
            counts.add(marked)
            bar.update(len(marked))
    uses: defaultdict[Line, Uses] = defaultdict(Uses)
    with progress(desc="comparing lines", unit=" articles") as bar:
        for used in each(uses_in, map(counts.frequent, kept)):
            for use in used:
                for line, at_edge, as_speaker in use.lines:
                    uses[line].add(at_edge, as_speaker, use.checksum, use.shingles)
            bar.update(len(used))
    return frozenset(
        line for line, used in uses.items() if is_repeated(line, used, counts.articles[line[0]])
    )


class Use(NamedTuple):
    """How an article uses its frequent lines: the checksum and the shingles of the rest of its
    text, and each line, whether it is at the end or beginning only, and whether it is the name of a
    speaker.
    """

    checksum: bytes
    shingles: np.ndarray
    lines: list[tuple[Line, bool, bool]]


def uses_in(articles: Iterable[Mapping], frequent: Iterable[np.ndarray]) -> list[Use]:
    """The uses of the lines that may be frequent, in those articles that have such lines."""
    return [use_of(article, which) for article, which in zip(articles, frequent) if which.any()]


def use_of(article: Mapping, frequent: np.ndarray) -> Use:
    keys = keys_in(article)
    times = Counter(chain(*keys.values()))
    often = {key for key, is_frequent in zip(times, frequent) if is_frequent}
    found = [(number, key) for number, both in keys.items() for key in both if key in often]
    turns = {key for key, n in times.items() if n >= TURNS}
    every = article["text"].split("\n")
    edge = edge_lines(every, {number for number, _ in found})
    notices = {number for number, (_, line) in found if not is_prose(line)}
    rest = "\n".join(line for number, line in enumerate(every) if number not in notices)
    below = Counter(key for number, key in found if below_quotation(every, number))
    inside = {key for number, key in found if number not in edge}
    lines = []
    for key in often:
        speaks = below[key] == times[key] or (key in turns and len(turns) > 1)
        lines.append((key, key not in inside, speaks and not to_the_reader(key[1])))
    checksum = blake2b(rest.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return Use(checksum, sampled(rest), lines)


def below_quotation(lines: list[str], number: int) -> bool:
    """Whether the previous line that is not blank ends with a quotation mark."""
    before = next((line for line in reversed(lines[:number]) if line.strip()), "")
    return straighten(before).rstrip().endswith('"')


def edge_lines(lines: list[str], often: set[int]) -> set[int]:
    """The numbers of those frequent lines with which a text begins or ends.

    >>> sorted(edge_lines(["Read more", "", "It rained.", "Photo", "It snowed.", "©"], {0, 3, 5}))
    [0, 5]
    """
    edge = set()
    for numbers in (range(len(lines)), reversed(range(len(lines)))):
        for number in numbers:
            if number in often:
                edge.add(number)
            elif lines[number].strip():
                break
    return edge


def is_repeated(line: Line, used: Uses, articles: int) -> bool:
    """Whether a line with these uses is boilerplate, for an outlet with this many articles."""
    least = max(FEWEST, ceil(SHARE * articles))
    if reports_speech(line[1]):
        return False
    if is_prose(line[1]):
        least = max(least, ceil(SHARE_OF_PROSE * articles))
        if used.at_edge < AT_THE_EDGE * used.articles:
            return False
    if used.articles < least or 2 * used.as_speaker > used.articles:
        return False
    return used.different_texts() == FEWEST


class Cut(NamedTuple):
    """What was cut: how many articles lost lines, and how many words."""

    articles: int
    words: int


def repeated_in(
    kept: Iterable[Sequence[Marks]], repeated: frozenset[Line]
) -> Iterator[list[frozenset[Line]]]:
    """For each part of a corpus, by its marks: the repeated lines in each of its articles."""
    lines = list(repeated)
    line_of = dict(zip(checksums(lines)[:, 0].tolist(), lines))
    known = np.array(list(line_of), dtype=np.uint64)
    for marked in kept:
        first = joined(marked)[0][:, 0]
        among = by_article(np.isin(first, known), marked)
        yield [
            frozenset(line_of[number] for number in sums[which, 0].tolist())
            for (_, sums), which in zip(marked, among)
        ]


def cut_repeated(articles: Iterable[dict], repeated: Iterable[frozenset[Line]]) -> Cut:
    """How much was cut, after the repeated lines of each article were moved from its text, in
    place, to `cut`. An article that would have no words left stays as it is.
    """
    counted = words = 0
    for article, lines in zip(articles, repeated):
        keys = keys_in(article) if lines else {}
        out = {number for number, both in keys.items() if not lines.isdisjoint(both)}
        text = article["text"]
        rest = without(text, out) if out else ""
        if LETTER.search(rest):
            every = text.split("\n")
            gone = [every[number].strip() for number in sorted(out)]
            article["text"] = rest
            article["cut"] = [*(article.get("cut") or []), *((REASON, line) for line in gone)]
            counted, words = counted + 1, words + sum(len(line.split()) for line in gone)
    return Cut(counted, words)


def find_and_cut(articles: Sequence[dict]) -> tuple[Cut, frozenset[Line]]:
    """How much was cut from articles in memory, in place, and the lines that repeat."""

    def each(function: Callable, *given: Iterable) -> Iterable[Any]:
        return map(function, [articles], *given)

    kept: list[list[Marks]] = []
    repeated = find_repeated(each, len(articles), kept)
    return cut_repeated(articles, chain(*repeated_in(kept, repeated))), repeated


def without(text: str, out: set[int]) -> str:
    """A text without some of its lines, and without the blank line after each.

    >>> without("One.\\n\\nPhoto\\n\\nTwo.\\nAdvert\\nThree.\\n\\n©", {2, 5, 8})
    'One.\\n\\nTwo.\\nThree.'
    """
    kept: list[str] = []
    took = False
    for number, line in enumerate(text.split("\n")):
        if number in out:
            took = True
        elif line.strip() or not (took and (not kept or not kept[-1].strip())):
            kept.append(line)
            took = took and not line.strip()
    while kept and took and not kept[-1].strip():
        kept.pop()
    return "\n".join(kept)


def beginning(line: str) -> str:
    """The first two words of a line, as written, with any marks before them.

    >>> beginning("( Also on POLITICO: The vote)")
    '( Also on …'
    """
    words = list(WORD.finditer(line))
    return f"{line[: words[1].end()]} …" if len(words) > 1 else line


def cutting_note(cut: Cut, lines: int) -> list[str]:
    """The note on lines that were cut; empty if there were none.

    >>> cutting_note(Cut(9, 40), 2)
    ['2 lines that repeat across articles of an outlet were cut from 9 articles (40 words)']
    >>> cutting_note(Cut(0, 0), 0)
    []
    """
    what = "1 line that repeats" if lines == 1 else f"{lines:,} lines that repeat"
    return [
        f"{what} across articles of an outlet {'was' if lines == 1 else 'were'} cut from "
        f"{cut.articles:,} articles ({cut.words:,} words)"
    ][: cut.articles]


def repeated_lines(articles: pd.DataFrame) -> pd.DataFrame:
    """The lines that repeat across an outlet's articles, the commonest first: `outlet, line,
    articles, words`.

    They are the lines that `load` cut or, with `repeated_lines="keep"`, would have cut. `articles`
    counts the articles that have the line, `words` all its words in them. Lines that differ only in
    capitals, marks or spaces are one line, and so are lines that begin alike and are listed by
    their first words. For what is cut and what is not, see docs/repeated-lines.md.

    >>> cut = [[("repeated line", "Read more:")] * 2, [("repeated line", "READ MORE:")]]
    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": "A", "text": "It rained.", "cut": cut})
    >>> repeated_lines(articles).values.tolist()
    [['A', 'Read more:', 2, 6]]
    """
    records = articles[["id", "outlet", "text", "cut"]].to_dict("records")
    for record in records:
        record["outlet"] = record["outlet"] if isinstance(record["outlet"], str) else ""
    if not any(reason == REASON for record in records for reason, _ in record["cut"]):
        find_and_cut(records)
    rows = [
        (
            record["outlet"],
            opening(spelled(line)) or spelled(line),
            spelled(line),
            line,
            record["id"],
        )
        for record in records
        for reason, line in record["cut"]
        if reason == REASON
    ]
    cut = pd.DataFrame(rows, columns=["outlet", "key", "spelled", "line", "id"])
    cut["words"] = [len(line.split()) for line in cut["line"]]
    table = cut.groupby(["outlet", "key"], as_index=False).agg(
        line=("line", "first"),
        different=("spelled", "nunique"),
        articles=("id", "nunique"),
        words=("words", "sum"),
    )
    several = table["different"] > 1
    table.loc[several, "line"] = table.loc[several, "line"].map(beginning)
    table = table.sort_values(
        ["articles", "words", "outlet", "key"], ascending=[False, False, True, True]
    )
    return table[["outlet", "line", "articles", "words"]].reset_index(drop=True)
