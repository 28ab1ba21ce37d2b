"""A corpus of any size measured into a folder of Parquet tables, on all cores or a cluster, to be
taken up again if it stops.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Mapping
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pyarrow as pa
from tqdm import tqdm

from ..corpus import (
    COLUMNS,
    LISTS,
    Batch,
    StoryTable,
    add_lines,
    give_stories,
    name_of,
    notes_on,
    read_batches,
    read_stories,
)
from ..lexicon import Lexicon
from ..paths import find
from ..storage import (
    TABLES,
    UNFINISHED,
    encoded,
    parts,
    read_about,
    save_about,
    save_part,
    told_of,
    totals,
)
from .articles import ROWS, TYPES, Measured, measured_here
from .parallel import each

KINDS = {"int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_()}
LISTED = {
    "highlights": pa.list_(pa.string()),
    "subheads": pa.list_(pa.string()),
    "cut": pa.list_(pa.struct([("reason", pa.string()), ("line", pa.string())])),
}
NAMED = {"rejected": ["source", "reason"], "duplicates": ["source", "duplicate_of", "similarity"]}


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
) -> dict:
    """The corpus at a path measured into the folder `out`; what its `about.json` says, with the
    numbers of everything.

    `columns`, `languages`, `duplicates`, `stories` are those of `load`, `workers` and `scheduler` those of
    `workers.each`. Killed at any moment and started again it goes on with the first part that is
    missing, and gives the same bytes as a run that was never stopped. ValueError where `out` holds
    something else: another corpus, lexicon or setting, or no dataset at all; and where `path` holds
    what was measured.
    """
    if read_about(find(path)):
        raise ValueError(
            f"{path}: holds what was measured, and no corpus; measure what it was made from"
        )
    table = read_stories(stories) if stories else None
    told = settings(path, lexicon, columns, languages, duplicates, skip_negated, table)
    begin(out, told)
    notes, places, sums, count = [], [], hashlib.sha256(), {"parts": 0, "articles": 0}
    in_table: set[str] = set()

    def missing():
        """The batches that are still to be measured, whose numbers wait to be given to their
        results.
        """
        found = read_batches(
            path, out / UNFINISHED / "seen.sqlite", notes, columns, languages, duplicates
        )
        for number, batch in enumerate(
            tqdm(found, "measuring", unit=" parts", delay=2, disable=None)
        ):
            count["parts"] = number + 1
            if table:
                in_table |= give_stories(batch.articles, table)
            count["articles"] = add_lines(sums, batch.articles, count["articles"])
            done = told_of(out, number)
            if done is None:
                places.append(number)
                yield batch
            elif done.get("batch") != batch.checksum:
                raise ValueError(
                    f"{out}: part {number} was measured from other articles than {path} holds now; choose another "
                    "folder for --out, or delete this one"
                )

    for place, files in each(measure_batch, missing(), (lexicon, skip_negated), workers, scheduler):
        save_part(out, places[place], files)
    if table:
        notes += notes_on(table, in_table, count["articles"])
    if not count["parts"]:
        raise ValueError(f"{path}: holds no article")
    if len(parts(out)) > count["parts"]:
        raise ValueError(
            f"{out}: holds parts of articles that {path} no longer has; choose another folder for --out, or "
            "delete this one"
        )
    about = told | {
        "finished": True,
        "fingerprint": sums.hexdigest(),
        "notes": notes,
        "rows": totals(out),
    }
    save_about(out, about)
    shutil.rmtree(out / UNFINISHED)  # with what a killed run left there
    return about


def settings(
    path: str | Path,
    lexicon: Lexicon | None,
    columns: Mapping[str, str] | None,
    languages: Collection[str] | None,
    duplicates: str,
    skip_negated: bool,
    stories: StoryTable | None = None,
) -> dict:
    """What decides what is measured, but for the articles themselves. No path of the machine is in
    it.
    """
    return {
        "measured": name_of(find(path)),
        "broadsheet": version("broadsheet"),
        "lexicon": lexicon
        and {
            "name": lexicon.name,
            "fingerprint": lexicon.fingerprint,
            "frames": list(lexicon.frames),
        },
        "columns": dict(columns or {}),
        "languages": sorted(languages or []),
        "duplicates": duplicates,
        "skip_negated": skip_negated,
        "stories": stories and stories.fingerprint,
    }


def begin(out: Path, told: Mapping) -> None:
    """Nothing, if the folder is new or holds a dataset of these settings; otherwise ValueError,
    naming what differs.
    """
    before = read_about(out)
    if before is None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ValueError(
            f"{out}: holds other things than a measured corpus; choose another folder for --out"
        )
    for name, value in told.items() if before else ():
        if before.get(name) != value:
            had, has = (
                f"{said['name']} {str(said.get('fingerprint'))[:8]}"
                if isinstance(said, dict) and "name" in said
                else json.dumps(said)
                for said in (before.get(name), value)
            )
            raise ValueError(
                f"{out}: was measured with {name.replace('measured', 'corpus')} {had} and not {has}; choose another "
                "folder for --out, or delete this one"
            )
    save_about(out, {**told, "finished": False})


def measure_batch(batch: Batch, lexicon: Lexicon | None, skip_negated: bool) -> dict[str, bytes]:
    """What was measured of a batch, as the files of a part."""
    articles = as_rows(batch.articles)
    found = measured_here(articles, lexicon, skip_negated)
    rows = pd.concat(
        [
            articles[articles["id"].isin(found.articles["id"])].reset_index(drop=True),
            found.articles.drop(columns=["id", "outlet", "title", "story"]).reset_index(drop=True),
        ],
        axis=1,
    )
    refused = [
        *batch.rejected,
        *found.rejected[["source", "reason"]].itertuples(index=False, name=None),
    ]
    tables = {
        **found._asdict(),
        "articles": rows,
        "rejected": pd.DataFrame(refused, columns=NAMED["rejected"]),
        "duplicates": pd.DataFrame(
            [(*pair, 1.0) for pair in batch.duplicates], columns=NAMED["duplicates"]
        ),
    }
    schemas = schema_of(found)
    return {
        name: encoded(tables[name], schemas[name], {"batch": batch.checksum}) for name in TABLES
    }


def as_rows(articles: list[dict]) -> pd.DataFrame:
    """The articles under our columns; what their source had besides as one object of JSON, in
    `besides`.
    """
    rows = {
        name: [article.get(name, [] if name in LISTS else None) for article in articles]
        for name in COLUMNS
    }
    rows["cut"] = [
        [{"reason": reason, "line": line} for reason, line in cut] for cut in rows["cut"]
    ]
    besides = [
        {name: said for name, said in article.items() if name not in COLUMNS}
        for article in articles
    ]
    rows["besides"] = [
        json.dumps(said, ensure_ascii=False, sort_keys=True, default=str) if said else None
        for said in besides
    ]
    return pd.DataFrame(rows, dtype=object)


def schema_of(found: Measured) -> dict[str, pa.Schema]:
    """The columns of each table and their types."""
    about = [("id", pa.string()), ("outlet", pa.string())]
    measures = [
        (name, KINDS[str(kind)])
        for name, kind in found.articles.dtypes.items()
        if str(kind) in KINDS
    ]
    schemas = {
        "articles": pa.schema(
            [*((name, LISTED.get(name, pa.string())) for name in [*COLUMNS, "besides"]), *measures]
        )
    }
    schemas |= {
        name: pa.schema(
            [*about, *((column, KINDS.get(TYPES.get(column), pa.string())) for column in columns)]
        )
        for name, columns in ROWS.items()
    }
    return schemas | {
        name: pa.schema(
            [
                (column, pa.float64() if column == "similarity" else pa.string())
                for column in columns
            ]
        )
        for name, columns in NAMED.items()
    }
