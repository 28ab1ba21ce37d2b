"""A file or folder of any size → `Corpus`: its articles, what was rejected, duplicates, languages.

Comes in: a path. Goes out: `Corpus`, or articles some hundred at a time. Start reading in
`loading`; `stream` yields articles one by one, `batches` for corpora larger than memory.
"""

from ..formats import COLUMNS, LISTS
from .batches import Batch, read_batches
from .duplicates import near_duplicates
from .loading import Corpus, add_lines, load, name_of, select
from .overview import days, outlets, page_parts, side_by_side
from .stream import iter_articles

__all__ = [
    "COLUMNS",
    "LISTS",
    "Batch",
    "Corpus",
    "add_lines",
    "days",
    "iter_articles",
    "load",
    "name_of",
    "near_duplicates",
    "outlets",
    "page_parts",
    "read_batches",
    "select",
    "side_by_side",
]
