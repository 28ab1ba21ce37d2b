"""One story, side by side: tables that can be counted by hand, the same in any order and
typography; omissions that are none are not listed.
"""

import re

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison import story_sides
from broadsheet.comparison.omissions import NAMED, REPORTED
from broadsheet.paths import ROOT
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
TEXTS = {
    "a1": (
        "Troops guard 55 houses in Port Skara. “We will not leave this town today,” said Ana Cruz."
    ),
    "a2": "“Nobody asked us,” said Bo Lund. Cruz’s plan cost two million crowns.",
    "b1": (
        "Fifty-five houses were guarded. Mayor Cruz said that they would stay. In the U.S. a "
        "sovereign state may."
    ),
    "c1": (
        "Ana Cruz was there: “We will not leave this town,” she said. "
        "The United States sent 30 boats."
    ),
}
ARTICLES = pd.DataFrame(
    {
        "id": list(TEXTS),
        "outlet": ["A", "A", "B", "C"],
        "title": ["Houses guarded", None, "Cruz stays", "Boats"],
        "published": ["2031-03-04T05:30", "2031-03-05T07:00", "2031-03-04T09:30", "2031-03-06"],
        "story": "flood",
        "text": TEXTS.values(),
    }
)


@pytest.fixture(scope="module")
def sides():
    return story_sides(ARTICLES, "flood", LEXICON)


def left_out(sides, kind):
    rows = sides.omissions[sides.omissions["kind"] == kind]
    return sorted(rows[["outlet", "what"]].values.tolist())


def test_headlines_stand_in_the_order_of_publication(sides):
    rows = sides.headlines
    assert rows["id"].tolist() == ["a1", "b1", "a2", "c1"]
    np.testing.assert_array_equal(rows["hours_after_first"], [0, 4, 25.5, np.nan])
    assert rows["days_after_first"].tolist() == [0, 0, 1, 2]
    assert rows["words"].tolist() == [17, 18, 12, 18]
    assert rows["speakers"].tolist() == [1, 0, 1, 1]


def test_hours_are_those_between_two_zones_and_none_where_one_names_no_zone():
    two = ARTICLES.iloc[[0, 2]]
    zones = two.assign(published=["2031-03-04T01:00+05:30", "2031-03-03T16:00-04:00"])
    rows = story_sides(zones, "flood").headlines
    assert rows["id"].tolist() == ["a1", "b1"]
    assert rows["hours_after_first"].tolist() == [0, 0.5]
    mixed = two.assign(published=["2031-03-04T01:00+05:30", "2031-03-03T16:00"])
    assert story_sides(mixed, "flood").headlines["hours_after_first"].isna().all()


def test_words_of_speakers_are_summed_over_the_articles_of_an_outlet(sides):
    assert sides.speakers.columns.tolist() == ["A", "B", "C"]
    assert sides.speakers.loc["Ana Cruz"].tolist() == [7, 0, 6]
    assert sides.speakers.loc["Bo Lund"].tolist() == [3, 0, 0]
    assert sides.speakers.loc["unattributed"].tolist() == [0, 0, 0]
    assert sides.speakers.index[-1] == "unattributed"


def test_an_outlet_without_a_text_has_no_number_of_words():
    empty = pd.concat([ARTICLES, ARTICLES.tail(1).assign(id="d1", outlet="D", text="")])
    sides = story_sides(empty, "flood")
    assert sides.speakers["D"].isna().all() and len(sides.headlines) == 5
    assert "D" not in set(sides.omissions["outlet"])


def test_a_statement_in_several_outlets_with_what_one_cut(sides):
    rows = sides.statements
    assert rows[["outlet", "words", "cut"]].values.tolist() == [["A", 7, ""], ["C", 6, "today"]]


def test_frames_by_outlet_and_voice(sides):
    rows = sides.frames.set_index(["frame", "outlet", "voice"])
    journalist = rows.loc["security", "A", "journalist"]
    # "Troops" and "guard" in A's narration: 17 + 12 words, of which 7 + 3 are quoted.
    assert journalist["words"] == 19
    assert journalist["hits_per_1000_words"] == pytest.approx(1000 * journalist["hits"] / 19)
    assert np.isnan(rows.loc["security", "B", "quoted"]["hits_per_1000_words"])
    assert story_sides(ARTICLES, "flood").frames is None


