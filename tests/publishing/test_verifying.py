"""Verify: figures are made again from what they say of themselves, and each says how it fares and
what has changed.
"""

import json
import shutil
from types import SimpleNamespace

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.paths import DATA
from broadsheet.publishing.verifying import changes, compare, find_corpus, run_parameters, verify

TABLE = pd.DataFrame({"outlet": ["North", "South"], "id": ["a", "b"], "value": [1 / 3, 0.5]})
KNOWN = ["corpus", "columns", "lexicon", "outlets", "seed", "languages", "duplicates"]


def made(
    folder,
    name="toy",
    number="2.1",
    value=0.5,
    corpus="seeds",
    fingerprint="a" * 64,
    run=None,
    **given,
):
    table = TABLE.assign(value=[1 / 3, value])
    of = SimpleNamespace(
        name=corpus,
        fingerprint=fingerprint,
        articles=table,
        chosen={"columns": {}, "languages": ["en"], "duplicates": "exact"},
    )
    bs.save(
        bs.dots(table, value="value", row="outlet", xlabel="share"),
        name,
        table,
        folder=folder,
        number=number,
        title="Share",
        caption="Words.",
        alt="Two.",
        run=bs.provenance(of, **given) | (run or {}),
    )


def test_same_bytes_same_data_different_data_missing_and_new_are_told_apart_in_the_order_of_numbers(
    tmp_path,
):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        made(folder, "same", "10.1")
        made(
            folder,
            "drawn",
            "2.2",
            run={"packages": {"matplotlib": "3.11.1" if folder == old else "3.11.2"}},
        )
        made(
            folder,
            "changed",
            "2.10",
            value=0.5 if folder == old else 0.6,
            fingerprint=("a" if folder == old else "b") * 64,
        )
    made(old, "gone", "1.1")
    made(new, "added", "1.2")
    assert compare(old, new) == {
        "gone": "not made again",
        "added": f"not in {old}, but made now",
        "drawn": "same data, other svg, pdf, png: matplotlib 3.11.1 → 3.11.2",
        "changed": "different data: corpus fingerprint aaaaaaaa → bbbbbbbb",
        "same": "same bytes",
    }
    assert list(compare(old, new)) == ["gone", "added", "drawn", "changed", "same"]


