"""Keyness: the words and phrases that set each group of articles apart from the rest."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from zlib import crc32

import numpy as np
import pandas as pd

from ..escape import listing
from ..lexicon import reads_on
from ..measuring import Measured, Stored, narration
from ..paths import package_lines, package_rows
from ..patterns import regex
from ..progress import progress
from ..stats import benjamini_hochberg
from ..text import CHUNKS, Document, straighten, tokenize

FUNCTION_WORDS = frozenset(package_lines("function-words.txt"))
# Titles abbreviated before a name, and titles that are mere forms of address: an outlet prints them
# by its house style. "President" or "judge" describes somebody.
TITLES = frozenset(
    row["title"]
    for row in package_rows("titles.csv")
    if row["point"] or row["title"] in {"dame", "lady", "lord", "madam", "madame", "miss", "sir"}
)
# Boilerplate of an outlet: as for lines that `bs.load` cuts, at least five articles, and one in
# fifty, have the sentence. Shorter ones ("He agreed.") recur by chance.
FEWEST_ARTICLES, SHARE_OF_ARTICLES, FEWEST_WORDS = 5, 1 / 50, 4
# Hash values for the sentences of a group: a fixed number, so that memory is bounded. With 25
# sentences per article, chance assigns one article in 40,000 to a value, far from one in fifty.
CELLS = 2**20
MOST_CHUNKS = 500_000  # that are kept while words are counted: some 100 MB
# White space is looked for first, which is faster than what is before it.
SENTENCE_END = regex(r"""\s (?: (?<=\n) | (?<=[.!?]\s) | (?<=[.!?]["')\]]\s) ) \s*""", re.VERBOSE)

Texts = Callable[[], Iterable[tuple[str, str]]]


def keyness(
    articles: pd.DataFrame,
    by: str = "outlet",
    prior: Mapping[str, float] | None = None,
    length: int = 1,
    found: Measured | Stored | None = None,
    narrated: bool = False,
    every_word: bool = False,
) -> pd.DataFrame:
    """The words that set each group apart from the rest, with log-odds (informative Dirichlet
    prior) and z scores.

    One row per word and group, highest z first within a group. Columns: `by`, `word`, `count`,
    `rest` (its count in all other groups), `articles` (of the group, with this word), `log_odds`,
    `z`, `q`. With y the counts, n their sums and a the priors of the words (A their sum):

        log_odds = log((y1 + a) / (n1 + A - y1 - a)) - log((y2 + a) / (n2 + A - y2 - a))
        z        = log_odds / sqrt(1 / (y1 + a) + 1 / (y2 + a))

    The prior is the words' counts in all articles, unless word counts are given; it shrinks words
    that are everywhere, or hardly anywhere, towards zero. Only words of the articles are scored; a
    word that a given prior lacks, or counts as 0, gets 0.5. Tokens are those of `Document.forms`;
    `length=2` gives phrases of two words that are not separated by the end of a sentence, a comma,
    a bracket or a dash, and so on. With one group there is no rest, and there are no rows.

    Without `every_word`, four kinds of words have no row, because they reflect how a newsroom edits
    rather than what it writes about: function words (`data/function-words.txt`); abbreviated titles
    and forms of address (Mr, Mrs, Dr, Sen); by `outlet`, the words of an outlet's own name, and its
    initials, in its own list; and the outlet's boilerplate, sentences of four words or more that
    occur word for word in at least five of its articles, and one in fifty. A phrase has no row if
    it consists of such words only, contains a title or contains the outlet's name. All except the
    boilerplate still count in n and A, so that no other word's z changes.

    `z` ranks words, but treats them as independent of each other, which words of one article are
    not. So `q` is computed differently. First, each count is divided by the word's design effect
    over articles, deff = sum of (y - r n)² over articles / sum of y, times m / (m - 1), at least 1,
    with r the word's rate in all m articles (Rao and Scott 1992). Then the two-sided binomial
    probability of counts this far apart is computed, given the group's share of n. Finally, that is
    corrected for all the words listed, in all groups (Benjamini and Hochberg 1995). Correcting only
    for the few words that are drawn would be wrong: they were picked as the highest of all. A small
    q means that these articles differ more than a random assignment of articles would make them. It
    does not mean that their outlets do: outlets report on different stories.

    `narrated` leaves out quoted speech and counts only the journalist's words. `found` holds the
    measurements of the articles, if there are any. From a folder saved by `measure`, DuckDB reads
    the texts a few hundred at a time, twice, so that they may exceed memory, and `articles` need no
    texts; in this case `by` must be `outlet`.

    Sources: B. Monroe, M. Colaresi and K. Quinn, Fightin' words: lexical feature selection and
    evaluation for identifying the content of political conflict, Political Analysis 16 (2008),
    372-403, equations 16, 19 and 22; J. Rao and A. Scott, A simple method for the analysis of
    clustered binary data, Biometrics 48 (1992), 577-585.

    >>> texts = ["a strike, a strike", "a visit, Mr. Lund"]
    >>> articles = pd.DataFrame({"outlet": ["North", "South"], "text": texts})
    >>> keyness(articles).head(2)[["outlet", "word", "count", "rest"]].to_dict("list")
    {'outlet': ['North', 'North'], 'word': ['strike', 'lund'], 'count': [2, 0], 'rest': [0, 1]}
    >>> keyness(articles, every_word=True)["word"].tolist()[:5]
    ['strike', 'a', 'lund', 'mr', 'visit']
    >>> keyness(articles, length=2)["word"].unique().tolist()
    ['a strike', 'a visit']
    >>> keyness(articles[:1]).empty
    True
    """
    if length < 1:
        raise ValueError(f"keyness: phrases of {length} words: give 1 or more")
    texts = texts_of(articles, by, found, narrated)
    tally = tallied(texts, length, {} if every_word else repeated_sentences(texts))
    table = tally.table("counts")
    if len(table.columns) < 2 or table.empty:
        return pd.DataFrame(columns=[by, *"word count rest articles log_odds z q".split()])
    total = table.sum(axis=1)
    a = (
        total
        if prior is None
        else pd.Series({word: prior.get(word) or 0.5 for word in table.index}, dtype=float)
    )
    n, prior_sum = total.sum(), a.sum()
    effect = tally.design_effects(total)
    articles_with = tally.table("articles")
    plain_words = table.index.tolist()
    groups = []
    for group, y in table.items():
        rest, own = total - y, y.sum()
        log_odds = np.log((y + a) / (own + prior_sum - y - a)) - np.log(
            (rest + a) / (n - own + prior_sum - rest - a)
        )
        columns = {
            by: group,
            "word": table.index,
            "count": y.astype(int),
            "rest": rest.astype(int),
            "articles": articles_with[group],
            "log_odds": log_odds,
            "z": log_odds / np.sqrt(1 / (y + a) + 1 / (rest + a)),
            "q": binomial_p(y / effect, rest / effect, own / n),
        }
        of_group = pd.DataFrame(columns)
        if not every_word:
            name = tokenize(str(group)).forms if by == "outlet" else []
            edited = left_out(name)
            of_group = of_group[[not edited(word) for word in plain_words]]
        groups.append(of_group)
    words = pd.concat(groups, ignore_index=True)
    words["q"] = benjamini_hochberg(words["q"])
    return words.sort_values([by, "z", "word"], ascending=[True, False, True], ignore_index=True)


def binomial_p(own: pd.Series, rest: pd.Series, share: float) -> np.ndarray:
    """The probability of counts at least this far apart, if each hit falls on the group's side with
    probability `share`: twice the smaller tail, at most 1. Counts need not be whole numbers.

    >>> binomial_p(pd.Series([4.0, 2.0, 0.5]), pd.Series([0.0, 2.0, 0.0]), 0.5).tolist()
    [0.125, 1.0, 1.0]
    """
    from scipy.special import betainc

    as_many = np.where(own > 0, betainc(np.maximum(own, 1e-9), rest + 1, share), 1.0)
    as_few = np.where(rest > 0, betainc(np.maximum(rest, 1e-9), own + 1, 1 - share), 1.0)
    return np.minimum(1.0, 2 * np.minimum(as_many, as_few))


def is_left_out(phrase: str, name: Sequence[str]) -> bool:
    """Whether a word or phrase reflects editing only, in the list of an outlet with this `name`.

    >>> [is_left_out(word, ["fox", "news"]) for word in ("the", "mr", "news", "president")]
    [True, True, True, False]
    >>> [is_left_out(phrase, ["fox", "news"]) for phrase in ("of the", "mr trump", "told fox news",
    ...     "the president", "bad news")]
    [True, True, True, False, False]
    >>> is_left_out("ap", ["associated", "press"]), is_left_out("h", ["the", "hill"])
    (True, False)
    """
    return left_out(name)(phrase)


def left_out(name: Sequence[str]) -> Callable[[str], bool]:
    """`is_left_out` for the list of one outlet."""
    initials = "".join(word[0] for word in name if word not in FUNCTION_WORDS)
    of_outlet = {*name, initials} if len(initials) > 1 else {*name}
    editing = FUNCTION_WORDS | of_outlet
    alone = TITLES | editing
    whole_name = f" {' '.join(name)} "

    def is_left_out(phrase: str) -> bool:
        if " " not in phrase:
            return phrase in alone
        words = phrase.split()
        return (
            not TITLES.isdisjoint(words)
            or editing.issuperset(words)
            or (len(name) > 0 and whole_name in f" {phrase} ")
        )

    return is_left_out


def texts_of(
    articles: pd.DataFrame, by: str, found: Measured | Stored | None, narrated: bool
) -> Texts:
    """A function that yields the group and the text of each article that has a group; it can be
    called several times.
    """
    if isinstance(found, Stored):
        if by != "outlet":
            raise ValueError(
                f"keyness: from a measured corpus, by outlet only, not by {by!r}; load the "
                "articles instead"
            )
        return lambda: found.texts(narrated)
    if missing := [name for name in (by, "text") if name not in articles]:
        raise ValueError(
            f"keyness: no column {missing[0]!r} in the articles; the columns are "
            f"{listing(articles)}"
        )
    known = narration(articles, found) if narrated else articles
    known = known[known[by].notna()]
    return lambda: zip(known[by], known["text"])


class Words(dict):
    """Word or phrase → its number, from 0 in the order in which they were first asked for; and the
    numbers of the words in a chunk, a stretch without white space.

    >>> words = Words()
    >>> words["strike"], words["visit"], words["strike"], words.of_chunk["(visit)"]
    (0, 1, 0, (1,))
    """

    def __init__(self) -> None:
        self.of_chunk = Chunks(self)

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Chunks(dict):
    """Chunk → the numbers of its words, each worked out once: nearly all chunks of a text have
    occurred before.
    """

    def __init__(self, words: Words):
        self.words = words

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        if len(self) > MOST_CHUNKS:  # many articles must not fill memory
            self.clear()
        numbers = tuple(self.words[form] for form in CHUNKS[chunk].forms)
        self[chunk] = numbers
        return numbers


class Sums:
    """A whole number for each word, by the word's number; 0 before any was added."""

    def __init__(self) -> None:
        self.values = np.zeros(0, dtype=np.int64)

    def add(self, words: np.ndarray, values: np.ndarray | int) -> None:
        """Add the values to these words, each named once."""
        if len(words) and words[-1] >= len(self.values):  # ascending
            more = max(int(words[-1]) + 1, 2 * len(self.values)) - len(self.values)
            self.values = np.pad(self.values, (0, more))
        self.values[words] += values

    def of(self, words: np.ndarray) -> np.ndarray:
        known = np.pad(self.values, (0, max(0, int(words.max(initial=-1)) + 1 - len(self.values))))
        return known[words]


class Tally:
    """The counts of a corpus: for each group, how often each word occurs (`counts`) and in how many
    `articles`; and for each word's design effect, the sums over all articles of its squared counts
    (`squares`), and of its count times the words of the article (`products`).
    """

    def __init__(self) -> None:
        self.words = Words()
        self.counts: dict[Hashable, Sums] = defaultdict(Sums)
        self.articles: dict[Hashable, Sums] = defaultdict(Sums)
        self.squares, self.products = Sums(), Sums()
        self.lengths: list[int] = []  # words of each article

    def add(self, group: Hashable, numbers: Sequence[int]) -> None:
        """Add an article of a group, given the numbers of its words."""
        words, n = np.unique(np.array(numbers, dtype=np.int64), return_counts=True)
        self.counts[group].add(words, n)
        self.articles[group].add(words, 1)
        self.squares.add(words, n * n)
        self.products.add(words, n * len(numbers))
        self.lengths.append(len(numbers))

    def table(self, name: str) -> pd.DataFrame:
        """The `counts` or `articles`: one row per word and one column per group, both sorted."""
        by_group: dict[Hashable, Sums] = getattr(self, name)
        every = np.arange(len(self.words))
        columns = {group: sums.of(every) for group, sums in sorted(by_group.items())}
        return pd.DataFrame(columns, index=pd.Index(list(self.words))).sort_index()

    def design_effects(self, total: pd.Series) -> pd.Series:
        """How many times more each word's count varies between articles than if words were
        independent of each other; at least 1.

        Take a word that occurs four times in one of four equally long articles: r n is 1, so the
        sum of squares is 9 + 1 + 1 + 1 = 12; divided by 4 hits, times 4 / 3, that is 4.

        >>> texts = [("A", "war war war war"), ("A", "a b c d"), ("B", "e f g h"), ("B", "i j k l")]
        >>> float(tallied(lambda: texts, 1, {}).design_effects(pd.Series({"war": 4}))["war"])
        4.0
        """
        lengths = np.array(self.lengths, dtype=float)
        m = len(lengths)
        words = np.array([self.words[word] for word in total.index.tolist()], dtype=np.int64)
        squares, products = (sums.of(words).astype(float) for sums in (self.squares, self.products))
        rate = total / lengths.sum()
        squared = squares - 2 * rate * products + rate**2 * (lengths**2).sum()
        return (squared / total * (m / max(m - 1, 1))).clip(lower=1.0)


def tallied(texts: Texts, length: int, repeated: Mapping[str, set[int]]) -> Tally:
    """The phrases of this many words, counted without the `repeated` sentences of each group."""
    tally = Tally()
    for group, text in progress(texts(), "keyness", unit=" articles"):
        straight = without_repeated(straighten(text), repeated.get(group))
        tally.add(group, phrase_numbers(straight, length, tally.words))
    return tally


def repeated_sentences(texts: Texts) -> dict[str, set[int]]:
    """The numbers of the sentences that each group prints repeatedly, if there are any.

    >>> texts = [("A", f"Rain {n}. Get our news by mail.") for n in range(5)]
    >>> {group: len(numbers) for group, numbers in repeated_sentences(lambda: texts).items()}
    {'A': 1}
    >>> repeated_sentences(lambda: texts[:4])
    {}
    """
    in_articles: dict[str, Counter] = defaultdict(Counter)
    articles: Counter = Counter()
    for group, text in texts():
        articles[group] += 1
        in_articles[group].update(
            {number for _, number in sentence_numbers(straighten(text)) if number is not None}
        )
    least = {
        group: max(FEWEST_ARTICLES, math.ceil(SHARE_OF_ARTICLES * n))
        for group, n in articles.items()
    }
    repeated = {
        group: {number for number, n in numbers.items() if n >= least[group]}
        for group, numbers in in_articles.items()
    }
    return {group: numbers for group, numbers in repeated.items() if numbers}


def sentence_numbers(straight: str) -> Iterator[tuple[str, int | None]]:
    """The sentences of a straightened text, split at punctuation only, each with its hash value;
    None if it is too short.

    >>> [number is None for _, number in sentence_numbers("He agreed. We will not go there.")]
    [True, False]
    """
    for sentence in SENTENCE_END.split(straight):
        words = sentence.split()
        long_enough = len(words) >= FEWEST_WORDS
        number = crc32(" ".join(words).encode("utf-8", "replace")) % CELLS if long_enough else None
        yield sentence, number


def without_repeated(straight: str, repeated: set[int] | None) -> str:
    """The text without the sentences that have these numbers."""
    if not repeated:
        return straight
    kept = [text for text, number in sentence_numbers(straight) if number not in repeated]
    return "\n".join(kept)


def phrase_numbers(straight: str, length: int, words: Words) -> list[int]:
    """The numbers of the phrases of this many words in a straightened text, in order.

    No word spans white space, so that for single words, chunks between white space are looked up.

    >>> phrase_numbers('"cross-border" (cross) —', 1, Words())
    [0, 1, 0]
    """
    if length > 1:
        return [words[phrase] for phrase in phrases(tokenize(straight), length)]
    return list(chain.from_iterable(map(words.of_chunk.__getitem__, straight.split())))


def phrases(document: Document, length: int) -> Iterator[str]:
    """The phrases of this many words, in order; words if it is 1.

    >>> list(phrases(Document("Rain fell, and fell. It stopped."), 2))
    ['rain fell', 'and fell', 'it stopped']
    """
    if length == 1:
        yield from document.forms
        return
    forms, in_a_row = document.forms, 1
    for last in range(1, len(forms)):
        in_a_row = in_a_row + 1 if reads_on(document, last - 1) else 1
        if in_a_row >= length:
            yield " ".join(forms[last - length + 1 : last + 1])


def top_words(
    keyness: pd.DataFrame, articles: pd.DataFrame, outlets: int = 6, words: int = 8
) -> pd.DataFrame:
    """The first words of each outlet in a table of `keyness`, for the outlets with most articles.

    >>> keyness = pd.DataFrame({"outlet": ["A", "A", "B"], "word": ["rain", "wind", "sun"],
    ...     "z": [3.0, 1.0, 2.0]})
    >>> articles = pd.DataFrame({"outlet": ["A", "A", "B"]})
    >>> top_words(keyness, articles, outlets=1, words=1)["word"].tolist()
    ['rain']
    """
    largest = articles["outlet"].value_counts().head(outlets).index
    return keyness[keyness["outlet"].isin(largest)].groupby("outlet", sort=False).head(words)


def keyness_rows(top: pd.DataFrame, level: float = 0.05) -> pd.DataFrame:
    """The words to draw as bars, with `said` (the counts printed beside the bar) and `beyond` (q is
    at most `level`).

    >>> top = pd.DataFrame({"count": [1200, 3], "rest": [7, 0], "q": [0.01, 0.3]})
    >>> keyness_rows(top)[["said", "beyond"]].values.tolist()
    [['1,200 against 7', True], ['3 against 0', False]]
    """
    here, elsewhere = (top[name].map("{:,}".format).astype("str") for name in ("count", "rest"))
    return top.assign(said=here + " against " + elsewhere, beyond=top["q"] <= level)


def beside_narration(top: pd.DataFrame, narrated: pd.DataFrame) -> pd.DataFrame:
    """The same words counted in the whole text and in the narration only: `outlet, word, count, z,
    count_narration, z_narration`, the last two missing for a word that only speakers use.

    >>> top = pd.DataFrame({"outlet": ["A"], "word": ["rain"], "count": [3], "z": [2.0]})
    >>> beside_narration(top, top.assign(count=1, z=0.5)).values.tolist()
    [['A', 'rain', 3, 2.0, 1, 0.5]]
    """
    both = top.merge(narrated, on=["outlet", "word"], how="left", suffixes=("", "_narration"))
    return both[["outlet", "word", "count", "z", "count_narration", "z_narration"]]
