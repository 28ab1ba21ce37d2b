"""A picture of what each outlet left out of the stories that others reported: counts by kind as
dots on one scale, and an example for each outlet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from ..stats import OMITTED
from .labels import others_last, shorten
from .layout import (
    DPI,
    GREY,
    INK,
    LIGHT,
    WIDTH,
    drawing,
    drawing_width,
    left_out,
    longest_name,
    note,
    nothing,
    page_height,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HIGHEST_ROW, LOWEST_ROW, HEAD = 0.55, 0.42, 0.45  # inches
KIND_LETTER, LETTER = 0.062, 0.056  # inches
LONGEST_KIND = max(map(len, OMITTED.values()))


def omission_rows(omissions: pd.DataFrame, outlets: Sequence[str] | None = None) -> pd.DataFrame:
    """How much each outlet left out, by kind, to draw: one row per outlet and kind, with 0 where
    nothing of a kind was left out.

    `omissions` has one row per thing left out: `story, outlet, kind` ("speaker", "statement",
    "frame", "name", "number"), `what`, and `others`, how many other outlets report it. The same
    thing of one story counts once. Columns: `outlet, row, kind, omissions, stories` (in which it
    left something of that kind out), and the `example` that most others report, with its
    `example_story`, `example_others` and, as `example_by`, their names (the column `reported_by`);
    ties go to the first in alphabetical order. `outlets` adds those that left nothing out, and sets
    the order, which is otherwise alphabetical.

    >>> omissions = pd.DataFrame({"story": [1, 1, 2], "outlet": "A", "kind": ["name", "name",
    ...     "number"], "what": ["Port Ellery", "Saltmarch", "55 suspects"], "others": [1, 2, 2]})
    >>> rows = omission_rows(omissions)
    >>> rows[["row", "kind", "omissions", "example"]].values.tolist()
    [['A (n = 2)', 'name', 2, 'Saltmarch'], ['A (n = 2)', 'number', 1, '55 suspects']]
    """
    known = omissions.dropna(subset=["outlet", "kind", "what"]).astype({"what": "str"})
    known = known.drop_duplicates(["story", "outlet", "kind", "what"])
    there = [name for name in outlets or [] if pd.notna(name)]
    names = others_last([*there, *sorted(set(known["outlet"]) - set(there))])
    present = set(known["kind"])
    kinds = [kind for kind in OMITTED if kind in present] + sorted(present - set(OMITTED))
    stories = known.groupby("outlet")["story"].nunique()
    most = known.sort_values(["others", "what", "story"], ascending=[False, True, True])
    parts = dict(list(most.groupby(["outlet", "kind"], sort=False)))
    rows = []
    for outlet in names:
        for kind in kinds:
            part = parts.get((outlet, kind), known[:0])
            first: Mapping = part.iloc[0].to_dict() if len(part) else {}
            rows.append(
                {
                    "outlet": outlet,
                    "row": f"{outlet} (n = {stories.get(outlet, 0):,})",
                    "kind": kind,
                    "omissions": len(part),
                    "stories": part["story"].nunique(),
                    "example": first.get("what"),
                    "example_story": first.get("story"),
                    "example_others": first.get("others"),
                    "example_by": first.get("reported_by"),
                }
            )
    columns = """outlet row kind omissions stories example example_story example_others
        example_by""".split()
    return pd.DataFrame(rows, columns=columns)


@drawing
def omission_table(rows: pd.DataFrame) -> Figure:
    """A figure with one row per outlet: how many speakers, statements, frames, names and numbers it
    left out, each kind in its own column on one scale from 0, with an example below.

    `rows` is the result of `omission_rows`; n is the number of stories in which the outlet left
    something out. The example is the omission, of any kind, that most others report; the data has
    one for each kind.

    >>> omissions = pd.DataFrame({"story": [1, 1], "outlet": "A", "kind": ["name", "number"],
    ...     "what": ["Saltmarch", "55 suspects"], "others": [1, 2]})
    >>> name, number = omission_table(omission_rows(omissions)).axes
    >>> [text.get_text() for axis in (number, name) for text in axis.texts]
    ['1', '1', 'number: 55 suspects (in 2 others)']
    """
    from matplotlib.figure import Figure

    if rows.empty:
        return nothing("No outlet left out anything that another reported.")
    kinds, names = list(rows["kind"].unique()), others_last(rows["row"])
    most = int((page_height() - HEAD) / LOWEST_ROW)
    shown = names[:most]
    high = max(LOWEST_ROW, min(HIGHEST_ROW, (page_height() - HEAD) / len(shown)))
    figure = Figure(figsize=(WIDTH.get(), high * len(shown) + HEAD), dpi=DPI, layout="constrained")
    figure.get_layout_engine().set(w_pad=0.02)  # type: ignore[union-attr, call-arg]
    axes = figure.subplots(1, len(kinds), sharey=True, squeeze=False)[0]
    highest = rows["omissions"].max() or 1
    letters = int(drawing_width(shown) / len(kinds) / KIND_LETTER)
    for axis, kind in zip(axes, kinds):
        part = rows[rows["kind"] == kind].set_index("row").reindex(shown)
        _draw_counts(axis, part["omissions"].tolist(), highest)
        name = OMITTED.get(kind, kind)
        upright = {"rotation": 90} if letters < LONGEST_KIND else {}
        axis.patch.set_visible(False)  # examples run across all
        axis.set_title(name, size=8, weight="normal", **upright)
    lines = longest_name()
    axes[0].set_yticks(range(len(shown)), [shorten(name, lines, 2) for name in shown], size=8.5)
    axes[0].set_ylim(len(shown) - 0.35, -0.5)
    _write_examples(axes[0], rows, shown)
    note(
        figure,
        left_out(len(shown), len(names), "outlets"),
        "All counts are on one scale from 0. n is the number of stories from which the outlet left "
        "something out. Below the counts is the omission that most other outlets report.",
    )
    return figure


def _draw_counts(axis: Axes, counts: list[int], highest: int) -> None:
    places = range(len(counts))
    axis.hlines(places, 0, counts, color=GREY, lw=1.2, alpha=0.5, zorder=1)
    axis.plot(counts, places, "o", ms=5, color=INK, mec="white", mew=0.5, zorder=3)
    for y, count in enumerate(counts):
        low = count < 0.25 * highest  # else the number would stand on the line at 0
        axis.annotate(
            f"{count:,}",
            (count, y),
            (2 if low else 0, 4),
            textcoords="offset points",
            size=8,
            ha="left" if low else "center",
        )
    axis.vlines([0] * len(counts), [y - 0.3 for y in places], [y + 0.14 for y in places], LIGHT)
    axis.set_xlim(-0.16 * highest, 1.22 * highest)
    axis.set_xticks([])
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)


def _write_examples(axis: Axes, rows: pd.DataFrame, shown: list) -> None:
    """Write, under the counts of each outlet, the omission that most others report, over the full
    width.
    """
    ranked = rows[rows["example"].notna()].sort_values(
        "example_others", ascending=False, kind="stable"
    )
    examples = ranked.drop_duplicates("row").set_index("row")
    for y, name in enumerate(shown):
        words = "nothing left out"
        if name in examples.index:
            example = examples.loc[name]
            others = int(example["example_others"])
            by = f"(in {others:,} other{'s' * (others != 1)})"
            what = f"{example['kind']}: {' '.join(str(example['example']).split())}"
            width = max(12, int(drawing_width(shown) / LETTER) - len(by) - 1)
            words = f"{shorten(what, width, 1)} {by}"
        axis.annotate(
            words,
            (0, y + 0.34),
            xycoords=axis.get_yaxis_transform(),
            size=7.5,
            color=GREY,
            va="center",
            annotation_clip=False,
        ).set_in_layout(False)
