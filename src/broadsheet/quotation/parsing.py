"""Who says something in a paragraph: its verbs, each with its subject, read off coarse word
classes.

This is a shallow parser. Every token is one letter, a paragraph is a string of letters, and noun
phrases and verbs are regular expressions over that string. It knows the grammar of news prose and
no other: a subject is found across appositions, relative clauses, participles and coordination, and
lost behind a clause between dashes.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from .tagging import BARE, FIRST_LETTERS, GAP, LETTERS, QUOTATION, TOKEN, UNSURE, VERBS, in_context


class Event(NamedTuple):
    """A verb with its subject, as positions of tokens, ends exclusive.

    `level` is 3 for verbs of speech, 2 for weak ones, 1 for any other; `antecedent` is what a
    relative pronoun stands for.
    """

    verb: int
    first: int
    last: int
    level: int
    antecedent: tuple[int, int] | None = None


# A noun phrase has its head last; a party and state may follow: "the newly elected senator John Roe
# (R-Tex.)".
CORE = r"(?:(?:[DS]A?M?[vgUVGH]?(?=[nNS]))?[nNSD]{0,9}[nN]p?)"
PHRASE = rf"(?:R|{CORE}(?:[PF]D?{CORE}){{0,3}}(?:C{CORE}(?:[PF]{CORE})?)?|D(?=[AxeVU]))"
# What stands behind its verb as a subject: "said a retired teacher of Latin".
BEHIND = rf"D?F?[vg]?{CORE}(?:F{CORE}){{0,2}}"
NOBLE = rf"""(?:
    R                                                                   # said she
  | {BEHIND} (?:C{CORE}(?![AxeVUv]))?                                   # said Jane Roe and John Roe
    (?:(?<=n)[Pv][^,.Q:;-]{{0,40}})?                                    # said a man in the crowd; but: said Roe in May
    (?: ,?W[^,.Q:-]{{0,40}}                                             # said Jane Roe, who farms
      | ,(?=[DnNSA])[^,.Q:G-]{{0,40}}                                   # said Jane Roe, a farmer in Skara,
        (?:,(?![gGHPCKBVUvexAR])[^,.Q:G-]{{0,40}}){{0,4}} )?            # 65, of Skara; up to ", adding", ", in May"
  | D                                                                   # said another
)"""  # for patterns in re.VERBOSE
HEAD = re.compile(
    "[nNSDR]"
)  # no phrase without one of these: where none stands, nobody is said to do anything
CHUNK = re.compile(
    rf"""
    (?P<phrase> {PHRASE} )
  | (?P<verb> (?: [PD]?M{{1,3}} | [Axe] ){{0,5}} I?A? [VUvGHg]        # on Tuesday has also said; to say
            | (?: [PD]?M{{1,3}} | [Ax] ){{0,3}} e | x )               # is
  | (?P<agent> y {PHRASE} )                                           # was described by Jane Roe
  | (?P<other> . )
