"""Articles to tables: everything is measured in one pass over the text of each article.

`measured` returns five tables, `measure` the first of them, with one row per article. The others
are the rows behind it, for checking, plotting and resampling. Every other function that counts
something takes either articles or their measured tables, as `tokenize` takes a text or a
`Document`.
"""

import hashlib
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from .. import paths
from ..escape import listing
from ..lexicon import Lexicon, columns, prominence, refuse_unloaded
from ..progress import progress
from ..quotation import TEXT
from ..remembered import is_remembered, remembered
from ..storage import read_table, whole
from .columns import ROWS, VOICES, Column, Columns, firsts_of_runs, measured_columns
from .parallel import in_order
from .readability_formulas import FORMULAS, SUMMED, TALLIED, check_also, formulas
from .stored import Stored
from .titles import title_values

if TYPE_CHECKING:
    from ..records import About

ABOUT = ["id", "outlet"]  # the columns of every table that identify a row's article
# Other columns of an article that may explain how it is written; `measure` keeps them.
COVARIATES = ["title", "published", "section", "story", "wire_group"]
REFUSED = [*ABOUT, "source", "reason"]
TABLES = ("articles", "quotations", "hits", "sentences", "rejected")
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
PART = 250  # articles that go to a core together
PARTS_FOR_CORES = 4  # the least number of such parts for which several cores are used


