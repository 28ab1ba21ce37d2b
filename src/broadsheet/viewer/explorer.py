"""A widget to explore a corpus and its measurements: tables of a few rows, a concordance, a
dispersion, an article to read, two side by side.

`selection` computes what is chosen, `article_html` shows an article, and `explorer_pages`
everything else. Only the visible page is made.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from textwrap import shorten

import pandas as pd
from markupsafe import Markup

from .. import escape
from ..lexicon import Lexicon
from ..measuring import Measured, Stored, refuse_unmeasured
from ..paths import place
from ..storage import save_whole
from .annotations import Reading, reading_of
from .article_html import passages_of, view_of
from .brought_out import BroughtOut, Opened, brought_out, first_place
from .dispersion import strips
from .explorer_pages import (
    ASKING,
    EXPLORE_STYLE,
    SHOWN_ROWS,
    article_table,
    concordance,
    dispersion,
    look_of_choice,
    parts,
    quotation_table,
    saved_table,
    shown_places,
    static,
    summary,
    term_table,
)
from .looks import Looks, looks_in_article, looks_of_corpus
from .selection import Shelf, choose, found_first, of_article, shelf, stories, terms_found

# Articles, stories and speakers in a list: more would burden the browser and the reader.
LIST_LENGTH = 200
LABEL_COLUMNS = ["outlet", "day", "title", "text"]
KEPT_READINGS = 16  # articles kept in memory, to be shown again at once
SAVED_IN = "explore"  # the folder for saved tables
SORTS = {
    "place in the text": "",
    "words to the left": "left",
    "words to the right": "right",
    "match": "hit",
}


class Explorer:
    """The explorer: its `widget`; its `controls` and `lists` by name, each a widget; its `pages` by
    name, each HTML; and what is `chosen`.

    A notebook displays it; without a kernel, it displays the initial state (`static`).
    """

    def __init__(self, ready: Shelf, lexicon: Lexicon | None, titles: Mapping[str, str]):
        import ipywidgets  # imported here: takes a third of a second

        self.ready, self.lexicon, self.quiet = ready, lexicon, False
        self.looks = looks_of_corpus(ready.quotations, ready.hits, titles)
        self.labels = [
            list_label(*row)
            for row in ready.articles.reindex(columns=LABEL_COLUMNS).itertuples(index=False)
        ]
        self.days = days_of(ready)
        self.static = static(ready, lexicon, self.looks)
        self.reading = lru_cache(KEPT_READINGS)(self.read_row)
        self.shared = lru_cache(KEPT_READINGS)(
            lambda *rows: passages_of([self.reading(row) for row in rows])
        )
        self.opened: tuple[int, Opened | None] | None = None  # article, and the place in it
        self.targets: list[tuple[int, Opened | None]] = []  # the same for each row shown
        self.controls = controls(ready, titles, self.days)
        self.pages = {name: ipywidgets.HTML() for name in PAGES}
        self.lists = {
            name: ipywidgets.Dropdown(description=name) for name in ("Article", "Left", "Right")
        }
        self.sort = ipywidgets.Dropdown(description="Sorted by", options=list(SORTS.items()))
        self.said, self.saved = ipywidgets.HTML(), ipywidgets.HTML()
        self.asked = ipywidgets.Text(continuous_update=False)
        self.asked.layout.display = "none"
        clear = ipywidgets.Button(
            description="Clear", tooltip="Clear all choices and show everything"
        )
        self.save = ipywidgets.Button(
            description="Save as CSV", tooltip="Save all rows of this table"
        )
        above = {
            "Concordance": [self.sort],
            "Read": [self.lists["Article"]],
            "Side by side": [self.lists["Left"], self.lists["Right"]],
        }
        boxes = {name: ipywidgets.Box(fields) for name, fields in above.items()}
        self.tab = ipywidgets.Tab(
            [
                ipywidgets.VBox([boxes[name], page]) if name in boxes else page
                for name, page in self.pages.items()
            ],
            titles=list(PAGES),
        )
        fields = ipywidgets.Box([*self.controls.values(), clear])
        line = ipywidgets.Box([self.said, self.save])
        style = ipywidgets.HTML(f"<style>{EXPLORE_STYLE}</style>")
        self.widget = ipywidgets.VBox([style, fields, line, self.saved, self.asked, self.tab])
        for box, name in (
            (self.widget, "broadsheet-explore"),
            (fields, "fields"),
            (line, "line"),
            (self.said, "extent"),
            (self.saved, "extent"),
            (self.asked, "asked"),
            *((box, "lists") for box in boxes.values()),
            *((control, name) for name, control in self.controls.items()),
        ):
            box.add_class(name)
        for control in self.controls.values():
            control.observe(self.choose, "value")
        for chooser in (*self.lists.values(), self.sort):
            chooser.observe(self.show, "value")
        self.tab.observe(self.show, "selected_index")
        self.asked.observe(self.open, "value")
        clear.on_click(self.clear)
        self.save.on_click(self.save_table)
        self.choose()

    def choice(self) -> dict:
        """The settings of the controls, as arguments of `choose`. A day at the edge of the range
        leaves out nothing, not even an article without a date.
        """
        asked = {name: control.value for name, control in self.controls.items()}
        edges = self.days or (None, None)
        for name, edge in zip(("start", "end"), edges):
            asked[name] = str(asked[name]) if asked[name] not in (None, edge) else ""
        return asked

    def choose(self, _=None) -> None:
        """Applies the settings of the controls, and shows the result. An invalid word is reported,
        and the previous choice stays.
        """
        if self.quiet:
            return
        asked = self.choice()
        try:
            chosen = choose(self.ready, **asked)
        except ValueError as error:
            self.said.value = str(parts().wrong(str(error)))
            return
        self.chosen, self.opened, self.saved.value = chosen, None, ""
        self.articles = found_first(chosen)
        self.said.value = str(summary(self.ready, chosen))
        self.list_articles()
        self.show()

    def list_articles(self) -> None:
        """Lists the chosen articles. Each list keeps its article, if that is still chosen; side by
        side, the two articles differ, if there are two.
        """
        self.quiet = True
        rows = self.articles.index[:LIST_LENGTH].tolist()
        for name, chooser in self.lists.items():
            before = chooser.value
            chooser.options = [(self.labels[row], row) for row in rows]
            beside = self.lists["Left"].value if name == "Right" else None
            free = [row for row in rows if row != beside] or rows or [None]
            chooser.value = before if before in free else free[0]
        self.quiet = False

    def show(self, change=None) -> None:
        """Makes the visible page. An article chosen from the list opens at its beginning: whoever
        walks through the list with the arrow keys stays in it.
        """
        if not self.quiet:
            if change and change["owner"] is self.lists["Article"]:
                self.opened = None
            name = list(PAGES)[self.tab.selected_index or 0]
            self.targets = []
            self.pages[name].value = PAGES[name](self)
            self.save.disabled = name in ("Read", "Side by side")

    def open(self, _=None) -> None:
        """Opens the row that was clicked: the article, at the row's place; or for a term, the
        concordance.
        """
        asked, self.asked.value = self.asked.value, ""
        if not asked.isdecimal():
            return
        name, row = list(PAGES)[self.tab.selected_index or 0], int(asked)
        if name == "Framing terms":
            terms = terms_found(self.chosen.hits)["term"]
            if row < min(len(terms), SHOWN_ROWS):
                self.tab.selected_index = list(PAGES).index("Concordance")
                self.controls["word"].value = terms[row]
        elif row < len(self.targets):
            self.open_article(*self.targets[row])

    def open_article(self, at: int, opened: Opened | None = None) -> None:
        """Shows the article of this row, at the place given, else at the first highlight."""
        self.quiet = True
        chooser = self.lists["Article"]
        if at not in [row for _, row in chooser.options]:
            chooser.options = [*chooser.options, (self.labels[at], at)]
        chooser.value, self.opened = at, (at, opened or first_place(self.chosen, at))
        self.tab.selected_index = list(PAGES).index("Read")
        self.quiet = False
        self.show()

    def save_table(self, _=None) -> None:
        """Saves all rows of the visible table; a line reports where."""
        name = list(PAGES)[self.tab.selected_index or 0]
        table = saved_table(self.ready, self.chosen, name, self.sort.value)
        if table is None:
            return
        path = place(SAVED_IN) / self.file_name(name)
        content = escape.csv(table).to_csv(index=False, lineterminator="\n")
        try:
            save_whole(path, content)
        except OSError as error:
            self.saved.value = str(parts().wrong(f"{path}: {error.strerror or error}"))
            return
        n = len(table)
        self.saved.value = str(parts().saved(str(path), f"{n:,} row{'s' * (n != 1)}"))

    def file_name(self, page: str) -> str:
        """The name of a table's file, made from the page and the choice, so that the same choice
        has the same file and another choice another.
        """
        asked = self.choice()
        if page == "Concordance":
            asked["sort"] = self.sort.value
        said = [
            value if isinstance(value, str) else " ".join(value or ()) for value in asked.values()
        ]
        words = re.findall(r"[a-z0-9]+", " ".join([page, *said]).lower())
        digest = hashlib.sha256(repr(asked).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return f"{'-'.join(words)[:60].strip('-')}-{digest}.csv"

    def clear(self, _=None) -> None:
        self.quiet = True
        start, end = self.days or (None, None)
        for name, control in self.controls.items():
            control.value = {"outlets": (), "start": start, "end": end}.get(name, "")
        self.quiet = False
        self.choose()

    def read_row(self, row: int) -> Reading:
        return reading_of(self.ready, row)

    def read(self, *lists: str) -> list[tuple[int, Reading]]:
        """The articles selected in these lists, each with its row."""
        rows = [self.lists[name].value for name in lists]
        return [(row, self.reading(row)) for row in rows if row is not None]

    def dressed(self, *lists: str) -> tuple[list[Reading], Looks, list[BroughtOut]]:
        """The articles selected in these lists; their looks; their highlights."""
        read = self.read(*lists)
        speakers: dict[str, str] = {}
        for row, one in reversed(read):
            own = of_article(self.ready.quotations, row)
            speakers |= looks_in_article(self.looks, own, one).speakers
        opened = [
            self.opened[1] if self.opened and self.opened[0] == row else None for row, _ in read
        ]
        out = [brought_out(self.chosen, row, start) for (row, _), start in zip(read, opened)]
        return [one for _, one in read], self.looks._replace(speakers=speakers), out

    def page(self, kind: str, table: Markup) -> str:
        return str(parts().page(kind, table, ASKING))

    def show_articles(self) -> str:
        self.targets = [(row, None) for row in self.articles.index[:SHOWN_ROWS].tolist()]
        return self.page("articles", article_table(self.articles, SHOWN_ROWS, opens=True))

    def show_quotations(self) -> str:
        quotations = self.chosen.quotations
        self.targets = places_of(quotations.head(SHOWN_ROWS), "quotation")
        table = quotation_table(quotations, SHOWN_ROWS, self.looks, opens=True)
        return self.page("quotations", table)

    def show_terms(self) -> str:
        return self.page("terms", term_table(self.chosen.hits, self.looks, SHOWN_ROWS, opens=True))

    def show_concordance(self) -> str:
        every = self.chosen.places
        shown = shown_places(self.ready, every, self.sort.value, SHOWN_ROWS)
        kind = "match" if "word" in self.chosen.sought else "term"
        self.targets = places_of(shown, kind)
        lines = concordance(self.ready, shown, len(every), self.looks, opens=True)
        return self.page("concordance", lines)

    def show_dispersion(self) -> str:
        lines = strips(self.ready, self.chosen)
        self.targets = [(strip.at, None) for strip in lines]
        look = look_of_choice(self.looks, self.choice(), self.chosen)
        return self.page("dispersion", dispersion(self.ready, self.chosen, lines, look, opens=True))

    def show_article(self) -> str:
        read, looks, out = self.dressed("Article")
        return view_of(read, self.lexicon, [], looks, out) if read else ""

    def show_pair(self) -> str:
        read, looks, out = self.dressed("Left", "Right")
        if not read:
            return ""
        rows = [row for row, _ in self.read("Left", "Right")]
        out = [one._replace(opened=None) for one in out]
        return view_of(read, self.lexicon, self.shared(*rows), looks, out)

    def _repr_mimebundle_(self, **_) -> dict:
        return {
            **self.widget._repr_mimebundle_(),
            "text/html": self.static,
            "text/plain": repr(self),
        }

    def __repr__(self):
        return f"Explorer of {len(self.ready.articles):,} articles"


PAGES: Mapping[str, Callable[[Explorer], str]] = {
    "Articles": Explorer.show_articles,
    "Quotations": Explorer.show_quotations,
    "Framing terms": Explorer.show_terms,
    "Concordance": Explorer.show_concordance,
    "Dispersion": Explorer.show_dispersion,
    "Read": Explorer.show_article,
    "Side by side": Explorer.show_pair,
}


def explore(
    articles: pd.DataFrame, tables: Measured | Stored, lexicon: Lexicon | None = None
) -> Explorer:
    """A widget to explore a corpus and its measurements: choose a story, outlets, days, a speaker,
    a frame or a word, and see tables, a concordance, the dispersion, an article to read, or two
    side by side.

    A click on a row opens the article at that place, with your choice highlighted and the rest
    muted. "Save as CSV" saves all rows of a table in the folder `explore`.

    `lexicon` is the one that the tables were measured with. Nothing is measured again. Without a
    kernel, as on GitHub, the notebook shows the first rows of each table and the first article.

    >>> from broadsheet.measuring import measured
    >>> texts = ["It rained.", '"Rain!" said Ana Cruz.']
    >>> articles = pd.DataFrame({"id": ["a", "b"], "title": ["Calm", "Storm"], "text": texts})
    >>> explorer = explore(articles, measured(articles))
    >>> explorer.controls["speaker"].value = "cruz"
    >>> "Storm" in explorer.pages["Articles"].value, "Calm" in explorer.pages["Articles"].value
    (True, False)
    """
    refuse_unmeasured(tables)
    frames = lexicon.frames if lexicon is not None else {}
    titles = {name: name for name in tables.frames or ()}
    titles |= {name: frames[name].title for name in titles if name in frames and frames[name].title}
    return Explorer(shelf(articles, tables), lexicon, titles)


def places_of(rows: pd.DataFrame, kind: str) -> list[tuple[int, Opened | None]]:
    """The article of each row, and the place at which it opens."""
    places = zip(rows["at"].tolist(), rows["start"].tolist())
    return [(at, Opened(kind, start)) for at, start in places]


def days_of(ready: Shelf) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of the corpus; None if no article has a date.

    >>> from broadsheet.measuring import measured
    >>> articles = pd.DataFrame({"id": ["a", "b"], "text": "It rained.",
    ...     "published": ["2025-09-03", None]})
    >>> days_of(shelf(articles, measured(articles)))
    (datetime.date(2025, 9, 3), datetime.date(2025, 9, 3))
    """
    days = pd.to_datetime(ready.rows["day"], format="%Y-%m-%d", errors="coerce").dropna()
    return (days.min().date(), days.max().date()) if len(days) else None


