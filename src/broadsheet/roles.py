"""Who is meant by what they are: "the senator", "the Mexican president", and who is brought in without a name."""
import re

from .cast import Cast, Person
from .names import Name, parse_name
from .sources import AGED, NAMED, ORGANISATION, UNNAMED, is_trade, role_at, same_place
from .text import Document

REACH = 30       # bearers of one role that are compared
RANKS = frozenset("vice deputy assistant lieutenant associate".split())
PASSING = frozenset("former new then late retired longtime outgoing young incoming current ex-".split())
# Somebody without a name who is brought in: "A senior official said", "said a spokesman for Roe".
UNKNOWN = re.compile(r"""
    [aAoO](?<!\w.)(?: (?<!(?s:..)) | (?<=["'.!?\n]\ .) | (?<=\n.) | (?<=said\ .) | (?<=says\ .) | (?<=,"\ .)
                      | (?<=ing\ to\ .) ) (?: n | ne )? [ ]
    ((?: (?! (?:by|the|an?|that|who|of|to|and|said|is|was|has|in|on|for|from|with)\ ) [\w.'-]+\ ){0,4}?) ([a-z-]+)
    (?= \ (?:for|who|at|with|from|in|of|on|close|familiar|said|says|told|also|has|had|was|is|wrote|added)\b | [,.] )
""", re.VERBOSE)
Roles = dict[str, dict[Person, frozenset[str]]]     # who has each role, and the words that are said with it


def unknown(cast: Cast) -> dict[int, Person]:
    """Those whom the article brings in without a name, by where they are: "a senior U.S. official".

    >>> unknown(Cast(Document("It rained, said a senior farmer. The farmer left.")))
    {16: Person('a senior farmer')}
    """
    found = {}
    for m in UNKNOWN.finditer(cast.plain):
        role = m[2]
        if is_trade(role) and not role.endswith("s") and not cast.is_quoted(m.start()):
            phrase = m[0][0].lower() + m[0][1:]
            gender = parse_name(role.capitalize()).pronoun or {"man": "m", "woman": "f"}.get(role, "")
            person = Person(Name(tuple(phrase.split()), gender, role, kind=UNNAMED, pronoun=gender))
            person.roles = (role, frozenset(m[1].lower().split())),
            found[m.start()] = person
    return found


def by_role(cast: Cast, unnamed: dict[int, Person]) -> Roles:
    """Who is called what, and the words that are said with it; `unnamed` is what `unknown` gives.

    >>> by_role(Cast(Document("Mexican President Anna Lind spoke.")), {})
    {'president': {Person('Anna Lind'): frozenset({'mexican'})}}
    """
    table: Roles = {}
    for person in [*cast.by_key.values(), *unnamed.values()]:
        roles = {*person.roles}
        if cast.kind(person) == ORGANISATION:
            if person.name[-1] != "Group":
                roles.add((person.name[-1].lower(), frozenset(word.lower() for word in person.name[:-1])))
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
    """The one person who has this role; nobody where several have it, and nothing tells them apart, nor is one of them
    what the article is about, named more than three times as often as the next.

    >>> table = by_role(Cast(Document("Sen. Anna Lind met Maine Gov. Carl Berg and Iowa Gov. Eva Dahl.")), {})
    >>> [bearer(table, role, frozenset(words), frozenset()) for role, *words in (["senator"], ["governor"])]
    [Person('Anna Lind'), None]
    """
    fitting = [(person, known) for person, known in list(table.get(role, {}).items())[:REACH]
               if not (modifiers ^ known) & RANKS]
    if role[-1:] == "s" and role[-2:] != "ss":
        return None
    telling = (modifiers | of) - PASSING - RANKS
    strict = [person for person, known in fitting if telling and any(same_place(a, b) for a in telling for b in known)]
    if not strict and not of:
        strict = [person for person, known in fitting if not telling or not known - PASSING - RANKS]
    strict.sort(key=lambda person: -len(person.at))
    return strict[0] if len(strict) == 1 or strict and len(strict[0].at) > 3 * len(strict[1].at) else None
