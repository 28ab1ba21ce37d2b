"""What the fixtures do not show of Nexis' exports: one document, damaged ones, and lines that look
like labels.
"""

import pytest

from broadsheet.formats.databases.headings import COPYRIGHT
from broadsheet.formats.databases.nexis import (
    COVER,
    PAGE_LINE,
    is_nexis,
    read_nexis,
)

HEAD = [
    "Rain Stops Play",
    "The Example Post",
    "May 3, 2024 Friday",
    "Copyright 2024 The Example Post",
    "Length: 12 words",
    "Byline: By Ann Example and Bo Sample",
]
BODY = [
    "It rained for a week.",
    "Length: nobody knew how long it would last.",
    "Graphic",
    "Body doubles stood in.",
]
TAIL = ["Load-Date: May 4, 2024", "End of Document"]


def uni(*blocks, cover=()):
    return read_nexis("\n\n".join([*cover, *(line for block in blocks for line in block)]))


def test_a_document_without_a_cover_and_without_classification_is_read():
    (article,) = uni([*HEAD, "Body", "It rained for a week.", "Nobody minded.", *TAIL])
    assert article["text"] == "It rained for a week.\n\nNobody minded."
    assert (article["title"], article["outlet"], article["published"]) == (
        "Rain Stops Play",
        "The Example Post",
        "May 3, 2024",
    )
    assert article["authors"] == "Ann Example and Bo Sample" and article["words_stated"] == 12
    assert ("Load-Date", "May 4, 2024") in article["cut"]


def test_no_line_of_a_document_is_lost():
    (article,) = uni(
        [
            *HEAD,
            "Highlight: Rain, again",
            "Dateline: EXAMPLETON",
            "Series: Weather",
            "Body",
            *BODY,
            "Classification",
            "Language: ENGLISH; ENGLISH",
            "Industry: RAIN (90%)",
            "Odd line",
            *TAIL,
        ]
    )
    kept = " ".join(map(str, [article[name] for name in article if name != "cut"] + article["cut"]))
    for line in [
        *HEAD[:3],
        "Weather",
        "Rain, again",
        "EXAMPLETON",
        *BODY[:2],
        BODY[3],
        "RAIN (90%)",
        "Odd line",
    ]:
        assert line.removeprefix("Byline: By ").removesuffix(" Friday") in kept
    assert article["language"] == "en" and article["summary"] == "Rain, again"


def test_a_title_may_have_several_lines_and_an_edition_may_be_below_the_date():
    (article,) = uni(
        [
            "Rain Stops",
            "Play",
            "The Example Post",
            "May 3, 2024 Friday 11:05 PM GMT",
            "Edition 2",
            *HEAD[3:],
            "Body",
            "It rained.",
            *TAIL,
        ]
    )
    assert (article["title"], article["outlet"], article["published"]) == (
        "Rain Stops Play",
        "The Example Post",
        "May 3, 2024 11:05 PM GMT",
    )
    assert ("Edition", "Edition 2") in article["cut"]


@pytest.mark.parametrize(
    "first", [["1. Rain Stops Play"], ["1.", "Rain Stops Play"], ["1.\u00a0RAIN stops play"]]
)
def test_the_first_article_begins_where_the_cover_ends(first):
    cover = [
        "Date and Time: Monday, June 3, 2024",
        "Job Number: 1",
        "Documents (2)",
        *first,
        "Client/Matter: -None-",
        "2. Snow",
        "Search Type: Natural",
        "Narrowed by:",
        "News",
        "Timeline: May 2024",
    ]
    one, two = uni(
        [*HEAD, "Body", "It rained.", *TAIL],
        ["Snow", *HEAD[1:], "Body", "It snowed.", *TAIL],
        cover=cover,
    )
    assert (one["title"], one["outlet"], two["title"]) == (
        "Rain Stops Play",
        "The Example Post",
        "Snow",
    )


