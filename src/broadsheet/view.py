"""A `Document` and what was found in it as HTML: the article marked up, to be read beside the numbers."""
from bisect import bisect_left
from collections.abc import Mapping
from html import escape
from operator import attrgetter

from .frames import hits
from .lexicons import Lexicon
from .quotes import find_quotations
from .text import tokenize

STYLE = """<style>
.broadsheet {max-width: 42em; line-height: 1.6; font-family: Georgia, 'Times New Roman', serif}
.broadsheet .speech {background: rgba(179, 18, 45, .13); padding: .1em 0}
.broadsheet .marks {background: rgba(128, 128, 128, .18)}
.broadsheet .term {border-bottom: 2px solid currentColor; font-weight: 600}
.broadsheet sup {font: 600 .65em/1 system-ui, sans-serif; opacity: .75; margin-left: .2em}
</style>"""


class View(str):
    """HTML that a notebook shows as it is and that a file takes as a string."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self):
        return f"View({len(self)} characters of HTML)"


def view(article: str | Mapping, lexicon: Lexicon | None = None) -> View:
    """The article marked up for reading, as HTML: quoted speech shaded and its speaker named, framing terms underlined.

    `article` is a text or a row of `articles` (its `title` and `outlet` stand above). Titles and scare quotes have a grey
    ground; after a quotation stands its speaker, after a framing term its frame, so that nothing hangs on colour. The text
    is data: whatever it holds is escaped, and comes out as it was written.

    >>> page = view('"We act," she said <b>today</b>.')
    >>> '<span class="speech" title="direct, she, said">&quot;We act,&quot;</span>' in page, "<b>" in page
    (True, False)
    """
    row = {"text": article} if isinstance(article, str) else article
    document = tokenize(row["text"])
    quotations = [q for q in find_quotations(document) if q.kind != "indirect"]
    found = hits(document, lexicon) if lexicon is not None else []
    titles = {name: frame.title or name for name, frame in lexicon.frames.items()} if lexicon is not None else {}
    heading = "".join(f"<{tag}>{escape(str(row[name]))}</{tag}>" for name, tag in (("title", "h3"), ("outlet", "p"))
                      if isinstance(row.get(name), str))
    body = "".join(f"<p>{_marked(document.text, p.start, p.end, quotations, found, titles)}</p>" for p in document.paragraphs)
    return View(f'{STYLE}<article class="broadsheet">{heading}{body}</article>')


def _frames(terms: list, titles: Mapping[str, str]) -> str:
    return escape(", ".join(dict.fromkeys(titles[hit.frame] for hit in terms)))


def _marked(text: str, start: int, end: int, quotations: list, found: list, titles: Mapping[str, str]) -> str:
    """The text between two offsets, cut wherever a quotation or a term begins or ends, each piece in its marks.

    Quotations and terms stand in order, and terms may lie on each other: one sweep, so that a long text takes its time
    once.
    """
    quotations, found = _between(quotations, start, end), _between(found, start, end)
    edges = sorted({start, end, *(edge for span in (*quotations, *found) for edge in (span.start, span.end)
                                  if start < edge < end)})
    terms, out, q, h = [], [], 0, 0
    for left, right in zip(edges, edges[1:]):
        piece = escape(text[left:right])
        while h < len(found) and found[h].start <= left:
            terms.append(found[h])
            h += 1
        terms = [hit for hit in terms if hit.end >= right]
        if terms:
            piece = f'<span class="term" title="{_frames(terms, titles)}">{piece}</span>'
            if ending := [hit for hit in terms if hit.end == right]:
                piece += f"<sup>{_frames(ending, titles)}</sup>"
        while q < len(quotations) and quotations[q].end <= left:
            q += 1
        if q < len(quotations) and quotations[q].start <= left:
            said = quotations[q]
            about = escape(", ".join(filter(None, (said.kind, said.speaker, said.verb))))
            piece = f'<span class="{"speech" if said.speech else "marks"}" title="{about}">{piece}</span>'
            if said.end == right and said.speaker:
                piece += f"<sup>{escape(said.speaker)}</sup>"
        out.append(piece)
    return "".join(out)


def _between(spans: list, start: int, end: int) -> list:
    """Those of the spans, which stand in order and lie inside paragraphs, that begin between the two offsets."""
    return spans[bisect_left(spans, start, key=attrgetter("start")):bisect_left(spans, end, key=attrgetter("start"))]
