"""The part of a corpus and its measurements that a reader chooses: a story, outlets, days, a
speaker, a frame, a word.

Nothing is measured again: rows of the tables are kept or left out, and a word is searched for in
the texts.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..comparison import story_name
from ..measuring import UNATTRIBUTED, Measured, Stored, formulas, sentence_counts
from .concordance import pieces
from .word_index import Wordbook, in_order, places, tokens_around, wordbook

VOICE = pd.CategoricalDtype(["narration", "quotation"])
# Columns that tables of articles do not show.
LONG_COLUMNS = ["text", "summary", "highlights", "subheads", "cut", "besides"]
# Columns with few distinct values: as categories they take little memory.
REPEATED = "id outlet speaker verb kind mention frame term text voice".split()


class Shelf(NamedTuple):
    """A corpus prepared for choosing: the articles with all their fields, and as `rows` without
    long ones. `at` in the tables is an article's row; `begins`, `ends` are offsets in all texts
    laid end to end, `from_`, `to` those of the sentence around a framing term.

    `quotations` are speech, by person. `marked` are all rows of the quotations, with the speaker as
    the article names them; `sentences` have the columns `at, start, end, grade`.
    """

    articles: pd.DataFrame
    rows: pd.DataFrame
    quotations: pd.DataFrame
    hits: pd.DataFrame
    words: Wordbook
    marked: pd.DataFrame
    sentences: pd.DataFrame


class Chosen(NamedTuple):
    """The chosen rows of each table; the articles are without their texts. `places` has one row per
    line of the concordance: `at, start, end, begins, voice, speaker`.

    `sought` names what was searched for in the articles (`speaker`, `frame`, `word`); `within` is
    true for each article of the corpus that was searched, which is of the chosen story, outlets and
    days.
    """

    articles: pd.DataFrame
    quotations: pd.DataFrame
    hits: pd.DataFrame
    places: pd.DataFrame
    sought: tuple[str, ...]
    within: np.ndarray

    @property
    def found(self) -> pd.DataFrame:
        """The matches: the places of the word, else the terms of the frame, else the quotations of
        the speaker; if none of these was searched for, the framing terms, else the quotations. With
        the columns `at, start, end, begins`.
        """
        if "word" in self.sought:
            return self.places
        if self.sought == ("speaker",):
            return self.quotations
        return self.hits if self.sought or len(self.hits) else self.quotations


def shelf(articles: pd.DataFrame, tables: Measured | Stored) -> Shelf:
    """The measured articles, with the columns of `measure` and the `day`, and the rows of speech
    and framing terms, prepared for `choose`.

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
    # A source's own columns with our names.
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

    marked = placed(tables.quotations)
    quotations = marked[marked["speech"].to_numpy(dtype=bool)].reset_index(drop=True)
    if "named_as" in marked:
        marked = marked.assign(speaker=marked["named_as"])
    speakers = quotations["speaker"].astype("str").fillna(UNATTRIBUTED).astype("category")
    # The empty name is the journalist's.
    quotations["speaker"] = speakers.cat.add_categories([""])
    hits = placed(tables.hits)
    counts = sentence_counts(tables)
    sentences = placed(counts[counts["voice"] == "all"])
    grade = formulas(dict(sentences.items()))["flesch_kincaid_grade"]
    sentence_of = np.searchsorted(sentences["begins"], hits["begins"], side="right") - 1
    hits = hits.assign(
        from_=sentences["begins"].to_numpy()[sentence_of],
        to=sentences["ends"].to_numpy()[sentence_of],
    )
    return Shelf(
        rows,
        rows.drop(columns=LONG_COLUMNS, errors="ignore"),
        quotations,
        hits,
        words,
        marked,
        sentences[["at", "start", "end"]].assign(grade=grade),
    )


