"""Tables to rates with intervals, keyness and agreement. Sees counts; only keyness looks at text, to count its words."""
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from .text import tokenize

Z95 = 1.959963984540054  # the 0.975 quantile of the normal distribution: all intervals here are 95 % intervals


def wilson(hits: float, n: float) -> tuple[float, float]:
    """Low and high end of the 95 % interval of a share, hits out of n (Wilson 1927). (NaN, NaN) where n is 0 or less
    than the hits, as in a voice of one word that carries two terms.

    Stays within 0 and 1 and is honest at 0 hits, where the share plus or minus its standard error is not. It takes the n
    as independent of each other. Words are not quite: for a measure that comes in stretches, such as quotation, use
    `intervals`.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212.

    >>> [round(end, 3) for end in wilson(1, 10)]
    [0.018, 0.404]
    >>> [round(end, 3) for end in wilson(0, 10)]
    [0.0, 0.278]
    >>> wilson(0, 0)
    (nan, nan)
    """
    if not 0 <= hits <= n or not n:
        return np.nan, np.nan
    share, z2 = hits / n, Z95 ** 2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z95 / (1 + z2 / n) * (share * (1 - share) / n + z2 / (4 * n * n)) ** 0.5
    # At 0 and n the ends are exactly 0 and 1; rounding must not say otherwise.
    return (0.0 if hits == 0 else centre - reach), (1.0 if hits == n else centre + reach)


def intervals(counts: pd.DataFrame, by: Sequence[str], statistics: Callable[[Mapping], Mapping], seed: int,
              resamples: int = 2000) -> pd.DataFrame:
    """Statistics of summed counts with 95 % bootstrap intervals (Efron 1979): a row a group and statistic.

    `counts` has a row a sentence (or an article), `by` names the columns that make a group, and `statistics` takes the
    sums of the other columns, by name, and gives values by name, for numbers and for arrays alike: `bs.formulas`,
    `bs.quoted_shares`. Columns: `by`, `statistic`, `n` (rows drawn from), `value`, `low`, `high`.

    The rows are drawn again with replacement, 2,000 times, and the interval spans the middle 95 % of what comes out. It
    says how much a value depends on which sentences this writer happened to write, and knows nothing of articles not
    read. Under about ten rows it is too narrow. It is NaN where rows cannot tell it: with one row, where the statistic is
    undefined in more than one resample in twenty, and where every resample gives the same (an article that quotes nobody
    has a share of 0, but not for certain).

    Source: B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7 (1979), 1-26.

    >>> counts = pd.DataFrame({"id": list("aaab"), "words": [10, 20, 30, 7], "sentences": 1})
    >>> length = lambda sums: {"length": sums["words"] / sums["sentences"]}
    >>> intervals(counts, ["id"], length, seed=1)[["id", "n", "value", "low", "high"]].values.tolist()
    [['a', 3, 20.0, 10.0, 30.0], ['b', 1, 7.0, nan, nan]]
    """
    additive = [c for c in counts.columns if c not in (*by, "id", "outlet", "voice", "start", "end")]
    rows = []
    for group, sentences in counts.groupby(list(by), sort=False, dropna=False):
        n, numbers = len(sentences), sentences[additive].to_numpy()
        values = statistics(dict(zip(additive, numbers.sum(axis=0))))
        again = statistics(dict(zip(additive, resampled(numbers, seed, resamples).T)))
        rows += [(*group, name, n, float(value), *span(again[name])) for name, value in values.items()]
    return pd.DataFrame(rows, columns=[*by, "statistic", "n", "value", "low", "high"])


def resampled(numbers: np.ndarray, seed: int, resamples: int = 2000) -> np.ndarray:
    """The sums of rows drawn again with replacement, as many as there are: a row a resample. Whole numbers, as counts are,
    add up to the same in any order, so that no bit depends on the machine."""
    n = len(numbers)
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=resamples) @ numbers


def span(again: np.ndarray) -> tuple[float, float]:
    """The ends of the middle 95 %; NaN where more than one in twenty is undefined, or all are the same.

    >>> span(np.arange(201.0)), span(np.ones(9))
    ((5.0, 195.0), (nan, nan))
    """
    if np.isnan(again).mean() > 0.05 or not np.nanmax(again) > np.nanmin(again):
        return np.nan, np.nan
    low, high = np.nanquantile(again, [0.025, 0.975])
    return float(low), float(high)


