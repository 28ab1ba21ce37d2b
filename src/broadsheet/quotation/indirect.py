"""Indirect speech: clauses in which the journalist reports, outside quotation marks, what somebody
says.

It is kept apart from quotations, since these are the journalist's words: they never enter a share
of quoted words. The rules aim to be right rather than complete. A sentence is parsed only if it
contains a verb of saying that may report a clause, and only once.

A reported clause stands before "Smith said", after it, or around it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..patterns import regex
from ..text import MARKS, Document, ends_sentence
from .attribution import ACCORDING, Source, source
from .marks import Stretch
from .parsing import CORE, LONGEST_SENTENCE, PHRASE, Event, Paragraph
from .reporting_verbs import (
    ADDRESSING_VERBS,
    CLAUSE_VERBS,
    QUESTION_VERBS,
    SAY,
    SAYING,
    TELL,
    THAT_VERBS,
    UNSAID,
    clause,
    group_start,
    saying,
)
from .tagging import FINITE_VERBS, PARTICIPLES

# What may introduce the place or time of saying: said in a statement that.
OCCASIONS = frozenset("in on at during to via by before from after through earlier".split())
# "According to plan": these are not sources.
MANNERS = frozenset(
    """
    plan plans schedule law custom tradition need rule rules size age type taste merit which how
    """.split()
)

ADJUNCT = rf"(?: ,?(?: A | [PD]?M{{1,3}} | [PI]{CORE}(?:[PF]{CORE}){{0,2}} | [PI]O | v ) )"
THAT = re.compile(r"[vgAMPDnNSFIOCRp,]{0,16}?T(?=.)")
# A clause without "that": a subject with its verb. Between them may be an apposition or a relative
# clause.
BARE_CLAUSE = regex(
    rf"""
    (?: A,? | PD?M,? | P{CORE},? )?                           # on Monday,
    (?: R (?:[xevVUMnC] | A{{1,2}}[xevVU])                    # he resigned; he soon resigned
      | (?: {PHRASE} | Q [CnN]{{0,3}} | Dn? | [nN]A )         # the plan; “no” votes; this
        (?: ,[^.,:Q]{{1,40}},                                 # , long delayed,
          | ,?W[^.:Q]{{1,40}}?,?                              # , which nobody likes,
          | (?<=[nN])[vg][^.,:Q]{{1,40}}? )?                  # made in May
        (?: A | [PD]?M{{1,3}} | [PF]{CORE} ){{0,3}} [xevVU]   # for Skara soon would
      | A e                                                   # there are
    )""",
    re.VERBOSE,
)
# said in a statement she resigned
LEADING = regex(rf"(?:{ADJUNCT}{{0,2}},?(?=[RD]))?", re.VERBOSE)
ADDRESSEE = regex(
    rf"""
    (?: O                                                     # told him
      | (?:R|D?[vgA]?[SnNp]{{1,6}})
        (?:[PFC]{CORE}){{0,2}} (?=[DRTM])                     # told the press of Skara that
      | D(?=T)                                                # told some that
      | [DS]?N{{1,4}} (?=[nPB]|Ae)                            # told Lind rain; told Lind there is
      | [DS]?n (?=[nNAP])                                     # told reporters rain
      | R                                                     # told you
      | S?Q (?=T)                                             # told CNN’s “Tonight” that
    )
""",
    re.VERBOSE,
)
# What may follow "Smith said" in the middle or at the end of a sentence: in a speech.
ENDING = re.compile(
    rf"""
    (?: [nNDSO]{{1,5}} (?:[CF]{CORE})? )?                     # told reporters and farmers
    (?: [APMI][^,.:QTWRxe-]{{0,40}} )?                        # said in a speech
    (?= [,.)-] | $ )
""",
    re.VERBOSE,
)
NAMED_THING = regex(
    rf"""
    (?: {PHRASE}Q                                             # said the plan "would fail"
      | N{{1,4}}n(?=[DRPAIT]) )                               # said Smith faces a trial
""",
    re.VERBOSE,
)
RESUMED = re.compile(",A?[xevVU]")  # those who say it rains, left
PARTING = re.compile(
    r"""
    (?: , | (?<=Q) ) [GH]                                     # , adding; “slow” adding
  | ,K(?!T)                                                   # , but; not: , but that
  | CG                                                        # and adding
