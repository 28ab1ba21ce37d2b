"""From tables of measurements to comparisons of outlets: rates, contrasts, keyness, sourcing.

In: the tables of `measuring`. Out: tables with intervals, n and corrected p values. Start reading
in `coverage` for who reported what, in `paired` for differences within stories, in `contrasts` for
all articles pooled, or in `profiles` for the comparison of single articles.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
