"""Whom an article names: every mention of a name, and the person or body that it means.

A name is two capitalised words or more, or one after a title. A later mention with the same surname
is the same person. `coreference` resolves mentions without a name.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..paths import package_rows
from ..patterns import regex
from ..text import Document, Span
from .names import GENDERS, NAME_RUN, NOT_NAMES, Name, parse_name
from .source_kinds import AGED, NAMED_PERSON, ORGANISATION, kind_by_context
from .tagging import CLASSES

# How many bearers of one surname are compared; more would cost time on long lists of names.
SAME_SURNAME = 30
# How many mentions of one name are searched for its kind of source, by the words around them.
MENTIONS_JUDGED = 5
LONGEST_HEADING = 160  # characters
CLOSING_MARKS = frozenset(".!?:;\"'")
OPENING_MARKS = frozenset({"", ".", "!", "?", ":", "\u2022"})  # a sentence begins after one
HEADWORD = re.compile(r"[^\s']+(?:'(?!s\b)[^\s']+)?")


# An abbreviation has at most two small letters before its full stop.
SENTENCE_BREAK = regex(
    r"""
    [.!?\n] (?: (?<=\n) | (?: (?<=[a-z)]{3}.) | (?<=\d.) | (?<=["'].) ) ["']* \s )
""",
    re.VERBOSE,
)


class Person:
    """A person or body that the article names: the fullest form of the name, the `gender` that
    guides pronouns ("m", "f" or ""), the `pronoun` that a title implies, the `kind` of source that
    the name itself shows ("" if `Cast.kind` has to look around the mentions), the roles given by
    titles, the numbers of the `mentions`, and how many of them are `bare`: one word alone.

    It is filled in while a `Cast` reads the article, and does not change afterwards.
    """

    __slots__ = "bare", "gender", "kind", "mentions", "name", "pronoun", "roles"

    def __init__(self, name: Name):
        self.name = name.words
        self.gender = name.gender
        self.kind = name.kind
        self.pronoun = name.pronoun
        self.roles: tuple[tuple[str, frozenset[str]], ...] = ()
        self.mentions: list[int] = []
        self.bare = 0

    def __repr__(self):
        return f"Person({str(self)!r})"

    def __str__(self):
        return " ".join(self.name)

    def note(self, name: Name) -> None:
        """Record what a title shows."""
        self.pronoun = self.pronoun or name.pronoun
        self.gender = name.pronoun or self.gender
        self.kind = self.kind or NAMED_PERSON
        if name.role:
            self.roles += ((name.role, name.modifiers),)

    def note_kin(self, gender: str) -> None:
        """Record what a noun for a relative shows."""
        self.gender = self.gender or gender
        self.kind = self.kind or NAMED_PERSON


# Nouns for relatives, and the gender of each.
KIN = {row["noun"]: row["pronoun"] for row in package_rows("kin.csv")}
ACCENTED = re.compile("[\u00c0-\u017e]")
KIN_ENDINGS = frozenset(noun[-1] for noun in KIN)
GROWN_UP = 16  # years; from this age on, a courtesy title precedes a name


def is_heading(line: str) -> bool:
    """Whether the line is capitalised like a headline, in which every word looks like a name.

    >>> is_heading("Mayor Lind Opens Skara Bridge"), is_heading("Mayor Lind opens the bridge")
    (True, False)
    """
    if line[-1] in ".!?:;\"\u201d\u2019'":
        return False
    words = [word for word in line.split() if word[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def headings(document: Document) -> list[Span]:
    """The paragraphs that are headings, and the first even if it was given a full stop."""
    text, bounds = document.text, document.paragraph_bounds
    lines = [
        Span(text[start:end], start)
        for start, end in bounds
        if end - start < LONGEST_HEADING
        and text[end - 1] not in CLOSING_MARKS
        and is_heading(text[start:end])
    ]
    if len(bounds) > 1:
        start, end = bounds[0]
        if is_headline_with_stop(text[start:end]):
            lines.insert(0, Span(text[start:end], start))
    return lines


def is_headline_with_stop(line: str) -> bool:
    return (
        30 < len(line) < LONGEST_HEADING
        and line[-1] == "."
        and ". " not in line
        and is_heading(line[:-1])
    )


class SpacedWords:
    """The words of a text that follow a space, looked up as needed.

    For most articles, only a few words are looked up, and searching for them is faster than listing
    all. After `SEARCHES` look-ups, all words are listed once: one search of the whole text for each
    of its names would take quadratic time.
    """

    SEARCHES = 20

    def __init__(self, plain: str):
        self.plain = plain
        self._left = self.SEARCHES

    def has(self, word: str) -> bool:
        """Whether the word stands between two spaces.

        >>> words = SpacedWords("The rain fell")
        >>> words.has("rain"), words.has("fell"), words.has("ra")
        (True, False, False)
        """
        if self._left:
            self._left -= 1
            return f" {word} " in self.plain
        return word in self._between_spaces

    def has_beginning(self, beginning: str) -> bool:
        """Whether a word with this beginning follows a space.

        >>> words = SpacedWords("The rain fell")
        >>> words.has_beginning("fe"), words.has_beginning("The")
        (True, False)
        """
        if self._left:
            self._left -= 1
            return f" {beginning}" in self.plain
        words = self._sorted
        place = bisect_left(words, beginning)
        return place < len(words) and words[place].startswith(beginning)

    @cached_property
    def _between_spaces(self) -> frozenset[str]:
        return frozenset(self.plain.split(" ")[1:-1])

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted({*self.plain.split(" ")[1:]})


class Cast:
    """The people and bodies that an article names, and each mention of them in order: `starts`,
    `ends` and `persons`.

    >>> text = "Mexican President Claudia Sheinbaum met Marco Rubio. Sheinbaum smiled."
    >>> cast = Cast(Document(text))
    >>> cast.people
    [Person('Claudia Sheinbaum'), Person('Marco Rubio')]
    >>> [str(person) for person in cast.persons]
    ['Claudia Sheinbaum', 'Marco Rubio', 'Claudia Sheinbaum']

    `quoted` are the stretches in marks, for `is_quoted`. Fails: without other evidence, a single
    capitalised word that speaks is taken for a surname.
    """

    def __init__(self, document: Document, quoted: Sequence[tuple] = ()):
        self.plain = document.plain
        self.quoted = [start for start, *_ in quoted], [end for _, end, *_ in quoted]
        self.by_key: dict[tuple[str, ...], Person] = {}
        self.by_surname: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.by_inner: dict[str, list[Person]] = {}  # "Maduro" of Nicolás Maduro Moros
        self.fuller: dict[Person, Person] = {}  # the person with the fuller name
        # The mentions in order: where each begins and ends, and whom it means.
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.persons: list[Person] = []
        self._kinds: dict[Person, tuple[str, bool]] = {}
        self.spaced_words = SpacedWords(document.plain)
        # What `coreference` matched in a sentence that "it" or "they" may mean.
        self.bodies: dict[tuple[int, int, bool], Span | None] = {}
        self._read(document)

    def _read(self, document: Document) -> None:
        """Record every mention, then whom it means, since a surname may precede the full name."""
        mentioned: list[tuple[Name, Person | None]] = []
        nobody = Person(Name(("",), kind=ORGANISATION))
        end = 0
        for heading in headings(document):
            self._note_names(mentioned, end, heading.start)
            mentioned += [(name, nobody) for name in self._heading_words(heading)]
            end = heading.end
        self._note_names(mentioned, end, len(self.plain))
        self._take_off_first_words(mentioned)
        self._join_to_fuller_names()
        for i, (name, full_name) in enumerate(mentioned):
            if full_name is None:
                person = self.named(name, i) or self.add(name)
                person.bare += 1
            elif full_name is nobody:
                person = self.named(name, i) or nobody
            else:
                person = self._joined(full_name)
            person.mentions.append(i)
            self.persons.append(person)
            if name.role or name.pronoun:
                person.note(name)
            elif (
                self.starts[i] > 3
                and self.plain[self.starts[i] - 2] in KIN_ENDINGS
                and not (person.gender and person.kind)
                and (kin := self._kin_before(i))
            ):
                person.note_kin(kin)

    def _note_names(
        self, mentioned: list[tuple[Name, Person | None]], start: int, end: int
    ) -> None:
        """Record the names in the runs of capitalised words between two offsets, each with its
        person. The person of a single word is not known yet.
        """
        for run in NAME_RUN.finditer(self.plain, start, end):
            name = parse_name(run[0])
            if len(name.words) > 2 and self.plain.startswith(f" ({name.words[0]})", run.end()):
                # Al Berg Albert (Al) Joseph Berg: a site prints the name again
                name = parse_name(run[0].rpartition(" ")[0])
            if name.words:
                first, last = run.span()
                self.starts.append(first)
                self.ends.append(last)
                mentioned.append((name, None if name.is_single else self.add(name)))

    def _take_off_first_words(self, mentioned: list[tuple[Name, Person | None]]) -> None:
        """Take an ordinary word that begins a sentence off a name that the article has elsewhere:
        "Regarding Lind" is Lind if Anna Lind is named. The word stays if the two also occur inside
        a sentence or with a title, as a name does: "Hope Lind".
        """
        bare: set[str] = set()  # the surnames that have stood alone so far
        glued: dict[Person, Name] = {}
        settled: set[Person] = set()
        for i, (name, person) in enumerate(mentioned):
            if person is None:
                bare.add(name.words[0])
            elif len(name.words) > 1 and person not in settled:
                rest = None
                if not name.role and self._opens_sentence(self.starts[i]):  # few are left
                    rest = glued.get(person) or self._without_first_word(name, person, bare)
                if rest:
                    glued[person] = rest
                else:
                    settled.add(person)
                    glued.pop(person, None)
        if not glued:
            return
        for person in glued:
            self._forget(person)
        for i, (_, person) in enumerate(mentioned):
            if person in glued:
                rest = glued[person]
                mentioned[i] = rest, None if rest.is_single else self.add(rest)

    def _without_first_word(self, name: Name, person: Person, bare: set[str]) -> Name | None:
        """The name without its first words, if these are ordinary words and the article names a
        bearer of the rest.
        """
        if name.kind == ORGANISATION or name.pronoun:
            return None
        for k, word in enumerate(name.words[:-1], 1):
            lower = word.lower()
            if lower in GENDERS or not (lower in CLASSES or self.spaced_words.has(lower)):
                break
            words = name.words[k:]
            rest = Name(words, key=(words[0], words[-1]))
            if self._is_named_elsewhere(rest, person, bare):
                return rest if rest.is_single else parse_name(" ".join(words))
        return None

    def _is_named_elsewhere(self, rest: Name, person: Person, bare: set[str]) -> bool:
        """Whether somebody else bears the name, either whole or as the surname after a first
        name.
        """
        if not rest.is_single:
            return rest.key in self.by_key
        surname = rest.words[0]
        return surname in bare or any(
            bearer is not person
            and (bearer.kind == NAMED_PERSON or bearer.name[0].lower() in GENDERS)
            for bearer in self.by_surname.get(surname, ())[:SAME_SURNAME]
        )

    @cached_property
    def sentence_breaks(self) -> list[int]:
        """Where sentences begin, for the distance of pronouns."""
        return [m.end() for m in SENTENCE_BREAK.finditer(self.plain)]

    def _opens_sentence(self, start: int) -> bool:
        """Whether a sentence, a line or a quotation begins at the offset."""
        before = self.plain[max(0, start - 3) : start]
        if before[-1:] != " ":
            return before == "" or before[-1] in "\n\"'("
        end = before[:-1].rstrip("\"'")[-1:]  # after a closing mark: "It rained." Ask Lind
        return end in OPENING_MARKS

    def _forget(self, person: Person) -> None:
        """Remove a person that turned out not to be one."""
        del self.by_key[person.name[0], person.name[-1]]
        for index in (self.by_surname, self.by_first):
            for word in (person.name[0], person.name[-1]):
                if person in index.get(word, ()):
                    index[word].remove(person)

    def _join_to_fuller_names(self) -> None:
        """Join people whose names are parts of one another, if only one name is fuller: "García
        Luna" to Tomás García Luna, and a mistaken "House Anna Lind" to Anna Lind.
        """
        people = [person for person in self.by_key.values() if person.kind in ("", NAMED_PERSON)]
        may_hold_accents = not self.plain.isascii()
        bearers_of: dict[str, list[Person]] = {}
        for person in people:
            # A name with accents may be written without them elsewhere.
            if len(person.name) > 2 or (may_hold_accents and ACCENTED.search(str(person))):
                for word in {without_accents(word) for word in person.name}:
                    bearers_of.setdefault(word, []).append(person)
        if not bearers_of:
            return
        order = {person: n for n, person in enumerate(people)}
        for person in people:
            if len(person.name) < 2:
                continue
            fuller = [
                bearer
                for bearer in bearers_of.get(without_accents(person.name[-1]), ())[:SAME_SURNAME]
                if bearer is not person and is_part_of_name(person.name, bearer.name)
            ]
            if len(fuller) == 1 and not differ(person.gender, fuller[0].gender):
                kept = fuller_of(person, fuller[0], order[person] < order[fuller[0]])
                if kept is person:
                    self.fuller[fuller[0]] = person
                elif kept:
                    self.fuller[person] = kept
        for person, bearer in self.fuller.items():
            self._replace(person, bearer)
        for person in people:
            if len(person.name) > 2 and starts_as_name(person) and ends_as_name(person):
                for word in person.name[1:-1]:
                    if word[0].isupper() and word[-1] != ".":
                        self.by_inner.setdefault(word, []).append(person)

    def _kin_before(self, i: int) -> str:
        """The gender of a noun for a relative before the i-th mention: her brother Carl."""
        end = self.starts[i] - 1
        return KIN.get(self.plain[self.plain.rfind(" ", 0, end) + 1 : end], "")

    def _joined(self, person: Person) -> Person:
        """The person, or the one that this person is joined to."""
        return self.fuller.get(person, person)

    def _replace(self, person: Person, bearer: Person) -> None:
        """Make a single word that may mean a person mean the bearer of the fuller name."""
        for index, word in ((self.by_surname, person.name[-1]), (self.by_first, person.name[0])):
            persons = index.get(word, [])
            if person in persons:
                persons.remove(person)
                if bearer not in persons:
                    persons.append(bearer)

    def _heading_words(self, heading: Span) -> Iterator[Name]:
        """The words of a heading: a single word may be a name, but a run of them is not."""
        for run in NAME_RUN.finditer(self.plain, heading.start, heading.end):
            for word in HEADWORD.finditer(self.plain, *run.span()):
                self.starts.append(word.start())
                self.ends.append(word.end())
                yield Name((word[0],), key=(word[0],) * 2)

    @property
    def people(self) -> list[Person]:
        """The named persons, in order; a single word only if it has a title."""
        return [
            person
            for person in self.by_key.values()
            if person not in self.fuller
            and self.kind(person) == NAMED_PERSON
            and (len(person.name) > 1 or person.roles or person.pronoun)
        ]

    def add(self, name: Name) -> Person:
        """The person with this name, new or in the fuller form of the two."""
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
        """The person with this name. If several share a surname, the one who is mostly called by it
        alone, or else the last one mentioned before the i-th mention.
        """
        if not name.is_single:
            person = self.by_key.get(name.key)
            return self._joined(person) if person else None
        bearers = self.by_surname.get(name.key[0]) or self.by_first.get(name.key[0])
        if not bearers:
            inner = self.by_inner.get(name.key[0], ())
            return inner[0] if len(inner) == 1 else None
        if len(bearers) == 1 and not (name.gender and bearers[0].gender):
            return bearers[0]  # nearly always, and this runs for every mention
        alike = [
            person
            for person in bearers[:SAME_SURNAME]
            if not differ(name.gender, person.gender)
            and not (name.pronoun and self._is_child(person))
        ]
        return max(
            alike, default=None, key=lambda person: (person.bare, last_mention(person, before=i))
        )

    def _is_child(self, person: Person) -> bool:
        """Whether the article gives a child's age: Carl Berg, 9."""
        ages = (AGED.match(self.plain, self.ends[i]) for i in person.mentions[:MENTIONS_JUDGED])
        return any(age and int(age[1]) < GROWN_UP for age in ages)

    def is_quoted(self, start: int) -> bool:
        """Whether the offset stands inside a quotation."""
        i = bisect_right(self.quoted[0], start)
        return i > 0 and start < self.quoted[1][i - 1]

    def kind(self, person: Person) -> str:
        """The kind of source, by the words around the mentions if the name itself does not show
        it.
        """
        return person.kind or self._judged(person)[0]

    def is_sure(self, person: Person) -> bool:
        """Whether the name or the words around its mentions show the kind of source."""
        return bool(person.kind) or self._judged(person)[1]

    def _judged(self, person: Person) -> tuple[str, bool]:
        """The kind of a person whose name does not show it, and whether anything does. The result
        is kept, since it is needed often and never changes.
        """
        if person not in self._kinds:
            single = len(person.name) == 1
            kinds = (
                kind_by_context(self.plain, self.starts[i], self.ends[i], single)
                for i in person.mentions[:MENTIONS_JUDGED]
            )
            kind = next(filter(None, kinds), None)
            self._kinds[person] = kind or NAMED_PERSON, kind is not None
        return self._kinds[person]


def differ(gender: str, other: str) -> bool:
    """Whether both genders are known and differ."""
    return bool(gender and other and gender != other)


def starts_as_name(person: Person) -> bool:
    """Whether the first word may be a first name: not a verb, adverb, day or similar word that
    begins a sentence ("Add Anna Lind"), and not in capitals ("USS Anna Lind").
    """
    first = person.name[0]
    return first.lower() in GENDERS or not (
        first.lower() in CLASSES or "'" in first or (first.isupper() and first.isalpha())
    )


def ends_as_name(person: Person) -> bool:
    """Whether the last word may be a surname: not a first name, verb or day, not in capitals, and
    not a headline that continues after the name: "Anna Lind Is in Skara".
    """
    *_, last = words = person.name
    if any(word.lower() in NOT_NAMES or word.lower() in CLASSES for word in words[2:]):
        return False
    return last.isalpha() and not last.isupper() and last.lower() not in GENDERS


def fuller_of(part: Person, whole: Person, is_part_first: bool) -> Person | None:
    """Which of two names, one of which is part of the other, is the person's. Mostly it is the
    whole, but not if other words precede its first name ("House Anna Lind"), or if it begins with
    an unlisted word and the shorter name came first. None if neither is.

    >>> names = [Person(parse_name(run)) for run in ("Luna Paz", "Tomás Luna Paz", "Ask Luna Paz")]
    >>> fuller_of(names[0], names[1], True), fuller_of(names[0], names[2], False)
    (Person('Tomás Luna Paz'), Person('Luna Paz'))
    """
    first = whole.name[0].lower()
    if part.name[0] == whole.name[0]:  # Nicolás Maduro; not "Bob Roe Robert", as lists print it
        return whole if ends_as_name(whole) and not is_part_first else None
    if first in GENDERS:  # Paul Roe was there before John Paul Roe: two men
        return None if is_part_first and part.name[0].lower() in GENDERS else whole
    if part.name[0].lower() in GENDERS or is_part_first or not starts_as_name(whole):
        return part
    return whole


def is_part_of_name(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words occur in this order in a fuller name, wherever it has other words; its
    first and last word alone do not count.

    >>> name = "Andrés Manuel López Obrador".split()
    >>> [is_part_of_name(words.split(), name) for words in ("López Obrador", "Andrés López")]
    [True, True]
    >>> is_part_of_name(["Obrador", "López"], name)
    False
    """
    rest = iter([without_accents(word) for word in name])
    is_shorter = len(words) < len(name) or (len(words) == len(name) and words != name)
    return is_shorter and all(without_accents(word) in rest for word in words)


@lru_cache(1 << 14)
def without_accents(word: str) -> str:
    """The word in lower case without accents, as many papers print it.

    >>> without_accents("García")
    'garcia'
    """
    if word.isascii():
        return word.casefold()
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def last_mention(person: Person, before: int) -> int:
    """The number of the person's last mention up to a number; 0 if there is none."""
    count = bisect_right(person.mentions, before)
    return person.mentions[count - 1] if count else 0


class NameMention(NamedTuple):
    """A mention of a name: its offsets, the fullest name that the article gives its bearer, and
    whether the bearer is known to be a body or a place, not a person.
    """

    start: int
    end: int
    name: str
    is_body: bool


def named(document: Document) -> list[NameMention]:
    """The names that a document mentions, in order: people, bodies and places.

    Headings are left out, since every word of them looks like a name. So is a word whose only
    capital is due to the sentence or quotation that it begins. A mention that is not known to be a
    body or a place may still be one.

    >>> text = "Rain fell. Mayor Ana Cruz of Skara left, and Cruz said: “Fine.”"
    >>> [(mention.name, text[mention.start : mention.end]) for mention in named(Document(text))]
    [('Ana Cruz', 'Mayor Ana Cruz'), ('Skara', 'Skara'), ('Ana Cruz', 'Cruz')]
    """
    cast = Cast(document)
    openings = {start for start, _ in document.sentence_bounds}
    mentions: list[NameMention] = []
    sure: set[str] = set()
    for start, end, person in zip(cast.starts, cast.ends, cast.persons):
        if str(person) in ("", "I", "I."):  # a word of a heading, which has no name
            continue
        before = cast.plain[max(0, start - 2) : start]
        opens = (
            start in openings or before[-1:] in ('"', "(", "\n") or before in (" '", "\n'", ": ")
        )
        opens = opens and " " not in cast.plain[start:end]
        is_body = cast.kind(person) == ORGANISATION
        mentions.append(NameMention(start, end, str(person), is_body))
        if not opens or len(person.name) > 1:
            sure.add(str(person))
    return [mention for mention in mentions if mention.name in sure]
