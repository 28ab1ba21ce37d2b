"""A folder of Parquet tables as a database of measurements, written part by part so that a run can
be resumed.

`articles/`, `quotations/`, `hits/`, `sentences/`, `rejected/` and `duplicates/` each contain files
`part-00000.parquet` and so on, and `about.json` records what they were made from. DuckDB, pandas
and Polars read each folder directly.

A part is complete or absent: its files are written elsewhere and moved into place, and last its
seal, `seals/part-00000.json`, which holds the SHA-256 of each. A file that differs from its seal by
a single bit is never read. No file contains a date, the name of a machine or a path, so the same
corpus gives the same bytes.
"""

import hashlib
import io
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa

    from .records import About, Seal, Settings

# In the order in which they are written.
TABLES = ("quotations", "hits", "sentences", "rejected", "duplicates", "articles")
ABOUT_FILE = "about.json"
SEALS = "seals"
MARK = (
    "made-by-broadsheet.json"  # in a folder of figures or notebooks: lists what a run wrote there
)
UNFINISHED = "unfinished"  # the folder for files that are being written
MEASURE_AGAIN = "run the same `measure` again; it measures only what is missing"


class Part(NamedTuple):
    """The results for a batch: each table's file, and its number of rows."""

    files: dict[str, bytes]
    rows: dict[str, int]


def encoded(table: pd.DataFrame, schema: "pa.Schema") -> bytes:
    """A table as the bytes of a Parquet file with these columns, with a checksum on each page."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = pa.Table.from_pandas(
        table.reindex(columns=schema.names), schema=schema, preserve_index=False
    )
    file = io.BytesIO()
    pq.write_table(
        rows.replace_schema_metadata({}), file, compression="zstd", write_page_checksum=True
    )
    return file.getvalue()


def part_name(number: int) -> str:
    return f"part-{number:05d}.parquet"


def put_whole(path: Path, beside: Path, content: bytes) -> None:
    """Saves the content as a file that is complete or absent, whenever the machine stops: it is
    written to `beside` and moved into place. OSError if it cannot be written.
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
        with suppress(OSError):  # the folder is gone or closed; the first error is raised
            beside.unlink(missing_ok=True)
        raise


@contextmanager
def whole_files(*paths: Path) -> Iterator[list[Path]]:
    """Temporary paths for files that belong together: the block writes each file there, and at its
    end all are moved into place. If the disk is full or the block fails, none is moved, and the
    previous files stay. OSError, naming the first file, if they cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     table = Path(folder) / "a.csv"
    ...     with whole_files(table) as [beside]:
    ...         _ = beside.write_text("words")
    ...         table.exists()
    ...     table.exists(), beside.exists()
    False
    (True, False)
    """
    besides = [path.with_name(f"{path.name}.{UNFINISHED}") for path in paths]
    try:
        paths[0].parent.mkdir(parents=True, exist_ok=True)
        yield besides
        for beside in besides:
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
        for beside, path in zip(besides, paths):
            beside.replace(path)
    except BaseException as error:
        for beside in besides:
            with suppress(OSError):  # as in `put_whole`
                beside.unlink(missing_ok=True)
        unwritten = (None, *map(str, besides))  # an error on writing carries no file name
        if isinstance(error, OSError) and error.errno and error.filename in unwritten:
            raise OSError(error.errno, error.strerror, str(paths[0])) from error
        raise


def save_whole(path: Path, content: str | bytes) -> None:
    """Saves the content as a file, by `whole_files`; text as UTF-8 with Unix line ends."""
    with whole_files(path) as [beside]:
        beside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def locked(lock: Path, folder: Path) -> Iterator[None]:
    """A block in which this process alone holds the lock. ValueError, naming the folder that is
    locked, if another process holds it. The lock is released when its process ends, however it
    ends.
    """
    import sqlite3

    try:
        rows = sqlite3.connect(lock, timeout=0, isolation_level=None)
        rows.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise ValueError(
            f"{folder}: another `broadsheet` is writing there; wait for it, or choose another "
            "folder with --out"
        ) from error
    try:
        yield
    finally:
        rows.close()


