"""Speakers as each article names them → people across the corpus: "Trump" of one article and
"Donald J. Trump" of another are one.

An article's own speakers come from `quotation`, which sees one article alone. Here the names of all
articles meet: full names first, from the fullest down, then the surnames that stand alone, article
by article. Two who are quoted under two names in one article are two people, whatever their names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import pandas as pd

from ..measuring import Measured, Renamed, Stored
from ..paths import package_rows
from .sentence_links import folded
from .story_names import PARTICLES, SUFFIXES, is_name

NAMED_PERSON = "named person"
TABLES = ("articles", "quotations", "hits", "sentences")
PEOPLE_COLUMNS = "speaker person articles outlets quotations words rule".split()
# Why a speaker is this person. The first three join nobody to a fuller name.
AS_NAMED = "as named"
NO_PERSON = "no named person"
ALONE = "surname alone: nobody in the corpus has it in full"
SEVERAL = "surname of several people"
APART = "named apart in the article"
UNLIKELY = "surname alone: the full name is rarer, or goes by another pronoun"
CORRECTED = "corrected by hand"
FORM = "another form of the name"
NICKNAME = "nickname"
ONLY = "surname: the only one in the corpus"
FREQUENT = "surname: three times as frequent as the next"
IN_STORY = "surname: the only one in the story"
FREQUENT_IN_STORY = "surname: three times as frequent as the next in the story"
JOINING = (CORRECTED, FORM, NICKNAME, ONLY, FREQUENT, IN_STORY, FREQUENT_IN_STORY)
# A surname that several people have means the one whom so many times as many articles quote. With
# three, no surname was wrong on 212 names of articles kept aside; the margin is not tuned further.
TIMES = 3
TITLES = frozenset(row["title"] for row in package_rows("titles.csv"))
FIRST_NAMES = frozenset(row["name"] for row in package_rows("first-names.csv"))
FULL_FORMS = {
    row["nickname"]: frozenset(row["names"].split()) for row in package_rows("nicknames.csv")
}
QUOTED = re.compile(r"""["“”«»][^"“”«»]*["“”«»]|\([^)]*\)""")  # Ed "Buzz" Kelly
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")  # J., J.D., J
EDGES = ".,;:!?'"


class Name(NamedTuple):
    """A name as it is compared: its `words` without titles, initials and suffix, in small letters
    and without accents; the `initials` behind the first name; the `suffix`.
    """

    words: tuple[str, ...]
    initials: str = ""
    suffix: str = ""


@lru_cache(1 << 16)
def parts_of(name: str) -> Name:
    """The parts of a name. A single initial before a surname is its first name.

    >>> parts_of("President Donald J. Trump"), parts_of("Robert Kennedy, Jr.").suffix
    (Name(words=('donald', 'trump'), initials='j', suffix=''), 'jr')
    >>> parts_of("José “Pepe” Núñez").words, parts_of("J. D. Vance").words
    (('jose', 'nunez'), ('jd', 'vance'))
    >>> parts_of("Stephen King").words, parts_of("King").words
    (('stephen', 'king'), ('king',))
    """
    words = QUOTED.sub(" ", name.replace("’", "'")).split()
    words = [word.removesuffix("'s") for word in words]
    suffix = ""
    while len(words) > 1 and folded(words[-1].strip(EDGES)) in SUFFIXES:
        suffix = folded(words.pop().strip(EDGES))
    while len(words) > 1 and words[0].strip(EDGES).lower() in TITLES:
        words = words[1:]
    is_initial = [INITIALS.fullmatch(word.strip(",;:!?'")) is not None for word in words]
    first = next((n for n, initial in enumerate(is_initial) if not initial), len(words))
    letters = [folded(word).replace(".", "").strip(EDGES) for word in words]
    initials = "".join(
        word for word, initial in zip(letters[first:], is_initial[first:]) if initial
    )
    whole = [word for word, initial in zip(letters, is_initial) if not initial and word]
    if first and len(whole) == 1:  # "J. D. Vance", but "J. Edgar Hoover" is known as Edgar
        whole.insert(0, "".join(letters[:first]))
    return Name(tuple(whole or letters), initials, suffix)


