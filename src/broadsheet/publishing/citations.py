"""What a saved figure says of itself → how to cite it: as a sentence, BibTeX, RIS and CSL-JSON.

Titles and corpora carry names from articles: each form is one entry whatever they hold. There is no
date in any, since the same data gives the same figure on every day; the fingerprints say which
data, corpus and lexicon, the version says which code.
"""

import json
import re
import unicodedata
from collections.abc import Mapping

# What BibTeX or LaTeX would take for itself. BibTeX counts braces even after a backslash, so they
# are named. Other letters and signs stay as they are (UTF-8: biber, and LaTeX since 2018), but for
# the minus, which LaTeX knows in formulas alone.
LATEX = str.maketrans(
    {
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
        "\N{MINUS SIGN}": r"\ensuremath{-}",
    }
)


def citation(about: Mapping, form: str = "text") -> str:
    """How to cite the figure, in one of the forms of `FORMS`. ValueError for another.

    >>> citation({}, "apa")
    Traceback (most recent call last):
    ValueError: no citation is made as 'apa'; it is made as text, bibtex, ris, csl-json
    """
    if form not in FORMS:
        raise ValueError(f"no citation is made as {form!r}; it is made as {', '.join(FORMS)}")
    return FORMS[form](about)


def flat(text: str) -> str:
    """The text in one line, without characters that would be commands to a terminal or a reader of
    lines.

    >>> flat("Two\\nlines, a\\ttab\\x1b[31m and\\u2028more"), flat("José")
    ('Two lines, a tab[31m and more', 'José')
    """
    return " ".join(
        "".join(
            c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cs")
        ).split()
    )


def latex(text: str) -> str:
    r"""The text as BibTeX and LaTeX print it, sign by sign.

    >>> print(latex("50 % of R&D: {x_1} ~ \\frac"))
    50 \% of R\&D: \textbraceleft{}x\_1\textbraceright{} \textasciitilde{} \textbackslash{}frac
    >>> latex("Le Monde: «été»")
    'Le Monde: «été»'
    """
    return flat(text).translate(LATEX)


def key(about: Mapping) -> str:
    """The name of the entry: the figure's number, and the fingerprint that tells it from the same
    of other data.
    """
    number, data = (
        re.sub("[^A-Za-z0-9.]", "", about["number"]),
        re.sub("[^0-9a-f]", "", about["data"]),
    )
    return f"broadsheet-{number}-{data[:8]}"


def fingerprints(about: Mapping) -> dict[str, str]:
    """The fingerprints by which a figure is known again: of its data, and of what it was made
    from.
    """
    lexicon = lexicon_of(about)
    made_from = {"data": about["data"], "corpus": about["corpus"]["fingerprint"]}
    if lexicon:
        made_from["lexicon"] = lexicon["fingerprint"]
    return {what: flat(fingerprint) for what, fingerprint in made_from.items()}


def articles_counted(n: int) -> str:
    """So many articles.

    >>> articles_counted(1), articles_counted(1200)
    ('1 article', '1,200 articles')
    """
    return f"{n:,} article{'s' * (n != 1)}"


def lexicon_of(about: Mapping) -> Mapping | None:
    """The lexicon that a figure or a run was made with: its name and its fingerprint."""
    lexicon = about["parameters"].get("lexicon")
    return lexicon if isinstance(lexicon, Mapping) else None


def lexicon_named(about: Mapping) -> str:
    """The lexicon by name and fingerprint; empty where none was used.

    >>> lexicon_named({"parameters": {"lexicon": {"name": "war", "fingerprint": "cd" * 32}}})
    'war cdcdcdcd'
    """
    lexicon = lexicon_of(about)
    return f"{lexicon['name']} {lexicon['fingerprint'][:8]}" if lexicon else ""


