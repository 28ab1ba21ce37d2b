"""What two articles share: the same words in either, each told once, whichever article stands on
the left.

Shared quotations: the same words whoever prints them, what each cut, in any order of the articles.
"""

import json
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.comparison.shared_text import shared_passages, statements
from broadsheet.paths import ROOT
from broadsheet.text.document import Document


def shared(left, right, **asked):
    """Kind, words on the left, words on the right."""
    said = bs.quotations(pd.DataFrame({"id": [0, 1], "outlet": "", "text": [left, right]}))
    return [
        (found.kind, left[slice(*found.left)], right[slice(*found.right)])
        for found in shared_passages(Document(left), Document(right), said, **asked)
    ]


WALL = "“We will never pay for that wall{},” Ana Cruz said."


def test_a_shared_quotation_is_told_by_its_marks_and_its_sentence_not_again():
    assert shared(WALL.format(", not one cent"), "It rained.\n\n" + WALL.format("")) == [
        (
            "quotation",
            "“We will never pay for that wall, not one cent,”",
            "“We will never pay for that wall,”",
        )
    ]


def test_sentences_that_are_nearly_the_same_are_shared_and_short_ones_never():
    left = (
        "It rained. The committee will meet again in the old capital on Friday, at noon. He left."
    )
    right = (
        "It rained. He left. On Monday it rained. "
        "The committee will meet again in the capital on Friday, at noon."
    )
    assert shared(left, right) == [
        (
            "sentence",
            "The committee will meet again in the old capital on Friday, at noon.",
            "The committee will meet again in the capital on Friday, at noon.",
        )
    ]
    assert shared(left, right, threshold=1.0) == [] == shared(left, right, least=14)


def test_they_stand_in_the_order_of_the_left_article():
    one, two = (
        "The committee will meet again in the capital on Friday.",
        "Nobody in the valley had ever seen so much rain.",
    )
    assert [
        left
        for _, left, _ in shared(f"{one} {WALL.format('')} {two}", f"{two} {WALL.format('')} {one}")
    ] == [one, "“We will never pay for that wall,”", two]


SENTENCES = st.lists(
    st.sampled_from(
        [
            WALL.format(""),
            WALL.format(", not one cent"),
            "It rained.",
            "Rain fell all day on the wide plain of Skara.",
            "Rain fell all day on the wide plain of Skara, and nobody was surprised by it.",
            "And nobody was surprised by it, since rain fell all day.",
        ]
    ),
    max_size=6,
)


@settings(max_examples=150)
@given(SENTENCES, SENTENCES)
def test_nothing_is_told_twice_or_lies_on_another_and_both_sides_share_as_much(left, right):
    texts = "\n\n".join(left), "\n\n".join(right)
    said = bs.quotations(pd.DataFrame({"id": [0, 1], "outlet": "", "text": texts}))
    found = shared_passages(*map(Document, texts), said)
    for side, text in enumerate(texts):
        places = sorted(one[1 + side] for one in found)
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(before[1] <= after[0] for before, after in pairwise(places))
    changed = said.assign(id=1 - said["id"]).sort_values("id", kind="stable", ignore_index=True)
    assert bool(found) == bool(shared_passages(*map(Document, texts[::-1]), changed))


CASES = json.loads((ROOT / "tests" / "cases" / "shared.json").read_text(encoding="utf-8"))


def said(*texts, outlets=None):
    """The quotations of articles with these texts, of outlets 0, 1, 2 … unless others are given."""
    outlets = [f"Outlet {n}" for n in range(len(texts))] if outlets is None else outlets
    return bs.quotations(
        pd.DataFrame({"id": [f"a{n}" for n in range(len(texts))], "outlet": outlets, "text": texts})
    )


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_who_shares_what_and_who_cut_what(case):
    found = bs.shared_quotations(said(case["left"], case["right"]))
    if "kept" not in case:
        assert found.empty
        return
    assert found["outlet"].tolist() == ["Outlet 0", "Outlet 1"] or case["kept"] == 1
    other = found.iloc[1]
    assert round(other["kept"], 4) == case["kept"]
    assert (other["cut"], other["only_here"]) == (case["cut"], case["only_here"])


