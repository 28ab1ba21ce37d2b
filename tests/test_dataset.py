"""What was measured into a folder: read as it was written, whole or not at all, and asked through DuckDB."""
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet import dataset, profiles
from broadsheet.survey import survey

LEXICON = bs.load_lexicon("security-sovereignty")


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    folder = tmp_path_factory.mktemp("measured") / "seeds"
    survey("data/seeds", folder, LEXICON, workers=1)
    return folder


def test_tables_come_in_the_order_and_under_the_outlets_of_the_articles_that_are_asked_for(measured):
    articles = bs.load(measured).articles[::-1].assign(outlet="2 other outlets")
    found = bs.measured(articles, LEXICON, folder=measured)
    assert found.articles["id"].tolist() == articles["id"].tolist()
    assert set(found.hits["outlet"]) == {"2 other outlets"} and found.hits["id"].iloc[0] == articles["id"].iloc[0]
    one = found.of(articles["id"][:1])
    assert set(one.sentences["id"]) == {articles["id"].iloc[0]} and len(one.sentences) < len(found.sentences)


def test_another_lexicon_or_another_rule_for_negated_terms_is_refused(measured):
    articles = bs.load(measured).articles
    with pytest.raises(ValueError, match="measured with lexicon security-sovereignty .* and not with generic-frames"):
        bs.measured(articles, bs.load_lexicon("generic-frames"), folder=measured)
    with pytest.raises(ValueError, match="measured with skip_negated=False and not True"):
        bs.measured(articles, LEXICON, skip_negated=True, folder=measured)
    with pytest.raises(ValueError, match="holds nothing that was measured"):
        bs.measured(articles, LEXICON, folder="data/seeds")


def test_keyness_through_duckdb_is_that_of_the_texts_in_memory(measured):
    loaded, lean = bs.load("data/seeds"), bs.load(measured, texts=False)
    assert "text" not in lean.articles and lean.report == loaded.report
    stored, found = bs.measured(lean.articles, LEXICON, folder=measured), bs.measured(loaded.articles, LEXICON)
    for narrated in (False, True):
        pd.testing.assert_frame_equal(bs.keyness(lean.articles, found=stored, narrated=narrated),
                                      bs.keyness(loaded.articles, found=found, narrated=narrated))


def test_the_profile_of_very_many_articles_is_that_of_few_without_intervals(measured, monkeypatch):
    stored = bs.measured(bs.load(measured).articles, LEXICON, folder=measured)
    few = bs.article_profile(stored, seed=1)
    monkeypatch.setattr(profiles, "MANY", 1)
    many = bs.article_profile(stored, seed=1)
    assert many[["low", "high"]].isna().all(axis=None)
    pd.testing.assert_frame_equal(many.drop(columns=["low", "high"]), few.drop(columns=["low", "high"]), check_dtype=False)


def test_a_file_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    dataset.save_file(tmp_path, "a.bin", b"old")
    monkeypatch.setattr(dataset.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left on device; what is done is kept"):
        dataset.save_file(tmp_path, "a.bin", b"new and longer")
    assert (tmp_path / "a.bin").read_bytes() == b"old" and not any((tmp_path / dataset.UNFINISHED).iterdir())
