"""What `check` says of a corpus, and the table that it writes to be filled in."""

import pandas as pd
import pytest

from broadsheet.corpus import check, load, to_fill_in
from broadsheet.corpus.batches import read_batches

TEXT = "The town council voted on Monday to sell the old brewery after a long debate."


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "week"
    root.mkdir()
    for name in ("a", "b", "c"):
        (root / f"{name}.txt").write_text(f"Brewery {name}\n{TEXT} {name}.", encoding="utf-8")
    return root


def test_check_says_what_loading_found_and_writes_what_articles_lack(folder):
    (folder / "d.txt").write_bytes(b"")
    (folder / "e.txt").write_text(f"Brewery again\n{TEXT} a.", encoding="utf-8")
    said = check(load(folder), folder).split("\n")
    assert said[0].startswith("5 went in = 3 articles + 1 rejected + 1 duplicate; fingerprint")
    assert said[1] == "3 of 3 articles lack an outlet, 3 of 3 lack a date"
    assert said[2:4] == [
        "rejected: d.txt: empty; copy the article into it",
        "duplicate: e.txt has the text of a.txt",
    ]
    assert said[4:] == [f"3 articles to fill in: {folder / 'articles.csv'}; the next load reads it"]


def test_the_next_load_reads_what_was_filled_in(folder):
    check(load(folder), folder)
    table = pd.read_csv(folder / "articles.csv")
    assert table.columns.tolist() == [
        "source", "outlet", "title", "authors", "published", "url", "language",
    ]  # fmt: skip
    assert table["source"].tolist() == ["a.txt", "b.txt", "c.txt"] and table["outlet"].isna().all()
    table.assign(outlet="The Hillside Herald", published="2023-05-02").to_csv(
        folder / "articles.csv", index=False
    )
    loaded = load(folder)
    assert set(loaded.articles["outlet"]) == {"The Hillside Herald"} and loaded.notes == ()
    assert check(loaded, folder).endswith("\nall articles have an outlet and a date")


def test_an_empty_table_changes_nothing_and_nothing_is_overwritten(folder):
    before = load(folder)
    check(before, folder)
    again = load(folder)
    assert again.fingerprint == before.fingerprint and again.went_in == 3
    written = (folder / "articles.csv").read_bytes()
    said = check(again, folder)
    own = folder / "articles.csv"
    assert said.endswith(f"3 articles still to fill in: {own}; the next load reads it")
    (folder / "d.txt").write_text("Four Came\nFour of them came in the rain.\n")
    assert check(load(folder), folder).endswith(
        "the folder has an articles.csv: to save the table to fill in elsewhere, give "
        "--out FOLDER/articles.csv"
    )
    (folder.parent / "mine.csv").write_text("something else")
    with pytest.raises(ValueError, match=r"mine\.csv: exists with other content"):
        check(again, folder, folder.parent / "mine.csv")
    assert (folder / "articles.csv").read_bytes() == written


def test_what_a_table_says_already_stays_in_the_one_that_takes_its_place(folder):
    (folder / "articles.csv").write_text(
        "source,outlet,published,mood\na.txt,Herald,2023-05-02,wet\nb.txt,Times,,\n"
    )
    out = folder.parent / "new.csv"
    assert f"then put it in place of {folder / 'articles.csv'}" in check(load(folder), folder, out)
    table = pd.read_csv(out)
    assert table["source"].tolist() == ["a.txt", "b.txt", "c.txt"]
    assert table["outlet"].fillna("").tolist() == ["Herald", "Times", ""]
    assert table["mood"].fillna("").tolist() == ["wet", "", ""]
    before = load(folder)
    (folder / "articles.csv").unlink()
    out.rename(folder / "articles.csv")
    assert load(folder).fingerprint == before.fingerprint


def test_a_table_of_articles_is_one_file(folder):
    file = folder.parent / "in.csv"
    pd.DataFrame(
        {"text": [TEXT, TEXT + " Again."], "outlet": ["A", None], "date": "2023-05-02"}
    ).to_csv(file, index=False)
    loaded = load(file)
    assert "1 of 2 articles lacks an outlet; `broadsheet check" in loaded.notes[0]
    assert (
        "the corpus is not a folder of files: to save the table to fill in elsewhere, give --out"
        in check(loaded, file)
    )
    out = folder.parent / "out" / "articles.csv"
    assert "put it, as articles.csv, and the corpus into one folder" in check(loaded, file, out)
    assert pd.read_csv(out)["source"].tolist() == ["in.csv#2"]


def test_twenty_rejected_files_are_named_and_the_others_counted(folder):
    for number in range(22):
        (folder / f"x{number:02}.txt").write_bytes(b"")
    said = check(load(folder), folder).split("\n")
    assert (
        sum(line.startswith("rejected: ") for line in said) == 20 and "2 more were rejected" in said
    )


def test_only_what_lacks_something_is_to_be_filled_in():
    known = {"title": "Rain", "authors": None, "url": None, "language": "en"}
    articles = pd.DataFrame(
        [
            {"source": "a", "outlet": "A", "published": "2023-05-02", **known},
            {"source": "b", "outlet": "A", "published": None, **known},
            {"source": "c", "outlet": None, "published": "2023-05-02", **known},
        ]
    )
    assert to_fill_in(articles)["source"].tolist() == ["b", "c"]
    assert to_fill_in(articles, described=["a"])["source"].tolist() == ["a", "b", "c"]
    assert to_fill_in(articles.head(1), described=["a"]).empty


def test_the_table_that_check_writes_is_not_said_to_lack_rows(folder):
    whole = "The Example Post\n2 May 2024\nBrewery b is to be sold\n"
    (folder / "b.txt").write_text(f"{whole}{TEXT} b.", encoding="utf-8")
    (folder / "d.txt").write_text(f"Brewery again\n{TEXT} a.", encoding="utf-8")  # a duplicate
    check(load(folder), folder)
    assert pd.read_csv(folder / "articles.csv")["source"].tolist() == ["a.txt", "c.txt"]
    assert not notes_on_table(folder)
    (folder / "e.txt").write_text(f"Brewery sold\n{TEXT} e.", encoding="utf-8")
    line = "articles.csv: no row for 1 article without an outlet or a date"
    assert notes_on_table(folder) == [line]


def notes_on_table(folder):
    """The notes on the table of a folder, from `load` and from reading it in batches."""
    loaded, batches = load(folder), []
    assert list(read_batches(folder, folder.parent / "seen", batches))
    of_both = [
        [note for note in notes if note.startswith("articles.csv")]
        for notes in (loaded.notes, batches)
    ]
    assert of_both[0] == of_both[1]
    return of_both[0]
