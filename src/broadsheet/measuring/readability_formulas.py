"""A document's readability under twelve published formulas, from counts that can be summed, split
and resampled.

textstat defines syllables and difficult words; its dictionaries and its list are read without
importing it, and each word is looked up once, not once per text. Sentences are Broadsheet's own. If
both have the same sentences, every formula but Dale-Chall has textstat's value; if textstat ends a
sentence within "The U.S. will act", values differ. Dale-Chall counts familiar words as its authors
do (`familiar_words`): "cats", "1948" and a name that has occurred before are familiar to them, but
not to textstat. textstat's value is also available (`TEXTSTAT_FORMULAS`).

| formula | of | source |
|---|---|---|
| `flesch_reading_ease` | sentence length, syllables a word | Flesch 1948; higher is easier |
| `flesch_kincaid_grade` | sentence length, syllables a word | Kincaid and others 1975 [c] |
| `gunning_fog` | sentence length, unfamiliar words from 3 syllables | Gunning 1952 |
| `smog_index` | words from 3 syllables a sentence | McLaughlin 1969 |
| `automated_readability_index` | sentence length, characters a word | Smith and Senter 1967 |
| `coleman_liau_index` | letters and sentences per 100 words | Coleman, Liau 1975 [d] |
| `dale_chall_readability_score` | sentence length, unfamiliar words | Chall, Dale 1995 [a] |
| `linsear_write_formula` | long and other words a sentence, first 100 words | O'Hayre 1966 |
| `spache_readability` | sentence length, unfamiliar words from 2 syllables | Spache 1953 [b] |
| `mcalpine_eflaw` | words and short words a sentence | McAlpine 2006 |
| `lix` | sentence length, words over 6 letters | Björnsson 1968 |
| `rix` | words over 6 letters a sentence | Anderson 1983 |

[a] Their list and rules, in the formula of 1948, as textstat has it. [b] Words not on the list of
Chall and Dale. [c] Fishburne, Rogers, Chissom. [d] With 5.88 cut to 5.8.

Fog's unfamiliar words are those not on that list either, as textstat has it.

Flesch-Kincaid, fog, SMOG, ARI, Coleman-Liau, Linsear Write and Spache are meant as US school
grades; Dale-Chall's score is looked up in a table of its own (10 and over: college graduate). Each
was fitted decades ago to other texts, Flesch's to children's reading lessons, Kincaid's to training
manuals of the US Navy, none to news: a difference between two articles is one in the length of
words and sentences, or in words off a list, and nothing more.
"""

import math
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..text import Column, Document, Numbering, as_printed, straighten, tokenize, visible_text
from .familiar_words import SAMPLE, easy_words, is_familiar
from .syllable_counts import syllables_of, without_marks

# The counts for each stretch between white space; all can be summed.
COUNTED = (
    "words",
    "syllables",
    "letters",
    "characters",
    "chunks",
    "short_words",
    "long_words",
    "easy_words",
    "polysyllables",
    "unfamiliar_words",
    "unlisted_words",
    "difficult_words",
    "complex_words",
)
TALLIED = ("sentences", *COUNTED)
WORDS = TALLIED.index("words")
UNFAMILIAR = TALLIED.index("unfamiliar_words")
Spans = Iterable[tuple[int, int]]
FORMULAS = {
    "flesch_reading_ease": "Flesch reading ease",
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "gunning_fog": "Gunning fog",
    "smog_index": "SMOG",
    "automated_readability_index": "ARI",
    "coleman_liau_index": "Coleman-Liau",
    "dale_chall_readability_score": "Dale-Chall",
    "linsear_write_formula": "Linsear Write",
    "spache_readability": "Spache",
    "mcalpine_eflaw": "McAlpine EFLAW",
    "lix": "LIX",
    "rix": "RIX",
}
"""The formulas: textstat's name → the name as people write it, in textstat's order."""
TEXTSTAT_FORMULAS = {"textstat_dale_chall_readability_score": "Dale-Chall, textstat's"}
"""Additional formulas on request, under their own names: Dale-Chall as in textstat, which uses the
list alone.
"""
SUMMED = [
    name for name in FORMULAS if name != "linsear_write_formula"
]  # formulas that need only sums
# textstat's word inside a chunk. An apostrophe right before it may belong to it ('twas, 'til):
# textstat decides.
COUNTED_WORD = re.compile(r"'?\w(?:\S*\w)?")
FIRST_WORDS = 100  # Linsear Write uses no more


