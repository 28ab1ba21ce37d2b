"""Found beside annotated: misses, false finds and wrong names each counted where they belong."""

import json

import pandas as pd
import pytest

import broadsheet as bs

TEXT = '"We act," Ana Cruz said. He called it "a fine day". "We act," Bo Lund said.'


def annotated(folder, quotations):
    path = folder / "told.json"
    path.write_text(json.dumps({"articles": {"a.txt": quotations}}), encoding="utf-8")
    return path


def told(text, speaker, kind="direct", verb="said"):
    return {
        "part": "body",
        "text": text,
        "occurrence": 1,
        "kind": kind,
        "speech": True,
        "speaker": speaker,
        "verb": verb,
    }


ARTICLES = pd.DataFrame({"id": ["a"], "outlet": ["A"], "source": ["a.txt"], "text": [TEXT]})


def test_equal_texts_are_told_apart_by_their_order(tmp_path):
    path = annotated(tmp_path, [told('"We act,"', "Ana Cruz"), told('"We act,"', "Bo Lund")])
    checked = bs.check_quotations(ARTICLES, path)
    twice = checked[checked["wanted"]]
    assert (
        twice["wanted_speaker"].tolist()
        == twice["found_speaker"].tolist()
        == ["Ana Cruz", "Bo Lund"]
    )


def test_a_miss_a_false_find_and_a_wrong_name_are_each_counted_once(tmp_path):
    path = annotated(
        tmp_path,
        [
            told('"We act,"', "Ana Cruz"),
            told('"We act,"', "Ada Lund"),
            told('"Never stood there,"', "X"),
        ],
    )
    scores = bs.quotation_scores(bs.check_quotations(ARTICLES, path)).set_index("what")
    assert scores.loc["stretch", ["found", "wanted", "right"]].tolist() == [3, 3, 2]
    assert scores.loc["speaker", ["wanted", "right"]].tolist() == [3, 1]


def test_articles_that_nobody_annotated_are_left_out(tmp_path):
    path = annotated(tmp_path, [])
    assert bs.check_quotations(ARTICLES.assign(source="b.txt"), path).empty


def test_other_parts_of_the_page_than_the_body_are_not_held_against_it(tmp_path):
    path = annotated(tmp_path, [{**told('"In a bullet,"', "Ana Cruz"), "part": "highlights"}])
    assert not bs.check_quotations(ARTICLES, path)["wanted"].any()


def test_a_broken_annotation_is_named_with_what_it_lacks(tmp_path):
    path = annotated(tmp_path, [{"part": "body", "text": '"We act,"'}])
    with pytest.raises(ValueError, match=r"told.json: KeyError\('kind'\)"):
        bs.check_quotations(ARTICLES, path)


def test_every_quotation_of_the_seeds_is_right():
    scores = bs.quotation_scores(
        bs.check_quotations(bs.load("data/seeds").articles, "data/annotations/seeds.json")
    )
    assert scores.set_index("what")["f1"].to_dict() == dict.fromkeys(
        ["stretch", "speech", "kind", "speaker", "verb"], 1.0
    )
