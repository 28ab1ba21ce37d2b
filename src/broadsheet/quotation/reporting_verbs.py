"""Verbs of saying: which of them report a clause, and whose, in one parsed sentence."""

import re

from ..patterns import regex
from .parsing import NOBLE, PHRASE, Event, Paragraph
from .tagging import PARTICIPLES, verbs_used

# Verbs that report a statement, from `data/verbs.csv`. Not "promise" or "agree", which commit the
# speaker, nor "deny", which reports the opposite; evidence "suggests", people "suggested".
SAY = frozenset("say says said saying".split())
TELL = frozenset("tell tells told telling".split())
CLAUSE_VERBS = verbs_used("clause")
# Without "that", these take a noun as often as a clause: "announced the plan the mayor wanted"
# reports no statement.
THAT_VERBS = verbs_used("that")
QUESTION_VERBS = verbs_used("question")  # asked whether
ADDRESSING_VERBS = verbs_used("person")  # told somebody, without "to"
INVERTING_VERBS = verbs_used("behind")  # …, said Smith
SAYING = CLAUSE_VERBS | THAT_VERBS
BASE = frozenset(verb for verb in SAYING if not verb.endswith(("s", "d", "g"))) - {
    "told",
    "wrote",
} | {"add"}
# Negated, possible or future saying reports nothing, nor does "to say".
UNSAID = frozenset(
    """
    to not never hardly without would could might may must shall should can cannot will don't
    doesn't didn't deny denies denied denying avoid avoids avoided won't wouldn't can't couldn't
    hasn't haven't hadn't shouldn't isn't wasn't aren't weren't""".split()
)
# Subjects that are not sources: nobody, and the writer.
NO_SOURCE = frozenset("nobody none no neither nothing few i we you it's".split())
# Subjects that suggest something without saying it.
EVIDENCE = frozenset(
    "analysis data evidence figures math numbers poll polling polls research results".split()
)
# "If Smith says …": nobody has said it yet.
OPEN = frozenset("if unless whether until should why what how".split())
# Words before a "saying" that reports; not "from" or "short of".
WHILE = frozenset("as by in after before while when and with".split())

# What may stand between a subject and its verb.
GROUP = re.compile(r"[AxeMPDIV]*$")
# A subject with nothing but adverbs, times and auxiliaries between it and its verb.
SUBJECT = regex(rf"[CKA]?({PHRASE})(?:[PD]?M{{1,3}}|[Axe]){{0,4}}")
WITH_SOMEBODY = regex(rf"[Py]({PHRASE})(?:[PD]?M{{1,3}}|[Axe]){{0,4}}$")  # with critics saying
FRONTED = re.compile("[^RDNnS]*y")  # By …: an agent before any subject is not the source
BY_AGENT = re.compile(rf"y({PHRASE})")  # was told by Smith
FINITE = re.compile(
    r"""
    [xe]                                    # is, has
  | [nNSRpTWQCM)] [AM]{0,3} [vVU]           # the rain soon stopped
  | R [nU]                                  # they want; she snubs, which no list has
""",
    re.VERBOSE,
)
ACTS = re.compile(r"[^W,]*?[xevVU]")  # said Smith resigned: Smith is not the subject of "said"
SAID_SOMEBODY = regex(rf"[,Q]A?([VUv])({NOBLE})(?=[,.)PMB-]|$)", re.VERBOSE)  # …, said Smith


def saying(p: Paragraph, start: int, verb: int, previous: Event | None) -> Event | None:
    """The verb with its subject, if somebody is reported to have said something: not "did not say",
    "if she says".

    `verb` is a token of a sentence that begins at token `start`; `previous` is the result for the
    previous verb of saying, whose subject continues after "and".

    >>> text = "Roe said it rains."
    >>> p = Paragraph(text, 0, len(text))
    >>> saying(p, 0, 1, None)
    Event(verb=1, first=0, last=1, level=3, antecedent=None)
    >>> text = "Nobody said it rains."
    >>> saying(Paragraph(text, 0, len(text)), 0, 1, None)
    """
    tags = p.tags
    group = group_start(p, start, verb)
    if is_unsaid(p, start, group, verb):
        return None
    is_participle = tags[verb] in PARTICIPLES
    if is_participle and verb > start:
        if is_no_report(p, verb):
            return None
        if event := with_somebody(p, start, verb):
            return event
    if not is_participle:
        if "e" in tags[group:verb]:  # was told by Smith
            agent = BY_AGENT.match(tags, verb + 1)
            return Event(verb, *agent.span(1), 3) if agent else None
        if previous and group > start and tags[group - 1] in "CK":  # Smith said it rains and added
            return previous._replace(verb=verb)
    if event := subject_behind(p, start, verb):
        return event
    event = subject_before(p, start, group, verb)
    return event if event and is_source(p, start, group, event) else None


