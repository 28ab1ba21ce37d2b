"""Which marks open and close a quotation."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.quotation.marks import (
    DOUBLE,
    INSIDE_QUOTATION,
    OUTSIDE_QUOTATION,
    SINGLE,
    Marks,
    outer_mark,
    quoted_stretches,
)
from broadsheet.text.document import WORD, tokenize
from broadsheet.text.unicode import straighten


def quoted(text: str) -> list[tuple[str, bool]]:
    document = tokenize(text)
    return [
        (document.plain[start:end], closed) for start, end, _, closed in quoted_stretches(document)
    ]


CLOSED = {
    "two in a sentence": ('"It rains," he said, "and pours."', ['"It rains,"', '"and pours."']),
    "side by side": ('"A" "B"', ['"A"', '"B"']),
    "behind a bracket and a colon": ('("Rain") said:"Rain"', ['"Rain"', '"Rain"']),
    "no space behind the closing mark": ('He "saw"it.', ['"saw"']),
    "single inside double": ("\"He said 'go' twice.\"", ["\"He said 'go' twice.\""]),
    "double inside single": ("'He said \"go\" twice.'", ["'He said \"go\" twice.'"]),
    "double inside double": (
        '"He said "go home" twice," she said.',
        ['"He said "go home" twice,"'],
    ),
    "doubled marks are one": ('""Rain,"" he said', ['"Rain,"']),
    "spaced guillemets": ("« It rains »", ['" It rains "']),
    "an apostrophe inside single marks": ("'It won't rain,' she said.", ["'It won't rain,'"]),
    "a plural possessive inside single marks": (
        "'The boys' tent is wet,' she said.",
        ["'The boys' tent is wet,'"],
    ),
    "single marks among letters left out": ("'Twas the '90s, so give 'em 'hell'.", ["'hell'"]),
    "single marks among possessives": ("The boys' 'game' of the girls' team.", ["'game'"]),
    "inches outside": ('It is 5" long and "wet".', ['"wet"']),
    "inches inside": ('"The 6\'2" wall is wet," he said.', ['"The 6\'2" wall is wet,"']),
    "an attribute of markup": ('id="12" "rain"', ['"rain"']),
    "three points open": ('He said "...rain".', ['"...rain"']),
}
NONE = {
    "an empty pair": 'He said "".',
    "marks alone": '"!" "?!"',
    "feet and inches": "The 6'2\" wall.",
    "a stray mark": 'Rain" fell.',
    "letters left out": "Rock 'n' roll of the '90s.",
    "possessives": "Lind's boat, the workers' boat and the girls' boat.",
}


# A text, which of its marks is asked, and the name with which the test in the table begins that
# decides on it.
DECIDED = {
    "attribute": ('id="12"', 0, OUTSIDE_QUOTATION, 'id="12"'),
    "doubled": ('""Rain""', 0, OUTSIDE_QUOTATION, '""Rain""'),
    "empty": ('He said "".', 0, OUTSIDE_QUOTATION, '"": '),
    "opening": ('He said "no".', 0, OUTSIDE_QUOTATION, '"Rain'),
    "inches": ('5" or 6" long', 0, OUTSIDE_QUOTATION, "n',"),
    "last": ('Rain" fell.', 0, OUTSIDE_QUOTATION, "n',"),
    "spaced": ('" It rains "', 0, OUTSIDE_QUOTATION, "« Rain »"),
    "closing": ('Rain" fell" on', 0, OUTSIDE_QUOTATION, "« Rain »"),
    "stray": ('Rain" and "sun"', 0, OUTSIDE_QUOTATION, 'Rain" fell'),
    "nested": ('"He said "go" twice"', 1, INSIDE_QUOTATION, '"He said "go" twice"'),
    "reopening": ('"Rain, she said. "Sun"', 1, INSIDE_QUOTATION, '"Rain, she said.'),
    "inches inside": ('"He is 6\'2" tall"', 1, INSIDE_QUOTATION, '"He is 6\'2"'),
    "possessive": ("'The workers' tent is wet'", 1, INSIDE_QUOTATION, "'The workers'"),
    "end": ('"Rain" fell.', 1, INSIDE_QUOTATION, 'Rain"'),
}


@pytest.mark.parametrize("text, n, table, wanted", DECIDED.values(), ids=DECIDED)
def test_the_first_test_that_holds_decides_what_a_mark_does(text, n, table, wanted):
    sign = text[0] if text[0] == "'" else '"'
    places = [i for i, character in enumerate(text) if character == sign]
    marks = Marks(text, places, 0, len(text))
    assert next(name for name, holds, _ in table if holds(marks, n)).startswith(wanted)


def test_each_test_of_a_mark_decides_on_some_example():
    for table in (OUTSIDE_QUOTATION, INSIDE_QUOTATION):
        wanted = [start for _, _, used, start in DECIDED.values() if used is table]
        assert all(any(name.startswith(start) for start in wanted) for name, _, _ in table)


@pytest.mark.parametrize("text, wanted", CLOSED.values(), ids=CLOSED)
def test_opening_marks_are_paired_with_closing_marks(text, wanted):
    assert quoted(text) == [(stretch, True) for stretch in wanted]


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_other_marks_quote_nothing(text):
    assert quoted(text) == []


def test_an_unclosed_quotation_ends_with_its_paragraph_and_continues_where_the_next_opens():
    assert quoted('"It rains.\n"It pours," he said.') == [
        ('"It rains.', False),
        ('"It pours,"', True),
    ]
    assert quoted('"It rains.\nIt pours," he said.') == [
        ('"It rains.', False),
        ('It pours,"', True),
    ]
    assert quoted('"It rains.\nIt pours" he said.') == [('"It rains.', False)]


def test_words_in_marks_inside_a_name_are_a_nickname():
    assert quoted('Ed "Buzz" Kelly and Tony "the Hat" Marzano met.') == []
    assert quoted('Then "Rain" Kelly fell.') == [('"Rain"', True)]


def test_an_unclosed_quotation_ends_where_another_opens():
    assert quoted('"Rain, she said. "Sun," he said.') == [
        ('"Rain, she said.', False),
        ('"Sun,"', True),
    ]


@pytest.mark.parametrize(
    "text, mark",
    [
        ("It rains.", None),
        ("It's wet.", None),
        ('She said "no".', DOUBLE),
        ("She said 'no'.", SINGLE),
        ("\"He said 'no'.\"", DOUBLE),
        ("'He said \"no\".'", SINGLE),
        ('\'He said "no".\'\n"Yes."\n"No."', DOUBLE),
        ("'He said \"no\".'\n'Yes.'\n\"No.\"", SINGLE),
    ],
)
def test_the_outer_marks_are_those_that_open_first_in_more_paragraphs(text, mark):
    assert outer_mark(tokenize(text)) is mark


@given(st.one_of(st.text(max_size=80), st.text("\"'“”‘’«= a5.,s\n(-", max_size=80)))
@settings(max_examples=200)
def test_no_text_raises_and_stretches_contain_words_and_are_in_order_within_their_paragraphs(text):
    document = tokenize(text)
    found = list(quoted_stretches(document))
    assert found == list(quoted_stretches(tokenize(straighten(text))))
    assert all(before.end <= after.start for before, after in pairwise(found))
    for start, end, index, _ in found:
        assert document.paragraphs[index].start <= start < end <= document.paragraphs[index].end
        assert WORD.search(document.plain, start, end)


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece", ['"', "'", '"x" ', "'x' ", '"x ', 'x" ', '5" ', '"x\n', "s' a ", ' "x "y" ', "'\""]
)
def test_work_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        document = tokenize('"x" ' + piece * (size // len(piece)))
        _ = document.paragraphs  # made before the clock starts
        began = time.process_time()
        list(quoted_stretches(document))
        return time.process_time() - began

    # Four times the text: quadratic work would take sixteen times as long.
    assert min(seconds(40_000), seconds(40_000)) < 8 * min(seconds(10_000) for _ in range(3)) + 0.02
