"""Signs that nobody sees in a text that is handed over as it is: the same numbers, and offsets into
the text as given.
"""

import unicodedata

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.text import as_printed, printed
from tests.lexicons import shipped

PLAIN = (
    "The office of the harbour master is at war, María López said on Monday.\n\n"
    "“The attack on the office was an attack on López,” she said. Nobody won the war in 2010-2015."
)
LEXICON = shipped("generic-frames")
ODD = {
    "soft hyphens": PLAIN.replace("López", "Lo\u00adpez".replace("o", "ó"))
    .replace("attack", "at\u00adtack")
    .replace("war", "w\u00adar"),
    "spaces without a width": PLAIN.replace("attack", "att\u200back").replace(
        "María", "Mar\u200bía"
    ),
    "ligatures": PLAIN.replace("office", "o\ufb03ce"),
    "accents apart": unicodedata.normalize("NFD", PLAIN),
    "a mark of byte order": "\ufeff" + PLAIN.replace("said", "sa\u2060id"),
    "a soft hyphen that is seen": PLAIN.replace("2010-2015", "2010\u00ad2015"),
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_the_text_is_that_which_a_corpus_holds_and_each_character_has_its_place(text):
    seen = as_printed(text)
    assert seen.text == printed(text) == PLAIN
    assert len(seen.starts) == len(seen.text) + 1 and len(seen.ends) == len(seen.text)
    for n, character in enumerate(seen.text):
        given = text[slice(*seen.bounds(n, n + 1))]
        assert character in printed(given) or given == "\u00ad"


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_numbers_are_those_of_the_plain_text_and_offsets_those_of_the_given_one(text):
    assert bs.frames(text, LEXICON) == bs.frames(PLAIN, LEXICON)
    assert bs.frame_prominence(text, LEXICON) == bs.frame_prominence(PLAIN, LEXICON)
    assert bs.readability(text) == bs.readability(PLAIN)
    quotes, plain = bs.quotes(text), bs.quotes(PLAIN)
    offsets = ["start", "end", "speaker_start", "speaker_end"]
    same = quotes.columns.difference([*offsets, "text"])
    pd.testing.assert_frame_equal(quotes[same], plain[same])
    assert "María López" in set(quotes["speaker"])
    for found, wanted in zip(quotes.itertuples(), plain.itertuples()):
        assert found.text == text[found.start : found.end]
        assert printed(found.text) == wanted.text
        if found.speaker_start >= 0:
            mention = PLAIN[wanted.speaker_start : wanted.speaker_end]
            assert printed(text[found.speaker_start : found.speaker_end]) == mention
    lines, of_plain = bs.kwic(text, "attack"), bs.kwic(PLAIN, "attack")
    same = lines.columns.difference(["start", "end"])
    pd.testing.assert_frame_equal(lines[same], of_plain[same])
    for line in lines.itertuples():
        assert printed(text[line.start : line.end]) == line.hit == "attack"


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_is_measured_is_that_of_the_plain_text(text):
    odd, plain = (
        bs.measured(
            pd.DataFrame(
                {"id": ["a"], "outlet": "A", "title": each.split("\n")[0], "text": [each]}
            ),
            LEXICON,
        )
        for each in (text, PLAIN)
    )
    pd.testing.assert_frame_equal(
        odd.articles.drop(columns="title"), plain.articles.drop(columns="title")
    )
    for name in ("quotations", "hits", "sentences"):
        found, wanted = getattr(odd, name), getattr(plain, name)
        assert len(found) == len(wanted) > 0
        same = found.columns.difference(["start", "end", "speaker_start", "speaker_end"])
        pd.testing.assert_frame_equal(found[same], wanted[same])
        for row, other in zip(found.itertuples(), wanted.itertuples()):
            assert printed(text[row.start : row.end]).strip() == PLAIN[other.start : other.end]


def test_an_ordinary_text_is_left_as_it_is():
    assert as_printed(PLAIN) is None and as_printed("It rained.") is None
