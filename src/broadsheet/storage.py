"""A folder of Parquet tables as a database of what was measured, written part by part so that a run
can be taken up again.

`articles/`, `quotations/`, `hits/`, `sentences/`, `rejected/` and `duplicates/` each hold files
`part-00000.parquet` and so on, and `about.json` says what they were made from. DuckDB, pandas and
Polars read each folder as it is.

A part is whole or not there: its files are written beside and moved into place, and last its seal,
`seals/part-00000.json`, which holds the SHA-256 of each. A file that is not as it was sealed, be it
by one bit, is never read. No date, no machine and no path stands in a file, so that the same corpus
gives the same bytes.
"""

import hashlib
import io
import json
import os
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = (
    "quotations",
    "hits",
    "sentences",
    "rejected",
    "duplicates",
    "articles",
)  # in the order of writing
ABOUT_FILE = "about.json"
SEALS = "seals"
MARK = "made-by-broadsheet.json"  # in a folder of figures or notebooks: what a run wrote there
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
    seals: str  # the SHA-256 of the seals of all parts, in order


class Seal(msgspec.Struct):
    """What a part holds: the fingerprint of the `batch` of articles that it was measured from and
    of the `settings`, of each table the number of `rows` and the SHA-256 of its file, and the
    `checksum` of all that.
    """

    batch: str
    settings: str
    rows: dict[str, int]
    files: dict[str, str]
    checksum: str


class Part(NamedTuple):
    """What was measured of a batch: each table's file, and how many rows it has."""

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


@contextmanager
def whole_files(*paths: Path) -> Iterator[list[Path]]:
    """For files that belong together: in the block each is written beside its place, where this
    says, and at its end all are moved there. If the disk is full, or the block fails, none is, and
    what stood there before stays. OSError, which names the first of them, where they cannot be
    written.

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
        unwritten = (None, *map(str, besides))  # what cannot be written to has no name in the error
        if isinstance(error, OSError) and error.errno and error.filename in unwritten:
            raise OSError(error.errno, error.strerror, str(paths[0])) from error
        raise


def save_whole(path: Path, content: str | bytes) -> None:
    """The content as a file, by `whole_files`; a text in UTF-8 with Unix' line ends."""
    with whole_files(path) as [beside]:
        beside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def locked(lock: Path, folder: Path) -> Iterator[None]:
    """In the block nobody else can lock the file: ValueError, which names the folder that it stands
    for, where somebody does. The lock ends with its process, however that ends.
    """
    try:
        rows = sqlite3.connect(lock, timeout=0, isolation_level=None)
        rows.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise ValueError(
            f"{folder}: another `broadsheet` is writing there; wait for it, or choose another "
            "folder by --out"
        ) from error
    try:
        yield
    finally:
        rows.close()


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


def checksum_of(content: Mapping) -> str:
    """The SHA-256 of what `about.json` or a seal says, but for this."""
    said = {name: value for name, value in content.items() if name != "checksum"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def save_part(folder: Path, number: int, part: Part, batch: str, settings: str) -> None:
    """A part's files, and last its seal."""
    for table in TABLES:
        save_file(folder, f"{table}/{part_name(number)}", part.files[table])
    digests = {table: hashlib.sha256(part.files[table]).hexdigest() for table in TABLES}
    rows = {table: part.rows[table] for table in TABLES}
    said = {"batch": batch, "settings": settings, "rows": rows, "files": digests}
    seal = json.dumps(said | {"checksum": checksum_of(said)}) + "\n"
    save_file(folder, f"{SEALS}/{seal_name(number)}", seal.encode())


def seal_name(number: int) -> str:
    return f"part-{number:05d}.json"


def sealed(folder: Path, number: int) -> Seal | None:
    """The seal of a part; None where the part is not there, or not as it was sealed, so that it is
    measured anew.
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


def read_seal(file: Path) -> Seal:
    """ValueError, naming the file, where it is missing or damaged."""
    try:
        seal = msgspec.json.decode(file.read_bytes(), type=Seal)
    except FileNotFoundError as error:
        raise ValueError(f"{file}: is missing; {MEASURE_AGAIN}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{file}: damaged; {MEASURE_AGAIN}") from error
    if seal.checksum != checksum_of(msgspec.to_builtins(seal)):
        raise ValueError(f"{file}: damaged; {MEASURE_AGAIN}")
    return seal


def parts(folder: Path, table: str = TABLES[-1]) -> list[Path]:
    """The files of a table, in order: part 100000 stands behind part 99999."""
    return sorted((folder / table).glob("part-*.*"), key=lambda file: (len(file.name), file.name))


def totals(folder: Path) -> dict[str, int]:
    """How many rows each table has, by the seals of the parts. ValueError, naming the file, where
    one is damaged.
    """
    seals = [read_seal(file) for file in parts(folder, SEALS)]
    return {table: sum(seal.rows[table] for seal in seals) for table in TABLES}


def checksum_of_seals(folder: Path) -> str:
    """The SHA-256 of the seals of all parts: another one where a part is lost, or another's."""
    checksum = hashlib.sha256()
    for file in parts(folder, SEALS):
        checksum.update(file.read_bytes())
    return checksum.hexdigest()


@lru_cache(1 << 16)
def check_sealed(file: Path, written: int, size: int) -> None:
    """Nothing, if a file of a table is as it was sealed. ValueError, naming it, where it is not.

    Read whole once in each process, and again where it was `written` (nanoseconds) since, or has
    another `size`.
    """
    seal = read_seal(file.parent.parent / SEALS / f"{file.stem}.json")
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != seal.files.get(file.parent.name):
        raise ValueError(f"{file}: damaged, or of another dataset; {MEASURE_AGAIN}")


def checked(file: Path) -> Path:
    """A file of a table that is as it was sealed. ValueError, naming it, where it is not."""
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


def save_about(folder: Path, about: Settings, **more: object) -> None:
    content = msgspec.to_builtins(about) | more
    content |= {"checksum": checksum_of(content)}
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
        about = json.loads(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path}: damaged (not JSON); {MEASURE_AGAIN}") from error
    if not (isinstance(about, dict) and "measured" in about):
        return None
    if about.get("checksum", "") not in ("", checksum_of(about)):
        raise ValueError(f"{path}: not as `measure` wrote it; {MEASURE_AGAIN}")
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
            with checked(file).open("rb") as part:  # pyarrow takes no path that is not UTF-8
                rows = pq.read_table(
                    part, columns=columns, filters=chosen, page_checksum_verification=True
                )
        except (OSError, pa.ArrowException) as error:
            reason = str(error).partition(". Detail")[0]
            raise ValueError(f"{file}: cannot be read ({reason}); {MEASURE_AGAIN}") from error
        yield rows


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
    names = {table: [file.stem for file in parts(folder, table)] for table in (*TABLES, SEALS)}
    for table in names:
        if lost := sorted(set().union(*names.values()) - set(names[table])):
            ending = "json" if table == SEALS else "parquet"
            raise ValueError(f"{folder / table / lost[0]}.{ending}: is missing; {MEASURE_AGAIN}")
    there = totals(folder)
    if there != about.rows:
        raise ValueError(
            f"{folder}: {there['articles']} articles are there, and {about.rows.get('articles')} "
            f"were measured; {MEASURE_AGAIN}"
        )
    if checksum_of_seals(folder) != about.seals:
        raise ValueError(
            f"{folder / SEALS}: not those of the parts that were measured; {MEASURE_AGAIN}"
        )
    return about
