"""Indirect speech: clauses in which the journalist reports, outside quotation marks, what somebody says.

Kept apart from quotations, since these are the journalist's words: they never enter a share of quoted words. Made to be
right rather than complete. A sentence is parsed only where a verb of saying stands in it that may report a clause, and
once.
"""
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .attribution import Source, source
from .clauses import LONGEST, Paragraph
from .reporting import reports
from .sayers import ASKING, FREE, SAY, SAYING, TELL, UNSAID
from .sentences import MARKS, ends_sentence
from .text import Document


class Report(NamedTuple):
    """A reported clause as offsets into the text, who is said to have said it, and the paragraph in which it stands."""
    start: int
    end: int
    source: Source
    paragraph: int


def alternation(words: Sequence[str]) -> str:
    """A pattern for any of these words in which those that begin alike share their beginning; ten times as fast as a
    plain list, since each alternative is tried in turn.

    >>> alternation(["said", "say", "tell"])
    '(?:sa(?:id|y)|tell)'
    """
    if not any(words):
        return ""
    initials = dict.fromkeys(word[0] for word in words if word)
    branches = [re.escape(c) + alternation([word[1:] for word in words if word[:1] == c]) for c in initials]
    inner = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{inner})?" if "" in words else inner


CUE = re.compile(rf" {alternation(sorted(SAYING | ASKING | {'according'}))}(?=[\s,.])")
ACCORDING_TO = re.compile("According to ")
NOUN_AHEAD = frozenset("the a an his its their our my this these those no any of united".split())     # the report
PROMISING = re.compile(r"""
    [.,]                                                                        # Smith noted.
  | \s (?: [^.;:"]{0,60}? \s)?? that \b
  | \s (?:s?he|it|they|there|we|whether|if|in|on|at|during|last|later|[MTWFS]\w+day)\b
""", re.VERBOSE)


def reported(document: Document, stretches: Sequence[tuple]) -> Iterator[Report]:
    """The reported clauses of a document, in order; `stretches` are its quoted ones, as `marks.stretches` gives them.

    A clause is one piece, without "that", its verb and its source, and without the point behind it; a quotation that is
    part of it is inside. Where the words "she said" stand in the middle, they are inside, too: a reader is better
    served by one whole sentence than by two halves. Rows never overlap: of one report inside another, the outer one is
    given.

    Negated, possible, future and hypothetical saying reports nothing ("did not say", "would say", "if he says"), nor
    does a passive that names nobody ("was told that"), nor the writer ("I said"). What stands in marks is never
    searched.

    >>> from broadsheet.marks import stretches
    >>> text = "Rain is welcome, Lind said. Berg did not say it was. She warned that “floods” may come."
    >>> document = Document(text)
    >>> [(text[r.start:r.end], text[r.source.start:r.source.end], r.source.verb)
    ...  for r in reported(document, list(stretches(document)))]
    [('Rain is welcome', 'Lind', 'said'), ('“floods” may come', 'She', 'warned')]

    Fails: a present tense that no word list knows ("say shops face losses") is no clause without "that"; a clause ends
    at ", but" though what follows may still be reported, and takes in the writer's own words behind a mere comma; "as
    Smith wrote, …" is not found; questions, and sentences of more than 150 tokens, are left out.
    """
    plain = document.plain
    cues = [(m.start() + 1, m.end()) for m in CUE.finditer(plain)]
    if opened := [m.span() for m in ACCORDING_TO.finditer(plain)]:
        cues = sorted(cues + opened)
    paragraphs, spans, k, n, done = document.paragraphs, stretches, -1, 0, 0
    edge = 0
    for at, end in cues:
        if at < done or not promising(plain, at, end):
            continue
        while at >= edge:
            k += 1
            edge = paragraphs[k].end
        while n < len(spans) and spans[n][1] <= at:
            n += 1
        beside = spans[n - 1][:2] if n else None, spans[n][:2] if n < len(spans) else None
        if beside[1] and beside[1][0] <= at or quotes_only(plain, end, *beside):
            continue
        start, done = sentence_around(plain, max(paragraphs[k].start, done), edge, at)
        if done - start < SHORTEST:
            continue
        first = n
        while first and spans[first - 1][1] > start:
            first -= 1
            start = min(start, spans[first][0])
        inside = []
        while first < len(spans) and spans[first][0] < done:
            inside.append(spans[first][:2])
            done = max(done, spans[first][1])
            first += 1
        p = Paragraph(plain, start, done, inside)
        if len(p.tags) <= LONGEST and plain[p.starts[-1]] != "?":
            inside = [at for at, _ in cues[bisect_left(cues, (start,)):bisect_left(cues, (p.starts[-1] + 1,))]]
            verbs = [token for at in inside
                     if p.starts[token := bisect_left(p.starts, at)] == at and p.tags[token] in "VGUHgv"]
            for left, right, event, rule in reports(p, verbs):
                yield Report(p.starts[left], p.end(right - 1), source(p, event, rule), k)


def promising(plain: str, at: int, end: int) -> bool:
    """Whether the verb of saying here, seen with the words beside it, may report a clause: not "to say"."""
    word, before = plain[at:end], plain[plain.rfind(" ", max(0, at - 16), at - 1) + 1:at - 1]
    if before in UNSAID:
        return False
    return word in SAY or word in TELL or word[1:8] == "ccordin" or before not in NOUN_AHEAD and (
        word in FREE or PROMISING.match(plain, end) is not None)


def quotes_only(plain: str, end: int, before: tuple[int, int] | None, after: tuple[int, int] | None) -> bool:
    """Whether the verb that ends here only says who says a quotation beside it: “…,” she said.  She said: “…”"""
    if after and after[0] - end < 3 and (plain[end] in ",:" or plain[after[0] + 1:after[1]].find(" ") < 0):
        return plain[end] == ":" or not plain[after[0] + 1].islower()
    return (before is not None and end - before[1] < 40 and plain[before[1] - 2] in ",?!"
            and plain[before[0] + 1].isupper() and "," not in plain[before[1]:end] and "." not in plain[before[1]:end])


SHORTEST = 16    # characters: "Rain fell, I say"
REACH = 1200     # characters; no sentence is longer on either side of its verb


def sentence_around(plain: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The sentence of a paragraph in which an offset stands, as `sentences` finds it, by the marks beside it alone."""
    start, end = max(start, at - REACH), min(end, at + REACH)
    for mark in reversed(list(MARKS.finditer(plain, start, at))):
        if ends_sentence(plain, start, mark, end):
            start = mark.end()
            break
    for mark in MARKS.finditer(plain, at, end):
        if ends_sentence(plain, start, mark, end):
            return start, mark.end()
    return start, end
