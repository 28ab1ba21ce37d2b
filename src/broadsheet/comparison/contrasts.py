"""Frames compared: rates with intervals, and one outlet against the rest.

What is drawn again, to see how far a number could have been another, are articles where an outlet
has several, and sentences where it has one. Nothing drawn from the sentences of one article says
anything about its outlet: the column `unit` tells which it was, and `says` puts it into words.

A finding made again under rival definitions (`rival_contrasts`): which conclusions survive, and
which hang on one word.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..lexicon import Lexicon, frame_definitions
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
    """What is drawn again: one row per article or sentence, with columns `by`, `id`, `unit`,
    `words`, and the hits of each frame under its number, from 0.

    `unit` is `articles` or `sentences`; unless it is given, `articles` for a group that has several
    of them.
    """
    by = list(by)
    articles = framing.words.groupby(by, dropna=False, sort=False)["id"].transform("nunique")
    as_articles = articles > 1
    if unit:
        as_articles[:] = unit == "articles"
    tables = [
        _units(framing, framing.words[as_articles], [*by, "id"]).assign(unit="articles"),
        _units(framing, framing.words[~as_articles], [*by, "id", "sentence"]).assign(
            unit="sentences"
        ),
    ]
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


def _units(framing: Framing, words: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """The words of each unit, and its hits of each frame."""
    key = list(dict.fromkeys(key))
    sums = words.groupby(key, dropna=False, sort=False)[["words"]].sum()
    hits = framing.hits.groupby([*key, "frame"], dropna=False).size().unstack("frame", fill_value=0)
    hits = hits.reindex(columns=list(framing.frames), fill_value=0)
    hits = hits.reindex(sums.index, fill_value=0).set_axis(range(len(framing.frames)), axis=1)
    return sums.join(hits).reset_index()


def as_matrix(units: pd.DataFrame, framing: Framing) -> np.ndarray:
    """One row per unit: its words, then its hits of each frame."""
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

    >>> words = pd.DataFrame({"id": "a", "outlet": "A", "sentence": range(20), "words": 10})
    >>> hits = words.loc[::2, ["id", "outlet", "sentence"]].assign(frame="war")
    >>> table = rates(Framing(hits, words, ("war", "trade")), ["outlet"], seed=1)
    >>> table[["frame", "hits", "rate", "n", "interval"]].values.tolist()
    [['war', 10, 50.0, 20, 'bootstrap'], ['trade', 0, 0.0, 20, 'wider of bootstrap and Wilson']]
    """
    by = list(by)
    rows = []
    groups = unit_counts(framing, by).groupby(by, dropna=False, sort=False)
    for group, units in groups:
        counts = as_matrix(units, framing)
        words, *hits = counts.sum(axis=0)
        drawn = resampled(counts, seed) if len(groups) <= MANY else None
        for k, frame in enumerate(framing.frames):
            low, high, interval = np.nan, np.nan, "none"
            if drawn is not None:
                (low, high), interval = span(1000 * drawn[:, k + 1] / drawn[:, 0]), "bootstrap"
                if min(hits[k], len(units)) < FEW:
                    low, high = wider((low, high), [1000 * end for end in wilson(hits[k], words)])
                    interval = "wider of bootstrap and Wilson"
            rows.append(
                {
                    **dict(zip(by, group)),
                    "frame": frame,
                    "hits": int(hits[k]),
                    "words": int(words),
                    "rate": 1000 * hits[k] / words if words else np.nan,
                    "low": low,
                    "high": high,
                    "n": len(units),
                    "unit": units["unit"].iloc[0],
                    "interval": interval,
                }
            )
    columns = [*by, *"frame hits words rate low high n unit interval".split()]
    # The columns of the groups stay text though no outlet is known, so that tables can be joined.
    return pd.DataFrame(rows, columns=columns).astype(framing.words[by].dtypes)


