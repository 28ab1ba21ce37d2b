"""The shipped lexicons, each read once for all tests that a process runs: most files of tests need
one, and reading it takes longer than importing them.
"""

from functools import cache

from broadsheet.lexicon import Lexicon, load_lexicon


@cache
def shipped(name: str) -> Lexicon:
    return load_lexicon(name)
