"""A string → `Document`: its paragraphs, sentences, words and tokens, each with its offsets.

Comes in: any string. Goes out: `Document`, and what a character, a word and a sentence are, for
every other room. Start reading in `document`; `unicode` says which characters are taken for the
same, `sentences` where a sentence ends.
"""

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
