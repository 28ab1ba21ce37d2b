"""What was found in an article → its paragraphs as HTML, each stretch in its marks.

What is added to the article's words and stays in sight stands in `sup`, so that the text can be had again and makes
sense without styles. What is told only when asked for stands in attributes, which nothing but the styles shows.
"""
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from . import safe
from .frames import Hit
from .quotes import Quotation
from .reading import Place, Reading
from .voices import UNATTRIBUTED

GRADES = (8, 12, 16)        # school grades between which sentences differ in shade: middle school, high school, college
KINDS = {"direct": "Direct quotation", "partial": "Partial quotation", "scare": "Words at arm’s length, not speech",
         "title": "Title, not speech"}
Level = tuple[Sequence, Callable[[object, int, int, str], str]]


class Looks(NamedTuple):
    """By what a reader tells one from the other: speaker → class, frame → class; and what each frame is called."""
    speakers: Mapping[str, str]
    frames: Mapping[str, str]
    titles: Mapping[str, str]


def marked(read: Reading, name: str, other: str, links: Sequence[Place], looks: Looks) -> str:
    """The paragraphs. `name` begins the ids of this article, `other` those of the one beside it, to which `links` lead.

    >>> from broadsheet.reading import reading
    >>> marked(reading("It rained."), "a", "b", [], Looks({}, {}, {}))
    '<p dir="auto"><span class="g0" data-grade="-3">It rained.</span></p>'
    """
    text = read.document.text
    levels: list[Level] = [
        (links, lambda at, left, right, inner: _numbered(at, at.start == left, inner, name, other)),
        (read.indirect, lambda q, left, right, inner: _reported(q, q.end == right, inner)),
        ([q for q in read.quotations if q.kind != "indirect"],
         lambda q, left, right, inner: _quoted(read, q, left, right, inner, looks)),
        ([s for s in read.sentences if s.told == s.told],        # without a syllable there is no grade
         lambda s, left, right, inner: _graded(s, s.end == right, inner)),
        (read.terms, lambda at, left, right, _: _framed(text, at, left, right, looks)),
    ]
    return "\n".join(f'<p dir="auto">{_nested(text, p.start, p.end, levels)}</p>' for p in read.document.paragraphs)


def _nested(text: str, start: int, end: int, levels: Sequence[Level]) -> str:
    """The text between two offsets, its stretches dressed level by level, each cut at the edges of what it stands in.

    The stretches of one level stand in order and do not overlap.
    """
    if not levels:
        return safe.html(text[start:end])
    (spans, dress), *within = levels
    out, n = [], bisect_right(spans, start, key=attrgetter("end"))
    while n < len(spans) and spans[n].start < end:
        left, right = max(spans[n].start, start), min(spans[n].end, end)
        out += _nested(text, start, left, within), dress(spans[n], left, right, _nested(text, left, right, within))
        start, n = right, n + 1
    return "".join([*out, _nested(text, start, end, within)])


def _numbered(at: Place, first: bool, inner: str, name: str, other: str) -> str:
    """A passage that the article beside has, too."""
    number, kind = at.told
    if not first:
        return f'<span class="shared">{inner}</span>'
    return (f'<span class="shared" id="{name}{number}"><sup class="number"><a href="#{other}{number}" '
            f'aria-label="Shared {kind} {number}: to the other article">{number}</a></sup>{inner}</span>')


def _reported(q: Quotation, last: bool, inner: str) -> str:
    said = safe.html(_whole(", ".join(filter(None, (q.speaker or UNATTRIBUTED, q.verb)))))
    told = f' data-said="{said}"' if last else ""
    return f'<span class="reported"{told}>{inner}</span>'


def _quoted(read: Reading, q: Quotation, left: int, right: int, inner: str, looks: Looks) -> str:
    why = _why(_found(read, q)) if q.start == left else ""
    if not q.speech:
        return f'<span class="said unsaid"{why}>{inner}</span>'
    name = q.speaker or UNATTRIBUTED
    label = f'<sup class="speaker"> <bdi>{safe.html(_whole(name))}</bdi></sup>' if q.end == right else ""
    return f'<mark class="said {looks.speakers[name]}"{why}>{inner}</mark>{label}'


