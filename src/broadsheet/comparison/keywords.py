"""Keyness: the words and phrases that set each group of articles apart from the rest."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd
from tqdm import tqdm

from ..lexicon import reads_on
from ..measuring import Measured, Stored, narration
from ..stats import benjamini_hochberg
from ..text import CHUNKS, Document, straighten, tokenize


def keyness(
    articles: pd.DataFrame,
    by: str = "outlet",
    prior: Mapping[str, float] | None = None,
    length: int = 1,
    found: Measured | Stored | None = None,
    narrated: bool = False,
) -> pd.DataFrame:
    """The words that set each group apart from the rest: log-odds with an informative Dirichlet
    prior, and z scores.

    One row per word and group, highest z first within a group: `by`'s value, `word`, `count`,
    `rest` (its count in all other groups), `log_odds`, `z`, `q`. With y the counts, n their sums
    and a the prior of all words (A their sum):

        log_odds = log((y1 + a) / (n1 + A - y1 - a)) - log((y2 + a) / (n2 + A - y2 - a))
        z        = log_odds / sqrt(1 / (y1 + a) + 1 / (y2 + a))

    The prior is the words' counts in all articles unless word counts are given; it draws words that
    are everywhere, or hardly anywhere, towards nothing, so that no list of stop words is needed.
    Only words of the articles are scored; a word that a given prior lacks gets 0.5. Tokens as in
    `Document.forms`; with `length=2` phrases of two words that no sentence's end, comma, bracket or
    dash parts, and so on. With one group there is no rest: no rows.

    `q` is the p value of z, two-sided, corrected for all the words and groups compared (Benjamini
    and Hochberg 1995): a z over 2 in one word of a thousand means little. It takes words as
    independent of each other, which words of one article are not, so that a small q says where to
    read, and of few articles nothing about their outlets.

    `narrated` leaves quoted speech out: the journalist's words alone. `found` is what was measured
    of the articles, if it was. Of a folder of what was measured, DuckDB reads the texts a few
    hundred at a time, so that they may be larger than memory and `articles` need none; by `outlet`
    then.

    Source: B. Monroe, M. Colaresi and K. Quinn, Fightin' words: lexical feature selection and
    evaluation for identifying the content of political conflict, Political Analysis 16 (2008),
    372-403, equations 16, 19 and 22.

    >>> texts = ["a strike, a strike", "a visit, a visit"]
    >>> articles = pd.DataFrame({"outlet": ["A", "B"], "text": texts})
    >>> keyness(articles).head(2)[["outlet", "word", "count", "rest"]].to_dict("list")
    {'outlet': ['A', 'A'], 'word': ['strike', 'a'], 'count': [2, 2], 'rest': [0, 2]}
    >>> keyness(articles, length=2)["word"].tolist()
    ['a strike', 'a visit', 'a visit', 'a strike']
    >>> keyness(articles[:1]).empty
    True
    """
    if length < 1:
        raise ValueError(f"keyness: phrases of {length} words: write 1 or more")
    texts = texts_of(articles, by, found, narrated)
    counts = dict(sorted(phrase_counts(texts, length).items()))
    table = pd.DataFrame(counts, dtype=None if counts else "int64").fillna(0).sort_index()
    if len(counts) < 2 or table.empty:
        return pd.DataFrame(columns=[by, "word", "count", "rest", "log_odds", "z", "q"])
    total = table.sum(axis=1)
    a = (
        total
        if prior is None
        else pd.Series({word: prior.get(word, 0.5) for word in table.index}, dtype=float)
    )
    n, prior_sum = total.sum(), a.sum()
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
            "log_odds": log_odds,
            "z": log_odds / np.sqrt(1 / (y + a) + 1 / (rest + a)),
        }
        groups.append(pd.DataFrame(columns))
    words = pd.concat(groups, ignore_index=True)
    words["q"] = benjamini_hochberg([math.erfc(abs(z) / math.sqrt(2)) for z in words["z"]])
    return words.sort_values([by, "z", "word"], ascending=[True, False, True], ignore_index=True)


def texts_of(
    articles: pd.DataFrame, by: str, found: Measured | Stored | None, narrated: bool
) -> Iterable[tuple[str, str]]:
    """The group and the text of each article that has a group."""
    if isinstance(found, Stored):
        if by != "outlet":
            raise ValueError(
                f"keyness: of what was measured into a folder, by outlet, not by {by!r}; "
                "load the articles instead"
            )
        return found.texts(narrated)
    known = narration(articles, found) if narrated else articles
    known = known[known[by].notna()]
    return zip(known[by], known["text"])


def phrase_counts(texts: Iterable[tuple[str, str]], length: int) -> dict[str, Counter]:
    """How often each phrase of so many words stands in the texts of each group.

    No word goes over white space: words are counted with the marks around them first, which is
    fast, and each such chunk is taken apart once.
    """
    counts: dict[str, Counter] = defaultdict(Counter)
    for group, text in tqdm(texts, "keyness", unit=" articles", delay=2, disable=None):
        counts[group].update(
            straighten(text).split() if length == 1 else phrases(tokenize(text), length)
        )
    return (
        counts if length > 1 else {group: taken_apart(chunks) for group, chunks in counts.items()}
    )


def taken_apart(chunks: Counter) -> Counter:
    """The words in chunks that were counted.

    >>> taken_apart(Counter({"“cross-border": 2, "border.": 1, "—": 4}))
    Counter({'border': 3, 'cross': 2})
    """
    words: Counter = Counter()
    for chunk, n in chunks.items():
        for form in CHUNKS[chunk].forms:
            words[form] += n
    return words


def phrases(document: Document, length: int) -> Iterator[str]:
    """The phrases of so many words, in order; words where it is 1.

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
    """The first words of each outlet in a table of `keyness`, of the outlets with most articles.

    >>> keyness = pd.DataFrame({"outlet": ["A", "A", "B"], "word": ["rain", "wind", "sun"],
    ...     "z": [3.0, 1.0, 2.0]})
    >>> articles = pd.DataFrame({"outlet": ["A", "A", "B"]})
    >>> top_words(keyness, articles, outlets=1, words=1)["word"].tolist()
    ['rain']
    """
    largest = articles["outlet"].value_counts().head(outlets).index
    return keyness[keyness["outlet"].isin(largest)].groupby("outlet", sort=False).head(words)


