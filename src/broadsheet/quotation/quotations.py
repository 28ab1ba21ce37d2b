"""Quotations and indirect speech: what is said, with or without quotation marks, and who is
reported to have said it.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, TypedDict

import numpy as np
import pandas as pd

from ..patterns import regex
from ..text import Document, Printed, Span, as_printed, tokenize
from .attribution import OWNERS, Source, sources
from .indirect import Report, reported
from .marks import Stretch, quoted_stretches
from .parsing import SENTENCE_FINAL, Paragraph
from .ranking import ranked
from .speakers import People


class Quotation(NamedTuple):
    """A quoted stretch of a paragraph, or a clause of indirect speech. Offsets are characters of
    the text; -1 if there is no mention.
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
    """The quotations of a text, one row per quoted stretch of a paragraph, and its indirect speech,
    one row per clause, in order.

    `kind` is `direct` (whole clauses), `partial` (words inside the journalist's clause), `scare`
    (words at arm's length, names of things) or `title`; `speech` is true for the first two. A
    clause that reports what somebody said in the journalist's words ("Rubio said that it rains") is
    `indirect`: it is not `speech` and not part of any share of quoted words. It may contain partial
    quotations, which have rows of their own; its `words` are those outside them.

    `speaker` is the person by the article's fullest name, or the mention itself if the article
    names nobody. It is missing (`pd.isna`) if the article does not say, and for scare quotes and
    titles. `kind_of_source` is `named person`, `unnamed person`, `organisation` or `document`;
    `pronoun` is `she` or `he` if the article uses it for the speaker. Offsets count characters;
    `words` counts those of `Document.words` that begin inside: two in `said—“we act”`, where no
    space separates them. Soft hyphens and other invisible characters change only the offsets, which
    are those of the text as given. No text raises an error.

    >>> table = quotes("“It rains,” said Marco Rubio. He called it ‘news’ – a “clear warning.”")
    >>> table[["text", "kind", "speaker", "verb"]].values.tolist()[0]
    ['“It rains,”', 'direct', 'Marco Rubio', 'said']
    >>> table[["text", "kind", "speaker", "verb"]].values.tolist()[1]
    ['“clear warning.”', 'partial', 'Marco Rubio', 'called']
    >>> quotes("Rubio said that it rains.")[["text", "kind", "speech", "words"]].values.tolist()
    [['it rains', 'indirect', False, 2]]
    >>> quotes("Rock 'n' roll in the '90s.").empty
    True

    Fails: one quotation in ten is attributed to other words than annotators chose, mostly if a verb
    is far from its subject, and two or three speakers in ten do not have the name that a reader
    would give them. A single mark inside double marks is never a quotation of its own.
    """
    seen = as_printed(text) if isinstance(text, str) else None
    rows = find_quotations(tokenize(seen.text if seen else text))
    if seen and isinstance(text, str):
        rows = [in_given(row, text, seen) for row in rows]
    values = zip(*rows) if rows else [()] * len(Quotation._fields)
    return pd.DataFrame(as_columns(dict(zip(Quotation._fields, values))), copy=False)


def in_given(row: Quotation, text: str, seen: Printed) -> Quotation:
    """A quotation from the text as a reader sees it, with its offsets in the text as given."""
    start, end = seen.bounds(row.start, row.end)
    speaker = seen.bounds(row.speaker_start, row.speaker_end)
    return row._replace(
        start=start,
        end=end,
        text=text[start:end],
        speaker_start=speaker[0],
        speaker_end=speaker[1],
    )


def as_columns(fields: dict[str, Sequence]) -> dict[str, Any]:
    """The values of the fields of `Quotation`, with the right type even if there are none."""
    # All text is typed at once: typing a column is slow, however few values it has.
    worded = pd.array(
        [value for name in WORDED for value in fields[name]],
        dtype=TEXT,  # type: ignore[arg-type]
    )
    count = len(fields["text"])
    columns: dict[str, Any] = {
        name: worded[n * count : (n + 1) * count] for n, name in enumerate(WORDED)
    }
    return {
        name: columns[name]
        if name in columns
        else np.array(values, dtype="bool" if name == "speech" else "int64")
        for name, values in fields.items()
    }


# Given by name, pandas would look the type up for each column of each article.
TEXT = pd.Series(dtype="str").dtype
# The text columns. They are typed here, since pandas would guess another type for an empty table.
WORDED = ("text", "speaker", "verb", "kind", "kind_of_source", "pronoun")


class Saying(TypedDict):
    """The fields of a quotation about who says it."""

    speaker: str | None
    speaker_start: int
    speaker_end: int
    verb: str | None
    kind_of_source: str | None
    pronoun: str | None


NOBODY = Saying(
    speaker=None, speaker_start=-1, speaker_end=-1, verb=None, kind_of_source=None, pronoun=None
)


