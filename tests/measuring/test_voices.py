"""Whose words are whose: the journalist's and the speakers' share out every text."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.measuring.voices import UNATTRIBUTED, spoken, spoken_hits, voices, who_says

SAID = (
    'Talks on border security began. "We respect sovereignty," President Ana Cruz said. '
    '"It is ours."'
)


@given(st.one_of(st.just(SAID), st.text(max_size=80), st.text(alphabet='"“”‘’\n .aB', max_size=80)))
def test_narration_and_quotation_share_out_the_text_without_gap_or_overlap(text):
    document = bs.tokenize(text)
    stretches = sorted(chain.from_iterable(voices(document, spoken(document)).values()))
    assert "".join(document.text[start:end] for start, end in stretches) == document.text


def test_a_term_is_said_by_whoever_says_the_word_that_it_begins_with():
    document, lexicon = bs.tokenize(SAID), bs.load_lexicon("security-sovereignty")
    heard = [
        (hit.text, speaker)
        for hit, speaker in spoken_hits(document, lexicon, spoken(document), False)
    ]
    assert heard == [("Talks", None), ("border security", None), ("sovereignty", "Ana Cruz")]


def test_speech_that_nobody_can_be_found_for_is_no_narration():
    text = 'It went on for hours. "We know nothing of that at all, and never did."'
    says = who_says(spoken(bs.tokenize(text)))
    assert says(text.index("know")) == UNATTRIBUTED and says(text.index("hours")) is None
