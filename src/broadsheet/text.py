"""A string as paragraphs, sentences, words and tokens: the only place where these are defined.

Everything is found on the *plain* text, in which typographic apostrophes and quotation marks are straight, so that
typography is never a finding. Plain and original text have the same length: an offset into one is an offset into both.
"""
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from .sentences import sentence_bounds, stretches

STRAIGHT = {
    **dict.fromkeys("‘’‚‛ʼ′＇`´", "'"),
    **dict.fromkeys("“”„‟″＂«»", '"'),
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
}


def straighten(text: str) -> str:
    """The text with straight apostrophes, straight quotation marks and plain spaces, character for character.

    >>> straighten("“It won’t stop,” he said")
    '"It won\\'t stop," he said'

    Guillemets count as marks; a lone prime after a figure (6′) becomes an apostrophe, which no measure reads as a mark.
    """
    if not text.isascii():
        for typographic, straight in STRAIGHT.items():    # some thirty searches are faster than one `str.translate`
            text = text.replace(typographic, straight)
    return text


class Span(str):
    """A piece of a text that knows where it stands: a string with `start` and `end`, so that `text[start:end] == span`.

    >>> word = Span("Rubio", 7)
    >>> word, word.start, word.end
    ('Rubio', 7, 12)
    """
    start: int

    def __new__(cls, piece: str, start: int):
        span = str.__new__(cls, piece)
        span.start = start
        return span

    @property
    def end(self) -> int:
        return self.start + len(self)

    def __getnewargs__(self):
        return str(self), self.start


PARAGRAPH = re.compile(r"\S(?:[^\n\r\f\v\x85\u2028\u2029]*\S)?")
# A chunk between white space that holds a letter or a digit, without the marks around it. This is how textstat and word
# processors count: "cross-border" is one word, and so is "cooperation—or"; a dash that stands alone is none.
WORD = re.compile(r"\w(?:\S*\w)?")
# What a lexicon's terms are matched against. Hyphens and dashes part tokens; a point or an apostrophe inside holds one
# together, so that "U.S." is not the pronoun "us" and "won't" is not "won"; but "end.Next" only lacks its space.
TOKEN = re.compile(r"[^\W_]+(?:(?:\.(?!(?<=[a-z]{2}\.)[A-Z][a-z])|['&]|(?<=\d),(?=\d))[^\W_]+)*")


# Where 's is a verb, or "us", and no possessive: with these words always, as they are written here, with a capital, or in
# capitals throughout. "WHO's" and "IT's" are possessives.
CONTRACTIONS = frozenset(written for word in """
    it's that's there's here's what's who's he's she's let's where's how's when's why's
""".split() for written in (word, word.capitalize(), word.upper()))


def form(token: str) -> str:
    """The form in which tokens are compared: plain, lower case, without a possessive 's.

    >>> form("Mexico’s"), form("U.S"), form("won’t")
    ('mexico', 'u.s', "won't")
    >>> form("Let’s"), form("who's"), form("WHO's")
    ("let's", "who's", 'who')

    A contraction is whole where the word before its 's takes no possessive (`CONTRACTIONS`). After a noun or a name, 's is
    taken for a possessive: "Mexico's ready" speaks of "mexico", too.
    """
    plain = straighten(token)
    return plain.lower() if plain in CONTRACTIONS else plain.lower().removesuffix("'s")


class Document:
    """A text and what it is made of, each a sequence of `Span`, found when first asked for.

    - `paragraphs` are lines that hold anything.
    - `sentences` hold a letter or a digit each. A question or exclamation mark before white space ends one, whatever
      follows: `"Stop!" he said.` counts two, by Flesch's rule that each unit of speech so marked is one. A full stop ends
      one too, unless it belongs to an abbreviation, an initial or a list number, or lower case follows. So does a blank
      line, but for a colon, a comma or a semicolon before it. A bare line break is white space, as it is to textstat.
    - `words` are what readability counts. Where a space was forgotten ("end.Next") two sentences share one word, since
      textstat counts one; it belongs to the sentence in which it begins.
    - `tokens` are what lexicons are matched against, `forms` the same tokens as they are compared.

    Fails on "World War I. Germany", on an abbreviation that ends a sentence before a name, where a sentence trails off before
    a capital ("So … He left"), and on names in lower case after a full stop ("al-Qaida").
    """

    def __init__(self, text: str):
        self.text = text
        self.plain = straighten(text)

    def __repr__(self):
        return f"Document({len(self.paragraphs)} paragraphs, {len(self.sentences)} sentences, {len(self.words)} words)"

    def __reduce__(self):
        return Document, (self.text,)

    def _spans(self, pattern: re.Pattern) -> tuple[Span, ...]:
        return tuple(Span(self.text[m.start():m.end()], m.start()) for m in pattern.finditer(self.plain))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        return self._spans(PARAGRAPH)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(Span(self.text[start:end], start)
                     for stretch in stretches(self.plain, [(p.start, p.end) for p in self.paragraphs])
                     for start, end in sentence_bounds(self.plain, *stretch))

    @cached_property
    def words(self) -> tuple[Span, ...]:
        return self._spans(WORD)

    @cached_property
    def tokens(self) -> tuple[Span, ...]:
        return self._spans(TOKEN)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        return tuple(form(self.plain[token.start:token.end]) for token in self.tokens)


def tokenize(text: str | Document) -> Document:
    """The text as a `Document`: its paragraphs, sentences, words and tokens, each with its offsets.

    >>> document = tokenize("The U.S. will act, Mr. Rubio said. “Those days are over.”")
    >>> document.sentences
    ('The U.S. will act, Mr. Rubio said.', '“Those days are over.”')
    >>> len(document.words), document.words[-1].start
    (11, 51)
    """
    return text if isinstance(text, Document) else Document(text)


def within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of the spans, which stand in order, that begin at `start` or later and before `end`.

    >>> document = tokenize("One two. Three four five.")
    >>> [len(within(document.words, s.start, s.end)) for s in document.sentences]
    [2, 3]
    """
    at = [bisect_left(spans, edge, key=lambda span: span.start) for edge in (start, end)]
    return spans[at[0]:at[1]]
