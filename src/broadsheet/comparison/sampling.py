"""A sample of articles for people to code, as sheets, and its key.

A stratum is one kind of finding (a frame, an end of a sentence, nothing) in one outlet. Rare strata
are sampled more densely than frequent ones, and within a stratum all items are equally likely, so
that answers can be weighted back to the corpus. The sample is spread over stories: the items,
ordered by story, are cut into zones, and one is drawn from each.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..escape import visible
from ..lexicon import Lexicon
from ..measuring import Measured, Stored, measured
from .coding_items import (
    frame_items,
    pair_items,
    passage_items,
    quotation_items,
    sentence_items,
)
from .coding_tasks import MOST_FRAMES, REMARK, headings, tasks, titles_of

LEAST_IN_STRATUM = 2  # one item shows no spread
AROUND = {"quotations": 600, "frames": 350, "sentences": 160}  # characters shown on either side
LONGEST_SHOWN = 1500  # characters of a marked passage, and of the beginning of an article
OPENING, CLOSING = "⟦", "⟧"  # marks that no newspaper prints
LETTER = {"quotations": "q", "frames": "f", "sentences": "e", "stories": "s", "passages": "p"}
KEY_COLUMNS = """task item coders id other outlet story stratum population drawn start end found
    found_speaker""".split()


class CodingSample(NamedTuple):
    """The result of `coding_sample`: the `sheets` to fill in, by coder ("coder-1") and task; the
    `choices` permitted in each of their columns; the `key`, one row per item, with Broadsheet's
    answer and the number of items in the corpus that it represents; the `counts` of each article;
    and `about`, the description of the sample.

    >>> CodingSample({}, {}, pd.DataFrame(), pd.DataFrame(), {"n": 120}).about["n"]
    120
    """

    sheets: dict[str, dict[str, pd.DataFrame]]
    choices: dict[str, dict[str, tuple[str, ...]]]
    key: pd.DataFrame
    counts: pd.DataFrame
    about: dict[str, Any]


def check_size(n: int, coders: int, overlap: float) -> None:
    """Nothing, if a sample of that size can be drawn; otherwise ValueError."""
    if n < 1 or coders < 1 or not 0 <= overlap <= 1:
        raise ValueError(
            f"a sample of {n} items for {coders} coders, a share of {overlap:g} coded by all: give "
            "at least one item, one coder, and a share from 0 to 1"
        )


def coding_sample(
    articles: pd.DataFrame,
    lexicon: Lexicon,
    n: int = 120,
    coders: int = 2,
    overlap: float = 0.5,
    seed: int = 1,
    tables: Measured | Stored | None = None,
) -> CodingSample:
    """A stratified sample of the articles as sheets for this many coders, and the key to them.

    There are five tasks (`data/coding-tasks.yml` has their words): who is quoted; whether a hit
    belongs to its frame; where a sentence ends; whether two articles report the same story; and
    what is in a passage, whether or not anything was found there, which shows what is missed. For
    each task, `n` items are drawn, or all if there are fewer. A share of them, `overlap`, is coded
    by everybody, to see how far coders agree; the others are dealt out, so that each coder has n ×
    (overlap + (1 - overlap) / coders) items per task.

    *Strata.* What was found × outlet; if that makes more than n / 2 strata, only what was found, or
    no strata. A stratum of N items is sampled in proportion to the square root of N, at least two
    items (power allocation, Bankier 1988), one from each of as many equal zones of its items,
    ordered by outlet, story, article and place. The key has `population` (N) and `drawn`; an item
    represents N / drawn of them. Of the pairs of articles in different stories, only each article
    with its most similar one is in the population: to find a missed story among all pairs would
    take thousands.

    `articles` need `id`, `outlet` and `text`; if they have a `story` (`bs.add_stories`), pairs are
    drawn by it. `tables` holds their measurements with this lexicon. If a lexicon has more than
    twelve frames, passages ask about the twelve with most hits. The same articles in any order, n,
    coders, overlap and seed give the same sample. ValueError for numbers that make no sense.

    Source: M. D. Bankier, Power allocations: determining sample sizes for subnational areas,
    American Statistician 42 (1988), 174-177.

    >>> from broadsheet.corpus import load
    >>> from broadsheet.lexicon import load_lexicon
    >>> articles = load("data/toy").articles
    >>> sample = coding_sample(articles, load_lexicon("data/toy/lexicon.yml"), n=10)
    >>> sorted(sample.sheets), list(sample.sheets["coder-1"])
    (['coder-1', 'coder-2'], ['quotations', 'frames', 'sentences', 'stories', 'passages'])
    >>> sample.key.groupby("task").size()["quotations"]
    np.int64(10)
    """
    check_size(n, coders, overlap)
    articles = articles.sort_values("id", kind="stable").reset_index(drop=True)
    tables = measured(articles if tables is None else tables, lexicon)
    frames = asked_frames(tables, lexicon)
    items = {
        "quotations": quotation_items(tables),
        "frames": frame_items(tables),
        "sentences": sentence_items(articles, tables),
        "stories": pair_items(articles, seed),
        "passages": passage_items(tables),
    }
    known = articles.set_index("id")
    about_articles = pd.DataFrame(
        {
            "outlet": known["outlet"].astype(object).fillna("").astype("str"),
            "story": known["story"].astype(object).fillna("").astype("str")
            if "story" in known
            else "",
        },
        index=known.index,
    )
    key = pd.concat(
        [
            keyed(task, drawn(population, about_articles, n, [seed, number]), coders, overlap, seed)
            for number, (task, population) in enumerate(items.items())
        ],
        ignore_index=True,
    )
    columns = {task: headings(tasks()[task], frames) for task in items}
    sheets = {
        f"coder-{coder}": {
            task: sheet(task, key, coder, articles, tables, lexicon, list(columns[task]))
            for task in items
        }
        for coder in range(1, coders + 1)
    }
    return CodingSample(
        sheets,
        {
            task: {name: question.choices for name, question in named.items()}
            for task, named in columns.items()
        },
        key[KEY_COLUMNS],
        article_counts(tables, lexicon),
        {
            "lexicon": {
                "name": lexicon.name,
                "fingerprint": lexicon.fingerprint,
                "frames": titles_of(lexicon),
            },
            "n": n,
            "coders": coders,
            "overlap": overlap,
            "seed": seed,
            "columns": {
                task: {name: question.name for name, question in named.items()}
                for task, named in columns.items()
            },
        },
    )


def asked_frames(tables: Measured | Stored, lexicon: Lexicon) -> dict[str, str]:
    """The titles of the frames that passages are coded for, in the order of the lexicon."""
    hits = tables.hits["frame"].value_counts()
    titles = titles_of(lexicon)
    most = sorted(titles, key=lambda frame: -int(hits.get(frame, 0)))[:MOST_FRAMES]
    return {frame: title for frame, title in titles.items() if frame in most}


def drawn(
    items: pd.DataFrame, about_articles: pd.DataFrame, n: int, seed: Sequence[int]
) -> pd.DataFrame:
    """The sampled items, with their `outlet`, `story`, `stratum`, and the number drawn from it and
    its size.
    """
    place = about_articles.reindex(items["id"]).reset_index(drop=True)
    items = items.reset_index(drop=True).assign(outlet=place["outlet"], story=place["story"])
    order = ["outlet", "story", "id", "start", "end", *["other"] * ("other" in items), "what"]
    items = items.sort_values(order, kind="stable").reset_index(drop=True)
    items["stratum"] = stratum_of(items, n)
    rng = np.random.default_rng(seed)
    sizes = items.groupby("stratum", sort=True).size()
    share = dict(zip(sizes.index, allocated(sizes.to_numpy(), n)))
    chosen = []
    for stratum, rows in items.groupby("stratum", sort=True):
        size, wanted = len(rows), int(share[stratum])
        scale = rows["of"].iloc[0] if "of" in rows else 1.0
        chosen.append(
            rows.iloc[one_of_each_zone(size, wanted, rng)].assign(
                population=size * scale, drawn=wanted
            )
        )
    empty = items.iloc[:0].assign(population=0.0, drawn=0)
    return pd.concat(chosen, ignore_index=True) if chosen else empty


def one_of_each_zone(size: int, wanted: int, rng: np.random.Generator) -> np.ndarray:
    """The places of `wanted` items out of `size`: their order is cut into zones of equal length, to
    within one, from a random start and around the end, and one item is drawn from each. So all
    items are equally likely, and neighbours are rarely drawn together.

    >>> one_of_each_zone(4, 4, np.random.default_rng(1)).tolist()
    [0, 1, 2, 3]
    >>> len(one_of_each_zone(100, 7, np.random.default_rng(1)))
    7
    """
    edges = np.arange(wanted + 1) * size // max(wanted, 1)
    inside = np.floor(rng.random(wanted) * np.diff(edges)).astype(int)
    return np.sort((edges[:-1] + inside + rng.integers(size)) % size)


def stratum_of(items: pd.DataFrame, n: int) -> pd.Series:
    """The name of each item's stratum: as fine as possible with two items each."""
    what, outlet = items["what"].astype("str"), items["outlet"].astype("str")
    for names in (what + " · " + outlet, what):
        if LEAST_IN_STRATUM * names.nunique() <= n:
            return names
    return pd.Series("all", index=items.index)


