"""Which of the mentions around a quotation is its source: the rules' pick and its rivals, weighed.

The rules of `attribution` are right where they are sure. Where they are not, every subject and noun
phrase near by is a candidate, told by features that are either there or not, and the candidate with
the greatest sum of weights wins. The weights, a table of numbers in `ranking.csv`, are those of a
conditional logit model (McFadden 1974), fitted to annotated news by `scripts/fit_ranking.py`, which
makes the same table again from the same data.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property

from ..paths import package_data
from .attribution import Source, source
from .parsing import PHRASE, Event, Paragraph

WEIGHTS = "ranking.csv"
# Rules of whose picks nothing was gained by weighing them; a pick of the others has to win.
SURE = frozenset("according after carried colon label possessed signature trailing".split())
REACH = 60  # tokens on either side within which a candidate stands; more find nobody and cost time
MENTION = re.compile(PHRASE)
GAPS = "0 1 2 3 3 5 5 5 5 9 9 9 9 9 9 9".split() + ["16"]  # how many tokens lie between, in classes
PRONOUNS = frozenset("he she it they we you i who that which".split())


@cache
def weights() -> dict[tuple[str, ...], float]:
    """The weight of each feature; a feature that is not listed weighs nothing."""
    rows = csv.DictReader(package_data(WEIGHTS).splitlines())
    return {tuple(row["feature"].split(" ")): float(row["weight"]) for row in rows}


class Features(tuple):
    """Some features of a candidate, each a tuple of words. What makes them is asked once for each
    set of circumstances, so that their weight is summed once a run rather than once a candidate.
    """

    @cached_property
    def weight(self) -> int:
        """Their sum in hundredths, which add up alike in any order."""
        return sum(round(100 * weights().get(feature, 0.0)) for feature in self)


AGAIN = Features([("again",)])


def ranked(
    p: Paragraph, i: int, picked: Source | None, previous: Source | None, beside: bool
) -> Source | None:
    """The source of the quotation at token `i`, or None where it is likelier that none of the
    candidates is.

    `picked` is what the rules say, `previous` the source of the quotation before, `beside` whether
    that one stands in the same paragraph. The first candidate wins a tie.
    """
    if picked and picked.rule in SURE:
        return picked
    if (
        picked and picked.rule == "continued"
    ):  # it goes with the quotation before, whoever that one was given to
        return previous
    best, most = None, of_nobody(p, i, picked).weight
    for *_, candidate, parts in candidates(p, i, picked, previous, beside):
        total = sum([part.weight for part in parts])
        if total > most:
            best, most = candidate, total
    if not isinstance(best, Event):
        return best
    chosen = source(p, best, "ranked")
    return chosen if best.level else chosen._replace(verb=None)


def gap(distance: int) -> str:
    return GAPS[min(distance, 16)]


def edges(p: Paragraph, i: int) -> tuple[str, str]:
    """What stands before the quotation in its sentence, and what it ends with."""
    last = p.last_inside(i)
    return "^" if i == p.sentence(i)[0] else p.tags[i - 1], last if last in (
        ",",
        ".",
        "?",
        "!",
    ) else "x"


def of_nobody(p: Paragraph, i: int, picked: Source | None) -> Features:
    """The features of there being no source among the candidates."""
    return of_none(picked.rule if picked else "none", edges(p, i)[0])


@cache
def of_none(rule: str, edge: str) -> Features:
    return Features([("none",), ("none", "rule", rule), ("none", "edge", edge)])


def candidates(
    p: Paragraph, i: int, picked: Source | None, previous: Source | None, beside: bool
) -> Iterator[tuple[int, int, Event | Source, list[Features]]]:
    """Start and end of each candidate, itself, and its features, in parts: the subjects of the
    verbs and the other noun phrases in the quotation's sentence and the two beside it, the source
    of the quotation before, and what the rules picked.

    A mention that the rules picked is yielded as they picked it; a noun phrase is an event of level
    0.
    """
    edge, last = edges(p, i)
    at = bisect_right(p.bounds, i)
    met, subjects = False, set()
    near: list[tuple[Event, list[Features]]] = []
    for k in (at - 1, at, at + 1):
        if 0 <= k < len(p.bounds):
            for n, event in enumerate(p.events(p.bounds[k - 1] if k else 0, p.bounds[k])):
                subjects.add(event.first)
                if abs(event.verb - i) <= REACH:
                    near.append(
                        (
                            event,
                            [
                                of_event(p, i, event, k - at, edge, last, n == 0 and k == at),
                                of_subject(p, event),
                            ],
                        )
                    )
    begin, end = p.bounds[at - 2] if at > 1 else 0, p.bounds[min(at, len(p.bounds) - 1)]
    for m in MENTION.finditer(p.tags, max(begin, i - REACH), min(end, i + REACH)):
        first, stop = m.span()
        if first not in subjects and m[0] != "D":
            place = of_phrase(p, i, first, stop, bisect_right(p.bounds, first) - at)
            near.append(
                (
                    Event(first, first, stop, 0),
                    [place, of_mention(p, first, stop, p.tags[stop - 1])],
                )
            )
    for event, parts in near:
        start, end = p.starts[event.first], p.end(event.last - 1)
        if previous and previous.name == p.word(event.last - 1):
            parts.append(AGAIN)
        if picked and start < picked.end and picked.start < end:
            parts.append(of_rule(picked.rule))
            yield start, end, picked, parts
            met = True
        else:
            yield start, end, event, parts
    if previous:
        parts = [of_previous("beside" if beside else "above", edge, last, not p.tags.strip("Q."))]
        if picked and previous[:2] == picked[:2]:
            parts.append(of_rule(picked.rule))
            met = True
        yield previous.start, previous.end, previous, parts
    if picked and not met:
        yield picked.start, picked.end, picked, [of_rule(picked.rule, "only")]


@cache
def of_rule(*words: str) -> Features:
    return Features([("rule",), *(("rule", word) for word in words)])


@cache
def of_previous(place: str, edge: str, last: str, alone: bool) -> Features:
    """The features of the source of the quotation before; `alone`, whether the paragraph is nothing
    but quotation.
    """
    return Features(
        [(place,), (place, "edge", edge), (place, "last", last), (place, "alone", str(alone))]
    )


def of_event(
    p: Paragraph, i: int, event: Event, sentence: int, edge: str, last: str, first: bool
) -> Features:
    """The features of a verb: where it stands, how strongly it reports, how it is made."""
    tags, verb = p.tags, event.verb
    if verb < i:
        return of_verb_before(
            sentence,
            event.level,
            gap(i - verb - 1),
            first,
            tags[verb] in "gGH",
            edge,
            tags[verb + 1 : verb + 2],
        )
    return of_verb_behind(
        sentence,
        event.level,
        gap(verb - i - 1),
        first,
        tags[verb] in "gGH",
        last,
        i < event.first <= i + 2,
        event.first > verb,
    )


@cache
def of_verb_before(
    sentence: int, level: int, distance: str, first: bool, participle: bool, edge: str, follows: str
) -> Features:
    return Features(
        [
            ("before", str(level), "edge", edge),
            ("before", str(level), "next", follows),
            *of_verb("before", sentence, level, distance, first, participle),
        ]
    )


@cache
def of_verb_behind(
    sentence: int,
    level: int,
    distance: str,
    first: bool,
    participle: bool,
    last: str,
    beside: bool,
    inverted: bool,
) -> Features:
    return Features(
        [
            ("behind", str(level), "last", last),
            ("behind", str(level), "beside" if beside else "far", last),
            (
                "behind",
                str(level),
                "inverted" if inverted else "straight",
                "0" if distance == "0" else "1",
            ),
            *of_verb("behind", sentence, level, distance, first, participle),
        ]
    )


def of_verb(
    side: str, sentence: int, level: int, distance: str, first: bool, participle: bool
) -> Iterator[tuple[str, ...]]:
    yield side, str(sentence), str(level)
    yield side, str(sentence), str(level), "gap", distance
    if first:
        yield ("first",)
    if participle:
        yield "participle", side


def of_subject(p: Paragraph, event: Event) -> Features:
    """The features of the subject of a verb."""
    letter = p.tags[event.last - 1]
    if event.antecedent:
        return of_mention(p, event.first, event.last, p.tags[event.antecedent[1] - 1], "relative")
    if letter in "RD" and (word := p.word(event.last - 1)) in PRONOUNS:
        letter = word
    return of_mention(p, event.first, event.last, letter)


def of_phrase(p: Paragraph, i: int, first: int, last: int, sentence: int) -> Features:
    """The features of the place of a noun phrase that is no subject: what stands beside it, and how
    far it is.
    """
    tags = p.tags
    side, between = ("before", i - last) if first < i else ("behind", first - i - 1)
    return of_place(
        side,
        sentence,
        gap(between),
        "^" if p.begins(first) else tags[first - 1],
        tags[last : last + 1],
    )


@cache
def of_place(side: str, sentence: int, distance: str, left: str, right: str) -> Features:
    return Features(
        [
            (side, str(sentence), "phrase"),
            (side, "phrase", "left", left),
            (side, "phrase", "right", right),
            (side, "phrase", "gap", distance),
        ]
    )


def of_mention(p: Paragraph, first: int, last: int, letter: str, told: str = "mention") -> Features:
    """The features of the mention itself: its head, as a letter or a pronoun, its length, what it
    begins.
    """
    long = last - first > 1
    return of_words(
        told, letter, long, long and p.tags.find(",", first, last) >= 0, p.begins(first)
    )


@cache
def of_words(told: str, letter: str, long: bool, comma: bool, begins: bool) -> Features:
    shape = {"long": long, "comma": comma, "begins": begins}
    return Features([(told, letter), *((name,) for name, is_so in shape.items() if is_so)])
