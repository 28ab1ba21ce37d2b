"""Indirect speech: clauses in which the journalist reports, outside quotation marks, what somebody
says.

Kept apart from quotations, since these are the journalist's words: they never enter a share of
quoted words. Made to be right rather than complete. A sentence is parsed only where a verb of
saying stands in it that may report a clause, and once.

The clauses that one parsed sentence reports: in front of "Smith said", behind it, or around it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..text import MARKS, Document, ends_sentence
from .attribution import ACCORDING, Source, source
from .parsing import CORE, LONGEST, PHRASE, Event, Paragraph
from .reporting_verbs import (
    ASKING,
    FREE,
    GROUP,
    SAY,
    SAYING,
    TELL,
    TELLING,
    THAT_VERBS,
    UNSAID,
    clause,
    saying,
)

PLACES = frozenset(
    "in on at during to via by before from after through earlier".split()
)  # said in a statement that
# According to these, things go; they say nothing.
MANNERS = frozenset(
    """
    plan plans schedule law custom tradition need rule rules size age type taste merit which how""".split()
)

ADJUNCT = rf"(?: ,?(?: A | [PD]?M{{1,3}} | [PI]{CORE}(?:[PF]{CORE}){{0,2}} | [PI]O | v ) )"
THAT = re.compile(r"[vgAMPDnNSFIOCRp,]{0,16}?T(?=.)")
# A clause without "that": a subject with its verb. What stands between them is an apposition or a
# relative clause.
BARE = re.compile(
    rf"""
    (?: A,? | PD?M,? | P{CORE},? )?
    (?: R (?:[xevVUMnC] | A{{1,2}}[xevVU])                      # he resigned
      | (?: {PHRASE} | Q [CnN]{{0,3}} | Dn? | [nN]A )
        (?: ,[^.,:Q]{{1,40}}, | ,?W[^.:Q]{{1,40}}?,? | (?<=[nN])[vg][^.,:Q]{{1,40}}? )?
        (?: A | [PD]?M{{1,3}} | [PF]{CORE} ){{0,3}} [xevVU]   # the plan, long delayed, would fail
      | A e                                                   # there are
    )""",
    re.VERBOSE,
)
LEADING = re.compile(
    rf"(?:{ADJUNCT}{{0,2}},?(?=[RD]))?", re.VERBOSE
)  # said in a statement she resigned
ADDRESSEE = re.compile(
    rf"""
    (?: O | (?:R|D?[vgA]?[SnNp]{{1,6}}) (?:[PFC]{CORE}){{0,2}} (?=[DRTM]) | D(?=T) | [DS]?N{{1,4}} (?=[nPB]|Ae)
      | [DS]?n (?=[nNAP]) | R | S?Q (?=T) )
""",
    re.VERBOSE,
)
ENDING = re.compile(
    rf"""
    (?: [nNDSO]{{1,5}} (?:[CF]{CORE})? )? (?: [APMI][^,.:QTWRxe-]{{0,40}} )? (?= [,.)-] | $ )
