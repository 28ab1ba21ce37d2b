"""Tables of stories, people, statements and omissions → the description that opens the report: who
reported what, who is quoted, what was cut and what was left out.

Nothing here is estimated, so nothing has an interval.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from ..escape import story_file
from ..stats import DIFFERENT_PEOPLE, MOST_COMPARED, NO_OUTLET, OMITTED, is_others
from .outlet_names import in_prose, opening
from .saved_tables import rows_of, without_others
from .wording import (
    Linked,
    Listing,
    Statement,
    counted,
    enumerated,
    first_few,
    first_words,
    in_figures,
    number_in_words,
)

Tables = Mapping[str, pd.DataFrame]

MOST_STORIES, MOST_PEOPLE, MOST_STATEMENTS, MOST_OUTLETS = 5, 10, 5, 12
STORY_FOLDER = "stories"
MARKS = re.compile(r"[“”\"]")


def story_page(story: str) -> str:
    """The path of a story's page, relative to the report."""
    return f"{STORY_FOLDER}/{story_file(story)}"


# Stories.


def story_labels(tables: Tables) -> dict[str, str]:
    """The labels of the stories that several outlets reported, by their names in the tables."""
    if "reported_stories" not in tables:
        return {}
    rows = tables["reported_stories"]
    rows = rows[(rows["outlets"] > 1) & (rows["story"] != "")].drop_duplicates("story")
    return {row.story: row.label or f"Story {row.story}" for row in rows_of(rows)}


def story_coverage(tables: Tables) -> Iterator[Statement]:
    """The numbers of articles, outlets and stories, and the stories that several outlets
    reported.
    """
    if "reported_stories" not in tables:
        return
    rows = tables["reported_stories"].dropna(subset=["articles", "outlets"])
    if not len(rows):
        return
    # an article without a story is the only report of its own
    stories = rows[(rows["story"] == "") | ~rows["story"].duplicated()]
    shared = stories[stories["outlets"] > 1]
    outlets = rows["outlet"].nunique()
    by_all = len(shared) == len(stories) and (shared["outlets"] == outlets).all()
    is_dated = shared["first"].str.lower().isin(["true", "false"]).any()
    yield Statement(
        how_many_are_shared(len(shared), len(stories), outlets if by_all else 0),
        None,
        listing=coverage_listing(rows),
        caveat="“First” means first among these articles, ties included; the date on a page may be "
        "that of its last change." * bool(is_dated),
    )
    if len(shared) > 1:
        widest = shared.sort_values("outlets", ascending=False, kind="stable").head(MOST_STORIES)
        articles_of = rows.groupby("story")["articles"].sum()
        which = "reported first" if by_all and is_dated else "that most outlets reported"
        yield Statement(
            f"These are the stories {which}:",
            None,
            listing=Listing(
                f"The stories {which}",
                ("Story", "Outlets", "Articles"),
                tuple(
                    (
                        Linked(row.label or f"Story {row.story}", story_page(row.story)),
                        f"{row.outlets:,.0f}",
                        f"{articles_of[row.story]:,.0f}",
                    )
                    for row in rows_of(widest)
                ),
                more=and_more(len(shared) - len(widest), "stories"),
            ),
        )


def how_many_are_shared(shared: int, of: int, by_all: int = 0) -> str:
    """How many stories several outlets reported; `by_all` is how many outlets there are, if each of
    them reported each story.

    >>> how_many_are_shared(0, 3), how_many_are_shared(1, 1)
    ('No story was reported by more than one outlet.', 'More than one outlet reported the story.')
    >>> how_many_are_shared(12, 12)
    'More than one outlet reported each story.'
    >>> how_many_are_shared(1, 9)
    'More than one outlet reported one of nine stories.'
    >>> how_many_are_shared(12, 12, by_all=3), how_many_are_shared(1, 1, by_all=2)
    ('All three outlets reported each story.', 'Both outlets reported the story.')
    """
    if shared and by_all:
        who = "Both" if by_all == 2 else f"All {number_in_words(by_all)}"
        return f"{who} outlets reported {'the' if of == 1 else 'each'} story."
    if not shared:
        return "No story was reported by more than one outlet."
    if shared == of:
        return f"More than one outlet reported {'the' if of == 1 else 'each'} story."
    return f"More than one outlet reported {number_in_words(shared)} of {counted(of, 'stories')}."


