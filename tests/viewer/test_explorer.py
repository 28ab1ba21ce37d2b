"""The widget: what its fields say is chosen, and the page that is looked at shows it; in its HTML,
the numbers of the tables, and no text of an article as markup.
"""

import datetime as dt

import pandas as pd
import pytest
from lxml import etree

import broadsheet as bs
from broadsheet.measuring import UNATTRIBUTED
from broadsheet.viewer.article_html import VIEW_STYLE
from broadsheet.viewer.dispersion import strips
from broadsheet.viewer.explorer import LIST_LENGTH, PAGES, list_label
from broadsheet.viewer.explorer_pages import (
    EXPLORE_STYLE,
    SHOWN_ROWS,
    STATIC_ROWS,
    Shown,
    article_table,
    concordance,
    dispersion,
    html_table,
    quotation_table,
    static,
    summary,
    term_table,
)
from broadsheet.viewer.looks import Looks, looks_of_corpus, titles_of
from broadsheet.viewer.selection import terms_found
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
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
    first, second = (read.row for _, read in explorer.read("Left", "Right"))
    assert look(explorer, "Read") == bs.view(first, LEXICON) and look(
        explorer, "Side by side"
    ) == bs.view_pair(first, second, LEXICON)
    explorer.lists["Article"].value = 1
    assert look(explorer, "Read") == bs.view(second, LEXICON)
    explorer.controls["word"].value = "mexico"
    assert explorer.lists["Article"].value == 1
    explorer.controls["outlets"].value = ("Newslooks",)
    assert explorer.lists["Article"].value == 0


def test_a_click_on_a_row_opens_the_article_at_its_place_and_brings_out_what_was_chosen(explorer):
    explorer.controls["word"].value = "sovereignty"
    look(explorer, "Concordance")
    place = explorer.chosen.places.iloc[2]
    click(explorer, 2)
    assert page_of(explorer) == "Read" and explorer.lists["Article"].value == place["at"]
    read = elements(explorer.pages["Read"].value)
    in_article = explorer.chosen.places[explorer.chosen.places["at"] == place["at"]]
    assert len(read.xpath("//b")) == len(in_article)
    [opened] = read.xpath("//*[@data-opened]")
    assert opened.tag == "b"
    number = in_article["start"].tolist().index(place["start"]) + 1
    assert opened.get("aria-description") == f"Match {number} of {len(in_article)}."
    assert not read.xpath("//mark[contains(@class, ' out')]")
    assert "quiet" in read.xpath("//div[contains(@class, 'broadsheet')]/@class")[0].split()


def test_a_quotation_opens_where_it_stands_and_only_its_speaker_is_brought_out(explorer):
    explorer.controls["speaker"].value = "rubio"
    look(explorer, "Quotations")
    click(explorer, 0)
    read = elements(explorer.pages["Read"].value)
    out = read.xpath("//mark[contains(@class, ' out')]")
    assert len(out) == len(explorer.chosen.quotations) > 0
    assert all("Marco Rubio" in one.get("aria-description") for one in out)
    assert "data-opened" in out[0].attrib
    tabbed = read.xpath("//div[@class='text']//*[@tabindex]")
    assert tabbed == out


def test_a_framing_term_opens_its_concordance_and_an_article_opens_at_the_first_match(explorer):
    look(explorer, "Framing terms")
    click(explorer, 0)
    term = terms_found(bs.choose(explorer.ready).hits)["term"][0]
    assert page_of(explorer) == "Concordance" and explorer.controls["word"].value == term
    look(explorer, "Articles")
    click(explorer, 0)
    [opened] = elements(explorer.pages["Read"].value).xpath("//*[@data-opened]")
    assert opened.get("aria-description").startswith("Match 1 of ")


def opened_in(explorer):
    return elements(explorer.pages["Read"].value).xpath("//*[@data-opened]")


