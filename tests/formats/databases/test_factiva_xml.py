"""Factiva's XML in the shapes in which it has been delivered."""

import pytest

from broadsheet.corpus import load
from broadsheet.formats.databases import read_export

SERVICE = """<?xml version="1.0" encoding="utf-8"?>
<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">
<ppsarticleResultSet count="2">{articles}</ppsarticleResultSet></ppsArticleResponse>
</PPSResponse>"""
ARTICLE = """<ppsarticle><article><accessionNo>EXPL000020240503ek5300{n:03}</accessionNo>
<baseLanguage>EN</baseLanguage><byline>By <b>Ruby</b> Exemplar</byline>
<copyright>(c) 2024 The Example Post</copyright>
<headline><paragraph display="Proportional"><hlt>Rain</hlt> Stops Play</paragraph></headline>
<leadParagraph><paragraph>It rained &amp; rained.</paragraph></leadParagraph>
<publicationDate>{day}</publicationDate><sourceName>The Example Post</sourceName>
<newsSubject code="gwea"><name>Weather</name></newsSubject>
<tailParagraphs><paragraph>Nobody <hlt>minded</hlt>.</paragraph>
<paragraph display="Preformatted">In the end
it stopped.</paragraph></tailParagraphs>
<corrections>It stopped at noon.</corrections><notes>Seen at Testbury.</notes>
<wordCount>1,012</wordCount></article></ppsarticle>"""
CODED = """<factiva.com><ARTICLE><HD>Rain Stops Play</HD><BY>By Ruby Exemplar</BY>
<WC>1,012 words</WC><PD>3 May 2024</PD><SN>The Example Post</SN><LA>English</LA>
<LP><P>It rained &amp; rained.</P></LP><TD><P>Nobody minded.</P><P>In the end it stopped.</P></TD>
<AN>EXPL000020240503ek5300001</AN></ARTICLE></factiva.com>"""
TEXT = ["It rained & rained.", "Nobody minded.", "In the end it stopped."]


def service(day):
    return SERVICE.format(articles="".join(ARTICLE.format(n=n, day=day) for n in (1, 2)))


@pytest.mark.parametrize(
    "day, published",
    [
        ("<dateTime>2024-05-03T01:35:58Z</dateTime>", "2024-05-03T01:35:58Z"),
        ("<date>2024-05-03</date><time>01:35</time>", "2024-05-03 01:35"),
        ("20240503", "2024-05-03"),
    ],
)
def test_articles_of_the_web_service_are_read(day, published):
    articles = read_export(service(day), "xml")
    assert len(articles) == 2
    for article in articles:
        assert article["text"].split("\n\n") == TEXT
        assert (article["title"], article["authors"], article["outlet"]) == (
            "Rain Stops Play",
            "Ruby Exemplar",
            "The Example Post",
        )
        assert (article["published"], article["words_stated"]) == (published, 1012)
        assert (article["correction"], article["notes"]) == (
            "It stopped at noon.",
            "Seen at Testbury.",
        )
        assert ("Subject", "Weather") in article["cut"]


def test_articles_with_two_letter_field_codes_are_read():
    (article,) = read_export(CODED, "xml")
    assert article["text"].split("\n\n") == TEXT
    assert (article["title"], article["authors"], article["outlet"], article["language"]) == (
        "Rain Stops Play",
        "Ruby Exemplar",
        "The Example Post",
        "en",
    )


def test_a_file_of_the_right_xml_is_read_and_other_xml_is_refused(tmp_path):
    (tmp_path / "factiva.xml").write_text(service("2024-05-03").replace("utf-8", "iso-8859-1", 1))
    (tmp_path / "other.xml").write_text("<catalogue><book>Rain</book></catalogue>")
    corpus = load(tmp_path, duplicates="none")
    assert list(corpus.articles["source"]) == ["factiva.xml#1", "factiva.xml#2"]
    assert list(corpus.articles["correction"]) == ["It stopped at noon."] * 2
    (reason,) = corpus.rejected["reason"]
    assert reason.startswith("XML that is")


def test_no_file_of_the_machine_is_read_through_an_entity():
    xml = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + CODED.replace(
        "Nobody minded.", "Nobody &x; minded."
    )
    (article,) = read_export(xml, "xml")
    assert "Nobody" in article["text"] and len(article["text"]) < 80