def shown_name(name: str) -> str:
    """A name as it is shown: without titles before it, as it stands otherwise.

    >>> shown_name("President Donald J. Trump"), shown_name("King")
    ('Donald J. Trump', 'King')
    """
    words = name.split()
    while len(words) > 1 and words[0].strip(EDGES).lower() in TITLES:
        words = words[1:]
    return " ".join(words)


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names may be one person's: equal, one the other's short form or initial.

    >>> same_first_name("chuck", "charles"), same_first_name("dick", "rick")
    (True, False)
    >>> same_first_name("j", "jane"), same_first_name("jo", "jane")
    (True, False)
    """
    return (
        one == other
        or other in FULL_FORMS.get(one, ())
        or one in FULL_FORMS.get(other, ())
        or (min(len(one), len(other)) == 1 and one[0] == other[0])
    )


def may_be(short: Name, full: Name) -> bool:
    """Whether the words of a name are a shorter form of a fuller one's: the same first name, and
    the others among the fuller's in their order. It may lack the second surname, but neither of two
    first names, nor what a suffix stands behind.

    >>> may_be(parts_of("Hillary Clinton"), parts_of("Hillary Rodham Clinton"))
    True
    >>> may_be(parts_of("Claudia Sheinbaum"), parts_of("Claudia Sheinbaum Pardo"))
    True
    >>> may_be(parts_of("John Paul II"), parts_of("John Paul Stevens"))
    False
    """
    last, rest = short.words[-1], iter(full.words[1:])
    if last != full.words[-1] and (short.suffix or last in FIRST_NAMES):
        return False
    return same_first_name(short.words[0], full.words[0]) and all(
        word in rest for word in short.words[1:]
    )


def contradict(one: Name, other: Name) -> bool:
    """Whether initials or suffix say that two names are two people's.

    >>> contradict(parts_of("George W. Bush"), parts_of("George H. W. Bush"))
    True
    >>> contradict(parts_of("George Bush"), parts_of("George H. W. Bush"))
    False
    >>> contradict(parts_of("William J. Clinton"), parts_of("William Jefferson Clinton"))
    False
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return True
    if one.initials and other.initials:
        return not one.initials.startswith(other.initials) and not other.initials.startswith(
            one.initials
        )
    full, initials = (one, other.initials) if len(one.words) > len(other.words) else (other, "")
    initials = initials or (one.initials if full is other else "")
    return bool(initials) and len(full.words) > 2 and full.words[1][0] != initials[0]


@dataclass(eq=False)
class Form:
    """One form of a name with all that the corpus says of it. `person` is given by hand, or "" ."""

    name: Name
    person: str = ""
    spellings: Counter[str] = field(default_factory=Counter)  # in how many articles each
    articles: set[Hashable] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    pronouns: Counter[str] = field(default_factory=Counter)

    @property
    def order(self) -> tuple:
        """The fullest first, so that a shorter form finds all that it may be short for."""
        words, initials, suffix = self.name
        is_short = words[0] in FULL_FORMS or len(words[0]) == 1
        return -len(words), is_short, -len(initials), not suffix, self.name, self.person


