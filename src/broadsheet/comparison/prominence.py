"""The mean prominence of each frame in the articles of each outlet: the headline measure of a
frame, with its interval.

Prominence is a property of an article (`bs.frame_prominence`), not a sum over its sentences: it
cannot be split by voice, nor resampled from the sentences of one article. To compare voices or
single articles, rates are used (`contrasts.rates`).
"""

from collections.abc import Sequence

import pandas as pd

from .paired import PROMINENCE, articles_of, groups_of
from .trends import mean_value

COLUMNS = ["outlet", "frame", "articles", "stories", "value", "low", "high"]


def prominences(table: pd.DataFrame, frames: Sequence[str], seed: int = 1) -> pd.DataFrame:
    """The mean prominence of each frame over the articles of each outlet: one row per outlet and
    frame, `outlet, frame, articles, stories, value, low, high`.

    `table` is the table of `bs.measure`, `frames` names frames of its lexicon. `low` and `high` are
    the 95 % interval, the studentised bootstrap over stories if the articles have them, else over
    articles, as in `bs.trend_values`, and not below 0; NaN with fewer than six of them, and if
    nearly all values are the same. Near duplicates (`wire_group`) of one outlet and story count
    once. Articles without words are left out, and so are outlets that have no others. ValueError
    for a frame that was not measured.

    >>> table = pd.DataFrame({"outlet": ["A", "A", "B"], "war_prominence": [0.2, 0.4, 0.1]})
    >>> prominences(table, ["war"])[["outlet", "articles", "value"]].round(3).values.tolist()
    [['A', 2, 0.3], ['B', 1, 0.1]]
    """
    for frame in frames:
        if f"{frame}{PROMINENCE}" not in table:
            raise ValueError(
                f"no column {frame}{PROMINENCE} in the table: measure the articles with a lexicon "
                f"that has this frame"
            )
    rows = []
    for outlet, of_outlet in table.groupby("outlet", dropna=False, sort=False):
        part = of_outlet.assign(outlet="", story=of_outlet.get("story"))
        groups = groups_of(part, "outlet", "story")
        for frame in frames:
            articles = articles_of(part, f"{frame}{PROMINENCE}", groups)
            if articles.texts:
                numbers = mean_value(articles, None, seed, 2000)
                rows.append({"outlet": outlet, "frame": frame, **numbers})
    result = pd.DataFrame(rows, columns=COLUMNS).astype({"outlet": table["outlet"].dtype})
    return result.assign(low=result["low"].clip(lower=0))