""",
    re.VERBOSE,
)
SAID_BY = re.compile(rf"(?:R|{BEHIND}|D)(?:[,.WQPFM(]|$)")
SPEAKER = re.compile(NOBLE, re.VERBOSE)
LEVELS = {"V": 3, "G": 3, "U": 2, "H": 2}


def events(tags: str, start: int, end: int) -> list[Event]:
    """The verbs of one sentence with their subjects, in order; verbs whose subject is not found are
    left out.

    One pass from the left. Four noun phrases are kept in mind: the last one, the one that waits for
    its verb, the subject of the last verb, and that of the main clause.

    >>> events("NV", 0, 2)
    [Event(verb=1, first=0, last=1, level=3, antecedent=None)]
    """
    found: list[Event] = []
    phrase = pending = subject = main = None
    before = "."  # what stood before this chunk: a letter, or what the chunk was
    is_object = joined = passive = False
    subordinate = tags[start : start + 1] in "BW"  # "When Smith asked, …": no main clause yet
    for m in CHUNK.finditer(tags, start, end):
        kind, last = m.lastgroup, m.end() - 1
        letter = tags[last]
        if kind == "other":
            before = letter
            subordinate = subordinate and letter != ","
            if letter in ":.":
                pending = None
        elif kind == "agent":
            if passive and found:
                found[-1] = found[-1]._replace(first=m.start() + 1, last=m.end())
            before = "oblique"
        elif kind == "phrase":
            is_object = before == "verb"
            if before in "PFI":  # behind a preposition: never a subject, unless nothing else is
                phrase, before = m.span(), "oblique"
            elif before != "bare" or m[0] != "D":  # not the "both" of "Smith and Jones both said"
                phrase = m.span()
                pending = pending or (None if is_object else phrase)
                joined = before in "CK,"
                before = "bare"
        else:
            level = LEVELS.get(letter, 1) - (
                "I" in m[0] and letter in LEVELS
            )  # "to say" weighs less than "said"
            if before in "WT" and phrase:  # the man who said
                found.append(Event(last, m.start() - 1, m.start(), level, phrase))
                before = "relative"
                continue
            said_by = (
                SAID_BY.match(tags, m.end(), end) if letter in "VU" and before in ",Q" else None
            )
            if said_by and (
                (not subject and not pending) or (letter == "V" and tags[said_by.end() - 1] == ",")
            ):
                found.append(Event(last, *SPEAKER.match(tags, m.end(), end).span(), level))
                before = "verb"
                continue
            if letter in "gHG":
                if before == "bare" and not (is_object and tags[phrase[1] - 1] == "n"):
                    subject = phrase  # Smith saying; but not: issued a statement saying
                elif (
                    before == "oblique" and letter == "G" and phrase and tags[phrase[1] - 1] == "N"
                ):
                    subject = phrase  # footage of Smith saying
                elif before != "C":  # ", saying": the main clause; "and saying": the last verb
                    subject = main or pending or subject
            elif before == "bare" or (before == "oblique" and not subject and not pending):
                subject = phrase
            elif before in "CK":  # ", but said": the main clause; "and said": the last verb
                subject = main if main and level == 3 and tags[m.start() - 2] == "," else subject
            elif pending:  # Smith, who farms in Skara, said
                subject = pending[0], m.start() - (tags[m.start() - 1] == ",")
            if letter not in "gHG":
                if subject and (
                    (main is None and not subordinate) or (subject == phrase and joined)
                ):
                    main = subject
                pending = None
            if subject:
                found.append(Event(last, *subject, level))
            passive = "e" in m[0] and letter != "e"
            before = "verb"
    return found


BREAK = re.compile("[.Q]")
DOUBTFUL = re.compile(f"[{UNSURE}]")
FINAL = frozenset(".!?\N{HORIZONTAL ELLIPSIS}")
LONGEST = (
    150  # tokens; a longer "sentence" is a list or a table, and is cut so that no text takes long
)


class Paragraph:
    """A paragraph as tokens: where each starts, a letter for each (`tags`), and where its sentences
    end (`bounds`).

    Each quoted stretch is one token of class Q; `quoted` says which.
    """

    def __init__(self, plain: str, start: int, end: int, stretches: Sequence[tuple[int, int]] = ()):
        self.plain = plain
        self._events = {}
        self._quoted_ends = {}
        self.tokens, self.starts = tokens, starts = [], []
        for left, right in [*stretches, (end, end)]:
            found = TOKEN.findall(plain, start, left)
            starts += accumulate(map(len, found), initial=GAP.match(plain, start, left).end())
            tokens += found
            if left < right:  # it begins where the last token and its gap end
                self._quoted_ends[len(tokens)] = right
                tokens.append(QUOTATION)
            start = right
        starts.pop()
        self.quoted = [*self._quoted_ends]
        letters = [*map(LETTERS.__getitem__, tokens)]
        tags = "".join(letters)
        breaks = [
            -1,
            *(
                m.start()
                for m in BREAK.finditer(tags)
                if m[0] == "." or self.last_inside(m.start()) in FINAL
            ),
        ]
        for i in breaks:  # a capital at the start of a sentence says nothing
            if i + 1 < len(tokens) and tokens[i + 1][:1].isupper():
                letters[i + 1] = FIRST_LETTERS[tokens[i + 1]]
        for m in DOUBTFUL.finditer(tags):
            i = m.start()
            letters[i] = VERBS[UNSURE.index(m[0])]
            if i:
                letters[i] = in_context(
                    BARE[tokens[i]],
                    letters[i],
                    "".join(letters[max(0, i - 6) : i]),
                    plain,
                    self.end(i - 1),
                    self.end(i),
                )
        self.tags = "".join(letters)
        self.bounds = []
        cut = LONGEST
        for i in breaks[1:]:
            if i + 1 < len(tokens) and letters[i + 1] != "." and not tokens[i + 1][:1].islower():
                while cut < i + 1:
                    self.bounds.append(cut)
                    cut += LONGEST
                self.bounds.append(i + 1)
                cut = i + 1 + LONGEST
        self.bounds += [*range(cut, len(tokens), LONGEST), len(tokens)]
        self.names_somebody = HEAD.search(self.tags) is not None

    def last_inside(self, at: int) -> str:
        """The last character inside the quotation at this token: a comma, a point, a letter."""
        return self.text(at).rstrip("\"' ")[-1:]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence in which the token stands, as tokens, end exclusive."""
        i = bisect_right(self.bounds, at)
        return self.bounds[i - 1] if i else 0, self.bounds[i]

    def begins(self, at: int) -> bool:
        """Whether a sentence begins with the token."""
        i = bisect_right(self.bounds, at)
        return at == (self.bounds[i - 1] if i else 0)

    def events(self, start: int, end: int) -> list[Event]:
        """The verbs between two tokens with their subjects."""
        if (start, end) not in self._events:
            self._events[start, end] = events(self.tags, start, end)
        return self._events[start, end]

    def end(self, at: int) -> int:
        """Where the token ends, as an offset into the text. Few are asked for, so that none is
        kept.
        """
        token = self.tokens[at]
        return self.starts[at] + len(BARE[token]) if token else self._quoted_ends[at]

    def text(self, at: int) -> str:
        token = self.tokens[at]
        return BARE[token] if token else self.plain[self.starts[at] : self._quoted_ends[at]]

    def word(self, at: int) -> str:
        return self.text(at).lower()
