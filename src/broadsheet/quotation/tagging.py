"""Word classes: every token of a news text as one letter, from which clauses are parsed. Closed
classes, verbs of speech and the commonest other verbs are listed; capitals and endings decide the
rest. The classes are coarse on purpose: with one letter per token, regular expressions run over
thousands of paragraphs per second. `ALPHABET` defines each letter.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ..paths import package_lines, package_rows
from ..patterns import regex


class WordClass(NamedTuple):
    """A class of tokens: its letter, its name (as in `data/word-classes.csv`, if its words are
    listed there), and an example.
    """

    letter: str
    name: str
    example: str


ALPHABET = (
    WordClass("V", "verb of speech", "said"),
    WordClass("G", "participle of a verb of speech", "saying"),
    WordClass("U", "verb of judgement or thought", "praised"),
    WordClass("H", "participle of a verb of judgement or thought", "praising"),
    WordClass("v", "other verb", "walked"),
    WordClass("g", "other participle", "walking"),
    WordClass("e", "be", "was"),
    WordClass("x", "auxiliary", "has"),
    WordClass("N", "name", "Smith"),
    WordClass("n", "noun", "farmer"),  # or an adjective, or any unknown word
    WordClass("S", "possessive", "Smith's"),
    WordClass("p", "party or state in brackets", "(R-Tex.)"),
    WordClass("R", "subject pronoun", "she"),
    WordClass("O", "object pronoun", "him"),
    WordClass("D", "determiner", "the"),  # or a number
    WordClass("A", "adverb", "slowly"),
    WordClass("M", "time", "Tuesday"),
    WordClass("P", "preposition", "in"),
    WordClass("F", "of", "of"),
    WordClass("I", "to", "to"),
    WordClass("y", "by", "by"),
    WordClass("Z", "according", "according"),
    WordClass("T", "that", "that"),
    WordClass("W", "relative", "who"),
    WordClass("C", "coordinator", "and"),
    WordClass("K", "contrast", "but"),
    WordClass("B", "subordinator", "when"),
    WordClass(",", "comma, or any mark not listed below", ";"),
    WordClass("-", "dash", "—"),
    WordClass(".", "end of a sentence", "?"),
    WordClass(":", "colon", ":"),
    WordClass("(", "opening bracket", "("),
    WordClass(")", "closing bracket", ")"),
    WordClass("Q", "quotation", ""),  # all of it is one token; see `QUOTATION`
)
LETTER_OF = {word_class.name: word_class.letter for word_class in ALPHABET}
# Letters that rules use together.
PARTICIPLES = "GHg"
FINITE_VERBS = "VUv"
# Each class of verbs in `data/verbs.csv`: the letter of its finite forms, and of its participles.
# If two verbs share a form, the later class wins.
VERB_LETTERS = {"other": ("v", "g"), "judgement": ("U", "H"), "speech": ("V", "G")}
VERB_ROWS = package_rows("verbs.csv")
FORMS = ("base", "present", "past", "participle")
MARKS_OF = {",": ", ;", "-": "― — – -- -", ".": ". ! ? …", ":": ":", "(": "( [", ")": ") ]"}


def verbs_used(use: str) -> frozenset[str]:
    """The forms of the verbs that `data/verbs.csv` lists with this use.

    >>> sorted(verbs_used("question"))[:4]
    ['ask', 'asked', 'asking', 'asks']
    """
    forms: set[str] = set()
    for row in VERB_ROWS:
        for entry in row["uses"].split():
            name, _, only = entry.partition(":")
            if name == use:
                forms.update([only] if only else (row[form] for form in FORMS))
    return frozenset(forms)


def listed_classes() -> dict[str, str]:
    """The letter of each listed word and mark; endings decide the others."""
    classes: dict[str, str] = {}
    for verb_class, (finite, participle) in VERB_LETTERS.items():
        for row in VERB_ROWS:
            if row["class"] == verb_class:
                classes |= dict.fromkeys([row[form] for form in FORMS], finite)
                classes[row["participle"]] = participle
    for row in package_rows("word-classes.csv"):
        classes[row["word"]] = LETTER_OF[row["class"]]
    for letter, marks in MARKS_OF.items():
        classes |= dict.fromkeys(marks.split(), letter)
    return classes


CLASSES = listed_classes()
CLASS_BY_ENDING = (("ing", "g"), ("ed", "v"), ("ly", "A"))
# "Manning said": names, though participles end like them.
PARTICIPLE_LIKE_NAMES = frozenset(package_lines("names-like-participles.txt"))
# Words that are not names even if capitalised, as at the start of a sentence or in a headline.
NAMELESS = frozenset("DRPFIyTWCKBMZ")
# Nouns as well as verbs: verbs only after a name, a pronoun, an auxiliary, "to" or a quotation.
NOUNS_TOO = frozenset(form for row in VERB_ROWS for form in row["nouns"].split())
BASES = frozenset(row["base"] for row in VERB_ROWS)
# Those that are also the past tense: "read".
BASES_AS_PAST = frozenset(row["base"] for row in VERB_ROWS if row["base"] == row["past"])
# Not verbs after a determiner or a singular noun: "a snappy retort".
VERBAL_BASES = verbs_used("verbal") & BASES
# Not verbs after a determiner: these, and "a say".
DETERMINED_BASES = (verbs_used("determined") & BASES) | VERBAL_BASES

POINTED_TITLES = "|".join(
    row["title"].capitalize() for row in package_rows("titles.csv") if row["point"]
).replace(".", r"\.")
# States as news shortens them: "of Skara, Tex., said".
STATES = (
    "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mont|Neb"
    "|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo"
)
# A token with the gap after it, so that the tokens of a paragraph are contiguous and their lengths
# give their offsets. The two shortest alternatives come first, since most tokens match them.
GAP_BEHIND = re.compile(r"[\s_]*+")
TOKEN_AND_GAP = re.compile(
    rf"""
    [a-z]++ [ ] (?![\s_])                                   # a word in lower case, and one space
  | (?: [A-Za-z][a-z]*+ (?=[ ,])                            # a word, and a space or a comma
      | (?=[A-Z]) (?: (?: {POINTED_TITLES}|Jr|Sr|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec
          ) \.                                              # abbreviations keep their point: Sen.
          | (?: [A-Z]\. )+                                  # initials: U.S.
          | [DRI][-–][A-Z][\w.]+ )                             # party and state: R-Tex.
      | [ap]\.m\.                                           # 3 p.m.
      | \( [A-Z] [\w.–-]{{0,12}} \)                         # (R-Tex.), (Calif.)
      | \( [DRI]-[A-Z][\w.]* [ ] [A-Z][\w.]* \)            # (D-New York)
      | \( [DRI]\.?, [ ] [A-Z][\w.]* \)                     # (D., Calif.)
      | " (?:the[ ])? [A-Z][\w-]* " (?=[ ][A-Z])           # Ed "Buzz" Kelly
      | ' (?:the[ ])? [A-Z][\w-]* ' (?=[ ][A-Z])           # Ed 'Buzz' Kelly
      | Ph\.D\.
      | (?:Inc|Corp|Ltd|Bros) \. (?= ,|[ ][a-z])            # Lind Inc., which
      | (?:{STATES}) \. (?= ,)                              # of Skara, Tex., said
      | [@#$]? [^\W_]+ (?: [.'’&@/\-–]{{1,2}} [^\W_]+ )*    # rain-soaked, AT&T, $5, @smith
            (?: '(?=[\s,.]) )?                              # workers'
      | --+ | "++ | [^\w\s]                                # marks
    ) {GAP_BEHIND.pattern}
""",
    re.VERBOSE,
)
# What follows a document that "read": the quotation itself, or a colon.
SAYS_WHAT = re.compile(r",?:?\s*\"|:")
# What follows a verb of speech rather than a noun.
VERBAL = regex(
    r"""
    \s* (?: [":] | ,\s*"                                    # a quotation: claims: "…"
          | (?: that|the|a|an|his|her|their|its|he|she|it|they|him|them|this|these|those )\b
          | [A-Z]                                           # claims Smith
        )
""",
    re.VERBOSE,
)

# Plurals without an "s" that verbs follow.
PLURALS = (" percent", " cent", " people", " police", " men", " women")
PARTICLE = re.compile(r" (?:back|in|off|on|out|up)\b")  # the minister hit back


@lru_cache(1 << 16)
def classify(token: str, first: bool) -> str:
    """The class of a token; `first` is whether it begins a sentence, where a capital means nothing.

    >>> [classify(token, False) for token in ("Smith", "said", "slowly", "farmer", "Smith's")]
    ['N', 'V', 'A', 'n', 'S']
    """
    word = token.lower()
    known = CLASSES.get(word)
    if word == token and word.isalpha():  # most tokens
        return known or class_by_shape(word)
    if token[0] == "(" and len(token) > 1:
        return "p"
    if is_mark(token):
        return "N" if is_nickname(token) else known or ","
    if known is None and token.endswith(("'s", "s'")):
        return class_of_possessive(word[:-2])
    if token[0].isupper():
        return class_of_capitalised(word, known, first)
    return known or class_by_shape(word)


def is_nickname(token: str) -> bool:
    """Whether a token is a word in marks inside a name: "Buzz" with its marks."""
    return len(token) > 2 and token[0] in "\"'" and token[-1] == token[0]


def is_mark(token: str) -> bool:
    """Whether a token is a mark, or begins with one other than "@", "#" and "$"."""
    return not token[0].isalnum() and (len(token) == 1 or token[0] not in "@#$")


def class_of_possessive(owner: str) -> str:
    """The class of a word with 's: with a pronoun, a contraction; with a time, a time; otherwise a
    possessive.

    >>> [class_of_possessive(word) for word in ("who", "yesterday", "mayor")]
    ['R', 'M', 'S']
    """
    letter = CLASSES.get(owner)
    if letter in ("R", "T", "W", "A"):
        return "R"
    return "M" if letter == "M" and owner != "march" else "S"


def class_of_capitalised(word: str, known: str | None, first: bool) -> str:
    """The class of a word with a capital: mostly a name, unless a sentence begins with it.

    >>> [class_of_capitalised(word, None, True) for word in ("speaking", "manning", "connelly")]
    ['g', 'N', 'N']
    """
    if known and (first or known in NAMELESS):
        return known
    if first and len(word) > 6:
        if word.endswith("ing") and word not in PARTICIPLE_LIKE_NAMES:
            return "g"
        if word.endswith("ly") and not word.endswith(("elly", "illy", "olly", "nly")):
            return "A"
    return "N"


def class_by_shape(word: str) -> str:
    """The class of an unlisted word: a number, or the class of its ending.

    >>> [class_by_shape(word) for word in ("1,250", "3rd", "resigned", "red")]
    ['D', 'n', 'v', 'n']
    """
    if word[0].isdigit():
        return "D" if word.replace(",", "").replace(".", "").isdigit() else "n"
    if len(word) > 4:
        for ending, letter in CLASS_BY_ENDING:
            if word.endswith(ending):
                return letter
    return "n"


class WithoutGap(dict[str, str]):
    """Each token without the gap after it; cleared when it becomes too large."""

    def __missing__(self, token: str) -> str:
        if len(self) > 1 << 16:
            self.clear()
        self[token] = token[: len(token.replace("_", " ").rstrip())]
        return self[token]


WITHOUT_GAP = WithoutGap()


class Letters(dict[str, str]):
    """The class of each token, gap included, determined once per token; cleared when it becomes too
    large. If only the sentence can show whether it is a verb, the class is one of `UNSURE`.
    """

    def __init__(self, first: bool):
        self.first = first
        self[QUOTATION] = "Q"

    def __missing__(self, token: str) -> str:
        if token == QUOTATION:  # another thread has just cleared the table
            return "Q"
        if len(self) > 1 << 16:
            self.clear()
            self[QUOTATION] = "Q"
        word = WITHOUT_GAP[token]
        letter = classify(word, self.first)
        if letter in FINITE_VERBS and (word in NOUNS_TOO or word in DETERMINED_BASES):
            letter = UNSURE[FINITE_VERBS.index(letter)]
        self[token] = letter
        return letter


QUOTATION = ""  # the token that stands for a quoted stretch
UNSURE = "123"  # each of `FINITE_VERBS`, until `class_in_context` decides
LETTERS = Letters(False)
FIRST_LETTERS = Letters(True)  # of tokens that begin a sentence
QUOTED_BY = re.compile("Q,?[DSnN]{0,4}[nN]$")  # "…," the editorial


def class_in_context(
    token: str, letter: str, before: str, plain: str, previous_end: int, end: int
) -> str:
    """The class of a possible verb once its neighbours are known; it may be a noun ("the latest
    claims").

    `before` are the letters before it; `previous_end` and `end` are the offsets where the previous
    token and this one end.
    """
    if "Q" in before and QUOTED_BY.search(before):
        return letter
    neighbour = before[-1]
    if token in NOUNS_TOO:
        if neighbour not in "nNRxIAWQ,)TCM":  # the claims
            return "n"
        if neighbour in "nN" and not VERBAL.match(plain, end):  # Tuesday's rain claims fell
            return "n"
        if (
            neighbour == "n"
            and (token[-1] != "s" or is_plural(plain, previous_end))  # the rain answer
            and not (token in BASES_AS_PAST and SAYS_WHAT.match(plain, end))  # a tweet read: "…"
        ):
            return "n"
    elif token in DETERMINED_BASES and (
        neighbour in "DSP"  # a reply
        or (
            neighbour == "n"
            and token in VERBAL_BASES
            and not is_plural(plain, previous_end)
            and not PARTICLE.match(plain, end)
        )  # a snappy retort
    ):
        return "n"
    return letter


def is_plural(plain: str, end: int) -> bool:
    """Whether the noun that ends here is a plural.

    >>> is_plural("of women", 8), is_plural("claims", 6), is_plural("claim", 5)
    (True, True, False)
    """
    return plain[end - 1] == "s" or plain.endswith(PLURALS, max(0, end - 8), end)
