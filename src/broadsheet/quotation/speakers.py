"""Mentions as people: "she", "Sheinbaum" and "the Mexican president" are one person, under the
article's fullest name.

Nobody is invented. A pronoun or a role is a person only where the article names one that fits; a
bank, a crowd and "a senior official" stand for themselves. `pronoun` is "she" or "he" where a title
says so ("Ms.") or the article's own pronouns do, outside quotations; a first name only helps to
tell whom a pronoun means, and never says which one a person goes by.
"""

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from ..text import Span
from .coreference import PRONOUNS, Roles, bearer, by_role, taken_up, unknown
from .mentions import Cast, Person
from .names import Name, Phrase, take_apart
from .source_kinds import NAMED, ORGANISATION, UNNAMED, kind_by_noun

LONGEST = 300  # characters of a mention that are read; more is no noun phrase
SPOKEN = {"m": "he", "f": "she", "": None}
CONTRACTED = re.compile(r"(?<=^[Hh]e)'\w+$|(?<=^[Ss]he)'\w+$")
ACRONYM = re.compile(r" \(([A-Z][A-Za-z&]{1,8})\)")
SMALL = frozenset("of and for the on in to & de".split())
# Mentions that are no person where nobody is found for them: the mention is kept, the speaker is
# not known.
NOBODY = frozenset(
    """
    it itself there this that these those which who i you we they them us me the nobody none one some others both
    neither
    """.split()
)


class Speaker(NamedTuple):
    """Whom a mention means: `speaker`, the full name or the mention itself (None where it is
    nobody); `kind_of_source`, "named person", "unnamed person", "organisation" or "document";
    `pronoun`, "she" or "he" where the article says so.
    """

    speaker: str | None
    kind_of_source: str | None = None
    pronoun: str | None = None


class People(Cast):
    """The people of an article, and who is meant by a mention.

    A name is two capitalised words or more, or one behind a title; who bears the same surname later
    is the same person.

    >>> from broadsheet.text import Document
    >>> document = Document("Mexican President Claudia Sheinbaum met Marco Rubio. She smiled, said the senator.")
    >>> cast = People(document)
    >>> cast.people
    [Person('Claudia Sheinbaum'), Person('Marco Rubio')]
    >>> cast.resolve(Span("She", document.text.find("She smiled")))
    Speaker(speaker='Claudia Sheinbaum', kind_of_source='named person', pronoun='she')
    >>> cast.resolve(Span("the senator", document.text.find("the senator")))
    Speaker(speaker='the senator', kind_of_source='unnamed person', pronoun=None)

    Fails: where nothing tells, a single capitalised word that speaks is taken for a surname; a
    description that nothing introduced ("the retired surgeon") stands for itself, though readers
    know; and a pronoun before its name ("After he left, Roe slept") is given to whoever stood
    before.
    """

    @cached_property
    def unknown(self) -> dict[int, Person]:
        return unknown(self)

    @cached_property
    def by_role(self) -> Roles:
        return by_role(self, self.unknown)

    @cached_property
    def taken_up(self) -> dict[int, Person]:
        return taken_up(self, self.unknown)

    def resolve(self, mention: Span) -> Speaker:
        """Whom the mention means."""
        mention = Span(mention[:LONGEST], mention.start)
        phrase = CONTRACTED.sub(
            "", " ".join(self.plain[mention.start : mention.end].split()).strip(" ,")
        )
        lower = phrase.lower()
        if lower in NOBODY:
            return Speaker(None)
        if lower in PRONOUNS:
            return self.meant(mention.start, lower) or Speaker(
                lower, UNNAMED, SPOKEN[PRONOUNS[lower]]
            )
        return self.whom(take_apart(phrase), mention)

    def meant(self, start: int, pronoun: str) -> Speaker | None:
        """Whom the pronoun at an offset means."""
        person = self.taken_up.get(start)
        return person and Speaker(
            str(person), self.kind(person), SPOKEN[person.called or PRONOUNS[pronoun]]
        )

    def whom(self, phrase: Phrase, mention: Span) -> Speaker:
        """Whom a noun phrase means that is no pronoun."""
        i = bisect_left(self.starts, mention.start)
        if phrase.owner and (speaker := self.meant(mention.start, phrase.owner)):
            return speaker
        if phrase.names:
            found = [self.bearer_of(name, i, mention.end) for name in phrase.names]
            if len(found) == 1:
                label = (
                    found[0].kind_of_source == ORGANISATION
                    and phrase.itself.isupper()
                    and self.plain.startswith(":", mention.end)
                )
                return found[0]._replace(kind_of_source=NAMED) if label else found[0]
            kinds = {each.kind_of_source for each in found}
            return Speaker(
                " and ".join(each.speaker for each in found),
                kinds.pop() if len(kinds) == 1 else NAMED,
            )
        if phrase.itself in self.by_surname and phrase.itself.istitle():  # King
            return self.speaker(self.by_surname[phrase.itself][0])
        if phrase.hint and (person := self.named(phrase.hint, i)):
            return self.speaker(person)
        if person := self.unknown.get(mention.start):
            person.name = max(person.name, tuple(phrase.itself.split()), key=len)
            return self.speaker(person)
        if phrase.definite and (
            person := bearer(self.by_role, phrase.noun, phrase.modifiers, phrase.of)
        ):
            return self.speaker(person)
        if phrase.noun == "paper" and phrase.definite:
            return Speaker(phrase.itself, ORGANISATION)
        return Speaker(phrase.itself, kind_by_noun(phrase.noun))

    def bearer_of(self, name: Name, i: int, end: int) -> Speaker:
        """Whom a name means as the i-th mention, or whom nothing but the name tells."""
        if (
            len(name.words) == 1 and len(name.words[0]) > 1 and name.words[0].isupper()
        ):  # PENCE is Pence, but ACLU
            if full := self.acronyms.get(name.words[-1]):
                return Speaker(full, ORGANISATION)
            words, key = (tuple(word.title() for word in part) for part in (name.words, name.key))
            if person := self.named(name._replace(words=words, key=key), i):
                return self.speaker(person)
        while (
            i < len(self.starts) and self.starts[i] < end
        ):  # it has been read already, as the i-th or soon after
            if name.words[-1] in self.persons[i].name and name.kind != ORGANISATION:
                return self.speaker(self.persons[i])
            i += 1
        person = self.named(name, i)
        if person:
            return self.speaker(person)
        return Speaker(" ".join(name.words), name.kind or NAMED, SPOKEN[name.pronoun])

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """What abbreviations in brackets are short for: the words before them that begin with their
        letters.
        """
        found = {}
        for m in ACRONYM.finditer(self.plain):
            letters = [letter for letter in m[1] if letter.isupper()]
            words = self.plain[max(0, m.start() - 100) : m.start()].split()
            for k in range(len(words) - 1, -1, -1):
                initials = [part[0] for part in words[k].split("-") if part[:1].isupper()]
                if (initials and letters[-len(initials) :] != initials) or (
                    not initials and words[k] not in SMALL
                ):
                    break
                letters = letters[: len(letters) - len(initials)]
                if not letters:
                    found[m[1]] = " ".join(words[k:])
                    break
        return found

    def speaker(self, person: Person) -> Speaker:
        kind = self.kind(person)
        if kind not in (NAMED, UNNAMED):
            return Speaker(str(person), kind)
        if not person.said and kind == NAMED:
            self.taken_up  # which tells how each person is spoken of
        return Speaker(str(person), kind, SPOKEN[person.called])
