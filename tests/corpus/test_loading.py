import gzip
import json
import os
import shutil
import unicodedata

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import paths
from broadsheet.corpus.loading import GROUPS, check_balance, fingerprint, load
from broadsheet.formats.rows import COLUMNS, LISTS

SEEDS = paths.ROOT / "data" / "seeds"
PAGE = (
    "Fair Opens in the Rain\nBy Ann Example\n"
    "The fair opened in the rain on Monday, and nobody minded.\n"
    "A café ran out of tea."
)
OTHER = (
    "The mayor said that the bridge would be closed until the end of May.\nFerries run every hour."
)


@pytest.fixture
def folder(tmp_path):
    def make(**files):
        for name, content in files.items():
            file = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return make


def balances(corpus, went_in):
    return (
        corpus.went_in
        == went_in
        == len(corpus.articles) + len(corpus.rejected) + len(corpus.duplicates)
    )


def reason(corpus, source):
    return corpus.rejected.set_index("source")["reason"].get(source)


def test_the_seeds_are_two_articles_described_by_their_table():
    corpus = load("data/seeds")
    articles = corpus.articles
    assert list(articles.columns) == [*COLUMNS, "note", *GROUPS]
    assert list(articles["id"]) == ["000_794c89ee2f883a8f", "004_f1d9fab0fa446057"]
    assert list(articles["source"]) == ["000_794c89ee2f883a8f.txt", "004_f1d9fab0fa446057.txt"]
    assert list(articles["outlet"]) == ["Newslooks", "Devdiscourse"]
    assert list(articles["language"]) == ["en", "en"]
    assert articles["url"].isna().all()
    assert articles["published"].isna().tolist() == [True, False]
    when = pd.to_datetime(articles["published"], utc=True, format="ISO8601")
    assert when[1] == pd.Timestamp("2025-09-04 02:16", tz="Asia/Kolkata")
    assert balances(corpus, 2) and corpus.rejected.empty and corpus.duplicates.empty
    assert "2 went in = 2 articles + 0 rejected + 0 duplicates" in repr(corpus)


def test_what_the_seeds_table_says_is_what_the_pages_say_or_leave_open():
    known = pd.read_csv(SEEDS / "articles.csv")
    pages = load(SEEDS, metadata=known[["source"]]).articles
    assert list(known["source"]) == list(pages["source"])
    for name in ("outlet", "published", "updated"):
        said = [
            (table, page)
            for table, page in zip(known[name], pages[name])
            if pd.notna(table) and pd.notna(page)
        ]
        assert all(table == page for table, page in said)


def test_every_column_has_one_kind_of_value_even_where_nothing_is_known(folder):
    articles = load(folder(a_dot_txt=OTHER)).articles
    assert all(isinstance(articles[name][0], list) for name in LISTS)
    assert {str(articles[name].dtype) for name in COLUMNS if name not in LISTS} == {"str"}
    assert articles[["outlet", "published", "url"]].isna().all(axis=None)


def test_folders_are_read_to_their_depth_and_hidden_files_are_no_part(folder):
    corpus = load(
        folder(
            b__c__two_dot_txt=PAGE, a_dot_txt=OTHER, _dot_DS_Store=b"\0\1", _dot_git__x_dot_txt=PAGE
        )
    )
    assert list(corpus.articles["source"]) == ["a.txt", "b/c/two.txt"]
    assert list(corpus.articles["id"]) == ["a", "two"]
    assert balances(corpus, 2)


def test_files_of_one_name_are_told_apart_by_their_folder(folder):
    articles = load(folder(a__one_dot_txt=PAGE, b__one_dot_txt=OTHER)).articles
    assert list(articles["id"]) == ["one", "b/one.txt"]


def test_a_single_file_is_a_corpus(folder):
    articles = load(folder(a_dot_txt=PAGE) / "a.txt").articles
    assert (articles["source"][0], articles["title"][0], articles["authors"][0]) == (
        "a.txt",
        "Fair Opens in the Rain",
        "Ann Example",
    )


