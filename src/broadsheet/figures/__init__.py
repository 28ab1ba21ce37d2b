"""Tables → drawings: dots, bars, stretches. Sees no text and computes no statistic beyond an
interval.

Comes in: tables whose rows are labelled. Goes out: matplotlib figures. Start reading in `dotplot`
and `barplot`; colours, fonts and the room on a
page are in `layout`.
"""

from .barplot import barcode, bars
from .dotplot import dots, strip
from .labels import OTHERS, capitalised, fewer_outlets, in_words, labelled, number
from .layout import GREY, styled
from .rows import (
    definition_rows,
    first_outlet,
    formula_rows,
    frame_rows,
    grade_rows,
    in_panels,
    outlet_panels,
    part_rows,
    place_rows,
    sentence_length_rows,
    share_rows,
    speaker_rows,
    voice_grade_rows,
)

__all__ = [
    "GREY",
    "OTHERS",
    "barcode",
    "bars",
    "capitalised",
    "definition_rows",
    "dots",
    "fewer_outlets",
    "first_outlet",
    "formula_rows",
    "frame_rows",
    "grade_rows",
    "in_panels",
    "in_words",
    "labelled",
    "number",
    "outlet_panels",
    "part_rows",
    "place_rows",
    "sentence_length_rows",
    "share_rows",
    "speaker_rows",
    "strip",
    "styled",
    "voice_grade_rows",
]
