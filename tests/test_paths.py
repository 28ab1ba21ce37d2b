from pathlib import Path

import pytest

from broadsheet import paths


@pytest.mark.parametrize("folder", [".", "notebooks", "notebooks/learn"])
def test_the_projects_folders_are_found_from_inside_it(folder, monkeypatch):
    monkeypatch.chdir(paths.ROOT / folder)
    assert paths.find("data/seeds") == paths.ROOT / "data" / "seeds"
    assert paths.place("figures/seeds") == paths.ROOT / "figures" / "seeds"


def test_elsewhere_a_relative_path_means_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.find("data/seeds") == tmp_path / "data" / "seeds"
    assert paths.place("figures/seeds") == tmp_path / "figures" / "seeds"


def test_the_annotations_that_come_with_broadsheet_are_found_from_everywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.find("data/annotations/seeds.json") == paths.ANNOTATIONS / "seeds.json"
    mine = tmp_path / "data" / "annotations" / "seeds.json"
    mine.parent.mkdir(parents=True)
    mine.touch()
    assert paths.find("data/annotations/seeds.json") == mine
    assert paths.find("data/annotations/../seeds") == tmp_path / "data/annotations/../seeds"


def test_from_a_wheel_notebooks_read_what_it_ships_and_write_where_they_stand(
    tmp_path, monkeypatch
):
    shipped = tmp_path / "site-packages" / "broadsheet" / "shipped"
    (shipped / "notebooks").mkdir(parents=True)
    (shipped / "data" / "toy").mkdir(parents=True)
    monkeypatch.setattr(paths, "ROOT", shipped)
    monkeypatch.setattr(paths, "_SHIPPED", shipped)
    monkeypatch.chdir(shipped / "notebooks")
    assert paths.installs("formats") == "pip install 'broadsheet[formats]'"
    assert paths.find("data/toy") == shipped / "data" / "toy"
    assert paths.place("figures/toy") == shipped / "notebooks" / "figures" / "toy"


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
    assert paths.place("~nobody-at-all/x") == tmp_path / "~nobody-at-all" / "x"


def test_every_folder_named_is_there():
    folders = paths.NOTEBOOKS, paths.DATA, paths.LEXICONS, paths.ANNOTATIONS, paths.FIGURES
    assert all(isinstance(folder, Path) and folder.is_dir() for folder in folders)
