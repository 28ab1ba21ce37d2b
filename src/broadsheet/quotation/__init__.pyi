from .mentions import NameMention, named
from .quotations import TEXT, Quotation, find_quotations, find_quotations_in, quotes

__all__ = [
    "TEXT",
    "NameMention",
    "Quotation",
    "find_quotations",
    "find_quotations_in",
    "named",
    "quotes",
]
