"""What was chosen of a corpus → HTML to look at: tables of a few rows, a concordance. Every text passes `safe`."""
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from . import safe
from .choosing import Chosen, Shelf, choose, in_context, terms_found
from .lexicons import Lexicon
from .view import view

STYLE = Path(__file__).with_name("explore.css").read_text(encoding="utf-8")
FEW = 10            # rows of a table in what needs no kernel
UNKNOWN = "–"


def name(value: object) -> str:
    return f"<bdi>{safe.html(value)}</bdi>" if isinstance(value, str) and value else UNKNOWN


def number(value: float) -> str:
    return f"{value:,.0f}" if value == value else UNKNOWN


def decimal(value: float) -> str:
    return f"{value:,.1f}" if value == value else UNKNOWN


def share(value: float) -> str:
    return f"{value:.0%}".replace("%", " %") if value == value else UNKNOWN


def said_by(value: str) -> str:
    return name(value) if value else "<i>journalist</i>"


def side(value: str) -> str:
    return f"<div>{name(value) if value else ''}</div>"


# The kind of a column, which is its class, and what makes its values into markup.
KINDS = {"name": name, "text": name, "n": number, "decimal": decimal, "share": share, "who": said_by, "left": side, "hit": name,
         "right": side}


def table(rows: pd.DataFrame, columns: Mapping[str, tuple[str, str]], every: int) -> str:
    """Rows as an HTML table: column → its heading and its kind (`KINDS`). Below it, how many rows there are in all.

    >>> print(table(pd.DataFrame({"n": [1200], "who": ["<b>"]}), {"n": ("n", "n"), "who": ("speaker", "name")}, 3))
    <table><thead><tr><th class="n">n</th><th class="name">speaker</th></tr></thead><tbody><tr><td class="n">1,200</td>\
<td class="name"><bdi>&lt;b&gt;</bdi></td></tr></tbody></table><p>The first 1 of 3.</p>
    """
    if not len(rows):
        return "<p>None.</p>"
    kinds = [kind for _, kind in columns.values()]
    head = "".join(f'<th class="{kind}">{heading}</th>' for heading, kind in columns.values())
    cells = (tuple(f'<td class="{kind}">{KINDS[kind](value)}</td>' for kind, value in zip(kinds, row))
             for row in rows[list(columns)].itertuples(index=False))
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    more = f"<p>The first {len(rows):,} of {every:,}.</p>" if every > len(rows) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def article_table(articles: pd.DataFrame, most: int) -> str:
    columns = {"outlet": ("outlet", "name"), "day": ("day", "name"), "title": ("title", "text"), "found": ("found", "n"),
               "words": ("words", "n"), "flesch_kincaid_grade": ("grade", "decimal"), "quoted_share": ("quoted", "share"),
               "framing_terms_per_1000_words": ("framing terms per 1,000", "decimal")}
    return table(articles.head(most), {column: about for column, about in columns.items() if column in articles}, len(articles))


def quotation_table(quotations: pd.DataFrame, most: int) -> str:
    return table(quotations.head(most), {"outlet": ("outlet", "name"), "speaker": ("speaker", "name"), "verb": ("verb", "name"),
                                         "words": ("words", "n"), "text": ("quotation", "text")}, len(quotations))


def term_table(hits: pd.DataFrame, titles: Mapping[str, str], most: int) -> str:
    found = terms_found(hits)
    rows = found.head(most)
    return table(rows.assign(frame=[titles.get(frame, frame) for frame in rows["frame"]]), {
        "frame": ("frame", "name"), "term": ("term", "name"), "hits": ("hits", "n"), "narration": ("journalist", "n"),
        "quotation": ("quoted", "n"), "articles": ("articles", "n")}, len(found))


def concordance(ready: Shelf, places: pd.DataFrame, most: int) -> str:
    return table(in_context(ready, places.head(most)), {
        "outlet": ("outlet", "name"), "left": ("", "left"), "hit": ("", "hit"), "right": ("", "right"),
        "speaker": ("who", "who")}, len(places))


def summary(ready: Shelf, chosen: Chosen) -> str:
    """How much is chosen, in a line."""
    if not len(chosen.articles):
        return "<p>Nothing holds all that is chosen.</p>"
    told = [f"<b>{len(chosen.articles):,}</b> of {_count(len(ready.articles), 'article')}"]
    told += [_count(len(chosen.quotations), "quotation")]
    told += [_count(len(chosen.hits), "framing term")] * bool(len(ready.hits))
    return f"<p>{' · '.join(told)}</p>"


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"


def page(kind: str, inner: str) -> str:
    """A page of the explorer. What typesets formulas in a notebook passes it by: "$5 to $9 million" is none."""
    return f'<div class="page {kind} mathjax_ignore tex2jax_ignore">{inner}</div>'


def static(ready: Shelf, lexicon: Lexicon | None, titles: Mapping[str, str]) -> str:
    """What is there before anything is chosen, for where no kernel runs: the first rows of each table, and an article.

    >>> from broadsheet.choosing import shelf
    >>> from broadsheet.measure import measured
    >>> articles = pd.DataFrame({"id": ["a"], "text": ["It rained."]})
    >>> shown = static(shelf(articles, measured(articles)), None, {})
    >>> "<b>1</b> of 1 article · 0 quotations" in shown, "<h4>Articles</h4>" in shown, "<h4>Concordance</h4>" in shown
    (True, True, False)
    """
    chosen = choose(ready)
    parts = [("Articles", "articles", article_table(chosen.articles, FEW)),
             ("Quotations", "quotations", quotation_table(chosen.quotations, FEW))]
    if titles:
        parts += [("Framing terms", "terms", term_table(chosen.hits, titles, FEW)),
                  ("Concordance", "concordance", concordance(ready, chosen.places, FEW))]
    tables = "".join(f"<h4>{title}</h4>{page(kind, inner)}" for title, kind, inner in parts)
    read = view(ready.articles.iloc[0], lexicon) if len(ready.articles) else ""
    return (f'<div class="broadsheet-explore"><style>{STYLE}</style><div class="said">{summary(ready, chosen)}</div>{tables}'
            f"</div>{read}")
