"""Texts → everything that is measured in them, as columns, which `articles` turns into tables.

Articles are measured a hundred at a time, stage by stage: all are divided into sentences, then all
quotations are identified, then words are counted. Counts are arrays over the whole `Batch`, and
each stage keeps its code and tables in the processor's cache, which would be displaced if each
article ran through all stages.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from ..lexicon import Hit, Lexicon, hit_columns
from ..quotation import Quotation, find_quotations_in
from ..text import Batch, Printed, as_printed, tokenize
from .readability_formulas import (
    COUNTED,
    TALLIED,
    WORDS,
    counted_pieces,
    document_facts,
    linsear_values,
)
from .voices import UNATTRIBUTED

ROWS = {
    "quotations": [*Quotation._fields, "mention"],
    "hits": ["sentence", "paragraph", *Hit._fields, "voice", "speaker"],
    "sentences": [
        "sentence",
        "paragraph",
        "start",
        "end",
        "voice",
        "speaker",
        *COUNTED,
        "direct_words",
        "marked_words",
    ],
}
"""The columns of the tables that have several rows per article."""
COUNTED_BESIDES = (
    "paragraphs",
    "quotations",
    "quoted_words",
    "speakers",
    "unattributed_words",
    "indirect_statements",
    "indirect_words",
)
VOICES = ("narration", "quotation")
GROUP = 100  # articles: with fewer, arrays are too short to be fast; with more, memory grows
GROUP_CHARACTERS = 1_000_000  # a group needs some 100 MB, so groups of long articles are smaller
LONGEST_ARTICLE = (
    5_000_000  # characters: nothing longer is an article, and others should not wait for it
)

Column = Sequence[Any] | np.ndarray


class Columns(NamedTuple):
    """The measures of several articles, numbered from 0.

    `sums` are the `TALLIED` counts of the whole text, its narration and its speech, of shape
    (articles, 3, `TALLIED`). `besides` are the other counts of `measure`, one value per article.
    `rows` are the columns of `ROWS` by table, each with the number of the row's article as
    `article`.
    """

    sums: np.ndarray
    besides: dict[str, np.ndarray]
    rows: dict[str, dict[str, Column]]


def measured_columns(
    texts: Sequence[object], lexicon: Lexicon | None, skip_negated: bool
) -> tuple[Columns, list[str | None]]:
    """The measures of those texts that can be measured, in order; and for each text the reason why
    it cannot be, or None.

    >>> columns, reasons = measured_columns(["It rains.", None, "It pours."], None, False)
    >>> columns.besides["paragraphs"].tolist(), reasons
    ([1, 1], [None, 'no text', None])
    """
    reasons = [why_not(text) for text in texts]
    results = [
        result
        for group in groups([text for text, reason in zip(texts, reasons) if reason is None])
        for result in attempted(group, lexicon, skip_negated)
    ]
    # A reason from measuring belongs to one text; columns belong to as many texts as they have
    # rows.
    found = chain.from_iterable(
        [result] if isinstance(result, str) else [None] * len(result.sums) for result in results
    )
    measured = [result for result in results if isinstance(result, Columns)]
    return (
        joined(measured or [group_columns([], lexicon, skip_negated)]),
        [next(found) if reason is None else reason for reason in reasons],
    )


def why_not(text: object) -> str | None:
    """Why a text is not measured, or None."""
    if not isinstance(text, str):
        return "no text"
    if len(text) > LONGEST_ARTICLE:
        return (
            f"{len(text):,} characters of text, over {LONGEST_ARTICLE:,}: too long for an article; "
            f"split it, or take it out"
        )
    return None


def groups(texts: Sequence[Any]) -> Iterator[list[str]]:
    """The texts in order, in the groups that are measured together.

    >>> [len(group) for group in groups(["It rains."] * 101 + ["a" * GROUP_CHARACTERS, "b"])]
    [100, 2, 1]
    """
    group: list[str] = []
    characters = 0
    for text in texts:
        if len(group) == GROUP or characters >= GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
        group.append(text)
        characters += len(text)
    if group:
        yield group


def attempted(texts: list[str], lexicon: Lexicon | None, skip_negated: bool) -> list[Columns | str]:
    """The measures of texts together. If one of them breaks a measure, each is measured alone, and
    that one yields the reason.
    """
    try:
        with collector_paused():
            return [group_columns(texts, lexicon, skip_negated)]
    # Any exception: one article must not stop the measuring of a million.
    except Exception as error:
        if len(texts) > 1:
            return [result for text in texts for result in attempted([text], lexicon, skip_negated)]
        return [
            f"{type(error).__name__} while measuring: {error}; this is an error in Broadsheet, "
            "please report it"
        ]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's garbage collector pauses while one group is measured, for half a second, so that
    other threads are hardly affected.

    Nothing in an article refers to itself. The collector would look for such cycles after every few
    hundred new objects, and cost a sixth of the time. It may run before each group.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def group_columns(texts: Sequence[str], lexicon: Lexicon | None, skip_negated: bool) -> Columns:
    printed = [as_printed(text) for text in texts]
    batch = Batch([tokenize(seen.text if seen else text) for text, seen in zip(texts, printed)])
    quotations = find_quotations_in(batch.documents)
    facts = document_facts(batch)
    sums, sentences = sentence_columns(batch, quotations, facts)
    if lexicon is not None:
        found = hit_columns(batch, lexicon, skip_negated)
    else:
        found = {name: [] for name in Hit._fields}
    rows = {
        "quotations": quotation_columns(batch, quotations),
        "hits": placed_hits(batch, found, quotations),
        "sentences": sentences,
    }
    return Columns(
        sums,
        {
            **article_columns(batch, quotations),
            "linsear_write_formula": linsear_values(batch, facts),
        },
        {table: in_given(columns, printed) for table, columns in rows.items()},
    )


def in_given(columns: dict[str, Column], printed: Sequence[Printed | None]) -> dict[str, Column]:
    """The rows of a table with offsets into the texts as given, some of which were measured as a
    reader sees them. Words stay as a reader sees them, since they are counted and compared.
    """
    if not any(printed):
        return columns
    moved = dict(columns)
    for start, end in (("start", "end"), ("speaker_start", "speaker_end")):
        if start in columns:
            bounds = [
                seen.bounds(first, last) if (seen := printed[article]) else (first, last)
                for article, first, last in zip(columns["article"], columns[start], columns[end])
            ]
            moved[start], moved[end] = ([pair[n] for pair in bounds] for n in (0, 1))
    return moved


def joined(parts: Sequence[Columns]) -> Columns:
    """The columns of several groups, concatenated."""
    before = np.cumsum([0, *(len(part.sums) for part in parts)])
    rows = [
        {
            table: {**columns, "article": columns["article"] + articles}
            for table, columns in part.rows.items()
        }
        for part, articles in zip(parts, before)
    ]
    return Columns(
        np.concatenate([part.sums for part in parts]),
        one_below_the_other([part.besides for part in parts]),
        {table: one_below_the_other([of_part[table] for of_part in rows]) for table in ROWS},
    )


def one_below_the_other(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Columns of the same names, concatenated: arrays as arrays, others as lists."""
    return {
        name: np.concatenate([part[name] for part in parts])
        if isinstance(column, np.ndarray)
        else [*chain.from_iterable(part[name] for part in parts)]
        for name, column in parts[0].items()
    }


