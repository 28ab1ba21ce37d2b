"""What the fixtures do not show of Factiva's exports: fields in RTF, heads that leave lines out,
damaged ends.
"""

import pytest
from lxml import html

from broadsheet.formats.databases import read_export
from broadsheet.formats.databases.factiva import (
    block_lines,
    is_factiva,
    is_factiva_page,
    names_writer,
    read_factiva,
    read_factiva_page,
)

NUMBER = "Document EXPL000020240503ek53000a1"
HEAD = [
    "12 words",
    "3 May 2024",
    "The Example Post",
    "EXPL",
    "English",
    "(c) 2024 The Example Post",
]
BODY = ["It rained for a week.", "Documents were wet, 300 words of them.", "© marks ran."]


def lines(*given):
    return read_factiva("\n\n".join(given))


@pytest.mark.parametrize(
    "above, title, authors",
    [
        (["Rain Stops Play Again"], "Rain Stops Play Again", None),
        (["News", "Rain Stops Play Again"], "Rain Stops Play Again", None),
        (["Rain Stops Play Again", "By Ann Example"], "Rain Stops Play Again", "Ann Example"),
        (
            ["Rain stops play in all of Exampleton", "Ann Example"],
            "Rain stops play in all of Exampleton",
            "Ann Example",
        ),
        (
            ["News", "Rain stops play", "Ann Example and Bo Sample"],
            "Rain stops play",
            "Ann Example and Bo Sample",
        ),
    ],
)
def test_title_and_byline_are_recognised_by_their_place(above, title, authors):
    (article,) = lines(*above, *HEAD, *BODY, NUMBER)
    assert (article["title"], article.get("authors")) == (title, authors)
    assert article["text"] == "\n\n".join(BODY) and article["words_stated"] == 12
    assert (article["outlet"], article["published"], article["language"]) == (
        "The Example Post",
        "3 May 2024",
        "en",
    )


def test_an_outlet_that_claims_no_copyright_keeps_its_first_paragraph():
    (article,) = lines("Rain", *HEAD[:-1], *BODY, NUMBER)
    assert article["text"] == "\n\n".join(BODY)


def test_fields_in_rtf_are_read_from_rows_of_a_table_and_from_lines():
    for part in ("\t", "|", "\n", "    "):
        (article,) = read_factiva(
            part.join(["HD", "Rain Stops Play"])
            + "\n"
            + "\n".join(
                part.join(field)
                for field in [
                    ("BY", "By Ann Example"),
                    ("WC", "1,012 words"),
                    ("PD", "3 May 2024"),
                    ("ET", "14:05"),
                    ("SN", "The Example Post"),
                    ("LA", "English"),
                    ("LP", "It rained for a week."),
                    ("TD", "Nobody minded.\nIN the end it stopped."),
                    ("CO", "exco : Example Co"),
                    ("AN", NUMBER),
                ]
            )
        )
        assert (
            article["text"] == "It rained for a week.\n\nNobody minded.\n\nIN the end it stopped."
        )
        assert (
            article["title"],
            article["authors"],
            article["published"],
            article["words_stated"],
        ) == ("Rain Stops Play", "Ann Example", "3 May 2024 14:05", 1012)
        assert ("Company", "exco : Example Co") in article["cut"]


def test_an_article_that_is_cut_off_or_without_a_head_is_reported():
    one, cut = lines("Rain", *HEAD, *BODY, NUMBER, "Snow", *HEAD, *(BODY * 8))
    assert one["title"] == "Rain" and cut.startswith('no "Document" number')
    one, headless = lines("Rain", *HEAD, *BODY, NUMBER, "Snow", *BODY, NUMBER)
    assert headless.startswith("no word count above this Factiva article")
    assert lines("Rain", *HEAD, NUMBER) == [
        "no text in this Factiva article; export it with its full text"
    ]


def test_line_ends_in_the_file_are_spaces_and_blocks_are_paragraphs():
    cell = html.fromstring("<td><p>One\n two<br>three</p>tail<p>four &amp; <b>five</b>\n</p></td>")
    assert block_lines(cell) == ["One two", "three", "tail", "four & five"]


def test_a_page_in_another_language_is_factivas_too():
    page = (
        '<?xml version="1.0" encoding="utf-8"?><html><div class="article deArticle"><table>'
        "<tr><td><b>HD</b></td><td>Regen</td></tr>"
        "<tr><td><b>LP</b></td><td><p>Es regnete.</p></td></tr></table></div></html>"
    )
    assert is_factiva_page(page) and read_factiva_page(page)[0]["text"] == "Es regnete."
    assert not is_factiva_page('<div class="article main">')


