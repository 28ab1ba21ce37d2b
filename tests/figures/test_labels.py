"""What is written in a figure: names that keep their n, outlets made few without losing an article,
values in words.
"""

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.figures.labels import number, others_last, shorten


@given(st.lists(st.sampled_from([*"ABCDEFG", None]), min_size=1), st.integers(1, 6))
def test_fewer_outlets_keep_the_largest_and_every_article_and_its_order(outlets, most):
    articles = pd.DataFrame({"id": range(len(outlets)), "outlet": pd.Series(outlets, dtype="str")})
    made = bs.fewer_outlets(articles, most)
    assert made["id"].tolist() == articles["id"].tolist()
    assert made["outlet"].isna().tolist() == articles["outlet"].isna().tolist()
    before, after = articles["outlet"].value_counts(), made["outlet"].value_counts()
    named = [name for name in after.index if "other outlets" not in name]
    assert len(after) <= most + 1 and all(after[name] == before[name] for name in named)
    others = [name for name in before.index if name not in named]
    assert not others or before[others].max() <= min(before[named])
    assert not others or after[f"{len(others)} other outlets"] == before[others].sum()


def test_of_outlets_with_as_many_articles_the_first_in_the_alphabet_keep_their_names():
    for order in ("ABCD", "DCBA", "BDAC"):
        made = bs.fewer_outlets(pd.DataFrame({"outlet": list(order)}), most=2)["outlet"]
        assert dict(zip(order, made)) == {
            "A": "A",
            "B": "B",
            "C": "2 other outlets",
            "D": "2 other outlets",
        }


def test_a_table_of_few_outlets_is_given_back_as_it_is():
    articles = pd.DataFrame({"outlet": ["A", "B", None, "C"]})
    assert (
        bs.fewer_outlets(articles, most=3) is articles
        and bs.fewer_outlets(articles, most=2) is articles
    )


def test_outlets_get_their_own_names_back():
    articles = pd.DataFrame({"id": [1, 2, 3, 4], "outlet": ["A", "B", "C", None]})
    together = bs.fewer_outlets(articles, most=1).iloc[::-1]
    assert together["outlet"].dropna().tolist() == ["2 other outlets"] * 2 + ["A"]
    assert bs.own_outlets(together, articles)["outlet"].fillna("").tolist() == ["", "C", "B", "A"]


def test_an_outlet_that_is_called_other_is_not_taken_for_the_others():
    assert others_last(["Other outlets", "2 other outlets", "An other", "The 2 other outlets"]) == [
        "Other outlets",
        "An other",
        "The 2 other outlets",
        "2 other outlets",
    ]


def test_from_a_thousand_on_n_has_a_comma():
    table = pd.DataFrame({"outlet": ["A"] * 1000 + ["B"] * 999, "id": range(1999)})
    assert set(bs.labelled(table)) == {"A (n = 1,000)", "B (n = 999)"}


@pytest.mark.parametrize(
    "name, width, lines, wanted",
    [
        (
            "The United Prairie Times of the West (n = 1,433)",
            34,
            3,
            "The United Prairie Times of the\nWest (n = 1,433)",
        ),
        ("The Greater Republic Times (n = 884)", 34, 3, "The Greater Republic Times\n(n = 884)"),
        (
            "The Old Prairie Daily Telegraph (n = 2,860)",
            20,
            2,
            "Old Prairie Daily\n… (n = 2,860)",
        ),
        (
            "The Old Prairie Daily Telegraph, Herald and Examiner",
            20,
            2,
            "Old Prairie Daily\nTelegraph, Herald …",
        ),
    ],
)
def test_a_shortened_name_keeps_its_n_whole_and_in_one_line(name, width, lines, wanted):
    assert shorten(name, width, lines) == wanted


@given(st.text(max_size=90), st.integers(0, 10**6), st.integers(20, 40), st.integers(1, 3))
@example("\n00000000", 1000, 20, 1)
def test_no_name_is_longer_than_its_lines(name, n, width, lines):
    short = shorten(f"{name} (n = {n:,})", width, lines).split("\n")
    assert len(short) <= lines and max(map(len, short)) <= width


