"""Numbers → the words that report a finding: intervals, counts, the distance between two values.

A report explains its intervals once, above a table; these functions write them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from ..figures import number
from ..stats import LEVEL, Z95, benjamini_hochberg, who_differs

MOST_LISTED = 4  # the most items that are listed; of more, only the first
NUMBERS = "no one two three four five six seven eight nine".split()
SINGULAR = {"people": "person", "stories": "story", "analyses": "analysis"}


class Linked(NamedTuple):
    """A cell with a link to a page, whose address is relative to the report."""

    text: str
    address: str


Cell = str | Linked


class Listing(NamedTuple):
    """A table of the report: its caption, its heads, its rows; the first column of numbers; and a
    note on rows left out.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers_from: int = 1
    more: str = ""


def listing(
    caption: str, heads: Mapping[str, str], rows: Iterable[Mapping[str, str]], numbers_from: int = 1
) -> Listing:
    """A table from rows with named fields; `heads` maps the names to their heads.

    >>> listing("Who", {"who": "Person"}, [{"who": "Ana Cruz", "id": "1"}]).rows
    (('Ana Cruz',),)
    """
    cells = tuple(tuple(row[name] for name in heads) for row in rows)
    return Listing(caption, tuple(heads.values()), cells, numbers_from)


class Statement(NamedTuple):
    """A statement by a rule: a sentence or two, a table or a list below it, a caveat; and whether a
    difference or a pattern is shown (None if none was tested). An `aside` is a phrase, not a
    sentence, for a comparison that shows nothing.
    """

    text: str
    shown: bool | None
    items: tuple[str, ...] = ()
    caveat: str = ""
    listing: Listing | None = None
    aside: bool = False


def aside(text: str) -> Statement:
    return Statement(text, False, aside=True)


class Value(NamedTuple):
    """A value with its interval (NaN without one), what it belongs to (`the article of `), its n
    and unit, and its number of articles.
    """

    of: str
    name: str
    value: float
    low: float
    high: float
    n: int
    unit: str
    articles: int


def interval(
    low: float, high: float, percent: bool = False, ratio: bool = False, named: bool = True
) -> str:
    """The two ends of an interval, or "no interval"; with `named`, introduced as a 95 % interval.

    >>> interval(0.05, 0.31, percent=True), interval(-1, 1, ratio=True, named=False)
    ('95 % interval 5 % to 31 %', '0.50 × to 2.0 ×')
    >>> interval(float("nan"), 2)
    'no interval'
    """
    if np.isnan([low, high]).any():
        return "no interval"
    return "95 % interval " * named + " to ".join(
        in_figures(end, percent, ratio) for end in (low, high)
    )


def with_interval(
    value: float, low: float, high: float, percent: bool = False, ratio: bool = False
) -> str:
    """A value as printed in a table, followed by its interval if there is one.

    >>> with_interval(0.17, 0.05, 0.31, percent=True), with_interval(9, float("nan"), 10)
    ('17 % (5 % to 31 %)', '9')
    >>> with_interval(float("nan"), 1, 2)
    '–'
    """
    if np.isnan(value):
        return "–"
    ends = interval(low, high, percent, ratio, named=False)
    return in_figures(value, percent, ratio) + (f" ({ends})" if ends != "no interval" else "")


def in_figures(value: float, percent: bool = False, ratio: bool = False) -> str:
    """A number as the report writes it: as figures do, but small ones with a digit more, so that
    one can see that 0.060 without a story is 0.054.

    >>> in_figures(0.0599), in_figures(-0.0543), in_figures(0.125), in_figures(0.0599, True)
    ('0.060', '−0.054', '0.12', '6 %')
    >>> in_figures(0.0)
    '0'
    """
    if not (percent or ratio) and 0.0005 <= abs(value) < 0.0995:
        return f"{value:.3f}".replace("-", "−")
    return number(min(value, 60.0) if ratio else value, percent, ratio).replace("-", "−")


def n_of(n: float, what: str) -> str:
    """A number n with its unit.

    >>> n_of(1, "articles"), n_of(1200, "sentences"), n_of(float("nan"), "articles")
    ('n = 1 article', 'n = 1,200 sentences', 'n = 0 articles')
    >>> n_of(1, "people"), n_of(1, "stories")
    ('n = 1 person', 'n = 1 story')
    """
    whole = 0 if np.isnan(n) else int(n)
    one = SINGULAR.get(what, what.removesuffix("s"))
    return f"n = {whole:,} {one if whole == 1 else what}"


def counted(n: float, what: str) -> str:
    """A number of things as a newspaper writes it, in words up to nine.

    >>> counted(1, "story"), counted(3, "outlets"), counted(1200, "articles")
    ('one story', 'three outlets', '1,200 articles')
    >>> counted(2, "story"), counted(0, "person"), counted(1, "pairs of outlets")
    ('two stories', 'no people', 'one pair of outlets')
    """
    noun, of, rest = what.partition(" of ")
    one = SINGULAR.get(noun, noun.removesuffix("s"))
    many = {one: plural for plural, one in SINGULAR.items()}.get(one, f"{one}s")
    return f"{number_in_words(n)} {one if n == 1 else many}{of}{rest}"


