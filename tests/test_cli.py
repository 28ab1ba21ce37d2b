"""The command line: one line of error that names the remedy, and the good files are read."""

import errno
import importlib
import io
import os
import sqlite3
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet import commands
from tests.corpus.test_stories import FERRY, PENSIONS, QUAKES, table

module = importlib.import_module("broadsheet.cli")
main = module.main

ARTICLE = (
    "The council met on Monday and agreed on a plan for the harbour, which has been closed since "
    "the storm.\n\n" * 3
)


def said(capsys, *words):
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_folder_that_is_missing_gives_one_line(capsys, tmp_path):
    code, out, err = said(capsys, "run", tmp_path / "nowhere")
    assert (code, out, err.count("\n")) == (2, "", 1) and "nowhere: does not exist" in err


def test_an_empty_folder_gives_one_line(capsys, tmp_path):
    code, _, err = said(capsys, "run", tmp_path)
    assert code == 2 and err.count("\n") == 1 and "empty" in err


def test_an_unknown_lexicon_gives_one_line_with_the_known_ones(capsys):
    code, _, err = said(capsys, "run", "data/seeds", "--lexicon", "nonsense")
    assert (
        code == 2
        and err.count("\n") == 1
        and "generic-frames" in err
        and "security-sovereignty" in err
    )


@pytest.mark.parametrize(
    "words, why",
    [
        ([], "name a command: check, run, measure"),
        (["chek", "data/seeds"], "there is no command 'chek'; did you mean 'check'?"),
        (["plot"], "there is no command 'plot'; the commands are check, run, measure"),
        (["run"], "required: corpus; `broadsheet run --help` explains the options"),
        (["run", "data/seeds", "--sede", "3"], "--sede: `broadsheet run` has no such option; did"),
        (["run", "data/seeds", "--sede=3"], "did you mean --seed?"),
        (["agree", "x", "--lexicon", "y"], "`broadsheet agree` has no such option; it has --seed"),
        (["check", "data/seeds", "data/demo"], "'data/demo' is not understood; `broadsheet check"),
        (["check", "data/seeds", "--column", "text"], "is not OURS=THEIRS"),
        (["check", "x", *["--column", "text=a", "--column", "text=b"]], "text is named twice, as"),
        (["sample", "data/seeds", "--out", "x", "--coders", "two"], "invalid int value: 'two'"),
        (["sample", "nowhere", "--out", "x", "--coders", "0"], "give at least one item, one coder"),
        (["power", "nowhere", "--difference", "0"], "give a number above zero"),
    ],
)
def test_a_mistyped_command_or_option_gives_one_line_with_the_mend(capsys, words, why):
    code, out, err = said(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1) and why in err


def test_measure_saves_the_tables_and_names_what_was_rejected_while_the_good_files_go_on(
    capsys, tmp_path
):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "in" / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    code, out, err = said(capsys, "measure", tmp_path / "in", "--out", tmp_path / "out", "--csv")
    assert code == 0 and out.startswith("2 went in = 1 article + 1 rejected + 0 duplicates")
    assert "\nrejected: bad.txt: " in err
    assert pd.read_csv(tmp_path / "out" / "articles.csv")["words"].tolist() == [60]
    assert pd.read_csv(tmp_path / "out" / "rejected.csv")["source"].tolist() == ["bad.txt"]


def test_measure_reads_a_table_with_a_column_named(capsys, tmp_path):
    pd.DataFrame({"body": [ARTICLE, "Another text."], "outlet": ["A", "B"]}).to_csv(
        tmp_path / "in.csv", index=False
    )
    code, _, _ = said(
        capsys,
        "measure",
        tmp_path / "in.csv",
        "--column",
        "text=body",
        "--out",
        tmp_path / "out",
        "--csv",
    )
    assert code == 0 and len(pd.read_csv(tmp_path / "out" / "articles.csv")) == 2


def test_cite_prints_how_to_cite_a_saved_figure_in_the_form_that_is_asked_for(capsys):
    starts = {
        "text": "Figure 2.1: ",
        "bibtex": "@misc{broadsheet-2.1-",
        "ris": "TY  - FIGURE\n",
        "csl-json": "[\n",
    }
    for form, start in starts.items():
        code, out, _ = said(capsys, "cite", "figures/seeds/readability.png", "--as", form)
        assert code == 0 and out.startswith(start)
    assert said(capsys, "cite", "figures/seeds/readability.png")[1].startswith(starts["text"])