""",
    re.VERBOSE,
)  # Smith said in a speech.
NAMED = re.compile(
    rf"(?:{PHRASE}Q|N{{1,4}}n(?=[DRPAIT]))"
)  # said the plan "would fail"; said Smith faces a trial
RESUMED = re.compile(",A?[xevVU]")
PARTING = re.compile("(?:,|(?<=Q))[GH]|,K(?!T)|CG")

Found = tuple[
    int, int, Event, str
]  # a clause as tokens, end exclusive; the verb with its subject; the rule


def reports(p: Paragraph, verbs: Sequence[int]) -> list[Found]:
    """The reported clauses of one sentence with these verbs of saying, as tokens. Of one inside
    another, the outer one.

    >>> text = "Roe said it rains and added that it pours."
    >>> p = Paragraph(text, 0, len(text))
    >>> [text[p.starts[first]:p.end(last - 1)] for first, last, *_ in reports(p, [1, 5])]
    ['it rains', 'it pours']
    >>> reports(p, [])
    []
    """
    tags, found, start = p.tags, [], 0
    semicolons = ()
    if ";" in p.plain[p.starts[0] : p.end(len(tags) - 1)]:
        semicolons = [i for i, letter in enumerate(tags) if letter == "," and p.tokens[i][0] == ";"]
    for end in [*semicolons, len(tags)]:
        after = end + 1
        while end > start and tags[end - 1] in ".),-":
            end -= 1
        events: list[Event] = []
        for verb in verbs:
            if start <= verb < end and (
                event := saying(p, start, verb, events[-1] if events else None)
            ):
                events.append(event)
        found += (
            according(p, start, end)
            or inserted(p, start, end, events)
            or said(p, start, end, events)
        )
        start = after
    return found


def opening(p: Paragraph, start: int, end: int) -> int:
    """Where a clause begins: behind "But", "And", and the comma, dash or bracket before it."""
    while start < end and p.tags[start] in ",CK.-(:)":
        start += 1
    return start


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
            p.tags[comma + 1] == "W"
            or (p.tags[comma + 1] in "DnN" and not clause(p, comma + 1, following))
        ):
            comma = following
        first = comma + 1
        return (
            [(first, end, event, "indirect according")]
            if comma >= 0 and clause(p, first, end)
            else []
        )
    if p.tags[at - 1] in ",Q(-" or m.end() == end:
        last = at - (p.tags[at - 1] in ",(-")
        if (
            p.tags[first] not in "BW"
            and (clause(p, first, last) or (m.end() == end and last - first > 3))
            and (p.tags[first] != "Q" or small(p, first))
        ):
            return [(first, last, event, "indirect according")]
        if p.tags[m.end() : m.end() + 1] == "," and clause(p, m.end(), end):
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
        elif (
            start < event.first < event.verb
            and tags[event.first] not in "WT"
            and p.plain[p.starts[event.first - 1]] in ",\"-\u2013\u2014'"  # not the "%" of a figure
            and (m := ENDING.match(tags, event.verb + 1, end))
        ):
            at, stop = event.first - 1, m.end()
        else:
            continue
        first, last = opening(p, start, at), at + (tags[at] == "Q")
        if (
            tags[at] in ",-"
            and tags[stop : stop + 1] in (",", "-")
            and stop < end
            and clause(p, stop, end)
        ):
            if first >= at:  # But, Smith said, it rains
                return [(stop + 1, cut(p, stop + 1, end, events), event, "indirect inserted")]
            if tags[at - 1] in "BW":  # stayed because, Smith said, it rains
                found = said(p, start, at - 1, events[:n])
                return [*found, (at - 1, cut(p, stop + 1, end, events), event, "indirect inserted")]
        if first >= last or direct(p, first, last):
            continue
        main = (
            tags.find(",", first, last) if tags[first] in "BW" else first
        )  # when it rains, the road is closed
        whole = (
            main >= 0
            and tags[last - 1] not in "BTIPFCW"
            and (clause(p, main, last) or any(small(p, i) for i in p.quoted if main <= i < last))
        )
        if (
            tags[stop : stop + 1] in (",", "-")
            and stop < end
            and tags[stop + 1] not in "WGHQCKgv"
            and ((whole and tags[stop + 1] not in "DnN") or (not whole and clause(p, stop, end)))
        ):
            return [(first, cut(p, stop + 1, end, events), event, "indirect inserted")]
        if whole or (
            stop >= end
            and last - first > 3
            and "," not in tags[first:last]
            and tags[first] not in "PBWgvMI"
        ):
            return [(first, last, event, "indirect after"), *said(p, stop, end, events[n + 1 :])]
    return []


def direct(p: Paragraph, first: int, last: int) -> bool:
    """Whether what stands before "he said" is a quotation in marks, with or without words that lead
    up to it.
    """
    if p.tags[last - 1] != "Q":
        return False
    return (
        last - first == 1
        or p.tags[last - 2] in ":Q."
        or (p.tags[last - 2] in ",-" and not small(p, last - 1))
    )


def small(p: Paragraph, at: int) -> bool:
    """Whether a quotation begins with lower case, as the words do that go on a sentence of the
    journalist's.
    """
    return p.text(at).lstrip("\"' ")[:1].islower()


def said(p: Paragraph, start: int, end: int, events: list[Event]) -> list[Found]:
    """Smith said it rains and added that it pours: two clauses."""
    found: list[Found] = []
    for event in events:
        if start <= event.verb and (first := content(p, event, end)) is not None:
            last = cut(p, first, end, events)
            if event.antecedent and (m := RESUMED.search(p.tags, first, last)):
                last = m.start()  # those who say it rains, left
            if first < last and p.tags[first:last].strip(",") != "Q":
                found.append((first, last, event, "indirect said"))
                start = last
    return found


def content(p: Paragraph, event: Event, end: int) -> int | None:
    """The token with which the reported clause begins; None where nothing but a thing is said."""
    tags, word, at = p.tags, p.word(event.verb), max(event.verb, event.last - 1) + 1
    if event.verb < event.first and tags[event.verb - 1] != "e":
        return None  # "said Smith" stands behind what is said
    told = (
        m.end()
        if (word in TELLING or word in ASKING) and (m := ADDRESSEE.match(tags, at, end))
        else at
    )
    if told >= end:
        return None
    if word in ASKING:
        return told if p.word(told) in ("whether", "if", "why", "how") else None
    that = THAT.match(tags, told, end) if told > at or tags[at] in "TAMPI,O" else None
    if that:
        begin = that.end()
        if begin - 1 > told and (
            tags[told] not in "PIAM,O"
            or tags[begin] in "xevVU"
            or (tags[told] in "PI" and p.word(told) not in PLACES)
        ):
            return None  # "said in a speech that pleased", "argued for one that"
        if clause(p, begin, end) or end - begin > 5 or "Q" in tags[begin:end]:
            return begin - (tags[begin] in "xevVU")
    if word in THAT_VERBS and told == at and tags[at] != "R":
        return None
    if word not in SAY and tags[told : told + 2] == "Rn" and p.word(told) == "it":
        return None  # "explained it away"
    for begin in dict.fromkeys((told, at, LEADING.match(tags, told, end).end())):
        if begin < end and (
            BARE.match(tags, begin, end)
            or (tags[begin] == "R" and "'" in p.word(begin))
            or (p.word(begin) == "if" and clause(p, begin, end))
        ):
            return begin
        if (
            word in SAY
            and (m := NAMED.match(tags, begin, end))
            and (
                (tags[m.end() - 1] == "Q" and small(p, m.end() - 1))
                or (
                    tags[m.end() - 1] == "n"
                    and (p.word(m.end() - 1)[-1] == "s" or p.word(m.end() - 1) in ("need", "want"))
                )
            )
        ):
            return begin
    return None


def cut(p: Paragraph, first: int, end: int, events: list[Event]) -> int:
    """Where a reported clause ends that begins here: before ", adding", ", but" and "and added
    that".
    """
    tags = p.tags
    if m := PARTING.search(tags, first + 1, end):
        end = m.start()
    for event in events:
        if first < event.verb < end:
            at = event.first
            if at <= first:
                at = GROUP.search(tags, max(first, event.verb - 5), event.verb).start()
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


class Report(NamedTuple):
    """A reported clause as offsets into the text, who is said to have said it, and the paragraph in
    which it stands.
    """

    start: int
    end: int
    source: Source
    paragraph: int


def alternation(words: Sequence[str]) -> str:
    """A pattern for any of these words in which those that begin alike share their beginning; ten
    times as fast as a plain list, since each alternative is tried in turn.

    >>> alternation(["said", "say", "tell"])
    '(?:sa(?:id|y)|tell)'
    """
    if not any(words):
        return ""
    initials = dict.fromkeys(word[0] for word in words if word)
    branches = [
        re.escape(c) + alternation([word[1:] for word in words if word[:1] == c]) for c in initials
    ]
    inner = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{inner})?" if "" in words else inner


CUE = re.compile(rf" {alternation(sorted(SAYING | ASKING | {'according'}))}(?=[\s,.])")
ACCORDING_TO = re.compile("According to ")
NOUN_AHEAD = frozenset(
    "the a an his its their our my this these those no any of united".split()
)  # the report
PROMISING = re.compile(
    r"""
    [.,]                                                                        # Smith noted.
  | \s (?: [^.;:"]{0,60}? \s)?? that \b
  | \s (?:s?he|it|they|there|we|whether|if|in|on|at|during|last|later|[MTWFS]\w+day)\b
""",
    re.VERBOSE,
)


def reported(document: Document, stretches: Sequence[tuple]) -> Iterator[Report]:
    """The reported clauses of a document, in order; `stretches` are its quoted ones, as
    `marks.stretches` gives them.

    A clause is one piece, without "that", its verb and its source, and without the point behind it;
    a quotation that is part of it is inside. Where the words "she said" stand in the middle, they
    are inside, too: a reader is better served by one whole sentence than by two halves. Rows never
    overlap: of one report inside another, the outer one is given.

    Negated, possible, future and hypothetical saying reports nothing ("did not say", "would say",
    "if he says"), nor does a passive that names nobody ("was told that"), nor the writer ("I
    said"). What stands in marks is never searched.

    >>> from broadsheet.quotation.marks import stretches
    >>> text = "Rain is welcome, Lind said. Berg did not say it was. She warned that “floods” may come."
    >>> document = Document(text)
    >>> [(text[r.start:r.end], text[r.source.start:r.source.end], r.source.verb)
    ...  for r in reported(document, list(stretches(document)))]
    [('Rain is welcome', 'Lind', 'said'), ('“floods” may come', 'She', 'warned')]

    Fails: a present tense that no word list knows ("say shops face losses") is no clause without
    "that"; a clause ends at ", but" though what follows may still be reported, and takes in the
    writer's own words behind a mere comma; "as Smith wrote, …" is not found; questions, and
    sentences of more than 150 tokens, are left out.
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
        if (beside[1] and beside[1][0] <= at) or quotes_only(plain, end, *beside):
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
            inside = [
                at
                for at, _ in cues[
                    bisect_left(cues, (start,)) : bisect_left(cues, (p.starts[-1] + 1,))
                ]
            ]
            verbs = [
                token
                for at in inside
                if p.starts[token := bisect_left(p.starts, at)] == at and p.tags[token] in "VGUHgv"
            ]
            for left, right, event, rule in reports(p, verbs):
                yield Report(p.starts[left], p.end(right - 1), source(p, event, rule), k)


def promising(plain: str, at: int, end: int) -> bool:
    """Whether the verb of saying here, seen with the words beside it, may report a clause: not "to
    say".
    """
    word, before = plain[at:end], plain[plain.rfind(" ", max(0, at - 16), at - 1) + 1 : at - 1]
    if before in UNSAID:
        return False
    return (
        word in SAY
        or word in TELL
        or word[1:8] == "ccordin"
        or (before not in NOUN_AHEAD and (word in FREE or PROMISING.match(plain, end) is not None))
    )


def quotes_only(
    plain: str, end: int, before: tuple[int, int] | None, after: tuple[int, int] | None
) -> bool:
    """Whether the verb that ends here only says who says a quotation beside it: “…,” she said.  She
    said: “…”
    """
    if (
        after
        and after[0] - end < 3
        and (plain[end] in ",:" or plain[after[0] + 1 : after[1]].find(" ") < 0)
    ):
        return plain[end] == ":" or not plain[after[0] + 1].islower()
    return (
        before is not None
        and end - before[1] < 40
        and plain[before[1] - 2] in ",?!"
        and plain[before[0] + 1].isupper()
        and "," not in plain[before[1] : end]
        and "." not in plain[before[1] : end]
    )


SHORTEST = 16  # characters: "Rain fell, I say"
REACH = 1200  # characters; no sentence is longer on either side of its verb


def sentence_around(plain: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The sentence of a paragraph in which an offset stands, as `sentences` finds it, by the marks
    beside it alone.
    """
    start, end = max(start, at - REACH), min(end, at + REACH)
    for mark in reversed(list(MARKS.finditer(plain, start, at))):
        if ends_sentence(plain, start, mark, end):
            start = mark.end()
            break
    for mark in MARKS.finditer(plain, at, end):
        if ends_sentence(plain, start, mark, end):
            return start, mark.end()
    return start, end
