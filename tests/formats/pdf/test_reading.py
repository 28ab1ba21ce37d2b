"""A printed page is read as its author wrote it: paragraphs whole, heads and numbers gone."""

import io

import pytest

from broadsheet.formats.encoding import Unreadable
from broadsheet.formats.pdf import read_pdf
from tests.formats.pdf.printing import Put, lines, pdf_of

FIRST = [
    "The quay was rebuilt by hand over nine winters, and nobody in the",
    "town was paid for it, though the mayor had promised each of the",
    "masons a barrel of herring.",
]
SECOND = [
    "The herring came in the tenth winter, when most of the masons had",
    "left for the mainland or did not want any more of it.",
]
WHOLE = [" ".join(FIRST), " ".join(SECOND)]


def paragraphs(*pages):
    return read_pdf(pdf_of(*pages)).text.split("\n\n")


def set_in(text, y):
    return [Put(text[0], 72, y), *lines(*text[1:], y=y - 12)]


@pytest.mark.parametrize(
    "page",
    [
        lines(*FIRST, "", *SECOND),
        lines(*FIRST, *SECOND),
        [*set_in(FIRST, 700), *set_in(SECOND, 664)],
        lines(*FIRST, "", *SECOND, leading=20),
        lines(*FIRST, "", *SECOND)[::-1],
    ],
    ids=["a blank between", "a short last line", "set in", "wide lines", "printed upwards"],
)
def test_lines_are_joined_to_paragraphs(page):
    assert paragraphs(page) == WHOLE


def test_a_full_last_line_ends_a_paragraph_if_the_next_is_indented():
    full = [*FIRST[:1], "town was paid for it, though the mayor had promised it to them all."]
    page = [*set_in(full, 700), *set_in(SECOND, 676), *set_in(FIRST, 652)]
    assert paragraphs(page) == [" ".join(full), WHOLE[1], WHOLE[0]]


def test_a_paragraph_continues_on_the_next_page():
    assert paragraphs(lines(*FIRST[:2]), lines(FIRST[2], "", *SECOND)) == WHOLE


def test_lines_in_other_type_are_paragraphs_of_their_own():
    page = [
        Put("Masons Wait for Herring", 60, 740, 18),
        Put("The town remembers", 60, 720, bold=True),
        *lines(*FIRST),
    ]
    assert paragraphs(page) == ["Masons Wait for Herring", "The town remembers", WHOLE[0]]


def test_a_title_of_two_lines_is_one():
    page = [
        *lines("Masons Wait Nine Winters", "for a Barrel of Herring", y=760, leading=20, size=18),
        *lines("A much wider line that shows how far a title may reach", y=600, size=18),
    ]
    assert paragraphs(page)[:1] != ["Masons Wait Nine Winters for a Barrel of Herring"]
    narrow = lines("Masons Wait Nine Winters", "for a Barrel of Herring", leading=20, size=18)
    assert paragraphs(narrow) == ["Masons Wait Nine Winters for a Barrel of Herring"]


def test_centred_lines_stay_separate_though_they_had_room():
    heading = [Put("The Example Post", 180, 760), Put("May 3, 2024", 193, 748)]
    assert paragraphs([*heading, *lines(*FIRST)])[:2] == ["The Example Post", "May 3, 2024"]


def test_columns_come_one_after_the_other():
    left = lines(*(f"the left column holds line number {number} of it" for number in range(6)))
    right = lines(
        *(f"the right column holds line number {number} too" for number in range(6)), x=320
    )
    ((text),) = paragraphs([pair for both in zip(left, right) for pair in both])
    assert text.index("left column holds line number 5") < text.index("right column holds line")


def test_a_table_comes_row_by_row():
    cells = [
        Put(text, x, 700 - 16 * row)
        for row, (name, value) in enumerate(
            [("HD", "Masons Wait"), ("BY", "Ann Example"), ("WC", "81 words"), ("LA", "English")]
        )
        for text, x in ((name, 60), (value, 90))
    ]
    assert paragraphs(cells) == [
        "HD\tMasons Wait",
        "BY\tAnn Example",
        "WC\t81 words",
        "LA\tEnglish",
    ]


def test_a_large_first_letter_belongs_to_its_word():
    page = [
        Put("T", 60, 676, 34),
        *lines(FIRST[0][1:], FIRST[1], x=84),
        Put(FIRST[2], 60, 676 - 12),
    ]
    assert paragraphs(page)[0].startswith("The quay was rebuilt by hand")