""",
    re.VERBOSE,
)


class ReportedClause(NamedTuple):
    """A reported clause as tokens, end exclusive; the verb with its subject; the rule."""

    first: int
    last: int
    event: Event
    rule: str


def reports(p: Paragraph, verbs: Sequence[int]) -> list[ReportedClause]:
    """The reported clauses of one sentence with these verbs of saying, as tokens. If one clause is
    inside another, only the outer one.

    >>> text = "Roe said it rains and added that it pours."
    >>> p = Paragraph(text, 0, len(text))
    >>> [text[p.starts[first]:p.end(last - 1)] for first, last, *_ in reports(p, [1, 5])]
    ['it rains', 'it pours']
    >>> reports(p, [])
    []
    """
    tags, start = p.tags, 0
    clauses: list[ReportedClause] = []
    semicolons: list[int] = []
    if ";" in p.plain[p.starts[0] : p.end(len(tags) - 1)]:
        semicolons = [i for i, letter in enumerate(tags) if letter == "," and p.tokens[i][0] == ";"]
    for stop in [*semicolons, len(tags)]:
        end = stop
        while end > start and tags[end - 1] in ".),-":
            end -= 1
        events: list[Event] = []
        for verb in verbs:
            if start <= verb < end and (
                event := saying(p, start, verb, events[-1] if events else None)
            ):
                events.append(event)
        clauses += (
            clause_according(p, start, end)
            or clauses_around(p, start, end, events)
            or clauses_behind(p, start, end, events)
        )
        start = stop + 1
    return clauses


def opening(p: Paragraph, start: int, end: int) -> int:
    """Where a clause begins: after "But", "And", and any comma, dash or bracket before it."""
    while start < end and p.tags[start] in ",CK.-(:)":
        start += 1
    return start


def clause_according(p: Paragraph, start: int, end: int) -> list[ReportedClause]:
    """According to Smith, it rains.  It rains, according to Smith."""
    at = p.tags.find("Z", start, end)
    m = ACCORDING.match(p.tags, at, end) if at >= 0 else None
    if not m or p.word(m.end(1) - 1) in MANNERS:
        return []
    event, first, behind = Event(at, *m.span(1), 3), opening(p, start, at), m.end()
    if first == at or p.tags[first:at] in ("A", "A,"):
        first = first_behind_source(p, behind, end)
        is_clause = first > 0 and clause(p, first, end)
        return [ReportedClause(first, end, event, "indirect according")] if is_clause else []
    if p.tags[at - 1] not in ",Q(-" and behind != end:
        return []
    last = at - (p.tags[at - 1] in ",(-")
    if (
        p.tags[first] not in "BW"
        and (clause(p, first, last) or (behind == end and last - first > 3))
        and (p.tags[first] != "Q" or is_lower_quotation(p, first))
    ):
        return [ReportedClause(first, last, event, "indirect according")]
    if p.tags[behind : behind + 1] == "," and clause(p, behind, end):
        return [ReportedClause(first, end, event, "indirect according")]
    return []


def first_behind_source(p: Paragraph, behind: int, end: int) -> int:
    """The token after the comma that ends "according to Smith, who farms, a senator,"; 0 if there
    is no comma.
    """
    tags = p.tags
    comma = tags.find(",", behind, end)
    while 0 <= comma < (following := tags.find(",", comma + 1, end)):
        is_relative = tags[comma + 1] == "W"
        is_apposition = tags[comma + 1] in "DnN" and not clause(p, comma + 1, following)
        if not (is_relative or is_apposition):
            break
        comma = following
    return comma + 1


def clauses_around(p: Paragraph, start: int, end: int, events: list[Event]) -> list[ReportedClause]:
    """It rains, Smith said.  The rain, said Smith, falls: one clause from its beginning to its
    end.
    """
    tags = p.tags
    for n, event in enumerate(events):
        place = words_of_saying(p, start, end, event)
        if place is None:
            continue
        at, stop = place
        first, last = opening(p, start, at), at + (tags[at] == "Q")
        is_parted = tags[stop : stop + 1] in (",", "-") and stop < end
        if is_parted and tags[at] in ",-" and clause(p, stop, end):
            behind = ReportedClause(
                stop + 1, clause_end(p, stop + 1, end, events), event, "indirect inserted"
            )
            if first >= at:  # But, Smith said, it rains
                return [behind]
            if tags[at - 1] in "BW":  # stayed because, Smith said, it rains
                before = clauses_behind(p, start, at - 1, events[:n])
                return [*before, behind._replace(first=at - 1)]
        if first >= last or is_direct(p, first, last):
            continue
        whole = is_whole(p, first, last)
        if is_parted and goes_on_behind(p, whole, stop, end):
            last = clause_end(p, stop + 1, end, events)
            return [ReportedClause(first, last, event, "indirect inserted")]
        if whole or (stop >= end and is_fragment(p, first, last)):
            return [
                ReportedClause(first, last, event, "indirect after"),
                *clauses_behind(p, stop, end, events[n + 1 :]),
            ]
    return []


def words_of_saying(p: Paragraph, start: int, end: int, event: Event) -> tuple[int, int] | None:
    """The tokens of "said Smith" or "Smith said in Skara", if these words follow or interrupt what
    is said; None otherwise.
    """
    tags, verb = p.tags, event.verb
    if p.word(verb) in QUESTION_VERBS:
        return None
    if event.first > verb and tags[verb - 1] != "e":  # …, soon said Smith
        return verb - 1 - (tags[verb - 1] == "A"), event.last
    if (
        start < event.first < verb
        and tags[event.first] not in "WT"
        and p.plain[p.starts[event.first - 1]] in ",\"-\u2013\u2014'"  # not the "%" of a figure
        and (m := ENDING.match(tags, verb + 1, end))
    ):
        return event.first - 1, m.end()
    return None


def is_whole(p: Paragraph, first: int, last: int) -> bool:
    """Whether the words before "Smith said" are a whole clause, or contain words in marks that
    continue the sentence.
    """
    # when it rains, the road is closed
    main = p.tags.find(",", first, last) if p.tags[first] in "BW" else first
    return (
        main >= 0
        and p.tags[last - 1] not in "BTIPFCW"
        and (
            clause(p, main, last)
            or any(is_lower_quotation(p, i) for i in p.quoted if main <= i < last)
        )
    )


def goes_on_behind(p: Paragraph, whole: bool, stop: int, end: int) -> bool:
    """Whether the clause continues after the comma that follows "Smith said": a whole one with
    anything but a noun, half of one with a verb.
    """
    following = p.tags[stop + 1]
    if following in "WGHQCKgv":
        return False
    return following not in "DnN" if whole else clause(p, stop, end)


def is_fragment(p: Paragraph, first: int, last: int) -> bool:
    """Whether these words may be a clause whose verb is not known: they are long and in one
    piece.
    """
    return last - first > 3 and "," not in p.tags[first:last] and p.tags[first] not in "PBWgvMI"


def is_direct(p: Paragraph, first: int, last: int) -> bool:
    """Whether the words before "he said" are a quotation in marks, with or without words that
    introduce it.
    """
    if p.tags[last - 1] != "Q":
        return False
    return (
        last - first == 1
        or p.tags[last - 2] in ":Q."
        or (p.tags[last - 2] in ",-" and not is_lower_quotation(p, last - 1))
    )


def is_lower_quotation(p: Paragraph, at: int) -> bool:
    """Whether a quotation begins in lower case, as words do that continue the journalist's
    sentence.
    """
    return p.text(at).lstrip("\"' ")[:1].islower()


def clauses_behind(p: Paragraph, start: int, end: int, events: list[Event]) -> list[ReportedClause]:
    """Smith said it rains and added that it pours: two clauses."""
    clauses: list[ReportedClause] = []
    for event in events:
        if start <= event.verb and (first := content(p, event, end)) is not None:
            last = clause_end(p, first, end, events)
            if event.antecedent and (m := RESUMED.search(p.tags, first, last)):
                last = m.start()  # those who say it rains, left
            if first < last and p.tags[first:last].strip(",") != "Q":
                clauses.append(ReportedClause(first, last, event, "indirect said"))
                start = last
    return clauses


def content(p: Paragraph, event: Event, end: int) -> int | None:
    """The first token of the reported clause; None if the verb's object is not a clause."""
    tags, word = p.tags, p.word(event.verb)
    if event.verb < event.first and tags[event.verb - 1] != "e":
        return None  # "said Smith" follows what is said
    behind = max(event.verb, event.last - 1) + 1  # the verb with its subject
    to_somebody = word in ADDRESSING_VERBS or word in QUESTION_VERBS
    addressee = ADDRESSEE.match(tags, behind, end) if to_somebody else None
    begin = addressee.end() if addressee else behind
    if begin >= end:
        return None
    if word in QUESTION_VERBS:
        return begin if p.word(begin) in ("whether", "if", "why", "how") else None
    if begin > behind or tags[begin] in "TAMPI,O":
        that = THAT.match(tags, begin, end)
        if that and is_about_a_noun(p, begin, that.end()):
            return None
        if that and (first := first_behind_that(p, that.end(), end)) is not None:
            return first
    if word in THAT_VERBS and begin == behind and tags[begin] != "R":
        return None
    if word not in SAY and tags[begin : begin + 2] == "Rn" and p.word(begin) == "it":
        return None  # "explained it away"
    return first_without_that(p, word, behind, begin, end)


