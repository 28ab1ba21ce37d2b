"""Everything in articles that could be coded, task by task.

Each table has one row per item: the `id` of its article, `what` was found there (by which the
sample is stratified), its place (`start`, `end`), and `found`, Broadsheet's own answer.
"""

import json
import re
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from ..measuring import Measured, Stored
from ..patterns import regex
from ..text import tokenize
from .sentence_links import FUNCTION_WORDS

COLUMNS = ["id", "what", "start", "end", "found"]
LONGEST_PASSAGE = 150  # words; longer paragraphs are cut between sentences
# Articles for which the most similar one from another story is sought; if there are more, this many
# are drawn.
ANCHORS = 2000
AT_ONCE = 200  # rows of the table of similarities in memory at once
# Where a sentence may end inside a paragraph: at a mark and any closing marks after it, or at a
# bare line break. The ends of paragraphs are not asked about.
PLACE = regex(
    r"""
    (?: [.!?…]+ ["'”’»)\]}]*       # "act." and 'act!")'
      | [^\s.!?…] (?=[^\S\n]*\n)   # the last letter of a line without a mark
    )
    (?=\s) (?=[^\S\n]*\n?[^\S\n]*\S)
    """,
    re.VERBOSE,
)


def quotation_items(tables: Measured | Stored) -> pd.DataFrame:
    """Each stretch in quotation marks and each indirect statement; `found` is its kind."""
    rows = tables.quotations
    what = rows["kind"].map(
        {"direct": "speech", "partial": "speech", "indirect": "indirect"}.get, na_action="ignore"
    )
    return pd.DataFrame(
        {
            "id": rows["id"],
            "what": what.fillna("other marks"),
            "start": rows["start"],
            "end": rows["end"],
            "found": rows["kind"],
            "found_speaker": rows["speaker"].fillna(""),
        }
    )


def frame_items(tables: Measured | Stored) -> pd.DataFrame:
    """Each hit; `found` is its frame."""
    rows = tables.hits
    return pd.DataFrame(
        {"id": rows["id"], "what": rows["frame"], "start": rows["start"], "end": rows["end"]}
    ).assign(found=rows["frame"])


def sentence_items(articles: pd.DataFrame, tables: Measured | Stored) -> pd.DataFrame:
    """Each place where a sentence might end; `found` is whether Broadsheet ends one there."""
    ends = {
        name: np.unique(rows) for name, rows in tables.sentences.groupby("id", sort=False)["end"]
    }
    rows = []
    for name, text in zip(articles["id"], articles["text"]):
        if name not in ends:
            continue
        plain = text.replace("\r", "\n")  # keeps the length
        for place in PLACE.finditer(plain):
            nearest = np.searchsorted(ends[name], place.start(), side="right")
            is_end = nearest < len(ends[name]) and ends[name][nearest] <= place.end()
            what = "end" if is_end else "no end"
            rows.append((name, what, place.start(), place.end(), what))
    return pd.DataFrame(rows, columns=COLUMNS)


def passages(tables: Measured | Stored) -> pd.DataFrame:
    """The passages of all articles, `id, start, end`: paragraphs, long ones in parts of whole
    sentences.
    """
    sentences = (
        tables.sentences.groupby(["id", "sentence"], sort=False, dropna=False)
        .agg(
            paragraph=("paragraph", "first"),
            start=("start", "min"),
            end=("end", "max"),
            words=("words", "sum"),
        )
        .reset_index()
    )
    before = sentences.groupby(["id", "paragraph"], sort=False)["words"].cumsum()
    sentences["part"] = (before - sentences["words"]) // LONGEST_PASSAGE
    rows = sentences.groupby(["id", "paragraph", "part"], sort=False).agg(
        start=("start", "min"), end=("end", "max"), words=("words", "sum")
    )
    rows = rows[rows["words"] > 0].reset_index()
    return rows[["id", "start", "end"]]


