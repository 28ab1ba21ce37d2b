"""What was measured as one number of each kind for each article: what a comparison begins with."""
import pandas as pd

from .contrasts import rates
from .dataset import Stored
from .framing import any_frame, framing
from .measure import Measured
from .readability import formulas
from .stats import MANY, intervals, profile
from .units import quoted_counts, quoted_shares, sentence_counts

MEASURES = {"flesch_kincaid_grade": "Flesch-Kincaid grade", "quoted_share": "Words quoted per 100",
            "framing_terms_per_1000_words": "Framing terms per 1,000 words"}


def article_profile(found: Measured | Stored, seed: int) -> pd.DataFrame:
    """A row a measure and article: `measure, outlet, id, value, low, high`, as `stats.profile` has it.

    The Flesch-Kincaid grade, the quoted words per 100, and the framing terms per 1,000 words (places that hold a term of
    any frame). With intervals over the sentences of each article, or of over a thousand articles without: then a folder of
    what was measured is asked for three columns alone, through DuckDB, and may be larger than memory. ValueError where no
    lexicon was used.

    >>> from broadsheet.lexicons import load_lexicon
    >>> from broadsheet.measure import measured
    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ["Troops came. Nobody knew why they had come."]})
    >>> table = article_profile(measured(articles, load_lexicon("security-sovereignty")), seed=1)
    >>> table[["measure", "value"]].round(1).values.tolist()[1:]
    [['Words quoted per 100', 0.0], ['Framing terms per 1,000 words', 125.0]]
    """
    if isinstance(found, Stored) and len(found.outlets) > MANY and found.frames is not None:
        told = found.rows(f"select id, outlets.outlet, {', '.join(MEASURES)} from articles join outlets using (id)")
        told["quoted_share"] *= 100
        told = told.set_index("id").loc[found.outlets.index].reset_index()
        return pd.concat([told[["id", "outlet"]].assign(measure=name, value=told[column], low=float("nan"), high=float("nan"))
                          for column, name in MEASURES.items()], ignore_index=True)[
            ["measure", "outlet", "id", "value", "low", "high"]]
    by = ["outlet", "id"]
    return profile(intervals(sentence_counts(found).query("voice == 'all'"), by, formulas, seed),
                   intervals(quoted_counts(found), by, quoted_shares, seed), rates(any_frame(framing(found)), by, seed))
