"""Which characters are the same to a reader, and which are not characters: typography is never a
finding.

`straighten` is for comparing texts, and preserves their length, so that offsets stay. `composed`
and `printed` are for storing them: the first is applied when a file is read, the second when an
article enters a corpus, after wrongly decoded characters have been repaired.
"""

import re
import unicodedata
from functools import lru_cache

from ..patterns import regex

LETTER = re.compile(r"[^\W_]")  # a letter or a figure: every text has at least one
# Characters that are written differently but are the same to a reader.
STRAIGHT = {
    **dict.fromkeys("‘’‚‛ʼ′＇`´", "'"),
    **dict.fromkeys("“”„‟″＂«»", '"'),
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
}
# A quotation mark typed as two apostrophes, as in text of news agencies: ``It rains,'' she said.
DOUBLE_APOSTROPHE = re.compile(
    r"""
    (?P<opening> (?<! [^\s(\[\u2015\u2014\u2013-] ) '' (?= [^\s'] ) )  # ''It
  | (?<= [^\s'] ) (?<! '\d ) (?<! '\d\d ) '' (?! [\w'] )               # rains,''; not 6'2''
    """,
    re.VERBOSE,
)
# Ends of lines, pages and columns other than the newline.
ODD_LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e]")
# Half characters and what Unicode calls noncharacters: UTF-8 and SVG cannot contain them.
NO_CHARACTER = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
HALF = re.compile(r"[\ud800-\udfff]")
# Control characters other than tabs and line ends.
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f]")
# The same, including those beyond ASCII: a file with one in Windows-1252 is not text.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Any of those that `composed` repairs; one search shows that most texts have none.
ODD = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# Letters that Unicode does not decompose, as English-language news writes them.
PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H"}
)
# Characters without a width, as in web pages: soft hyphens, joiners, marks of direction.
ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")

# A ligature is its letters, however they were typeset.
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",  # with a long s
    "\ufb06": "st",
}
SEPARATORS = {"\u2028": "\n", "\u2029": "\n\n"}  # Unicode's own line and paragraph separators
# Scripts that are written with joiners (Persian, Hindi) or separated by spaces without a width
# (Thai, Khmer), from Hebrew on, without Georgian, Hangul and Ethiopic; and the parts of joined
# emoji.
JOINED_SCRIPT = (
    "[\u0590-\u109f\u1700-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
EMOJI = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
FROM_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
UNSEEN_CHARACTERS = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
UNSEEN = regex(
    rf"""
    (?<=[^\W\d_])\u00ad[ ]*\n[ ]*(?=[a-zß-ÿ])               # a word split at the end of a line
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
# A soft hyphen that was meant to be visible: alone between spaces, or between figures.
SEEN_HYPHEN = re.compile(r"(?<=\d)\u00ad(?=\d)|(?<= )\u00ad(?= )")
# Any of those that `printed` repairs; one search shows that most texts have none.
UNPRINTED = re.compile(f"[{UNSEEN_CHARACTERS}{''.join([*LIGATURES, *SEPARATORS])}]")


def straighten(text: str) -> str:
    """The text with straight apostrophes, straight quotation marks and plain spaces, character for
    character.

    >>> straighten("“It won’t stop,” he said")
    '"It won\\'t stop," he said'

    Guillemets count as marks; a lone prime after a figure (6′) becomes an apostrophe, which no
    measure reads as a mark. So that no offset moves, a pair of apostrophes that quotes becomes a
    quotation mark with an apostrophe inside it, as if it began or ended two quotations:

    >>> print(straighten("``It rains,'' she said. He is 6'2'' tall."))
    "'It rains,'" she said. He is 6'2'' tall.
    """
    if not text.isascii() or "`" in text:
        # Some thirty searches are faster than one `str.translate`.
        for typographic, straight in STRAIGHT.items():
            text = text.replace(typographic, straight)
    if "''" in text:
        text = "\n".join(map(with_double_marks, text.split("\n")))
    return text


def with_double_marks(line: str) -> str:
    """The straightened line with `"'` and `'"` where two apostrophes open and close a quotation.

    >>> print(with_double_marks("''It rains,'' she said."), with_double_marks("the players''"))
    "'It rains,'" she said. the players''
    """
    has_opened = False

    def double_mark(match: re.Match) -> str:
        nonlocal has_opened
        if match["opening"]:
            has_opened = True
            return "\"'"
        # Without an opening pair before it, it may end two quotations: 'He said 'no''.
        return "'\"" if has_opened else "''"

    return DOUBLE_APOSTROPHE.sub(double_mark, line)


def without_halves(text: str) -> str:
    """The text, character for character, with U+FFFD for each half character, which no table or
    file can store.

    >>> without_halves("a \\ud83d b"), without_halves("a 😀 b")
    ('a � b', 'a 😀 b')
    """
    try:
        text.encode()
    except UnicodeEncodeError:  # the only possible cause, and faster than a search
        return HALF.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


def composed(text: str) -> str:
    """The text as it is stored: with plain line ends, composed accents, and nothing that UTF-8 or
    SVG cannot contain.

    A noncharacter (half of a pair, as in damaged JSON) becomes U+FFFD, and a page or column break
    becomes a line end. Other control characters are dropped.

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

    Soft hyphens, spaces and joiners without a width, word joiners, byte-order marks and marks of
    direction are dropped, since a lexicon's term would not match a word with one in it. Those that
    a script or an emoji needs stay: joiners beside letters of Persian, Hindi or Thai, and marks of
    direction beside those of Arabic or Hebrew.

    >>> printed("The o\ufb03ce of the har\u200bbour mas\u00adter")
    'The office of the harbour master'
    >>> printed("2010\u00ad2015"), printed("a well-known \U0001f469\u200d\U0001f680")
    ('2010-2015', 'a well-known \U0001f469\u200d\U0001f680')

    Apply it only after wrongly decoded text has been repaired: half of a mangled "í" looks like a
    soft hyphen.
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
    """A name as it is compared: without accents, capitals or a leading "the".

    >>> name_key("The  FBI"), name_key("Núñez’s"), name_key("Theresa May")
    ('fbi', "nunez's", 'theresa may')
    """
    return folded(" ".join(straighten(name).split())).removeprefix("the ")
