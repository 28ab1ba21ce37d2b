"""A corpus and what was measured of it → a widget to look around in it.

What is chosen is `choosing`'s to say, how it looks `listing`'s and `view`'s; only the page that is
looked at is made.

What was chosen of a corpus → HTML to look at: tables of a few rows, a concordance. Every text
passes `escape`.
"""

from collections.abc import Callable, Mapping
from textwrap import shorten

import pandas as pd

from .. import escape
from ..lexicon import Lexicon
from ..measuring import Measured, Stored
from ..paths import package_data
from .article_html import view, view_pair
from .selection import Chosen, Shelf, choose, found_first, in_context, shelf, terms_found

STYLE = package_data("explore.css")
FEW = 10  # rows of a table in what needs no kernel
UNKNOWN = "–"


def name(value: object) -> str:
    return f"<bdi>{escape.html(value)}</bdi>" if isinstance(value, str) and value else UNKNOWN


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
KINDS = {
    "name": name,
    "text": name,
    "n": number,
    "decimal": decimal,
    "share": share,
    "who": said_by,
    "left": side,
    "hit": name,
    "right": side,
}


def table(rows: pd.DataFrame, columns: Mapping[str, tuple[str, str]], every: int) -> str:
    """Rows as an HTML table: column → its heading and its kind (`KINDS`). Below it, how many rows
    there are in all.

    >>> print(table(pd.DataFrame({"n": [1200], "who": ["<b>"]}), {"n": ("n", "n"), "who": ("speaker", "name")}, 3))
    <table><thead><tr><th class="n">n</th><th class="name">speaker</th></tr></thead><tbody><tr><td class="n">1,200</td>\
<td class="name"><bdi>&lt;b&gt;</bdi></td></tr></tbody></table><p>The first 1 of 3.</p>
    """
    if not len(rows):
        return "<p>None.</p>"
    kinds = [kind for _, kind in columns.values()]
    head = "".join(f'<th class="{kind}">{heading}</th>' for heading, kind in columns.values())
    cells = (
        tuple(f'<td class="{kind}">{KINDS[kind](value)}</td>' for kind, value in zip(kinds, row))
        for row in rows[list(columns)].itertuples(index=False)
    )
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    more = f"<p>The first {len(rows):,} of {every:,}.</p>" if every > len(rows) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def article_table(articles: pd.DataFrame, most: int) -> str:
    columns = {
        "outlet": ("outlet", "name"),
        "day": ("day", "name"),
        "title": ("title", "text"),
        "found": ("found", "n"),
        "words": ("words", "n"),
        "flesch_kincaid_grade": ("grade", "decimal"),
        "quoted_share": ("quoted", "share"),
        "framing_terms_per_1000_words": ("framing terms per 1,000", "decimal"),
    }
    return table(
        articles.head(most),
        {column: about for column, about in columns.items() if column in articles},
        len(articles),
    )


def quotation_table(quotations: pd.DataFrame, most: int) -> str:
    return table(
        quotations.head(most),
        {
            "outlet": ("outlet", "name"),
            "speaker": ("speaker", "name"),
            "verb": ("verb", "name"),
            "words": ("words", "n"),
            "text": ("quotation", "text"),
        },
        len(quotations),
    )


def term_table(hits: pd.DataFrame, titles: Mapping[str, str], most: int) -> str:
    found = terms_found(hits)
    rows = found.head(most)
    return table(
        rows.assign(frame=[titles.get(frame, frame) for frame in rows["frame"]]),
        {
            "frame": ("frame", "name"),
            "term": ("term", "name"),
            "hits": ("hits", "n"),
            "narration": ("journalist", "n"),
            "quotation": ("quoted", "n"),
            "articles": ("articles", "n"),
        },
        len(found),
    )


def concordance(ready: Shelf, places: pd.DataFrame, most: int) -> str:
    return table(
        in_context(ready, places.head(most)),
        {
            "outlet": ("outlet", "name"),
            "left": ("", "left"),
            "hit": ("", "hit"),
            "right": ("", "right"),
            "speaker": ("who", "who"),
        },
        len(places),
    )


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
    """A page of the explorer. What typesets formulas in a notebook passes it by: "$5 to $9 million"
    is none.
    """
    return f'<div class="page {kind} mathjax_ignore tex2jax_ignore">{inner}</div>'


def static(ready: Shelf, lexicon: Lexicon | None, titles: Mapping[str, str]) -> str:
    """What is there before anything is chosen, for where no kernel runs: the first rows of each
    table, and an article.

    >>> from broadsheet.viewer import shelf
    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a"], "text": ["It rained."]})
    >>> shown = static(shelf(articles, measured(articles)), None, {})
    >>> "<b>1</b> of 1 article · 0 quotations" in shown, "<h4>Articles</h4>" in shown, "<h4>Concordance</h4>" in shown
    (True, True, False)
    """
    chosen = choose(ready)
    parts = [
        ("Articles", "articles", article_table(chosen.articles, FEW)),
        ("Quotations", "quotations", quotation_table(chosen.quotations, FEW)),
    ]
    if titles:
        parts += [
            ("Framing terms", "terms", term_table(chosen.hits, titles, FEW)),
            ("Concordance", "concordance", concordance(ready, chosen.places, FEW)),
        ]
    tables = "".join(f"<h4>{title}</h4>{page(kind, inner)}" for title, kind, inner in parts)
    read = view(ready.articles.iloc[0], lexicon) if len(ready.articles) else ""
    return (
        f'<div class="broadsheet-explore"><style>{STYLE}</style><div class="said">{summary(ready, chosen)}</div>{tables}'
        f"</div>{read}"
    )


