"""What docs/ says is so: columns, numbers, names, examples; and the site builds whole, to be read
without a network.
"""

import ast
import csv
import doctest
import importlib
import importlib.util
import inspect
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import groupby, pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow.parquet as pq
import pytest

import broadsheet as bs
from broadsheet.measuring.dataset import survey
from broadsheet.paths import ANNOTATIONS, ROOT
from broadsheet.storage import TABLES
from tests.lexicons import shipped

DOCS = ROOT / "docs"
PAGE = {name: (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in ("measures", "dataset")}
LEXICON = shipped("security-sovereignty")
NAMED = re.findall(
    r"^::: (broadsheet\.(?:[a-z_]+\.)+(\w+))$(?!\n    options)",
    "\n".join(path.read_text() for path in sorted((DOCS / "api").glob("*.md"))),
    re.M,
)


def rows(text):
    """The rows of a page's tables, cell by cell, without their heads."""
    lines = re.findall(r"^\|(?! ?-)(.+)\|$(?!\n\|---)", text, re.M)
    return [[cell.strip() for cell in line.split(" | ")] for line in lines]


def section(page, name):
    return re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", PAGE[page], re.M | re.S)[1]


# The dataset


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dataset")
    survey("data/seeds", folder / "measured", LEXICON, workers=1)
    return folder


def expanded(name):
    """The columns that a row of the page stands for."""
    if "<formula>" in name:
        return [
            name.replace("<formula>", formula)
            for formula in bs.FORMULAS
            if formula != "linsear_write_formula"
        ]
    return [name]


@pytest.mark.parametrize("table", TABLES)
def test_the_page_names_each_column_with_its_type_in_order_and_no_other(table, dataset):
    schema = pq.read_schema(next((dataset / "measured" / table).glob("*.parquet")))
    written = [(field.name, str(field.type).replace("element: ", "")) for field in schema]
    listed = [
        (name.strip("`"), kind.strip("`"))
        for name, kind, meaning in rows(section("dataset", table))
        if len(meaning) > 5
    ]
    columns = []
    for by_frame, run in groupby(listed, lambda row: "<frame>" in row[0]):
        if by_frame:
            block = list(run)
            columns += [
                (name.replace("<frame>", frame), kind)
                for frame in LEXICON.frames
                for name, kind in block
            ]
        else:
            columns += [(column, kind) for name, kind in run for column in expanded(name)]
    assert columns == written


def test_the_page_names_each_field_of_about_json(dataset):
    about = json.loads((dataset / "measured" / "about.json").read_text(encoding="utf-8"))
    assert [name.strip("`") for name, _ in rows(section("dataset", "about.json"))] == list(about)
    assert {path.name for path in (dataset / "measured").iterdir()} == {
        *TABLES,
        "about.json",
        "seals",
    }


def test_the_examples_of_the_page_run_and_give_what_broadsheet_gives(dataset, monkeypatch):
    monkeypatch.chdir(dataset)
    values = {}
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE["dataset"], re.M | re.S)
    assert len(blocks) == 3
    for block in blocks:
        exec(block, values)
    tables = bs.measured(bs.load(ROOT / "data" / "seeds").articles, LEXICON)
    sums = tables.articles.groupby("outlet")[["quoted_words", "words"]].sum()
    assert (
        values["shares"].set_index("outlet")["quoted_share"].to_dict()
        == (sums["quoted_words"] / sums["words"]).to_dict()
    )
    assert (
        values["whose"].set_index("speaker")["words"].to_dict()
        == tables.quotations.query("speech").groupby("speaker")["words"].sum().to_dict()
    )
    assert values["by_voice"].to_numpy().sum() == len(tables.hits) == values["rates"]["hits"].sum()
    whole = tables.articles.set_index("id")
    assert (
        values["length"].round(9).to_dict()
        == (whole["words"] / whole["sentences"]).round(9).to_dict()
    )


# The measures


def test_the_error_rates_on_the_page_are_those_of_the_table():
    with (ANNOTATIONS / "agreement.csv").open(encoding="utf-8", newline="") as file:
        known = {
            (row["kind"], row["measure"], row["who"], row["value"], f"{row['n']} {row['unit']}")
            for row in csv.DictReader(file)
        }
    kinds = {
        "On texts kept aside": "kept aside",
        "On texts the rules were developed on": "developed on",
        "Read by a language model": "read by a language model",
    }
    whole = section("measures", "How often it is right")
    parts = dict(part.split("\n", 1) for part in whole.split("\n### ")[1:])
    assert set(parts) == set(kinds)
    listed = {(kinds[name], *row[:4]) for name, part in parts.items() for row in rows(part)}
    assert len(listed) > 40
    assert listed <= known
    aside = {row for row in known if row[0] == "kept aside"}
    assert aside <= listed, "what others reach on texts kept aside stands beside it"


def test_no_error_rate_stands_on_the_page_outside_the_table():
    prose = re.sub(r"^\|.*$", "", PAGE["measures"], flags=re.M)
    assert re.findall(r"\b0\.\d\d+|\d\d+ ?%", re.sub(r"95 % interval", "", prose)) == []


