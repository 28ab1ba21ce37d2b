"""A `Document` → the numbers in it, each with its value and the noun that it counts: "fifty-five
suspects" and "55 cartel suspects" are the same number of the same thing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..paths import package_rows
from ..patterns import regex
from .document import Document

# Word → its value, by class: two, twenty, million, (5)bn, third.
WORTH: dict[str, dict[str, int]] = {}
for _row in package_rows("number-words.csv"):
    WORTH.setdefault(_row["class"], {})[_row["word"]] = int(_row["value"])
# Words with which a number may begin, if not with figures.
BEGINNINGS = frozenset().union(*(WORTH[kind] for kind in ("unit", "ten", "scale", "ordinal")))
MONTHS = {row["name"].lower(): row["name"] for row in package_rows("months.csv")}
MONTHS |= {name[:3]: whole for name, whole in MONTHS.items()} | {"sept": "September"}
# Words at which the search for a noun ends: "seven on Tuesday" counts nothing.
NO_NOUN = frozenset(
    row["word"]
    for row in package_rows("word-classes.csv")
    if row["class"] not in ("adverb", "noun", "time")
)
FIGURES = regex(r"(\d{1,3}(?:,\d{3})+|\d+)((?:\.\d+)?)([a-z]*)")
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
# What may separate two tokens of one number, and a number and its noun.
JOINED = frozenset({" ", "-"})
# Figures on both sides: a time, a score, a date, a telephone number. None of them is a count.
FIGURE_MARKS = frozenset(":/.-–—")
# Four figures without a comma that are a year in running text: "2018 midterms" are not so many.
YEAR = re.compile(r"(?:19|20)\d\d")
CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₹": "rupees"}
SHOWN_BY_SIGN = frozenset({"per cent", *CURRENCIES.values()})
# Plurals that do not end in s, and words for percentages.
PLURALS = frozenset("cent children feet fish men mice people percent police women yen".split())
Tied = Callable[[int], bool]
REACH = 4  # tokens after a number that are searched for its noun


class Number(NamedTuple):
    """A number in a text: its offsets, including its noun; its value; the noun in lower case, ""
    without one; and whether it is an ordinal ("the third year").
    """

    start: int
    end: int
    value: float
    noun: str
    is_ordinal: bool

    @property
    def things(self) -> str:
        """The noun in the singular, for comparing what two numbers count."""
        return singular(self.noun)


def numbers(document: Document) -> list[Number]:
    """The numbers of a document in order, written in figures or in words.

    The noun is the first plural among the next four tokens, up to a mark or a word that cannot be
    in a noun phrase; a month beside the number; or the meaning of a sign ("$5 million", "12%").
    After a hyphen it is singular ("a 20-minute detour"). "One" is left out, since it is mostly not
    a number; so are times, dates in figures, scores and telephone numbers.

    >>> [(n.value, n.noun) for n in numbers(Document("Fifty-five cartel suspects, 1,000 boats."))]
    [(55.0, 'suspects'), (1000.0, 'boats')]
    >>> [(n.value, n.noun) for n in numbers(Document("Two million crowns on 1 May, at 4:30."))]
    [(2000000.0, 'crowns'), (1.0, 'May')]
    >>> [(n.value, n.noun, n.is_ordinal) for n in numbers(Document("Of the three, the third."))]
    [(3.0, '', False), (3.0, '', True)]

    A year is no count; with a comma it is no year:

    >>> [(n.value, n.noun) for n in numbers(Document("In May 2018, 2,018 troops left."))]
    [(2018.0, ''), (2018.0, 'troops')]

    Fails on a noun before its number ("inspectors, of whom there are six"), and if another plural
    stands between the two.
    """
    return list(_numbers(document))


def _numbers(document: Document) -> Iterator[Number]:
    tokens, forms = document.tokens, document.forms
    plain, sentence_starts = document.plain, [start for start, _ in document.sentence_bounds]
    opens = set(sentence_starts)

    def tied(before: int) -> bool:
        """Whether a token belongs to the same phrase as the next."""
        if before + 1 >= len(tokens) or tokens[before + 1].start in opens:
            return False
        between = plain[tokens[before].end : tokens[before + 1].start]
        return between in JOINED or (between == ". " and forms[before] in MONTHS)

    i = 0
    while i < len(tokens):
        if forms[i] not in BEGINNINGS and not forms[i][0].isdecimal():
            i += 1
            continue
        sign = plain[tokens[i].start - 1 : tokens[i].start]
        read = _value(forms, i, tied, sign in CURRENCIES)
        if read is None:
            i += 1
            continue
        value, end, is_ordinal = read
        start, stop = tokens[i].start, tokens[end - 1].end
        if not _is_of_figures_alone(plain, start, stop):
            noun, after = _noun(document, start, end, tied)
            if noun not in SHOWN_BY_SIGN and end == i + 1 and YEAR.fullmatch(forms[i]):
                noun, after = "", -1
            elif not noun and i and forms[i - 1] in MONTHS and tied(i - 1):
                noun = MONTHS[forms[i - 1]]
                start = tokens[i - 1].start
            yield Number(start, max(stop, after), value, noun, is_ordinal)
        i = end


def _value(
    forms: Sequence[str], i: int, tied: Tied, is_money: bool
) -> tuple[float, int, bool] | None:
    """The value of the number that begins at a token, the index of the token after it, and whether
    it is an ordinal; None if no number begins there.

    The words of one number are added and multiplied: three hundred (and) five thousand.
    """
    figures = FIGURES.fullmatch(forms[i])
    if figures:
        value, ending = float(figures[1].replace(",", "") + figures[2]), figures[3]
        if ending in ORDINAL_ENDINGS:
            return value, i + 1, True
        # "5m" is money after a currency sign, otherwise a length.
        if ending and (ending not in WORTH["suffix"] or (ending in "km" and not is_money)):
            return None
        value *= WORTH["suffix"].get(ending, 1)
        end = i + 1
        while end < len(forms) and forms[end] in WORTH["scale"] and tied(end - 1):
            value *= WORTH["scale"][forms[end]]
            end += 1
        return value, end, False
    whole = part = 0
    end, last = i, ""
    while end < len(forms) and (end == i or tied(end - 1)):
        word = forms[end]
        if last == "ten" and word in WORTH["after ten"]:
            return float(whole + part + WORTH["after ten"][word]), end + 1, True
        if word in WORTH["ordinal"]:
            return float(whole + part + WORTH["ordinal"][word]), end + 1, True
        if word in WORTH["scale"]:
            part = max(part, 1) * WORTH["scale"][word]
            if word not in ("hundred", "dozen"):
                whole, part = whole + part, 0
            last = "scale"
        elif word in WORTH["ten"] and last in ("", "scale"):
            part, last = part + WORTH["ten"][word], "ten"
        elif word in WORTH["unit"] and last in ("", "scale", "ten"):
            part, last = part + WORTH["unit"][word], "unit"
        elif word == "and" and last == "scale" and _goes_on(forms, end + 1):
            pass
        else:
            break
        end += 1
    if end == i or (end == i + 1 and forms[i] == "one"):
        return None
    return float(whole + part), end, False


def _goes_on(forms: Sequence[str], i: int) -> bool:
    return i < len(forms) and (forms[i] in WORTH["unit"] or forms[i] in WORTH["ten"])


def _is_of_figures_alone(plain: str, start: int, end: int) -> bool:
    """Whether it is part of a time, a score, a date or a name: 4:30, 2-1, 9/11, Apollo-11."""
    before, after = plain[max(0, start - 2) : start], plain[end : end + 2]
    if plain[start].isdigit() and before[-1:] == "-" and before[:1].isalnum():
        return True
    return (before[-1:] in FIGURE_MARKS and before[:1].isdigit()) or (
        after[:1] in FIGURE_MARKS and after[1:].isdigit()
    )


def _noun(document: Document, start: int, end: int, tied: Tied) -> tuple[str, int]:
    """The noun that a number counts, and where it ends; `end` is the index of the token after the
    number.
    """
    plain, tokens, forms = document.plain, document.tokens, document.forms
    if (sign := plain[start - 1 : start]) and sign in CURRENCIES:
        return CURRENCIES[sign], -1
    if plain[tokens[end - 1].end :][:1] == "%":
        return "per cent", tokens[end - 1].end + 1
    for n in range(end, min(end + REACH, len(tokens))):
        if not tied(n - 1):
            break
        word = forms[n]
        hyphen = n == end and plain[tokens[n - 1].end] == "-"
        if n == end and word in MONTHS and tokens[n][0].isupper():
            return MONTHS[word], tokens[n].end
        if word in ("percent", "cent") and (n == end or forms[n - 1] == "per"):
            return "per cent", tokens[n].end
        if word != "per" and (word in NO_NOUN or word in WORTH["unit"] or word[0].isdigit()):
            break
        if hyphen or word in PLURALS or _is_plural(word):
            return word, tokens[n].end
    return "", -1


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "su'" and word[-3:] != "ous"


@lru_cache(1 << 14)
def singular(noun: str) -> str:
    """The noun without its plural ending.

    >>> [singular(noun) for noun in ("boats", "cities", "boxes", "class", "children", "May")]
    ['boat', 'city', 'box', 'class', 'child', 'may']
    """
    noun = noun.lower()
    if noun in ("children", "men", "women", "people"):
        return {"children": "child", "men": "man", "women": "woman", "people": "person"}[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zes")):
        return noun[:-2]
    return noun[:-1] if _is_plural(noun) else noun
