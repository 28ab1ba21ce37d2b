"""Which named people of all articles are the same person: full names first, longest first, then
surnames on their own, article by article. Two speakers of one article are two people, whatever
their names.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import pandas as pd

from ..paths import package_rows
from ..text import folded
from .person_names import (
    FIRST_NAMES,
    FULL_FORMS,
    PRONOUN_OF,
    Name,
    Spellings,
    contradict,
    ends_with,
    is_one_first_name,
    is_shouted,
    may_be,
    parts_of,
    shown_name,
)
from .story_names import PARTICLES

# The rules by which a speaker is a person. The first ones join nobody to a fuller name.
AS_NAMED = "as named"
ALONE = "surname alone: nobody in the corpus has it in full"
SEVERAL = "surname of several people"
APART = "named apart in the article"
UNLIKELY = "surname alone: the full name is rarer, or goes by another pronoun"
COMMON = "surname alone: too common for one bearer who is quoted so little"
FORM = "another form of the name"
NICKNAME = "nickname"
ONLY = "surname: the only one in the corpus"
FREQUENT = "surname: three times as frequent as the next"
TITLED = "surname: the only one whom Mr. or Mrs. fits"
IN_STORY = "surname: the only one in the story"
FREQUENT_IN_STORY = "surname: three times as frequent as the next in the story"
# A surname that several people share refers to the one quoted in this many times as many articles.
# With three, no surname was wrong on 212 names of articles kept aside; the margin is not tuned
# further.
TIMES = 3
# How many of 100,000 people have a surname, and so how many to expect in a corpus by chance. A join
# based on a surname needs a person in this many times as many articles: the Chris Conley among
# 1,500 people may not be "Conley", but the only Ashish Jha is "Jha".
BEARERS = {row["surname"]: int(row["per_100000"]) for row in package_rows("surnames.csv")}
TIMES_EXPECTED = 8
# From this Zipf frequency on, a word is more often a word than a name: "North", "Long", not "King".
WORD = 5.2


@dataclass(eq=False)
class Form:
    """One form of a name with everything the corpus shows about it."""

    name: Name
    spellings: Counter[str] = field(default_factory=Counter)  # → number of articles
    articles: set[Hashable] = field(default_factory=set)
    stories: set[Hashable] = field(default_factory=set)
    pronouns: Counter[str] = field(default_factory=Counter)
    titles: dict[Hashable, str] = field(default_factory=dict)  # the pronoun of "Mr.", by article

    @property
    def order(self) -> tuple:
        """A sort key: the fullest first, so that a shorter form comes after everything it may be
        short for.
        """
        words, initials, suffix = self.name
        is_short = words[0] in FULL_FORMS or len(words[0]) == 1
        return -len(words), is_short, -len(initials), not suffix, self.name

    @property
    def shown(self) -> str:
        """The spelling to show: with accents and ordinary capitals, if any spelling has them."""
        if len(self.spellings) == 1:
            return shown_name(*self.spellings)
        spelled: Counter[str] = Counter()
        for spelling, articles in self.spellings.items():
            spelled[shown_name(spelling)] += articles
        return min(
            spelled,
            key=lambda name: (
                is_shouted(name),
                folded(name) == name.casefold(),
                -spelled[name],
                -len(name),
                name,
            ),
        )


class Person:
    """The forms of one person's name, and surnames of several words."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.surnames: dict[Form, str] = {}  # each with the rule that joined it
        self.articles: set[Hashable] = set()
        self.stories: set[Hashable] = set()
        self.is_by_hand = False

    @cached_property
    def name(self) -> str:
        """The form that most articles use, except a surname alone; ties go to the form with fewest
        words with which the fullest begins.
        """
        if len(self.forms) == 1:
            return self.forms[0].shown
        fullest = max(self.forms, key=lambda form: len(form.name.words)).name.words
        form = min(
            self.forms,
            key=lambda form: (
                -len(form.articles),
                len(form.name.words) + bool(form.name.initials) + bool(form.name.suffix),
                fullest[: len(form.name.words)] != form.name.words,
                form.order,
            ),
        )
        return form.shown

    @property
    def is_junior(self) -> bool:
        """Whether this person is never printed without a suffix."""
        return all(form.name.suffix for form in self.forms)

    def add(self, form: Form) -> None:
        self.forms.append(form)
        self.articles |= form.articles
        self.stories |= form.stories

    def add_surname(self, form: Form, rule: str) -> None:
        self.surnames[form] = rule
        self.articles |= form.articles
        self.stories |= form.stories

    def is_apart(self, form: Form) -> bool:
        """Whether a form belongs to somebody else: it is quoted in an article that also quotes this
        person, or initials or a suffix distinguish it.
        """
        return not self.articles.isdisjoint(form.articles) or any(
            contradict(form.name, other.name) for other in self.forms
        )

    def may_have(self, form: Form) -> bool:
        fits = any(
            may_be(form.name, other.name) or (form.name.suffix and may_be(other.name, form.name))
            for other in self.forms
        )
        return (
            bool(fits)
            and not self.is_apart(form)
            and not self.is_father(form)
            and self.goes_by(pronoun_of([form]))
        )

    def is_father(self, junior: Form) -> bool:
        """Whether somebody with a suffix is the junior of this person. If "Donald Trump" is printed
        far more often than "Donald Trump Jr.", they are two people; somebody mostly printed as
        "Robert F. Kennedy Jr." is one person.
        """
        if not junior.name.suffix:
            return False
        bare = [
            form
            for form in self.forms
            if form.name.words == junior.name.words and not form.name.suffix
        ]
        return sum(len(form.articles) for form in bare) >= TIMES * len(junior.articles)

    def goes_by(self, pronoun: str) -> bool:
        """Whether a pronoun is compatible with this person's."""
        return not pronoun or pronoun_of(self.forms) in ("", pronoun)


