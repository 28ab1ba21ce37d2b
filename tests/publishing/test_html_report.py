"""The report: one file that needs nothing beside it, reads aloud, and takes no name from an article
for markup.
"""

import base64
import os
import re
import shutil
import stat
from html.parser import HTMLParser
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest
from lxml import etree

import broadsheet as bs
from broadsheet.paths import FIGURES
from broadsheet.publishing.citations import citation
from broadsheet.publishing.html_report import (
    LARGEST_INSIDE,
    agreement_rows,
    cropped,
    drawing,
    print_pdf,
    report,
    report_record,
    the_run,
)

SEEDS = FIGURES / "seeds"
DATA = pd.DataFrame(
    {
        "outlet": ["North", "South"],
        "n": [25, 7],
        "value": [10.0, 14.0],
        "low": [9.0, 13.0],
        "high": [11.0, 15.0],
    }
)
CORPUS = SimpleNamespace(
    name="toy",
    fingerprint="f" * 64,
    articles=DATA.assign(id=["a", "b"]),
    chosen={"languages": ["en"]},
    report="4 went in = 2 articles + 2 rejected + 0 duplicates",
    rejected=pd.DataFrame({"source": ["c", "d"], "reason": ["<empty>", "<empty>"]}),
)
EVIL = 'North <script>alert(1)</script> & "South" \' onerror=x'


def saved(
    folder,
    data=DATA,
    number="2.1",
    name="readability",
    title="Grade",
    alt="Two.",
    caption="Words over words.",
):
    figure = bs.dots(data, value="value", row="outlet", xlabel="grade")
    return bs.save(
        figure,
        name,
        data,
        folder=folder,
        number=number,
        title=title,
        caption=caption,
        alt=alt,
        run=bs.provenance(CORPUS, seed=1),
    )


class Page(HTMLParser):
    """The elements of a page with their attributes, and which were never closed."""

    VOID = frozenset({"meta", "img", "link", "br"})

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.words = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.open += [tag] * (tag not in self.VOID)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def all(self, *tags):
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """The report on a copy of the committed figures."""
    folder = shutil.copytree(SEEDS, tmp_path_factory.mktemp("report") / "seeds")
    return report(folder).read_text(encoding="utf-8")


def test_it_is_one_file_without_script_and_asks_for_nothing_from_anywhere(seeds):
    page = Page(seeds)
    assert (
        not page.all("script", "link", "iframe", "object", "base", "form")
        and "@import" not in seeds
        and "url(" not in seeds
    )
    addresses = [
        each[name] for _, each in page.elements for name in ("src", "href") if name in each
    ]
    assert len(addresses) > 40 and all(
        re.match(r"data:|#|[\w.]+\.csv$|stories/[\w-]+\.html$", address) for address in addresses
    )
    assert not [name for _, each in page.elements for name in each if name.startswith("on")]
    [policy] = [each["content"] for each in page.all("meta") if each.get("http-equiv")]
    assert policy.startswith("default-src 'none'")


def test_every_element_is_closed_every_link_leads_somewhere_and_no_id_is_given_twice(seeds):
    page = Page(seeds)
    ids = [each["id"] for _, each in page.elements if "id" in each]
    assert page.open == [] and len(ids) == len(set(ids))
    wanted = [each["href"][1:] for each in page.all("a") if each["href"].startswith("#")]
    wanted += [each["aria-labelledby"] for _, each in page.elements if "aria-labelledby" in each]
    assert wanted and set(wanted) <= set(ids)


def test_headings_are_in_order_landmarks_are_there_and_every_picture_is_said_in_words(seeds):
    page = Page(seeds)
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert (
        levels[0] == 1
        and levels.count(1) == 1
        and all(after - before <= 1 for before, after in pairwise(levels))
    )
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer")] == [
        1,
        1,
        1,
        1,
    ] and page.all("html") == [{"lang": "en"}]
    assert len(page.all("img")) == len(page.all("figure")) == len(
        {path for path in SEEDS.glob("*.json") if path.with_suffix(".svg").exists()}
    ) and all(each["alt"] for each in page.all("img"))


