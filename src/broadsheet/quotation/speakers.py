"""Mentions as people: "she", "Sheinbaum" and "the Mexican president" are one person, by the
article's fullest name.

Nobody is invented. A pronoun or a role is a person only if the article names one who fits; a bank,
a crowd and "a senior official" are kept as they are called. `pronoun` is "she" or "he" if a title
("Ms.") or the article's own pronouns outside quotations show it. A first name only helps to decide
whom a pronoun means, and never which pronoun a person goes by.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from ..patterns import regex
from ..text import Document, Span
from .coreference import (
    PRONOUN_GENDERS,
    Pronouns,
    Roles,
    bearer,
    body_before,
    body_or_group,
    brought_in,
    by_role,
    taken_up,
)
from .mentions import Cast, Person
from .names import (
    TITLES,
    Name,
    Phrase,
    as_title,
    head_of,
    organisation_around,
    take_apart,
)
from .source_kinds import (
    NAMED_PERSON,
    ORGANISATION,
    UNNAMED_PERSON,
    kind_by_noun,
)
from .tagging import CLASSES

LONGEST_MENTION = 300  # characters; anything longer is not a noun phrase
SUBJECT_PRONOUNS = {"m": "he", "f": "she", "": None}
CONTRACTED = re.compile(r"^(I|you|he|she|it|we|they|there|that)'\w+$", re.IGNORECASE)
TITLE_BEFORE = regex(
    r"""
    ( (?: [A-Z][a-z]+ (?:-[A-Z][a-z]+)? (?:\ of)? \  )*     # The Inspector-General of
      [A-Z][a-z]+ (?:-[A-Z][a-z]+)? )                       # Police; Minister
    ,? \  (?: (?:Mr|Mrs|Ms) \.? \  )? $                    # , Mr
