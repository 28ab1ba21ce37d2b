"""How what was found is spread: worked by hand on a corpus of five short articles."""

import math

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.viewer.dispersion import (
    MOST_STEPS,
    deviation_of_proportions,
    found_of_articles,
    over_days,
    runs,
    strips,
    through_articles,
)

ARTICLES = pd.DataFrame(
    [
        ("a", "North", "2025-03-03", "War came, and more war."),  # Monday; 5 words
        ("b", "North", "2025-03-03", "Peace."),  # 1 word
        ("c", "South", "2025-03-05", "No war today. It is quiet."),  # 6 words
        ("d", "South", None, "War."),  # 1 word
        ("e", "South", "2025-03-06", "It rained."),  # 2 words
    ],
    columns=["id", "outlet", "published", "text"],
)


def ready(articles=ARTICLES):
    return bs.shelf(articles, bs.measured(articles))


def test_days_count_what_was_found_among_all_words_of_the_day():
    shelf = ready()
    days = over_days(shelf, bs.choose(shelf, word="war"))
    assert days["day"].tolist() == ["2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06"]
    assert set(days["step"]) == {"day"}
    assert days["found"].tolist() == [2, 0, 1, 0] and days["articles"].tolist() == [2, 0, 1, 1]
    assert days["words"].tolist() == [6, 0, 6, 2]
    rates = days["found_per_1000_words"].tolist()
    assert rates[0] == pytest.approx(2000 / 6) and rates[2] == pytest.approx(1000 / 6)
    assert math.isnan(rates[1]) and rates[3] == 0


def test_days_are_those_of_the_outlets_that_are_chosen():
    shelf = ready()
    days = over_days(shelf, bs.choose(shelf, word="war", outlets=["South"]))
    assert days["day"].tolist() == ["2025-03-05", "2025-03-06"]
    assert days["found"].tolist() == [1, 0]


@pytest.mark.parametrize(
    ("days_apart", "step"),
    [
        (MOST_STEPS - 1, "day"),
        (MOST_STEPS, "week"),
        (7 * MOST_STEPS, "month"),
        (28 * MOST_STEPS, "year"),
        (366 * MOST_STEPS, "year"),
    ],
)
def test_a_longer_time_has_longer_steps(days_apart, step):
    last = (pd.Timestamp("1990-01-01") + pd.Timedelta(days=days_apart)).strftime("%Y-%m-%d")
    shelf = ready(pd.DataFrame({"id": ["a", "b"], "published": ["1990-01-01", last], "text": "A."}))
    days = over_days(shelf, bs.choose(shelf, word="a"))
    assert set(days["step"]) == {step} and days["found"].sum() == 2
    assert days["day"].is_monotonic_increasing and len(days) <= MOST_STEPS + 5


def test_a_week_begins_on_monday():
    articles = ARTICLES.assign(published=["2025-03-05", "2025-05-08", None, None, None])
    days = over_days(ready(articles), bs.choose(ready(articles), word="war"))
    assert days["day"].iloc[0] == "2025-03-03" and days["step"].iloc[0] == "week"


def test_without_days_nothing_is_spread_over_them():
    shelf = ready(ARTICLES.assign(published=[None, "2025-13-77", None, None, None]))
    assert over_days(shelf, bs.choose(shelf, word="war")).empty


def test_tenths_go_from_the_beginning_of_each_article_to_its_end():
    shelf = ready()
    # a: 23 characters, "War" at 0 and "war" at 19: tenths 0 and 8 (190 / 23 = 8.3);
    # c: 26 characters, "war" at 3: tenth 1; d: at 0
    assert through_articles(shelf, bs.choose(shelf, word="war")) == [2, 1, 0, 0, 0, 0, 0, 0, 1, 0]


def test_articles_with_most_come_first_each_with_its_places():
    shelf = ready()
    lines = strips(shelf, bs.choose(shelf, word="war"))
    assert [(line.at, line.found) for line in lines] == [(0, 2), (2, 1), (3, 1)]
    (first, _), (second, end) = lines[0].places
    assert first == 0 and second == pytest.approx(19 / 23, abs=0.01)
    assert end == pytest.approx(22 / 23, abs=0.01)
    assert lines[2].places == [(0.0, pytest.approx(0.75, abs=0.01))]
    assert len(strips(shelf, bs.choose(shelf, word="war"), most=1)) == 1


def test_deviation_of_proportions_worked_by_hand():
    shelf = ready()
    chosen = bs.choose(shelf, word="war")
    # shares of matches 2/4, 0, 1/4, 1/4, 0; of words 5/15, 1/15, 6/15, 1/15, 2/15
    by_hand = (abs(2 / 4 - 5 / 15) + 1 / 15 + abs(1 / 4 - 6 / 15) + (1 / 4 - 1 / 15) + 2 / 15) / 2
    assert deviation_of_proportions(shelf, chosen) == pytest.approx(by_hand)
    assert found_of_articles(shelf, chosen).tolist() == [2, 0, 1, 1, 0]
    assert math.isnan(deviation_of_proportions(shelf, bs.choose(shelf, word="snow")))


def test_cells_in_a_row_are_one_stretch():
    assert runs(np.array([1, 0, 1, 1, 0])) == [(0.0, 0.25), (0.5, 1.0)]
    assert runs(np.zeros(5, dtype=np.int8)) == []
