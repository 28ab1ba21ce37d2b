"""Whose words are whose: the journalist's narration, and the speech of the people quoted."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from ..lexicon import Hit, Lexicon, hits
from ..quotation import Quotation, find_quotations
from ..text import Document

UNATTRIBUTED = (
    "unattributed"  # the speaker of speech without an identified source: reported, never dropped
)


def spoken(document: Document) -> list[Quotation]:
    """The quotations that are a person's words, without titles and scare quotes."""
    return [q for q in find_quotations(document) if q.speech]


def voices(document: Document, speech: Sequence[Quotation]) -> dict[str, list[tuple[int, int]]]:
    """The stretches of each voice: offsets of the `narration` and of the `quotation`, in order,
    without overlap.

    >>> from broadsheet.text import tokenize
    >>> document = tokenize('"We act," she said.')
    >>> voices(document, spoken(document))
    {'narration': [(0, 0), (9, 19)], 'quotation': [(0, 9)]}
    """
    edges = [0, *(edge for q in speech for edge in (q.start, q.end)), len(document.text)]
    return {
        "narration": list(zip(edges[::2], edges[1::2])),
        "quotation": [(q.start, q.end) for q in speech],
    }


def who_says(speech: Sequence[Quotation]) -> Callable[[int], str | None]:
    """A function of an offset that returns who says the words that begin there: a speaker's name,
    `unattributed`, or None for the journalist.

    >>> from broadsheet.text import tokenize
    >>> says = who_says(spoken(tokenize('"We act," she said.')))
    >>> says(1), says(10)
    ('she', None)
    """
    edges = list(chain.from_iterable((q.start, q.end) for q in speech))

    def says(offset: int) -> str | None:
        inside = bisect_right(edges, offset)
        return (speech[inside // 2].speaker or UNATTRIBUTED) if inside % 2 else None

    return says


def spoken_hits(
    document: Document, lexicon: Lexicon, speech: Sequence[Quotation], skip_negated: bool = False
) -> Iterator[tuple[Hit, str | None]]:
    """Each framing term with its speaker, as given by `who_says`."""
    says = who_says(speech)
    return ((hit, says(hit.start)) for hit in hits(document, lexicon, skip_negated))
