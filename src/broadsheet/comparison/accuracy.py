"""From people's answers about a sample: how often Broadsheet is right on the articles of this
corpus, and what rates of frames would be without its errors.

An answer represents the items of its stratum, divided by the number drawn; if coders disagree, each
answer counts for a share.
"""

import json
import shlex
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..stats import harmonic_mean, span, wilson
from .clusters import effective
from .coding import NOT_BEGUN, Coded, article_draws, read_answers, same_source
from .coding_tasks import NOBODY, UNSURE
from .contrasts import wider

ACCURACY_COLUMNS = """measure unit items articles found precision precision_low precision_high
    wanted recall recall_low recall_high f1 f1_low f1_high""".split()
CORRECTED_COLUMNS = """outlet frame words hits rate rate_low rate_high corrected corrected_low
    corrected_high passages coded share share_low share_high corrected_share corrected_share_low
    corrected_share_high precision omission""".split()
IN_MARKS = ("direct", "partial", "scare", "title")


Row = dict[Any, Any]  # of the key


def judged_items(coding: Coded) -> pd.DataFrame:
    """The coders' judgement of each item: one row per item and measure, `measure, unit, item, id,
    outlet, stratum, weight, found, wanted, right`.

    `found`, `wanted` and `right` are 1 or 0, or in between if coders disagree. `weight` is how many
    items of the corpus an item represents. `wanted` is NaN for measures sampled from Broadsheet's
    matches only, which cannot show what was missed.
    """
    key = coding.key.set_index("item").to_dict("index")
    titles = coding.about["lexicon"]["frames"]
    answers = read_answers(coding).table
    answers = answers[answers["value"] != UNSURE]
    given: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for _, item, name, coder, value in answers.values.tolist():
        given[item, coder][name] = value
    rows = []
    for (item, _), said in given.items():
        row = key[item]
        for question, measure, unit, *numbers in JUDGED[row["task"]](row, said, titles):
            about = (row["task"], question, measure, unit, item, row["id"], row["outlet"])
            rows.append((*about, row["stratum"], row["population"], *map(float, numbers)))
    first = "task question measure unit item id outlet stratum population".split()
    table = pd.DataFrame(rows, columns=[*first, "found", "wanted", "right"])
    table = table.groupby(first, sort=False).mean().reset_index()
    # How many items of a stratum were answered at all, whatever the answer.
    once = answers.drop_duplicates(["item", "question"])
    place = ["task", "question", "stratum"]
    stratum = [key[item]["stratum"] for item in once["item"]]
    answered = once.assign(stratum=stratum).groupby(place).size()
    stands_for = answered.reindex(pd.MultiIndex.from_frame(table[place])).to_numpy(dtype=float)
    table["weight"] = table["population"] / stands_for
    names = "measure unit item id outlet stratum weight found wanted right".split()
    return table[names]


def _judged_quotation(row: Row, said: dict[str, str], _: dict) -> list[tuple]:
    if "speech" not in said:
        return []
    yes, kind = said["speech"] == "yes", row["found"]
    is_speech = kind in ("direct", "partial")
    judged: list[tuple] = []
    if kind in IN_MARKS:
        unit = "stretches in quotation marks"
        judged.append(("speech", "speech", unit, is_speech, yes, is_speech and yes))
    else:
        judged.append(("speech", "indirect speech", "statements found", True, np.nan, yes))
    if yes and kind not in ("scare", "title") and "speaker" in said:
        name, found = said["speaker"], row["found_speaker"]
        named = name != NOBODY
        right = bool(named and found and same_source(name, found))
        what = "speaker" if is_speech else "speaker of indirect speech"
        judged.append(("speech", what, "quotations found", bool(found), named, right))
    return judged


def _judged_hit(row: Row, said: dict[str, str], titles: dict[str, str]) -> list[tuple]:
    if "frame" not in said:
        return []
    right = said["frame"] != "no"
    return [("frame", titles[row["found"]], "hits", True, np.nan, right)]


