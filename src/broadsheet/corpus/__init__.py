"""From a file or folder of any size to a `Corpus`: its articles, what was rejected, duplicates,
languages.

In: a path. Out: a `Corpus`, or articles a few hundred at a time. Start reading in `loading`;
`stream` yields articles one by one, `batches` is for corpora larger than memory.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
