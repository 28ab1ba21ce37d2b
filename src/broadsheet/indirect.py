"""Indirect speech: clauses in which the journalist reports, outside quotation marks, what somebody says.

Kept apart from quotations, since these are the journalist's words: they never enter a share of quoted words. Made to be
right rather than complete. A sentence is parsed only where a verb of saying stands in it that may report a clause, and once.
"""
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .attribution import ACCORDING, Source, source
from .clauses import CORE, LONGEST, NOBLE, PHRASE, Event, Paragraph
from .grammar import inflected
from .sentences import MARKS, ends_sentence
from .text import Document


class Report(NamedTuple):
    """A reported clause as offsets into the text, who is said to have said it, and the paragraph in which it stands."""
    start: int
    end: int
    source: Source
    paragraph: int


def forms(verbs: str) -> frozenset[str]:
    return frozenset(inflected("vvvv", verbs))


# Verbs that report a statement. Not "promise" or "agree", which bind, nor "deny", which reports the opposite.
SAY = forms("say/says/said/saying")
TELL = forms("tell/tells/told/telling")
FREE = SAY | TELL | forms("""
    acknowledge admit+ allege argue assert claim concede contend insist maintain predict warn""") | {
    "reported", "suggested", "suggesting"}                                 # evidence "suggests", people "suggested"
# Without "that", these take a thing as often as a clause: "announced the plan the mayor wanted" states nothing.
THAT_VERBS = forms("""
    add affirm announce assure boast brag+ caution clarify complain conclude confess confirm counter declare emphasise
    emphasize explain inform joke lament note notify observe pledge proclaim quip+ reaffirm recall recount reiterate
    remark remind reply respond rule state stress testify tweet vow swear/swears/swore/swearing
    write/writes/wrote/writing""")
ASKING = forms("ask inquire wonder")                                       # report a question: "asked whether"
TELLING = TELL | forms("assure caution inform notify remind warn")         # somebody, without "to"
BEHIND_VERBS = (SAY | forms("add argue explain insist note warn write/writes/wrote/writing")) - forms("note add") | {
    "noted", "notes", "added", "adds"}                                     # …, said Smith
SAYING = FREE | THAT_VERBS
BASE = frozenset(verb for verb in SAYING if not verb.endswith(("s", "d", "g"))) - {"told", "wrote"} | {"add"}


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
# Negated, possible or future saying reports nothing, nor does "to say".
UNSAID = frozenset("""
    to not never hardly without would could might may must shall should can cannot will don't doesn't didn't
    deny denies denied denying avoid avoids avoided won't wouldn't can't couldn't hasn't haven't hadn't shouldn't isn't wasn't
    aren't weren't""".split())
NOUN_AHEAD = frozenset("the a an his its their our my this these those no any of united".split())     # the report
PROMISING = re.compile(r"""
    [.,]                                                                        # Smith noted.
  | \s (?: [^.;:"]{0,60}? \s)?? that \b
  | \s (?:s?he|it|they|there|we|whether|if|in|on|at|during|last|later|[MTWFS]\w+day)\b
""", re.VERBOSE)
# Subjects that are no source: nobody, and the writer.
NOBODY = frozenset("nobody none no neither nothing few i we you it's".split())
EVIDENCE = frozenset("analysis data evidence figures math numbers poll polling polls research results".split())    # suggest
OPEN = frozenset("if unless whether until should why what how".split())     # "if Smith says …": nobody has said it yet
WHILE = frozenset("as by in after before while when and with".split())      # before "saying"; not "from", "short of"
PLACES = frozenset("in on at during to via by before from after through earlier".split())    # said in a statement that
MANNERS = frozenset("plan plans schedule law custom tradition need rule rules size age type taste merit which how".split())

