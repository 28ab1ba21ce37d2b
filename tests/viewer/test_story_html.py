"""The page of a story: whole without a network, text never markup, the same for the same articles,
and never written over a stranger's file.
"""

import re

import pandas as pd
import pytest
from lxml import etree, html

import broadsheet as bs
from broadsheet.escape import story_file
from broadsheet.paths import ROOT
from broadsheet.viewer.story_html import STORY_STYLE
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=y> & “We <b>act</b> on this now,” said Ana Cruz."
)
ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "outlet": ["A <i>Post</i>", "B", "B"],
        "title": ["Rain </style>", None, "More rain"],
        "published": ["2031-03-04T05:30", None, "2031-03-05"],
        "story": "flood/1",
        "text": [HOSTILE, "Ana Cruz said that 55 boats left.", "It rained {{ 7 * 7 }}."],
    }
)


@pytest.fixture(scope="module")
def story():
    return bs.story(ARTICLES, "flood/1", LEXICON)


def shown(page):
    return " ".join(html.fromstring(page.replace(STORY_STYLE, "")).text_content().split())


def test_the_page_is_whole_and_fetches_nothing(story):
    page = story.html()
    assert page.startswith("<!DOCTYPE html>") and '<html lang="en">' in page
    assert "default-src 'none'" in page
    tree = html.fromstring(page.replace(STORY_STYLE, ""))
    assert not tree.xpath("//script | //img | //link | //iframe | //@src | //@onerror")
    assert "url(" not in STORY_STYLE and "@import" not in STORY_STYLE


def test_the_page_is_well_formed(story):
    body = re.search(r"<main.*</main>", story.html(), re.S)[0]
    etree.fromstring(body)


def test_text_from_articles_is_never_markup(story):
    page = story.html()
    for piece in ("<script", "<b>act", "<i>Post", "</style>\n</head>\n<body>x", "onerror=y>"):
        assert piece not in page
    assert page.count("</style>") == 1
    text = shown(page)
    assert "<script>alert(1)</script>" in text and "A <i>Post</i>" in text
    assert "{{ 7 * 7 }}" in text


def test_every_table_has_heads_and_every_section_a_heading(story):
    tree = html.fromstring(story.html())
    for table in tree.iter("table"):
        assert table.xpath(".//thead//th[@scope]") and table.xpath(".//tbody//th[@scope='row']")
    assert [h.text_content() for h in tree.iter("h2")] == [
        "Headlines",
        "Who speaks",
        "Statements in several outlets",
        "Frames by voice",
        "What each left out",
        "Sentence by sentence",
    ]
    assert all(section.get("aria-label") for section in tree.iter("section"))


def test_the_page_says_how_many_articles_and_outlets(story):
    text = shown(story.html())
    assert "3 articles of 2 outlets, 2031-03-04 to 2031-03-05" in text
    assert "no headline" in text and "B, article 2" in text


def test_two_articles_say_nothing_about_their_outlets():
    two = bs.story(ARTICLES.head(2), "flood/1")
    assert "nothing about their outlets" in shown(two.html())
    assert two.frames is None and "Frames by voice" not in two.html()


def test_a_sentence_that_one_outlet_tells_is_marked(story):
    tree = html.fromstring(story.html())
    only = [li.xpath("string(.//p[@class='text'])") for li in tree.xpath("//li[@class='only']")]
    assert any("It rained" in text for text in only)
    assert len(tree.xpath("//p[@class='text']")) == len(story.sentences)


def test_with_many_outlets_sentences_stand_below_each_other():
    outlets = [f"Outlet {n}" for n in range(8)]
    articles = pd.DataFrame(
        {"id": outlets, "outlet": outlets, "story": 1, "text": "It rained on 61 boats in Skara."}
    )
    tree = html.fromstring(bs.story(articles, 1).html())
    assert not tree.xpath("//*[contains(@class, 'columns')]")
    assert len(tree.xpath("//li[@class='together']//div")) == 8
    assert tree.xpath("//div[contains(@class, 'o7')]")


def test_a_notebook_shows_the_same_without_a_page_around(story):
    shown_there = story._repr_html_()
    assert shown_there.startswith("<style>") and "<html" not in shown_there
    assert "What each left out" in shown_there
    assert repr(story) == "Story('flood/1': 3 articles of 2 outlets)"


def test_the_same_articles_in_another_order_give_the_same_page(story):
    assert bs.story(ARTICLES.iloc[::-1], "flood/1", LEXICON).html() == story.html()


def test_a_page_is_saved_and_saved_again_but_not_over_a_strangers(story, tmp_path):
    path = story.save(tmp_path / "new" / "page.html")
    assert path.read_text(encoding="utf-8") == story.html()
    assert story.save(path) == path
    path.write_text("<html>mine</html>", encoding="utf-8")
    with pytest.raises(FileExistsError, match="not written by Broadsheet"):
        story.save(path)
    assert path.read_text(encoding="utf-8") == "<html>mine</html>"


def test_a_folder_of_pages_with_an_index(tmp_path):
    stories = pd.read_csv(ROOT / "data" / "demo-truth" / "stories.csv")
    articles = bs.load(ROOT / "data" / "demo").articles.drop(columns="story")
    demo = articles.merge(stories, on="source")
    demo = demo[demo["story"].isin(["09-bridge", "10-clinic"])]
    alone = demo.head(1).assign(id="alone", story="alone")
    index = bs.story_pages(pd.concat([demo, alone]), tmp_path, LEXICON)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "index.html",
        "story-09-bridge.html",
        "story-10-clinic.html",
    ]
    tree = html.fromstring(index.read_text(encoding="utf-8"))
    assert tree.xpath("//a/@href") == ["story-09-bridge.html", "story-10-clinic.html"]
    assert "1 more, reported by only one" in tree.text_content()
    page = (tmp_path / "story-09-bridge.html").read_text(encoding="utf-8")
    assert page == bs.story(demo, "09-bridge", LEXICON).html()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    bs.story_pages(demo.iloc[::-1], tmp_path, LEXICON)
    assert page == (tmp_path / "story-09-bridge.html").read_text(encoding="utf-8")
    assert before["story-10-clinic.html"] == (tmp_path / "story-10-clinic.html").read_bytes()


def test_nothing_is_written_where_one_file_is_a_strangers(tmp_path):
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"index\.html"):
        bs.story_pages(ARTICLES, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_no_story_of_several_outlets_is_said():
    with pytest.raises(ValueError, match="no story was reported by several outlets"):
        bs.story_pages(ARTICLES.assign(outlet="A"), "nowhere")
    with pytest.raises(ValueError, match="story: the articles lack this column"):
        bs.story_pages(ARTICLES.drop(columns="story"), "nowhere")


@pytest.mark.parametrize(
    "story", ["..", "a/b", "A", "a b", "", "ñ", "x" * 300, "con", "a\\b", "a:b"]
)
def test_a_file_name_is_safe_and_its_own(story):
    name = story_file(story)
    assert re.fullmatch(r"story-[a-z0-9-]+\.html", name) and len(name) < 90
    assert name != story_file(story + "'")
