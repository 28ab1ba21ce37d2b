"""Europresse's pages: the names that its elements have had, and articles without some of them."""

import pytest

from broadsheet.formats.databases import read_export
from broadsheet.formats.databases.europresse import read_header

NEWER = """<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">
{outlet}</span></div><div class="rdp__DocHeader"><span class="DocHeader">{header}</span></div>
<div class="titreArticle"><p class="rdp__surtitle">Weather</p>
<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{title} <mark>Again</mark></p>
<p class="rdp__subtitle">It may go on.</p></div>
<p class="sm-margin-bottomNews">{authors}</p></header>
<section><div class="DocText clearfix"><div class="docOcurrContainer"><p>It rained in
<mark>Testbury</mark>.</p><p>“By noon,” she said.<br>Nobody minded.</p></div></div></section>
<aside>Other</aside><footer>© 2024 {outlet}. All rights reserved.
<div class="publiC-lblNodoc">news·20240504·EX·0001</div></footer></article>"""
OLDER = """<table><tr><td><span class="DocPublicationName">{outlet}</span><br/>
<span class="DocHeader">{header}</span><br/><span class="TitreArticleVisu titreArticleVisu">{title}
Again</span><div class="docAuthors">{authors}</div><div class="DocText"><p>It rained in
Testbury.</p><p>“By noon,” she said.<br>Nobody minded.</p></div></td></tr></table>"""
SAID = {"outlet": "The Example Post, no. 2031", "title": "Rain", "authors": "Ruby Exemplar"}


def page(shape, *headers, **said):
    articles = (shape.format(header=header, **(SAID | said)) for header in headers)
    return f"<html><head><title>Europresse</title></head><body>{''.join(articles)}</body></html>"


@pytest.mark.parametrize("shape", [NEWER, OLDER])
@pytest.mark.parametrize(
    "header, day",
    [
        ("News, Friday, May 3, 2024, p. 4", "May 3, 2024"),
        ("Économie, vendredi 3 mai 2024, p. 7", "3 mai 2024"),
        ("Freitag, 3. Mai 2024 212 Wörter, S. 7", "3. Mai 2024"),
    ],
)
def test_each_article_has_its_own_fields(shape, header, day):
    articles = read_export(page(shape, header, header), "page")
    assert len(articles) == 2
    for article in articles:
        assert article["text"].split("\n\n")[0] == "It rained in Testbury."
        assert "Nobody minded." in article["text"] and "reserved" not in article["text"]
        assert (article["title"], article["outlet"], article["published"]) == (
            "Rain Again",
            "The Example Post",
            day,
        )
        assert article["authors"] == "Ruby Exemplar"


def test_a_date_that_the_head_lacks_is_read_from_the_number_of_the_document():
    (article,) = read_export(page(NEWER, "News"), "page")
    assert article["published"] == "2024-05-04" and article["summary"] == "It may go on."
    assert ("Document", "news·20240504·EX·0001") in article["cut"]


def test_an_article_without_text_is_reported():
    (reason,) = read_export(
        '<article><span class="DocPublicationName">The Post</span>'
        '<p class="titreArticleVisu">Rain</p></article>',
        "page",
    )
    assert reason == "no text in this Europresse article; export it with its full text"


@pytest.mark.parametrize(
    "header, read",
    [
        ("News, Monday, March 4, 2024, p. 4", ("March 4, 2024", "News", "p. 4")),
        ("mars 2024", ("mars 2024", "", "")),
        ("Soon", (None, "", "")),
    ],
)
def test_the_head_is_date_section_and_page(header, read):
    assert read_header(header) == read


def test_a_page_about_europresse_is_not_an_export_of_it():
    assert read_export("<article><p>We searched Europresse.</p></article>", "page") is None
