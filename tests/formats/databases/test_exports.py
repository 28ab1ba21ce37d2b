"""The table of databases: each row recognises its own exports and nobody else's."""

import pytest

from broadsheet.formats.databases import EXPORTS, read_export
from broadsheet.formats.documents import rtf_text
from broadsheet.formats.encoding import decode, decode_page
from broadsheet.paths import ROOT

CORPORA = ROOT / "tests" / "cases" / "corpora"


def text_of(name):
    path = CORPORA / name
    if name.endswith(".rtf"):
        return rtf_text(lambda: path.open("rb"))
    return (decode_page if name.endswith((".html", ".xml")) else decode)(path.read_bytes())


@pytest.mark.parametrize(
    "name, database, kind",
    [
        ("nexis-older.txt", "Nexis", "text"),
        ("nexis-uni.rtf", "Nexis", "text"),
        ("factiva.rtf", "Factiva", "text"),
        ("factiva.html", "Factiva", "page"),
        ("europresse.html", "Europresse", "page"),
        ("factiva.xml", "Factiva", "xml"),
        ("factiva-fields.html", "Factiva", "page"),
        ("proquest.txt", "ProQuest", "text"),
        ("copied-page.txt", None, "text"),
        ("saved-page.html", None, "page"),
    ],
)
def test_an_export_is_recognised_by_its_own_row_alone(name, database, kind):
    text = text_of(name)
    recognised = {row.database for row in EXPORTS if row.kind == kind and row.recognises(text)}
    assert recognised == ({database} if database else set())
    articles = read_export(text, kind)
    assert (articles is None) is (database is None)
    assert articles is None or len(articles) == 3