def figure_origin(about: Mapping) -> str:
    """File, data, source and lexicon of a figure, in words: what goes into the note of an entry.

    >>> figure_origin({"name": "toy", "data": "ab" * 32, "source": "2 articles, corpus toy ffff",
    ...                "parameters": {"lexicon": {"name": "war", "fingerprint": "cd" * 32}}})
    'toy.svg, data abababab. Source: 2 articles, corpus toy ffff. Lexicon war cdcdcdcd.'
    """
    lexicon = lexicon_named(about)
    used = f" Lexicon {lexicon}." if lexicon else ""
    return flat(f"{about['name']}.svg, data {about['data'][:8]}. Source: {about['source']}.{used}")


def report_origin(run: Mapping) -> str:
    """Articles, lexicon and tables of a report, in words: what goes into the note of its entry."""
    lexicon = lexicon_named(run)
    return flat(
        f"{articles_counted(run['corpus']['articles'])}, corpus {run['corpus']['fingerprint'][:8]}"
        f"{f', lexicon {lexicon}' if lexicon else ''}, tables {run['data'][:8]}"
    )


def as_text(about: Mapping) -> str:
    return flat(
        f"Broadsheet {about['broadsheet']}. Figure {about['number']}: {about['title']}. "
        f"{figure_origin(about)}"
    )


def report_citation(run: Mapping) -> str:
    """How to cite the report, as a sentence.

    >>> print(report_citation({"broadsheet": "0.1.0", "data": "ab" * 32, "parameters": {},
    ...     "corpus": {"name": "toy", "articles": 2, "fingerprint": "cd" * 32}}).partition("? ")[2])
    Report on the corpus toy. 2 articles, corpus cdcdcdcd, tables abababab.
    """
    return flat(f"Broadsheet {run['broadsheet']}. {report_title(run)}. {report_origin(run)}.")


def report_title(run: Mapping) -> str:
    return (
        f"How did these outlets tell the same story? Report on the corpus {run['corpus']['name']}"
    )


def bibtex(about: Mapping) -> str:
    """One entry for a figure."""
    return bibtex_entry(
        key(about),
        {
            "title": about["title"],
            "abstract": about["caption"],
            "howpublished": f"Figure {about['number']}, made with Broadsheet {about['broadsheet']}",
            "note": figure_origin(about),
        },
    )


def report_bibtex(run: Mapping) -> str:
    """One entry for the report."""
    return bibtex_entry(
        f"broadsheet-report-{run['data'][:8]}",
        {
            "title": report_title(run),
            "howpublished": f"Made with Broadsheet {run['broadsheet']}",
            "note": report_origin(run),
        },
    )


def bibtex_entry(name: str, fields: Mapping[str, str]) -> str:
    """An entry by Broadsheet. The title stands in two pairs of braces, so that no style changes its
    capitals.
    """
    plain = {field: latex(value) for field, value in fields.items()}
    braced = {"title": f"{{{plain.pop('title')}}}", "author": "{Broadsheet}", **plain}
    lines = "".join(f"  {field} = {{{value}}},\n" for field, value in braced.items())
    return f"@misc{{{name},\n{lines}}}"


def ris(about: Mapping) -> str:
    said = [
        ("TY", "FIGURE"),
        ("ID", key(about)),
        ("AU", "Broadsheet"),
        ("TI", about["title"]),
        ("AB", about["caption"]),
        ("M1", about["number"]),
        ("ET", about["broadsheet"]),
        ("N1", figure_origin(about)),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {flat(value)}" for tag, value in said)


def csl_json(about: Mapping) -> str:
    """A list of one item, as reference managers import it; the whole fingerprints stand in
    `custom`.
    """
    item = {
        "id": key(about),
        "type": "figure",
        "title": flat(about["title"]),
        "author": [{"literal": "Broadsheet"}],
        "number": flat(about["number"]),
        "version": flat(about["broadsheet"]),
        "abstract": flat(about["caption"]),
        "note": figure_origin(about),
        "custom": fingerprints(about),
    }
    return json.dumps([item], indent=1, ensure_ascii=False)


FORMS = {"text": as_text, "bibtex": bibtex, "ris": ris, "csl-json": csl_json}
