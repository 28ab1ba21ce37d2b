"""Whether two names may belong to one person: their parts, and what distinguishes them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..paths import package_lines, package_rows
from ..patterns import regex
from ..text import folded, straighten
from .story_names import PARTICLES, SUFFIXES, usual_spelling

TITLES = {
    row["title"]: {"m": "he", "f": "she"}.get(row["pronoun"], "")
    for row in package_rows("titles.csv")
}
PRONOUN_OF = {
    row["name"]: {"m": "he", "f": "she"}.get(row["pronoun"], "")
    for row in package_rows("first-names.csv")
}
FULL_FORMS = {
    row["nickname"]: frozenset(row["names"].split()) for row in package_rows("nicknames.csv")
}
FIRST_NAMES = PRONOUN_OF.keys() | FULL_FORMS.keys()
TWO_SURNAMES = frozenset(package_lines("two-surnames.txt"))
FAMILY_FIRST = frozenset(package_lines("family-names-first.txt"))
QUOTED = regex(r"""["“”«»][^"“”«»]*["“”«»]|\([^)]*\)""")  # Ed "Buzz" Kelly
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")  # J., J.D., J
ARTICLE = re.compile(r"^(?:al|el)-(?=\w)", re.IGNORECASE)  # al-Assad, el-Sisi
EDGES = ".,;:!?'"


class Name(NamedTuple):
    """A name in the form used for comparison: its `words` without titles, initials and suffix, in
    lower case and without accents; the `initials` after the first name; the `suffix`.
    """

    words: tuple[str, ...]
    initials: str = ""
    suffix: str = ""

    @property
    def is_east_asian(self) -> bool:
        """Whether its family name may be Chinese, Korean or Vietnamese: then none of its words is
        an optional middle name.

        >>> parts_of("Kim Jong Un").is_east_asian, parts_of("Kim Kardashian").is_east_asian
        (True, False)
        """
        return self.family_name_first or (
            len(self.words) > 1
            and self.words[-1] in FAMILY_FIRST
            and FIRST_NAMES.isdisjoint(self.words)
        )

    @property
    def family_name_first(self) -> bool:
        """Whether the first word is the family name: Xi Jinping, Moon Jae-in, not Lee Harvey
        Oswald.
        """
        first, *others = self.words
        given = {part for word in others for part in word.split("-")}
        return (
            bool(others)
            and first in FAMILY_FIRST
            and FIRST_NAMES.isdisjoint(given)
            and (first not in FIRST_NAMES or len(others) > 1 or "-" in others[0])
        )

    @property
    def surname(self) -> str:
        return self.words[0] if self.family_name_first else self.words[-1]

    @property
    def middle_letters(self) -> str:
        """The letters of the names between the first and the last, spelt out or initials."""
        inner = "".join(word[0] for word in self.words[1:-1] if word not in PARTICLES)
        return self.initials or inner


@lru_cache(1 << 16)
def parts_of(name: str) -> Name:
    """The parts of a name. Initials before a surname are its first name and middle initials.

    >>> parts_of("President Donald J. Trump"), parts_of("Robert Kennedy, Jr.").suffix
    (Name(words=('donald', 'trump'), initials='j', suffix=''), 'jr')
    >>> parts_of("José “Pepe” Núñez").words, parts_of("Bashar al-Assad").words
    (('jose', 'nunez'), ('bashar', 'assad'))
    >>> parts_of("J. D. Vance") == parts_of("JD Vance") == Name(("j", "vance"), "d")
    True
    >>> parts_of("Stephen King").words, parts_of("King").words
    (('stephen', 'king'), ('king',))
    """
    words = straighten(QUOTED.sub(" ", name)).split()
    words = [ARTICLE.sub("", word.removesuffix("'s")) for word in words]
    suffix = ""
    while len(words) > 1 and folded(words[-1].strip(EDGES)) in SUFFIXES:
        suffix = folded(words.pop().strip(EDGES))
    while len(words) > 1 and words[0].strip(EDGES).lower() in TITLES:
        words = words[1:]
    is_initial = [INITIALS.fullmatch(word.strip(",;:!?'")) is not None for word in words]
    if are_run_together(words):
        is_initial[0] = True
    first = next((n for n, initial in enumerate(is_initial) if not initial), len(words))
    letters = [usual_spelling(folded(word).replace(".", "").strip(EDGES)) for word in words]
    initials = "".join(
        word for word, initial in zip(letters[first:], is_initial[first:]) if initial
    )
    whole = [word for word, initial in zip(letters, is_initial) if not initial and word]
    if first and len(whole) == 1:  # "J. D. Vance", but "J. Edgar Hoover" is known as Edgar
        before = "".join(letters[:first])
        whole.insert(0, before[0])
        initials = before[1:] + initials
    return Name(tuple(whole or letters), initials, suffix)


