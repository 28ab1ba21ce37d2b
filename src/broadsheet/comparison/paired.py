"""How outlets differ *within* the stories that several of them reported.

Outlets differ in what they cover before they differ in how they cover it. A comparison within
stories compares like with like: each story that two outlets reported gives one difference. Stories
are resampled for the uncertainty, because another month would have brought different ones.

Rival definitions are computed as well (`paired_rivals`): all articles pooled, as if outlets had
covered the same events; story fixed effects; a mixed model.
"""

import math
import warnings
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..escape import listing
from ..paths import installs
from ..stats import (
    CONTEXT,
    LEAST_STORIES,
    MOST_COMPARED,
    ON_STORIES,
    Z95,
    Studentised,
    corrected,
    is_others,
    mean_estimate,
    ratio_interval,
    student,
    swapping_p,
)

# The rates whose names do not show how they are computed. Every `<x>_per_1000_words` is `<x>_hits`,
# or `<x>`, over `words`; every other `<x>_share` is `<x>_words` over `quoted_words`.
DENOMINATORS = {"quoted_share": "words", "she_share": "people_words", "he_share": "people_words"}
# Shares whose numerator is not a column of the table: it is the share times the denominator.
INFERRED = {"unattributed_share"}
# The measures compared, besides the frames.
MEASURES = """words flesch_kincaid_grade quoted_share speakers unattributed_share
    named_person_share unnamed_person_share organisation_share document_share she_share
    framing_terms_per_1000_words""".split()
# How a frame is compared: its headline measure (docs/measures.md says why).
PROMINENCE = "_prominence"
COLUMNS = """measure outlet other stories articles difference low high p q
    corrected_low corrected_high comparisons ratio ratio_low ratio_high says""".split()
RIVAL_COLUMNS = "measure outlet other definition stories articles difference low high".split()


class Rate(NamedTuple):
    """A rate: the sum of the column `hits` over the sum of the column `of`, times `per`."""

    hits: str
    of: str
    per: int


class Groups(NamedTuple):
    """Where each article of a table belongs: the numbers of its story, its outlet (-1: none) and
    its text; copies in one story and outlet share a text.
    """

    story: np.ndarray
    outlet: np.ndarray
    text: np.ndarray
    stories: pd.Index
    outlets: pd.Index


class Articles(NamedTuple):
    """The articles that have a value, in an order that depends only on their values: the numbers of
    their `story` (-1: none) and `outlet`; their value, `over` divided by `under`; and their
    `weight`. The weights of the copies of a text add up to 1.

    For a rate, `over` and `under` are its numerator and denominator; for any other measure, the
    value and 1. So the sum of `over` divided by the sum of `under` is a rate of sums, or a mean.
    """

    story: np.ndarray
    outlet: np.ndarray
    over: np.ndarray
    under: np.ndarray
    weight: np.ndarray

    def where(self, chosen: np.ndarray) -> "Articles":
        return Articles(*(numbers[chosen] for numbers in self))

    @property
    def texts(self) -> int:
        """The number of articles, counting copies of a text once."""
        return round(math.fsum(self.weight))


class Cells(NamedTuple):
    """A measure added up by story (rows) and outlet (columns): `value` is `over` divided by
    `under`, NaN if the outlet did not report the story; `articles` is the number of texts.
    """

    over: np.ndarray
    under: np.ndarray
    articles: np.ndarray

    @property
    def value(self) -> np.ndarray:
        return self.over / np.where(self.under > 0, self.under, np.nan)


class Side(NamedTuple):
    """One outlet on the stories of a comparison: its sums, one number per story."""

    over: np.ndarray
    under: np.ndarray


