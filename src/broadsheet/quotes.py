"""Quotations: what stands between the marks, whether it is speech, and who is said to have said it."""
import re
from collections.abc import Iterator
from itertools import groupby, repeat
from typing import NamedTuple

import pandas as pd

from .clauses import FINAL, LONGEST, NOBLE, PHRASE, Event, Paragraph
from .marks import stretches
from .speakers import People
from .text import WORD, Document, Span, tokenize


class Quotation(NamedTuple):
    """A quoted stretch of a paragraph. Offsets are characters of the text; -1 where there is no mention."""
    start: int
    end: int
    text: str
    words: int
    speech: bool
    speaker: str | None
    speaker_start: int
    speaker_end: int
    verb: str | None
    kind: str
    paragraph: int


def quotes(text: str | Document) -> pd.DataFrame:
    """The quotations of a text, one row a quoted stretch of a paragraph, in order.

    `kind` is `direct` (whole clauses), `partial` (words inside the journalist's clause), `scare` or `title`; `speech` is
    true for the first two. `speaker` is the person under the article's fullest name; missing (`pd.isna`) where the
    article does not say, and wherever there is no speech. Offsets count characters; `words` counts as
    `Document.words` does.

    >>> table = quotes("“Those days are over,” said Marco Rubio. He called it a ‘message’ – a “clear warning.”")
    >>> table[["text", "kind", "speaker", "verb"]].values.tolist()
    [['“Those days are over,”', 'direct', 'Marco Rubio', 'said'], ['“clear warning.”', 'partial', 'Marco Rubio', 'called']]
    >>> quotes("He is 6'2\\" and likes rock 'n' roll.").empty
    True
    """
    table = pd.DataFrame(find_quotations(tokenize(text)), columns=Quotation._fields)
    return table.astype(DTYPES) if table.empty else table


DTYPES = {**dict.fromkeys(Quotation._fields, "int64"), "text": "str", "speaker": "str", "verb": "str", "kind": "str",
          "speech": "bool"}


class Source(NamedTuple):
    """Who says a quotation: offsets of the mention and of the verb, the offsets that tell the person, the rule."""
    start: int
    end: int
    verb: str | None
    person: tuple[int, int]
    rule: str
    personal: bool = False       # a name or a pronoun, rather than a thing


INVERTED = re.compile(rf"[,-]?(?:[Axe]{{0,2}})([VUv])({NOBLE})")
DIRECTLY = re.compile(rf"[,-]?(?:[KAB]|[PD]?M){{0,2}}(?={PHRASE})")
BARRIER = re.compile(r"[,;CKB-]")
LABEL = re.compile(rf"(?:.{{0,20}}?P)?({PHRASE}):")
SIGNED = re.compile(rf"-({NOBLE})")
ACCORDING = re.compile(rf"ZI({PHRASE})")


def strongest(p: Paragraph, found: list[Event]) -> Event | None:
    for level in (3, 2):
        at = [event for event in found if event.level == level]
        if at:
            event = at.pop()
            while level == 3 and at and at[-1].verb < event.first and not BARRIER.search(p.tags, at[-1].verb, event.first):
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
    """"…" — Jane Smith"""
    m = SIGNED.match(p.tags, i + 1)
    return Event(m.start(), *m.span(1), 3) if m and m.end() == len(p.tags) else None


def according(p: Paragraph, i: int) -> Event | None:
    """"…", according to a spokesman"""
    start, end = p.sentence(i)
    at = start if p.tags[start] == "Z" else p.tags.find("Z", i, end)
    m = ACCORDING.match(p.tags, at) if at >= 0 else None
    return Event(at, *m.span(1), 3) if m else None


COMING = (",", "?", "!")         # what a quotation ends with when its "he said" is yet to come


