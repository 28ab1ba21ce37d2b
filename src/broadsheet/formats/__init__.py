"""From the bytes of a file to the articles in it, each a dictionary of our columns.

In: a file of any kind in which articles are kept. Out: one dictionary per article, or `Unreadable`
with the reason. Start reading in `readers`, which chooses the reader; web pages are read in
`webpage/`, exports of press databases in `databases/`.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
