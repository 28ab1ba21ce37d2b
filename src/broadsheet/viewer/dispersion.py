"""How matches are spread: over days, within articles from beginning to end, and over articles.

The matches are `Chosen.found`. Rates are per 1,000 words of all articles searched, with or without
matches; a day without an article has no rate.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from .selection import Chosen, Shelf, found_first

# The shortest calendar step that gives no more columns than this, so that each is visible at 400
# pixels; and pandas' letter for it.
MOST_STEPS = 62
STEPS = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
DAYS_OF_STEP = {"day": 1, "week": 7, "month": 28, "year": 365}
PARTS = 10  # tenths of an article: enough to show its opening, middle and end
CELLS = 250  # cells of an article drawn as a line: nobody would see finer ones
STRIPS = 40  # articles drawn as lines, those with most matches first: two screenfuls


class Strip(NamedTuple):
    """An article as a line: its row, its number of matches, and their places, from 0 (beginning) to
    1 (end).
    """

    at: int
    found: int
    places: list[tuple[float, float]]


def over_days(ready: Shelf, chosen: Chosen) -> pd.DataFrame:
    """The matches over days, one row per calendar step, from the first day to the last: `day` (on
    which the step begins), `step` (`day`, `week`, `month` or `year`), `found`, `articles`, `words`,
    and `found_per_1000_words`, NaN if there is no article. Articles without a date are left out.

    >>> from broadsheet.measuring import measured
    >>> from broadsheet.viewer import choose, shelf
    >>> articles = pd.DataFrame({"id": ["a", "b"], "published": ["2025-01-01", "2025-01-03"],
    ...     "text": ["Rain, and rain.", "No sun."]})
    >>> ready = shelf(articles, measured(articles))
    >>> table = over_days(ready, choose(ready, word="rain"))
    >>> table[["day", "found", "words"]].values.tolist()
    [['2025-01-01', 2, 3], ['2025-01-02', 0, 0], ['2025-01-03', 0, 2]]
    >>> table["found_per_1000_words"].round().tolist()
    [667.0, nan, 0.0]
    """
    days = pd.to_datetime(ready.rows["day"], format="%Y-%m-%d", errors="coerce")
    rows = pd.DataFrame(
        {"day": days, "found": found_of_articles(ready, chosen), "words": ready.rows["words"]}
    )[chosen.within].dropna(subset="day")
    columns = ["day", "step", "found", "articles", "words", "found_per_1000_words"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    span = (rows["day"].max() - rows["day"].min()).days
    fitting = [name for name, length in DAYS_OF_STEP.items() if span / length < MOST_STEPS]
    step = fitting[0] if fitting else "year"
    periods = rows["day"].dt.to_period(STEPS[step])
    every = pd.period_range(periods.min(), periods.max(), freq=STEPS[step])
    sums = rows.groupby(periods).agg(
        found=("found", "sum"), articles=("found", "size"), words=("words", "sum")
    )
    sums = sums.reindex(every, fill_value=0)
    rate = 1000 * sums["found"] / sums["words"].where(sums["words"] > 0)
    first_days = every.start_time.strftime("%Y-%m-%d")
    sums = sums.assign(day=first_days, step=step, found_per_1000_words=rate)
    return sums[columns].reset_index(drop=True)


def found_of_articles(ready: Shelf, chosen: Chosen) -> np.ndarray:
    """The number of matches in each article of the corpus."""
    return np.bincount(chosen.found["at"], minlength=len(ready.rows))


def through_articles(ready: Shelf, chosen: Chosen) -> list[int]:
    """The number of matches that begin in each tenth of their article, by characters, from
    beginning to end.

    >>> from broadsheet.measuring import measured
    >>> from broadsheet.viewer import choose, shelf
    >>> articles = pd.DataFrame({"id": ["a"], "text": ["Rain fell all day, and then rain."]})
    >>> ready = shelf(articles, measured(articles))
    >>> through_articles(ready, choose(ready, word="rain"))
    [1, 0, 0, 0, 0, 0, 0, 0, 1, 0]
    """
    found = chosen.found
    tenths = PARTS * found["start"].to_numpy() // lengths(ready, found["at"].to_numpy())
    return np.bincount(tenths, minlength=PARTS).tolist()


def strips(ready: Shelf, chosen: Chosen, most: int = STRIPS) -> list[Strip]:
    """The articles with matches, those with most first, each with the places of its matches."""
    n = found_of_articles(ready, chosen)
    rows = [at for at in found_first(chosen).index.tolist() if n[at]]
    if not chosen.sought:
        rows.sort(key=lambda at: -n[at])
    rows = rows[:most]
    found = chosen.found
    found = found[found["at"].isin(rows)]
    length = lengths(ready, found["at"].to_numpy())
    drawn = {at: np.zeros(CELLS + 1, dtype=np.int8) for at in rows}
    first = CELLS * found["start"].to_numpy() // length
    beyond = -(-CELLS * found["end"].to_numpy() // length)
    for at, from_, to in zip(found["at"].tolist(), first.tolist(), beyond.tolist()):
        drawn[at][from_:to] = 1
    return [Strip(at, int(n[at]), runs(drawn[at])) for at in rows]


def runs(cells: np.ndarray) -> list[tuple[float, float]]:
    """The beginning and end of each run of set cells; the last cell is beyond the article.

    >>> runs(np.array([0, 1, 1, 0, 1, 0]))
    [(0.2, 0.6), (0.8, 1.0)]
    """
    edges = np.flatnonzero(np.diff(cells, prepend=0)) / (len(cells) - 1)
    return list(zip(edges[::2].tolist(), edges[1::2].tolist()))


def lengths(ready: Shelf, at: np.ndarray) -> np.ndarray:
    """The characters of each of these articles."""
    texts = ready.words.plain
    return np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))[at]


def deviation_of_proportions(ready: Shelf, chosen: Chosen) -> float:
    """Gries's DP: half the sum, over all articles searched, of the difference between an article's
    share of the matches and its share of the words.

    0: as evenly spread as the words; near 1: all in a small part of the corpus. NaN without
    matches. Gries (2008), "Dispersions and adjusted frequencies in corpora", International Journal
    of Corpus Linguistics 13(4).

    >>> from broadsheet.measuring import measured
    >>> from broadsheet.viewer import choose, shelf
    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": ["Rain fell today.", "It was dry."]})
    >>> ready = shelf(articles, measured(articles))
    >>> deviation_of_proportions(ready, choose(ready, word="rain"))
    0.5
    >>> deviation_of_proportions(ready, choose(ready, word="snow"))
    nan
    """
    found = found_of_articles(ready, chosen)[chosen.within]
    words = ready.rows["words"].to_numpy()[chosen.within]
    if not found.sum() or not words.sum():
        return float("nan")
    return float(np.abs(found / found.sum() - words / words.sum()).sum() / 2)
