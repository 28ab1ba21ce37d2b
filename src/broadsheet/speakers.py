"""Mentions as people: "she", "Sheinbaum" and "the Mexican president" are one person, under the article's fullest name.

Nobody is invented. A pronoun or a role is a person only where the article names one that fits; a bank, a crowd and "a
senior official" stand for themselves. `pronoun` is "she" or "he" where a title says so ("Ms.") or the article's own pronouns
do, outside quotations; a first name only helps to tell whom a pronoun means, and never says which one a person goes by.
"""
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from .names import RUN, Name, Phrase, parse_name, take_apart
from .sources import (AGED, NAMED, NOUN, ORGANISATION, UNNAMED, is_trade, kind_by_context, kind_by_noun, role_at,
                      same_place)
from .text import Document, Span

# How many mentions back a pronoun reaches. More would cost time on long lists of names and finds nobody.
REACH = 30
LONGEST = 300    # characters of a mention that are read; more is no noun phrase
CROWD = 10       # mentions of one sentence that are weighed against each other
FAR = 15         # sentences, those inside quotations counted
FINAL = frozenset(".!?:;\"'")
PRONOUNS = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f", "himself": "m", "herself": "f"}
SPOKEN = {"m": "he", "f": "she", "": None}
PRONOUN = re.compile(r"[hHsS](?<!\w.)(?:(?<=[hH])(?:e|im|is|er|imself|erself)|(?<=[sS])he)(?!\w)")
# An abbreviation has at most two small letters before its point.
SENTENCE_END = re.compile(r"""[.!?\n] (?: (?<=\n) | (?: (?<=[a-z)]{3}.) | (?<=\d.) | (?<=["'].) ) ["']* \s )""", re.VERBOSE)
# Before a mention: it is no subject. Behind it: it is one that speaks.
OBLIQUE = (" of ", " to ", " with ", " by ", " for ", " about ", " against ", " from ", " in ", " on ", " and ", " like ", " than ")
SPEAKS = re.compile(r",? (?:said|says|told|wrote|added|argued|asked|tweeted|called|also said|has said|insisted|claimed)\b")
# Somebody without a name who is brought in: "A senior official said", "said a spokesman for Roe".
UNKNOWN = re.compile(r"""
    [aAoO](?<!\w.)(?: (?<!(?s:..)) | (?<=["'.!?\n]\ .) | (?<=\n.) | (?<=said\ .) | (?<=says\ .) | (?<=,"\ .) | (?<=ing\ to\ .) ) (?: n | ne )? \ 
    ((?: (?! (?:by|the|an?|that|who|of|to|and|said|is|was|has|in|on|for|from|with)\ ) [\w.'-]+\ ){0,4}?) ([a-z-]+)
    (?= \ (?:for|who|at|with|from|in|of|on|close|familiar|said|says|told|also|has|had|was|is|wrote|added)\b | [,.] )
""", re.VERBOSE)
AGENT = re.compile(r"(?:, who| (?:says|told|has|had|was|is|did|does|will|would|also|who|wrote|went|himself|herself|and [A-Z]|[a-z]{2,}ed|said))\b")
HEADWORD = re.compile(r"[^\s']+(?:'(?!s\b)[^\s']+)?")
ACRONYM = re.compile(r" \(([A-Z][A-Za-z&]{1,8})\)")


class Speaker(NamedTuple):
    """Whom a mention means: `speaker`, the full name or the mention itself (None where it is nobody); `kind_of_source`,
    "named person", "unnamed person", "organisation" or "document"; `pronoun`, "she" or "he" where the article says so."""
    speaker: str | None
    kind_of_source: str | None = None
    pronoun: str | None = None


