"""A sample that is the same on every run, drawn with known chances, on sheets without answers."""

import json

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison import tasks
from broadsheet.comparison.coding_items import (
    class_of,
    nearest_pairs,
    pair_items,
    passage_items,
    passages,
    sentence_items,
)
from broadsheet.comparison.coding_tasks import MOST_FRAMES
from broadsheet.comparison.sampling import allocated, drawn, in_place, one_of_each_zone
from broadsheet.lexicon import Frame, term

WAR = Frame("War", "Armed force.", (), (term("war"), term("troops", ["troops of scouts"])))
LEXICON = bs.Lexicon("tiny", {"war": WAR, "none": Frame("None", "", (), (term("zzz"),))})


def articles_of(texts, **columns):
    table = pd.DataFrame({"id": [f"a{n}" for n in range(len(texts))], "outlet": "A", "text": texts})
    return table.assign(**columns)


TEXTS = [
    'The war began on Monday at 3 p.m. local time. "We will act," Mayor Ana Lima said.\n\n'
    f"Troops came to town number {n}. Bo Reyes said that the harbour would close. It rained on {n}."
    for n in range(12)
]
ARTICLES = articles_of(TEXTS, outlet=["A", "B", "C"] * 4, story=np.repeat(list("wxyz"), 3))


def test_the_order_of_articles_changes_nothing_and_another_seed_does():
    one = bs.coding_sample(ARTICLES, LEXICON, n=10, seed=3)
    other = bs.coding_sample(ARTICLES.iloc[::-1], LEXICON, n=10, seed=3)
    pd.testing.assert_frame_equal(one.key, other.key)
    for coder, sheets in one.sheets.items():
        for task, sheet in sheets.items():
            pd.testing.assert_frame_equal(sheet, other.sheets[coder][task])
    assert not one.key.equals(bs.coding_sample(ARTICLES, LEXICON, n=10, seed=4).key)


def test_each_coder_has_the_shared_items_and_a_part_of_the_others():
    sample = bs.coding_sample(ARTICLES, LEXICON, n=20, coders=3, overlap=0.25)
    coders = sample.key[sample.key["task"] == "passages"]["coders"]
    assert (coders == "1 2 3").sum() == 5
    assert coders.value_counts().drop("1 2 3").to_dict() == {"1": 5, "2": 5, "3": 5}
    assert [len(sample.sheets[f"coder-{n}"]["passages"]) for n in (1, 2, 3)] == [10, 10, 10]
    alone = bs.coding_sample(ARTICLES, LEXICON, n=20, coders=1)
    assert set(alone.key["coders"]) == {"1"}


def test_no_sheet_says_what_was_found_or_in_which_outlet():
    sample = bs.coding_sample(ARTICLES, LEXICON, n=8)
    shown = {task: list(sheet.columns) for task, sheet in sample.sheets["coder-1"].items()}
    assert shown["quotations"] == [
        "item",
        "headline",
        "passage",
        "quoted in this article",
        "speech (no / yes / unsure)",
        "speaker (name / nobody / unsure)",
        "remark",
    ]
    answers = sample.sheets["coder-1"]["quotations"].iloc[:, 4:]
    assert (answers == "").all(axis=None)
    assert not any(
        "outlet" in name or "found" in name for names in shown.values() for name in names
    )


def test_the_strata_stand_for_all_that_there_is():
    sample = bs.coding_sample(ARTICLES, LEXICON, n=9)
    strata = sample.key.drop_duplicates(["task", "stratum"]).groupby("task")["population"].sum()
    tables = bs.measured(ARTICLES, LEXICON)
    assert strata["quotations"] == len(tables.quotations) == 24
    assert strata["frames"] == len(tables.hits) == 24
    assert strata["passages"] == 24
    drawn_of = sample.key.groupby(["task", "stratum"])["item"].size()
    assert (sample.key.groupby(["task", "stratum"])["drawn"].first() == drawn_of).all()


def test_every_item_is_as_likely_as_any_other_of_its_stratum():
    rng = np.random.default_rng(2)
    times = np.zeros(10)
    for _ in range(4000):
        places = one_of_each_zone(10, 4, rng)
        assert len(set(places)) == 4
        times[places] += 1
    assert times / 4000 == pytest.approx(np.full(10, 0.4), abs=0.03)


def test_zones_spread_the_sample_over_the_stories():
    items = pd.DataFrame(
        {"id": np.repeat([f"a{n:02}" for n in range(20)], 10), "what": "end", "start": 0, "end": 0}
    )
    about = pd.DataFrame(
        {"outlet": "A", "story": [f"s{n % 4}" for n in range(20)]},
        index=[f"a{n:02}" for n in range(20)],
    )
    for seed in range(5):
        stories = drawn(items, about, 8, [seed])["story"].value_counts()
        assert len(stories) == 4 and stories.max() <= 3


