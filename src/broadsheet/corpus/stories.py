"""Which articles report the same story.

The similarity of two articles is the cosine of the angle between their weighted words
(`story_words`; Salton and McGill 1983), adjusted for what else is known of them. Average linkage
(Sokal and Michener 1958) joins the two groups whose articles are most similar on average, until no
two groups are similar enough.

Nothing depends on the order of the articles, which are numbered by their content, nor on the parts
in which they are read: similarities are sums of whole numbers.
"""

from __future__ import annotations

import datetime
import hashlib
import heapq
import pickle
import re
import tempfile
import textwrap
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, nullcontext
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..formats import clean
from ..paths import find, package_lines
from ..patterns import regex
from ..progress import progress
from ..remembered import remembered
from ..storage import read_parts
from ..workers import Workers
from .story_similarity import EXACT, Graph, graph
from .story_words import (
    SAMPLE,
    Counted,
    Habits,
    Weighed,
    count_part,
    furniture,
    habits,
    number_of,
    plain,
    weigh,
)

STORY_COLUMNS = ["id", "story", "label", "outlet", "published", "title", "similarity", "why"]
KNOWN = ["id", "title", "outlet", "published"]

THRESHOLD = 0.175  # mean similarity over pairs from which on two groups are one story
LABEL_LENGTH, WORDS_SHOWN = 80, 5

DATED = regex(
    r"\d+|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)s?\b"
)
PART = 500  # articles sent to a core at once
FEW = 1000  # up to this many articles are counted in this process
MANY = 10_000  # up to this many are kept in memory between the two readings


def find_stories(
    articles: pd.DataFrame, window: int | None = None, folder: str | Path = ""
) -> pd.DataFrame:
    """The story of each article: one row per article, in the order given.

    - `id`; `story`, the same value for articles on the same story, missing if no other article
      reports it;
    - `label`, the headline most similar to all others of the story, shortened;
    - `outlet`, `published`, `title`, unchanged;
    - `similarity`, the mean similarity to the other articles of the story, from 0 to 1; `why`, the
      words that contribute most to it, the heaviest first.

    `articles` needs `id` and `text`; `title`, `published` and `outlet` help. An existing column
    `story` or `event` wins, even if it covers only some articles; an article without a value is
    then in no story.

    All pairs of articles are compared. With `window`, a number of days, articles further apart are
    not compared, so that millions take hours rather than weeks; an article without a date is
    compared with all. If articles lack texts, these are read from the corpus that `measure` saved
    in `folder`, part by part, and with a window never held in memory all at once. The stories do
    not depend on the parts.

    `docs/stories.md` explains how stories are found, and how often that is right.

    >>> articles = pd.DataFrame({"id": ["a", "b", "c"], "text": [
    ...     "The ferry Marigold ran aground off Skerryhaven with 129 passengers.",
    ...     "All 129 passengers left the Marigold, aground near Skerryhaven.",
    ...     "Parliament in Ottenburg votes on the pension law."]})
    >>> found = find_stories(articles)
    >>> found["story"].tolist(), found["why"][0]
    (['1', '1', nan], '129, Skerryhaven, Marigold, aground, passengers')
    """
    if window is not None and window < 1:
        raise ValueError(
            f"window: {window} is not a number of days; give 1 or more, or None for no limit"
        )
    found = remembered(
        "stories",
        partial(given_as, articles, window, folder),
        partial(stories_found, articles, window, folder),
    )
    return found.set_index(articles.index)


def given_as(articles: pd.DataFrame, window: int | None, folder: str | Path) -> str:
    """All that the stories depend on, for `remembered`."""
    table, texts = opened(articles, folder)
    about = table.to_dict("list"), table.dtypes.astype(str).tolist()
    checksum = hashlib.sha256(repr(about).encode())
    for places, part in texts():
        checksum.update(repr((places.tolist(), part.tolist())).encode())
    return f"{checksum.hexdigest()} {window}"