def controls(ready: Shelf, titles: Mapping[str, str], days: tuple[dt.date, dt.date] | None) -> dict:
    """The fields, by the names of `choose`'s parameters; the first is the story, if the articles
    have stories.
    """
    import ipywidgets

    of_outlets = (
        ready.articles["outlet"].value_counts().items() if "outlet" in ready.articles else ()
    )
    speakers = (
        ready.quotations.groupby("speaker", observed=True)["words"]
        .sum()
        .sort_values(ascending=False, kind="stable")
    )
    listed = [
        (story_label(label, story, articles, outlets), story)
        for story, label, articles, outlets in stories(ready).head(LIST_LENGTH).to_numpy().tolist()
    ]
    by_story = {"story": ipywidgets.Dropdown(description="Story", options=[("any", ""), *listed])}
    first, last = days or (None, None)
    return (by_story if listed else {}) | {
        "outlets": ipywidgets.SelectMultiple(
            description="Outlets",
            rows=4,
            options=[(escape.visible(f"{name} ({n:,})"), name) for name, n in of_outlets],
        ),
        "start": ipywidgets.DatePicker(
            description="From", value=first, min=first, max=last, disabled=not days
        ),
        "end": ipywidgets.DatePicker(
            description="To", value=last, min=first, max=last, disabled=not days
        ),
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


def story_label(label: str, story: str, articles: int, outlets: int) -> str:
    """A story in a list, on one line.

    >>> story_label("Ferry aground", "1", 3, 1), story_label("", "1", 3, 2)
    ('Ferry aground (3 articles, 1 outlet)', 'Story 1 (3 articles, 2 outlets)')
    """
    name = shorten(label, 90, placeholder=" …") or shorten(f"Story {story}", 90, placeholder=" …")
    told = f"{articles:,} articles, {outlets:,} outlet{'s' * (outlets != 1)}"
    return escape.visible(f"{name} ({told})")


def list_label(outlet: object, day: object, title: object, text: str) -> str:
    """An article in a list, on one line: its fields or, if it has no title, its beginning.

    >>> list_label("North", None, None, "It rained all day. " * 9)
    'North · It rained all day. It rained all day. It rained all day. …'
    """
    known = [value if isinstance(value, str) else "" for value in (outlet, day, title)]
    known[2] = shorten(known[2], 100, placeholder=" …") or shorten(text[:200], 60, placeholder=" …")
    return escape.visible(" · ".join(filter(None, known)))
