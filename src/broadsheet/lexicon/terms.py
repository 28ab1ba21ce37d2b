"""A term of a lexicon: how it is written, what it requires of tokens, and whether it matches a
document at a place.

A term is a word (`tariff`), a word with wildcards (`escalat*`, `wom?n`) or a phrase (`rule of
law`), tokenised by the same rules as the text: case, typographic apostrophes, hyphens and a
possessive 's make no difference. A caret before a word requires its case (`^US`, not "us"). Terms
match whole tokens, never parts of them.
"""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from ..escape import short
from ..limits import TERM
from ..text import Document, as_written, tokenize

# While a term is tokenised, two letters that never occur in news stand for its wildcards.
HIDE = str.maketrans("*?", "\N{LINEAR B SYLLABLE B008 A}\N{LINEAR B SYLLABLE B038 E}")
SHOW = {letter: mark for mark, letter in HIDE.items()}
# What may stand between two tokens of a phrase: not a comma, a bracket, a dash or the end of a
# line. "On the border, security forces ..." is not about border security.
GAP_MARK = re.compile(
    r"[^\s.'\"&/\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]|[\n\r\f\v\x85\u2028\u2029]|--|\s-\s"
)
# A star joined to a word by a hyphen may stand for nothing, and hyphens separate tokens: "fair-*"
# matches "fair".
TIED = re.compile(r"(?<=\w)-\*+$|^\*+-(?=\w)")

# The mark before a word that must have these capitals. It does not begin a formula in a table's
# cell, or a value of another type in YAML.
CASED = re.compile(r"(?<![^\s-])\^(?=\w)")
# A term that is its forms: words, each a token, with or without wildcards. Most are.
WORDS_ALONE = re.compile(r"[*? ]*[a-z][a-z*? ]*")
# Before a hashtag, whose words are tokens.
HASH = re.compile(r"(?<![^\s-])#(?=\w)")


class Term(NamedTuple):
    """A term as written, the forms to match, the phrases in which it does not count, and the weight
    of a hit in a score. `cased` is empty unless a word requires its case: then it has each such
    word with its capitals, and "" for the others.
    """

    text: str
    forms: tuple[str, ...]
    excluded: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0
    cased: tuple[str, ...] = ()


def term(text: str, excluded: Iterable[str] = (), weight: float = 1.0) -> Term:
    """A term as it will be matched. ValueError, in one line, if it could not match as written.

    >>> term("Cross-border crime*").forms
    ('cross', 'border', 'crime*')
    >>> term("^US troops").forms, term("^US troops").cased
    (('us', 'troops'), ('US', ''))
    >>> term("kind (of)")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: term 'kind (of)' contains '(', which cannot be part of a word: write words, ...
    """
    forms, cased = forms_of(text), cased_of(text)
    excluded_forms = []
    for phrase in excluded:
        if any(cased_of(phrase)):
            raise ValueError(
                f"term {short(text)!r} is excluded by {short(phrase)!r}: an exclusion applies in "
                f"any case, leave out the ^"
            )
        excluded_forms.append(forms_of(phrase))
        if len(excluded_forms[-1]) < len(forms):
            raise ValueError(
                f"term {short(text)!r} is excluded by {short(phrase)!r}, which is shorter: "
                f"write the phrase in full"
            )
    return Term(str(text), forms, tuple(excluded_forms), weight, cased)


def forms_of(written: str) -> tuple[str, ...]:
    """The pattern that a term requires of each token. ValueError if it contains something that is
    not part of a token.

    >>> forms_of("rule-of-law*"), forms_of("fair-*")
    (('rule', 'of', 'law*'), ('fair',))
    """
    if len(written) > TERM:
        raise ValueError(
            f"term {short(written)!r} has {len(written):,} characters: write words, each term "
            f"on its own"
        )
    if WORDS_ALONE.fullmatch(written):
        return tuple(written.split())
    document = tokenize(CASED.sub(" ", with_hidden_wildcards(written)))
    rest = HASH.sub(" ", document.plain)
    for token in reversed(document.tokens):
        rest = rest[: token.start] + " " + rest[token.end :]
    if strange := GAP_MARK.search(" ".join(rest.split()).replace(" - ", " ")):
        raise ValueError(
            f"term {short(written)!r} contains {strange.group()!r}, which cannot be part of a "
            f"word: write words, hyphens and the wildcards * and ?, and ^ before a word for its "
            f"case"
        )
    forms = tuple(form.translate(SHOW) for form in document.forms)
    if not any(form.strip("*?") for form in forms):
        raise ValueError(
            f"term {short(written)!r} contains no word: write at least one letter or digit"
        )
    return forms


def with_hidden_wildcards(written: str) -> str:
    """A term as it is tokenised, character by character, with its carets."""
    return TIED.sub("", written.strip()).translate(HIDE)


def cased_of(written: str) -> tuple[str, ...]:
    """The words of a term that require their case, "" for those that do not; empty if none does.

    >>> cased_of("^US-backed ^Turk*"), cased_of("US-backed")
    (('US', '', 'Turk*'), ())
    """
    marked = with_hidden_wildcards(written)
    if not CASED.search(marked):
        return ()
    return tuple(
        as_written(token).translate(SHOW) if marked[token.start - 1 : token.start] == "^" else ""
        for token in tokenize(CASED.sub(" ", marked)).tokens
    )


def in_case(document: Document, term: Term, place: int) -> bool:
    """Whether the words of a term that require their case have it, from the token at a place on.

    >>> [in_case(tokenize(text), term("^US troops"), 0) for text in ("US Troops", "us troops")]
    [True, False]
    """
    return all(
        not asked or form_fits(as_written(document.plain[slice(*document.token_bounds(at))]), asked)
        for at, asked in enumerate(term.cased, place)
    )


def form_fits(form: str, pattern: str) -> bool:
    """Whether a token's form matches one token of a term: `*` stands for any letters or none, `?`
    for one letter.

    >>> form_fits("escalation", "escalat*"), form_fits("women", "wom?n"), form_fits("warned", "war")
    (True, True, False)
    """
    return form == pattern or (("*" in pattern or "?" in pattern) and fnmatchcase(form, pattern))


def reads_on(document: Document, place: int) -> bool:
    """Whether the token at a place and the next one are not separated: they are in one sentence,
    with no comma or dash between them.

    >>> document = tokenize("Many U.S. troops left, he said.")
    >>> [reads_on(document, place) for place in range(5)]
    [True, True, True, False, True]

    A full stop is allowed if it does not end a sentence; quotation marks, hyphens and the marks of
    a hashtag ("the #Border_Security") always are.
    """
    (start, end), (after, _) = document.token_bounds(place), document.token_bounds(place + 1)
    gap = document.plain[end:after]
    return gap in (" ", " #", "_") or (
        not GAP_MARK.search(gap)
        and ("." not in gap or sentence_at(document, start) == sentence_at(document, after))
    )


def all_reads_on(document: Document, first: int, end: int) -> bool:
    """Whether the tokens from `first` up to `end` are not separated."""
    return all(reads_on(document, token) for token in range(first, end - 1))


def sentence_at(document: Document, offset: int) -> int:
    """The number of sentences that begin at an offset or before it."""
    return int(document.sentence_starts.searchsorted(offset, side="right"))
