"""Whom figures are by: from words, from a person's CITATION.cff, in each file and each citation."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.paths import ROOT
from broadsheet.publishing.credit import (
    Author,
    Credit,
    as_record,
    author,
    credit_given,
    credit_in,
    from_record,
    save_credit,
    saved_credit,
)
from broadsheet.publishing.embedded import PICTURE_FORMATS, record_of

DATA = pd.DataFrame({"outlet": ["North", "South"], "id": ["a", "b"], "value": [0.25, 0.5]})
CORPUS = SimpleNamespace(name="toy", fingerprint="f" * 64, articles=DATA, chosen={})
MINE = """\
cff-version: 1.2.0
message: Cite it.
title: How three papers told one strike
authors:
  - {family-names: Luz, name-particle: de la, given-names: Ana, name-suffix: Jr.}
  - {name: The News Lab}
date-released: 2031-05-04
doi: 10.5281/zenodo.7
url: https://a.example/
"""
CREDIT = Credit(
    (Author(family="de la Luz", given="Ana", suffix="Jr."), Author(literal="The News Lab")),
    2031,
    doi="10.5281/zenodo.7",
)


def made(folder):
    figure = bs.dots(DATA, value="value", row="outlet", xlabel="share")
    run = bs.provenance(CORPUS, seed=1)
    words = {"title": "Share", "caption": "Words.", "alt": "Two."}
    return bs.save(figure, "toy", DATA, folder=folder, number="2.1", run=run, **words)


@pytest.mark.parametrize(
    "name, parts",
    [
        ("Jane Doe", Author(family="Doe", given="Jane")),
        ("Doe, Jane", Author(family="Doe", given="Jane")),
        ("Jane  van der\nDoe", Author(family="van der Doe", given="Jane")),
        ("Ana Maria Doe", Author(family="Doe", given="Ana Maria")),
        ("King, Martin Luther, Jr.", Author(family="King", given="Martin Luther", suffix="Jr.")),
        ("bell hooks", Author(family="hooks", given="bell")),
        ("{Doe, Roe and Co.}", Author(literal="Doe, Roe and Co.")),
        ("毛泽东", Author(literal="毛泽东")),
    ],
)
def test_a_name_is_taken_apart_as_it_is_written(name, parts):
    assert author(name) == parts


@pytest.mark.parametrize("name", ["", "  ", "{}", ","])
def test_an_empty_name_is_refused(name):
    with pytest.raises(ValueError, match="the name of an author is empty"):
        author(name)


@pytest.mark.parametrize(
    "address, url, doi",
    [
        ("10.5281/zenodo.7", "", "10.5281/zenodo.7"),
        ("https://doi.org/10.5281/zenodo.7", "", "10.5281/zenodo.7"),
        ("doi:10.5281/zenodo.7", "", "10.5281/zenodo.7"),
        ("https://osf.io/ab12", "https://osf.io/ab12", ""),
        ("", "", ""),
    ],
)
def test_an_address_is_a_doi_or_a_url(address, url, doi):
    assert credit_given(address=address) == Credit(url=url, doi=doi)


@pytest.mark.parametrize("address", ["osf.io/ab12", "11.5281/x", "javascript:x", "https://", "a b"])
def test_another_address_is_refused(address):
    with pytest.raises(ValueError, match=r"neither a URL .* nor a DOI"):
        credit_given(address=address)


@pytest.mark.parametrize("year", [31, 0, 12031])
def test_another_year_is_refused(year):
    with pytest.raises(ValueError, match=f"year {year}: not a year of four digits"):
        credit_given(year=year)


def test_a_citation_cff_gives_authors_year_and_address(tmp_path):
    assert credit_in(tmp_path) == Credit()
    (tmp_path / "CITATION.cff").write_text(MINE, encoding="utf-8")
    assert credit_in(tmp_path) == CREDIT


def test_broadsheets_own_citation_cff_makes_nobody_the_author_of_a_figure():
    assert (ROOT / "CITATION.cff").is_file() and credit_in(ROOT) == Credit()


@pytest.mark.parametrize(
    "held, why",
    [
        (b"authors: [", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"just words", "no fields"),
        (b"authors: Jane", "`authors` is not a list"),
        (b"authors: [Jane]", "`authors` is not a list"),
        (b"url: my site", "neither a URL"),
    ],
)
def test_a_damaged_citation_cff_gives_one_line_that_names_it(tmp_path, held, why):
    (tmp_path / "CITATION.cff").write_bytes(held)
    with pytest.raises(ValueError, match=rf"CITATION\.cff: .*{why}") as raised:
        credit_in(tmp_path)
    assert "\n" not in str(raised.value)


def test_what_is_left_beside_figures_is_read_back_and_taken_away_where_nothing_is_known(tmp_path):
    save_credit(tmp_path, CREDIT)
    assert saved_credit(tmp_path) == CREDIT
    assert from_record(json.loads(json.dumps(as_record(CREDIT)))) == CREDIT
    save_credit(tmp_path, Credit())
    assert list(tmp_path.iterdir()) == [] and saved_credit(tmp_path) == Credit()


def test_a_damaged_one_is_refused_in_one_line(tmp_path):
    (tmp_path / "credit.json").write_text('{"authors": "Jane"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"credit\.json: damaged since a run wrote it"):
        made(tmp_path)


def test_each_file_of_a_figure_and_the_report_carry_whom_they_are_by(tmp_path):
    save_credit(tmp_path, CREDIT)
    made(tmp_path)
    page = bs.report(tmp_path)
    for kind in PICTURE_FORMATS:
        alone = tmp_path / "alone" / f"sent.{kind}"
        alone.parent.mkdir(exist_ok=True)
        (tmp_path / f"toy.{kind}").rename(alone)
        assert from_record(record_of(alone)["credit"]) == CREDIT
        assert bs.cite(alone).startswith("Ana de la Luz Jr. and The News Lab (2031). Figure 2.1")
    sent = page.rename(tmp_path / "alone" / "as mailed.HTML")
    said = bs.cite(sent)
    assert said.startswith("Ana de la Luz Jr. and The News Lab (2031). How did these outlets tell")
    assert said.endswith(" https://doi.org/10.5281/zenodo.7")
    assert "Ana de la Luz Jr. and The News Lab (2031)" in (sent).read_text(encoding="utf-8")


def test_a_figure_by_nobody_is_as_it_always_was(tmp_path):
    about = made(tmp_path).about
    assert "credit" not in about and "credit" not in record_of(tmp_path / "toy.png")


def test_cite_takes_what_is_given_then_what_the_figure_says_then_the_working_folder(
    tmp_path, monkeypatch
):
    made(tmp_path / "figures")
    picture = tmp_path / "figures" / "toy.png"
    (tmp_path / "CITATION.cff").write_text(MINE, encoding="utf-8")
    assert bs.cite(picture).startswith("Figure 2.1: Share (2026)")  # the folder is another's
    monkeypatch.chdir(tmp_path)
    assert bs.cite(picture).startswith("Ana de la Luz Jr. and The News Lab (2031). Figure")
    given = bs.cite(picture, authors=["Doe, Jane"], address="https://osf.io/ab12")
    assert given.startswith("Jane Doe (2031). Figure") and given.endswith(" https://osf.io/ab12")
    save_credit(tmp_path / "figures", credit_given(["Roe, R."], 2029))
    made(tmp_path / "figures")
    assert bs.cite(picture).startswith("R. Roe (2029). Figure")


@pytest.mark.parametrize(
    "credit",
    [{"authors": "Jane"}, {"authors": [{"name": "Jane"}]}, {"year": "soon"}, ["Jane"]],
)
def test_a_figure_whose_credit_is_of_another_kind_is_none_of_ours(tmp_path, credit):
    made(tmp_path)
    beside = tmp_path / "toy.json"
    about = json.loads(beside.read_text(encoding="utf-8"))
    for kind in PICTURE_FORMATS:
        (tmp_path / f"toy.{kind}").unlink()
    beside.write_text(json.dumps({**about, "credit": credit}), encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="not a saved figure"):
        record_of(beside)


@pytest.mark.parametrize(
    "page", ["", "<p>words", '<head><meta name="broadsheet" content="[1]"></head>']
)
def test_another_page_is_no_report(tmp_path, page):
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"report\.html: not a report"):
        bs.cite(tmp_path / "report.html")


def test_a_damaged_record_in_a_page_is_refused_in_one_line(tmp_path):
    page = '<head><meta name="broadsheet" content="{"></head>'
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    with pytest.raises(ValueError, match=r"report\.html: the record of the figure is damaged"):
        bs.cite(tmp_path / "report.html")