def test_a_number_has_no_more_digits_than_a_reader_needs():
    assert [number(x) for x in (0, 12, 12.34, 123.4, 37000, 0.034)] == [
        "0",
        "12",
        "12.3",
        "123",
        "37,000",
        "0.03",
    ]


def test_in_words_gives_every_value_or_the_ends_of_many():
    table = pd.DataFrame(
        {
            "row": ["North (n = 2)", "North (n = 2)", "South (n = 1)"],
            "value": [0.5, 0.25, float("nan")],
            "low": [0.4, 0.2, float("nan")],
            "high": [0.6, 0.3, float("nan")],
        }
    )
    assert bs.in_words(table, ["row"], "value", "share", percent=True) == (
        "Share: North (n = 2) 50 % (40 % to 60 %), North (n = 2) 25 % (20 % to 30 %), "
        "South (n = 1) undefined."
    )
    many = pd.DataFrame({"row": range(20), "value": range(20)})
    assert bs.in_words(many, ["row"], "value", "grade") == "Grade: 20 values, from 0 0 to 19 19."
    assert bs.in_words(table[:0], ["row"], "value", "share") == "Share: nothing to show."


def test_in_words_never_counts_values_of_two_units_together():
    table = pd.DataFrame(
        {
            "part": ["words"] * 42 + ["share"] * 21,
            "outlet": ["A"] * 21 + ["B"] * 21 + ["A"] * 21,
            "value": [*range(100, 121), *range(120, 141), *range(21)],
        }
    )
    assert bs.in_words(table, ["part", "outlet"], "value", "size") == (
        "Size. words: A median 110 (21 values, 100 to 120), B median 130 (21 values, 120 to 140); "
        "share: A median 10 (21 values, 0 to 20)."
    )


def test_in_words_of_many_names_gives_the_ends_of_each_section():
    table = pd.DataFrame({"kind": "noun", "word": [f"w{n}" for n in range(30)] * 2})
    table["value"] = [*range(30), *range(30)]
    assert bs.in_words(table, ["kind", "word"], "value", "uses") == (
        "Uses. noun: 30 medians, from w0 0 to w29 29."
    )
    sections = table.assign(kind=[f"k{n}" for n in range(60)])
    said = bs.in_words(sections, ["kind", "word"], "value", "uses")
    assert said.startswith("Uses. k0: w0 0; k1: w1 1;") and said.endswith("; and 48 more.")


def test_in_words_begins_with_no_bare_number_where_no_outlet_is_known():
    table = pd.DataFrame({"outlet": None, "frame": ["War", "Law"], "rate": [1.5, 2.5]})
    said = bs.in_words(table, ["outlet"], "rate", "terms")
    assert said == "Terms: no outlet named 1.5, no outlet named 2.5."
    said = bs.in_words(table, ["outlet", "frame"], "rate", "terms")
    assert said == "Terms: no outlet named War 1.5, no outlet named Law 2.5."
    many = pd.concat([table] * 101)
    said = bs.in_words(many, ["outlet"], "rate", "terms")
    assert said == "Terms: no outlet named median 2 (202 values, 1.5 to 2.5)."


def test_a_pair_with_a_long_n_has_room_in_a_narrow_line():
    name = "The Ellery Tribune minus The Gull Head Sentinel (n = 12)"
    assert shorten(name, 20, 1).endswith("… (n = 12)")
    assert shorten(name, 20, 2) == "Ellery Tribune minus\nGull Head … (n = 12)"


def test_names_that_begin_alike_are_told_apart_in_one_line():
    names = [f"The {name} (n = 12)" for name in ("Ellery Tribune", "Gull Head Sentinel")]
    assert [shorten(name, 20, 1) for name in names] == ["Ellery … (n = 12)", "Gull Head … (n = 12)"]


def test_a_long_word_does_not_cost_a_name_its_n():
    name = "Donaudampfschifffahrtszeitungsverlagsgesellschaft (n = 1)"
    assert shorten(name, 22, 2) == "Donaudampfschifffahrts\n… (n = 1)"
