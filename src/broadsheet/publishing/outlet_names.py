"""The name of an outlet, as its own field has it → as running text has it."""

from functools import cache

from ..figures import capitalised
from ..paths import package_lines


@cache
def _with_the() -> frozenset[str]:
    return frozenset(name.casefold() for name in package_lines("outlets-with-the.txt"))


def in_prose(outlet: str) -> str:
    """An outlet as it is named inside a sentence: what its own field says is kept, and a well-known
    outlet that takes "the" is given it (data/outlets-with-the.txt).

    >>> in_prose("New York Times"), in_prose("The Ellery Tribune"), in_prose("Politico")
    ('the New York Times', 'The Ellery Tribune', 'Politico')

    A name that only begins like one of the list is not in it.

    >>> in_prose("New York Times International Weekly")
    'New York Times International Weekly'
    """
    return f"the {outlet}" if outlet.casefold() in _with_the() else outlet


def opening(outlet: str) -> str:
    """An outlet as it is named where a sentence begins.

    >>> opening("New York Times"), opening("eltiempo.com")
    ('The New York Times', 'eltiempo.com')
    """
    named = in_prose(outlet)
    return capitalised(named) if named != outlet else outlet
