"""Articles to tables: everything that is measured, an article at a time, in one pass over its
text.

`measured` gives five tables, `measure` the first of them, one row per article. The others are
the rows behind it, for whoever wants to check them, to plot them or to draw intervals from them.
What else is counted of articles takes either them or what was measured of them, as `tokenize` takes
a text or a `Document`.
"""

import hashlib
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from .. import paths
from ..escape import listing
from ..lexicon import Lexicon, columns, prominence, refuse_unloaded
from ..quotation import TEXT
from ..remembered import is_remembered, remembered
from ..storage import About, read_table, whole
from .columns import ROWS, VOICES, Column, Columns, firsts_of_runs, measured_columns
from .parallel import in_order
from .readability_formulas import FORMULAS, SUMMED, TALLIED, check_also, formulas
from .stored import Stored
from .titles import title_values

ABOUT = ["id", "outlet"]  # what each of the tables says of the article a row comes from
# What may be known of an article besides, and may explain how it is written: `measure` keeps it.
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
PART = 250  # articles that travel to a core at once
PARTS_FOR_CORES = 4  # from so many such parts on, they do


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
    """As `measured`, of a table that was not measured before, on all cores where it is long."""
    needed = [name for name in (*ABOUT, *COVARIATES, "source", "text") if name in articles]
    parts = [articles[needed].iloc[start : start + PART] for start in range(0, len(articles), PART)]
    if len(parts) < PARTS_FOR_CORES:
        return measured_here(articles, lexicon, skip_negated, also)
    from tqdm import tqdm

    known = all(
        is_remembered("measured", partial(given_as, part["text"], lexicon, skip_negated))
        for part in parts
    )
    given = (lexicon, skip_negated, also)
    measured_parts = list(
        tqdm(
            in_order(measured_here, parts, given, 1 if known else None),
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
    """What is measured of the headlines, if there is a column of them."""
    if "title" not in articles:
        return []
    return [title_values(articles["title"], lexicon, skip_negated).set_axis(articles.index)]


def measured_texts(
    texts: Sequence[object], lexicon: Lexicon | None, skip_negated: bool
) -> tuple[Columns, list[str | None]]:
    """As `measured_columns`; in a run, worked out once for all of its notebooks."""
    found, reasons = remembered(
        "measured",
        partial(given_as, texts, lexicon, skip_negated),
        lambda: measured_columns(texts, lexicon, skip_negated),
    )
    if lexicon is not None:  # on which nothing but the hits depends
        no_hits = {name: column[:0] for name, column in found.rows["hits"].items()}
        remembered(
            "measured",
            partial(given_as, texts, None, False),
            lambda: (found._replace(rows=found.rows | {"hits": no_hits}), reasons),
        )
    return found, reasons


def given_as(texts: Iterable, lexicon: Lexicon | None, skip_negated: bool) -> str:
    """All that what is measured depends on, for `remembered`."""
    checksum = hashlib.sha256(repr(list(texts)).encode()).hexdigest()
    return f"{checksum} {lexicon and lexicon.fingerprint} {skip_negated}"


def row_values(
    measured: Columns, lexicon: Lexicon | None, also: Sequence[str] = ()
) -> pd.DataFrame:
    """The columns of `measure` behind the title, one row per article: all formulas at once, since
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
    """The columns of `measure` that a lexicon gives, one value per article, from those of hits."""
    articles, size = len(words), len(lexicon.frames)
    number_of = {name: number for number, name in enumerate(lexicon.frames)}
    frame = np.array([number_of[name] for name in hits["frame"]], dtype=np.int64)
    article, weight = np.asarray(hits["article"]), np.asarray(hits["weight"])
    # The place of an article and a frame in a table of both.
    cell = article * size + frame

    def by_frame(cells: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        return np.bincount(cells, weights, minlength=articles * size).reshape(articles, size)

    is_narration = np.asarray(hits["voice"]) == "narration"
    narrated, quoted = by_frame(cell[is_narration]), by_frame(cell[~is_narration])
    terms = {(of_frame, term) for of_frame, term in zip(cell.tolist(), hits["term"])}
    different = by_frame(np.array([of_frame for of_frame, _ in terms], dtype=np.int64))
    scores = by_frame(cell, weight).astype(float)  # numpy counts no weights as whole numbers
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
    """The columns under these names, each row behind its article's id and outlet. The types are the
    same whether there are rows or none.
    """
    typed = {name: pd.Series(columns[name], dtype=COLUMN_TYPES.get(name, TEXT)) for name in names}
    of_articles = about.iloc[np.asarray(columns["article"])].reset_index(drop=True)
    return pd.concat([of_articles, pd.DataFrame(typed, copy=False)], axis=1)


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
