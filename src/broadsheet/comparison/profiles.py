"""What was measured as one number of each kind for each article: what a comparison begins with."""

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
from ..stats import AS_DRAWN, ENOUGH, MANY, intervals
from .contrasts import rates

LISTED_OUTLETS = 12  # outlets named one by one in a sentence; of more, the fewest and most articles
OF_ARTICLES_ALONE = "These articles differ or not; nothing here says that these outlets differ."
PROFILE_COLUMNS = ["measure", "outlet", "id", "value", "low", "high"]
# Columns of `measure` → what they are called in a profile.
PROFILED = {
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "quoted_share": "Words quoted per 100",
    "framing_terms_per_1000_words": "Framing terms per 1,000 words",
}


def profile(grades: pd.DataFrame, shares: pd.DataFrame, framed: pd.DataFrame) -> pd.DataFrame:
    """One number of each kind for each article, in one table: `measure, outlet, id, value, low,
    high`.

    The Flesch-Kincaid grade out of `intervals(..., formulas)`, the quoted words per 100 out of
    `intervals(..., quoted_shares)`, the framing terms per 1,000 words out of `rates` of
    `any_frame`.

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


def differences(profile: pd.DataFrame) -> pd.DataFrame:
    """The widest difference between two articles in each measure of a `profile`, and whether their
    intervals overlap.

    Columns `measure, lowest, highest, difference, overlap`: `lowest` and `highest` are articles'
    ids. Intervals that do not overlap differ by more than their own sentences explain; intervals
    that overlap may still differ; where one has no interval, `overlap` is empty.

    >>> columns = ["measure", "outlet", "id", "value", "low", "high"]
    >>> rows = [("grade", "A", "a", 9.0, 8.0, 10.0), ("grade", "B", "b", 12.0, 11.0, 13.0)]
    >>> differences(pd.DataFrame(rows, columns=columns)).values.tolist()
    [['grade', 'a', 'b', 3.0, False]]
    """
    rows = []
    for measure, articles in profile.dropna(subset="value").groupby("measure", sort=False):
        in_order = articles.sort_values("value", kind="stable")
        lowest = in_order.iloc[0]
        # The first of several that are as high.
        highest = in_order[in_order["value"] == in_order["value"].iloc[-1]].iloc[0]
        known = pd.notna(lowest["high"]) and pd.notna(highest["low"])
        rows.append(
            {
                "measure": measure,
                "lowest": lowest["id"],
                "highest": highest["id"],
                "difference": highest["value"] - lowest["value"],
                "overlap": lowest["high"] >= highest["low"] if known else None,
            }
        )
    return pd.DataFrame(rows, columns=["measure", "lowest", "highest", "difference", "overlap"])


def caution(articles: pd.DataFrame, enough: int = ENOUGH) -> str:
    """In plain words, what so many articles allow to be said: of these articles only, or of their
    outlets.

    `enough` articles an outlet is a rule of thumb for a mean, not a licence: how they were drawn
    matters more.

    >>> caution(pd.DataFrame({"outlet": ["A", "B"]})).split(". ") # doctest: +NORMALIZE_WHITESPACE
    ['Articles by outlet: A 1, B 1',
     'These articles differ or not; nothing here says that these outlets differ.']
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
    """One row per measure and article: `measure, outlet, id, value, low, high`, as `profile` has
    it.

    The Flesch-Kincaid grade, the quoted words per 100, and the framing terms per 1,000 words
    (places that hold a term of any frame). With intervals over the sentences of each article, or of
    over a thousand articles without: then a folder of what was measured is asked for three columns
    alone, through DuckDB, and may be larger than memory. ValueError where no lexicon was used.

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
        intervals(sentence_counts(found).query("voice == 'all'"), by, formulas, seed),
        intervals(quoted_counts(found), by, quoted_shares, seed),
        rates(any_frame(framing(found)), by, seed),
    )


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
    """Every formula beside the others: one row per formula, under its name, and one column per
    outlet, with the mean over its articles.

    `grades` is what `intervals` makes of `sentence_counts` with the statistics `formulas`.

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
