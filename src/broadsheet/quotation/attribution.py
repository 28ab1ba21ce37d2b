"""Who is said to have said a quotation: rules, tried in the order in which `RULES` lists them.

Each rule takes a paragraph and the token of a quotation, and returns the verb with its subject, or
None. Of the orders tried, this one agrees with annotators most often. Nothing falls back on the
last speaker in the article, since that was wrong more often than right: a quotation without a
source is reported as one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, repeat
from operator import attrgetter
from typing import NamedTuple

from ..paths import package_lines
from ..patterns import regex
from ..text import Document
from .marks import Stretch, quoted_stretches
from .parsing import LONGEST_SENTENCE, NOBLE, PHRASE, SENTENCE_BREAK, Event, Paragraph
from .tagging import verbs_used


class Source(NamedTuple):
    """Who says a quotation, and the rule that found it."""

    start: int
    end: int  # of the mention, as offsets into the text
    verb: str | None
    person: tuple[int, int]  # the offsets of the person: for "who", of what it stands for
    rule: str
    personal: bool = False  # a name or a pronoun, rather than a thing
    name: str = ""  # its last word, by which two mentions are the same


INVERTED = regex(rf"[,-]?[Axe]{{0,2}} ([VUv]) ({NOBLE})", re.VERBOSE)  # "…," said Smith
AS_PUT = regex(rf"BA?({PHRASE}[^.Q:]{{0,40}}?)([vUV])")  # as Smith puts it
DIRECTLY = regex(rf"[,-]?(?:[KAB]|[PD]?M){{0,2}}(?={PHRASE})")  # "…," but Smith
SIGNED = regex(rf"-({NOBLE})(?:,P[^.Q:]{{0,30}})?\.?$", re.VERBOSE)  # "…" - Smith, in a letter
NAME_AND_COLON = regex(rf"(?:.{{0,20}}?P)?({PHRASE}):")  # From Smith:
SAID_LAST = regex(rf"({NOBLE})(?=\.|$)", re.VERBOSE)  # a joke, says Smith.
ACCORDING = regex(rf"ZI({PHRASE})")  # according to Smith
POSSESSED = re.compile(r"([SD])[nv]{0,2}([nUVG])(?:P?D?M)?[TQ:]")  # Smith's claim (on Sunday) that
# in Smith's words, "…"; in the words of Smith, "…"
IN_WORDS = regex(rf"P(?:D?n*N*(?P<owner>S)|Dn(?=F))(?P<noun>n)?(?:F(?P<whose>{PHRASE}))?,?Q")
BY_AGENT = regex(rf"y({PHRASE})")  # dubbed "…" by Smith
PASSIVE = re.compile(r"[UV](?:B|[OA]|D?n){0,2}$")  # dubbed, described as
DESK = regex(rf"PD?nF({PHRASE})(?:,|\.?$)")  # From the desk of Smith, a farmer.
# Smith wrote in a post on Monday.
SAID_THERE = re.compile(r"(?:[PI][DnNSFM]{1,8}|[AM]){0,4}\.?$")
SIGNATURE = regex(rf"[-(]({NOBLE})[.)]*$", re.VERBOSE)  # a paragraph: (Jane Smith)
TRANSCRIPT_LABEL = regex(
    r"""
    ["\s]*                                                      # "PENCE: Well, …
    ( [A-Z][A-Z.'-]*[A-Z.] (?: [ ] [A-Z][A-Z.'-]* ){0,3} ) : \s  # SEN. PENCE: Well, …
