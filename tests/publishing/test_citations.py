"""Citations: one entry in each form, whatever names stand in it, and CITATION.cff as its schema
wants it.
"""

import json
import re
import tomllib

import jsonschema
import pytest
import yaml

from broadsheet.paths import ROOT, package_rows
from broadsheet.publishing.citations import FORMS, citation, latex

HOSTILE = (
    '“Le Monde” & <b>R_D</b> {50 %} } { \\input{x} $5 ~ ^2 # | "quoted" — '
    "Правда 新聞 é −1\nER  - \r\nTY  - BOOK\n"
    "\u2028@misc{evil,\n title = {x}}\x1b[31m\x85T1  - more\x00"
)


BY = {
    "authors": [
        {"family": "Doe", "given": "Jane"},
        {"family": "García Márquez", "given": "José", "suffix": "Jr."},
        {"literal": "R&D {Lab}, and more"},
    ],
    "year": 2031,
    "doi": "10.5281/zenodo.12_3",
}


def about(said="Share of words", **more):
    return {
        "number": "2.1",
        "name": "toy",
        "title": said,
        "caption": said,
        "alt": said,
        "source": f"2 articles, corpus {said} ffffffff",
        "corpus": {"name": said, "fingerprint": "f" * 64},
        "parameters": {"lexicon": {"name": said, "fingerprint": "ab" * 32}},
        "broadsheet": "0.1.0",
        "data": "01234567" * 8,
        **more,
    }


def test_as_text_it_is_one_sentence_after_the_other_in_one_line():
    assert citation(about()) == (
        "Figure 2.1: Share of words (2026). Made with Broadsheet 0.1.0. toy.svg, data 01234567. "
        "Source: 2 articles, corpus Share of words ffffffff. Lexicon Share of words abababab."
    )


def test_the_researcher_is_the_author_and_the_address_stands_at_the_end():
    said = citation(about(parameters={}, credit=BY))
    assert said.startswith(
        "Jane Doe, José García Márquez Jr. and R&D {Lab}, and more (2031). Figure 2.1: Share of "
        "words. Made with Broadsheet 0.1.0. toy.svg, data 01234567."
    )
    assert said.endswith("ffffffff. https://doi.org/10.5281/zenodo.12_3")


def test_the_year_is_given_or_that_of_the_release_and_never_invented():
    assert citation(about(broadsheet="99.0")).startswith("Figure 2.1: Share of words. Made")
    assert "(2031)" in citation(about(broadsheet="99.0", credit={"year": 2031}))
    for form, name in {"bibtex": "year", "ris": "PY  -", "csl-json": "issued"}.items():
        assert name not in citation(about(broadsheet="99.0"), form)


@pytest.mark.parametrize("form", FORMS)
def test_no_address_and_no_author_is_invented(form):
    said = citation(about(), form)
    assert not re.search(r"(?i)http|doi|author|^AU|^UR|^DO", said, re.M)


def test_a_figure_without_lexicon_is_cited_without():
    assert citation(about(parameters={})).endswith("corpus Share of words ffffffff.")
    assert set(json.loads(citation(about(parameters={}), "csl-json"))[0]["custom"]) == {
        "data",
        "corpus",
    }


@pytest.mark.parametrize("form", ["text", "bibtex", "ris"])
def test_no_name_writes_a_control_character_a_line_or_an_entry_of_its_own(form):
    plain, hostile = citation(about(), form), citation(about(HOSTILE), form)
    assert len(hostile.splitlines()) == len(plain.splitlines())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", hostile)
    assert ("Правда 新聞 {\\'e}" if form == "bibtex" else "Правда 新聞 é") in hostile


