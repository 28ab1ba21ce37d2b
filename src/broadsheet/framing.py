"""Articles and a lexicon to two tables: which framing terms stand where, and how many words each voice has there.

Every rate, contrast and rival definition is made from these two, so that whoever asks how a figure was made can count
it again by hand.
"""
from typing import NamedTuple

import pandas as pd

from .lexicons import Lexicon
from .dataset import Stored
from .measure import ABOUT, Measured, measured

WORDS = ["sentence", "paragraph", "voice", "speaker", "words"]


class Framing(NamedTuple):
    """What `framing` gives: two tables, and the names of the frames, those without hits among them.

    >>> from broadsheet.lexicons import load_lexicon
    >>> told = framing(pd.DataFrame({"id": ["a"], "text": ["A war, and no trade."]}), load_lexicon("security-sovereignty"))
    >>> told.hits["term"].tolist(), int(told.words["words"].sum()), told.frames[0]
    (['war', 'war', 'trade'], 5, 'security')
    """
    hits: pd.DataFrame
    words: pd.DataFrame
    frames: tuple[str, ...]


def framing(articles: pd.DataFrame | Measured | Stored, lexicon: Lexicon | None = None, skip_negated: bool = False) -> Framing:
    """The framing terms of the articles with their sentence and voice, and the words among which they stand.

    `hits` is the table of that name of `measured`; `skip_negated` leaves out those that a negation reaches. `words` has a
    row a sentence, voice and speaker: `id, outlet, sentence, paragraph, voice, speaker, words`; their sum is the number of
    words of the article. Sum hits (or weights) and words over the rows that belong together, then divide: rates do not add
    up, counts do. ValueError without a lexicon, now or when the articles were measured.

    >>> from broadsheet.lexicons import load_lexicon
    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ['Troops came. "No tariffs," Ana Cruz said.']})
    >>> found = framing(articles, load_lexicon("security-sovereignty"))
    >>> found.hits[["sentence", "text", "voice", "speaker"]].values.tolist()
    [[0, 'Troops', 'narration', ''], [1, 'tariffs', 'quotation', 'Ana Cruz']]
    >>> found.words[["sentence", "voice", "words"]].values.tolist()
    [[0, 'narration', 2], [1, 'narration', 3], [1, 'quotation', 2]]
    """
    found = measured(articles, lexicon, skip_negated)
    if found.frames is None:
        raise ValueError("framing: no lexicon; measure the articles with one: bs.measured(articles, lexicon)")
    words = found.sentences.loc[found.sentences["words"] > 0, [*ABOUT, *WORDS]].reset_index(drop=True)
    return Framing(found.hits, words, found.frames)


def any_frame(framing: Framing) -> Framing:
    """All frames as one, `any`: a place that holds terms of several is one hit.

    >>> hits = pd.DataFrame({"id": "a", "start": [0, 0, 9], "frame": ["war", "law", "war"]})
    >>> any_frame(Framing(hits, pd.DataFrame(), ("war", "law"))).hits.values.tolist()
    [['a', 0, 'any'], ['a', 9, 'any']]
    """
    return Framing(framing.hits.drop_duplicates(["id", "start"]).assign(frame="any"), framing.words, ("any",))
