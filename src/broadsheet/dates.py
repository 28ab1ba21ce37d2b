"""A date as pages and tables write it, in ISO 8601: as exact as it is stated.

Read are figures and the English names of months. Where figures can be read in two ways (04-09-2025), another date of
the same page decides, or the convention of the table that the date stands in (`conventions`); else it is not read.
"""
import re
from datetime import date
from functools import lru_cache

UTC_OFFSETS = {        # hours. Names with two meanings ("BST", "CST") are not among them, but for India's: Israel loses
    "Z": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1,
    "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "PKT": 5, "IST": 5.5, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MOMENT = re.compile(r"""
    (?<![\w/.-])(?:
        (?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)                                           # 2025-09-04
      | (?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y2>\d{4})                 # 04-09-2025
      | (?P<d3>\d{1,2})(?:st|nd|rd|th)?\ (?P<m3>[a-z]{3,9})\.?,?\ (?P<y3>\d{4})           # 4 September 2025
      | (?P<m4>[a-z]{3,9})\.?\ (?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\ (?P<y4>\d{4})           # Sept. 4, 2025
    )(?!\d)
    (?:(?:T|[,•·|@\ -]{1,3}(?:at\ )?)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?   # 02:16
      (?:\ ?(?P<half>[ap])\.?m\b\.?)?                                                     # 2:16 p.m.
      (?:\ ?\(?(?P<zone>Z\b|[a-z]{2,4}\b|[+-]\d\d:?\d\d\b))?)?                            # IST, +05:30
    """, re.VERBOSE | re.IGNORECASE)


@lru_cache(maxsize=2**14)                     # a corpus has more articles than days
def read_date(text: str, day_first: bool | None = None) -> str | None:
    """The first date of a text as ISO 8601, with the time and the zone if it states them; None if it is not certain.

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


def read_moment(found: re.Match, known: frozenset = frozenset(), day_first: bool | None = None) -> str | None:
    """The date, or date and time, of a match of `MOMENT` as ISO 8601, with its zone where it names one.

    Which of 04-09-2025 is the month is told by the dates the page states without doubt, or by `day_first`; where neither
    tells, nothing is given back.
    """
    part = {name: value for name, value in found.groupdict().items() if value}
    year = next(part[y] for y in ("y1", "y2", "y3", "y4") if y in part)
    day, name = part.get("d3") or part.get("d4"), (part.get("m3") or part.get("m4") or "")[:3].lower()
    readings = ([(part["m1"], part["d1"])] if "m1" in part else
                [(part["a"], part["b"]), (part["b"], part["a"])] if "mark" in part else
                [(MONTHS.index(name) + 1, day)] if name in MONTHS else [])
    days = [f"{int(year):04}-{int(m):02}-{int(d):02}" for m, d in readings if is_day(int(year), int(m), int(d))]
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
    """The offset a zone's name stands for: "+05:30"; "" for one that is unknown or has two meanings."""
    if name[:1] in ("+", "-"):
        return f"{name[:3]}:{name[-2:]}"
    hours = UTC_OFFSETS.get(name.upper())
    return "" if hours is None else f"{'-' if hours < 0 else '+'}{int(abs(hours)):02}:{int(abs(hours) % 1 * 60):02}"
