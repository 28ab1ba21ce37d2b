"""Kinds of source: a person, an organisation or a document, by the words of a noun phrase or name
alone.

Nouns are listed if the list is short; otherwise their ending decides, since English forms names of
occupations with suffixes ("farm-er", "econom-ist", "spokes-woman"). If neither a list nor an ending
decides, the kind is left open. The lists are data files with one word per line, each of which says
what it contains.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from ..paths import package_lines, package_rows
from ..patterns import regex

NAMED_PERSON, UNNAMED_PERSON, ORGANISATION, DOCUMENT = SOURCE_KINDS = (
    "named person",
    "unnamed person",
    "organisation",
    "document",
)

_BODY_WORDS = {row["word"]: row["stands"] for row in package_rows("bodies.csv")}
# Nouns for bodies that speak, and words that mark a name as that of a body.
BODIES = frozenset(word for word, stands in _BODY_WORDS.items() if stands in ("noun", "both"))
BODY_NAMES = frozenset(word for word, stands in _BODY_WORDS.items() if stands in ("name", "both"))
DOCUMENTS = frozenset(package_lines("documents.txt"))
# Nouns for people that are not occupations, and for many people at once.
PEOPLE_NOUNS = frozenset(package_lines("people-nouns.txt"))
OCCUPATION_ENDINGS = (
    *("er", "or", "ist", "man", "woman", "men", "eer", "ess", "person", "ian", "year-old"),
    *("arian", "logue", "ant", "crat", "wright", "smith"),
)
NOT_OCCUPATIONS = frozenset(package_lines("not-occupations.txt"))
# Words that begin differently from the place or party that they mean: "french", "gop".
DEMONYMS = {row["word"]: row["means"] for row in package_rows("demonyms.csv")}
# Nouns that precede the name of a body: "the magazine Rain".
NAMED_BODIES = frozenset(
    "company firm newspaper magazine press publisher network website site group agency bank "
    "nonprofit band".split()
)
DETERMINERS = frozenset("the a an his her their its our my said says".split())


@lru_cache(1 << 14)
def is_trade(noun: str) -> bool:
    """Whether a noun in lower case describes one or more people by what they are or do.

    >>> is_trade("farmer"), is_trade("officials"), is_trade("54-year-old")
    (True, True, True)
    >>> is_trade("answer"), is_trade("company")
    (False, False)

    Fails on words that only look like occupations: "the teleporter" is a person here.
    """
    if noun in PEOPLE_NOUNS:
        return True
    single = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
    if noun in BODIES or noun in DOCUMENTS or single in NOT_OCCUPATIONS or noun in NOT_OCCUPATIONS:
        return False
    return single in PEOPLE_NOUNS or (len(single) > 4 and single.endswith(OCCUPATION_ENDINGS))


def is_body(noun: str) -> bool:
    """Whether a noun in lower case names a body, or several: "agency", "agencies", "banks"."""
    return (
        noun in BODIES
        or (noun.endswith("ies") and noun[:-3] + "y" in BODIES)
        or noun.removesuffix("s") in BODIES
    )


@lru_cache(1 << 14)
def kind_by_noun(noun: str) -> str | None:
    """The kind of source that a noun without a name means; None if it is not a source.

    >>> [kind_by_noun(noun) for noun in ("farmer", "ministry", "indictment", "weather")]
    ['unnamed person', 'organisation', 'document', None]

    A group of people is an unnamed person; the police and "authorities" are an organisation.
    "Paper" is a document here, although "the paper" is often the newspaper; only the article shows
    which.
    """
    noun = noun.lower().removesuffix("'s").rstrip("'")
    if noun in DOCUMENTS or noun == "paper":
        return DOCUMENT
    if is_body(noun):
        return ORGANISATION
    noun = noun.rpartition("-")[2] if not noun.endswith("-old") else noun
    return UNNAMED_PERSON if is_trade(noun) else None


# A description that follows a name.
APPOSED = regex(
    r"""
    # , a farmer from Skara,     , 54, who is the mayor of Skara
    (?:,\ \d\d)? ,\ (?: who\ is\ )? (?:the|an?|its|his|her|their|[A-Z][\w.-]*'s)
        \ ((?:[\w'.-]+\ ){0,6}?[\w-]+)
        (?= [,.;\n"] | \ (?:of|for|in|at|and|who|from|with|on|to|that|which|based)\b | $ )
    # , chief executive of
  | ,\ ((?:[\w'.-]+\ ){0,4}?[a-z-]+) (?= ,\ | \ (?:of|for|at)\ )
""",
    re.VERBOSE,
)
OF_WHOM = re.compile(r" (?:of|for|from|at) (?:the )?([A-Z][\w-]*(?: [A-Z][\w-]*){0,3})")
AGED = regex(r", (?:a )?(\d\d?)(?:-year-old|(?=[,.]))")
# The first characters of everything after a name that shows a kind; most names are followed by
# others.
TELLING_STARTS = (",", " w", " (", " h", " i")
PERSONAL = re.compile(r",? (?:who|whose|whom|himself|herself)\b|,? \(?[RDI]-[A-Z]")
BODILY = regex(
    r"""
    ,?\ (?:which|itself)\b                     # Rain, which sells
  | ,\ (?:an?|the)\ (?:[\w-]+\ ){0,4}          # Rain, a small Skara company
    (?:company|group|organi[sz]ation|firm|agency|site|website|newspaper)\b (?!')
""",
    re.VERBOSE,
)
NEXT_PRONOUN = re.compile(r"(?!, its\b)[^.!?\"\n]{0,60}?\b(he|she|his|her|him|its|itself)\b")
NOUN_BEHIND = re.compile(r" [a-z-]+")


def role_at(plain: str, start: int, end: int) -> tuple[str, frozenset[str]] | None:
    """The role that the words after or before a name give its bearer, with its modifiers.

    >>> text = "It rained, said Jane Roe, a sheep farmer."
    >>> role, modifiers = role_at(text, text.index("Jane"), text.index(", a"))
    >>> role, sorted(modifiers)
    ('farmer', ['sheep'])
    """
    return role_behind(plain, end) or role_before(plain, start)


def role_behind(plain: str, end: int) -> tuple[str, frozenset[str]] | None:
    """The role that an apposition gives to the name before it.

    >>> role_behind("Jane Roe, a farmer", 8), role_behind("Jane Roe, a ministry", 8)
    (('farmer', frozenset()), None)
    """
    if not plain.startswith(", ", end):
        return None
    apposition = APPOSED.match(plain, end, end + 120)
    if not apposition:
        return None
    *modifiers, role = (apposition[1] or apposition[2]).lower().replace("'s", "").split()
    if not is_trade(role):
        return None
    if of_whom := OF_WHOM.match(plain, apposition.end()):
        modifiers += of_whom[1].lower().split()
    return role, frozenset(modifiers)


def role_before(plain: str, start: int) -> tuple[str, frozenset[str]] | None:
    """The role before a name, with or without a comma between them.

    >>> role_before("the spokeswoman Jane Roe", 16)
    ('spokeswoman', frozenset())
    >>> role_before("the Mexican president, Jane Roe", 23)
    ('president', frozenset({'mexican'}))
    >>> role_before("president, Jane Roe", 11)
    """
    if start < 2 or not (plain[start - 2].islower() or plain.startswith(", ", start - 2)):
        return None
    # The words before the role are split only if there is a role: mostly there is none.
    *rest, role = plain[max(0, start - 60) : start].rsplit(None, 1) or [""]
    if role.islower() and is_trade(role):
        before = "".join(rest).split()
        return role, as_modifiers(word for word in before[-3:] if word[-1] not in ",.;")
    if role[0].islower() and role[-1] == "," and is_trade(role[:-1]):
        before = "".join(rest).split()
        for k in range(len(before) - 1, max(-1, len(before) - 6), -1):
            if before[k].lower() in DETERMINERS or before[k].lower().endswith("'s"):
                return role[:-1], as_modifiers(before[k:])
    return None


def as_modifiers(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower().removesuffix("'s") for word in words) - DETERMINERS


def kind_by_context(plain: str, start: int, end: int, single: bool) -> str | None:
    """The kind of source that the words around a name show: "who" for a person, "which" for a body;
    None if they show nothing. `single` is whether the name is one word.

    >>> texts = "Roe, who farms,", "Roe, which sells", "Roe spoke"
    >>> [kind_by_context(text, 0, 3, True) for text in texts]
    ['named person', 'organisation', None]
    """
    if plain.startswith(TELLING_STARTS, end):
        if PERSONAL.match(plain, end) or AGED.match(plain, end):
            return NAMED_PERSON
        if BODILY.match(plain, end):
            return ORGANISATION
    if role_at(plain, start, end):
        return NAMED_PERSON
    if is_named_body(plain, start) or is_place_or_thing(plain, start, end, single):
        return ORGANISATION
    if pronoun := NEXT_PRONOUN.match(plain, end):
        return ORGANISATION if pronoun[1].startswith("it") else NAMED_PERSON
    return None


def is_named_body(plain: str, start: int) -> bool:
    """Whether a noun before the name marks it as that of a body: "the magazine Rain"."""
    return (
        start > 1
        and plain[start - 2].islower()
        and plain[start - 1] == " "
        and plain[max(0, start - 20) : start].split()[-1] in NAMED_BODIES
    )


def is_place_or_thing(plain: str, start: int, end: int, single: bool) -> bool:
    """Whether an article or a preposition shows that no person is meant: "the Rain", "in Skara"."""
    before = plain[max(0, start - 8) : start].lower()
    return (before.endswith("the ") and not NOUN_BEHIND.match(plain, end)) or (
        single and before.endswith((" in ", " at ", " near ", " from "))
    )


def same_place(one: str, other: str) -> bool:
    """Whether two words before a role may mean the same place: "Mexican" and "Mexico".

    >>> same_place("mexican", "mexico"), same_place("french", "france")
    (True, True)
    >>> same_place("danish", "finnish")
    False
    """
    one, other = DEMONYMS.get(one, one), DEMONYMS.get(other, other)
    return one == other or (len(one) > 4 and len(other) > 3 and one[:4] == other[:4])
