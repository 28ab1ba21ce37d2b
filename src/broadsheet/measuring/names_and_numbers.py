"""Articles → the names and numbers in them: one row per mention, to be compared across outlets."""

from bisect import bisect_right

import pandas as pd

from ..quotation import TEXT, named
from ..text import Document, numbers

FACT_COLUMNS = "id outlet sentence start end text kind name is_body value noun is_ordinal".split()
FACT_TYPES = {
    **dict.fromkeys(["sentence", "start", "end"], "int64"),
    **dict.fromkeys(["text", "kind", "name", "noun"], TEXT),
    **dict.fromkeys(["is_body", "is_ordinal"], "bool"),
    "value": "float64",
}


def facts(articles: pd.DataFrame) -> pd.DataFrame:
    """The names and numbers of the articles, one row per mention, in the order of the text.

    `articles` needs `id`, `outlet` and `text`. Columns: `id, outlet, sentence` (its number in the
    article, from 0), `start, end, text` (as it is printed), `kind` ("name" or "number"); for a
    name, `name`, the fullest form that the article gives, and `is_body`, whether it is known to be
    a body or a place; for a number, its `value`, the `noun` that it counts ("" without one), and
    `is_ordinal` ("the third year").

    >>> text = "Mayor Ana Cruz met twelve farmers. Cruz left."
    >>> rows = facts(pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": [text]}))
    >>> rows[["sentence", "text", "name"]].values.tolist()
    [[0, 'Mayor Ana Cruz', 'Ana Cruz'], [0, 'twelve farmers', ''], [1, 'Cruz', 'Ana Cruz']]
    >>> rows["value"].tolist()
    [nan, 12.0, nan]
    """
    rows = [
        (name, outlet, *fact)
        for name, outlet, text in zip(articles["id"], articles["outlet"], articles["text"])
        for fact in facts_of(Document(text))
    ]
    return pd.DataFrame(rows, columns=FACT_COLUMNS).astype(FACT_TYPES)


def facts_of(document: Document) -> list[tuple]:
    """The names and numbers of one document: rows of `facts` from `sentence` on."""
    starts = [start for start, _ in document.sentence_bounds]
    found = [
        (m.start, m.end, "name", m.name, m.is_body, float("nan"), "", False)
        for m in named(document)
    ] + [
        (n.start, n.end, "number", "", False, n.value, n.noun, n.is_ordinal)
        for n in numbers(document)
    ]
    return [
        (max(0, bisect_right(starts, start) - 1), start, end, document.text[start:end], *rest)
        for start, end, *rest in sorted(found)
    ]
