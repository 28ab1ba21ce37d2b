"""Saved figures → one HTML file that can be mailed: findings, figures, methods, errors, limits, how
to cite.

Nothing in it is fetched from anywhere, no script runs, and a policy inside it forbids both. The
same figures give the same bytes: no date and no machine stands in it. What comes from articles is
escaped.
"""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from string import Template

import pandas as pd
from lxml import etree

from ..escape import html
from ..paths import ANNOTATIONS, package_data, place
from .citations import citation, flat, latex
from .conclusions import findings, scope
from .embedded import saved
from .verifying import parameters

GROUPS = {
    "1": "The corpus",
    "2": "Readability",
    "3": "Quotation",
    "4": "Framing",
    "5": "The articles compared",
    "6": "Errors",
}  # by the number of the notebook
MARK = '<meta name="generator" content="Broadsheet '
INLINE = (
    100_000  # bytes of a table up to which it is inside the report; a larger one lies beside it
)
REASONS = 12  # reasons of rejection that are told
SVG = "{http://www.w3.org/2000/svg}"
TOGETHER = re.compile(
    r"(?<=\b[nq]) (?=[=&] ?)|(?<=\b[nq] =) |(?<=\bq &lt;) | (?=[%×])"
)  # spaces at which no line is to end
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def report(folder: str | Path, corpus=None) -> Path:
    """The file `report.html`, written into the folder of the saved figures. FileNotFoundError where
    it holds none, FileExistsError where a report of that name is somebody else's.

    `corpus` is what was read, for what went in and what was rejected: without it, nothing is said
    of that.

    >>> from broadsheet.paths import FIGURES
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = shutil.copytree(FIGURES / "seeds", folder, dirs_exist_ok=True)
    ...     report(folder).name
    'report.html'
    >>> report("data/seeds")                            # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: ...data/seeds: no saved figure is there; name the folder that `run` saved them in
    """
    folder = place(folder)
    figures = saved(folder)
    if not figures:
        raise FileNotFoundError(
            f"{folder}: no saved figure is there; name the folder that `run` saved them in"
        )
    tables = {
        name: table for name in figures if (table := read(folder / f"{name}.csv")) is not None
    }
    about = the_run(figures)
    lexicon = about["parameters"].get("lexicon")
    page = Template(package_data("report.html")).substitute(
        {
            "style": package_data("report.css"),
            "version": html(about["broadsheet"]),
            "corpus": html(about["corpus"]["name"]),
            "fingerprint": html(about["corpus"]["fingerprint"][:12]),
            "standfirst": standfirst(about, tables),
            "scope": html(scope(tables)),
            "findings": told(tables, figures),
            "figures": gallery(folder, figures),
            "lexicon": f"The lexicon here is {html(lexicon['name'])}."
            if isinstance(lexicon, Mapping)
            else "",
            "went_in": went_in(corpus),
            "agreement": agreement(),
            "made": made(about),
            "citation": html(cited(about)),
            "bibtex": html(bibtex(about)),
        }
    )
    path = folder / "report.html"
    if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace"):
        raise FileExistsError(
            f"{path}: not written by Broadsheet and so not overwritten; choose another folder by "
            f"--out"
        )
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def read(path: Path) -> pd.DataFrame | None:
    """A saved table, every cell as text, so that an outlet named "NA" stays one; None where none
    can be read.
    """
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError):  # missing, empty, or spoilt: the report goes on without it
        return None


def the_run(figures: Mapping[str, dict]) -> dict:
    """What the figures were made from, all together, with one fingerprint of all their tables."""
    first = next(iter(figures.values()))
    data = hashlib.sha256(
        "\n".join(f"{name} {about['data']}" for name, about in figures.items()).encode()
    ).hexdigest()
    return {**first, "parameters": parameters(figures), "data": data}


