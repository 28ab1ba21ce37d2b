"""What is highlighted in an article according to the reader's choice, while the rest is muted; and
the place at which the article opens.
"""

from typing import NamedTuple

from .selection import Chosen


class Stretch(NamedTuple):
    """The beginning and end of a match of a word."""

    start: int
    end: int


class Opened(NamedTuple):
    """The place at which an article opens: a `quotation`, a `term` or a `match`, and where it
    begins; or the `article` itself, whose heading is shown.
    """

    kind: str
    start: int


class BroughtOut(NamedTuple):
    """The highlights of an article: quotations, by where they begin; framing terms, by where they
    begin and their frame; matches of a word; and the place at which the article opens. If nothing
    was searched for (`quiet` is false), nothing is highlighted.
    """

    quotations: frozenset[int] = frozenset()
    terms: frozenset[tuple[int, str]] = frozenset()
    words: tuple[Stretch, ...] = ()
    opened: Opened | None = None
    quiet: bool = False


NOTHING = BroughtOut()


def brought_out(chosen: Chosen, at: int, opened: Opened | None = None) -> BroughtOut:
    """The highlights of the article `at` (its row): everything of the chosen speaker, frame or
    word. `opened` is the place at which it opens.

    >>> import pandas as pd
    >>> from broadsheet.measuring import measured
    >>> from broadsheet.viewer import choose, shelf
    >>> articles = pd.DataFrame({"id": ["a"], "text": ["It rained. Then more rain fell."]})
    >>> ready = shelf(articles, measured(articles))
    >>> brought_out(choose(ready, word="rain"), 0).words
    (Stretch(start=21, end=25),)
    >>> brought_out(choose(ready), 0).quiet
    False
    """
    if not chosen.sought:
        return BroughtOut(opened=opened)

    def of_article(table, what):
        return table[table["at"] == at] if what in chosen.sought else table[:0]

    quotations = of_article(chosen.quotations, "speaker")["start"].tolist()
    hits = of_article(chosen.hits, "frame")
    words = of_article(chosen.places, "word")[["start", "end"]].values.tolist()
    return BroughtOut(
        frozenset(quotations),
        frozenset(zip(hits["start"].tolist(), hits["frame"].astype(str).tolist())),
        tuple(Stretch(*word) for word in words),
        opened,
        quiet=True,
    )


def first_place(chosen: Chosen, at: int) -> Opened:
    """The first highlight of an article, at which it opens if no other place was clicked; without
    highlights, its heading.
    """
    places = chosen.found[chosen.found["at"] == at]["start"].tolist()
    if not chosen.sought or not places:
        return Opened("article", 0)
    return Opened(kind_found(chosen), places[0])


def kind_found(chosen: Chosen) -> str:
    """The kind of each row of `Chosen.found`, in the terms of `Opened`."""
    if "word" in chosen.sought:
        return "match"
    return "quotation" if chosen.found is chosen.quotations else "term"
