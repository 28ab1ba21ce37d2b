"""From a PDF to the letters of each page with their positions; from adjacent letters to pieces of
lines; from pieces of one height to rows.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import pi
from statistics import median
from typing import Any, NamedTuple

from ...limits import PDF_LETTERS, PDF_PAGES
from ..encoding import Opener, Unreadable, library

# PDFium returns these for a hyphen at the end of a line.
HYPHEN_OF_PDFIUM = dict.fromkeys((0x02, 0xFFFE), "-")
NOT_SHOWN = frozenset(map(ord, "\r\n\0"))
SAMPLED = 7  # the rotation of every such letter of a page is checked
BOLD = re.compile(rb"bold|black|heavy", re.IGNORECASE)

# In heights of the letters, chosen on pages printed by browsers and exports of press databases.
SAME_LINE = 0.4  # the difference in height within a line: notes, fractions
APART = 1.0  # the space between two columns; within a justified line it is less


class Letter(NamedTuple):
    """A character and its position; `base` is the height of its line on the page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


class Piece(NamedTuple):
    """Letters side by side: a line, or the part of it in one column or cell. `text_left` is where
    its last cell begins, `first_word` the width of its first word.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    text_left: float
    first_word: float
    starts_bold: bool
    ends_bold: bool


class Row(NamedTuple):
    """Pieces of one height, from left to right."""

    pieces: list[Piece]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def base(self) -> float:
        return self.pieces[0].base

    @property
    def size(self) -> float:
        return median(piece.size for piece in self.pieces)


def printed(open_file: Opener) -> Iterator[list[Letter]]:
    """The letters of each page, in the order in which they were printed."""
    pdfium = library("pypdfium2", "a PDF")
    with open_file() as stream:
        data = stream.read()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.raw.FPDF_ERR_PASSWORD:
            raise Unreadable("password-protected; save it without a password") from error
        raise Unreadable("damaged; download it or print it again") from error
    try:
        if len(document) > PDF_PAGES:
            raise Unreadable(f"more than {PDF_PAGES:,} pages; save its articles one by one")
        for page in document:
            yield list(letters_on(page, pdfium.raw))
            page.close()
    finally:
        document.close()


def letters_on(page: Any, pdfium: Any) -> Iterator[Letter]:
    """The letters of a page, rotated so that most are upright, including the spaces that PDFium
    detects between words.
    """
    text_page = page.get_textpage()
    letters = text_page.raw
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    font, flags = ctypes.create_string_buffer(64), ctypes.c_int()
    is_bold: dict[bytes, bool] = {}
    count = pdfium.FPDFText_CountChars(letters)
    if count > PDF_LETTERS:
        raise Unreadable(f"a page with more than {PDF_LETTERS:,} letters; copy its text")
    turned = direction(
        [pdfium.FPDFText_GetCharAngle(letters, index) for index in range(0, count, SAMPLED)]
    )
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(letters, index)
        if code in NOT_SHOWN:
            continue
        pdfium.FPDFText_GetLooseCharBox(letters, index, box)
        pdfium.FPDFText_GetCharOrigin(letters, index, x, y)
        pdfium.FPDFText_GetFontInfo(letters, index, font, 64, flags)
        left, right, base, size = box.left, box.right, y.value, box.top - box.bottom
        if turned == 1:
            left, right, base, size = box.bottom, box.top, -x.value, box.right - box.left
        elif turned == 2:
            left, right, base = -box.right, -box.left, -y.value
        elif turned == 3:
            left, right, base, size = -box.top, -box.bottom, x.value, box.right - box.left
        name = font.value
        if name not in is_bold:
            is_bold[name] = bool(BOLD.search(name))
        text = HYPHEN_OF_PDFIUM.get(code) or chr(code)
        yield Letter(text, left, right, base, size, is_bold[name])
    text_page.close()


def direction(angles: list[float]) -> int:
    """The number of quarter turns to the left of most letters; the angles given are to the right.

    >>> direction([0.0, 4.71, 4.71]), direction([])
    (1, 0)
    """
    turns = Counter(round(-angle / (pi / 2)) % 4 for angle in angles if angle >= 0)
    return max(turns, key=lambda turn: (turns[turn], -turn), default=0)


def pieces_of(letters: Iterable[Letter]) -> list[Piece]:
    """Letters side by side, as pieces. A space as wide as the height of a letter separates two;
    half of it separates a bold label from its value.
    """
    groups: list[list[Letter]] = []
    last = None
    for letter in letters:
        if letter.text.isspace():
            if last:
                groups[-1].append(letter._replace(text=" "))
            continue
        beside = last and (
            abs(letter.base - last.base) <= SAME_LINE * max(letter.size, last.size)
            # The letters of a ligature, which PDFium splits, are in the same place.
            and letter.left >= min(last.left - letter.size / 10, last.right - letter.size / 2)
            and letter.left - last.right <= white_of(last, letter)
        )
        if beside:
            groups[-1].append(letter)
        else:
            groups.append([letter])
        last = letter
    return with_initials([piece_of(group) for group in groups])


def white_of(last: Letter, letter: Letter) -> float:
    """The widest space between letters of one piece."""
    return APART * letter.size / (1 + (last.bold and not letter.bold))


def piece_of(letters: list[Letter]) -> Piece:
    """A piece from its letters, the first of which is not a space."""
    inked = [letter for letter in letters if not letter.text.isspace()]
    first_blank = next((at for at, letter in enumerate(letters) if letter.text == " "), None)
    return Piece(
        text=" ".join("".join(letter.text for letter in letters).split()),
        left=inked[0].left,
        right=max(letter.right for letter in inked),
        base=median(letter.base for letter in inked),
        size=median(letter.size for letter in inked),
        text_left=inked[0].left,
        first_word=letters[:first_blank][-1].right - inked[0].left,
        starts_bold=inked[0].bold,
        ends_bold=inked[-1].bold,
    )


def with_initials(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with each drop capital before the first line of its text, which is beside its
    top.
    """
    whole = list(pieces)
    for initial in pieces:
        if len(initial.text) > 2 or not initial.text[-1].isalpha():
            continue
        beside = [
            piece
            for piece in whole
            if initial.size > 1.5 * piece.size
            and initial.base < piece.base < initial.base + initial.size
            and -1 <= piece.left - initial.right < 3 * piece.size
        ]
        if beside:
            first = max(beside, key=lambda piece: piece.base)
            whole[whole.index(first)] = first._replace(text=initial.text + first.text)
            whole.remove(initial)
    return whole


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Pieces grouped into rows by height, from the top of the page to its foot."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.left)):
        if rows and abs(rows[-1][0].base - piece.base) <= SAME_LINE * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Row(sorted(row, key=lambda piece: piece.left)) for row in rows]
