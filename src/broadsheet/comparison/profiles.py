"""One number of each kind for each article: the beginning of a comparison."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from ..measuring import (
    FORMULAS,
    Measured,
    Stored,
    any_frame,
    formulas,
    framing,
    quoted_counts,
    quoted_shares,
    sentence_counts,
)
from ..stats import (
    AS_DRAWN,
    ENOUGH,
    MANY,
    MOST_COMPARED,
    Studentised,
    corrected,
    intervals,
    is_others,
    who_differs,
    with_reach,
)
from .contrasts import rates

LISTED_OUTLETS = (
    12  # outlets named one by one in a sentence; with more, only the fewest and most articles
)
OF_ARTICLES_ALONE = "This is about these articles only; it does not show that these outlets differ."
PROFILE_COLUMNS = ["measure", "outlet", "id", "value", "low", "high"]
# Columns of `measure` → their names in a profile.
PROFILED = {
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "quoted_share": "Words quoted per 100",
    "framing_terms_per_1000_words": "Framing terms per 1,000 words",
}


def profile(grades: pd.DataFrame, shares: pd.DataFrame, framed: pd.DataFrame) -> pd.DataFrame:
    """A table with one number of each kind for each article: `measure, outlet, id, value, low,
    high`.

    The Flesch-Kincaid grade is from `intervals(..., formulas)`, the quoted words per 100 from
    `intervals(..., quoted_shares)`, the framing terms per 1,000 words from `rates` of `any_frame`.

    >>> about = {"outlet": "A", "id": "a", "low": 0.0, "high": 1.0}
    >>> grades = pd.DataFrame([{**about, "statistic": "flesch_kincaid_grade", "value": 9.0}])
    >>> shares = pd.DataFrame([{**about, "statistic": "speech", "value": 0.25}])
    >>> table = profile(grades, shares, pd.DataFrame([{**about, "rate": 4.0}]))
    >>> dict(zip(table["measure"], table["value"])) # doctest: +NORMALIZE_WHITESPACE
    {'Flesch-Kincaid grade': 9.0,
     'Words quoted per 100': 25.0,
     'Framing terms per 1,000 words': 4.0}
    """
    quoted = shares[shares["statistic"] == "speech"].copy()
    quoted[["value", "low", "high"]] *= 100
    rows = [
        grades[grades["statistic"] == "flesch_kincaid_grade"],
        quoted,
        framed.rename(columns={"rate": "value"}),
    ]
    tables = [table.assign(measure=name) for name, table in zip(PROFILED.values(), rows)]
    return pd.concat(tables, ignore_index=True)[PROFILE_COLUMNS]


DIFFERENCE_COLUMNS = """measure outlet id other other_id difference low high p q corrected_low
    corrected_high comparisons says""".split()


def differences(profile: pd.DataFrame, most: int = MOST_COMPARED) -> pd.DataFrame:
    """The differences between articles of different outlets in each measure of a `profile`: one row
    per measure and pair.

    Meant for the articles of one story: across stories, `bs.paired_differences` compares outlets.
    All pairs of up to `most` outlets are compared; if there are more, those with most articles.
    Several outlets taken together, and articles without an outlet, are not compared. Columns
    `measure, outlet, id, other, other_id`; `difference`, the first minus the other, with its 95 %
    interval `low, high`; `p`, the level at which the interval would just reach zero, and `q`, p
    corrected for the number of `comparisons` (Benjamini and Hochberg 1995); `corrected_low,
    corrected_high`, the interval corrected for as many (Benjamini and Yekutieli 2005); and `says`:
    `these two articles differ` if the corrected interval excludes zero, `no difference shown`, or
    `too few to tell` if one of the articles has no interval; such a pair does not count.

    The interval is computed from those of both articles, whose sentences are independent of each
    other:

        low  = difference - root of ((value - low)² + (other's high - other's value)²)
        high = difference + root of ((high - value)² + (other's value - other's low)²)

    (Zou and Donner 2008.) Two articles may differ even if their intervals overlap, which is what
    this interval shows. It is about these texts, from resampling their sentences, and shows nothing
    about their outlets.

    Source: G. Y. Zou and A. Donner, Construction of confidence limits about effect measures: a
    general approach, Statistics in Medicine 27 (2008), 1693-1702.

    >>> columns = ["measure", "outlet", "id", "value", "low", "high"]
    >>> rows = [("grade", "A", "a", 9.0, 8.0, 10.0), ("grade", "B", "b", 10.7, 9.7, 11.7)]
    >>> table = differences(pd.DataFrame(rows, columns=columns))
    >>> table[["outlet", "other", "difference", "low", "high"]].round(2).values.tolist()
    [['A', 'B', -1.7, -3.11, -0.29]]
    >>> table["says"].item()
    'these two articles differ'
    >>> differences(pd.DataFrame(rows[:1], columns=columns)).empty
    True
    """
    known = profile[profile["outlet"].notna() & ~profile["outlet"].map(is_others).astype(bool)]
    articles = known.groupby("outlet", sort=True)["id"].nunique()
    kept = articles.sort_values(ascending=False, kind="stable").head(most).index
    known = known[known["outlet"].isin(kept)].dropna(subset="value")
    rows: list[dict] = []
    estimates: list[Studentised | None] = []
    for measure, of_measure in known.groupby("measure", sort=False):
        in_order = of_measure.sort_values(["outlet", "id"], kind="stable").to_dict("records")
        for one, other in combinations(in_order, 2):
            if one["outlet"] == other["outlet"]:
                continue
            estimate = _difference(one, other)
            estimates.append(estimate)
            low, high = (np.nan, np.nan) if estimate is None else estimate.ends()
            rows.append(
                {
                    "measure": measure,
                    "outlet": one["outlet"],
                    "id": one["id"],
                    "other": other["outlet"],
                    "other_id": other["id"],
                    "difference": one["value"] - other["value"],
                    "low": low,
                    "high": high,
                    "p": np.nan if estimate is None else estimate.p,
                }
            )
    table = pd.DataFrame(rows, columns=DIFFERENCE_COLUMNS)
    together = corrected(estimates)
    table["q"], table["comparisons"] = together.q, together.over
    table["corrected_low"], table["corrected_high"] = together.low, together.high
    says = np.where(together.is_shown, f"{who_differs(1, 1)} differ", "no difference shown")
    too_few = np.array([estimate is None for estimate in estimates], dtype=bool)
    return table.assign(says=pd.Series(np.where(too_few, "too few to tell", says), dtype="str"))


def _difference(one: dict, other: dict) -> Studentised | None:
    """The difference of two values with its interval, from theirs; None if one has none."""
    down = float(np.hypot(one["value"] - one["low"], other["high"] - other["value"]))
    up = float(np.hypot(one["high"] - one["value"], other["value"] - other["low"]))
    if not min(down, up) > 0:
        return None
    return with_reach(one["value"] - other["value"], down, up)


def caution(articles: pd.DataFrame, enough: int = ENOUGH) -> str:
    """A caution, in plain words, on whether this many articles support conclusions about their
    outlets, or about themselves only.

    `enough` articles per outlet is a rule of thumb for a mean, not a licence: how they were drawn
    matters more.

    >>> caution(pd.DataFrame({"outlet": ["A", "B"]})).split(". ") # doctest: +NORMALIZE_WHITESPACE
    ['Articles by outlet: A 1, B 1',
     'This is about these articles only; it does not show that these outlets differ.']
    """
    articles_by_outlet = (
        articles["outlet"].astype(object).fillna("none named").value_counts().sort_index()
    )
    fewest, most = articles_by_outlet.min(), articles_by_outlet.max()
    listed = (
        ", ".join(f"{outlet} {n}" for outlet, n in articles_by_outlet.items())
        if len(articles_by_outlet) <= LISTED_OUTLETS
        else f"{fewest} to {most}"
    )
    few = articles_by_outlet.empty or fewest < enough
    return f"Articles by outlet: {listed}. {OF_ARTICLES_ALONE if few else AS_DRAWN}"


def article_profile(found: Measured | Stored, seed: int) -> pd.DataFrame:
    """The profile of each article: one row per measure and article, `measure, outlet, id, value,
    low, high`, as in `profile`.

    The Flesch-Kincaid grade, the quoted words per 100, and the framing terms per 1,000 words
    (places that hold a term of any frame). Intervals are over the sentences of each article. With
    more than a thousand articles there are none: then only three columns of a measured corpus are
    read, through DuckDB, so that it may be larger than memory. ValueError if no lexicon was used.

    >>> from broadsheet.lexicon import load_lexicon
    >>> from broadsheet.measuring import measured
    >>> text = "Troops came. Nobody knew why they had come."
    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": [text]})
    >>> table = article_profile(measured(articles, load_lexicon("security-sovereignty")), seed=1)
    >>> table[["measure", "value"]].round(1).values.tolist()[1:]
    [['Words quoted per 100', 0.0], ['Framing terms per 1,000 words', 125.0]]
    """
    if isinstance(found, Stored) and len(found.outlets) > MANY and found.frames is not None:
        return _without_intervals(found)
    by = ["outlet", "id"]
    return profile(
        intervals(sentence_counts(found).query("voice == 'all'"), by, _grade, seed),
        intervals(quoted_counts(found), by, _quoted_speech, seed),
        rates(any_frame(framing(found)), by, seed),
    )


def _grade(sums: Mapping) -> dict:
    return {"flesch_kincaid_grade": formulas(sums)["flesch_kincaid_grade"]}


def _quoted_speech(sums: Mapping) -> dict:
    return {"speech": quoted_shares(sums)["speech"]}


def _without_intervals(stored: Stored) -> pd.DataFrame:
    measures = ", ".join(PROFILED)
    rows = stored.rows(
        f"select id, outlets.outlet, {measures} from articles join outlets using (id)"
    )
    rows["quoted_share"] *= 100
    rows = rows.set_index("id").loc[stored.outlets.index].reset_index()
    tables = [
        rows[["id", "outlet"]].assign(measure=name, value=rows[column], low=np.nan, high=np.nan)
        for column, name in PROFILED.items()
    ]
    return pd.concat(tables, ignore_index=True)[PROFILE_COLUMNS]


def formula_table(grades: pd.DataFrame) -> pd.DataFrame:
    """A table of all formulas: one row per formula, under its name, and one column per outlet, with
    the mean over its articles.

    `grades` is the result of `intervals` on `sentence_counts` with the statistics `formulas`.

    >>> grades = pd.DataFrame({"outlet": "A", "voice": "all", "statistic": ["lix", "lix", "rix"],
    ...     "value": [40.0, 50.0, 4.0]})
    >>> formula_table(grades)["A"].to_dict()
    {'LIX': 45.0, 'RIX': 4.0}
    """
    whole = grades[grades["voice"] == "all"]
    named = whole.assign(
        formula=whole["statistic"].map(FORMULAS),
        outlet=whole["outlet"].astype(object).fillna("no outlet named"),
    )
    return named.pivot_table(index="formula", columns="outlet", values="value", sort=False)
