"""Frames compared: rates with intervals, and outlets in pairs.

For uncertainty, stories are resampled if they are known, else articles, or sentences if an outlet
has one article. The sentences of one article show nothing about its outlet: the column `unit`
reports what was resampled, and `says` puts it into words.

`rival_contrasts` repeats a finding under rival definitions, to see which conclusions survive and
which depend on one word.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from ..lexicon import Lexicon, frame_definitions
from ..measuring import UNATTRIBUTED, Framing
from ..stats import (
    FEW,
    HEADLINE,
    MANY,
    MOST_COMPARED,
    Studentised,
    corrected,
    is_others,
    who_differs,
    wilson,
)
from .clusters import story_numbers
from .log_rates import Side, in_doublings, log_rates, log_ratios


def unit_counts(framing: Framing, by: Sequence[str], unit: str | None = None) -> pd.DataFrame:
    """The units that are resampled: one row per story, article or sentence, with columns `by`,
    `cluster`, `unit`, `words`, and the hits of each frame under its number, from 0.

    `unit` is `stories`, `articles` or `sentences`. By default it is `sentences` for a group of one
    article, `stories` for a group whose articles report several stories (if `framing.words` has a
    column `story`), and otherwise `articles`. An article without a story counts as a story.
    """
    by = list(by)
    words = framing.words.assign(cluster=_clusters(framing.words))
    groups = words.groupby(by, dropna=False, sort=False)
    articles = groups["id"].transform("nunique")
    stories = groups["cluster"].transform("nunique")
    units = pd.Series("articles", index=words.index).mask(articles == 1, "sentences")
    if "story" in words:
        told = words["story"].notna().groupby([words[name] for name in by], dropna=False)
        units = units.mask((stories > 1) & told.transform("any"), "stories")
    if unit:
        units[:] = unit
    keys = {"stories": ["cluster"], "articles": ["id"], "sentences": ["id", "sentence"]}
    tables = [
        _units(framing, words[units == name], [*by, *key]).assign(unit=name)
        for name, key in keys.items()
    ]
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


def _clusters(words: pd.DataFrame) -> pd.Series:
    """The story of each row, as a number; an article without one counts as a story."""
    if "story" not in words:
        return pd.Series(pd.factorize(words["id"])[0], index=words.index)
    return pd.Series(story_numbers(words["id"], words["story"]), index=words.index)


def _units(framing: Framing, words: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """The words of each unit, and its hits of each frame."""
    key = list(dict.fromkeys(key))
    sums = words.groupby(key, dropna=False, sort=False)[["words"]].sum()
    found = framing.hits
    if "cluster" in key:
        found = found.assign(cluster=found["id"].map(words.groupby("id")["cluster"].first()))
    hits = found.groupby([*key, "frame"], dropna=False).size().unstack("frame", fill_value=0)
    hits = hits.reindex(columns=list(framing.frames), fill_value=0)
    hits = hits.reindex(sums.index, fill_value=0).set_axis(range(len(framing.frames)), axis=1)
    return sums.join(hits).reset_index()


def as_matrix(units: pd.DataFrame, framing: Framing) -> np.ndarray:
    """One row per unit: its words, then its hits of each frame."""
    return units[["words", *range(len(framing.frames))]].to_numpy(dtype=float)


def as_side(units: pd.DataFrame, framing: Framing) -> Side:
    counts = as_matrix(units, framing)
    return Side(counts[:, 0], counts[:, 1:])


def rates(framing: Framing, by: Sequence[str], seed: int, resamples: int = 2000) -> pd.DataFrame:
    """Hits per 1,000 words for each group and frame, with 95 % intervals: columns `by`, `frame,
    hits, words, rate, low, high, n, unit, interval`.

    The interval is that of the logarithm of the rate, half a hit added, by the studentised
    bootstrap (Efron and Tibshirani 1993). Stories are resampled if they are known, else articles,
    or sentences if a group has one article; `n` is how many there are. For quoted words
    (`quotation` in a column `voice`), people are resampled as well, because one person's words are
    alike in any article, and the wider interval is used. With fewer than ten hits or units,
    Wilson's interval is used if it is wider. The column `interval` reports which it is; with over a
    thousand groups, there are no intervals. NaN if a group has no words. A group that is not in
    `framing.words` has no row.

    >>> words = pd.DataFrame({"id": "a", "outlet": "A", "sentence": range(20), "words": 10})
    >>> hits = words.loc[::2, ["id", "outlet", "sentence"]].assign(frame="war")
    >>> table = rates(Framing(hits, words, ("war", "trade")), ["outlet"], seed=1)
    >>> table[["frame", "hits", "rate", "n", "interval"]].values.tolist()
    [['war', 10, 50.0, 20, 'bootstrap'], ['trade', 0, 0.0, 20, 'wider of bootstrap and Wilson']]
    """
    by = list(by)
    rows = []
    groups = unit_counts(framing, by).groupby(by, dropna=False, sort=False)
    people = _by_person(framing, by)
    for group, units in groups:
        side = as_side(units, framing)
        words, hits = side.words.sum(), side.hits.sum(axis=0)
        ends = None
        if len(groups) <= MANY and words:
            ends = _rate_ends([side, *people.get(_known(group), [])], seed, resamples)
        for k, frame in enumerate(framing.frames):
            low, high, interval = np.nan, np.nan, "none"
            if ends is not None:
                (low, high), interval = ends[k], "bootstrap"
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
    # The columns of the groups stay text even if no outlet is known, so that tables can be joined.
    return pd.DataFrame(rows, columns=columns).astype(framing.words[by].dtypes)


def _rate_ends(sides: list[Side], seed: int, resamples: int) -> list[tuple[float, float]]:
    """The ends of each frame's rate per 1,000 words: the widest of those from `sides`, which hold
    the same hits and words in different clusters.
    """
    of_sides = [
        [estimate.ends() for estimate in log_rates(side, seed, resamples)]
        for side in sides
        if len(side.words) > 1
    ]
    if not of_sides:
        return [(np.nan, np.nan)] * sides[0].hits.shape[1]
    return [
        (1000 * math.exp(min(lows)), 1000 * math.exp(max(highs)))
        for lows, highs in (zip(*ends) for ends in zip(*of_sides))
    ]


def _by_person(framing: Framing, by: Sequence[str]) -> dict[object, list[Side]]:
    """The hits and words of each group of quoted words by person, if `by` separates the voices. An
    unattributed speaker is a different person in each article.
    """
    words = framing.words
    if "voice" not in by or "speaker" not in words:
        return {}

    def with_person(table: pd.DataFrame) -> pd.DataFrame:
        spoken = table[table["voice"] == "quotation"]
        is_known = spoken["speaker"] != UNATTRIBUTED
        name = spoken["speaker"].where(is_known, "").astype("str")
        return spoken.assign(person=name, article=spoken["id"].where(~is_known).astype("str"))

    spoken = framing._replace(hits=with_person(framing.hits), words=with_person(words))
    units = _units(spoken, spoken.words, [*by, "person", "article"])
    return {
        _known(group): [as_side(rows, framing)]
        for group, rows in units.groupby(list(by), dropna=False, sort=False)
    }


def _known(group: object) -> tuple:
    """The names of a group, with None for missing ones, because NaN does not equal NaN."""
    return tuple(None if pd.isna(name) else name for name in group)  # type: ignore[attr-defined]


def wider(first: Sequence[float], second: Sequence[float]) -> tuple[float, float]:
    """The ends of the smallest interval that contains both; NaN is ignored.

    >>> wider((1.0, 4.0), (0.5, 3.0)), wider((float("nan"), float("nan")), (0.5, 3.0))
    ((0.5, 4.0), (0.5, 3.0))
    """
    return float(np.fmin(first[0], second[0])), float(np.fmax(first[1], second[1]))


def doublings(hits, words, other_hits, other_words):
    """The number of doublings from one rate to another: log2 of the ratio of rates, with half a hit
    added to each, so that zero hits give a finite number (Haldane 1956).
    """
    return np.log2((hits + 0.5) / words) - np.log2((other_hits + 0.5) / other_words)


CONTRAST_COLUMNS = """other frame hits words rate other_hits other_words other_rate
    doublings low high n other_n units other_units unit p q corrected_low corrected_high
    comparisons says""".split()


def compared_groups(framing: Framing, by: str = "outlet", most: int = MOST_COMPARED) -> list:
    """The outlets that are compared in pairs, in alphabetical order: all, or the `most` with most
    articles. Articles without an outlet, and several outlets taken together (`fewer_outlets`), do
    not count.

    >>> words = pd.DataFrame({"id": range(4), "outlet": ["B", "A", "9 other outlets", None]})
    >>> compared_groups(Framing(words, words, ()))
    ['A', 'B']
    """
    articles = framing.words.groupby(by, sort=True)["id"].nunique()
    articles = articles[[not is_others(name) for name in articles.index]]
    kept = articles.sort_values(ascending=False, kind="stable").head(most).index
    return [name for name in articles.index if name in kept]


def contrasts(
    framing: Framing,
    seed: int,
    by: str = "outlet",
    resamples: int = 2000,
    most: int = MOST_COMPARED,
) -> pd.DataFrame:
    """Contrasts of outlets in pairs, frame by frame: how much more often one uses the frame's
    terms, with interval, p, q and a conclusion.

    All pairs of up to `most` outlets are compared; if there are more, those with most articles.
    Several outlets taken together, and articles without an outlet, are not compared. Columns:

    - `by`, `other`, `frame`: each row compares the first outlet with the other;
    - `hits, words, rate, other_hits, other_words, other_rate`: counts of each, and rates per 1,000
      words;
    - `doublings`: log2 of the ratio of the two rates, with half a hit added to each (1: twice as
      often; -1: half as often; 0: alike); `low, high`: its 95 % interval;
    - `n, other_n`: articles of each; `units, other_units`: how many units of each are resampled,
      and `unit`, what they are: `stories`, `articles` or, if one has a single article, `sentences`;
    - `p`, `q`: p corrected for the number of `comparisons` (Benjamini and Hochberg 1995), and
      `corrected_low, corrected_high` the interval corrected for as many (Benjamini and Yekutieli
      2005);
    - `says`: `too few to tell`, `no difference shown`, `these two articles differ`, `these articles
      differ` or, from thirty stories on either side (or articles, if no stories are known), `these
      outlets differ`.

    *Interval.* The studentised bootstrap of the logarithm of the ratio. Whole stories are resampled
    if `framing.words` has a column `story`, else whole articles; what both outlets wrote on one
    story stays together, because it is alike. The error is that of clusters, or that of independent
    hits if it is larger. If Student's distribution extends further than the bootstrap, it is used
    instead. If the permutation does not rule out zero, the interval extends to zero.

    *p.* The larger of two: the level at which the interval would just reach zero, and the p value
    of a studentised permutation, which swaps the outlets within stories that both reported and
    deals the other stories out between them. So the interval excludes zero exactly where p is at
    most .05, the corrected one where q is, and a difference is shown exactly in the latter rows.

    *Too few.* A pair with fewer than ten hits in total does not count as a comparison: q and the
    corrected interval are NaN.

    With one outlet there are no rows. The order of rows changes no number.

    Sources: A. Janssen, Studentized permutation tests for non-i.i.d. hypotheses and the generalized
    Behrens-Fisher problem, Statistics and Probability Letters 36 (1997), 9-21; E. Chung and J.
    Romano, Exact and asymptotically robust permutation tests, Annals of Statistics 41 (2013),
    484-507; J. Haldane, The estimation and significance of the logarithm of a ratio of frequencies,
    Annals of Human Genetics 20 (1956), 309-311.

    >>> words = pd.DataFrame({"id": ["a"] * 20 + ["b"] * 20, "outlet": ["A"] * 20 + ["B"] * 20,
    ...                       "sentence": [*range(20)] * 2, "words": 10})
    >>> hits = words.loc[:15, ["id", "outlet", "sentence"]].assign(frame="war")
    >>> table = contrasts(Framing(hits, words, ("war",)), seed=1)
    >>> table[["outlet", "other", "rate", "other_rate", "unit", "says"]].values.tolist()
    [['A', 'B', 80.0, 0.0, 'sentences', 'these two articles differ']]
    """
    groups = compared_groups(framing, by, most)
    kept = framing._replace(words=framing.words[framing.words[by].isin(groups)])
    stories = _clusters(kept.words).groupby(kept.words[by]).nunique()
    articles = kept.words.groupby(by)["id"].nunique()
    rows: list[dict] = []
    estimates: list[Studentised | None] = []
    units_of: dict[str, pd.DataFrame] = {}
    for group, other in combinations(groups, 2):
        unit = _unit_of_pair(kept.words, by, group, other)
        if unit not in units_of:
            units_of[unit] = unit_counts(kept, [by], unit)
        own, rest = _aligned(units_of[unit], framing, by, unit, group, other)
        about = {
            by: group,
            "other": other,
            "n": int(articles[group]),
            "other_n": int(articles[other]),
            "units": int((own.words > 0).sum()),
            "other_units": int((rest.words > 0).sum()),
            "unit": unit,
        }
        of_frames = [in_doublings(estimate) for estimate in log_ratios(own, rest, seed, resamples)]
        for k, frame in enumerate(framing.frames):
            row = {**about, "frame": frame, **_counted(own, rest, k)}
            low, high = of_frames[k].ends()
            is_enough = row["hits"] + row["other_hits"] >= FEW
            estimates.append(of_frames[k] if is_enough else None)
            rows.append(
                {
                    **row,
                    "doublings": of_frames[k].value,
                    "low": low,
                    "high": high,
                    "p": of_frames[k].p,
                }
            )
    table = pd.DataFrame(rows, columns=[by, *CONTRAST_COLUMNS])
    together = corrected(estimates)
    table["q"] = together.q
    table["corrected_low"], table["corrected_high"] = together.low, together.high
    table["comparisons"] = together.over
    # Text without rows, too.
    pairs = zip(table.to_dict("records"), stories.loc[table[by]], stories.loc[table["other"]])
    says = [_says(row, min(own, rest)) for row, own, rest in pairs]
    table["says"] = pd.Series(says, dtype="str", index=table.index)
    return table.astype({by: framing.words[by].dtype, "other": framing.words[by].dtype})


def _unit_of_pair(words: pd.DataFrame, by: str, group: object, other: object) -> str:
    """What is resampled for two groups: stories if either reports several, articles if either has
    several, else sentences.
    """
    pair = words[words[by].isin([group, other])]
    if pair.groupby(by)["id"].nunique().min() < 2:
        return "sentences"
    clusters = pair.assign(cluster=_clusters(pair)).groupby(by)["cluster"].nunique()
    is_told = "story" in pair and bool(pair["story"].notna().any())
    return "stories" if is_told and clusters.min() > 1 else "articles"


def _aligned(
    units: pd.DataFrame, framing: Framing, by: str, unit: str, group: object, other: object
) -> tuple[Side, Side]:
    """Two groups on the same clusters."""
    key = {"stories": ["cluster"], "articles": ["id"], "sentences": ["id", "sentence"]}[unit]
    columns = ["words", *range(len(framing.frames))]
    pair = [units[units[by] == name].set_index(key)[columns] for name in (group, other)]
    clusters = pair[0].index.union(pair[1].index, sort=False)
    own, rest = (side.reindex(clusters, fill_value=0).to_numpy(dtype=float) for side in pair)
    return Side(own[:, 0], own[:, 1:]), Side(rest[:, 0], rest[:, 1:])


def _counted(own: Side, rest: Side, frame: int) -> dict[str, float]:
    """The hits of one frame on each side, and their rates."""
    counts: dict[str, float] = {}
    for name, side in (("", own), ("other_", rest)):
        hits, words = side.hits[:, frame].sum(), side.words.sum()
        counts |= {
            f"{name}hits": int(hits),
            f"{name}words": int(words),
            f"{name}rate": 1000 * hits / words,
        }
    return counts


def _says(row: dict, stories: int) -> str:
    """The conclusion that a row of `contrasts` allows; each outlet has this many stories."""
    if np.isnan(row["q"]):
        return "too few to tell"
    if row["corrected_low"] > 0 or row["corrected_high"] < 0:
        # About outlets, if there are enough stories: thirty reports of one event are one event,
        # whether stories were resampled or, because there is only one, articles.
        if row["unit"] != "sentences":
            units, other_units = (min(row[name], stories) for name in ("units", "other_units"))
            # about articles, because more than two were resampled, however few stories they report
            return f"{who_differs(max(units, 2), max(other_units, 2))} differ"
        return f"{who_differs(min(row['n'], 2), min(row['other_n'], 2))} differ"
    return "no difference shown"


RIVAL_COLUMNS = """other frame definition term doublings low high corrected_low corrected_high
    comparisons says survives""".split()


def definitions(framing: Framing) -> Iterator[tuple[str, Framing]]:
    """The rival definitions, by name: the same frames, counted differently.

    `narration only` leaves out quotations; `per sentence` counts the sentences with a frame, among
    all sentences; `negated left out` drops negated terms, such as "no cooperation".
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


