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