def pronoun_of(forms: Iterable[Form]) -> str:
    """The pronoun used in most articles, or else that of most people with this first name; "" if
    neither shows one, or if they contradict each other outside several articles. A pronoun inferred
    from a first name only prevents joins, and appears in no table.
    """
    by_name, pronouns = set(), Counter[str]()
    for form in forms:
        pronouns.update(form.pronouns)
        if form.name.words[1:]:
            by_name.add(PRONOUN_OF.get(form.name.words[0], ""))
    usual = by_name.pop() if len(by_name) == 1 else ""
    counts = pronouns.most_common()
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return usual
    most, articles = counts[0]
    return "" if usual and most != usual and articles < TIMES else most


@cache
def common_words() -> frozenset[str]:
    rows = package_rows("word-frequencies.csv")
    return frozenset(row["word"] for row in rows if float(row["zipf"]) >= WORD)


def chosen(articles: Mapping[Person, int]) -> Person | None:
    """The only person, or the one quoted in `TIMES` as many articles as the next; else None."""
    if not articles:
        return None
    first, *others = sorted(articles, key=lambda person: -articles[person])
    return None if others and articles[first] < TIMES * articles[others[0]] else first


class Census:
    """The people of a corpus. `rows` has one row per named person of an article: `id, story,
    speaker, pronoun`, and `title`, the pronoun that a title before the name stands for, or "".
    """

    def __init__(self, rows: pd.DataFrame):
        self.forms: dict[Name, Form] = {}
        self.person_of: dict[Form, Person] = {}
        # For each word that may be a surname, the people who have it.
        self.bearers: dict[str, list[Person]] = {}
        spellings = Spellings(rows["speaker"].tolist())
        self.name_of = {name: spellings.parts_of(name) for name in set(rows["speaker"])}
        self.story_of = dict(zip(rows["id"], rows["story"]))
        self.articles_of: dict[Hashable, set[Hashable]] = defaultdict(set)
        for article, story in self.story_of.items():
            if not pd.isna(story):
                self.articles_of[story].add(article)
        for row in rows.itertuples():
            self._note(row)
        self.full_names = sum(len(form.name.words) > 1 for form in self.forms.values())
        self._join_full_names()
        self._note_bearers()
        self._join_compound_surnames()
        self._note_bearers()

    def _note(self, row: Any) -> None:
        form = self.form(row.speaker)
        form.spellings[row.speaker] += 1
        form.articles.add(row.id)
        if not pd.isna(row.story):
            form.stories.add(row.story)
        if isinstance(row.pronoun, str):
            form.pronouns[row.pronoun] += 1
        if row.title:
            form.titles[row.id] = row.title

    def form(self, speaker: str) -> Form:
        name = self.name_of[speaker]
        if name not in self.forms:
            self.forms[name] = Form(name)
        return self.forms[name]

    def is_common(self, surname: str, articles: int) -> bool:
        """Whether a surname is so common that a corpus of this size may contain another person with
        it, besides somebody quoted in this many articles.
        """
        expected = BEARERS.get(surname, 0) * self.full_names / 100_000
        return articles < TIMES_EXPECTED * expected

    def _join_full_names(self) -> None:
        """Joins each form, the fullest first, to the only person who may have it, or makes a new
        person. Forms with a suffix come last, because only then is it known whose junior they might
        be.
        """
        known: dict[tuple[str, str], dict[Person, None]] = defaultdict(dict)
        full = [form for form in self.forms.values() if len(form.name.words) > 1]
        suffixes: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for form in full:
            suffixes[form.name.words] |= {form.name.suffix} - {""}
        for form in sorted(full, key=lambda form: (bool(form.name.suffix), form.order)):
            first, *others = form.name.words
            firsts = [first, *sorted(FULL_FORMS.get(first, ()))]
            near = {p: None for name in firsts for p in known.get((name, others[-1]), ())}
            # "Ken Griffey" may be the father or the son, if both are quoted.
            is_of_two = bool(form.name.suffix) and len(suffixes[form.name.words]) > 1
            fitting = {
                person: len(person.articles)
                for person in near
                if person.may_have(form)
                and not (is_of_two and not person.is_junior)
                and self._is_likely(person, form)
            }
            person = chosen(fitting) or Person()
            person.add(form)
            self.person_of[form] = person
            for name in (*firsts, first[0]):
                for word in others:
                    known[name, word][person] = None

    def _is_likely(self, person: Person, form: Form) -> bool:
        """Whether a form more likely belongs to this person than to a namesake: the first name is
        the same, or has only this short form, or the surname is rare.
        """
        if any(
            is_one_first_name(form.name.words[0], other.name.words[0]) for other in person.forms
        ):
            return True
        most = max(len(form.articles), len(person.articles))
        in_story = not person.stories.isdisjoint(form.stories)
        return in_story or not self.is_common(form.name.surname, most)

    def _note_bearers(self) -> None:
        """Notes who has each surname. Middle names and first surnames count only if nobody's name
        ends with them: with Mike Huckabee in the corpus, Sarah Huckabee Sanders does not count as a
        Huckabee. A form counts unless it is a slip for the person's usual one.
        """
        last: dict[str, dict[Person, None]] = defaultdict(dict)
        inner: dict[str, dict[Person, None]] = defaultdict(dict)
        for person in sorted(set(self.person_of.values()), key=lambda p: p.forms[0].order):
            usual = max(len(form.articles) for form in person.forms)
            for form in person.forms:
                if TIMES * len(form.articles) < usual:
                    continue
                last[form.name.surname][person] = None
                if form.name.family_name_first:
                    continue
                parts = form.name.words[-1].split("-") if "-" in form.name.words[-1] else []
                for word in {*form.name.words[1:-1], *parts} - PARTICLES:
                    inner[word][person] = None
        self.bearers = {word: list(last.get(word) or inner[word]) for word in {*last, *inner}}

    def add_by_hand(self, name: str, articles: Iterable[Hashable]) -> None:
        """Adds a person named only in corrections to those with their surname. They compete with
        the others for that surname, but get no further names.
        """
        form = Form(parts_of(name), Counter({name: 1}), set(articles))
        if len(form.name.words) > 1:
            person = Person()
            person.add(form)
            person.is_by_hand = True
            self.bearers.setdefault(form.name.surname, []).append(person)

    def _join_compound_surnames(self) -> None:
        """Joins compound surnames, such as García Harfuch, to the only person with both words after
        a first name.
        """
        for form in sorted(self.person_of, key=lambda form: form.order):
            words, person = form.name.words, self.person_of[form]
            if len(person.forms) > 1 or words[0] in FIRST_NAMES:
                continue
            candidates = {
                other: len(other.articles)
                for other in self.bearers.get(words[-1], ())
                if other is not person
                and any(ends_with(full.name.words[1:], words) for full in other.forms)
                and not other.is_apart(form)
            }
            if whole := chosen(candidates):
                whole.add_surname(form, ONLY if len(candidates) == 1 else FREQUENT)
                self.person_of[form] = whole

    def who(self, article: Hashable, speaker: str) -> tuple[str, str]:
        """The person that the speaker of an article is, and the rule."""
        form = self.form(speaker)
        if len(form.name.words) == 1:
            return self._who_alone(article, form)
        person = self.person_of[form]
        if shown_name(speaker) == person.name:
            return person.name, AS_NAMED
        if form in person.surnames:
            return person.name, person.surnames[form]
        first, usual = form.name.words[0], parts_of(person.name).words[0]
        return person.name, FORM if first == usual or len(first) == 1 else NICKNAME

    def _who_alone(self, article: Hashable, form: Form) -> tuple[str, str]:
        """The person that a surname refers to in an article: in its story, if anybody there has it,
        else in the corpus.
        """
        [word] = form.name.words
        bearers = self._bearers(word, form.name.suffix)
        if not bearers:
            return form.shown, ALONE
        # "Mr. Clinton" is not Hillary Clinton; a pronoun is less certain to refer to this name.
        title = form.titles.get(article, "")
        fitting = [person for person in bearers if person.goes_by(title)]
        story = self.articles_of.get(self.story_of[article], set()) - {article}
        told = {person: len(person.articles & story) for person in fitting}
        told = {person: articles for person, articles in told.items() if articles}
        counts = told or {person: len(person.articles) for person in fitting}
        person = chosen(counts)
        if not fitting or (person and not title and not person.goes_by(pronoun_of([form]))):
            return form.shown, UNLIKELY
        if person is None or (told and self._is_eclipsed(person, fitting)):
            return form.shown, SEVERAL
        if person.is_by_hand:
            return form.shown, ALONE if len(bearers) == 1 else SEVERAL
        if article in person.articles:
            return form.shown, APART
        # "Francis" in twelve articles is not the Megan Francis of one, nor is "North" Oliver North.
        is_other = word in FIRST_NAMES or word in common_words()
        is_rare = is_other and len(person.articles) < TIMES * len(form.articles)
        if is_rare and not told:
            return form.shown, UNLIKELY
        if not told and self.is_common(word, len(person.articles)):
            return form.shown, COMMON
        only, frequent = (IN_STORY, FREQUENT_IN_STORY) if told else (ONLY, FREQUENT)
        if not told and len(fitting) < len(bearers):
            only = TITLED
        return person.name, only if len(counts) == 1 else frequent

    def _bearers(self, surname: str, suffix: str) -> list[Person]:
        """The people who may be meant: with a suffix, those who have it; without one, no junior
        whose name without the suffix belongs to somebody else, because "Trump" is not Donald Trump
        Jr. if Donald Trump is quoted.
        """
        bearers = self.bearers.get(surname, [])
        if suffix:
            return [
                person
                for person in bearers
                if any(suffix == form.name.suffix for form in person.forms)
            ]
        if not any(person.is_junior for person in bearers):
            return bearers
        bare = {form.name.words for p in bearers for form in p.forms if not form.name.suffix}
        return [
            person
            for person in bearers
            if not person.is_junior or bare.isdisjoint(form.name.words for form in person.forms)
        ]

    @staticmethod
    def _is_eclipsed(person: Person, bearers: Iterable[Person]) -> bool:
        """Whether somebody else with the surname is quoted so much more often in the corpus that
        the person of the story may not be meant: "Trump" in a story that quotes Eric Trump.
        """
        return any(len(other.articles) >= TIMES * len(person.articles) for other in bearers)
