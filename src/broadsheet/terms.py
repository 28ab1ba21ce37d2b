"""A term of a lexicon: how it is written, what it asks of a token, and whether a document reads so at a place.

A term is a word (`tariff`), a word with wildcards (`escalat*`, `wom?n`) or a phrase (`rule of law`), read by the same
rules as the text: case, typographic apostrophes, hyphens and a possessive 's make no difference. Terms match whole
tokens, never parts of them.
"""
import re
from bisect import bisect_right
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from .text import Document, Span, tokenize

# While a term is tokenised, two letters that no news is written in stand for its wildcards.
HIDE = str.maketrans("*?", "\N{LINEAR B SYLLABLE B008 A}\N{LINEAR B SYLLABLE B038 E}")
SHOW = {letter: mark for mark, letter in HIDE.items()}
# Between two tokens of a phrase: not a comma, a bracket, a dash or the end of a line. "On the border, security forces
# ..." does not speak of border security.
PARTED = re.compile(r"[^\s.'\"&/\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]|[\n\r\f\v\x85\u2028\u2029]|--|\s-\s")


class Term(NamedTuple):
    """A term as written, as forms to match, and the phrases in which it does not count."""
    text: str
    forms: tuple[str, ...]
    excluded: tuple[tuple[str, ...], ...] = ()


def term(text: str, excluded: Iterable[str] = ()) -> Term:
    """A term as it will be matched. ValueError, in one line, where it could not mean what it says.

    >>> term("Cross-border crime*")
    Term(text='Cross-border crime*', forms=('cross', 'border', 'crime*'), excluded=())
    >>> term("kind (of)")
    Traceback (most recent call last):
    ValueError: term 'kind (of)' holds '(', which is part of no word: write words, hyphens and the wildcards * and ?
    """
    def forms(written: str) -> tuple[str, ...]:
        document = tokenize(written.translate(HIDE))
        rest = document.plain
        for token in reversed(document.tokens):
            rest = rest[:token.start] + " " + rest[token.end:]
        if strange := PARTED.search(" ".join(rest.split()).replace(" - ", " ")):
            raise ValueError(f"term {written!r} holds {strange.group()!r}, which is part of no word: "
                             f"write words, hyphens and the wildcards * and ?")
        found = tuple(form.translate(SHOW) for form in document.forms)
        if not any(form.strip("*?") for form in found):
            raise ValueError(f"term {written!r} holds no word: write at least one letter or digit")
        return found

    wanted, barred = forms(text), tuple(forms(phrase) for phrase in excluded)
    for phrase, written in zip(barred, excluded):
        if len(phrase) < len(wanted):
            raise ValueError(f"term {text!r} is excluded by {written!r}, which is shorter: write the phrase in full")
    return Term(text, wanted, barred)


def fits(form: str, pattern: str) -> bool:
    """Whether a token's form is what one token of a term asks for: `*` is any rest of it, even none, `?` one letter.

    >>> fits("escalation", "escalat*"), fits("women", "wom?n"), fits("warned", "war")
    (True, True, False)
    """
    return form == pattern or ("*" in pattern or "?" in pattern) and fnmatchcase(form, pattern)


def reads(document: Document, pattern: tuple[str, ...], at: int) -> bool:
    """Whether the document's tokens from `at` on are the pattern, in one sentence, with no comma or dash inside.

    A full stop inside is allowed where it ends no sentence ("U.S. troops").
    """
    forms = document.forms
    if at < 0 or at + len(pattern) > len(forms):
        return False
    for offset, wanted in enumerate(pattern):  # a loop that ends at the first difference: this is the busiest place
        if forms[at + offset] != wanted and not fits(forms[at + offset], wanted):
            return False
    return not any(parted(document, *pair)
                   for pair in zip(document.tokens[at:], document.tokens[at + 1:at + len(pattern)]))


def parted(document: Document, before: Span, after: Span) -> bool:
    """Whether no phrase reaches from one token to the next: a comma, a dash or the end of a sentence stands between."""
    gap = document.plain[before.end:after.start]
    return (PARTED.search(gap) is not None
            or "." in gap and sentence_at(document, before.start) != sentence_at(document, after.start))


def sentence_at(document: Document, offset: int) -> int:
    return bisect_right(document.sentences, offset, key=lambda sentence: sentence.start)
