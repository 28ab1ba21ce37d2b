"""An article as HTML, to be read beside the numbers: its paragraphs marked, and in the margin the counts, which are the
key to the marks. Plain HTML and CSS (`view.css`): no script, nothing from elsewhere."""
import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from textwrap import shorten

import pandas as pd

from . import safe
from .lexicons import Lexicon
from .marking import GRADES, Looks, marked
from .pairs import Passage, shared_passages
from .quotes import Quotation
from .reading import Place, Reading, hits_by_voice, reading, words_by_speaker
from .voices import UNATTRIBUTED

STYLE = Path(__file__).with_name("view.css").read_text(encoding="utf-8")
SPEAKERS, LINES = 6, 8      # how many speakers have a ground, and frames a line, of their own; the others share one
LISTED = 12                 # speakers and frames in the margin


class View(str):
    """HTML that a notebook shows as it is and that a file takes as a string."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self):
        return f"View({len(self)} characters of HTML)"


def view(article: str | Mapping, lexicon: Lexicon | None = None) -> View:
    """The article marked up for reading, as HTML: quoted speech shaded by speaker, framing terms underlined by frame,
    and in the margin the counts, which are the key to both.

    `article` is a text or a row of `articles`, whose `title`, `outlet`, `authors` and `published` stand above. After a
    quotation stands its speaker; each frame has a line of its own (solid, dashed, …), so that nothing hangs on colour.
    What is pointed at, or reached by the tab key, tells by which words it was found. Opened in the margin, "Sentences
    by difficulty" shades them, and "Indirect speech" marks what is reported without quotation marks. Light and dark
    follow JupyterLab or the system. Without styles, as on GitHub, speakers and frames stand as superscripts.

    The text is data: nothing in it is markup, and a character that misleads unseen has a sign (`safe.visible`).

    >>> page = view('"We act," she said <b>today</b>.')
    >>> "Speaker: she (unnamed person), found by “she” and “said”" in page, "<b>today" in page, "&lt;b&gt;today" in page
    (True, False, True)
    """
    return _page([reading(article, lexicon)], lexicon, [])


def view_pair(left: str | Mapping, right: str | Mapping, lexicon: Lexicon | None = None) -> View:
    """Two articles side by side, each as `view` shows it; what they share has one number, which leads from either to the
    other: quotations and sentences that stand in both, word for word or nearly (`pairs.shared_passages`).

    >>> page = view_pair("Rain fell all day on the wide plain.", "All said: rain fell all day on the wide plain.")
    >>> "1 passage stands in both" in page, page.count("<article")
    (True, 2)
    """
    both = [reading(left, lexicon), reading(right, lexicon)]
    said = pd.DataFrame([(side, "", *q) for side, read in enumerate(both) for q in read.quotations],
                        columns=["id", "outlet", *Quotation._fields], dtype=object)   # Arrow refuses half characters
    return _page(both, lexicon, shared_passages(both[0].document, both[1].document, said))


def _page(readings: Sequence[Reading], lexicon: Lexicon | None, passages: Sequence[Passage]) -> View:
    """All in one element, with the styles. The ids that links use come from the content: a run gives the same bytes
    again, and two views on one page do not take each other's."""
    content = [*(str(read.row.get(name)) for read in readings for name in ("title", "outlet", "text")),
               lexicon.fingerprint if lexicon else ""]
    name = "bs-" + hashlib.sha256("\0".join(content).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    looks, sides = _looks(readings, lexicon), "ab"[:len(readings)]
    articles = []
    for side, (read, own, other) in enumerate(zip(readings, sides, reversed(sides))):
        links = sorted(Place(*passage[1 + side], (n, passage.kind)) for n, passage in enumerate(passages, 1))
        body = f'<div class="text">{marked(read, f"{name}{own}", f"{name}{other}", links, looks)}</div>'
        articles.append(f"<article>{_header(read.row)}{_margin(read, looks, lexicon)}{body}</article>")
    shown = "".join(articles)
    if len(readings) > 1:
        shown = f'{_shared(readings[0].document.text, passages, name)}<div class="pair">{shown}</div>'
    # "$5 million to $9 million" is no formula: what typesets those in a notebook passes by what has these classes.
    return View(f'<div class="broadsheet mathjax_ignore tex2jax_ignore"><style>{STYLE}</style>{shown}</div>')


def _looks(readings: Sequence[Reading], lexicon: Lexicon | None) -> Looks:
    """The grounds go to those who are quoted with most words; the lines to the lexicon's frames in its order, or to
    those found most where it has more."""
    speakers = [speaker for speaker in words_by_speaker(readings) if speaker != UNATTRIBUTED]
    grounds = {speaker: f"s{min(n, SPEAKERS + 1)}" for n, speaker in enumerate(speakers, 1)} | {UNATTRIBUTED: "s0"}
    if lexicon is None:
        return Looks(grounds, {}, {})
    titles = {frame: about.title or frame for frame, about in lexicon.frames.items()}
    found = hits_by_voice(readings)
    lined = set(sorted(titles, key=lambda frame: -sum(found.get(frame, (0,))))[:LINES])
    lines = {frame: f"f{n}" for n, frame in enumerate((frame for frame in titles if frame in lined), 1)}
    return Looks(grounds, lines, titles)


def _header(row: Mapping) -> str:
    title, *line = (_known(row, name) for name in ("title", "outlet", "authors", "published"))
    line[-1] = line[-1][:10]                             # the day, without the hour
    title = f'<h3 dir="auto">{safe.html(title)}</h3>' if title else ""
    line = " · ".join(f"<bdi>{safe.html(value)}</bdi>" for value in line if value)
    return f"<header>{title}{f'<p>{line}</p>' if line else ''}</header>" if title or line else ""


def _known(row: Mapping, name: str) -> str:
    """A field of the article; empty where it is missing, in any of the ways in which pandas says so."""
    value = row.get(name)
    return "" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value).strip()