def find_quotations(document: Document) -> list[Quotation]:
    """The quotations and the indirect speech of a document as plain tuples, which `quotes` puts
    into a table.

    >>> document = Document("She likes the film 'Blue River' most.")
    >>> [(q.text, q.kind, q.words) for q in find_quotations(document)]
    [("'Blue River'", 'title', 2)]
    """
    return find_quotations_in([document])[0]


def find_quotations_in(documents: Sequence[Document]) -> list[list[Quotation]]:
    """The quotations of several documents, each as `find_quotations` gives them.

    Each stage goes over all documents before the next begins. This takes a tenth less time, since
    the processor's caches then hold the code and the tables of one stage.
    """
    stretches = [list(quoted_stretches(document)) for document in documents]
    reports = [list(reported(*marked)) for marked in zip(documents, stretches)]
    in_marks = [kinds_and_sources(*marked) for marked in zip(documents, stretches)]
    return [rows_of(*found) for found in zip(documents, in_marks, reports)]


SPEECH = ("direct", "partial")  # the kinds of quotation that are somebody's words


class Quoted(NamedTuple):
    """A quoted stretch, its number of words, its kind, and its source if it is speech."""

    stretch: Stretch
    words: int
    kind: str
    source: Source | None


def kinds_and_sources(document: Document, stretches: Sequence[Stretch]) -> list[Quoted]:
    """The kind of each quoted stretch of a document, and its source."""
    found: list[Quoted] = []
    previous: Source | None = None  # of the quotation before
    words_inside = words_between(document, stretches)
    for (stretch, p, i, source), words in zip(sources(document, stretches), words_inside):
        # The first word may begin before the mark, which does not affect the kind.
        seen = words + begins_before(document.plain, stretch.start)
        before = found[-1] if found else None
        kind = kind_of_stretch(p, i, source, seen, before.kind if before else None)
        if kind in SPEECH:
            gap = stretch.paragraph - before.stretch.paragraph if before else None
            is_near, is_beside = gap is not None and gap <= 2, gap == 0
            source = ranked(p, i, source, previous if is_near else None, is_beside)
        previous = source
        found.append(Quoted(stretch, words, kind, source if kind in SPEECH else None))
    return found


def rows_of(
    document: Document, in_marks: Sequence[Quoted], reports: Sequence[Report]
) -> list[Quotation]:
    """The quotations of a document, in order."""
    if not in_marks and not reports:
        return []
    # Speakers are resolved once all sources are known, since one may give another's fuller name.
    of_speech = [quoted.source for quoted in in_marks if quoted.source]
    named_by = [*of_speech, *(report.source for report in reports)]
    if not named_by:  # nobody need be looked for
        return [quotation(document, *quoted[:3], NOBODY) for quoted in in_marks]
    mentions = {source.person: mention(document, source) for source in named_by}
    stretches = [quoted.stretch for quoted in in_marks]
    people = People(document, stretches, [*mentions.values()])
    quotations = [
        quotation(document, stretch, words, kind, who_says(people, mentions, source))
        for stretch, words, kind, source in in_marks
    ]
    share_speaker_of_next(quotations, stretches, document)
    if reports:
        quotations += without_marks(document, reports, people, mentions, quotations)
        quotations.sort(key=lambda q: (q.start, -q.end))
    return quotations


def words_between(document: Document, stretches: Sequence[Stretch | Report]) -> list[int]:
    """How many words of the document begin in each of these stretches.

    >>> document = Document('She said—"we act"')
    >>> words_between(document, [Stretch(9, 17, 0, True)])
    [1]
    """
    if not stretches:
        return []
    starts = document.word_starts.searchsorted([stretch.start for stretch in stretches])
    ends = document.word_starts.searchsorted([stretch.end for stretch in stretches])
    return (ends - starts).tolist()


def quotation(
    document: Document, stretch: Stretch | Report, words: int, kind: str, says: Saying
) -> Quotation:
    """The row of a quoted stretch or of a clause of indirect speech."""
    return Quotation(  # by position: keywords take twice the time, and a text may have thousands
        stretch.start,
        stretch.end,
        document.text[stretch.start : stretch.end],
        words,
        kind in SPEECH,
        says["speaker"],
        says["speaker_start"],
        says["speaker_end"],
        says["verb"],
        kind,
        stretch.paragraph,
        says["kind_of_source"],
        says["pronoun"],
    )


