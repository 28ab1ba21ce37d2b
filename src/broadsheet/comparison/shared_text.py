"""Quotations that several outlets share, and what each cut: the same words matched across articles.

The units compared are *statements*: the quoted speech of one speaker in one place of a paragraph,
so that "A," she said, "B" is one statement.

For two articles side by side, statements and sentences are compared (`shared_passages`): one is
contained in the other, word for word or nearly.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from textwrap import shorten
from typing import Any, NamedTuple

import pandas as pd

from ..measuring import Measured, Stored
from ..patterns import regex
from ..stats import DIFFERENT_PEOPLE, ONE_PERSON, percent
from ..text import Document, Span
from .people import NAMED_PERSON
from .person_names import Name, parts_of

GRAM = 4  # two statements are compared if they share this many words in a row
# Words in a row that count as kept: fewer may be the "of the" that any two sentences share.
LEAST_RUN = 3
# Characters between stretches of one statement: room for ", said Ana Cruz, the minister of
# defence. "
STRETCH_GAP = 150
LEFT_OUT = " … "
WORDS_LEFT_OUT = regex(r"\.\s?\.\s?\.|…")
# The columns of shared quotations, and the types of those that are not text.
SHARED_COLUMNS = """quote id outlet speaker start text words fullest similarity kept cut
    only_here""".split()
SHARED_TYPES: dict[Any, Any] = {
    "quote": "int64",
    "start": "int64",
    "words": "int64",
    "fullest": bool,
    "similarity": float,
    "kept": float,
}


class Statement(NamedTuple):
    """The words of one speaker in one place, and where they begin."""

    id: Any
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
    """The statements that occur in articles of several outlets: one row per version, the fullest
    first.

    `quotations` is the table of `bs.quotations`; only speech is compared. `by="id"` finds
    statements in several articles instead, even of one outlet. Columns:

    - `quote`, the number of the statement: those in most outlets first, then those with most words;
    - `id, outlet, speaker, start` of the version (`start` is where its first stretch begins), its
      `text`, with … between stretches, and its `words` (tokens: "cross-border" is two);
    - `fullest`: whether it is the version with most words, which the others are compared with;
    - `similarity`: that of the sentence that matches the fullest version best;
    - `kept`: the share of the fullest version's words that it has, in runs of three or more;
    - `cut`: the words of the fullest version that it leaves out; `only_here`: its words that are
      not in the fullest version.

    A statement is a version of another if one of its sentences (or a piece between ellipses) shares
    `least` words with one place in the fullest version, with a ratio of at least `threshold`:
    rapidfuzz's `partial_ratio` on words, 2 × common / (words of the piece + words of the place).
    The ratio measures whether one is contained *in* the other: text before and after it costs
    nothing. Words are compared as `Document.forms`, so that typography and case make no difference.
    Each version belongs to one statement only; the order of the rows changes nothing.

    How the defaults were chosen: some 300 pairs found in 5,000 articles of US news were read. A
    pair is right if it holds the same person's words, even if one side quotes the other. With a
    ratio of 1, 29 of 30 were right (27 of 30 with at most nine words); from 0.9 on, 61 of all 66;
    from 0.85, 18 of 32; from 0.8, 12 of 20; below, 4 of 30. That gives 97 right in a hundred at
    0.9, and 94, 92, 86, 75 at 0.85, 0.8, 0.75, 0.7. Of pairs with six equal words, 14 of 20 were
    right ("a step in the right direction" was not); with five, 9 of 24. In a few articles on one
    story, chance matches are rarer.

    Fails on statements as short as "I alone can fix it" (give a smaller `least` if all articles are
    on one story); on translations; on slogans, pledges and laws, which many people quote
    independently; and if two articles each have words that the other lacks in the middle of one
    sentence.

    >>> quotations = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"]})
    >>> quotations["text"] = ["“We will not pay for the wall, and they know it,”",
    ...                       "“We will not pay for the wall,”"]
    >>> quotations = quotations.assign(speaker="Ana Cruz", start=0, end=9, paragraph=0, speech=True)
    >>> shared = shared_quotations(quotations)
    >>> shared[["outlet", "words", "kept", "cut"]].round(2).values.tolist()
    [['A', 11, 1.0, ''], ['B', 7, 0.64, 'and they know it']]
    >>> shared_quotations(quotations.assign(outlet="A")).empty
    True
    """
    shared = []
    for fullest, others in groups_of_versions(statements(quotations), threshold, least):
        versions = [
            _version(fullest, {fullest: 1.0}),
            *(_version(fullest, similarities) for similarities in others),
        ]
        if _several(versions, by) > 1:
            shared.append(sorted(versions, key=_version_order))
    shared.sort(
        key=lambda versions: (
            -_several(versions, by),
            -versions[0]["words"],
            versions[0]["text"],
            str(versions[0]["id"]),
        )
    )
    rows = [
        {"quote": number, **version}
        for number, versions in enumerate(shared, 1)
        for version in versions
    ]
    return pd.DataFrame(rows, columns=SHARED_COLUMNS).astype(SHARED_TYPES)


def _several(versions: Sequence[dict], by: str) -> int:
    return len({str(version[by]) for version in versions})


def _version_order(version: dict) -> tuple:
    """A sort key: the fullest first, then by how much is kept."""
    return not version["fullest"], -version["kept"], str(version["outlet"]), str(version["id"])


def statements(quotations: pd.DataFrame) -> list[Statement]:
    """The speech of each speaker in each place, the longest first, ties in the order of their words
    and ids.

    Stretches of one speaker are one statement if they are in one paragraph, at most 150 characters
    apart.

    >>> quotations = pd.DataFrame({"start": [12, 0, 900], "end": [16, 4, 910]})
    >>> quotations["text"] = ["“B.”", "“A,”", "“Later.”"]
    >>> quotations = quotations.assign(id=1, outlet="A", speaker="Bo", paragraph=0, speech=True)
    >>> [statement.document.text for statement in statements(quotations)]
    ['“A,” … “B.”', '“Later.”']
    """
    speech = quotations[quotations["speech"].astype(bool)].sort_values("start", kind="stable")
    # For each speaker in each paragraph: runs of stretches, each run one statement.
    runs: dict[tuple, list[list]] = defaultdict(list)
    for stretch in speech.itertuples():
        speaker = stretch.speaker if isinstance(stretch.speaker, str) else None
        of_speaker = runs[stretch.id, stretch.paragraph, speaker]
        if of_speaker and stretch.start - of_speaker[-1][-1].end <= STRETCH_GAP:
            of_speaker[-1].append(stretch)
        else:
            of_speaker.append([stretch])
    made = [
        Statement(
            run[0].id,
            run[0].outlet,
            speaker,
            run[0].start,
            Document(LEFT_OUT.join(stretch.text for stretch in run)),
        )
        for (_, _, speaker), of_speaker in runs.items()
        for run in of_speaker
    ]
    return sorted(made, key=lambda s: (-len(s.forms), s.forms, str(s.id), s.start, str(s.speaker)))


def groups_of_versions(
    ordered: Sequence[Statement], threshold: float, least: int
) -> Iterator[tuple[Statement, list[dict[Statement, float]]]]:
    """Each statement that is the fullest of several, with the statements of other articles
    contained in it.

    Starting with the longest, each takes those contained in it that were not taken before, so that
    no chain leads from A through B to a C that shares nothing with A. Those of one article are one
    version: {statement: similarity}.
    """
    comparable = _with_words_of_another_article(ordered)
    pieces = {number: list(_pieces(ordered[number], least)) for number in comparable}
    # Four words in a row -> the numbers of the statements with a piece that has them.
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own_pieces in pieces.items():
        for gram in {gram for piece in own_pieces for gram in grams_of(piece)}:
            having[gram].append(number)
    taken: set[int] = set()
    for number in comparable:
        fullest = ordered[number]
        candidates = {other for gram in grams_of(fullest.forms) for other in having.get(gram, ())}
        versions: dict[object, dict[Statement, float]] = defaultdict(dict)
        for other in sorted(candidates - taken):
            statement = ordered[other]
            if other <= number or statement.id == fullest.id:
                continue
            if similarity := _similarity(pieces[other], fullest.forms, threshold, least):
                versions[statement.id][statement] = similarity
                taken.add(other)
        if versions:
            yield fullest, list(versions.values())


def _with_words_of_another_article(ordered: Sequence[Statement]) -> list[int]:
    """The numbers of the statements that have four words in a row in common with another article;
    no other statement needs to be taken apart.
    """
    in_articles: dict[tuple[str, ...], object] = {}  # `several`, or the only article
    several = object()
    grams = [grams_of(statement.forms) for statement in ordered]
    for statement, own in zip(ordered, grams):
        for gram in own:
            if in_articles.setdefault(gram, statement.id) != statement.id:
                in_articles[gram] = several
    return [
        number
        for number, own in enumerate(grams)
        if any(in_articles[gram] is several for gram in own)
    ]


def stands_in(statement: Statement, document: Document, threshold: float, least: int) -> bool:
    """Whether a document contains a statement, with or without quotation marks, by the rule of
    `shared_quotations`.

    >>> pledge = Statement("a", "A", "Ana Cruz", 0, Document("We will not pay for the wall."))
    >>> stands_in(pledge, Document("Cruz said they WILL not pay for the wall."), 0.8, 6)
    True
    >>> stands_in(pledge, Document("Cruz said they will pay."), 0.8, 6)
    False
    """
    grams, forms = grams_of(statement.forms), document.forms
    return not grams.isdisjoint(grams_of(forms)) and bool(
        _similarity(list(_pieces(statement, least)), forms, threshold, least)
    )


def grams_of(forms: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(forms[n:] for n in range(GRAM))))


def _pieces(statement: Statement, least: int) -> Iterator[tuple[str, ...]]:
    """The forms of its sentences, split where words were left out, if there are enough of them."""
    document, starts = statement.document, statement.document.token_starts.tolist()
    if len(starts) < least:
        return
    for start, stop in document.sentence_bounds:
        gaps = [gap.end() for gap in WORDS_LEFT_OUT.finditer(document.text, start, stop)]
        edges = [bisect_left(starts, edge) for edge in (start, *gaps, stop)]
        for begin, end in pairwise(edges):
            if end - begin >= least:
                yield document.forms[begin:end]


def _similarity(
    pieces: Sequence[Sequence[str]], forms: Sequence[str], threshold: float, least: int
) -> float:
    """The similarity of the piece that matches best; 0 if none matches by the rule."""
    from rapidfuzz import fuzz  # imported here: only needed for this

    best = 0.0
    for piece in pieces:
        place = fuzz.partial_ratio_alignment(piece, forms, score_cutoff=100 * threshold)
        if place is None:
            continue
        words = place.src_end - place.src_start + place.dest_end - place.dest_start
        if place.score * words / 200 >= least:  # this many words are in both
            best = max(best, place.score / 100)
    return best


def _version(fullest: Statement, pieces: dict[Statement, float]) -> dict:
    """An article's version, compared with the fullest one: its words, and what each leaves out."""
    own = sorted(pieces, key=lambda statement: statement.start)
    kept: set[int] = set()
    only_here: list[str] = []
    for statement in own:
        # Longest runs first: an alignment of least cost would scatter "the" and "of" over the cut
        # words.
        matcher = SequenceMatcher(None, fullest.forms, statement.forms, autojunk=False)
        least_run = min(LEAST_RUN, len(statement.forms))
        runs = [run for run in matcher.get_matching_blocks() if run.size >= least_run]
        kept |= {n for run in runs for n in range(run.a, run.a + run.size)}
        in_both = {n for run in runs for n in range(run.b, run.b + run.size)}
        only_here += _left_out(statement.document, in_both)
    return {
        "id": own[0].id,
        "outlet": own[0].outlet,
        "speaker": own[0].speaker,
        "start": own[0].start,
        "text": LEFT_OUT.join(statement.document.text for statement in own),
        "words": sum(len(s.forms) for s in own),
        "fullest": fullest in pieces,
        "similarity": max(pieces.values()),
        "kept": len(kept) / len(fullest.forms),
        "cut": LEFT_OUT.join(_left_out(fullest.document, kept)),
        "only_here": LEFT_OUT.join(only_here),
    }