def stories_found(articles: pd.DataFrame, window: int | None, folder: str | Path) -> pd.DataFrame:
    """As `find_stories`, with rows numbered from 0."""
    table, texts = opened(articles, folder)
    known = first_reading(table, texts)
    given = stories_given(table)
    with ExitStack() as stack:
        spool = None
        if len(table) > MANY:
            spool = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="broadsheet-")))
        if given is None:
            shelf = Shelf(blocks_by_day(known.days, window), spool)
        else:
            shelf = Shelf(pd.factorize(given.iloc[known.order])[0], spool)
        second_reading(known, texts, shelf)
        carriers: Carriers = {}
        pairs = near_pairs(shelf, known, None if given is not None else window, carriers)
    if given is not None:
        members = defaultdict(list)
        for number, story in enumerate(given.iloc[known.order]):
            if isinstance(story, str):
                members[story].append(number)
        groups = dict(sorted(members.items()))
    else:
        joins_last = {n for n, title in enumerate(known.titles) if is_round_up(title)}
        joins_last |= series(known.titles, known.outlets)
        by_day = sorted(
            with_round_ups(len(table), pairs, joins_last),
            key=lambda group: (np.fmin.reduce(known.days[group], initial=np.inf), group[0]),
        )
        groups = {str(n): group for n, group in enumerate(by_day, 1)}
    rows = described(pairs, known, carriers, groups)
    rows.index = pd.Index([known.order[n] for n in rows.index], dtype=np.int64)
    found = table[KNOWN].join(rows)[STORY_COLUMNS]
    return found.astype(dict.fromkeys(["story", "label", "why"], "str"))


# A function that yields the texts in batches, with the places of their articles; it can be called
# several times.
Texts = Callable[[], Iterable[tuple[np.ndarray, pd.Series]]]


def opened(articles: pd.DataFrame, folder: str | Path = "") -> tuple[pd.DataFrame, Texts]:
    """The fields of each article except its text, numbered from 0; and the texts."""
    if "id" not in articles or not ("text" in articles or folder):
        raise ValueError("articles: needs the columns `id` and `text`")
    stories = [name for name in ("story", "event") if name in articles]
    table = articles.reindex(columns=[*KNOWN, *stories]).reset_index(drop=True)
    if "text" in articles:
        written = articles["text"]
        places = np.arange(len(table))
        starts = range(0, len(table), PART)
        return table, lambda: (
            (places[start : start + PART], written.iloc[start : start + PART]) for start in starts
        )
    place_of = pd.Index(table["id"])

    def stored() -> Iterator[tuple[np.ndarray, pd.Series]]:
        for part in read_parts(find(folder), "articles", ["id", "text"]):
            places = place_of.get_indexer(pd.Index(part["id"]))
            yield places[places >= 0], part["text"][places >= 0]

    return table, stored


class Known(NamedTuple):
    """What is known of articles, which are numbered by their content: `order` holds the place of
    each in the table, `number` the number of each place; unknown `days` are NaN and unknown
    `outlets` None.
    """

    order: list[int]
    number: np.ndarray
    titles: list[str]
    outlets: list[str | None]
    days: np.ndarray
    furniture: set[int]


def first_reading(table: pd.DataFrame, texts: Texts) -> Known:
    """The articles, numbered, and the lines that their outlets print repeatedly."""
    digests = np.zeros(len(table), dtype=np.uint64)
    titles = [plain(title) for title in table["title"]]
    outlets = [outlet if isinstance(outlet, str) else None for outlet in table["outlet"]]
    days = np.array([day_of(published) for published in table["published"]], dtype=float)
    besides = list(zip(table["published"].map(str), table["outlet"].map(str), table["id"].map(str)))
    lines, articles = array("Q"), array("L")
    for places, part in texts():
        for place, written in zip(places.tolist(), part):
            text = plain(written)
            digests[place] = number_of("\0".join([text, titles[place], *besides[place]]))
            if outlet := outlets[place]:
                keys = {number_of(f"{outlet}\0{line}") for line in text.split("\n")}
                lines.extend(keys)
                articles.extend([place] * len(keys))
    order = np.argsort(digests, kind="stable")
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return Known(
        order.tolist(),
        number,
        [titles[place] for place in order],
        [outlets[place] for place in order],
        days[order],
        furniture(np.array(lines), np.array(articles, dtype=np.int64), days),
    )