def number_in_words(n: float) -> str:
    """A whole number as a newspaper writes it.

    >>> number_in_words(9), number_in_words(10), number_in_words(12_345)
    ('nine', '10', '12,345')
    """
    return NUMBERS[int(n)] if 0 <= n < len(NUMBERS) else f"{int(n):,}"


def of_comparisons(shown: int, of: int) -> str:
    """How many comparisons show something, as the beginning of a sentence.

    >>> of_comparisons(7, 48), of_comparisons(1, 9), of_comparisons(1, 1)
    ('Of 48 comparisons, seven show', 'Of nine comparisons, one shows', 'The one comparison shows')
    """
    if of == 1:
        return "The one comparison shows"
    return (
        f"Of {counted(of, 'comparisons')}, {number_in_words(shown)} "
        f"{'shows' if shown == 1 else 'show'}"
    )


def enumerated(parts: Sequence[str], word: str = "and") -> str:
    """Parts joined with commas and a conjunction.

    >>> enumerated([]), enumerated(["a"]), enumerated(["a", "b"], "or"), enumerated(["a", "b", "c"])
    ('', 'a', 'a or b', 'a, b and c')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def first_few(items: Sequence[str], most: int = MOST_LISTED) -> tuple[str, ...]:
    """The first few items, and how many more.

    >>> first_few(["a", "b", "c"], most=2)
    ('a', 'b', 'and 1 more')
    """
    return (*items[:most], *[f"and {len(items) - most:,} more"] * (len(items) > most))


def first_words(text: str, most: int = 24) -> str:
    """The text, or its first words and an ellipsis.

    >>> first_words("one two three", 2), first_words("one  two", 2)
    ('one two …', 'one two')
    """
    words = text.split()
    return " ".join(words[:most]) + " …" * (len(words) > most)


def q_value(value: float) -> str:
    """A q value as papers print it.

    >>> q_value(0.031), q_value(0.0004), q_value(0.42), q_value(1.0), q_value(float("nan"))
    ('.031', '< .001', '.42', '1', 'undefined')
    """
    if np.isnan(value):
        return "undefined"
    if value < 0.001:
        return "< .001"
    return "1" if value >= 0.995 else f"{value:.{2 if value >= 0.095 else 3}f}"[1:]


def q_is(value: float) -> str:
    """
    >>> q_is(0.031), q_is(0.0004)
    ('q = .031', 'q < .001')
    """
    text = q_value(value)
    return f"q {text}" if text[0] in "<u" else f"q = {text}"


class Apart(NamedTuple):
    """The difference between a higher and a lower value, with an interval corrected for all pairs
    compared; NaN if one of them has no interval.
    """

    high: Value
    low: Value
    difference: float
    down: float
    up: float

    @property
    def is_shown(self) -> bool:
        return self.down > 0

    @property
    def who(self) -> str:
        return who_differs(self.high.articles, self.low.articles)


def arms(high: Value, low: Value) -> tuple[float, float]:
    """The distances from a difference down and up to the ends of its 95 % interval, from the
    intervals of both values.

    The square of each arm is the sum of the squares of the arms that face each other (Zou and
    Donner, Construction of confidence limits about effect measures, Statistics in Medicine 27
    (2008), 1693-1702). NaN if one has no interval.

    >>> high = Value("", "A", 10, 6, 14, 9, "sentences", 1)
    >>> low = Value("", "B", 4, 1, 7, 9, "sentences", 1)
    >>> arms(high, low)
    (5.0, 5.0)
    """
    down = np.hypot(high.value - high.low, low.high - low.value)
    up = np.hypot(high.high - high.value, low.value - low.low)
    return float(down), float(up)


def apart(values: Sequence[Value]) -> list[Apart]:
    """All pairs of the values, which are in descending order, the farthest pair first. Intervals
    are corrected for the number of pairs with intervals, as by `stats.corrected`, with a normal
    variable instead of resamples.

    >>> one = Value("", "A", 10, 9, 11, 9, "sentences", 1)
    >>> other = one._replace(name="B", value=8, low=7, high=9)
    >>> [pair] = apart([one, other])
    >>> [round(end, 2) for end in (pair.difference, pair.down, pair.up)], pair.is_shown
    ([2, 0.59, 3.41], True)
    >>> [pair.is_shown for pair in apart([one, other, one._replace(name="C", high=np.nan)])]
    [True, False, False]
    """
    pairs = list(combinations(values, 2))
    reach = [arms(high, low) for high, low in pairs]
    differences = [high.value - low.value for high, low in pairs]
    p = [p_of(gap, down) for gap, (down, _) in zip(differences, reach)]
    compared = sum(not np.isnan(value) for value in p)
    shown = int((benjamini_hochberg(p) <= LEVEL).sum())
    alpha = max(1, shown) * LEVEL / max(1, compared)
    longer = NormalDist().inv_cdf(1 - alpha / 2) / Z95
    every = [
        Apart(high, low, gap, gap - longer * down, gap + longer * up)
        for (high, low), gap, (down, up) in zip(pairs, differences, reach)
    ]
    return sorted(every, key=lambda pair: -pair.difference)


def p_of(difference: float, arm: float) -> float:
    """The p value of a difference whose 95 % interval extends this far towards zero; NaN without an
    interval.
    """
    if np.isnan(arm):
        return np.nan
    if not difference > 0:
        return 1.0
    return 2 * NormalDist().cdf(-Z95 * difference / arm) if arm > 0 else 0.0