ADJUNCT = rf"(?: ,?(?: A | [PD]?M{{1,3}} | [PI]{CORE}(?:[PF]{CORE}){{0,2}} | [PI]O | v ) )"
GROUP = re.compile(r"[AxeMPDIV]*$")                               # what stands between a subject and its verb
SUBJECT = re.compile(rf"[CKA]?({PHRASE})(?:[PD]?M{{1,3}}|[Axe]){{0,4}}")     # with nothing between it and its verb
WITH = re.compile(rf"[Py]({PHRASE})(?:[PD]?M{{1,3}}|[Axe]){{0,4}}$")      # with critics saying
FRONTED = re.compile("[^RDNnS]*y")                                # By …: an agent before any subject tells none
BY = re.compile(rf"y({PHRASE})")                                  # was told by Smith
FINITE = re.compile(r"[xe]|[nNSRpTWQCM)][AM]{0,3}[vVU]|R[nU]")
THAT = re.compile(r"[vgAMPDnNSFIOCRp,]{0,16}?T(?=.)")
# A clause without "that": a subject with its verb. What stands between them is an apposition or a relative clause.
BARE = re.compile(rf"""
    (?: A,? | PD?M,? | P{CORE},? )?
    (?: R (?:[xevVUMnC] | A{{1,2}}[xevVU])                      # he resigned
      | (?: {PHRASE} | Q [CnN]{{0,3}} | Dn? | [nN]A )
        (?: ,[^.,:Q]{{1,40}}, | ,?W[^.:Q]{{1,40}}?,? | (?<=[nN])[vg][^.,:Q]{{1,40}}? )?
        (?: A | [PD]?M{{1,3}} | [PF]{CORE} ){{0,3}} [xevVU]   # the plan, long delayed, would fail
      | A e                                                   # there are
    )""", re.VERBOSE)
LEADING = re.compile(rf"(?:{ADJUNCT}{{0,2}},?(?=[RD]))?", re.VERBOSE)     # said in a statement she resigned
ADDRESSEE = re.compile(rf"""
    (?: O | (?:R|D?[vgA]?[SnNp]{{1,6}}) (?:[PFC]{CORE}){{0,2}} (?=[DRTM]) | D(?=T) | [DS]?N{{1,4}} (?=[nPB]|Ae)
      | [DS]?n (?=[nNAP]) | R | S?Q (?=T) )
""", re.VERBOSE)
ENDING = re.compile(rf"(?: [nNDSO]{{1,5}} (?:[CF]{CORE})? )? (?: [APMI][^,.:QTWRxe-]{{0,40}} )? (?= [,.)-] | $ )", re.VERBOSE)
ACTS = re.compile(r"[^W,]*?[xevVU]")                              # said Smith resigned: Smith stands not behind "said"
BEHIND = re.compile(rf"[,Q]A?([VUv])({NOBLE})(?=[,.)PMB-]|$)", re.VERBOSE)       # …, said Smith