def save_file(folder: Path, name: str, content: bytes) -> None:
    """Saves the content as a file of the dataset, by `put_whole`. OSError, in one line, if it
    cannot be written.
    """
    try:
        beside = folder / UNFINISHED / f"{os.getpid()}-{name.replace('/', '-')}"
        put_whole(folder / name, beside, content)
    except OSError as error:
        raise OSError(
            f"{folder}: {error.strerror or error}; what was saved is kept: fix this, and start "
            "again"
        ) from error


def checksum_of(content: Mapping) -> str:
    """The SHA-256 of the content of `about.json` or a seal, without its own checksum."""
    said = {name: value for name, value in content.items() if name != "checksum"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def save_part(folder: Path, number: int, part: Part, batch: str, settings: str) -> None:
    """Saves a part's files, and last its seal."""
    for table in TABLES:
        save_file(folder, f"{table}/{part_name(number)}", part.files[table])
    digests = {table: hashlib.sha256(part.files[table]).hexdigest() for table in TABLES}
    rows = {table: part.rows[table] for table in TABLES}
    said = {"batch": batch, "settings": settings, "rows": rows, "files": digests}
    seal = json.dumps(said | {"checksum": checksum_of(said)}) + "\n"
    save_file(folder, f"{SEALS}/{seal_name(number)}", seal.encode())


def seal_name(number: int) -> str:
    return f"part-{number:05d}.json"


def sealed(folder: Path, number: int) -> "Seal | None":
    """The seal of a part; None if the part is missing or differs from its seal, so that it is
    measured again.
    """
    try:
        seal = read_seal(folder / SEALS / seal_name(number))
        for table in TABLES:
            content = (folder / table / part_name(number)).read_bytes()
            if hashlib.sha256(content).hexdigest() != seal.files.get(table):
                return None
    except (OSError, ValueError):
        return None
    return seal


def read_seal(file: Path) -> "Seal":
    """The seal in a file. ValueError, naming the file, if it is missing or damaged."""
    import msgspec

    from .records import Seal

    try:
        seal = msgspec.json.decode(file.read_bytes(), type=Seal)
    except FileNotFoundError as error:
        raise ValueError(f"{file}: missing; {MEASURE_AGAIN}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{file}: damaged; {MEASURE_AGAIN}") from error
    if seal.checksum != checksum_of(msgspec.to_builtins(seal)):
        raise ValueError(f"{file}: damaged; {MEASURE_AGAIN}")
    return seal


def parts(folder: Path, table: str = TABLES[-1]) -> list[Path]:
    """The files of a table, in order: part 100000 comes after part 99999."""
    return sorted((folder / table).glob("part-*.*"), key=lambda file: (len(file.name), file.name))


def totals(folder: Path) -> dict[str, int]:
    """The number of rows of each table, from the seals of the parts. ValueError, naming the file,
    if one is damaged.
    """
    seals = [read_seal(file) for file in parts(folder, SEALS)]
    return {table: sum(seal.rows[table] for seal in seals) for table in TABLES}


def checksum_of_seals(folder: Path) -> str:
    """The SHA-256 of the seals of all parts: it changes if a part is lost or replaced."""
    checksum = hashlib.sha256()
    for file in parts(folder, SEALS):
        checksum.update(file.read_bytes())
    return checksum.hexdigest()


@lru_cache(1 << 16)
def check_sealed(file: Path, written: int, size: int) -> None:
    """Nothing, if a file of a table matches its seal. ValueError, naming the file, if it does not.

    The file is read once per process, and again if it was `written` since (in nanoseconds) or its
    `size` has changed.
    """
    seal = read_seal(file.parent.parent / SEALS / f"{file.stem}.json")
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != seal.files.get(file.parent.name):
        raise ValueError(f"{file}: damaged, or from another dataset; {MEASURE_AGAIN}")


def checked(file: Path) -> Path:
    """The same file of a table, checked against its seal. ValueError, naming the file, if it
    differs.
    """
    try:
        there = file.stat()
        check_sealed(file, there.st_mtime_ns, there.st_size)
    except OSError as error:
        raise ValueError(
            f"{file}: cannot be read ({error.strerror or error}); {MEASURE_AGAIN}"
        ) from error
    return file


def columns_of(folder: Path, table: str) -> list[str]:
    """The names of a table's columns."""
    import pyarrow.parquet as pq

    with checked(folder / table / part_name(0)).open("rb") as part:
        return list(pq.read_schema(part).names)


def save_about(folder: Path, about: "Settings", **more: object) -> None:
    import msgspec

    content = msgspec.to_builtins(about) | more
    content |= {"checksum": checksum_of(content)}
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    save_file(folder, ABOUT_FILE, text.encode())


def read_about(folder: Path) -> dict | None:
    """The content of a dataset's `about.json`, finished or not; None if the folder is not a
    dataset. ValueError if it is damaged.
    """
    path = folder / ABOUT_FILE
    if not path.is_file():
        return None
    try:
        about = json.loads(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path}: damaged (not JSON); {MEASURE_AGAIN}") from error
    if not (isinstance(about, dict) and "measured" in about):
        return None
    if about.get("checksum", "") not in ("", checksum_of(about)):
        raise ValueError(f"{path}: changed since `measure` wrote it; {MEASURE_AGAIN}")
    return about


def is_made_here(folder: Path) -> bool:
    """Whether Broadsheet wrote the folder: figures, notebooks or a measured corpus."""
    if (folder / MARK).is_file():
        return True
    try:
        return read_about(folder) is not None
    except ValueError:
        return (folder / SEALS).is_dir()


def read_parts(
    folder: Path, table: str, columns: Sequence[str] | None = None, ids: Sequence[str] | None = None
) -> Iterator[pd.DataFrame]:
    """One table of a dataset, part by part; with `ids`, only the rows of these articles."""
    for part in arrow_parts(folder, table, columns, ids):
        yield part.to_pandas()


def read_table(
    folder: Path, table: str, columns: Sequence[str] | None = None, ids: Sequence[str] | None = None
) -> pd.DataFrame:
    """One table of a dataset, in the order of its parts; with `ids`, only the rows of these
    articles.
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
            with checked(file).open("rb") as part:  # pyarrow accepts only UTF-8 paths
                rows = pq.read_table(
                    part, columns=columns, filters=chosen, page_checksum_verification=True
                )
        except (OSError, pa.ArrowException) as error:
            reason = str(error).partition(". Detail")[0]
            raise ValueError(f"{file}: cannot be read ({reason}); {MEASURE_AGAIN}") from error
        yield rows


def as_about(content: Mapping) -> "About":
    """The `about.json` of a finished dataset, checked. ValueError, naming the field, if it is not
    as `measure` wrote it.

    >>> as_about({"measured": "seeds", "broadsheet": 1})
    Traceback (most recent call last):
    ValueError: `broadsheet` is not as `measure` wrote it
    """
    import msgspec

    from .records import About

    try:
        return msgspec.convert(content, About)
    except msgspec.ValidationError as error:
        # msgspec's messages: "… required field `rows`" or "… - at `$.rows[...]`".
        field = re.search(r"field `(\w+)`(?! - at)|`\$\.(\w+)", str(error))
        name = field[1] or field[2] if field else "about"
        raise ValueError(f"`{name}` is not as `measure` wrote it") from error


def whole(folder: Path) -> "About":
    """The `about.json` of a finished dataset. ValueError if the folder contains no dataset, or one
    that is unfinished or has lost files.
    """
    content = read_about(folder)
    if content is None:
        raise ValueError(
            f"{folder}: no measured corpus; make one with: measure CORPUS --out {folder}"
        )
    if content.get("finished") is False:
        raise ValueError(
            f"{folder}: unfinished; run the same `measure` again, and it continues where it stopped"
        )
    try:
        about = as_about(content)
    except ValueError as error:
        raise ValueError(
            f"{folder / ABOUT_FILE}: {error}; measure the corpus again into another folder"
        ) from error
    names = {table: [file.stem for file in parts(folder, table)] for table in (*TABLES, SEALS)}
    for table in names:
        if lost := sorted(set().union(*names.values()) - set(names[table])):
            ending = "json" if table == SEALS else "parquet"
            raise ValueError(f"{folder / table / lost[0]}.{ending}: missing; {MEASURE_AGAIN}")
    there = totals(folder)
    if there != about.rows:
        raise ValueError(
            f"{folder}: contains {there['articles']} articles, but {about.rows.get('articles')} "
            f"were measured; {MEASURE_AGAIN}"
        )
    if checksum_of_seals(folder) != about.seals:
        raise ValueError(
            f"{folder / SEALS}: these seals do not belong to the parts measured; {MEASURE_AGAIN}"
        )
    return about
