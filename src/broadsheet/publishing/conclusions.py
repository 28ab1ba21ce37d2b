"""The tables of saved figures → what they show, in plain sentences: each with its n, its interval
and what it may not be taken to mean.

A sentence is made of a table alone, so that it says no more than the figure beside it does. What a
table shows nothing of is said to show nothing. Of outlets nothing is said under thirty articles of
each, only of these articles.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..figures import capitalised
from ..stats import (
    AS_DRAWN,
    DIFFERENT_PEOPLE,
    ENOUGH,
    FEW,
    HEADLINE,
    LEAST_STORIES,
    MOST_COMPARED,
    ON_STORIES,
    corrected_for,
    is_others,
    median_interval,
    who_differs,
)
from .wording import (
    MOST_LISTED,
    Statement,
    Value,
    apart,
    enumerated,
    first_few,
    in_figures,
    interval,
    n_of,
    q_value,
    verdict,
)

NO_ONE = "no outlet named"
IN = "in articles of "
MOST_PAIRS = MOST_COMPARED * (MOST_COMPARED - 1) // 2
# Figures whose sentences count what is there and compare nothing: in all others, several outlets
# taken together are context, of which nothing is said.
COUNTED = {"coverage", "shared_quotations"}
BEYOND = 1e12  # no measure comes near: such a number, or one without end, is a spoilt cell


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


def readable(table: pd.DataFrame | None, text: str, numbers: str) -> pd.DataFrame | None:
    """The columns asked for, text as text and numbers as finite numbers; None where one is missing,
    or no row is left. A column of text with a ? behind its name may be missing, and is then empty.

    >>> table = pd.DataFrame({"outlet": ["A", None], "n": ["3", "many"]})
    >>> readable(table, "outlet", "n").values.tolist()
    [['A', 3.0], ['no outlet named', nan]]
    >>> readable(pd.DataFrame({"outlet": ["A"]}), "outlet", "n") is None
    True
    """
    if table is None or not len(table):
        return None
    for name in re.findall(r"(\S+)\?", text):
        table = table if name in table else table.assign(**{name: ""})
    text = text.replace("?", "")
    if not {*text.split(), *numbers.split()} <= set(table.columns):
        return None
    words = {
        name: table[name].astype(object).where(table[name].notna(), "").astype(str)
        for name in text.split()
    }
    if "outlet" in words:
        words["outlet"] = words["outlet"].where(words["outlet"] != "", NO_ONE)
    counts = {
        name: pd.to_numeric(table[name], errors="coerce").astype(float) for name in numbers.split()
    }
    counts = {name: column.where(column.abs() < BEYOND) for name, column in counts.items()}
    return pd.DataFrame({**words, **counts}).reset_index(drop=True)


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, whose values have the names of its columns."""
    return table.itertuples(name="Row")


def values(rows: pd.DataFrame, unit: str) -> list[Value]:
    """What is compared, highest first: each article by itself where no outlet has several, else the
    median article of each outlet. What is undefined is left out.
    """
    rows = rows.dropna(subset="value")
    if rows["outlet"].is_unique:
        n = rows["n"] if "n" in rows else pd.Series(1.0, rows.index)
        compared = [
            Value("the article of ", *row, unit, 1)
            for row in zip(rows["outlet"], rows["value"], rows["low"], rows["high"], n)
        ]
    else:
        compared = [median_of(str(outlet), of) for outlet, of in rows.groupby("outlet")]
    return highest_first(compared)


def median_of(outlet: str, rows: pd.DataFrame) -> Value:
    """The median article of an outlet, its interval drawn over stories where they are known. As
    many articles speak for the outlet as tell different stories.
    """
    stories = rows["story"].mask(rows["story"] == "") if "story" in rows else None
    median = median_interval(rows["value"].tolist(), stories)
    units = len(rows)
    if stories is not None:
        units = int(stories.nunique() + stories.isna().sum())
    units = max(units, min(2, len(rows)))
    return Value("the median article of ", outlet, *median, len(rows), "articles", units)