def test_only_a_click_moves_the_reader_to_a_place_not_a_field_a_tab_or_the_list(explorer):
    explorer.controls["word"].value = "s*"
    look(explorer, "Read")
    assert opened_in(explorer) == []
    look(explorer, "Articles")
    click(explorer, 0)
    assert len(opened_in(explorer)) == 1
    explorer.controls["word"].value = "the"
    assert opened_in(explorer) == []
    look(explorer, "Articles")
    click(explorer, 0)
    first, other = (row for _, row in explorer.lists["Article"].options)
    explorer.lists["Article"].value = other
    explorer.lists["Article"].value = first
    assert opened_in(explorer) == []


def test_an_article_without_highlights_opens_at_its_heading(explorer):
    look(explorer, "Articles")
    click(explorer, 0)
    [heading] = opened_in(explorer)
    assert heading.tag == "header" and heading.get("tabindex") == "-1"


@pytest.mark.parametrize("asked", ["", "99", "-1", "1 1", "x"])
def test_a_click_that_names_no_row_changes_nothing(explorer, asked):
    look(explorer, "Articles")
    explorer.asked.value = asked
    assert page_of(explorer) == "Articles" and explorer.opened is None


def test_an_article_beyond_the_list_can_be_opened():
    n = LIST_LENGTH + 5
    many = pd.DataFrame({"id": range(n), "text": [f"Rain fell {k} times." for k in range(n)]})
    explorer = bs.explore(many, bs.measured(many))
    explorer.open_article(n - 1)
    assert f"Rain fell {n - 1} times" in explorer.pages["Read"].value


def test_the_matches_of_the_word_are_counted_and_its_lines_sorted(explorer):
    explorer.controls["word"].value = "security"
    n = len(explorer.chosen.places)
    assert f"<b>{n}</b> matches · <b>2</b> of 2 articles" in explorer.said.value
    for side in ("left", "right"):
        explorer.sort.value = side
        page = elements(look(explorer, "Concordance"))
        shown = ["".join(cell.itertext()) for cell in page.xpath(f"//td[@class='{side}']")]
        assert shown == bs.kwic(ARTICLES, "security", sort=side)[side].tolist()


def test_days_are_those_of_the_corpus_and_its_edges_leave_out_nothing(dated):
    start, end = dated.controls["start"], dated.controls["end"]
    assert (start.value, end.value) == (dt.date(2025, 9, 1), dt.date(2025, 9, 9))
    assert (start.min, start.max) == (end.min, end.max) == (start.value, end.value)
    assert len(dated.chosen.articles) == 4  # that without a day, too
    start.value = dt.date(2025, 9, 2)
    assert dated.chosen.articles["id"].tolist() == ["b", "c"]
    end.value = dt.date(2025, 9, 8)
    assert dated.chosen.articles["id"].tolist() == ["b"]
    dated.clear()
    assert len(dated.chosen.articles) == 4 and end.value == dt.date(2025, 9, 9)


def test_stories_are_the_first_choice_where_there_are_any(dated, explorer):
    assert next(iter(dated.controls)) == "story" and "story" not in explorer.controls
    assert [label for label, _ in dated.controls["story"].options] == [
        "any",
        "Flood (2 articles, 2 outlets)",
    ]
    dated.controls["story"].value = "1"
    assert dated.chosen.articles["id"].tolist() == ["a", "b"]


@pytest.fixture
def dated():
    articles = pd.DataFrame(
        [
            ("a", "North", "Flood", "2025-09-01", 1.0),
            ("b", "South", "Flooded", "2025-09-05", 1.0),
            ("c", "North", "Vote", "2025-09-09", 2.0),
            ("d", "North", "Undated", None, None),
        ],
        columns=["id", "outlet", "title", "published", "story"],
    ).assign(text="It rained, =SUM(1).")
    return bs.explore(articles, bs.measured(articles))


