"""A corpus of any size measured into a folder of Parquet tables, on all cores or a cluster; an
interrupted run can be resumed.
"""

import hashlib
import json
import shutil
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pandas as pd

from ..corpus import (
    COLUMNS,
    LISTS,
    Batch,
    StoryTable,
    add_lines,
    name_of,
    notes_on_ids,
    read_batches,
    read_stories,
    stories_into,
)
from ..lexicon import Lexicon
from ..paths import find
from ..progress import progress
from ..records import About, LexiconUsed, Seal, Settings
from ..storage import (
    ABOUT_FILE,
    SEALS,
    TABLES,
    UNFINISHED,
    Part,
    checksum_of,
    checksum_of_seals,
    encoded,
    locked,
    parts,
    read_about,
    save_about,
    save_part,
    sealed,
    totals,
)
from .articles import ABOUT, COLUMN_TYPES, COVARIATES, ROWS, Measured, measured_here
from .parallel import in_order

if TYPE_CHECKING:
    import pyarrow as pa

# What an interrupted run may leave in a folder.
LEFT = frozenset([UNFINISHED])
UNMEASURED = {
    "rejected": ["source", "reason"],
    "duplicates": ["source", "duplicate_of", "similarity"],
}


def survey(
    path: str | Path,
    out: Path,
    lexicon: Lexicon | None = None,
    columns: dict[str, str] | None = None,
    languages: Collection[str] | None = ("en",),
    duplicates: str = "exact",
    skip_negated: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
    stories: str | Path | None = None,
    repeated_lines: str = "cut",
) -> About:
    """The corpus at a path, measured into the folder `out`; returns the contents of its
    `about.json`, with all counts.

    `columns`, `languages`, `duplicates`, `stories` and `repeated_lines` are those of `load`,
    `workers` and `scheduler` those of `parallel.in_order`. If it is killed at any moment and
    started again, it continues with the first missing part, and the bytes are the same as those of
    an uninterrupted run. ValueError if `out` contains something else (another corpus, lexicon or
    setting, or no dataset at all); if `path` is itself a measured folder; and if no article is
    left, with the first reason, and `out` unchanged.
    """
    if read_about(find(path)):
        raise ValueError(
            f"{path}: is a measured folder, not a corpus; measure the articles that it was made "
            f"from"
        )
    table = read_stories(stories) if stories else None
    given = settings(
        path, lexicon, columns, languages, duplicates, skip_negated, table, repeated_lines
    )
    check_free(out, given)
    is_new = not (out / SEALS).exists()
    chosen = checksum_of(msgspec.to_builtins(given))
    notes: list[str] = []
    begun: deque[tuple[int, str]] = deque()  # number and batch of the parts being measured
    checksum = hashlib.sha256()
    count = {"parts": 0, "articles": 0}
    why: list[str] = []  # of the first rejected source
    in_table: set[str] = set()  # ids of articles that the table of stories contains

    def missing():
        """The batches still to be measured; their numbers are kept for their results."""
        seen = out / UNFINISHED / "seen.sqlite"
        batches = read_batches(
            path, seen, notes, columns, languages, duplicates, repeated_lines, spread
        )
        bar = progress(batches, "measuring", unit=" parts")
        for number, batch in enumerate(bar):
            count["parts"] = number + 1
            why.extend(f"{source}: {reason}" for source, reason in batch.rejected[: not why])
            if table:
                in_table.update(stories_into(batch.articles, table))
            count["articles"] = add_lines(checksum, batch.articles, count["articles"])
            done = sealed(out, number)
            if done is None:
                begun.append((number, batch.checksum))
                yield batch
            else:
                check_part(out, number, done, batch.checksum, chosen, path)

    spread = partial(in_order, workers=workers, scheduler=scheduler)
    with nothing_left(out):
        for part in spread(measure_batch, missing(), (lexicon, skip_negated)):
            number, batch_checksum = begun.popleft()
            if not number:  # not earlier: a mistake in the options shows up in the first batch
                save_about(out, given, finished=False)
            save_part(out, number, part, batch_checksum, chosen)
        if count["parts"]:
            refuse_none_left(path, out, why, is_new)
    if table:
        notes += notes_on_ids(table, in_table, count["articles"])
    if not count["parts"]:
        raise ValueError(f"{path}: contains no article")
    if len(parts(out, SEALS)) > count["parts"]:
        raise ValueError(
            f"{out}: contains parts of articles that {path} no longer has; choose another folder "
            f"for --out, or delete this one"
        )
    about = About(
        **msgspec.structs.asdict(given),
        finished=True,
        fingerprint=checksum.hexdigest(),
        notes=notes,
        rows=totals(out),
        seals=checksum_of_seals(out),
    )
    save_about(out, about)
    shutil.rmtree(
        out / UNFINISHED, ignore_errors=True
    )  # with anything that a killed run left there
    return about


def settings(
    path: str | Path,
    lexicon: Lexicon | None,
    columns: Mapping[str, str] | None,
    languages: Collection[str] | None,
    duplicates: str,
    skip_negated: bool,
    stories: StoryTable | None = None,
    repeated_lines: str = "cut",
) -> Settings:
    return Settings(
        measured=name_of(find(path)),
        broadsheet=version("broadsheet"),
        lexicon=LexiconUsed(lexicon.name, lexicon.fingerprint, list(lexicon.frames))
        if lexicon is not None
        else None,
        columns=dict(columns or {}),
        languages=sorted(languages or []),
        duplicates=duplicates,
        skip_negated=skip_negated,
        stories=stories.fingerprint if stories else None,
        repeated_lines=repeated_lines,
    )