def whole_articles(rows: pd.DataFrame, unit: str) -> list[Value]:
    """What is compared, highest first: whole articles, not their narration or quotations alone."""
    return values(rows[rows["voice"].isin(["", "all"])], unit)


def shares(side: str) -> Callable[[pd.DataFrame, str], list[Value]]:
    """What is compared, highest first: the share of one side in each outlet that quotes anybody, by
    its speakers.
    """

    def of_side(rows: pd.DataFrame, unit: str) -> list[Value]:
        rows = rows[rows["statistic"] == side].dropna(subset="value")
        return highest_first(
            Value(
                IN,
                row.outlet,
                row.value,
                row.low,
                row.high,
                row.n,
                unit,
                articles_in(row.panel),
            )
            for row in rows_of(rows)
        )

    return of_side


def highest_first(compared: Iterable[Value]) -> list[Value]:
    return sorted(compared, key=lambda value: (-value.value, value.name))


def articles_in(panel: str) -> int:
    """How many articles a panel's name says that it holds; 0 where it does not.

    >>> articles_in("The Example Post (n = 1,200)"), articles_in("The Example Post")
    (1200, 0)
    """
    n = re.search(r"\(n = ([\d,]+)\)$", panel)
    return int(n[1].replace(",", "")) if n else 0


def comparing(
    first: str,
    next_ones: str,
    gap: str,
    unit: str,
    percent: bool = False,
    values_of: Callable[[pd.DataFrame, str], list[Value]] = values,
) -> Callable[[pd.DataFrame], Iterator[Statement]]:
    """A rule that tells the first value as `first` says, the next as `next_ones` does, and how far
    any two are apart, in the unit `gap`. Of more than six outlets, those with most articles.
    """

    def rule(rows: pd.DataFrame) -> Iterator[Statement]:
        every = values_of(rows, unit)
        if not every:
            return
        told = comparable(every)
        words = [one_value(told[0], capitalised(told[0].of), first, percent, named=True)]
        for value in told[1:]:
            of = "in those of " if value.of == IN else "that of "
            words.append(one_value(value, of, next_ones, percent, named=False))
        sentence = enumerated(words) if len(told) < 3 else "; ".join(words)
        if len(told) < len(every):
            sentence += f": the {len(told)} with most articles of {len(every)}"
        pairs = apart(told)
        text, items, caveat = verdict(pairs, gap, percent)
        yield Statement(
            f"{sentence}. {text}",
            any(pair.is_shown for pair in pairs),
            first_few(items, MOST_PAIRS),
            caveat,
        )

    return rule


def comparable(every: list[Value]) -> list[Value]:
    """The values that are compared two by two: those of outlets that have a name, where any has; of
    more than six, those with most articles.
    """
    named = [value for value in every if value.name != NO_ONE] or every
    by_articles = sorted(named, key=lambda value: (-value.articles, value.name))
    return highest_first(by_articles[:MOST_COMPARED])


def one_value(value: Value, of: str, words: str, percent: bool, named: bool) -> str:
    ends = interval(value.low, value.high, percent, named=named)
    told = words.format(in_figures(value.value, percent))
    return f"{of}{value.name} {told} ({ends}; {n_of(value.n, value.unit)})"


