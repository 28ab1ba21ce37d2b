from pathlib import Path

from broadsheet import paths


def test_the_projects_folder_is_found_from_any_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.find("data/seeds") == paths.ROOT / "data" / "seeds"
    assert (paths.find("data/seeds") / "articles.csv").is_file()


def test_what_stands_here_comes_before_what_stands_in_the_project(tmp_path, monkeypatch):
    (tmp_path / "data" / "seeds").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert paths.find("data/seeds") == tmp_path / "data" / "seeds"


def test_an_absolute_path_and_a_home_are_taken_as_they_are(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert paths.find(tmp_path) == tmp_path
    assert paths.find("~/articles") == tmp_path / "articles"
    assert paths.place(tmp_path / "out") == tmp_path / "out"


def test_a_missing_path_comes_back_as_seen_from_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.find("missing") == tmp_path / "missing"


def test_a_home_that_is_nobodys_is_taken_as_it_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.find("~nobody-at-all/x") == tmp_path / "~nobody-at-all" / "x"
    assert paths.place("~nobody-at-all/x") == paths.ROOT / "~nobody-at-all" / "x"


def test_every_folder_named_is_below_the_project():
    folders = paths.NOTEBOOKS, paths.LEXICONS, paths.ANNOTATIONS, paths.FIGURES, paths.RUNS
    assert all(folder.is_relative_to(paths.ROOT) and isinstance(folder, Path) for folder in folders)
