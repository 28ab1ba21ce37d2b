"""Citations: one entry in each form, whatever names stand in it, and CITATION.cff as its schema
wants it.
"""

import json
import re
import tomllib

import jsonschema
import pytest
import yaml

from broadsheet.paths import ROOT
from broadsheet.publishing.citations import FORMS, citation, latex

HOSTILE = (
    '“Le Monde” & <b>R_D</b> {50 %} } { \\input{x} $5 ~ ^2 # | "quoted" — '
    "Правда 新聞 é −1\nER  - \r\nTY  - BOOK\n"
    "\u2028@misc{evil,\n title = {x}}\x1b[31m\x85T1  - more\x00"
)


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
        "Broadsheet 0.1.0. Figure 2.1: Share of words. toy.svg, data 01234567. Source: 2 articles, "
        "corpus Share of words "
        "ffffffff. Lexicon Share of words abababab."
    )


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
    assert "Правда 新聞 é" in hostile


def test_bibtex_is_one_entry_with_balanced_braces_and_nothing_that_latex_takes_for_itself():
    entry = citation(about(HOSTILE), "bibtex")
    fields = re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.M)
    assert [name for name, _ in fields] == ["title", "author", "abstract", "howpublished", "note"]
    assert (
        entry.splitlines()[0] == "@misc{broadsheet-2.1-01234567," and entry.splitlines()[-1] == "}"
    )
    for name, value in fields:
        depths = [value[:at].count("{") - value[:at].count("}") for at in range(len(value) + 1)]
        assert min(depths) == depths[-1] == 0, (
            name
        )  # as BibTeX counts: a backslash before a brace changes nothing
        bare = re.sub(r"\\(?:text\w+|ensuremath)(?=\{)|\\[$&#%_]", "", value)
        assert not re.search(r"[\\$&#%_^~<>|]", bare), name


@pytest.mark.parametrize(
    "sign, said",
    [
        ("\\", r"\textbackslash{}"),
        ("{", r"\textbraceleft{}"),
        ("%", r"\%"),
        ("~", r"\textasciitilde{}"),
        ("−", r"\ensuremath{-}"),
        ('"', '{"}'),
        ("é", "é"),
        ("\\%", r"\textbackslash{}\%"),
    ],
)
def test_each_sign_is_printed_as_itself_by_latex(sign, said):
    assert latex(sign) == said


def test_ris_is_one_record_of_tagged_lines():
    lines = citation(about(HOSTILE), "ris").split("\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line[:2] for line in lines] == ["TY", "ID", "AU", "TI", "AB", "M1", "ET", "N1", "ER"]
    assert lines[0] == "TY  - FIGURE" and lines[-1] == "ER  - "


# Of the schema of CSL data (citation-style-language/schema, schemas/input/csl-data.json): the keys
# used here, and their types.
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["figure"]},
            "id": {"type": ["string", "number"]},
            "number": {"type": ["string", "number"]},
            "custom": {"type": "object"},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"literal": {"type": "string"}},
                },
            },
            **{name: {"type": "string"} for name in ("title", "version", "abstract", "note")},
        },
    },
}


def test_csl_json_is_a_list_of_one_figure_with_whole_fingerprints():
    items = json.loads(citation(about(HOSTILE), "csl-json"))
    jsonschema.validate(items, CSL)
    assert items[0]["custom"] == {
        "data": "01234567" * 8,
        "corpus": "f" * 64,
        "lexicon": "ab" * 32,
    }


def test_the_forms_are_four_and_another_is_named():
    assert list(FORMS) == ["text", "bibtex", "ris", "csl-json"]
    with pytest.raises(
        ValueError, match="no citation is made as 'apa'; it is made as text, bibtex, ris, csl-json"
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
