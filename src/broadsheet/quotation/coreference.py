"""Whom "he" and "she" mean: somebody named before, by gender, by nearness, and by who speaks or
acts.

Who is meant by what they are: "the senator", "the Mexican president", and who is brought in without
a name.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from .mentions import Cast, Person
from .names import Name, parse_name
from .source_kinds import AGED, NAMED, NOUN, ORGANISATION, UNNAMED, is_trade, role_at, same_place

# How many mentions back a pronoun reaches. More would cost time on long lists of names and finds
# nobody.
REACH = 30
CROWD = 10  # mentions of one sentence that are weighed against each other
FAR = 15  # sentences, those inside quotations counted
PRONOUNS = {
    "he": "m",
    "she": "f",
    "him": "m",
    "her": "f",
    "his": "m",
    "hers": "f",
    "himself": "m",
    "herself": "f",
}
PRONOUN = re.compile(r"[hHsS](?<!\w.)(?:(?<=[hH])(?:e|im|is|er|imself|erself)|(?<=[sS])he)(?!\w)")
# An abbreviation has at most two small letters before its point.
SENTENCE_END = re.compile(
    r"""
    [.!?\n] (?: (?<=\n) | (?: (?<=[a-z)]{3}.) | (?<=\d.) | (?<=["'].) ) ["']* \s )
""",
    re.VERBOSE,
)
# Before a mention: it is no subject. Behind it: it is one that speaks.
OBLIQUE = tuple(
    f" {word} " for word in "of to with by for about against from in on and like than".split()
)
SPEAKS = re.compile(
    r",? (?:said|says|told|wrote|added|argued|asked|tweeted|called|also said|has said|insisted|claimed)\b"
)
# An entry of the line of those who may be taken up: sentence, person, and how likely.
Taken = tuple[int, Person, int]
AGENT = re.compile(
    r"""
    (?: ,\ who | \ (?: says|told|has|had|was|is|did|does|will|would|also|who|wrote|went|himself|herself
                     | and\ [A-Z] | [a-z]{2,}ed | said ) )\b
""",
    re.VERBOSE,
)


def taken_up(cast: Cast, unknown: dict[int, Person]) -> dict[int, Person]:
    """Whom each pronoun outside quotations means, by where it stands. Read twice: what clear
    pronouns say of a person in the first reading helps with the others in the second. `unknown` are
    those brought in without a name.

    >>> text = "Anna Lind met Carl Berg. She smiled, and he left. It rained."
    >>> from broadsheet.text import Document
    >>> {text[at:at + 3].strip(): str(person) for at, person in taken_up(Cast(Document(text)), {}).items()}
    {'She': 'Anna Lind', 'he': 'Carl Berg'}

    Fails: a pronoun before its name ("After he left, Roe slept") is given to whoever stood before.
    """
    plain = cast.plain
    sentences = [m.end() for m in SENTENCE_END.finditer(plain)]
    events = [
        (
            m.start(),
            PRONOUNS[m[0].lower()],
            None,
            2 if m.end() - m.start() < 4 and m[0][-1] == "e" else 1,
        )
        for m in PRONOUN.finditer(plain)
    ]
    if unknown:
        brought_in = ((start, "", person, 2) for start, person in unknown.items())
        events = sorted([*events, *brought_in], key=lambda event: event[0])
    events = [event for event in events if not cast.is_quoted(event[0])]
    weighed: dict[int, Taken | None] = {}

    def candidates(line):
        for entry in reversed(line[-REACH:]):
            if type(entry) is int:
                if entry not in weighed:
                    weighed[entry] = weigh(cast, entry, sentences)
                entry = weighed[entry]
            if entry:
                yield entry

    found: dict[int, Person] = {}
    taken: set[tuple[Person, str]] = set()
    for reading in (1, 2):
        line: list[int | Taken] = []
        i = 0
        for start, gender, person, weight in events:
            j = bisect_left(cast.starts, start, i)
            line.extend(range(i, j))
            i = j
            sentence = bisect_right(sentences, start)
            clear = False
            if not person:
                person, clear = antecedent(candidates(line), gender, sentence)
            if person:
                line.append((sentence, person, weight))
                if gender:
                    found[start] = person
                    taken.add((person, gender))
                    if clear and reading == 1:
                        person.he += gender == "m"
                        person.she += gender == "f"
            else:
                found.pop(start, None)
        if len(taken) == len({person for person, _ in taken}):  # nobody is both "he" and "she"
            break
    return found


def weigh(cast: Cast, i: int, sentences: list[int]) -> Taken | None:
    """The sentence of the i-th mention, its person, and how likely a pronoun takes it up: 3 for who
    speaks, 2 for a subject, 1 behind a preposition, 0 for a possessive; None where no pronoun can.
    """
    plain, start, end, person = cast.plain, cast.starts[i], cast.ends[i], cast.persons[i]
    kind = cast.kind(person)
    if kind == ORGANISATION or kind == UNNAMED or cast.is_quoted(start) or not acts(cast, person):
        return None
    if plain[end - 2 : end] == "'s":
        weight = 0
    elif plain[max(0, start - 9) : start].endswith(OBLIQUE):
        weight = 1
    else:
        weight = (
            3 if SPEAKS.match(plain, end) or plain.startswith("said ", max(0, start - 5)) else 2
        )
    return bisect_right(sentences, start), person, weight


def acts(cast: Cast, person: Person) -> bool:
    """Whether it is somebody who does something, where neither title nor first name tells: not only
    the first word of a sentence, or a thing with a name.
    """
    if person.said or person.roles or person.gender or (person.sure and len(person.name) > 1):
        return True
    plain = cast.plain
    return any(
        AGENT.match(plain, cast.ends[i])
        or (
            len(person.name) > 1
            and NOUN.match(plain, cast.ends[i])
            and plain[max(0, cast.starts[i] - 2) : cast.starts[i]] in ("", ". ", "\n\n", ".\n")
        )
        for i in person.at[:8]
    )


def antecedent(line: Iterable[Taken], gender: str, sentence: int) -> tuple[Person | None, bool]:
    """The person a pronoun means, and whether nobody else could be meant: of the right gender, in
    the nearest sentence that names one; there who speaks before who acts, who acts before whom it
    is done to, and the first of those.
    """
    best, weighs, at, clear = None, -1, None, True
    for looked, (there, person, weight) in enumerate(line):
        if (best and (there != at or looked > CROWD)) or sentence - there > FAR:
            break
        known = person.called or person.gender
        if known in ("", gender):
            weight += 0.5 * (known != "")
            clear = clear and best in (None, person)
            if weight >= weighs:
                best, weighs = person, weight
            at = there
    return best, clear and best is not None and sentence - at < (8 if best.gender else 3)


REACH = 30  # bearers of one role that are compared
RANKS = frozenset("vice deputy assistant lieutenant associate".split())
PASSING = frozenset(
    "former new then late retired longtime outgoing young incoming current ex-".split()
)
# Somebody without a name who is brought in: "A senior official said", "said a spokesman for Roe".
UNKNOWN = re.compile(
    r"""
    [aAoO](?<!\w.)(?: (?<!(?s:..)) | (?<=["'.!?\n]\ .) | (?<=\n.) | (?<=said\ .) | (?<=says\ .) | (?<=,"\ .)
                      | (?<=ing\ to\ .) ) (?: n | ne )? [ ]
    ((?: (?! (?:by|the|an?|that|who|of|to|and|said|is|was|has|in|on|for|from|with)\ ) [\w.'-]+\ ){0,4}?) ([a-z-]+)
    (?= \ (?:for|who|at|with|from|in|of|on|close|familiar|said|says|told|also|has|had|was|is|wrote|added)\b | [,.] )
""",
    re.VERBOSE,
)
Roles = dict[
    str, dict[Person, frozenset[str]]
]  # who has each role, and the words that are said with it


def unknown(cast: Cast) -> dict[int, Person]:
    """Those whom the article brings in without a name, by where they are: "a senior U.S. official".

    >>> from broadsheet.text import Document
    >>> unknown(Cast(Document("It rained, said a senior farmer. The farmer left.")))
    {16: Person('a senior farmer')}
    """
    found = {}
    for m in UNKNOWN.finditer(cast.plain):
        role = m[2]
        if is_trade(role) and not role.endswith("s") and not cast.is_quoted(m.start()):
            phrase = m[0][0].lower() + m[0][1:]
            gender = parse_name(role.capitalize()).pronoun or {"man": "m", "woman": "f"}.get(
                role, ""
            )
            person = Person(Name(tuple(phrase.split()), gender, role, kind=UNNAMED, pronoun=gender))
            person.roles = ((role, frozenset(m[1].lower().split())),)
            found[m.start()] = person
    return found


def by_role(cast: Cast, unnamed: dict[int, Person]) -> Roles:
    """Who is called what, and the words that are said with it; `unnamed` is what `unknown` gives.

    >>> from broadsheet.text import Document
    >>> by_role(Cast(Document("Mexican President Anna Lind spoke.")), {})
    {'president': {Person('Anna Lind'): frozenset({'mexican'})}}
    """
    table: Roles = {}
    for person in [*cast.by_key.values(), *unnamed.values()]:
        roles = {*person.roles}
        if cast.kind(person) == ORGANISATION:
            if person.name[-1] != "Group":
                roles.add(
                    (person.name[-1].lower(), frozenset(word.lower() for word in person.name[:-1]))
                )
        elif person.kind == NAMED:
            for i in person.at[:3]:
                if said := role_at(cast.plain, cast.starts[i], cast.ends[i]):
                    roles.add(said)
                if m := AGED.match(cast.plain, cast.ends[i]):
                    roles.add((f"{m[1]}-year-old", frozenset()))
        for role, modifiers in roles:
            known = table.setdefault(role, {})
            known[person] = known.get(person, frozenset()) | modifiers
    return table


def bearer(table: Roles, role: str, modifiers: frozenset[str], of: frozenset[str]) -> Person | None:
    """The one person who has this role; nobody where several have it, and nothing tells them apart,
    nor is one of them what the article is about, named more than three times as often as the next.

    >>> from broadsheet.text import Document
    >>> table = by_role(Cast(Document("Sen. Anna Lind met Maine Gov. Carl Berg and Iowa Gov. Eva Dahl.")), {})
    >>> [bearer(table, role, frozenset(words), frozenset()) for role, *words in (["senator"], ["governor"])]
    [Person('Anna Lind'), None]
    """
    fitting = [
        (person, known)
        for person, known in list(table.get(role, {}).items())[:REACH]
        if not (modifiers ^ known) & RANKS
    ]
    if role[-1:] == "s" and role[-2:] != "ss":
        return None
    telling = (modifiers | of) - PASSING - RANKS
    strict = [
        person
        for person, known in fitting
        if telling and any(same_place(a, b) for a in telling for b in known)
    ]
    if not strict and not of:
        strict = [person for person, known in fitting if not telling or not known - PASSING - RANKS]
    strict.sort(key=lambda person: -len(person.at))
    return (
        strict[0]
        if len(strict) == 1 or (strict and len(strict[0].at) > 3 * len(strict[1].at))
        else None
    )
