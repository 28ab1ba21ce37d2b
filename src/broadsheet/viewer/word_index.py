"""An index of all tokens in texts by their form, so that the places of a word are found at once,
however many texts there are.

Places are defined as in `kwic`: forms of tokens in a row, with nothing that separates them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import translate
from functools import partial
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
    """An index of tokens: for each token in all texts, the number of its form, and where it begins
    and ends if the texts are laid end to end. `offsets` holds the beginning of each text, `forms`
    the number of each form, `ranks` its alphabetical rank; `order` are the tokens by form, with
    those of form n from `bounds[n]` to before `bounds[n + 1]`.
    """

    numbers: np.ndarray
    order: np.ndarray
    bounds: np.ndarray
    begins: np.ndarray
    ends: np.ndarray
    offsets: np.ndarray
    forms: dict[str, int]
    ranks: np.ndarray
    plain: list[str]


class Tokens(NamedTuple):
    """For each place, numbers of tokens in all texts: its own are from `first` to before `stop`,
    those of its text from `from_` to before `to`.
    """

    from_: np.ndarray
    first: np.ndarray
    stop: np.ndarray
    to: np.ndarray


def wordbook(texts: Iterable[str]) -> Wordbook:
    """The index of the tokens of texts. It takes some 24 bytes per token, besides the texts.

    >>> book = wordbook(["War’s end.", "A war"])
    >>> book.numbers.tolist(), list(book.forms), book.begins.tolist(), book.offsets.tolist()
    ([0, 1, 2, 0], ['war', 'end', 'a'], [0, 6, 11, 13], [0, 11])
    """
    plain = [straighten(text) for text in texts]
    offsets = np.cumsum([0, *(len(text) + 1 for text in plain)])[:-1]
    known = Numbering()  # chunks of text between white space
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
    # For each token in the texts: which of `tokens` it is, and where its chunk begins.
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
        np.argsort(
            np.array(sorted(range(len(forms)), key=list(forms).__getitem__), dtype=np.int64)
        ),
        plain,
    )


def places(book: Wordbook, word: str) -> pd.DataFrame:
    """The places of a word, or of several in a row: `at` (the number of the text), `start, end` in
    it, and `begins`. `word` is written like a term of a lexicon. ValueError, in one line, if it is
    not a valid term.

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
    """The numbers of the forms that match the pattern."""
    if "*" in pattern or "?" in pattern:
        asked = re.compile(translate(pattern))
        fits = {form: number for form, number in book.forms.items() if asked.match(form)}
        address = is_address(pattern)
        return [number for form, number in fits.items() if address or not is_address(form)]
    return [book.forms[pattern]] if pattern in book.forms else []


def in_case(book: Wordbook, first: int, cased: Sequence[str]) -> bool:
    """Whether the words from a token on have the case that the term requires (`terms.in_case`)."""
    number = int(np.searchsorted(book.offsets, book.begins[first], side="right")) - 1
    text, offset = book.plain[number], int(book.offsets[number])
    return all(
        not asked or form_fits(as_written(text[int(begin) - offset : int(end) - offset]), asked)
        for asked, begin, end in zip(cased, book.begins[first:], book.ends[first:])
    )


def whole(book: Wordbook, firsts: np.ndarray, tokens: int) -> Iterator[int]:
    """The first tokens from which on this many tokens are in one text with nothing that separates
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
    """The beginnings, without those inside a phrase already found.

    >>> list(apart([1, 2, 3, 9], 2))
    [1, 3, 9]
    """
    end = 0
    for first in firsts:
        if first >= end:
            end = first + tokens
            yield first


def tokens_around(book: Wordbook, places: pd.DataFrame) -> Tokens:
    """The tokens that each place covers, and those of its text. `places`: `at, start, end`.

    >>> book = wordbook(["A war", "War of words"])
    >>> [numbers.tolist() for numbers in tokens_around(book, places(book, "war of"))]
    [[2], [2], [4], [5]]
    """
    at = places["at"].to_numpy()
    bounds = np.append(np.searchsorted(book.begins, book.offsets), len(book.begins))
    return Tokens(
        bounds[at],
        np.searchsorted(book.begins, book.offsets[at] + places["start"].to_numpy()),
        np.searchsorted(book.ends, book.offsets[at] + places["end"].to_numpy()) + 1,
        bounds[at + 1],
    )


# How many words on either side determine the order, as many as a concordance shows; and how many of
# them are packed into one number, which stays below 2^63 for up to two million forms.
SORTED_WORDS, PACKED = 8, 3


def in_order(book: Wordbook, around: Tokens, by: str, most: int | None = None) -> np.ndarray:
    """The numbers of the places in the order of the words next to them: `by` "left" from the hit
    leftwards, then rightwards; "right" the other way round; "hit" by the hit, then rightwards.
    Places with the same words stay in the order of the text. Only the first `most`, or all.
    ValueError for any other `by`.

    >>> book = wordbook(["no war, old war", "a war"])
    >>> in_order(book, tokens_around(book, places(book, "war")), "left").tolist()
    [2, 0, 1]
    """
    directions = {
        "left": lambda places, n: places.first - 1 - n,
        "right": lambda places, n: places.stop + n,
        "hit": lambda places, n: np.where(places.first + n < places.stop, places.first + n, -1),
    }
    if by not in directions:
        raise ValueError(f"sort={by!r}: choose one of {', '.join(map(repr, directions))}")

    def key(places: np.ndarray, side: str, nearest: int) -> np.ndarray:
        """The ranks of some words on one side of these places, several packed into a number; 0
        beyond the text, so that the shorter context comes first, as in a dictionary.
        """
        chosen = Tokens(*(numbers[places] for numbers in around))
        packed = np.zeros(len(places), dtype=np.int64)
        for n in range(nearest, min(nearest + PACKED, SORTED_WORDS)):
            tokens = directions[side](chosen, n)
            inside = (chosen.from_ <= tokens) & (tokens < chosen.to)
            rank = book.ranks[book.numbers[np.where(inside, tokens, 0)]] + 1
            packed = packed * (len(book.forms) + 1) + np.where(inside, rank, 0)
        return packed

    kept = np.arange(len(around.first))
    if not len(kept):
        return kept
    sides = (by, "left" if by == "right" else "right")
    keys = [(side, n) for side in sides for n in range(0, SORTED_WORDS, PACKED)]
    if most is not None and 0 < most < len(kept):
        kept = _first(kept, most, [partial(key, side=side, nearest=n) for side, n in keys])
    return kept[np.lexsort([key(kept, *of) for of in reversed(keys)])]


def _first(
    places: np.ndarray, most: int, keys: Iterable[Callable[[np.ndarray], np.ndarray]]
) -> np.ndarray:
    """The first `most` of the places, sorted by the keys: each further key is computed only for
    places that the previous keys leave equal.

    >>> keys = [lambda places: places // 4, lambda places: -places]
    >>> _first(np.arange(8), 5, keys).tolist()
    [0, 1, 2, 3, 7]
    """
    sure, equal = [places[:0]], places
    for key in keys:
        values, left = key(equal), most - sum(map(len, sure))
        last = np.partition(values, left - 1)[left - 1]
        sure.append(equal[values < last])
        equal = equal[values == last]
        if len(equal) == left - len(sure[-1]):
            break
    return np.sort(np.concatenate([*sure, equal[: most - sum(map(len, sure))]]))