def paired_differences(
    table: pd.DataFrame,
    measures: Sequence[str],
    by: str = "outlet",
    within: str = "story",
    seed: int = 1,
    wire_copy: bool = True,
    resamples: int = 2000,
) -> pd.DataFrame:
    """The mean difference between outlets on the same story: one row per measure and pair of
    outlets that share a story.

    `table` is the table of `bs.measure`, with a column `story`, and `measures` names columns of it
    (or of `bs.with_sources`, which adds shares of kinds of source, women and men). Articles without
    a story, an outlet or a value are left out. An outlet has one value for each story: the mean
    over its articles, or for a rate the sum of its numerators over the sum of its denominators
    (`quoted_share`: `quoted_words` over `words`). Columns:

    - `measure, outlet, other`: each row compares `outlet` with `other`, in alphabetical order, with
      several outlets taken together (`fewer_outlets`) last;
    - `stories` that both reported, and the `articles` in which they did;
    - `difference`: `outlet` minus `other` within each story, averaged over stories, in the unit of
      the measure;
    - `low, high`: its 95 % interval;
    - `p`: the share of all ways to swap the two outlets within stories that give at least as large
      a difference, or the level at which the interval would just reach zero, whichever is larger;
      `q`: the same corrected for the number of `comparisons` (Benjamini and Hochberg 1995);
    - `corrected_low, corrected_high`: the interval corrected for as many (Benjamini and Yekutieli
      2005);
    - `ratio, ratio_low, ratio_high`: for rates, the rate of `outlet` divided by that of `other`,
      from sums within stories (Mantel and Haenszel 1959; for rates Greenland and Robins 1985); NaN
      for all other measures;
    - `says`: the conclusion, in words.

    *Interval.* The studentised bootstrap (Efron and Tibshirani 1993, chapter 12): stories are
    resampled `resamples` times, each resample gives t* = (mean* - mean) / error*, and the quantiles
    of t* replace Student's. If Student's quantile lies further out, it is used instead: the
    bootstrap alone is too narrow for symmetric differences with long tails. In simulations, the
    wider of the two contained the true value in 94 to 97 of 100 samples of 30 or 100 stories, and
    in 94 or more of 100 samples of 10 stories, for normal, long-tailed, skewed and mostly zero
    differences; for 10 stories, the percentile bootstrap went down to 82. A resample whose stories
    all differ by the same amount has no error*, and is left out; if there are more than one in
    twenty, as when nearly all differences are zero, there is no interval. The interval of a ratio
    is computed in the same way from its logarithm.

    *p.* If the outlets were alike, each story's difference could just as well have the opposite
    sign. For up to twelve stories, all 2^n combinations of signs are used; for more, ten times
    `resamples` are drawn (fewer for over fifty stories), and the observed one counts among them.
    Dividing each mean by its error would change nothing: the squares, and so the order of the
    means, are the same whatever the signs.

    *What is shown.* If the permutation does not rule out zero, the interval extends to zero; if the
    interval contains zero although the permutation rules it out, `p` is that of the interval. So
    the interval excludes zero exactly where `p` is at most .05, the corrected one where `q` is, and
    `says` reports a difference exactly where the corrected interval excludes zero. Several outlets
    taken together are context: their rows have an interval, but no p and no q.

    *Too few.* With fewer than six stories, `low, high, p, q` are NaN, because no p value could be
    below .05, and `says` reports it.

    *Wire copy.* Articles of one `wire_group` (near duplicates) count once for each story and value
    of `by`: an agency report that one outlet prints in three versions weighs as one article, and so
    it does for a chain of papers if `by` names the owner. If two outlets both print it, they are
    alike on that story, and the story counts. `wire_copy=False` leaves out every article that has a
    `wire_group`. Without such a column, every article counts.

    The order of rows changes no number. ValueError for a column that is missing, holds no numbers,
    or holds an infinite one.

    Sources: B. Efron and R. Tibshirani, An introduction to the bootstrap, Chapman & Hall 1993; P.
    Good, Permutation, parametric and bootstrap tests of hypotheses, Springer 2005; N. Mantel and W.
    Haenszel, JNCI 22 (1959), 719-748; S. Greenland and J. Robins, Biometrics 41 (1985), 55-68.

    >>> table = pd.DataFrame({"story": [1, 1, 2, 2, 3, 3], "outlet": ["A", "B"] * 3,
    ...     "grade": [9, 7, 12, 11, 8, 5]})
    >>> differences = paired_differences(table, ["grade"])
    >>> differences[["outlet", "other", "stories", "difference", "p"]].values.tolist()
    [['A', 'B', 3, 2.0, nan]]
    >>> differences["says"].item()
    'too few stories to tell: 3 of the 6 needed'
    """
    table = _comparable(table, measures, by, within, wire_copy)
    groups = groups_of(table, by, within)
    rows = []
    estimates: list[Studentised | None] = []
    for measure in measures:
        rate = rate_of(table, measure)
        cells = cells_of(articles_of(table, measure, groups), groups)
        named = sorted(enumerate(groups.outlets), key=lambda outlet: is_others(outlet[1]))
        for (own, outlet), (rest, other) in combinations(named, 2):
            both = (cells.articles[:, own] > 0) & (cells.articles[:, rest] > 0)
            if both.any():
                names = {"measure": measure, "outlet": outlet, "other": other}
                articles = int(cells.articles[both][:, [own, rest]].sum())
                sides = (
                    Side(cells.over[both, own], cells.under[both, own]),
                    Side(cells.over[both, rest], cells.under[both, rest]),
                )
                compared, estimate = _compared(*sides, rate, seed, resamples)
                if is_others(other):
                    compared["p"], estimate = np.nan, None
                rows.append({**names, "articles": articles, **compared})
                estimates.append(estimate)
    result = pd.DataFrame(rows, columns=COLUMNS)
    together = corrected(estimates)
    result["q"], result["comparisons"] = together.q, together.over
    result["corrected_low"], result["corrected_high"] = together.low, together.high
    result["says"] = pd.Series([_says(row) for row in result.to_dict("records")], dtype="str")
    return result


