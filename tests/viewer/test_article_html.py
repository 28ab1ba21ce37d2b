"""The article as HTML: it is shown whole, what was found is marked, and what the article says is
never markup.
"""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import broadsheet as bs
from broadsheet import escape
from broadsheet.lexicon.loading import Frame, Lexicon
from broadsheet.lexicon.terms import term
from broadsheet.viewer.article_html import VIEW_STYLE
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
TAGS = set(
    """div style article header h3 p bdi aside dl dt dd table caption thead tbody tr th td mark span
    u sup small details summary ol li a""".split()
)
ATTRIBUTES = set(
    """class id dir tabindex scope colspan href aria-label aria-description data-grade
    data-said""".split()
)
ADDED = "sup"  # what is added to the article's own words
ARTICLE = (
    'A storm came. "We respect <b>sovereignty</b> & will act," Ana Cruz said. She said that it '
    'was no war. They spoke of trade ties. A "big" storm was over.\n\nThe mayor, Bo Lund, '
    "replied: “We shall see what comes of it in the end.”"
)


def elements(page):
    """The page as XML: nothing is left open, nothing closed twice, no attribute unquoted, no
    character that may not be.
    """
    return etree.fromstring(page.replace(VIEW_STYLE, ""))


def own(element):
    """The text of an element without what was added to it."""
    return (element.text or "") + "".join(
        (own(one) if one.tag != ADDED else "") + (one.tail or "") for one in element
    )


def paragraphs(page):
    return [own(p) for p in elements(page).iterfind(".//div[@class='text']/p")]


def shown(page, tag, kind):
    return [own(one) for one in elements(page).iter(tag) if kind in one.get("class", "").split()]


def notes(page):
    """The notes on words that are pointed at: words → what was found and why."""
    return [
        (own(one), one.get("aria-description"))
        for one in elements(page).iter()
        if one.get("aria-description")
    ]


def test_speech_is_shaded_by_speaker_and_told_with_the_words_it_was_found_by():
    page = bs.view(ARTICLE, LEXICON)
    assert shown(page, "mark", "s1") == ["Bo Lund", "“We shall see what comes of it in the end.”"]
    assert shown(page, "mark", "s2") == ["Ana Cruz", '"We respect <b>sovereignty</b> & will act,"']
    assert (
        '"We respect <b>sovereignty</b> & will act,"',
        "Direct quotation, 5 words. Speaker: Ana Cruz (named person), found "
        "by “Ana Cruz” and “said”.",
    ) in notes(page)
    assert ('"big"', "Scare quote, not speech, 1 word.") in notes(page)


def test_each_frame_has_its_line_and_each_term_tells_its_frame_its_voice_and_its_negation():
    page = bs.view(ARTICLE, LEXICON)
    told = dict(notes(page))
    assert told["sovereignty"] == "Sovereignty: term “sovereignt*”, quoted from Ana Cruz."
    assert "term “war”, negated, in the journalist’s words." in told["war"]
    assert "Trade and economy: " in told["trade ties"] and "Cooperation: " in told["trade ties"]
    lines = {
        one.get("class")
        for one in elements(page).iter("span")
        if re.fullmatch("f[0-9]", one.get("class", ""))
    }
    assert len(lines) == len({hit.frame for hit in bs.hits(ARTICLE, LEXICON)}) > 3
    assert elements(page).xpath("count(//span[@class='negated'])") == 1


def test_labels_say_without_styles_who_speaks_and_which_frame_it_is():
    [p] = elements(bs.view('"We respect sovereignty," Ana Cruz said.', LEXICON)).iterfind(
        ".//div[@class='text']/p"
    )
    assert (
        "".join(p.itertext()) == '"We respect sovereignty Sovereignty," Ana\xa0Cruz Ana Cruz said.'
    )


def test_the_margin_counts_as_the_measures_do():
    [row] = bs.measure(bs.load("data/seeds").articles.iloc[:1], LEXICON).to_dict("records")
    article = bs.load("data/seeds").articles.iloc[0]
    tree = elements(bs.view(article, LEXICON))
    facts = dict(zip((one.text for one in tree.iter("dt")), (one.text for one in tree.iter("dd"))))
    assert facts == {
        "words": f"{row['words']:,}",
        "sentences": str(row["sentences"]),
        "grade": f"{row['flesch_kincaid_grade']:.1f}",
        "quoted": f"{row['quoted_share']:.0%}".replace("%", " %"),
    }
    cells = {
        own(tr[0]): [int(td.text) for td in tr[1:]]
        for tr in tree.iter("tr")
        if tr.find("td") is not None
    }
    for name, frame in LEXICON.frames.items():
        assert cells[frame.title] == [row[f"{name}_narration_hits"], row[f"{name}_quotation_hits"]]
    said = bs.quotes(article["text"]).query("speech").groupby("speaker")["words"].sum().to_dict()
    assert {name: cells[name] for name in said} == {name: [n] for name, n in said.items()}
    assert (
        sum(sum(n) for name, n in cells.items() if re.match(r"under|\d+ ", name))
        == row["sentences"]
    )