def test_figures_stand_in_the_order_of_their_numbers_each_with_caption_data_and_citation(tmp_path):
    for number, name in (("10.1", "last"), ("2.2", "second"), ("2.1", "first")):
        saved(tmp_path, number=number, name=name, title=name)
    text = report(tmp_path).read_text(encoding="utf-8")
    assert re.findall(r'<figure id="([^"]+)"', text) == ["figure-2.1", "figure-2.2", "figure-10.1"]
    assert text.count("Words over words.") == 3 and text.count("<b>Cite as.</b> Figure ") == 3
    inside = re.findall(r'download="first.csv" href="data:text/csv;base64,([^"]+)"', text)
    assert [base64.b64decode(held) for held in inside] == [(tmp_path / "first.csv").read_bytes()]


def test_names_from_articles_are_never_markup(tmp_path):
    saved(tmp_path, DATA.assign(outlet=[EVIL, "South"]), title=EVIL, alt=EVIL, caption=EVIL)
    text = report(tmp_path, CORPUS).read_text(encoding="utf-8")
    page = Page(text)
    assert not page.all("script") and not [
        name for _, each in page.elements for name in each if name.startswith("on")
    ]
    assert (
        any(EVIL in words for words in page.words)
        and page.all("img")[0]["alt"] == EVIL
        and "2 × <empty>" in page.words
    )


def test_the_same_figures_give_the_same_bytes_and_no_date_or_path(tmp_path):
    saved(tmp_path)
    first = report(tmp_path, CORPUS).read_bytes()
    assert report(tmp_path, CORPUS).read_bytes() == first
    assert str(tmp_path).encode() not in first and not re.search(
        rb">[^<]*20[2-9]\d-\d\d-\d\d", first
    )


def test_what_is_said_is_what_the_table_holds_and_leads_to_its_figure(tmp_path):
    saved(tmp_path)
    text = report(tmp_path).read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert '<td role="cell" class="number" data-head="Reading grade">14 (13 to 15)</td>' in text
    assert "South is 4 grades above North (2.6 to 5.4)" in text  # 4 ± the root of 1 + 1
    assert 'figure <a href="#figure-2.1">2.1</a>' in text


def test_what_shows_nothing_is_listed_together(tmp_path):
    saved(tmp_path, DATA.assign(value=[10.0, 10.5], low=9.0, high=12.0))
    text = report(tmp_path).read_text(encoding="utf-8")
    assert text.count("No difference is shown in what follows.") == 1
    assert '<li>Reading grade, over all articles. <small>figure <a href="#figure-2.1">' in text


COVERAGE = pd.DataFrame(
    {
        "story": ["flood", "flood", "vote", "vote"],
        "label": ["Water <b>rises</b>", "Water <b>rises</b>", "", ""],
        "outlet": ["North", "South"] * 2,
        "articles": 1,
        "first": [True, False] * 2,
        "outlets": 2,
    }
)


def test_a_story_is_linked_where_its_page_lies_beside_the_report(tmp_path):
    saved(tmp_path)
    bs.save_table(COVERAGE, "reported_stories", tmp_path)
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "story-flood.html").write_text("a page", encoding="utf-8")
    text = report(tmp_path).read_text(encoding="utf-8")
    assert '<a href="stories/story-flood.html">Water &lt;b&gt;rises&lt;/b&gt;</a>' in text
    assert '<th role="rowheader" scope="row">Story vote</th>' in text