def test_similarity_and_kept_are_those_counted_by_hand():
    long = "“We will never pay one cent for that wall. They know it,” Ana Cruz said."
    short = "“We will never pay a cent for that wall,” Ana Cruz said."
    row = bs.shared_quotations(said(long, short), threshold=0.8).iloc[1]
    # Of nine words on either side eight are common: 2 * 8 / (9 + 9). "We will never pay" (4), "cent
    # for that wall" (4) of 12.
    assert row["similarity"] == pytest.approx(16 / 18) and row["kept"] == 8 / 12
    assert (row["cut"], row["only_here"]) == ("one … They know it", "a")


def test_the_threshold_and_the_least_words_are_what_decides():
    pair = said(
        "“We will never pay one cent for that wall,” Ana Cruz said.",
        "“We will never pay a cent for that wall,” Ana Cruz said.",
    )
    assert bs.shared_quotations(pair).empty and len(bs.shared_quotations(pair, threshold=0.88)) == 2
    assert bs.shared_quotations(pair, threshold=0.88, least=9).empty  # eight words are common


def test_one_outlet_shares_nothing_with_itself_unless_articles_are_compared():
    twice = said(
        *["“We will not pay for that wall,” Ana Cruz said."] * 2, outlets=["North", "North"]
    )
    assert bs.shared_quotations(twice).empty
    assert len(bs.shared_quotations(twice, by="id")) == 2


def test_an_article_that_quotes_the_same_words_twice_is_one_version():
    twice = (
        "“We will not pay for that wall,” Ana Cruz said.\n\n"
        "Later she repeated: “We will not pay for that wall.”"
    )
    found = bs.shared_quotations(
        said(twice, "“We will not pay for that wall, ever,” Ana Cruz said.")
    )
    assert found["kept"].tolist() == [1, 7 / 8] and found["fullest"].tolist() == [True, False]


def test_no_chain_joins_what_shares_no_word():
    wall, money, dig = (
        "We will not pay for that wall",
        "They may build it with their own money",
        "Nobody asked us before they began to dig",
    )
    texts = [f"{wall}, I say it once more. {money}", f"{money}. {dig}", dig]
    found = bs.shared_quotations(said(*(f"“{text},” Ana Cruz said." for text in texts)))
    assert found.groupby("quote")["outlet"].agg(list).tolist() == [
        ["Outlet 0", "Outlet 1"],
        ["Outlet 1", "Outlet 2"],
    ]


def test_those_in_most_outlets_come_first_and_the_fullest_version_of_each():
    wall, dam = (
        "“We will not pay for that wall{},” Ana Cruz said.",
        "“Nobody here has ever asked for such a dam{},” Bo Lund said.",
    )
    found = bs.shared_quotations(
        said(
            dam.format(" in this valley") + "\n\n" + wall.format(""),
            dam.format(""),
            wall.format(", no"),
            wall.format(""),
        )
    )
    assert found["quote"].tolist() == [1, 1, 1, 2, 2]
    assert found["outlet"].tolist() == ["Outlet 2", "Outlet 0", "Outlet 3", "Outlet 0", "Outlet 1"]
    assert found["fullest"].tolist() == [True, False, False, True, False]


def test_a_table_without_shared_quotations_has_the_columns_of_one_with_them():
    full = bs.shared_quotations(said(CASES[0]["left"], CASES[0]["right"]))
    for table in (said("It rained."), said(CASES[0]["left"])):
        empty = bs.shared_quotations(table)
        assert empty.columns.tolist() == full.columns.tolist() and empty[empty["fullest"]].empty


