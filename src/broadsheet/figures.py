"""Tables to figures, saved with their data, caption and provenance. Sees no text.

Grey for what is there, one accent for what the figure is about: the two differ in lightness, so that print and
colour-blind readers tell them apart, and in shape. A labelled row an outlet with its n, one dot an article, intervals as
lines, values beside their dots where there is room. matplotlib's own fonts: no machine's fonts can change a figure.
"""
import base64
import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from textwrap import fill

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from .paths import place

INK, GREY, LIGHT, ACCENT = "#1f1f1f", "#737373", "#dedede", "#b3122d"
WIDTH = 7.0  # inches: two columns of a journal
CROWD = 24   # dots in a panel beyond which their values are no longer written beside them
STYLE = {
    "font.family": "DejaVu Sans", "font.size": 9, "text.color": INK, "axes.labelcolor": INK, "axes.labelsize": 8.5,
    "axes.edgecolor": GREY, "axes.linewidth": 0.6, "axes.titlesize": 9, "axes.titleweight": "bold",
    "axes.titlelocation": "left", "xtick.color": GREY, "xtick.labelcolor": INK, "xtick.labelsize": 8,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.hashsalt": "broadsheet", "svg.fonttype": "path", "pdf.fonttype": 42,
}


def labelled(table: pd.DataFrame, column: str = "outlet", of: str = "id") -> pd.Series:
    """The column's values with their n, to name a figure's rows: `Newslooks (n = 1)`; n counts different values of `of`.

    >>> labelled(pd.DataFrame({"outlet": ["A", "A", None], "id": [1, 2, 3]})).tolist()
    ['A (n = 2)', 'A (n = 2)', 'no outlet named (n = 1)']
    """
    names = table[column].astype(object).where(table[column].notna(), "no outlet named")
    return names + " (n = " + table.groupby(names)[of].transform("nunique").astype(str) + ")"


def in_words(table: pd.DataFrame, label: str, value: str, what: str, percent: bool = False) -> str:
    """What a figure shows, in words, for those who cannot see it: every value by its label, or their span if over twelve.

    >>> shares = pd.DataFrame({"outlet": ["A", "B"], "share": [0.25, 0.5], "low": [0.2, 0.4], "high": [0.3, 0.6]})
    >>> in_words(shares, "outlet", "share", "share quoted", percent=True)
    'Share quoted: A 25 % (20 % to 30 %), B 50 % (40 % to 60 %).'
    """
    def said(row: dict) -> str:
        if pd.isna(row[value]):
            return f"{row[label]} undefined"
        ends = (f" ({_number(row['low'], percent)} to {_number(row['high'], percent)})"
                if pd.notna(row.get("low")) and pd.notna(row.get("high")) else "")
        return f"{row[label]} {_number(row[value], percent)}{ends}"

    what, values = what[:1].upper() + what[1:], table[value].dropna()
    if values.empty:
        return f"{what}: nothing to show."
    if len(table) > 12:
        low, middle, high = (_number(values.quantile(q), percent) for q in (0, 0.5, 1))
        return f"{what}: {len(values)} values from {low} to {high}, median {middle}."
    return f"{what}: {', '.join(said(row) for row in table.to_dict('records'))}."