def after(p: Paragraph, i: int) -> Event | None:
    """"…," said Smith.  "…," Smith said.  "…," Smith, a senator, told reporters."""
    tags, last = p.tags, p.last_inside(i)
    m = INVERTED.match(tags, i + 1)
    if m and (last in COMING if m[1] == "v" else last in COMING or tags[m.end():m.end() + 1] not in tuple("AxeVUv")):
        return Event(m.start(1), *m.span(2), 3)
    m = DIRECTLY.match(tags, i + 1)
    if not m:
        return None
    if last == ".":
        return next((event for event in p.events(*p.sentence(i + 1)) if event.first == i + 1 and event.level == 3
                     and tags[event.verb + 1:event.verb + 2] in (".", "")), None)
    start, _ = p.sentence(i)
    prior = strongest(p, earlier(p, i))
    stop = next((j for j in range(i + 1, min(len(tags), i + LONGEST)) if tags[j] in "Q."), min(len(tags), i + LONGEST))
    found = [event for event in p.events(i + 1, stop) if event.first == m.end()]
    for event in found:
        if event.level == 3 and not (prior and prior.level == 3 and tags[i - 1] not in ",:"):
            return event
    if found and not prior and (found[0].level == 2 or last in COMING) and (i == start or tags[i - 1] in "Q,"):
        return found[0]
    return None


def before(p: Paragraph, i: int) -> Event | None:
    """Smith said: "…"  Smith called it "…" """
    event = strongest(p, earlier(p, i))
    return event if event is None or event.level == 3 else trailing(p, i) or event


POSSESSED = re.compile(r"([SD])[nv]{0,2}([nUVG])(?:[TQ:])")
SPEECH_NOUNS = frozenset("""
    accusation answer argument assertion call characterization claim claims comment comments complaint conclusion
    contention criticism declaration description insistence line mantra message motto observation pledge prediction
    promise question quote remark remarks reply response retort slogan statement statements suggestion tweet view vow
    warning words""".split())
OWNERS = frozenset("his her their my our its".split())


def possessed(p: Paragraph, i: int) -> Event | None:
    """Smith's claim that the plan was "…" """
    start, _ = p.sentence(i)
    for m in reversed(list(POSSESSED.finditer(p.tags, max(start, i - 12), i))):
        if p.word(m.start(2)) in SPEECH_NOUNS and (m[1] == "S" or p.word(m.start()) in OWNERS):
            return Event(m.start(2), m.start(), m.start() + 1, 3)
    return None


def trailing(p: Paragraph, i: int) -> Event | None:
    """The plan was "…" for workers, Smith said."""
    return next((event for event in p.events(*p.sentence(i)) if event.verb > i and event.level == 3), None)


def introduced(p: Paragraph, i: int) -> Event | None:
    """Smith shook her head: "…" """
    return next(iter(earlier(p, i)), None) if i and p.tags[i - 1] in ":," else None


SHORT = 9      # tokens of a sentence that does nothing but hand over: "Smith disagreed."


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
SIGNATURE = re.compile(r"\s*(?:[-\u2014\u2013]+\s*|\()([A-Z][^\n]{2,60}?)[).]?$")


def source(p: Paragraph, event: Event, rule: str) -> Source:
    person = event.antecedent or (event.first, event.last)
    verb = p.word(event.verb) + (" to" if p.tags[event.verb] == "Z" else "")
    if event.level == 1 and rule in ("any", "colon") or not verb[0].isalpha():
        verb = None                   # "had one wish:" reports nothing, nor does the colon of a label
    return Source(p.starts[event.first], p.ends[event.last - 1], verb, (p.starts[person[0]], p.ends[person[1] - 1]), rule,
                  p.tags[person[1] - 1] in "RN")


def attribute(p: Paragraph) -> list[Source | None]:
    """A source for each quotation of a paragraph, by the first rule that finds one."""
    found = []
    for i in p.quoted:
        for stage in STAGES:
            if event := stage(p, i):
                found.append(source(p, event, stage.__name__))
                break
        else:
            found.append(None)
    return found


def around(document: Document, k: int, p: Paragraph, previous) -> Source | None:
    """For a paragraph that begins with a quotation nobody is found for: what stands before and after."""
    plain, paragraphs = document.plain, document.paragraphs
    if k + 1 < len(paragraphs) and len(p.tags) < 4 and (m := SIGNATURE.match(paragraphs[k + 1])):
        at = paragraphs[k + 1].start
        return Source(at + m.start(1), at + m.end(1), None, (at + m.start(1), at + m.end(1)), "signature")
    if k and paragraphs[k - 1][-1] == ":":
        q = Paragraph(plain, paragraphs[k - 1].start, paragraphs[k - 1].end)
        found = q.events(*q.sentence(len(q.tags) - 1))
        event = strongest(q, found) or (found[0] if found else None)
        if event:
            return source(q, event, "colon")
        if m := LABEL.match(q.tags):
            return source(q, Event(m.end() - 1, *m.span(1), 3), "colon")
    if previous and previous[0] == k - 1 and previous[1] and set(p.tags) <= set("Q."):
        return previous[1]._replace(rule="carried")
    return None