def standfirst(about: Mapping, tables: Mapping[str, pd.DataFrame]) -> str:
    n = about["corpus"]["articles"]
    every = [told.shown for _, _, told in findings(tables) if told.shown is not None]
    shown = sum(every)
    differ = (
        f"{shown} of {len(every)} findings show{'s' * (shown == 1)} a difference or a pattern"
        if shown
        else f"None of {len(every)} findings shows a difference or a pattern"
        if every
        else "Nothing could be compared"
    )
    return (
        f"{n:,} article{'s' * (n != 1)} of the corpus {html(about['corpus']['name'])}: how hard they are to read, "
        f"how much of "
        f"them is quotation and whose, and in which frames they tell the story. {differ}; each stands below with "
        f"how sure it is."
    )


def told(tables: Mapping[str, pd.DataFrame], figures: Mapping[str, dict]) -> str:
    """The findings, section by section, each with the figure that shows it."""
    parts, section = [], None
    for finding in findings(tables):
        if finding.section != section:
            parts.append("</div>\n" if section else "")
            parts.append(f'<div class="findings">\n<h3>{html(finding.section)}</h3>\n')
            section = finding.section
        number = html(figures[finding.figure]["number"])
        said = finding.told
        text, caveat, *items = (
            TOGETHER.sub("\N{NO-BREAK SPACE}", html(each))
            for each in (said.text, said.caveat, *said.items)
        )
        verdict = {True: "<b>Shown</b> · ", False: "Nothing shown · ", None: ""}[said.shown]
        parts.append(
            f'<p>{text} <small>{verdict}<a href="#figure-{number}">figure {number}</a></small></p>\n'
        )
        parts.append(
            "<ul>\n" + "".join(f"<li>{each}</li>\n" for each in items) + "</ul>\n" if items else ""
        )
        parts.append(f"<p>{caveat}</p>\n" if caveat else "")
    return (
        "".join(parts) + "</div>\n"
        if parts
        else "<p>No table is here that a finding could be taken from.</p>\n"
    )


def gallery(folder: Path, figures: Mapping[str, dict]) -> str:
    """Every figure in the order of their numbers, under the notebook that it is from."""
    parts, group = [], None
    for name, about in figures.items():
        chapter = GROUPS.get(about["number"].split(".")[0], "More")
        if chapter != group:
            parts.append(f"<h3>{chapter}</h3>\n")
            group = chapter
        parts.append(figure(folder / name, about))
    return "".join(parts)


def figure(path: Path, about: Mapping) -> str:
    number, alt = html(about["number"]), html(flat(about["alt"]))
    source = picture(path)
    image = (
        f'<div class="scroll" role="group" aria-label="Figure {number}" tabindex="0"><img src="{source}" '
        f'alt="{alt}"></div>'
        if source
        else f"<p>The drawing is missing. In words: {alt}</p>"
    )
    return (
        f'<figure id="figure-{number}" aria-labelledby="title-{number}">\n'
        f'<h4 id="title-{number}"><span>Figure {number}</span> {html(flat(about["title"]))}</h4>\n{image}\n'
        f"<figcaption>{html(flat(about['caption']))} Source: {html(flat(about['source']))}.\n"
        f"<details><summary>Data, words and citation of figure {number}</summary>\n{data(path.with_suffix('.csv'))}"
        f'<p class="said"><b>In words.</b> {alt}</p>\n<p><b>Cite as.</b> '
        f"{html(citation(dict(about)))}</p>\n</details>\n</figcaption>\n</figure>\n"
    )


def data(path: Path) -> str:
    """The link to a figure's table: inside the report, or beside it if it is large; nothing where
    it is missing.
    """
    if not path.is_file():
        return ""
    name, held = html(path.name), path.read_bytes()
    if len(held) > INLINE:
        return f'<p class="data"><b>Data.</b> <a href="{name}">{name}</a>, beside this file: too large to be inside.</p>\n'
    inside = base64.b64encode(held).decode()
    link = f'<a download="{name}" href="data:text/csv;base64,{inside}">{name}</a>'
    return f'<p class="data"><b>Data.</b> {link}, inside this file.</p>\n'


