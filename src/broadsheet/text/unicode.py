"""Which characters are taken for the same, and what is no character: typography is never a finding.

Each function takes a text and gives a text; `straighten` keeps its length, so that offsets stay.
"""

import re
import unicodedata

LETTER = re.compile(r"[^\W_]")


STRAIGHT = {
    **dict.fromkeys("‘’‚‛ʼ′＇`´", "'"),
    **dict.fromkeys("“”„‟″＂«»", '"'),
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
}


def straighten(text: str) -> str:
    """The text with straight apostrophes, straight quotation marks and plain spaces, character for
    character.

    >>> straighten("“It won’t stop,” he said")
    '"It won\\'t stop," he said'

    Guillemets count as marks; a lone prime after a figure (6′) becomes an apostrophe, which no
    measure reads as a mark.
    """
    if not text.isascii():
        for (
            typographic,
            straight,
        ) in STRAIGHT.items():  # some thirty searches are faster than one `str.translate`
            text = text.replace(typographic, straight)
    return text


ODD_LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e]")


NO_CHARACTER = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f]")


ODD = re.compile(
    r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"
)  # any of these; most texts have none


def composed(text: str) -> str:
    """The text as it is kept: line ends plain, accents composed, and nothing in it that UTF-8 or
    SVG cannot hold.

    What is no character (half of a pair, as in damaged JSON) becomes U+FFFD, a break of a page or a
    column a line end; other control characters are dropped.

    >>> composed("One\\r\\nTwo\\fThr\\x00ee\\tFour \\ud800")
    'One\\nTwo\\nThree\\tFour \ufffd'
    """
    if ODD.search(text):
        text = CONTROL_CHARACTER.sub("", NO_CHARACTER.sub("\ufffd", ODD_LINE_END.sub("\n", text)))
    return unicodedata.normalize("NFC", text)
