"""Articles to tables: everything that is measured, an article at a time, in one pass over its
text.

`measured` gives five tables, `measure` the first of them, one row per article. The others are
the rows behind it, for whoever wants to check them, to plot them or to draw intervals from them.
What else is counted of articles takes either them or what was measured of them, as `tokenize` takes
a text or a `Document`.
"""

import gc
import sys
import warnings
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from .. import paths
from ..lexicon import Lexicon, columns, prominence
from ..quotation import TEXT, Quotation, find_quotations
from ..storage import About, read_table, whole
from ..text import Document, Printed, as_printed, tokenize
from .parallel import in_order
from .readability_formulas import (
    COUNTED,
    FORMULAS,
    SUMMED,
    WORDS,
    check_also,
    counted_chunks,
    document_facts,
    first_words,
    formulas,
    linsear,
    tallies,
)
from .readability_formulas import sums as sums_of
from .stored import Stored
from .titles import title_values
from .voices import UNATTRIBUTED, spoken_hits, voices

ABOUT = ["id", "outlet"]  # what each of the tables says of the article a row comes from
# What may be known of an article besides, and may explain how it is written: `measure` keeps it.
COVARIATES = ["title", "published", "section", "story", "wire_group"]
REFUSED = [*ABOUT, "source", "reason"]
TABLES = ("articles", "quotations", "hits", "sentences", "rejected")
ROWS = {
    "quotations": [*Quotation._fields, "mention"],
    "hits": [
        "sentence",
        "paragraph",
        "start",
        "end",
        "text",
        "frame",
        "term",
        "weight",
        "negated",
        "voice",
        "speaker",
    ],
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
HITS = ROWS["hits"]
BESIDES = dict.fromkeys(
    [
        "paragraphs",
        "quotations",
        "quoted_words",
        "speakers",
        "unattributed_words",
        "indirect_statements",
        "indirect_words",
    ],
    "int64",
) | {"linsear_write_formula": "float64"}
COLUMN_TYPES = dict.fromkeys(
    [
        "sentence",
        "paragraph",
        "start",
        "end",
        "speaker_start",
        "speaker_end",
        *ROWS["sentences"][6:],
    ],
    "int64",
) | {"speech": "bool", "negated": "bool", "weight": "float64"}  # all others are text
VOICES = ("narration", "quotation")
PART = 250  # articles that travel to a core at once
PARTS_FOR_CORES = 4  # from so many such parts on, they do
LONGEST_ARTICLE = 5_000_000  # characters: no article has as many, and the others should not wait


class Measured(NamedTuple):
    """What `measured` gives: five tables, and the names of the frames that were looked for (None
    without a lexicon).

    >>> found = measured(pd.DataFrame({"id": ["a"], "text": ['"We will act," Ana Cruz said.']}))
    >>> [len(table) for table in found[:5]], found.frames
    ([1, 1, 0, 2, 0], None)
    """

    articles: pd.DataFrame
    quotations: pd.DataFrame
    hits: pd.DataFrame
    sentences: pd.DataFrame
    rejected: pd.DataFrame
    frames: tuple[str, ...] | None

    def of(self, ids: Sequence[str]) -> "Measured":
        """The same of these articles alone."""
        tables = {
            name: table[table["id"].isin(list(ids))].reset_index(drop=True)
            for name, table in zip(TABLES, self)
            if isinstance(table, pd.DataFrame)
        }
        return Measured(**tables, frames=self.frames)


class ArticleRows(NamedTuple):
    """What is measured in one article: the summed counts of the whole, of narration and of speech;
    what `measure` has besides; and the rows of the other tables.
    """

    sums: np.ndarray
    besides: dict[str, float]
    quotations: list[tuple]
    hits: list[tuple]
    sentences: list[tuple]


def measure(
    articles: pd.DataFrame,
    lexicon: Lexicon | None = None,
    skip_negated: bool = False,
    also: Sequence[str] = (),
) -> pd.DataFrame:
    """One row per article, in the order given: readability, quotation and, with a lexicon, frames,
    in one pass.

    `articles` needs a column `text`. Where they are there, `id`, `outlet`, `title`, `published`,
    `section`, `story` (which `bs.paired_differences` compares within) and `wire_group` (of near
    duplicates) come along. Columns:

    - `paragraphs`, `sentences`, `words`;
    - the formulas under textstat's names, of the whole text, and with `narration_` and `quotation_`
      before the name (all but Linsear Write, which looks at the first hundred words) of the words
      outside and inside quoted speech;
    - `quotations` (stretches of quoted speech), `quoted_words`, `quoted_share` (of all words),
      `quotations_per_1000_words`, `speakers` (how many people are quoted), `unattributed_share` (of
      the quoted words);
    - `indirect_statements` and `indirect_words`: what is reported of speech without quotation marks
      ("she said that …"), and never part of any of the above;
    - with a lexicon, `framing_terms` (places that hold a term of any frame, each counted once) and
      `framing_terms_per_1000_words`, and for each frame `<frame>_hits`, `<frame>_per_1000_words`,
      `<frame>_prominence` (`bs.frame_prominence`), `<frame>_narration_hits`,
      `<frame>_quotation_hits` and, if the lexicon has weights, `<frame>_score`;
    - of the headline, where there is a column `title`, and never part of any of the above:
      `title_words`, `title_question` and `title_quotation` (1 where it asks, and where it quotes
      somebody; else 0) and, with a lexicon, `title_<frame>_hits`.

    `also` asks for formulas besides, by their names in `bs.TEXTSTAT_FORMULAS`; their columns stand
    behind all others: `["textstat_dale_chall_readability_score"]`.

    `skip_negated` leaves out the terms that a negation reaches ("not a threat";
    `negation.is_negated` says how often it errs). Undefined is NaN: an empty text has no quoted
    share. An article that cannot be measured (no text, over five million characters) has no row,
    and a warning says so; `measured` lists it. A Dask DataFrame gives a Dask DataFrame, and each of
    its partitions warns of what it could not measure, on a cluster in the client, too.

    >>> text = 'It was late. "We will act," Ana Cruz said.'
    >>> row = measure(pd.DataFrame({"id": ["a"], "text": [text]})).iloc[0]
    >>> [int(row[name]) for name in ("words", "quotations", "speakers")]
    [9, 1, 1]
    >>> f"{row['quoted_share']:.3f}"
    '0.333'
    """
    check_also(also)
    if is_dask(articles):
        return measure_by_dask(articles, lexicon, skip_negated, also)
    tables = measured_in_parts(articles, lexicon, skip_negated, also)
    if len(tables.rejected):
        warnings.warn(missing_rows(tables, len(articles)), stacklevel=2)
    return tables.articles


def measured(
    articles: pd.DataFrame | Measured | Stored,
    lexicon: Lexicon | None = None,
    skip_negated: bool = False,
    folder: str | Path = "",
) -> Measured | Stored:
    """Everything that is measured, each article taken apart once: five tables, in the order of the
    articles.

    - `articles`: what `measure` gives.
    - `quotations`: one row per quoted stretch or indirect statement: `id, outlet`, the columns of
      `bs.quotes`, and `mention`, the words that its speaker was found by ("she").
    - `hits`: one row per framing term: `id, outlet, sentence, paragraph` (numbers from 0), `start,
      end, text, frame, term, weight, negated, voice, speaker`. It stands in the sentence and the
      voice in which it begins. `voice` is `narration` or `quotation`; `speaker` is who says it,
      empty for the journalist.
    - `sentences`: one row per sentence and speaker: `id, outlet, sentence, paragraph, start, end,
      voice, speaker`, then the counts of what this speaker, or the journalist, says of the
      sentence, as `readability.counts` has them, and of its words the `direct_words` (of direct
      speech) and the `marked_words` (of scare quotes and titles). All may be summed.
    - `rejected`: `id, outlet, source, reason` of articles that cannot be measured: without text, of
      over five million characters, or such that a measure failed.

    A Dask DataFrame gives five Dask DataFrames, for which each partition is measured once if they
    are computed together (`dask.compute(found.articles, found.rejected)`).

    What was measured already is given back as it is. With `folder`, which `python -m broadsheet
    measure` saved, the tables are read from there when they are asked for (`Stored`), of these
    articles alone, under the outlets and with the stories that they have here; ValueError where
    they were measured with another lexicon, or with negated terms and not without, or not at all.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": ['"We will act," Ana Cruz said.', None]})
    >>> found = measured(articles)
    >>> found.quotations[["speaker", "mention", "words"]].values.tolist()
    [['Ana Cruz', 'Ana Cruz', 3]]
    >>> found.rejected["reason"].tolist()
    ['no text']
    >>> found.sentences[["voice", "speaker", "words", "direct_words"]].values.tolist()
    [['narration', '', 3, 0], ['quotation', 'Ana Cruz', 3, 3]]
    """
    if isinstance(articles, Measured | Stored):
        return articles
    if is_dask(articles):
        return measured_by_dask(articles, lexicon, skip_negated)
    if folder:
        frames = check_same(whole(paths.find(folder)), lexicon, skip_negated)
        outlets = outlets_of(articles, paths.find(folder))
        known = articles[[name for name in COVARIATES if name in articles]].set_axis(outlets.index)
        return Stored(paths.find(folder), outlets, frames, known)
    return measured_in_parts(articles, lexicon, skip_negated)


def measured_in_parts(
    articles: pd.DataFrame, lexicon: Lexicon | None, skip_negated: bool, also: Sequence[str] = ()
) -> Measured:
    """As `measured`, of a table that was not measured before, on all cores where it is long."""
    needed = [name for name in (*ABOUT, *COVARIATES, "source", "text") if name in articles]
    parts = [articles[needed].iloc[start : start + PART] for start in range(0, len(articles), PART)]
    if len(parts) < PARTS_FOR_CORES:
        return measured_here(articles, lexicon, skip_negated, also)
    from tqdm import tqdm

    measured_parts = list(
        tqdm(
            in_order(measured_here, parts, (lexicon, skip_negated, also)),
            "measuring",
            len(parts),
            unit=f" × {PART} articles",
            delay=2,
            disable=None,
        )
    )
    tables = {
        name: pd.concat(
            [getattr(part, name) for part in measured_parts], ignore_index=name != "articles"
        )
        for name in TABLES
    }
    return Measured(**tables, frames=measured_parts[0].frames)


def check_same(about: About, lexicon: Lexicon | None, skip_negated: bool) -> tuple[str, ...] | None:
    """The frames that were looked for, if it was with this lexicon (or any, where none is asked
    for) and setting.
    """
    had = about.lexicon
    if lexicon is not None and (had is None or had.fingerprint != lexicon.fingerprint):
        raise ValueError(
            f"measured with lexicon {had.name + ' ' + had.fingerprint[:8] if had else 'none'} and "
            f"not with {lexicon.name} {lexicon.fingerprint[:8]}: measure the corpus with it, into "
            "another folder"
        )
    if lexicon is not None and about.skip_negated != skip_negated:
        raise ValueError(
            f"measured with skip_negated={about.skip_negated} and not {skip_negated}: measure the "
            "corpus so, into another folder"
        )
    return tuple(had.frames) if had else None


def outlets_of(articles: pd.DataFrame, folder: Path) -> pd.Series:
    """The outlet of each article by its id. ValueError where one was not measured into the folder,
    or an id stands twice.
    """
    articles = articles.reindex(columns=[*ABOUT, "source"])
    if (twice := articles["id"][articles["id"].duplicated()]).size:
        raise ValueError(f"id: {twice.iloc[0]!r} stands twice; give each article its own")
    there = (
        read_table(folder, "articles", ["id", "source"])
        .set_index("id")["source"]
        .reindex(articles["id"])
        .array
    )
    refused = articles["source"].isin(read_table(folder, "rejected")["source"]).to_numpy()
    known = (
        ~pd.isna(there)
        & (articles["source"].isna() | (articles["source"] == there)).to_numpy(dtype=bool)
        | refused
    )
    if not known.all():
        raise ValueError(
            f"{folder}: {(~known).sum()} of {len(known)} articles were not measured there, "
            f"{articles['id'][~known].iloc[0]!r} for one: load the articles from that folder, or "
            "measure these"
        )
    return articles.set_index("id")["outlet"]


def missing_rows(tables: Measured | Stored, articles: int) -> str:
    """What a warning says of the articles that have no row, in one line that names the first."""
    first = tables.rejected.iloc[0]
    names = [f" ({first[name]})" for name in ("id", "source") if pd.notna(first[name])]
    return (
        f"{len(tables.rejected)} of {articles} articles could not be measured and have no row, the "
        f"first{''.join(names[:1])}: {first['reason']}; `bs.measured(…).rejected` lists them"
    )


def is_dask(articles: object) -> bool:
    return hasattr(articles, "map_partitions")


def measure_by_dask(
    articles: Any, lexicon: Lexicon | None, skip_negated: bool, also: Sequence[str]
) -> Any:
    """As `measure`, of a Dask DataFrame."""
    from dask import delayed

    return articles.map_partitions(
        measure_partition,
        delayed(lexicon),  # one task, which travels once to a worker, not once per partition
        skip_negated,
        also,
        meta=measured_here(articles._meta, lexicon, skip_negated, also).articles,
    )


def measured_by_dask(articles: Any, lexicon: Lexicon | None, skip_negated: bool) -> Measured:
    """As `measured`, with Dask DataFrames as tables."""
    from dask import delayed
    from dask.dataframe import from_delayed

    shared = delayed(lexicon)
    partitions = [
        delayed(measured_here)(partition, shared, skip_negated)
        for partition in articles.to_delayed()
    ]
    empty = measured_here(articles._meta, lexicon, skip_negated)
    tables = {
        name: from_delayed(
            [getattr(partition, name) for partition in partitions],
            meta=getattr(empty, name),
            verify_meta=False,
        )
        for name in TABLES
    }
    return Measured(**tables, frames=empty.frames)


def measure_partition(
    articles: pd.DataFrame, lexicon: Lexicon | None, skip_negated: bool, also: Sequence[str]
) -> pd.DataFrame:
    """As `measure`, of one partition of a Dask DataFrame. On a cluster its warning is given in the
    client, too: nobody reads what a worker prints.
    """
    tables = measured_here(articles, lexicon, skip_negated, also)
    if len(tables.rejected):
        # A process that is a worker of a cluster has imported `distributed`.
        distributed = sys.modules.get("distributed.worker")
        warn = distributed.warn if distributed else warnings.warn
        warn(missing_rows(tables, len(articles)))
    return tables.articles


def measured_here(
    articles: pd.DataFrame, lexicon: Lexicon | None, skip_negated: bool, also: Sequence[str] = ()
) -> Measured:
    """As `measured`, in this process."""
    results = [measured_text(text, lexicon, skip_negated) for text in articles["text"]]
    is_measured = np.array([isinstance(result, ArticleRows) for result in results], dtype=bool)
    kept = [result for result in results if isinstance(result, ArticleRows)]
    reasons = [result for result in results if isinstance(result, str)]
    about = articles.reindex(columns=ABOUT)[is_measured]
    rejected = articles.reindex(columns=REFUSED[:-1])[~is_measured].reset_index(drop=True)
    columns_there = [name for name in (*ABOUT, *COVARIATES) if name in articles]
    described = articles[columns_there][is_measured]
    titles = titles_of(articles[is_measured], lexicon, skip_negated)
    values = row_values(kept, lexicon, also).set_axis(articles.index[is_measured])
    tables = {
        name: as_table(about, [getattr(rows, name) for rows in kept], names)
        for name, names in ROWS.items()
    }
    return Measured(
        articles=pd.concat([described, values, *titles], axis=1),
        **tables,
        rejected=rejected.assign(reason=pd.Series(reasons, dtype=TEXT)),
        frames=tuple(lexicon.frames) if lexicon is not None else None,
    )


def titles_of(
    articles: pd.DataFrame, lexicon: Lexicon | None, skip_negated: bool
) -> list[pd.DataFrame]:
    """What is measured of the headlines, if there is a column of them."""
    if "title" not in articles:
        return []
    return [title_values(articles["title"], lexicon, skip_negated).set_axis(articles.index)]


def measured_text(text: object, lexicon: Lexicon | None, skip_negated: bool) -> ArticleRows | str:
    """All that is measured in one text; the reason where it cannot be, so that the others are."""
    if not isinstance(text, str):
        return "no text"
    if len(text) > LONGEST_ARTICLE:
        return (
            f"{len(text):,} characters of text, over {LONGEST_ARTICLE:,}: no article; split it, or "
            "take it out"
        )
    try:
        with collector_paused():
            seen = as_printed(text)
            if seen is None:
                return measured_document(tokenize(text), lexicon, skip_negated)
            rows = measured_document(tokenize(seen.text), lexicon, skip_negated)
            return rows_in_given(rows, seen)
    # Whatever it is: one article must not end the measuring of a million.
    except Exception as error:
        return (
            f"{type(error).__name__} while it was measured: {error}; an error of Broadsheet's, "
            "please report it"
        )


def rows_in_given(rows: ArticleRows, seen: Printed) -> ArticleRows:
    """What was measured in the text as a reader sees it, with offsets into the text as given. Words
    stay as a reader sees them, since they are counted and compared.
    """

    def moved(row: tuple, at: int) -> tuple:
        """The row, whose `start` and `end` stand at this place and the next."""
        return (*row[:at], *seen.bounds(row[at], row[at + 1]), *row[at + 2 :])

    begins, speaker = (Quotation._fields.index(name) for name in ("start", "speaker_start"))
    return rows._replace(
        quotations=[moved(moved(row, begins), speaker) for row in rows.quotations],
        hits=[moved(row, 2) for row in rows.hits],
        sentences=[moved(row, 2) for row in rows.sentences],
    )


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's collector of garbage pauses while one article is measured, some hundredths of a
    second, and never longer: other threads hardly notice.

    Nothing in an article refers to itself, and the collector, which looks for what does each time a
    few hundred objects were made, would cost a sixth of the time. It may run before each article.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def measured_document(
    document: Document, lexicon: Lexicon | None, skip_negated: bool
) -> ArticleRows:
    quotations = find_quotations(document)
    speech = [q for q in quotations if q.speech]
    indirect = [q.words for q in quotations if q.kind == "indirect"]
    sums, score, sentences = sentence_rows(document, quotations, speech)
    bounds, paragraphs = document.sentence_bounds, [start for start, _ in document.paragraph_bounds]
    starts = [start for start, _ in bounds]
    paragraph_of = [bisect_right(paragraphs, start) - 1 for start in starts]
    hits = []
    for hit, speaker in (
        spoken_hits(document, lexicon, speech, skip_negated) if lexicon is not None else ()
    ):
        sentence = max(0, bisect_right(starts, hit.start) - 1)
        voice = "quotation" if speaker else "narration"
        hits.append((sentence, paragraph_of[sentence], *hit, voice, speaker or ""))
    return ArticleRows(
        sums,
        {
            "paragraphs": len(paragraphs),
            "linsear_write_formula": score,
            "quotations": len(speech),
            "quoted_words": sum(q.words for q in speech),
            "speakers": len({q.speaker for q in speech if q.speaker}),
            "unattributed_words": sum(q.words for q in speech if not q.speaker),
            "indirect_statements": len(indirect),
            "indirect_words": sum(indirect),
        },
        [
            (*q, document.text[q.speaker_start : q.speaker_end] if q.speaker_start >= 0 else None)
            for q in quotations
        ],
        hits,
        [
            (sentence, paragraph_of[sentence], *bounds[sentence], *row)
            for sentence, *row in sentences
        ],
    )


def sentence_rows(
    document: Document, quotations: Sequence[Quotation], speech: Sequence[Quotation]
) -> tuple[np.ndarray, float, list[tuple]]:
    """What is counted in the sentences, all parts in one pass: the sums of `TALLIED` of the whole
    text, of its narration and of its speech; Linsear Write; and the rows of `voice_rows`.

    Of a voice, only sentences that hold a word of it count.
    """
    parts = [voices(document, speech)["narration"], [(q.start, q.end) for q in speech]]
    facts = document_facts(document)
    whole, first, narrated, quoted = tallies(document, [None, first_words(document), *parts], facts)
    sums = [
        whole.sum(axis=0),
        *(part[part[:, WORDS] > 0].sum(axis=0) for part in (narrated, quoted)),
    ]
    return np.array(sums), linsear(sums_of(first[None])[0]), voice_rows(document, quotations, facts)


def voice_rows(
    document: Document, quotations: Sequence[Quotation], facts: np.ndarray
) -> list[tuple]:
    """One row per sentence and voice: number, voice, speaker, counts, direct words, and words of
    scare quotes and titles. A sentence without a word of its own has a row all the same.

    An article may have thousands of speakers: a table of speakers by sentences would be their
    product, and hardly hold a number.
    """
    in_marks = [q for q in quotations if q.kind != "indirect"]
    names = sorted({q.speaker or UNATTRIBUTED for q in in_marks if q.speech})
    number_of = {name: number for number, name in enumerate(names, 1)}  # 0 is the journalist
    # Of each stretch, and last of what stands in none: who says it, is it direct, is it not speech.
    kinds = np.array(
        [
            (
                number_of[q.speaker or UNATTRIBUTED] if q.speech else 0,
                q.kind == "direct",
                not q.speech,
            )
            for q in in_marks
        ]
        + [(0, 0, 0)],
        dtype=np.int64,
    )
    sentence, stretch, counts = counted_chunks(
        document, [(q.start, q.end) for q in in_marks], facts
    )
    speaker, *by_marks = kinds[stretch].T
    counts = np.column_stack([counts, *(counts[:, 0] * part for part in by_marks)])
    # Sentences that hold no chunk: where a space was forgotten.
    empty = np.setdiff1d(np.arange(len(document.sentence_bounds)), sentence)
    sentence = np.concatenate([sentence, empty])
    speaker = np.concatenate([speaker, np.zeros_like(empty)])
    counts = np.concatenate([counts, np.zeros((len(empty), counts.shape[1]), dtype=np.int64)])
    order = np.lexsort((speaker, sentence))
    sentence, speaker = sentence[order], speaker[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (sentence[1:] != sentence[:-1]) | (speaker[1:] != speaker[:-1])
    first = is_first.nonzero()[0]
    rows = np.add.reduceat(counts[order], first, axis=0) if len(first) else counts
    who = [("narration", ""), *(("quotation", name) for name in names)]
    return [
        (number, *who[own], *row)
        for number, own, row in zip(
            sentence[first].tolist(), speaker[first].tolist(), rows.tolist()
        )
    ]


def row_values(
    results: Sequence[ArticleRows], lexicon: Lexicon | None, also: Sequence[str] = ()
) -> pd.DataFrame:
    """The columns of `measure` behind the title, one row per article: all formulas at once, since
    they take arrays.
    """
    sums = np.array([result.sums for result in results], dtype=np.int64).reshape(
        len(results), 3, 1 + len(COUNTED)
    )
    whole, *voices = (
        {name: sums[:, n, k] for k, name in enumerate(("sentences", *COUNTED))} for n in range(3)
    )
    besides = {
        name: np.array([result.besides[name] for result in results], dtype=kind)
        for name, kind in BESIDES.items()
    }
    scores = formulas(whole, also) | {"linsear_write_formula": besides["linsear_write_formula"]}
    by_voice = {voice: formulas(part, also) for voice, part in zip(VOICES, voices)}
    columns: dict[str, Any] = {
        "paragraphs": besides["paragraphs"],
        "sentences": whole["sentences"],
        "words": whole["words"],
    }
    columns |= {name: scores[name] for name in FORMULAS}
    for voice in VOICES:
        columns |= {f"{voice}_{name}": by_voice[voice][name] for name in SUMMED}
    words, quoted = whole["words"], besides["quoted_words"]
    columns |= {
        "quotations": besides["quotations"],
        "quoted_words": quoted,
        "quoted_share": share(quoted, words),
        "quotations_per_1000_words": 1000 * share(besides["quotations"], words),
        "speakers": besides["speakers"],
        "unattributed_share": share(besides["unattributed_words"], quoted),
        "indirect_statements": besides["indirect_statements"],
        "indirect_words": besides["indirect_words"],
    }
    if lexicon is not None:
        columns |= frame_values(results, lexicon, words)
    columns |= {name: scores[name] for name in also}
    for voice in VOICES:
        columns |= {f"{voice}_{name}": by_voice[voice][name] for name in also}
    return pd.DataFrame(columns)


def frame_values(
    results: Sequence[ArticleRows], lexicon: Lexicon, words: np.ndarray
) -> dict[str, Any]:
    """The columns of `measure` that a lexicon gives, one value per article."""
    start, frame, term, weight, voice = (
        HITS.index(name) for name in ("start", "frame", "term", "weight", "voice")
    )
    places = np.array(
        [len({hit[start] for hit in result.hits}) for result in results], dtype=np.int64
    )
    values = {"framing_terms": places, "framing_terms_per_1000_words": 1000 * share(places, words)}
    counts = [Counter((hit[frame], hit[voice]) for hit in result.hits) for result in results]
    different = [
        Counter(of_frame for of_frame, _ in {(hit[frame], hit[term]) for hit in result.hits})
        for result in results
    ]
    weights: list[defaultdict[str, float]] = [defaultdict(float) for _ in results]
    for weight_of, result in zip(weights, results):
        for hit in result.hits:
            weight_of[hit[frame]] += hit[weight]
    for name in lexicon.frames:
        narrated, quoted = (
            np.array([count[name, voice] for count in counts], dtype=np.int64) for voice in VOICES
        )
        both = narrated + quoted
        prominent = prominence([terms[name] for terms in different], words)
        score = np.array([weight_of[name] for weight_of in weights])
        values |= dict(
            zip(
                columns(name, lexicon.weighted),
                (both, 1000 * share(both, words), prominent, narrated, quoted, score),
            )
        )
    return values


def as_table(
    about: pd.DataFrame, rows: Sequence[Sequence[tuple]], names: Sequence[str]
) -> pd.DataFrame:
    """The rows of each article under these names, each behind its article's id and outlet. The
    types are the same whether there are rows or none.
    """
    by_name = (
        zip(*(row for of_article in rows for row in of_article)) if any(rows) else [()] * len(names)
    )
    columns = {
        name: pd.Series(list(values), dtype=COLUMN_TYPES.get(name, TEXT))
        for name, values in zip(names, by_name)
    }
    owner = np.repeat(np.arange(len(about)), [len(of_article) for of_article in rows])
    return pd.concat([about.iloc[owner].reset_index(drop=True), pd.DataFrame(columns)], axis=1)


def quotations(articles: pd.DataFrame | Measured) -> pd.DataFrame:
    """One row per quoted stretch or indirect statement of any article: the table of that name of
    `measured`.

    >>> text = '"We will act," Ana Cruz said.'
    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": [text]})
    >>> quotations(articles)[["outlet", "speaker", "mention", "verb", "words"]].values.tolist()
    [['A', 'Ana Cruz', 'Ana Cruz', 'said', 3]]
    """
    return measured(articles).quotations


def share(part: Any, whole: Any) -> Any:
    """The part over the whole, of numbers or of arrays one by one; NaN where there is no whole.

    >>> share(1, 4), share(0, 0), share(np.array([1, 0]), np.array([4, 0])).tolist()
    (0.25, nan, [0.25, nan])
    """
    with np.errstate(invalid="ignore"):  # of two infinite numbers no share is known
        value = part / np.where(np.asarray(whole) > 0, whole, np.nan)
    return value if np.ndim(value) else float(value)
