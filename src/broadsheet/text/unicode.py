"""Which characters are the same to a reader, and what is no character: typography is no finding.

`straighten` is for comparing and keeps the length of a text, so that offsets stay; `composed` and
`printed` are for keeping a text: the first is applied where a file is read, the second where an
article enters a corpus, once it is known that its characters were decoded rightly.
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
HALF = re.compile(r"[\ud800-\udfff]")
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

# A ligature is its letters, whatever a typesetter made of them.
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",  # with a long s
    "\ufb06": "st",
}
SEPARATORS = {"\u2028": "\n", "\u2029": "\n\n"}  # Unicode's own ends of a line and a paragraph
# Scripts that are written with joiners (Persian, Hindi) or parted by spaces without a width (Thai,
# Khmer), from Hebrew on, without Georgian, Hangul and Ethiopic; and what emoji are joined of.
JOINED_SCRIPT = (
    "[\u0590-\u109f\u1700-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
EMOJI = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
FROM_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
UNSEEN_CHARACTERS = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
UNSEEN = re.compile(
    rf"""
    (?<=[^\W\d_])\u00ad[ ]*\n[ ]*(?=[a-zß-ÿ])               # a word that a line's end parted
  | [\u00ad\u2060-\u2065\u206a-\u206f\ufeff]              # soft hyphens, word joiners, marks
                                                           #   of byte order
  | (?<!{JOINED_SCRIPT})
      (?: [\u034f\u200b\u200c]                             # spaces and joiners without a width
        | (?<!{EMOJI})\u200d | \u200d(?!{EMOJI}) )          #   but those inside an emoji
      (?!{JOINED_SCRIPT})
  | (?<!{FROM_RIGHT})[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069](?!{FROM_RIGHT})
    """,
    re.VERBOSE,
)
# A soft hyphen that was meant to be seen: alone between spaces, or in a span of figures.
SEEN_HYPHEN = re.compile(r"(?<=\d)\u00ad(?=\d)|(?<= )\u00ad(?= )")
# Any of those that `printed` mends; most texts have none, and one search tells.
UNPRINTED = re.compile(f"[{UNSEEN_CHARACTERS}{''.join([*LIGATURES, *SEPARATORS])}]")


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


def without_halves(text: str) -> str:
    """The text, character for character, with U+FFFD for each half of a character, which no table
    and no file can hold.

    >>> without_halves("a \\ud83d b"), without_halves("a 😀 b")
    ('a � b', 'a 😀 b')
    """
    try:
        text.encode()
    except UnicodeEncodeError:  # it fails for nothing else, and is faster than a search
        return HALF.sub("\N{REPLACEMENT CHARACTER}", text)
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


def printed(text: str) -> str:
    """The text as a reader sees it: without characters that have no width, with ligatures unfolded
    into their letters, and with accents composed.

    Soft hyphens, spaces and joiners without a width, word joiners, marks of byte order and of
    direction are dropped, for a term of a lexicon would not be found in a word that holds one. What
    a script or an emoji needs to be read stays: joiners beside letters of Persian, Hindi or Thai,
    marks of direction beside those of Arabic or Hebrew.

    >>> printed("The o\ufb03ce of the har\u200bbour mas\u00adter")
    'The office of the harbour master'
    >>> printed("2010\u00ad2015"), printed("a well-known \U0001f469\u200d\U0001f680")
    ('2010-2015', 'a well-known \U0001f469\u200d\U0001f680')

    To be applied after what was decoded wrongly is mended: half of a mangled "í" looks like a soft
    hyphen.
    """
    if UNPRINTED.search(text):
        text = UNSEEN.sub("", SEEN_HYPHEN.sub("-", text))
        for ligature, letters in (LIGATURES | SEPARATORS).items():
            text = text.replace(ligature, letters)
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