def of_article(table: pd.DataFrame, at: int) -> pd.DataFrame:
    """The rows of one article in a table of the shelf, whose rows are in the order of the articles.

    >>> of_article(pd.DataFrame({"at": [0, 2, 2, 3]}), 2).index.tolist()
    [1, 2]
    """
    return table.iloc[slice(*table["at"].searchsorted([at, at + 1]))]


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
    """The rows that match every choice; an empty argument makes no choice.

    - `story`: the articles that report it, by its name in the column `story`.
    - `outlets`, and days from `start` to `end` ("2025-09-03"): their articles. Articles without a
      date are included only if no day is chosen.
    - `speaker`: the quotations of everybody with this name, whole or in part ("rubio"), and
      everything in them.
    - `frame`: its terms, and the quotations and articles that contain one.
    - `word`: written as a term of a lexicon ("sovereign*", "border security"): its places, the
      quotations and articles that contain one, and the framing terms in the same sentence. Together
      with a frame, only places in the same sentence as one of its terms.

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
    speaker, word = speaker.strip(), word.strip()  # a space typed into a field is no choice
    # Rows are selected once, at the end, because that costs most; until then these masks mark them.
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
    # An article must contain one of each thing searched for.
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
    """The story of each article as text, as `bs.story` names it; missing if it has none."""
    if "story" not in rows:
        return pd.Series(None, rows.index, "str")
    return rows["story"].map(story_name, na_action="ignore").astype("str")


def stories(ready: Shelf) -> pd.DataFrame:
    """The stories that several articles report, those of most outlets first: `story, label,
    articles, outlets`. The label is the earliest headline, unless the articles have a column
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
    """True for rows with a speaker of this name; if there is none, for rows with a speaker whose
    name contains it. The journalist has no name and never matches. All rows match an empty name.

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
    """True for stretches that contain the beginning of a place; the places are in order.

    >>> holding(pd.Series([0, 5]), pd.Series([5, 9]), pd.Series([5, 5])).tolist()
    [False, True]
    """
    return np.searchsorted(places, ends) > np.searchsorted(places, begins)


def inside(places: pd.Series, begins: pd.Series, ends: pd.Series) -> np.ndarray:
    """True for places that begin in a stretch. The stretches are in order and do not overlap, but
    may be repeated.

    >>> inside(pd.Series([4, 5]), pd.Series([5, 5]), pd.Series([9, 9])).tolist()
    [False, True]
    """
    last = np.searchsorted(begins, places, side="right") - 1
    return (last >= 0) & (places.to_numpy() < np.append(ends.to_numpy(), 0)[last])


def spoken_places(ready: Shelf, places: pd.DataFrame) -> pd.DataFrame:
    """The places, each with the voice in which it begins and its speaker (empty for the
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

    The order is unchanged, or sorted as in `kwic`: by the words to the left from the hit leftwards
    (`sort="left"`), by those to the right, or by the hit; but here, a possessive 's is not a
    separate word.

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
    """The places sorted by the words around them (`in_context`); only the first `most`, which saves
    time if a word occurs in a hundred thousand places.
    """
    return places.iloc[in_order(ready.words, tokens_around(ready.words, places), sort, most)]


def found_first(chosen: Chosen) -> pd.DataFrame:
    """The chosen articles with the number of matches in each, most first: `found` counts
    `Chosen.found`. The order is unchanged if nothing was searched for.
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
    """A first choice, for `choose`: the `speaker` with most quoted words, and the `frame` with most
    terms in this speaker's quotations.

    If nobody is quoted, `speaker` is empty and the frame is the one with most terms; `frame` is
    empty if no term is found.

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
    """The article with most of the chosen places; the first article if there are none. ValueError
    if there are no articles.

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": ["It rained.", "Rain, rain and wind."]})
    >>> ready = shelf(articles, measured(articles))
    >>> fullest_article(ready, choose(ready, word="rain"))["id"], fullest_article(ready,
    ...     choose(ready, word="x"))["id"]
    ('b', 'a')
    """
    if ready.articles.empty:
        raise ValueError("there are no articles to show")
    row = int(chosen.places["at"].mode().iloc[0]) if len(chosen.places) else 0
    return ready.articles.iloc[row]