def is_about_a_noun(p: Paragraph, begin: int, behind_that: int) -> bool:
    """Whether "that" belongs to a noun before it: "said in a speech that pleased", "argued for one
    that"; not "said in a speech that it".
    """
    tags = p.tags
    return behind_that - 1 > begin and (
        tags[begin] not in "PIAM,O"
        or tags[behind_that] in "xevVU"
        or (tags[begin] in "PI" and p.word(begin) not in OCCASIONS)
    )


def first_behind_that(p: Paragraph, begin: int, end: int) -> int | None:
    """The first token of a clause after "that"; "that" itself if it is the subject ("said that is
    wrong").
    """
    if clause(p, begin, end) or end - begin > 5 or "Q" in p.tags[begin:end]:
        return begin - (p.tags[begin] in "xevVU")
    return None


def first_without_that(p: Paragraph, word: str, behind: int, begin: int, end: int) -> int | None:
    """The first token of a clause without "that": after the person addressed, the verb, or the
    occasion.
    """
    tags = p.tags
    occasion = LEADING.match(tags, begin, end)
    places = [begin, behind, occasion.end() if occasion else begin]
    for first in dict.fromkeys(places):
        if first < end and (
            BARE_CLAUSE.match(tags, first, end)
            or (tags[first] == "R" and "'" in p.word(first))  # she's late
            or (p.word(first) == "if" and clause(p, first, end))
        ):
            return first
        if word in SAY and names_what_acts(p, first, end):
            return first
    return None


