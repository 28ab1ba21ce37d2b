"""From a file or folder of any size to a `Corpus`: its articles, what was rejected, duplicates,
languages.

In: a path. Out: a `Corpus`, or articles a few hundred at a time. Start reading in `loading`;
`stream` yields articles one by one, `batches` is for corpora larger than memory.
"""

from ..formats import COLUMNS, LISTS
from .batches import Batch, read_batches
from .boilerplate import repeated_lines
from .checking import check
from .coding_sheets import Coding, read_coding, save_coding
from .corrections import save_new
from .doubts import doubtful
from .duplicates import (
    near_duplicates,
    similarity_bands,
)
from .lacking import to_fill_in
from .loading import Corpus, add_lines, arithmetic, load, name_of, select, with_texts
from .overview import (
    days,
    first_day,
    outlets,
    page_parts,
    rejection_reasons,
    sample_by_outlet,
    side_by_side,
    wire_groups,
    words_and_tokens,
)
from .people_table import read_people
from .stories import find_stories
from .story_table import (
    StoryTable,
    add_stories,
    correction_note,
    notes_on_ids,
    read_stories,
    save_stories,
    stories_into,
    stories_line,
)
from .stream import METADATA, iter_articles

__all__ = [
    "COLUMNS",
    "LISTS",
    "METADATA",
    "Batch",
    "Coding",
    "Corpus",
    "StoryTable",
    "add_lines",
    "add_stories",
    "arithmetic",
    "check",
    "correction_note",
    "days",
    "doubtful",
    "find_stories",
    "first_day",
    "iter_articles",
    "load",
    "name_of",
    "near_duplicates",
    "notes_on_ids",
    "outlets",
    "page_parts",
    "read_batches",
    "read_coding",
    "read_people",
    "read_stories",
    "rejection_reasons",
    "repeated_lines",
    "sample_by_outlet",
    "save_coding",
    "save_new",
    "save_stories",
    "select",
    "side_by_side",
    "similarity_bands",
    "stories_into",
    "stories_line",
    "to_fill_in",
    "wire_groups",
    "with_texts",
    "words_and_tokens",
]
