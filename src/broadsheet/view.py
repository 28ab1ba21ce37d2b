"""A `Document` and what was found in it as HTML: the article marked up, to be read beside the numbers."""
from collections.abc import Mapping
from html import escape

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
    quotations = find_quotations(document)
    found = hits(document, lexicon) if lexicon is not None else []
    titles = {name: frame.title or name for name, frame in lexicon.frames.items()} if lexicon is not None else {}
    heading = "".join(f"<{tag}>{escape(str(row[name]))}</{tag}>" for name, tag in (("title", "h3"), ("outlet", "p"))
                      if isinstance(row.get(name), str))
    body = "".join(f"<p>{_marked(document.text, p.start, p.end, quotations, found, titles)}</p>" for p in document.paragraphs)
    return View(f'{STYLE}<article class="broadsheet">{heading}{body}</article>')


def _frames(terms: list, titles: Mapping[str, str]) -> str:
    return escape(", ".join(dict.fromkeys(titles[hit.frame] for hit in terms)))


def _marked(text: str, start: int, end: int, quotations: list, found: list, titles: Mapping[str, str]) -> str:
    """The text between two offsets, cut wherever a quotation or a term begins or ends, each piece in its marks."""
    quotations = [q for q in quotations if q.start < end and start < q.end]
    found = [hit for hit in found if hit.start < end and start < hit.end]
    edges = {start, end, *(edge for span in (*quotations, *found) for edge in (span.start, span.end) if start < edge < end)}
    edges, out = sorted(edges), []
    for left, right in zip(edges, edges[1:]):
        piece = escape(text[left:right])
        terms = [hit for hit in found if hit.start <= left and right <= hit.end]
        if terms:
            piece = f'<span class="term" title="{_frames(terms, titles)}">{piece}</span>'
            if ending := [hit for hit in terms if hit.end == right]:
                piece += f"<sup>{_frames(ending, titles)}</sup>"
        for q in quotations:
            if q.start <= left and right <= q.end:
                about = escape(", ".join(filter(None, (q.kind, q.speaker, q.verb))))
                piece = f'<span class="{"speech" if q.speech else "marks"}" title="{about}">{piece}</span>'
                if q.end == right and q.speaker:
                    piece += f"<sup>{escape(q.speaker)}</sup>"
        out.append(piece)
    return "".join(out)
