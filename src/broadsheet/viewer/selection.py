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
from .word_index import Wordbook, places, wordbook

CONTEXT = 300  # characters in which the words around a place are looked for
VOICE = pd.CategoricalDtype(["narration", "quotation"])
HEAVY = [
    "text",
    "summary",
    "highlights",
    "subheads",
    "cut",
    "besides",
]  # columns that no table of articles shows
NAMES = [
    "id",
    "outlet",
    "speaker",
    "verb",
    "kind",
    "mention",
    "frame",
    "term",
    "text",
    "voice",
]  # few values, each many times


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
    """What is left of each table; the articles without their texts. `places` has a row a line of
    the concordance: `at, start, end, voice, speaker`.
    """

    articles: pd.DataFrame
    quotations: pd.DataFrame
    hits: pd.DataFrame
    places: pd.DataFrame


def shelf(articles: pd.DataFrame, tables: Measured | Stored) -> Shelf:
    """The articles that were measured, with what `measure` says of each and the `day`, and the rows
    of speech and of framing terms, made ready for `choose`.

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a", "b"], "published": ["2025-09-03T10:00", None], "text": ["It rained.", "No."]})
    >>> ready = shelf(articles, measured(articles))
    >>> ready.articles[["id", "day", "words"]].fillna("").values.tolist()
    [['a', '2025-09-03', 2], ['b', '', 1]]
    """
    known, values, speech = articles.drop_duplicates("id"), tables.articles, tables.quotations
    values = values.drop(
        columns=[name for name in ("outlet", "title") if name in known and name in values]
    )
    known = known.drop(
        columns=[name for name in known if (name != "id" and name in values) or name == "found"]
    )  # a source's own
    rows = known.merge(values, on="id").reset_index(drop=True)
    published = (
        rows["published"] if "published" in rows else pd.Series(None, index=rows.index, dtype="str")
    )
    rows = rows.assign(day=published.astype("str").str.extract(r"^(\d{4}-\d\d-\d\d)", expand=False))
    words, place = wordbook(rows["text"]), pd.Index(rows["id"])

    def placed(table: pd.DataFrame) -> pd.DataFrame:
        at = place.get_indexer(table["id"])
        offsets = words.offsets[at]
        table = table.assign(at=at, begins=offsets + table["start"], ends=offsets + table["end"])[
            at >= 0
        ]
        table = table.sort_values("begins", kind="stable").reset_index(drop=True)
        return table.astype({name: "category" for name in NAMES if name in table})

    said = placed(speech[speech["speech"]])
    said["speaker"] = said["speaker"].astype("str").fillna(UNATTRIBUTED).astype("category")
    said["speaker"] = said["speaker"].cat.add_categories([""])  # the journalist's name
    hits, sentences = (
        placed(tables.hits),
        placed(tables.sentences[["id", "sentence", "start", "end"]].drop_duplicates()),
    )
    number = (
        np.searchsorted(sentences["begins"], hits["begins"], side="right") - 1
    )  # of its sentence
    return Shelf(
        rows,
        rows.drop(columns=HEAVY, errors="ignore"),
        said,
        hits.assign(
            from_=sentences["begins"].to_numpy()[number], to=sentences["ends"].to_numpy()[number]
        ),
        words,
    )


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
    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": ['"No war," Ana Cruz said. War came.', "Peace came."]})
    >>> ready = shelf(articles, measured(articles, Lexicon("", {"war": Frame("", "", (), (term("war"),))})))
    >>> [len(table) for table in choose(ready)], [len(table) for table in choose(ready, speaker="cruz")]
    ([2, 1, 2, 2], [1, 1, 1, 1])
    >>> [len(table) for table in choose(ready, word="came")], [len(table) for table in choose(ready, word="cam")]
    ([2, 0, 1, 2], [0, 0, 0, 0])
    """
    rows, said, hits = ready.rows, ready.quotations, ready.hits
    kept = np.ones(len(rows), dtype=bool)
    if outlets:
        kept &= rows["outlet"].isin(outlets).to_numpy()
    for day, within in ((start, rows["day"].ge), (end, rows["day"].le)):
        kept &= within(str(day)).fillna(False).to_numpy(dtype=bool) if day else True
    these = kept[said["at"]] & called(
        said["speaker"], speaker
    )  # rows are taken once, at the end: it costs most
    terms = (
        kept[hits["at"]]
        & called(hits["speaker"], speaker)
        & ((hits["frame"] == frame).to_numpy() if frame else True)
    )
    if word:
        found = places(ready.words, word)
        found = spoken_places(ready, found if kept.all() else found[kept[found["at"]]])
        found = found[called(found["speaker"], speaker)] if speaker else found
        terms &= holding(hits["from_"], hits["to"], found["begins"])
        if frame:
            found = found[inside(found["begins"], hits["from_"][terms], hits["to"][terms])]
        these &= holding(said["begins"], said["ends"], found["begins"])
    if frame:
        these &= holding(said["begins"], said["ends"], hits["begins"][terms])
    for asked, at in (
        (speaker, said["at"][these]),
        (frame, hits["at"][terms]),
        (word, found["at"] if word else None),
    ):
        if asked:
            kept &= np.bincount(at, minlength=len(rows)) > 0
    chosen = hits[terms & kept[hits["at"]]]
    found = (
        found[kept[found["at"]]]
        if word
        else chosen[["at", "start", "end", "begins", "voice", "speaker"]]
    )
    return Chosen(rows[kept], said[these & kept[said["at"]]], chosen, found)


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
    said = ready.quotations
    quoted = inside(places["begins"], said["begins"], said["ends"])
    speakers = said["speaker"].cat
    codes = np.full(len(places), speakers.categories.get_loc(""))
    codes[quoted] = speakers.codes.to_numpy()[
        np.searchsorted(said["begins"], places["begins"][quoted], side="right") - 1
    ]
    return places.assign(
        voice=pd.Categorical.from_codes(quoted.astype(np.int8), dtype=VOICE),
        speaker=pd.Categorical.from_codes(codes, dtype=said["speaker"].dtype),
    )


def in_context(ready: Shelf, places: pd.DataFrame, window: int = 8) -> pd.DataFrame:
    """The places as lines of a concordance, with `window` words on either side: `outlet, left, hit,
    right, voice, speaker`.

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a"], "text": ['It was “a  war of words,” she said.']})
    >>> ready = shelf(articles, measured(articles))
    >>> in_context(ready, choose(ready, word="war").places, window=2)[["left", "hit", "right", "voice"]].values.tolist()
    [['was “a', 'war', 'of words,”', 'quotation']]
    """
    texts, outlets = (
        ready.articles["text"].array,
        ready.articles.get("outlet", pd.Series(None, ready.articles.index)).array,
    )
    rows = [
        (outlets[at], *context(texts[at], start, end, window), voice, speaker)
        for at, start, end, voice, speaker in places[
            ["at", "start", "end", "voice", "speaker"]
        ].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["outlet", "left", "hit", "right", "voice", "speaker"])


def context(text: str, start: int, end: int, window: int) -> tuple[str, str, str]:
    left, right = text[max(0, start - CONTEXT) : start].split(), text[end : end + CONTEXT].split()
    return (
        " ".join(left[max(0, len(left) - window) :]),
        " ".join(text[start:end].split()),
        " ".join(right[:window]),
    )


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
    """A row a frame and term, most hits first: `frame, term, hits, narration, quotation, articles`.

    >>> hits = pd.DataFrame({"frame": ["war", "war"], "term": ["army", "army"], "voice": ["narration", "quotation"], "at": [0, 0]})
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

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": ["It rained.", "Rain, rain and wind."]})
    >>> ready = shelf(articles, measured(articles))
    >>> fullest_article(ready, choose(ready, word="rain"))["id"], fullest_article(ready,
    ...     choose(ready, word="x"))["id"]
    ('b', 'a')
    """
    row = int(chosen.places["at"].mode().iloc[0]) if len(chosen.places) else 0
    return ready.articles.iloc[row]
