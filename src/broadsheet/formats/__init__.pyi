from .dates import DATES, read_dates, with_dates
from .encoding import Unreadable, decode
from .readers import has_text, may_hold_table, read, read_table
from .rows import COLUMNS, LISTS, NoColumn, clean, column_for, known_columns, outlet_from_source

__all__ = [
    "COLUMNS",
    "DATES",
    "LISTS",
    "NoColumn",
    "Unreadable",
    "clean",
    "column_for",
    "decode",
    "has_text",
    "known_columns",
    "may_hold_table",
    "outlet_from_source",
    "read",
    "read_dates",
    "read_table",
    "with_dates",
]
