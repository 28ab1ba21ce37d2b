"""An article as HTML, to read beside the numbers: its paragraphs with marks, and in the margin the
counts, which are the key to the marks. Plain HTML and CSS (`view.css`): no script, nothing loaded.

The page is the template `view.html`. The paragraphs are made here, stretch by stretch, because
marks are nested. Backgrounds and lines are assigned in `looks`; `brought_out` selects what is
highlighted.

Visible additions to the article's words are in `sup`, so that the text can be recovered and makes
sense without styles. Additions shown only on request are in attributes, which only the styles show.
"""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from operator import attrgetter
from textwrap import shorten
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from .. import escape
from ..comparison import Passage, shared_passages
from ..lexicon import Hit, Lexicon
from ..measuring import UNATTRIBUTED
from ..paths import package_data
from ..quotation import Quotation
from ..stats import percent
from .annotations import (
    FramedPlace,
    GradedSentence,
    Reading,
    hits_by_voice,
    reading,
    words_by_speaker,
)
from .brought_out import NOTHING, BroughtOut, Opened, Stretch
from .looks import Looks, looks_of_articles

VIEW_STYLE = package_data("marks.css") + package_data("view.css")
# School grades at which the shade of sentences changes: middle school, high school, college.
GRADES = (8, 12, 16)
KINDS_IN_WORDS = {
    "direct": "Direct quotation",
    "partial": "Partial quotation",
    "scare": "Scare quote, not speech",
    "title": "Title, not speech",
}
KEY_ROWS = 12  # speakers and frames named in the margin: a screenful beside the article


# An article that opens at a place scrolls there once, when it is shown, and moves the keyboard
# focus there; or to its heading, which is only scrolled to if it is out of sight. If a page allows
# no scripts, it opens at the beginning.
SCROLLING = (
    "this.onanimationstart = null; this.scrollIntoView({block: '%s'}); "
    "this.focus({preventScroll: true})"
)
OPENING, OPENING_HEADING = SCROLLING % "center", SCROLLING % "nearest"


class Link(NamedTuple):
    """The place in this article of a passage that the other article also has; its number is the
    same in both.
    """

    start: int
    end: int
    number: int
    kind: str


class Level(NamedTuple):
    """Marks of one kind: the stretches that have them, in order and without overlap, and a function
    that makes the markup of a piece, given the stretch, the piece's beginning and end, and its
    content.
    """

    stretches: Sequence[Any]
    dress: Callable[[Any, int, int, Markup], Markup]


def marked(
    read: Reading,
    name: str,
    other: str,
    links: Sequence[Link],
    looks: Looks,
    out: BroughtOut = NOTHING,
) -> list[Markup]:
    """The paragraphs as markup. Ids of this article begin with `name`, those of the one beside it,
    to which `links` lead, with `other`; `out` is what is highlighted.

    >>> from broadsheet.viewer.annotations import reading
    >>> marked(reading("It rained."), "a", "b", [], Looks({}, {}, {}))
    [Markup('<p dir="auto"><span class="g0" data-grade="-3">It rained.</span></p>')]
    """
    text = read.document.text
    levels = [
        Level(links, partial(_numbered, name=name, other=other)),
        Level(read.indirect, _reported),
        Level(
            [quotation for quotation in read.quotations if quotation.kind != "indirect"],
            partial(_quoted, read=read, looks=looks, out=out),
        ),
        Level([sentence for sentence in read.sentences if not pd.isna(sentence.grade)], _graded),
        Level(out.words, partial(_matched, out=out)),
        Level(
            read.terms,
            lambda place, start, end, _: _framed(text, place, start, end, looks, out),
        ),
    ]
    levels = [level for level in levels if level.stretches]
    return [
        _element("p", _nested(text, paragraph.start, paragraph.end, levels), dir="auto")
        for paragraph in read.document.paragraphs
    ]


