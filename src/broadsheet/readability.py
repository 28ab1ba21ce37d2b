"""A document's readability under twelve published formulas, from counts that can be summed, split and resampled.

textstat says what a syllable and a difficult word is, and it is asked once a word, not once a text. Sentences are
Broadsheet's own. Where both see the same sentences, every formula gives textstat's value; where textstat sees an end of
sentence in "The U.S. will act", it does not.

| formula                        | of                                        | source                                    |
|--------------------------------|-------------------------------------------|-------------------------------------------|
| `flesch_reading_ease`          | sentence length, syllables a word         | Flesch 1948; higher is easier             |
| `flesch_kincaid_grade`         | sentence length, syllables a word         | Kincaid, Fishburne, Rogers, Chissom 1975  |
| `gunning_fog`                  | sentence length, unfamiliar words from 3 syllables | Gunning 1952                     |
| `smog_index`                   | words from 3 syllables a sentence         | McLaughlin 1969                           |
| `automated_readability_index`  | sentence length, characters a word        | Smith and Senter 1967                     |
| `coleman_liau_index`           | letters and sentences per 100 words       | Coleman and Liau 1975, 5.88 cut to 5.8    |
| `dale_chall_readability_score` | sentence length, words not on the list    | Chall and Dale 1995, with the 1948 figures|
| `linsear_write_formula`        | long and other words a sentence, first 100 words | O'Hayre 1966                       |
| `spache_readability`           | sentence length, unfamiliar words from 2 syllables | Spache 1953, on Dale and Chall's list |
| `mcalpine_eflaw`               | words and short words a sentence          | McAlpine 2006                             |
| `lix`                          | sentence length, words over 6 letters     | Björnsson 1968                            |
| `rix`                          | words over 6 letters a sentence           | Anderson 1983                             |

Flesch-Kincaid, fog, SMOG, ARI, Coleman-Liau, Linsear Write and Spache are meant as US school grades; Dale-Chall's score is
looked up in a table of its own (10 and over: college graduate). Each was fitted decades ago to other texts, Flesch's to
children's reading lessons, Kincaid's to training manuals of the US Navy, none to news: a difference between two articles is
one in the length of words and sentences, or in words off a list, and nothing more.
"""
import re
import warnings
from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
import pandas as pd
from textstat.backend.counts import count_letters, count_syllables
from textstat.backend.selections import list_words
from textstat.backend.validations import is_difficult_word

from .text import Document, straighten, tokenize

# What is counted of each stretch between white space; all can be summed.
COUNTED = ("words", "syllables", "letters", "characters", "chunks", "short_words", "long_words", "easy_words",
           "polysyllables", "unfamiliar_words", "difficult_words", "complex_words")
# The formulas as people write their names, in textstat's order.
FORMULAS = {
    "flesch_reading_ease": "Flesch reading ease", "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "gunning_fog": "Gunning fog", "smog_index": "SMOG", "automated_readability_index": "ARI",
    "coleman_liau_index": "Coleman-Liau", "dale_chall_readability_score": "Dale-Chall",
    "linsear_write_formula": "Linsear Write", "spache_readability": "Spache", "mcalpine_eflaw": "McAlpine EFLAW",
    "lix": "LIX", "rix": "RIX",
}
LANGUAGE = "en_US"  # said each time, so that `textstat.set_lang` elsewhere in a notebook changes no number here
# textstat's word inside a chunk. An apostrophe right before it may belong to it ('twas, 'til): textstat decides.
COUNTED_WORD = re.compile(r"'?\w(?:\S*\w)?")
FIRST_WORDS = 100   # Linsear Write looks no further


@lru_cache(maxsize=2**17)
def word_facts(word: str) -> tuple[int, ...]:
    """What textstat says of a plain word: syllables, letters, then whether it is short, long, easy, polysyllabic,
    unfamiliar, difficult and complex.

    >>> word_facts("senators'"), word_facts("government")     # the list knows "government", and no senators
    ((3, 8, 0, 1, 0, 1, 1, 1, 1), (3, 10, 0, 1, 0, 1, 0, 0, 0))
    >>> word_facts("hmm")            # a word without a syllable is neither easy nor polysyllabic
    (0, 3, 1, 0, 0, 0, 1, 0, 0)
    """
    [word] = list_words(word)
    syllables, letters = count_syllables(word, LANGUAGE), count_letters(word)
    return (syllables, letters, int(letters <= 3), int(letters > 6), int(0 < syllables < 3), int(syllables >= 3),
            *(int(is_difficult_word(word, threshold, LANGUAGE)) for threshold in (0, 2, 3)))