def without_marks(
    document: Document,
    reports: Sequence[Report],
    people: People,
    mentions: Mapping[tuple[int, int], Span],
    quotations: Sequence[Quotation],
) -> list[Quotation]:
    """One row per clause of indirect speech; `quotations` are those in marks, whose words are not
    counted again.
    """
    starts = [q.start for q in quotations]
    words_up_to = [0, *accumulate(q.words for q in quotations)]
    rows = []
    for report, words in zip(reports, words_between(document, reports)):
        start, end, source, _ = report
        words -= words_up_to[bisect_left(starts, end)] - words_up_to[bisect_left(starts, start)]
        says = who_says(people, mentions, source)
        rows.append(quotation(document, report, words, "indirect", says))
    return rows


def who_says(
    people: People, mentions: Mapping[tuple[int, int], Span], source: Source | None
) -> Saying:
    """The fields about who says a quotation: person, mention and verb, kind and pronoun."""
    if source is None:
        return NOBODY
    who = people.resolve(mentions[source.person])
    return Saying(
        speaker=who.speaker,
        speaker_start=source.start,
        speaker_end=source.end,
        verb=source.verb,
        kind_of_source=who.kind_of_source,
        pronoun=who.pronoun,
    )


def mention(document: Document, source: Source) -> Span:
    """The words that mention a source."""
    return Span(document.text[slice(*source.person)], source.person[0])


def share_speaker_of_next(
    quotations: list[Quotation], stretches: Sequence[Stretch], document: Document
) -> None:
    """Give speech that has no source, and that its paragraph leaves open, the source of the
    paragraph in which it continues: “We build. “We open in May,” said Lind.
    """
    for n in range(len(quotations) - 2, -1, -1):
        open_one, following = quotations[n], quotations[n + 1]
        if (
            not stretches[n].is_closed
            and open_one.speech
            and open_one.speaker_start < 0
            and following.speech
            and following.paragraph == open_one.paragraph + 1
            and following.start == document.paragraph_bounds[following.paragraph][0]
        ):
            said = {name: getattr(following, name) for name in Saying.__annotations__}
            quotations[n] = open_one._replace(**said)


# Up to the first letter of a word; matching all of it would read a text without spaces to its end.
OPENS_WITH_WORD = re.compile(r"[^\w\s]*+\w")


def begins_before(plain: str, start: int) -> bool:
    """Whether the first word of a stretch begins before it, for want of a space between them.

    >>> begins_before('said—"we act"', 5), begins_before('("we act")', 1)
    (True, False)
    """
    if not start or plain[start - 1].isspace():
        return False  # nearly always
    before = start - 1
    while (
        before >= 0
        and not plain[before].isspace()
        and not plain[before].isalnum()
        and plain[before] != "_"
    ):
        before -= 1
    if before < 0 or plain[before].isspace():
        return False
    return OPENS_WITH_WORD.match(plain, start) is not None


# What announces a title: "the film …", "titled …", "on CNN's …".
WORK_WORDS = tuple(
    """
    album albums anthem anthems article articles autobiography ballad ballads ballet ballets
    biography blog book books cartoon cartoons column columns comedies comedy documentaries
    documentary drama dramas editorial editorials episode episodes essay essays exhibition
    exhibitions film films game games headline headlines hit hits hymn hymns magazine memoir
    memoirs movie movies mural murals musical musicals newsletter newsletters novel novels
    opera operas painting paintings play plays podcast podcasts poem poems program programme
    programmes programs report reports sequel sequels series show shows single singles sitcom
    sketch song songs thriller thrillers track tracks tv abc's bbc's cbs's cnn's fox's msnbc's
    nbc's host hosts sing sings sang sung performed titled entitled""".split()
)
WORKS = regex(
    rf"""
    \b (?: {"|".join(WORK_WORDS)}
        | (?: author | creator | editor | host | presenter | star | winner ) \ of
        ) ,? \s* $
""",
    re.VERBOSE | re.IGNORECASE,
)
# a site called "Free Kites"; but not: the plan Lind called "A Gift"
NAMED = regex(
    r"""
    \b (?: an? | one | its ) \ (?: [\w-]+\ ){0,3} [a-z-]+ (?<!s)
        ,? \ (?: called | named | known\ as ) \s* $
  | \b (?: wrote | co-wrote | penned | directed | recorded | released | played | plays ) \s $
""",
    re.VERBOSE | re.IGNORECASE,
)
# The last word of any of these.
ANNOUNCERS = (
    *WORK_WORDS,
    *"of called named as wrote penned directed recorded released played plays".split(),
)
# What precedes a word that is talked about: the word "woke" means
MENTIONED = re.compile(r"(?:^|[.!?\n\"] ?)the (?:word|term|phrase|name|label) $", re.IGNORECASE)
MENTIONED_ENDS = ("word ", "term ", "phrase ", "name ", "label ")
WORKS_REACH = 40  # characters before a quotation that are searched for its announcement
LONGEST_TITLE = 16  # words in an announced title
TIED = re.compile(r"Q(?:C|,C?)$")  # "Rain" and "Run"
MODIFIED = re.compile(r"n(?!$)|[vUVg](?![RND]|$)")  # what may be a noun, and has no object
SMALL_IN_TITLES = frozenset("a an the of and or in on at for to with from by is".split())
# Rules that identify a source but do not show whether the words are said.
LOOSE_RULES = frozenset(["", "any", "preceding", "backwards"])
UNSAID_RULES = frozenset(["", "any", "trailing", "continued"])
# What is told something is a programme, if its name stands in marks.
TELLING = frozenset("tell tells telling told".split())


