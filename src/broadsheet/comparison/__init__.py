"""Tables of what was measured → what compares outlets: rates, contrasts, keyness, sourcing.

Comes in: what `measuring` gives. Goes out: tables with intervals, n and corrected p values. Start
reading in `contrasts`, or in `profiles` for the comparison of single articles.
"""

from .contrasts import contrasts, rates, rival_contrasts, voice_shares
from .cooccurrence import cooccurrence
from .keywords import keyness
from .profiles import article_profile, caution, differences, profile
from .shared_text import Passage, shared_passages, shared_quotations, shared_rows
from .sourcing import (
    PRONOUNS,
    SOURCES,
    source_counts,
    source_shares,
    speakers,
    verb_rows,
    verbs,
)
from .validation import check_quotations, quotation_scores

__all__ = [
    "PRONOUNS",
    "SOURCES",
    "Passage",
    "article_profile",
    "caution",
    "check_quotations",
    "contrasts",
    "cooccurrence",
    "differences",
    "keyness",
    "profile",
    "quotation_scores",
    "rates",
    "rival_contrasts",
    "shared_passages",
    "shared_quotations",
    "shared_rows",
    "source_counts",
    "source_shares",
    "speakers",
    "verb_rows",
    "verbs",
    "voice_shares",
]
