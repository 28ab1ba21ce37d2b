"""Measured tables as rows for resampling: sentences by voice, quoted words, the journalist's words
alone.

Articles and a lexicon → two tables: which framing terms occur where, and how many words each voice
has there.

Every rate, contrast and rival definition is computed from these two, so that any figure can be
recounted by hand.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..lexicon import Lexicon
from ..text import outside
from .articles import ABOUT, VOICES, Measured, measured, share
from .readability_formulas import COUNTED
from .stored import Stored

WORD_COLUMNS = ["sentence", "paragraph", "voice", "speaker", "words"]


class Framing(NamedTuple):
    """The result of `framing`: two tables, and the names of the frames, including those without
    hits.

    >>> from broadsheet.lexicon import load_lexicon
    >>> articles = pd.DataFrame({"id": ["a"], "text": ["A war, and no trade."]})
    >>> found = framing(articles, load_lexicon("security-sovereignty"))
    >>> found.hits["term"].tolist(), int(found.words["words"].sum()), found.frames[0]
    (['war', 'war', 'trade'], 5, 'security')
    """

    hits: pd.DataFrame
    words: pd.DataFrame
    frames: tuple[str, ...]


def framing(
    articles: pd.DataFrame | Measured | Stored,
    lexicon: Lexicon | None = None,
    skip_negated: bool = False,
) -> Framing:
    """The framing terms of the articles with their sentence and voice, and the number of words
    around them.

    `hits` is the table `hits` of `measured`; `skip_negated` leaves out negated terms. `words` has
    one row per sentence, voice and speaker: `id, outlet, sentence, paragraph, voice, speaker,
    words`, and `story` if the articles have one; its `words` add up to the words of the article.
    Sum hits (or weights) and words over the rows that belong together, then divide: counts add up,
    rates do not. ValueError without a lexicon, here or when the articles were measured.

    >>> from broadsheet.lexicon import load_lexicon
    >>> text = 'Troops came. "No tariffs," Ana Cruz said.'
    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": [text]})
    >>> found = framing(articles, load_lexicon("security-sovereignty"))
    >>> found.hits[["sentence", "text", "voice", "speaker"]].values.tolist()
    [[0, 'Troops', 'narration', ''], [1, 'tariffs', 'quotation', 'Ana Cruz']]
    >>> found.words[["sentence", "voice", "words"]].values.tolist()
    [[0, 'narration', 2], [1, 'narration', 3], [1, 'quotation', 2]]
    """
    found = measured(articles, lexicon, skip_negated)
    if found.frames is None:
        raise ValueError(
            "framing: no lexicon; measure the articles with one: bs.measured(articles, lexicon)"
        )
    words = found.sentences.loc[found.sentences["words"] > 0, [*ABOUT, *WORD_COLUMNS]].reset_index(
        drop=True
    )
    articles = found.articles
    if "story" in articles and articles["story"].notna().any():
        words = words.assign(story=words["id"].map(articles.set_index("id")["story"]))
    return Framing(found.hits, words, found.frames)


def any_frame(framing: Framing) -> Framing:
    """All frames as one, `any`: a place with terms of several frames is one hit.

    >>> hits = pd.DataFrame({"id": "a", "start": [0, 0, 9], "frame": ["war", "law", "war"]})
    >>> any_frame(Framing(hits, pd.DataFrame(), ("war", "law"))).hits.values.tolist()
    [['a', 0, 'any'], ['a', 9, 'any']]
    """
    return Framing(
        framing.hits.drop_duplicates(["id", "start"]).assign(frame="any"), framing.words, ("any",)
    )


PLACE = ["sentence", "start", "end"]


def by_sentence(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The counts of these names summed over the speakers of each sentence, in the order of the
    text.
    """
    return rows.groupby([*ABOUT, *PLACE], dropna=False, sort=False)[names].sum().reset_index()


