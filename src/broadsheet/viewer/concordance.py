"""Keyword in context: every place where a term occurs, with the words around it and whose words
they are.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import pandas as pd

from ..escape import listing
from ..lexicon import Frame, Lexicon, is_negated, matches, term
from ..measuring import spoken, who_says
from ..progress import progress
from ..text import as_printed, straighten, tokenize

# The keys by which lines are sorted, in order.
SORTED_BY = {
    "left": ["left_key", "right_key"],
    "right": ["right_key", "left_key"],
    "hit": ["hit_key", "right_key"],
}
PLACE_COLUMNS = ["article", "start", "end", "frame", "term", "negated", "left", "hit", "right"]
KWIC_COLUMNS = "id outlet frame term left hit right voice speaker negated start end".split()


def kwic(
    articles: pd.DataFrame | str,
    pattern_or_lexicon: str | Lexicon,
    window: int = 8,
    sort: str | None = None,
    sample: int | None = None,
    seed: int = 2025,
) -> pd.DataFrame:
    """Keyword in context: each place where a term, or a lexicon's terms, occur, with `window`
    tokens on either side.

    `articles` has the columns id and text, and outlet if it is known; or is one text, whose id is
    then 0. Columns: id, outlet (NaN if unknown), frame (with a lexicon only), term, left, hit,
    right, voice (`narration` or `quotation`), speaker (of a quotation; `unattributed` if none was
    found), negated (it is within the scope of a negation), start, end. Contexts are the article's
    own characters, with white space collapsed, and may extend into the next sentence.

    Lines are ordered by article and place, or sorted as in concordancers by the words nearest to
    the hit: `sort="left"` from the hit leftwards, `sort="right"` rightwards, `sort="hit"` by the
    hit itself. `sample` draws this many lines at random, by `seed`, and keeps the order: for when
    there are too many to read. ValueError for a pattern without a word.

    >>> text = "They talked. Border security, he said, is “not” the border's only trouble."
    >>> table = kwic(text, "border", window=2)
    >>> table[["left", "hit", "right", "voice"]].values.tolist() # doctest: +NORMALIZE_WHITESPACE
    [['They talked.', 'Border', 'security, he', 'narration'],
     ['not” the', "border's", 'only trouble', 'narration']]
    >>> text = 'A border. The border. "Our border," Ana Cruz said.'
    >>> kwic(text, "border", window=1, sort="left")["left"].tolist()
    ['A', 'Our', 'The']
    >>> kwic("A borderline case", "border").empty
    True
    """
    _refuse_what_cannot_be_asked(window, sort, sample)
    if not isinstance(pattern_or_lexicon, str | Lexicon):
        raise TypeError(
            "kwic: give the articles, then a pattern or lexicon: bs.kwic(articles, 'border*')"
        )
    if isinstance(pattern_or_lexicon, Lexicon):
        lexicon = pattern_or_lexicon
    else:
        lexicon = Lexicon("", {"": Frame("", "", (), (term(pattern_or_lexicon),))})
    table = pd.DataFrame({"id": [0], "text": [articles]}) if isinstance(articles, str) else articles
    if not isinstance(table, pd.DataFrame):
        raise TypeError(
            f"kwic: got {type(articles).__name__}; give a DataFrame of articles, with "
            "the columns `id` and `text`, or one text"
        )
    if missing := {"id", "text"} - set(table.columns):
        raise ValueError(
            f"kwic: no column {' or '.join(sorted(missing))} in the articles; "
            f"the columns are {listing(table.columns)}"
        )
    texts = [text if isinstance(text, str) else "" for text in table["text"]]
    as_seen = [as_printed(text) for text in texts]  # None of nearly all
    texts = [seen.text if seen else text for seen, text in zip(as_seen, texts)]
    lines = pd.DataFrame(list(_places(texts, lexicon, window)), columns=PLACE_COLUMNS)
    if sample is not None and sample < len(lines):
        lines = lines.sample(sample, random_state=seed).sort_index()
    outlets = list(table["outlet"]) if "outlet" in table else [None] * len(table)
    lines["id"] = table["id"].iloc[lines["article"]].array
    lines["outlet"] = [outlets[article] for article in lines["article"]]
    lines["voice"], lines["speaker"] = _voices(lines, texts)
    places = zip(lines["article"].tolist(), lines["start"].tolist(), lines["end"].tolist())
    bounds = [
        seen.bounds(start, end) if (seen := as_seen[article]) else (start, end)
        for article, start, end in places
    ]
    lines["start"], lines["end"] = zip(*bounds) if bounds else ((), ())
    if sort is not None:
        lines = _sorted(lines, sort)
    lines = lines[KWIC_COLUMNS].reset_index(drop=True)
    types: dict[str, Any] = dict.fromkeys(KWIC_COLUMNS, "str")
    types |= {"id": table["id"].dtype, "negated": bool, "start": "int64", "end": "int64"}
    lines = lines.astype(types)
    return lines if isinstance(pattern_or_lexicon, Lexicon) else lines.drop(columns="frame")


def _refuse_what_cannot_be_asked(window: int, sort: str | None, sample: int | None) -> None:
    if window < 0:
        raise ValueError(f"kwic: a window of {window} tokens: give 0 or more")
    if sort is not None and sort not in SORTED_BY:
        raise ValueError(
            f"kwic: sort={sort!r}: choose one of {', '.join(map(repr, SORTED_BY))}, or None for "
            "the order of the text"
        )
    if sample is not None and sample < 0:
        raise ValueError(f"kwic: a sample of {sample} lines: give 0 or more")


def _places(texts: Sequence[str], lexicon: Lexicon, window: int) -> Iterator[tuple]:
    """The places of the lexicon's terms, text by text: `PLACE_COLUMNS`."""
    needed = beginnings(lexicon)
    for article, text in enumerate(progress(texts, "kwic", unit=" articles", leave=False)):
        # Most articles contain no such word, and need not be tokenised. In a hashtag it may begin
        # anywhere.
        if "#" not in text and not needed.search(straighten(text).lower().replace("_", " ")):
            continue
        document = tokenize(text)
        starts = [token.start for token in document.tokens]
        ends = [token.end for token in document.tokens]
        for first, stop, frame, entry in matches(document, lexicon):
            yield (
                article,
                starts[first],
                ends[stop - 1],
                frame,
                entry.text,
                is_negated(document, first),
                *in_words(document.text, starts, ends, first, stop, window),
            )


