"""Packed files: what is in them, and how far they may grow."""

import gzip
import io
import zipfile

import pytest

from broadsheet import limits
from broadsheet.formats.archives import grows_too_much, gunzipped, hidden, members, names_in
from broadsheet.formats.encoding import Unreadable


def opener(data):
    return lambda: io.BytesIO(data)


def zipped(*inside):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in inside:
            archive.writestr(name, content)
    return out.getvalue()


def test_a_gzip_file_of_several_parts_is_read_to_its_end():
    data = gzip.compress(b"One. ") + gzip.compress(b"Two.")
    with gunzipped(opener(data))() as stream:
        assert stream.read() == b"One. Two."


def test_a_file_may_grow_as_text_does_and_no_further(monkeypatch):
    monkeypatch.setattr(limits, "ROOM", 1000)
    prose = " ".join(f"The {number} of May was wet." for number in range(2000)).encode()
    with gunzipped(opener(gzip.compress(prose)))() as stream:
        assert stream.read() == prose
    with (
        pytest.raises(Unreadable, match="more than 200 times its size"),
        gunzipped(opener(gzip.compress(b"x" * 10**7)))() as stream,
    ):
        stream.read()
    with pytest.raises(Unreadable, match="more than 200 times"):
        list(members(opener(zipped(("a.txt", b"x" * 10**7)))))
    assert grows_too_much(opener(zipped(("a", b"x" * 10**7)))) and not grows_too_much(
        opener(zipped(("a", prose)))
    )


def test_a_zip_whose_sizes_lie_stops_at_the_bound_or_at_its_own_check(monkeypatch):
    monkeypatch.setattr(limits, "ROOM", 1000)
    data = bytearray(zipped(("a.txt", b"x" * 10**6)))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + at
        data[place : place + 4] = (500).to_bytes(4, "little")
    inside = members(opener(bytes(data)))
    _, open_member = next(inside)
    with pytest.raises((Unreadable, zipfile.BadZipFile)), open_member() as stream:
        stream.read()


def test_files_come_in_the_order_of_their_names_and_a_second_one_with_a_name_is_reported():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(
            ("b.txt", b"B"), ("a.txt", b"A"), ("a.txt", b"other"), ("x/", b""), (".DS_Store", b"")
        )
    names = [
        (name, opened if isinstance(opened, str) else "") for name, opened in members(opener(data))
    ]
    assert names == [
        ("a.txt", ""),
        ("a.txt", "a second file with this name in the zip; rename it"),
        ("b.txt", ""),
    ]


@pytest.mark.parametrize(
    "name, is_hidden",
    [
        ("a.txt", False),
        (".a.txt", True),
        ("x/.git/a.txt", True),
        ("__MACOSX/a.txt", True),
        ("x.y/a.txt", False),
        ("../a.txt", False),
        ("../.a.txt", True),
    ],
)
def test_hidden_files_are_not_part_of_a_zip(name, is_hidden):
    assert hidden(name) is is_hidden


def test_a_file_that_is_not_a_zip_has_no_names():
    assert names_in(opener(b"PK\x03\x04")) == set() and names_in(opener(zipped(("a", b"")))) == {
        "a"
    }


def test_files_outside_the_folder_of_a_zip_are_reported():
    names = (
        "../a.txt",
        "x/../../a.txt",
        "/a.txt",
        "C:\\a.txt",
        "..\\b.txt",
        "x\\b.txt",
        "c..d.txt",
    )
    given = [*members(opener(zipped(*((name, b"A") for name in names))))]
    outside = {name for name, opened in given if isinstance(opened, str)}
    assert outside == {"../a.txt", "x/../../a.txt", "/a.txt", "C:/a.txt", "../b.txt"}
    assert {name for name, _ in given} - outside == {"x/b.txt", "c..d.txt"}
    assert all(
        opened == "is outside the zip's own folder; unpack the zip with care"
        for _, opened in given
        if isinstance(opened, str)
    )
