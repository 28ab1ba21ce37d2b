"""From the rows of a page to its lines in reading order, column by column."""

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import groupby
from statistics import median

from .letters import APART, Piece, Row, rows_of

FEW = 8  # pieces; fewer do not show columns
TABBED = 2.0  # heights of the letters: the space between two cells of a row


def columns_of(pages: list[list[Row]]) -> list[list[Piece]]:
    """The lines of pages in reading order: column by column, between pieces that extend across all
    columns. A page with few lines has the columns of the others.
    """
    pieces = [[piece for row in page for piece in row.pieces] for page in pages]
    gutters = [gutter_of(page) for page in pieces]
    known = [gutter for gutter in gutters if gutter is not None]
    columns: list[list[Piece]] = []
    for page, gutter in zip(pieces, gutters):
        if gutter is None and len(page) < FEW:
            gutter = next((other for other in known if parts(page, other)), None)
        columns += in_order(page, gutter)
    return columns


def parts(pieces: list[Piece], gutter: float) -> bool:
    """Whether there are pieces on both sides of a gutter, and none in it."""
    left = sum(piece.right < gutter for piece in pieces)
    return 0 < left < len(pieces) == left + sum(piece.left > gutter for piece in pieces)


def in_order(pieces: list[Piece], gutter: float | None) -> list[list[Piece]]:
    if gutter is None:
        return [lines_of(pieces)] if pieces else []

    def is_across(piece: Piece) -> bool:
        return piece.left < gutter < piece.right

    columns: list[list[Piece]] = []
    for across, band in groupby(sorted(pieces, key=lambda piece: -piece.base), key=is_across):
        beside = list(band)
        if across:
            columns.append(lines_of(beside))
            continue
        for side in (
            [piece for piece in beside if piece.right <= gutter],
            [piece for piece in beside if piece.left >= gutter],
        ):
            columns += in_order(side, gutter_of(side))
    return columns


def gutter_of(pieces: list[Piece]) -> float | None:
    """The position of the white space between two columns; None if there are none, or if pieces
    side by side are cells of a table: short ones, each beside one of the same height.
    """
    if len(pieces) < FEW:
        return None
    rights = {round(piece.right): piece.right for piece in sorted(pieces, key=right_of)}
    bounds = sorted(rights.values())
    left, right = min(piece.left for piece in pieces), max(bounds)
    found: list[tuple[int, float, float]] = []
    for bound in bounds:
        across = [piece for piece in pieces if piece.left < bound + 0.5 < piece.right]
        after = [piece for piece in pieces if piece.left >= bound]
        before = [piece for piece in pieces if piece.right <= bound]
        if len(across) * 5 > len(pieces) or min(len(before), len(after)) < 4:
            continue
        white = min(piece.left for piece in after) - bound
        if white < APART * median(piece.size for piece in pieces) / 2:
            continue
        if bound - left < (right - left) / 8 or is_table(before, after, bound):
            continue
        found.append((-len(across), white, bound + white - 0.5))
    return max(found)[2] if found else None


def right_of(piece: Piece) -> float:
    return piece.right


def is_table(before: list[Piece], after: list[Piece], bound: float) -> bool:
    """Whether the pieces left of a space are labels of those right of it, not lines of a column."""
    bases = sorted(piece.base for piece in after)
    lines = lines_of(before)
    beside = sum(
        bisect_left(bases, line.base - 0.1 * line.size)
        < bisect_right(bases, line.base + 0.1 * line.size)
        for line in lines
    )
    if 2 * beside < len(lines):
        return False
    width = bound - min(line.left for line in lines)
    full = sum(line.right - line.left > 0.7 * width and "\t" not in line.text for line in lines)
    words = median(len(line.text.split()) for line in lines)
    return 2 * full < len(lines) or words < 3


def lines_of(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a column as lines. Cells in one line are separated by tabs: they are far apart,
    or below others.
    """
    rows = rows_of(pieces)
    cells = Counter(round(piece.left) for row in rows for piece in row.pieces[1:])
    return [line_of(row.pieces, cells) for row in rows]


def line_of(pieces: list[Piece], cells: Counter) -> Piece:
    line = pieces[0]
    for piece in pieces[1:]:
        tabbed = piece.left - line.right > TABBED * piece.size or cells[round(piece.left)] > 2
        line = line._replace(
            text=line.text + ("\t" if tabbed else " ") + piece.text,
            right=piece.right,
            text_left=piece.left if tabbed else line.text_left,
            ends_bold=piece.ends_bold,
        )
    return line
