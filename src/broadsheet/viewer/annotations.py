"""What a reader is shown of an article: what was found where, and the totals.

An article by itself is measured to be shown (`reading`). One of a corpus that has been measured is
shown with what the tables say of it (`reading_of`), which takes a tenth of the time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..lexicon import Hit, Lexicon, refuse_unloaded
from ..measuring import UNATTRIBUTED, counts, formulas, spoken_hits, who_says
from ..quotation import Quotation, find_quotations
from ..text import Document, tokenize
from .selection import Shelf, of_article


class FramedPlace(NamedTuple):
    """A stretch of the text where terms of a lexicon overlap: its `hits`, each with its speaker
    (None: the journalist).
    """

    start: int
    end: int
    hits: list[tuple[Hit, str | None]]


class GradedSentence(NamedTuple):
    """The place of a sentence, and its Flesch-Kincaid grade (NaN without a syllable)."""

    start: int
    end: int
    grade: float


class Reading(NamedTuple):
    """An article (`row` holds its fields) and what was found in it, in the order of the text. The
    numbers of words and sentences and the Flesch-Kincaid grade (`grade`) are those of the whole
    article.
    """

    row: Mapping
    document: Document
    quotations: list[Quotation]
    terms: list[FramedPlace]
    sentences: list[GradedSentence]
    n_words: int
    n_sentences: int
    grade: float

    @property
    def speech(self) -> list[Quotation]:
        return [quotation for quotation in self.quotations if quotation.speech]

    @property
    def indirect(self) -> list[Quotation]:
        return [quotation for quotation in self.quotations if quotation.kind == "indirect"]


def reading(article: str | Mapping, lexicon: Lexicon | None = None) -> Reading:
    """The annotations of an article, given as a text or a row of `articles`.

    >>> read = reading('"We act," she said. It rained.')
    >>> [round(sentence.grade, 2) for sentence in read.sentences]
    [-2.23, -3.01]
    >>> read.quotations[0].speaker, read.terms
    ('she', [])
    """
    refuse_unloaded(lexicon)
    row = {"text": article} if isinstance(article, str) else article
    if not hasattr(row, "keys"):
        raise TypeError(
            f"article: got {type(article).__name__}; give a text, or a row of the articles"
        )
    document = tokenize(row["text"])
    quotations = find_quotations(document)
    speech = [quotation for quotation in quotations if quotation.speech]
    hits = spoken_hits(document, lexicon, speech) if lexicon is not None else ()
    by_sentence = counts(document)
    grades = np.asarray(formulas(dict(by_sentence.items()))["flesch_kincaid_grade"])
    sentences = zip(by_sentence["start"].tolist(), by_sentence["end"].tolist(), grades.tolist())
    return Reading(
        row,
        document,
        quotations,
        framed_places(hits),
        [GradedSentence(*sentence) for sentence in sentences],
        len(document.words),
        len(document.sentences),
        formulas(dict(by_sentence.sum().items()))["flesch_kincaid_grade"],
    )


def reading_of(ready: Shelf, at: int) -> Reading:
    """The annotations of an article of a measured corpus (`at` is its row), from the tables.

    >>> from broadsheet.measuring import measured
    >>> from broadsheet.viewer import shelf
    >>> articles = pd.DataFrame({"id": ["a"], "text": ['"We act," she said. It rained.']})
    >>> read = reading_of(shelf(articles, measured(articles)), 0)
    >>> [round(sentence.grade, 2) for sentence in read.sentences]
    [-2.23, -3.01]
    >>> read.quotations[0].speaker, read.n_words, read.quotations == reading(read.row).quotations
    ('she', 6, True)
    """
    row = ready.articles.loc[at].to_dict()
    document = Document(row["text"])
    quotations = [
        Quotation._make(None if pd.isna(value) else value for value in quotation)
        for quotation in _rows(of_article(ready.marked, at), Quotation._fields)
    ]
    says = who_says([quotation for quotation in quotations if quotation.speech])
    hits = (
        Hit(start, end, document.text[start:end], *rest)
        for start, end, *rest in _rows(
            of_article(ready.hits, at), ["start", "end", "frame", "term", "weight", "negated"]
        )
    )
    sentences = _rows(of_article(ready.sentences, at), GradedSentence._fields)
    return Reading(
        row,
        document,
        quotations,
        framed_places((hit, says(hit.start)) for hit in hits),
        [GradedSentence(*sentence) for sentence in sentences],
        row["words"],
        row["sentences"],
        row["flesch_kincaid_grade"],
    )


def _rows(table: pd.DataFrame, columns: Iterable[str]) -> Iterable[tuple]:
    """The rows of a table as tuples of Python's own values."""
    return zip(*(table[name].tolist() for name in columns))


def framed_places(hits: Iterable[tuple[Hit, str | None]]) -> list[FramedPlace]:
    """One place for each group of overlapping terms: a reader points at a stretch of text, whatever
    frames it counts for.

    >>> hits = [(Hit(start, end, "", frame, "", 1.0, False), None) for start, end, frame in
    ...         ((0, 8, "trade"), (6, 12, "ties"), (12, 15, "trade"))]
    >>> [(place.start, place.end, len(place.hits)) for place in framed_places(hits)]
    [(0, 12, 2), (12, 15, 1)]
    """
    places: list[FramedPlace] = []
    for hit, speaker in hits:
        if places and hit.start < places[-1].end:
            places[-1].hits.append((hit, speaker))
            places[-1] = places[-1]._replace(end=max(hit.end, places[-1].end))
        else:
            places.append(FramedPlace(hit.start, hit.end, [(hit, speaker)]))
    return places


def words_by_speaker(readings: Iterable[Reading]) -> dict[str, int]:
    """The number of quoted words of each speaker, most first; unattributed words last.

    >>> words_by_speaker([reading('"We act." "We act," she said.')])
    {'she': 4}
    """
    words: Counter[str] = Counter()
    for read in readings:
        for quotation in read.speech:
            words[quotation.speaker or UNATTRIBUTED] += quotation.words
    return dict(sorted(words.most_common(), key=lambda pair: pair[0] == UNATTRIBUTED))


def hits_by_voice(readings: Iterable[Reading]) -> dict[str, tuple[int, int]]:
    """How many terms of each frame are in the journalist's words, and how many in quoted speech."""
    hits = Counter(
        (hit.frame, speaker is not None)
        for read in readings
        for place in read.terms
        for hit, speaker in place.hits
    )
    return {
        frame: (hits[frame, False], hits[frame, True])
        for frame in dict.fromkeys(frame for frame, _ in hits)
    }