def _judged_place(row: Row, said: dict[str, str], _: dict) -> list[tuple]:
    if "end" not in said:
        return []
    found, wanted = row["found"] == "end", said["end"] == "yes"
    return [("end", "sentence ends", "places inside paragraphs", found, wanted, found and wanted)]


def _judged_pair(row: Row, said: dict[str, str], _: dict) -> list[tuple]:
    if "same" not in said:
        return []
    found, wanted = row["found"] == "same", said["same"] == "yes"
    return [("same", "one story", "pairs of articles", found, wanted, found and wanted)]


def _judged_passage(row: Row, said: dict[str, str], titles: dict[str, str]) -> list[tuple]:
    there = set(json.loads(row["found"]))
    judged = []
    for name, value in said.items():
        is_frame = name not in ("speech", "indirect")
        found, wanted = (f"frame:{name}" if is_frame else name) in there, value != "no"
        measure = titles[name] if is_frame else {"indirect": "indirect speech"}.get(name, name)
        judged.append((name, measure, "passages", found, wanted, found and wanted))
    return judged


JUDGED = {
    "quotations": _judged_quotation,
    "frames": _judged_hit,
    "sentences": _judged_place,
    "stories": _judged_pair,
    "passages": _judged_passage,
}


def coded_accuracy(coding: Coded, seed: int = 1, resamples: int = 2000) -> pd.DataFrame:
    """The accuracy of Broadsheet on these articles, by people's answers, weighted back to the
    corpus: one row per measure and unit, with 95 % intervals.

    Columns `measure` (`speech`, `speaker`, `indirect speech`, `sentence ends`, `one story`, or the
    title of a frame), `unit` (what was judged), `items` and `articles`, `found` and `wanted` (the
    numbers of items that Broadsheet found, and that people wanted), `precision`, `recall` and `f1`,
    each with `_low` and `_high`.

        precision = sum of weight × right / sum of weight × found
        recall    = sum of weight × right / sum of weight × wanted

    An item from a stratum of N, of which n were answered, has the weight N / n. If two coders
    disagree, an item is half right. Hits and indirect statements have a precision only: what was
    missed shows in passages, which were drawn whether or not anything was found. The recall of `one
    story` is an upper bound, because each article was paired only with the most similar one.

    *Intervals*: articles are resampled within outlets, with all their items. Wilson's interval
    (1927) with Kish's (1965) effective number of items is used if it is wider, because a bootstrap
    ignores errors that no item shows. If few unfound items were coded, and none of them was wanted,
    recall is 1 in the sample but may be far lower in the corpus, because each represents many:
    Wilson's interval for the share of them that are wanted is then combined with that of recall
    (Zou and Donner 2008). F1 is at least as uncertain as precision and recall together, and one of
    them that is undefined may be anything. NaN if nothing was found or wanted.

    Sources: L. Kish, Survey sampling, Wiley 1965; E. B. Wilson, JASA 22 (1927), 209-212; G. Y. Zou
    and A. Donner, Construction of confidence limits about effect measures: a general approach,
    Statistics in Medicine 27 (2008), 1693-1702.

    >>> from broadsheet.corpus import read_coding
    >>> coded_accuracy(read_coding("")).empty
    True
    >>> coded_accuracy(read_coding("none"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: none: contains no coding sheets; `broadsheet sample` makes them...
    """
    table = judged_items(coding)
    rows = [
        {"measure": measure, "unit": unit, **_accuracy(items, seed, resamples)}
        for (measure, unit), items in table.groupby(["measure", "unit"], sort=False)
    ]
    place = {name: number for number, name in enumerate(MEASURES)}
    rows.sort(
        key=lambda row: (place.get(str(row["measure"]), len(place)), row["measure"], row["unit"])
    )
    return pd.DataFrame(rows, columns=ACCURACY_COLUMNS)


# In the order of a report; frames follow.
MEASURES = [
    "one story",
    "sentence ends",
    "speech",
    "speaker",
    "indirect speech",
    "speaker of indirect speech",
]


