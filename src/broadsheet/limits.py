"""The limits on the contents of a file, for every format of articles and of lexicons.

A file of a few kilobytes can take hours and all memory: it unpacks to gigabytes, a table fills a
cell in its last possible column, a page nests a hundred thousand elements. Nobody writes or exports
such files; they come from damage, from faulty programs, and from mischief.

Memory is limited by what a file may unpack to (`room`). Time is limited by counting, before or
while a file is read, what takes time in it: levels, tags, attributes, columns, empty cells, pages,
parts. A clock would reject on a slow machine what a fast one reads, so the same file would not give
the same corpus everywhere; and no clock that works on every system can stop a library in the middle
of its work. Each limit is far above what real files contain, and low enough that a file at the
limit is read within ten seconds. Only a separate program (LibreOffice), whose work cannot be
counted, is stopped by the clock.
"""

import re

# A file that grows beyond both was made to fill a disk: prose compresses to a third, rows of
# numbers to a twentieth, the XML of Office files to a fortieth.
ROOM = 2**24  # bytes that any file may unpack to
GROWTH = 200  # times that it may grow beyond those

# Bytes of a file that is read whole: JSON, and files that are not tables. It takes memory of three
# to four times its size (300 MB of JSON with 110,000 articles: 1.0 GB), and 20 seconds a gigabyte.
WHOLE = 2**30

COLUMNS = 16_384  # of a table, as many as a sheet of Excel has
EMPTY_CELLS = 4_000_000  # of a sheet, between and beside filled ones
ROW_BYTES = 64  # that a row of Parquet counts as, even if it is empty
SHEETS = 500  # of a workbook
PARTS = 10_000  # of a mail or a saved page
HEADER = 5_000  # bytes of a mail's header
PDF_PAGES = 5_000
PDF_LETTERS = 300_000  # of one page; a page of a newspaper has 30,000
TAGS = 300_000  # of a page; those of long live blogs have 30,000
TAGS_PER_BYTE = 4  # of a compressed document; Word's own have one
TABLES_AROUND = 20  # a table; old layouts nest five
LINES = 50_000  # of one article and its surroundings; long live blogs have 5,000
CHARACTERS = 2_000_000  # of them together, three times those of a long novel
BLANK_LINES = 100  # in one place; more mean nothing
BLANKS = 1000  # in one place of an OpenDocument file, which stores their number
ATTRIBUTES = 2_000  # of one tag
LEVELS = 100  # of nested values, in JSON and YAML
FRAMES = 2_000  # of a lexicon
TERM = 1_000  # characters
SECONDS = 120  # for a separate program

# Atomic, and starting only where a line's blanks start, so that no run is scanned twice.
MANY_BLANK_LINES = re.compile(rf"(?<![^\S\n])(?:[^\S\n]*+\n){{{BLANK_LINES},}}+")
MANY_LINE_ENDS = re.compile(rb"(?:\r?\n){%d,}+" % BLANK_LINES)  # as above, before text is decoded
QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


def room(packed: int) -> int:
    """The number of bytes that a file of this size may unpack to.

    >>> room(1000), room(10**6)
    (16777216, 200000000)
    """
    return max(ROOM, GROWTH * packed)


def with_few_blank_lines(text: str) -> str:
    """The text with long runs of blank lines shortened to a hundred.

    >>> with_few_blank_lines("It rained." + "\\n \\n" * 90_000 + "It snowed.").count("\\n")
    100
    >>> with_few_blank_lines("It rained.\\n\\nIt snowed.")
    'It rained.\\n\\nIt snowed.'
    """
    return MANY_BLANK_LINES.sub("\n" * BLANK_LINES, text)


def too_long(text: str) -> str | None:
    """The reason why a text is too long to be one article with its surroundings; None if it is not.

    >>> too_long("It rained.\\n" * 50_001)
    'more than 50,000 lines; no article has so many: save its articles one by one'
    >>> too_long("It rained.\\n" * 50_000 + "\\n" * 50_000) is None
    True
    """
    most = "save its articles one by one"
    if len(text) > CHARACTERS:
        return f"more than {CHARACTERS:,} characters; no article has so many: {most}"
    if text.count("\n") > LINES and sum(map(bool, map(str.strip, text.split("\n")))) > LINES:
        return f"more than {LINES:,} lines; no article has so many: {most}"
    return None


def too_many_tags(markup: str) -> str | None:
    """The reason why a page would take too long to read: it has more tags, or more attributes in
    one tag, than any page made for a browser; None if it does not. Values of attributes may be of
    any length: pages that embed their pictures have megabytes of them.

    >>> too_many_tags("<p " + "a=1 " * 2001 + ">It rained.")
    'a tag with more than 2,000 attributes, unlike any page; save the page again'
    >>> too_many_tags('<p class="' + "a " * 2001 + '">It rained.') is None
    True
    """
    if markup.count("<") > TAGS:
        return f"a page of more than {TAGS:,} tags; save its articles one by one"
    for tag in QUOTED.sub(" ", markup).split("<") if len(markup) > 2 * ATTRIBUTES else ():
        inside = tag.partition(">")[0] if len(tag) > 2 * ATTRIBUTES else ""
        if len(re.findall(r"[\s/]+", inside)) > ATTRIBUTES and inside[:1].isalpha():
            return (
                f"a tag with more than {ATTRIBUTES:,} attributes, unlike any page; save the page "
                "again"
            )
    return None
