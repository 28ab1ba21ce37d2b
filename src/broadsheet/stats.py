"""Numbers → intervals, corrected p values, agreement. Sees counts, never text."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

# the 0.975 quantile of the normal distribution: all intervals here are 95 % intervals
Z95 = 1.959963984540054

# Groups beyond which no interval is drawn for each: nobody could look at more. Also the bundles in
# which very many rows are drawn, so many that their means are hardly coarser than the rows.
MANY = 1000
# Stories that two outlets must share before an interval or a p value is given: with five, no
# swapping of the outlets can have a p value below .05 (2 / 2^5 = .06).
LEAST_STORIES = 6
# How the words on a difference within stories end where it is shown.
ONE_PERSON, DIFFERENT_PEOPLE = "one person", "different people"  # said of a shared statement
ON_STORIES = "on these stories"
# Hits or units below which the bootstrap is not trusted alone, and the interval of a formula for
# small counts stands in where it is wider. With n rows the bootstrap's variance is too small by
# (n - 1) / n, which is a tenth at ten; fewer rows also have few distinct resamples.
FEW = 10
# Articles on either side from which on a difference is said to be one of outlets: a rule of thumb
# for a mean, and no licence, since how the articles were drawn matters more.
ENOUGH = 30
# Values up to which all 2^n ways to choose their signs are counted; with more, some are drawn.
EXACT = 12
# The definition with which every rival is compared, by its name in tables and figures.
HEADLINE = "all words"


# What may be said of outlets from which enough articles were drawn.
AS_DRAWN = (
    "A difference between outlets is one between the articles drawn: say how they were drawn."
)


def wilson(hits: float, n: float) -> tuple[float, float]:
    """Low and high end of the 95 % interval of a share, hits out of n (Wilson 1927). (NaN, NaN)
    where n is 0 or less than the hits, as in a voice of one word that carries two terms.

    Stays within 0 and 1 and is honest at 0 hits, where the share plus or minus its standard error
    is not. It takes the n as independent of each other. Words are not quite: for a measure that
    comes in stretches, such as quotation, use `intervals`.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA
    22 (1927), 209-212.

    >>> [round(end, 3) for end in wilson(1, 10)]
    [0.018, 0.404]
    >>> [round(end, 3) for end in wilson(0, 10)]
    [0.0, 0.278]
    >>> wilson(0, 0)
    (nan, nan)
    """
    if not 0 <= hits <= n or n * n < np.finfo(float).tiny:  # as good as 0: no float holds 1 / n²
        return np.nan, np.nan
    share, z2 = hits / n, Z95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z95 / (1 + z2 / n) * (share * (1 - share) / n + z2 / (4 * n * n)) ** 0.5
    # At 0 and n the ends are exactly 0 and 1; rounding must not say otherwise.
    return (0.0 if hits == 0 else centre - reach), (1.0 if hits == n else centre + reach)


def intervals(
    counts: pd.DataFrame,
    by: Sequence[str],
    statistics: Callable[[Mapping], Mapping],
    seed: int,
    resamples: int = 2000,
    unit: str | None = None,
) -> pd.DataFrame:
    """Statistics of summed counts with 95 % bootstrap intervals (Efron 1979): one row per group
    and statistic.

    `counts` has one row per sentence (or article), `by` names the columns that make a group, and
    `statistics` takes the sums of the other columns, by name, and gives values by name, for numbers
    and for arrays alike: `bs.formulas`, `bs.quoted_shares`. Columns: `by`, `statistic`, `n` (rows
    drawn from), `value`, `low`, `high`.

    `unit` names a column of what is drawn as one: a person, all of whose rows are drawn together or
    not at all, and `n` counts persons. Rows that are alike because one person made them would else
    pass for independent evidence.

    The rows are drawn again with replacement, 2,000 times, and the interval spans the middle 95 %
    of what comes out. It says how much a value depends on which sentences this writer happened to
    write, and knows nothing of articles not read. Under about ten rows it is too narrow. It is NaN
    where rows cannot tell it: with one row, where the statistic is undefined in more than one
    resample in twenty, and where every resample gives the same (an article that quotes nobody has a
    share of 0, but not for certain). Of over a thousand groups none is drawn: nobody could look at
    them.

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
    ends = []
    for _, rows in groups:
        again = statistics(
            dict(zip(additive, resampled(rows[additive].to_numpy(), seed, resamples).T))
        )
        ends += [span(again[name]) for name in values]
    return table.assign(**dict(zip(("low", "high"), np.array(ends, dtype=float).reshape(-1, 2).T)))


