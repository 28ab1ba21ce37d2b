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
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

TABLES = (
    "quotations",
    "hits",
    "sentences",
    "rejected",
    "duplicates",
    "articles",
)  # in the order of writing
ABOUT = "about.json"
UNFINISHED = "unfinished"  # the folder for files that are being written
AGAIN = "start the same `measure` again, which measures anew what is missing"
SAID = {
    "measured": str,
    "finished": bool,
    "broadsheet": str,
    "fingerprint": str,
    "rows": dict,
    "notes": list,
    "columns": dict,
    "languages": list,
    "duplicates": str,
    "skip_negated": bool,
    "lexicon": (dict, type(None)),
}  # by a finished dataset, of itself


def encoded(table: pd.DataFrame, schema: pa.Schema, told: Mapping[str, str] = {}) -> bytes:
    """A table as the bytes of a Parquet file with these columns; `told` stands in its metadata."""
    rows = pa.Table.from_pandas(
        table.reindex(columns=schema.names), schema=schema, preserve_index=False
    )
    file = io.BytesIO()
    pq.write_table(rows.replace_schema_metadata(dict(told)), file, compression="zstd")
    return file.getvalue()


def part_name(number: int) -> str:
    return f"part-{number:05d}.parquet"


def save_file(folder: Path, name: str, content: bytes) -> None:
    """The content as a file that is there whole or not at all, whenever the machine stops. OSError,
    in one line, where it cannot be written.
    """
    beside = folder / UNFINISHED / f"{os.getpid()}-{name.replace('/', '-')}"
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        beside.replace(folder / name)
    except OSError as error:
        with suppress(OSError):  # the folder is gone or closed: the error that is told is the first
            beside.unlink(missing_ok=True)
        raise OSError(
            f"{folder}: {error.strerror or error}; what is done is kept: mend that, and start again"
        ) from error


def save_part(folder: Path, number: int, files: Mapping[str, bytes]) -> None:
    for table in TABLES:
        save_file(folder, f"{table}/{part_name(number)}", files[table])


def told_of(folder: Path, number: int) -> dict[str, str] | None:
    """What the metadata of a part says; None where one of its files is missing or damaged, so that
    it is measured anew.
    """
    try:
        files = [pq.read_metadata(folder / table / part_name(number)) for table in TABLES]
    except (FileNotFoundError, pa.ArrowInvalid):
        return None
    return {name.decode(): said.decode() for name, said in (files[-1].metadata or {}).items()}


def parts(folder: Path, table: str = TABLES[-1]) -> list[Path]:
    """The files of a table, in order: part 100000 stands behind part 99999."""
    return sorted(
        (folder / table).glob("part-*.parquet"), key=lambda file: (len(file.name), file.name)
    )


def totals(folder: Path, tables: Sequence[str] = TABLES) -> dict[str, int]:
    """How many rows each table has. ValueError, naming the file, where one is damaged."""
    return {table: sum(told_in(file).num_rows for file in parts(folder, table)) for table in tables}


def told_in(file: Path) -> pq.FileMetaData:
    try:
        return pq.read_metadata(file)
    except pa.ArrowInvalid as error:
        raise ValueError(f"{file}: damaged ({error}); {AGAIN}") from error


def save_about(folder: Path, about: Mapping) -> None:
    save_file(folder, ABOUT, (json.dumps(about, indent=1, ensure_ascii=False) + "\n").encode())


def read_about(folder: Path) -> dict | None:
    """What a dataset says of itself; None where the folder is none. ValueError where it is damaged."""
    path = folder / ABOUT
    if not path.is_file():
        return None
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(
            f"{path}: not JSON ({error}); measure the corpus again into another folder"
        ) from error
    return about if isinstance(about, dict) and "measured" in about else None


def read_table(
    folder: Path, table: str, columns: Sequence[str] | None = None, ids: Sequence[str] | None = None
) -> pd.DataFrame:
    """One table of a dataset, in the order of its parts; with `ids`, the rows of these articles
    alone.
    """
    chosen = pc.field("id").isin(pa.array(list(ids), pa.string())) if ids is not None else None
    found = []
    for file in parts(folder, table):
        try:
            found.append(pq.read_table(file, columns=columns, filters=chosen))
        except (OSError, pa.ArrowException) as error:
            raise ValueError(
                f"{file}: cannot be read ({str(error).partition('. Detail')[0]}); {AGAIN}"
            ) from error
    return pa.concat_tables(found).to_pandas()


def whole(folder: Path) -> dict:
    """What a finished dataset says of itself. ValueError where the folder holds none, or one that
    is not finished or has lost some of its files.
    """
    about = read_about(folder)
    if about is None:
        raise ValueError(
            f"{folder}: holds nothing that was measured; make it with: measure CORPUS --out {folder}"
        )
    if about.get("finished") is False:
        raise ValueError(
            f"{folder}: is not finished; start the same `measure` again, and it goes on where it stopped"
        )
    if wrong := [name for name, kind in SAID.items() if not isinstance(about.get(name, ...), kind)]:
        raise ValueError(
            f"{folder / ABOUT}: `{wrong[0]}` is not as `measure` wrote it; measure the corpus again into another "
            "folder"
        )
    names = {table: [file.name for file in parts(folder, table)] for table in TABLES}
    for table in TABLES:
        if lost := sorted(set().union(*names.values()) - set(names[table])):
            raise ValueError(f"{folder / table / lost[0]}: is missing; {AGAIN}")
    if (n := totals(folder, TABLES[-1:])[TABLES[-1]]) != about["rows"].get(TABLES[-1]):
        raise ValueError(
            f"{folder}: {n} articles are there, and {about['rows'].get(TABLES[-1])} were measured; {AGAIN}"
        )
    return about
