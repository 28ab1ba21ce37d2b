"""Whose folder a run writes into: a person's work is never overwritten."""

import json

import pytest

import broadsheet as bs
from broadsheet.publishing import RunFolder
from broadsheet.storage import MARK


def run_on(folder, corpus="toy", **files):
    """A run that writes these files."""
    run = RunFolder(folder, corpus)
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content)
    run.leave_mark()
    return run


def test_a_folder_that_no_run_wrote_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "comparison.csv").write_text("a,b\n1,2\n")
    with pytest.raises(
        ValueError, match=r"files that no run on 'toy' wrote, such as 'comparison.csv'"
    ):
        RunFolder(tmp_path, "toy")
    assert [path.name for path in tmp_path.iterdir()] == ["comparison.csv"]


def test_a_folder_of_another_corpus_is_refused(tmp_path):
    run_on(tmp_path / "out", "toy", words="1")
    with pytest.raises(ValueError, match="contains a run on 'toy', not on 'other'"):
        RunFolder(tmp_path / "out", "other")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("notes")
    with pytest.raises(ValueError, match="is a file; choose a folder with --out"):
        RunFolder(tmp_path / "out", "toy")


def test_what_a_person_changed_since_is_kept_under_another_name_each_time(tmp_path):
    run_on(tmp_path / "out", words="1", shares="2")
    for number in (1, 2):
        (tmp_path / "out" / "words.csv").write_text(f"corrected {number}")
        run = run_on(tmp_path / "out", words="1", shares="2")
        assert [path.name for path in run.kept] == [f"words (kept {number}).csv"]
    there = {path.name: path.read_text() for path in (tmp_path / "out").glob("*.csv")}
    assert there == {
        "words.csv": "1",
        "words (kept 1).csv": "corrected 1",
        "words (kept 2).csv": "corrected 2",
        "shares.csv": "2",
    }


def test_a_persons_own_files_in_the_folder_stay_where_they_are(tmp_path):
    run_on(tmp_path / "out", words="1")
    (tmp_path / "out" / "notes.csv").write_text("mine")
    assert run_on(tmp_path / "out", words="1").kept == []
    (tmp_path / "out" / "notes.csv").write_text("mine, changed")
    assert run_on(tmp_path / "out", words="1").kept == []
    assert set(json.loads((tmp_path / "out" / MARK).read_text())["files"]) == {"words.csv"}


def test_the_figures_of_the_repository_are_taken_for_those_of_their_corpus(tmp_path):
    record = {"number": "2.1", "title": "A", "caption": "B", "alt": "C", "source": "D", "data": ""}
    record |= {"corpus": {"name": "seeds", "articles": 2, "fingerprint": "0"}, "parameters": {}}
    record |= {"broadsheet": "1", "packages": {}, "name": "words"}
    (tmp_path / "words.json").write_text(json.dumps(record))
    with pytest.raises(ValueError, match="no run on 'other' wrote"):
        RunFolder(tmp_path, "other")
    assert RunFolder(tmp_path, "seeds").kept == []


def test_what_a_run_wrote_below_a_corpus_is_never_read_as_articles(tmp_path):
    (tmp_path / "a.txt").write_text("It rained all day in the small town by the sea.")
    run_on(tmp_path / "figures" / "toy", words="text\nIt rained all day, and more.\n")
    corpus = bs.load(tmp_path)
    assert corpus.articles["source"].tolist() == ["a.txt"]
    assert corpus.rejected["source"].tolist() == ["figures/toy"]
    assert "that Broadsheet made" in corpus.rejected["reason"].iloc[0]
