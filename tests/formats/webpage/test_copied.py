"""The article inside a copied page: cases as data, the seeds column by column, no word lost."""

import json
import re
import time
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.formats.webpage.copied import (
    Stretch,
    label_body,
    label_teasers,
    prose_stretches,
    read_page,
)
from broadsheet.formats.webpage.lines import page_lines, shape
from broadsheet.paths import ROOT
from broadsheet.text import straighten

CASES = json.loads((ROOT / "tests" / "cases" / "pages.json").read_text(encoding="utf-8"))
SEEDS = sorted((ROOT / "data" / "seeds").glob("*.txt"))


def case(one):
    known = pytest.mark.xfail(reason=one["kind"]) if one["kind"] == "known failure" else ()
    return pytest.param(one["page"], one["expect"], id=one["name"], marks=known)


@pytest.mark.parametrize("page, expect", [case(one) for one in CASES])
def test_the_article_is_found_in_the_page(page, expect):
    article = json.loads(json.dumps(read_page(page)))
    assert {name: article[name] for name in expect} == expect


@pytest.fixture(scope="module")
def articles():
    return {seed.stem[:3]: read_page(seed.read_text(encoding="utf-8")) for seed in SEEDS}


def test_a_page_with_a_headline_of_pieces_is_read_column_by_column(articles):
    article = articles["000"]
    paragraphs = article["text"].split("\n\n")
    assert article["title"] == "Rubio Meets Mexico’s President Amid Trump Venezuela Strike"
    assert (article["outlet"], article["authors"], article["place"]) == (
        "Newslooks",
        "J. Mansour",
        "WASHINGTON",
    )
    assert (article["dateline"], article["agency"]) == ("MEXICO CITY", None)
    assert (article["published"], article["updated"]) == (None, None)
    assert article["summary"].startswith(
        "Secretary of State Marco Rubio met with Mexican President"
    )
    assert article["summary"].endswith("Mexico’s independence.")
    assert len(article["highlights"]) == 10
    assert (
        article["highlights"][5]
        == "She vowed to protect Mexico’s sovereignty against foreign interference."
    )
    assert article["subheads"] == [
        "Trump’s Escalation in the Caribbean",
        "Sheinbaum Pushes Back",
        "Mexico’s Anti-Cartel Efforts",
        "Rubio’s Broader Latin America Tour",
        "Conclusion",
    ]
    assert len(paragraphs) == 14
    assert paragraphs[0].startswith("Secretary of State Marco Rubio met Wednesday")
    assert paragraphs[-1].endswith("or face deeper strain.")
    assert [line for _, line in article["cut"]] == [
        "Newslooks",
        "WASHINGTON",
        "J. Mansour",
        "Morning Edition",
        "Rubio-Sheinbaum Meeting Quick Looks",
        "Rubio Meets Mexico’s President Amid Trump Venezuela Strike",
        "Deep Look",
    ]


def test_a_page_between_menu_and_footer_is_read_column_by_column(articles):
    article = articles["004"]
    paragraphs = article["text"].split("\n\n")
    assert (
        article["title"]
        == "Closer Ties Amid Controversy: U.S.-Mexico Security Cooperation Under Scrutiny"
    )
    assert (article["outlet"], article["place"], article["dateline"]) == (None, None, None)
    assert (article["authors"], article["agency"]) == (
        "Devdiscourse News Desk",
        "With inputs from agencies.",
    )
    assert (article["published"], article["updated"]) == (
        "2025-09-04T02:16+05:30",
        "2025-09-04T02:16+05:30",
    )
    assert article["summary"].startswith(
        "U.S. Secretary of State Marco Rubio highlighted unprecedented"
    )
    assert (article["highlights"], article["subheads"]) == ([], [])
    assert len(paragraphs) == 3
    assert paragraphs[0].startswith("During a visit to Mexico,")
    assert paragraphs[2].endswith("increased role in drug cartel surveillance.")
    assert [line for reason, line in article["cut"] if reason == "repeated title"] == [
        article["title"],
        article["title"],
        article["title"][:-1] + "...",
    ]


