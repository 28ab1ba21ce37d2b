"""Keyword in context: whose words, in which order, drawn how."""
import pandas as pd
import pytest

import broadsheet as bs

ARTICLES = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "text": [
    'The border is long. "Our border is closed," Ana Cruz said. A border crossing.', "No word of it."]})


def test_each_line_says_whose_words_the_hit_is():
    table = bs.kwic(ARTICLES, "border")
    assert table["voice"].tolist() == ["narration", "quotation", "narration"]
    assert table["speaker"].tolist()[1] == "Ana Cruz" and table["speaker"].isna().tolist() == [True, False, True]


def test_a_quotation_of_nobody_is_unattributed():
    assert bs.kwic('It was late. "Our border is closed and stays so." Rain fell.', "border")["speaker"].tolist() == ["unattributed"]


@pytest.mark.parametrize("sort, wanted", [(None, [0, 1, 2]), ("left", [2, 1, 0]), ("right", [2, 1, 0]), ("hit", [2, 1, 0])])
def test_lines_are_sorted_by_the_words_nearest_to_the_hit(sort, wanted):
    """The border is long. "Our border is closed … A border crossing: a, our, the; crossing, is closed, is long."""
    starts = bs.kwic(ARTICLES, "border", window=3)["start"].tolist()
    assert bs.kwic(ARTICLES, "border", window=3, sort=sort)["start"].tolist() == [starts[at] for at in wanted]


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_the_order():
    many = pd.DataFrame({"id": range(40), "text": "The border is long."})
    first, again, other = (bs.kwic(many, "border", sample=5, seed=seed)["id"].tolist() for seed in (1, 1, 2))
    assert first == again != other and first == sorted(first) and len(first) == 5


@pytest.mark.parametrize("options", [{"window": -1}, {"sort": "middle"}, {"sample": -2}])
def test_what_cannot_be_asked_is_refused_in_one_line(options):
    with pytest.raises(ValueError, match="kwic: .*write"):
        bs.kwic(ARTICLES, "border", **options)


def test_typography_and_wildcards_at_the_beginning_are_not_passed_over():
    assert len(bs.kwic("They won’t go. He won't.", "won't")) == 2
    assert len(bs.kwic("A counterattack came.", "*attack")) == 1


def test_no_hits_give_a_table_with_the_same_columns():
    assert list(bs.kwic(ARTICLES, "zebra").columns) == list(bs.kwic(ARTICLES, "border").columns)
