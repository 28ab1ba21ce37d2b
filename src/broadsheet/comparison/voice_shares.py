"""Whose frame it is: the journalist's, or that of the people quoted."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..measuring import Framing
from ..stats import FEW, LEAST_STORIES, corrected, wilson
from .clusters import clustered, share_difference, share_ends
from .contrasts import wider

SOURCES_FRAME, JOURNALISTS_FRAME = "the sources'", "the journalist's"
COLUMNS = """frame hits quoted_hits value of_words difference difference_low difference_high
    low high n unit p q corrected_low corrected_high comparisons whose""".split()


def voice_shares(
    framing: Framing, by: Sequence[str], seed: int, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A table of whose frame it is: the share of each frame's hits that are in quotations, beside
    the share of all words in quotations.

    Columns `by`, then `frame, hits, quoted_hits`; `value` (quoted_hits / hits) and `of_words`, the
    share of all words; `difference` between the two, in shares, with its 95 % interval
    `difference_low, difference_high`; `low, high`, the same interval around `value`, to draw: if it
    contains `of_words`, the interval of the difference contains zero; `n`, how many of `unit` were
    resampled; `p`; `q`, `p` corrected for the `comparisons`, all rows with enough hits and units
    (Benjamini and Hochberg 1995); `corrected_low, corrected_high`, the interval around `value`
    corrected for as many (Benjamini and Yekutieli 2005); and `whose`:

    - `the sources'`: more than half of the hits are in quotations, and the difference is above
      zero;
    - `the journalist's`: more than half are outside, and the difference is below zero;
    - `denser in quotations`, `denser in narration`: the difference is shown, but most hits are on
      the other side;
    - `no difference shown`, `too few to tell` (under ten hits, or six units), `nobody is quoted`.

    A difference is shown if its corrected interval excludes zero, which is where `q` is at most
    .05. Hits and words are resampled
    together, as in `bs.cooccurrence`: by story if `articles` has a `story` and there are ten or
    more, else by article, else by paragraph. The interval is the wider of a studentised bootstrap
    and of Student's, with the degrees of freedom of the effective number of clusters over which the
    hits are spread; with fewer than ten hits on either side, or ten units, it is at least as wide
    as Wilson's. The order of rows changes no number.

    Marks show who chose the words, not whose view it is: a paraphrase counts as the journalist's
    here.

    >>> words = pd.DataFrame({"id": "a", "outlet": "A", "paragraph": range(40), "words": 10,
    ...                       "voice": ["quotation"] * 15 + ["narration"] * 25})
    >>> hits = words.drop(columns="words")[:18].assign(frame="war")
    >>> table = voice_shares(Framing(hits, words, ("war",)), ["outlet"], seed=1)
    >>> table[["hits", "quoted_hits", "of_words", "whose"]].values.tolist()
    [[18, 15, 0.375, "the sources'"]]
    >>> hits = words.drop(columns="words")[8:].assign(frame="war")
    >>> table = voice_shares(Framing(hits, words, ("war",)), ["outlet"], seed=1)
    >>> table[["hits", "quoted_hits", "whose"]].values.tolist()
    [[32, 7, 'no difference shown']]
    """
    by = list(by)
    places, all_hits, all_quoted = _counts(framing, by)
    rows = []
    for group, part in places.groupby(by, dropna=False, sort=False):
        clusters = clustered(part, articles)
        quoted_words, words = part["quoted_words"].to_numpy(), part["words"].to_numpy()
        of_words = quoted_words.sum() / words.sum() if words.sum() else np.nan
        for number, frame in enumerate(framing.frames):
            hits, quoted = all_hits[part.index, number], all_quoted[part.index, number]
            units = clusters.sums(np.column_stack([quoted, hits, quoted_words, words]))
            rows.append(
                {
                    **dict(zip(by, group)),
                    "frame": frame,
                    "hits": int(hits.sum()),
                    "quoted_hits": int(quoted.sum()),
                    "of_words": of_words,
                    "n": clusters.n,
                    "unit": clusters.unit,
                    **_share(units, of_words, seed),
                }
            )
    estimates = [row.pop("estimate") for row in rows]
    table = pd.DataFrame(rows, columns=[*by, *COLUMNS])
    enough = (table["hits"] >= FEW) & (table["n"] >= LEAST_STORIES) & (table["of_words"] > 0)
    compared = enough & table["p"].notna()
    together = corrected(e if one else None for e, one in zip(estimates, compared))
    table["q"], table["comparisons"] = together.q, together.over
    table["corrected_low"] = np.maximum(0, table["of_words"] + together.low)
    table["corrected_high"] = np.minimum(1, table["of_words"] + together.high)
    table["whose"] = pd.Series([_whose(row) for row in table.to_dict("records")], dtype="str")
    return table.astype(framing.words[by].dtypes)


class Counts(NamedTuple):
    """The counts of each paragraph: its `words` and `quoted_words`, and, with one row per paragraph
    and one column per frame, its `hits` and those that are `quoted`.
    """

    places: pd.DataFrame
    hits: np.ndarray
    quoted: np.ndarray


def _counts(framing: Framing, by: list[str]) -> Counts:
    key = list(dict.fromkeys([*by, "id", "paragraph"]))
    words = framing.words
    words = words.assign(quoted_words=words["words"].where(words["voice"] == "quotation", 0))
    places = words.groupby(key, dropna=False, sort=False)[["words", "quoted_words"]].sum()

    def counted(hits: pd.DataFrame) -> np.ndarray:
        counts = hits.groupby([*key, "frame"], dropna=False).size().unstack("frame", fill_value=0)
        counts = counts.reindex(columns=list(framing.frames), fill_value=0)
        return counts.reindex(index=places.index, fill_value=0).to_numpy(dtype=int)

    spoken = framing.hits["voice"] == "quotation"
    return Counts(places.reset_index(), counted(framing.hits), counted(framing.hits[spoken]))


def _share(units: np.ndarray, of_words: float, seed: int) -> dict[str, Any]:
    """The numbers of one row, and the estimate of its difference."""
    quoted_hits, hits = (int(count) for count in units[:, :2].sum(axis=0))
    estimate = share_difference(units, seed)
    ends = estimate.ends()
    if min(quoted_hits, hits - quoted_hits, len(units)) < FEW:
        of_hits = [end - of_words for end in wilson(quoted_hits, hits)]
        estimate = estimate.widened(*of_hits)
        ends = wider(ends, of_hits)
    low, high = share_ends(*ends)
    return {
        "value": quoted_hits / hits if hits else np.nan,
        "difference": estimate.value,
        "difference_low": low,
        "difference_high": high,
        "low": float(np.maximum(0, of_words + low)),
        "high": float(np.minimum(1, of_words + high)),
        "p": estimate.p,
        "estimate": estimate,
    }


def _whose(row: dict) -> str:
    if not row["of_words"] > 0:
        return "nobody is quoted"
    if row["hits"] < FEW or row["n"] < LEAST_STORIES:
        return "too few to tell"
    if not (row["corrected_low"] > row["of_words"] or row["corrected_high"] < row["of_words"]):
        return "no difference shown"
    quoted, outside = row["quoted_hits"], row["hits"] - row["quoted_hits"]
    if row["difference"] > 0:
        return SOURCES_FRAME if quoted > outside else "denser in quotations"
    return JOURNALISTS_FRAME if outside > quoted else "denser in narration"
