"""Which quotations several outlets share, and who cut what: the same words found across articles.

Compared are *statements*: the quoted speech of one speaker in one place of a paragraph, so that
"A," she said, "B" is one.

Two articles → the statements and the sentences that stand in both, each with its place in either.

What counts as the same is what `shared` says of quotations: one stands in the other, word for word
or nearly.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from textwrap import shorten
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from ..stats import percent
from ..text import Document, Span

GRAM = 4  # two statements are compared if so many words in a row stand in both
RUN = 3  # words in a row that count as kept: fewer are the "of the" that any two sentences have
# characters between stretches of one statement: room for ", said Ana Cruz, the minister of defence.
# "
NEAR = 150
GAP = " … "
ELLIPSIS = re.compile(r"\.\s?\.\s?\.|…")
COLUMNS = [
    "quote",
    "id",
    "outlet",
    "speaker",
    "start",
    "text",
    "words",
    "fullest",
    "similarity",
    "kept",
    "cut",
    "only_here",
]
TYPES = {
    "quote": "int64",
    "start": "int64",
    "words": "int64",
    "fullest": bool,
    "similarity": float,
    "kept": float,
}


class Statement(NamedTuple):
    """What one speaker says in one place, and where it begins."""

    id: object
    outlet: object
    speaker: object
    start: int
    document: Document

    @property
    def forms(self) -> tuple[str, ...]:
        return self.document.forms


def shared_quotations(
    quotations: pd.DataFrame, threshold: float = 0.9, least: int = 7, by: str = "outlet"
) -> pd.DataFrame:
    """The statements that stand in articles of several outlets, one row an article's version, the
    fullest one first.

    `quotations` is the table of `bs.quotations`; only speech is compared. `by="id"` asks for
    several articles instead, also of one outlet. Columns:

    - `quote` numbers the statements, those in most outlets first, then those with most words;
    - `id, outlet, speaker, start` of the version (`start` is where its first stretch begins), its
      `text`, with … between stretches, and its `words` (tokens: "cross-border" is two);
    - `fullest`: whether it is the version with most words, which the others are compared with;
    - `similarity`: of its sentences, that of the one found best in the fullest version;
    - `kept`: the share of the fullest version's words that it has, in runs of three or more;
    - `cut`: the words of the fullest version that it leaves out; `only_here`: its words that the
      fullest leaves out.

    A version is one if a sentence of it (or a piece between ellipses) has `least` words that stand
    in the fullest version in one place, with a ratio of at least `threshold`: rapidfuzz's
    `partial_ratio` on words, 2 × common / (words of the piece + words of the place). It asks
    whether the one stands *in* the other: what the other has before and after costs nothing. Words
    are compared as `Document.forms`: typography and case are never a finding. Each version belongs
    to one statement alone; the order of the rows changes nothing.

    How the defaults were chosen: some 300 pairs found in 5,000 articles of US news were read. Right
    is a pair of the same person's words, also where one side quotes the other. With a ratio of 1,
    29 of 30 were right (27 of 30 with at most nine words); from 0.9 on, 61 of all 66; from 0.85, 18
    of 32; from 0.8, 12 of 20; below, 4 of 30. That makes 97 right in a hundred at 0.9, and 94, 92,
    86, 75 at 0.85, 0.8, 0.75, 0.7. Of pairs of six equal words 14 of 20 were right ("a step in the
    right direction" was not), of five 9 of 24. In a few articles on one story, chance has less
    room.

    Fails on what is as short as "I alone can fix it" (give a smaller `least` where all articles are
    on one story), on translations, on slogans, pledges and laws, which many people quote without
    having them from each other, and where two articles each have what the other lacks in the middle
    of one sentence.

    >>> texts = ['"We will not pay for the wall, and they know it," Ana Cruz said.', '"We will not pay for the wall," she said.']
    >>> said = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "speaker": "Ana Cruz", "start": 0, "end": 9,
    ...                      "paragraph": 0, "speech": True, "text": [text.split(" Ana")[0].split(" she")[0] for text in texts]})
    >>> shared_quotations(said)[["outlet", "words", "kept", "cut"]].round(2).values.tolist()
    [['A', 11, 1.0, ''], ['B', 7, 0.64, 'and they know it']]
    >>> shared_quotations(said.assign(outlet="A")).empty
    True
    """
    found = []
    for fullest, others in groups(statements(quotations), threshold, least):
        versions = [
            _version(fullest, {fullest: 1.0}),
            *(_version(fullest, pieces) for pieces in others),
        ]
        if len({str(version[by]) for version in versions}) > 1:
            found.append(
                sorted(
                    versions,
                    key=lambda v: (not v["fullest"], -v["kept"], str(v["outlet"]), str(v["id"])),
                )
            )
    found.sort(
        key=lambda group: (
            -len({str(v[by]) for v in group}),
            -group[0]["words"],
            group[0]["text"],
            str(group[0]["id"]),
        )
    )
    rows = [
        {"quote": number, **version} for number, group in enumerate(found, 1) for version in group
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(TYPES)


def statements(quotations: pd.DataFrame) -> list[Statement]:
    """The speech of each speaker in each place, the longest first, equals in the order of their
    words and ids.

    Stretches of one speaker are one statement if they stand in one paragraph, at most 150
    characters apart.

    >>> said = pd.DataFrame({"id": 1, "outlet": "A", "speaker": "Bo", "start": [12, 0, 900], "end": [16, 4, 910],
    ...                      "paragraph": 0, "speech": True, "text": ["“B.”", "“A,”", "“Later.”"]})
    >>> [statement.document.text for statement in statements(said)]
    ['“A,” … “B.”', '“Later.”']
    """
    said = quotations[quotations["speech"].astype(bool)].sort_values("start", kind="stable")
    parts = defaultdict(list)
    for row in said.itertuples():
        speaker = row.speaker if isinstance(row.speaker, str) else None
        told = parts[row.id, row.paragraph, speaker]
        if told and row.start - told[-1][-1].end <= NEAR:
            told[-1].append(row)
        else:
            told.append([row])
    made = [
        Statement(
            rows[0].id,
            rows[0].outlet,
            speaker,
            rows[0].start,
            Document(GAP.join(row.text for row in rows)),
        )
        for (_, _, speaker), told in parts.items()
        for rows in told
    ]
    return sorted(made, key=lambda s: (-len(s.forms), s.forms, str(s.id), s.start, str(s.speaker)))


def groups(
    said: Sequence[Statement], threshold: float, least: int
) -> Iterator[tuple[Statement, list[dict]]]:
    """Each statement that is the fullest of several, with the statements of every other article
    that stand in it.

    From the longest on, each takes what stands in it and was not taken before: no chain leads from
    A by B to a C that shares nothing with A. Those of one article are one version: {statement:
    similarity}.
    """
    pieces = [list(_pieces(statement, least)) for statement in said]
    where = defaultdict(list)  # four words in a row -> the statements of which a piece has them
    for n, own in enumerate(pieces):
        for gram in {gram for piece in own for gram in _grams(piece)}:
            where[gram].append(n)
    taken = set()
    for n, fullest in enumerate(said):
        near = {
            m
            for gram in _grams(fullest.forms)
            for m in where.get(gram, ())
            if m > n and m not in taken
        }
        versions = defaultdict(dict)
        for m in sorted(near):
            other = said[m]
            if other.id != fullest.id and (
                similarity := _similarity(pieces[m], fullest.forms, threshold, least)
            ):
                versions[other.id][other] = similarity
                taken.add(m)
        if versions:
            yield fullest, list(versions.values())


def _grams(forms: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(forms[n:] for n in range(GRAM))))


def _pieces(statement: Statement, least: int) -> Iterator[tuple[str, ...]]:
    """The forms of its sentences, parted where words were left out, if there are enough of them."""
    document, starts = statement.document, [token.start for token in statement.document.tokens]
    for sentence in document.sentences:
        gaps = [gap.end() for gap in ELLIPSIS.finditer(document.text, sentence.start, sentence.end)]
        edges = [bisect_left(starts, edge) for edge in (sentence.start, *gaps, sentence.end)]
        for begin, end in pairwise(edges):
            if end - begin >= least:
                yield document.forms[begin:end]


def _similarity(
    pieces: Sequence[Sequence[str]], forms: Sequence[str], threshold: float, least: int
) -> float:
    """That of the piece which is found best; 0 where none is found by the rule."""
    best = 0.0
    for piece in pieces:
        place = fuzz.partial_ratio_alignment(piece, forms, score_cutoff=100 * threshold)
        if (
            place
            and place.score
            * (place.src_end - place.src_start + place.dest_end - place.dest_start)
            / 200
            >= least
        ):
            best = max(best, place.score / 100)
    return best


def _version(fullest: Statement, pieces: dict[Statement, float]) -> dict:
    """An article's version beside the fullest one: its words, and what either leaves out."""
    own = sorted(pieces, key=lambda statement: statement.start)
    kept, only = set(), []
    for statement in own:
        # The longest runs first: an alignment of least cost would scatter "the" and "of" over what
        # was cut.
        blocks = [
            block
            for block in SequenceMatcher(
                None, fullest.forms, statement.forms, autojunk=False
            ).get_matching_blocks()
            if block.size >= min(RUN, len(statement.forms))
        ]
        kept |= {n for block in blocks for n in range(block.a, block.a + block.size)}
        here = {n for block in blocks for n in range(block.b, block.b + block.size)}
        only += _left_out(statement.document, here)
    return {
        "id": own[0].id,
        "outlet": own[0].outlet,
        "speaker": own[0].speaker,
        "start": own[0].start,
        "text": GAP.join(statement.document.text for statement in own),
        "words": sum(len(s.forms) for s in own),
        "fullest": fullest in pieces,
        "similarity": max(pieces.values()),
        "kept": len(kept) / len(fullest.forms),
        "cut": GAP.join(_left_out(fullest.document, kept)),
        "only_here": GAP.join(only),
    }


