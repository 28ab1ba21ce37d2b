"""Which articles tell the same story: found from their words, numbers, names and days.

Two articles are as near as the cosine of the angle between their words (Salton and McGill 1983),
where a rare word weighs more than a common one. How rare a word is comes from a table of English
(`word-frequencies.csv`) and not from the articles at hand, so that one threshold holds for ten
articles and for many thousands. Average linkage (Sokal and Michener 1958) then joins the two
groups whose articles are nearest on average, until no two groups are near enough.

Nothing depends on the order of the articles: they are sorted by what stands in them first.
"""

from __future__ import annotations

import datetime
import hashlib
import heapq
import re
import textwrap
import unicodedata
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from ..paths import package_lines
from ..text import ZERO_WIDTH, straighten
from .duplicates import shingles

if TYPE_CHECKING:
    from scipy import sparse

STORY_COLUMNS = ["id", "story", "label", "outlet", "published", "title", "similarity", "why"]

# The constants were chosen on 370 whole articles and 927 short reports that people had sorted by
# story, so that settings beside them do about as well, and so that of 400 articles on political
# news of different days few are taken for one story: docs/stories.md.
THRESHOLD = 0.235  # the similarity, on average over pairs, from which on two groups are one story
FLOOR = 0.168  # a pair below it counts as 0
COMMON = 5.4  # Zipf frequency from which on a word says nothing of a story: "police" is 5.48
UNLISTED = 2.5  # Zipf frequency of a word that the table of common words does not have
RARITY, RARITY_POWER = 9.5, 0.35  # a word weighs (9.5 - its Zipf frequency) ** 0.35
REPEATED = 0.6  # a word that stands there n times counts n to this power
LEAD, LEAD_WEIGHT = 120, 1.0  # each of the first words of a text counts so much more
TITLE_WEIGHT = 6.0
# Names and numbers tell events of one kind apart.
CAPITAL_WEIGHT, NUMBER_WEIGHT = 1.15, 2.0
# Short texts that say the same share fewer words: a pair is raised by 2.2 / √(words + 5).
SHORT, SHORT_WORDS = 2.2, 5.0
FAR, DAYS = 0.7, 20.0  # days that are far apart take three tenths; 20 days more, two thirds of that
PRINTED_BY_BOTH = 0.4  # what word sequences that both print add, if they are all of the shorter
SAME_OUTLET = 0.95  # an outlet seldom tells a story twice, and its articles share its habits
# Furniture: a line that so many articles of an outlet have, over more than so many days.
FURNITURE_ARTICLES, FURNITURE_DAYS = 5, 7
LABEL_LENGTH, WORDS_SHOWN = 80, 5
HEAD = 2000  # characters of a text in which the words that are shown are looked for
OFTEN, OFTEN_ROWS = 0.04, 50  # a column is dense if more articles have it: share, and number

WORD = re.compile(r"[^\W_]+(?:['.&,-][^\W_]+)*")
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
DATED = re.compile(
    r"\d+|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)s?\b"
)
PART = 500  # articles that travel to a core at once
FEW = 1000  # up to so many stay here
BLOCK, STRIDE = 128, 2048  # articles that are compared with others at once, and dropped at once
EXACT = 10**6  # similarities are added as whole millionths: sums do not depend on their order


class Weighed(NamedTuple):
    """Articles as the rows of a sparse matrix; how many columns each article had, those that no
    other has among them; and the key of each column, a number made of the word.
    """

    rows: sparse.csr_matrix
    sizes: np.ndarray
    columns: np.ndarray


@cache
def frequencies() -> dict[str, float]:
    """The Zipf frequency of each common English word.

    >>> frequencies()["the"], frequencies().get("Sheinbaum")
    (7.73, None)
    """
    lines = package_lines("word-frequencies.csv")[1:]
    return {word: float(value) for word, _, value in (line.partition(",") for line in lines)}


