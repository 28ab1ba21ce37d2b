"""A lexicon file and a `Document` → which terms stand where, and which of them are negated.

Comes in: YAML, LIWC, quanteda or CSV, and a `Document`. Goes out: `Lexicon`, hits and counts per
frame. Start reading in `loading` for the file, in `matching` for the text.
"""

from .counts import (
    Hit,
    frame_prominence,
    frame_scores,
    frames,
    hit_columns,
    hits,
    prominence,
)
from .loading import Frame, Lexicon, columns, frame_definitions, load_lexicon
from .matching import matches
from .negation import is_negated
from .terms import form_fits, reads_on, term

__all__ = [
    "Frame",
    "Hit",
    "Lexicon",
    "columns",
    "form_fits",
    "frame_definitions",
    "frame_prominence",
    "frame_scores",
    "frames",
    "hit_columns",
    "hits",
    "is_negated",
    "load_lexicon",
    "matches",
    "prominence",
    "reads_on",
    "term",
]