@lru_cache(maxsize=2**17)
def word_facts(word: str) -> tuple[int, ...]:
    """textstat's facts about a plain word: syllables, letters, then whether it is short, long,
    easy, polysyllabic, unfamiliar (by Chall and Dale's rules), unlisted, difficult and complex.

    >>> word_facts("senators'"), word_facts("government")     # the list knows the second alone
    ((3, 8, 0, 1, 0, 1, 1, 1, 1, 1), (3, 10, 0, 1, 0, 1, 0, 0, 0, 0))
    >>> word_facts("villages")       # a form of a word on the list
    (3, 8, 0, 1, 0, 1, 0, 1, 1, 1)
    >>> word_facts("hmm")            # a word without a syllable is neither easy nor polysyllabic
    (0, 3, 1, 0, 0, 0, 1, 1, 0, 0)
    """
    is_unfamiliar = not is_familiar(word.lower())
    word = without_marks(word)
    letters = len(word) - word.count("'")
    known = word.lower()
    syllables = syllables_of(word)
    # The dot of a lower-cased "İ" is a mark to textstat, which then counts again without it.
    least = syllables_of(known) if "\u0307" in known else syllables
    is_unlisted = known not in easy_words()
    return (
        syllables,
        letters,
        int(letters <= 3),
        int(letters > 6),
        int(0 < syllables < 3),
        int(syllables >= 3),
        int(is_unfamiliar),
        int(is_unlisted),
        int(is_unlisted and least >= 2),
        int(is_unlisted and least >= 3),
    )


def syllables(word: str) -> int:
    """The number of syllables of a word, by textstat: from CMU's pronouncing dictionary, or else
    from its hyphenation.

    >>> syllables("sovereignty"), syllables("Sheinbaum"), syllables("—")
    (3, 2, 0)
    """
    return chunk_facts(straighten(word))[2]


def chunk_facts(chunk: str) -> tuple[int, ...]:
    """For a plain stretch without white space: where its word begins, its `COUNTED`, and finally
    whether it may be a name: an unfamiliar word with a capital (1), or one without a mark before it
    (2). Marks alone are not a word.
    """
    found = COUNTED_WORD.search(chunk)
    if not found:
        return (0, 0, 0, 0, len(chunk), 1) + (0,) * 9
    syllables, letters, *kinds = word_facts(found.group())
    start = found.start() + (found.group()[0] == "'")
    counted = (1, syllables, letters, len(chunk), 1, *kinds)
    may_be_name = counted[UNFAMILIAR - 1] and chunk[start].isupper()
    return start, *counted, (1 if start else 2) if may_be_name else 0


FACTS = Column(chunk_facts, 2 + len(COUNTED))
OF_NAMES = 1 + len(COUNTED)  # the column for whether a word may be a name


@lru_cache(maxsize=2**17)
def name_in(chunk: str) -> str:
    """A name as it is compared: plain, in lower case, without marks around it or a possessive.

    >>> name_in("(Sheinbaum's"), name_in("Sheinbaum,")
    ('sheinbaum', 'sheinbaum')
    """
    found = COUNTED_WORD.search(chunk)
    return found.group().lower().strip("'").removesuffix("'s") if found else ""


