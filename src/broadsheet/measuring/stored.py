"""A measured folder → its tables, read when first used, through DuckDB if they are large."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from ..escape import LONE_SURROGATE
from ..storage import TABLES, checked, columns_of, parts, read_table
from ..text import outside
from .renamed import Renamed

# Columns of `articles` that come from reading the corpus, not from measuring its texts.
NOT_MEASURED = frozenset(
    """authors published url language source text updated place summary highlights agency subheads
    dateline correction notes cut doubt besides""".split()
)
FEW_ARTICLES = 1000  # with at most this many, only their rows are read


TEXTS = """select outlets.outlet, text, null from articles join outlets using (id)
    where outlets.outlet is not null"""


NARRATED_TEXTS = """select outlets.outlet, text, speech.bounds
    from articles join outlets using (id)
    left join (
        select id, list([start, "end"]) as bounds from quotations where speech group by id
    ) speech using (id)
    where outlets.outlet is not null"""


@dataclass(frozen=True, repr=False)
class Stored:
    """The measured tables of a folder, for some of its articles. Each table is read when first
    used.

    `outlets` is the outlet of each `id`, in the order of the articles, as they are compared; it may
    be "288 other outlets". `frames` are those of the lexicon. `known`, also by `id`, has further
    columns of the articles here, such as their stories. `people` are the speakers joined across
    articles, if they were; every table then uses them.

    >>> outlets = pd.Series(["A", "B"], index=["a", "b"])
    >>> Stored(Path("measured"), outlets, None).of(["b"]).outlets.to_dict()
    {'b': 'B'}
    """

    folder: Path
    outlets: pd.Series
    frames: tuple[str, ...] | None
    known: pd.DataFrame | None = None
    people: Renamed | None = None

    def of(self, ids: Sequence[str]) -> "Stored":
        """The same for these articles alone."""
        return replace(self, outlets=self.outlets.loc[list(ids)])

    def read(self, name: str) -> pd.DataFrame:
        there = columns_of(self.folder, name)
        wanted = [column for column in there if name != "articles" or column not in NOT_MEASURED]
        ids = self.outlets.index
        table = read_table(
            self.folder, name, wanted, list(ids) if len(ids) < FEW_ARTICLES else None
        )
        place = ids.get_indexer(pd.Index(table["id"]))
        table, place = table[place >= 0], place[place >= 0]
        if (np.diff(place) < 0).any():
            order = np.argsort(place, kind="stable")
            table, place = table.iloc[order], place[order]
        table = table.assign(outlet=self.outlets.array[place]).reset_index(drop=True)
        if self.people is not None:
            table = self.people.into(name, table)
        return self.described(table) if name == "articles" else table

    def described(self, measures: pd.DataFrame) -> pd.DataFrame:
        """The table of articles with the columns known here."""
        if self.known is None:
            return measures
        known = self.known.reindex(measures["id"]).reset_index(drop=True)
        measures = measures.drop(columns=[*known], errors="ignore")
        return pd.concat([measures[["id", "outlet"]], known, measures.iloc[:, 2:]], axis=1)

    @cached_property
    def articles(self) -> pd.DataFrame:
        return self.read("articles")

    @cached_property
    def quotations(self) -> pd.DataFrame:
        return self.read("quotations")

    @cached_property
    def hits(self) -> pd.DataFrame:
        return self.read("hits")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        return self.read("sentences")

    @cached_property
    def rejected(self) -> pd.DataFrame:
        """`source, reason` of everything rejected from the folder's corpus, when it was read or
        measured.
        """
        return read_table(self.folder, "rejected")

    def rows(self, sql: str) -> pd.DataFrame:
        """The result of a DuckDB query over the tables, by their names, and `outlets` (id, outlet);
        they may be larger than memory.
        """
        with self.database(sql) as database:
            return database.execute(sql).df()

    def texts(self, narration: bool = False) -> Iterator[tuple[str, str]]:
        """The outlet and text of each article that has an outlet, or its `narration` alone, read a
        few hundred articles at a time.
        """
        sql = NARRATED_TEXTS if narration else TEXTS
        with self.database(sql) as database:
            answer = database.execute(sql)
            while rows := answer.fetchmany(500):
                yield from ((outlet, outside(text, bounds or ())) for outlet, text, bounds in rows)

    def database(self, sql: str):
        """A connection to DuckDB with the tables of a query, by their names. ValueError if the
        folder's name is not UTF-8, since DuckDB cannot open it.
        """
        if LONE_SURROGATE.search(str(self.folder)):
            raise ValueError(
                f"{self.folder}: its name is not UTF-8; rename it, or the folder that contains it"
            )
        # imported here: only queries need it, and it would delay every measuring process
        import duckdb

        database = duckdb.connect()
        for name in TABLES:
            if re.search(rf"\b{name}\b", sql):
                files = [str(checked(file)) for file in parts(self.folder, name)]
                database.read_parquet(files).create_view(name)
        database.register("outlets", self.outlets.rename("outlet").rename_axis("id").reset_index())
        return database
