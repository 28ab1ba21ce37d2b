"""A feed gives the articles that it holds whole, and a reason for each entry that it does not."""

import pytest

from broadsheet.formats.encoding import Unreadable
from broadsheet.formats.feeds import read_xml
from tests.formats.reading import read

PROSE = " ".join(["The quay was rebuilt by hand, and nobody was paid."] * 12)
RSS = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Example Post</title><language>en-gb</language>
<item><title>Quay &amp; Café</title><link>https://post.example/quay</link>
  <dc:creator>Ann Example</dc:creator><pubDate>Fri, 03 May 2024 07:15:00 +0200</pubDate>
  <description>A quay, by hand.</description>
  <content:encoded><![CDATA[<p>{PROSE}</p><p>It <b>rained</b>.</p>]]></content:encoded></item>
<item><title>Rain</title><description>It rained all ...</description></item>
<item><title>Wind</title><description>&lt;p&gt;{PROSE}&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Example Post</title>
<entry><title>Quay</title><link rel="self" href="https://post.example/self"/>
<link href="https://post.example/quay"/><author><name>Ann Example</name></author>
<author><name>Bo Lund</name></author><published>2024-05-03T07:15:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p></div></content>
</entry></feed>"""


def test_an_entry_of_rss_with_all_its_text_is_an_article(tmp_path):
    file = tmp_path / "feed.rss"
    file.write_bytes(RSS.encode("iso-8859-1"))
    (place, article), (_, reason), (_, doubted) = read(file, {})
    assert place == "#1"
    assert article["text"] == f"{PROSE}\n\nIt rained."
    assert article["title"] == "Quay & Café"
    assert (article["outlet"], article["authors"]) == ("The Example Post", "Ann Example")
    assert article["url"] == "https://post.example/quay"
    assert article["published"] == "Fri, 03 May 2024 07:15:00 +0200"
    assert article["summary"] == "A quay, by hand." and "doubt" not in article
    assert reason == 'the feed has only the first words of "Rain"; save the article from its page'
    assert doubted["text"] == PROSE and "may be less" in doubted["doubt"]


def test_an_entry_of_atom_is_an_article():
    (article,) = read_xml(ATOM)
    assert article["text"] == PROSE
    assert article["authors"] == "Ann Example, Bo Lund"
    assert article["url"] == "https://post.example/quay"
    assert (article["published"], article["language"]) == ("2024-05-03T07:15:00Z", "en")


@pytest.mark.parametrize(
    "text", ["<note><to>Ann</to></note>", "It rained.", "<rss><channel/></rss>"]
)
def test_other_xml_is_refused(text):
    with pytest.raises(Unreadable, match="neither a feed"):
        read_xml(text)


def test_an_entity_is_not_read_from_the_disk(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret " * 200)
    text = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + ATOM.replace(
        "<p>", "<p>&x;"
    )
    assert "a secret" not in str(read_xml(text))
