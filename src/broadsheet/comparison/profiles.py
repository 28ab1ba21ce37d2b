"""What was measured as one number of each kind for each article: what a comparison begins with."""

import pandas as pd

from ..measuring import (
    Measured,
    Stored,
    any_frame,
    formulas,
    framing,
    quoted_counts,
    quoted_shares,
    sentence_counts,
)
from ..stats import DRAWN_HOW, ENOUGH, MANY, intervals
from .contrasts import rates


def profile(grades: pd.DataFrame, shares: pd.DataFrame, framed: pd.DataFrame) -> pd.DataFrame:
    """One number of each kind for each article, in one table: `measure, outlet, id, value, low,
    high`.

    The Flesch-Kincaid grade out of `intervals(..., formulas)`, the quoted words per 100 out of
    `intervals(..., quoted_shares)`, the framing terms per 1,000 words out of `rates` of
    `any_frame`.

    >>> about = {"outlet": "A", "id": "a", "low": 0.0, "high": 1.0}
    >>> grades = pd.DataFrame([{**about, "statistic": "flesch_kincaid_grade", "value": 9.0}])
    >>> shares = pd.DataFrame([{**about, "statistic": "speech", "value": 0.25}])
    >>> profile(grades, shares, pd.DataFrame([{**about, "rate": 4.0}]))[["measure", "value"]].values.tolist()
    [['Flesch-Kincaid grade', 9.0], ['Words quoted per 100', 25.0], ['Framing terms per 1,000 words', 4.0]]
    """
    quoted = shares[shares["statistic"] == "speech"].copy()
    quoted[["value", "low", "high"]] *= 100
    named = {
        "Flesch-Kincaid grade": grades[grades["statistic"] == "flesch_kincaid_grade"],
        "Words quoted per 100": quoted,
        "Framing terms per 1,000 words": framed.rename(columns={"rate": "value"}),
    }
    tables = [table.assign(measure=name) for name, table in named.items()]
    return pd.concat(tables, ignore_index=True)[["measure", "outlet", "id", "value", "low", "high"]]


def differences(profile: pd.DataFrame) -> pd.DataFrame:
    """The widest difference between two articles in each measure of a `profile`, and whether their
    intervals overlap.

    Columns `measure, lowest, highest, difference, overlap`: `lowest` and `highest` are articles'
    ids. Intervals that do not overlap differ by more than their own sentences explain; intervals
    that overlap may still differ; where one has no interval, `overlap` is empty.

    >>> rows = [("grade", "A", "a", 9.0, 8.0, 10.0), ("grade", "B", "b", 12.0, 11.0, 13.0)]
    >>> differences(pd.DataFrame(rows, columns=["measure", "outlet", "id", "value", "low", "high"])).values.tolist()
    [['grade', 'a', 'b', 3.0, False]]
    """
    rows = []
    for measure, part in profile.dropna(subset="value").groupby("measure", sort=False):
        low, high = part.loc[part["value"].idxmin()], part.loc[part["value"].idxmax()]
        known = pd.notna(low["high"]) and pd.notna(high["low"])
        rows.append(
            (
                measure,
                low["id"],
                high["id"],
                high["value"] - low["value"],
                low["high"] >= high["low"] if known else None,
            )
        )
    return pd.DataFrame(rows, columns=["measure", "lowest", "highest", "difference", "overlap"])


def caution(articles: pd.DataFrame, enough: int = ENOUGH) -> str:
    """In plain words, what so many articles allow to be said: of these articles only, or of their
    outlets.

    `enough` articles an outlet is a rule of thumb for a mean, not a licence: how they were drawn
    matters more.

    >>> caution(pd.DataFrame({"outlet": ["A", "B"]}))
    'Articles by outlet: A 1, B 1. These articles differ or not; nothing here says that these outlets differ.'
    """
    n = articles["outlet"].fillna("none named").value_counts().sort_index()
    listed = (
        ", ".join(f"{outlet} {count}" for outlet, count in n.items())
        if len(n) <= 12
        else f"{n.min()} to {n.max()}"
    )
    few = n.empty or n.min() < enough
    return f"Articles by outlet: {listed}. " + (
        "These articles differ or not; nothing here says that these outlets differ."
        if few
        else DRAWN_HOW
    )


MEASURES = {
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "quoted_share": "Words quoted per 100",
    "framing_terms_per_1000_words": "Framing terms per 1,000 words",
}


def article_profile(found: Measured | Stored, seed: int) -> pd.DataFrame:
    """A row a measure and article: `measure, outlet, id, value, low, high`, as `stats.profile` has
    it.

    The Flesch-Kincaid grade, the quoted words per 100, and the framing terms per 1,000 words
    (places that hold a term of any frame). With intervals over the sentences of each article, or of
    over a thousand articles without: then a folder of what was measured is asked for three columns
    alone, through DuckDB, and may be larger than memory. ValueError where no lexicon was used.

    >>> from broadsheet.lexicon import load_lexicon
    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ["Troops came. Nobody knew why they had come."]})
    >>> table = article_profile(measured(articles, load_lexicon("security-sovereignty")), seed=1)
    >>> table[["measure", "value"]].round(1).values.tolist()[1:]
    [['Words quoted per 100', 0.0], ['Framing terms per 1,000 words', 125.0]]
    """
    if isinstance(found, Stored) and len(found.outlets) > MANY and found.frames is not None:
        told = found.rows(
            f"select id, outlets.outlet, {', '.join(MEASURES)} from articles join outlets using (id)"
        )
        told["quoted_share"] *= 100
        told = told.set_index("id").loc[found.outlets.index].reset_index()
        return pd.concat(
            [
                told[["id", "outlet"]].assign(
                    measure=name, value=told[column], low=float("nan"), high=float("nan")
                )
                for column, name in MEASURES.items()
            ],
            ignore_index=True,
        )[["measure", "outlet", "id", "value", "low", "high"]]
    by = ["outlet", "id"]
    return profile(
        intervals(sentence_counts(found).query("voice == 'all'"), by, formulas, seed),
        intervals(quoted_counts(found), by, quoted_shares, seed),
        rates(any_frame(framing(found)), by, seed),
    )
