"""The same older export of Nexis as text, as HTML and as the paragraphs of a Word or RTF file gives
the same articles, in each language of the interface.
"""

import html
import json

import pytest

from broadsheet.formats.databases import read_export
from broadsheet.paths import ROOT

GIVEN = json.loads((ROOT / "tests" / "cases" / "nexis.json").read_text(encoding="utf-8"))


def documents(case, of):
    for n in range(1, of + 1):
        numbered = case["of"].format(of=of).replace("1", str(n), 1)
        yield [[numbered], *case["above"], *([line] for line in GIVEN["text"]), *case["below"]]


def as_text(case, of):
    """Lines of a paragraph one below the other, set in; blank lines between paragraphs."""
    return "\n\n".join(
        "\n".join("    " + line for line in lines) for page in documents(case, of) for lines in page
    )


def as_lines(case, of):
    """Each line a paragraph of its own, as RTF and Word have them."""
    return "\n\n".join(line for page in documents(case, of) for lines in page for line in lines)


def as_packed_lines(case, of):
    """No blank line anywhere but between documents."""
    return "\n\n\n".join(
        "\n".join(line for lines in page for line in lines) for page in documents(case, of)
    )


def as_page(case, of):
    """Nexis' own markup: what closes an element at once, and comments with other markup inside."""
    blocks = "".join(
        "<!-- Hide XML section from browser\n<DOC NUMBER=1> -->"
        + "".join(
            '<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">'
            + "<BR>".join(html.escape(line).replace(" ", "\n", 1) for line in lines)
            + "</SPAN></P>\n</DIV>"
            for lines in page
        )
        + '<DIV CLASS="c9"/>'
        for page in documents(case, of)
    )
    return f"<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>{blocks}</BODY></HTML>"


def read(case, shape, of):
    if shape == "page":
        return read_export(as_page(case, of), "page")
    return read_export(
        {"text": as_text, "lines": as_lines, "packed": as_packed_lines}[shape](case, of)
    )


@pytest.mark.parametrize("shape", ["text", "lines", "packed", "page"])
@pytest.mark.parametrize("case", GIVEN["cases"], ids=lambda case: case["name"])
def test_an_export_gives_the_same_articles_whatever_its_format(case, shape):
    articles = read(case, shape, of=2)
    assert len(articles) == 2
    for article in articles:
        assert article["text"].split("\n\n") == GIVEN["text"]
        assert {name: article.get(name) for name in case["right"]} == case["right"]


def test_a_long_page_of_elements_that_close_at_once_is_read_to_its_end():
    articles = read(GIVEN["cases"][0], "page", of=600)
    assert len(articles) == 600
    assert {article["text"] for article in articles} == {"\n\n".join(GIVEN["text"])}
