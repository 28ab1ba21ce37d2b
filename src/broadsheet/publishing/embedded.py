"""The record of a saved figure inside its own files: written into SVG, PDF and PNG, and read back
from each, and from a report, which has one record for all its figures.

A picture is copied, sent and renamed without the files beside it; like a newspaper's imprint, this
record stays with it. Each format has the title, the caption and the alt text in its usual places,
and the whole provenance as JSON: in SVG as `dcterms:provenance`, in PDF as the entry "Broadsheet"
of the document's information, in PNG as the text "Broadsheet", in a report as the `<meta>` named
"broadsheet". Only that JSON is read back. It is ASCII, so that no format has to encode a name from
an article.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..figures import on_dark
from ..patterns import regex
from .credit import from_record

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KEY, TERMS = "Broadsheet", "http://purl.org/dc/terms/"
PICTURE_FORMATS = ("svg", "pdf", "png")
RECORD_FIELDS: dict[str, Any] = {
    **dict.fromkeys(("number", "title", "caption", "alt", "source", "broadsheet", "data"), str),
    "corpus": {"name": str, "articles": int, "fingerprint": str},
    "parameters": dict,
}
REPORT_FIELDS = {
    name: RECORD_FIELDS[name] for name in ("broadsheet", "data", "corpus", "parameters")
}
META = "broadsheet"  # the name of the <meta> with a report's record
LEXICON_FIELDS = {"name": str, "fingerprint": str}
FORBIDDEN = regex(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # characters that XML cannot contain
ENTRY = re.compile(rb"/" + KEY.encode() + rb" \(((?:[^\\()]|\\.)*)\)", re.DOTALL)
PAINTED = re.compile(r"(fill|stroke): (#[0-9a-f]{6})")
ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


def legal(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot contain: control characters, half of
    a pair.

    >>> legal("North\\x0c & <South>"), legal("a\\ud800b\\n")
    ('North� & <South>', 'a�b\\n')
    """
    return FORBIDDEN.sub("\ufffd", text)


def save_pictures(figure: Figure, files: Sequence[Path], about: dict) -> None:
    """Save the figure as three files, SVG, PDF and PNG, each with its record inside."""
    svg_file, pdf_file, png_file = files
    from xml.sax.saxutils import escape

    from matplotlib.backends.backend_pdf import PdfPages

    title = f"Figure {about['number']}. {about['title']}"
    maker = f"Broadsheet {about['broadsheet']}"
    caption, alt, source = about["caption"], about["alt"], about["source"]
    record = json.dumps(about)
    how: dict[str, Any] = {"dpi": 200, "facecolor": "white"}
    drawn = io.StringIO()
    figure.savefig(
        drawn,
        format="svg",
        **how,
        metadata={
            "Title": title,
            "Creator": maker,
            "Description": caption,
            "Source": source,
            "Date": None,
        },
    )
    inside = f'<dcterms:provenance xmlns:dcterms="{TERMS}">{escape(record)}</dcterms:provenance>'
    svg = legal(drawn.getvalue()).replace("</title>", f"</title>\n <desc>{escape(alt)}</desc>", 1)
    svg = svg.replace("</cc:Work>", f" {inside}\n   </cc:Work>", 1)
    svg = svg.replace("</style>", f"{dark_rules(svg)}</style>", 1)
    svg_file.write_text(svg, encoding="utf-8", newline="\n")
    with (
        without_layout_tables(),
        PdfPages(
            pdf_file,
            metadata={"Title": title, "Author": maker, "Subject": caption, "CreationDate": None},
        ) as pdf,
    ):
        pdf.infodict().update(
            {"Alt": alt, KEY: record}
        )  # names of our own, which savefig alone would warn of
        pdf.savefig(figure, **how)
    figure.savefig(
        png_file,
        format="png",
        **how,
        metadata={
            "Title": title,
            "Author": maker,
            "Description": caption,
            "Alt": alt,
            "Source": source,
            KEY: record,
        },
    )


@contextmanager
def without_layout_tables() -> Iterator[None]:
    """A block in which fonts are embedded without the tables by which letters are chosen and placed
    in a line: a PDF says of each letter which it is and where it stands. To cut those tables to the
    letters of a figure takes longer than to draw it.
    """
    from fontTools.subset import Options  # type: ignore[import-untyped]

    before = Options._drop_tables_default
    Options._drop_tables_default = [*before, "GDEF", "GPOS", "GSUB"]
    try:
        yield
    finally:
        Options._drop_tables_default = before


def dark_rules(svg: str) -> str:
    """The style that gives each colour of an SVG drawing another on a dark page.

    >>> print(dark_rules('<path style="fill: #1f1f1f; stroke: #ffffff"/>'))
    @media screen and (prefers-color-scheme: dark) {
    [style*="fill: #1f1f1f"] {fill: #ececec !important}
    [style*="stroke: #ffffff"] {stroke: #17191c !important}
    }
    """
    rules = [
        f'[style*="{part}: {colour}"] {{{part}: {on_dark(colour)} !important}}'
        for part, colour in sorted(set(PAINTED.findall(svg)))
    ]
    return "\n".join(["@media screen and (prefers-color-scheme: dark) {", *rules, "}"])


def text_inside(path: Path) -> str | None:
    """The record inside an SVG, PDF or PNG file or a report, or None. OSError or ValueError for a
    damaged file.
    """
    read = {
        ".svg": _inside_svg,
        ".pdf": _inside_pdf,
        ".png": _inside_png,
        ".html": _inside_html,
        ".htm": _inside_html,
    }.get(path.suffix.lower())
    return read(path) if read else None


