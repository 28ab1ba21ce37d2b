"""Which of the mentions around a quotation is its source: the rules' pick and its rivals, weighed.

The rules of `attribution` are right where they are sure. Where they are not, every subject and noun phrase near by is a
candidate, told by features that are either there or not, and the candidate with the greatest sum of weights wins. The
weights, a table of numbers in `ranking.csv`, are those of a conditional logit model (McFadden 1974), fitted to annotated
news by `scripts/fit_ranking.py`, which makes the same table again from the same data.
"""
import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .attribution import Source, source
from .clauses import PHRASE, Event, Paragraph

WEIGHTS = Path(__file__).with_name("ranking.csv")
# Rules of whose picks nothing was gained by weighing them; a pick of the others has to win.
SURE = frozenset("according after carried colon label possessed signature trailing".split())
REACH = 60       # tokens on either side within which a candidate stands; more find nobody and cost time
MENTION = re.compile(PHRASE)
GAPS = "0 1 2 3 3 5 5 5 5 9 9 9 9 9 9 9".split() + ["16"]     # how many tokens lie between, in classes
PRONOUNS = frozenset("he she it they we you i who that which".split())


@cache
def weights() -> dict[tuple[str, ...], float]:
    """The weight of each feature; a feature that is not listed weighs nothing."""
    with open(WEIGHTS, encoding="utf-8", newline="") as lines:
        return {tuple(row["feature"].split(" ")): float(row["weight"]) for row in csv.DictReader(lines)}


def ranked(p: Paragraph, i: int, picked: Source | None, previous: Source | None, beside: bool) -> Source | None:
    """The source of the quotation at token `i`, or None where it is likelier that none of the candidates is.

    `picked` is what the rules say, `previous` the source of the quotation before, `beside` whether that one stands in the
    same paragraph. The first candidate wins a tie.
    """
    if picked and picked.rule in SURE:
        return picked
    if picked and picked.rule == "continued":       # it goes with the quotation before, whoever that one was given to
        return previous
    weigh = weights().get
    best, most = None, sum(weigh(feature, 0.0) for feature in of_nobody(p, i, picked))
    for *_, candidate, features in candidates(p, i, picked, previous, beside):
        total = sum([weigh(feature, 0.0) for feature in features])
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
    return "^" if i == p.sentence(i)[0] else p.tags[i - 1], last if last in (",", ".", "?", "!") else "x"


def of_nobody(p: Paragraph, i: int, picked: Source | None) -> list[tuple[str, ...]]:
    """The features of there being no source among the candidates."""
    return [("none",), ("none", "rule", picked.rule if picked else "none"), ("none", "edge", edges(p, i)[0])]


def candidates(p: Paragraph, i: int, picked: Source | None, previous: Source | None,
               beside: bool) -> Iterator[tuple[int, int, Event | Source, list[tuple[str, ...]]]]:
    """Start, end and features of each candidate, and itself: the subjects of the verbs and the other noun phrases in the
    quotation's sentence and the two beside it, the source of the quotation before, and what the rules picked.

    A mention that the rules picked is yielded as they picked it; a noun phrase is an event of level 0.
    """
    edge, last = edges(p, i)
    at = bisect_right(p.bounds, i)
    met, subjects = False, set()
    near: list[tuple[Event, list[tuple[str, ...]]]] = []
    for k in (at - 1, at, at + 1):
        if 0 <= k < len(p.bounds):
            for n, event in enumerate(p.events(p.bounds[k - 1] if k else 0, p.bounds[k])):
                subjects.add(event.first)
                if abs(event.verb - i) <= REACH:
                    near.append((event, of_event(p, i, event, str(k - at), edge, last, n == 0 and k == at)))
    begin, end = p.bounds[at - 2] if at > 1 else 0, p.bounds[min(at, len(p.bounds) - 1)]
    for m in MENTION.finditer(p.tags, max(begin, i - REACH), min(end, i + REACH)):
        if m.start() not in subjects and m[0] != "D":
            near.append((Event(m.start(), *m.span(), 0),
                         of_phrase(p, i, *m.span(), str(bisect_right(p.bounds, m.start()) - at))))
    for event, features in near:
        start, end = p.starts[event.first], p.end(event.last - 1)
        if previous and previous.name == p.word(event.last - 1):
            features.append(("again",))
        if picked and start < picked.end and picked.start < end:
            features += ("rule",), ("rule", picked.rule)
            yield start, end, picked, features
            met = True
        else:
            yield start, end, event, features
    if previous:
        place = "beside" if beside else "above"
        features = [(place,), (place, "edge", edge), (place, "last", last), (place, "alone", str(set(p.tags) <= {"Q", "."}))]
        if picked and previous[:2] == picked[:2]:
            features += ("rule",), ("rule", picked.rule)
            met = True
        yield previous.start, previous.end, previous, features
    if picked and not met:
        yield picked.start, picked.end, picked, [("rule",), ("rule", "only"), ("rule", picked.rule)]


def of_event(p: Paragraph, i: int, event: Event, sentence: str, edge: str, last: str, first: bool) -> list[tuple[str, ...]]:
    """The features of the subject of a verb: where the verb stands, how strongly it reports, how it is made."""
    tags, verb, level = p.tags, event.verb, str(event.level)
    if verb < i:
        side, between = "before", i - verb - 1
        features = [("before", level, "edge", edge), ("before", level, "next", tags[verb + 1:verb + 2])]
    else:
        side, between = "behind", verb - i - 1
        features = [("behind", level, "last", last),
                    ("behind", level, "beside" if i < event.first <= i + 2 else "far", last),
                    ("behind", level, "inverted" if event.first > verb else "straight", gap(min(between, 1)))]
    features += [(side, sentence, level), (side, sentence, level, "gap", gap(between))]
    if first:
        features.append(("first",))
    if event.antecedent:
        features.append(("relative", tags[event.antecedent[1] - 1]))
    elif tags[event.last - 1] in "RD":
        word = p.word(event.last - 1)
        features.append(("mention", word if word in PRONOUNS else tags[event.last - 1]))
    else:
        features.append(("mention", tags[event.last - 1]))
    if tags[verb] in "gGH":
        features.append(("participle", side))
    return features + of_mention(tags, p.bounds, event.first, event.last)


def of_phrase(p: Paragraph, i: int, first: int, last: int, sentence: str) -> list[tuple[str, ...]]:
    """The features of a noun phrase that is no subject: what stands before it and behind it, and how far it is."""
    tags = p.tags
    side, between = ("before", i - last) if first < i else ("behind", first - i - 1)
    left = "^" if not first or first in p.bounds else tags[first - 1]
    return [(side, sentence, "phrase"), (side, "phrase", "left", left), (side, "phrase", "right", tags[last:last + 1]),
            (side, "phrase", "gap", gap(between)), ("mention", tags[last - 1])] + of_mention(tags, p.bounds, first, last)


def of_mention(tags: str, bounds: list[int], first: int, last: int) -> list[tuple[str, ...]]:
    features = []
    if last - first > 1:
        features.append(("long",))
        if "," in tags[first:last]:
            features.append(("comma",))
    if not first or first in bounds:
        features.append(("begins",))
    return features
