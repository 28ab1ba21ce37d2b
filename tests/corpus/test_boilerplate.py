"""Which lines repeat across an outlet's articles, which never count as such, and what is left."""

import itertools
import random

import pandas as pd
import pytest

from broadsheet.corpus import boilerplate, load
from broadsheet.corpus.boilerplate import find_and_cut, find_repeated, repeated_lines, without

WORDS = [
    "harbour", "bridge", "council", "ferry", "winter", "market", "school", "island", "budget",
    "river", "tower", "festival", "engine", "garden", "theatre", "museum", "station", "library",
]  # fmt: skip


def prose(number, sentences=8):
    """A text like no other: its words are drawn by its number."""
    draw = random.Random(number)
    return [
        f"The {' '.join(draw.sample(WORDS, 6))} of {number} was sold {draw.random():.6f} times."
        for _ in range(sentences)
    ]


def articles(lines, outlet="The Post", count=5, first=0):
    """Articles of different texts, each with the lines in the middle and behind it."""
    return [
        {
            "outlet": outlet,
            "source": f"{outlet}-{number}",
            "text": "\n".join([*prose(number)[:4], *lines, *prose(number)[4:], *lines]),
        }
        for number in range(first, first + count)
    ]


def repeated_in_parts(*parts):
    def each(function, *given):
        return map(function, parts, *given)

    return find_repeated(each, sum(map(len, parts)), [])


def found(given):
    return {line for _, line in repeated_in_parts(given)}


def test_a_line_in_five_articles_of_an_outlet_repeats_and_in_four_it_does_not():
    assert found(articles(["Toggle caption"])) == {"toggle caption"}
    assert found(articles(["Toggle caption"], count=4)) == set()
    other = articles(["Toggle caption"], "The Courier", count=3, first=10)
    assert found([*articles(["Toggle caption"], count=4), *other]) == set()


def test_articles_without_an_outlet_are_one_outlet():
    given = [{**one, "outlet": None} for one in articles(["Toggle caption"])]
    given[0].pop("outlet")
    assert repeated_in_parts(given) == {("", "toggle caption")}


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 The Example Post. All rights reserved.",
        "Sign up for our morning newsletter.",
        "Read more:",
        "Story continued below",
        "Image: A. Name",
        "You can unsubscribe at any time.",
        "Follow us at www.post.example.",
    ],
)
def test_notices_are_found_wherever_they_stand(line):
    assert len(found(articles([line]))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "“We will rebuild,” the mayor said.",
        '"We will rebuild," the mayor said.',
        "‘We will rebuild,’ the mayor said.",
        "«We will rebuild»",
        "The old bridge has been closed since the flood of 2019.",
        "Nobody was hurt.",
        "word " * 61,
        "***",
    ],
)
def test_quotations_background_and_what_is_long_or_no_word_are_never_cut(line):
    assert found(articles([line], count=12)) == set()


@pytest.mark.parametrize(
    "line",
    [
        "The bakery said in a statement: we weigh every loaf that leaves your shop.",
        "Its owner told the court you can press the button twice to open the gate.",
        "Every ticket is yours to keep, the posters say.",
        "The harbour master declined to comment.",
        "The brewery could not be reached for comment.",
        "The keeper announced that all subscribers would get their money back.",
        "LOE: Good night, Ann.",
        "ANN ROE, HOST: Thank you for having me.",
        "ROE (on the telephone): It rains.",
    ],
)
def test_what_somebody_said_is_prose_wherever_it_stands(line):
    assert found(articles([line], count=12)) == set()
    last = articles([], count=12)
    for one in last:
        one["text"] += f"\n{line}"
    assert found(last) == set()


def test_you_alone_makes_no_notice():
    line = "You can row across the bay, but you cannot row back."
    assert found(articles([line])) == set()


def test_names_in_small_letters_are_speakers_where_they_take_turns():
    turns = ["Ann Roe: Good night.", "Bo Loe: Thank you.", "Ann Roe: It rains."]
    assert found(articles(turns)) == set()
    alone = articles([])
    for one in alone:
        one["text"] += "\nAnn Roe: Good night."
    assert found(alone) == {"ann roe: good night."}


