import pandas as pd
import pytest

from broadsheet import paths
from broadsheet.corpus.loading import load
from broadsheet.corpus.overview import days, outlets, side_by_side


@pytest.fixture(scope="module")
def seeds():
    return load(paths.ROOT / "data" / "seeds").articles


def test_every_line_of_a_page_is_kept_or_cut(seeds):
    for article in seeds.to_dict("records"):
        table = side_by_side(article, paths.ROOT / "data" / "seeds")
        assert table["line"].is_monotonic_increasing and "not found" not in set(table["why"])
        assert ((table["kept"] == "") != (table["cut"] == "")).all()
        assert set(table.loc[table["kept"] != "", "why"]) <= {
            "body",
            "title",
            "summary",
            "dateline",
            "highlights",
            "subheads",
        }


def test_a_page_that_is_one_file_is_found(seeds):
    article = (
        load(paths.ROOT / "data" / "seeds" / "000_794c89ee2f883a8f.txt").articles.iloc[0].to_dict()
    )
    assert (
        side_by_side(article, paths.ROOT / "data" / "seeds" / "000_794c89ee2f883a8f.txt")["line"]
        .notna()
        .all()
    )


def test_the_days_are_the_newsrooms_own(seeds):
    table = days(seeds)
    assert table["date"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2025-09-04", ""]
    assert table["day"].fillna(-1).tolist() == [0, -1]
    assert (
        days(seeds.assign(published=None, outlet=None).astype({"published": "str"}))["day"]
        .isna()
        .all()
    )


def test_outlets_are_counted_the_unnamed_too(seeds):
    table = outlets(pd.concat([seeds, seeds.assign(outlet=None)]).astype({"outlet": "str"}))
    assert table["outlet"].tolist() == ["no outlet named", "Devdiscourse", "Newslooks"]
    assert table["articles"].tolist() == [2, 1, 1] and table["dated"].tolist() == [1, 1, 0]
    assert table["median_words"].tolist() == [335.0, 137.0, 533.0]
