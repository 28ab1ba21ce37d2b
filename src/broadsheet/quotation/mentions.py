"""Whom an article names: every mention of a name, and the person or body that it means.

A name is two capitalised words or more, or one behind a title; who bears the same surname later is
the same person. What takes them up without a name is told by `pronouns` and `roles`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..text import Document
from .names import RUN, Name, parse_name
from .source_kinds import NAMED, ORGANISATION, kind_by_context

REACH = 30  # bearers of one surname that are compared; more would cost time on long lists of names
FINAL = frozenset(".!?:;\"'")
HEADWORD = re.compile(r"[^\s']+(?:'(?!s\b)[^\s']+)?")


class Person:
    """Who or what the article names: in the fullest form, with the `gender` that guides pronouns
    ("m", "f" or ""), the `kind` of source ("" until somebody asks), the roles that titles tell, the
    numbers of the mentions, and how often which pronoun takes it up.
    """

    __slots__ = "at", "bare", "gender", "he", "kind", "name", "roles", "said", "she", "sure"

    def __init__(self, name: Name):
        self.name, self.gender, self.kind, self.said = (
            name.words,
            name.gender,
            name.kind,
            name.pronoun,
        )
        self.roles: tuple[tuple[str, frozenset[str]], ...] = ()
        self.sure = True
        self.at: list[int] = []
        self.bare = self.he = self.she = 0

    def __repr__(self):
        return f"Person({str(self)!r})"

    def __str__(self):
        return " ".join(self.name)

    @property
    def called(self) -> str:
        """The gender that the article says: by a title, or by the pronoun that takes the person up
        most often.
        """
        return self.said or (
            "m" if self.he > 2 * self.she else "f" if self.she > 2 * self.he else ""
        )

    def note(self, name: Name) -> None:
        """Take over what a title says."""
        self.said = self.said or name.pronoun
        self.gender = name.pronoun or self.gender
        self.kind = self.kind or NAMED
        if name.role:
            self.roles += ((name.role, name.modifiers),)


def is_heading(line: str) -> bool:
    """Whether the line is set in capitals as head-lines are, where every word looks like a name."""
    words = [word for word in line.split() if word[0].isalpha()]
    return (
        line[-1] not in ".!?:;\"\u201d\u2019'"
        and len(words) > 2
        and sum(word[0].isupper() for word in words) > 0.7 * len(words)
    )


class Cast:
    """The people and bodies that an article names, and each mention of them in order: `starts`,
    `ends` and `persons`.

    >>> cast = Cast(Document("Mexican President Claudia Sheinbaum met Marco Rubio. Sheinbaum smiled."))
    >>> cast.people, [str(person) for person in cast.persons]
    ([Person('Claudia Sheinbaum'), Person('Marco Rubio')], ['Claudia Sheinbaum', 'Marco Rubio', 'Claudia Sheinbaum'])

    `quoted` are the stretches in marks, which `is_quoted` tells. Fails: where nothing tells, a
    single capitalised word that speaks is taken for a surname.
    """

    def __init__(self, document: Document, quoted: Sequence[tuple] = ()):
        self.plain = plain = document.plain
        self.quoted = [start for start, *_ in quoted], [end for _, end, *_ in quoted]
        self.by_key: dict[tuple[str, str], Person] = {}
        self.by_surname: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        # The mentions in order: where each begins and ends, and whom it means.
        starts, ends, persons, names = [], [], [], []
        nobody = Person(Name(("",), kind=ORGANISATION))
        at = 0
        headings = [
            p for p in document.paragraphs if len(p) < 160 and p[-1] not in FINAL and is_heading(p)
        ]
        if first := document.paragraphs[:1]:  # the head-line itself may have been given a full stop
            if (
                len(document.paragraphs) > 1
                and 30 < len(first[0]) < 160
                and first[0][-1] == "."
                and ". " not in first[0]
                and is_heading(first[0][:-1])
            ):
                headings[:0] = first
        for heading in [*headings, None]:
            for m in RUN.finditer(plain, at, heading.start if heading else len(plain)):
                if (name := parse_name(m[0])).words:
                    start, end = m.span()
                    starts.append(start)
                    ends.append(end)
                    names.append(name)
                    persons.append(self.add(name) if name.key[0] != name.key[1] else None)
            if heading:  # its words may be names, but no run of them is one
                for m in RUN.finditer(plain, heading.start, heading.end):
                    for word in HEADWORD.finditer(plain, *m.span()):
                        starts.append(word.start())
                        ends.append(word.end())
                        names.append(Name((word[0],), key=(word[0],) * 2))
                        persons.append(nobody)
                at = heading.end
        for i, name in enumerate(names):  # a surname may stand before the full name
            if (person := persons[i]) is None:
                person = persons[i] = self.named(name, i) or self.add(name)
                person.bare += 1
            elif person is nobody:
                person = persons[i] = self.named(name, i) or nobody
            person.at.append(i)
            if name.role or name.pronoun:
                person.note(name)
        self.starts, self.ends, self.persons = starts, ends, persons

    @property
    def people(self) -> list[Person]:
        return [
            person
            for person in self.by_key.values()
            if self.kind(person) == NAMED and (len(person.name) > 1 or person.roles or person.said)
        ]

    def add(self, name: Name) -> Person:
        person = self.by_key.get(name.key)
        if person is None:
            person = self.by_key[name.key] = Person(name)
            if name.linked:
                first, surname = name.key
                self.by_surname.setdefault(surname, []).append(person)
                if first != surname and name.kind != ORGANISATION:
                    self.by_first.setdefault(first, []).append(person)
        elif len(name.words) > len(person.name):
            person.name = name.words
        return person

    def named(self, name: Name, i: int) -> Person | None:
        """The person with this name; of several with one surname, who is mostly called by it alone,
        and else the one mentioned last before the i-th mention.
        """
        if name.key[0] != name.key[1]:
            return self.by_key.get(name.key)
        fitting = self.by_surname.get(name.key[0]) or self.by_first.get(name.key[0])
        if not fitting:
            return None
        if len(fitting) == 1 and not (
            name.gender and fitting[0].gender
        ):  # as good as always, and soon said
            return fitting[0]
        alike = [
            person
            for person in fitting[:REACH]
            if not (name.gender and person.gender and name.gender != person.gender)
        ]
        return max(
            alike,
            default=None,
            key=lambda person: (
                person.bare,
                (before := bisect_right(person.at, i)) and person.at[before - 1],
            ),
        )

    def is_quoted(self, start: int) -> bool:
        i = bisect_right(self.quoted[0], start)
        return i > 0 and start < self.quoted[1][i - 1]

    def kind(self, person: Person) -> str:
        """The kind of source, by what stands around the mentions where the name itself does not
        tell.
        """
        if not person.kind:
            single = len(person.name) == 1
            told = next(
                filter(
                    None,
                    (
                        kind_by_context(self.plain, self.starts[i], self.ends[i], single)
                        for i in person.at[:5]
                    ),
                ),
                None,
            )
            person.kind, person.sure = told or NAMED, told is not None
        return person.kind