def coverage_listing(rows: pd.DataFrame) -> Listing:
    """One row per outlet, those with most articles first: its articles and stories."""
    lines = []
    for outlet, of_outlet in rows.groupby("outlet"):
        several = of_outlet[of_outlet["outlets"] > 1]
        first = int((several["first"].str.lower() == "true").sum())
        is_known = several["first"].str.lower().isin(["true", "false"]).any()
        articles = int(of_outlet["articles"].sum())
        context = is_others(outlet)
        lines.append(
            (
                (context, -articles, str(outlet)),
                (
                    str(outlet),
                    f"{articles:,}",
                    f"{len(of_outlet):,}",
                    f"{len(several):,}",
                    f"{first:,}" if is_known and not context else "–",
                ),
            )
        )
    return Listing(
        "Articles and stories of each outlet",
        ("Outlet", "Articles", "Stories", "Shared stories", "First to report"),
        tuple(cells for _, cells in sorted(lines)[:MOST_OUTLETS]),
        more=and_more(len(lines) - MOST_OUTLETS, "outlets"),
    )


def number_of_outlets(names: pd.Series) -> int:
    """The number of outlets, including grouped ones.

    >>> number_of_outlets(pd.Series(["A", "A", "B", "117 other outlets"]))
    119
    """
    every = set(map(str, names))
    others = [name for name in every if is_others(name)]
    together = sum(int(re.sub(r"\D.*", "", name.replace(",", ""))) for name in others)
    return len(every) - len(others) + together


def and_more(n: int, what: str) -> str:
    return f"and {n:,} more {what}" if n > 0 else ""


# People.


def most_quoted(tables: Tables) -> Iterator[Statement]:
    """Who is quoted most, and in how many outlets."""
    if "quoted_people" not in tables:
        return
    rows = tables["quoted_people"].dropna(subset=["outlets", "articles", "quotations", "words"])
    if not len(rows):
        return
    first = next(rows_of(rows))
    several = int((rows["outlets"] > 1).sum())
    people = (
        f"{counted(len(rows), 'people').capitalize()} "
        f"{'is' if len(rows) == 1 else 'are'} quoted by name, "
        + (f"{number_in_words(several)} of them" if several else "none")
        + " in more than one outlet."
    )
    shown = rows.head(MOST_PEOPLE)
    where = f" from {counted(first.outlets, 'outlets')}" * (first.articles > 1)
    yield Statement(
        f"{people} {first.person} is quoted most: {counted(first.words, 'words')} in "
        f"{counted(first.articles, 'articles')}{where}.",
        None,
        listing=Listing(
            "The people quoted most",
            ("Person", "Words", "Quotations", "Articles", "Outlets"),
            tuple(
                (
                    row.person,
                    *(
                        f"{count:,.0f}"
                        for count in (row.words, row.quotations, row.articles, row.outlets)
                    ),
                )
                for row in rows_of(shown)
            ),
            more=and_more(len(rows) - len(shown), "people"),
        ),
    )


def named_share(tables: Tables) -> Iterator[Statement]:
    """The share of named people in the words that each outlet quotes."""
    if "kinds_of_source" not in tables:
        return
    rows = without_others(tables["kinds_of_source"])
    rows = rows[(rows["statistic"] == "named person") & (rows["outlet"] != NO_OUTLET)]
    rows = rows.dropna(subset=["value"])
    rows = rows.sort_values(["value", "outlet"], ascending=[False, True]).head(MOST_COMPARED)
    if len(rows):
        parts = [
            f"{in_figures(row.value, True)} {'of the words quoted ' * (not n)}in "
            f"{in_prose(row.outlet)}"
            for n, row in enumerate(rows_of(rows))
        ]
        yield Statement(f"Named people account for {enumerated(parts)}.", None)


# Statements.


def shared_statements(tables: Tables) -> Iterator[Statement]:
    """The statements that several outlets print, and what each of them cut."""
    if "shared_quotations" not in tables:
        return
    rows = tables["shared_quotations"]
    rows = rows[rows["quote"] > 0]
    if not len(rows):
        yield Statement("No statement appears in more than one outlet.", None)
        return
    statements = rows.drop_duplicates("quote")
    n = len(statements)
    longest = [
        (whose_statement(versions), " ".join(map(how_much, rows_of(versions))))
        for _, versions in rows.drop_duplicates(["quote", "outlet"]).groupby("quote")
        if versions["text"].iloc[0]
    ]
    listing = Listing(
        "Statements in several outlets, and what each cut of the longest version",
        ("Statement", "Printed by"),
        tuple(longest[:MOST_STATEMENTS]),
        numbers_from=2,
        more=and_more(len(longest) - MOST_STATEMENTS, "statements"),
    )
    yield Statement(
        f"{counted(n, 'statements').capitalize()} {'appears' if n == 1 else 'appear'}, in the same "
        "words, in more than one outlet.",
        None,
        listing=listing if longest else None,
    )
    yield from disputed_speakers(rows, statements)


