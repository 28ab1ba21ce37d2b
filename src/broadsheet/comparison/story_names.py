"""Which names in the articles of one story mean the same: "Sheinbaum" and "Claudia Sheinbaum", "the
U.S." and "United States".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from ..paths import package_rows
from ..patterns import regex
from ..text import Document, folded, singular

VARIANTS = {row["word"]: tuple(row["means"].split()) for row in package_rows("name-variants.csv")}
# Spellings of names from other scripts: "Sergey" and "Sergei".
USUAL_SPELLINGS = {row["spelling"]: row["usual"] for row in package_rows("romanised-names.csv")}
# Endings of names from Cyrillic: Zelenskyy, Zelenskiy; Yanukovych, Yanukovich.
SKY = re.compile(r"(?<=\w\w[sc]k)(?:i|[iy][iy]|ij)$")
OVICH = re.compile(r"(?<=\w[oe]v)[iy]c(?:h)?$")
SUFFIXES = frozenset("jr sr ii iii iv".split())
# Possible endings of a place name, and of the word for its people, after their common stem.
PEOPLE = regex(r"(?<=\w{3})(?:ans?|ians?|eans?|ese|ish)$")
ENDINGS = re.compile(r"(?<=\w{3})(?:ans?|ians?|eans?|ese|ish|is?|ers?|s|[aeoy])$")
# Words that are in lower case inside names, and that initials leave out.
PARTICLES = frozenset("al bin and da de del der dos for in la las los of on the van von".split())
Key = tuple[str, ...]


def usual_spelling(word: str) -> str:
    """A word of a name, in lower case and without accents, as it is spelt for comparison: one form
    for the ways in which English-language news spells a name from another script.

    >>> [usual_spelling(word) for word in ("zelenskyy", "zelensky", "sergey", "gadhafi", "lind")]
    ['zelensky', 'zelensky', 'sergei', 'gaddafi', 'lind']

    A Polish Kowalski gets the same form as a Russian Kowalsky.
    """
    word = USUAL_SPELLINGS.get(word, word)
    return OVICH.sub("ich", SKY.sub("y", word))


@lru_cache(1 << 14)
def key(name: str) -> Key:
    """The words of a name in the form used for comparison: in lower case, without accents,
    possessives, points and suffixes, nouns in the singular, a variant under its usual name or
    spelling.

    >>> key("Lucía Ferrán’s"), key("U.S."), key("John Roe Jr.")
    (('lucia', 'ferran'), ('united', 'state'), ('john', 'roe'))
    """
    words = tuple(folded(form) for form in Document(name).forms)
    words = tuple(word for word in words if word not in SUFFIXES or len(words) == 1)
    words = VARIANTS.get(" ".join(words), words)
    return tuple(singular(usual_spelling(word)) for word in words)


@lru_cache(1 << 14)
def stem(word: str) -> str:
    """The stem that a place and the word for its people have in common.

    >>> stem("mexico") == stem("mexican"), stem("china") == stem("chinese")
    (True, True)
    >>> stem("austria") == stem("australia")
    False
    """
    shorter = ENDINGS.sub("", word)
    return word if shorter == word else stem(shorter)


def joined(names: Iterable[str], people: Iterable[str] = ()) -> dict[str, str]:
    """For each name, the fullest name that means the same: the one that contains all its words, if
    there is only one.

    If several names contain a single word, it means the one that ends with it. Accents, possessives
    and the variants in name-variants.csv make no difference. The order of the names changes
    nothing. `people` are names already identified as different people: they keep their names, and
    none of them means another.

    >>> names = joined(["Sheinbaum", "Claudia Sheinbaum", "Mexico", "Ana Cruz", "Ana Roe", "Ana"])
    >>> names["Sheinbaum"], names["Mexico"], names["Ana"]
    ('Claudia Sheinbaum', 'Mexico', 'Ana')
    >>> joined(["Cuba", "Cuban"])["Cuban"]
    'Cuba'
    >>> names = joined(["Ana Cruz", "Ana Cruz Roe", "Cruz"], people=["Ana Cruz", "Cruz"])
    >>> names["Ana Cruz Roe"], names["Cruz"]
    ('Ana Cruz', 'Cruz')
    """
    apart = frozenset(people)
    forms: dict[Key, Counter[str]] = defaultdict(Counter)
    phrases = {}
    for name in names:
        if is_name(name):
            forms[key(name)][name] += 1
        else:
            phrases[name] = name
    by_word: dict[str, set[Key]] = defaultdict(set)
    for words in forms:
        for word in words:
            by_word[word].add(words)
    of_people = {key(name) for name in apart}
    fullest = {
        words: words
        if words in of_people and len(words) == 1
        else _fullest(words, by_word, of_people if words in of_people else ())
        for words in forms
    }
    shown = {words: _most_usual(spellings) for words, spellings in forms.items()}
    _join_peoples(fullest)
    roots = {}
    for words in forms:
        root = words
        while (
            fullest[root] != root
        ):  # each step leads to a longer name, or from a people to its place
            root = fullest[root]
        roots[words] = root
    bearers: dict[Key, set[str]] = defaultdict(set)
    for name in apart:
        if (words := key(name)) in roots:
            bearers[roots[words]].add(name)
    shown |= {root: min(known) for root, known in bearers.items() if len(known) == 1}
    result = phrases
    for words, spellings in forms.items():
        result |= dict.fromkeys(spellings, shown[roots[words]])
    return result | {name: name for name in apart}


def _join_peoples(fullest: dict[Key, Key]) -> None:
    """Makes the word for a people mean its place, if both are named: "Cuban", "Latin American"."""
    places = {
        (*words[:-1], stem(words[-1])): words
        for words in sorted(fullest, reverse=True)
        if words and not PEOPLE.search(words[-1])
    }
    for words in sorted(fullest):
        if words and PEOPLE.search(words[-1]) and fullest[words] == words:
            fullest[words] = places.get((*words[:-1], stem(words[-1])), words)


def is_name(name: str) -> bool:
    """Whether all words begin with a capital, except those that may be inside names.

    >>> is_name("Tren de Aragua"), is_name("Regular passengers such as Maud Ekeby")
    (True, False)
    """
    return all(word[:1].isupper() or word.lower() in PARTICLES for word in name.split())


def _fullest(words: Key, by_word: Mapping[str, set[Key]], others: Collection[Key]) -> Key:
    """The only longer name that contains all words and is not among the `others`."""
    holding = set.intersection(*(by_word[word] for word in words)) if words else set()
    longer = {name for name in holding if len(name) > len(words) and name not in others}
    # Among "Vela", "Quiroga Vela" and "Tomás Quiroga Vela", the second does not compete with the
    # third.
    longest = {a for a in longer if not any(set(a) < set(b) for b in longer)}
    if len(longest) > 1 and len(words) == 1:
        longest = {other for other in longest if other[-1] == words[0]}
    return longest.pop() if len(longest) == 1 else words


def _most_usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], -len(name), name))


class Printed:
    """The names that an outlet prints anywhere, including headlines, in any form.

    >>> printed = Printed([Document("Mexico’s president met Mr. Rubio and the DEA.")])
    >>> names = ["Marco Rubio", "Mexican", "Drug Enforcement Administration"]
    >>> [printed.has(name) for name in names]
    [True, True, True]
    >>> printed.has("Claudia Sheinbaum"), printed.has("Enforcement", is_body=True)
    (False, False)
    """

    def __init__(self, documents: Iterable[Document]):
        self.words: set[str] = set()
        self.stems: set[str] = set()
        self.acronyms: set[str] = set()
        self.initials: set[str] = set()
        for document in documents:
            self._read(document)

    def _read(self, document: Document) -> None:
        run: list[str] = []
        end = -1
        for token, form in zip(document.tokens, document.forms):
            if not token[0].isupper():
                continue
            word = folded(form)
            # "Us" begins a sentence; "US" is a state.
            words = (word,) if token == "Us" else VARIANTS.get(word, (word,))
            words, word = tuple(map(singular, words)), singular(word)
            self.words.update((*words, word))
            self.stems.update(stem(part) for part in (*words, word))
            if len(token) > 1 and token.replace(".", "").isupper():
                self.acronyms.add(word.replace(".", ""))
            run = [*run, word] if token.start - end == 1 else [word]
            end = token.end
            for length in range(2, min(len(run), 6) + 1):
                self.initials.add("".join(part[0] for part in run[-length:]))

    def has(self, name: str, is_body: bool = False) -> bool:
        """Whether the outlet prints the name. For a person, the surname is enough, and for a single
        word, one that begins like it ("Mexican"); for a body or a place, all its words, or its
        initials, are needed.
        """
        words = [word for word in key(name) if len(word) > 1]
        if not words:
            return True  # nothing to look for
        if len(words) == 1:
            return stem(words[0]) in self.stems or words[0].replace(".", "") in self.initials
        initials = "".join(word[0] for word in words if word not in PARTICLES)
        if initials in self.acronyms:
            return True
        if all(stem(word) in self.stems for word in words if word not in PARTICLES):
            return True
        return not is_body and words[-1] in self.words
