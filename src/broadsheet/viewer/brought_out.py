"""What somebody has chosen → what of an article is brought out, while the rest of it is quiet; and
at which place the article opens.
"""

from typing import NamedTuple

from .selection import Chosen


class Stretch(NamedTuple):
    """From where to where a match of a word stands."""

    start: int
    end: int


class Opened(NamedTuple):
    """At what an article opens: a `quotation`, a `term` or a `match`, and where it begins."""

    kind: str
    start: int


class BroughtOut(NamedTuple):
    """The quotations, by where they begin; the framing terms, by where they begin and their frame;
    the matches of a word; at what the article opens. Where nothing was looked for (`quiet` is
    false), nothing is brought out.
    """

    quotations: frozenset[int] = frozenset()
    terms: frozenset[tuple[int, str]] = frozenset()
    words: tuple[Stretch, ...] = ()
    opened: Opened | None = None
    quiet: bool = False


NOTHING = BroughtOut()


def brought_out(chosen: Chosen, at: int, opened: Opened | None = None) -> BroughtOut:
    """Of the article `at` (its row): all that is chosen of a speaker, a frame or a word. It opens
    at the place that is asked for, else at the first that is brought out.

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
    if opened is None:
        first = chosen.found[chosen.found["at"] == at]["start"]
        opened = Opened(kind_found(chosen), int(first.iloc[0])) if len(first) else None
    return BroughtOut(
        frozenset(quotations),
        frozenset(zip(hits["start"].tolist(), hits["frame"].astype(str).tolist())),
        tuple(Stretch(*word) for word in words),
        opened,
        quiet=True,
    )


def kind_found(chosen: Chosen) -> str:
    """What each row of `Chosen.found` is, as `Opened` names it."""
    if "word" in chosen.sought:
        return "match"
    return "quotation" if chosen.found is chosen.quotations else "term"