def add_wilson(table: pd.DataFrame, hits: str, n: str, per: float = 1.0) -> pd.DataFrame:
    """The table with `rate`, `low` and `high` beside it: hits per `per` of n, with the Wilson interval.

    >>> table = add_wilson(pd.DataFrame({"hits": [2, 0], "words": [500, 0]}), "hits", "words", per=1000)
    >>> table[["rate", "low", "high"]].round(2).to_dict("list")
    {'rate': [4.0, nan], 'low': [1.1, nan], 'high': [14.47, nan]}
    """
    ends = [wilson(h, m) for h, m in zip(table[hits], table[n])]
    rate = per * table[hits] / table[n].where(table[n] > 0)
    return table.assign(rate=rate, low=[per * low for low, _ in ends], high=[per * high for _, high in ends])


def keyness(articles: pd.DataFrame, by: str = "outlet", prior: Mapping[str, float] | None = None) -> pd.DataFrame:
    """The words that set each group apart from the rest: log-odds with an informative Dirichlet prior, and z scores.

    One row a word and group, highest z first within a group: `by`'s value, `word`, `count`, `rest` (its count in all
    other groups), `log_odds`, `z`. With y the counts, n their sums and a the prior of all words (A their sum):

        log_odds = log((y1 + a) / (n1 + A - y1 - a)) - log((y2 + a) / (n2 + A - y2 - a))
        z        = log_odds / sqrt(1 / (y1 + a) + 1 / (y2 + a))

    The prior is the words' counts in all articles unless word counts are given; it draws words that are everywhere, or
    hardly anywhere, towards nothing, so that no list of stop words is needed. Only words of the articles are scored; a
    word that a given prior lacks gets 0.5. Tokens as in `Document.forms`. With one group there is no rest: no rows.
    A z over 2 in one word of a thousand means little: a thousand words were compared.

    Source: B. Monroe, M. Colaresi and K. Quinn, Fightin' words: lexical feature selection and evaluation for identifying
    the content of political conflict, Political Analysis 16 (2008), 372-403, equations 16, 19 and 22.

    >>> articles = pd.DataFrame({"outlet": ["A", "B"], "text": ["a strike, a strike", "a visit, a visit"]})
    >>> keyness(articles).head(2)[["outlet", "word", "count", "rest"]].to_dict("list")
    {'outlet': ['A', 'A'], 'word': ['strike', 'a'], 'count': [2, 2], 'rest': [0, 2]}
    >>> keyness(articles[:1]).empty
    True
    """
    counts = {group: Counter(form for text in rows["text"] for form in tokenize(text).forms)
              for group, rows in articles.groupby(by, sort=True)}
    table = pd.DataFrame(counts, dtype="int64" if not counts else None).fillna(0).sort_index()
    columns = [by, "word", "count", "rest", "log_odds", "z"]
    if len(counts) < 2 or table.empty:
        return pd.DataFrame(columns=columns)
    total = table.sum(axis=1)
    a = total if prior is None else pd.Series({word: prior.get(word, 0.5) for word in table.index}, dtype=float)
    n, prior_sum, found = total.sum(), a.sum(), []
    for group, y in table.items():
        rest, own = total - y, y.sum()
        log_odds = (np.log((y + a) / (own + prior_sum - y - a))
                    - np.log((rest + a) / (n - own + prior_sum - rest - a)))
        found.append(pd.DataFrame({by: group, "word": table.index, "count": y.astype(int), "rest": rest.astype(int),
                                   "log_odds": log_odds, "z": log_odds / np.sqrt(1 / (y + a) + 1 / (rest + a))}))
    found = pd.concat(found, ignore_index=True)
    return found.sort_values([by, "z", "word"], ascending=[True, False, True], ignore_index=True)


def agreement(right: int, found: int, wanted: int) -> dict[str, float]:
    """How far what was found agrees with what people marked: precision, recall and F1, with their n and intervals.

    Precision is the share of what was found that is right, recall the share of what was wanted that was found, F1 their
    harmonic mean; NaN where nothing was found or wanted. Precision and recall carry Wilson intervals.

    >>> scores = agreement(right=8, found=10, wanted=16)
    >>> scores["precision"], scores["recall"], round(scores["f1"], 3)
    (0.8, 0.5, 0.615)
    >>> agreement(0, 0, 3)["precision"]
    nan
    """
    precision = right / found if found else np.nan
    recall = right / wanted if wanted else np.nan
    f1 = 2 * right / (found + wanted) if found and wanted else np.nan
    (precision_low, precision_high), (recall_low, recall_high) = wilson(right, found), wilson(right, wanted)
    return {"found": found, "wanted": wanted, "right": right, "f1": f1,
            "precision": precision, "precision_low": precision_low, "precision_high": precision_high,
            "recall": recall, "recall_low": recall_low, "recall_high": recall_high}


