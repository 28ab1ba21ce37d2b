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
