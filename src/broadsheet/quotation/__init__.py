"""A `Document` → its quotations and indirect speech, each with its speaker and verb.

Comes in: a `Document`. Goes out: `Quotation`s, and the people of one article. Start reading in
`quotations`, which calls the stages in their order: marks, parsing, attribution, ranking, indirect
speech, speakers.
"""

from .mentions import NameMention, named
from .quotations import TEXT, Quotation, find_quotations, quotes

__all__ = [
    "TEXT",
    "NameMention",
    "Quotation",
    "find_quotations",
    "named",
    "quotes",
]