""",
    re.VERBOSE,
)
# Nouns that refer to an organisation that was just named.
GENERIC_BODIES = frozenset("group organization organisation agency outlet nonprofit".split())
ACRONYM = re.compile(r" \(([A-Z][A-Za-z&]{1,8})\)")
# Words of a name that its acronym may leave out.
LEFT_OUT = frozenset("of and for the on in to & de".split())
# Mentions that do not become speakers if they are not resolved: the speaker stays unknown.
NO_PERSON = frozenset(
    """
    it itself there this that these those which who i you we they them us me the nobody none one
    some others both neither
    """.split()
)


class Speaker(NamedTuple):
    """Whom a mention means: `speaker`, the full name or the mention itself (None if it is nobody);
    `kind_of_source`, "named person", "unnamed person", "organisation" or "document"; `pronoun`,
    "she" or "he" if the article uses it.
    """

    speaker: str | None
    kind_of_source: str | None = None
    pronoun: str | None = None


class People(Cast):
    """The people of an article, and whom each mention means.

    A name is two capitalised words or more, or one after a title. A later mention with the same
    surname is the same person.

    >>> text = "Mexican President Claudia Sheinbaum met Marco Rubio. She smiled, said the senator."
    >>> people = People(Document(text))
    >>> people.people
    [Person('Claudia Sheinbaum'), Person('Marco Rubio')]
    >>> people.resolve(Span("She", text.find("She smiled")))
    Speaker(speaker='Claudia Sheinbaum', kind_of_source='named person', pronoun='she')
    >>> people.resolve(Span("the senator", text.find("the senator")))
    Speaker(speaker='the senator', kind_of_source='unnamed person', pronoun=None)

    `mentions` are all those that will be resolved, if known: somebody introduced without a name is
    called by the longest phrase among them. Resolving changes nothing, so the order does not
    matter.

    >>> text = "A farmer from Skara said no. She left."
    >>> she, farmer = Span("She", text.find("She")), Span("A farmer from Skara", 0)
    >>> [People(Document(text), mentions=[farmer, she]).resolve(she).speaker]
    ['a farmer from Skara']
    >>> [People(Document(text)).resolve(she).speaker]
    ['a farmer']

    Fails: without other evidence, a single capitalised word that speaks is taken for a surname; a
    description that was never introduced ("the retired surgeon") is kept as it is, though readers
    know who is meant; and a pronoun before its name ("After he left, Roe slept") is taken to mean
    somebody named earlier.
    """

    def __init__(
        self,
        document: Document,
        quoted: Sequence[tuple] = (),
        mentions: Sequence[Span] = (),
    ):
        super().__init__(document, quoted)
        self.mentions = mentions
        self._resolved: dict[tuple[int, int], Speaker] = {}

    @cached_property
    def unnamed(self) -> dict[int, Person]:
        """The people introduced without a name, by offset, each called by the longest mention that
        begins there.
        """
        unnamed = brought_in(self)
        for mention in self.mentions:
            if (person := unnamed.get(mention.start)) and self.phrase(mention):
                phrase = take_apart(self.phrase(mention))
                if not phrase.names:
                    person.name = tuple(longer_name(person, phrase).split())
        return unnamed

    @cached_property
    def by_role(self) -> Roles:
        """Who has which role."""
        return by_role(self, self.unnamed)

    @cached_property
    def pronouns(self) -> Pronouns:
        """Whom pronouns mean, and how the article refers to each person."""
        return taken_up(self, self.unnamed)

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """What abbreviations in brackets stand for: the words before them that begin with their
        letters.

        >>> People(Document("The Bank of Skara (BS) spoke.")).acronyms
        {'BS': 'Bank of Skara'}
        """
        long_forms = {}
        for m in ACRONYM.finditer(self.plain):
            before = self.plain[max(0, m.start() - 100) : m.start()].split()
            if long_form := spelled_out(m[1], before):
                long_forms[m[1]] = long_form
        return long_forms

    @cached_property
    def initials(self) -> dict[str, Person]:
        """Whom the initials of a title mean: the PM, the IGP. Initials that two people share mean
        nobody.

        >>> text = "Prime Minister Ravi Menon met the Inspector-General of Police, Mr Kofi Boadu."
        >>> People(Document(text)).initials
        {'PM': Person('Ravi Menon'), 'IGP': Person('Kofi Boadu')}
        """
        means: dict[str, set[Person]] = {}
        for person in self.people:
            for i in person.mentions[:3]:
                start = self.plain.find(person.name[0], self.starts[i], self.ends[i])
                title = TITLE_BEFORE.search(self.plain, max(0, start - 60), max(0, start))
                if title and any(as_title(word) in TITLES for word in title[1].split()):
                    letters = "".join(re.findall("[A-Z]", title[1].removeprefix("The ")))
                    means.setdefault(letters, set()).add(person)
        return {
            letters: next(iter(persons))
            for letters, persons in means.items()
            if len(letters) > 1 and len(persons) == 1
        }

    def by_initials(self, letters: str) -> Person | None:
        """The one person with these initials, which label the answers in an interview.

        >>> People(Document("Ana Vidal met Ravi Menon.")).by_initials("AV")
        Person('Ana Vidal')
        """
        persons = self.by_letters.get(letters, ())
        return persons[0] if len(persons) == 1 else None

    @cached_property
    def by_letters(self) -> dict[str, list[Person]]:
        """The people whose names have the same initials."""
        persons: dict[str, list[Person]] = {}
        for person in self.people:
            persons.setdefault("".join(word[0] for word in person.name), []).append(person)
        return persons

    def phrase(self, mention: Span) -> str:
        """The words of a mention, without line breaks or a contracted verb: "he" of "he's"."""
        words = self.plain[mention.start : mention.start + len(mention[:LONGEST_MENTION])].split()
        phrase = " ".join(words).strip(" ,")
        return CONTRACTED.sub(r"\1", phrase) if "'" in phrase else phrase

    def resolve(self, mention: Span) -> Speaker:
        """Whom the mention means. The result is kept, since one mention often belongs to several
        quotations.
        """
        place = mention.start, len(mention)
        if place not in self._resolved:
            self._resolved[place] = self._resolve(mention)
        return self._resolved[place]

    def _resolve(self, mention: Span) -> Speaker:
        phrase = self.phrase(mention)
        lower = phrase.lower()
        if lower in ("it", "they"):
            return self.by_body(mention.start, mention.start + len(lower), lower == "they")
        if lower in NO_PERSON:
            return Speaker(None)
        if lower in PRONOUN_GENDERS:
            return self.by_pronoun(mention.start, lower) or Speaker(
                lower, UNNAMED_PERSON, SUBJECT_PRONOUNS[PRONOUN_GENDERS[lower]]
            )
        end = mention.start + len(head_of(mention[:LONGEST_MENTION]))
        if organisation := organisation_around(self.plain, mention.start, end):
            return Speaker(organisation, ORGANISATION)
        return self.by_phrase(take_apart(phrase), mention)

    def by_pronoun(self, start: int, pronoun: str) -> Speaker | None:
        """Whom the pronoun at an offset means."""
        person = self.pronouns.persons.get(start)
        if person is None:
            return None
        gender = self.pronouns.usage.gender(person) or PRONOUN_GENDERS[pronoun]
        return Speaker(str(person), self.kind(person), SUBJECT_PRONOUNS[gender])

    def by_body(self, start: int, end: int, is_plural: bool) -> Speaker:
        """The organisation or group that "it" or "they" means between two offsets."""
        span = body_or_group(self, start, end, is_plural)
        return self.by_phrase(take_apart(self.phrase(span)), span) if span else Speaker(None)

    def by_phrase(self, phrase: Phrase, mention: Span) -> Speaker:
        """Whom a noun phrase that is not a pronoun means."""
        i = bisect_left(self.starts, mention.start)
        end = mention.start + len(mention[:LONGEST_MENTION])
        if phrase.owner and (speaker := self.by_pronoun(mention.start, phrase.owner)):
            return speaker
        if len(phrase.names) == 1:
            speaker = self.by_name(phrase.names[0], i, end)
            if self.is_label(phrase, speaker, end):
                return speaker._replace(kind_of_source=NAMED_PERSON)
            return speaker
        if phrase.names:
            return joined([self.by_name(name, i, end) for name in phrase.names])
        if speaker := self.by_description(phrase, mention.start, i):
            return speaker
        if phrase.noun == "paper" and phrase.definite:
            return Speaker(phrase.itself, ORGANISATION)
        return Speaker(phrase.itself, kind_by_noun(phrase.noun))

    def by_description(self, phrase: Phrase, start: int, i: int) -> Speaker | None:
        """Whom a phrase without a name means, as the mention before the i-th."""
        surname = phrase.itself.capitalize()
        if self.plain.startswith(surname, start):  # King
            for bearer_of_it in self.by_surname.get(surname, ()):
                if len(bearer_of_it.name) > 1 and self.kind(bearer_of_it) == NAMED_PERSON:
                    return self.speaker(bearer_of_it)
        if phrase.hint and (person := self.named(phrase.hint, i)):
            return self.speaker(person)
        letters = phrase.itself.removeprefix("the ")
        if phrase.definite and letters.isupper() and (person := self.initials.get(letters)):
            return self.speaker(person)
        if person := self.unnamed.get(start):
            if named := self.named_later(phrase, start):
                return self.speaker(named)
            return self.speaker(person)._replace(speaker=longer_name(person, phrase))
        if phrase.definite and (
            person := bearer(self.by_role, phrase.noun, phrase.modifiers, phrase.of)
        ):
            return self.speaker(person)
        if phrase.itself == f"the {phrase.noun}" and (owned := self.owned_before(phrase, start)):
            return Speaker(owned, kind_by_noun(phrase.noun))
        is_generic = phrase.definite and phrase.noun in GENERIC_BODIES
        if (
            is_generic
            and not (phrase.modifiers or phrase.of)
            and (span := body_before(self, start))
        ):
            return self.by_phrase(take_apart(self.phrase(span)), span)
        return None

    @cached_property
    def owned(self) -> dict[str, list[tuple[int, str]]]:
        """The mentions of somebody's person by their noun, in order: "Roe's spokesman", with where
        each begins.
        """
        owned: dict[str, list[tuple[int, str]]] = {}
        for mention in sorted(self.mentions, key=lambda mention: mention.start):
            phrase = take_apart(self.phrase(mention))
            is_owned = not phrase.names and "'s " in head_of(phrase.itself)
            if is_owned and kind_by_noun(phrase.noun) == UNNAMED_PERSON:
                owned.setdefault(phrase.noun, []).append((mention.start, phrase.itself))
        return owned

    def owned_before(self, phrase: Phrase, start: int) -> str | None:
        """The person that "the spokesman" means after "Roe's spokesman"; None after two people's.

        >>> text = "“No,” Roe's spokesman said. “Not now,” the spokesman added."
        >>> mentions = [Span("Roe's spokesman", 6), Span("the spokesman", 39)]
        >>> People(Document(text), mentions=mentions).resolve(mentions[1]).speaker
        "Roe's spokesman"
        """
        before = {itself for place, itself in self.owned.get(phrase.noun, ()) if place < start}
        return before.pop() if len(before) == 1 else None

    def named_later(self, phrase: Phrase, start: int) -> Person | None:
        """Whom the article names next if it begins with somebody unnamed: "A judge" in the first
        paragraph is Judge Anna Lind in the second, if nobody else is a judge.
        """
        if not 0 <= start < self.first_line_end or self.first_named < start:
            return None
        bearers = (
            person
            for person in self.by_role.get(phrase.noun, {})
            if self.kind(person) == NAMED_PERSON
        )
        one_or_two = [*islice(bearers, 2)]
        return one_or_two[0] if len(one_or_two) == 1 else None

    @cached_property
    def first_line_end(self) -> int:
        """Where the first line ends; -1 if it is the only one."""
        return self.plain.find("\n")

    @cached_property
    def first_named(self) -> int:
        """Where the first person is named; after the end of the text if nobody is."""
        return min(
            (self.starts[person.mentions[0]] for person in self.people if person.mentions),
            default=len(self.plain),
        )

    def is_label(self, phrase: Phrase, speaker: Speaker, end: int) -> bool:
        """Whether a name in capitals stands before a colon, as in the transcript of an interview:
        "ROE: It rains."
        """
        return (
            speaker.kind_of_source == ORGANISATION
            and phrase.itself.isupper()
            and self.plain.startswith(":", end)
        )

    def by_name(self, name: Name, i: int, end: int) -> Speaker:
        """Whom a name means as the i-th mention, or else by the name alone; `end` is where the
        mention ends.
        """
        if is_in_capitals(name):
            if long_form := self.acronyms.get(name.words[-1]):
                return Speaker(long_form, ORGANISATION)
            is_labelled = self.plain.startswith(":", end)
            if person := self.initials.get(name.words[-1]) or (
                self.by_initials(name.words[-1]) if is_labelled else None
            ):
                return self.speaker(person)
            words, key = (tuple(word.title() for word in part) for part in (name.words, name.key))
            if person := self.named(name._replace(words=words, key=key), i):
                return self.speaker(person)
        behind = bisect_left(self.starts, end, i)
        if name.kind != ORGANISATION:  # it has been read already, as one of these mentions
            for person in self.persons[i:behind]:
                if name.words[-1] in person.name or name.words[:2] == person.name:
                    return self.speaker(person)
        if person := self.named(name, behind):
            return self.speaker(person)
        return Speaker(
            " ".join(name.words), name.kind or NAMED_PERSON, SUBJECT_PRONOUNS[name.pronoun]
        )

    def is_ordinary_word(self, person: Person) -> bool:
        """Whether a supposed person is only the first word of sentences, which the article also has
        in lower case or which cannot be a name: "Epidemics", "Widely".

        >>> people = People(Document("Epidemics reveal much. The epidemics ended. Lind left."))
        >>> [people.is_ordinary_word(person) for person in people.persons]
        [True, False]
        """
        if len(person.name) > 1 or person.pronoun or person.roles or person.kind:
            return False
        word = person.name[0].lower()
        is_word = word in CLASSES or self.spaced_words.has(word)
        return is_word and all(self._opens_sentence(self.starts[i]) for i in person.mentions)

    def speaker(self, person: Person) -> Speaker:
        """The person as a source; only people have pronouns."""
        if self.is_ordinary_word(person):
            word = person.name[0].lower()
            kind_of_noun = kind_by_noun(word)
            return Speaker(word if kind_of_noun else None, kind_of_noun)
        kind = self.kind(person)
        if kind not in (NAMED_PERSON, UNNAMED_PERSON):
            return Speaker(str(person), kind)
        gender = person.pronoun or self.pronouns.usage.gender(person)
        return Speaker(str(person), kind, SUBJECT_PRONOUNS[gender])


def longer_name(person: Person, phrase: Phrase) -> str:
    """What to call somebody without a name: the present name or the phrase itself, whichever has
    more words.
    """
    words = tuple(phrase.itself.split())
    return " ".join(words if len(words) > len(person.name) else person.name)


def is_in_capitals(name: Name) -> bool:
    """Whether the name is one word in capitals: PENCE, who is Pence, or ACLU."""
    return len(name.words) == 1 and len(name.words[0]) > 1 and name.words[0].isupper()


def joined(speakers: Sequence[Speaker]) -> Speaker:
    """Several speakers as one: "Roe and Lind"."""
    kinds = {speaker.kind_of_source for speaker in speakers}
    return Speaker(
        " and ".join(speaker.speaker or "" for speaker in speakers),
        kinds.pop() if len(kinds) == 1 else NAMED_PERSON,
    )


def spelled_out(acronym: str, before: Sequence[str]) -> str | None:
    """The last words before an acronym that begin with its letters, matched from the end.

    >>> spelled_out("ACLU", "said the American Civil Liberties Union".split())
    'American Civil Liberties Union'
    >>> spelled_out("ACLU", "said the Liberties Union".split())
    """
    letters = [letter for letter in acronym if letter.isupper()]
    for k in range(len(before) - 1, -1, -1):
        initials = [part[0] for part in before[k].split("-") if part[:1].isupper()]
        if not initials and before[k] not in LEFT_OUT:
            return None
        if initials and letters[-len(initials) :] != initials:
            return None
        letters = letters[: len(letters) - len(initials)]
        if not letters:
            return " ".join(before[k:])
    return None