def whose_statement(versions: pd.DataFrame) -> str:
    """A statement in its longest version, and its speaker; where versions name different speakers,
    all of them, the longest version's first.
    """
    speakers = list(dict.fromkeys(filter(None, versions["speaker"])))
    who = f"{enumerated(speakers, 'or')}: " if speakers else ""
    return who + quoted(versions["text"].iloc[0])


def how_much(row: Any) -> str:
    """How many words of a statement an outlet prints, and what it cuts from the longest version."""
    without = f", without {quoted(row.cut, 12)}" if row.cut else ""
    words = f" ({counted(row.words, 'words')})" if row.words > 0 else ""
    return f"{opening(row.outlet)}{words}{without}."


def quoted(text: str, most: int = 24) -> str:
    """The first words of a statement, in quotation marks.

    >>> quoted("“We left,” … “and went home.”"), quoted('"No!"')
    ('“We left, … and went home.”', '“No!”')
    """
    return f"“{first_words(MARKS.sub('', text), most)}”"


def disputed_speakers(rows: pd.DataFrame, statements: pd.DataFrame) -> Iterator[Statement]:
    known = statements[statements["given_to"] != ""]
    disputed = known[known["given_to"] == DIFFERENT_PEOPLE]
    if len(disputed):
        n = len(disputed)
        yield Statement(
            f"{counted(n, 'statements').capitalize()} {'is' if n == 1 else 'are'} attributed to "
            "different people by different outlets:",
            None,
            first_few(
                [
                    f"{quoted(row.text or row.panel.partition('. ')[2])}: "
                    + enumerated(attributions(rows[rows["quote"] == row.quote]))
                    for row in rows_of(disputed)
                ]
            ),
            "An outlet or a rule erred, or two people used the same words. Read both before citing "
            "either.",
        )
    elif len(known):
        yield Statement(
            "Wherever two outlets name the speaker of a statement, they name the same person.", None
        )


def attributions(versions: pd.DataFrame) -> list[str]:
    """Whom each outlet attributes a statement to; outlets that name nobody are left out."""
    named = versions[versions["speaker"] != ""].drop_duplicates(["outlet", "speaker"])
    return [f"{row.speaker} in {in_prose(row.outlet)}" for row in rows_of(named)]


# Omissions.


def left_out(tables: Tables) -> Iterator[Statement]:
    """How much each outlet left out that another reports in the same story."""
    if "omissions" not in tables:
        return
    rows = without_others(tables["omissions"])
    rows = rows[rows["kind"].isin(list(OMITTED))].dropna(subset=["omissions"])
    if not rows["omissions"].sum() > 0:
        return
    counts = rows.pivot_table("omissions", "outlet", "kind", aggfunc="sum", sort=False)
    counts = counts.reindex(columns=list(OMITTED)).fillna(0)
    speakers = rows[(rows["kind"] == "speaker") & (rows["omissions"] > 0) & (rows["example"] != "")]
    labels = story_labels(tables)
    shown = counts.head(MOST_OUTLETS).sort_index()
    speakers = speakers[speakers["outlet"].isin(shown.index) & (speakers["outlet"] != NO_OUTLET)]
    speakers = speakers.sort_values("outlet", kind="stable")
    items = [one_omission(row, labels) for row in rows_of(speakers)]
    yield Statement(
        "The table counts what each outlet leaves out of a story that at least one other outlet "
        "reports:",
        None,
        first_few(items, MOST_COMPARED),
        "An omission is not a fault: an article may be short, or early. Some of these may be there "
        "in other words.",
        Listing(
            "What each outlet left out",
            ("Outlet", *OMITTED.values()),
            tuple(
                (str(outlet), *(f"{n:,.0f}" for n in values))
                for outlet, values in zip(shown.index, shown.to_numpy())
            ),
            more=and_more(len(counts) - len(shown), "outlets"),
        ),
    )


def one_omission(row: Any, labels: Mapping[str, str]) -> str:
    """Somebody whom an outlet does not quote, but others do."""
    others = row.example_others
    is_named = row.example_by not in ("", NO_OUTLET)
    only = in_prose(row.example_by) if is_named else "another outlet"
    who = f"{counted(others, 'other outlets')} quote" if others > 1 else f"{only} quotes"
    label = labels.get(row.example_story)
    where = f"in “{label}”" if label else "on the same story"
    return f"{opening(row.outlet)} does not quote {row.example}, whom {who} {where}."
