"""Tables → drawings: dots, bars, stretches. Sees no text, and computes nothing but the median of
many values.

Comes in: tables whose rows are labelled. Goes out: matplotlib figures. Start reading in `dotplot`,
`barplot`, `pairplot`, `matrix` and `trendplot`; colours, fonts and the room on a page are in
`layout`.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
