from .dates import DATES, read_dates, with_dates
from .encoding import Unreadable, decode
from .readers import (
    Found,
    RawRow,
    Unread,
    has_text,
    may_hold_table,
    read_as_bytes,
    read_table,
    taken_out,
)
from .rows import COLUMNS, LISTS, NoColumn, clean, column_for, known_columns, outlet_from_source
from .values import LANGUAGES, language_code
from .webpage import WarcPage

__all__ = [
    "COLUMNS",
    "DATES",
    "LANGUAGES",
    "LISTS",
    "Found",
    "NoColumn",
    "RawRow",
    "Unread",
    "Unreadable",
    "WarcPage",
    "clean",
    "column_for",
    "decode",
    "has_text",
    "known_columns",
    "language_code",
    "may_hold_table",
    "outlet_from_source",
    "read_as_bytes",
    "read_dates",
    "read_table",
    "taken_out",
    "with_dates",
]