def _accuracy(items: pd.DataFrame, seed: int, resamples: int) -> dict[str, float]:
    numbers = items[["found", "wanted", "right"]].to_numpy(dtype=float)
    weighted = numbers * items["weight"].to_numpy(dtype=float)[:, None]
    known = not np.isnan(weighted[:, 1]).any()
    weighted = np.nan_to_num(weighted)
    drawn = article_draws(weighted, [items["outlet"], items["id"]], seed, resamples)
    found, wanted, right = weighted.sum(axis=0)
    scores = {
        "items": len(items),
        "articles": items["id"].nunique(),
        "found": int((numbers[:, 0] > 0).sum()),
        "wanted": int((numbers[:, 1] > 0).sum()) if known else np.nan,
    }
    for name, whole, column in (("precision", found, 0), ("recall", wanted, 1)):
        if name == "recall" and not known:
            continue
        n = effective(weighted[:, column])
        scores[name] = right / whole if whole else np.nan
        with np.errstate(invalid="ignore", divide="ignore"):
            again = drawn[:, 2] / drawn[:, column]
        ends = wilson(min(1.0, scores[name]) * n, n) if whole else (np.nan, np.nan)
        if name == "recall" and whole:
            ends = combined(scores[name], ends, _ends_by_missed(items, right, wanted))
        scores[f"{name}_low"], scores[f"{name}_high"] = wider(_ends(again), ends)
    if known and found + wanted:
        scores["f1"] = 2 * right / (found + wanted)
        with np.errstate(invalid="ignore", divide="ignore"):
            again = 2 * drawn[:, 2] / (drawn[:, 0] + drawn[:, 1])
        of_both = [_harmonic(scores, end) for end in ("low", "high")]
        scores["f1_low"], scores["f1_high"] = wider(_ends(again), of_both)
    return scores


def _harmonic(scores: dict[str, float], end: str) -> float:
    """The F1 of these ends of precision and recall. If one of them is undefined, because nothing
    was found or wanted, it may be anything: 0 at the low end, 1 at the high end.
    """
    unknown = {"low": 0.0, "high": 1.0}[end]
    ends = [scores[f"{name}_{end}"] for name in ("precision", "recall")]
    return harmonic_mean(*(unknown if np.isnan(value) else value for value in ends))


def _ends_by_missed(items: pd.DataFrame, right: float, wanted: float) -> tuple[float, float]:
    """The ends of recall if the share of wanted items among those not found were at the ends of its
    Wilson interval.
    """
    not_found = items[items["found"] == 0]
    weight = not_found["weight"].to_numpy(dtype=float)
    n = effective(weight)
    if not n > 0:
        return right / wanted, right / wanted
    missed = float(weight @ not_found["wanted"].to_numpy(dtype=float))
    fewest, most = (end * weight.sum() for end in wilson(min(1.0, missed / weight.sum()) * n, n))
    most_wanted, least_wanted = wanted - missed + most, wanted - missed + fewest
    return right / most_wanted, right / least_wanted if least_wanted > 0 else 1.0


def combined(value: float, first: Sequence[float], second: Sequence[float]) -> tuple[float, float]:
    """The ends of a value with two sources of uncertainty, from its ends by each of them alone: at
    either end, the root of the sum of both squares (Zou and Donner 2008).

    >>> combined(0.5, (0.2, 0.8), (0.1, 0.5))
    (0.0, 0.8)
    """
    low = np.hypot(value - first[0], value - second[0])
    high = np.hypot(first[1] - value, second[1] - value)
    return float(value - low), float(value + high)


def _ends(again: np.ndarray) -> tuple[float, float]:
    """As `span`, for numbers that may all be undefined."""
    return span(again) if not np.isnan(again).all() else (np.nan, np.nan)


