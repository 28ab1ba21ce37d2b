"""Which of the mentions around a quotation is its source: the rules' choice and its rivals,
weighed.

Some rules of `attribution` are reliable. For the others, every subject and noun phrase nearby is a
candidate, described by features that are either present or absent, and the candidate with the
greatest sum of weights wins. The weights, in `ranking.csv`, are those of a conditional logit model
(McFadden 1974), fitted to annotated news by `scripts/fit_ranking.py`, which makes the same table
from the same data.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from operator import attrgetter
from typing import NamedTuple

from ..paths import package_rows
from ..patterns import regex
from .attribution import Source, source
from .parsing import PHRASE, Event, Paragraph
from .tagging import PARTICIPLES

WEIGHTS = "ranking.csv"
# Rules whose choices gained nothing from being weighed. The choice of any other rule has to win.
SURE = frozenset(
    """
    according after agent announced as_put carried claimed colon in_words label possessed signature
    told_of trailing
    """.split()
)
verb_of = attrgetter("verb")  # events are in the order of their verbs
# How many tokens away a candidate may be, on either side; going further finds nobody and costs
# time.
CANDIDATE_REACH = 60
# With this many quotations within reach, the text is a list of words in marks, not news, and only
# the candidates right beside a quotation count.
CROWD, CROWDED_REACH = 12, 12
MENTION = regex(PHRASE)
# Distances in tokens, in classes; the last class is for all that are farther.
DISTANCE_CLASSES = "0 1 2 3 3 5 5 5 5 9 9 9 9 9 9 9 16".split()
HEAD_PRONOUNS = frozenset("he she it they we you i who that which".split())


@cache
def weights() -> dict[tuple[str, ...], float]:
    """The weight of each feature; an unlisted feature has no weight."""
    return {tuple(row["feature"].split(" ")): float(row["weight"]) for row in package_rows(WEIGHTS)}


@cache
def hundredths() -> dict[tuple[str, ...], int]:
    """The weights as whole numbers, so that their sum does not depend on the order."""
    return {feature: round(100 * weight) for feature, weight in weights().items()}


class Features(tuple[tuple[str, ...], ...]):
    """Some features of a candidate, each a tuple of words. They are made once per set of
    circumstances, so that their weight is summed once per run rather than once per candidate.
    """

    @cached_property
    def weight(self) -> int:
        """Their sum in hundredths."""
        known = hundredths()
        return sum([known.get(feature, 0) for feature in self])


SAME_NAME = Features([("again",)])
IN_OTHER_CLAUSE = Features([("apart",)])


# A mention that may be the source of a quotation: where it starts and ends, the verb whose subject
# it is (of level 0 for other noun phrases) or the source that it is, and its features, in parts.
# There are dozens to a quotation, for which named fields would take long to make.
Candidate = tuple[int, int, Event | Source, list[Features]]


def ranked(
    p: Paragraph, i: int, picked: Source | None, previous: Source | None, beside: bool
) -> Source | None:
    """The source of the quotation at token `i`, or None if it is likelier that none of the
    candidates is.

    `picked` is the rules' choice, `previous` the source of the previous quotation, and `beside`
    whether that quotation is in the same paragraph. The first candidate wins a tie.
    """
    if picked and picked.rule in SURE:
        return picked
    if picked and picked.rule == "continued":
        return previous  # the source of the previous quotation
    if not (picked or previous or p.names_somebody):
        return None
    best: Event | Source | None = None
    most = of_nobody(p, i, picked).weight
    for _, _, mentioned, features in candidates(p, i, picked, previous, beside):
        total = sum([part.weight for part in features])
        if total > most:
            best, most = mentioned, total
    if not isinstance(best, Event):
        return best
    chosen = source(p, best, "ranked")
    return chosen if best.level else chosen._replace(verb=None)


def distance_class(tokens: int) -> str:
    """The class of a distance: the distance itself up to 3, then the least of its class.

    >>> [distance_class(tokens) for tokens in (2, 4, 8, 90)]
    ['2', '3', '5', '16']
    """
    return DISTANCE_CLASSES[min(tokens, 16)]


class Edges(NamedTuple):
    """What precedes a quotation in its sentence, and what the quotation ends with."""

    left: str  # a letter, or "^" if the quotation begins the sentence
    last: str  # a comma, a point, …; "x" for anything else


def edges(p: Paragraph, i: int) -> Edges:
    """The edges of the quotation at token `i`."""
    last = p.last_inside(i)
    return Edges(
        "^" if i == p.sentence(i)[0] else p.tags[i - 1],
        last if last in (",", ".", "?", "!") else "x",
    )


def of_nobody(p: Paragraph, i: int, picked: Source | None) -> Features:
    """The features of the case that no candidate is the source."""
    return of_none(picked.rule if picked else "none", edges(p, i).left)


@cache
def of_none(rule: str, edge: str) -> Features:
    return Features([("none",), ("none", "rule", rule), ("none", "edge", edge)])


def candidates(
    p: Paragraph, i: int, picked: Source | None, previous: Source | None, beside: bool
) -> Iterator[Candidate]:
    """The subjects of the verbs and the other noun phrases in the quotation's sentence and the two
    beside it, the source of the previous quotation, and the rules' choice.

    A mention that the rules picked is yielded as they picked it.
    """
    edge = edges(p, i)
    is_picked_met = False
    is_parted = picked is not None and picked.rule == "in_clause"
    sentence, clause = p.sentence(i), p.clause(i)
    before, behind = range(sentence[0], clause[0]), range(clause[1], sentence[1])
    for event, features in mentions_near(p, i, edge):
        if event.first in before or event.first in behind:  # in another clause of the sentence
            if is_parted:
                continue
            features.append(IN_OTHER_CLAUSE)
        start, end = p.starts[event.first], p.end(event.last - 1)
        if previous and previous.name == p.word(event.last - 1):
            features.append(SAME_NAME)
        if picked and start < picked.end and picked.start < end:
            yield start, end, picked, [*features, of_rule(picked.rule)]
            is_picked_met = True
        else:
            yield start, end, event, features
    if previous:
        features = [of_previous("beside" if beside else "above", *edge, not p.tags.strip("Q."))]
        if picked and previous[:2] == picked[:2]:
            features.append(of_rule(picked.rule))
            is_picked_met = True
        yield previous.start, previous.end, previous, features
    if picked and not is_picked_met:
        yield picked.start, picked.end, picked, [of_rule(picked.rule, "only")]


def reach_of(p: Paragraph, i: int) -> int:
    """How many tokens away from the quotation at token `i` a candidate may be."""
    first = bisect_left(p.quoted, i - CANDIDATE_REACH)
    last = bisect_right(p.quoted, i + CANDIDATE_REACH, first)
    return CANDIDATE_REACH if last - first < CROWD else CROWDED_REACH


def mentions_near(p: Paragraph, i: int, edge: Edges) -> list[tuple[Event, list[Features]]]:
    """The verbs with their subjects, then the other noun phrases, within reach of the quotation."""
    here = bisect_right(p.bounds, i)  # the number of its sentence
    reach = reach_of(p, i)
    near: list[tuple[Event, list[Features]]] = []
    for k in (here - 1, here, here + 1):
        if not 0 <= k < len(p.bounds):
            continue
        start = p.bounds[k - 1] if k else 0
        if start > i + reach or p.bounds[k] <= i - reach:
            continue
        events = p.events(start, p.bounds[k])
        first_near = bisect_left(events, i - reach, key=verb_of)
        behind = bisect_right(events, i + reach, first_near, key=verb_of)
        for n in range(first_near, behind):
            event = events[n]
            place = of_event(p, i, event, k - here, edge, n == 0 and k == here)
            near.append((event, [place, of_subject(p, event)]))
    begin = p.bounds[here - 2] if here > 1 else 0
    end = p.bounds[min(here, len(p.bounds) - 1)]
    for m in MENTION.finditer(p.tags, max(begin, i - reach), min(end, i + reach)):
        first, last = m.span()
        number = bisect_right(p.bounds, first)
        if first not in p.subjects(number) and m[0] != "D":
            place = of_phrase(p, i, first, last, number - here)
            mention = of_mention(p, first, last, p.tags[last - 1])
            near.append((Event(first, first, last, 0), [place, mention]))
    return near


@cache
def of_rule(*words: str) -> Features:
    return Features([("rule",), *(("rule", word) for word in words)])


@cache
def of_previous(place: str, edge: str, last: str, alone: bool) -> Features:
    """The features of the source of the previous quotation; `alone` is whether the paragraph is
    nothing but quotation.
    """
    return Features(
        [(place,), (place, "edge", edge), (place, "last", last), (place, "alone", str(alone))]
    )


class Verb(NamedTuple):
    """What the features need to know of a verb near a quotation."""

    sentence: int  # how many sentences after that of the quotation: -1, 0, 1
    level: int  # how strongly it reports
    distance: str  # as `distance_class` gives it
    is_first: bool  # whether it is the first of the quotation's sentence
    is_participle: bool


def of_event(
    p: Paragraph, i: int, event: Event, sentence: int, edge: Edges, is_first: bool
) -> Features:
    """The features of a verb: its position, how strongly it reports, its form."""
    tags, at = p.tags, event.verb
    distance = distance_class(i - at - 1 if at < i else at - i - 1)
    # The fields of `Verb`, which is made of them only for circumstances that are new.
    verb = sentence, event.level, distance, is_first, tags[at] in PARTICIPLES
    if at < i:
        return of_verb_before(verb, edge.left, tags[at + 1 : at + 2])
    return of_verb_behind(verb, edge.last, i < event.first <= i + 2, event.first > at)


@cache
def of_verb_before(known: tuple, left: str, follows: str) -> Features:
    """The features of a verb before the quotation, from the fields of `Verb`; `follows` is the
    letter after the verb.
    """
    verb = Verb(*known)
    level = str(verb.level)
    return Features(
        [
            ("before", level, "edge", left),
            ("before", level, "next", follows),
            *of_verb("before", verb),
        ]
    )


@cache
def of_verb_behind(known: tuple, last: str, is_beside: bool, is_inverted: bool) -> Features:
    """The features of a verb after the quotation, from the fields of `Verb`: whether its subject
    follows the quotation immediately, and whether the verb precedes its subject.
    """
    verb = Verb(*known)
    level = str(verb.level)
    order = "inverted" if is_inverted else "straight"
    return Features(
        [
            ("behind", level, "last", last),
            ("behind", level, "beside" if is_beside else "far", last),
            ("behind", level, order, "0" if verb.distance == "0" else "1"),
            *of_verb("behind", verb),
        ]
    )


def of_verb(side: str, verb: Verb) -> Iterator[tuple[str, ...]]:
    """The features of a verb on either side."""
    sentence, level = str(verb.sentence), str(verb.level)
    yield side, sentence, level
    yield side, sentence, level, "gap", verb.distance
    if verb.is_first:
        yield ("first",)
    if verb.is_participle:
        yield "participle", side


def of_subject(p: Paragraph, event: Event) -> Features:
    """The features of the subject of a verb."""
    letter = p.tags[event.last - 1]
    if event.antecedent:
        return of_mention(p, event.first, event.last, p.tags[event.antecedent[1] - 1], "relative")
    if letter in "RD" and (word := p.word(event.last - 1)) in HEAD_PRONOUNS:
        letter = word
    return of_mention(p, event.first, event.last, letter)


def of_phrase(p: Paragraph, i: int, first: int, last: int, sentence: int) -> Features:
    """The features of the position of a noun phrase that is not a subject: its neighbours and its
    distance.
    """
    tags = p.tags
    side, between = ("before", i - last) if first < i else ("behind", first - i - 1)
    return of_place(
        side,
        sentence,
        distance_class(between),
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


def of_mention(p: Paragraph, first: int, last: int, letter: str, kind: str = "mention") -> Features:
    """The features of the mention itself: its head, as a letter or a pronoun, its length, and what
    it begins.
    """
    long = last - first > 1
    return of_words(
        kind, letter, long, long and p.tags.find(",", first, last) >= 0, p.begins(first)
    )


@cache
def of_words(kind: str, letter: str, long: bool, comma: bool, begins: bool) -> Features:
    shape = {"long": long, "comma": comma, "begins": begins}
    return Features([(kind, letter), *((name,) for name, is_so in shape.items() if is_so)])
