"""Which characters are the same to a reader, and what is no character: typography is no finding.

`straighten` is for comparing and keeps the length of a text, so that offsets stay; `composed` is
for keeping a text, and is applied once, where a file is read.
"""

import re
import unicodedata
from functools import lru_cache

LETTER = re.compile(r"[^\W_]")  # a letter or a figure: what a text holds at least
# Written in different ways, and the same to a reader.
STRAIGHT = {
    **dict.fromkeys("‘’‚‛ʼ′＇`´", "'"),
    **dict.fromkeys("“”„‟″＂«»", '"'),
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
}
# Ends of lines, pages and columns that are no newline.
ODD_LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e]")
# Halves of a character, and what Unicode says is none: UTF-8 and SVG cannot hold them.
NO_CHARACTER = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
# Controls, but for tab and what ends a line.
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f]")
# The same with those beyond ASCII: a file that holds one under Windows-1252 is no text.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Any of those that `composed` mends; most texts have none, and one search tells.
ODD = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# Letters that Unicode does not take apart, as English-language news writes them.
PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H"}
)
# Marks without a width, as web pages hold them: soft hyphens, joiners, marks of direction.
ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def straighten(text: str) -> str:
    """The text with straight apostrophes, straight quotation marks and plain spaces, character for
    character.

    >>> straighten("“It won’t stop,” he said")
    '"It won\\'t stop," he said'

    Guillemets count as marks; a lone prime after a figure (6′) becomes an apostrophe, which no
    measure reads as a mark.
    """
    if not text.isascii():
        # Some thirty searches are faster than one `str.translate`.
        for typographic, straight in STRAIGHT.items():
            text = text.replace(typographic, straight)
    return text


def composed(text: str) -> str:
    """The text as it is kept: line ends plain, accents composed, and nothing in it that UTF-8 or
    SVG cannot hold.

    What is no character (half of a pair, as in damaged JSON) becomes U+FFFD, a break of a page or a
    column a line end; other control characters are dropped.

    >>> composed("One\\r\\nTwo\\fThr\\x00ee\\tFour \\ud800")
    'One\\nTwo\\nThree\\tFour \ufffd'
    """
    if ODD.search(text):
        text = NO_CHARACTER.sub("\ufffd", ODD_LINE_END.sub("\n", text))
        text = CONTROL_CHARACTER.sub("", text)
    return unicodedata.normalize("NFC", text)


@lru_cache(1 << 14)
def folded(word: str) -> str:
    """The word in lower case and without accents.

    >>> folded("Ferrán"), folded("Łukasz"), folded("Ødegaard"), folded("Weiß")
    ('ferran', 'lukasz', 'odegaard', 'weiss')
    """
    parts = unicodedata.normalize("NFKD", word.translate(PLAIN))
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def name_key(name: str) -> str:
    """A name as it is looked for: without accents, capitals and a "the" before it.

    >>> name_key("The  FBI"), name_key("Núñez’s"), name_key("Theresa May")
    ('fbi', "nunez's", 'theresa may')
    """
    return folded(" ".join(straighten(name).split())).removeprefix("the ")