def allocated(sizes: np.ndarray, n: int) -> np.ndarray:
    """How many of n items each stratum gets: in proportion to the square root of its size, at least
    two, and no more than it has.

    >>> allocated(np.array([100, 400, 1]), 31).tolist()
    [10, 20, 1]
    >>> allocated(np.array([3, 2]), 120).tolist()
    [3, 2]
    """
    got = np.minimum(sizes, LEAST_IN_STRATUM)
    for _ in range(max(0, min(n, int(sizes.sum())) - int(got.sum()))):
        claim = np.where(got < sizes, np.sqrt(sizes) / (got + 1), -1.0)
        got[claim.argmax()] += 1
    return got


def keyed(task: str, items: pd.DataFrame, coders: int, overlap: float, seed: int) -> pd.DataFrame:
    """The items in the order of coding, numbered, with their coders."""
    count = np.arange(len(items))
    by_all = np.floor((count + 1) * overlap + 1e-9) > np.floor(count * overlap + 1e-9)
    turn = np.cumsum(~by_all) % coders + 1
    everybody = " ".join(map(str, range(1, coders + 1)))
    shuffled = np.random.default_rng([seed, ord(LETTER[task])]).permutation(len(items))
    coded_by = [everybody if all_of_them else str(one) for all_of_them, one in zip(by_all, turn)]
    rows = items.assign(task=task, coders=coded_by).iloc[shuffled].reset_index(drop=True)
    digits = max(3, len(str(len(items))))
    names = [f"{LETTER[task]}{number:0{digits}}" for number in range(1, len(rows) + 1)]
    rows = rows.assign(item=pd.Series(names, index=rows.index, dtype="str"))
    of_some_tasks = {name: "" for name in ("other", "found_speaker") if name not in rows}
    return rows.assign(**of_some_tasks)[KEY_COLUMNS]