def article_columns(
    batch: Batch, quotations: Sequence[Sequence[Quotation]]
) -> dict[str, np.ndarray]:
    """The counts of `measure` other than formulas and frames, one value per article."""
    counts: dict[str, list[int]] = {name: [] for name in COUNTED_BESIDES}
    for document, of_text in zip(batch.documents, quotations):
        speech = [q for q in of_text if q.speech]
        indirect = [q.words for q in of_text if q.kind == "indirect"]
        counts["paragraphs"].append(len(document.paragraph_bounds))
        counts["quotations"].append(len(speech))
        counts["quoted_words"].append(sum(q.words for q in speech))
        counts["speakers"].append(len({q.speaker for q in speech if q.speaker}))
        counts["unattributed_words"].append(sum(q.words for q in speech if not q.speaker))
        counts["indirect_statements"].append(len(indirect))
        counts["indirect_words"].append(sum(indirect))
    return {name: np.array(values, dtype=np.int64) for name, values in counts.items()}


def quotation_columns(batch: Batch, quotations: Sequence[Sequence[Quotation]]) -> dict[str, Column]:
    rows = [*chain.from_iterable(quotations)]
    columns = zip(*rows) if rows else [()] * len(Quotation._fields)
    mentions = [
        document.text[q.speaker_start : q.speaker_end] if q.speaker_start >= 0 else None
        for document, of_text in zip(batch.documents, quotations)
        for q in of_text
    ]
    return {
        "article": owners(quotations),
        **dict(zip(Quotation._fields, columns)),
        "mention": mentions,
    }


