"""Texts → every token of theirs by its form, so that the places of a word are found at once,
however many texts there are.

What a place is, is `kwic`'s to say: forms of tokens in a row, with nothing that parts them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import translate
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..lexicon import form_fits, reads_on, term
from ..text import (
    CHUNKS,
    Numbering,
    as_written,
    chunk_starts,
    is_address,
    straighten,
    tokenize,
)


class Wordbook(NamedTuple):
    """Of each token in all texts: the number of its form, and where it begins and ends if the texts
    are laid end to end. `offsets` tells where each text begins, `forms` the number of each form;
    `order` are the tokens by form, of which those of form n stand from `bounds[n]` to before
    `bounds[n + 1]`.
    """

    numbers: np.ndarray
    order: np.ndarray
    bounds: np.ndarray
    begins: np.ndarray
    ends: np.ndarray
    offsets: np.ndarray
    forms: dict[str, int]
    plain: list[str]


def wordbook(texts: Iterable[str]) -> Wordbook:
    """The tokens of the texts. It takes some 24 bytes a token beside the texts.

    >>> book = wordbook(["War’s end.", "A war"])
    >>> book.numbers.tolist(), list(book.forms), book.begins.tolist(), book.offsets.tolist()
    ([0, 1, 2, 0], ['war', 'end', 'a'], [0, 6, 11, 13], [0, 11])
    """
    plain = [straighten(text) for text in texts]
    offsets = np.cumsum([0, *(len(text) + 1 for text in plain)])[:-1]
    known = Numbering()  # the chunks, which stand between white space
    chunks = np.fromiter((known[chunk] for text in plain for chunk in text.split()), dtype=np.int64)
    chunk_begins = np.concatenate(
        [
            np.empty(0, dtype=np.int64),
            *(offset + chunk_starts(text) for offset, text in zip(offsets, plain)),
        ]
    )
    forms = Numbering()
    in_chunk: list[tuple[int, int, int]] = []  # form, start and end of each token of each chunk
    counts = np.zeros(len(known), dtype=np.int64)
    for number, chunk in enumerate(known):
        parts = CHUNKS[chunk]
        counts[number] = len(parts.forms)
        in_chunk += zip((forms[form] for form in parts.forms), parts.starts, parts.ends)
    tokens = np.array(in_chunk, dtype=np.int32).reshape(-1, 3)
    # Of each token in the texts: which of `tokens` it is, and where its chunk begins.
    first, times = np.cumsum(counts) - counts, counts[chunks]
    nth_in_chunk = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    token = nth_in_chunk + np.repeat(first[chunks], times)
    begins, numbers = np.repeat(chunk_begins, times), tokens[token, 0]
    bounds = np.append(0, np.cumsum(np.bincount(numbers, minlength=len(forms))))
    return Wordbook(
        numbers,
        np.argsort(numbers, kind="stable"),
        bounds,
        begins + tokens[token, 1],
        begins + tokens[token, 2],
        offsets,
        dict(forms),
        plain,
    )


def places(book: Wordbook, word: str) -> pd.DataFrame:
    """Where a word, or several in a row, stand: `at` (the number of the text), `start, end` in it,
    and `begins`. `word` is written as a term of a lexicon. ValueError, in one line, where it could
    be none.

    >>> book = wordbook(["Border security. The border, security forces", "At borders"])
    >>> places(book, "border*")[["at", "start", "end"]].values.tolist()
    [[0, 0, 6], [0, 21, 27], [1, 3, 10]]
    >>> places(book, "border security")[["at", "start", "end"]].values.tolist()
    [[0, 0, 15]]
    """
    asked = term(word)
    wanted = asked.forms
    first = np.concatenate(
        [
            book.order[:0],
            *(
                book.order[book.bounds[form] : book.bounds[form + 1]]
                for form in fitting(book, wanted[0])
            ),
        ]
    )
    first.sort()
    for further, pattern in enumerate(wanted[1:], 1):
        fits = np.zeros(len(book.forms), dtype=bool)
        fits[fitting(book, pattern)] = True
        first = first[first + further < len(book.numbers)]
        first = first[fits[book.numbers[first + further]]]
    if asked.cased:
        first = np.array([at for at in first if in_case(book, at, asked.cased)], dtype=np.int64)
    if len(wanted) > 1:
        first = np.array(list(apart(whole(book, first, len(wanted)), len(wanted))), dtype=np.int64)
    begins, ends = book.begins[first], book.ends[first + len(wanted) - 1]
    at = np.searchsorted(book.offsets, begins, side="right") - 1
    return pd.DataFrame(
        {
            "at": at,
            "start": begins - book.offsets[at],
            "end": ends - book.offsets[at],
            "begins": begins,
        }
    )


def fitting(book: Wordbook, pattern: str) -> list[int]:
    """The numbers of the forms that are what the pattern asks for."""
    if "*" in pattern or "?" in pattern:
        asked = re.compile(translate(pattern))
        fits = {form: number for form, number in book.forms.items() if asked.match(form)}
        address = is_address(pattern)
        return [number for form, number in fits.items() if address or not is_address(form)]
    return [book.forms[pattern]] if pattern in book.forms else []


def in_case(book: Wordbook, first: int, cased: Sequence[str]) -> bool:
    """Whether the words that a term asks the case of are so written from a token on
    (`terms.in_case`).
    """
    number = int(np.searchsorted(book.offsets, book.begins[first], side="right")) - 1
    text, offset = book.plain[number], int(book.offsets[number])
    return all(
        not asked or form_fits(as_written(text[int(begin) - offset : int(end) - offset]), asked)
        for asked, begin, end in zip(cased, book.begins[first:], book.ends[first:])
    )


def whole(book: Wordbook, firsts: np.ndarray, tokens: int) -> Iterator[int]:
    """Those of the first tokens from which on so many stand in one text with nothing that parts
    them.
    """
    at = np.searchsorted(book.offsets, book.begins[firsts], side="right") - 1
    gaps = [
        zip(
            (book.ends[firsts + n] - book.offsets[at]).tolist(),
            (book.begins[firsts + n + 1] - book.offsets[at]).tolist(),
        )
        for n in range(tokens - 1)
    ]
    for first, number, *between in zip(firsts.tolist(), at.tolist(), *gaps):
        text = book.plain[number]
        if between[-1][1] < len(text) and (
            all(text[end:begin] == " " for end, begin in between)
            or reads_as_one(text, book, first, tokens, int(book.offsets[number]))
        ):
            yield first


def reads_as_one(text: str, book: Wordbook, first: int, tokens: int, offset: int) -> bool:
    """Whether the text reads on from each of the tokens to the next (`terms.reads_on`)."""
    start, end = int(book.begins[first]) - offset, int(book.ends[first + tokens - 1]) - offset
    left, right = start, end
    while left and not text[left - 1].isspace():
        left -= 1
    while right < len(text) and not text[right].isspace():
        right += 1
    document = tokenize(text[left:right])
    before = sum(left + token.start < start for token in document.tokens)
    return all(reads_on(document, at) for at in range(before, before + tokens - 1))


def apart(firsts: Iterable[int], tokens: int) -> Iterable[int]:
    """The beginnings, without those that lie in a phrase that is found already.

    >>> list(apart([1, 2, 3, 9], 2))
    [1, 3, 9]
    """
    end = 0
    for first in firsts:
        if first >= end:
            end = first + tokens
            yield first