def _left_out(document: Document, kept: set[int]) -> list[str]:
    """The stretches of the text between the tokens that are kept."""
    edges = [-1, *sorted(kept), len(document.tokens)]
    return [
        document.text[document.tokens[before + 1].start : document.tokens[after - 1].end]
        for before, after in pairwise(edges)
        if after - before > 1
    ]


def shared_rows(
    shared: pd.DataFrame,
    quotations: pd.DataFrame | Measured | Stored | None = None,
    quotes: int = 6,
    versions: int = 6,
) -> pd.DataFrame:
    """The rows of `shared_quotations` to draw as bars, with `panel, row, said, drawn`, and
    `given_to`.

    `panel` is the beginning of the statement, `row` the outlet, `said` the label beside its bar;
    `drawn` is true for the first versions of the first quotes, for which a figure has room.
    `given_to` is whether the versions name "one person" or "different people", by the rules of
    `disputed_statements`; it is empty if fewer than two versions have a named speaker, and without
    `quotations`. If nothing is shared, a single row reports that.

    >>> shared_rows(pd.DataFrame(columns=SHARED_COLUMNS))[["row", "words", "said"]].values.tolist()
    [['', 0, 'no statement occurs in articles of several outlets']]
    """
    if shared.empty:
        return pd.DataFrame([NOTHING_SHARED])
    first_words = shared.groupby("quote")["text"].transform("first").map(_first_words)
    beside = [
        f"all {words} words" if kept == 1 else f"{words} words, {percent(kept)} kept"
        for words, kept in zip(shared["words"], shared["kept"])
    ]
    version = shared.groupby("quote").cumcount()
    given_to = {} if quotations is None else _given_to(_with_named(quotations, shared))
    return shared.assign(
        panel=shared["quote"].astype(str) + ". " + first_words,
        row=shared["outlet"].astype(object).fillna("no outlet named"),
        said=beside,
        given_to=[given_to.get(quote, "") for quote in shared["quote"]],
        drawn=(shared["quote"] <= quotes) & (version < versions),
    )