def blocks_by_day(days: np.ndarray, window: int | None) -> np.ndarray:
    """The block of each article: articles in blocks that are neither the same nor adjacent are more
    than `window` days apart. Block 0 holds articles without a date, and all articles if there is no
    window.

    >>> blocks_by_day(np.array([100.0, 130, 131, 400, np.nan]), 31).tolist()
    [1, 1, 2, 10, 0]
    """
    if window is None or np.isnan(days).all():
        return np.zeros(len(days), dtype=np.int64)
    return np.nan_to_num((days - np.nanmin(days)) // window + 1).astype(np.int64)


class Shelf:
    """Articles with their words counted, kept by block, in memory or in files of a folder; articles
    of block -1 are not kept.
    """

    def __init__(self, block_of: np.ndarray, folder: Path | None):
        self.block_of, self.folder = block_of, folder
        self.blocks = sorted(set(block_of[block_of >= 0].tolist()))
        self.kept: defaultdict[int, list[tuple[int, Counted]]] = defaultdict(list)

    def put(self, articles: Iterable[tuple[int, Counted]]) -> None:
        """Keeps articles, each with its number."""
        for number, article in articles:
            if (block := int(self.block_of[number])) >= 0:
                self.kept[block].append((number, article))
        if self.folder:
            for block, some in self.kept.items():
                with (self.folder / str(block)).open("ab") as file:
                    pickle.dump(some, file)
            self.kept.clear()

    def of(self, block: int) -> Iterator[tuple[int, Counted]]:
        """The articles of a block, in the order in which they were put."""
        yield from self.kept.get(block, [])
        if self.folder:
            with (self.folder / str(block)).open("rb") as file:
                while file.peek(1):
                    yield from pickle.load(file)


class Carrier(NamedTuple):
    """The heaviest words of an article as written, one per line; their columns and weights; and its
    beginning if it has no title.
    """

    words: str
    columns: np.ndarray
    weights: np.ndarray
    head: str


Carriers = dict[int, Carrier]  # by the numbers of the articles


def second_reading(known: Known, texts: Texts, shelf: Shelf) -> None:
    """Counts the words of all articles and puts them on the shelf, part by part; many articles are
    counted on all cores.
    """
    many = len(known.order) > FEW
    if many:
        from loky import cpu_count
    waiting: deque = deque()
    with (
        progress(total=len(known.order), desc="reading", unit=" articles") as bar,
        Workers() if many else nullcontext() as workers,
    ):
        for places, part in texts():
            numbers = known.number[places].tolist()
            articles = [(known.titles[n], text, known.outlets[n]) for n, text in zip(numbers, part)]
            if workers is None:
                shelf.put(zip(numbers, count_part(articles, known.furniture)))
                continue
            waiting.append((numbers, workers.submit(count_part, articles, known.furniture)))
            while len(waiting) > 2 * cpu_count():
                done, job = waiting.popleft()
                shelf.put(zip(done, job.result()))
                bar.update(len(done))
        for done, job in waiting:
            shelf.put(zip(done, job.result()))


def corpus_habits(shelf: Shelf, known: Known) -> Habits:
    """The words that outlets of a corpus print repeatedly, from the articles with the lowest
    numbers, which are a random sample because numbers depend on content only.
    """
    codes = pd.factorize(np.array(known.outlets, dtype=object))[0]
    outlets, columns = [], []
    for block in shelf.blocks:
        for number, article in shelf.of(block):
            if number < SAMPLE:
                outlets.append(int(codes[number]))
                columns.append(article.columns)
    return habits(outlets, columns)


def day_of(published: object) -> float:
    """The day as a number; NaN if the date is not known to the day.

    >>> day_of("2025-09-05T23:10+05:30") - day_of("2025-09-04"), day_of("2025-09"), day_of(None)
    (1.0, nan, nan)
    """
    try:
        return float(datetime.date.fromisoformat(str(published)[:10]).toordinal())
    except ValueError:
        return float("nan")


def near_pairs(shelf: Shelf, known: Known, window: int | None, carriers: Carriers) -> Graph:
    """The pairs of articles whose similarity reaches the floor: within a block, with a window also
    with the block before, and undated articles with all. Fills `carriers`.
    """
    nothing = np.zeros(0, np.int32)
    parts = [Graph(nothing, nothing, nothing)]
    common = corpus_habits(shelf, known)
    undated: list[tuple[int, Weighed]] = []
    before: list[tuple[int, Weighed]] = []
    for block in progress(shelf.blocks, "comparing"):
        here: list[tuple[int, Weighed]] = []
        for number, article in shelf.of(block):
            weighed, weights = weigh(article, common)
            columns = article.columns[article.written_places]
            carriers[number] = Carrier(article.written, columns, weights, article.head)
            here.append((number, weighed))
        here.sort(key=lambda numbered: numbered[0])
        if window is None:
            parts.append(graph(here, known.days))
            continue
        rows = sorted([*undated, *before, *here], key=lambda numbered: numbered[0])
        pairs = graph(rows, known.days)
        new = (shelf.block_of[pairs.first] == block) | (shelf.block_of[pairs.second] == block)
        apart = np.abs(known.days[pairs.first] - known.days[pairs.second])
        new &= ~(apart > window)
        parts.append(Graph(*(column[new] for column in pairs)))
        if block == 0:
            undated = here
        else:
            before = here
    return Graph(*(np.concatenate(columns) for columns in zip(*parts)))


def average_linkage(count: int, pairs: Graph, threshold: float = THRESHOLD) -> list[list[int]]:
    """The groups with more than one member. The two groups with the highest mean similarity over
    all pairs of members are joined, as long as it reaches the threshold. A missing pair counts as
    0; ties are broken by the lowest numbers.

    >>> near = Graph(np.array([0, 1, 0]), np.array([1, 2, 2]), np.array([900000, 400000, 200000]))
    >>> average_linkage(4, near, 0.3), average_linkage(4, near, 0.31)
    ([[0, 1, 2]], [[0, 1]])
    """
    component = components(count, pairs, threshold)
    within = np.flatnonzero(component[pairs.first] == component[pairs.second])
    within = within[np.argsort(component[pairs.first[within]], kind="stable")]
    ends = np.flatnonzero(np.diff(component[pairs.first[within]])) + 1
    groups = []
    for part in np.split(within, ends) if len(within) else ():
        first, second, near = (column[part].tolist() for column in pairs)
        groups += joined(first, second, near, threshold)
    return sorted(groups)


def joined(
    first: Sequence[int], second: Sequence[int], near: Sequence[int], threshold: float
) -> list[list[int]]:
    """`average_linkage` of the pairs of one component."""
    enough = threshold * EXACT
    sums: defaultdict[int, dict[int, int]] = defaultdict(dict)
    waiting = []
    for a, b, value in zip(first, second, near):
        sums[a][b] = sums[b][a] = value
        if value >= enough:
            waiting.append((-value / 1, a, b, 1, 1))
    heapq.heapify(waiting)
    members = {n: [n] for n in sums}
    while waiting:
        _, a, b, size_a, size_b = heapq.heappop(waiting)
        if len(members[a]) != size_a or len(members[b]) != size_b:
            continue  # one of them has grown or was joined
        members[a] += members[b]
        members[b] = []
        del sums[a][b]
        for other, value in sums[b].items():
            if other != a:
                del sums[other][b]
                sums[a][other] = sums[other][a] = sums[a].get(other, 0) + value
        sums[b] = {}
        for other, value in sums[a].items():
            mean = value / (len(members[a]) * len(members[other]))
            if mean >= enough:
                low, high = sorted((a, other))
                heapq.heappush(waiting, (-mean, low, high, len(members[low]), len(members[high])))
    return [sorted(group) for group in members.values() if len(group) > 1]


def components(count: int, pairs: Graph, threshold: float) -> np.ndarray:
    """The number of the component of each article, by the pairs that reach the threshold.

    >>> pairs = Graph(np.array([4, 1, 0]), np.array([1, 3, 2]), np.array([EXACT, EXACT, 1]))
    >>> components(5, pairs, 0.5).tolist()
    [0, 1, 2, 1, 1]

    scipy's `connected_components` gives the same, but all of scipy's linear algebra is imported
    for it, and a person waits.
    """
    enough = pairs.near >= threshold * EXACT
    first, second = pairs.first[enough], pairs.second[enough]
    least = np.arange(count)  # an article of the same component, in the end the first
    while (least[first] != least[second]).any():
        ends = least[first], least[second]
        for end in ends:
            np.minimum.at(least, end, np.minimum(*ends))
        while (least != least[least]).any():
            least = least[least]
    return np.unique(least, return_inverse=True)[1]


@cache
def round_up_pattern() -> re.Pattern[str]:
    """The pattern of titles of round-ups, live pages and columns (`round-ups.txt`)."""
    phrases = "|".join(re.escape(line) for line in package_lines("round-ups.txt"))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def is_round_up(title: str) -> bool:
    """Whether a title belongs to a round-up, a live page or a column.

    >>> is_round_up("Your Monday Briefing"), is_round_up("Minister leaves briefing")
    (True, False)
    """
    return bool(round_up_pattern().search(title))


def series(titles: Sequence[str], outlets: Sequence[object]) -> set[int]:
    """The articles of a series: an outlet has three or more under one title, ignoring numbers and
    dates.

    >>> sorted(series(["Sport, 3 May", "Sport, 4 May", "Sport, 5 May"], ["A"] * 3))
    [0, 1, 2]
    """
    alike = defaultdict(list)
    for n, (title, outlet) in enumerate(zip(titles, outlets)):
        if title and isinstance(outlet, str):
            alike[outlet, DATED.sub("", title.lower())].append(n)
    return {n for articles in alike.values() if len(articles) > 2 for n in articles}


def with_round_ups(count: int, pairs: Graph, last: set[int]) -> list[list[int]]:
    """The groups by average linkage of all articles except the `last` ones. Each of those then
    joins the most similar group or single article, if it is similar enough. So no round-up joins
    two stories.
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
    joining: defaultdict[int, list[int]] = defaultdict(list)
    for article, sums in near.items():
        mean, place = max((total / sizes.get(n, 1), -n) for n, total in sums.items())
        if mean >= THRESHOLD * EXACT:
            joining[-place].append(article)
    return [sorted([*members.pop(n, [n]), *articles]) for n, articles in joining.items()] + list(
        members.values()
    )


def described(
    pairs: Graph, known: Known, carriers: Carriers, groups: Mapping[str, Sequence[int]]
) -> pd.DataFrame:
    """A row for each article in a group, by its number: `story, label, similarity, why`."""
    group_of = np.full(len(known.order), -1)
    for n, group in enumerate(groups.values()):
        group_of[group] = n
    within = (group_of[pairs.first] == group_of[pairs.second]) & (group_of[pairs.first] >= 0)
    ends = np.concatenate([pairs.first[within], pairs.second[within]])
    # millionths stay whole in float64
    near = np.bincount(ends, np.tile(pairs.near[within], 2), minlength=len(group_of))
    rows = {}
    for name, group in groups.items():
        typical = min(group, key=lambda n: (not known.titles[n], -near[n], n))
        label = known.titles[typical] or carriers[typical].head
        label = textwrap.shorten(label, LABEL_LENGTH, placeholder="…")
        others = len(group) - 1
        for number, why in zip(group, shared_words(carriers, group)):
            similarity = round(near[number] / EXACT / others, 3) if others else np.nan
            rows[number] = (name, label, similarity, ", ".join(why))
    columns = ["story", "label", "similarity", "why"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def shared_words(carriers: Carriers, group: Sequence[int]) -> list[list[str]]:
    """For each article of a group, the words that it shares with others, those that contribute most
    to the similarity first.
    """
    total: Counter[int] = Counter()
    for number in group:
        carrier = carriers[number]
        for column, weight in zip(carrier.columns.tolist(), carrier.weights.tolist()):
            total[column] += int(weight)
    shared = []
    for number in group:
        words, columns, weights, _ = carriers[number]
        carried = [
            (weight * (total[column] - weight), word)
            for column, weight, word in zip(columns.tolist(), weights.tolist(), words.split("\n"))
        ]
        carried.sort(key=lambda pair: -pair[0])
        shared.append([word for product, word in carried if product > 0][:WORDS_SHOWN])
    return shared


def stories_given(articles: pd.DataFrame) -> pd.Series | None:
    """The stories given with the articles, as text, missing if there is none: the column `story`,
    or else `event`. None if neither holds anything.

    >>> stories_given(pd.DataFrame({"event": [7.0, float("nan"), "storm", " "]})).tolist()
    ['7', nan, 'storm', nan]
    """
    for name in ("story", "event"):
        if name in articles:
            values = pd.Series([clean("story", value) for value in articles[name]], articles.index)
            if values.notna().any():
                return values.astype("str")
    return None
