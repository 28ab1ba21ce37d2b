"""What a saved figure says of itself → how to cite it: as a sentence, BibTeX, RIS and CSL-JSON.

Titles and corpora carry names from articles: each form is one entry whatever they hold. There is no
date in any, since the same data gives the same figure on every day; the fingerprints say which
data, corpus and lexicon, the version says which code.
"""

import json
import re
import unicodedata

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


def citation(about: dict, form: str = "text") -> str:
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


def key(about: dict) -> str:
    """The name of the entry: the figure's number, and the fingerprint that tells it from the same
    of other data.
    """
    number, data = (
        re.sub("[^A-Za-z0-9.]", "", about["number"]),
        re.sub("[^0-9a-f]", "", about["data"]),
    )
    return f"broadsheet-{number}-{data[:8]}"


def prints(about: dict) -> dict[str, str]:
    """The fingerprints by which a figure is known again: of its data, and of what it was made from."""
    lexicon = about["parameters"].get("lexicon")
    found = {
        "data": about["data"],
        "corpus": about["corpus"].get("fingerprint"),
        "lexicon": lexicon.get("fingerprint") if isinstance(lexicon, dict) else None,
    }
    return {what: flat(str(print_)) for what, print_ in found.items() if print_}


def origin(about: dict) -> str:
    """File, data, source and lexicon, in words: what goes into the note of an entry.

    >>> origin({"name": "toy", "data": "ab" * 32, "source": "2 articles, corpus toy ffffffff",
    ...         "parameters": {"lexicon": {"name": "war", "fingerprint": "cd" * 32}}})
    'toy.svg, data abababab. Source: 2 articles, corpus toy ffffffff. Lexicon war cdcdcdcd.'
    """
    lexicon = about["parameters"].get("lexicon")
    used = (
        f" Lexicon {lexicon.get('name')} {str(lexicon.get('fingerprint'))[:8]}."
        if isinstance(lexicon, dict)
        else ""
    )
    return flat(f"{about['name']}.svg, data {about['data'][:8]}. Source: {about['source']}.{used}")


def text(about: dict) -> str:
    return flat(
        f"Broadsheet {about['broadsheet']}. Figure {about['number']}: {about['title']}. {origin(about)}"
    )


def bibtex(about: dict) -> str:
    """One entry. The title stands in two pairs of braces, so that no style changes its capitals."""
    said = {
        "title": f"{{{latex(about['title'])}}}",
        "author": "{Broadsheet}",
        "abstract": latex(about["caption"]),
        "howpublished": latex(
            f"Figure {about['number']}, made with Broadsheet {about['broadsheet']}"
        ),
        "note": latex(origin(about)),
    }
    return (
        f"@misc{{{key(about)},\n"
        + "".join(f"  {name} = {{{value}}},\n" for name, value in said.items())
        + "}"
    )


def ris(about: dict) -> str:
    said = [
        ("TY", "FIGURE"),
        ("ID", key(about)),
        ("AU", "Broadsheet"),
        ("TI", about["title"]),
        ("AB", about["caption"]),
        ("M1", about["number"]),
        ("ET", about["broadsheet"]),
        ("N1", origin(about)),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {flat(value)}" for tag, value in said)


def csl_json(about: dict) -> str:
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
        "note": origin(about),
        "custom": prints(about),
    }
    return json.dumps([item], indent=1, ensure_ascii=False)


FORMS = {"text": text, "bibtex": bibtex, "ris": ris, "csl-json": csl_json}