def reported(document: Document, stretches: Sequence[tuple]) -> Iterator[Report]:
    """The reported clauses of a document, in order; `stretches` are its quoted ones, as `marks.stretches` gives them.

    A clause is one piece, without "that", its verb and its source, and without the point behind it; a quotation that is part
    of it is inside. Where the words "she said" stand in the middle, they are inside, too: a reader is better served by one
    whole sentence than by two halves. Rows never overlap: of one report inside another, the outer one is given.

    Negated, possible, future and hypothetical saying reports nothing ("did not say", "would say", "if he says"), nor does a
    passive that names nobody ("was told that"), nor the writer ("I said"). What stands in marks is never searched.

    >>> from broadsheet.marks import stretches
    >>> text = "Rain is welcome, Lind said. Berg did not say it was. She warned that “floods” may come."
    >>> document = Document(text)
    >>> [(text[r.start:r.end], text[r.source.start:r.source.end], r.source.verb)
    ...  for r in reported(document, list(stretches(document)))]
    [('Rain is welcome', 'Lind', 'said'), ('“floods” may come', 'She', 'warned')]

    Fails: a present tense that no word list knows ("say shops face losses") is no clause without "that"; a clause ends at
    ", but" though what follows may still be reported, and takes in the writer's own words behind a mere comma; "as Smith
    wrote, …" is not found; questions, and sentences of more than 150 tokens, are left out.
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
            inside = [at for at, _ in cues[bisect_left(cues, (start,)):bisect_left(cues, (done,))] if at <= p.starts[-1]]
            verbs = [token for at in inside if p.starts[token := bisect_left(p.starts, at)] == at and p.tags[token] in "VGUHgv"]
            for left, right, event, rule in reports(p, verbs):
                yield Report(p.starts[left], p.end(right - 1), source(p, event, rule), k)


def promising(plain: str, at: int, end: int) -> bool:
    """Whether the verb of saying here, seen with the words beside it, may report a clause: not "to say", "the report"."""
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
    """The sentence of a paragraph in which an offset stands, as `sentences` finds it; only the marks beside it are asked."""
    start, end = max(start, at - REACH), min(end, at + REACH)
    for mark in reversed(list(MARKS.finditer(plain, start, at))):
        if ends_sentence(plain, start, mark, end):
            start = mark.end()
            break
    for mark in MARKS.finditer(plain, at, end):
        if ends_sentence(plain, start, mark, end):
            return start, mark.end()
    return start, end


Found = tuple[int, int, Event, str]     # a clause as tokens, end exclusive; the verb with its subject; the rule


def reports(p: Paragraph, verbs: Sequence[int]) -> list[Found]:
    """The reported clauses of one sentence with these verbs of saying, as tokens. Of one inside another, the outer one."""
    tags, found, start = p.tags, [], 0
    semicolons = ()
    if ";" in p.plain[p.starts[0]:p.end(len(tags) - 1)]:
        semicolons = [i for i, letter in enumerate(tags) if letter == "," and p.tokens[i][0] == ";"]
    for end in [*semicolons, len(tags)]:
        after = end + 1
        while end > start and tags[end - 1] in ".),-":
            end -= 1
        events: list[Event] = []
        for verb in verbs:
            if start <= verb < end and (event := saying(p, start, verb, events[-1] if events else None)):
                events.append(event)
        found += according(p, start, end) or inserted(p, start, end, events) or said(p, start, end, events)
        start = after
    return found


def saying(p: Paragraph, start: int, verb: int, previous: Event | None) -> Event | None:
    """The verb with its subject, where somebody is reported to have said something: not "did not say", "if she says"."""
    tags = p.tags
    group = GROUP.search(tags, max(start, verb - 6), verb).start()
    before = p.plain[p.starts[max(start, group - 1)]:p.starts[verb]].lower().split()
    if not UNSAID.isdisjoint(before) or any(word.endswith(("'d", "'ll")) for word in before):
        return None
    gerund = tags[verb] in "gGH"
    if gerund and verb > start:
        before = p.word(verb - 1)
        if tags[verb - 1] in "PFyBI" and before not in WHILE or before in ("it's", "was", "is") and p.word(verb) in TELL:
            return None
        if (m := WITH.search(tags, start, verb)) and p.word(m.start()) in ("with", "by"):
            return Event(verb, *m.span(1), 3)
    if "e" in tags[group:verb] and not gerund:             # was told by Smith
        m = BY.match(tags, verb + 1)
        return Event(verb, *m.span(1), 3) if m else None
    if previous and not gerund and group > start and tags[group - 1] in "CK":      # Smith said it rains and added
        return previous._replace(verb=verb)
    behind = next((m for i in (verb - 1, verb - 2) if i > start and tags[i] in ",Q"
                   and (m := BEHIND.match(tags, i)) and m.start(1) == verb), None)
    which = tags.find(",W", start, verb) if behind else -1                # Smith, who left, explained the rules
    if (behind and p.word(verb) in BEHIND_VERBS and p.word(behind.start(2)) not in NOBODY
            and (which < 0 or clause(p, start, which))):
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
    if event and tags[verb - 1] == "," and event.last == verb - 1 and "," not in tags[event.first:event.last]:
        return None                                                      # his moves, warned the mayor who …
    if event is None or p.word(event.first) in NOBODY or "suggest" in p.word(verb) and p.word(event.last - 1) in EVIDENCE:
        return None
    if event.last < group and p.word(verb) in BASE and not UNSAID.isdisjoint(p.word(i) for i in range(event.last, group)):
        return None                                                      # would say no and add that it rains
    at = event.first - 1
    while at >= start and tags[at] in "A,":
        at -= 1
    return event if at < start or p.word(at) not in OPEN else None


def opening(p: Paragraph, start: int, end: int) -> int:
    """Where a clause begins: behind "But", "And", and the comma, dash or bracket before it."""
    while start < end and p.tags[start] in ",CK.-(:)":
        start += 1
    return start


def clause(p: Paragraph, start: int, end: int) -> bool:
    """Whether these tokens hold a finite verb with something before it, outside marks."""
    return FINITE.search(p.tags, start, end) is not None


def according(p: Paragraph, start: int, end: int) -> list[Found]:
    """According to Smith, it rains.  It rains, according to Smith."""
    at = p.tags.find("Z", start, end)
    m = ACCORDING.match(p.tags, at, end) if at >= 0 else None
    if not m or p.word(m.end(1) - 1) in MANNERS:
        return []
    event, first = Event(at, *m.span(1), 3), opening(p, start, at)
    if first == at or p.tags[first:at] in ("A", "A,"):
        comma = p.tags.find(",", m.end(), end)
        while 0 <= comma < (following := p.tags.find(",", comma + 1, end)) and (
                p.tags[comma + 1] == "W" or p.tags[comma + 1] in "DnN" and not clause(p, comma + 1, following)):
            comma = following
        first = comma + 1
        return [(first, end, event, "indirect according")] if comma >= 0 and clause(p, first, end) else []
    if p.tags[at - 1] in ",Q(-" or m.end() == end:
        last = at - (p.tags[at - 1] in ",(-")
        if p.tags[first] not in "BW" and (clause(p, first, last) or m.end() == end and last - first > 3) and (
                p.tags[first] != "Q" or small(p, first)):
            return [(first, last, event, "indirect according")]
        if p.tags[m.end():m.end() + 1] == "," and clause(p, m.end(), end):
            return [(first, end, event, "indirect according")]
    return []


def inserted(p: Paragraph, start: int, end: int, events: list[Event]) -> list[Found]:
    """It rains, Smith said.  The rain, said Smith, falls: one clause from its beginning to its end."""
    tags = p.tags
    for n, event in enumerate(events):
        if p.word(event.verb) in ASKING:
            continue
        if event.first > event.verb and tags[event.verb - 1] != "e":
            at = event.verb - 1 - (tags[event.verb - 1] == "A")
            stop = event.last
        elif (start < event.first < event.verb and tags[event.first] not in "WT"
                and p.plain[p.starts[event.first - 1]] in ",\"-\u2013\u2014'"         # not the "%" of a figure
                and (m := ENDING.match(tags, event.verb + 1, end))):
            at, stop = event.first - 1, m.end()
        else:
            continue
        first, last = opening(p, start, at), at + (tags[at] == "Q")
        if tags[at] in ",-" and tags[stop:stop + 1] in (",", "-") and stop < end and clause(p, stop, end):
            if first >= at:                                                  # But, Smith said, it rains
                return [(stop + 1, cut(p, stop + 1, end, events), event, "indirect inserted")]
            if tags[at - 1] in "BW":                                         # stayed because, Smith said, it rains
                found = said(p, start, at - 1, events[:n])
                return [*found, (at - 1, cut(p, stop + 1, end, events), event, "indirect inserted")]
        if first >= last or direct(p, first, last):
            continue
        main = tags.find(",", first, last) if tags[first] in "BW" else first      # when it rains, the road is closed
        whole = main >= 0 and tags[last - 1] not in "BTIPFCW" and (
            clause(p, main, last) or any(small(p, i) for i in p.quoted if main <= i < last))
        if tags[stop:stop + 1] in (",", "-") and stop < end and tags[stop + 1] not in "WGHQCKgv" and (
                whole and tags[stop + 1] not in "DnN" or not whole and clause(p, stop, end)):
            return [(first, cut(p, stop + 1, end, events), event, "indirect inserted")]
        if whole or stop >= end and last - first > 3 and "," not in tags[first:last] and tags[first] not in "PBWgvMI":
            return [(first, last, event, "indirect after"), *said(p, stop, end, events[n + 1:])]
    return []


def direct(p: Paragraph, first: int, last: int) -> bool:
    """Whether what stands before "he said" is a quotation in marks, with or without words that lead up to it."""
    if p.tags[last - 1] != "Q":
        return False
    return last - first == 1 or p.tags[last - 2] in ":Q." or p.tags[last - 2] in ",-" and not small(p, last - 1)


def small(p: Paragraph, at: int) -> bool:
    """Whether a quotation begins with lower case, as the words do that go on a sentence of the journalist's."""
    return p.text(at).lstrip("\"' ")[:1].islower()