def test_speakers_left_out_with_what_is_there_instead(sides):
    assert left_out(sides, "speaker") == [["B", "Ana Cruz"], ["B", "Bo Lund"], ["C", "Bo Lund"]]
    instead = sides.omissions.set_index(["kind", "outlet", "what"])["instead"]
    assert instead["speaker", "B", "Ana Cruz"] == REPORTED
    assert instead["speaker", "B", "Bo Lund"] == ""
    named = ARTICLES.assign(text=ARTICLES["text"].where(ARTICLES["id"] != "c1", "Bo Lund came."))
    instead = story_sides(named, "flood").omissions.set_index(["kind", "outlet", "what"])["instead"]
    assert instead["speaker", "C", "Bo Lund"] == NAMED


def test_names_left_out_and_those_printed_in_another_form_not(sides):
    # "U.S." and "United States" are one, "Mayor Cruz" is Ana Cruz, and A names neither state.
    assert left_out(sides, "name") == [
        ["A", "United States"],
        ["B", "Port Skara"],
        ["C", "Port Skara"],
    ]


def test_numbers_left_out_and_those_written_otherwise_not(sides):
    assert left_out(sides, "number") == [
        ["A", "30 boats"],
        ["B", "2 million crowns"],
        ["B", "30 boats"],
        ["C", "2 million crowns"],
        ["C", "55 houses"],
    ]
    rows = sides.omissions.set_index(["outlet", "what"])
    assert rows.loc[("C", "55 houses"), "others"] == 2
    assert rows.loc[("C", "55 houses"), "reported_by"] == "A, B"


def test_statements_left_out(sides):
    assert left_out(sides, "statement") == [
        ["B", "“We will not leave this town today,”"],
    ]


def test_frames_left_out(sides):
    assert ["C", LEXICON.frames["security"].title] in left_out(sides, "frame")
    assert ["A", LEXICON.frames["security"].title] not in left_out(sides, "frame")


def test_omissions_that_most_report_come_first(sides):
    assert sides.omissions["others"].is_monotonic_decreasing


def test_the_order_of_the_articles_changes_nothing(sides):
    shuffled = story_sides(ARTICLES.iloc[[3, 1, 0, 2]].reset_index(drop=True), "flood", LEXICON)
    for name in ("headlines", "speakers", "statements", "frames", "omissions", "sentences"):
        pd.testing.assert_frame_equal(getattr(shuffled, name), getattr(sides, name))


def test_typography_is_no_omission():
    text = "“They won’t leave Ana’s town of Port Skara today,” said Lucía Vela of 1,000 boats."
    plain = text.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "í": "i", ",": ","}))
    articles = pd.DataFrame(
        {"id": ["a", "b"], "outlet": ["A", "B"], "story": 1, "text": [text, plain]}
    )
    sides = story_sides(articles, 1)
    assert sides.omissions.empty
    assert not sides.sentences["only"].any()
    assert sides.speakers.iloc[0].tolist() == [9, 9]


@pytest.mark.parametrize("story", ["1", 1, 1.0])
def test_a_story_is_found_however_a_table_wrote_its_number(story):
    articles = ARTICLES.assign(story=[1.0, 1.0, 1.0, np.nan])
    assert story_sides(articles, story).story == "1"


def test_the_words_of_a_speaker_in_doubt_are_no_omission():
    texts = [
        "“Tonight they are our guests,” said Mayor Ana Cruz.",
        "Bo Lund met Ana Cruz. They were seen there by Lund, who called them “our guests”.",
    ]
    articles = pd.DataFrame({"id": [1, 2], "outlet": ["A", "B"], "story": "s", "text": texts})
    assert ["B", "Ana Cruz"] not in left_out(story_sides(articles, "s"), "speaker")


def test_what_stands_in_a_headline_or_subhead_is_not_left_out():
    articles = pd.DataFrame(
        {
            "id": ["a", "b"],
            "outlet": ["A", "B"],
            "story": "s",
            "title": ["Rain", "61 men"],
            "subheads": [[], ["A day in Port Skara"]],
            "text": ["In Port Skara 61 men met.", "They met there."],
        }
    )
    assert story_sides(articles, "s").omissions.empty


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("In Oct. Skara flooded.", ["Skara"]),
        ("I’m told that Skara flooded on Sundays.", ["Skara"]),
        ("In Skara they read the LATEST NEWS Sport.", ["Skara"]),
        ("The DNA-based test came from Skara.", ["Skara"]),
    ],
)
def test_months_days_and_headings_are_no_names_left_out(text, what):
    articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "story": "flood"})
    one = bs.story(articles.assign(text=["It rained.", text]), "flood")
    names = one.omissions[(one.omissions["outlet"] == "A") & (one.omissions["kind"] == "name")]
    assert names["what"].tolist() == what