@pytest.mark.parametrize(
    "sizes, n, wanted",
    [
        ([100, 400, 1], 31, [10, 20, 1]),
        ([3, 2], 120, [3, 2]),
        ([9, 9, 9], 6, [2, 2, 2]),
        ([], 5, []),
    ],
)
def test_rare_strata_are_drawn_more_densely(sizes, n, wanted):
    assert allocated(np.array(sizes, dtype=int), n).tolist() == wanted


def test_more_strata_than_half_the_items_are_put_together():
    items = pd.DataFrame({"id": "a", "what": list("abcdefgh"), "start": 0, "end": 0})
    about = pd.DataFrame({"outlet": "A", "story": ""}, index=["a"])
    assert set(drawn(items, about, 16, [1])["stratum"]) == {f"{name} · A" for name in "abcdefgh"}
    assert set(drawn(items, about, 5, [1])["stratum"]) == {"all"}


@pytest.mark.parametrize("wrong", [{"n": 0}, {"coders": 0}, {"overlap": 1.5}])
def test_numbers_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="a sample of"):
        bs.coding_sample(ARTICLES, LEXICON, **wrong)


def test_places_where_a_sentence_may_end():
    text = 'It was 3 p.m. on Monday. "Act!" he said.\nA bare line\nof two.\n\nMr. Lund left…'
    articles = articles_of([text])
    rows = sentence_items(articles, bs.measured(articles))
    shown = [(text[row.start : row.end], row.what) for row in rows.itertuples()]
    assert ("e", "no end") in shown  # the bare line
    assert [mark for mark, what in shown if what == "end"][:2] == [".", '!"']
    assert shown.count((".", "no end")) == 2  # p.m. and Mr.
    assert rows["end"].max() < text.index("left")  # what ends the text is no question


def test_a_long_paragraph_is_cut_between_sentences():
    text = "One two three four five six seven eight nine ten. " * 40
    articles = articles_of([text.strip()])
    rows = passages(bs.measured(articles))
    lengths = [len(text[row.start : row.end].split()) for row in rows.itertuples()]
    assert sum(lengths) == 400 and max(lengths) <= 160
    assert all(text[row.end - 1] == "." for row in rows.itertuples())


def test_what_is_found_in_a_passage():
    items = passage_items(bs.measured(ARTICLES.iloc[:1], LEXICON))
    assert [json.loads(found) for found in items["found"]] == [
        ["frame:war", "speech"],
        ["frame:war", "indirect"],
    ]
    assert items["what"].tolist() == ["speech and frames"] * 2
    assert class_of({"indirect"}) == "speech"


def test_pairs_of_one_story_and_of_the_most_alike_outside_it():
    texts = ["Ferry sank harbour", "Ferry sank pier", "Ferry harbour pier boats", "Vote budget tax"]
    articles = articles_of(texts, story=["s", "s", None, None])
    rows = pair_items(articles, seed=1)
    pairs = rows[["id", "other", "what"]].values.tolist()
    assert ["a0", "a1", "same"] in pairs
    assert sorted(pairs[1:]) == [["a0", "a2", "different"], ["a1", "a2", "different"]]
    assert list(nearest_pairs([], np.array([]), 1)) == []


def test_a_lexicon_of_many_frames_is_asked_for_its_most_frequent():
    frames = {f"f{n:02}": Frame(f"F{n:02}", "", (), (term(f"w{n:02}"),)) for n in range(20)}
    words = " ".join(f"w{n:02} " * (n + 1) for n in range(20))
    sample = bs.coding_sample(articles_of([f"{words}."] * 2), bs.Lexicon("many", frames), n=4)
    asked = [name for name in sample.choices["passages"] if name.startswith("F")]
    assert len(asked) == MOST_FRAMES and asked[0].startswith("F08 (") and len(sample.counts) == 2


def test_what_is_shown_around_an_item_is_cut_at_words():
    text = "a" * 30 + " before the mark and behind it " + "b" * 30
    place = text.index("mark")
    assert in_place(text, place, place + 4, 14) == "… before the ⟦mark⟧ and behind …"
    assert in_place("x" * 4000, 0, 4000, 9).count("x") == 1500


def test_the_tasks_name_their_questions_and_answers():
    for task in tasks().values():
        assert task.title.endswith("?") and task.questions
        for question in task.questions:
            assert question.asks.endswith("?") and question.rules
            assert not question.ordered or len(question.answers) > 2
    assert tasks()["passages"].question("any frame").name == "any frame"
    with pytest.raises(ValueError, match="sentences: has no question 'x'"):
        tasks()["sentences"].question("x")