def coding_line(coding: Coded, corpus: str) -> str:
    """A line on a coding: how much of it is filled in or, if there is none, how to begin. Below it,
    one line on each of the first answers that are missing or odd.

    >>> from broadsheet.corpus import read_coding
    >>> coding_line(read_coding(""), "data/seeds")  # doctest: +ELLIPSIS
    'Nobody has coded a sample of this corpus yet. To begin: broadsheet sample data/seeds --out ...'
    """
    if coding.key.empty:
        return (
            "Nobody has coded a sample of this corpus yet. To begin: "
            f"{shlex.join(['broadsheet', 'sample', corpus, '--out', 'coding'])}"
        )
    answers = read_answers(coding)
    if answers.notes == [NOT_BEGUN]:
        return f"{NOT_BEGUN.capitalize()}: {len(coding.key):,} items wait for an answer."
    coders, items = (answers.table[name].nunique() for name in ("coder", "item"))
    missing = "".join(f"\n- {note}" for note in first_notes(answers.notes))
    return (
        f"{coders} of {coding.about['coders']} coders have answered; {items:,} of "
        f"{len(coding.key):,} items have an answer{missing}"
    )


MOST_NAMED = 5  # notes on answers, of which there may be one for each item


def first_notes(notes: Sequence[str], most: int = MOST_NAMED) -> list[str]:
    """The first notes on what is missing or odd in the sheets, and how many more there are.

    >>> first_notes(["a", "b", "c"], most=2), first_notes(["a"])
    (['a', 'b', '1 more answer or column is missing or odd'], ['a'])
    """
    more = len(notes) - most
    what = "answer or column is" if more == 1 else "answers or columns are"
    return [*notes[:most], *[f"{more:,} more {what} missing or odd"] * (more > 0)]


def accuracy_rows(accuracy: pd.DataFrame) -> pd.DataFrame:
    """The precision and recall in a table of `coded_accuracy`, to draw as dots: `panel` (precision
    or recall), `what`, its `n`, and `value, low, high`, in the table's order. NaN values have no
    row.

    `what` is the measure, with the first word of its unit if the measure has several.

    >>> accuracy = pd.DataFrame({"measure": "speech", "unit": ["stretches in marks", "passages"],
    ...     "found": 60, "precision": 0.9, "precision_low": 0.8, "precision_high": 1.0,
    ...     "wanted": 70, "recall": None, "recall_low": None, "recall_high": None})
    >>> accuracy_rows(accuracy)[["panel", "what", "n", "value"]].values.tolist()[0]
    ['precision', 'speech (stretches)', 60, 0.9]
    """
    several = accuracy["measure"].duplicated(keep=False)
    first_word = accuracy["unit"].astype("str").str.split().str[0]
    named = accuracy["measure"].astype("str")
    accuracy = accuracy.assign(what=named.where(~several, named + " (" + first_word + ")"))
    tables = []
    for panel, n in (("precision", "found"), ("recall", "wanted")):
        columns = {panel: "value", f"{panel}_low": "low", f"{panel}_high": "high", n: "n"}
        rows = accuracy.dropna(subset=[panel]).rename(columns=columns).assign(panel=panel)
        tables.append(rows[["panel", "what", "n", "value", "low", "high"]])
    types = {"n": "int64"} | dict.fromkeys(("value", "low", "high"), "float64")
    # by measure, so that one whose precision is NaN keeps its place and is not last
    both = pd.concat(tables).sort_index(kind="stable")
    return both.astype(types).reset_index(drop=True)


def with_intervals(table: pd.DataFrame, digits: int = 2) -> pd.DataFrame:
    """The table in the form shown: each estimate as text followed by its interval; undefined values
    are dashes.

    An estimate is a column for which there are columns with its name and `_low` and `_high`.

    >>> table = pd.DataFrame({"measure": ["speech"], "precision": [0.9], "precision_low": [0.8],
    ...     "precision_high": [0.954], "recall": None, "recall_low": None, "recall_high": None})
    >>> with_intervals(table).values.tolist()
    [['speech', '0.90 (0.80 to 0.95)', '–']]
    """
    estimates = [name for name in table if f"{name}_low" in table and f"{name}_high" in table]
    ends = [f"{name}_{end}" for name in estimates for end in ("low", "high")]
    shown = table.drop(columns=ends)
    for name in estimates:
        rows = table[[name, f"{name}_low", f"{name}_high"]].astype(float).values.tolist()
        texts = [_with_interval(value, low, high, digits) for value, low, high in rows]
        shown[name] = pd.Series(texts, index=table.index, dtype="str")
    return shown