def test_articles_that_the_cover_lists_and_the_file_lacks_are_reported():
    cover = [
        "Date and Time: Monday, June 3, 2024",
        "Job Number: 1",
        "Documents (3)",
        "1. Rain Stops Play",
    ]
    one, missing = uni([*HEAD, "Body", "It rained.", *TAIL], cover=cover)
    assert one["text"] == "It rained." and missing.startswith(
        "Nexis states that the file contains 3 documents, but only 1 are here"
    )


def test_an_article_that_is_cut_off_is_reported_and_so_is_one_without_text():
    one, cut = uni([*HEAD, "Body", "It rained.", *TAIL], [*HEAD, "Body", "It sno"])
    assert one["text"] == "It rained." and cut.startswith('no "End of Document"')
    assert uni([*HEAD, *TAIL]) == ["no text in this Nexis article; export it with its full text"]


def test_an_article_without_the_word_body_has_its_text_all_the_same():
    assert uni([*HEAD, "It rained.", "It snowed.", *TAIL])[0]["text"] == "It rained.\n\nIt snowed."


OLDER = """
                               1 of {of} DOCUMENTS


                  Copyright 2004 The Example Post Company
                              The Example Post

                         May 3, 2004 Monday

SECTION: NEWS
LENGTH: 9 words

HEADLINE: Rain Stops
 Play

BYLINE: ANN EXAMPLE

BODY:
It rained for
a week.

  Nobody minded, and
Graphic artists least.

Copyright in the drawings is the town's.

GRAPHIC: The rain,
as seen.
LOAD-DATE: May 4, 2004
"""


def test_the_older_export_with_its_labels_in_another_order():
    (article,) = read_nexis(OLDER.format(of=1))
    assert article["text"].split("\n\n") == [
        "It rained for a week.",
        "Nobody minded, and Graphic artists least.",
        "Copyright in the drawings is the town's.",
    ]
    assert (article["title"], article["outlet"], article["published"], article["authors"]) == (
        "Rain Stops Play",
        "The Example Post",
        "May 3, 2004",
        "ANN EXAMPLE",
    )
    assert ("GRAPHIC", "The rain, as seen.") in article["cut"] and article["words_stated"] == 9
    assert read_nexis(OLDER.format(of=2))[1].startswith(
        "Nexis states that the file contains 2 documents, but only 1 are here"
    )


def test_a_paragraph_of_the_older_export_may_begin_like_a_label():
    opening = (
        "UPDATE: The mayor has answered. GRAPHIC: none.\n\nGRAPHIC: see the map.\n\nIt rained.\n\n"
        "It snowed.\n\nIt thawed."
    )
    (article,) = read_nexis(OLDER.format(of=1).replace("It rained for\na week.", opening))
    assert (
        article["text"].startswith(opening.replace("\n\nIt thawed.", ""))
        and "The rain" not in article["text"]
    )
    (article,) = read_nexis(
        OLDER.format(of=1).partition("GRAPHIC")[0] + "Copyright 2004 The Example Post"
    )
    assert article["text"].endswith("is the town's.")


@pytest.mark.parametrize(
    "text", ["It rained.", "End of Document", "He read the end of document 1 of 10 documents."]
)
def test_a_file_that_nexis_did_not_write_is_left_to_other_readers(text):
    assert not is_nexis(text)


@pytest.mark.parametrize(
    "pattern, line",
    [
        *((COVER, line) for line in ("Job Number: 12", "Search Terms: rain", "Documents (3)")),
        *((COVER, line) for line in ("2. Rain", "News\tAll", "-None-")),
        *((PAGE_LINE, line) for line in ("Page 1 of 3", "Link to Image", "Bookmark_12")),
        (PAGE_LINE, "About LexisNexis | Privacy Policy"),
        (PAGE_LINE, "Terms & Conditions | Copyright"),
        *((COPYRIGHT, line) for line in ("Copyright 2024 The Post", "(c) 2024", "© 2024")),
        (COPYRIGHT, "The Post. All Rights Reserved."),
    ],
)
def test_a_line_of_furniture_is_not_text(pattern, line):
    assert pattern.match(line)


