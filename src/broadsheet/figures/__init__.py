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

__all__ = [
    "GREY",
    "OTHERS",
    "barcode",
    "bars",
    "capitalised",
    "dots",
    "fewer_outlets",
    "in_words",
    "labelled",
    "number",
    "strip",
    "styled",
]
