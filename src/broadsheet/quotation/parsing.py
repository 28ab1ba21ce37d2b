"""Who says something in a paragraph: its verbs, each with its subject, read off coarse word
classes.

This is a shallow parser. Every token is one letter, a paragraph is a string of letters, and noun
phrases and verbs are regular expressions over that string. It covers the grammar of news prose and
no other: it finds a subject across appositions, relative clauses, participles and coordination, and
misses it before a clause between dashes.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ..patterns import regex
from .tagging import (
    FINITE_VERBS,
    FIRST_LETTERS,
    GAP_BEHIND,
    LETTERS,
    PARTICIPLES,
    QUOTATION,
    TOKEN_AND_GAP,
    UNSURE,
    WITHOUT_GAP,
    class_in_context,
)


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


# The patterns below are written in the letters of `tagging.ALPHABET`. The head of a noun phrase
# comes last; a party and state may follow: "the newly elected senator John Roe (R-Tex.)".
CORE = r"(?:(?:[DS]A?M?[vgUVGH]?(?=[nNS]))?[nNSD]{0,9}[nN]p?)"
PHRASE = rf"(?:R|{CORE}(?:[PF]D?{CORE}){{0,3}}(?:C{CORE}(?:[PF]{CORE})?)?|D(?=[AxeVU]))"
# A subject that follows its verb: "said a retired teacher of Latin".
CORE_BEHIND_VERB = rf"D?F?[vg]?{CORE}(?:F{CORE}){{0,2}}"
NOBLE = rf"""(?:
    R                                                 # said she
  | {CORE_BEHIND_VERB}
    (?:C{CORE}(?![AxeVUv]))?                          # said Jane Roe and John Roe
    (?:(?<=n)[Pv][^,.Q:;-]{{0,40}})?                  # said a man in the crowd; not: Roe in May
    (?: ,?W[^,.Q:-]{{0,40}}                           # said Jane Roe, who farms
      | ,(?=[DnNSA])[^,.Q:G-]{{0,40}}                 # said Jane Roe, a farmer in Skara,
        (?:,(?![gGHPCKBVUvexAR])[^,.Q:G-]{{0,40}}){{0,4}}  # 65, of Skara; not: , adding
    )?
  | D                                                 # said another
)"""  # for patterns in re.VERBOSE
# Every noun phrase contains one of these; without one, there is no subject.
HEAD = re.compile("[nNSDR]")
CHUNK = re.compile(
    rf"""
    (?P<noun_phrase> {PHRASE} )
  | (?P<verb>
        (?: [PD]?M{{1,3}} | [Axe] ){{0,5}} I?A?
            [{FINITE_VERBS}{PARTICIPLES}]             # has also said; to say
      | (?: [PD]?M{{1,3}} | [Ax] ){{0,3}} e           # on Tuesday is
      | x )                                           # does
  | (?P<agent> y {PHRASE} )                           # was described by Jane Roe
  | (?P<other> . )                                    # a comma, "and", "in"
