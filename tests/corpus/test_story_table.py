"""The table of stories: saved whole or not at all, read again, and joined to the articles."""

import pandas as pd
import pytest

from broadsheet import find_stories, load
from broadsheet.corpus.story_table import (
    changed_stories,
    correction_note,
    give_stories,
    read_stories,
    save_stories,
    stories_into,
)
from tests.corpus.test_stories import FERRY, PENSIONS, QUAKES, table

COLUMNS = ["id", "story", "label", "outlet", "published", "title", "similarity", "why"]


@pytest.fixture
def corpus(tmp_path):
    """Six articles in a table, and what their columns say."""
    articles = table(*FERRY, *PENSIONS, QUAKES[0])
    articles.to_csv(tmp_path / "articles.csv", index=False)
    return tmp_path / "articles.csv"


def test_a_saved_table_comes_back_with_its_columns(tmp_path):
    found = find_stories(table(*FERRY, *PENSIONS, QUAKES[0]))
    save_stories(found, tmp_path / "new" / "stories.csv")
    back = pd.read_csv(tmp_path / "new" / "stories.csv", dtype={"story": str})
    assert back.columns.tolist() == COLUMNS
    assert (
        back["story"].tolist()[:5] == ["1", "1", "1", "2", "2"] or back["story"].notna().sum() == 5
    )
    assert pd.isna(back["story"][5]) and back["id"].tolist() == found["id"].tolist()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["stories.csv"]