def test_a_corpus_is_named_as_it_was_asked_for(folder, monkeypatch):
    root = folder(
        week__a_dot_txt=PAGE, week__b_dot_jsonl_dot_gz=gzip.compress(b'{"text": "It rained."}')
    )
    (root / "link").symlink_to(root / "week", target_is_directory=True)
    (root / "page.txt").symlink_to(root / "week" / "a.txt")
    monkeypatch.chdir(root / "week")
    assert [
        load(path).name
        for path in (".", "../week", "../link", "../link/", "../page.txt", "b.jsonl.gz")
    ] == ["week", "week", "link", "link", "page", "b"]
    assert load("..").name == root.name.split(".")[0]
    assert load("../link").fingerprint == load(".").fingerprint


@pytest.mark.parametrize(
    "name, content, why",
    [
        ("a.txt", b"", "empty; copy the article into it"),
        ("a.png", b"\x89PNG", ".png files cannot be read; save the article as .txt"),
        (
            "a.csv",
            b"title,prose\nx,y\n",
            "no column 'text' for `text`; the columns are title, prose",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_rejected_and_the_rest_goes_on(folder, name, content, why):
    corpus = load(folder(**{name.replace(".", "_dot_"): content, "z_dot_txt": PAGE}))
    assert list(corpus.articles["source"]) == ["z.txt"]
    assert reason(corpus, name).startswith(why)
    assert balances(corpus, 2)


def test_a_row_that_cannot_be_read_is_rejected_and_the_rest_goes_on(folder):
    corpus = load(folder(a_dot_jsonl='{"text": "It rained."}\noops\n[1]\n{"text": "It snowed."}'))
    assert list(corpus.articles["source"]) == ["a.jsonl#1", "a.jsonl#4"]
    assert "not JSON" in reason(corpus, "a.jsonl#2") and "not an object" in reason(
        corpus, "a.jsonl#3"
    )
    assert balances(corpus, 4)


def test_links_that_lead_in_circles_or_nowhere_are_rejected(folder):
    root = folder(a__one_dot_txt=PAGE)
    (root / "a" / "round").symlink_to(root, target_is_directory=True)
    (root / "gone.txt").symlink_to(root / "missing.txt")
    corpus = load(root)
    assert list(corpus.articles["source"]) == ["a/one.txt"]
    assert "a link to a folder" in reason(corpus, "a/round")
    assert "a broken link" in reason(corpus, "gone.txt")
    assert balances(corpus, 3)


def test_a_missing_folder_an_empty_folder_and_a_folder_of_hidden_files_are_errors(folder):
    root = folder(_dot_hidden=b"")
    with pytest.raises(FileNotFoundError, match="missing: does not exist; name a folder"):
        load(root / "missing")
    with pytest.raises(ValueError, match="the folder is empty; put text files into it"):
        load(root)


def test_the_second_of_two_equal_texts_is_a_duplicate(folder):
    corpus = load(
        folder(
            a_dot_txt=PAGE,
            b_dot_txt="Another Headline\n" + PAGE.partition("\n")[2],
            c_dot_txt=OTHER,
        )
    )
    assert list(corpus.articles["source"]) == ["a.txt", "c.txt"]
    assert corpus.duplicates.to_dict("records") == [
        {"source": "b.txt", "duplicate_of": "a.txt", "similarity": 1.0}
    ]
    assert balances(corpus, 3)


def test_of_equal_texts_the_one_of_which_most_is_known_is_kept(folder):
    rows = [
        {"text": "It rained.", "mood": "wet", "season": "spring"},
        {"text": "It rained.", "outlet": "A"},
        {"text": "It rained.", "outlet": "B"},
        {"text": "It snowed."},
    ]
    corpus = load(folder(a_dot_json=json.dumps(rows)))
    assert corpus.articles["source"].tolist() == ["a.json#2", "a.json#4"]
    assert corpus.duplicates[["source", "duplicate_of"]].values.tolist() == [
        ["a.json#1", "a.json#2"],
        ["a.json#3", "a.json#2"],
    ]
    assert corpus.articles["wire_group"].tolist()[0] == "a.json#1"
    assert "= 2 articles + 0 rejected + 2 duplicates" in corpus.report


def test_one_duplicate_is_one_duplicate(folder):
    corpus = load(folder(a_dot_txt=PAGE, b_dot_txt=PAGE))
    assert corpus.report.startswith("2 went in = 1 article + 0 rejected + 1 duplicate; ")


ROWS = [
    {
        "headline": "One",
        "body": "One went.\r\nTwo came.",
        "source": "The Post",
        "date": "2024-05-03",
        "bias": 1,
    },
    {
        "headline": "Two",
        "body": "Nobody came. ",
        "source": "Example Wire",
        "date": "05/06/2024",
        "bias": 2,
    },
    {"headline": "Three", "body": None, "source": "Example Wire", "date": None, "bias": 0},
]
NAMES = {"text": "body", "title": "headline", "outlet": "source", "published": "date"}


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.csv", pd.DataFrame(ROWS).to_csv(index=False)),
        ("a.csv", pd.DataFrame(ROWS).to_csv(index=False, sep=";")),
        ("a.tsv", pd.DataFrame(ROWS).to_csv(index=False, sep="\t")),
        ("a.json", json.dumps(ROWS)),
        ("a.jsonl", "\n".join(map(json.dumps, ROWS))),
        ("a.jsonl.gz", gzip.compress("\n".join(map(json.dumps, ROWS)).encode(), mtime=0)),
    ],
)
def test_a_table_is_a_corpus_whose_columns_may_be_named(folder, name, content):
    corpus = load(folder(**{name.replace(".", "_dot_"): content}) / name, columns=NAMES)
    articles = corpus.articles
    assert list(articles["source"]) == [f"{name}#1", f"{name}#2"]
    assert list(articles["id"]) == ["a-1", "a-2"]
    assert list(articles["text"]) == ["One went.\nTwo came.", "Nobody came. "]
    assert list(articles["outlet"]) == ["The Post", "Example Wire"]
    assert list(articles["title"]) == ["One", "Two"]
    assert list(articles.columns) == [*COLUMNS, "bias", *GROUPS]
    assert articles["published"][0] == "2024-05-03" and pd.isna(articles["published"][1])
    assert articles["cut"][1] == [("published: no unambiguous date", "05/06/2024")]
    assert reason(corpus, f"{name}#3") == "no text in column 'body'; fill it or remove the row"
    assert balances(corpus, 3)


def test_the_text_of_a_table_is_taken_as_it_stands(folder):
    text = "WASHINGTON — Short\n\n- a point\n© Nobody\nSubscribe to our newsletter"
    articles = load(folder(a_dot_json=json.dumps({"text": text})) / "a.json").articles
    assert articles["text"][0] == text


def test_a_column_of_the_table_called_source_is_kept_beside_ours(folder):
    articles = load(folder(a_dot_csv="source,text\nThe Example Post,It rained.\n")).articles
    assert (articles["source"][0], articles["source_in_table"][0]) == (
        "a.csv#1",
        "The Example Post",
    )


def test_metadata_that_is_missing_or_no_table_is_an_error(folder):
    root = folder(a_dot_txt=PAGE)
    with pytest.raises(FileNotFoundError, match=r"mood\.csv: does not exist"):
        load(root, metadata=root / "mood.csv")
    with pytest.raises(ValueError, match=r"a\.txt: not a table; save it as \.csv"):
        load(root, metadata=root / "a.txt")


def test_rows_stand_in_the_order_of_their_table(folder):
    table = "text\n" + "".join(f"Number {number} came.\n" for number in range(12))
    assert list(load(folder(a_dot_csv=table)).articles["source"]) == [
        f"a.csv#{number}" for number in range(1, 13)
    ]


@pytest.mark.parametrize(
    "columns, why",
    [
        (
            {"text": "bdy"},
            "a.csv: no column 'bdy' for `text`; the columns are title, prose; name one",
        ),
        ({"txt": "body"}, "'txt' is not one of our columns, which are id, outlet"),
        (None, "a.csv: no column 'text' for `text`; the columns are title, prose"),
    ],
)
def test_a_column_that_is_not_there_is_an_error_that_names_those_that_are(folder, columns, why):
    with pytest.raises(ValueError, match=why):
        load(folder(a_dot_csv="title,prose\nx,y\n") / "a.csv", columns=columns)


def test_columns_without_a_table_are_an_error(folder):
    with pytest.raises(ValueError, match="there is no table"):
        load(folder(a_dot_txt=PAGE), columns={"text": "body"})


def test_metadata_wins_and_its_empty_cells_erase_nothing(folder):
    root = folder(
        a_dot_txt=PAGE,
        b__c_dot_txt=OTHER,
        articles_dot_csv=(
            "source,title,authors,mood,published\n"
            "a.txt,A Better Title,,wet,\nb\\c.txt,,,dry,3 May 2024\n"
        ),
    )
    corpus = load(root)
    articles = corpus.articles
    assert articles["title"][0] == "A Better Title" and pd.isna(articles["title"][1])
    assert articles["authors"][0] == "Ann Example"
    assert list(articles["mood"]) == ["wet", "dry"]
    assert articles["published"][1] == "2024-05-03"
    assert balances(corpus, 2)


def test_metadata_may_be_a_table_and_be_joined_on_id(folder):
    articles = load(
        folder(a_dot_txt=PAGE, b_dot_txt=OTHER),
        metadata=pd.DataFrame(
            {"id": ["b", "a"], "outlet": ["Example Wire", None], "year": [2024, 2025]}
        ),
    ).articles
    assert articles["outlet"].tolist()[1] == "Example Wire" and pd.isna(articles["outlet"][0])
    assert list(articles["year"]) == [2025, 2024]


def test_metadata_that_is_given_wins_over_the_folders_own(folder):
    root = folder(a_dot_txt=PAGE, articles_dot_csv="source,outlet,mood\na.txt,Example Wire,wet\n")
    articles = load(
        root, metadata=pd.DataFrame({"source": ["a.txt"], "outlet": ["The Example Post"]})
    ).articles
    assert (articles["outlet"][0], articles["mood"][0]) == ("The Example Post", "wet")


def test_metadata_that_describes_no_article_is_noted_and_is_none_of_what_went_in(folder):
    table = "source,mood\nb.txt,dry\nc.txt,wet\na.txt,wet\n"
    corpus = load(folder(a_dot_txt=PAGE, b_dot_txt=b"", articles_dot_csv=table))
    assert "articles.csv: 1 of 3 rows describes no article: 'c.txt'" in corpus.notes
    assert corpus.rejected["source"].tolist() == ["b.txt"]
    assert balances(corpus, 2)


def test_metadata_that_names_no_article_is_an_error(folder):
    with pytest.raises(
        ValueError, match=r"articles\.csv: no column `source` or `id`.*its columns are file, mood"
    ):
        load(folder(a_dot_txt=PAGE, articles_dot_csv="file,mood\na.txt,wet\n"))


def test_a_malformed_row_of_metadata_is_noted_and_the_rest_goes_on(folder):
    table = " source , outlet\na.txt,Post, Courier\nb.txt,Example Wire\n"
    corpus = load(folder(a_dot_txt=PAGE, b_dot_txt=OTHER, articles_dot_csv=table))
    assert corpus.notes[0].startswith("articles.csv#1: 3 fields under 2 names")
    assert corpus.articles["outlet"][1] == "Example Wire" and balances(corpus, 2)
    corpus = load(folder(articles_dot_csv=table.rpartition("b.txt")[0]))
    assert corpus.notes[0].startswith("articles.csv#1: 3 fields") and balances(corpus, 2)


def test_a_second_row_of_metadata_for_one_article_is_noted(folder):
    corpus = load(folder(a_dot_txt=PAGE, articles_dot_csv="source,outlet\na.txt,One\na.txt,Two\n"))
    assert corpus.articles["outlet"][0] == "One" and balances(corpus, 1)
    assert "articles.csv#2: row 1 already describes 'a.txt' and is used; keep one" in corpus.notes


def test_metadata_with_two_columns_of_one_name_is_rejected(folder):
    corpus = load(folder(a_dot_txt=PAGE, articles_dot_csv="source,outlet, outlet\na.txt,One,Two\n"))
    assert reason(corpus, "articles.csv") == "two columns are called 'outlet'; rename one of them"
    assert balances(corpus, 2)


def test_a_date_of_metadata_that_cannot_be_read_erases_none_that_was_found(folder):
    page = PAGE.replace("Example\n", "Example\nMay 3, 2024\n")
    article = load(
        folder(a_dot_txt=page, articles_dot_csv="source,published\na.txt,05/06/2024\n")
    ).articles.loc[0]
    assert article["published"] == "2024-05-03"
    assert ("published: no unambiguous date", "05/06/2024") in article["cut"]


def test_a_column_called_cut_is_set_aside(folder):
    root = folder(a_dot_csv="text,cut,trim\nIt rained.,short,long\n")
    for columns, cut in [(None, "short"), ({"cut": "trim", "text": "text"}, "short")]:
        article = load(root / "a.csv", columns=columns).articles.loc[0]
        assert article["cut"] == [] and article["cut_in_table"] == cut and article["trim"] == "long"
    article = load(root, metadata=pd.DataFrame({"source": ["a.csv#1"], "cut": [7]})).articles.loc[0]
    assert article["cut"] == [] and article["cut_in_table"] == 7


def test_what_no_file_could_hold_is_taken_out(folder):
    row = json.dumps(
        {"text": "It \ud800 rained\x01.\x0cIt snowed.", "x\udfff": ["\udfff", {"y": "\x02"}]}
    )
    article = load(folder(a_dot_json=row) / "a.json").articles.loc[0]
    assert article["text"] == "It \ufffd rained.\nIt snowed." and article["x\ufffd"] == [
        "\ufffd",
        {"y": ""},
    ]


def test_a_number_of_too_many_digits_is_told_in_its_place(folder):
    row = '{"text": "It rained.", "n": ' + "9" * 5000 + "}"
    corpus = load(
        folder(
            a_dot_json=row, b_dot_jsonl=row + '\n{"text": "It snowed."}', c_dot_json="[" * 100_000
        )
    )
    assert list(corpus.articles["source"]) == ["b.jsonl#2"]
    assert set(corpus.rejected["source"]) == {"a.json", "b.jsonl#1", "c.json"} and balances(
        corpus, 4
    )
    assert corpus.rejected["reason"].str.startswith("not JSON: ").all()


def test_a_folder_one_may_not_read_is_rejected_and_the_rest_goes_on(folder, monkeypatch):
    root, scan = folder(a_dot_txt=PAGE, closed__b_dot_txt=OTHER), os.scandir

    def guarded(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    corpus = load(root)
    assert reason(corpus, "closed") == "Permission denied; make the folder readable, or remove it"
    assert balances(corpus, 2)


def test_files_whose_names_differ_by_their_bytes_alone_are_told_apart(tmp_path):
    for name, text in [
        ("caf\u00e9.txt", PAGE),
        ("cafe\u0301.txt", OTHER),
        ("b\udcfe.txt", "It rained all day long."),
        ("b\udcff.txt", "It snowed all day long."),
    ]:
        try:
            (tmp_path / name).write_text(text)
        except (OSError, UnicodeError):
            pytest.skip("no such names on this disk")
    if len(os.listdir(tmp_path)) < 4:
        pytest.skip("this disk takes them for one")
    articles = load(tmp_path).articles
    assert list(articles["source"]) == [
        "b%DCFE.txt",
        "b%DCFF.txt",
        "cafe\u0301.txt",
        "caf\u00e9.txt",
    ]
    assert articles["id"].is_unique


def test_a_list_of_articles_under_a_name_is_read(folder):
    articles = load(
        folder(a_dot_json='{"status": "ok", "articles": [{"text": "It rained."}]}') / "a.json"
    ).articles
    assert list(articles["source"]) == ["a.json#1"]


def test_a_table_called_articles_that_holds_texts_is_a_table_of_articles(folder):
    assert list(load(folder(articles_dot_csv="text\nIt rained.\n")).articles["text"]) == [
        "It rained."
    ]


def test_the_fingerprint_is_that_of_the_articles_not_of_the_machine(tmp_path):
    for name in ("here", "there"):
        (tmp_path / name / "deep").mkdir(parents=True)
    (tmp_path / "here" / "deep" / "a.txt").write_bytes(PAGE.encode())
    (tmp_path / "here" / "b.txt").write_bytes(OTHER.encode())
    (tmp_path / "there" / "b.txt").write_bytes(OTHER.replace("\n", "\r\n").encode())
    (tmp_path / "there" / "deep" / "a.txt").write_bytes(
        unicodedata.normalize("NFD", PAGE).encode("utf-16")
    )
    here, there = load(tmp_path / "here"), load(tmp_path / "there")
    pd.testing.assert_frame_equal(here.articles, there.articles)
    assert here.fingerprint == there.fingerprint and len(here.fingerprint) == 64
    (tmp_path / "there" / "b.txt").write_text(OTHER + " Really.")
    assert load(tmp_path / "there").fingerprint != here.fingerprint


def test_the_fingerprint_of_the_seeds_does_not_depend_on_where_they_stand(tmp_path):
    shutil.copytree(SEEDS, tmp_path / "copy")
    assert load(tmp_path / "copy").fingerprint == load(SEEDS).fingerprint


@given(st.dictionaries(st.text("abc", min_size=1), st.text(max_size=20), max_size=6))
@settings(max_examples=60)
def test_the_fingerprint_does_not_depend_on_the_order_of_columns(article):
    assert fingerprint([article]) == fingerprint([dict(reversed(article.items()))])


ES = (
    "El alcalde dijo el lunes que el puente permanecerá cerrado hasta finales de mayo y que los "
    "transbordadores saldrán cada hora, aunque nadie sabe todavía cuánto costará."
)
WIRE = " ".join(
    f"Sentence {number} of the agency's report tells of the bridge." for number in range(12)
)


def test_articles_in_another_language_are_rejected_unless_asked_for(folder):
    root = folder(a_dot_json=json.dumps([{"text": OTHER}, {"text": ES}]))
    corpus = load(root)
    assert reason(corpus, "a.json#2").startswith("written in another language ('es'") and balances(
        corpus, 2
    )
    for languages in (["en", "es"], None):
        assert len(load(root, languages=languages).articles) == 2
    assert load(root, languages=["es"]).articles["language"][1] == "es"


def test_wire_copy_is_grouped_and_kept_or_dropped(folder):
    near = WIRE.replace("12", "twelve") + " Our own reporter saw it."
    root = folder(
        a_dot_txt=OTHER,
        b_dot_json=json.dumps({"text": WIRE}),
        c_dot_json=json.dumps({"text": near}),
        d_dot_json=json.dumps({"text": WIRE}),
    )
    expected = {
        "none": (["a.txt", "b.json#1", "c.json#1", "d.json#1"], []),
        "exact": (["a.txt", "b.json#1", "c.json#1"], ["d.json#1"]),
        "near": (["a.txt", "b.json#1"], ["c.json#1", "d.json#1"]),
    }
    for dropped, (kept, gone) in expected.items():
        corpus = load(root, duplicates=dropped)
        assert (list(corpus.articles["source"]), list(corpus.duplicates["source"])) == (kept, gone)
        assert balances(corpus, 4) and set(corpus.duplicates["duplicate_of"]) <= {"b.json#1"}
        assert corpus.articles["wire_group"].fillna("").tolist() == [
            "",
            *["b.json#1"] * (len(kept) - 1),
        ]
    kept = load(root, duplicates="none").articles.set_index("source")["duplicate_of"]
    assert kept["c.json#1"] == kept["d.json#1"] == "b.json#1" and pd.isna(kept["b.json#1"])
    assert load(root, near=None).articles.set_index("source")["wire_group"].isna()["c.json#1"]


def test_what_may_be_dropped_is_told(folder):
    for wrong in ({"duplicates": "all"}, {"duplicates": "near", "near": None}):
        with pytest.raises(ValueError, match="choose none, exact or near"):
            load(folder(a_dot_txt=PAGE), **wrong)


def test_notes_say_what_was_done_to_the_articles(folder):
    rows = [
        {"text": "Itâ€™s late.", "published": "04/09/2024"},
        {"text": "It rained.", "published": "25/09/2024"},
    ]
    corpus = load(folder(a_dot_json=json.dumps(rows)))
    assert (
        corpus.articles["text"][0] == "It’s late."
        and corpus.articles["published"][0] == "2024-09-04"
    )
    assert corpus.notes == (
        "1 article had wrongly decoded text, which was repaired",
        "a.json: 1 date of `published` such as 04/09/2024 is read day first, as 1 other shows",
        "2 of 2 articles lack an outlet; `broadsheet check CORPUS` writes a table to fill in",
    )
    assert load("data/seeds").notes == (
        "1 of 2 articles lacks a date; `broadsheet check CORPUS` writes a table to fill in",
    )
    assert load("data/demo").notes == ()


def test_a_term_is_not_missed_for_a_character_that_nobody_sees(folder):
    root = folder(
        a_dot_json=json.dumps([{"text": "The coun\u00adcil met.", "title": "An o\ufb03ce"}]),
        b_dot_txt="Fair Opens\nBy Ann Lund\nThe har\u200bbour was \ufb01lled with boats on Monday.",
    )
    corpus = load(root)
    assert [text.split("\n")[-1] for text in corpus.articles["text"]] == [
        "The council met.",
        "The harbour was filled with boats on Monday.",
    ]
    assert corpus.articles["title"][0] == "An office"
    assert corpus.notes[0] == (
        "2 articles had invisible characters, such as soft hyphens and zero-width spaces, "
        "or ligatures, which were dropped or unfolded"
    )
    metadata = pd.DataFrame({"id": ["a-1"], "outlet": ["The \ufb02eet\u200b Post"]})
    assert load(root, metadata=metadata).articles["outlet"][0] == "The fleet Post"


def test_the_fingerprint_knows_nothing_of_groups(folder):
    root = folder(a_dot_json=json.dumps([{"text": WIRE}, {"text": WIRE + " Rain."}]))
    assert load(root).fingerprint == load(root, near=None).fingerprint


def test_a_column_called_like_one_of_the_groups_is_set_aside(folder):
    articles = load(folder(a_dot_csv="text,wire_group\nIt rained.,7\n")).articles
    assert articles["wire_group_in_table"][0] == "7" and pd.isna(articles["wire_group"][0])


def test_an_article_that_is_lost_stops_the_load(folder, monkeypatch):
    monkeypatch.setattr(
        "broadsheet.corpus.loading.without_duplicates", lambda articles, *_: (articles[1:], [])
    )
    with pytest.raises(RuntimeError, match=r"2 came in and 1 went out, 'a\.txt' for example"):
        load(folder(a_dot_txt=PAGE, b_dot_txt=OTHER))


@given(st.lists(st.sampled_from(["came_in", "kept", "rejected", "dropped"]), max_size=8))
def test_only_what_went_out_once_balances(sources):
    check_balance(sources, sources[:2], sources[2:])
    with pytest.raises(RuntimeError):
        check_balance(sources, sources, ["one more"])


@pytest.mark.parametrize(
    "drop, left, of",
    [
        ("exact", ["a.txt", "b.txt"], ["b.txt"]),
        ("near", ["a.txt"], ["a.txt"] * 2),
        ("none", ["a.txt", "b.txt", "c.txt"], []),
    ],
)
def test_a_copy_of_an_article_that_is_nearly_another_is_told_as_what_it_copies(
    tmp_path, drop, left, of
):
    text = " ".join(
        f"The council of Exampleton met on day {number} and spoke of the bridge for hours."
        for number in range(12)
    )
    for name, ending in (
        ("a", " It rained."),
        ("b", " It snowed all day."),
        ("c", " It snowed all day."),
    ):
        (tmp_path / f"{name}.txt").write_text(text + ending, encoding="utf-8")
    corpus = load(tmp_path, duplicates=drop)
    assert (
        corpus.articles["source"].tolist() == left
        and corpus.duplicates["duplicate_of"].tolist() == of
    )
    assert corpus.articles["wire_group"].tolist() == ["a.txt"] * len(left)
