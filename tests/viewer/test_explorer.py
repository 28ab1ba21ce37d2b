"""The widget: what its fields say is chosen, and the page that is looked at shows it; in its HTML,
the numbers of the tables, and no text of an article as markup.
"""

import datetime as dt

import pandas as pd
import pytest
from lxml import etree

import broadsheet as bs
from broadsheet.viewer.article_html import VIEW_STYLE
from broadsheet.viewer.explorer import (
    EXPLORE_STYLE,
    LIST_LENGTH,
    PAGES,
    SHOWN_ROWS,
    STATIC_ROWS,
    Shown,
    article_table,
    concordance,
    html_table,
    list_label,
    quotation_table,
    static,
    summary,
    term_table,
)

LEXICON = bs.load_lexicon("security-sovereignty")
ARTICLES = bs.load("data/seeds").articles
TABLES = bs.measured(ARTICLES, LEXICON)


@pytest.fixture
def explorer():
    return bs.explore(ARTICLES, TABLES, LEXICON)


def look(explorer, name):
    explorer.tab.selected_index = list(PAGES).index(name)
    return explorer.pages[name].value


def test_each_field_changes_what_every_page_shows(explorer):
    everything = {name: look(explorer, name) for name in PAGES}
    assert all(everything.values())
    explorer.controls["speaker"].value = "sheinbaum"
    explorer.controls["frame"].value = "sovereignty"
    assert "<b>1</b> of 2 articles · 2 quotations · 5 framing terms" in explorer.said.value
    assert all(look(explorer, name) != everything[name] for name in PAGES if name != "Read")
    explorer.clear()
    assert {name: look(explorer, name) for name in PAGES} == everything


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("outlets", ("Devdiscourse",), 1),
        ("start", dt.date(2025, 9, 1), 1),
        ("end", dt.date(2025, 9, 3), 0),
        ("word", "narco*", 1),
        ("frame", "sovereignty", 2),
    ],
)
def test_each_field_chooses_as_the_function_does(explorer, name, value, left):
    explorer.controls[name].value = value
    asked = {name: str(value) if isinstance(value, dt.date) else value}
    assert (
        explorer.chosen.articles["id"].tolist()
        == bs.choose(explorer.ready, **asked).articles["id"].tolist()
    )
    assert len(explorer.chosen.articles) == left == len(explorer.lists["Article"].options)


def test_only_the_page_that_is_looked_at_is_made(explorer):
    assert [name for name in PAGES if explorer.pages[name].value] == ["Articles"]
    before = explorer.pages["Articles"].value
    look(explorer, "Quotations")
    explorer.controls["word"].value = "sovereignty"
    assert explorer.pages["Articles"].value == before != look(explorer, "Articles")


def test_an_article_and_two_are_shown_as_the_view_shows_them_and_stay_while_they_are_chosen(
    explorer,
):
    first, second = explorer.read("Left", "Right")
    assert look(explorer, "Read") == bs.view(first, LEXICON) and look(
        explorer, "Side by side"
    ) == bs.view_pair(first, second, LEXICON)
    explorer.lists["Article"].value = 1
    assert look(explorer, "Read") == bs.view(second, LEXICON)
    explorer.controls["word"].value = "mexico"
    assert explorer.read("Article")[0]["id"] == second["id"]
    explorer.controls["outlets"].value = ("Newslooks",)
    assert explorer.read("Article")[0]["id"] == first["id"]


def test_nothing_chosen_by_a_choice_shows_empty_pages(explorer):
    explorer.controls["word"].value = "xylophone"
    assert "Nothing holds all" in explorer.said.value and explorer.read("Article") == []
    assert [look(explorer, name).count("<table") for name in PAGES] == [0] * len(PAGES)


def test_a_word_that_can_be_none_is_told_of_and_the_last_choice_stays(explorer):
    explorer.controls["word"].value = "sovereign*"
    rows = look(explorer, "Concordance")
    explorer.controls["word"].value = "<b>("
    assert "&lt;b&gt;(" in explorer.said.value and look(explorer, "Concordance") == rows


