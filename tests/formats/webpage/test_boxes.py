"""Boxes: what a page calls them, how large they may be, and what is never one."""

import pytest

from broadsheet.formats.webpage.boxes import NAMES, boxes, margin_notes, named
from broadsheet.formats.webpage.markup import page_tree

PROSE = "The fair opened in the rain on Monday, and nobody who had come a long way minded it. "
ARTICLE = f"<h1>Fair Opens</h1><p>{PROSE * 4}</p>"


def held(body):
    return list(boxes(page_tree(f"<body><div>{ARTICLE}</div>{body}</body>")).values())


@pytest.mark.parametrize(
    "name, holds",
    [
        ("comment-list", "comments"),
        ("articleComments", "comments"),
        ("disqus_thread", "comments"),
        ("news-related__wrap", "elsewhere"),
        ("mostPopular", "elsewhere"),
        ("c-newsletter_signup_box", "sign-up"),
        ("post-author-bio", "writer"),
        ("wp-caption-text", "caption"),
        ("social-share", "furniture"),
        ("cookie-notice", "consent"),
        ("wm-ipp-base", "archive"),
        ("comments-open", None),
        ("no-comments", None),
        ("commentary", None),
        ("story-body", None),
        ("header", None),  # "ad" is a word of a name, not a piece of one
        ("shareholders", None),
    ],
)
def test_a_name_is_read_word_by_word(name, holds):
    assert named(name) == holds


def test_every_kind_has_a_name():
    assert set(NAMES.values()) == {
        "archive",
        "caption",
        "comments",
        "consent",
        "elsewhere",
        "furniture",
        "sign-up",
        "writer",
    }


@pytest.mark.parametrize(
    "body, holds",
    [
        (f'<div class="comments"><p>{PROSE * 9}</p></div>', ["comments"]),
        ('<div itemtype="https://schema.org/Comment"><p>Well said.</p></div>', ["comments"]),
        ('<div class="related"><a href="/a">Rain</a> <a href="/b">Wind</a></div>', ["elsewhere"]),
        (f'<div class="related"><p>{PROSE * 3}</p></div>', []),  # prose, and no link in it
        (f'<div class="share"><p>{PROSE * 4}</p></div>', []),  # too long for a box of its kind
        ("<figure><figcaption>Umbrellas.</figcaption></figure>", ["caption"]),
        ("<form><p>Get our letter</p></form>", ["sign-up"]),
        (f'<form id="page"><h1>Rain</h1><p>{PROSE}</p></form>', []),
        ('<div class="share"><div class="share-more">Share</div></div>', ["furniture"]),
    ],
)
def test_a_box_is_dropped_if_it_fits_its_kind(body, holds):
    assert held(body) == holds


def test_boxes_that_hold_most_of_a_page_are_its_article():
    slides = "".join(f'<div class="caption"><p>{PROSE}</p></div>' for _ in range(9))
    assert held(slides) == []
    alone = f'<div class="comments"><p>{PROSE * 9}</p></div>'
    assert boxes(page_tree(f"<body>{alone}</body>")) == {}


def test_comments_in_the_margin_are_recognised_and_their_marks_removed():
    page = page_tree(
        '<p>It rained.<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>really?</p></div>'
    )
    assert [note.text_content() for note in margin_notes(page)] == ["[a]really?"]
    assert page.findtext(".//p") == "It rained."
