"""The articles in an export of a press database (Nexis, Factiva, ProQuest, Europresse).

In: the text of an export, or the markup of a page saved from a database. Out: one dictionary per
article, or the reason why one cannot be read; None if no database wrote it. Start reading in
`exports`, the table of known databases.

To add a database:

1. Write one file here, say `gale.py`, with two functions. `is_gale(text)` returns whether Gale
  wrote a text; it must be false for prose that only mentions Gale. `read_gale(text)` returns its
  articles, each made by `fields.article_from`, which handles languages, weekdays, bylines and word
  counts. Fields without a column of ours go into `rest`, so that nothing is lost.
2. Add one row to `EXPORTS` in `exports.py`: `Export("Gale", "text", is_gale, read_gale)`.
3. Test it: add `tests/formats/databases/test_gale.py`, and the three invented articles as Gale
  would export them to `tests/cases/corpora/`, and list them in `tests/formats/test_formats.py`.
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
