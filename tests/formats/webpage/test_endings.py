"""What stands below an article: comments, rules, lives of writers, ways to reach them, offers."""

import pytest

from broadsheet.formats.webpage.copied import read_page
from broadsheet.formats.webpage.endings import ABOUT_PERSON, COMMENT_RULES, REACH, REPLY, WHEN
from broadsheet.formats.webpage.saved import read_html

BODY = [
    "The fair opened in the rain on Monday, and nobody who had come a long way minded, since bands "
    "played in both of the tents.",
    "A café ran out of tea only in the evening, when the sun came out at last and the children "
    "went home to bed.",
    "The mayor, whom nobody had asked, promised a roof for next year; she did not say who was to "
    "pay for it, or when it would be built.",
]
COMMENT = "I have been going there for twenty years, and there was never as much rain as this time."
QUOTATION = "“Comments are moderated by the weather,” said the mayor, who had read all of them."


def kept(below):
    """What of the lines below the body is in the text of a copied and of a saved page."""
    copied = read_page("\n".join(["Fair Opens", *BODY, *below]))
    shown = "".join(f"<p>{line}</p>" for line in [*BODY, *below])
    saved = read_html(f"<title>Fair Opens</title><body><h1>Fair Opens</h1>{shown}</body>")
    texts = [page["text"].split("\n\n") for page in (copied, saved)]
    assert all(text[:3] == BODY for text in texts)
    assert texts[0] == texts[1]
    return texts[0][3:]


@pytest.mark.parametrize(
    "below",
    [
        ["Comments (2)", "ann23", "2 hours ago", COMMENT * 9, "Reply", "bo", "1 hour ago", COMMENT],
        ["Top rated comments", "ann23", COMMENT, "bo", COMMENT],
        ["Reply", COMMENT, "Reply", "Nobody said so then.", "Like · Reply", "Report abuse"],
        ["All comments are moderated by an editor.", "Be kind, and keep to the matter."],
        ["Comments on this story are closed."],
        ["Ann Example is a reporter at the Example Post.", "Reach her at ann@post.example"],
        ["Bo Lund, a former mayor, is the author of “The Roof.”"],
        ["Send your letter to letters@post.example."],
        ["Download our app on your phone today."],
        ["Subscribe to continue reading.", "New readers get a free umbrella."],
        ["Get our free newsletter", "The news of the day in your inbox."],
        ["Most viewed", "Wind Takes a Roof in Oslo", "Ferries Stay in Port Again"],
        ["Order Reprints"],
        ["Image 2 of 7", "Back to gallery"],
        ["By signing up, you agree to our terms."],
    ],
)
def test_lines_below_the_article_that_are_not_part_of_it_are_cut(below):
    assert kept(below) == []


@pytest.mark.parametrize(
    "below",
    [
        [QUOTATION],
        ["The council was to send a letter to the harbour by the end of the week."],
        ["Two members had no comment on the rules, and went home before the vote."],
        ["She said that comments on the roof were closed to her, and that she had read none."],
        ["The mayor is a reporter at heart, said a man who reads her letters to the town."],
        ["He asked for a letter to the mayor, which she never sent to anybody in the town."],
        ["The app was downloaded by nine people, and eight of them live in the same house."],
        ["“Sign up for our newsletter to get it in your inbox,” the mayor told the crowd."],
    ],
)
def test_prose_about_such_things_stays(below):
    assert kept(below) == below


def test_an_article_continues_below_a_box_inside_it():
    box = ["Related stories", "Wind Takes a Roof in Oslo", "Ferries Stay in Port Again"]
    page = read_page("\n".join(["Fair Opens", BODY[0], *box, *BODY[1:]]))
    assert page["text"].split("\n\n") == BODY
    assert [line for reason, line in page["cut"] if reason == "leads elsewhere"] == box


def test_a_paywall_below_the_text_is_distinguished_from_one_above_it():
    page = read_page("\n".join(["Sign in to continue", *BODY, "Subscribe to continue reading"]))
    assert page["cut"] == [
        ("page furniture", "Sign in to continue"),
        ("paywall", "Subscribe to continue reading"),
    ]


def test_comments_in_the_margin_are_removed_with_their_marks():
    page = read_page("\n\n".join([BODY[0] + "[a]", *BODY[1:], "[a]is this right?"]))
    assert page["text"].split("\n\n") == BODY
    assert ("comment in the margin", "[a]is this right?") in page["cut"]


@pytest.mark.parametrize(
    "pattern, line, found",
    [
        (REPLY, "Reply", True),
        (REPLY, "Log in to reply", True),
        (REPLY, "Like · Reply · Share", True),
        (REPLY, "Ann Example says:", True),
        (REPLY, "Ann Example Reply Report", True),
        (REPLY, "The reply came late", False),
        (WHEN, "Ann · 3 days ago", True),
        (WHEN, "5 March 2024 at 10:02 am", True),
        (WHEN, "It was long ago", False),
        (COMMENT_RULES, "See our community guidelines.", True),
        (COMMENT_RULES, "You must be logged in to post a comment.", True),
        (COMMENT_RULES, "Your email address will not be published.", True),
        (COMMENT_RULES, "To report a comment, use the flag.", True),
        (COMMENT_RULES, "The comments of the mayor were few.", False),
        (ABOUT_PERSON, "Ann Example is an associate professor of history.", True),
        (ABOUT_PERSON, "Ann Example covers the harbour.", True),
        (ABOUT_PERSON, "Ann Example is expected to sign an executive order.", False),
        (ABOUT_PERSON, "Ann Example is late.", False),
        (REACH, "Have a news tip? Write to us.", True),
        (REACH, "Follow her on Twitter @ann", True),
        (REACH, "ann@post.example", True),
        (REACH, "He followed her to Oslo.", False),
    ],
)
def test_each_pattern_matches_its_example_and_not_the_near_miss(pattern, line, found):
    assert bool(pattern.search(line)) == found


@pytest.mark.parametrize(
    "line", ["All…", "Read the full story", "Continue reading", "Start your free trial"]
)
def test_a_line_right_below_a_text_that_announces_more_is_kept_as_its_paywall(line):
    assert ("paywall", line) in read_page("\n".join(["Fair Opens", *BODY, line]))["cut"]
    above = read_page("\n".join([line, "Fair Opens", *BODY]))["cut"]
    assert line in [said for _, said in above] and ("paywall", line) not in above