def are_run_together(words: Sequence[str]) -> bool:
    """Whether a name begins with two initials without points: JD Vance, but not ED MARKEY.

    >>> are_run_together(["JD", "Vance"]), are_run_together(["ED", "MARKEY"])
    (True, False)
    """
    first, *others = words
    return (
        len(first) == 2
        and first.isalpha()
        and first.isupper()
        and bool(others)
        and not any(word.isupper() for word in others)
        and folded(first) not in FAMILY_FIRST
    )


def shown_name(name: str) -> str:
    """A name as it is shown: without titles before it, otherwise unchanged.

    >>> shown_name("President Donald J. Trump"), shown_name("King")
    ('Donald J. Trump', 'King')
    """
    words = name.split()
    while len(words) > 1 and words[0].strip(EDGES).lower() in TITLES:
        words = words[1:]
    return " ".join(words)


def title_pronoun(mention: str, name: str) -> str:
    """The pronoun implied by a title before a name, or "".

    >>> title_pronoun("the lawyer of Mr. Clinton", "Clinton"), title_pronoun("Ms. Roe", "Jane Roe")
    ('he', 'she')
    >>> title_pronoun("President Clinton", "Clinton"), title_pronoun("Mr. Roe's aunt Ann", "Ann")
    ('', '')
    """
    words = mention.split()
    last = name.split()[-1]
    for before, word in pairwise(words):
        if word.strip(EDGES) == last and (said := TITLES.get(before.strip(EDGES).lower(), "")):
            return said
    return ""


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names may belong to one person: equal, or one is the other's short form or
    initial.

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


def is_one_first_name(one: str, other: str) -> bool:
    """Whether two first names are the same name: equal, or one is short for the other only.

    >>> is_one_first_name("bill", "william"), is_one_first_name("chris", "christine")
    (True, False)
    """
    return (one == other or FULL_FORMS.get(one) == frozenset([other])) or FULL_FORMS.get(
        other
    ) == frozenset([one])


def may_be(short: Name, full: Name) -> bool:
    """Whether a name may be a shorter form of a fuller one: the same first name, and its other
    words among the fuller name's, in order. The second surname of a Spanish or Portuguese name may
    be missing. Neither of two first names may be missing, nor the word before a suffix, nor any
    part of a Chinese, Korean or Vietnamese name.

    >>> may_be(parts_of("Hillary Clinton"), parts_of("Hillary Rodham Clinton"))
    True
    >>> may_be(parts_of("Claudia Sheinbaum"), parts_of("Claudia Sheinbaum Pardo"))
    True
    >>> may_be(parts_of("Jack Reed"), parts_of("John Reed Stark"))
    False
    >>> may_be(parts_of("John Paul II"), parts_of("John Paul Stevens"))
    False
    """
    if short.words == full.words:
        return True
    if short.is_east_asian or full.is_east_asian:
        return False
    last, rest = short.words[-1], iter(full.words[1:])
    if last != full.words[-1] and not may_lack_the_last(short, full):
        return False
    return same_first_name(short.words[0], full.words[0]) and all(
        word in rest for word in short.words[1:]
    )


