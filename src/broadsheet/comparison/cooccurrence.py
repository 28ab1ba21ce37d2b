"""Which frames occur together, in a sentence or a paragraph, more often than other pairs do."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..measuring import Framing
from ..stats import FEW, LEAST_STORIES, Studentised, corrected, in_bundles, with_tails
from .clusters import Clusters, clustered, effective, jackknife_error

LEAST_FRAMES = 4  # the three pairs of three frames are always fitted exactly by three strengths
MOST_ROUNDS = 1000  # of the fit, which usually takes some twenty
FITTED = 1e-9  # tolerance, relative to a frame's co-occurrences
COLUMNS = """frame other place n with_frame with_other both expected value low high clusters unit
    p q corrected_low corrected_high comparisons says""".split()
MORE, LESS = "more often than other pairs", "less often than other pairs"


def cooccurrence(
    framing: Framing,
    place: str = "sentence",
    seed: int = 2025,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How often two frames occur in one `sentence` (or `paragraph`), compared with the expectation
    from the other pairs of frames: one row per pair.

    In any text, nearly all frames co-occur more often than by chance: sentences full of names have
    no frames, and an article on war has all that belong to war. So pairs are compared with each
    other, not with chance. If no two frames attracted each other, a frame would co-occur with each
    other frame in proportion to how often that one co-occurs with any:

        expected (a, b) = s(a) × s(b)

    with strengths s that reproduce how often each frame co-occurs with others in total: the
    log-linear model of quasi-independence on the table of pairs, without its diagonal. Anything
    that makes all frames co-occur more often, or one frame with all others, is part of the
    expectation; for one pair to exceed it, others must fall below.

    Columns `frame, other, place`, `n` (how many places), `with_frame, with_other, both`,
    `expected`, `value` (both / expected: 2 is twice as often as expected from the other pairs),
    `low, high` (95 %), `clusters` (how many of `unit` the interval is based on), `p`, `q`,
    `corrected_low, corrected_high`, `comparisons` and `says`. `value` is NaN if a frame co-occurs
    with no other, if fewer than four frames co-occur with any (three pairs leave nothing to compare
    with), and if all co-occurrences involve one frame.

    The interval is that of the logarithm, with half a place added to either count: its jackknife
    error times Student's quantile. Clusters are left out one at a time: stories if `articles` has a
    `story` and there are ten or more; else articles, if there are ten or more; else paragraphs,
    which show something about these articles only. The degrees of freedom come from the effective
    number of clusters over which the co-occurrences of either frame are spread. `p` is from the
    same Student's t, so that both agree; `q` is `p` corrected for the `comparisons`, the pairs that
    are tested (Benjamini and Hochberg 1995), and `corrected_low, corrected_high` is the interval
    corrected for as many (Benjamini and Yekutieli 2005), which excludes 1 if `q` is at most .05.
    `says` is one of `more often than other pairs`, `less often than other pairs`, `no difference
    shown`, `too few to tell` (neither `both` nor `expected` reaches ten, or fewer than six
    clusters) and `nothing to compare with`. The order of rows changes no number.

    Source: L. Goodman, The analysis of cross-classified data: independence, quasi-independence, and
    interactions in contingency tables with or without missing entries, JASA 63 (1968), 1091-1131.

    War and law co-occur in four sentences, trade and home in four, and any other two in one. Each
    frame co-occurs with others six times, so if all were alike, each pair would co-occur twice:

    >>> together = ["war law"] * 4 + ["trade home"] * 4
    >>> together += ["war trade", "war home", "law trade", "law home"]
    >>> words = pd.DataFrame({"id": "a", "sentence": range(12), "paragraph": range(12)})
    >>> hits = words.assign(frame=[pair.split() for pair in together]).explode("frame")
    >>> table = cooccurrence(Framing(hits, words, ("war", "law", "trade", "home")))
    >>> table[["frame", "other", "both", "expected", "value"]].round(2).values.tolist()[:2]
    [['war', 'law', 4, 2.0, 2.0], ['war', 'trade', 1, 2.0, 0.5]]
    >>> of_three = hits[hits["frame"] != "home"]
    >>> cooccurrence(Framing(of_three, words, ("war", "law", "trade")))["value"].tolist()
    [nan, nan, nan]
    """
    places = framing.words.drop_duplicates(["id", place])[["id", place, "paragraph"]]
    places = places.loc[:, ~places.columns.duplicated()].reset_index(drop=True)
    holds = _holds(framing, places[["id", place]], place)
    pairs = list(combinations(range(len(framing.frames)), 2))
    first, second = (np.array([pair[side] for pair in pairs], dtype=int) for side in (0, 1))
    fit = Pairs(first, second, len(framing.frames))
    clusters = clustered(places, articles)
    meetings = in_bundles(_meetings(holds, fit, clusters), seed)
    both = meetings.sum(axis=0)
    expected = fit.expected(both)
    value = both / np.where(expected > 0, expected, np.nan)
    with_frame = holds.sum(axis=0)
    names = np.array(framing.frames, dtype=object)
    estimates = _estimates(meetings, fit, value)
    ends = np.exp([estimate.ends() for estimate in estimates]).reshape(-1, 2)
    table = pd.DataFrame(
        {
            "frame": names[first],
            "other": names[second],
            "place": place,
            "n": len(places),
            "with_frame": with_frame[first],
            "with_other": with_frame[second],
            "both": both.astype(int),
            "expected": expected,
            "value": value,
            "low": ends[:, 0],
            "high": ends[:, 1],
            "p": [estimate.p for estimate in estimates],
            "clusters": clusters.n,
            "unit": clusters.unit,
        },
        columns=COLUMNS,
    )
    enough = (table[["both", "expected"]].max(axis=1) >= FEW) & (clusters.n >= LEAST_STORIES)
    compared = enough & table["p"].notna()
    together = corrected(e if one else None for e, one in zip(estimates, compared))
    table["q"], table["comparisons"] = together.q, together.over
    table["corrected_low"], table["corrected_high"] = np.exp(together.low), np.exp(together.high)
    says = [_says(row, bool(tested)) for row, tested in zip(table.to_dict("records"), enough)]
    return table.assign(says=pd.Series(says, dtype="str"))


