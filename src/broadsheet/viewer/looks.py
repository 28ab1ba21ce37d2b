"""The looks that distinguish speakers and frames: the classes of `marks.css`, a background per
speaker and a line per frame.

In a single article they are assigned to the speakers quoted there; in a corpus each speaker and
each frame keeps its look in every view.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from ..lexicon import Lexicon
from ..measuring import UNATTRIBUTED
from .annotations import Reading, hits_by_voice, words_by_speaker

# How many speakers have their own background, and frames their own line: as many as can be
# distinguished. The others share one.
GROUNDS, LINES = 6, 8
SHARED_GROUND = f"s{GROUNDS + 1}"
SHARED_LINE = "f0"


class Looks(NamedTuple):
    """The looks of speakers and frames: speaker → class, frame → class, and titles of frames."""

    speakers: Mapping[str, str]
    frames: Mapping[str, str]
    titles: Mapping[str, str]

    def ground(self, speaker: object) -> str:
        """The class of a speaker's words.

        >>> Looks({"Ana": "s1"}, {}, {}).ground("Bo")
        's7'
        """
        return self.speakers.get(str(speaker), SHARED_GROUND)

    def line(self, frame: object) -> str:
        """The class of a frame's terms."""
        return self.frames.get(str(frame), SHARED_LINE)


def looks_of_articles(readings: Sequence[Reading], lexicon: Lexicon | None) -> Looks:
    """The looks for some articles: backgrounds go to the speakers with most quoted words."""
    speakers = [speaker for speaker in words_by_speaker(readings) if speaker != UNATTRIBUTED]
    grounds = {
        speaker: f"s{n}" if n <= GROUNDS else SHARED_GROUND for n, speaker in enumerate(speakers, 1)
    }
    grounds[UNATTRIBUTED] = "s0"
    titles = titles_of(lexicon)
    hits = {frame: sum(counts) for frame, counts in hits_by_voice(readings).items()}
    return Looks(grounds, lines(titles, hits), titles)


def looks_of_corpus(
    quotations: pd.DataFrame, hits: pd.DataFrame, titles: Mapping[str, str]
) -> Looks:
    """The looks for a corpus: each speaker has the same background in every article, different from
    those of other speakers in the same article, as long as there are enough.

    In the order of their quoted words, each speaker gets the least used background among those that
    nobody in the same articles has. `quotations` have the columns `at` (the article), `speaker`,
    `words`; `hits` the column `frame`.

    >>> quotations = pd.DataFrame({"at": [0, 0, 1, 1], "speaker": ["Bo", "Ana", "Ana", "Cy"],
    ...     "words": [9, 5, 5, 1]})
    >>> looks_of_corpus(quotations, pd.DataFrame({"frame": []}), {}).speakers
    {'Ana': 's1', 'Bo': 's2', 'Cy': 's3', 'unattributed': 's0'}
    """
    named = quotations[~quotations["speaker"].isin([UNATTRIBUTED, ""])]
    named = named.assign(speaker=named["speaker"].astype("str"))
    by_speaker = named.groupby("speaker", sort=True)
    words = by_speaker["words"].sum().sort_values(ascending=False, kind="stable")
    articles = by_speaker["at"].agg(set)
    taken: dict[int, set[int]] = {}
    speakers_of = dict.fromkeys(range(1, GROUNDS + 1), 0)
    grounds = {}
    for speaker in words.index:
        others = {ground for at in articles[speaker] for ground in taken.get(at, ())}
        if not (free := [ground for ground in speakers_of if ground not in others]):
            grounds[speaker] = SHARED_GROUND
            continue
        ground = min(free, key=speakers_of.__getitem__)
        speakers_of[ground] += 1
        grounds[speaker] = f"s{ground}"
        for at in articles[speaker]:
            taken.setdefault(at, set()).add(ground)
    grounds[UNATTRIBUTED] = "s0"
    found = hits["frame"].value_counts()
    return Looks(grounds, lines(titles, {str(frame): int(n) for frame, n in found.items()}), titles)


def lines(titles: Mapping[str, str], hits: Mapping[str, int]) -> dict[str, str]:
    """The lines of frames, in the order of the lexicon; if there are more frames than lines, those
    with most hits get one.

    >>> lines({"war": "War", "trade": "Trade"}, {})
    {'war': 'f1', 'trade': 'f2'}
    """
    lined = set(sorted(titles, key=lambda frame: -hits.get(frame, 0))[:LINES])
    return {frame: f"f{n}" for n, frame in enumerate((f for f in titles if f in lined), 1)}


def titles_of(lexicon: Lexicon | None) -> dict[str, str]:
    """The title of each frame of the lexicon."""
    frames = lexicon.frames if lexicon is not None else {}
    return {name: frame.title or name for name, frame in frames.items()}


def looks_in_article(looks: Looks, quotations: pd.DataFrame, read: Reading) -> Looks:
    """The looks of the corpus, under the names that this article has for its speakers: the person
    is the speaker of the quotation that begins at the same place in `quotations` (`start,
    speaker`).
    """
    person = dict(zip(quotations["start"].tolist(), quotations["speaker"].tolist()))
    grounds = {
        quotation.speaker or UNATTRIBUTED: looks.ground(
            person.get(quotation.start, quotation.speaker or UNATTRIBUTED)
        )
        for quotation in read.speech
    }
    return looks._replace(speakers=grounds)