def without_each_term(
    framing: Framing, outlet: str, other: str, by: str = "outlet"
) -> pd.DataFrame:
    """The contrast of two outlets without each term in turn: `frame, term, gone` (hits lost),
    `doublings`.

    One row per frame and term, in alphabetical order; `doublings` as in `bs.contrasts`.
    """
    words = framing.words.groupby(by)["words"].sum()
    hits = framing.hits[framing.hits[by].isin([outlet, other])]
    counts = (
        hits.groupby(["frame", "term", by])
        .size()
        .unstack(fill_value=0)
        .reindex(columns=[outlet, other], fill_value=0)
    )
    left = counts.groupby("frame").transform("sum") - counts
    return pd.DataFrame(
        {
            "gone": counts.sum(axis=1),
            "doublings": doublings(left[outlet], words[outlet], left[other], words[other]),
        }
    ).reset_index()


def rival_contrasts(
    framing: Framing, seed: int, by: str = "outlet", pair: Sequence[str] | None = None
) -> pd.DataFrame:
    """The contrast of two outlets under each rival definition, and without the term on which it
    depends most.

    `pair` names the outlets; by default, they are the two with most articles. Columns `by, other,
    frame, definition, term, doublings, low, high, corrected_low, corrected_high, comparisons, says,
    survives`. Under each definition, all pairs of outlets are compared as `contrasts` does, and
    corrected for all of them, so that the first agrees with `contrasts`. The definition `without
    one term` removes, frame by frame, the `term` without which the contrast shrinks most (or
    reverses). `survives` is true if a difference shown with all words is shown again, in the same
    direction; it is true for all rows of a frame without a difference, because there is nothing to
    lose.

    >>> words = pd.DataFrame({"id": ["a"] * 20 + ["b"] * 20, "outlet": ["A"] * 20 + ["B"] * 20,
    ...                       "voice": "narration", "sentence": [*range(20)] * 2, "words": 10})
    >>> hits = words.loc[:15].drop(columns="words").assign(frame="war", term="war", negated=False)
    >>> table = rival_contrasts(Framing(hits, words, ("war",)), seed=1)
    >>> table[["definition", "survives"]].values.tolist()[-2:]
    [['negated left out', True], ['without one term', False]]
    """
    names = [by, *RIVAL_COLUMNS]
    two = list(pair) if pair is not None else compared_groups(framing, by, most=2)
    if len(two) < 2:
        return (
            contrasts(framing, seed, by).iloc[:0].reindex(columns=names).astype({"survives": bool})
        )
    outlet, other = sorted(two)
    tables = [
        contrasts(rival, seed, by).assign(definition=name, term="")
        for name, rival in definitions(framing)
    ]

    def of_pair(table: pd.DataFrame) -> pd.DataFrame:
        return table[(table[by] == outlet) & (table["other"] == other)]

    headline = of_pair(tables[0]).set_index("frame")
    heaviest = _heaviest_terms(framing, outlet, other, by, headline["doublings"])
    is_left = framing.hits["term"] != framing.hits["frame"].map(heaviest)
    without = contrasts(framing._replace(hits=framing.hits[is_left]), seed, by)
    terms = [heaviest.get(frame, "") for frame in without["frame"]]
    tables.append(without.assign(definition="without one term", term=terms))
    table = pd.concat([of_pair(table) for table in tables], ignore_index=True)
    first = headline.loc[table["frame"]]
    shown_first, shown = (rows["says"].str.endswith("differ").to_numpy() for rows in (first, table))
    same_direction = (table["doublings"].to_numpy() > 0) == (first["doublings"].to_numpy() > 0)
    table["survives"] = ~shown_first | shown & same_direction
    return table[names]