def _left_out(document: Document, kept: set[int]) -> list[str]:
    """The stretches of the text between the tokens that are kept."""
    stretches, begin = [], None
    for n in range(len(document.tokens) + 1):
        if n < len(document.tokens) and n not in kept:
            begin = n if begin is None else begin
        elif begin is not None:
            stretches.append(
                document.text[document.tokens[begin].start : document.tokens[n - 1].end]
            )
            begin = None
    return stretches


def shared_rows(shared: pd.DataFrame, quotes: int = 6, versions: int = 6) -> pd.DataFrame:
    """The rows of `shared_quotations` to draw as bars: the first quotes and versions, with `panel`,
    `row` and `said`.

    `panel` is the beginning of the statement, `row` the outlet, `said` what stands beside its bar.
    Where nothing is shared, one row says so.

    >>> shared_rows(pd.DataFrame(columns=COLUMNS))[["row", "words", "said"]].values.tolist()
    [['', 0, 'no statement stands in articles of several outlets']]
    """
    if shared.empty:
        return pd.DataFrame(
            [
                {
                    "quote": 0,
                    "panel": "Nothing shared",
                    "row": "",
                    "outlet": "",
                    "words": 0,
                    "fullest": False,
                    "said": "no statement stands in articles of several outlets",
                }
            ]
        )
    drawn = shared[shared["quote"] <= quotes].groupby("quote").head(versions)
    starts = (
        drawn.groupby("quote")["text"]
        .transform("first")
        .map(lambda text: shorten(text, 48, placeholder=" …"))
    )
    said = [
        f"all {words} words"
        if kept == 1
        else f"{words} words, {percent(kept)} of the fullest"
        for words, kept in zip(drawn["words"], drawn["kept"])
    ]
    return drawn.assign(
        panel=drawn["quote"].astype(str) + ". " + starts,
        row=drawn["outlet"].fillna("no outlet named"),
        said=said,
    )


