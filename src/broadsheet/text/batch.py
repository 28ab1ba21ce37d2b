"""Several documents, joined into one, so that all their words are processed at once, in arrays, and
not document by document.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from .document import Document
from .vocabulary import Numbered

# White space that no sentence, phrase or negation crosses.
BETWEEN = "\n\n"


class Batch(Document):
    """Documents as one `Document`, each of which keeps its own paragraphs and sentences.

    Offsets and numbers count through the whole batch. A document begins at its entry in
    `text_starts`; its chunks, tokens, sentences and paragraphs begin at its entries in
    `first_chunks`, `first_tokens`, … and end where the next document's begin.

    >>> batch = Batch([Document("It rains. It pours."), Document("Nobody came.")])
    >>> batch.text_starts.tolist(), batch.sentence_starts.tolist()
    ([0, 21], [0, 10, 21])
    >>> batch.first_sentences.tolist(), batch.first_chunks.tolist()
    ([0, 2, 3], [0, 4, 6])
    """

    def __init__(self, documents: Sequence[Document]):
        self.documents = documents
        self.text = BETWEEN.join(document.text for document in documents)
        self.plain = BETWEEN.join(document.plain for document in documents)

    def __reduce__(self):
        return Batch, (self.documents,)

    @cached_property
    def text_starts(self) -> np.ndarray:
        lengths = [len(document.text) + len(BETWEEN) for document in self.documents]
        return np.cumsum([0, *lengths], dtype=np.int64)[:-1]

    @cached_property
    def chunk_starts(self) -> np.ndarray:
        starts = [document.chunk_starts for document in self.documents]
        return self.moved(starts, np.zeros(0, dtype=np.int64))

    @cached_property
    def numbered_chunks(self) -> Numbered:
        """The numbers that the documents' chunks have already; others where a new numbering was
        begun between two documents.
        """
        numbered = [document.numbered_chunks for document in self.documents]
        if len({id(numbering) for numbering, _ in numbered}) != 1:
            return super().numbered_chunks
        return Numbered(numbered[0].numbering, np.concatenate([of.numbers for of in numbered]))

    @cached_property
    def paragraph_bounds(self) -> list[tuple[int, int]]:
        return [
            (start + before, end + before)
            for document, before in zip(self.documents, self.text_starts.tolist())
            for start, end in document.paragraph_bounds
        ]

    @cached_property
    def sentence_edges(self) -> np.ndarray:
        edges = [document.sentence_edges for document in self.documents]
        return self.moved(edges, np.zeros((0, 2), dtype=np.int64))

    def moved(self, offsets: Sequence[np.ndarray], none: np.ndarray) -> np.ndarray:
        """Offsets into each of the documents as offsets into the whole; `none` if there are no
        documents.
        """
        return np.concatenate([none, *map(np.add, offsets, self.text_starts)])

    @cached_property
    def sentence_bounds(self) -> list[tuple[int, int]]:
        return [(start, end) for start, end in self.sentence_edges.tolist()]