def _whole(label: str) -> str:
    """The label as it stays on one line, unless it is long."""
    return label.replace(" ", "\N{NO-BREAK SPACE}") if len(label) < 40 else label


def _found(read: Reading, q: Quotation) -> str:
    """In words: what a quotation is, whose, and by which words that was found.

    >>> from broadsheet.reading import reading
    >>> read = reading('"We act," she said.')
    >>> _found(read, read.quotations[0])
    'Direct quotation, 2 words. Speaker: she (unnamed person), found by “she” and “said”.'
    """
    told = f"{KINDS[q.kind]}, {q.words} word{'s' * (q.words != 1)}."
    if not q.speech:
        return told
    if not q.speaker:
        return f"{told} Speaker: nobody was found."
    words = [read.document.text[q.speaker_start:q.speaker_end] if q.speaker_start >= 0 else None, q.verb]
    found = " and ".join(f"“{word}”" for word in words if word)
    kind = f" ({q.kind_of_source})" if q.kind_of_source else ""
    return f"{told} Speaker: {q.speaker}{kind}{', found by ' * bool(found)}{found}."


def _graded(sentence: Place, last: bool, inner: str) -> str:
    told = f' data-grade="{round(sentence.told)}"' if last else ""
    return f'<span class="g{bisect_right(GRADES, sentence.told)}"{told}>{inner}</span>'


def _framed(text: str, at: Place, left: int, right: int, looks: Looks) -> str:
    """The terms of one place: each with its frame's line, cut wherever another begins or ends; then their frames."""
    edges = sorted({left, right, *(edge for hit, _ in at.told for edge in (hit.start, hit.end) if left < edge < right)})
    out, here, n = [], [], 0
    for begin, end in pairwise(edges):
        while n < len(at.told) and at.told[n][0].start <= begin:
            here.append(at.told[n][0])
            n += 1
        here = [hit for hit in here if hit.end >= end]
        lines = "".join(f'<span class="{looks.frames.get(hit.frame, "f0")}">' for hit in here)
        out.append(lines + safe.html(text[begin:end]) + "</span>" * len(here))
    why = _why(" ".join(_term(hit, who, looks) for hit, who in at.told)) if at.start == left else ""
    return f'<u class="term"{why}>{"".join(out)}</u>{_frame(at, looks) if at.end == right else ""}'


def _frame(at: Place, looks: Looks) -> str:
    titles = safe.html(", ".join(dict.fromkeys(looks.titles[hit.frame] for hit, _ in at.told)))
    negated = ' <span class="negated">negated</span>' if any(hit.negated for hit, _ in at.told) else ""
    return f'<sup class="frame"><span class="unseen"> {titles}</span>{negated}</sup>'


def _term(hit: Hit, who: str | None, looks: Looks) -> str:
    """In words: which frame a term counts for, by which entry of the lexicon, and in whose voice.

    >>> _term(Hit(0, 4, "wars", "conflict", "war*", 1.0, True), "Bo Lund", Looks({}, {}, {"conflict": "Conflict"}))
    'Conflict: term “war*”, negated, quoted from Bo Lund.'
    """
    weight = f", weight {hit.weight:g}" if hit.weight != 1 else ""
    told = "in a quotation" if who == UNATTRIBUTED else f"quoted from {who}"
    voice = "in the journalist’s words" if who is None else told
    return f"{looks.titles[hit.frame]}: term “{hit.term}”{weight}{', negated' if hit.negated else ''}, {voice}."


def _why(told: str) -> str:
    """What is told of words that are pointed at, as attributes: keyboards and screen readers reach it too."""
    return f' tabindex="0" aria-description="{safe.html(told)}"'
