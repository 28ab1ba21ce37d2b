"""Frames compared: rates with intervals, one outlet against the rest, the journalist against the
sources.

What is drawn again, to see how far a number could have been another, are articles where an outlet
has several, and sentences where it has one. Nothing drawn from the sentences of one article says
anything about its outlet: the column `unit` tells which it was, and `says` puts it into words.

A finding made again under rival definitions: which conclusions survive, and which hang on one word.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ..measuring import Framing
from ..stats import (
    FEW,
    HEADLINE,
    MANY,
    Z95,
    benjamini_hochberg,
    resampled,
    span,
    who_differs,
    wilson,
)


def unit_counts(framing: Framing, by: Sequence[str], unit: str | None = None) -> pd.DataFrame:
    """What is drawn again: a row an article or sentence, with columns `by`, `id`, `unit`, `words`,
    and the hits of each frame under its number, from 0.

    `unit` is `articles` or `sentences`; unless it is given, `articles` for a group that has several
    of them.
    """
    by = list(by)
    several = framing.words.groupby(by, dropna=False, sort=False)["id"].transform("nunique") > 1
    if unit:
        several[:] = unit == "articles"
    tables = []
    for name, chosen, place in (
        ("articles", several, ["id"]),
        ("sentences", ~several, ["id", "sentence"]),
    ):
        key = list(dict.fromkeys([*by, *place]))
        words = framing.words[chosen].groupby(key, dropna=False, sort=False)[["words"]].sum()
        hits = (
            framing.hits.groupby([*key, "frame"], dropna=False)
            .size()
            .unstack("frame", fill_value=0)
        )
        hits = hits.reindex(columns=list(framing.frames), fill_value=0).reindex(
            words.index, fill_value=0
        )
        tables.append(
            words.join(hits.set_axis(range(len(framing.frames)), axis=1))
            .reset_index()
            .assign(unit=name)
        )
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


def numbers(units: pd.DataFrame, framing: Framing) -> np.ndarray:
    """The words, then the hits of each frame: a row a unit."""
    return units[["words", *range(len(framing.frames))]].to_numpy(dtype=float)


def rates(framing: Framing, by: Sequence[str], seed: int) -> pd.DataFrame:
    """Hits per 1,000 words of each group and frame with 95 % intervals: columns `by`, `frame, hits,
    words, rate, low, high, n, unit, interval`.

    The interval is a bootstrap (Efron 1979) over articles where a group has several, over sentences
    where it has one; `n` is how many there are. With fewer than ten hits or units the bootstrap is
    too narrow, and so is Wilson's interval where hits come in clusters, since it takes words as
    independent: then it is the wider of both. `interval` says which it is; of over a thousand
    groups none is drawn. NaN where a group has no words. A group without words in `framing.words`
    has no row.

    >>> words = pd.DataFrame({"id": "a", "outlet": "A", "sentence": range(20), "paragraph": 0, "words": 10})
    >>> hits = words.loc[::2, ["id", "outlet", "sentence"]].assign(frame="war")
    >>> table = rates(Framing(hits, words, ("war", "trade")), ["outlet"], seed=1)
    >>> table[["frame", "hits", "rate", "n", "interval"]].values.tolist()
    [['war', 10, 50.0, 20, 'bootstrap'], ['trade', 0, 0.0, 20, 'wider of bootstrap and Wilson']]
    """
    by, rows = list(by), []
    groups = unit_counts(framing, by).groupby(by, dropna=False, sort=False)
    for group, units in groups:
        counts = numbers(units, framing)
        words, *hits = counts.sum(axis=0)
        again = resampled(counts, seed) if len(groups) <= MANY else None
        for k, frame in enumerate(framing.frames):
            low, high, interval = np.nan, np.nan, "none"
            if again is not None:
                (low, high), interval = span(1000 * again[:, k + 1] / again[:, 0]), "bootstrap"
            if again is not None and min(hits[k], len(units)) < FEW:
                low, high = wider((low, high), [1000 * end for end in wilson(hits[k], words)])
                interval = "wider of bootstrap and Wilson"
            rows.append(
                (
                    *group,
                    frame,
                    int(hits[k]),
                    int(words),
                    1000 * hits[k] / words if words else np.nan,
                    low,
                    high,
                    len(units),
                    units["unit"].iloc[0],
                    interval,
                )
            )
    table = pd.DataFrame(
        rows,
        columns=[*by, "frame", "hits", "words", "rate", "low", "high", "n", "unit", "interval"],
    )
    return table.astype(
        framing.words[by].dtypes
    )  # text though no outlet is known, so that tables can be joined


def wider(one: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """The ends that hold both intervals; an end that is NaN is passed over.

    >>> wider((1.0, 4.0), (0.5, 3.0)), wider((float("nan"), float("nan")), (0.5, 3.0))
    ((0.5, 4.0), (0.5, 3.0))
    """
    return float(np.fmin(one[0], other[0])), float(np.fmax(one[1], other[1]))


def doublings(hits, words, rest_hits, rest_words):
    """How many times the rate of hits is doubled against the rest: log2 of the ratio of rates, half
    a hit added to each, so that none at all is still a number (Haldane 1956).
    """
    return np.log2((hits + 0.5) / words) - np.log2((rest_hits + 0.5) / rest_words)


def contrasts(
    framing: Framing, seed: int, by: str = "outlet", resamples: int = 2000
) -> pd.DataFrame:
    """Each group against all others, frame by frame: how much more often, with interval, p and q,
    and what that allows to say.

    Columns `by`, `frame, hits, words, rate, rest_hits, rest_words, rest_rate, doublings, low, high,
    n, rest_n, unit, p, q, says`. `doublings` is log2 of the ratio of the two rates, half a hit
    added to each (1: twice as often; -1: half as often; 0: alike). Its interval is a bootstrap over
    articles if both sides have several, else over sentences; with fewer than ten hits or units on a
    side it is the wider of that and of the normal one of a log ratio of counts, 1.96 sqrt(1 / (a +
    1/2) + 1 / (b + 1/2)). `p` is the share of random divisions of the same units into two sides of
    these sizes that part them as far, `q` the same corrected for the number of rows (Benjamini and
    Hochberg 1995). `says` is one of `too few to tell`, `no difference shown`, `these two articles
    differ`, `these articles differ` and, from thirty articles on either side, `these outlets
    differ`. With one group there is no rest, and no row.

    Sources: P. Good, Permutation, parametric and bootstrap tests of hypotheses, Springer 2005, ch.
    3; J. Haldane, The estimation and significance of the logarithm of a ratio of frequencies,
    Annals of Human Genetics 20 (1956), 309-311.

    >>> words = pd.DataFrame({"id": ["a"] * 20 + ["b"] * 20, "outlet": ["A"] * 20 + ["B"] * 20,
    ...                       "sentence": [*range(20)] * 2, "words": 10})
    >>> hits = words.loc[:15, ["id", "outlet", "sentence"]].assign(frame="war")
    >>> table = contrasts(Framing(hits, words, ("war",)), seed=1)
    >>> table[["outlet", "rate", "rest_rate", "unit", "says"]].values.tolist()[0]
    ['A', 80.0, 0.0, 'sentences', 'these two articles differ']
    """
    articles = framing.words.groupby(by, dropna=False, sort=False)["id"].nunique()
    groups, rows = articles.index, []
    drawn = {
        unit: draws(framing, by, groups, unit, seed, resamples)
        for unit in ("articles", "sentences")
        if len(groups) > 1 and (articles.min() > 1) <= (unit == "articles")
    }
    for at in range(
        len(groups) if len(groups) > 2 else len(groups) - 1
    ):  # of two groups, one is the other's rest
        group, n, rest_n = groups[at], articles.iloc[at], articles.sum() - articles.iloc[at]
        unit = "articles" if min(n, rest_n) > 1 else "sentences"
        counts, codes, sums = drawn[unit]
        one, other = counts[codes == at], counts[codes != at]
        (words, *hits), (rest_words, *rest_hits) = one.sum(axis=0), other.sum(axis=0)
        (again, rest_again), (dealt, rest_dealt) = (
            (each[:, at], whole - each[:, at]) for each, whole in sums
        )
        for k, frame in enumerate(framing.frames):
            value = doublings(hits[k], words, rest_hits[k], rest_words)
            low, high = span(doublings(again[k + 1], again[0], rest_again[k + 1], rest_again[0]))
            if min(hits[k], rest_hits[k], len(one), len(other)) < FEW:
                reach = Z95 * np.sqrt(1 / (hits[k] + 0.5) + 1 / (rest_hits[k] + 0.5)) / np.log(2)
                low, high = wider((low, high), (value - reach, value + reach))
            chance = doublings(dealt[k + 1], dealt[0], rest_dealt[k + 1], rest_dealt[0])
            p = (1 + (np.abs(chance) >= abs(value) - 1e-12).sum()) / (1 + resamples)
            rows.append(
                (
                    group,
                    frame,
                    int(hits[k]),
                    int(words),
                    1000 * hits[k] / words,
                    int(rest_hits[k]),
                    int(rest_words),
                    1000 * rest_hits[k] / rest_words,
                    value,
                    low,
                    high,
                    int(n),
                    int(rest_n),
                    unit,
                    p,
                )
            )
    table = pd.DataFrame(
        rows,
        columns=[
            by,
            "frame",
            "hits",
            "words",
            "rate",
            "rest_hits",
            "rest_words",
            "rest_rate",
            "doublings",
            "low",
            "high",
            "n",
            "rest_n",
            "unit",
            "p",
        ],
    )
    table["q"] = benjamini_hochberg(table["p"])
    table["says"] = pd.Series(
        [said(row) for row in table.to_dict("records")], dtype="str"
    )  # text without rows, too
    if len(groups) == 2:
        turned = table.rename(columns=TURNED)[table.columns].assign(
            **{by: [groups[1]] * len(table)}
        )
        turned[["doublings", "low", "high"]] *= -1
        table = pd.concat([table, turned], ignore_index=True)
    return table.astype({by: framing.words[by].dtype})


# The two sides of a contrast, changed over.
TURNED = {
    "hits": "rest_hits",
    "rest_hits": "hits",
    "words": "rest_words",
    "rest_words": "words",
    "rate": "rest_rate",
    "rest_rate": "rate",
    "n": "rest_n",
    "rest_n": "n",
    "low": "high",
    "high": "low",
}


def draws(
    framing: Framing, by: str, groups: pd.Index, unit: str, seed: int, resamples: int
) -> tuple:
    """The units of all groups and the number of each one's group; the sums of each group drawn
    again, so that the rest of one is the sum of the others; and its sums when all units are dealt
    out anew: column × group × times, each with its sum over the groups.
    """
    units = unit_counts(framing, [by], unit)
    counts, codes, rng = (
        numbers(units, framing),
        groups.get_indexer(units[by]),
        np.random.default_rng(seed),
    )
    drawn = np.array(
        [resampled(counts[codes == at], [seed, at], resamples).T for at in range(len(groups))]
    )
    dealt = np.empty((counts.shape[1], len(groups), resamples))
    for time in range(resamples):
        order = rng.permutation(codes)
        for column in range(counts.shape[1]):
            dealt[column, :, time] = np.bincount(order, counts[:, column], len(groups))
    return counts, codes, [(each, each.sum(axis=1)) for each in (drawn.swapaxes(0, 1), dealt)]


def said(row: dict) -> str:
    """What a row of `contrasts` allows to say."""
    if row["hits"] + row["rest_hits"] < FEW:
        return "too few to tell"
    if row["low"] <= 0 <= row["high"] or not row["q"] <= 0.05:
        return "no difference shown"
    return f"{who_differs(row['n'], row['rest_n'])} differ"


def voice_shares(framing: Framing, by: Sequence[str], seed: int) -> pd.DataFrame:
    """Whose frame it is: the share of each frame's hits that stand in quotations, beside the share
    of all words that do.

    Columns `by`, `frame, hits, quoted_hits, value, low, high, of_words, n, unit, whose`. A frame
    whose `value` is above `of_words` is used more densely by the people quoted than by the
    journalist. `low` and `high` as in `rates`. `whose` is `the sources'` or `the journalist's`
    where the interval lies wholly above or below `of_words`, `no difference shown` where it does
    not, `too few to tell` under ten hits, and `nobody is quoted`. Marks tell who chose the words,
    not whose view it is: a paraphrase is the journalist's here.

    >>> words = pd.DataFrame({"id": "a", "outlet": "A", "sentence": range(40), "words": 10,
    ...                       "voice": ["quotation"] * 10 + ["narration"] * 30})
    >>> hits = words.drop(columns="words")[:12].assign(frame="war")
    >>> table = voice_shares(Framing(hits, words, ("war",)), ["outlet"], seed=1)
    >>> table[["hits", "quoted_hits", "of_words", "whose"]].values.tolist()
    [[12, 10, 0.25, "the sources'"]]
    """
    by, rows = list(by), []
    spoken = Framing(
        framing.hits[framing.hits["voice"] == "quotation"],
        framing.words.assign(
            words=framing.words["words"].where(framing.words["voice"] == "quotation", 0)
        ),
        framing.frames,
    )
    quoted = dict(list(unit_counts(spoken, by).groupby(by, dropna=False, sort=False)))
    for group, units in unit_counts(framing, by).groupby(by, dropna=False, sort=False):
        both = np.hstack([numbers(units, framing), numbers(quoted[group], framing)])
        sums, again, m = both.sum(axis=0), resampled(both, seed), len(framing.frames) + 1
        of_words = sums[m] / sums[0] if sums[0] else np.nan
        for k, frame in enumerate(framing.frames, 1):
            hits, inside = int(sums[k]), int(sums[m + k])
            value = inside / hits if hits else np.nan
            low, high = span(again[:, m + k] / np.where(again[:, k] > 0, again[:, k], np.nan))
            if min(inside, hits - inside, len(units)) < FEW:
                low, high = wider((low, high), wilson(inside, hits))
            rows.append(
                (
                    *group,
                    frame,
                    hits,
                    inside,
                    value,
                    low,
                    high,
                    of_words,
                    len(units),
                    units["unit"].iloc[0],
                    "nobody is quoted"
                    if not sums[m]
                    else "too few to tell"
                    if hits < FEW
                    else "the sources'"
                    if low > of_words
                    else "the journalist's"
                    if high < of_words
                    else "no difference shown",
                )
            )
    table = pd.DataFrame(
        rows,
        columns=[
            *by,
            "frame",
            "hits",
            "quoted_hits",
            "value",
            "low",
            "high",
            "of_words",
            "n",
            "unit",
            "whose",
        ],
    )
    return table.astype(framing.words[by].dtypes)


COLUMNS = ["frame", "definition", "term", "doublings", "low", "high", "says", "survives"]


def definitions(framing: Framing) -> Iterator[tuple[str, Framing]]:
    """The rival definitions, by name: the same frames counted otherwise.

    `narration only` leaves quotations out; `per sentence` asks how many sentences hold the frame,
    of all sentences; `negated left out` drops "no cooperation".
    """
    hits, words, names = framing
    yield HEADLINE, framing
    yield (
        "narration only",
        Framing(hits[hits["voice"] == "narration"], words[words["voice"] == "narration"], names),
    )
    place = ["id", "sentence"]
    yield (
        "per sentence",
        Framing(
            hits.drop_duplicates([*place, "frame"]),
            words.drop_duplicates(place).assign(words=1),
            names,
        ),
    )
    yield "negated left out", Framing(hits[~hits["negated"]], words, names)


def without_each_term(framing: Framing, group: str, by: str = "outlet") -> pd.DataFrame:
    """The contrast of one group with all others without each term in turn: `frame, term, gone`
    (hits lost), `doublings`.

    A row a frame and term, in the order of the alphabet; `doublings` as in `bs.contrasts`.
    """
    own_words = framing.words.loc[framing.words[by] == group, "words"].sum()
    rest_words = framing.words["words"].sum() - own_words
    own = framing.hits[by] == group
    counts = (
        framing.hits.groupby(["frame", "term", own])
        .size()
        .unstack(fill_value=0)
        .reindex(columns=[True, False], fill_value=0)
    )
    left = counts.groupby("frame").transform("sum") - counts
    return pd.DataFrame(
        {
            "gone": counts.sum(axis=1),
            "doublings": doublings(left[True], own_words, left[False], rest_words),
        }
    ).reset_index()


def rival_contrasts(framing: Framing, group: str, seed: int, by: str = "outlet") -> pd.DataFrame:
    """One group against all others under each definition, and without the term that the contrast
    hangs on most.

    Columns `frame, definition, term, doublings, low, high, says, survives`. The definition `without
    one term` takes out, frame by frame, the `term` without which the contrast shrinks most (or
    turns round). `survives` is true where a difference shown with all words is shown again, in the
    same direction; it is true of all rows of a frame that shows none, since there is nothing to
    lose.

    >>> words = pd.DataFrame({"id": ["a"] * 20 + ["b"] * 20, "outlet": ["A"] * 20 + ["B"] * 20, "voice": "narration",
    ...                       "sentence": [*range(20)] * 2, "words": 10})
    >>> hits = words.loc[:15].drop(columns="words").assign(frame="war", term="war", negated=False)
    >>> table = rival_contrasts(Framing(hits, words, ("war",)), "A", seed=1)
    >>> table[["definition", "survives"]].values.tolist()[-2:]
    [['negated left out', True], ['without one term', False]]
    """
    tables = [
        contrasts(rival, seed, by).assign(definition=name, term="")
        for name, rival in definitions(framing)
    ]
    headline = tables[0][tables[0][by] == group].set_index("frame")
    if headline.empty:
        return headline.reset_index().assign(survives=True)[COLUMNS]
    each = without_each_term(framing, group, by)
    toward = headline["doublings"].reindex(each["frame"]).to_numpy()
    each["pull"] = each["doublings"] * (2 * (toward > 0) - 1)
    worst = each.sort_values(["pull", "term"], kind="stable").drop_duplicates("frame")
    gone = framing.hits.merge(
        worst[["frame", "term"]], on=["frame", "term"], how="left", indicator=True
    )
    kept = framing.hits[(gone["_merge"] == "left_only").to_numpy()]
    named = worst.set_index("frame")["term"]
    tables.append(
        contrasts(Framing(kept, framing.words, framing.frames), seed, by).assign(
            definition="without one term", term=lambda table: table["frame"].map(named).fillna("")
        )
    )
    table = pd.concat(tables, ignore_index=True)
    table = table[table[by] == group].reset_index(drop=True)
    first, shown = headline.loc[table["frame"]], table["says"].str.contains("differ$")
    same = (table["doublings"].to_numpy() > 0) == (first["doublings"].to_numpy() > 0)
    table["survives"] = ~first["says"].str.contains("differ$").to_numpy() | shown & same
    return table[COLUMNS]
