"""The pages of the explorer as HTML, from the template `explore.html`: tables of a few rows, a
concordance, a dispersion; and the display without a kernel.

In a table that opens articles, each row has a button; a click anywhere in the row does the same.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from .. import escape
from ..lexicon import Lexicon
from ..paths import package_data
from ..stats import percent
from .annotations import reading_of
from .article_html import view_of
from .dispersion import Strip, deviation_of_proportions, over_days, strips, through_articles
from .looks import Looks, looks_in_article
from .selection import (
    Chosen,
    Shelf,
    choose,
    first_choice,
    found_first,
    in_context,
    of_article,
    sorted_places,
    terms_found,
)

EXPLORE_STYLE = package_data("marks.css") + package_data("explore.css")
SHOWN_ROWS = 50  # rows of a table: as many as a reader scrolls through, not a browser's limit
STATIC_ROWS = (
    10  # rows of a table in the display without a kernel, which has several tables below each other
)
STATIC_STRIPS = 5  # for the same reason
# A click on a row puts its number into the field that the kernel listens to, unless it ends a
# selection of words. This is the explorer's only script; if a page allows none, the lists above an
# article open it.
ASKING = (
    "const row = event.target.closest('[data-row]');"
    "if (row && !(event.detail && String(getSelection()))) {"
    "const asked = this.closest('.broadsheet-explore').querySelector('.asked input');"
    "asked.value = row.dataset.row;"
    "asked.dispatchEvent(new Event('change', {bubbles: true}));}"
)


class Shown(NamedTuple):
    """How a column is shown: its heading, its kind, which is also its class, and the look of its
    values.
    """

    heading: str
    kind: str
    look: Callable[[object], str] | None = None


# How the values of each kind of column are written; all other kinds are text.
NUMBERS: Mapping[str, Callable[[float], str]] = {
    "n": "{:,.0f}".format,
    "decimal": "{:,.1f}".format,
    "share": percent,
}


def written(value: Any, kind: str) -> str | None:
    """A value as the template shows it; None if it is unknown.

    >>> written(1200.0, "n"), written(0.168, "share"), written("Ana Cruz", "name")
    ('1,200', '17 %', 'Ana Cruz')
    >>> written(float("nan"), "n"), written(None, "name")
    (None, None)
    """
    if kind in NUMBERS:
        return None if pd.isna(value) else NUMBERS[kind](value)
    return value if isinstance(value, str) else None


def parts() -> Any:
    """The macros of the template `explore.html`."""
    return escape.templates().get_template("explore.html").module


def html_table(
    rows: pd.DataFrame, columns: Mapping[str, Shown], every: int, opens: str | None = None
) -> Markup:
    """Rows as an HTML table, followed by the total number of rows. With `opens`, each row can be
    opened, and the values of that column are the buttons.

    >>> rows = pd.DataFrame({"n": [1200], "who": ["<b>"]})
    >>> columns = {"n": Shown("n", "n"), "who": Shown("speaker", "name")}
    >>> page = html_table(rows, columns, 3)
    >>> print(str(page).replace("<t", "\\n<t"))
    <BLANKLINE>
    <table>
    <thead>
    <tr>
    <th scope="col" class="n">n</th>
    <th scope="col" class="name">speaker</th></tr></thead>
    <tbody>
    <tr>
    <td class="n" data-heading="n">1,200</td>
    <td class="name"><bdi>&lt;b&gt;</bdi></td></tr></tbody></table><p>The first 1 of 3.</p>
    """
    shown = list(columns.values())
    cells = [
        [
            (written(value, column.kind), column.look(value) if column.look else "")
            for value, column in zip(row, shown)
        ]
        for row in rows[list(columns)].itertuples(index=False)
    ]
    rest = f"The first {len(rows):,} of {every:,}." if every > len(rows) else ""
    button = -1 if opens is None else list(columns).index(opens)
    return parts().table(shown, cells, rest, button)


def article_table(articles: pd.DataFrame, most: int, opens: bool = False) -> Markup:
    columns = {
        "outlet": Shown("outlet", "name"),
        "day": Shown("day", "day"),
        "title": Shown("title", "text"),
        "found": Shown("found", "n"),
        "words": Shown("words", "n"),
        "flesch_kincaid_grade": Shown("grade", "decimal"),
        "quoted_share": Shown("quoted", "share"),
        "framing_terms_per_1000_words": Shown("framing terms per 1,000", "decimal"),
    }
    known = {name: column for name, column in columns.items() if name in articles}
    button = next(name for name in ("title", "words") if name in known) if opens else None
    return html_table(articles.head(most), known, len(articles), button)


def quotation_table(
    quotations: pd.DataFrame, most: int, looks: Looks, opens: bool = False
) -> Markup:
    columns = {
        "outlet": Shown("outlet", "name"),
        "speaker": Shown("speaker", "speaker", looks.ground),
        "verb": Shown("verb", "name"),
        "words": Shown("words", "n"),
        "text": Shown("quotation", "text"),
    }
    rows = quotations.head(most)
    return html_table(rows, columns, len(quotations), "text" if opens else None)


def term_table(hits: pd.DataFrame, looks: Looks, most: int, opens: bool = False) -> Markup:
    lines = {title: looks.line(frame) for frame, title in looks.titles.items()}
    columns = {
        "frame": Shown("frame", "frame", lambda title: lines.get(str(title), "")),
        "term": Shown("term", "name"),
        "hits": Shown("matches", "n"),
        "narration": Shown("journalist", "n"),
        "quotation": Shown("quoted", "n"),
        "articles": Shown("articles", "n"),
    }
    terms = terms_found(hits)
    rows = terms.head(most)
    rows = rows.assign(frame=[looks.titles.get(frame, frame) for frame in rows["frame"]])
    return html_table(rows, columns, len(terms), "term" if opens else None)


def shown_places(ready: Shelf, places: pd.DataFrame, sort: str, most: int) -> pd.DataFrame:
    """The places whose lines are shown, sorted; an empty `sort` keeps the order of the text."""
    return sorted_places(ready, places, sort, most) if sort else places.head(most)


def concordance(
    ready: Shelf, places: pd.DataFrame, every: int, looks: Looks, opens: bool = False
) -> Markup:
    """The lines of these places; there are `every` in total."""
    columns = {
        "outlet": Shown("outlet", "name"),
        "left": Shown("before", "left"),
        "hit": Shown("match", "hit"),
        "right": Shown("after", "right"),
        "speaker": Shown("who", "who", lambda name: looks.ground(name) if name else ""),
    }
    return html_table(in_context(ready, places), columns, every, "hit" if opens else None)


def dispersion(
    ready: Shelf, chosen: Chosen, lines: list[Strip], look: str, opens: bool = False
) -> Markup:
    """The dispersion of matches over days, within articles, and over the articles listed, drawn in
    the colour of the look.
    """
    holding = int(chosen.found["at"].nunique())
    spread = deviation_of_proportions(ready, chosen)
    said = {
        "what": _what_is_counted(chosen, len(chosen.found)),
        "articles": _count(holding, "article"),
        "within": f"{int(chosen.within.sum()):,}",
        "spread": "–" if pd.isna(spread) else f"{spread:.2f}",
    }
    days = over_days(ready, chosen)
    return parts().dispersion(
        said if holding else None,
        calendar(days),
        day_table(days),
        tenths(through_articles(ready, chosen)),
        strip_table(ready, lines, holding, look, opens),
        look,
    )


def calendar(days: pd.DataFrame) -> dict | None:
    """The columns of a drawing over days, for the template: position, height out of 100, and label
    of each. None if there is nothing to draw: no matches on any day, or only one day.
    """
    if len(days) < 2 or not days["found"].sum():
        return None
    rates = days["found_per_1000_words"]
    top = float(rates.max())
    columns = [
        {
            "x": n,
            "height": 100 * rate / top,
            "said": f"{day}: {found:,} in {_count(articles, 'article')}, "
            f"{rate:.2f} per 1,000 words",
        }
        for n, (day, found, articles, rate) in enumerate(
            zip(days["day"], days["found"], days["articles"], rates)
        )
        if articles
    ]
    first, last = days["day"].iloc[0], days["day"].iloc[-1]
    step = days["step"].iloc[0]
    return {
        "columns": columns,
        "n": len(days),
        "top": f"{top:.2f}",
        "ends": (first, last),
        "step": step,
    }


def day_table(days: pd.DataFrame) -> Markup:
    """The numbers in the drawing over days."""
    columns = {
        "day": Shown(f"{days['step'].iloc[0]} from" if len(days) else "day", "day"),
        "found": Shown("found", "n"),
        "articles": Shown("articles", "n"),
        "words": Shown("words", "n"),
        "found_per_1000_words": Shown("found per 1,000 words", "decimal"),
    }
    return html_table(days[days["articles"] > 0], columns, 0)


def tenths(counts: list[int]) -> list[dict]:
    """The columns of a drawing from the beginning of an article to its end, for the template.

    >>> tenths([2, 1])
    [{'height': 100.0, 'n': '2'}, {'height': 50.0, 'n': '1'}]
    """
    return [{"height": 100 * n / max(1, *counts), "n": f"{n:,}"} for n in counts]


def strip_table(
    ready: Shelf, lines: list[Strip], holding: int, look: str, opens: bool = False
) -> Markup:
    """Articles as lines; `holding` articles in total have matches."""
    columns = {
        "outlet": Shown("outlet", "name"),
        "day": Shown("day", "day"),
        "title": Shown("title", "text"),
        "found": Shown("found", "n"),
        "strip": Shown("from beginning to end", "strip", lambda _: look),
    }
    rows = ready.rows.loc[[strip.at for strip in lines]].assign(
        found=[strip.found for strip in lines],
        strip=[path_of(strip.places) for strip in lines],
    )
    known = {name: column for name, column in columns.items() if name in rows}
    button = next(name for name in ("title", "found") if name in known) if opens else None
    return html_table(rows, known, holding, button)


def path_of(places: list[tuple[float, float]]) -> str:
    """The places of matches in an article, as an SVG path on a line of 1,000 by 10.

    >>> path_of([(0.2, 0.6), (0.8, 1.0)])
    'M200 0H600V10H200ZM800 0H1000V10H800Z'
    """
    edges = [(round(1000 * start), round(1000 * end)) for start, end in places]
    return "".join(f"M{start} 0H{end}V10H{start}Z" for start, end in edges)


def look_of_choice(looks: Looks, asked: Mapping[str, Any], chosen: Chosen) -> str:
    """The look of the matches, which gives the drawing its colour: the background of the speaker,
    or the line of the frame; empty if it is neither.
    """
    if "word" in chosen.sought:
        return ""
    if "frame" in chosen.sought:
        return looks.line(asked["frame"])
    names = chosen.quotations["speaker"].unique().tolist() if chosen.sought else []
    return looks.ground(names[0]) if len(names) == 1 else ""


def _what_is_counted(chosen: Chosen, n: int) -> str:
    if "word" in chosen.sought:
        return f"{n:,} match{'es' * (n != 1)}"
    return _count(n, "quotation" if chosen.found is chosen.quotations else "framing term")


def summary(ready: Shelf, chosen: Chosen) -> Markup:
    """A line on how much is chosen: first the matches of the word, if one is searched for."""
    n = len(chosen.articles)
    others = [_count(len(chosen.quotations), "quotation")]
    if len(ready.hits):
        others.append(_count(len(chosen.hits), "framing term"))
    matches = (f"{len(chosen.places):,}", "match" + "es" * (len(chosen.places) != 1))
    return parts().summary(
        f"{n:,}" if n else "",
        _count(len(ready.articles), "article"),
        matches if "word" in chosen.sought else None,
        others,
    )


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"


def static(ready: Shelf, lexicon: Lexicon | None, looks: Looks) -> str:
    """The initial display, for pages without a kernel: the first rows of each table, the dispersion
    of the `first_choice`, and an article.

    >>> from broadsheet.viewer import shelf
    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a"], "text": ["It rained."]})
    >>> shown = static(shelf(articles, measured(articles)), None, Looks({}, {}, {}))
    >>> "<b>1</b> of 1 article · 0 quotations" in shown
    True
    >>> "<h4>Articles</h4>" in shown, "<h4>Concordance</h4>" in shown
    (True, False)
    """
    chosen = choose(ready)
    page = parts().page
    quotations = quotation_table(chosen.quotations, STATIC_ROWS, looks)
    pages = [
        ("Articles", page("articles", article_table(chosen.articles, STATIC_ROWS))),
        ("Quotations", page("quotations", quotations)),
    ]
    if looks.titles:
        places = chosen.places.head(STATIC_ROWS)
        lines = concordance(ready, places, len(chosen.places), looks)
        pages += [
            ("Framing terms", page("terms", term_table(chosen.hits, looks, STATIC_ROWS))),
            ("Concordance", page("concordance", lines)),
        ]
    asked = {name: value for name, value in first_choice(ready).items() if name == "speaker"}
    if len(ready.quotations) and asked["speaker"]:
        first = choose(ready, **asked)
        drawn = dispersion(
            ready,
            first,
            strips(ready, first, STATIC_STRIPS),
            look_of_choice(looks, asked, first),
        )
        pages.append((f"Dispersion: {asked['speaker']}", page("dispersion", drawn)))
    article = ""
    if len(ready.articles):
        read, own = reading_of(ready, 0), of_article(ready.quotations, 0)
        article = view_of([read], lexicon, [], looks_in_article(looks, own, read))
    return str(
        parts().static(Markup(EXPLORE_STYLE), summary(ready, chosen), pages, Markup(article))
    )


def saved_table(ready: Shelf, chosen: Chosen, page: str, sort: str) -> pd.DataFrame | None:
    """All rows of the table on a page, to be saved; None if the page has no table.

    The saved concordance also has the columns `id`, `day`, `title`, `start` and `end`.
    """
    if page == "Articles":
        return found_first(chosen).dropna(axis="columns", how="all")
    if page == "Quotations":
        columns = "id outlet speaker verb kind words text start end".split()
        return chosen.quotations[[name for name in columns if name in chosen.quotations]]
    if page == "Framing terms":
        return terms_found(chosen.hits)
    if page == "Dispersion":
        return over_days(ready, chosen)
    if page == "Concordance":
        places = chosen.places
        if sort:
            places = sorted_places(ready, places, sort)
        lines = in_context(ready, places)
        rows = ready.rows.reindex(columns=["id", "day", "title"]).iloc[places["at"]]
        lines.insert(0, "id", rows["id"].array)
        return lines.assign(
            day=rows["day"].array,
            title=rows["title"].array,
            start=places["start"].array,
            end=places["end"].array,
        )
    return None
