"""A term of a lexicon: how it is written, what it asks of a token, and whether a document reads so
at a place.

A term is a word (`tariff`), a word with wildcards (`escalat*`, `wom?n`) or a phrase (`rule of
law`), read by the same rules as the text: case, typographic apostrophes, hyphens and a possessive
's make no difference. Terms match whole tokens, never parts of them.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from ..escape import short
from ..limits import TERM
from ..text import Document, tokenize

# While a term is tokenised, two letters that no news is written in stand for its wildcards.
HIDE = str.maketrans("*?", "\N{LINEAR B SYLLABLE B008 A}\N{LINEAR B SYLLABLE B038 E}")
SHOW = {letter: mark for mark, letter in HIDE.items()}
# Between two tokens of a phrase: not a comma, a bracket, a dash or the end of a line. "On the
# border, security forces ..." does not speak of border security.
GAP_MARK = re.compile(
    r"[^\s.'\"&/\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]|[\n\r\f\v\x85\u2028\u2029]|--|\s-\s"
)
# A star tied to a word by a hyphen may be nothing, and hyphens part tokens: "fair-*" asks for
# "fair".
TIED = re.compile(r"(?<=\w)-\*+$|^\*+-(?=\w)")


class Term(NamedTuple):
    """A term as written, as forms to match, the phrases in which it does not count, and what a hit
    of it adds to a score.
    """

    text: str
    forms: tuple[str, ...]
    excluded: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0


def term(text: str, excluded: Iterable[str] = (), weight: float = 1.0) -> Term:
    """A term as it will be matched. ValueError, in one line, where it could not mean what it says.

    >>> term("Cross-border crime*")
    Term(text='Cross-border crime*', forms=('cross', 'border', 'crime*'), excluded=(), weight=1.0)
    >>> term("kind (of)")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: term 'kind (of)' holds '(', which is part of no word: write words, ...
    """
    forms = forms_of(text)
    excluded_forms = []
    for phrase in excluded:
        excluded_forms.append(forms_of(phrase))
        if len(excluded_forms[-1]) < len(forms):
            raise ValueError(
                f"term {short(text)!r} is excluded by {short(phrase)!r}, which is shorter: "
                f"write the phrase in full"
            )
    return Term(str(text), forms, tuple(excluded_forms), weight)


def forms_of(written: str) -> tuple[str, ...]:
    """What a term asks of each token. ValueError where something in it is part of no token.

    >>> forms_of("rule-of-law*"), forms_of("fair-*")
    (('rule', 'of', 'law*'), ('fair',))
    """
    if len(written) > TERM:
        raise ValueError(
            f"term {short(written)!r} has {len(written):,} characters: write words, and each term "
            f"on its own"
        )
    document = tokenize(TIED.sub("", written.strip()).translate(HIDE))
    rest = document.plain
    for token in reversed(document.tokens):
        rest = rest[: token.start] + " " + rest[token.end :]
    if strange := GAP_MARK.search(" ".join(rest.split()).replace(" - ", " ")):
        raise ValueError(
            f"term {short(written)!r} holds {strange.group()!r}, which is part of no word: "
            f"write words, hyphens and the wildcards * and ?"
        )
    forms = tuple(form.translate(SHOW) for form in document.forms)
    if not any(form.strip("*?") for form in forms):
        raise ValueError(
            f"term {short(written)!r} holds no word: write at least one letter or digit"
        )
    return forms


def form_fits(form: str, pattern: str) -> bool:
    """Whether a token's form is what one token of a term asks for: `*` is any rest of it, even
    none, `?` one letter.

    >>> form_fits("escalation", "escalat*"), form_fits("women", "wom?n"), form_fits("warned", "war")
    (True, True, False)
    """
    return form == pattern or (("*" in pattern or "?" in pattern) and fnmatchcase(form, pattern))


def reads_on(document: Document, place: int) -> bool:
    """Whether nothing parts the token at a place from the next one: they stand in one sentence,
    with no comma or dash between.

    >>> document = tokenize("Many U.S. troops left, he said.")
    >>> [reads_on(document, place) for place in range(5)]
    [True, True, True, False, True]

    A full stop is allowed where it ends no sentence; quotation marks and hyphens always are.
    """
    (start, end), (after, _) = document.token_bounds(place), document.token_bounds(place + 1)
    gap = document.plain[end:after]
    return gap == " " or (
        not GAP_MARK.search(gap)
        and ("." not in gap or sentence_at(document, start) == sentence_at(document, after))
    )


def all_reads_on(document: Document, first: int, end: int) -> bool:
    """Whether nothing parts the tokens from `first` up to `end` from one another."""
    return all(reads_on(document, token) for token in range(first, end - 1))


def sentence_at(document: Document, offset: int) -> int:
    """How many sentences begin at an offset or before it."""
    return bisect_right(document.sentence_bounds, (offset, math.inf))