def test_twelve_months_are_a_year():
    texts = ["The stay is limited to twelve months.", "The stay is for one year."]
    articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "story": "s", "text": texts})
    assert left_out(story_sides(articles, "s"), "number") == []
    other = articles.assign(text=[texts[0], "The stay is limited."])
    assert left_out(story_sides(other, "s"), "number") == [["B", "12 months"]]


WRONG = [
    (ARTICLES.drop(columns="story"), "flood", "story: the articles lack this column"),
    (ARTICLES, "fire", "story: 'fire' does not exist; stories: 'flood'"),
    (ARTICLES.assign(story=None), "fire", "story: 'fire' does not exist; stories: none"),
    (ARTICLES.assign(outlet="A"), "flood", "story: 'flood' was reported by one outlet only, A"),
    (ARTICLES.assign(id="x"), "flood", "id: 'x' occurs twice"),
]


@pytest.mark.parametrize("articles, story, says", WRONG, ids=[says for *_, says in WRONG])
def test_what_cannot_be_compared_is_said_in_one_line(articles, story, says):
    with pytest.raises(ValueError, match="^" + re.escape(says)) as error:
        story_sides(articles, story)
    assert "\n" not in str(error.value)


def test_articles_without_dates_titles_quotations_or_outlet():
    articles = pd.DataFrame(
        {
            "id": ["b", "a"],
            "outlet": ["B", None],
            "story": "s",
            "text": ["It rained.", "It snowed."],
        }
    )
    sides = story_sides(articles, "s", LEXICON)
    assert sides.outlets == ("B", "no outlet named")
    assert sides.headlines["hours_after_first"].isna().all() and sides.label == ""
    assert sides.statements.empty and sides.omissions.empty
    assert sides.speakers.to_numpy().tolist() == [[0, 0]]


# What was written into the demonstration corpus.


@pytest.fixture(scope="module")
def demo():
    stories = pd.read_csv(ROOT / "data" / "demo-truth" / "stories.csv")
    articles = bs.load(ROOT / "data" / "demo").articles.drop(columns="story")
    return articles.merge(stories, on="source")


PLANTED = [
    # "Each also has something that the others leave out": data/demo-truth/README.md.
    ("01-ferry", "The Gull Head Sentinel", "name", "Kittiwake"),
    ("02-barracks", "The Ellery Tribune", "number", "58,000 crowns"),
    ("02-barracks", "The Gull Head Sentinel", "number", "58,000 crowns"),
    ("04-school", "The Saltmarch Review", "speaker", "Olwen Brack"),
    ("09-bridge", "The Saltmarch Review", "number", "88"),
    ("12-lighthouse", "The Saltmarch Review", "number", "31 pieces"),
]
NOT_LEFT_OUT = [
    ("01-ferry", "The Saltmarch Review", "number", "61 people"),  # "Sixty-one people"
    ("01-ferry", "The Saltmarch Review", "number", "3 years"),  # "in its third year"
    ("01-ferry", "The Gull Head Sentinel", "speaker", "Ingrid Halloran"),  # "our guests"
    ("02-barracks", "The Saltmarch Review", "speaker", "Ingrid Halloran"),  # "was how … summarised"
    ("03-harvest", "The Ellery Tribune", "number", "6 inspectors"),  # "inspectors, … six"
    ("08-court", "The Ellery Tribune", "number", "12 months"),  # "one year at a time"
    ("09-bridge", "The Saltmarch Review", "number", "9,000 cars"),  # "9,000 vehicles"
]


@pytest.fixture(scope="module")
def of_demo(demo):
    made = {}

    def sides_of(story):
        if story not in made:
            made[story] = story_sides(demo, story)
        return made[story]

    return sides_of


@pytest.mark.parametrize("story, outlet, kind, what", PLANTED)
def test_what_a_demo_article_leaves_out_is_listed(of_demo, story, outlet, kind, what):
    assert [outlet, what] in left_out(of_demo(story), kind)


@pytest.mark.parametrize("story, outlet, kind, what", NOT_LEFT_OUT)
def test_what_a_demo_article_says_otherwise_is_not_listed(of_demo, story, outlet, kind, what):
    assert [outlet, what] not in left_out(of_demo(story), kind)


def test_sentences_of_the_demo_are_linked_across_outlets(of_demo):
    rows = of_demo("09-bridge").sentences
    by_text = rows.set_index(rows["text"].str[:22])
    cost = by_text.loc["The work will cost two"].set_index("outlet")["linked_outlets"]
    assert cost["The Gull Head Sentinel"] == "The Ellery Tribune, The Saltmarch Review"
    assert by_text.loc["Four firms have put in", "only"]
