"""A folder of what was measured → its tables, read when they are first asked for, through DuckDB
where they are large.
"""

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

# Columns of `articles` that the reading of the corpus gave, not the measuring of its texts.
NOT_MEASURED = frozenset(
    """authors published url language source text updated place summary highlights agency subheads
    dateline correction notes cut doubt besides""".split()
)
FEW_ARTICLES = 1000  # up to so many, only their rows are read


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
    """What was measured into a folder, of some of its articles: each table is read when it is first
    asked for.

    `outlets` gives the outlet of each `id`, in the order of the articles: that under which they are
    compared, which may be "288 other outlets". `frames` are those that were looked for. `known`, by
    `id` too, is what the articles bring along here, such as their stories: columns of `articles`.
    `people` are the speakers across articles, where they were joined: each table has them.

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
        """The same of these articles alone."""
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
        """The table of articles with what is known of them here."""
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
        """`source, reason` of all that the corpus in the folder lost, when it was read or when it
        was measured.
        """
        return read_table(self.folder, "rejected")

    def rows(self, sql: str) -> pd.DataFrame:
        """What DuckDB answers about the tables, by their names, and `outlets` (id, outlet): larger
        than memory or not.
        """
        with self.database(sql) as database:
            return database.execute(sql).df()

    def texts(self, narration: bool = False) -> Iterator[tuple[str, str]]:
        """The outlet and text of each article that has one, or its `narration` alone: a few hundred
        articles at a time.
        """
        sql = NARRATED_TEXTS if narration else TEXTS
        with self.database(sql) as database:
            answer = database.execute(sql)
            while rows := answer.fetchmany(500):
                yield from ((outlet, outside(text, bounds or ())) for outlet, text, bounds in rows)

    def database(self, sql: str):
        """A connection to DuckDB that knows the tables a query asks for, by their names. ValueError
        where the folder has a name that is not UTF-8, which DuckDB cannot open.
        """
        if LONE_SURROGATE.search(str(self.folder)):
            raise ValueError(f"{self.folder}: its name is not UTF-8; rename it, or what it lies in")
        # here: only who asks needs it, and each process that measures would wait for it
        import duckdb

        database = duckdb.connect()
        for name in TABLES:
            if re.search(rf"\b{name}\b", sql):
                files = [str(checked(file)) for file in parts(self.folder, name)]
                database.read_parquet(files).create_view(name)
        database.register("outlets", self.outlets.rename("outlet").rename_axis("id").reset_index())
        return database
