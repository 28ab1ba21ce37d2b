"""The content of an article as weighted words, by which stories are found.

A rare word weighs more than a common one. The frequency of a word comes from a table of English
(`word-frequencies.csv`) and hardly from the articles at hand, so that one threshold suits ten
articles and many thousands. Only words that the outlets of a corpus print repeatedly count as
common in it: the name of a local paper's town, or of a president.

How the constants were chosen: docs/stories.md.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence, Set
from functools import cache
from typing import NamedTuple

import numpy as np

from ..paths import package_lines
from ..patterns import regex
from ..text import ZERO_WIDTH, straighten, without_halves
from .duplicates import shingles

COMMON = 5.4  # words of this Zipf frequency or more do not count: "police" is 5.48
UNLISTED = 2.0  # Zipf frequency of a word that is not in the table
RARITY, RARITY_POWER = 10.0, 1.2  # a word weighs (10 - its Zipf frequency) ** 1.2
REPEATED = 0.6  # a word that occurs n times counts n to this power
LEAD, LEAD_WEIGHT = 80, 2.0  # the number of first words in a text, and how much more they count
TITLE_WEIGHT = 6.0
# Names and numbers distinguish events of the same kind.
CAPITAL_WEIGHT, NUMBER_WEIGHT = 1.3, 2.0
# Two adjacent words are more specific than each alone: the weight of a pair relative to a word, and
# how much rarer it is.
PAIR_WEIGHT, PAIR_RARITY = 0.2, 1.0

# A word is common in a corpus if an outlet prints it in more articles than it has on one story.
STORY_ARTICLES = 2  # articles that an outlet is assumed to have on a story
ARTICLE_WORDS = 400  # the length of an article, to convert shares of articles into shares of words
PRIOR = 20  # the table of English weighs as much as this many articles
KEPT = 200  # the heaviest words and pairs of words of an article; only these count
SAMPLE = 20_000  # articles from which common words are determined

# The weights of an article are whole numbers whose squares add up to about 2048². The product of
# two articles stays below 2^24, up to which float32 is exact, so sums do not depend on their order.
UNIT = 2048
WRITTEN = 40  # the heaviest words of an article, which may be named as the reason for a similarity
HEAD = 200  # characters that replace a missing headline
# Furniture: a line that this many articles of an outlet have, over more than this many days.
FURNITURE_ARTICLES, FURNITURE_DAYS = 5, 7

WORD = regex(r"[^\W_]+(?:['.&,-][^\W_]+)*")
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
YEAR = re.compile(r"(?:19|20)\d\d")


class Counted(NamedTuple):
    """The words of an article, counted.

    `columns` are hashes of its words, sorted; `times` how often each occurs, with more weight in
    the title and at the beginning; `zipf` its frequency in English. `before` and `after` are the
    places in `columns` of adjacent words, `pair_times` how often they are adjacent. `sequences` are
    hashes of half of its five-word sequences, selected by hash. `written` are its heaviest words as
    written, one per line, at `written_places` in `columns`; `head` is its beginning if it has no
    title.
    """

    columns: np.ndarray
    times: np.ndarray
    zipf: np.ndarray
    before: np.ndarray
    after: np.ndarray
    pair_times: np.ndarray
    sequences: np.ndarray
    written: str
    written_places: np.ndarray
    head: str


class Weighed(NamedTuple):
    """An article as weighted words: `columns` are hashes of its words and pairs of words, sorted,
    `weights` their weights, whole numbers; `size` is how many there are. `sequences` are hashes of
    its five-word sequences.
    """

    columns: np.ndarray
    weights: np.ndarray
    size: int
    sequences: np.ndarray


@cache
def frequencies() -> dict[str, float]:
    """The Zipf frequency of each common English word.

    >>> frequencies()["the"], frequencies().get("sheinbaum")
    (7.73, None)
    """
    lines = package_lines("word-frequencies.csv")[1:]
    return {word: float(value) for word, _, value in (line.partition(",") for line in lines)}


def plain(text: object) -> str:
    """The text with straight marks, without ligatures, soft hyphens and decomposed accents; empty
    if there is no text.

    >>> plain("The o\N{LATIN SMALL LIGATURE FFI}cer’s co\N{SOFT HYPHEN}at")
    "The officer's coat"
    """
    if not isinstance(text, str):
        return ""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", straighten(ZERO_WIDTH.sub("", without_halves(text))))


def key_of(written: str) -> str:
    """The form under which a word is counted.

    >>> key_of("Canada's"), key_of("U.S"), key_of("1,000")
    ('canada', 'us', '1,000')
    """
    key = written.lower().removesuffix("'s")
    return key.replace(".", "") if INITIALS.fullmatch(key) else key


def zipf(key: str) -> float:
    """The Zipf frequency of a word: the logarithm of its frequency in a thousand million words (Van
    Heuven and others 2014). For a number, the frequency of numbers of its kind.

    >>> zipf("the"), zipf("sheinbaum"), zipf("2025"), zipf("284")
    (7.73, 2.0, 5.0, 3.5)
    """
    if key[0].isdigit():
        if len(key) == 1:
            return 6.0
        if len(key) == 2:
            return 4.7
        return 5.0 if YEAR.fullmatch(key) else 3.5
    return frequencies().get(key, UNLISTED)


class Vocabulary(dict):
    """A mapping from words as written to numbers, assigned at first use, and by number each word's
    column, Zipf frequency and weight.
    """

    def __init__(self) -> None:
        self.facts: list[tuple[int, float, float]] = []
        self.columns, self.zipf, self.kinds = np.zeros(0, np.uint32), np.zeros(0), np.zeros(0)

    def __missing__(self, written: str) -> int:
        key = key_of(written)
        digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest()
        kind = NUMBER_WEIGHT if written[0].isdigit() else 1.0
        kind = CAPITAL_WEIGHT if written[0].isupper() else kind
        self.facts.append((int.from_bytes(digest, "big"), zipf(key), kind))
        self[written] = number = len(self)
        return number

    def look_up(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The columns, Zipf frequencies and kinds of some words."""
        numbers = np.fromiter(map(self.__getitem__, words), dtype=np.int64, count=len(words))
        if new := self.facts[len(self.columns) :]:
            columns, common, kinds = zip(*new)
            self.columns = np.append(self.columns, np.array(columns, dtype=np.uint32))
            self.zipf = np.append(self.zipf, common)
            self.kinds = np.append(self.kinds, kinds)
        return self.columns[numbers], self.zipf[numbers], self.kinds[numbers]