def parsed(text):
    """A BibTeX entry taken apart as BibTeX does: its type, key and fields. A value is what stands
    between balanced braces; a backslash before a brace changes nothing.
    """
    begin = re.match(r"@(\w+)\{([^\s{}(),=#%\"'\\]+),", text)
    assert begin, text
    at, fields = begin.end(), {}
    while not (end := re.compile(r"\s*\}\s*").match(text, at)):
        name = re.compile(r"\s*([a-z]+)\s*=\s*\{").match(text, at)
        assert name and name[1] not in fields, text[at:]
        at, depth = name.end(), 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        fields[name[1]] = text[name.end() : at - 1]
        comma = re.compile(r"\s*,").match(text, at)
        assert comma, text[at:]
        at = comma.end()
    assert end.end() == len(text), text[end.end() :]
    return begin[1], begin[2], fields


def names(value):
    """The authors of a BibTeX field, split at " and " outside braces, and at commas into parts."""

    def split(text, mark):
        parts, depth = [""], 0
        for piece in re.split(rf"({mark}|[{{}}])", text):
            depth += {"{": 1, "}": -1}.get(piece, 0)
            if re.fullmatch(mark, piece) and not depth:
                parts.append("")
            else:
                parts[-1] += piece
        return parts

    return [split(one, ", ") for one in split(value, " and ")]


def test_the_parser_refuses_what_bibtex_would_not_read():
    for broken in ("@misc{a b,\n}", "@misc{a,\n x = {1}\n y = {2},\n}", "@misc{a,\n} more"):
        with pytest.raises(AssertionError):
            parsed(broken)
    with pytest.raises(IndexError):
        parsed("@misc{a,\n x = {{1},\n")


@pytest.mark.parametrize("said", ["Share of words", HOSTILE], ids=["plain", "hostile"])
def test_bibtex_is_one_entry_with_nothing_that_latex_takes_for_itself(said):
    by = {**BY, "authors": [*BY["authors"], {"literal": said}, {"family": said, "given": said}]}
    kind, key, fields = parsed(citation(about(said, credit=by), "bibtex"))
    assert (kind, key) == ("misc", "broadsheet-2.1-01234567")
    assert list(fields) == [
        *("author", "title", "year", "version", "howpublished", "doi", "url", "abstract", "note")
    ]
    assert (fields["year"], fields["version"]) == ("2031", "0.1.0")
    assert fields["howpublished"] == "Figure 2.1. Made with Broadsheet 0.1.0"
    assert fields["doi"] == "10.5281/zenodo.12_3"
    assert fields["url"] == "https://doi.org/10.5281/zenodo.12_3"
    assert len(names(fields["author"])) == 5
    for name in set(fields) - {"doi", "url"}:  # which \url prints as they stand
        bare = re.sub(
            r"\\(?:[A-Za-z]+(?=\{)|(?:[A-Za-z]+)(?=\})|[$&#%_'`^~=.\"])", "", fields[name]
        )
        assert not re.search(r"[\\$&#%_^~<>|]", bare), name


def test_bibtex_takes_the_names_apart_as_they_were_given():
    author = parsed(citation(about(credit=BY), "bibtex"))[2]["author"]
    assert names(author) == [
        ["Doe", "Jane"],
        [r"Garc{\'i}a M{\'a}rquez", "Jr.", r"Jos{\'e}"],
        [r"{R\&D \textbraceleft{}Lab\textbraceright{}, and more}"],
    ]
    both = {"authors": [{"family": "Rand and Sons, Ltd", "given": "A"}]}
    author = parsed(citation(about(credit=both), "bibtex"))[2]["author"]
    assert names(author) == [["{Rand and Sons, Ltd}", "A"]]


def test_bibtex_without_an_author_has_a_key_to_sort_by():
    fields = parsed(citation(about(), "bibtex"))[2]
    assert fields["key"] == "Broadsheet" and "author" not in fields


@pytest.mark.parametrize(
    "address", ["https://a.example/{x}_%20~b?c=\\d&e#f", "https://a.example/é"]
)
def test_an_address_ends_no_field(address):
    url = parsed(citation(about(credit={"url": address}), "bibtex"))[2]["url"]
    assert url.startswith("https://a.example/") and not set(url) & set("{}\\")