def plain(text: object) -> str:
    """The text with straight marks, without ligatures, soft hyphens and decomposed accents; empty
    where there is none.

    >>> plain("The o\N{LATIN SMALL LIGATURE FFI}cer’s co\N{SOFT HYPHEN}at")
    "The officer's coat"
    """
    if not isinstance(text, str):
        return ""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", straighten(ZERO_WIDTH.sub("", text)))


def key_of(written: str) -> str:
    """What a word is counted as.

    >>> key_of("Canada's"), key_of("U.S"), key_of("1,000")
    ('canada', 'us', '1,000')
    """
    key = written.lower().removesuffix("'s")
    return key.replace(".", "") if INITIALS.fullmatch(key) else key


def zipf(key: str) -> float:
    """How common a word is; of a number, how common numbers of its kind are.

    >>> zipf("the"), zipf("sheinbaum"), zipf("2025"), zipf("284")
    (7.73, 2.5, 5.0, 3.5)
    """
    if key[0].isdigit():
        if len(key) == 1:
            return 6.0
        if len(key) == 2:
            return 4.7
        return 5.0 if re.fullmatch(r"(?:19|20)\d\d", key) else 3.5
    return frequencies().get(key, UNLISTED)


class Words(dict):
    """Each word as it is written → its number, given when it is first met; and what is known of it
    by that number: the number of its column, its Zipf frequency, how much it counts.
    """

    def __init__(self) -> None:
        self.facts: list[tuple[int, float, float]] = []
        self.columns, self.common, self.kinds = np.zeros(0, np.uint32), np.zeros(0), np.zeros(0)

    def __missing__(self, written: str) -> int:
        key = key_of(written)
        digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest()
        kind = NUMBER_WEIGHT if written[0].isdigit() else 1.0
        kind = CAPITAL_WEIGHT if written[0].isupper() else kind
        self.facts.append((int.from_bytes(digest, "big"), zipf(key), kind))
        self[written] = number = len(self)
        return number

    def of(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The columns, Zipf frequencies and kinds of some words."""
        numbers = np.fromiter(map(self.__getitem__, words), dtype=np.int64, count=len(words))
        if new := self.facts[len(self.columns) :]:
            columns, common, kinds = zip(*new)
            self.columns = np.append(self.columns, np.array(columns, dtype=np.uint32))
            self.common = np.append(self.common, common)
            self.kinds = np.append(self.kinds, kinds)
        return self.columns[numbers], self.common[numbers], self.kinds[numbers]


def weighed(words: Words, title: str, text: str) -> tuple[np.ndarray, np.ndarray]:
    """The columns of an article's words, sorted, and the weight of each. Common words have none."""
    in_title, in_text = WORD.findall(title), WORD.findall(text)
    columns, common, kinds = words.of([*in_title, *in_text])
    counts = np.ones(len(columns))
    counts[: len(in_title)] = TITLE_WEIGHT
    counts[len(in_title) : len(in_title) + LEAD] += LEAD_WEIGHT
    kept = common < COMMON
    keys, where, place = np.unique(columns[kept], return_index=True, return_inverse=True)
    times = np.bincount(place, (counts * kinds)[kept], minlength=len(keys))
    return keys, times**REPEATED * (RARITY - common[kept][where]) ** RARITY_POWER


class Texts:
    """Articles by number, in an order that comes from what stands in them: titles, outlets (None
    where not known) and days. Their texts are made plain when they are needed, some at a time:
    those of all at once would take too much memory.
    """

    def __init__(self, known: pd.DataFrame):
        digests: list[int] = []
        titles: list[str] = []
        outlets = [name if isinstance(name, str) else None for name in known["outlet"]]
        lines, articles = array("Q"), array("L")
        for start in range(0, len(known), PART):
            for row in known.iloc[start : start + PART].itertuples(index=False):
                title, text = plain(row.title), plain(row.text)
                besides = map(str, (row.published, row.outlet, row.id))
                digests.append(digest("\0".join([text, title, *besides])))
                if outlet := outlets[len(titles)]:
                    keys = {digest(f"{outlet}\0{line}") for line in text.split("\n")}
                    lines.extend(keys)
                    articles.extend([len(titles)] * len(keys))
                titles.append(title)
        days = np.array([day_of(published) for published in known["published"]], dtype=float)
        self.order = np.argsort(np.array(digests, dtype=np.uint64), kind="stable").tolist()
        self.furniture = furniture(np.array(lines), np.array(articles, dtype=np.int64), days)
        self.written = known["text"]
        self.titles = [titles[n] for n in self.order]
        self.outlets = [outlets[n] for n in self.order]
        self.days = days[self.order]

    def __len__(self) -> int:
        return len(self.order)

    def of(self, numbers: Sequence[int]) -> list[tuple[str, object, str | None]]:
        """Title, text as it was written, and outlet of some articles."""
        written = self.written.iloc[[self.order[n] for n in numbers]]
        return [(self.titles[n], text, self.outlets[n]) for n, text in zip(numbers, written)]


def readable(text: object, outlet: str | None, furniture: Set[int]) -> str:
    """The text as `plain` gives it, without furniture."""
    kept = plain(text)
    if not furniture or not outlet:
        return kept
    lines = kept.split("\n")
    return "\n".join(line for line in lines if digest(f"{outlet}\0{line}") not in furniture)


def digest(text: str) -> int:
    """A number made of a text."""
    made = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(made.digest(), "big")


def furniture(lines: np.ndarray, articles: np.ndarray, days: np.ndarray) -> set[int]:
    """The lines that an outlet prints again and again: its own name, an appeal, a note on the
    author. A line is one if five articles of the outlet have it over more than a week, or on days
    that are not known.

    `lines` and `articles` are numbers of lines, made of outlet and text, and of articles that have
    them.

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


def weigh_part(
    articles: Sequence[tuple[str, object, str | None]], furniture: Set[int]
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Of each article the columns and weights of its words, in a row of length 1, and the numbers
    of its sequences of five words. `articles` is what `Texts.of` gives.
    """
    words, rows = Words(), []
    for title, written, outlet in articles:
        text = readable(written, outlet, furniture)
        columns, weights = weighed(words, title, text)
        weights = weights / (np.sqrt((weights**2).sum()) or 1.0)
        rows.append((columns, weights.astype(np.float32), shingles(text)))
    return rows


def weigh(texts: Texts) -> tuple[Weighed, Weighed]:
    """The articles as rows of weighted words, and as rows of ones for the word sequences that each
    prints.
    """
    rows = [row for part in weighed_parts(texts) for row in part]
    words, weights, sequences = zip(*rows) if rows else ((), (), ())
    one = np.ones(1, np.float32)
    ones = [np.broadcast_to(one, len(row)) for row in sequences]
    del rows
    return shared_columns(words, weights), shared_columns(sequences, ones)


def weighed_parts(texts: Texts) -> Iterator[list[tuple[np.ndarray, np.ndarray, np.ndarray]]]:
    """What `weigh_part` gives of all articles, part by part; of many articles on all cores."""
    from loky import cpu_count, get_reusable_executor
    from tqdm import tqdm

    parts = (
        (texts.of(range(start, min(start + PART, len(texts)))), texts.furniture)
        for start in range(0, len(texts), PART)
    )
    with tqdm(total=len(texts), desc="reading", unit=" articles", delay=2, disable=None) as bar:
        waiting: deque = deque()
        cores = get_reusable_executor() if len(texts) > FEW else None
        for part in parts:
            waiting.append(cores.submit(weigh_part, *part) if cores else part)
            while len(waiting) > (2 * cpu_count() if cores else 0):
                done = waiting.popleft()
                yield done.result() if cores else weigh_part(*done)
                bar.update(PART)
        for done in waiting:
            yield done.result()


def shared_columns(keys: Sequence[np.ndarray], values: Sequence[np.ndarray]) -> Weighed:
    """Rows of values as a sparse matrix of the columns that more than one row has: no product of
    two rows needs the others.
    """
    from scipy import sparse

    all_keys = np.concatenate(keys) if keys else np.zeros(0, np.uint32)
    all_keys.sort()
    columns = np.unique(all_keys[1:][all_keys[1:] == all_keys[:-1]])
    del all_keys
    ends, indices, kept = [0], [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
    for key, value in zip(keys, values):
        place = np.searchsorted(columns, key)
        shared = place < len(columns)
        shared[shared] = columns[place[shared]] == key[shared]
        indices.append(place[shared].astype(np.int32))
        kept.append(value[shared])
        ends.append(ends[-1] + int(shared.sum()))
    rows = sparse.csr_matrix(
        (np.concatenate(kept), np.concatenate(indices), np.array(ends)),
        shape=(len(keys), max(1, len(columns))),
    )
    return Weighed(rows, np.array([len(key) for key in keys]), columns)


class Products:
    """The product of each row with each other, some rows at a time.

    Columns that many rows have are multiplied as a dense matrix, which is far faster for them; all
    others as a sparse one.
    """

    def __init__(self, rows: sparse.csr_matrix):
        times = np.bincount(rows.indices, minlength=rows.shape[1])
        often = times > max(OFTEN_ROWS, OFTEN * rows.shape[0])
        self.dense = rows[:, often].toarray()
        self.rare = rows[:, ~often] if often.any() else rows
        self.turned, self.first = self.rare.T.tocsr(), 0

    def of(self, start: int, end: int) -> np.ndarray:
        """The rows from `start` to `end` with all rows from `start` on; `start` may only grow."""
        if start - self.first >= STRIDE:  # rows that are behind are dropped
            self.turned, self.first = self.turned[:, start - self.first :], start
        found = self.dense[start:end] @ self.dense[start:].T
        others = self.rare[start:end] @ self.turned
        found += others.toarray()[:, start - self.first :]
        return found


def closeness(days: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """What the days of two articles leave of their similarity: all of it where they are a day apart
    or one is not known, and seven tenths where they are far apart, since a scraped date may be
    wrong by months.
    """
    apart = np.nan_to_num(np.abs(days[first] - days[second]))
    return FAR + (1 - FAR) * np.exp(-np.maximum(0, apart - 1) / DAYS)


def day_of(published: object) -> float:
    """The day as a number; NaN where it is not known to the day.

    >>> day_of("2025-09-05T23:10+05:30") - day_of("2025-09-04"), day_of("2025-09"), day_of(None)
    (1.0, nan, nan)
    """
    try:
        return float(datetime.date.fromisoformat(str(published)[:10]).toordinal())
    except ValueError:
        return float("nan")


class Graph(NamedTuple):
    """The pairs of articles that are near, by their numbers, and how near in millionths."""

    first: np.ndarray
    second: np.ndarray
    near: np.ndarray


def graph(matter: Weighed, sequences: Weighed, days: np.ndarray, outlets: np.ndarray) -> Graph:
    """The pairs of articles whose similarity reaches the floor.

    The cosine of their words; more for two short texts; less for days that are far apart and for
    one outlet; and more for word sequences that both print. `matter` and `sequences` are what
    `weigh` gives, `outlets` holds a number for each, below 0 where it is not known.
    """
    from tqdm import tqdm

    cosines, copied = Products(matter.rows), Products(sequences.rows)
    lengths = np.maximum(1, sequences.sizes)
    most = 1 + SHORT / np.sqrt(SHORT_WORDS)  # what the shortest texts are raised by
    parts = [(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32))]
    count = len(days)
    for start in tqdm(range(0, count, BLOCK), "comparing", delay=2, disable=None):
        end = min(start + BLOCK, count)
        block = cosines.of(start, end)
        row, column = np.nonzero(block >= FLOOR / most)
        row, column = row[row < column], column[row < column]
        near, first, second = block[row, column].astype(float), row + start, column + start
        shorter = np.minimum(matter.sizes[first], matter.sizes[second])
        near *= 1 + SHORT / np.sqrt(shorter + SHORT_WORDS)
        near *= closeness(days, first, second)
        near[(outlets[first] == outlets[second]) & (outlets[first] >= 0)] *= SAME_OUTLET
        near = np.minimum(near, 1)
        both = copied.of(start, end)[row, column] / np.minimum(lengths[first], lengths[second])
        near += PRINTED_BY_BOTH * np.minimum(both, 1) * (1 - near)
        reach = near >= FLOOR
        found = (first[reach], second[reach], np.round(near[reach] * EXACT))
        parts.append(tuple(column.astype(np.int32) for column in found))
    return Graph(*(np.concatenate(part) for part in zip(*parts)))


def average_linkage(count: int, pairs: Graph, threshold: float = THRESHOLD) -> list[list[int]]:
    """The groups of more than one: the two that are nearest on average over all pairs of their
    members become one, for as long as they reach the threshold. A pair that is not there counts as
    0; of groups that are equally near, those with the lowest numbers go first.

    >>> near = Graph(np.array([0, 1, 0]), np.array([1, 2, 2]), np.array([900000, 400000, 200000]))
    >>> average_linkage(4, near, 0.3), average_linkage(4, near, 0.31)
    ([[0, 1, 2]], [[0, 1]])
    """
    sums: list[dict[int, int]] = [{} for _ in range(count)]
    waiting = []
    together = components(count, pairs, threshold)
    for a, b, near in zip(*(column.tolist() for column in pairs)):
        if together[a] == together[b]:  # others can never become one
            sums[a][b] = sums[b][a] = near
            if near >= threshold * EXACT:
                waiting.append((-near / 1, a, b, 1, 1))
    heapq.heapify(waiting)
    members: list[list[int]] = [[n] for n in range(count)]
    while waiting:
        _, a, b, size_a, size_b = heapq.heappop(waiting)
        if len(members[a]) != size_a or len(members[b]) != size_b:
            continue  # one of them has grown, or is no more
        members[a] += members[b]
        members[b] = []
        del sums[a][b]
        for other, near in sums[b].items():
            if other != a:
                del sums[other][b]
                sums[a][other] = sums[other][a] = sums[a].get(other, 0) + near
        sums[b] = {}
        for other, near in sums[a].items():
            mean = near / (len(members[a]) * len(members[other]))
            if mean >= threshold * EXACT:
                low, high = sorted((a, other))
                heapq.heappush(waiting, (-mean, low, high, len(members[low]), len(members[high])))
    return [sorted(group) for group in members if len(group) > 1]


def components(count: int, pairs: Graph, threshold: float) -> np.ndarray:
    """The number of the component of each article, by the pairs that reach the threshold."""
    from scipy import sparse

    enough = pairs.near >= threshold * EXACT
    ends = (pairs.first[enough], pairs.second[enough])
    linked = sparse.coo_matrix((np.ones(enough.sum(), bool), ends), shape=(count, count))
    return sparse.csgraph.connected_components(linked, directed=False)[1]


@cache
def round_up_pattern() -> re.Pattern[str]:
    """What the titles of round-ups, live pages and columns say (`round-ups.txt`)."""
    phrases = "|".join(re.escape(line) for line in package_lines("round-ups.txt"))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def is_round_up(title: str) -> bool:
    """Whether a title is that of a round-up, of a live page or of a column.

    >>> is_round_up("Your Monday Briefing"), is_round_up("Minister leaves briefing")
    (True, False)
    """
    return bool(round_up_pattern().search(title))


def series(titles: Sequence[str], outlets: Sequence[object]) -> set[int]:
    """The articles of a series: an outlet has three or more under one title, numbers and days of
    the calendar left out.

    >>> sorted(series(["Sport, 3 May", "Sport, 4 May", "Sport, 5 May"], ["A"] * 3))
    [0, 1, 2]
    """
    alike = defaultdict(list)
    for n, (title, outlet) in enumerate(zip(titles, outlets)):
        if title and isinstance(outlet, str):
            alike[outlet, DATED.sub("", title.lower())].append(n)
    return {n for articles in alike.values() if len(articles) > 2 for n in articles}


def find_stories(articles: pd.DataFrame) -> pd.DataFrame:
    """Which articles tell the same story: one row per article, in the order given.

    - `id`; `story`, the same value for the same story, missing for an article that tells its story
      alone;
    - `label`, the headline that is nearest to all others of the story, shortened;
    - `outlet`, `published`, `title`, as they came;
    - `similarity`, on average to the other articles of the story, from 0 to 1; `why`, the words
      that carry it, the heaviest first.

    `articles` needs `id` and `text`; `title`, `published` and `outlet` help. A column `story` that
    is there wins, if only for some articles: whoever brings one has decided, and an article
    without a value is in no story. How stories are found stands in `docs/stories.md`, with how
    often that is right. The same articles give the same stories in any order.

    >>> articles = pd.DataFrame({"id": ["a", "b", "c"], "text": [
    ...     "The ferry Marigold ran aground off Skerryhaven with 129 passengers.",
    ...     "All 129 passengers left the Marigold, aground near Skerryhaven.",
    ...     "Parliament in Ottenburg votes on the pension law."]})
    >>> found = find_stories(articles)
    >>> found["story"].tolist(), found["why"][0]
    (['1', '1', nan], '129, Skerryhaven, Marigold, aground, passengers')
    """
    known = articles.reindex(columns=["id", "title", "text", "outlet", "published"]).reset_index(
        drop=True
    )
    texts = Texts(known)
    matter, sequences = weigh(texts)
    numbers = pd.factorize(np.array(texts.outlets, dtype=object))[0]
    pairs = graph(matter, sequences, texts.days, numbers)
    del sequences
    if (given := stories_given(articles)) is not None:
        members: defaultdict[str, list[int]] = defaultdict(list)
        for n, story in enumerate(given.iloc[texts.order]):
            if isinstance(story, str):
                members[story].append(n)
        groups = dict(sorted(members.items()))
    else:
        last = {n for n, title in enumerate(texts.titles) if is_round_up(title)}
        by_day = sorted(
            with_round_ups(len(texts), pairs, last | series(texts.titles, texts.outlets)),
            key=lambda group: (np.fmin.reduce(texts.days[group], initial=np.inf), group[0]),
        )
        groups = {str(n): group for n, group in enumerate(by_day, 1)}
    rows = described(matter, pairs, texts, groups)
    rows.index = pd.Index([texts.order[n] for n in rows.index], dtype=np.int64)
    found = known.drop(columns="text").join(rows)[STORY_COLUMNS]
    return found.astype(dict.fromkeys(["story", "label", "why"], "str")).set_index(articles.index)


def with_round_ups(count: int, pairs: Graph, last: set[int]) -> list[list[int]]:
    """The groups by average linkage of all articles but some, each of which then joins the group,
    or the single article, that it is nearest to, if that is near enough. So no round-up brings two
    stories together.
    """
    late = np.isin(np.arange(count), list(last))
    regular = ~(late[pairs.first] | late[pairs.second])
    groups = average_linkage(count, Graph(*(column[regular] for column in pairs)))
    group_of = {n: group[0] for group in groups for n in group}
    sizes = Counter(group_of.values())
    near: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for a, b, value in zip(*(column[~regular].tolist() for column in pairs)):
        if late[a] != late[b]:
            article, other = (a, b) if late[a] else (b, a)
            near[article][group_of.get(other, other)] += value
    members = {group[0]: group for group in groups}
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for article, sums in near.items():
        mean, place = max((total / sizes.get(n, 1), -n) for n, total in sums.items())
        if mean >= THRESHOLD * EXACT:
            joined[-place].append(article)
    return [sorted([*members.pop(n, [n]), *articles]) for n, articles in joined.items()] + list(
        members.values()
    )


def described(
    matter: Weighed, pairs: Graph, texts: Texts, groups: Mapping[str, Sequence[int]]
) -> pd.DataFrame:
    """A row for each article in a group, by its number: `story, label, similarity, why`."""
    group_of = np.full(len(texts), -1)
    for n, group in enumerate(groups.values()):
        group_of[group] = n
    within = (group_of[pairs.first] == group_of[pairs.second]) & (group_of[pairs.first] >= 0)
    near = np.zeros(len(texts), dtype=np.int64)
    np.add.at(near, pairs.first[within], pairs.near[within])
    np.add.at(near, pairs.second[within], pairs.near[within])
    found, words = {}, Words()
    for name, group in groups.items():
        heads = [
            readable(text, outlet, texts.furniture)[:HEAD] for _, text, outlet in texts.of(group)
        ]
        typical = min(
            range(len(group)), key=lambda k: (not texts.titles[group[k]], -near[group[k]], group[k])
        )
        label = texts.titles[group[typical]] or heads[typical]
        label = textwrap.shorten(label, LABEL_LENGTH, placeholder="…")
        for article, columns, head in zip(group, shared_words(matter, group), heads):
            similarity = near[article] / EXACT / max(1, len(group) - 1)
            why = as_written(words, columns, f"{head}\n{texts.titles[article]}")
            found[article] = (
                name,
                label,
                round(similarity, 3) if len(group) > 1 else float("nan"),
                ", ".join(why),
            )
    return pd.DataFrame.from_dict(
        found, orient="index", columns=["story", "label", "similarity", "why"]
    )


def shared_words(matter: Weighed, group: Sequence[int]) -> list[np.ndarray]:
    """Of each article of a group the words that it shares with others, by their columns, those that
    carry most of its similarity first.
    """
    starts = matter.rows.indptr
    places = [matter.rows.indices[starts[n] : starts[n + 1]] for n in group]
    weights = [matter.rows.data[starts[n] : starts[n + 1]] for n in group]
    columns, where = np.unique(np.concatenate(places), return_inverse=True)
    total = np.bincount(where, np.concatenate(weights), minlength=len(columns))
    shared = []
    for place, weight in zip(places, weights):
        others = weight * (total[np.searchsorted(columns, place)] - weight)
        order = np.argsort(-others, kind="stable")[: np.count_nonzero(others > 1e-6)]
        shared.append(matter.columns[place[order]])
    return shared


def as_written(words: Words, columns: np.ndarray, text: str) -> list[str]:
    """The first words among some columns, as a text writes them."""
    written: dict[int, str] = {}
    for word in WORD.findall(text):
        written.setdefault(words.facts[words[word]][0], word)
    return [written[column] for column in columns.tolist() if column in written][:WORDS_SHOWN]


def stories_given(articles: pd.DataFrame) -> pd.Series | None:
    """The stories that somebody else says, as text, missing where there is none: the column
    `story`, or else `event`. None where neither holds anything.

    >>> stories_given(pd.DataFrame({"event": [7.0, float("nan"), "storm", " "]})).tolist()
    ['7', nan, 'storm', nan]
    """
    for name in ("story", "event"):
        if name in articles and (values := articles[name].map(story_named)).notna().any():
            return values.astype("str")
    return None


def story_named(value: Any) -> str | float:
    """The name of a story as text; NaN for an empty cell."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or np.nan if pd.notna(value) else np.nan
