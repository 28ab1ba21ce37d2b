"""Names: what a run of capitalised words shows about its bearer: name, title, and whether it is a
person at all.

Noun phrases: what a mention shows about its person: the names it contains, or else its noun and the
words around it.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ..paths import package_lines, package_rows
from ..patterns import regex
from .source_kinds import (
    BODIES,
    BODY_NAMES,
    DOCUMENTS,
    NAMED_PERSON,
    ORGANISATION,
    PEOPLE_NOUNS,
    UNNAMED_PERSON,
    is_trade,
    kind_by_noun,
)
from .tagging import CLASSES


class Title(NamedTuple):
    """What a title shows: the `role` that a later mention may use ("Sen. Roe" is "the senator"), or
    ""; the `pronoun`, "m" or "f" if the title implies one; and whether it may be a `surname` at the
    end of a name: "Stephen King".
    """

    role: str
    pronoun: str
    surname: bool


# Every spelling of every title. To add a title, add a line to titles.csv.
TITLES: dict[str, Title] = {}
# The titles that end in a full stop, without it and capitalised: "Sen", "Dr".
POINTED: list[str] = []
for _row in package_rows("titles.csv"):
    _title = Title(_row["role"], _row["pronoun"], _row["surname"] == "yes")
    if _row["point"] != "always":
        TITLES[_row["title"]] = _title
    if _row["point"]:
        TITLES[_row["title"] + "."] = _title
        POINTED.append(_row["title"].capitalize())
SUFFIXES = frozenset({"jr.", "sr.", "jr", "sr", "ii", "iii", "iv"})
# Letters after a name: "Alan Reid MP".
POST_NOMINALS = frozenset(package_lines("post-nominals.txt"))
# Things that are named after a person: "Lind Hall".
NAMED_THINGS = frozenset(package_lines("named-things.txt"))
# Words that are not names when a sentence begins with them.
NOT_NAMES = frozenset(package_lines("not-names.txt"))
# A government speaks in the name of one of these: "Washington said". Before a name, they are not
# part of it: "Iowa Mediator Jane Roe".
PLACE_NAMES = frozenset(package_lines("places.txt"))
PLACE_OPENINGS = frozenset(
    "new north south east west northern southern eastern western united saudi sri costa "
    "puerto san los fort".split()
)
UNITED_STATES = frozenset({"u.s.", "u.s", "us", "u.k.", "united states"})
# Parties and peoples: a single capitalised plural is a crowd, not a name.
PEOPLES = frozenset(package_lines("peoples.txt"))
# Organisations known by name alone: "Greenpeace", "Save the Children".
ORGANISATIONS = frozenset(package_lines("organisations.txt"))
# Those of several words by their first and last word.
NAMED_WITH: dict[str, list[str]] = {}
for _name in sorted(ORGANISATIONS):
    _words = re.findall(r"\w+", _name)
    if len(_words) > 1:
        for _word in {_words[0], _words[-1]}:
            NAMED_WITH.setdefault(_word, []).append(_name)
# Surnames that look like a plural for people: "Rogers".
CROWDLIKE_SURNAMES = frozenset(package_lines("surnames-like-crowds.txt"))
# First names that guide a pronoun to its person. They never decide which pronoun a person goes by;
# only the article does. A name that is unlisted, or common to women and men, fits either pronoun.
GENDERS = {row["name"]: row["pronoun"] for row in package_rows("first-names.csv")}

CAPITAL_LETTER = "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017e]"
# A look-behind has a fixed length, so titles are grouped by length, one alternative for each.
POINT_BEHIND = " | ".join(
    rf"(?<=\b(?:{'|'.join(group)})\.)"
    for _, group in groupby(
        sorted([*(title for title in POINTED if "." not in title), "Jr", "Sr"], key=len), key=len
    )
)
# One word in marks, or "the" with one.
NICKNAME_IN_MARKS = (
    rf"""(?: "(?:the[ ])?{CAPITAL_LETTER}[\w-]*" | '(?:the[ ])?{CAPITAL_LETTER}[\w-]*' )"""
)
# A run of capitalised words. Names in other scripts are not matched; such a mention is kept as it
# is.
NAME_WORD = rf"""(?:
    \. (?:[ ]?{CAPITAL_LETTER}\.)* (?:{CAPITAL_LETTER}(?!\w))?      # J., J. K., U.S
  | h\.D\.                                                       # Ph.D.
  | [\w'-]+ (?: \. (?: {POINT_BEHIND} ) )?                          # Rubio, Dr., Sen., Jr.
)?"""
NAME_RUN = re.compile(
    rf"""
    # the capital first, then a look back: a set is searched for fast
    {CAPITAL_LETTER} (?<!\w.) {NAME_WORD}
    (?: [ ]
        (?: {NICKNAME_IN_MARKS} [ ] )?                              # Ed "Buzz" Kelly
        (?: (?:de|del|della|der|da|dos|van|von|al|bin|la|le)[ ]       # van Berg
            (?:(?:la|las|los|der|den)[ ])?                            # de la Cruz
          | (?: (?<=Secretary[ ]) | (?<=Minister[ ]) | (?<=Speaker[ ]) | (?<=Director[ ]) )
            of[ ](?:the[ ])? )?                                       # Secretary of State
        {CAPITAL_LETTER} {NAME_WORD} ){{0,11}}
""",
    re.VERBOSE,
)


class Name(NamedTuple):
    """A run of capitalised words taken apart.

    `words` are the name without titles. `gender` guides a pronoun; it comes from the title, or else
    from the first name. `role` and the `modifiers` before it are the title. `key` is first name
    with surname, by which two forms are one person: "Hillary Rodham Clinton", "Hillary Clinton".
    `kind` is the kind of source if the words show it, and "" if only the article can. `pronoun` is
    that of a title: "f" for "Ms.". `linked` is whether the surname alone can mean it later: "the
    Post", but not "the House".
    """

    words: tuple[str, ...]
    gender: str = ""
    role: str = ""
    modifiers: frozenset[str] = frozenset()
    key: tuple[str, ...] = ()
    kind: str = ""
    pronoun: str = ""
    linked: bool = True

    @property
    def is_single(self) -> bool:
        """Whether the name is one word, apart from a suffix, so that a fuller name would say
        more.
        """
        return self.key[0] == self.key[1]


@lru_cache(1 << 14)
def as_title(word: str) -> str:
    """The word as titles are listed.

    >>> as_title("Vice-President"), as_title("Energy-Secretary"), as_title("Mayor-elect")
    ('vice-president', 'secretary', 'mayor')
    >>> as_title("DI"), as_title("Di")
    ('DI', 'di')
    """
    if word in TITLES:
        return word
    lower = word.lower()
    if "-" in lower and lower not in TITLES:
        lower = lower.removesuffix("-elect").removesuffix("-designate")
    return lower if lower in TITLES else lower.rpartition("-")[2]


def title_end(words: Sequence[str]) -> int:
    """How many of the words are title: up to the last one that is listed, passes `is_occupation` or
    `is_home`, or begins the sentence.

    >>> [title_end(run.split()) for run in ("Then Iowa Mediator Jane Roe", "Stephen King")]
    [3, 0]
    """
    if bears_thing_name(words):  # the Justice Department is no justice
        return int(words[0].lower() in NOT_NAMES)
    end = 0
    for i, word in enumerate(words):
        title, leads = as_title(word), i == end
        if title in TITLES:
            if TITLES[title].surname and is_surname_there(words, i, end):
                break
            end = i + 1
        elif (leads and title in NOT_NAMES) or is_before_name(title, words, i, leads):
            end = i + 1
    return end + glued_words(words[end:]) if len(words) > end + 2 else end


def is_before_name(title: str, words: Sequence[str], i: int, leads: bool) -> bool:
    """Whether the i-th word, as the title `title`, describes somebody whose name continues after
    it; `leads` is whether no word of the name precedes it.
    """
    if i == len(words) - 1:
        return False
    if leads and title in BODY_NAMES and words[i - 1] in ("of", "the"):
        return True
    rest = words[i + 1 :]
    if leads and (words[i].endswith(ADJECTIVE_ENDINGS) or opens_sentence(title, rest)):
        return True
    return is_occupation(title, rest, leads) or (leads and is_home(title, rest))


# Endings of capitalised words that are not names: "German-born".
ADJECTIVE_ENDINGS = ("-old", "-born", "-based", "-style", "-backed", "-educated", "-raised")
# Classes of words that, before a name, belong to the sentence: verbs, auxiliaries, prepositions,
# conjunctions.
SENTENCE_WORDS = frozenset("VUvGHgexPWBTCK")


def opens_sentence(word: str, rest: Sequence[str]) -> bool:
    """Whether the word, which is not a first name, belongs to the sentence, since a listed first
    name and a surname follow it.

    >>> opens_sentence("ask", ["Anna", "Lind"]), opens_sentence("ask", ["Lind"])
    (True, False)
    """
    return (
        len(rest) > 1
        and CLASSES.get(word, "") in SENTENCE_WORDS
        and word not in GENDERS
        and rest[0].lower() in GENDERS
    )


# Endings of nouns in the names of departments: "Intelligence", "Forests".
ABSTRACT_ENDINGS = (
    *("tion", "sion", "ence", "ance", "ment", "ity", "lth", "ics", "airs", "ts", "es", "ture"),
    *("ing", "try"),
)


def glued_words(words: Sequence[str]) -> int:
    """How many of the words, at the end of a title and before a first name, belong to the name of a
    department or chamber.

    >>> [glued_words(run.split()) for run in ("National Forests Paul Grady", "House Anna Lind")]
    [2, 1]
    >>> glued_words("Xiomara Ana Lind".split())
    0
    """
    k = 0
    while k < len(words) - 1 and words[k].lower() not in GENDERS:
        k += 1
    if k in (0, len(words) - 1):
        return 0
    last = words[k - 1].lower()
    endings = ABSTRACT_ENDINGS if k > 1 else ("ations", "airs")
    is_office = last in BODY_NAMES or last.endswith(endings)
    return k if is_office else 0


def bears_thing_name(words: Sequence[str]) -> bool:
    """Whether the name is that of a body or a building, by its last word: "Justice Department",
    "Lind Hall" and, with a person's whole name, "Anna Lind Hall"; but not "Anna Post".

    >>> [bears_thing_name(run.split()) for run in ("Lind Hall", "Mark Lind Hall", "Mark Hall")]
    [True, True, False]
    """
    last = words[-1].lower() if words else ""
    if last not in BODY_NAMES and (last not in NAMED_THINGS or len(words) < 2):
        return False
    before = [word.lower() for word in words[:-1]]
    if is_whole_name(before):
        return True
    if last in NAMED_THINGS and len(before) == 1 and is_personal_title(before[0]):  # Mayor Hall
        return False
    return not any(word in GENDERS or word[-1] == "." for word in before)


def is_whole_name(words: Sequence[str]) -> bool:
    """Whether the words, in lower case, are first name and surname, so that a noun after them is
    not the surname: "Anna Lind", but not "Anna Maria".
    """
    return (
        len(words) == 2 and words[0] in GENDERS and words[1] not in GENDERS and "." not in words[1]
    )


def is_personal_title(word: str) -> bool:
    """Whether a word in lower case is a title that only a person bears: "mayor", not "state"."""
    title = TITLES.get(word)
    return title is not None and bool(title.role or title.pronoun)


def is_surname_there(words: Sequence[str], i: int, end: int) -> bool:
    """Whether the i-th word, a title, is a surname here: after a first name, or last, after the
    only other word that follows the title: "Senator Stephen King", "Sacha Baron Cohen"; not in
    "Virginia Judge Jane Roe".
    """
    if i == len(words) - 1 and i == end + 1:
        return True
    before = words[i - 1].lower() if i else ""
    if len(before) == 2 and before[-1] == ".":  # Peter T. King
        return i == len(words) - 1
    return before in GENDERS and (i == len(words) - 1 or before not in PLACE_NAMES)


def is_occupation(title: str, rest: Sequence[str], leads: bool) -> bool:
    """Whether the word is an occupation before a name of two words, or before a listed first name.

    >>> is_occupation("farmer", ["Jane", "Roe"], True), is_occupation("farmer", ["Roe"], True)
    (True, False)
    """
    return (
        bool(rest)
        and is_trade(title)
        and title not in GENDERS
        and ((leads and len(rest) > 1) or rest[0].lower() in GENDERS)
    )


def is_home(title: str, rest: Sequence[str]) -> bool:
    """Whether the word is the place that somebody governs or comes from.

    >>> is_home("iowa", ["Jane", "Roe"]), is_home("iowa", ["Democrats"])
    (True, False)
    """
    return (
        bool(rest)
        and title in PLACE_NAMES
        and title not in GENDERS
        and rest[-1].lower() not in PEOPLES
        and (len(rest) == 1 or rest[0].lower() in GENDERS)
    )


ODD_CAPITAL = re.compile(r"(?<!Mc)(?<!Mac)(?<=[a-z])[A-Z]")  # "LindHouse", a missing space


def without_rerun(words: Sequence[str]) -> tuple[str, ...]:
    """The name up to where it is repeated, or where the next words follow without a space.

    >>> without_rerun("Anna Lind Anna Maria LindSenate Vote".split())
    ('Anna', 'Lind')
    >>> without_rerun("Lind Anna Maria LindSenate Vote".split())
    ('Lind',)
    >>> without_rerun("Anna Lind But".split()), without_rerun("Ruth McGee".split())
    (('Anna', 'Lind'), ('Ruth', 'McGee'))
    """
    if len(words) > 2 and words[1] in ARTICLES:  # a caption: "Skara The mayor"
        return tuple(words[:1])
    for k in range(2, len(words)):  # most names have only two words
        if words[k] in words[:k] or runs_on(words[k]):
            return tuple(words[:k])
        if odd := ODD_CAPITAL.search(words[k]):
            # "Lind Anna LindSenate": a surname, then the whole name
            again = words[k][: odd.start()]
            return tuple(words[: words.index(again) + 1 if again in words[:k] else k])
    return tuple(words)


# Classes of words that continue a sentence after a name: he, who, when, but, by.
RUNNING_ON = frozenset("RWBKy")
ARTICLES = frozenset({"The", "An"})


def runs_on(word: str) -> bool:
    """Whether a capitalised word after a whole name is not part of it: "But", "An", "She", or the
    "MORE" that sites print after a name.

    >>> [word for word in ("But", "An", "MORE", "More", "I") if runs_on(word)]
    ['But', 'An', 'MORE']
    """
    return (
        word in ARTICLES
        or word == "MORE"
        or (len(word) > 1 and CLASSES.get(word.lower(), "") in RUNNING_ON)
    )


WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


def is_no_surname(words: Sequence[str]) -> bool:
    """Whether the last of the words follows a name without being part of it: letters such as MP, or
    the day on which somebody spoke.

    >>> is_no_surname(["Alan", "Reid", "MP"]), is_no_surname(["Alan", "Reid", "Friday"])
    (True, True)
    >>> is_no_surname(["Alan", "Reid"]), is_no_surname(["Reid", "Friday"])
    (False, True)
    >>> is_no_surname(["Alan", "Friday"])
    False
    """
    last = words[-1] if words else ""
    if last in WEEKDAYS or last == "MORE":
        return len(words) > 2 or (len(words) == 2 and words[0].lower() not in GENDERS)
    return last.replace(".", "") in POST_NOMINALS


NICKNAME = regex(rf"[ ]{NICKNAME_IN_MARKS}[ ]", re.VERBOSE)


@lru_cache(1 << 14)
def parse_name(run: str) -> Name:
    """The name in a run of capitalised words, without its titles.

    >>> parse_name("U.S. Secretary of State Marco Rubio")[:3]
    (('Marco', 'Rubio'), 'm', 'secretary')
    >>> parse_name("The Senator").words, parse_name("Stephen King").words
    ((), ('Stephen', 'King'))
    >>> parse_name('Ed "Buzz" Kelly').words, parse_name("Alan Reid MP").words
    (('Ed', 'Kelly'), ('Alan', 'Reid'))
    >>> [parse_name(run).kind for run in ("Rain Institute", "Jane Roe", "Mr. Roe", "Roe")]
    ['organisation', 'named person', 'named person', '']
    """
    # Trump's son Eric: a name begins after the 's.
    if '"' in run or " '" in run:
        run = NICKNAME.sub(" ", run)
    owner, _, rest = run.replace("s' ", "s's ").rpartition("'s ")
    whole = rest.strip("'").removesuffix("'s").split()
    while is_no_surname(whole):
        whole.pop()
    if whole and whole[-1].endswith(ADJECTIVE_ENDINGS):  # an Anna Lind-style reform
        whole = []
    end = title_end(whole)
    pronoun, role, modifiers = read_title(whole[:end], owner)
    words = without_rerun(whole[end:])
    if not words and run.lower().removeprefix("the ") in UNITED_STATES:  # a title elsewhere
        words = tuple(rest.split()[-2:] if "nited" in rest else rest.split()[-1:])
        kind = ORGANISATION
    else:
        kind = kind_of_name(words, titled=bool(role or pronoun))
    last = words[-1].lower() if words else ""
    surname = words[-2 if len(words) > 1 and last in SUFFIXES else -1 :][:1]
    gender = pronoun
    if kind == NAMED_PERSON and len(words) > 1:
        gender = pronoun or GENDERS.get(words[0].lower(), "")
    return Name(
        words,
        gender,
        "" if kind == ORGANISATION else role,
        modifiers,
        words[:1] + surname,
        kind,
        pronoun,
        linked=kind != UNNAMED_PERSON and (kind != ORGANISATION or last not in BODIES),
    )


def read_title(words: Sequence[str], owner: str) -> tuple[str, str, frozenset[str]]:
    """The pronoun that a title implies, its role, and the other words that identify the bearer of
    the role; `owner` is the word before an 's.

    >>> pronoun, role, modifiers = read_title(["Former", "Vice", "Chairman"], "Skara")
    >>> pronoun, role, sorted(modifiers)
    ('m', 'chairman', ['former', 'skara', 'vice'])
    """
    if not words:
        return "", "", frozenset()
    pronoun = role = ""
    modifiers = set(owner.lower().split())
    for word in words:
        title = as_title(word)
        listed = TITLES.get(title, Title("", "", False))
        pronoun = listed.pronoun or pronoun
        if listed.role or (title not in NOT_NAMES and is_trade(title)):
            role = listed.role or title
        elif title not in NOT_NAMES and not listed.pronoun:
            modifiers.add(title)
    return pronoun, role, frozenset(modifiers) if role else frozenset()


def is_crowd(words: tuple[str, ...]) -> bool:
    """Whether the words are a single capitalised plural for people: "Ministers", "Trustees"; but
    not a surname like "Rogers".
    """
    first = words[0].lower()
    if len(words) > 1 or first[-1] != "s":
        return False
    return (
        first in PEOPLE_NOUNS
        or first.endswith("ees")
        or (is_trade(first) and first[-2:] != "ss" and first not in CROWDLIKE_SURNAMES)
    )


def is_common_plural(word: str) -> bool:
    """Whether a capital is only that of a sentence's first word: "Prosecutors", not "Democrats"."""
    return bool(word) and is_crowd((word,)) and word.lower() not in PEOPLES


def is_place(words: tuple[str, ...]) -> bool:
    """Whether the words are a place and not also a first name, as "Georgia" is."""
    place = " ".join(words).lower()
    return place in PLACE_NAMES and place not in GENDERS


def is_acronym(words: tuple[str, ...]) -> bool:
    """Whether the name ends in capitals, and so do its other words: "ACLU", "3M UK"; but not
    "Jane ROE".
    """
    return (
        len(words[-1]) > 1
        and words[-1].isupper()
        and not any(word.isalpha() and not word.isupper() for word in words)
    )


# What the words of a name show, by the first test that holds: the kind of source, the test, and an
# example.
KIND_RULES: tuple[tuple[str, Callable[[tuple[str, ...]], bool], str], ...] = (
    (ORGANISATION, lambda words: " ".join(words).lower() in ORGANISATIONS, "Greenpeace"),
    (ORGANISATION, lambda words: len(words) > 1 and bears_thing_name(words), "Rain Hall"),
    (NAMED_PERSON, lambda words: len(words) > 1 and words[0].lower() in GENDERS, "Jane Roe"),
    (NAMED_PERSON, lambda words: len(words) > 1 and words[0][1:2] == ".", "J. Roe"),
    (NAMED_PERSON, lambda words: len(words) > 1 and words[-1].lower() in SUFFIXES, "Roe Jr."),
    (UNNAMED_PERSON, lambda words: words[-1].lower() in PEOPLES, "Skara Democrats"),
    (UNNAMED_PERSON, is_crowd, "Trustees"),
    (UNNAMED_PERSON, lambda words: words == ("Source",), "Source"),
    (ORGANISATION, lambda words: not BODY_NAMES.isdisjoint(map(str.lower, words)), "Center Rain"),
    (ORGANISATION, lambda words: len(words) > 1 and words[0].lower() in PLACE_OPENINGS, "New Rain"),
    (ORGANISATION, is_place, "Finland"),
    (ORGANISATION, is_acronym, "ACLU"),
)


def kind_of_name(words: tuple[str, ...], titled: bool) -> str:
    """The kind of source that the words of a name show; "" if only the article can show it.

    >>> kind_of_name(("Rain", "Institute"), False), kind_of_name(("Roe",), False)
    ('organisation', '')
    """
    if titled or not words:
        return NAMED_PERSON
    for kind, holds, _ in KIND_RULES:
        if holds(words):
            return kind
    return ""


class Phrase(NamedTuple):
    """A noun phrase that is said to speak, taken apart: the names in it (two in "Roe and Lind"), or
    else its head `noun` with the `modifiers` before it in lower case, and whether it refers to
    somebody known ("the", "Roe's"). `owner` is the "his" of "his statement", `hint` a name after a
    comma, and `of` the words after "of": "the president of Mexico". `itself` is the name used if no
    person is identified.
    """

    itself: str
    names: tuple[Name, ...] = ()
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    definite: bool = False
    owner: str = ""
    hint: Name | None = None
    of: frozenset[str] = frozenset()


# Where the head of a noun phrase ends; that of "Secretary of State" continues.
HEAD_END = regex(
    r"""
    [,(;] | (?<!Secretary)(?<!Minister)(?<!Speaker)(?<!Director)\ of\b
  | \ (?: who|for|from|at|in|on|with|to|about|by|as|that|which|after|before|during|against|over
        | whose|familiar|close|behind|near|within|among|across )\b
  | \ (?: inside|outside )\ (?= the\b|an?\b|his\b|her\b|its\b|their\b|[A-Z] )
""",
    re.VERBOSE,
)
ASIDE = re.compile(r",| (?:who|which|that)\b")
# Dashes that set an apposition apart, as commas do; not those of "Jean-Luc" and "2010–12".
APART = re.compile(r"\s(?:[-–―]|--)(?:\s|$)|\s*(?:—|--)\s*")
REFLEXIVE = re.compile(r" (?:him|her|it|them)sel(?:f|ves)$")
DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
OPENS_PHRASE = re.compile(
    r"(?:The|An?|One|Some|His|Her|Their|Its|Many|Several|Two|Other|Another)\b"
)
# What continues the name of a body: "Department of Justice".
OF_WHAT = regex(
    rf"(?: (?:of|on|for) (?:the )?{CAPITAL_LETTER}[\w'-]*"
    rf"(?: (?:and )?{CAPITAL_LETTER}[\w'-]*)*)+"
)
# Words for a statement, whose owner is the source: "Roe's remarks" are Roe's.
SAYINGS = DOCUMENTS | frozenset(package_lines("sayings.txt"))
QUANTITIES = frozenset(package_lines("quantities.txt"))
OWNED = regex(r"(.+?)(?:'s|(?<=s)') (?:[\w'.-]+ )*?([\w-]+)$")
OWNER = re.compile(r"(his|her) (?:[\w'.-]+ )*?([\w-]+)$", re.IGNORECASE)


def last_name(head: str) -> Name | None:
    """The name that ends a noun phrase.

    >>> last_name("spokeswoman Haley Morris").words
    ('Haley', 'Morris')
    >>> last_name("Haley Morris spoke")
    """
    *_, last = [None, *NAME_RUN.finditer(head)]
    if not last or last.end() != len(head):
        return None
    name = parse_name(last[0])
    return name if name.words else None


@lru_cache(1 << 12)
def take_apart(phrase: str) -> Phrase:
    """The phrase as names, or as a noun with the words before it.

    >>> take_apart("the Finnish president").noun, take_apart("Jane Roe, a farmer").names[0].words
    ('president', ('Jane', 'Roe'))
    >>> take_apart("Roe's statement").names[0].words, take_apart("Roe's spokesman").names
    (('Roe',), ())
    >>> take_apart("the mayor – Jane Roe –").names[0].words, take_apart("the firm – which").itself
    (('Jane', 'Roe'), 'the firm')
    """
    phrase = REFLEXIVE.sub("", phrase.strip(' ,;"'))
    if "(" in phrase or phrase[:2].isupper():
        phrase = without_site_words(phrase)
    phrase = APART.sub(", ", phrase).rstrip(" ,")
    itself = ASIDE.split(phrase, maxsplit=1)[0]
    if OPENS_PHRASE.match(itself) or is_common_plural(itself.partition(" ")[0]):
        itself = itself[:1].lower() + itself[1:]
    hint = None
    for place, piece in enumerate(phrase.split(", ")[:2]):
        hint = name_in(piece)
        if hint and hint.kind == UNNAMED_PERSON:
            return crowd_phrase(itself, hint)
        if hint and (place == 0 or len(hint.words) > 1):
            return Phrase(itself, with_partner(piece, hint))
    return (
        sayings_phrase(phrase, itself) or giver_phrase(phrase) or noun_phrase(phrase, itself, hint)
    )


def organisation_around(plain: str, start: int, end: int) -> str | None:
    """The listed organisation whose name contains the head of a noun phrase between two offsets,
    however much of the name the phrase has: "Children" of "Save the Children".

    >>> organisation_around("Save the Children left", 9, 17)
    'Save the Children'
    >>> organisation_around("Save the Children director Jane Roe left", 0, 35)
    """
    words = re.findall(r"\w+", plain[start:end].lower()) or [""]
    for word in (words[0], words[-1]):
        for name in NAMED_WITH.get(word, ()):
            for at in range(max(0, end - len(name)), start + 1):
                behind = at + len(name)
                if plain[at:behind].lower() == name and not plain[behind : behind + 1].isalnum():
                    return plain[at:behind]
    return None


# Skara (Reuters) - ; SKARA, May 3 -
DATELINE = regex(
    rf"{CAPITAL_LETTER}[^()\"]{{1,40}} \([A-Z][\w. /]{{1,20}}\) ?[-\u2013\u2014]+ "
    r"|[A-Z]{2}[A-Z. ]+(?:, [\w. ]{1,20})? [-\u2013\u2014]+ "
)
# Anna Lind Anna-Maria (Anna) Lind
NAME_AGAIN = re.compile(r"\b([A-Z]\w+)((?: [A-Z][\w'-]*){1,2}) [A-Z][\w'-]* \(\1\).*")


def without_site_words(phrase: str) -> str:
    """The phrase without a dateline before it, and up to where a site prints the name again.

    >>> without_site_words("SKARA (Reuters) - Anna Lind, a farmer")
    'Anna Lind, a farmer'
    >>> without_site_words("Sen. Al Berg Albert (Al) Joseph BergFive"), without_site_words("(Al)")
    ('Sen. Al Berg', '(Al)')
    """
    if dateline := DATELINE.match(phrase):
        phrase = phrase[dateline.end() :]
    return NAME_AGAIN.sub(r"\1\2", phrase)


@lru_cache(64)  # called up to five times for one phrase
def head_of(phrase: str) -> str:
    """The phrase up to what follows its head: "a farmer" of "a farmer from Skara"."""
    return HEAD_END.split(phrase, maxsplit=1)[0].rstrip(' "')


def name_in(piece: str) -> Name | None:
    """The name at the end of a piece of a phrase between commas, or at the end of its head.

    >>> name_in("the Department of Justice").words, name_in("a letter from Mayor Jane Roe").words
    (('Department', 'of', 'Justice'), ('Jane', 'Roe'))
    >>> name_in("a spokesman for Mayor Jane Roe")
    >>> name_in("a farmer")
    """
    head = head_of(piece)
    name = last_name(head)
    whole = last_name(piece) if head != piece else None
    if whole and name != whole and is_who_is_meant(whole, head, piece):
        name = whole
    if name and name.kind == ORGANISATION and (of_what := OF_WHAT.match(piece, len(head))):
        words = name.words + tuple(of_what[0].split())
        name = Name(words, key=(" ".join(words),) * 2, kind=ORGANISATION)
    return name


def is_who_is_meant(name: Name, head: str, piece: str) -> bool:
    """Whether the name at the end of a piece is that of the person whom its head describes: with a
    title, or right after a noun ("chief of staff Anna Lind"), but not after "for" or "of".

    >>> lind = parse_name("Anna Lind")
    >>> piece = "assistant secretary for tax policy Anna Lind"
    >>> is_who_is_meant(lind, "assistant secretary", piece)
    True
    >>> is_who_is_meant(lind, "assistant secretary", "assistant secretary for Anna Lind")
    False
    """
    before = piece.removesuffix(" ".join(name.words)).split()
    is_open = name.kind == "" and before[-1:] == ["staff"]
    if name.kind != NAMED_PERSON and not is_open:
        return False
    noun = head.rpartition(" ")[2].lower()
    if name.role:
        *_, run = NAME_RUN.finditer(piece)
        is_theirs = piece.endswith((" for ", " of "), 0, run.start())  # a spokesman for Mayor Lind
        is_title = head.rpartition(" ")[2][0].isupper() and (  # White House Chief of Staff
            " " in head or piece.endswith(" of ", 0, run.start())
        )
        return is_title or not (is_theirs and is_trade(noun))
    return (
        len(name.words) > 1
        and bool(before)
        and CLASSES.get(before[-1].lower(), "n") == "n"
        and not before[-1].endswith((",", "'s", "s'"))
        and (is_trade(noun) or noun in TITLES)
    )


def with_partner(piece: str, name: Name) -> tuple[Name, ...]:
    """The name, after the one that "and" joins to it: "Roe and Lind", but not "Housing and Urban
    Affairs Secretary Lind".
    """
    first, _, second = head_of(piece).partition(" and ")
    if second[:1].isupper() and (body := body_with_and(first, second)):
        return (body,)
    partner = last_name(first) if second else None
    if not partner or partner.kind == UNNAMED_PERSON or is_department(partner, name):
        return (name,)
    return (partner, name)


BRANCHES = frozenset("arts customs drug fish food immigration labor labour safety".split())


def body_with_and(first: str, second: str) -> Name | None:
    """The one body whose name contains "and": "Food and Water Agency"; None if "and" joins two
    names, or if a title follows.

    >>> body_with_and("the U.S. Food", "Water Agency").words
    ('Food', 'and', 'Water', 'Agency')
    >>> body_with_and("Lind Foods", "Water Agency")
    """
    branch, other = last_name(first), last_name(second)
    if not branch or not other or branch.role or other.role or other.kind == NAMED_PERSON:
        return None
    last = branch.words[-1].lower()
    if last not in BRANCHES or branch.words[0].lower() in GENDERS:
        return None
    words = (*branch.words, "and", *other.words)
    return Name(words, key=(" ".join(words),) * 2, kind=ORGANISATION)


def is_department(first: Name, second: Name) -> bool:
    """Whether "and" joins two branches of one department, the second of which precedes the head's
    name.

    >>> housing, lind = parse_name("Housing"), parse_name("Urban Affairs Secretary Lind")
    >>> is_department(housing, lind), is_department(parse_name("Jane Roe"), lind)
    (True, False)
    """
    if len(first.words) != 1 or first.pronoun:  # House Ways and Means Chairman
        return bool(second.role) and first.words[0].lower() in BODY_NAMES
    if first.role:  # Secretary of Housing
        return not second.role and first.words[0].lower().endswith(ABSTRACT_ENDINGS)
    return bool(second.role) and any(word.endswith(ABSTRACT_ENDINGS) for word in second.modifiers)


def crowd_phrase(itself: str, crowd: Name) -> Phrase:
    """A phrase whose capitalised noun is not a name: "Prosecutors", "Skara Democrats"."""
    *before, noun = itself.lower().split()
    return Phrase(
        itself,
        noun=crowd.words[-1].lower(),
        modifiers=frozenset(before) - {"the"},
        definite=before[:1] == ["the"] and noun in ("democrat", "republican"),
    )


def sayings_phrase(phrase: str, itself: str) -> Phrase | None:
    """A phrase that stands for its owner: "Roe's remarks", "his statement"; None for others."""
    head = head_of(phrase)
    owned = OWNED.match(head)
    if owned and owned[2].lower() in SAYINGS and (name := last_name(owned[1])):
        return Phrase(itself, (name,))
    owner = OWNER.match(head)
    if owner and owner[2].lower() in SAYINGS:
        return Phrase(itself, noun=owner[2].lower(), owner=owner[1].lower())
    return None


GIVER = re.compile(r" (?:from|by) (?:the )?")


def giver_phrase(phrase: str) -> Phrase | None:
    """A phrase whose noun stands for its giver: "a wish from the baker Jane Roe" is Jane Roe; None
    for others, and for "a farmer from Skara".

    >>> giver_phrase("a wish from the baker Jane Roe").names[0].words
    ('Jane', 'Roe')
    >>> giver_phrase("a farmer from Jane Roe")
    """
    head = head_of(phrase)
    m = GIVER.match(phrase, len(head))
    if not m or not head or kind_by_noun(head.rpartition(" ")[2]):
        return None
    name = last_name(head_of(phrase[m.end() :]))
    return Phrase(phrase, (name,)) if name and name.kind == NAMED_PERSON else None


def noun_phrase(phrase: str, itself: str, hint: Name | None) -> Phrase:
    """A phrase without a name, as its noun and the words around it; `hint` is a name after a
    comma.
    """
    head = head_of(phrase)
    article = DEFINITE.match(head)
    *before, noun = head[article.end() if article else 0 :].lower().split() or [""]
    if (noun in QUANTITIES or (noun in NOT_NAMES and not is_trade(noun))) and phrase.startswith(
        " of ", len(head)
    ):
        counted = head_of(phrase[len(head) + 4 :]).lower().split()  # a group of farmers
        noun = counted[-1] if counted else ""
    of_what = OF_WHAT.match(phrase, len(head))
    return Phrase(
        itself,
        noun=noun,
        modifiers=frozenset(word.removesuffix("'s") for word in before),
        definite=bool(article or OWNED.match(head)),
        hint=hint,
        of=frozenset(re.findall(r"\w+", of_what[0].lower())) - NOT_NAMES
        if of_what
        else frozenset(),
    )
