"""How far people who coded a sample agree with each other.

For intervals, articles are resampled within their outlet. How often Broadsheet is right by these
answers is in `accuracy`.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
import pandas as pd

from ..escape import listing
from ..stats import exact_sums, span, wilson
from .coding_tasks import NOBODY, UNSURE, Question, tasks
from .contrasts import wider
from .person_names import parts_of

AGREEMENT_COLUMNS = """task question coders items articles unsure agreement agreement_low
    agreement_high alpha alpha_low alpha_high ordinal_alpha ordinal_alpha_low
    ordinal_alpha_high""".split()


class Coded(Protocol):
    """The result of `bs.read_coding`: the key, the counts, the cells of the sheets, and the
    description of the sample.
    """

    @property
    def key(self) -> pd.DataFrame: ...

    @property
    def counts(self) -> pd.DataFrame: ...

    @property
    def cells(self) -> pd.DataFrame: ...

    @property
    def about(self) -> dict[str, Any]: ...


class Answers(NamedTuple):
    """The answers of coders: one row per item, question and coder, with the `value`; and a note on
    each answer that is missing or cannot be used.
    """

    table: pd.DataFrame
    notes: list[str]


# Agreement.


class Counted(NamedTuple):
    """How often each unit got each value: one row per unit that at least two coders answered."""

    counts: np.ndarray

    @property
    def agreed(self) -> np.ndarray:
        """The number of agreeing pairs of values in each unit, divided by m - 1."""
        coders = self.counts.sum(axis=1)
        return (self.counts * (self.counts - 1)).sum(axis=1) / (coders - 1)

    @property
    def coincidences(self) -> np.ndarray:
        """One table of values by values per unit, flattened."""
        counts = self.counts.astype(float)
        pairs = counts[:, :, None] * counts[:, None, :]
        values = np.arange(counts.shape[1])
        pairs[:, values, values] -= counts
        return (pairs / (counts.sum(axis=1) - 1)[:, None, None]).reshape(
            len(counts), counts.shape[1] ** 2
        )


def counted(answers: pd.DataFrame, values: Sequence) -> Counted:
    """How often each value was given to each unit, for units with two answers or more."""
    cells = answers.to_numpy(dtype=object)
    table = np.stack([(cells == value).sum(axis=1) for value in values], axis=1)
    return Counted(table[table.sum(axis=1) > 1])


def nominal_alpha(agreed: np.ndarray, marginals: np.ndarray) -> np.ndarray:
    """Alpha of values without order, from sums over units: one per row of `marginals`."""
    n = marginals.sum(axis=-1)
    by_chance = n**2 - (marginals**2).sum(axis=-1)
    return 1 - (n - 1) * (n - agreed) / np.where(by_chance > 0, by_chance, np.nan)


def ordinal_alpha(coincidences: np.ndarray) -> np.ndarray:
    """Alpha of ordered values, from tables of coincidences (… × values × values). The distance
    between two values is the number of answers between them, plus half of those with either value.
    """
    marginals = coincidences.sum(axis=-1)
    n = marginals.sum(axis=-1)
    middle = np.cumsum(marginals, axis=-1) - marginals / 2
    distance = (middle[..., :, None] - middle[..., None, :]) ** 2
    observed = (coincidences * distance).sum(axis=(-2, -1))
    expected = (marginals[..., :, None] * marginals[..., None, :] * distance).sum(axis=(-2, -1))
    return 1 - (n - 1) * observed / np.where(expected > 0, expected, np.nan)


def krippendorff_alpha(
    answers: pd.DataFrame, level: str = "nominal", order: Sequence | None = None
) -> float:
    """Krippendorff's alpha of a table with one row per unit and one column per coder.

    alpha = 1 - observed / expected disagreement: 1 if coders agree throughout, 0 if they do no
    better than chance. `level` is `nominal`, or `ordinal` with the values in their `order` (by
    default sorted). A missing answer (None, NaN) is left out, and so is a unit with fewer than two
    answers. NaN if all answers are the same, because then agreement cannot be distinguished from
    habit.

    Source: K. Krippendorff, Computing Krippendorff's alpha-reliability, University of Pennsylvania
    2011; the same, Content analysis, 4th edition, Sage 2019, chapter 12.

    >>> answers = pd.DataFrame({"one": ["a", "a", "b", "b", "c", None],
    ...                         "other": ["a", "b", "b", "b", "c", "a"]})
    >>> round(krippendorff_alpha(answers), 3)
    0.71
    >>> krippendorff_alpha(pd.DataFrame({"one": ["a", "a"], "other": ["a", "a"]}))
    nan
    >>> krippendorff_alpha(answers, "interval")
    Traceback (most recent call last):
    ValueError: level 'interval'is neither nominal nor ordinal
    """
    if level not in ("nominal", "ordinal"):
        raise ValueError(f"level {level!r}is neither nominal nor ordinal")
    there = pd.unique(answers.to_numpy(dtype=object).ravel())
    known = [value for value in there if not pd.isna(value)]
    values = sorted(known) if order is None else list(order)
    if missing := [value for value in known if value not in values]:
        raise ValueError(f"order: lacks the answers {listing(missing)}")
    if not values:
        return np.nan
    units = counted(answers, values)
    if level == "nominal":
        return float(nominal_alpha(units.agreed.sum(), units.counts.sum(axis=0)))
    size = len(values)
    return float(ordinal_alpha(units.coincidences.sum(axis=0).reshape(size, size)))


def coder_agreement(coding: Coded, seed: int = 1, resamples: int = 2000) -> pd.DataFrame:
    """The agreement of coders on the items that several of them answered: one row per task and
    question.

    Columns `task, question` (for passages, also the title of a frame), `coders, items, articles,
    unsure` (the number of "unsure" answers, which count as missing), `agreement` (the share of
    answers that another coder also gave), `alpha` (Krippendorff's, nominal) and `ordinal_alpha`, if
    answers have an order, each with `_low` and `_high`. Two names of one person, such as "Ana Lima"
    and "Mayor Lima", are the same answer.

    *Intervals* are 95 % intervals: articles are resampled, with all their items. For `agreement`,
    Wilson's interval (1927) is used if it is wider, so that full agreement on few items does not
    look certain; for `alpha`, the interval derived from the ends of `agreement` is used if it is
    wider. NaN if nothing varies.

    >>> from broadsheet.corpus import read_coding
    >>> coder_agreement(read_coding("")).empty
    True
    >>> coder_agreement(read_coding("none"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: none: contains no coding sheets; `broadsheet sample` makes them...
    """
    answers = read_answers(coding).table
    titles = coding.about["lexicon"]["frames"]
    article = coding.key.set_index("item")["id"]
    outlet = coding.key.set_index("item")["outlet"]
    rows = []
    for asked, given in answers.groupby(["task", "question"], sort=False):
        task, name = map(str, asked)
        question = tasks()[task].question(name)
        table = given[given["value"] != UNSURE].pivot(index="item", columns="coder", values="value")
        table = table[table.notna().sum(axis=1) > 1]
        row = {
            "task": task,
            "question": titles.get(name, name),
            "coders": int(table.notna().any().sum()),
            "items": len(table),
            "articles": article.reindex(table.index).nunique(),
            "unsure": int((given["value"] == UNSURE).sum()),
        }
        clusters = [outlet.reindex(table.index), article.reindex(table.index)]
        rows.append({**row, **_agreement(table, question, clusters, seed, resamples)})
    return pd.DataFrame(rows, columns=AGREEMENT_COLUMNS)


def _agreement(
    table: pd.DataFrame, question: Question, clusters: list, seed: int, resamples: int
) -> dict[str, float]:
    """Agreement and alpha of one question, with their intervals."""
    if table.empty:
        return {}
    values = list(question.answers) or sorted(set(table.melt()["value"].dropna()))
    units, size = counted(table, values), len(values)
    sums = np.column_stack([units.agreed, units.counts])
    drawn = article_draws(sums, clusters, seed, resamples)
    total = sums.sum(axis=0)
    n = total[1:].sum()
    low, high = wider(
        span(drawn[:, 0] / drawn[:, 1:].sum(axis=1)), wilson(total[0] / n * len(table), len(table))
    )
    alphas = nominal_alpha(np.array([low, high]) * n, np.array([total[1:]] * 2))
    again = nominal_alpha(drawn[:, 0], drawn[:, 1:])
    alpha_low, alpha_high = wider(span(again), alphas.tolist())
    said = {
        "agreement": total[0] / n,
        "agreement_low": low,
        "agreement_high": high,
        "alpha": float(nominal_alpha(total[0], total[1:])),
        "alpha_low": alpha_low,
        "alpha_high": alpha_high,
    }
    if question.ordered:
        pairs = units.coincidences
        tables = article_draws(pairs, clusters, seed, resamples).reshape(-1, size, size)
        ends = span(ordinal_alpha(tables))
        said["ordinal_alpha"] = float(ordinal_alpha(pairs.sum(axis=0).reshape(size, size)))
        said["ordinal_alpha_low"], said["ordinal_alpha_high"] = ends
    return said


def article_draws(
    numbers: np.ndarray, clusters: Sequence, seed: int | Sequence[int], resamples: int
) -> np.ndarray:
    """The sums of rows after resampling articles, one row per resample; `clusters` are the outlet
    and the article of each row, and each outlet keeps its number of articles.
    """
    outlet, article = (np.asarray(names, dtype=object).astype(str) for names in clusters)
    sums = pd.DataFrame(numbers).groupby([outlet, article], sort=True).sum()
    units = exact_sums(sums.to_numpy(dtype=float))
    rng = np.random.default_rng(seed)
    drawn = np.zeros((resamples, numbers.shape[1]))
    for _, rows in pd.Series(range(len(sums))).groupby(sums.index.get_level_values(0), sort=True):
        m = len(rows)
        drawn += rng.multinomial(m, np.full(m, 1 / m), size=resamples) @ units[rows.to_numpy()]
    return drawn


# What coders answered.

NOT_BEGUN = "no sheet is filled in yet"


def read_answers(coding: Coded) -> Answers:
    """The answers in the sheets, and a note on each answer that is missing or not allowed.

    Case and white space make no difference. An answer that is not allowed, an item that is not in
    the key, and a second row for an item are named in a note and left out. A coder who answered
    that nobody speaks has also answered who the speaker is. If no sheet has been filled in, one
    line says so.
    """
    labels = {
        (task, heading.rpartition(" (")[0]): question
        for task, named in coding.about["columns"].items()
        for heading, question in named.items()
    }
    items = {(row.task, row.item) for row in coding.key.itertuples()}
    rows: list[tuple[str, str, str, str, str]] = []
    notes: list[str] = []
    empty: dict[tuple[str, str], list[str]] = defaultdict(list)
    seen: set[tuple] = set()
    strange: set[tuple] = set()
    for file, coder, task, item, column, answer in coding.cells.values.tolist():
        name = labels.get((task, column.rpartition(" (")[0]))
        if name is None:
            continue
        if (task, item) not in items or (coder, task, item, name) in seen:
            if (file, item) not in strange:
                strange.add((file, item))
                why = "occurs twice" if (task, item) in items else "was not sampled"
                notes.append(f"{file}: {item or 'a row without an item'}: {why}; not counted")
            continue
        seen.add((coder, task, item, name))
        question = tasks()[task].question(name)
        text = " ".join(answer.split())
        value = text.casefold() if question.answers or text.casefold() in (NOBODY, UNSURE) else text
        if not text:
            empty[file, name].append(item)
        elif question.answers and value not in question.choices:
            allowed = ", ".join(question.choices)
            notes.append(
                f"{file}: {item}: {name}: {text[:40]!r} is not one of {allowed}; not counted"
            )
        else:
            rows.append((task, item, name, coder, value))
    table = pd.DataFrame(rows, columns=["task", "item", "question", "coder", "value"], dtype="str")
    if rows or notes:
        notes += _missing(coding, table, seen, empty)
    elif not coding.key.empty:
        notes = [NOT_BEGUN]
    return Answers(_one_name_each(table, coding.key), notes)


def _missing(
    coding: Coded, table: pd.DataFrame, seen: set[tuple], empty: dict[tuple[str, str], list[str]]
) -> list[str]:
    """A note on each column that lacks answers, and on each sheet that lacks items."""
    silent = {
        (row.coder, row.item)
        for row in table[(table["question"] == "speech") & (table["value"] != "yes")].itertuples()
        if row.task == "quotations"
    }
    coder_of = dict(zip(coding.cells["file"], coding.cells["coder"]))
    notes = []
    for (file, name), names in empty.items():
        open_items = [
            item for item in names if name != "speaker" or (coder_of[file], item) not in silent
        ]
        if open_items:
            count = f"{len(open_items)} item{'s' * (len(open_items) > 1)}"
            notes.append(f"{file}: {name}: no answer for {count}: {listing(open_items, most=5)}")
    given = {(coder, task, item) for coder, task, item, _ in seen}
    lacking: dict[tuple[str, str], list[str]] = defaultdict(list)
    for task, item, coders in coding.key[["task", "item", "coders"]].values.tolist():
        for coder in coders.split():
            if (f"coder-{coder}", task, item) not in given:
                lacking[f"coder-{coder}", task].append(item)
    for (coder, task), names in lacking.items():
        count = f"{len(names)} item{'s' * (len(names) > 1)}"
        notes.append(f"{coder}/{task}: {count} missing: {listing(names, most=5)}")
    return notes


def _one_name_each(table: pd.DataFrame, key: pd.DataFrame) -> pd.DataFrame:
    """The answers with one name for each speaker of an article, the fullest that was given; a name
    that fits several speakers stays as it is.
    """
    is_name = (table["question"] == "speaker") & ~table["value"].isin([NOBODY, UNSURE])
    article = table["item"].map(key.set_index("item")["id"])
    known: dict[tuple[str, str], str] = {}
    for of, rows in table[is_name].groupby(article[is_name], sort=False):
        fullest: list[str] = []
        names = sorted(set(rows["value"]), key=lambda name: (-len(_words(name)), -len(name), name))
        for name in names:
            meant = [other for other in fullest if same_source(name, other)]
            known[str(of), name] = meant[0] if len(meant) == 1 else name
            fullest += [name] * (not meant)
    pairs = zip(article.astype("str"), table["value"])
    values = [known.get(pair, pair[1]) for pair in pairs]
    named = pd.Series(values, index=table.index, dtype="str")
    return table.assign(value=named.where(is_name, table["value"]))


def same_source(one: str, other: str) -> bool:
    """Whether two names may refer to one speaker: without titles and articles, the words of one are
    among those of the other, and the last word is the same.

    >>> same_source("Mayor Lima", "Ana Lima"), same_source("two officials", "Two officials")
    (True, True)
    >>> same_source("Ana Lima", "Eva Lima"), same_source("the police", "Ana Lima")
    (False, False)
    """
    first, second = _words(one), _words(other)
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and shorter[-1] == longer[-1] and set(shorter) <= set(longer)


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, without titles and article."""
    words = name.split()
    bare = words[1:] if len(words) > 1 and words[0].lower() in ("the", "a", "an") else words
    return parts_of(" ".join(bare)).words