def said(p: Paragraph, start: int, end: int, events: list[Event]) -> list[Found]:
    """Smith said it rains and added that it pours: two clauses."""
    found: list[Found] = []
    for event in events:
        if start <= event.verb and (first := content(p, event, end)) is not None:
            last = cut(p, first, end, events)
            if event.antecedent and (m := RESUMED.search(p.tags, first, last)):
                last = m.start()                                  # those who say it rains, left
            if first < last and p.tags[first:last].strip(",") != "Q":
                found.append((first, last, event, "indirect said"))
                start = last
    return found


def content(p: Paragraph, event: Event, end: int) -> int | None:
    """The token with which the reported clause begins; None where nothing but a thing is said."""
    tags, word, at = p.tags, p.word(event.verb), max(event.verb, event.last - 1) + 1
    if event.verb < event.first and tags[event.verb - 1] != "e":
        return None                                           # "said Smith" stands behind what is said
    told = m.end() if (word in TELLING or word in ASKING) and (m := ADDRESSEE.match(tags, at, end)) else at
    if told >= end:
        return None
    if word in ASKING:
        return told if p.word(told) in ("whether", "if", "why", "how") else None
    that = THAT.match(tags, told, end) if told > at or tags[at] in "TAMPI,O" else None
    if that:
        begin = that.end()
        if begin - 1 > told and (tags[told] not in "PIAM,O" or tags[begin] in "xevVU"
                                 or tags[told] in "PI" and p.word(told) not in PLACES):
            return None                                       # "said in a speech that pleased", "argued for a plan that"
        if clause(p, begin, end) or end - begin > 5 or "Q" in tags[begin:end]:
            return begin - (tags[begin] in "xevVU")
    if word in THAT_VERBS and told == at and tags[at] != "R":
        return None
    if word not in SAY and tags[told:told + 2] == "Rn" and p.word(told) == "it":
        return None                                           # "explained it away"
    for begin in dict.fromkeys((told, at, LEADING.match(tags, told, end).end())):
        if begin < end and (BARE.match(tags, begin, end) or tags[begin] == "R" and "'" in p.word(begin)
                            or p.word(begin) == "if" and clause(p, begin, end)):
            return begin
        if word in SAY and (m := NAMED.match(tags, begin, end)) and (
                tags[m.end() - 1] == "Q" and small(p, m.end() - 1) or tags[m.end() - 1] == "n" and (
                    p.word(m.end() - 1)[-1] == "s" or p.word(m.end() - 1) in ("need", "want"))):
            return begin
    return None


NAMED = re.compile(rf"(?:{PHRASE}Q|N{{1,4}}n(?=[DRPAIT]))")      # said the plan "would fail"; said Smith faces a trial


def cut(p: Paragraph, first: int, end: int, events: list[Event]) -> int:
    """Where a reported clause ends that begins here: before ", adding", ", but" and "and added that"."""
    tags = p.tags
    if (m := PARTING.search(tags, first + 1, end)):
        end = m.start()
    for event in events:
        if first < event.verb < end:
            at = event.first if event.first > first else GROUP.search(tags, max(first, event.verb - 5), event.verb).start()
            stop = at
            while stop > first and tags[stop - 1] in "CK,-":
                stop -= 1
            if stop < at and (tags[stop] != "," or tags[stop + 1] in "CK" or event.first < first):
                end = stop
                break
    depth = 0
    for i in range(first, end):
        depth += (tags[i] == "(") - (tags[i] == ")")
        if depth < 0:
            return i
    return end


RESUMED = re.compile(",A?[xevVU]")
PARTING = re.compile("(?:,|(?<=Q))[GH]|,K(?!T)|CG")
