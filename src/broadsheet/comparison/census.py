"""The named people of all articles → who is one person: full names first, from the fullest down,
then the surnames that stand alone, article by article. Two who are quoted under two names in one
article are two people, whatever their names.
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

# Why a speaker is this person. The first ones join nobody to a fuller name.
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
# A surname that several people have means the one whom so many times as many articles quote. With
# three, no surname was wrong on 212 names of articles kept aside; the margin is not tuned further.
TIMES = 3
# How many of 100,000 people bear a surname, and so how many of a corpus are to be expected by
# chance. A join that rests on a surname needs a person in so many times as many articles: one Chris
# Conley among 1,500 people may be another than "Conley", one Ashish Jha is no other than "Jha".
BEARERS = {row["surname"]: int(row["per_100000"]) for row in package_rows("surnames.csv")}
TIMES_EXPECTED = 8
# From this Zipf frequency on a word is more often a word than a name: "North", "Long", not "King".
WORD = 5.2


@dataclass(eq=False)
class Form:
    """One form of a name with all that the corpus says of it."""

    name: Name
    spellings: Counter[str] = field(default_factory=Counter)  # in how many articles each
    articles: set[Hashable] = field(default_factory=set)
    stories: set[Hashable] = field(default_factory=set)
    pronouns: Counter[str] = field(default_factory=Counter)
    titles: dict[Hashable, str] = field(default_factory=dict)  # the pronoun of "Mr.", by article

    @property
    def order(self) -> tuple:
        """The fullest first, so that a shorter form finds all that it may be short for."""
        words, initials, suffix = self.name
        is_short = words[0] in FULL_FORMS or len(words[0]) == 1
        return -len(words), is_short, -len(initials), not suffix, self.name

    @property
    def shown(self) -> str:
        """The spelling that is shown: with accents and ordinary capitals where any has them."""
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
    """The forms of a name that are one person's, and the surnames of several words."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.surnames: dict[Form, str] = {}  # each with the rule that joined it
        self.articles: set[Hashable] = set()
        self.stories: set[Hashable] = set()
        self.is_by_hand = False

    @cached_property
    def name(self) -> str:
        """The form that most articles use, with no surname alone; of equals that of fewest words
        with which the fullest begins.
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
        """Whether nobody prints this person without a suffix."""
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
        """Whether a form is somebody else's: quoted in an article that quotes this person, too, or
        told apart from a form of theirs by initials or suffix.
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
        """Whether somebody with a suffix is the junior of this person: where "Donald Trump" is
        printed far more often than "Donald Trump Jr.", they are two people, while one who is
        mostly printed as "Robert F. Kennedy Jr." is one.
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
        """Whether a pronoun does not contradict this person's."""
        return not pronoun or pronoun_of(self.forms) in ("", pronoun)


def pronoun_of(forms: Iterable[Form]) -> str:
    """The pronoun of most articles, or else that of most people with this first name; "" where
    neither tells, and where they contradict each other but in several articles. A first name tells
    against a join alone, and is in no table.
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
    """The only person, or the one whom `TIMES` as many articles quote as the next; else None."""
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
        # Of each word that may be a surname, who bears it.
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
        """Whether so many people bear a surname that a corpus of this size may hold another beside
        somebody of so many articles.
        """
        expected = BEARERS.get(surname, 0) * self.full_names / 100_000
        return articles < TIMES_EXPECTED * expected

    def _join_full_names(self) -> None:
        """From the fullest on, each form joins the only person who may have it, or is a new one.
        Those with a suffix come last: only then is it known whose junior they might be.
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
            # "Ken Griffey" may be the father or the son, where both are there.
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
        """Whether a form is likelier this person's than that of a namesake: the first name is the
        same, or one that has this short form alone, or the surname is rare.
        """
        if any(
            is_one_first_name(form.name.words[0], other.name.words[0]) for other in person.forms
        ):
            return True
        most = max(len(form.articles), len(person.articles))
        in_story = not person.stories.isdisjoint(form.stories)
        return in_story or not self.is_common(form.name.surname, most)

    def _note_bearers(self) -> None:
        """Middle names and first surnames count only where nobody's name ends with them: Sarah
        Huckabee Sanders is no Huckabee beside Mike Huckabee. A form counts if it is no slip beside
        the person's usual one.
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
        """Let somebody whom no article names so bear their surname. They are a rival of the others
        with that surname, but get no name that nobody gave them.
        """
        form = Form(parts_of(name), Counter({name: 1}), set(articles))
        if len(form.name.words) > 1:
            person = Person()
            person.add(form)
            person.is_by_hand = True
            self.bearers.setdefault(form.name.surname, []).append(person)

    def _join_compound_surnames(self) -> None:
        """García Harfuch joins the only person who has both words behind a first name."""
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
        """Who the speaker of an article is, and why."""
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
        """Who a surname means in an article: in its story, if anybody there has it, else in the
        corpus.
        """
        [word] = form.name.words
        bearers = self._bearers(word, form.name.suffix)
        if not bearers:
            return form.shown, ALONE
        # "Mr. Clinton" is another than Hillary Clinton; a pronoun is less sure to be of this name.
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
        # "Francis" of twelve articles is not the Megan Francis of one, nor "North" Oliver North.
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
        """Who may be meant: with a suffix those who have it; without one no junior whose bare name
        somebody else bears, since "Trump" is not Donald Trump Jr. where Donald Trump is quoted.
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
