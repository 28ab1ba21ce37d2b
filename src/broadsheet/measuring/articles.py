"""Articles to tables: everything that is measured, an article at a time, in one pass over its text.

`measured` gives five tables, `measure` the first of them, a row an article. The others are the rows
behind it, for whoever wants to check them, to plot them or to draw intervals from them. What else
is counted of articles takes either them or what was measured of them, as `tokenize` takes a text or
a `Document`.
"""

import gc
import warnings
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from tqdm import tqdm

from .. import paths
from ..lexicon import Lexicon, columns
from ..quotation import TEXT, Quotation, find_quotations, whole_characters
from ..storage import read_table, whole
from ..text import Document, tokenize
from .parallel import each
from .readability_formulas import COUNTED, FORMULAS, WORDS, first_words, formulas, linsear, tallies
from .readability_formulas import sums as sums_of
from .stored import Stored
from .voices import UNATTRIBUTED, spoken_hits, voices

ABOUT = ["id", "outlet"]  # what each of the tables says of the article a row comes from
REFUSED = [*ABOUT, "source", "reason"]
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
TYPES = dict.fromkeys(
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
PART, MANY = (
    250,
    4,
)  # articles that travel to a core at once, and from how many such parts on they do
LONGEST = (
    5_000_000  # characters: no article has as many, and the others should not wait for what has
)


class Measured(NamedTuple):
    """What `measured` gives: five tables, and the names of the frames that were looked for (None
    without a lexicon).

    >>> found = measured(pd.DataFrame({"id": ["a"], "text": ['"We will act," Ana Cruz said.']}))
    >>> len(found.articles), len(found.quotations), len(found.hits), len(found.sentences), found.frames
    (1, 1, 0, 2, None)
    """

    articles: pd.DataFrame
    quotations: pd.DataFrame
    hits: pd.DataFrame
    sentences: pd.DataFrame
    rejected: pd.DataFrame
    frames: tuple[str, ...] | None

    def of(self, ids: Sequence[str]) -> "Measured":
        """The same of these articles alone."""
        *tables, frames = self
        return Measured(
            *(table[table["id"].isin(list(ids))].reset_index(drop=True) for table in tables), frames
        )


class Found(NamedTuple):
    """What is found in one article: the summed counts of the whole, of narration and of speech;
    what `measure` has besides; and the rows of the other tables.
    """

    sums: np.ndarray
    besides: dict[str, float]
    quotations: list[tuple]
    hits: list[tuple]
    sentences: list[tuple]


def measure(
    articles: pd.DataFrame, lexicon: Lexicon | None = None, skip_negated: bool = False
) -> pd.DataFrame:
    """One row an article, in the order given: readability, quotation and, with a lexicon, frames,
    in one pass.

    `articles` needs a column `text`; `id`, `outlet`, `title` and `story` come along where they are
    there.
    Columns:

    - `paragraphs`, `sentences`, `words`;
    - the formulas under textstat's names, of the whole text, and with `narration_` and `quotation_`
      before the name (all but Linsear Write, which looks at the first hundred words) of the words
      outside and inside quoted speech;
    - `quotations` (stretches of quoted speech), `quoted_words`, `quoted_share` (of all words),
      `quotations_per_1000_words`, `speakers` (how many people are quoted), `unattributed_share` (of
      the quoted words);
    - `indirect_statements` and `indirect_words`: what is told of speech without quotation marks
      ("she said that …"), and never part of any of the above;
    - with a lexicon, `framing_terms` (places that hold a term of any frame, each counted once) and
      `framing_terms_per_1000_words`, and for each frame `<frame>_hits`, `<frame>_per_1000_words`,
      `<frame>_narration_hits`, `<frame>_quotation_hits` and, if the lexicon has weights,
      `<frame>_score`.

    `skip_negated` leaves out the terms that a negation reaches ("not a threat";
    `negation.is_negated` says how often it errs). Undefined is NaN: an empty text has no quoted
    share. A Dask DataFrame gives a Dask DataFrame. An article that cannot be measured (no text,
    over five million characters) has no row, and a warning tells; `measured` lists it.

    >>> articles = pd.DataFrame({"id": ["a"], "text": ['It was late. "We will act," Ana Cruz said.']})
    >>> row = measure(articles).iloc[0]
    >>> int(row["words"]), int(row["quotations"]), f"{row['quoted_share']:.3f}", int(row["speakers"])
    (9, 1, '0.333', 1)
    """
    if hasattr(articles, "map_partitions"):
        from dask import (
            delayed,
        )  # the lexicon as one task, which travels once to a worker, not once a partition

        return articles.map_partitions(
            measure_partition,
            delayed(lexicon),
            skip_negated,
            meta=measure_partition(articles._meta, lexicon, skip_negated),
        )
    found = measured(articles, lexicon, skip_negated)
    if len(found.rejected):
        warnings.warn(
            f"{len(found.rejected)} of {len(articles)} articles could not be measured and have no row, the first: "
            f"{found.rejected['reason'].iloc[0]}; `bs.measured` lists them",
            stacklevel=2,
        )
    return found.articles


def measured(
    articles: pd.DataFrame | Measured | Stored,
    lexicon: Lexicon | None = None,
    skip_negated: bool = False,
    folder: str | Path = "",
) -> Measured | Stored:
    """Everything that is measured, each article taken apart once: five tables, in the order of the
    articles.

    - `articles`: what `measure` gives.
    - `quotations`: a row a quoted stretch or indirect statement: `id, outlet`, the columns of
      `bs.quotes`, and `mention`, the words that its speaker was found by ("she").
    - `hits`: a row a framing term: `id, outlet, sentence, paragraph` (numbers from 0), `start, end,
      text, frame, term, weight, negated, voice, speaker`. It stands in the sentence and the voice
      in which it begins. `voice` is `narration` or `quotation`; `speaker` is who says it, empty for
      the journalist.
    - `sentences`: a row a sentence and speaker: `id, outlet, sentence, paragraph, start, end,
      voice, speaker`, then the counts of what this speaker, or the journalist, says of the
      sentence, as `readability.counts` has them, and of its words the `direct_words` (of direct
      speech) and the `marked_words` (of scare quotes and titles). All may be summed.
    - `rejected`: `id, outlet, source, reason` of articles that cannot be measured: without text, of
      over five million characters, or such that a measure failed.

    What was measured already is given back as it is. With `folder`, which `python -m broadsheet
    measure` saved, the tables are read from there when they are asked for (`Stored`), of these
    articles alone and under the outlets that they have here; ValueError where they were measured
    with another lexicon, or with negated terms and not without, or not at all.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": ['"We will act," Ana Cruz said.', None]})
    >>> found = measured(articles)
    >>> found.quotations[["speaker", "mention", "words"]].values.tolist(), found.rejected["reason"].tolist()
    ([['Ana Cruz', 'Ana Cruz', 3]], ['no text'])
    >>> found.sentences[["voice", "speaker", "words", "direct_words"]].values.tolist()
    [['narration', '', 3, 0], ['quotation', 'Ana Cruz', 3, 3]]
    """
    if isinstance(articles, Measured | Stored):
        return articles
    if folder:
        frames = check_same(whole(paths.find(folder)), lexicon, skip_negated)
        return Stored(paths.find(folder), outlets_of(articles, paths.find(folder)), frames)
    if "story" in articles and articles["story"].isna().all():
        articles = articles.drop(columns="story")
    parts = [
        articles[[name for name in (*ABOUT, "title", "story", "source", "text") if name in articles]].iloc[
            at : at + PART
        ]
        for at in range(0, len(articles), PART)
    ]
    if len(parts) < MANY:
        return measured_here(articles, lexicon, skip_negated)
    found = dict(
        tqdm(
            each(measured_here, parts, (lexicon, skip_negated)),
            "measuring",
            len(parts),
            unit=f" × {PART} articles",
            delay=2,
            disable=None,
        )
    )
    *tables, frames = zip(*(found[number] for number in range(len(parts))))
    return Measured(
        pd.concat(tables[0]),
        *(pd.concat(table, ignore_index=True) for table in tables[1:]),
        frames[0],
    )


def check_same(about: dict, lexicon: Lexicon | None, skip_negated: bool) -> tuple[str, ...] | None:
    """The frames that were looked for, if it was with this lexicon (or any, where none is asked
    for) and setting.
    """
    had = about["lexicon"]
    if lexicon is not None and (had or {}).get("fingerprint") != lexicon.fingerprint:
        raise ValueError(
            f"measured with lexicon {had['name'] + ' ' + had['fingerprint'][:8] if had else 'none'} and not with "
            f"{lexicon.name} {lexicon.fingerprint[:8]}: measure the corpus with it, into another folder"
        )
    if lexicon is not None and about["skip_negated"] != skip_negated:
        raise ValueError(
            f"measured with skip_negated={about['skip_negated']} and not {skip_negated}: measure the corpus so, "
            "into another folder"
        )
    return tuple(had["frames"]) if had else None


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
            f"{folder}: {(~known).sum()} of {len(known)} articles were not measured there, {articles['id'][~known].iloc[0]!r} for "
            "one: load the articles from that folder, or measure these"
        )
    return articles.set_index("id")["outlet"]