def group_start(p: Paragraph, start: int, verb: int, reach: int = 6) -> int:
    """Where the words of a verb begin: at "has" in "has also said"."""
    m = GROUP.search(p.tags, max(start, verb - reach), verb)
    return m.start() if m else verb  # it matches at least nothing


def is_unsaid(p: Paragraph, start: int, group: int, verb: int) -> bool:
    """did not say; would say; to say; he'll say"""
    words = p.plain[p.starts[max(start, group - 1)] : p.starts[verb]].lower().split()
    return not UNSAID.isdisjoint(words) or any(word.endswith(("'d", "'ll")) for word in words)


def is_no_report(p: Paragraph, verb: int) -> bool:
    """refrained from saying; it was telling that"""
    before = p.word(verb - 1)
    if p.tags[verb - 1] in "PFyBI" and before not in WHILE:
        return True
    return before in ("it's", "was", "is") and p.word(verb) in TELL


def with_somebody(p: Paragraph, start: int, verb: int) -> Event | None:
    """with critics saying"""
    m = WITH_SOMEBODY.search(p.tags, start, verb)
    return Event(verb, *m.span(1), 3) if m and p.word(m.start()) in ("with", "by") else None


def subject_behind(p: Paragraph, start: int, verb: int) -> Event | None:
    """…, said Smith.  But not: …, said Smith resigned."""
    tags = p.tags
    for i in (verb - 1, verb - 2):
        m = SAID_SOMEBODY.match(tags, i) if i > start and tags[i] in ",Q" else None
        if m and m.start(1) == verb:
            break
    else:
        return None
    if p.word(verb) not in INVERTING_VERBS or p.word(m.start(2)) in NO_SOURCE:
        return None
    relative = tags.find(",W", start, verb)
    if relative >= 0 and not clause(p, start, relative):
        return None  # Smith, who left, explained the rules
    acts = ACTS.match(tags, *m.span(2))
    if acts and not p.word(acts.end() - 1).endswith("ed"):
        return None
    return Event(verb, *m.span(2), 3)


def subject_before(p: Paragraph, start: int, group: int, verb: int) -> Event | None:
    """Smith has also said.  Smith, who farms, said."""
    tags = p.tags
    if tags[verb] not in PARTICIPLES:
        near = group
        while near > start and tags[near - 1] not in ",QBT:-":
            near -= 1
        if m := SUBJECT.fullmatch(tags, near, verb):
            return Event(verb, *m.span(1), 3)
    if FRONTED.match(tags, start, verb):
        return None
    return next((event for event in p.events(start, verb + 1) if event.verb == verb), None)


def is_source(p: Paragraph, start: int, group: int, event: Event) -> bool:
    """Whether the subject of a verb of saying is a source."""
    tags, verb, first, last = p.tags, event.verb, event.first, event.last
    if tags[verb - 1] == "," and last == verb - 1 and "," not in tags[first:last]:
        return False  # his moves, warned the mayor who …
    if p.word(first) in NO_SOURCE:
        return False
    if "suggest" in p.word(verb) and p.word(last - 1) in EVIDENCE:
        return False
    if p.word(verb) in BASE and not UNSAID.isdisjoint(p.word(i) for i in range(last, group)):
        return False  # would say no and add that it rains
    before = first - 1
    while before >= start and tags[before] in "A,":
        before -= 1
    return before < start or p.word(before) not in OPEN


def clause(p: Paragraph, start: int, end: int) -> bool:
    """Whether these tokens contain a finite verb with something before it, outside marks."""
    return FINITE.search(p.tags, start, end) is not None