def _comparable(
    table: pd.DataFrame, measures: Sequence[str], by: str, within: str, wire_copy: bool
) -> pd.DataFrame:
    """The table, after checking that it has stories and that its measures are numbers."""
    if isinstance(measures, str):
        raise ValueError(f"measures: a list, such as [{measures!r}], even if it is only one")
    if within not in table:
        raise ValueError(
            f"no column `{within}`, which shows which articles report the same story: join the "
            "table of `bs.find_stories` on `id`, or name the column with `within=`"
        )
    for name in [by, *measures]:
        if name not in table:
            columns = list(map(str, table if name == by else table.select_dtypes("number")))
            close = get_close_matches(str(name), columns, n=1)
            mend = f"did you mean `{close[0]}`?" if close else f"its numbers are {listing(columns)}"
            raise ValueError(f"no column `{name}` in the table; {mend}")
    for measure in measures:
        refuse_unless_numbers(table, measure)
    if not wire_copy and "wire_group" in table:
        return table[table["wire_group"].isna()]
    return table


def refuse_unless_numbers(table: pd.DataFrame, measure: str) -> None:
    """Nothing, if a column holds numbers that have a mean; otherwise ValueError.

    >>> refuse_unless_numbers(pd.DataFrame({"grade": [9.0, None]}), "grade")
    >>> refuse_unless_numbers(pd.DataFrame({"grade": [9.0, float("inf")]}), "grade")
    Traceback (most recent call last):
    ValueError: grade: 1 value is infinite, and cannot be averaged; leave undefined values empty
    """
    if not pd.api.types.is_numeric_dtype(table[measure]):
        raise ValueError(f"{measure}: contains no numbers, and cannot be averaged")
    infinite = int(np.isinf(table[measure].to_numpy(dtype=float, na_value=np.nan)).sum())
    if infinite:
        values = "1 value is" if infinite == 1 else f"{infinite:,} values are"
        raise ValueError(
            f"{measure}: {values} infinite, and cannot be averaged; leave undefined values empty"
        )


def rate_of(table: pd.DataFrame, measure: str) -> Rate | None:
    """The columns that a rate is computed from, by its name; None for a measure that is not a rate,
    or whose columns the table lacks.

    >>> table = pd.DataFrame(columns=["words", "quoted_words", "quotations", "war_hits"])
    >>> rate_of(table, "quoted_share"), rate_of(table, "war_per_1000_words").hits
    (Rate(hits='quoted_words', of='words', per=1), 'war_hits')
    >>> rate_of(table, "quotations_per_1000_words").hits, rate_of(table, "words")
    ('quotations', None)
    """
    if stem := _before(measure, "_per_1000_words"):
        rate = Rate(f"{stem}_hits" if f"{stem}_hits" in table else stem, "words", 1000)
    elif stem := _before(measure, "_share"):
        rate = Rate(f"{stem}_words", DENOMINATORS.get(measure, "quoted_words"), 1)
    else:
        return None
    inferred = rate.per == 1000 or measure in INFERRED
    return rate if rate.of in table and (inferred or rate.hits in table) else None


