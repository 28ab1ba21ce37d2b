"""Which press databases are known: how an export of each is recognised, and what reads it."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from .factiva import is_factiva, is_factiva_page, read_factiva, read_factiva_page
from .nexis import is_nexis, read_nexis
from .proquest import is_proquest, read_proquest

Kind = Literal["text", "page", "xml"]


class Export(NamedTuple):
    """What a database exports: text (as .txt, .docx, .rtf or .pdf) or a web page. `recognises` says
    of a text, or of the markup of a page, whether the database wrote it; `read` gives each article
    in it, or the reason why one cannot be read.
    """

    database: str
    kind: Kind
    recognises: Callable[[str], bool]
    read: Callable[[str], list[dict | str]]


# The first that recognises a text reads it.
EXPORTS = (
    Export("Nexis", "text", is_nexis, read_nexis),
    Export("Factiva", "text", is_factiva, read_factiva),
    Export("Factiva", "page", is_factiva_page, read_factiva_page),
    Export("ProQuest", "text", is_proquest, read_proquest),
)


def read_export(text: str, kind: Kind = "text") -> list[dict | str] | None:
    """Each article of a database's export, or the reason why one cannot be read; None for what no
    database wrote.

    >>> read_export("It rained.")
    """
    for export in EXPORTS:
        if export.kind == kind and export.recognises(text):
            return export.read(text)
    return None
