"""Tables of what was measured → what compares outlets: rates, contrasts, keyness, sourcing.

Comes in: what `measuring` gives. Goes out: tables with intervals, n and corrected p values. Start
reading in `coverage` for who reported what, in `paired` for differences within stories, in
`contrasts` for all articles pooled, or in `profiles` for the comparison of single articles.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
