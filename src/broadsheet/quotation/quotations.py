"""Quotations and indirect speech: what is said, in marks or without, and who is said to have said
it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..text import WORD, Document, Span, tokenize
from .attribution import Source, sources
from .indirect import reported
from .marks import stretches
from .parsing import FINAL, Paragraph
from .ranking import ranked
from .speakers import People


class Quotation(NamedTuple):
    """A quoted stretch of a paragraph, or a clause of indirect speech. Offsets are characters of
    the text; -1 where there is no mention.
    """

    start: int
    end: int
    text: str
    words: int
    speech: bool
    speaker: str | None
    speaker_start: int
    speaker_end: int
    verb: str | None
    kind: str
    paragraph: int
    kind_of_source: str | None = None
    pronoun: str | None = None


def quotes(text: str | Document) -> pd.DataFrame:
    """The quotations of a text, one row a quoted stretch of a paragraph, and its indirect speech, a
    row a clause, in order.

    `kind` is `direct` (whole clauses), `partial` (words inside the journalist's clause), `scare`
    (words at arm's length, names of things) or `title`; `speech` is true for the first two. A
    clause that reports what somebody said in the journalist's words ("Rubio said that it rains") is
    `indirect`: it is no `speech`, enters no share of quoted words, may hold partial quotations,
    which have rows of their own, and its `words` are those outside them.

    `speaker` is the person under the article's fullest name, or the mention itself where the
    article names nobody; it is missing (`pd.isna`) where the article does not say, and for scare
    quotes and titles. `kind_of_source` is `named person`, `unnamed person`, `organisation` or
    `document`; `pronoun` is `she` or `he` where the article says so of the speaker. Offsets count
    characters; `words` counts those of `Document.words` that begin inside: in `said—“we act”`,
    where no space parts them, two. No text raises.

    >>> table = quotes("“It rains,” said Marco Rubio. He called it ‘news’ – a “clear warning.”")
    >>> table[["text", "kind", "speaker", "verb"]].values.tolist()
    [['“It rains,”', 'direct', 'Marco Rubio', 'said'], ['“clear warning.”', 'partial', 'Marco Rubio', 'called']]
    >>> quotes("Rubio said that it rains.")[["text", "kind", "speech", "words"]].values.tolist()
    [['it rains', 'indirect', False, 2]]
    >>> quotes("Rock 'n' roll in the '90s.").empty
    True

    Fails: of ten quotations one is given to other words than people name as its source, mostly
    where a verb's subject lies far from it, and of ten speakers two or three are not under the name
    that a reader would give; a single mark inside text quoted with double marks is never a
    quotation of its own.
    """
    columns = (
        zip(*found)
        if (found := find_quotations(tokenize(whole_characters(text))))
        else [()] * len(Quotation._fields)
    )
    return pd.DataFrame(
        {
            name: pd.array(list(values), dtype=TEXT)
            if name in WORDED
            else np.array(values, dtype="bool" if name == "speech" else "int64")
            for name, values in zip(Quotation._fields, columns)
        },
        copy=False,
    )


HALF = re.compile("[\ud800-\udfff]")


def whole_characters(text: str | Document) -> str | Document:
    """The text with a replacement mark for each half of a character: no table can hold those, and
    offsets stay.

    >>> ascii(whole_characters("We \\ud800 act"))
    "'We \\\\ufffd act'"
    """
    return HALF.sub("\N{REPLACEMENT CHARACTER}", text) if isinstance(text, str) else text


TEXT = pd.Series(
    dtype="str"
).dtype  # given by its name, pandas would look it up for each column of each article
# The columns that hold text; typed one by one, since pandas would guess another type for a table
# without rows.
WORDED = frozenset({"text", "speaker", "verb", "kind", "kind_of_source", "pronoun"})


def find_quotations(document: Document) -> list[Quotation]:
    """The quotations and the indirect speech of a document as plain tuples: what `quotes` puts into
    a table.

    >>> [(q.text, q.kind, q.words) for q in find_quotations(Document("She likes the film 'Blue River' most."))]
    [("'Blue River'", 'title', 2)]
    """
    spans = list(stretches(document))
    reports = list(reported(document, spans))
    found: list[Quotation] = []
    said_by: list[Source | None] = []
    previous = None
    for (start, end, index, _), p, i, source in sources(document, spans):
        words = len(WORD.findall(document.plain, start, end))
        kind = kind_of(p, i, source, words, bool(found) and found[-1].kind == "direct")
        speech = kind in ("direct", "partial")
        if speech:
            near = found and index - found[-1].paragraph <= 2
            source = ranked(
                p, i, source, previous if near else None, near and found[-1].paragraph == index
            )
        previous = source
        said_by.append(source if speech else None)
        begun = words - begins_before(document.plain, start, end)
        text = document.text[start:end]
        found.append(Quotation(start, end, text, begun, speech, None, -1, -1, None, kind, index))
    # Who all the sources are is told when all are known, since one may name another more fully.
    mentions = [
        mention(document, source)
        for source in [*said_by, *(source for _, _, source, _ in reports)]
        if source
    ]
    people = People(document, spans, mentions) if mentions else None
    for n, source in enumerate(said_by):
        if source:
            said, who = attribution(people, document, source)
            found[n] = Quotation(*found[n][:5], *said, *found[n][9:11], *who)
    goes_on(found, spans, document)
    if reports:
        starts, inside = [q.start for q in found], [0, *accumulate(q.words for q in found)]
        for start, end, source, index in reports:
            said, who = attribution(people, document, source)
            words = len(WORD.findall(document.plain, start, end)) - begins_before(
                document.plain, start, end
            )
            words -= inside[bisect_left(starts, end)] - inside[bisect_left(starts, start)]
            found.append(
                Quotation(
                    start,
                    end,
                    document.text[start:end],
                    words,
                    False,
                    *said,
                    "indirect",
                    index,
                    *who,
                )
            )
        found.sort(key=lambda q: (q.start, -q.end))
    return found


def goes_on(found: list[Quotation], spans: Sequence[tuple], document: Document) -> None:
    """Give speech that its paragraph leaves open, and that nobody is found for, the source of the
    paragraph it goes on in: “We build.     “We open in May,” said Lind.
    """
    for n in range(len(found) - 2, -1, -1):
        (*_, closed), before, after = spans[n], found[n], found[n + 1]
        if (
            not closed
            and before.speech
            and before.speaker_start < 0
            and after.speech
            and after.paragraph == before.paragraph + 1
            and after.start == document.paragraphs[after.paragraph].start
        ):
            said = ("speaker", "speaker_start", "speaker_end", "verb", "kind_of_source", "pronoun")
            found[n] = before._replace(**{name: getattr(after, name) for name in said})


def attribution(
    people: People | None, document: Document, source: Source | None
) -> tuple[tuple, tuple]:
    """The columns that tell who says it: speaker, mention and verb; then kind of source and
    pronoun.
    """
    if source is None:
        return (None, -1, -1, None), (None, None)
    who = people.resolve(mention(document, source))
    return (who.speaker, source.start, source.end, source.verb), who[1:]


def mention(document: Document, source: Source) -> Span:
    """The words by which a source is named."""
    return Span(document.text[slice(*source.person)], source.person[0])


# The first of a word; to look for the whole word would read a text without spaces to its end.
CHARACTER = re.compile(r"\w")


def begins_before(plain: str, start: int, end: int) -> bool:
    """Whether the first word of a stretch begins before it, where no space parts them.

    >>> begins_before('said—"we act"', 5, 13), begins_before('("we act")', 1, 9)
    (True, False)
    """
    at = start - 1
    while at >= 0 and not plain[at].isspace() and not plain[at].isalnum() and plain[at] != "_":
        at -= 1
    if at < 0 or plain[at].isspace():
        return False
    return not any(map(str.isspace, plain[start : CHARACTER.search(plain, start).start()]))


# What announces a title: "the film …", "titled …", "on CNN's …".
WORKS = re.compile(
    r"""
    \b (?: albums? | articles? | ballads? | books? | cartoons? | columns? | dramas? | documentar(?:y|ies) | editorials?
        | episodes? | essays? | films? | games? | headlines? | hits? | magazine | memoirs? | movies? | musicals?
        | novels? | operas? | paintings? | plays? | podcasts? | poems? | program(?:me)?s? | reports? | series | shows?
        | sitcom | sketch | songs? | titled | entitled | tv | (?:abc|bbc|cbs|cnn|fox|msnbc|nbc)'s
        ) ,? \s* $
""",
    re.VERBOSE | re.IGNORECASE,
)
SMALL = frozenset("a an the of and or in on at for to with from by is".split())


def kind_of(p: Paragraph, i: int, source: Source | None, words: int, direct: bool) -> str:
    """What a stretch is: `direct`, `partial`, `scare` or `title`; `direct` says whether the
    quotation before it is.

    Loses: one word of irony behind "said" counts as speech, and few words of speech without any
    verb count as scare.
    """
    inside = p.text(i).strip("\"' ")
    before = p.tags[i - 1] if i else "."
    rule = source.rule if source else ""
    opening = i == p.sentence(i)[0] or (before in ":,Q-" and rule != "")
    small = inside[:1].islower()
    whole = opening and not small and inside[-1:] in FINAL
    unsaid = words > 1 and rule in ("", "any", "trailing", "continued") and not whole
    if words < 9 and not small and is_title(inside):
        if unsaid or WORKS.search(p.plain, max(0, p.starts[i] - 24), p.starts[i]):
            return "title"
    if rule in ("", "any", "preceding", "backwards") and not whole and before != ":":
        if words <= (1 if rule == "any" and source.personal else 3):
            return "scare"
    if opening and (not small or (before == "," and direct and words > 1)):
        return "direct"
    return "partial"


def is_title(inside: str) -> bool:
    """Whether the words are set as titles are: capitals but for the small words between."""
    words = [word for word in inside.split() if word[0].isalpha()]
    return (
        bool(words)
        and words[0][0].isupper()
        and all(word[0].isupper() or word.lower() in SMALL for word in words)
    )
