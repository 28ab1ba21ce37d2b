"""Dates as pages and tables write them, converted to ISO 8601, as exact as they are stated.

Dates may be in figures or with the names of months, in English and in the other languages of press
databases. 04-09-2025 is the fourth of September or the ninth of April, and nothing in it shows
which. On a page, another date on that page decides. In a table its neighbours do: 25-09-2025 in the
same column has the day first. A note reports what decided; if nothing decides, there is no date,
and a note. Only 04.09.2025 needs none: a date with points has the day first, as in German, Russian
or Turkish, unless its neighbours can only be read the other way.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from ..paths import package_rows
from ..patterns import regex

# The number of each month by its names, in full or abbreviated to three letters or more.
MONTHS = {
    row["name"][:length].lower(): int(row["month"])
    for row in package_rows("months.csv")
    for length in range(3, len(row["name"]) + 1)
} | {row["name"]: int(row["month"]) for row in package_rows("month-names.csv")}
UTC_OFFSETS = {row["zone"]: float(row["hours"]) for row in package_rows("time-zones.csv")}
MOMENT = regex(
    r"""
    (?<![\w/.-])
    (?: (?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)                             # 2025-09-04
      | (?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y2>\d{4})(?!\.\d)  # 04-09-2025
      | (?P<d3>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[ ](?:de\ )?
        (?P<m3>[^\W\d_]{3,10})\.?,?\ (?:del?\ )?(?P<y3>\d{4})               # 4. März 2025
      | (?P<m4>[^\W\d_]{3,10})\.?[ ]
        (?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\ (?P<y4>\d{4})                   # Sept. 4, 2025
    )(?!\d)
    (?: (?:T|[,•·|@\ -]{1,3}(?:at\ )?)
        (?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?         # 02:16, 02:16:07.123
        (?:\ ?(?P<half>[ap])\.?m\b\.?)?                                   # 2:16 p.m.
        (?:\ ?\(?(?P<zone>Z\b|(?:GMT|UTC)[+-]\d\d?\b
                       |[a-z]{2,4}\b|[+-]\d\d:?\d\d\b))?           # IST, GMT+1, +05:30
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)

MONTH_ALONE = re.compile(r"(?P<month>[^\W\d_]{3,10})\.?,? (?:del? )?(?P<year>\d{4})")  # March 2024
ISO_MONTH = re.compile(r"(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])")  # 2024-03


@lru_cache(maxsize=2**14)  # a corpus has more articles than days
def read_date(text: str, day_first: bool | None = None) -> str | None:
    """The first date in a text as ISO 8601, with the time and the zone if stated; None if it is
    ambiguous.

    >>> read_date("Sept. 4, 2025, 2:16 p.m. EDT"), read_date("2025-09-04"), read_date("04-09-2025")
    ('2025-09-04T14:16-04:00', '2025-09-04', None)
    >>> read_date("04-09-2025", day_first=True), read_date("04-09-2025", day_first=False)
    ('2025-09-04', '2025-04-09')
    >>> read_date("04.09.2025"), read_date("04.13.2025"), read_date("version 4.9.2025.1")
    ('2025-09-04', '2025-04-13', None)
    >>> read_date("4. März 2025"), read_date("March 2025"), read_date("Spring 2025")
    ('2025-03-04', '2025-03', None)
    """
    match = MOMENT.search(text)
    return read_moment(match, day_first=day_first) if match else month_alone(text)


def month_alone(text: str) -> str | None:
    """A text that is only a month and a year, as ISO 8601; None for any other.

    >>> month_alone("Marzo de 2024"), month_alone("2024-03"), month_alone("in March 2024")
    ('2024-03', '2024-03', None)
    """
    if ISO_MONTH.fullmatch(text.strip()):
        return text.strip()
    match = MONTH_ALONE.fullmatch(text.strip())
    month = MONTHS.get(match["month"].lower()) if match else None
    return f"{match['year']}-{month:02}" if match and month else None


@lru_cache(maxsize=2**14)
def is_day_first(text: str) -> bool | None:
    """Whether a date in figures has the day first; None if it could be either, or is not a date.

    >>> is_day_first("25/12/2024"), is_day_first("12/25/2024"), is_day_first("04-09-2025")
    (True, False, None)
    """
    match = MOMENT.search(text)
    if not match or not match["mark"] or match["a"] == match["b"] or len(possible_days(match)) != 1:
        return None
    return int(match["a"]) > 12


def read_moment(
    match: re.Match, known: frozenset[str] = frozenset(), day_first: bool | None = None
) -> str | None:
    """The date, or date and time, of a match of `MOMENT` as ISO 8601, with its zone if stated.

    The month in 04-09-2025 is decided by `day_first`, or by unambiguous dates on the page
    (`known`); if neither decides, by the points in 04.09.2025; otherwise the result is None.
    """
    days = possible_days(match)
    if len(days) > 1:
        likely = [days[day_first]] if day_first is not None else [*known.intersection(days)]
        days = likely if len(likely) == 1 or match["mark"] != "." else [days[True]]
    return days[0] + time_of_day(match) if len(days) == 1 else None


def possible_days(match: re.Match) -> list[str]:
    """Each day that a match of `MOMENT` may mean, as ISO 8601. For ambiguous figures, the reading
    with the month first comes first.

    >>> [possible_days(MOMENT.search(text)) for text in ("04-09-2025", "25/12/2024", "4 Rain 2025")]
    [['2025-04-09', '2025-09-04'], ['2024-12-25'], []]
    """
    year = int(match["y1"] or match["y2"] or match["y3"] or match["y4"])
    if match["m1"]:
        readings = [(int(match["m1"]), int(match["d1"]))]
    elif match["mark"]:
        figures = int(match["a"]), int(match["b"])
        readings = [figures, figures[::-1]]
    else:
        month = MONTHS.get((match["m3"] or match["m4"]).lower())
        readings = [(month, int(match["d3"] or match["d4"]))] if month else []
    days = [f"{year:04}-{month:02}-{day:02}" for month, day in readings if is_day(year, month, day)]
    return list(dict.fromkeys(days))


def time_of_day(match: re.Match) -> str:
    """The time of a match of `MOMENT`, with its zone, in the form that ISO 8601 appends to the day;
    "" if there is none.

    >>> time_of_day(MOMENT.search("Sept. 4, 2025, 2:16 p.m. EDT"))
    'T14:16-04:00'
    """
    if not match["hour"]:
        return ""
    hour = int(match["hour"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + 12 * (match["half"].lower() == "p")
    if hour > 23 or int(match["minute"]) > 59:
        return ""
    return f"T{hour:02}:{match['minute']}{zone(match['zone'] or '')}"


def is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def zone(name: str) -> str:
    """The offset of a named zone; "" if it is unknown or ambiguous.

    >>> zone("IST"), zone("+0530"), zone("GMT+1"), zone("BST")
    ('+05:30', '+05:30', '+01:00', '')
    """
    if name[:1] in ("+", "-"):
        return f"{name[:3]}:{name[-2:]}"
    if name[3:4] in ("+", "-"):
        return f"{name[3]}{int(name[4:]):02}:00"
    hours = UTC_OFFSETS.get(name.upper())
    if hours is None:
        return ""
    return f"{'-' if hours < 0 else '+'}{int(abs(hours)):02}:{int(abs(hours) % 1 * 60):02}"


DATES = ["published", "updated"]
UNREAD = "no unambiguous date"


def with_dates(article: dict, day_first: Mapping[str, bool | None] = {}) -> dict:
    """The article with its dates as ISO 8601, read by the convention for each. A date that cannot
    be read is kept in `cut`.

    >>> with_dates({"published": "04-09-2025"})
    {'published': None, 'cut': [('published: no unambiguous date', '04-09-2025')]}
    >>> with_dates({"published": "04-09-2025"}, {"published": True})
    {'published': '2025-09-04', 'cut': [('published: read day first', '04-09-2025')]}
    """
    for name in DATES:
        if stated := article.get(name):
            order = day_first.get(name)
            article[name] = read_date(stated, order)
            if article[name] is None:
                why = UNREAD
            elif order is not None and article[name] != read_date(stated):
                why = f"read {order_in_words(order)}"
            else:
                continue
            article["cut"] = [*article.get("cut", []), (f"{name}: {why}", stated)]
    return article


def order_in_words(day_first: bool) -> str:
    return "day first" if day_first else "month first"


# A column of dates: its name, its place (file or folder, outlet), and whether it holds dates with
# points only, which dates with slashes do not decide.
DateColumn = tuple[str, str, str, bool]


def read_dates(
    articles: Sequence[dict], seen: dict[DateColumn, Counter[bool]] | None = None
) -> list[str]:
    """Notes on the dates that had to be read by a convention; the dates of all articles are read in
    place.

    `seen` holds the evidence from previous articles, and receives that of these. The dates of the
    same outlet in the same file decide, or else all dates in that file; if the file has no date
    that decides, as in files of one article, those of its folder, again of the same outlet first.
    All must agree. Dates with points are read day first, unless others with points show the month
    first.

    >>> articles = [
    ...     {"source": "a.csv#1", "published": "25/12/2024"},
    ...     {"source": "a.csv#2", "published": "04/09/2024"},
    ... ]
    >>> read_dates(articles)
    ['a.csv: 1 date of `published` such as 04/09/2024 is read day first, as 1 other shows']
    >>> articles[1]["published"]
    '2024-09-04'
    """
    seen = {} if seen is None else seen
    for article in articles:
        for name in DATES:
            stated = article.get(name)
            if stated and (order := is_day_first(stated)) is not None:
                for where, outlet in neighbourhoods(article):
                    for points in {False, has_points(stated)}:
                        seen.setdefault((name, where, outlet, points), Counter())[order] += 1
    by_convention: dict[DateColumn, list[str]] = defaultdict(list)
    for article in articles:
        orders: dict[str, bool | None] = {}
        for name in DATES:
            stated = article.get(name)
            if stated and read_date(stated, True) != read_date(stated, False):
                points = has_points(stated)
                columns = [(name, *place, points) for place in neighbourhoods(article)]
                column = next((column for column in columns if column in seen), columns[0])
                counts = seen.get(column, Counter())
                orders[name] = counts[True] > 0 if len(counts) == 1 else None
                by_itself = read_date(stated)
                if by_itself is None or by_itself != read_date(stated, orders[name]):
                    by_convention[column].append(stated)
        with_dates(article, orders)
    return [
        convention_note(column, dates, seen.get(column, Counter()))
        for column, dates in by_convention.items()
    ]


def has_points(stated: str) -> bool:
    """Whether the first date in a text has figures with points between them.

    >>> has_points("04.09.2025"), has_points("04/09/2025 10.15")
    (True, False)
    """
    date = MOMENT.search(stated)
    return date is not None and date["mark"] == "."


def neighbourhoods(article: dict) -> Iterator[tuple[str, str]]:
    """The places whose dates show how to read those of an article, the nearest first: (file or
    folder, outlet).
    """
    file = article["source"].rpartition("#")[0] or article["source"]
    folder = file.rpartition("/")[0] + "/"
    for where in (file, folder):
        for outlet in filter(None, (article.get("outlet"), "every outlet")):
            yield where, outlet


def convention_note(column: DateColumn, dates: list[str], seen: Counter[bool]) -> str:
    """A line that reports what decided how the dates of a column were read."""
    name, where, outlet, _ = column
    many = f"{len(dates)} date{'s' if len(dates) > 1 else ''} of `{name}` such as {dates[0]}"
    verb = "are" if len(dates) > 1 else "is"
    of = "" if outlet == "every outlet" else f", {outlet}"
    if len(seen) == 1:
        ((order, others),) = seen.items()
        shown = "others show" if others > 1 else "other shows"
        why = f"read {order_in_words(order)}, as {others} {shown}"
    elif seen:
        why = f"left out: {seen[True]} others there have the day first, {seen[False]} the month"
    else:
        why = "left out: no other date there shows which figure is the month"
    return f"{where}{of}: {many} {verb} {why}"
