"""The article as HTML: what was found is marked, and what the article says is never markup."""
import time
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs

LEXICON = bs.load_lexicon("security-sovereignty")


class Reader(HTMLParser):
    """The text a browser would show, and every element it would make."""
    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.open, self.balanced, self.marks = [], set(), [], True, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.open.append(tag)
        self.marks.append(dict(attrs))

    def handle_endtag(self, tag):
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "sup", "h3"} & set(self.open):
            self.text.append(data)


def test_speech_is_marked_with_its_speaker_and_terms_with_their_frame():
    page = bs.view('"We respect sovereignty," Ana Cruz said.', LEXICON)
    titles = [mark["title"] for mark in Reader(page).marks if "title" in mark]
    assert "direct, Ana Cruz, said" in titles and "Sovereignty" in titles
    assert "<sup>Ana Cruz</sup>" in page and "<sup>Sovereignty</sup>" in page


def test_hostile_text_and_titles_come_out_as_they_were_written():
    hostile = '<script>alert(1)</script> "<img src=x onerror=alert(1)>" said <b onclick=x>Ana</b>. &amp; &lt;'
    page = bs.view({"title": hostile, "outlet": "<i>", "text": hostile}, LEXICON)
    assert Reader(page).tags <= {"style", "article", "h3", "p", "span", "sup"}
    assert "".join(Reader(page).text).endswith(hostile)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.sampled_from('<>&"“”’\' ab\nsovereignty.said'), max_size=80))
def test_every_text_is_shown_whole_in_balanced_markup(text):
    page = Reader(bs.view(text, LEXICON))
    assert page.balanced and not page.open
    assert "".join("".join(page.text).split()) == "".join(text.split())


def test_a_notebook_shows_the_markup_and_a_shell_a_short_line():
    page = bs.view("A text.")
    assert page._repr_html_() == str(page) and len(repr(page)) < 60


def test_a_phrase_is_named_by_its_own_frame_at_its_end_and_not_by_the_longer_one_around_it():
    page = bs.view("They spoke of trade ties on Monday.", LEXICON)
    assert page.count("<sup>") == 2 and "<sup>Cooperation</sup>" in page


def test_a_page_of_quotations_takes_its_time_once_and_not_for_each():
    def cost(n):
        began = time.process_time()
        bs.view('"Yes," he said. ' * n)
        return time.process_time() - began

    cost(50)
    assert min(cost(1600) for _ in range(2)) < 16 * max(min(cost(200) for _ in range(3)), 1e-3)