def test_indirect_speech_is_never_shared():
    told = said(CASES[0]["left"], CASES[0]["right"]).assign(kind="indirect", speech=False)
    assert bs.shared_quotations(told).empty


def test_what_is_drawn_says_so_where_nothing_is_shared():
    [row] = bs.shared_rows(bs.shared_quotations(said("It rained."))).to_dict("records")
    assert row["words"] == 0 and "no statement" in row["said"]


def test_of_many_only_the_first_are_drawn():
    many = said(*["“We will not pay for that wall, and never shall,” Ana Cruz said."] * 9)
    rows = bs.shared_rows(bs.shared_quotations(many), quotes=3, versions=4)
    assert len(rows) == 9 and rows["drawn"].tolist() == [True] * 4 + [False] * 5
    assert rows["panel"].nunique() == 1 and set(rows["said"]) == {"all 10 words"}


def test_each_version_says_whether_the_statement_is_given_to_one_person():
    words = "“We will not pay for that wall, and never shall,” {} said."
    for names, given_to in {
        ("Ana Cruz", "Bo Lee"): "different people",
        ("Ana Cruz", "Ana Cruz"): "one person",
        ("Ana Cruz", "a senior official"): "",
    }.items():
        table = said(*map(words.format, names))
        rows = bs.shared_rows(bs.shared_quotations(table), table)
        assert rows["given_to"].tolist() == [given_to] * 2, names


WORDS = st.lists(
    st.sampled_from("we will not pay for that wall and they know it ever since".split()),
    min_size=5,
    max_size=14,
)
ARTICLES = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=2, max_size=4)


def spoken(article):
    return "\n\n".join(f"“{' '.join(words).capitalize()},” Ana Cruz said." for words in article)


@settings(max_examples=60)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_and_of_rows_changes_nothing(articles, random):
    table = said(*map(spoken, articles))
    order = list(range(len(table)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        bs.shared_quotations(table), bs.shared_quotations(table.iloc[order])
    )


@settings(max_examples=60)
@given(ARTICLES)
def test_kept_and_cut_words_are_all_words_of_the_fullest_version_and_never_both(articles):
    found = bs.shared_quotations(said(*map(spoken, articles)))
    for _, group in found.groupby("quote"):
        whole = Document(group["text"].iloc[0]).forms
        for row in group.itertuples():
            cut = Document(row.cut).forms
            assert round(row.kept * len(whole)) + len(cut) == len(whole)
            assert len(Document(row.only_here).forms) <= row.words
        assert group["fullest"].sum() == 1 and group["kept"].iloc[0] == 1 and group["id"].is_unique


@settings(max_examples=40)
@given(WORDS, WORDS)
def test_two_outlets_that_change_places_share_as_much(left, right):
    one, other = spoken([left]), spoken([right])
    straight, turned = (
        bs.shared_quotations(said(one, other)),
        bs.shared_quotations(said(other, one)),
    )
    assert straight[["similarity", "kept", "cut", "only_here"]].equals(
        turned[["similarity", "kept", "cut", "only_here"]]
    )


@settings(max_examples=60)
@given(st.lists(st.text(max_size=120), min_size=2, max_size=3))
def test_no_text_makes_it_raise_and_typography_changes_nothing(texts):
    curly, straight = said(*texts), said(*(bs.tokenize(text).plain for text in texts))
    columns = ["quote", "id", "kept", "similarity", "words"]
    pd.testing.assert_frame_equal(
        bs.shared_quotations(curly, least=2)[columns],
        bs.shared_quotations(straight, least=2)[columns],
    )


def test_statements_hold_every_stretch_of_speech_once():
    table = said(
        "“A b,” Ana Cruz said, “c d.” She spoke for an hour, and nobody in the room interrupted "
        "her or left before the end, which came late and was followed by applause and a long "
        "silence in the hall. “E f,” she said."
    )
    texts = [s.document.text for s in statements(table)]
    assert sorted(texts) == ["“A b,” … “c d.”", "“E f,”"]
