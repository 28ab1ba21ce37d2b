"""Lines seen for themselves: each alternative of each pattern has a line here, and a near miss."""

import pytest

from broadsheet.formats.webpage.lines import (
    BYLINE,
    DATELINE,
    ELSEWHERE,
    LINE_SHAPES,
    page_line,
    page_lines,
    shape,
    tells,
    undotted,
    unwrapped,
)


@pytest.mark.parametrize("label, line", [(label, line) for label, _, line in LINE_SHAPES])
def test_the_example_of_each_shape_has_it(label, line):
    assert [shape(one) for one in page_lines(line)] == [label]


@pytest.mark.parametrize(
    "line, label",
    [
        ("The fair opened in the rain.", "prose"),
        ("The fair opens in the ...", "short"),
        ("It rained.", "short"),
        ("Fair Opens", "short"),
        ("The mayor, who had not been asked, named three reasons:", "prose"),
        ("By Ann Example", "byline"),
        ("By noon the fair was full.", "prose"),
        ("Updated 4 September 2025, 2:16 p.m. EDT", "date"),
        ("On 4 September 2025 the fair opened.", "prose"),
        ("(Reporting by Ann Example; editing by Bo Lund)", "agency credit"),
        ("Photo: Ann Example", "caption"),
        ("Comments (12)", "comments"),
        ("Comments were few, and none of them was kind.", "prose"),
        ("Sign up for our newsletter", "furniture"),
        ("More from Example", "elsewhere"),
        ("More people came than in any year before.", "prose"),
        ("Look at other stories:", "elsewhere"),
        ("Sources said that the fair would open at nine.", "prose"),
        (
            "Disclaimer (by section): views in letters are those of their writers, not ours.",
            "furniture",
        ),
        ("A disclaimer was read out: nobody was to blame.", "prose"),
        ("If you spot an error on this page, tell us about it.", "furniture"),
        ("This text was originally published on Example and is used with permission.", "furniture"),
        ("It was originally published in 1911 by a priest.", "prose"),
        ("The bridge at noon, seen from the mill. Credit: A. Name/Agency", "caption"),
        ("1. ABC/desk", "short"),
        ("Load Comments", "comments"),
        ("The Example Agency and A. Name contributed to this report.", "agency credit"),
        ("Rain contributed to this loss.", "prose"),
        ("The views expressed here are the writer's own.", "furniture"),
        ("The views from the tower are the best in town.", "prose"),
        ("This story has been updated to give the hour.", "furniture"),
        ("This story has been told before, and better.", "prose"),
        ("Follow Ann Example on Instagram @ann_example", "furniture"),
        ("To read it in another language, click here.", "furniture"),
        ('A button on the last page of it said "Click here."', "prose"),
        ("Watch the line across the eyes and the nose. pics.example.com/U7PMa4", "prose"),
        ("Fry it until it is brown.\u2063", "prose"),
    ],
)
def test_a_line_is_classified_on_its_own(line, label):
    assert [shape(one) for one in page_lines(line)] == [label]


@pytest.mark.parametrize(
    "line, without",
    [
        ("The fair ...", "The fair"),
        ("The fair….", "The fair"),
        ('"The fair... "—', '"The fair'),
        ("... ...", ""),
        ("The fair ... opened", "The fair ... opened"),
        ("It rained..", "It rained.."),
        ("a..._", "a..._"),
        ("", ""),
    ],
)
def test_the_dots_that_cut_a_line_short_are_removed_from_its_end(line, without):
    assert undotted(line) == without


def test_a_headline_of_pieces_is_split_and_later_slashes_are_not():
    lines = page_lines(
        "Example Post/ OSLO/ Ann Example/ Fair\nThe fair opened at nine or so.\nrain/ wind/ snow"
    )
    assert [line.text for line in lines[:4]] == ["Example Post", "OSLO", "Ann Example", "Fair"]
    assert {line.row for line in lines[:4]} == {0}
    assert lines[-1].text == "rain/ wind/ snow"


def test_a_list_item_has_a_mark_and_keeps_its_indent():
    (line,) = page_lines("  - The fair opened.")
    assert (line.text, line.bullet, line.indent) == ("The fair opened.", True, 2)


WRAPPED = [
    "The fair opened in the rain on Monday, and nobody who had",
    "come a long way to see it minded, since a café ran out of",
    "tea only in the evening.",
]