def check_free(out: Path, given: Settings) -> None:
    """ValueError, naming the difference, unless the folder is new or contains a dataset with these
    settings. If its `about.json` is damaged, the seals of its parts decide.
    """
    try:
        before = read_about(out)
    except ValueError:
        if not (out / SEALS).is_dir():
            raise
        return
    if before is None:
        if out.exists() and (not out.is_dir() or {file.name for file in out.iterdir()} - LEFT):
            raise ValueError(
                f"{out}: contains things other than a measured corpus; choose another folder for "
                f"--out"
            )
        return
    for name, value in msgspec.to_builtins(given).items():
        if before.get(name) != value:
            had, has = (
                f"{setting['name']} {str(setting.get('fingerprint'))[:8]}"
                if isinstance(setting, dict) and "name" in setting
                else json.dumps(setting)
                for setting in (before.get(name), value)
            )
            raise ValueError(
                f"{out}: was measured with {name.replace('measured', 'corpus')} {had}, not {has}"
                "; choose another folder for --out, or delete this one"
            )


def check_part(
    out: Path, number: int, done: Seal, batch: str, chosen: str, path: str | Path
) -> None:
    """ValueError unless a part was measured from this batch with these settings."""
    mend = "choose another folder for --out, or delete this one"
    if done.settings != chosen:
        raise ValueError(f"{out}: part {number} was measured with other settings; {mend}")
    if done.batch != batch:
        raise ValueError(
            f"{out}: part {number} was measured from other articles than {path} contains now; "
            f"{mend}"
        )


@contextmanager
def nothing_left(out: Path) -> Iterator[None]:
    """A folder to measure into, which is left unchanged if nothing is measured. OSError, in one
    line, if it cannot be written; ValueError if another process measures into it.
    """
    was_there = out.exists()
    try:
        (out / UNFINISHED).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(f"{out}: {error.strerror or error}; choose another folder") from error
    with locked(out / UNFINISHED / "lock.sqlite", out):
        try:
            yield
        finally:
            shutil.rmtree(out / UNFINISHED, ignore_errors=True)
            if not (was_there or (out / ABOUT_FILE).exists()):
                with suppress(OSError):  # somebody has put a file into it in the meantime
                    out.rmdir()


def refuse_none_left(path: str | Path, out: Path, why: list[str], is_new: bool) -> None:
    """ValueError, with the reason for the first rejection, unless some article was measured. In a
    new folder, what was saved is removed, and nothing else.
    """
    rows = totals(out)
    if rows["articles"]:
        return
    for name in (*TABLES, SEALS) if is_new else ():
        shutil.rmtree(out / name, ignore_errors=True)
    if is_new:
        (out / ABOUT_FILE).unlink(missing_ok=True)
    n = rows["rejected"]
    rejected = "1 was rejected" if n == 1 else f"{n} were rejected, the first"
    because = "".join(f"; {rejected}: {reason}" for reason in why)
    raise ValueError(f"{path}: no article is left to measure{because}")


def measure_batch(batch: Batch, lexicon: Lexicon | None, skip_negated: bool) -> Part:
    """The measures of a batch, as the files of a part."""
    articles = as_rows(batch.articles)
    measured = measured_here(articles, lexicon, skip_negated)
    values = measured.articles.drop(columns=[*ABOUT, *COVARIATES], errors="ignore")
    rows = pd.concat(
        [
            articles[articles["id"].isin(measured.articles["id"])].reset_index(drop=True),
            values.reset_index(drop=True),
        ],
        axis=1,
    )
    refused = [
        *batch.rejected,
        *measured.rejected[["source", "reason"]].itertuples(index=False, name=None),
    ]
    tables = {
        **measured._asdict(),
        "articles": rows,
        "rejected": pd.DataFrame(refused, columns=UNMEASURED["rejected"]),
        "duplicates": pd.DataFrame(
            [(*pair, 1.0) for pair in batch.duplicates], columns=UNMEASURED["duplicates"]
        ),
    }
    schemas = schema_of(measured)
    return Part(
        {name: encoded(tables[name], schemas[name]) for name in TABLES},
        {name: len(tables[name]) for name in TABLES},
    )


def as_rows(articles: list[dict]) -> pd.DataFrame:
    """The articles with our columns; any other columns of their source as one JSON object, in
    `besides`.
    """
    rows: dict[str, list] = {
        name: [article.get(name, [] if name in LISTS else None) for article in articles]
        for name in COLUMNS
    }
    rows["cut"] = [
        [{"reason": reason, "line": line} for reason, line in cut] for cut in rows["cut"]
    ]
    besides = [
        {name: value for name, value in article.items() if name not in COLUMNS}
        for article in articles
    ]
    rows["besides"] = [
        json.dumps(values, ensure_ascii=False, sort_keys=True, default=str) if values else None
        for values in besides
    ]
    return pd.DataFrame(rows, dtype=object)


def schema_of(measured: Measured) -> dict[str, "pa.Schema"]:
    """The columns of each table and their types."""
    import pyarrow as pa

    text, texts = pa.string(), pa.list_(pa.string())
    numeric = {"int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_()}
    lists = {
        "highlights": texts,
        "subheads": texts,
        "cut": pa.list_(pa.struct([("reason", text), ("line", text)])),
    }
    types = {name: numeric[kind] for name, kind in COLUMN_TYPES.items()} | {
        "similarity": pa.float64()
    }
    described = [(name, lists.get(name, text)) for name in [*COLUMNS, "besides"]]
    measures = [
        (name, numeric[str(kind)])
        for name, kind in measured.articles.dtypes.items()
        if str(kind) in numeric
    ]
    behind = {name: ["id", "outlet", *columns] for name, columns in ROWS.items()}
    return {"articles": pa.schema([*described, *measures])} | {
        name: pa.schema([(column, types.get(column, text)) for column in columns])
        for name, columns in {**behind, **UNMEASURED}.items()
    }
