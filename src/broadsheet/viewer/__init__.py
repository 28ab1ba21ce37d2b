"""Articles as HTML to read, with what was found in them; concordance and explorer.

In: articles, their measurements, a lexicon. Out: marked-up HTML and a widget. Start reading in
`article_html` for one article, in `explorer` for many; `selection` computes what is chosen,
`explorer_pages` shows it.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
