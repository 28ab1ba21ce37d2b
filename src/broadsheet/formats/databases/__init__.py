"""An export of a press database (Nexis, Factiva, ProQuest, Europresse) → its articles.

Comes in: the text of an export, or the markup of a page saved from a database. Goes out: one
dictionary per article, or the reason why one cannot be read; None for what no database wrote. Start
reading in `exports`, the table of the databases that are known.

To add a database:

1. Write one file here, say `gale.py`, with two functions. `is_gale(text)` says whether Gale wrote a
   text; it must not be true of prose that only mentions Gale. `read_gale(text)` gives its articles,
   each made by `fields.article_from`, which knows languages, weekdays, bylines and numbers of
   words. What is no column of ours goes into `rest`, so that nothing the database says is lost.
2. Add one row to `EXPORTS` in `exports.py`: `Export("Gale", "text", is_gale, read_gale)`.
3. Show it: a test in `tests/formats/databases/test_gale.py`, and the three invented articles as
   Gale would export them in `tests/cases/corpora/`, named in `tests/formats/test_formats.py`.
"""

from .exports import EXPORTS, Export, read_export
from .headings import authors_in, date_line
from .printed_lines import heads_inside, is_part_of_article, row_of_head

__all__ = [
    "EXPORTS",
    "Export",
    "authors_in",
    "date_line",
    "heads_inside",
    "is_part_of_article",
    "read_export",
    "row_of_head",
]
