"""A corpus and what was measured of it → a widget to look around in it: tables of a few rows, a
concordance, an article to be read, two side by side.

What is chosen is `selection`'s to say; how an article looks, `article_html`'s; how everything else
looks, the template `explore.html`. Only the page that is looked at is made.
"""

from collections.abc import Callable, Mapping
from textwrap import shorten
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from .. import escape
from ..lexicon import Lexicon
from ..measuring import Measured, Stored
from ..paths import package_data
from ..stats import percent
from .article_html import view, view_pair
from .selection import Chosen, Shelf, choose, found_first, in_context, shelf, terms_found

EXPLORE_STYLE = package_data("explore.css")
SHOWN_ROWS = 50  # rows of a table: what one scrolls through, not a browser's limit
STATIC_ROWS = (
    10  # rows of a table in what needs no kernel, where four tables stand below each other
)
# Articles and speakers in a list: more of them are a burden to a browser, and to whoever reads it.
LIST_LENGTH = 200
LABEL_COLUMNS = ["outlet", "day", "title", "text"]


class Shown(NamedTuple):
    """How a column is shown: its heading and its kind, which is its class, too."""

    heading: str
    kind: str


# How the values of a kind of column are written; those of all other kinds are texts.
NUMBERS: Mapping[str, Callable[[float], str]] = {
    "n": "{:,.0f}".format,
    "decimal": "{:,.1f}".format,
    "share": percent,
}