@pytest.mark.parametrize(
    "sign, said",
    [
        ("\\", r"\textbackslash{}"),
        ("{", r"\textbraceleft{}"),
        ("%", r"\%"),
        ("~", r"\textasciitilde{}"),
        ("−", r"\ensuremath{-}"),
        ('"', '{"}'),
        ("é", r"{\'e}"),
        ("e\u0301", r"{\'e}"),
        ("ç", r"{\c{c}}"),
        ("ő", r"{\H{o}}"),
        ("ø", r"{\o}"),
        ("ß", r"{\ss}"),
        ("“", r"\textquotedblleft{}"),
        ("ế", "ế"),
        ("ё", "ё"),
        ("新", "新"),
        ("\\%", r"\textbackslash{}\%"),
    ],
)
def test_each_sign_is_printed_as_itself_by_latex(sign, said):
    assert latex(sign) == said


RIS = "TY ID AU AU AU TI PY AB M1 ET DO UR N1 ER".split()


def test_ris_is_one_record_of_tagged_lines():
    lines = citation(about(HOSTILE, credit=BY), "ris").split("\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line[:2] for line in lines] == RIS
    assert lines[0] == "TY  - FIGURE" and lines[-1] == "ER  - "
    assert [line[6:] for line in lines if line.startswith("AU")] == [
        "Doe, Jane",
        "García Márquez, José, Jr.",
        "R&D {Lab}, and more",
    ]
    assert {"PY  - 2031", "ET  - 0.1.0", "DO  - 10.5281/zenodo.12_3"} <= set(lines)


# The rules of the schema of CSL data (citation-style-language/schema, schemas/input/csl-data.json)
# for the fields used here; as there, no other field may stand in an item, a name or a date.
TEXT = {"type": "string"}
NUMBER = {"type": ["string", "number"]}


def closed(**properties):
    return {"type": "object", "additionalProperties": False, "properties": properties}


CSL_NAME = closed(
    **dict.fromkeys(
        ["family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"], TEXT
    )
)
CSL_DATE = closed(
    **{
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": NUMBER},
        },
        **dict.fromkeys(["literal", "raw"], TEXT),
    }
)
CSL = {
    "type": "array",
    "items": {
        **closed(
            type={"enum": ["figure", "report", "software", "dataset"]},
            id=NUMBER,
            number=NUMBER,
            custom={"type": "object"},
            author={"type": "array", "items": CSL_NAME},
            issued=CSL_DATE,
            **dict.fromkeys(
                ["title", "version", "medium", "abstract", "note", "DOI", "URL", "genre"], TEXT
            ),
        ),
        "required": ["type", "id"],
    },
}


def test_csl_json_is_a_list_of_one_figure_with_whole_fingerprints():
    for credit in ({}, BY):
        [item] = items = json.loads(citation(about(HOSTILE, credit=credit), "csl-json"))
        jsonschema.validate(items, CSL)
        assert item["custom"] == {
            "data": "01234567" * 8,
            "corpus": "f" * 64,
            "lexicon": "ab" * 32,
        }
    assert item["issued"] == {"date-parts": [[2031]]} and item["version"] == "0.1.0"
    assert item["author"] == BY["authors"] and item["DOI"] == BY["doi"]


@pytest.mark.parametrize(
    "wrong",
    [{"issued": "2031"}, {"author": ["Doe"]}, {"year": 2031}, {"type": "picture"}, {"URL": 1}],
)
def test_the_rules_refuse_an_item_that_breaks_them(wrong):
    [item] = json.loads(citation(about(), "csl-json"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**item, **wrong}], CSL)


REPORT = {
    "kind": "report",
    "broadsheet": "0.1.0",
    "data": "89abcdef" * 8,
    "parameters": {},
    "corpus": {"name": HOSTILE, "articles": 2, "fingerprint": "f" * 64},
    "credit": BY,
}


