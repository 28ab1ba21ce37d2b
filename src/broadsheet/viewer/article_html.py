"""An article as HTML, to be read beside the numbers: its paragraphs marked, and in the margin the
counts, which are the key to the marks. Plain HTML and CSS (`view.css`): no script, nothing from
elsewhere.

What was found in an article → its paragraphs as HTML, each stretch in its marks.

What is added to the article's words and stays in sight stands in `sup`, so that the text can be had
again and makes sense without styles. What is told only when asked for stands in attributes, which
nothing but the styles shows.
"""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from textwrap import shorten
from typing import NamedTuple

import pandas as pd

from .. import escape
from ..comparison import Passage, shared_passages
from ..lexicon import Hit, Lexicon
from ..measuring import UNATTRIBUTED
from ..paths import package_data
from ..quotation import Quotation
from .annotations import Place, Reading, hits_by_voice, reading, words_by_speaker

GRADES = (
    8,
    12,
    16,
)  # school grades between which sentences differ in shade: middle school, high school, college
KINDS = {
    "direct": "Direct quotation",
    "partial": "Partial quotation",
    "scare": "Words at arm’s length, not speech",
    "title": "Title, not speech",
}
Level = tuple[Sequence, Callable[[object, int, int, str], str]]


class Looks(NamedTuple):
    """By what a reader tells one from the other: speaker → class, frame → class; and what each
    frame is called.
    """

    speakers: Mapping[str, str]
    frames: Mapping[str, str]
    titles: Mapping[str, str]


def marked(read: Reading, name: str, other: str, links: Sequence[Place], looks: Looks) -> str:
    """The paragraphs. `name` begins the ids of this article, `other` those of the one beside it, to
    which `links` lead.

    >>> from broadsheet.viewer.annotations import reading
    >>> marked(reading("It rained."), "a", "b", [], Looks({}, {}, {}))
    '<p dir="auto"><span class="g0" data-grade="-3">It rained.</span></p>'
    """
    text = read.document.text
    levels: list[Level] = [
        (links, lambda at, left, right, inner: _numbered(at, at.start == left, inner, name, other)),
        (read.indirect, lambda q, left, right, inner: _reported(q, q.end == right, inner)),
        (
            [q for q in read.quotations if q.kind != "indirect"],
            lambda q, left, right, inner: _quoted(read, q, left, right, inner, looks),
        ),
        (
            [s for s in read.sentences if s.told == s.told],  # without a syllable there is no grade
            lambda s, left, right, inner: _graded(s, s.end == right, inner),
        ),
        (read.terms, lambda at, left, right, _: _framed(text, at, left, right, looks)),
    ]
    return "\n".join(
        f'<p dir="auto">{_nested(text, p.start, p.end, levels)}</p>'
        for p in read.document.paragraphs
    )


def _nested(text: str, start: int, end: int, levels: Sequence[Level]) -> str:
    """The text between two offsets, its stretches dressed level by level, each cut at the edges of
    what it stands in.

    The stretches of one level stand in order and do not overlap.
    """
    if not levels:
        return escape.html(text[start:end])
    (spans, dress), *within = levels
    out, n = [], bisect_right(spans, start, key=attrgetter("end"))
    while n < len(spans) and spans[n].start < end:
        left, right = max(spans[n].start, start), min(spans[n].end, end)
        out += (
            _nested(text, start, left, within),
            dress(spans[n], left, right, _nested(text, left, right, within)),
        )
        start, n = right, n + 1
    return "".join([*out, _nested(text, start, end, within)])


def _numbered(at: Place, first: bool, inner: str, name: str, other: str) -> str:
    """A passage that the article beside has, too."""
    number, kind = at.told
    if not first:
        return f'<span class="shared">{inner}</span>'
    return (
        f'<span class="shared" id="{name}{number}"><sup class="number"><a href="#{other}{number}" '
        f'aria-label="Shared {kind} {number}: to the other article">{number}</a></sup>{inner}</span>'
    )


def _reported(q: Quotation, last: bool, inner: str) -> str:
    said = escape.html(_whole(", ".join(filter(None, (q.speaker or UNATTRIBUTED, q.verb)))))
    told = f' data-said="{said}"' if last else ""
    return f'<span class="reported"{told}>{inner}</span>'


def _quoted(read: Reading, q: Quotation, left: int, right: int, inner: str, looks: Looks) -> str:
    why = _why(_found(read, q)) if q.start == left else ""
    if not q.speech:
        return f'<span class="said unsaid"{why}>{inner}</span>'
    name = q.speaker or UNATTRIBUTED
    label = (
        f'<sup class="speaker"> <bdi>{escape.html(_whole(name))}</bdi></sup>'
        if q.end == right
        else ""
    )
    return f'<mark class="said {looks.speakers[name]}"{why}>{inner}</mark>{label}'


