"""Each format's fixture gives the same invented articles, whole: a reader that lost one, or a
paragraph, fails here.
"""

import json
import subprocess
import sys

import pandas as pd
import pytest

from broadsheet.corpus import load
from broadsheet.paths import ROOT

CASES = ROOT / "tests" / "cases" / "corpora"
ARTICLES = json.loads((CASES / "articles.json").read_text(encoding="utf-8"))
COLLECTIONS = [
    "europresse.html",
    "factiva.xml",
    "nexis-older.html",
    "nexis-uni.docx",
    "nexis-uni.rtf",
    "nexis-older.txt",
    "factiva.html",
    "factiva-fields.html",
    "factiva.rtf",
    "proquest.txt",
    "newsapi.json",
    "mediacloud.csv",
    "4cat.tsv",
    "trafilatura.jsonl.gz",
    "excel.xlsx",
    "cc-news.parquet",
    "cc-news.warc.gz",
]
ALONE = ["saved-page.html", "word.docx", "copied-page.txt", "text-layer.pdf"]
EXPORTED = {
    "europresse.html",
    "factiva.xml",
    "nexis-older.html",
    "nexis-uni.docx",
    "nexis-uni.rtf",
    "nexis-older.txt",
    "factiva.html",
    "factiva-fields.html",
    "factiva.rtf",
    "proquest.txt",
}


def said(articles, name):
    return [None if pd.isna(value) else value for value in articles[name]]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_article_and_no_paragraph_is_lost(name):
    articles = load(CASES / name).articles
    assert list(articles["text"]) == [one["text"] for one in ARTICLES]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_details_of_an_article_are_in_our_columns(name):
    articles = load(CASES / name).articles
    assert said(articles, "title") == [one["title"] for one in ARTICLES]
    if name != "mediacloud.csv":  # Media Cloud names no authors
        assert said(articles, "authors") == [one["authors"] for one in ARTICLES]
    assert [day[:10] for day in articles["published"]] == [one["published"] for one in ARTICLES]
    assert [outlet.partition(";")[0] for outlet in articles["outlet"]] == [
        one["outlet"] for one in ARTICLES
    ]
    if name not in EXPORTED - {"proquest.txt"}:
        assert [url.rpartition("/")[2] for url in articles["url"]] == ["1", "2", "3"]


@pytest.mark.parametrize("name", ALONE)
def test_a_file_of_one_article_yields_all_of_it(name):
    corpus = load(CASES / name)
    assert list(corpus.articles["source"]) == [name]
    assert corpus.articles["text"][0] == ARTICLES[0]["text"]
    assert (corpus.articles["title"][0], corpus.articles["authors"][0]) == (
        ARTICLES[0]["title"],
        "Ann Example",
    )


LAZY = [
    "docx",
    "htmldate",
    "justext",
    "lxml",
    "openpyxl",
    "pypdfium2",
    "striprtf",
    "trafilatura",
    "warcio",
]
# An empty package of the name, so that what other rooms import does not count.
ALONE_IN_THE_HOUSE = """
import importlib.util, sys
place = sys.argv[1]
spec = importlib.util.spec_from_file_location(
    "broadsheet", place + "/__init__.py", submodule_search_locations=[place]
)
sys.modules["broadsheet"] = importlib.util.module_from_spec(spec)
import csv
limit = csv.field_size_limit()
import broadsheet.formats
assert csv.field_size_limit() == limit
print(*sorted(name for name in sys.argv[2:] if name in sys.modules))
"""


def test_a_library_is_imported_only_when_its_format_is_read():
    place = str(ROOT / "src" / "broadsheet")
    command = [sys.executable, "-c", ALONE_IN_THE_HOUSE, place, *LAZY]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert loaded.stdout.split() == []
