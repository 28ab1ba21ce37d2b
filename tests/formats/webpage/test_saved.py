"""The article inside a saved web page: column by column, nothing lost, nothing that raises."""

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.formats.webpage.markup import page_tree
from broadsheet.formats.webpage.saved import page_text, read_html

BODY = [
    "The fair opened in the rain on Monday, and nobody who had come a long way minded, since "
    "bands played.",
    "“We have waited a year for it,” said Ann Example, who sells jam there &amp; honey. “Let it "
    "rain.”",
    "A café ran out of tea only in the evening, when the sun came out at last and the children "
    "went home to bed.",
    "The mayor, whom nobody had asked, promised a roof for next year; she did not say who was to "
    "pay, or when.",
]
LINKS = "".join(
    f'<li><a href="/{n}">Fair number {n} and what came of it</a></li>' for n in range(9)
)
PAGE = f"""<!doctype html><html lang="en-GB"><head>
<title>Fair Opens in the Rain - Example Post</title>
<meta property="og:site_name" content="Example Post"><style>p {{color: red}}</style></head><body>
<header><a href="/">Example Post</a><nav><ul>{LINKS}</ul></nav></header>
<main><article><h1>Fair Opens in the Rain</h1><p>By Bo Lund</p><p>4 September 2025</p>
<figure><img src="a.jpg" alt="A fair">
<figcaption>Umbrellas at the fair on Monday. Credit: A. Name/Agency</figcaption></figure>
<p>OSLO, Norway (AP) — {BODY[0]}</p><script>track("reader")</script><p>{BODY[1]}</p>
<p>Sign up for our newsletter</p><h2>Tea and honey</h2><p>{BODY[2]}</p><p>{BODY[3]}</p>
<h3>Look at other stories:</h3><ul>
<li>What the mayor said of jam in the spring, and what became of that.</li></ul>
</article></main><footer><p>© Example Post. All rights reserved.</p></footer></body></html>"""


@pytest.fixture(scope="module")
def article():
    return read_html(PAGE.encode())


def test_a_saved_page_is_read_column_by_column(article):
    assert article["text"].split("\n\n") == [line.replace("&amp;", "&") for line in BODY]
    assert article["title"] == "Fair Opens in the Rain"
    assert (article["outlet"], article["language"], article["url"]) == ("Example Post", "en", None)
    assert (article["authors"], article["published"], article["updated"]) == (
        "Bo Lund",
        "2025-09-04",
        None,
    )
    assert (article["dateline"], article["agency"]) == ("OSLO, Norway (AP)", "AP")
    assert article["subheads"] == ["Tea and honey"]


def test_cut_lines_have_a_reason(article):
    why = {line: reason for reason, line in article["cut"]}
    assert why["Sign up for our newsletter"] == "page furniture"
    assert why["By Bo Lund"] == "byline"
    assert (
        why["What the mayor said of jam in the spring, and what became of that."]
        == "leads elsewhere"
    )
    assert why["Fair number 3 and what came of it"] == "outside the article"
    assert why["Umbrellas at the fair on Monday. Credit: A. Name/Agency"] == "caption"
    assert not any(line.endswith("to pay, or when.") for line in why)


def test_every_word_that_a_page_shows_is_kept_somewhere(article):
    columns = [
        article["title"],
        article["dateline"],
        article["text"],
        *article["subheads"],
        *(line for _, line in article["cut"]),
    ]
    words = set(re.findall(r"\w+", page_text(page_tree(PAGE))))
    assert words - set(re.findall(r"\w+", " ".join(columns))) == set()


def test_scripts_and_styles_and_tags_are_not_text(article):
    everything = str(article)
    assert not [code for code in ("track", "color", "<", "&amp;") if code in everything]


def test_bytes_and_their_text_are_read_alike(article):
    assert read_html(PAGE) == article == read_html(PAGE.encode("utf-8-sig"))


def test_an_agency_is_named_below_the_body():
    credit = "<p>The Example Agency contributed to this report.</p></article>"
    assert (
        read_html(PAGE.replace(" (AP)", "").replace("</article>", credit))["agency"]
        == credit[3:-14]
    )


def test_an_article_of_which_only_the_beginning_is_shown_is_short():
    stub = re.sub(r"<p>Sign up.*</ul>\n</article>", "</article>", PAGE, flags=re.DOTALL)
    assert len(read_html(stub)["text"].split()) == 39


def test_paragraphs_in_bare_lines_are_separated():
    text = read_html("<html><body><div>" + "<br><br>".join(BODY) + "</div></body></html>")["text"]
    assert text.split("\n\n") == [line.replace("&amp;", "&") for line in BODY]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><img src='a.jpg'></body></html>", "<p>...</p>", "<br>"]
)
def test_a_page_without_prose_is_refused_in_one_line(page):
    with pytest.raises(ValueError, match=r"^no [^\n]*$"):
        read_html(page)


PIECES = [
    *re.findall(r"<[^>]+>", PAGE),
    *BODY,
    *"&#0; &#xD800; <table> <td> <tr> </p <!-- <svg> <li> <?xml <![CDATA[ \0 ]]>".split(" "),
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(
    SOUP
    | st.binary().map(lambda data: b"<html>" + data)
    | st.text().map(lambda text: f"<body>{text}")
)
@settings(max_examples=60)
def test_no_page_raises_anything_but_a_reason(page):
    reason = None
    try:
        read_html(page)["text"].encode()
    except ValueError as error:
        reason = str(error)
    assert reason is None or re.fullmatch(r"(?:no|empty)[^\n]*", reason)


@pytest.mark.timing
@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + BODY[0],
        "<b>" * 20_000 + BODY[0],
        f"<p>{BODY[0]}</p>" * 3_000,
        "<p>x" * 10_000,
        "<" * 50_000 + "<p>a",
        "<table><tr>" + "<td>a" * 10_000,
        "<meta charset=" * 10_000 + "<p>a",
    ],
)
def test_a_long_page_does_not_take_long(page):
    began = time.process_time()
    with suppress(ValueError):
        read_html(page)
    assert time.process_time() - began < 15


def test_a_paragraph_without_its_dateline_is_not_among_the_cut_lines():
    first = "OSLO — The ferry was late on Monday, and nobody on the quay knew when it would leave."
    page = read_html(f"<title>Late</title><body><h1>Late</h1><p>{first}</p><p>It left at noon.</p>")
    assert page["dateline"] == "OSLO" and page["text"].startswith("The ferry was late")
    assert all("ferry" not in line for _, line in page["cut"])