def wider(first: Sequence[float], second: Sequence[float]) -> tuple[float, float]:
    """The ends that hold both intervals; an end that is NaN is passed over.

    >>> wider((1.0, 4.0), (0.5, 3.0)), wider((float("nan"), float("nan")), (0.5, 3.0))
    ((0.5, 4.0), (0.5, 3.0))
    """
    return float(np.fmin(first[0], second[0])), float(np.fmax(first[1], second[1]))


def doublings(hits, words, rest_hits, rest_words):
    """How many times the rate of hits is doubled against the rest: log2 of the ratio of rates, half
    a hit added to each, so that none at all is still a number (Haldane 1956).
    """
    return np.log2((hits + 0.5) / words) - np.log2((rest_hits + 0.5) / rest_words)


CONTRAST_COLUMNS = """frame hits words rate rest_hits rest_words rest_rate doublings low high
    n rest_n unit p""".split()


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
    groups = articles.index
    rows = []
    draws: dict[str, Draws] = {}
    # Of two groups, one is the other's rest.
    for group in range(len(groups) if len(groups) > 2 else len(groups) - 1):
        n, rest_n = int(articles.iloc[group]), int(articles.sum() - articles.iloc[group])
        unit = "articles" if min(n, rest_n) > 1 else "sentences"
        if unit not in draws:
            draws[unit] = draw(framing, by, groups, unit, seed, resamples)
        about = {by: groups[group], "n": n, "rest_n": rest_n, "unit": unit}
        sides = draws[unit].sides(group)
        rows += [
            {**about, "frame": frame, **_contrast(sides, column)}
            for column, frame in enumerate(framing.frames, 1)
        ]
    table = pd.DataFrame(rows, columns=[by, *CONTRAST_COLUMNS])
    table["q"] = benjamini_hochberg(table["p"])
    # Text without rows, too.
    table["says"] = pd.Series([_says(row) for row in table.to_dict("records")], dtype="str")
    if len(groups) == 2:
        other_side = table.rename(columns=OTHER_SIDE)[table.columns]
        other_side[by] = [groups[1]] * len(table)
        other_side[["doublings", "low", "high"]] *= -1
        table = pd.concat([table, other_side], ignore_index=True)
    return table.astype({by: framing.words[by].dtype})