def _with_interval(value: float, low: float, high: float, digits: int) -> str:
    if pd.isna(value):
        return "–"
    if pd.isna(low) or pd.isna(high):
        return f"{value:.{digits}f}"
    return f"{value:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


# A rate without the errors of the rules.


def corrected_rates(coding: Coded, seed: int = 1, resamples: int = 2000) -> pd.DataFrame:
    """The rate of each frame by outlet, as counted and as it would be without misclassified
    passages: the rival definition that takes the lexicon's errors on these articles into account.

    Let p be the share of an outlet's passages in which the frame was found, `precision` the share
    of these in which people saw it, and `omission` the share of all others in which they did. The
    share without errors is (double sampling, Tenenbein 1970)

        p' = p × precision + (1 - p) × omission,      and the corrected rate is  rate × p' / p,

    which is rate × precision / recall. Each outlet is corrected by its own coded passages, so that
    outlets are not assumed to be alike; missed passages are assumed to have as many hits as
    passages in which the frame was found.

    Columns `outlet` (for each frame, `all outlets` comes first), `frame` (its title), `words, hits,
    rate` (per 1,000 words), `corrected`, `passages`, `coded` (how many of these), `share` (p),
    `corrected_share` (p'), `precision, omission`; `rate, corrected, share` and `corrected_share`
    have `_low` and `_high` beside them.

    *Intervals* are 95 % intervals: articles are resampled, each with its counts and its coded
    passages. Because that ignores errors that no coded passage shows, it is the wider of this and
    of Wilson's (1927) intervals of precision and omission, with effective numbers of passages (Kish
    1965), combined with the interval from resampling the counts (Zou and Donner 2008). NaN if fewer
    than five passages of the outlet were coded in which the frame was found, or fewer than five in
    which it was not: a share of so few is no basis for a correction. If the frame was found nowhere
    in an outlet, p' is the omission, and there is no rate to correct.

    Sources: A. Tenenbein, A double sampling scheme for estimating from binomial data with
    misclassifications, JASA 65 (1970), 1350-1361; G. Y. Zou and A. Donner, Construction of
    confidence limits about effect measures: a general approach, Statistics in Medicine 27 (2008),
    1693-1702.

    >>> from broadsheet.corpus import read_coding
    >>> corrected_rates(read_coding("")).empty
    True
    >>> corrected_rates(read_coding("none"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: none: contains no coding sheets; `broadsheet sample` makes them...
    """
    items = judged_items(coding)
    items = items[items["unit"] == "passages"]
    rows = []
    for frame, title in coding.about["lexicon"]["frames"].items():
        coded = items[items["measure"] == title]
        groups = [(ALL_OUTLETS, coding.counts), *coding.counts.groupby("outlet", sort=True)]
        for outlet, articles in groups if len(coded) else ():
            own = coded[coded["id"].isin(articles["id"])]
            counts = ["words", f"{frame}_hits", "passages", f"{frame}_passages"]
            numbers = _with_coded(articles.set_index("id")[counts], own)
            clusters = [articles["outlet"], numbers.index]
            drawn = article_draws(numbers.to_numpy(dtype=float), clusters, seed, resamples)
            sums = numbers.to_numpy(dtype=float).sum(axis=0)
            is_found = own["found"].to_numpy() > 0
            enough = _enough(sums, int(is_found.sum()), int((~is_found).sum()))
            one, again = _corrected(sums[None], enough), _corrected(drawn, enough)
            row = {
                "outlet": outlet,
                "frame": title,
                "words": int(sums[0]),
                "hits": int(sums[1]),
                "passages": int(sums[2]),
                "coded": len(own),
            }
            for name, value in one.items():
                row[name] = float(value[0])
                row[f"{name}_low"], row[f"{name}_high"] = _ends(again[name])
            if enough and len(numbers) > 1:
                row |= _with_unseen_errors(row, again, own)
            rows.append(row)
    return pd.DataFrame(rows, columns=CORRECTED_COLUMNS)


