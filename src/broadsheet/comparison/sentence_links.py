"""The sentences of one story that report the same thing in several outlets, and those that only one
outlet has.
"""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..paths import package_rows
from ..text import Document, Span, folded, numbers

# The cosine from which on two sentences are linked. For how it was chosen, see `linked_sentences`.
THRESHOLD = 0.2
LEAST_SHARED = 2  # words or numbers in common: a single one may be "asked" or "Monday"
# With this many in common, a share of the threshold is enough: one sentence may be much longer.
MANY_SHARED, LOWER = 4, 0.6
# Words that any sentence may have, whatever it reports.
FUNCTION_WORDS = frozenset(
    row["word"] for row in package_rows("word-classes.csv") if row["class"] not in ("noun", "time")
) | frozenset("said say saying says tell telling tells told".split())
# "Closing", "closed", "closes" and "close" are one word here; at least three letters remain.
ENDING = re.compile(r"(?<=\w{3})(?:ings?|edly|ed|ers?|es|ly|s|e)$")
COLUMNS = "outlet id sentence text linked linked_outlets similarity only group".split()


class Sentence(NamedTuple):
    """A sentence of a story: its outlet and article, its number in the article, from 0, and the
    traits by which it is compared.
    """

    outlet: str
    id: str
    number: int
    text: str
    traits: frozenset[str | float]


class Links(NamedTuple):
    """The sentences of a story in the order of its articles; their similarity, one row and one
    column per sentence; and the linked pairs.
    """

    sentences: list[Sentence]
    similarity: np.ndarray
    linked: np.ndarray


def linked_sentences(articles: pd.DataFrame, threshold: float = THRESHOLD) -> pd.DataFrame:
    """The sentences of one story, with those of other outlets that report the same: one row per
    sentence.

    `articles` are those of the story, with `id`, `outlet` and `text`; those without an outlet count
    as one outlet, "". Columns:

    - `outlet, id, sentence` (its number in the article, from 0) and its `text`;
    - `linked`: the sentences of other outlets that it is linked to, most similar first, as "id
      number", separated by semicolons; `linked_outlets`, their outlets;
    - `similarity` to the most similar of them; NaN if there is none;
    - `only`: true if no other outlet reports it;
    - `group`: sentences with the same number report the same; numbered in the order of the rows.

    Sentences are compared by their words without grammar words and endings, and by their numbers
    ("fifty-five" is 55). Each weighs log((n + 1) / df), where df of the n sentences in the story
    have it: rare words and numbers weigh most. The similarity is the cosine, from 0 to 1. Two
    sentences of different outlets are linked if it is at least `threshold` and they share two words
    or numbers, or at least 0.6 of the threshold and they share four, and if one of them is the most
    similar to the other in its article. So a long sentence may be linked to two sentences of
    another outlet.

    How the threshold was chosen: links in twelve stories, each reported by three outlets, were
    read. A pair is right if both report the same fact, or a part of the same statement. From 0.26
    on, 38 of 39 were right; from 0.2 to 0.26, 16 of 17; from 0.15 to 0.2, 14 of 26; from 0.12 to
    0.2 with four words or numbers in common, 14 of 15. Missed pairs were not counted.

    Fails if the same thing is reported in entirely different words (a paraphrase of a quotation is
    "only" here), and for two statements by one person introduced with the same apposition.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "text": [
    ...     "Sixty boats left Skara. It rained on the mayor.", "60 boats left Skara. He won."]})
    >>> rows = linked_sentences(articles)
    >>> rows[["outlet", "sentence", "linked", "only"]].values.tolist()[:2]
    [['A', 0, 'b 0', False], ['A', 1, '', True]]
    >>> linked_sentences(articles, threshold=2)["only"].all()
    np.True_
    """
    ids = articles["id"].astype(str)
    documents = dict(zip(ids, map(Document, articles["text"])))
    outlets = dict(zip(ids, articles["outlet"].astype(str).fillna("")))
    return sentence_rows(links_of(documents, outlets, threshold))


def links_of(
    documents: dict[str, Document], outlets: dict[str, str], threshold: float = THRESHOLD
) -> Links:
    """The sentences of the documents, by outlet and id, and which of them report the same."""
    sentences = [
        sentence
        for name in sorted(documents, key=lambda name: (outlets[name], name))
        for sentence in sentences_of(documents[name], outlets[name], name)
    ]
    similarity, shared = _similarities(sentences)
    outlet_number = np.unique([s.outlet for s in sentences], return_inverse=True)[1]
    similarity[outlet_number[:, None] == outlet_number[None, :]] = 0
    best = np.zeros(similarity.shape, dtype=bool)
    # Sentences of one article are adjacent: for each sentence, find the most similar in each
    # article.
    start = 0
    for _, of_article in groupby(sentences, key=lambda sentence: sentence.id):
        end = start + len(list(of_article))
        most = similarity[:, start:end].max(axis=1, initial=0)
        best[:, start:end] = similarity[:, start:end] >= most[:, None] - 1e-9
        start = end
    enough = (similarity >= threshold) & (shared >= LEAST_SHARED)
    enough |= (similarity >= LOWER * threshold) & (shared >= MANY_SHARED)
    return Links(sentences, similarity, enough & (best | best.T))