class Measured(NamedTuple):
    """The result of `measured`: five tables, and the names of the lexicon's frames (None without a
    lexicon).

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
        """The same for these articles alone."""
        tables = {
            name: table[table["id"].isin(list(ids))].reset_index(drop=True)
            for name, table in zip(TABLES, self)
            if isinstance(table, pd.DataFrame)
        }
        return Measured(**tables, frames=self.frames)


def measure(
    articles: pd.DataFrame,
    lexicon: Lexicon | None = None,
    skip_negated: bool = False,
    also: Sequence[str] = (),
) -> pd.DataFrame:
    """One row per article, in the order given: readability, quotation and, with a lexicon, frames,
    in one pass.

    `articles` needs a column `text`. The columns `id`, `outlet`, `title`, `published`, `section`,
    `story` (within which `bs.paired_differences` compares) and `wire_group` (of near duplicates)
    are kept if present. Columns:

    - `paragraphs`, `sentences`, `words`;
    - the formulas under textstat's names, for the whole text, and with `narration_` and
      `quotation_` before the name (all but Linsear Write, which uses only the first hundred words)
      for the words outside and inside quoted speech;
    - `quotations` (stretches of quoted speech), `quoted_words`, `quoted_share` (of all words),
      `quotations_per_1000_words`, `speakers` (how many people are quoted), `unattributed_share` (of
      the quoted words);
    - `indirect_statements` and `indirect_words`: speech reported without quotation marks ("she said
      that …"), which is not part of any of the above;
    - with a lexicon, `framing_terms` (places with a term of any frame, each counted once) and
      `framing_terms_per_1000_words`, and for each frame `<frame>_hits`, `<frame>_per_1000_words`,
      `<frame>_prominence` (`bs.frame_prominence`), `<frame>_narration_hits`,
      `<frame>_quotation_hits` and, if the lexicon has weights, `<frame>_score`;
    - for the headline, if there is a column `title`, and not part of any of the above:
      `title_words`, `title_question` and `title_quotation` (1 if it asks a question, and if it
      quotes somebody; otherwise 0) and, with a lexicon, `title_<frame>_hits`.

    `also` lists additional formulas, by their names in `bs.TEXTSTAT_FORMULAS`; their columns come
    last: `["textstat_dale_chall_readability_score"]`.

    `skip_negated` leaves out negated terms ("not a threat"; `negation.is_negated` reports how often
    that is wrong). Undefined is NaN: an empty text has no quoted share. An article that cannot be
    measured (no text, over five million characters) has no row, and a warning says so; `measured`
    lists it. For a Dask DataFrame, the result is a Dask DataFrame, and each partition warns of
    articles that it could not measure; on a cluster, the client shows the warning, too.

    >>> text = 'It was late. "We will act," Ana Cruz said.'
    >>> row = measure(pd.DataFrame({"id": ["a"], "text": [text]})).iloc[0]
    >>> [int(row[name]) for name in ("words", "quotations", "speakers")]
    [9, 1, 1]
    >>> f"{row['quoted_share']:.3f}"
    '0.333'
    """
    check_also(also)
    refuse_other_than_articles(articles)
    refuse_unloaded(lexicon)
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
    """Everything that is measured, with each article analysed once: five tables, in the order of
    the articles.

    - `articles`: the table of `measure`.
    - `quotations`: one row per quoted stretch or indirect statement: `id, outlet`, the columns of
      `bs.quotes`, and `mention`, the words that refer to its speaker ("she").
    - `hits`: one row per framing term: `id, outlet, sentence, paragraph` (numbers from 0), `start,
      end, text, frame, term, weight, negated, voice, speaker`. A term belongs to the sentence and
      the voice in which it begins. `voice` is `narration` or `quotation`; `speaker` is who says it,
      empty for the journalist.
    - `sentences`: one row per sentence and speaker: `id, outlet, sentence, paragraph, start, end,
      voice, speaker`, then the counts of `readability.counts` for the words of this speaker, or the
      journalist, in the sentence, and how many of them are `direct_words` (in direct speech) and
      `marked_words` (in scare quotes and titles). All may be summed.
    - `rejected`: `id, outlet, source, reason` of articles that cannot be measured: without text,
      with over five million characters, or on which a measure failed.

    For a Dask DataFrame, the result is five Dask DataFrames; each partition is measured once if
    they are computed together (`dask.compute(found.articles, found.rejected)`).

    Tables that are already measured are returned unchanged. With `folder`, a folder saved by
    `python -m broadsheet measure`, the tables are read from there when first used (`Stored`), for
    these articles alone, with the outlets and stories that they have here. ValueError if the
    articles were measured with another lexicon or `skip_negated`, or not at all.

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
    refuse_unloaded(lexicon)
    if not folder:
        refuse_other_than_articles(articles)
    if is_dask(articles):
        return measured_by_dask(articles, lexicon, skip_negated)
    if folder:
        frames = check_same(whole(paths.find(folder)), lexicon, skip_negated)
        outlets = outlets_of(articles, paths.find(folder))
        known = articles[[name for name in COVARIATES if name in articles]].set_axis(outlets.index)
        return Stored(paths.find(folder), outlets, frames, known)
    return measured_in_parts(articles, lexicon, skip_negated)


def refuse_unmeasured(tables: object) -> None:
    """Nothing for what `measured` returns; otherwise TypeError.

    >>> refuse_unmeasured(pd.DataFrame())
    Traceback (most recent call last):
    TypeError: tables: give what `bs.measured(articles, lexicon)` returns, not a DataFrame
    """
    if isinstance(tables, pd.DataFrame) or not hasattr(tables, "quotations"):
        kind = type(tables).__name__
        raise TypeError(f"tables: give what `bs.measured(articles, lexicon)` returns, not a {kind}")


def refuse_other_than_articles(articles: object) -> None:
    """Nothing for a table with a column `text`, of pandas or Dask; otherwise TypeError or
    ValueError, which says what to give instead.

    >>> refuse_other_than_articles(pd.DataFrame({"text": ["It rained."]}))
    >>> refuse_other_than_articles(pd.DataFrame({"body": ["It rained."]}))
    Traceback (most recent call last):
    ValueError: articles: no column `text`; rename the column with the texts; the columns are body
    """
    table = getattr(articles, "articles", None)
    if isinstance(table, pd.DataFrame):
        kind = type(articles).__name__
        raise TypeError(f"articles: give the table of the {kind}, which is its `.articles`")
    if not isinstance(articles, pd.DataFrame) and not is_dask(articles):
        raise TypeError(
            f"articles: got {type(articles).__name__}; give a DataFrame "
            "with a column `text`, such as pd.DataFrame({'text': texts})"
        )
    names = list(getattr(articles, "columns", []))
    if "text" not in names and "words" in names:
        raise ValueError(
            "articles: this table is measured already; give the articles that it was made from, "
            "or what `bs.measured(articles, lexicon)` returns"
        )
    if "text" not in names:
        raise ValueError(
            "articles: no column `text`; rename the column with the texts; the columns are "
            f"{listing(names)}"
        )


def measured_in_parts(
    articles: pd.DataFrame, lexicon: Lexicon | None, skip_negated: bool, also: Sequence[str] = ()
) -> Measured:
    """As `measured`, for articles that have not been measured; long tables use all cores."""
    needed = [name for name in (*ABOUT, *COVARIATES, "source", "text") if name in articles]
    parts = [articles[needed].iloc[start : start + PART] for start in range(0, len(articles), PART)]
    if len(parts) < PARTS_FOR_CORES:
        return measured_here(articles, lexicon, skip_negated, also)
    known = all(
        is_remembered("measured", partial(given_as, part["text"], lexicon, skip_negated))
        for part in parts
    )
    given = (lexicon, skip_negated, also)
    measured_parts = list(
        progress(
            in_order(measured_here, parts, given, 1 if known else None),
            "measuring",
            len(parts),
            unit=f" × {PART} articles",
        )
    )
    tables = {
        name: pd.concat(
            [getattr(part, name) for part in measured_parts], ignore_index=name != "articles"
        )
        for name in TABLES
    }
    return Measured(**tables, frames=measured_parts[0].frames)


def check_same(
    about: "About", lexicon: Lexicon | None, skip_negated: bool
) -> tuple[str, ...] | None:
    """The measured frames, if the lexicon (unless None is given) and `skip_negated` were the same;
    otherwise ValueError.
    """
    had = about.lexicon
    if lexicon is not None and (had is None or had.fingerprint != lexicon.fingerprint):
        raise ValueError(
            f"measured with lexicon {had.name + ' ' + had.fingerprint[:8] if had else 'none'}, not "
            f"with {lexicon.name} {lexicon.fingerprint[:8]}: measure the corpus with it, into "
            "another folder"
        )
    if lexicon is not None and about.skip_negated != skip_negated:
        raise ValueError(
            f"measured with skip_negated={about.skip_negated}, not {skip_negated}: measure the "
            "corpus with that setting, into another folder"
        )
    return tuple(had.frames) if had else None


def outlets_of(articles: pd.DataFrame, folder: Path) -> pd.Series:
    """The outlet of each article by its id. ValueError if an article was not measured into the
    folder, or an id occurs twice.
    """
    articles = articles.reindex(columns=[*ABOUT, "source"])
    if (twice := articles["id"][articles["id"].duplicated()]).size:
        raise ValueError(f"id: {twice.iloc[0]!r} occurs twice; give each article its own")
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
            f"{folder}: {(~known).sum()} of {len(known)} articles were not measured there, for "
            f"example {articles['id'][~known].iloc[0]!r}: load the articles from that folder, or "
            f"measure these"
        )
    return articles.set_index("id")["outlet"]


