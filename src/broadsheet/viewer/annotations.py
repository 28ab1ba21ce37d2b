"""An article and a lexicon → what a reader is shown of it: what was found and where, and what that
sums up to.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..lexicon import Hit, Lexicon
from ..measuring import UNATTRIBUTED, counts, formulas, spoken_hits
from ..quotation import Quotation, find_quotations
from ..text import Document, tokenize


class Place(NamedTuple):
    """A stretch of the text, and what is told of it."""

    start: int
    end: int
    told: object


class Reading(NamedTuple):
    """An article (`row` is all that is known of it) and what was found in it, each in the order of
    the text.

    `terms` have in `told` their hits, each with who says it; `sentences` have their Flesch-Kincaid
    grade, and `grade` is that of the whole.
    """

    row: Mapping
    document: Document
    quotations: list[Quotation]
    terms: list[Place]
    sentences: list[Place]
    grade: float

    @property
    def speech(self) -> list[Quotation]:
        return [q for q in self.quotations if q.speech]

    @property
    def indirect(self) -> list[Quotation]:
        return [q for q in self.quotations if q.kind == "indirect"]


def reading(article: str | Mapping, lexicon: Lexicon | None = None) -> Reading:
    """What was found in an article, which is a text or a row of `articles`.

    >>> read = reading('"We act," she said. It rained.')
    >>> [round(sentence.told, 2) for sentence in read.sentences], read.quotations[0].speaker, read.terms
    ([-2.23, -3.01], 'she', [])
    """
    row = {"text": article} if isinstance(article, str) else article
    document = tokenize(row["text"])
    found, sums = find_quotations(document), counts(document)
    hits = (
        spoken_hits(document, lexicon, [q for q in found if q.speech])
        if lexicon is not None
        else ()
    )
    grades = formulas(sums)["flesch_kincaid_grade"]
    sentences = [
        Place(*place)
        for place in zip(sums["start"].tolist(), sums["end"].tolist(), grades.tolist())
    ]
    return Reading(
        row,
        document,
        found,
        together(hits),
        sentences,
        formulas(sums.sum())["flesch_kincaid_grade"],
    )


def together(hits: Iterable[tuple[Hit, str | None]]) -> list[Place]:
    """One place for all terms that lie on each other: a reader points at a stretch of text,
    whatever it counts as.

    >>> hits = [(Hit(start, end, "", frame, "", 1.0, False), None) for start, end, frame in
    ...         ((0, 8, "trade"), (6, 12, "ties"), (12, 15, "trade"))]
    >>> [(place.start, place.end, len(place.told)) for place in together(hits)]
    [(0, 12, 2), (12, 15, 1)]
    """
    places: list[Place] = []
    for hit, who in hits:
        if places and hit.start < places[-1].end:
            places[-1].told.append((hit, who))
            places[-1] = places[-1]._replace(end=max(hit.end, places[-1].end))
        else:
            places.append(Place(hit.start, hit.end, [(hit, who)]))
    return places


def words_by_speaker(readings: Iterable[Reading]) -> dict[str, int]:
    """The quoted words of each speaker, most first; those of nobody who was found, last.

    >>> words_by_speaker([reading('"We act." "We act," she said.')])
    {'she': 4}
    """
    words = Counter()
    for read in readings:
        for q in read.speech:
            words[q.speaker or UNATTRIBUTED] += q.words
    return dict(sorted(words.most_common(), key=lambda pair: pair[0] == UNATTRIBUTED))


def hits_by_voice(readings: Iterable[Reading]) -> dict[str, tuple[int, int]]:
    """How many terms of each frame that was found stand in the journalist's words and in quoted
    speech.
    """
    told = Counter(
        (hit.frame, who is not None)
        for read in readings
        for place in read.terms
        for hit, who in place.told
    )
    return {
        frame: (told[frame, False], told[frame, True])
        for frame in dict.fromkeys(frame for frame, _ in told)
    }