def syllables(word: str) -> int:
    """How many syllables a word has, by textstat: from CMU's pronouncing dictionary, else from where it may be hyphenated.

    >>> syllables("sovereignty"), syllables("Sheinbaum"), syllables("—")
    (3, 2, 0)
    """
    return chunk_facts(straighten(word))[2]


@lru_cache(maxsize=2**17)
def chunk_facts(chunk: str) -> tuple[int, ...]:
    """Where the word begins in a plain stretch without white space, then its `COUNTED`; marks alone are no word."""
    found = COUNTED_WORD.search(chunk)
    if not found:
        return (0, 0, 0, 0, len(chunk), 1) + (0,) * 7
    syllables, letters, *kinds = word_facts(found.group())
    return found.start() + (found.group()[0] == "'"), 1, syllables, letters, len(chunk), 1, *kinds


@lru_cache(maxsize=8)
def chunk_table(document: Document) -> np.ndarray:
    """A row a chunk: the offset at which its word begins, then `COUNTED`. Kept for the few documents last asked about."""
    rows = []
    for chunk in re.finditer(r"\S+", document.plain):
        facts = chunk_facts(chunk.group())
        rows.append((chunk.start() + facts[0], *facts[1:]))
    return np.array(rows, dtype=np.int64).reshape(-1, 1 + len(COUNTED))


def counts(document: str | Document, spans: Iterable[tuple[int, int]] | None = None) -> pd.DataFrame:
    """One row a sentence, with its offsets `start` and `end` and what the formulas count in it.

    `spans` are stretches of the text as (start, end) offsets: with them, only words that begin inside one are counted, and
    a sentence without such a word gives no row. A sentence with words inside and outside counts as one on either side, so
    the sentences of two parts may add up to more than those of the whole; words never do.

    - `sentences`: 1, so that a sum over rows has all that `formulas` needs.
    - `words`, `syllables`, `letters` (letters and digits), `characters` (all but white space), `chunks` (what stands
      between white space, marks alone included: what ARI divides by).
    - Words by their letters: `short_words` (up to 3), `long_words` (over 6).
    - Words by their syllables: `easy_words` (1 or 2), `polysyllables` (3 or more).
    - Words that are not on the list of Dale and Chall: `unfamiliar_words`; with 2 syllables or more `difficult_words`;
      with 3 or more `complex_words`.

    >>> table = counts("The U.S. will act. Nobody objected!")
    >>> table[["start", "end", "sentences", "words", "syllables"]].values.tolist()
    [[0, 18, 1, 4, 4], [19, 35, 1, 2, 6]]
    >>> counts("He said “no” twice.", [(8, 12)])["words"].tolist()
    [1]
    >>> counts("?!").empty
    True
    """
    document = tokenize(document)
    starts = np.array([sentence.start for sentence in document.sentences], dtype=np.int64)
    ends = np.array([sentence.end for sentence in document.sentences], dtype=np.int64)
    table = chunk_table(document) if len(starts) else np.empty((0, 1 + len(COUNTED)), dtype=np.int64)
    if spans is not None:
        table = table[_inside(table[:, 0], spans)]
    # Marks that stand alone before the first sentence or between two belong to a neighbour: ARI counts them.
    sentence = np.maximum(np.searchsorted(starts, table[:, 0], side="right") - 1, 0)
    sums = np.zeros((len(starts), len(COUNTED)), dtype=np.int64)
    np.add.at(sums, sentence, table[:, 1:])
    kept = np.ones(len(starts), dtype=bool) if spans is None else sums[:, 0] > 0
    rows = np.column_stack([starts, ends, np.ones_like(starts), sums])[kept]
    return pd.DataFrame(rows, columns=["start", "end", "sentences", *COUNTED])


def _inside(offsets: np.ndarray, spans: Iterable[tuple[int, int]]) -> np.ndarray:
    """Which of the ascending offsets lie in one of the stretches, which may overlap and stand in any order."""
    opened = np.zeros(len(offsets) + 1, dtype=np.int64)
    for start, end in spans:
        first, last = np.searchsorted(offsets, (start, max(start, end)))
        opened[first] += 1
        opened[last] -= 1
    return np.cumsum(opened)[:-1] > 0


