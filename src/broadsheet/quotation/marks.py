"""Where quotations stand: which marks of a text open and close a quoted stretch, paragraph by
paragraph.
"""

import re
from collections.abc import Iterator

from ..text import WORD, Document

DOUBLE = re.compile(r'" (?<! """" )', re.VERBOSE)  # of a row of marks, the first three
SINGLE = re.compile(
    r"""
    ' (?: (?<! [^\s(\[\u2015\u2014\u2013"-]' )              # opens: after a space, a bracket, a dash or at the start …
          (?! \d\ds? \b                             # … but not in '90s
            | (?:n|em|til|tis|twas|cause|bout|round)\b )  # … nor where letters were left out: rock 'n' roll, 'em
          (?=[^\s'])
        | (?<= [^\s(\[]' ) (?![\w'])                # closes: after anything, unless a letter follows (won't)
      )
""",
    re.VERBOSE | re.IGNORECASE,
)
FOOT_OR_INCH = re.compile(r"\d\"")
PLURAL_POSSESSIVE = re.compile(r"s'\s+[a-z]")


def stretches(document: Document) -> Iterator[tuple[int, int, int, bool]]:
    """Start, end, paragraph and whether it was closed, of every quoted stretch, marks included, in
    order.

    A stretch never leaves its paragraph: where no mark closes it, it ends with the paragraph. Marks
    are told apart by what stands around them, never by their shape, since straight and curly marks
    must give the same.

    >>> [(s, e) for s, e, _, _ in stretches(Document('He is 6\\'2" and said "no" twice.'))]
    [(20, 24)]
    """
    plain, mark = document.plain, outer_mark(document)
    if mark is None:
        return
    sign = '"' if mark is DOUBLE else "'"
    for index, paragraph in enumerate(document.paragraphs):
        if plain.find(sign, paragraph.start, paragraph.end) < 0:
            continue
        if marks := [m.start() for m in mark.finditer(plain, paragraph.start, paragraph.end)]:
            for start, end, closed in pairs(plain, marks, paragraph.start, paragraph.end):
                if WORD.search(plain, start, end):
                    yield start, end, index, closed


def outer_mark(document: Document) -> re.Pattern | None:
    """The marks that quote in this text: double ones, or single ones where these open first in more
    paragraphs.

    A British article quotes 'like "this", with double marks inside'; an American one the other way
    round. None where the text has neither. Loses: an article that changes its habit half-way.
    """
    plain = document.plain
    doubles = '"' in plain
    singles = SINGLE.search(plain) if "'" in plain else None
    if not singles:
        return DOUBLE if doubles else None
    if not doubles:
        return SINGLE
    lead = 0
    for paragraph in document.paragraphs:
        single = SINGLE.search(plain, paragraph.start, paragraph.end)
        double = plain.find('"', paragraph.start, single.start() if single else paragraph.end)
        lead += (double >= 0) - (
            single is not None and double < 0 and opens(plain, single.start(), paragraph.start)
        )
    return SINGLE if lead < 0 else DOUBLE


def opens(plain: str, at: int, start: int) -> bool:
    """Whether the mark stands as an opening one does: nothing, space, bracket or dash before it and
    something after.
    """
    before = plain[at - 1] if at > start else " "
    after = plain[at + 1 : at + 2] or " "
    return (
        (before.isspace() or before in "([{-–—―/'\"")
        and not after.isspace()
        and (after not in ",.;:?!)]" or plain.startswith("...", at + 1))
    )


def closes(plain: str, at: int, start: int) -> bool:
    """Whether the mark stands as a closing one does: something before it, and no letter or digit
    after.
    """
    return at > start and not plain[at - 1].isspace() and not plain[at + 1 : at + 2].isalnum()


def pairs(plain: str, marks: list[int], start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The marks of one paragraph as stretches: start, end, closed."""
    opened = None
    skip = -1
    for n, at in enumerate(marks):
        following = marks[n + 1] if n + 1 < len(marks) else None
        if n <= skip:
            continue
        if opened is None:
            if (
                at > start and plain[at - 1] == "="
            ):  # an attribute of markup, id="12", quotes nobody
                skip = n + 1
            elif following == at + 1:  # a doubled mark opens once, an empty pair never
                skip = n if opens(plain, following, start) else n + 1
            elif opens(plain, at, start):
                opened = at
            elif plain[at] == "'" or FOOT_OR_INCH.match(plain, at - 1) or following is None:
                continue  # n', 5" and a stray closing mark quote nobody
            elif not closes(plain, at, start) or closes(plain, following, start):
                opened = at  # spaced guillemets, and marks set on the wrong side
        elif opens(plain, at, start) and not closes(plain, at, start):
            after_next = marks[n + 2] if n + 2 < len(marks) else None
            if (
                following is not None
                and after_next is not None
                and not opens(plain, following, start)
                and not opens(plain, after_next, start)
            ):
                skip = n + 1  # a quotation inside the quotation, closed before it is
            else:
                yield opened, len(plain[opened:at].rstrip()) + opened, False
                opened = at
        elif (
            FOOT_OR_INCH.match(plain, at - 1)
            and following is not None
            and not opens(plain, following, start)
        ):
            continue  # "He is 6'2" tall," she said
        elif mark_is_possessive(plain, at, following, start):
            continue
        else:
            yield opened, at + 1, True
            opened = None
    if opened is not None and opened + 1 < end:
        yield opened, end, False


def mark_is_possessive(plain: str, at: int, following: int | None, start: int) -> bool:
    """Whether a single mark is the apostrophe of workers' rather than the end: another can still
    close the stretch.
    """
    return (
        plain[at] == "'"
        and following is not None
        and not opens(plain, following, start)
        and PLURAL_POSSESSIVE.match(plain, at - 1) is not None
    )