def test_lines_broken_to_fit_a_width_are_joined():
    assert list(unwrapped("\n".join([*WRAPPED, "", "It rained."]))) == [
        " ".join(WRAPPED),
        "",
        "It rained.",
    ]


def test_a_list_of_headlines_stays_a_list():
    headlines = [
        "Fair Opens in the Rain, and Nobody Who Had Come There Minded",
        "Mayor Closes a Bridge",
        "Ferry Late",
    ]
    assert list(unwrapped("\n".join(headlines))) == headlines


COMMENTS_LINES = [
    "12 comments",
    "Responses (3)",
    '11 thoughts on "Rain"',
    "Leave a reply",
    "Join the conversation",
    "View all 12 comments",
    "Comments via Example",
    "Post navigation",
]
FURNITURE_LINES = [
    "© 2025 Example Post",
    "Copyright Example Post 2025",
    "Example Post, all rights reserved",
    "Get the daily newsletter in the morning",
    "Please register for our e-mail alerts",
    "Sign up here",
    "Receive our weekly digest",
    "Your email address",
    "Unsubscribe at any time",
    "Join the mailing list",
    "The best of the week, delivered straight to your inbox",
    "We may earn a small commission",
    "This was originally published on Example and is here with permission",
    "Also read: Rain",
    "See also",
    "Fair Opens 02:14",
    "Follow Ann Example on Bluesky",
    "Come back tomorrow for more stories",
    "Continue reading",
    "Click here to go on",
    "For another language, click here",
    "Contact us at post@example.org",
    "This site uses cookies",
    "Turn off your ad-blocker",
    "You are using a browser that is too old",
    "Our privacy policy",
    "Terms of use",
    "Advertisement",
    "Skip to the main content",
]
NOTICE_LINES = [
    "Disclaimer: views differ",
    "Affiliate disclosure: shops pay us",
    "Example is not responsible for the content of letters.",
    "This document is subject to copyright.",
    "It may not be reproduced.",
    "If you spot a typo, write to us.",
    "The opinions expressed are those of the authors.",
    "This article has been corrected.",
    "Refresh this page for updates.",
    "Please verify that you are human.",
    "Please verify you're not a robot.",
]
CAPTION_LINES = [
    "Image credit: Ann Example",
    "Photo: Ann Example",
    "FILE - A fair in the rain",
    "A fair in the rain (AP Photo/Ann Example)",
    "In this photo taken on Monday, a fair opens.",
    "The bridge at noon. A. Name/Agency",
    "A mill, as seen in 2019. By COUNTY POLICE",
    "The bridge at noon. Courtesy: The Mill",
    "A fair in the rain, Getty Images",
]
AGENCY_LINES = [
    "(With inputs from agencies.)",
    "Additional reporting by Ann Example",
    "Ann Example contributed reporting to this story.",
    "(Reporting by Ann Example; editing by Bo Lund)",
]


@pytest.mark.parametrize(
    "label, line",
    [
        (label, line)
        for label, lines in [
            ("comments", COMMENTS_LINES),
            ("furniture", FURNITURE_LINES),
            ("furniture", NOTICE_LINES),
            ("caption", CAPTION_LINES),
            ("agency credit", AGENCY_LINES),
        ]
        for line in lines
    ],
)
def test_each_statement_of_a_page_beside_its_article_is_cut(label, line):
    assert [shape(one) for one in page_lines(line)] == [label]


@pytest.mark.parametrize(
    "line",
    [
        "You may also like",
        "More from Example",
        "Most read",
        "Related",
        "Trending now",
        "Recommended",
        "Read next",
        "Up next",
        "Keep reading",
        "Latest news",
        "Popular",
        "Recent posts",
        "What to read",
        "Editor's picks",
        "Previous article",
        "Explore further",
        "Further reading",
        "External links",
        "About the author",
        "Tags",
        "Topics",
        "Filed under",
        "Article sources",
        "References:",
        "Look at other stories",
    ],
)
def test_a_heading_of_other_articles_leads_elsewhere(line):
    assert ELSEWHERE.match(line)


@pytest.mark.parametrize("line", ["Relatedness", "Sources said so", "Other people's stories"])
def test_an_ordinary_heading_does_not_lead_elsewhere(line):
    assert not ELSEWHERE.match(line)


