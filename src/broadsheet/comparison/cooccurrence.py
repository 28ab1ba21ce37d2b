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
