"""Figures to files: each as SVG, PDF and PNG beside its data, its caption and its provenance;
cited, and shown in a gallery.

The same table yields the same bytes on every run: no file contains a date, a machine or a path.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from ..escape import csv, errors_in_one_line, visible
from ..figures import (
    GREY,
    ONE_COLUMN,
    TWO_COLUMNS,
    give_fonts,
    notes_of,
    redrawn,
    styled,
    why_nothing,
)
from ..paths import place
from ..storage import save_whole, whole_files
from .citations import articles_counted, citation, lexicon_named
from .credit import (
    CREDIT,
    Credit,
    as_record,
    credit_given,
    credit_in,
    from_record,
    saved_credit,
)
from .embedded import PICTURE_FORMATS, legal, record_of, save_pictures, saved
from .fingerprints import RUN, forget_run, notebook_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The folder below a run's figures for those to print, named by figure and width in millimetres.
JOURNAL = "journal"
STYLES = ("", JOURNAL)
WIDTHS = {"85mm": ONE_COLUMN, "178mm": TWO_COLUMNS}
MARGIN = 0.12  # inches
# Points of title and caption, and inches of a letter and a line of each.
TITLE_SIZE, TITLE_LETTER, TITLE_LINE = 11, 0.101, 0.195
CAPTION_SIZE, CAPTION_LETTER, CAPTION_LINE = 7.5, 0.0565, 0.127


class Saved:
    """A saved figure: a notebook shows the very file that was saved; as text, it is the figure's
    number and title.
    """

    def __init__(self, path: Path, about: dict):
        self.path, self.about = path, about

    def __repr__(self):
        return f"Figure {self.about['number']}. {self.about['title']}"

    def _repr_mimebundle_(self, **_):
        png = base64.b64encode(self.path.with_suffix(".png").read_bytes()).decode()
        return {"image/png": png, "text/plain": repr(self)}, {
            "image/png": {"alt": self.about["alt"]}
        }


class NotDrawn:
    """A figure without content, which is not saved; as text, it names the figure and the reason."""

    def __init__(self, number: str, title: str, why: str):
        self.number, self.title, self.why = number, title, why

    def __repr__(self):
        return f"Figure {self.number} is not drawn ({self.title}): {self.why}"


@styled
def save(
    figure: Figure,
    name: str,
    data: pd.DataFrame,
    folder: str | Path,
    number: str,
    title: str,
    caption: str,
    alt: str,
    run: dict,
    source: str = "",
    style: str = "",
) -> Saved | NotDrawn:
    """The figure saved as SVG, PDF and PNG (200 dpi), with its data as CSV and its caption and
    provenance as JSON: all of them whole, or none.

    All files are named `name` in `folder` (a relative folder is below the project's root), and are
    byte for byte the same on every run. `number` is the notebook's number and the figure's in it,
    "2.1". `title` is the finding, or what is measured; `caption` explains the definition and how to
    read the figure, to which the drawing adds what its dots and lines are; `alt` describes the
    figure for those who cannot see it; `run` is `provenance(...)`; `source` is the origin of the
    data if it is not the corpus. The title is above the figure; caption, source and version are
    below it, so that a copied figure explains itself. The three files also contain everything in
    the JSON (`embedded`).

    With `style="journal"` the figure is also drawn to be printed, without title and caption and in
    the widths of one and two columns: `journal/NAME-85mm` and `journal/NAME-178mm`, each as SVG,
    PDF and PNG. Letters are outlines in SVG, and in PDF their fonts are embedded (TrueType).

    A figure with nothing to draw is not saved, and one of its name from an earlier run is removed:
    `NotDrawn` says why. ValueError for another style.

    The CSV has seven significant digits: enough to recompute from, and too few for differences
    between machines to show.

    >>> from tempfile import TemporaryDirectory
    >>> from broadsheet.figures import dots
    >>> data = pd.DataFrame({"row": ["A"], "words": [9]})
    >>> run = {"corpus": {"name": "toy", "articles": 1, "fingerprint": "0" * 64},
    ...        "parameters": {}, "broadsheet": "1"}
    >>> with TemporaryDirectory() as folder:
    ...     figure = dots(data, value="words", row="row", xlabel="words")
    ...     save(figure, "toy", data, folder, "9.1", title="Words of A", caption="A caption.",
    ...          alt="A has 9 words.", run=run)
    ...     sorted(path.name for path in Path(folder).iterdir())
    Figure 9.1. Words of A
    ['toy.csv', 'toy.json', 'toy.pdf', 'toy.png', 'toy.svg']
    """
    path = place(folder) / name
    if (taken := path.with_suffix(".json").name) in (RUN, CREDIT):
        raise ValueError(
            f"a figure cannot be saved as {name!r}: {taken} is a file of the whole run"
        )
    if style not in STYLES:
        raise ValueError(f"style {style!r}: must be 'journal' or empty")
    path.parent.mkdir(parents=True, exist_ok=True)
    forget_run(path.parent)
    if why := why_nothing(figure):
        for file in [path.with_suffix(f".{kind}") for kind in ("csv", "json", *PICTURE_FORMATS)]:
            file.unlink(missing_ok=True)
        for file in [file for files in to_print(path).values() for file in files]:
            file.unlink(missing_ok=True)
        return NotDrawn(number, title, why)
    caption = " ".join(filter(None, [caption, notes_of(figure)]))
    credit = saved_credit(path.parent)
    corpus, lexicon = run["corpus"], lexicon_named(run)
    articles = articles_counted(corpus["articles"])
    source = source or f"{articles}, corpus {corpus['name']} {corpus['fingerprint'][:8]}"
    used = f" Lexicon {lexicon}." if lexicon else ""
    below = f"Figure {number}. {caption} Source: {source}.{used} Broadsheet {run['broadsheet']}."
    narrow = {width: redrawn(figure, WIDTHS[width]) for width in WIDTHS if style == JOURNAL}
    letters = figure.get_figwidth() - 2 * MARGIN
    frame(
        figure,
        fill(title, int(letters / TITLE_LETTER)),
        fill(below, int(letters / CAPTION_LETTER)),
    )
    table = as_csv(data)
    about = {
        "number": number,
        "name": name,
        "title": legal(title),
        "caption": legal(caption),
        "alt": legal(alt),
        "source": legal(source),
        **run,
        **({"credit": as_record(credit)} if credit != Credit() else {}),
        "notebook": notebook_of(name, number),
        "data": hashlib.sha256(table.encode()).hexdigest(),
    }
    files = [path.with_suffix(f".{kind}") for kind in (*PICTURE_FORMATS, "csv", "json")]
    with whole_files(*files) as [*pictures, table_file, about_file]:
        save_pictures(figure, pictures, about)
        table_file.write_text(table, encoding="utf-8", newline="\n")
        said = json.dumps(about, indent=1, ensure_ascii=False) + "\n"
        about_file.write_text(said, encoding="utf-8", newline="\n")
    for width, files in to_print(path).items():
        if width in narrow:
            save_to_print(narrow[width], files, about)
        else:  # from an earlier run
            for file in files:
                file.unlink(missing_ok=True)
    return Saved(path, about)


def save_table(table: pd.DataFrame, name: str, folder: str | Path) -> Path:
    """The path of a table that no figure shows, saved as CSV in the folder of the figures, where
    the report reads it. It has the form of the figures' tables: seven significant digits, and
    nothing that a spreadsheet would take for a formula. ValueError if a figure has that name.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     table = pd.DataFrame({"person": ["Ana Cruz"], "words": [9]})
    ...     path = save_table(table, "quoted", folder)
    ...     path.name, path.read_text(encoding="utf-8")
    ('quoted.csv', 'person,words\\nAna Cruz,9\\n')
    """
    path = place(folder) / f"{name}.csv"
    if path.with_suffix(".json").exists():
        raise ValueError(f"{name}: a figure has this name, and {path.name} is its table")
    forget_run(path.parent)
    save_whole(path, as_csv(table))
    return path


def as_csv(table: pd.DataFrame) -> str:
    return csv(table).to_csv(index=False, float_format="%.7g", lineterminator="\n")


def to_print(path: Path) -> dict[str, list[Path]]:
    """The files of a figure to print, by width.

    >>> to_print(Path("figures/toy"))["85mm"][0].as_posix()
    'figures/journal/toy-85mm.svg'
    """
    return {
        width: [path.parent / JOURNAL / f"{path.name}-{width}.{kind}" for kind in PICTURE_FORMATS]
        for width in WIDTHS
    }


def save_to_print(figure: Figure, files: Sequence[Path], about: dict) -> None:
    """Save the figure without title and caption, as files that contain its record."""
    files[0].parent.mkdir(exist_ok=True)
    fix_layout(figure)
    with whole_files(*files) as pictures:
        save_pictures(figure, pictures, about)


def frame(figure: Figure, title: str, below: str) -> None:
    """Extend the figure by a title above it and a text below it, and lay it out once for all
    formats.
    """
    high = figure.get_figheight()
    above = MARGIN + TITLE_LINE * (title.count("\n") + 1) + 0.06
    under = MARGIN + CAPTION_LINE * (below.count("\n") + 1) + 0.06
    whole, wide = above + high + under, figure.get_figwidth()
    figure.set_size_inches(wide, whole)
    left = MARGIN / wide
    figure.text(left, 1 - MARGIN / whole, title, size=TITLE_SIZE, weight="bold", va="top")
    figure.text(left, MARGIN / whole, below, size=CAPTION_SIZE, color=GREY, va="bottom")
    figure.get_layout_engine().set(  # type: ignore[union-attr, call-arg]
        rect=(left, under / whole, 1 - 2 * left, high / whole)
    )
    fix_layout(figure)


def fix_layout(figure: Figure) -> None:
    """Lay out the figure once, for all formats, with each letter in a font that has it."""
    give_fonts(figure)
    if engine := figure.get_layout_engine():
        engine.execute(figure)
    figure.set_layout_engine(None)  # with any engine, even "none", each format would be drawn twice
    for axis in figure.axes:
        # The solver's last bits differ from run to run, and would show in the files.
        left, bottom, width, height = (round(edge, 6) for edge in axis.get_position().bounds)
        axis.set_position((left, bottom, width, height))


@errors_in_one_line()
def cite(
    path: str | Path,
    form: str = "text",
    authors: Sequence[str] = (),
    year: int | None = None,
    address: str = "",
) -> str:
    """How to cite a saved figure or a report: as "text", a sentence, or for a reference manager as
    "bibtex", "ris" or "csl-json".

    Any of its files will do: an SVG, PDF or PNG contains its own record, even after it was copied,
    renamed and sent, and so does `report.html`. The authors are the researchers ("Family, Given",
    or in plain order; a group in braces), and `address` is a DOI or a URL. What you leave out comes
    from the figure's record, or, for a figure in or below the working folder, from the
    `CITATION.cff` there. If neither has a year, it is the year in which the version of Broadsheet
    was released. FileNotFoundError, in one line, if there is no record; ValueError for another form
    or an invalid address.

    >>> from broadsheet.paths import FIGURES
    >>> figure = FIGURES / "seeds" / "readability.png"
    >>> cite(figure, authors=["Doe, Jane"], year=2027).split(":")[0]
    'Jane Doe (2027). Figure 2.1'
    >>> cite(figure, "ris").splitlines()[0]
    'TY  - FIGURE'
    """
    about = record_of(path)
    credit = credit_given(authors, year, address) | from_record(about.get("credit"))
    if Path(path).resolve().is_relative_to(Path.cwd()):
        credit |= credit_in(Path.cwd())
    return citation({**about, "credit": as_record(credit)}, form)


def gallery(folder: str | Path) -> Path:
    """The folder's README: every saved figure in it by number, with caption, alt text, data and how
    to cite it.

    >>> from shutil import copy
    >>> from tempfile import TemporaryDirectory
    >>> from broadsheet.paths import FIGURES
    >>> with TemporaryDirectory() as folder:
    ...     beside = copy(FIGURES / "seeds" / "readability.json", folder)
    ...     print(gallery(folder).read_text(encoding="utf-8").splitlines()[4])
    ## Figure 2.1. Flesch-Kincaid grade of the articles, by outlet
    """
    folder = place(folder)
    # Names come from articles and are never markup.
    markup = str.maketrans(
        {**{c: "\\" + c for c in "\\[]*_`|#!$~"}, "<": "&lt;", ">": "&gt;", "&": "&amp;"}
    )
    made_by = "# Figures\n\nMade by Broadsheet. "
    parts = [
        f"{made_by}Each figure is here as SVG, PDF and PNG, with its data (CSV) and its "
        "provenance (JSON). A figure has the same number in every run; if a number is missing, "
        "this corpus had too little to draw.\n"
    ]
    for name, about in saved(folder).items():
        number, title, caption, alt = (
            " ".join(visible(about[key]).split()).translate(markup).replace("://", "&#58;//")
            for key in ("number", "title", "caption", "alt")
        )
        parts.append(
            f"## Figure {number}. {title}\n\n![Figure {number}: {title}]({name}.svg)\n\n"
            f"{caption}\n\n**In words.** {alt}\n\n"
            f"[SVG]({name}.svg) · [PDF]({name}.pdf) · [PNG]({name}.png) · [data]({name}.csv) · "
            f"[provenance]({name}.json)\n\n"
            f"**Cite as.** {visible(citation(about)).translate(markup)}\n"
        )
    readme = folder / "README.md"
    if readme.exists() and not readme.read_text(encoding="utf-8").startswith(made_by):
        raise FileExistsError(
            f"{readme}: not written by Broadsheet and so not overwritten; choose another folder "
            f"with --out"
        )
    save_whole(readme, "\n".join(parts))
    return readme
