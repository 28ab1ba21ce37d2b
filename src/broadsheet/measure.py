"""Articles to tables: everything that is measured, an article at a time, in one pass over its text.

`measure` gives one row an article. The others give the rows behind it, for whoever wants to check them, to plot them or
to draw intervals from them: a row a quotation, a framing term, a count of frames by voice, a sentence.
"""
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from tqdm import tqdm

from .lexicons import Lexicon, columns
from .quotes import Quotation, find_quotations
from .readability import counts, formulas, readability
from .text import Document, tokenize
from .voices import spoken, spoken_hits, voices

NUMBERS = ["start", "end", "words", "sentences"]
ABOUT = ["id", "outlet"]       # what each of the tables says of the article a row comes from


def measure(articles: pd.DataFrame, lexicon: Lexicon | None = None, skip_negated: bool = False) -> pd.DataFrame:
    """One row an article, in the order given: readability, quotation and, with a lexicon, frames, in one pass.

    `articles` needs a column `text`; `id`, `outlet` and `title` come along where they are there. Columns:

    - `paragraphs`, `sentences`, `words`;
    - the formulas under textstat's names, of the whole text, and with `narration_` and `quotation_` before the name (all
      but Linsear Write, which looks at the first hundred words) of the words outside and inside quoted speech;
    - `quotations` (stretches of quoted speech), `quoted_words`, `quoted_share` (of all words), `quotations_per_1000_words`,
      `speakers` (how many people are quoted), `unattributed_share` (of the quoted words);
    - `indirect_statements` and `indirect_words`: what is told of speech without quotation marks ("she said that …"), and
      never part of any of the above;
    - with a lexicon, `framing_terms` (places that hold a term of any frame, each counted once) and
      `framing_terms_per_1000_words`, and for each frame `<frame>_hits`, `<frame>_per_1000_words`,
      `<frame>_narration_hits`, `<frame>_quotation_hits` and, if the lexicon has weights, `<frame>_score`.

    `skip_negated` leaves out the terms that a negation reaches ("not a threat"; `negation.is_negated` says how often it
    errs). Undefined is NaN: an empty text has no quoted share. A Dask DataFrame gives a Dask DataFrame.

    >>> articles = pd.DataFrame({"id": ["a"], "text": ['It was late. "We will act," Ana Cruz said.']})
    >>> row = measure(articles).iloc[0]
    >>> int(row["words"]), int(row["quotations"]), f"{row['quoted_share']:.3f}", int(row["speakers"])
    (9, 1, '0.333', 1)
    """
    if hasattr(articles, "map_partitions"):
        return articles.map_partitions(measure, lexicon, skip_negated, meta=measure(articles._meta, lexicon, skip_negated))
    if articles.empty:  # a column's type must not depend on whether a partition holds an article
        example = articles.reindex(columns=articles.columns, index=[0]).assign(text="")
        return measure(example.astype(articles.dtypes), lexicon, skip_negated).iloc[:0]
    texts = tqdm(articles["text"], desc="measuring", unit=" articles", delay=2, disable=None)
    rows = pd.DataFrame([_row(tokenize(text), lexicon, skip_negated) for text in texts])
    about = articles[[name for name in (*ABOUT, "title") if name in articles]].reset_index(drop=True)
    return pd.concat([about, rows], axis=1).set_axis(articles.index)  # two corpora put together have each label twice


def _row(document: Document, lexicon: Lexicon | None, skip_negated: bool) -> dict[str, float]:
    found = find_quotations(document)
    speech, indirect = [q for q in found if q.speech], [q for q in found if q.kind == "indirect"]
    words, quoted = len(document.words), sum(q.words for q in speech)
    row = {"paragraphs": len(document.paragraphs), "sentences": len(document.sentences), "words": words}
    row |= readability(document, warn=False)
    for voice, spans in voices(document, speech).items():
        sums = counts(document, spans).sum()
        row |= {f"{voice}_{name}": value for name, value in formulas(sums).items()}
    row |= {"quotations": len(speech), "quoted_words": quoted, "quoted_share": share(quoted, words),
            "quotations_per_1000_words": 1000 * share(len(speech), words),
            "speakers": len({q.speaker for q in speech if q.speaker}),
            "unattributed_share": share(sum(q.words for q in speech if not q.speaker), quoted),
            "indirect_statements": len(indirect), "indirect_words": sum(q.words for q in indirect)}
    if lexicon is not None:
        told = list(spoken_hits(document, lexicon, speech, skip_negated))
        places = len({hit.start for hit, _ in told})
        row |= {"framing_terms": places, "framing_terms_per_1000_words": 1000 * share(places, words)}
        found, scores = Counter((hit.frame, speaker is not None) for hit, speaker in told), dict.fromkeys(lexicon.frames, 0.0)
        for hit, _ in told:
            scores[hit.frame] += hit.weight
        for frame, score in scores.items():
            inside, outside = found[frame, True], found[frame, False]
            values = inside + outside, 1000 * share(inside + outside, words), outside, inside, score
            row |= dict(zip(columns(frame, lexicon.weighted), values))
    return row


