"""The known press databases: how an export of each is recognised, and what reads it."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from ...patterns import regex
from .europresse import is_europresse, read_europresse
from .factiva import is_factiva, is_factiva_page, read_factiva, read_factiva_page
from .factiva_xml import is_factiva_xml, read_factiva_xml
from .nexis import is_nexis, read_nexis
from .pages import text_of_page
from .proquest import is_proquest, read_proquest

Kind = Literal["text", "page", "xml"]


class Export(NamedTuple):
    """An export of a database: text (as .txt, .docx, .rtf or .pdf), a web page, or XML.
    `recognises` returns whether the database wrote a text or the markup of a page; `read` returns
    each article in it, or the reason why one cannot be read.
    """

    database: str
    kind: Kind
    recognises: Callable[[str], bool]
    read: Callable[[str], list[dict | str]]


# The first that recognises a text reads it.
EXPORTS = (
    Export("Nexis", "text", is_nexis, read_nexis),
    Export("Factiva", "text", is_factiva, read_factiva),
    Export("ProQuest", "text", is_proquest, read_proquest),
    Export("Factiva", "page", is_factiva_page, read_factiva_page),
    Export("Europresse", "page", is_europresse, read_europresse),
    Export("Factiva", "xml", is_factiva_xml, read_factiva_xml),
)
# What a text export saved as a page may contain; any other page is skipped.
MAY_BE_TEXT = regex(
    r"""
    \b\d+\s\w{2,3}\s\d+\s(?:DO[CK]UMENT|STOR)     # 1 of 3 DOCUMENTS
  | Do[ck]ument\s\d+\s\w{2,3}\s\d+\b           # Dokument 1 von 3
  | <!--\ LXNComment                          # as Nexis marks its pages
  | (?:End|Ende|Fin|Einde|Fine|Fim)\s(?:of|des|du|del|van\shet|van|do)\s[Dd]o[ck]umento?s?\b
  | \bDo[ck]umento?\s[A-Za-z]{2,}\w{10,}\b      # Document POST000020240503ek53000a1
  | ProQuest\ document\ ID | \bPublication\ title\s*:
    """,
    re.VERBOSE,
)


def read_export(text: str, kind: Kind = "text") -> list[dict | str] | None:
    """Each article of a database's export, or the reason why one cannot be read; None if no
    database wrote it. A text export saved as a page is read as text.

    >>> read_export("It rained.")
    >>> read_export("<p>It rained.", "page")
    """
    for export in EXPORTS:
        if export.kind == kind and export.recognises(text):
            return export.read(text)
    if kind == "page" and MAY_BE_TEXT.search(text):
        return read_export(text_of_page(text))
    return None
