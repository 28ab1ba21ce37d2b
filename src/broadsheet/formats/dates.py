"""A date as pages and tables write it, in ISO 8601: as exact as it is stated.

Read are figures and the English names of months. Where figures can be read in two ways
(04-09-2025), another date of the same page decides, or the convention of the table that the date
stands in (`conventions`); else it is not read.

Dates in figures, read by the convention of the table that they stand in: day first, or month first.

04-09-2025 is the fourth of September or the ninth of April. Nothing in it tells, but its neighbours
may: 25-09-2025 in the same column has its day first. What decided is said in a note; where nothing
decides, there is no date, and a note.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

# hours. Names with two meanings ("BST", "CST") are not among them, but for India's: Israel loses
UTC_OFFSETS = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "PKT": 5,
    "IST": 5.5,
    "HKT": 8,
    "SGT": 8,
    "JST": 9,
    "KST": 9,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MOMENT = re.compile(
    r"""
    (?<![\w/.-])(?:
        (?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)                                           # 2025-09-04
      | (?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y2>\d{4})                 # 04-09-2025
      | (?P<d3>\d{1,2})(?:st|nd|rd|th)?\ (?P<m3>[a-z]{3,9})\.?,?\ (?P<y3>\d{4})           # 4 September 2025
      | (?P<m4>[a-z]{3,9})\.?\ (?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\ (?P<y4>\d{4})           # Sept. 4, 2025
    )(?!\d)
    (?:(?:T|[,•·|@\ -]{1,3}(?:at\ )?)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?   # 02:16
      (?:\ ?(?P<half>[ap])\.?m\b\.?)?                                                     # 2:16 p.m.
      (?:\ ?\(?(?P<zone>Z\b|[a-z]{2,4}\b|[+-]\d\d:?\d\d\b))?)?                            # IST, +05:30
    """,
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=2**14)  # a corpus has more articles than days
def read_date(text: str, day_first: bool | None = None) -> str | None:
    """The first date of a text as ISO 8601, with the time and the zone if it states them; None if
    it is not certain.

    >>> read_date("Sept. 4, 2025, 2:16 p.m. EDT"), read_date("2025-09-04"), read_date("04-09-2025")
    ('2025-09-04T14:16-04:00', '2025-09-04', None)
    >>> read_date("04-09-2025", day_first=True), read_date("04-09-2025", day_first=False)
    ('2025-09-04', '2025-04-09')
    """
    found = MOMENT.search(text)
    return read_moment(found, day_first=day_first) if found else None


@lru_cache(maxsize=2**14)
def is_day_first(text: str) -> bool | None:
    """Whether a date in figures has its day first; None where it could be either, or is none.

    >>> is_day_first("25/12/2024"), is_day_first("12/25/2024"), is_day_first("04-09-2025"), is_day_first("4 May 2025")
    (True, False, None, None)
    """
    found = MOMENT.search(text)
    if not found or not found["mark"] or found["a"] == found["b"] or read_moment(found) is None:
        return None
    return int(found["a"]) > 12


def read_moment(
    found: re.Match, known: frozenset = frozenset(), day_first: bool | None = None
) -> str | None:
    """The date, or date and time, of a match of `MOMENT` as ISO 8601, with its zone where it names
    one.

    Which of 04-09-2025 is the month is told by the dates the page states without doubt, or by
    `day_first`; where neither tells, nothing is given back.
    """
    part = {name: value for name, value in found.groupdict().items() if value}
    year = next(part[y] for y in ("y1", "y2", "y3", "y4") if y in part)
    day, name = (
        part.get("d3") or part.get("d4"),
        (part.get("m3") or part.get("m4") or "")[:3].lower(),
    )
    readings = (
        [(part["m1"], part["d1"])]
        if "m1" in part
        else [(part["a"], part["b"]), (part["b"], part["a"])]
        if "mark" in part
        else [(MONTHS.index(name) + 1, day)]
        if name in MONTHS
        else []
    )
    days = [
        f"{int(year):04}-{int(m):02}-{int(d):02}"
        for m, d in readings
        if is_day(int(year), int(m), int(d))
    ]
    days = days[day_first:][:1] if len(set(days)) > 1 and day_first is not None else days
    days = set(days) & known if len(set(days)) > 1 else set(days)
    if len(days) != 1:
        return None
    hour = int(part.get("hour", 24))
    hour = hour % 12 + 12 * (part["half"].lower() == "p") if "half" in part and hour <= 12 else hour
    if hour > 23 or int(part["minute"]) > 59:
        return days.pop()
    return f"{days.pop()}T{hour:02}:{part['minute']}{zone(part.get('zone', ''))}"


def is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def zone(name: str) -> str:
    """The offset a zone's name stands for: "+05:30"; "" for one that is unknown or has two
    meanings.
    """
    if name[:1] in ("+", "-"):
        return f"{name[:3]}:{name[-2:]}"
    hours = UTC_OFFSETS.get(name.upper())
    return (
        ""
        if hours is None
        else f"{'-' if hours < 0 else '+'}{int(abs(hours)):02}:{int(abs(hours) % 1 * 60):02}"
    )


DATES = ["published", "updated"]
UNREAD = "no date that can be read in one way"


def with_dates(article: dict, day_first: Mapping[str, bool | None] = {}) -> dict:
    """The article with its dates as ISO 8601, by the convention of each. One that cannot be read is
    kept in `cut`.

    >>> with_dates({"published": "04-09-2025"})
    {'published': None, 'cut': [('published: no date that can be read in one way', '04-09-2025')]}
    >>> with_dates({"published": "04-09-2025"}, {"published": True})
    {'published': '2025-09-04', 'cut': [('published: read day first', '04-09-2025')]}
    """
    for name in DATES:
        if said := article.get(name):
            order = day_first.get(name)
            article[name] = read_date(said) or read_date(said, order)
            why = (
                UNREAD
                if article[name] is None
                else f"read {in_words(order)}"
                if read_date(said) is None
                else ""
            )
            if why:
                article["cut"] = [*article.get("cut", []), (f"{name}: {why}", said)]
    return article


def in_words(day_first: bool) -> str:
    return "day first" if day_first else "month first"


def read_dates(articles: Sequence[dict], seen: dict[tuple, Counter] | None = None) -> list[str]:
    """Reads the dates of all articles in place, and gives back the notes on those that had to be
    told by a convention.

    `seen` holds what the articles before these have shown, and takes up what these show. The dates
    of the same outlet in the same file decide, or else all of that file; where the file holds no
    date that tells, as files of one article do not, those of its folder, again of the same outlet
    first. All must agree.

    >>> articles = [{"source": "a.csv#1", "published": "25/12/2024"}, {"source": "a.csv#2", "published": "04/09/2024"}]
    >>> read_dates(articles)
    ['a.csv: 1 date of `published` such as 04/09/2024 is read day first, as 1 other shows']
    >>> articles[1]["published"]
    '2024-09-04'
    """
    seen = {} if seen is None else seen
    for article in articles:
        for name in DATES:
            if (said := article.get(name)) and (order := is_day_first(said)) is not None:
                for place in places(article):
                    seen.setdefault((name, *place), Counter())[order] += 1
    told = defaultdict(list)
    for article in articles:
        orders = {}
        for name in DATES:
            said = article.get(name)
            if said and read_date(said) is None and read_date(said, True):
                place = next(
                    (place for place in places(article) if (name, *place) in seen),
                    next(places(article)),
                )
                counts = seen.get((name, *place), Counter())
                orders[name] = counts[True] > 0 if len(counts) == 1 else None
                told[(name, *place)].append(said)
        with_dates(article, orders)
    return [
        note(name, where, outlet, said, seen.get((name, where, outlet), Counter()))
        for (name, where, outlet), said in told.items()
    ]


def places(article: dict) -> Iterator[tuple[str, str]]:
    """Where the dates stand that tell how to read those of an article, the nearest first: (file or
    folder, outlet).
    """
    file = article["source"].rpartition("#")[0] or article["source"]
    folder = file.rpartition("/")[0] + "/"
    for where in (file, folder):
        for outlet in filter(None, (article.get("outlet"), "every outlet")):
            yield where, outlet


def note(name: str, where: str, outlet: str, said: list[str], seen: Counter) -> str:
    many = f"{len(said)} date{'s' if len(said) > 1 else ''} of `{name}` such as {said[0]}"
    verb = "are" if len(said) > 1 else "is"
    of = "" if outlet == "every outlet" else f", {outlet}"
    if len(seen) == 1:
        ((order, n),) = seen.items()
        why = f"read {in_words(order)}, as {n} other{'s show' if n > 1 else ' shows'}"
    elif seen:
        why = f"left out: {seen[True]} others there have the day first, {seen[False]} the month"
    else:
        why = "left out: no other date there tells which figure is the month"
    return f"{where}{of}: {many} {verb} {why}"
