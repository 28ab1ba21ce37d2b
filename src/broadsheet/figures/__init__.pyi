from .barplot import barcode, bars
from .dotplot import dots, strip
from .labels import capitalised, fewer_outlets, in_words, labelled, number
from .layout import GREY, styled, why_nothing
from .matrix import coverage_matrix
from .omissions import omission_rows, omission_table
from .pairplot import story_lines
from .rows import (
    definition_rows,
    first_outlet,
    formula_rows,
    frame_rows,
    grade_rows,
    in_panels,
    outlet_panels,
    part_rows,
    place_rows,
    sentence_length_rows,
    share_rows,
    single_outlets,
    speaker_rows,
    voice_grade_rows,
)
from .trendplot import trend, trend_span

__all__ = [
    "GREY",
    "barcode",
    "bars",
    "capitalised",
    "coverage_matrix",
    "definition_rows",
    "dots",
    "fewer_outlets",
    "first_outlet",
    "formula_rows",
    "frame_rows",
    "grade_rows",
    "in_panels",
    "in_words",
    "labelled",
    "number",
    "omission_rows",
    "omission_table",
    "outlet_panels",
    "part_rows",
    "place_rows",
    "sentence_length_rows",
    "share_rows",
    "single_outlets",
    "speaker_rows",
    "story_lines",
    "strip",
    "styled",
    "trend",
    "trend_span",
    "voice_grade_rows",
    "why_nothing",
]
