"""Quotations: where they stand, what they are, who says them."""

import json
import re
import time
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import ANNOTATIONS, ROOT
from broadsheet.quotation.quotations import Quotation, find_quotations, quotes
from broadsheet.text.document import tokenize, within
from broadsheet.text.unicode import straighten

CASES = json.loads((ROOT / "tests" / "cases" / "quotes.json").read_text(encoding="utf-8"))
SEEDS = json.loads((ANNOTATIONS / "seeds.json").read_text(encoding="utf-8"))["articles"]
CURLY = str.maketrans(
    {"'": "\N{RIGHT SINGLE QUOTATION MARK}", '"': "\N{RIGHT DOUBLE QUOTATION MARK}"}
)
# Words and marks from which news is made: random letters alone would hardly ever make a quotation.
PROSE = st.lists(
    st.sampled_from(
        [
            '"',
            "'",
            "“",
            "”",
            "‘",
            "’",
            "«",
            "»",
            ",",
            ".",
            "?",
            ":",
            "—",
            "(",
            ")",
            "\n",
            "\n\n",
            " ",
            " ",
            " ",
            "He",
            "she",
            "said",
            "Rubio",
            "Marco Rubio",
            "Sen.",
            "the",
            "president",
            "of",
            "who",
            "that",
            "according",
            "to",
            "told",
            "6'2\"",
            "’90s",
            "workers’",
            "and",
            "called",
            "it",
            "שלום",
            "\u200f",
            "é",
            "\x00",
            "=",
            "I",
            "PENCE:",
        ]
    ),
    max_size=60,
).map(lambda pieces: " ".join(pieces))
ANY = st.one_of(st.text(max_size=200), PROSE, PROSE.map(lambda text: text.replace(" ", "")))


def seed_part(name: str, part: str) -> str:
    above, body = (ROOT / "data" / "seeds" / name).read_text(encoding="utf-8").split("Deep Look\n")
    return body if part == "body" else above


@pytest.mark.parametrize("part", ["body", "highlights"])
def test_the_seed_is_read_as_people_read_it(part):
    name = "000_794c89ee2f883a8f.txt"
    text = seed_part(name, part)
    wanted = [q for q in SEEDS[name] if q["part"] == part]
    table = quotes(text).query("kind != 'indirect'")
    found = [
        {
            "text": row.text,
            "kind": row.kind,
            "speech": row.speech,
            "speaker": None if pd.isna(row.speaker) else row.speaker,
            "mention": text[row.speaker_start : row.speaker_end]
            if row.speaker_start >= 0
            else None,
            "verb": None if pd.isna(row.verb) else row.verb,
        }
        for row in table.itertuples()
    ]
    assert found == [{key: q[key] for key in found[0]} for q in wanted]


def test_every_annotated_quotation_occurs_in_its_file():
    for name, annotated in SEEDS.items():
        text = (ROOT / "data" / "seeds" / name).read_text(encoding="utf-8")
        assert all(text.count(q["text"]) >= q["occurrence"] for q in annotated)
        assert sum(mark in '“"' for mark in text) == len(annotated)


def as_case(text: str) -> list[dict]:
    return [
        {
            "text": q.text,
            "kind": q.kind,
            "speaker": q.speaker,
            "verb": q.verb,
            "mention": text[q.speaker_start : q.speaker_end] if q.speaker_start >= 0 else None,
        }
        for q in find_quotations(tokenize(text))
        if q.kind != "indirect"
    ]


def named(kind: str, marks=()):
    return [pytest.param(case, id=case["name"], marks=marks) for case in CASES[kind]]


@pytest.mark.parametrize(
    "case", named("wild") + named("negative") + named("known_failures", pytest.mark.xfail)
)
def test_a_quotation_has_its_kind_its_speaker_and_its_verb(case):
    assert as_case(case["text"]) == case["quotations"]


@pytest.mark.parametrize("case", named("wild") + named("negative"))
def test_straight_and_curly_marks_give_the_same(case):
    text = case["text"]
    offsets = [
        [q[:2] + q[3:5] + q[6:8] + q[9:] for q in find_quotations(tokenize(t))]
        for t in (text, straighten(text), straighten(text).translate(CURLY))
    ]
    assert offsets[0] == offsets[1] == offsets[2]