def test_sentences_have_their_grade_and_indirect_speech_its_speaker_for_whoever_asks():
    tree = elements(
        bs.view(
            "Cats sat. The administration nevertheless characterised militarisation as "
            "counterproductive. Ana Cruz said that it rains."
        )
    )
    grades = [
        (one.get("class"), int(one.get("data-grade")))
        for one in tree.iter("span")
        if one.get("data-grade")
    ]
    assert [kind for kind, _ in grades[:2]] == ["g0", "g3"] and grades[0][1] < 8 < 16 <= grades[1][
        1
    ]
    assert [
        (own(one), one.get("data-said"))
        for one in tree.iter("span")
        if one.get("class") == "reported"
    ] == [("it rains", "Ana\xa0Cruz,\xa0said")]


def test_beyond_six_speakers_and_eight_frames_the_rest_share_one_look():
    names = [
        "Ana Cruz",
        "Bo Lund",
        "Cy Dahl",
        "Di Holm",
        "Ed Falk",
        "Flo Gren",
        "Gus Hamm",
        "Hal Ivers",
    ]
    page = bs.view(
        "\n\n".join(
            f'"{"We will act now, " * (9 - n)}and soon," {name} said.'
            for n, name in enumerate(names)
        )
    )
    looks = [set(shown(page, "mark", f"s{n}")) & set(names) for n in range(1, 8)]
    assert looks == [{name} for name in names[:6]] + [set(names[6:])]
    words = "red green blue black white brown pink grey gold amber".split()
    many = Lexicon("many", {word: Frame("", "", (), (term(word),)) for word in words})
    page = bs.view(" ".join(words + words[:7] + words[8:]), many)
    assert set(shown(page, "span", "f0")) == {"grey", "amber"}
    assert [set(shown(page, "span", f"f{n}")) for n in range(1, 9)] == [
        {word} for word in [*words[:7], "gold"]
    ]


HOSTILE = (
    '<script>alert(1)</script> "<img src=x onerror=alert(1)>" said <b onclick=x>Ana</b>. &amp; '
    "&lt; </p></article></style> <!-- ]]> <a href='javascript:alert(1)'>x</a> \u202egnp.exe\u2066 "
    '\0\x1b[31m \ud800 \ufffe said that "it\'s <svg/onload=x>" war.'
)


def test_hostile_text_and_titles_are_shown_as_text():
    row = {
        "title": HOSTILE,
        "outlet": HOSTILE,
        "authors": HOSTILE,
        "published": HOSTILE,
        "text": HOSTILE,
    }
    page = bs.view(row, LEXICON)
    # half a character is U+FFFD in every text that is measured
    assert paragraphs(page) == [escape.visible(HOSTILE.replace("\ud800", "\ufffd"))]
    page.encode("utf-8")
    pair = bs.view_pair(row, {**row, "text": HOSTILE * 2}, LEXICON)
    for tree in (elements(page), elements(pair)):
        assert {one.tag for one in tree.iter()} <= TAGS
        assert {name for one in tree.iter() for name in one.attrib} <= ATTRIBUTES
        assert all(
            re.fullmatch(r"#bs-[0-9a-f]{10}[ab]\d+", one.get("href")) for one in tree.iter("a")
        )


def test_a_lexicon_is_text_too():
    lexicon = Lexicon("x", {"<b>": Frame("<script>x</script>", "", (), (term("war"),))})
    page = bs.view("War.", lexicon)
    assert {one.tag for one in elements(page).iter()} <= TAGS
    assert notes(page) == [("War", "<script>x</script>: term “war”, in the journalist’s words.")]


def test_the_styles_name_nothing_from_elsewhere_and_run_nothing():
    assert not re.search(r"@import|url\(|expression|<", VIEW_STYLE)


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "<b>",
        "&",
        "sovereignty ",
        "trade ties ",
        "no war ",
        "Ana Cruz ",
        "said ",
        "said that ",
        "She ",
        "will act",
        ". ",
        ", ",
        "\n",
        "\n\n",
        " ",
        "\r\n",
        "\x85",
        "\u202e",
        "\0",
        "\x1c",
        "\u2028",
        "א",
        "é",
    ]
)


