import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.corpus.mojibake import DECODED, UNSEEN, mend, mended

PRINTED = [
    "“It won’t stop,” she said – ‘twice’ — and left…",
    "Café, naïve, São Paulo, Ål, Łódź, İzmir",
    "東京で会った。",
    "Он сказал: «Да»",
    "£5 §3 ½ °C ©",
    "x² ≠ y",
    "’”",
    "ﬁnal",
    "ＡＢＣ",
    "&amp; &lt;b&gt;",
    "5′ 10″",
    "👍🏽",
]


@pytest.mark.parametrize("text", PRINTED)
def test_text_that_was_decoded_rightly_stays_as_it_stands(text):
    assert mend(text) == text


@pytest.mark.parametrize(
    "text", ["“It won’t stop,” she said – ‘twice’ — and left…", "Café, naïve, Zürich"]
)
@pytest.mark.parametrize("times", [1, 2])
def test_text_that_was_decoded_wrongly_is_as_it_was_written(text, times):
    wrong = text
    for _ in range(times):
        wrong = wrong.encode("utf-8").decode(
            "sloppy-windows-1252"
        )  # as browsers do; ftfy brings it
    assert mend(wrong) == text


def test_a_line_is_mended_and_the_others_stay():
    assert mend("“Rain.”\nItâ€™s late.\nÂ©") == "“Rain.”\nIt’s late.\n©"


def test_all_fields_are_mended_and_counted_once():
    article = {
        "text": "It rained.",
        "title": "Itâ€™s late",
        "highlights": ["cafÃ©", "tea"],
        "cut": [("menu", "Ã©")],
    }
    assert mended(article) and not mended(article)
    assert article["title"] == "It’s late" and article["highlights"] == ["café", "tea"]


@given(st.text(st.sampled_from("abc “”‘’—…\n'\"éáñ.")))
def test_quotation_marks_are_never_touched(text):
    kept = [character for character in mend(text) if character in "“”‘’'\""]
    assert kept == [character for character in text if character in "“”‘’'\""]


def test_what_looks_like_a_soft_hyphen_in_wrongly_decoded_text_is_mended_first():
    article = {"text": "MarÃ\u00ada spoke to the coun\u00adcil."}
    assert mended(article) == {DECODED, UNSEEN}
    assert article["text"] == "María spoke to the council."


def test_every_string_of_an_article_is_without_what_nobody_sees_and_composed():
    article = {
        "text": "It rained.",
        "authors": "Jos\u200be Lund",
        "url": "https://post.example/\u200brain",
        "mood": "o\ufb03cial",
        "subheads": ["The \ufb02eet", None],
        "place": "\u200b",
        "cut": [("menu", "The \ufb02eet")],
        "rank": 3,
    }
    assert mended(article) == {UNSEEN}
    assert article == {
        "text": "It rained.",
        "authors": "Jose Lund",
        "url": "https://post.example/rain",
        "mood": "official",
        "subheads": ["The fleet", None],
        "place": None,
        "cut": [("menu", "The \ufb02eet")],
        "rank": 3,
    }
    article = {"title": "Cafe\u0301 closes"}
    assert mended(article) == set() and article == {"title": "Café closes"}
