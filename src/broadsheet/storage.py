"""A folder of Parquet tables as a database of what was measured, written part by part so that a run
can be taken up again.

`articles/`, `quotations/`, `hits/`, `sentences/`, `rejected/` and `duplicates/` each hold files
`part-00000.parquet` and so on, and `about.json` says what they were made from. DuckDB, pandas and
Polars read each folder as it is.

A part is whole or not there: its files are written beside and moved into place, that of `articles`
last, whose presence says that the others are there. No date, no machine and no path stands in a
file, so that the same corpus gives the same bytes.
"""

import io
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

TABLES = (
    "quotations",
    "hits",
    "sentences",
    "rejected",
    "duplicates",
    "articles",
)  # in the order of writing
ABOUT_FILE = "about.json"
UNFINISHED = "unfinished"  # the folder for files that are being written
MEASURE_AGAIN = "start the same `measure` again, which measures anew what is missing"


class LexiconUsed(msgspec.Struct):
    """The lexicon that a corpus was measured with."""

    name: str
    fingerprint: str
    frames: list[str]


class Settings(msgspec.Struct, kw_only=True):
    """What decides what is measured, but for the articles themselves: `measured` is the name of the
    corpus, `broadsheet` the version that measured it. No path of the machine is in it.
    """

    measured: str
    broadsheet: str
    lexicon: LexiconUsed | None
    columns: dict[str, str]
    languages: list[str]
    duplicates: str
    skip_negated: bool
    stories: str | None = None  # fingerprint of the table that said which articles tell one
    repeated_lines: str = "keep"  # of datasets measured before any were cut


class About(Settings, kw_only=True):
    """What a finished dataset says of itself in `about.json`: `rows` gives the number of each
    table's.
    """

    finished: bool
    fingerprint: str
    notes: list[str]
    rows: dict[str, int]


def encoded(
    table: pd.DataFrame, schema: "pa.Schema", metadata: Mapping[str, str] | None = None
) -> bytes:
    """A table as the bytes of a Parquet file with these columns and this metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = pa.Table.from_pandas(
        table.reindex(columns=schema.names), schema=schema, preserve_index=False
    )
    file = io.BytesIO()
    pq.write_table(rows.replace_schema_metadata(dict(metadata or {})), file, compression="zstd")
    return file.getvalue()


def part_name(number: int) -> str:
    return f"part-{number:05d}.parquet"


def put_whole(path: Path, beside: Path, content: bytes) -> None:
    """The content as a file that is there whole or not at all, whenever the machine stops: written
    `beside` and moved into place. OSError where it cannot be written.
    """
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.replace(path)
    except OSError:
        with suppress(OSError):  # the folder is gone or closed: what is raised is the first error
            beside.unlink(missing_ok=True)
        raise


def save_file(folder: Path, name: str, content: bytes) -> None:
    """The content as a file of the dataset, by `put_whole`. OSError, in one line, where it cannot
    be written.
    """
    try:
        beside = folder / UNFINISHED / f"{os.getpid()}-{name.replace('/', '-')}"
        put_whole(folder / name, beside, content)
    except OSError as error:
        raise OSError(
            f"{folder}: {error.strerror or error}; what is done is kept: mend that, and start again"
        ) from error


def save_part(folder: Path, number: int, files: Mapping[str, bytes]) -> None:
    for table in TABLES:
        save_file(folder, f"{table}/{part_name(number)}", files[table])


def part_metadata(folder: Path, number: int) -> dict[str, str] | None:
    """The metadata of a part; None where one of its files is missing or damaged, so that it is
    measured anew.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        files = [pq.read_metadata(folder / table / part_name(number)) for table in TABLES]
    except (FileNotFoundError, pa.ArrowInvalid):
        return None
    return {name.decode(): value.decode() for name, value in (files[-1].metadata or {}).items()}


def parts(folder: Path, table: str = TABLES[-1]) -> list[Path]:
    """The files of a table, in order: part 100000 stands behind part 99999."""
    return sorted(
        (folder / table).glob("part-*.parquet"), key=lambda file: (len(file.name), file.name)
    )