""",
    re.VERBOSE,
)
BARRIER = re.compile(r"[,;CKB-]")  # separates "Smith said; Jones said", not "Smith said Jones said"
COMING = (",", "?", "!")  # a quotation ends with one of these if its "he said" follows
NO_SUBJECT = ("", *".,:Q-")  # no subject begins with one of these, or after the end
HANDOVER_TOKENS = 9  # of a sentence that only hands over: "Smith disagreed."
SPEECH_NOUNS = frozenset(package_lines("speech-nouns.txt"))
# Verbs of what is thought: of a clause of its own, they make nobody speak.
THOUGHTS = verbs_used("thought")
SAY = frozenset("say says said".split())
INVERTING = verbs_used("behind")
# A quotation before one of these is another person's.
REACTIONS = verbs_used("reaction")
OWNERS = frozenset("his her their my our its".split())


def strongest(p: Paragraph, events: list[Event]) -> Event | None:
    """The last verb of speech, or the last weak verb if there is none. If one verb of speech is
    inside another, the outermost.

    Loses: "Smith said the plan, which Jones called …" is given to Smith. Annotators did the same
    more often than not.
    """
    for level in (3, 2):
        candidates = [event for event in events if event.level == level]
        if not candidates:
            continue
        event = candidates.pop()
        while level == 3 and candidates and is_inside(p, event, candidates[-1]):
            event = candidates.pop()
        return event
    return None


def is_inside(p: Paragraph, inner: Event, outer: Event) -> bool:
    """Smith said Jones said"""
    return outer.verb < inner.first and not BARRIER.search(p.tags, outer.verb, inner.first)


def label(p: Paragraph, i: int) -> Event | None:
    """Smith: "…"  From the report: "…" """
    if p.tags[i - 1 : i] != ":":
        return None
    start, _ = p.sentence(i)
    m = NAME_AND_COLON.match(p.tags, start, i)
    return Event(i - 1, *m.span(1), 3) if m and m.end() == i and not p.events(start, i) else None


def signature(p: Paragraph, i: int) -> Event | None:
    """ "…" — Jane Smith"""
    m = SIGNED.match(p.tags, i + 1)
    return Event(m.start(), *m.span(1), 3) if m else None


def told_of(p: Paragraph, i: int) -> Event | None:
    """Smith said the plan was "…," according to a spokesman, who only passes it on"""
    if p.tags.find("Z", i, p.sentence(i)[1]) < 0:
        return None
    event = strongest(p, p.events_before(i))
    return event if event and event.level == 3 else None


def according(p: Paragraph, i: int) -> Event | None:
    """ "…", according to a spokesman"""
    start, end = p.sentence(i)
    at = start if p.tags[start] == "Z" else p.tags.find("Z", i, end)
    m = ACCORDING.match(p.tags, at) if at >= 0 else None
    return Event(at, *m.span(1), 3) if m else None


def after(p: Paragraph, i: int) -> Event | None:
    """ "…," said Smith.  "…," Smith said.  "…," Smith, a senator, told reporters."""
    if event := after_inverted(p, i):
        return passed_on(p, event)
    subject = DIRECTLY.match(p.tags, i + 1)
    if not subject:
        return None
    if p.last_inside(i) == ".":
        return after_full_stop(p, i)
    return after_directly(p, i, subject.end())


def passed_on(p: Paragraph, event: Event) -> Event:
    """The verb after one that only passes on what somebody else said: friends said Smith told
    them
    """
    behind = event.verb + 1
    if p.tags[behind : behind + 1] in NO_SUBJECT:
        return event  # mostly: “…,” Smith said.
    if event.first > event.verb or p.word(event.verb) not in SAY:
        return event
    return next(
        (
            inner
            for inner in p.events(*p.sentence(event.verb))
            if inner.first == behind and inner.level == 3 and inner.verb <= inner.last + 1
        ),
        event,
    )


def after_inverted(p: Paragraph, i: int) -> Event | None:
    """ "…," said Smith.  "…," smiled Smith.  But not: "no" cost Smith votes."""
    m = INVERTED.match(p.tags, i + 1)
    if not m:
        return None
    is_coming = p.last_inside(i) in COMING
    if m[1] != "v":
        is_coming = is_coming or p.tags[m.end() : m.end() + 1] not in tuple("AxeVUv")
    return Event(m.start(1), *m.span(2), 3) if is_coming else None


def after_full_stop(p: Paragraph, i: int) -> Event | None:
    """ "…." Smith said.  But not: Jones called it "…." Smith left.  Nor: "…." Smith agreed."""
    if reports_into(p, i):
        return None
    for event in p.events(*p.sentence(i + 1)):
        if (
            event.first == i + 1
            and event.level == 3
            and p.word(event.verb) not in REACTIONS
            and p.tags[event.verb + 1 : event.verb + 2] in (".", "")
        ):
            return event
    return None


def reports_into(p: Paragraph, i: int) -> bool:
    """Whether the words before the quotation report it in a clause: Jones said it was "…" """
    prior = strongest(p, p.events_before(i))
    return prior is not None and prior.level == 3 and p.tags[i - 1] not in ",:"


def after_directly(p: Paragraph, i: int, subject: int) -> Event | None:
    """ "…," Smith told reporters.  "…," Smith smiled.  `subject` is the token where it begins."""
    tags = p.tags
    start, _ = p.sentence(i)
    prior = strongest(p, p.events_before(i))
    if prior and tags[i + 1] in "BK" and p.clause(i)[1] == i + 1 and p.word(i + 1) != "as":
        return None  # Smith called it "…," while Jones said
    if reports_into(p, i):
        return None
    limit = min(len(tags), i + LONGEST_SENTENCE)
    boundary = SENTENCE_BREAK.search(tags, i + 1, limit)
    stop = boundary.start() if boundary else limit
    verbs = [event for event in p.events(i + 1, stop) if event.first == subject]
    for event in verbs:
        if event.level == 3:
            return passed_on(p, event)
    if (
        verbs
        and not prior
        and (verbs[0].level == 2 or p.last_inside(i) in COMING)
        and (i == start or tags[i - 1] in "Q,")
    ):
        return verbs[0]
    return None


def claimed(p: Paragraph, i: int) -> Event | None:
    """Jones mocked Smith's claim that the plan was "…"  But not: Jones said Smith's claim that"""
    if "S" not in p.tags[max(0, i - 12) : i]:
        return None
    outer = strongest(p, p.events_before(i))
    event = possessed(p, i) if outer and outer.level == 2 else None
    is_named = event and p.tags[event.first] == "S" and "T" in p.tags[event.verb : i]
    return event if is_named else None


def in_clause(p: Paragraph, i: int) -> Event | None:
    """Smith called it "…," while Jones said it was "…": of several clauses, that of the
    quotation
    """
    first, last = p.clause(i)
    if (first, last) == p.sentence(i):
        return None
    return strongest(
        p,
        [
            event
            for event in p.events_before(i)
            if first <= event.verb
            and p.word(event.verb) not in THOUGHTS
            and "e" not in p.tags[event.last : event.verb]  # was called
            and not (p.tags[first] == "W" and "," in p.tags[event.verb : i - 1])
        ],
    )


def before(p: Paragraph, i: int) -> Event | None:
    """Smith said: "…"  Smith called it "…" """
    event = strongest(p, p.events_before(i))
    return event if event is None or event.level == 3 else trailing(p, i) or event


def as_put(p: Paragraph, i: int) -> Event | None:
    """ "…," as Smith puts it.  As Smith put it, "…" """
    start, end = p.sentence(i)
    for at in (i + 1, start):
        m = AS_PUT.match(p.tags, at, end)
        if m and p.word(at) == "as" and p.word(m.start(2)) in ("put", "puts", "phrased", "phrases"):
            subject = m[1].rstrip(",AMx")  # Smith, a farmer, has once
            return Event(m.start(2), m.start(1), m.start(1) + len(subject), 3)
    return None


def agent(p: Paragraph, i: int) -> Event | None:
    """the helpers, dubbed "…" by Smith"""
    m = BY_AGENT.match(p.tags, i + 1)
    start, _ = p.sentence(i)
    passive = PASSIVE.search(p.tags, max(start, i - 4), i) if m else None
    return Event(passive.start(), *m.span(1), 3) if m and passive else None


def in_words(p: Paragraph, i: int) -> Event | None:
    """The plan is, in Smith's words, "…"  In the words of Smith, "…" """
    if p.tags[i - 1 : i] not in (",", "n", "N", "R"):
        return None
    start, _ = p.sentence(i)
    for m in IN_WORDS.finditer(p.tags, max(start, i - 12), i + 1):
        owner = m.span("whose" if m["whose"] else "owner")
        noun = owner[0] - 2 if m["whose"] else owner[1]
        if m.end() == i + 1 and p.word(noun) in SPEECH_NOUNS:
            return Event(noun, *owner, 3)
    return None