def in_capitals(document: Document, chunks: np.ndarray) -> np.ndarray:
    """Whether each of these chunks is in a sentence without a lower-case letter.

    >>> document = tokenize("NATO LEAVES. Then NATO came back.")
    >>> in_capitals(document, np.array([0, 3])).tolist()
    [True, False]
    """
    numbers, numbering = document.numbered_chunks.numbers, document.numbered_chunks.numbering
    loud = [numbering.written[number].isupper() for number in numbers[chunks].tolist()]
    sentences = document.sentence_starts.searchsorted(document.chunk_starts[chunks], side="right")
    sentences = np.where(loud, sentences - 1, -1)  # a chunk may precede the first sentence
    edges = document.sentence_edges
    of_sentence = {
        number: number >= 0 and document.plain[slice(*edges[number])].isupper()
        for number in np.unique(sentences).tolist()
    }
    return np.array([of_sentence[number] for number in sentences.tolist()], dtype=bool)


def named_again(document: Document, facts: np.ndarray) -> np.ndarray:
    """The chunks that repeat a name: all but the first with it in a sample of a hundred words.

    A name is an unfamiliar word with a capital that also has one somewhere inside a sentence,
    without a mark before it. A capital at the start of a sentence or quotation is no evidence, nor
    are those of a sentence in capitals throughout.
    """
    candidates, words = np.flatnonzero(facts[:, OF_NAMES]), np.flatnonzero(facts[:, 1])
    word_starts = document.chunk_starts[words] + facts[words, 0]
    opening = word_starts.searchsorted(document.sentence_starts)
    is_sign = facts[:, OF_NAMES] == 2
    is_sign[words[opening[opening < len(words)]]] = False
    signs = candidates[is_sign[candidates]]
    is_sign[signs[in_capitals(document, signs)]] = False
    first_words = words.searchsorted(document.first_chunks)
    text = document.first_chunks.searchsorted(candidates, side="right") - 1
    sample = (words.searchsorted(candidates) - first_words[text]) // SAMPLE
    chunks, of_chunk = np.unique(document.numbered_chunks.numbers[candidates], return_inverse=True)
    written, names = document.numbered_chunks.numbering.written, Numbering()
    numbers = [names[name_in(written[chunk])] for chunk in chunks.tolist()]
    # A name in one text has a number, and so has a name in one sample of it.
    name = text * len(names) + np.array(numbers, dtype=np.int64)[of_chunk]
    is_name = np.isin(name, name[is_sign[candidates]])
    in_sample = name * (sample.max(initial=0) + 1) + sample
    again = np.ones(is_name.sum(), dtype=bool)
    again[np.unique(in_sample[is_name], return_index=True)[1]] = False
    return candidates[is_name][again]


def document_facts(document: Document) -> np.ndarray:
    """For each stretch between white space: where its word begins, and its `COUNTED`. A name counts
    as unfamiliar once per sample. In a text without a sentence, nothing counts.
    """
    facts = FACTS.of(document)
    facts[named_again(document, facts), UNFAMILIAR] = 0
    for text in np.flatnonzero(np.diff(document.first_sentences) == 0).tolist():
        facts[document.first_chunks[text] : document.first_chunks[text + 1]] = 0
    return facts[:, :OF_NAMES]