class Person:
    """The forms of a name that are one person's, and the surnames of several words."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.surnames: dict[Form, str] = {}  # each with the rule that joined it
        self.articles: set[Hashable] = set()

    @cached_property
    def name(self) -> str:
        """As it was given by hand, else the form that most articles use, with no surname alone."""
        given = [form.person for form in self.forms if form.person]
        if given:
            return given[0]
        used: Counter[str] = Counter()
        for form in self.forms:
            for spelling, articles in form.spellings.items():
                used[shown_name(spelling)] += articles
        return most_used(used)

    def add(self, form: Form) -> None:
        self.forms.append(form)
        self.articles |= form.articles

    def add_surname(self, form: Form, rule: str) -> None:
        self.surnames[form] = rule
        self.articles |= form.articles

    def is_apart(self, form: Form) -> bool:
        """Whether a form is somebody else's: quoted in an article that quotes this person, too, or
        told apart from a form of theirs.
        """
        return not self.articles.isdisjoint(form.articles) or any(
            are_apart(form, other) for other in self.forms
        )

    def may_have(self, form: Form) -> bool:
        fits = any(
            may_be(form.name, other.name) or (form.name.suffix and may_be(other.name, form.name))
            for other in self.forms
        )
        return bool(fits) and not self.is_apart(form) and not self.is_father(form)

    def is_father(self, junior: Form) -> bool:
        """Whether somebody with a suffix is the junior of this person: an outlet that prints
        "Donald Trump" far more often than "Donald Trump Jr." prints two people, while one that
        always prints "Robert F. Kennedy Jr." has a style.
        """
        if not junior.name.suffix:
            return False
        bare = [
            form
            for form in self.forms
            if form.name.words == junior.name.words and not form.name.suffix
        ]
        return any(not form.outlets.isdisjoint(junior.outlets) for form in bare) and sum(
            len(form.articles) for form in bare
        ) >= TIMES * len(junior.articles)

    def goes_by(self, form: Form) -> bool:
        """Whether the pronouns of a form do not contradict those of this person."""
        pronouns = sum((other.pronouns for other in self.forms), Counter[str]())
        return not (form.pronouns and pronouns) or most_used(form.pronouns) == most_used(pronouns)


def most_used(spellings: Mapping[str, int]) -> str:
    """The spelling of most articles; of equals that of fewest words, and no capitals throughout."""
    return min(
        spellings,
        key=lambda name: (-spellings[name], len(name.split()), name.isupper(), -len(name), name),
    )


def are_apart(one: Form, other: Form) -> bool:
    """Whether two forms are two people's: by hand, or by initials or suffix."""
    by_hand = bool(one.person and other.person) and one.person != other.person
    return by_hand or contradict(one.name, other.name)


def chosen(articles: Mapping[Person, int]) -> Person | None:
    """The only person, or the one whom `TIMES` as many articles quote as the next; else None."""
    if not articles:
        return None
    first, *others = sorted(articles, key=lambda person: -articles[person])
    return None if others and articles[first] < TIMES * articles[others[0]] else first