def test_a_file_that_was_changed_by_hand_or_is_gone_is_named(tmp_path):
    numbers = {"edited": "1.1", "painted": "1.2", "lost": "1.3", "silent": "1.4"}
    for name, number in numbers.items():
        made(tmp_path / "old", name, number)
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    (tmp_path / "old" / "edited.csv").write_bytes(
        (tmp_path / "old" / "edited.csv").read_bytes().replace(b"\n", b"\r\n")
    )
    (tmp_path / "old" / "painted.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "old" / "lost.png").unlink()
    (tmp_path / "old" / "silent.json").unlink()  # the pictures say it too
    assert compare(tmp_path / "old", tmp_path / "new") == {
        "edited": "different data: edited.csv has changed since it was saved",
        "silent": "same bytes",
        "painted": "same data, other svg: nothing that the figure records has changed; "
        "the code that made it is not known",
        "lost": "same data, other png: lost.png is missing",
    }


def run_json(folder, code, notebook):
    made = {"code": code * 64, "notebooks": {"02-readability": notebook * 64}}
    (folder / "run.json").write_text(json.dumps(made), encoding="utf-8")


def test_the_code_is_named_where_both_runs_tell_it_and_only_of_figures_that_differ(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, value in ((old, 0.5), (new, 0.6)):
        made(folder, "readability", "2.1", value=value)
        made(folder, "toy", "9.2", value=value)
        made(folder, "same", "9.3")
    unknown = (
        "different data: nothing that the figure records has changed; the code that made it is not "
        "known"
    )
    run_json(old, "a", "c")
    assert compare(old, new) == {"readability": unknown, "toy": unknown, "same": "same bytes"}
    run_json(new, "b", "d")
    assert compare(old, new) == {
        "readability": "different data: code aaaaaaaa → bbbbbbbb; notebook code cccccccc → "
        "dddddddd",
        "toy": "different data: code aaaaaaaa → bbbbbbbb",
        "same": "same bytes",
    }
    run_json(new, "a", "c")
    told = "different data: nothing that the figure records has changed"
    assert compare(old, new) == {"readability": told, "toy": told, "same": "same bytes"}


def test_a_figure_that_is_saved_by_itself_ends_what_the_run_says_of_its_folder(tmp_path):
    made(tmp_path)
    run_json(tmp_path, "a", "c")
    made(tmp_path, "other", "2.2")
    assert not (tmp_path / "run.json").exists()
    with pytest.raises(ValueError, match=r"cannot be saved as 'run': run.json is a file of"):
        made(tmp_path, "run")


def test_a_figure_that_still_tells_its_code_is_compared_without(tmp_path):
    for folder, value in (("old", 0.5), ("new", 0.6)):
        made(tmp_path / folder, value=value)
    beside = tmp_path / "old" / "toy.json"
    about = json.loads(beside.read_text(encoding="utf-8"))
    about |= {"code": "a" * 64, "notebook": {"name": None, "fingerprint": "b" * 64}}
    beside.write_text(json.dumps(about), encoding="utf-8")
    said = compare(tmp_path / "old", tmp_path / "new")["toy"]
    assert said.startswith("different data: nothing that the figure records has changed")


@pytest.mark.parametrize(
    "before, after, said",
    [
        ({"parameters": {"seed": 1}}, {"parameters": {"seed": 2}}, ["seed 1 → 2"]),
        (
            {"parameters": {"outlets": []}},
            {"parameters": {"outlets": ["North"]}},
            ["outlets [] → ['North']"],
        ),
        (
            {"parameters": {"columns": {"text": "body"}}},
            {"parameters": {"columns": {}}},
            ["columns text body → unknown"],
        ),
        (
            {"parameters": {"lexicon": {"name": "war", "fingerprint": "ab" * 32}}},
            {"parameters": {"lexicon": {"name": "war", "fingerprint": "cd" * 32}}},
            ["lexicon fingerprint abababab → cdcdcdcd"],
        ),
        (
            {"code": "ab" * 32, "broadsheet": "0.1.0"},
            {"code": "cd" * 32, "broadsheet": "0.2.0"},
            ["code abababab → cdcdcdcd", "broadsheet 0.1.0 → 0.2.0"],
        ),
        ({"notebook": None}, {"notebook": "02-x"}, ["notebook None → 02-x"]),
        (
            {"caption": "One kind.", "data": "1", "alt": "1", "source": "1"},
            {"caption": "Two kinds.", "data": "2", "alt": "2", "source": "2"},
            ["caption “One kind.” → “Two kinds.”"],
        ),
    ],
    ids=[
        "seed",
        "outlets",
        "columns",
        "lexicon",
        "code",
        "notebook",
        "caption, and not what follows",
    ],
)
def test_what_changed_is_named_old_and_new(before, after, said):
    assert changes(before, after) == said and changes(before, before) == []


def test_the_folder_alone_says_corpus_lexicon_and_parameters(tmp_path):
    made(tmp_path / "figures", "first", "1.1", seed=7, outlets=["North"])
    made(
        tmp_path / "figures",
        "second",
        "4.4",
        seed=8,
        lexicon=bs.load_lexicon("generic-frames"),
        window=3,
    )
    asked = {}

    def again(corpus, folder, given):
        asked.update(given, corpus=corpus)
        shutil.copytree(tmp_path / "figures", folder, dirs_exist_ok=True)

    same, said = verify(tmp_path / "figures", {}, again, KNOWN)
    assert same and said == "first: same bytes\nsecond: same bytes"
    assert asked == {
        "corpus": DATA / "seeds",
        "columns": {},
        "languages": ["en"],
        "duplicates": "exact",
        "seed": 7,
        "outlets": ["North"],
        "lexicon": "generic-frames",
        "credit": None,
    }
    verify(
        tmp_path / "figures", {"corpus": tmp_path, "lexicon": "mine.yml", "seed": 9}, again, KNOWN
    )
    assert (asked["corpus"], asked["lexicon"], asked["seed"]) == (tmp_path, "mine.yml", 9)


def test_other_data_is_told_as_such(tmp_path):
    made(tmp_path / "figures")
    same, said = verify(
        tmp_path / "figures",
        {},
        lambda corpus, folder, given: made(folder, value=0.7, fingerprint="b" * 64),
        KNOWN,
    )
    assert not same and said == "toy: different data: corpus fingerprint aaaaaaaa → bbbbbbbb"


def test_no_figures_an_unknown_corpus_and_an_unknown_lexicon_give_one_line_that_says_what_to_give(
    tmp_path,
):
    def never(*_):
        raise AssertionError("nothing is to be made")

    with pytest.raises(FileNotFoundError, match="no saved figure is there; name the folder"):
        verify(tmp_path, {}, never, KNOWN)
    made(tmp_path / "one", corpus="../seeds")
    with pytest.raises(
        FileNotFoundError,
        match=r"a corpus '\.\./seeds', which is not in data/: give it as --corpus PATH",
    ):
        verify(tmp_path / "one", {}, never, KNOWN)
    made(tmp_path / "two", lexicon=SimpleNamespace(name="mine", fingerprint="a" * 64))
    with pytest.raises(
        FileNotFoundError, match="a lexicon 'mine', not in data/lexicons: give it as --lexicon PATH"
    ):
        verify(tmp_path / "two", {}, never, KNOWN)


def test_a_corpus_of_one_file_is_found_by_the_name_it_was_given(tmp_path, monkeypatch):
    monkeypatch.setattr("broadsheet.publishing.verifying.DATA", tmp_path)
    (tmp_path / "news.jsonl.gz").write_bytes(b"")
    assert find_corpus("news") == tmp_path / "news.jsonl.gz"
    (tmp_path / "news").mkdir()
    with pytest.raises(FileNotFoundError, match="'news', which is in data/ more than once"):
        find_corpus("news")


def test_of_two_figures_with_other_parameters_the_lower_number_is_the_run():
    assert run_parameters(
        {
            "first": {"parameters": {"seed": 1}},
            "second": {"parameters": {"seed": 2, "annotations": "x"}},
        }
    ) == {"seed": 1, "annotations": "x"}
