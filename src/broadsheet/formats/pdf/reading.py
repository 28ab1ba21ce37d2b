"""The steps from a PDF to its text, in their order."""

from typing import NamedTuple

from ...text import composed
from ..encoding import Opener, Unreadable
from .columns import columns_of
from .furniture import address_in, without_furniture
from .letters import pieces_of, printed, rows_of
from .paragraphs import paragraphs_of


class Printed(NamedTuple):
    """The text of a PDF, and the address of the page that a browser printed."""

    text: str
    url: str | None


def read_pdf(open_file: Opener) -> Printed:
    """The text layer of a PDF, without the heads and feet of its pages. A scan has no such layer,
    only pictures of letters.
    """
    pages = [rows_of(pieces_of(letters)) for letters in printed(open_file)]
    columns = columns_of(without_furniture(pages))
    text = composed("\n\n".join(paragraphs_of(columns)))
    if not text.strip():
        raise Unreadable(
            "a PDF without a text layer, probably a scan; run OCR on it, or copy the text"
        )
    return Printed(text, address_in(pages))