def share(part: float, whole: float) -> float:
    """The part over the whole; NaN where there is no whole.

    >>> share(1, 4), share(0, 0)
    (0.25, nan)
    """
    return part / whole if whole else np.nan


def _table(articles: pd.DataFrame, rows_of, columns: Sequence[str]) -> pd.DataFrame:
    """What `rows_of(document)` gives, each row after the article's id and outlet."""
    about = articles.reindex(columns=ABOUT).itertuples(index=False)
    rows = [(*who, *row) for who, text in zip(about, articles["text"]) for row in rows_of(tokenize(text))]
    table = pd.DataFrame(rows, columns=[*ABOUT, *columns])
    # A table without rows would lose its types, and a filter on a column of truth values would choose columns instead.
    return table.astype({name: "int64" for name in NUMBERS if name in table})


def quotations(articles: pd.DataFrame) -> pd.DataFrame:
    """One row a quoted stretch of any article: `id`, `outlet`, the columns of `bs.quotes`, and `mention`, the words
    that its speaker was found by ("she").

    >>> articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ['"We will act," Ana Cruz said.']})
    >>> quotations(articles)[["outlet", "speaker", "mention", "verb", "words"]].values.tolist()
    [['A', 'Ana Cruz', 'Ana Cruz', 'said', 3]]
    """
    def rows_of(document):
        for q in find_quotations(document):
            yield *q, document.text[q.speaker_start:q.speaker_end] if q.speaker_start >= 0 else None

    return _table(articles, rows_of, [*Quotation._fields, "mention"]).astype({"speech": bool})


def sentence_counts(articles: pd.DataFrame) -> pd.DataFrame:
    """What the formulas are made of: a row a sentence and voice, with the counts of `readability.counts`.

    `voice` is `all` (the whole sentence), `narration` or `quotation` (the words of the sentence that stand there): rows
    of one voice can be summed, rows of several cannot. `start` and `end` are the sentence's offsets.
    """
    def rows_of(document):
        for voice, spans in {"all": None, **voices(document, spoken(document))}.items():
            for row in counts(document, spans).itertuples(index=False):
                yield voice, *row

    return _table(articles, rows_of, ["voice", *counts(tokenize("")).columns])


def quoted_counts(articles: pd.DataFrame) -> pd.DataFrame:
    """How many words of each sentence are quotation, under three definitions: a row a sentence.

    Columns `id, outlet, start, end, words`, then the words inside `speech` (what `measure` calls quoted), inside
    `direct` speech (the partial quotations left out) and inside `marks` of any kind (titles and scare quotes too).
    """
    kinds = {"speech": ("direct", "partial"), "direct": ("direct",), "marks": ("direct", "partial", "scare", "title")}

    def rows_of(document):
        found = find_quotations(document)
        sentences = counts(document)
        inside = [counts(document, [(q.start, q.end) for q in found if q.kind in wanted])
                  .set_index("start")["words"].reindex(sentences["start"], fill_value=0) for wanted in kinds.values()]
        yield from zip(sentences["start"], sentences["end"], sentences["words"], *inside)

    return _table(articles, rows_of, ["start", "end", "words", *kinds])


def quoted_shares(sums: Mapping) -> dict[str, float]:
    """The share of words that is quotation under each definition, from sums of `quoted_counts`; NaN without words.

    >>> quoted_shares({"words": 40, "speech": 10, "direct": 8, "marks": 12})
    {'speech': 0.25, 'direct': 0.2, 'marks': 0.3}
    """
    words = np.where(np.asarray(sums["words"]) > 0, sums["words"], np.nan)
    shares = {name: sums[name] / words for name in ("speech", "direct", "marks")}
    return {name: each if np.ndim(each) else float(each) for name, each in shares.items()}


def narration(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles with quoted speech taken out of their `text`: the journalist's words alone.

    >>> narration(pd.DataFrame({"text": ['"We act," she said.']}))["text"].tolist()
    [' she said.']
    """
    def journalist(text: str) -> str:
        document = tokenize(text)
        return "".join(text[start:end] for start, end in voices(document, spoken(document))["narration"])

    return articles.assign(text=articles["text"].map(journalist))


def page_parts(articles: pd.DataFrame) -> pd.DataFrame:
    """How many words of each page went where: `id, outlet, part, words`.

    `part` is `body` (the text, which is measured), `beside` (title, summary, highlights, subheads, dateline, kept in
    columns of their own) or `cut` (all other lines, also those that a byline or a date was read from). Lines repeated
    on a page count as often as they stand there.
    """
    def words(*pieces: str) -> int:
        return sum(len(tokenize(piece).words) for piece in pieces if isinstance(piece, str))

    rows = [(row["id"], row["outlet"], part, n) for row in articles.to_dict("records") for part, n in (
        ("body", words(row["text"])),
        ("beside", words(row["title"], row["summary"], row["dateline"], *row["highlights"], *row["subheads"])),
        ("cut", words(*(line for _, line in row["cut"]))))]
    return pd.DataFrame(rows, columns=[*ABOUT, "part", "words"])
