from .batch import Batch
from .document import CHUNKS, WORD, Document, Span, as_written, is_address, outside, tokenize
from .numerals import Number, numbers, singular
from .sentences import MARKS, ends_sentence
from .unicode import (
    CONTROL,
    LETTER,
    ODD,
    ZERO_WIDTH,
    composed,
    folded,
    name_key,
    printed,
    straighten,
    without_halves,
)
from .unseen import Printed, as_printed, visible_text
from .vocabulary import Column, Numbering, chunk_starts

__all__ = [
    "CHUNKS",
    "CONTROL",
    "LETTER",
    "MARKS",
    "ODD",
    "WORD",
    "ZERO_WIDTH",
    "Batch",
    "Column",
    "Document",
    "Number",
    "Numbering",
    "Printed",
    "Span",
    "as_printed",
    "as_written",
    "chunk_starts",
    "composed",
    "ends_sentence",
    "folded",
    "is_address",
    "name_key",
    "numbers",
    "outside",
    "printed",
    "singular",
    "straighten",
    "tokenize",
    "visible_text",
    "without_halves",
]
