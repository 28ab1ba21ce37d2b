"""The tables of saved figures → what they show, in plain sentences: each with its n, its interval
and what it may not be taken to mean.

A sentence is made of a table alone, so that it says no more than the figure beside it does. What a
table shows nothing of is said to show nothing. Of outlets nothing is said under thirty articles of
each, only of these articles.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from ..stats import AS_DRAWN, ENOUGH, who_differs
from .frame_differences import between_outlets, densest, meeting_frames, survivors, whose
from .pooled_differences import (
    comparing,
    framing_terms,
    shares,
    women_between_outlets,
    words_apart,
)
from .saved_tables import readable, without_others
from .story_statements import (
    frames_within_stories,
    shared_statements,
    story_coverage,
    within_stories,
)
from .wording import MOST_LISTED, Statement, n_of

# Figures whose sentences count what is there and compare nothing: in all others, several outlets
# taken together are context, of which nothing is said.
COUNTED = {"coverage", "shared_quotations"}


class Finding(NamedTuple):
    """What is reported, in which section, from which saved figure."""

    section: str
    figure: str
    statement: Statement


def findings(tables: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """What the tables of a run show, by the names of their figures. A table that is missing, lacks
    a column or holds no number has no sentence; nothing raises.

    >>> table = pd.DataFrame({"outlet": ["A", "B"], "n": [25, 7], "value": [9.5, 14],
    ...                       "low": [9, 13], "high": [10, 15]})
    >>> [finding] = findings({"readability": table, "keyness": table})
    >>> for sentence in finding.statement.text.split(". "):      # doctest: +ELLIPSIS
    ...     print(sentence)
    The article of B reads at grade 14 (95 % interval 13 to 15; n = 7 sentences) and that of A at...
    They are 4.5 grades apart (3.4 to 5.6): these two articles differ, which says nothing of thei...
    """
    every = []
    for figure, (section, text, numbers, rule) in RULES.items():
        rows = readable(tables.get(figure), text, numbers)
        if rows is not None and figure not in COUNTED:
            rows = without_others(rows)
        if rows is not None and len(rows):
            every += [Finding(section, figure, statement) for statement in rule(rows)]
    return every


# Section, columns of text, columns of numbers, rule: by the name of the figure whose table it
# reads, in reading order.
RULES = {
    "coverage": ("The same stories", "story outlet first", "outlets", story_coverage),
    "within_grade": (
        "The same stories",
        "outlet other says",
        "stories difference low high corrected_low corrected_high comparisons q",
        within_stories("is harder to read than", "reading grade", "grades"),
    ),
    "within_quoted_share": (
        "The same stories",
        "outlet other says",
        "stories difference low high corrected_low corrected_high comparisons q",
        within_stories("quotes more than", "the share quoted", "percentage points", True),
    ),
    "within_frames": (
        "The same stories",
        "outlet other frame says",
        "stories difference low high corrected_low corrected_high comparisons q",
        frames_within_stories,
    ),
    "readability": (
        "Readability",
        "outlet story?",
        "n value low high",
        comparing("reads at grade {}", "at {}", "grades", "sentences"),
    ),
    "quoted_share": (
        "Quotation",
        "outlet story?",
        "n value low high",
        comparing(
            "gives {} of its words to quotation", "{}", "percentage points", "sentences", True
        ),
    ),
    "kinds_of_source": (
        "Quotation",
        "outlet panel statistic",
        "n value low high",
        comparing(
            "{} of quoted words are of named persons",
            "{}",
            "percentage points",
            "speakers",
            True,
            shares("named person"),
        ),
    ),
    "shared_quotations": ("Quotation", "panel outlet speaker given_to", "quote", shared_statements),
    "women_between_outlets": (
        "Quotation",
        "outlet other says",
        "share other_share difference low high people other_people articles other_articles q",
        women_between_outlets,
    ),
    "comparison": ("Framing", "outlet measure story?", "value low high", framing_terms),
    "frames": ("Framing", "outlet frame unit", "rate low high n words", densest),
    "frames_contrasts": (
        "Framing",
        "outlet other frame says",
        "hits other_hits doublings low high corrected_low corrected_high comparisons n other_n q",
        between_outlets,
    ),
    "frames_rivals": ("Framing", "frame definition says survives", "doublings low high", survivors),
    "frames_whose": (
        "Framing",
        "outlet frame whose unit",
        "hits value of_words difference difference_low difference_high n q",
        whose,
    ),
    "frames_together": (
        "Framing",
        "pair unit says",
        "value low high n both clusters q",
        meeting_frames,
    ),
    "keyness": ("Words", "outlet word", "count rest articles z q", words_apart),
}


def scope(tables: Mapping[str, pd.DataFrame]) -> str:
    """Of how many articles all this is said, and whether of outlets; empty where no table of
    articles is there.

    >>> lengths = pd.DataFrame({"outlet": ["A", "B", "B"], "words": [100, 200, 300]})
    >>> print(scope({"lengths": lengths}).replace(". ", ".\\n"))
    All this is said of 3 articles (A 1, B 2).
    Of an outlet with fewer than 30 nothing is said, only of its articles.
    """
    rows = readable(tables.get("lengths"), "outlet", "words")
    if rows is None:
        return ""
    n = rows["outlet"].value_counts().sort_index()
    by_outlet = (
        ", ".join(f"{outlet} {count:,}" for outlet, count in n.items())
        if len(n) <= MOST_LISTED
        else f"{n.min():,} to {n.max():,} of each of {len(n)} outlets or groups of them"
    )
    what_for = (
        AS_DRAWN
        if who_differs(n.min(), n.min()) == "these outlets"
        else f"Of an outlet with fewer than {ENOUGH} nothing is said, only of its articles."
    )
    articles = n_of(len(rows), "articles").removeprefix("n = ")
    return f"All this is said of {articles} ({by_outlet}). {what_for}"