def beginnings(lexicon: Lexicon) -> re.Pattern:
    """The pattern that a text must match if it contains any term: the word with which one begins,
    or as much of it as is certain.

    >>> frame = Frame("", "", (), (term("war"), term("escalat* fast")))
    >>> needed = beginnings(Lexicon("", {"": frame}))
    >>> [bool(needed.search(text)) for text in ("no warning", "war's end", "it escalated")]
    [False, True, True]
    """
    first_words = {entry.forms[0] for frame in lexicon.frames.values() for entry in frame.terms}
    stems = []
    for word in sorted(first_words):
        stem = re.sub(r"\W.*", "", word, flags=re.DOTALL)
        stems.append(stem + r"\b" if stem == word else stem)
    if "" in stems:  # a term begins with a wildcard: any text may contain it
        return re.compile("")
    return re.compile(rf"\b(?:{'|'.join(stems)})" if stems else r"(?!)")


def in_words(
    text: str, starts: Sequence[int], ends: Sequence[int], first: int, stop: int, window: int
) -> tuple[str, str, str]:
    """The left context, hit and right context of the tokens from `first` to before `stop`: the
    article's own characters, with white space collapsed and at most `window` tokens on either side.

    `starts` and `ends` are those of all tokens of the text.

    >>> text = "It was “a  war of words,” she said."
    >>> starts, ends = [0, 3, 8, 11, 15, 18, 26, 30], [2, 6, 9, 14, 17, 23, 29, 34]
    >>> in_words(text, starts, ends, 3, 4, window=2)
    ('was “a', 'war', 'of words')
    """
    edges = (
        starts[max(0, first - window)],
        starts[first],
        ends[stop - 1],
        ends[min(stop + window, len(ends)) - 1],
    )
    return pieces(text, edges)


def pieces(text: str, edges: Sequence[int]) -> tuple[str, str, str]:
    """The left context, hit and right context between four offsets, with white space collapsed.

    >>> pieces("It  was war then", (0, 8, 11, 16))
    ('It was', 'war', 'then')
    """
    left, hit, right = (" ".join(text[begin:end].split()) for begin, end in pairwise(edges))
    return left, hit, right


def _voices(lines: pd.DataFrame, texts: Sequence[str]) -> tuple[list[str], list[str | None]]:
    """The voice and speaker of each hit; only the articles of these hits are searched for
    quotations.
    """
    speakers: list[str | None] = []
    places = zip(lines["article"].tolist(), lines["start"].tolist())
    with progress(total=len(lines), desc="voices", unit=" lines", leave=False) as bar:
        for article, of_article in groupby(places, key=itemgetter(0)):
            says = who_says(spoken(tokenize(texts[article])))
            new = [says(start) for _, start in of_article]
            speakers += new
            bar.update(len(new))
    return ["quotation" if speaker else "narration" for speaker in speakers], speakers


def _sorted(lines: pd.DataFrame, sort: str) -> pd.DataFrame:
    keys = pd.DataFrame(
        {
            "left_key": [by_words(left, leftwards=True) for left in lines["left"]],
            "right_key": lines["right"].map(by_words),
            "hit_key": lines["hit"].map(by_words),
        },
        index=lines.index,
    )
    return lines.loc[keys.sort_values(SORTED_BY[sort], kind="stable").index]


def by_words(side: str, leftwards: bool = False) -> str:
    """The words of a context without case and marks, the nearest to the hit first: the sort key of
    concordancers.

    >>> by_words("He said: “Our", leftwards=True)
    'our said he'
    """
    words = re.findall(r"\w+", side.lower())
    return " ".join(words[::-1] if leftwards else words)
