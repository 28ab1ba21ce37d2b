"""Text from outside, made safe to show or save: nothing in it is taken for markup or a formula, or
misleads unseen.

Articles are written by others. They are measured as they are; only when text is shown or saved is
it escaped here.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from .paths import package_data
from .patterns import regex

if TYPE_CHECKING:
    import jinja2
    import pandas as pd

# Characters that are invisible and disguise others: controls (except tab and line ends), those that
# reverse the direction of what follows, noncharacters, and lone surrogates, which no file in UTF-8
# can contain.
MISLEADING = regex(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# What a spreadsheet may take for the beginning of a formula, including the full-width forms, which
# some treat alike (OWASP, "CSV Injection"). Some programs drop white space and a byte order mark
# before it.
FORMULA = regex(r"[\s\0\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?")
LONE_SURROGATE = regex("[\ud800-\udfff]")
# What a file name leaves out of a story's name, and how much of it it keeps.
NOT_IN_A_FILE_NAME = re.compile(r"[^a-z0-9]+")
LONGEST_FILE_NAME = 60
RETURN = re.compile(r"\r\n?")


def visible(text: str) -> str:
    """The text, with each invisible, misleading character replaced by its number.

    >>> visible("pay\\u202egnp.exe\\0"), visible("one\\ttwo\\n")
    ('pay⟨U+202E⟩gnp.exe⟨U+0000⟩', 'one\\ttwo\\n')

    Characters that writers need stay as they are: joiners in Persian and in emoji, left-to-right
    and right-to-left marks, soft hyphens.
    """
    return MISLEADING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def short(name: str, longest: int = 40) -> str:
    """A name from a file, shortened to fit into a message.

    >>> short("text"), short("abcdef", 4)
    ('text', 'abc…')
    """
    return name if len(name) <= longest else name[: longest - 1] + "…"


def listing(names: Iterable[object], most: int = 12, longest: int = 150) -> str:
    """The names as a list for a message: as many as a person would read, and how many more there
    are.

    >>> listing(["id", "text"]), listing([])
    ('id, text', 'none')
    >>> listing((f"c{k}" for k in range(20_000)), most=3)
    'c0, c1, c2 and 19,997 more'
    >>> listing(["a" * 9000, "b"])     # one long name does not fill the line
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…, b'

    At most `most` names are listed, of at most `longest` characters in total.
    """
    shown: list[str] = []
    left, room = 0, longest
    for name in names:
        text = short(visible(" ".join(str(name).split())))
        room -= len(text) + 2
        if left or len(shown) == most or room < 0:
            left += 1
        else:
            shown.append(text)
    return ", ".join(shown) + f" and {left:,} more" * bool(left) or "none"


LONGEST_LINE = 300  # characters; the last ones explain what to do


def one_line(message: str) -> str:
    """A message as one line for people: control characters from the name of a file or lexicon are
    made harmless, and the middle of a very long message is left out.

    >>> one_line("no column\\x1b[2J"), len(one_line("c1, " * 9000 + "name one: --column text=c1"))
    ('no column⟨U+001B⟩[2J', 300)
    """
    line = visible(" ".join(message.split()))
    if len(line) <= LONGEST_LINE:
        return line
    end = LONGEST_LINE // 3
    return f"{line[: LONGEST_LINE - end - 3]} … {line[-end:]}"


@contextmanager
def errors_in_one_line() -> Iterator[None]:
    """A context (or decorator) in which the message of any error passes through `one_line`, because
    a path or a name in it may contain anything. For a name too long for the file system,
    FileNotFoundError is raised.

    >>> with errors_in_one_line():
    ...     raise ValueError("rain\\n\\u202egnp: no table")
    Traceback (most recent call last):
    ValueError: rain ⟨U+202E⟩gnp: no table
    """
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            name = one_line(str(error.filename))
            raise FileNotFoundError(f"{name}: no file can have a name this long") from error
        if len(error.args) == 1:
            error.args = (one_line(str(error.args[0])),)
        elif isinstance(error, OSError) and isinstance(error.filename, str):
            error.filename = one_line(error.filename)
        raise


def html(text: str) -> str:
    """Markup that shows the text. In an element or a quoted attribute, it is never taken for an
    element, entity or script.

    >>> html('<b title="x">AT&T</b>')
    '&lt;b title=&quot;x&quot;&gt;AT&amp;T&lt;/b&gt;'
    """
    return escape(visible(text))


def markup(value: object) -> Markup:
    """The value as markup: existing markup unchanged, everything else as `html` shows its text.

    >>> markup("a < b"), markup(markup("a < b")), markup(7)
    (Markup('a &lt; b'), Markup('a &lt; b'), Markup('7'))
    """
    return value if isinstance(value, Markup) else Markup(html(str(value)))


def story_file(story: str) -> str:
    """The name of a story's page: safe on every system, and the same for the same story.

    >>> story_file("01-ferry"), story_file("1")
    ('story-01-ferry.html', 'story-1.html')
    >>> story_file("../Ferry"), story_file("ferry") == story_file("Ferry")
    ('story-ferry-6e2744c3.html', False)
    """
    slug = NOT_IN_A_FILE_NAME.sub("-", story.lower()).strip("-")[:LONGEST_FILE_NAME]
    if slug and slug == story:
        return f"story-{slug}.html"
    digest = hashlib.sha256(story.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"story-{slug}-{digest}.html" if slug else f"story-{digest}.html"


@cache
def templates() -> jinja2.Environment:
    """The package's HTML templates, by the names of their files in `data/`.

    Every value that a template shows passes through `markup`, so that no template can forget to
    escape it or to make misleading characters visible. A missing value is an error, not a gap.

    >>> templates().from_string("<p title='{{ it }}'>{{ it }}</p>").render(it="<b>\u202e")
    "<p title='&lt;b&gt;⟨U+202E⟩'>&lt;b&gt;⟨U+202E⟩</p>"
    """
    import jinja2  # most imports of the package make no page

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(package_data),
        autoescape=True,
        finalize=lambda value: value if isinstance(value, jinja2.Undefined) else markup(value),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def cell(value):
    """The value, safe for a spreadsheet: a text that would begin a formula gets an apostrophe
    before it.

    >>> cell("=HYPERLINK(A1)"), cell("@handle"), cell("-5+A1"), cell("- he said")
    ("'=HYPERLINK(A1)", "'@handle", "'-5+A1", "'- he said")
    >>> cell("-5"), cell(-5), cell("A = B")       # numbers and other text stay as they are
    ('-5', -5, 'A = B')

    A line end becomes one character, because an unquoted carriage return would begin a new row; a
    lone surrogate becomes �.
    """
    if not isinstance(value, (str, os.PathLike)):
        return value
    text = LONE_SURROGATE.sub("�", RETURN.sub("\n", str(value)))
    return "'" + text if FORMULA.match(str(value)) and not PLAIN_NUMBER.fullmatch(text) else text


def csv(table: pd.DataFrame) -> pd.DataFrame:
    """The table, safe to save for a spreadsheet, without its index: `cell` is applied to column
    names and text.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"@outlet": ["=1+1", None], "grade": [-1.5, 2.0]})
    >>> csv(table.dropna()).values.tolist()
    [["'=1+1", -1.5]]

    Columns of numbers, truth values and dates do not change, to the last bit.
    """
    import numpy as np  # imported here: the command line needs only one line of this file

    safe = table.copy(deep=False)
    for n, (_, column) in enumerate(table.items()):
        if column.dtype.kind not in "biufcmM":
            cells = np.empty(len(column), dtype=object)
            cells[:] = [cell(value) for value in column]
            safe.isetitem(n, cells)
    return safe.set_axis([cell(name) for name in table.columns], axis=1)


def spreadsheet_csv(table: pd.DataFrame) -> bytes:
    """The table as the bytes of a CSV file for a spreadsheet: as `csv`, with the byte order mark by
    which Excel recognises UTF-8.

    >>> import pandas as pd
    >>> spreadsheet_csv(pd.DataFrame({"name": ["=1+1"]}))
    b"\\xef\\xbb\\xbfname\\n'=1+1\\n"
    """
    return csv(table).to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
