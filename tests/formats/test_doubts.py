"""What speaks against a text being one article, and what does not."""

import json

import pytest

from broadsheet.formats.doubts import add_file_doubt, doubts, holds_several
from broadsheet.paths import ROOT
from tests.formats.reading import read

CASES = json.loads((ROOT / "tests" / "cases" / "several.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["several"], ids=lambda case: case["name"])
def test_a_file_with_the_heads_of_several_articles_is_split_or_refused(tmp_path, case):
    text = "\n".join(case["text"])
    assert case["why"] in (holds_several(text) or "")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (place, first), *others = read(tmp_path / "a.txt", {})
    if others:
        assert all(article["published"] for _, article in [(place, first), *others])
    else:
        assert place == "" and first.startswith("contains several articles (") and "\n" not in first


@pytest.mark.parametrize("case", CASES["one"], ids=lambda case: case["name"])
def test_an_article_that_looks_like_several_is_one(case):
    assert holds_several("\n".join(case["text"])) is None


def in_doubt(*lines, **known):
    return list(doubts({"text": "\n".join(lines), **known}))


def test_an_article_of_more_than_twenty_thousand_words_is_in_doubt():
    assert in_doubt("word " * 20_000) == []
    assert in_doubt("word " * 20_001) == ["one article of 20,001 words"]


def test_bylines_datelines_and_numbered_lines_put_an_article_in_doubt():
    bylines = [f"By Ann {name}" for name in ("Ash", "Birch", "Elm", "Fir", "Oak")]
    assert in_doubt(*bylines) == ['5 bylines such as "By Ann Ash" in one article']
    assert in_doubt(*bylines[:4]) == in_doubt(*["By Ann Ash"] * 9) == []
    datelines = [f"{place} (AP) — It rained." for place in ("OSLO", "ROME", "BONN")]
    assert in_doubt(*datelines) == ['3 datelines such as "OSLO (AP) —" in one article']
    assert in_doubt(*datelines[:2]) == in_doubt(*["JOBS — It rained."] * 3) == []
    pages = [f"Page {n} of 9" for n in (1, 2, 3)]
    assert in_doubt(*pages) == ['3 lines such as "Page 1 of 9" in one article']
    assert in_doubt(*pages[:2]) == in_doubt("1 of 2", "1 of 3", "1 of 4") == []


def test_cut_lines_count_as_well():
    cut = [("short line", f"{n} of 2 DOCUMENTS") for n in (1, 2)]
    assert in_doubt("It rained.", cut=cut) == ['2 lines such as "1 of 2 DOCUMENTS" in one article']
    gallery = [("caption", f"{n} of 3") for n in (1, 2, 3)]
    assert in_doubt("It rained.", cut=gallery) == []
    menu = [("short line", "word " * 181)]
    assert in_doubt("word " * 19, cut=menu) == ["19 of 200 words were kept"]
    assert in_doubt("word " * 19, title="Rain and snow", cut=menu) == []
    assert in_doubt("word " * 19, cut=[("short line", "word " * 180)]) == []  # a short page


def test_all_articles_of_an_export_of_which_little_is_kept_are_in_doubt():
    articles = [{"text": "word " * 40}, "a document that is missing", {"text": "word " * 40}]
    assert add_file_doubt(articles, 800) == articles
    first, missing, second = add_file_doubt(articles, 801)
    assert missing == articles[1]
    assert first["doubt"] == second["doubt"] == "of the whole file, 80 of 801 words were kept"


def test_rows_of_tables_may_be_in_doubt_and_a_column_of_that_name_is_set_aside(tmp_path):
    rows = [{"text": "word " * 20_001, "doubt": "none"}, {"text": "It rained."}]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    (_, first), (_, second) = read(tmp_path / "a.json", {})
    assert first["doubt"] == "one article of 20,001 words" and first["doubt_in_table"] == "none"
    assert "doubt" not in second


def test_the_head_of_another_article_in_the_text_puts_an_article_in_doubt():
    head = ["Copyright 2024 The Example Post", "Section: NEWS", "Length: 9 words", "Body"]
    told = 'the head of another article, "Copyright 2024 The Example Post", in the text'
    assert in_doubt("It rained.", *head, "It snowed.") == [told]
    assert in_doubt("It rained.", *head[:2], "It snowed.", *head[2:], "It hailed.") == []


STORIES = [
    f"The ferry to Example Island {what} again this winter"
    for what in ("sails", "stops", "runs late", "burns oil", "sells out")
]
PROSE = "\n\n".join(["It took the crew of the ferry an hour to find out what had happened."] * 12)


def loaded(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    ((_, article),) = read(tmp_path / "a.txt", {})
    return article


@pytest.mark.parametrize(
    "divider", ["\n\n***\n\n", "\n\n-----\n\n", "\n\n* * *\n\n", "\n\n=====\n", "\n\n~~~~~\n\n"]
)
def test_titles_below_dividers_put_a_text_in_doubt(tmp_path, divider):
    article = loaded(tmp_path, divider.join(f"{story}\n\n{PROSE}" for story in STORIES))
    assert '4 dividers with a title below, such as "The ferry' in article["doubt"]
    breaks = loaded(tmp_path, f"{STORIES[0]}\n\n" + divider.join([PROSE] * 5))
    assert "doubt" not in breaks


@pytest.mark.parametrize("mark", ["## {1}", "=== {1} ===", "**{1}**", "{0}. {1}"])
def test_marked_titles_put_a_text_in_doubt(tmp_path, mark):
    heads = [mark.format(number, story) for number, story in enumerate(STORIES, 1)]
    article = loaded(tmp_path, "\n\n".join(f"{head}\n\n{PROSE}" for head in heads))
    assert f'4 lines such as "{heads[1]}" between parts in one article' in article["doubt"]
    sections = [mark.format(number, "The crew") for number in range(1, 6)]
    one = loaded(
        tmp_path, f"{STORIES[0]}\n\n" + "\n\n".join(f"{head}\n\n{PROSE}" for head in sections)
    )
    assert "doubt" not in one


def test_a_list_below_its_title_is_one_article(tmp_path):
    numbered = [f"{number}. {story}\n\n{PROSE}" for number, story in enumerate(STORIES, 1)]
    article = loaded(tmp_path, "\n\n".join(["Five ferries to take before they sink", *numbered]))
    assert "doubt" not in article


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 Le Matin. Tous droits réservés.",
        "Copyright 2024 The Post. All rights reserved.",
        "© Abendblatt. Alle Rechte vorbehalten.",
        "Culture, lundi 6 mai 2024 1 204 mots, p. 7",
        "Length: 512 words",
    ],
)
def test_rights_and_lengths_stated_three_times_put_an_article_in_doubt(line):
    assert in_doubt(*[line, "It rained."] * 3) == [f'3 lines such as "{line}" in one article']
    cut = [("short line", line)] * 3
    assert in_doubt("It rained.", cut=cut) == [f'3 lines such as "{line}" in one article']
    assert in_doubt(*[line, "It rained."] * 2) == []
    assert (
        in_doubt(*["© The Post", "The speech had 512 words of which few were " + "new " * 20] * 3)
        == []
    )
