"""What was measured into a folder: read as it was written, whole or not at all, and asked through
DuckDB.
"""

import io
import json
import random
import shutil
import time
from contextlib import suppress

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import broadsheet as bs
from broadsheet import storage
from broadsheet.comparison import profiles
from broadsheet.corpus import batches
from broadsheet.measuring.dataset import survey
from broadsheet.storage import locked
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")


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
        match=r"measured with lexicon security-sovereignty .*, not with generic-frames",
    ):
        bs.measured(articles, bs.load_lexicon("generic-frames"), folder=measured)
    with pytest.raises(ValueError, match="measured with skip_negated=False, not True"):
        bs.measured(articles, LEXICON, skip_negated=True, folder=measured)
    with pytest.raises(ValueError, match="no measured corpus"):
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
    with pytest.raises(OSError, match="No space left on device; what was saved is kept"):
        storage.save_file(tmp_path, "a.bin", b"new and longer")
    assert (tmp_path / "a.bin").read_bytes() == b"old" and not any(
        (tmp_path / storage.UNFINISHED).iterdir()
    )


SCHEMA = pa.schema([("id", pa.string()), ("words", pa.int64()), ("share", pa.float64())])


def test_a_table_is_written_with_these_columns_and_nothing_else():
    table = pd.DataFrame({"words": [3, 4], "other": 1, "id": ["a", "b"]}, index=["x", "y"])
    written = pq.read_table(io.BytesIO(storage.encoded(table, SCHEMA)))
    assert written.schema.equals(SCHEMA, check_metadata=True)
    assert written.to_pylist() == [
        {"id": "a", "words": 3, "share": None},
        {"id": "b", "words": 4, "share": None},
    ]


def test_each_page_has_a_checksum():
    """Many a flipped bit is read as other values without a word, and none with its checksum."""
    whole = storage.encoded(pd.DataFrame({"id": "a", "words": range(40)}), SCHEMA)
    read = pq.read_table(io.BytesIO(whole))
    words = pq.read_metadata(io.BytesIO(whole)).row_group(0).column(1)
    misread = []
    for place in range(words.dictionary_page_offset, words.data_page_offset):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        with suppress(OSError, pa.ArrowException):
            if not pq.read_table(io.BytesIO(flipped)).equals(read):
                misread.append(bytes(flipped))
    assert len(misread) > 10
    for content in misread:
        with pytest.raises(OSError, match="CRC checksum"):
            pq.read_table(io.BytesIO(content), page_checksum_verification=True)


def test_a_file_is_put_whole_into_a_folder_that_is_not_there_yet(tmp_path):
    path, beside = tmp_path / "a" / "b" / "c.bin", tmp_path / "d" / "e" / "c.bin"
    storage.put_whole(path, beside, b"new")
    storage.put_whole(path, beside, b"newer")
    assert path.read_bytes() == b"newer" and not any(beside.parent.iterdir())


def test_rows_of_some_articles_are_read_from_all_parts(in_parts):
    folder = in_parts / "out"
    ids = storage.read_table(folder, "articles", ["id"])["id"].tolist()
    assert len(ids) == 6 and len(set(ids)) == 6
    chosen = [ids[0], ids[5]]
    parts = list(storage.read_parts(folder, "quotations", ["id", "speaker"], chosen))
    assert [list(part.columns) for part in parts] == [["id", "speaker"]] * 3
    assert [part["id"].tolist() for part in parts] == [[ids[0]], [], [ids[5]]]
    assert storage.read_table(folder, "articles", ids=chosen)["id"].tolist() == chosen
    assert storage.read_table(folder, "articles", ids=[]).empty
    assert (
        storage.columns_of(folder, "quotations")
        == storage.read_table(folder, "quotations").columns.tolist()
    )


def test_the_rows_of_each_table_are_counted_by_the_seals(in_parts):
    assert storage.totals(in_parts / "out") == {
        table: len(storage.read_table(in_parts / "out", table)) for table in storage.TABLES
    }
    assert storage.totals(in_parts / "out")["quotations"] == 6


def test_a_folder_of_ours_is_known_by_its_mark_or_by_what_was_measured(copied, tmp_path):
    ours, others = tmp_path / "ours", tmp_path / "others"
    for folder in (ours, others):
        folder.mkdir()
    (ours / storage.MARK).write_text("{}", encoding="utf-8")
    (others / storage.ABOUT_FILE).write_text('{"made": "elsewhere"}', encoding="utf-8")
    assert storage.is_made_here(ours) and not storage.is_made_here(others)
    assert not storage.is_made_here(tmp_path / "none")
    assert storage.is_made_here(copied)
    for folder in (copied, others):
        (folder / storage.ABOUT_FILE).write_text("{", encoding="utf-8")
    assert storage.is_made_here(copied) and not storage.is_made_here(others)