# The two sides of a contrast, changed over.
OTHER_SIDE = {
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


class Sides(NamedTuple):
    """A group and the rest. In each array the first column (or row) is of words, the others of the
    hits of each frame: `own` and `rest` have one row per unit; `drawn` and `dealt` one column per
    resample, for the group and for the rest.
    """

    own: np.ndarray
    rest: np.ndarray
    drawn: tuple[np.ndarray, np.ndarray]
    dealt: tuple[np.ndarray, np.ndarray]


class Sums(NamedTuple):
    """Sums of units in each resample: column × group × resample, and those of all groups together,
    of which the rest of one group is what it leaves.
    """

    by_group: np.ndarray
    of_all: np.ndarray

    def sides(self, group: int) -> tuple[np.ndarray, np.ndarray]:
        own = self.by_group[:, group]
        return own, self.of_all - own


class Draws(NamedTuple):
    """The units of all groups: their `counts`, one row each, and the number of the `group` of each;
    the sums when the units of each group are `drawn` again, and when all units are `dealt` out anew
    among the groups.
    """

    counts: np.ndarray
    group: np.ndarray
    drawn: Sums
    dealt: Sums

    def sides(self, group: int) -> Sides:
        """One group, and all others."""
        own = self.group == group
        return Sides(
            self.counts[own], self.counts[~own], self.drawn.sides(group), self.dealt.sides(group)
        )


def draw(
    framing: Framing, by: str, groups: pd.Index, unit: str, seed: int, resamples: int
) -> Draws:
    """The draws of all groups at once, so that a group and its rest are drawn from the same."""
    units = unit_counts(framing, [by], unit)
    counts = as_matrix(units, framing)
    group_of = groups.get_indexer(pd.Index(units[by]))
    drawn = np.array(
        [
            resampled(counts[group_of == group], [seed, group], resamples).T
            for group in range(len(groups))
        ]
    ).swapaxes(0, 1)
    rng = np.random.default_rng(seed)
    dealt = np.empty((counts.shape[1], len(groups), resamples))
    for resample in range(resamples):
        dealt_to = rng.permutation(group_of)
        for column in range(counts.shape[1]):
            dealt[column, :, resample] = np.bincount(dealt_to, counts[:, column], len(groups))
    return Draws(counts, group_of, Sums(drawn, drawn.sum(axis=1)), Sums(dealt, dealt.sum(axis=1)))


def _contrast(sides: Sides, column: int) -> dict[str, float]:
    """The hits of one column on either side: how often, how much more often, interval and p."""
    own, rest, (drawn, rest_drawn), (dealt, rest_dealt) = sides
    words, hits = own[:, [0, column]].sum(axis=0)
    rest_words, rest_hits = rest[:, [0, column]].sum(axis=0)
    value = doublings(hits, words, rest_hits, rest_words)
    low, high = span(doublings(drawn[column], drawn[0], rest_drawn[column], rest_drawn[0]))
    if min(hits, rest_hits, len(own), len(rest)) < FEW:
        reach = Z95 * np.sqrt(1 / (hits + 0.5) + 1 / (rest_hits + 0.5)) / np.log(2)
        low, high = wider((low, high), (value - reach, value + reach))
    by_chance = doublings(dealt[column], dealt[0], rest_dealt[column], rest_dealt[0])
    as_far = (np.abs(by_chance) >= abs(value) - 1e-12).sum()
    return {
        "hits": int(hits),
        "words": int(words),
        "rate": 1000 * hits / words,
        "rest_hits": int(rest_hits),
        "rest_words": int(rest_words),
        "rest_rate": 1000 * rest_hits / rest_words,
        "doublings": value,
        "low": low,
        "high": high,
        "p": (1 + as_far) / (1 + len(by_chance)),
    }


def _says(row: dict) -> str:
    """What a row of `contrasts` allows to say."""
    if row["hits"] + row["rest_hits"] < FEW:
        return "too few to tell"
    if row["low"] <= 0 <= row["high"] or not row["q"] <= 0.05:
        return "no difference shown"
    return f"{who_differs(row['n'], row['rest_n'])} differ"


RIVAL_COLUMNS = "frame definition term doublings low high says survives".split()


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

    One row per frame and term, in the order of the alphabet; `doublings` as in `bs.contrasts`.
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

    >>> words = pd.DataFrame({"id": ["a"] * 20 + ["b"] * 20, "outlet": ["A"] * 20 + ["B"] * 20,
    ...                       "voice": "narration", "sentence": [*range(20)] * 2, "words": 10})
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
        return headline.reset_index().assign(survives=True)[RIVAL_COLUMNS]
    heaviest = _heaviest_terms(framing, group, by, headline["doublings"])
    is_left = framing.hits["term"] != framing.hits["frame"].map(heaviest)
    without = contrasts(framing._replace(hits=framing.hits[is_left]), seed, by)
    terms = without["frame"].map(heaviest).fillna("")
    tables.append(without.assign(definition="without one term", term=terms))
    table = pd.concat(tables, ignore_index=True)
    table = table[table[by] == group].reset_index(drop=True)
    first = headline.loc[table["frame"]]
    shown_first, shown = (rows["says"].str.endswith("differ").to_numpy() for rows in (first, table))
    same_direction = (table["doublings"].to_numpy() > 0) == (first["doublings"].to_numpy() > 0)
    table["survives"] = ~shown_first | shown & same_direction
    return table[RIVAL_COLUMNS]


def _heaviest_terms(framing: Framing, group: str, by: str, doubled: pd.Series) -> dict[str, str]:
    """Of each frame, the term without which its contrast (`doubled`, by frame) shrinks most, or
    turns round furthest.
    """
    rivals = without_each_term(framing, group, by)
    upwards = doubled.reindex(rivals["frame"]).to_numpy() > 0
    rivals["left"] = rivals["doublings"].where(upwards, -rivals["doublings"])
    rivals = rivals.sort_values(["left", "term"], kind="stable").drop_duplicates("frame")
    return dict(zip(rivals["frame"], rivals["term"]))


def frame_titles(framing: Framing, lexicon: Lexicon) -> pd.Series:
    """The title of each frame, by its name, in the order of figures: the frame with most hits
    first, of equals in the order of the lexicon.

    >>> from broadsheet.lexicon import load_lexicon
    >>> hits = pd.DataFrame({"frame": ["trade", "trade", "security"]})
    >>> titles = frame_titles(Framing(hits, pd.DataFrame(), ()),
    ...     load_lexicon("security-sovereignty"))
    >>> titles.index[:2].tolist()
    ['trade', 'security']
    """
    titles = frame_definitions(lexicon).set_index("frame")["title"]
    counted = framing.hits["frame"].value_counts().reindex(titles.index, fill_value=0)
    return titles.reindex(counted.sort_values(ascending=False, kind="stable").index)


def frames_by_speaker(framing: Framing, titles: pd.Series) -> pd.DataFrame:
    """Which speaker uses which frame: one row per outlet and speaker, those with most words first,
    with the `words` they are quoted with and the hits of each frame, under its title.

    Frames that no speaker uses have no column.

    >>> words = pd.DataFrame({"outlet": "A", "voice": ["quotation", "narration"],
    ...     "speaker": ["Ana Cruz", ""], "words": [9, 40]})
    >>> hits = words.drop(columns="words").assign(frame="war")
    >>> frames_by_speaker(Framing(hits, words, ("war",)),
    ...     pd.Series({"war": "War"})).reset_index().values.tolist()
    [['A', 'Ana Cruz', 9, 1]]
    """
    by = ["outlet", "speaker"]
    spoken = framing.words[framing.words["voice"] == "quotation"]
    hits = framing.hits[framing.hits["voice"] == "quotation"]
    words = spoken.groupby(by, dropna=False)[["words"]].sum()
    counted = hits.groupby([*by, "frame"], dropna=False).size().unstack("frame", fill_value=0)
    table = words.join(counted.rename(columns=titles.to_dict())).fillna(0).astype(int)
    return table.sort_values("words", ascending=False)


def one_of_two(contrasts: pd.DataFrame) -> pd.DataFrame:
    """The contrasts to draw: of two outlets those of the first, since each is the other's rest; of
    more outlets all.

    >>> two = pd.DataFrame({"outlet": ["A", "B"], "doublings": [1.0, -1.0], "rest_n": [1, 1],
    ...     "n": [1, 1]})
    >>> one_of_two(two)["outlet"].tolist()
    ['A']
    >>> three = pd.concat([two, two.assign(outlet="C")])
    >>> len(one_of_two(three)) == len(three)
    True
    """
    outlets = contrasts["outlet"].drop_duplicates()
    if len(outlets) != 2:
        return contrasts
    second = outlets.iloc[1]
    is_second = contrasts["outlet"].isna() if pd.isna(second) else contrasts["outlet"] == second
    return contrasts[~is_second]


def as_times(contrasts: pd.DataFrame) -> pd.DataFrame:
    """The contrasts as ratios of rates, to be told in words: `times`, and `low` and `high` as
    times, too.

    >>> as_times(pd.DataFrame({"doublings": [1.0], "low": [-1.0], "high": [3.0]}))[["times",
    ...     "low", "high"]].values.tolist()
    [[2.0, 0.5, 8.0]]
    """
    ends = contrasts[["doublings", "low", "high"]].astype(float)
    return contrasts.assign(
        times=2 ** ends["doublings"], low=2 ** ends["low"], high=2 ** ends["high"]
    )