def _before(name: str, ending: str) -> str:
    return name.removesuffix(ending) if name.endswith(ending) else ""


def groups_of(table: pd.DataFrame, by: str, within: str) -> Groups:
    """The groups that each article belongs to. Articles of one `wire_group` in one story and outlet
    are copies.

    >>> table = pd.DataFrame({"story": ["s", "s", None], "outlet": ["B", "B", "A"],
    ...     "wire_group": ["w", "w", None]})
    >>> groups = groups_of(table, "outlet", "story")
    >>> groups.story.tolist(), groups.outlet.tolist(), list(groups.outlets)
    ([0, 0, -1], [1, 1, 0], ['A', 'B'])
    >>> bool(groups.text[0] == groups.text[1])
    True
    """
    story, stories = pd.factorize(table[within], sort=True)
    outlet, outlets = pd.factorize(table[by], sort=True)
    text = np.arange(len(table))
    if "wire_group" in table:
        wire, wires = pd.factorize(table["wire_group"])
        copied = (wire >= 0) & (story >= 0) & (outlet >= 0)
        place = (story * len(outlets) + outlet) * len(wires) + wire
        text[copied] = len(table) + np.unique(place[copied], return_inverse=True)[1]
    return Groups(story, outlet, text, pd.Index(stories), pd.Index(outlets))


def articles_of(table: pd.DataFrame, measure: str, groups: Groups) -> Articles:
    """The articles that have an outlet and a value."""
    rate = rate_of(table, measure)
    over = table[measure].to_numpy(dtype=float, na_value=np.nan)
    under = np.ones(len(table))
    if rate is not None:
        under = table[rate.of].to_numpy(dtype=float, na_value=np.nan)
        if rate.hits in table:
            over = rate.per * table[rate.hits].to_numpy(dtype=float, na_value=np.nan)
        else:
            over = rate.per * np.rint(over * under / rate.per)
    known = (groups.outlet >= 0) & ~np.isnan(over) & (under > 0)
    text = groups.text[known]
    weight = 1 / np.bincount(text)[text] if len(text) else np.empty(0)
    columns = groups.story[known], groups.outlet[known], over[known], under[known], weight
    return Articles(*columns).where(np.lexsort(columns[::-1]))


def cells_of(articles: Articles, groups: Groups) -> Cells:
    """A measure by story and outlet, each text counted once per cell.

    >>> table = pd.DataFrame({"story": 1, "outlet": ["A", "A", "B"], "words": [100, 300, 50],
    ...     "quoted_words": [50, 50, 10], "quoted_share": [0.5, 1 / 6, 0.2]})
    >>> groups = groups_of(table, "outlet", "story")
    >>> cells_of(articles_of(table, "quoted_share", groups), groups).value.tolist()
    [[0.25, 0.2]]
    >>> cells_of(articles_of(table, "words", groups), groups).value.tolist()
    [[200.0, 50.0]]
    """
    articles = articles.where(articles.story >= 0)
    shape = len(groups.stories), len(groups.outlets)
    cell = articles.story * shape[1] + articles.outlet

    def added(numbers: np.ndarray) -> np.ndarray:
        return np.bincount(cell, numbers * articles.weight, shape[0] * shape[1]).reshape(shape)

    count = np.rint(added(np.ones(len(cell)))).astype(int)
    return Cells(added(articles.over), added(articles.under), count)


