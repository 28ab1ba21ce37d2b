"""What a figure says of itself is inside each of its files, for the readers of each format,
whatever names it holds.
"""

import json
import re
import struct
import sys
import zlib
from shutil import copy
from types import SimpleNamespace

import pandas as pd
import pytest
from lxml import etree
from PIL import Image

import broadsheet as bs
from broadsheet.paths import FIGURES
from broadsheet.publishing.embedded import (
    PICTURE_FORMATS,
    legal,
    record_in,
    record_of,
    saved,
    text_inside,
)

pypdf = pytest.importorskip("pypdf")
pytestmark = pytest.mark.filterwarnings(
    "ignore:no font on this machine has"
)  # what is drawn is not what is tested here
DATA = pd.DataFrame({"outlet": ["North", "South"], "id": ["a", "b"], "value": [1 / 3, 0.5]})
CORPUS = SimpleNamespace(name="toy", fingerprint="f" * 64, articles=DATA, chosen={})
HOSTILE = (
    '</desc><script>x</script> & ]]> --> <!-- \\( ) /Broadsheet (no) "O\'Neil" — Ñandú '
    "Правда 新聞 🙂 {\\x} % \x0c\x00\x1b[31m"
)
RDF = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "cc": "http://creativecommons.org/ns#",
    "svg": "http://www.w3.org/2000/svg",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcterms": "http://purl.org/dc/terms/",
}


def made(folder, name="toy", **said):
    figure = bs.dots(DATA, value="value", row="outlet", xlabel="share")
    words = {
        "number": "2.1",
        "title": "Share of words",
        "caption": "Words over words.",
        "alt": "Two.",
        **said,
    }
    return bs.save(figure, name, DATA, folder=folder, run=bs.provenance(CORPUS, seed=1), **words)


@pytest.fixture(scope="module", params=["Plain.", HOSTILE], ids=["plain", "hostile"])
def said_in(request, tmp_path_factory):
    """What a figure says, and the folder in which it was saved once for all formats."""
    folder = tmp_path_factory.mktemp("said")
    made(folder, title="Share", caption=request.param, alt=request.param)
    return request.param, folder


@pytest.mark.parametrize("kind", PICTURE_FORMATS)
def test_all_that_the_json_says_is_inside_each_file(said_in, kind):
    said, folder = said_in
    beside = json.loads((folder / "toy.json").read_text(encoding="utf-8"))
    assert json.loads(text_inside(folder / f"toy.{kind}")) == beside
    assert {
        "number",
        "caption",
        "alt",
        "parameters",
        "corpus",
        "packages",
        "broadsheet",
        "data",
    } <= set(beside)
    assert beside["alt"] == legal(said) and "code" not in beside


def test_svg_is_whole_and_says_title_description_and_source_in_its_own_words_and_as_rdf(tmp_path):
    made(tmp_path, title="Share & <b>more</b>", caption=HOSTILE, alt=HOSTILE)
    tree = etree.parse(tmp_path / "toy.svg").getroot()
    assert tree.findtext("svg:title", namespaces=RDF) == "Figure 2.1. Share & <b>more</b>"
    assert tree.findtext("svg:desc", namespaces=RDF) == legal(HOSTILE)
    [work] = tree.findall("svg:metadata/rdf:RDF/cc:Work", RDF)
    assert work.findtext("dc:description", namespaces=RDF) == legal(HOSTILE)
    assert work.findtext("dc:source", namespaces=RDF) == "2 articles, corpus toy ffffffff"
    assert json.loads(work.findtext("dcterms:provenance", namespaces=RDF))["number"] == "2.1"
    assert not tree.findall(".//svg:script", RDF)


def test_png_says_title_caption_and_words_under_the_keywords_of_its_standard(tmp_path):
    made(tmp_path, caption="Größe of “words”.", alt="Правда 1.")
    with Image.open(tmp_path / "toy.png") as image:
        text = image.text
    assert (
        text["Title"] == "Figure 2.1. Share of words"
        and text["Description"] == "Größe of “words”."
        and text["Alt"] == "Правда 1."
    )
    assert (
        text["Author"] == "Broadsheet 0.1.0" and text["Source"] == "2 articles, corpus toy ffffffff"
    )


def test_pdf_says_title_caption_and_words_in_the_documents_information(tmp_path):
    made(tmp_path, caption="Größe (of) “words”.", alt=HOSTILE)
    about = pypdf.PdfReader(tmp_path / "toy.pdf").metadata
    assert (
        about.title == "Figure 2.1. Share of words"
        and about.subject == "Größe (of) “words”."
        and about.author == "Broadsheet 0.1.0"
    )
    assert about["/Alt"] == legal(HOSTILE) and json.loads(about["/Broadsheet"])["alt"] == legal(
        HOSTILE
    )
    assert len(pypdf.PdfReader(tmp_path / "toy.pdf").pages) == 1