def resampled(numbers: np.ndarray, seed: int | Sequence[int], resamples: int = 2000) -> np.ndarray:
    """The sums of rows drawn again with replacement, as many as there are: one row per resample.
    Whole numbers, as counts are, add up to the same in any order, so that no bit depends on the
    machine.

    Over two thousand rows are drawn in a thousand bundles, each the sum of every thousandth row: as
    wide an interval, in bounded time and memory.
    """
    if len(numbers) > 2 * MANY:
        numbers = np.array([numbers[at::MANY].sum(axis=0) for at in range(MANY)])
    n = len(numbers)
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=resamples) @ numbers


def span(again: np.ndarray) -> tuple[float, float]:
    """The ends of the middle 95 %; NaN where more than one in twenty is undefined, or all are the
    same.

    >>> span(np.arange(201.0)), span(np.ones(9))
    ((5.0, 195.0), (nan, nan))
    """
    if np.isnan(again).mean() > 0.05 or not np.nanmax(again) > np.nanmin(again):
        return np.nan, np.nan
    low, high = np.nanquantile(again, [0.025, 0.975])
    return float(low), float(high)


def student95(freedom: int) -> float:
    """The 0.975 quantile of Student's distribution with so many degrees of freedom, five or more,
    to three decimals: the expansion of Fisher and Cornish.

    Source: M. Abramowitz and I. A. Stegun, Handbook of mathematical functions, Dover 1965, 26.7.5.

    >>> [round(student95(freedom), 3) for freedom in (5, 9, 29, 99)]
    [2.57, 2.262, 2.045, 1.984]
    """
    z, f = Z95, freedom
    return (
        z
        + (z**3 + z) / (4 * f)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * f**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * f**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * f**4)
    )


def mean_interval(
    differences: np.ndarray, seed: int = 1, resamples: int = 2000
) -> tuple[float, float]:
    """The 95 % interval of a mean, by the studentised bootstrap; NaN where all values are the same,
    or so many that they often are in a resample.

    The values are drawn again with replacement; each resample gives t* = (mean* - mean) / error*,
    and the interval reaches from the mean as many errors as the quantiles of t* say, or as
    Student's where that is further: the bootstrap alone follows skewness, but is too narrow for
    symmetric values with long tails. Source: B. Efron and R. Tibshirani, An introduction to the
    bootstrap, Chapman & Hall 1993, chapter 12.

    >>> low, high = mean_interval(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]))
    >>> f"{low:.1f} to {high:.1f}"
    '1.9 to 6.0'
    >>> mean_interval(np.array([2.0] * 9)), mean_interval(np.array([0.0] * 8 + [1.0]))
    ((nan, nan), (nan, nan))
    """
    n = len(differences)
    mean = math.fsum(differences) / n
    if np.ptp(differences) <= 1e-12 * np.abs(differences).max():
        return np.nan, np.nan
    error = math.sqrt(math.fsum((differences - mean) ** 2) / (n - 1) / n)
    units = exact_sums(in_bundles(differences - mean, seed), powers=2)
    m = len(units)
    drawn = multiplicities(m, seed, resamples)
    sums, squares = drawn @ units, drawn @ units**2
    variance = (squares - sums**2 / m) / (m - 1) / m
    alike = variance <= 1e-12 * (units**2).sum()
    errors = np.sqrt(np.where(alike, np.nan, variance))
    return studentised_ends(mean, error, (sums - units.sum()) / m / errors, n)


