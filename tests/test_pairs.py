"""What two articles share: the same words in either, each told once, whichever article stands on the left."""
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.pairs import shared_passages
from broadsheet.text import Document


def shared(left, right, **asked):
    """Kind, words on the left, words on the right."""
    said = bs.quotations(pd.DataFrame({"id": [0, 1], "outlet": "", "text": [left, right]}))
    return [(found.kind, left[slice(*found.left)], right[slice(*found.right)])
            for found in shared_passages(Document(left), Document(right), said, **asked)]


WALL = "“We will never pay for that wall{},” Ana Cruz said."


def test_a_shared_quotation_is_told_by_its_marks_and_its_sentence_not_again():
    assert shared(WALL.format(", not one cent"), "It rained.\n\n" + WALL.format("")) == [
        ("quotation", "“We will never pay for that wall, not one cent,”", "“We will never pay for that wall,”")]


def test_sentences_that_are_nearly_the_same_are_shared_and_short_ones_never():
    left = "It rained. The committee will meet again in the old capital on Friday, at noon. He left."
    right = "It rained. He left. On Monday it rained. The committee will meet again in the capital on Friday, at noon."
    assert shared(left, right) == [("sentence", "The committee will meet again in the old capital on Friday, at noon.",
                                    "The committee will meet again in the capital on Friday, at noon.")]
    assert shared(left, right, threshold=1.0) == [] == shared(left, right, least=14)


def test_they_stand_in_the_order_of_the_left_article():
    one, two = "The committee will meet again in the capital on Friday.", "Nobody in the valley had ever seen so much rain."
    assert [left for _, left, _ in shared(f"{one} {WALL.format('')} {two}", f"{two} {WALL.format('')} {one}")] == [
        one, "“We will never pay for that wall,”", two]


SENTENCES = st.lists(st.sampled_from([
    WALL.format(""), WALL.format(", not one cent"), "It rained.", "Rain fell all day on the wide plain of Skara.",
    "Rain fell all day on the wide plain of Skara, and nobody was surprised by it.",
    "And nobody was surprised by it, since rain fell all day."]), max_size=6)


@settings(deadline=None, max_examples=150)
@given(SENTENCES, SENTENCES)
def test_nothing_is_told_twice_or_lies_on_another_and_both_sides_share_as_much(left, right):
    texts = "\n\n".join(left), "\n\n".join(right)
    said = bs.quotations(pd.DataFrame({"id": [0, 1], "outlet": "", "text": texts}))
    found = shared_passages(*map(Document, texts), said)
    for side, text in enumerate(texts):
        places = sorted(one[1 + side] for one in found)
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(before[1] <= after[0] for before, after in zip(places, places[1:]))
    assert bool(found) == bool(shared(*texts[::-1]))
