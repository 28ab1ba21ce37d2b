"""Which frames stand together: in one sentence, in one paragraph."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from ..measuring import Framing
from ..stats import FEW, intervals


def cooccurrence(framing: Framing, place: str = "sentence", seed: int = 2025) -> pd.DataFrame:
    """How often two frames stand in one `sentence` (or `paragraph`), against what chance would
    give: one row per pair.

    Columns `frame, other, n` (places), `with_frame, with_other, both`, `expected` (if the two had
    nothing to do with each other: with_frame × with_other / n), `value` (both / expected: 2 is
    twice as often as by chance; NaN where one of them never stands), `low, high` (95 % bootstrap,
    over articles if there are ten or more, else over the places). Most pairs are above 1 in any
    text, since the sentences that hold no term of any lexicon hold neither: compare pairs with each
    other, rather than with 1.

    >>> words = pd.DataFrame({"id": "a", "sentence": range(8), "words": 10})
    >>> hits = pd.DataFrame({"id": "a", "sentence": [0, 1, 1, 2, 2, 3]})
    >>> hits["frame"] = ["war", "war", "law", "war", "law", "war"]
    >>> table = cooccurrence(Framing(hits, words, ("war", "law")))
    >>> table[["frame", "other", "both", "expected", "value"]].values.tolist()
    [['war', 'law', 2, 1.0, 2.0]]
    """
    places = framing.words[["id", place]].drop_duplicates()
    articles = places["id"].to_numpy()
    holds = _holds(framing, places, place)
    rows = []
    for frame, other in combinations(framing.frames, 2):
        with_frame, with_other = holds[frame].to_numpy(), holds[other].to_numpy()
        both = with_frame * with_other
        n = len(places)
        expected = with_frame.sum() * with_other.sum() / n if n else np.nan
        counts = {"frame": with_frame, "other": with_other, "both": both, "places": 1}
        value, low, high = _lift(pd.DataFrame(counts), articles, seed) if n else [np.nan] * 3
        rows.append(
            {
                "frame": frame,
                "other": other,
                "n": n,
                "with_frame": int(with_frame.sum()),
                "with_other": int(with_other.sum()),
                "both": int(both.sum()),
                "expected": expected,
                "value": value,
                "low": low,
                "high": high,
            }
        )
    columns = "frame other n with_frame with_other both expected value low high".split()
    return pd.DataFrame(rows, columns=columns)


def _holds(framing: Framing, places: pd.DataFrame, place: str) -> pd.DataFrame:
    """One row per place and one column per frame: 1 where the place holds the frame, else 0."""
    hits = framing.hits.drop_duplicates(["id", place, "frame"]).assign(holds=1)
    table = hits.pivot_table(
        index=["id", place], columns="frame", values="holds", aggfunc="sum", fill_value=0
    )
    index = pd.MultiIndex.from_frame(places)
    return table.reindex(index=index, columns=list(framing.frames), fill_value=0).astype(int)


def _lift(counts: pd.DataFrame, articles: np.ndarray, seed: int) -> list[float]:
    """How many times as often as expected two frames stand together, and its interval."""

    def lift(sums: Mapping) -> dict[str, np.ndarray]:
        expected = np.asarray(sums["frame"]) * sums["other"] / sums["places"]
        return {"value": np.asarray(sums["both"]) / np.where(expected > 0, expected, np.nan)}

    if len(pd.unique(articles)) >= FEW:
        counts = counts.groupby(articles, sort=False).sum()
    table = intervals(counts.assign(pair=0), ["pair"], lift, seed)
    return [float(table[column].iloc[0]) for column in ("value", "low", "high")]


def pair_rows(pairs: pd.DataFrame, titles: pd.Series) -> pd.DataFrame:
    """The table of `cooccurrence` with the `pair` in words, the pairs that stand together most
    often first.

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
    `pair_rows`, then `both, expected, value` with `_in_paragraphs` behind their names.

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
    """The pairs to draw: the first `most` of those that share at least `least` places, with
    `chance`, the 1 that they are held against.

    >>> frequent_pairs(pd.DataFrame({"both": [5, 3, 2]}))[["both", "chance"]].values.tolist()
    [[5.0, 1.0], [3.0, 1.0]]
    """
    return pairs[pairs["both"] >= least].head(most).assign(chance=1.0)
