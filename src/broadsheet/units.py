"""What was measured as rows that intervals draw from: sentences by voice, quoted words, the journalist's words alone."""
from collections.abc import Mapping

import numpy as np
import pandas as pd

from .dataset import Stored
from .measure import ABOUT, VOICES, Measured, measured, share
from .readability import COUNTED
from .text import outside

PLACE = ["sentence", "start", "end"]


def by_sentence(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The counts of these names summed over the speakers of each sentence, in the order of the text."""
    return rows.groupby([*ABOUT, *PLACE], dropna=False, sort=False)[names].sum().reset_index()


def sentence_counts(articles: pd.DataFrame | Measured | Stored) -> pd.DataFrame:
    """What the formulas are made of: a row a sentence and voice, with the counts of `readability.counts`.

    `voice` is `all` (the whole sentence), `narration` or `quotation` (the words of the sentence that stand there): rows
    of one voice can be summed, rows of several cannot. `start` and `end` are the sentence's offsets.

    >>> articles = pd.DataFrame({"id": ["a"], "text": ['"We act," she said. Nobody objected.']})
    >>> sentence_counts(articles)[["voice", "sentences", "words"]].values.tolist()
    [['all', 1, 4], ['all', 1, 2], ['narration', 1, 2], ['narration', 1, 2], ['quotation', 1, 2]]
    """
    rows = measured(articles).sentences
    tables = {"all": by_sentence(rows, list(COUNTED))}
    for voice in VOICES:
        counts = by_sentence(rows[rows["voice"] == voice], list(COUNTED))
        tables[voice] = counts[counts["words"] > 0]
    whole = pd.concat([table.assign(voice=voice, sentences=1) for voice, table in tables.items()])
    whole = whole.iloc[np.argsort(pd.factorize(whole["id"])[0], kind="stable")]       # article by article
    return whole[[*ABOUT, "voice", "start", "end", "sentences", *COUNTED]].reset_index(drop=True)


def quoted_counts(articles: pd.DataFrame | Measured | Stored) -> pd.DataFrame:
    """How many words of each sentence are quotation, under three definitions: a row a sentence.

    Columns `id, outlet, start, end, words`, then the words inside `speech` (what `measure` calls quoted), inside
    `direct` speech (the partial quotations left out) and inside `marks` of any kind (titles and scare quotes too).

    >>> articles = pd.DataFrame({"id": ["a"], "text": ['"We act," she said. He likes the film “Blue River” most.']})
    >>> quoted_counts(articles)[["words", "speech", "direct", "marks"]].values.tolist()
    [[4, 2, 2, 2], [7, 0, 0, 2]]
    """
    rows = measured(articles).sentences
    speech = rows["words"].where(rows["voice"] == "quotation", 0)
    rows = rows.assign(speech=speech, direct=rows["direct_words"], marks=speech + rows["marked_words"])
    return by_sentence(rows, ["words", "speech", "direct", "marks"]).drop(columns="sentence")


def quoted_shares(sums: Mapping) -> dict[str, float]:
    """The share of words that is quotation under each definition, from sums of `quoted_counts`; NaN without words.

    >>> quoted_shares({"words": 40, "speech": 10, "direct": 8, "marks": 12})
    {'speech': 0.25, 'direct': 0.2, 'marks': 0.3}
    """
    return {name: share(sums[name], sums["words"]) for name in ("speech", "direct", "marks")}


def narration(articles: pd.DataFrame, found: Measured | Stored | None = None) -> pd.DataFrame:
    """The articles with quoted speech taken out of their `text`: the journalist's words alone.

    `found` is what was measured of them; without it, they are measured.

    >>> narration(pd.DataFrame({"text": ['"We act," she said.']}))["text"].tolist()
    [' she said.']
    """
    numbered = articles.assign(id=range(len(articles))) if found is None else articles
    quotations = measured(numbered if found is None else found).quotations
    speech = quotations[quotations["speech"]]
    said = {name: each.to_numpy().tolist() for name, each in speech.groupby("id")[["start", "end"]]}
    return articles.assign(text=[outside(text, said.get(name, ())) for name, text in zip(numbered["id"], articles["text"])])