def test_cite_takes_authors_year_and_address(capsys):
    words = ("--author", "Doe, Jane", "--author", "{The Lab}", "--year", "2031")
    figure = "figures/seeds/readability.png"
    code, out, _ = said(capsys, "cite", figure, *words, "--address", "10.5281/zenodo.7")
    assert code == 0 and out.startswith("Jane Doe and The Lab (2031). Figure 2.1: ")
    assert out.endswith(" https://doi.org/10.5281/zenodo.7\n")


@pytest.mark.parametrize(
    "words, why",
    [
        (["--author", ""], "the name of an author is empty"),
        (["--year", "31"], "year 31: not a year of four digits"),
        (["--address", "my site"], "neither a URL (https://…) nor a DOI (10.…/…)"),
    ],
)
@pytest.mark.parametrize("verb", [["cite", "figures/seeds/readability.png"], ["run", "data/toy"]])
def test_a_credit_that_is_none_gives_one_line_before_anything_runs(capsys, words, why, verb):
    code, out, err = said(capsys, *verb, *words)
    assert (code, out, err.count("\n")) == (2, "", 1) and why in err


def test_a_run_takes_the_credit_from_options_then_the_working_folder_and_verify_from_the_figures(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    cff = "authors: [{family-names: Roe, given-names: R.}]\ndate-released: 2030-01-02\n"
    (tmp_path / "CITATION.cff").write_text(cff, encoding="utf-8")
    given = {"author": ["Doe, Jane"], "year": None, "address": "", "seed": 1}
    by = commands.credit_of(given)
    assert ([str(one) for one in by.authors], by.year) == (["Jane Doe"], 2030)
    assert given == {"seed": 1}
    assert [str(one) for one in commands.credit_of({"author": []}).authors] == ["R. Roe"]
    again = {"credit": None, "seed": 1}
    assert commands.credit_of(again).authors == () and again == {"seed": 1}


def test_cite_of_what_is_no_figure_gives_one_line(capsys, tmp_path):
    for name in ("nothing.png", "text.png"):
        (tmp_path / "text.png").write_text("no picture", encoding="utf-8")
        code, out, err = said(capsys, "cite", tmp_path / name)
        assert (code, out, err.count("\n")) == (2, "", 1) and name in err


def test_verify_takes_the_folder_of_figures_alone_and_says_where_none_is(capsys, tmp_path):
    code, out, err = said(capsys, "verify", tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1) and "no saved figure is there" in err
    code, _, err = said(capsys, "verify", "data/seeds", "--figures", "figures/seeds")
    assert code == 2 and err.count("\n") == 1 and "--figures: `broadsheet verify` has no" in err


def test_verify_passes_on_what_is_given_and_its_exit_code_tells_whether_the_data_is_the_same(
    capsys, tmp_path, monkeypatch
):
    asked = {}
    for same in (True, False):
        monkeypatch.setattr(
            commands,
            "verify",
            lambda folder, given, make, known, same=same: (
                asked.update(given, folder=folder) or same,
                "toy: words",
            ),
        )
        code, out, _ = said(
            capsys,
            "verify",
            "figures/seeds",
            "--corpus",
            "data/seeds",
            "--column",
            "text=body",
            "--seed",
            "3",
        )
        assert (code, out) == (0 if same else 1, "toy: words\n")
    assert asked == {
        "folder": module.find("figures/seeds"),
        "corpus": module.find("data/seeds"),
        "columns": {"text": "body"},
        "seed": 3,
    }
    asked.clear()
    said(capsys, "verify", "figures/seeds")
    assert asked == {"folder": module.find("figures/seeds")}  # all else is what the figures name


def test_run_takes_any_folder_of_texts_and_an_outlet_that_is_not_there_is_named(capsys, tmp_path):
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    code, _, err = said(capsys, "run", tmp_path, "--outlets", "North")
    assert code == 2 and "no article of 'North'" in err.splitlines()[-1]


def test_measure_never_writes_into_the_corpus(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "articles.csv").write_text("source,outlet\na.txt,North\n", encoding="utf-8")
    for out in (tmp_path, tmp_path / "tables"):
        code, _, err = said(capsys, "measure", tmp_path, "--out", out)
        assert code == 2 and err.count("\n") == 1 and "is inside the corpus" in err
    assert (tmp_path / "articles.csv").read_text(encoding="utf-8").startswith("source,outlet")


def test_a_window_that_is_no_number_of_days_is_refused_before_anything_runs(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    code, _, err = said(
        capsys, "run", tmp_path / "a.txt", "--window", "-1", "--out", tmp_path / "b"
    )
    assert code == 2 and "--window -1 is not a number of days" in err
    assert not (tmp_path / "b").exists()


def test_words_that_mean_nothing_to_a_verb_are_refused_and_not_passed_over(capsys, tmp_path):
    for words in (["--outlets=Nope"], ["figures"], ["--seed=abc"]):
        code, _, err = said(capsys, "measure", "data/seeds", "--out", tmp_path / "out", *words)
        assert code == 2 and err.count("\n") == 1 and not (tmp_path / "out").exists()


def test_a_measured_folder_whose_name_is_not_utf_8_is_read_and_named(tmp_path, monkeypatch):
    folder, out = tmp_path / "m\udcff", io.TextIOWrapper(io.BytesIO(), "utf-8", errors="strict")
    try:
        folder.mkdir()
    except (OSError, UnicodeError):
        pytest.skip("no such names on this disk")
    monkeypatch.setattr(sys, "stdout", out)
    measure = ["measure", "data/seeds", "--out", str(folder), "--workers", "1"]
    for words in (
        measure,
        [*measure, "--csv"],
        ["people", str(folder), "--out", str(tmp_path / "p\udcff.csv")],
        ["stories", str(folder), "--out", str(tmp_path / "s\udcff.csv")],
    ):
        assert main(words) == 0
    lines = out.buffer.getvalue().decode().splitlines()
    assert lines[1].endswith("m\\udcff") and "p\\udcff.csv and give it to" in lines[2]
    assert len(pd.read_csv(folder / "articles.csv")) == 2
    assert (tmp_path / "p\udcff.csv").exists() and (tmp_path / "s\udcff.csv").exists()


def test_tables_for_which_there_is_no_room_are_named_and_not_begun(capsys, tmp_path, monkeypatch):
    measure = ("measure", "data/seeds", "--out", tmp_path / "out", "--workers", "1")
    assert said(capsys, *measure)[0] == 0

    def fsync(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("broadsheet.storage.os.fsync", fsync)
    code, _, err = said(capsys, *measure, "--csv")
    assert code == 2 and err.splitlines()[-1].startswith("broadsheet: ")
    assert "No space left on device" in err and "Traceback" not in err
    assert not list((tmp_path / "out").glob("*.csv*"))


def test_what_stops_a_run_is_told_in_one_line(monkeypatch, capsys, tmp_path):
    for error, code, said in (
        (KeyboardInterrupt(), 130, "stopped; what was saved is kept"),
        (sqlite3.OperationalError("database or disk is full"), 2, "database or disk is full"),
        (ImportError("a.so: failed to map segment"), 2, "there was not enough memory"),
        (ImportError(f"a.so: {os.strerror(errno.EMFILE)}"), 2, "allow more open files"),
        (ModuleNotFoundError("a cluster needs Dask"), 2, "broadsheet: a cluster needs Dask\n"),
    ):
        monkeypatch.setattr(
            commands, "survey", lambda *_, error=error, **__: (_ for _ in ()).throw(error)
        )
        assert module.main(["measure", "data/seeds", "--out", str(tmp_path / "out")]) == code
        told = capsys.readouterr().err
        assert said in told and told.count("\n") == 1


def test_a_lexicon_beside_the_user_is_the_one_that_the_notebooks_count_with(
    tmp_path, monkeypatch, capsys
):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("It rained all day.", encoding="utf-8")
    (tmp_path / "mine.csv").write_text("frame,term\nrain,rained\n", encoding="utf-8")
    told = {}
    monkeypatch.setattr("broadsheet.notebooks.run", lambda given, executed: told.update(given))
    monkeypatch.setattr("broadsheet.commands.gallery", lambda folder: folder)
    monkeypatch.setattr("broadsheet.commands.report", lambda folder, loaded, coded: folder)
    monkeypatch.chdir(tmp_path)
    assert main(["run", "in", "--lexicon", "mine.csv", "--out", "out"]) == 0
    assert told["lexicon"] == str(tmp_path / "mine.csv")
    assert (
        main(["run", "in", "--lexicon", "generic-frames", "--out", "out"]) == 0
        and told["lexicon"] == "generic-frames"
    )


def test_measured_with_another_lexicon_is_refused_before_anything_is_read_or_written(
    capsys, tmp_path, monkeypatch
):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    measured, out = tmp_path / "measured", tmp_path / "out"
    assert main(["measure", str(tmp_path / "a.txt"), "--out", str(measured)]) == 0
    capsys.readouterr()
    monkeypatch.setattr(commands, "load", lambda *_, **__: pytest.fail("read"))
    given = ("run", tmp_path / "a.txt", "--measured", measured, "--out", out)
    for other, why in (
        (("--lexicon", "security-sovereignty"), "measured with lexicon generic-frames"),
        (("--skip-negated",), "measured with skip_negated=False, not True"),
    ):
        code, printed, err = said(capsys, *given, *other)
        assert (code, printed, err.count("\n")) == (2, "", 1) and why in err
    assert not out.exists()


def test_the_version_and_the_command_are_named(capsys):
    for word, start in (("--version", "broadsheet 0."), ("--help", "usage: broadsheet ")):
        with pytest.raises(SystemExit) as ended:
            main([word])
        assert ended.value.code == 0 and capsys.readouterr().out.startswith(start)


def test_what_was_measured_of_another_corpus_is_refused_before_anything_runs(tmp_path, capsys):
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("Talks began on Monday, and nobody spoke of them.")
    words = ["--lexicon", "generic-frames"]
    tables = str(tmp_path / "tables")
    assert module.main(["measure", str(tmp_path / "mine"), "--out", tables, *words]) == 0
    out = str(tmp_path / "out")
    run = ["run", str(tmp_path / "theirs"), "--out", out, "--measured", tables, *words]
    assert module.main(run) == 2
    assert "was measured from 'mine', not from 'theirs'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_run_does_not_write_into_its_corpus(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Talks began on Monday, and nobody spoke of them.")
    assert module.main(["run", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "is inside the corpus" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_stories_are_saved_corrected_and_given_back(capsys, tmp_path):
    corpus, out = tmp_path / "in.csv", tmp_path / "stories.csv"
    table(*FERRY, *PENSIONS, QUAKES[0]).to_csv(corpus, index=False)
    code, text, err = said(capsys, "stories", corpus, "--out", out)
    assert (code, err) == (0, "")
    assert "2 stories in 5 articles" in text and "1 article is in no story" in text
    rows = pd.read_csv(out, dtype=str)
    rows.loc[rows["id"] == "a2", "story"] = ""
    rows.to_csv(out, index=False)
    code, _, err = said(capsys, "stories", corpus, "--out", out)
    assert code == 2 and err.count("\n") == 1 and "exists with other content" in err
    measured = tmp_path / "measured"
    code, _, err = said(capsys, "measure", corpus, "--out", measured, "--stories", out, "--csv")
    assert code == 0 and "note: 2 stories were given and are kept; 1 of 6 articles" in err
    stories = pd.read_csv(measured / "articles.csv", dtype=str).set_index("id")["story"]
    assert stories.notna().tolist() == [True, True, False, True, True, False]
    assert stories["a0"] == stories["a1"] != stories["a3"] == stories["a4"]


def test_corrected_stories_count_in_a_corpus_that_was_measured_before(capsys, tmp_path):
    corpus, measured, out = (tmp_path / name for name in ("in.csv", "measured", "stories.csv"))
    table(*FERRY, *PENSIONS, QUAKES[0]).to_csv(corpus, index=False)
    assert said(capsys, "measure", corpus, "--out", measured)[0] == 0
    given = tmp_path / "given.csv"
    pd.DataFrame({"id": ["a0", "a5"], "story": "mine"}).to_csv(given, index=False)
    assert said(capsys, "stories", measured, "--stories", given, "--out", out)[0] == 0
    rows = pd.read_csv(out, dtype=str).dropna(subset=["story"])
    assert rows["id"].tolist() == ["a0", "a5"] and set(rows["story"]) == {"mine"}


def test_check_of_a_corpus_without_articles_says_why_and_ends_with_an_error(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Die Brücke bleibt bis Ende Mai gesperrt, sagte der Bürgermeister am Montag vor dem "
        "Rathaus. Fähren fahren jede Stunde, und niemand hat sich bisher über sie beschwert.\n",
        encoding="utf-8",
    )
    code, out, err = said(capsys, "check", tmp_path)
    assert code == 2 and err.endswith("no article is left to measure\n")
    assert "to keep it: --languages en de, in Python languages=['en', 'de']" in out
    assert "no article is left" in out and "have an outlet" not in out
    assert not (tmp_path / "articles.csv").exists()
    assert said(capsys, "check", tmp_path, "--languages", "en", "de")[0] == 0


def test_measure_without_an_article_left_says_why_in_one_line_and_leaves_nothing(capsys, tmp_path):
    corpus, out = tmp_path / "in", tmp_path / "out"
    corpus.mkdir()
    for name in ("one", "two"):
        (corpus / f"{name}.txt").write_text(f"{ARTICLE} {ARTICLE} {name}", encoding="utf-8")
    code, text, err = said(capsys, "measure", corpus, "--out", out, "--languages", "de")
    assert (code, text, err.count("\n")) == (2, "", 1) and not out.exists()
    assert "no article is left to measure; 2 were rejected, the first: one.txt: written" in err
    code, _, err = said(capsys, "measure", corpus, "--out", out, "--languages", "xx")
    assert code == 2 and "'xx' is no code that is known; known are ar, " in err
    assert said(capsys, "measure", corpus, "--out", out, "--languages", "en", "de")[0] == 0


def test_check_says_what_was_read_and_writes_what_is_to_be_filled_in(capsys, tmp_path):
    corpus = tmp_path / "in"
    corpus.mkdir()
    (corpus / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (corpus / "bad.txt").write_bytes(b"")
    code, out, err = said(capsys, "check", corpus)
    assert (code, err) == (0, "") and "rejected: bad.txt: empty" in out
    assert out.startswith("2 went in = 1 article + 1 rejected + 0 duplicates")
    assert pd.read_csv(corpus / "articles.csv")["source"].tolist() == ["one.txt"]
    code, out, err = said(capsys, "check", corpus, "--out", corpus / "articles.csv")
    assert (code, err) == (0, "") and out.startswith("2 went in")
    code, _, err = said(capsys, "check", corpus, "--out", corpus / "more.csv")
    assert code == 2 and "is inside the corpus" in err
    assert said(capsys, "check", corpus, "--repeated-lines", "all")[0] == 2
    measured = tmp_path / "measured"
    assert said(capsys, "measure", corpus, "--out", measured)[0] == 0
    assert (
        "to save the table to fill in elsewhere, give --out" in said(capsys, "check", measured)[1]
    )
    code, out, _ = said(capsys, "check", measured, "--out", tmp_path / "articles.csv")
    assert code == 0 and out.startswith("2 went in = 1 article + 1 rejected")
    assert pd.read_csv(tmp_path / "articles.csv")["source"].tolist() == ["one.txt"]


def test_people_are_saved_corrected_and_given_back(capsys, tmp_path):
    corpus, out = tmp_path / "in.csv", tmp_path / "people.csv"
    texts = ['"We act," Ana Cruz said.', '"We know," Cruz said.', '"No," Bo Lund said.']
    pd.DataFrame({"id": list("abc"), "outlet": "A", "text": texts}).to_csv(corpus, index=False)
    code, text, err = said(capsys, "people", corpus, "--out", out)
    assert (
        code == 0 and err.startswith("note: 3 of 3 articles lack a date") and err.count("\n") == 1
    )
    assert "3 names of 2 people" in text
    rows = pd.read_csv(out, dtype=str)
    assert rows[["alias", "person"]].values.tolist()[1] == ["Cruz", "Ana Cruz"]
    rows.loc[1, "person"] = "Bo Cruz"
    rows.to_csv(out, index=False)
    code, _, err = said(capsys, "people", corpus, "--out", out)
    assert code == 2 and err.count("\n") == 2 and "exists with other content" in err
    measured = tmp_path / "measured"
    assert said(capsys, "measure", corpus, "--out", measured)[0] == 0
    for where in (corpus, measured):
        again = tmp_path / f"{where.stem}-again.csv"
        code, text, _ = said(capsys, "people", where, "--people", out, "--out", again)
        assert code == 0 and "3 names of 3 people" in text
        table = pd.read_csv(again).set_index("alias")
        assert table.loc["Cruz", ["person", "rule"]].tolist() == ["Bo Cruz", "corrected by hand"]


def test_stories_count_for_the_people_of_a_corpus_that_was_measured_before(capsys, tmp_path):
    corpus, measured = tmp_path / "in.csv", tmp_path / "measured"
    texts = [f'"We act," {name} said.' for name in ("Ana Cruz", "Eva Cruz", "Cruz")]
    pd.DataFrame({"id": list("abc"), "outlet": "A", "text": texts}).to_csv(corpus, index=False)
    assert said(capsys, "measure", corpus, "--out", measured)[0] == 0
    given = tmp_path / "given.csv"
    pd.DataFrame({"id": ["b", "c"], "story": "mine"}).to_csv(given, index=False)
    for where in (corpus, measured):
        out = tmp_path / f"{where.stem}.people.csv"
        assert said(capsys, "people", where, "--stories", given, "--out", out)[0] == 0
        assert pd.read_csv(out).set_index("alias")["person"]["Cruz"] == "Eva Cruz"
    words = ("people", measured, "--out", tmp_path / "p.csv")
    code, _, err = said(capsys, *words, "--languages", "fr", "--column", "text=body")
    assert code == 2 and "--languages and --column: the corpus was read when" in err


def test_two_people_who_are_each_to_be_the_other_are_refused_before_anything_runs(capsys, tmp_path):
    table(*FERRY).to_csv(tmp_path / "in.csv", index=False)
    (tmp_path / "p.csv").write_text("alias,person\nAna,Bo\nBo,Ana\n", encoding="utf-8")
    words = ("run", tmp_path / "in.csv", "--out", tmp_path / "out", "--people", tmp_path / "p.csv")
    code, _, err = said(capsys, *words)
    assert code == 2 and err.count("\n") == 1 and "the other way round" in err


@pytest.mark.parametrize("verb", ["run", "people"])
@pytest.mark.parametrize(
    "rows, line",
    [
        ("alias,who\nBibi,x\n", "p.csv: no column `person`"),
        (
            "alias,person\nBibi,Ann\nBibi,Bo\n",
            "p.csv#2: assigns 'Bibi' to a second person, besides 'Ann'",
        ),
        ("alias,person\nLee,Lee\nLula,\nlee,Bo\n", "p.csv#3: assigns 'lee' to a second person"),
        ("alias,person\n,Ann\n", "p.csv#1: person 'Ann' has no `alias` in its row"),
    ],
)
def test_a_table_of_people_that_is_wrong_gives_one_line_before_anything_runs(
    capsys, tmp_path, verb, rows, line
):
    (tmp_path / "p.csv").write_text(rows, encoding="utf-8")
    words = (verb, tmp_path / "no.csv", "--out", tmp_path / "out", "--people", tmp_path / "p.csv")
    code, _, err = said(capsys, *words)
    assert code == 2 and err.startswith(f"broadsheet: {line}") and err.count("\n") == 1


def test_a_table_of_stories_that_is_wrong_gives_one_line(capsys, tmp_path):
    table(*FERRY).to_csv(tmp_path / "in.csv", index=False)
    (tmp_path / "s.csv").write_text("id,label\na0,x\n", encoding="utf-8")
    for verb in ("run", "measure"):
        words = (
            verb,
            tmp_path / "in.csv",
            "--out",
            tmp_path / verb,
            "--stories",
            tmp_path / "s.csv",
        )
        code, _, err = said(capsys, *words)
        assert code == 2 and err.count("\n") == 1 and "no column `story`" in err


def test_a_message_of_any_length_is_one_line_of_bearable_length_that_ends_with_the_mend(
    tmp_path, capsys
):
    names, cells = (f"c{k}" for k in range(5000)), ["1"] * 5000
    (tmp_path / "wide.csv").write_text(f"{','.join(names)}\n{','.join(cells)}\n")
    assert main(["measure", str(tmp_path / "wide.csv"), "--out", str(tmp_path / "out")]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and len(err) <= 301 and err.endswith("columns={'text': 'NAME'}\n")


def test_what_a_files_name_brings_along_moves_no_cursor(tmp_path, capsys):
    (tmp_path / "a\u202e.doc").write_text("It rained.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("It rained all day in the town.", encoding="utf-8")
    assert main(["measure", str(tmp_path), "--out", str(tmp_path.parent / "direction")]) == 0
    err = capsys.readouterr().err
    assert "\u202e" not in err and "a⟨U+202E⟩.doc" in err


def test_an_output_that_was_closed_ends_without_a_word(tmp_path):
    command = [sys.executable, "-m", "broadsheet", "cite", "figures/seeds/readability.png"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    with process.stderr as said_there:
        assert said_there.read() == b"" and process.wait() == 1


OPENED = """
import os, sys
from broadsheet.cli import open_streams
os.closerange(0, 3)
open_streams()
print("nobody hears it", file=sys.stderr, flush=True)
given_on = all(map(os.get_inheritable, range(3)))
sys.exit(0 if given_on and os.open(sys.executable, os.O_RDONLY) > 2 else 1)
"""


def test_what_was_closed_before_the_command_began_is_no_place_for_its_files():
    assert subprocess.run([sys.executable, "-c", OPENED], check=False).returncode == 0


def test_a_pipe_in_the_place_of_a_table_is_not_waited_for(tmp_path, capsys):
    os.mkfifo(tmp_path / "articles.csv")
    (tmp_path / "a.txt").write_text("It rained all day in the town.", encoding="utf-8")
    assert main(["measure", str(tmp_path), "--out", str(tmp_path.parent / "pipe")]) == 0
    assert "rejected: articles.csv: not a file" in capsys.readouterr().err
    assert main(
        ["measure", "data/seeds", "--out", "m", "--stories", str(tmp_path / "articles.csv")]
    )
    assert "articles.csv: not a file; name the table" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["stories", "people"])
@pytest.mark.parametrize("option", [["--languages", "fr"], ["--repeated-lines", "keep"]])
def test_how_to_read_a_corpus_that_was_measured_is_not_said_again(tmp_path, capsys, verb, option):
    assert main(["measure", "data/seeds", "--out", str(tmp_path / "measured")]) == 0
    out = str(tmp_path / f"{verb}.csv")
    code, _, err = said(capsys, verb, tmp_path / "measured", "--out", out, *option)
    assert code == 2 and f"{option[0]}: the corpus was read when it was measured" in err


def coded(folder, answer):
    """All sheets of a coding filled in: `answer` says what a question gets."""
    for path in sorted(folder.glob("coder-*/*.xlsx")):
        page = (book := openpyxl.load_workbook(path)).active
        for column in page.iter_cols():
            if "(" in str(column[0].value):
                for cell in column[1:]:
                    cell.value = answer(str(column[0].value).rpartition(" (")[0], cell.row)
        book.save(path)


def test_a_sample_is_drawn_coded_and_told(capsys, tmp_path):
    coding = tmp_path / "coding"
    words = (
        "sample",
        "data/toy",
        "--lexicon",
        "data/toy/lexicon.yml",
        "--out",
        coding,
        "--n",
        "12",
    )
    code, out, _ = said(capsys, *words)
    assert code == 0 and out.endswith(f"then: broadsheet agree {coding}\n")
    assert (coding / "codebook.html").is_file() and (coding / "key" / "key.csv").is_file()
    code, out, err = said(capsys, "agree", coding)
    assert (code, out) == (2, "") and err.endswith("no sheet is filled in yet\n")
    assert err.count("\n") == 1
    ordered = ("frame", "Danger", "Loss")
    coded(
        coding,
        lambda name, row: "Ana" if name == "speaker" else "clearly" if name in ordered else "yes",
    )
    code, out, err = said(capsys, "agree", coding)
    assert (code, err) == (0, "") and "How often Broadsheet is right" in out
    accuracy = pd.read_csv(coding / "results" / "accuracy.csv").set_index(["measure", "unit"])
    assert accuracy.loc[("sentence ends", "places inside paragraphs"), "precision"] == 1
    agreement = pd.read_csv(coding / "results" / "agreement.csv")
    assert (agreement["agreement"] == 1).all() and agreement["alpha"].isna().all()
    assert (
        len(pd.read_csv(coding / "results" / "rates.csv")) == 8
    )  # all and three outlets, two frames
    code, _, err = said(capsys, *words)
    assert code == 2 and "exists with other content" in err.splitlines()[-1]


def test_an_odd_answer_is_named_and_the_others_go_on(capsys, tmp_path):
    coding = tmp_path / "coding"
    words = ("--lexicon", "data/toy/lexicon.yml", "--out", coding, "--n", "6", "--coders", "1")
    assert said(capsys, "sample", "data/toy", *words)[0] == 0
    coded(coding, lambda name, row: "perhaps" if name == "end" and row == 2 else "no")
    code, out, err = said(capsys, "agree", coding)
    assert code == 0 and "sentence ends" in out
    odd = "sentences.xlsx: e001: end: 'perhaps' is not one of no, yes, unsure; not counted"
    assert odd in err
    given = {"coding": str(coding), "columns": {}}
    loaded, lexicon = bs.load("data/toy"), bs.load_lexicon("data/toy/lexicon.yml")
    assert commands.coding_of(loaded, lexicon, given) is not None
    assert f"note: --coding {coding}: coder-1/{odd}\n" in capsys.readouterr().err


def test_a_coding_of_another_corpus_or_lexicon_is_refused_before_anything_runs(capsys, tmp_path):
    coding = tmp_path / "coding"
    assert (
        said(
            capsys,
            "sample",
            "data/toy",
            "--lexicon",
            "data/toy/lexicon.yml",
            "--out",
            coding,
            "--n",
            "4",
        )[0]
        == 0
    )
    for corpus, lexicon, why in (
        ("data/seeds", "data/toy/lexicon.yml", "was sampled from 'toy', not from 'seeds'"),
        ("data/toy", "generic-frames", "was coded with the lexicon toy"),
    ):
        words = ("run", corpus, "--lexicon", lexicon, "--coding", coding, "--out", tmp_path / "out")
        code, _, err = said(capsys, *words)
        assert code == 2 and why in err.splitlines()[-1] and not (tmp_path / "out").exists()
    code, _, err = said(capsys, "agree", tmp_path)
    assert code == 2 and err.count("\n") == 1 and "contains no coding sheets" in err


def test_a_sample_is_never_written_into_the_corpus(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    code, _, err = said(capsys, "sample", tmp_path, "--out", tmp_path / "coding")
    assert code == 2 and "is inside the corpus" in err and not (tmp_path / "coding").exists()


def test_power_says_how_many_stories_it_takes(capsys):
    code, out, err = said(capsys, "power", "data/demo", "--difference", "0.05")
    assert (code, err) == (0, "") and len(out.splitlines()) == 6
    assert out.splitlines()[2].split() == [
        "measure", "outlet", "other", "stories", "spread", "difference", "needed", "detectable"
    ]  # fmt: skip
    code, _, err = said(capsys, "power", "data/demo", "--difference", "0.05", "--measure", "quoted")
    assert code == 2 and err.count("\n") == 1 and "no column `quoted`" in err
    code, _, err = said(capsys, "power", "data/seeds", "--difference", "0")
    assert code == 2 and err.endswith(
        "difference 0: give a number above zero, in the unit of the measure\n"
    )


def test_power_of_too_few_shared_stories_says_so(capsys, tmp_path):
    rows = [f"{story},{outlet},It rained {story} days." for story in (1, 2) for outlet in "AB"]
    (tmp_path / "a.csv").write_text("\n".join(["story,outlet,text", *rows]), encoding="utf-8")
    words = ("power", tmp_path / "a.csv", "--measure", "words", "--difference", "10")
    code, out, _ = said(capsys, *words, "--duplicates", "none")
    table, why = out.strip().split("\n\n")[1:]
    assert code == 0 and table.split("\n")[1].split() == [
        "words",
        "A",
        "B",
        "2",
        "–",
        "10",
        "–",
        "–",
    ]
    assert "no two outlets share 6 stories" in why