def sentences_of(document: Document, outlet: str, name: str) -> list[Sentence]:
    """The sentences of an article with the traits by which each is compared.

    >>> [sentence] = sentences_of(Document("Sixty boats left the harbour."), "A", "a")
    >>> sorted(sentence.traits, key=str)
    [60.0, 'boat', 'harbour', 'left']
    """
    found: list[tuple[int, str | float]] = [(n.start, n.value) for n in numbers(document)]
    found += [(token.start, trait) for token, trait in _words(document)]
    starts = [start for start, _ in document.sentence_bounds]
    traits: list[set[str | float]] = [set() for _ in starts]
    for start, trait in found:
        # Text before the first sentence, such as a currency sign, belongs to it.
        traits[max(0, bisect_right(starts, start) - 1)].add(trait)
    return [
        Sentence(outlet, name, number, document.text[start:end], frozenset(of_it))
        for number, ((start, end), of_it) in enumerate(zip(document.sentence_bounds, traits))
    ]


def _words(document: Document) -> Iterator[tuple[Span, str]]:
    """The tokens with content, each with its form for comparison. A name counts once, however many
    words it has: of adjacent capitalised words, the last.
    """
    tokens, plain = document.tokens, document.plain
    for n, (token, form) in enumerate(zip(tokens, document.forms)):
        following = tokens[n + 1] if n + 1 < len(tokens) else None
        if (
            following
            and token[0].isupper()
            and following[0].isupper()
            and plain[token.end : following.start] in (" ", "-")
        ):
            continue
        if (trait := _trait(form)) is not None:
            yield token, trait


NUMBER_WORDS = frozenset(row["word"] for row in package_rows("number-words.csv"))


@lru_cache(1 << 14)
def _trait(form: str) -> str | None:
    """The word in the form used for comparison, without ending and accents; None for grammar words
    and numbers.
    """
    if form in FUNCTION_WORDS or form in NUMBER_WORDS or form[0].isdigit() or len(form) == 1:
        return None
    return ENDING.sub("", folded(form))


def _similarities(sentences: Sequence[Sentence]) -> tuple[np.ndarray, np.ndarray]:
    """The cosine of each pair of sentences, and how many words and numbers they share."""
    having = Counter(trait for sentence in sentences for trait in sentence.traits)
    columns = {trait: n for n, trait in enumerate(sorted(having, key=str))}
    n = len(sentences)
    has = np.zeros((n, len(columns)))
    for row, sentence in enumerate(sentences):
        has[row, [columns[trait] for trait in sentence.traits]] = 1
    weight = np.array([math.log((n + 1) / having[trait]) for trait in columns])
    weighted = has * weight
    length = np.sqrt((weighted**2).sum(axis=1))
    weighted /= np.where(length > 0, length, 1)[:, None]
    # Rounded, so that the order of adding decides nothing.
    return np.round(weighted @ weighted.T, 9), has @ has.T


def groups_of_sentences(links: Links) -> list[int]:
    """For each sentence the number of its group, those that report the same; numbered in the order
    of their first sentences.

    Starting with the most similar, two groups are joined if at least half of the pairs between them
    that could be linked are linked, so that no chain of links leads from one thing to another.
    """
    members: dict[int, list[int]] = {n: [n] for n in range(len(links.sentences))}
    group = list(members)
    pairs = np.argwhere(np.triu(links.linked))
    for a, b in sorted(pairs.tolist(), key=lambda pair: (-links.similarity[*pair], pair)):
        own, other = sorted((group[a], group[b]))
        if own == other:
            continue
        between = np.ix_(members[own], members[other])
        possible = sum(
            links.sentences[m].outlet != links.sentences[o].outlet
            for m in members[own]
            for o in members[other]
        )
        if 2 * links.linked[between].sum() >= possible:
            members[own] += members.pop(other)
            for n in members[own]:
                group[n] = own
    numbers_of = {first: n for n, first in enumerate(sorted({min(members[g]) for g in members}))}
    return [numbers_of[min(members[g])] for g in group]


def sentence_rows(links: Links) -> pd.DataFrame:
    """The table of `linked_sentences`."""
    rows: list[dict[str, Any]] = []
    groups = groups_of_sentences(links)
    for n, sentence in enumerate(links.sentences):
        others = np.flatnonzero(links.linked[n]).tolist()
        others.sort(key=lambda m: (-links.similarity[n, m], m))
        outlets = sorted({links.sentences[m].outlet for m in others})
        rows.append(
            {
                "outlet": sentence.outlet,
                "id": sentence.id,
                "sentence": sentence.number,
                "text": sentence.text,
                "linked": "; ".join(
                    f"{links.sentences[m].id} {links.sentences[m].number}" for m in others
                ),
                "linked_outlets": ", ".join(outlets),
                "similarity": links.similarity[n, others[0]] if others else np.nan,
                "only": not others,
                "group": groups[n],
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS).astype({"similarity": float, "only": bool})