def written(value: Any, kind: str) -> str | None:
    """A value as the template shows it; None where it is not known.

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


def html_table(rows: pd.DataFrame, columns: Mapping[str, Shown], every: int) -> Markup:
    """Rows as an HTML table. Below it, how many rows there are in all.

    >>> rows = pd.DataFrame({"n": [1200], "who": ["<b>"]})
    >>> columns = {"n": Shown("n", "n"), "who": Shown("speaker", "name")}
    >>> page = html_table(rows, columns, 3)
    >>> print(str(page).replace("<t", "\\n<t"))
    <BLANKLINE>
    <table>
    <thead>
    <tr>
    <th class="n">n</th>
    <th class="name">speaker</th></tr></thead>
    <tbody>
    <tr>
    <td class="n">1,200</td>
    <td class="name"><bdi>&lt;b&gt;</bdi></td></tr></tbody></table><p>The first 1 of 3.</p>
    """
    kinds = [column.kind for column in columns.values()]
    cells = [
        [written(value, kind) for value, kind in zip(row, kinds)]
        for row in rows[list(columns)].itertuples(index=False)
    ]
    rest = f"The first {len(rows):,} of {every:,}." if every > len(rows) else ""
    return parts().table(list(columns.values()), cells, rest)


def article_table(articles: pd.DataFrame, most: int) -> Markup:
    columns = {
        "outlet": Shown("outlet", "name"),
        "day": Shown("day", "name"),
        "title": Shown("title", "text"),
        "found": Shown("found", "n"),
        "words": Shown("words", "n"),
        "flesch_kincaid_grade": Shown("grade", "decimal"),
        "quoted_share": Shown("quoted", "share"),
        "framing_terms_per_1000_words": Shown("framing terms per 1,000", "decimal"),
    }
    known = {name: column for name, column in columns.items() if name in articles}
    return html_table(articles.head(most), known, len(articles))


def quotation_table(quotations: pd.DataFrame, most: int) -> Markup:
    columns = {
        "outlet": Shown("outlet", "name"),
        "speaker": Shown("speaker", "name"),
        "verb": Shown("verb", "name"),
        "words": Shown("words", "n"),
        "text": Shown("quotation", "text"),
    }
    return html_table(quotations.head(most), columns, len(quotations))


def term_table(hits: pd.DataFrame, titles: Mapping[str, str], most: int) -> Markup:
    columns = {
        "frame": Shown("frame", "name"),
        "term": Shown("term", "name"),
        "hits": Shown("hits", "n"),
        "narration": Shown("journalist", "n"),
        "quotation": Shown("quoted", "n"),
        "articles": Shown("articles", "n"),
    }
    terms = terms_found(hits)
    rows = terms.head(most)
    rows = rows.assign(frame=[titles.get(frame, frame) for frame in rows["frame"]])
    return html_table(rows, columns, len(terms))


def concordance(ready: Shelf, places: pd.DataFrame, most: int) -> Markup:
    columns = {
        "outlet": Shown("outlet", "name"),
        "left": Shown("", "left"),
        "hit": Shown("", "hit"),
        "right": Shown("", "right"),
        "speaker": Shown("who", "who"),
    }
    return html_table(in_context(ready, places.head(most)), columns, len(places))


def summary(ready: Shelf, chosen: Chosen) -> Markup:
    """How much is chosen, in a line."""
    n = len(chosen.articles)
    others = [_count(len(chosen.quotations), "quotation")]
    if len(ready.hits):
        others.append(_count(len(chosen.hits), "framing term"))
    return parts().summary(f"{n:,}" if n else "", _count(len(ready.articles), "article"), others)


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"


def static(ready: Shelf, lexicon: Lexicon | None, titles: Mapping[str, str]) -> str:
    """What is there before anything is chosen, for where no kernel runs: the first rows of each
    table, and an article.

    >>> from broadsheet.viewer import shelf
    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a"], "text": ["It rained."]})
    >>> shown = static(shelf(articles, measured(articles)), None, {})
    >>> "<b>1</b> of 1 article · 0 quotations" in shown
    True
    >>> "<h4>Articles</h4>" in shown, "<h4>Concordance</h4>" in shown
    (True, False)
    """
    chosen = choose(ready)
    page = parts().page
    pages = [
        ("Articles", page("articles", article_table(chosen.articles, STATIC_ROWS))),
        ("Quotations", page("quotations", quotation_table(chosen.quotations, STATIC_ROWS))),
    ]
    if titles:
        pages += [
            ("Framing terms", page("terms", term_table(chosen.hits, titles, STATIC_ROWS))),
            ("Concordance", page("concordance", concordance(ready, chosen.places, STATIC_ROWS))),
        ]
    article = view(ready.articles.iloc[0].to_dict(), lexicon) if len(ready.articles) else ""
    return str(
        parts().static(Markup(EXPLORE_STYLE), summary(ready, chosen), pages, Markup(article))
    )


class Explorer:
    """The `widget`; its `controls` and `lists` by name, each a widget; its `pages` by name, each
    HTML; what is `chosen`.

    In a notebook it shows itself; where no kernel runs, what it shows before anything is chosen
    (`static`).
    """

    def __init__(self, ready: Shelf, lexicon: Lexicon | None, titles: Mapping[str, str]):
        import ipywidgets  # takes a third of a second, for which nobody else should wait

        self.ready, self.lexicon, self.titles, self.quiet = ready, lexicon, titles, False
        self.labels = [
            list_label(*row)
            for row in ready.articles.reindex(columns=LABEL_COLUMNS).itertuples(index=False)
        ]
        self.static = static(ready, lexicon, titles)
        self.controls = controls(ready, titles)
        self.pages = {name: ipywidgets.HTML() for name in PAGES}
        self.lists = {
            name: ipywidgets.Dropdown(description=name) for name in ("Article", "Left", "Right")
        }
        self.said = ipywidgets.HTML()
        clear = ipywidgets.Button(description="Clear", tooltip="Choose nothing, and see everything")
        article_list = ipywidgets.Box([self.lists["Article"]])
        pair_lists = ipywidgets.Box([self.lists["Left"], self.lists["Right"]])
        *tables, article, pair = self.pages.values()
        self.tab = ipywidgets.Tab(
            [
                *tables,
                ipywidgets.VBox([article_list, article]),
                ipywidgets.VBox([pair_lists, pair]),
            ],
            titles=list(PAGES),
        )
        fields = ipywidgets.Box([*self.controls.values(), clear])
        self.widget = ipywidgets.VBox(
            [ipywidgets.HTML(f"<style>{EXPLORE_STYLE}</style>"), fields, self.said, self.tab]
        )
        for box, name in (
            (self.widget, "broadsheet-explore"),
            (fields, "fields"),
            (article_list, "lists"),
            (pair_lists, "lists"),
            (self.said, "said"),
        ):
            box.add_class(name)
        for control in self.controls.values():
            control.observe(self.choose, "value")
        for chooser in self.lists.values():
            chooser.observe(self.show, "value")
        self.tab.observe(self.show, "selected_index")
        clear.on_click(self.clear)
        self.choose()

    def choose(self, _=None) -> None:
        """Chooses what the controls say, and shows it. A word that can be none is reported; what
        was chosen before stays.
        """
        if self.quiet:
            return
        asked = {name: control.value for name, control in self.controls.items()}
        asked |= {name: str(asked[name] or "") for name in ("start", "end")}
        try:
            chosen = choose(self.ready, **asked)
        except ValueError as error:
            self.said.value = str(parts().wrong(str(error)))
            return
        self.chosen = chosen._replace(articles=found_first(chosen, **asked))
        self.said.value = str(summary(self.ready, self.chosen))
        self.list_articles()
        self.show()

    def list_articles(self) -> None:
        """Has the lists name what is chosen, each with the article that was read in it, if that is
        still there; and the article beside another is another, if there is one.
        """
        self.quiet = True
        rows = self.chosen.articles.index[:LIST_LENGTH].tolist()
        for name, chooser in self.lists.items():
            before = chooser.value
            chooser.options = [(self.labels[row], row) for row in rows]
            beside = self.lists["Left"].value if name == "Right" else None
            free = [row for row in rows if row != beside] or rows or [None]
            chooser.value = before if before in free else free[0]
        self.quiet = False

    def show(self, _=None) -> None:
        """Makes the page that is looked at."""
        if not self.quiet:
            name = list(PAGES)[self.tab.selected_index or 0]
            self.pages[name].value = PAGES[name](self)

    def clear(self, _=None) -> None:
        self.quiet = True
        for name, control in self.controls.items():
            control.value = {"outlets": (), "start": None, "end": None}.get(name, "")
        self.quiet = False
        self.choose()

    def read(self, *lists: str) -> list[dict]:
        """The articles that are chosen in these lists."""
        return [
            self.ready.articles.loc[self.lists[name].value].to_dict()
            for name in lists
            if self.lists[name].value is not None
        ]

    def page(self, kind: str, table: Markup) -> str:
        return str(parts().page(kind, table))

    def read_pair(self) -> str:
        pair = self.read("Left", "Right")
        return view_pair(pair[0], pair[1], self.lexicon) if pair else ""

    def _repr_mimebundle_(self, **_) -> dict:
        return {
            **self.widget._repr_mimebundle_(),
            "text/html": self.static,
            "text/plain": repr(self),
        }

    def __repr__(self):
        return f"Explorer of {len(self.ready.articles):,} articles"


PAGES: Mapping[str, Callable[[Explorer], str]] = {
    "Articles": lambda explorer: explorer.page(
        "articles", article_table(explorer.chosen.articles, SHOWN_ROWS)
    ),
    "Quotations": lambda explorer: explorer.page(
        "quotations", quotation_table(explorer.chosen.quotations, SHOWN_ROWS)
    ),
    "Framing terms": lambda explorer: explorer.page(
        "terms", term_table(explorer.chosen.hits, explorer.titles, SHOWN_ROWS)
    ),
    "Concordance": lambda explorer: explorer.page(
        "concordance", concordance(explorer.ready, explorer.chosen.places, SHOWN_ROWS)
    ),
    "Read": lambda explorer: "".join(
        view(article, explorer.lexicon) for article in explorer.read("Article")
    ),
    "Side by side": Explorer.read_pair,
}


def explore(
    articles: pd.DataFrame, tables: Measured | Stored, lexicon: Lexicon | None = None
) -> Explorer:
    """A widget over a corpus and what `measured` gave of it: choose outlets, days, a speaker, a
    frame, a word, and see the tables, the concordance, an article to be read, or two side by side.

    `lexicon` is the one that the tables were measured with. Nothing is measured again but the
    article that is read. Where there is no kernel, as on GitHub, the notebook shows the first rows
    of each table and the first article.

    >>> from broadsheet.measuring import measured
    >>> texts = ["It rained.", '"Rain!" said Ana Cruz.']
    >>> articles = pd.DataFrame({"id": ["a", "b"], "title": ["Calm", "Storm"], "text": texts})
    >>> explorer = explore(articles, measured(articles))
    >>> explorer.controls["speaker"].value = "cruz"
    >>> "Storm" in explorer.pages["Articles"].value, "Calm" in explorer.pages["Articles"].value
    (True, False)
    """
    frames = lexicon.frames if lexicon is not None else {}
    titles = {name: name for name in tables.frames or ()}
    titles |= {name: frames[name].title for name in titles if name in frames and frames[name].title}
    return Explorer(shelf(articles, tables), lexicon, titles)


def controls(ready: Shelf, titles: Mapping[str, str]) -> dict:
    """The fields, by the names that `choose` has for what they say."""
    import ipywidgets

    outlets = ready.articles["outlet"].value_counts().items() if "outlet" in ready.articles else ()
    speakers = (
        ready.quotations.groupby("speaker", observed=True)["words"]
        .sum()
        .sort_values(ascending=False, kind="stable")
    )
    return {
        "outlets": ipywidgets.SelectMultiple(
            description="Outlets",
            rows=4,
            options=[(escape.visible(f"{name} ({n:,})"), name) for name, n in outlets],
        ),
        "start": ipywidgets.DatePicker(description="From"),
        "end": ipywidgets.DatePicker(description="To"),
        "speaker": ipywidgets.Combobox(
            description="Speaker",
            placeholder="a name, or part of one",
            continuous_update=False,
            options=list(speakers.index[:LIST_LENGTH]),
        ),
        "frame": ipywidgets.Dropdown(
            description="Frame",
            options=[("any", ""), *((title, name) for name, title in titles.items())],
        ),
        "word": ipywidgets.Text(
            description="Word", placeholder="sovereign*, border security", continuous_update=False
        ),
    }


def list_label(outlet: object, day: object, title: object, text: str) -> str:
    """An article in a list, on one line: what is known of it, and where it has no title, how it
    begins.

    >>> list_label("North", None, None, "It rained all day. " * 9)
    'North · It rained all day. It rained all day. It rained all day. …'
    """
    known = [value if isinstance(value, str) else "" for value in (outlet, day, title)]
    known[2] = shorten(known[2], 100, placeholder=" …") or shorten(text[:200], 60, placeholder=" …")
    return escape.visible(" · ".join(filter(None, known)))