def _inside_html(path: Path) -> str | None:
    from lxml import etree

    head = path.read_bytes().partition(b"</head>")[0]  # the figures come after it
    if not head.strip():
        return None
    tree = etree.fromstring(head, etree.HTMLParser(encoding="utf-8", no_network=True))
    found = tree.xpath("//meta[@name=$name]/@content", name=META) if tree is not None else []
    return found[0] if found else None


def _inside_png(path: Path) -> str | None:
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG"]) as image:
            return image.text.get(KEY)  # type: ignore[attr-defined]  # PNG files have it
    except (SyntaxError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError(f"{path}: not a PNG file, or a damaged one: {error}") from None


def _inside_svg(path: Path) -> str | None:
    from lxml import etree

    try:
        tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{path}: not an SVG file: {error}") from None
    return tree.findtext(f".//{{{TERMS}}}provenance")


def _inside_pdf(path: Path) -> str | None:
    entry = ENTRY.search(path.read_bytes())
    return ESCAPED.sub(rb"\1", entry[1]).decode("ascii", "replace") if entry else _unpacked(path)


def _unpacked(path: Path) -> str | None:
    """The record in a PDF that another program has saved in compressed form; None without
    pypdfium2, which decompresses it.
    """
    try:
        import pypdfium2
    except ImportError:
        return None
    try:
        with pypdfium2.PdfDocument(path) as document:
            return document.get_metadata_value(KEY) or None
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"{path}: not a PDF file: {error}") from None


def record_of(path: str | Path) -> dict:
    """The record of a saved figure, from any of its files: from inside the file, or from the JSON
    beside it, or from inside another of its files. For a report, the record inside it.

    FileNotFoundError, in one line, if no file has a record, and OSError or ValueError for a damaged
    file.
    """
    path = Path(path)
    if not path.name or os.path.isdir(path):
        raise FileNotFoundError(
            f"{path}: a folder; name a file of the figure, such as {path / 'readability.png'}, or "
            f"the report, {path / 'report.html'}"
        )
    suffixes = ("json", *PICTURE_FORMATS)
    beside = [] if path.suffix.lower() in (".html", ".htm") else suffixes
    for file in dict.fromkeys([path, *(path.with_suffix(f".{suffix}") for suffix in beside)]):
        # not Path.is_file, which raises where a name is too long to be one
        if os.path.isfile(file) and (about := record_in(file)):
            return {"name": path.stem, **about}
    if not os.path.exists(path):
        raise FileNotFoundError(
            f"{path}: does not exist; name a file of a saved figure, or a report.html"
        )
    if path.suffix == ".csv" and (path.parent / "report.html").exists():
        raise FileNotFoundError(
            f"{path}: a table that no figure shows; cite the report, {path.parent / 'report.html'}"
        )
    if not beside:
        raise FileNotFoundError(
            f"{path}: not a report of Broadsheet: it contains no record of how it was made; `run` "
            f"a corpus to make one"
        )
    raise FileNotFoundError(
        f"{path}: not a saved figure: neither it nor a file of its name beside it contains a "
        "record of how it was made; `run` a corpus to make one"
    )


def record_in(file: Path) -> dict | None:
    """The record in one file of a figure or a report; None if there is none, or if it is not
    ours.
    """
    text = file.read_bytes() if file.suffix.lower() == ".json" else text_inside(file)
    try:
        about = json.loads(text or "null")
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{file}: the record of the figure is damaged: {error}") from None
    is_report = isinstance(about, Mapping) and about.get("kind") == "report"
    if not holds(about, REPORT_FIELDS if is_report else RECORD_FIELDS):
        return None
    try:
        from_record(about.get("credit"))
    except ValueError:
        return None
    lexicon = about["parameters"].get("lexicon")
    named = lexicon in (None, "") or holds(lexicon, LEXICON_FIELDS)
    return about if named and isinstance(about.get("packages") or {}, dict) else None


def holds(about: object, needed: Mapping) -> bool:
    """Whether it has all required fields, of the required types.

    >>> needed = {"corpus": {"name": str}}
    >>> holds({"corpus": {"name": "toy"}}, needed), holds({"corpus": "toy"}, needed)
    (True, False)
    """
    return isinstance(about, Mapping) and all(
        holds(about.get(name), kind)
        if isinstance(kind, dict)
        else isinstance(about.get(name), kind)
        for name, kind in needed.items()
    )


def saved(folder: Path) -> dict[str, dict]:
    """The records of the figures saved in a folder, by name, in the order of their numbers.

    Other pictures and other JSON files there are ignored.
    """
    figures = {}
    for stem in sorted(
        {path.stem for kind in ("json", *PICTURE_FORMATS) for path in folder.glob(f"*.{kind}")}
    ):
        try:
            figures[stem] = record_of(folder / f"{stem}.json")
        except FileNotFoundError:  # somebody else's
            continue
    return dict(sorted(figures.items(), key=lambda pair: number_order(pair[1]["number"])))


def number_order(number: str) -> tuple:
    """A key for sorting figures by number.

    >>> sorted(["10.1", "2.10", "2.2", "A1"], key=number_order)
    ['2.2', '2.10', '10.1', 'A1']
    """
    return tuple(
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part)
        for part in number.split(".")
    )
