"""Which frames stand together: in one sentence, in one paragraph."""

from itertools import combinations

import numpy as np
import pandas as pd

from ..measuring import Framing
from ..stats import intervals


def cooccurrence(framing: Framing, place: str = "sentence", seed: int = 2025) -> pd.DataFrame:
    """How often two frames stand in one `sentence` (or `paragraph`), against what chance would
    give: a row a pair.

    Columns `frame, other, n` (places), `with_frame, with_other, both`, `expected` (if the two had
    nothing to do with each other: with_frame × with_other / n), `value` (both / expected: 2 is
    twice as often as by chance; NaN where one of them never stands), `low, high` (95 % bootstrap,
    over articles if there are ten or more, else over the places). Most pairs are above 1 in any
    text, since the sentences that hold no term of any lexicon hold neither: compare pairs with each
    other, rather than with 1.

    >>> words = pd.DataFrame({"id": "a", "sentence": range(8), "words": 10})
    >>> hits = pd.DataFrame({"id": "a", "sentence": [0, 1, 1, 2, 2, 3], "frame": ["war", "war", "law", "war", "law", "war"]})
    >>> cooccurrence(Framing(hits, words, ("war", "law")))[["frame", "other", "both", "expected", "value"]].values.tolist()
    [['war', 'law', 2, 1.0, 2.0]]
    """
    places = framing.words[["id", place]].drop_duplicates()
    holds = framing.hits.drop_duplicates(["id", place, "frame"]).assign(here=1)
    holds = holds.pivot_table(
        index=["id", place], columns="frame", values="here", aggfunc="sum", fill_value=0
    )
    holds = holds.reindex(
        index=pd.MultiIndex.from_frame(places), columns=list(framing.frames), fill_value=0
    )
    n, rows, articles = len(places), [], places["id"].to_numpy()
    by_article = places["id"].nunique() >= 10

    def lift(sums):
        expected = np.asarray(sums["one"]) * sums["two"] / sums["places"]
        return {"value": np.asarray(sums["both"]) / np.where(expected > 0, expected, np.nan)}

    for frame, other in combinations(framing.frames, 2):
        one, two = holds[frame].to_numpy(dtype=int), holds[other].to_numpy(dtype=int)
        both = int((one * two).sum())
        if n:
            units = pd.DataFrame(
                {"pair": 0, "one": one, "two": two, "both": one * two, "places": 1}
            )
            units = (
                units.groupby(articles, sort=False).sum().assign(pair=0) if by_article else units
            )
            found = intervals(units, ["pair"], lift, seed)
            value, low, high = found.loc[0, ["value", "low", "high"]]
        else:
            value = low = high = np.nan
        rows.append(
            (
                frame,
                other,
                n,
                int(one.sum()),
                int(two.sum()),
                both,
                one.sum() * two.sum() / n if n else np.nan,
                value,
                low,
                high,
            )
        )
    columns = [
        "frame",
        "other",
        "n",
        "with_frame",
        "with_other",
        "both",
        "expected",
        "value",
        "low",
        "high",
    ]
    return pd.DataFrame(rows, columns=columns)


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
