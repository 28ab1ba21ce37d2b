"""Over which line breaks a sentence goes on: the same article from every file."""

import csv
import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings

import broadsheet as bs
from broadsheet.text.document import tokenize
from broadsheet.text.line_breaks import (
    is_wrapped,
    items,
    length_reached,
    longest_alone,
    paragraph_runs,
    sentence_goes_on,
)
from tests.text.test_sentences import TEXTS

OPENING = (
    "The city council voted on Tuesday to adopt a new plan for the harbor after a long debate that "
    "lasted well into the night.",
    "The mayor, who had opposed an earlier draft, said that Mr. Lind and the Harbor Board would be "
    "asked to help the people along the waterfront. The plan has these parts:",
)
ITEMS = (
    "New walls along the eastern quay",
    "Two pumps for the lower streets",
    "A fund for owners of flooded homes",
    "Night buses from the harbor to the hills",
    "Trees on every second block",
    "A public report each spring",
    "Free permits for small repairs",
)
ENDING = (
    "The council will meet again in June to name a contractor, and work on the walls is expected "
    "to begin before the winter storms arrive.",
    "Residents who spoke at the meeting were divided. Some said that the walls would spoil the "
    "view of the islands.",
)
SENTENCES = [
    OPENING[0],
    OPENING[1].removesuffix(" The plan has these parts:"),
    "The plan has these parts:",
    *ITEMS,
    ENDING[0],
    "Residents who spoke at the meeting were divided.",
    "Some said that the walls would spoil the view of the islands.",
]


def lines_of(text):
    return tokenize(text).paragraph_bounds


def read(text):
    """The sentences of a text, without the marks of items and where lines were broken."""
    return [" ".join(str(s).lstrip("-–•▪* ").split()) for s in tokenize(text).sentences]


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "– ", "▪", ""])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_list_is_its_items_however_lines_are_broken(mark, between):
    marked = [mark + item for item in ITEMS]
    assert read(between.join([*OPENING, *marked, *ENDING])) == SENTENCES
    # Items under each other, paragraphs apart.
    assert read("\n\n".join([*OPENING, "\n".join(marked), *ENDING])) == SENTENCES


@pytest.mark.parametrize("mark", ["- ", "• ", ""])
@pytest.mark.parametrize("width", range(68, 84, 3))
def test_a_list_in_wrapped_prose_is_its_items_and_the_prose_is_joined(mark, width):
    paragraphs = [textwrap.fill(paragraph, width) for paragraph in (*OPENING, *ENDING)]
    marked = "\n".join(mark + item for item in ITEMS)
    text = "\n\n".join([*paragraphs[:2], marked, *paragraphs[2:]])
    assert read(text) == SENTENCES


@pytest.mark.parametrize("width", [40, 60, 70, 72, 76, 80, 100])
def test_wrapped_prose_has_the_sentences_of_the_same_prose_unwrapped(width):
    names = (
        "Mr. Lind met Sen. Ana Cruz of the U.S. Senate and J. K. Rowling on Jan. 6 in Ohio. " * 9
    )
    for text in (*OPENING, *ENDING, names):
        wrapped = textwrap.fill(text, width)
        assert read(wrapped) == read(" ".join(text.split()))


def test_a_subhead_ends_where_its_line_ends():
    text = "\n".join([OPENING[0], "What happens next", *ENDING])
    assert read(text) == [OPENING[0], "What happens next", *SENTENCES[-3:]]
    wrapped = "\n".join(textwrap.fill(part, 76) for part in (OPENING[0], "What is next", *ENDING))
    assert read(wrapped) == [OPENING[0], "What is next", *SENTENCES[-3:]]


@pytest.mark.parametrize(
    "left",
    [
        "The\nWhite House\nsaid",
        "President\nAna Cruz\nsaid",
        "In May,\nMayor Bo Li\n, who won, said",
    ],
)
def test_a_link_on_a_line_of_its_own_stays_in_its_sentence(left):
    text = f"{OPENING[0]}\n{left} that the walls would be paid for by the state.\n{ENDING[0]}"
    assert len(tokenize(text).sentences) == 3