class Pairs(NamedTuple):
    """The pairs of this many `frames`: the numbers of the `first` and `second` frame of each."""

    first: np.ndarray
    second: np.ndarray
    frames: int

    def holding(self) -> np.ndarray:
        """One row per pair and one column per frame: 1 if the pair includes the frame, else 0."""
        holding = np.zeros((len(self.first), self.frames))
        holding[np.arange(len(self.first)), self.first] = 1
        holding[np.arange(len(self.first)), self.second] = 1
        return holding

    def expected(self, both: np.ndarray) -> np.ndarray:
        """How often each pair would co-occur if frames did not attract each other, from how often
        each did (in the last dimension); NaN if that cannot be determined.

        The strengths are scaled in turn until each frame's total is reproduced (iterative
        proportional fitting).

        >>> pairs = Pairs(np.array([0, 0, 0, 1, 1, 2]), np.array([1, 2, 3, 2, 3, 3]), 4)
        >>> pairs.expected(np.array([6.0, 6, 6, 4, 4, 4])).round(6).tolist()
        [6.0, 6.0, 6.0, 4.0, 4.0, 4.0]
        >>> pairs.expected(np.array([6.0, 6, 6, 0, 0, 0])).tolist()
        [nan, nan, nan, nan, nan, nan]
        """
        meets = both @ self.holding()
        whole = meets.sum(axis=-1, keepdims=True)
        strength = meets / np.sqrt(np.where(whole > 0, whole, 1))
        off = np.full(whole.shape, np.inf)
        for _ in range(MOST_ROUNDS):
            fitted = strength * (strength.sum(axis=-1, keepdims=True) - strength)
            off = np.abs(fitted - meets).max(axis=-1, keepdims=True, initial=0)
            if (off <= FITTED * whole).all():
                break
            ratio = meets / np.where(fitted > 0, fitted, 1)
            strength = strength * np.sqrt(np.where(fitted > 0, ratio, 1))
        enough = (meets > 0).sum(axis=-1, keepdims=True) >= LEAST_FRAMES
        # If all co-occurrences involve one frame, the fit does not converge.
        one_in_all = (2 * meets >= whole).any(axis=-1, keepdims=True)
        known = enough & ~one_in_all & (off <= 1e-6 * whole)
        strength = np.where(known & (meets > 0), strength, np.nan)
        return strength[..., self.first] * strength[..., self.second]


def _holds(framing: Framing, places: pd.DataFrame, place: str) -> np.ndarray:
    """One row per place and one column per frame: 1 if the place has the frame, else 0."""
    hits = framing.hits.drop_duplicates(["id", place, "frame"])
    row = pd.MultiIndex.from_frame(places).get_indexer(
        pd.MultiIndex.from_frame(hits[["id", place]])
    )
    column = pd.Index(framing.frames).get_indexer(pd.Index(hits["frame"]))
    known = (row >= 0) & (column >= 0)
    holds = np.zeros((len(places), len(framing.frames)), dtype=np.int64)
    holds[row[known], column[known]] = 1
    return holds