def _element(tag: str, *inner: object, **attributes: object) -> Markup:
    """An element as markup. Its content and the values of its attributes pass through
    `escape.markup`; an attribute with the value None is left out.

    >>> _element("b", "a < b", Markup("<i>!</i>"), class_="x", aria_label='"y"', id=None)
    Markup('<b class="x" aria-label="&quot;y&quot;">a &lt; b<i>!</i></b>')
    """
    shown = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape.markup(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{shown}>{_joined(inner)}</{tag}>")


def _joined(pieces: Iterable[object]) -> Markup:
    # Each piece passes through `escape.markup` once: Markup.join would escape it again, and a long
    # article has ten thousand pieces.
    return Markup("".join([escape.markup(piece) for piece in pieces]))


def _nested(text: str, start: int, end: int, levels: Sequence[Level]) -> Markup:
    """The text between two offsets, with its stretches marked level by level, each cut at the edges
    of the enclosing stretch.
    """
    if not levels:
        return escape.markup(text[start:end])
    (stretches, dress), *within = levels
    pieces: list[Markup] = []
    n = bisect_right(stretches, start, key=attrgetter("end"))
    while n < len(stretches) and stretches[n].start < end:
        first, last = max(stretches[n].start, start), min(stretches[n].end, end)
        if start < first:
            pieces.append(_nested(text, start, first, within))
        pieces.append(dress(stretches[n], first, last, _nested(text, first, last, within)))
        start, n = last, n + 1
    if not pieces:  # most have nothing of most levels
        return _nested(text, start, end, within)
    if start < end:
        pieces.append(_nested(text, start, end, within))
    return _joined(pieces)


def _numbered(link: Link, start: int, end: int, inner: Markup, *, name: str, other: str) -> Markup:
    """A passage that the other article also has."""
    if start != link.start:
        return _element("span", inner, class_="shared")
    label = f"Shared {link.kind} {link.number}: to the other article"
    anchor = _element("a", link.number, href=f"#{other}{link.number}", aria_label=label)
    number = _element("sup", anchor, class_="number")
    return _element("span", number, inner, class_="shared", id=f"{name}{link.number}")


def _reported(quotation: Quotation, start: int, end: int, inner: Markup) -> Markup:
    speaker_and_verb = filter(None, (quotation.speaker or UNATTRIBUTED, quotation.verb))
    label = _unbroken(", ".join(speaker_and_verb)) if end == quotation.end else None
    return _element("span", inner, class_="reported", data_said=label)


def _quoted(
    quotation: Quotation,
    start: int,
    end: int,
    inner: Markup,
    *,
    read: Reading,
    looks: Looks,
    out: BroughtOut,
) -> Markup:
    is_out = quotation.start in out.quotations
    why = {}
    if start == quotation.start:
        why = _why(_quotation_in_words(read, quotation), is_out, Opened("quotation", start), out)
    if not quotation.speech:
        return _element("span", inner, class_="said unsaid", **why)
    speaker = quotation.speaker or UNATTRIBUTED
    look = f"said {looks.ground(speaker)}{' out' * is_out}"
    words = _element("mark", inner, class_=look, **why)
    if end != quotation.end:
        return words
    return words + _element("sup", " ", _element("bdi", _unbroken(speaker)), class_="speaker")


def _unbroken(label: str) -> str:
    """The label with unbreakable spaces, unless it is long."""
    return label.replace(" ", "\N{NO-BREAK SPACE}") if len(label) < 40 else label


def _quotation_in_words(read: Reading, quotation: Quotation) -> str:
    """A description of a quotation: its kind, its speaker, and the words that show who speaks.

    >>> from broadsheet.viewer.annotations import reading
    >>> read = reading('"We act," she said.')
    >>> _quotation_in_words(read, read.quotations[0])
    'Direct quotation, 2 words. Speaker: she (unnamed person), found by “she” and “said”.'
    """
    n = quotation.words
    what = f"{KINDS_IN_WORDS[quotation.kind]}, {n} word{'s' * (n != 1)}."
    if not quotation.speech:
        return what
    if not quotation.speaker:
        return f"{what} Speaker: not found."
    mention = (
        read.document.text[quotation.speaker_start : quotation.speaker_end]
        if quotation.speaker_start >= 0
        else None
    )
    clues = " and ".join(f"“{word}”" for word in (mention, quotation.verb) if word)
    kind = f" ({quotation.kind_of_source})" if quotation.kind_of_source else ""
    return f"{what} Speaker: {quotation.speaker}{kind}{', found by ' * bool(clues)}{clues}."


def _graded(sentence: GradedSentence, start: int, end: int, inner: Markup) -> Markup:
    grade = round(sentence.grade) if end == sentence.end else None
    return _element("span", inner, class_=_shade(sentence.grade), data_grade=grade)


def _shade(grade: float) -> str:
    return f"g{bisect_right(GRADES, grade)}"


def _matched(word: Stretch, start: int, end: int, inner: Markup, *, out: BroughtOut) -> Markup:
    """A match of the word searched for."""
    if start != word.start:
        return _element("b", inner, class_="match out")
    number = bisect_right(out.words, word)
    why = _why(f"Match {number:,} of {len(out.words):,}.", True, Opened("match", start), out)
    return _element("b", inner, class_="match out", **why)


def _framed(
    text: str, place: FramedPlace, start: int, end: int, looks: Looks, out: BroughtOut
) -> Markup:
    """The terms of one place, each with its frame's line; then their frames."""
    is_out = any((hit.start, hit.frame) in out.terms for hit, _ in place.hits)
    why = {}
    if start == place.start:
        said = " ".join(_term_in_words(hit, speaker, looks) for hit, speaker in place.hits)
        terms = [Opened("term", hit.start) for hit, _ in place.hits]
        why = _why(said, is_out, out.opened if out.opened in terms else terms[0], out)
    lined = _lined(text, [hit for hit, _ in place.hits], start, end, looks, out)
    words = _element("u", lined, class_=f"term{' out' * is_out}", **why)
    return words + _frames_of(place, looks) if end == place.end else words


def _lined(
    text: str, hits: Sequence[Hit], start: int, end: int, looks: Looks, out: BroughtOut
) -> Markup:
    """The text with a line for each of its terms, cut wherever another begins or ends."""
    inside = {edge for hit in hits for edge in (hit.start, hit.end) if start < edge < end}
    pieces = []
    for first, last in pairwise(sorted({start, end} | inside)):
        piece = escape.markup(text[first:last])
        for hit in reversed(hits):
            if hit.start <= first and last <= hit.end:
                is_out = (hit.start, hit.frame) in out.terms
                piece = _element("span", piece, class_=looks.line(hit.frame) + " out" * is_out)
        pieces.append(piece)
    return _joined(pieces)


def _frames_of(place: FramedPlace, looks: Looks) -> Markup:
    titles = ", ".join(dict.fromkeys(looks.titles[hit.frame] for hit, _ in place.hits))
    negated = any(hit.negated for hit, _ in place.hits)
    return _element(
        "sup",
        _element("span", f" {titles}", class_="unseen"),
        *([" ", _element("span", "negated", class_="negated")] if negated else []),
        class_="frame",
    )


def _term_in_words(hit: Hit, speaker: str | None, looks: Looks) -> str:
    """A description of a term: the frame it counts for, the entry of the lexicon, and the voice.

    >>> looks = Looks({}, {}, {"conflict": "Conflict"})
    >>> _term_in_words(Hit(0, 4, "wars", "conflict", "war*", 1.0, True), "Bo Lund", looks)
    'Conflict: term “war*”, negated, quoted from Bo Lund.'
    """
    weight = f", weight {hit.weight:g}" if hit.weight != 1 else ""
    negated = ", negated" if hit.negated else ""
    if speaker is None:
        voice = "in the journalist’s words"
    elif speaker == UNATTRIBUTED:
        voice = "in a quotation"
    else:
        voice = f"quoted from {speaker}"
    return f"{looks.titles[hit.frame]}: term “{hit.term}”{weight}{negated}, {voice}."


def _why(words: str, is_out: bool, here: Opened, out: BroughtOut) -> dict[str, str]:
    """The explanation shown when a reader points at words, as attributes that keyboards and screen
    readers reach, too. If there are highlights, the tab key moves from one to the next and skips
    everything else.
    """
    attributes = {"aria_description": words}
    if is_out or not out.quiet or here == out.opened:
        attributes["tabindex"] = "0"
    if here == out.opened:
        attributes |= {"data_opened": "", "onanimationstart": OPENING}
    return attributes


class View(str):
    """HTML that a notebook renders and that can be saved as a string."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self):
        return f"View({len(self)} characters of HTML)"


def view(article: str | Mapping, lexicon: Lexicon | None = None) -> View:
    """The article marked up for reading, as HTML: quoted speech shaded by speaker, framing terms
    underlined by frame, and in the margin the counts, which are the key to both.

    `article` is a text or a row of `articles`, whose `title`, `outlet`, `authors` and `published`
    are shown above. Each quotation is followed by its speaker; each frame has its own line style
    (solid, dashed, …), so that nothing depends on colour alone. Point at a mark, or reach it with
    the tab key, to see which words it is based on. In the margin, "Sentences by difficulty" shades
    sentences when opened, and "Indirect speech" marks what is reported without quotation marks.
    Light and dark follow JupyterLab or the system. Without styles, as on GitHub, speakers and
    frames appear as superscripts.

    The text is data: nothing in it is treated as markup, and invisible, misleading characters are
    shown by their number (`escape.visible`).

    >>> page = view('"We act," she said <b>today</b>.')
    >>> "Speaker: she (unnamed person), found by “she” and “said”" in page
    True
    >>> "<b>today" in page, "&lt;b&gt;today" in page
    (False, True)
    """
    read = [reading(article, lexicon)]
    return view_of(read, lexicon, [], looks_of_articles(read, lexicon))


def view_pair(left: str | Mapping, right: str | Mapping, lexicon: Lexicon | None = None) -> View:
    """Two articles side by side, each as in `view`. Quotations and sentences that are in both, word
    for word or nearly (`shared_passages`), have a number that links one to the other.

    >>> rain = "Rain fell all day on the wide plain."
    >>> page = view_pair(rain, f"All said: {rain.lower()}")
    >>> "1 passage is in both" in page, page.count("<article")
    (True, 2)
    """
    both = [reading(left, lexicon), reading(right, lexicon)]
    return view_of(both, lexicon, passages_of(both), looks_of_articles(both, lexicon))


def passages_of(both: Sequence[Reading]) -> list[Passage]:
    """The passages that two articles share, from `shared_passages`."""
    quotations = pd.DataFrame(
        [(side, "", *quotation) for side, read in enumerate(both) for quotation in read.quotations],
        columns=["id", "outlet", *Quotation._fields],
        dtype=object,
    )  # Arrow rejects lone surrogates
    return shared_passages(both[0].document, both[1].document, quotations)


def view_of(
    readings: Sequence[Reading],
    lexicon: Lexicon | None,
    passages: Sequence[Passage],
    looks: Looks,
    out: Sequence[BroughtOut] = (NOTHING, NOTHING),
) -> View:
    """A page of one or two articles, with the highlights of each."""
    id_ = _id(readings, lexicon)
    sides = "ab"[: len(readings)]
    articles = []
    for side, (read, own, other, is_out) in enumerate(zip(readings, sides, reversed(sides), out)):
        links = sorted(
            Link(*(passage.right if side else passage.left), number, passage.kind)
            for number, passage in enumerate(passages, 1)
        )
        paragraphs = marked(read, f"{id_}{own}", f"{id_}{other}", links, looks, is_out)
        opening = OPENING_HEADING if is_out.opened == Opened("article", 0) else ""
        margin = _margin(read, looks, lexicon)
        articles.append({**margin, "paragraphs": paragraphs, "opening": opening})
    left = readings[0].document.text
    return View(
        escape.templates()
        .get_template("view.html")
        .render(
            style=Markup(VIEW_STYLE),
            id=id_,
            quiet=any(one.quiet for one in out),
            articles=articles,
            passages=[
                {
                    "text": shorten(left[slice(*passage.left)], 60, placeholder=" …"),
                    "kind": passage.kind,
                    "alike": percent(passage.similarity),
                }
                for passage in passages
            ],
        )
    )


def _id(readings: Sequence[Reading], lexicon: Lexicon | None) -> str:
    """The prefix of the ids that links use. It is derived from the content, so that a run gives the
    same bytes again, and two views on one page do not share ids.
    """
    content = [
        *(str(read.row.get(name)) for read in readings for name in ("title", "outlet", "text")),
        lexicon.fingerprint if lexicon else "",
    ]
    digest = hashlib.sha256("\0".join(content).encode("utf-8", "surrogatepass")).hexdigest()
    return f"bs-{digest[:10]}"


def _heading(row: Mapping) -> dict[str, object]:
    title, outlet, authors, published = (
        _known(row, name) for name in ("title", "outlet", "authors", "published")
    )
    day = published[:10]  # without the hour
    return {"title": title, "line": [value for value in (outlet, authors, day) if value]}


def _known(row: Mapping, name: str) -> str:
    """A field of the article; empty if it is missing, in any of pandas' ways."""
    value = row.get(name)
    return "" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value).strip()