def owners(rows: Sequence[Sequence]) -> np.ndarray:
    """The number of the article that each of the rows belongs to.

    >>> owners([["a", "b"], [], ["c"]]).tolist()
    [0, 0, 2]
    """
    return np.repeat(np.arange(len(rows)), [len(of_article) for of_article in rows])


class Stretches(NamedTuple):
    """Stretches of a batch in order, without overlap: their starts and ends alternately, and for
    each the number of its speaker in `names`; 0 is the journalist.
    """

    edges: np.ndarray
    speakers: np.ndarray
    names: list[str]


def stretches(
    batch: Batch, quotations: Sequence[Sequence[Quotation]], in_marks: Sequence[Sequence[Quotation]]
) -> Stretches:
    """The quotations `in_marks`, a subset of the `quotations`. Speakers are numbered within each
    article, in the order of their names.
    """
    names, speakers = [""], []
    for of_text, chosen in zip(quotations, in_marks):
        own = sorted({q.speaker or UNATTRIBUTED for q in of_text if q.speech})
        numbers = {name: number for number, name in enumerate(own, len(names))}
        speakers += [numbers[q.speaker or UNATTRIBUTED] if q.speech else 0 for q in chosen]
        names += own
    edges = np.array([(q.start, q.end) for of_text in in_marks for q in of_text], dtype=np.int64)
    begin = batch.text_starts[owners(in_marks)]
    return Stretches(
        (edges.reshape(-1, 2) + begin[:, None]).reshape(-1),
        np.array(speakers, dtype=np.int64),
        names,
    )


def sentence_columns(
    batch: Batch, quotations: Sequence[Sequence[Quotation]], facts: np.ndarray
) -> tuple[np.ndarray, dict[str, Column]]:
    """The counts for the formulas (the `sums` of `Columns`), and the table of sentences with one
    row per sentence and voice. A sentence without a word of its own also has a row.

    An article may have thousands of speakers, and a table of speakers by sentences would be huge
    and almost empty. So words are summed within the pieces into which sentences and quotations
    divide the text, and then the pieces by sentence and speaker.
    """
    in_marks = [[q for q in of_text if q.kind != "indirect"] for of_text in quotations]
    edges, speakers, names = stretches(batch, quotations, in_marks)
    # For each stretch, and finally for the rest of the text: speaker, whether direct, whether not
    # speech.
    kinds = np.array(
        [(q.kind == "direct", not q.speech) for of_text in in_marks for q in of_text] + [(0, 0)],
        dtype=np.int64,
    )
    pieces = counted_pieces(batch, edges, facts)
    by_marks = kinds[pieces.stretch] * pieces.counts[:, :1]
    counts = np.column_stack([pieces.counts, by_marks])
    # Sentences without a chunk, because of a missing space.
    empty = np.setdiff1d(np.arange(len(batch.sentence_starts)), pieces.sentence)
    sentence = np.concatenate([pieces.sentence, empty])
    speaker = np.concatenate([np.append(speakers, 0)[pieces.stretch], np.zeros_like(empty)])
    counts = np.concatenate([counts, np.zeros((len(empty), counts.shape[1]), dtype=np.int64)])
    order = np.lexsort((speaker, sentence))
    sentence, speaker, counts = sentence[order], speaker[order], counts[order]
    first = firsts_of_runs(sentence, speaker)
    sentence, speaker, counts = sentence[first], speaker[first], added_up(counts, first)
    article = batch.text_of(batch.sentence_starts[sentence])
    starts, ends = (batch.sentence_edges[sentence] - batch.text_starts[article][:, None]).T
    columns: dict[str, Column] = {
        "article": article,
        "sentence": sentence - batch.first_sentences[article],
        "paragraph": paragraph_of(batch, sentence, article),
        "start": starts,
        "end": ends,
        "voice": np.array(VOICES, dtype=object)[(speaker > 0).astype(int)],
        "speaker": np.array(names, dtype=object)[speaker],
        **dict(zip(ROWS["sentences"][6:], counts.T)),
    }
    return voice_sums(batch, sentence, speaker, counts[:, : len(COUNTED)]), columns


