"""The name of an outlet, from its field → for running text."""

from functools import cache

from ..figures import capitalised
from ..paths import package_lines


@cache
def _with_the() -> frozenset[str]:
    return frozenset(name.casefold() for name in package_lines("outlets-with-the.txt"))


def in_prose(outlet: str) -> str:
    """An outlet as named inside a sentence: the name in its field, with "the" for well-known
    outlets that take it (data/outlets-with-the.txt).

    >>> in_prose("New York Times"), in_prose("The Ellery Tribune"), in_prose("Politico")
    ('the New York Times', 'The Ellery Tribune', 'Politico')

    A name that only begins like one on the list does not count.

    >>> in_prose("New York Times International Weekly")
    'New York Times International Weekly'
    """
    return f"the {outlet}" if outlet.casefold() in _with_the() else outlet


def opening(outlet: str) -> str:
    """An outlet as named at the beginning of a sentence.

    >>> opening("New York Times"), opening("eltiempo.com")
    ('The New York Times', 'eltiempo.com')
    """
    named = in_prose(outlet)
    return capitalised(named) if named != outlet else outlet