def test_a_pdf_that_another_program_saved_again_is_read_too_if_pypdfium2_is_there(
    tmp_path, monkeypatch
):
    made(tmp_path)
    again = pypdf.PdfWriter(clone_from=tmp_path / "toy.pdf")
    again.encrypt("", algorithm="RC4-128")  # so that no text stands in it as it was written
    (tmp_path / "else").mkdir()
    again.write(tmp_path / "else" / "packed.pdf")
    assert record_of(tmp_path / "else" / "packed.pdf")["number"] == "2.1"
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert (
        record_of(tmp_path / "toy.pdf")["number"] == "2.1"
        and text_inside(tmp_path / "else" / "packed.pdf") is None
    )


@pytest.mark.parametrize("kind", PICTURE_FORMATS)
def test_one_file_that_was_renamed_and_sent_is_enough(said_in, tmp_path, kind):
    _, folder = said_in
    sent = copy(folder / f"toy.{kind}", tmp_path / f"Fig. 3.{kind.upper()}")
    about = record_of(sent)
    assert (
        about["name"] == "toy"
        and about["number"] == "2.1"
        and about["data"] == json.loads((folder / "toy.json").read_text())["data"]
    )


def test_what_is_inside_a_picture_goes_before_a_json_of_another_run_beside_it(tmp_path):
    made(tmp_path)
    (tmp_path / "toy.json").write_text(
        (tmp_path / "toy.json").read_text().replace('"2.1"', '"9.9"'), encoding="utf-8"
    )
    assert (
        record_of(tmp_path / "toy.png")["number"] == "2.1"
        and record_of(tmp_path / "toy.csv")["number"] == "9.9"
    )
    (tmp_path / "toy.json").unlink()
    assert (
        record_of(tmp_path / "toy.csv")["number"] == record_of(tmp_path / "toy")["number"] == "2.1"
    )


def test_a_damaged_file_gives_one_line_that_names_it(tmp_path):
    made(tmp_path)
    for name, held in {
        "a.json": b"{",
        "b.svg": b"<svg",
        "c.png": b"\x89PNG",
        "d.pdf": b"%PDF-1.4",
        "e.json": b"\xff\xfe{",
    }.items():
        (tmp_path / name).write_bytes(held)
        with pytest.raises((OSError, ValueError), match=re.escape(name)) as error:
            record_of(tmp_path / name)
        assert "\n" not in str(error.value)


def test_pictures_and_json_of_others_are_no_figures_and_those_of_a_folder_come_by_number(tmp_path):
    for name, number in {"z": "2.2", "b": "10.1", "a": "2.10"}.items():
        made(tmp_path, name, number=number)
    Image.new("RGB", (2, 2)).save(tmp_path / "photo.png")
    (tmp_path / "package.json").write_text('{"number": "1.1"}', encoding="utf-8")
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "z.json").unlink()
    assert list(saved(tmp_path)) == ["z", "a", "b"]
    with pytest.raises(FileNotFoundError, match=r"photo\.png: not a saved figure"):
        record_of(tmp_path / "photo.png")


def test_an_entity_in_an_svg_reads_no_other_file(tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "x.svg").write_text(
        f'<!DOCTYPE svg [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]><svg '
        f'xmlns:t="http://purl.org/dc/terms/">'
        "<t:provenance>&e;</t:provenance></svg>",
        encoding="utf-8",
    )
    assert "secret" not in (text_inside(tmp_path / "x.svg") or "")


@pytest.mark.parametrize(
    "said",
    [
        {"corpus": {}},
        {"corpus": {"name": "toy", "articles": "2", "fingerprint": "0"}},
        {"parameters": {"lexicon": "war"}},
        {"parameters": {"lexicon": {}}},
        {"packages": [1]},
    ],
)
def test_a_record_of_other_kinds_than_we_write_is_none_of_ours(tmp_path, said):
    about = json.loads((FIGURES / "seeds" / "readability.json").read_text(encoding="utf-8"))
    file = tmp_path / "readability.json"
    file.write_text(json.dumps(about), encoding="utf-8")
    assert record_in(file) == about
    file.write_text(json.dumps(about | said), encoding="utf-8")
    assert record_in(file) is None


def png(*chunks):
    """A PNG file of these chunks."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))
        for kind, held in chunks
    )


SPOILT = {
    "empty.png": b"",
    "short.png": (FIGURES / "seeds" / "readability.png").read_bytes()[:500],
    "vast.png": png(
        (b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)),
        (b"IDAT", b""),
        (b"IEND", b""),
    ),
    "foreign.pdf": b"/Broadsheet (\xff{)",
    "deep.json": b"[" * 200_000,
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_gives_one_line_that_names_it(tmp_path, name):
    (tmp_path / name).write_bytes(SPOILT[name])
    with pytest.raises(ValueError, match=f"{re.escape(name)}: .*(damaged|PNG)") as raised:
        record_of(tmp_path / name)
    assert type(raised.value) is ValueError


@pytest.mark.parametrize("path", [".", "/", ""])
def test_a_folder_is_no_file_of_a_figure(path):
    with pytest.raises(FileNotFoundError, match="a folder; name a file of the figure"):
        record_of(path)