def test_what_is_not_there_or_not_ours_says_nothing_of_itself(tmp_path):
    assert storage.read_about(tmp_path) is None
    for other in ("[1, 2]", '{"made": "elsewhere"}', '"measured"'):
        (tmp_path / storage.ABOUT_FILE).write_text(other, encoding="utf-8")
        assert storage.read_about(tmp_path) is None
    with pytest.raises(ValueError, match="no measured corpus; make one with: measure"):
        storage.whole(tmp_path)


def test_a_dataset_that_is_not_finished_says_so(copied):
    about = json.loads((copied / storage.ABOUT_FILE).read_text(encoding="utf-8"))
    told = {name: value for name, value in about.items() if name != "checksum"}
    (copied / storage.ABOUT_FILE).write_text(json.dumps(told | {"finished": False}))
    with pytest.raises(ValueError, match="unfinished; run the same `measure` again, and it"):
        storage.whole(copied)


def test_a_dataset_from_before_lines_were_cut_kept_them(copied):
    about = json.loads((copied / storage.ABOUT_FILE).read_text(encoding="utf-8"))
    older = {name: value for name, value in about.items() if name != "repeated_lines"}
    assert storage.as_about(older).repeated_lines == "keep"
    assert storage.as_about(older).stories is None


def test_a_seal_that_is_lost_is_another_thing_than_one_that_is_damaged(copied):
    seal = copied / storage.SEALS / "part-00000.json"
    seal.write_text(seal.read_text(encoding="utf-8").replace('"batch": "', '"batch": "0'))
    with pytest.raises(ValueError, match=r"part-00000\.json: damaged; run the same"):
        storage.read_seal(seal)
    assert storage.sealed(copied, 0) is None
    seal.unlink()
    with pytest.raises(ValueError, match=r"part-00000\.json: missing; run the same"):
        storage.read_seal(seal)
    with pytest.raises(ValueError, match=r"seals.part-00000\.json: missing; run the same"):
        storage.whole(copied)


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
    named = rf"{table}.part-00000\.parquet: .*; run the same `measure` again"

    def load_and_read():
        loaded = bs.load(copied)
        return getattr(bs.measured(loaded.articles, LEXICON, folder=copied), table)

    with pytest.raises(ValueError, match=f"{named}|holds 0 articles"):
        load_and_read()
    survey("data/seeds", copied, LEXICON, workers=1)
    assert files(copied) == files(measured)


def test_a_part_that_was_lost_with_all_its_files_is_missed(copied):
    for table in storage.TABLES:
        (copied / table / "part-00000.parquet").unlink()
    (copied / storage.SEALS / "part-00000.json").unlink()
    with pytest.raises(
        ValueError,
        match="contains 0 articles, but 2 were measured; run the same `measure` again",
    ):
        bs.load(copied)


def everything_read(folder, lexicon=LEXICON):
    """Each table of a dataset, through pandas and through DuckDB."""
    loaded = bs.load(folder)
    stored = bs.measured(loaded.articles, lexicon, folder=folder)
    for table in storage.TABLES:
        storage.read_table(folder, table)
        stored.rows(f"select count(*) from {table}")


@pytest.fixture(scope="module")
def in_parts(tmp_path_factory):
    """A dataset of three parts."""
    folder = tmp_path_factory.mktemp("parts")
    rows = [f'"We will act on day {k}," Ana Cruz said. Rain fell.' for k in range(6)]
    pd.DataFrame({"text": rows}).to_csv(folder / "in.csv", index=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "SOURCES_IN_BATCH", 2)
        survey(folder / "in.csv", folder / "out", LEXICON, workers=1)
    return folder


FILES = [f"{table}/part-00001.parquet" for table in storage.TABLES] + [
    f"{storage.SEALS}/part-00001.json",
    storage.ABOUT_FILE,
]


def survey_again(in_parts, copied, monkeypatch):
    monkeypatch.setattr(batches, "SOURCES_IN_BATCH", 2)
    survey(in_parts / "in.csv", copied, LEXICON, workers=1)
    assert files(copied) == files(in_parts / "out")


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_anywhere_is_named_and_mended(in_parts, tmp_path, monkeypatch, name):
    whole = (in_parts / "out" / name).read_bytes()
    copied = shutil.copytree(in_parts / "out", tmp_path / "copied")
    flips = random.Random(name)
    for _ in range(8):
        place, bit = flips.randrange(len(whole)), flips.randrange(8)
        content = bytearray(whole)
        content[place] ^= 1 << bit
        (copied / name).write_bytes(content)
        with pytest.raises(ValueError, match=r"run the same `measure` again") as said:
            everything_read(copied)
        assert str(copied) in str(said.value)
    survey_again(in_parts, copied, monkeypatch)