def measure_partition(
    articles: pd.DataFrame, lexicon: Lexicon | None, skip_negated: bool
) -> pd.DataFrame:
    return measured_here(articles, lexicon, skip_negated).articles


def measured_here(articles: pd.DataFrame, lexicon: Lexicon | None, skip_negated: bool) -> Measured:
    """As `measured`, in this process."""
    collecting = gc.isenabled()
    # nothing here refers to itself: looking for what does would cost a seventh of the time
    gc.disable()
    try:
        finds = [find(text, lexicon, skip_negated) for text in articles["text"]]
    finally:
        if collecting:
            gc.enable()
    fine = np.array([isinstance(found, Found) for found in finds], dtype=bool)
    kept, about = (
        [found for found in finds if isinstance(found, Found)],
        articles.reindex(columns=ABOUT)[fine],
    )
    rejected = articles.reindex(columns=REFUSED[:-1])[~fine].reset_index(drop=True)
    return Measured(
        pd.concat(
            [
                articles[[name for name in (*ABOUT, "title", "story") if name in articles]][fine],
                row_values(kept, lexicon).set_axis(articles.index[fine]),
            ],
            axis=1,
        ),
        *(
            table(about, [getattr(found, name) for found in kept], names)
            for name, names in ROWS.items()
        ),
        rejected.assign(
            reason=pd.array([found for found in finds if isinstance(found, str)], dtype=TEXT)
        ),
        tuple(lexicon.frames) if lexicon is not None else None,
    )


