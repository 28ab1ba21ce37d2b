"""What a page's markup states: linked data, meta tags, its own elements, its address."""

import json

import pytest

from broadsheet.formats.webpage.markup import metadata, name_alone, page_tree


def said(head, body="<p>It rained.</p>", url=None):
    return metadata(page_tree(f"<html><head>{head}</head><body>{body}</body></html>"), url)


def linked(**fields):
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


@pytest.mark.parametrize(
    "page, reason",
    [
        ("", "empty"),
        (b" \n", "empty"),
        ("It rained.", "not a web page"),
        (b"GIF89a\0\1\2", "not a web page"),
        (b"<p>" + b"\0" * 500, "not a web page"),
        (b"PK\3\4<not a tag>", "not a web page"),
        ('{"text": "It rained."}', "not a web page"),
    ],
)
def test_a_file_that_is_not_a_page_is_refused_in_one_line(page, reason):
    with pytest.raises(ValueError, match=f"^{reason}[^\n]*$"):
        page_tree(page)


def test_linked_data_wins_over_tags():
    data = {
        "@type": "NewsArticle",
        "headline": "Fair &amp; Square",
        "author": [{"name": "Ann Example"}, "Bo"],
        "datePublished": "2025-09-04T14:16:00-04:00",
        "dateModified": "2025-09-05",
        "publisher": {"name": "Example Post"},
        "description": "How it went.",
    }
    found = said(
        linked(**data)
        + '<title>Fair &amp; Square</title><meta property="og:title" content="Fair! Square!">'
        '<meta name="author" content="X">'
    )
    assert found == {
        "title": "Fair & Square",
        "authors": "Ann Example, Bo",
        "published": "2025-09-04T14:16-04:00",
        "updated": "2025-09-05",
        "outlet": "Example Post",
        "language": None,
        "url": None,
        "summary": "How it went.",
        "gated": False,
        "stated_words": None,
    }


def test_an_author_who_is_only_pointed_at_is_looked_up():
    graph = linked(
        **{
            "@graph": [
                {"@type": "Article", "author": {"@id": "#ann"}, "publisher": {"@id": "#no"}},
                {"@type": "Person", "@id": "#ann", "name": "Ann Example"},
            ]
        }
    )
    assert (said(graph)["authors"], said(graph)["outlet"]) == ("Ann Example", None)


def test_tags_are_read_without_linked_data():
    found = said(
        '<script type="application/ld+json">{broken</script>'
        "<title>Fair Opens | Example Post</title>"
        '<meta property="og:title" content="Fair Opens | Example Post">'
        '<meta property="og:site_name" content="Example Post">'
        '<meta name="author" content="By Ann Example">'
        '<meta property="article:published_time" content="2025-09-04T02:16:30Z">'
        '<meta property="og:locale" content="en_GB">'
        '<link rel="canonical" href="https://example.com/fair">'
    )
    assert found == {
        "title": "Fair Opens",
        "authors": "Ann Example",
        "published": "2025-09-04T02:16+00:00",
        "updated": None,
        "outlet": "Example Post",
        "language": "en",
        "url": "https://example.com/fair",
        "summary": None,
        "gated": False,
        "stated_words": None,
    }


@pytest.mark.parametrize(
    "head, body, url, date",
    [
        (
            "",
            '<time itemprop="datePublished" datetime="2025-09-04T02:16+05:30">x</time>',
            None,
            "2025-09-04T02:16+05:30",
        ),
        (
            "",
            "<time datetime='2025-09-04'>4 September</time>",
            None,
            None,
        ),  # of a comment, for all one knows
        ("", "", "https://www.example.com/2025/09/04/fair.html", "2025-09-04"),
        ("", "", "https://www.example.com/2025/09/fair.html", None),
        ('<meta name="date" content="04-09-2025">', "", None, None),  # read in two ways
        (
            '<meta name="viewport" content="2025-09-04">',
            "<p>On 4 September 2025 it rained.</p>",
            None,
            None,
        ),
    ],
)
def test_a_date_is_read_only_if_it_is_marked_as_one(head, body, url, date):
    assert said(head, body, url)["published"] == date


@pytest.mark.parametrize(
    "content, authors",
    [
        ("https://www.example.com/profiles/ann", None),
        ("ann@example.com", None),
        ("by Ann Example", "Ann Example"),
        (" ", None),
    ],
)
def test_an_address_is_not_an_author(content, authors):
    assert said(f'<meta property="article:author" content="{content}">')["authors"] == authors


def test_a_title_that_disagrees_with_the_windows_title_is_not_believed():
    assert (
        said(
            '<title>Fair Opens in the Rain</title><meta property="og:title" content="cms-7">',
            "<h1>Fair Opens</h1>",
        )["title"]
        == "Fair Opens"
    )


def test_an_outlet_without_a_name_is_named_by_its_address():
    assert said("", url="https://www.example.com/fair")["outlet"] == "example.com"


ARTICLE = {"@type": "NewsArticle"}


@pytest.mark.parametrize(
    "page, gated, words",
    [
        (linked(**ARTICLE, isAccessibleForFree=False, wordCount=812), True, 812),
        (linked(**ARTICLE, isAccessibleForFree="False", wordCount="812"), True, 812),
        (linked(**ARTICLE, isAccessibleForFree=True, wordCount="many"), False, None),
        ('<meta itemprop="isAccessibleForFree" content="false">', True, None),
        ('<meta property="article:content_tier" content="locked">', True, None),
        ('<meta property="article:content_tier" content="metered">', False, None),
    ],
)
def test_the_access_and_length_that_a_page_states_are_read(page, gated, words):
    assert (said(page)["gated"], said(page)["stated_words"]) == (gated, words)


SITE = '<meta property="og:site_name" content="The Example Post">'


@pytest.mark.parametrize(
    "page, title",
    [
        (SITE + '<title> Example Post</title><meta property="og:title" content="Fair Opens">', 1),
        (SITE + "<title>The Example Post</title><h1>The Example Post</h1><h1>Fair Opens</h1>", 1),
        ("<title>Fair Opens in Rain · Post</title><h1>Post</h1><h1>Fair Opens in Rain</h1>", 2),
        (SITE + "<title>The Example Post</title>", None),
    ],
)
def test_the_name_of_the_outlet_is_not_the_title_if_there_is_another(page, title):
    titles = {1: "Fair Opens", 2: "Fair Opens in Rain", None: "The Example Post"}
    assert said(page)["title"] == titles[title]


@pytest.mark.parametrize(
    "credit, name",
    [
        ("By Ann Example, 4 March 2024", "Ann Example"),
        ("Ann Example Published: March 4, 2024 10:00 AM", "Ann Example"),
        ("Ann Example | Updated on 2024-03-04", "Ann Example"),
        ("4 March 2024 Ann Example", "Ann Example"),
        ("Ann Example Monday", "Ann Example"),
        ("April May", "April May"),
        ("Example Wire", "Example Wire"),
    ],
)
def test_a_date_is_not_part_of_a_name(credit, name):
    assert name_alone(credit) == name
