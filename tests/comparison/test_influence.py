"""Which stories carry a difference, by hand."""

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison.influence import COLUMNS

SHOWN = {"says": "A higher on these stories"}
GRADES = [5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 26.0]  # mean 8 where the other outlet has 0


def corpus(own=GRADES, rest=0.0, **columns):
    """Two outlets on as many stories as there are values, an article each."""
    n = len(own)
    of_a = pd.DataFrame({"id": [f"a{k}" for k in range(n)], "outlet": "A", "grade": own})
    of_b = pd.DataFrame({"id": [f"b{k}" for k in range(n)], "outlet": "B", "grade": rest})
    stories = [f"story {k}" for k in range(n)] * 2
    return pd.concat([of_a, of_b], ignore_index=True).assign(story=stories, **columns)


def differences(*measures, says=SHOWN["says"], outlet="A", other="B"):
    return pd.DataFrame({"measure": measures, "outlet": outlet, "other": other, "says": says})


def test_the_story_that_a_mean_rests_on_comes_first_with_the_mean_that_is_left():
    rows = bs.influential_stories(corpus(), differences("grade"))
    [first] = rows.to_dict("records")  # without any other story the difference is larger
    assert (first["story"], first["value"], first["other_value"]) == ("story 6", 26.0, 0.0)
    assert (first["difference"], first["without"], first["stories"]) == (8.0, 5.0, 7)
    assert first["change"] == pytest.approx(5 / 8 - 1)


def test_a_difference_below_zero_is_carried_by_what_lies_far_below():
    [first] = bs.influential_stories(corpus([-v for v in GRADES]), differences("grade")).to_dict(
        "records"
    )
    assert (first["story"], first["difference"], first["without"]) == ("story 6", -8.0, -5.0)
    assert first["change"] == pytest.approx(5 / 8 - 1)


def test_only_what_is_shown_is_looked_at():
    table = differences("grade", says="no difference shown")
    empty = bs.influential_stories(corpus(), table)
    assert empty.empty and list(empty) == COLUMNS


def test_differences_in_other_units_are_ranked_together_by_what_share_of_them_is_lost():
    table = corpus(words=[9000.0] * 6 + [12000.0] + [0.0] * 7)
    rows = bs.influential_stories(table, differences("words", "grade"))
    assert rows["measure"].tolist() == ["grade", "words"]


def test_under_six_stories_left_there_is_no_interval():
    six = [1.0, 2.0, 3.0, 2.0, 1.0, 9.0]
    rows = bs.influential_stories(corpus(six), differences("grade"))
    assert rows[["low_without", "high_without"]].isna().all(axis=None)
    seven = bs.influential_stories(corpus([*six, 2.0]), differences("grade")).iloc[0]
    assert seven["low_without"] < seven["without"] < seven["high_without"]


def test_an_outlet_with_two_articles_on_a_story_has_one_value():
    twice = corpus()
    twice = pd.concat([twice, twice[twice["id"] == "a6"].assign(id="a7", grade=20.0)])
    first = bs.influential_stories(twice, differences("grade")).iloc[0]
    assert first["value"] == 23.0 and first["without"] == 5.0


def test_the_order_of_rows_changes_nothing_and_no_more_than_asked_for_are_given():
    table = corpus([1.0, 9.0, 1.0, 9.0, 1.0, 9.0, 1.0])
    rows = bs.influential_stories(table, differences("grade"), most=2)
    again = bs.influential_stories(
        table.sample(frac=1, random_state=1), differences("grade"), None, 2
    )
    pd.testing.assert_frame_equal(rows, again)
    assert rows["story"].tolist() == ["story 1", "story 3"]  # of equals the first by name


def test_for_shares_of_quotation_the_longest_quotation_of_the_larger_side_is_given():
    texts = [f'"{"No, " * (n + 2)}no," Ana Cruz said. It rained.' for n in range(7)]
    articles = corpus().assign(text=[*texts, *["Nobody spoke."] * 7])
    tables = bs.with_people(bs.measured(articles))
    table = bs.with_sources(tables).assign(story=articles["story"].to_numpy())
    first = bs.influential_stories(table, differences("quoted_share"), tables).iloc[0]
    assert first["passage_outlet"] == "A" and first["passage"].startswith("“No,".replace("“", '"'))
    grades = table.assign(grade=articles["grade"].to_numpy())
    assert bs.influential_stories(grades, differences("grade"), tables)["passage"].tolist() == [""]