def _heaviest_terms(
    framing: Framing, outlet: str, other: str, by: str, doubled: pd.Series
) -> dict[str, str]:
    """For each frame, the term without which its contrast (`doubled`, by frame) shrinks most, or
    reverses most.
    """
    rivals = without_each_term(framing, outlet, other, by)
    upwards = doubled.reindex(rivals["frame"]).to_numpy() > 0
    rivals["left"] = rivals["doublings"].where(upwards, -rivals["doublings"])
    rivals = rivals.sort_values(["left", "term"], kind="stable").drop_duplicates("frame")
    return dict(zip(rivals["frame"], rivals["term"]))


def frame_titles(framing: Framing, lexicon: Lexicon) -> pd.Series:
    """The title of each frame, by its name, in the order of figures: most hits first, ties in the
    order of the lexicon.

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
    """A table of which speaker uses which frame: one row per outlet and speaker, most words first,
    with the `words` quoted and the hits of each frame, under its title.

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


def pair_name(contrasts: pd.DataFrame) -> str:
    """The two outlets that the first row compares, to name a figure: "A against B".

    >>> pair_name(pd.DataFrame({"outlet": ["A"], "other": ["B"]}))
    'A against B'
    >>> pair_name(pd.DataFrame(columns=["outlet", "other"]))
    'no two outlets'
    """
    if contrasts.empty:
        return "no two outlets"
    return f"{contrasts['outlet'].iloc[0]} against {contrasts['other'].iloc[0]}"


