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

# Bytes of a file that is read whole: JSON, and what is no table. It takes memory of three to four
# times its size (300 MB of JSON with 110,000 articles: 1.0 GB), and 20 seconds a gigabyte.
WHOLE = 2**30

COLUMNS = 16_384  # of a table, as many as a sheet of Excel has
EMPTY_CELLS = 4_000_000  # of a sheet, between and beside those that are filled
ROW_BYTES = 64  # that a row of Parquet counts for, even where it is empty
SHEETS = 500  # of a workbook
PARTS = 10_000  # of a mail or a saved page
HEADER = 5_000  # bytes of a mail's header
PDF_PAGES = 5_000
PDF_LETTERS = 300_000  # of one page; a page of a newspaper has 30,000
TAGS = 300_000  # of a page; those of long live blogs have 30,000
TAGS_PER_BYTE = 4  # of a packed document that has more: Word's own have one
TABLES_AROUND = 20  # a table; old pages are laid out by five in each other
LINES = 50_000  # of one article and what stands around it; long live blogs have 5,000
CHARACTERS = 2_000_000  # of them together, three times those of a long novel
BLANK_LINES = 100  # in one place; what a file has more of says nothing
BLANKS = 1000  # in one place of an OpenDocument file, which counts them
ATTRIBUTES = 2_000  # of one tag
LEVELS = 100  # of values in each other, in JSON and YAML
FRAMES = 2_000  # of a lexicon
TERM = 1_000  # characters
SECONDS = 120  # for a program of its own

# Atomic, and from the beginning of a line's blanks alone, so that no run is looked at twice.
MANY_BLANK_LINES = re.compile(rf"(?<![^\S\n])(?:[^\S\n]*+\n){{{BLANK_LINES},}}+")
QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


def room(packed: int) -> int:
    """How many bytes a file of so many may unpack to.

    >>> room(1000), room(10**6)
    (16777216, 200000000)
    """
    return max(ROOM, GROWTH * packed)


def with_few_blank_lines(text: str) -> str:
    """The text with no more blank lines in one place than any page has.

    >>> with_few_blank_lines("It rained." + "\\n \\n" * 90_000 + "It snowed.").count("\\n")
    100
    >>> with_few_blank_lines("It rained.\\n\\nIt snowed.")
    'It rained.\\n\\nIt snowed.'
    """
    return MANY_BLANK_LINES.sub("\n" * BLANK_LINES, text)


def too_long(text: str) -> str | None:
    """Why a text is longer than one article with all that stands around it; None for any other.

    >>> too_long("It rained.\\n" * 50_001)
    'more than 50,000 lines, as no article has; save its articles one by one'
    >>> too_long("It rained.\\n" * 50_000 + "\\n" * 50_000) is None
    True
    """
    most = "save its articles one by one"
    if len(text) > CHARACTERS:
        return f"more than {CHARACTERS:,} characters, as no article has; {most}"
    if text.count("\n") > LINES and sum(map(bool, map(str.strip, text.split("\n")))) > LINES:
        return f"more than {LINES:,} lines, as no article has; {most}"
    return None


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
