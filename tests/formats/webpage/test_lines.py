import pytest

from broadsheet.formats.webpage.lines import page_lines, shape, undotted, unwrapped


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
            "Disclaimer (by section): views in letters are those of their writers and nobody else's.",
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
def test_a_line_seen_for_itself(line, label):
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
def test_the_dots_that_cut_a_line_short_are_taken_off_its_end(line, without):
    assert undotted(line) == without


def test_a_headline_of_pieces_is_taken_apart_and_later_slashes_are_not():
    lines = page_lines(
        "Example Post/ OSLO/ Ann Example/ Fair\nThe fair opened at nine or so.\nrain/ wind/ snow"
    )
    assert [line.text for line in lines[:4]] == ["Example Post", "OSLO", "Ann Example", "Fair"]
    assert {line.row for line in lines[:4]} == {0}
    assert lines[-1].text == "rain/ wind/ snow"


def test_a_point_says_so_and_keeps_its_indent():
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