def words(text):
    return Counter(re.findall(r"[^\W_]+", text))


def shared_out(article):
    columns = [
        article["title"],
        article["summary"],
        article["dateline"],
        article["text"],
        *article["highlights"],
        *article["subheads"],
        *(line for _, line in article["cut"]),
    ]
    return words("\n".join(filter(None, columns)))


PAGES = [seed.read_text(encoding="utf-8") for seed in SEEDS] + [one["page"] for one in CASES]
LINES = st.lists(
    st.sampled_from([line for page in PAGES for line in page.splitlines()]), max_size=40
).map("\n".join)


@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_a_page_is_in_exactly_one_column(page):
    assert shared_out(read_page(page)) == words(page)


@given(st.text() | LINES)
@example("- 1) x\n/ / /\n | \n ")
@settings(max_examples=150)
def test_no_text_raises_and_none_of_its_words_is_lost(page):
    assert shared_out(read_page(page)) == words(page)


@given(LINES)
@settings(max_examples=60)
def test_curly_and_straight_marks_are_cut_alike(page):
    assert plain(read_page(page)) == plain(read_page(straighten(page)))


def plain(found):
    """A value with straight marks all through."""
    if isinstance(found, dict):
        return {name: plain(value) for name, value in found.items()}
    return (
        [plain(one) for one in found]
        if isinstance(found, (list, tuple))
        else found and straighten(found)
    )


@pytest.mark.timing
@pytest.mark.parametrize(
    "page",
    [
        "(" * 20_000,
        "- " * 20_000,
        "A. " * 20_000,
        "a / " * 20_000,
        "x\n" * 20_000,
        "A" * 100_000,
        "1-" * 20_000,
        "\"'" * 20_000,
        ". " * 20_000,
        "By A" * 20_000,
        ". " + "A" * 20_000,
        ". " + "A " * 20_000,
        "photo " * 20_000,
        *(
            f"{before}{mark * 20_000}{after}"
            for mark in (".", "... ", "…", "… ", "—", "- ", "2025-09-04 ")
            for before, after in [("Chapter one ", " 12"), ("", "")]
        ),
        "A word or two.\n" * 20_000,
        "a long line of small words that goes on and on and on\n" * 10_000,
    ],
)
def test_a_long_page_does_not_take_long(page):
    began = time.process_time()
    read_page(page)
    assert time.process_time() - began < 3


PROSE = [
    "The fair opened in the rain on Monday, and nobody minded.",
    "A café ran out of tea only in the evening.",
]


def labelled(page):
    lines = page_lines(page)
    labels = [shape(line) for line in lines]
    label_teasers(lines, labels)
    return lines, labels


def test_the_gain_of_a_stretch_is_its_words_of_prose_minus_the_cost_of_other_lines():
    lines, labels = labelled("\n".join([PROSE[0], "Rain or shine", PROSE[1]]))
    # A short line costs its words, at most four.
    assert prose_stretches(lines, labels, 0) == [Stretch(11 - 3 + 10, range(3), 0)]


@pytest.mark.parametrize(
    "between, whole",
    [
        ("1911\n" * 50, True),
        ("Rain\n" * 50, False),
        ("12 comments", False),
        ("Advertisement", True),
    ],
)
def test_a_body_extends_across_some_lines_and_not_others(between, whole):
    lines, labels = labelled("\n".join([PROSE[0], between, PROSE[1]]))
    label_body(lines, labels)
    assert (labels.count("text") == 2) is whole


@pytest.mark.parametrize(
    "above, label", [("More from Example", "teaser"), ("Nobody said why, but for this:", "prose")]
)
def test_a_list_is_labelled_by_the_line_above_it(above, label):
    _, labels = labelled("\n".join([above, *(f"- {line}" for line in PROSE)]))
    assert labels[1:] == [label, label]


