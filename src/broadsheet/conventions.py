"""Dates in figures, read by the convention of the table that they stand in: day first, or month first.

04-09-2025 is the fourth of September or the ninth of April. Nothing in it tells, but its neighbours may: 25-09-2025 in
the same column has its day first. What decided is said in a note; where nothing decides, there is no date, and a note.
"""
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .dates import is_day_first, read_date

DATES = ["published", "updated"]
UNREAD = "no date that can be read in one way"


def with_dates(article: dict, day_first: Mapping[str, bool | None] = {}) -> dict:
    """The article with its dates as ISO 8601, by the convention of each. One that cannot be read is kept in `cut`.

    >>> with_dates({"published": "04-09-2025"})
    {'published': None, 'cut': [('published: no date that can be read in one way', '04-09-2025')]}
    >>> with_dates({"published": "04-09-2025"}, {"published": True})
    {'published': '2025-09-04', 'cut': [('published: read day first', '04-09-2025')]}
    """
    for name in DATES:
        if said := article.get(name):
            order = day_first.get(name)
            article[name] = read_date(said) or read_date(said, order)
            why = UNREAD if article[name] is None else f"read {in_words(order)}" if read_date(said) is None else ""
            if why:
                article["cut"] = [*article.get("cut", []), (f"{name}: {why}", said)]
    return article


def in_words(day_first: bool) -> str:
    return "day first" if day_first else "month first"


def read_dates(articles: Sequence[dict], seen: dict[tuple, Counter] | None = None) -> list[str]:
    """Reads the dates of all articles in place, and gives back the notes on those that had to be told by a convention.

    `seen` holds what the articles before these have shown, and takes up what these show.
    The dates of the same outlet in the same file decide, or else all of that file; where the file holds no date that
    tells, as files of one article do not, those of its folder, again of the same outlet first. All must agree.

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
                place = next((place for place in places(article) if (name, *place) in seen), next(places(article)))
                counts = seen.get((name, *place), Counter())
                orders[name] = counts[True] > 0 if len(counts) == 1 else None
                told[(name, *place)].append(said)
        with_dates(article, orders)
    return [note(name, where, outlet, said, seen.get((name, where, outlet), Counter()))
            for (name, where, outlet), said in told.items()]


def places(article: dict) -> Iterator[tuple[str, str]]:
    """Where the dates stand that tell how to read those of an article, the nearest first: (file or folder, outlet)."""
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
        (order, n), = seen.items()
        why = f"read {in_words(order)}, as {n} other{'s show' if n > 1 else ' shows'}"
    elif seen:
        why = f"left out: {seen[True]} others there have the day first, {seen[False]} the month"
    else:
        why = "left out: no other date there tells which figure is the month"
    return f"{where}{of}: {many} {verb} {why}"
