from .barplot import barcode, bars
from .dotplot import dots, strip
from .fonts import give_fonts, unreadable
from .labels import capitalised, fewer_outlets, in_words, labelled, number, own_outlets
from .layout import GREY, ONE_COLUMN, TWO_COLUMNS, notes_of, on_dark, redrawn, styled, why_nothing
from .matrix import coverage_matrix
from .omissions import omission_rows, omission_table
from .pairplot import story_lines
from .rows import (
    definition_table,
    first_outlet,
    formula_rows,
    frame_rows,
    grade_rows,
    in_panels,
    outlet_panels,
    part_rows,
    place_rows,
    rival_rows,
    sentence_length_rows,
    share_rows,
    single_outlets,
    speaker_rows,
)
from .titles import finding_title
from .trendplot import trend, trend_span

__all__ = [
    "GREY",
    "ONE_COLUMN",
    "TWO_COLUMNS",
    "barcode",
    "bars",
    "capitalised",
    "coverage_matrix",
    "definition_table",
    "dots",
    "fewer_outlets",
    "finding_title",
    "first_outlet",
    "formula_rows",
    "frame_rows",
    "give_fonts",
    "grade_rows",
    "in_panels",
    "in_words",
    "labelled",
    "notes_of",
    "number",
    "omission_rows",
    "omission_table",
    "on_dark",
    "outlet_panels",
    "own_outlets",
    "part_rows",
    "place_rows",
    "redrawn",
    "rival_rows",
    "sentence_length_rows",
    "share_rows",
    "single_outlets",
    "speaker_rows",
    "story_lines",
    "strip",
    "styled",
    "trend",
    "trend_span",
    "unreadable",
    "why_nothing",
]
