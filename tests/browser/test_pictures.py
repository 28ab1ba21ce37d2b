"""The reading view, the explorer and a figure look as they are expected to; and a picture that does
not is found.
"""

import pytest
from pictures import check, expected, font_style, taken, unlike

import broadsheet as bs
from broadsheet.paths import FIGURES
from broadsheet.viewer.explorer_pages import static
from broadsheet.viewer.looks import looks_of_corpus, titles_of

LEXICON = bs.load_lexicon("security-sovereignty")
ARTICLES = bs.load("data/seeds").articles


def drawn(page, html):
    page.set_content(
        f"<!DOCTYPE html><meta charset=utf-8><style>{font_style()} body {{margin: 0}}</style>{html}"
    )
    page.evaluate("document.fonts.ready")
    return page


def test_the_reading_view(page):
    check(
        drawn(page, bs.view(ARTICLES.iloc[0], LEXICON)).locator(".broadsheet").screenshot(), "view"
    )


def test_the_explorer_without_a_kernel(page):
    ready = bs.shelf(ARTICLES, bs.measured(ARTICLES, LEXICON))
    shown = static(
        ready, LEXICON, looks_of_corpus(ready.quotations, ready.hits, titles_of(LEXICON))
    )
    check(drawn(page, shown).locator(".broadsheet-explore").screenshot(), "explore")


def test_a_figure_as_svg(page):
    page.goto((FIGURES / "seeds" / "frames.svg").as_uri())
    check(page.locator("svg").first.screenshot(), "figure")


@pytest.mark.parametrize(
    "lost",
    [
        ".s1, .s2 {background: none !important}",
        "aside {display: none}",
        ".text p:nth-child(2) {display: none}",
    ],
)
def test_a_view_that_lost_something_is_not_alike(page, lost):
    drawn(page, bs.view(ARTICLES.iloc[0], LEXICON)).add_style_tag(
        content=f".broadsheet {{ {lost} }}"
    )
    assert unlike(taken(page.locator(".broadsheet").screenshot()), expected("view"))
