"""A string as paragraphs, sentences, words and tokens: the only place where these are defined.

All offsets are computed on the *plain* text, in which typographic apostrophes and quotation marks
are straight, so that typography is never a finding. Plain and original text have the same length:
an offset into one is an offset into both.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np

from .line_breaks import paragraph_runs
from .sentences import sentence_bounds
from .unicode import straighten, without_halves
from .vocabulary import MANY, VOCABULARY, Column, Numbered, Numbering, chunk_starts


class Span(str):
    """A piece of a text with its offsets: a string with `start` and `end`, so that `text[start:end]
    == span`.

    >>> word = Span("Rubio", 7)
    >>> word, word.start, word.end
    ('Rubio', 7, 12)
    """

    __slots__ = ("start",)  # a text has thousands of them
    start: int

    def __new__(cls, piece: str, start: int) -> "Span":
        span = str.__new__(cls, piece)
        span.start = start
        return span

    @property
    def end(self) -> int:
        return self.start + len(self)

    def __getnewargs__(self) -> tuple[str, int]:  # type: ignore[override]
        return str(self), self.start


# Line ends other than the newline. Each is one character, like the newline, so that offsets stay.
LINE_ENDS = "\r\f\v\x85\u2028\u2029"
# A chunk between white space that contains a letter or a digit, without the marks around it. This
# is how textstat and word processors count: "cross-border" is one word, and so is "cooperation—or";
# a dash on its own is not a word.
WORD = re.compile(r"\w(?:\S*\w)?")
# What a lexicon's terms are matched against. Hyphens and dashes separate tokens. A full stop or an
# apostrophe inside a token does not, so that "U.S." is not the pronoun "us" and "won't" is not
# "won"; but "end.Next" is two tokens that lack a space.
TOKEN = re.compile(r"[^\W_]+(?:(?:\.(?!(?<=[a-z]{2}\.)[A-Z][a-z])|['&]|(?<=\d),(?=\d))[^\W_]+)*")


# Each of these is one token as a whole: the words inside it are not words of the text.
ADDRESS = re.compile(
    r"""
    (?:https?|ftp|file)://\S*[\w/]                       # https://example.org/border-security
    | (?<!\w)www\.\S*[\w/]                              # www.example.org
    | (?<![\w.+-])@?[\w.+-]+@[\w-]+(?:\.[\w-]+)+        # desk@example.org, @desk@example.org
    | (?<!\w)@\w+(?:'s\b)?                              # @BorderDesk, @BorderDesk's
    | (?<![\w.-])(?:[\w-]+\.)+(?-i:[a-z]{2,6})(?::\d{1,5})?/\S*\w  # t.co/border, a.org:80/war
    | (?<![\w/])/?(?-i:[ur])/\w{2,}                     # r/border, u/desk
    | (?<![\w.-])(?:[\w-]+\.)+(?-i:com|org|net|gov|edu|info|co\.uk)\b(?!\.\w)  # border-watch.org
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "#BorderSecurity" is two tokens, "#climatecrisis" one: a hashtag is split at capitals and before a
# year.
HASHTAG = re.compile(r"(?<!\w)#[^\W_]+(?:_+[^\W_]+)*")
YEAR = re.compile(r"(?<=[^\W\d_]{2})(?:19|20)\d\d\Z")  # "#Vote2024", but "#G20"


# Words whose 's is a verb or "us", not a possessive: as written here, with an initial capital, or
# in capitals throughout. "WHO's" and "IT's" are possessives.
CONTRACTIONS = frozenset(
    written
    for word in """
    it's that's there's here's what's who's he's she's let's where's how's when's why's
""".split()
    for written in (word, word.capitalize(), word.upper())
)


def as_written(token: str) -> str:
    """A token as it is written, its capitals kept: plain, without a possessive 's.

    >>> as_written("Mexico’s"), as_written("US"), as_written("Let’s")
    ('Mexico', 'US', "Let's")
    """
    plain = straighten(token)
    possessive = plain[-2:].lower() == "'s" and plain not in CONTRACTIONS
    return plain[:-2] if possessive else plain


def form(token: str) -> str:
    """The form in which tokens are compared: plain, lower case, without a possessive 's.

    >>> form("Mexico’s"), form("U.S"), form("won’t")
    ('mexico', 'u.s', "won't")
    >>> form("Let’s"), form("who's"), form("WHO's")
    ("let's", "who's", 'who')

    A contraction stays whole if the word before its 's cannot be a possessive (`CONTRACTIONS`).
    After a noun or a name, 's is taken for a possessive: "Mexico's ready" contains "mexico", too.
    """
    return as_written(token).lower()


def is_address(form: str) -> bool:
    """Whether a form is a URL, a handle or an e-mail address, not a word.

    >>> [is_address(form) for form in ("@borderdesk", "t.co/war", "u.s", "cross-border")]
    [True, True, False, False]
    """
    return ADDRESS.match(form) is not None


def token_spans(chunk: str) -> list[tuple[int, int]]:
    """Start and end of each token of a plain stretch without white space.

    >>> def tokens(chunk):
    ...     return [chunk[start:end] for start, end in token_spans(chunk)]
    >>> tokens("cross-border"), tokens("(see:https://example.org/border-security)")
    (['cross', 'border'], ['see', 'https://example.org/border-security'])
    >>> tokens("#BorderSecurity,"), tokens("#USBorder"), tokens("#climatecrisis")
    (['Border', 'Security'], ['US', 'Border'], ['climatecrisis'])
    """
    spans = [token.span() for token in TOKEN.finditer(chunk)]
    if "#" in chunk:
        tagged = {
            token.start()
            for tag in HASHTAG.finditer(chunk)
            for token in TOKEN.finditer(chunk, tag.start(), tag.end())
        }
        spans = [
            part
            for start, end in spans
            for part in (capital_spans(chunk, start, end) if start in tagged else [(start, end)])
        ]
    if "@" in chunk or "/" in chunk or "." in chunk:  # without one of these, there is no address
        addresses = [address.span() for address in ADDRESS.finditer(chunk)]
        ends = [end for _, end in addresses]
        outside = [
            (start, end)
            for start, end in (spans if addresses else ())
            if (after := bisect_right(ends, start)) == len(ends) or end <= addresses[after][0]
        ]
        spans = sorted(addresses + outside) if addresses else spans
    return spans


def capital_spans(chunk: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words of a hashtag: a word begins at a capital after or before a lower-case letter or a
    digit, and at a final year.
    """
    year = YEAR.search(chunk, start, end)
    cuts = [
        at
        for at in range(start + 1, end)
        if (year and at == year.start())
        or (
            chunk[at].isupper()
            and (not chunk[at - 1].isupper() or chunk[at + 1 : at + 2].islower())
        )
    ]
    return list(zip([start, *cuts], [*cuts, end]))


class Chunk(NamedTuple):
    """The contents of a plain stretch without white space, with offsets into it: where its word
    begins and ends (-1 without a word), and its tokens' forms, starts and ends. No word or token
    crosses white space.
    """

    word_start: int
    word_end: int
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Chunks(dict):
    """Chunk → its contents, each worked out once: nearly all chunks of a text have occurred before.

    >>> Chunks()["'cross-border'"]
    Chunk(word_start=1, word_end=13, forms=('cross', 'border'), starts=(1, 7), ends=(6, 13))
    >>> Chunks()["—"]
    Chunk(word_start=-1, word_end=-1, forms=(), starts=(), ends=())
    """

    def __missing__(self, chunk: str) -> Chunk:
        word, tokens = WORD.search(chunk), token_spans(chunk)
        pieces = Chunk(
            *(word.span() if word else (-1, -1)),
            tuple(form(chunk[start:end]) for start, end in tokens),
            tuple(start for start, _ in tokens),
            tuple(end for _, end in tokens),
        )
        if len(self) > MANY:  # many articles must not fill memory
            self.clear()
        self[chunk] = pieces
        return pieces


CHUNKS = Chunks()


class Tokens(NamedTuple):
    """The tokens of a text, one value per token: the form by its number, the start and the end."""

    forms: Numbered
    starts: np.ndarray
    ends: np.ndarray


class Parts(Column):
    """For each chunk: where its word starts (-1 without a word) and ends, its number of tokens, and
    the number of the first of them among the tokens of all chunks.
    """

    def __init__(self) -> None:
        super().__init__(self.parts, 4)

    def start_over(self, numbering: Numbering) -> None:
        super().start_over(numbering)
        self.forms = Numbering()
        # For each token, chunk by chunk: the number of its form, its start and its end.
        self.of_tokens = array("q")

    def parts(self, chunk: str) -> tuple[int, int, int, int]:
        pieces, first = CHUNKS[chunk], len(self.of_tokens) // 3
        numbers = [self.forms[form] for form in pieces.forms]
        self.of_tokens.extend([*chain.from_iterable(zip(numbers, pieces.starts, pieces.ends))])
        return pieces.word_start, pieces.word_end, len(pieces.forms), first

    def tokens(self, chunks: Numbered, chunk_starts: np.ndarray) -> Tokens:
        """The tokens of a text that consists of these chunks."""
        with self.growing:
            *_, count, first = self.rows_while_locked(chunks).T
            # The index of a token is that of the first in its chunk, plus the number of tokens
            # before it in the chunk.
            before = count.cumsum() - count
            places = np.arange(count.sum()) + np.repeat(first - before, count)
            # An array cannot grow while numpy has a view of it, so the values are copied.
            of_tokens = np.frombuffer(self.of_tokens, np.int64).reshape(-1, 3).take(places, axis=0)
            forms = self.forms
        numbers, starts, ends = np.ascontiguousarray(of_tokens.T)
        start = np.repeat(chunk_starts, count)
        return Tokens(Numbered(forms, numbers), starts + start, ends + start)


PARTS = Parts()


def lines(plain: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without the white space around it.

    >>> list(lines(" It rains.\\n\\nIt pours."))
    [(1, 10), (12, 21)]
    """
    for mark in LINE_ENDS:
        plain = plain.replace(mark, "\n")
    start = 0
    for line in plain.split("\n"):
        if inside := line.strip():
            first = start + line.index(inside[0])
            yield first, first + len(inside)
        start += len(line) + 1


class Document:
    """A text and its parts, each a sequence of `Span`, computed when first used.

    - `paragraphs` are lines that are not blank.
    - `sentences` contain at least one letter or digit. A question or exclamation mark before white
      space ends one, whatever follows: `"Stop!" he said.` counts two, by Flesch's rule that each
      unit of speech so marked is one. A full stop ends one too, unless it belongs to an
      abbreviation, an initial or a list number, or lower case follows. So does a blank line, unless
      a quotation or lower case follows a colon, a comma or a semicolon. A bare line break ends a
      sentence before an item of a list and after a subhead; between lines of wrapped prose it is
      white space (`line_breaks`).
    - `words` are what readability counts. If a space is missing ("end.Next"), two sentences share
      one word, since textstat counts one; it belongs to the sentence in which it begins.
    - `tokens` are what lexicons are matched against, `forms` the same tokens in the form in which
      they are compared. A URL, a handle and an e-mail address are one token each; a hashtag is its
      words.

    Offsets alone are much faster: `paragraph_bounds` and `sentence_bounds` are pairs of (start,
    end); `paragraph_starts`, `sentence_edges`, `sentence_starts`, `word_starts`, `token_starts` and
    `token_ends` are arrays.

    Fails on "World War I. Germany", on an abbreviation that ends a sentence before a name, on a
    sentence that trails off before a capital ("So … He left"), and on names in lower case after a
    full stop ("al-Qaida").

    >>> document = Document("The U.S. will act. Nobody objected!")
    >>> [str(sentence) for sentence in document.sentences], len(document.words)
    (['The U.S. will act.', 'Nobody objected!'], 6)
    >>> list(document.forms[:4])
    ['the', 'u.s', 'will', 'act']
    """

    def __init__(self, text: str):
        if not isinstance(text, str):
            raise TypeError(no_text(text))
        self.text = without_halves(text)
        self.plain = straighten(self.text)

    def __repr__(self):
        return (
            f"Document({len(self.paragraphs)} paragraphs, {len(self.sentences)} sentences, "
            f"{len(self.words)} words)"
        )

    def __reduce__(self):
        return Document, (self.text,)

    @cached_property
    def paragraph_bounds(self) -> list[tuple[int, int]]:
        return list(lines(self.plain))

    @cached_property
    def sentence_bounds(self) -> list[tuple[int, int]]:
        return [
            bounds
            for run in paragraph_runs(self.plain, self.paragraph_bounds)
            for bounds in sentence_bounds(self.plain, *run)
        ]

    @cached_property
    def paragraph_starts(self) -> np.ndarray:
        return np.array([start for start, _ in self.paragraph_bounds], dtype=np.int64)

    @cached_property
    def sentence_edges(self) -> np.ndarray:
        """`sentence_bounds` as rows of start and end."""
        return np.array(self.sentence_bounds, dtype=np.int64).reshape(-1, 2)

    @cached_property
    def sentence_starts(self) -> np.ndarray:
        return self.sentence_edges[:, 0].copy()  # contiguous, as searchsorted needs

    # A document is one text, a `Batch` several: the start of each, and the number of its first
    # paragraph, sentence, chunk and token. The last entry is the total.

    @cached_property
    def text_starts(self) -> np.ndarray:
        return np.zeros(1, dtype=np.int64)

    def text_of(self, offsets: np.ndarray) -> np.ndarray:
        """The number of the text that contains each of the offsets."""
        return self.text_starts.searchsorted(offsets, side="right") - 1

    @cached_property
    def first_paragraphs(self) -> np.ndarray:
        return firsts(self.paragraph_starts, self.text_starts)

    @cached_property
    def first_sentences(self) -> np.ndarray:
        return firsts(self.sentence_starts, self.text_starts)

    @cached_property
    def first_chunks(self) -> np.ndarray:
        return firsts(self.chunk_starts, self.text_starts)

    @cached_property
    def first_tokens(self) -> np.ndarray:
        return firsts(self.token_starts, self.text_starts)

    @cached_property
    def chunks(self) -> list[str]:
        """The plain stretches between white space; `chunk_starts` has their offsets."""
        return self.plain.split()

    @cached_property
    def chunk_starts(self) -> np.ndarray:
        return chunk_starts(self.plain)

    @cached_property
    def numbered_chunks(self) -> Numbered:
        """A numbering, and the number of each chunk in it: both together, since two threads may
        otherwise get two numberings.
        """
        return VOCABULARY.numbered(self.chunks)

    @cached_property
    def word_starts(self) -> np.ndarray:
        starts = PARTS.of(self)[:, 0]
        return (self.chunk_starts + starts)[starts >= 0]

    @cached_property
    def _tokens(self) -> Tokens:
        return PARTS.tokens(self.numbered_chunks, self.chunk_starts)

    @property
    def numbered_forms(self) -> Numbered:
        return self._tokens.forms

    @property
    def token_starts(self) -> np.ndarray:
        return self._tokens.starts

    @property
    def token_ends(self) -> np.ndarray:
        return self._tokens.ends

    @cached_property
    def forms(self) -> tuple[str, ...]:
        return self.forms_between(0, len(self.token_starts))

    def forms_between(self, first: int, end: int) -> tuple[str, ...]:
        """`forms[first:end]`, without computing the others."""
        numbering, numbers = self.numbered_forms
        return tuple(map(numbering.written.__getitem__, numbers[first:end].tolist()))

    def form_at(self, token: int) -> str:
        """`forms[token]`, without computing the others; `token` is 0 or more."""
        numbering, numbers = self.numbered_forms
        return numbering.written[numbers.item(token)]

    def token_bounds(self, token: int) -> tuple[int, int]:
        """Start and end of the token of this number, 0 or more: those of `tokens[token]`."""
        return self.token_starts.item(token), self.token_ends.item(token)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        return tuple(Span(self.text[start:end], start) for start, end in self.paragraph_bounds)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(Span(self.text[start:end], start) for start, end in self.sentence_bounds)

    @cached_property
    def words(self) -> tuple[Span, ...]:
        return tuple(
            Span(self.text[start + chunk[0] : start + chunk[1]], start + chunk[0])
            for start, chunk in zip(
                self.chunk_starts.tolist(), map(CHUNKS.__getitem__, self.chunks)
            )
            if chunk[0] >= 0
        )

    @cached_property
    def tokens(self) -> tuple[Span, ...]:
        return tuple(
            Span(self.text[start:end], start)
            for start, end in zip(self.token_starts.tolist(), self.token_ends.tolist())
        )


def firsts(starts: np.ndarray, text_starts: np.ndarray) -> np.ndarray:
    """The number of the first of the starts in each text, and finally their total.

    >>> firsts(np.array([0, 5, 21]), np.array([0, 20, 40])).tolist()
    [0, 2, 3, 3]
    """
    return np.append(starts.searchsorted(text_starts), len(starts))


def no_text(given: object) -> str:
    """Why something cannot be read as a text, and what to give instead.

    >>> no_text(float("nan"))
    'the text is missing (nan); leave out articles without a text'
    >>> no_text(["It rained."])
    "text: got list; give one text, such as articles['text'].iloc[0]"
    """
    if given is None or (isinstance(given, float) and given != given):
        return f"the text is missing ({given}); leave out articles without a text"
    return f"text: got {type(given).__name__}; give one text, such as articles['text'].iloc[0]"


def tokenize(text: str | Document) -> Document:
    """The text as a `Document`: its paragraphs, sentences, words and tokens, each with its offsets.
    TypeError for anything but a text.

    >>> document = tokenize("The U.S. will act, Mr. Rubio said. “Those days are over.”")
    >>> document.sentences
    ('The U.S. will act, Mr. Rubio said.', '“Those days are over.”')
    >>> len(document.words), document.words[-1].start
    (11, 51)
    """
    return text if isinstance(text, Document) else Document(text)


def outside(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """The text without these stretches, which do not overlap, in any order.

    >>> outside('"We act," she said. "Now."', [(20, 26), (0, 9)])
    ' she said. '
    """
    edges = [0, *(edge for stretch in sorted(stretches) for edge in stretch), None]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2]))


def within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """The spans, of a sequence in order, that begin at `start` or later and before `end`.

    >>> document = tokenize("One two. Three four five.")
    >>> [len(within(document.words, s.start, s.end)) for s in document.sentences]
    [2, 3]
    """
    first, last = (bisect_left(spans, edge, key=lambda span: span.start) for edge in (start, end))
    return spans[first:last]