def _compared(
    own: Side, rest: Side, rate: Rate | None, seed: int, resamples: int
) -> tuple[dict, Studentised | None]:
    """Two outlets compared on the stories that both reported: the numbers of a row, and the
    estimate that the corrected ones are derived from; None if there are too few stories.
    """
    differences = own.over / own.under - rest.over / rest.under
    n = len(differences)
    row = {
        "stories": n,
        "difference": math.fsum(differences) / n,
        **dict.fromkeys(["low", "high", "p", "ratio", "ratio_low", "ratio_high"], np.nan),
    }
    estimate = None
    if n >= LEAST_STORIES:
        swapped = swapping_p(differences, seed, resamples)
        estimate = mean_estimate(differences, seed, resamples, swapped)
        row["p"], (row["low"], row["high"]) = estimate.p, estimate.ends()
    if rate is not None:
        both = own.under + rest.under
        parts = own.over * rest.under / both, rest.over * own.under / both
        row["ratio"] = _over(math.fsum(parts[0]), math.fsum(parts[1]))
        if n >= LEAST_STORIES:
            row["ratio_low"], row["ratio_high"] = ratio_interval(*parts, seed, resamples)
    return row, estimate


def _over(part: float, whole: float) -> float:
    return part / whole if whole > 0 else np.nan


def _says(row: dict) -> str:
    """The conclusion that a row of `paired_differences` allows."""
    if row["stories"] < LEAST_STORIES:
        return f"too few stories to tell: {row['stories']} of the {LEAST_STORIES} needed"
    if is_others(row["other"]):
        return CONTEXT
    if row["corrected_low"] > 0 or row["corrected_high"] < 0:
        return f"{row['outlet']} {'higher' if row['difference'] > 0 else 'lower'} {ON_STORIES}"
    return "no difference shown"


# Tables to draw.


def story_values(
    table: pd.DataFrame,
    measure: str,
    by: str = "outlet",
    within: str = "story",
    wire_copy: bool = True,
) -> pd.DataFrame:
    """The values that are compared, to draw as one line per story: one row per story and outlet,
    `story, outlet, value, articles`, for the stories that several outlets reported.

    >>> table = pd.DataFrame({"story": ["flood", "flood", "vote"], "outlet": ["A", "B", "A"],
    ...     "grade": [9.0, 7.0, 12.0]})
    >>> story_values(table, "grade").values.tolist()
    [['flood', 'A', 9.0, 1], ['flood', 'B', 7.0, 1]]
    """
    table = _comparable(table, [measure], by, within, wire_copy)
    groups = groups_of(table, by, within)
    cells = cells_of(articles_of(table, measure, groups), groups)
    by_several = (cells.articles > 0).sum(axis=1) > 1
    story, outlet = np.nonzero((cells.articles > 0) & by_several[:, None])
    return pd.DataFrame(
        {
            "story": groups.stories[story],
            "outlet": groups.outlets[outlet],
            "value": cells.value[story, outlet],
            "articles": cells.articles[story, outlet],
        }
    )


def most_compared(
    table: pd.DataFrame, most: int = MOST_COMPARED, by: str = "outlet", within: str = "story"
) -> pd.DataFrame:
    """The articles of the outlets that are compared in pairs. If there are more than `most`
    outlets, those are kept that reported most of the stories that several outlets reported. Several
    outlets taken together (`fewer_outlets`) are left out, and so are articles without an outlet.

    >>> table = pd.DataFrame({"story": [1, 1, 1, 2, 2, 3],
    ...     "outlet": ["A", "B", "9 other outlets", "A", "C", "D"]})
    >>> most_compared(table, most=2)["outlet"].tolist()
    ['A', 'B', 'A']
    """
    single = table[table[by].notna() & ~table[by].map(is_others).astype(bool)]
    outlets = single.groupby(within)[by].transform("nunique")
    shared = single[outlets > 1].groupby(by)[within].nunique()
    shared = shared.reindex(sorted(single[by].unique()), fill_value=0)
    kept = shared.sort_values(ascending=False, kind="stable").head(most).index
    return single[single[by].isin(kept)]


def story_measures(table: pd.DataFrame) -> list[str]:
    """The measures of a table that are compared within stories, fixed before anybody looks at
    results: length, reading grade, quotation, who is quoted, prominence of frames.

    `table` is that of `bs.measure`, or of `bs.with_sources`, which adds who is quoted. Prominence
    is averaged over the articles of an outlet on a story, has no ratio, and takes all voices
    together; to compare frames in quotations only, use `<frame>_quotation_hits`.

    >>> table = pd.DataFrame(columns=["words", "trade_per_1000_words", "trade_prominence"])
    >>> story_measures(table)
    ['words', 'trade_prominence']
    """
    columns = table.columns.astype(str)
    frames = [name for name in columns if name.endswith(PROMINENCE)]
    return [name for name in (*MEASURES, *frames) if name in table]


