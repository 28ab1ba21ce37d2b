"""The words of a figure: its rows' names with their n, its numbers, and what it shows for those who
cannot see it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from textwrap import fill

import pandas as pd

from ..stats import NO_OUTLET, is_others
from ..stats import percent as share_in_percent

# With more values than this, a row is reported and drawn by shares and a median.
TOLD_SINGLY = 100
MOST_NAMED = 12  # names in a sentence that says in words what a figure shows
CUT = " …"  # at the end of what is shortened


def fewer_outlets(articles: pd.DataFrame, most: int = 12) -> pd.DataFrame:
    """The articles, with the `most` outlets that have most articles under their own names, and all
    others under one name, such as `288 other outlets`.

    A figure has room for a dozen rows, and no article is lost. Of outlets with equally many
    articles, the first in alphabetical order keeps its name. An article without an outlet stays
    without one. Nothing changes if the others would be one outlet or none. Comparisons of outlets
    show the others as context, and never say how they differ. Where outlets are counted, the others
    are not one outlet: `own_outlets` gives them back their names.

    >>> articles = pd.DataFrame({"outlet": ["D", "C", "B", "A", "A", None]})
    >>> fewer_outlets(articles, most=2)["outlet"].fillna("").tolist()
    ['2 other outlets', '2 other outlets', 'B', 'A', 'A', '']
    >>> fewer_outlets(articles, most=3)["outlet"].fillna("").tolist()
    ['D', 'C', 'B', 'A', 'A', '']
    """
    n = articles["outlet"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    if len(n) <= most + 1:
        return articles
    kept = articles["outlet"].isin(n.index[:most]) | articles["outlet"].isna()
    return articles.assign(
        outlet=articles["outlet"].where(kept, f"{len(n) - most:,} other outlets")
    )


def own_outlets(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The table with the outlet that each row's article has in `articles`: what undoes
    `fewer_outlets` where outlets are counted or named, because several outlets taken together
    are not one outlet. Both have a column `id`; an article that `articles` lack has no outlet.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"]})
    >>> together = pd.DataFrame({"id": ["b", "a", "b"], "outlet": "2 other outlets", "words": 9})
    >>> own_outlets(together, articles)["outlet"].tolist()
    ['B', 'A', 'B']
    """
    own = dict(zip(articles["id"], articles["outlet"]))
    return table.assign(outlet=table["id"].map(own))


def others_last(names: Iterable) -> list:
    """The different names in order of appearance, with the name that `fewer_outlets` gave the
    others last.

    >>> others_last(["A", "9 other outlets (n = 40)", "B", "A"])
    ['A', 'B', '9 other outlets (n = 40)']
    """
    return sorted(dict.fromkeys(names), key=is_others)


def labelled(table: pd.DataFrame, column: str = "outlet", of: str = "id") -> pd.Series:
    """The column's values with their n, to name a figure's rows: `Newslooks (n = 1)`; n counts
    different values of `of`.

    >>> labelled(pd.DataFrame({"outlet": ["A", "A", None], "id": [1, 2, 3]})).tolist()
    ['A (n = 2)', 'A (n = 2)', 'no outlet named (n = 1)']
    """
    names = table[column].astype(str).astype(object).where(table[column].notna(), NO_OUTLET)
    n = table.groupby(names)[of].nunique().map("{:,}".format)
    return names + " (n = " + names.map(n).astype(object) + ")"


