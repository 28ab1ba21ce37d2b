"""A page on one story as several outlets reported it, to read, print or mail; and a folder of such
pages with an index.

Plain HTML and CSS (`story.html`, `story.css`): no script, nothing loaded. The same articles, in any
order, give the same bytes.
"""

from collections.abc import Hashable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from .. import escape
from ..comparison import StorySides, every_story, story_name, story_sides
from ..escape import story_file
from ..lexicon import Lexicon
from ..measuring import Measured, Stored
from ..paths import package_data, place
from ..stats import percent
from ..storage import save_whole

STORY_STYLE = package_data("story.css")
MADE_BY_US = '<meta name="generator" content="Broadsheet '
LOOKS = 6  # outlets with their own colour: as many as can be distinguished; the others share one
MOST_COLUMNS = 4  # outlets shown in columns; more would leave no room for a sentence
# Rows shown on a page; the tables have all rows.
MOST_SPEAKERS, MOST_STATEMENTS, MOST_OMISSIONS = 30, 30, 12
KINDS_IN_WORDS = {
    "speaker": "Does not quote",
    "statement": "Statements",
    "frame": "Uses no term of the frames",
    "name": "Names",
    "number": "Numbers",
}
UNKNOWN = "–"
INDEX = "index.html"


class Story(StorySides):
    """One story as several outlets reported it, the result of `bs.story`: tables, and a page of
    them, which a notebook shows.

    - `story`, `label` (the earliest headline, unless the articles have a column `label`),
      `outlets`, `articles` in the order of publication;
    - `headlines`: one row per article, with hours and days after the first, words, reading grade,
      quoted share and the number of speakers;
    - `speakers`: words quoted from each speaker (rows) in each outlet (columns);
    - `statements`: those that several outlets print, and what each cut, as `bs.shared_quotations`;
    - `frames`: framing terms per 1,000 words by frame, outlet and voice; None without a lexicon;
    - `omissions`: the `outlet` that left something out, `what` it is and its `kind`; `others`, how
      many other outlets report it, and `reported_by`, which ones; `instead`, what the outlet has
      from a speaker it does not quote;
    - `sentences`: which ones report the same, as `bs.linked_sentences`.

    `docs/side-by-side.md` explains how each is found, and how often it is wrong.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "story": 1,
    ...     "text": ["“We left,” Ana Cruz said.", "Ana Cruz said that they left."]})
    >>> one = story(articles, 1)
    >>> one.speakers.loc["Ana Cruz"].to_dict()
    {'A': 2.0, 'B': 0.0}
    >>> one.omissions[["outlet", "kind", "what", "instead"]].values.tolist()
    [['B', 'speaker', 'Ana Cruz', 'reported without quotation marks']]
    """

    def __repr__(self) -> str:
        return f"Story({self.story!r}: {counted(self)})"

    def _repr_html_(self) -> str:
        style = Markup("<style>{}</style>").format(Markup(STORY_STYLE))
        return str(style + Markup(_parts().story(page_values(self))))

    def html(self) -> str:
        """The whole page as text; it needs no other file and no network."""
        return _page(heading(self), _parts().story(page_values(self)))

    def save(self, path: str | Path) -> Path:
        """The path of the page, after it was written; a relative path is below the project's root,
        or the working folder. FileExistsError if Broadsheet did not write the existing file.
        """
        return _write(place(path), self.html())


def story(
    articles: pd.DataFrame,
    story: Hashable,
    lexicon: Lexicon | None = None,
    people: pd.DataFrame | Measured | Stored | None = None,
) -> Story:
    """One story as several outlets reported it: tables as attributes, and a page that a notebook
    shows.

    `articles` have a column `story`, from `bs.load`, or from `bs.find_stories`, joined on `id`. An
    outlet may have several articles. `Story` describes the tables; `.html()` is the page as text,
    `.save(path)` writes it. `people` holds corrections (`bs.read_people`), or is the result of
    `bs.with_people` for the whole corpus.

    ValueError, listing the stories, if there is no such story; ValueError also if only one outlet
    reported it.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "story": "flood",
    ...     "text": ["Fifty-five houses stood in water.", "In Skara, 55 houses <b>were</b> lost."]})
    >>> flood = story(articles, "flood")
    >>> flood
    Story('flood': 2 articles of 2 outlets)
    >>> flood.omissions[["outlet", "what"]].values.tolist()
    [['A', 'Skara']]
    >>> "55 houses &lt;b&gt;were" in flood.html(), "<script" in flood.html()
    (True, False)
    """
    return Story(**vars(story_sides(articles, story, lexicon, people=people)))