def _whole(label: str) -> str:
    """The label as it stays on one line, unless it is long."""
    return label.replace(" ", "\N{NO-BREAK SPACE}") if len(label) < 40 else label


def _found(read: Reading, q: Quotation) -> str:
    """In words: what a quotation is, whose, and by which words that was found.

    >>> from broadsheet.viewer.annotations import reading
    >>> read = reading('"We act," she said.')
    >>> _found(read, read.quotations[0])
    'Direct quotation, 2 words. Speaker: she (unnamed person), found by “she” and “said”.'
    """
    told = f"{KINDS[q.kind]}, {q.words} word{'s' * (q.words != 1)}."
    if not q.speech:
        return told
    if not q.speaker:
        return f"{told} Speaker: nobody was found."
    words = [
        read.document.text[q.speaker_start : q.speaker_end] if q.speaker_start >= 0 else None,
        q.verb,
    ]
    found = " and ".join(f"“{word}”" for word in words if word)
    kind = f" ({q.kind_of_source})" if q.kind_of_source else ""
    return f"{told} Speaker: {q.speaker}{kind}{', found by ' * bool(found)}{found}."


def _graded(sentence: Place, last: bool, inner: str) -> str:
    told = f' data-grade="{round(sentence.told)}"' if last else ""
    return f'<span class="g{bisect_right(GRADES, sentence.told)}"{told}>{inner}</span>'


def _framed(text: str, at: Place, left: int, right: int, looks: Looks) -> str:
    """The terms of one place: each with its frame's line, cut wherever another begins or ends; then
    their frames.
    """
    edges = sorted(
        {
            left,
            right,
            *(edge for hit, _ in at.told for edge in (hit.start, hit.end) if left < edge < right),
        }
    )
    out, here, n = [], [], 0
    for begin, end in pairwise(edges):
        while n < len(at.told) and at.told[n][0].start <= begin:
            here.append(at.told[n][0])
            n += 1
        here = [hit for hit in here if hit.end >= end]
        lines = "".join(f'<span class="{looks.frames.get(hit.frame, "f0")}">' for hit in here)
        out.append(lines + escape.html(text[begin:end]) + "</span>" * len(here))
    why = _why(" ".join(_term(hit, who, looks) for hit, who in at.told)) if at.start == left else ""
    return f'<u class="term"{why}>{"".join(out)}</u>{_frame(at, looks) if at.end == right else ""}'


def _frame(at: Place, looks: Looks) -> str:
    titles = escape.html(", ".join(dict.fromkeys(looks.titles[hit.frame] for hit, _ in at.told)))
    negated = (
        ' <span class="negated">negated</span>' if any(hit.negated for hit, _ in at.told) else ""
    )
    return f'<sup class="frame"><span class="unseen"> {titles}</span>{negated}</sup>'


def _term(hit: Hit, who: str | None, looks: Looks) -> str:
    """In words: which frame a term counts for, by which entry of the lexicon, and in whose voice.

    >>> _term(Hit(0, 4, "wars", "conflict", "war*", 1.0, True), "Bo Lund", Looks({}, {}, {"conflict": "Conflict"}))
    'Conflict: term “war*”, negated, quoted from Bo Lund.'
    """
    weight = f", weight {hit.weight:g}" if hit.weight != 1 else ""
    told = "in a quotation" if who == UNATTRIBUTED else f"quoted from {who}"
    voice = "in the journalist’s words" if who is None else told
    return f"{looks.titles[hit.frame]}: term “{hit.term}”{weight}{', negated' if hit.negated else ''}, {voice}."


def _why(told: str) -> str:
    """What is told of words that are pointed at, as attributes: keyboards and screen readers reach
    it too.
    """
    return f' tabindex="0" aria-description="{escape.html(told)}"'


STYLE = package_data("view.css")
SPEAKERS, LINES = (
    6,
    8,
)  # how many speakers have a ground, and frames a line, of their own; the others share one
LISTED = 12  # speakers and frames in the margin


