import pytest

from broadsheet.corpus import iter_articles, load
from broadsheet.corpus.batches import read_batches
from broadsheet.corpus.languages import check_languages, foreign, language_of, plainly_english

TEXTS = {
    "en": "Ferries ran every hour on Monday, the harbour office said, although nobody "
    "knew how long they would. Passengers who had waited since dawn were given tea.",
    "es": "El alcalde dijo el lunes que el puente permanecerá cerrado hasta finales de mayo y que "
    "los transbordadores saldrán cada hora, aunque nadie sabe todavía cuánto costará.",
    "fr": "Le maire a déclaré lundi que le pont resterait fermé jusqu'à la fin du mois de mai et "
    "que les bacs partiraient toutes les heures, sans que personne sache ce que cela coûtera.",
    "nl": "De burgemeester zei maandag dat de brug tot eind mei gesloten blijft en dat de "
    "veerboten elk uur varen, al weet niemand nog hoeveel dat de stad gaat kosten in dit jaar.",
    "zh": "市长周一表示，这座桥将关闭至五月底，渡轮每小时一班，但目前还没有人知道这将花费多少钱。"
    "居民们已经等待了一整天，许多人说他们没有收到任何通知。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_paragraph_is_told(language):
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize("language", [name for name in TEXTS if name != "en"])
def test_no_other_language_is_plainly_english(language):
    assert not plainly_english(20 * TEXTS[language])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ja.",
        "El alcalde dijo el lunes que el puente permanecerá cerrado.",
        "桥将关闭至五月底。",
    ],
)
def test_short_texts_are_not_judged(text):
    assert language_of(text) is None and foreign({"text": text}, ["en"]) is None


def test_other_languages_are_kept_when_asked_for_and_named_where_nobody_said():
    article = {"text": TEXTS["es"]}
    assert "written in another language ('es'" in foreign(article, ["en"])
    assert article["language"] == "es"
    assert foreign(article, ["en", "es"]) is foreign(article, None) is None
    article = {"text": TEXTS["en"], "language": "en-GB"}
    assert foreign(article, ["en"]) is None and article["language"] == "en-GB"


@pytest.mark.parametrize(
    "given, mend",
    [
        (["en", "xx"], "'xx' is no code that is known; known are ar, bg, .+ and [0-9]+ more$"),
        (["English"], "'English' is no code that is known; did you mean 'en'"),
        (["eng"], "did you mean 'en'"),
        (["en-US"], "did you mean 'en'"),
    ],
)
def test_a_code_that_is_no_language_s_is_refused_wherever_a_corpus_is_read(tmp_path, given, mend):
    (tmp_path / "a.txt").write_text(TEXTS["en"], encoding="utf-8")
    readers = (
        lambda: load(tmp_path, languages=given),
        lambda: list(iter_articles(tmp_path, languages=given)),
        lambda: list(read_batches(tmp_path, tmp_path.parent / "seen", [], languages=given)),
    )
    for read in readers:
        with pytest.raises(ValueError, match=mend) as error:
            read()
        assert "\n" not in str(error.value)


def test_every_language_that_is_told_may_be_asked_for():
    check_languages([*TEXTS, "yue"])