@pytest.mark.parametrize("name", FILES[:-1])
def test_a_part_that_was_copied_over_another_is_noticed_and_mended(
    in_parts, tmp_path, monkeypatch, name
):
    copied = shutil.copytree(in_parts / "out", tmp_path / "copied")
    other = copied / name.replace("00001", "00002")
    if other.read_bytes() == (copied / name).read_bytes():  # both hold no row
        return
    shutil.copy(other, copied / name)
    with pytest.raises(ValueError, match=r"run the same `measure` again"):
        everything_read(copied)
    survey_again(in_parts, copied, monkeypatch)


def test_a_whole_part_that_was_copied_over_another_is_noticed(in_parts, tmp_path):
    copied = shutil.copytree(in_parts / "out", tmp_path / "copied")
    for name in FILES[:-1]:
        shutil.copy(copied / name.replace("00001", "00002"), copied / name)
    with pytest.raises(ValueError, match="these seals do not belong to the parts measured"):
        everything_read(copied)


@pytest.mark.parametrize("said", [{"measured": "other"}, {"finished": 1}, {"rows": None}])
def test_what_a_dataset_says_of_itself_is_not_believed_once_edited(measured, copied, said):
    about = json.loads((copied / "about.json").read_text(encoding="utf-8"))
    (copied / "about.json").write_text(json.dumps(about | said), encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"about\.json: changed since `measure` wrote it; run the same"
    ):
        bs.load(copied)
    survey("data/seeds", copied, LEXICON, workers=1)
    assert files(copied) == files(measured)


def test_another_dataset_in_the_place_of_one_that_was_read_is_read_as_it_is(tmp_path):
    for text in ("It rained all day in the small town.", "Snow fell on the small town all night."):
        pd.DataFrame({"text": [text]}).to_csv(tmp_path / "in.csv", index=False)
        survey(tmp_path / "in.csv", tmp_path / "out", workers=1)
        everything_read(tmp_path / "out", None)
        shutil.rmtree(tmp_path / "out")


def test_a_damaged_dataset_of_other_settings_is_not_mended_with_these(copied):
    (copied / "about.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match="part 0 was measured with other settings; choose another"):
        survey("data/seeds", copied, None, workers=1)


def test_a_dataset_of_an_older_kind_is_to_be_measured_anew(copied):
    about = json.loads((copied / "about.json").read_text(encoding="utf-8"))
    older = {name: value for name, value in about.items() if name not in ("seals", "checksum")}
    (copied / "about.json").write_text(json.dumps(older), encoding="utf-8")
    with pytest.raises(ValueError, match=r"`seals` is not as .* into another folder"):
        bs.load(copied)


@pytest.mark.parametrize("options", [{"columns": {"text": "contnt"}}, {"stories": "none.csv"}])
def test_a_mistake_in_the_options_leaves_no_trace(tmp_path, options):
    pd.DataFrame({"text": ["It rained all day in the small town."]}).to_csv(
        tmp_path / "in.csv", index=False
    )
    with pytest.raises((ValueError, FileNotFoundError)):
        survey(tmp_path / "in.csv", tmp_path / "out", workers=1, **options)
    assert not (tmp_path / "out").exists()
    survey(tmp_path / "in.csv", tmp_path / "out", workers=1)


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
            match=r"1 of 2 articles were not measured there, for example .*: load the articles",
        ):
            bs.measured(other, LEXICON, folder=measured)
    with pytest.raises(ValueError, match="occurs twice; give each article its own"):
        bs.measured(pd.concat([articles, articles]), LEXICON, folder=measured)
    assert (
        len(
            bs.measured(
                articles.drop(columns=["outlet", "source"]), LEXICON, folder=measured
            ).articles
        )
        == 2
    )


def test_a_folder_into_which_another_run_writes_is_refused_in_one_line(tmp_path):
    with (
        locked(tmp_path / "lock", tmp_path / "out"),
        pytest.raises(ValueError, match=r"out: another `broadsheet` is writing there; wait"),
        locked(tmp_path / "lock", tmp_path / "out"),
    ):
        pass
    with locked(tmp_path / "lock", tmp_path / "out"):
        assert (tmp_path / "lock").exists()


def test_a_folder_that_is_taken_is_refused_at_once(tmp_path):
    begun = time.monotonic()
    with (
        locked(tmp_path / "lock", tmp_path),
        pytest.raises(ValueError, match="another `broadsheet` is writing"),
        locked(tmp_path / "lock", tmp_path),
    ):
        pass
    assert time.monotonic() - begun < 4  # sqlite would wait for five seconds
