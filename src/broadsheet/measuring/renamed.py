"""Measured tables with speakers renamed to persons."""

from typing import NamedTuple

import pandas as pd

KEY = ["id", "speaker"]


class Renamed(NamedTuple):
    """The persons behind the speakers: `names` has one row per speaker of an article, `id, speaker,
    person, rule`; `fewer`, by `id`, is how many fewer speakers an article has because several are
    one person.
    """

    names: pd.DataFrame
    fewer: pd.Series

    def into(self, name: str, table: pd.DataFrame) -> pd.DataFrame:
        """The table of this name with each person in place of the speaker. The quotations keep the
        speaker as `named_as`, and have the `rule`. Rows without a speaker do not change.

        >>> names = pd.DataFrame({"id": ["a"], "speaker": ["Cruz"], "person": ["Ana Cruz"]})
        >>> people = Renamed(names.assign(rule="surname"), pd.Series({"b": 1}))
        >>> hits = pd.DataFrame({"id": ["a", "b", "a"], "speaker": ["Cruz", "Cruz", ""]})
        >>> people.into("hits", hits)["speaker"].tolist()
        ['Ana Cruz', 'Cruz', '']
        >>> articles = pd.DataFrame({"id": ["a", "b"], "speakers": [1, 2]})
        >>> people.into("articles", articles)["speakers"].tolist()
        [1, 1]
        """
        if name == "articles":
            fewer = self.fewer.reindex(table["id"], fill_value=0).to_numpy()
            return table.assign(speakers=table["speakers"] - fewer)
        if name not in ("quotations", "hits", "sentences"):
            return table
        who = table[KEY].merge(self.names, on=KEY, how="left").set_axis(table.index)
        kind = table["speaker"].dtype
        by_person = table.assign(speaker=who["person"].fillna(table["speaker"]).astype(kind))
        if name != "quotations":
            return by_person
        return by_person.assign(named_as=table["speaker"], rule=who["rule"].astype(kind))