@settings(max_examples=150)
@given(
    st.lists(PIECES, max_size=40).map("".join)
    | st.text(st.characters(exclude_categories=()), max_size=40)
)
def test_every_text_is_shown_whole_and_nothing_else_in_its_paragraphs(text):
    expected = [escape.visible(p) for p in bs.tokenize(text).paragraphs]
    as_parsed = [p.replace("\r\n", "\n").replace("\r", "\n") for p in expected]
    assert paragraphs(bs.view(text, LEXICON)) == as_parsed
    assert paragraphs(bs.view_pair(text, "x" + text, LEXICON))[: len(expected)] == as_parsed


@pytest.mark.parametrize(
    "row",
    [
        {"text": ""},
        {"text": "…"},
        {"text": "", "title": float("nan"), "outlet": None, "published": None},
    ],
)
def test_an_article_without_words_or_anything_known_of_it_is_shown(row):
    tree = elements(bs.view(row, LEXICON))
    assert [one.text for one in tree.iter("dd")] == ["0", "0", "–", "–"] and tree.find(
        ".//header"
    ) is None


LEFT = (
    "“We will never pay for that wall, not one cent,” Ana Cruz said.\n\nThe committee will meet "
    "again in the capital on Friday. It rained."
)
RIGHT = (
    "It snowed. The committee will meet again in the capital on Friday.\n\nCruz was asked. “We "
    "will never pay for that wall,” she said."
)


def test_what_two_articles_share_is_numbered_and_leads_to_the_other_and_back():
    tree = elements(bs.view_pair(LEFT, RIGHT))
    places = {one.get("id"): own(one) for one in tree.iter("span") if one.get("class") == "shared"}
    links = {
        one.getparent().getparent().get("id"): one.get("href")[1:]
        for one in tree.iterfind(".//sup[@class='number']/a")
    }
    same = "The committee will meet again in the capital on Friday."
    assert list(places.values()) == [
        "“We will never pay for that wall, not one cent,”",
        same,
        same,
        "“We will never pay for that wall,”",
    ]
    assert set(links) == set(places) and all(
        links[links[here]] == here != links[here] for here in links
    )
    assert [
        one.get("href")[1:] in places for one in tree.iterfind(".//details[@class='both']//a")
    ] == [True] * 4


def test_one_speaker_has_one_ground_in_both_articles():
    page = bs.view_pair(
        '"We will act now, and soon," Ana Cruz said. "No," Bo Lund said.', '"Never," said Bo Lund.'
    )
    assert shown(page, "mark", "s2") == ["Bo Lund", '"No,"', "Bo Lund", '"Never,"']


@settings(max_examples=60)
@given(*[st.lists(st.sampled_from([LEFT, RIGHT, "It rained."]), max_size=3).map("\n\n".join)] * 2)
def test_every_link_leads_to_one_place_on_the_page(left, right):
    tree = elements(bs.view_pair(left, right))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert sorted(ids) == sorted({one.get("href")[1:] for one in tree.iter("a")})


def test_articles_that_share_nothing_say_so():
    assert "No passage is in both articles." in bs.view_pair("It rained.", "It snowed.")


def test_names_inside_a_page_are_its_own_and_the_same_on_every_run():
    pages = [
        bs.view(ARTICLE),
        bs.view(ARTICLE, LEXICON),
        bs.view_pair(LEFT, RIGHT),
        bs.view_pair(RIGHT, LEFT),
        bs.view_pair(LEFT, RIGHT, LEXICON),
    ]
    ids = [one.get("id") for page in pages for one in elements(page).iter() if one.get("id")]
    assert len(ids) == len(set(ids)) and bs.view(ARTICLE, LEXICON) == pages[1]
    assert ids and pages[1].count('tabindex="0"') == len(notes(pages[1])) > 0


def test_sums_of_money_are_not_typeset_as_formulas_in_a_notebook():
    assert {"mathjax_ignore", "tex2jax_ignore"} < set(
        elements(bs.view("From $5 to $9.")).get("class").split()
    )


def test_a_notebook_shows_the_markup_and_a_shell_a_short_line():
    page = bs.view("A text.")
    assert page._repr_html_() == str(page) and len(repr(page)) < 60


@pytest.mark.timing
def test_a_long_article_takes_its_time_once_and_not_for_each_quotation():
    def cost(n):
        text = ("“Yes, no trade ties,” he said. Ana Cruz said that it rains. " * 5 + "\n\n") * n
        began = time.process_time()
        bs.view(text, LEXICON)
        return time.process_time() - began

    cost(5)
    assert min(cost(160) for _ in range(2)) < 16 * max(min(cost(20) for _ in range(3)), 1e-3)