def _meetings(holds: np.ndarray, pairs: Pairs, clusters: Clusters) -> np.ndarray:
    """How often each pair co-occurs in each cluster."""
    both = [
        np.bincount(clusters.of_row, holds[:, one] * holds[:, other], clusters.n)
        for one, other in zip(pairs.first, pairs.second)
    ]
    counts = np.column_stack(both) if both else np.zeros((clusters.n, 0))
    return counts[np.lexsort(counts.T[::-1])] if both else counts


def _estimates(meetings: np.ndarray, pairs: Pairs, value: np.ndarray) -> list[Studentised]:
    """The logarithm of each pair's value with its jackknife error; without one where there can be
    no interval.
    """
    nothing = Studentised(np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, np.nan)
    if len(meetings) < 2:
        return [nothing] * len(value)

    def logarithm(both: np.ndarray) -> np.ndarray:
        return np.log((both + 0.5) / (pairs.expected(both) + 0.5))

    centre, error = logarithm(meetings.sum(axis=0)), jackknife_error(logarithm, meetings)
    of_either = meetings @ (pairs.holding() @ pairs.holding().T > 0)
    freedom = np.array([effective(column) for column in of_either.T]) - 1
    known = ~np.isnan(value) & ~np.isnan(error) & (freedom > 0)
    return [
        with_tails(centre[n], error[n], 1.0, 1.0, freedom[n], np.nan) if known[n] else nothing
        for n in range(len(value))
    ]


def _says(row: dict, tested: bool) -> str:
    if np.isnan(row["value"]):
        return "nothing to compare with"
    if not tested or np.isnan(row["p"]):
        return "too few to tell"
    if row["corrected_low"] > 1:
        return MORE
    return LESS if row["corrected_high"] < 1 else "no difference shown"


def pair_rows(pairs: pd.DataFrame, titles: pd.Series) -> pd.DataFrame:
    """The table of `cooccurrence` with the `pair` in words, the most frequent pairs first.

    >>> pairs = pd.DataFrame({"frame": ["war", "war"], "other": ["law", "trade"], "both": [1, 4],
    ...     "value": [2.0, 1.5]})
    >>> pair_rows(pairs, pd.Series({"war": "War", "law": "Law", "trade": "Trade"}))["pair"].tolist()
    ['War + Trade', 'War + Law']
    """
    pair = (
        pairs["frame"].map(titles).astype("str") + " + " + pairs["other"].map(titles).astype("str")
    )
    rows = pairs.assign(pair=pair)
    return rows.sort_values(["both", "value"], ascending=False, kind="stable")


def beside_paragraphs(pairs: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of frames in sentences, each beside the same pair in paragraphs: the columns of
    `pair_rows`, then `both, expected, value` with `_in_paragraphs` added to their names.

    >>> pairs = pd.DataFrame({"frame": ["war"], "other": ["law"], "both": [1], "expected": [0.5],
    ...     "value": [2.0], "pair": ["War + Law"]})
    >>> beside_paragraphs(pairs, pairs.assign(both=3))[["both",
    ...     "both_in_paragraphs"]].values.tolist()
    [[1, 3]]
    """
    wider = paragraphs[["frame", "other", "both", "expected", "value"]]
    rows = pairs.merge(wider, on=["frame", "other"], suffixes=("", "_in_paragraphs"))
    return rows.drop(columns=["frame", "other"]).set_index("pair")


def frequent_pairs(pairs: pd.DataFrame, least: int = 3, most: int = 12) -> pd.DataFrame:
    """The pairs to draw: the first `most` of those that share at least `least` places, or are
    expected to, and have a value; with `panel`, `as_others` (1, the value of a pair that is as
    frequent as expected from the others) and `shown`.

    >>> pairs = pd.DataFrame({"both": [5, 3, 2], "expected": [4.0, 2.0, 1.0], "place": "sentence"})
    >>> pairs = pairs.assign(value=pairs["both"] / pairs["expected"], says="too few to tell")
    >>> frequent_pairs(pairs)[["both", "panel", "as_others", "shown"]].values.tolist()
    [[5, 'In one sentence', 1.0, False], [3, 'In one sentence', 1.0, False]]
    """
    many = pairs[["both", "expected"]].max(axis=1) >= least
    drawn = pairs[many & pairs["value"].notna()].head(most)
    return drawn.assign(
        panel="In one " + drawn["place"], as_others=1.0, shown=drawn["says"].isin([MORE, LESS])
    )
