"""The widget: what its fields say is chosen, and the page that is looked at shows it."""
import datetime as dt

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.explore import LISTED, PAGES, SHOWN, label

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


@pytest.mark.parametrize(("name", "value", "left"), [("outlets", ("Devdiscourse",), 1), ("start", dt.date(2025, 9, 1), 1),
                                                     ("end", dt.date(2025, 9, 3), 0), ("word", "narco*", 1), ("frame", "sovereignty", 2)])
def test_each_field_chooses_as_the_function_does(explorer, name, value, left):
    explorer.controls[name].value = value
    asked = {name: str(value) if isinstance(value, dt.date) else value}
    assert explorer.chosen.articles["id"].tolist() == bs.choose(explorer.ready, **asked).articles["id"].tolist()
    assert len(explorer.chosen.articles) == left == len(explorer.lists["Article"].options)


def test_only_the_page_that_is_looked_at_is_made(explorer):
    assert [name for name in PAGES if explorer.pages[name].value] == ["Articles"]
    before = explorer.pages["Articles"].value
    look(explorer, "Quotations")
    explorer.controls["word"].value = "sovereignty"
    assert explorer.pages["Articles"].value == before != look(explorer, "Articles")


def test_an_article_and_two_are_shown_as_the_view_shows_them_and_stay_while_they_are_chosen(explorer):
    first, second = explorer.read("Left", "Right")
    assert look(explorer, "Read") == bs.view(first, LEXICON) and look(explorer, "Side by side") == bs.view_pair(first, second, LEXICON)
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
    assert explorer._repr_mimebundle_()["text/html"] == shown["text/html"] == bs.explore(ARTICLES, TABLES, LEXICON)._repr_mimebundle_()["text/html"]


def test_a_large_corpus_gives_short_lists_and_tables():
    many = pd.DataFrame({"id": range(LISTED + 50), "outlet": "North", "text": ['"War is near," said a man.'] * (LISTED + 50)})
    explorer = bs.explore(many, bs.measured(many, LEXICON), LEXICON)
    assert len(explorer.lists["Article"].options) == LISTED
    assert look(explorer, "Quotations").count("<tr>") == SHOWN + 1 and f"The first {SHOWN} of {LISTED + 50}." in look(explorer, "Quotations")


def test_a_corpus_without_lexicon_or_articles_is_shown():
    bare = pd.DataFrame({"id": ["a"], "text": ["It rained."]})
    assert "It rained." in look(bs.explore(bare, bs.measured(bare)), "Read")
    assert look(bs.explore(bare[:0], bs.measured(bare[:0])), "Articles").count("None.") == 1


def test_names_in_lists_are_on_one_line_and_hide_nothing():
    assert label("A\u202eB", "2025-01-01", "One\n<b>two", "") == "A⟨U+202E⟩B · 2025-01-01 · One <b>two"


def test_a_sources_own_column_called_like_one_of_ours_changes_nothing_of_what_is_shown(explorer):
    named = ARTICLES.assign(words="many", found="yes", quoted_share=[["a"], None], flesch_kincaid_grade="hard")
    other = bs.explore(named, TABLES, LEXICON)
    assert other.static == explorer.static and look(other, "Articles") == look(explorer, "Articles")
