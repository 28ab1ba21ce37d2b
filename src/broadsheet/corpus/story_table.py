"""The table of stories that a person corrects: saved as CSV, read again, joined to the articles.

The table wins over what was found. An article without a value in it is in no story.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..escape import cell
from ..formats import clean, column_for, known_columns, read_table
from ..paths import find
from .corrections import save_new
from .metadata import unmatched
from .stories import STORY_COLUMNS, find_stories


class StoryTable(NamedTuple):
    """A table of stories: its name, and the story of each article by id (None: in no story)."""

    name: str
    story_of: dict[str, str | None]

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the content, whatever the order of rows and the kind of file."""
        said = json.dumps(sorted(self.story_of.items()), ensure_ascii=False)
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def save_stories(stories: pd.DataFrame, out: Path) -> None:
    """Saves the table of `find_stories` as CSV, completely or not at all.

    A file that is there and holds anything else is left as it is, since it may hold what somebody
    has corrected: ValueError.
    """
    save_new(stories[STORY_COLUMNS], out)


def read_stories(table: str | Path) -> StoryTable:
    """The stories in a table, a CSV or a spreadsheet with columns `id` and `story`. ValueError if
    it lacks one of them, has a row that cannot be read, or assigns an article to two stories.
    """
    name, rows = Path(table).name, read_table(find(table))
    names = known_columns(rows)
    columns = {ours: column_for(ours, names) for ours in ("id", "story")}
    if missing := [ours for ours, theirs in columns.items() if theirs is None]:
        raise ValueError(
            f"{name}: no column {' and '.join(f'`{column}`' for column in missing)}; it must "
            "give the `story` of each article (`id`), as the table of `broadsheet stories` does"
        )
    story_of: dict[str, str | None] = {}
    for number, row in enumerate(rows, 1):
        if isinstance(row, str):
            raise ValueError(f"{name}#{number}: {row}")
        article, story = (clean(ours, row.get(columns[ours] or "")) for ours in ("id", "story"))
        if article is None:
            if story is not None:
                raise ValueError(f"{name}#{number}: story {story!r} has no `id` in its row")
        elif story_of.setdefault(article, story) != story:
            raise ValueError(
                f"{name}#{number}: assigns {article!r} to a second story; keep one row"
            )
    return StoryTable(name, story_of)


def stories_into(articles: Sequence[dict], table: StoryTable) -> set[str]:
    """The ids of the table that were used, after the story of each article, or none, was written
    into it.
    """
    used = set()
    for article in articles:
        # An id that a spreadsheet would take for a formula was saved with an apostrophe before it;
        # pandas returns a whole number as a decimal if a row lacks one.
        forms = (article["id"], cell(article["id"]), f"{article['id']}.0")
        names = [name for name in forms if name in table.story_of]
        article["story"] = table.story_of[names[0]] if names else None
        used |= set(names[:1])
    return used


def notes_on_ids(table: StoryTable, used: set[str], articles: int) -> list[str]:
    """The notes on ids in the table that no article has, and on articles that are not in it."""
    missing = [name for name in table.story_of if name not in used]
    return unmatched(table.name, len(table.story_of), missing, articles - len(used))


def give_stories(articles: Sequence[dict], table: StoryTable) -> list[str]:
    """The notes on what did not match, after `stories_into` for all articles of a corpus."""
    return notes_on_ids(table, stories_into(articles, table), len(articles))


def add_stories(articles: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The articles with the `story` that `find_stories` found for each, and its `label`, replacing
    any columns of these names. `found` may hold other articles, too.

    >>> articles = pd.DataFrame({"id": ["b", "a"], "text": ["It rained.", "It snowed."]})
    >>> found = pd.DataFrame({"id": ["a", "b"], "story": ["1", None], "label": ["Snow", None]})
    >>> add_stories(articles, found)[["id", "story", "label"]].values.tolist()
    [['b', nan, nan], ['a', '1', 'Snow']]
    """
    of_id = found.set_index("id")
    columns = {name: articles["id"].map(of_id[name]) for name in ("story", "label")}
    return articles.assign(**columns).astype(dict.fromkeys(columns, "str"))


def stories_line(found: pd.DataFrame) -> str:
    """A line that reports how many stories there are, and how many articles are in none.

    >>> stories_line(pd.DataFrame({"story": ["1", "1", None], "outlet": ["A", "B", "A"]}))
    '1 story in 2 articles, 1 of them reported by several outlets; 1 article is in no story'
    """
    told = found.dropna(subset=["story"])
    outlets = told.groupby("story")["outlet"].nunique()
    stories = "1 story" if len(outlets) == 1 else f"{len(outlets):,} stories"
    alone = len(found) - len(told)
    return (
        f"{stories} in {len(told):,} articles, {(outlets > 1).sum():,} of them reported by several "
        f"outlets; {alone:,} {'article is' if alone == 1 else 'articles are'} in no story"
    )


def changed_stories(found: Sequence, given: Sequence) -> int:
    """How many articles are in a different story than the one found: those that would have to be
    moved.

    Names of stories do not count. Each story found is matched with the given story that has most of
    its articles.

    >>> nan = float("nan")
    >>> changed_stories(["1", "1", "2", "2"], ["fire", "fire", "vote", "vote"])
    0
    >>> changed_stories(["1", "1", "1", "2", "2", nan], ["1", "1", "2", "2", "2", "2"])
    2
    >>> changed_stories(["1", "1", nan], ["1", nan, nan])
    1
    """
    pairs = [
        (None if pd.isna(before) else str(before), None if pd.isna(after) else str(after))
        for before, after in zip(found, given)
    ]
    together = Counter(pair for pair in pairs if None not in pair)
    same = pairs.count((None, None))
    matched: tuple[set, set] = (set(), set())
    for (before, after), articles in sorted(together.items(), key=lambda item: (-item[1], item[0])):
        if before not in matched[0] and after not in matched[1]:
            matched[0].add(before)
            matched[1].add(after)
            same += articles
    return len(pairs) - same


def correction_note(articles: pd.DataFrame) -> list[str]:
    """If stories were given, a line on how many articles are in a different story than the one that
    would be found; otherwise no line.
    """
    if "story" not in articles or articles["story"].isna().all():
        return []
    found = find_stories(articles.drop(columns=["story", "event"], errors="ignore"))
    changed = changed_stories(found["story"].tolist(), articles["story"].tolist())
    stories = articles["story"].nunique()
    given = (
        "1 story was given and is" if stories == 1 else f"{stories:,} stories were given and are"
    )
    return [
        f"{given} kept; {changed:,} of {len(articles):,} articles would be placed differently by "
        "`broadsheet stories`"
    ]
