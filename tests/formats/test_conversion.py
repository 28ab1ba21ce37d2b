"""Files of older Office programs are read by a program that the machine has, or refused."""

import os
import subprocess
import sys

import pytest

from broadsheet.formats import conversion
from broadsheet.formats.readers import may_hold_table, read_table
from tests.formats.reading import read

OLD = b"\xd0\xcf\x11\xe0" + b"\0" * 600
PROSE = "The quay was rebuilt by hand on Friday, and nobody in the town was paid for it."
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs of this test are scripts")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with programs of a name that run a script, and no other."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(conversion, "ELSEWHERE", ())

    def install(name, script):
        program = folder / name
        program.write_text(f"#!{sys.executable}\nimport sys, pathlib\n{script}\n")
        program.chmod(0o755)

    return install


def office(writes):
    """A LibreOffice that writes a file of its own, if it is given a profile of its own."""
    return (
        "profile = sys.argv[1].removeprefix('-env:UserInstallation=file://')\n"
        "folder = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "kind = sys.argv[sys.argv.index('--convert-to') + 1]\n"
        "assert pathlib.Path(profile).parent == folder\n"
        f"folder.joinpath('file.' + kind).write_bytes({writes!r})"
    )


def put(tmp_path, name):
    file = tmp_path / name
    file.write_bytes(OLD)
    return file


def test_without_a_program_an_older_file_is_refused_with_the_remedy(tmp_path, machine):
    for name, newer in (("a.doc", ".docx"), ("a.xls", ".xlsx")):
        ((_, reason),) = read(put(tmp_path, name), {})
        assert reason.endswith(f"install it, or save the file as {newer}")


def test_libreoffice_converts_a_table(tmp_path, machine):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["title", "text"], ["Quay", PROSE]):
        book.active.append(row)
    book.save(tmp_path / "new.xlsx")
    machine("soffice", office((tmp_path / "new.xlsx").read_bytes()))
    file = put(tmp_path, "a.xls")
    assert may_hold_table(file)
    ((place, article),) = read(file, {})
    assert (place, article["title"], article["text"]) == ("#1", "Quay", PROSE)
    assert read_table(file) == [{"title": "Quay", "text": PROSE}]


@pytest.mark.parametrize("program", ["antiword", "catdoc"])
def test_word_files_of_other_programs_yield_their_text(tmp_path, machine, program):
    machine(program, f"print({PROSE!r})")
    ((place, article),) = read(put(tmp_path, "a.doc"), {})
    assert (place, article["text"]) == ("", PROSE)


def test_a_program_that_fails_or_writes_nothing_is_reported(tmp_path, machine):
    machine("soffice", "sys.exit(3)")
    assert "soffice cannot read it" in next(iter(read(put(tmp_path, "a.doc"), {})))[1]
    machine("soffice", "")
    assert "LibreOffice cannot read it" in next(iter(read(put(tmp_path, "a.doc"), {})))[1]


def test_a_program_that_hangs_is_stopped(tmp_path, machine, monkeypatch):
    def hangs(*_, **options):
        raise subprocess.TimeoutExpired("soffice", options["timeout"])

    machine("soffice", "")
    monkeypatch.setattr(subprocess, "run", hangs)
    assert "more than 120 seconds" in next(iter(read(put(tmp_path, "a.doc"), {})))[1]


def test_rtf_with_the_file_name_of_word_needs_no_program(tmp_path, machine):
    file = tmp_path / "a.doc"
    file.write_bytes(b"{\\rtf1 " + PROSE.encode() + b"}")
    ((_, article),) = read(file, {})
    assert article["text"] == PROSE