def sentence_counts(articles: pd.DataFrame | Measured | Stored) -> pd.DataFrame:
    """The counts behind the formulas: one row per sentence and voice, with the columns of
    `readability.counts`.

    `voice` is `all` (the whole sentence), `narration` or `quotation` (the words of the sentence in
    that voice). Rows of one voice can be summed, rows of several cannot. `start` and `end` are the
    sentence's offsets.

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
    whole = whole.iloc[
        np.argsort(pd.factorize(whole["id"])[0], kind="stable")
    ]  # article by article
    return whole[[*ABOUT, "voice", "start", "end", "sentences", *COUNTED]].reset_index(drop=True)


def quoted_counts(articles: pd.DataFrame | Measured | Stored) -> pd.DataFrame:
    """The number of quoted words in each sentence, under three definitions: one row per sentence.

    Columns `id, outlet, start, end, words`, then the words inside `speech` (those that `measure`
    calls quoted), inside `direct` speech (without partial quotations) and inside `marks` of any
    kind (titles and scare quotes too).

    >>> text = '"We act," she said. He likes the film “Blue River” most.'
    >>> articles = pd.DataFrame({"id": ["a"], "text": [text]})
    >>> quoted_counts(articles)[["words", "speech", "direct", "marks"]].values.tolist()
    [[4, 2, 2, 2], [7, 0, 0, 2]]
    """
    rows = measured(articles).sentences
    speech = rows["words"].where(rows["voice"] == "quotation", 0)
    rows = rows.assign(
        speech=speech, direct=rows["direct_words"], marks=speech + rows["marked_words"]
    )
    return by_sentence(rows, ["words", "speech", "direct", "marks"]).drop(columns="sentence")


def quoted_shares(sums: Mapping) -> dict[str, float]:
    """The share of words that is quotation under each definition, from sums of `quoted_counts`; NaN
    without words.

    >>> quoted_shares({"words": 40, "speech": 10, "direct": 8, "marks": 12})
    {'speech': 0.25, 'direct': 0.2, 'marks': 0.3}
    """
    return {name: share(sums[name], sums["words"]) for name in ("speech", "direct", "marks")}


def narration(articles: pd.DataFrame, found: Measured | Stored | None = None) -> pd.DataFrame:
    """The articles without the quoted speech in their `text`: the journalist's words alone.

    `found` are their measured tables; without it, they are measured.

    >>> narration(pd.DataFrame({"text": ['"We act," she said.']}))["text"].tolist()
    [' she said.']
    """
    numbered = articles.assign(id=range(len(articles))) if found is None else articles
    quotations = measured(numbered if found is None else found).quotations
    speech = quotations[quotations["speech"]]
    bounds = {
        name: list(zip(rows["start"], rows["end"]))
        for name, rows in speech.groupby("id")[["start", "end"]]
    }
    return articles.assign(
        text=[
            outside(text, bounds.get(name, ()))
            for name, text in zip(numbered["id"], articles["text"])
        ]
    )


def average_lengths(counts: pd.DataFrame) -> pd.DataFrame:
    """One row per outlet: its `words, sentences, syllables`, and the two averages that determine a
    grade, `words_per_sentence, syllables_per_word`.

    `counts` is the table of `sentence_counts`; all voices together.

    >>> counts = pd.DataFrame({"outlet": "A", "voice": ["all", "all", "narration"],
    ...     "sentences": 1, "words": [4, 6, 6],
    ...                        "syllables": [5, 10, 10]})
    >>> average_lengths(counts).loc["A"].tolist()
    [10.0, 2.0, 15.0, 5.0, 1.5]
    """
    whole = counts[counts["voice"] == "all"]
    by_outlet = whole.groupby("outlet", sort=False, dropna=False)
    sums = by_outlet[["words", "sentences", "syllables"]].sum()
    return sums.assign(
        words_per_sentence=sums["words"] / sums["sentences"],
        syllables_per_word=sums["syllables"] / sums["words"],
    )