class Person:
    """Who or what the article names: in the fullest form, with the `gender` that guides pronouns ("m", "f" or ""), the
    `kind` of source ("" until somebody asks), the roles that titles tell, the numbers of the mentions, and how often which
    pronoun takes it up."""
    __slots__ = "name", "gender", "kind", "said", "sure", "roles", "at", "bare", "he", "she"

    def __init__(self, name: Name):
        self.name, self.gender, self.kind, self.said = name.words, name.gender, name.kind, name.pronoun
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
        """The gender that the article says: by a title, or by the pronoun that takes the person up most often."""
        return self.said or ("m" if self.he > 2 * self.she else "f" if self.she > 2 * self.he else "")

    def note(self, name: Name) -> None:
        """Take over what a title says."""
        self.said = self.said or name.pronoun
        self.gender = name.pronoun or self.gender
        self.kind = self.kind or NAMED
        if name.role:
            self.roles += (name.role, name.modifiers),


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
    >>> cast.resolve(Span("She", document.text.find("She smiled")))
    Speaker(speaker='Claudia Sheinbaum', kind_of_source='named person', pronoun='she')
    >>> cast.resolve(Span("the senator", document.text.find("the senator")))
    Speaker(speaker='the senator', kind_of_source='unnamed person', pronoun=None)

    Fails: where nothing tells, a single capitalised word that speaks is taken for a surname; a description that nothing
    introduced ("the retired surgeon") stands for itself, though readers know; and a pronoun before its name ("After he left,
    Roe slept") is given to whoever stood before.
    """

    def __init__(self, document: Document, quoted: Sequence[tuple[int, int]] = ()):
        self.plain = plain = document.plain
        self.quoted = [start for start, _ in quoted], [end for _, end in quoted]
        self.by_key: dict[tuple[str, str], Person] = {}
        self.by_surname: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        # The mentions in order: where each begins and ends, and whom it means.
        starts, ends, persons, names = [], [], [], []
        nobody = Person(Name(("",), kind=ORGANISATION))
        at = 0
        headings = [p for p in document.paragraphs if len(p) < 160 and p[-1] not in FINAL and is_heading(p)]
        if first := document.paragraphs[:1]:                # the head-line itself may have been given a full stop
            if (len(document.paragraphs) > 1 and 30 < len(first[0]) < 160 and first[0][-1] == "." and ". " not in first[0]
                    and is_heading(first[0][:-1])):
                headings[:0] = first
        for heading in [*headings, None]:
            for m in RUN.finditer(plain, at, heading.start if heading else len(plain)):
                if (name := parse_name(m[0])).words:
                    start, end = m.span()
                    starts.append(start)
                    ends.append(end)
                    names.append(name)
                    persons.append(self.add(name) if name.key[0] != name.key[1] else None)
            if heading:                                     # its words may be names, but no run of them is one
                for m in RUN.finditer(plain, heading.start, heading.end):
                    for word in HEADWORD.finditer(plain, *m.span()):
                        starts.append(word.start())
                        ends.append(word.end())
                        names.append(Name((word[0],), key=(word[0],) * 2))
                        persons.append(nobody)
                at = heading.end
        for i, name in enumerate(names):                    # a surname may stand before the full name
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
        return [person for person in self.by_key.values()
                if self.kind(person) == NAMED and (len(person.name) > 1 or person.roles or person.said)]

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
        """The person with this name; of several with one surname, who is mostly called by it alone, and else the one
        mentioned last before the i-th mention."""
        if name.key[0] != name.key[1]:
            return self.by_key.get(name.key)
        fitting = self.by_surname.get(name.key[0]) or self.by_first.get(name.key[0])
        if not fitting:
            return None
        if len(fitting) == 1 and not (name.gender and fitting[0].gender):     # as good as always, and soon said
            return fitting[0]
        alike = [person for person in fitting[:REACH]
                 if not (name.gender and person.gender and name.gender != person.gender)]
        return max(alike, default=None, key=lambda person: (
            person.bare, (before := bisect_right(person.at, i)) and person.at[before - 1]))

    def is_quoted(self, start: int) -> bool:
        i = bisect_right(self.quoted[0], start)
        return i > 0 and start < self.quoted[1][i - 1]

    def kind(self, person: Person) -> str:
        """The kind of source, by what stands around the mentions where the name itself does not tell."""
        if not person.kind:
            single = len(person.name) == 1
            told = next(filter(None, (kind_by_context(self.plain, self.starts[i], self.ends[i], single)
                                      for i in person.at[:5])), None)
            person.kind, person.sure = told or NAMED, told is not None
        return person.kind

    def acts(self, person: Person) -> bool:
        """Whether it is somebody who does something, where neither title nor first name tells: not only the first word
        of a sentence, or a thing with a name."""
        if person.said or person.roles or person.gender or person.sure and len(person.name) > 1:
            return True
        plain = self.plain
        return any(AGENT.match(plain, self.ends[i])
                   or len(person.name) > 1 and NOUN.match(plain, self.ends[i])
                   and plain[max(0, self.starts[i] - 2):self.starts[i]] in ("", ". ", "\n\n", ".\n") for i in person.at[:8])

    @cached_property
    def unknown(self) -> dict[int, Person]:
        """Those whom the article brings in without a name, by where they are: "a senior U.S. official"."""
        found = {}
        for m in UNKNOWN.finditer(self.plain):
            role = m[2]
            if is_trade(role) and not role.endswith("s") and not self.is_quoted(m.start()):
                phrase = m[0][0].lower() + m[0][1:]
                gender = parse_name(role.capitalize()).pronoun or {"man": "m", "woman": "f"}.get(role, "")
                person = Person(Name(tuple(phrase.split()), gender, role, kind=UNNAMED, pronoun=gender))
                person.roles = (role, frozenset(m[1].lower().split())),
                found[m.start()] = person
        return found

    @cached_property
    def by_role(self) -> dict[str, dict[Person, frozenset[str]]]:
        """Who is called what, and the words that are said with it."""
        table: dict[str, dict[Person, frozenset[str]]] = {}
        for person in [*self.by_key.values(), *self.unknown.values()]:
            roles = {*person.roles}
            if self.kind(person) == ORGANISATION:
                if person.name[-1] != "Group":
                    roles.add((person.name[-1].lower(), frozenset(word.lower() for word in person.name[:-1])))
            elif person.kind == NAMED:
                for i in person.at[:3]:
                    if said := role_at(self.plain, self.starts[i], self.ends[i]):
                        roles.add(said)
                    if m := AGED.match(self.plain, self.ends[i]):
                        roles.add((f"{m[1]}-year-old", frozenset()))
            for role, modifiers in roles:
                known = table.setdefault(role, {})
                known[person] = known.get(person, frozenset()) | modifiers
        return table

    def bearer(self, role: str, modifiers: frozenset[str], of: frozenset[str]) -> Person | None:
        """The one person who has this role; nobody where several have it, and nothing tells them
        apart, nor is one of them what the article is about, named more than three times as often as the next."""
        fitting = [(person, known) for person, known in list(self.by_role.get(role, {}).items())[:REACH]
                   if not (modifiers ^ known) & RANKS]
        if role[-1:] == "s" and role[-2:] != "ss":
            return None
        telling = (modifiers | of) - PASSING - RANKS
        strict = [person for person, known in fitting if telling and any(same_place(a, b) for a in telling for b in known)]
        if not strict and not of:
            strict = [person for person, known in fitting if not telling or not known - PASSING - RANKS]
        strict.sort(key=lambda person: -len(person.at))
        return strict[0] if len(strict) == 1 or strict and len(strict[0].at) > 3 * len(strict[1].at) else None

    @cached_property
    def taken_up(self) -> dict[int, Person]:
        """Whom each pronoun outside quotations means, by where it stands. Read twice: what clear pronouns say of a person
        in the first reading helps with the others in the second."""
        plain = self.plain
        sentences = [m.end() for m in SENTENCE_END.finditer(plain)]
        events = [(m.start(), PRONOUNS[m[0].lower()], None, 2 if m.end() - m.start() < 4 and m[0][-1] == "e" else 1)
                  for m in PRONOUN.finditer(plain)]
        if self.unknown:
            events = sorted([*events, *((start, "", person, 2) for start, person in self.unknown.items())], key=lambda event: event[0])
        events = [event for event in events if not self.is_quoted(event[0])]
        weighed: dict[int, tuple[int, Person, int] | None] = {}

        def candidates(line):
            for entry in reversed(line[-REACH:]):
                if type(entry) is int:
                    if entry not in weighed:
                        weighed[entry] = self.weigh(entry, sentences)
                    entry = weighed[entry]
                if entry:
                    yield entry

        found: dict[int, Person] = {}
        taken: set[tuple[Person, str]] = set()
        for reading in (1, 2):
            line: list[int | tuple[int, Person, int]] = []
            i = 0
            for start, gender, person, weight in events:
                j = bisect_left(self.starts, start, i)
                line.extend(range(i, j))
                i = j
                sentence = bisect_right(sentences, start)
                clear = False
                if not person:
                    person, clear = antecedent(candidates(line), gender, sentence)
                if person:
                    line.append((sentence, person, weight))
                    if gender:
                        found[start] = person
                        taken.add((person, gender))
                        if clear and reading == 1:
                            person.he += gender == "m"
                            person.she += gender == "f"
                else:
                    found.pop(start, None)
            if len(taken) == len({person for person, _ in taken}):      # nobody is both "he" and "she"
                break
        return found

    def weigh(self, i: int, sentences: list[int]) -> tuple[int, Person, int] | None:
        """The sentence of the i-th mention, its person, and how likely a pronoun takes it up: 3 for who speaks, 2 for a
        subject, 1 behind a preposition, 0 for a possessive; None where no pronoun can."""
        plain, start, end, person = self.plain, self.starts[i], self.ends[i], self.persons[i]
        kind = self.kind(person)
        if kind == ORGANISATION or kind == UNNAMED or self.is_quoted(start) or not self.acts(person):
            return None
        if plain[end - 2:end] == "'s":
            weight = 0
        elif plain[max(0, start - 9):start].endswith(OBLIQUE):
            weight = 1
        else:
            weight = 3 if SPEAKS.match(plain, end) or plain.startswith("said ", max(0, start - 5)) else 2
        return bisect_right(sentences, start), person, weight

    def resolve(self, mention: Span) -> Speaker:
        """Whom the mention means."""
        mention = Span(mention[:LONGEST], mention.start)
        phrase = CONTRACTED.sub("", " ".join(self.plain[mention.start:mention.end].split()).strip(" ,"))
        lower = phrase.lower()
        if lower in NOBODY:
            return Speaker(None)
        if lower in PRONOUNS:
            return self.meant(mention.start, lower) or Speaker(lower, UNNAMED, SPOKEN[PRONOUNS[lower]])
        return self.whom(take_apart(phrase), mention)

    def meant(self, start: int, pronoun: str) -> Speaker | None:
        """Whom the pronoun at an offset means."""
        person = self.taken_up.get(start)
        return person and Speaker(str(person), self.kind(person), SPOKEN[person.called or PRONOUNS[pronoun]])

    def whom(self, phrase: Phrase, mention: Span) -> Speaker:
        """Whom a noun phrase means that is no pronoun."""
        i = bisect_left(self.starts, mention.start)
        if phrase.owner and (speaker := self.meant(mention.start, phrase.owner)):
            return speaker
        if phrase.names:
            found = [self.bearer_of(name, i, mention.end) for name in phrase.names]
            if len(found) == 1:
                label = found[0].kind_of_source == ORGANISATION and self.plain.startswith(":", mention.end) and phrase.itself.isupper()
                return found[0]._replace(kind_of_source=NAMED) if label else found[0]
            kinds = {each.kind_of_source for each in found}
            return Speaker(" and ".join(each.speaker for each in found), kinds.pop() if len(kinds) == 1 else NAMED)
        if phrase.itself in self.by_surname and phrase.itself.istitle():           # King
            return self.speaker(self.by_surname[phrase.itself][0])
        if phrase.hint and (person := self.named(phrase.hint, i)):
            return self.speaker(person)
        if person := self.unknown.get(mention.start):
            person.name = max(person.name, tuple(phrase.itself.split()), key=len)
            return self.speaker(person)
        if phrase.definite and (person := self.bearer(phrase.noun, phrase.modifiers, phrase.of)):
            return self.speaker(person)
        if phrase.noun == "paper" and phrase.definite:
            return Speaker(phrase.itself, ORGANISATION)
        return Speaker(phrase.itself, kind_by_noun(phrase.noun))

    def bearer_of(self, name: Name, i: int, end: int) -> Speaker:
        """Whom a name means as the i-th mention, or whom nothing but the name tells."""
        if len(name.words) == 1 and len(name.words[0]) > 1 and name.words[0].isupper():     # PENCE is Pence, ACLU is short
            if full := self.acronyms.get(name.words[-1]):
                return Speaker(full, ORGANISATION)
            words, key = (tuple(word.title() for word in part) for part in (name.words, name.key))
            if person := self.named(name._replace(words=words, key=key), i):
                return self.speaker(person)
        while i < len(self.starts) and self.starts[i] < end:       # it has been read already, as the i-th or soon after
            if name.words[-1] in self.persons[i].name and name.kind != ORGANISATION:
                return self.speaker(self.persons[i])
            i += 1
        person = self.named(name, i)
        return self.speaker(person) if person else Speaker(" ".join(name.words), name.kind or NAMED, SPOKEN[name.pronoun])

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """What abbreviations in brackets are short for: the words before them that begin with their letters."""
        found = {}
        for m in ACRONYM.finditer(self.plain):
            letters = [letter for letter in m[1] if letter.isupper()]
            words = self.plain[max(0, m.start() - 100):m.start()].split()
            for k in range(len(words) - 1, -1, -1):
                initials = [part[0] for part in words[k].split("-") if part[:1].isupper()]
                if initials and letters[-len(initials):] != initials or not initials and words[k] not in SMALL:
                    break
                letters = letters[:len(letters) - len(initials)]
                if not letters:
                    found[m[1]] = " ".join(words[k:])
                    break
        return found

    def speaker(self, person: Person) -> Speaker:
        kind = self.kind(person)
        if kind not in (NAMED, UNNAMED):
            return Speaker(str(person), kind)
        if not person.said and kind == NAMED:
            self.taken_up
        return Speaker(str(person), kind, SPOKEN[person.called])


def antecedent(line: Iterable[tuple[int, Person, int]], gender: str, sentence: int) -> tuple[Person | None, bool]:
    """The person a pronoun means, and whether nobody else could be meant: of the right gender, in the nearest sentence
    that names one; there who speaks before who acts, who acts before whom it is done to, and the first of those."""
    best, weighs, at, clear = None, -1, None, True
    for looked, (there, person, weight) in enumerate(line):
        if best and (there != at or looked > CROWD) or sentence - there > FAR:
            break
        known = person.called or person.gender
        if known in ("", gender):
            weight += 0.5 * (known != "")
            clear = clear and best in (None, person)
            if weight >= weighs:
                best, weighs = person, weight
            at = there
    return best, clear and best is not None and sentence - at < (8 if best.gender else 3)


CONTRACTED = re.compile(r"(?<=^[Hh]e)'\w+$|(?<=^[Ss]he)'\w+$")
SMALL = frozenset("of and for the on in to & de".split())
RANKS = frozenset("vice deputy assistant lieutenant associate".split())
PASSING = frozenset("former new then late retired longtime outgoing young incoming current ex-".split())
# Mentions that are no person where nobody is found for them: the mention is kept, the speaker is not known.
NOBODY = frozenset("""
    it itself there this that these those which who i you we they them us me the nobody none one some others both neither
    """.split())