def _margin(read: Reading, looks: Looks, lexicon: Lexicon | None) -> dict[str, object]:
    """The content above and beside an article, for the template."""
    words = read.n_words
    quoted = sum(quotation.words for quotation in read.speech)
    clauses = len(read.indirect)
    return {
        "heading": _heading(read.row),
        "facts": {
            "words": f"{words:,}",
            "sentences": f"{read.n_sentences:,}",
            "grade": "–" if pd.isna(read.grade) else f"{read.grade:.1f}",
            "quoted": percent(quoted / words) if words else "–",
        },
        "speakers": _key(
            (speaker, looks.ground(speaker), n) for speaker, n in words_by_speaker([read]).items()
        ),
        "unsaid": any(quotation.kind in ("scare", "title") for quotation in read.quotations),
        "frames": _frames_found(read, looks) if lexicon else None,
        "difficulty": _difficulty(read),
        "indirect": f"{clauses} clause{'s' * (clauses != 1)}",
    }


def _key(rows: Iterable[tuple]) -> dict[str, object]:
    """The first `KEY_ROWS` of the rows (a name, its look and its counts), and how many more there
    are.
    """
    named = [
        {"name": name, "look": look, "counts": [f"{n:,}" for n in numbers]}
        for name, look, *numbers in rows
    ]
    more = len(named) - KEY_ROWS
    return {"rows": named[:KEY_ROWS], "more": f"{more:,}" if more > 0 else ""}


def _frames_found(read: Reading, looks: Looks) -> dict[str, object]:
    hits = hits_by_voice([read])
    frames = [frame for frame in looks.titles if frame in hits]
    if len(frames) > KEY_ROWS:
        frames.sort(key=lambda frame: -sum(hits[frame]))
    return _key((looks.titles[frame], looks.line(frame), *hits[frame]) for frame in frames)


def _difficulty(read: Reading) -> dict[str, object]:
    shades = Counter(
        _shade(sentence.grade) for sentence in read.sentences if not pd.isna(sentence.grade)
    )
    names = [
        f"under {GRADES[0]}",
        *(f"{low} to {high}" for low, high in pairwise(GRADES)),
        f"{GRADES[-1]} and over",
    ]
    return _key((name, f"g{n}", shades[f"g{n}"]) for n, name in enumerate(names))
