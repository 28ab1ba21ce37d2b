"""Which marks open and close a quotation."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.quotation.marks import DOUBLE, SINGLE, outer_mark, stretches
from broadsheet.text.document import WORD, tokenize
from broadsheet.text.unicode import straighten


def quoted(text: str) -> list[tuple[str, bool]]:
    document = tokenize(text)
    return [(document.plain[start:end], closed) for start, end, _, closed in stretches(document)]


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


@pytest.mark.parametrize("text, wanted", CLOSED.values(), ids=CLOSED)
def test_marks_that_open_are_paired_with_marks_that_close(text, wanted):
    assert quoted(text) == [(stretch, True) for stretch in wanted]


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_other_marks_quote_nobody(text):
    assert quoted(text) == []


def test_an_unclosed_quotation_ends_with_its_paragraph_and_goes_on_where_the_next_opens():
    assert quoted('"It rains.\n"It pours," he said.') == [
        ('"It rains.', False),
        ('"It pours,"', True),
    ]
    assert quoted('"It rains.\nIt pours," he said.') == [('"It rains.', False)]


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
@settings(max_examples=200, deadline=None)
def test_no_text_raises_and_stretches_hold_words_and_stay_in_order_in_their_paragraphs(text):
    document = tokenize(text)
    found = list(stretches(document))
    assert found == list(stretches(tokenize(straighten(text))))
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:]))
    for start, end, index, _ in found:
        assert document.paragraphs[index].start <= start < end <= document.paragraphs[index].end
        assert WORD.search(document.plain, start, end)


@pytest.mark.parametrize(
    "piece", ['"', "'", '"x" ', "'x' ", '"x ', 'x" ', '5" ', '"x\n', "s' a ", ' "x "y" ', "'\""]
)
def test_work_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        document = tokenize('"x" ' + piece * (size // len(piece)))
        document.paragraphs
        began = time.process_time()
        list(stretches(document))
        return time.process_time() - began

    # Four times the text: quadratic work would take sixteen times as long.
    assert min(seconds(40_000), seconds(40_000)) < 8 * min(seconds(10_000) for _ in range(3)) + 0.02
