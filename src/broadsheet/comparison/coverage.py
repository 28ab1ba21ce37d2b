"""Which outlet reported which story, and how soon after the first.

Stories that only one outlet covers are left out of comparisons within stories; here they are
counted. "How soon" is measured in hours if the reports state times that can be compared, and
otherwise in days.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..stats import wilson

COLUMNS = """story label outlet articles first_published days_after_first hours_after_first first
    outlets""".split()
NEEDED = ["story", "outlet", "published", "title"]


class Moment(NamedTuple):
    """When an article was published, as it states: the day, and the time if there is one."""

    day: date
    time: datetime | None

    @property
    def clock(self) -> str:
        """The times that it can be compared with: those with a zone, those without, or none."""
        if self.time is None:
            return "none"
        return "with a zone" if self.time.tzinfo else "without"


def coverage(articles: pd.DataFrame) -> pd.DataFrame:
    """A table of which outlet reported which story, and how soon: one row per story and outlet.

    `articles` has `story, outlet, published, title`. An article without a story counts as reported
    by its outlet only, and has its own row with an empty `story`; an article without an outlet is
    left out. Columns:

    - `story`; and `label`: the column of that name if the articles have one, else the story's most
      typical headline (`typical_headline`);
    - `outlet`, and its number of `articles` on the story;
    - `first_published`: the date of the earliest of them, as stated in its source;
    - `days_after_first`: days from the story's first report in any outlet to this one; NaN if no
      date is known to the day;
    - `hours_after_first`: the same in hours, if both state a time and either both or neither a
      zone; else NaN;
    - `first`: true if nobody reported it sooner. Outlets that report in the same minute, or on the
      same day if times are not known, share the first place. Empty if fewer than two outlets have a
      date;
    - `outlets`: how many outlets reported the story.

    Days are calendar days: a report at nine in the morning is one day after one at eleven the night
    before. If hours are compared across zones, the calendar is that of the first report's zone. An
    article without a day may have been the first; nothing is assumed about it. The date of a page
    may be that of its last change.

    Stories are in the order of their first day, outlets in alphabetical order. The order of
    `articles` changes nothing. ValueError for a missing column.

    >>> articles = pd.DataFrame({"story": ["flood", "flood", None], "outlet": ["A", "B", "A"],
    ...     "published": ["2031-03-04T23:00+01:00", "2031-03-05T09:00+02:00", "2031-03"],
    ...     "title": ["River floods town", "Town under water tonight", "On lawns"]})
    >>> columns = ["label", "outlet", "days_after_first", "hours_after_first", "outlets"]
    >>> coverage(articles)[columns].values.tolist()[:2]
    [['River floods town', 'A', 0.0, 0.0, 2], ['River floods town', 'B', 1.0, 9.0, 2]]
    >>> coverage(articles)[columns].values.tolist()[2]
    ['On lawns', 'A', nan, nan, 1]
    """
    for name in NEEDED:
        if name not in articles:
            why = ", which shows which articles report the same story: join `bs.find_stories`" * (
                name == "story"
            )
            raise ValueError(f"no column `{name}` in the articles{why}")
    known = articles[articles["outlet"].notna()]
    columns = [known[name] for name in NEEDED]
    labels = known["label"] if "label" in known else pd.Series(None, index=known.index)
    reports: dict = defaultdict(list)
    for number, (story, outlet, published, title, label) in enumerate(zip(*columns, labels)):
        key = ("", number) if pd.isna(story) else ("story", story)
        reports[key].append((str(outlet), _written(published), _written(title), _written(label)))
    rows = []
    for (kind, story), told in reports.items():
        rows += _rows_of_story(story if kind else None, sorted(told))
    rows.sort(key=lambda row: row[0])
    table = pd.DataFrame([row[1] for row in rows], columns=COLUMNS)
    return table.astype({"first": "boolean", "label": "str", "outlet": "str"})


def _written(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _rows_of_story(story: object, told: list[tuple[str, str, str, str]]) -> list[tuple]:
    """A row for each outlet of a story, after its sort key."""
    _, published, titles, labels = zip(*told)
    given = Counter(filter(None, labels))
    label = min(given, key=lambda name: (-given[name], name)) if given else ""
    label = label or typical_headline(titles)
    days = [moment.day.isoformat() for moment in map(read_moment, published) if moment]
    times: dict[str, list] = defaultdict(list)
    for (outlet, stated, *_), (after_days, after_hours) in zip(told, after_first(published)):
        times[outlet].append((after_days, after_hours, stated))
    firsts = {outlet: _first_of_outlet(reports) for outlet, reports in times.items()}
    dated = sum(not math.isnan(first[0]) for first in firsts.values())
    rows = []
    for outlet, (after_days, after_hours, stated) in firsts.items():
        comparable = dated > 1 and not math.isnan(after_days)
        first = after_days == 0 and not after_hours > 0 if comparable else None
        of_outlet = [story, label, outlet, len(times[outlet]), stated or None]
        order = (min(days, default="9999"), _written(story), label, outlet, stated)
        rows.append((order, [*of_outlet, after_days, after_hours, first, len(firsts)]))
    return rows


def _first_of_outlet(reports: list[tuple[float, float, str]]) -> tuple[float, float, str]:
    """The earliest report of an outlet; to the hour if all of its first day state a time."""
    dated = [report for report in reports if not math.isnan(report[0])]
    if not dated:
        return min(reports)
    day = min(report[0] for report in dated)
    of_day = [report for report in dated if report[0] == day]
    if any(math.isnan(hours) for _, hours, _ in of_day):
        return day, math.nan, min(stated for *_, stated in of_day)
    return min(of_day)


def after_first(published: Sequence[str]) -> list[tuple[float, float]]:
    """Days and hours from the first report of a story to each, including the first; NaN if unknown.

    Hours are known if the first report is known to the hour: all reports up to that day state a
    time with a zone, or all state one without.

    >>> after_first(["2031-03-04T22:00", "2031-03-05T01:30", "2031-03-06", "2031-03", ""])
    [(0.0, 0.0), (1.0, 3.5), (2.0, nan), (nan, nan), (nan, nan)]

    A time without a zone cannot be compared with one that has one, nor a day with an hour.

    >>> after_first(["2031-03-04T22:00", "2031-03-04T09:00Z"]), after_first(["2031-03-04",
    ...     "2031-03-04T22:00"])
    ([(0.0, nan), (0.0, nan)], [(0.0, nan), (0.0, nan)])

    >>> after_first(["2031-03-04T23:00-05:00", "2031-03-05T01:00+05:30"])
    [(0.0, 8.5), (0.0, 0.0)]
    """
    moments = [read_moment(text) for text in published]
    dated = [moment for moment in moments if moment]
    if not dated:
        return [(math.nan, math.nan)] * len(moments)
    first = _first_to_the_hour(dated)
    start = first.day if first else min(moment.day for moment in dated)
    after = []
    for moment in moments:
        if not moment:
            after.append((math.nan, math.nan))
        elif not (first and first.time and moment.time and moment.clock == first.clock):
            after.append((float((moment.day - start).days), math.nan))
        else:
            zone = first.time.tzinfo
            day = moment.time.astimezone(zone).date() if zone else moment.day
            hours = (moment.time - first.time).total_seconds() / 3600
            after.append((float((day - start).days), hours))
    return after


def _first_to_the_hour(dated: list[Moment]) -> Moment | None:
    """The first of all reports, unless one whose time cannot be compared may have been earlier."""
    for clock in ("with a zone", "without"):
        alike = [moment for moment in dated if moment.clock == clock]
        if alike:
            first = min(alike, key=lambda moment: (moment.time, moment.day))
            if all(moment.day > first.day for moment in dated if moment.clock != clock):
                return first
    return None


@lru_cache(maxsize=2**14)
def read_moment(published: str) -> Moment | None:
    """The day, and the time if there is one, of a date in ISO 8601; None for a month, or no date.

    >>> read_moment("2031-03-04T22:00+01:00").clock, read_moment("2031-03-04").clock
    ('with a zone', 'none')
    >>> read_moment("2031-03"), read_moment("Tuesday")
    (None, None)
    """
    # Years from 1000 on: some databases write 0001-01-01 for no date.
    if not re.match(r"[1-9]\d{3}-\d\d-\d\d", published):
        return None
    try:
        time = datetime.fromisoformat(published)
    except ValueError:
        try:
            return Moment(date.fromisoformat(published[:10]), None)
        except ValueError:
            return None
    return Moment(time.date(), time if len(published) > 10 else None)


def typical_headline(titles: Iterable[str]) -> str:
    """The headline that shares most words with the others; ties go to the shortest, then to the
    first in alphabetical order. "" if there is none.

    Each headline is the set of its words, in lower case; the similarity of two is their cosine, the
    number of words in common divided by the root of the product of the sizes.

    >>> typical_headline(["Flood hits Port Ellery", "River flood hits port", "What we know so far"])
    'River flood hits port'
    """
    counted = Counter(" ".join(title.split()) for title in titles)
    words = {title: set(re.findall(r"\w+", title.lower())) for title in counted if title}
    parts: dict[str, list[float]] = defaultdict(list)
    for title, of_title in words.items():
        for word in of_title:
            parts[word] += [1 / math.sqrt(len(of_title))] * counted[title]
    shares = {word: math.fsum(found) for word, found in parts.items()}

    def likeness(title: str) -> float:
        of_title = words[title]
        total = math.fsum(shares[word] for word in of_title) / math.sqrt(len(of_title) or 1)
        return round(total, 9)

    return min(words, key=lambda title: (-likeness(title), len(title), title), default="")


def coverage_summary(table: pd.DataFrame) -> pd.DataFrame:
    """How much of all stories each outlet covered, and how soon: one row per outlet, from the table
    of `coverage`.

    - `articles`, and `stories` reported in them; `alone_stories`, those that nobody else reported;
    - `shared_stories`: stories that this outlet and others reported; `shared_share`: their share of
      all stories that several outlets reported, with its 95 % interval (Wilson 1927), `low` and
      `high`;
    - `first_stories`: shared stories that nobody reported sooner, including ties; `tied_stories`:
      those among them that another outlet reported as soon; `dated_stories`: the number for which
      this is known;
    - `median_days_after_first` over the dated ones, 0 if it was the first;
      `median_hours_after_first` over those known to the hour.

    It shows nothing about stories that no outlet in the corpus reported. What looks like a gap
    depends on how articles were collected: a search for a word finds only articles that contain it.

    >>> articles = pd.DataFrame({"story": [1, 1, 2, 2, None], "outlet": list("ABABA"),
    ...     "published": ["2031-03-04", "2031-03-06", "2031-04-01", "2031-04-01", None],
    ...     "title": "Rain"})
    >>> columns = ["outlet", "stories", "shared_share", "first_stories", "tied_stories",
    ...     "median_days_after_first", "alone_stories"]
    >>> coverage_summary(coverage(articles))[columns].values.tolist()
    [['A', 3, 1.0, 2, 1, 0.0, 1], ['B', 2, 1.0, 1, 1, 1.0, 0]]
    """
    shared = table[table["outlets"] > 1]
    all_shared = shared["story"].nunique()
    placed = shared[shared["first"].notna()]
    leading = placed.loc[placed["first"].astype(bool)]
    tied = leading.groupby("story")["outlet"].transform("size") > 1
    rows = []
    for outlet, of_outlet in table.groupby("outlet", sort=True):
        of_shared = of_outlet[of_outlet["outlets"] > 1]
        dated = placed[placed["outlet"] == outlet]
        low, high = wilson(len(of_shared), all_shared)
        rows.append(
            {
                "outlet": outlet,
                "articles": of_outlet["articles"].sum(),
                "stories": len(of_outlet),
                "alone_stories": len(of_outlet) - len(of_shared),
                "shared_stories": len(of_shared),
                "shared_share": len(of_shared) / all_shared if all_shared else np.nan,
                "low": low,
                "high": high,
                "dated_stories": len(dated),
                "first_stories": int((leading["outlet"] == outlet).sum()),
                "tied_stories": int((tied & (leading["outlet"] == outlet)).sum()),
                "median_days_after_first": dated["days_after_first"].median(),
                "median_hours_after_first": dated["hours_after_first"].median(),
            }
        )
    columns = """outlet articles stories alone_stories shared_stories shared_share low high
        dated_stories first_stories tied_stories median_days_after_first
        median_hours_after_first""".split()
    return pd.DataFrame(rows, columns=columns)
