"""The tables of a run → the sentences of its report, section by section: first a description, then
how outlets differ, then which stories to read before citing any of it.

Sentences are made only from tables, so that they claim no more than the tables show. With fewer
than thirty articles of each outlet, they are about these articles, never about outlets.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from ..stats import NO_OUTLET, ON_STORIES
from .description import (
    Tables,
    left_out,
    most_quoted,
    named_share,
    number_of_outlets,
    shared_statements,
    story_coverage,
    story_labels,
)
from .frame_statements import between_outlets, meeting_frames, survivors, whose
from .paired_statements import compared_pairs, differences_on_stories, stories_to_read
from .pooled_statements import outlets_as_a_whole, women_between_outlets, words_apart
from .saved_tables import readable
from .wording import Statement, counted

COVERAGE = "Stories and coverage"
QUOTED = "Who is quoted"
PRINTED = "Statements that several outlets print"
LEFT_OUT = "What each outlet left out"
WITHIN = "Differences on the same stories"
POOLED = "Differences over all articles"
TO_READ = "Read before citing"

# The columns that sentences use, text before the bar and numbers after it, by the name of the
# table. A column of text with a ? may be missing.
COLUMNS = {
    "reported_stories": "story label? outlet first | articles outlets",
    "quoted_people": "person | outlets articles quotations words",
    "kinds_of_source": "outlet statistic | value",
    "shared_quotations": "panel outlet speaker given_to text? fullest? cut? | quote words",
    "omissions": "outlet kind example example_story? example_by? | omissions example_others",
    "paired_differences": "measure outlet other says | stories difference low high q",
    "within_frames": "measure frame |",
    "readability": "outlet story? voice? | value low high",
    "quoted_share": "outlet story? | value low high",
    "article_profile": "outlet measure story? | value low high",
    "women_between_outlets": "outlet other says | share other_share difference low high people "
    "other_people q",
    "frames": "outlet frame | rate",
    "frames_contrasts": "outlet other frame says | hits other_hits doublings low high q",
    "frames_rivals": "frame definition says survives | doublings",
    "frames_whose": "outlet frame whose unit | hits value of_words difference difference_low "
    "difference_high n q",
    "frames_together": "pair says | value low high n both q",
    "keyness": "outlet word | count rest articles z q",
    "influential_stories": "measure outlet other story passage passage_outlet | difference without "
    "change low_without high_without",
}


class Rule(NamedTuple):
    """A function that makes statements, with its section, the figures that show them, and the
    tables it uses.
    """

    section: str
    figures: tuple[str, ...]
    says: Callable[[Tables], Iterator[Statement]]


RULES = (
    Rule(COVERAGE, ("coverage",), story_coverage),
    Rule(QUOTED, ("speakers",), most_quoted),
    Rule(QUOTED, ("kinds_of_source",), named_share),
    Rule(PRINTED, ("shared_quotations",), shared_statements),
    Rule(LEFT_OUT, ("omissions",), left_out),
    Rule(WITHIN, ("within_grade", "within_quoted_share", "within_frames"), differences_on_stories),
    Rule(POOLED, ("readability", "quoted_share", "article_profile"), outlets_as_a_whole),
    Rule(POOLED, ("women_between_outlets",), women_between_outlets),
    Rule(POOLED, ("frames_contrasts",), between_outlets),
    Rule(POOLED, ("frames_rivals",), survivors),
    Rule(POOLED, ("frames_whose",), whose),
    Rule(POOLED, ("frames_together",), meeting_frames),
    Rule(POOLED, ("keyness",), words_apart),
    Rule(TO_READ, (), stories_to_read),
)


class Finding(NamedTuple):
    """A statement, its section, and the figures that show it."""

    section: str
    figures: tuple[str, ...]
    statement: Statement


def findings(tables: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """The findings in the tables of a run, given by name, in the order of the report. A table that
    is missing, lacks a column or has no number yields no sentence; no error is raised.

    >>> people = pd.DataFrame({"person": ["Ana Cruz", "Bo Lund"], "outlets": [2, 1],
    ...     "articles": [3, 1], "quotations": [4, 1], "words": [90, 12]})
    >>> [finding] = findings({"quoted_people": people, "keyness": people})
    >>> for sentence in finding.statement.text.split(". "):
    ...     print(sentence)
    Two people are quoted by name, one of them in more than one outlet
    Ana Cruz is quoted most: 90 words in three articles from two outlets.
    """
    known = readable_tables(tables)
    return [
        Finding(rule.section, tuple(name for name in rule.figures if name in tables), statement)
        for rule in RULES
        for statement in rule.says(known)
    ]


def readable_tables(tables: Mapping[str, pd.DataFrame]) -> Tables:
    """The tables that sentences can use, with the columns that they need."""
    known = {}
    for name, columns in COLUMNS.items():
        text, _, numbers = columns.partition("|")
        rows = readable(tables.get(name), text, numbers)
        if rows is not None:
            known[name] = rows
    return known


def shared_stories(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """What the stories that several outlets reported are called, by their names in the tables."""
    return story_labels(readable_tables(tables))


def summary(tables: Mapping[str, pd.DataFrame]) -> str:
    """The report in two sentences: how much was read, and whether a difference between outlets is
    shown on the same stories; empty if no table has either.

    >>> coverage = pd.DataFrame({"story": ["1", "1", ""], "label": "", "outlet": ["A", "B", "A"],
    ...     "articles": 1, "first": "", "outlets": [2, 2, 1]})
    >>> summary({"reported_stories": coverage})
    'Three articles from two outlets report two stories.'
    """
    known = readable_tables(tables)
    sentences = []
    if "reported_stories" in known:
        rows = known["reported_stories"].dropna(subset=["articles", "outlets"])
        stories = rows[(rows["story"] == "") | ~rows["story"].duplicated()]
        sentences.append(
            f"{counted(rows['articles'].sum(), 'articles').capitalize()} from "
            f"{counted(number_of_outlets(rows['outlet']), 'outlets')} report "
            f"{counted(len(stories), 'stories')}."
        )
        unnamed = int((known.get("quoted_share", rows)["outlet"] == NO_OUTLET).sum())
        if unnamed:
            more = counted(unnamed, "more articles").capitalize()
            sentences.append(f"{more} {'names' if unnamed == 1 else 'name'} no outlet.")
    pairs = compared_pairs(known)
    if pairs is not None:
        tested = pairs.dropna(subset=["q"])
        shown = int(tested["says"].str.endswith(ON_STORIES).sum())
        if shown:
            sentences.append(
                f"On the same stories, {counted(shown, 'differences')} between outlets "
                f"{'is' if shown == 1 else 'are'} shown."
            )
        elif len(tested):
            sentences.append("On the same stories, no difference between outlets is shown.")
        elif "reported_stories" in known and known["reported_stories"]["articles"].sum() == 2:
            sentences.append(
                "They can be compared with each other, but show nothing about their outlets."
            )
        else:
            sentences.append("The outlets share too few of them to be compared on the same ones.")
    return " ".join(sentences)