def test_labels_of_the_page_and_its_requests_are_no_speech():
    lines = [
        "PHOTO: The harbour at night.",
        "Note: Our letters are no longer printed.",
        "Read what the mayor said.",
        "Listen to what she told us.",
        "Share what you saw: write to desk@post.example.",
    ]
    assert found(articles(lines)) == {line.lower() for line in lines}


def test_a_line_within_a_quotation_is_never_cut():
    lines = ["She sang: “By the river,", "by the river", "we sat down.”", "Read more"]
    assert found(articles(lines)) == {"read more"}
    # A mark that is never closed makes no quotation of what follows.
    assert found(articles(["She sang: “By the river", "", "Toggle caption"])) == {"toggle caption"}


def test_a_sentence_at_the_end_of_nearly_all_its_articles_is_a_notice():
    ending = "The Example Agency contributed to the report."
    given = articles([], count=10)
    for one in given[:5]:
        one["text"] += f"\n\n{ending}\n\nRead more"
    assert found(given) == {ending.lower(), "read more"}
    given[5]["text"] = given[5]["text"].replace("\n", f"\n{ending}\n", 1)
    given[6]["text"] = given[6]["text"].replace("\n", f"\n{ending}\n", 1)
    assert found(given) == {"read more"}  # at the end of five of seven alone


def test_such_a_sentence_must_stand_in_one_of_fifty_articles():
    ending = "Police are still looking for witnesses."
    given = articles([], count=300)
    for one in given[:5]:
        one["text"] += f"\n{ending}"
    assert found(given[:250]) == {ending.lower()} and found(given) == set()


def test_in_large_outlets_a_line_must_stand_in_one_of_a_thousand(monkeypatch):
    monkeypatch.setattr(boilerplate, "SHARE", 1 / 10)
    plain = articles([], count=50, first=5)
    assert found([*articles(["Toggle caption"]), *plain[:45]]) == {"toggle caption"}
    assert found([*articles(["Toggle caption"]), *plain]) == set()


def test_what_versions_of_an_agency_report_share_is_not_repeated():
    report = [f"Part {n}" for n in range(3)] + prose(1, 20)
    copies = [
        {"outlet": None, "source": str(n), "text": "\n".join([*report[: 12 + n], f"Local {n}."])}
        for n in range(9)
    ]
    assert found(copies) == set()
    assert found(
        [*copies, *[{**one, "outlet": None} for one in articles(["Part 1"], count=4, first=20)]]
    ) == {"part 1"}  # four other texts have it as well


def test_lines_that_begin_alike_and_speak_to_the_reader_are_one():
    ends = [
        "Ann Ash/Agency",
        "Bo Birch/Agency",
        "Cy Elm",
        "Di Fir",
        "Ed Oak for The Post",
        "Flo Yew",
    ]
    given = articles([], count=6)
    for one, end in zip(given, ends):
        one["text"] = one["text"].replace("\n", f"\nEnlarge this image toggle caption {end}\n", 1)
        one["text"] += f"\nThe mayor of {end}\nRead the letter of {end} to see why."
    assert found(given) == {"enlarge this …"}
    cut, _ = find_and_cut(given)
    assert cut.articles == 6 and all("mayor" in one["text"] for one in given)
    table = repeated_lines(pd.DataFrame(given).assign(id=ends))
    assert table.values.tolist() == [["The Post", "Enlarge this …", 6, cut.words]]


def test_short_articles_of_which_notices_are_most_are_different_texts():
    notices = [
        "Sign up for our newsletter and get all of the news every day",
        "© The Post",
        "Photo",
    ]
    given = [
        {"outlet": "A", "source": str(n), "text": "\n".join([*notices, *prose(n, 1), *notices])}
        for n in range(5)
    ]
    assert len(found(given)) == 3


def test_speakers_who_take_turns_or_stand_below_quotations_stay():
    interview = ["Ann Example", "Q", "Ann Example", "Q", "Ann Example", "Q"]
    given = [
        {
            "outlet": "A",
            "source": str(n),
            "text": "\n".join(itertools.chain(*zip(interview, prose(n)))),
        }
        for n in range(6)
    ]
    assert found(given) == set()
    below = articles(["“It rained.”", "Ann Example, The Courier"])
    assert found(below) == set()
    assert found(articles(["Advert", "Ann Example"])) == {"advert", "ann example"}
    assert found(articles(["Advert"] * 3)) == {"advert"}


