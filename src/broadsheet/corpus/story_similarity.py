"""The similarity of two articles: the cosine of their weighted words (Salton and McGill 1983),
adjusted for their lengths, their days and what they print in common.

Similarities are whole millionths of sums of whole numbers, so that they depend neither on the order
of the articles nor on how they are batched.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..progress import progress
from .story_words import UNIT, Weighed

if TYPE_CHECKING:
    from scipy import sparse

# How the constants were chosen: docs/stories.md.
FLOOR = 0.12  # a pair below it counts as 0
# Short texts on the same event share fewer words, so a pair is raised by 1 / √(words and pairs +
# 5).
SHORT, SHORT_SIZE = 1.0, 5.0
FAR, DAYS = 0.75, 20.0  # days far apart reduce it by a quarter; 20 days, by two thirds of that
PRINTED_BY_BOTH = 0.6  # added for shared word sequences, if they are all of the shorter text
EXACT = 10**6  # similarities are added as whole millionths
BLOCK, STRIPE = 128, 8192  # how many articles are compared at once with how many others
OFTEN, OFTEN_ROWS = 0.04, 50  # a column is dense if more articles have it: share, and number


class Graph(NamedTuple):
    """The pairs of similar articles, by their numbers, and their similarity in millionths."""

    first: np.ndarray
    second: np.ndarray
    near: np.ndarray


def graph(articles: Sequence[tuple[int, Weighed]], all_days: np.ndarray) -> Graph:
    """The pairs of some articles whose similarity reaches the floor.

    The similarity is the cosine of their words and pairs of words; higher for two short texts;
    lower for days far apart; and higher for word sequences that both print. `articles` are sorted
    by their numbers, `all_days` holds the day of each article by its number.
    """
    nothing = np.zeros(0, np.int32)
    parts = [Graph(nothing, nothing, nothing)]
    if len(articles) < 2:
        return parts[0]
    numbers = np.array([number for number, _ in articles], dtype=np.int32)
    days = all_days[numbers]
    sizes = np.array([article.size for _, article in articles])
    lengths = np.maximum(1, [len(article.sequences) for _, article in articles])
    words = Rows([article.columns for _, article in articles], [a.weights for _, a in articles])
    sequences = Rows([article.sequences for _, article in articles])
    most = 1 + SHORT / np.sqrt(SHORT_SIZE)  # the factor for the shortest texts

    def block(start: int, stripe: Stripe, sequence_stripe: Stripe) -> Graph:
        """The pairs of an article of a block and a later one of a stripe."""
        end = min(start + BLOCK, stripe.end)
        products = words.products(start, end, stripe)
        row, column = np.nonzero(products >= FLOOR / most * UNIT**2)
        later = row + start < column + stripe.start
        row, column = row[later], column[later]
        first, second = row + start, column + stripe.start
        near = products[row, column].astype(float) / UNIT**2
        near *= 1 + SHORT / np.sqrt(np.minimum(sizes[first], sizes[second]) + SHORT_SIZE)
        near = np.minimum(1, near * closeness(days[first], days[second]))
        both = sequences.products(start, end, sequence_stripe)[row, column]
        both = np.minimum(1, both / np.minimum(lengths[first], lengths[second]))
        near += PRINTED_BY_BOTH * both * (1 - near)
        reach = near >= FLOOR
        millionths = np.round(near[reach] * EXACT).astype(np.int32)
        return Graph(numbers[first[reach]], numbers[second[reach]], millionths)

    starts = range(0, len(articles), STRIPE)
    cores = 1
    if len(articles) > BLOCK:
        from loky import cpu_count

        cores = cpu_count()
    with ThreadPoolExecutor(cores) as threads:
        for start in progress(starts, "comparing", leave=False):
            stripe = words.stripe(start, start + STRIPE)
            sequence_stripe = sequences.stripe(start, start + STRIPE)
            blocks = range(0, stripe.end, BLOCK)
            parts += threads.map(block, blocks, repeat(stripe), repeat(sequence_stripe))
    return Graph(*(np.concatenate(columns) for columns in zip(*parts)))


class Stripe(NamedTuple):
    """Rows from `start` to `end`, transposed to be multiplied with others."""

    start: int
    end: int
    dense: np.ndarray
    rare: sparse.csr_matrix


class Rows:
    """Rows of values under numbered columns, to be multiplied with each other.

    Columns that only one row has are left out: no product of two rows needs them. Columns that many
    rows have are kept as a dense matrix, which is multiplied far faster; all others as a sparse
    one. Without `values`, every value is 1.
    """

    def __init__(self, keys: Sequence[np.ndarray], values: Sequence[np.ndarray] | None = None):
        from scipy import sparse

        lengths = [len(key) for key in keys]
        # keys with their positions, sorted: keys of a single row are dropped before they take
        # memory
        packed = np.concatenate(keys).astype("<u8")
        packed <<= np.uint64(32)
        packed += np.arange(len(packed), dtype=np.uint32)
        packed.sort()
        key = packed.view("<u4")[1::2]
        new = np.append(True, key[1:] != key[:-1])[: len(key)]
        alone = new & np.append(new[1:], True)[: len(key)]
        position, new = packed[~alone].astype(np.uint32), new[~alone]
        del packed, key, alone
        column = np.cumsum(new, dtype=np.int32) - 1
        times = np.bincount(column)
        row = np.searchsorted(np.cumsum(lengths), position, side="right").astype(np.int32)
        data = np.ones(len(row), np.float32) if values is None else np.concatenate(values)[position]
        often = times > max(OFTEN_ROWS, OFTEN * len(keys))
        there = often[column]
        self.dense = np.zeros((len(keys), np.count_nonzero(often)), np.float32)
        self.dense[row[there], (np.cumsum(often) - 1)[column[there]]] = data[there]
        there = ~there
        self.rare = sparse.csr_matrix(
            (data[there], (row[there], (np.cumsum(~often) - 1)[column[there]])),
            shape=(len(keys), max(1, np.count_nonzero(~often))),
        )

    def stripe(self, start: int, end: int) -> Stripe:
        end = min(end, len(self.dense))
        return Stripe(start, end, self.dense[start:end].T, self.rare[start:end].T.tocsr())

    def products(self, start: int, end: int, stripe: Stripe) -> np.ndarray:
        """The product of each row from `start` to `end` with each of a stripe."""
        products = (self.rare[start:end] @ stripe.rare).toarray()
        if len(stripe.dense):
            products += self.dense[start:end] @ stripe.dense
        return products


def closeness(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The factor by which the days of two articles reduce their similarity: 1 if they are a day
    apart or one is unknown, and no less than three quarters if they are far apart, because a
    scraped date may be wrong by months.

    >>> closeness(np.array([8.0, 8, 8]), np.array([9.0, np.nan, 29])).round(3).tolist()
    [1.0, 1.0, 0.842]
    """
    apart = np.nan_to_num(np.abs(first - second))
    return FAR + (1 - FAR) * np.exp(-np.maximum(0, apart - 1) / DAYS)