def article_counts(tables: Measured | Stored, lexicon: Lexicon) -> pd.DataFrame:
    """The counts of each article, one row per article: `id, outlet, words, passages`, and for each
    frame its hits and the passages with a hit: `<frame>_hits`, `<frame>_passages`.
    """
    rows = tables.articles[["id", "outlet", "words"]].copy()
    items = passage_items(tables)
    found = [json.loads(labels) for labels in items["found"]]
    counts = pd.DataFrame({"id": items["id"], "passages": 1})
    for frame in lexicon.frames:
        counts[f"{frame}_passages"] = [int(f"frame:{frame}" in labels) for labels in found]
    rows["outlet"] = rows["outlet"].astype(object).fillna("").astype("str")
    hits = tables.hits.groupby(["id", "frame"], dropna=False).size().unstack(fill_value=0)
    hits = hits.reindex(index=rows["id"], columns=list(lexicon.frames), fill_value=0)
    summed = counts.groupby("id").sum().reindex(rows["id"], fill_value=0)
    joined = pd.concat([summed, hits.add_suffix("_hits")], axis=1).reset_index(drop=True)
    return pd.concat([rows.reset_index(drop=True), joined], axis=1)


# The sheets.


def sheet(
    task: str,
    key: pd.DataFrame,
    coder: int,
    articles: pd.DataFrame,
    tables: Measured | Stored,
    lexicon: Lexicon,
    questions: list[str],
) -> pd.DataFrame:
    """The sheet of one coder for one task: the items in their context, then the questions with
    empty cells.
    """
    of_task = key[key["task"] == task]
    is_own = [str(coder) in coders.split() for coders in of_task["coders"]]
    rows = of_task[np.array(is_own, dtype=bool)]
    article = articles.set_index("id").to_dict("index")
    if task == "stories":
        shown = [
            {
                "item": item,
                "headline": headline(article[one]),
                "day": day(article[one]),
                "beginning": beginning(article[one]["text"]),
                "other headline": headline(article[other]),
                "other day": day(article[other]),
                "other beginning": beginning(article[other]["text"]),
            }
            for item, one, other in rows[["item", "id", "other"]].values.tolist()
        ]
        names = ["item", "headline", "day", "beginning"]
        names += [f"other {name}" for name in names[1:]]
    else:
        sources = quoted_in(tables) if task == "quotations" else {}
        titles = titles_of(lexicon)
        shown = []
        for row in rows.to_dict("records"):
            of, (start, end) = article[row["id"]], (row["start"], row["end"])
            item = {"item": row["item"], "headline": headline(of)}
            item["passage"] = (
                visible(of["text"][start:end])
                if task == "passages"
                else in_place(of["text"], start, end, AROUND[task])
            )
            if task == "quotations":
                item["quoted in this article"] = sources.get(row["id"], "")
            if task == "frames":
                item["in the frame"] = titles[row["found"]]
            shown.append(item)
        names = ["item", "headline", "passage"]
        names += ["quoted in this article"] * (task == "quotations")
        names += ["in the frame"] * (task == "frames")
    return pd.DataFrame(shown, columns=names, dtype="str").assign(
        **dict.fromkeys([*questions, REMARK], "")
    )