def names_what_acts(p: Paragraph, first: int, end: int) -> bool:
    """Whether a name stands here with an unlisted verb in the present tense, or with words in marks
    that continue the sentence: said Smith faces a trial; said the plan "would fail".
    """
    m = NAMED_THING.match(p.tags, first, end)
    if not m:
        return False
    last = m.end() - 1
    if p.tags[last] == "Q":
        return is_lower_quotation(p, last)
    word = p.word(last)
    return p.tags[last] == "n" and (word[-1] == "s" or word in ("need", "want"))


def clause_end(p: Paragraph, first: int, end: int, events: list[Event]) -> int:
    """Where a reported clause that begins here ends: before ", adding", ", but" and "and added
    that".
    """
    tags = p.tags
    if m := PARTING.search(tags, first + 1, end):
        end = m.start()
    for event in events:
        if first < event.verb < end:
            at = event.first if event.first > first else group_start(p, first, event.verb, 5)
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
    """A pattern for any of these words, in which words that begin alike share their beginning. It
    is ten times as fast as a plain list, whose alternatives are tried one by one.

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


VERB_OF_SAYING = re.compile(
    rf" {alternation(sorted(SAYING | QUESTION_VERBS | {'according'}))}(?=[\s,.])"
)
ACCORDING_TO = re.compile("According to ")
# After these, a verb of saying is a noun: the report.
NOUN_AHEAD = frozenset("the a an his its their our my this these those no any of united".split())
PROMISING = regex(
    r"""
    [.,]                                                              # Smith noted.
  | \s (?: [^.;:"]{0,60}? \s)?? that \b                               # noted on Friday that
  | \s (?: s?he|it|they|there|we|whether|if|in|on|at|during|last|later  # noted he
         | [MTWFS]\w+day )\b                                          # noted Friday
""",
    re.VERBOSE,
)
SHORTEST_SENTENCE = 16  # characters: "Rain fell, I say"
SENTENCE_REACH = 1200  # characters; no sentence is longer on either side of its verb


def reported(document: Document, stretches: Sequence[Stretch]) -> Iterator[Report]:
    """The reported clauses of a document, in order; `stretches` are its quoted ones, from
    `marks.quoted_stretches`.

    A clause is one piece, without "that", its verb, its source and the full stop. It includes any
    quotation that is part of it, and "she said" if that stands in the middle: one whole sentence is
    easier to read than two halves. Rows never overlap: if one report is inside another, only the
    outer one is returned.

    Negated, possible, future and hypothetical saying reports nothing ("did not say", "would say",
    "if he says"), nor does a passive that names nobody ("was told that"), nor the writer ("I
    said"). Words in marks are never searched.

    >>> from broadsheet.quotation.marks import quoted_stretches
    >>> text = "Rain is welcome, Lind said. Berg did not say so. She warned that “floods” come."
    >>> document = Document(text)
    >>> [(text[r.start:r.end], text[r.source.start:r.source.end], r.source.verb)
    ...  for r in reported(document, list(quoted_stretches(document)))]
    [('Rain is welcome', 'Lind', 'said'), ('“floods” come', 'She', 'warned')]

    Fails: a clause without "that" is missed if its verb is in the present tense and unlisted ("say
    shops face losses"); a clause ends at ", but" though what follows may still be reported, and
    includes the writer's own words after a mere comma; "as Smith wrote, …" is not found; questions,
    and sentences of more than 150 tokens, are left out.
    """
    plain, paragraphs = document.plain, document.paragraph_bounds
    verbs = [(m.start() + 1, m.end()) for m in VERB_OF_SAYING.finditer(plain)]
    if fronted := [m.span() for m in ACCORDING_TO.finditer(plain)]:
        verbs = sorted(verbs + fronted)
    k, n = -1, 0  # the paragraph of the verb, and the first stretch that ends after it
    begin = edge = 0  # where the paragraph begins and ends
    done = 0  # sentences have been read up to here
    for at, end in verbs:
        if at < done or not promising(plain, at, end):
            continue
        while at >= edge:
            k += 1
            begin, edge = paragraphs[k]
        while n < len(stretches) and stretches[n][1] <= at:
            n += 1
        before = stretches[n - 1] if n else None
        after = stretches[n] if n < len(stretches) else None
        if (after and after.start <= at) or quotes_only(plain, end, before, after):
            continue
        start, done = sentence_around(plain, max(begin, done), edge, at)
        if done - start < SHORTEST_SENTENCE:
            continue
        start, done, inside = with_stretches(stretches, n, start, done)
        p = Paragraph(plain, start, done, inside)
        if len(p.tags) <= LONGEST_SENTENCE and plain[p.starts[-1]] != "?":
            for first, last, event, rule in reports(p, tokens_of(p, verbs)):
                yield Report(p.starts[first], p.end(last - 1), source(p, event, rule), k)


def with_stretches(
    stretches: Sequence[Stretch], n: int, start: int, end: int
) -> tuple[int, int, list[tuple[int, int]]]:
    """The sentence, widened to include all of each quoted stretch that it overlaps, and these
    stretches; `n` is the number of a stretch near it.
    """
    while n and stretches[n - 1].end > start:
        n -= 1
        start = min(start, stretches[n].start)
    inside = []
    while n < len(stretches) and stretches[n].start < end:
        inside.append(stretches[n][:2])
        end = max(end, stretches[n].end)
        n += 1
    return start, end, inside


def tokens_of(p: Paragraph, verbs: Sequence[tuple[int, int]]) -> list[int]:
    """Which tokens of a sentence are among these verbs, given as offsets into the text."""
    first = bisect_left(verbs, (p.starts[0],))
    last = bisect_left(verbs, (p.starts[-1] + 1,))
    tokens = [(bisect_left(p.starts, at), at) for at, _ in verbs[first:last]]
    return [
        token
        for token, at in tokens
        if p.starts[token] == at and p.tags[token] in FINITE_VERBS + PARTICIPLES
    ]


def promising(plain: str, at: int, end: int) -> bool:
    """Whether the verb of saying here may report a clause, to judge by the words beside it: not "to
    say".
    """
    word, before = plain[at:end], plain[plain.rfind(" ", max(0, at - 16), at - 1) + 1 : at - 1]
    if before in UNSAID:
        return False
    return (
        word in SAY
        or word in TELL
        or word[1:8] == "ccordin"
        or (
            before not in NOUN_AHEAD
            and (word in CLAUSE_VERBS or PROMISING.match(plain, end) is not None)
        )
    )


def quotes_only(plain: str, end: int, before: Stretch | None, after: Stretch | None) -> bool:
    """Whether the verb that ends here only attributes a quotation beside it: “…,” she said. She
    said: “…”
    """
    if after and after.start - end < 3:
        is_one_word = plain.find(" ", after.start + 1, after.end) < 0
        if plain[end] in ",:" or is_one_word:
            return plain[end] == ":" or not plain[after.start + 1].islower()
    if before is None or end - before.end >= 40:
        return False
    between = plain[before.end : end]
    return (
        plain[before.end - 2] in ",?!"
        and plain[before.start + 1].isupper()
        and "," not in between
        and "." not in between
    )


def sentence_around(plain: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The sentence of a paragraph that contains an offset, as `sentences` would divide it, by the
    nearest full stops alone.
    """
    start, end = max(start, at - SENTENCE_REACH), min(end, at + SENTENCE_REACH)
    for mark in reversed(list(MARKS.finditer(plain, start, at))):
        if ends_sentence(plain, start, mark, end):
            start = mark.end()
            break
    for mark in MARKS.finditer(plain, at, end):
        if ends_sentence(plain, start, mark, end):
            return start, mark.end()
    return start, end
