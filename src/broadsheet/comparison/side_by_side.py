"""Plain tables of how the outlets of a story reported it, side by side.

Nothing here is a test: a story is a handful of articles, to read. A difference in one story may be
chance; `paired` shows whether it holds over many.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

import numpy as np
import pandas as pd

from ..lexicon import Lexicon
from ..measuring import UNATTRIBUTED, Measured, Stored, framing, measured, share
from ..stats import NO_OUTLET
from ..text import Document
from .coverage import after_first, read_moment
from .omissions import OMISSION_COLUMNS, SAME_WORDS, Material, omissions
from .people import is_by_person, named_people, with_people, with_same_people
from .sentence_links import links_of, sentence_rows
from .shared_text import shared_quotations
from .story_names import joined

NEEDED = ("id", "outlet", "story", "text")
HEADLINE_COLUMNS = """id outlet title published hours_after_first days_after_first words
    flesch_kincaid_grade quoted_share speakers""".split()
FRAME_COLUMNS = "frame title outlet voice hits words hits_per_1000_words".split()
IN_WORDS = {"narration": "journalist", "quotation": "quoted"}
LISTED = 8  # stories named in an error


@dataclass(frozen=True, eq=False, repr=False)
class StorySides:
    """One story as several outlets reported it: its name and `label`, its `outlets` in alphabetical
    order, its `articles` in the order of publication, and the tables described in `story_sides`.
    """

    story: str
    label: str
    outlets: tuple[str, ...]
    articles: pd.DataFrame
    headlines: pd.DataFrame
    speakers: pd.DataFrame
    statements: pd.DataFrame
    frames: pd.DataFrame | None
    omissions: pd.DataFrame
    sentences: pd.DataFrame


def story_sides(
    articles: pd.DataFrame,
    story: Hashable,
    lexicon: Lexicon | None = None,
    found: Measured | None = None,
    people: pd.DataFrame | Measured | Stored | None = None,
) -> StorySides:
    """Tables that show how its outlets reported a story. An outlet may have several articles on it.

    `articles` needs `id, outlet, story, text`; `title` and `published` are used if present. `found`
    holds the measurements of these articles with this lexicon, if there are any; if they are by
    person (`bs.with_people`) for the whole corpus, a surname refers to the same person as there.
    Speakers are people, identified by `bs.people`. `people` holds corrections, or the result of
    `bs.with_people` for the whole corpus, whose people are then used.

    - `headlines`: one row per article in the order of publication: `id, outlet, title, published`
      (as written), `hours_after_first` if its time and those of the first day are known,
      `days_after_first`, `words`, `flesch_kincaid_grade`, `quoted_share`, `speakers` (how many
      people are quoted).
    - `speakers`: one row per speaker, one column per outlet: the number of words quoted; 0 if an
      outlet quotes none, NaN if none of its articles could be measured. `unattributed` is the last
      row.
    - `statements`: `shared_quotations` of the story, from four words in a row on.
    - `frames`: one row per frame, outlet and voice ("journalist", "quoted"): `frame, title, outlet,
      voice, hits, words, hits_per_1000_words` (of the words in that voice); None without a lexicon.
    - `omissions`: what each left out that another reports.
    - `sentences`: those that report the same, and those that only one outlet has
      (`linked_sentences`).

    ValueError if there is no such story, or only one outlet reported it.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "story": "flood",
    ...     "text": ["Fifty-five houses stood in water. “We left,” Ana Cruz said.",
    ...              "In Skara, 55 houses stood in water on Monday."]})
    >>> sides = story_sides(articles, "flood")
    >>> sides.speakers.loc["Ana Cruz"].tolist(), sides.sentences["only"].tolist()
    ([2.0, 0.0], [False, True, False])
    >>> sides.omissions[["outlet", "kind", "what"]].values.tolist()
    [['B', 'speaker', 'Ana Cruz'], ['A', 'name', 'Skara']]
    >>> story_sides(articles, "fire")
    Traceback (most recent call last):
    ValueError: story: 'fire' does not exist; stories: 'flood'
    """
    of_story, name = articles_of_story(articles, story)
    tables = _of(of_story, found) if found is not None else _measured(of_story, lexicon)
    tables = _by_person(tables, people)
    texts = of_story[of_story["id"].isin(tables.articles["id"][tables.articles["words"] > 0])]
    outlets = dict(zip(texts["id"], texts["outlet"]))
    documents = dict(zip(texts["id"], map(Document, texts["text"])))
    links = links_of(documents, outlets)
    material = Material(texts, documents, tables, links)
    return StorySides(
        story=name,
        label=_label(of_story),
        outlets=tuple(sorted(set(of_story["outlet"]))),
        articles=of_story,
        headlines=headlines(of_story, tables.articles),
        speakers=speaker_words(of_story, tables),
        statements=shared_quotations(tables.quotations, least=SAME_WORDS),
        frames=frame_rates(tables, lexicon) if lexicon is not None else None,
        omissions=omissions(material, lexicon),
        sentences=sentence_rows(links),
    )


def most_told(articles: pd.DataFrame, stories: int = 40) -> pd.DataFrame:
    """The articles of the stories that most outlets reported; ties go to those with most articles,
    then to the first by name. Only stories of several outlets count.

    >>> articles = pd.DataFrame({"story": ["1", "1", "2", "3", "3", None],
    ...                          "outlet": ["A", "B", "A", "A", "B", "A"]})
    >>> most_told(articles, 1).index.tolist(), len(most_told(articles))
    ([0, 1], 4)
    """
    of_story = articles.dropna(subset=["story"]).groupby("story")["outlet"]
    told = pd.DataFrame({"outlets": of_story.nunique(), "articles": of_story.size()})
    told = told[told["outlets"] > 1].sort_index()
    told = told.sort_values(["outlets", "articles"], ascending=False, kind="stable")
    return articles[articles["story"].isin(told.index[:stories])]


def first_story(articles: pd.DataFrame, wanted: Hashable = "") -> str | None:
    """The story `wanted`, if one is given, else the one that most outlets reported; ties go to the
    one with most articles, then to the first by name. None if no story was reported by several
    outlets. ValueError if no article is in the story `wanted`.

    >>> articles = pd.DataFrame({"story": ["1", "2", "2"], "outlet": ["A", "A", "B"]})
    >>> first_story(articles), first_story(articles[:1]), first_story(articles, 1.0)
    ('2', None, '1')
    >>> first_story(articles, "3")
    Traceback (most recent call last):
    ValueError: story: '3' does not exist; stories: '1', '2'
    """
    if wanted != "":
        return _known_story(articles["story"].map(story_name, na_action="ignore"), wanted)
    stories = most_told(articles, 1)["story"]
    return str(stories.iloc[0]) if len(stories) else None


def _known_story(names: pd.Series, story: Hashable) -> str:
    """The name of a story, if it exists; otherwise ValueError."""
    wanted = story_name(story)
    if not (names == wanted).any():
        raise ValueError(f"story: {wanted!r} does not exist; stories: {_listed(names)}")
    return wanted


Sides = Mapping[str, StorySides]  # stories by their names


def every_story(
    articles: pd.DataFrame | Sides,
    lexicon: Lexicon | None = None,
    people: pd.DataFrame | Measured | Stored | None = None,
) -> Sides:
    """The `story_sides` of each story that several outlets reported, by its name; a surname refers
    to the same person in all of them. `people` holds corrections, or the result of `bs.with_people`
    for the whole corpus. A result of `every_story` is returned unchanged.

    >>> articles = pd.DataFrame({"id": ["a", "b", "c"], "outlet": ["A", "B", "A"],
    ...     "story": ["flood", "flood", "vote"], "text": "It rained."})
    >>> sides = every_story(articles)
    >>> list(sides), every_story(sides) is sides
    (['flood'], True)
    """
    if not isinstance(articles, pd.DataFrame):
        return articles
    named = articles.assign(
        id=articles["id"].astype(str),
        story=articles["story"].map(story_name, na_action="ignore"),
        outlet=articles["outlet"].where(articles["outlet"].notna(), NO_OUTLET),
    )
    told = most_told(named, len(named))
    if told.empty:
        return {}
    found = _by_person(_measured(told, lexicon), people)
    return {
        str(name): story_sides(of_story, str(name), lexicon, found)
        for name, of_story in told.groupby("story")
    }


def story_omissions(
    articles: pd.DataFrame | Sides,
    lexicon: Lexicon | None = None,
    people: pd.DataFrame | Measured | Stored | None = None,
) -> pd.DataFrame:
    """The omissions of each outlet in each story that several reported: the `omissions` of
    `story_sides`, story by story, with `story` as the first column. `articles` may be the result of
    `every_story`.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "story": "flood",
    ...     "text": ["Fifty-five houses stood in water.", "In Skara, 55 houses were lost."]})
    >>> story_omissions(articles)[["story", "outlet", "kind", "what"]].values.tolist()
    [['flood', 'A', 'name', 'Skara']]
    """
    stories = every_story(articles, lexicon, people)
    parts = [sides.omissions.assign(story=name) for name, sides in stories.items()]
    columns = ["story", *OMISSION_COLUMNS]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def articles_of_story(articles: pd.DataFrame, story: Hashable) -> tuple[pd.DataFrame, str]:
    """The articles of one story in the order of publication, ties by outlet and id, and the name of
    the story as text: "1" stands for 1 and 1.0.
    """
    if missing := [name for name in NEEDED if name not in articles]:
        raise ValueError(
            f"{missing[0]}: the articles lack this column"
            + (
                "; join the one of `bs.find_stories` on `id`, or write your own"
                * ("story" in missing)
            )
        )
    names = articles["story"].map(story_name, na_action="ignore")
    wanted = _known_story(names, story)
    chosen = articles[(names == wanted).to_numpy(dtype=bool, na_value=False)]
    chosen = chosen.reindex(columns=list(dict.fromkeys([*chosen, "title", "published"])))
    chosen = chosen.assign(
        id=chosen["id"].astype(str),
        outlet=chosen["outlet"].where(chosen["outlet"].notna(), NO_OUTLET).astype(str),
        text=chosen["text"].where(chosen["text"].notna(), ""),
    )
    if chosen["id"].duplicated().any():
        twice = chosen["id"][chosen["id"].duplicated()].min()
        raise ValueError(f"id: {twice!r} occurs twice; give each article its own")
    if chosen["outlet"].nunique() < 2:
        raise ValueError(
            f"story: {wanted!r} was reported by one outlet only, {chosen['outlet'].iloc[0]}; "
            "there is nothing to compare it with"
        )
    published = [as_written(value) for value in chosen["published"]]
    moments = map(read_moment, published)
    clocks = [moment.time.time() if moment and moment.time else time.min for moment in moments]
    keys = pd.DataFrame(after_first(published), columns=["days", "hours"], dtype=float)
    # on one day, those without a time first, then by local time
    keys = keys.assign(hours=keys["hours"].fillna(0), clock=pd.Series(clocks, dtype=object))
    keys = keys.join(chosen[["outlet", "id"]].reset_index(drop=True))
    order = keys.sort_values(
        ["days", "hours", "clock", "outlet", "id"]
    ).index  # those without a date last
    return chosen.iloc[order].reset_index(drop=True), wanted


def story_name(story: object) -> str:
    """The name of a story as text; a whole number that a table made decimal is restored.

    >>> story_name(1.0), story_name("1.0"), story_name(" 1"), story_name("vote 1.0")
    ('1', '1', '1', 'vote 1.0')
    """
    name = " ".join(str(story).split())
    return name.removesuffix(".0") if name.removesuffix(".0").isdecimal() else name


def _listed(names: pd.Series) -> str:
    there = sorted(set(names.dropna()))
    if not there:
        return "none"
    more = f" and {len(there) - LISTED} more" if len(there) > LISTED else ""
    return ", ".join(map(repr, there[:LISTED])) + more


def _label(articles: pd.DataFrame) -> str:
    """The label in a table of stories, else the earliest headline, if there is one."""
    for column in ("label", "title"):
        if column in articles and (known := articles[column].dropna()).size:
            return " ".join(str(known.iloc[0]).split())
    return ""


def _measured(articles: pd.DataFrame, lexicon: Lexicon | None) -> Measured:
    tables = measured(articles, lexicon)
    assert isinstance(tables, Measured)
    return tables


def _by_person(tables: Measured, people: pd.DataFrame | Measured | Stored | None) -> Measured:
    """The tables by person: as given, with the people of other tables, or with the people
    identified here.
    """
    if isinstance(people, (Measured, Stored)):
        return with_same_people(tables, people)
    by_person = tables if is_by_person(tables) and people is None else with_people(tables, people)
    assert isinstance(by_person, Measured)
    return by_person


def _of(articles: pd.DataFrame, found: Measured) -> Measured:
    """The measurements of these articles, with the outlets that they have here."""
    tables = found.of(articles["id"].tolist())
    outlets = dict(zip(articles["id"], articles["outlet"]))
    return tables._replace(
        **{
            name: getattr(tables, name).assign(outlet=getattr(tables, name)["id"].map(outlets))
            for name in ("articles", "quotations", "hits", "sentences")
        }
    )


# Headlines and hours.


def headlines(articles: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """The table `headlines` of `story_sides`; `values` is the table of `bs.measure` for the
    articles.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "title": ["Rain", None],
    ...     "published": ["2031-03-04T05:30", "2031-03-05T07:00"]})
    >>> values = pd.DataFrame({"id": ["a", "b"], "words": [9, 8], "flesch_kincaid_grade": 7.0,
    ...     "quoted_share": 0.5, "speakers": 1})
    >>> headlines(articles, values)[["hours_after_first", "days_after_first"]].values.tolist()
    [[0.0, 0.0], [25.5, 1.0]]
    """
    after = pd.DataFrame(
        after_first([as_written(value) for value in articles["published"]]),
        columns=["days_after_first", "hours_after_first"],
        dtype=float,
    ).round(2)
    if after["hours_after_first"].count() == 1 < after["days_after_first"].count():
        # no other report states a time that can be compared with it
        after["hours_after_first"] = np.nan
    known = articles[["id", "outlet", "title", "published"]].reset_index(drop=True).join(after)
    counted = values[["id", *HEADLINE_COLUMNS[6:]]].astype({"id": "str"})
    return known.merge(counted, on="id", how="left")[HEADLINE_COLUMNS]


def as_written(published: object) -> str:
    """A date as `bs.load` writes it; a pandas timestamp at midnight becomes a day.

    >>> as_written(pd.Timestamp("2031-03-04")), as_written(pd.Timestamp("2031-03-04T05:30"))
    ('2031-03-04', '2031-03-04T05:30:00')
    >>> as_written(" 2031-03-04 "), as_written(pd.NaT), as_written(None)
    ('2031-03-04', '', '')
    """
    if published is None or published is pd.NaT:
        return ""
    if isinstance(published, datetime):
        at_midnight = (published.hour, published.minute) == (0, 0)
        return published.date().isoformat() if at_midnight else published.isoformat()
    return str(published).strip()


# Who speaks.


def speaker_words(articles: pd.DataFrame, tables: Measured) -> pd.DataFrame:
    """The table `speakers` of `story_sides`: those quoted by most outlets first, then those with
    most words.
    """
    speech = tables.quotations[tables.quotations["speech"]]
    everywhere = tables.quotations["speaker"].dropna().tolist()
    same = joined(everywhere, named_people(tables))
    who = speech["speaker"].map(same, na_action="ignore")
    who = who.where(who.notna(), UNATTRIBUTED).astype(str)
    words = speech["words"].groupby([who, speech["outlet"]]).sum().unstack(fill_value=0)
    outlets = sorted(set(articles["outlet"]))
    words = words.reindex(columns=outlets, fill_value=0).astype(float)
    if UNATTRIBUTED not in words.index:
        words.loc[UNATTRIBUTED] = 0.0
    with_words = tables.articles[tables.articles["words"] > 0]
    words[sorted(set(outlets) - set(with_words["outlet"]))] = np.nan
    order = sorted(
        words.index,
        key=lambda name: (
            name == UNATTRIBUTED,
            -(words.loc[name] > 0).sum(),
            -words.loc[name].sum(),
            name,
        ),
    )
    return words.loc[order].rename_axis(index="speaker", columns=None)


# Frames.


def frame_rates(tables: Measured, lexicon: Lexicon) -> pd.DataFrame:
    """The table `frames` of `story_sides`."""
    found = framing(tables)
    words = found.words.groupby(["outlet", "voice"])["words"].sum()
    hits = found.hits.groupby(["frame", "outlet", "voice"]).size()
    rows = []
    for frame in found.frames:
        for outlet in sorted(set(tables.articles["outlet"])):
            for voice, in_words in IN_WORDS.items():
                n = int(hits.get((frame, outlet, voice), 0))
                of = int(words.get((outlet, voice), 0))
                title = lexicon.frames[frame].title or frame
                rows.append((frame, title, outlet, in_words, n, of, 1000 * share(n, of)))
    return pd.DataFrame(rows, columns=FRAME_COLUMNS)
