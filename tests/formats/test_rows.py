"""Rows of tables as articles: columns by their usual names, cells as they are kept."""

from contextlib import nullcontext
from datetime import UTC, date, datetime

import pytest

from broadsheet.formats.rows import (
    NoColumn,
    check_columns,
    from_row,
    iso_date,
    outlet_from_source,
    recognised,
)

TEXT = "It rained for a week, and nobody in Exampleton minded."


@pytest.mark.parametrize(
    "row, told",
    [
        (
            {
                "media_name": "Post",
                "publish_date": "2024-05-03",
                "language": "en",
                "text": TEXT,
            },  # Media Cloud
            {"outlet": "Post", "published": "2024-05-03", "language": "en"},
        ),
        (
            {
                "timestamp": "2024-05-03 09:00:00",
                "subject": "Rain",
                "author": "Ann",
                "body": TEXT,
            },  # 4CAT
            {"published": "2024-05-03 09:00:00", "title": "Rain", "authors": "Ann"},
        ),
        (
            {
                "source": {"id": None, "name": "Post"},
                "publishedAt": "2024-05-03T09:00:00Z",
                "content": TEXT,
            },  # NewsAPI
            {"outlet": "Post", "published": "2024-05-03T09:00:00Z"},
        ),
        ({"source.name": "Post", "content": TEXT}, {"outlet": "Post"}),  # as CSV
        (
            {
                "source": "https://example.org/1",
                "source-hostname": "Post",
                "hostname": "example.org",
                "date": "2024-05-03",
                "raw_text": TEXT + " Share",
                "text": TEXT,
            },
            {"url": "https://example.org/1", "outlet": "Post"},
        ),  # trafilatura
        (
            {"maintext": TEXT, "authors": ["Ann", "Bo"], "date_publish": "2024-05-03"},
            {"authors": "Ann, Bo"},
        ),  # news-please
        (
            {
                "Newspaper": "Post",
                "Date": "2024-05-03",
                "Headline": "Rain",
                "Article": TEXT,
            },  # LexisNexisTools
            {"outlet": "Post", "title": "Rain", "published": "2024-05-03"},
        ),
        (
            {"webTitle": "Rain", "webUrl": "https://example.org", "bodyText": TEXT},
            {"title": "Rain", "url": "https://example.org"},
        ),
    ],
)
def test_the_usual_names_are_known(row, told):
    article = from_row(row, {})
    assert article["text"] == TEXT and {name: article[name] for name in told} == told


def test_our_own_name_comes_first_and_nothing_is_lost():
    article = from_row(
        {"title": "Ours", "headline": "Theirs", "text": TEXT, "content": "other", "mood": 1}, {}
    )
    assert article == {
        "title": "Ours",
        "headline": "Theirs",
        "text": TEXT,
        "content": "other",
        "mood": 1,
    }


def test_a_named_column_wins_over_the_usual_ones():
    assert recognised(
        ("text", "content", "source"), (("text", "content"), ("outlet", "source"))
    ) == {"text": "content", "outlet": "source"}
    article = from_row(
        {"text": "x", "content": TEXT, "source": "Post"}, {"text": "content", "outlet": "source"}
    )
    assert article == {"text": TEXT, "outlet": "Post", "text_in_table": "x"}


def test_a_row_is_an_article_with_our_column_names():
    row = {
        "body": "One went.\r\nTwo came.",
        "source": "The Post",
        "by": ["Ann", "Bo"],
        "date": "05/06/2024",
        "text": "x",
    }
    columns = {"text": "body", "authors": "by", "published": "date"}
    assert from_row(row, columns) == {
        "text": "One went.\nTwo came.",
        "authors": "Ann, Bo",
        "published": "05/06/2024",
        "outlet": "The Post",
        "source_in_table": "The Post",
        "text_in_table": "x",
    }
    assert (
        from_row({"body": "— … —"}, columns)
        == "no words in column 'body'; fill it or remove the row"
    )
    assert from_row({"body": " "}, columns) == "no text in column 'body'; fill it or remove the row"


