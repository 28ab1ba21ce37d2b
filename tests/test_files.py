from broadsheet.files import list_files, names_of, order


def test_files_are_named_by_their_path_below_what_was_loaded(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/two.txt", "a.txt", ".hidden"):
        (tmp_path / name).write_text("x")
    files, unread = list_files(tmp_path)
    assert sorted(names_of(files, tmp_path).values()) == ["a.txt", "b/two.txt"] and unread == []
    assert list(names_of([tmp_path / "a.txt"], tmp_path / "a.txt").values()) == ["a.txt"]


def test_row_two_stands_before_row_ten():
    assert sorted(["a.csv#10", "a.csv#2", "a#b.txt", "a.csv"], key=order) == ["a#b.txt", "a.csv", "a.csv#2", "a.csv#10"]