def test_the_report_begins_with_what_is_there_and_compares_behind_it(tmp_path):
    saved(tmp_path)
    bs.save_table(COVERAGE, "reported_stories", tmp_path)
    people = pd.DataFrame(
        {"person": ["Ana Cruz"], "outlets": 2, "articles": 2, "quotations": 3, "words": 40}
    )
    bs.save_table(people, "quoted_people", tmp_path)
    text = report(tmp_path).read_text(encoding="utf-8")
    assert re.findall("<h2[^>]*>([^<]*)", text)[:4] == [
        "Stories and coverage",
        "Who is quoted",
        "Differences over all articles",
        "Figures",
    ]
    assert '<p class="standfirst">Four articles from two outlets report two stories.</p>' in text
    assert "then compares the outlets.</p>" in text  # no story is to be read before citing


def test_what_went_in_and_why_some_was_rejected_is_told(tmp_path):
    saved(tmp_path)
    text = report(tmp_path, CORPUS).read_text(encoding="utf-8")
    assert (
        "4 went in = 2 articles + 2 rejected + 0 duplicates." in text
        and "<li>2 × &lt;empty&gt;</li>" in text
    )


def test_articles_in_doubt_are_named_with_the_reason(tmp_path):
    saved(tmp_path)
    doubtful = DATA.assign(id=["a", "b"], source=["a.txt", "<b>.txt"], doubt=[None, "90,000 words"])
    corpus = SimpleNamespace(**{**vars(CORPUS), "articles": doubtful})
    text = report(tmp_path, corpus).read_text(encoding="utf-8")
    assert "<li>&lt;b&gt;.txt: 90,000 words</li>" in text and "<li>a.txt" not in text
    without = report(tmp_path, CORPUS).read_text(encoding="utf-8")
    assert "may not have been read as they should" not in without.lower()


def test_a_table_or_drawing_that_is_missing_or_spoilt_leaves_out_what_is_of_it_alone(tmp_path):
    saved(tmp_path)
    saved(tmp_path, name="quoted_share", number="3.1")
    (tmp_path / "readability.csv").unlink()
    (tmp_path / "quoted_share.csv").write_bytes(b"")
    (tmp_path / "readability.svg").write_text("no drawing", encoding="utf-8")
    for kind in ("svg", "png"):
        (tmp_path / f"quoted_share.{kind}").unlink()
    text = report(tmp_path).read_text(encoding="utf-8")
    assert (
        "No table in this folder supports a finding." in text
        and "The drawing is missing. In words: Two." in text
    )
    assert [each["src"][:15] for each in Page(text).all("img")] == ["data:image/png;"]


def test_a_large_table_lies_beside_the_report_and_not_in_it(tmp_path):
    saved(tmp_path)
    (tmp_path / "readability.csv").write_bytes(b"outlet\n" + b"x" * LARGEST_INSIDE)
    text = report(tmp_path).read_text(encoding="utf-8")
    assert (
        '<a href="readability.csv">readability.csv</a>, beside this file because it is too large'
        in text
        and "data:text/csv" not in text
    )


def test_a_folder_without_figures_and_a_report_of_somebody_else_are_refused_in_one_line(tmp_path):
    with pytest.raises(FileNotFoundError, match="no saved figure is there"):
        report(tmp_path)
    saved(tmp_path)
    (tmp_path / "report.html").write_text("my own report", encoding="utf-8")
    with pytest.raises(FileExistsError, match="not written by Broadsheet"):
        report(tmp_path)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "my own report"


def test_of_a_drawing_only_title_and_text_below_are_cut_and_it_still_says_what_it_is(tmp_path):
    long = "A title so long that it has to be set in two lines, since no figure is as wide as it"
    about = saved(tmp_path, title=long, caption="Words. " * 60).about
    whole = (tmp_path / "readability.svg").read_bytes()
    drawing = cropped(whole)
    before, after = (etree.fromstring(each) for each in (whole, drawing))
    high = [float(each.get("viewBox").split()[3]) for each in (before, after)]
    assert 60 < high[1] < high[0] - 50
    notes = [
        [node.text for node in each.iter() if isinstance(node, etree._Comment)]
        for each in (before, after)
    ]
    cut = [note.strip() for note in notes[0] if note not in notes[1]]
    assert cut[:1] == ["A title so long that it has to be set in two lines,"]
    assert {note.strip() for note in notes[1]} >= {"North", "South", "grade"} and about[
        "data"
    ].encode() in drawing