@pytest.mark.parametrize(
    "turn, place",
    [
        ("0 1 -1 0", lambda x, y: (842 - y, x)),
        ("-1 0 0 -1", lambda x, y: (595 - x, 842 - y)),
        ("0 -1 1 0", lambda x, y: (y, 595 - x)),
    ],
    ids=["up", "upside down", "down"],
)
def test_a_page_with_rotated_letters_is_read_in_their_direction(turn, place):
    upright = lines(*FIRST, "", *SECOND, y=500)
    page = [put._replace(turn=turn, x=x, y=y) for put in upright for x, y in [place(put.x, put.y)]]
    assert paragraphs(page) == WHOLE


def test_words_broken_at_the_end_of_a_line_are_whole():
    broken = lines(
        "The masons built the har-",
        "bour wall and the break-",
        "water before the well-",
        "known storm of that win-",
        "ter, and a well-known one.",
    )
    assert paragraphs(broken) == [
        "The masons built the harbour wall and the breakwater before the well-known storm of that "
        "winter, and a well-known one."
    ]


HEADS = {
    "the paper on every page": lambda page, number: [Put("The Example Post", 60, 800)],
    "a number alone": lambda page, number: [Put(str(number), 290, 30)],
    "a number of several": lambda page, number: [Put(f"Page {number} of 2", 480, 810)],
    "a number in German": lambda page, number: [Put(f"Seite {number} von 2", 480, 810)],
    "Chrome": lambda page, number: [
        Put("5/3/24, 10:42 AM", 24, 815, 8),
        Put("Masons Wait | The Post", 270, 815, 8),
        Put("https://post.example/masons", 24, 17, 8),
        Put(f"{number}/2", 560, 17, 8),
    ],
    "Firefox": lambda page, number: [
        Put("Masons Wait | The Post", 24, 815, 8),
        Put("https://post.example/masons", 400, 815, 8),
        Put(f"{number} of 2", 24, 17, 8),
        Put("03.05.2024, 10:42", 500, 17, 8),
    ],
    "Safari": lambda page, number: [
        Put("https://post.example/masons", 24, 17, 8),
        Put(f"Page {number} of 2", 520, 17, 8),
    ],
}


@pytest.mark.parametrize("kind", HEADS)
def test_lines_printed_on_every_page_are_not_text(kind):
    pages = [
        [*HEADS[kind](text, number), *lines(*text)]
        for number, text in enumerate((FIRST, SECOND), 1)
    ]
    assert paragraphs(*pages) == WHOLE
    alone = [*HEADS[kind](FIRST, 1), *lines(*FIRST)]
    if kind != "the paper on every page":
        assert paragraphs(alone) == WHOLE[:1]
    browsers = ("Chrome", "Firefox", "Safari")
    address = "https://post.example/masons" if kind in browsers else None
    assert read_pdf(pdf_of(alone)).url == address


def test_a_title_repeated_on_the_next_page_is_not_text():
    first = [Put("Masons Wait", 60, 750, 14), Put("The Example Post", 60, 730), *lines(*FIRST[:2])]
    running = [Put("Masons Wait The Example Post", 60, 800), Put("Page 2", 500, 20)]
    assert paragraphs(first, [*running, *lines(FIRST[2])]) == [
        "Masons Wait",
        "The Example Post",
        WHOLE[0],
    ]


def test_lines_that_count_articles_or_stand_within_text_are_kept():
    pages = [
        [Put(f"{number} of 2 DOCUMENTS", 240, 760), Put("May 3, 2024", 240, 740), *lines(*text)]
        for number, text in enumerate((FIRST, SECOND), 1)
    ]
    got = paragraphs(
        *pages, lines("The bells rang for the masons, and then for the", "herring.", y=760)
    )
    assert got.count("May 3, 2024") == 2
    assert got[0] == "1 of 2 DOCUMENTS" and "2 of 2 DOCUMENTS" in got


def test_a_damaged_file_and_one_without_letters_are_refused():
    with pytest.raises(Unreadable, match="without a text layer"):
        read_pdf(pdf_of([]))
    with pytest.raises(Unreadable, match="damaged"):
        read_pdf(lambda: io.BytesIO(b"%PDF-1.4 and nothing else"))
