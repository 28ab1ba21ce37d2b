"""A file or folder of any size → `Corpus`: its articles, what was rejected, duplicates, languages.

Comes in: a path. Goes out: `Corpus`, or articles some hundred at a time. Start reading in
`loading`; `stream` yields articles one by one, `batches` for corpora larger than memory.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
