import pytest

from broadsheet.stubs import SHORT, why_stub

LONG = "The mayor opened the bridge in the rain, and everybody came. " * 12


@pytest.mark.parametrize("text", [
    "It rained… [+1234 chars]", LONG + "[+5 chars]\n", "It rained. Subscribe to continue reading.",
    "It rained.\n\nAlready a member? Sign in to read the full story", "This article is for subscribers only.",
    "It rained. You've reached your free article limit.", "Unlock the full article for $1.", "Subscriber-only content",
])
def test_a_stub_is_known_by_what_it_says(text):
    assert "\n" not in why_stub({"text": text})


@pytest.mark.parametrize("text", [
    "It rained.", LONG + "Subscribe to continue reading.", "Subscribers to the gas works paid more.",
    "Readers sign up to read to children on Mondays at the library, [1234 chars] of it.",
    "She went on to read law, and to continue her readings.", "The paper has 4,000 subscribers and members.",
])
def test_a_whole_article_is_none(text):
    assert why_stub({"text": text}) is None


def test_a_wall_is_seen_in_what_was_cut_from_a_short_page_alone():
    cut = [("page furniture", "Subscribe to continue reading")]
    assert why_stub({"text": "It rained.", "cut": cut}).startswith("the stub before a paywall")
    assert why_stub({"text": "word " * (SHORT + 1), "cut": cut}) is None