def rates(counts: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Hits per 1,000 words of each group, with Wilson intervals: columns `by`, `hits`, `words`, `rate`, `low`, `high`.

    `counts` is `frame_counts`, whose rows of one frame have their own `words`: name `frame` in `by`, or sum over frames
    first, so that no word is counted twice.

    >>> counts = pd.DataFrame({"frame": ["war", "war", "trade"], "hits": [3, 1, 0], "words": [100, 300, 100]})
    >>> rates(counts, ["frame"])[["frame", "hits", "words", "rate"]].values.tolist()
    [['war', 4, 400, 10.0], ['trade', 0, 100, 0.0]]
    """
    sums = counts.groupby(list(by), sort=False, dropna=False)[["hits", "words"]].sum().reset_index()
    return add_wilson(sums, "hits", "words", per=1000)


def rival_rates(counts: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """The rate of each frame and outlet under three definitions: all words, the journalist's alone, without the top terms.

    `counts` is `frame_counts`, `hits` is `frame_hits` of the same articles; the top term of a frame is the one with most
    hits in all of them (of equals, the first in the alphabet). Columns `definition, outlet, frame, hits, words, rate, low,
    high`: a frame that is one word falls in the last definition, a frame that its sources brought in the second.
    """
    by = ["outlet", "frame"]
    terms = hits.groupby(["frame", "term"]).size().rename("n").reset_index()
    top = terms.sort_values(["n", "term"], ascending=[False, True]).drop_duplicates("frame")
    gone = hits.merge(top[["frame", "term"]]).groupby(by, dropna=False).size().rename("gone").reset_index()
    whole = rates(counts, by)
    fewer = whole[[*by, "hits", "words"]].merge(gone, on=by, how="left").fillna({"gone": 0})
    fewer["hits"] -= fewer.pop("gone").astype(int)
    definitions = {"all words": whole, "narration only": rates(counts[counts["voice"] == "narration"], by),
                   "without top terms": add_wilson(fewer, "hits", "words", per=1000)}
    return pd.concat([table.assign(definition=name) for name, table in definitions.items()], ignore_index=True)


def profile(grades: pd.DataFrame, shares: pd.DataFrame, framed: pd.DataFrame) -> pd.DataFrame:
    """One number of each kind for each article, in one table: `measure, outlet, id, value, low, high`.

    The Flesch-Kincaid grade out of `intervals(..., formulas)`, the quoted words per 100 out of `intervals(...,
    quoted_shares)`, the framing terms per 1,000 words out of `rates` of the
    `framing_terms` of `measure`.
    """
    quoted = shares[shares["statistic"] == "speech"].copy()
    quoted[["value", "low", "high"]] *= 100
    named = {"Flesch-Kincaid grade": grades[grades["statistic"] == "flesch_kincaid_grade"],
             "Words quoted per 100": quoted, "Framing terms per 1,000 words": framed.rename(columns={"rate": "value"})}
    tables = [table.assign(measure=name) for name, table in named.items()]
    return pd.concat(tables, ignore_index=True)[["measure", "outlet", "id", "value", "low", "high"]]


def differences(profile: pd.DataFrame) -> pd.DataFrame:
    """The widest difference between two articles in each measure of a `profile`, and whether their intervals overlap.

    Columns `measure, lowest, highest, difference, overlap`: `lowest` and `highest` are articles' ids. Intervals that do not
    overlap differ by more than their own sentences explain; intervals that overlap may still differ; where one has no
    interval, `overlap` is empty.
    """
    rows = []
    for measure, part in profile.dropna(subset="value").groupby("measure", sort=False):
        low, high = part.loc[part["value"].idxmin()], part.loc[part["value"].idxmax()]
        known = pd.notna(low["high"]) and pd.notna(high["low"])
        rows.append((measure, low["id"], high["id"], high["value"] - low["value"], low["high"] >= high["low"] if known else None))
    return pd.DataFrame(rows, columns=["measure", "lowest", "highest", "difference", "overlap"])


def caution(articles: pd.DataFrame, enough: int = 30) -> str:
    """In plain words, what so many articles allow to be said: of these articles only, or of their outlets.

    `enough` articles an outlet is a rule of thumb for a mean, not a licence: how they were drawn matters more.

    >>> caution(pd.DataFrame({"outlet": ["A", "B"]}))
    'Articles by outlet: A 1, B 1. These articles differ or not; nothing here says that these outlets differ.'
    """
    n = articles["outlet"].fillna("none named").value_counts().sort_index()
    listed = ", ".join(f"{outlet} {count}" for outlet, count in n.items()) if len(n) <= 12 else f"{n.min()} to {n.max()}"
    few = n.empty or n.min() < enough
    return f"Articles by outlet: {listed}. " + (
        "These articles differ or not; nothing here says that these outlets differ." if few else
        "A difference between outlets is one between the articles drawn: say how they were drawn.")