def test_a_drawing_of_another_make_is_not_cut():
    other = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g><path d="M 0 0"/></g></svg>'
    )
    assert etree.fromstring(cropped(other)).get("viewBox") == "0 0 9 9"


def test_how_often_the_rules_are_right_stands_beside_the_best_of_the_others(tmp_path):
    path = tmp_path / "agreement.csv"
    path.write_text(
        "measure,who,value,n,unit,set,kind\n"
        "F1,Broadsheet,0.9,2000,pages,a set,kept aside\n"
        "F1,one,0.5,2000,pages,a set,kept aside\n"
        "F1,two,0.7,2000,pages,a set,kept aside\n"
        "F1,three,0.8,20,pages,another set,developed on\n",
        encoding="utf-8",
    )
    assert agreement_rows(path) == [
        {
            "measure": "F1",
            "ours": "0.900",
            "others": "0.700 (two)",
            "n": "2,000 pages",
            "kind": "kept aside",
            "set": "a set",
        }
    ]
    assert agreement_rows(tmp_path / "none.csv") == []


def test_two_of_our_measures_on_the_same_texts_are_told_apart(tmp_path):
    path = tmp_path / "agreement.csv"
    path.write_text(
        "measure,who,value,n,unit,set,kind\n"
        'AUC,"Broadsheet, by prominence",0.9,20,pages,a set,kept aside\n'
        'AUC,"Broadsheet, by rate",0.8,20,pages,a set,kept aside\n',
        encoding="utf-8",
    )
    assert [row["measure"] for row in agreement_rows(path)] == [
        "AUC (by prominence)",
        "AUC (by rate)",
    ]


def test_the_citation_is_known_again_by_corpus_and_tables(tmp_path):
    about = report_record(the_run({"toy": saved(tmp_path).about}))
    entry = citation(about, "bibtex")
    assert entry.startswith(f"@misc{{broadsheet-report-{about['data'][:8]},\n") and entry.count(
        "{"
    ) == entry.count("}")
    assert f"corpus ffffffff, tables {about['data'][:8]}" in entry


def browser(folder, script):
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(
    os.name == "nt", reason="the stand-in for a browser is a script for a Unix shell"
)
def test_the_pdf_is_printed_by_the_browser_on_the_path_and_its_absence_is_said_in_one_line(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    page = tmp_path / "report.html"
    page.write_text("<p>a page</p>", encoding="utf-8")
    assert print_pdf(page) == "no PDF: no chromium on the PATH"
    browser(
        tmp_path,
        'for word in "$@"; do\n'
        'case "$word" in --print-to-pdf=*) echo pdf > "${word#*=}";; esac; done',
    )
    assert (
        print_pdf(page) == "as PDF report.pdf" and (tmp_path / "report.pdf").read_text() == "pdf\n"
    )
    browser(tmp_path, "exit 1")
    assert print_pdf(page) == "no PDF: chromium did not write one"
    assert (tmp_path / "report.pdf").read_text() == "pdf\n"  # the report that was there stays


@pytest.mark.parametrize("drawn", ["", ' viewBox="1"'])
def test_a_drawing_that_somebody_edited_is_replaced_by_the_drawing(tmp_path, drawn):
    lines = (
        "".join(
            f'<g id="text_{n}"><g transform="translate(1 {place}) scale"/></g>'
            for n, place in enumerate(("1.2.3", "9"))
        )
        if drawn
        else "".join(
            f'<g id="text_{n}"><g transform="translate(1 {n}) scale"/></g>' for n in (1, 2)
        )
    )
    (tmp_path / "a.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg"{drawn}><g>{lines}</g></svg>', encoding="utf-8"
    )
    (tmp_path / "a.png").write_bytes(b"png")
    assert drawing(tmp_path / "a").startswith("data:image/png;base64,")