def possessed(p: Paragraph, i: int) -> Event | None:
    """Smith's claim that the plan was "…" """
    start, _ = p.sentence(i)
    for m in reversed(list(POSSESSED.finditer(p.tags, max(start, i - 12), i))):
        if p.word(m.start(2)) in SPEECH_NOUNS and (m[1] == "S" or p.word(m.start()) in OWNERS):
            return Event(m.start(2), m.start(), m.start() + 1, 3)
    return None


def trailing(p: Paragraph, i: int) -> Event | None:
    """The plan was "…" for workers, Smith said."""
    behind = [event for event in p.events(*p.sentence(i)) if event.verb > i and event.level == 3]
    if not behind:
        return None
    _, end = p.clause(i)
    event = next(
        (
            event
            for event in behind
            if event.verb < end or event.first > event.verb or is_set_off(p, event.first)
        ),
        None,
    )
    return said_by(p, event) if event else None


def said_by(p: Paragraph, event: Event) -> Event:
    """The verb with the subject that follows it, at the end of its sentence: a joke, says Smith."""
    is_inverted = p.tags[event.verb - 1] == "," and p.word(event.verb) in INVERTING
    m = SAID_LAST.match(p.tags, event.verb + 1) if is_inverted else None
    return Event(event.verb, *m.span(1), 3) if m else event