def contrast_rows(contrasts: pd.DataFrame, titles: pd.Series) -> pd.DataFrame:
    """The table of `contrasts` to draw: frames under their titles and in their order, with `pair`
    ("A against B"), `shown`, `row` and `panel`. A single pair is a panel whose rows are frames.
    With several pairs, each frame is a panel, so that outlets are beside each other on one scale.
    `titles` is the result of `frame_titles`.

    >>> table = pd.DataFrame({"outlet": "A", "other": ["B", "B"], "frame": ["law", "war"],
    ...     "says": ["no difference shown", "these articles differ"]})
    >>> titles = pd.Series({"war": "War", "law": "Law and order"})
    >>> contrast_rows(table, titles)[["panel", "row", "shown"]].values.tolist()
    [['A against B', 'War', True], ['A against B', 'Law and order', False]]
    >>> more = pd.concat([table, table.assign(other="C")])
    >>> contrast_rows(more, titles)[["panel", "row"]].values.tolist()[:2]
    [['War', 'A against B'], ['War', 'A against C']]
    """
    place = titles.index.get_indexer(pd.Index(contrasts["frame"]))
    rows = contrasts.iloc[place.argsort(kind="stable")]
    pair = rows["outlet"].astype("str") + " against " + rows["other"].astype("str")
    rows = rows.assign(
        frame=rows["frame"].map(titles), pair=pair, shown=rows["says"].str.endswith("differ")
    )
    row, panel = ("frame", "pair") if pair.nunique() < 2 else ("pair", "frame")
    return rows.assign(row=rows[row], panel=rows[panel])


def as_times(contrasts: pd.DataFrame) -> pd.DataFrame:
    """The contrasts as ratios of rates, for wording: `times`, with `low` and `high` also as ratios.

    >>> as_times(pd.DataFrame({"doublings": [1.0], "low": [-1.0], "high": [3.0]}))[["times",
    ...     "low", "high"]].values.tolist()
    [[2.0, 0.5, 8.0]]
    """
    ends = contrasts[["doublings", "low", "high"]].astype(float)
    return contrasts.assign(
        times=2 ** ends["doublings"], low=2 ** ends["low"], high=2 ** ends["high"]
    )