def test_one_article_has_one_grade_from_a_table_a_web_page_and_a_text(tmp_path):
    marked = [f"- {item}" for item in ITEMS]
    with open(tmp_path / "cell.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["title", "outlet", "text"])
        rows.writerow(["Plan adopted", "Harbor Post", "\n".join([*OPENING, *marked, *ENDING])])
    listed = "".join(f"<li>{item}</li>" for item in ITEMS)
    before, behind = ("".join(f"<p>{p}</p>" for p in part) for part in (OPENING, ENDING))
    (tmp_path / "page.html").write_text(
        "<html><head><title>Plan adopted</title></head><body><article><h1>Plan adopted</h1>"
        f"{before}<ul>{listed}</ul>{behind}</article></body></html>",
        encoding="utf-8",
    )
    (tmp_path / "copied.txt").write_text(
        "\n\n".join(["Plan adopted", *OPENING, "\n".join(marked), *ENDING]), encoding="utf-8"
    )
    articles = bs.load(tmp_path, languages=None, duplicates="none").articles
    assert sorted(articles["source"]) == ["cell.csv#1", "copied.txt", "page.html"]
    for text in articles["text"]:
        assert read(text) == SENTENCES
    grades = [round(bs.readability(text)["flesch_kincaid_grade"], 6) for text in articles["text"]]
    assert len(set(grades)) == 1


def test_a_line_in_which_a_sentence_ended_is_no_subhead():
    begun = "“Did it come from the post office?” asked"
    assert len(tokenize(f"{OPENING[0]}\n{begun}\nAna Cruz, who saw it.").sentences) == 3
    led = "They did not stop there. They also want these:"
    text = f"{OPENING[0]}\n{led}\nNight buses\nTrees on every second block\n{ENDING[0]}"
    assert read(text)[1:5] == [
        "They did not stop there.",
        "They also want these:",
        "Night buses",
        "Trees on every second block",
    ]


@pytest.mark.parametrize(
    "text, on",
    [
        ("Rain fell:\n\nSnow", False),
        ("Rain fell:\n\n“Snow", True),
        ("Rain fell:\n\nsnow", True),
        ("Rain fell:\nSnow", True),
        ("Rain fell,\nSnow", True),
        ('Rain fell;"\n\nSnow', True),
        ("Rain fell;\n\nSnow", False),
        ("Rain fell\nSnow", True),
        ("Rain fell\n\nSnow", False),
        ("Rain fell.\nSnow", True),  # the full stop decides
        ("Rain fell.\nsnow", False),
        ('Rain fell."\nSnow', False),
        ("Rain fell...\nSnow", False),
        ("Rain fell?\n\nSnow", False),
        ("Rain fell --\n\n“Snow", True),
        ("Rain fell --\n\nSnow", False),
    ],
)
def test_a_sentence_goes_on_over_a_wrapped_line_or_behind_what_holds_it_open(text, on):
    plain = tokenize(text).plain
    line, after = lines_of(text)
    assert sentence_goes_on(plain, line, after, is_apart="\n\n" in text) == on
    assert list(paragraph_runs(plain, [line, after])) == ([(0, len(text))] if on else [line, after])


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("• a\n•b\nc", [True, True, False]),
        ("* a\n*b* c", [True, False]),
        ("- a\nb", [False, False]),
        ("- A\nb", [True, False]),
        ("- a\n- b", [True, True]),
        ("1. A\nb\n2. C", [True, False, True]),
        ("5. June was dry", [False]),
        ("2016. June was dry\n2017. July", [False, False]),
        ("(a) salt\n(b) rice", [True, True]),
        ("a) salt\nb) rice", [True, True]),
        ("-5 degrees\n-6 degrees", [False, False]),
    ],
)
def test_what_opens_an_item(text, wanted):
    assert items(text, lines_of(text)) == wanted


def test_the_length_reached_counts_characters_and_not_lines():
    paragraphs = [(0, 300), (301, 320), (321, 340), (341, 360)]
    assert length_reached([], 0.5) == 0
    assert length_reached(paragraphs, 0.5) == 300  # 300 of 357
    wrapped = [(start, start + 70) for start in range(0, 1420, 71)]
    address = (1420, 1550)
    assert length_reached([*wrapped, address], 0.5) == 70
    assert length_reached([*wrapped, address], 0.1) == 70  # 130 of 1530 are less than a tenth
    assert longest_alone(paragraphs) == 200 and longest_alone(wrapped) == 52  # three quarters of 70


def test_lines_are_wrapped_where_no_next_word_had_room():
    wrapped = textwrap.fill(OPENING[0], 50)
    assert is_wrapped(wrapped, lines_of(wrapped))
    listed = "\n".join(ITEMS)
    assert not is_wrapped(listed, lines_of(listed))


def test_no_paragraphs_have_no_stretches():
    assert list(paragraph_runs("", [])) == []


@given(TEXTS)
@settings(max_examples=200)
def test_a_blank_line_ends_a_sentence_unless_a_colon_a_comma_or_a_semicolon_holds_it_open(text):
    document = tokenize(text)
    for sentence in document.sentences:
        for end, after in pairwise(document.paragraphs):
            if sentence.start < end.end < sentence.end and any(
                c.isalnum() or c == "_" for c in after
            ):
                held_open = document.plain[: end.end].rstrip("'\")]").endswith((":", ",", ";"))
                assert held_open or document.plain.count("\n", end.end, after.start) < 2
