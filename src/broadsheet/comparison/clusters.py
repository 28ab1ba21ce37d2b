"""Clusters of rows that are alike because they come from one article, story or person, each treated
as one piece of evidence; and how much a number would vary with other such clusters.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..stats import FEW, Studentised, in_bundles, studentised

# Resamples of a studentised bootstrap; with a thousand, a quantile of 2.5 % would depend on 25.
RESAMPLES = 2000


class Clusters(NamedTuple):
    """The cluster number of each row, and the kind of clusters: `stories`, `articles` or
    `paragraphs`.
    """

    of_row: np.ndarray
    unit: str

    @property
    def n(self) -> int:
        return int(self.of_row.max(initial=-1)) + 1

    def sums(self, numbers: np.ndarray) -> np.ndarray:
        """The numbers of the rows added up, one row per cluster, in an order that depends only on
        the sums.

        >>> Clusters(np.array([0, 1, 0]), "articles").sums(np.array([[5, 1], [2, 2], [1, 1]]))
        array([[2., 2.],
               [6., 2.]])
        """
        added = np.column_stack([np.bincount(self.of_row, column, self.n) for column in numbers.T])
        return added[np.lexsort(added.T[::-1])]


def story_numbers(ids: pd.Series, stories: pd.Series) -> np.ndarray:
    """The number of the story of each row, in the order in which they appear; an article without
    one counts as a story.

    >>> story_numbers(pd.Series(["a", "b", "c", "b"]), pd.Series(["x", None, "x", None])).tolist()
    [0, 1, 0, 1]
    """
    article, story = pd.factorize(ids)[0], pd.factorize(stories)[0]
    return pd.factorize(np.where(story < 0, -1 - article, story))[0]


def clustered(places: pd.DataFrame, articles: pd.DataFrame | None = None) -> Clusters:
    """The clusters to resample: the stories of the places, if there are ten or more; else their
    articles, if there are ten or more; else their paragraphs.

    `places` has `id` and `paragraph`; `articles`, if given, `id` and `story`. An article without a
    story counts as a story. Fewer than ten clusters do not show how much clusters vary; results
    from paragraphs apply to these articles only.

    >>> places = pd.DataFrame({"id": list("aabb"), "paragraph": [0, 1, 0, 0]})
    >>> clustered(places).of_row.tolist(), clustered(places).unit
    ([0, 1, 2, 2], 'paragraphs')
    >>> many = pd.DataFrame({"id": range(20), "paragraph": 0})
    >>> clustered(many).unit
    'articles'
    >>> clustered(many, many.assign(story=[n // 2 for n in range(20)])).n
    10
    """
    article = pd.factorize(places["id"])[0]
    if articles is not None and "story" in articles and articles["story"].notna().any():
        known = articles.drop_duplicates("id").set_index("id")["story"]
        story = story_numbers(places["id"], places["id"].map(known))
        if story.max(initial=-1) + 1 >= FEW:
            return Clusters(story, "stories")
    if article.max(initial=-1) + 1 >= FEW:
        return Clusters(article, "articles")
    return Clusters(
        places.groupby(["id", "paragraph"], sort=False).ngroup().to_numpy(), "paragraphs"
    )


def effective(weights: np.ndarray) -> float:
    """The number of clusters of equal weight that would be as informative as these: (sum of w)² /
    sum of w²; NaN if all are 0.

    Twenty people, one of whom says half of all words, count as no more than four. Source: L. Kish,
    Survey sampling, Wiley 1965; for clusters A. Carter, K. Schnepel and D. Steigerwald, Asymptotic
    behavior of a t test robust to cluster heterogeneity, Review of Economics and Statistics 99
    (2017), 698-709.

    >>> effective(np.array([1.0, 1.0, 1.0])), effective(np.array([3.0, 1.0]))
    (3.0, 1.6)
    """
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else np.nan


def jackknife_error(statistic: Callable, units: np.ndarray) -> np.ndarray:
    """The standard error of a statistic of sums, by leaving out each cluster in turn; NaN if it is
    undefined without one of them, or never changes.

    Source: B. Efron and R. Tibshirani, An introduction to the bootstrap, Chapman & Hall 1993,
    chapter 11.

    >>> mean = lambda sums: sums[..., 0] / sums[..., 1]
    >>> float(jackknife_error(mean, np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 1.0]]))) ** 2
    0.3333333333333333
    """
    n = len(units)
    without = statistic(units.sum(axis=0) - units)
    error = np.sqrt((n - 1) / n * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    return np.where(error > 1e-12, error, np.nan)


def share_difference(units: np.ndarray, seed: int) -> Studentised:
    """The difference between two shares over the same clusters: `units` has one row per cluster,
    and four columns, whose sums give a / b - c / d. NaN if b or d is not positive.

    The interval is the wider of two, at each end. One is a studentised bootstrap: clusters are
    resampled, and each resample gives t* = (difference* - difference) / error*. The other is
    Student's; its degrees of freedom are the number of `effective` clusters, less one, in b or d,
    whichever has fewer: if one cluster outweighs all others, little is known about the rest. The
    error is the jackknife's.

    >>> units = np.array([[n, 10, 10 - n, 10] for n in (5, 6, 7, 6, 5, 8, 7, 9, 6, 7)], dtype=float)
    >>> estimate = share_difference(units, seed=1)
    >>> round(estimate.value, 2), [round(end, 2) for end in estimate.ends()]
    (0.32, [0.14, 0.55])
    """
    units = in_bundles(units, seed)
    sums = units.sum(axis=0)
    nothing = np.array([np.nan])
    if not len(units) or not (sums[1] > 0 and sums[3] > 0):
        return studentised(np.nan, np.nan, nothing, 1)
    value = float(_difference(sums))
    freedom = min(effective(units[:, 1]), effective(units[:, 3])) - 1
    if len(units) < 3 or freedom <= 0:
        return studentised(value, np.nan, nothing, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = float(jackknife_error(_difference, units))
        return studentised(value, error, _studentised(units, value, seed), freedom)


def share_ends(low: float, high: float) -> tuple[float, float]:
    """The ends of a difference between two shares, which reaches no further than -1 and 1.

    >>> share_ends(-1.25, 0.5)
    (-1.0, 0.5)
    """
    return float(np.maximum(-1, low)), float(np.minimum(1, high))


def _difference(sums: np.ndarray) -> np.ndarray:
    """a / b - c / d of sums in the last dimension; NaN where b or d is not positive."""
    a, b, c, d = np.moveaxis(sums, -1, 0)
    known = (b > 0) & (d > 0)
    return a / np.where(known, b, np.nan) - c / np.where(known, d, np.nan)


@lru_cache(maxsize=2)
def _drawn(n: int, seed: int) -> np.ndarray:
    """How often each of n clusters is drawn, one row per resample: the same for all that is asked
    about them.
    """
    rng = np.random.default_rng(seed)
    return rng.multinomial(n, np.full(n, 1 / n), size=RESAMPLES).astype(float)


def _studentised(units: np.ndarray, value: float, seed: int) -> np.ndarray:
    """The distance of each resample from the difference, in errors; the error of a resample is that
    of the linear approximation. NaN if there is none.
    """
    n = len(units)
    drawn = _drawn(n, seed)
    products = (units[:, :, None] * units[:, None, :]).reshape(n, 16)
    sums = drawn @ units
    a, b, c, d = sums.T
    b, d = np.where(b > 0, b, np.nan), np.where(d > 0, d, np.nan)
    slopes = np.stack([1 / b, -a / b**2, -1 / d, c / d**2], axis=1)
    squares = (drawn @ products).reshape(RESAMPLES, 4, 4)
    variance = np.einsum("rj,rjk,rk->r", slopes, squares, slopes) * n / (n - 1)
    errors = np.sqrt(np.where(variance > 1e-18, variance, np.nan))
    return (_difference(sums) - value) / errors