class Census:
    """The people of a corpus. `rows` has one row per named person of an article: `id, outlet,
    story, speaker, pronoun`, and `given`, who it is by hand, or "".
    """

    def __init__(self, rows: pd.DataFrame):
        self.forms: dict[tuple[Name, str], Form] = {}
        self.person_of: dict[Form, Person] = {}
        # Of each word that stands behind a first name, who bears it.
        self.bearers: dict[str, list[Person]] = {}
        self.story_of = dict(zip(rows["id"], rows["story"]))
        self.articles_of: dict[Hashable, set[Hashable]] = defaultdict(set)
        for article, story in self.story_of.items():
            if not pd.isna(story):
                self.articles_of[story].add(article)
        for row in rows.itertuples():
            self._note(row)
        self._join_full_names()
        self._note_bearers()
        self._join_compound_surnames()
        self._note_bearers()

    def _note(self, row: Any) -> None:
        form = self.form(row.speaker, row.given)
        form.spellings[row.given or row.speaker] += 1
        form.articles.add(row.id)
        if isinstance(row.outlet, str):
            form.outlets.add(row.outlet)
        if isinstance(row.pronoun, str):
            form.pronouns[row.pronoun] += 1

    def form(self, speaker: str, given: str) -> Form:
        name = parts_of(given or speaker)
        return self.forms.setdefault((name, given), Form(name, given))

    def _join_full_names(self) -> None:
        """From the fullest on, each form joins the only person who may have it, or is a new one.
        Those with a suffix come last: only then is it known whose junior they might be.
        """
        known: dict[tuple[str, str], dict[Person, None]] = defaultdict(dict)
        full = [form for form in self.forms.values() if len(form.name.words) > 1]
        for form in sorted(full, key=lambda form: (bool(form.name.suffix), form.order)):
            first, *others = form.name.words
            firsts = [first, *sorted(FULL_FORMS.get(first, ()))]
            near = {p: None for name in firsts for p in known.get((name, others[-1]), ())}
            person = chosen({p: len(p.articles) for p in near if p.may_have(form)}) or Person()
            person.add(form)
            self.person_of[form] = person
            for name in (*firsts, first[0]):
                for word in others:
                    known[name, word][person] = None

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
                last[form.name.words[-1]][person] = None
                for word in set(form.name.words[1:-1]) - PARTICLES:
                    inner[word][person] = None
        self.bearers = {word: list(last.get(word) or inner[word]) for word in {*last, *inner}}

    def _join_compound_surnames(self) -> None:
        """García Harfuch joins the only person who has both words behind a first name."""
        for form in sorted(self.person_of, key=lambda form: form.order):
            words, person = form.name.words, self.person_of[form]
            if form.person or len(person.forms) > 1 or words[0] in FIRST_NAMES:
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

    def who(self, article: Hashable, speaker: str, given: str) -> tuple[str, str]:
        """Who the speaker of an article is, and why."""
        if given:
            return given, CORRECTED
        form = self.form(speaker, "")
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
        alone = shown_name(most_used(form.spellings))
        [word], suffix = form.name.words, form.name.suffix
        bearers = [
            person
            for person in self.bearers.get(word, ())
            if not suffix or any(suffix == full.name.suffix for full in person.forms)
        ]
        if not bearers:
            return alone, ALONE
        story = self.articles_of.get(self.story_of[article], set()) - {article}
        told = {person: len(person.articles & story) for person in bearers}
        told = {person: articles for person, articles in told.items() if articles}
        counts = told or {person: len(person.articles) for person in bearers}
        person = chosen(counts)
        if person is None:
            return alone, SEVERAL
        if article in person.articles:
            return alone, APART
        # "Francis" of twelve articles is not the Megan Francis of one.
        is_first_name = word in FIRST_NAMES or word in FULL_FORMS
        is_rare = is_first_name and len(person.articles) < TIMES * len(form.articles)
        if (is_rare and not told) or not person.goes_by(form):
            return alone, UNLIKELY
        only, frequent = (IN_STORY, FREQUENT_IN_STORY) if told else (ONLY, FREQUENT)
        return person.name, only if len(counts) == 1 else frequent


def ends_with(words: Sequence[str], surname: Sequence[str]) -> bool:
    """Whether the words hold a surname as it stands, at their end or before a second surname.

    >>> ends_with(("garcia", "harfuch"), ("garcia", "harfuch")), ends_with(("lee",), ("lee", "wu"))
    (True, False)
    """
    n = len(surname)
    return any(tuple(words[i : i + n]) == tuple(surname) for i in range(len(words) - n + 1))


# The tables.


