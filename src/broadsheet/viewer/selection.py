"""What was measured of a corpus → the part that somebody chooses: outlets, days, a speaker, a
frame, a word.

Nothing is measured again: rows of the tables are kept or left out, and a word is looked for in the
texts as they are.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..measuring import UNATTRIBUTED, Measured, Stored
from .concordance import in_words
from .word_index import Wordbook, places, wordbook

VOICE = pd.CategoricalDtype(["narration", "quotation"])
# Columns that no table of articles shows.
LONG_COLUMNS = ["text", "summary", "highlights", "subheads", "cut", "besides"]
# Columns that hold few values, each many times: as categories they take little memory.
REPEATED = "id outlet speaker verb kind mention frame term text voice".split()


class Shelf(NamedTuple):
    """A corpus made ready to be chosen from: the articles with all that is known of them, and as
    `rows` without what is long. `at` in the tables is an article's row; `begins`, `ends` are places
    in all texts laid end to end, `from_`, `to` those of the sentence around a framing term.
    """

    articles: pd.DataFrame
    rows: pd.DataFrame
    quotations: pd.DataFrame
    hits: pd.DataFrame
    words: Wordbook


class Chosen(NamedTuple):
    """What is left of each table; the articles without their texts. `places` has one row per line
    of the concordance: `at, start, end, voice, speaker`.
    """

    articles: pd.DataFrame
    quotations: pd.DataFrame
    hits: pd.DataFrame
    places: pd.DataFrame


def shelf(articles: pd.DataFrame, tables: Measured | Stored) -> Shelf:
    """The articles that were measured, with what `measure` says of each and the `day`, and the rows
    of speech and of framing terms, made ready for `choose`.

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": ["It rained.", "No."]})
    >>> articles["published"] = ["2025-09-03T10:00", None]
    >>> ready = shelf(articles, measured(articles))
    >>> ready.articles[["id", "day", "words"]].fillna("").values.tolist()
    [['a', '2025-09-03', 2], ['b', '', 1]]
    """
    known, values = articles.drop_duplicates("id"), tables.articles
    doubled = [name for name in ("outlet", "title") if name in known and name in values]
    values = values.drop(columns=doubled)
    # A source's own columns that are called like ours.
    foreign = [name for name in known if (name != "id" and name in values) or name == "found"]
    rows = known.drop(columns=foreign).merge(values, on="id").reset_index(drop=True)
    published = rows["published"] if "published" in rows else pd.Series(None, rows.index, "str")
    rows = rows.assign(day=published.astype("str").str.extract(r"^(\d{4}-\d\d-\d\d)", expand=False))
    words, row_of = wordbook(rows["text"]), pd.Index(rows["id"])

    def placed(table: pd.DataFrame) -> pd.DataFrame:
        at = row_of.get_indexer(pd.Index(table["id"]))
        offsets = words.offsets[at]
        begins, ends = offsets + table["start"], offsets + table["end"]
        table = table.assign(at=at, begins=begins, ends=ends)[at >= 0]
        table = table.sort_values("begins", kind="stable").reset_index(drop=True)
        return table.astype({name: "category" for name in REPEATED if name in table})

    quotations = placed(tables.quotations[tables.quotations["speech"]])
    speakers = quotations["speaker"].astype("str").fillna(UNATTRIBUTED).astype("category")
    # The empty name is the journalist's.
    quotations["speaker"] = speakers.cat.add_categories([""])
    hits = placed(tables.hits)
    sentences = placed(tables.sentences[["id", "sentence", "start", "end"]].drop_duplicates())
    sentence_of = np.searchsorted(sentences["begins"], hits["begins"], side="right") - 1
    hits = hits.assign(
        from_=sentences["begins"].to_numpy()[sentence_of],
        to=sentences["ends"].to_numpy()[sentence_of],
    )
    return Shelf(rows, rows.drop(columns=LONG_COLUMNS, errors="ignore"), quotations, hits, words)


def choose(
    ready: Shelf,
    outlets: Sequence[str] = (),
    start: str = "",
    end: str = "",
    speaker: str = "",
    frame: str = "",
    word: str = "",
) -> Chosen:
    """The rows that hold all that is chosen; what is empty chooses nothing.

    - `outlets`, and days from `start` to `end` ("2025-09-03"): the articles. Without a date, only
      while no day is chosen.
    - `speaker`: the quotations of whoever is called so, whole or in part ("rubio"), and what stands
      in them.
    - `frame`: its terms, and the quotations and articles that hold one.
    - `word`: written as a term of a lexicon ("sovereign*", "border security"): its places, the
      quotations and articles that hold one, and the framing terms in one sentence with it. With a
      frame, only places in one sentence with its terms.

    >>> from broadsheet.lexicon import Frame, Lexicon
    >>> from broadsheet.measuring import measured
    >>> from broadsheet.lexicon import term
    >>> texts = ['"No war," Ana Cruz said. War came.', "Peace came."]
    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": texts})
    >>> lexicon = Lexicon("", {"war": Frame("", "", (), (term("war"),))})
    >>> ready = shelf(articles, measured(articles, lexicon))
    >>> for asked in ({}, {"speaker": "cruz"}, {"word": "came"}, {"word": "cam"}):
    ...     print([len(table) for table in choose(ready, **asked)])
    [2, 1, 2, 2]
    [1, 1, 1, 1]
    [2, 0, 1, 2]
    [0, 0, 0, 0]
    """
    rows, quotations, hits = ready.rows, ready.quotations, ready.hits
    # Rows are taken once, at the end, since that costs most; until then these say which.
    kept = np.ones(len(rows), dtype=bool)
    if outlets:
        kept &= rows["outlet"].isin(outlets).to_numpy()
    for day, within in ((start, rows["day"].ge), (end, rows["day"].le)):
        kept &= within(str(day)).fillna(False).to_numpy(dtype=bool) if day else True
    speech = kept[quotations["at"]] & called(quotations["speaker"], speaker)
    terms = kept[hits["at"]] & called(hits["speaker"], speaker)
    if frame:
        terms &= (hits["frame"] == frame).to_numpy()
    lines = None
    if word:
        lines = places(ready.words, word)
        lines = spoken_places(ready, lines if kept.all() else lines[kept[lines["at"]]])
        lines = lines[called(lines["speaker"], speaker)] if speaker else lines
        terms &= holding(hits["from_"], hits["to"], lines["begins"])
        if frame:
            lines = lines[inside(lines["begins"], hits["from_"][terms], hits["to"][terms])]
        speech &= holding(quotations["begins"], quotations["ends"], lines["begins"])
    if frame:
        speech &= holding(quotations["begins"], quotations["ends"], hits["begins"][terms])
    # An article must hold one of each thing that was asked for.
    if speaker:
        kept &= np.bincount(quotations["at"][speech], minlength=len(rows)) > 0
    if frame:
        kept &= np.bincount(hits["at"][terms], minlength=len(rows)) > 0
    if lines is not None:
        kept &= np.bincount(lines["at"], minlength=len(rows)) > 0
    chosen = hits[terms & kept[hits["at"]]]
    if lines is None:
        lines = chosen[["at", "start", "end", "begins", "voice", "speaker"]]
    else:
        lines = lines[kept[lines["at"]]]
    return Chosen(rows[kept], quotations[speech & kept[quotations["at"]]], chosen, lines)


def called(speakers: pd.Series, name: str) -> np.ndarray:
    """Which of the rows have a speaker of this name; if none has just this one, one whose name
    holds it. The journalist, who has none, has no row. All rows where no name is asked for.

    >>> speakers = pd.Series(["Ana Cruz", "Bo Lund", "", "Ana"], dtype="category")
    >>> called(speakers, "CRUZ").tolist(), called(speakers, "Ana").tolist()
    ([True, False, False, False], [False, False, False, True])
    """
    name = " ".join(name.split()).casefold()
    if not name:
        return np.ones(len(speakers), dtype=bool)
    names = pd.Series(speakers.cat.categories).astype("str").str.casefold()
    same = names == name
    right = same if same.any() else names.str.contains(name, regex=False)
    return np.append(right.to_numpy(dtype=bool), False)[speakers.cat.codes]


def holding(begins: pd.Series, ends: pd.Series, places: pd.Series) -> np.ndarray:
    """Which of the stretches hold the beginning of a place; the places stand in order.

    >>> holding(pd.Series([0, 5]), pd.Series([5, 9]), pd.Series([5, 5])).tolist()
    [False, True]
    """
    return np.searchsorted(places, ends) > np.searchsorted(places, begins)


def inside(places: pd.Series, begins: pd.Series, ends: pd.Series) -> np.ndarray:
    """Which of the places begin in a stretch. The stretches stand in order and do not overlap, but
    may come twice.

    >>> inside(pd.Series([4, 5]), pd.Series([5, 5]), pd.Series([9, 9])).tolist()
    [False, True]
    """
    last = np.searchsorted(begins, places, side="right") - 1
    return (last >= 0) & (places.to_numpy() < np.append(ends.to_numpy(), 0)[last])


def spoken_places(ready: Shelf, places: pd.DataFrame) -> pd.DataFrame:
    """The places, each with the voice in which it begins and who says it (empty for the
    journalist).
    """
    speech = ready.quotations
    quoted = inside(places["begins"], speech["begins"], speech["ends"])
    speakers = speech["speaker"].cat
    codes = np.full(len(places), speakers.categories.tolist().index(""))
    codes[quoted] = speakers.codes.to_numpy()[
        np.searchsorted(speech["begins"], places["begins"][quoted], side="right") - 1
    ]
    return places.assign(
        voice=pd.Categorical.from_codes(quoted.astype(np.int8), dtype=VOICE),
        speaker=pd.Categorical.from_codes(codes, categories=speakers.categories),
    )


def in_context(ready: Shelf, places: pd.DataFrame, window: int = 8) -> pd.DataFrame:
    """The places as lines of a concordance, with `window` tokens on either side, as in `kwic`:
    `outlet, left, hit, right, voice, speaker`.

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a"], "text": ['It was “a  war of words,” she said.']})
    >>> ready = shelf(articles, measured(articles))
    >>> lines = in_context(ready, choose(ready, word="war").places, window=2)
    >>> lines[["left", "hit", "right", "voice"]].values.tolist()
    [['was “a', 'war', 'of words', 'quotation']]
    """
    texts = ready.articles["text"].array
    outlets = ready.articles.get("outlet", pd.Series(None, ready.articles.index)).array
    book = ready.words
    first_tokens = np.searchsorted(book.begins, [*book.offsets, np.inf])  # of each text
    lines = []
    wanted = places[["at", "start", "end", "voice", "speaker"]].astype(object)
    for at, start, end, voice, speaker in wanted.values.tolist():
        tokens = slice(*first_tokens[at : at + 2])
        starts = book.begins[tokens] - book.offsets[at]
        ends = book.ends[tokens] - book.offsets[at]
        first = int(np.searchsorted(starts, start))
        stop = int(np.searchsorted(ends, end)) + 1
        context = in_words(texts[at], starts.tolist(), ends.tolist(), first, stop, window)
        lines.append((outlets[at], *context, voice, speaker))
    return pd.DataFrame(lines, columns=["outlet", "left", "hit", "right", "voice", "speaker"])


def found_first(
    chosen: Chosen, speaker: str = "", frame: str = "", word: str = "", **_
) -> pd.DataFrame:
    """The chosen articles with what was found in each, most first: the number (`found`) of places
    of the word, else of terms of the frame, else of quotations of the speaker; where none of them
    is chosen, as they are.
    """
    table = (
        chosen.places if word else chosen.hits if frame else chosen.quotations if speaker else None
    )
    if table is None:
        return chosen.articles
    n = table["at"].value_counts().reindex(chosen.articles.index, fill_value=0)
    return chosen.articles.assign(found=n).sort_values("found", ascending=False, kind="stable")


def terms_found(hits: pd.DataFrame) -> pd.DataFrame:
    """One row per frame and term, most hits first: `frame, term, hits, narration, quotation,
    articles`.

    >>> voices = ["narration", "quotation"]
    >>> hits = pd.DataFrame({"frame": "war", "term": "army", "voice": voices, "at": 0})
    >>> terms_found(hits).values.tolist()
    [['war', 'army', 2, 1, 1, 1]]
    """
    groups = hits.assign(quotation=hits["voice"] == "quotation").groupby(
        ["frame", "term"], observed=True
    )
    rows = groups.agg(
        hits=("at", "size"), quotation=("quotation", "sum"), articles=("at", "nunique")
    ).reset_index()
    rows.insert(3, "narration", rows["hits"] - rows["quotation"])
    return rows.sort_values("hits", ascending=False, kind="stable").reset_index(drop=True)


def first_choice(ready: Shelf) -> dict[str, str]:
    """What to look at first, for `choose`: the `speaker` quoted with most words, and the `frame`
    whose terms stand most often in this speaker's quotations.

    Where nobody is quoted, `speaker` is empty and the frame is that of most terms; `frame` is empty
    where no term is found.

    >>> from broadsheet.lexicon import load_lexicon
    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a"],
    ...     "text": ['"No tariffs," Ana Cruz said. Troops came.']})
    >>> first_choice(shelf(articles, measured(articles, load_lexicon("security-sovereignty"))))
    {'speaker': 'Ana Cruz', 'frame': 'trade'}
    """
    words = choose(ready).quotations.groupby("speaker", observed=True)["words"].sum()
    speaker = str(words.idxmax()) if len(words) else ""
    frames = choose(ready, speaker=speaker).hits["frame"].mode()
    return {"speaker": speaker, "frame": str(frames.iloc[0]) if len(frames) else ""}


def fullest_article(ready: Shelf, chosen: Chosen) -> pd.Series:
    """The article in which most of the chosen places stand; the first where there is none.
    ValueError where there are no articles.

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": ["It rained.", "Rain, rain and wind."]})
    >>> ready = shelf(articles, measured(articles))
    >>> fullest_article(ready, choose(ready, word="rain"))["id"], fullest_article(ready,
    ...     choose(ready, word="x"))["id"]
    ('b', 'a')
    """
    if ready.articles.empty:
        raise ValueError("there are no articles, and so none to show")
    row = int(chosen.places["at"].mode().iloc[0]) if len(chosen.places) else 0
    return ready.articles.iloc[row]
