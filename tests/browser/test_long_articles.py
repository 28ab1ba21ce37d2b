"""A long article is laid out as a reader scrolls to it, and nothing of it is lost for that."""

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.viewer.explorer import PAGES

TEXT = "\n\n".join(
    f'Paragraph {n} tells of rain. "We will not act on soil {n}," said Ana Cruz. '
    + "It rained. " * 30
    for n in range(300)
)


@pytest.fixture
def opened(page):
    """The page of an article of 20,000 words that opens at its last match but one."""
    articles = pd.DataFrame({"id": ["a"], "title": ["Rain"], "text": [TEXT]})
    explorer = bs.explore(articles, bs.measured(articles))
    explorer.controls["word"].value = "soil"
    explorer.tab.selected_index = list(PAGES).index("Concordance")
    explorer.open_article(*explorer.targets[40])
    page.set_content(f"<!DOCTYPE html><body>{explorer.pages['Read'].value}")
    page.wait_for_function("document.activeElement.matches('[data-opened]')")
    return page


def test_it_opens_at_the_place_that_was_clicked(opened):
    place = opened.locator("[data-opened]")
    assert place.get_attribute("aria-description") == "Match 41 of 300."
    opened.wait_for_timeout(300)
    assert place.evaluate(
        "it => { const {top, bottom} = it.getBoundingClientRect();"
        " return 0 < top && bottom < innerHeight; }"
    )


def test_what_is_out_of_sight_is_not_laid_out_but_is_there(opened):
    last = opened.locator(".text p").last
    assert not last.locator(".match").evaluate(
        "it => it.checkVisibility({contentVisibilityAuto: true})"
    )
    assert "soil 299" in last.text_content()
    for _ in range(3):
        opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.getAttribute('aria-description')").startswith(
        "Match 44 of"
    )
    last.scroll_into_view_if_needed()
    assert last.locator(".match").is_visible()


def test_what_is_shown_beside_a_paragraph_is_not_cut_off(opened):
    paragraph = opened.locator(".text p").nth(42)
    assert paragraph.evaluate("it => getComputedStyle(it).contentVisibility") == "auto"
    paragraph.locator("mark").hover()
    assert paragraph.evaluate("it => getComputedStyle(it).contentVisibility") == "visible"
