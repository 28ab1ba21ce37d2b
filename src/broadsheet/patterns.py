"""Regular expressions that are compiled when they are first used.

Compiling all patterns of the package takes longer than reading and measuring an article, which
needs half of them. Those that take long, and that not every article needs, are made by `regex`.
"""

import re
from collections.abc import Callable
from typing import Any, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Regex:
    """A pattern, with the methods of a compiled one once it is compiled."""

    def __init__(self, pattern: str, flags: int):
        self.pattern, self.flags = pattern, flags


class Uncompiled(Regex):
    """A pattern that is compiled, and becomes a `Regex`, when a method is first used."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in METHODS:
            raise AttributeError(f"a pattern has no {name!r}")
        compiled = re.compile(self.pattern, self.flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        self.__class__ = Regex  # type: ignore[assignment]  # which is faster without `__getattr__`
        return self.__dict__[name]


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as `re.compile` gives it, but compiled when one of its methods is first used. An
    error in it is raised then.

    >>> mark = regex("[.!?]")
    >>> vars(mark)
    {'pattern': '[.!?]', 'flags': 0}
    >>> mark.sub("", "Stop!"), mark.search("no mark")
    ('Stop', None)
    """
    return cast("re.Pattern[str]", Uncompiled(pattern, flags))