def find(text: str, lexicon: Lexicon | None, skip_negated: bool) -> Found | str:
    """All that is found in one text; the reason where it cannot be measured, so that the others
    are.
    """
    if not isinstance(text, str):
        return "no text"
    if len(text) > LONGEST:
        return f"{len(text):,} characters of text, over {LONGEST:,}: no article; split it, or take it out"
    try:
        return _find(tokenize(whole_characters(text)), lexicon, skip_negated)
    except (
        Exception
    ) as error:  # whatever it is: one article must not end the measuring of a million
        return f"{type(error).__name__} while it was measured: {error}; an error of Broadsheet's, please report it"


def _find(document: Document, lexicon: Lexicon | None, skip_negated: bool) -> Found:
    found = find_quotations(document)
    speech = [q for q in found if q.speech]
    indirect = [q.words for q in found if q.kind == "indirect"]
    sums, score, sentences = sentence_rows(document, found, speech)
    bounds, paragraphs = document.sentence_bounds, [start for start, _ in document.paragraph_bounds]
    starts = [start for start, _ in bounds]
    within = [bisect_right(paragraphs, start) - 1 for start in starts]
    hits = []
    for hit, speaker in (
        spoken_hits(document, lexicon, speech, skip_negated) if lexicon is not None else ()
    ):
        at = max(0, bisect_right(starts, hit.start) - 1)
        hits.append((at, within[at], *hit, "quotation" if speaker else "narration", speaker or ""))
    return Found(
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
            for q in found
        ],
        hits,
        [(at, within[at], *bounds[at], *row) for at, *row in sentences],
    )


def sentence_rows(
    document: Document, found: Sequence[Quotation], speech: Sequence[Quotation]
) -> tuple[np.ndarray, float, list[tuple]]:
    """What is counted in the sentences, all parts in one pass: the sums of `TALLIED` of the whole
    text, of its narration and of its speech; Linsear Write; and a row a sentence and speaker:
    number, voice, speaker, counts.

    Of a voice, only sentences that hold a word of it count.
    """
    names = sorted({q.speaker or UNATTRIBUTED for q in speech})
    said = [[q for q in speech if (q.speaker or UNATTRIBUTED) == name] for name in names]
    direct = [[q for q in each if q.kind == "direct"] for each in said]
    marked = [q for q in found if q.kind in ("scare", "title")]
    parts = [
        voices(document, speech)["narration"],
        *([(q.start, q.end) for q in each] for each in (speech, marked, *said, *direct)),
    ]
    whole, first, narrated, quoted, marks, *each = tallies(
        document, [None, first_words(document), *parts]
    )
    sums = [
        whole.sum(axis=0),
        *(part[part[:, WORDS] > 0].sum(axis=0) for part in (narrated, quoted)),
    ]
    speakers = np.stack([narrated, *each[: len(names)]])
    also = np.zeros(
        (*speakers.shape[:2], 2), dtype=np.int64
    )  # direct words, and words of scare quotes and titles
    also[0, :, 1] = marks[:, WORDS]
    for at, part in enumerate(each[len(names) :], 1):
        also[at, :, 0] = part[:, WORDS]
    there = speakers[:, :, 1:].any(axis=2)
    there[0] |= ~there.any(axis=0)  # a sentence without a word of its own is one all the same
    sentence, speaker = np.nonzero(there.T)
    rows = np.concatenate(
        [speakers[speaker, sentence, 1:], also[speaker, sentence]], axis=1
    ).tolist()
    told = [("narration", ""), *(("quotation", name) for name in names)]
    return (
        np.array(sums),
        linsear(*sums_of(first[None])),
        [(at, *told[who], *row) for at, who, row in zip(sentence.tolist(), speaker.tolist(), rows)],
    )


