"""Articles and a lexicon to two tables: which framing terms stand where, and how many words each voice has there.

Every rate, contrast and rival definition is made from these two, so that whoever asks how a figure was made can count
it again by hand.
"""
from bisect import bisect_right
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

from .lexicons import Lexicon
from .measure import ABOUT
from .text import tokenize
from .voices import spoken, spoken_hits, words_by_voice


class Framing(NamedTuple):
    """What `framing` gives: two tables, and the names of the frames, those without hits among them."""
    hits: pd.DataFrame
    words: pd.DataFrame
    frames: tuple[str, ...]


HITS = ["sentence", "paragraph", "start", "end", "text", "frame", "term", "weight", "negated", "voice", "speaker"]
WORDS = ["sentence", "paragraph", "voice", "speaker", "words"]


def framing(articles: pd.DataFrame, lexicon: Lexicon, skip_negated: bool = False) -> Framing:
    """The framing terms of the articles with their sentence and voice, and the words among which they stand.

    `hits` has a row a term found: `id, outlet, sentence, paragraph` (numbers from 0), `start, end, text, frame, term,
    weight, negated, voice, speaker`. `voice` is `narration` or `quotation`; `speaker` is who says it, empty for the
    journalist. `negated` is whether a negation reaches the term (`negation.is_negated`); `skip_negated` leaves those
    out. `words` has a row a sentence, voice and speaker: `id, outlet, sentence, paragraph, voice, speaker, words`;
    their sum is the number of words of the article. Sum hits (or weights) and words over the rows that belong together,
    then divide: rates do not add up, counts do.

    A hit stands in the sentence and the voice in which it begins.

    >>> from broadsheet.lexicons import load_lexicon
    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ['Troops came. "No tariffs," Ana Cruz said.']})
    >>> found = framing(articles, load_lexicon("security-sovereignty"))
    >>> found.hits[["sentence", "text", "voice", "speaker"]].values.tolist()
    [[0, 'Troops', 'narration', ''], [1, 'tariffs', 'quotation', 'Ana Cruz']]
    >>> found.words[["sentence", "voice", "words"]].values.tolist()
    [[0, 'narration', 2], [1, 'narration', 3], [1, 'quotation', 2]]
    """
    hits, words = [], []
    each = zip(articles.reindex(columns=ABOUT).itertuples(index=False), articles["text"])
    for about, text in tqdm(each, "framing", len(articles), unit=" articles", delay=2, disable=None):
        document = tokenize(text if isinstance(text, str) else "")
        speech = spoken(document)
        paragraphs = [p.start for p in document.paragraphs]
        sentences = [s.start for s in document.sentences]
        within = [bisect_right(paragraphs, start) - 1 for start in sentences]
        for hit, speaker in spoken_hits(document, lexicon, speech, skip_negated):
            at = max(0, bisect_right(sentences, hit.start) - 1)
            hits.append((*about, at, within[at], *hit, "quotation" if speaker else "narration", speaker or ""))
        for (at, speaker), n in sorted(words_by_voice(document, speech, sentences).items()):
            words.append((*about, at, within[at], "quotation" if speaker else "narration", speaker, n))
    numbers = dict.fromkeys(("sentence", "paragraph"), "int64")
    return Framing(
        pd.DataFrame(hits, columns=[*ABOUT, *HITS]).astype(
            numbers | {"start": "int64", "end": "int64", "weight": float, "negated": bool}),
        pd.DataFrame(words, columns=[*ABOUT, *WORDS]).astype(numbers | {"words": "int64"}), tuple(lexicon.frames))


def any_frame(framing: Framing) -> Framing:
    """All frames as one, `any`: a place that holds terms of several is one hit."""
    return Framing(framing.hits.drop_duplicates(["id", "start"]).assign(frame="any"), framing.words, ("any",))