ALL_OUTLETS = "all outlets"
ERRORS = ("precision", "omission")
LEAST_CODED = 5  # passages of an outlet, with the frame and without it, that a correction needs


def _enough(sums: np.ndarray, with_it: int, without_it: int) -> bool:
    """Whether enough passages were coded; if the frame was found nowhere, only those without it
    count.
    """
    return without_it >= LEAST_CODED and (with_it >= LEAST_CODED or sums[3] == 0)


def _with_coded(counts: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """The counts of each article, and the weights of its coded passages in which the frame was
    found rightly, was found, was missed, was not found.
    """
    weight, found, wanted = (coded[name] for name in ("weight", "found", "wanted"))
    cells = pd.DataFrame(
        {
            "right": weight * found * wanted,
            "found": weight * found,
            "missed": weight * (1 - found) * wanted,
            "not_found": weight * (1 - found),
        }
    )
    by_article = cells.groupby(coded["id"]).sum().reindex(counts.index, fill_value=0.0)
    return pd.concat([counts, by_article], axis=1)


def _with_unseen_errors(
    row: dict, again: dict[str, np.ndarray], coded: pd.DataFrame
) -> dict[str, float]:
    """The ends of the corrected share and rate, widened for errors that so few coded passages may
    not show.
    """
    is_found = coded["found"].to_numpy() > 0
    weight = coded["weight"].to_numpy(dtype=float)
    ends: dict[str, float] = {}
    precision, omission = (row[name] if row[name] == row[name] else 0.0 for name in ERRORS)
    share, rate = (np.append(row[name], again[name]) for name in ("share", "rate"))
    with np.errstate(invalid="ignore", divide="ignore"):
        scales = {"corrected_share": np.ones_like(share), "corrected": rate / share}
    for name, scale in scales.items():
        if np.isnan(row[name]):
            continue
        parts = ((share * scale, precision, is_found), ((1 - share) * scale, omission, ~is_found))
        counts_alone = _ends(sum(times[1:] * value for times, value, _ in parts))
        low, high = (row[name] if np.isnan(end) else end for end in counts_alone)
        for times, value, rows in parts:
            n = effective(weight[rows])
            if n > 0:
                by_error = wilson(min(1.0, value) * n, n)
                reached = [row[name] + times[0] * (end - value) for end in by_error]
                low, high = combined(row[name], (low, high), reached)
        most = 1.0 if name == "corrected_share" else np.inf
        given = row[f"{name}_low"], row[f"{name}_high"]
        low, high = wider(given, (max(0.0, low), min(most, high)))
        ends |= {f"{name}_low": low, f"{name}_high": high}
    return ends


def _corrected(sums: np.ndarray, enough: bool) -> dict[str, np.ndarray]:
    """The formula, applied to the sums of an outlet, one row per resample."""
    words, hits, passages, found, right, judged_found, missed, judged_not = sums.T
    with np.errstate(invalid="ignore", divide="ignore"):
        share, rate = found / passages, 1000 * hits / words
        precision, omission = right / judged_found, missed / judged_not
        with_it = np.where(found > 0, share * precision, 0.0)
        corrected = with_it + (1 - share) * omission
        corrected = corrected if enough else np.full_like(share, np.nan)
        return {
            "rate": rate,
            "corrected": rate * corrected / share,
            "share": share,
            "corrected_share": corrected,
            "precision": precision,
            "omission": omission,
        }