def _margin(read: Reading, looks: Looks, lexicon: Lexicon | None) -> str:
    words, quoted = len(read.document.words), sum(q.words for q in read.speech)
    grade = f"{read.grade:.1f}" if read.grade == read.grade else "–"
    facts = {"words": f"{words:,}", "sentences": f"{len(read.document.sentences):,}", "grade": grade,
             "quoted": _percent(quoted / words) if words else "–"}
    dl = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts.items())
    return (f'<aside aria-label="Counts, and key to the marks"><dl>{dl}</dl>{_speakers(read, looks)}'
            f"{_frames(read, looks) if lexicon else ''}{_difficulty(read)}{_indirect(read)}</aside>")


def _table(caption: str, columns: Sequence[str], rows: Sequence[tuple]) -> str:
    """A table of the first `LISTED` rows, whose first cells are markup; the last row says how many more there are."""
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "".join(f'<tr><th scope="row">{name}</th>{"".join(f"<td>{n:,}</td>" for n in numbers)}</tr>'
                   for name, *numbers in rows[:LISTED])
    more = f'<tr><td colspan="{len(columns)}">and {len(rows) - LISTED:,} more</td></tr>' if len(rows) > LISTED else ""
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}{more}</tbody></table>"


def _speakers(read: Reading, looks: Looks) -> str:
    rows = [(f'<mark class="{looks.speakers[speaker]}"><bdi>{safe.html(speaker)}</bdi></mark>', words)
            for speaker, words in words_by_speaker([read]).items()]
    table = _table("Who is quoted", ("speaker", "words"), rows) if rows else "<p>Nobody is quoted.</p>"
    unsaid = any(q.kind in ("scare", "title") for q in read.quotations)
    return table + '<p><span class="unsaid">Titles, and words at arm’s length,</span> are not speech.</p>' * unsaid


def _frames(read: Reading, looks: Looks) -> str:
    found = hits_by_voice([read])
    frames = [frame for frame in looks.titles if frame in found]
    if len(frames) > LISTED:
        frames.sort(key=lambda frame: -sum(found[frame]))
    rows = [(f'<span class="{looks.frames.get(frame, "f0")}">{safe.html(looks.titles[frame])}</span>', *found[frame])
            for frame in frames]
    return _table("Framing terms", ("frame", "journalist", "quoted"), rows) if rows else "<p>No framing term.</p>"


def _difficulty(read: Reading) -> str:
    graded = Counter(bisect_right(GRADES, grade) for _, _, grade in read.sentences if grade == grade)
    names = [f"under {GRADES[0]}", *(f"{low} to {high}" for low, high in pairwise(GRADES)), f"{GRADES[-1]} and over"]
    rows = [(f'<span class="g{n}">{name}</span>', graded[n]) for n, name in enumerate(names)]
    table = _table("Flesch-Kincaid grade", ("grade", "sentences"), rows)
    return (f'<details class="difficulty"><summary>Sentences by difficulty</summary>{table}<p>After each sentence '
            "stands its grade: 0.39 × words + 11.8 × syllables a word − 15.59.</p></details>")


def _indirect(read: Reading) -> str:
    n = len(read.indirect)
    return (f'<details class="indirect"><summary>Indirect speech: {n} clause{"s" * (n != 1)}</summary><p>In italics what '
            "is reported without quotation marks; after each clause who says it, and the verb.</p></details>")


def _shared(text: str, passages: Sequence[Passage], name: str) -> str:
    """Both places of each shared passage, with its first words."""
    n = len(passages)
    rows = "".join(
        f'<li><bdi>{safe.html(shorten(text[slice(*passage.left)], 60, placeholder=" …"))}</bdi> <small>{passage.kind}, '
        f'{_percent(passage.similarity)} alike: {_to(f"{name}a{number}", "left", number)}, '
        f'{_to(f"{name}b{number}", "right", number)}</small></li>' for number, passage in enumerate(passages, 1))
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