def tallies(document: Document, parts: Sequence[Spans | None]) -> np.ndarray:
    """The counts for the formulas in each sentence, separately for several parts of the document:
    whole numbers of shape (parts, sentences, `TALLIED`).

    A part is a list of stretches as (start, end) offsets, in any order; they may overlap, and None
    is the whole. A word counts for the part in which it begins, and a sentence for each part that
    has a word of it; in the whole, every sentence counts.

    >>> document = tokenize("He said “no” twice. Nobody heard.")
    >>> tallies(document, [None, [(8, 12)]])[:, :, :2].tolist()            # sentences, words
    [[[1, 4], [1, 2]], [[1, 1], [0, 0]]]

    All parts are counted in one pass: the text is divided where a sentence or a stretch begins or
    ends, and each piece is summed once.
    """
    sentences = [start for start, _ in document.sentence_bounds]
    tally = np.zeros((len(parts), len(sentences), len(TALLIED)), dtype=np.int64)
    if not sentences:
        return tally
    facts = document_facts(document)
    offsets, n = document.chunk_starts + facts[:, 0], len(facts)
    spans = [
        [(start, max(start, end)) for start, end in part] if part is not None else []
        for part in parts
    ]
    edges = offsets.searchsorted(
        sentences + [edge for part in spans for span in part for edge in span]
    )
    # Marks on their own before the first sentence or between two belong to a neighbour: ARI counts
    # them.
    begins = edges[: len(sentences)]
    begins[0] = 0
    cuts = np.unique(edges)
    if cuts[-1] == n:
        cuts = cuts[:-1]
    pieces = np.add.reduceat(facts[:, 1:], cuts, axis=0)
    inside, at = np.ones((len(parts), len(cuts), 1), dtype=np.int64), len(sentences)
    for number, part in enumerate(spans):
        if parts[number] is not None:
            first, last = cuts.searchsorted(edges[at : at + 2 * len(part)]).reshape(-1, 2).T
            opened = np.bincount(first, minlength=len(cuts) + 1) - np.bincount(
                last, minlength=len(cuts) + 1
            )
            inside[number, :, 0] = opened[:-1].cumsum() > 0
            at += 2 * len(part)
    # After a missing space, no chunk begins in a sentence, which then has no piece.
    own = np.append(begins[1:] > begins[:-1], begins[-1] < n)
    tally[:, slice(None) if own.all() else own, 1:] = np.add.reduceat(
        pieces * inside, cuts.searchsorted(begins[own]), axis=1
    )
    tally[:, :, 0] = tally[:, :, WORDS] > 0
    tally[[part is None for part in parts], :, 0] = 1
    return tally


class Counted(NamedTuple):
    """For each piece of a text: the number of its sentence, the number of its stretch (-1 without
    one), and its `COUNTED`.
    """

    sentence: np.ndarray
    stretch: np.ndarray
    counts: np.ndarray


