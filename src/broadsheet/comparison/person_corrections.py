"""Corrections of who is who: from the rows of a `people.csv` to the speakers they change."""

import re
from collections.abc import Hashable, Iterable

import pandas as pd

from ..text import name_key

CORRECTED = "corrected by hand"
MADE_DECIMAL = re.compile(r"(\d+)\.0")  # a spreadsheet may turn the id 7 into this


class Corrections:
    """The corrections in a table `alias, person`, with an `id` if a row applies to one article
    only.

    A row changes nothing if its `person_found` is the same person: nobody edited it. A correction
    to a person applies to all of that person's names: if "Bibi" is Benjamin Netanyahu, and he is
    renamed Binyamin Netanyahu, so is Bibi.

    ValueError for rows that make no sense: a person without an alias, two persons for one name, and
    names that are each other's person.

    >>> rows = pd.DataFrame({"alias": ["the FBI", "Bibi"], "person": ["F.B.I.", "Bibi"]})
    >>> Corrections(rows).of("FBI", "a", is_name=False), Corrections(rows).of("fbi", "a", False)
    ('F.B.I.', '')
    >>> Corrections(rows).of("BIBI", "a", is_name=True)
    'Bibi'
    """

    def __init__(self, table: pd.DataFrame | None, articles: Iterable[Hashable] = ()):
        self.person_of: dict[tuple[str, str], str] = {}  # by name and article ("" for all articles)
        self.spelled: dict[tuple[str, str], str] = {}
        self.aliases: dict[str, str] = {}
        self.articles: set[str] = set()
        if table is None:
            return
        if not isinstance(table, pd.DataFrame):
            raise ValueError("people: the corrections are not a table; `bs.read_people` reads one")
        if missing := {"alias", "person"} - set(table):
            raise ValueError(
                f"people: no column {' and '.join(f'`{name}`' for name in sorted(missing))} in the "
                "corrections; they must give the `person` for each name (`alias`)"
            )
        known = {str(article) for article in articles}
        columns = table.reindex(columns=["alias", "person", "id", "person_found"])
        for row, *cells in columns.itertuples():
            alias, person, article, found = map(_cell, cells)
            if person and person != found:
                where = row if isinstance(row, str) else "people"  # as `read_people` names rows
                self._add(where, alias, person, article, known)
        self._refuse_circles()

    def _add(self, where: str, alias: str, person: str, article: str, known: set[str]) -> None:
        if not alias:
            raise ValueError(f"{where}: person {person!r} has no `alias` in its row")
        decimal = MADE_DECIMAL.fullmatch(article)
        if decimal and article not in known and decimal[1] in known:
            article = decimal[1]
        before = self.person_of.setdefault((name_key(alias), article), person)
        if before != person:
            raise ValueError(
                f"{where}: assigns {alias!r} to a second person, besides {before!r}; keep one "
                "row, or name the article of each under `id`"
            )
        self.spelled[_as_it_stands(alias), article] = person
        self.aliases[name_key(alias)] = alias
        if article:
            self.articles.add(article)

    def _refuse_circles(self) -> None:
        for alias in self.aliases:
            met = [alias]
            while (person := self.person_of.get((met[-1], ""))) and name_key(person) != met[-1]:
                if name_key(person) in met:
                    raise ValueError(
                        f"people: {self.aliases[alias]!r} is to be {self.person_of[alias, '']!r}, "
                        "and the other way round; write one name under `person` of both"
                    )
                met.append(name_key(person))

    def of(self, speaker: str, article: Hashable, is_name: bool) -> str:
        """The corrected person of a speaker; "" if there is no correction. A correction for one
        article wins over one for all. Capitals and accents make no difference in the name of a
        person; anything else, such as "long" or "FOX", must be written exactly as in the article.
        """
        name = _cell(speaker)
        said = self.person_of if is_name else self.spelled
        key = name_key(name) if is_name else _as_it_stands(name)
        person = said.get((key, str(article))) or said.get((key, ""), "")
        return self.followed(person) if person else ""

    def followed(self, person: str) -> str:
        """The person this name refers to in turn, by a row that applies to all articles."""
        while (other := self.person_of.get((name_key(person), ""), "")) not in ("", person):
            person = other
        return person

    def unused(self, speakers: Iterable[tuple[str, bool]], articles: Iterable[Hashable]) -> str:
        """The names in corrections that no speaker has, and the articles that do not exist, for the
        end of a line; "" if all exist. `speakers` come with whether each is the name of a person.
        """
        called = set()
        for speaker, is_name in speakers:
            name = _cell(speaker)
            called.add(name_key(name) if is_name else _as_it_stands(name))
        names = sorted(
            alias
            for key, alias in self.aliases.items()
            if called.isdisjoint((key, _as_it_stands(alias)))
        )
        known = {str(article) for article in articles}
        missing = sorted(self.articles - known) if known else []
        return f"; no speaker is called {_listed(names)}" * bool(
            names
        ) + f"; no article has the id {_listed(missing)}" * bool(missing)


def _cell(value: object) -> str:
    """A cell as one line, without the apostrophe that protects text from being taken for a formula;
    "" if it is empty.
    """
    if value is None or value is pd.NA or value != value:
        return ""
    return " ".join(str(value).removeprefix("'").split())


def _as_it_stands(name: str) -> str:
    """A name with its capitals, without a leading "the"."""
    return re.sub("^[Tt]he ", "", " ".join(name.replace("’", "'").split()))


def _listed(names: list[str], most: int = 8) -> str:
    more = f", and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(map(repr, names[:most])) + more
