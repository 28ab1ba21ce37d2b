"""Corpora that lack something run through every notebook: nobody quoted, one article, no outlet,
no date, no framing term, one outlet; and 300 outlets.

Articles that quote nobody run through the command, which saves every figure; the figures of the
others are only laid out.
"""

import ast
import json

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.cli import main
from broadsheet.remembered import remembering
from tests.test_notebooks import PATHS, cells, source

BORDER = (
    "The council met on Monday and agreed on a plan for the border, which has been closed since "
    "the storm. Troops stayed where they were, and the ministers spoke of security. Trade fell by "
    "a third last year. Nobody knew what would come next."
)
TREATY = (
    "Troops stood at the border on Monday, and migration had doubled since the spring. Two "
    "ministers left the room before the vote on the treaty, which was lost by a single voice. The "
    "region waited for its rulers to speak of sovereignty and peace."
)
CRUZ = (
    "“Nobody will act on our soil without us,” Ana Cruz said. “Security comes first,” she warned."
)
LUND = "“Our sovereignty is not for sale,” Bo Lund told reporters. “It never was.”"
CAT = "The cat sat on a mat by the window. “I like birds,” Ana Cruz said. It rained all day."
BREAD = "The baker made bread, as he always does. “Bread is good,” Bo Lund said. The oven was hot."
QUOTING = [f"{BORDER} {CRUZ}", f"{TREATY} {LUND}"]
# Figures without content where nobody is quoted and two articles are of one day.
NOT_DRAWN = {
    "01-corpus": 1,
    "03-quotes": 5,
    "04-framing": 3,
    "05-same-story": 6,
    "06-errors": 1,
}
NOBODY_QUOTED = {"text": [BORDER, TREATY]}
LACKING = {
    "one article": {"text": QUOTING[:1], "outlet": ["North Post"]},
    "no outlet": {"text": QUOTING, "outlet": None},
    "no date": {"text": QUOTING, "published": None},
    "no framing term": {"text": [CAT, BREAD]},
    "one outlet": {"text": QUOTING, "outlet": "North Post"},
    "300 outlets": {
        "text": [f"It was day {n}. {QUOTING[n % 2]} Day {n} ended." for n in range(300)],
        "outlet": [f"Post {n}" for n in range(300)],
    },
}


def written(columns, folder):
    """A table of articles, one of each outlet and of one day where `columns` do not say other."""
    columns = {"outlet": ["North Post", "South Post"], "published": "2025-09-03"} | columns
    table = pd.DataFrame({name: value for name, value in columns.items() if value is not None})
    table.to_csv(folder / "articles-of-mine.csv", index=False)
    return folder / "articles-of-mine.csv"


def executed_here(path, given):
    """The names after all cells of a notebook ran, in this process, each last value shown."""
    values = {"In": [""]}
    for cell in cells(path, "code"):
        code = source(cell)
        values["In"].append(code)
        body = ast.parse(code).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), path.stem, "exec"), values)
        if last:
            shown = eval(compile(ast.Expression(last.value), path.stem, "eval"), values)
            getattr(shown, "_repr_html_", shown.__repr__)()
        if "parameters" in cell["metadata"].get("tags", []):
            values |= given
    return values


def figures_of(path):
    """How many figures a notebook saves, or would if each had something to draw."""
    return sum(source(cell).count("bs.save(") for cell in cells(path, "code"))


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    """The tables of articles, each read and measured once for all notebooks, as in a run."""
    with remembering():
        yield {
            what: written(columns, tmp_path_factory.mktemp("corpus"))
            for what, columns in LACKING.items()
        }


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("what", LACKING)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_corpus_that_lacks_something_runs_through(path, what, corpora, tmp_path, monkeypatch):
    drawn = []

    def save(figure, name, data, **about):  # the drawing is laid out, but not written four times
        figure.draw_without_rendering()
        data.to_csv(tmp_path / f"{name}.csv")
        drawn.append(about["alt"])

    monkeypatch.setattr(bs, "save", save)
    executed_here(path, {"corpus": str(corpora[what]), "figures": str(tmp_path)})
    assert len(drawn) == figures_of(path)
    assert all(drawn)


@pytest.mark.filterwarnings("ignore")
def test_a_run_over_articles_that_quote_nobody_ends_well(tmp_path, monkeypatch):
    """The command itself, with all files of its figures. The notebooks run in this process, since
    seven kernels would cost twice as much; the main job, in test_notebooks, has them.
    """
    corpus, out = written(NOBODY_QUOTED, tmp_path), tmp_path / "out"
    saved_by = {}

    def run_here(given, executed):
        for path in PATHS:
            before = set(out.glob("*.json"))
            executed_here(path, given)
            made = set(out.glob("*.json")) - before
            saved_by[path] = [json.loads(about.read_text(encoding="utf-8")) for about in made]

    monkeypatch.setattr("broadsheet.notebooks.run", run_here)
    assert main(["run", str(corpus), "--out", str(out)]) == 0
    not_drawn = {path: figures_of(path) - len(made) for path, made in saved_by.items()}
    assert {path.stem: left for path, left in not_drawn.items() if left} == NOT_DRAWN
    assert all(about["alt"] for made in saved_by.values() for about in made)
    assert (out / "report.html").exists() and len(list(out.glob("*.svg"))) >= 10


@pytest.mark.filterwarnings("ignore")
def test_outlets_beyond_those_shown_do_not_change_which_stories_there_are(tmp_path, monkeypatch):
    """Outlets that figures put in one row are not one outlet whose every line comes again."""
    monkeypatch.setattr(bs, "save", lambda *given, **about: None)
    path = next(path for path in PATHS if "story" in path.stem)
    columns = {
        "text": [f"{QUOTING[0]} It was report {n}." for n in range(8)],
        "title": "Border stays closed",
        "outlet": [f"Post {n}" for n in range(8)],
    }
    corpus = written(columns, tmp_path)
    articles = bs.load(corpus).articles
    as_one_outlet = bs.find_stories(bs.fewer_outlets(articles, 1))["story"]
    assert as_one_outlet.isna().any()  # articles under one headline are taken for a series
    values = executed_here(
        path, {"corpus": str(corpus), "figures": str(tmp_path), "most_outlets": 1}
    )
    assert values["found"]["story"].tolist() == ["1"] * 8
    assert values["articles"]["outlet"].nunique() == 2


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["Border", " Border "])
def test_a_story_that_nobody_told_is_one_line_that_lists_those_there_are(
    name, tmp_path, monkeypatch
):
    monkeypatch.setattr(bs, "save", lambda *given, **about: None)
    path = next(path for path in PATHS if "story" in path.stem)
    corpus = written({"text": QUOTING, "story": "Border"}, tmp_path)
    given = {"corpus": str(corpus), "figures": str(tmp_path)}
    assert executed_here(path, given | {"story": name})["one"].story == "Border"
    with pytest.raises(ValueError, match="story: 'Bordr' does not exist; stories: 'Border'"):
        executed_here(path, given | {"story": "Bordr"})