@pytest.mark.parametrize(
    "source, outlet",
    [
        ("The Valley Post", "The Valley Post"),
        ("post.example", "post.example"),
        ({"id": "post", "title": "The Post"}, "The Post"),
        ("{'id': None, 'name': 'The Post'}", "The Post"),
        ("AP / Reuters", "AP / Reuters"),
        ("corpus/rain.txt", None),
        ("rain.csv#3", None),
        ("Nexis Uni", None),
        ("Nexistown Gazette", "Nexistown Gazette"),
        ("RSS feed", None),
        ("Online Focus", "Online Focus"),
        ("https://post.example/rain", None),
        ('<a href="https://app.example">The App</a>', None),
        ("", None),
        (7, None),
    ],
)
@pytest.mark.parametrize("name", ["source", "Source", "Quelle"])
def test_a_column_called_source_is_the_outlet_if_it_names_one(source, outlet, name):
    article = from_row({"text": TEXT, name: source}, {})
    assert article.get("outlet") == outlet and outlet_from_source(article) == (
        isinstance(source, str) and source == outlet
    )


def test_a_column_called_source_does_not_override_another_columns_outlet():
    article = from_row({"text": TEXT, "source": "Valley Wire", "publication": "The Post"}, {})
    assert (article["outlet"], article["source_in_table"]) == ("The Post", "Valley Wire")
    assert not outlet_from_source(article)


def test_the_day_of_entry_is_not_the_day_of_publication():
    row = {"pubtitle": "The Post", "entryDate": "2024-12-01", "pubdate": "May 3, 2024"}
    article = from_row(row | {"FullText": TEXT, "language": "English"}, {})
    told = {"outlet": "The Post", "published": "May 3, 2024", "language": "en"}
    assert {name: article[name] for name in told} == told


def test_an_empty_cell_gives_way_to_another_column_of_the_same_meaning():
    assert from_row({"text": None, "maintext": TEXT}, {}) == {"text": TEXT}
    assert from_row({"text": TEXT, "maintext": "It snowed."}, {})["text"] == TEXT
    assert from_row({"published": "", "date": "2024-05-03", "text": TEXT}, {})["published"] is None
    named = from_row({"a": "", "maintext": TEXT}, {"text": "a"})
    assert named == "no text in column 'a'; fill it or remove the row"


def test_a_stub_in_a_table_is_rejected():
    assert from_row({"content": "It rained… [+1234 chars]"}, {}).startswith("cut short")
    assert from_row({"text": "It rained. Subscribe to continue reading."}, {}).startswith(
        "the stub before a paywall"
    )


@pytest.mark.parametrize(
    "value, said",
    [
        (date(2024, 5, 3), "2024-05-03"),
        (datetime(2024, 5, 3, 0, 0, tzinfo=UTC), "2024-05-03T00:00+00:00"),
    ],
)
def test_dates_of_excel_and_parquet_are_as_exact_as_they_are(value, said):
    assert iso_date(value) == said


@pytest.mark.parametrize(
    "known, columns, whole, why",
    [
        (["title"], {}, True, "no column 'text' for `text`; the columns are title"),
        (["text"], {"outlet": "paper"}, True, "no column 'paper' for `outlet`"),
        (["text"], {"text": "bdy"}, False, "no column 'bdy' for `text`"),
        (["text"], {"outlet": "paper"}, False, None),
        (["Body"], {}, True, None),
    ],
)
def test_a_missing_column_is_reported(known, columns, whole, why):
    with pytest.raises(NoColumn, match=why) if why else nullcontext():
        check_columns(known, columns, whole)


def test_a_row_whose_text_breaks_off_is_rejected_or_in_doubt():
    assert "cut short" in from_row({"text": f"{TEXT} The mayor said … [+812 chars]"}, {})
    assert "paywall" in from_row({"text": f"{TEXT} To view the full story, please log in."}, {})
    assert from_row({"text": f"{TEXT} The mayor said that..."}, {})["doubt"]
    assert "doubt" not in from_row({"text": TEXT}, {})