def formulas(counts: Mapping) -> dict[str, float]:
    """The formulas that follow from summed counts: all but Linsear Write, which looks at the first hundred words alone.

    `counts` maps the columns of `counts` to numbers, or to arrays of equal shape, element by element: draws of a
    bootstrap, or many articles at once. NaN without words, sentences or syllables; no warning and no error. SMOG was
    fitted to samples of 30 sentences and means little under that, nothing under three; `readability` warns, this does not.

    >>> sums = counts("The cat sat. The dog ran off.").sum()
    >>> scores = formulas(sums)
    >>> round(scores["flesch_kincaid_grade"], 4)      # 0.39 × 7 words / 2 + 11.8 × 7 syllables / 7 − 15.59
    -2.425
    >>> scores["rix"], formulas(sums * 0)["rix"]
    (0.0, nan)
    """
    n = {name: np.asarray(counts[name], dtype=float) for name in ("sentences", *COUNTED)}
    words, sentences, syllables = (np.where(n[name] > 0, n[name], np.nan) for name in ("words", "sentences", "syllables"))
    chunks = np.where(n["chunks"] > 0, n["chunks"], np.nan)
    length = words / sentences
    unfamiliar, difficult, complex_, long = (
        100 * n[name] / words for name in ("unfamiliar_words", "difficult_words", "complex_words", "long_words"))
    scores = {
        "flesch_reading_ease": 206.835 - 1.015 * length - 84.6 * syllables / words,
        "flesch_kincaid_grade": 0.39 * length + 11.8 * syllables / words - 15.59,
        "gunning_fog": 0.4 * (length + complex_),
        "smog_index": 1.043 * np.sqrt(30 * n["polysyllables"] / sentences) + 3.1291 + 0 * words,
        "automated_readability_index": 4.71 * n["characters"] / chunks + 0.5 * length - 21.43,
        "coleman_liau_index": 5.8 * n["letters"] / words - 29.6 * sentences / words - 15.8,
        # Over five words in a hundred unknown to fourth graders, the text is beyond what the list was made for.
        "dale_chall_readability_score": 0.1579 * unfamiliar + 0.0496 * length + np.where(unfamiliar > 5, 3.6365, 0),
        "spache_readability": 0.141 * length + 0.086 * difficult + 0.839,
        "mcalpine_eflaw": (words + n["short_words"]) / sentences,
        "lix": length + long,
        "rix": n["long_words"] / sentences + 0 * words,
    }
    return {name: score if np.ndim(score) else float(score) for name, score in scores.items()}


def linsear_write_formula(document: str | Document) -> float:
    """Linsear Write of the document's first hundred words: easy words plus three times the words of 3 syllables or more,
    by sentences begun; less 2 where that is at most 20; halved. NaN without words.

    >>> linsear_write_formula("The government objected. Nobody did.")   # (2 × 1 + 3 × 3) / 2 = 5.5, less 2, halved
    1.75
    """
    document = tokenize(document)
    spans = [(0, word.end) for word in document.words[FIRST_WORDS - 1:FIRST_WORDS]] or None
    sums = counts(document, spans).sum()
    if not sums["words"]:
        return float("nan")
    score = (sums["easy_words"] + 3 * sums["polysyllables"]) / sums["sentences"]
    return float(score - 2 if score <= 20 else score) / 2


def readability(document: str | Document, warn: bool = True) -> dict[str, float]:
    """Twelve readability formulas of a text, under textstat's names and in its order.

    NaN where there is no word. A UserWarning says when SMOG comes from fewer than three sentences, unless `warn` is false;
    the value is there all the same. Never raises on a string. Straight and curly marks give identical numbers.

    >>> scores = readability("The cat sat. The dog ran off. Nobody objected to that.")
    >>> round(scores["flesch_reading_ease"], 2), round(scores["lix"], 2)
    (87.75, 12.76)
    >>> readability("")["flesch_reading_ease"]
    nan
    """
    document = tokenize(document)
    sums = counts(document).sum()
    if warn and 0 < sums["sentences"] < 3:
        warnings.warn(f"SMOG of a text of {sums['sentences']} sentences means little: it needs 3, and was made for 30.",
                      stacklevel=2)
    scores = {**formulas(sums), "linsear_write_formula": linsear_write_formula(document)}
    return {name: scores[name] for name in FORMULAS}
