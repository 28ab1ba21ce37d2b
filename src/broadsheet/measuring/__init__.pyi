from .articles import (
    ABOUT,
    Measured,
    check_same,
    measure,
    measured,
    quotations,
    refuse_unmeasured,
    share,
)
from .dataset import survey
from .names_and_numbers import facts
from .readability_formulas import (
    FORMULAS,
    TEXTSTAT_FORMULAS,
    counts,
    formulas,
    readability,
    syllables,
    textstat_sentences,
)
from .renamed import Renamed
from .stored import Stored
from .units import (
    Framing,
    any_frame,
    average_lengths,
    framing,
    narration,
    quoted_counts,
    quoted_shares,
    sentence_counts,
)
from .voices import UNATTRIBUTED, spoken, spoken_hits, who_says

__all__ = [
    "ABOUT",
    "FORMULAS",
    "TEXTSTAT_FORMULAS",
    "UNATTRIBUTED",
    "Framing",
    "Measured",
    "Renamed",
    "Stored",
    "any_frame",
    "average_lengths",
    "check_same",
    "counts",
    "facts",
    "formulas",
    "framing",
    "measure",
    "measured",
    "narration",
    "quotations",
    "quoted_counts",
    "quoted_shares",
    "readability",
    "refuse_unmeasured",
    "sentence_counts",
    "share",
    "spoken",
    "spoken_hits",
    "survey",
    "syllables",
    "textstat_sentences",
    "who_says",
]
