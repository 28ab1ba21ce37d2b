"""Which words a fourth grader knows, by the list of Chall and Dale and its rules (1995, pages 13 to
16).

Their formula counts words that are not on the list of 3,000 as unfamiliar, with these rules: forms
of a familiar word with the endings of plurals, possessives, verbs and comparison are familiar, and
so are compounds of familiar words, and all numerals. A name is unfamiliar only the first time. A
program that uses the list alone takes "cats", "walked" and "1948" for hard words. The list is the
one that textstat ships.

Spelling rules alone would take "wed" for a form of "we". So forms that are dictionary words of
their own do not count: `data/not-inflected.txt`. They include nouns in -er ("builder"), as in the
authors' instructions of 1948. Adverbs in -ly are familiar if the list has them. The rules are taken
from quotations of these pages and from the documentation of Readability Studio.
"""

import re
from functools import cache, lru_cache

from ..paths import file_of, package_lines
from ..patterns import regex

VOWELS = "aeiou"
SIBILANTS = ("s", "x", "z", "ch", "sh")
# What joins the parts of a compound: "long-haired", "and/or", "talks—or", "well...".
JOINTS = regex(r"[-‐‑‒–—/…]+|\.\.+")
# A single consonant after a single vowel is doubled before a vowel ("hot", "hotter"), except w, x
# and y.
DOUBLED = re.compile(r"(?:[^aeiou]|qu)[aeiou][^aeiouwxy]\Z")
SYLLABLES = re.compile(r"[aeiouy]+")
# A name is unfamiliar once in this many words: the authors use samples of a hundred.
SAMPLE = 100


@cache
def easy_words() -> frozenset[str]:
    """The list of Chall and Dale as textstat has it."""
    file = file_of("textstat", "resources/en/easy_words.txt")
    return frozenset(file.read_text(encoding="utf-8").split())


@cache
def listed() -> frozenset[str]:
    """The list without the full stops of "mr." and "mrs."."""
    return frozenset(word.rstrip(".") for word in easy_words())


def before_vowel(word: str) -> list[str]:
    """The stems to which -ed, -ing, -er and -est are added. With two syllables or more, the
    spelling depends on the stress, and both are returned.

    >>> before_vowel("stop"), before_vowel("bake"), before_vowel("walk"), before_vowel("visit")
    (['stopp'], ['bak'], ['walk'], ['visit', 'visitt'])
    """
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return [word[:-1]]
    if DOUBLED.search(word):
        doubled = word + word[-1]
        return [doubled] if len(SYLLABLES.findall(word)) == 1 else [word, doubled]
    return [word]


ENDINGS = ("ed", "er", "est")


def inflected(word: str) -> set[str]:
    """The regular forms of a word, whatever part of speech it may be.

    >>> sorted(inflected("big"))
    ['bigged', 'bigger', 'biggest', 'bigging', 'bigs']
    >>> sorted(inflected("carry"))
    ['carried', 'carrier', 'carries', 'carriest', 'carrying']
    >>> "buses" in inflected("bus"), "bus" in inflected("bu")     # the list decides: no "bu"
    (True, True)
    """
    in_y = len(word) > 2 and word[-1] == "y" and word[-2] not in VOWELS
    if in_y:
        forms = {word[:-1] + "ies"}
    elif word.endswith(SIBILANTS):
        forms = {word + "es"}
    else:
        forms = {word + "s"} | ({word + "es"} if word.endswith("o") else set())
    for stem in before_vowel(word):
        forms.add(stem + "ing")
        base = word[:-1] + "i" if in_y else stem
        forms |= {base.removesuffix("e") + ending for ending in ENDINGS}
    if word.endswith("ie"):
        forms.add(word[:-2] + "ying")
    return forms


def possible_stems(word: str) -> list[str]:
    """The words of which a word may be a regular form, by its ending alone; most are not words.

    >>> possible_stems("bigger"), possible_stems("lying"), possible_stems("dog")
    (['bigg', 'bigge', 'big'], ['ly', 'lye', 'l', 'lie'], [])
    """
    if word.endswith("ies"):
        return [word[:-1], word[:-2], word[:-3] + "y"]
    if word.endswith("s"):
        return [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]
    for ending in ("ing", *ENDINGS):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            # as it is; without its e; with its consonant doubled; with i for y; with y for ie
            return [
                stem,
                stem + "e",
                stem[:-1],
                *[stem[:-1] + "y"] * stem.endswith("i"),
                *[stem[:-1] + "ie"] * stem.endswith("y"),
            ]
    return []


@cache
def not_inflected() -> frozenset[str]:
    """Words that are spelt like a form of another, but are words of their own."""
    return frozenset(package_lines("not-inflected.txt"))


def is_known_form(word: str) -> bool:
    """Whether a word is on the list, or a regular form of a word on it and no word of its own.

    >>> [is_known_form(word) for word in ("walk", "walked", "wed")]
    [True, True, False]
    """
    known = listed()
    if word in known:
        return True
    for stem in possible_stems(word):
        if stem in known and stem.isalpha() and word in inflected(stem):
            return word not in not_inflected()
    return False


@lru_cache(maxsize=2**17)
def is_familiar(word: str) -> bool:
    """Whether a word, plain and in lower case, is familiar by the list and its rules. Names are not
    considered here.

    >>> [is_familiar(word) for word in ("cats", "walked", "biggest", "hours'", "1948", "10-year")]
    [True, True, True, True, True, True]
    >>> [is_familiar(word) for word in ("wed", "rugged", "builder", "cross-border", "covid-19")]
    [False, False, False, False, False]
    >>> is_familiar("bus"), is_familiar("buses")
    (True, True)
    """
    bare = word.strip("'").removesuffix("'s")
    if is_known_form(bare) or (bare != word and is_known_form(word)) or bare[:1].isnumeric():
        return True
    parts = [part for part in JOINTS.split(bare) if part]
    return len(parts) > 1 and all(map(is_familiar, parts))