def is_set_off(p: Paragraph, subject: int) -> bool:
    """…, Smith said.  …, as Smith said.  But not: …, while Smith said"""
    return p.tags[subject - 1] == "," or p.word(subject - 1) == "as"


def introduced(p: Paragraph, i: int) -> Event | None:
    """Smith shook her head: "…" """
    return next(iter(p.events_before(i)), None) if i and p.tags[i - 1] in ":," else None


def preceding(p: Paragraph, i: int) -> Event | None:
    """Smith disagreed. "…" """
    start, _ = p.sentence(i)
    if not start or "Q" in p.tags[start:i]:
        return None
    first, last = p.sentence(start - 1)
    if "Q" in p.tags[first:last]:
        return None
    events = p.events(first, last)
    event = strongest(p, events)
    return event or (events[0] if events and last - first < HANDOVER_TOKENS else None)


RULES = (
    *(label, signature, as_put, after, told_of, according, agent, in_words, claimed, in_clause),
    *(before, trailing, possessed, introduced, preceding),
)


def source(p: Paragraph, event: Event, rule: str) -> Source:
    """The verb and its subject as offsets into the text."""
    start, end = p.starts[event.first], p.end(event.last - 1)
    person = event.antecedent
    word = p.word(event.verb) + (" to" if p.tags[event.verb] == "Z" else "")
    # neither "had one wish:" nor the colon of a label has a reporting verb
    says = word[0].isalpha() and not (event.level == 1 and rule in ("any", "colon", "ranked"))
    return Source(
        start,
        end,
        word if says else None,
        (p.starts[person[0]], p.end(person[1] - 1)) if person else (start, end),
        rule,
        p.tags[(person[1] if person else event.last) - 1] in "RN",
        p.word(event.last - 1),
    )


def attribute(p: Paragraph) -> list[Source | None]:
    """The source of each quotation in a paragraph, by the first rule that finds one; None without
    one.
    """
    if not p.names_somebody:
        return [None] * len(p.quoted)
    return [attribute_one(p, i) for i in p.quoted]


def attribute_one(p: Paragraph, i: int) -> Source | None:
    """The source of the quotation at token `i`, by the first rule that finds one."""
    for rule in RULES:
        if event := rule(p, i):
            return source(p, event, rule.__name__)
    return None


def around(
    document: Document, k: int, p: Paragraph, previous: tuple[int, Source | None] | None
) -> Source | None:
    """The source of a quotation that begins its paragraph and has none there: a signature in the
    next paragraph, a colon at the end of the previous one, or the previous speaker if this
    paragraph is nothing but quotation.
    """
    plain, bounds = document.plain, document.paragraph_bounds
    if (
        k + 1 < len(bounds)
        and len(p.tags) < 4
        and plain[bounds[k + 1][0]] in "-\u2013\u2014\u2015("
    ):
        below = Paragraph(plain, *bounds[k + 1])
        if m := SIGNATURE.match(below.tags):
            return source(below, Event(0, *m.span(1), 3), "signature")
    if k and last_character(document, k - 1) == ":":
        above = Paragraph(plain, *bounds[k - 1])
        events = above.events(*above.sentence(len(above.tags) - 1))
        if event := strongest(above, events) or next(iter(events), None):
            return source(above, event, "colon")
        if m := NAME_AND_COLON.match(above.tags):
            return source(above, Event(m.end() - 1, *m.span(1), 3), "colon")
    if p.tags.strip("Q."):
        return None
    if previous and previous[1] and previous[0] == carried_from(document, k):
        return previous[1]._replace(rule="carried")
    return announced(document, k, previous)


def carried_from(document: Document, k: int) -> int:
    """The paragraph whose speaker continues in one that is nothing but quotation: the previous one,
    or, in an interview, the one before the question.
    """
    return k - 2 if k > 1 and last_character(document, k - 1) == "?" else k - 1