class Passage(NamedTuple):
    """What stands in both articles: where it begins and ends in each, and how alike it is, at most
    1.
    """

    kind: str
    left: tuple[int, int]
    right: tuple[int, int]
    similarity: float


def shared_passages(
    left: Document,
    right: Document,
    quotations: pd.DataFrame,
    threshold: float = 0.9,
    least: int = 7,
) -> list[Passage]:
    """The quotations, then the sentences, that stand in both articles, in the order of the left
    one.

    `quotations` are those of both, as `bs.quotations` gives them, with `id` 0 and 1. A statement is
    told by its first stretch between marks. A sentence in which a shared quotation begins is not
    told again. `threshold` and `least` are those of `shared_quotations`.

    >>> texts = ["Rain fell all day on the wide plain of Skara. He left.", "Rain fell all day on the plain of Skara."]
    >>> none = pd.DataFrame({"id": [], "speech": [], "start": []})
    >>> [passage] = shared_passages(*map(Document, texts), none, threshold=0.8)
    >>> passage.kind, passage.left, passage.right
    ('sentence', (0, 45), (0, 40))
    >>> shared_passages(*map(Document, texts), none, threshold=0.99)
    []
    """
    ends = dict(zip(zip(quotations["id"], quotations["start"]), quotations.get("end", [])))
    said = list(
        _both(
            statements(quotations),
            "quotation",
            lambda one: ends[one.id, one.start],
            threshold,
            least,
        )
    )
    told = [[(found.left, found.right)[side] for found in said] for side in (0, 1)]
    sentences = [
        Statement(side, None, None, sentence.start, Document(sentence))
        for side, document in enumerate((left, right))
        for sentence in _without(document.sentences, told[side])
    ]
    sentences.sort(key=lambda one: (-len(one.forms), one.forms, one.id, one.start))
    same = _both(
        sentences, "sentence", lambda one: one.start + len(one.document.text), threshold, least
    )
    return sorted([*said, *same], key=lambda found: found.left)


def _without(sentences: tuple[Span, ...], told: list[tuple[int, int]]) -> list[Span]:
    """The sentences that share no character with what is told already."""
    edges, kept, n = sorted(told), [], 0
    for sentence in sentences:
        while n < len(edges) and edges[n][1] <= sentence.start:
            n += 1
        if n == len(edges) or edges[n][0] >= sentence.end:
            kept.append(sentence)
    return kept


def _both(
    said: list[Statement],
    kind: str,
    end_of: Callable[[Statement], int],
    threshold: float,
    least: int,
) -> Iterator[Passage]:
    """The passages of one kind: of each group of statements the first of either article, none of
    them twice.
    """
    taken: set[tuple] = set()
    for fullest, versions in groups(said, threshold, least):
        for version in versions:
            other = min(version, key=lambda one: one.start)
            both = sorted((fullest, other), key=lambda one: one.id)
            if taken.isdisjoint((one.id, one.start) for one in both):
                taken.update((one.id, one.start) for one in both)
                yield Passage(kind, *((one.start, end_of(one)) for one in both), version[other])
