"""The rows of a table, one at a time, each as a raw row or the reason why it cannot be read: CSV,
JSON, Excel, Parquet.
"""

import csv
import io
import json
import re
import warnings
import zipfile
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from ..escape import short
from ..limits import (
    COLUMNS,
    EMPTY_CELLS,
    ROW_BYTES,
    SHEETS,
    TABLES_AROUND,
    room,
    too_many_tags,
)
from ..text import composed, printed
from .archives import TOO_LARGE, grows_too_much, size_of
from .encoding import (
    Opener,
    Unreadable,
    bytes_of,
    composed_all,
    decode,
    encoding_of,
    library,
    lines_of,
    seekable,
)
from .json_shapes import LOOKED_AT, as_row, is_list_of_articles, rows_in
from .rows import USUAL_NAMES, recognised

if TYPE_CHECKING:
    from msgspec import Raw
from .values import elements_of, text_of

EXCEL_CELL = 32_767  # characters: Excel silently cuts longer text
SEP_LINE = re.compile(r"\"?sep=(.|\\t)\"?", re.IGNORECASE)  # Excel's declaration of a separator
CSV_FIELD = 2**31 - 1  # characters: Python's default limit is 131,072

Row = dict[str, Any] | str
Cells = TypeVar("Cells", bound=Sequence)
# The name of each table in a file, "" where there is one, and its rows.
Sheets = Iterator[tuple[str, Iterator[Row]]]


def csv_rows(open_file: Opener) -> Iterator[Row]:
    """The rows of a table whose header shows the separator. pandas would take an extra field for an
    index.
    """
    lines = lines_of(open_file)
    head = next(lines, "")
    delimiter = SEP_LINE.fullmatch(head.rstrip("\n"))
    if delimiter:
        head = next(lines, "")
    if not head.strip():
        raise Unreadable("not a table: the file is empty; save it again as CSV")
    # For the whole process, and never reset: another thread may be reading a table.
    csv.field_size_limit(max(CSV_FIELD, csv.field_size_limit()))
    parted_by = delimiter[1].replace("\\t", "\t") if delimiter else max(",;\t", key=head.count)
    reader = csv.reader(chain([head], lines), delimiter=parted_by, strict=True)
    try:
        rows = iter(names_among(reader))
        names = [printed(name).strip() for name in next(rows)]
    except csv.Error as error:
        raise Unreadable(f"not a table: {error}; save it again as CSV") from error
    refuse_twins(names)
    try:
        for row in filter(None, rows):
            if len(row) == len(names):
                yield dict(zip(names, row))
            else:
                yield (
                    f"{len(row)} fields under {len(names)} names; put fields that contain a comma "
                    "in quotation marks"
                )
    except csv.Error as error:
        yield (
            f"not a table from here on: {error}; a quotation mark that is opened must be closed, "
            "and one inside a field doubled"
        )


def refuse_twins(names: list[str]) -> None:
    """Nothing, unless two columns have the same name, or there are more than in any table: then
    `Unreadable`.
    """
    if len(names) > COLUMNS:
        raise Unreadable(
            f"{len(names):,} columns, more than a spreadsheet can have ({COLUMNS:,}); save a "
            "table with one article per row"
        )
    twins = [name for name, count in Counter(names).items() if name and count > 1]
    if twins:
        raise Unreadable(f"two columns are called {short(twins[0])!r}; rename one of them")


def json_rows(text: str) -> list[Row]:
    """The articles in JSON of any shape (`json_shapes`)."""
    value = value_in(text)
    return list(
        map(object_or_reason, rows_in(value if isinstance(value, list | dict) else [value]))
    )


def value_in(text: str) -> Any:
    """The value that a text of JSON states; `Unreadable` if it is none."""
    try:
        # The decoder is native code that blocks other threads and signals, except where it calls
        # Python: at every object.
        return composed_all(json.loads(text, object_hook=as_it_is))
    except (ValueError, RecursionError) as error:
        # ValueError: also for a number with more digits than Python accepts
        why = str(error).partition(";")[0]
        raise Unreadable(
            f"not JSON: {why}; save it again, or as .jsonl if each line is an article"
        ) from error


def as_it_is(value: dict) -> dict:
    return value


