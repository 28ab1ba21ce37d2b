"""What was measured of a corpus → the part that somebody chooses: a story, outlets, days, a
speaker, a frame, a word.

Nothing is measured again: rows of the tables are kept or left out, and a word is looked for in the
texts as they are.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..comparison import story_name
from ..measuring import UNATTRIBUTED, Measured, Stored
from .concordance import pieces
from .word_index import Wordbook, in_order, places, tokens_around, wordbook

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
    of the concordance: `at, start, end, begins, voice, speaker`.

    `sought` names what was looked for in the articles (`speaker`, `frame`, `word`); `within` says
    of each article of the corpus whether it was looked into: whether it is of the chosen story,
    outlets and days.
    """

    articles: pd.DataFrame
    quotations: pd.DataFrame
    hits: pd.DataFrame
    places: pd.DataFrame
    sought: tuple[str, ...]
    within: np.ndarray

    @property
    def found(self) -> pd.DataFrame:
        """What is counted: the places of the word, else the terms of the frame, else the quotations
        of the speaker; if none of them was looked for, the framing terms, else the quotations. With
        the columns `at, start, end, begins`.
        """
        if "word" in self.sought:
            return self.places
        if self.sought == ("speaker",):
            return self.quotations
        return self.hits if self.sought or len(self.hits) else self.quotations


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
    doubled = [name for name in ("outlet", "title", "story") if name in known and name in values]
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
    story: str = "",
) -> Chosen:
    """The rows that hold all that is chosen; what is empty chooses nothing.

    - `story`: the articles that tell it, by its name in the column `story`.
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
    ...     print([len(table) for table in choose(ready, **asked)[:4]])
    [2, 1, 2, 2]
    [1, 1, 1, 1]
    [2, 0, 1, 2]
    [0, 0, 0, 0]
    """
    rows, quotations, hits = ready.rows, ready.quotations, ready.hits
    # Rows are taken once, at the end, since that costs most; until then these say which.
    kept = np.ones(len(rows), dtype=bool)
    if story:
        kept &= (story_names(rows) == story).to_numpy()
    if outlets:
        kept &= rows["outlet"].isin(outlets).to_numpy()
    for day, is_in_range in ((start, rows["day"].ge), (end, rows["day"].le)):
        kept &= is_in_range(str(day)).fillna(False).to_numpy(dtype=bool) if day else True
    within = kept.copy()
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
    asked = {"speaker": speaker, "frame": frame, "word": word}
    return Chosen(
        rows[kept],
        quotations[speech & kept[quotations["at"]]],
        chosen,
        lines,
        tuple(name for name, value in asked.items() if value),
        within,
    )


def story_names(rows: pd.DataFrame) -> pd.Series:
    """The story of each article as text, as `bs.story` names it; missing where it has none."""
    if "story" not in rows:
        return pd.Series(None, rows.index, "str")
    return rows["story"].map(story_name, na_action="ignore").astype("str")


def stories(ready: Shelf) -> pd.DataFrame:
    """The stories that several articles tell, those of most outlets first: `story, label, articles,
    outlets`. The label is the headline that came out first, unless the articles have a column
    `label`.

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a", "b", "c"], "story": [1.0, 1.0, 2.0],
    ...     "title": ["Rain", "It rains", "Snow"], "text": "It rained."})
    >>> stories(shelf(articles, measured(articles))).values.tolist()
    [['1', 'Rain', 2, 0]]
    """
    rows = ready.rows.assign(story=story_names(ready.rows)).dropna(subset="story")
    rows = rows.sort_values("day", kind="stable", na_position="last")
    missing = pd.Series(None, rows.index, "str")
    known = {name: rows.get(name, missing) for name in ("label", "title", "outlet")}
    listed = (
        rows.assign(**known)
        .groupby("story", sort=False)
        .agg(
            label=("label", "first"),
            title=("title", "first"),
            articles=("id", "size"),
            outlets=("outlet", "nunique"),
        )
        .reset_index()
    )
    listed["label"] = listed["label"].fillna(listed.pop("title")).fillna("")
    listed = listed[listed["articles"] > 1]
    return listed.sort_values(["outlets", "articles"], ascending=False, kind="stable").reset_index(
        drop=True
    )


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


def in_context(
    ready: Shelf, places: pd.DataFrame, window: int = 8, sort: str | None = None
) -> pd.DataFrame:
    """The places as lines of a concordance, with `window` tokens on either side, as in `kwic`:
    `outlet, left, hit, right, voice, speaker`.

    As they come, or sorted as `kwic` sorts: by the words to the left from the hit leftwards
    (`sort="left"`), by those to the right, or by the hit; but a possessive 's is no word of its
    own here.

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a"], "text": ['It was “a  war of words,” she said.']})
    >>> ready = shelf(articles, measured(articles))
    >>> lines = in_context(ready, choose(ready, word="war").places, window=2)
    >>> lines[["left", "hit", "right", "voice"]].values.tolist()
    [['was “a', 'war', 'of words', 'quotation']]
    >>> in_context(ready, choose(ready, word="w*").places, window=1, sort="left")["left"].tolist()
    ['a', 'It', 'of']
    """
    if sort is not None:
        places = sorted_places(ready, places, sort)
    texts = ready.articles["text"].array
    outlets = ready.articles.get("outlet", pd.Series(None, ready.articles.index)).array
    book, article = ready.words, places["at"].to_numpy()
    tokens = tokens_around(book, places)
    left = np.maximum(tokens.from_, tokens.first - window)
    right = np.minimum(tokens.to, tokens.stop + window)
    edges = np.stack(
        [
            book.begins[left],
            book.begins[tokens.first],
            book.ends[tokens.stop - 1],
            book.ends[right - 1],
        ],
        axis=1,
    )
    edges -= book.offsets[article][:, np.newaxis]
    said = places[["voice", "speaker"]].astype(object).to_numpy().tolist()
    lines = [
        (outlets[at], *pieces(texts[at], stretch), *who)
        for at, stretch, who in zip(article.tolist(), edges.tolist(), said)
    ]
    columns = ["outlet", "left", "hit", "right", "voice", "speaker"]
    return pd.DataFrame(lines, columns=columns)


def sorted_places(
    ready: Shelf, places: pd.DataFrame, sort: str, most: int | None = None
) -> pd.DataFrame:
    """The places by the words around them (`in_context`); only the first `most`, which takes less
    time where a word stands in a hundred thousand places.
    """
    return places.iloc[in_order(ready.words, tokens_around(ready.words, places), sort, most)]


def found_first(chosen: Chosen) -> pd.DataFrame:
    """The chosen articles with what was found in each, most first: `found`, the number of what is
    counted (`Chosen.found`); as they are where nothing was looked for.
    """
    if not chosen.sought:
        return chosen.articles
    n = chosen.found["at"].value_counts().reindex(chosen.articles.index, fill_value=0)
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
