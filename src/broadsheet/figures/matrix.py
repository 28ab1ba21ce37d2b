"""Tables to matrices: stories by outlets, with how soon an outlet reported in each cell. Sees no
text but the labels it is given.

Each cell is both written and shaded, so that nothing depends on colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from .labels import number, others_last, shorten
from .layout import (
    DPI,
    EDGES,
    GREY,
    INK,
    LIGHT,
    WIDTH,
    drawing,
    name_columns,
    note,
    nothing,
    page_height,
)
from .scales import calendar_day

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STORIES = 40  # that fit on a page
WIDE_NAMES = 8  # columns beside which the names of stories fit in two lines
# Inches.
WIDEST_CELL, NARROWEST_CELL, HEAD, NARROWEST_NAME = 0.95, 0.31, 0.62, 1.2
FEWEST = 2  # stories: a single one adds nothing to its row in the table
LETTER, DAY_WIDTH, SHORT_DAY_WIDTH = 0.0075, 0.094, 0.055  # for each point of the font's size
# How dark a cell is, by days after the first report: (most days, share of the colour).
SHADES = {0.25: 0.36, 1: 0.28, 2: 0.21, 4: 0.15, 8: 0.1, float("inf"): 0.06}


@drawing
def coverage_matrix(table: pd.DataFrame, outlets: Sequence[str] | None = None) -> Figure:
    """A figure with stories as rows, in the order of their first day, and outlets as columns. Each
    cell shows how soon after the first report the outlet reported the story; an empty cell means
    that it did not.

    `table` is the result of `bs.coverage`. "first" has the darkest ground, "tie" means that several
    were first, "+5 h" and "+2 d" are paler the later they are, "alone" is framed and means that
    nobody else reported it, and "?" means that too few dates are known. `outlets` is their order
    in the run, otherwise alphabetical, with the other outlets last. With more than forty stories,
    only those that several outlets reported are drawn, at most forty (the earliest of ties); if not
    all outlets fit, only those with most stories. The caption gives the number not shown. A single
    story is not drawn.

    >>> table = pd.DataFrame({"story": [1, 1, 2], "label": ["Flood", "Flood", "Fire"],
    ...     "outlet": ["A", "B", "B"], "first_published": ["2031-03-04"] * 2 + ["2031-03-07"],
    ...     "days_after_first": [0.0, 2.0, 0.0], "hours_after_first": float("nan"),
    ...     "first": [True, False, None], "outlets": [2, 2, 1]})
    >>> [axis] = coverage_matrix(table).axes
    >>> [text.get_text() for text in axis.texts]
    ['4 Mar', '7 Mar', 'first', '+2 d', 'alone']
    """
    from matplotlib.figure import Figure

    if table.empty:
        return nothing("No article has an outlet, so there is no coverage to show.")
    table, wide = _with_keys(table), WIDTH.get()
    if table["_key"].nunique() < FEWEST:
        return nothing("There is only one story.")
    columns, of_outlets = _columns(table, outlets)
    kept = table[table["outlet"].isin(columns)]
    stories = _stories(table[table["_key"].isin(kept["_key"])])
    of_stories = table["_key"].nunique()
    n = table.groupby("outlet")["_key"].nunique()
    cell = min(WIDEST_CELL, max(NARROWEST_CELL, (wide - EDGES - 0.45 * wide) / len(columns)))
    wished = 0.36 if len(columns) <= WIDE_NAMES else 0.44  # narrow names have more lines
    high = min(wished, (page_height() - HEAD - 0.7) / len(stories))
    figure = Figure(figsize=(wide, high * len(stories) + HEAD + 0.3), dpi=DPI, layout="constrained")
    axis = figure.subplots()
    lines = 3 if high >= 0.42 else 2 if high >= 0.3 else 1
    size = min(8 if cell > 0.5 else 6.6, 72 * high / lines * 0.6)
    years = sorted({day[:4] for day in stories["day"] if day})
    day_width = (DAY_WIDTH if len(years) > 1 else SHORT_DAY_WIDTH) * size + 0.08
    width = int((wide - EDGES - day_width - cell * len(columns)) / (LETTER * size))
    names = [shorten(label, max(10, width), lines) for label in stories["label"]]
    axis.set_yticks(range(len(names)), names, size=size)
    axis.xaxis.tick_top()
    name_columns(axis, [f"{name} (n = {n[name]:,})" for name in columns], cell)
    axis.set_xlim(-0.5 - day_width / cell, len(columns) - 0.5)
    axis.set_ylim(len(names) - 0.5, -0.5)
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    axis.hlines([y + 0.5 for y in range(len(names) - 1)], *axis.get_xlim(), color=LIGHT, lw=0.5)
    for y, day in enumerate(stories["day"]):
        axis.text(
            -0.56,
            y,
            calendar_day(pd.Timestamp(day), year=len(years) > 1) if day else "no date",
            size=size,
            color=GREY,
            va="center_baseline",
            ha="right",
        )
    places = {key: y for y, key in enumerate(stories.index)}
    drawn = kept[kept["_key"].isin(places)]
    ties = drawn.loc[drawn["first"].eq(True).fillna(False)].groupby("_key").size()
    said = []
    for row in drawn.to_dict("records"):
        words, colour = how_soon(row, int(ties.get(row["_key"], 0)))
        said.append(words)
        _draw_cell(axis, columns.index(row["outlet"]), places[row["_key"]], words, colour, size)
    dates = f"All dates are in {years[0]}." if len(years) == 1 else ""
    note(
        figure, *_explained(said), dates, *_not_shown(len(stories), of_stories, columns, of_outlets)
    )
    return figure


def _with_keys(table: pd.DataFrame) -> pd.DataFrame:
    """The table with a key for each story; an article without a story is a story of its own."""
    alone = [f"alone {place}" for place in range(len(table))]
    keys = table["story"].map(lambda story: f"story {story}", na_action="ignore")
    return table.assign(_key=keys.astype("object").where(table["story"].notna(), alone))


def _columns(table: pd.DataFrame, outlets: Sequence[str] | None) -> tuple[list, int]:
    """The outlets with a column, in order, and the total number of outlets."""
    there = set(table["outlet"])
    ordered = others_last([name for name in outlets or sorted(there) if name in there])
    ordered += sorted(there - set(ordered))
    n = table.groupby("outlet")["_key"].nunique().reindex(ordered)
    most = int((WIDTH.get() - EDGES - NARROWEST_NAME) / NARROWEST_CELL)
    kept = set(n.sort_values(ascending=False, kind="stable").index[:most])
    return [name for name in ordered if name in kept], len(there)


def _stories(table: pd.DataFrame) -> pd.DataFrame:
    """The stories with a row: `label` and first `day`, in the order of days."""
    day = table["first_published"].astype("str").str.extract(r"^(\d{4}-\d\d-\d\d)", expand=False)
    day = day.where(pd.to_datetime(day, format="%Y-%m-%d", errors="coerce").notna())  # a calendar's
    grouped = table.assign(_day=day).groupby("_key")
    stories = pd.DataFrame(
        {
            "label": grouped["label"].first().fillna(""),
            "day": grouped["_day"].min(),
            "outlets": grouped["outlets"].max(),
        }
    ).reset_index()
    stories["_last"] = stories["day"].fillna("9999")
    most = stories.sort_values(["outlets", "_last", "_key"], ascending=[False, True, True])
    shared = int((stories["outlets"] > 1).sum())
    shown = most.head(STORIES if len(most) <= STORIES or shared < FEWEST else min(STORIES, shared))
    shown = shown.sort_values(["_last", "label", "_key"]).set_index("_key")
    return shown.assign(day=shown["day"].astype("object").where(shown["day"].notna(), ""))


def how_soon(row: dict, firsts: int) -> tuple[str, str]:
    """The text of a cell, and its colour; `firsts` is the number of outlets that were first.

    >>> how_soon({"outlets": 2, "first": False, "days_after_first": 1.0,
    ...     "hours_after_first": 5.4}, 1)[0]
    '+5 h'
    >>> how_soon({"outlets": 1, "first": None, "days_after_first": 0.0}, 0)[0]
    'alone'
    """
    days, hours = row["days_after_first"], row.get("hours_after_first", float("nan"))
    if row["outlets"] == 1:
        return "alone", "white"
    if pd.isna(row["first"]):
        return "?", "white"
    if row["first"]:
        return ("first" if firsts == 1 else "tie"), INK
    after = round(hours) / 24 if pd.notna(hours) else days
    shade = next(strength for most, strength in SHADES.items() if after <= most)
    colour = blended(INK, shade)
    if after < 1:
        return ("<1 h" if hours < 1 else f"+{hours:.0f} h"), colour
    return f"+{number(max(1, days))} d", colour


def blended(colour: str, strength: float) -> str:
    """The colour mixed with white, at this strength.

    >>> blended("#b3122d", 1.0), blended("#b3122d", 0.0)
    ('#b3122d', '#ffffff')
    """
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - strength * (255 - part)):02x}" for part in parts)


def _draw_cell(axis: Axes, x: int, y: int, words: str, colour: str, size: float) -> None:
    from matplotlib.patches import Rectangle

    edge = GREY if words == "?" else LIGHT if words == "alone" else "white"
    corner = (x - 0.47, y - 0.44)
    axis.add_patch(Rectangle(corner, 0.94, 0.88, fc=colour, ec=edge, lw=0.5, zorder=2))
    axis.text(
        x,
        y,
        words,
        size=size,
        color="white" if colour == INK else INK,
        weight="bold" if colour == INK else "normal",
        ha="center",
        va="center_baseline",
        zorder=3,
    )


def _explained(said: list[str]) -> list[str]:
    """Explanations of those words that occur in cells."""
    words = set(said)
    notes = [
        "Cells give hours (h) or days (d) after the first report. An empty cell is a story that "
        "the outlet did not report. n is the number of stories."
    ]
    if "tie" in words:
        notes.append("A tie means that several were first, to the hour or day that is known.")
    if "alone" in words:
        notes.append("Alone means that nobody else in the corpus reported it.")
    if "?" in words:
        notes.append("A question mark means that too few dates are known to say how soon.")
    return notes


def _not_shown(stories: int, of_stories: int, columns: list, of_outlets: int) -> list[str]:
    notes = []
    if stories < of_stories:
        notes.append(
            f"The {stories:,} stories that most outlets reported are shown; "
            f"{of_stories - stories:,} more are only in the data."
        )
    if len(columns) < of_outlets:
        notes.append(f"{of_outlets - len(columns):,} outlets with fewer stories are not shown.")
    return notes