def disputed_statements(
    quotations: pd.DataFrame | Measured | Stored, shared: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The statements that several outlets print and attribute to different people, one row per
    version: `quote, outlet, speaker, words, text, id`, in the order of `shared_quotations`.

    A check of speakers that needs no annotation: either one attribution is wrong, or one outlet
    erred, or two people said the same. Only named people count: "the ministry" and its minister are
    no dispute, nor is an unnamed person who may be the named one, nor a surname and a full name
    with that surname. `quotations` is the table of that name, or all tables, preferably from
    `bs.with_people`; `shared` is the result of `shared_quotations` for them, if you have it.
    Versions with an unknown speaker are listed, too.

    >>> quotations = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"]})
    >>> quotations["text"] = "“We will not pay for the wall, and they know it,”"
    >>> quotations = quotations.assign(start=0, end=9, paragraph=0, speech=True)
    >>> quotations = quotations.assign(kind_of_source="named person")
    >>> quotations["speaker"] = ["Ana Cruz", "Bo Lee"]
    >>> disputed_statements(quotations)["speaker"].tolist()
    ['Ana Cruz', 'Bo Lee']
    >>> disputed_statements(quotations.assign(speaker="Ana Cruz")).empty
    True
    """
    rows = _with_named(quotations, shared)
    disputed = rows[rows["quote"].map(_given_to(rows)) == DIFFERENT_PEOPLE]
    columns = ["quote", "outlet", "speaker", "words", "text", "id"]
    return disputed[columns].reset_index(drop=True)


def disputed_line(
    quotations: pd.DataFrame | Measured | Stored, shared: pd.DataFrame | None = None
) -> str:
    """A line on how many of the statements that several outlets print were attributed to different
    people. A statement that fewer than two versions attribute to a named person is not counted.

    >>> disputed_line(pd.DataFrame(), pd.DataFrame(columns=SHARED_COLUMNS))
    'no statement that several outlets print has a named speaker in two of them'
    """
    given_to = list(_given_to(_with_named(quotations, shared)).values())
    if not given_to:
        return "no statement that several outlets print has a named speaker in two of them"
    if len(given_to) == 1:
        return (
            "the one statement with named speakers in several outlets was attributed to "
            f"{given_to[0]}"
        )
    disputed = given_to.count(DIFFERENT_PEOPLE)
    return (
        f"{disputed:,} of {len(given_to):,} statements with named speakers in several outlets "
        f"{'was' if disputed == 1 else 'were'} attributed to different people"
    )


def _given_to(named: pd.DataFrame) -> dict[Any, str]:
    """Whether each statement with two or more named speakers has the same one in all versions."""
    of_quote = named.dropna(subset=["named"]).groupby("quote")["named"]
    return {
        quote: DIFFERENT_PEOPLE if are_several(set(names)) else ONE_PERSON
        for quote, names in of_quote
        if len(names) > 1
    }


def are_several(names: Set[str]) -> bool:
    """Whether any two of the names cannot belong to one person, by their words.

    >>> are_several({"Ana Cruz", "Cruz"}), are_several({"Ana Cruz", "Eva Cruz"})
    (False, True)
    >>> are_several({"John Roe", "John Roe Jr."})
    True
    """
    return any(_are_two(*pair) for pair in combinations(map(parts_of, sorted(names)), 2))


def _are_two(one: Name, other: Name) -> bool:
    shorter, longer = sorted((one.words, other.words), key=len)
    return not set(shorter) <= set(longer) or (len(shorter) > 1 and one.suffix != other.suffix)


def _with_named(
    quotations: pd.DataFrame | Measured | Stored, shared: pd.DataFrame | None
) -> pd.DataFrame:
    """The versions of shared statements with their speaker, and `named`, whether that is a named
    person.
    """
    table = quotations if isinstance(quotations, pd.DataFrame) else quotations.quotations
    versions = shared_quotations(table) if shared is None else shared
    if versions.empty:
        return versions.assign(named=pd.Series(dtype=object))
    of_person = table[table["kind_of_source"] == NAMED_PERSON]
    people = set(zip(of_person["id"], of_person["speaker"]))
    is_named = [pair in people for pair in zip(versions["id"], versions["speaker"])]
    return versions.assign(named=versions["speaker"].where(pd.Series(is_named, versions.index)))


def _first_words(text: str) -> str:
    """
    >>> _first_words("“We may ask who comes in,” … “We may not let anyone stand in the rain.”")
    '“We may ask who comes in,” … “We may not let anyone stand in the rain.”'
    >>> _first_words(f"“{'We may ask. ' * 7}” … “We may not let anyone stand in the rain.”")[-8:]
    'ask. ” …'
    """
    short = shorten(text, 100, placeholder=" …")
    # If the text is cut soon after an ellipsis, that one serves for both.
    before, mark, after = short.removesuffix(" …").rpartition(" …")
    return f"{before} …" if mark and short != text and len(after) < 24 else short


NOTHING_SHARED = {
    "quote": 0,
    "panel": "Nothing shared",
    "row": "",
    "outlet": "",
    "speaker": "",
    "words": 0,
    "fullest": False,
    "said": "no statement occurs in articles of several outlets",
    "given_to": "",
    "drawn": True,
}


class Passage(NamedTuple):
    """A passage in both articles: its beginning and end in each, and its similarity, at most 1."""

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
    """The quotations, then the sentences, that are in both articles, in the order of the left one.

    `quotations` are those of both, from `bs.quotations`, with `id` 0 and 1. A statement is
    represented by its first stretch between marks. A sentence in which a shared quotation begins is
    not repeated. `threshold` and `least` are those of `shared_quotations`.

    >>> plain = Document("Rain fell all day on the wide plain of Skara. He left.")
    >>> other = Document("Rain fell all day on the plain of Skara.")
    >>> none = pd.DataFrame({"id": [], "speech": [], "start": []})
    >>> [passage] = shared_passages(plain, other, none, threshold=0.8)
    >>> passage.kind, passage.left, passage.right
    ('sentence', (0, 45), (0, 40))
    >>> shared_passages(plain, other, none, threshold=0.99)
    []
    """
    ends = dict(zip(zip(quotations["id"], quotations["start"]), quotations.get("end", [])))
    quoted = list(
        _passages(
            statements(quotations),
            "quotation",
            lambda statement: ends[statement.id, statement.start],
            threshold,
            least,
        )
    )
    covered = ([passage.left for passage in quoted], [passage.right for passage in quoted])
    common = grams_of(left.forms) & grams_of(right.forms)
    sentences = [
        Statement(side, None, None, sentence.start, Document(sentence))
        for side, document in enumerate((left, right))
        for sentence in _with_some_of(common, document, _without(document.sentences, covered[side]))
    ]
    sentences.sort(key=lambda s: (-len(s.forms), s.forms, s.id, s.start))
    same = _passages(
        sentences, "sentence", lambda s: s.start + len(s.document.text), threshold, least
    )
    return sorted([*quoted, *same], key=lambda passage: passage.left)


def _with_some_of(
    grams: Set[tuple[str, ...]], document: Document, sentences: Sequence[Span]
) -> Iterator[Span]:
    """The sentences of the document that have any of these words in a row; only these need to be
    compared.
    """
    starts = document.token_starts
    for sentence in sentences:
        first, stop = starts.searchsorted([sentence.start, sentence.start + len(sentence)])
        if not grams.isdisjoint(grams_of(document.forms[first:stop])):
            yield sentence


def _without(sentences: Sequence[Span], covered: Sequence[tuple[int, int]]) -> list[Span]:
    """The sentences that do not overlap with passages already covered."""
    stretches, kept, n = sorted(covered), [], 0
    for sentence in sentences:
        while n < len(stretches) and stretches[n][1] <= sentence.start:
            n += 1
        if n == len(stretches) or stretches[n][0] >= sentence.end:
            kept.append(sentence)
    return kept


def _passages(
    ordered: Sequence[Statement],
    kind: str,
    end_of: Callable[[Statement], int],
    threshold: float,
    least: int,
) -> Iterator[Passage]:
    """The passages of one kind: from each group of statements the first in each article, none
    twice.
    """
    taken: set[tuple] = set()
    for fullest, versions in groups_of_versions(ordered, threshold, least):
        for version in versions:
            first = min(version, key=lambda statement: statement.start)
            left, right = sorted((fullest, first), key=lambda statement: statement.id)
            places = {(left.id, left.start), (right.id, right.start)}
            if taken.isdisjoint(places):
                taken |= places
                yield Passage(
                    kind,
                    (left.start, end_of(left)),
                    (right.start, end_of(right)),
                    version[first],
                )


def newly_shared(loose: pd.DataFrame, strict: pd.DataFrame) -> pd.DataFrame:
    """The statements that only a looser rule matches: the rows of one table of `shared_quotations`
    that are not in the other.

    >>> strict = pd.DataFrame({"id": ["a"], "start": [0]})
    >>> newly_shared(pd.DataFrame({"id": ["a", "b"], "start": [0, 0]}), strict)["id"].tolist()
    ['b']
    """
    both = loose.merge(strict[["id", "start"]], on=["id", "start"], how="left", indicator=True)
    return both[both["_merge"] == "left_only"].drop(columns="_merge")
