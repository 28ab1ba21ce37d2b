"""Saved figures and tables → one HTML file that can be mailed: a description, how outlets differ,
figures, methods, errors, limits, how to cite.

It fetches nothing and runs no script, and a policy inside it forbids both. The same figures yield
the same bytes, since it contains no date and no machine. Text from articles is escaped. Its fixed
text is in `data/report.html`, its style in `data/report.css`, its sentences in `conclusions`.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from ..escape import templates
from ..paths import ANNOTATIONS, package_data, place
from ..patterns import regex
from ..storage import put_whole, save_whole
from .citations import (
    articles_counted,
    citation,
    flat,
    lexicon_of,
)
from .coded import coded_listings, on_these_articles
from .conclusions import COLUMNS, Finding, findings, shared_stories, summary
from .credit import from_record
from .embedded import REPORT_FIELDS, saved
from .verifying import run_parameters
from .wording import Cell, Linked, Listing, Statement, listing

# By the number of the notebook.
CHAPTERS = {
    "1": "The corpus",
    "2": "Readability",
    "3": "Quotation",
    "4": "Framing",
    "5": "The same stories",
    "6": "Errors",
}
MADE_BY_US = '<meta name="generator" content="Broadsheet '
# Tables of up to this many bytes are inside the report; larger ones are beside it.
LARGEST_INSIDE = 100_000
STORY_PAGES = "stories/index.html"  # which notebook 05 writes beside the figures
MOST_REASONS = 12  # of rejection that are listed
SVG = "{http://www.w3.org/2000/svg}"
UNBROKEN = regex(
    r"""
      (?<=\b[nq])[ ](?=[=<&])   # n =, q <
    | (?<=\b[nq][ ]=)[ ]        # n = 7
    | (?<=\bq[ ]<)[ ]           # q < .001
    | [ ](?=[%×])               # 12 %, 2.0 ×
    | (?<=[\d%×])[ ](?=to[ ][−\d.,]+(?:[ ][%×])?\))        # (8.0 to 9.2)
    | (?<=[\d%×][ ]to)[ ](?=[−\d.,]+(?:[ ][%×])?\))
    """,
    re.VERBOSE,
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def report(
    folder: str | Path, corpus=None, coded: Mapping[str, pd.DataFrame] | None = None
) -> Path:
    """The path of `report.html`, written into the folder of the saved figures. FileNotFoundError if
    the folder has no figures, FileExistsError if somebody else's `report.html` is there.

    `corpus` is the loaded corpus, from which the report counts what went in and what was rejected;
    without it, that is left out. `coded` has the results of people's coding: the tables `agreement`
    (`bs.coder_agreement`), `accuracy` (`bs.coded_accuracy`) and `rates` (`bs.corrected_rates`).

    >>> from broadsheet.paths import FIGURES
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = shutil.copytree(FIGURES / "seeds", folder, dirs_exist_ok=True)
    ...     report(folder).name
    'report.html'
    >>> report("data/seeds")                            # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: ...data/seeds: no saved figure is there; name the folder that `run` saved ...
    """
    folder = place(folder)
    figures = saved(folder)
    if not figures:
        raise FileNotFoundError(
            f"{folder}: no saved figure is there; name the folder that `run` saved them in"
        )
    page = filled_in(folder, figures, corpus, coded)
    path = folder / "report.html"
    if path.exists() and MADE_BY_US not in path.read_text(encoding="utf-8", errors="replace"):
        raise FileExistsError(
            f"{path}: not written by Broadsheet and so not overwritten; choose another folder with "
            "--out"
        )
    save_whole(path, page)
    return path


def filled_in(
    folder: Path,
    figures: Mapping[str, dict],
    corpus=None,
    coded: Mapping[str, pd.DataFrame] | None = None,
) -> str:
    """The report's template, filled in from these figures."""
    tables = {
        name: table
        for name in sorted({*figures, *COLUMNS})
        if (table := saved_table(folder / f"{name}.csv")) is not None
    }
    run = the_run(figures)
    record = report_record(run)
    page = (
        templates()
        .get_template("report.html")
        .render(
            style=Markup(package_data("report.css")),
            run=run,
            articles=articles_counted(run["corpus"]["articles"]),
            lexicon=lexicon_of(run),
            summary=summary(tables),
            sections=by_section(findings(tables), figures, folder),
            story_pages=story_pages_of(folder),
            is_one_story=len(shared_stories(tables)) == 1,
            chapters=by_chapter(folder, figures),
            corpus=corpus,
            doubts=articles_in_doubt(corpus),
            reasons=reasons_of_rejection(corpus),
            most_reasons=MOST_REASONS,
            agreement=agreement_listing(),
            coded=coded_listings(coded),
            on_these=on_these_articles(coded),
            made_from=Listing("What it was made from", ("What", "Value"), made_from(run), 9),
            record=json.dumps(record),
            authors=[str(one) for one in from_record(run.get("credit")).authors],
            citation=citation(record),
            bibtex=citation(record, "bibtex"),
            unbroken=unbroken,
        )
    )
    return f"{page}\n"