@pytest.mark.parametrize(
    "pattern, line",
    [
        (COVER, "Newsreaders left"),
        (PAGE_LINE, "Page 1 of the report is blank"),
        (COPYRIGHT, "Copyright in the drawings is the town's."),
    ],
)
def test_a_line_of_text_that_looks_like_furniture_stays(pattern, line):
    assert not pattern.match(line)


@pytest.mark.parametrize(
    "day, published, words",
    [
        (
            "4. März 2024 Montag 10:05 AM GMT",
            "4. März 2024 10:05 AM GMT",
            "Rubrik|Länge|68 Wörter|Autor|Textteil|Klassifizierung|Sprache|Ladedatum"
            "|Ende des Dokuments",
        ),
        (
            "lundi 4 mars 2024",
            "4 mars 2024",
            "Rubrique |Longueur |68 mots|Auteur |Corps|Classification|Langue |Date de chargement "
            "|Fin du document",
        ),
        (
            "lunes 4 de marzo de 2024",
            "4 de marzo de 2024",
            "Sección|Longitud|68 palabras|Autor|Cuerpo|Clasificación|Idioma|Fecha de carga"
            "|Fin del documento",
        ),
        (
            "4 maart 2024 maandag",
            "4 maart 2024",
            "Sectie|Lengte|68 woorden|Auteur|Tekst|Classificatie|Taal|Laaddatum|Einde van document",
        ),
    ],
)
def test_exports_of_nexis_uni_in_other_languages_are_read(day, published, words):
    section, length, count, author, body, below, language, loaded, end = words.split("|")
    (article,) = uni(
        [
            "Rain Stops Play",
            "The Example Post",
            day,
            "Copyright 2024 The Example Post",
            f"{section}: NEWS",
            f"{length}:\u00a0{count}",
            f"{author}: Ruby Sample",
            body,
            "It rained.",
            "It snowed.",
            below,
            f"{language}: ENGLISH",
            f"{loaded}: March 20, 2024",
            end,
        ]
    )
    assert article["text"] == "It rained.\n\nIt snowed."
    assert (article["title"], article["outlet"], article["published"]) == (
        "Rain Stops Play",
        "The Example Post",
        published,
    )
    assert (article["authors"], article["words_stated"], article["language"]) == (
        "Ruby Sample",
        68,
        "en",
    )


def test_a_summary_continues_in_a_second_line_and_the_name_of_a_feed_is_not_a_title():
    (article,) = uni(
        [
            "Rain Stops Play",
            "Newstex Blogs",
            *HEAD[1:],
            "Highlight: It rained.",
            "May 2, 2024, is when it stopped",
            "Body",
            "It rained.",
            *TAIL,
        ]
    )
    assert article["summary"] == "It rained. May 2, 2024, is when it stopped"
    assert (article["title"], article["outlet"], article["published"]) == (
        "Rain Stops Play",
        "The Example Post",
        "May 3, 2024",
    )
    assert ("Distributor", "Newstex Blogs") in article["cut"]


def test_sections_below_the_text_have_their_own_columns_and_a_subhead_is_not_a_section():
    (article,) = uni(
        [
            *HEAD,
            "Body",
            "Notes",
            "It rained.",
            "Correction",
            "It rained for a week, not a day.",
            "In Testbury it snowed.",
            "Correction-Date: May 6, 2024",
            "Graphic",
            "PHOTO: rain",
            "Notes",
            "The writer was wet.",
            "Classification",
            "Language: ENGLISH",
            *TAIL,
        ]
    )
    assert article["text"] == "Notes\n\nIt rained."
    assert article["correction"] == "It rained for a week, not a day.\n\nIn Testbury it snowed."
    assert article["notes"] == "The writer was wet." and article["language"] == "en"
    assert {("Graphic", "PHOTO: rain"), ("Correction-Date", "May 6, 2024")} <= set(article["cut"])


def test_a_date_that_cannot_be_read_is_not_the_day_of_loading():
    (article,) = uni([HEAD[0], HEAD[1], "Winter 2023/2024", *HEAD[3:], "Body", "It rained.", *TAIL])
    assert (article["outlet"], article["published"]) == ("The Example Post", "Winter 2023/2024")
    (article,) = uni([*HEAD[:2], *HEAD[3:], "Body", "It rained.", *TAIL])
    assert article["outlet"] == "The Example Post" and "published" not in article