def test_the_same_table_may_be_saved_again_but_no_other_is_overwritten(tmp_path):
    found, out = find_stories(table(*FERRY)), tmp_path / "stories.csv"
    save_stories(found, out)
    save_stories(found, out)
    corrected = out.read_text(encoding="utf-8").replace("\na0,1,", "\na0,7,")
    out.write_text(corrected, encoding="utf-8")
    with pytest.raises(ValueError, match=r"--out .*stories.csv: exists with other content"):
        save_stories(found, out)
    assert out.read_text(encoding="utf-8") == corrected


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(OSError, match="cannot be written"):
        save_stories(find_stories(table(*FERRY)), tmp_path / "file" / "stories.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_cells_that_a_spreadsheet_would_run_are_escaped_and_found_again(tmp_path):
    articles = table(*FERRY).assign(id=["=1+1", "-b", "c"])
    articles.loc[0, "title"] = "=HYPERLINK(A1)"
    save_stories(find_stories(articles), tmp_path / "stories.csv")
    text = (tmp_path / "stories.csv").read_text(encoding="utf-8")
    assert "\n'=1+1,1," in text and "'=HYPERLINK" in text
    rows = articles[["id"]].to_dict("records")
    assert give_stories(rows, read_stories(tmp_path / "stories.csv")) == []
    assert [row["story"] for row in rows] == ["1", "1", "1"]


def test_a_table_may_come_from_a_spreadsheet_with_semicolons(tmp_path):
    path = tmp_path / "stories.csv"
    path.write_text("id;story;note\na;7;\nb;;alone\nc;Ferry;x\n", encoding="utf-8-sig")
    assert read_stories(path).story_of == {"a": "7", "b": None, "c": "Ferry"}


@pytest.mark.parametrize(
    "text",
    [
        "ID;Story\na;7\nb;7\nc;\n",
        "id,event\na,7.0\nb,7\nc,nan\n",
        "story,id\n 7 ,a\n7.0,b\n#N/A,c\n",
        'id;story_id\na;"7,0"\nb;7\nc;None\n',
    ],
)
def test_a_story_is_the_same_however_software_wrote_it(tmp_path, text):
    (tmp_path / "stories.csv").write_text(text, encoding="utf-8")
    assert read_stories(tmp_path / "stories.csv").story_of == {"a": "7", "b": "7", "c": None}


def test_ids_that_pandas_made_decimal_are_found_again(tmp_path):
    (tmp_path / "s.csv").write_text("id,story\n17.0,x\n18.0,x\n", encoding="utf-8")
    articles = [{"id": "17"}, {"id": "18"}]
    assert give_stories(articles, read_stories(tmp_path / "s.csv")) == []
    assert [article["story"] for article in articles] == ["x", "x"]


@pytest.mark.parametrize("column", ["story", "event", "Event ID"])
def test_stories_of_a_corpus_are_the_same_however_software_wrote_them(corpus, column):
    stories = ["1", "1.0", " 1", "nan", "", "None"]
    pd.read_csv(corpus).assign(**{column: stories}).to_csv(corpus, index=False)
    assert load(corpus).articles["story"].fillna("").tolist() == ["1", "1", "1", "", "", ""]


@pytest.mark.parametrize(
    "text, message",
    [
        ("id,label\na,x\n", "no column `story`"),
        ("name,label\na,x\n", "no column `id` and `story`"),
        ("id,story\na,1\na,2\n", "assigns 'a' to a second story"),
        ("id,story\n,1\nb,2\n", "story '1' has no `id`"),
    ],
)
def test_a_table_that_is_wrong_gives_one_line(tmp_path, text, message):
    (tmp_path / "stories.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message) as error:
        read_stories(tmp_path / "stories.csv")
    assert "stories.csv" in str(error.value) and "\n" not in str(error.value)


def test_articles_get_their_story_and_ids_that_do_not_match_are_named(tmp_path):
    (tmp_path / "s.csv").write_text("id,story\na,1\nb,\nz,1\n", encoding="utf-8")
    articles = [{"id": "a", "story": "old"}, {"id": "b", "story": "old"}, {"id": "c"}]
    assert give_stories(articles, read_stories(tmp_path / "s.csv")) == [
        "s.csv: 1 of 3 rows describes no article: 'z'",
        "s.csv: no row for 1 article",
    ]
    assert [article["story"] for article in articles] == ["1", None, None]
    assert stories_into(articles, read_stories(tmp_path / "s.csv")) == {"a", "b"}


def test_load_takes_stories_from_a_table_which_wins(corpus, tmp_path):
    articles = pd.read_csv(corpus).assign(event="all one")
    articles.to_csv(corpus, index=False)
    assert load(corpus).articles["story"].tolist() == ["all one"] * 6
    (tmp_path / "s.csv").write_text("id,story\na0,x\na1,x\n", encoding="utf-8")
    loaded = load(corpus, stories=tmp_path / "s.csv")
    assert loaded.articles["story"].fillna("").tolist() == ["x", "x", "", "", "", ""]
    assert "s.csv: no row for 4 articles" in loaded.notes
    assert loaded.fingerprint != load(corpus).fingerprint


def test_a_folder_takes_stories_from_articles_csv(tmp_path):
    for n, (*_, text) in enumerate(FERRY):
        (tmp_path / f"{n}.txt").write_text(text * 2, encoding="utf-8")
    (tmp_path / "articles.csv").write_text("source,event\n0.txt,ship\n1.txt,ship\n", "utf-8")
    loaded = load(tmp_path, duplicates="none")
    assert loaded.articles["story"].fillna("").tolist() == ["ship", "ship", ""]


def test_stories_by_hand_are_counted_against_those_found(corpus):
    articles = load(corpus).articles
    assert correction_note(articles) == []
    found = find_stories(articles)["story"]
    assert correction_note(articles.assign(story=found))[0].endswith(
        "0 of 6 articles would be placed differently by `broadsheet stories`"
    )
    moved = found.copy()
    moved[2], moved[5] = None, found[0]
    assert "; 2 of 6 articles" in correction_note(articles.assign(story=moved))[0]


@pytest.mark.parametrize(
    "found, given, expected",
    [
        ([], [], 0),
        (["1", "1"], ["2", "2"], 0),  # names do not count
        (["1", "1", "1", "1"], ["1", "1", "2", "2"], 2),  # one story made two
        (["1", "1", "2", "2"], ["1", "1", "1", "1"], 2),  # two made one
        ([None, None], ["1", "1"], 2),
    ],
)
def test_changed_is_who_would_have_to_be_moved(found, given, expected):
    assert changed_stories(found, given) == expected