def test_all_rows_of_a_table_are_saved_once_for_each_choice(dated, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dated.controls["word"].value = "rained"
    look(dated, "Concordance")
    dated.save_table()
    dated.save_table()
    [path] = (tmp_path / "explore").iterdir()
    assert path.name.startswith("concordance-rained-") and str(path) in dated.saved.value
    saved = pd.read_csv(path)
    assert saved["id"].tolist() == ["a", "b", "c", "d"]
    assert saved["left"].tolist() == ["It"] * 4 and saved["right"].tolist() == [", =SUM(1"] * 4
    dated.sort.value = "right"
    dated.save_table()
    for name in ("Articles", "Quotations", "Framing terms", "Dispersion"):
        look(dated, name)
        assert not dated.save.disabled
        dated.save_table()
    assert len(list((tmp_path / "explore").iterdir())) == 6
    look(dated, "Read")
    assert dated.save.disabled


def test_a_table_that_cannot_be_saved_says_why(dated, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "explore").write_text("mine")
    dated.save_table()
    assert 'class="wrong"' in dated.saved.value and (tmp_path / "explore").read_text() == "mine"


def test_a_speaker_has_one_colour_in_every_view(explorer):
    for speaker, ground in explorer.looks.speakers.items():
        if speaker == UNATTRIBUTED:
            continue
        for name in ("Quotations", "Concordance", "Read", "Side by side"):
            page = elements(look(explorer, name))
            marks = page.xpath(f"//mark[normalize-space(.)='{speaker}']")
            assert {mark.get("class") for mark in marks} <= {ground}


def test_over_days_nothing_is_drawn_where_there_is_nothing_to_draw(dated, explorer):
    dated.controls["word"].value = "rained"
    assert "Over days" in look(dated, "Dispersion")
    dated.controls["story"].value, dated.controls["end"].value = "1", dt.date(2025, 9, 2)
    shown = look(dated, "Dispersion")
    assert "Over days" not in shown and "Through the articles" in shown
    explorer.controls["speaker"].value = "sheinbaum"  # quoted in an article without a day
    assert "Over days" not in look(explorer, "Dispersion")
    explorer.controls["word"].value = "xylophone"
    assert "None." in look(explorer, "Dispersion")


def click(explorer, row):
    explorer.asked.value = str(row)


def page_of(explorer):
    return list(PAGES)[explorer.tab.selected_index]


def test_nothing_chosen_by_a_choice_shows_empty_pages(explorer):
    explorer.controls["word"].value = "xylophone"
    assert "No article matches all" in explorer.said.value and explorer.read("Article") == []
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
    quotations = look(explorer, "Quotations")
    assert quotations.count("<tr data-row=") == SHOWN_ROWS
    assert f"The first {SHOWN_ROWS} of {LIST_LENGTH + 50}." in quotations


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


TITLES = titles_of(LEXICON)
LOOKS = Looks({}, {}, TITLES)
HOSTILE = (
    '<script>alert(1)</script> "<img src=x onerror=alert(1)> war," said <b>Ana Cruz</b>. '
    "</td></table></style> \u202egnp \0\x1b[31m war"
)


def elements(page):
    return etree.fromstring(f"<div>{page.replace(EXPLORE_STYLE, '').replace(VIEW_STYLE, '')}</div>")


def looks_of(ready):
    return looks_of_corpus(ready.quotations, ready.hits, TITLES)


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
        quotation_table(chosen.quotations, 9, LOOKS, opens=True),
        term_table(chosen.hits, LOOKS._replace(titles={"security": "<b>"}), 9, opens=True),
        concordance(ready, chosen.places, 9, LOOKS, opens=True),
        dispersion(ready, chosen, strips(ready, chosen), "", opens=True),
        summary(ready, chosen),
        static(ready, LEXICON, looks_of(ready)),
    ]
    for page in pages:
        tree = elements(page)
        assert not {one.tag for one in tree.iter()} & {"script", "img", "iframe", "a"}
        assert not tree.xpath("//@onerror|//@onclick|//@src|//@style") and "\u202e" not in page
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
    ready = bs.shelf(articles, bs.measured(articles, LEXICON))
    page = static(ready, LEXICON, looks_of(ready))
    assert elements(page).xpath("//h4/text()") == [
        "Articles",
        "Quotations",
        "Framing terms",
        "Concordance",
        "Dispersion: Claudia Sheinbaum",
    ]
    assert bs.view(articles.iloc[0], LEXICON) in page and f"The first {STATIC_ROWS} of" in page
    ready = hostile()
    assert "No article matches" in summary(ready, bs.choose(ready, word="nothing"))
