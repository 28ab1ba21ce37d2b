"""Keyword in context: every place where a term stands, with the words around it and whose words
they are.
"""

import re
from collections.abc import Iterable

import pandas as pd
from tqdm import tqdm

from ..lexicon import Frame, Lexicon, is_negated, matches, term
from ..measuring import spoken, who_says
from ..text import Document, straighten, tokenize

SORTED = {
    "left": ["left_key", "right_key"],
    "right": ["right_key", "left_key"],
    "hit": ["hit_key", "right_key"],
}
TEXT = ["outlet", "frame", "term", "left", "hit", "right", "voice", "speaker"]


def kwic(
    articles: pd.DataFrame | str,
    pattern_or_lexicon: str | Lexicon,
    window: int = 8,
    sort: str | None = None,
    sample: int | None = None,
    seed: int = 2025,
) -> pd.DataFrame:
    """Keyword in context: each place where a term, or a lexicon's terms, stand, with `window`
    tokens on either side.

    `articles` has the columns id and text, and outlet if it is known; or is one text, whose id is
    then 0. Columns: id, outlet (NaN if unknown), frame (with a lexicon only), term, left, hit,
    right, voice (`narration` or `quotation`), speaker (of a quotation; `unattributed` where nobody
    is found for it), negated (a negation reaches it), start, end. Contexts are the article's own
    characters, white space collapsed, and may reach into the next sentence.

    By article, then by place; or sorted as concordancers do, by the words nearest to the hit:
    `sort="left"` from the hit leftwards, `sort="right"` rightwards, `sort="hit"` by the hit itself.
    `sample` draws so many lines at random from all, by `seed`, and keeps that order: what to read
    when there are too many to read. ValueError for a pattern that holds no word.

    >>> text = "They talked. Border security, he said, is “not” the border's only trouble."
    >>> table = kwic(text, "border", window=2)
    >>> table[["left", "hit", "right", "voice"]].values.tolist()
    [['They talked.', 'Border', 'security, he', 'narration'], ['not” the', "border's", 'only trouble', 'narration']]
    >>> kwic('A border. The border. "Our border," Ana Cruz said.', "border", window=1, sort="left")["left"].tolist()
    ['A', 'Our', 'The']
    >>> kwic("A borderline case", "border").empty
    True
    """
    by_frame = isinstance(pattern_or_lexicon, Lexicon)
    if window < 0:
        raise ValueError(f"kwic: a window of {window} tokens: write 0 or more")
    if sort is not None and sort not in SORTED:
        raise ValueError(
            f"kwic: sort={sort!r}: write {', '.join(map(repr, SORTED))}, or None for the order of the text"
        )
    if sample is not None and sample < 0:
        raise ValueError(f"kwic: a sample of {sample} lines: write 0 or more")
    lexicon = (
        pattern_or_lexicon
        if by_frame
        else Lexicon("", {"": Frame("", "", (), (term(pattern_or_lexicon),))})
    )
    if isinstance(articles, str):
        articles = pd.DataFrame({"id": [0], "text": [articles]})
    if missing := {"id", "text"} - set(articles.columns):
        raise ValueError(
            f"kwic: no column {' or '.join(sorted(missing))} in the articles: has {', '.join(articles)}"
        )
    outlets = list(articles["outlet"]) if "outlet" in articles else [None] * len(articles)
    begins, places = beginnings(lexicon), []
    texts = [text if isinstance(text, str) else "" for text in articles["text"]]
    for at, text in enumerate(
        tqdm(texts, "kwic", unit=" articles", leave=False, delay=2, disable=None)
    ):
        if not begins.search(
            straighten(text).lower().replace("_", " ")
        ):  # most articles hold no such word: no need to take them apart
            continue
        document = tokenize(text)
        for first, end, frame, found in matches(document, lexicon):
            places.append(
                (
                    at,
                    document.tokens[first].start,
                    document.tokens[end - 1].end,
                    frame,
                    found.text,
                    is_negated(document, first),
                    *context(document, first, end, window),
                )
            )
    table = pd.DataFrame(
        places, columns=["at", "start", "end", "frame", "term", "negated", "left", "hit", "right"]
    )
    if sample is not None and sample < len(table):
        table = table.sample(sample, random_state=seed).sort_index()
    table["id"], table["outlet"] = (
        articles["id"].iloc[table["at"]].array,
        [outlets[at] for at in table["at"]],
    )
    table["voice"], table["speaker"] = voices_of(table, texts)
    if sort:
        keys = pd.DataFrame(
            {
                "left_key": [by_words(left, leftwards=True) for left in table["left"]],
                "right_key": table["right"].map(by_words),
                "hit_key": table["hit"].map(by_words),
            },
            index=table.index,
        )
        table = table.loc[keys.sort_values(SORTED[sort], kind="stable").index]
    table = table[
        [
            "id",
            "outlet",
            "frame",
            "term",
            "left",
            "hit",
            "right",
            "voice",
            "speaker",
            "negated",
            "start",
            "end",
        ]
    ]
    table = table.reset_index(drop=True).astype(
        {
            "id": articles["id"].dtype,
            "negated": bool,
            "start": "int64",
            "end": "int64",
            **dict.fromkeys(TEXT, "str"),
        }
    )
    return table if by_frame else table.drop(columns="frame")


def beginnings(lexicon: Lexicon) -> re.Pattern:
    """What a text must hold if any term is in it: the word with which one begins, or as much of it
    as is certain.

    >>> found = beginnings(Lexicon("", {"": Frame("", "", (), (term("war"), term("escalat* fast")))}))
    >>> bool(found.search("no warning")), bool(found.search("war's end")), bool(found.search("it escalated"))
    (False, True, True)
    """
    firsts = {each.forms[0] for frame in lexicon.frames.values() for each in frame.terms}
    stems = sorted(
        (stem := re.match(r"\w*", form).group()) + r"\b" * (stem == form) for form in firsts
    )
    return re.compile(
        rf"\b(?:{'|'.join(stems)})" if "" not in stems and stems else "" if stems else r"(?!)"
    )


def context(document: Document, first: int, end: int, window: int) -> Iterable[str]:
    """Left, hit and right of the tokens from `first` to before `end`."""
    text, tokens = document.text, document.tokens
    edges = (
        tokens[max(0, first - window)].start,
        tokens[first].start,
        tokens[end - 1].end,
        tokens[end - 1 : end + window][-1].end,
    )
    return (" ".join(text[start:stop].split()) for start, stop in zip(edges, edges[1:]))


def voices_of(table: pd.DataFrame, texts: list[str]) -> tuple[list[str], list[str | None]]:
    """Whose words each hit is: only the articles of these hits are searched for quotations."""
    voices, speakers, last, says = [], [], None, who_says(())
    for at, start in tqdm(
        zip(table["at"], table["start"]),
        "voices",
        len(table),
        unit=" lines",
        leave=False,
        delay=2,
        disable=None,
    ):
        if at != last:
            last, says = at, who_says(spoken(tokenize(texts[at])))
        speakers.append(says(start))
        voices.append("quotation" if speakers[-1] else "narration")
    return voices, speakers


def by_words(side: str, leftwards: bool = False) -> str:
    """The words of a context without case and marks, the nearest to the hit first, by which
    concordancers sort.

    >>> by_words("He said: “Our", leftwards=True)
    'our said he'
    """
    words = re.findall(r"\w+", side.lower())
    return " ".join(words[::-1] if leftwards else words)