def counted_pieces(document: Document, edges: np.ndarray, facts: np.ndarray) -> Counted:
    """The counts for the formulas, in the pieces into which sentences and stretches divide the
    text. `edges` are the starts and ends of the stretches alternately, in order and without
    overlap; `facts` are those of `document_facts`. A word belongs to the piece in which it begins.

    With these, the sums for thousands of speakers take one pass, instead of one part of `tallies`
    per speaker.

    >>> document = tokenize("He said “no” twice. Nobody heard.")
    >>> pieces = counted_pieces(document, np.array([8, 12]), document_facts(document))
    >>> pieces.sentence.tolist(), pieces.stretch.tolist()
    ([0, 0, 0, 1], [-1, 0, -1, -1])
    >>> pieces.counts[:, 0].tolist()                                                 # words
    [2, 1, 1, 2]
    """
    offsets = document.chunk_starts + facts[:, 0]
    begins = offsets.searchsorted(document.sentence_starts)
    # Marks on their own before the first sentence of a text belong to it.
    has_sentence = np.diff(document.first_sentences) > 0
    begins[document.first_sentences[:-1][has_sentence]] = document.first_chunks[:-1][has_sentence]
    edge_chunks = offsets.searchsorted(edges)
    cuts = np.unique(np.concatenate([begins, edge_chunks]))
    cuts = cuts[cuts < len(facts)]
    counts = np.add.reduceat(facts[:, 1:], cuts, axis=0) if len(cuts) else facts[:0, 1:]
    passed = edge_chunks.searchsorted(cuts, side="right")  # an odd number inside a stretch
    # A text without a sentence may have stretches, in which nothing counts.
    kept = counts[:, COUNTED.index("chunks")] > 0
    return Counted(
        begins.searchsorted(cuts, side="right")[kept] - 1,
        np.where(passed % 2, passed // 2, -1)[kept],
        counts[kept],
    )


def sums(tally: np.ndarray) -> list[dict[str, float]]:
    """The `tallies` summed over sentences: for each part, the sums by name, as `formulas` takes
    them.

    >>> [whole] = sums(tallies(tokenize("One goes. Two stay."), [None]))
    >>> whole["words"]
    4.0
    """
    return [dict(zip(TALLIED, part)) for part in tally.sum(axis=1).astype(float).tolist()]


def counts(document: str | Document, spans: Spans | None = None) -> pd.DataFrame:
    """One row per sentence, with its offsets `start` and `end` and the counts for the formulas.

    `spans` are stretches of the text as (start, end) offsets: with them, only words that begin
    inside one are counted, and a sentence without such a word has no row. A sentence with words
    inside and outside counts as one on either side, so the sentences of two parts may add up to
    more than those of the whole; words never do.

    - `sentences`: 1, so that a sum over rows has all that `formulas` needs.
    - `words`, `syllables`, `letters` (letters and digits), `characters` (all but white space),
      `chunks` (stretches between white space, including marks on their own; ARI divides by them).
    - Words by their letters: `short_words` (up to 3), `long_words` (over 6).
    - Words by their syllables: `easy_words` (1 or 2), `polysyllables` (3 or more).
    - `unfamiliar_words` by the rules of Chall and Dale, and words that are not on their list as
      written: `unlisted_words`, of which `difficult_words` have 2 syllables or more, and
      `complex_words` 3 or more.

    >>> table = counts("The U.S. will act. Nobody objected!")
    >>> table[["start", "end", "sentences", "words", "syllables"]].values.tolist()
    [[0, 18, 1, 4, 4], [19, 35, 1, 2, 6]]
    >>> counts("He said “no” twice.", [(8, 12)])["words"].tolist()
    [1]
    >>> counts("Ne\\u00adver mind.", [(0, 6)])[["end", "words", "letters"]].values.tolist()
    [[12, 1, 5]]
    >>> counts("?!").empty
    True
    """
    seen = as_printed(document) if isinstance(document, str) else None
    if seen and spans is not None:
        spans = [(seen.place(start), seen.place(end)) for start, end in spans]
    document = tokenize(seen.text if seen else document)
    [tally] = tallies(document, [spans])
    edges = document.sentence_bounds
    if seen:
        edges = [seen.bounds(start, end) for start, end in edges]
    bounds = np.array(edges, dtype=np.int64).reshape(-1, 2)
    kept = slice(None) if spans is None else tally[:, WORDS] > 0
    return pd.DataFrame(np.column_stack([bounds, tally])[kept], columns=["start", "end", *TALLIED])


def textstat_sentences(document: str | Document) -> int:
    """The number of sentences that textstat counts in a text: one per full stop, question or
    exclamation mark, or run of them, after three words or more, including those of "Mr." and
    "U.S."; at least one.

    >>> text = "It was Mr. Lind of the U.S. Senate. He left."
    >>> textstat_sentences(text), len(tokenize(text).sentences)    # "It was Mr.", "Lind of the U."
    (2, 2)
    """
    from textstat.backend.counts import count_sentences  # type: ignore[import-untyped]

    return count_sentences(tokenize(visible_text(document)).plain)


def formulas(counts: Mapping, also: Sequence[str] = ()) -> dict[str, float]:
    """The formulas that follow from summed counts: all but Linsear Write, which uses only the first
    hundred words; and those of `TEXTSTAT_FORMULAS` that `also` lists.

    `counts` maps the columns of `counts` to numbers, or to arrays of equal shape, such as bootstrap
    draws or many articles at once. NaN without words, sentences or syllables; no warning and no
    error. SMOG was fitted to samples of 30 sentences, and means little with fewer and nothing with
    fewer than three; `readability` warns of this, `formulas` does not.

    >>> sums = counts("The cat sat. The dog ran off.").sum()
    >>> scores = formulas(sums)
    >>> round(scores["flesch_kincaid_grade"], 4)      # 0.39 × 7 / 2 + 11.8 × 7 / 7 − 15.59
    -2.425
    >>> scores["rix"], formulas(sums * 0)["rix"]
    (0.0, nan)
    >>> list(formulas(sums, also=["textstat_dale_chall_readability_score"]))[-1]
    'textstat_dale_chall_readability_score'
    """
    check_also(also)
    n = {name: counts[name] for name in TALLIED}
    if all(isinstance(count, (int, float, np.number)) for count in n.values()):
        scores = _formulas({name: float(count) for name, count in n.items()})
        return {name: scores[name] for name in (*SUMMED, *also)}
    scores = _formulas(
        {name: np.asarray(count, dtype=float) for name, count in n.items()},
        np.sqrt,
        lambda count: np.where(count > 0, count, np.nan),
    )
    return {
        name: scores[name] if np.ndim(scores[name]) else float(scores[name])
        for name in (*SUMMED, *also)
    }


def check_also(also: Sequence[str]) -> None:
    """ValueError if `also` lists a name that is not in `TEXTSTAT_FORMULAS`."""
    if isinstance(also, str) or not set(also) <= set(TEXTSTAT_FORMULAS):
        raise ValueError(
            f"also: {also!r} must be a list of any of these: {', '.join(TEXTSTAT_FORMULAS)}"
        )


def _defined(count: float) -> float:
    return count if count > 0 else math.nan


def _formulas(n: Mapping, sqrt: Callable = math.sqrt, defined: Callable = _defined) -> dict:
    """The formulas for floats, or for arrays if `sqrt` and `defined` (the count, or NaN if it is 0)
    take arrays. For one article, floats are many times faster, and give the same values to the last
    bit.
    """
    words, sentences, syllables, chunks = (
        defined(n[name]) for name in ("words", "sentences", "syllables", "chunks")
    )
    length = words / sentences
    difficult, complex_, long = (
        100 * n[name] / words for name in ("difficult_words", "complex_words", "long_words")
    )
    # With over five words in a hundred unknown to fourth graders, a text is beyond what the list
    # was made for.
    dale_chall, textstats = (
        0.1579 * hard + 0.0496 * length + 3.6365 * (hard > 5)
        for hard in (100 * n[name] / words for name in ("unfamiliar_words", "unlisted_words"))
    )
    return {
        "flesch_reading_ease": 206.835 - 1.015 * length - 84.6 * syllables / words,
        "flesch_kincaid_grade": 0.39 * length + 11.8 * syllables / words - 15.59,
        "gunning_fog": 0.4 * (length + complex_),
        "smog_index": 1.043 * sqrt(30 * n["polysyllables"] / sentences) + 3.1291 + 0 * words,
        "automated_readability_index": 4.71 * n["characters"] / chunks + 0.5 * length - 21.43,
        "coleman_liau_index": 5.8 * n["letters"] / words - 29.6 * sentences / words - 15.8,
        "dale_chall_readability_score": dale_chall,
        "spache_readability": 0.141 * length + 0.086 * difficult + 0.839,
        "mcalpine_eflaw": (words + n["short_words"]) / sentences,
        "lix": length + long,
        "rix": n["long_words"] / sentences + 0 * words,
        "textstat_dale_chall_readability_score": textstats,
    }


def linsear_write_formula(document: str | Document) -> float:
    """Linsear Write of the document's first hundred words: easy words plus three times the words of
    3 syllables or more, divided by the sentences begun; minus 2 if that is at most 20; halved. NaN
    without words.

    >>> linsear_write_formula("The government objected. Nobody did.")   # (11 / 2 − 2) / 2
    1.75
    """
    document = tokenize(visible_text(document))
    [first] = sums(tallies(document, [first_words(document)]))
    return linsear(first)


def linsear_values(document: Document, facts: np.ndarray) -> np.ndarray:
    """`linsear_write_formula` for each text of a batch. `facts` are those of `document_facts`.

    >>> from broadsheet.text import Batch
    >>> batch = Batch([tokenize("The government objected. Nobody did."), tokenize("?!")])
    >>> linsear_values(batch, document_facts(batch)).tolist()
    [1.75, nan]
    """
    # The numbers of words, easy words and polysyllables before each chunk.
    before = np.zeros((3, len(facts) + 1), dtype=np.int64)
    of_words = [1 + COUNTED.index(name) for name in ("words", "easy_words", "polysyllables")]
    facts[:, of_words].T.cumsum(axis=1, out=before[:, 1:])
    begin, end = document.first_chunks[:-1], document.first_chunks[1:]
    # A text with fewer words ends before that.
    last = before[0].searchsorted(before[0][begin] + FIRST_WORDS)
    is_longer = last <= end
    stop = np.where(is_longer, last, end)
    words, easy, polysyllables = (before[:, stop] - before[:, begin]).astype(float)
    # Sentences begun: those with one of the words; all sentences of a shorter text.
    offsets = document.chunk_starts + facts[:, 0]
    text = document.text_of(document.sentence_starts)
    edges = np.append(offsets.searchsorted(document.sentence_starts), len(facts))
    until = np.minimum(edges[1:], stop[text])
    is_begun = ~is_longer[text] | (before[0][until] > before[0][np.minimum(edges[:-1], until)])
    sentences = np.bincount(text[is_begun], minlength=len(begin))
    with np.errstate(invalid="ignore"):
        score = (easy + 3 * polysyllables) / np.where(words > 0, sentences, np.nan)
    return np.where(score <= 20, score - 2, score) / 2


def first_words(document: Document) -> list[tuple[int, int]] | None:
    """The part of the document that Linsear Write uses; None if that is the whole."""
    starts = document.word_starts
    return [(0, starts.item(FIRST_WORDS - 1) + 1)] if len(starts) >= FIRST_WORDS else None


def linsear(sums: Mapping[str, float]) -> float:
    if not sums["words"]:
        return math.nan
    score = (sums["easy_words"] + 3 * sums["polysyllables"]) / sums["sentences"]
    return (score - 2 if score <= 20 else score) / 2


def readability(
    document: str | Document, warn: bool = True, also: Sequence[str] = ()
) -> dict[str, float]:
    """Twelve readability formulas of a text, under textstat's names and in its order; and those of
    `TEXTSTAT_FORMULAS` that `also` lists.

    Dale-Chall follows its authors' rules, which textstat leaves out: forms of familiar words,
    numerals, and names that have occurred before are familiar. textstat's value is
    `textstat_dale_chall_readability_score`.

    NaN without words. A UserWarning is issued if SMOG is based on fewer than three sentences,
    unless `warn` is false; the value is returned all the same. No string raises an error. Straight
    and curly marks give identical values.

    >>> scores = readability("The cat sat. The dog ran off. Nobody objected to that.")
    >>> round(scores["flesch_reading_ease"], 2), round(scores["lix"], 2)
    (87.75, 12.76)
    >>> readability("")["flesch_reading_ease"]
    nan
    >>> scores = readability("The cats walked. The dogs ran off. She was the biggest in 1948.",
    ...     also=["textstat_dale_chall_readability_score"])
    >>> scores = {name: round(score, 2) for name, score in scores.items()}
    >>> scores["dale_chall_readability_score"], scores["textstat_dale_chall_readability_score"]
    (0.21, 9.92)
    """
    check_also(also)
    document = tokenize(visible_text(document))
    whole, first = sums(tallies(document, [None, first_words(document)]))
    scores = {**_formulas(whole), "linsear_write_formula": linsear(first)}
    if warn and 0 < (sentences := len(document.sentence_bounds)) < 3:
        warnings.warn(
            f"SMOG means little for a text of {sentences} sentences: it needs 3, and was made for "
            "30.",
            stacklevel=2,
        )
    return {name: scores[name] for name in (*FORMULAS, *also)}