def women_between_outlets(rows: pd.DataFrame) -> Iterator[Statement]:
    """The outlets that give women a larger share of people's quoted words than another one does."""
    told = rows["says"] != "too few people to tell"
    enough, few = rows[told].dropna(), int((~told).sum())
    clear = enough[enough["says"].str.endswith("differ")].sort_values("q", kind="stable")
    lacking = f" {few} of {len(rows)} pairs quote too few people to tell." * bool(few)
    share = "the share of people’s quoted words that they give to women, as far as pronouns tell"
    if len(clear):
        items = [f"{one_gap(row, named=not n)}: {row.says}" for n, row in enumerate(rows_of(clear))]
        yield Statement(
            f"Outlets differ in {share}, {len(clear)} of {len(enough)} "
            f"{'pair' if len(enough) == 1 else 'pairs'}:",
            True,
            first_few(items),
            "A story has the people it has: compare them on the same stories, too. Where it is "
            f"articles that differ, nothing is said of their outlets.{lacking}",
        )
    elif len(enough):
        largest = enough.loc[[enough["difference"].abs().idxmax()]]
        yield Statement(
            f"Outlets are not shown to differ in {share}: {len(enough)} "
            f"{'pair was' if len(enough) == 1 else 'pairs were'} compared. The largest difference: "
            f"{one_gap(next(rows_of(largest)))}.{lacking}",
            False,
        )
    elif len(rows):
        yield Statement(
            f"Whether outlets differ in {share}, cannot be told: of {len(rows)} "
            f"{'pair' if len(rows) == 1 else 'pairs'} none quotes people enough on either side.",
            None,
        )


def one_gap(row: Any, named: bool = True) -> str:
    sides = [
        (row.outlet, row.share, row.people, row.articles),
        (row.other, row.other_share, row.other_people, row.other_articles),
    ]
    low, high = row.low, row.high
    if row.difference < 0:
        sides, low, high = sides[::-1], -high, -low
    (more, share, people, articles), (less, other_share, other_people, other_articles) = sides
    return (
        f"{more} {in_figures(share, True)} and {less} {in_figures(other_share, True)}, "
        f"{in_figures(100 * abs(row.difference))} percentage points apart "
        f"({interval(low, high, named=named)}; {n_of(people, 'people')} against "
        f"{other_people:,.0f}, in {articles:,.0f} articles against {other_articles:,.0f}; "
        f"q {q_value(row.q)})"
    )


def shared_statements(rows: pd.DataFrame) -> Iterator[Statement]:
    """How many statements several outlets print, and which of them they give to different
    people.
    """
    rows = rows[rows["quote"] > 0]
    if not len(rows):
        return
    statements = rows.drop_duplicates("quote")
    known = statements[statements["given_to"] != ""]
    disputed = known[known["given_to"] == DIFFERENT_PEOPLE]
    items = [
        f"“{row.panel.partition('. ')[2]}”: "
        + enumerated(givers_and_names(rows[rows["quote"] == row.quote]))
        for row in rows_of(disputed)
    ]
    many = len(statements) != 1
    text = f"Several outlets print {len(statements):,} statement{'s' * many} with the same words."
    if len(known):
        text += (
            f" In {len(known):,} of them at least two versions name the speaker, and "
            + (f"{len(disputed):,} of these" if len(disputed) else "none of these")
            + f" {'is' if len(disputed) < 2 else 'are'} given to {DIFFERENT_PEOPLE}"
            + (":" if items else ".")
        )
    yield Statement(
        text,
        None,
        first_few(items),
        "One of the names is wrong, or an outlet erred, or two people said the same: read these "
        "before you cite a speaker's share." * bool(items),
    )


def givers_and_names(versions: pd.DataFrame) -> list[str]:
    """Whom each outlet gives a statement to; outlets that name nobody are left out."""
    named = versions[versions["speaker"] != ""].drop_duplicates(["outlet", "speaker"])
    return [f"{row.speaker} in {row.outlet}" for row in rows_of(named)]