STORY = (
    "The ferry across the sound was late on Monday, and the council met without its chair.\n"
    "Nobody on the quay knew when the next one would leave, or whether it would."
)


@pytest.mark.parametrize(
    "head, title, authors, published",
    [
        (
            "Ferry late again, council waits\nAnna Berg\n8 July 2019",
            "Ferry late again, council waits",
            "Anna Berg",
            "2019-07-08",
        ),
        (
            "Ferry late again, council waits\nAnna Berg in Oslo\n8 July 2019",
            "Ferry late again, council waits",
            "Anna Berg",
            "2019-07-08",
        ),
        (
            "Ferry late again, council waits\nBy\nAnna Berg\n8 July 2019",
            "Ferry late again, council waits",
            "Anna Berg",
            "2019-07-08",
        ),
        (
            "Ferry late again\nCompiled by Anna Berg\n8 July 2019",
            "Ferry late again",
            "Anna Berg",
            "2019-07-08",
        ),
        ("Ferry late again\nBy ANNA BERG FOR THE POST", "Ferry late again", "ANNA BERG", None),
        (
            "Ferry late again\n08.07.2019\nVon Anna Berg",
            "Ferry late again",
            "Anna Berg",
            "2019-07-08",
        ),
        ("A long wait on shore", "A long wait on shore", None, None),
        ("Mayor Opens Bridge\n8 July 2019", "Mayor Opens Bridge", None, "2019-07-08"),
    ],
)
def test_a_name_as_a_signature_is_the_author_and_the_line_above_it_the_title(
    head, title, authors, published
):
    page = read_page(f"{head}\n{STORY}")
    assert (page["title"], page["authors"], page["published"]) == (title, authors, published)


def test_a_letter_to_the_editor_has_no_dateline():
    page = read_page(f"Letters\nSIR – {STORY}")
    assert page["dateline"] is None and page["text"].startswith("SIR – The ferry")


ISLAND = (
    "LARKHAM (Newswire) — The council of Larkham voted on Sunday to end the ferry to the islands.\n"
    "Larkham has paid for the boat for ten years, and nobody had come forward to buy it."
)


@pytest.mark.parametrize(
    "head, title, outlet",
    [
        ("The Larkham Gazette\n12 May 2024\nBoat is stopped", "Boat is stopped", True),
        ("The Larkham Gazette\n12 May 2024\n\nBoat is stopped\n", "Boat is stopped", True),
        ("12 May 2024\nThe Larkham Gazette\nBoat is stopped", "Boat is stopped", True),
        ("Boat is stopped\nThe Larkham Gazette\n12 May 2024", "Boat is stopped", True),
        ("Boat is stopped\nBy Ann Example\nThe Larkham Gazette", "Boat is stopped", True),
        ("The Larkham Gazette\nHome\nNews\nBoat is stopped\n12 May 2024", "Boat is stopped", True),
        # what ends in such a noun and is no masthead
        ("Larkham Meets Union Leader\n12 May 2024", "Larkham Meets Union Leader", False),
        ("12 May 2024\nLarkham to end its ferry\nThe Sun", "Larkham to end its ferry", False),
    ],
)
def test_a_line_that_names_a_newspaper_is_the_outlet_and_not_the_title(head, title, outlet):
    page = read_page(f"{head}\n{ISLAND}")
    assert (page["title"], page["outlet"]) == (title, "The Larkham Gazette" if outlet else None)


def test_a_headline_that_ends_like_the_name_of_a_newspaper_is_the_title_of_an_article_about_it():
    head = "Larkham Loses Packet\n12 May 2024\nNo boat from now on"
    page = read_page(f"{head}\n{ISLAND}\nThe packet is for sale.")
    assert (page["title"], page["outlet"]) == ("Larkham Loses Packet", None)
