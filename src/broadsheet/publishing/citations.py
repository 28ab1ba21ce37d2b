"""The record of a saved figure or report → how to cite it: as a sentence, BibTeX, RIS and CSL-JSON.

The researcher is the author; Broadsheet is the software that the figure was made with. Titles and
corpora may contain any name from articles, and still each form is one valid entry. The same data
yields the same entry on any day: the year is the one that the researcher gave, or else that in
which this version of Broadsheet was released. The fingerprints identify data, corpus and lexicon;
the version identifies the code.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from ..paths import package_rows
from .credit import Author, Credit, from_record
from .forms import FORMS

# Characters with a meaning in BibTeX or LaTeX. BibTeX counts braces even after a backslash, so they
# are replaced by names.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': '{"}',
}


class Reference(NamedTuple):
    """The contents of every form of a citation. A report has no caption and so no abstract."""

    kind: str  # "figure" or "report"
    key: str
    title: str
    number: str  # of the figure; empty for a report
    version: str  # of Broadsheet
    abstract: str
    origin: str  # the data that identifies it, in words
    fingerprints: dict[str, str]
    authors: tuple[Author, ...]
    year: int  # 0: unknown
    url: str
    doi: str

    @property
    def made_with(self) -> str:
        return f"Made with Broadsheet {self.version}"

    @property
    def address(self) -> str:
        """Where it can be found, as an address to click on; empty if none was given."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


def citation(about: Mapping, form: str = "text") -> str:
    """How to cite the figure or report, in one of the forms of `FORMS`. ValueError for another.

    >>> citation({}, "apa")
    Traceback (most recent call last):
    ValueError: unknown citation format 'apa'; choose one of text, bibtex, ris, csl-json
    >>> run = {"kind": "report", "broadsheet": "0.1.0", "data": "ab" * 32, "parameters": {},
    ...        "corpus": {"name": "toy", "articles": 2, "fingerprint": "cd" * 32}}
    >>> print(citation(run).partition("? ")[2].partition(" 2 articles")[0])
    Report on the corpus toy (2026). Made with Broadsheet 0.1.0.
    """
    if form not in FORMS:
        raise ValueError(f"unknown citation format {form!r}; choose one of {', '.join(FORMS)}")
    return WRITERS[form](reference(about))


def reference(about: Mapping) -> Reference:
    """The contents of a citation, from the record of a figure or a report."""
    credit = from_record(about.get("credit"))
    is_report = about.get("kind") == "report"
    return Reference(
        kind="report" if is_report else "figure",
        key=key(about),
        title=flat(report_title(about) if is_report else about["title"]),
        number="" if is_report else flat(about["number"]),
        version=flat(about["broadsheet"]),
        abstract="" if is_report else flat(about["caption"]),
        origin=report_origin(about) if is_report else figure_origin(about),
        fingerprints=fingerprints(about),
        authors=credit.authors,
        year=year_of(about, credit),
        url=flat(credit.url),
        doi=flat(credit.doi),
    )


def year_of(about: Mapping, credit: Credit) -> int:
    """The year that somebody gave, or else that in which the version of Broadsheet was released; 0
    for an unknown version.

    >>> year_of({"broadsheet": "0.1.0"}, Credit(year=2031)), year_of({"broadsheet": "9"}, Credit())
    (2031, 0)
    """
    return credit.year or release_years().get(about["broadsheet"], 0)


@cache
def release_years() -> dict[str, int]:
    """Versions of Broadsheet, and the year of each.

    >>> release_years()["0.1.0"]
    2026
    """
    return {row["version"]: int(row["date"][:4]) for row in package_rows("releases.csv")}


def flat(text: str) -> str:
    """The text in one line, without control characters or line separators.

    >>> flat("Two\\nlines, a\\ttab\\x1b[31m and\\u2028more"), flat("José")
    ('Two lines, a tab[31m and more', 'José')
    """
    return " ".join(
        "".join(
            c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cs")
        ).split()
    )