def kind_of_stretch(
    p: Paragraph, i: int, source: Source | None, words: int, before_kind: str | None
) -> str:
    """The kind of a stretch: `direct`, `partial`, `scare` or `title`; `before_kind` is the kind of
    the quotation before it.

    Fails: one ironic word after "said" counts as speech, and a few words of speech without any verb
    count as scare.
    """
    inside = p.text(i).strip("\"' ")
    before = p.tags[i - 1] if i else "."
    rule = source.rule if source else ""
    is_small = inside[:1].islower()
    is_opening = (before in ":,Q-" and rule != "") or p.begins(i)
    is_whole = is_opening and not is_small and inside[-1:] in SENTENCE_FINAL
    if words < LONGEST_TITLE and not is_small:
        is_unsaid = 1 < words < 9 and rule in UNSAID_RULES and not is_whole
        is_told = before in "VG" and p.word(i - 1) in TELLING  # told "Meet the Press"
        if (is_unsaid or is_told or is_announced(p, i)) and is_title(inside):
            return "title"
    if words == 1 and is_talked_about(p, i, rule):
        return "scare"
    is_one_word_of_a_person = rule == "any" and source is not None and source.personal
    is_short = words <= (1 if is_one_word_of_a_person else 3)
    if is_short and rule in LOOSE_RULES and not is_whole and before != ":":
        return "scare"
    goes_on = before == "," and before_kind == "direct" and words > 1
    return "direct" if is_opening and (not is_small or goes_on) else "partial"


def is_announced(p: Paragraph, i: int) -> bool:
    """Whether the words before the quotation at token `i` announce a title or a name: "the film",
    "a site called"; or "and" joins it to one that is announced: "Rain" and "Run".
    """
    if p.tags[i - 1 : i] not in ("C", ","):  # nearly always
        return is_behind_announcer(p.plain, p.starts[i])
    row = []  # quotations joined by "and", the last first: hundreds in a list
    while i not in p.announced:
        row.append(i)
        if is_behind_announcer(p.plain, p.starts[i]):
            p.announced[i] = True
        elif tied := TIED.search(p.tags, max(0, i - 3), i):
            i = tied.start()
        else:
            p.announced[i] = False
    p.announced.update(dict.fromkeys(row, p.announced[i]))
    return p.announced[i]


def is_behind_announcer(plain: str, at: int) -> bool:
    """Whether the words before an offset announce a title or a name.

    >>> is_behind_announcer('the film "Rain"', 9), is_behind_announcer('the hall "Rain"', 9)
    (True, False)
    """
    start = max(0, at - WORKS_REACH)
    # The patterns are tried at up to forty offsets, so the last word is checked first.
    last = plain[start:at].rstrip().removesuffix(",")
    return (
        last[-1:].isalpha()
        and last.casefold().endswith(ANNOUNCERS)
        and any(pattern.search(plain, start, at) for pattern in (WORKS, NAMED))
    )


def is_talked_about(p: Paragraph, i: int, rule: str) -> bool:
    """Whether the one word in marks is the name of something rather than said: the word "woke"
    means; the "green" label; his "hold" rating. `rule` is the one that identified its source.
    Fails: a word before a noun that somebody "called" or "said" so is speech, as people mostly read
    it.
    """
    start = p.starts[i]
    if (
        p.plain[start - 1 : start] == " "
        and p.plain[max(0, start - 7) : start].casefold().endswith(MENTIONED_ENDS)
        and MENTIONED.search(p.plain, max(0, start - WORKS_REACH), start)
    ):
        return True
    is_modifier = p.tags[i - 1 : i] in ("D", "S") and p.last_inside(i).isalnum()
    if not is_modifier or not MODIFIED.match(p.tags, i + 1):
        return False
    if rule == "continued":
        return p.tags[i - 1] == "S"
    return rule not in ("before", "in_clause") or p.word(i - 1) in OWNERS


def is_title(inside: str) -> bool:
    """Whether the words are capitalised like a title: all but the small words between."""
    words = [word for word in inside.split() if word[0].isalpha()]
    return (
        bool(words)
        and words[0][0].isupper()
        and all(word[0].isupper() or word.lower() in SMALL_IN_TITLES for word in words)
    )