def quoted_in(tables: Measured | Stored) -> dict[str, str]:
    """The speakers that each article quotes, in alphabetical order."""
    named = tables.quotations.dropna(subset=["speaker"])
    return {
        str(name): "; ".join(sorted({visible(speaker) for speaker in rows}))
        for name, rows in named.groupby("id", sort=False)["speaker"]
    }


def headline(article: dict) -> str:
    title = article.get("title")
    return visible(" ".join(title.split())) if isinstance(title, str) else ""


def day(article: dict) -> str:
    published = article.get("published")
    return published[:10] if isinstance(published, str) else ""


def beginning(text: str) -> str:
    """The beginning of an article, without a word that is cut.

    >>> beginning("It rained."), beginning(" \\n"), beginning("rain " * 400)[-11:]
    ('It rained.', '', 'rain rain …')
    """
    if len(text) <= LONGEST_SHOWN:
        return visible(text.strip())
    return visible("".join(text[:LONGEST_SHOWN].rsplit(maxsplit=1)[:1])) + " …"


def in_place(text: str, start: int, end: int, around: int) -> str:
    """The text at a place, between ⟦ and ⟧, with this many characters before and after it.

    >>> in_place("It rained all day. It snowed at night, they said.", 22, 28, 12)
    '… day. It ⟦snowed⟧ at night, …'
    """
    before, behind = text[max(0, start - around) : start], text[end : end + around]
    if start > around:
        before = "… " + before.partition(" ")[2]
    if end + around < len(text):
        behind = behind.rpartition(" ")[0] + " …"
    marked = text[start:end]
    if len(marked) > LONGEST_SHOWN:
        half = LONGEST_SHOWN // 2
        marked = f"{marked[:half]} […] {marked[-half:]}"
    return visible(f"{before}{OPENING}{marked}{CLOSING}{behind}")
