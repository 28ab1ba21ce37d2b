from .counts import (
    Hit,
    frame_prominence,
    frame_scores,
    frames,
    hit_columns,
    hits,
    prominence,
)
from .loading import (
    Frame,
    Lexicon,
    columns,
    frame_definitions,
    load_lexicon,
    refuse_unloaded,
)
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
    "refuse_unloaded",
    "term",
]