# A quotation on one line in straight double marks: its words stand between.
IN_DOUBLE_MARKS = re.compile(r"""(?<![^\s(\[—–-])"(?=[^\s"'])([^"\n]*[^\s"'\d])"(?!\w)""")


# No quotation is left open or nested, and no mark means inches.
PAIRED = [
    straighten(case["text"])
    for case in CASES["wild"]
    if '"' in straighten(case["text"])
    and '"' not in IN_DOUBLE_MARKS.sub("", straighten(case["text"]))
]


@pytest.mark.parametrize("plain", PAIRED)
@pytest.mark.parametrize("typed", [r"``\1''", r"''\1''", r"‘‘\1’’"])
def test_marks_typed_as_two_apostrophes_give_the_same(plain, typed):
    assert without_marks(IN_DOUBLE_MARKS.sub(typed, plain)) == without_marks(plain)


def without_marks(text: str) -> list[tuple]:
    return [
        (re.sub("[\"'`‘’]", "", row["text"]), row["kind"], row["speaker"], row["verb"])
        for row in as_case(text)
    ]


@given(ANY)
@settings(max_examples=300)
def test_no_text_raises_and_every_row_slices_back(text):
    document = tokenize(text)
    found = find_quotations(document)
    for q in found:
        assert 0 <= q.start < q.end <= len(text) and text[q.start : q.end] == q.text
        paragraph = document.paragraphs[q.paragraph]
        assert paragraph.start <= q.start and q.end <= paragraph.end
        assert q.speech == (q.kind in ("direct", "partial"))
        inside = sum(
            each.words
            for each in found
            if q.kind == "indirect" and q.start <= each.start < q.end and each != q
        )
        assert q.words + inside == len(within(document.words, q.start, q.end))
        assert (
            q.speaker_start == q.speaker_end == -1
            or 0 <= q.speaker_start < q.speaker_end <= len(text)
        )
        assert (
            q.speaker is None or q.speaker_start >= 0
        )  # a speaker has a mention; "it" is a mention alone
        assert q.speech or q.kind == "indirect" or q.speaker_start == -1
    assert found == sorted(found, key=lambda q: (q.start, -q.end))
    for kinds in (("indirect",), ("direct", "partial", "scare", "title")):
        rows = [q for q in found if q.kind in kinds]
        assert all(a.end <= b.start for a, b in pairwise(rows))


@given(ANY)
@settings(max_examples=150)
def test_typography_is_never_a_finding(text):
    shapes = [
        [q[:2] + q[3:5] + q[6:8] + q[9:] for q in find_quotations(tokenize(t))]
        for t in (straighten(text), straighten(text).translate(CURLY))
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("text", ["", "It rains.", "“It rains,” said Anna Lind. “Blue.”"])
def test_the_table_has_the_same_columns_and_types_whatever_it_contains(text):
    table = quotes(text)
    assert tuple(table.columns) == Quotation._fields
    assert table.dtypes.equals(quotes("“It rains,” said Anna Lind.").dtypes)
    assert len(table) == len(find_quotations(tokenize(text)))


def test_a_speaker_who_is_never_named_is_missing_and_the_row_stays():
    table = quotes("“It rains too much in this town and nobody cares.”")
    assert table["speaker"].isna().all() and table["verb"].isna().all() and table["speech"].all()
    assert table[["speaker_start", "speaker_end"]].eq(-1).all(axis=None)


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece",
    [
        '"',
        '" ',
        "'",
        "' ",
        "“",
        "A",
        "A ",
        "A.",
        "Lind ",
        "said ",
        "“x” said ",
        "“x,” said Anna Lind. ",
        "the ",
        "Lind's ",
        "(",
        "of a ",
        "Lind, who ",
        "according to ",
        "\n",
        "“x\n",
        "Anna Lind said “x.” He said “y.”\n",
        ". ",
        "on Monday ",
        "- ",
    ],
)
def test_work_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        document = tokenize("“x,” " + piece * (size // len(piece)))
        began = time.process_time()
        find_quotations(document)
        return time.process_time() - began

    # Four times the text may take four times as long, and as much again for a busy machine;
    # quadratic work takes 16.
    assert min(seconds(40_000), seconds(40_000)) < 8 * min(seconds(10_000) for _ in range(3)) + 0.05