def latex(text: str) -> str:
    r"""The text as BibTeX and LaTeX print it, sign by sign: special characters are replaced by
    names, accents and typographic marks by commands. Letters that LaTeX has no command for
    (Cyrillic, Chinese, two accents on one letter) stay as they are, in UTF-8.

    >>> print(latex("50 % of R&D: {x_1} ~ \\frac"))
    50 \% of R\&D: \textbraceleft{}x\_1\textbraceright{} \textasciitilde{} \textbackslash{}frac
    >>> print(latex("Le Monde: été, façade, Łódź – Правда"))
    Le Monde: {\'e}t{\'e}, fa{\c{c}}ade, {\L}{\'o}d{\'z} \textendash{} Правда
    """
    return "".join(map(_latex_sign, unicodedata.normalize("NFC", flat(text))))


@cache
def _latex_sign(sign: str) -> str:
    if sign.isascii():
        return SPECIAL.get(sign, sign)
    commands = latex_commands()
    apart = unicodedata.normalize("NFD", sign)
    letter, accent = apart[0], apart[1:]
    if letter.isascii() and letter.isalpha() and accent in commands:
        command = commands[accent]
        return f"{{{command}{{{letter}}}}}" if command[-1].isalpha() else f"{{{command}{letter}}}"
    return commands.get(sign, sign) if not unicodedata.combining(sign) else sign


@cache
def latex_commands() -> dict[str, str]:
    """LaTeX's commands for letters, marks and accents outside ASCII."""
    return {chr(int(row["code"], 16)): row["latex"] for row in package_rows("latex-accents.csv")}


def key(about: Mapping) -> str:
    """The name of the entry: the figure's number or "report", and the fingerprint of its data."""
    number = re.sub("[^A-Za-z0-9.]", "", str(about.get("number", "report")))
    return f"broadsheet-{number}-{re.sub('[^0-9a-f]', '', about['data'])[:8]}"


def fingerprints(about: Mapping) -> dict[str, str]:
    """The fingerprints that identify a figure: of its data, and of what it was made from."""
    lexicon = lexicon_of(about)
    made_from = {"data": about["data"], "corpus": about["corpus"]["fingerprint"]}
    if lexicon:
        made_from["lexicon"] = lexicon["fingerprint"]
    return {what: flat(fingerprint) for what, fingerprint in made_from.items()}


def articles_counted(n: int) -> str:
    """A number of articles, in figures.

    >>> articles_counted(1), articles_counted(1200)
    ('1 article', '1,200 articles')
    """
    return f"{n:,} article{'s' * (n != 1)}"


def lexicon_of(about: Mapping) -> Mapping | None:
    """The lexicon that a figure or a run was made with: its name and its fingerprint."""
    lexicon = about["parameters"].get("lexicon")
    return lexicon if isinstance(lexicon, Mapping) else None


def lexicon_named(about: Mapping) -> str:
    """The lexicon by name and fingerprint; empty if none was used.

    >>> lexicon_named({"parameters": {"lexicon": {"name": "war", "fingerprint": "cd" * 32}}})
    'war cdcdcdcd'
    """
    lexicon = lexicon_of(about)
    return f"{lexicon['name']} {lexicon['fingerprint'][:8]}" if lexicon else ""


def figure_origin(about: Mapping) -> str:
    """File, data, source and lexicon of a figure, in words, for the note of an entry.

    >>> figure_origin({"name": "toy", "data": "ab" * 32, "source": "2 articles, corpus toy ffff",
    ...                "parameters": {"lexicon": {"name": "war", "fingerprint": "cd" * 32}}})
    'toy.svg, data abababab. Source: 2 articles, corpus toy ffff. Lexicon war cdcdcdcd.'
    """
    lexicon = lexicon_named(about)
    used = f" Lexicon {lexicon}." if lexicon else ""
    return flat(f"{about['name']}.svg, data {about['data'][:8]}. Source: {about['source']}.{used}")


def report_origin(run: Mapping) -> str:
    """Articles, lexicon and tables of a report, in words, for the note of its entry."""
    lexicon = lexicon_named(run)
    return flat(
        f"{articles_counted(run['corpus']['articles'])}, corpus {run['corpus']['fingerprint'][:8]}"
        f"{f', lexicon {lexicon}' if lexicon else ''}, tables {run['data'][:8]}"
    )


