"""Who is said to have said a quotation: rules, tried in the order in which `STAGES` lists them.

Each rule takes a paragraph and the token of a quotation, and gives the verb with its subject, or
None. The order is the one that people agreed with most often. There is no fall-back on whoever
spoke last in the article, since it was wrong more often than right: who is not found is reported as
not found.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, repeat
from operator import itemgetter
from typing import NamedTuple

from ..text import Document
from .marks import stretches
from .parsing import LONGEST, NOBLE, PHRASE, Event, Paragraph


class Source(NamedTuple):
    """Who says a quotation, and the rule that found it."""

    start: int
    end: int  # of the mention, as offsets into the text
    verb: str | None
    person: tuple[int, int]  # the offsets that tell the person: for "who", what it stands for
    rule: str
    personal: bool = False  # a name or a pronoun, rather than a thing
    name: str = ""  # its last word, by which two mentions are the same


INVERTED = re.compile(rf"[,-]?[Axe]{{0,2}} ([VUv]) ({NOBLE})", re.VERBOSE)  # "…," said Smith
DIRECTLY = re.compile(rf"[,-]?(?:[KAB]|[PD]?M){{0,2}}(?={PHRASE})")  # "…," but Smith
SIGNED = re.compile(rf"-({NOBLE})\.?$", re.VERBOSE)  # "…" - Smith
LABEL = re.compile(rf"(?:.{{0,20}}?P)?({PHRASE}):")  # From Smith:
ACCORDING = re.compile(rf"ZI({PHRASE})")  # according to Smith
POSSESSED = re.compile(r"([SD])[nv]{0,2}([nUVG])[TQ:]")  # Smith's claim that
SIGNATURE = re.compile(rf"[-(]({NOBLE})[.)]*$", re.VERBOSE)  # a paragraph: (Jane Smith)
SPEAKING = re.compile(
    r"""
    ["\s]* ( [A-Z][A-Z.'-]*[A-Z.] (?: [ ] [A-Z][A-Z.'-]* ){0,3} ) : \s                # PENCE: Well, … "PENCE: Well, …
""",
    re.VERBOSE,
)
BARRIER = re.compile(
    r"[,;CKB-]"
)  # what parts "Smith said; Jones said" but not "Smith said Jones said"
COMING = (",", "?", "!")  # what a quotation ends with when its "he said" is yet to come
SHORT = 9  # tokens of a sentence that does nothing but hand over: "Smith disagreed."
SPEECH_NOUNS = frozenset(
    """
    accusation answer argument assertion call characterization claim claims comment comments complaint conclusion
    contention criticism declaration description insistence line mantra message motto observation pledge prediction
    promise question quote remark remarks reply response retort slogan statement statements suggestion tweet view vow
    warning words""".split()
)
OWNERS = frozenset("his her their my our its".split())


def strongest(p: Paragraph, found: list[Event]) -> Event | None:
    """The last verb of speech, else the last weak verb; of verbs of speech one inside the other,
    the outermost.

    Loses: "Smith said the plan, which Jones called …" is given to Smith. People chose so more often
    than not.
    """
    for level in (3, 2):
        if at := [event for event in found if event.level == level]:
            event = at.pop()
            while (
                level == 3
                and at
                and at[-1].verb < event.first
                and not BARRIER.search(p.tags, at[-1].verb, event.first)
            ):
                event = at.pop()
            return event
    return None


def earlier(p: Paragraph, i: int) -> list[Event]:
    """The verbs before the quotation in its sentence."""
    return [event for event in p.events(*p.sentence(i)) if event.verb < i]


def label(p: Paragraph, i: int) -> Event | None:
    """Smith: "…"  From the report: "…" """
    start, _ = p.sentence(i)
    m = LABEL.match(p.tags, start, i)
    return Event(i - 1, *m.span(1), 3) if m and m.end() == i and not p.events(start, i) else None


def signature(p: Paragraph, i: int) -> Event | None:
    """ "…" — Jane Smith"""
    m = SIGNED.match(p.tags, i + 1)
    return Event(m.start(), *m.span(1), 3) if m else None


def according(p: Paragraph, i: int) -> Event | None:
    """ "…", according to a spokesman"""
    start, end = p.sentence(i)
    at = start if p.tags[start] == "Z" else p.tags.find("Z", i, end)
    m = ACCORDING.match(p.tags, at) if at >= 0 else None
    return Event(at, *m.span(1), 3) if m else None


def after(p: Paragraph, i: int) -> Event | None:
    """ "…," said Smith.  "…," Smith said.  "…," Smith, a senator, told reporters."""
    tags, last = p.tags, p.last_inside(i)
    m = INVERTED.match(tags, i + 1)
    if m and (
        last in COMING
        if m[1] == "v"
        else last in COMING or tags[m.end() : m.end() + 1] not in tuple("AxeVUv")
    ):
        return Event(m.start(1), *m.span(2), 3)
    m = DIRECTLY.match(tags, i + 1)
    if not m:
        return None
    if last == ".":
        return next(
            (
                event
                for event in p.events(*p.sentence(i + 1))
                if event.first == i + 1
                and event.level == 3
                and tags[event.verb + 1 : event.verb + 2] in (".", "")
            ),
            None,
        )
    start, _ = p.sentence(i)
    prior = strongest(p, earlier(p, i))
    limit = min(len(tags), i + LONGEST)
    stop = next((j for j in range(i + 1, limit) if tags[j] in "Q."), limit)
    found = [event for event in p.events(i + 1, stop) if event.first == m.end()]
    for event in found:
        if event.level == 3 and not (prior and prior.level == 3 and tags[i - 1] not in ",:"):
            return event
    if (
        found
        and not prior
        and (found[0].level == 2 or last in COMING)
        and (i == start or tags[i - 1] in "Q,")
    ):
        return found[0]
    return None


def before(p: Paragraph, i: int) -> Event | None:
    """Smith said: "…"  Smith called it "…" """
    event = strongest(p, earlier(p, i))
    return event if event is None or event.level == 3 else trailing(p, i) or event


def possessed(p: Paragraph, i: int) -> Event | None:
    """Smith's claim that the plan was "…" """
    start, _ = p.sentence(i)
    for m in reversed(list(POSSESSED.finditer(p.tags, max(start, i - 12), i))):
        if p.word(m.start(2)) in SPEECH_NOUNS and (m[1] == "S" or p.word(m.start()) in OWNERS):
            return Event(m.start(2), m.start(), m.start() + 1, 3)
    return None


def trailing(p: Paragraph, i: int) -> Event | None:
    """The plan was "…" for workers, Smith said."""
    return next(
        (event for event in p.events(*p.sentence(i)) if event.verb > i and event.level == 3), None
    )


def introduced(p: Paragraph, i: int) -> Event | None:
    """Smith shook her head: "…" """
    return next(iter(earlier(p, i)), None) if i and p.tags[i - 1] in ":," else None


def preceding(p: Paragraph, i: int) -> Event | None:
    """Smith disagreed. "…" """
    start, _ = p.sentence(i)
    if not start or "Q" in p.tags[start:i]:
        return None
    first, last = p.sentence(start - 1)
    if "Q" in p.tags[first:last]:
        return None
    found = p.events(first, last)
    return strongest(p, found) or (found[0] if found and last - first < SHORT else None)


STAGES = (label, signature, according, after, before, trailing, possessed, introduced, preceding)


def source(p: Paragraph, event: Event, rule: str) -> Source:
    """The verb and its subject as offsets into the text."""
    person = event.antecedent or (event.first, event.last)
    verb = p.word(event.verb) + (" to" if p.tags[event.verb] == "Z" else "")
    if (event.level == 1 and rule in ("any", "colon", "ranked")) or not verb[0].isalpha():
        verb = None  # "had one wish:" reports nothing, nor does the colon of a label
    return Source(
        p.starts[event.first],
        p.end(event.last - 1),
        verb,
        (p.starts[person[0]], p.end(person[1] - 1)),
        rule,
        p.tags[person[1] - 1] in "RN",
        p.word(event.last - 1),
    )


def attribute(p: Paragraph) -> list[Source | None]:
    """A source for each quotation of a paragraph, by the first rule that finds one."""
    if not p.names_somebody:
        return [None] * len(p.quoted)
    found = []
    for i in p.quoted:
        for stage in STAGES:
            if event := stage(p, i):
                found.append(source(p, event, stage.__name__))
                break
        else:
            found.append(None)
    return found


def around(
    document: Document, k: int, p: Paragraph, previous: tuple[int, Source | None] | None
) -> Source | None:
    """For a paragraph that begins with a quotation nobody is found for: a signature in the next
    paragraph, a colon at the end of the one before, or the speaker of the one before where this one
    is nothing but quotation.
    """
    plain, paragraphs = document.plain, document.paragraphs
    if (
        k + 1 < len(paragraphs)
        and len(p.tags) < 4
        and paragraphs[k + 1][0] in "-\u2013\u2014\u2015("
    ):
        q = Paragraph(plain, paragraphs[k + 1].start, paragraphs[k + 1].end)
        if m := SIGNATURE.match(q.tags):
            return source(q, Event(0, *m.span(1), 3), "signature")
    if k and paragraphs[k - 1][-1] == ":":
        q = Paragraph(plain, paragraphs[k - 1].start, paragraphs[k - 1].end)
        found = q.events(*q.sentence(len(q.tags) - 1))
        event = strongest(q, found) or (found[0] if found else None)
        if event:
            return source(q, event, "colon")
        if m := LABEL.match(q.tags):
            return source(q, Event(m.end() - 1, *m.span(1), 3), "colon")
    if previous and previous[0] == k - 1 and previous[1] and not p.tags.strip("Q."):
        return previous[1]._replace(rule="carried")
    return None


def sources(
    document: Document, quoted: Iterable[tuple] | None = None
) -> Iterator[tuple[tuple[int, int, int, bool], Paragraph, int, Source | None]]:
    """Every quoted stretch with its paragraph, its token there and its source. `quoted` are the
    stretches, as `marks.stretches` gives them, where they are known already.

    >>> [(stretch[:2], source.rule) for stretch, _, _, source in sources(Document("'Yes,' she said. 'No.'"))]
    [((0, 6), 'after'), ((17, 22), 'continued')]
    """
    previous, labels = None, None
    for k, group in groupby(stretches(document) if quoted is None else quoted, key=itemgetter(2)):
        quoted, paragraph = list(group), document.paragraphs[k]
        p = Paragraph(
            document.plain, paragraph.start, paragraph.end, [stretch[:2] for stretch in quoted]
        )
        found = attribute(p)
        if found[0] is None and p.quoted[0] == 0:
            found[0] = around(document, k, p, previous)
        for n, (start, *_) in enumerate(quoted):
            if m := SPEAKING.match(
                document.plain, paragraph.start if not n and found[0] is None else start
            ):
                if labels is None:
                    labels = sum(
                        SPEAKING.match(document.plain, each.start) is not None
                        for each in document.paragraphs
                    )
                if labels > 1:
                    found[n] = Source(*m.span(1), None, m.span(1), "label", True, m[1].lower())
        carry(found, "continued")
        if signed := next((each for each in found if each and each.rule == "signature"), None):
            found = [each or signed for each in found]
        for n, i in enumerate(p.quoted if p.names_somebody else ()):
            if found[n] is None and (event := next(iter(earlier(p, i)), None)):
                found[n] = source(p, event, "any")  # any verb: "Smith began as a …"
        found.reverse()
        carry(found, "backwards")
        found.reverse()
        previous = k, found[-1]
        yield from zip(quoted, repeat(p), p.quoted, found)


def carry(found: list[Source | None], rule: str) -> None:
    """Give each quotation without a source that of the one before it."""
    for n in range(1, len(found)):
        if found[n] is None and found[n - 1]:
            found[n] = found[n - 1]._replace(rule=rule)
