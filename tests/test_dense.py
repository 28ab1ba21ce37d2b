"""No text costs more than a few times what articles of its size cost, whatever it is made of, and
twice the text costs twice as much. What the costs are, `make bench` says.
"""

import importlib.util

import pytest

from broadsheet.paths import ROOT
from tests.lexicons import shipped

SPEC = importlib.util.spec_from_file_location("dense", ROOT / "tests" / "benchmarks" / "dense.py")
dense = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(dense)

LEXICON = shipped("generic-frames")
SIZE = 20_000
# A machine that does other things may measure half as much again, but hardly three times running:
# a text passes whose ratio is within the bound once in so many tries.
TRIES = 3
# Rows of tied quotations, labels, names and text without spaces once took the square.
GROWING = ["labels", "quotations tied by and", "terms in one word", "new names", "according to"]
# Each quotation has a speaker of its own: counts by speaker and sentence once took the square, in
# time and in memory.
MANY_SPEAKERS = [
    "labels",
    "quotations of ever new names",
    "quotations, a paragraph and a speaker each",
    "words given by new names",
]


@pytest.fixture(autouse=True, scope="module")
def words_are_known():
    """What is kept of words is filled once."""
    dense.seconds(dense.articles(SIZE), LEXICON)


def test_a_text_holds_what_its_kind_says_in_the_size_asked_for():
    for kind, make in dense.kinds(LEXICON).items():
        assert len(make(1_000)) >= 900, kind
    assert dense.kinds(LEXICON)["a quotation every letter"](9).startswith('"a" "a"')


@pytest.mark.timing
@pytest.mark.parametrize("kind", dense.kinds(LEXICON))
def test_no_text_costs_more_than_a_few_times_what_articles_cost(kind):
    text = dense.kinds(LEXICON)[kind](SIZE)
    assert any(dense.ratio(text, LEXICON) < dense.MOST for _ in range(TRIES))


@pytest.mark.timing
@pytest.mark.parametrize("kind", MANY_SPEAKERS)
def test_speakers_by_the_hundred_cost_no_more_than_a_few_times_what_articles_cost(kind):
    text = dense.kinds(LEXICON)[kind](SIZE)
    ratios = (dense.ratio(text, LEXICON, dense.all_measures) for _ in range(TRIES))
    assert any(ratio < dense.MOST for ratio in ratios)


@pytest.mark.timing
@pytest.mark.parametrize("kind", GROWING)
def test_four_times_the_text_costs_some_four_times_as_much(kind):
    make = dense.kinds(LEXICON)[kind]

    def growth():
        small, large = (dense.seconds(make(size), LEXICON) for size in (SIZE, 4 * SIZE))
        return large / small

    assert any(growth() < 8 for _ in range(TRIES))  # 16 where the square is taken
