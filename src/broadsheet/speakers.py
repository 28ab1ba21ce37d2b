"""Mentions as people: "she", "Sheinbaum" and "the Mexican president" are one person, under the article's fullest name.

Nobody is invented. A pronoun or a role is a person only where the article names one that fits; a bank, a crowd and "a
senior official" stand for themselves.
"""
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from .names import ROLE_NOUNS, RUN, Name, parse_name
from .text import Document, Span

# The phrase after a name that says what the person is: "Claudia Sheinbaum, the Mexican president,".
APPOSED = re.compile(r", (?:who is )?(?:the|an?) ((?:[\w'.-]+ ){0,4}?[\w-]+)(?=[,.]| (?:of|for|in|at|and|who)\b)")
# An abbreviation has at most two small letters before its point.
SENTENCE_END = re.compile(r"(?:[a-z)]{3}|\d)[.!?]['\"]*\s+(?=\S)|\n")
PRONOUNS = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f", "he's": "m", "she's": "f"}
# How many mentions back a pronoun reaches. More would cost time on long lists of names and finds nobody.
REACH = 20


class Speaker(NamedTuple):
    """Whom a mention means: `speaker`, the full name or the mention itself (None where it is nobody); `kind_of_source`,
    "named person", "unnamed person", "organisation" or "document"; `pronoun`, "she" or "he" where the article says so."""
    speaker: str | None
    kind_of_source: str | None = None
    pronoun: str | None = None


class Person:
    """Someone the article names: in the fullest form, with the gender that names and titles tell ("m", "f" or ""), what
    they are called besides (a role and the words before it), and the offsets where they are mentioned."""

    def __init__(self, name: Name):
        self.name, self.gender, self.roles, self.at = name.words, "", set(), []

    def __repr__(self):
        return f"Person({str(self)!r})"

    def __str__(self):
        return " ".join(self.name)

    def note(self, start: int, name: Name) -> None:
        self.at.append(start)
        self.gender = self.gender or name.gender
        if name.role:
            self.roles.add((name.role, name.modifiers))


def is_heading(line: str) -> bool:
    """Whether the line is set in capitals as head-lines are, where every word looks like a name."""
    words = [word for word in line.split() if word[0].isalpha()]
    return (line[-1] not in ".!?:;\"\u201d\u2019'" and len(words) > 2
            and sum(word[0].isupper() for word in words) > 0.7 * len(words))


