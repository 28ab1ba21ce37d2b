import pytest

from broadsheet.shapes import page_lines, shape
from broadsheet.stretches import label_body, label_teasers, stretches

PROSE = ["The fair opened in the rain on Monday, and nobody minded.", "A café ran out of tea only in the evening."]


def labelled(page):
    lines = page_lines(page)
    labels = [shape(line) for line in lines]
    label_teasers(lines, labels)
    return lines, labels


def test_the_gain_of_a_stretch_is_its_words_of_prose_less_its_other_lines():
    lines, labels = labelled("\n".join([PROSE[0], "Rain or shine", PROSE[1]]))
    assert stretches(lines, labels, 0) == [(11 - 3 + 10, range(3))]    # a short line costs its words, at most four


@pytest.mark.parametrize("between, whole", [
    ("1911\n" * 50, True), ("Rain\n" * 50, False), ("12 comments", False), ("Advertisement", True)])
def test_what_a_body_runs_across(between, whole):
    lines, labels = labelled("\n".join([PROSE[0], between, PROSE[1]]))
    label_body(lines, labels)
    assert (labels.count("text") == 2) is whole


@pytest.mark.parametrize("above, label", [("More from Example", "teaser"), ("Nobody said why, but for this:", "prose")])
def test_a_list_is_what_the_line_above_it_says(above, label):
    _, labels = labelled("\n".join([above, *(f"- {line}" for line in PROSE)]))
    assert labels[1:] == [label, label]