@pytest.mark.parametrize(
    "line, name",
    [
        ("By Ann Example", "Ann Example"),
        ("Written by: Ann Example and Bo Lund", "Ann Example and Bo Lund"),
        ("Posted by Ann Example | Example Post", "Ann Example"),
        ("Story by Ann Example @ann", "Ann Example"),
        ("by noon", None),
        ("Standby Ann", None),
    ],
)
def test_the_name_in_a_byline_is_read(line, name):
    byline = BYLINE.match(line)
    assert (byline["name"] if byline else None) == name


@pytest.mark.parametrize(
    "line, place, agency",
    [
        ("OSLO — It rained.", "OSLO", None),
        ("MEXICO CITY (AP) — It rained.", "MEXICO CITY", "AP"),
        ("WASHINGTON, D.C. - It rained.", "WASHINGTON, D.C.", None),
        ("KYIV, Ukraine (Reuters) - It rained.", "KYIV, Ukraine", "Reuters"),
        ("LONDON, March 3 – It rained.", "LONDON, March 3", None),
        ("U.S.-led talks failed.", None, None),
        ("Oslo — It rained.", None, None),
    ],
)
def test_a_dateline_is_read_with_its_agency(line, place, agency):
    dateline = DATELINE.match(line)
    assert ((dateline["place"], dateline["agency"]) if dateline else (None, None)) == (
        place,
        agency,
    )


@pytest.mark.parametrize(
    "sentence, near",
    [
        ("Photo: it was the only word that she could still read.", "Photo: A man by the harbour."),
        (
            "Download counts hide the truth: the app was opened by ninety people.",
            "Download the Harbour app today.",
        ),
        ("© is a mark that no printer in the town would set.", "© 2024 The Example Post"),
        (
            "Copyright was all that the two brothers spoke about.",
            "Copyright 2024 The Example Post.",
        ),
        ("Copyright is the wrong tool for that, two lawyers hold.", "Copyright Example Post"),
        ("The names of the girls may not be published, by law.", "It may not be republished."),
        ("It keeps a third of each sale in its App Store.", "Get it from the App Store."),
        ("Children in both of the towns should read more.", "The ferry is late again. Read more"),
        ("Farms in the north get a weekly tank of water.", "Get a weekly mail from the harbour"),
        ("He was sent away for two lines in a weekly newsletter.", "A free weekly newsletter"),
        ("Support for journalism is down to a third there.", "Support our journalism today"),
        ("The text continues after the fire, in another hand.", "Story continues after the video"),
        ("Most visitors accept cookies without a second look.", "Accept all cookies"),
        ("A quarrel over one ad-blocker goes to court.", "Please turn off your ad-blocker"),
        ("All of it was lost (he kept one photo).", "The mill at noon. (Post photo)"),
        ("In this picture, trade grows again from spring on.", "In this undated picture, a mill"),
        ("Pictures by a local painter are in every house.", "Picture by Ann Example"),
        ("Credit: that is what no bank would give the farm.", "Credit: Ann Example"),
        ("No one should be listened to. By God.", "The mill in the flood. By COUNTY POLICE"),
    ],
)
def test_a_sentence_made_of_the_words_of_furniture_is_prose(sentence, near):
    assert shape(page_line(sentence)) == "prose"
    assert shape(page_line(near)) in ("furniture", "caption")


@pytest.mark.parametrize(
    "line, told",
    [
        ("The privacy policy was read by nobody at all.", True),
        ("We said that you could read our newsletter here.", False),
        ("This story was published in the print edition.", False),
        ("More: The ferries were late, and nobody said why.", False),
        ("The ferry was late", False),
    ],
)
def test_a_line_that_reports_something_does_not_address_the_reader(line, told):
    assert tells(page_line(line)) == told


def test_blank_lines_between_wrapped_paragraphs_stay_however_many():
    wrapped = (
        "The council of Skara voted on Monday to close the old\n"
        "bridge for two years, and to build a new one beside it."
    )
    whole = wrapped.replace("\n", " ")
    for blank in range(1, 4):
        text = ("\n" * (blank + 1)).join([wrapped] * 3)
        assert [*unwrapped(text)] == [whole, *([""] * blank + [whole]) * 2]