def keyness_rows(top: pd.DataFrame, level: float = 0.05) -> pd.DataFrame:
    """The words to draw as bars: with `said` (the counts that stand beside the bar) and `beyond` (q
    is at most `level`).

    >>> top = pd.DataFrame({"count": [1200, 3], "rest": [7, 0], "q": [0.01, 0.3]})
    >>> keyness_rows(top)[["said", "beyond"]].values.tolist()
    [['1,200 against 7', True], ['3 against 0', False]]
    """
    here, elsewhere = (top[name].map("{:,}".format).astype("str") for name in ("count", "rest"))
    return top.assign(said=here + " against " + elsewhere, beyond=top["q"] <= level)


def beside_narration(top: pd.DataFrame, narrated: pd.DataFrame) -> pd.DataFrame:
    """The same words counted in the whole text and in the narration alone: `outlet, word, count, z,
    count_narration, z_narration`, the last two missing for a word that only speakers use.

    >>> top = pd.DataFrame({"outlet": ["A"], "word": ["rain"], "count": [3], "z": [2.0]})
    >>> beside_narration(top, top.assign(count=1, z=0.5)).values.tolist()
    [['A', 'rain', 3, 2.0, 1, 0.5]]
    """
    both = top.merge(narrated, on=["outlet", "word"], how="left", suffixes=("", "_narration"))
    return both[["outlet", "word", "count", "z", "count_narration", "z_narration"]]