class People:
    """The people of an article, and who is meant by a mention.

    A name is two capitalised words or more, or one behind a title; who bears the same surname later is the same person.

    >>> document = Document("Mexican President Claudia Sheinbaum met Marco Rubio. She smiled, said the senator.")
    >>> cast = People(document)
    >>> cast.people
    [Person('Claudia Sheinbaum'), Person('Marco Rubio')]
    >>> [cast.resolve(Span(mention, document.text.find(mention))).speaker for mention in ("She", "the senator")]
    ['Claudia Sheinbaum', 'the senator']

    Fails: organisations look like people ("White House"), which does no harm until somebody is called so.
    """

    def __init__(self, document: Document, quoted: Sequence[tuple[int, int]] = ()):
        self.plain = plain = document.plain
        self.by_key: dict[tuple[str, str], Person] = {}
        self.by_surname: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.by_role: dict[str, list[tuple[Person, frozenset[str]]]] = {}
        seen = []
        for paragraph in document.paragraphs:
            heading = len(paragraph) < 160 and is_heading(paragraph)
            for m in RUN.finditer(plain, paragraph.start, paragraph.end):
                if heading:
                    seen += [(*m.span(), Name((word.removesuffix("'s"),))) for word in m[0].split()]
                elif (name := parse_name(m[0])).words:
                    seen.append((*m.span(), name))
                    if len(name.words) > 1:
                        self.add(name)
        self.mentions = []
        spans = iter(quoted)
        span = next(spans, None)
        for start, end, name in seen:
            person = self.named(name, start) or (self.add(name) if name.role or name.gender else None)
            if person:
                person.note(start, name)
                if len(name.words) > 1 and (m := APPOSED.match(plain, end)):
                    *modifiers, role = m[1].lower().split()
                    if role in ROLE_NOUNS:
                        person.roles.add((role, frozenset(modifiers)))
                while span and span[1] <= start:
                    span = next(spans, None)
                if not (span and span[0] <= start):
                    self.mentions.append((start, person))
        self.starts = [start for start, _ in self.mentions]
        for person in self.by_key.values():
            for role, modifiers in person.roles:
                self.by_role.setdefault(role, []).append((person, modifiers))

    @property
    def people(self) -> list[Person]:
        return list(self.by_key.values())

    def add(self, name: Name) -> Person:
        person = self.by_key.get(name.key)
        if person is None:
            person = self.by_key[name.key] = Person(name)
            self.by_surname.setdefault(name.key[1], []).append(person)
            self.by_first.setdefault(name.key[0], []).append(person)
        elif len(name.words) > len(person.name):
            person.name = name.words
        return person

    def named(self, name: Name, start: int) -> Person | None:
        """The person with this name; of several with one surname, the one mentioned last before."""
        if len(name.words) > 1:
            return self.by_key.get(name.key)
        fitting = self.by_surname.get(name.words[0]) or self.by_first.get(name.words[0])
        if not fitting:
            return None
        if len(fitting) == 1 and not (name.gender and fitting[0].gender):     # as good as always, and soon said
            return fitting[0]
        best, nearest = None, -2
        for person in fitting[:REACH]:
            if not (name.gender and person.gender and name.gender != person.gender):
                i = bisect_right(person.at, start)
                at = person.at[i - 1] if i else -1
                if at > nearest:
                    best, nearest = person, at
        return best

    def resolve(self, mention: Span) -> Speaker:
        """Whom the mention means."""
        name = self.name_of(mention)
        return Speaker(None if name.lower() in NOBODY else name)

    def name_of(self, mention: Span) -> str:
        """The full name of the person whom a mention means, or the mention itself where nobody named fits."""
        phrase = " ".join(self.plain[mention.start:mention.end].split()).strip(" ,")
        phrase = REFLEXIVE.sub("", phrase)
        if phrase.lower() in PRONOUNS:
            return str(self.antecedent(mention.start, PRONOUNS[phrase.lower()]) or phrase.lower())
        pieces = phrase.split(", ")[:2]
        for piece in pieces:
            name = last_name(HEAD_END.split(piece, 1)[0].rstrip())
            if name and (person := self.named(name, mention.start)):
                return str(person)
            if name and (piece is pieces[0] or len(name.words) > 1):
                return " ".join(name.words)
        head = HEAD_END.split(phrase, 1)[0]
        if m := DEFINITE.match(head):
            *modifiers, role = head[m.end():].lower().split() or [""]
            if person := self.bearer(role, frozenset(modifiers) - {"former", "new"}):
                return str(person)
        itself = TAIL.split(phrase, 1)[0]
        return itself[0].lower() + itself[1:] if ARTICLE.match(itself) else itself

    def bearer(self, role: str, modifiers: frozenset[str]) -> Person | None:
        """The one person who has this role; nobody where several have it and nothing tells them apart."""
        fitting = {id(person): person for person, known in self.by_role.get(role, ())[:REACH] if modifiers <= known}
        return fitting.popitem()[1] if len(fitting) == 1 else None

    def antecedent(self, start: int, gender: str) -> Person | None:
        """The person a pronoun means: of the right gender, outside quotations, named first in the nearest sentence that
        names one, since the subject of a sentence is taken up more often than its object."""
        found = None
        for at, person in reversed(self.mentions[max(0, (i := bisect_left(self.starts, start)) - REACH):i]):
            if person.gender in ("", gender) and (person.gender or person.roles):
                if found and SENTENCE_END.search(self.plain, at, found[0]):
                    break
                found = at, person
        return found and found[1]


# Mentions that are no person where nobody is found for them: the mention is kept, the speaker is not known.
NOBODY = frozenset("""
    it itself there this that these those which who you i we they the nobody none one some others""".split())
# Where the head of a noun phrase ends; "Secretary of State" goes on.
HEAD_END = re.compile(r"""
    [,(] | (?<!Secretary)(?<!Minister)(?<!Speaker)(?<!Director)\ of\b
  | \ (?:who|for|from|at|in|on|with|to|about|by|as|that|which|after|before|during)\b
""", re.VERBOSE)
TAIL = re.compile(r",| (?:who|which|that)\b")
REFLEXIVE = re.compile(r" (?:him|her|it|them)sel(?:f|ves)$")
DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
ARTICLE = re.compile(r"(?:The|An?|One|Some|His|Her|Their|Many|Several)\b")


def last_name(head: str) -> Name | None:
    """The name that ends a noun phrase: "spokeswoman Haley Morris"."""
    *_, last = [None, *RUN.finditer(head)]
    return parse_name(last[0]) if last and last.end() == len(head) and parse_name(last[0]).words else None