def without_others(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of single outlets, not of what `fewer_outlets` took together: nobody asks how all
    others are.
    """
    for name in ("outlet", "other"):
        if name in rows:
            rows = rows[~rows[name].map(is_others).astype(bool)]
    return rows


def densest(rows: pd.DataFrame) -> Iterator[Statement]:
    """The frame whose terms are densest in each outlet, of the outlets with most words."""
    rows = rows.dropna(subset=["rate", "n", "words"])
    rows = rows[rows["rate"] > 0].sort_values("rate", ascending=False, kind="stable")
    top = rows.drop_duplicates("outlet").sort_values("words", ascending=False, kind="stable")
    items = [
        f"{row.outlet}: {row.frame}, {in_figures(row.rate)} terms per 1,000 words "
        f"({interval(row.low, row.high, named=not n)}; "
        f"{n_of(row.n, row.unit)})"
        for n, row in enumerate(rows_of(top))
    ]
    if items:
        yield Statement(
            "The frame with the densest terms:",
            None,
            first_few(items),
            "That says as much of how many terms a frame’s list holds as of the articles.",
        )


def between_outlets(rows: pd.DataFrame) -> Iterator[Statement]:
    """The contrasts that show a difference, the clearest first; where none does, the largest that
    does not.
    """
    rows = rows.dropna(subset=["hits", "other_hits", "doublings", "low", "high", "n", "other_n"])
    rows = rows.assign(size=rows["doublings"].abs()).sort_values(
        ["q", "size"], ascending=[True, False], kind="stable"
    )
    is_enough = (rows["says"] != "too few to tell") & rows["q"].notna()
    enough = rows[is_enough].dropna(subset=["corrected_low", "corrected_high"])
    clear = enough[enough["says"].str.endswith("differ")]
    lacking = len(rows) - len(enough)
    few = f" {lacking} of the {len(rows)} contrasts have too few terms to tell." * bool(lacking)
    if len(clear):
        items = [
            f"{one_contrast(row, named=not n)}: {row.says}" for n, row in enumerate(rows_of(clear))
        ]
        outlets = clear["says"].str.contains("outlets").any()
        yield Statement(
            "One outlet uses the terms of a frame more often than another, in "
            f"{len(clear)} of {len(enough)} comparisons, two outlets and a frame each:",
            True,
            first_few(items, 2 * MOST_LISTED),
            "Where it is articles that differ, nothing is said of their outlets."
            + " Where it is outlets, that holds as far as their articles were drawn by a rule."
            * bool(outlets)
            + few,
        )
    elif len(enough):
        by_size = enough.sort_values("size", ascending=False, kind="stable")
        [largest] = rows_of(by_size.head(1))
        comparisons = "comparison" if len(enough) == 1 else "comparisons"
        yield Statement(
            f"No difference is shown in {len(enough)} {comparisons} of two outlets, frame by "
            f"frame. The largest: {one_contrast(largest)}.{few}",
            False,
        )
    elif len(rows):
        yield Statement(f"Whether outlets use any frame more than another is not told.{few}", False)


def one_contrast(row: Any, named: bool = True) -> str:
    return (
        f"{row.outlet} against {row.other}, terms of {row.frame} "
        f"{in_figures(row.doublings, ratio=True)} as often "
        f"({interval(row.low, row.high, ratio=True, named=named)}, "
        f"{corrected_interval(row, ratio=True)}; "
        f"{row.hits:,.0f} terms against {row.other_hits:,.0f}, {n_of(row.n, 'articles')} against "
        f"{row.other_n:,.0f}; q {q_value(row.q)})"
    )


def corrected_interval(row: Any, factor: float = 1, ratio: bool = False) -> str:
    """The corrected interval, and for how many comparisons it is; turned round by a negative
    factor.
    """
    low, high = sorted([factor * row.corrected_low, factor * row.corrected_high])
    over = 0 if np.isnan(row.comparisons) else int(row.comparisons)
    return f"{corrected_for(over)} {interval(low, high, ratio=ratio, named=False)}"


def survivors(rows: pd.DataFrame) -> Iterator[Statement]:
    """Of the differences shown with all words, those shown again under every rival definition."""
    rows = rows.dropna()
    first = rows[
        (rows["definition"] == HEADLINE) & rows["says"].str.endswith("differ")
    ].drop_duplicates("frame")
    items, surviving = [], 0
    for n, row in enumerate(rows_of(first)):
        rivals = rows[(rows["frame"] == row.frame) & (rows["definition"] != HEADLINE)]
        lost = rivals.loc[rivals["survives"].str.lower() == "false", "definition"].tolist()
        surviving += not lost
        items.append(
            f"{row.frame}: {in_figures(row.doublings, ratio=True)} as often "
            f"({interval(row.low, row.high, ratio=True, named=not n)}); "
            + (f"not shown again under “{'”, “'.join(lost)}”" if lost else "shown again under each")
        )
    if items:
        yield Statement(
            f"Of {len(items)} difference{'s' * (len(items) != 1)} between the two outlets that the "
            f"figure is of, {surviving} {'is' if surviving == 1 else 'are'} shown again under "
            "every rival "
            "definition:",
            bool(surviving),
            first_few(items, 2 * MOST_LISTED),
        )


def whose(rows: pd.DataFrame) -> Iterator[Statement]:
    """The frames that are rather the sources' or the journalist's; where none is, the one farthest
    from either.
    """
    rows = without_others(rows).dropna()
    rows = rows.assign(size=rows["difference"].abs())
    rows = rows.sort_values("size", ascending=False, kind="stable")
    enough = rows[~rows["whose"].isin(["too few to tell", "nobody is quoted"])]
    any_shown = False
    for side, words, where in (
        ("the sources'", "the sources’ than the journalist’s", "in quotations"),
        ("the journalist's", "the journalist’s than the sources’", "outside quotations"),
    ):
        of_side = enough[enough["whose"] == side]
        if len(of_side):
            any_shown = True
            items = [one_voice(row, named=not n) for n, row in enumerate(rows_of(of_side))]
            yield Statement(
                f"Frames that are rather {words}, with more than half of their terms {where}, "
                f"{len(of_side)} of {len(enough)}, outlet by outlet:",
                True,
                first_few(items),
                f"q is corrected for all {len(enough)}. It is said of these articles; where "
                "paragraphs were drawn, of nothing else.",
            )
    if len(enough) and not any_shown:
        yield Statement(
            f"Of none of {len(enough)} frames, outlet by outlet, is it shown that it is rather the "
            f"journalist’s or the sources’. "
            f"The farthest from either: {one_voice(next(rows_of(enough)))}.",
            False,
        )


def one_voice(row: Any, named: bool = True) -> str:
    more, low, high = "more", row.difference_low, row.difference_high
    if row.difference < 0:
        more, low, high = "less", -high, -low
    return (
        f"{row.frame} in {row.outlet}, {in_figures(row.value, True)} of its terms in quotations "
        f"and {in_figures(row.of_words, True)} of all words, "
        f"{in_figures(100 * abs(row.difference))} percentage points {more} "
        f"({interval(100 * low, 100 * high, named=named)}; {row.hits:,.0f} terms, "
        f"{n_of(row.n, row.unit)}; q {q_value(row.q)})"
    )


def meeting_frames(rows: pd.DataFrame) -> Iterator[Statement]:
    """The pairs of frames that meet in one sentence more often, or less, than other pairs do."""
    tested = rows[~rows["says"].isin(["too few to tell", "nothing to compare with"])].dropna()
    clear = tested[tested["says"] != "no difference shown"].sort_values("q", kind="stable")
    few = len(rows) - len(tested)
    lacking = f" {few} of {len(rows)} pairs meet too seldom to tell." * bool(few)
    if len(clear):
        yield Statement(
            "Frames that meet in one sentence more or less often than other pairs of frames do, "
            f"{len(clear)} of {len(tested)} pairs:",
            True,
            first_few([one_pair(row, named=not n) for n, row in enumerate(rows_of(clear))]),
            f"q is corrected for all {len(tested)}. It is said of these articles; where paragraphs "
            f"were drawn, of nothing else.{lacking}",
        )
    elif len(tested):
        yield Statement(
            f"Of none of {len(tested)} pairs of frames is it shown that they meet in one sentence "
            "more or less often than other pairs do. The most frequent: "
            f"{one_pair(next(rows_of(tested.loc[[tested['both'].idxmax()]])))}.{lacking}",
            False,
        )
    elif len(rows):
        yield Statement(
            "Whether any two frames meet in one sentence more often than other pairs do cannot be "
            f"told: of {len(rows)} {'pair' if len(rows) == 1 else 'pairs'} none meets often "
            f"enough, which takes {FEW} sentences, and four frames that meet.",
            None,
        )


def one_pair(row: Any, named: bool = True) -> str:
    return (
        f"{row.pair}, {in_figures(row.value)} times as often as the other pairs lead one to expect "
        f"({interval(row.low, row.high, named=named)}; in {row.both:,.0f} of {row.n:,.0f} "
        f"sentences, {n_of(row.clusters, row.unit)}; q {q_value(row.q)})"
    )


def words_apart(rows: pd.DataFrame) -> Iterator[Statement]:
    """The words that set an outlet's articles apart, with q at most .05; where none does, the
    nearest to it.
    """
    rows = without_others(rows).dropna()
    rows = rows[rows["z"] > 0].sort_values("z", ascending=False, kind="stable")
    clear = rows[rows["q"] <= 0.05]
    items = [
        f"{outlet}: {enumerated([one_word(row) for row in rows_of(of_outlet.head(3))])}"
        for outlet, of_outlet in clear.groupby("outlet", sort=False)
    ]
    if items:
        yield Statement(
            "Words more frequent in the articles of an outlet than in the rest, with q of at "
            "most .05, corrected for all words that were counted:",
            True,
            first_few(items),
            "Outlets report on different stories: this tells where to read, and is no finding of "
            "an outlet.",
        )
    elif len(rows):
        row = next(rows_of(rows.loc[[rows["q"].idxmin()]]))
        yield Statement(
            f"No word sets an outlet’s articles apart: of the {len(rows)} with the highest scores "
            f"none has q of at most .05. The nearest is, in {row.outlet}, {one_word(row)}.",
            False,
        )


def one_word(row: Any) -> str:
    return (
        f"“{row.word}” ({row.count:,.0f} times in {row.articles:,.0f} "
        f"{'article' if row.articles == 1 else 'articles'}, elsewhere {row.rest:,.0f} times; "
        f"z {in_figures(row.z)}, q {q_value(row.q)})"
    )


def story_coverage(rows: pd.DataFrame) -> Iterator[Statement]:
    """How many stories there are, how many several outlets told, and who was first how often."""
    # an article without a story is the only report of its own
    stories = rows[(rows["story"] == "") | ~rows["story"].duplicated()]
    shared = rows[rows["outlets"] > 1]
    if not len(stories):
        return
    told = int((stories["outlets"] > 1).sum())
    if not told:
        yield Statement("No story was reported by more than one outlet.", None)
        return
    single = without_others(shared)
    counts = single[single["first"].str.lower() == "true"]["outlet"].value_counts(sort=False)
    counts = counts.sort_index().sort_values(ascending=False, kind="stable")
    first = [f"{outlet}: first, or among the first, in {n:,}" for outlet, n in counts.items()]
    yield Statement(
        f"More than one outlet reported {told:,} of {len(stories):,} "
        + ("story" if len(stories) == 1 else "stories")
        + (":" if first else "."),
        None,
        first_few(first),
        "First means first among the articles of this corpus.",
    )


def within_stories(
    more: str, what: str, unit: str, percent: bool = False
) -> Callable[[pd.DataFrame], Iterator[Statement]]:
    """A rule that says which outlets differ on the same stories: `more` says what the higher does
    ("is harder to read than"), `what` what differs, in `unit`.
    """

    def rule(rows: pd.DataFrame) -> Iterator[Statement]:
        rows = rows[rows["other"] != ""].dropna(subset=["difference", "stories"])
        if not len(rows):
            return
        enough = rows[rows["stories"] >= LEAST_STORIES]
        clear = enough[enough["says"].str.endswith(ON_STORIES)]
        items = [
            story_difference(row, more, unit, percent, named=not n)
            for n, row in enumerate(rows_of(clear))
        ]
        few = len(rows) - len(enough)
        rest = (
            f" {few} of {len(rows)} pairs of outlets share too few stories to tell." * bool(few)
            if len(enough)
            else ""
        )
        if items:
            yield Statement(
                f"On the same stories outlets differ in {what}, {len(clear)} of {len(rows)} "
                f"{'pair' if len(rows) == 1 else 'pairs'}:",
                True,
                first_few(items),
                f"This holds for the stories that both told.{rest}",
            )
        elif len(enough):
            yield Statement(
                f"On the same stories no difference in {what} is shown between any of "
                f"{len(enough)} {'pair' if len(enough) == 1 else 'pairs'} of outlets.{rest}",
                False,
            )
        else:
            most = int(rows["stories"].max())
            yield Statement(
                f"Whether outlets differ in {what} on the same stories cannot be told: no two "
                f"share more than {most} {'story' if most == 1 else 'stories'}, and it takes "
                f"{LEAST_STORIES}.",
                None,
            )

    return rule


def story_difference(row: Any, more: str, unit: str, percent: bool, named: bool) -> str:
    factor = 100 if percent else 1
    higher, lower, sign = row.outlet, row.other, factor
    low, high = row.low, row.high
    if row.difference < 0:
        higher, lower, sign, low, high = row.other, row.outlet, -factor, row.high, row.low
    ends = interval(sign * low, sign * high, named=named)
    return (
        f"{higher} {more} {lower}, by {in_figures(sign * row.difference)} {unit} "
        f"({ends}, {corrected_interval(row, sign)}; "
        f"{n_of(row.stories, 'stories').replace('storie ', 'story ')}; "
        f"q {q_value(row.q)})"
    )


def frames_within_stories(rows: pd.DataFrame) -> Iterator[Statement]:
    """The frames that one outlet uses more than another on the same stories."""
    rows = rows.dropna(subset=["difference", "stories"])
    enough = rows[rows["stories"] >= LEAST_STORIES]
    clear = enough[enough["says"].str.endswith(ON_STORIES)]
    if len(clear):
        items = [
            story_difference(
                row, f"makes {row.frame} more prominent than", "in prominence", False, named=not n
            )
            for n, row in enumerate(rows_of(clear))
        ]
        yield Statement(
            f"On the same stories outlets differ in the frames they use, {len(clear)} of "
            f"{len(enough)} comparisons:",
            True,
            first_few(items, 2 * MOST_LISTED),
            "This holds for the stories that both told.",
        )
    elif len(enough):
        yield Statement(
            f"On the same stories no difference in frames is shown in {len(enough)} comparisons of "
            "two outlets, frame by frame.",
            False,
        )


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
        "outlet story? voice?",
        "n value low high",
        comparing("reads at grade {}", "at {}", "grades", "sentences", values_of=whole_articles),
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

    >>> parts = pd.DataFrame({"outlet": ["A", "B", "B"], "words": [100, 200, 300]})
    >>> print(scope({"page_parts": parts.assign(measured=True)}).replace(". ", ".\\n"))
    All this is said of 3 articles (A 1, B 2).
    Of an outlet with fewer than 30 nothing is said, only of its articles.
    """
    rows = readable(tables.get("page_parts"), "outlet measured", "words")
    rows = rows if rows is None else rows[rows["measured"] == "True"]
    if rows is None or not len(rows):
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