def picture(path: Path) -> str:
    """The drawing as an address that holds it: of the SVG the drawing alone, else the PNG as it is;
    else empty.
    """
    try:
        drawn, kind = cropped(path.with_suffix(".svg").read_bytes()), "svg+xml"
    except (
        OSError,
        etree.XMLSyntaxError,
        AttributeError,
        ValueError,
    ):  # missing, damaged, or drawn by somebody else
        if not path.with_suffix(".png").is_file():
            return ""
        drawn, kind = path.with_suffix(".png").read_bytes(), "png"
    return f"data:image/{kind};base64,{base64.b64encode(drawn).decode()}"


def cropped(svg: bytes) -> bytes:
    """The drawing without the title above it and the text below it, which the report says in words
    that can be read aloud, searched and made larger. What the file says of itself stays in it.

    They are the last two texts of the whole figure (`gallery.frame`); where they are not found,
    nothing is cut.
    """
    tree = etree.fromstring(
        svg, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )
    texts = [
        each for each in tree.findall(f"{SVG}g/{SVG}g") if each.get("id", "").startswith("text_")
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


def went_in(corpus) -> str:
    """What was read, and for which reasons articles were not."""
    if corpus is None:
        return ""
    parts = [f"<p>{html(corpus.report)}.</p>\n"]
    reasons = corpus.rejected["reason"].astype(str).value_counts(sort=False).sort_index()
    reasons = reasons.sort_values(ascending=False, kind="stable")
    if len(reasons):
        items = "".join(
            f"<li>{n:,} × {html(flat(reason))}</li>\n"
            for reason, n in reasons.head(REASONS).items()
        )
        more = (
            f"<li>and {len(reasons) - REASONS:,} more reasons</li>\n"
            if len(reasons) > REASONS
            else ""
        )
        parts.append(f"<p>Rejected, by reason:</p>\n<ul>\n{items}{more}</ul>\n")
    return "".join(parts)


def agreement(path: Path = ANNOTATIONS / "agreement.csv") -> str:
    """How often the rules were right where people had annotated the same, beside the best of the
    others; empty where that table is missing.
    """
    table = read(path)
    if table is None or not {"measure", "who", "value", "texts", "set"} <= set(table):
        return ""
    ours = table["who"].str.startswith("Broadsheet")
    rows = []
    for row in table[ours].itertuples():
        rivals = table[~ours & (table["measure"] == row.measure)]
        best = rivals.loc[
            pd.to_numeric(rivals["value"], errors="coerce").sort_values(ascending=False).index
        ].head(1)
        other = (
            "".join(f"{digits(r.value, '.3f')} ({html(r.who)})" for r in best.itertuples()) or "–"
        )
        rows.append(
            f'<tr><th scope="row">{html(row.measure.replace("_", " "))}</th><td '
            f'class="number">{digits(row.value, ".3f")}</td><td>{other}</td>'
            f'<td class="number">{digits(row.texts, ",.0f")}</td><td>{html(row.set)}</td></tr>\n'
        )
    return (
        "<p>How often the rules are wrong was measured on other texts than these; who annotated them stands in "
        "the last "
        "column. What is called our own annotation there is a language model’s reading that no person checked: it "
        "shows "
        "where to look, and is no benchmark. 1 is perfect; F1 is the harmonic mean of precision and recall, an "
        "AUC of 0.5 "
        "is chance, a correlation of 0 is none.</p>\n"
        '<div class="scroll wide" role="group" aria-label="Agreement with annotations" tabindex="0"><table>\n'
        '<caption>Agreement with annotations</caption>\n<thead><tr><th scope="col">What</th><th scope="col" '
        'class="number">Broadsheet</th>'
        '<th scope="col">Best of the others</th><th scope="col" class="number">Texts</th><th '
        'scope="col">Annotated in</th></tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table></div>\n"
    )


def digits(cell: str, form: str) -> str:
    """A number of a table in the form that its column has; what is none, as it stands.

    >>> digits("0.82", ".3f"), digits("2324", ",.0f"), digits("many", ",.0f")
    ('0.820', '2,324', 'many')
    """
    number = pd.to_numeric(cell, errors="coerce")
    return html(cell) if pd.isna(number) else format(float(number), form)


def made(about: Mapping) -> str:
    """Versions, parameters and fingerprints, a row each."""
    rows = [
        ("Broadsheet", about["broadsheet"]),
        ("Corpus", f"{about['corpus']['name']}, {about['corpus']['articles']:,} articles"),
        ("Fingerprint of the corpus", about["corpus"]["fingerprint"]),
        ("Fingerprint of all tables", about["data"]),
    ]
    for name, value in about["parameters"].items():
        if isinstance(value, Mapping):
            value = ", ".join(f"{key} {each}" for key, each in value.items()) or "none"
        elif isinstance(value, list):
            value = ", ".join(map(str, value)) or "all"
        rows.append((f"Parameter {name}", value if value != "" else "none"))
    if packages := about.get("packages"):
        rows.append(
            ("Packages", ", ".join(f"{name} {version}" for name, version in packages.items()))
        )
    cells = "".join(
        f'<tr><th scope="row">{html(str(what))}</th><td class="print">{html(flat(str(value)))}</td></tr>\n'
        for what, value in rows
    )
    return (
        '<div class="scroll" role="group" aria-label="What it was made from" tabindex="0"><table>\n<caption>What '
        "it was made from</caption>\n"
        f'<thead><tr><th scope="col">What</th><th '
        f'scope="col">Value</th></tr></thead>\n<tbody>\n{cells}</tbody>\n</table></div>\n'
    )


def cited(about: Mapping) -> str:
    """How to cite the report, as a sentence.

    >>> print(cited({"broadsheet": "0.1.0", "data": "ab" * 32, "parameters": {},
    ...              "corpus": {"name": "toy", "articles": 2, "fingerprint": "cd" * 32}}).partition("? ")[2])
    Report on the corpus toy. 2 articles, corpus cdcdcdcd, tables abababab.
    """
    return flat(
        f"Broadsheet {about['broadsheet']}. How did these outlets tell the same story? Report on the corpus "
        f"{about['corpus']['name']}. {origin(about)}."
    )


def origin(about: Mapping) -> str:
    lexicon, n = about["parameters"].get("lexicon"), about["corpus"]["articles"]
    used = (
        f", lexicon {lexicon['name']} {lexicon['fingerprint'][:8]}"
        if isinstance(lexicon, Mapping)
        else ""
    )
    return (
        f"{n:,} article{'s' * (n != 1)}, corpus {about['corpus']['fingerprint'][:8]}{used}, "
        f"tables {about['data'][:8]}"
    )


def bibtex(about: Mapping) -> str:
    said = {
        "title": f"{{How did these outlets tell the same story? Report on the corpus "
        f"{latex(about['corpus']['name'])}}}",
        "author": "{Broadsheet}",
        "howpublished": latex(f"Made with Broadsheet {about['broadsheet']}"),
        "note": latex(origin(about)),
    }
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in said.items())
    return f"@misc{{broadsheet-report-{about['data'][:8]},\n{fields}}}"


def print_pdf(page: Path) -> str:
    """The report printed as `report.pdf` beside it, by the browser that is on the PATH; the words
    that say so, or why there is none. A browser dates what it prints: two PDF files are never the
    same bytes.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return "no PDF: no chromium on the PATH"
    made = page.with_suffix(".pdf")
    made.unlink(missing_ok=True)
    root = (
        ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    )  # whom no browser sandboxes
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        try:
            subprocess.run(
                [
                    browser,
                    "--headless",
                    *root,
                    "--disable-gpu",
                    f"--user-data-dir={home}",
                    "--no-pdf-header-footer",
                    f"--print-to-pdf={made}",
                    page.absolute().as_uri(),
                ],
                capture_output=True,
                timeout=180,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"no PDF: {Path(browser).name} did not print within three minutes"
    return f"as PDF {made.name}" if made.is_file() else f"no PDF: {Path(browser).name} printed none"