def count_words(vocabulary: Vocabulary, title: str, text: str) -> Counted:
    """The words of an article, counted, without common ones; words on either side of a common word
    are not adjacent.

    >>> text = "The ferry Marigold is aground at Quorn."
    >>> article = count_words(Vocabulary(), "Ferry aground", text)
    >>> article.written.split()
    ['aground', 'ferry', 'Quorn', 'Marigold']
    >>> len(article.columns), len(article.before)
    (4, 2)
    """
    in_text, in_title = WORD.findall(text), WORD.findall(title)
    written = [*in_text, *in_title]
    columns, zipf, kinds = vocabulary.look_up(written)
    counts = np.ones(len(written))
    counts[len(in_text) :] = TITLE_WEIGHT
    counts[: min(LEAD, len(in_text))] += LEAD_WEIGHT
    telling = np.flatnonzero(zipf < COMMON)
    keys, first, place = np.unique(columns[telling], return_index=True, return_inverse=True)
    times = np.bincount(place, (counts * kinds)[telling], minlength=len(keys))
    beside = np.flatnonzero((np.diff(telling) == 1) & (telling[1:] != len(in_text)))
    pairs, of_pair = np.unique(place[beside] * len(keys) + place[beside + 1], return_inverse=True)
    sequences = shingles(text)
    heaviest = np.argsort(-weight(times, zipf[telling][first]), kind="stable")[:WRITTEN]
    return Counted(
        columns=keys,
        times=times.astype(np.float32),
        zipf=zipf[telling][first].astype(np.float32),
        before=(pairs // max(1, len(keys))).astype(np.int32),
        after=(pairs % max(1, len(keys))).astype(np.int32),
        pair_times=np.bincount(of_pair, counts[telling[beside]], minlength=len(pairs)).astype(
            np.float32
        ),
        sequences=sequences[sequences % 2 == 0],
        written="\n".join(written[telling[first[n]]] for n in heaviest),
        written_places=heaviest.astype(np.int32),
        head="" if title else text[:HEAD],
    )


def weight(times: np.ndarray, zipf: np.ndarray) -> np.ndarray:
    """The weights of words, from their counts and Zipf frequencies."""
    return times**REPEATED * np.maximum(0, RARITY - zipf) ** RARITY_POWER


class Habits(NamedTuple):
    """Words that outlets of a corpus print in more articles than one story has: their columns,
    sorted; in how many articles beyond that they occur; and the number of articles.
    """

    columns: np.ndarray
    beyond: np.ndarray
    articles: int

    def zipf(self, article: Counted) -> np.ndarray:
        """The Zipf frequencies of an article's words, in English, or in the corpus if they are more
        frequent there.

        The share of articles that have a word is estimated with the table of English as a prior
        that weighs as much as twenty articles.

        >>> article = count_words(Vocabulary(), "", "The ferry for Quorn")
        >>> rare = article.columns[article.zipf == UNLISTED]
        >>> sorted(Habits(rare, np.array([60]), 80).zipf(article).round(1).tolist())
        [4.0, 6.2]
        """
        if not len(self.columns):
            return article.zipf
        place = np.minimum(np.searchsorted(self.columns, article.columns), len(self.columns) - 1)
        beyond = np.where(self.columns[place] == article.columns, self.beyond[place], 0)
        expected = 10.0 ** (article.zipf - 9) * ARTICLE_WORDS
        share = (beyond + PRIOR * expected) / (self.articles + PRIOR)
        here = np.log10(share / ARTICLE_WORDS) + 9
        return np.where((beyond > 0) & (share > expected), here, article.zipf)


def habits(outlets: Sequence[int], articles: Sequence[np.ndarray]) -> Habits:
    """The words that outlets print repeatedly, from the columns of articles; `outlets` holds a
    number for each article, negative if it is unknown.

    >>> words = [np.array(words, dtype=np.uint32) for words in ([1, 2], [1], [1], [1, 2], [2])]
    >>> habits([0, 0, 0, 0, 1], words)
    Habits(columns=array([1], dtype=uint32), beyond=array([2]), articles=5)
    """
    keys = [
        (np.uint64(outlet) << np.uint64(32)) | columns
        for outlet, columns in zip(outlets, articles)
        if outlet >= 0
    ]
    if not keys:
        return Habits(np.zeros(0, np.uint32), np.zeros(0, np.int64), 0)
    printed, times = np.unique(np.concatenate(keys), return_counts=True)
    again = times > STORY_ARTICLES
    columns, place = np.unique(
        (printed[again] & np.uint64(2**32 - 1)).astype(np.uint32), return_inverse=True
    )
    beyond = np.bincount(place, times[again] - STORY_ARTICLES, minlength=len(columns))
    return Habits(columns, beyond.astype(np.int64), len(keys))


def weigh(article: Counted, common: Habits) -> tuple[Weighed, np.ndarray]:
    """An article as weighted words, and the weights of its `written` words.

    >>> text = "The ferry Marigold is aground at Quorn."
    >>> article, _ = weigh(count_words(Vocabulary(), "Ferry aground", text), habits([], []))
    >>> article.size, int((article.weights**2).sum()) - UNIT**2 in range(-UNIT, UNIT)
    (6, True)
    """
    zipf = common.zipf(article)
    telling = zipf < COMMON
    weights = np.where(telling, weight(article.times, zipf), 0)
    pair_zipf = (zipf[article.before] + zipf[article.after]) / 2 - PAIR_RARITY
    pair_weights = np.where(
        telling[article.before] & telling[article.after],
        weight(PAIR_WEIGHT * article.pair_times, pair_zipf),
        0,
    )
    weights = np.concatenate([weights, pair_weights])
    unit = UNIT / (np.sqrt((weights**2).sum()) or 1)
    whole = np.round(weights * unit).astype(np.float32)
    if len(whole) > KEPT:
        whole[whole < np.partition(whole, -KEPT)[-KEPT]] = 0
    pairs = pair_columns(article.columns[article.before], article.columns[article.after])
    columns = np.concatenate([article.columns, pairs])
    size = int(np.count_nonzero(whole))
    order = np.argsort(columns, kind="stable")
    order = order[whole[order] > 0]
    return (
        Weighed(columns[order], whole[order], size, article.sequences),
        whole[article.written_places],
    )


def pair_columns(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """The columns of pairs of words, by the columns of the two; the order of the two counts.

    >>> first, second = np.array([1], dtype=np.uint32), np.array([2], dtype=np.uint32)
    >>> pair_columns(first, second) == pair_columns(second, first)
    array([False])
    """
    mixed = (before.astype(np.uint64) * np.uint64(0x9E3779B1)) ^ after.astype(np.uint64)
    return ((mixed * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)).astype(np.uint32)


def count_part(
    articles: Sequence[tuple[str, object, str | None]], furniture: Set[int]
) -> list[Counted]:
    """The words of articles, counted; each article is given as title, original text, outlet."""
    vocabulary = Vocabulary()
    return [
        count_words(vocabulary, title, without_furniture(plain(text), outlet, furniture))
        for title, text, outlet in articles
    ]


def without_furniture(text: str, outlet: str | None, furniture: Set[int]) -> str:
    """A plain text without the lines that its outlet prints repeatedly."""
    if not furniture or not outlet:
        return text
    lines = text.split("\n")
    return "\n".join(line for line in lines if number_of(f"{outlet}\0{line}") not in furniture)


def furniture(lines: np.ndarray, articles: np.ndarray, days: np.ndarray) -> set[int]:
    """The lines that an outlet prints repeatedly: its own name, an appeal, a note on the author. A
    line counts as such if five articles of the outlet have it over more than a week, or on unknown
    days.

    `lines` are hashes of outlet and line, `articles` the numbers of the articles that have them.

    >>> furniture(np.array([7] * 5), np.arange(5), np.array([1.0, 2, 3, 4, 9]))
    {7}
    >>> furniture(np.array([7] * 5), np.arange(5), np.array([1.0, 2, 3, 4, 5]))
    set()
    """
    order = np.argsort(lines, kind="stable")
    lines, articles = lines[order], articles[order]
    starts = np.flatnonzero(np.append(len(lines) > 0, lines[1:] != lines[:-1]))
    found = set()
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        if end - start >= FURNITURE_ARTICLES:
            printed = days[articles[start:end]]
            if not np.ptp(printed) <= FURNITURE_DAYS:
                found.add(int(lines[start]))
    return found


def number_of(text: str) -> int:
    """The hash of a text, as a number."""
    made = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(made.digest(), "big")
