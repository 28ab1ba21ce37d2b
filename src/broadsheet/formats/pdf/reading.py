"""The steps from a PDF to its text, in their order."""

from ...text import composed
from ..encoding import Opener, Unreadable
from .columns import columns_of
from .furniture import without_furniture
from .letters import pieces_of, printed, rows_of
from .paragraphs import paragraphs_of


def pdf_text(open_file: Opener) -> str:
    """The text layer of a PDF, without the heads and feet of its pages. A scan has no such layer;
    what it shows are pictures of letters.
    """
    pages = without_furniture([rows_of(pieces_of(letters)) for letters in printed(open_file)])
    text = composed("\n\n".join(paragraphs_of(columns_of(pages))))
    if not text.strip():
        raise Unreadable(
            "a PDF without a text layer, as scans are; have its letters recognised (OCR), or "
            "copy the text"
        )
    return text
