"""What was measured into a folder: read as it was written, whole or not at all, and asked through
DuckDB.
"""

import json
import shutil

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet import storage
from broadsheet.comparison import profiles
from broadsheet.measuring.dataset import survey

LEXICON = bs.load_lexicon("security-sovereignty")


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    folder = tmp_path_factory.mktemp("measured") / "seeds"
    survey("data/seeds", folder, LEXICON, workers=1)
    return folder


def test_tables_come_in_the_order_and_under_the_outlets_of_the_articles_that_are_asked_for(
    measured,
):
    articles = bs.load(measured).articles[::-1].assign(outlet="2 other outlets")
    found = bs.measured(articles, LEXICON, folder=measured)
    assert found.articles["id"].tolist() == articles["id"].tolist()
    assert (
        set(found.hits["outlet"]) == {"2 other outlets"}
        and found.hits["id"].iloc[0] == articles["id"].iloc[0]
    )
    one = found.of(articles["id"][:1])
    assert set(one.sentences["id"]) == {articles["id"].iloc[0]} and len(one.sentences) < len(
        found.sentences
    )


def test_another_lexicon_or_another_rule_for_negated_terms_is_refused(measured):
    articles = bs.load(measured).articles
    with pytest.raises(
        ValueError,
        match=r"measured with lexicon security-sovereignty .* and not with generic-frames",
    ):
        bs.measured(articles, bs.load_lexicon("generic-frames"), folder=measured)
    with pytest.raises(ValueError, match="measured with skip_negated=False and not True"):
        bs.measured(articles, LEXICON, skip_negated=True, folder=measured)
    with pytest.raises(ValueError, match="holds nothing that was measured"):
        bs.measured(articles, LEXICON, folder="data/seeds")


def test_keyness_through_duckdb_is_that_of_the_texts_in_memory(measured):
    loaded, lean = bs.load("data/seeds"), bs.load(measured, texts=False)
    assert "text" not in lean.articles and lean.report == loaded.report
    stored, found = (
        bs.measured(lean.articles, LEXICON, folder=measured),
        bs.measured(loaded.articles, LEXICON),
    )
    for narrated in (False, True):
        pd.testing.assert_frame_equal(
            bs.keyness(lean.articles, found=stored, narrated=narrated),
            bs.keyness(loaded.articles, found=found, narrated=narrated),
        )


def test_the_profile_of_very_many_articles_is_that_of_few_without_intervals(measured, monkeypatch):
    stored = bs.measured(bs.load(measured).articles, LEXICON, folder=measured)
    few = bs.article_profile(stored, seed=1)
    monkeypatch.setattr(profiles, "MANY", 1)
    many = bs.article_profile(stored, seed=1)
    assert many[["low", "high"]].isna().all(axis=None)
    pd.testing.assert_frame_equal(
        many.drop(columns=["low", "high"]), few.drop(columns=["low", "high"]), check_dtype=False
    )


def test_a_file_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    storage.save_file(tmp_path, "a.bin", b"old")
    monkeypatch.setattr(
        storage.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    with pytest.raises(OSError, match="No space left on device; what is done is kept"):
        storage.save_file(tmp_path, "a.bin", b"new and longer")
    assert (tmp_path / "a.bin").read_bytes() == b"old" and not any(
        (tmp_path / storage.UNFINISHED).iterdir()
    )


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def copied(measured, tmp_path):
    return shutil.copytree(measured, tmp_path / "copied")


def removed(file):
    file.unlink()


def emptied(file):
    file.write_bytes(b"")


def cut_short(file):
    file.write_bytes(file.read_bytes()[:-100])


@pytest.mark.parametrize("spoil", [removed, emptied, cut_short])
@pytest.mark.parametrize("table", storage.TABLES)
def test_a_part_that_was_lost_or_damaged_is_named_and_measured_anew(measured, copied, table, spoil):
    spoil(copied / table / "part-00000.parquet")
    named = rf"{table}.part-00000\.parquet: .*; start the same `measure` again"

    def load_and_read():
        loaded = bs.load(copied)
        return getattr(bs.measured(loaded.articles, LEXICON, folder=copied), table)

    with pytest.raises(ValueError, match=f"{named}|0 articles are there"):
        load_and_read()
    survey("data/seeds", copied, LEXICON, workers=1)
    assert files(copied) == files(measured)


def test_a_part_that_was_lost_with_all_its_files_is_missed(copied):
    for table in storage.TABLES:
        (copied / table / "part-00000.parquet").unlink()
    with pytest.raises(
        ValueError,
        match="0 articles are there, and 2 were measured; start the same `measure` again",
    ):
        bs.load(copied)


@pytest.mark.parametrize(
    "said", [{"measured": 1}, {"finished": 1}, {"lexicon": "x"}, {"rows": None}, {"notes": "a"}]
)
def test_what_a_dataset_says_of_itself_is_not_believed_once_edited(copied, said):
    about = json.loads((copied / "about.json").read_text(encoding="utf-8"))
    (copied / "about.json").write_text(json.dumps(about | said), encoding="utf-8")
    with pytest.raises(
        ValueError, match=f"about.json: `{next(iter(said))}` is not as `measure` wrote it"
    ):
        bs.load(copied)
    (copied / "about.json").write_text(json.dumps(said | {"measured": "seeds"}), encoding="utf-8")
    with pytest.raises(ValueError, match="is not as `measure` wrote it"):
        bs.load(copied)
    with pytest.raises(ValueError, match=r"was measured with .*; choose another folder"):
        survey("data/seeds", copied, LEXICON, workers=1)


def test_parts_stand_in_the_order_of_their_numbers_though_there_are_over_a_hundred_thousand(
    tmp_path,
):
    (tmp_path / "articles").mkdir()
    for number in (100_000, 99_999, 2):
        (tmp_path / "articles" / storage.part_name(number)).touch()
    assert [file.name[5:-8] for file in storage.parts(tmp_path)] == ["00002", "99999", "100000"]


def test_articles_that_were_not_measured_into_the_folder_are_refused_and_not_left_out(measured):
    articles = bs.load(measured).articles
    others = {
        "another id": articles.assign(id=["other", *articles["id"][1:]]),
        "another corpus": articles.assign(source=["other.txt", *articles["source"][1:]]),
    }
    for other in others.values():
        with pytest.raises(
            ValueError,
            match=r"1 of 2 articles were not measured there, .* for one: load the articles from",
        ):
            bs.measured(other, LEXICON, folder=measured)
    with pytest.raises(ValueError, match="stands twice; give each article its own"):
        bs.measured(pd.concat([articles, articles]), LEXICON, folder=measured)
    assert (
        len(
            bs.measured(
                articles.drop(columns=["outlet", "source"]), LEXICON, folder=measured
            ).articles
        )
        == 2
    )
