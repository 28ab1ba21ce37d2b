"""An article may say what it likes: nothing of it runs, nothing is fetched for it, nothing of the
page is hidden by it.
"""

import json
from types import SimpleNamespace

import mistune  # what nbconvert makes HTML of Markdown with
import pandas as pd
import pytest
from hostile import PAYLOADS, articles, corpus
from laboratory import opened, run_all

import broadsheet as bs

LEXICON = bs.load_lexicon("security-sovereignty")


def quiet(page):
    """Nothing of an article has run: no dialog, no mark of a script, no error of one, no request
    that leaves.
    """
    page.wait_for_timeout(300)
    watched = page.watched
    assert not page.evaluate("'hostile' in window && typeof window.hostile == 'number'")
    assert (watched.dialogs, watched.requests) == ([], [])
    dangerous = '[href^="javascript" i], #hostile-link, iframe[srcdoc]'
    assert page.locator(dangerous).count() == 0
    assert page.evaluate("getComputedStyle(document.body).display != 'none'")


def shown(page, html):
    return served(page, f"<!DOCTYPE html><meta charset=utf-8><body>{html}", "text/html")


def served(page, body, kind):
    """The page that a server would send; there is none, and no request leaves."""
    page.unroute_all()
    page.route("http://127.0.0.1:1/**", lambda route: route.fulfill(body=body, content_type=kind))
    page.goto("http://127.0.0.1:1/")
    return page


@pytest.mark.parametrize("payload", PAYLOADS[:5])
def test_a_page_that_shows_an_article_as_it_comes_is_caught(page, payload):
    shown(page, payload)
    with pytest.raises(AssertionError):
        quiet(page)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    return bs.load(
        corpus(tmp_path_factory.mktemp("corpus")), languages=[], duplicates="none"
    ).articles


def test_all_articles_are_read(read):
    assert len(read) == len(PAYLOADS)


def test_views_tables_and_the_explorer(page, read):
    tables = bs.measured(read, LEXICON)
    pages = [
        *(bs.view(row, LEXICON) for _, row in read.iterrows()),
        bs.view_pair(read.iloc[0], read.iloc[1], LEXICON),
        bs.explore(read, tables, LEXICON).static,
        *(
            table._repr_html_()
            for table in (
                read,
                tables.quotations,
                tables.hits,
                bs.kwic(read, "war"),
                bs.outlets(read),
            )
        ),
    ]
    shown(page, "".join(pages))
    quiet(page)
    assert page.locator(".broadsheet").count() == len(read) + 2
    for summary in page.locator("summary").all():
        summary.click()
    page.mouse.move(300, 300)
    page.keyboard.press("Tab")
    quiet(page)
    assert page.watched.errors == []


def test_a_figure_its_caption_and_the_gallery(page, read, tmp_path):
    data = pd.DataFrame({"outlet": read["outlet"], "id": read["id"], "value": range(len(read))})
    figure = bs.dots(data, value="value", row="outlet", xlabel=PAYLOADS[0])
    run = bs.provenance(
        SimpleNamespace(name=PAYLOADS[1], fingerprint="f" * 64, articles=read, chosen={}), seed=1
    )
    bs.save(
        figure,
        "hostile",
        data,
        folder=tmp_path,
        number="1.1",
        run=run,
        title=PAYLOADS[0],
        caption=PAYLOADS[5],
        alt=PAYLOADS[8],
    )
    served(page, (tmp_path / "hostile.svg").read_text(encoding="utf-8"), "image/svg+xml")
    assert page.evaluate("document.documentElement.tagName") == "svg"
    watched = page.watched
    assert (
        watched.dialogs,
        watched.requests,
        watched.errors,
        page.evaluate("typeof window.hostile"),
    ) == ([], [], [], "undefined")
    shown(
        page,
        mistune.create_markdown(escape=False)(bs.gallery(tmp_path).read_text(encoding="utf-8")),
    )  # raw HTML let through
    quiet(page)


def test_the_notebook_with_hostile_articles_in_jupyterlab(page, lab, project):
    corpus(project / "data" / "hostile")
    path = project / "notebooks" / "hostile.ipynb"
    notebook = json.loads((project / "notebooks" / "00-explore.ipynb").read_text(encoding="utf-8"))
    [cell] = [
        cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", [])
    ]
    cell["source"] = (
        "".join(cell["source"]).replace('"data/seeds"', '"data/hostile"').replace('["en"]', "[]")
    )
    path.write_text(json.dumps(notebook), encoding="utf-8")
    opened(page, lab, "notebooks/hostile.ipynb")
    assert not [
        out for cell in run_all(page) for out in cell["outputs"] if out["output_type"] == "error"
    ]
    explorer = page.locator(".broadsheet-explore:has(.fields)")
    for name in ("Quotations", "Framing terms", "Concordance", "Read", "Side by side"):
        explorer.get_by_role("tab", name=name).click()
        page.wait_for_timeout(200)
    quiet(page)
    assert len(articles()) == explorer.locator("select[multiple] option").count()
