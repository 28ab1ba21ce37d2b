"""Each speaker and each frame of a corpus keeps its look; within an article no two speakers share
one, as long as there are enough.
"""

import pandas as pd

from broadsheet.measuring import UNATTRIBUTED
from broadsheet.viewer.annotations import reading
from broadsheet.viewer.looks import (
    GROUNDS,
    LINES,
    SHARED_GROUND,
    SHARED_LINE,
    looks_in_article,
    looks_of_corpus,
)

NO_HITS = pd.DataFrame({"frame": []})


def looks(rows, titles=None, hits=NO_HITS):
    quotations = pd.DataFrame(rows, columns=["at", "speaker", "words"])
    return looks_of_corpus(quotations, hits, titles or {})


def test_the_most_quoted_have_grounds_of_their_own_in_the_order_of_their_words():
    given = looks([(n, f"P{n}", 100 - n) for n in range(GROUNDS)])
    assert [given.ground(f"P{n}") for n in range(GROUNDS)] == [f"s{n + 1}" for n in range(GROUNDS)]
    assert given.ground(UNATTRIBUTED) == "s0" and given.ground("nobody") == SHARED_GROUND


def test_beyond_six_a_ground_is_shared_by_those_who_never_meet():
    # seven speakers: the last meets the first in article 9, and the others nowhere
    rows = [(n, f"P{n}", 100 - n) for n in range(GROUNDS + 1)]
    rows += [(9, "P0", 1), (9, f"P{GROUNDS}", 1)]
    given = looks(rows)
    assert given.ground(f"P{GROUNDS}") == "s2"


def test_the_seventh_of_an_article_shares_the_last_ground():
    given = looks([(0, f"P{n}", 100 - n) for n in range(GROUNDS + 2)])
    assert [given.ground(f"P{n}") for n in (GROUNDS, GROUNDS + 1)] == [SHARED_GROUND] * 2


def test_looks_do_not_hang_on_the_order_of_the_rows():
    rows = [(n % 3, f"P{n % 8}", 7 * n % 5) for n in range(40)]
    assert looks(rows).speakers == looks(rows[::-1]).speakers


def test_frames_have_lines_in_the_order_of_the_lexicon_and_beyond_eight_those_found_most():
    titles = {f"f-{n}": f"Frame {n}" for n in range(LINES + 1)}
    hits = pd.DataFrame({"frame": [f"f-{n}" for n in range(1, LINES + 1)]})
    given = looks([], titles, hits)
    assert given.line("f-0") == SHARED_LINE and given.line("f-1") == "f1"
    assert given.line(f"f-{LINES}") == f"f{LINES}"


def test_a_speaker_is_the_person_of_the_corpus_whatever_the_article_calls_her():
    read = reading('"We act," the mayor said. "It rains," said Bo Lund.')
    starts = [quotation.start for quotation in read.speech]
    quotations = pd.DataFrame({"start": starts, "speaker": ["Ana Cruz", "Bo Lund"]})
    given = looks([(0, "Ana Cruz", 9), (1, "Bo Lund", 5)])
    own = looks_in_article(given, quotations, read)
    assert [own.ground(quotation.speaker) for quotation in read.speech] == ["s1", "s2"]
