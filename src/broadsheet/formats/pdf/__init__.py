"""A PDF → its text: the lines that were printed joined to paragraphs, a blank line between them.

Comes in: what opens a PDF. Goes out: its text and,
of a page that a browser printed, the address; or `Unreadable` with the reason. A PDF knows where
each letter stands and nothing of lines, paragraphs or heads. PDFium, with which Chrome shows PDFs,
says where; the rest follows from positions, one file per step: `letters` to pieces and rows, rows
without `furniture`, rows to `columns`, their lines to `paragraphs`. Start reading in `reading`.
"""

from .reading import read_pdf

__all__ = ["read_pdf"]
