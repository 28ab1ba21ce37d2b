"""The text of a PDF: printed lines joined into paragraphs, with a blank line between them.

In: a function that opens a PDF. Out: its text and, for a page that a browser printed, the address;
or `Unreadable` with the reason. A PDF stores the position of each letter, but no lines, paragraphs
or heads. PDFium, with which Chrome shows PDFs, gives the positions; the rest follows from them, one
file per step: `letters` to pieces and rows, rows without `furniture`, rows to `columns`, their
lines to `paragraphs`. Start reading in `reading`.
"""

from .reading import read_pdf

__all__ = ["read_pdf"]
