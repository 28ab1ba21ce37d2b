"""Stubs: what says that an article is not whole, and what only looks like it."""

import json
from pathlib import Path

import pytest

from broadsheet.formats.stubs import (
    LONGEST_STUB,
    OFFER,
    STUB_WORDS,
    breaks_off,
    is_offer,
    is_paywall,
    whole_or_reason,
    why_stub,
)

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "paywalls.json").read_text(encoding="utf-8")
)
SENTENCE = "The mayor opened the bridge in the rain, and everybody came. "  # eleven words
WALL = "To see the rest of this report, please subscribe."


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"][:40])
def test_a_paywall_is_recognised_by_what_it_asks_for(case):
    assert is_paywall(case["line"]) == case["wall"]


def test_a_paragraph_that_happens_to_say_so_is_not_a_paywall():
    assert not is_paywall(SENTENCE * 6 + WALL)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe now",
        "Already a member? Log in",
        "Start your free trial",
        "Get unlimited digital access",
        "Premium article",
        "Log in or register",
    ],
)
def test_an_offer_that_is_also_on_free_pages_is_a_weaker_sign(line):
    assert OFFER.search(line) and not is_paywall(line)


@pytest.mark.parametrize("sentences, rejected", [(1, True), (12, True), (35, True), (36, False)])
def test_a_stub_has_any_length_up_to_the_longest(sentences, rejected):
    assert LONGEST_STUB == 400  # 35 sentences and the wall have 394 words
    judged = whole_or_reason({"text": SENTENCE * sentences + "\n\n" + WALL})
    assert isinstance(judged, str) == rejected
    assert "the rest of this report" in (judged if rejected else judged["doubt"])


def test_a_long_text_that_breaks_off_above_a_wall_is_a_stub():
    text = SENTENCE * 60 + "All…"
    assert "paywall" in why_stub({"text": f"{text}\n\n{WALL}"})
    assert "paywall" in why_stub({"text": text, "cut": [("paywall", WALL)]})
    assert why_stub({"text": text, "cut": [("page furniture", WALL)]}) is None


def test_a_paywall_that_was_cut_elsewhere_counts_only_on_a_short_page():
    cut = [("page furniture", WALL)]
    assert why_stub({"text": SENTENCE, "cut": cut}).startswith("the stub before a paywall")
    assert why_stub({"text": "word " * STUB_WORDS + "word.", "cut": cut}) is None


def test_a_weaker_offer_counts_right_below_a_text_that_breaks_off():
    cut = [("paywall", "Subscribe now")]
    assert why_stub({"text": SENTENCE + "The board said that...", "cut": cut})
    assert why_stub({"text": SENTENCE, "cut": cut}) is None


def test_a_page_that_is_not_free_is_rejected_if_its_text_breaks_off():
    assert "not free" in why_stub(
        {"text": SENTENCE * 3 + "The board, and one of...", "gated": True}
    )
    assert why_stub({"text": SENTENCE * 20, "gated": True}) is None


def test_an_uncertain_article_is_kept_in_doubt_without_the_pages_statement_on_access():
    short = whole_or_reason({"text": SENTENCE, "gated": True, "stated_words": 11})
    assert short["doubt"].startswith("its page says that it is not free") and len(short) == 2
    fewer = whole_or_reason({"text": SENTENCE * 20, "stated_words": 900})
    assert "900 words, but 220 are here" in fewer["doubt"]
    assert whole_or_reason({"text": SENTENCE * 20, "gated": True, "stated_words": 230}) == {
        "text": SENTENCE * 20
    }


def test_an_excerpt_of_a_feed_is_a_stub():
    text = SENTENCE + "The board said […] The post Fair Opens appeared first on Example Post."
    assert why_stub({"text": text}).startswith("cut short")
    assert why_stub({"text": SENTENCE + "He spoke of “rain […] and wind”."}) is None


def test_an_existing_doubt_stays():
    judged = whole_or_reason({"text": SENTENCE + "And then...", "doubt": "two titles"})
    assert judged["doubt"] == "two titles; it breaks off with dots; check that it is whole"


@pytest.mark.parametrize(
    "text, broken",
    [
        ("It rained, and one of...", True),
        ("It rained, and one of …", True),
        ("All who had come to the harbour saw that the", True),
        ("It rained.", False),
        ("“It rained, and then…”", False),
        ("Ann Example reported from Oslo", False),
        (f"It rained.\n{WALL}", False),
    ],
)
def test_a_text_that_ends_in_the_middle_is_recognised(text, broken):
    assert breaks_off(text) == broken


def test_a_reason_is_one_line():
    assert "\n" not in why_stub({"text": "It rained.\n\nAlready a member?\nSign in to continue"})


@pytest.mark.parametrize(
    "line, wall, offer",
    [
        ("Weiterlesen mit dem Plus-Abo", True, False),
        ("Jetzt zwei Wochen kostenlos testen", False, True),
        ("Um weiterzulesen, melden Sie sich an.", True, False),
        ("Il vous reste 40 % de cet article à lire.", True, False),
        ("Le vote est clos. La suite est réservée à nos abonnés.", True, False),
        ("Déjà abonné ? Connectez-vous", False, True),
        ("Suscríbete para seguir leyendo", True, False),
        ("Questo contenuto è riservato agli abbonati.", True, False),
        ("Dit artikel is alleen voor abonnees", True, False),
        ("Exclusivo para assinantes", True, False),
        ("Le lundi, le port est réservé aux abonnés de la ligne.", False, False),
        ("Die Brücke wurde am Montag nur für Abonnenten der Fähre geöffnet.", False, False),
    ],
)
def test_paywalls_and_offers_in_other_languages_are_recognised(line, wall, offer):
    assert (is_paywall(line), is_offer(line)) == (wall, offer)


@pytest.mark.parametrize(
    "line, doubted",
    [
        ("All…", True),
        ("The …", True),
        ("Read the whole article", True),
        ("Continue reading", True),
        ("[Continued on page 4]", True),
        ("Are you a member? Sign in", True),
        ("Tea and cake", False),
        ("She said that she would continue.", False),
        ("The members were asked to log in to the hall, and did.", False),
    ],
)
def test_a_last_line_that_announces_more_puts_an_article_in_doubt(line, doubted):
    for article in (
        {"text": f"{SENTENCE * 9}\n\n{line}"},
        {"text": SENTENCE * 9, "cut": [("paywall", line)]},
    ):
        doubt = whole_or_reason(article).get("doubt", "")
        assert doubt.startswith("it ends in") == doubted


def test_a_long_text_above_a_link_to_more_is_not_in_doubt():
    assert "doubt" not in whole_or_reason({"text": SENTENCE * 80 + "\n\nContinue reading"})