def test_a_report_is_cited_in_every_form_as_one():
    kind, key, fields = parsed(citation(REPORT, "bibtex"))
    assert (kind, key) == ("misc", "broadsheet-report-89abcdef") and "abstract" not in fields
    assert fields["howpublished"] == "Made with Broadsheet 0.1.0"
    lines = citation(REPORT, "ris").split("\n")
    assert lines[0] == "TY  - RPRT"
    assert [line[:2] for line in lines] == [tag for tag in RIS if tag not in ("AB", "M1")]
    items = json.loads(citation(REPORT, "csl-json"))
    jsonschema.validate(items, CSL)
    assert items[0]["type"] == "report" and "number" not in items[0]
    assert len(citation(REPORT).splitlines()) == 1


def test_the_forms_are_four_and_another_is_named():
    assert list(FORMS) == ["text", "bibtex", "ris", "csl-json"]
    with pytest.raises(
        ValueError, match="unknown citation format 'apa'; choose one of text, bibtex, ris, csl-json"
    ):
        citation(about(), "apa")


# The rules of the Citation File Format 1.2.0 (its schema-guide.md) for software by named teams or
# people.
WORDS = {"type": "string", "minLength": 1}
DATE = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[012])-(0[1-9]|[12]\d|3[01])$"}
LINK = {"type": "string", "pattern": "^(https|http|ftp|sftp)://.+"}
PERSON = {
    "type": "object",
    "additionalProperties": False,
    "properties": dict.fromkeys(
        [
            "address",
            "affiliation",
            "alias",
            "city",
            "country",
            "email",
            "family-names",
            "fax",
            "given-names",
            "name-particle",
            "name-suffix",
            "orcid",
            "post-code",
            "region",
            "tel",
            "website",
        ],
        WORDS,
    ),
}
TEAM = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": dict.fromkeys(
        [
            "address",
            "alias",
            "city",
            "country",
            "email",
            "fax",
            "location",
            "name",
            "orcid",
            "post-code",
            "region",
            "tel",
            "website",
        ],
        WORDS,
    ),
}
CFF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["authors", "cff-version", "message", "title"],
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": WORDS,
        "title": WORDS,
        "abstract": WORDS,
        "type": {"enum": ["software", "dataset"]},
        "authors": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"anyOf": [PERSON, TEAM]},
        },
        "keywords": {"type": "array", "minItems": 1, "uniqueItems": True, "items": WORDS},
        "license": {"const": "MIT"},
        "version": {"anyOf": [WORDS, {"type": "number"}]},
        "date-released": DATE,
        "doi": {"type": "string", "pattern": r"^10\.\d{4,9}(\.\d+)?/"},
        **dict.fromkeys(
            ["url", "repository", "repository-code", "repository-artifact", "license-url"], LINK
        ),
    },
}


def cff():
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def test_citation_cff_keeps_the_rules_of_its_format():
    jsonschema.validate(cff(), CFF)


@pytest.mark.parametrize(
    "name, wrong",
    [
        ("authors", None),
        ("authors", []),
        ("authors", [{"nam": "x"}]),
        ("message", ""),
        ("cff-version", 1.2),
        ("keywords", ["a", "a"]),
        ("type", "figure"),
        ("licence", "MIT"),
        ("title", None),
    ],
)
def test_the_rules_refuse_a_citation_cff_that_breaks_them(name, wrong):
    broken = {key: value for key, value in {**cff(), name: wrong}.items() if value is not None}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, CFF)


def test_citation_cff_and_the_package_are_of_one_version_and_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (str(cff()["version"]), cff()["license"]) == (project["version"], project["license"])


def test_the_day_of_the_release_is_the_same_in_citation_cff_and_in_the_table_of_releases():
    releases = {row["version"]: row["date"] for row in package_rows("releases.csv")}
    assert releases[str(cff()["version"])] == cff()["date-released"]