def firsts_of_runs(*columns: np.ndarray) -> np.ndarray:
    """The first row of each run of rows that are equal in all columns.

    >>> firsts_of_runs(np.array([0, 0, 0, 1]), np.array([2, 2, 3, 3])).tolist()
    [0, 2, 3]
    """
    is_first = np.ones(len(columns[0]), dtype=bool)
    is_first[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return np.flatnonzero(is_first)


def added_up(counts: np.ndarray, firsts: np.ndarray) -> np.ndarray:
    """The sums of the rows from each of `firsts` up to the next."""
    return np.add.reduceat(counts, firsts, axis=0) if len(firsts) else counts[:0]


def voice_sums(
    batch: Batch, sentence: np.ndarray, speaker: np.ndarray, counts: np.ndarray
) -> np.ndarray:
    """The `sums` of `Columns`, from the counts by sentence and speaker, in order. For a voice, only
    sentences with a word of it count.
    """
    sums = np.zeros((len(batch.documents), 3, len(TALLIED)), dtype=np.int64)
    spoken = speaker > 0
    first = firsts_of_runs(sentence[spoken])
    narration = sentence[~spoken], counts[~spoken]
    speech = sentence[spoken][first], added_up(counts[spoken], first)
    for number, (of_voice, counted) in enumerate([(sentence, counts), narration, speech]):
        kept = counted[:, WORDS - 1] > 0 if number else slice(None)
        # One row per sentence: differences of the running total are the articles' sums.
        total = np.zeros((len(of_voice[kept]) + 1, len(COUNTED)), dtype=np.int64)
        counted[kept].cumsum(axis=0, out=total[1:])
        rows = of_voice[kept].searchsorted(batch.first_sentences)
        sums[:, number, 1:] = total[rows[1:]] - total[rows[:-1]]
        sums[:, number, 0] = np.diff(rows)
    sums[:, 0, 0] = np.diff(batch.first_sentences)
    return sums


def paragraph_of(batch: Batch, sentence: np.ndarray, article: np.ndarray) -> np.ndarray:
    """The number of the paragraph in its article in which each sentence begins."""
    number = batch.paragraph_starts.searchsorted(batch.sentence_starts[sentence], side="right") - 1
    return number - batch.first_paragraphs[article]


def placed_hits(
    batch: Batch, found: dict[str, list], quotations: Sequence[Sequence[Quotation]]
) -> dict[str, Column]:
    """One row per framing term, in the sentence and the voice in which it begins."""
    starts, ends = (np.array(found[name], dtype=np.int64) for name in ("start", "end"))
    article = batch.text_of(starts)
    sentence = np.maximum(
        batch.sentence_starts.searchsorted(starts, side="right") - 1,
        batch.first_sentences[article],
    )
    speech = [[q for q in of_text if q.speech] for of_text in quotations]
    edges, speakers, names = stretches(batch, quotations, speech)
    passed = edges.searchsorted(starts, side="right")
    speaker = np.where(passed % 2, np.append(speakers, 0)[passed // 2], 0)
    return {
        "article": article,
        "sentence": sentence - batch.first_sentences[article],
        "paragraph": paragraph_of(batch, sentence, article),
        "start": starts - batch.text_starts[article],
        "end": ends - batch.text_starts[article],
        **{name: found[name] for name in ("text", "frame", "term")},
        "weight": np.array(found["weight"], dtype=float),
        "negated": np.array(found["negated"], dtype=bool),
        "voice": np.array(VOICES, dtype=object)[(speaker > 0).astype(int)],
        "speaker": np.array(names, dtype=object)[speaker],
    }