SHOWN = 50  # rows of a table
LABEL = ["outlet", "day", "title", "text"]
# articles and speakers in a list: more of them are a burden to a browser, and to whoever reads it
LISTED = 200


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
            label(*row) for row in ready.articles.reindex(columns=LABEL).itertuples(index=False)
        ]
        self.static = static(ready, lexicon, titles)
        self.controls = controls(ready, titles)
        self.pages = {name: ipywidgets.HTML() for name in PAGES}
        self.lists = {
            name: ipywidgets.Dropdown(description=name) for name in ("Article", "Left", "Right")
        }
        self.said = ipywidgets.HTML()
        clear = ipywidgets.Button(description="Clear", tooltip="Choose nothing, and see everything")
        one, beside = (
            ipywidgets.Box([self.lists["Article"]]),
            ipywidgets.Box([self.lists["Left"], self.lists["Right"]]),
        )
        *tables, read, pair = self.pages.values()
        self.tab = ipywidgets.Tab(
            [*tables, ipywidgets.VBox([one, read]), ipywidgets.VBox([beside, pair])],
            titles=list(PAGES),
        )
        fields = ipywidgets.Box([*self.controls.values(), clear])
        self.widget = ipywidgets.VBox(
            [ipywidgets.HTML(f"<style>{STYLE}</style>"), fields, self.said, self.tab]
        )
        for box, name in (
            (self.widget, "broadsheet-explore"),
            (fields, "fields"),
            (one, "lists"),
            (beside, "lists"),
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
        """Chooses what the controls say, and shows it. A word that can be none is told of; what was
        chosen before stays.
        """
        if self.quiet:
            return
        asked = {name: control.value for name, control in self.controls.items()}
        asked |= {name: str(asked[name] or "") for name in ("start", "end")}
        try:
            chosen = choose(self.ready, **asked)
        except ValueError as error:
            self.said.value = f'<p class="wrong">{escape.html(str(error))}</p>'
            return
        self.chosen = chosen._replace(articles=found_first(chosen, **asked))
        self.said.value = summary(self.ready, self.chosen)
        self.list_articles()
        self.show()

    def list_articles(self) -> None:
        """Has the lists name what is chosen, each with the article that was read in it, if that is
        still there; and the article beside another is another, if there is one.
        """
        at, self.quiet = self.chosen.articles.index[:LISTED].tolist(), True
        listed = [(self.labels[one], one) for one in at]
        for name, chooser in self.lists.items():
            before, chooser.options = chooser.value, listed
            free = (
                [one for one in at if name != "Right" or one != self.lists["Left"].value]
                or at
                or [None]
            )
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

    def read(self, *lists: str) -> list[pd.Series]:
        """The articles that are chosen in these lists."""
        return [
            self.ready.articles.loc[self.lists[name].value]
            for name in lists
            if self.lists[name].value is not None
        ]

    def _repr_mimebundle_(self, **_) -> dict:
        return {
            **self.widget._repr_mimebundle_(),
            "text/html": self.static,
            "text/plain": repr(self),
        }

    def __repr__(self):
        return f"Explorer of {len(self.ready.articles):,} articles"


PAGES: Mapping[str, Callable[[Explorer], str]] = {
    "Articles": lambda it: page("articles", article_table(it.chosen.articles, SHOWN)),
    "Quotations": lambda it: page("quotations", quotation_table(it.chosen.quotations, SHOWN)),
    "Framing terms": lambda it: page("terms", term_table(it.chosen.hits, it.titles, SHOWN)),
    "Concordance": lambda it: page("concordance", concordance(it.ready, it.chosen.places, SHOWN)),
    "Read": lambda it: "".join(view(row, it.lexicon) for row in it.read("Article")),
    "Side by side": lambda it: "".join(
        view_pair(*pair, it.lexicon) for pair in [it.read("Left", "Right")] if pair
    ),
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
    >>> articles = pd.DataFrame({"id": ["a", "b"], "title": ["Calm", "Storm"], "text": ["It rained.", '"Rain!" said Ana Cruz.']})
    >>> explorer = explore(articles, measured(articles))
    >>> explorer.controls["speaker"].value = "cruz"
    >>> "Storm" in explorer.pages["Articles"].value, "Calm" in explorer.pages["Articles"].value
    (True, False)
    """
    about = lexicon.frames if lexicon is not None else {}
    return Explorer(
        shelf(articles, tables),
        lexicon,
        {frame: (frame in about and about[frame].title) or frame for frame in tables.frames or ()},
    )


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
            options=list(speakers.index[:LISTED]),
        ),
        "frame": ipywidgets.Dropdown(
            description="Frame", options=[("any", ""), *((t, frame) for frame, t in titles.items())]
        ),
        "word": ipywidgets.Text(
            description="Word", placeholder="sovereign*, border security", continuous_update=False
        ),
    }


def label(outlet: object, day: object, title: object, text: str) -> str:
    """An article in a list, on one line: what is known of it, and where it has no title, how it
    begins.

    >>> label("North", None, None, "It rained all day. " * 9)
    'North · It rained all day. It rained all day. It rained all day. …'
    """
    outlet, day, title = (value if isinstance(value, str) else "" for value in (outlet, day, title))
    title = shorten(title, 100, placeholder=" …") or shorten(text[:200], 60, placeholder=" …")
    return escape.visible(" · ".join(filter(None, (outlet, day, title))))
