"""What the fixture does not show of ProQuest's exports: blocks in another order, without text, with
unknown labels.
"""

import pytest

from broadsheet.formats.databases import read_export
from broadsheet.formats.databases.proquest import is_proquest, read_proquest

RULE = "_" * 60
FIELDS = [
    "Subject: Rain",
    "Title: Rain",
    "Publication title: The Example Post",
    "Publication date: May 3, 2024",
    "ProQuest document ID: 1",
]


def block(*lines, rule=RULE):
    return read_proquest(f"{rule}\n\n" + "\n\n".join(lines) + f"\n\n{rule}\n")


def test_all_paragraphs_of_the_text_are_read_whatever_they_begin_with():
    text = [
        "It rained.",
        "Location: a pier.",
        "",
        "People: 4,000.",
        "“Title: none,” she said.",
        "It stopped.",
    ]
    (article,) = block("Rain", "Full text: " + text[0], *text[1:], *FIELDS)
    assert article["text"] == "\n\n".join(filter(None, text))


def test_single_line_ends_separate_paragraphs_too():
    (article,) = read_proquest(
        "\n".join([RULE, "Rain", "Full text: It rained.", "It snowed.", *FIELDS, RULE])
    )
    assert article["text"] == "It rained.\n\nIt snowed."


def test_an_unknown_label_is_not_part_of_the_text():
    (article,) = block(
        "Full text: It rained.",
        "Company: Example Co",
        FIELDS[0],
        "Publication frequency: Daily",
        *FIELDS[1:],
    )
    assert article["text"] == "It rained.\n\nCompany: Example Co"
    assert any("Daily" in said for _, said in article["cut"])


def test_text_in_the_last_field_is_read_to_the_end_of_its_block():
    (article,) = block(*FIELDS, "Full text: It rained.", "It snowed.")
    assert article["text"] == "It rained.\n\nIt snowed." and article["outlet"] == "The Example Post"


def test_a_block_without_text_is_reported_and_the_others_are_read():
    found = read_proquest(
        "\n\n".join(
            [
                RULE,
                "Rain",
                *FIELDS,
                RULE,
                "Full text: Not available.",
                *FIELDS,
                RULE,
                "Full Text: It rained.",
                *FIELDS,
                RULE,
                "Contact us at: x",
            ]
        )
    )
    assert found[0].startswith('no "Full text"') and found[1].startswith(
        "no text in this ProQuest article"
    )
    assert found[2]["text"] == "It rained." and len(found) == 3


def test_no_field_is_lost():
    (article,) = block(
        "Rain Again",
        "Author: Example, Ann; Roe, Bo",
        "Abstract: Wet.",
        "Full text: It rained.",
        *FIELDS,
        "Copyright: one",
        "Copyright: two",
        "Language: English",
    )
    assert (
        article["authors"] == "Ann Example, Bo Roe"
        and article["summary"] == "Wet."
        and article["language"] == "en"
    )
    kept = str(article)
    assert all(said in kept for said in ("Rain Again", "one", "two", "'1'"))


@pytest.mark.parametrize("text", ["It rained.", RULE, f"{RULE}\nFull text: It rained.\n{RULE}"])
def test_a_file_that_proquest_did_not_write_is_left_to_other_readers(text):
    assert not is_proquest(text)


@pytest.mark.parametrize(
    "labels",
    [
        "Full text|Title|Author|Publication title|Publication date|Language of publication",
        "Volltext|Titel|Autor|Publikationstitel|Publikationsdatum|Sprache der Publikation",
        "Texte intégral |Titre |Auteur |Titre de la publication |Date de publication "
        "|Langue de publication ",
        "Texto completo|Título|Autor|Título de publicación|Fecha de publicación"
        "|Idioma de la publicación",
    ],
)
def test_labels_of_other_languages_are_read(labels):
    text, title, author, outlet, day, language = labels.split("|")
    (article,) = block(
        "Rain",
        f"{author}: Exemplar, Ruby",
        f"{text}: It rained.",
        "It snowed.",
        f"{title}: Rain",
        f"{outlet}: The Example Post, Late Edition (North); Testbury",
        f"{day}: May 3, 2024",
        f"{language}: English",
    )
    assert article["text"] == "It rained.\n\nIt snowed."
    assert (article["title"], article["authors"], article["outlet"]) == (
        "Rain",
        "Ruby Exemplar",
        "The Example Post",
    )
    assert (article["published"], article["language"]) == ("May 3, 2024", "en")
    assert ("Place", "Testbury") in article["cut"]


def test_outlet_and_date_may_be_in_a_line_of_their_own():
    (article,) = block(
        "Rain",
        "Author: None available",
        "Publication info: The Example Post ; Testbury [Testbury]. 03 May 2024: A.4.",
        "Full text: It rained.",
        "ProQuest document ID: 1",
    )
    assert (article["outlet"], article["published"]) == ("The Example Post", "03 May 2024")
    assert "authors" not in article


def test_documents_numbered_in_german_are_recognised_as_proquests():
    text = "\n\n".join(
        [
            RULE,
            "Dokument 1 von 1",
            "Rain",
            "Volltext: It rained.",
            "Titel: Rain",
            "Publikationstitel: The Example Post",
            RULE,
        ]
    )
    (article,) = read_export(text)
    assert (article["title"], article["text"]) == ("Rain", "It rained.")


RECORD = [
    "Title: {title}",
    "Publication title: The Example Post; Testbury",
    "Author: Exemplar, Ruby",
    "Publication date: May 3, 2024",
    "Abstract: Wet.",
    "Full text: {text}",
    "It snowed.",
    "Subject: Weather",
    "Language of publication: English",
]


def record(title, text="It rained.", rows=RECORD):
    return [row.format(title=title, text=text) for row in rows]


def told(article):
    return [article[name] for name in ("title", "outlet", "authors", "published", "summary")]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_single_record_without_rules_is_read_with_all_its_fields(between):
    (article,) = read_export(between.join(record("Rain")))
    assert told(article) == ["Rain", "The Example Post", "Ruby Exemplar", "May 3, 2024", "Wet."]
    assert article["text"] == "It rained.\n\nIt snowed." and article["language"] == "en"


def test_a_single_record_saved_as_a_page_is_the_same():
    page = "".join(f"<p>{line}</p>" for line in record("Rain"))
    (article,) = read_export(f"<html><body>{page}</body></html>", "page")
    assert told(article) == ["Rain", "The Example Post", "Ruby Exemplar", "May 3, 2024", "Wet."]


@pytest.mark.parametrize("number", ["Document {} of 2", "Dokument {} von 2", ""])
@pytest.mark.parametrize("titled", [True, False], ids=["a title", "a title without a label"])
def test_records_are_separated_by_their_numbers_or_by_their_first_label(number, titled):
    rows = RECORD if titled else ["{title}", *RECORD[1:]]
    lines = [
        line
        for count, title in enumerate(["Rain", "Snow"], 1)
        for line in (number.format(count), *record(title, rows=rows))
    ]
    found = read_export("\n\n".join(lines))
    if number or titled:
        assert [article["title"] for article in found] == ["Rain", "Snow"]
        assert {article["text"] for article in found} == {"It rained.\n\nIt snowed."}
    else:
        (reason,) = found
        assert reason.startswith("2 ProQuest articles with no separators between them")
