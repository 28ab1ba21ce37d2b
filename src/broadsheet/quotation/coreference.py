"""Whom "he" and "she" mean: somebody named before, by gender, distance, and whether the person
speaks or acts.

Whom descriptions mean ("the senator", "the Mexican president"), and who is introduced without a
name.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from ..paths import package_rows
from ..patterns import regex
from ..text import Span
from .mentions import Cast, Person
from .names import PLACE_NAMES, Name, parse_name
from .source_kinds import (
    AGED,
    DOCUMENT,
    NAMED_PERSON,
    NOUN_BEHIND,
    ORGANISATION,
    PERSONAL,
    UNNAMED_PERSON,
    is_trade,
    kind_by_noun,
    role_at,
    same_place,
)
from .tagging import CLASSES, FINITE_VERBS, NOUNS_TOO, PARTICIPLES, classify

# How many mentions back a pronoun reaches. Going further costs time on long lists of names and
# finds nobody.
MENTIONS_BACK = 30
# Mentions of one sentence that are weighed against each other.
MENTIONS_WEIGHED = 10
# How many sentences back a pronoun reaches, including those inside quotations.
SENTENCES_BACK = 15
# How many sentences back a pronoun is clear: if a title or a first name gives the person's gender,
# and if nothing does.
CLEAR_WITHIN, CLEAR_WITHIN_UNTOLD = 8, 3
PRONOUN_GENDERS = {
    "he": "m",
    "she": "f",
    "him": "m",
    "her": "f",
    "his": "m",
    "hers": "f",
    "himself": "m",
    "herself": "f",
}
PRONOUN = regex(r"[hHsS](?<!\w.)(?:(?<=[hH])(?:e|im|is|er|imself|erself)|(?<=[sS])he)(?!\w)")
# Words before a mention that is not a subject; words after one that speaks, and after one that
# acts.
OBLIQUE = tuple(
    f" {word} " for word in "of to with by for about against from in on and like than".split()
)
SPEAKS = regex(
    r",? (?:said|says|told|wrote|added|argued|asked|tweeted|called|also said|has said|insisted"
    r"|claimed)\b"
)
SAID_BEFORE = regex(  # said state Senator; not: said that any
    r"\b(?:said|says|added|adds|wrote|writes) "
    r"(?:(?!(?:that|the|an?|it|if|he|she|they|no|any|when|how|his|her)\b)[a-z-]+ ){0,3}$"
)
AGENT = regex(
    r"""
    (?: ,\ who
      | \ (?: says|told|has|had|was|is|did|does|will|would|also|who|wrote|went|himself|herself
            | and\ [A-Z] | [a-z]{2,}ed | said ) )\b
