"""Two articles → the statements and the sentences that stand in both, each with its place in either.

What counts as the same is what `shared` says of quotations: one stands in the other, word for word or nearly.
"""
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pandas as pd

from .shared import Statement, groups, statements
from .text import Document, Span


class Passage(NamedTuple):
    """What stands in both articles: where it begins and ends in each, and how alike it is, at most 1."""
    kind: str
    left: tuple[int, int]
    right: tuple[int, int]
    similarity: float


def shared_passages(left: Document, right: Document, quotations: pd.DataFrame, threshold: float = 0.9,
                    least: int = 7) -> list[Passage]:
    """The quotations, then the sentences, that stand in both articles, in the order of the left one.

    `quotations` are those of both, as `bs.quotations` gives them, with `id` 0 and 1. A statement is told by its first
    stretch between marks. A sentence in which a shared quotation begins is not told again. `threshold` and `least` are
    those of `shared_quotations`.

    >>> texts = ["Rain fell all day on the wide plain of Skara. He left.", "Rain fell all day on the plain of Skara."]
    >>> none = pd.DataFrame({"id": [], "speech": [], "start": []})
    >>> [passage] = shared_passages(*map(Document, texts), none, threshold=0.8)
    >>> passage.kind, passage.left, passage.right
    ('sentence', (0, 45), (0, 40))
    >>> shared_passages(*map(Document, texts), none, threshold=0.99)
    []
    """
    ends = dict(zip(zip(quotations["id"], quotations["start"]), quotations.get("end", [])))
    said = list(_both(statements(quotations), "quotation", lambda one: ends[one.id, one.start], threshold, least))
    told = [[(found.left, found.right)[side] for found in said] for side in (0, 1)]
    sentences = [Statement(side, None, None, sentence.start, Document(sentence)) for side, document in enumerate((left, right))
                 for sentence in _without(document.sentences, told[side])]
    sentences.sort(key=lambda one: (-len(one.forms), one.forms, one.id, one.start))
    same = _both(sentences, "sentence", lambda one: one.start + len(one.document.text), threshold, least)
    return sorted([*said, *same], key=lambda found: found.left)


def _without(sentences: tuple[Span, ...], told: list[tuple[int, int]]) -> list[Span]:
    """The sentences that share no character with what is told already."""
    edges, kept, n = sorted(told), [], 0
    for sentence in sentences:
        while n < len(edges) and edges[n][1] <= sentence.start:
            n += 1
        if n == len(edges) or edges[n][0] >= sentence.end:
            kept.append(sentence)
    return kept


def _both(said: list[Statement], kind: str, end_of: Callable[[Statement], int], threshold: float,
          least: int) -> Iterator[Passage]:
    """The passages of one kind: of each group of statements the first of either article, none of them twice."""
    taken: set[tuple] = set()
    for fullest, versions in groups(said, threshold, least):
        for version in versions:
            other = min(version, key=lambda one: one.start)
            both = sorted((fullest, other), key=lambda one: one.id)
            if taken.isdisjoint((one.id, one.start) for one in both):
                taken.update((one.id, one.start) for one in both)
                yield Passage(kind, *((one.start, end_of(one)) for one in both), version[other])