def shorten(name: object, width: int = 34, lines: int = 3) -> str:
    """A name in at most `lines` lines of at most `width` characters. Its n is never cut, so that a
    line is as long as the n at least. A name that has no room loses its article first.

    >>> shorten("The Example Post and Courier of Greater Northern Harbour")
    'The Example Post and Courier of\\nGreater Northern Harbour'
    >>> shorten("The Example Post and Courier of Greater Northern Harbour (n = 9)", lines=1)
    'Example Post and Courier … (n = 9)'
    >>> name = "The Saltmarch Review (n = 12)"
    >>> shorten(name, 20, lines=1), shorten(name, 4, lines=1)
    ('Saltmarch … (n = 12)', '… (n = 12)')
    >>> long = "Donaudampfschifffahrtszeitung"
    >>> shorten(long, 16, lines=1), shorten(f"{long} (n = 9)", 16, lines=1)
    ('Donaudampfschi …', 'Donaud … (n = 9)')

    >>> shorten("The Example Post minus The Harbour Courier (n = 25 and 14)", 26)
    'The Example Post minus The\\nHarbour Courier\\n(n = 25 and 14)'

    If there are two names, neither is cut for the sake of the other:

    >>> shorten("The Example Post against The Northern Harbour Courier", 30, lines=1)
    'Example Post / Northern …'
    >>> shorten("The Example Post minus The Northern Harbour Courier (n = 9)", 22, lines=2)
    'The Example Post minus\\nNorthern … (n = 9)'
    """
    whole = re.sub(
        r"\(n = ([\d,]+)(?: and ([\d,]+))?\)$", _unbroken_n, str(name)
    )  # so that an n stays in one line
    pair = re.fullmatch(r"(.+) (against|minus) (.+)", whole)
    short = fill(whole, max(width, len(CUT)), max_lines=lines, placeholder=CUT)
    if "".join(short.split()) == "".join(whole.split()):  # nothing is cut off
        return short.replace("\xa0", " ")
    if pair:
        return _shortened_pair(pair[1], pair[2], pair[3], width, lines)
    if whole.startswith("The "):
        return shorten(whole.removeprefix("The "), width, lines)
    counted = re.fullmatch(r"(.*) (\(n\xa0=\xa0[\d,\xa0and]+\))", whole, re.S)
    end = f"{CUT} {counted[2]}" if counted else CUT
    width = max(width, len(end.lstrip()))
    if counted:  # a word that cannot fit makes sure that the n replaces the rest
        short = fill(f"{counted[1]} {'x' * width}", width, max_lines=lines, placeholder=end)
    if short.lstrip().startswith(
        CUT.lstrip()
    ):  # one word that is too long for its line: keep its beginning
        beginning = (counted[1] if counted else whole).lstrip()
        short = (beginning[: max(0, width - len(end))] + end).lstrip()
    return short.replace("\xa0", " ")


def _unbroken_n(n: re.Match) -> str:
    """The n of a name, or of a pair, with non-breaking spaces."""
    return f"(n = {' and '.join(filter(None, n.groups()))})".replace(" ", "\xa0")


def _shortened_pair(name: str, between: str, other: str, width: int, lines: int) -> str:
    """Two names without their articles in one line, with a sign between them, of which each may
    take half, or what the other leaves; or in two lines.
    """
    if lines > 1:
        first = shorten(name, width - len(between) - 1, 1)
        return f"{first} {between}\n{shorten(other, width, 1)}"
    name, other = name.removeprefix("The "), other.removeprefix("The ")
    between = {"against": "/", "minus": "−"}[between]
    room = max(2, width - len(between) - 2)
    half = room // 2
    own = min(len(name), max(half, room - len(other)))
    return f"{shorten(name, own, 1)} {between} {shorten(other, room - own, 1)}"


def number(x: float, percent: bool = False, ratio: bool = False) -> str:
    """A number as written beside its dot: no more digits than a reader needs.

    >>> number(0.256, percent=True), number(-1, ratio=True)
    ('26 %', '0.50 ×')
    >>> number(1234.5), number(-12.34), number(0.125), number(0.998), number(-0.004)
    ('1,234', '−12.3', '0.12', '1.0', '0.00')
    """
    if percent:
        return share_in_percent(x)
    if ratio:
        times = 2**x
        if not 0.0995 <= times < 1e6:
            return f"{times:.2g} ×"
        return f"{times:,.0f} ×" if times >= 9.95 else f"{_two_digits(times)} ×"
    written = f"{x:,.0f}" if abs(x) >= 99.95 or x == int(x) else _two_digits(x)
    if not written.strip("-0."):  # no minus before a zero
        written = written.removeprefix("-")
    return written.replace("-", "−")


def _two_digits(x: float) -> str:
    """At least two digits: 12.3, 1.2, 0.12."""
    return f"{x:.1f}" if abs(x) >= 0.995 else f"{x:.2f}"