def row_values(found: Sequence[Found], lexicon: Lexicon | None) -> pd.DataFrame:
    """The columns of `measure` behind the title, a row a find: all formulas at once, since they
    take arrays.
    """
    sums = np.array([one.sums for one in found], dtype=np.int64).reshape(
        len(found), 3, 1 + len(COUNTED)
    )
    whole, *voices = (
        {name: sums[:, n, k] for k, name in enumerate(("sentences", *COUNTED))} for n in range(3)
    )
    besides = {
        name: np.array([one.besides[name] for one in found], dtype=kind)
        for name, kind in BESIDES.items()
    }
    scores = formulas(whole) | {"linsear_write_formula": besides["linsear_write_formula"]}
    columns = {
        "paragraphs": besides["paragraphs"],
        "sentences": whole["sentences"],
        "words": whole["words"],
    }
    columns |= {name: scores[name] for name in FORMULAS}
    for voice, part in zip(VOICES, voices):
        columns |= {f"{voice}_{name}": score for name, score in formulas(part).items()}
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
    return pd.DataFrame(
        columns | (frame_values(found, lexicon, words) if lexicon is not None else {})
    )


def frame_values(
    found: Sequence[Found], lexicon: Lexicon, words: np.ndarray
) -> dict[str, np.ndarray]:
    """The columns of `measure` that a lexicon gives, a value a find."""
    start, frame, weight, voice = (
        HITS.index(name) for name in ("start", "frame", "weight", "voice")
    )
    places = np.array([len({hit[start] for hit in one.hits}) for one in found], dtype=np.int64)
    values = {"framing_terms": places, "framing_terms_per_1000_words": 1000 * share(places, words)}
    counts = [Counter((hit[frame], hit[voice]) for hit in one.hits) for one in found]
    scores = [Counter() for _ in found]
    for score, one in zip(scores, found):
        for hit in one.hits:
            score[hit[frame]] += hit[weight]
    for name in lexicon.frames:
        narrated, said = (
            np.array([count[name, voice] for count in counts], dtype=np.int64) for voice in VOICES
        )
        score = np.array([float(score[name]) for score in scores])
        values |= dict(
            zip(
                columns(name, lexicon.weighted),
                (narrated + said, 1000 * share(narrated + said, words), narrated, said, score),
            )
        )
    return values


def table(
    about: pd.DataFrame, rows: Sequence[Sequence[tuple]], names: Sequence[str]
) -> pd.DataFrame:
    """The rows found in each article under these names, each behind its article's id and outlet.
    The types are the same whether there are rows or none.
    """
    values = zip(*(row for each in rows for row in each)) if any(rows) else [()] * len(names)
    columns = {
        name: np.array(each, dtype=TYPES[name]) if name in TYPES else pd.array(each, dtype=TEXT)
        for name, each in zip(names, map(list, values))
    }
    behind = about.iloc[np.repeat(np.arange(len(about)), [len(each) for each in rows])].reset_index(
        drop=True
    )
    return pd.concat([behind, pd.DataFrame(columns)], axis=1)


def quotations(articles: pd.DataFrame | Measured) -> pd.DataFrame:
    """One row a quoted stretch or indirect statement of any article: the table of that name of
    `measured`.

    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ['"We will act," Ana Cruz said.']})
    >>> quotations(articles)[["outlet", "speaker", "mention", "verb", "words"]].values.tolist()
    [['A', 'Ana Cruz', 'Ana Cruz', 'said', 3]]
    """
    return measured(articles).quotations


def share(part: float | np.ndarray, whole: float | np.ndarray) -> float | np.ndarray:
    """The part over the whole, of numbers or of arrays one by one; NaN where there is no whole.

    >>> share(1, 4), share(0, 0), share(np.array([1, 0]), np.array([4, 0])).tolist()
    (0.25, nan, [0.25, nan])
    """
    value = part / np.where(np.asarray(whole) > 0, whole, np.nan)
    return value if np.ndim(value) else float(value)
