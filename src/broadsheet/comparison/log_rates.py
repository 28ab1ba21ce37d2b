"""The logarithms of rates and of ratios of rates, from hits and words added up by cluster, with
errors that are valid although rows of one cluster are alike.

A cluster is a story if stories are known, else an article; a sentence if there is only one article;
or a person. Whole clusters are resampled. What two outlets wrote on one story stays together,
because it is alike, too.

Half a hit is added to each count, so that zero hits give a finite number (Haldane 1956). The error
is that of the linear approximation, over clusters, and never less than that of as many independent
hits.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..stats import Studentised, in_bundles, multiplicities, studentised


class Side(NamedTuple):
    """The counts of one side in each cluster: its `words`, and its `hits` of each frame (clusters
    by frames). Clusters in which the side has nothing have zeros.
    """

    words: np.ndarray
    hits: np.ndarray

    @property
    def products(self) -> np.ndarray:
        """The numbers whose sums give a rate and its error, one row per cluster."""
        words = self.words[:, None]
        return np.hstack([words, words**2, self.hits, self.hits**2, self.hits * words])


class Sums(NamedTuple):
    """The sums of `Side.products`, one row per resample: frames are columns, words have one."""

    words: np.ndarray
    words_squared: np.ndarray
    hits: np.ndarray
    hits_squared: np.ndarray
    hits_words: np.ndarray

    @classmethod
    def of(cls, sums: np.ndarray) -> "Sums":
        frames = (sums.shape[1] - 2) // 3
        return cls(*np.split(sums, [1, 2, 2 + frames, 2 + 2 * frames], axis=1))

    @property
    def log_rate(self) -> np.ndarray:
        return np.log((self.hits + 0.5) / self.words)

    @property
    def scatter(self) -> np.ndarray:
        """The sum over clusters of the squared contributions to the logarithm of the rate."""
        rate = self.hits / self.words
        squares = (
            self.hits_squared - 2 * rate * self.hits_words + rate**2 * self.words_squared
        ) / (self.hits + 0.5) ** 2
        return np.maximum(squares, 0)


def log_rates(side: Side, seed: int, resamples: int) -> list[Studentised]:
    """The logarithm of each frame's rate per word, by the studentised bootstrap over clusters.

    >>> side = Side(np.full(20, 100.0), np.arange(20.0)[:, None] % 4)
    >>> [estimate] = log_rates(side, seed=1, resamples=500)
    >>> [round(1000 * math.exp(end), 1) for end in (estimate.value, *estimate.ends())]
    [15.3, 10.4, 22.3]
    """
    [side] = _sorted(side)
    n = len(side.words)
    bundles = _bundled([side], seed)
    drawn = multiplicities(len(bundles[0].words), seed, resamples)
    value, error = _of_side(Sums.of(side.products.sum(axis=0)[None]), n)
    again, errors = _of_side(Sums.of(drawn @ bundles[0].products), n)
    t = (again - value) / errors
    return [
        studentised(float(value[0, k]), float(error[0, k]), t[:, k], max(1, n - 1))
        for k in range(side.hits.shape[1])
    ]


def _of_side(sums: Sums, clusters: int) -> tuple[np.ndarray, np.ndarray]:
    variance = sums.scatter * clusters / max(1, clusters - 1)
    return sums.log_rate, np.sqrt(np.maximum(variance, 1 / (sums.hits + 0.5)))


def log_ratios(own: Side, rest: Side, seed: int, resamples: int) -> list[Studentised]:
    """The logarithm of the ratio of two rates, frame by frame, over the same clusters.

    The bootstrap resamples whole clusters, separately those that both sides have and those that
    only one has. The permutation swaps the sides at random in each cluster that both have, and
    deals the others out between the sides, each receiving as many as it has. Its p value is the
    share of permutations in which |t| = |log ratio| / error is at least as large; being
    studentised, it is valid even if one side varies more than the other (Janssen 1997; Chung and
    Romano 2013). If there are none, the p value of the interval is used, which is never zero.
    Degrees of freedom are Welch's.

    Sources: A. Janssen, Studentized permutation tests for non-i.i.d. hypotheses and the generalized
    Behrens-Fisher problem, Statistics and Probability Letters 36 (1997), 9-21; E. Chung and J.
    Romano, Exact and asymptotically robust permutation tests, Annals of Statistics 41 (2013),
    484-507.

    >>> one, other = np.arange(20.0)[:, None] % 4, np.arange(20.0)[:, None] % 3
    >>> words = np.full(20, 100.0)
    >>> [estimate] = log_ratios(Side(words, one), Side(words, other), seed=1, resamples=500)
    >>> round(math.exp(estimate.value), 2), estimate.ends()[0] < 0 < estimate.ends()[1]
    (1.56, True)
    """
    own, rest = _sorted(own, rest)
    kinds = _kinds(own, rest)
    n_own, n_rest = int((own.words > 0).sum()), int((rest.words > 0).sum())
    pairs = [_where(own, rest, kind) for kind in kinds]
    every = _summed(pairs, [np.ones((1, len(pair[0].words))) for pair in pairs])
    value, error = _ratio(*every, n_own, n_rest)
    bundles = [_bundled(pair, seed) for pair in pairs]
    draws = [
        multiplicities(len(bundle[0].words), 3 * seed + kind, resamples)
        for kind, bundle in enumerate(bundles)
    ]
    again, errors = _ratio(*_summed(bundles, draws), n_own, n_rest)
    t = (again - value) / errors
    dealt, dealt_errors = _ratio(*_dealt(bundles, seed, resamples), n_own, n_rest)
    observed = np.abs(value / error)
    as_far = (np.abs(dealt / dealt_errors) >= observed * (1 - 1e-12) - 1e-12).sum(axis=0)
    permuted = as_far / resamples
    freedom = _freedom(pairs, every)
    return [
        studentised(
            float(value[0, k]), float(error[0, k]), t[:, k], float(freedom[k]), float(permuted[k])
        )
        for k in range(own.hits.shape[1])
    ]


def in_doublings(estimate: Studentised) -> Studentised:
    """The same, as a logarithm to base 2."""
    return estimate._replace(value=estimate.value / math.log(2), error=estimate.error / math.log(2))


def _sorted(*sides: Side) -> list[Side]:
    """The clusters, in an order that depends only on their content."""
    columns = np.hstack([np.column_stack([side.words, side.hits]) for side in sides])
    order = np.lexsort(columns.T[::-1])
    return [Side(side.words[order], side.hits[order]) for side in sides]


def _kinds(own: Side, rest: Side) -> list[np.ndarray]:
    """The clusters that both sides have, that only the first has, and that only the second has."""
    has_own, has_rest = own.words > 0, rest.words > 0
    kinds = [has_own & has_rest, has_own & ~has_rest, ~has_own & has_rest]
    return [kind for kind in kinds if kind.any()]


def _where(own: Side, rest: Side, chosen: np.ndarray) -> tuple[Side, Side]:
    return (
        Side(own.words[chosen], own.hits[chosen]),
        Side(rest.words[chosen], rest.hits[chosen]),
    )


def _bundled(sides: Iterable[Side], seed: int) -> list[Side]:
    """The clusters; if there are very many, bundles of them."""
    columns = [np.column_stack([side.words, side.hits]) for side in sides]
    bundled = np.split(in_bundles(np.hstack(columns), seed), len(columns), axis=1)
    return [Side(part[:, 0], part[:, 1:]) for part in bundled]


def _crossed(own: Side, rest: Side) -> np.ndarray:
    """The numbers whose sums give the covariance of both sides, one row per cluster."""
    own_words, rest_words = own.words[:, None], rest.words[:, None]
    return np.hstack(
        [
            own_words * rest_words,
            own.hits * rest.hits,
            own.hits * rest_words,
            own_words * rest.hits,
        ]
    )


def _summed(
    pairs: Iterable[Sequence[Side]], draws: Iterable[np.ndarray]
) -> tuple[Sums, Sums, np.ndarray]:
    """The sums of both sides, and of their products, in each draw of the clusters of each kind."""
    parts = [
        (drawn @ own.products, drawn @ rest.products, drawn @ _crossed(own, rest))
        for (own, rest), drawn in zip(pairs, draws)
    ]
    of_own, of_rest, crossed = (np.sum(kind, axis=0) for kind in zip(*parts))
    return Sums.of(of_own), Sums.of(of_rest), crossed


def _dealt(
    pairs: Sequence[Sequence[Side]], seed: int, resamples: int
) -> tuple[Sums, Sums, np.ndarray]:
    """The sums after swapping the sides at random in clusters that have both, and dealing out
    clusters that have one between the sides.
    """
    alone = [pair for pair in pairs if not (pair[0].words.any() and pair[1].words.any())]
    both = [pair for pair in pairs if pair[0].words.any() and pair[1].words.any()]
    parts = []
    for own, rest in both:
        stays = _stays(len(own.words), None, seed, resamples).astype(float)
        columns = [own.products, rest.products, _crossed(own, rest), _crossed(rest, own)]
        drawn, every = stays @ np.hstack(columns), np.hstack(columns).sum(axis=0)
        # Whole numbers add up exactly, so that what is not left is what is left of all.
        edges = np.cumsum([column.shape[1] for column in columns])[:-1]
        first, second, crossed, turned = np.split(drawn, edges, axis=1)
        of_first, of_second, _, of_turned = np.split(every, edges)
        parts.append(
            (
                first + (of_second - second),
                second + (of_first - first),
                crossed + of_turned - turned,
            )
        )
    if alone:
        words = np.concatenate([own.words + rest.words for own, rest in alone])
        hits = np.concatenate([own.hits + rest.hits for own, rest in alone])
        of_own = sum(int((own.words > 0).sum()) for own, _ in alone)
        stays = _stays(len(words), of_own, seed, resamples).astype(float)
        products = Side(words, hits).products
        drawn = stays @ products
        nothing = np.zeros((resamples, 1 + 3 * hits.shape[1]))
        parts.append((drawn, products.sum(axis=0) - drawn, nothing))
    of_own, of_rest, crossed = (np.sum(kind, axis=0) for kind in zip(*parts))
    return Sums.of(of_own), Sums.of(of_rest), crossed


# The same outlets are compared under several definitions, with the same random choices.
@lru_cache(maxsize=32)
def _stays(n: int, of_own: int | None, seed: int, resamples: int) -> np.ndarray:
    """Whether each of n clusters stays on its side, one row per permutation: by chance, or so that
    `of_own` of them do.
    """
    if of_own is None:
        rng = np.random.default_rng([seed, n, 2])
        return rng.integers(0, 2, (resamples, n)) == 1
    rng = np.random.default_rng([seed, n, of_own, 3])
    order = rng.random((resamples, n)).argsort(axis=1)
    stays = np.zeros((resamples, n), dtype=bool)
    np.put_along_axis(stays, order[:, :of_own], True, axis=1)
    return stays


def _ratio(
    own: Sums, rest: Sums, crossed: np.ndarray, n_own: int, n_rest: int
) -> tuple[np.ndarray, np.ndarray]:
    """The logarithm of the ratio of both rates, and its error."""
    frames = own.hits.shape[1]
    words, hits, hits_words, words_hits = np.split(crossed, [1, 1 + frames, 1 + 2 * frames], axis=1)
    own_rate, rest_rate = own.hits / own.words, rest.hits / rest.words
    together = (
        hits - rest_rate * hits_words - own_rate * words_hits + own_rate * rest_rate * words
    ) / ((own.hits + 0.5) * (rest.hits + 0.5))
    factors = [n / max(1, n - 1) for n in (n_own, n_rest)]
    variance = (
        factors[0] * own.scatter
        + factors[1] * rest.scatter
        - 2 * math.sqrt(factors[0] * factors[1]) * together
    )
    least = 1 / (own.hits + 0.5) + 1 / (rest.hits + 0.5)
    return own.log_rate - rest.log_rate, np.sqrt(np.maximum(variance, least))


def _freedom(pairs: Iterable[Sequence[Side]], every: tuple[Sums, Sums, np.ndarray]) -> np.ndarray:
    """Welch's degrees of freedom, from the contribution of each kind of cluster to the variance."""
    own_sums, rest_sums, _ = every
    own_scale, rest_scale = 1 / (own_sums.hits + 0.5), 1 / (rest_sums.hits + 0.5)
    parts, freedoms = [], []
    for own, rest in pairs:
        off = own_scale * (own.hits - own_sums.hits / own_sums.words * own.words[:, None])
        off = off - rest_scale * (
            rest.hits - rest_sums.hits / rest_sums.words * rest.words[:, None]
        )
        parts.append((off**2).sum(axis=0))
        freedoms.append(max(1, len(own.words) - 1))
    variances = np.array(parts)
    # Equal parts, if no cluster contributes anything.
    variances = np.where(variances.sum(axis=0) > 0, variances, 1.0)
    of_each = (variances**2 / np.array(freedoms)[:, None]).sum(axis=0)
    return variances.sum(axis=0) ** 2 / of_each
