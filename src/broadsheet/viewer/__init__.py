"""An article and what was found in it → HTML to be read; concordance and explorer.

Comes in: articles, what was measured of them, a lexicon. Goes out: marked-up HTML and a widget.
Start reading in `article_html` for one article, in `explorer` for many; `selection` says what is
chosen, `explorer_pages` how it is shown.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