def may_lack_the_last(short: Name, full: Name) -> bool:
    """Whether a shorter name ends with a surname of the fuller one that precedes its last word: the
    last word may be a second surname, or a first name put last in a list of people (Bo Roe
    William).
    """
    last = short.words[-1]
    if short.suffix or last in FIRST_NAMES or last not in full.words[-2:]:
        return False
    return not TWO_SURNAMES.isdisjoint(full.words) or full.words[-1] in FIRST_NAMES


def contradict(one: Name, other: Name) -> bool:
    """Whether middle names, initials or suffix show that two names belong to two people.

    >>> contradict(parts_of("George W. Bush"), parts_of("George H. W. Bush"))
    True
    >>> contradict(parts_of("George Bush"), parts_of("George H. W. Bush"))
    False
    >>> contradict(parts_of("George Walker Bush"), parts_of("George Herbert Walker Bush"))
    True
    >>> contradict(parts_of("William J. Clinton"), parts_of("William Jefferson Clinton"))
    False
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return True
    if one.initials and other.initials:
        return not begin_alike(one.initials, other.initials)
    if one.words == other.words:
        return False
    letters = one.middle_letters, other.middle_letters
    if not all(letters):
        return False
    # If a first surname is among the middle names, its letter shows nothing.
    if not TWO_SURNAMES.isdisjoint((*one.words, *other.words)):
        return bool(one.initials or other.initials) and letters[0][0] != letters[1][0]
    return not begin_alike(*letters)


def begin_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def ends_with(words: Sequence[str], surname: Sequence[str]) -> bool:
    """Whether the words contain a surname unchanged, at their end or before a second surname.

    >>> ends_with(("garcia", "harfuch"), ("garcia", "harfuch")), ends_with(("lee",), ("lee", "wu"))
    (True, False)
    """
    n = len(surname)
    return any(tuple(words[i : i + n]) == tuple(surname) for i in range(len(words) - n + 1))


def is_shouted(name: str) -> bool:
    """Whether words of a name are in capitals: XI Jinping, but not JD Vance.

    >>> is_shouted("XI Jinping"), is_shouted("MIKE PENCE"), is_shouted("JD Vance")
    (True, True, False)
    """
    words = name.split()
    begin = 1 if are_run_together(words) else 0
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in words[begin:])


class Spellings:
    """The spellings of words with a hyphen or an umlaut in one corpus, so that a name has the same
    words in all of its spellings: Kim Jong Un is Kim Jong-un, and Mueller is Müller if the corpus
    has a Müller.

    >>> known = Spellings(["Kim Jong-un", "Jürgen Müller", "Alexandria Ocasio-Cortez"])
    >>> known.parts_of("Kim Jong Un").words, known.parts_of("Kim Jongun").words
    (('kim', 'jong-un'), ('kim', 'jong-un'))
    >>> known.parts_of("Juergen Mueller").words, known.parts_of("Ocasio Cortez").words
    (('jurgen', 'muller'), ('ocasio-cortez',))
    >>> known.parts_of("Samuel Bauer").words
    ('samuel', 'bauer')
    """

    def __init__(self, names: Sequence[str]):
        self.pairs: dict[tuple[str, ...], str] = {}
        self.words: dict[str, str] = {}
        for name in sorted(set(names)):
            for word in parts_of(name).words:
                if "-" in word:
                    self.pairs[tuple(word.split("-"))] = word
                    self.words[word.replace("-", "")] = word
            if name.isascii():
                continue
            written_out = parts_of(name.translate(WRITTEN_OUT)).words
            for word, longer in zip(parts_of(name).words, written_out):
                if word != longer:
                    self.words[longer] = word

    def parts_of(self, name: str) -> Name:
        parts = parts_of(name)
        words = [self.words.get(word, word) for word in parts.words]
        for n in range(len(words) - 1):
            whole = self.pairs.get(tuple(words[n : n + 2]))
            # "Jean Paul" is a first name and a surname, even if somebody is called Jean-Paul
            if whole and (len(words) > 2 or words[0] not in FIRST_NAMES):
                words[n : n + 2] = [whole]
                break
        return parts._replace(words=tuple(words))


WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
