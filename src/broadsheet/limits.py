"""How much a file may hold, for every format of articles and of lexicons, in one place.

A file of a few kilobytes can ask for hours and for all memory: it unpacks to gigabytes, a table
states a cell in its last column, a page opens a hundred thousand elements in each other. Nobody
writes or exports such files; they come from damage, from programs gone wrong, and from mischief.

The limit on memory is one on what a file may unpack to (`room`). The limit on time is kept by
counting, before a file is read or while it is, what takes time in it: levels, tags, attributes,
columns, empty cells, pages, parts. A clock would reject on a slow machine what a fast one reads,
and so the same file would not give the same corpus everywhere; and no clock that works on every
system can stop a library in the middle of its work. Each number is far above what real files hold,
and low enough that a file at the limit is read within ten seconds. Only another program
(LibreOffice), which cannot be counted, is stopped by the clock.
"""

import re

# A file that grows beyond both is made to fill a disk: prose packs to a third, rows of numbers to a
# twentieth, the XML of Office files to a fortieth.
ROOM = 2**24  # bytes that any file may unpack to
GROWTH = 200  # times that it may grow beyond those

COLUMNS = 16_384  # of a table, as many as a sheet of Excel has
EMPTY_CELLS = 4_000_000  # of a sheet, between and beside those that are filled
SHEETS = 500  # of a workbook
PARTS = 10_000  # of a mail or a saved page
HEADER = 5_000  # bytes of a mail's header
PDF_PAGES = 5_000
PDF_LETTERS = 300_000  # of one page; a page of a newspaper has 30,000
TAGS = 300_000  # of a page; those of long live blogs have 30,000
ATTRIBUTES = 2_000  # of one tag
LEVELS = 100  # of values in each other, in JSON and YAML
FRAMES = 2_000  # of a lexicon
TERM = 1_000  # characters
SECONDS = 120  # for a program of its own

QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


def room(packed: int) -> int:
    """How many bytes a file of so many may unpack to.

    >>> room(1000), room(10**6)
    (16777216, 200000000)
    """
    return max(ROOM, GROWTH * packed)


def too_many_tags(markup: str) -> str | None:
    """Why a page would take too long to be read: it has more tags, or more attributes in one tag,
    than any that is read in a browser; None for every other. The values of attributes may be as
    long as they like: pages that hold their pictures have megabytes of them.

    >>> too_many_tags("<p " + "a=1 " * 2001 + ">It rained.")
    'a tag with more than 2,000 attributes, as no page has; save the page again'
    >>> too_many_tags('<p class="' + "a " * 2001 + '">It rained.') is None
    True
    """
    if markup.count("<") > TAGS:
        return f"a page of more than {TAGS:,} tags; save its articles one by one"
    for tag in QUOTED.sub(" ", markup).split("<") if len(markup) > 2 * ATTRIBUTES else ():
        inside = tag.partition(">")[0] if len(tag) > 2 * ATTRIBUTES else ""
        if len(re.findall(r"[\s/]+", inside)) > ATTRIBUTES and inside[:1].isalpha():
            return (
                f"a tag with more than {ATTRIBUTES:,} attributes, as no page has; save the page "
                "again"
            )
    return None