def test_each_reference_is_cited_and_each_citation_has_its_reference():
    body, listed = PAGE["measures"].split("## References")
    known = {
        (
            re.match(r"- ([^,]+),", line)[1],
            re.search(r"\b(1[89]\d\d|20[0-2]\d)\b(?![–\d])", line.rsplit(". ", 1)[-1] + line)[0],
        )
        for line in listed.strip().splitlines()
    }
    cited = set(
        re.findall(
            r"([A-Z][\w'’-]+)(?:,? (?:and )?(?:[A-Z][\w'’-]+|others))* \(?((?:19|20)\d\d)\b",
            " ".join(body.split()),
        )
    )
    assert cited == known


# The names


def test_every_public_name_stands_in_the_pages_once_and_no_other():
    assert sorted(name for _, name in NAMED) == sorted(bs.__all__)


def test_no_module_is_a_public_name():
    assert not [name for name in bs.__all__ if inspect.ismodule(getattr(bs, name))]


@pytest.mark.parametrize("name", bs.__all__)
def test_every_public_name_says_what_it_is_and_shows_an_example(name):
    value = getattr(bs, name)
    if callable(value):
        assert (
            re.search(r"^ *>>> .", inspect.getdoc(value), re.M)
            and len(inspect.getdoc(value).splitlines()[0]) > 20
        )
    else:  # a constant: the string behind it is its docstring
        module = next(path for path, listed in NAMED if listed == name).split(".")[1:-1]
        body = ast.parse(
            (ROOT / "src" / "broadsheet" / Path(*module).with_suffix(".py")).read_text(
                encoding="utf-8"
            )
        ).body
        [docstring] = [
            below
            for node, below in pairwise(body)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
        ]
        assert isinstance(docstring, ast.Expr) and len(ast.literal_eval(docstring.value)) > 20


# The site


def loaded_script(name):
    spec = importlib.util.spec_from_file_location(f"{name}_script", ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = loaded_script("docs")


def test_examples_of_docstrings_become_blocks_of_code():
    assert doctest.testmod(script) == (0, 1)
    shown = script.fenced(">>> one\n1\n>>> two\n2")
    assert shown.count("```") == 2 and script.fenced("a > b >> c") == "a > b >> c"


class Loads(HTMLParser):
    """What a page fetches when it is opened, and the ids on it."""

    def __init__(self):
        super().__init__()
        self.fetched, self.ids = [], set()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids.add(given.get("id"))
        if tag in ("script", "img", "iframe", "source", "video", "audio"):
            self.fetched.append(given.get("src") or "")
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "shortcut icon", "preload"):
            self.fetched.append(given.get("href") or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0 and "WARNING" not in built.stderr, built.stderr
    return folder


def test_the_site_shows_every_name_and_the_executed_tutorials(site):
    pages = {path.stem: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    ids = set()
    for text in pages.values():
        reader = Loads()
        reader.feed(text)
        ids |= reader.ids
    assert [path for path, _ in NAMED if path not in ids] == []
    for page, answer in {"tutorial": "words_by_hand", "comparing-outlets": "cut_by_hand"}.items():
        assert answer in pages[page] and "data:image/png;base64," in pages[page]
        assert "<details><summary>Solution</summary>" in pages[page]
    assert "steers it still.</td>" not in pages["tutorial"]  # a table that the notebook folds
    assert not [
        name
        for name, text in pages.items()
        if "<p>&gt;&gt;&gt;" in text or "<blockquote>\n<blockquote>" in text
    ]


def test_the_site_fetches_nothing_from_elsewhere_and_nothing_that_is_not_there(site):
    for path in site.rglob("*.html"):
        reader = Loads()
        reader.feed(path.read_text(encoding="utf-8"))
        for address in filter(None, reader.fetched):
            parts = urlsplit(address)
            assert not parts.netloc and parts.scheme in ("", "data"), f"{path.name}: {address[:90]}"
            assert (
                parts.scheme == "data"
                or path.name == "404.html"
                or (path.parent / parts.path).exists()
            ), f"{path.name}: {address[:90]}"
    for path in site.rglob("*.css"):
        assert not re.search(
            r"url\(['\"]?(https?:)?//|@import", path.read_text(encoding="utf-8")
        ), path.name


# The house


def test_the_picture_of_the_rooms_is_drawn_from_the_contracts_of_today():
    draw = loaded_script("draw_rooms")
    assert (DOCS / "rooms.svg").read_text(encoding="utf-8") == draw.picture()


@pytest.mark.parametrize("path", [DOCS / "architecture.md", ROOT / "CONTRIBUTING.md"], ids=str)
def test_every_file_and_function_of_the_house_is_where_the_page_says(path):
    page, package = path.read_text(encoding="utf-8"), ROOT / "src" / "broadsheet"
    files = re.findall(r"`([\w/-]+\.py|[\w/-]+/[\w-]+\.\w+)`", page)
    missing = [name for name in files if not any((top / name).exists() for top in (ROOT, package))]
    assert len(files) > 9 and missing == []
    folders = re.findall(r"`([\w/-]+/)`", page)
    assert [name for name in folders if not any((t / name).is_dir() for t in (ROOT, package))] == []
    names = re.findall(r"`([a-z]+)\.([a-z_]+)`", page)
    names = [(room, name) for room, name in names if (package / room).is_dir()]
    doors = {room: importlib.import_module(f"broadsheet.{room}").__all__ for room, _ in names}
    assert [name for name in names if name[1] not in doors[name[0]]] == []