def report_title(run: Mapping) -> str:
    return (
        f"How did these outlets tell the same story? Report on the corpus {run['corpus']['name']}"
    )


def listed(names: list[str]) -> str:
    """Names joined for a sentence.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])
    ('A', 'A and B', 'A, B and C')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def as_text(said: Reference) -> str:
    """Author (year). Title. What it was made with and from. Address. Without an author, the title
    comes first, then the year.
    """
    year = f" ({said.year})" if said.year else ""
    title = f"Figure {said.number}: {said.title}" if said.number else said.title
    begin = listed([flat(str(one)) for one in said.authors])
    begin = f"{begin}{year}. {title}." if begin else f"{title}{year}."
    made = f"{said.made_with}. {said.origin.rstrip('.')}."
    return " ".join(filter(None, [begin, made, said.address]))


def bibtex(said: Reference) -> str:
    """One entry. The title is in two pairs of braces, so that no style changes its capitals, and so
    is a group of authors. Without an author, styles sort by `key`.
    """
    made = f"Figure {said.number}. {said.made_with}" if said.number else said.made_with
    fields = {
        "author": " and ".join(map(_bibtex_author, said.authors)),
        "key": "" if said.authors else "Broadsheet",
        "title": f"{{{latex(said.title)}}}",
        "year": str(said.year or ""),
        "version": latex(said.version),
        "howpublished": latex(made),
        "doi": _bibtex_address(said.doi),
        "url": _bibtex_address(said.address),
        "abstract": latex(said.abstract),
        "note": latex(said.origin),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{said.key},\n{lines}}}"


def _bibtex_author(one: Author) -> str:
    """A name as BibTeX parses it: "Family, Given" or "Family, Jr., Given"; the name of a group in
    braces.
    """
    if one.literal:
        return f"{{{latex(one.literal)}}}"
    parts = [_unsplit(one.family), one.suffix and _unsplit(one.suffix), _unsplit(one.given)]
    return ", ".join(part for part in parts if part)


def _unsplit(part: str) -> str:
    """A part of a name, in braces if BibTeX would split it."""
    apart = re.search(r"(?i)(^|\s)and(\s|$)|,", part)
    return f"{{{latex(part)}}}" if apart else latex(part)


# Characters that would end the field, or begin a comment. \url prints all others unchanged.
ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def _bibtex_address(address: str) -> str:
    return address.translate(ADDRESS)


def ris(said: Reference) -> str:
    """One record of tagged lines, with one line per author."""
    lines = [
        ("TY", "FIGURE" if said.kind == "figure" else "RPRT"),
        ("ID", said.key),
        *(("AU", _ris_author(one)) for one in said.authors),
        ("TI", said.title),
        ("PY", str(said.year or "")),
        ("AB", said.abstract),
        ("M1", said.number),
        ("ET", said.version),
        ("DO", said.doi),
        ("UR", said.address),
        ("N1", f"{said.origin.rstrip('.')}. {said.made_with}."),
    ]
    tagged = [f"{tag}  - {flat(value)}" for tag, value in lines if value]
    return "\n".join([*tagged, "ER  - "])


def _ris_author(one: Author) -> str:
    return one.literal or ", ".join(filter(None, [one.family, one.given, one.suffix]))


def csl_json(said: Reference) -> str:
    """A list of one item, as reference managers import it; the full fingerprints are in
    `custom`.
    """
    item: dict[str, Any] = {
        "id": said.key,
        "type": said.kind,
        "title": said.title,
        "author": [_csl_author(one) for one in said.authors],
        "issued": {"date-parts": [[said.year]]} if said.year else {},
        "number": said.number,
        "version": said.version,
        "medium": said.made_with,
        "DOI": said.doi,
        "URL": said.address,
        "abstract": said.abstract,
        "note": said.origin,
        "custom": said.fingerprints,
    }
    filled = {name: value for name, value in item.items() if value}
    return json.dumps([filled], indent=1, ensure_ascii=False)


def _csl_author(one: Author) -> dict[str, str]:
    parts = {name: flat(getattr(one, name)) for name in one.__struct_fields__}
    return {name: part for name, part in parts.items() if part}


WRITERS = dict(zip(FORMS, (as_text, bibtex, ris, csl_json), strict=True))