def story_pages_of(folder: Path) -> str:
    """The path of the index of story pages, relative to the report; empty if there are none."""
    return STORY_PAGES if (folder / STORY_PAGES).is_file() else ""


def unbroken(text: str) -> str:
    """The text with non-breaking spaces within numbers and their signs.

    >>> unbroken("n = 7 sentences, 12 % (8 % to 15 %)").replace("\N{NO-BREAK SPACE}", "_")
    'n_=_7 sentences, 12_% (8_%_to_15_%)'
    """
    return UNBROKEN.sub("\N{NO-BREAK SPACE}", text)


def saved_table(path: Path) -> pd.DataFrame | None:
    """A saved table, with every cell as text, so that an outlet may be named "NA"; None if it
    cannot be read.
    """
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError):  # missing, empty or damaged: the report does without it
        return None


def the_run(figures: Mapping[str, dict]) -> dict:
    """What all figures were made from, with one fingerprint of all their tables."""
    first = next(iter(figures.values()))
    data = hashlib.sha256(
        "\n".join(f"{name} {about['data']}" for name, about in figures.items()).encode()
    ).hexdigest()
    return {**first, "parameters": run_parameters(figures), "data": data}


def report_record(run: Mapping) -> dict:
    """The report's record, in its `<meta>` named "broadsheet", for citing it."""
    fields = (*REPORT_FIELDS, "packages", "credit")
    return {"kind": "report", **{name: run[name] for name in fields if name in run}}


class Section(NamedTuple):
    """A section of the report: statements with the numbers of the figures that show them, and
    comparisons that show nothing.
    """

    title: str
    id: str
    statements: list[tuple[list[str], Statement]]
    asides: list[tuple[list[str], Statement]]


def by_section(every: list[Finding], figures: Mapping[str, dict], folder: Path) -> list[Section]:
    """The statements, section by section. Links to missing story pages are removed."""
    sections = []
    for title, of_section in groupby(every, key=lambda finding: finding.section):
        said = [
            (
                [figures[name]["number"] for name in finding.figures if name in figures],
                linked_within(finding.statement, folder),
            )
            for finding in of_section
        ]
        sections.append(
            Section(
                title,
                title.lower().replace(" ", "-"),
                [(numbers, statement) for numbers, statement in said if not statement.aside],
                [(numbers, statement) for numbers, statement in said if statement.aside],
            )
        )
    return sections


def linked_within(statement: Statement, folder: Path) -> Statement:
    """The statement, with links only to files that exist in the folder."""
    if statement.listing is None:
        return statement

    def kept(cell: Cell) -> Cell:
        is_dead = isinstance(cell, Linked) and not (folder / cell.address).is_file()
        return cell.text if isinstance(cell, Linked) and is_dead else cell

    rows = tuple(tuple(map(kept, cells)) for cells in statement.listing.rows)
    return statement._replace(listing=statement.listing._replace(rows=rows))


