"""From the bytes of a file to the articles in it, each a dictionary of our columns.

In: a file of any kind in which articles are kept. Out: one dictionary per article, or `Unreadable`
with the reason. Start reading in `readers`, which chooses the reader; web pages are read in
`webpage/`, exports of press databases in `databases/`.
"""

from .dates import DATES, read_dates, with_dates
from .encoding import Unreadable, decode
from .readers import (
    Unread,
    has_text,
    may_hold_table,
    read,
    read_as_bytes,
    read_table,
    taken_out,
)
from .rows import COLUMNS, LISTS, NoColumn, clean, column_for, known_columns, outlet_from_source
from .webpage import WarcPage

__all__ = [
    "COLUMNS",
    "DATES",
    "LISTS",
    "NoColumn",
    "Unread",
    "Unreadable",
    "WarcPage",
    "clean",
    "column_for",
    "decode",
    "has_text",
    "known_columns",
    "may_hold_table",
    "outlet_from_source",
    "read",
    "read_as_bytes",
    "read_dates",
    "read_table",
    "taken_out",
    "with_dates",
]
