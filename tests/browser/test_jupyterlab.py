"""Every notebook opens in JupyterLab, runs, and shows what it should; the explorer answers to
whoever chooses.
"""

import json
import statistics

import nbformat
import pytest
from laboratory import ask, opened, run_all
from numpy.random import default_rng

from broadsheet.paths import NOTEBOOKS

ALLOWED = 200  # milliseconds of the kernel's processor time in which a choice is answered
# An expression, since a kernel gives the value of nothing else.
TIME = """(lambda clock, started: (
    explorer.controls['{field}'].__setattr__('value', {value}), 1000 * (clock() - started)
)[1])(__import__('time').process_time, __import__('time').process_time())"""

# The outputs that would have to be scrolled sideways on a page of usual width.
TOO_WIDE = """() => [...document.querySelectorAll('.jp-OutputArea-output')]
    .filter(output => output.scrollWidth > output.clientWidth + 1)
    .map(output => output.innerText.slice(0, 60))"""


def took(page, field, value):
    """Milliseconds that the kernel takes to answer: the middle of three choices, each taken back in
    between.
    """
    times = []
    for _ in range(3):
        times.append(ask(page, TIME.format(field=field, value=repr(value))))
        ask(page, "explorer.clear()")
    return statistics.median(times)


@pytest.mark.parametrize("name", sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")))
def test_each_notebook_runs_without_error_and_shows_its_figures(page, lab, name):
    opened(page, lab, f"notebooks/{name}.ipynb")
    code = run_all(page)
    assert [
        out["evalue"] for cell in code for out in cell["outputs"] if out["output_type"] == "error"
    ] == []
    saved = sum("".join(cell["source"]).count("bs.save(") for cell in code)
    shown = [
        "".join(out["data"]["text/plain"])
        for cell in code
        for out in cell["outputs"]
        if "data" in out
    ]
    without_content = sum(" is not drawn (" in text for text in shown)
    pictures = page.locator(".jp-OutputArea-output img")
    assert pictures.count() == saved - without_content
    assert page.evaluate(
        "[...document.querySelectorAll('.jp-OutputArea-output img')]"
        ".every(image => image.complete && image.naturalWidth > 300)"
    )
    if any("bs.view" in "".join(cell["source"]) for cell in code):
        assert page.locator(".jp-OutputArea-output .broadsheet article header").first.is_visible()
    assert (page.watched.dialogs, page.watched.requests) == ([], [])
    assert page.evaluate(TOO_WIDE) == []
    if name == "00-explore":
        the_explorer_answers(page)


def the_explorer_answers(page):
    explorer = page.locator(".broadsheet-explore:has(.fields)")
    rows = explorer.locator(".articles tbody tr")
    assert rows.count() == 2
    explorer.get_by_label("Word").fill("narco*")
    explorer.get_by_label("Word").press("Enter")
    listed = ".broadsheet-explore .fields ~ * .articles tbody tr"
    page.wait_for_function(f"document.querySelectorAll('{listed}').length == 1")
    explorer.get_by_role("tab", name="Concordance").click()
    hits = explorer.locator(".concordance td.hit")
    hits.first.wait_for()
    assert all(word.lower().startswith("narco") for word in hits.all_inner_texts())
    explorer.get_by_text(f"{hits.count()} match").wait_for()
    hits.last.locator("xpath=..").locator("td").first.click()  # anywhere in the row
    opened = explorer.locator("[data-opened]")
    opened.wait_for()
    page.wait_for_function("document.activeElement.matches('[data-opened]')")
    assert opened.inner_text().lower().startswith("narco") and in_sight(opened)
    explorer.get_by_role("button", name="Clear").click()
    explorer.get_by_label("Speaker").fill("sheinbaum")
    explorer.get_by_label("Speaker").press("Enter")
    explorer.get_by_text("3 quotations").wait_for()
    assert page.evaluate("document.activeElement.matches('.speaker input')")  # though Read is shown
    explorer.get_by_label("Frame").select_option("Sovereignty")
    explorer.get_by_text("2 quotations · 5 framing terms").wait_for()
    explorer.get_by_role("tab", name="Read").click()
    explorer.locator(".broadsheet h3", has_text="Rubio Meets").wait_for()
    explorer.get_by_role("button", name="Clear").click()
    explorer.get_by_role("tab", name="Side by side").click()
    explorer.locator(".broadsheet .pair article").nth(1).wait_for()
    for field, value in (
        ("word", "the"),
        ("speaker", "rubio"),
        ("frame", "sovereignty"),
        ("outlets", ("Newslooks",)),
    ):
        assert took(page, field, value) < ALLOWED, field


def in_sight(place):
    return place.evaluate(
        "it => { const {top, bottom} = it.getBoundingClientRect();"
        " return 0 < top && bottom < innerHeight; }"
    )


def test_a_notebook_that_fails_is_caught(page, lab, project):
    failing = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("1 / 0")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(failing, project / "notebooks" / "failing.ipynb")
    opened(page, lab, "notebooks/failing.ipynb")
    assert [out["ename"] for cell in run_all(page) for out in cell["outputs"]] == [
        "ZeroDivisionError"
    ]


@pytest.mark.slow
def test_the_explorer_answers_as_fast_on_five_thousand_articles(page, lab, project):
    draw = default_rng(1)
    words = (
        "war peace border security sovereignty trade tariff the of a in was and for with said"
    ).split()

    def sentences():
        said, asked = (" ".join(draw.choice(words, length)) for length in (15, 6))
        return f'{said.capitalize()}. "We want {asked}," said Ana Cruz'

    folder = project / "data" / "many"
    folder.mkdir()
    rows = [
        {
            "title": f"Number {n}",
            "outlet": f"Outlet {n % 200}",
            "published": f"2025-{1 + n % 12:02d}-0{1 + n % 9}",
            "text": " ".join(f"{sentences()} {n % 300}." for _ in range(30)),
        }
        for n in range(5000)
    ]
    (folder / "many.json").write_text(json.dumps(rows))
    notebook = (
        (project / "notebooks" / "00-explore.ipynb")
        .read_text(encoding="utf-8")
        .replace("data/seeds", "data/many")
        .replace('[\\"en\\"]', "[]")
    )
    (project / "notebooks" / "many.ipynb").write_text(notebook)
    opened(page, lab, "notebooks/many.ipynb")
    assert [
        out["evalue"]
        for cell in run_all(page)
        for out in cell["outputs"]
        if out["output_type"] == "error"
    ] == []
    assert ask(page, "len(explorer.ready.articles)") == 5000
    for field, value in (
        ("word", "border security"),
        ("word", "tariff"),
        ("speaker", "cruz 7"),
        ("frame", "sovereignty"),
        ("outlets", ("Outlet 7",)),
    ):
        for shown in ("Articles", "Concordance", "Dispersion", "Read"):
            page.get_by_role("tab", name=shown).click()
            assert took(page, field, value) < ALLOWED, (field, value, shown)
