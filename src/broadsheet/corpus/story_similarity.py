"""How near two articles are: the cosine of their weighted words (Salton and McGill 1983), changed
by their lengths, their days and what they print in common.

Similarities are whole millionths of sums of whole numbers, so that they depend neither on the order
of the articles nor on which others they are compared with at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .story_words import UNIT, Weighed

if TYPE_CHECKING:
    from scipy import sparse

# What the constants were chosen on: docs/stories.md.
FLOOR = 0.12  # a pair below it counts as 0
# Short texts that say the same share fewer words: a pair is raised by 1 / √(words and pairs + 5).
SHORT, SHORT_SIZE = 1.0, 5.0
FAR, DAYS = 0.75, 20.0  # days that are far apart take a quarter; after 20, two thirds of that
PRINTED_BY_BOTH = 0.6  # what word sequences that both print add, if they are all of the shorter
EXACT = 10**6  # similarities are added as whole millionths
BLOCK, STRIDE = 128, 2048  # articles that are compared with others at once, and dropped at once
OFTEN, OFTEN_ROWS = 0.04, 50  # a column is dense if more articles have it: share, and number


class Graph(NamedTuple):
    """The pairs of articles that are near, by their numbers, and how near in millionths."""

    first: np.ndarray
    second: np.ndarray
    near: np.ndarray


def graph(articles: Sequence[tuple[int, Weighed]], all_days: np.ndarray) -> Graph:
    """The pairs of some articles whose similarity reaches the floor.

    The cosine of their words and pairs of words; more for two short texts; less for days that are
    far apart; and more for word sequences that both print. `articles` are sorted by their numbers,
    `all_days` holds the day of each article by its number.
    """
    from tqdm import tqdm

    nothing = np.zeros(0, np.int32)
    parts = [Graph(nothing, nothing, nothing)]
    if len(articles) < 2:
        return parts[0]
    numbers = np.array([number for number, _ in articles], dtype=np.int32)
    days = all_days[numbers]
    sizes = np.array([article.size for _, article in articles])
    lengths = np.maximum(1, [len(article.sequences) for _, article in articles])
    cosines = Products(
        shared_columns(
            [article.columns for _, article in articles],
            [article.weights for _, article in articles],
        )
    )
    one = np.ones(1, np.float32)
    copied = Products(
        shared_columns(
            [article.sequences for _, article in articles],
            [np.broadcast_to(one, len(article.sequences)) for _, article in articles],
        )
    )
    most = 1 + SHORT / np.sqrt(SHORT_SIZE)  # what the shortest texts are raised by
    count = len(articles)
    for start in tqdm(range(0, count, BLOCK), "comparing", delay=2, disable=None, leave=False):
        end = min(start + BLOCK, count)
        products = cosines.of(start, end)
        row, column = np.nonzero(products >= FLOOR / most * UNIT**2)
        row, column = row[row < column], column[row < column]
        near, first, second = products[row, column] / UNIT**2, row + start, column + start
        near = near * (1 + SHORT / np.sqrt(np.minimum(sizes[first], sizes[second]) + SHORT_SIZE))
        near = np.minimum(1, near * closeness(days[first], days[second]))
        both = copied.of(start, end)[row, column] / np.minimum(lengths[first], lengths[second])
        near += PRINTED_BY_BOTH * np.minimum(both, 1) * (1 - near)
        reach = near >= FLOOR
        parts.append(
            Graph(
                numbers[first[reach]],
                numbers[second[reach]],
                np.round(near[reach] * EXACT).astype(np.int32),
            )
        )
    return Graph(*(np.concatenate(columns) for columns in zip(*parts)))


def shared_columns(keys: Sequence[np.ndarray], values: Sequence[np.ndarray]) -> sparse.csr_matrix:
    """Rows of values as a sparse matrix of the columns that more than one row has: no product of
    two rows needs the others.
    """
    from scipy import sparse

    all_keys = np.concatenate(keys)
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
    return sparse.csr_matrix(
        (np.concatenate(kept), np.concatenate(indices), np.array(ends)),
        shape=(len(keys), max(1, len(columns))),
    )


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


def closeness(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """What the days of two articles leave of their similarity: all of it where they are a day apart
    or one is not known, and three quarters where they are far apart, since a scraped date may be
    wrong by months.

    >>> closeness(np.array([8.0, 8, 8]), np.array([9.0, np.nan, 29])).round(3).tolist()
    [1.0, 1.0, 0.842]
    """
    apart = np.nan_to_num(np.abs(first - second))
    return FAR + (1 - FAR) * np.exp(-np.maximum(0, apart - 1) / DAYS)