def passage_items(tables: Measured | Stored) -> pd.DataFrame:
    """Each passage; `found` is a JSON list of its contents: `speech`, `indirect`, and frames as
    `frame:<name>`.
    """
    rows = passages(tables)
    there: list[set[str]] = [set() for _ in range(len(rows))]
    place = dict(list(rows.groupby("id", sort=False)))
    quotations = tables.quotations
    speech = quotations["speech"].to_numpy(dtype=bool)
    indirect = (quotations["kind"] == "indirect").to_numpy(dtype=bool)
    marked = [
        (quotations[speech], "speech", None),
        (quotations[indirect], "indirect", None),
        (tables.hits, "", "frame"),
    ]
    for found, label, column in marked:
        for name, group in found.groupby("id", sort=False):
            if name not in place:
                continue
            own = place[name]
            first = np.searchsorted(own["end"], group["start"], side="right")
            last = np.searchsorted(own["start"], group["end"], side="left")
            labels = (
                [label] * len(group) if column is None else [f"frame:{k}" for k in group[column]]
            )
            for begin, end, said in zip(first, last, labels):
                for row in own.index[begin : max(end, begin)]:
                    there[row].add(said)
    return pd.DataFrame(
        {
            "id": rows["id"],
            "what": [class_of(labels) for labels in there],
            "start": rows["start"],
            "end": rows["end"],
            "found": [json.dumps(sorted(labels), ensure_ascii=False) for labels in there],
        }
    )


def class_of(found: set[str]) -> str:
    """The class by which a passage is stratified.

    >>> class_of({"speech", "frame:war"}), class_of({"frame:war"}), class_of(set())
    ('speech and frames', 'frames', 'nothing')
    """
    kinds = ["speech"] * bool(found & {"speech", "indirect"})
    kinds += ["frames"] * any(label.startswith("frame:") for label in found)
    return " and ".join(kinds) or "nothing"


def pair_items(articles: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Pairs of articles, `id` and `other`: all pairs in one story (`same`), and for at most
    `ANCHORS` articles, the article with the most similar one outside its story (`different`). `of`
    is how many articles each `different` pair represents: more than 1 if not all articles are used.
    """
    articles = articles.sort_values("id", kind="stable").reset_index(drop=True)
    story = articles["story"] if "story" in articles else pd.Series(None, index=articles.index)
    number = pd.factorize(story)[0]
    members: dict[int, list[int]] = {}
    for row, of in enumerate(number.tolist()):
        if of >= 0:
            members.setdefault(of, []).append(row)
    same = [pair for rows in members.values() for pair in combinations(rows, 2)]
    different = sorted(set(nearest_pairs(articles["text"].tolist(), number, seed)))
    scale = max(1.0, len(articles) / ANCHORS)
    ids = articles["id"].tolist()
    return pd.DataFrame(
        [(ids[one], "same", 0, 0, "same", ids[other], 1.0) for one, other in same]
        + [
            (ids[one], "different", 0, 0, "different", ids[other], scale)
            for one, other in different
        ],
        columns=[*COLUMNS, "other", "of"],
    )


def nearest_pairs(texts: list[str], story: np.ndarray, seed: int) -> Iterator[tuple[int, int]]:
    """For each article, the one outside its story that shares most rare words with it: the cosine
    of words weighted by log(n / articles that have them).
    """
    from scipy import sparse

    n = len(texts)
    vocabulary: dict[str, int] = {}
    indices, lengths = [], []
    for text in texts:
        words = sorted({form for form in tokenize(text).forms if form not in FUNCTION_WORDS})
        indices += [vocabulary.setdefault(word, len(vocabulary)) for word in words]
        lengths.append(len(words))
    ends = np.cumsum([0, *lengths])
    table = sparse.csr_matrix((np.ones(len(indices)), indices, ends), (n, len(vocabulary)))
    weights = np.log(n / np.maximum(1, table.sum(axis=0).A1 if n else np.ones(0)))
    table = table.multiply(weights).tocsr()
    sizes = np.sqrt(table.multiply(table).sum(axis=1).A1)
    table = sparse.diags(1 / np.where(sizes > 0, sizes, 1)) @ table
    anchors = np.arange(n)
    if n > ANCHORS:
        anchors = np.sort(np.random.default_rng([seed, 9]).choice(n, ANCHORS, replace=False))
    for start in range(0, len(anchors), AT_ONCE):
        rows = anchors[start : start + AT_ONCE]
        alike = (table[rows] @ table.T).toarray().round(9)
        alike[np.arange(len(rows)), rows] = -1
        alike[(story[rows][:, None] == story[None, :]) & (story[rows][:, None] >= 0)] = -1
        for row, other, most in zip(rows.tolist(), alike.argmax(axis=1), alike.max(axis=1)):
            if most > 0:
                yield min(row, int(other)), max(row, int(other))