def story_pages(
    articles: pd.DataFrame | Mapping[str, StorySides],
    folder: str | Path,
    lexicon: Lexicon | None = None,
    people: pd.DataFrame | Measured | Stored | None = None,
) -> Path:
    """The path of `index.html`, which lists the pages of all stories that several outlets reported,
    after all were written into the folder. `people` is as in `story`. `articles` may be the result
    of `bs.every_story`, so that nothing is measured twice.

    A file is named after its story ("story-01-ferry.html"), with a part of its fingerprint if the
    name is not suitable for a file. ValueError if no story was reported by several outlets;
    FileExistsError, before anything is written, if Broadsheet did not write an existing file of
    that name.

    >>> from tempfile import TemporaryDirectory
    >>> articles = pd.DataFrame({"id": ["a", "b", "c"], "outlet": ["A", "B", "A"],
    ...     "story": ["flood", "flood", "vote"],
    ...     "text": ["It rained.", "It poured.", "They voted."]})
    >>> with TemporaryDirectory() as folder:
    ...     index = story_pages(articles, folder)
    ...     sorted(path.name for path in Path(folder).iterdir())
    ['index.html', 'story-flood.html']
    """
    if isinstance(articles, pd.DataFrame) and "story" not in articles:
        raise ValueError("story: the articles lack this column; join the one of `bs.find_stories`")
    stories = every_story(articles, lexicon, people)
    if not stories:
        raise ValueError("story: no story was reported by several outlets")
    target = place(folder)
    files = {name: target / story_file(name) for name in stories}
    for path in (*files.values(), target / INDEX):
        _check_ours(path)
    listed = []
    for name, sides in stories.items():
        one = Story(**vars(sides))
        _write(files[name], one.html())
        listed.append(
            {
                "file": files[name].name,
                "heading": heading(one),
                "story": name,
                "days": days(one),
                "articles": len(one.articles),
                "outlets": one.outlets,
            }
        )
    told = (
        f"{len(stories)} {'story' if len(stories) == 1 else 'stories'} reported by several outlets"
    )
    alone = 0
    if isinstance(articles, pd.DataFrame):
        alone = articles["story"].map(story_name, na_action="ignore").nunique() - len(stories)
    rest = f"; {alone} more, reported by only one, have no page" if alone else ""
    inner = _parts().index(listed, f"{told}{rest}.", version("broadsheet"))
    return _write(target / INDEX, _page("Stories, side by side", inner))


def _parts() -> Any:
    return escape.templates().get_template("story.html").module


def _page(title: str, inner: Markup) -> str:
    return str(_parts().page(title, version("broadsheet"), Markup(STORY_STYLE), inner))


def _check_ours(path: Path) -> None:
    if path.exists() and (
        not path.is_file() or MADE_BY_US not in path.read_text(encoding="utf-8", errors="replace")
    ):
        raise FileExistsError(f"{path}: was not written by Broadsheet, so it is not overwritten")


def _write(path: Path, page: str) -> Path:
    _check_ours(path)
    save_whole(path, page)
    return path


# What the template shows.


def page_values(story: StorySides) -> dict[str, Any]:
    """The contents of a story's page, section by section, with numbers as text."""
    looks = {name: f"o{min(n, LOOKS + 1)}" for n, name in enumerate(story.outlets, 1)}
    outlets = {name: {"name": name, "look": look} for name, look in looks.items()}
    return {
        "heading": heading(story),
        "counted": f"{counted(story)}{', ' * bool(days(story))}{days(story)}. {_named(story)}",
        "caution": caution(story),
        "headlines": [_headline(row, outlets) for row in story.headlines.to_dict("records")],
        "speakers": _speakers(story, outlets),
        "statements": _statements(story.statements, outlets),
        "frames": _frames(story.frames, outlets) if story.frames is not None else None,
        "omissions": [_omissions(story.omissions, outlets[name]) for name in story.outlets],
        "sentences": _sentences(story, outlets),
        "version": version("broadsheet"),
    }


def heading(story: StorySides) -> str:
    """The heading of the page: the label of the story, or its name."""
    return story.label or f"Story {story.story}"


