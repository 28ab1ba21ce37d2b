import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.corpus.mojibake import mend, mended

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