def missing_rows(tables: Measured | Stored, articles: int) -> str:
    """A warning, in one line, about the articles without a row, which names the first."""
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
    """As `measure`, for a Dask DataFrame."""
    from dask import delayed

    return articles.map_partitions(
        measure_partition,
        delayed(lexicon),  # one task, sent once to each worker, not once per partition
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
    """As `measure`, for one partition of a Dask DataFrame. On a cluster, the client shows its
    warning, too: nobody reads a worker's output.
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
    found, reasons = measured_texts(articles["text"].tolist(), lexicon, skip_negated)
    is_measured = np.array([reason is None for reason in reasons], dtype=bool)
    about = articles.reindex(columns=ABOUT)[is_measured]
    rejected = articles.reindex(columns=REFUSED[:-1])[~is_measured].reset_index(drop=True)
    columns_there = [name for name in (*ABOUT, *COVARIATES) if name in articles]
    described = articles[columns_there][is_measured]
    titles = titles_of(articles[is_measured], lexicon, skip_negated)
    values = row_values(found, lexicon, also).set_axis(articles.index[is_measured])
    why = [reason for reason in reasons if reason is not None]
    return Measured(
        articles=pd.concat([described, values, *titles], axis=1),
        **{name: as_table(about, found.rows[name], names) for name, names in ROWS.items()},
        rejected=rejected.assign(reason=pd.Series(why, dtype=TEXT)),
        frames=tuple(lexicon.frames) if lexicon is not None else None,
    )


def titles_of(
    articles: pd.DataFrame, lexicon: Lexicon | None, skip_negated: bool
) -> list[pd.DataFrame]:
    """The measures of the headlines, if there is a column of them."""
    if "title" not in articles:
        return []
    return [title_values(articles["title"], lexicon, skip_negated).set_axis(articles.index)]


def measured_texts(
    texts: Sequence[object], lexicon: Lexicon | None, skip_negated: bool
) -> tuple[Columns, list[str | None]]:
    """As `measured_columns`; in a run, computed once for all of its notebooks."""
    found, reasons = remembered(
        "measured",
        partial(given_as, texts, lexicon, skip_negated),
        lambda: measured_columns(texts, lexicon, skip_negated),
    )
    if lexicon is not None:  # only the hits depend on it
        no_hits = {name: column[:0] for name, column in found.rows["hits"].items()}
        remembered(
            "measured",
            partial(given_as, texts, None, False),
            lambda: (found._replace(rows=found.rows | {"hits": no_hits}), reasons),
        )
    return found, reasons


def given_as(texts: Iterable, lexicon: Lexicon | None, skip_negated: bool) -> str:
    """Everything on which the measures depend, for `remembered`."""
    checksum = hashlib.sha256(repr(list(texts)).encode()).hexdigest()
    return f"{checksum} {lexicon and lexicon.fingerprint} {skip_negated}"


def row_values(
    measured: Columns, lexicon: Lexicon | None, also: Sequence[str] = ()
) -> pd.DataFrame:
    """The columns of `measure` after the title, one row per article: all formulas at once, since
    they take arrays.
    """
    whole, *voices = (
        {name: measured.sums[:, n, k] for k, name in enumerate(TALLIED)} for n in range(3)
    )
    besides = measured.besides
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
        columns |= frame_values(measured.rows["hits"], lexicon, words)
    columns |= {name: scores[name] for name in also}
    for voice in VOICES:
        columns |= {f"{voice}_{name}": by_voice[voice][name] for name in also}
    return pd.DataFrame(columns)


def frame_values(hits: Mapping[str, Column], lexicon: Lexicon, words: np.ndarray) -> dict[str, Any]:
    """The columns of `measure` that need a lexicon, one value per article, from the columns of
    hits.
    """
    articles, size = len(words), len(lexicon.frames)
    number_of = {name: number for number, name in enumerate(lexicon.frames)}
    frame = np.array([number_of[name] for name in hits["frame"]], dtype=np.int64)
    article, weight = np.asarray(hits["article"]), np.asarray(hits["weight"])
    # The index of an article and a frame in a table of both.
    cell = article * size + frame

    def by_frame(cells: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        return np.bincount(cells, weights, minlength=articles * size).reshape(articles, size)

    is_narration = np.asarray(hits["voice"]) == "narration"
    narrated, quoted = by_frame(cell[is_narration]), by_frame(cell[~is_narration])
    terms = {(of_frame, term) for of_frame, term in zip(cell.tolist(), hits["term"])}
    different = by_frame(np.array([of_frame for of_frame, _ in terms], dtype=np.int64))
    scores = by_frame(cell, weight).astype(float)  # without weights, numpy returns whole numbers
    first = firsts_of_runs(article, np.asarray(hits["start"]))
    places = np.bincount(article[first], minlength=articles)
    values = {"framing_terms": places, "framing_terms_per_1000_words": 1000 * share(places, words)}
    for name, n in number_of.items():
        both = narrated[:, n] + quoted[:, n]
        of_frame = (
            both,
            1000 * share(both, words),
            prominence(different[:, n], words),
            narrated[:, n],
            quoted[:, n],
            scores[:, n],
        )
        values |= dict(zip(columns(name, lexicon.weighted), of_frame))
    return values


def as_table(
    about: pd.DataFrame, columns: Mapping[str, Column], names: Sequence[str]
) -> pd.DataFrame:
    """The columns under these names, after each row's article id and outlet. The types are the same
    even if there are no rows.
    """
    typed = {name: pd.Series(columns[name], dtype=COLUMN_TYPES.get(name, TEXT)) for name in names}
    of_articles = about.iloc[np.asarray(columns["article"])].reset_index(drop=True)
    return pd.concat([of_articles, pd.DataFrame(typed, copy=False)], axis=1)


def quotations(articles: pd.DataFrame | Measured) -> pd.DataFrame:
    """One row per quoted stretch or indirect statement: the table `quotations` of `measured`.

    >>> text = '"We will act," Ana Cruz said.'
    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": [text]})
    >>> quotations(articles)[["outlet", "speaker", "mention", "verb", "words"]].values.tolist()
    [['A', 'Ana Cruz', 'Ana Cruz', 'said', 3]]
    """
    return measured(articles).quotations


def share(part: Any, whole: Any) -> Any:
    """The part divided by the whole, for numbers or arrays; NaN if the whole is 0.

    >>> share(1, 4), share(0, 0), share(np.array([1, 0]), np.array([4, 0])).tolist()
    (0.25, nan, [0.25, nan])
    """
    with np.errstate(invalid="ignore"):  # the share of two infinite numbers is undefined
        value = part / np.where(np.asarray(whole) > 0, whole, np.nan)
    return value if np.ndim(value) else float(value)