def difference_rows(differences: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The differences of one measure, to draw: the rows of `paired_differences`, with `row` (which
    outlets, and how many stories), `value`, and `shown`, true where a difference is shown.

    For pairs that share too few stories, `value` is NaN, so that nothing is drawn.

    >>> table = pd.DataFrame({"measure": "grade", "outlet": "A", "other": ["B", "C"],
    ...     "stories": [12, 3], "difference": [1.5, 4.0],
    ...     "says": ["A higher on these stories", "too few stories to tell: 3 of the 6 needed"]})
    >>> difference_rows(table, "grade")[["row", "value", "shown"]].values.tolist()
    [['A minus B (n = 12)', 1.5, True], ['A minus C (n = 3)', nan, False]]
    """
    rows = differences[differences["measure"] == measure].reset_index(drop=True)
    names = rows["outlet"].astype(str) + " minus " + rows["other"].astype(str)
    return rows.assign(
        row=names + " (n = " + rows["stories"].map("{:,}".format).astype(str) + ")",
        value=rows["difference"].where(rows["stories"] >= LEAST_STORIES),
        shown=rows["says"].str.endswith(ON_STORIES),
    )


def shared_stories_line(differences: pd.DataFrame) -> str:
    """A sentence on how many stories the outlets share, and whether that is enough to compare them.

    >>> shared_stories_line(pd.DataFrame({"outlet": ["A"], "other": ["B"], "stories": [2]}))
    'No two outlets share more than 2 stories; a comparison takes at least 6.'
    >>> table = pd.DataFrame({"outlet": ["A", "A"], "other": ["B", "C"], "stories": [12, 3]})
    >>> shared_stories_line(table)
    'Of 2 pairs of outlets, 1 shares 6 stories or more; the most is 12.'
    """
    shared = differences.groupby(["outlet", "other"])["stories"].max()
    if shared.empty:
        return "No two outlets share a story: there is nothing to compare within."
    most = int(shared.max())
    if most < LEAST_STORIES:
        return (
            f"No two outlets share more than {most} {'story' if most == 1 else 'stories'}; a "
            f"comparison takes at least {LEAST_STORIES}."
        )
    enough = int((shared >= LEAST_STORIES).sum())
    return (
        f"Of {len(shared):,} {'pair' if len(shared) == 1 else 'pairs'} of outlets, {enough:,} "
        f"{'shares' if enough == 1 else 'share'} {LEAST_STORIES} stories or more; the most is "
        f"{most:,}."
    )


def story_line_rows(values: pd.DataFrame, differences: pd.DataFrame) -> pd.DataFrame:
    """The data of a paired plot, as one table: first the value of each outlet on each story (`part`
    "story"), then the mean differences (`part` "mean"). `values` is the table of `story_values`,
    `differences` that of `difference_rows` for the same measure.

    >>> values = pd.DataFrame({"story": ["1"], "outlet": ["A"], "value": [9.0]})
    >>> differences = pd.DataFrame({"outlet": ["A"], "other": ["B"], "value": [1.5]})
    >>> story_line_rows(values, differences)["part"].tolist()
    ['story', 'mean']
    """
    rows = differences.drop(columns=["row", "shown"], errors="ignore")
    return pd.concat(
        [values.assign(part="story"), rows.assign(part="mean")], ignore_index=True
    ).astype({"part": "str"})


def frame_difference_rows(differences: pd.DataFrame, titles: pd.Series) -> pd.DataFrame:
    """The differences in each frame's prominence, to draw: the rows of `difference_rows` with
    `frame`, the title of the frame, and `no_difference`, 0. `titles` is what `frame_titles` gives,
    so that frames stand in the order of all figures.

    >>> differences = pd.DataFrame({"measure": ["trade_prominence"], "outlet": ["A"],
    ...     "other": ["B"], "stories": [12], "difference": [1.5], "says": ["A higher"]})
    >>> rows = frame_difference_rows(differences, pd.Series({"trade": "Trade and economy"}))
    >>> rows[["frame", "row"]].values.tolist()
    [['Trade and economy', 'A minus B (n = 12)']]
    """
    parts = [
        difference_rows(differences, f"{frame}{PROMINENCE}").assign(frame=title, no_difference=0.0)
        for frame, title in titles.items()
    ]
    return pd.concat(parts, ignore_index=True)


# Rival definitions of the same difference.


def paired_rivals(
    table: pd.DataFrame,
    measures: Sequence[str],
    by: str = "outlet",
    within: str = "story",
    seed: int = 1,
    wire_copy: bool = True,
    resamples: int = 2000,
    mixed: bool = False,
) -> pd.DataFrame:
    """The differences of `paired_differences` under rival definitions: one row per measure, pair of
    outlets and definition, with `stories`, `articles`, `difference`, `low` and `high`.

    - `within stories`: that of `paired_differences`.
    - `pooled`: all articles of one outlet against all of the other, whatever they are about; for
      rates, sums over sums. The interval is a studentised bootstrap over stories of what each adds
      to the difference (delta method); an article without a story counts as a story. It mixes what
      the outlets cover with how they cover it.
    - `story fixed effects`: least squares of the articles' values on outlet and story. All outlets
      are fitted at once, so that A and B are compared through C as well, and a story with many
      articles weighs more. The interval is from errors clustered by story (Cameron and Miller 2015)
      and Student's distribution; NaN for outlets that are not linked by a chain of shared stories.
    - `mixed model`, with `mixed=True`: outlets fixed, stories random (restricted maximum
      likelihood, statsmodels). It also uses articles on unshared stories, and the more so the less
      stories vary. It assumes that stories' levels are normal and independent of which outlet
      reported them.

    If all agree, the finding does not depend on the definition. If only `pooled` differs, the
    outlets differ in what they cover.

    Source: A. C. Cameron and D. L. Miller, A practitioner's guide to cluster-robust inference,
    Journal of Human Resources 50 (2015), 317-372.

    >>> table = pd.DataFrame({"story": [1, 1, 2, 2, 3], "outlet": ["A", "B", "A", "B", "A"],
    ...     "grade": [9.0, 7.0, 12.0, 11.0, 17.0]})
    >>> rivals = paired_rivals(table, ["grade"])
    >>> rivals[["definition", "articles", "difference"]].round(2).values.tolist()
    [['within stories', 4, 1.5], ['pooled', 5, 3.67], ['story fixed effects', 4, 1.5]]
    """
    table = _comparable(table, measures, by, within, wire_copy)
    groups = groups_of(table, by, within)
    headline = paired_differences(table, measures, by, within, seed, True, resamples)
    parts = [headline.assign(definition="within stories")]
    for measure, pairs in headline.groupby("measure", sort=False):
        articles = articles_of(table, str(measure), groups)
        fits = {
            "pooled": _pooled(articles, seed, resamples),
            "story fixed effects": _fixed_effects(articles, groups),
        }
        if mixed:
            fits["mixed model"] = _mixed_model(articles, groups)
        columns = [
            groups.outlets.get_indexer(pd.Index(pairs[name])) for name in ("outlet", "other")
        ]
        for definition, fit in fits.items():
            rows = [fit(own, rest) for own, rest in zip(*columns)]
            estimates = pd.DataFrame(rows, columns=Estimate._fields, index=pairs.index)
            parts.append(pairs.assign(definition=definition, **estimates))
    return pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)[RIVAL_COLUMNS]


class Estimate(NamedTuple):
    """A difference under a rival definition."""

    stories: int
    articles: int
    difference: float
    low: float
    high: float


def _pooled(articles: Articles, seed: int, resamples: int) -> Callable[[int, int], Estimate]:
    def fit(own: int, rest: int) -> Estimate:
        both = articles.where(np.isin(articles.outlet, [own, rest]))
        stories = len(np.unique(both.story[both.story >= 0]))
        # An article without a story counts as a story.
        alone = both.story.max(initial=-1) + 1 + np.arange(len(both.story))
        _, cluster = np.unique(np.where(both.story >= 0, both.story, alone), return_inverse=True)
        effects, difference = np.zeros(cluster.max() + 1), 0.0
        for outlet, sign in ((own, 1), (rest, -1)):
            is_own = both.outlet == outlet
            over, under = (
                np.where(is_own, numbers * both.weight, 0.0) for numbers in (both.over, both.under)
            )
            value = math.fsum(over) / math.fsum(under)
            difference += sign * value
            adds = sign * (over - value * under) * len(effects) / math.fsum(under)
            effects += np.bincount(cluster, adds, len(effects))
        # What each story adds to the difference; the mean of these is the difference.
        low, high = math.nan, math.nan
        if len(effects) >= LEAST_STORIES:
            low, high = mean_estimate(effects + difference, seed, resamples).ends()
        return Estimate(stories, both.texts, difference, low, high)

    return fit


def _fixed_effects(articles: Articles, groups: Groups) -> Callable[[int, int], Estimate]:
    """Least squares with a level for each story, from the sums of each story: outlets and values
    minus their mean within the story.
    """
    values, ones = articles.over / articles.under, np.ones(len(articles.under))
    cells = cells_of(articles._replace(over=values, under=ones), groups)
    shared = (cells.articles > 0).sum(axis=1) > 1
    sums, counts = cells.over[shared], cells.under[shared]
    share = counts / counts.sum(axis=1, keepdims=True)
    # For each story, outlets by outlets, and outlets by value: X'X and X'y of the fit.
    crossed = counts[:, :, None] * np.eye(counts.shape[1]) - counts[:, :, None] * share[:, None, :]
    explained = sums - share * sums.sum(axis=1, keepdims=True)
    whole = crossed.sum(axis=0)
    inverse = np.linalg.pinv(whole, hermitian=True)
    levels = inverse @ explained.sum(axis=0)
    scores = explained - crossed @ levels
    n = len(sums)
    variance = inverse @ (scores.T @ scores) @ inverse * n / max(n - 1, 1)
    counted = n, int(cells.articles[shared].sum())

    def fit(own: int, rest: int) -> Estimate:
        contrast = _contrast(own, rest, len(levels))
        if not np.allclose(whole @ inverse @ contrast, contrast, atol=1e-6):
            return Estimate(*counted, np.nan, np.nan, np.nan)
        difference = float(contrast @ levels)
        error = math.sqrt(max(0.0, contrast @ variance @ contrast))
        reach = student(n - 1) * error if n >= LEAST_STORIES and error > 1e-12 else np.nan
        return Estimate(*counted, difference, difference - reach, difference + reach)

    return fit


def _contrast(own: int, rest: int, outlets: int) -> np.ndarray:
    contrast = np.zeros(outlets)
    contrast[own], contrast[rest] = 1.0, -1.0
    return contrast


def _mixed_model(articles: Articles, groups: Groups) -> Callable[[int, int], Estimate]:
    try:
        from statsmodels.regression.mixed_linear_model import MixedLM
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"a mixed model needs statsmodels: {installs('models')}"
        ) from error

    # An article without a story counts as a story.
    alone = articles.story < 0
    story = articles.story.copy()
    story[alone] = story.max(initial=0) + 1 + np.arange(alone.sum())
    there, outlet = np.unique(articles.outlet, return_inverse=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a fit that fails gives NaN
        try:
            fitted = MixedLM(
                articles.over / articles.under, np.eye(len(there))[outlet], story
            ).fit()
            levels = fitted.fe_params
            variance = fitted.cov_params()[: len(there), : len(there)]
        except (np.linalg.LinAlgError, ValueError):
            levels = np.full(len(there), np.nan)
            variance = np.full((len(there), len(there)), np.nan)

    def fit(own: int, rest: int) -> Estimate:
        contrast = _contrast(own, rest, len(groups.outlets))[there]
        difference = float(contrast @ levels)
        reach = Z95 * float(np.sqrt(contrast @ variance @ contrast))
        counted = len(np.unique(story)), len(story)
        return Estimate(*counted, difference, difference - reach, difference + reach)

    return fit