def ratio_interval(
    own: np.ndarray, rest: np.ndarray, seed: int = 1, resamples: int = 2000
) -> tuple[float, float]:
    """The 95 % interval of the ratio of two sums over the same stories, made of its logarithm as
    `mean_interval` is of a mean; its error is that of the linear approximation (delta method). NaN
    where one of the sums is 0, or often is in a resample.

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
    low, high = studentised_ends(0.0, 1.0, (ratios - value) / errors, n)
    of_stories = np.column_stack([own, rest, own**2, rest**2, own * rest])
    (whole,), (error,) = _log_ratio(np.array([[math.fsum(c)] for c in of_stories.T]), n)
    return math.exp(whole + low * error), math.exp(whole + high * error)


def _log_ratio(sums: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """The logarithm of the ratio of two sums of n numbers each, and its error, NaN where there is
    none, from the sums of both, of their squares and of their products.
    """
    own, rest, own_squares, rest_squares, products = sums
    whole = (own > 0) & (rest > 0)
    own, rest = np.where(whole, own, np.nan), np.where(whole, rest, np.nan)
    variance = own_squares / own**2 - 2 * products / (own * rest) + rest_squares / rest**2
    variance = np.where(variance > 1e-12, variance, np.nan) * n / (n - 1)
    return np.log(own / rest), np.sqrt(variance)


def studentised_ends(value: float, error: float, t: np.ndarray, n: int) -> tuple[float, float]:
    """The ends of an interval from the studentised resamples `t`, NaN where degenerate, or from
    Student's distribution where that reaches further; NaN as in `stats.span`.
    """
    low, high = span(t)
    reach = student95(n - 1)
    # NaN stays NaN.
    high, low = np.maximum(high, reach), np.minimum(low, -reach)
    return float(value - high * error), float(value - low * error)


def swapping_p(differences: np.ndarray, seed: int = 1, resamples: int = 2000) -> float:
    """The share of the ways to choose the differences' signs in which their mean is as far from
    zero as it is: all of them for up to twelve, else `resamples` and the observed one.

    >>> swapping_p(np.array([1.0, 2, 3, 4, 5, 6])), swapping_p(np.array([-1.0, 2, 3, 4, 5, 6]))
    (0.03125, 0.0625)
    """
    units = exact_sums(in_bundles(differences, seed))
    signs = (
        all_signs(len(units)) if len(units) <= EXACT else drawn_signs(len(units), seed, resamples)
    )
    # Rounding may part what is equal, by far less than this.
    slack = 1e-9 * np.abs(units).sum()
    as_far = np.abs(signs @ units) >= abs(units.sum()) - slack
    if len(units) <= EXACT:
        return float(as_far.mean())
    return float((1 + as_far.sum()) / (1 + len(signs)))


def in_bundles(units: np.ndarray, seed: int) -> np.ndarray:
    """The rows; of over two thousand, the sums of a thousand bundles that chance put together: they
    vary as the rows do, in bounded time and memory.
    """
    if len(units) <= 2 * MANY:
        return units
    mixed = np.random.default_rng(seed).permutation(units)
    return np.array([mixed[start::MANY].sum(axis=0) for start in range(MANY)])


@lru_cache(maxsize=16)
def multiplicities(n: int, seed: int, resamples: int) -> np.ndarray:
    """How often each of n rows is drawn, one row per resample: drawn once for all comparisons over
    so many stories.
    """
    rng = np.random.default_rng([seed, n])
    return rng.multinomial(n, np.full(n, 1 / n), size=resamples).astype(float)


@lru_cache(maxsize=16)
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
    """The numbers, rounded just so far that adding them up, or with `powers=2` their squares or the
    products of two columns, rounds nothing: then sums do not depend on the order of adding, and no
    bit of a result on the machine. Each column is rounded by itself, to a part in a million of its
    largest number or finer.

    >>> thirds = exact_sums(np.array([1 / 3, 1 / 3, -2 / 3, 0.1]))
    >>> bool(thirds.sum() == thirds[::-1].sum()), round(float(thirds[3]), 9)
    (True, 0.1)
    """
    largest = np.abs(numbers).max(axis=0)
    bits = (52 - math.ceil(math.log2(max(2, len(numbers))))) // powers
    step = 2.0 ** (np.ceil(np.log2(np.where(largest > 0, largest, 1.0))) - bits)
    return np.rint(numbers / step) * step


def median_interval(values: Sequence[float]) -> tuple[float, float, float]:
    """The median and the ends of its 95 % interval: two of the values, which stand as far from
    either end of their order.

    Each of n values lies below the true median with probability 1/2, so that how many do is
    binomial: the interval goes from the l-th smallest to the l-th largest, with l as large as
    leaves at most 2.5 % to either side. It asks nothing of the values' shape, and covers 95 % or
    more; ties make it cover more. Under six values there is none, and of no values no median: NaN.
    NaN among the values is left out. It takes them as independent, which articles that copy one
    wire are not.

    Source: W. J. Conover, Practical nonparametric statistics, 3rd edition, Wiley 1999, section 3.2.

    >>> median_interval([66, 71.2, 83, 83.6, 101, 107.6, 122, 143, 160, 177, 414])
    (107.6, 71.2, 177.0)
    >>> median_interval([3, 1, 2])
    (2.0, nan, nan)
    """
    known = np.sort(np.asarray(values, dtype=float))
    known = known[~np.isnan(known)]
    n = len(known)
    if not n:
        return np.nan, np.nan, np.nan
    # How likely it is that so many of the n lie below the median. Of (n over k) / 2^n the logarithm
    # is summed, since 2^n is beyond floats.
    k = np.arange(1, n // 2 + 1)
    log_ways = np.concatenate([[0.0], np.cumsum(np.log((n - k + 1) / k))])
    below = np.exp(log_ways - n * np.log(2)).cumsum()
    # How many of the smallest values may lie outside; the interval begins with the last of them.
    rank = int(np.searchsorted(below, 0.025, side="right"))
    low, high = (known[rank - 1], known[n - rank]) if rank else (np.nan, np.nan)
    return float(np.median(known)), float(low), float(high)


def benjamini_hochberg(p: Sequence[float] | np.ndarray | pd.Series) -> np.ndarray:
    """The p values corrected for how many there are: the smallest share of false findings at which
    each would be one.

    q of the k-th smallest of m is the least of p(j) m / j over j from k on. NaN stays NaN and does
    not count.

    Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, JRSS B 57 (1995),
    289-300.

    >>> benjamini_hochberg([0.01, 0.02, 0.04, float("nan")]).round(3).tolist()
    [0.03, 0.03, 0.04, nan]
    """
    values = np.asarray(p, dtype=float)
    q, known = np.full(len(values), np.nan), np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known], kind="stable")]
    with np.errstate(over="ignore"):  # of numbers that are no p values
        scaled = values[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return q


def agreement(right: int, found: int, wanted: int) -> dict[str, float]:
    """How far what was found agrees with what people marked: precision, recall and F1, with their n
    and intervals.

    Precision is the share of what was found that is right, recall the share of what was wanted that
    was found, F1 their harmonic mean; NaN where nothing was found or wanted. Precision and recall
    carry Wilson intervals.

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
        "precision": precision,
        "precision_low": precision_low,
        "precision_high": precision_high,
        "recall": recall,
        "recall_low": recall_low,
        "recall_high": recall_high,
    }


def who_differs(one: int, other: int) -> str:
    """Of what a difference between so many articles on either side is said: of outlets from
    `ENOUGH` on each, else of these articles alone.

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
