"""What is printed on every page goes; what a database prints with every article stays, wherever on
the page its text happens to end.
"""

import pytest

from broadsheet.formats.databases import read_export
from broadsheet.formats.pdf import read_pdf
from tests.formats.pdf.printing import Put, lines, pdf_of

HEAD = ["The Example Post", "May 3, 2024 Friday", "Copyright 2024 The Example Post"]
LABELS = ["Section: NEWS; Pg. 4", "Length: 44 words", "Byline: Ruby Exemplar", "Body"]
TEXTS = [
    ["The ferry to Testbury will sail twice a day from June, the harbour", "master said."],
    ["Nobody has rented the old lighthouse since its lamp was taken out,", "its owner said."],
    ["A second bakery opens on the quay, and the first one lowers its", "prices at once."],
]
TITLES = ["Ferry Sails Twice", "Lighthouse Stands Empty", "Bakery Opens on Quay"]


def page(title, text, *below, running=(), number=1):
    """A page that holds a whole article of Nexis Uni, each part of all of them at one height."""
    head = [Put(title, 60, 760, 18)]
    for row, line in enumerate([*HEAD, *LABELS, *text, *below]):
        head.append(Put(line, 60, 730 - 22 * row))
    feet = [Put("Town Library, reading room", 60, 30), Put(f"Page {number} of 1", 480, 30)]
    return [*running, *head, *feet]


def articles_of(*pages):
    return read_export(read_pdf(pdf_of(*pages)).text)


@pytest.mark.parametrize(
    "below",
    [
        ["Load-Date: May 4, 2024", "End of Document"],
        ["Graphic", "The quay", "Load-Date: May 4, 2024", "End of Document"],
        ["Classification", "Language: ENGLISH", "Load-Date: May 4, 2024", "End of Document"],
        ["Update: 4. Mai 2024", "Ende des Dokuments"],
    ],
    ids=["the day", "a caption", "a classification", "in German"],
)
def test_articles_that_end_at_one_height_are_each_read(below):
    found = articles_of(*(page(*one, *below) for one in zip(TITLES, TEXTS)))
    assert [article["title"] for article in found] == TITLES
    assert [article["text"].replace("\n\n", " ") for article in found] == [
        " ".join(text) for text in TEXTS
    ]
    assert all(article["authors"] == "Ruby Exemplar" for article in found)


def test_a_head_that_several_articles_share_is_not_a_running_head():
    below = ["Load-Date: May 4, 2024", "End of Document"]
    running = [Put("Saved by the town library", 60, 810)]
    found = articles_of(*(page("Letters", text, *below, running=running) for text in TEXTS))
    assert [article["title"] for article in found] == ["Letters"] * 3
    assert {article["published"] for article in found} == {"May 3, 2024"}
    assert not any("library" in str(article).lower() for article in found)


def test_the_number_of_a_factiva_document_ends_it_at_any_height():
    number = "Document EXPOST0020240503ek53000a{}"
    text = read_pdf(
        pdf_of(*(lines(title, *TEXTS[0], number.format(1)) for title in TITLES))
    ).text.split("\n")
    assert text.count(number.format(1)) == 3


def test_lines_that_the_library_prints_below_every_page_are_removed_with_page_numbers():
    pages = [[*lines(*text), *page("", [])[-2:]] for text in TEXTS]
    assert read_pdf(pdf_of(*pages)).text.split("\n\n") == [" ".join(text) for text in TEXTS]
