"""Grades computed with textstat's sentences, beside those with Broadsheet's: how far an order of
outlets depends on where sentences end.
"""

from importlib.metadata import version

import pandas as pd

from ..measuring import ABOUT, Measured, Stored, formulas, sentence_counts, textstat_sentences


def sentence_rivals(
    articles: pd.DataFrame,
    found: Measured | Stored | None = None,
    formula: str = "flesch_kincaid_grade",
) -> pd.DataFrame:
    """The grades by both definitions of a sentence, one row per outlet, the lowest grade first,
    with means over its articles: `articles` (how many), `words_per_sentence` and the grade under
    the formula's name; and both again with the prefix `textstat_`, by the sentences that textstat
    counts.

    Words, syllables and everything else are the same in both. textstat ends a sentence at each full
    stop, including those of "Mr." and "U.S.", and leaves out sentences of two words or fewer.
    `found` holds the measurements of the articles; without it, they are measured. ValueError if
    `formula` is not one of those in `formulas`.

    >>> texts = ["Dogs came to the town at night.", "It was Mr. Lind of the U.S. Senate who ran."]
    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "text": texts})
    >>> table = sentence_rivals(articles)
    >>> table[["words_per_sentence", "textstat_words_per_sentence"]].values.round(1).tolist()
    [[7.0, 7.0], [10.0, 3.3]]
    """
    counts = sentence_counts(articles if found is None else found)
    texts = dict(zip(articles["id"], articles["text"]))
    counts = counts[(counts["voice"] == "all") & counts["id"].isin(list(texts))]
    sums = counts.drop(columns=["voice", "start", "end"]).groupby(ABOUT, dropna=False).sum()
    sums = sums.reset_index()
    ours = dict(sums.items())
    theirs = ours | {
        "sentences": pd.Series([textstat_sentences(texts[name]) for name in sums["id"]])
    }
    if formula not in formulas(ours):
        raise ValueError(f"formula: {formula!r} is not one of {', '.join(formulas(ours))}")
    values = {
        "words_per_sentence": ours["words"] / ours["sentences"],
        "textstat_words_per_sentence": ours["words"] / theirs["sentences"],
        formula: formulas(ours)[formula],
        f"textstat_{formula}": formulas(theirs)[formula],
    }
    by_outlet = pd.DataFrame(values).groupby(
        sums["outlet"].astype(object).fillna("no outlet named")
    )
    table = by_outlet.mean()
    table.insert(0, "articles", by_outlet.size())
    return table.sort_values(formula, kind="stable")


def sentence_rivals_line(table: pd.DataFrame) -> str:
    """A line on how textstat's sentences change the order of outlets and the grades in
    `sentence_rivals`.

    >>> texts = ["Dogs came to the town at night.", "It was Mr. Lind of the U.S. Senate who ran."]
    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "text": texts})
    >>> sentence_rivals_line(sentence_rivals(articles)) # doctest: +ELLIPSIS
    'With the sentences of textstat ..., the order of outlets is the same. Grades change by ...'
    """
    formula = table.columns[-2]
    who = f"textstat {version('textstat')}"
    if len(table) < 2:
        return f"Fewer than two outlets: there is no order for the sentences of {who} to change."
    ours, theirs = table[formula], table[f"textstat_{formula}"]
    change = theirs - ours
    moved = f"Grades change by {change.min():+.1f} to {change.max():+.1f}."
    order = [list(grades.sort_values(kind="stable").index) for grades in (ours, theirs)]
    if order[0] == order[1]:
        return f"With the sentences of {who}, the order of outlets is the same. {moved}"
    return (
        f"With the sentences of {who}, the order of outlets differs, lowest grade first: "
        f"{', '.join(order[1])}; with Broadsheet's, {', '.join(order[0])}. {moved}"
    )
