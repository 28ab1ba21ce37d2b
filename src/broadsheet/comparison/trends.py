"""One measure over days, weeks or months, by outlet.

Each point is a ratio of sums, or a mean, over the articles of one outlet and period; for its
interval, stories are resampled if they are known, because articles on one event are alike.
"""

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..escape import listing
from ..stats import LEAST_STORIES, mean_interval
from .paired import Articles, Rate, articles_of, groups_of, rate_of, refuse_unless_numbers

UNITS = {"day": "D", "week": "W-SUN", "month": "M"}  # a week begins on Monday
# Spans up to which a unit is chosen, so that points have room side by side, and each has enough
# articles.
LONGEST = {"day": 8 * 7, "week": 2 * 366}  # days
COLUMNS = """measure outlet unit period articles stories value low high""".split()


def trend_values(
    table: pd.DataFrame, measure: str, unit: str | None = None, seed: int = 1, resamples: int = 2000
) -> pd.DataFrame:
    """One measure of each outlet over time: one row per outlet and period, from the first period to
    the last, including those without articles.

    `table` is the table of `bs.measure`, with `outlet` and `published`; `measure` names a column.
    `unit` is "day", "week" (from Monday) or "month"; by default, days for up to 8 weeks, weeks for
    up to two years, then months. An article whose date is less exact than the unit (a month, among
    days) is left out. Days are the newsroom's local days, as stated on the page. Columns:

    - `measure, outlet, unit`, and `period`: its first day;
    - `articles`: how many have a value; near duplicates (`wire_group`) of one outlet and story
      count once; `stories`: how many different stories they report;
    - `value`: for a rate, the ratio of sums (`quoted_share`: `quoted_words` over `words`); for any
      other measure, the mean; NaN if there are no articles;
    - `low, high`: its 95 % interval; NaN with fewer than six independent units.

    *Interval.* The studentised bootstrap, as in `bs.paired_differences`, over stories if the table
    has a column `story` (an article without one counts as a unit), else over articles. A rate is a
    ratio of sums, and is resampled by its linear approximation (delta method); no end of a rate is
    below 0, or of a share above 1. It shows how far the value depends on which stories came up, not
    why it changed: other days bring other stories.

    ValueError for a missing column, one without numbers, or another unit.

    >>> table = pd.DataFrame({"outlet": "A", "published": ["2031-03-04", "2031-03-04T09:00Z",
    ...     "2031-03-06"], "words": [100, 300, 50], "quoted_words": [50, 50, 25],
    ...     "quoted_share": [0.5, 1 / 6, 0.5]})
    >>> trend_values(table, "quoted_share")[["period", "articles", "value"]].values.tolist()
    [['2031-03-04', 2, 0.25], ['2031-03-05', 0, nan], ['2031-03-06', 1, 0.5]]
    >>> trend_values(table, "words", unit="month")[["period", "value"]].values.tolist()
    [['2031-03-01', 150.0]]
    """
    _check(table, measure, unit)
    unit = unit or fitting_unit(table["published"])
    periods = _periods(table["published"], unit)
    known = table.assign(_period=periods)[periods.notna() & table["outlet"].notna()]
    known = known.reset_index(drop=True)
    if known.empty:
        return pd.DataFrame(columns=COLUMNS)
    if "story" not in known:
        known["story"] = None
    first, last = known["_period"].min(), known["_period"].max()
    whole = pd.period_range(first, last, freq=UNITS[unit])
    rate = rate_of(table, measure)
    rows = []
    for outlet, of_outlet in known.groupby("outlet", sort=True):
        parts: dict = dict(list(of_outlet.groupby("_period")))
        for period in whole:
            names = {"measure": measure, "outlet": outlet, "unit": unit}
            numbers = {"articles": 0, "stories": 0}
            if period in parts:
                part = parts[period].reset_index(drop=True)
                articles = articles_of(part, measure, groups_of(part, "outlet", "story"))
                numbers = mean_value(articles, rate, seed, resamples)
            rows.append({**names, "period": f"{period.start_time:%Y-%m-%d}", **numbers})
    return pd.DataFrame(rows, columns=COLUMNS)


def _check(table: pd.DataFrame, measure: str, unit: str | None) -> None:
    for name in ("outlet", "published", measure):
        if name not in table:
            raise ValueError(f"no column `{name}` in the table; it has {listing(table)}")
    refuse_unless_numbers(table, measure)
    if unit is not None and unit not in UNITS:
        raise ValueError(f"unit={unit!r}: choose one of {', '.join(map(repr, UNITS))}")


def fitting_unit(published: Iterable) -> str:
    """The unit that suits this span of time: "day", "week" or "month".

    >>> fitting_unit(["2031-03-04", "2031-04-28"]), fitting_unit(["2031-03-04", "2031-04-29"])
    ('day', 'week')
    >>> fitting_unit(["2031-03", None]), fitting_unit([None])
    ('month', 'day')
    """
    texts = _dates(pd.Series(list(published), dtype="object"))
    days = pd.to_datetime(texts.str[:10], format="%Y-%m-%d", errors="coerce").dropna()
    if days.empty:
        return "month" if (texts != "").any() else "day"
    span = (days.max() - days.min()).days + 1
    return next((unit for unit, longest in LONGEST.items() if span <= longest), "month")


def _dates(published: pd.Series) -> pd.Series:
    """Possible dates, as text; else "". Some databases write 0001-01-01 for no date."""
    texts = published.astype("str").fillna("")
    return texts.where(texts.str.match(r"[1-9]\d{3}-\d\d"), "")


def _periods(published: pd.Series, unit: str) -> pd.Series:
    """The period of each article; missing if its date is less exact than the unit."""
    texts = _dates(published)
    exact = {"month": 7}.get(unit, 10)  # characters of the date that must be there
    form = "%Y-%m" if exact == 7 else "%Y-%m-%d"
    days = pd.to_datetime(texts.str[:exact], format=form, errors="coerce")
    return days.dt.to_period(UNITS[unit])


def mean_value(articles: Articles, rate: Rate | None, seed: int, resamples: int) -> dict:
    """The value of the articles of one outlet, such as those of a period, with its interval; NaN if
    they have no value.
    """
    over, under = articles.over * articles.weight, articles.under * articles.weight
    told = articles.story >= 0
    numbers = {
        "articles": articles.texts,
        "stories": len(set(articles.story[told].tolist())),
    }
    if not math.fsum(under) > 0:
        return numbers
    value = math.fsum(over) / math.fsum(under)
    _, unit = np.unique(
        np.where(told, articles.story, articles.story.max() + 1 + np.arange(len(over))),
        return_inverse=True,
    )
    overs, unders = np.bincount(unit, over), np.bincount(unit, under)
    low = high = math.nan
    if len(overs) >= LEAST_STORIES:
        # What each unit adds to the ratio; the mean of these is the ratio.
        effects = value + (overs - value * unders) * len(unders) / math.fsum(unders)
        low, high = mean_interval(effects, seed, resamples)
    if rate:
        low, high = np.clip([low, high], 0, 1 if rate.per == 1 else np.inf).tolist()
    return {**numbers, "value": value, "low": low, "high": high}