def test_without_a_kernel_there_is_html_and_its_bytes_are_the_same_each_time(explorer):
    shown = explorer._repr_mimebundle_()
    assert set(shown) == {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"}
    explorer.controls["word"].value = "war"
    assert (
        explorer._repr_mimebundle_()["text/html"]
        == shown["text/html"]
        == bs.explore(ARTICLES, TABLES, LEXICON)._repr_mimebundle_()["text/html"]
    )


def test_a_large_corpus_gives_short_lists_and_tables():
    many = pd.DataFrame(
        {
            "id": range(LIST_LENGTH + 50),
            "outlet": "North",
            "text": ['"War is near," said a man.'] * (LIST_LENGTH + 50),
        }
    )
    explorer = bs.explore(many, bs.measured(many, LEXICON), LEXICON)
    assert len(explorer.lists["Article"].options) == LIST_LENGTH
    assert look(explorer, "Quotations").count(
        "<tr>"
    ) == SHOWN_ROWS + 1 and f"The first {SHOWN_ROWS} of {LIST_LENGTH + 50}." in look(
        explorer, "Quotations"
    )


def test_a_corpus_without_lexicon_or_articles_is_shown():
    bare = pd.DataFrame({"id": ["a"], "text": ["It rained."]})
    assert "It rained." in look(bs.explore(bare, bs.measured(bare)), "Read")
    assert look(bs.explore(bare[:0], bs.measured(bare[:0])), "Articles").count("None.") == 1


def test_names_in_lists_are_on_one_line_and_hide_nothing():
    assert (
        list_label("A\u202eB", "2025-01-01", "One\n<b>two", "")
        == "A⟨U+202E⟩B · 2025-01-01 · One <b>two"
    )


def test_a_sources_own_column_called_like_one_of_ours_changes_nothing_of_what_is_shown(explorer):
    named = ARTICLES.assign(
        words="many", found="yes", quoted_share=[["a"], None], flesch_kincaid_grade="hard"
    )
    other = bs.explore(named, TABLES, LEXICON)
    assert other.static == explorer.static and look(other, "Articles") == look(explorer, "Articles")


TITLES = {name: frame.title for name, frame in LEXICON.frames.items()}
HOSTILE = (
    '<script>alert(1)</script> "<img src=x onerror=alert(1)> war," said <b>Ana Cruz</b>. '
    "</td></table></style> \u202egnp \0\x1b[31m war"
)


def elements(page):
    return etree.fromstring(f"<div>{page.replace(EXPLORE_STYLE, '').replace(VIEW_STYLE, '')}</div>")


def hostile():
    articles = pd.DataFrame(
        {
            "id": [HOSTILE, "b"],
            "outlet": HOSTILE,
            "title": HOSTILE,
            "published": "2025-01-01<b>",
            "text": [HOSTILE, HOSTILE * 2],
        }
    )
    return bs.shelf(articles, bs.measured(articles, LEXICON))


def test_hostile_articles_are_shown_as_text_in_every_table():
    ready = hostile()
    chosen = bs.choose(ready)
    pages = [
        article_table(chosen.articles, 9),
        quotation_table(chosen.quotations, 9),
        term_table(chosen.hits, {"security": "<b>"}, 9),
        concordance(ready, chosen.places, 9),
        summary(ready, chosen),
        static(ready, LEXICON, TITLES),
    ]
    for page in pages:
        tree = elements(page)
        assert (
            not {one.tag for one in tree.iter()} & {"script", "img", "iframe", "svg", "a"}
            or page is pages[-1]
        )
        assert not tree.xpath("//script|//img|//@onerror|//@src|//@style") and "\u202e" not in page
    assert "alert(1)" in pages[0] and "⟨U+202E⟩" in pages[0]


def test_the_rows_are_those_of_the_tables_in_their_numbers():
    articles = bs.load("data/seeds").articles
    tables = bs.measured(articles, LEXICON)
    tree = elements(article_table(bs.choose(bs.shelf(articles, tables)).articles, 50))
    cells = [["".join(cell.itertext()) for cell in row] for row in tree.iterfind(".//tbody/tr")]
    for shown, (_, row) in zip(cells, tables.articles.iterrows(), strict=True):
        assert (
            shown[0] == row["outlet"]
            and shown[-4] == str(row["words"])
            and shown[-3] == f"{row['flesch_kincaid_grade']:.1f}"
        )
        assert (
            shown[-2] == f"{100 * row['quoted_share']:.0f} %"
            and shown[-1] == f"{row['framing_terms_per_1000_words']:.1f}"
        )


def test_what_is_not_shown_is_told_and_what_is_not_known_is_no_zero():
    rows = pd.DataFrame({"n": [1.0, float("nan")], "who": ["Ana", None]})
    page = html_table(rows, {"n": Shown("n", "n"), "who": Shown("speaker", "name")}, 1234)
    assert "The first 2 of 1,234." in page and page.count("–") == 2
    assert (
        "The first" not in html_table(rows, {"n": Shown("n", "n")}, 2)
        and html_table(rows[:0], {"n": Shown("n", "n")}, 0) == "<p>None.</p>"
    )


def test_what_needs_no_kernel_shows_each_table_and_the_first_article():
    articles = bs.load("data/seeds").articles
    page = static(bs.shelf(articles, bs.measured(articles, LEXICON)), LEXICON, TITLES)
    assert elements(page).xpath("//h4/text()") == [
        "Articles",
        "Quotations",
        "Framing terms",
        "Concordance",
    ]
    assert bs.view(articles.iloc[0], LEXICON) in page and f"The first {STATIC_ROWS} of" in page
    ready = hostile()
    assert "Nothing holds" in summary(ready, bs.choose(ready, word="nothing"))