def object_or_reason(row: Any) -> Row:
    if isinstance(row, dict):
        return row
    return "not an object with named fields; give it at least a text"


def json_table(open_file: Opener) -> Iterator[Row]:
    """The articles in a file of JSON. Those of a list are decoded one at a time: together they take
    several times the memory of the file.
    """
    data = bytes_of(open_file)
    if values := articles_listed(data):
        for value in map(value_or_error, values):
            yield (
                str(value).partition(", or as")[0]
                if isinstance(value, Unreadable)
                else object_or_reason(as_row(value))
            )
        return
    try:
        rows = json_rows(decode(data))
    except Unreadable as error:
        if "Extra data" not in str(error):
            raise
        # Several values below each other: JSON lines under another name.
        yield from json_lines(open_file)
    else:
        del data
        yield from rows


def articles_listed(data: bytes) -> list["Raw"]:
    """The values in a list of articles, each as its bytes; none if the JSON is of another shape, is
    not UTF-8, or holds what msgspec refuses and Python may accept, such as NaN.

    >>> [bytes(value) for value in articles_listed(b'[{"text": "It rained."}, 7]')]
    [b'{"text": "It rained."}', b'7']
    >>> articles_listed(b'{"text": "It rained."}'), articles_listed(b'[{"text": NaN}]')
    ([], [])
    """
    import msgspec

    if encoding_of(partial(io.BytesIO, data)) != "utf-8-sig":
        return []
    try:
        values = msgspec.json.decode(data.removeprefix(BOM_UTF8), type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return []
    first = list(map(value_or_error, values[:LOOKED_AT]))
    return values if is_list_of_articles(first) or all(map(is_flat, first)) else []


def is_flat(value: Any) -> bool:
    """Whether it is an object with no other inside, and so no page of results with its articles."""
    return isinstance(value, dict) and not any(isinstance(v, list | dict) for v in value.values())


def value_or_error(value: "Raw") -> Any:
    try:
        return value_in(composed(bytes(value).decode()))
    except Unreadable as error:
        return error


def json_lines(open_file: Opener) -> Iterator[Row]:
    for line in filter(str.strip, lines_of(open_file)):
        try:
            yield from json_rows(line)
        except Unreadable as error:
            yield str(error).partition(", or as")[0]


def excel_sheets(open_file: Opener) -> Sheets:
    """The sheets of an Excel file that are not empty. The last results of formulas are read, not
    the formulas.
    """
    openpyxl = library("openpyxl", "an Excel file")
    if grows_too_much(open_file):
        raise Unreadable("unpacks to far more than any table; save it again in Excel")
    with seekable(open_file) as stream:
        if sheets_in(stream) > SHEETS:
            raise Unreadable(f"more than {SHEETS} sheets; save those with articles separately")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        filled = [sheet for sheet in book.worksheets if any(map(any_cell, cells_of(sheet)))]
        if not filled:
            raise Unreadable("empty; put one article into each row, below a row of column names")
        for sheet in filled:
            yield (sheet.title if len(filled) > 1 else ""), excel_rows(sheet)
        book.close()


def sheets_in(stream: BinaryIO) -> int:
    """How many sheets a workbook lists, each of which openpyxl opens at once."""
    with zipfile.ZipFile(stream) as archive:
        return archive.read("xl/workbook.xml").count(b"sheetId=")


def cells_of(sheet: Any) -> Iterator[tuple]:
    """The rows of a sheet, without openpyxl's warnings about unknown styles. Each ends with its
    last filled cell, whatever size the sheet states: a stray cell in the last row or column leaves
    millions of empty ones before it.
    """
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    empty = 0
    while True:
        with warnings.catch_warnings(), dates_as_written():
            warnings.simplefilter("ignore")
            row = next(rows, None)
            while row is not None and not row and empty <= EMPTY_CELLS:
                empty += 1
                row = next(rows, None)
        if row is None:
            return
        empty += row.count(None)
        if empty > EMPTY_CELLS:
            raise Unreadable(
                f"a sheet with more than {EMPTY_CELLS:,} empty cells before its last one; delete "
                "the empty rows and columns"
            )
        yield row


@contextmanager
def dates_as_written() -> Iterator[None]:
    """A block in which openpyxl returns dates that Python does not support as text, which then
    count as unreadable. Otherwise it would raise and lose the rest of the sheet; this affects only
    strict workbooks, which write dates as text.
    """
    from openpyxl.utils.datetime import from_ISO8601
    from openpyxl.worksheet import _reader

    def date_or_text(written: str) -> Any:
        try:
            return from_ISO8601(written)
        except (ValueError, OverflowError):
            return written

    _reader.from_ISO8601 = date_or_text
    try:
        yield
    finally:
        _reader.from_ISO8601 = from_ISO8601


NAMES_AMONG = 20  # rows searched for the column names, below a title or a search


def names_among(rows: Iterable[Cells]) -> Iterator[Cells]:
    """The rows from the row of column names on: the first row, or if that names none of our
    columns, a later one that names the text and another. Rows above it are a title, or the search.

    >>> list(names_among([["Search: rain", ""], ["Title", "Text"], ["Wet", "It rained."]]))
    [['Title', 'Text'], ['Wet', 'It rained.']]
    >>> list(names_among([["a", "b"], ["Wet", "It rained."]]))
    [['a', 'b'], ['Wet', 'It rained.']]
    """
    rest = iter(rows)
    above = list(islice(rest, 1))
    if above and not known_names(above[0]):
        above += islice(rest, NAMES_AMONG)
    head = next((n for n, row in enumerate(above) if {"text"} < known_names(row)), 0)
    return chain(above[head:], rest)


def known_names(row: Sequence[Any]) -> set[str]:
    """The columns of ours that the cells of a row name."""
    cells = tuple(cell.strip() for cell in row if isinstance(cell, str) and len(cell) < 40)
    return {*recognised(cells, ()), *(set(cells) & {*USUAL_NAMES})}


def any_cell(row: Iterable) -> bool:
    return any(cell not in (None, "") for cell in row)


def excel_rows(sheet: Any) -> Iterator[Row]:
    """The rows of a sheet below that of its names."""
    rows = iter(names_among(filter(any_cell, cells_of(sheet))))
    names = ["" if name is None else printed(str(name)).strip() for name in next(rows)]
    refuse_twins(names)
    for row in rows:
        width = max(len(row), len(names))
        cells = list(
            zip(
                names + [""] * (width - len(names)),
                chain(row, [None] * (width - len(row))),
            )
        )
        cut = [
            name
            for name, cell in cells
            if name and isinstance(cell, str) and len(cell) >= EXCEL_CELL
        ]
        if any_cell(cell for name, cell in cells if not name):
            yield "a cell in a column without a name; name the column in the first row"
        elif cut:
            yield (
                f"cut by Excel after {EXCEL_CELL:,} characters in column {cut[0]!r}; export the "
                "table as CSV or JSON"
            )
        else:
            yield {name: cell for name, cell in cells if name}


def parquet_rows(open_file: Opener) -> Iterator[Row]:
    """The rows of a Parquet file. A file that repeats a long value in every row is small but
    unpacks to gigabytes, so sizes are added up before rows are unpacked.
    """
    from pyarrow import parquet  # imported here: takes half a second

    rest = room(size_of(open_file))
    with seekable(open_file) as stream:
        about = parquet.ParquetFile(stream)
        names = [composed(name) for name in about.schema_arrow.names]
        refuse_twins(names)
        leaves = [about.schema.column(number) for number in range(len(about.schema))]
        texts = [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY"]
        groups = [about.metadata.row_group(n) for n in range(about.metadata.num_row_groups)]
        largest = max((group.total_byte_size for group in groups), default=0)
        if max(largest, ROW_BYTES * about.metadata.num_rows) > rest:
            raise Unreadable(TOO_LARGE)
        for batch in parquet.ParquetFile(stream, read_dictionary=texts).iter_batches(256):
            rest -= sum(map(unpacked_size, batch.columns)) + ROW_BYTES * batch.num_rows
            if rest < 0:
                raise Unreadable(TOO_LARGE)
            columns = [column_values(column) for column in batch.columns]
            for row in zip(*columns):
                yield {
                    name: composed_all(value)
                    for name, value in zip(names, row)
                    if not name.startswith("__index_level_")
                }


def unpacked_size(column: Any) -> int:
    """The size in bytes of the values of a Parquet column, counting a repeated value each time,
    although it is stored once.
    """
    import pyarrow
    from pyarrow import compute

    if pyarrow.types.is_dictionary(column.type):
        lengths = compute.binary_length(column.dictionary)
        return compute.sum(lengths.take(column.indices)).as_py() or 0
    if pyarrow.types.is_map(column.type):
        return unpacked_size(column.keys) + unpacked_size(column.items)
    if pyarrow.types.is_struct(column.type):
        return sum(map(unpacked_size, column.flatten()))
    if pyarrow.types.is_nested(column.type):
        return unpacked_size(column.flatten())
    return column.nbytes


def column_values(column: Any) -> list:
    """The values of a Parquet column. A date that Python does not support is kept as text, and then
    counts as unreadable.
    """
    try:
        return column.to_pylist()
    except (ValueError, OverflowError):
        return [value_of(scalar) for scalar in column]


def value_of(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return f"{scalar.value} {scalar.type}, which is not a date"


def page_tables(page: str, whole: bool = False) -> Sheets:
    """The tables of articles in a web page, as databases and scripts save them: those with columns
    for the text and another field of an article, if they are most of the page; or, if the page is
    named like an Excel file and must be a table as a `whole`, at least the largest.
    """
    if page.lower().count("<tr") + page.count("<Row") < 2:
        return
    if why := too_many_tags(page):
        raise Unreadable(why)
    from lxml.etree import strip_elements

    tree = elements_of(page)
    strip_elements(tree, "script", "style", with_tail=False)
    everything = length_of(tree.text_content())
    outer = tree.xpath(f"//table[count(ancestor::table) < {TABLES_AROUND}]")
    tables = [rows for table in outer if (rows := table_rows(table))]
    found = [rows for rows in tables if {"text"} < known_names(rows[0])]
    length = sum(length_of(cell) for rows in found for row in rows for cell in row)
    if not whole and 2 * length < everything:
        return
    if not found and whole:
        found = sorted(tables, key=lambda rows: sum(map(len, rows)))[-1:]
    for number, rows in enumerate(found, 1):
        name = f"table {number}" if len(found) > 1 else ""
        yield name, rows_below(rows, is_excel="<Row" in page)


def length_of(text: str) -> int:
    return len("".join(text.split()))


def table_rows(table: Any) -> list[list[str]]:
    """The rows of a table in a page from the row of column names on, each as the texts of its
    cells, or addresses of links without text.
    """
    rows = (cells_in(row) for row in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./row"))
    return list(names_among(filter(any_cell, rows)))


def cells_in(row: Any) -> list[str]:
    """The texts of the cells of a row; for a cell that is only a link, its address. Excel's own XML
    omits empty cells, and numbers the next one.
    """
    texts: list[str] = []
    for cell in row.iterchildren("td", "th", "cell"):
        if cell.tag == "cell":
            texts += [""] * (int(cell.get("ss:index") or 0) - len(texts) - 1)
            texts.append(composed(cell.text_content().strip()))
        else:
            links = [link.get("href") for link in cell.iter("a")]
            texts.append(text_of(cell) or (links[0] if len(links) == 1 and links[0] else ""))
    return texts


def rows_below(rows: list[list[str]], is_excel: bool) -> Iterator[Row]:
    """The rows of a table below the column names; Excel omits empty cells at the end."""
    names = [printed(name).strip() for name in rows[0]]
    refuse_twins(names)
    for row in rows[1:]:
        if len(row) <= len(names) and is_excel:
            row = row + [""] * (len(names) - len(row))
        if len(row) == len(names):
            yield {name: cell for name, cell in zip(names, row) if name}
        else:
            yield f"{len(row)} cells under {len(names)} names; fill the table and save it again"


def alone(rows: Callable[[Opener], Iterator[Row]]) -> Callable[[Opener], Sheets]:
    """Converts a reader of files with one table into a reader of files with several."""
    return lambda open_file: iter([("", rows(open_file))])


# To read another kind of table, add a function from an opener to rows, and one line here.
TABLE_READERS: dict[str, Callable[[Opener], Sheets]] = {
    ".csv": alone(csv_rows),
    ".tsv": alone(csv_rows),
    ".json": alone(json_table),
    ".jsonl": alone(json_lines),
    ".ndjson": alone(json_lines),
    ".xlsx": excel_sheets,
    ".parquet": alone(parquet_rows),
}