def by_chapter(folder: Path, figures: Mapping[str, dict]) -> list[tuple]:
    """All figures in the order of their numbers, grouped by notebook."""

    def chapter(name: str) -> str:
        return CHAPTERS.get(figures[name]["number"].split(".")[0], "More")

    return [
        (title, [shown_figure(folder / name, figures[name]) for name in names])
        for title, names in groupby(figures, key=chapter)
    ]


def shown_figure(path: Path, about: Mapping) -> dict[str, str]:
    """What the report shows of a figure: its texts, its drawing, and its table as a link."""
    table = path.with_suffix(".csv")
    content = table.read_bytes() if table.is_file() else b""
    inside = table.is_file() and len(content) <= LARGEST_INSIDE
    return {
        **{name: flat(about[name]) for name in ("title", "caption", "alt", "source")},
        "number": about["number"],
        "citation": citation(dict(about)),
        "drawing": drawing(path),
        "table": table.name if table.is_file() else "",
        "table_inside": as_address(content, "text/csv") if inside else "",
    }


def as_address(content: bytes, kind: str) -> str:
    """An address that contains the content itself.

    >>> as_address(b"a,b", "text/csv")
    'data:text/csv;base64,YSxi'
    """
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def drawing(path: Path) -> str:
    """The drawing as an address that contains it: the SVG, cropped, or else the PNG; empty without
    either.
    """
    from lxml import etree

    try:
        return as_address(cropped(path.with_suffix(".svg").read_bytes()), "image/svg+xml")
    except (OSError, etree.XMLSyntaxError, AttributeError, ValueError):
        # Missing, damaged, or drawn by somebody else.
        png = path.with_suffix(".png")
        return as_address(png.read_bytes(), "image/png") if png.is_file() else ""


def cropped(svg: bytes) -> bytes:
    """The drawing without the title above it and the text below it, which the report has as real
    text, to be read aloud, searched and enlarged. The record in the file stays.

    They are the last two texts of the figure (`saving.frame`); without them, nothing is cut.
    """
    from lxml import etree

    tree = etree.fromstring(
        svg, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )
    texts = [
        group for group in tree.findall(f"{SVG}g/{SVG}g") if group.get("id", "").startswith("text_")
    ][-2:]
    lines = [
        [
            float(place[1])
            for g in text.iter(f"{SVG}g")
            if (place := re.match(r"translate\(\S+ ([\d.]+)\) scale", g.get("transform", "")))
        ]
        for text in texts
    ]
    if len(texts) == 2 and all(lines) and max(lines[0]) < min(lines[1]):
        top, bottom = max(lines[0]) + 5, min(lines[1]) - 9
        left, _, width, _ = tree.get("viewBox").split()
        tree.set("viewBox", f"{left} {top:g} {width} {bottom - top:g}")
        tree.set("height", f"{bottom - top:g}pt")
        for text in texts:
            text.getparent().remove(text)
    return re.sub(rb"\s*\n\s*", b"\n", etree.tostring(tree, encoding="utf-8"))


def reasons_of_rejection(corpus) -> list[tuple[str, int]]:
    """The reasons for rejection with their number of articles, the most frequent first."""
    if corpus is None:
        return []
    n = corpus.rejected["reason"].astype(str).value_counts(sort=False).sort_index()
    n = n.sort_values(ascending=False, kind="stable")
    return [(flat(reason), count) for reason, count in n.items()]


def articles_in_doubt(corpus) -> list[tuple[str, str]]:
    """The source of each article that may have been read wrongly, and why."""
    if corpus is None or "doubt" not in corpus.articles:
        return []
    doubtful = corpus.articles[corpus.articles["doubt"].notna()]
    return [(flat(source), flat(doubt)) for source, doubt in doubtful[["source", "doubt"]].values]