LONG = "It rained for a week. " * 20 + "Nobody in Exampleton minded."
EXCERPT = LONG[:120] + " ... [+340 chars]"


@pytest.mark.parametrize(
    "row, text, doubt",
    [
        ({"text": EXCERPT, "body": LONG}, LONG, None),
        ({"content": EXCERPT, "article_text": LONG, "text": ""}, LONG, None),
        ({"body": EXCERPT, "content": f"<p>{LONG}</p>"}, LONG, None),
        ({"content": ["It rained."], "Volltext": LONG}, LONG, None),
        ({"text": LONG, "content": "News", "document": "17"}, LONG, None),
        ({"text": LONG, "body": LONG + " Share this. Read more."}, LONG, None),
        ({"text": TEXT, "raw_text": TEXT + " Comment." * 50}, TEXT, None),
        ({"text": TEXT, "content": f"<html><body>{LONG}</body></html>"}, TEXT, None),
        (
            {"text": TEXT, "body": LONG.replace("rained", "hailed")},
            None,
            "column 'body' (104 words)",
        ),
    ],
)
def test_the_whole_one_of_several_texts_is_read(row, text, doubt):
    article = from_row(row, {})
    assert text is None or article["text"] == text
    assert doubt is None if "doubt" not in article else doubt in article["doubt"]


def test_the_text_that_is_named_is_read_however_short():
    article = from_row({"text": TEXT, "body": LONG}, {"text": "text"})
    assert article == {"text": TEXT, "body": LONG}
    assert from_row({"text": TEXT, "body": LONG}, {})["text_in_table"] == TEXT


@pytest.mark.parametrize(
    "row",
    [
        {
            "Überschrift": "Regen",
            "Medium": "Der Bote",
            "Autorin": "Ada Holt",
            "Erscheinungsdatum": "01.07.2019",
            "Webadresse": "https://bote.example/1",
            "Zusammenfassung": "Nass.",
            "Artikeltext": TEXT,
        },
        {
            "Titre": "Regen",
            "Nom du journal": "Der Bote",
            "Auteure": "Ada Holt",
            "Date de publication": "01.07.2019",
            "Lien": "https://bote.example/1",
            "Résumé": "Nass.",
            "Texte intégral": TEXT,
        },
        {
            "Titular": "Regen",
            "Medio": "Der Bote",
            "Periodista": "Ada Holt",
            "Fecha de publicación": "01.07.2019",
            "Enlace": "https://bote.example/1",
            "Resumen": "Nass.",
            "Texto": TEXT,
        },
        {
            "Kop": "Regen",
            "Krant": "Der Bote",
            "Schrijver": "Ada Holt",
            "Publicatiedatum": "01.07.2019",
            "Link": "https://bote.example/1",
            "Samenvatting": "Nass.",
            "Tekst": TEXT,
        },
    ],
    ids=["German", "French", "Spanish", "Dutch"],
)
def test_names_in_other_languages_are_known(row):
    assert from_row(row, {}) == {
        "title": "Regen",
        "outlet": "Der Bote",
        "authors": "Ada Holt",
        "published": "01.07.2019",
        "url": "https://bote.example/1",
        "summary": "Nass.",
        "text": TEXT,
    } | ({"Medium": "Der Bote"} if "Medium" in row else {})


@pytest.mark.parametrize("kind", ["Print", "online", "Fernsehen", "https://bote.example/1.jpg", ""])
def test_a_medium_that_is_not_an_outlet_names_none(kind):
    assert from_row({"Medium": kind, "text": TEXT}, {}).get("outlet") is None
    assert from_row({"Medium": kind, "Zeitung": "Der Bote", "text": TEXT}, {})["outlet"] == (
        "Der Bote"
    )
