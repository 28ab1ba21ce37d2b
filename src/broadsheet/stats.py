"""From numbers to intervals, corrected p values and agreement. Nothing here sees text."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

# the 0.975 quantile of the normal distribution: all intervals here are 95 % intervals
Z95 = 1.959963984540054

# With more groups than this, no intervals are computed: nobody could look at them all. Also the
# number of bundles in which very many rows are resampled: with so many, little precision is lost.
MANY = 1000
TOGETHER = 16  # groups resampled in one step: enough to be fast, few enough to bound memory
SPAN = [0.025, 0.975]  # the ends of the middle 95 %
# Stories that two outlets must share before an interval or a p value is given: with five, no
# permutation of the outlets can have a p value below .05 (2 / 2^5 = .06).
LEAST_STORIES = 6
ONE_PERSON, DIFFERENT_PEOPLE = "one person", "different people"  # who made a shared statement
# How a sentence on a difference within stories ends if the difference is shown.
ON_STORIES = "on these stories"
# The level at which anything is called a difference, over all comparisons shown together.
LEVEL = 0.05
UNDEFINED = 0.05  # share of the resamples; if more are undefined, there is no interval
# The name of several outlets taken together, and the text that replaces a finding about them:
# an assortment of outlets is not compared with a single one.
OTHERS = re.compile(r"[\d,]+ other outlets( \(n = [\d,]+\))?")
CONTEXT = "context: several outlets taken together"
# Outlets that are compared in pairs: a figure has room for fifteen pairs, and each further outlet
# makes the correction stricter for all of them.
MOST_COMPARED = 6
# With fewer hits or units than this, the bootstrap is not trusted alone: the interval of a formula
# for small counts is used if it is wider. With n rows the bootstrap's variance is too small by a
# factor of 1 - 1/n, or a tenth at ten; fewer rows also have few distinct resamples.
FEW = 10
# With this many articles on either side, a difference is attributed to the outlets: a rule of thumb
# for a mean, and no licence, since how the articles were drawn matters more.
ENOUGH = 30
# Up to this many values, all 2^n ways to choose their signs are counted; with more, a sample.
EXACT = 12
# The definition with which every rival is compared, by its name in tables and figures.
HEADLINE = "all words"
# What articles without an outlet have in its place in tables and figures.
NO_OUTLET = "no outlet named"
# What an outlet can leave out of a story, in the order of tables and figures, and the headings.
OMITTED = {
    "speaker": "Speakers",
    "statement": "Statements",
    "frame": "Frames",
    "name": "Names",
    "number": "Numbers",
}


# The caveat for outlets from which enough articles were drawn.
AS_DRAWN = (
    "A difference between outlets is a difference between the articles drawn: report how they were "
    "drawn."
)


def wilson(hits: float, n: float) -> tuple[float, float]:
    """The low and high ends of the 95 % interval of a share, hits out of n (Wilson 1927). (NaN,
    NaN) if n is 0 or less than the hits, as in a voice of one word that contains two terms.

    The interval stays within 0 and 1, and is valid at 0 hits, where the share plus or minus its
    standard error is not. The n are assumed to be independent. Words are not quite: for a measure
    that comes in stretches, such as quotation, use `intervals`.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA
    22 (1927), 209-212.

    >>> [round(end, 3) for end in wilson(1, 10)]
    [0.018, 0.404]
    >>> [round(end, 3) for end in wilson(0, 10)]
    [0.0, 0.278]
    >>> wilson(0, 0)
    (nan, nan)
    """
    if not 0 <= hits <= n or n * n < np.finfo(float).tiny:  # 1 / n² overflows
        return np.nan, np.nan
    share, z2 = hits / n, Z95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z95 / (1 + z2 / n) * (share * (1 - share) / n + z2 / (4 * n * n)) ** 0.5
    # At 0 and n the ends are exactly 0 and 1, whatever rounding gives.
    return (0.0 if hits == 0 else centre - reach), (1.0 if hits == n else centre + reach)


def intervals(
    counts: pd.DataFrame,
    by: Sequence[str],
    statistics: Callable[[Mapping], Mapping],
    seed: int,
    resamples: int = 2000,
    unit: str | None = None,
) -> pd.DataFrame:
    """A table of statistics of summed counts with 95 % bootstrap intervals (Efron 1979): one row
    per group and statistic.

    `counts` has one row per sentence (or article), and `by` names the columns that define a group.
    `statistics` is a function that takes the sums of the other columns, by name, and returns values
    by name, for numbers and arrays alike, such as `bs.formulas` or `bs.quoted_shares`. Columns:
    `by`, `statistic`, `n` (rows resampled from), `value`, `low`, `high`.

    `unit` names a column of units to resample instead of rows. If units are people, all rows of a
    person are drawn together or not at all, and `n` counts people. Otherwise, rows that are alike
    because they come from one person would pass for independent evidence.

    The rows are resampled with replacement, 2,000 times, and the interval spans the middle 95 % of
    the results. It shows how much a value depends on which sentences this writer happened to write,
    and nothing about articles that were not read. With fewer than about ten rows it is too narrow.
    It is NaN with only one row, if the statistic is undefined in more than one resample in twenty,
    and if every resample gives the same value (an article that quotes nobody has a share of 0, but
    not for certain). With more than a thousand groups, there are no intervals: nobody could look at
    them all.

    Source: B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7
    (1979), 1-26.

    >>> counts = pd.DataFrame({"id": list("aaab"), "words": [10, 20, 30, 7], "sentences": 1})
    >>> length = lambda sums: {"length": sums["words"] / sums["sentences"]}
    >>> table = intervals(counts, ["id"], length, seed=1)
    >>> table[["id", "n", "value", "low", "high"]].values.tolist()
    [['a', 3, 20.0, 10.0, 30.0], ['b', 1, 7.0, nan, nan]]
    >>> counts["speaker"] = ["Ana", "Bo", "Bo", "Ana"]
    >>> intervals(counts, ["id"], length, seed=1, unit="speaker")["n"].tolist()
    [2, 1]
    """
    names = {*by, unit, "id", "outlet", "person", "voice", "start", "end"}
    additive = [column for column in counts.columns if column not in names]
    if unit is not None:
        keys = list(dict.fromkeys([*by, unit]))
        counts = counts.groupby(keys, sort=False, dropna=False)[additive].sum().reset_index()
    groups = counts.groupby(list(by), sort=False, dropna=False)
    sums, sizes = groups[additive].sum(), groups.size()
    values = statistics({name: sums[name].to_numpy() for name in additive})
    table = pd.concat(
        [
            sizes.index.to_frame(index=False).assign(
                statistic=name, n=sizes.to_numpy(), value=value
            )
            for name, value in values.items()
        ]
    ).sort_index(kind="stable", ignore_index=True)
    if len(sizes) > MANY:
        return table.assign(low=np.nan, high=np.nan)
    in_order = np.argsort(groups.ngroup().to_numpy(), kind="stable")
    ends_of = sizes.to_numpy().cumsum()
    rows_of = np.split(counts[additive].to_numpy()[in_order], ends_of)[: len(sizes)]
    ends = np.empty((len(sizes), len(values), 2))
    for of_size, sums_again in resampled(rows_of, seed, resamples):
        again = statistics({name: sums_again[..., k].ravel() for k, name in enumerate(additive)})
        for k, name in enumerate(values):
            ends[of_size, k] = spans(again[name].reshape(sums_again.shape[:2]))
    low, high = ends.reshape(-1, 2).T
    return table.assign(low=low, high=high)


def resampled(
    groups: Sequence[np.ndarray], seed: int, resamples: int
) -> Iterator[tuple[list[int], np.ndarray]]:
    """The sums of the rows of each group, resampled with replacement: the numbers of some groups
    that have as many rows, and their sums, resamples × groups × columns. All groups of one size are
    drawn alike. Whole numbers, such as counts, add up to the same in any order, so that no bit
    depends on the machine.

    More than two thousand rows are resampled in a thousand bundles, each the sum of every
    thousandth row: the interval is as wide, and time and memory are bounded.

    >>> groups = [np.array([[1], [3]]), np.array([[7]]), np.array([[2], [2]])]
    >>> [(numbers, sums[0].tolist()) for numbers, sums in resampled(groups, seed=1, resamples=1)]
    [([0, 2], [[4], [4]]), ([1], [[7]])]
    """
    groups = [
        np.array([rows[at::MANY].sum(axis=0) for at in range(MANY)])
        if len(rows) > 2 * MANY
        else rows
        for rows in groups
    ]
    of_size: dict[int, list[int]] = {}
    for number, rows in enumerate(groups):
        of_size.setdefault(len(rows), []).append(number)
    for n, numbers in of_size.items():
        drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=resamples)
        for start in range(0, len(numbers), TOGETHER):
            some = numbers[start : start + TOGETHER]
            yield some, sums_of_drawn(drawn, [groups[number] for number in some])


def sums_of_drawn(drawn: np.ndarray, groups: Sequence[np.ndarray]) -> np.ndarray:
    """The sums of the rows of each group, each row as often as it was drawn."""
    rows = np.stack(groups, axis=1)
    if rows.dtype.kind == "i" and np.abs(rows).max(initial=0) * len(rows) < 2**53:
        # Floating-point numbers hold these exactly, and are multiplied many times as fast.
        sums = drawn.astype(float) @ rows.reshape(len(rows), -1).astype(float)
        return sums.astype(np.int64).reshape(len(drawn), *rows.shape[1:])
    return np.stack([drawn @ group for group in groups], axis=1)


def span(again: np.ndarray) -> tuple[float, float]:
    """The ends of the middle 95 % of the values; NaN if more than one in twenty is undefined, or
    all are equal.

    >>> span(np.arange(201.0)), span(np.ones(9))
    ((5.0, 195.0), (nan, nan))
    """
    low, high = spans(again[:, None])[0].tolist()
    return low, high


def spans(again: np.ndarray) -> np.ndarray:
    """As `span`, of each column: one row per column."""
    ends = np.full((again.shape[1], 2), np.nan)
    undefined = np.isnan(again)
    whole = ~undefined.any(axis=0)
    if whole.any():
        ends[whole] = np.quantile(again[:, whole], SPAN, axis=0).T
    for k in np.flatnonzero(~whole & (undefined.mean(axis=0) <= UNDEFINED)):
        ends[k] = np.nanquantile(again[:, k], SPAN)
    ends[np.fmax.reduce(again) == np.fmin.reduce(again)] = np.nan
    return ends


@lru_cache(maxsize=4096)
def student(freedom: float, alpha: float = LEVEL) -> float:
    """The half-width, in standard errors, of an interval that leaves out `alpha` of Student's
    distribution, half on either side.

    >>> round(student(9), 3), round(student(9, 0.01), 3)
    (2.262, 3.25)
    """
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 1 - alpha / 2))


class Studentised(NamedTuple):
    """A value with its standard error and the extent of its interval in standard errors. An
    interval at any level and a p value are both derived from it, so that they never contradict each
    other.

    `above` and `below` are how many times as far the studentised resamples t* = (value* - value) /
    error* extend at 95 % as Student's distribution with `freedom` degrees of freedom: at least 1.
    `permuted` is the p value of a permutation, NaN if there is none; `p` is that of the interval or
    of the permutation, whichever is larger. `error` is NaN if there can be no interval; then `p` is
    that of the permutation.
    """

    value: float
    error: float
    above: float
    below: float
    freedom: float
    permuted: float
    p: float

    def ends(self, alpha: float = LEVEL) -> tuple[float, float]:
        """The interval, which excludes zero if and only if `p` is at most `alpha`; (NaN, NaN) if
        there is none.

        At 95 % it extends by as many standard errors as the quantiles of the resamples, or by
        Student's quantile if that is further out; at any other level by as many times Student's as
        at 95 %, since the resamples of a dozen values have no usable far tails. It extends to zero
        if the permutation does not rule zero out.

        >>> estimate = mean_estimate(np.array([1.0, 2, 3, 4, 5, 6, 7]), permuted=2 / 128)
        >>> [round(end, 1) for end in estimate.ends()], round(estimate.p, 3)
        ([1.9, 6.0], 0.016)
        >>> [round(end, 1) for end in estimate.ends(0.01)]
        [0.0, 7.1]
        """
        if math.isnan(self.error):
            return np.nan, np.nan
        reach = student(self.freedom, alpha) * self.error
        low, high = self.value - self.above * reach, self.value + self.below * reach
        if self.permuted > alpha:
            low, high = min(low, 0.0), max(high, 0.0)
        return low, high

    def widened(self, low: float, high: float) -> "Studentised":
        """The same, with its 95 % interval no narrower than these ends, and its `p` adjusted;
        unchanged if there is no interval.

        >>> estimate = mean_estimate(np.array([1.0, 2, 3, 4, 5, 6, 7]))
        >>> wider = estimate.widened(-1.0, 4.5)
        >>> [round(end, 1) for end in wider.ends()], wider.p > 0.05 > estimate.p
        ([-1.0, 6.0], True)
        """
        if math.isnan(self.error):
            return self
        reach = student(self.freedom) * self.error
        above = max(self.above, (self.value - low) / reach)
        below = max(self.below, (high - self.value) / reach)
        return with_tails(self.value, self.error, above, below, self.freedom, self.permuted)


def with_tails(
    value: float, error: float, above: float, below: float, freedom: float, permuted: float
) -> Studentised:
    """A value with its error, and the `p` that follows from how far its tails reach."""
    from scipy.special import stdtr

    errors = abs(value) / error / (above if value > 0 else below)
    p = np.fmax(2 * float(stdtr(freedom, -errors)), permuted)
    return Studentised(value, error, above, below, freedom, permuted, float(p))


def studentised(
    value: float, error: float, t: np.ndarray, freedom: float, permuted: float = math.nan
) -> Studentised:
    """A value with its interval from resamples `t`, NaN where degenerate. If more than one in
    twenty is NaN, or the error is zero, there is no interval.
    """
    if not error > 0 or np.isnan(t).mean() > UNDEFINED:
        return Studentised(value, math.nan, math.nan, math.nan, freedom, permuted, permuted)
    low, high = np.nanquantile(t, [LEVEL / 2, 1 - LEVEL / 2]) / student(freedom)
    above, below = max(1.0, float(high)), max(1.0, -float(low))
    return with_tails(value, error, above, below, freedom, permuted)


def with_reach(value: float, down: float, up: float) -> Studentised:
    """A value whose 95 % interval is known to extend this far down and up; at any other level, the
    interval scales with the normal distribution's.

    >>> estimate = with_reach(3.0, 2.0, 4.0)
    >>> [round(end, 9) for end in estimate.ends()], round(estimate.p, 4)
    ([1.0, 7.0], 0.0033)
    """
    nearer = min(down, up)
    error = nearer / student(math.inf)
    errors = abs(value) / error / ((down if value > 0 else up) / nearer)
    p = math.erfc(errors / math.sqrt(2))
    return Studentised(value, error, down / nearer, up / nearer, math.inf, math.nan, p)


class Corrected(NamedTuple):
    """Several comparisons corrected together: the `q` of each, the ends `low` and `high` of its
    corrected interval, and `over` how many comparisons.
    """

    q: np.ndarray
    low: np.ndarray
    high: np.ndarray
    over: int

    @property
    def is_shown(self) -> np.ndarray:
        """True where the corrected interval excludes zero, which is where q is at most .05."""
        return (self.low > 0) | (self.high < 0)


def corrected(estimates: Iterable[Studentised | None]) -> Corrected:
    """The comparisons, corrected for how many there are. A None does not count as a comparison.

    `q` is that of Benjamini and Hochberg. With R of m comparisons at or below .05, each interval is
    drawn at the level 1 - .05 R / m (R at least 1). Then no more than one in twenty of the
    differences shown is expected to miss its true value, and exactly those R intervals exclude
    zero. A comparison without an interval counts, but is never shown as a difference.

    Source: Y. Benjamini and D. Yekutieli, False discovery rate-adjusted multiple confidence
    intervals for selected parameters, JASA 100 (2005), 71-81.

    >>> clear = mean_estimate(np.arange(1.0, 31.0))
    >>> unclear = mean_estimate(np.arange(-9.0, 21.0))
    >>> one, both = corrected([clear]), corrected([clear, unclear, None])
    >>> both.is_shown.tolist(), both.over, bool(both.low[0] < one.low[0])
    ([True, True, False], 2, False)
    >>> corrected([unclear] + [mean_estimate(np.arange(-15.0, 15.0))] * 49).is_shown.any().item()
    False
    """
    every = list(estimates)
    p = np.array([np.nan if estimate is None else estimate.p for estimate in every], dtype=float)
    lacking = [estimate is not None and math.isnan(estimate.error) for estimate in every]
    p[np.array(lacking, dtype=bool)] = 1.0
    q = benjamini_hochberg(p)
    over = int((~np.isnan(p)).sum())
    alpha = max(1, int((q <= LEVEL).sum())) * LEVEL / max(1, over)
    ends = [(np.nan, np.nan) if e is None else e.ends(alpha) for e in every]
    low, high = np.array(ends, dtype=float).reshape(-1, 2).T
    return Corrected(q, low, high, over)


def corrected_for(over: int) -> str:
    """The number of comparisons that intervals are corrected for, in words.

    >>> corrected_for(1_200), corrected_for(1), corrected_for(0)
    ('corrected for 1,200 comparisons', 'for 1 comparison, not corrected', 'nothing compared')
    """
    if over < 2:
        return "for 1 comparison, not corrected" if over else "nothing compared"
    return f"corrected for {over:,} comparisons"


def is_others(name: object) -> bool:
    """Whether this names several outlets taken together, rather than one outlet.

    >>> is_others("117 other outlets"), is_others("The Other Outlet"), is_others(None)
    (True, False, False)
    """
    return bool(OTHERS.fullmatch(str(name)))


def mean_interval(
    differences: np.ndarray, seed: int = 1, resamples: int = 2000
) -> tuple[float, float]:
    """The 95 % interval of a mean, by the studentised bootstrap; NaN if all values are equal, or so
    many that resamples often have equal values only.

    >>> low, high = mean_interval(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]))
    >>> f"{low:.1f} to {high:.1f}"
    '1.9 to 6.0'
    >>> mean_interval(np.array([2.0] * 9)), mean_interval(np.array([0.0] * 8 + [1.0]))
    ((nan, nan), (nan, nan))
    """
    return mean_estimate(differences, seed, resamples).ends()


def mean_estimate(
    differences: np.ndarray, seed: int = 1, resamples: int = 2000, permuted: float = math.nan
) -> Studentised:
    """A mean with its interval by the studentised bootstrap.

    The values are resampled with replacement; each resample gives t* = (mean* - mean) / error*. An
    interval extends from the mean by as many errors as the quantiles of t*, or by Student's
    quantile if that is further out: the bootstrap alone follows skewness, but is too narrow for
    symmetric values with long tails. Source: B. Efron and R. Tibshirani, An introduction to the
    bootstrap, Chapman & Hall 1993, chapter 12.
    """
    n = len(differences)
    mean = math.fsum(differences) / n
    if np.ptp(differences) <= 1e-12 * np.abs(differences).max():
        return studentised(mean, 0.0, np.full(1, np.nan), n - 1, permuted)
    error = math.sqrt(math.fsum((differences - mean) ** 2) / (n - 1) / n)
    units = exact_sums(in_bundles(differences - mean, seed), powers=2)
    m = len(units)
    drawn = multiplicities(m, seed, resamples)
    sums, squares = drawn @ units, drawn @ units**2
    variance = (squares - sums**2 / m) / (m - 1) / m
    alike = variance <= 1e-12 * (units**2).sum()
    errors = np.sqrt(np.where(alike, np.nan, variance))
    return studentised(mean, error, (sums - units.sum()) / m / errors, n - 1, permuted)


def ratio_interval(
    own: np.ndarray, rest: np.ndarray, seed: int = 1, resamples: int = 2000
) -> tuple[float, float]:
    """The 95 % interval of the ratio of two sums over the same stories, computed on the logarithm
    as `mean_interval` is on a mean; its error is that of the linear approximation (delta method).
    NaN if one of the sums is 0, or often is in a resample.

    >>> ends = ratio_interval(np.arange(2.0, 12.0), np.arange(1.0, 11.0))
    >>> [round(end, 2) for end in ends]
    [1.11, 1.27]
    """
    n = len(own)
    if not (math.fsum(own) > 0 and math.fsum(rest) > 0):
        return np.nan, np.nan
    units = exact_sums(in_bundles(np.column_stack([own, rest]), seed), powers=2)
    m = len(units)
    products = np.column_stack([units, units**2, units[:, 0] * units[:, 1]])
    drawn = multiplicities(m, seed, resamples) @ products
    ratios, errors = _log_ratio(drawn.T, m)
    value, _ = _log_ratio(products.sum(axis=0)[:, None], m)
    of_stories = np.column_stack([own, rest, own**2, rest**2, own * rest])
    (whole,), (error,) = _log_ratio(np.array([[math.fsum(c)] for c in of_stories.T]), n)
    low, high = studentised(float(whole), float(error), (ratios - value) / errors, n - 1).ends()
    return math.exp(low), math.exp(high)


def _log_ratio(sums: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """The logarithm of the ratio of two sums of n numbers each, and its error, from the sums of
    both, of their squares and of their products; NaN where undefined.
    """
    own, rest, own_squares, rest_squares, products = sums
    whole = (own > 0) & (rest > 0)
    own, rest = np.where(whole, own, np.nan), np.where(whole, rest, np.nan)
    variance = own_squares / own**2 - 2 * products / (own * rest) + rest_squares / rest**2
    variance = np.where(variance > 1e-12, variance, np.nan) * n / (n - 1)
    return np.log(own / rest), np.sqrt(variance)


def swapping_p(differences: np.ndarray, seed: int = 1, resamples: int = 2000) -> float:
    """The p value of a permutation: the share of the ways to choose the differences' signs that
    give a mean at least as far from zero as the observed one. All ways are counted for up to twelve
    differences; for more, ten times `resamples` (fewer for over fifty differences) are drawn and
    the observed one is added, so that a clear difference stays clear among hundreds of comparisons.

    >>> swapping_p(np.array([1.0, 2, 3, 4, 5, 6])), swapping_p(np.array([-1.0, 2, 3, 4, 5, 6]))
    (0.03125, 0.0625)
    """
    units = exact_sums(in_bundles(differences, seed))
    n = len(units)
    times = max(1, min(10, 500 // n))
    signs = all_signs(n) if n <= EXACT else drawn_signs(n, seed, times * resamples)
    # Rounding may separate equal values, by far less than this.
    slack = 1e-9 * np.abs(units).sum()
    as_far = np.abs(signs @ units) >= abs(units.sum()) - slack
    if n <= EXACT:
        return float(as_far.mean())
    return float((1 + as_far.sum()) / (1 + len(signs)))


def in_bundles(units: np.ndarray, seed: int) -> np.ndarray:
    """The rows; if there are more than two thousand, the sums of a thousand random bundles instead:
    they vary as the rows do, in bounded time and memory.
    """
    if len(units) <= 2 * MANY:
        return units
    mixed = np.random.default_rng(seed).permutation(units)
    return np.array([mixed[start::MANY].sum(axis=0) for start in range(MANY)])


@lru_cache(maxsize=4)
def multiplicities(n: int, seed: int, resamples: int) -> np.ndarray:
    """How often each of n rows is drawn, one row per resample; the same draws serve all comparisons
    over this many stories.
    """
    return _small_multiplicities(n, seed, resamples).astype(float)


# Fifteen pairs of outlets, each with three kinds of stories, are compared under several
# definitions, with the same draws; and drawing takes longer than everything done with them.
@lru_cache(maxsize=48)
def _small_multiplicities(n: int, seed: int, resamples: int) -> np.ndarray:
    """As `multiplicities`, in an eighth of the memory: no row is drawn more than 255 times."""
    rng = np.random.default_rng([seed, n])
    return rng.multinomial(n, np.full(n, 1 / n), size=resamples).astype(np.uint8)


@lru_cache(maxsize=8)
def drawn_signs(n: int, seed: int, resamples: int) -> np.ndarray:
    rng = np.random.default_rng([seed, n, 1])
    return 2.0 * rng.integers(0, 2, (resamples, n)) - 1.0


@lru_cache(maxsize=EXACT)
def all_signs(n: int) -> np.ndarray:
    """All ways to give n numbers a sign, one row each.

    >>> all_signs(2).tolist()
    [[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]]
    """
    return 2.0 * (np.arange(2**n)[:, None] >> np.arange(n) & 1) - 1.0


def exact_sums(numbers: np.ndarray, powers: int = 1) -> np.ndarray:
    """The numbers, rounded so that adding them up (with `powers=2`: their squares, or the products
    of two columns) is exact. Then sums do not depend on the order of adding, nor any bit of a
    result on the machine. Each column is rounded separately, to a part in a million of its largest
    number or finer.

    >>> thirds = exact_sums(np.array([1 / 3, 1 / 3, -2 / 3, 0.1]))
    >>> bool(thirds.sum() == thirds[::-1].sum()), round(float(thirds[3]), 9)
    (True, 0.1)
    """
    largest = np.abs(numbers).max(axis=0)
    bits = (52 - math.ceil(math.log2(max(2, len(numbers))))) // powers
    step = 2.0 ** (np.ceil(np.log2(np.where(largest > 0, largest, 1.0))) - bits)
    return np.rint(numbers / step) * step


def median_interval(
    values: Iterable[float], clusters: Iterable | None = None
) -> tuple[float, float, float]:
    """The median and the ends of its 95 % interval: two of the values, equally far from either end
    of their order.

    Each of n values lies below the true median with probability 1/2, so the number of those that do
    is binomial. The interval extends from the l-th smallest to the l-th largest value, where l is
    the largest number that leaves at most 2.5 % on either side. It assumes nothing about the
    distribution, and covers 95 % or more; ties make it cover more. With fewer than six values there
    is no interval, and without values no median: NaN. NaN among the values is left out. The values
    are assumed to be independent, unless `clusters` names the story of each (missing: a story of
    its own). Then the number below the median is a sum over stories, and the error of that sum
    gives the interval (Woodruff 1952), if it is wider; with fewer than six stories there is none.

    Sources: W. J. Conover, Practical nonparametric statistics, 3rd edition, Wiley 1999, section
    3.2; R. S. Woodruff, Confidence intervals for medians and other position measures, JASA 47
    (1952), 635-646.

    >>> median_interval([66, 71.2, 83, 83.6, 101, 107.6, 122, 143, 160, 177, 414])
    (107.6, 71.2, 177.0)
    >>> median_interval([3, 1, 2])
    (2.0, nan, nan)
    >>> median_interval(range(30)), median_interval(range(30), [n // 3 for n in range(30)])
    ((14.5, 9.0, 20.0), (14.5, 3.0, 26.0))
    >>> median_interval(range(6)) == median_interval(range(6), "abcdef")
    True
    """
    numbers = np.asarray(list(values), dtype=float)
    is_known = ~np.isnan(numbers)
    known = np.sort(numbers[is_known])
    n = len(known)
    if not n:
        return np.nan, np.nan, np.nan
    # The probability that this many of the n lie below the median. The logarithm of (n over k) /
    # 2^n is summed, because 2^n exceeds floats.
    k = np.arange(1, n // 2 + 1)
    log_ways = np.concatenate([[0.0], np.cumsum(np.log((n - k + 1) / k))])
    below = np.exp(log_ways - n * np.log(2)).cumsum()
    # How many of the smallest values may be outside; the interval begins with the last of them.
    rank = int(np.searchsorted(below, 0.025, side="right"))
    if clusters is not None:
        names = pd.Series(list(clusters), dtype=object)
        if names[is_known].dropna().duplicated().any():  # else every value is a story of its own
            rank = min(rank, _rank_over_clusters(numbers[is_known], names[is_known]))
    low, high = (known[rank - 1], known[n - rank]) if rank else (np.nan, np.nan)
    with np.errstate(over="ignore"):  # two numbers whose sum exceeds floats
        median = np.median(known)
    return float(median), float(low), float(high)


def _rank_over_clusters(values: np.ndarray, clusters: pd.Series) -> int:
    """The rank of the ends of the median's interval, from either end of the order, if values of one
    cluster are alike; 0 if there are too few clusters.
    """
    cluster, names = pd.factorize(clusters)
    cluster = np.where(cluster >= 0, cluster, len(names) + np.arange(len(cluster)))
    _, cluster = np.unique(cluster, return_inverse=True)
    stories = cluster.max() + 1
    if stories < LEAST_STORIES:
        return 0
    median = np.median(values)
    is_below = (values < median) + 0.5 * (values == median)
    sums = np.bincount(cluster, is_below - 0.5)
    error = math.sqrt(stories / (stories - 1) * (sums**2).sum()) / len(values)
    return max(0, math.floor(len(values) * (0.5 - student(stories - 1) * error)) + 1)


def benjamini_hochberg(p: Sequence[float] | np.ndarray | pd.Series) -> np.ndarray:
    """The p values corrected for how many there are: for each, the smallest share of false findings
    at which it would count as a finding.

    The q of the k-th smallest of m is the minimum of p(j) m / j over all j from k on. NaN stays NaN
    and does not count.

    Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, JRSS B 57 (1995),
    289-300.

    >>> benjamini_hochberg([0.01, 0.02, 0.04, float("nan")]).round(3).tolist()
    [0.03, 0.03, 0.04, nan]
    """
    values = np.asarray(p, dtype=float)
    q, known = np.full(len(values), np.nan), np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known], kind="stable")]
    with np.errstate(over="ignore"):  # for numbers that are not p values
        scaled = values[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return q


def harmonic_mean(one: float, other: float) -> float:
    """The harmonic mean of two shares; NaN if one of them is.

    >>> harmonic_mean(0.5, 1.0) == 2 / 3, harmonic_mean(0.0, 0.0), harmonic_mean(float("nan"), 1.0)
    (True, 0.0, nan)
    """
    return 2 * one * other / (one + other) if one + other != 0 else 0.0


def agreement(right: int, found: int, wanted: int) -> dict[str, float]:
    """Agreement of matches with what people marked: precision, recall and F1, with their n and
    intervals.

    Precision is the share of matches that are right, recall the share of wanted matches that were
    found, F1 their harmonic mean; NaN if nothing was found or wanted. Precision and recall have
    Wilson intervals, and the ends of F1 are the harmonic means of theirs: it is no more certain
    than both together.

    >>> scores = agreement(right=8, found=10, wanted=16)
    >>> scores["precision"], scores["recall"], round(scores["f1"], 3)
    (0.8, 0.5, 0.615)
    >>> agreement(0, 0, 3)["precision"]
    nan
    """
    precision = right / found if found else np.nan
    recall = right / wanted if wanted else np.nan
    f1 = 2 * right / (found + wanted) if found and wanted else np.nan
    (precision_low, precision_high), (recall_low, recall_high) = (
        wilson(right, found),
        wilson(right, wanted),
    )
    return {
        "found": found,
        "wanted": wanted,
        "right": right,
        "f1": f1,
        "f1_low": harmonic_mean(precision_low, recall_low),
        "f1_high": harmonic_mean(precision_high, recall_high),
        "precision": precision,
        "precision_low": precision_low,
        "precision_high": precision_high,
        "recall": recall,
        "recall_low": recall_low,
        "recall_high": recall_high,
    }


def who_differs(one: int, other: int) -> str:
    """What a difference between this many articles on either side is about: outlets, if each side
    has at least `ENOUGH`; else only these articles.

    >>> who_differs(1, 1), who_differs(1, 40), who_differs(30, 40)
    ('these two articles', 'these articles', 'these outlets')
    """
    if min(one, other) >= ENOUGH:
        return "these outlets"
    return "these two articles" if one == other == 1 else "these articles"


def percent(share: float) -> str:
    """A share as a reader sees it, in whole percent.

    >>> percent(0.168)
    '17 %'
    """
    return f"{share:.0%}".replace("%", " %")
