"""The same text twice: articles whose texts are the same or nearly the same, such as wire copy that
several outlets print.

The similarity of two texts is the share of five-word sequences (shingles) that both have, among all
that either has (Jaccard's index; Broder 1997). Up to fifty texts are all compared with each other.
Among more, MinHash (datasketch) finds the pairs worth comparing; these are then compared exactly,
so that chance can miss a pair (one in a hundred at the threshold) but not invent one.

The threshold is one half. A language model read the 44 nearest pairs among 5,000 articles of many
outlets (data/annotations/near-duplicates.csv). Above the threshold, all were one text twice. Below
it were different reports that share a picture gallery or a list, up to 0.46, and two reports
revised by their own outlet, at 0.25 and 0.35. An article that keeps less than half of the agency's
text is not recognised as its copy, and neither are a few paragraphs taken over.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
import pandas as pd

from ..patterns import regex
from ..progress import progress

# from here on two texts are the same: data/annotations/near-duplicates.csv shows how this was
# checked
NEAR_DUPLICATE = 0.5
SHINGLE = 5  # words
PERMUTATIONS = 128
# one shingle in this many is used to find pairs, though not to compare them: twice as fast
SAMPLE = 4
LOOK_ALIKES = 50  # articles; up to this number, all pairs are compared
MARKS_AROUND_WORDS = regex("[“”‘’„‚«»–—…•·\u00a0\u2028\u202f]")
LETTERS_AND_FIGURES = bytes(
    code if code > 127 or chr(code).isalnum() else 32 for code in range(256)
)  # only letters and figures


def shingles(text: str) -> np.ndarray:
    """The five-word sequences of a text as sorted, distinct numbers, without case and punctuation.

    >>> list(shingles("It won't stop, she said.")) == list(shingles("IT WON’T STOP she said"))
    True
    >>> len(shingles("one two three four five six")), len(shingles("one two"))
    (2, 1)
    """
    return np.unique(sequences(text))


def sequences(text: str) -> np.ndarray:
    """The shingles of a text, in order, as numbers. Two in a thousand million may share a number,
    which does no harm.
    """
    text = (text if text.isascii() else MARKS_AROUND_WORDS.sub(" ", text)).lower()
    words = text.encode("utf-8", "surrogatepass").translate(LETTERS_AND_FIGURES).split() or [b""]
    numbers = np.fromiter(map(crc32, words), dtype=np.uint64, count=len(words))
    size = min(SHINGLE, len(numbers))
    mixed = np.zeros(len(numbers) - size + 1, dtype=np.uint64)
    for word in range(size):
        ahead = numbers[word : len(numbers) - size + 1 + word]
        mixed = (mixed ^ ahead) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def similarity(first: np.ndarray, second: np.ndarray) -> float:
    """The share of shingles that two texts have in common, from 0 (none) to 1 (the same text).

    >>> similarity(shingles("one two three four five six"), shingles("One two three four five 7"))
    0.3333333333333333
    """
    both = len(np.intersect1d(first, second, assume_unique=True))
    return both / (len(first) + len(second) - both)


def signatures(texts: Sequence[str], seed: int) -> np.ndarray:
    """One row of MinHash values per text: the share of places in which two rows agree approximates
    the similarity of the texts.
    """
    # Imported here: it takes a second, and every notebook imports this package.
    from datasketch import MinHash

    empty = MinHash(PERMUTATIONS, seed=seed, hashfunc=int)
    rows = np.empty((len(texts), PERMUTATIONS), dtype=np.uint32)
    bar = progress(texts, "looking for near duplicates", unit=" articles")
    for number, text in enumerate(bar):
        sketch = empty.copy()
        numbers = sequences(text)
        sampled = numbers[numbers % SAMPLE == 0]  # the same ones in every text
        sketch.update_batch((sampled if len(sampled) else numbers).tolist())
        rows[number] = sketch.hashvalues
    return rows


def band_size(threshold: float) -> int:
    """How many adjacent values two rows must share, so that 99 of 100 pairs at the threshold are
    found.
    """
    return max(
        (
            size
            for size in range(1, PERMUTATIONS + 1)
            if 1 - (1 - threshold**size) ** (PERMUTATIONS // size) >= 0.99
        ),
        default=1,
    )


def candidate_pairs(rows: np.ndarray, size: int) -> Iterator[tuple[int, int]]:
    """The pairs that share a band of values, some more than once.

    datasketch's own index uses one set per bucket, which takes more memory than the articles
    themselves if there are 37,000.
    """
    for start in range(0, PERMUTATIONS - size + 1, size):
        band = rows[:, start : start + size]
        order = np.lexsort(band.T)
        same = (band[order[1:]] == band[order[:-1]]).all(axis=1)
        for run in np.split(order, np.flatnonzero(~same) + 1) if same.any() else ():
            if 1 < len(run) <= LOOK_ALIKES:
                yield from combinations(sorted(run.tolist()), 2)
            elif len(run) > LOOK_ALIKES:
                first, *others = members = sorted(run.tolist())
                yield from pairwise(members)
                yield from ((first, other) for other in others[1:])


def near_pairs(
    texts: Sequence[str], threshold: float = NEAR_DUPLICATE, seed: int = 1
) -> list[tuple[int, int, float]]:
    """The pairs of texts (by their numbers, the lower first) that reach the threshold, with their
    similarity.

    >>> wire = "It rained all day in the old town"
    >>> near_pairs([f"{wire}.", "Nobody came.", f"{wire} again."])
    [(0, 2, 0.8)]
    """
    if not 0 < threshold <= 1:
        raise ValueError(
            f"near: {threshold} is not a similarity; give one above 0 and up to 1, such as "
            f"{NEAR_DUPLICATE}"
        )
    if len(texts) <= LOOK_ALIKES:  # all pairs are soon compared
        similar = set(combinations(range(len(texts)), 2))
    else:
        similar = set(candidate_pairs(signatures(texts, seed), band_size(threshold)))
    _, group = duplicate_groups([(first, second, 1.0) for first, second in similar])
    # Computed once per text: its pairs are adjacent.
    read = lru_cache(maxsize=4096)(lambda number: shingles(texts[number]))
    near = (
        (first, second, similarity(read(first), read(second)))
        for first, second in sorted(similar, key=lambda pair: (group[pair[0]], *pair))
    )
    return sorted(pair for pair in near if pair[2] >= threshold)


def duplicate_groups(
    pairs: Sequence[tuple[int, int, float]],
) -> tuple[dict[int, tuple[int, float]], dict[int, int]]:
    """For each duplicate, the article it repeats and the similarity; and for each article in a
    group, the group, named by its first article.

    A duplicate repeats the first article that is near to it and is not a duplicate itself. A group
    holds all articles connected by pairs, so two of them may be less similar than the threshold, as
    versions of an agency's report often are.

    >>> duplicate_groups([(0, 1, 0.9), (1, 2, 0.6)])
    ({1: (0, 0.9)}, {0: 0, 1: 0, 2: 0})
    """
    first_of: dict[int, int] = {}
    duplicate_of: dict[int, tuple[int, float]] = {}
    near = defaultdict(list)

    def root(member: int) -> int:
        while first_of.setdefault(member, member) != member:
            member = first_of[member]
        return member

    for first, second, share in pairs:
        near[second].append((first, share))
        low, high = sorted((root(first), root(second)))
        first_of[high] = low
    for second in sorted(near):
        if own := [
            (first, share) for first, share in sorted(near[second]) if first not in duplicate_of
        ]:
            duplicate_of[second] = own[0]
    return duplicate_of, {member: root(member) for member in sorted(first_of)}


def near_duplicates(
    articles: pd.DataFrame, threshold: float = NEAR_DUPLICATE, seed: int = 1
) -> pd.DataFrame:
    """The pairs of articles with nearly the same text, most similar first: `first, second` (ids),
    outlets, `similarity`.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"],
    ...                          "text": ["It rained all day.", "It rained all day!"]})
    >>> near_duplicates(articles).values.tolist()
    [['a', 'A', 'b', 'B', 1.0]]
    """
    pairs = near_pairs(articles["text"].tolist(), threshold, seed)
    first = articles.iloc[[earlier for earlier, _, _ in pairs]].reset_index(drop=True)
    second = articles.iloc[[later for _, later, _ in pairs]].reset_index(drop=True)
    table = pd.DataFrame(
        {
            "first": first["id"],
            "first_outlet": first["outlet"],
            "second": second["id"],
            "second_outlet": second["outlet"],
            "similarity": [pair[2] for pair in pairs],
        }
    )
    return table.sort_values("similarity", ascending=False, kind="stable", ignore_index=True)


def similarity_bands(pairs: pd.DataFrame) -> pd.DataFrame:
    """The number of pairs of articles by the share of text that they have in common: `shared of
    both texts, pairs of articles`.

    `pairs` is the result of `near_duplicates(articles, threshold=1 / 3)`.

    >>> similarity_bands(pd.DataFrame({"similarity": [0.4, 0.9,
    ...     1.0]}))["pairs of articles"].tolist()
    [1, 0, 2]
    """
    names = ["a third to a half", "half to four fifths", "four fifths and more"]
    # each band includes its lower end, as near duplicates include the threshold
    bands = pd.cut(
        pairs["similarity"].astype(float), [1 / 3, 0.5, 0.8, np.inf], right=False, labels=names
    )
    counted = bands.value_counts(sort=False).rename_axis("shared of both texts")
    return counted.reset_index(name="pairs of articles")