class View(str):
    """HTML that a notebook shows as it is and that a file takes as a string."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self):
        return f"View({len(self)} characters of HTML)"


def view(article: str | Mapping, lexicon: Lexicon | None = None) -> View:
    """The article marked up for reading, as HTML: quoted speech shaded by speaker, framing terms
    underlined by frame, and in the margin the counts, which are the key to both.

    `article` is a text or a row of `articles`, whose `title`, `outlet`, `authors` and `published`
    stand above. After a quotation stands its speaker; each frame has a line of its own (solid,
    dashed, …), so that nothing hangs on colour. What is pointed at, or reached by the tab key,
    tells by which words it was found. Opened in the margin, "Sentences by difficulty" shades them,
    and "Indirect speech" marks what is reported without quotation marks. Light and dark follow
    JupyterLab or the system. Without styles, as on GitHub, speakers and frames stand as
    superscripts.

    The text is data: nothing in it is markup, and a character that misleads unseen has a sign
    (`escape.visible`).

    >>> page = view('"We act," she said <b>today</b>.')
    >>> "Speaker: she (unnamed person), found by “she” and “said”" in page, "<b>today" in page, "&lt;b&gt;today" in page
    (True, False, True)
    """
    return _page([reading(article, lexicon)], lexicon, [])


def view_pair(left: str | Mapping, right: str | Mapping, lexicon: Lexicon | None = None) -> View:
    """Two articles side by side, each as `view` shows it; what they share has one number, which
    leads from either to the other: quotations and sentences that stand in both, word for word or
    nearly (`pairs.shared_passages`).

    >>> page = view_pair("Rain fell all day on the wide plain.", "All said: rain fell all day on the wide plain.")
    >>> "1 passage stands in both" in page, page.count("<article")
    (True, 2)
    """
    both = [reading(left, lexicon), reading(right, lexicon)]
    said = pd.DataFrame(
        [(side, "", *q) for side, read in enumerate(both) for q in read.quotations],
        columns=["id", "outlet", *Quotation._fields],
        dtype=object,
    )  # Arrow refuses half characters
    return _page(both, lexicon, shared_passages(both[0].document, both[1].document, said))


def _page(
    readings: Sequence[Reading], lexicon: Lexicon | None, passages: Sequence[Passage]
) -> View:
    """All in one element, with the styles. The ids that links use come from the content: a run
    gives the same bytes again, and two views on one page do not take each other's.
    """
    content = [
        *(str(read.row.get(name)) for read in readings for name in ("title", "outlet", "text")),
        lexicon.fingerprint if lexicon else "",
    ]
    name = (
        "bs-" + hashlib.sha256("\0".join(content).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    )
    looks, sides = _looks(readings, lexicon), "ab"[: len(readings)]
    articles = []
    for side, (read, own, other) in enumerate(zip(readings, sides, reversed(sides))):
        links = sorted(
            Place(*passage[1 + side], (n, passage.kind)) for n, passage in enumerate(passages, 1)
        )
        body = f'<div class="text">{marked(read, f"{name}{own}", f"{name}{other}", links, looks)}</div>'
        articles.append(
            f"<article>{_header(read.row)}{_margin(read, looks, lexicon)}{body}</article>"
        )
    shown = "".join(articles)
    if len(readings) > 1:
        shown = (
            f'{_shared(readings[0].document.text, passages, name)}<div class="pair">{shown}</div>'
        )
    # "$5 million to $9 million" is no formula: what typesets those in a notebook passes by what has
    # these classes.
    return View(
        f'<div class="broadsheet mathjax_ignore tex2jax_ignore"><style>{STYLE}</style>{shown}</div>'
    )


def _looks(readings: Sequence[Reading], lexicon: Lexicon | None) -> Looks:
    """The grounds go to those who are quoted with most words; the lines to the lexicon's frames in
    its order, or to those found most where it has more.
    """
    speakers = [speaker for speaker in words_by_speaker(readings) if speaker != UNATTRIBUTED]
    grounds = {speaker: f"s{min(n, SPEAKERS + 1)}" for n, speaker in enumerate(speakers, 1)} | {
        UNATTRIBUTED: "s0"
    }
    if lexicon is None:
        return Looks(grounds, {}, {})
    titles = {frame: about.title or frame for frame, about in lexicon.frames.items()}
    found = hits_by_voice(readings)
    lined = set(sorted(titles, key=lambda frame: -sum(found.get(frame, (0,))))[:LINES])
    lines = {
        frame: f"f{n}" for n, frame in enumerate((frame for frame in titles if frame in lined), 1)
    }
    return Looks(grounds, lines, titles)


def _header(row: Mapping) -> str:
    title, *line = (_known(row, name) for name in ("title", "outlet", "authors", "published"))
    line[-1] = line[-1][:10]  # the day, without the hour
    title = f'<h3 dir="auto">{escape.html(title)}</h3>' if title else ""
    line = " · ".join(f"<bdi>{escape.html(value)}</bdi>" for value in line if value)
    return f"<header>{title}{f'<p>{line}</p>' if line else ''}</header>" if title or line else ""


def _known(row: Mapping, name: str) -> str:
    """A field of the article; empty where it is missing, in any of the ways in which pandas says
    so.
    """
    value = row.get(name)
    return "" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value).strip()


def _margin(read: Reading, looks: Looks, lexicon: Lexicon | None) -> str:
    words, quoted = len(read.document.words), sum(q.words for q in read.speech)
    grade = f"{read.grade:.1f}" if read.grade == read.grade else "–"
    facts = {
        "words": f"{words:,}",
        "sentences": f"{len(read.document.sentences):,}",
        "grade": grade,
        "quoted": _percent(quoted / words) if words else "–",
    }
    dl = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts.items())
    return (
        f'<aside aria-label="Counts, and key to the marks"><dl>{dl}</dl>{_speakers(read, looks)}'
        f"{_frames(read, looks) if lexicon else ''}{_difficulty(read)}{_indirect(read)}</aside>"
    )


def _table(caption: str, columns: Sequence[str], rows: Sequence[tuple]) -> str:
    """A table of the first `LISTED` rows, whose first cells are markup; the last row says how many
    more there are.
    """
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{n:,}</td>" for n in numbers)}</tr>'
        for name, *numbers in rows[:LISTED]
    )
    more = (
        f'<tr><td colspan="{len(columns)}">and {len(rows) - LISTED:,} more</td></tr>'
        if len(rows) > LISTED
        else ""
    )
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}{more}</tbody></table>"


def _speakers(read: Reading, looks: Looks) -> str:
    rows = [
        (f'<mark class="{looks.speakers[speaker]}"><bdi>{escape.html(speaker)}</bdi></mark>', words)
        for speaker, words in words_by_speaker([read]).items()
    ]
    table = (
        _table("Who is quoted", ("speaker", "words"), rows) if rows else "<p>Nobody is quoted.</p>"
    )
    unsaid = any(q.kind in ("scare", "title") for q in read.quotations)
    return (
        table
        + '<p><span class="unsaid">Titles, and words at arm’s length,</span> are not speech.</p>'
        * unsaid
    )


def _frames(read: Reading, looks: Looks) -> str:
    found = hits_by_voice([read])
    frames = [frame for frame in looks.titles if frame in found]
    if len(frames) > LISTED:
        frames.sort(key=lambda frame: -sum(found[frame]))
    rows = [
        (
            f'<span class="{looks.frames.get(frame, "f0")}">{escape.html(looks.titles[frame])}</span>',
            *found[frame],
        )
        for frame in frames
    ]
    return (
        _table("Framing terms", ("frame", "journalist", "quoted"), rows)
        if rows
        else "<p>No framing term.</p>"
    )


def _difficulty(read: Reading) -> str:
    graded = Counter(
        bisect_right(GRADES, grade) for _, _, grade in read.sentences if grade == grade
    )
    names = [
        f"under {GRADES[0]}",
        *(f"{low} to {high}" for low, high in pairwise(GRADES)),
        f"{GRADES[-1]} and over",
    ]
    rows = [(f'<span class="g{n}">{name}</span>', graded[n]) for n, name in enumerate(names)]
    table = _table("Flesch-Kincaid grade", ("grade", "sentences"), rows)
    return (
        f'<details class="difficulty"><summary>Sentences by difficulty</summary>{table}<p>After each sentence '
        "stands its grade: 0.39 × words + 11.8 × syllables a word − 15.59.</p></details>"
    )


def _indirect(read: Reading) -> str:
    n = len(read.indirect)
    return (
        f'<details class="indirect"><summary>Indirect speech: {n} clause{"s" * (n != 1)}</summary><p>In italics what '
        "is reported without quotation marks; after each clause who says it, and the verb.</p></details>"
    )


def _shared(text: str, passages: Sequence[Passage], name: str) -> str:
    """Both places of each shared passage, with its first words."""
    n = len(passages)
    rows = "".join(
        f"<li><bdi>{escape.html(shorten(text[slice(*passage.left)], 60, placeholder=' …'))}</bdi> <small>{passage.kind}, "
        f"{_percent(passage.similarity)} alike: {_to(f'{name}a{number}', 'left', number)}, "
        f"{_to(f'{name}b{number}', 'right', number)}</small></li>"
        for number, passage in enumerate(passages, 1)
    )
    if not n:
        return '<p class="both">Nothing stands in both articles.</p>'
    head = f"{n} passages stand in both articles" if n > 1 else "1 passage stands in both articles"
    return f'<details class="both"><summary>{head}</summary><ol>{rows}</ol></details>'


def _to(place: str, side: str, number: int) -> str:
    return f'<a href="#{place}" aria-label="passage {number} in the {side} article">{side}</a>'


def _percent(share: float) -> str:
    """
    >>> _percent(0.168)
    '17 %'
    """
    return f"{share:.0%}".replace("%", " %")