""",
    re.VERBOSE,
)
SAID_BY = regex(rf"(?:R|{CORE_BEHIND_VERB}|D)(?:[,.WQPFM(]|$)")
SPEAKER_BEHIND = regex(NOBLE, re.VERBOSE)
# The last letters of verb chunks; without one, there is no verb.
VERB = re.compile(f"[{FINITE_VERBS}{PARTICIPLES}ex]")
# How strongly a verb reports; 1 for all other verbs.
LEVELS = {"V": 3, "G": 3, "U": 2, "H": 2}


class _Sentence:
    """The state of a sentence that is read chunk by chunk from the left: four noun phrases, and the
    kind of the previous chunk. There is one method for each group of `CHUNK`.
    """

    __slots__ = (
        "before",
        "end",
        "events",
        "follows_joint",
        "is_embedded",
        "is_object",
        "is_passive",
        "is_subordinate",
        "joint_waits",
        "main",
        "phrase",
        "subject",
        "tags",
        "waiting",
    )

    def __init__(self, tags: str, start: int, end: int):
        self.tags, self.end = tags, end
        self.events: list[Event] = []
        self.phrase: tuple[int, int] | None = None  # the last noun phrase
        self.waiting: tuple[int, int] | None = None  # the one that waits for its verb
        self.subject: tuple[int, int] | None = None  # that of the last verb
        self.main: tuple[int, int] | None = None  # that of the main clause
        self.before = "."  # what came before this chunk: a letter, or a kind of chunk
        self.is_embedded = False  # the last noun phrase is the subject of a subordinate clause
        self.joint_waits = False  # "and" or "but" precedes the phrase that waits
        self.is_object = False  # a verb precedes the last noun phrase
        self.follows_joint = False  # "and", "but" or a comma precedes it
        self.is_passive = False  # the last verb is passive
        self.is_subordinate = tags[start : start + 1] in "BW"  # "When Smith asked, …": no main yet

    def other(self, chunk: re.Match[str]) -> None:
        """A mark, a conjunction, a preposition."""
        self.before = letter = chunk[0]
        if letter == ",":
            self.is_subordinate = False
        elif letter in ":.":
            self.waiting = None

    def agent(self, chunk: re.Match[str]) -> None:
        """was described by Jane Roe"""
        if self.is_passive and self.events:
            self.phrase = chunk.start() + 1, chunk.end()  # what a "who" after it stands for
            self.events[-1] = self.events[-1]._replace(first=chunk.start() + 1, last=chunk.end())
        self.before = "oblique"

    def noun_phrase(self, chunk: re.Match[str]) -> None:
        """Jane Roe"""
        before = self.before
        self.is_object = before == "verb"
        if before in "PFI":  # after a preposition: a subject only if nothing else is
            self.phrase, self.before = chunk.span(), "oblique"
        elif before != "bare" or chunk[0] != "D":  # not the "both" of "Smith and Jones both said"
            self.phrase = chunk.span()
            if not self.waiting and not self.is_object:
                self.waiting, self.joint_waits = self.phrase, before in "CK"
            self.is_embedded = before in "WBT" and self.waiting != self.phrase
            self.follows_joint = before in "CK,"
            self.before = "bare"

    def verb(self, chunk: re.Match[str]) -> None:
        """has also said"""
        last, words = chunk.end() - 1, chunk[0]
        letter, level = words[-1], LEVELS.get(words[-1], 1)
        if level > 1 and "I" in words:
            level -= 1  # "to say" weighs less than "said"
        if self.before in "WT" and self.phrase:  # the man who said
            self.events.append(Event(last, chunk.start() - 1, chunk.start(), level, self.phrase))
            self.subject, self.before = self.phrase, "relative"
            return
        if letter in "VU" and self.before in ",Q" and (speaker := self.speaker_behind(last)):
            self.events.append(Event(last, *speaker, level))
            self.before = "verb"
            return
        if letter in PARTICIPLES:
            self.subject = self.subject_of_participle(letter)
        else:
            self.subject = self.subject_of_finite_verb(chunk.start(), level)
            if self.subject and (
                (self.main is None and not self.is_subordinate)
                or (self.subject == self.phrase and self.follows_joint)
                or (self.joint_waits and self.subject[:1] == (self.waiting or ())[:1])
            ):
                self.main = self.subject
            if not (self.is_embedded and self.subject == self.phrase):
                self.waiting = None  # Smith, who says that dogs bark, keeps waiting
            self.is_embedded = False
        if self.subject:
            self.events.append(Event(last, *self.subject, level))
        self.is_passive = "e" in words and letter != "e"
        self.before = "verb"

    def speaker_behind(self, verb: int) -> tuple[int, int] | None:
        """The subject that follows a verb: "…," said Smith, who farms."""
        m = SAID_BY.match(self.tags, verb + 1, self.end)
        if m and (
            not (self.subject or self.waiting)
            or (self.tags[verb] == "V" and self.tags[m.end() - 1] == ",")
        ):
            speaker = SPEAKER_BEHIND.match(self.tags, verb + 1, self.end)
            return speaker.span() if speaker else None
        return None

    def subject_of_participle(self, letter: str) -> tuple[int, int] | None:
        """Whoever is "saying" or "walking"."""
        head = self.tags[self.phrase[1] - 1] if self.phrase else ""
        if self.before == "bare" and not (self.is_object and head == "n"):
            return self.phrase  # Smith saying; but not: issued a statement saying
        if self.before == "oblique" and letter == "G" and head == "N":
            return self.phrase  # footage of Smith saying
        if self.before != "C":  # ", saying": the main clause; "and saying": the last verb
            return self.main or self.waiting or self.subject
        return self.subject

    def subject_of_finite_verb(self, start: int, level: int) -> tuple[int, int] | None:
        """Whoever "said" or "walked"; `start` is where the words of the verb begin."""
        if self.before == "bare" or (
            self.before == "oblique" and not self.subject and not self.waiting
        ):
            return self.phrase  # Smith said
        if self.before in "CK":  # ", but said": the main clause; "and said": the last verb
            is_main = self.main and level == 3 and self.tags[start - 2] == ","
            return self.main if is_main else self.subject
        if self.waiting:  # Smith, who farms in Skara, said
            return self.waiting[0], start - (self.tags[start - 1] in ",-")
        return self.subject


_READ = {name: getattr(_Sentence, name) for name in CHUNK.groupindex}


def events(tags: str, start: int, end: int) -> list[Event]:
    """The verbs of one sentence with their subjects, in order. Verbs without a recognised subject
    are left out.

    >>> events("NV", 0, 2)
    [Event(verb=1, first=0, last=1, level=3, antecedent=None)]
    """
    if not VERB.search(tags, start, end):
        return []
    sentence = _Sentence(tags, start, end)
    for chunk in CHUNK.finditer(tags, start, end):
        _READ[chunk.lastgroup or "other"](sentence, chunk)
    return sentence.events


# Conjunctions whose clause belongs to the one around it, and so has no speaker of its own.
EMBEDDING = frozenset("because if how once that unless until whether why".split())


def clause_breaks(p: "Paragraph", start: int, end: int) -> list[int]:
    """The first token of each clause of a sentence that has a subject of its own: a semicolon,
    "while", "but" or "and" with another subject, and the comma before the main clause.

    >>> def clauses(text):
    ...     p = Paragraph(text, 0, len(text))
    ...     return [p.text(at) for at in clause_breaks(p, 0, len(p.tags))]
    >>> clauses("Roe called it fair, while Lind said it was the best; Berg left.")
    ['while', ';']
    >>> clauses("When Roe said no, Lind replied.")
    ['When', ',']
    >>> clauses("Roe rose and said it was late.")
    []
    """
    tags = p.tags
    breaks = set()
    if ";" in p.plain[p.starts[start] : p.starts[end - 1] + 1]:
        breaks = {at for at in range(start, end) if tags[at] == "," and p.text(at) == ";"}
    opening = tags[start : start + 1]
    for event in p.events(start, end):
        if event.antecedent or event.verb < event.first or tags[event.verb] in PARTICIPLES:
            continue
        at = event.first - 1
        while at > start and tags[at] in "AM":
            at -= 1
        if at < start or tags[at] not in "CKWB,Q" or p.word(event.first) in ("i", "we"):
            continue
        is_relative = tags[at] == "W" and tags[event.first] != "R"
        ends_first_clause = opening == "B" and tags[at] in ",Q" and len(breaks) < 2
        if (
            tags[at] in "CK"
            or is_relative
            or (tags[at] == "B" and p.word(at) not in EMBEDDING)
            or ends_first_clause
        ):
            breaks.add(at + (tags[at] == "Q"))
    return sorted(breaks)


SENTENCE_BREAK = re.compile("[.Q]")
DOUBTFUL = re.compile(f"[{UNSURE}]")
SENTENCE_FINAL = frozenset(".!?\N{HORIZONTAL ELLIPSIS}")
# In tokens. A longer "sentence" is a list or a table, and is cut to limit the time.
LONGEST_SENTENCE = 150


class Paragraph:
    """A paragraph as tokens: their offsets (`starts`), their letters (`tags`), and where its
    sentences end (`bounds`).

    Each quoted stretch is one token of class Q; `quoted` lists these tokens.
    """

    def __init__(self, plain: str, start: int, end: int, stretches: Sequence[tuple[int, int]] = ()):
        self.plain = plain
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self._quoted_ends: dict[int, int] = {}
        self._events: dict[tuple[int, int], list[Event]] = {}
        self._events_before: dict[int, list[Event]] = {}
        self._clauses: dict[int, list[int]] = {}
        self._subjects: dict[int, frozenset[int]] = {}
        self.announced: dict[int, bool] = {}  # for the quoted tokens looked up so far
        self._split(start, end, stretches)
        self.quoted = [*self._quoted_ends]
        if self.tokens == [QUOTATION]:  # nothing but a quotation: no more to parse
            self.tags, self.bounds, self.names_somebody = "Q", [1], False
            return
        letters = [*map(LETTERS.__getitem__, self.tokens)]
        tags = "".join(letters)
        breaks = self._breaks(tags)
        self._settle(letters, breaks, [m.start() for m in DOUBTFUL.finditer(tags)])
        self.tags = "".join(letters)
        self.bounds = self._bounds(breaks)
        self.names_somebody = HEAD.search(self.tags) is not None

    def _split(self, start: int, end: int, stretches: Sequence[tuple[int, int]]) -> None:
        """Fill in the tokens, their offsets, and where the quoted ones end."""
        tokens, starts = self.tokens, self.starts
        for left, right in [*stretches, (end, end)]:
            if self.plain[start:left] in ("", " "):  # nothing between two quotations
                starts.append(left)
            else:
                words = TOKEN_AND_GAP.findall(self.plain, start, left)
                gap = GAP_BEHIND.match(self.plain, start, left)
                starts += accumulate(map(len, words), initial=gap.end() if gap else start)
                tokens += words
            if left < right:  # begins where the last token and its gap end
                self._quoted_ends[len(tokens)] = right
                tokens.append(QUOTATION)
            start = right
        starts.pop()

    def _breaks(self, tags: str) -> list[int]:
        """The tokens after which a sentence may begin: full stops, quotations that end with one,
        and -1.
        """
        breaks = [-1]
        for m in SENTENCE_BREAK.finditer(tags):
            at = m.start()
            if tags[at] == "." or self.last_inside(at) in SENTENCE_FINAL:
                breaks.append(at)
        return breaks

    def _settle(self, letters: list[str], breaks: list[int], doubtful: list[int]) -> None:
        """Set the letters that depend on a token's position: those at the start of a sentence,
        where a capital means nothing, and the `doubtful` ones, which depend on their neighbours.
        """
        for i in breaks:
            if i + 1 < len(self.tokens) and self.tokens[i + 1][:1].isupper():
                letters[i + 1] = FIRST_LETTERS[self.tokens[i + 1]]
        for i in doubtful:
            letters[i] = FINITE_VERBS[UNSURE.index(letters[i])]
            if i:
                letters[i] = class_in_context(
                    WITHOUT_GAP[self.tokens[i]],
                    letters[i],
                    "".join(letters[max(0, i - 6) : i]),
                    self.plain,
                    self.end(i - 1),
                    self.end(i),
                )

    def _bounds(self, breaks: list[int]) -> list[int]:
        """Where the sentences end: at each break that is not followed by lower case or another full
        stop, and wherever a sentence would be too long.
        """
        bounds: list[int] = []
        count, cut = len(self.tokens), LONGEST_SENTENCE
        for i in breaks[1:]:
            following = i + 1
            if (
                following < count
                and self.tags[following] != "."
                and not self.tokens[following][:1].islower()
            ):
                while cut < following:
                    bounds.append(cut)
                    cut += LONGEST_SENTENCE
                bounds.append(following)
                cut = following + LONGEST_SENTENCE
        return [*bounds, *range(cut, count, LONGEST_SENTENCE), count]

    def last_inside(self, at: int) -> str:
        """The last character inside the quotation at this token: a comma, a full stop, a letter."""
        return self.text(at).rstrip("\"' ")[-1:]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that contains the token, as tokens, end exclusive."""
        i = bisect_right(self.bounds, at)
        return self.bounds[i - 1] if i else 0, self.bounds[i]

    def clause(self, at: int) -> tuple[int, int]:
        """The clause that contains the token, as tokens, end exclusive; the whole sentence if no
        other clause has a subject of its own.
        """
        start, end = self.sentence(at)
        if start not in self._clauses:
            self._clauses[start] = clause_breaks(self, start, end)
        breaks = self._clauses[start]
        i = bisect_right(breaks, at)
        return breaks[i - 1] if i else start, breaks[i] if i < len(breaks) else end

    def begins(self, at: int) -> bool:
        """Whether a sentence begins with the token."""
        i = bisect_right(self.bounds, at)
        return at == (self.bounds[i - 1] if i else 0)

    def events(self, start: int, end: int) -> list[Event]:
        """The verbs between two tokens with their subjects."""
        if (start, end) not in self._events:
            self._events[start, end] = events(self.tags, start, end)
        return self._events[start, end]

    def subjects(self, number: int) -> frozenset[int]:
        """Where the subjects of the verbs of the n-th sentence begin."""
        if number not in self._subjects:
            start = self.bounds[number - 1] if number else 0
            events = self.events(start, self.bounds[number])
            self._subjects[number] = frozenset([event.first for event in events])
        return self._subjects[number]

    def events_before(self, at: int) -> list[Event]:
        """The verbs before the token in its sentence, with their subjects."""
        if at not in self._events_before:
            start, end = self.sentence(at)
            # Most quotations begin their sentence, so there is nothing before them to parse.
            in_sentence = self.events(start, end) if start < at else []
            self._events_before[at] = [event for event in in_sentence if event.verb < at]
        return self._events_before[at]

    def end(self, at: int) -> int:
        """Where the token ends, as an offset into the text. It is computed each time, since few are
        needed.
        """
        token = self.tokens[at]
        return self.starts[at] + len(WITHOUT_GAP[token]) if token else self._quoted_ends[at]

    def text(self, at: int) -> str:
        """The token as it is written, without the gap after it."""
        token = self.tokens[at]
        return WITHOUT_GAP[token] if token else self.plain[self.starts[at] : self._quoted_ends[at]]

    def word(self, at: int) -> str:
        """The token in lower case."""
        return self.text(at).lower()