def agreement_rows(path: Path = ANNOTATIONS / "agreement.csv") -> list[dict[str, str]]:
    """How often the rules were right on annotated texts, beside the best other tool on the same
    texts; empty if the table is missing. Texts kept aside come first.
    """
    table = saved_table(path)
    if table is None or not {"measure", "who", "value", "n", "unit", "set", "kind"} <= set(table):
        return []
    table = table.assign(number=pd.to_numeric(table["value"], errors="coerce"))
    ours = table["who"].str.startswith("Broadsheet")
    rows = []
    for row in table[ours].to_dict("records"):
        same_texts = (table["measure"] == row["measure"]) & (table["set"] == row["set"])
        rivals = table[~ours & same_texts]
        best = rivals.sort_values("number", ascending=False).head(1).to_dict("records")
        others = [f"{digits(other['value'], '.3f')} ({other['who']})" for other in best]
        variant = row["who"].removeprefix("Broadsheet").removeprefix(", ")
        rows.append(
            {
                "measure": row["measure"].replace("_", " ") + f" ({variant})" * bool(variant),
                "ours": digits(row["value"], ".3f"),
                "others": "".join(others) or "–",
                "n": f"{digits(row['n'], ',.0f')} {row['unit']}",
                "kind": row["kind"],
                "set": row["set"],
            }
        )
    return rows


def agreement_listing() -> Listing | None:
    """How often the rules are right on other texts, as the report prints it."""
    rows = agreement_rows()
    heads = {"measure": "What", "ours": "Broadsheet", "others": "Best of the others", "n": "n"}
    heads |= {"kind": "These texts were", "set": "Annotated in"}
    caption = "Agreement with annotations"
    return listing(caption, heads, rows, len(heads)) if rows else None


def digits(cell: str, form: str) -> str:
    """A number in the format of its column; anything else unchanged.

    >>> digits("0.82", ".3f"), digits("2324", ",.0f"), digits("many", ",.0f")
    ('0.820', '2,324', 'many')
    """
    number = pd.to_numeric(cell, errors="coerce")
    return cell if pd.isna(number) else format(float(number), form)


def made_from(run: Mapping) -> tuple[tuple[str, str], ...]:
    """Versions, parameters and fingerprints, one row each."""
    corpus = run["corpus"]
    rows = [
        ("Broadsheet", run["broadsheet"]),
        ("Corpus", f"{corpus['name']}, {corpus['articles']:,} articles"),
        ("Fingerprint of the corpus", corpus["fingerprint"]),
        ("Fingerprint of all tables", run["data"]),
        *((f"Parameter {name}", in_one_line(value)) for name, value in run["parameters"].items()),
    ]
    if packages := run.get("packages"):
        versions = ", ".join(f"{name} {version}" for name, version in packages.items())
        rows.append(("Packages", versions))
    return tuple((what, flat(value)) for what, value in rows)


def in_one_line(value: object) -> str:
    """A parameter as the report prints it.

    >>> in_one_line({"text": "body"}), in_one_line(["North", "South"])
    ('text body', 'North, South')
    >>> in_one_line([]), in_one_line("")
    ('all', 'none')
    """
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {part}" for name, part in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "all"
    return str(value) if value != "" else "none"


def print_pdf(page: Path) -> str:
    """Print the report as `report.pdf` beside it, with the browser on the PATH; returns a message
    that says so, or why not. A browser dates its PDF files, so the bytes of two are never the same.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return "no PDF: no chromium on the PATH"
    made = page.with_suffix(".pdf")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # whom no browser sandboxes
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        beside = Path(home) / made.name
        try:
            subprocess.run(
                [
                    browser,
                    "--headless",
                    *(["--no-sandbox"] if is_root else []),
                    "--disable-gpu",
                    f"--user-data-dir={home}",
                    "--no-pdf-header-footer",
                    f"--print-to-pdf={beside}",
                    page.absolute().as_uri(),
                ],
                capture_output=True,
                timeout=180,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"no PDF: {Path(browser).name} did not print within three minutes"
        if not beside.is_file():
            return f"no PDF: {Path(browser).name} did not write one"
        put_whole(made, made.with_suffix(".pdf.unfinished"), beside.read_bytes())
    return f"as PDF {made.name}"