def in_words(
    table: pd.DataFrame, labels: Sequence[str], value: str, what: str, percent: bool = False
) -> str:
    """What a figure shows, in words, for readers who cannot see it: every value, named by the
    columns `labels`, with its interval. An unknown outlet is called `NO_OUTLET`.

    More than twelve values are given in a section for each first label, so that values in different
    units, such as those of two formulas, are never counted together. Values that share all labels
    are given by their median, number, lowest and highest. If a section has more than twelve names,
    only the lowest and the highest are given.

    >>> shares = pd.DataFrame({"outlet": ["A", "B"], "share": [0.25, 0.5]})
    >>> shares = shares.assign(low=[0.2, 0.4], high=[0.3, 0.6])
    >>> in_words(shares, ["outlet"], "share", "share quoted", percent=True)
    'Share quoted: A 25 % (20 % to 30 %), B 50 % (40 % to 60 %).'
    >>> two = pd.DataFrame({"outlet": ["A", None], "words": [2, 3]})
    >>> in_words(two, ["outlet"], "words", "words")
    'Words: A 2, no outlet named 3.'
    >>> grades = pd.DataFrame({"part": ["speech"] + ["all"] * 20, "outlet": "A", "n": range(21)})
    >>> in_words(grades, ["part", "outlet"], "n", "grade")
    'Grade. speech: A 0; all: A median 10.5 (20 values, 1 to 20).'
    """
    if table[value].notna().sum() == 0:
        return f"{capitalised(what)}: nothing to show."
    if len(table) <= MOST_NAMED:
        rows = [
            _value_in_words(_name(labels, [row[label] for label in labels]), row, value, percent)
            for row in table.to_dict("records")
        ]
        return f"{capitalised(what)}: {', '.join(rows)}."
    if len(labels) == 1:
        return f"{capitalised(what)}: {_section_in_words(table, labels, value, percent)}."
    first, *others = labels
    sections = [
        f"{_name([first], [name])}: {_section_in_words(part, others, value, percent)}"
        for name, part in table.groupby(first, sort=False, dropna=False)
    ]
    more = [f"and {len(sections) - MOST_NAMED:,} more"] * (len(sections) > MOST_NAMED)
    return f"{capitalised(what)}. {'; '.join([*sections[:MOST_NAMED], *more])}."


def _section_in_words(table: pd.DataFrame, labels: Sequence[str], value: str, percent: bool) -> str:
    groups = table.groupby(list(labels), sort=False, dropna=False)
    if groups.ngroups > MOST_NAMED:
        middles = groups[value].median().dropna().sort_values(kind="stable")
        if middles.empty:
            return f"{groups.ngroups:,}, all undefined"
        ends = [
            f"{_name(labels, name if isinstance(name, tuple) else (name,))} "
            f"{number(middle, percent)}"
            for name, middle in middles.iloc[[0, -1]].items()
        ]
        kind = "medians" if len(table) > groups.ngroups else "values"
        return f"{groups.ngroups:,} {kind}, from {' to '.join(ends)}"
    return ", ".join(
        _value_in_words(_name(labels, names), rows.iloc[0].to_dict(), value, percent)
        if len(rows) == 1
        else _values_in_words(_name(labels, names), rows[value].dropna(), percent)
        for names, rows in groups
    )


def _name(labels: Sequence[str], names: Iterable) -> str:
    # as in `labelled`; any other missing label is left out
    known = [
        NO_OUTLET if pd.isna(name) and label == "outlet" else name
        for label, name in zip(labels, names)
    ]
    return " ".join(str(name) for name in known if pd.notna(name))


def _value_in_words(name: str, row: Mapping, value: str, percent: bool) -> str:
    if pd.isna(row[value]):
        return f"{name} undefined"
    words = f"{name} {number(row[value], percent)}"
    if pd.isna(row.get("low")) or pd.isna(row.get("high")):
        return words
    return f"{words} ({number(row['low'], percent)} to {number(row['high'], percent)})"


def _values_in_words(name: str, values: pd.Series, percent: bool) -> str:
    if values.empty:
        return f"{name} undefined"
    middle, low, high = (number(n, percent) for n in (values.median(), values.min(), values.max()))
    return f"{name} median {middle} ({len(values):,} values, {low} to {high})"


def capitalised(text: str) -> str:
    """The text with a capital in front, as a sentence begins.

    >>> capitalised("share of NATO in words")
    'Share of NATO in words'
    """
    return text[:1].upper() + text[1:]