def counted(story: StorySides) -> str:
    """The number of articles and outlets, in words."""
    return f"{len(story.articles)} articles of {len(story.outlets)} outlets"


def days(story: StorySides) -> str:
    """The first and last day, as written; empty if no day is known."""
    known = story.headlines.dropna(subset=["days_after_first"])["published"].astype(str).str[:10]
    if known.empty:
        return ""
    first, last = known.iloc[0], known.iloc[-1]
    return first if first == last else f"{first} to {last}"


def _named(story: StorySides) -> str:
    return f"Its name in the tables is {story.story}."


def caution(story: StorySides) -> str:
    """What one story can show.

    >>> from types import SimpleNamespace
    >>> caution(SimpleNamespace(articles=[1, 2], outlets=("A", "B")))[:60]
    'Two articles can show how they differ from each other, but n'
    """
    if len(story.articles) == 2:
        return (
            "Two articles can show how they differ from each other, but nothing about their "
            "outlets: that takes many stories."
        )
    return (
        "One story can show how these articles differ. Whether their outlets do takes many stories."
    )


def _number(value: object, form: str = "{:,.0f}") -> str:
    return UNKNOWN if value is None or pd.isna(value) else form.format(value)  # type: ignore[call-overload]


def _headline(row: Mapping, outlets: Mapping[str, dict]) -> dict[str, Any]:
    share = row["quoted_share"]
    return {
        "outlet": outlets[row["outlet"]],
        "title": row["title"] if isinstance(row["title"], str) else "",
        "published": UNKNOWN if pd.isna(row["published"]) else str(row["published"]),
        "after": after(row["hours_after_first"], row["days_after_first"]),
        "words": _number(row["words"]),
        "grade": _number(row["flesch_kincaid_grade"], "{:.1f}"),
        "quoted": UNKNOWN if pd.isna(share) else percent(share),
        "speakers": _number(row["speakers"]),
    }


def after(hours: float, days: float) -> str:
    """The time after the first report, in words.

    >>> after(0.0, 0.0), after(22.83, 1.0), after(float("nan"), 2.0), after(0.5, 0.0)
    ('first', '22.8 hours', '2 days', '0.5 hours')
    >>> after(float("nan"), 0.0), after(float("nan"), float("nan"))
    ('same day', '–')
    """
    if not pd.isna(hours):
        return "first" if hours == 0 else f"{hours:,.1f} hours"
    if pd.isna(days):
        return UNKNOWN
    return "same day" if days == 0 else f"{days:.0f} day{'s' * (days != 1)}"


def _speakers(story: StorySides, outlets: Mapping[str, dict]) -> dict[str, Any]:
    words = story.speakers
    most = words.max().max()
    named = words[words.sum(axis=1) > 0]
    shown = named.iloc[:MOST_SPEAKERS]
    if len(named) > MOST_SPEAKERS:  # the last row is unattributed
        shown = pd.concat([named.iloc[: MOST_SPEAKERS - 1], named.iloc[-1:]])
    rows = [
        {
            "name": name,
            "cells": [
                {
                    "look": outlets[outlet]["look"],
                    "words": _number(value),
                    "share": 0 if pd.isna(value) else round(100 * value / most),
                }
                for outlet, value in zip(words.columns, values)
            ],
        }
        for name, values in zip(shown.index, shown.to_numpy())
    ]
    heads = [outlets[name] for name in words.columns]
    return {"outlets": heads, "rows": rows, "more": len(named) - len(shown)}


def _statements(shared: pd.DataFrame, outlets: Mapping[str, dict]) -> dict[str, Any]:
    rows = []
    groups = list(shared.groupby("quote"))
    for _, versions in groups[:MOST_STATEMENTS]:
        speakers = versions["speaker"].dropna().unique()  # more than one where outlets disagree
        rows.append(
            {
                "text": versions["text"].iloc[0],
                "speaker": " or ".join(speakers) if len(speakers) else "unattributed",
                "versions": [
                    {
                        "outlet": outlets[version["outlet"]],
                        "said": "has all of it"
                        if version["kept"] == 1
                        else f"has {percent(version['kept'])} of these words",
                        "cut": version["cut"],
                        "adds": version["only_here"],
                    }
                    for version in versions.to_dict("records")
                ],
            }
        )
    return {"rows": rows, "more": len(groups) - len(rows)}


