"""A text and a framing lexicon as counts, hits and keyword in context.

A count says how often a frame's vocabulary stands in a text. It does not say that the text adopts the frame: a denial
and a quotation count as well, and words that no lexicon lists do not.
"""
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

from .lexicons import Frame, Lexicon
from .terms import Term, fits, reads, term
from .text import Document, tokenize


class Hit(NamedTuple):
    """A term found: `document.text[start:end] == text`."""
    start: int
    end: int
    text: str
    frame: str
    term: str


class Index(dict):
    """Form → the (frame, term) pairs that may begin with it, longest first. Each form is looked up once, and only
    among terms that share its beginning, so that ten thousand terms cost little more than a hundred."""

    def __init__(self, lexicon: Lexicon):
        self.plain, self.wild = defaultdict(list), defaultdict(list)
        for name, frame in lexicon.frames.items():
            for term in frame.terms:
                first = term.forms[0]
                stem = re.match(r"[^*?]*", first).group()
                (self.plain if stem == first else self.wild)[stem].append((name, term))
        self.longest = max(map(len, self.wild), default=0)

    def __missing__(self, form: str) -> list[tuple[str, Term]]:
        found = list(self.plain.get(form, ()))
        for length in range(min(len(form), self.longest) + 1):
            found += [pair for pair in self.wild.get(form[:length], ()) if fits(form, pair[1].forms[0])]
        # Longest first; of two equally long terms, the one with fewer wildcards says more about what was found.
        found.sort(key=lambda pair: (-len(pair[1].forms), len(re.findall(r"[*?]", pair[1].text))))
        self[form] = found
        return found


@lru_cache(maxsize=4)  # an index grows with every form it meets: few are kept, so that many searches fill no memory
def index_of(lexicon: Lexicon, order: tuple[str, ...]) -> Index:
    """The lexicon's index, built once. Lexicons are equal whatever the order of their frames, but hits follow it."""
    return Index(lexicon)


def matches(document: Document, lexicon: Lexicon) -> Iterator[tuple[int, int, str, Term]]:
    """First token, end token, frame and term of each match. Within a frame the earliest term wins, then the longest,
    and a token counts once; a token may count for several frames."""
    index, free = index_of(lexicon, tuple(lexicon.frames)), dict.fromkeys(lexicon.frames, 0)
    for at, form in enumerate(document.forms):
        for frame, term in index[form]:
            length = len(term.forms)
            if free[frame] > at or length > 1 and not reads(document, term.forms, at):
                continue
            # An exclusion covers the match: it begins no later and ends no earlier.
            if any(reads(document, phrase, start) for phrase in term.excluded
                   for start in range(at + length - len(phrase), at + 1)):
                continue
            free[frame] = at + length
            yield at, at + length, frame, term


def frames(text: str | Document, lexicon: Lexicon) -> dict[str, int]:
    """How many terms of each frame stand in the text: frame → count, 0 where there is none.

    >>> lexicon = Lexicon("tiny", {"conflict": Frame("", "", (), (term("war"), term("war of words"), term("attack*")))})
    >>> frames("A war of words: the attacks on “war”, he said.", lexicon)
    {'conflict': 3}
    >>> frames("He warned of a counterattack", lexicon)
    {'conflict': 0}

    Counts, not rates: divide by `len(document.words)` to compare texts of different lengths.
    """
    counts = dict.fromkeys(lexicon.frames, 0)
    for _, _, frame, _ in matches(tokenize(text), lexicon):
        counts[frame] += 1
    return counts


def hits(text: str | Document, lexicon: Lexicon) -> list[Hit]:
    """Where the terms stand, in the order of the text.

    >>> lexicon = Lexicon("tiny", {"law": Frame("", "", (), (term("rule of law"), term("court*", ["courte*"])))})
    >>> hits("The courts uphold the rule-of-law.", lexicon)[1]
    Hit(start=22, end=33, text='rule-of-law', frame='law', term='rule of law')
    >>> hits("As a rule. Of law he knew nothing; courteous he was.", lexicon)
    []
    """
    document = tokenize(text)
    spans = ((document.tokens[at].start, document.tokens[end - 1].end, frame, term)
             for at, end, frame, term in matches(document, lexicon))
    return [Hit(start, end, document.text[start:end], frame, term.text) for start, end, frame, term in spans]


def kwic(articles: pd.DataFrame | str, pattern_or_lexicon: str | Lexicon, window: int = 8) -> pd.DataFrame:
    """Keyword in context: each place where a term, or a lexicon's terms, stand, with `window` tokens on either side.

    >>> text = "They talked. Border security, he said, is “not” the border's only trouble."
    >>> table = kwic(text, "border", window=2)
    >>> table[["left", "hit", "right"]].values.tolist()
    [['They talked.', 'Border', 'security, he'], ['not” the', "border's", 'only trouble']]
    >>> kwic("A borderline case", "border").empty
    True

    `articles` has the columns id and text, and outlet if it is known; or is one text, whose id is then 0. Columns: id,
    outlet (NaN if unknown), frame (with a lexicon only), term, left, hit, right, start, end; by article, then by place.
    Contexts are the article's own characters, white space collapsed, and may reach into the next sentence. ValueError
    for a pattern that holds no word.
    """
    by_frame = isinstance(pattern_or_lexicon, Lexicon)
    if window < 0:
        raise ValueError(f"kwic: a window of {window} tokens: write 0 or more")
    lexicon = pattern_or_lexicon if by_frame else Lexicon("", {"": Frame("", "", (), (term(pattern_or_lexicon),))})
    if isinstance(articles, str):
        articles = pd.DataFrame({"id": [0], "text": [articles]})
    if missing := {"id", "text"} - set(articles.columns):
        raise ValueError(f"kwic: no column {' or '.join(sorted(missing))} in the articles: has {', '.join(articles)}")
    outlets = articles["outlet"] if "outlet" in articles else [None] * len(articles)
    rows = []
    each = zip(articles["id"], outlets, articles["text"])
    for id_, outlet, text in tqdm(each, "kwic", len(articles), leave=False, delay=2, disable=None):
        document = tokenize(text if isinstance(text, str) else "")
        for at, end, frame, found in matches(document, lexicon):
            first, last = document.tokens[max(0, at - window)], document.tokens[end - 1:end + window][-1]
            start, stop = document.tokens[at].start, document.tokens[end - 1].end
            around = (text[first.start:start], text[start:stop], text[stop:last.end])
            rows.append((id_, outlet, frame, found.text, *(" ".join(part.split()) for part in around), start, stop))
    table = pd.DataFrame(rows, columns=["id", "outlet", "frame", "term", "left", "hit", "right", "start", "end"])
    table = table.astype({"id": articles["id"].dtype, "start": int, "end": int,
                          **dict.fromkeys(("outlet", "frame", "term", "left", "hit", "right"), "str")})
    return table if by_frame else table.drop(columns="frame")
