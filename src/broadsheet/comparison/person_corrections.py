"""Who is who as a person says it: the rows of a `people.csv` → the speakers they change."""

import re
from collections.abc import Hashable, Iterable

import pandas as pd

from ..text import name_key

CORRECTED = "corrected by hand"
MADE_DECIMAL = re.compile(r"(\d+)\.0")  # what a spreadsheet makes of the id 7


class Corrections:
    """What a table `alias, person` says, with an `id` where a row holds for one article alone.

    A row changes nothing where `person_found` holds the same person: nobody touched it. What is
    said of a person is said of all their names: if "Bibi" is Benjamin Netanyahu, and he is to be
    Binyamin Netanyahu, so is Bibi.

    ValueError where a row cannot be meant: an alias without a name, two persons for one name, and
    names that are each other's person.

    >>> rows = pd.DataFrame({"alias": ["the FBI", "Bibi"], "person": ["F.B.I.", "Bibi"]})
    >>> Corrections(rows).of("FBI", "a", is_name=False), Corrections(rows).of("fbi", "a", False)
    ('F.B.I.', '')
    >>> Corrections(rows).of("BIBI", "a", is_name=True)
    'Bibi'
    """

    def __init__(self, table: pd.DataFrame | None, articles: Iterable[Hashable] = ()):
        self.person_of: dict[tuple[str, str], str] = {}  # by name and article; "" for all of them
        self.spelled: dict[tuple[str, str], str] = {}
        self.aliases: dict[str, str] = {}
        self.articles: set[str] = set()
        if table is None:
            return
        if not isinstance(table, pd.DataFrame):
            raise ValueError("people: the corrections are no table; `bs.read_people` reads one")
        if missing := {"alias", "person"} - set(table):
            raise ValueError(
                f"people: no column {' and '.join(f'`{name}`' for name in sorted(missing))} in the "
                "corrections; they say which name (`alias`) is which `person`"
            )
        known = {str(article) for article in articles}
        columns = table.reindex(columns=["alias", "person", "id", "person_found"])
        for row, *cells in columns.itertuples():
            alias, person, article, found = map(_cell, cells)
            if person and person != found:
                where = row if isinstance(row, str) else "people"  # `read_people` calls them so
                self._add(where, alias, person, article, known)
        self._refuse_circles()

    def _add(self, where: str, alias: str, person: str, article: str, known: set[str]) -> None:
        if not alias:
            raise ValueError(f"{where}: person {person!r} has no `alias` beside it")
        decimal = MADE_DECIMAL.fullmatch(article)
        if decimal and article not in known and decimal[1] in known:
            article = decimal[1]
        before = self.person_of.setdefault((name_key(alias), article), person)
        if before != person:
            raise ValueError(
                f"{where}: gives {alias!r} a second person beside {before!r}; keep one row, or "
                "name the article of each under `id`"
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
        """Who a speaker is by hand; "" where nothing is said. What is said of one article wins over
        what is said of all. Capitals and accents make no difference in the name of a person; what
        is none, "long" or "FOX", must be written as it stands.
        """
        name = _cell(speaker)
        said = self.person_of if is_name else self.spelled
        key = name_key(name) if is_name else _as_it_stands(name)
        person = said.get((key, str(article))) or said.get((key, ""), "")
        return self.followed(person) if person else ""

    def followed(self, person: str) -> str:
        """The person whom this name means in turn, by a row that holds for all articles."""
        while (other := self.person_of.get((name_key(person), ""), "")) not in ("", person):
            person = other
        return person

    def unused(self, speakers: Iterable[tuple[str, bool]], articles: Iterable[Hashable]) -> str:
        """Which of the names they speak of are no speaker's, and which of the articles are not
        there, for the end of a line; "" where all are. `speakers` come with whether each is the
        name of a person.
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
    """A cell in one line, without the apostrophe that it is saved with where it would be a
    formula; "" where it holds nothing.
    """
    if value is None or value is pd.NA or value != value:
        return ""
    return " ".join(str(value).removeprefix("'").split())


def _as_it_stands(name: str) -> str:
    """A name with its capitals, without "the" before it."""
    return re.sub("^[Tt]he ", "", " ".join(name.replace("’", "'").split()))


def _listed(names: list[str], most: int = 8) -> str:
    more = f", and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(map(repr, names[:most])) + more