def _frames(frames: pd.DataFrame, outlets: Mapping[str, dict]) -> dict[str, Any]:
    most = frames["hits_per_1000_words"].max()
    rows = [
        {
            "title": of_frame["title"].iloc[0],
            "cells": [
                {
                    "look": outlets[outlet]["look"],
                    "rate": _number(rate, "{:.1f}"),
                    "share": round(100 * rate / most) if rate > 0 else 0,
                }
                for outlet, rate in zip(
                    of_frame["outlet"].tolist(), of_frame["hits_per_1000_words"].tolist()
                )
            ],
        }
        for _, of_frame in frames.groupby("frame", sort=False)
    ]
    heads = [outlets[name] for name in dict.fromkeys(frames["outlet"])]
    return {"outlets": heads, "rows": rows}


def _omissions(omissions: pd.DataFrame, outlet: dict) -> dict[str, Any]:
    own = omissions[omissions["outlet"] == outlet["name"]]
    kinds = []
    for kind, title in KINDS_IN_WORDS.items():
        rows = own[own["kind"] == kind]
        if len(rows):
            kinds.append(
                {
                    "title": title,
                    "rows": [
                        {
                            "what": row["what"],
                            "detail": row["instead"] or row["speaker"],
                            "reported_by": row["reported_by"],
                        }
                        for row in rows.head(MOST_OMISSIONS).to_dict("records")
                    ],
                    "more": max(0, len(rows) - MOST_OMISSIONS),
                }
            )
    return {"outlet": outlet, "kinds": kinds}


def _sentences(story: StorySides, outlets: Mapping[str, dict]) -> dict[str, Any]:
    """The sentences in rows, with those that report the same in one row, at their mean position in
    their articles.
    """
    table = story.sentences
    lengths = table.groupby("id")["sentence"].transform("count")
    place_in_article = (table["sentence"] + 0.5) / lengths
    table = table.assign(place=place_in_article.round(9), length=lengths)
    labels = _labels(story)
    columns = {name: number for number, name in enumerate(story.outlets, 1)}
    only = table.groupby("group")["only"].all().to_dict()
    by_outlet: dict[int, dict[str, list[dict]]] = {}
    first: dict[int, Any] = {}
    places: dict[int, list[float]] = {}
    for index, sentence in zip(table.index.tolist(), table.to_dict("records")):
        first.setdefault(sentence["group"], index)
        places.setdefault(sentence["group"], []).append(sentence["place"])
        of_group = by_outlet.setdefault(sentence["group"], {})
        of_group.setdefault(sentence["outlet"], []).append(sentence)
    rows = []
    for group, of_group in by_outlet.items():
        place = np.mean(places[group])
        cells = [
            {
                "look": outlets[outlet]["look"],
                "column": columns[outlet],
                "label": " · ".join(dict.fromkeys(labels[sentence["id"]] for sentence in said)),
                "sentences": [
                    {
                        "text": sentence["text"],
                        "place": f"{sentence['sentence'] + 1}/{sentence['length']}",
                    }
                    for sentence in said
                ],
            }
            for outlet, said in sorted(of_group.items())
        ]
        kind = "only" if only[group] else ("together" if len(cells) > 1 else "apart")
        rows.append(((place, first[group]), kind, bool(only[group]), cells))
    rows.sort(key=lambda row: row[0])
    alone = int(table["only"].sum())
    return {
        "said": f"Sentences that report the same are side by side. Of {len(table)} sentences, "
        f"{alone} "
        "are in one outlet only, and are marked. Sentences are matched by words, names and "
        "numbers in common, so a paraphrase may be marked, too. The number after each is its "
        "place in its article.",
        "columns": len(story.outlets) <= MOST_COLUMNS,
        "outlets": [outlets[name] for name in story.outlets],
        "rows": [{"kind": kind, "only": only, "cells": cells} for _, kind, only, cells in rows],
    }


def _labels(story: StorySides) -> dict[str, str]:
    """The label of each article beside its sentences: its outlet, with a number if the outlet has
    several.
    """
    n = story.articles.groupby("outlet").cumcount() + 1
    several = story.articles["outlet"].duplicated(keep=False)
    labels = story.articles["outlet"].where(
        ~several, story.articles["outlet"] + ", article " + n.astype(str)
    )
    return dict(zip(story.articles["id"], labels))