PROSE = [
    "The harbour board met for nine hours on Thursday, and when its members came out again into "
    "the rain none of them wanted to say what had been agreed about the two cranes.",
    "One of the cranes is older than the harbour itself, and the board has been told by its own "
    "engineers that nobody can be found who would still want to climb up to its cabin.",
]


@pytest.mark.parametrize("word", ["Notes", "Graphic", "Correction", "Classification"])
@pytest.mark.parametrize("above", [1, 0])
def test_an_articles_own_heading_that_is_also_a_label_cuts_no_prose(word, above):
    text = [*PROSE[:above], "It rained.", word, *PROSE]
    (article,) = uni([*HEAD, "Body", *text, *TAIL])
    assert article["text"] == "\n\n".join(text)
    assert article["doubt"].startswith(f'"{word}" alone on a line')
    classified = ["Classification", "Language: ENGLISH"]
    (same,) = uni([*HEAD, "Body", *text, *classified, *TAIL])
    assert same["text"] == article["text"] and same["language"] == "en"


def test_a_heading_above_a_section_of_another_label_stays_in_the_text():
    text = ["It rained.", "Graphic", *PROSE]
    (article,) = uni([*HEAD, "Body", *text, "Notes", "The writer was wet.", *TAIL])
    assert article["text"] == "\n\n".join(text) and article["notes"] == "The writer was wet."
    text = ["It rained.", "Graphic", "The crane, drawn.", "Notes", *PROSE]
    (article,) = uni([*HEAD, "Body", *text, *TAIL])
    assert article["text"] == "\n\n".join(text)


@pytest.mark.parametrize(
    ("label", "section"),
    [
        ("Graphic", ["PHOTO: " + PROSE[0], PROSE[1] + " (PHOTOGRAPH BY ANN EXAMPLE)"]),
        ("Graphic", ["The crane in June.", "Rain on the quay.", PROSE[0]]),
        ("Correction", [f"An earlier version of this article was wrong. {one}" for one in PROSE]),
        ("Notes", [PROSE[1]]),
    ],
)
def test_a_section_of_several_paragraphs_is_cut_from_the_text(label, section):
    (article,) = uni([*HEAD, "Body", "It rained.", label, *section, *TAIL])
    assert article["text"] == "It rained." and "doubt" not in article
    assert section[-1] in str(article)


@pytest.mark.parametrize(
    "below", [[], ["Graphic", "PHOTO: rain"], ["And it hails.", "Graphic", ""]]
)
def test_a_correction_on_the_line_of_its_label_has_its_own_column(below):
    said = "An earlier version of this article misspelled the name of the crane."
    (article,) = uni([*HEAD, "Body", "It rained.", f"Correction: {said}", *below, *TAIL])
    assert article["text"] == "It rained." and article["correction"].startswith(said)
    text = ["It rained.", "Correction: the rain has stopped.", "It snows.", "It hails."]
    (article,) = uni([*HEAD, "Body", *text, *TAIL])
    assert article["text"] == "\n\n".join(text) and "correction" not in article


def test_end_of_document_in_prose_does_not_end_a_document():
    text = ["It rained.", "End of document.", "So the last page read.", "It snowed."]
    first, second = uni([*HEAD, "Body", *text, *TAIL], [*HEAD, "Body", "It hailed.", *TAIL])
    assert first["text"] == "\n\n".join(text) and second["text"] == "It hailed."
    bare = [*HEAD, "Body", "It rained.", "End of Document"]  # no field above the end
    assert [article["text"] for article in uni(bare, bare)] == ["It rained."] * 2


def test_each_article_that_was_cut_off_has_a_reason():
    found = uni([*HEAD, "Body", "It rained.", *TAIL], *[[*HEAD, "Body", "It snowed."]] * 2)
    assert [isinstance(article, str) for article in found] == [False, True, True]