def sources(document: Document) -> Iterator[tuple[tuple[int, int, int, bool], Paragraph, int, Source | None]]:
    """Every quoted stretch with its paragraph, its token there and its source."""
    previous = None
    for k, group in groupby(stretches(document), key=lambda stretch: stretch[2]):
        quoted, paragraph = list(group), document.paragraphs[k]
        p = Paragraph(document.plain, paragraph.start, paragraph.end, [stretch[:2] for stretch in quoted])
        found = attribute(p)
        if found[0] is None and p.quoted[0] == 0:
            found[0] = around(document, k, p, previous)
        carry(found, "continued")
        for n, i in enumerate(p.quoted):
            if found[n] is None and (event := next(iter(earlier(p, i)), None)):
                found[n] = source(p, event, "any")
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


def find_quotations(document: Document) -> list[Quotation]:
    """The quotations of a document as plain tuples: what `quotes` puts into a table."""
    attributed = list(sources(document))
    cast = None
    spans = [stretch[:2] for stretch, *_ in attributed]
    found = []
    direct = False
    for (start, end, index, _), p, i, origin in attributed:
        count = len(WORD.findall(document.plain, start, end))
        kind = kind_of(p, i, origin, count, direct)
        direct = kind == "direct"
        speech = kind in ("direct", "partial")
        if not (speech and origin):
            origin = Source(-1, -1, None, (0, 0), "")
            speaker = None
        else:
            cast = cast or People(document, spans)
            speaker = cast.resolve(Span(document.text[slice(*origin.person)], origin.person[0]))
        found.append(Quotation(start, end, document.text[start:end], count, speech, speaker, origin.start, origin.end,
                               origin.verb, kind, index))
    return found


WORKS = re.compile(r"""\b(?: albums? | articles? | ballads? | books? | cartoons? | columns? | dramas? | documentar(?:y|ies) | editorials?
    | episodes? | essays? | films? | games? | headlines? | hits? | magazine | memoirs? | movies? | musicals? | novels? | operas?
    | paintings? | plays? | podcasts? | poems? | programs? | programmes? | reports? | series | shows? | sitcom | songs?
    | sketch | titled | entitled | tv | abc's | nbc's | cbs's | cnn's | fox's | msnbc's )\s*(?:,\s*)?$""", re.VERBOSE | re.IGNORECASE)
SMALL = frozenset("a an the of and or in on at for to with from by is".split())


def kind_of(p: Paragraph, i: int, origin: Source | None, count: int, direct: bool) -> str:
    """What a stretch is; `direct` says whether the quotation before it is."""
    inside = p.plain[p.starts[i]:p.ends[i]].strip("\"' ")
    before = p.tags[i - 1] if i else "."
    rule = origin.rule if origin else ""
    opening = i == p.sentence(i)[0] or before in ":,Q-" and rule != ""
    small = inside[:1].islower()
    whole = opening and not small and inside[-1:] in FINAL
    if is_title(inside) and count < 9 and (WORKS.search(p.plain, max(0, p.starts[i] - 24), p.starts[i])
                                           or count > 1 and rule in ("", "any", "trailing", "continued") and not whole):
        return "title"
    if rule in ("", "any", "preceding", "backwards") and not whole and before != ":":
        if count <= (1 if rule == "any" and origin.personal else 3):
            return "scare"
    if opening and (not small or before == "," and direct and count > 1):
        return "direct"
    return "partial"


def is_title(inside: str) -> bool:
    """Whether the words are set as titles are: capitals but for the small words between."""
    words = [word for word in inside.split() if word[0].isalpha()]
    return bool(words) and words[0][0].isupper() and all(word[0].isupper() or word.lower() in SMALL for word in words)
