"""Verbs of saying: which report a clause, and who says it, in one parsed sentence."""

import re

from .parsing import NOBLE, PHRASE, Event, Paragraph
from .tagging import inflected


def forms(verbs: str) -> frozenset[str]:
    """All forms of these verbs, which are written as `grammar.inflected` takes them.

    >>> sorted(forms("admit+"))
    ['admit', 'admits', 'admitted', 'admitting']
    """
    return frozenset(inflected("vvvv", verbs))


# Verbs that report a statement. Not "promise" or "agree", which bind, nor "deny", which reports the
# opposite.
SAY = forms("say/says/said/saying")
TELL = forms("tell/tells/told/telling")
FREE = (
    SAY
    | TELL
    | forms("""
    acknowledge admit+ allege argue assert claim concede contend insist maintain predict warn""")
    | {"reported", "suggested", "suggesting"}
)  # evidence "suggests", people "suggested"
# Without "that", these take a thing as often as a clause: "announced the plan the mayor wanted"
# states nothing.
THAT_VERBS = forms("""
    add affirm announce assure boast brag+ caution clarify complain conclude confess confirm counter declare emphasise
    emphasize explain inform joke lament note notify observe pledge proclaim quip+ reaffirm recall recount reiterate
    remark remind reply respond rule state stress testify tweet vow swear/swears/swore/swearing
    write/writes/wrote/writing""")
ASKING = forms("ask inquire wonder")  # report a question: "asked whether"
TELLING = TELL | forms("assure caution inform notify remind warn")  # somebody, without "to"
BEHIND_VERBS = (
    SAY | forms("add argue explain insist note warn write/writes/wrote/writing")
) - forms("note add") | {"noted", "notes", "added", "adds"}  # …, said Smith
SAYING = FREE | THAT_VERBS
BASE = frozenset(verb for verb in SAYING if not verb.endswith(("s", "d", "g"))) - {
    "told",
    "wrote",
} | {"add"}
# Negated, possible or future saying reports nothing, nor does "to say".
UNSAID = frozenset(
    """
    to not never hardly without would could might may must shall should can cannot will don't doesn't didn't
    deny denies denied denying avoid avoids avoided won't wouldn't can't couldn't hasn't haven't hadn't shouldn't isn't
    wasn't aren't weren't""".split()
)
# Subjects that are no source: nobody, and the writer.
NOBODY = frozenset("nobody none no neither nothing few i we you it's".split())
# These suggest, and say nothing.
EVIDENCE = frozenset(
    "analysis data evidence figures math numbers poll polling polls research results".split()
)
OPEN = frozenset(
    "if unless whether until should why what how".split()
)  # "if Smith says …": nobody has said it yet
WHILE = frozenset(
    "as by in after before while when and with".split()
)  # before "saying"; not "from", "short of"

GROUP = re.compile(r"[AxeMPDIV]*$")  # what stands between a subject and its verb
SUBJECT = re.compile(
    rf"[CKA]?({PHRASE})(?:[PD]?M{{1,3}}|[Axe]){{0,4}}"
)  # with nothing between it and its verb
WITH = re.compile(rf"[Py]({PHRASE})(?:[PD]?M{{1,3}}|[Axe]){{0,4}}$")  # with critics saying
FRONTED = re.compile("[^RDNnS]*y")  # By …: an agent before any subject tells none
BY = re.compile(rf"y({PHRASE})")  # was told by Smith
FINITE = re.compile(r"[xe]|[nNSRpTWQCM)][AM]{0,3}[vVU]|R[nU]")
ACTS = re.compile(r"[^W,]*?[xevVU]")  # said Smith resigned: Smith stands not behind "said"
BEHIND = re.compile(rf"[,Q]A?([VUv])({NOBLE})(?=[,.)PMB-]|$)", re.VERBOSE)  # …, said Smith


def saying(p: Paragraph, start: int, verb: int, previous: Event | None) -> Event | None:
    """The verb with its subject, where somebody is reported to have said something: not "did not
    say", "if she says".

    `verb` is a token of a sentence that begins at token `start`; `previous` is what the verb of
    saying before it gave, whose subject goes on behind "and".

    >>> text = "Roe said it rains."
    >>> p = Paragraph(text, 0, len(text))
    >>> saying(p, 0, 1, None)
    Event(verb=1, first=0, last=1, level=3, antecedent=None)
    >>> text = "Nobody said it rains."
    >>> saying(Paragraph(text, 0, len(text)), 0, 1, None)
    """
    tags = p.tags
    group = GROUP.search(tags, max(start, verb - 6), verb).start()
    before = p.plain[p.starts[max(start, group - 1)] : p.starts[verb]].lower().split()
    if not UNSAID.isdisjoint(before) or any(word.endswith(("'d", "'ll")) for word in before):
        return None
    gerund = tags[verb] in "gGH"
    if gerund and verb > start:
        before = p.word(verb - 1)
        if tags[verb - 1] in "PFyBI" and before not in WHILE:
            return None
        if before in ("it's", "was", "is") and p.word(verb) in TELL:
            return None  # it was telling that
        if (m := WITH.search(tags, start, verb)) and p.word(m.start()) in ("with", "by"):
            return Event(verb, *m.span(1), 3)
    if "e" in tags[group:verb] and not gerund:  # was told by Smith
        m = BY.match(tags, verb + 1)
        return Event(verb, *m.span(1), 3) if m else None
    if (
        previous and not gerund and group > start and tags[group - 1] in "CK"
    ):  # Smith said it rains and added
        return previous._replace(verb=verb)
    behind = next(
        (
            m
            for i in (verb - 1, verb - 2)
            if i > start and tags[i] in ",Q" and (m := BEHIND.match(tags, i)) and m.start(1) == verb
        ),
        None,
    )
    which = tags.find(",W", start, verb) if behind else -1  # Smith, who left, explained the rules
    if (
        behind
        and p.word(verb) in BEHIND_VERBS
        and p.word(behind.start(2)) not in NOBODY
        and (which < 0 or clause(p, start, which))
    ):
        acts = ACTS.match(tags, *behind.span(2))
        if not acts or p.word(acts.end() - 1).endswith("ed"):
            return Event(verb, *behind.span(2), 3)
    near = group
    while near > start and tags[near - 1] not in ",QBT:-":
        near -= 1
    m = None if gerund else SUBJECT.fullmatch(tags, near, verb)
    event = Event(verb, *m.span(1), 3) if m else None
    if not m and not FRONTED.match(tags, start, verb):
        event = next((e for e in p.events(start, verb + 1) if e.verb == verb), None)
    if (
        event
        and tags[verb - 1] == ","
        and event.last == verb - 1
        and "," not in tags[event.first : event.last]
    ):
        return None  # his moves, warned the mayor who …
    if event is None or p.word(event.first) in NOBODY:
        return None
    if "suggest" in p.word(verb) and p.word(event.last - 1) in EVIDENCE:
        return None
    if p.word(verb) in BASE and not UNSAID.isdisjoint(p.word(i) for i in range(event.last, group)):
        return None  # would say no and add that it rains
    at = event.first - 1
    while at >= start and tags[at] in "A,":
        at -= 1
    return event if at < start or p.word(at) not in OPEN else None


def clause(p: Paragraph, start: int, end: int) -> bool:
    """Whether these tokens hold a finite verb with something before it, outside marks."""
    return FINITE.search(p.tags, start, end) is not None