def last_character(document: Document, k: int) -> str:
    """The last character of the paragraph."""
    _, end = document.paragraph_bounds[k]
    return document.plain[end - 1]


def announced(
    document: Document, k: int, previous: tuple[int, Source | None] | None
) -> Source | None:
    """The source of a paragraph that is nothing but quotation, if the previous paragraph announces
    it without a colon: Smith wrote in a post on Monday. According to Smith, … From the desk of
    Smith.
    """
    if not k or (previous and previous[0] == k - 1):
        return None
    above = Paragraph(document.plain, *document.paragraph_bounds[k - 1])
    if len(above.bounds) != 1:
        return None
    if above.tags[0] == "Z" and (m := ACCORDING.match(above.tags)):
        return source(above, Event(0, *m.span(1), 3), "announced")
    if m := DESK.match(above.tags):
        return (
            source(above, Event(m.start(1), *m.span(1), 3), "announced")
            if above.word(0) == "from"
            else None
        )
    event = strongest(above, above.events(0, len(above.tags)))
    occasion = event and SAID_THERE.match(above.tags, event.verb + 1)
    return source(above, event, "announced") if event and event.level == 3 and occasion else None


# A quoted stretch with its parsed paragraph, its token there, and its source. A text may have
# thousands, and named fields would take as long as finding out that nobody is named.
Attributed = tuple[Stretch, Paragraph, int, Source | None]


def sources(document: Document, stretches: Iterable[Stretch] | None = None) -> Iterator[Attributed]:
    """Every quoted stretch with its source. `stretches` are those of `marks.quoted_stretches`, if
    already known.

    >>> found = sources(Document("'Yes,' she said. 'No.'"))
    >>> [(stretch[:2], source.rule) for stretch, _, _, source in found]
    [((0, 6), 'after'), ((17, 22), 'continued')]
    """
    previous: tuple[int, Source | None] | None = None
    is_transcript: bool | None = None  # computed once, and only if there is a label
    for k, group in groupby(
        quoted_stretches(document) if stretches is None else stretches,
        key=attrgetter("paragraph"),
    ):
        quoted, (start, end) = list(group), document.paragraph_bounds[k]
        p = Paragraph(document.plain, start, end, [stretch[:2] for stretch in quoted])
        found = attribute(p)
        if found[0] is None and p.quoted[0] == 0:
            found[0] = around(document, k, p, previous)
        may_be_labelled = document.plain.find(":", start, end) >= 0
        for n, stretch in enumerate(quoted if may_be_labelled else ()):
            begin = start if n == 0 and found[0] is None else stretch.start
            if m := TRANSCRIPT_LABEL.match(document.plain, begin):
                if is_transcript is None:
                    is_transcript = has_several_labels(document)
                if is_transcript:
                    found[n] = Source(*m.span(1), None, m.span(1), "label", True, m[1].lower())
        fill(found, p)
        previous = k, found[-1]
        yield from zip(quoted, repeat(p), p.quoted, found)


def has_several_labels(document: Document) -> bool:
    """Whether more than one paragraph begins with a name in capitals and a colon, as in the
    transcript of a debate.
    """
    labels = (
        TRANSCRIPT_LABEL.match(document.plain, start) for start, _ in document.paragraph_bounds
    )
    return sum(m is not None for m in labels) > 1


def fill(found: list[Source | None], p: Paragraph) -> None:
    """Give each quotation of a paragraph for which no rule found a source that of the previous one,
    the signature, the subject of any verb before it, or the source of the next one.
    """
    if not (p.names_somebody or any(found)) or all(found):
        return  # every quotation has a source, or none has
    carry(found, "continued")
    signed = next((who for who in found if who and who.rule == "signature"), None)
    if signed:
        found[:] = [who or signed for who in found]
    for n, i in enumerate(p.quoted if p.names_somebody else ()):
        if found[n] is None and (event := next(iter(p.events_before(i)), None)):
            found[n] = source(p, event, "any")  # any verb: "Smith began as a …"
    found.reverse()
    carry(found, "backwards")
    found.reverse()


def carry(found: list[Source | None], rule: str) -> None:
    """Give each quotation without a source that of the previous one."""
    for n in range(1, len(found)):
        before = found[n - 1]
        if found[n] is None and before:
            found[n] = before._replace(rule=rule)