def people(
    quotations: pd.DataFrame | Measured | Stored, corrections: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Who is who across the corpus: one row per speaker as the articles name them and person whom
    it means, those with most words first.

    `quotations` is the table of that name, or all that `bs.measured` gives, which knows the story
    of each article, too. Columns:

    - `speaker`, as articles name them, and the `person`, under the full name that most articles
      use;
    - `articles` and `outlets` that quote this person so, in how many `quotations` and `words` (of
      speech; of somebody who is only reported without marks 0);
    - `rule`, why they are this person.

    The rules, in their order:

    1. `corrections`, which `bs.read_people` reads of a `people.csv`: `alias, person`, and `id`
       where it holds for one article alone. They win over all that follows.
    2. Titles, initials, "Jr.", accents, names in the middle and second surnames make no difference:
       "Donald J. Trump", "Claudia Sheinbaum Pardo". A short form is its full name: "Chuck Schumer"
       (data/nicknames.csv). Of several who may be meant, it is one whom three times as many
       articles quote as the next, or nobody.
    3. A surname alone is the only person of that name in the other articles of its story, or the
       one with three times as many articles there as the next. Where the story has none, the same
       holds for the corpus. Where the pronouns contradict each other, it stays alone.

    Two speakers of one article are two people, here, too: they are never joined, but by hand. Nor
    are those whose initials or suffixes contradict each other: George W. and George H. W. Bush.
    Organisations, documents and unnamed people are never joined: "the ministry" of two articles may
    be two. The order of the rows changes nothing.

    Fails where two people of one full name are quoted in one corpus, and where a surname means
    somebody who is nowhere quoted under the full name.

    >>> quotations = pd.DataFrame({"id": ["a", "b", "c"], "outlet": ["A", "B", "B"], "words": 5})
    >>> quotations["speaker"] = ["Donald Trump", "Donald J. Trump", "Trump"]
    >>> people(quotations).set_index("speaker")["person"].to_dict()
    {'Donald J. Trump': 'Donald Trump', 'Donald Trump': 'Donald Trump', 'Trump': 'Donald Trump'}
    >>> two = quotations.assign(speaker=["Bill Clinton", "Hillary Clinton", "Clinton"])
    >>> people(two).set_index("speaker").loc["Clinton", ["person", "rule"]].tolist()
    ['Clinton', 'surname of several people']
    """
    rows = quotations if isinstance(quotations, pd.DataFrame) else _with_stories(quotations)
    if "named_as" in rows and "rule" in rows and corrections is None:
        rows = rows.assign(person=rows["speaker"], speaker=rows["named_as"])
    else:
        who = _who_is_who(rows, corrections)
        rows = rows.merge(who, on=["id", "speaker"], how="left")
    rows = rows.dropna(subset=["speaker"])
    speech = rows["speech"].astype(bool) if "speech" in rows else pd.Series(True, rows.index)
    rows = rows.assign(
        words=rows["words"].where(speech, 0),
        quotations=speech.astype(int),
        outlet=rows.get("outlet"),
    )
    table = (
        rows.groupby(["speaker", "person", "rule"], observed=True)
        .agg(
            articles=("id", "nunique"),
            outlets=("outlet", "nunique"),
            quotations=("quotations", "sum"),
            words=("words", "sum"),
        )
        .reset_index()
    )
    return table.sort_values(
        ["words", "quotations", "speaker", "person", "rule"],
        ascending=[False, False, True, True, True],
        ignore_index=True,
    )[PEOPLE_COLUMNS]


def with_people(
    tables: Measured | Stored, corrections: pd.DataFrame | None = None
) -> Measured | Stored:
    """The tables of `bs.measured` by person: `speaker` is the person across the corpus, as `people`
    finds them, in all of them.

    In `quotations`, `named_as` keeps the speaker as the article names them, and `rule` says why
    they are this person. All that counts speakers, and each interval over them, then goes by
    person. `speakers`, how many are quoted in an article, changes only where `corrections` join two
    of its speakers.

    >>> from broadsheet.measuring import measured
    >>> texts = ['"We act," Ana Cruz said.', '"We know," Cruz said.']
    >>> tables = with_people(measured(pd.DataFrame({"id": ["a", "b"], "text": texts})))
    >>> tables.quotations[["speaker", "named_as"]].values.tolist()
    [['Ana Cruz', 'Ana Cruz'], ['Ana Cruz', 'Cruz']]
    """
    if is_by_person(tables):
        if corrections is not None:
            raise ValueError(
                "with_people: these tables are by person already; give the corrections to the "
                "tables that `bs.measured` gives"
            )
        return tables
    rows = _with_stories(tables)
    who = _who_is_who(rows, corrections)
    speech = rows[rows["speech"]].merge(who, on=["id", "speaker"])
    n = speech.groupby("id")[["speaker", "person"]].nunique()
    fewer = n["speaker"] - n["person"]
    names = Renamed(who, fewer[fewer > 0])
    if isinstance(tables, Stored):
        return replace(tables, people=names)
    by_person: Any = {name: names.into(name, getattr(tables, name)) for name in TABLES}
    return tables._replace(**by_person)


def is_by_person(tables: Measured | Stored) -> bool:
    """Whether `with_people` gave the tables."""
    if isinstance(tables, Stored):
        return tables.people is not None
    return "named_as" in tables.quotations


def named_people(tables: Measured | Stored) -> list[str]:
    """The named people quoted, in tables of `with_people`; none in others."""
    quotations = tables.quotations
    if "rule" not in quotations:
        return []
    named = quotations.loc[quotations["rule"] != NO_PERSON, "speaker"]
    return sorted(set(named.dropna()))


def joined_names(people: pd.DataFrame) -> pd.DataFrame:
    """The people who are known by several names, those named by most articles first: `person,
    names` (each with the number of articles), `articles, rules`. `people` is the table of that
    name.

    >>> table = pd.DataFrame({"speaker": ["Ana Cruz", "Cruz", "Bo"], "articles": [3, 2, 1]})
    >>> table = table.assign(person=["Ana Cruz", "Ana Cruz", "Bo"], rule=[AS_NAMED, ONLY, ALONE])
    >>> joined_names(table).values.tolist()
    [['Ana Cruz', 'Ana Cruz 3, Cruz 2', 5, 'surname: the only one in the corpus']]
    """
    several = people.groupby("person")["speaker"].transform("nunique") > 1
    renamed = people["rule"].isin(JOINING) & (people["speaker"] != people["person"])
    is_joined = people["person"].isin(people.loc[several | renamed, "person"])
    rows = people[is_joined & people["rule"].isin({*JOINING, AS_NAMED})]
    of_name = rows.groupby(["person", "speaker"])[["articles"]].sum().reset_index()
    of_name = of_name.sort_values(["articles", "speaker"], ascending=[False, True])
    of_name["name"] = of_name["speaker"] + " " + of_name["articles"].astype(str)
    table = of_name.groupby("person").agg(names=("name", ", ".join), articles=("articles", "sum"))
    why = rows[rows["rule"] != AS_NAMED].drop_duplicates(["person", "rule"]).sort_values("rule")
    table["rules"] = why.groupby("person")["rule"].agg("; ".join)
    table = table.reset_index().dropna(subset="rules")
    return table.sort_values(["articles", "person"], ascending=[False, True], ignore_index=True)


def people_line(people: pd.DataFrame, corrections: pd.DataFrame | None = None) -> str:
    """How many names are how many people, and which surnames stay alone, in a line; with the
    aliases of `corrections` that nobody is called here. `people` is the table of that name.

    >>> table = pd.DataFrame({"speaker": ["Ana Cruz", "Cruz", "Bo"]})
    >>> table = table.assign(person=["Ana Cruz", "Ana Cruz", "Bo"], rule=[AS_NAMED, ONLY, ALONE])
    >>> people_line(table)
    '3 names of 2 people; 1 surname stands for nobody who is named in full'
    """
    named = people[people["rule"] != NO_PERSON]
    alone = named.loc[named["rule"].isin([ALONE, SEVERAL, APART, UNLIKELY]), "speaker"].nunique()
    names, persons = named["speaker"].nunique(), named["person"].nunique()
    line = (
        f"{names:,} {'name' if names == 1 else 'names'} of {persons:,} "
        f"{'person' if persons == 1 else 'people'}; {alone:,} "
        f"{'surname stands' if alone == 1 else 'surnames stand'} for nobody who is named in full"
    )
    if corrections is None:
        return line
    called = set(people["speaker"].map(_spelled))
    unused = sorted({name for name in corrections["alias"] if _spelled(name) not in called})
    return line + (f"; no speaker is called {', '.join(map(repr, unused[:8]))}" if unused else "")


def people_to_correct(
    tables: Measured | Stored, corrections: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The named people of a corpus as a table to be corrected, for `bs.read_people`: one row per
    name, `alias, person, id, articles, rule`, the names of one person together.

    A name that means several people has a row, with an `id`, for each of its articles.

    >>> from broadsheet.measuring import measured
    >>> texts = ['"We act," Ana Cruz said.', '"We know," Cruz said.']
    >>> tables = measured(pd.DataFrame({"id": ["a", "b"], "text": texts}))
    >>> people_to_correct(tables)[["alias", "person", "articles"]].values.tolist()
    [['Ana Cruz', 'Ana Cruz', 1], ['Cruz', 'Ana Cruz', 1]]
    """
    who = _who_is_who(_with_stories(tables), corrections)
    who = who[who["rule"] != NO_PERSON].rename(columns={"speaker": "alias"})
    who["articles"] = who.groupby(["alias", "person"])["id"].transform("size")
    is_several = who.groupby("alias")["person"].transform("nunique") > 1
    who["id"] = who["id"].where(is_several)
    who = who.drop_duplicates(["alias", "person", "id"])
    who["most"] = who.groupby("person")["articles"].transform("max")
    order = ["most", "person", "articles", "alias", "id"]
    who = who.sort_values(order, ascending=[False, True, False, True, True], ignore_index=True)
    return who[["alias", "person", "id", "articles", "rule"]]


def _with_stories(tables: Measured | Stored) -> pd.DataFrame:
    """The quotations with the story of their article, where it is known."""
    articles = tables.articles
    if "story" not in articles:
        return tables.quotations
    story = dict(zip(articles["id"], articles["story"]))
    return tables.quotations.assign(story=tables.quotations["id"].map(story))


def _who_is_who(rows: pd.DataFrame, corrections: pd.DataFrame | None) -> pd.DataFrame:
    """One row per speaker of an article: `id, speaker, person, rule`. What was given by hand and
    the rules say, too, has their rule: a table may be saved, corrected and given whole.
    """
    wanted = ["id", "speaker", "outlet", "story", "pronoun", "kind_of_source"]
    speakers = rows.dropna(subset=["speaker"]).reindex(columns=wanted).astype(object)
    speakers = speakers.groupby(["id", "speaker"], as_index=False, sort=True).first()
    if "kind_of_source" in rows:
        is_person = speakers["kind_of_source"] == NAMED_PERSON
    else:
        is_person = speakers["speaker"].map(is_name).astype(bool)
    is_person &= ~speakers["speaker"].map(lambda name: " and " in name).astype(bool)  # are two
    found = _by_rule(speakers.assign(given=""), is_person)
    given = pd.Series(_given(speakers, corrections), index=speakers.index, dtype=object)
    if (given != "").any():
        corrected = _by_rule(speakers.assign(given=given), is_person | (given != ""))
        as_before = (corrected["person"] == found["person"]) & (corrected["rule"] == CORRECTED)
        found = corrected.assign(rule=found["rule"].where(as_before, corrected["rule"]))
    return pd.concat([speakers[["id", "speaker"]], found], axis=1)


def _by_rule(speakers: pd.DataFrame, is_person: pd.Series) -> pd.DataFrame:
    """The `person` and `rule` of each speaker."""
    census = Census(speakers[is_person])
    who = [
        census.who(article, speaker, given) if known else (speaker, NO_PERSON)
        for article, speaker, given, known in zip(
            speakers["id"], speakers["speaker"], speakers["given"], is_person
        )
    ]
    return pd.DataFrame(who, columns=["person", "rule"], index=speakers.index, dtype=object)


def _given(speakers: pd.DataFrame, corrections: pd.DataFrame | None) -> list[str]:
    """Who each speaker is by hand; "" where the corrections do not say. What they say of one
    article wins over what they say of all.
    """
    if corrections is None or corrections.empty:
        return [""] * len(speakers)
    if missing := {"alias", "person"} - set(corrections):
        raise ValueError(
            f"people: no column {' and '.join(f'`{name}`' for name in sorted(missing))} in the "
            "corrections; they say which name (`alias`) is which `person`"
        )
    articles = corrections["id"] if "id" in corrections else [None] * len(corrections)
    given = {
        (_spelled(alias), None if pd.isna(article) else _as_saved(article)): person
        for alias, person, article in zip(corrections["alias"], corrections["person"], articles)
    }
    return [
        given.get((name, _as_saved(article)), given.get((name, None), ""))
        for name, article in zip(speakers["speaker"].map(_spelled), speakers["id"])
    ]


def _spelled(name: str) -> str:
    """A name as corrections are looked for: accents, capitals and spaces make no difference."""
    return folded(_as_saved(" ".join(name.replace("’", "'").split())))


def _as_saved(cell: object) -> str:
    """A cell without the apostrophe that it is saved with where it would be a formula."""
    return str(cell).removeprefix("'")
