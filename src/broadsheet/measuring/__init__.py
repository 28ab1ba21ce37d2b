"""Articles → the tables of what was measured: one row per article, sentence, quotation or framing
term.

Comes in: a table of articles, or a corpus on disk. Goes out: `Measured`, or `Stored` where the
tables stay on disk. Start reading in `articles`; `parallel` uses all cores or a cluster, `dataset`
writes to disk.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