def test_order_does_not_matter():
    given = [
        *articles(["Toggle caption", "Nobody was hurt."], count=30),
        *articles(["Read more"], "B", 7),
    ]
    lines = {("The Post", "toggle caption"), ("B", "read more")}
    for seed in range(3):
        assert repeated_in_parts(given) == lines
        random.Random(seed).shuffle(given)


def test_it_does_not_matter_in_which_parts_the_articles_come():
    given = articles(["Toggle caption", "Nobody was hurt."], count=7)
    assert (
        repeated_in_parts(given)
        == repeated_in_parts(given[:3], [], given[3:])
        == repeated_in_parts(*([article] for article in given))
        == {("The Post", "toggle caption")}
    )


def test_what_is_cut_is_kept_beside_the_text_as_it_stood():
    given = articles(["  TOGGLE  caption "], count=6)
    given[5]["text"] = "Toggle caption"  # nothing else: it stays
    given[0]["cut"] = [("byline", "By Ann")]
    cut, _ = find_and_cut(given)
    assert cut == (5, 20)
    assert given[0]["text"] == "\n".join(prose(0))
    assert given[0]["cut"] == [("byline", "By Ann"), *[("repeated line", "TOGGLE  caption")] * 2]
    assert given[5] == {"outlet": "The Post", "source": "The Post-5", "text": "Toggle caption"}


@pytest.mark.parametrize(
    "text, out, left",
    [
        ("One.\n\nPhoto\n\nTwo.", {2}, "One.\n\nTwo."),
        ("Photo\n\nOne.", {0}, "One."),
        ("One.\nPhoto\nTwo.", {1}, "One.\nTwo."),
        ("One.\n\nPhoto\nAdvert\n\nTwo.\n\nPhoto", {2, 3, 7}, "One.\n\nTwo."),
        ("One.\n\n\nTwo.", set(), "One.\n\n\nTwo."),
    ],
)
def test_no_gap_is_left_where_a_line_stood(text, out, left):
    assert without(text, out) == left


def test_load_cuts_in_tables_and_says_so_or_keeps(tmp_path):
    given = articles(["Toggle caption"])
    pd.DataFrame(given).drop(columns="source").to_csv(tmp_path / "a.csv", index=False)
    corpus = load(tmp_path)
    assert not corpus.articles["text"].str.contains("caption").any()
    assert (
        "1 line that repeats across articles of an outlet was cut from 5 articles (20 words)"
        in corpus.notes
    )
    whole = load(tmp_path, repeated_lines="keep")
    assert whole.articles["text"].str.contains("caption").all()
    assert whole.articles["cut"].map(len).sum() == 0
    assert whole.chosen["repeated_lines"] == "keep" and "repeated_lines" not in corpus.chosen
    wanted = [["The Post", "Toggle caption", 5, 20]]
    assert repeated_lines(corpus.articles).values.tolist() == wanted
    assert repeated_lines(whole.articles).values.tolist() == wanted
    with pytest.raises(ValueError, match=r"repeated_lines: 'drop' .* choose cut or keep"):
        load(tmp_path, repeated_lines="drop")


def test_texts_that_are_equal_without_their_repeated_lines_are_duplicates(tmp_path):
    given = articles(["Toggle caption"])
    given.append({**given[0], "text": "\n".join(prose(0))})
    pd.DataFrame(given).drop(columns="source").to_csv(tmp_path / "a.csv", index=False)
    assert load(tmp_path).duplicates["source"].tolist() == ["a.csv#6"]


def test_texts_that_are_equal_but_for_what_one_outlet_repeats_are_duplicates(tmp_path):
    given = articles(["Toggle caption"])
    given.append({**given[0], "outlet": "The Courier", "title": "Rain"})
    pd.DataFrame(given).drop(columns="source").to_csv(tmp_path / "a.csv", index=False)
    corpus = load(tmp_path)
    assert corpus.duplicates[["source", "duplicate_of"]].values.tolist() == [["a.csv#1", "a.csv#6"]]
    assert "caption" in corpus.articles["text"].iloc[-1]