def totals(folder: Path, tables: Sequence[str] = TABLES) -> dict[str, int]:
    """How many rows each table has. ValueError, naming the file, where one is damaged."""
    return {
        table: sum(file_metadata(file).num_rows for file in parts(folder, table))
        for table in tables
    }


def file_metadata(file: Path) -> "pq.FileMetaData":
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_metadata(file)
    except pa.ArrowInvalid as error:
        raise ValueError(f"{file}: damaged ({error}); {MEASURE_AGAIN}") from error


def save_about(folder: Path, about: Settings, **more: object) -> None:
    content = msgspec.to_builtins(about) | more
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    save_file(folder, ABOUT_FILE, text.encode())


def read_about(folder: Path) -> dict | None:
    """What a dataset says of itself, finished or not, as it stands there; None where the folder is
    none. ValueError where it is damaged.
    """
    path = folder / ABOUT_FILE
    if not path.is_file():
        return None
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(
            f"{path}: not JSON ({error}); measure the corpus again into another folder"
        ) from error
    return about if isinstance(about, dict) and "measured" in about else None


def read_parts(
    folder: Path, table: str, columns: Sequence[str] | None = None, ids: Sequence[str] | None = None
) -> Iterator[pd.DataFrame]:
    """One table of a dataset, part by part; with `ids`, the rows of these articles alone."""
    for part in arrow_parts(folder, table, columns, ids):
        yield part.to_pandas()


def read_table(
    folder: Path, table: str, columns: Sequence[str] | None = None, ids: Sequence[str] | None = None
) -> pd.DataFrame:
    """One table of a dataset, in the order of its parts; with `ids`, the rows of these articles
    alone.
    """
    import pyarrow as pa

    return pa.concat_tables(arrow_parts(folder, table, columns, ids)).to_pandas()


def arrow_parts(
    folder: Path, table: str, columns: Sequence[str] | None, ids: Sequence[str] | None
) -> Iterator["pa.Table"]:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    chosen = pc.field("id").isin(pa.array(list(ids), pa.string())) if ids is not None else None
    for file in parts(folder, table):
        try:
            yield pq.read_table(file, columns=columns, filters=chosen)
        except (OSError, pa.ArrowException) as error:
            reason = str(error).partition(". Detail")[0]
            raise ValueError(f"{file}: cannot be read ({reason}); {MEASURE_AGAIN}") from error


def as_about(content: Mapping) -> About:
    """What a finished dataset says of itself, if it is as it was written. ValueError, which names
    the field, where it is not.

    >>> as_about({"measured": "seeds", "broadsheet": 1})
    Traceback (most recent call last):
    ValueError: `broadsheet` is not as `measure` wrote it
    """
    try:
        return msgspec.convert(content, About)
    except msgspec.ValidationError as error:
        # msgspec says "… required field `rows`" or "… - at `$.rows[...]`".
        field = re.search(r"field `(\w+)`(?! - at)|`\$\.(\w+)", str(error))
        name = field[1] or field[2] if field else "about"
        raise ValueError(f"`{name}` is not as `measure` wrote it") from error


def whole(folder: Path) -> About:
    """What a finished dataset says of itself. ValueError where the folder holds none, or one that
    is not finished or has lost some of its files.
    """
    content = read_about(folder)
    if content is None:
        raise ValueError(
            f"{folder}: holds nothing that was measured; make it with: measure CORPUS --out "
            f"{folder}"
        )
    if content.get("finished") is False:
        raise ValueError(
            f"{folder}: is not finished; start the same `measure` again, and it goes on where it "
            "stopped"
        )
    try:
        about = as_about(content)
    except ValueError as error:
        raise ValueError(
            f"{folder / ABOUT_FILE}: {error}; measure the corpus again into another folder"
        ) from error
    names = {table: [file.name for file in parts(folder, table)] for table in TABLES}
    for table in TABLES:
        if lost := sorted(set().union(*names.values()) - set(names[table])):
            raise ValueError(f"{folder / table / lost[0]}: is missing; {MEASURE_AGAIN}")
    there, measured = totals(folder, ["articles"])["articles"], about.rows.get("articles")
    if there != measured:
        raise ValueError(
            f"{folder}: {there} articles are there, and {measured} were measured; {MEASURE_AGAIN}"
        )
    return about
