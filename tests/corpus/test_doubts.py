"""What is said of articles in doubt."""

import json

from broadsheet.corpus import doubtful, load


def test_notes_name_the_articles_in_doubt_ten_at_most(tmp_path):
    rows = [{"text": f"word{number} " * 20_001, "title": "Long"} for number in range(12)]
    rows[3]["text"] = "It rained all day."
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    corpus = load(tmp_path, languages=None)
    doubts = [note for note in corpus.notes if "read wrongly" in note]
    assert doubts[0] == ("a.json#1 may have been read wrongly: one article of 20,001 words")
    assert len(doubts) == 11 and doubts[10].startswith("1 more article may have")
    table = doubtful(corpus.articles)
    assert len(table) == 11 and set(table["doubt"]) == {"one article of 20,001 words"}


def test_a_doubt_is_no_part_of_the_fingerprint():
    from broadsheet.corpus.loading import fingerprint

    article = {"source": "a", "text": "It rained."}
    assert fingerprint([article]) == fingerprint([{**article, "doubt": "one"}])
