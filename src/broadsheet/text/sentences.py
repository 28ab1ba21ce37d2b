"""Where the sentences of a plain text end: at which marks, and after and before which words.

`ends_sentence` decides by `RULES`, in their order, with the words of `data/abbreviations.csv`.
`line_breaks` decides across which line breaks a sentence continues; `document` defines plain text
and paragraphs.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..paths import package_rows

WORD_CHARACTER = re.compile(r"\w")
# Where a sentence may end. A run of marks is matched only from its first mark, and possessively, so
# that a megabyte of marks costs one pass.
MARKS = re.compile(
    r"""
    [.!?…]
    (?: # A run, with what closes after it, before white space: "act." and 'act!")'; or before the
        # number of a note: "act.[6]". A star is a note, or closes emphasis: "**It rained.**"
        (?<![.!?…][.!?…]) [.!?…]*+ ['")\]}*_†‡]*+ (?=\s|\[\d{1,3}\])
      | # One mark after a word, without a space: "end.Next"; but not an address or "Node.js".
        (?<=[a-z][a-z][.!?]) ['"]?+ (?=["'(]? [A-Z][a-z]*+ (?![\w@/=&\#]|\.\w))
    )
""",
    re.VERBOSE,
)
# Numbers of notes after a sentence, which belong to it: "act. [6]", "act.[6][7]".
NOTES = re.compile(r"(?:[ \t]?\[\d{1,3}\])+(?=\s|\Z)")
# What follows: white space, opening marks or bullets, then the first word.
OPENING = re.compile(r"(?P<space>\s*+)(?P<opener>[^\w\s]*+\s*+)(?P<word>[^\W\d_]*+)")
SPACE = re.compile(r"\s*+")
# A capital follows, as in most cases.
CAPITAL_FOLLOWS = re.compile(r"""\s*+["'(]?[A-Z]""")
# The word before a mark, including full stops inside it: "Mr", "U.S", "p.m". It is looked for in
# the dozen characters before the mark.
BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*+\Z")
# The number of a list item, which is not a sentence: "1.", "(2.", "a.", "IV.".
ITEM = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[IVX]{2,4})\Z")
# A figure before a unit: "7 ft", "5-lb".
FIGURE_BEFORE = re.compile(r"\d[ -]?[a-z]+\Z")
# Words in lower case that may start a sentence: "iPhone", "eBay".
CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")


# Abbreviations and words that follow them, each with its class.
LISTED = package_rows("abbreviations.csv")


def words_of(kind: str) -> frozenset[str]:
    """The words of a class in the list of abbreviations and of words that follow them."""
    return frozenset(row["word"] for row in LISTED if row["class"] == kind)


# Before a name, or inside a clause: no sentence ends here ("Mr", "e.g").
NEVER = words_of("never")
# No sentence ends here before a number; otherwise these are words ("No. He would not.").
BEFORE_NUMBER = words_of("numbered")
# A sentence ends here only if the next word is one that starts sentences ("Inc", "Sept").
EITHER = words_of("either")
STARTERS = words_of("starter")
# Books of the Bible that are also first names: no sentence ends before a verse ("Phil. 4:8").
BEFORE_VERSE = words_of("verse")
VERSE = re.compile(r"\d{1,3}:\d")
# No sentence ends here between two figures: "7 ft. 6 in.".
UNITS = words_of("unit")
# "3 p.m. Monday", "9 a.m. Eastern": the time continues.
TIMES = words_of("time")
ABBREVIATIONS = NEVER | BEFORE_NUMBER | BEFORE_VERSE | EITHER | UNITS


class Place(NamedTuple):
    """A run of marks, and the words around it in its paragraph."""

    plain: str
    sentence: int  # where the sentence began
    first: int  # where the first mark is
    run: str  # the marks, with closing marks after them
    token: str  # the word before: "Mr", "U.S", "p.m"; empty after a figure or a bracket
    opener: str  # opening marks or bullets before the next word
    word: str  # the next word; empty before a figure or the end
    word_start: int

    def is_after(self, ending: str, reach: int) -> bool:
        """Whether the last `reach` characters of the sentence before the marks end with
        `ending`.
        """
        before = self.plain[max(self.sentence, self.first - reach) : self.first]
        return before.rstrip().endswith(ending)

    @property
    def is_before_figure(self) -> bool:
        return not self.word and self.plain[self.word_start : self.word_start + 1].isdecimal()

    @property
    def is_unit(self) -> bool:
        """A unit after a figure: "7 ft", not "came in"."""
        first = max(self.sentence, self.first - 12)
        return self.token in UNITS and bool(FIGURE_BEFORE.search(self.plain, first, self.first))

    @property
    def is_book(self) -> bool:
        """A book that a verse follows: "Phil. 4:8"."""
        return self.token in BEFORE_VERSE and bool(VERSE.match(self.plain, self.word_start))

    @property
    def is_title(self) -> bool:
        """A word used before a name; in capitals, only before other capitals: "GEN. LEE"."""
        in_capitals = len(self.word) > 1 and self.token.isupper() and self.word.isupper()
        return (self.token.capitalize() if in_capitals else self.token) in NEVER

    @property
    def is_before_lower_case(self) -> bool:
        return self.word[:1].islower() and not CAMEL.match(self.plain, self.word_start)

    @property
    def is_initial(self) -> bool:
        return len(self.token) == 1 and self.token.isupper()

    @property
    def is_dotted(self) -> bool:
        """Letters with full stops between them: "U.S", "Ph.D"."""
        return "." in self.token and max(map(len, self.token.split("."))) < 4


class Rule(NamedTuple):
    """If it `applies`, `ends` decides whether a sentence ends, and no later rule is tried."""

    name: str
    applies: Callable[[Place], bool]
    ends: Callable[[Place], bool]


# The tests have examples of each rule, under its name.
RULES = (
    Rule(
        "question or exclamation",
        lambda at: "!" in at.run or "?" in at.run,
        lambda at: not at.plain.startswith("Yahoo!", max(at.sentence, at.first - 5)),
    ),
    Rule(  # three points are a pause or an omission; a fourth is the full stop
        "points of a pause",
        lambda at: at.run.startswith(("…", "..")),
        lambda at: at.run.startswith(("....", "….")),
    ),
    Rule(  # an unlisted abbreviation, or a full stop that does not end a sentence
        "lower case follows",
        lambda at: at.is_before_lower_case,
        lambda at: (
            "•" in at.opener
            or at.run[-1] in "\"'"
            # an ordinary word, whose sentence has no other end
            or (at.run == "." and not at.opener and len(at.token) > 4 and at.token.islower())
        ),
    ),
    Rule(
        "number of a list item",
        lambda at: at.first - at.sentence < 6 and bool(ITEM.match(at.plain, at.sentence, at.first)),
        lambda at: False,
    ),
    Rule(  # a figure or a bracket ends a sentence; spaced points (". . .") are a pause
        "no word before",
        lambda at: not at.token,
        lambda at: not at.opener.startswith(".") and not at.is_after(".", 2),
    ),
    Rule("before a name", lambda at: at.is_title, lambda at: False),
    Rule(
        "before a number",
        lambda at: at.is_before_figure and (at.token in BEFORE_NUMBER or at.is_unit or at.is_book),
        lambda at: False,
    ),
    Rule(
        "time of day",
        lambda at: at.token.lower() in ("a.m", "p.m"),
        lambda at: bool(at.word) and at.word.lower() not in TIMES,
    ),
    Rule(
        "abbreviation or initial",
        lambda at: at.token in EITHER or at.is_initial or at.is_dotted,
        lambda at: at.word.lower() in STARTERS or '"' in at.opener,
    ),
    Rule("any other word", lambda at: True, lambda at: True),
)


def word_before(plain: str, start: int, end: int) -> str:
    """The word before the full stop at the end of a stretch; empty without one.

    >>> word_before("It was Mr.", 0, 10), word_before("It was he", 0, 9)
    ('Mr', '')
    """
    if plain[end - 1] != ".":
        return ""
    before = BEFORE.search(plain, max(start, end - 13), end - 1)
    return before.group() if before else ""


def place_of(plain: str, sentence: int, mark: re.Match, end: int) -> Place:
    follow = OPENING.match(plain, mark.end(), end)
    assert follow  # each of its parts may be empty
    before = BEFORE.search(plain, max(sentence, mark.start() - 12), mark.start())
    return Place(
        plain,
        sentence,
        mark.start(),
        mark.group(),
        before.group() if before else "",
        follow["opener"],
        follow["word"],
        follow.start("word"),
    )


def rule_for(place: Place) -> Rule:
    """The rule that decides: the first that applies. The last rule always applies."""
    return next(rule for rule in RULES if rule.applies(place))


def ends_sentence(plain: str, sentence: int, mark: re.Match, end: int) -> bool:
    """Whether the sentence that began at `sentence` ends with this run of marks. `end` is the end
    of its paragraph.
    """
    run, first = mark.group(), mark.start()
    # Four in five marks are decided here: a word that is not an abbreviation, then a capital.
    if run in (".", '."') and first - sentence > 5:
        last = plain[plain.rfind(" ", sentence, first) + 1 : first]
        if (
            len(last) > 1
            and last.isalpha()
            and not last.isupper()
            and last not in ABBREVIATIONS
            and CAPITAL_FOLLOWS.match(plain, mark.end(), end)
        ):
            return True
    place = place_of(plain, sentence, mark, end)
    return rule_for(place).ends(place)


def sentence_bounds(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a plain text between two offsets. Line breaks are ordinary
    white space.

    A piece without a letter or a digit is not a sentence: it belongs to the next one, or, at the
    end, to the last one.
    """
    sentence = checked = start
    worded = False
    last: tuple[int, int] | None = None
    for mark in MARKS.finditer(plain, start, end):
        worded = worded or bool(WORD_CHARACTER.search(plain, checked, mark.end()))
        checked = mark.end()
        if worded and ends_sentence(plain, sentence, mark, end):
            if last:
                yield last
            notes = (
                NOTES.match(plain, checked, end) if "[" in plain[checked : checked + 2] else None
            )
            checked = notes.end() if notes else checked
            last = sentence, checked
            space = SPACE.match(plain, checked, end)
            sentence, worded = space.end() if space else checked, False
    if WORD_CHARACTER.search(plain, sentence, end):
        if last:
            yield last
        last = sentence, end
    if last:
        yield last[0], end
