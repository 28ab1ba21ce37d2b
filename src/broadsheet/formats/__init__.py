"""The bytes of a file → the articles in it, each a dictionary of our columns.

Comes in: a file of any kind that articles come in. Goes out: one dictionary per article, or
`Unreadable` with the reason. Start reading in `readers`, which chooses the reader; web pages are
read in `webpage/`, the exports of press databases in `databases/`.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
