"""Copies in web archives: the page's own address, and nothing that the archive added."""

import pytest

from broadsheet.formats.webpage.archived import unwrapped
from broadsheet.formats.webpage.copied import read_page
from broadsheet.formats.webpage.saved import read_html

PAGE = "https://post.example/fair"
BODY = (
    "<p>The fair opened in the rain on Monday, and nobody who had come a long way minded.</p>"
    "<p>A café ran out of tea only in the evening, when the sun came out at last.</p>"
)


@pytest.mark.parametrize(
    "copy",
    [
        f"https://web.archive.org/web/20190304101500/{PAGE}",
        f"http://web.archive.org/web/20190304101500id_/{PAGE}",
        f"//web.archive.org/web/20190304101500/{PAGE}",
        f"https://archive.ph/2024.03.09-100000/{PAGE}",
        f"https://archive.today/20240309100000/{PAGE}",
        f"https://wayback.archive-it.org/1234/20190304101500/{PAGE}",
        f"https://webarchive.nationalarchives.gov.uk/ukgwa/20190304101500/{PAGE}",
        f"https://arquivo.pt/wayback/20190304101500/{PAGE}",
        "https://web.archive.org/web/20190304101500/https:/post.example/fair",
        PAGE,
    ],
)
def test_the_original_address_is_read_from_that_of_a_copy(copy):
    assert unwrapped(copy) == PAGE


def test_an_address_that_is_not_an_archived_copy_does_not_change():
    for address in ["https://post.example/2019/03/04/fair", "https://archive.org/details/x", None]:
        assert unwrapped(address) == address


def test_a_copy_of_the_wayback_machine_has_its_outlet_but_not_the_day_of_capture():
    article = read_html(
        f'<html><head><title>Fair Opens</title><link rel="canonical" href="https://web.archive.org'
        f'/web/20190304101500/{PAGE}"></head><body><div id="wm-ipp-base"><p>3 captures 04 Mar 2019'
        f"</p><p>About this capture: kept by volunteers.</p></div>{BODY}</body></html>"
    )
    assert (article["url"], article["outlet"], article["published"]) == (PAGE, "post.example", None)
    assert article["text"].startswith("The fair") and "capture" not in article["text"]
    assert ("added by an archive", "3 captures 04 Mar 2019") in article["cut"]


def test_a_copy_of_archive_today_keeps_nothing_of_the_archives_own():
    article = read_html(
        '<html><head><title>Fair Opens</title><meta property="og:site_name" content="archive.ph">'
        '<meta property="article:published_time" content="2024-03-09T10:00:00Z"></head><body>'
        f'<div id="HEADER">archive.today webpage capture Saved from <input value="{PAGE}"> '
        f"9 Mar 2024 10:00:00 UTC</div><div id=CONTENT>{BODY}</div></body></html>"
    )
    assert (article["url"], article["outlet"], article["published"]) == (PAGE, "post.example", None)
    assert "webpage capture" not in article["text"]


def test_the_title_of_a_copy_does_not_end_with_the_name_of_the_site():
    for site, host in [("The Daily Fair", "dailyfair"), ("Fair-Post", "www.fairpost")]:
        address = f"https://{host}.example/opens"
        article = read_html(
            f'<html><head><title>Fair - Opens | {site}</title><meta property="og:title" '
            f'content="Fair - Opens | {site}"></head><body><div id="HEADER">archive.today webpage '
            f'capture <input value="{address}"></div><div id=CONTENT>{BODY}</div></body></html>'
        )
        assert article["title"] == "Fair - Opens"
        assert address in article["url"]


def test_a_page_with_a_header_of_its_own_keeps_the_headers_text():
    article = read_html(
        '<html><head><title>Fair Opens</title><meta property="og:site_name" content="Post">'
        f"</head><body><div id=HEADER>Post</div>{BODY}</body></html>"
    )
    assert article["outlet"] == "Post"


def test_the_day_of_capture_is_not_the_date_of_a_copied_archive_page():
    above = ["12 captures", "04 Mar 2019 - 09 Mar 2021", "About this capture", "Fair Opens"]
    prose = BODY.removeprefix("<p>").removesuffix("</p>").split("</p><p>")
    page = read_page("\n".join([*above, "By Ann Example", *prose]))
    assert page["published"] is None and page["text"].split("\n\n") == prose
    assert [reason for reason, _ in page["cut"]][:3] == ["added by an archive"] * 3
    dated = read_page("\n".join([*above, "Published 5 March 2019", *prose]))
    assert dated["published"] == "2019-03-05"