def _panels(names: Sequence[str], rows: int, across: int, row_height: float) -> tuple[Figure, list]:
    """A figure with a panel a name, `across` side by side, each high enough for its rows; the rows read downwards."""
    across = min(across, len(names)) or 1
    deep = -(-len(names) // across) or 1
    figure = Figure(figsize=(WIDTH, deep * (rows * row_height + 0.7)), layout="constrained")
    axes = list(figure.subplots(deep, across, squeeze=False, sharey=True).ravel())
    for axis in axes[len(names):]:
        axis.set_visible(False)
    for axis, name in zip(axes, names):
        axis.set_title(name)
    return figure, axes[:len(names)]


def _rows(axis, names: Sequence[str]) -> None:
    axis.set_yticks(range(len(names)), names)
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.tick_params(axis="y", length=0)
    axis.hlines(range(len(names)), 0, 1, transform=axis.get_yaxis_transform(), color=LIGHT, lw=0.6, zorder=0)


def _number(x: float, percent: bool) -> str:
    if percent:
        return f"{100 * x:.0f} %"
    return f"{x:.0f}" if abs(x) >= 100 or x == int(x) else f"{x:.1f}" if abs(x) >= 1 else f"{x:.2f}"


@matplotlib.rc_context(STYLE)
def dots(table: pd.DataFrame, value: str, row: str, xlabel: str, panel: str | None = None, accent: str | None = None,
         label: str | None = None, percent: bool = False, zero: bool = False, across: int = 2,
         shared: bool = True) -> Figure:
    """A dot for each row of the table at `value`, on the line that `row` names; `low` to `high` drawn where they are there.

    Rows and panels stand in the table's order. The axis starts at 0 if `zero`, and is one for all panels if `shared`.
    `accent` names a column
    of truth values: true is a round dot in the accent, false a grey diamond; where both stand on a line they are drawn
    apart. `label` names the column that is written beside a dot instead of its value. An undefined value is not drawn:
    its line says "undefined".
    """
    names, panels = list(dict.fromkeys(table[row])), list(dict.fromkeys(table[panel])) if panel else [""]
    apart = accent is not None and table.groupby([row, *filter(None, [panel])])[accent].nunique().max() > 1
    figure, axes = _panels(panels, len(names), across, 0.5 if apart else 0.36)
    for axis, kind in zip(axes, panels):
        part = table[table[panel] == kind] if panel else table
        drawn = (table if shared else part)[[c for c in (value, "low", "high") if c in table]].stack()
        _rows(axis, names)
        for dot in part.to_dict("records"):
            lit = bool(accent is None or dot[accent])
            y, colour = names.index(dot[row]) + apart * (0.2 if lit else -0.14), ACCENT if lit else GREY
            if pd.isna(dot[value]):
                axis.annotate("undefined", (0.02, y), xycoords=axis.get_yaxis_transform(), size=7.5, style="italic",
                              color=colour, va="center")
                continue
            axis.plot([dot.get("low"), dot.get("high")], [y, y], color=colour, lw=1.8, alpha=0.5, solid_capstyle="butt")
            axis.plot(dot[value], y, "o" if lit else "D", ms=6.5 if lit else 5, color=colour, mec="white", mew=0.8, zorder=3)
            if len(part) <= CROWD:
                said = dot[label] if label else _number(dot[value], percent)
                axis.annotate(said, (dot[value], y), (0, 4), textcoords="offset points", size=7.5, color=colour,
                              ha="center", va="bottom")
        if not drawn.empty:
            low, high = min(0, drawn.min()) if zero else drawn.min(), drawn.max()
            room = 0.07 * ((high - low) or 1)
            axis.set_xlim(low - (room / 4 if zero else room), high + room)
        axis.xaxis.set_major_locator(MaxNLocator(6))
        if percent:
            axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
        axis.set_xlabel(xlabel)
    return figure


@matplotlib.rc_context(STYLE)
def bars(table: pd.DataFrame, value: str, row: str, xlabel: str, panel: str, accent: str, label: str) -> Figure:
    """A bar from 0 for each row of the table, in the table's order, under its panel's name; `label` at its end."""
    panels = list(dict.fromkeys(table[panel]))
    parts = [table[table[panel] == name].reset_index(drop=True) for name in panels]
    figure = Figure(figsize=(WIDTH, 0.3 * len(table) + 0.4 * len(panels) + 0.4), layout="constrained")
    axes = figure.subplots(len(panels), 1, squeeze=False, sharex=True, height_ratios=[len(p) for p in parts])
    for axis, name, part in zip(axes.ravel(), panels, parts):
        _rows(axis, part[row].tolist())
        axis.set_title(name)
        axis.barh(part.index, part[value], color=[ACCENT if lit else GREY for lit in part[accent]], height=0.6)
        for y, bar in enumerate(part.to_dict("records")):
            axis.annotate(bar[label], (bar[value], y), (4, 0), textcoords="offset points", size=8, va="center")
        axis.set_xlim(0, 1.18 * table[value].max() or 1)
    axis.set_xlabel(xlabel)
    return figure


@matplotlib.rc_context(STYLE)
def strip(table: pd.DataFrame, value: str, row: str, xlabel: str) -> Figure:
    """Every value as a dot on the line that `row` names, equal ones stacked; the median as a line in the accent."""
    names = list(dict.fromkeys(table[row]))
    figure, (axis,) = _panels([""], len(names), 1, 0.9)
    axis.set_yticks(range(len(names)), names)
    axis.set_ylim(len(names) - 0.55, -0.75)
    axis.tick_params(axis="y", length=0)
    for y, name in enumerate(names):
        values = table.loc[table[row] == name, value].sort_values()
        height = values.groupby(values).cumcount()
        step = min(0.12, 0.8 / (height.max() + 1)) if len(values) else 0
        axis.plot(values, y - step * height, "o", ms=4.5, color=GREY, mec="white", mew=0.5)
        middle = values.median()
        axis.plot([middle, middle], [y + 0.12, y - 0.5], color=ACCENT, lw=1.6)
        axis.annotate(f"median {_number(middle, False)}", (middle, y - 0.5), (0, 2), textcoords="offset points",
                      size=8, color=ACCENT, ha="center", va="bottom")
    axis.set_xlim(left=0)
    axis.set_xlabel(xlabel)
    return figure


@matplotlib.rc_context(STYLE)
def barcode(table: pd.DataFrame, row: str, start: str, end: str, label: str, xlabel: str) -> Figure:
    """Each row's line from 0 to 1 as a grey bar, the stretches from `start` to `end` in the accent, `label` above them.

    A label that would run into the one before it goes a step higher, four steps at most; then it is left out.
    """
    names = list(dict.fromkeys(table[row]))
    figure, (axis,) = _panels([""], len(names), 1, 1.1)
    axis.set_yticks(range(len(names)), names)
    axis.set_ylim(len(names) - 0.7, -0.95)
    axis.tick_params(axis="y", length=0)
    axis.barh(range(len(names)), 1, height=0.34, color=LIGHT)
    for y, name in enumerate(names):
        free = [0.0] * 4
        for stretch in table[(table[row] == name) & table[start].notna()].sort_values(start).to_dict("records"):
            left, width = stretch[start], stretch[end] - stretch[start]
            axis.barh(y, width, left=left, height=0.34, color=ACCENT)
            level = next((n for n, edge in enumerate(free) if edge <= left), None)
            if level is not None and stretch[label]:
                free[level] = left + 0.0135 * len(stretch[label])
                axis.annotate(stretch[label], (left, y - 0.19 - 0.15 * level), size=7.5, va="bottom")
                axis.plot([left, left], [y - 0.17, y - 0.2 - 0.15 * level], color=INK, lw=0.5)
    axis.set_xlim(0, 1)
    axis.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axis.set_xlabel(xlabel)
    return figure


class Saved:
    """A saved figure: in a notebook it shows the very file that was saved; as text it says which figure it is."""

    def __init__(self, path: Path, about: dict):
        self.path, self.about = path, about

    def __repr__(self):
        return f"Figure {self.about['number']}. {self.about['title']}"

    def _repr_mimebundle_(self, **_):
        return {"image/png": base64.b64encode(self.path.with_suffix(".png").read_bytes()).decode(), "text/plain": repr(self)}


def provenance(corpus, **parameters) -> dict:
    """What a figure was made from: the corpus (its name, fingerprint and number of articles), parameters, version.

    A lexicon among the parameters is told by its name and fingerprint. No path of the machine is in it.
    """
    told = {name: {"name": given.name, "fingerprint": given.fingerprint} if hasattr(given, "fingerprint") else given
            for name, given in parameters.items()}
    return {"corpus": {"name": corpus.name, "articles": len(corpus.articles), "fingerprint": corpus.fingerprint},
            "parameters": told, "broadsheet": version("broadsheet")}


@matplotlib.rc_context(STYLE)
def save(figure: Figure, name: str, data: pd.DataFrame, folder: str | Path, number: str, title: str, caption: str,
         alt: str, run: dict) -> Saved:
    """The figure saved as SVG, PDF and PNG (200 dpi), with its data as CSV and its caption and provenance as JSON.

    All under `name` in `folder` (a relative one stands below the project's root), byte for byte the same on every run.
    `number` is the notebook's number and the figure's in it, "2.1", so that no figure's number changes when another is
    added. `title` says what is measured, and of what; `caption` how it is defined and read; `alt` what it shows, for
    those who cannot see it; `run` is `provenance(...)`. The title stands above the figure, the source below.

    The CSV gives seven significant digits: enough to recompute from, and not so many that the last bit of a machine shows.
    """
    path = place(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    source = (f"Figure {number}. Source: {run['corpus']['articles']} articles, corpus {run['corpus']['name']} "
              f"{run['corpus']['fingerprint'][:8]}. {caption.split('. ')[0].rstrip('.')}. Broadsheet {run['broadsheet']}.")
    high = figure.get_figheight()
    figure.text(0.005, 1 + 0.12 / high, fill(title, 78), size=11.5, weight="bold", va="bottom")
    figure.text(0.005, -0.1 / high, fill(source, 128), size=6.8, color=GREY, va="top")
    figure.text(0.999, 0.5, " ", size=1)  # holds the width, whatever the labels are
    for kind, about in {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {}}.items():
        figure.savefig(path.with_suffix(f".{kind}"), dpi=200, bbox_inches="tight", pad_inches=0.12, facecolor="white",
                       metadata={"Title": f"Figure {number}. {title}", **about})
    data.to_csv(path.with_suffix(".csv"), index=False, float_format="%.7g", lineterminator="\n")
    about = {"number": number, "title": title, "caption": caption, "alt": alt, **run,
             "data": hashlib.sha256(path.with_suffix(".csv").read_bytes()).hexdigest()}
    path.with_suffix(".json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return Saved(path, about)


def cite(path: str | Path) -> str:
    """How to cite a saved figure, from the JSON beside it. FileNotFoundError, in one line, where there is none."""
    path = Path(path)
    beside = path.with_suffix(".json")
    if not beside.exists():
        raise FileNotFoundError(f"{path}: no saved figure: {beside.name} is not beside it; `run` a corpus to make it")
    about = json.loads(beside.read_text(encoding="utf-8"))
    corpus = about["corpus"]
    return (f"Broadsheet {about['broadsheet']}. Figure {about['number']}: {about['title']}. "
            f"{path.with_suffix('.svg').name}, data {about['data'][:8]}, "
            f"from {corpus['articles']} articles (corpus {corpus['name']}, {corpus['fingerprint'][:8]}).")


def gallery(folder: str | Path) -> Path:
    """The folder's README: every saved figure in it by number, with caption, alt text, data and how to cite it."""
    folder = place(folder)
    found = [(json.loads(path.read_text(encoding="utf-8")), path) for path in sorted(folder.glob("*.json"))]
    found.sort(key=lambda pair: [int(part) for part in pair[0]["number"].split(".")])
    safe = str.maketrans({c: "\\" + c for c in "\\[]<>&*_`|#!"})  # names come from articles: they are never markup
    parts = ["# Figures\n\nMade by Broadsheet. Each figure stands here as SVG, PDF and PNG, with its data (CSV) and its "
             "provenance (JSON).\n"]
    for about, path in found:
        name = path.stem
        title, caption, alt = (about[key].translate(safe) for key in ("title", "caption", "alt"))
        parts.append(f"## Figure {about['number']}. {title}\n\n![{alt}]({name}.svg)\n\n{caption}\n\n**In words.** {alt}\n\n"
                     f"[SVG]({name}.svg) · [PDF]({name}.pdf) · [PNG]({name}.png) · [data]({name}.csv) · "
                     f"[provenance]({name}.json)\n\n**Cite as.** {cite(path).translate(safe)}\n")
    readme = folder / "README.md"
    readme.write_text("\n".join(parts), encoding="utf-8")
    return readme
