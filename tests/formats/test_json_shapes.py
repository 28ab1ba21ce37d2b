"""JSON of the shapes that interfaces, databases and libraries give it, as rows of articles."""

import json

import pandas as pd
import pytest

from broadsheet.formats.json_shapes import list_inside, rows_in
from broadsheet.formats.rows import NoColumn, check_columns, from_row, known_columns

ONE = "The bell rang at noon, and nobody in the valley came."
TWO = "It rained on the goats, said the baker, until the evening."
STORIES = [{"title": "Bells", "text": ONE}, {"title": "Goats", "text": TWO}]
TABLE = pd.DataFrame(STORIES)


@pytest.mark.parametrize(
    "value",
    [
        STORIES,
        {"status": "ok", "articles": STORIES},
        {"copyright": "All rights are reserved by the valley.", "response": {"docs": STORIES}},
        {"search": {"by": "bell"}, "result": {"page": {"number": 1, "articles": STORIES}}},
        {"took": 3, "hits": {"total": {"value": 2}, "hits": [{"_source": s} for s in STORIES]}},
        {"data": [{"id": n, "attributes": s} for n, s in enumerate(STORIES)]},
        {"data": {"children": [{"kind": "t3", "data": s} for s in STORIES]}},
        {"pages": [{"page": n, "articles": [s]} for n, s in enumerate(STORIES)]},
        [{"status": "ok", "articles": [s]} for s in STORIES],
        {"title": "All that is new in the valley", "items": STORIES},
        {"The Post": STORIES[:1], "The Courier": STORIES[1:]},
        {"a1": STORIES[0], "a2": STORIES[1]},
        [["title", "text"], ["Bells", ONE], ["Goats", TWO]],
        TABLE.to_dict("list"),
        *(
            json.loads(TABLE.to_json(orient=orient))
            for orient in ("records", "columns", "index", "split", "table")
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_the_articles_are_found_wherever_they_are(value):
    articles = [from_row(row, {}) for row in rows_in(value)]
    assert [(article["title"], article["text"]) for article in articles] == [
        ("Bells", ONE),
        ("Goats", TWO),
    ]


@pytest.mark.parametrize(
    "value",
    [
        {"text": [ONE, TWO], "authors": ["Ann Lund", "Bo Roe"]},
        {"title": "The bells of the valley are ringing", "text": ONE, "related": STORIES},
        {"text": ONE, "source": {"name": "The Post"}, "comments": {"text": TWO}},
        {"id": "a", "title": "Bells", "contents": [{"type": "p", "content": ONE}]},
    ],
)
def test_the_parts_of_one_article_are_not_articles_of_their_own(value):
    assert rows_in(value) == [value]


def test_neither_of_two_lists_is_chosen_if_one_may_be_irrelevant():
    assert list_inside({"results": STORIES, "related": STORIES}) is None


def test_articles_under_keys_keep_their_key():
    rows = rows_in({"The Post": STORIES[:1], "The Courier": STORIES[1:]})
    assert [row["list"] for row in rows] == ["The Post", "The Courier"]
    assert [row["id"] for row in rows_in({"a1": STORIES[0], "a2": STORIES[1]})] == ["a1", "a2"]


@pytest.mark.parametrize(
    "value, told",
    [
        (  # Event Registry
            {
                "articles": {
                    "results": [
                        {
                            "uri": "7",
                            "lang": "eng",
                            "dateTimePub": "2024-05-03T09:00:00Z",
                            "dateTime": "2024-05-03T09:10:00Z",
                            "title": "Bells",
                            "body": ONE,
                            "source": {"uri": "post.example", "title": "The Post"},
                            "authors": [{"uri": "a@post.example", "name": "Ann Lund"}],
                        }
                    ]
                }
            },
            {
                "outlet": "The Post",
                "authors": "Ann Lund",
                "published": "2024-05-03T09:00:00Z",
                "language": "en",
            },
        ),
        (  # the Guardian
            {
                "response": {
                    "status": "ok",
                    "results": [
                        {
                            "id": "world/bells",
                            "webTitle": "Bells – live",
                            "webPublicationDate": "2024-05-03T09:00:00Z",
                            "webUrl": "https://guardian.example/bells",
                            "fields": {
                                "headline": "Bells",
                                "body": f"<p>{ONE}</p><figure>A bell</figure>",
                                "bodyText": ONE,
                            },
                            "tags": [
                                {"type": "keyword", "webTitle": "Goats"},
                                {"type": "contributor", "webTitle": "Ann Lund"},
                                {"type": "publication", "webTitle": "The Observer"},
                            ],
                        }
                    ],
                }
            },
            {
                "title": "Bells",
                "outlet": "The Observer",
                "authors": "Ann Lund",
                "url": "https://guardian.example/bells",
            },
        ),
        (  # Twitter, the older interface
            [
                {
                    "created_at": "Fri May 03 09:00:00 +0000 2024",
                    "id": 7,
                    "text": "The bell rang at…",
                    "truncated": True,
                    "extended_tweet": {"full_text": ONE},
                    "source": '<a href="https://twitter.example">Web</a>',
                    "user": {"name": "The Post", "screen_name": "post"},
                    "lang": "en",
                }
            ],
            {"outlet": "The Post", "authors": "The Post", "published": "2024-05-03T09:00+00:00"},
        ),
        (  # Twitter, the newer
            {
                "data": [{"id": "7", "text": ONE, "author_id": "1", "created_at": "2024-05-03"}],
                "includes": {
                    "users": [{"id": "1", "name": "The Post", "username": "post"}],
                    "tweets": [{"id": "6", "text": TWO, "author_id": "2"}],
                },
            },
            {"id": "7", "outlet": "The Post", "published": "2024-05-03"},
        ),
        (  # news-please
            {
                "maintext": ONE,
                "text": None,
                "authors": ["Ann Lund", "Bo Roe"],
                "source_domain": "post.example",
                "date_publish": "2024-05-03 09:00:00",
            },
            {"outlet": "post.example", "authors": "Ann Lund, Bo Roe"},
        ),
        (  # NELA-GT
            [
                {
                    "id": "post--2024-05-03--Bells",
                    "date": "2024-05-03",
                    "source": "post",
                    "content": ONE,
                    "published_utc": 1714726800,
                    "collection_utc": 1714730000,
                }
            ],
            {"outlet": "post", "published": "2024-05-03", "source_in_table": "post"},
        ),
        (  # Webz.io
            [
                {
                    "thread": {"site": "post.example", "title": "Bells"},
                    "author": "Ann Lund",
                    "text": ONE,
                    "language": "english",
                }
            ],
            {"outlet": "post.example", "authors": "Ann Lund", "language": "en"},
        ),
        (  # schema.org
            {
                "@type": "NewsArticle",
                "headline": "Bells",
                "articleBody": ONE,
                "author": [{"@type": "Person", "name": "Ann Lund"}],
                "publisher": {"@type": "Organization", "name": "The Post"},
                "inLanguage": "en-GB",
            },
            {"title": "Bells", "outlet": "The Post", "authors": "Ann Lund", "language": "en"},
        ),
        (  # WordPress
            [
                {
                    "id": 7,
                    "date": "2024-05-03T09:00:00",
                    "link": "https://post.example/7",
                    "title": {"rendered": "Bells &amp; goats"},
                    "content": {"rendered": f"<p>{ONE}</p>\n", "protected": False},
                }
            ],
            {"title": "Bells & goats", "url": "https://post.example/7"},
        ),
    ],
    ids=[
        "eventregistry",
        "guardian",
        "tweets",
        "tweets2",
        "news-please",
        "nela",
        "webz",
        "schema.org",
        "wordpress",
    ],
)
def test_fields_of_an_interface_are_kept(value, told):
    rows = rows_in(value)
    check_columns(known_columns(rows), {}, whole=True)
    (article,) = (from_row(row, {}) for row in rows)
    assert article["text"] == ONE and {name: article.get(name) for name in told} == told


@pytest.mark.parametrize(
    "value, mend",
    [
        (  # the New York Times
            {
                "status": "OK",
                "response": {
                    "docs": [
                        {
                            "abstract": "A bell.",
                            "lead_paragraph": ONE,
                            "web_url": "https://times.example",
                            "headline": {"main": "Bells"},
                            "multimedia": [{"url": "bell.png"}],
                        }
                    ]
                },
            },
            "'lead_paragraph' is not a whole article: get the articles from the addresses in",
        ),
        (  # GDELT
            {"articles": [{"url": "https://post.example", "title": "Bells", "domain": "x"}]},
            "it lists articles without their texts: get them from the addresses in 'url'",
        ),
    ],
)
def test_files_without_whole_texts_are_refused_with_the_remedy(value, mend):
    with pytest.raises(NoColumn) as refused:
        check_columns(known_columns(rows_in(value)), {}, whole=True)
    assert mend in str(refused.value) and "\n" not in str(refused.value)