""",
    re.VERBOSE,
)
# Words right before the subject of a subordinate clause.
SUBORDINATING = tuple(
    f" {word} " for word in "that when after before while because if although though since".split()
)
# How likely it is that a pronoun refers to a mention, by the mention's position.
SPEAKING, SUBJECT, INNER_SUBJECT, OBJECT, POSSESSIVE = 6, 4, 3, 2, 0
GENDER_TOLD = 1  # added if the person's gender is known


class Pointer(NamedTuple):
    """A pronoun to be resolved, with its `gender`, or somebody introduced without a name, with the
    `person`; and how likely a later pronoun is to refer to it.
    """

    start: int
    gender: str
    person: Person | None
    weight: int


class Candidate(NamedTuple):
    """Somebody whom a pronoun may mean: the sentence, the person, and how likely that is."""

    sentence: int
    person: Person
    weight: int


class Usage:
    """How the article refers to each person: by a title, or by pronouns that clearly mean the
    person.
    """

    def __init__(self) -> None:
        self._counts: dict[Person, dict[str, int]] = {}

    def count(self, person: Person, gender: str) -> None:
        """Count one clear pronoun."""
        counts = self._counts.setdefault(person, {"m": 0, "f": 0})
        counts[gender] += 1

    def gender(self, person: Person) -> str:
        """The gender that the article gives, "m", "f" or "": by a title, or by the pronoun that
        refers to the person more than twice as often as the other.
        """
        if person.pronoun or person not in self._counts:
            return person.pronoun
        he, she = self._counts[person].values()
        return "m" if he > 2 * she else "f" if she > 2 * he else ""


class Pronouns(NamedTuple):
    """Whom each pronoun outside quotations means, by its offset, and how the article refers to each
    person.
    """

    persons: dict[int, Person]
    usage: Usage


def taken_up(cast: Cast, unnamed: dict[int, Person]) -> Pronouns:
    """Whom each pronoun means. The text is read twice: what clear pronouns show about a person in
    the first reading helps with the others in the second. `unnamed` is the result of `brought_in`.

    >>> from broadsheet.text import Document
    >>> text = "Anna Lind met Carl Berg. She smiled, and he left. It rained."
    >>> pronouns = taken_up(Cast(Document(text)), {})
    >>> {text[start:start + 3].strip(): person for start, person in pronouns.persons.items()}
    {'She': Person('Anna Lind'), 'he': Person('Carl Berg')}

    Fails: a pronoun before its name ("After he left, Roe slept") is taken to mean somebody named
    earlier.
    """
    sentences = cast.sentence_breaks
    pointers = pointers_in(cast, unnamed)
    mentions = Mentions(cast, sentences)
    usage = Usage()
    persons: dict[int, Person] = {}
    taken: set[tuple[Person, str]] = set()
    for reading in (1, 2):
        line: list[int | Candidate] = []
        i = 0
        for start, gender, person, weight in pointers:
            j = bisect_left(cast.starts, start, i)
            line.extend(range(i, j))
            i = j
            sentence = bisect_right(sentences, start)
            clear = False
            if not person:
                person, clear = antecedent(mentions.candidates(line), gender, sentence, usage)
            if not person:
                persons.pop(start, None)
                continue
            line.append(Candidate(sentence, person, weight))
            if gender:
                persons[start] = person
                taken.add((person, gender))
                if clear and reading == 1:
                    usage.count(person, gender)
        if len(taken) == len({person for person, _ in taken}):  # nobody is both "he" and "she"
            break
    return Pronouns(persons, usage)


def pointers_in(cast: Cast, unnamed: dict[int, Person]) -> list[Pointer]:
    """The pronouns outside quotations and the people introduced without a name, in order."""
    pointers = [
        Pointer(
            m.start(),
            PRONOUN_GENDERS[m[0].lower()],
            None,
            SUBJECT if is_subject(m[0]) else OBJECT,
        )
        for m in PRONOUN.finditer(cast.plain)
        if not cast.is_quoted(m.start())
    ]
    if unnamed:  # outside quotations, too
        pointers += [Pointer(start, "", person, SUBJECT) for start, person in unnamed.items()]
        pointers.sort(key=lambda pointer: pointer.start)
    return pointers


def is_subject(pronoun: str) -> bool:
    """Whether the pronoun is "he" or "she"."""
    return len(pronoun) < 4 and pronoun[-1] == "e"


class Mentions:
    """The mentions of a cast as candidates for a pronoun. Each is weighed when first needed."""

    def __init__(self, cast: Cast, sentences: list[int]):
        self.cast = cast
        self.sentences = sentences
        self._weighed: dict[int, Candidate | None] = {}
        self._eligible: dict[Person, bool] = {}

    def candidates(self, line: list[int | Candidate]) -> Iterator[Candidate]:
        """The people whom a pronoun may mean, the last first; a number in `line` is that of a
        mention.
        """
        for entry in reversed(line[-MENTIONS_BACK:]):
            if isinstance(entry, int):
                if entry not in self._weighed:
                    self._weighed[entry] = self._weigh(entry)
                candidate = self._weighed[entry]
            else:
                candidate = entry
            if candidate:
                yield candidate

    def _weigh(self, i: int) -> Candidate | None:
        """The i-th mention as a candidate; None if no pronoun can refer to it."""
        cast = self.cast
        start, person = cast.starts[i], cast.persons[i]
        if person not in self._eligible:
            kind = cast.kind(person)
            self._eligible[person] = kind not in (ORGANISATION, UNNAMED_PERSON) and acts(
                cast, person
            )
        if not self._eligible[person] or cast.is_quoted(start):
            return None
        weight = weigh(cast.plain, start, cast.ends[i])
        return Candidate(bisect_right(self.sentences, start), person, weight)


def weigh(plain: str, start: int, end: int) -> int:
    """How likely it is that a pronoun refers to the mention between two offsets.

    >>> weigh("So Lind said", 3, 7) == SPEAKING, weigh("Lind begged Berg", 12, 16) == OBJECT
    (True, True)
    """
    if plain[end - 2 : end] == "'s":
        return POSSESSIVE
    # Most mentions follow a full stop, a comma or a name, not one of the words that affect the
    # weight.
    before = plain[max(0, start - 3) : start].rstrip()[-1:]
    follows_word = before.islower() or before == "-"
    if follows_word and plain.endswith(OBLIQUE, max(0, start - 9), start):
        return OBJECT
    if SPEAKS.match(plain, end) or (
        follows_word and SAID_BEFORE.search(plain, max(0, start - 40), start)
    ):
        return SPEAKING
    if follows_word and is_object(plain, start):
        return OBJECT
    if follows_word and plain.endswith(SUBORDINATING, max(0, start - 10), start):
        return INNER_SUBJECT
    return SUBJECT


def is_object(plain: str, start: int) -> bool:
    """Whether a verb stands right before a mention: begging Carl Berg.

    >>> is_object("Lind begged Berg", 12), is_object("So Berg", 3)
    (True, False)
    """
    if start < 3 or plain[start - 1] != " " or not plain[start - 2].islower():
        return False
    word = plain[plain.rfind(" ", 0, start - 1) + 1 : start - 1]
    return word.isalpha() and classify(word, False) in FINITE_VERBS + PARTICIPLES


def acts(cast: Cast, person: Person) -> bool:
    """Whether it is a person who does something, if neither a title nor a first name shows it: not
    just the first word of a sentence, or a thing with a name.
    """
    several_words = len(person.name) > 1
    if person.pronoun or person.roles or person.gender:
        return True
    if several_words and not person.kind and is_thing(cast, person):
        return False
    if several_words and cast.is_sure(person):
        return True
    plain = cast.plain
    if not several_words and cast.spaced_words.has_beginning(person.name[0].lower()):
        return False  # Water sat; the water
    return any(
        AGENT.match(plain, cast.ends[i])
        or (
            several_words
            and NOUN_BEHIND.match(plain, cast.ends[i])
            and plain[max(0, cast.starts[i] - 2) : cast.starts[i]] in ("", ". ", "\n\n", ".\n")
        )
        for i in person.mentions[:8]
    )


# Words right before a name of several words that is that of a thing or a place.
BEFORE_THING = tuple(
    f"{before}{word} "
    for word in "the a an another our its".split()
    for before in (" ", "\n", '"', "(")
) + tuple(f" {word} " for word in "in near across outside".split())
WORD_OF_THING = re.compile(r" ([a-z][a-z'-]+)")
# Classes of the word after a name: the Lind family.
NOUN_OR_PARTICIPLE = ("n", "g", "G", "H")
# Classes of words that occur in no name: up, first.
NO_NAMES = frozenset("PABWDKR")


def is_thing(cast: Cast, person: Person) -> bool:
    """Whether a name of several words, without a title or a listed first name, is that of a thing
    or a place: an article or "in" stands right before it and no noun follows, or all of its words
    are ordinary, or one of them occurs in no name.

    >>> from broadsheet.text import Document
    >>> cast = Cast(Document("He won a Purple Heart. The Xi Jinping era began. Xi Jinping rose."))
    >>> [is_thing(cast, person) for person in cast.by_key.values()]
    [True, False]
    """
    plain, words = cast.plain, [word.lower() for word in person.name]
    if any(CLASSES.get(word, "") in NO_NAMES for word in words[1:]):
        return True
    first, *_, last = person.name
    if len(first) > 2 and first.isupper() and not last.isupper():  # BBC Skara
        return True
    if all(word in CLASSES or cast.spaced_words.has(word) for word in words):
        return True
    is_thing_somewhere = False
    for i in person.mentions[:8]:
        end = cast.ends[i]
        start = plain.find(person.name[0], cast.starts[i], end)  # after "The"
        if PERSONAL.match(plain, end) or SPEAKS.match(plain, end):
            return False
        if plain[max(0, start - 9) : start].lower().endswith(BEFORE_THING):
            behind = WORD_OF_THING.match(plain, end)
            goes_on = behind and classify(behind[1], False) in NOUN_OR_PARTICIPLE
            is_thing_somewhere |= not goes_on and plain[end - 2 : end] != "'s"
    return is_thing_somewhere


def antecedent(
    line: Iterable[Candidate], gender: str, sentence: int, usage: Usage
) -> tuple[Person | None, bool]:
    """The person a pronoun means, and whether it could mean nobody else. The person has the right
    gender and is in the nearest sentence that names one. There, those who speak come before those
    who act, and those before the objects; the first of equals wins.
    """
    best: Person | None = None
    best_weight, nearest, clear = -1, -1, True
    for looked, (place, person, weight) in enumerate(line):
        out_of_reach = sentence - place > SENTENCES_BACK
        if out_of_reach or (best and (place != nearest or looked > MENTIONS_WEIGHED)):
            break
        known = usage.gender(person) or person.gender
        if known not in ("", gender):
            continue
        clear = clear and best in (None, person)
        this_weight = weight + GENDER_TOLD if known else weight
        if this_weight >= best_weight:
            best, best_weight = person, this_weight
        nearest = place
    if best is None:
        return None, False
    return best, clear and sentence - nearest < (
        CLEAR_WITHIN if best.gender else CLEAR_WITHIN_UNTOLD
    )


# How many sentences back "it" and "they" reach.
BODIES_WITHIN = 4
SHORTEST_SUBJECT = 3  # characters that `NAMELESS` needs; often "it" opens its sentence
# Where a subject without a name may begin, with the words after it: "the choir members accused".
NAMELESS = regex(
    r"""
    (?: \b (?: [Tt]he | [Aa]n? | [Tt]h[eo]se | [Ss]ome | [Mm]any | [Tt]heir | [Hh]is | [Hh]er ) [ ]
      | (?: (?<=[.!?"']\ ) | (?<=\n) | \A ) (?: (?:But|And)[ ] | (?=[A-Z]) ) )  # Pilots left
    (?= ( (?: (?: [\w'&-]+ | (?:[A-Z]\.)+ ) [ ] ){1,6} [\w'-]+ ) )
""",
    re.VERBOSE,
)
ADVERBS = r"(?:(?:also|then|later|still|now|already|again|have|has|had) )*"
WORD_BEHIND = regex(rf" (?:\([^)]*\) )?{ADVERBS}([a-z']+)\b")
VERBS = frozenset(FINITE_VERBS + "ex")


def body_or_group(cast: Cast, start: int, end: int, is_plural: bool) -> Span | None:
    """The mention of the organisation or document that "it" means between two offsets, or of the
    group that "they" means, if a verb of saying follows: the first subject of that kind in the
    nearest sentence before.

    >>> from broadsheet.text import Document
    >>> text = "The airline met Lind Foods. The pilots went. It rained, it said. So they said."
    >>> cast, it, they = Cast(Document(text)), text.index("it said"), text.index("they")
    >>> str(body_or_group(cast, it, it + 2, False)), str(body_or_group(cast, they, they + 4, True))
    ('The airline', 'The pilots')
    >>> body_or_group(cast, text.index("It rained"), text.index(" rained"), False)
    """
    says = WORD_BEHIND.match(cast.plain, end)
    if not says or classify(says[1], False) != "V":
        return None
    for begin, stop in sentences_before(cast, start):
        place = begin, stop, is_plural
        if place not in cast.bodies:
            # Both return subjects in order, and only the first counts.
            spans: list[Span] = []
            if stop - begin >= SHORTEST_SUBJECT:
                spans += islice(nameless_subjects(cast, begin, stop, is_plural), 1)
            if not is_plural:
                spans += islice(named_bodies(cast, begin, stop), 1)
            cast.bodies[place] = min(spans, key=lambda span: span.start, default=None)
        if body := cast.bodies[place]:
            return body
    return None


def body_before(cast: Cast, start: int) -> Span | None:
    """The mention of the named organisation that "the group" means at an offset: the first subject
    of that kind in its own sentence or the one before. A place is not one.

    >>> from broadsheet.text import Document
    >>> text = "The Kennel Club met Lind. The group said no."
    >>> str(body_before(Cast(Document(text)), text.index("The group")))
    'The Kennel Club'
    """
    for begin, stop in islice(sentences_before(cast, start), 2):
        for span in named_bodies(cast, begin, stop):
            if span.lower() not in PLACE_NAMES:
                return span
    return None


def sentences_before(cast: Cast, start: int) -> Iterator[tuple[int, int]]:
    """The sentence up to an offset, and those before it within reach, the last first."""
    reach, ends = max(0, start - 800), cast.sentence_breaks
    last = bisect_right(ends, start)
    # The full stop and the space of a break must both be within reach.
    first = max(bisect_left(ends, reach + 2, hi=last), last - BODIES_WITHIN)
    breaks = [reach, *ends[first:last]]
    stop = start
    for begin in breaks[-1 : -BODIES_WITHIN - 1 : -1]:
        yield begin, stop
        stop = begin


def nameless_subjects(cast: Cast, begin: int, end: int, is_plural: bool) -> Iterator[Span]:
    """The subjects between two offsets that are a noun for a body, or for a group if
    `is_plural`.
    """
    for m in NAMELESS.finditer(cast.plain, begin, end):
        if cast.is_quoted(m.start()):
            continue
        words = m[1].split()
        verb = next((k for k, word in enumerate(words) if is_finite(word)), 0)
        head = next(
            (k for k, word in enumerate(words[:verb]) if classify(word, False) in "PFWTCIB"), verb
        )
        noun = words[head - 1] if head else ""
        noun = noun.lower() if head == 1 and m[0] in ("", "But ", "And ") else noun
        if not noun.islower() or noun.endswith(("'s", "s'")):
            continue
        kind = kind_by_noun(noun)
        is_group = kind == UNNAMED_PERSON and noun.endswith(("s", "men", "people"))
        fits = is_group if is_plural else kind in (ORGANISATION, DOCUMENT)
        if fits and is_main_subject(cast, m.start(), begin, words[verb]):
            phrase = m[0].removeprefix("But ").removeprefix("And ")
            yield Span(phrase + " ".join(words[:head]), m.end() - len(phrase))


def is_main_subject(cast: Cast, start: int, begin: int, verb: str) -> bool:
    """Whether this is the main subject of the sentence that begins at `begin`, or one that
    speaks.
    """
    return (
        cast.plain[begin:start].strip() in ("", "But", "And", "So", "Yet")
        or cast.plain.startswith(", ", start - 2)
        or (verb != "" and classify(verb, False) == "V")
    )


def is_finite(word: str) -> bool:
    """Whether the word is a finite verb and not also a noun."""
    return classify(word, False) in VERBS and word not in NOUNS_TOO


def named_bodies(cast: Cast, begin: int, end: int) -> Iterator[Span]:
    """The names of organisations between two offsets that a verb follows."""
    for i in range(bisect_left(cast.starts, begin), bisect_left(cast.starts, end)):
        start, stop = cast.starts[i], cast.ends[i]
        person = cast.persons[i]
        is_open = len(person.name) > 1 and not (person.gender or cast.is_sure(person))
        if not (is_open or cast.kind(person) == ORGANISATION) or cast.is_quoted(start):
            continue
        behind = WORD_BEHIND.match(cast.plain, stop)
        verb = behind[1] if behind else ""
        acts = (verb and is_finite(verb)) or cast.plain.startswith(", which ", stop)
        if acts and is_main_subject(cast, start, begin, verb):
            yield Span(cast.plain[start:stop], start)


PARTY = re.compile(r",? \(?([DR])-([A-Z][A-Za-z.]*)")  # (D-Calif.); , R-Texas,
PARTIES = {"D": "democrat", "R": "republican"}
# Other words for people who have a role.
ROLE_WORDS = {row["word"]: row["titles"].split() for row in package_rows("role-words.csv")}
# How many bearers of one role are compared.
ROLE_BEARERS = 30
RANKS = frozenset("vice deputy assistant lieutenant associate".split())
PASSING = frozenset(
    "former new then late retired longtime outgoing young incoming current ex-".split()
)
# Somebody introduced without a name.
BROUGHT_IN = regex(
    r"""
    [aAoO] (?<!\w.) (?= (?: n | ne )? [ ] )    # first of all one of these words: they are few
    (?:
        (?<!(?s:..))                            # "A senior official said" as the first words
      | (?<=["'.!?\n]\ .) | (?<=\n.)            # or after a sentence or a line
      | (?<=said\ .) | (?<=says\ .)             # said a spokesman for Roe
      | (?<=,"\ .)                              # ," a farmer said
      | (?<=ing\ to\ .)                         # according to an official
    ) (?: n | ne )? [ ]
    ((?: (?! (?:by|the|an?|that|who|of|to|and|said|is|was|has|in|on|for|from|with)\ )
        [\w.'-]+\ ){0,4}?)                      # senior White House
    ([a-z-]+)                                   # official
    (?= \ (?:for|who|at|with|from|in|of|on|close|familiar|said|says|told|also|has|had|was|is|wrote
            |added)\b
      | [,.] )
""",
    re.VERBOSE,
)
# Who has each role, and the words used with it.
Roles = dict[str, dict[Person, frozenset[str]]]


def brought_in(cast: Cast) -> dict[int, Person]:
    """The people whom the article introduces without a name ("a senior U.S. official"), by offset.

    >>> from broadsheet.text import Document
    >>> brought_in(Cast(Document("It rained, said a senior farmer. The farmer left.")))
    {16: Person('a senior farmer')}
    """
    unnamed = {}
    for m in BROUGHT_IN.finditer(cast.plain):
        role = m[2]
        if is_trade(role) and not role.endswith("s") and not cast.is_quoted(m.start()):
            phrase = m[0][0].lower() + m[0][1:]
            gender = parse_name(role.capitalize()).pronoun or {"man": "m", "woman": "f"}.get(
                role, ""
            )
            person = Person(
                Name(tuple(phrase.split()), gender, role, kind=UNNAMED_PERSON, pronoun=gender)
            )
            person.roles = ((role, frozenset(m[1].lower().split())),)
            unnamed[m.start()] = person
    return unnamed


def by_role(cast: Cast, unnamed: dict[int, Person]) -> Roles:
    """Who has which role, and the words used with it; `unnamed` is the result of `brought_in`.

    >>> from broadsheet.text import Document
    >>> by_role(Cast(Document("Mexican President Anna Lind spoke.")), {})
    {'president': {Person('Anna Lind'): frozenset({'mexican'})}}
    """
    table: Roles = {}
    for person in [*cast.by_key.values(), *unnamed.values()]:
        for role, modifiers in roles_of(cast, person):
            bearers = table.setdefault(role, {})
            bearers[person] = bearers.get(person, frozenset()) | modifiers
    return table


def roles_of(cast: Cast, person: Person) -> set[tuple[str, frozenset[str]]]:
    """The person's roles: by titles, by the words around the first mentions, by age. A body's role
    is the last word of its name.
    """
    roles = {*person.roles}
    kind = cast.kind(person)
    if kind == ORGANISATION and person.name[-1] != "Group":
        *modifiers, role = [word.lower() for word in person.name]
        roles.add((role, frozenset(modifiers)))
    elif kind == NAMED_PERSON:
        plain = cast.plain
        for i in person.mentions[:3]:
            end = cast.ends[i]
            if party := PARTY.match(plain, end):
                roles.add((PARTIES[party[1]], frozenset([party[2].lower().rstrip(".")])))
            if role_around := role_at(plain, cast.starts[i], end):
                roles.add(role_around)
            if plain.startswith(",", end) and (age := AGED.match(plain, end)):
                roles.add((f"{age[1]}-year-old", frozenset()))
    return roles


def bearer(table: Roles, role: str, modifiers: frozenset[str], of: frozenset[str]) -> Person | None:
    """The one person who has this role. None if several have it, nothing tells them apart, and none
    of them is named more than three times as often as the next.

    >>> from broadsheet.text import Document
    >>> text = "Sen. Anna Lind met Maine Gov. Carl Berg and Iowa Gov. Eva Dahl."
    >>> table = by_role(Cast(Document(text)), {})
    >>> bearer(table, "senator", frozenset(), frozenset())
    Person('Anna Lind')
    >>> bearer(table, "governor", frozenset(), frozenset())
    >>> bearer(table, "governor", frozenset({"iowa"}), frozenset())
    Person('Eva Dahl')
    """
    if role[-1:] == "s" and role[-2:] != "ss":  # several are meant
        return None
    named_so = table.get(role) or {
        person: known
        for word in ROLE_WORDS.get(role, ())
        for person, known in table.get(word, {}).items()
    }
    bearers = [
        (person, known)
        for person, known in islice(named_so.items(), ROLE_BEARERS)
        if not (modifiers ^ known) & RANKS
    ]
    telling = (modifiers | of) - PASSING - RANKS
    fitting = [
        person
        for person, known in bearers
        if telling and any(same_place(word, other) for word in telling for other in known)
    ]
    if not fitting and not of:
        fitting = [
            person for person, known in bearers if not telling or not known - PASSING - RANKS
        ]
    fitting.sort(key=lambda person: -len(person.mentions))
    if len(fitting) == 1:
        return fitting[0]
    if fitting and len(fitting[0].mentions) > 3 * len(fitting[1].mentions):
        return fitting[0]
    return None