@pytest.mark.parametrize(
    "above, is_byline",
    [
        (["Rain in All of the Town", "By our weather desk"], True),
        (["Rain in All of the Town", "Ann Example and Bo Lund in Oslo"], False),  # as long
        (["News", "Rain", "Ann Example and Bo Lund in Oslo"], True),
        (["Rain in All of the Town", "Ann van Example"], True),
        (["Ann Example"], False),
        ([], False),
    ],
)
def test_a_byline_says_by_or_consists_of_names(above, is_byline):
    assert names_writer(above) is is_byline


@pytest.mark.parametrize("line", ["Page 1 of 3", "© 2024 Factiva, Inc. All rights reserved."])
def test_lines_printed_on_each_page_are_not_text(line):
    (article,) = lines("Rain", *HEAD, BODY[0], line, BODY[1], NUMBER)
    assert article["text"] == "\n\n".join(BODY[:2])


@pytest.mark.parametrize(
    "text", ["It rained.", "Document reclassification", "300 words\nDocument your work."]
)
def test_a_file_that_factiva_did_not_write_is_left_to_other_readers(text):
    assert not is_factiva(text)


@pytest.mark.parametrize(
    "words, day, language, code, number",
    [
        ("12 Wörter", "3. Mai 2024", "Deutsch", "de", "Dokument"),
        ("1 012 mots", "3 mai 2024", "Français", "fr", "Document"),
        ("12 palabras", "3 mayo 2024", "Español", "es", "Documento"),
        ("12 woorden", "3 mei 2024", "Nederlands", "nl", "Document"),
        ("12 parole", "3 maggio 2024", "Italiano", "it", "Documento"),
        ("12 palavras", "3 maio 2024", "Português", "pt", "Documento"),
    ],
)
def test_the_interface_may_be_in_another_language(words, day, language, code, number):
    head = [words, day, "09:00", "The Example Post", "EXPL", language, "(c) 2024 The Example Post"]
    given = [
        "News",
        "Rain Stops Play",
        "Ann Example",
        *head,
        *BODY,
        f"{number} EXPL000020240503ek530",
    ]
    divisions = "".join(f"<div>{line}</div>" for line in given)
    page = f'<div class="article deArticle">{divisions}</div>'
    for articles in (lines(*given), read_factiva_page(page)):
        (article,) = articles
        assert article["text"] == "\n\n".join(BODY)
        assert (article["title"], article["authors"], article["outlet"], article["language"]) == (
            "Rain Stops Play",
            "Ann Example",
            "The Example Post",
            code,
        )
        assert article["published"] == f"{day} 09:00"


def test_a_page_that_marks_title_and_author_is_believed():
    head = "".join(f"<div>{line}</div>" for line in HEAD)
    (article,) = read_factiva_page(
        '<div class="article enArticle"><div>News</div><div id="hd"><span class="enHeadline">Rain'
        '</span></div><div class="author">The weather desk of the paper in Testbury</div>'
        f"{head}<p>It rained.</p><p>{NUMBER}</p></div>"
    )
    assert (article["title"], article["authors"]) == (
        "Rain",
        "The weather desk of the paper in Testbury",
    )
    assert ("Section", "News") in article["cut"]


@pytest.mark.parametrize("words", ["44 palabras", "44 words", "44 mots"])
@pytest.mark.parametrize("shape", ["<p><b>{}</b> {}</p>", "<div><strong>{}</strong>{}</div>"])
def test_codes_in_bold_without_a_table_are_fields(shape, words):
    fields = [
        ("HD", '<span class="esHeadline">El molino vuelve a moler</span>'),
        ("BY", "Ruby Exemplar"),
        ("WC", words),
        ("PD", "3 mayo 2024"),
        ("SN", "El Ejemplo"),
        ("LA", "Español"),
        ("LP", "<p>El molino vuelve.</p>"),
        ("TD", "<p>IN muele otra vez.</p>"),
        ("AN", "Document ELEJEM0020240503ek5300001"),
    ]
    page = "".join(shape.format(*field) for field in fields)
    (article,) = read_export(f'<div class="article esArticle">{page}</div>', "page")
    assert article["title"] == "El molino vuelve a moler" and article["outlet"] == "El Ejemplo"
    assert article["authors"] == "Ruby Exemplar" and article["published"] == "3 mayo 2024"
    assert article["text"] == "El molino vuelve.\n\nIN muele otra vez."
    assert article["language"] == "es" and article["words_stated"] == 44
